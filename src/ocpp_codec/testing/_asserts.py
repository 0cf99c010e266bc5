"""Checks of one frame, which say what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .._core.answered import ActionGiven
from .._core.compat import OcppJsonProtocol
from .._core.findings import Finding, cut, printable
from .._core.jsontext import Frame
from .._core.rules import Rule, Severity
from .._core.structure import Message
from .._core.tolerance import Tolerance
from ..codec import Codec
from ..examination import Examination

_SHOWN = 500  # characters of a frame


def assert_valid(
    frame: Frame,
    protocol: OcppJsonProtocol | str,
    action: ActionGiven = None,
    *,
    tolerate: Iterable[Rule | Tolerance | str] = (),
    advice: bool = True,
) -> Message[Any]:
    """The message in a frame. AssertionError if anything is wrong with it, with all that is wrong.

    Args:
        frame: Text or UTF-8.
        protocol: The version.
        action: The action that a result answers, as for `Codec.decode`.
        tolerate: What is tolerated, as for `Codec`.
        advice: True if advice fails it too: what a receiver should understand, and a sender should not write.
    """
    __tracebackhide__ = True
    seen = Codec(protocol, tolerate=tolerate).examine(frame, action)
    wrong = [
        finding for finding in seen.findings if finding.severity is Severity.ERROR or (advice and _is_advice(finding))
    ]
    if seen.message is None or wrong:
        raise AssertionError(_report(f"a frame of {_name_of(protocol)} is not valid", seen))
    return seen.message


def assert_refused(
    frame: Frame,
    protocol: OcppJsonProtocol | str,
    rule: Rule | str | None = None,
    action: ActionGiven = None,
    *,
    tolerate: Iterable[Rule | Tolerance | str] = (),
) -> tuple[Finding, ...]:
    """The findings of a frame that is refused. AssertionError if it is accepted, or not refused for this rule.

    Args:
        frame: Text or UTF-8.
        protocol: The version.
        rule: The rule that it has to break, a `Rule` member or its name; None for any.
        action: The action that a result answers, as for `Codec.decode`.
        tolerate: What is tolerated, as for `Codec`.

    Raises:
        ValueError: An unknown rule.
    """
    __tracebackhide__ = True
    wanted = None if rule is None else Rule(rule)
    seen = Codec(protocol, tolerate=tolerate).examine(frame, action)
    if seen.message is not None:
        raise AssertionError(_report(f"a frame of {_name_of(protocol)} is accepted", seen))
    refusing = {finding.rule for finding in seen.findings if finding.severity is Severity.ERROR}
    if wanted is not None and wanted not in refusing:
        raise AssertionError(_report(f"a frame of {_name_of(protocol)} is refused, but not for {wanted}", seen))
    return seen.findings


def _name_of(protocol: OcppJsonProtocol | str) -> str:
    """The name of a version."""
    return OcppJsonProtocol.of(protocol).value


def _is_advice(finding: Finding) -> bool:
    return finding.severity is Severity.ADVICE


def _report(headline: str, seen: Examination) -> str:
    """Everything that is known of a frame, a line each."""
    lines = [headline, f"  frame: {printable(cut(seen.frame, _SHOWN))}"]
    lines += [
        f"  {each.severity}: {each.rule} at {each.path or 'the frame'!r}: {each.message}" for each in seen.findings
    ]
    if not seen.findings:
        lines.append("  nothing is wrong with it")
    if seen.reply is not None:
        lines.append(f"  reply: {printable(cut(seen.reply, _SHOWN))}")
    return "\n".join(lines)
