"""What peers without definitions of their own are given: official schemas for whole frames, and models made of them."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from codegen import sources

from .frames import Case

_FOLDERS = {"ocpp1.6": "v16", "ocpp2.0.1": "v201"}
# Types that are made at run time, which no type checker can follow.
_TUPLE: Any = tuple
_LIST: Any = list
_LITERAL: Any = Literal
_ID = {"type": "string", "minLength": 1, "maxLength": 36}


def of_payload(case: Case) -> dict[str, Any]:
    """The official schema of the payload."""
    role = "Response" if case.answers else "Request"
    return sources.schemas(_FOLDERS[case.protocol])[f"{case.action}{role}"]


def of_frame(case: Case) -> dict[str, Any]:
    """One schema for the whole frame, so that a validator need be asked once."""
    payload = {name: part for name, part in of_payload(case).items() if name not in ("$schema", "$id", "id")}
    definitions = payload.pop("definitions", {})
    head = [{"enum": [3]}, _ID] if case.answers else [{"enum": [2]}, _ID, {"enum": [case.action]}]
    return {
        "$schema": "http://json-schema.org/draft-06/schema#",
        "definitions": definitions,
        "type": "array",
        "items": [*head, payload],
        "additionalItems": False,
        "minItems": len(head) + 1,
    }


def model_of_frame(case: Case) -> Any:
    """The type that pydantic needs to read the whole frame: a tuple with a strict model of the payload."""
    schema = of_payload(case)
    payload = _Models(schema.get("definitions", {})).type_of(schema, case.action)
    unique_id = Annotated[str, importlib.import_module("pydantic").Field(min_length=1, max_length=36)]
    if case.answers:
        return _TUPLE[_LITERAL[3], unique_id, payload]
    return _TUPLE[_LITERAL[2], unique_id, _LITERAL[case.action], payload]


#: The keywords of a schema that pydantic has as constraints.
_LIMITS = {
    "maxLength": "max_length",
    "minItems": "min_length",
    "maxItems": "max_length",
    "minimum": "ge",
    "maximum": "le",
}
_SIMPLE: Mapping[str, Any] = {"string": str, "integer": int, "number": float, "boolean": bool}


class _Models:
    """Makes pydantic models of a schema and its definitions, as a user would write them by hand."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self._pydantic: Any = importlib.import_module("pydantic")
        self._definitions = definitions
        self._made: dict[str, Any] = {}

    def type_of(self, schema: Mapping[str, Any], name: str) -> Any:
        """The annotation that says what a schema says."""
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            if name not in self._made:
                self._made[name] = self.type_of(self._definitions[name], name)
            return self._made[name]
        if "enum" in schema:
            return _LITERAL[tuple(schema["enum"])]
        if schema.get("format") == "date-time":
            return self._pydantic.AwareDatetime
        kind = schema.get("type")
        if kind == "object":
            return self._model(schema, name)
        plain: Any = _LIST[self.type_of(schema["items"], name)] if kind == "array" else _SIMPLE[str(kind)]
        limits: dict[str, Any] = {_LIMITS[key]: value for key, value in schema.items() if key in _LIMITS}
        if kind == "number":
            limits["allow_inf_nan"] = False
        return Annotated[plain, self._pydantic.Field(**limits)] if limits else plain

    def _model(self, schema: Mapping[str, Any], name: str) -> Any:
        extra = "forbid" if schema.get("additionalProperties") is False else "allow"
        config = self._pydantic.ConfigDict(strict=True, extra=extra)
        fields: dict[str, Any] = {
            field: (self.type_of(part, f"{name}_{field}"), ... if field in schema.get("required", ()) else None)
            for field, part in schema.get("properties", {}).items()
        }
        return self._pydantic.create_model(name, __config__=config, **fields)
