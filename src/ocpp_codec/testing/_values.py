"""Hypothesis strategies for the values of fields."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from hypothesis import strategies as st

from .._core.annotations import Field, Kind, fields_of
from .._core.fields import Json, RealDatetime, Tenth
from .._core.limits import MAX_ID, MAX_VENDOR_ID
from .._core.record import NULL, CustomDataType, Record
from .._core.strings import IDENTIFIER, PRINTABLE_ASCII
from ._examples import maker_of
from ._spelling import Style

# What has ever been miscounted or wrongly escaped: quotes, controls, characters of two, three and four bytes of UTF-8,
# a mark that joins the letter before it, what ends a line in JavaScript; and texts that look like something else.
_TEXTS = (
    "a",
    "",
    "*-_=:+|.@",
    " ~",
    "Zürich",
    '"\\/\x00\n\x7f\u2028',
    "e\u0301漢𝄞",
    "[2,{",
    '"\\/',
    "null",
    "1",
    "2024-05-17T09:41:33Z",
)
_DECIMALS = ("0", "-1.5", "+.5", "00.10", "12345678901234567890")
_URIS = ("http://a.example/b?c=%20#d", "ftp://u:p@[::1]:21/x;type=i", "urn:x:y", "../relative", "#")
_KEYS = ("note", "", "a/b~c", "vendorId", "self", "漢")

#: The offsets of date-times, in minutes: the widest, and those that are no whole hours.
OFFSETS = [datetime.timezone(datetime.timedelta(minutes=minutes)) for minutes in (0, 60, 1, -210, 345, 840, -720)]

_WIDEST = 2**53  # what every reader of JSON keeps exactly
_32_BITS = 2**31
_SOME = 2  # items more than a list must have
_LONG = 2500  # characters of a text; longer ones have one byte each, so that no frame is too large
_DIGITS = 6  # behind the point, of what is sent to a station

_LEGAL = {IDENTIFIER: re.compile(r"[a-zA-Z0-9*\-_=:+|@.]*"), PRINTABLE_ASCII: re.compile(r"[ -~]*")}


@cache
def records(cls: type[Record], full: bool, odd: bool) -> st.SearchStrategy[Any]:
    """Valid instances of a payload or data type; the arguments are those of `payloads`."""
    there: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for field in fields_of(cls):
        wanted = there if field.required or full else optional
        wanted[field.name] = _values_of_field(cls, field, full, odd)
    return st.fixed_dictionaries(there, optional=optional).map(lambda members: cls(**members))


def _values_of_field(cls: type[Record], field: Field, full: bool, odd: bool) -> st.SearchStrategy[Any]:
    make, kind = maker_of(cls, field), field.kind
    if not kind.is_list:
        return _values(kind, make, full, odd)
    return _lists(kind, lambda: make()[0], full, odd)


def _lists(kind: Kind, make: Callable[[], Any], full: bool, odd: bool) -> st.SearchStrategy[list[Any]]:
    """Short lists, and the longest one."""
    least, most = kind.limits.get("min_length", int(full)), kind.limits.get("max_length")
    items = _values(kind.item, make, full, odd)
    if most is None:
        return st.lists(items, min_size=least, max_size=least + _SOME)
    short = st.lists(items, min_size=least, max_size=min(least + _SOME, most))
    return short | st.builds(lambda: [make() for _ in range(most)])


def _values(kind: Kind, make: Callable[[], Any], full: bool, odd: bool) -> st.SearchStrategy[Any]:
    """What a kind of value allows; `make` makes the plausible one."""
    if kind.is_a(Record):
        return st.deferred(lambda: records(kind.type, full, odd))
    if kind.is_a(StrEnum):
        plausible = make()
        return st.sampled_from([plausible, *(each for each in kind.type if each is not plausible)])
    if kind.type in _COMPOSITE:
        return _COMPOSITE[kind.type]()
    return _SIMPLE[kind.type](kind.limits, make(), odd)


def texts(max_length: int | None = None, characters: str | None = None, first: str = "a") -> st.SearchStrategy[str]:
    """Texts of every kind, one of them as long as may be. `characters`: those that are allowed."""
    most = 40 if max_length is None else max_length
    longest = ("x" if characters or most > _LONG else "𝄞") * most
    legal = _LEGAL[characters].fullmatch if characters else None
    cut = [text[:most] for text in _TEXTS]
    return st.sampled_from([first, *(text for text in cut if legal is None or legal(text)), longest])


def _texts(limits: Mapping[str, Any], first: str, odd: bool) -> st.SearchStrategy[str]:
    if "pattern" in limits:  # the only pattern is that of a URI
        return st.sampled_from([first, *_URIS])
    if "decimal_unless" in limits and not odd:
        return st.sampled_from([first, *_DECIMALS])
    return texts(limits.get("max_length"), None if odd else limits.get("characters"), first)


def _integers(limits: Mapping[str, Any], first: int, odd: bool) -> st.SearchStrategy[int]:
    widest = _WIDEST if odd else _32_BITS
    least, most = limits.get("ge", -widest), limits.get("le", widest - 1)
    return st.sampled_from([first, least, most]) | st.integers(least, most)


def _numbers(limits: Mapping[str, Any], first: float, odd: bool) -> st.SearchStrategy[float]:
    least, most = float(limits.get("ge", 1 - _WIDEST)), float(limits.get("le", _WIDEST - 1))
    drawn = st.floats(least, most)
    known = st.sampled_from([first, least, most])
    return known | (drawn if odd else drawn.map(lambda number: round(number, _DIGITS)))


def _tenths(_: Mapping[str, Any], first: float, _odd: bool) -> st.SearchStrategy[float]:
    return st.just(first) | st.integers(-(10**9), 10**9).map(lambda tenths: tenths / 10)


def _moments(_: Mapping[str, Any], first: datetime.datetime, odd: bool) -> st.SearchStrategy[datetime.datetime]:
    """Aware date-times in many offsets; without oddities in milliseconds."""
    earliest, latest = datetime.datetime(1, 1, 2), datetime.datetime(9999, 12, 30)  # noqa: DTZ001 (the offset follows)
    drawn = st.datetimes(earliest, latest, timezones=st.sampled_from(OFFSETS))
    known = st.sampled_from([first, *(edge.replace(tzinfo=datetime.UTC) for edge in (earliest, latest))])
    return known | (drawn if odd else drawn.map(_in_milliseconds))


def _in_milliseconds(moment: datetime.datetime) -> datetime.datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


_SIMPLE: Mapping[Any, Callable[[Mapping[str, Any], Any, bool], st.SearchStrategy[Any]]] = {
    str: _texts,
    bool: lambda _, first, _odd: st.sampled_from([first, not first]),
    int: _integers,
    float: _numbers,
    Tenth: _tenths,
    RealDatetime: _moments,
}


@cache
def json_values() -> st.SearchStrategy[Any]:
    """Anything that JSON can say, and every reader keeps."""
    numbers = st.integers(-_WIDEST, _WIDEST) | st.floats(1 - _WIDEST, _WIDEST - 1)
    leaves = st.none() | st.booleans() | numbers | texts()
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | _objects(inner), max_leaves=5)


@cache
def json_objects() -> st.SearchStrategy[dict[str, Any]]:
    """JSON objects of any shape."""
    return _objects(json_values())


def _objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(_KEYS), inner, max_size=3)


@cache
def _custom_data() -> st.SearchStrategy[CustomDataType]:
    """customData: a vendor's name, before or after whatever else."""
    return st.builds(_custom, texts(MAX_VENDOR_ID, first="com.example"), json_objects(), st.booleans())


def _custom(vendor: str, members: dict[str, Any], last: bool) -> CustomDataType:
    named = {"vendorId": vendor}
    return CustomDataType(members | named if last and "vendorId" not in members else named | members | named)


_COMPOSITE: Mapping[Any, Callable[[], st.SearchStrategy[Any]]] = {
    CustomDataType: _custom_data,
    Json: lambda: json_values().map(lambda value: NULL if value is None else value),
}


@cache
def unique_ids() -> st.SearchStrategy[str]:
    """Message ids: 1 to 36 characters, some of which keep the codec from finding the action at a glance."""
    return st.just("1") | st.text(st.sampled_from('a0-"\\é𝄞'), min_size=1, max_size=MAX_ID)


@cache
def styles() -> st.SearchStrategy[Style]:
    """How JSON is written. The first way is the shortest one."""
    return st.builds(
        Style,
        separators=st.sampled_from([(",", ":"), (", ", ": "), (" ,\r\n\t", " : ")]),
        around=st.sampled_from(["", " ", "\n"]),
        escaped=st.booleans(),
        reverse=st.booleans(),
        integers=st.booleans(),
    )
