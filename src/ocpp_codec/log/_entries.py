"""What a log is read as: entries."""

from datetime import datetime
from enum import StrEnum

import msgspec

from .._core.compat import OcppJsonProtocol
from .._core.record import Sender

__all__ = ["Direction", "Entry", "LogError", "Sample"]


class Direction(StrEnum):
    """Where a frame goes."""

    TO_CSMS = "to-csms"
    TO_STATION = "to-station"

    @property
    def sender(self) -> Sender:
        """Who has sent it."""
        return Sender.STATION if self is Direction.TO_CSMS else Sender.CSMS

    @property
    def opposite(self) -> "Direction":
        """The other one: that of the answer to a call."""
        return Direction.TO_STATION if self is Direction.TO_CSMS else Direction.TO_CSMS


class Entry(msgspec.Struct, kw_only=True):
    """A frame, and what the log says of it.

    Attributes:
        frame: The text of the frame, whole again where the log has wrapped, escaped or cut it.
        file: The name of the source; within an archive "archive.zip:member.log".
        line: The number of the line on which the frame begins, from 1. In a capture: the number of the packet.
        time: When it was logged, with its offset; None if the log does not say.
        zone: How the offset is known: "given" by the log or the caller, "inferred" from the clock of the CSMS,
            "assumed" to be UTC. None without a time.
        station: The id of the station; None if the log does not say.
        direction: Where the frame goes; None if nothing tells.
        protocol: The version, as the caller has given it, as the log says, or as the messages tell.
        layout: The name of the layout that it was read with; see LAYOUTS.
        rebuilt: Whether the frame was put together from columns or fields, or written anew from another notation. How
            it was spelled on the wire is then unknown.
        opened: Whether the log says before this frame that a connection has begun.
    """

    frame: str
    file: str
    line: int
    time: datetime | None = None
    zone: str | None = None
    station: str | None = None
    direction: Direction | None = None
    protocol: OcppJsonProtocol | None = None
    layout: str
    rebuilt: bool = False
    opened: bool = False


class Sample(msgspec.Struct, frozen=True):
    """A text that opens like a frame and is none."""

    file: str
    line: int
    text: str
    reason: str


class LogError(Exception):
    """A source cannot be read: it is missing, no log, or larger than allowed. The text says which and why."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
