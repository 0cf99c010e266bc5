"""The kinds of strings: what their names say is what they are limited to."""

from __future__ import annotations

import re
import typing

import pytest
from msgspec import Meta

from ocpp_codec._core import strings

KINDS = {name: hint for name, hint in vars(strings).items() if re.fullmatch(r"[A-Za-z]*String\d+", name)}
CHARACTERS = {"CiString": strings.PRINTABLE_ASCII, "IdentifierString": strings.IDENTIFIER, "String": None}


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_of_string_is_as_long_as_its_name_says(name: str) -> None:
    kind = name.rstrip("0123456789")
    base, meta = typing.get_args(KINDS[name])
    assert base is str
    assert isinstance(meta, Meta)
    assert meta.max_length == int(name.removeprefix(kind))
    assert (meta.extra or {}).get("characters") == CHARACTERS[kind]


def test_a_decimal_string_has_no_length() -> None:
    base, meta = typing.get_args(strings.DecimalString)
    assert base is str
    assert meta == Meta(extra={"characters": strings.PRINTABLE_ASCII, "decimal_unless": ("format", "SignedData")})


def test_there_are_all_three_sorts_of_strings() -> None:
    assert {name.rstrip("0123456789") for name in KINDS} == CHARACTERS.keys()
    assert len(KINDS) > 40
