"""The requests and responses of a version, and the envelope in which each of them travels."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from .._core.compat import OcppJsonProtocol
from .._core.record import Payload
from .._core.structure import Call, CallResult, Message, Send
from .._core.version import get_implemented_messages
from .._core.writer import plain_data


@cache
def payloads_of(protocol: OcppJsonProtocol) -> tuple[type[Payload], ...]:
    """Every payload class of a version."""
    actions = get_implemented_messages(protocol).values()
    return tuple(each for action in actions for each in (action.Request, action.Response) if each is not None)


def kind_of_envelope(payload: type[Payload]) -> type[Call[Any] | CallResult[Any] | Send[Any]]:
    """The class of the envelope for such a payload."""
    action = payload.action_class
    if payload is action.Response:
        return CallResult
    return Send if action.Response is None else Call


def envelope_of(payload: Payload, unique_id: str = "1") -> Message[Any]:
    """The message that holds a payload."""
    action = payload.action_class.__name__
    match kind_of_envelope(type(payload)):
        case kind if kind is CallResult:
            return CallResult(unique_id, payload)
        case kind:
            return Send(unique_id, action, payload) if kind is Send else Call(unique_id, action, payload)


def plain(value: Any) -> Any:
    """A message, or a part of one, as plain data. Date-times keep their offset, and have no digits that say nothing."""
    return plain_data(value, _text_of)


def _text_of(moment: datetime.datetime) -> str:
    timespec = "microseconds" if moment.microsecond % 1000 else "milliseconds" if moment.microsecond else "seconds"
    return moment.isoformat(timespec=timespec).replace("+00:00", "Z")
