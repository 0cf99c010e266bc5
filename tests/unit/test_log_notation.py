"""Lists as programming languages print them, written anew as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec.log._notation import of_literal, to_json
from tests.support.judging import SOME


def read(text: str) -> Any:
    """What a text shows, as data; the whole of it must have been read."""
    found, end = to_json(f"got {text} in 3 ms", 4)
    assert found is not None, text
    assert end == 4 + len(text)
    return json.loads(found)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # Python
        ("[2, '17', 'Heartbeat', {}]", [2, "17", "Heartbeat", {}]),
        ("[3, '17', {'a': None, 'b': True, 'c': [False, 1.5, -2, 1e3]}]", [3, "17", {"a": None, "b": True, "c": [False, 1.5, -2, 1e3]}]),
        ("(2, '17', ('a', 'b'))", [2, "17", ["a", "b"]]),
        ("[2, 'it\\'s', \"it's\", 'a \"b\"']", [2, "it's", "it's", 'a "b"']),
        (r"['\x41\u00fc\U0001F600\n\t\\\0', b'bytes', u'text', r'raw']", ["Aü😀\n\t\\\0", "bytes", "text", "raw"]),
        ("[<Action.heartbeat: 'Heartbeat'>, {'reason': <Reason.local: 'Local'>}]", ["Heartbeat", {"reason": "Local"}]),
        ("[2, '17',]", [2, "17"]),
        ("{'a': 1, 'b': [],}", {"a": 1, "b": []}),
        # JavaScript
        ("[ 2, '17', `it's`, { a: undefined, $b: 'x', 'c-d': [ [] ] } ]", [2, "17", "it's", {"a": None, "$b": "x", "c-d": [[]]}]),
        ("[\n  2,\n  '17',\n  {\n    a: 1\n  }\n]", [2, "17", {"a": 1}]),
        # Java
        ("[2, 17, Heartbeat, {}]", [2, 17, "Heartbeat", {}]),
        ("{a=1, b=x, y, c={d=}, e=null}", {"a": 1, "b": "x, y", "c": {"d": ""}, "e": None}),
        ("{a=, b=[x, y]}", {"a": "", "b": ["x", "y"]}),
        ("{at=2026-05-17T09:41:33.000Z, value=3.50}", {"at": "2026-05-17T09:41:33.000Z", "value": 3.5}),
        ("[007, 1.2.3, -]", ["007", "1.2.3", "-"]),
        # Ruby and Elixir
        ('[2, "17", {"a"=>nil, "b" => [1]}]', [2, "17", {"a": None, "b": [1]}]),
        ('[2, "17", %{"a" => nil, b: 1}]', [2, "17", {"a": None, "b": 1}]),
    ],
)  # fmt: skip
def test_each_notation(text: str, value: Any) -> None:
    assert read(text) == value


def test_letters_of_any_language_stay_as_they_are() -> None:
    assert to_json("{'ü': 'é'}", 0) == ('{"ü":"é"}', 10)


def test_numbers_stay_as_they_are_written() -> None:
    assert to_json("[1.50, 1e2, -0]", 0) == ("[1.50,1e2,-0]", 15)


def test_a_code_beyond_all_characters() -> None:
    assert read(r"['\UFFFFFFFF']") == ["�"]


def test_the_halves_of_a_character_are_put_together() -> None:
    assert read(r"['\ud83d\ude00', '\ud83d', 'a\ude00']") == ["😀", "�", "a�"]


@pytest.mark.parametrize(
    ("inner", "is_bytes", "text"),
    [
        (r"a\'b\"c\\d\n\t\x41\u00fc\ud83d\ude00", False, "a'b\"c\\d\n\tAü😀"),
        (r"\d \N{DASH} \x \u12", False, r"\d \N{DASH} \x \u12"),  # what no language writes
        (r"\xc3\xbc \\u00fc", True, r"ü \u00fc"),
        (r"\xff", True, "�"),
        (r"\xc3\xbc ŝ", True, None),
    ],
)
def test_strings_of_python_and_javascript(inner: str, is_bytes: bool, text: str | None) -> None:
    assert of_literal(inner, is_bytes=is_bytes) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[2, '17'",
        "[2, '17",
        "[2, '17' 'x']",
        "[2 '17']",
        "[2, , 3]",
        "{'a' 1}",
        "{'a': 1",
        "{[1]: 2}",
        "{: 2}",
        "{'a': }",
        "[1)",
        "[<Reason.local: 'Local']",
        "[2, '17', [Object]]",  # what Node leaves out
        "[2, '17', { a: [Array] }]",
        "[2, '17', ...]",
        "[" * 100 + "]" * 100,
        "[" * 100_000,
        "{'a':" * 100_000,
        "<A.b: '" * 10_000,
    ],
)
def test_what_cannot_be_read(text: str) -> None:
    assert to_json(text, 0)[0] is None


# As deep as messages go, and with all that Python has to escape.
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@SOME
@given(st.lists(values))
def test_what_python_prints_comes_back(value: list[Any]) -> None:
    assert read(repr(value)) == value
