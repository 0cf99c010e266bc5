"""The points of all curves of a log: how many there may be."""

from __future__ import annotations

from collections import Counter

from .records import Series, SeriesKey, Session

__all__ = ["Points"]

_MOST_OF_SESSION = 64  # series


class Points:
    """Puts values into the series of sessions.

    Args:
        omitted: Counts the values for which there is no place, as "values".
        most: Points of all series.
        most_series: Series of all sessions.
    """

    def __init__(self, omitted: Counter[str], *, most: int, most_series: int) -> None:
        self._omitted = omitted
        self._left, self._left_series = most, most_series

    def add(self, session: Session, key: SeriesKey, at: float, value: float) -> None:
        """Takes a value. `at`: seconds since 1970."""
        series = self._series(session, key) if self._left > 0 else None
        if series is None:
            self._omitted["values"] += 1
            return
        self._left -= series.add(at, value)

    def _series(self, session: Session, key: SeriesKey) -> Series | None:
        series = session.series.get(key)
        if series is None:
            if len(session.series) >= _MOST_OF_SESSION or self._left_series <= 0:
                return None
            self._left_series -= 1
            series = session.series[key] = Series()
        return series
