"""What a codec tolerates on receipt: rules, everywhere or at named places, and ready-made sets of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar, cast

from .findings import Place
from .places import PlacePattern, keys_of, pattern_of
from .publish import publish
from .rules import RULES, Rule

__all__ = ["ALL", "FIELD", "STRICT", "Tolerance", "known"]

E = TypeVar("E", bound=StrEnum)
G = TypeVar("G")

#: Nothing is tolerated: what the schemas refuse is refused.
STRICT: frozenset[Rule] = frozenset()

#: Every rule whose breach can be repaired, even where the repair guesses or leaves a required field without a value.
ALL: frozenset[Rule] = frozenset(rule for rule, info in RULES.items() if info.tolerable)

#: Every rule whose breach can be repaired without a guess: for a fleet of mixed stations. A field then holds what its
#: type says, with two exceptions: an unknown value of an enumeration is plain text, an unreadable date-time is None.
FIELD: frozenset[Rule] = frozenset(rule for rule in ALL if not RULES[rule].guesses)


@dataclass(frozen=True)
class Tolerance:
    """A rule that is tolerated at some places only.

    Args:
        rule: The rule, or its name in lower case. ValueError if it cannot be tolerated, or has no place.
        place: A message, or a place in a message and everything in it. ValueError if it is not a place.
            "StatusNotification", "StatusNotification.Request.info";
            "MeterValues.Request.meterValue.sampledValue" follows the names of fields and means all items;
            "MeterValues.Request/meterValue/0" has a JSON pointer, and means one item.
            `*` stands for any part of a name, `**` for any number of names; a backslash takes the meaning of the
            character behind it.
    """

    rule: Rule
    place: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "rule", Rule(self.rule))
        require_tolerable(self.rule)
        if not RULES[self.rule].has_place:
            raise ValueError(f"{self.rule} has no place in a message; tolerate the rule itself")
        pattern_of(self.place)

    @property
    def action(self) -> str:
        """The action of the place, or the pattern for it."""
        return pattern_of(self.place).action

    def covers(self, scope: Sequence[str], at: Place) -> bool:
        """Whether a place in the message of that scope (action and role) is this one or lies in it."""
        return pattern_of(self.place).covers(scope, keys_of(at))


class Tolerances:
    """Everything that one codec tolerates.

    `given`: rules and `Tolerance`s; ValueError for a rule that cannot be tolerated.
    """

    def __init__(self, given: Iterable[Rule | Tolerance | str] = ()) -> None:
        rules = each_given("tolerate", given)
        self.given = frozenset(each if isinstance(each, Tolerance) else Rule(each) for each in rules)
        self.everywhere = frozenset(each for each in self.given if isinstance(each, Rule))
        self._places: defaultdict[Rule, list[Tolerance]] = defaultdict(list)
        for each in self.given:
            if isinstance(each, Tolerance):
                self._places[each.rule].append(each)
        require_tolerable(*self.everywhere)

    def concerns(self, rule: Rule) -> bool:
        """Whether a rule is tolerated anywhere."""
        return rule in self.everywhere or rule in self._places

    def patterns(self, rule: Rule, scope: Sequence[str]) -> list[PlacePattern]:
        """The places in the message of that scope at which a rule is tolerated."""
        patterns = [pattern_of(each.place) for each in self._places.get(rule, ())]
        return [each for each in patterns if each.is_in(scope)]

    @property
    def places(self) -> list[Tolerance]:
        """The rules that are tolerated at some places only."""
        return [place for places in self._places.values() for place in places]


def each_given(setting: str, given: Iterable[G]) -> list[G]:
    """What a user has given as a set. TypeError for one rule alone, and for what is no collection."""
    if isinstance(given, str | Tolerance) or not isinstance(given, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"{setting} is a set of rules, such as {{Rule.TOO_LONG}}, not {given!r}")
    return list(given)


def require_tolerable(*rules: Rule) -> None:
    """ValueError for rules that have no repair."""
    if without_repair := sorted(set(rules) - ALL):
        raise ValueError(f"cannot be tolerated, since there is no repair: {', '.join(without_repair)}")


def known(value: E) -> E | None:
    """The member of an enumeration, or None for a value that was tolerated as text.

    Where UNKNOWN_ENUM_VALUE is tolerated, a field of an enumeration can hold plain text. After this function, type
    checkers know it.
    """
    return value if isinstance(cast("object", value), StrEnum) else None


NO_TOLERANCES = Tolerances()

publish(globals())
