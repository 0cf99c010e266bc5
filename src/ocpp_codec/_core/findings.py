"""Findings: what is wrong with a frame, where, with which error code, and the sentence that says so."""

import datetime
import difflib
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeAlias

import msgspec

from .escapes import escaped, key_text, printable
from .jsonvalues import InexactNumber, as_list, as_object
from .names import folded
from .publish import publish
from .rules import RULES, Rule, Severity

__all__ = ["Finding", "printable"]

#: The name of the whole frame in a finding.
THE_FRAME = "the frame"

#: A place in a document: a key below another place; None is the root. It becomes text on demand.
Place: TypeAlias = "tuple[Place, str | int] | None"

_ROLE = re.compile(r"\.?(?:request|response|req|conf)\Z")
_SHOWN = 60  # characters of a value or name that a message shows
_SHOWN_PATH = 200


class Finding(msgspec.Struct, frozen=True, eq=False):
    """One broken rule in a frame.

    Attributes:
        rule: The rule that is broken.
        value: The value that was found, complete.
        expected: The allowed value, in words.
        code: The error code of this version.
        severity: What the finding does to the frame.
        repaired: The value in the message. None if there is none, or if the frame is refused.
    """

    rule: Rule
    value: Any
    expected: str
    code: str
    severity: Severity
    repaired: Any
    _scope: tuple[str, ...]  # action and role of the message
    _at: Any  # a Place
    _name: str | None  # the name of the thing at that place, if its key does not say it
    _known: Iterable[str]  # names one of which may be meant
    _own: bool = False  # whether the message is to be sent, so that the value is Python's
    _sentence: str | None = None  # only where it cannot be made again

    @property
    def path(self) -> str:
        r"""A JSON pointer (RFC 6901) into the payload; for rules of the envelope into the frame.

        It can be printed: an odd character in a key has an escape (`\n`, `\x1b`), as have `*` and the backslash (`\*`,
        `\\`), and a key of more than 255 characters is shortened.
        """
        return pointer(self._at)

    @property
    def message(self) -> str:
        """One sentence that says what is wrong. It is made on demand."""
        return self._made_sentence() if self._sentence is None else self._sentence

    @property
    def scope(self) -> str:
        """The message that it is in, such as "StatusNotification.Request", with escapes as in `path`.

        `Tolerance(finding.rule, finding.scope + finding.path)` tolerates the rule at that very place.
        """
        return ".".join(escaped(each, "*./") for each in self._scope)

    @property
    def tolerated(self) -> bool:
        """Whether this finding does not refuse the frame: it is tolerated, or advice."""
        return self.severity is not Severity.ERROR

    def _made_sentence(self) -> str:
        info = RULES[self.rule]
        name = self._name or _name(self._at)
        if info.in_conversation:
            return printable(f"{info.problem}: {name} {show(self.value)}.")
        found = f": found {(show_own if self._own else show)(self.value)}" if info.shows_value else ""
        allowed = f", expected {self.expected}" if self.expected else ""
        hint = _nearest(self._at[1] if info.hints_at_key and self._at else self.value, self._known)
        taken = ""
        if self.tolerated and self.repaired is not None and self.repaired is not self.value:
            is_moment = isinstance(self.repaired, datetime.datetime)
            taken = f"; taken as {self.repaired.isoformat() if is_moment else show(self.repaired)}"
        elif self.severity is Severity.TOLERATED and info.tells_repair:
            taken = f"; it {info.repair}"
        return printable(f"{name} {info.problem}{found}{allowed}{hint}{taken}.")

    def _identity(self) -> tuple[Any, ...]:
        """The parts that are compared. The value is not one of them, since it may be NaN."""
        return self.path, self.rule, self.message, self.code, self.severity, self.scope

    def __eq__(self, other: object) -> bool:
        return self._identity() == other._identity() if isinstance(other, Finding) else NotImplemented

    def __ne__(self, other: object) -> bool:  # a Struct has one of its own
        return not self == other

    def __hash__(self) -> int:
        return hash((self.path, self.rule))

    def __str__(self) -> str:
        return f"{cut(self.path, _SHOWN_PATH)}: {self.message}" if self.path else self.message

    def __repr__(self) -> str:
        return f"Finding({self.path!r}, {self.rule!r}, {self.message!r}, code={self.code!r}, {self.severity!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        parts = (self.rule, self.value, self.expected, self.code, self.severity, self.repaired, self._scope, self._at)
        return Finding, (*parts, None, (), self._own, self.message)

    def with_plain_values(self) -> "Finding":
        """The same finding with text instead of values that are not JSON, so that it can be copied and pickled."""
        shown = (show_own if self._own else show)(self.value)
        repaired = shown if self.repaired is self.value else self.repaired
        return msgspec.structs.replace(self, value=shown, repaired=repaired, _sentence=self.message)


def pointer(at: Place) -> str:
    """The JSON pointer of a place (RFC 6901)."""
    keys: list[str] = []
    while at is not None:
        at, key = at
        keys.append(key_text(key))
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
    """A hint where a name is nearly right. Case, hyphens and underscores do not count."""
    names = tuple(known)
    if not isinstance(name, str) or len(name) > 2 * max(map(len, names), default=0):  # too long to be near
        return ""
    return _hint(folded(name), names)


@lru_cache(1024)  # a station that makes a mistake makes it in every frame
def _hint(spelling: str, names: tuple[str, ...]) -> str:
    spellings = {folded(each): each for each in names}
    bare = _ROLE.sub("", spelling)  # schemas and tables name a message with its role: HeartbeatRequest
    near = [bare] if bare in spellings else difflib.get_close_matches(spelling, spellings, n=1, cutoff=0.75)
    return f" (perhaps {spellings[near[0]]})" if near else ""


def show(value: Any) -> str:
    """A value as short JSON, for people."""
    match value:
        case str():
            more = f"... ({len(value)} characters)" if len(value) > _SHOWN else ""
            return json.dumps(value[:_SHOWN], ensure_ascii=False) + more
        case InexactNumber():
            return cut(value.text, _SHOWN)
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


def show_own(value: Any) -> str:
    """A value of a message to be sent, in Python's words."""
    match value:
        case None | bool():
            return repr(value)
        case list() | dict():
            size = len(as_list(value) or as_object(value) or ())
            kind = "list" if isinstance(value, list) else "dict"
            return f"a Python {kind} with {size} item{'s' * (size != 1)}"
        case datetime.datetime() if value.tzinfo is None:
            return f"the naive datetime {value}"
        case _:
            return show(value)


publish(globals())
