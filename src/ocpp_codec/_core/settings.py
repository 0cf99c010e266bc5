"""The settings of a codec, checked once and handed whole to all that works with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .compat import MessageTypeEnum, OcppJsonProtocol
from .datetimes import TIMESPECS
from .findings import Finding
from .limits import MAX_SIZE
from .rules import RULES, Rule
from .tolerance import NO_TOLERANCES, Tolerance, Tolerances
from .version import Version, version_of


@dataclass(frozen=True)
class Settings:
    """The settings of a codec. `Codec` says what each of them means.

    `timespec`: None if what is sent stays plain data, as in `serializer`: then date-times are written without loss.
    """

    version: Version
    tolerances: Tolerances = NO_TOLERANCES
    enforce: frozenset[Rule] = frozenset()
    on_finding: Callable[[Finding], object] | None = None
    timespec: str | None = None
    max_size: int = MAX_SIZE
    max_findings: int = 100

    @property
    def given(self) -> dict[str, Any]:
        """The settings as arguments of `Codec`."""
        own = ("enforce", "on_finding", "timespec", "max_size", "max_findings")
        return {"tolerate": self.tolerances.given, **{name: getattr(self, name) for name in own}}


def settings_of(
    protocol: OcppJsonProtocol | str,
    *,
    tolerate: Iterable[Rule | Tolerance | str],
    enforce: Iterable[Rule | str],
    on_finding: Callable[[Finding], object] | None,
    timespec: str,
    max_size: int,
    max_findings: int,
) -> Settings:
    """The settings that a user has given, checked. ValueError or TypeError for wrong ones."""
    for name, rules in (("tolerate", tolerate), ("enforce", enforce)):
        if isinstance(rules, str):
            raise TypeError(f"{name} is a set of rules, not a string")
    version = version_of(OcppJsonProtocol.of(protocol))
    tolerances = Tolerances(tolerate)
    for place in tolerances.places:
        _require_known(place, version)
    enforced = frozenset(Rule(rule) for rule in enforce)
    for rule in enforced:
        if not RULES[rule].can_be_enforced:
            raise ValueError(f"{rule} explains what else is wrong, and cannot be enforced")
    if timespec not in TIMESPECS:
        raise ValueError(f"unknown timespec {timespec!r}; one of {', '.join(TIMESPECS)}")
    _require_positive("max_size", max_size)
    _require_positive("max_findings", max_findings)
    return Settings(version, tolerances, enforced, on_finding, timespec, max_size, max_findings)


def _require_known(place: Tolerance, version: Version) -> None:
    known = {*version.actions, *MessageTypeEnum.__members__}  # errors have no action
    if "*" not in place.action and place.action not in known:
        raise ValueError(f"{place.place!r} names no action of {version.protocol}")


def _require_positive(name: str, value: Any) -> None:
    if not isinstance(value, int):
        raise TypeError(f"{name} is an integer, not {type(value).__qualname__}")
    if value < 1:
        raise ValueError(f"{name} must be at least 1, not {value}")
