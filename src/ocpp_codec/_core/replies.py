"""From findings to the exception, and to the reply, if the protocol allows one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from typing import Any

import msgspec

from .compat import Dialect, MessageTypeEnum
from .errors import BaseOCPPError
from .exceptions import DecodeError, EncodeError, OCPPException
from .fields import encode_hook
from .findings import Finding, cut, printable
from .frames import Inspection
from .limits import MAX_DESCRIPTION, MAX_REPLY
from .rules import RULES, Severity
from .structure import UNREADABLE_ID, Message

_NO_FINDINGS: dict[str, Any] = {"findings": []}
_encode = msgspec.json.Encoder(enc_hook=encode_hook).encode


def message_of(inspection: Inspection) -> Message[Any]:
    """The message of a frame. OCPPException for a defective frame."""
    if inspection.message is None:
        raise exception_of(inspection)
    return inspection.message


def exception_of(inspection: Inspection, conversation: tuple[Finding, ...] = ()) -> OCPPException:
    """The exception for a defective frame. Its error and its reply are made on first use.

    `conversation`: findings about the place of the frame in the conversation. They come last.
    """
    report = inspection.report
    kept = report.findings
    findings = kept + conversation
    first = report.first_error or next(each for each in conversation if each.severity is Severity.ERROR)
    unique_id = UNREADABLE_ID if inspection.unique_id is None else inspection.unique_id
    version = report.settings.version
    is_told = all(each.severity is not Severity.ERROR or RULES[each.rule].is_told for each in findings)
    kind = _reply_type(inspection, version.dialect) if is_told and not report.sending else None
    explain = partial(_explained, first, version.codes[first.code], kind)
    refused = EncodeError if report.sending else DecodeError
    return refused.explained_by(explain, unique_id, findings, report.total - len(kept), version.protocol)


def _explained(
    first: Finding, code: StrEnum, kind: MessageTypeEnum | None, exception: OCPPException
) -> tuple[BaseOCPPError, str | None]:
    """The error, and the reply."""
    unique_id = exception.related_request_id
    description = cut(printable(str(first)), MAX_DESCRIPTION)
    # A long id goes back as it came, and the description gives way.
    while (room := MAX_REPLY - _size_of([kind or 4, unique_id, code, description, _NO_FINDINGS])) < 0:
        description = cut(description, len(description) * 3 // 4)
    error = BaseOCPPError.of(code, description, _details(exception.findings, room))
    if kind is None:
        return error, None
    return error, _json([kind, unique_id, code, error.msg, error.details])


def _json(value: Any) -> str:
    """JSON with an escape for each character that is not printable, since an id may hold any.

    Where there is no room for escapes of 12 bytes, rare characters stand as they are.
    """
    text = _encode(value).decode()
    if text.isprintable():
        return text
    escaped = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)
    if len(escaped) <= MAX_REPLY:
        return escaped
    return "".join(c if c.isprintable() or c > "\uffff" else json.dumps(c)[1:-1] for c in text)


def _size_of(value: Any) -> int:
    return len(_json(value).encode())


def _details(findings: Iterable[Finding], room: int) -> dict[str, Any]:
    """The errors for the other side, as many as fit into `room` bytes."""
    listed: list[dict[str, str]] = []
    for finding in findings:
        if finding.severity is Severity.ERROR:
            entry = {"path": finding.path, "rule": finding.rule.value, "message": finding.message}
            room -= len(msgspec.json.encode(entry)) + 1
            if room < 0:
                break
            listed.append(entry)
    return {"findings": listed}


def _reply_type(inspection: Inspection, dialect: Dialect) -> MessageTypeEnum | None:
    """The reply table: J16, 4.2.3; Part 4 of 2.0.1, 4.2.3 and 4.4; Part 4 of 2.1, 4.2.4."""
    unreadable, kind = inspection.unique_id is None, inspection.message_type
    if kind is MessageTypeEnum.CALLRESULT:
        return MessageTypeEnum.CALLRESULTERROR if dialect.answers_results and not unreadable else None
    if kind is MessageTypeEnum.CALL:
        answered = dialect.answers_unreadable or not unreadable
    elif kind is not None:
        answered = False
    elif inspection.has_number:
        answered = dialect.answers_unknown_type
    else:
        answered = dialect.answers_unreadable
    return MessageTypeEnum.CALLERROR if answered else None
