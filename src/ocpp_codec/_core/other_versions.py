"""Whether a frame that one version refuses is valid in another: the most common reason for a frame full of errors."""

from __future__ import annotations

from .compat import MessageTypeEnum, OcppJsonProtocol
from .findings import THE_FRAME
from .frames import Inspection
from .rules import RULES, Rule, Severity
from .version import FAST_PATH_ERRORS, version_of


def note_other_versions(inspection: Inspection) -> None:
    """Adds the finding that other versions accept a defective frame, if they do. Imports them."""
    report = inspection.report
    own = report.settings.version.protocol
    is_defective = any(RULES[finding.rule].severity is not Severity.ADVICE for finding in report.findings)
    if inspection.action is None or not is_defective:
        return
    accepting = [each for each in OcppJsonProtocol if each is not own and _accepts(each, inspection)]
    if accepting:
        named = ", ".join(accepting)
        report.repair(Rule.VALID_IN_OTHER_VERSION, None, named, f"a frame of {own}", None, THE_FRAME)


def _accepts(protocol: OcppJsonProtocol, inspection: Inspection) -> bool:
    name = inspection.action or ""
    is_result = inspection.message_type is MessageTypeEnum.CALLRESULT
    try:
        version = version_of(protocol)
        decode = version.results[name] if is_result else version.requests[name][0]
        message = decode(inspection.text)
    except (*FAST_PATH_ERRORS, ImportError):  # a program may have been packed without the versions that it does not use
        return False
    return is_result or message.action == name  # no version allows another spelling
