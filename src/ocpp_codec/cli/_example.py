"""`ocpp-codec example`: one valid frame of an action."""

from __future__ import annotations

from typing import Any

import click

from .._core.annotations import fields_of
from .._core.compat import OcppJsonProtocol
from .._core.record import CustomDataType, Record
from .._core.structure import Call, CallResult, Send
from ..codec import Codec
from ..testing import example
from ._definitions import payload_of
from ._output import json_line
from ._versions import VERSION

__all__ = ["command"]

_ID = "19223201"


@click.command("example")
@click.argument("version", type=VERSION)
@click.argument("action", metavar="ACTION[.Request|.Response]")
@click.option("--minimal", "size", flag_value="minimal", help="Exactly the required fields.")
@click.option("--full", "size", flag_value="full", help="All fields but customData.")
def command(version: OcppJsonProtocol, action: str, size: str | None) -> None:
    """One valid frame, without any finding: the request of an ACTION, or its response.

    Without an option, it has the required fields, and those that one expects to see.
    """
    payload: Record = example(payload_of(version, action), full=size is not None)
    if size is not None:
        _prune(payload, only_required=size == "minimal")
    json_line(Codec(version).encode_bytes(_message(payload)))


def _message(payload: Any) -> Any:
    """The message with a payload."""
    action = payload.action_class
    if type(payload) is action.Response:
        return CallResult(_ID, payload)
    return (Send if action.Response is None else Call).of(payload, _ID)


def _prune(record: Record, *, only_required: bool) -> None:
    """Takes out, at every depth, the fields that are not required, or customData alone."""
    for field in fields_of(type(record)):
        kind = field.kind.item if field.kind.is_list else field.kind
        if not field.required and (only_required or kind.type is CustomDataType):
            setattr(record, field.name, None)
            continue
        value = getattr(record, field.name)
        for each in value if isinstance(value, list) else [value]:  # pyright: ignore[reportUnknownVariableType]
            if isinstance(each, Record):
                _prune(each, only_required=only_required)
