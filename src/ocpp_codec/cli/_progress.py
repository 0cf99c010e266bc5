"""How far a long log has been read, on a terminal: bytes, rate, time left."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from ..log import Entry

__all__ = ["shown"]

_LEAST = 8 << 20  # bytes; less is read before anybody wonders


def shown(entries: Any, files: Iterable[str]) -> Iterator[Entry]:
    """The entries. While they are taken, stderr shows how far the files have been read, if it is a terminal.

    `entries`: with `bytes_read`, how much of the files has been read.
    """
    total = sum(os.path.getsize(name) if os.path.isfile(name) else 0 for name in files)  # noqa: PTH113, PTH202
    if not sys.stderr.isatty() or total < _LEAST or not hasattr(entries, "bytes_read"):
        return iter(entries)
    return _with_bar(entries, total)


def _with_bar(entries: Any, total: int) -> Iterator[Entry]:
    from rich import progress  # noqa: PLC0415 (it takes long to import)
    from rich.console import Console  # noqa: PLC0415

    class Bar(progress.Progress):
        """Asks how far the reader has come whenever it draws itself."""

        def get_renderables(self) -> Iterable[Any]:
            for task in self.tasks:
                task.completed = min(entries.bytes_read, total)
            return super().get_renderables()

    columns = (
        progress.BarColumn(),
        progress.DownloadColumn(),
        progress.TransferSpeedColumn(),
        progress.TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True, refresh_per_second=4) as bar:
        bar.add_task("", total=total)
        yield from entries
