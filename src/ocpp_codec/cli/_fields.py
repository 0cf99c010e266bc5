"""The fields of a definition as data: for people, for JSON, for a comparison of versions, for a JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from .._core.fields import Json, RealDatetime, Tenth
from .._core.limits import MAX_VENDOR_ID
from .._core.record import CustomDataType, Record
from ..testing._annotations import Kind, fields_of
from ._names import Definition, Structure

__all__ = ["ANY", "Field", "describe", "fields_of_definition", "used_by"]

ANY = "any JSON"

#: What the types of Python are called on the wire.
_PLAIN: Mapping[Any, str] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    Tenth: "number",
    RealDatetime: "date-time",
    Json: ANY,
}


class Field(NamedTuple):
    """A field by its name on the wire, with what it allows.

    `type`: what a value, or each item of a list, has to be: a word such as "string", or the name of a definition.
    `definition`: that definition, if there is one. `limits`: each by its name in JSON output.
    """

    name: str
    required: bool
    is_list: bool
    type: str
    definition: Structure | type[StrEnum] | None
    limits: Mapping[str, Any]
    notes: Mapping[str, Any]  # unit, default, default_if, characters: what no schema checks

    @property
    def values(self) -> list[str]:
        """The values of an enumeration; empty for any other type."""
        is_enum = self.definition is not None and issubclass(self.definition, StrEnum)
        return [each.value for each in self.definition] if is_enum else []  # type: ignore[union-attr]

    @property
    def structure(self) -> Structure | None:
        """What has fields of its own, if this is one."""
        return None if self.definition is None or issubclass(self.definition, StrEnum) else self.definition

    @property
    def words(self) -> str:
        """The type in words: "list of EVSEType"."""
        return f"list of {self.type}" if self.is_list else self.type

    @property
    def bounds(self) -> list[str]:
        """The limits in words."""
        limits = self.limits
        return [
            words
            for words in (
                _range(limits.get("min_items"), limits.get("max_items"), "item"),
                _range(limits.get("min_length"), limits.get("max_length"), "character"),
                _range(limits.get("minimum"), limits.get("maximum")),
                "multiple of 0.1" if "multiple_of" in limits else "",
            )
            if words
        ]

    @property
    def remarks(self) -> list[str]:
        """Unit, default and characters in words."""
        notes = self.notes
        condition = f" if {notes['default_if']}" if "default_if" in notes else ""
        default = notes.get("default")
        shown = str(default).lower() if isinstance(default, bool) else default
        return [
            *([f"unit {notes['unit']}"] if "unit" in notes else []),
            *([f"default {shown}{condition}"] if "default" in notes else []),
            *([f"characters {notes['characters']}"] if "characters" in notes else []),
        ]


def describe(field: Field) -> dict[str, Any]:
    """A field as JSON output has it."""
    values = {"values": field.values} if field.values else {}
    return {
        "name": field.name,
        "type": field.type,
        "list": field.is_list,
        "required": field.required,
        **field.limits,
        **field.notes,
        **values,
    }


@cache
def fields_of_definition(definition: Structure) -> tuple[Field, ...]:
    """The fields of a payload or data type, in the order of the definition."""
    if issubclass(definition, CustomDataType):
        return (Field("vendorId", True, False, "string", None, {"max_length": MAX_VENDOR_ID}, {}),)  # noqa: FBT003
    return tuple(_field(each.key, each.required, each.kind) for each in fields_of(definition))


def used_by(definition: Structure) -> list[Structure | type[StrEnum]]:
    """The data types and enumerations of the fields, at any depth, each once, in the order of the fields."""
    found: dict[Structure | type[StrEnum], None] = {}
    for field in fields_of_definition(definition):
        if field.definition is not None and field.definition not in found:
            found[field.definition] = None
            found |= dict.fromkeys(used_by(field.structure)) if field.structure else {}
    return list(found)


def _field(name: str, required: bool, kind: Kind) -> Field:
    value = kind.item if kind.is_list else kind
    limits: dict[str, Any] = dict(_limits(kind, ("min_items", "max_items") if kind.is_list else _LENGTH))
    if kind.is_list:
        limits |= _limits(value, _LENGTH)
    if value.type is Tenth:
        limits["multiple_of"] = 0.1
    notes = {**(kind.limits if kind.is_list else {}), **value.limits}
    notes = {note: notes[note] for note in ("unit", "default", "default_if", "characters") if note in notes}
    is_definition = value.is_a(Record) or value.is_a(StrEnum) or value.is_a(CustomDataType)
    definition: Definition | None = value.type if is_definition else None
    word = "URI" if "pattern" in value.limits else _PLAIN.get(value.type, getattr(definition, "__name__", ""))
    return Field(name, required, kind.is_list, word, definition, limits, notes)  # type: ignore[arg-type]


_LENGTH = ("min_length", "max_length")


def _limits(kind: Kind, lengths: tuple[str, str]) -> Iterator[tuple[str, Any]]:
    names = dict(zip(("min_length", "max_length"), lengths, strict=True)) | {"ge": "minimum", "le": "maximum"}
    for name, limit in kind.limits.items():
        if name in names:
            yield names[name], limit


def _range(least: Any, most: Any, of: str = "") -> str:
    if least is None and most is None:
        return ""
    plural = "" if not of else f" {of}" if (most if most is not None else least) == 1 else f" {of}s"
    if least is None:
        return f"at most {most}{plural}"
    return f"at least {least}{plural}" if most is None else f"{least} to {most}{plural}"
