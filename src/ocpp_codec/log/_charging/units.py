"""Units of meter values: for each its base unit, so that one measurand has one unit."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["base_of", "scale_of", "unit_without_name"]

_MOST_MULTIPLIED = 12  # powers of ten

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


def unit_without_name(measurand: str) -> str:
    """The unit of a value that does not say it; "" if nobody knows."""
    return next((unit for begin, unit in _DEFAULTS.items() if measurand.startswith(begin)), "")


def base_of(unit: str) -> tuple[str, float, float]:
    """The base unit; what a value is multiplied with, and what is added then."""
    if unit == "Fahrenheit":
        return "Celsius", 1 / 1.8, -32 / 1.8
    if unit == "K":
        return "Celsius", 1.0, -273.15
    base, factor = _UNITS.get(unit.lower(), (unit, 1.0))
    return base, factor, 0.0


@lru_cache(256)  # a fleet has few units
def scale_of(unit: str, multiplier: int | None) -> tuple[float, float]:
    """What to multiply a value with for its base unit, then to divide by: a quotient is exact where 0.1 is not.

    `multiplier`: of 2.x; it counts within what a meter can mean.
    """
    power = max(-_MOST_MULTIPLIED, min(_MOST_MULTIPLIED, multiplier or 0))
    return base_of(unit)[1] * 10.0 ** max(power, 0), 10.0 ** max(-power, 0)
