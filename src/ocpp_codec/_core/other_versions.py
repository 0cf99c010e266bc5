"""Whether a frame that one version refuses is valid in another: the most common reason for a frame full of errors."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from .compat import MessageTypeEnum, OcppJsonProtocol
from .findings import THE_FRAME
from .frames import Inspection
from .rules import RULES, Rule, Severity
from .version import FAST_PATH_ERRORS, Version, version_of

_ADVICE = frozenset(rule for rule, info in RULES.items() if info.severity is Severity.ADVICE)


def note_other_versions(inspection: Inspection) -> None:
    """Adds the finding that other versions accept a defective frame, if they do. Imports them."""
    report = inspection.report
    if inspection.action is None or _ADVICE.issuperset([finding.rule for finding in report.findings]):
        return
    own, text, action = report.settings.version.protocol, inspection.text, inspection.action
    is_result = inspection.message_type is MessageTypeEnum.CALLRESULT
    accepting = [each.protocol for each in _others(own) if _accepts(each, text, action, is_result)]
    if accepting:
        named = ", ".join(accepting)
        report.repair(Rule.VALID_IN_OTHER_VERSION, None, named, f"a frame of {own}", None, THE_FRAME)


@cache
def _others(own: OcppJsonProtocol) -> tuple[Version, ...]:
    """The other versions that are there: a program may have been packed without those that it does not use."""
    found: list[Version] = []
    for protocol in OcppJsonProtocol:
        if protocol is own:
            continue
        with suppress(ImportError):
            found.append(version_of(protocol))
    return tuple(found)


def _accepts(version: Version, text: str, action: str, is_result: bool) -> bool:
    decode = version.results.get(action) if is_result else version.requests.get(action, (None,))[0]
    if decode is None:
        return False
    try:
        message = decode(text)
    except FAST_PATH_ERRORS:
        return False
    return is_result or message.action == action  # no version allows another spelling
