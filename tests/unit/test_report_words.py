"""Times, durations and energies for people."""

from __future__ import annotations

import datetime
import math

import pytest

from ocpp_codec.report._words import clock, day, energy, lasted, moment, short_lasting

BEGIN = 1_779_004_800.0  # 2026-05-17T08:00:00Z
ZONE = datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))


def test_times_are_those_of_the_zone() -> None:
    assert moment(BEGIN, ZONE) == "2026-05-17 04:30:00"
    assert moment(BEGIN, None) == "2026-05-17 08:00:00"
    assert (clock(BEGIN, ZONE), day(BEGIN, ZONE)) == ("04:30:00", "2026-05-17")
    assert moment(None, ZONE) == ""


@pytest.mark.parametrize("time", [1e300, -1e300, math.nan, math.inf])
def test_a_time_out_of_all_calendars(time: float) -> None:
    assert moment(time, ZONE) == "?"


@pytest.mark.parametrize(
    ("watt_hours", "shown"),
    [
        (None, ""),
        (0.0, "0 Wh"),
        (999.5, "999.5 Wh"),
        (-3.0, "-3 Wh"),
        (1000.0, "1.00 kWh"),
        (12_345_678.0, "12,345.68 kWh"),
        (-1500.0, "-1.50 kWh"),
        (math.inf, "?"),
        (math.nan, "?"),
    ],
)
def test_energies(watt_hours: float | None, shown: str) -> None:
    assert energy(watt_hours) == shown


def test_durations() -> None:
    assert [short_lasting(each) for each in (0.0, 0.0354, 0.4, 90, 4000)] == [
        "0 ms",
        "35 ms",
        "0.4 s",
        "90 s",
        "67 min",
    ]
    assert (lasted(0, 60), lasted(60, 0), lasted(None, 1), lasted(1, None)) == ("60 s", "", "", "")
