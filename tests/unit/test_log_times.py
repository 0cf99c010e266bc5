"""Times in the text of a log: every form that loggers write, and what is none."""
# ruff: noqa: DTZ001 (a time without a zone is what most logs have)

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec.log import _times as module
from ocpp_codec.log._times import Clock, clock_in, clock_of_value, stamp_in, zone_of

MOMENT = datetime(2026, 5, 17, 9, 41, 33)
MILLIS = MOMENT.replace(microsecond=123_000)
EVENING = MOMENT.replace(hour=21)


def offset(hours: int, minutes: int = 0) -> tzinfo:
    return timezone(timedelta(hours=hours, minutes=minutes))


# Date, year and time -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "naive", "zone"),
    [
        ("2026-05-17T09:41:33.123456Z", MOMENT.replace(microsecond=123_456), UTC),
        ("2026-05-17T09:41:33.123456789Z", MOMENT.replace(microsecond=123_456), UTC),
        ("2026-05-17 09:41:33,123", MILLIS, None),
        ("2026-05-17 09:41:33:123", MILLIS, None),
        ("2026-05-17 09:41:33.5", MOMENT.replace(microsecond=500_000), None),
        ("2026/05/17 09:41:33", MOMENT, None),
        ("2026/5/7 9:41:33 PM", EVENING.replace(day=7), None),
        ("2026-05-17 09:41:33 UTC", MOMENT, UTC),
        ("2026-05-17 09:41:33 GMT", MOMENT, UTC),
        ("2026-05-17T09:41:33+05:45", MOMENT, offset(5, 45)),
        ("2026-05-17 09:41:33 -0300", MOMENT, offset(-3)),
        ("2026-05-17 09:41:33 UTC+02:00", MOMENT, offset(2)),
        ("2026-05-17 09:41:33+02", MOMENT, offset(2)),
        ("2026-05-17 - 09:41:33", MOMENT, None),
        ("2026-05-17:09:41:33", MOMENT, None),
        ("20260517T094133Z", MOMENT, UTC),
        ("20260517 09:41:33,123", MILLIS, None),
        ("20260517094133", MOMENT, None),
        ("2026-05-17_09-41-33", MOMENT, None),
        ("2026-05-17 09.41.33", MOMENT, None),
        ("26-05-17 09:41:33", MOMENT, None),
        ("17/May/2026:09:41:33 +0200", MOMENT, offset(2)),
        ("17 May 2026 09:41:33", MOMENT, None),
        ("17-may-2026 09:41:33", MOMENT, None),
        ("May 17, 2026 at 9:41:33 PM", EVENING, None),
        ("May 17 2026 09:41:33", MOMENT, None),
        ("Sun May 17 09:41:33 2026", MOMENT, None),
        ("Sun May 17 09:41:33 CEST 2026", MOMENT, None),
        ("17.05.2026 09:41:33", MOMENT, None),
        ("17.05.26, 09:41:33", MOMENT, None),
        ("17.05.2026 - 09:41:33", MOMENT, None),
        ("05/17/2026 09:41:33", MOMENT, None),
        ("17/05/2026 09:41:33", MOMENT, None),
        ("17-05-26 09:41:33", MOMENT, None),
        ("5/17/26, 9:41:33 p.m.", EVENING, None),
        ("05/17/2026 12:00:01 AM", datetime(2026, 5, 17, 0, 0, 1), None),
        ("05/17/2026 12:00:01 PM", datetime(2026, 5, 17, 12, 0, 1), None),
        ("2026-02-29T23:59:60Z", None, UTC),  # no such day
        ("2026-12-31T23:59:60Z", datetime(2027, 1, 1), UTC),  # a leap second
    ],
)
def test_a_full_time_is_read(text: str, naive: datetime | None, zone: tzinfo | None) -> None:
    for around in ("{}", "[{}] INFO received ", "ocpp | {} | ", "({}): "):
        clock = clock_in(around.format(text))
        assert clock is not None
        if naive is None:
            assert not clock.has_date
        else:
            assert clock == Clock(naive, zone)


@pytest.mark.parametrize(
    ("text", "naive", "zone"),
    [
        ("1778996493", datetime(2026, 5, 17, 5, 41, 33), UTC),
        ("1778996493.5", datetime(2026, 5, 17, 5, 41, 33, 500_000), UTC),
        ("1778996493123", datetime(2026, 5, 17, 5, 41, 33, 123_000), UTC),
        ("1778996493123456", datetime(2026, 5, 17, 5, 41, 33, 123_456), UTC),
        ("1778996493123456789", datetime(2026, 5, 17, 5, 41, 33, 123_457), UTC),
    ],
)
def test_seconds_since_1970_are_a_time(text: str, naive: datetime, zone: tzinfo) -> None:
    assert clock_in(f"[{text}] received ") == Clock(naive, zone)


def test_seconds_since_1970_come_last() -> None:
    assert clock_in("1778996493 09:41:33 ") == Clock(datetime(2000, 1, 1, 9, 41, 33), has_date=False, has_year=False)


@pytest.mark.parametrize(
    ("text", "naive"),
    [
        ("May 17 09:41:33", datetime(2000, 5, 17, 9, 41, 33)),
        ("May  7 09:41:33.123", datetime(2000, 5, 7, 9, 41, 33, 123_000)),
        ("05-17 09:41:33.123", datetime(2000, 5, 17, 9, 41, 33, 123_000)),
        ("02/29 09:41:33", datetime(2000, 2, 29, 9, 41, 33)),
        ("Feb 29 09:41:33", datetime(2000, 2, 29, 9, 41, 33)),
    ],
)
def test_a_date_without_a_year_is_read(text: str, naive: datetime) -> None:
    assert clock_in(f"{text} host ocpp[17]: ") == Clock(naive, has_year=False)


@pytest.mark.parametrize(
    ("text", "naive"),
    [
        ("09:41:33", datetime(2000, 1, 1, 9, 41, 33)),
        ("[9:41:33.123]", datetime(2000, 1, 1, 9, 41, 33, 123_000)),
        ("9:41:33 pm", datetime(2000, 1, 1, 21, 41, 33)),
        ("9:41 PM", datetime(2000, 1, 1, 21, 41)),
        ("12:05AM", datetime(2000, 1, 1, 0, 5)),
    ],
)
def test_a_time_of_day_is_read(text: str, naive: datetime) -> None:
    assert clock_in(f"{text} received ") == Clock(naive, has_date=False, has_year=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I (12345) OCPP: ",  # milliseconds since the start
        "[   12.345678] ocpp: ",
        "[12345.678]",
        "+12345678 ms",
        "1.6.0",
        "192.168.100.17:8080",
        "24:00:00",
        "09:60:00",
        "9:41",
        "12345678901",
        "0778996493",
        "build 1778996493ab",
        "3778996493",
        "MAC 00:11:22:33:44:55",
    ],
)
def test_a_number_that_is_no_time_is_none(text: str) -> None:
    assert clock_in(text) is None


# Day and month, and what is preferred --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("05/06/2026 09:41:33", 5, 6),  # slashes: as in America
        ("05-06-2026 09:41:33", 6, 5),
        ("5-6-2026 9:41:33 AM", 5, 6),
    ],
)
def test_day_and_month_may_stand_the_other_way_round(text: str, month: int, day: int) -> None:
    clock = clock_in(text)
    assert clock is not None
    assert clock.naive == datetime(2026, month, day, 9, 41, 33)
    assert clock.swapped == datetime(2026, day, month, 9, 41, 33)


@pytest.mark.parametrize("text", ["05/05/2026 09:41:33", "05/17/2026 09:41:33", "17/05/2026 09:41:33"])
def test_day_and_month_may_be_certain(text: str) -> None:
    clock = clock_in(text)
    assert clock is not None
    assert clock.swapped is None


def test_a_time_with_a_zone_is_preferred() -> None:
    text = "09:41:33 [2026-05-17T07:41:33Z] "
    assert clock_in(text) == Clock(datetime(2026, 5, 17, 7, 41, 33), UTC)


def test_a_fuller_time_is_preferred() -> None:
    assert clock_in("09:41:33 [2026-05-17 07:41:33] ") == Clock(datetime(2026, 5, 17, 7, 41, 33))


def test_the_form_of_the_line_before_is_tried_first() -> None:
    text = "09:41:33 of 2026-05-17T07:41:33Z "
    short = stamp_in("09:41:33 ")
    assert short is not None
    stamp = stamp_in(text, short.form)
    assert stamp is not None
    assert (stamp.start, stamp.end, stamp.clock.has_date) == (0, 8, False)


def test_the_form_of_the_line_before_takes_no_date_away() -> None:
    short = stamp_in("09:41:33 ")
    assert short is not None
    for text in ("May 17 09:41:33 ", "2026-05-17 09:41:33 ", "17.05.2026, 09:41:33 "):
        assert stamp_in(text, short.form) == stamp_in(text)


def test_a_stamp_says_where_it_stands() -> None:
    stamp = stamp_in("INFO 2026-05-17 09:41:33 received")
    assert stamp is not None
    assert stamp[1:] == (0, 5, 24)


@pytest.mark.parametrize(
    "text", ["2026-05-17 09:41:33 -80 dBm", "2026-05-17 09:41:33 +1234567", "2026-05-17 09:41:33 - 12"]
)
def test_a_number_behind_a_time_is_no_zone(text: str) -> None:
    assert clock_in(text) == Clock(MOMENT)


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-31 09:41:33 after 2026-05-17 07:00:00",
        "2026/05/17 09:41:33 after 2026-05-17 07:00:00",
        "2026-05-17 9:41:33 PM after 2026-05-17 07:00:00",
    ],
)
def test_the_first_time_counts_however_it_is_found(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = stamp_in(text, 0)
    monkeypatch.setattr(module, "_PLAIN_ISO", re.compile(r"(?!)"))
    assert quick == stamp_in(text, 0)
    assert quick is not None
    assert quick.start == 0


_PIECES = st.sampled_from(
    "2026-05-17|2026-05-31|2026-02-29|2026/05/17|26-05-17|20260517|T| |_|09:41:33|9:41:33|23:59:60|.123|,5|.1234567|:17"  # noqa: SIM905 (else thirty lines)
    "|Z| UTC|+05:45|-0300|+02|-45| PM|x|.|-|1778996493".split("|")
)


@given(st.lists(_PIECES, max_size=8).map("".join))
def test_the_quick_way_finds_what_the_slow_one_does(text: str) -> None:
    quick = stamp_in(text, 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PLAIN_ISO", re.compile(r"(?!)"))
        assert quick == stamp_in(text, 0)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2039, 12, 31)),
    st.sampled_from(["", "Z", "+00:00", "+05:45", "-03:00", "-1130", "+14:00"]),
    st.sampled_from(["T", " "]),
    st.sampled_from([None, 0, 5, 11]),
)
def test_what_python_writes_is_read_again(moment: datetime, zone: str, separator: str, form: int | None) -> None:
    text = moment.isoformat(separator) + zone
    clock = clock_in(f"INFO {text} | ") if form is None else stamp_in(f"INFO {text} | ", form)
    read = clock.clock if isinstance(clock, module.Stamp) else clock
    assert read is not None
    if form != 11:  # the time of day alone
        expected = datetime.fromisoformat(text)
        assert read.naive == moment
        assert read.naive.replace(tzinfo=read.offset) == expected


# Values of fields ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "naive"),
    [
        (1778996493, datetime(2026, 5, 17, 5, 41, 33)),
        (1778996493.25, datetime(2026, 5, 17, 5, 41, 33, 250_000)),
        (1778996493123, datetime(2026, 5, 17, 5, 41, 33, 123_000)),
        ("  2026-05-17T05:41:33Z ", datetime(2026, 5, 17, 5, 41, 33)),
        ({"$date": "2026-05-17T05:41:33Z"}, datetime(2026, 5, 17, 5, 41, 33)),
        ({"$date": 1778996493000}, datetime(2026, 5, 17, 5, 41, 33)),
        ({"$date": {"$numberLong": "1778996493000"}}, datetime(2026, 5, 17, 5, 41, 33)),
    ],
)
def test_the_value_of_a_field_is_a_time(value: Any, naive: datetime) -> None:
    assert clock_of_value(value) == Clock(naive, UTC)


@pytest.mark.parametrize(
    "value", [True, None, [], {}, {"$date": None}, 17, -1, float("nan"), float("inf"), 1e300, "soon", "x" * 9999]
)
def test_the_value_of_a_field_is_no_time(value: Any) -> None:
    assert clock_of_value(value) is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.dictionaries(st.sampled_from(["$date", "$numberLong"]), inner),
    )
)
def test_no_value_of_a_field_raises(value: Any) -> None:
    clock_of_value(value)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    clock_in(text)


# Zones ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Z", UTC),
        ("utc", UTC),
        ("GMT", UTC),
        ("+02:00", offset(2)),
        ("-0330", offset(-3, -30)),
        ("+5", offset(5)),
        ("UTC+05:45", offset(5, 45)),
        ("Europe/Berlin", ZoneInfo("Europe/Berlin")),
    ],
)
def test_a_zone_has_a_name_or_an_offset(name: str, zone: tzinfo) -> None:
    assert zone_of(name) == zone


@pytest.mark.parametrize(
    "name", ["", "Europe/Berlim", "Europe", "+99:00", "+02:99", "+24:00", "../../etc/passwd", "a\0b", "2"]
)
def test_an_unknown_zone_is_told(name: str) -> None:
    with pytest.raises(ValueError, match=r"unknown time zone .* use a name such as"):
        zone_of(name)
