"""What the address of the page calls a message, and links that lead to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from ..log._said import Place
from ._html import Html, link

__all__ = ["Links", "key_of", "names_of", "well_formed"]


def key_of(file: str, line: int, nth: int = 0, *, many_files: bool = False) -> str:
    """The key of a message: its line, with its file if there are several. `nth`: which frame of that line, from 0."""
    place = f"{file}:{line}" if many_files else str(line)
    return f"{place}.{nth + 1}" if nth else place


def well_formed(text: str) -> str:
    """The text without halves of surrogate pairs, which no address can have: bytes of a name that are no UTF-8."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def names_of(files: Sequence[str]) -> dict[str, str]:
    """What the page calls each file: its name without folders, if that tells it from the others."""
    names = {file: well_formed(file).rpartition("/")[2] for file in files}
    if len({*names.values()}) == len(names):
        return names
    return {file: well_formed(file) for file in files}


class Links:
    """Leads to messages by their places, and notes the `places`.

    Args:
        names: What the page calls each file.
        nth: Which frame of its line is meant, from 0, if several stand on it. It gets the place and what is said of it.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        nth: Callable[[Place, str], int] = lambda place, said: 0,  # noqa: ARG005
    ) -> None:
        self.names, self._nth = names, nth
        self.places: dict[Place, None] = {}

    def address(self, place: Place, said: str = "") -> str:
        """The address that opens the message at a place. `said`: a rule, or a text that names the action."""
        self.places[place] = None
        file, line = place
        key = key_of(self.names.get(file, file), line, self._nth(place, said), many_files=len(self.names) > 1)
        return f"#line={quote(key, safe='')}"

    def name(self, place: Place) -> str:
        """How people call a place: "line 17", "b.log:17"."""
        file, line = place
        return f"{self.names.get(file, file)}:{line}" if len(self.names) > 1 else f"line {line}"

    def to(self, place: Place, content: object = None, *, said: str = "") -> Html:
        """A link to a place; without content, with its name. `said`: a rule, or a text that names the action."""
        return link(self.address(place, said), self.name(place) if content is None else content)
