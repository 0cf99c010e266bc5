"""The traffic of the whole log in one strip: how many messages when, and where something was found."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from ..log._said import Place
from ._html import Html, tag
from ._kept import ERROR, MessageIndex
from ._keys import Links
from ._words import clock, moment

__all__ = ["traffic"]

_BINS = 120
_HEIGHT = 44
_LEAST = 3.0  # pixels of a bar


class _Bin(NamedTuple):
    """The messages of one stretch of the log."""

    number: int
    messages: list[int]
    errors: list[int]
    observed: list[int]


def traffic(
    index: MessageIndex,
    observed: Collection[int],
    zone: datetime.timezone | None,
    place_of: Callable[[int], Place],
    links: Links,
) -> Html:
    """The strip. `observed`: the numbers of messages that an observation names."""
    times = [time for time in index.times if not math.isnan(time)]
    if len(times) < 2 or min(times) == max(times):
        return Html()
    begin, end = min(times), max(times)
    width = (end - begin) / _BINS
    bins = list(_bins(index, frozenset(observed), begin, width))
    highest = max(len(each.messages) for each in bins)
    bars = (_bar(each, highest, begin, width, zone, place_of, links) for each in bins)
    label = f"Traffic from {moment(begin, zone)} to {moment(end, zone)}"
    picture = tag("svg", *bars, class_="traffic", width="100%", height=_HEIGHT + 12, role="group", aria_label=label)
    ends = tag("p", tag("span", moment(begin, zone)), tag("span", moment(end, zone)), class_="traffic-ends")
    return tag("section", picture, ends, aria_label="Traffic over time", class_="traffic-box")


def _bins(index: MessageIndex, observed: frozenset[int], begin: float, width: float) -> Iterable[_Bin]:
    found: dict[int, _Bin] = {}
    for number, time in enumerate(index.times):
        if math.isnan(time):
            continue
        at = min(_BINS - 1, int((time - begin) / width))
        each = found.get(at)
        if each is None:
            each = found[at] = _Bin(at, [], [], [])
        each.messages.append(number)
        if index.found[number] == ERROR:
            each.errors.append(number)
        if number in observed:
            each.observed.append(number)
    return (found[at] for at in sorted(found))


def _bar(
    each: _Bin,
    highest: int,
    begin: float,
    width: float,
    zone: datetime.timezone | None,
    place_of: Callable[[int], Place],
    links: Links,
) -> Html:
    """A bar whose lower part is red where messages have errors; a click leads to the first of them."""
    share = 100 / _BINS
    x, bar_width = f"{each.number * share:.3f}%", f"{share * 0.8:.3f}%"
    height = max(_LEAST, _HEIGHT * len(each.messages) / highest)
    red = max(_LEAST, height * len(each.errors) / len(each.messages)) if each.errors else 0.0
    shapes = [tag("rect", x=x, y=f"{_HEIGHT - height:.1f}", width=bar_width, height=f"{height:.1f}", class_="amount")]
    if red:
        shapes.append(tag("rect", x=x, y=f"{_HEIGHT - red:.1f}", width=bar_width, height=f"{red:.1f}", class_="wrong"))
    if each.observed:
        shapes.append(tag("rect", x=x, y=_HEIGHT + 3, width=bar_width, height="5", class_="seen"))
    first = (each.errors or each.observed or each.messages)[0]
    return tag("a", tag("title", _title(each, begin, width, zone)), *shapes, href=links.address(place_of(first)))


def _title(each: _Bin, begin: float, width: float, zone: datetime.timezone | None) -> str:
    since = begin + each.number * width
    parts = [f"{clock(since, zone)} to {clock(since + width, zone)}: {_count(each.messages, 'message')}"]
    if each.errors:
        parts.append(f"{len(each.errors):,} with errors")
    if each.observed:
        parts.append(f"{_count(each.observed, 'observation')}")
    return ", ".join(parts)


def _count(numbers: list[int], word: str) -> str:
    return f"{len(numbers):,} {word}{'' if len(numbers) == 1 else 's'}"
