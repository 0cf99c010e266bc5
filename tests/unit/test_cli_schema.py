"""The JSON Schemas that `schema` prints."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from ocpp_codec import OcppJsonProtocol
from ocpp_codec.cli._definitions import actions_of
from ocpp_codec.cli._schema import schema_of
from ocpp_codec.cli._versions import short
from tests.support.command import run
from tests.support.package import PROTOCOLS
from tests.support.vectors import Kind, vectors


def printed(*args: str) -> Any:
    ran = run("schema", *args)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def test_the_command_prints_one_line_of_json() -> None:
    schema = printed("1.6", "BootNotification.conf")
    assert schema == schema_of(OcppJsonProtocol.v16, "BootNotification.Response")
    assert schema["required"] == ["status", "currentTime", "interval"]
    assert schema["additionalProperties"] is False
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def references(schema: Any) -> list[str]:
    if isinstance(schema, list):
        return [each for item in schema for each in references(item)]
    if not isinstance(schema, dict):
        return []
    return [
        *([schema["$ref"]] if "$ref" in schema else []),
        *(each for item in schema.values() for each in references(item)),
    ]


@pytest.mark.parametrize("version", PROTOCOLS)
def test_every_payload_has_a_schema_that_stands_alone(version: str) -> None:
    protocol = OcppJsonProtocol(PROTOCOLS[version])
    for name, action in actions_of(protocol).items():
        for role in ("Request", "Response") if action.Response else ("Request",):
            schema = schema_of(protocol, f"{name}.{role}")
            jsonschema.Draft202012Validator.check_schema(schema)
            inside = {f"#/$defs/{each}" for each in schema.get("$defs", ())}
            assert set(references(schema)) <= inside


@pytest.mark.parametrize("version", PROTOCOLS)
def test_it_judges_as_the_official_schema_does(version: str) -> None:
    protocol = OcppJsonProtocol(PROTOCOLS[version])
    judged = 0
    for name, action in actions_of(protocol).items():
        for role in ("Request", "Response") if action.Response else ("Request",):
            validator = jsonschema_rs.validator_for(schema_of(protocol, f"{name}.{role}"), validate_formats=True)
            for vector in vectors(version, f"{name}{role}"):
                allowed = validator.is_valid(vector.payload)
                assert allowed is vector.valid or _may_differ(vector, version), (name, role, vector)
                judged += 1
    assert judged > 1000


def _may_differ(vector: Any, version: str) -> bool:
    """URIs and steps of a tenth are judged more exactly by the codec than by a JSON Schema."""
    of_text = {Kind.BAD_URI, Kind.BAD_DATETIME, Kind.VALUE, Kind.MAXIMAL, Kind.OPTIONAL_FIELD}
    return version == "v16" and vector.kind in {*of_text, Kind.NOT_A_MULTIPLE}


def test_2_0_allows_any_field() -> None:
    assert "additionalProperties" not in schema_of(OcppJsonProtocol.v20, "Heartbeat")
    assert short(OcppJsonProtocol.v20) == "2.0"
