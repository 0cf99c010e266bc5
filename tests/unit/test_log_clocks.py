"""From the times as a log has them to moments: zones, midnights, missing years and dates, days and months."""
# ruff: noqa: DTZ001 (a time without a zone is what most logs have)

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec.log._clocks import Clocks
from ocpp_codec.log._raw import Raw
from ocpp_codec.log._search import head_of
from ocpp_codec.log._times import clock_in
from tests.support.loglines import DATA, HEARTBEAT, current, entries, status, times


def beat(number: int) -> str:
    """A call that has no time of its own."""
    return f'[2,"{number}","Heartbeat",{{}}]'


def zones(*lines: str, **settings: str) -> list[str | None]:
    return [entry.zone for entry in entries(*lines, **settings)]


# Zones ---------------------------------------------------------------------------------------------------------------


def test_a_zone_is_given_by_the_text() -> None:
    (entry,) = entries(f"2026-05-17T09:41:33+02:00 {HEARTBEAT}")
    assert (entry.zone, entry.time) == ("given", datetime(2026, 5, 17, 9, 41, 33, tzinfo=timezone(timedelta(hours=2))))


def test_a_zone_is_given_by_the_caller() -> None:
    line = f"2026-05-17 09:41:33 {HEARTBEAT}"
    for zone, time in {
        "+05:45": "2026-05-17T09:41:33+05:45",
        "Europe/Berlin": "2026-05-17T09:41:33+02:00",
        "UTC": "2026-05-17T09:41:33+00:00",
    }.items():
        assert times(line, zone=zone) == [time]
        assert zones(line, zone=zone) == ["given"]


def test_the_zone_of_the_text_counts_more_than_that_of_the_caller() -> None:
    assert times(f"2026-05-17T09:41:33Z {HEARTBEAT}", zone="+02:00") == ["2026-05-17T09:41:33+00:00"]


def test_the_zone_of_the_caller_counts_more_than_the_clock_of_the_csms() -> None:
    lines = [f"2026-05-17 09:41:33 {HEARTBEAT}", f"2026-05-17 09:41:33 {current('2026-05-17T07:41:33Z')}"]
    assert times(*lines, zone="+01:00")[0] == "2026-05-17T09:41:33+01:00"


@pytest.mark.parametrize(
    ("csms", "offset"),
    [
        ("2026-05-17T07:41:34Z", "+02:00"),
        ("2026-05-17T07:41:34.123+00:00", "+02:00"),
        ("2026-05-17T09:41:34+02:00", "+02:00"),  # the same moment, as the CSMS writes it
        ("2026-05-17T07:41:34", "+02:00"),  # UTC, if the CSMS does not say
        ("2026-05-17T03:56:33Z", "+05:45"),
        ("2026-05-17T12:41:33Z", "-03:00"),
        ("2026-05-17T13:11:33Z", "-03:30"),
        ("2026-05-17T09:40:03Z", "+00:00"),  # a minute and a half off
        ("2026-05-17T07:44:00Z", "+02:00"),
        ("2026-05-16T19:41:33Z", "+14:00"),
        ("2026-05-17T21:41:33Z", "-12:00"),
    ],
)
def test_a_zone_is_inferred_from_the_clock_of_the_csms(csms: str, offset: str) -> None:
    lines = [f"2026-05-17 09:41:33 {HEARTBEAT}", f"2026-05-17 09:41:33 {current(csms)}"]
    assert times(*lines) == [f"2026-05-17T09:41:33{offset}"] * 2
    assert zones(*lines) == ["inferred"] * 2


def test_without_anything_that_tells_utc_is_assumed() -> None:
    line = f"2026-05-17 09:41:33 {HEARTBEAT}"
    assert times(line) == ["2026-05-17T09:41:33+00:00"]
    assert zones(line) == ["assumed"]


@pytest.mark.parametrize(
    "csms",
    ["2026-05-17T09:36:00Z", "2026-05-17T07:33:30Z", "2026-05-15T09:41:33Z", "1970-01-01T00:00:00Z", "soon, very soon"],
)
def test_a_clock_that_is_off_is_no_zone(csms: str) -> None:
    lines = [f"2026-05-17 09:41:33 {HEARTBEAT}", f"2026-05-17 09:41:33 {current(csms)}"]
    assert zones(*lines) == ["assumed"] * 2


def test_a_call_with_a_current_time_is_no_clock_of_the_csms() -> None:
    call = '[2,"d","DataTransfer",{"vendorId":"V","currentTime":"2026-05-17T07:41:33Z"}]'
    assert zones(f"2026-05-17 09:41:33 {call}") == ["assumed"]


def test_one_answer_that_is_late_changes_no_zone_and_two_do() -> None:
    def lines(*hours: int) -> list[str]:
        return [f"2026-05-17 09:41:33 {current(f'2026-05-17T{hour:02}:41:33Z', str(hour))}" for hour in hours]

    assert times(*lines(7, 6))[0] == "2026-05-17T09:41:33+02:00"
    assert times(*lines(7, 6, 6))[0] == "2026-05-17T09:41:33+03:00"
    assert times(*lines(7, 6, 7, 6))[0] == "2026-05-17T09:41:33+02:00"


def test_a_moment_of_another_century_is_no_time() -> None:
    assert entries('{"time":"0001-01-01T00:00:00+14:00","msg":"[2,\\"1\\",\\"Heartbeat\\",{}]"}')[0].time is None


# Without dates -------------------------------------------------------------------------------------------------------


def test_a_date_comes_from_the_date_times_of_the_frames() -> None:
    lines = [f"09:41:33 {beat(1)}", f"09:41:34 {status('2026-05-17T09:41:34Z')}", f"09:41:35 {beat(2)}"]
    assert times(*lines) == [f"2026-05-17T09:41:{second}+00:00" for second in (33, 34, 35)]


def test_without_any_date_there_is_no_time() -> None:
    (entry,) = entries(f"09:41:33 {HEARTBEAT}")
    assert (entry.time, entry.zone) == (None, None)


def test_the_date_is_that_of_the_zone_of_the_log() -> None:
    """Half past one in Berlin, when it is still the day before in UTC."""
    lines = [f"01:30:00 {HEARTBEAT}", f"01:30:00 {current('2026-05-16T23:30:00Z')}"]
    assert times(*lines) == ["2026-05-17T01:30:00+02:00"] * 2


def test_a_time_of_day_rolls_over_at_midnight() -> None:
    lines = [
        f"23:59:58 {status('2026-05-17T23:59:58Z')}",
        f"23:59:59 {beat(1)}",
        f"00:00:01 {beat(2)}",
        f"00:00:02 {beat(3)}",
    ]
    assert times(*lines) == [
        "2026-05-17T23:59:58+00:00",
        "2026-05-17T23:59:59+00:00",
        "2026-05-18T00:00:01+00:00",
        "2026-05-18T00:00:02+00:00",
    ]


def test_the_date_reaches_back_over_midnight() -> None:
    lines = [f"23:59:59 {beat(1)}", f"00:00:01 {status('2026-05-18T00:00:01Z')}"]
    assert times(*lines) == ["2026-05-17T23:59:59+00:00", "2026-05-18T00:00:01+00:00"]


def test_a_late_line_is_of_the_day_before() -> None:
    lines = [
        f"23:59:58 {status('2026-05-17T23:59:58Z')}",
        f"00:00:01 {beat(1)}",
        f"23:59:59 {beat(2)}",
        f"00:00:02 {beat(3)}",
    ]
    assert times(*lines)[1:] == ["2026-05-18T00:00:01+00:00", "2026-05-17T23:59:59+00:00", "2026-05-18T00:00:02+00:00"]


def test_a_night_of_silence_is_a_midnight() -> None:
    lines = [
        f"20:00:00 {status('2026-05-17T20:00:00Z')}",
        f"09:00:00 {beat(1)}",
        f"22:30:00 {beat(2)}",
        f"00:10:00 {beat(3)}",
    ]
    assert times(*lines)[1:] == ["2026-05-18T09:00:00+00:00", "2026-05-18T22:30:00+00:00", "2026-05-19T00:10:00+00:00"]


def test_a_clock_that_is_set_back_an_hour_is_no_midnight() -> None:
    lines = [f"02:59:59 {status('2026-10-25T02:59:59Z')}", f"02:00:00 {beat(1)}"]
    assert times(*lines) == ["2026-10-25T02:59:59+00:00", "2026-10-25T02:00:00+00:00"]


def test_a_clock_that_is_set_by_the_csms_is_no_midnight() -> None:
    lines = [
        f"18:00:00 {beat(1)}",
        f"18:00:00 {current('2026-05-17T09:00:00Z', '1')}",
        f"09:00:01 {beat(2)}",
        f"09:00:01 {current('2026-05-17T09:00:01Z', '2')}",
        f"09:00:02 {beat(3)}",
    ]
    assert [time and time[:10] for time in times(*lines)] == ["2026-05-17"] * 5


def test_days_of_silence_count() -> None:
    lines = [
        f"09:00:00 {beat(1)}",
        f"09:00:00 {current('2026-05-17T09:00:00Z', '1')}",
        f"10:00:00 {beat(2)}",
        f"10:00:01 {current('2026-05-20T10:00:01Z', '2')}",
        f"10:00:02 {beat(3)}",
        f"00:00:01 {beat(4)}",
    ]
    assert [time and time[:10] for time in times(*lines)] == ["2026-05-17"] * 2 + ["2026-05-20"] * 3 + ["2026-05-21"]


def test_days_of_silence_lie_before_the_connection_that_ends_them() -> None:
    lines = [
        f"09:00:00 {current('2026-05-17T09:00:00Z', '0')}",
        f"09:00:01 {beat(1)}",
        "Connection opened",
        f"10:00:00 {beat(2)}",
        f"10:00:01 {current('2026-05-20T10:00:01Z', '2')}",
    ]
    assert [time and time[:10] for time in times(*lines)] == ["2026-05-17"] * 2 + ["2026-05-20"] * 2


def test_days_count_for_times_without_a_date_alone() -> None:
    """Two loggers in one file: one writes dates without a year, the other one none."""
    lines = [
        f"May 17 09:41:33 a: {status('2026-05-17T09:41:33Z', '1')}",
        f"09:41:34 b: {current('2026-05-17T09:41:34Z', '2')}",
        f"May 17 09:41:35 a: {beat(3)}",
        f"09:41:36 b: {beat(4)}",
        f"May 19 09:41:37 a: {beat(5)}",
        f"09:41:38 b: {current('2026-05-19T09:41:38Z', '6')}",
    ]
    assert [time and time[:19] for time in times(*lines)] == [
        "2026-05-17T09:41:33",
        "2026-05-17T09:41:34",
        "2026-05-17T09:41:35",
        "2026-05-19T09:41:36",  # nothing tells on which side of the gap it is
        "2026-05-19T09:41:37",
        "2026-05-19T09:41:38",
    ]


@pytest.mark.parametrize("uptime", ["[12345.678]", "I (12345) OCPP:", "12345678 ms", "+17.5s", "[0d 01h]"])
def test_uptime_is_no_time(uptime: str) -> None:
    lines = [f"{uptime} {HEARTBEAT}", f"{uptime} {current('2026-05-17T09:41:33Z')}"]
    assert times(*lines) == [None, None]
    assert zones(*lines) == [None, None]


def test_a_frame_says_nothing_of_its_own_time() -> None:
    assert times(status("2026-05-17T09:41:33Z")) == [None]


def test_a_time_of_day_may_have_a_zone() -> None:
    lines = [f"01:30:00+02:00 {HEARTBEAT}", f"01:30:00+02:00 {current('2026-05-16T23:30:00Z')}"]
    assert times(*lines) == ["2026-05-17T01:30:00+02:00"] * 2
    assert zones(*lines) == ["given"] * 2


def test_more_days_than_the_calendar_has_are_no_time() -> None:
    clocks = Clocks(UTC)
    raw = Raw(frame=current("2026-05-17T09:00:00Z"), line=1, layout="text", clock=clock_in("09:00:00"))
    clocks.learn(raw, head_of(raw.frame))
    assert clocks.resolve(raw) == (datetime(2026, 5, 17, 9, tzinfo=UTC), "given")
    for day in (10**7, -(10**7), 10**30):
        raw.day = day
        assert clocks.resolve(raw) == (None, None)


# Without years -------------------------------------------------------------------------------------------------------


def test_a_missing_year_comes_from_the_date_times_of_the_frames() -> None:
    lines = [f"May 17 09:41:33 {beat(1)}", f"May 17 09:41:34 {status('2026-05-17T09:41:34Z')}"]
    assert times(*lines) == ["2026-05-17T09:41:33+00:00", "2026-05-17T09:41:34+00:00"]


def test_without_any_year_there_is_no_time() -> None:
    assert times(f"May 17 09:41:33 {HEARTBEAT}") == [None]


def test_a_new_year_begins_in_january() -> None:
    lines = [
        f"Dec 31 23:59:58 {status('2026-12-31T23:59:58Z')}",
        f"Dec 31 23:59:59 {beat(1)}",
        f"Jan 01 00:00:01 {beat(2)}",
        f"Dec 31 23:59:59 {beat(3)}",
    ]
    assert times(*lines)[:3] == ["2026-12-31T23:59:58+00:00", "2026-12-31T23:59:59+00:00", "2027-01-01T00:00:01+00:00"]


def test_a_line_of_december_after_new_year_is_of_the_year_before() -> None:
    lines = [
        f"Dec 31 23:59:58 {status('2026-12-31T23:59:58Z')}",
        f"Jan 01 00:00:01 {beat(2)}",
        f"Dec 31 23:59:59 {beat(3)}",
        f"Jan 01 00:00:02 {beat(4)}",
    ]
    assert [time and time[:4] for time in times(*lines)] == ["2026", "2027", "2026", "2027"]


def test_the_year_is_that_of_the_zone_of_the_log() -> None:
    lines = [f"Jan 01 00:30:00 {HEARTBEAT}", f"Jan 01 00:30:00 {current('2026-12-31T23:30:00Z')}"]
    assert times(*lines) == ["2027-01-01T00:30:00+01:00"] * 2


def test_years_of_silence_count() -> None:
    lines = [
        f"May 17 09:41:33 {current('2024-05-17T09:41:33Z', '1')}",
        f"May 18 09:41:33 {current('2026-05-18T09:41:33Z', '2')}",
    ]
    assert [time and time[:4] for time in times(*lines)] == ["2024", "2026"]


def test_a_leap_day_needs_a_leap_year() -> None:
    line = f"Feb 29 09:41:33 {beat(1)}"
    assert times(line, f"Feb 29 09:41:34 {current('2028-02-29T09:41:34Z', '2')}")[0] == "2028-02-29T09:41:33+00:00"
    assert times(line, f"Mar 01 09:41:34 {current('2026-03-01T09:41:34Z', '2')}")[0] is None


@pytest.mark.parametrize("frame", [current("2026-03-01T09:41:34Z"), status("2026-03-01T09:41:34Z")])
def test_a_leap_day_beside_other_years_is_no_time(frame: str) -> None:
    assert times(f"Feb 29 09:41:34 {frame}") == [None]


def test_a_clock_that_is_off_tells_the_year_all_the_same() -> None:
    lines = [f"May 17 09:41:33 {HEARTBEAT}", f"May 17 09:41:33 {current('2026-05-17T09:47:00Z')}"]
    assert times(*lines) == ["2026-05-17T09:41:33+00:00"] * 2
    assert zones(*lines) == ["assumed"] * 2


# Days and months -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "csms"),
    [
        ("05/06/2026 09:41:33", "2026-05-06T09:41:33Z"),
        ("05/06/2026 09:41:33", "2026-06-05T09:41:33Z"),
        ("05-06-2026 09:41:33", "2026-05-06T09:41:33Z"),
        ("05-06-2026 09:41:33", "2026-06-05T09:41:33Z"),
    ],
)
def test_the_order_of_day_and_month_is_found_out(line: str, csms: str) -> None:
    expected = csms.replace("Z", "+00:00")
    assert times(f"{line} {beat(1)}", f"{line} {current(csms)}") == [expected] * 2


def test_the_order_of_day_and_month_is_found_out_once() -> None:
    lines = [
        f"05/06/2026 09:41:33 {status('2026-06-05T09:41:33Z')}",
        f"07/06/2026 09:41:33 {status('2026-07-06T09:41:33Z', 't')}",
    ]
    assert times(*lines) == ["2026-06-05T09:41:33+00:00", "2026-06-07T09:41:33+00:00"]


def test_without_a_date_time_slashes_are_american() -> None:
    assert times(f"05/06/2026 09:41:33 {HEARTBEAT}", f"05-06-2026 09:41:33 {DATA}") == [
        "2026-05-06T09:41:33+00:00",
        "2026-06-05T09:41:33+00:00",
    ]


# Any log -------------------------------------------------------------------------------------------------------------

_STEPS = st.lists(st.integers(0, 9 * 3600), min_size=1, max_size=20)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), _STEPS, st.integers(-48, 56))
def test_the_days_of_a_log_without_dates_are_found_again(begin: datetime, steps: list[int], quarters: int) -> None:
    """If it is never silent for half a day, and a CSMS has said its time once."""
    offset = timezone(timedelta(minutes=15 * quarters))
    moments = [begin.replace(microsecond=0, tzinfo=offset)]
    for step in steps:
        moments.append(moments[-1] + timedelta(seconds=step))
    lines = [f"{moments[0]:%H:%M:%S} {current(moments[0].astimezone(UTC).isoformat(), 'x')}"]
    lines += [f"{moment:%H:%M:%S} {beat(number)}" for number, moment in enumerate(moments)]
    read = entries(*lines)
    assert [entry.time for entry in read] == [moments[0], *moments]
    assert {entry.zone for entry in read} == {"inferred"}


@given(
    st.lists(
        st.tuples(st.sampled_from(["May 17 ", "17.05.2026 ", "", "02/29 ", "05/06/2026 ", "2026-05-17 "]), st.times()),
        max_size=8,
    ),
    st.datetimes(),
)
def test_no_mixture_of_times_raises(stamps: list[tuple[str, datetime]], csms: datetime) -> None:
    lines = [
        f"{date}{time:%H:%M:%S} {current(csms.isoformat() + 'Z', str(number))}"
        for number, (date, time) in enumerate(stamps)
    ]
    assert len(entries(*lines)) == len(stamps)
