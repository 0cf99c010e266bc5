"""What a codec lets pass on receipt: rules, everywhere or at named places, and the ready-made sets of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from .rules import RULES, Rule

if TYPE_CHECKING:
    from .findings import Place

__all__ = ["ALL", "FIELD", "STRICT", "Tolerance", "Tolerances", "known"]

E = TypeVar("E", bound=StrEnum)

#: Nothing is tolerated: what the schemas refuse is refused.
STRICT: frozenset[Rule] = frozenset()

#: Every rule whose breach can be repaired, even where the repair guesses or leaves a required field without a value.
ALL: frozenset[Rule] = frozenset(rule for rule, about in RULES.items() if about.repair is not None)

#: Every rule whose breach can be repaired without a guess: what the operator of a mixed fleet wants. A field then holds
#: what its type says, but for two: an unknown value of an enumeration is plain text, an unreadable date-time is None.
FIELD: frozenset[Rule] = frozenset(rule for rule in ALL if not RULES[rule].doubtful)


_PLACELESS = (Rule.STRAY_COMMA, Rule.CONTROL_CHARACTER, Rule.MESSAGE_TYPE_SPELLING)


@dataclass(frozen=True)
class Tolerance:
    """A rule that is tolerated at some places only.

    `place`: a message, or a place in one together with all that is in it: "StatusNotification",
    "StatusNotification.Request.info", "MeterValues.Request.meterValue.sampledValue" (which leads through the names of
    fields and counts no items), or with a JSON pointer "MeterValues.Request/meterValue/0". `*` stands for any part of a
    name, `**` for any number of names. ValueError for a rule that cannot be tolerated and for a place that is none.
    """

    rule: Rule
    place: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "rule", Rule(self.rule))
        require_tolerable(self.rule)
        if self.rule in _PLACELESS:
            raise ValueError(f"{self.rule} has no place: it is found before the message is known")
        _pattern_of(self.place)

    @property
    def action(self) -> str:
        """The action of the place, or the pattern for it."""
        return _pattern_of(self.place).message[0]

    def covers(self, message: Sequence[str], at: Place) -> bool:
        """Whether a place lies in this one. `message`: its action, and Request or Response."""
        pattern = _pattern_of(self.place)
        if len(message) < len(pattern.message) or not all(map(fnmatchcase, message, pattern.message)):
            return False
        return _begins(_keys_of(at, with_items=pattern.is_pointer), pattern.path)


class _Pattern(NamedTuple):
    """A place as `fnmatch` wants it, in which only `*` is special."""

    message: tuple[str, ...]
    path: tuple[str, ...]
    is_pointer: bool


_ROLES = {"req": "Request", "conf": "Response"}  # OCPP 1.6 says so


@cache
def _pattern_of(place: str) -> _Pattern:
    head, slash, pointer = place.partition("/")
    action, *names = head.split(".")
    role = [_ROLES.get(name, name) for name in names[:1]]
    path = [key.replace("~1", "/").replace("~0", "~") for key in pointer.split("/")] if slash else names[1:]
    has_role = not role or "*" in role[0] or role[0] in ("Request", "Response")
    if not all([action, *names]) or not has_role or (slash and len(names) > 1):
        raise ValueError(f"{place!r} is no place such as StatusNotification.Request.info")
    message, path = ([key.replace("[", "[[]").replace("?", "[?]") for key in keys] for keys in ([action, *role], path))
    return _Pattern(tuple(message), tuple(path), bool(slash))


def _keys_of(at: Place, *, with_items: bool) -> list[str]:
    keys: list[str] = []
    while at is not None:
        at, key = at
        if with_items or isinstance(key, str):
            keys.append(str(key))
    return keys[::-1]


def _begins(keys: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether the first of the keys match the pattern. Follows all ways at once, so that nothing is tried twice."""
    reached = _with_skipped({0}, pattern)
    for key in keys:
        if len(pattern) in reached:
            return True
        on = {part for part in reached if pattern[part] == "**"}
        on |= {part + 1 for part in reached - on if fnmatchcase(key, pattern[part])}
        reached = _with_skipped(on, pattern)
    return len(pattern) in reached


def _with_skipped(reached: set[int], pattern: Sequence[str]) -> set[int]:
    """Each `**` may stand for nothing."""
    for part, name in enumerate(pattern):
        if name == "**" and part in reached:
            reached.add(part + 1)
    return reached


class Tolerances:
    """All that one codec tolerates, ready to be asked."""

    def __init__(self, given: Iterable[Rule | Tolerance | str] = ()) -> None:
        self.given = frozenset(each if isinstance(each, Tolerance) else Rule(each) for each in given)
        self.everywhere = frozenset(each for each in self.given if isinstance(each, Rule))
        self._places: defaultdict[Rule, list[Tolerance]] = defaultdict(list)
        for each in self.given:
            if isinstance(each, Tolerance):
                self._places[each.rule].append(each)
        require_tolerable(*self.everywhere)

    def allow(self, rule: Rule, message: Sequence[str], at: Place) -> bool:
        """Whether a rule may be broken there."""
        return rule in self.everywhere or any(each.covers(message, at) for each in self._places.get(rule, ()))

    @property
    def places(self) -> list[Tolerance]:
        """The rules that are tolerated at some places only."""
        return [place for places in self._places.values() for place in places]


def require_tolerable(*rules: Rule) -> None:
    """ValueError for rules whose breach leaves nothing that a message could hold."""
    if hopeless := sorted(set(rules) - ALL):
        raise ValueError(f"cannot be tolerated, since no value would be left: {', '.join(hopeless)}")


def known(value: E) -> E | None:
    """The member of an enumeration; None for a value that no enumeration has and that was tolerated as text.

    Where UNKNOWN_ENUM_VALUE is tolerated, a field of an enumeration may hold plain text. This says so to type checkers.
    """
    return value if isinstance(cast("object", value), StrEnum) else None


NO_TOLERANCES = Tolerances()
