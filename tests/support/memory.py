"""Whether something keeps memory that it should give back."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable

__all__ = ["blocks_kept"]


def blocks_kept(run: Callable[[], object], times: int) -> int:
    """How many more blocks of memory are in use after so many runs, the first few not counted."""
    for _ in range(3):
        run()
    gc.collect()
    before = sys.getallocatedblocks()
    for _ in range(times):
        run()
    gc.collect()
    return sys.getallocatedblocks() - before
