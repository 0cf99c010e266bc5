"""What the annotations of payloads and data types allow: types and limits. The codec reads the very same."""

from __future__ import annotations

import inspect
import sys
import typing
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from msgspec import Meta
from msgspec.structs import fields

from .fields import Opt
from .record import Record

_LIMITS = ("ge", "le", "min_length", "max_length", "pattern")


class Kind(NamedTuple):
    """What a value has to be: its type, and the limits that it has to keep.

    `limits`: by their names in `msgspec.Meta`, and the facts of `Meta.extra`, such as the characters of a text.
    """

    type: Any
    limits: dict[str, Any]

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return typing.get_origin(self.type) is list

    @property
    def item(self) -> Kind:
        """What the items of a list have to be."""
        return kind_of(typing.get_args(self.type)[0])

    def is_a(self, base: type) -> bool:
        """Whether it is a class of that kind."""
        return isinstance(self.type, type) and issubclass(self.type, base)


class Field(NamedTuple):
    """A field: its names in Python and on the wire, what it allows, and whether it must be there."""

    name: str
    key: str
    kind: Kind
    required: bool


def kind_of(hint: Any) -> Kind:
    """What an annotation allows."""
    limits: dict[str, Any] = {}
    while typing.get_origin(hint) is typing.Annotated:
        hint, *metas = typing.get_args(hint)
        for meta in metas:
            if isinstance(meta, Meta):
                limits |= {name: limit for name in _LIMITS if (limit := getattr(meta, name)) is not None}
                limits |= meta.extra or {}
    return Kind(hint, limits)


@cache
def fields_of(definition: type[Record]) -> tuple[Field, ...]:
    """The fields of a payload or data type."""
    hints = hints_of(definition)
    return tuple(
        Field(each.name, each.encode_name, kind_of(hints[each.name]), each.required) for each in fields(definition)
    )


def hints_of(definition: type[Record]) -> dict[str, Any]:
    """What the annotations of the fields mean, as `typing.get_type_hints` says."""
    names, bases = definition.__struct_fields__, definition.__mro__
    own = reversed(bases[: bases.index(Record)])
    return {
        name: _meaning(hint, base.__module__) if isinstance(hint, str) else _evaluated(hint, base.__module__)
        for base in own
        for name, hint in inspect.get_annotations(base).items()
        if name in names
    }


@cache
def _meaning(text: str, module: str) -> Any:
    """What the text of an annotation means. The definitions of a version say the same again and again."""
    names = vars(sys.modules[module])
    if text.startswith("Opt[") and names.get("Opt") is Opt:
        return _meaning(text[len("Opt[") : -1], module)
    return names[text] if text in names else _evaluated(text, module)  # most say only a name


def _evaluated(hint: Any, module: str) -> Any:
    holder = SimpleNamespace(__annotations__={"hint": hint})
    return typing.get_type_hints(holder, vars(sys.modules[module]), include_extras=True)["hint"]
