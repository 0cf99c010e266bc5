"""The types of fields that need more than a limit, and the hooks for msgspec.

Type checkers see plain types. At run time they are what msgspec needs to refuse exactly what the schemas refuse.
"""

from __future__ import annotations

import datetime
import sys
import threading
import typing
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, TypeVar

from msgspec import Meta

from .jsonvalues import is_json
from .limits import MAX_DEPTH, MAX_EXACT, MAX_VENDOR_ID
from .record import NULL, CustomDataType
from .structure import ReceivedId

__all__ = [
    "DateTime",
    "Exact",
    "Json",
    "Opt",
    "RealDatetime",
    "Tenth",
    "Uri",
    "building_a_decoder",
    "decimals_of",
    "decode_hook",
    "encode_hook",
]

if TYPE_CHECKING:
    from datetime import datetime as RealDatetime  # noqa: N812 (it is a class)
else:
    # freezegun puts a class of its own in the place of `datetime.datetime`, perhaps before this module is imported.
    RealDatetime = next(each for each in datetime.datetime.__mro__ if each.__module__ == "datetime")

DateTime: TypeAlias = Annotated[RealDatetime, Meta(tz=True)]

# RFC 3986, 4.1: the characters of a URI or a relative reference, which has no colon before its first slash.
URI_PATTERN = (
    r"^(?=[A-Za-z][A-Za-z0-9+.-]*:|[^:/?#]*(?:[/?#]|\Z))"
    r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+\Z"
)
Uri: TypeAlias = Annotated[str, Meta(pattern=URI_PATTERN)]


T = TypeVar("T")

_NO_NUMBER = Annotated[float, Meta(gt=sys.float_info.max)]


class _Building(threading.local):
    """Whether this thread builds a decoder."""

    decoder = False


_BUILDING = _Building()


@contextmanager
def building_a_decoder() -> Generator[None]:
    """While a decoder is built, `Exact` is what msgspec needs."""
    _BUILDING.decoder = True
    try:
        yield
    finally:
        _BUILDING.decoder = False


class _AnythingMeta(type):
    """Every value counts as an instance: msgspec asks that of values which the hooks have checked already."""

    def __instancecheck__(cls, instance: object) -> bool:
        return True


if TYPE_CHECKING:
    from typing import Any as Json
    from typing import Optional as Opt

    Tenth: TypeAlias = float
    Exact: TypeAlias = Annotated[T, "exact"]
else:

    class Opt:
        """`Opt[T]` is an optional field: T or absent. At run time it is plain T, so that msgspec refuses `null`."""

        def __class_getitem__(cls, item: Any) -> Any:
            return item

    class Exact:
        """`Exact[int]` and `Exact[float]` are numbers that are read exactly, whoever reads them.

        msgspec makes a double of every number with a point or an exponent, even for an integer field, and of every
        number for a float field. While a decoder is built, `Exact` therefore refuses what may lose digits in this way:
        the slow path must decide. For everybody else `Exact[T]` is plain T.
        """

        def __class_getitem__(cls, item: Any) -> Any:
            if not _BUILDING.decoder:
                return item
            base, *metas = typing.get_args(item) if typing.get_origin(item) is Annotated else (item,)
            if base is int:
                return item | _NO_NUMBER
            limits = {"ge": -MAX_EXACT, "le": MAX_EXACT}
            for meta in metas:
                limits |= {name: limit for name in limits if (limit := getattr(meta, name)) is not None}
            return Annotated[float, Meta(**limits)]

    class Json(metaclass=_AnythingMeta):
        """Any JSON value."""

    class Tenth(metaclass=_AnythingMeta):
        """A number with at most one decimal digit (1.6: `multipleOf 0.1`)."""


def decimals_of(value: float) -> int:
    """Digits behind the point of a finite number, as it is written: 1 for 21.4."""
    if isinstance(value, int):
        return 0
    mantissa, _, exponent = float.__repr__(value).partition("e")
    fraction = mantissa.partition(".")[2].rstrip("0")
    return max(0, len(fraction) - int(exponent or 0))


def decode_hook(wanted: type, value: Any) -> Any:
    """Makes the types that msgspec does not know. Any exception means: the slow path must decide."""
    if wanted is CustomDataType:
        vendor = value["vendorId"]
        if isinstance(vendor, str) and len(vendor) <= MAX_VENDOR_ID and is_json(value, MAX_DEPTH):
            return CustomDataType(value)
    elif wanted is Tenth:
        if type(value) in (int, float) and float(value) == value and decimals_of(value) <= 1:
            return float(value)
    elif wanted is Json and is_json(value, MAX_DEPTH):
        return NULL if value is None else value
    raise ValueError(wanted)


def encode_hook(value: Any) -> Any:
    """Writes the types that msgspec does not know. TypeError for a type that no message has."""
    match value:
        case ReceivedId():
            return value.received
        case str():  # a subclass, as are the following
            return str.__str__(value)
        case int():
            return int(value)
        case float():
            return float(value)
        case datetime.datetime():
            return RealDatetime.fromisoformat(value.isoformat())
        case _ if value is NULL:
            return None
        case _:
            raise TypeError(repr(value))
