"""The bases of messages, types and actions.

Strategy: a definition is a `msgspec.Struct`, because msgspec decodes and validates it in C, faster than a parser alone
builds dicts; it also works with all functions of `dataclasses`.
"""

import dataclasses
import importlib
import inspect
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, Never, TypeVar, overload

import msgspec

from .compat import OcppJsonProtocol
from .publish import publish

__all__ = ["NULL", "Action", "Block", "CustomDataType", "Payload", "Record", "RequestOf", "Sender"]


@dataclasses.dataclass(init=False, repr=False, eq=False)
class _EmptyDataclass:
    """An empty dataclass without generated methods."""


class _DataclassFields:
    """Gives `dataclasses` the fields of a definition. They are made on first use.

    To make a dataclass of each definition would more than double the import of a version.
    """

    def __get__(self, instance: object, owner: type["Record"]) -> dict[str, dataclasses.Field[Any]]:
        return _fields_of(owner)


@cache
def _fields_of(definition: type["Record"]) -> dict[str, dataclasses.Field[Any]]:
    annotations = {
        name: hint for base in reversed(definition.__mro__) for name, hint in inspect.get_annotations(base).items()
    }
    names = definition.__struct_fields__
    defaults = dict.fromkeys(names[len(names) - len(definition.__struct_defaults__) :])
    alike = {"__annotations__": {name: annotations[name] for name in names}, **defaults}
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False)(type(definition.__name__, (), alike))
    fields: dict[str, dataclasses.Field[Any]] = made.__dataclass_fields__
    return fields


def _in_pydantic() -> Any:
    """The part that knows pydantic. It stands above the definitions, so it is loaded by name, when pydantic asks."""
    return importlib.import_module(f"{__package__}.in_pydantic")


class Record(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Base of envelopes, payloads and data types. Mutable, comparable, picklable, a dataclass.

    A field that is absent is `None`. Messages are trees, so the garbage collector need not follow them.
    """

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]
    else:
        __dataclass_fields__ = _DataclassFields()
        __dataclass_params__ = _EmptyDataclass.__dataclass_params__  # `pprint` asks for it

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """How pydantic reads and writes it; it asks for this."""
        return _in_pydantic().core_schema_of(cls) or handler(source)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        """How pydantic describes it; it asks for this."""
        description: dict[str, Any] = _in_pydantic().json_schema_of(cls)
        return description

    def __repr__(self) -> str:
        """The class with every field that is not None, as source code."""
        there = ((name, getattr(self, name, None)) for name in self.__struct_fields__)
        return (
            f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in there if value is not None)})"
        )


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
    """Base of every action: a name on the wire, a `Request` and (except a SEND message) a `Response`."""

    protocol: ClassVar[OcppJsonProtocol]
    sender: ClassVar[Sender]
    block: ClassVar[Block | None] = None
    profile: ClassVar[str | None] = None

    if TYPE_CHECKING:  # `Payload` is below
        Request: ClassVar["type[Payload]"]
        Response: ClassVar["type[Payload] | None"] = None

        def __init__(self, not_a_message: Never, /) -> None: ...
    else:
        Response = None

        def __init__(self, *_: Any, **__: Any) -> None:
            """TypeError: an action is not a message."""
            name = type(self).__name__
            payloads = [f"{name}.{role}(...)" for role in ("Request", "Response") if getattr(self, role, None)]
            raise TypeError(f"{name} is an action, not a message; make {' or '.join(payloads)}")

    def __init_subclass__(cls) -> None:
        """Sets `action_class` of each payload that this class defines; one that it only names has its own action."""
        for payload in (cls.__dict__.get("Request"), cls.__dict__.get("Response")):
            if payload is not None and "action_class" not in payload.__dict__:
                payload.action_class = cls

    @classmethod
    def goes_to_station(cls, payload: type["Payload"]) -> bool:
        """Whether one of its payloads is sent to stations only."""
        return cls.sender is (Sender.CSMS if payload is cls.Request else Sender.STATION)


class Payload(Record):
    """Base of every request and response; `action_class` is the action that it belongs to."""

    action_class: ClassVar[type[Action]]


if TYPE_CHECKING:
    _R_co = TypeVar("_R_co", bound=Payload, covariant=True)

    class RequestOf(Payload, Generic[_R_co]):
        """A request that is answered by an `R`, for annotations: `def call(self, request: RequestOf[R]) -> R`."""

else:

    class _RequestOf:
        """At run time every request is a plain `Payload`: a base class more would cost time at each import."""

        def __getitem__(self, response):  # noqa: ANN001, ANN204
            return Payload

        def __repr__(self):  # noqa: ANN204
            return "ocpp_codec.record.RequestOf"

    RequestOf = _RequestOf()


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


class CustomDataType(dict[str, Any]):
    """An extension of OCPP 2.0.1 and 2.1: a vendor's name (at most 255 characters) and any other members.

    A dict of the members as they came, in their order; `vendorId` is an attribute too.
    """

    __slots__ = ()
    __match_args__ = ("vendorId",)

    @overload
    def __init__(self, vendorId: str, /, **members: Any) -> None: ...
    @overload
    def __init__(self, /, *, vendorId: str, **members: Any) -> None: ...
    @overload
    def __init__(self, members: Mapping[str, Any] | Iterable[tuple[str, Any]], /) -> None: ...
    def __init__(self, first: Any = (), /, **members: Any) -> None:
        super().__init__({"vendorId": first} if isinstance(first, str) else first, **members)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        """How pydantic reads and writes it; it asks for this."""
        return _in_pydantic().core_schema_of_custom_data()

    @classmethod
    def __get_pydantic_json_schema__(cls, _core_schema: Any, _handler: Any) -> dict[str, Any]:
        """How pydantic describes it; it asks for this."""
        description: dict[str, Any] = _in_pydantic().json_schema_of_custom_data()
        return description

    @property
    def vendorId(self) -> str:
        """The name of the vendor: the member of that name."""
        if "vendorId" not in self:
            raise AttributeError("vendorId", name="vendorId", obj=self)
        name: str = self["vendorId"]
        return name

    @vendorId.setter
    def vendorId(self, name: str) -> None:
        self["vendorId"] = name

    def copy(self) -> "CustomDataType":
        """A shallow copy, of the same class."""
        return CustomDataType(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({super().__repr__()})"


publish(globals())
