"""Collects what is observed: the same thing several times is one observation."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from types import MappingProxyType

from ..._core.escapes import printable
from ..._core.findings import cut
from ..._core.record import Sender
from .._said import Place
from ._kinds import Kind, Observation

__all__ = ["Notes", "lasting"]

_MAX_PLACES = 10
_MAX_NAMES = 5
_MAX_NUMBERS = 500  # of which the median is told
_MAX_GROUPS = 5_000
_MAX_TEXT = 240  # characters of a part of a sentence, which may hold several texts out of the log
_ORDER = {kind: rank for rank, kind in enumerate(Kind)}


class _Group:
    """One observation that grows."""

    def __init__(self, side: Sender | None) -> None:
        self.side = side
        self.count = 0
        self.places: list[Place] = []
        self.names: list[str] = []
        self.has_more_names = False
        self.numbers: list[float] = []
        self.worst = 0.0

    def copy(self) -> _Group:
        twin = _Group(self.side)
        vars(twin).update(vars(self), places=[*self.places], names=[*self.names], numbers=[*self.numbers])
        return twin

    def add(self, place: Place, name: str | None, number: float | None) -> None:
        self.count += 1
        if len(self.places) < _MAX_PLACES and place not in self.places:
            self.places.append(place)
        if name is not None and name not in self.names:
            if len(self.names) < _MAX_NAMES:
                self.names.append(name)
            else:
                self.has_more_names = True
        if number is not None:
            self.worst = max(self.worst, number)
            if len(self.numbers) < _MAX_NUMBERS:
                self.numbers.append(number)

    def words(self) -> dict[str, str]:
        """What a template may name beside its own parts."""
        names = "; ".join(self.names) + ("; and others" if self.has_more_names else "")
        return {
            "times": "once" if self.count == 1 else f"{self.count} times",
            "count": str(self.count),
            "s": "" if self.count == 1 else "s",
            "names": names,
            "named": f": {names}" if names else "",
            "worst": lasting(self.worst),
            "median": lasting(statistics.median(self.numbers or [0.0])),
        }


class Notes:
    """Everything observed so far, grouped by kind, station, and the sentence with its parts."""

    def __init__(self) -> None:
        self._groups: dict[tuple[Kind, str | None, str, tuple[tuple[str, str], ...]], _Group] = {}

    def copy(self) -> Notes:
        """The same notes; what is added to one of them is not in the other."""
        twin = Notes()
        twin._groups = {key: group.copy() for key, group in self._groups.items()}
        return twin

    def add(
        self,
        kind: Kind,
        template: str,
        place: Place,
        *,
        station: str | None,
        side: Sender | None = None,
        parts: Mapping[str, str] = MappingProxyType({}),
        name: str | None = None,
        number: float | None = None,
    ) -> None:
        """Notes it once more.

        Args:
            kind: What it is.
            template: The sentence, with the names of parts in braces; also {times}, {count}, {s}, {names}, {named},
                {worst} and {median}. What differs in one of its parts is another observation.
            place: Where it is seen.
            station: The id of the station.
            side: Who is to look at it.
            parts: Texts for the template.
            name: One of the things that the sentence lists as {names}, or behind a colon as {named}.
            number: Seconds, of which the sentence tells the worst and the median.
        """
        key = (kind, station, template, tuple((part, cut(text, _MAX_TEXT)) for part, text in parts.items()))
        group = self._groups.get(key)
        if group is None:
            if len(self._groups) >= _MAX_GROUPS:
                return
            group = self._groups[key] = _Group(side)
        group.add(place, name and cut(name, _MAX_TEXT), number)

    def observations(self) -> list[Observation]:
        """The observations, the most urgent kinds first, each kind in the order of the log."""
        found = [
            Observation(
                kind=kind,
                text=printable(_sentence(template, {**group.words(), **dict(parts)})),
                station=station,
                side=group.side,
                count=group.count,
                places=tuple(group.places),
            )
            for (kind, station, template, parts), group in self._groups.items()
        ]
        return sorted(found, key=lambda each: _ORDER[each.kind])


def _sentence(template: str, words: dict[str, str]) -> str:
    text = template.format_map(words)
    return text[:1].upper() + text[1:]


def lasting(seconds: float) -> str:
    """A duration for people: 0.8 s, 12 min, 2 h 5 min, 3 d 4 h."""
    if seconds < 10:
        return f"{seconds:.1f}".removesuffix(".0") + " s"
    if seconds < 120:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 120:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days} d {hours} h" if hours else f"{days} d"
