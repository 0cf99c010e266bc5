"""Plain Python data <-> messages: the interface of 2020, for programs that own their JSON step.

`parse` takes what `json.loads` gives, `serialize` gives what `json.dumps` takes; both check as the codec does. A
program that has the text of a frame is better off with `Codec`, which is many times faster.
"""

from __future__ import annotations

import datetime
from typing import Any, overload

from . import frames, outgoing
from .compat import OcppJsonProtocol
from .definitions import definitions_of
from .fast import HasResponse, R
from .findings import Report
from .record import Action, Payload
from .refusals import message_of
from .structure import CallError, CallResultError, Envelope, Message


def serialize(message: Envelope, *, protocol: OcppJsonProtocol | str | None = None) -> list[Any]:
    """The frame as plain data; date-times keep their offset and every digit, as `datetime.isoformat` writes them.

    `protocol`: only an error needs it, since its payload does not tell; without it every known code is allowed.
    OCPPException if the version does not allow the message, TypeError if it is no message.
    """
    definitions = definitions_of(_protocol_of(message, protocol))
    return outgoing.plain(outgoing.checked(message, definitions), datetime.datetime.isoformat)


@overload
def parse(
    raw_data: Any, call_result_action_name: HasResponse[R], *, protocol: OcppJsonProtocol | str
) -> Message[R]: ...
@overload
def parse(
    raw_data: Any, call_result_action_name: str | type[Action] | None = None, *, protocol: OcppJsonProtocol | str
) -> Message[Any]: ...
def parse(raw_data: Any, call_result_action_name: Any = None, *, protocol: OcppJsonProtocol | str) -> Message[Any]:
    """The message that plain data holds.

    `call_result_action_name`: the action (class or name) that a result answers.
    OCPPException for data that breaks the protocol, ValueError for a result without an action.
    """
    protocol = OcppJsonProtocol.of(protocol)
    definitions = definitions_of(protocol)
    seen = frames.inspect(raw_data, definitions, Report(protocol), call_result_action_name)
    return message_of(seen, definitions)


def parse_structure(raw_data: Any, *, protocol: OcppJsonProtocol | str) -> Message[dict[str, Any]]:
    """The envelope alone: the payload of a call or result stays the dict that it is, its action is not looked up.

    OCPPException for an envelope that breaks the protocol.
    """
    protocol = OcppJsonProtocol.of(protocol)
    definitions = definitions_of(protocol)
    seen = frames.inspect(raw_data, definitions, Report(protocol), None, structure_only=True)
    return message_of(seen, definitions)


def _protocol_of(message: Envelope, protocol: OcppJsonProtocol | str | None) -> OcppJsonProtocol:
    if protocol is not None:
        return OcppJsonProtocol.of(protocol)
    payload = getattr(message, "payload", None)
    if isinstance(payload, Payload) and hasattr(payload, "action_class"):
        return payload.action_class.protocol
    if isinstance(message, CallResultError):
        return OcppJsonProtocol.v21
    if isinstance(message, CallError):  # 1.6 limits no description, so nothing is cut without need
        known = definitions_of(OcppJsonProtocol.v16).codes
        return OcppJsonProtocol.v16 if message.errorCode in known else OcppJsonProtocol.v201
    what = type(message).__qualname__ if payload is None else f"one whose payload is {type(payload).__qualname__}"
    raise TypeError(f"a message with a request or response of some version is needed, not {what}")
