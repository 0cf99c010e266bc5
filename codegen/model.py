"""Schemas and overlay of one version, put together: the classes that are to be written."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from . import sources


@dataclass(frozen=True)
class Kind:
    """The type of a value: `base` is a Python type, `any`, `datetime`, `uri`, `list`, or `class`; `name` says which.

    A string may have a name: the kind of string that the specification calls it.
    """

    base: str
    name: str = ""
    item: Kind | None = None
    limits: tuple[tuple[str, int], ...] = ()  # msgspec's own words: ge, le, min_length, max_length
    tenth: bool = False  # a multiple of 0.1, judged on the decimal digits


@dataclass(frozen=True)
class Field:
    """One property: its wire name, type, whether it must be there, its unit, and what it means where it is absent.

    `condition`: when it means that; always, if there is none.
    """

    wire: str
    kind: Kind
    required: bool
    unit: str | None = None
    default: Any = None  # text, a number or a truth value
    condition: str | None = None

    @property
    def name(self) -> str:
        """The attribute name: the wire name, with an underscore in front where it starts with a digit."""
        return identifier(self.wire)


@dataclass(frozen=True)
class Record:
    """A payload or a data type."""

    name: str
    doc: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Enumeration:
    """An enumeration: member name -> wire value."""

    name: str
    doc: str
    members: tuple[tuple[str, str], ...]


@dataclass
class Action:
    """An action with its payloads; `response` is None for a SEND message (2.1)."""

    name: str
    doc: str
    sender: str
    block: str | None
    profile: str | None
    request: Record | None = None
    response: Record | None = None


@dataclass
class Version:
    """Everything that one version defines."""

    name: str
    actions: dict[str, Action] = field(default_factory=dict[str, Action])
    types: dict[str, Record] = field(default_factory=dict[str, Record])
    enums: dict[str, Enumeration] = field(default_factory=dict[str, Enumeration])


def identifier(wire: str) -> str:
    """The one rule for what is no identifier: leave out what is not allowed, put `_` before a digit or a keyword."""
    name = re.sub(r"\W", "", wire, flags=re.ASCII)
    return f"_{name}" if not name.isidentifier() or keyword.iskeyword(name) else name


_Definition = TypeVar("_Definition", Record, Enumeration)


class Reader:
    """Reads one version; the state is what has been found so far."""

    def __init__(self, version: str) -> None:
        self.overlay = sources.overlay(version)
        self.renamed: dict[str, str] = self.overlay.get("renamed", {})
        self.names = sources.facts(version, "names")
        self.units = sources.facts(version, "units")
        self.strings = sources.facts(version, "strings")
        self.defaults = sources.facts(version, "defaults")
        self.fields: set[str] = set()
        self.message = ""
        self.definitions: dict[str, Any] = {}
        self.result = Version(version)

    def read(self) -> Version:
        for name, schema in sources.schemas(self.result.name).items():
            self.message = name
            suffix = "Response" if name.endswith("Response") else "Request"
            action = self._action(name.removesuffix(suffix))
            self.definitions = schema.get("definitions", {})
            for definition, body in self.definitions.items():
                self._define(self._class_name(definition), body)
            payload = self._record(f"{action.name}.{suffix}", schema, doc="")
            if suffix == "Request":
                action.request = payload
            else:
                action.response = payload
        codes = self.overlay["error_codes"]
        members = tuple((code, code) for code in codes["values"])
        self._keep(self.result.enums, Enumeration("ErrorCodeEnum", codes["doc"], members))
        known = self.strings | self.units | self.defaults
        if unknown := known.keys() - self.fields:
            raise ValueError(f"{self.result.name}: the overlay has fields that no schema has: {sorted(unknown)}")
        return self.result

    def _action(self, name: str) -> Action:
        if name not in self.result.actions:
            entry = self.overlay["actions"][name]
            block = f"{entry['block']} {self.overlay['blocks'][entry['block']]}" if "block" in entry else None
            self.result.actions[name] = Action(name, entry["doc"], entry["sender"], block, entry.get("profile"))
        return self.result.actions[name]

    def _class_name(self, definition: str) -> str:
        """`XEnumType` is `XEnum`; a definition that differs between messages has a name of its own for some of them."""
        name = identifier(self.renamed.get(f"{self.message}/{definition}", definition))
        return name.removesuffix("Type") if name.endswith("EnumType") else name

    def _define(self, name: str, schema: dict[str, Any]) -> None:
        if name == "CustomDataType":  # an open object, the one type that is written by hand
            return
        if "enum" in schema:
            members = tuple((identifier(value), value) for value in schema["enum"])
            if len(dict(members)) != len(members):
                raise ValueError(f"{name}: two values give one member name")
            self._keep(self.result.enums, Enumeration(name, self.overlay["enums"][name], members))
        else:
            self._keep(self.result.types, self._record(name, schema, self.overlay["types"][name]))

    def _keep(self, known: dict[str, _Definition], new: _Definition) -> None:
        if known.setdefault(new.name, new) != new:
            raise ValueError(f"{self.message}: {new.name} is defined in two ways:\n{known[new.name]}\n{new}")

    def _record(self, name: str, schema: dict[str, Any], doc: str) -> Record:
        required = schema.get("required", ())
        fields = [
            self._field(name, wire, body, wire in required) for wire, body in schema.get("properties", {}).items()
        ]
        # Arguments without a default come first; customData is for extensions and stands last.
        fields.sort(key=lambda f: (not f.required, f.wire == "customData"))
        return Record(name, doc, tuple(fields))

    def _field(self, owner: str, wire: str, schema: dict[str, Any], required: bool) -> Field:
        key = f"{owner}.{wire}"
        kind = self._named(key, self._kind(schema, f"{owner}/{wire}"))
        unit = self.units[key].value if key in self.units else None
        # A field that has to be there has no default, whatever its schema says.
        default, condition = (None, None) if required else self._default(key, kind, schema)
        if required and key in self.defaults:
            raise ValueError(f"{self.result.name}: the overlay has a default for {key}, which is never absent")
        return Field(wire, kind, required, unit, default, condition)

    def _default(self, key: str, kind: Kind, schema: dict[str, Any]) -> tuple[Any, str | None]:
        """What an absent field means, by the overlay, else by its schema; and when."""
        referred = self.definitions.get(schema.get("$ref", "").removeprefix("#/definitions/"), {})
        said = schema.get("default", referred.get("default"))
        fact = self.defaults.get(key, sources.Fact(None))
        value = said if fact.value is None else fact.value
        if key in self.defaults and (value is None or (value == said and fact.condition is None)):
            raise ValueError(f"{self.result.name}: the overlay says no more of the default of {key} than its schema")
        if value is not None and not self._fits(value, kind):
            raise ValueError(f"{self.result.name}: {value!r} cannot be the default of {key}")
        return value, fact.condition

    def _fits(self, value: Any, kind: Kind) -> bool:
        if kind.name in self.result.enums:
            return any(value == wire for _, wire in self.result.enums[kind.name].members)
        return type(value).__name__ == kind.base

    def _named(self, key: str, kind: Kind) -> Kind:
        """The kind of a field; a string, or the strings of a list, with the name that the overlay gives."""
        self.fields.add(key)
        if key not in self.strings:
            return kind
        if kind.item is not None:
            return replace(kind, item=self._named(key, kind.item))
        name = self.strings[key].value
        limits = set[str]() if name == "DecimalString" else {"max_length"}
        if kind.base != "str" or dict(kind.limits).keys() != limits:
            raise ValueError(f"{self.result.name}: the overlay has {key} as {name}, but it is no such string")
        return replace(kind, name=name)

    def _kind(self, schema: dict[str, Any], where: str) -> Kind:
        if "$ref" in schema:
            return Kind("class", self._class_name(schema["$ref"].removeprefix("#/definitions/")))
        if "enum" in schema or "properties" in schema:
            name = self.names[where].value
            self._define(name, schema)
            return Kind("class", name)
        match schema.get("type"):
            case "string" if schema.get("format") == "date-time":
                return Kind("datetime")
            case "string" if schema.get("format") == "uri":
                return Kind("uri")
            case "string":
                return Kind("str", limits=_limits(schema))
            case "integer":
                return Kind("int", limits=_limits(schema))
            case "number":
                return Kind("float", limits=_limits(schema), tenth=schema.get("multipleOf") == 0.1)
            case "boolean":
                return Kind("bool")
            case "array":
                return Kind("list", item=self._kind(schema["items"], f"{where}[]"), limits=_limits(schema))
            case None:
                return Kind("any")
            case _:
                raise ValueError(f"{self.message} {where}: {schema}")


_LIMITS = {
    "minimum": "ge",
    "maximum": "le",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_length",
    "maxItems": "max_length",
}


def _limits(schema: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    return tuple((word, int(schema[key])) for key, word in _LIMITS.items() if key in schema)


def read(version: str) -> Version:
    """The classes of one version (`v16`, `v20`, `v201`, `v21`)."""
    return Reader(version).read()
