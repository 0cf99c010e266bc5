"""What follows from findings: the exception to raise, and the frame to answer with, if the protocol lets one answer."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from typing import Any

import msgspec

from .compat import Dialect, MessageTypeEnum
from .definitions import Definitions
from .errors import BaseOCPPError
from .exceptions import OCPPException
from .findings import Finding, cut, printable
from .frames import Inspection
from .rules import Rule, Severity
from .structure import UNREADABLE_ID, Message

_MAX_DESCRIPTION = 255  # Part 4, 4.2.3; 1.6 sets no limit, and needs no more either
_MAX_REPLY = 2000  # bytes

# What is no fault of the sender, who is told nothing: our caller gave no text, or did not say what a result answers.
# Nor is one told who answers a call that nobody knows.
_UNTOLD = {Rule.NOT_TEXT, Rule.NO_ACTION_GIVEN, Rule.UNKNOWN_ACTION_GIVEN, Rule.UNASKED_ANSWER}


def message_of(seen: Inspection, definitions: Definitions) -> Message[Any]:
    """The message, if the frame holds one; OCPPException if not, ValueError if only its action had to be given."""
    if seen.message is not None:
        return seen.message
    first = seen.report.first_error
    if first is not None and first.rule is Rule.NO_ACTION_GIVEN:
        raise ValueError("a result does not name its action: say which one it answers")
    raise refusal(seen, definitions)


def refusal(seen: Inspection, definitions: Definitions) -> OCPPException:
    """The exception for a defective frame; its error and reply are made when somebody asks for them."""
    report, first = seen.report, seen.report.first_error
    if first is None:
        raise AssertionError("a message without an error is no refusal")
    unique_id = UNREADABLE_ID if seen.unique_id is None else seen.unique_id
    kind = _reply_type(seen, report.dialect)
    explain = partial(_explained, first, definitions.codes[first.code], kind)
    return OCPPException.explained_by(explain, unique_id, report.findings, report.omitted)


def _explained(
    first: Finding, code: StrEnum, kind: MessageTypeEnum | None, exception: OCPPException
) -> tuple[BaseOCPPError, str | None]:
    """The error, and the frame to answer with."""
    unique_id = exception.related_request_id
    description = cut(printable(str(first)), _MAX_DESCRIPTION)
    room = _MAX_REPLY - len(msgspec.json.encode([unique_id, code, description]))
    error = BaseOCPPError.of(code, description, _details(exception.findings, room))
    if kind is None:
        return error, None
    return error, msgspec.json.encode([kind, unique_id, code, error.msg, error.details]).decode()


def _details(findings: Iterable[Finding], room: int) -> dict[str, Any]:
    """The errors for the eyes of the other side, as many as fit into so many bytes."""
    listed: list[dict[str, str]] = []
    for finding in findings:
        if finding.severity is Severity.ERROR:
            entry = {"path": printable(finding.path), "rule": finding.rule.value, "message": finding.message}
            room -= len(msgspec.json.encode(entry)) + 1
            if room < 0:
                break
            listed.append(entry)
    return {"findings": listed}


def _reply_type(seen: Inspection, dialect: Dialect) -> MessageTypeEnum | None:
    """The reply table: J16, 4.2.3; Part 4 of 2.0.1, 4.2.3 and 4.4; Part 4 of 2.1, 4.2.4."""
    errors = {finding.rule for finding in seen.report.findings if not finding.tolerated}
    if seen.report.sending or errors & _UNTOLD:
        return None
    unreadable = seen.unique_id is None
    if not seen.is_array or seen.message_type is MessageTypeEnum.CALL:
        answered = dialect.answers_unreadable if unreadable else True
    elif seen.message_type is None:
        answered = dialect.answers_unknown_type and (dialect.answers_unreadable or not unreadable)
    elif seen.message_type is MessageTypeEnum.CALLRESULT:
        return MessageTypeEnum.CALLRESULTERROR if dialect.answers_results and not unreadable else None
    else:
        answered = False
    return MessageTypeEnum.CALLERROR if answered else None
