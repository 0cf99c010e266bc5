"""pydantic and FastAPI take and give payloads and data types, with our checks."""

from __future__ import annotations

import datetime
import decimal
import json
import subprocess
import sys
import uuid
from typing import Any

import pytest

from ocpp_codec import OcppJsonProtocol, serializer, structure
from ocpp_codec._core import in_pydantic
from ocpp_codec._core.checks import check_of
from ocpp_codec.compat import get_implemented_messages
from ocpp_codec.record import Record
from ocpp_codec.v16 import messages as messages16
from ocpp_codec.v20 import messages as messages20
from ocpp_codec.v201 import messages as messages201
from ocpp_codec.v201 import types as types201
from tests.support.messages import PAYLOADS
from tests.support.vectors import vectors

pydantic = pytest.importorskip("pydantic", reason="pydantic is not installed")

STARTED: dict[str, Any] = {
    "eventType": "Started",
    "timestamp": "2026-01-01T00:00:00+00:00",
    "triggerReason": "Authorized",
    "seqNo": 0,
    "transactionInfo": {"transactionId": "a"},
    "customData": {"vendorId": "x", "a": [1]},
}


def test_plain_data_becomes_a_payload_and_a_payload_plain_data() -> None:
    adapter = pydantic.TypeAdapter(messages201.TransactionEvent.Request)
    payload = adapter.validate_python(STARTED)
    assert type(payload) is messages201.TransactionEvent.Request
    assert payload == adapter.validate_json(json.dumps(STARTED)) == adapter.validate_python(payload)
    assert adapter.dump_python(payload) == json.loads(adapter.dump_json(payload)) == STARTED
    made = {**STARTED, "timestamp": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)}
    made["transactionInfo"] = types201.TransactionType(transactionId="a")
    assert adapter.validate_python(made) == payload


@pytest.mark.parametrize("data", [{}, [], None, 5, {"idTag": "x" * 21}, {"idTag": "x", "a": 1}, {"idTag": object()}])
def test_what_the_schema_refuses_is_no_payload(data: Any) -> None:
    with pytest.raises(pydantic.ValidationError, match=r"Authorize\.Request|idTag"):
        pydantic.TypeAdapter(messages16.Authorize.Request).validate_python(data)


def test_everything_that_is_wrong_is_told() -> None:
    with pytest.raises(pydantic.ValidationError, match=r"(?s)at /b: b is not a field.*at /idTag: idTag is missing"):
        pydantic.TypeAdapter(messages16.Authorize.Request).validate_python({"b": 1})


def test_a_field_of_a_model_may_be_a_data_type() -> None:
    model: Any = pydantic.create_model("Model", token=types201.IdTokenType, tokens=(list[types201.IdTokenType], []))
    token = {"idToken": "x", "type": "Central"}
    made = model(token=token, tokens=[token])
    assert made.tokens == [made.token]
    assert made.model_dump() == {"token": token, "tokens": [token]}
    assert model.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_every_payload_has_an_adapter_and_a_schema(payload: Any) -> None:
    schema = pydantic.TypeAdapter(payload).json_schema()
    assert schema["title"] == payload.__qualname__
    assert set(schema["properties"]) == set(payload.__struct_encode_fields__)
    is_open = payload.action_class.protocol is OcppJsonProtocol.v20
    assert schema["additionalProperties"] is is_open


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_the_schema_allows_what_the_adapter_allows(protocol: OcppJsonProtocol) -> None:
    jsonschema = pytest.importorskip("jsonschema_rs")
    for name, action in list(get_implemented_messages(protocol).items())[::5]:
        adapter = pydantic.TypeAdapter(action.Request)
        validator = jsonschema.validator_for(adapter.json_schema())
        for vector in vectors(protocol.name, f"{name}Request"):
            if vector.valid:
                assert validator.is_valid(serializer.serialize(adapter.validate_python(vector.payload)))


def test_nothing_is_imported_from_pydantic_unless_it_asks() -> None:
    program = "import sys; from ocpp_codec.v16 import messages; messages.Authorize.Request('x'); print('pydantic' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.filterwarnings("ignore")
def test_fastapi_takes_and_gives_payloads() -> None:
    fastapi = pytest.importorskip("fastapi", reason="FastAPI is not installed")
    testclient = pytest.importorskip("fastapi.testclient", reason="the test client of FastAPI is not installed")
    app = fastapi.FastAPI()

    def answer(request: messages16.Heartbeat.Request) -> messages16.Heartbeat.Response:
        return messages16.Heartbeat.Response(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))

    answer.__annotations__ = {"request": messages16.Heartbeat.Request, "return": messages16.Heartbeat.Response}
    app.post("/")(answer)
    client = testclient.TestClient(app)
    assert client.post("/", json={}).json() == {"currentTime": "2026-01-01T00:00:00+00:00"}
    assert client.post("/", json={"a": 1}).status_code == 422
    assert "currentTime" in client.get("/openapi.json").text


def test_a_class_that_belongs_to_no_version_is_left_to_pydantic() -> None:
    class Own(Record):
        x: int

    for thing in (structure.Call, Own):
        assert in_pydantic.core_schema_of(thing) is None
        assert thing.__get_pydantic_core_schema__(thing, lambda source: source) is thing


def test_what_may_hold_itself_has_a_schema() -> None:
    check = check_of(messages16.Authorize.Request)
    assert in_pydantic._schema(check, (check,)) == {"type": "object"}


BERLIN_1890 = datetime.timezone(datetime.timedelta(minutes=53, seconds=28))


def test_a_moment_stays_the_moment_that_it_is() -> None:
    adapter = pydantic.TypeAdapter(messages16.Heartbeat.Response)
    moment = datetime.datetime(1890, 1, 1, tzinfo=BERLIN_1890)
    assert adapter.validate_python({"currentTime": moment}).currentTime == moment
    with pytest.raises(pydantic.ValidationError, match="currentTime has the wrong type"):
        adapter.validate_python({"currentTime": moment.replace(tzinfo=None)})


@pytest.mark.parametrize(
    "value", [b"B7F4", bytearray(b"B7"), decimal.Decimal("1.5"), datetime.timedelta(1), uuid.UUID(int=1)]
)
def test_no_object_becomes_text(value: Any) -> None:
    with pytest.raises(pydantic.ValidationError, match=r"Authorize\.Request \(ocpp1\.6\): .*idTag has the wrong type"):
        pydantic.TypeAdapter(messages16.Authorize.Request).validate_python({"idTag": value})


def test_custom_data_is_a_field_as_well() -> None:
    adapter = pydantic.TypeAdapter(types201.CustomDataType)
    custom = adapter.validate_python({"vendorId": "a", "x": [1]})
    assert (type(custom), custom.vendorId) == (types201.CustomDataType, "a")
    assert json.loads(adapter.dump_json(custom)) == {"vendorId": "a", "x": [1]}
    assert adapter.json_schema()["required"] == ["vendorId"]
    with pytest.raises(pydantic.ValidationError, match="vendorId is missing"):
        adapter.validate_python({"x": 1})


def test_the_schema_of_2_0_is_open() -> None:
    assert pydantic.TypeAdapter(messages20.Heartbeat.Request).json_schema()["additionalProperties"] is True
    assert pydantic.TypeAdapter(messages201.Heartbeat.Request).json_schema()["additionalProperties"] is False
