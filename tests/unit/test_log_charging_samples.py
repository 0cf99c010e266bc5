"""Meter values, and the curves they make."""

from __future__ import annotations

from typing import Any

import pytest

from ocpp_codec.log._charging import records
from ocpp_codec.log._charging.samples import samples
from ocpp_codec.log._charging.thinning import thinned
from tests.support.entries import moment


def taken(*sampled: dict[str, Any]) -> list[tuple[str, str | None, str, str, float]]:
    data = {"meterValue": [{"timestamp": moment(0.0), "sampledValue": list(sampled)}]}
    return [(each.measurand, each.phase, each.location, each.unit, each.value) for each in samples(data)]


@pytest.mark.parametrize(
    ("sampled", "expected"),
    [
        ({"value": "7"}, ("Energy.Active.Import.Register", None, "Outlet", "Wh", 7)),
        ({"value": "7", "unit": "kWh"}, ("Energy.Active.Import.Register", None, "Outlet", "Wh", 7000)),
        ({"value": "7", "measurand": "Current.Import"}, ("Current.Import", None, "Outlet", "A", 7)),
        ({"value": "7", "measurand": "Voltage", "phase": "L1-N"}, ("Voltage", "L1-N", "Outlet", "V", 7)),
        ({"value": "7.5", "measurand": "Power.Active.Import", "unit": "kW"}, ("Power.Active.Import", None, "Outlet", "W", 7500)),
        ({"value": "50", "measurand": "Temperature", "unit": "Fahrenheit"}, ("Temperature", None, "Outlet", "Celsius", 10)),
        ({"value": "20", "measurand": "Temperature", "unit": "Celcius"}, ("Temperature", None, "Outlet", "Celsius", 20)),
        ({"value": "280.15", "measurand": "Temperature", "unit": "K"}, ("Temperature", None, "Outlet", "Celsius", 7)),
        ({"value": "7", "location": "EV", "measurand": "SoC"}, ("SoC", None, "EV", "Percent", 7)),
        (
            {"value": 7, "measurand": "Power.Active.Import", "unitOfMeasure": {"unit": "W", "multiplier": 3}},
            ("Power.Active.Import", None, "Outlet", "W", 7000),
        ),
        ({"value": 7, "unit": "kwh"}, ("Energy.Active.Import.Register", None, "Outlet", "Wh", 7000)),
        ({"value": 7, "unit": "furlong"}, ("Energy.Active.Import.Register", None, "Outlet", "furlong", 7)),
        ({"value": 7, "measurand": "Own.Thing"}, ("Own.Thing", None, "Outlet", "", 7)),
    ],
)  # fmt: skip
def test_a_value_in_its_base_unit(sampled: dict[str, Any], expected: tuple[Any, ...]) -> None:
    assert taken(sampled) == [pytest.approx(expected)]


@pytest.mark.parametrize(
    "sampled",
    [
        {"value": "abc"},
        {"value": "NaN"},
        {"value": "1", "format": "SignedData"},
        {},
        {"value": None},
        {"value": "1e307", "unit": "kWh"},
    ],
)
def test_what_is_no_value_is_left_out(sampled: dict[str, Any]) -> None:
    assert taken(sampled) == []


def test_long_names_are_cut() -> None:
    ((measurand, phase, location, unit, _),) = taken(
        {"value": 1} | dict.fromkeys(("measurand", "phase", "location", "unit"), "x" * 400)
    )
    assert {measurand, phase, location, unit} == {"x" * 100}


def test_a_huge_multiplier_is_bounded() -> None:
    ((*_, value),) = taken({"value": 7, "unitOfMeasure": {"unit": "Wh", "multiplier": 1e9}})
    assert value == 7e12


def test_thinning_keeps_the_peaks() -> None:
    points = [(float(at), float(at % 100)) for at in range(10_000)]
    points[5000] = (5000.0, 1e6)
    points[7000] = (7000.0, -1e6)
    kept = thinned(points, 500)
    assert len(kept) <= 500
    assert {points[5000], points[7000]} <= set(kept)
    assert kept == sorted(kept)
    assert thinned(points[:500], 500) == points[:500]


def test_a_series_is_bounded() -> None:
    series = records.Series()
    for at in range(100_000):
        series.add(float(at), 1e9 if at == 777 else float(at % 7))
    assert len(series.times) == len(series.values) <= 4_000
    assert series.count == 100_000
    assert max(series.values) == 1e9


@pytest.mark.parametrize("period", [1, 7, 5000])
def test_a_long_series_is_equally_fine_from_its_begin_to_its_end(period: int) -> None:
    series = records.Series()
    kept = sum(series.add(float(at), float(at // 3 % period)) for at in range(100_000))
    assert kept == len(series.times)
    assert list(series.times) == sorted(series.times)
    tenths = [sum(begin <= at < begin + 10_000 for at in series.times) for begin in range(0, 100_000, 10_000)]
    assert max(tenths) - min(tenths) <= 4
    assert kept > 2_000


def test_a_flat_stretch_keeps_its_ends() -> None:
    assert thinned([(float(at), 1.0) for at in range(8)], 4) == [(0, 1), (3, 1), (4, 1), (7, 1)]


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("Wh", 7), ("kWh", 7000), ("varh", 7), ("kvarh", 7000), ("VAh", 7), ("kVAh", 7000), ("W", 7), ("kW", 7000),
        ("var", 7), ("kvar", 7000), ("VA", 7), ("kVA", 7000), ("A", 7), ("Amp", 7), ("V", 7), ("Hz", 7), ("RPM", 7),
        ("Percent", 7), ("%", 7), ("Celsius", 7), ("Celcius", 7),
    ],
)  # fmt: skip
def test_each_unit_has_its_base(unit: str, value: float) -> None:
    base = {"%": "Percent", "Celcius": "Celsius", "Amp": "A"}.get(unit, unit.removeprefix("k"))
    for given in (unit, unit.lower(), unit.upper()):
        assert [(each[3], each[4]) for each in taken({"value": 7, "unit": given})] == [(base, value)]


@pytest.mark.parametrize(
    ("measurand", "unit"),
    [
        ("Energy.Active.Export.Interval", "Wh"),
        ("Energy.Reactive.Net", "varh"),
        ("Energy.Apparent.Import", "VAh"),
        ("Power.Active.Import", "W"),
        ("Power.Reactive.Export", "var"),
        ("Power.Offered", "W"),
        ("Power.Factor", ""),
        ("Current.Offered", "A"),
        ("Voltage", "V"),
        ("SoC", "Percent"),
        ("Temperature", "Celsius"),
        ("Frequency", "Hz"),
        ("RPM", "RPM"),
    ],
)
def test_the_unit_of_a_value_that_does_not_say_it(measurand: str, unit: str) -> None:
    assert [each[3] for each in taken({"value": 7, "measurand": measurand})] == [unit]
