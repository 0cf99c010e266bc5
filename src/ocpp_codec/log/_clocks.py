"""From the times as a log has them to moments: the zone, a missing year, a missing date."""

from __future__ import annotations

import re
from calendar import isleap
from collections import deque
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from ._raw import Raw
from ._search import Head
from ._times import NO_DATE, Clock, clock_in

__all__ = ["Clocks"]

_RECENT = 50  # frames that may stand between a gap and the first date-time behind it
_QUARTER = timedelta(minutes=15)
_DAY = timedelta(days=1)
_LATE = timedelta(minutes=10)  # that a line may come after those behind it
_NEAR = timedelta(minutes=3)  # the log's clock and that of the CSMS agree within a quarter of an hour's grid so far
_EAST, _WEST = timedelta(hours=14), timedelta(hours=-12)  # the zones of the earth
_CURRENT = re.compile(r'"currentTime"\s*:\s*"([^"]{10,40})"')
_STAMP = re.compile(r'"(?:timestamp|currentTime|generatedAt)"\s*:\s*"([^"]{10,40})"')


class _Count:
    """Days of a log whose times have no date, or years of one whose dates have no year.

    Args:
        length: How long one of them is.
        back: How far clocks are set back at most. Further back is the next day or year.
    """

    def __init__(self, length: timedelta, back: timedelta) -> None:
        self._length, self._back = length, back
        self.first: int | None = None  # as an ordinal, or a year; unknown at first
        self.passed = 0  # since the first one
        self._last: timedelta | None = None

    def at(self, time: timedelta) -> int:
        """How many have passed at a time of the day or year that comes next in the log."""
        later = timedelta() if self._last is None else time - self._last
        if later > self._length - _LATE and self.passed:
            return self.passed - 1  # a late line of the one before
        if later < -self._back:
            self.passed += 1
        self._last = time
        return self.passed


class Clocks:
    """The moments of one file.

    A time without a zone gets that of the caller, or the offset at which the log agrees with the CSMS's own clock, the
    `currentTime` of its answers, or UTC. Dates and years that the log leaves out come from the date-times of its
    frames.

    Args:
        zone: The zone of the caller.
    """

    def __init__(self, zone: tzinfo | None) -> None:
        self._zone = zone
        self._offset: timedelta | None = None  # of the log from UTC, inferred
        self._candidate: timedelta | None = None  # an offset seen once, which may replace it
        self._days, self._years = _Count(_DAY, _DAY / 12), _Count(366 * _DAY, 183 * _DAY)
        self._recent: deque[Raw] = deque(maxlen=_RECENT)  # since the last frame with a date
        self._is_swapped = self._knows_order = False  # whether days stand where months seem to stand

    def learn(self, raw: Raw, head: Head) -> None:
        """Takes a frame as evidence for the zone and the date."""
        clock = raw.clock
        if clock is None:
            return
        if not clock.has_year:
            raw.day = self._count_of(clock).at(clock.naive - NO_DATE)
        elif clock.swapped is not None and not self._knows_order:
            self._learn_order(clock, raw.frame)
        clock = self._ordered(clock)
        if clock.offset is not None and clock.has_year:
            return
        self._recent.append(raw)
        if head.kind == 3 and (current := _moment(_CURRENT, raw.frame)) is not None:
            self._learn_from_csms(raw, clock, current)
        elif self._lacks_date(clock) and (stamp := _moment(_STAMP, raw.frame)) is not None:
            self._set_date(raw, clock, _nearest(clock, stamp))

    def resolve(self, raw: Raw) -> tuple[datetime | None, str | None]:
        """The moment of a frame, and how its zone is known."""
        clock = raw.clock and self._ordered(raw.clock)
        if clock is None or (naive := self._dated(clock, raw.day)) is None:
            return None, None
        if clock.offset is not None:
            return naive.replace(tzinfo=clock.offset), "given"
        if self._zone is not None:
            return naive.replace(tzinfo=self._zone), "given"
        if self._offset is not None:
            return naive.replace(tzinfo=timezone(self._offset) if self._offset else UTC), "inferred"
        return naive.replace(tzinfo=UTC), "assumed"

    def _lacks_date(self, clock: Clock) -> bool:
        return not clock.has_year and self._count_of(clock).first is None

    def _count_of(self, clock: Clock) -> _Count:
        return self._years if clock.has_date else self._days

    def _learn_order(self, clock: Clock, frame: str) -> None:
        """Finds out by a date-time of a frame whether 01/05 is in January or in May."""
        moment = _moment(_STAMP, frame)
        if moment is not None and clock.swapped is not None:
            self._is_swapped = abs(clock.swapped - moment) < abs(clock.naive - moment)
            self._knows_order = True

    def _ordered(self, clock: Clock) -> Clock:
        return clock._replace(naive=clock.swapped) if self._is_swapped and clock.swapped is not None else clock

    def _dated(self, clock: Clock, day: int) -> datetime | None:
        """The time with its date."""
        try:
            if clock.has_year:
                return clock.naive
            first = self._count_of(clock).first
            if first is None:
                return None
            if clock.has_date:
                return clock.naive.replace(year=first + day)
            return datetime.combine(date.fromordinal(first + day), clock.naive.time())
        except (OverflowError, ValueError):
            return None

    def _learn_from_csms(self, raw: Raw, clock: Clock, current: datetime) -> None:
        naive = _nearest(clock, current)
        if naive is not None and clock.offset is None:
            self._learn_offset(naive - current)
        self._set_date(raw, clock, naive)

    def _learn_offset(self, ahead: timedelta) -> None:
        """Takes how far the log is ahead of UTC as its zone, unless its clock is off."""
        offset = _QUARTER * round(ahead / _QUARTER)
        if not _WEST <= offset <= _EAST or abs(ahead - offset) > _NEAR:
            return
        if self._offset is None or self._candidate == offset:
            self._offset = offset
        self._candidate = offset

    def _set_date(self, raw: Raw, clock: Clock, naive: datetime | None) -> None:
        """Takes the date of a frame. If days or years have passed unseen, the frames since the gap get them too.

        If fewer have passed, it was the clock that was set back.
        """
        if clock.has_year or naive is None:
            return
        count = self._count_of(clock)
        at = naive.year if clock.has_date else naive.toordinal()
        if count.first is None:
            count.first = at - raw.day
        passed = at - count.first - raw.day
        if passed:
            count.passed += passed
            for recent in reversed(self._recent):
                if recent.clock is not None and recent.clock.has_date is clock.has_date:
                    recent.day += passed
                if recent.opened:
                    break
        self._recent.clear()


def _nearest(clock: Clock, moment: datetime) -> datetime | None:
    """The clock's time with the date that brings it next to a moment, of which it may be 14 hours off.

    None if no year near has such a day.
    """
    if clock.has_year:
        return clock.naive
    if clock.has_date:
        is_leap_day = (clock.naive.month, clock.naive.day) == (2, 29)
        years = [year for year in range(moment.year - 1, moment.year + 2) if isleap(year) or not is_leap_day]
        dated = [clock.naive.replace(year=year) for year in years]
    else:
        dated = [datetime.combine(moment.date() + more * _DAY, clock.naive.time()) for more in (-1, 0, 1)]
    in_zones = [each for each in dated if _WEST <= each - moment <= _EAST]
    return min(in_zones or dated, key=lambda each: abs(each - moment), default=None)


def _moment(pattern: re.Pattern[str], frame: str) -> datetime | None:
    """The first date-time of a frame, as UTC without a zone."""
    found = pattern.search(frame)
    clock = clock_in(found[1]) if found else None
    if clock is None or not clock.has_year:
        return None
    if clock.offset is None:
        return clock.naive
    return clock.naive.replace(tzinfo=clock.offset).astimezone(UTC).replace(tzinfo=None)
