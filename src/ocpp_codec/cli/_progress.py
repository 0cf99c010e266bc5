"""How far a long log has been read, on a terminal: bytes, rate, time left."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..log import Entry

__all__ = ["Progress"]

_LEAST = 8 << 20  # bytes; less is read before anybody wonders
_MOST_FILES = 100  # that are open at once


class Progress:
    """Shows on stderr how far files have been read: if it is a terminal, and they are worth it.

    Attributes:
        sources: What is to be read: names, or open files, whose positions tell how far it has come.
    """

    def __init__(self, files: Sequence[str], *, wanted: bool) -> None:
        self.sources: list[str] | list[IO[bytes]] = list(files)
        self._open: list[IO[bytes]] = []
        self._total = 0
        if wanted and sys.stderr.isatty() and len(files) <= _MOST_FILES and all(map(os.path.isfile, files)):
            self._total = sum(map(os.path.getsize, files))
        if self._total >= _LEAST:
            self.sources = self._open = [open(name, "rb") for name in files]  # noqa: PTH123, SIM115 (closed below)

    def shown(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries of the sources."""
        return self._with_bar(entries) if self._open else iter(entries)

    def _read(self) -> int:
        """Bytes that have been read."""
        read = 0
        for file in self._open:
            with suppress(ValueError, OSError):  # it is closed
                read += file.tell()
        return read

    def _with_bar(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        from rich import progress  # noqa: PLC0415 (it takes long to import)
        from rich.console import Console  # noqa: PLC0415

        come = self._read

        class Bar(progress.Progress):
            """Looks how far the files have been read whenever it draws itself."""

            def get_renderables(self) -> Iterable[RenderableType]:
                for task in self.tasks:
                    task.completed = max(task.completed, come())
                return super().get_renderables()

        columns = (
            progress.BarColumn(),
            progress.DownloadColumn(),
            progress.TransferSpeedColumn(),
            progress.TimeRemainingColumn(),
        )
        try:
            with Bar(*columns, console=Console(stderr=True), transient=True, refresh_per_second=4) as bar:
                bar.add_task("", total=self._total)
                yield from entries
        finally:
            for file in self._open:
                file.close()
