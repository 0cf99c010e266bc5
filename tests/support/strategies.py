"""Hypothesis strategies: valid payloads of any class, made from its annotations alone, and messages.

What is valid is read from the very annotations that the codec reads. That these say what the schemas say is proved
elsewhere; here they are taken at their word.
"""

from __future__ import annotations

import datetime
import typing
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import fields

from ocpp_codec import OcppJsonProtocol, structure
from ocpp_codec._core.compat import DIALECTS
from ocpp_codec._core.fields import Json, Tenth
from ocpp_codec.compat import get_error_codes
from ocpp_codec.record import NULL, CustomDataType, Record
from tests.support.hints import hints_of, unwrapped
from tests.support.messages import envelope_of, payloads_of

# Values --------------------------------------------------------------------------------------------------------------

# What has ever been miscounted or wrongly escaped: quotes, controls, characters of two, three and four bytes of UTF-8,
# a mark that joins the letter before it, what ends a line in JavaScript; and texts that look like something else.
_TEXTS = (
    "",
    "a",
    "*-_=:+|.@",
    " ~",
    "Zürich",
    '"\\/\x00\n\x7f\u2028',
    "e\u0301漢𝄞",
    "[2,{",
    "null",
    "1",
    "2024-05-17T09:41:33Z",
)

OFFSETS = [datetime.timezone(datetime.timedelta(minutes=minutes)) for minutes in (-720, -210, 0, 1, 60, 345, 840)]
_WIDEST = 2**53  # what every JSON reader keeps exactly
_SOME = 2  # items more than a list must have


@cache
def texts(max_length: int = 40) -> st.SearchStrategy[str]:
    """Texts of every kind, one of them as long as may be."""
    return st.sampled_from([text[:max_length] for text in _TEXTS] + ["𝄞" * max_length])


@cache
def integers(ge: int = -_WIDEST, le: int = _WIDEST) -> st.SearchStrategy[int]:
    """Integers, the limits among them."""
    return st.integers(ge, le)


@cache
def numbers(ge: float | None = None, le: float | None = None) -> st.SearchStrategy[float]:
    """Numbers, the limits among them. The fast path leaves larger ones to the slow path."""
    most = 2.0**53 - 1
    return st.floats(-most if ge is None else ge, most if le is None else le)


@cache
def moments() -> st.SearchStrategy[datetime.datetime]:
    """Aware date-times down to the microsecond, in many offsets."""
    first, last = datetime.datetime(1, 1, 2), datetime.datetime(9999, 12, 30)  # noqa: DTZ001 (the offset comes later)
    return st.datetimes(first, last, timezones=st.sampled_from(OFFSETS))


@cache
def json_values() -> st.SearchStrategy[Any]:
    """Anything that JSON can say."""
    leaves = st.none() | st.booleans() | integers() | numbers() | texts()
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | _objects(inner), max_leaves=5)


@cache
def json_objects() -> st.SearchStrategy[dict[str, Any]]:
    """JSON objects of any shape."""
    return _objects(json_values())


def _objects(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    names = st.sampled_from(["", "a/b~c", "vendorId", "self", "漢"])
    return st.dictionaries(names, values, max_size=3)


@cache
def custom_data() -> st.SearchStrategy[CustomDataType]:
    """customData: a vendor's name, before or after whatever else."""
    return st.builds(_custom, texts(255), json_objects(), st.booleans())


def _custom(vendor: str, members: dict[str, Any], first: bool) -> CustomDataType:
    named = {"vendorId": vendor}
    return CustomDataType(named | members | named if first else members | named)


# Payloads ------------------------------------------------------------------------------------------------------------

_OF_TYPE: Mapping[Any, Any] = MappingProxyType(
    {
        str: lambda max_length=40, characters=None: texts(max_length),
        bool: st.booleans,
        int: integers,
        float: numbers,
        datetime.datetime: lambda tz: moments(),
        CustomDataType: custom_data,
        Json: lambda: json_values().map(lambda value: NULL if value is None else value),
        Tenth: lambda: st.integers(-(10**9), 10**9).map(lambda tenths: tenths / 10),
    }
)

_URIS = ("http://a.example/b?c=%20#d", "ftp://u:p@[::1]:21/x;type=i", "urn:x:y", "../relative", "#")


def values_of(hint: Any, *, complete: bool = False) -> st.SearchStrategy[Any]:
    """What an annotation allows."""
    wanted, limits = unwrapped(hint)
    if typing.get_origin(wanted) is list:
        least, most = limits.get("min_length", int(complete)), limits.get("max_length", 1000)
        items = values_of(*typing.get_args(wanted), complete=complete)
        return st.lists(items, min_size=least, max_size=min(least + _SOME, most))
    if isinstance(wanted, type) and issubclass(wanted, Record):
        return st.deferred(lambda: records(wanted, complete=complete))
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return st.sampled_from(wanted)
    if "pattern" in limits:  # the only pattern is that of a URI
        return st.sampled_from(_URIS)
    strategy: st.SearchStrategy[Any] = _OF_TYPE[wanted](**limits)
    return strategy


@cache
def records(definition: type[Record], *, complete: bool = False) -> st.SearchStrategy[Any]:
    """Valid instances of a message or data type; `complete`: with every field."""
    values = {name: values_of(hint, complete=complete) for name, hint in hints_of(definition).items()}
    required = {field.name for field in fields(definition) if field.required or complete}
    there = {name: strategy for name, strategy in values.items() if name in required}
    optional = {name: strategy for name, strategy in values.items() if name not in required}
    return st.fixed_dictionaries(there, optional=optional).map(lambda members: definition(**members))


# Envelopes -----------------------------------------------------------------------------------------------------------


@cache
def unique_ids() -> st.SearchStrategy[str]:
    """Message ids: 1 to 36 characters, some of which keep the codec from finding the action at a glance."""
    return st.text(st.sampled_from('a0-"\\é𝄞'), min_size=1, max_size=36)


@cache
def errors(protocol: OcppJsonProtocol) -> st.SearchStrategy[structure.Envelope]:
    """The envelopes that say that something went wrong."""
    known = DIALECTS[protocol].message_types
    kinds = [kind for kind in (structure.CallError, structure.CallResultError) if kind.messageTypeId in known]
    codes = st.sampled_from(get_error_codes(protocol))
    parts = st.tuples(unique_ids(), codes, texts(255), json_objects())
    return st.builds(lambda kind, values: kind(*values), st.sampled_from(kinds), parts)


@cache
def requests_and_responses(protocol: OcppJsonProtocol) -> st.SearchStrategy[structure.Envelope]:
    """Valid messages of one version that carry a payload."""
    return st.builds(envelope_of, st.sampled_from(payloads_of(protocol)).flatmap(records), unique_ids())


@cache
def messages(protocol: OcppJsonProtocol) -> st.SearchStrategy[structure.Envelope]:
    """Valid messages of one version."""
    return requests_and_responses(protocol) | errors(protocol)
