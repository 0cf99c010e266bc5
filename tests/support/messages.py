"""Every request and response of every version by name, and what the test kit knows of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ocpp_codec import OcppJsonProtocol, structure
from ocpp_codec.record import Payload
from ocpp_codec.testing._payloads import envelope_of, payloads_of

__all__ = ["PAYLOADS", "VERSIONS", "action_of", "envelope_of", "payloads_of"]

VERSIONS = tuple(OcppJsonProtocol)

#: Every request and response of every version, by a name such as `v201.Heartbeat.Request`.
PAYLOADS: Mapping[str, type[Payload]] = MappingProxyType(
    {f"{protocol.name}.{payload.__qualname__}": payload for protocol in VERSIONS for payload in payloads_of(protocol)}
)


def action_of(message: Any) -> str | None:
    """What has to be said for a message to be decoded."""
    return message.payload.action_class.__name__ if isinstance(message, structure.CallResult) else None
