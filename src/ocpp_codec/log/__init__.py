"""Frames out of any log: text, JSON lines, CSV, HAR, captures; compressed or not; streaming.

    >>> from ocpp_codec import log
    >>> lines = ["2026-05-17 09:41:33 INFO CS001: received [2,'17','Heartbeat',{}]"]
    >>> entry, = log.read(lines)
    >>> entry.frame, entry.direction, entry.station, entry.line
    ('[2,"17","Heartbeat",{}]', <Direction.TO_CSMS: 'to-csms'>, 'CS001', 1)

Names in this package, each imported when it is first used:

    read, merge          the entries of one source, and of several in the order of time
    Entry, Direction     a frame and what the log says of it
    Sample               a text that opens like a frame and is none
    LAYOUTS              the layouts that are known, by name
    conversations, Turn  each entry with its examination, its call, and the conversation that it belongs to
    observations         what went wrong without breaking the protocol
    LogError             a source that cannot be read
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import observations
    from ._conversations import Turn, conversations
    from ._entries import Direction, Entry, LogError, Sample
    from ._layouts import LAYOUTS
    from ._reader import merge, read

__all__ = [
    "LAYOUTS",
    "Direction",
    "Entry",
    "LogError",
    "Sample",
    "Turn",
    "conversations",
    "merge",
    "observations",
    "read",
]

#: Where the names are defined.
_HOMES = {
    "LAYOUTS": "_layouts",
    "Direction": "_entries",
    "Entry": "_entries",
    "LogError": "_entries",
    "Sample": "_entries",
    "Turn": "_conversations",
    "conversations": "_conversations",
    "merge": "_reader",
    "read": "_reader",
}


def __getattr__(name: str) -> object:
    if name == "observations":
        return import_module(f".{name}", __name__)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: Any = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    if isinstance(value, type) or callable(value):
        value.__module__ = __name__  # tracebacks and pickles name the module that users import
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
