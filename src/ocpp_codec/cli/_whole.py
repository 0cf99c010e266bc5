"""Files that are written whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

__all__ = ["whole_or_not_at_all"]


@contextlib.contextmanager
def whole_or_not_at_all(outputs: list[Path | None]) -> Generator[list[Path]]:
    """Files for all outputs; they take the places of the outputs once all are written. None: standard output."""
    with contextlib.ExitStack() as stack:
        drafts = [stack.enter_context(_draft(output)) for output in outputs]
        yield drafts
        for draft, output in zip(drafts, outputs, strict=True):
            if output is None:
                with draft.open("rb") as file:
                    shutil.copyfileobj(file, sys.stdout.buffer)
            elif output.exists() and not output.is_file():  # /dev/stdout, a named pipe
                with draft.open("rb") as file, output.open("wb") as target:
                    shutil.copyfileobj(file, target)
            else:
                draft.replace(output)


@contextlib.contextmanager
def _draft(output: Path | None) -> Generator[Path]:
    """A file beside an output, or a temporary one if the output is no file. It is gone in the end."""
    if output is None or (output.exists() and not output.is_file()):
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder, "output")
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    draft = output.with_name(f".{output.name[:200]}.{os.getpid()}.part")
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)
