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
    own = report.settings.version.protocol
    accepting = [version.protocol for version in _others(own) if _accepts(version, inspection)]
    if accepting:
        named = ", ".join(accepting)
        report.repair(Rule.VALID_IN_OTHER_VERSION, None, named, f"a frame of {own}", None, THE_FRAME)


@cache
def _others(own: OcppJsonProtocol) -> tuple[Version, ...]:
    """The other versions that are there: a program may have been packed without those that it does not use."""
    found: list[Version] = []
    for protocol in OcppJsonProtocol:
        with suppress(ImportError):
            if protocol is not own:
                found.append(version_of(protocol))
    return tuple(found)


def _accepts(version: Version, inspection: Inspection) -> bool:
    name = inspection.action or ""
    is_result = inspection.message_type is MessageTypeEnum.CALLRESULT
    decode = version.results.get(name) if is_result else version.requests.get(name, (None,))[0]
    if decode is None:
        return False
    try:
        message = decode(inspection.text)
    except FAST_PATH_ERRORS:
        return False
    return is_result or message.action == name  # no version allows another spelling
