"""`ocpp-codec example`: one valid frame of an action."""

from __future__ import annotations

from typing import Any, Literal

import click

from .._core.compat import OcppJsonProtocol
from .._core.record import CustomDataType, Payload, Record
from ._names import payload_called
from ._versions import VERSION

__all__ = ["command", "frame_of"]


@click.command("example")
@click.argument("version", type=VERSION)
@click.argument("name", metavar="ACTION[.Request|.Response]")
@click.option("--minimal", "extent", flag_value="minimal", help="Exactly the required fields, at every depth.")
@click.option("--full", "extent", flag_value="full", help="Every field at every depth, but customData.")
def command(version: OcppJsonProtocol, name: str, extent: Literal["minimal", "full"] | None) -> None:
    """Prints one valid frame of an action: its request, or its response.

    Without an option it has the required fields, and those that one expects to see.

    \b
    ocpp-codec example 1.6 BootNotification
    ocpp-codec example 2.0.1 TransactionEvent.Response --full
    """
    click.echo(frame_of(payload_called(version, name), extent))


def frame_of(payload: type[Payload], extent: Literal["minimal", "full"] | None = None) -> str:
    """A frame with that payload, which has no findings. Its id is "1"."""
    from ..codec import Codec  # noqa: PLC0415 (a wrong name is told without them)
    from ..testing._examples import example  # noqa: PLC0415
    from ..testing._payloads import envelope_of  # noqa: PLC0415

    made = example(payload, full=extent == "full")
    if extent is not None:
        _leave_out(made, optional=extent == "minimal")
    return Codec(payload.action_class.protocol).encode(envelope_of(made))


def _leave_out(value: Any, *, optional: bool) -> None:
    """Takes customData out of a record and all that is in it; the optional fields too, if `optional`."""
    from ..testing._annotations import fields_of  # noqa: PLC0415

    if isinstance(value, list):
        for item in value:
            _leave_out(item, optional=optional)
    elif isinstance(value, Record):
        for field in fields_of(type(value)):
            if not field.required and (optional or field.kind.type is CustomDataType):
                setattr(value, field.name, None)
            else:
                _leave_out(getattr(value, field.name), optional=optional)
