"""Times as places on a line: percents of its width, and round times that are written below it."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from typing import NamedTuple

from ._html import Html, tag
from ._words import shown

__all__ = ["Scale", "axis"]

_MOST_TICKS = 6
_MARGIN = 4.0  # percent at both ends, where a text would leave the picture
_DAY = 86_400
_STEPS = (
    *(1, 2, 5, 10, 15, 30),
    *(60, 120, 300, 600, 900, 1800),
    *(3600, 2 * 3600, 3 * 3600, 6 * 3600, 12 * 3600),
    *(_DAY, 2 * _DAY, 7 * _DAY, 14 * _DAY, 30 * _DAY, 90 * _DAY, 365 * _DAY),
)
#: How a tick is written if it is at least so many seconds from the next.
_FORMS = ((30 * _DAY, "%Y-%m-%d"), (_DAY, "%m-%d"), (60, "%H:%M"), (0, "%H:%M:%S"))


class Scale(NamedTuple):
    """Turns seconds into percents of a width."""

    begin: float
    end: float

    def at(self, time: float) -> float:
        """From 0 to 100, whatever the time is."""
        return min(100.0, max(0.0, 100 * (time - self.begin) / ((self.end - self.begin) or 1)))


def axis(scale: Scale, zone: datetime.timezone | None) -> Html:
    """Round times of the zone in which the log shows its times, each with a mark."""
    marks = (
        part
        for x, name in _ticks(scale, zone)
        for part in (
            tag("line", x1=x, x2=x, y1="0", y2="4"),
            tag("text", name, x=x, y="15", text_anchor="middle"),
        )
    )
    return tag("svg", *marks, class_="axis", aria_hidden="true", width="100%", height="18")


def _ticks(scale: Scale, zone: datetime.timezone | None) -> Iterator[tuple[str, str]]:
    span = scale.end - scale.begin
    step = next((each for each in _STEPS if span / each <= _MOST_TICKS), math.ceil(span / _MOST_TICKS))
    form = next(form for least, form in _FORMS if step >= least)
    east = (zone or datetime.UTC).utcoffset(None).total_seconds()
    first = math.ceil((scale.begin + east) / step)
    for number in range(first, first + _MOST_TICKS + 1):
        time = number * step - east
        place = scale.at(time)
        if time < scale.end and _MARGIN <= place <= 100 - _MARGIN:
            is_midnight = step < _DAY and number * step % _DAY == 0
            yield f"{place:.2f}%", shown(time, zone, "%m-%d" if is_midnight else form)
