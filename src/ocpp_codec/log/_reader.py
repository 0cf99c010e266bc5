"""A first reader: frames that stand whole on a line."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .._core.compat import OcppJsonProtocol
from ._entries import Direction, Entry, Sample

__all__ = ["merge", "read"]

_FRAME = re.compile(r'\[\s*[2-6]\s*,\s*".*\]')


class _Reading(Iterator[Entry]):
    def __init__(self, source: str | Path | Iterable[str], protocol: OcppJsonProtocol | None) -> None:
        self.lines = 0
        self.rejected = 0
        self.samples: list[Sample] = []
        self._entries = self._read(source, protocol)

    def __next__(self) -> Entry:
        return next(self._entries)

    def _read(self, source: str | Path | Iterable[str], protocol: OcppJsonProtocol | None) -> Iterator[Entry]:
        lines = Path(source).read_text().splitlines() if isinstance(source, str | Path) else source
        for line in lines:
            self.lines += 1
            if found := _FRAME.search(line):
                to_csms = "receive" in line
                yield Entry(
                    frame=found[0],
                    file=str(source) if isinstance(source, str | Path) else "-",
                    line=self.lines,
                    direction=Direction.TO_CSMS if to_csms else Direction.TO_STATION,
                    protocol=protocol or OcppJsonProtocol.v16,
                    layout="bare",
                )


def read(
    source: str | Path | Iterable[str],
    *,
    protocol: OcppJsonProtocol | None = None,
    layout: str | None = None,
    zone: str | None = None,
) -> _Reading:
    """The entries of a source."""
    return _Reading(source, protocol)


def merge(
    *sources: str | Path | Iterable[str],
    protocol: OcppJsonProtocol | None = None,
    layout: str | None = None,
    zone: str | None = None,
) -> Iterator[Entry]:
    """The entries of several sources."""
    for source in sources:
        yield from read(source, protocol=protocol)
