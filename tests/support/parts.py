"""What can be seen of findings, examinations and exceptions, each part by its name: equality and repr leave some out."""

from typing import Any

from ocpp_codec import Examination, Finding, OCPPException
from ocpp_codec.errors import BaseOCPPError
from ocpp_codec.pairing import Paired

_EXAMINATION = ("message", "findings", "omitted", "error", "reply", "frame", "messageTypeId", "uniqueId", "action")
_PARTS: dict[type, tuple[str, ...]] = {
    Finding: ("path", "rule", "message", "value", "expected", "code", "severity", "repaired", "scope", "tolerated"),
    Paired: (*_EXAMINATION, "call", "waited", "given_up"),
    Examination: _EXAMINATION,
    OCPPException: ("ocpp_error", "related_request_id", "findings", "omitted", "reply", "as_call_error"),
    BaseOCPPError: ("code", "msg", "details"),
}


def parts_of(value: object) -> dict[str, Any] | None:
    """The parts by their names; None for what shows all of itself."""
    names = next((names for kind, names in _PARTS.items() if isinstance(value, kind)), None)
    return None if names is None else {name: getattr(value, name) for name in names}


def described(value: object) -> str:
    """Everything, as text. A message is told with its module: versions have classes of the same name."""
    parts = parts_of(value)
    if parts is not None:
        return (
            f"{type(value).__name__} {value}: {', '.join(f'{name}={described(part)}' for name, part in parts.items())}"
        )
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(described, value))}]"
    payload = getattr(value, "payload", None)
    return repr(value) if payload is None else f"{type(payload).__module__} {value!r}"
