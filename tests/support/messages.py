"""Every request and response of every version, and the envelope in which each of them travels."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from ocpp_codec import OcppJsonProtocol, structure
from ocpp_codec.compat import get_implemented_messages
from ocpp_codec.record import Payload

VERSIONS = tuple(OcppJsonProtocol)

#: Every request and response of every version, by a name such as `v201.Heartbeat.Request`.
PAYLOADS: Mapping[str, type[Payload]] = MappingProxyType(
    {
        f"{protocol.name}.{payload.__qualname__}": payload
        for protocol in VERSIONS
        for action in get_implemented_messages(protocol).values()
        for payload in (action.Request, action.Response)
        if payload is not None
    }
)


@cache
def payloads_of(protocol: OcppJsonProtocol) -> tuple[type[Payload], ...]:
    """Every payload class of one version."""
    return tuple(payload for payload in PAYLOADS.values() if payload.action_class.protocol is protocol)


def envelope_of(payload: Any, unique_id: str = "19223201") -> structure.Envelope:
    """The envelope in which such a payload travels."""
    action = payload.action_class
    if type(payload) is action.Response:
        return structure.CallResult(unique_id, payload)
    return (structure.Call if action.Response else structure.Send).of(payload, unique_id)


def action_of(message: Any) -> str | None:
    """What has to be said for a message to be decoded."""
    return message.payload.action_class.__name__ if isinstance(message, structure.CallResult) else None
