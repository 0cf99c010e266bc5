"""The strip of the traffic over the whole log."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from ocpp_codec.report._kept import ERROR, MessageIndex
from ocpp_codec.report._keys import Links
from ocpp_codec.report._traffic import traffic
from tests.support.elements import elements, texts

BEGIN = 1_779_004_800.0  # 2026-05-17T08:00:00Z
ZONE = datetime.timezone(datetime.timedelta(hours=2))


def html(times: Sequence[float | None], errors: Iterable[int] = (), observed: Iterable[int] = ()) -> str:
    index = MessageIndex()
    wrong = set(errors)
    for number, time in enumerate(times):
        found = ERROR if number in wrong else 0
        at = None if time is None else BEGIN + time
        index.add(file=0, line=number + 1, station=0, call=-1, session=-1, time=at, found=found)
    return traffic(index, set(observed), ZONE, lambda number: ("a.log", number + 1), Links({}))


def test_each_bar_leads_to_its_first_message() -> None:
    page = html([0, 1, 60, 119, 120])
    assert [link["href"] for link in elements(page, "a")] == ["#line=1", "#line=2", "#line=3", "#line=4"]
    assert texts(page, "title")[-1] == "10:01:59 to 10:02:00: 2 messages"
    assert texts(page, "span") == ["2026-05-17 10:00:00", "2026-05-17 10:02:00"]


def test_errors_and_observations_are_marked_and_come_first() -> None:
    page = html([0, 0, 0, 120, 120], errors=[1, 2], observed=[0, 2, 4])
    first, last = elements(page, "a")
    assert (first["href"], last["href"]) == ("#line=2", "#line=5")
    assert [shape["class"] for shape in elements(page, "rect")] == ["amount", "wrong", "seen", "amount", "seen"]
    assert texts(page, "title") == [
        "10:00:00 to 10:00:01: 3 messages, 2 with errors, 2 with observations",
        "10:01:59 to 10:02:00: 2 messages, 1 with observations",
    ]


def test_the_keyboard_stops_only_where_something_was_found() -> None:
    page = html([0, 60, 120], errors=[1])
    assert [link["tabindex"] for link in elements(page, "a")] == ["-1", "", "-1"]


def test_a_long_log_without_times_goes_by_numbers() -> None:
    page = html([None] * 1200)
    assert texts(page, "span") == ["message 1", "message 1,200"]
    assert len(elements(page, "a")) == 120
    assert texts(page, "title")[1] == "From message 11: 10 messages"


def test_messages_without_times_among_others_are_left_out() -> None:
    assert sum(int(each.split(": ")[1].split()[0]) for each in texts(html([0, None, 60]), "title")) == 2


def test_one_message_is_no_traffic_nor_is_a_short_log_without_times() -> None:
    assert html([0]) == html([]) == html([None] * 119) == ""


def test_the_height_tells_how_many() -> None:
    heights = [float(shape["height"]) for shape in elements(html([*[0] * 100, *[60] * 50, 120]), "rect")]
    assert heights == [44.0, 22.0, 3.0]


def test_many_messages_are_a_small_picture() -> None:
    page = html([float(at) for at in range(100_000)], errors=range(0, 100_000, 7))
    assert len(page) < 60_000
    ET.fromstring(page)
