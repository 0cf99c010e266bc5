"""Boots and configuration as tables."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ocpp_codec.log._charging.records import Boot, Setting
from ocpp_codec.report import _boots
from ocpp_codec.report._boots import boots_table, settings_table
from ocpp_codec.report._keys import Links
from tests.support.elements import elements, rows, texts

BEGIN = 1_779_004_800.0  # 2026-05-17T08:00:00Z
ZONE = datetime.timezone(datetime.timedelta(hours=2))
LINKS = Links({"x/a.log": "a.log", "b": "b"})


def boot(firmware: str = "1.0", **fields: Any) -> Boot:
    told: dict[str, Any] = {"station": "CS001", "at": BEGIN, "vendor": "V", "model": "M", "place": ("x/a.log", 3)}
    return Boot(firmware=firmware, **(told | fields))


def setting(name: str, **fields: Any) -> Setting:
    told: dict[str, Any] = {"station": "CS001", "place": ("x/a.log", 9)}
    return Setting(name=name, **(told | fields))


def boots_html(*boots: Boot, many_stations: bool = False) -> str:
    return boots_table(boots, ZONE, LINKS, many_stations=many_stations)


def test_a_boot_with_its_answer() -> None:
    page = boots_html(boot(serial="S1", reason="PowerUp", answer="Accepted", interval=300.0))
    assert rows(page) == [
        {
            "Time": "2026-05-17 10:00:00",
            "Vendor": "V",
            "Model": "M",
            "Serial number": "S1",
            "Firmware": "1.0",
            "Reason": "PowerUp",
            "Answer": "Accepted",
            "Interval": "300 s",
        }
    ]
    assert elements(page, "a")[0]["href"] == "#line=a.log%3A3"


def test_a_boot_without_time_and_answer() -> None:
    (row,) = rows(boots_html(boot(at=None)))
    assert (row["Time"], row["Answer"]) == ("a.log:3", "none")


def test_a_firmware_that_changed_is_marked_for_its_station() -> None:
    boots = [
        boot("1.0"),
        boot("9", station="CS002"),
        boot("1.0"),
        boot(""),
        boot("1.1"),
        boot("1.1"),
        boot("9", station="CS002"),
    ]
    shown = [row["Firmware"] for row in rows(boots_html(*boots, many_stations=True))]
    assert shown == ["1.0", "9", "1.0", "", "1.1 changed", "1.1", "9"]


def test_settings_are_sorted_by_station_and_name() -> None:
    settings = [setting("B"), setting("A", station="CS002"), setting("A")]
    found = rows(settings_table(settings, LINKS, many_stations=True))
    assert [(row["Station"], row["Name"]) for row in found] == [("CS001", "A"), ("CS001", "B"), ("CS002", "A")]


def test_a_setting_with_what_is_known_of_it() -> None:
    told = setting("HeartbeatInterval", value="60", source="set", answer="Accepted", is_readonly=True, changes=2)
    assert rows(settings_table([told], LINKS, many_stations=False)) == [
        {
            "Name": "HeartbeatInterval",
            "Value": "60",
            "Said by": "the CSMS",
            "Answer": "Accepted",
            "Read only": "yes",
            "Sent": "2",
            "Where": "a.log:9",
        }
    ]


def test_long_tables_scroll_and_say_what_they_leave_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_boots, "_MOST_BOOTS", 20)
    page = boots_html(*[boot()] * 30)
    assert len(rows(page)) == 20
    assert "The first 20 of 30." in texts(page, "caption")[0]
    box = elements(page, "div")[0]
    assert (box["role"], box["tabindex"], box["aria-label"]) == ("region", "0", "A table of 20 rows")


def test_each_cell_says_its_column_for_narrow_screens() -> None:
    page = boots_html(boot())
    heads = [head.text for head in elements(page, "th") if head["scope"] == "col"]
    assert heads == [cell["data-label"] for cell in elements(page, "th", "td") if cell["data-label"]]


def test_hostile_texts_stay_text() -> None:
    hostile = '"><script>alert(1)</script>\u202e'
    page = boots_html(boot(hostile, vendor=hostile, model=hostile, serial=hostile, reason=hostile, answer=hostile))
    page += settings_table([setting(hostile, value=hostile, answer=hostile)], LINKS, many_stations=False)
    assert not elements(page, "script")
    assert all(value.isprintable() for row in rows(page) for value in row.values())
