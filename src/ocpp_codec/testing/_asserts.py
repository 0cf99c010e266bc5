"""Checks of a frame whose failures can be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .._core.answered import ActionGiven
from .._core.compat import OcppJsonProtocol
from .._core.findings import Finding, printable
from .._core.jsontext import Frame
from .._core.rules import Rule, Severity
from .._core.structure import Message
from .._core.tolerance import Tolerance
from ..codec import Codec
from ..examination import Examination

_SHOWN = 300  # characters of a frame


def assert_valid(
    frame: Frame,
    protocol: OcppJsonProtocol | str,
    action: ActionGiven = None,
    *,
    tolerate: Iterable[Rule | Tolerance | str] = (),
    advice: bool = True,
) -> Message[Any]:
    """Returns the message of a frame that a codec accepts.

    Args:
        frame: Text or UTF-8.
        protocol: The version.
        action: The action that a result answers, as for `Codec.decode`.
        tolerate: Rules that may be broken, as for `Codec`.
        advice: False for a frame of which there is nothing at all to say, not even advice.

    Raises:
        AssertionError: The frame is refused, or it has advice and must have none. The text has all findings.
    """
    __tracebackhide__ = True
    seen = Codec(protocol, tolerate=tolerate).examine(frame, action)
    if seen.message is None:
        raise AssertionError(_report(f"the frame is not valid in {OcppJsonProtocol.of(protocol)}", frame, seen))
    if not advice and any(finding.severity is Severity.ADVICE for finding in seen.findings):
        raise AssertionError(_report("the frame is valid, but there is advice", frame, seen))
    return seen.message


def assert_refused(
    frame: Frame,
    protocol: OcppJsonProtocol | str,
    rule: Rule | str | None = None,
    action: ActionGiven = None,
    *,
    path: str | None = None,
    code: str | None = None,
    tolerate: Iterable[Rule | Tolerance | str] = (),
) -> tuple[Finding, ...]:
    """Returns the errors of a frame that a codec refuses: those that are asked for.

    Args:
        frame: Text or UTF-8.
        protocol: The version.
        rule: The rule, or its name, that an error has to break.
        action: The action that a result answers, as for `Codec.decode`.
        path: The JSON pointer that the error has to have.
        code: The error code that the error has to have.
        tolerate: Rules that may be broken, as for `Codec`.

    Raises:
        AssertionError: The frame is accepted, or it is refused for something else. The text has all findings.
        ValueError: An unknown rule or version.
    """
    __tracebackhide__ = True
    wanted = {"rule": None if rule is None else Rule(rule), "path": path, "code": code}
    seen = Codec(protocol, tolerate=tolerate).examine(frame, action)
    if seen.message is not None:
        raise AssertionError(_report(f"the frame is valid in {OcppJsonProtocol.of(protocol)}", frame, seen))
    errors = tuple(finding for finding in seen.findings if finding.severity is Severity.ERROR)
    asked = {name: value for name, value in wanted.items() if value is not None}
    found = tuple(each for each in errors if all(getattr(each, name) == value for name, value in asked.items()))
    if not found:
        what = ", ".join(f"{name} {str(value)!r}" for name, value in asked.items())
        raise AssertionError(_report(f"the frame is refused, but not with {what}", frame, seen))
    return found


def _report(what: str, frame: Frame, seen: Examination) -> str:
    lines = [what, f"frame:    {_shown(frame)}"]
    lines += [
        f"{finding.severity + ':':<9} {finding.rule} {finding.path or '(top)'}: {finding.message}"
        for finding in seen.findings
    ]
    if seen.omitted:
        lines.append(f"and {seen.omitted} more")
    if seen.error is not None:
        lines.append(f"reply:    {seen.reply or 'none'}")
    return "\n".join(lines)


def _shown(frame: Any) -> str:
    """The beginning of a frame, as text that can be printed."""
    text = frame if isinstance(frame, str) else repr(frame)
    more = f"... ({len(text)} characters)" if len(text) > _SHOWN else ""
    return printable(text[:_SHOWN]) + more
