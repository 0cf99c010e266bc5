"""Plain data as a JSON reader gives it."""

from __future__ import annotations

import copy
import pickle
from collections import OrderedDict
from typing import Any

import pytest

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
