"""Moments as they are written on the command line: a date and time, a date, or a time of day."""

from __future__ import annotations

import datetime
from typing import Any

import click

from ._types import ParamType

__all__ = ["WHEN", "AroundType", "Place", "When"]


class When:
    """A moment to compare the times of a log with.

    Without an offset, it is in the zone in which the log shows its times. A time of day is meant on every day.
    """

    def __init__(self, moment: datetime.datetime | datetime.time) -> None:
        self.moment = moment

    def key(self, at: datetime.datetime) -> Any:
        """The part of a time that is compared with `moment`."""
        if isinstance(self.moment, datetime.time):
            return at.time()
        return at if self.moment.tzinfo is not None else at.replace(tzinfo=None)

    def reached(self, at: datetime.datetime) -> bool:
        """Whether a time is this moment or later."""
        later: bool = self.key(at) >= self.moment
        return later

    def passed(self, at: datetime.datetime) -> bool:
        """Whether a time is later than this moment."""
        later: bool = self.key(at) > self.moment
        return later

    def is_later_in_the_day(self, other: When) -> bool:
        """Whether both are times of day, and this is the later one: between them lies midnight."""
        one, two = self.moment, other.moment
        return isinstance(one, datetime.time) and isinstance(two, datetime.time) and one > two


class Place:
    """A line of a file, or of any file."""

    def __init__(self, line: int, file: str | None = None) -> None:
        self.line = line
        self.file = file


def moment_of(text: str, *, end: bool = False) -> When | None:
    """The moment that a text means, None if it means none. `end`: a date alone means its last moment."""
    text = text.strip()
    try:
        return When(datetime.datetime.combine(datetime.date.fromisoformat(text), _edge(end=end)))
    except ValueError:
        pass
    for read in (datetime.time.fromisoformat, datetime.datetime.fromisoformat):
        try:
            moment = read(text)
        except ValueError:
            continue
        if isinstance(moment, datetime.datetime) or (":" in text and moment.tzinfo is None):
            return When(moment)
    return None


def _edge(*, end: bool) -> datetime.time:
    return datetime.time.max if end else datetime.time.min


class WhenType(ParamType[When]):
    """A moment."""

    name = "time"

    def __init__(self, *, end: bool = False) -> None:
        self._end = end

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> When:
        if isinstance(value, When):
            return value
        # A file of settings has dates and times of its own; as text they are what is written here.
        moment = moment_of(value if isinstance(value, str) else value.isoformat(), end=self._end)
        if moment is None:
            problem = f"{value!r} is no time such as 2026-05-17T09:41:33Z, 2026-05-17 or 09:41"
            raise click.BadParameter(problem, ctx, param)
        return moment


class AroundType(ParamType["When | Place"]):
    """A line, a line of a file, or a moment."""

    name = "line|time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> When | Place:
        if isinstance(value, When | Place):
            return value
        text = str(value)
        file, _, line = text.rpartition(":")
        if text.isdecimal():
            return Place(int(text))
        if moment := moment_of(text):
            return moment
        if file and line.isdecimal():
            return Place(int(line), file)
        problem = f"{text!r} is no line such as 120 or station.log:120, and no time such as 09:41"
        raise click.BadParameter(problem, ctx, param)


WHEN = WhenType()
