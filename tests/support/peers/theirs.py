"""A station or CSMS of the PyPI package `ocpp`, which knows nothing of ours, and its words for what is on the wire."""

from collections.abc import Callable, Mapping
from dataclasses import make_dataclass
from typing import Any

from ocpp import v16, v21, v201
from ocpp.charge_point import ChargePoint, camel_to_snake_case, remove_nones, serialize_as_dict

from ocpp_codec import OcppJsonProtocol

#: What the package speaks: it has no 2.0.
VERSIONS = {OcppJsonProtocol.v16: v16, OcppJsonProtocol.v201: v201, OcppJsonProtocol.v21: v21}


def their_request(protocol: OcppJsonProtocol, action: str, wire: Mapping[str, Any]) -> Any:
    """Their request object for a payload as it stands on the wire."""
    return getattr(VERSIONS[protocol].call, action)(**camel_to_snake_case(wire))


def their_response(protocol: OcppJsonProtocol, action: str, wire: Mapping[str, Any]) -> Any:
    """Their response object for a payload as it stands on the wire."""
    return getattr(VERSIONS[protocol].call_result, action)(**camel_to_snake_case(wire))


def forgery(action: str, wire: Mapping[str, Any]) -> Any:
    """An object that they take for a request or response of that name, whatever it holds."""
    fields = camel_to_snake_case(wire)
    return make_dataclass(action, fields)(**fields)


def plain(payload: Any) -> dict[str, Any]:
    """What one of their objects holds, nested objects as dicts, absent fields left out."""
    held: dict[str, Any] = remove_nones(serialize_as_dict(payload))
    return held


def serve(peer: ChargePoint, action: str, handler: Callable[..., Any], *, unchecked: bool = False) -> None:
    """Gives a peer a handler, as their decorator `on` would; `unchecked`: without a look at request and response."""
    peer.route_map[action] = {"_on_action": handler, "_skip_schema_validation": unchecked}
