"""Pseudonyms: a keyed permutation of all values of one kind, length and pattern."""

from __future__ import annotations

import ipaddress
import re
import string
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ocpp_codec.log._anonymise.pseudonyms import Pseudonyms, can_change

PSEUDONYMS = Pseudonyms(b"a key of a test")
_BYTE = "(?:[0-9A-F]{2})"

#: A value, and what its pseudonym must look like.
SHAPES = {
    "04A1B2C3D4": r"[0-9]{2}[A-F][0-9][A-F][0-9][A-F][0-9][A-F][0-9]",
    "04:a1:b2:c3": r"[0-9]{2}:[a-f][0-9]:[a-f][0-9]:[a-f][0-9]",
    "DEADBEEF": r"[A-F]{8}",
    "00:1A:2B:3C:4D:5E": rf"{_BYTE}(:{_BYTE}){{5}}",
    "DE-8AC-C12345678-X": r"DE-[0-9][A-Z]{2}-C[0-9]{8}-[A-Z]",
    "DE8ACC12345678X": r"DE[0-9][A-Z]{2}C[0-9]{8}[A-Z]",
    "DE*ABC*E1234*5": r"DE\*[A-Z]{3}\*E[0-9]{4}\*[0-9]|[A-Z]{2}\*[A-Z]{3}\*[A-Z][0-9]{4}\*[0-9]",
    "WVWZZZ1JZXW000001": r"[A-HJ-NPR-Z]{6}[0-9][A-HJ-NPR-Z]{4}[0-9]{6}",
    "max.muster@example.com": r"[a-z]{3}\.[a-z]{6}@[a-z]{7}\.com",
    "+49 170 1234567": r"\+[1-9][0-9] [0-9]{3} [0-9]{7}",
    "89490200001234567890": r"89[0-9]{18}",
    "262011234567890": r"[1-9][0-9]{14}",
    "6d95c14f-a4d4-4c55-b770-f6c106e52e2f": r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-b[0-9a-f]{3}-[0-9a-f]{12}",
    "Station 7 (North)": r"[A-Z][a-z]{6} [0-9] \([A-Z][a-z]{4}\)",
    "MIIBszCCAVmgAwIBAgIUE+/x9Q==": r"[A-Za-z0-9]{21}\+/[A-Za-z0-9]{3}==",
    "Zürich": r"[A-Z][à-öø-þ][a-z]{4}",
    "漢字": r"[\u4e00-\u9fa5]{2}",
    "Ключ": r"[\u0410-\u042f][\u0430-\u044f]{3}",
}


@pytest.mark.parametrize(("value", "pattern"), SHAPES.items())
def test_a_pseudonym_has_the_shape_of_its_value(value: str, pattern: str) -> None:
    pseudonym = PSEUDONYMS.of(value)
    assert pseudonym != value
    assert re.fullmatch(pattern, pseudonym), pseudonym
    assert len(pseudonym.encode()) == len(value.encode())


@pytest.mark.parametrize(
    "values",
    [
        string.digits,
        string.ascii_uppercase,
        [f"{number:02}" for number in range(100)],
        [str(number) for number in range(3000)],
        ["".join(each) for each in product("ab1", repeat=4)],
        ["".join(each) for each in product("fg0", repeat=5)],  # hexadecimal numbers, and words that may become one
        [f"10.0.{high}.{low}" for high in range(10) for low in range(256)],
    ],
    ids=lambda values: f"{values[0]}..{values[-1]}",
)
def test_different_values_have_different_pseudonyms(values: list[str]) -> None:
    pseudonyms = [PSEUDONYMS.of(value) for value in values]
    assert len(set(pseudonyms)) == len(values)
    assert not [
        value for value, pseudonym in zip(values, pseudonyms, strict=True) if value == pseudonym and can_change(value)
    ]


@given(st.sampled_from(["9", "1g", "0g", "2a", "x:b"]), st.binary(min_size=1))
@settings(max_examples=20)
def test_all_values_of_a_shape_are_each_others_pseudonyms(first: str, key: bytes) -> None:
    pseudonyms, value, seen = Pseudonyms(key), first, set[str]()
    while value not in seen:
        seen.add(value)
        value = pseudonyms.of(value)
    assert value == first  # a permutation comes back to where it began


TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("0123456789abcdefABCDEFxyzXYZ-:.@*+"), max_size=80)


@given(TEXTS)
def test_every_character_stays_of_its_kind(value: str) -> None:
    pseudonym = PSEUDONYMS.of(value)
    assert len(pseudonym) == len(value)
    for old, new in zip(value, pseudonym, strict=True):
        assert old == new or (old.isalnum() and new.isalnum())
        assert (old.isdigit(), old.isupper(), old.islower(), old.isascii()) == (
            new.isdigit(),
            new.isupper(),
            new.islower(),
            new.isascii(),
        )
        assert len(old.encode()) == len(new.encode())
    assert (pseudonym != value) == can_change(value)


@given(st.text(string.ascii_letters + string.digits + "-_:", max_size=40))
def test_case_does_not_matter(value: str) -> None:
    assert PSEUDONYMS.of(value.upper()) == PSEUDONYMS.of(value).upper()
    assert PSEUDONYMS.of(value.lower()) == PSEUDONYMS.of(value).lower()


@given(st.text(string.ascii_letters + string.digits, min_size=3, max_size=20), st.sampled_from("-_ "))
def test_separators_do_not_matter(value: str, separator: str) -> None:
    apart = separator.join((value[:2], value[2:]))
    assert PSEUDONYMS.of(apart).replace(separator, "") == PSEUDONYMS.of(value)


@given(st.text(string.ascii_letters + string.digits, min_size=70, max_size=200), st.data())
@settings(max_examples=30)
def test_long_values_that_differ_have_different_pseudonyms(value: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(value) - 1))
    char = data.draw(st.sampled_from([each for each in "abc123" if each != value[place].lower()]))
    other = value[:place] + char + value[place + 1 :]
    assert PSEUDONYMS.of(other).lower() != PSEUDONYMS.of(value).lower()


@given(st.integers(0, 2**64))
def test_a_number_stays_a_number_of_its_size(number: int) -> None:
    pseudonym = int(PSEUDONYMS.of(str(number)))
    assert str(pseudonym) == PSEUDONYMS.of(str(number))
    for limit in (2**31, 2**53):
        assert (pseudonym < limit) == (number < limit)


@given(st.ip_addresses())
@example(ipaddress.IPv6Address("::ffff:192.168.1.20"))  # which Python 3.13 writes like this
def test_an_address_stays_an_address(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    pseudonym = PSEUDONYMS.of(str(address))
    assert ipaddress.ip_address(pseudonym).version == address.version
    assert [len(part) for part in pseudonym.split(".")] == [len(part) for part in str(address).split(".")]


@pytest.mark.parametrize("address", ["::ffff:192.168.1.20", "64:FF9B::10.0.0.255", "1:2:3:4:5:6:7.8.9.10"])
def test_an_address_that_ends_with_one_of_ipv4_stays_one(address: str) -> None:
    pseudonym = PSEUDONYMS.of(address)
    assert pseudonym != address
    assert ipaddress.IPv6Address(pseudonym)
    assert [len(part) for part in pseudonym.split(".")] == [len(part) for part in address.split(".")]


def test_the_key_decides() -> None:
    assert Pseudonyms(b"one").of("04A1B2C3") == Pseudonyms(b"one").of("04A1B2C3")
    assert Pseudonyms(b"one").of("04A1B2C3") != Pseudonyms(b"two").of("04A1B2C3")


def test_what_has_nothing_to_change_stays() -> None:
    assert [PSEUDONYMS.of(value) for value in ("", "---", "\n", "ß", "***")] == ["", "---", "\n", "ß", "***"]
