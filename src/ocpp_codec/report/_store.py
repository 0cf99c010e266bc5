"""Rows of bytes that wait until the log has been read: in memory, or in a temporary file if they are many."""

from __future__ import annotations

import tempfile
from array import array

__all__ = ["Store"]

_IN_MEMORY = 32 << 20  # bytes


class Store:
    """Takes rows, and gives each back by its number. The temporary file is gone after `close`."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (close() closes it)
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, row: bytes) -> None:
        """Takes the next row."""
        self._file.seek(self._ends[-1])
        self._file.write(row)
        self._ends.append(self._ends[-1] + len(row))

    def __getitem__(self, number: int) -> bytes:
        begin, end = self._ends[number], self._ends[number + 1]
        self._file.seek(begin)
        return self._file.read(end - begin)

    def close(self) -> None:
        """Forgets all rows."""
        self._file.close()
