"""Plain Python data <-> messages: the interface of 2020, for programs that read and write JSON themselves.

`parse` takes what `json.loads` gives, `serialize` gives what `json.dumps` takes; both check as the codec does. A
program that has the text of a frame should use `Codec`, which is many times faster.
"""

from __future__ import annotations

from functools import cache
from typing import Any, overload

from ._core import frames
from ._core.answered import ActionLookup
from ._core.compat import OcppJsonProtocol
from ._core.record import Action, Payload, Record
from ._core.replies import message_of
from ._core.report import Report
from ._core.settings import Settings
from ._core.structure import CallError, CallResultError, Envelope, Message
from ._core.version import protocol_of, version_of
from ._core.writer import Writer
from .codec import HasResponse, R

__all__ = ["parse", "parse_structure", "serialize"]


@overload
def serialize(  # type: ignore[overload-overlap]  # a message is a record, too, but a list on the wire
    message: Envelope, *, protocol: OcppJsonProtocol | str | None = None
) -> list[Any]: ...
@overload
def serialize(message: Record, *, protocol: OcppJsonProtocol | str | None = None) -> dict[str, Any]: ...
def serialize(message: Record, *, protocol: OcppJsonProtocol | str | None = None) -> Any:
    """A message, payload or data type as plain data.

    Date-times keep their offset and every digit, as `datetime.isoformat` writes them.

    Args:
        message: A message gives a list, the frame. A payload or data type gives a dict, for a database or a web
            service.
        protocol: Needed only for an error, since its version is not known otherwise. Without it, every known code is
            allowed.

    Raises:
        EncodeError: The version does not allow the message. It is an `OCPPException`.
        TypeError: It is no message, payload or data type.
    """
    if isinstance(message, Envelope):
        return _writer_of(_protocol_of(message, protocol)).plain_data(message)
    return _writer_of(_protocol_of_record(message)).plain_record(message)


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

    Args:
        raw_data: The frame as `json.loads` gives it.
        call_result_action_name: The action (class or name) that a result answers.
        protocol: The version, such as "ocpp2.0.1".

    Raises:
        DecodeError: The data breaks the protocol, or is a result without an action. It is an `OCPPException`.
        ValueError: An unknown protocol.
    """
    settings = _settings_of(OcppJsonProtocol.of(protocol))
    actions = ActionLookup(settings.version, call_result_action_name)
    return message_of(frames.inspect_data(raw_data, Report(settings), actions))


def parse_structure(raw_data: Any, *, protocol: OcppJsonProtocol | str) -> Message[dict[str, Any]]:
    """Reads the envelope only. The payload of a call or result stays a dict, and its action may be unknown.

    Args:
        raw_data: The frame as `json.loads` gives it.
        protocol: The version, such as "ocpp2.0.1".

    Raises:
        DecodeError: The envelope breaks the protocol. It is an `OCPPException`.
    """
    settings = _settings_of(OcppJsonProtocol.of(protocol))
    actions = ActionLookup(settings.version, None)
    return message_of(frames.inspect_data(raw_data, Report(settings), actions, structure_only=True))


@cache
def _settings_of(protocol: OcppJsonProtocol) -> Settings:
    return Settings(version_of(protocol))


@cache
def _writer_of(protocol: OcppJsonProtocol) -> Writer:
    return Writer(_settings_of(protocol))


def _protocol_of(message: Envelope, protocol: OcppJsonProtocol | str | None) -> OcppJsonProtocol:
    if protocol is not None:
        return OcppJsonProtocol.of(protocol)
    payload = getattr(message, "payload", None)
    if isinstance(payload, Payload) and hasattr(payload, "action_class"):
        return payload.action_class.protocol
    if isinstance(message, CallResultError):
        return OcppJsonProtocol.v21
    if isinstance(message, CallError):  # 1.6 limits no description, so nothing is cut without need
        known = list(version_of(OcppJsonProtocol.v16).codes)  # a wrong code may be a list, which no dict can look up
        return OcppJsonProtocol.v16 if getattr(message, "errorCode", None) in known else OcppJsonProtocol.v201
    what = type(message).__qualname__ if payload is None else f"one whose payload is {type(payload).__qualname__}"
    raise TypeError(f"a message with a request or response of some version is needed, not {what}")


def _protocol_of_record(record: object) -> OcppJsonProtocol:
    protocol = protocol_of(type(record))
    if protocol is None:
        raise TypeError(f"a message, payload or data type is needed, not {type(record).__qualname__}")
    return protocol
