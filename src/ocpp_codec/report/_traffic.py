"""The traffic of the whole log in one strip: how many messages when, and where something was found."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Collection, Sequence

import msgspec

from ..log._said import Place
from ._html import Html, joined, tag
from ._kept import ERROR, MessageIndex
from ._keys import Links
from ._words import clock, moment

__all__ = ["traffic"]

_BINS = 120
_HEIGHT = 44
_LEAST = 3.0  # pixels of a bar


class _Bin(msgspec.Struct):
    """The messages of one stretch of the log: how many there are, and the first of each sort."""

    number: int
    messages: int = 0
    errors: int = 0
    observed: int = 0
    first: int = -1
    first_error: int = -1
    first_observed: int = -1

    def add(self, number: int, *, is_error: bool, is_observed: bool) -> None:
        """Counts a message."""
        if not self.messages:
            self.first = number
        if is_error and not self.errors:
            self.first_error = number
        if is_observed and not self.observed:
            self.first_observed = number
        self.messages += 1
        self.errors += is_error
        self.observed += is_observed

    @property
    def target(self) -> int:
        """The message that it leads to: what went wrong comes first."""
        return self.first_error if self.errors else self.first_observed if self.observed else self.first


class _Line(msgspec.Struct, frozen=True):
    """Where each message stands from left to right: by its time, or by its number in a long log without times."""

    places: Sequence[float]
    begin: float
    end: float
    zone: datetime.timezone | None
    has_times: bool

    @property
    def width(self) -> float:
        """That of a bin."""
        return (self.end - self.begin) / _BINS

    def name(self, place: float) -> str:
        """A place for people, with its day."""
        return moment(place, self.zone) if self.has_times else f"message {math.ceil(place) + 1:,}"

    def names(self, number: int) -> str:
        """The stretch of a bin."""
        since, until = (self.begin + each * self.width for each in (number, number + 1))
        if self.has_times:
            return f"{clock(since, self.zone)} to {clock(until, self.zone)}"
        return f"From {self.name(since)}"


def traffic(
    index: MessageIndex,
    observed: Collection[int],
    zone: datetime.timezone | None,
    place_of: Callable[[int], Place],
    links: Links,
) -> Html:
    """The strip. `observed`: the numbers of messages that an observation names."""
    line = _line(index, zone)
    if line is None:
        return Html()
    bins = _bins(index, frozenset(observed), line)
    highest = max(each.messages for each in bins)
    bars = (_bar(each, highest, line, links.address(place_of(each.target))) for each in bins)
    begin, end = line.name(line.begin), line.name(line.end)
    label = f"Traffic from {begin} to {end}"
    picture = tag(
        "svg", joined(bars), class_="traffic", width="100%", height=_HEIGHT + 12, role="group", aria_label=label
    )
    ends = tag("p", tag("span", begin), tag("span", end), class_="traffic-ends")
    return tag("section", picture, ends, aria_label="Traffic over time", class_="traffic-box")


def _line(index: MessageIndex, zone: datetime.timezone | None) -> _Line | None:
    begin = min((time for time in index.times if not math.isnan(time)), default=0.0)
    end = max((time for time in index.times if not math.isnan(time)), default=0.0)
    if begin < end:
        return _Line(index.times, begin, end, zone, has_times=True)
    if len(index) >= _BINS:  # of a shorter log, it would tell nothing
        return _Line(range(len(index)), 0, len(index) - 1, zone, has_times=False)
    return None


def _bins(index: MessageIndex, observed: frozenset[int], line: _Line) -> list[_Bin]:
    found: dict[int, _Bin] = {}
    for number, place in enumerate(line.places):
        if math.isnan(place):
            continue
        at = min(_BINS - 1, int((place - line.begin) / line.width))
        each = found.get(at)
        if each is None:
            each = found[at] = _Bin(at)
        each.add(number, is_error=index.found[number] == ERROR, is_observed=number in observed)
    return [found[at] for at in sorted(found)]


def _bar(each: _Bin, highest: int, line: _Line, address: str) -> Html:
    """A bar whose lower part is red where messages have errors; a click leads to the first of them.

    The keyboard stops only where something was found.
    """
    share = 100 / _BINS
    x, width = f"{each.number * share:.3f}%", f"{share * 0.8:.3f}%"
    height = max(_LEAST, _HEIGHT * each.messages / highest)
    red = max(_LEAST, height * each.errors / each.messages) if each.errors else 0.0
    shapes = [tag("rect", x=x, y=f"{_HEIGHT - height:.1f}", width=width, height=f"{height:.1f}", class_="amount")]
    if red:
        shapes.append(tag("rect", x=x, y=f"{_HEIGHT - red:.1f}", width=width, height=f"{red:.1f}", class_="wrong"))
    if each.observed:
        shapes.append(tag("rect", x=x, y=_HEIGHT + 3, width=width, height="5", class_="seen"))
    is_quiet = not each.errors and not each.observed
    title = tag("title", _title(each, line))
    return tag("a", title, *shapes, href=address, tabindex="-1" if is_quiet else None)


def _title(each: _Bin, line: _Line) -> str:
    parts = [f"{line.names(each.number)}: {_count(each.messages, 'message')}"]
    if each.errors:
        parts.append(f"{each.errors:,} with errors")
    if each.observed:
        parts.append(f"{each.observed:,} with observations")
    return ", ".join(parts)


def _count(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
