"""The status of connectors as bands, and the same as a table."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from ocpp_codec.log._charging.records import State
from ocpp_codec.report import _bands
from ocpp_codec.report._axis import Scale, axis
from ocpp_codec.report._bands import bands, states_table
from ocpp_codec.report._keys import Links
from tests.support.elements import Element, elements, rows, texts

BEGIN = 1_779_004_800.0  # 2026-05-17T08:00:00Z
ZONE = datetime.timezone(datetime.timedelta(hours=2))
DAY = 86_400


def state(status: str, since: float | None, until: float | None, connector: str = "connector 1", **more: Any) -> State:
    begin, end = (None if at is None else BEGIN + at for at in (since, until))
    told: dict[str, Any] = {"station": "CS001", "place": ("a.log", int(since or 0) + 1)}
    return State(connector=connector, status=status, since=begin, until=end, **(told | more))


def html(*states: State, span: tuple[float, float] | None = (BEGIN, BEGIN + 1000), many_stations: bool = False) -> str:
    return bands(states, span, ZONE, Links({}), many_stations=many_stations)


def drawn(page: str) -> list[tuple[float, float, str]]:
    """Left edge, width and class of each band."""
    shapes = [shape for shape in elements(page, "rect") if "state " in shape["class"] and shape["x"]]
    return [(percent(shape, "x"), percent(shape, "width"), shape["class"].split()[1]) for shape in shapes]


def percent(shape: Element, name: str) -> float:
    assert shape[name].endswith("%")
    return float(shape[name][:-1])


def test_a_band_has_the_place_and_width_of_its_time() -> None:
    page = html(
        state("Available", 0, 250), state("Charging", 250, 750), state("Faulted", 750, None, error="GroundFailure")
    )
    assert drawn(page) == [(0, 25, "state-idle"), (25, 50, "state-charging"), (75, 25, "state-fault")]
    links = elements(page, "a")
    assert [link["href"] for link in links] == ["#line=1", "#line=251", "#line=751"]
    assert texts(page, "title") == [
        "connector 1: Available, 10:00:00 to 10:04:10 (4 min)",
        "connector 1: Charging, 10:04:10 to 10:12:30 (8 min)",
        "connector 1: Faulted, GroundFailure, 10:12:30 to the end of the log",
    ]


def test_wide_bands_say_their_status_and_some_only_on_wide_screens() -> None:
    page = html(state("Available", 0, 780), state("Charging", 780, 960), state("SuspendedEVSE", 960, None))
    shown = [(each.text, each["class"]) for each in elements(page, "text") if each["y"] == "16"]
    assert shown == [("Available", ""), ("Charging", "from-600")]


@pytest.mark.parametrize("status", ["charging", "CHARGING"])
def test_the_spelling_of_a_status_makes_no_difference_to_its_colour(status: str) -> None:
    assert drawn(html(state(status, 0, None)))[0][2] == "state-charging"


def test_colour_is_not_the_only_sign_of_trouble() -> None:
    page = html(state("Faulted", 0, None))
    patterns = {pattern["id"] for pattern in elements(page, "pattern")}
    fills = {shape["fill"] for shape in elements(page, "rect") if shape["fill"]}
    assert fills == {"url(#stripes-fault)"}
    assert "stripes-fault" in patterns


def test_an_unknown_status_is_another() -> None:
    page = html(state("Sleeping", 0, None))
    assert drawn(page)[0][2] == "state-other"
    assert " another status" in texts(page, "span")


def test_each_connector_has_a_lane_and_the_station_is_last() -> None:
    states = [
        state("Available", 0, None, name) for name in ("the station (connector 0)", "connector 10", "connector 2")
    ]
    names = [span.text for span in elements(html(*states), "span") if span["class"] == "lane-name"]
    assert names[:3] == ["Connector 2", "Connector 10", "The station (connector 0)"]
    assert names[3] == "2026-05-17"


def test_the_station_is_named_if_there_are_several() -> None:
    assert "CS001, connector 1" in texts(html(state("Available", 0, None), many_stations=True), "span")


def test_of_many_short_ones_a_fault_is_drawn_and_the_rest_counted() -> None:
    short = [state("Faulted" if at == 7 else "Available", at * 0.01, at * 0.01 + 0.01) for at in range(20)]
    page = html(*short, state("Charging", 500, None))
    assert [kind for _, _, kind in drawn(page)] == ["state-fault", "state-charging"]
    assert "19 statuses were too short to be drawn." in texts(page, "p")


def test_bands_of_a_lane_stand_side_by_side() -> None:
    states = [state("Available", at, at + 0.5 + at % 3) for at in range(900)]
    ends = [(left, left + width) for left, width, _ in drawn(html(*states))]
    assert all(left >= end - 0.011 for (_, end), (left, _) in pairwise(ends))


def test_twenty_thousand_states_are_few_bands() -> None:
    states = [state("Faulted", at / 20, (at + 1) / 20, f"connector {at % 60}") for at in range(20_000)]
    page = html(*states)
    assert len(drawn(page)) <= 8000
    assert "20 more connectors are not drawn." in "".join(texts(page, "p"))
    assert len(page) < 5_000_000


def test_a_clock_that_runs_back_is_drawn_within_the_picture() -> None:
    page = html(state("Available", 500, 100), state("Charging", 100, -50), state("Finishing", -1e12, 1e12))
    assert all(0 <= left <= 100 and 0 < width <= 100 for left, width, _ in drawn(page))


def test_without_times_there_are_no_bands() -> None:
    assert html(state("Available", None, None)) == ""
    assert html() == ""


def test_a_log_without_times_has_those_of_the_station() -> None:
    page = html(state("Available", 0, 100), state("Charging", 100, 200), state("Available", 200, None), span=None)
    assert drawn(page)[:2] == [(0, 50, "state-idle"), (50, 50, "state-charging")]


def test_pictures_are_well_formed_and_have_no_style() -> None:
    page = html(state("<script>", 0, None, '"><img onerror=x>'), many_stations=True)
    assert not elements(page, "script", "img")
    assert not any(element["style"] for element in elements(page))
    ET.fromstring(page)


def test_bands_are_no_stops_for_the_keyboard_as_the_table_has_the_same() -> None:
    page = html(state("Available", 0, None))
    assert elements(page)[0]["aria-hidden"] == "true"
    assert {link["tabindex"] for link in elements(page, "a")} == {"-1"}
    (row,) = rows(states_table([state("Available", 0, 90)], ZONE, Links({}), many_stations=False))
    assert row == {
        "Connector": "connector 1",
        "Status": "Available",
        "Since": "2026-05-17 10:00:00",
        "Until": "2026-05-17 10:01:30",
        "Lasted": "90 s",
        "Where": "line 1",
    }


def test_a_long_table_says_how_much_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_bands, "_MOST_ROWS", 3)
    states = [state("Available", at, None) for at in range(5)]
    page = states_table(states, ZONE, Links({}), many_stations=False)
    assert len(rows(page)) == 3
    assert "The first 3 of 5." in texts(page, "caption")[0]


@pytest.mark.parametrize(
    ("seconds", "names"),
    [
        (20, ["10:00:05", "10:00:10", "10:00:15"]),
        (3600, ["10:10", "10:20", "10:30", "10:40", "10:50"]),
        (DAY, ["12:00", "18:00", "05-18", "06:00"]),
        (6 * DAY, ["05-18", "05-19", "05-20", "05-21", "05-22"]),
        (900 * DAY, None),
        (0.3, []),
        (1e13, None),
    ],
)
def test_the_axis_has_round_times_of_the_zone(seconds: float, names: list[str] | None) -> None:
    found = texts(axis(Scale(BEGIN, BEGIN + seconds), ZONE), "text")
    assert len(found) <= 7
    if names is not None:
        assert found[: len(names)] == names
