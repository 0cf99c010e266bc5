"""Labelled payloads for every message of every version, made from the official schemas alone; these have the deviations
of the overlays.

Strategy: a schema gives cases: values that it allows, and values with exactly one fault, each with the JSON pointer of
the place that it is about. Lists and objects lift the cases of what they hold, by putting them into the smallest list or
object that may hold them; so every place of every message is reached. The same call gives the same payloads.

Left out, since the schemas leave it open: 1.0 for an integer, date-times that are ISO 8601 but not RFC 3339.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from codegen import sources


class Kind(StrEnum):
    """What is tried."""

    # Allowed
    MINIMAL = "nothing but what is required"
    MAXIMAL = "everything, as long as it may be"
    OPTIONAL_FIELD = "one optional field"
    VALUE = "an allowed value"
    ITEMS = "an allowed number of items"
    EXTENSION = "what an open object may hold"
    # Faults
    MISSING_FIELD = "a required field is missing"
    UNKNOWN_FIELD = "a field that is none"  # allowed by the schemas of 2.0
    FIELD_IN_OTHER_CASE = "an optional field in another case"
    NULL_FOR_OPTIONAL = "null for an optional field"
    NULL_FOR_REQUIRED = "null for a required field"
    NULL_FOR_ITEM = "null for an item"
    WRONG_TYPE = "another JSON type"
    NUMBER_FOR_TEXT = "a number where text belongs"
    BOOLEAN_FOR_TEXT = "a boolean where text belongs"
    BOOLEAN_FOR_SHORT_TEXT = "a boolean where text belongs that has no room for its name"
    NUMBER_IN_QUOTES = "a number written as text"
    EMPTY_LIST_FOR_OBJECT = "an empty list where an object belongs that needs no field"
    ITEM_FOR_LIST = "a text or integer where a list of them belongs"
    NUMBER_FOR_BOOLEAN = "0 or 1 where a boolean belongs"
    BOOLEAN_IN_QUOTES = "a boolean written as text"
    FRACTION = "a fraction where an integer belongs"
    OBJECT_FOR_LIST = "one item without its list"
    TOO_LONG = "text that is too long"
    OUT_OF_RANGE = "a number that is too low or too high"
    NOT_A_MULTIPLE = "a number with too many digits"
    NOT_IN_ENUM = "no value of the enumeration"
    ENUM_CASE = "a value of the enumeration in another case"
    BAD_DATETIME = "no date-time"
    NO_SUCH_DAY = "a day or time that no calendar has"
    ZONE_NAME = "a date-time with the name of its zone"
    BAD_URI = "no URI"
    EMPTY_TEXT_FOR_OPTIONAL = "empty text for an optional enumeration, date-time or URI"
    EMPTY_TEXT_FOR_OPTIONAL_OTHER = "empty text for an optional number, boolean, list or object"
    EMPTY_LIST_FOR_OPTIONAL = "an empty list for an optional one that needs items"
    TOO_FEW_ITEMS = "too few items"
    TOO_MANY_ITEMS = "too many items"


class Case(NamedTuple):
    """A value, what it tries, where in the value, and whether the schema allows it."""

    value: Any
    kind: Kind
    path: str = ""
    valid: bool = False

    def inside(self, value: Any, key: str | int) -> "Case":
        """The same case in a value that holds this one under a key."""
        return self._replace(value=value, path=f"/{key}{self.path}")


@dataclass(frozen=True)
class Vector:
    """A labelled payload. `message`: name of its schema; `path`: the place that it is about."""

    version: str
    message: str
    payload: Any
    kind: Kind
    path: str
    valid: bool

    def __str__(self) -> str:
        return f"{self.version} {self.message}{self.path}: {self.kind}"


SAMPLES: Mapping[str, Any] = {"string": "text", "integer": 1, "number": 1.5, "boolean": True, "array": [], "object": {}}

DATE_TIMES = (
    "2024-05-17T09:41:33Z",
    "2024-05-17T09:41:33.1Z",
    "2024-05-17T09:41:33.125Z",
    "2024-05-17T09:41:33.123456Z",
    "2024-02-29T23:59:59.999+02:00",
    "1999-12-31T23:00:00-11:30",
    "2024-12-31T23:59:59.000001-08:00",
)
NO_DATE_TIMES = (
    "yesterday",
    "2024-05-17",
    "09:41:33Z",
    "1715938893",
    "2024-05-17T09:41:33[Europe/Berlin]",
    "2024-05-17T09:41:33Z\n",
    "٢٠٢٤-05-17T09:41:33Z",
)
NO_SUCH_DAYS = ("2023-02-29T09:41:33Z", "2024-13-01T09:41:33Z", "2024-05-17T25:41:33Z", "2024-05-17T09:60:33Z")
ZONE_NAMES = ("2024-05-17T09:41:33+02:00[Europe/Berlin]", "2024-05-17T09:41:33.125Z[UTC]")
URIS = ("ftp://user:secret@files.example.com:2121/logs/", "https://example.com/a%20b?c=d#e", "urn:example:log")
NO_URIS = ("not a uri", "https://example.com/%zz", "https://example.com/<log>")
TEXTS = ("", 'quote " backslash \\ newline \n null \0 separator \u2028', "Ünïcödé 充电 ⚡")
NUMBERS = (7, -1, 0.5, 21.4, 0.3, 8.1, -1000000.7)
LONG_NUMBERS = (21.45, 1e-7)
ANYTHING: tuple[Any, ...] = (
    None,
    "text",
    1,
    1.0,
    False,
    [],
    {},
    {"one": [1, None, {"two": 2.5, "since": "2024-05-17T09:41:33+02:00"}]},
)
LARGE = 2**53 - 1
LONG = 20_000
VENDOR = "customData/vendorId"


@cache
def schema_of(version: str, message: str) -> dict[str, Any]:
    """The schema of a message with every reference replaced by what it refers to; none refers to itself."""
    schema = sources.schemas(version)[message]
    return _resolved(schema, schema.get("definitions", {}))


def _resolved(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return _resolved(definitions[schema["$ref"].removeprefix("#/definitions/")], definitions)
    found = dict(schema)
    if "items" in schema:
        found["items"] = _resolved(schema["items"], definitions)
    if "properties" in schema:
        found["properties"] = {name: _resolved(body, definitions) for name, body in schema["properties"].items()}
    return found


def vectors(version: str, message: str) -> Iterator[Vector]:
    """Every labelled payload of a message. They share parts: change none."""
    schema = schema_of(version, message)
    whole = [
        Case(minimal(schema), Kind.MINIMAL, valid=True),
        Case(maximal(schema), Kind.MAXIMAL, valid=True),
    ]
    for case in [*whole, *_object(schema), *_wrong_types(schema)]:
        if not _is_repetition(case):
            yield Vector(version, message, case.value, case.kind, case.path, case.valid)


def _is_repetition(case: Case) -> bool:
    """Every object of 2.0.1 and 2.1 has a customData; all vendors are tried in that of the message itself only."""
    return case.path.endswith(f"/{VENDOR}") and case.path != f"/{VENDOR}" and case.kind is not Kind.MISSING_FIELD


def minimal(schema: dict[str, Any]) -> Any:
    """The smallest value that is allowed; lists hold one item even if they need not."""
    match schema.get("type"):
        case "object":
            return {name: minimal(schema["properties"][name]) for name in schema.get("required", ())}
        case "array":
            return [minimal(schema["items"])] * max(1, schema.get("minItems", 1))
        case "integer" | "number":
            low, high = _range(schema)
            return max(low, min(0, high))
        case "boolean":
            return False
        case "string":
            return _texts(schema)[0]
        case _:
            return "anything"


def maximal(schema: dict[str, Any]) -> Any:
    """A value with every field, the longest texts and lists of two."""
    match schema.get("type"):
        case "object":
            return {name: maximal(body) for name, body in schema.get("properties", {}).items()}
        case "array":
            return [maximal(schema["items"])] * min(2, schema.get("maxItems", 2))
        case "integer" | "number":
            return _range(schema)[1]
        case "boolean":
            return True
        case "string":
            return _texts(schema)[-1]
        case _:
            return ANYTHING[-1]


def cases(schema: dict[str, Any], *, optional: bool) -> Iterator[Case]:
    """The cases of a value; `optional`: it is a field that may be absent."""
    kind = schema.get("type")
    if kind is None:
        yield from (_allowed(value) for value in ANYTHING)
        return
    yield Case(None, Kind.NULL_FOR_OPTIONAL if optional else Kind.NULL_FOR_REQUIRED)
    if kind != "string":
        text = _readable_types(schema).get("string", Kind.WRONG_TYPE)
        yield Case("", Kind.EMPTY_TEXT_FOR_OPTIONAL_OTHER if optional else text)
    yield from _wrong_types(schema)
    match kind:
        case "object":
            yield from _object(schema)
        case "array":
            yield from _array(schema, optional)
        case "integer" | "number":
            yield from _number(schema)
        case "boolean":
            yield from _boolean()
        case "string":
            yield from _string(schema, optional)


def _allowed(value: Any) -> Case:
    return Case(value, Kind.VALUE, valid=True)


def _wrong_types(schema: dict[str, Any]) -> Iterator[Case]:
    kind = schema["type"]
    right = {kind, "integer"} if kind == "number" else {kind}
    readable = _readable_types(schema)
    for other, sample in SAMPLES.items():
        if other in right or (kind, other) == ("array", "object"):  # that one is OBJECT_FOR_LIST
            continue
        yield Case(sample, readable.get(other, Kind.WRONG_TYPE))


def _readable_types(schema: dict[str, Any]) -> dict[str, Kind]:
    """The other types that tell what is meant."""
    if schema["type"] == "object" and not schema.get("required"):
        return {"array": Kind.EMPTY_LIST_FOR_OBJECT}
    if schema["type"] == "array":
        items = schema["items"]
        is_text = items["type"] == "string" and "enum" not in items and items.get("format") != "date-time"
        is_number = items["type"] in ("integer", "number")
        return {"string": Kind.ITEM_FOR_LIST} if is_text else {"integer": Kind.ITEM_FOR_LIST} if is_number else {}
    if schema["type"] == "boolean":
        return {"integer": Kind.NUMBER_FOR_BOOLEAN}
    if schema["type"] == "integer":
        return {"number": Kind.FRACTION}
    if schema["type"] != "string" or "enum" in schema or schema.get("format") == "date-time":
        return {}
    has_room = schema.get("maxLength", LONG) >= len("true")
    boolean = Kind.BOOLEAN_FOR_TEXT if has_room else Kind.BOOLEAN_FOR_SHORT_TEXT
    return {"integer": Kind.NUMBER_FOR_TEXT, "number": Kind.NUMBER_FOR_TEXT, "boolean": boolean}


def _object(schema: dict[str, Any]) -> Iterator[Case]:
    base = minimal(schema)
    required = schema.get("required", ())
    properties = schema.get("properties", {})
    for name in required:
        without = {other: value for other, value in base.items() if other != name}
        yield Case(without, Kind.MISSING_FIELD, f"/{name}")
    for name, body in properties.items():
        if name not in required:
            yield Case({**base, name: minimal(body)}, Kind.OPTIONAL_FIELD, f"/{name}", valid=True)
        for case in cases(body, optional=name not in required):
            yield case.inside({**base, name: case.value}, name)
    # The schemas of 2.0 allow every field; customData (2.0.1, 2.1) is the one place that is made for them.
    kind = Kind.UNKNOWN_FIELD if "additionalProperties" in schema else Kind.EXTENSION
    is_open = schema.get("additionalProperties", True)
    for name in ["noSuchField", *_other_case(base)]:
        yield Case({**base, name: ANYTHING[-1]}, kind, f"/{name}", valid=is_open)
    optional = {name: body for name, body in properties.items() if name not in base}
    for name in _other_case(optional):
        kind = kind if is_open else Kind.FIELD_IN_OTHER_CASE
        value = minimal(optional[name.swapcase()])
        yield Case({**base, name: value}, kind, f"/{name}", valid=is_open)


def _other_case(names: Mapping[str, Any]) -> list[str]:
    """One of the names in another case, if there is one."""
    return [name.swapcase() for name in names if name.swapcase() not in names][:1]


def _array(schema: dict[str, Any], optional: bool) -> Iterator[Case]:
    item, least, most = schema["items"], schema.get("minItems", 0), schema.get("maxItems")
    one = minimal(item)
    if isinstance(one, dict) and least <= 1:
        yield Case(one, Kind.OBJECT_FOR_LIST)
    if least == 0:
        yield Case([], Kind.ITEMS, valid=True)
    else:
        kind = Kind.EMPTY_LIST_FOR_OPTIONAL if optional and least == 1 else Kind.TOO_FEW_ITEMS
        yield Case([one] * (least - 1), kind)
    yield Case([one] * (most or 3), Kind.ITEMS, valid=True)
    if most is not None:
        yield Case([one] * (most + 1), Kind.TOO_MANY_ITEMS)
    before = [one] * (min(most or 2, max(least, 2)) - 1)
    for case in cases(item, optional=False):
        kind = Kind.NULL_FOR_ITEM if case.value is None else case.kind
        yield case._replace(kind=kind).inside([*before, case.value], len(before))


def _range(schema: dict[str, Any]) -> tuple[float, float]:
    """The limits of a number; some schemas of 2.1 write 0.0 as that of an integer."""
    limits = schema.get("minimum", -LARGE), schema.get("maximum", LARGE)
    return (int(limits[0]), int(limits[1])) if schema["type"] == "integer" else limits


def _number(schema: dict[str, Any]) -> Iterator[Case]:
    low, high = _range(schema)
    whole = schema["type"] == "integer"
    yield Case(str(minimal(schema)), Kind.NUMBER_IN_QUOTES)
    for value in (low, high, *NUMBERS):
        if low <= value <= high and not (whole and isinstance(value, float)):
            yield _allowed(value)
    steps = (1,) if whole else (1, 0.5)
    if "minimum" in schema:
        yield from (Case(low - step, Kind.OUT_OF_RANGE) for step in steps)
    if "maximum" in schema:
        yield from (Case(high + step, Kind.OUT_OF_RANGE) for step in steps)
    if whole:
        yield Case(low + 0.5 if "minimum" in schema else 0.5, Kind.FRACTION)
    elif "multipleOf" in schema:
        yield from (Case(value, Kind.NOT_A_MULTIPLE) for value in LONG_NUMBERS)
    else:
        yield from (_allowed(value) for value in LONG_NUMBERS if low <= value <= high)


def _boolean() -> Iterator[Case]:
    yield from (_allowed(value) for value in (True, False))
    yield from (Case(text, Kind.BOOLEAN_IN_QUOTES) for text in ("true", "false", "True", "FALSE"))
    yield Case(0, Kind.NUMBER_FOR_BOOLEAN)
    yield from (Case(value, Kind.WRONG_TYPE) for value in (2, -1, "yes", "1"))


def _string(schema: dict[str, Any], optional: bool) -> Iterator[Case]:
    yield from (_allowed(text) for text in _texts(schema))
    faults: tuple[str, ...]
    if "enum" in schema:
        faults, kind = ("NoSuchValue", f"{schema['enum'][0]} "), Kind.NOT_IN_ENUM
        yield from (Case(value, Kind.ENUM_CASE) for value in _other_case(dict.fromkeys(schema["enum"])))
    elif schema.get("format") == "date-time":
        faults, kind = NO_DATE_TIMES, Kind.BAD_DATETIME
        yield from (Case(text, Kind.NO_SUCH_DAY) for text in NO_SUCH_DAYS)
        yield from (Case(text, Kind.ZONE_NAME) for text in ZONE_NAMES)
    elif schema.get("format") == "uri":
        faults, kind = NO_URIS, Kind.BAD_URI
    else:
        if "maxLength" in schema:
            yield from (Case(letter * (schema["maxLength"] + 1), Kind.TOO_LONG) for letter in "x𝄞")
        return
    yield from (Case(text, kind) for text in faults)
    yield Case("", Kind.EMPTY_TEXT_FOR_OPTIONAL if optional else kind)


def _texts(schema: dict[str, Any]) -> Sequence[str]:
    """Allowed texts, from a short one to the longest; length counts code points, so the longest has astral ones."""
    if "enum" in schema:
        values: list[str] = schema["enum"]
        return values
    if "format" in schema:
        return {"date-time": DATE_TIMES, "uri": URIS}[schema["format"]]
    most = schema.get("maxLength", LONG)
    return ["x", *(text[:most] for text in TEXTS), "x" * most, "𝄞" * most]
