"""The meter values of a message, each in the base unit of what it measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from .._said import moment, number, objects, part, text

__all__ = ["Sample", "samples"]

#: Units in lower case, as stations write them in any case: their base unit, and what a value is multiplied with.
_UNITS = {
    "wh": ("Wh", 1.0),
    "kwh": ("Wh", 1000.0),
    "varh": ("varh", 1.0),
    "kvarh": ("varh", 1000.0),
    "vah": ("VAh", 1.0),
    "kvah": ("VAh", 1000.0),
    "w": ("W", 1.0),
    "kw": ("W", 1000.0),
    "var": ("var", 1.0),
    "kvar": ("var", 1000.0),
    "va": ("VA", 1.0),
    "kva": ("VA", 1000.0),
    "a": ("A", 1.0),
    "amp": ("A", 1.0),
    "v": ("V", 1.0),
    "hz": ("Hz", 1.0),
    "rpm": ("RPM", 1.0),
    "percent": ("Percent", 1.0),
    "%": ("Percent", 1.0),
    "celsius": ("Celsius", 1.0),
    "celcius": ("Celsius", 1.0),  # so spelled in OCPP 1.6
}
#: The unit of a value that does not say it, by the beginning of its measurand.
_DEFAULTS = {
    "Energy.Active": "Wh",
    "Energy.Reactive": "varh",
    "Energy.Apparent": "VAh",
    "Energy.Net": "Wh",
    "Power.Active": "W",
    "Power.Reactive": "var",
    "Power.Offered": "W",
    "Power.Factor": "",
    "Current": "A",
    "Voltage": "V",
    "SoC": "Percent",
    "Temperature": "Celsius",
    "Frequency": "Hz",
    "RPM": "RPM",
}
_MOST_MULTIPLIED = 12.0  # powers of ten
_MOST = 1e18  # no meter shows so much
_MOST_CHARACTERS = 100


class Sample(NamedTuple):
    """A value. What a message does not say has the default of the specification.

    `value`: in `unit`. `at`: seconds since 1970 when it was measured; None if the station does not say.
    """

    measurand: str
    phase: str | None
    location: str
    unit: str
    context: str
    value: float
    at: float | None


def samples(data: dict[str, Any], *, name: str = "meterValue") -> Iterator[Sample]:
    """The values in a request. `name`: the field that has them."""
    for meter_value in objects(data, name):
        at = moment(meter_value, "timestamp")
        for sampled in objects(meter_value, "sampledValue"):
            sample = _sample(sampled, at)
            if sample is not None:
                yield sample


def _sample(sampled: dict[str, Any], at: float | None) -> Sample | None:
    """A value; None if it is signed data, or no number."""
    raw = number(sampled, "value")
    if raw is None or text(sampled, "format") == "SignedData":
        return None
    measurand = _name(sampled, "measurand") or "Energy.Active.Import.Register"
    unit_of_measure = part(sampled, "unitOfMeasure")
    given = _name(sampled, "unit") or _name(unit_of_measure, "unit") or _default_unit(measurand)
    multiplier = number(unit_of_measure, "multiplier") or 0.0
    power = 10 ** max(-_MOST_MULTIPLIED, min(_MOST_MULTIPLIED, multiplier))
    unit, value = _in_base_unit(given, raw * power)
    if abs(value) > _MOST:
        return None
    return Sample(
        measurand,
        _name(sampled, "phase") or None,
        _name(sampled, "location") or "Outlet",
        unit,
        _name(sampled, "context") or "Sample.Periodic",
        value,
        at,
    )


def _name(data: dict[str, Any], field: str) -> str:
    """A short text: there may be many that are kept."""
    return text(data, field)[:_MOST_CHARACTERS]


def _default_unit(measurand: str) -> str:
    return next((unit for begin, unit in _DEFAULTS.items() if measurand.startswith(begin)), "")


def _in_base_unit(unit: str, value: float) -> tuple[str, float]:
    if unit == "Fahrenheit":
        return "Celsius", (value - 32) / 1.8
    if unit == "K":
        return "Celsius", value - 273.15
    base, factor = _UNITS.get(unit.lower(), (unit, 1.0))
    return base, value * factor
