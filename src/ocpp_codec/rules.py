"""Every way in which a frame can be wrong, and what each of them means."""

from ._core.rules import RULES, Defect, Rule, RuleInfo, Severity

__all__ = ["RULES", "Defect", "Rule", "RuleInfo", "Severity"]
