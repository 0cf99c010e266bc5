"""What the scanner gives: a frame and everything that its log says around it, before any of it is judged."""

from __future__ import annotations

import msgspec

from ._entries import Direction
from ._times import Clock
from ._words import Seen

__all__ = ["Around", "Raw"]


class Around(msgspec.Struct, frozen=True):
    """What is known of a text before it is read: from the record or the fields that hold it."""

    clock: Clock | None = None
    word: Direction | Seen | None = None
    station: str | None = None
    protocol: str | None = None
    layout: str | None = None

    def filled(self, other: Around) -> Around:
        """The same, with what only the other one knows."""
        return Around(
            self.clock or other.clock,
            self.word or other.word,
            self.station or other.station,
            self.protocol or other.protocol,
            self.layout or other.layout,
        )


class Raw(msgspec.Struct, kw_only=True):
    """A frame as it was found.

    Attributes:
        clock: The time, as the log has it.
        word: What the log says of its way, if the word means what it seems to mean.
        shape: The text before the frame without what changes from line to line: who writes like this is one logger.
        opened: Whether the log says before this frame that a connection has begun.
        writer: The side that the log's writer plays, if a line has said so.
        day: For times without a date: how many midnights have passed since the first one. Without a year: New Years.
        version: How often the version of its station has changed before it.
    """

    frame: str
    line: int
    layout: str
    rebuilt: bool = False
    clock: Clock | None = None
    word: Direction | Seen | None = None
    shape: str = ""
    station: str | None = None
    protocol: str | None = None
    opened: bool = False
    writer: str | None = None
    day: int = 0
    version: int = 0
