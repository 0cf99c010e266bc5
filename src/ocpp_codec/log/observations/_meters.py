"""The energy meter of one transaction, and values that cannot be true."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import Any, NamedTuple

from .._said import Place, moment, number, objects, text
from ._kinds import Kind
from ._notes import lasting
from ._watcher import STATION, Add

__all__ = ["Meter", "Reading", "readings", "tell_implausible"]

_ENERGY = "Energy.Active.Import.Register"
_POWER = "Power.Active.Import"
_FACTORS = {"": 1.0, "Wh": 1.0, "kWh": 1000.0, "W": 1.0, "kW": 1000.0}
_MOST_KW = 400.0
_LEAST_JUMP = 1000.0  # Wh: below that, rounding decides
_LEAST_GAP = 600.0  # seconds
_LEAST_POWER = 500.0  # W
_LEAST_STILL = 120.0  # seconds
_MAX_GAPS = 50

#: The values that are possible, by measurand: lowest and highest.
_POSSIBLE = {
    "SoC": (0.0, 100.0),
    "Voltage": (-2_000.0, 2_000.0),
    "Current.Import": (-3_000.0, 3_000.0),
    _POWER: (-5e6, 5e6),
    "Temperature": (-100.0, 300.0),
    "Frequency": (0.0, 500.0),
    _ENERGY: (0.0, 1e12),
}
_UNITS = {"SoC": "%", "Voltage": "V", "Current.Import": "A", _POWER: "W", _ENERGY: "Wh"}


class Reading(NamedTuple):
    """A value of a meter for all phases, at the outlet; energy in Wh, power in W."""

    measurand: str
    value: float
    at: float | None


def readings(data: dict[str, Any], at: float | None, *, name: str = "meterValue") -> Iterator[Reading]:
    """The readings in a request."""
    for meter_value in objects(data, name):
        time = moment(meter_value, "timestamp")
        for sampled in objects(meter_value, "sampledValue"):
            value = number(sampled, "value")
            is_part = text(sampled, "phase") or text(sampled, "location") not in ("", "Outlet")
            if value is None or is_part or text(sampled, "format") == "SignedData":
                continue
            measurand = text(sampled, "measurand") or _ENERGY
            unit = text(sampled, "unit") or text(sampled, "unitOfMeasure", "unit")
            multiplier = number(sampled, "unitOfMeasure", "multiplier") or 0.0
            factor = _FACTORS.get(unit, 1.0) * 10 ** max(-9.0, min(9.0, multiplier))
            yield Reading(measurand, value * factor, at if time is None else time)


def tell_implausible(add: Add, reading: Reading, connector: str, place: Place) -> None:
    """Notes a value that cannot be true."""
    lowest, highest = _POSSIBLE.get(reading.measurand, (reading.value, reading.value))
    if not lowest <= reading.value <= highest:
        template = "{connector} reported values that cannot be true: {measurand} of {names} ({times})."
        shown = f"{reading.value:g} {_UNITS.get(reading.measurand, '')}".strip()
        parts = {"connector": connector or "the station", "measurand": reading.measurand}
        add(Kind.IMPLAUSIBLE_VALUE, template, place, side=STATION, name=shown, parts=parts)


class Meter:
    """Follows the energy register through one transaction."""

    def __init__(self, start: float | None = None, at: float | None = None) -> None:
        self.start = start  # Wh; the first value
        self.is_rising = False
        self.samples = 0
        self.last: Reading | None = None if start is None else Reading(_ENERGY, start, at)
        self._risen_at = at
        self._sampled_at: float | None = None
        self._gaps: list[float] = []
        self._is_other_register = False  # the samples begin below the meter of the start: another register

    def take(self, add: Add, taken: list[Reading], name: str, place: Place) -> None:
        """The readings of one message."""
        power = next((each.value for each in taken if each.measurand == _POWER), 0.0)
        for reading in taken:
            if reading.measurand == _ENERGY:
                self._take_energy(add, reading, name, place, power)
        if taken and taken[-1].at is not None:
            self._check_gap(add, taken[-1].at, name, place)
        self.samples += len(taken)

    def _take_energy(self, add: Add, reading: Reading, name: str, place: Place, power: float) -> None:
        if self.start is None:
            self.start = reading.value
        if not self.samples and reading.value < self.start:
            self._is_other_register = True
            self.last = None
        self._compare(add, reading, name, place, power)

    def stop(self, add: Add, value: float, at: float | None, name: str, place: Place) -> None:
        """The meter at the end."""
        if self._is_other_register:
            self.last = None if self.start is None else Reading(_ENERGY, self.start, None)
        self._compare(add, Reading(_ENERGY, value, at), name, place, 0.0)

    def _compare(self, add: Add, reading: Reading, name: str, place: Place, power: float) -> None:
        last, self.last = self.last, reading
        if last is None:
            return
        risen = reading.value - last.value
        passed = None if last.at is None or reading.at is None else reading.at - last.at
        if passed is not None and passed < 0:  # read earlier, sent later
            self.last = last
            return
        if risen < 0:
            template = "the meter of {what} ran back from {before} Wh to {after} Wh."
            parts = {"what": name, "before": f"{last.value:.15g}", "after": f"{reading.value:.15g}"}
            add(Kind.METER_RUNS_BACK, template, place, side=STATION, parts=parts)
        elif risen > 0:
            self.is_rising, self._risen_at = True, reading.at
            self._check_jump(add, risen, passed, name, place)
        elif power >= _LEAST_POWER and reading.at and self._risen_at and reading.at - self._risen_at >= _LEAST_STILL:
            template = "the meter of {what} stood still for {worst} while the station reported power ({times})."
            add(
                Kind.METER_STANDS_STILL,
                template,
                place,
                side=STATION,
                number=reading.at - self._risen_at,
                parts={"what": name},
            )

    @staticmethod
    def _check_jump(add: Add, risen: float, passed: float | None, name: str, place: Place) -> None:
        if passed is None or risen < _LEAST_JUMP:
            return
        power = risen * 3.6 / max(passed, 1.0)  # kW
        if power > _MOST_KW:
            template = "the meter of {what} jumped by {risen} kWh in {passed}: {power} kW on average."
            parts = {"what": name, "risen": f"{risen / 1000:.15g}", "passed": lasting(passed), "power": f"{power:.0f}"}
            add(Kind.METER_JUMP, template, place, side=STATION, parts=parts)

    def _check_gap(self, add: Add, at: float, name: str, place: Place) -> None:
        if self._sampled_at is not None and (gap := at - self._sampled_at) > 0:
            usual = statistics.median(self._gaps) if len(self._gaps) >= 3 else None
            if usual is not None and gap >= max(_LEAST_GAP, 3 * usual):
                template = "{what} had no meter values for up to {worst}; usual are {usual} ({times})."
                add(
                    Kind.METER_GAP,
                    template,
                    place,
                    side=STATION,
                    number=gap,
                    parts={"what": name, "usual": lasting(usual)},
                )
            if len(self._gaps) < _MAX_GAPS:
                self._gaps.append(gap)
        self._sampled_at = at
