"""The types of fields that need more than a limit: what their hooks take, give, and refuse."""

from __future__ import annotations

import datetime
import decimal
from typing import Any

import pytest

from ocpp_codec._core.fields import Json, Tenth, decimals_of, decode_hook, encode_hook
from ocpp_codec._core.limits import MAX_DEPTH, MAX_VENDOR_ID
from ocpp_codec.record import NULL, CustomDataType


@pytest.mark.parametrize(
    ("number", "digits"), [(0, 0), (21.4, 1), (0.3, 1), (8.1, 1), (21.45, 2), (1e-7, 7), (1e22, 0), (-0.5, 1)]
)
def test_decimals_are_counted_as_they_are_written(number: float, digits: int) -> None:
    assert decimals_of(number) == digits


@pytest.mark.parametrize("value", [1, 21.4, -0.1, 0])
def test_a_tenth_has_one_decimal_digit_and_becomes_a_float(value: float) -> None:
    read = decode_hook(Tenth, value)
    assert read == value
    assert type(read) is float


@pytest.mark.parametrize("value", [21.45, "1", True, None, []])
def test_other_values_are_no_tenths(value: Any) -> None:
    with pytest.raises(ValueError, match="Tenth"):
        decode_hook(Tenth, value)


def test_any_json_is_kept_and_null_has_a_name() -> None:
    assert decode_hook(Json, None) is NULL
    value = {"a": [1, {"b": None}]}
    assert decode_hook(Json, value) is value


def test_a_value_that_is_too_deep_is_for_the_slow_path() -> None:
    deep: Any = 0
    for _ in range(MAX_DEPTH + 1):
        deep = [deep]
    assert decode_hook(Json, deep[0]) is deep[0]
    with pytest.raises(ValueError, match="Json"):
        decode_hook(Json, deep)


def test_custom_data_needs_the_name_of_its_vendor() -> None:
    custom = decode_hook(CustomDataType, {"a": 1, "vendorId": "x" * MAX_VENDOR_ID})
    assert type(custom) is CustomDataType
    assert list(custom) == ["a", "vendorId"]
    for members in ({"vendorId": 1}, {"vendorId": "x" * (MAX_VENDOR_ID + 1)}):
        with pytest.raises(ValueError, match="CustomDataType"):
            decode_hook(CustomDataType, members)
    with pytest.raises(KeyError):
        decode_hook(CustomDataType, {})


def test_subclasses_are_written_as_their_plain_kin() -> None:
    class Text(str):
        __slots__ = ()

    class Count(int):
        pass

    class Share(float):
        pass

    class Moment(datetime.datetime):
        pass

    moment = Moment(2024, 5, 17, tzinfo=datetime.UTC)
    for value, kind in ((Text("a"), str), (Count(1), int), (Share(0.5), float), (moment, datetime.datetime)):
        written = encode_hook(value)
        assert written == value
        assert type(written) is kind
    assert encode_hook(NULL) is None
    with pytest.raises(TypeError):
        encode_hook(object())


@pytest.mark.parametrize("number", [12345.67, 12345678.1, 123456789012345.5, 1.5e-9])
def test_the_decimal_context_of_the_program_does_not_matter(number: float) -> None:
    digits = decimals_of(number)
    with decimal.localcontext() as context:
        context.prec, context.traps[decimal.Inexact] = 2, True
        assert decimals_of(number) == digits


def test_decimals_of_a_long_integer_are_not_looked_for_in_its_digits() -> None:
    assert decimals_of(10**5000) == 0
