"""Findings: what is wrong with a frame, where, and with which error code; and the report that collects them."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from typing import Any, TypeAlias

import msgspec

from .compat import DIALECTS, Defect, OcppJsonProtocol
from .plain import as_list, as_object, is_plain
from .rules import RULES, Rule, Severity
from .tolerance import NO_TOLERANCES, Tolerances

#: What a finding calls the whole.
THE_FRAME = "the frame"

#: A place in a document: a key below another place; None is the root. Turned into text only where somebody asks.
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


class Finding(msgspec.Struct, frozen=True, eq=False):
    """One thing that is wrong.

    `rule`: which rule is broken.  `value`: what was found, whole.  `expected`: what is allowed.
    `code`: the error code of this protocol.  `severity`: whether it refuses the frame.
    `repaired`: what the message holds instead (None: nothing), if this finding does not refuse it.
    """

    rule: Rule
    value: Any
    expected: str
    code: str
    severity: Severity
    repaired: Any
    _message: tuple[str, ...]  # action and role of the message that it is in
    _at: Any  # a Place
    _name: str | None  # what stands at that place where its key does not
    _known: Iterable[str]  # names one of which may be meant
    _said: str | None = None

    @property
    def path(self) -> str:
        """JSON pointer (RFC 6901) into the payload; for the rules of the envelope into the frame."""
        return pointer(self._at)

    @property
    def message(self) -> str:
        """One sentence that says what is wrong. It is made when it is asked for."""
        return self._sentence() if self._said is None else self._said

    @property
    def scope(self) -> str:
        """The message that it is in, such as "StatusNotification.Request": a `Tolerance` can name the place with it."""
        return ".".join(self._message)

    @property
    def tolerated(self) -> bool:
        """Whether the frame may pass in spite of this."""
        return self.severity is not Severity.ERROR

    def _sentence(self) -> str:
        found = "" if self.rule in _VALUELESS else f": found {show(self.value)}"
        allowed = f", expected {self.expected}" if self.expected else ""
        hint = taken = ""
        if self.severity is Severity.ERROR:
            hint = _nearest(self._at[1] if self.rule is Rule.UNKNOWN_FIELD and self._at else self.value, self._known)
        elif self.severity is Severity.TOLERATED and self.repaired is not None and self.repaired is not self.value:
            taken = f"; taken as {show(self.repaired)}"
        return printable(f"{self._name or _name(self._at)} {RULES[self.rule].problem}{found}{allowed}{hint}{taken}.")

    def _identity(self) -> tuple[Any, ...]:
        """What makes two findings equal: not the value, which may be NaN."""
        return self.path, self.rule, self.message, self.code, self.severity, self.scope

    def __eq__(self, other: object) -> bool:
        return self._identity() == other._identity() if isinstance(other, Finding) else NotImplemented

    def __ne__(self, other: object) -> bool:  # a Struct has one of its own
        return not self == other

    def __hash__(self) -> int:
        return hash((self.path, self.rule))

    def __str__(self) -> str:
        return f"{printable(cut(self.path, _SHOWN_PATH))}: {self.message}" if self.path else self.message

    def __repr__(self) -> str:
        return f"Finding({self.path!r}, {self.rule!r}, {self.message!r}, code={self.code!r}, {self.severity!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        parts = (self.rule, self.value, self.expected, self.code, self.severity, self.repaired, self._message, self._at)
        return Finding, (*parts, None, (), self.message)


class Report:
    """Collects findings in document order, missing fields last.

    No more than `limit` are kept of what refuses a frame or is mere advice; the rest is counted.

    `tolerances`: what is let pass.  `enforce`: advice that is an error here.
    `sending`: the frame is our own; `timespec` says how its date-times will be written, None that it stays plain data.
    `scope`: action and role of the message that is looked at.
    `decimals`: how many digits its numbers may have behind the point.
    `dialect`: what this version does differently.
    """

    def __init__(
        self,
        protocol: OcppJsonProtocol,
        tolerances: Tolerances = NO_TOLERANCES,
        enforce: frozenset[Rule] = frozenset(),
        limit: int = 100,
        *,
        sending: bool = False,
        timespec: str | None = None,
    ) -> None:
        self.protocol = protocol
        self.dialect = DIALECTS[protocol]
        self.tolerances = tolerances
        self.enforce = enforce
        self.limit = limit
        self.sending = sending
        self.timespec = timespec
        self.scope: tuple[str, ...] = ()
        self.decimals: int | None = None
        self._at_end = False
        self.total = 0
        self.errors = 0
        self.tolerated = 0
        self._found: list[Finding] = []
        self._last: list[Finding] = []
        self._first_found: Finding | None = None
        self._first_of_last: Finding | None = None

    @property
    def first_error(self) -> Finding | None:
        """What decides the error code (a choice, the specifications order nothing): missing fields come last."""
        return self._first_found or self._first_of_last

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found. The first error is among them, however much advice stands before it."""
        kept = self._found + self._last
        first = self.first_error
        if first is None:
            return tuple(kept)
        kept = kept[: self.limit]
        if all(finding is not first for finding in kept):
            kept[-1] = first
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
        severity = Severity.ERROR if firm else self._severity(rule, at)
        if severity is Severity.TOLERATED:  # what is repaired is reported, or it is not repaired
            self.tolerated += 1
            severity = Severity.TOLERATED if self.tolerated <= _MOST_TOLERATED else Severity.ERROR
        refused = severity is Severity.ERROR
        self.total += 1
        self.errors += refused
        at_end = self._at_end or rule is Rule.MISSING_FIELD
        first = refused and (self._first_of_last if at_end else self._first_found) is None
        kept = self._last if at_end else self._found
        if len(kept) >= self.limit and not first and severity is not Severity.TOLERATED:
            return
        code = self.dialect.codes[defect or RULES[rule].defect]
        instead = None if refused else value if repaired is _WHOLE else repaired
        finding = Finding(rule, value, expected, code, severity, instead, self.scope, at, name, known)
        if not is_plain(value, 0 if self.sending else _MAX_LEVELS):
            finding = _plain(finding)
        kept.append(finding)
        if first and at_end:
            self._first_of_last = finding
        elif first:
            self._first_found = finding

    def leave_frame(self) -> None:
        """What is found from now on is about the conversation: it comes last, and is kept, whatever else there is."""
        self.scope = ()
        self._at_end = True
        self.limit += len(RULES)

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


def _plain(finding: Finding) -> Finding:
    """A finding whose value is no JSON, with the looks of it instead: so it can be copied and pickled."""
    looks = show(finding.value)
    repaired = looks if finding.repaired is finding.value else finding.repaired
    return msgspec.structs.replace(finding, value=looks, repaired=repaired, _said=finding.message)


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
