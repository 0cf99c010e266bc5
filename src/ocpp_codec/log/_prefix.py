"""What stands before a frame on its line, but for the time: it is the same on many lines, so it is read once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ._clues import may_matter, protocol_in, station_in
from ._entries import Direction
from ._layouts import LAYOUTS, layout_of_text
from ._words import Seen, word_of

__all__ = ["Prefix", "prefix_of", "shape_of"]

_DIGITS = re.compile(r"\d+")
_SHAPE = 120  # characters before a frame that tell loggers apart


class Prefix(NamedTuple):
    """What a text before a frame says.

    `layout`: its name. `word`: of its way. `named`: the station that the layout names. `station`: the one that the text
    seems to name. `protocol`: the subprotocol. `matters`: whether it may tell of a connection or a role.
    """

    layout: str
    word: Direction | Seen | None
    named: str | None
    station: str | None
    protocol: str | None
    matters: bool


@lru_cache(4096)
def prefix_of(text: str, layout: str | None = None) -> Prefix:
    """What a text says, whose time was taken out. `layout`: its name, if the caller knows it."""
    name, found = layout_of_text(text)
    if layout is not None and (pattern := LAYOUTS[layout].before) is not None:
        name, found = layout, pattern.search(text)
    groups = found.groupdict() if found else {}
    word = _word_in(groups) or word_of(text)
    return Prefix(name, word, groups.get("station"), station_in(text), protocol_in(text), may_matter(text))


def _word_in(groups: dict[str, str | None]) -> Direction | Seen | None:
    """What the pattern of a layout says of the way."""
    for name, meaning in _WAYS.items():
        if groups.get(name):
            return meaning
    return None


_WAYS: dict[str, Direction | Seen] = {
    "sent": Seen.SENT,
    "received": Seen.RECEIVED,
    "to_csms": Direction.TO_CSMS,
    "to_station": Direction.TO_STATION,
}


@lru_cache(4096)
def shape_of(text: str, station: str | None) -> str:
    """A text before a frame without what changes from line to line: who writes like this is one logger."""
    text = text[-_SHAPE:]
    return _DIGITS.sub("0", text.replace(station, "*") if station else text)
