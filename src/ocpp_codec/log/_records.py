"""What sources give to the reader: lines of text, and messages of captures, which need no search."""

from datetime import datetime

import msgspec

__all__ = ["Record"]


class Record(msgspec.Struct, kw_only=True):
    """One message, or one event of a connection, with what its source knows.

    Attributes:
        text: The text of a message; "" for the event that a connection has begun.
        line: Its number in the source, from 1.
        time: When it was seen.
        station: The id of the station: the last part of the path that its WebSocket was opened with.
        from_client: Whether the side that opened the WebSocket, the station, has sent it. None if unknown.
        protocol: The subprotocol that the handshake has agreed on, as text.
        opened: Whether this is the event that a connection has begun.
    """

    text: str
    line: int
    time: datetime | None = None
    station: str | None = None
    from_client: bool | None = None
    protocol: str | None = None
    opened: bool = False
