"""A message as a JSON object."""

from __future__ import annotations

import datetime
import json
from typing import Any

import msgspec

from .._core.compat import MessageTypeEnum
from .._core.fields import encode_hook
from .._core.findings import Finding, show
from .._core.rules import RULES
from .._core.structure import CallError, CallResultError
from ..log import Turn
from ._versions import short

__all__ = ["encoded"]


class _Row(msgspec.Struct):
    file: str
    line: int
    time: datetime.datetime | None
    station: str | None
    direction: str | None
    protocol: str | None
    messageTypeId: MessageTypeEnum | None  # noqa: N815 (as on the wire)
    uniqueId: str | None  # noqa: N815
    action: str | None
    payload: Any
    findings: list[dict[str, Any]]
    zone: str | None
    layout: str
    rebuilt: bool
    frame: str | msgspec.UnsetType = msgspec.UNSET


def _plain(value: Any) -> Any:
    """What msgspec cannot write. A finding may hold a value that is no JSON."""
    try:
        return encode_hook(value)
    except TypeError:
        return show(value)


_encode = msgspec.json.Encoder(enc_hook=_plain).encode
_elements = msgspec.json.Decoder(list[msgspec.Raw]).decode
_POSITION = {MessageTypeEnum.CALL: 3, MessageTypeEnum.CALLRESULT: 2, MessageTypeEnum.SEND: 3}


def encoded(turn: Turn, *, with_frame: bool = False) -> bytes:
    """The JSON object of a turn, on one line."""
    entry, examination = turn.entry, turn.examination
    findings = examination.findings
    kind = examination.messageTypeId
    row = _Row(
        entry.file,
        entry.line,
        entry.time,
        entry.station,
        entry.direction,
        None if entry.protocol is None else short(entry.protocol),
        kind,
        examination.uniqueId,
        examination.action,
        None,
        [_finding(finding) for finding in findings],
        entry.zone,
        entry.layout,
        entry.rebuilt,
    )
    if with_frame:
        row.frame = entry.frame
    message: Any = examination.message
    try:
        if message is not None:
            is_as_it_came = all(RULES[finding.rule].in_conversation for finding in findings)
            row.payload = _payload(message, entry.frame if is_as_it_came and entry.frame.isprintable() else None)
        return _encode(row)
    except UnicodeEncodeError:  # half a surrogate pair, or a byte of a file name that is no UTF-8
        row.payload = None if message is None else _payload(message, None, as_json=False)
        return json.dumps(msgspec.to_builtins(row, enc_hook=_plain)).encode()


def _payload(message: Any, frame: str | None, *, as_json: bool = True) -> Any:
    """The payload of a message. `frame`: its text, if it is written as it came."""
    if isinstance(message, CallError | CallResultError):
        parts = {name: getattr(message, name) for name in ("errorCode", "errorDescription", "errorDetails")}
        return parts if as_json else msgspec.to_builtins(parts, enc_hook=_plain)
    if frame is None:
        return message.payload
    return _elements(frame)[_POSITION[message.messageTypeId]]


def _finding(finding: Finding) -> dict[str, Any]:
    shown = {
        "rule": finding.rule,
        "severity": finding.severity,
        "path": finding.path,
        "code": finding.code,
        "message": finding.message,
    }
    if RULES[finding.rule].shows_value:
        shown["value"] = finding.value
    return {**shown, "scope": finding.scope}
