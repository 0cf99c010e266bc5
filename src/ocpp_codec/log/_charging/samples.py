"""The meter values of a message, each in the base unit of what it measures."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from .._said import moment, number, objects, part, text

__all__ = ["Sample", "samples"]

#: The units that are written otherwise on the page: their base unit, and what a value is multiplied with.
_SCALED = {
    "kWh": ("Wh", 1000.0),
    "kW": ("W", 1000.0),
    "kvar": ("var", 1000.0),
    "kvarh": ("varh", 1000.0),
    "kVA": ("VA", 1000.0),
    "kVAh": ("VAh", 1000.0),
    "Celcius": ("Celsius", 1.0),  # so spelled in OCPP 1.6
    "%": ("Percent", 1.0),
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
    value = number(sampled, "value")
    if value is None or text(sampled, "format") == "SignedData":
        return None
    measurand = text(sampled, "measurand") or "Energy.Active.Import.Register"
    unit_of_measure = part(sampled, "unitOfMeasure")
    unit = text(sampled, "unit") or text(unit_of_measure, "unit") or _default_unit(measurand)
    multiplier = number(unit_of_measure, "multiplier") or 0.0
    value *= 10 ** max(-_MOST_MULTIPLIED, min(_MOST_MULTIPLIED, multiplier))
    unit, value = _in_base_unit(unit, value)
    if not math.isfinite(value):
        return None
    return Sample(
        measurand,
        text(sampled, "phase") or None,
        text(sampled, "location") or "Outlet",
        unit,
        text(sampled, "context") or "Sample.Periodic",
        value,
        at,
    )


def _default_unit(measurand: str) -> str:
    return next((unit for begin, unit in _DEFAULTS.items() if measurand.startswith(begin)), "")


def _in_base_unit(unit: str, value: float) -> tuple[str, float]:
    if unit == "Fahrenheit":
        return "Celsius", (value - 32) / 1.8
    if unit == "K":
        return "Celsius", value - 273.15
    base, factor = _SCALED.get(unit, (unit, 1.0))
    return base, value * factor
