"""What a turn says, as plain data: also a frame that the codec refuses can tell what went wrong.

The data is a stranger's: each function here gives a value of the wanted type, or nothing.
"""

from __future__ import annotations

import math
from typing import Any

import msgspec

from ..._core import datetimes
from ..._core.compat import MessageTypeEnum, OcppJsonProtocol
from ..._core.record import Sender
from .._conversations import Turn
from ._notes import Place, quoted

__all__ = ["Said", "card_of", "connector_of", "moment", "number", "objects", "text"]

_decode = msgspec.json.Decoder().decode


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
    def is_v16(self) -> bool:
        """Whether it is OCPP 1.6."""
        return self.turn.entry.protocol in (None, OcppJsonProtocol.v16)


def _payload_of(frame: str) -> dict[str, Any]:
    try:
        elements = _decode(frame)
        payload = elements[-1] if elements[0] in (MessageTypeEnum.CALL, MessageTypeEnum.CALLRESULT, 6) else {}
    except (msgspec.MsgspecError, ValueError, LookupError, TypeError, RecursionError):
        return {}
    return payload if isinstance(payload, dict) else {}


def text(data: dict[str, Any], *path: str) -> str:
    """The text at a path; a number as text; "" if there is none."""
    value: Any = data
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def number(data: dict[str, Any], *path: str) -> float | None:
    """The finite number at a path, also one written as text; None if there is none."""
    try:
        value = float(text(data, *path))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def objects(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects of a list."""
    value = data.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def moment(data: dict[str, Any], name: str) -> float | None:
    """The date-time in a field, in seconds; None if there is none. Without an offset it is UTC."""
    value = data.get(name)
    if not isinstance(value, str) or len(value) > 60:
        return None
    read, _ = datetimes.read(value)
    return None if read is None else read.timestamp()


def connector_of(data: dict[str, Any]) -> str:
    """The name of the connector that a request is about; "" if it names none."""
    evse = data.get("evse") if isinstance(data.get("evse"), dict) else {}
    evse_id = text(data, "evseId") or text(evse or {}, "id")
    connector = text(data, "connectorId") or text(evse or {}, "connectorId")
    if evse_id:
        return f"EVSE {evse_id}, connector {connector}" if connector else f"EVSE {evse_id}"
    if connector == "0":
        return "the station (connector 0)"
    return f"connector {connector}" if connector else ""


def card_of(data: dict[str, Any]) -> str:
    """The id of the card in a request, quoted; "" if it has none."""
    card = text(data, "idTag") or text(data, "idToken", "idToken") or text(data, "idToken")
    return quoted(card) if card else ""
