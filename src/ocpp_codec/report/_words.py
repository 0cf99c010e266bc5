"""Times, durations and energies for people."""

from __future__ import annotations

import datetime
import math

from ..log.observations._notes import lasting

__all__ = ["clock", "day", "energy", "lasted", "moment", "short_lasting", "shown"]


def moment(seconds: float | None, zone: datetime.timezone | None) -> str:
    """Day and time of day as the log shows them; "" without a time."""
    return shown(seconds, zone, "%Y-%m-%d %H:%M:%S")


def clock(seconds: float | None, zone: datetime.timezone | None) -> str:
    """The time of day."""
    return shown(seconds, zone, "%H:%M:%S")


def day(seconds: float | None, zone: datetime.timezone | None) -> str:
    """The date."""
    return shown(seconds, zone, "%Y-%m-%d")


def shown(seconds: float | None, zone: datetime.timezone | None, form: str) -> str:
    """A time in a form of `strftime`, in the zone of the log; "" without a time."""
    if seconds is None:
        return ""
    try:
        return datetime.datetime.fromtimestamp(seconds, zone or datetime.UTC).strftime(form)
    except (ValueError, OverflowError, OSError):  # a year that no calendar has
        return "?"


def lasted(begin: float | None, end: float | None) -> str:
    """How long something was; "" if that is unknown."""
    return "" if begin is None or end is None or end < begin else lasting(end - begin)


def short_lasting(seconds: float) -> str:
    """A short duration: 35 ms, 0.8 s, 12 min."""
    return f"{seconds * 1000:.0f} ms" if seconds < 0.1 else lasting(seconds)


def energy(watt_hours: float | None) -> str:
    """Wh, from a thousand on kWh; "" without energy."""
    if watt_hours is None:
        return ""
    if not math.isfinite(watt_hours):
        return "?"
    if abs(watt_hours) < 1000:
        return f"{watt_hours:,.10g} Wh"
    return f"{watt_hours / 1000:,.2f} kWh"
