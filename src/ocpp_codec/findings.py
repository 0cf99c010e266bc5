"""Findings: what is wrong with a frame, where, and with which error code; and the report that collects them."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from .compat import DIALECTS, Defect, Dialect, OcppJsonProtocol
from .plain import as_list, as_object, is_plain
from .rules import RULES, Rule, Severity
from .tolerance import NO_TOLERANCES, Tolerances

#: What a finding calls the whole.
THE_FRAME = "the frame"

#: A place in a document: a key below another place; None is the root. Turned into text only where a finding is kept.
Place: TypeAlias = "tuple[Place, str | int] | None"

_WHOLE = object()  # a repair that changes nothing

_SHOWN = 60  # characters of a value or name that a message shows
_SHOWN_PATH = 200
_MOST_TOLERATED = 10_000  # deviations that one message may have and be read nevertheless
_MAX_LEVELS = 200  # of a value that a finding holds
_MAX_KEY = 255  # characters of a key in a pointer: no field has a longer name, and what has one is hostile

# Nothing was found there, or nothing that should be shown: the text of a corrupt frame never travels in a reply.
_VALUELESS = {
    Rule.MISSING_FIELD,
    Rule.MISSING_PAYLOAD,
    Rule.NO_ACTION_GIVEN,
    Rule.CALL_WHILE_PENDING,
    Rule.NOT_JSON,
    Rule.STRAY_COMMA,
    Rule.CONTROL_CHARACTER,
    Rule.NOT_UTF8,
    Rule.TOO_LARGE,
    Rule.TOO_DEEP,
}


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong.

    `path`: JSON pointer (RFC 6901) into the payload; for the rules of the envelope into the frame.
    `rule`: which rule is broken.  `message`: one sentence that says so.  `value`: what was found, whole.
    `expected`: what is allowed.  `code`: the error code of this protocol.  `severity`: whether it refuses the frame.
    `repaired`: what the message holds instead (None: nothing), if this finding does not refuse it.
    `scope`: the message that it is in, such as "StatusNotification.Request"; with it, a `Tolerance` can name the place.
    """

    path: str
    rule: Rule
    message: str
    value: Any = field(compare=False)  # it may be NaN, which equals nothing
    expected: str
    code: str
    severity: Severity = Severity.ERROR
    repaired: Any = field(default=None, compare=False)
    scope: str = ""

    @property
    def tolerated(self) -> bool:
        """Whether the frame may pass in spite of this."""
        return self.severity is not Severity.ERROR

    def __str__(self) -> str:
        return f"{cut(self.path, _SHOWN_PATH)}: {self.message}" if self.path else self.message


@dataclass
class Report:
    """Collects findings in document order, missing fields last.

    No more than `limit` are kept of what refuses a frame or is mere advice; the rest is counted.

    `tolerances`: what is let pass.  `enforce`: advice that is an error here.
    `sending`: the frame is our own; `timespec` says how its date-times will be written, None that it stays plain data.
    `scope`: action and role of the message that is looked at.
    `decimals`: how many digits its numbers may have behind the point.
    """

    protocol: OcppJsonProtocol
    tolerances: Tolerances = NO_TOLERANCES
    enforce: frozenset[Rule] = frozenset()
    limit: int = 100
    sending: bool = False
    timespec: str | None = None
    scope: tuple[str, ...] = ()
    decimals: int | None = None
    total: int = 0
    errors: int = 0
    tolerated: int = 0
    _found: list[Finding] = field(default_factory=list[Finding])
    _missing: list[Finding] = field(default_factory=list[Finding])
    _first_error: Finding | None = None
    _first_missing: Finding | None = None

    @property
    def dialect(self) -> Dialect:
        """What this version does differently."""
        return DIALECTS[self.protocol]

    @property
    def first_error(self) -> Finding | None:
        """What decides the error code (a choice, the specifications order nothing): missing fields come last."""
        return self._first_error or self._first_missing

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, missing fields last. The first error is among them, however much advice stands before it."""
        kept = self._found + self._missing
        if self.first_error is None:
            return tuple(kept)
        kept = kept[: self.limit]
        if self.first_error not in kept:
            kept[-1] = self.first_error
        return tuple(kept)

    @property
    def omitted(self) -> int:
        """How many more there are."""
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
        repaired: Any = _WHOLE,
        defect: Defect | None = None,
        firm: bool = False,
    ) -> None:
        """Notes one finding.

        `name` says what stands at that place where its key does not; `known`: names one of which may be meant.
        `repaired`: what the message will hold instead; without it, the value itself.  `defect`: another family than
        that of the rule.  `firm`: no tolerance helps.
        """
        self.total += 1
        missing = rule is Rule.MISSING_FIELD
        kept = self._missing if missing else self._found
        severity = Severity.ERROR if firm else self._severity(rule, at)
        if severity is Severity.TOLERATED:  # what is repaired is reported, or it is not repaired
            self.tolerated += 1
            severity = Severity.TOLERATED if self.tolerated <= _MOST_TOLERATED else Severity.ERROR
        refused = severity is Severity.ERROR
        self.errors += refused
        first = refused and (self._first_missing if missing else self._first_error) is None
        if len(kept) >= self.limit and not first and severity is not Severity.TOLERATED:
            return
        about = RULES[rule]
        found = "" if rule in _VALUELESS else f": found {show(value)}"
        allowed = f", expected {expected}" if expected else ""
        hint = _nearest(at[1] if rule is Rule.UNKNOWN_FIELD and at else value, known) if refused else ""
        taken = (
            f"; taken as {show(repaired)}" if severity is Severity.TOLERATED and repaired not in (None, _WHOLE) else ""
        )
        message = printable(f"{name or _name(at)} {about.problem}{found}{allowed}{hint}{taken}.")
        code = self.dialect.codes[defect or about.defect]
        value = self._kept(value)
        instead = None if refused else value if repaired is _WHOLE else repaired
        finding = Finding(pointer(at), rule, message, value, expected, code, severity, instead, ".".join(self.scope))
        kept.append(finding)
        if first and missing:
            self._first_missing = finding
        elif first:
            self._first_error = finding

    def adopt(self, findings: Iterable[Finding]) -> None:
        """Takes over what has been found elsewhere, none of it an error."""
        self._found += findings
        self.total = len(self._found)
        self.limit += self.total

    def _kept(self, value: Any) -> Any:
        """The value itself if it is JSON, so that a finding can be copied and pickled; of anything else, its looks."""
        return value if is_plain(value, 0 if self.sending else _MAX_LEVELS) else show(value)

    def _severity(self, rule: Rule, at: Place) -> Severity:
        about = RULES[rule]
        if rule in self.enforce:
            return Severity.ERROR
        if self.sending:
            return about.sent
        if rule is Rule.UNKNOWN_FIELD and self.dialect.open_objects:
            return Severity.ADVICE
        if about.severity is Severity.ERROR and self.tolerances.allow(rule, self.scope, at):
            return Severity.TOLERATED
        return about.severity


def pointer(at: Place) -> str:
    """The JSON pointer of a place (RFC 6901)."""
    keys: list[str] = []
    while at is not None:
        at, key = at
        keys.append(cut(str(key), _MAX_KEY).replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{key}" for key in reversed(keys))


def _name(at: Place) -> str:
    if at is None:
        return "the payload"
    above, key = at
    if isinstance(key, int):
        return f"item {key} of {_name(above) if above is None or isinstance(above[1], str) else 'a list'}"
    return cut(key, _SHOWN)


def cut(text: str, length: int) -> str:
    """The text, or the beginning of one that is longer."""
    return text if len(text) <= length else f"{text[: length - 3]}..."


def _nearest(name: Any, known: Iterable[str]) -> str:
    """A hint where a name is nearly right; only for short names, since comparing costs time."""
    if not isinstance(name, str) or len(name) > _SHOWN:
        return ""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
    return f" (perhaps {near[0]})" if near else ""


def show(value: Any) -> str:
    """A value as a reader of a message wants to see it: JSON, but short."""
    match value:
        case str():
            more = f"... ({len(value)} characters)" if len(value) > _SHOWN else ""
            return json.dumps(value[:_SHOWN], ensure_ascii=False) + more
        case bool() | None | float():
            return json.dumps(value)
        case int():
            return str(value) if value.bit_length() < 4 * _SHOWN else f"an integer of {value.bit_length()} bits"
        case list() | dict():
            size = len(as_list(value) or as_object(value) or ())
            kind, part = ("list", "item") if isinstance(value, list) else ("object", "member")
            if size == 0:
                return f"an empty {kind}"
            return f"{'a' if kind == 'list' else 'an'} {kind} with {size} {part}{'s' * (size > 1)}"
        case _:
            return f"a Python {type(value).__module__}.{type(value).__qualname__}".replace("builtins.", "")


def printable(text: str) -> str:
    """The text with everything that could play tricks on a terminal or a log written as an escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
