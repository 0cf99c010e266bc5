"""Whether a frame that one version refuses is right in another: the most common reason for a frame full of errors."""

from __future__ import annotations

from .compat import MessageTypeEnum, OcppJsonProtocol
from .definitions import UNSURE, definitions_of
from .findings import THE_FRAME
from .frames import Inspection
from .rules import RULES, Rule, Severity


def look(seen: Inspection) -> None:
    """Adds the finding that other versions accept the frame, if it is defective and they do. Imports them."""
    report, action = seen.report, seen.action
    if action is None or all(RULES[finding.rule].severity is Severity.ADVICE for finding in report.findings):
        return
    accepting = [each for each in OcppJsonProtocol if each is not report.protocol and _accepts(each, seen)]
    if accepting:
        report.add(
            Rule.VALID_IN_OTHER_VERSION,
            None,
            ", ".join(accepting),
            f"a frame of {report.protocol}",
            name=THE_FRAME,
            repaired=None,
        )


def _accepts(protocol: OcppJsonProtocol, seen: Inspection) -> bool:
    definitions = definitions_of(protocol)
    try:
        name = seen.action or ""
        is_result = seen.message_type is MessageTypeEnum.CALLRESULT
        decode = definitions.results[name] if is_result else definitions.requests[name][0]
        return decode(seen.text) is not None
    except UNSURE:
        return False
