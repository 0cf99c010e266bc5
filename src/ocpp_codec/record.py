"""What a definition is: the base of every message and data type, and the few types that need more than a limit.

Strategy: a definition is a `msgspec.Struct`, because msgspec decodes and validates it in C, faster than a parser alone
builds dicts; it answers to everything that `dataclasses` offers as well. Type checkers see plain types; what stands
behind them at run time is what msgspec needs in order to refuse exactly what the schemas refuse.
"""

from __future__ import annotations

import copy
import dataclasses
import datetime
import inspect
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple, TypeAlias

import msgspec
from msgspec import Meta

from .plain import is_plain

if TYPE_CHECKING:
    from .compat import OcppJsonProtocol

__all__ = [
    "MAX_DEPTH",
    "NULL",
    "Action",
    "Block",
    "CustomData",
    "CustomDataType",
    "DateTime",
    "Json",
    "Opt",
    "Payload",
    "Record",
    "Sender",
    "Tenth",
    "Uri",
    "decimals_of",
    "decode_hook",
    "encode_hook",
]

#: Levels of arrays and objects that a value of any shape (customData, DataTransfer.data, error details) may have.
MAX_DEPTH = 64

DateTime: TypeAlias = Annotated[datetime.datetime, Meta(tz=True)]

# RFC 3986, 4.1: the characters of a URI or a relative reference, which has no colon before its first slash.
URI_PATTERN = (
    r"^(?=[A-Za-z][A-Za-z0-9+.-]*:|[^:/?#]*(?:[/?#]|\Z))"
    r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+\Z"
)
Uri: TypeAlias = Annotated[str, Meta(pattern=URI_PATTERN)]


@dataclasses.dataclass(init=False, repr=False, eq=False)
class _AnyMember:
    """The pattern for a field of customData."""

    member: Any


# `pprint` and others ask for it; it says that `dataclasses` has made none of our methods.
_PARAMS: Any = getattr(_AnyMember, "__dataclass_params__")  # noqa: B009


class _Shadow:
    """Shows a definition to `dataclasses`: its fields are made when something first asks for them.

    Making a dataclass of each definition would more than double the import of a version. What it would find out is
    found out from a class that has the same annotations and defaults.
    """

    def __get__(self, instance: object, owner: type[Record]) -> dict[str, dataclasses.Field[Any]]:
        return _fields_of(owner)


@cache
def _fields_of(definition: type[Record]) -> dict[str, dataclasses.Field[Any]]:
    annotations = {
        name: hint for base in reversed(definition.__mro__) for name, hint in inspect.get_annotations(base).items()
    }
    names = definition.__struct_fields__
    defaults = dict.fromkeys(names[len(names) - len(definition.__struct_defaults__) :])
    shadow = {"__annotations__": {name: annotations[name] for name in names}, **defaults}
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False)(type(definition.__name__, (), shadow))
    fields: dict[str, dataclasses.Field[Any]] = made.__dataclass_fields__
    return fields


class Record(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Base of everything defined here: envelopes, payloads, data types. Mutable, comparable, picklable, a dataclass.

    A field that is absent is `None`. Messages are trees, so the garbage collector need not follow them.
    """

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]
    else:
        __dataclass_fields__ = _Shadow()
        __dataclass_params__ = _PARAMS

    def __repr__(self) -> str:
        """The class with every field that is there, as in the source code that would make it."""
        there = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return (
            f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in there if value is not None)})"
        )


class Payload(Record):
    """Base of every request and response; `action_class` is the action that it belongs to."""

    action_class: ClassVar[type[Action]]


class Sender(StrEnum):
    """Who sends the request of an action."""

    STATION = "station"
    CSMS = "csms"
    BOTH = "both"


class Block(NamedTuple):
    """A functional block of OCPP 2.x: its letter and name."""

    letter: str
    name: str


class Action:
    """Base of every action: a name on the wire, a `Request` and, but for a SEND message, a `Response`."""

    protocol: ClassVar[OcppJsonProtocol]
    sender: ClassVar[Sender]
    block: ClassVar[Block | None] = None
    profile: ClassVar[str | None] = None
    Request: ClassVar[type[Payload]]
    Response: ClassVar[type[Payload] | None] = None

    def __init_subclass__(cls) -> None:
        """Tells both payloads whose they are."""
        for payload in (cls.__dict__.get("Request"), cls.__dict__.get("Response")):
            if payload is not None:
                payload.action_class = cls

    @classmethod
    def goes_to_station(cls, payload: type[Payload]) -> bool:
        """Whether one of its payloads is sent to a station, and to nobody else."""
        return cls.sender is (Sender.CSMS if payload is cls.Request else Sender.STATION)


class _Null:
    """The type of NULL."""

    def __repr__(self) -> str:
        return "NULL"

    def __bool__(self) -> bool:
        return False

    def __reduce__(self) -> str:
        return "NULL"


#: A JSON null where any JSON value may stand (`DataTransfer.data` of 2.x); `None` says that the field is absent.
NULL = _Null()


class _Key(str):
    """The name of a member as the name of a field: it is looked up among the members alone, `items` and all."""

    __slots__ = ()


class _MemberFields:
    """Shows the members of customData to `dataclasses` as fields: those of an instance are its own."""

    def __get__(self, instance: CustomDataType | None, owner: type) -> dict[str, dataclasses.Field[Any]]:
        return {name: self._named(name) for name in (("vendorId",) if instance is None else instance)}

    @staticmethod
    def _named(name: str) -> dataclasses.Field[Any]:
        field = copy.copy(dataclasses.fields(_AnyMember)[0])
        field.name = _Key(name)
        return field


class CustomDataType(dict[str, Any]):
    """An extension of OCPP 2.0.1 and 2.1: a vendor's name (at most 255 characters) and whatever that vendor adds.

    A dict of the members as they came, in their order; what they hold is any JSON and is never touched.
    """

    __slots__ = ()
    __match_args__ = ("vendorId",)
    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]
    else:
        __dataclass_fields__ = _MemberFields()
        __dataclass_params__ = _PARAMS

    def __init__(self, /, vendorId: str, **members: Any) -> None:
        super().__init__({"vendorId": vendorId} | {str(name): value for name, value in members.items()})

    @classmethod
    def from_members(cls, members: dict[str, Any]) -> CustomDataType:
        """Takes the members of a JSON object, vendorId among them, in their order."""
        custom = cls.__new__(cls)
        custom.update(members)
        return custom

    @property
    def vendorId(self) -> str:
        """The name of the vendor: the member of that name."""
        name: str = self["vendorId"]
        return name

    @vendorId.setter
    def vendorId(self, name: str) -> None:
        self["vendorId"] = name

    def __getattribute__(self, name: str) -> Any:
        return self[name] if type(name) is _Key else super().__getattribute__(name)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.items())})"

    def __reduce__(self) -> tuple[Any, ...]:
        return CustomDataType.from_members, (dict(self),)


class _AnythingMeta(type):
    """msgspec asks whether what a hook returns is an instance of the annotated class; the hooks have seen to it."""

    def __instancecheck__(cls, instance: object) -> bool:
        return True


if TYPE_CHECKING:
    from typing import Any as Json
    from typing import Optional as Opt

    CustomData: TypeAlias = CustomDataType
    Tenth: TypeAlias = float
else:

    class Opt:
        """`Opt[T]` is an optional field: T or absent. At run time it is plain T, so that msgspec refuses `null`."""

        def __class_getitem__(cls, item: Any) -> Any:
            return item

    class CustomData(metaclass=_AnythingMeta):
        """A CustomDataType: msgspec would take the class itself for a dataclass with no more than its fields."""

    class Json(metaclass=_AnythingMeta):
        """Any JSON value."""

    class Tenth(metaclass=_AnythingMeta):
        """A number with at most one decimal digit (1.6: `multipleOf 0.1`)."""


def decimals_of(value: float) -> int:
    """Digits behind the point of a finite number as it is written: 1 for 21.4, although no binary float equals it."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def decode_hook(wanted: type, value: Any) -> Any:
    """Makes the types that msgspec does not know; any exception says that this has to be looked at more closely."""
    if wanted is CustomData:
        vendor = value["vendorId"]
        if isinstance(vendor, str) and len(vendor) <= 255 and is_plain(value, MAX_DEPTH):
            return CustomDataType.from_members(value)
    elif wanted is Tenth:
        if type(value) in (int, float) and decimals_of(value) <= 1:
            return float(value)
    elif wanted is Json and is_plain(value, MAX_DEPTH):
        return NULL if value is None else value
    raise ValueError(wanted)


def encode_hook(value: Any) -> Any:
    """Writes the types that msgspec does not know; TypeError for what is no part of a message."""
    match value:
        case str():  # a subclass, as are the following
            return str.__str__(value)
        case int():
            return int(value)
        case float():
            return float(value)
        case datetime.datetime():
            return datetime.datetime.fromisoformat(value.isoformat())
        case _ if value is NULL:
            return None
        case _:
            raise TypeError(repr(value))
