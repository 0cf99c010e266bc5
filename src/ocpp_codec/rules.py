"""Every rule, and what it means."""

from ._core.rules import RULES, Defect, Rule, RuleInfo, Severity

__all__ = ["RULES", "Defect", "Rule", "RuleInfo", "Severity"]
