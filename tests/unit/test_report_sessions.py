"""The table of sessions, and their values as the page reads them."""

from __future__ import annotations

import datetime
import json
import math
from array import array
from typing import Any

import pytest

from ocpp_codec.log._charging.records import Series, SeriesKey, Session
from ocpp_codec.report import _sessions
from ocpp_codec.report._keys import Links
from ocpp_codec.report._sessions import chosen_sessions, packed_sessions, sessions_table
from tests.support.elements import elements, rows

BEGIN = 1_779_004_800.0  # 2026-05-17T08:00:00Z
ZONE = datetime.timezone(datetime.timedelta(hours=2))
POWER = SeriesKey("Power.Active.Import", "L1", "Outlet", "W")


def session(number: int = 0, **fields: Any) -> Session:
    told: dict[str, Any] = {
        "transaction": str(number),
        "connector": "connector 1",
        "started": BEGIN,
        "stopped": BEGIN + 600,
    }
    told |= {"meter_start": 100.0, "meter_stop": 1600.0}
    place = ("a.log", 17 + number)
    return Session(number=number, station="CS001", protocol=None, first=place, last=place, **(told | fields))


def html(*sessions: Session, many_stations: bool = False, total: str = "") -> str:
    count = total or f"{len(sessions):,}"
    return sessions_table(sessions, count, ZONE, Links({}), many_stations=many_stations)


def series(values: list[float], times: list[float] | None = None) -> Series:
    return Series(times=array("d", times or [BEGIN + at for at in range(len(values))]), values=array("d", values))


def test_a_row_says_what_is_known() -> None:
    (row,) = rows(html(session(card="04A2", reason="Local", pause=62.0, messages=1234)))
    assert row == {
        "Transaction": "0",
        "Connector": "connector 1",
        "Card": "04A2",
        "Start": "2026-05-17 10:00:00",
        "Stop": "10:10:00",
        "Lasted": "10 min",
        "Reason": "Local",
        "Energy": "1.50 kWh",
        "Longest pause": "62 s",
        "Messages": "1,234",
    }


def test_a_stop_on_another_day_has_its_date() -> None:
    (row,) = rows(html(session(stopped=BEGIN + 86_400)))
    assert row["Stop"] == "2026-05-18 10:00:00"


def test_a_row_leads_to_its_first_message_and_to_its_values() -> None:
    first, second = session(), session(1, series={POWER: series([1.0])})
    assert [link["href"] for link in elements(html(first, second), "a")] == ["#line=17", "#line=18", "#session=1"]


def test_the_station_is_told_if_there_are_several() -> None:
    assert "Station" not in rows(html(session()))[0]
    assert rows(html(session(), many_stations=True))[0]["Station"] == "CS001"


@pytest.mark.parametrize(
    ("fields", "remark"),
    [
        ({"is_refused": True}, "refused"),
        ({"started": None}, "no start in the log"),
        ({"stopped": None}, "no end in the log"),
        ({"meter_stop": 100.0}, "no energy"),
        ({"meter_stop": 99.0}, "meter runs back"),
    ],
)
def test_what_is_odd_is_marked(fields: dict[str, Any], remark: str) -> None:
    assert rows(html(session(**fields)))[0]["Remarks"] == remark


def test_values_outside_of_transactions_come_last_and_have_no_remarks() -> None:
    outside = session(0, transaction=None, is_transaction=False, started=None, stopped=None)
    shown = chosen_sessions([outside, session(1)], ())
    assert [row["Transaction"] for row in rows(html(*shown))] == ["1", "outside of transactions"]
    assert "Remarks" not in rows(html(*shown))[0]


def test_the_caption_says_what_a_pause_is() -> None:
    (caption,) = elements(html(session()), "caption")
    assert "the longest time between two messages" in caption.text


def test_of_very_many_those_with_trouble_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_sessions, "_MOST_SESSIONS", 4)
    sessions = [session(number, stopped=None if number == 7 else BEGIN + 600) for number in range(10)]
    shown = chosen_sessions(sessions, {9})
    assert [each.number for each in shown] == [0, 1, 7, 9]
    assert "The log has 10 sessions; 4 are shown" in html(*shown, total="10")
    assert "are shown" not in html(*sessions)


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "a\u202eb\x00"])
def test_hostile_texts_stay_text(hostile: str) -> None:
    told = html(session(transaction=hostile, connector=hostile, card=hostile, reason=hostile))
    assert not elements(told, "script", "img")
    assert rows(told)[0]["Card"].isprintable()


@pytest.mark.parametrize("time", [1e300, -1e300, -1e11])
def test_any_time_is_shown(time: float) -> None:
    assert rows(html(session(started=time, stopped=time)))


@pytest.mark.parametrize("meter", [math.inf, -math.inf])
def test_energy_without_bounds_is_no_number(meter: float) -> None:
    assert rows(html(session(meter_stop=meter)))[0]["Energy"] == "?"


def test_packed_sessions_have_milliseconds_and_the_number_of_their_station() -> None:
    measured = series([230.123456789012345, 1.0], [BEGIN + 1.5, BEGIN])
    (packed,) = packed_sessions([session(series={POWER: measured})], {"CS000": 0, "CS001": 1})
    assert (packed["transaction"], packed["connector"], packed["station"]) == ("0", "connector 1", 1)
    assert packed["series"] == [
        {
            "measurand": "Power.Active.Import",
            "phase": "L1",
            "location": "Outlet",
            "unit": "W",
            "times": [1_779_004_800_000, 1_779_004_801_500],
            "values": [1.0, 230.123456789],
        }
    ]


def test_a_long_series_is_thinned_and_keeps_its_peaks() -> None:
    values = [float(at % 100) for at in range(20_000)]
    values[7777], values[13_131] = 5000.0, -5000.0
    (packed,) = packed_sessions([session(series={POWER: series(values)})], {})
    found = packed["series"][0]
    assert len(found["values"]) == len(found["times"]) <= 1500
    assert {5000.0, -5000.0} <= set(found["values"])


def test_values_that_json_does_not_have_are_left_out() -> None:
    (packed,) = packed_sessions([session(series={POWER: series([1.0, math.inf, math.nan, 2.0])})], {})
    assert packed["series"][0]["values"] == [1.0, 2.0]
    json.dumps(packed, allow_nan=False)
