"""The meter values of a message, each in the base unit of what it measures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from .._said import moment, number, objects, part, text
from .units import base_of, unit_without_name

__all__ = ["Sample", "samples"]

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
    given = _name(sampled, "unit") or _name(unit_of_measure, "unit") or unit_without_name(measurand)
    multiplier = number(unit_of_measure, "multiplier") or 0.0
    power = 10 ** max(-_MOST_MULTIPLIED, min(_MOST_MULTIPLIED, multiplier))
    unit, factor, added = base_of(given)
    value = raw * power * factor + added
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
