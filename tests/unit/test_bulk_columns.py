"""Columns hold what the messages hold: of every class, and whatever else a message may come to hold."""

from __future__ import annotations

import copy
import datetime
import json
from collections import defaultdict
from contextlib import suppress
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec import Codec, OCPPException, tolerance
from ocpp_codec._core.annotations import Kind, fields_of
from ocpp_codec._core.fields import Json, encode_hook
from ocpp_codec.bulk._columns import columns
from ocpp_codec.bulk._schema import schema
from ocpp_codec.record import NULL, CustomDataType, Record
from ocpp_codec.structure import Call
from ocpp_codec.testing import example, payloads
from ocpp_codec.v16 import messages as m16
from ocpp_codec.v16 import types as t16
from ocpp_codec.v21 import messages as m21
from ocpp_codec.v201 import messages as m201
from ocpp_codec.v201 import types as t201
from tests.support.messages import PAYLOADS
from tests.support.vector_frames import frames_with_one_fault

ALL = pytest.mark.parametrize("cls", PAYLOADS.values(), ids=list(PAYLOADS))
#: With everything that a column can be.
TELLING = (
    m16.DataTransfer.Request,
    m16.MeterValues.Request,
    m16.SetChargingProfile.Request,
    m201.DataTransfer.Request,
    m201.NotifyReport.Request,
    m201.TransactionEvent.Request,
    m21.NotifyEVChargingNeeds.Request,
)
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)


def expected(kind: Kind, value: Any) -> Any:
    """What a column should have for a value, moments as microseconds since 1970."""
    if value is None:
        return None
    if kind.is_list:
        return [expected(kind.item, item) for item in value]
    if kind.is_a(Record):
        return plain(value)
    if kind.is_a(StrEnum):
        return value.value
    if kind.type in (CustomDataType, Json):
        return json.loads(json.dumps(value, default=encode_hook))
    return (value - EPOCH) // MICROSECOND if isinstance(value, datetime.datetime) else value


def plain(message: Record) -> dict[str, Any]:
    return {field.key: expected(field.kind, getattr(message, field.name)) for field in fields_of(type(message))}


def read(kind: Kind, value: Any) -> Any:
    """The same of a value that has been read from a column."""
    if value is None:
        return None
    if kind.is_list:
        return [read(kind.item, item) for item in value]
    if kind.is_a(Record):
        return {field.key: read(field.kind, value[field.key]) for field in fields_of(kind.type)}
    if kind.type in (CustomDataType, Json):
        return json.loads(value)
    return (value - EPOCH) // MICROSECOND if isinstance(value, datetime.datetime) else value


def check(cls: type[Record], messages: list[Any], read_back: Any = None) -> None:
    """That the columns (or what was read back of them) have what the messages have."""
    batch = columns(cls, messages)
    batch.validate(full=True)
    assert batch.schema == schema(cls)
    assert batch.num_rows == len(messages)
    rows = batch.to_pylist() if read_back is None else read_back
    whole = Kind(cls, {})
    nothing = dict.fromkeys(batch.schema.names)
    assert [read(whole, row) for row in rows] == [nothing if each is None else plain(each) for each in messages]


# What is right ---------------------------------------------------------------------------------------------------------


@ALL
def test_columns_have_what_messages_have(cls: type[Record]) -> None:
    least = cls(**_required(cls))
    usual, full = example(cls), example(cls, full=True)
    check(cls, [full])
    check(cls, [least, full, usual] * 3)
    check(cls, [None, full, None, least, None, None, usual, full, None])
    check(cls, [least] * 9)
    check(cls, [None] * 9)
    check(cls, [])


def _required(cls: type[Record]) -> dict[str, Any]:
    full = example(cls, full=True)
    return {field.name: getattr(full, field.name) for field in fields_of(cls) if field.required}


@pytest.mark.parametrize("cls", TELLING, ids=lambda cls: f"{cls.__module__[11:14]}.{cls.__qualname__}")
@given(data=st.data())
def test_columns_have_what_any_valid_messages_have(cls: type[Record], data: st.DataObject) -> None:
    messages = data.draw(st.lists(st.none() | payloads(cls), max_size=6))
    batch = columns(cls, messages)
    batch.validate(full=True)
    moments_as_numbers = [column.cast(_with_numbers(column.type)) for column in batch.columns]
    rows = pa.RecordBatch.from_arrays(moments_as_numbers, names=batch.schema.names).to_pylist()
    check(cls, messages, rows)


def _with_numbers(type_: pa.DataType) -> pa.DataType:
    """The type with integers for moments: Python has no years beyond 9999, which an offset may lead to."""
    if pa.types.is_timestamp(type_):
        return pa.int64()
    if pa.types.is_list(type_):
        return pa.list_(_with_numbers(type_.value_type))
    if pa.types.is_struct(type_):
        return pa.struct([field.with_type(_with_numbers(field.type)) for field in type_])
    return type_


def test_schema() -> None:
    word, moment = pa.dictionary(pa.int32(), pa.string()), pa.timestamp("us", "UTC")
    named = {field.name: field.type for field in schema(m201.TransactionEvent.Request)}
    assert named["eventType"] == word
    assert named["timestamp"] == moment
    assert named["seqNo"] == pa.int64()
    assert named["offline"] == pa.bool_()
    assert named["customData"] == pa.string()
    assert named["meterValue"].value_type.field("timestamp").type == moment
    sample = named["meterValue"].value_type.field("sampledValue").type.value_type
    assert (sample.field("measurand").type, sample.field("value").type) == (word, pa.float64())
    assert schema(m16.DataTransfer.Request).field("data").type == pa.string()
    period = schema(m16.SetChargingProfile.Request).field("csChargingProfiles").type.field("chargingSchedule").type
    assert period.field("minChargingRate").type == pa.float64()
    assert schema(t201.IdTokenType).names == ["idToken", "type", "additionalInfo", "customData"]
    assert schema(m16.Heartbeat.Request).names == []


def test_names_are_those_on_the_wire() -> None:
    assert "15118CertificateHashData" in schema(PAYLOADS["v20.Authorize.Request"]).names


@pytest.mark.parametrize("wrong", [m16.Heartbeat, Call, Record, str, None, m16.Heartbeat.Request()])
def test_schema_of_what_has_none(wrong: Any) -> None:
    with pytest.raises(TypeError, match="a class such as"):
        schema(wrong)
    with pytest.raises(TypeError, match="a class such as"):
        columns(wrong, [])


def test_messages_of_another_class() -> None:
    with pytest.raises(TypeError, match=r"instances of ocpp_codec\.v16.*Heartbeat\.Request are .* not of .*v201"):
        columns(m16.Heartbeat.Request, [m16.Heartbeat.Request(), m201.Heartbeat.Request()])
    with pytest.raises(TypeError, match=r"Heartbeat\.Request are needed, not of dict"):
        columns(m16.Heartbeat.Request, [{}])


def test_subclasses_and_other_sequences() -> None:
    class Mine(m16.Authorize.Request):
        pass

    assert columns(m16.Authorize.Request, (Mine("A"), m16.Authorize.Request("B"))).to_pylist() == [
        {"idTag": "A"},
        {"idTag": "B"},
    ]


# Moments -----------------------------------------------------------------------------------------------------------


def test_moments() -> None:
    """Of any offset; without one they are UTC. Through the first and last years."""
    moment = datetime.datetime(2024, 5, 17, 9, 41, 33, 123456)  # noqa: DTZ001 (that is what is tried)
    offset = datetime.timezone(datetime.timedelta(hours=2))
    first, last = datetime.datetime.min, datetime.datetime.max  # noqa: DTZ901
    given: list[Any] = [moment, moment.replace(tzinfo=datetime.UTC), moment.replace(tzinfo=offset), first, last, None]
    batch = columns(m16.Heartbeat.Response, [m16.Heartbeat.Response(each) for each in given])
    utc = moment.replace(tzinfo=datetime.UTC)
    edges = [edge.replace(tzinfo=datetime.UTC) for edge in (first, last)]
    assert batch["currentTime"].to_pylist() == [utc, utc, utc - datetime.timedelta(hours=2), *edges, None]
    beyond = columns(m16.Heartbeat.Response, [m16.Heartbeat.Response(first.replace(tzinfo=offset))])
    before = int(-62135596800e6 - 7200e6)
    assert beyond["currentTime"].cast(pa.int64()).to_pylist() == [before]


# What is not right ---------------------------------------------------------------------------------------------------


def test_unknown_values_of_enumerations() -> None:
    """As they came; a batch without one has the very dictionary that every other batch has."""
    known = t201.ConnectorStatusEnum.Occupied
    values = [known, "Bewitched", "Occupied", "half \ud800", None, 5, "Bewitched", ["a"]]
    message = example(m201.StatusNotification.Request)
    given = [_with(message, connectorStatus=value) for value in values]
    column = columns(type(message), given)["connectorStatus"]
    assert column.to_pylist() == ["Occupied", "Bewitched", "Occupied", "half \\ud800", None, "5", "Bewitched", '["a"]']
    words = [each.value for each in t201.ConnectorStatusEnum]
    assert column.dictionary.to_pylist() == [*words, "Bewitched", "half \\ud800", "5", '["a"]']
    for usual in ([message], [message, _with(message, connectorStatus=known)], [None, message], [None], [None, None]):
        assert columns(type(message), usual)["connectorStatus"].dictionary.to_pylist() == words
    assert (
        columns(type(message), [_with(message, connectorStatus="New")] * 3)["connectorStatus"].to_pylist()
        == ["New"] * 3
    )


def _with(message: Record, **fields: Any) -> Any:
    changed = copy.copy(message)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


@pytest.mark.parametrize(
    ("cls", "field", "values", "wanted"),
    [
        pytest.param(
            m16.Authorize.Request,
            "idTag",
            ["A", "\udfff\U0001d11e", 5, True, {"a": None}, 2**70, object(), b"\xff", None, NULL],
            ["A", "\\udfff\U0001d11e", "5", "true", '{"a":null}', str(2**70), None, '"/w=="', None, "null"],
            id="text",
        ),
        pytest.param(
            m201.TransactionEvent.Request,
            "seqNo",
            [1, 2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 2**80, "7", 1.5, None, NULL, [1], object()],
            [1, 2**63 - 1, -(2**63), None, None, None, None, None, None, None, None, None],
            id="integer",
        ),
        pytest.param(
            m201.TransactionEvent.Request,
            "offline",
            [True, 1, False, "true", None, NULL, {}],
            [True, None, False, None, None, None, None],
            id="boolean",
        ),
        pytest.param(
            t201.SampledValueType,
            "value",
            [1.5, 2, 2**60 + 1, Decimal("0.1"), 10**400, Decimal("sNaN"), "3", None, NULL],
            [1.5, 2.0, float(2**60), 0.1, None, None, None, None, None],
            id="number",
        ),
        pytest.param(
            m16.DataTransfer.Response,
            "data",
            ["A", "\ud800", None, 5, {"a": "b"}],
            ["A", "\\ud800", None, "5", '{"a":"b"}'],
            id="text for data",
        ),
        pytest.param(
            m201.DataTransfer.Request,
            "data",
            [{"a": [1.5, None]}, "x", ["\ud800", NULL], 2**70, None, NULL, True, object()],
            ['{"a":[1.5,null]}', '"x"', '["\\ud800",null]', str(2**70), None, "null", "true", None],
            id="JSON",
        ),
        pytest.param(
            m201.Heartbeat.Response,
            "currentTime",
            ["2024-05-17T09:41:33Z", 5, EPOCH, datetime.date(2024, 5, 17), None, object()],
            [None, None, EPOCH, None, None, None],
            id="moment",
        ),
        pytest.param(
            m16.GetConfiguration.Request,
            "key",
            [["A", 5], "AB", ("C",), {"D": 1}, None, []],
            [["A", "5"], None, ["C"], None, None, []],
            id="list",
        ),
    ],
)
def test_values_that_do_not_fit(cls: type[Record], field: str, values: list[Any], wanted: list[Any]) -> None:
    message = example(cls)
    column = columns(cls, [_with(message, **{field: value}) for value in values])[field]
    column.validate(full=True)
    assert column.to_pylist() == wanted
    for value, one in zip(values, wanted, strict=True):  # by itself, and where others are right
        alone = columns(cls, [_with(message, **{field: value})])[field]
        alone.validate(full=True)
        assert alone.to_pylist() == [one]
        assert columns(cls, [message, _with(message, **{field: value}), message])[field].to_pylist()[1] == one


def test_objects_that_do_not_fit() -> None:
    """What is no object of this library is null; an object of another class gives what it has."""
    other = t16.IdTagInfo(t16.AuthorizationStatus.Accepted)
    given = [t201.EVSEType(1, connectorId=2), {"id": 1}, "text", other, SimpleNamespace(id=5), None, NULL]
    event = example(m201.TransactionEvent.Request)
    column = columns(type(event), [_with(event, evse=each) for each in given])["evse"]
    nothing = {"id": None, "connectorId": None, "customData": None}
    assert column.to_pylist() == [nothing | {"id": 1, "connectorId": 2}, None, None, nothing, None, None, None]


def test_messages_that_were_repaired() -> None:
    """Whatever was tolerated, a column holds it or null."""
    found: defaultdict[type[Record], list[Record]] = defaultdict(list)
    for frame in frames_with_one_fault():
        codec = Codec(frame.protocol, tolerate=tolerance.ALL, max_size=1 << 24)
        with suppress(OCPPException):
            payload = cast("Any", codec.decode(frame.text, frame.action)).payload
            found[type(payload)].append(payload)
    assert sum(map(len, found.values())) > 1000
    for cls, messages in found.items():
        batch = columns(cls, messages)
        batch.validate(full=True)
        assert batch.num_rows == len(messages)


def test_fields_that_were_deleted() -> None:
    message = example(m201.StatusNotification.Request)
    del message.evseId
    rows = columns(type(message), [message, example(type(message))]).to_pylist()
    assert [row["evseId"] for row in rows] == [None, 1]
    evse = t201.EVSEType(1, connectorId=2)
    del evse.id
    event = example(m201.TransactionEvent.Request, evse=evse)
    assert columns(type(event), [event])["evse"].to_pylist() == [{"id": None, "connectorId": 2, "customData": None}]


# Files -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cls", TELLING, ids=lambda cls: f"{cls.__module__[11:14]}.{cls.__qualname__}")
def test_parquet_and_duckdb(cls: type[Record], tmp_path: Path) -> None:
    """Dictionaries within lists and structs too; a second batch has words of its own."""
    full = example(cls, full=True)
    messages = [full, None, example(cls), full]
    file = str(tmp_path / "columns.parquet")
    batches = [columns(cls, messages), columns(cls, [None, full])]
    pq.write_table(pa.Table.from_batches(batches), file)
    check(cls, [*messages, None, full], pq.read_table(file).to_pylist())
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for source in (f"'{file}'", "held"):
            connection.register("held", pa.Table.from_batches(batches))
            found = connection.sql(f"SELECT * FROM {source}")
            rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
            check(cls, [*messages, None, full], rows)


def test_unknown_words_within_lists_are_written(tmp_path: Path) -> None:
    def message(unit: Any) -> m16.MeterValues.Request:
        return m16.MeterValues.Request(1, [t16.MeterValue(EPOCH, [t16.SampledValue("1", unit=unit)])])

    file = str(tmp_path / "columns.parquet")
    given = [message(unit) for unit in (t16.UnitOfMeasure.kWh, "Furlong", None, "kWh")]
    batches = [columns(m16.MeterValues.Request, [each]) for each in given]
    pq.write_table(pa.Table.from_batches(batches), file)
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT meterValue[1].sampledValue[1].unit FROM '{file}'").fetchall()
    assert found == [("kWh",), ("Furlong",), (None,), ("kWh",)]
