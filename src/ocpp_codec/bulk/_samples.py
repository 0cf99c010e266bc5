"""The table of samples: every value of a meter, in the base unit of what it measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from math import isfinite
from operator import attrgetter
from typing import Any, NamedTuple

from .._core.record import Payload
from ..log._charging.units import base_of, scale_of, unit_without_name
from ._arrow import Numbers, moments, texts, words_of
from ._pyarrow import pa, pc
from ._vocabulary import SAMPLES

__all__ = ["METERED", "REGISTER", "meter_values_of", "number_in", "samples_of"]

#: What a value measures if it does not say it, and where, and when.
REGISTER = "Energy.Active.Import.Register"
_OUTLET = "Outlet"
_PERIODIC = "Sample.Periodic"

#: The fields of a payload that hold meter values.
METERED = ("meterValue", "transactionData")
_SIGNED = "SignedData"
_NUMBER = r"^\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*$"
_FROM_MESSAGES = ("station", "protocol", "evse_id", "connector_id", "transaction_id")

_value, _values, _timestamp = attrgetter("value"), attrgetter("sampledValue"), attrgetter("timestamp")
_key_16 = attrgetter("measurand", "phase", "location", "context", "unit", "format")
_key_2 = attrgetter("measurand", "phase", "location", "context", "unitOfMeasure", "signedMeterValue")


class _Key(NamedTuple):
    """What values of one kind have in common."""

    measurand: str
    phase: str | None
    location: str
    context: str
    unit: str | None
    multiplier: int
    is_signed: bool


def meter_values_of(definition: type[Payload]) -> str | None:
    """The field of a payload that holds meter values; None if there is none."""
    return next((name for name in METERED if name in definition.__struct_fields__), None)


def samples_of(messages: Any, groups: Iterable[tuple[type[Payload], Sequence[int], Sequence[Any]]]) -> list[Any]:
    """The rows of a batch, a class at a time.

    Args:
        messages: The rows of the table of messages.
        groups: Each class with the numbers of its rows, and its payloads.
    """
    found: list[Any] = []
    for definition, rows, payloads in groups:
        name = meter_values_of(definition)
        if name is not None:
            taken = _of_class(messages, rows, list(map(attrgetter(name), payloads)), definition)
            if taken is not None:
                found.append(taken)
    return found


def _of_class(messages: Any, rows: Sequence[int], lists: list[Any], definition: type[Payload]) -> Any:
    """The values of the payloads of one class. `lists`: the meter values of each payload."""
    lists = [each or () for each in lists]
    meter_values = list(chain.from_iterable(lists))
    sampled = [each or () for each in map(_values, meter_values)]
    values = list(chain.from_iterable(sampled))
    if not values:
        return None
    owner = _owners(sampled)
    take = pa.array(rows, pa.int32()).take(_owners(lists)).take(owner)
    is_16 = definition.action_class.protocol == "ocpp1.6"
    kinds, index = _kinds_16(values) if is_16 else _kinds_2(values)
    text, number = _texts_and_numbers(list(map(_value, values)), is_text=is_16)
    columns = {
        "time": moments(list(map(_timestamp, meter_values))).take(owner),
        "received": messages.column("time").take(take),
        **{name: messages.column(name).take(take) for name in (*_FROM_MESSAGES, "file", "line")},
        "text": text,
        **_of_kinds(kinds, index, number),
    }
    return pa.RecordBatch.from_arrays([columns[name] for name in SAMPLES.names], schema=SAMPLES)


def _owners(lists: Iterable[Sequence[Any]]) -> Any:
    """For each item of some lists the number of its list."""
    offsets = pa.array(accumulate(map(len, lists), initial=0), pa.int32())
    return pc.list_parent_indices(pa.ListArray.from_arrays(offsets, pa.nulls(offsets[-1].as_py())))


def _kinds_16(values: list[Any]) -> tuple[list[_Key], Any]:
    """The different kinds of values, and the number of that of each value."""
    known = Numbers()
    index = list(map(known.__getitem__, map(_key_16, values)))
    kinds = [
        _Key(measurand or REGISTER, phase, location or _OUTLET, context or _PERIODIC, unit, 0, form == _SIGNED)
        for measurand, phase, location, context, unit, form in known
    ]
    return kinds, pa.array(index, pa.int32())


def _kinds_2(values: list[Any]) -> tuple[list[_Key], Any]:
    known = Numbers()
    index = [
        known[measurand, phase, location, context, unit and unit.unit, unit and unit.multiplier, signed is not None]
        for measurand, phase, location, context, unit, signed in map(_key_2, values)
    ]
    kinds = [
        _Key(measurand or REGISTER, phase, location or _OUTLET, context or _PERIODIC, unit, multiplier or 0, is_signed)
        for measurand, phase, location, context, unit, multiplier, is_signed in known
    ]
    return kinds, pa.array(index, pa.int32())


def _texts_and_numbers(values: list[Any], *, is_text: bool) -> tuple[Any, Any]:
    """The values as text and as numbers, which may be infinite; null for a text that is no number."""
    if not is_text:
        numbers = _doubles(values)
        return numbers.cast(pa.string()), numbers
    text = texts(values)
    try:
        return text, text.cast(pa.float64())
    except pa.ArrowInvalid:  # it does not say which of them is no number
        plain = pc.if_else(pc.match_substring_regex(text, _NUMBER), text, None)
        return text, pc.utf8_trim_whitespace(plain).cast(pa.float64())


def _doubles(values: list[Any]) -> Any:
    """Numbers. Arrow refuses an integer that no double is equal to."""
    try:
        return pa.array(values, pa.float64())
    except (OverflowError, pa.ArrowException):
        return pa.array([None if each is None else number_in(each) for each in values], pa.float64())


def number_in(value: Any) -> float | None:
    """A value as a number; None for signed data, and for what is beyond all numbers."""
    if not isinstance(value, float):
        if isinstance(value, str) and ("_" in value or not value.isascii()):  # which Python reads as numbers
            return None
        try:
            value = float(value)
        except (ValueError, OverflowError):
            return None
    return value if isfinite(value) else None


def _of_kinds(kinds: list[_Key], index: Any, number: Any) -> dict[str, Any]:
    """The columns that depend on the kinds of values alone, and the values in base units."""
    units = [each.unit or unit_without_name(each.measurand) for each in kinds]
    bases = [base_of(unit) for unit in units]
    factors, divisors = zip(*map(scale_of, units, (each.multiplier for each in kinds)), strict=True)
    if any(factor != 1.0 for factor in factors):
        number = pc.multiply(number, pa.array(factors).take(index))
    if any(divisor != 1.0 for divisor in divisors):
        number = pc.divide(number, pa.array(divisors).take(index))
    # Also where it is 0.0 for all: that takes the sign of a zero away.
    number = pc.add(number, pa.array([added for _, _, added in bases]).take(index))
    number = pc.if_else(pc.is_finite(number), number, None)
    signed = pa.array([each.is_signed for each in kinds]).take(index)
    if any(each.is_signed for each in kinds):
        number = pc.if_else(signed, None, number)
    return {
        "measurand": words_of(index, [each.measurand for each in kinds]),
        "phase": words_of(index, [each.phase for each in kinds]),
        "unit": words_of(index, [base or None for base, _, _ in bases]),
        "location": words_of(index, [each.location for each in kinds]),
        "context": words_of(index, [each.context for each in kinds]),
        "value": number,
        "signed": signed,
    }
