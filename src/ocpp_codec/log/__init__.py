"""Frames out of any log: text, JSON lines, CSV, HAR, captures; compressed or not; streaming.

    >>> from ocpp_codec import log
    >>> lines = ["2026-05-17 09:41:33 INFO CS001: received [2,'17','Heartbeat',{}]"]
    >>> entry, = log.read(lines)
    >>> entry.frame, entry.direction, entry.station, entry.line
    ('[2,"17","Heartbeat",{}]', <Direction.TO_CSMS: 'to-csms'>, 'CS001', 1)

Names in this package, each imported when it is first used:

    read, merge          the entries of one source, and of several in the order of time; both give a Reading
    Entry, Direction     a frame and what the log says of it
    Sample               a text that opens like a frame and is none
    LAYOUTS, Layout      the layouts that are known, by name
    conversations, Turn  each entry with its examination, its call, and the conversation that it belongs to
    observations         what went wrong without breaking the protocol
    LogError             a source that cannot be read
"""

from typing import TYPE_CHECKING

from .._core.on_demand import names_on_demand

if TYPE_CHECKING:
    from . import observations
    from ._conversations import Conversations, Turn, conversations
    from ._entries import Direction, Entry, LogError, Sample
    from ._layouts import LAYOUTS, Layout
    from ._reader import Reading, Source, merge, read

__all__ = [
    "LAYOUTS",
    "Conversations",
    "Direction",
    "Entry",
    "Layout",
    "LogError",
    "Reading",
    "Sample",
    "Source",
    "Turn",
    "conversations",
    "merge",
    "observations",
    "read",
]

#: Where the names are defined.
_HOMES = {
    "LAYOUTS": "_layouts",
    "Conversations": "_conversations",
    "Direction": "_entries",
    "Entry": "_entries",
    "Layout": "_layouts",
    "LogError": "_entries",
    "Reading": "_reader",
    "Sample": "_entries",
    "Source": "_reader",
    "Turn": "_conversations",
    "conversations": "_conversations",
    "merge": "_reader",
    "observations": "",
    "read": "_reader",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = names_on_demand(__name__, _HOMES)
