"""The report that collects the findings of one frame, and decides which of them refuse it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from .findings import Finding, Place
from .jsonvalues import is_json
from .limits import MAX_NESTING, MAX_TOLERATED
from .places import PlacePattern, keys_of
from .rules import RULES, Defect, Rule, Severity
from .settings import Settings

V = TypeVar("V")

# Most values of findings; they need no closer look.
_SCALARS = frozenset({str, int, float, bool, type(None)})


class Report:
    """Collects findings in the order of the document, missing fields last.

    The settings limit how many errors and how much advice are kept; the others are counted.
    `sending`: the frame is sent, not received.  `has_plain_data`: a JSON reader has made all arrays and objects.
    """

    def __init__(self, settings: Settings, *, sending: bool = False, has_plain_data: bool = False) -> None:
        self.settings = settings
        self.dialect = settings.version.dialect
        self.sending = sending
        self.has_plain_data = has_plain_data
        self._patterns: dict[Rule, list[PlacePattern]] = {}  # the places in this message at which a rule is tolerated
        self.scope: tuple[str, ...] = ()
        self.max_decimals: int | None = None
        self.total = 0
        self.errors = 0
        self.tolerated = 0
        self._found: list[Finding] = []
        self._missing: list[Finding] = []
        self._first_found: Finding | None = None
        self._first_missing: Finding | None = None

    def enter(self, scope: tuple[str, ...], max_decimals: int | None) -> None:
        """Starts a message: all further findings have this scope.

        `max_decimals`: digits that its numbers may have behind the point; None for no limit.
        """
        self.scope = scope
        self._patterns = {}
        self.max_decimals = max_decimals

    @property
    def first_error(self) -> Finding | None:
        """The finding that decides the error code: missing fields come last (a choice, no specification says)."""
        return self._first_found or self._first_missing

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings that are kept. The first error is always among them."""
        kept = self._found + self._missing
        first = self.first_error
        if first is None:
            return tuple(kept)
        kept = kept[: self.settings.max_findings]
        if all(finding is not first for finding in kept):
            kept[-1] = first
        return tuple(kept)

    @property
    def omitted(self) -> int:
        """How many findings are not kept."""
        return self.total - len(self.findings)

    def add(
        self,
        rule: Rule,
        at: Place,
        value: Any,
        expected: str,
        name: str | None = None,
        known: Iterable[str] = (),
        *,
        refuses: bool = False,
    ) -> None:
        """Notes a breach. The value stays as it is, if the frame may pass.

        `name`: of the thing at that place, if its key does not say it.  `known`: names for a hint.
        `refuses`: True if it refuses the frame, whatever the rule and the tolerances say.
        """
        self.repair(rule, at, value, expected, value, name, known, refuses=refuses)

    def repair(
        self,
        rule: Rule,
        at: Place,
        value: Any,
        expected: str,
        instead: V,
        name: str | None = None,
        known: Iterable[str] = (),
        *,
        defect: Defect | None = None,
        refuses: bool = False,
        required: bool = False,
    ) -> V:
        """Notes a breach. Returns what the message holds instead of the value, if the frame may pass.

        `instead`: None for nothing.  `defect`: its kind, if it is not that of the rule.  `required`: whether there must
        be a value.
        """
        if self._is_idle(rule, at):
            self.total += 1
            return instead
        severity = self._severity(rule, at, required) if not refuses else Severity.ERROR
        if severity is Severity.TOLERATED:  # every repair is reported, so their number is limited
            self.tolerated += 1
            severity = Severity.TOLERATED if self.tolerated <= MAX_TOLERATED else Severity.ERROR
        refused = severity is Severity.ERROR
        self.total += 1
        self.errors += refused
        is_last = RULES[rule].comes_last
        first = refused and (self._first_missing if is_last else self._first_found) is None
        kept = self._missing if is_last else self._found
        if len(kept) >= self.settings.max_findings and not first and severity is not Severity.TOLERATED:
            return instead
        code = self.dialect.codes[defect or RULES[rule].defect]
        repaired = None if refused else instead
        finding = Finding(rule, value, expected, code, severity, repaired, self.scope, at, name, known, self.sending)
        if value.__class__ not in _SCALARS and not self._is_plain(value):
            finding = finding.with_plain_values()
        kept.append(finding)
        if first and is_last:
            self._first_missing = finding
        elif first:
            self._first_found = finding
        return instead

    def _is_idle(self, rule: Rule, at: Place) -> bool:
        """Whether one more finding in the payload changes nothing but the total: enough are kept, one is an error.

        A frame full of defects then costs little, whatever is tolerated.
        """
        if RULES[rule].comes_last and self._first_missing is not None:
            kept = self._missing
        elif self._first_found is not None:
            kept = self._found
        else:
            return False
        is_of_envelope = at is None or (at[0] is None and isinstance(at[1], int))
        return len(kept) >= self.settings.max_findings and not is_of_envelope

    def _is_plain(self, value: Any) -> bool:
        """Whether the value of a finding can be copied and pickled, and nobody changes it."""
        if self.has_plain_data and isinstance(value, list | dict):
            return True
        return is_json(value, 0 if self.sending else MAX_NESTING)

    def _severity(self, rule: Rule, at: Place, required: bool) -> Severity:
        info = RULES[rule]
        if rule in self.settings.enforce:
            return Severity.ERROR
        if self.sending:
            return info.sent
        if info.open_objects_allow and self.dialect.open_objects:
            return Severity.ADVICE
        if info.severity is not Severity.ERROR or not self.tolerates(rule, at):
            return info.severity
        is_lacking = required and info.leaves_nothing and not self.tolerates(Rule.MISSING_FIELD, at)
        return Severity.ERROR if is_lacking else Severity.TOLERATED

    def tolerates(self, rule: Rule, at: Place) -> bool:
        """Whether a rule is tolerated at a place of this message."""
        tolerances = self.settings.tolerances
        if not tolerances.given:
            return False
        if rule in tolerances.everywhere:
            return True
        if rule not in self._patterns:
            self._patterns[rule] = tolerances.patterns(rule, self.scope)
        patterns = self._patterns[rule]
        if not patterns:
            return False
        keys = keys_of(at)
        return any(pattern.covers_keys(keys) for pattern in patterns)
