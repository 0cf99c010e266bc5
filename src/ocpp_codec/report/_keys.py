"""What the address of the page calls a message, and links that lead to it."""

from __future__ import annotations

from urllib.parse import quote

from ..log._said import Place
from ._html import Html, link

__all__ = ["Links", "key_of"]


def key_of(file: str, line: int, nth: int = 0, *, many_files: bool = False) -> str:
    """The key of a message: its line, with its file if there are several. `nth`: which frame of that line, from 0."""
    place = f"{file}:{line}" if many_files else str(line)
    return f"{place}.{nth + 1}" if nth else place


class Links:
    """Leads to messages by their places. `many_files`: whether a place needs the name of its file."""

    def __init__(self, *, many_files: bool) -> None:
        self._many_files = many_files

    def address(self, place: Place) -> str:
        """The address that opens the message at a place."""
        key = key_of(*place, many_files=self._many_files)
        return f"#line={quote(key, safe='', errors='replace')}"

    def name(self, place: Place) -> str:
        """How people call a place: "line 17", "b.log:17"."""
        file, line = place
        return f"{file.rpartition('/')[2]}:{line}" if self._many_files else f"line {line}"

    def to(self, place: Place, content: object = None) -> Html:
        """A link to a place; without content, with its name."""
        return link(self.address(place), self.name(place) if content is None else content)
