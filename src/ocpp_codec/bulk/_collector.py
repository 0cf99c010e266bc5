"""Python's collector of garbage, and when it is in the way."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Generator

__all__ = ["collector_paused"]


@contextlib.contextmanager
def collector_paused() -> Generator[None]:
    """Python looks for garbage in circles after every few hundred objects; a batch makes very many, and no circle."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()
