"""The requests and responses of a version, and the envelope in which each of them travels."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from .._core.compat import OcppJsonProtocol
from .._core.fields import RealDatetime, encode_hook
from .._core.jsonvalues import as_list, as_object
from .._core.record import Payload
from .._core.structure import Call, CallResult, Message, Send
from .._core.version import get_implemented_messages


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
    """A message, or a part of one, as the plain data of its frame. Date-times keep their offset."""
    return _with_texts(msgspec.to_builtins(value, builtin_types=(RealDatetime,), enc_hook=encode_hook))


def _with_texts(value: Any) -> Any:
    """Plain data with texts in the place of date-times."""
    if isinstance(value, RealDatetime):
        is_fine = value.microsecond % 1000
        timespec = "microseconds" if is_fine else "milliseconds" if value.microsecond else "seconds"
        return value.isoformat(timespec=timespec).replace("+00:00", "Z")
    items, members = as_list(value), as_object(value)
    if items is not None:
        return [_with_texts(item) for item in items]
    return value if members is None else {name: _with_texts(member) for name, member in members.items()}
