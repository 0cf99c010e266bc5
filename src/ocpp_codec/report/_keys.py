"""What the address of the page calls a message."""

from __future__ import annotations

from urllib.parse import quote

__all__ = ["key_of", "to_line"]


def key_of(file: str, line: int, nth: int = 0, *, many_files: bool = False) -> str:
    """The key of a message: its line, with its file if there are several. `nth`: which frame of that line, from 0."""
    place = f"{file}:{line}" if many_files else str(line)
    return f"{place}.{nth + 1}" if nth else place


def to_line(key: str) -> str:
    """The address that opens a message."""
    return f"#line={quote(key, safe='', errors='replace')}"
