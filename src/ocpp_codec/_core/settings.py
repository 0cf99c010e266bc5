"""The settings of a codec: checked once, and handed whole to the reader, the writer and the pairing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .compat import MessageTypeEnum
from .datetimes import TIMESPECS
from .findings import Finding, Place
from .limits import MAX_FINDINGS, MAX_SIZE
from .places import keys_of
from .rules import RULES, Rule
from .tolerance import NO_TOLERANCES, Tolerances, each_given
from .version import Version


@dataclass(frozen=True)
class Settings:
    """The settings of a codec. `Codec` describes each of them. ValueError or TypeError for wrong ones.

    `timespec`: None for plain data, as in `serializer`: date-times are written without loss.
    """

    version: Version
    tolerances: Tolerances = NO_TOLERANCES
    enforce: frozenset[Rule] = frozenset()
    on_finding: Callable[[Finding], object] | None = None
    timespec: str | None = None
    max_size: int = MAX_SIZE
    max_findings: int = MAX_FINDINGS
    field_lengths: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        known = {*self.version.actions, *MessageTypeEnum.__members__}  # errors have no action
        for place in self.tolerances.places:
            if "*" not in place.action and place.action not in known:
                raise ValueError(f"{place.place!r} names no action of {self.version.protocol}")
        require_enforceable(self.enforce)
        if not (self.on_finding is None or callable(self.on_finding)):
            raise TypeError(f"on_finding is a function of a finding, not {self.on_finding!r}")
        if self.timespec not in (None, *TIMESPECS):
            raise ValueError(f"unknown timespec {self.timespec!r}; one of {', '.join(TIMESPECS)}")
        require_positive("max_size", self.max_size)
        require_positive("max_findings", self.max_findings)

    @property
    def schemas_decide(self) -> bool:
        """Whether a frame that the schemas allow is never read in another way. They know no advice.

        The schemas of 2.0 allow any field, so they do not find one in another spelling.
        """
        respells = self.version.dialect.open_objects and self.tolerances.concerns(Rule.FIELD_SPELLING)
        return not (self.enforce or respells)

    @property
    def given(self) -> dict[str, Any]:
        """The settings as arguments of `Codec`."""
        own = ("enforce", "on_finding", "timespec", "max_size", "max_findings")
        return {
            "tolerate": self.tolerances.given,
            **{name: getattr(self, name) for name in own},
            "field_lengths": dict(self.field_lengths),
        }

    def field_length(self, scope: tuple[str, ...], at: Place) -> int | None:
        """The length that this codec allows at a place, if it is more than the schema allows."""
        if not self.field_lengths:
            return None
        place = ".".join((*scope, *keys_of(at).names))
        return next((length for each, length in self.field_lengths if each == place), None)


def rules_of(setting: str, given: Iterable[Rule | str]) -> frozenset[Rule]:
    """The rules that a user has given. TypeError if it is no collection, ValueError for what is no rule."""
    return frozenset(Rule(rule) for rule in each_given(setting, given))


def require_enforceable(rules: Iterable[Rule]) -> None:
    """ValueError for a rule that no breach can be made an error of."""
    for rule in rules:
        if not RULES[rule].can_be_enforced:
            raise ValueError(f"{rule} explains what else is wrong, and cannot be enforced")


def require_positive(setting: str, value: Any) -> None:
    """TypeError if it is no integer, ValueError if it is less than 1."""
    if not isinstance(value, int):
        raise TypeError(f"{setting} is an integer, not {type(value).__qualname__}")
    if value < 1:
        raise ValueError(f"{setting} must be at least 1, not {value}")


def require_seconds(setting: str, value: Any) -> None:
    """TypeError if it is no number, ValueError if it is NaN."""
    if not isinstance(value, int | float):
        raise TypeError(f"{setting} is a number of seconds, not {value!r}")
    if math.isnan(value):
        raise ValueError(f"{setting} is a number of seconds, not nan")
