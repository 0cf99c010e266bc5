"""Every class says exactly what its official schema says, in both directions. Where we deviate from the
packaged schemas, the overlays list it with its source.

Strategy: a schema and the run-time annotations of its class are walked side by side. Each level is put in the words of
JSON Schema (`Level`) and has to be equal; then the walk goes on below it. The generator has no part in this.
"""

import copy
import datetime
import importlib
import keyword
import re
import subprocess
import sys
import typing
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, reduce
from operator import getitem
from typing import Any, NamedTuple

import msgspec
import pytest

from codegen import model, sources
from ocpp_codec import record
from ocpp_codec._core import fields, strings
from ocpp_codec._core.compat import DIALECTS
from ocpp_codec._core.strings import IDENTIFIER, PRINTABLE_ASCII
from ocpp_codec.compat import OcppJsonProtocol
from ocpp_codec.record import Payload, Record, Sender

ACTIONS = {"v16": 39, "v20": 67, "v201": 64, "v21": 91}
PAYLOADS = {"v16": 78, "v20": 134, "v201": 128, "v21": 181}

# Words of JSON Schema that limit nothing: `definitions` do where they are referred to, `additionalItems` only beside a
# list of schemas.
MEANINGLESS = {
    "$schema",
    "$id",
    "title",
    "description",
    "comment",
    "javaType",
    "default",
    "definitions",
    "additionalItems",
}

# What the kinds of strings that the overlays name may hold.
CHARACTERS: dict[str, dict[str, Any]] = {
    "CiString": {"characters": PRINTABLE_ASCII},
    "DecimalString": {"characters": PRINTABLE_ASCII, "decimal_unless": ("format", "SignedData")},
    "IdentifierString": {"characters": IDENTIFIER},
}
every_version = pytest.mark.parametrize("version", sources.VERSIONS)


class Level(NamedTuple):
    """What is said of one value, and what of the values in it: by property, or by `[]` for the items of a list."""

    says: dict[str, Any]
    below: dict[str, Any]


def official(schema: dict[str, Any]) -> Level:
    """What a schema (no reference) says."""
    says = {word: value for word, value in schema.items() if word not in MEANINGLESS}
    below = says.pop("properties", {})
    match says.get("type"):
        case "object":
            says |= {"properties": set(below), "required": set(says.get("required", ()))}
            says.setdefault("additionalProperties", True)
        case "array":
            below = {"[]": says.pop("items")}
        case "string":
            says.pop("additionalProperties", None)  # means nothing there
    if "enum" in says:
        says["enum"] = set(says["enum"])
    return Level(says, below)


PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    fields.Tenth: {"type": "number", "multipleOf": 0.1},
    fields.Json: {},
    datetime.datetime: {"type": "string"},
}

# What the attributes of `Meta` mean, by JSON type.
WORDS: dict[str | None, dict[str, str]] = {
    "string": {"min_length": "minLength", "max_length": "maxLength"},
    "array": {"min_length": "minItems", "max_length": "maxItems"},
    "integer": {"ge": "minimum", "le": "maximum"},
    "number": {"ge": "minimum", "le": "maximum"},
}


def ours(hint: Any, open_objects: bool) -> Level:
    """What a run-time annotation says."""
    metas: list[Any] = []
    if typing.get_origin(hint) is typing.Annotated:
        hint, *metas = typing.get_args(hint)
    says, below = _type(hint, open_objects)
    for meta in metas:
        says = says | _limits(dict(meta.__rich_repr__()), says.get("type"))
    return Level(says, below)


def _type(hint: Any, open_objects: bool) -> Level:
    if typing.get_origin(hint) is list:
        return Level({"type": "array"}, {"[]": typing.get_args(hint)[0]})
    if hint is record.CustomDataType:  # an open object; what is fixed of it stands in its own class
        vendor = typing.Annotated[str, msgspec.Meta(max_length=255)]
        return _object({"vendorId": vendor}, {"vendorId"}, open_objects=True)
    if isinstance(hint, type) and issubclass(hint, Record):
        hints = typing.get_type_hints(hint, include_extras=True)
        members = msgspec.structs.fields(hint)
        below = {f.encode_name: hints[f.name] for f in members}
        return _object(below, {f.encode_name for f in members if f.required}, open_objects)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Level({"type": "string", "enum": {member.value for member in hint}}, {})
    return Level(PLAIN.get(hint, {"type": repr(hint)}), {})


def _object(below: dict[str, Any], required: set[str], open_objects: bool) -> Level:
    says = {"type": "object", "properties": set(below), "required": required, "additionalProperties": open_objects}
    return Level(says, below)


def _limits(meta: dict[str, Any], kind: str | None) -> dict[str, Any]:
    if meta == {"tz": True}:
        return {"format": "date-time"}
    if meta == {"pattern": fields.URI_PATTERN}:
        return {"format": "uri"}
    extra: dict[str, Any] = meta.pop("extra", {})
    return {WORDS.get(kind, {}).get(name, name): limit for name, limit in meta.items()} | extra


@dataclass
class Comparison:
    """One version: where classes and schemas differ, which classes were met, and which overlay entries were needed."""

    version: str
    differences: list[str] = field(default_factory=list)
    classes: set[type] = field(default_factory=set)
    needed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.overlay = sources.overlay(self.version)
        self.open_objects = DIALECTS[OcppJsonProtocol[self.version]].open_objects
        self.units = {at: fact.value for at, fact in sources.facts(self.version, "units").items()}
        self.characters = {at: CHARACTERS[fact.value] for at, fact in sources.facts(self.version, "strings").items()}
        self.defaults = sources.facts(self.version, "defaults")

    def walk(self, message: str, schema: dict[str, Any], hint: Any, at: str, required: bool = True) -> None:
        """Compares a schema with an annotation, and what is below them; `at`: field of a class, for the overlay."""
        if "$ref" in schema:
            definition = schema["$ref"].removeprefix("#/definitions/")
            # What is said beside a reference, and what it refers to.
            schema = sources.schemas(self.version)[message]["definitions"][definition] | schema
            del schema["$ref"]
            self._compare(
                f"{message} {at}: class", self._class_name(message, definition), getattr(_bare(hint), "__name__", hint)
            )
        theirs, mine = official(schema), ours(hint, self.open_objects)
        default = {} if required or "default" not in schema else {"default": schema["default"]}
        self._compare(f"{message} {at}:", self._amended(at, theirs.says | default), mine.says)
        owner = _bare(hint)
        if isinstance(owner, type) and issubclass(owner, Record | StrEnum):
            self.classes.add(owner)
        for name in theirs.below.keys() & mine.below.keys():
            below = f"{at}[]" if name == "[]" else f"{owner.__qualname__}.{name}"
            self.walk(message, theirs.below[name], mine.below[name], below, name in theirs.says.get("required", {"[]"}))

    def _compare(self, what: str, theirs: Any, mine: Any) -> None:
        if theirs != mine:
            self.differences.append(f"{what} {theirs} in the schema, {mine} in the class")

    def _class_name(self, message: str, definition: str) -> str:
        """`XEnumType` is `XEnum`; other types keep their names, unless the overlay gives another."""
        name = self.overlay.get("renamed", {}).get(f"{message}/{definition}", definition)
        if name == "CustomDataType":
            return record.CustomDataType.__name__
        return re.sub("EnumType$", "Enum", name)

    def _amended(self, at: str, says: dict[str, Any]) -> dict[str, Any]:
        """What a schema says, with what the overlay adds to it on purpose."""
        change: dict[str, Any] = {}
        if at in self.units:
            change["unit"] = self.units[at]
        key = at.removesuffix("[]")  # the strings of a list are named by their field
        if key in self.characters and says.get("type") == "string":
            change |= self.characters[key]
        if at in self.defaults:
            fact = self.defaults[at]
            change |= {} if fact.value is None else {"default": fact.value}
            change |= {} if fact.condition is None else {"default_if": fact.condition}
        if says | change != says:
            self.needed.add(key)
        return says | change


def _bare(hint: Any) -> Any:
    return typing.get_args(hint)[0] if typing.get_origin(hint) is typing.Annotated else hint


@cache
def messages_of(version: str) -> Any:
    return importlib.import_module(f"ocpp_codec.{version}.messages")


@cache
def compared(version: str) -> Comparison:
    comparison = Comparison(version)
    for message, schema in sources.schemas(version).items():
        role = "Request" if message.endswith("Request") else "Response"
        action = message.removesuffix(role)
        payload = getattr(messages_of(version).IMPLEMENTED[action], role)
        comparison.walk(message, schema, payload, payload.__qualname__)
    return comparison


def payloads(version: str) -> list[type[Payload]]:
    actions = messages_of(version).IMPLEMENTED.values()
    return [payload for action in actions for payload in (action.Request, action.Response) if payload is not None]


@every_version
def test_every_class_equals_its_schema(version: str) -> None:
    assert compared(version).differences == []


@every_version
def test_no_class_is_without_a_schema(version: str) -> None:
    types = importlib.import_module(f"ocpp_codec.{version}.types")
    defined = {getattr(types, name) for name in types.__all__} - {types.ErrorCodeEnum, record.CustomDataType}
    assert compared(version).classes == defined | set(payloads(version))


@every_version
def test_units_and_defaults_and_kinds_of_strings_are_needed(version: str) -> None:
    comparison = compared(version)
    assert comparison.needed == comparison.units.keys() | comparison.characters.keys() | comparison.defaults.keys()


@every_version
def test_deviations_are_needed_and_nothing_else_differs_from_the_package(version: str) -> None:
    packaged, amended = sources.packaged(version), copy.deepcopy(sources.schemas(version))
    # What is inside comes first, so that the rest of a schema has to deviate by itself.
    for place, deviation in sorted(sources.overlay(version).get("deviations", {}).items(), reverse=True):
        assert deviation["source"]
        *above, name = place.split("/")
        before, after = (reduce(getitem, above, schemas).pop(name) for schemas in (packaged, amended))
        assert official(before) != official(after), place
    assert packaged == amended


def test_what_deviates() -> None:
    """The overlays have no part in this."""

    def level(version: str, name: str, attribute: str) -> Level:
        (cls,) = [cls for cls in compared(version).classes if cls.__qualname__ == name]
        return ours(typing.get_type_hints(cls, include_extras=True)[attribute], open_objects=False)

    assert level("v16", "MeterValue", "sampledValue").says == {"type": "array", "minItems": 1}
    assert "Hertz" in level("v16", "SampledValue", "unit").says["enum"]
    location = level("v20", "PublishFirmwareStatusNotification.Request", "location")
    assert location.says == {"type": "array", "minItems": 1}
    assert ours(location.below["[]"], open_objects=False).says == {"type": "string", "maxLength": 512}
    response = level("v201", "Get15118EVCertificate.Response", "exiResponse")
    assert response.says == {"type": "string", "maxLength": 5600}


def test_every_kind_of_string_is_used() -> None:
    generated = (sources.ROOT / "src" / "ocpp_codec").glob("v*/*.py")
    kinds = re.compile(r"\b(?:\w*String\d+|\w+String)\b")
    used = {kind for path in generated for kind in kinds.findall(path.read_text("utf-8"))}
    assert {name for name in vars(strings) if "String" in name} == used


def limited_to(characters: str, version: str) -> set[str]:
    """The fields whose strings, or lists of strings, may hold these characters only."""
    found = set()
    for cls in compared(version).classes:
        if issubclass(cls, Record):
            for name, hint in typing.get_type_hints(cls, include_extras=True).items():
                level = ours(hint, open_objects=False)
                item = ours(level.below["[]"], open_objects=False) if "[]" in level.below else level
                if item.says.get("characters") == characters:
                    found.add(f"{cls.__qualname__}.{name}")
    return found


def names(fields: set[str]) -> set[str]:
    return {name.rpartition(".")[2] for name in fields}


# From the tables in Part 2 of each version, and for 2.0 by inference; the overlays have no part in this.
IDENTIFIERS = {
    "v201": {"additionalIdToken", "checksum", "iccid", "idToken", "imsi", "instance", "issuerNameHash", "name"}
    | {"preferredNetwork", "serialNumber", "transactionId"},
}
IDENTIFIERS["v20"] = IDENTIFIERS["v201"] - {"instance", "name"} | {"id"}
IDENTIFIERS["v21"] = IDENTIFIERS["v201"] | {"controlId", "id", "idTokens"}
IDENTIFIERS["v21"] |= {"prioritizedEMAIDs", "pspRef", "supersededIds"}


@pytest.mark.parametrize("version", IDENTIFIERS)
def test_the_identifiers_of_2_x_are_those_of_its_tables(version: str) -> None:
    assert names(limited_to(IDENTIFIER, version)) == IDENTIFIERS[version]
    assert not limited_to(PRINTABLE_ASCII, version)


@pytest.mark.parametrize("version", ["v20", "v201", "v21"])
def test_every_transaction_id_is_an_identifier_and_what_people_call_things_is_not(version: str) -> None:
    identifiers = limited_to(IDENTIFIER, version)
    owners = [cls for cls in compared(version).classes if "transactionId" in getattr(cls, "__struct_fields__", ())]
    assert identifiers >= {f"{cls.__qualname__}.transactionId" for cls in owners}
    assert identifiers.isdisjoint(
        {
            "ChargingStationType.serialNumber",
            "ChargingStationType.vendorName",
            "CustomerInformation.Request.customerIdentifier",
            "OCSPRequestDataType.issuerKeyHash",
            "TariffType.tariffId",
        }
    )


def test_the_identifiers_of_2_0_are_those_of_2_0_1_that_no_erratum_made_so() -> None:
    """An erratum made the names and instances of components and variables identifiers, and renamed a field."""
    older, newer = limited_to(IDENTIFIER, "v20"), limited_to(IDENTIFIER, "v201")
    assert newer - older == {
        *(f"{owner}.{field}" for owner in ("ComponentType", "VariableType") for field in ("instance", "name")),
        "EventDataType.transactionId",  # no field of 2.0
        "TransactionType.transactionId",
    }
    assert older - newer == {"GroupIdTokenType.idToken", "TransactionType.id"}
    inferred = {field for field, fact in sources.facts("v20", "strings").items() if fact.inferred}
    assert inferred == older - {"ModemType.iccid", "ModemType.imsi"}


def test_the_case_insensitive_strings_of_1_6_are_those_of_its_tables() -> None:
    limited = limited_to(PRINTABLE_ASCII, "v16")
    assert {"Authorize.Request.idTag", "IdTagInfo.parentIdTag", "GetConfiguration.Response.unknownKey"} <= limited
    assert not limited_to(IDENTIFIER, "v16")
    # The security extension took its strings from 2.0.1: only those of a certificate's hash are case-insensitive.
    assert {field for field in limited if "Hash" in field} == {
        f"CertificateHashDataType.{name}" for name in ("issuerKeyHash", "issuerNameHash", "serialNumber")
    }
    assert limited.isdisjoint({"GetLog.Response.filename", "SecurityEventNotification.Request.techInfo"})
    # The one string of the core that is no CiString; DataTransfer.data is Text, which is not limited.
    assert "SampledValue.value" in limited
    assert "DataTransfer.Request.data" not in limited


@pytest.mark.parametrize("field", ["IdTokenType.idTokn", "IdTokenType.type", "IdTokenType.additionalInfo"])
def test_only_a_string_of_limited_length_can_be_an_identifier(field: Any) -> None:
    reader = model.Reader("v201")
    reader.strings[field] = sources.Fact("IdentifierString")
    with pytest.raises(ValueError, match=re.escape(field)):
        reader.read()


# Defaults ------------------------------------------------------------------------------------------------------------


def defaults_of(version: str) -> dict[str, dict[str, Any]]:
    """What the annotations say of absent fields."""
    return {
        f"{cls.__qualname__}.{name}": meta.extra
        for cls in compared(version).classes
        if issubclass(cls, Record)
        for name, hint in typing.get_type_hints(cls, include_extras=True).items()
        for meta in getattr(hint, "__metadata__", ())
        if isinstance(meta, msgspec.Meta) and meta.extra is not None and "default" in meta.extra
    }


def said_in_schemas(version: str) -> set[tuple[str, Any]]:
    """The name of each field that may be absent and has a `default` in a schema, with that default."""

    def walk(message: dict[str, Any], schema: Any) -> typing.Iterator[tuple[str, Any]]:
        if isinstance(schema, dict):
            for name, body in schema.get("properties", {}).items():
                referred = message.get("definitions", {}).get(body.get("$ref", "").rpartition("/")[2], {})
                if "default" in body | referred and name not in schema.get("required", ()):
                    yield name, (referred | body)["default"]
            for inner in schema.values():
                yield from walk(message, inner)

    return {found for message in sources.packaged(version).values() for found in walk(message, message)}


@every_version
def test_every_default_of_a_schema_is_there(version: str) -> None:
    ours = {(at.rpartition(".")[2], extra["default"]) for at, extra in defaults_of(version).items()}
    assert said_in_schemas(version) <= ours
    assert len(said_in_schemas(version)) == {"v16": 0, "v20": 1, "v201": 14, "v21": 14}[version]


@every_version
def test_a_default_is_a_value_of_its_field_and_changes_nothing(version: str) -> None:
    for cls in compared(version).classes:
        if issubclass(cls, Record):
            hints = typing.get_type_hints(cls, include_extras=True)
            for field in msgspec.structs.fields(cls):
                extra = defaults_of(version).get(f"{cls.__qualname__}.{field.name}")
                if extra is not None:
                    assert field.default is None
                    value = extra["default"]
                    assert type(value) is typing.get_args(hints[field.name])[0]
                    assert msgspec.convert(str(value) if isinstance(value, str) else value, hints[field.name]) == value


def test_what_an_absent_field_means() -> None:
    """The overlays have no part in this."""
    energy = "Energy.Active.Import.Register"
    sixteen, two, newest = (defaults_of(version) for version in ("v16", "v201", "v21"))
    expected = {"context": "Sample.Periodic", "format": "Raw", "location": "Outlet", "measurand": energy, "unit": "Wh"}
    assert {name: sixteen[f"SampledValue.{name}"]["default"] for name in expected} == expected
    assert sixteen["SampledValue.unit"]["default_if"] == "the measurand is an energy"
    assert sixteen["StopTransaction.Request.reason"] == {"default": "Local"}
    for said in (two, newest, defaults_of("v20")):
        assert said["SampledValueType.measurand"] == {"default": energy}
        assert said["UnitOfMeasureType.multiplier"] == {"default": 0}
        assert said["UnitOfMeasureType.unit"] == {"default": "Wh", "default_if": "the measurand is an energy"}
        assert said["GetVariableDataType.attributeType"] == {"default": "Actual"}
    assert newest["ChargingSchedulePeriodType.operationMode"] == {"default": "ChargingOnly"}
    assert two["NotifyReport.Request.tbc"] == {"default": False}
    assert "NotifyReport.Request.tbc" not in defaults_of("v20")  # never absent there, though its schema has a default


@pytest.mark.parametrize(
    ("field", "fact"),
    [
        pytest.param("IdTokenType.idToken", sources.Fact("x"), id="never absent"),
        pytest.param("GetVariableDataType.attributeType", sources.Fact("Actual"), id="in the schema"),
        pytest.param("GetVariableDataType.attributeType", sources.Fact("actual"), id="no member"),
        pytest.param("UnitOfMeasureType.multiplier", sources.Fact(0.5), id="of another type"),
        pytest.param("MessageInfoType.state", sources.Fact(None, condition="it rains"), id="a condition alone"),
        pytest.param("IdTokenType.idTokn", sources.Fact("x"), id="no field"),
    ],
)
def test_only_a_field_that_may_be_absent_has_a_default_of_its_type(field: str, fact: sources.Fact) -> None:
    reader = model.Reader("v201")
    reader.defaults[field] = fact
    with pytest.raises(ValueError, match=re.escape(field)):
        reader.read()


@pytest.mark.parametrize(
    ("section", "entry"),
    [
        ("units", {"value": "s", "infered": True}),
        ("units", {"value": "s", "inferred": False}),
        ("units", {"value": "s", "if": "it rains"}),
        ("units", {"inferred": True}),
        ("defaults", 5),
        ("defaults", {"value": 5}),
        ("defaults", {"if": "it rains"}),
    ],
)
def test_a_fact_says_where_it_comes_from(section: str, entry: Any) -> None:
    with pytest.raises(ValueError, match=section.removesuffix("s")):
        sources.fact_of(section, entry)


@every_version
def test_versions_share_no_class(version: str) -> None:
    assert {cls.__module__.rpartition(".")[0] for cls in compared(version).classes} == {f"ocpp_codec.{version}"}


@every_version
def test_absent_fields_are_none(version: str) -> None:
    records = [cls for cls in compared(version).classes if issubclass(cls, Record)]
    defaults = [f.default for cls in records for f in msgspec.structs.fields(cls) if not f.required]
    assert set(defaults) == {None}
    assert all(cls.__struct_config__.forbid_unknown_fields for cls in records)


@every_version
def test_attributes_have_the_names_on_the_wire(version: str) -> None:
    """What is no identifier, or a keyword, gets an underscore; a member leaves out what no name may hold."""
    for cls in compared(version).classes:
        if issubclass(cls, Record):
            names = {f.name: f.encode_name for f in msgspec.structs.fields(cls)}
        elif issubclass(cls, StrEnum):
            names = {name: re.sub("[^A-Za-z0-9_]", "", member) for name, member in cls.__members__.items()}
        assert names == {f"_{w}" if keyword.iskeyword(w) or w[0].isdigit() else w: w for w in names.values()}, cls


@every_version
def test_every_action_is_implemented(version: str) -> None:
    messages, schemas = messages_of(version), sources.schemas(version)
    assert messages.IMPLEMENTED.keys() == {re.sub("(Request|Response)$", "", name) for name in schemas}
    assert len(messages.IMPLEMENTED) == ACTIONS[version]
    assert len(schemas) == len(set(payloads(version))) == PAYLOADS[version]
    for name, action in messages.IMPLEMENTED.items():
        assert action is getattr(messages, name)
        assert (action.__name__, action.protocol) == (name, OcppJsonProtocol[version])
        assert action.Request.action_class is action
        assert (action.Response is None) is (f"{name}Response" not in schemas)
        assert action.Response is None or action.Response.action_class is action


def test_521_messages_one_of_them_without_an_answer() -> None:
    assert sum(len(payloads(version)) for version in sources.VERSIONS) == 521
    silent = [action for v in sources.VERSIONS for action in messages_of(v).IMPLEMENTED.values() if not action.Response]
    assert silent == [messages_of("v21").NotifyPeriodicEventStream]


@every_version
def test_every_action_is_described(version: str) -> None:
    for action in messages_of(version).IMPLEMENTED.values():
        assert isinstance(action.sender, Sender)
        assert (action.block is None, action.profile is None) == (version == "v16", version != "v16"), action
    for described in [*messages_of(version).IMPLEMENTED.values(), *compared(version).classes]:
        assert re.fullmatch(r"\S.*\.", described.__doc__), described


def test_the_spec_s_own_names_of_1_6_and_of_no_other_version() -> None:
    for action in messages_of("v16").IMPLEMENTED.values():
        assert (action.req, action.conf) == (action.Request, action.Response)
    others = [a for v in ("v20", "v201", "v21") for a in messages_of(v).IMPLEMENTED.values()]
    assert not [action for action in others if hasattr(action, "req") or hasattr(action, "conf")]


def test_generated_files_are_up_to_date() -> None:
    command = [sys.executable, "-m", "codegen", "--check"]
    done = subprocess.run(command, cwd=sources.ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
