"""Plain data as a JSON reader gives it."""

from __future__ import annotations

import copy
import decimal
import pickle
from collections import OrderedDict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec._core import jsonvalues


def test_an_array_or_object_is_given_back_and_anything_else_is_none() -> None:
    items: list[Any] = [1]
    members: dict[str, Any] = {"a": 1}
    value: Any
    assert jsonvalues.as_list(items) is items
    assert jsonvalues.as_object(members) is members
    for value in (members, (1,), "text", None):
        assert jsonvalues.as_list(value) is None
    for value in (items, "text", None):
        assert jsonvalues.as_object(value) is None


@pytest.mark.parametrize("value", [None, True, 1, 1.5, "text", [], {}, [[]], {"a": [None]}, OrderedDict(a=1)])
def test_what_json_can_say_is_json(value: Any) -> None:
    assert jsonvalues.is_json(value, 2)


@pytest.mark.parametrize("value", [(), {1}, b"text", object(), [object()], {"a": (1,)}, [[object()]]])
def test_what_json_cannot_say_is_not_plain(value: Any) -> None:
    assert not jsonvalues.is_json(value, 2)


def test_what_is_deeper_than_it_may_be_is_not_plain() -> None:
    assert jsonvalues.is_json("text", 0)
    value: Any
    for value in ([], {}):
        assert not jsonvalues.is_json(value, 0)
    for value in ([[1]], {"a": {"b": 1}}, [{"a": 1}]):
        assert jsonvalues.is_json(value, 2)
        assert not jsonvalues.is_json(value, 1)


def test_an_object_hides_nothing_unless_it_is_told_so() -> None:
    assert jsonvalues.JsonObject({"a": 1}).hidden == {}
    assert jsonvalues.JsonObject({"a": 1}) == {"a": 1}


def test_a_copy_is_plain_and_hides_nothing() -> None:
    value = jsonvalues.JsonObject({"a": jsonvalues.JsonObject({"b": [1]})})
    value.hidden = {"a": [2]}
    for made in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert made == {"a": {"b": [1]}}
        assert type(made) is dict
    assert type(copy.deepcopy(value)["a"]) is dict
    assert copy.deepcopy(value)["a"]["b"] is not value["a"]["b"]


EXACT = [
    "0.0",
    "-0.0",
    "0.000",
    "1.5",
    "1.10",
    "0.1",
    "1e5",
    "1E+5",
    "1.0e-5",
    "2935.600",
    "1e22",
    "5e-324",
    "1.7976931348623157e308",
    "123456789012345.6",
    "0e999999999",
    "1e0000000000000000000000000000005",
    "100000000000000000000.0",
]
INEXACT = [
    "0.10000000000000001",
    "12345678901234.123456789",
    "1e-400",
    "1e400",
    "-1e400",
    "9007199254740993.0",
    "1.00000000000000001",
    "123456789012.123456",
    "1e" + "9" * 5000,
    "1e-" + "9" * 5000,
    "0." + "0" * 5000 + "1",
]


@pytest.mark.parametrize("text", EXACT)
def test_a_number_that_a_double_holds_is_one(text: str) -> None:
    number = jsonvalues.number_of(text)
    assert type(number) is float
    assert (number, jsonvalues.is_inexact(number)) == (float(text), False)


@pytest.mark.parametrize("text", INEXACT)
def test_a_number_that_no_double_holds_keeps_its_text(text: str) -> None:
    number = jsonvalues.number_of(text)
    assert isinstance(number, jsonvalues.InexactNumber)
    assert (number, number.text, str(number), jsonvalues.is_inexact(number)) == (float(text), text, text, True)
    for twin in (pickle.loads(pickle.dumps(number)), copy.deepcopy(number)):
        assert (type(twin), twin.text) == (type(number), text)


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["", "000", "1"]), st.sampled_from("eE"))
def test_no_digit_is_lost_or_made_up(number: float, more: str, exponent: str) -> None:
    text = repr(number) if "e" not in repr(number) else repr(number).replace("e", exponent)
    assert type(jsonvalues.number_of(text)) is float
    head, mark, tail = text.partition(exponent)
    longer = (head if "." in head else f"{head}.") + more + mark + tail
    with decimal.localcontext() as context:
        context.prec = 2000
        exact = decimal.Decimal(longer) == decimal.Decimal(repr(float(longer)))
    assert jsonvalues.is_inexact(jsonvalues.number_of(longer)) is not exact


@pytest.mark.parametrize(
    ("text", "integer"),
    [
        *[
            ("9007199254740993.0", 2**53 + 1),
            ("1e30", 10**30),
            ("-1.5e1", -15),
            ("0.0", 0),
            ("-0.0", 0),
            ("120e-1", 12),
        ],
        *[("9007199254740992.5", None), ("1e-5", None), ("1.00000000000000001", None), ("4503599627370497.5", None)],
    ],
)
def test_an_integer_keeps_its_value_however_it_is_written(text: str, integer: int | None) -> None:
    assert jsonvalues.integer_of(jsonvalues.number_of(text)) == integer


@pytest.mark.parametrize(
    ("number", "inexact"), [(2**53, False), (2**53 + 1, True), (-(2**53) - 1, True), (2**63, False), (10**400, True)]
)
def test_an_integer_that_no_double_holds(number: int, inexact: bool) -> None:
    assert jsonvalues.is_inexact(number) is inexact
