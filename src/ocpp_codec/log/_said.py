"""What a turn says, as plain data: also a frame that the codec refuses can tell what went wrong.

The data is a stranger's: each function here gives a value of the wanted type, or nothing.
"""

from __future__ import annotations

import math
from typing import Any, TypeAlias

import msgspec

from .._core import datetimes
from .._core.compat import MessageTypeEnum, OcppJsonProtocol
from .._core.findings import cut
from .._core.jsonvalues import as_list, as_object
from .._core.record import Sender
from ._conversations import Turn
from ._entries import Entry

__all__ = [
    "CallKey",
    "Place",
    "Said",
    "card_of",
    "connector_of",
    "key_of",
    "moment",
    "number",
    "objects",
    "part",
    "quoted",
    "text",
]

_WITH_PAYLOAD = (MessageTypeEnum.CALL, MessageTypeEnum.CALLRESULT, MessageTypeEnum.SEND)
_MAX_TEXT = 500  # characters; nothing that is compared is longer
_MAX_NUMBER = 1e18
_MAX_PART = 60  # characters of a text out of the log
_decode = msgspec.json.Decoder().decode

#: File and line.
Place: TypeAlias = tuple[str, int]

#: File, line and id of a call.
CallKey: TypeAlias = tuple[str, int, str]


def key_of(call: Entry) -> CallKey:
    """The key of a call of which only the entry is known."""
    try:
        unique_id = _decode(call.frame)[1]
    except (msgspec.MsgspecError, ValueError, LookupError, TypeError, RecursionError):
        unique_id = ""
    return call.file, call.line, str(unique_id)


class Said:
    """A call or result with its data.

    Attributes:
        turn: The turn.
        action: The action of the call, or of the call that is answered.
        sender: Who has sent it, None if unknown.
        at: When it was logged, in seconds; None if the log does not say.
        place: File and line.
    """

    __slots__ = ("_payload", "_request", "action", "at", "place", "sender", "turn")

    def __init__(self, turn: Turn, action: str, at: float | None) -> None:
        self.turn = turn
        self.action = action
        self.sender: Sender | None = turn.sender
        self.at = at
        self.place: Place = (turn.entry.file, turn.entry.line)
        self._payload: dict[str, Any] | None = None
        self._request: dict[str, Any] | None = None

    @property
    def payload(self) -> dict[str, Any]:
        """The payload of this frame; empty if it cannot be read."""
        if self._payload is None:
            self._payload = _payload_of(self.turn.entry.frame)
        return self._payload

    @property
    def request(self) -> dict[str, Any]:
        """The payload of the call that it answers."""
        if self._request is None:
            self._request = {} if self.turn.call is None else _payload_of(self.turn.call.frame)
        return self._request

    @property
    def key(self) -> CallKey:
        """What tells the call, of this frame or of its answer, from all others."""
        call = self.turn.call or self.turn.entry
        seen = self.turn.examination
        return call.file, call.line, (seen if seen.message is None else seen.message).uniqueId or ""

    @property
    def is_v16(self) -> bool:
        """Whether it is OCPP 1.6."""
        return self.turn.entry.protocol in (None, OcppJsonProtocol.v16)


def _payload_of(frame: str) -> dict[str, Any]:
    try:
        elements: Any = _decode(frame)
        payload: Any = elements[-1] if elements[0] in _WITH_PAYLOAD else {}
    except (msgspec.MsgspecError, ValueError, LookupError, TypeError, RecursionError):
        return {}
    return as_object(payload) or {}


def text(data: dict[str, Any], *path: str) -> str:
    """The text at a path, cut if it is very long; a number as text; "" if there is none."""
    value: Any = data
    for name in path:
        value = value.get(name) if value.__class__ is dict else None  # the hot loop of all observations
    if isinstance(value, str):
        return value[:_MAX_TEXT]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return repr(value) if is_number and abs(value) < _MAX_NUMBER else ""


def number(data: dict[str, Any], *path: str) -> float | None:
    """The finite number at a path, also one written as text; None if there is none."""
    try:
        value = float(text(data, *path))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def objects(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects of a list."""
    found = (as_object(each) for each in as_list(data.get(name)) or ())
    return [each for each in found if each is not None]


def part(data: dict[str, Any], name: str) -> dict[str, Any]:
    """The object in a field; empty if there is none."""
    return as_object(data.get(name)) or {}


def moment(data: dict[str, Any], name: str) -> float | None:
    """The date-time in a field, in seconds; None if there is none. Without an offset it is UTC."""
    value = data.get(name)
    if not isinstance(value, str) or len(value) > 60:
        return None
    read, _ = datetimes.read(value)
    return None if read is None else read.timestamp()


def quoted(text: str) -> str:
    """A text out of the log, cut if it is long."""
    return f'"{cut(text, _MAX_PART)}"'


def connector_of(data: dict[str, Any]) -> str:
    """The name of the connector that a request is about; "" if it names none."""
    evse_id = text(data, "evseId") or text(data, "evse", "id")
    connector = text(data, "connectorId") or text(data, "evse", "connectorId")
    if evse_id:
        return f"EVSE {evse_id}, connector {connector}" if connector else f"EVSE {evse_id}"
    if connector == "0":
        return "the station (connector 0)"
    return f"connector {connector}" if connector else ""


def card_of(data: dict[str, Any]) -> str:
    """The id of the card in a request, quoted; "" if it has none."""
    card = text(data, "idTag") or text(data, "idToken", "idToken") or text(data, "idToken")
    return quoted(card) if card else ""
