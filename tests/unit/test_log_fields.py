"""What the fields of a record mean, by their names; frames that were taken apart into fields."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from ocpp_codec.log import Direction
from ocpp_codec.log import _fields as fields
from ocpp_codec.log._fields import flat, frame_of
from ocpp_codec.log._words import Seen

CALL = '[2,"17","Heartbeat",{}]'
RESULT = '[3,"17",{"currentTime":"x"}]'
ERROR = '[4,"17","NotSupported","why",{"a":1}]'
AT = datetime(2026, 5, 17, 9, 41, 33, tzinfo=UTC)
TO_CSMS, TO_STATION = Direction.TO_CSMS, Direction.TO_STATION


# Names


@pytest.mark.parametrize(
    ("record", "known"),
    [
        ({"Station-ID": 1, "station_id": 2}, {"stationid": 1}),  # of equal names the first one counts
        ({"ocpp.message.uniqueId": "a"}, {"uniqueid": "a"}),
        ({"@timestamp": 1, "time.": 2}, {"timestamp": 1, "time": 2}),
        ({"id": {"S": "x"}, "n": {"N": "1"}, "o": {"$oid": "f"}}, {"id": "x", "n": "1", "o": "f"}),
        ({"a": {"S": {"b": 1}}, "c": {"other": 1}}, {"a": {"S": {"b": 1}}, "c": {"other": 1}}),
        (
            {"attributes": [{"key": "station.id", "value": {"stringValue": "CS001"}}, {"key": "x", "value": 1}]},
            {"id": "CS001", "x": 1},
        ),
        ({"list": [{"key": 1}], "empty": []}, {"list": [{"key": 1}], "empty": []}),
    ],
)
def test_fields_by_their_plain_names(record: dict[str, Any], known: dict[str, Any]) -> None:
    assert flat(record) == known


# Times


@pytest.mark.parametrize(
    ("record", "moment"),
    [
        ({"time": "2026-05-17T09:41:33Z"}, AT),
        ({"@timestamp": "2026-05-17T11:41:33+02:00"}, AT),
        ({"ts": AT.timestamp()}, AT),
        ({"timestamp": int(AT.timestamp()) * 1000}, AT),
        ({"__REALTIME_TIMESTAMP": str(int(AT.timestamp()) * 1_000_000)}, AT),
        ({"instant": {"epochSecond": int(AT.timestamp()), "nanoOfSecond": 500_000_000}}, AT + timedelta(seconds=0.5)),
        ({"created": {"$date": "2026-05-17T09:41:33Z"}}, AT),
        ({"time": "09:41:33", "timestamp": "", "at": "2026-05-17 09:41:33Z"}, AT),  # the fullest one
        ({"time": "2026-05-17 11:41:33", "ts": AT.timestamp()}, AT),
        ({"time": "2026-05-17T09:41:33Z", "createdAt": "2026-05-17T10:00:00Z"}, AT),  # the first one of equal ones
    ],
)
def test_the_time_of_a_record(record: dict[str, Any], moment: datetime) -> None:
    clock = fields.clock_of(flat(record))
    assert clock is not None
    assert clock.naive.replace(tzinfo=clock.offset) == moment


@pytest.mark.parametrize(
    "record",
    [
        {"time": "soon"},
        {"time": 17},
        {"time": True},
        {"instant": {"epochSecond": "x"}},
        {"instant": {"epochSecond": 1, "nanoOfSecond": "x"}},
        {"message": "2026-05-17T09:41:33Z"},
        {},
    ],
)
def test_a_record_without_a_time(record: dict[str, Any]) -> None:
    assert fields.clock_of(flat(record)) is None


def test_a_time_keeps_its_offset() -> None:
    clock = fields.clock_of(flat({"time": "2026-05-17T11:41:33+02:00"}))
    assert clock is not None
    assert clock.offset == timezone(timedelta(hours=2))


# Stations and versions


@pytest.mark.parametrize(
    ("record", "station"),
    [
        ({"stationId": "CS001"}, "CS001"),
        ({"charge_point_id": "CS001", "client": "other"}, "CS001"),
        ({"cpId": 17}, "17"),
        ({"chargingStation": {"id": "CS001"}}, "CS001"),
        ({"station": {"identity": "CS001"}}, "CS001"),
        ({"chargePointId": None, "identity": "", "cp": "CS001"}, "CS001"),
        ({"chargingStation": {"model": "M"}}, None),
        ({"station": True}, None),
        ({"client": [1]}, None),
        ({"client": "[2,3]"}, None),
        ({"client": "x" * 101}, None),
        ({"id": "CS001"}, None),
    ],
)
def test_the_station_of_a_record(record: dict[str, Any], station: str | None) -> None:
    assert fields.station_of(flat(record)) == station


@pytest.mark.parametrize(
    ("record", "station"),
    [
        ({"id": "CS001"}, "CS001"),
        ({"id": "wallbox"}, None),
        ({"id": "5f0c"}, None),
        ({"id": 17}, None),
        ({"id": "A1", "messageTypeId": 2, "action": "Heartbeat"}, None),
        ({"id": "CS001", "messageTypeId": 2, "action": "Heartbeat"}, None),  # that of the message
    ],
)
def test_a_plain_id_may_be_that_of_a_station(record: dict[str, Any], station: str | None) -> None:
    assert fields.id_of(flat(record)) == station


@pytest.mark.parametrize(
    ("record", "protocol"),
    [
        ({"ocppVersion": "1.6"}, "1.6"),
        ({"version": 2.1}, "2.1"),
        ({"protocol": None, "version": "ocpp2.0.1"}, "ocpp2.0.1"),
        ({"protocol": ["a"]}, None),
        ({}, None),
    ],
)
def test_the_protocol_of_a_record(record: dict[str, Any], protocol: str | None) -> None:
    assert fields.protocol_of(flat(record)) == protocol


# Directions


@pytest.mark.parametrize(
    ("record", "word"),
    [
        ({"direction": "CS_TO_CSMS"}, TO_CSMS),
        ({"dir": "CSMS->CS"}, TO_STATION),
        ({"direction": "in"}, Seen.RECEIVED),
        ({"direction": "outgoing"}, Seen.SENT),
        ({"direction": "up"}, TO_CSMS),
        ({"direction": "charger"}, TO_CSMS),
        ({"direction": "csms"}, TO_STATION),
        ({"sender": "ChargePoint"}, TO_CSMS),
        ({"from": "central system"}, TO_STATION),
        ({"to": "csms"}, TO_CSMS),
        ({"destination": "Station"}, TO_STATION),
        ({"type": "send"}, Seen.SENT),
        ({"event": "message received"}, Seen.RECEIVED),
        ({"msg": "sending frame"}, Seen.SENT),
        ({"msg": "sending " + "x" * 300}, None),
        ({"msg": '[2,"1","received",{}]'}, None),
        ({"msg": '{"a": "received"}'}, None),
        *(({name: True}, Seen.RECEIVED) for name in ("incoming", "inbound", "received", "isIncoming")),
        *(({name: True}, Seen.SENT) for name in ("outgoing", "outbound", "is_sent")),
        ({"incoming": False}, Seen.SENT),
        ({"outbound": True}, Seen.SENT),
        ({"isSent": False}, Seen.RECEIVED),
        ({"fromStation": True}, TO_CSMS),
        ({"fromStation": False}, TO_STATION),
        ({"fromCsms": True}, TO_STATION),
        ({"received": 1}, None),
        ({"direction": 0, "sender": 5, "text": None}, None),
        ({"direction": "somewhere", "sender": "me"}, None),
        ({}, None),
    ],
)
def test_the_way_of_a_record(record: dict[str, Any], word: Direction | Seen | None) -> None:
    assert fields.word_of_fields(flat(record)) is word


# Tables


@pytest.mark.parametrize(
    ("header", "is_known"),
    [
        (["time", "message"], True),
        (["Timestamp (UTC)", "Charge Point ID", "Payload"], True),
        (["direction", "raw_message"], True),
        (["id", "action", "payload"], True),
        (["time", "station"], False),  # no frame
        (["message"], False),
        (["message", "colour"], False),
        (["name", "age"], False),
        ([], False),
    ],
)
def test_the_header_of_a_table(header: list[str], is_known: bool) -> None:
    names = ["timestamp" if name == "Timestamp (UTC)" else name for name in header]
    assert fields.known_columns(names) is is_known


# Frames in parts


@pytest.mark.parametrize(
    ("record", "frame"),
    [
        ({"messageTypeId": 2, "uniqueId": "17", "action": "Heartbeat", "payload": {}}, CALL),
        ({"messageTypeId": "2", "messageId": 17, "action": "Heartbeat", "payload": "{}"}, CALL),
        ({"type": "CALL", "id": "17", "action": "Heartbeat"}, CALL),
        ({"uniqueId": "17", "action": "Heartbeat", "payload": {}}, CALL),
        ({"uniqueId": "17", "action": "HeartbeatRequest", "payload": {}}, CALL),
        ({"type": "Request", "id": "17", "name": "Heartbeat", "body": {}}, CALL),
        ({"messageTypeId": 2, "uniqueId": "17", "action": "MyOwn", "payload": {}}, '[2,"17","MyOwn",{}]'),
        ({"messageTypeId": 6, "uniqueId": "17", "action": "Heartbeat", "payload": {}}, '[6,"17","Heartbeat",{}]'),
        ({"messageTypeId": 3, "uniqueId": "17", "payload": {"currentTime": "x"}}, RESULT),
        ({"type": "CallResult", "uuid": "17", "payload": '{"currentTime":"x"}'}, RESULT),
        ({"type": "response", "id": "17", "action": "Heartbeat", "response": {"currentTime": "x"}}, RESULT),
        (
            {"messageTypeId": 4, "uniqueId": "17", "errorCode": "NotSupported", "errorDescription": "why", "errorDetails": {"a": 1}},
            ERROR,
        ),
        ({"type": "CALLERROR", "id": "17", "code": "NotSupported"}, '[4,"17","NotSupported","",{}]'),
        ({"messageTypeId": 5, "uniqueId": "17", "errorCode": "MyOwn"}, '[5,"17","MyOwn","",{}]'),
        (
            {"type": "CALLERROR", "id": "17", "payload": {"errorCode": "NotSupported", "errorDescription": "why", "errorDetails": {"a": 1}}},
            ERROR,
        ),
        ({"uniqueId": "17", "errorCode": "NotSupported", "errorDetails": '{"a": 1}', "errorDescription": "why"}, '[4,"17","NotSupported","why",{"a": 1}]'),
        ({"messageTypeId": 3, "uniqueId": 'a"ü', "payload": {"a": "ü"}}, '[3,"a\\"ü",{"a":"ü"}]'),
    ],
)  # fmt: skip
def test_a_frame_is_put_together(record: dict[str, Any], frame: str) -> None:
    assert frame_of(flat(record)) == frame
    json.loads(frame)


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"action": "Heartbeat", "payload": {}},  # no id
        {"uniqueId": None, "action": "Heartbeat", "payload": {}},
        {"uniqueId": 1.5, "action": "Heartbeat", "payload": {}},
        {"uniqueId": {}, "action": "Heartbeat", "payload": {}},
        {"uniqueId": "17", "action": "Heartbeat"},  # neither type nor payload
        {"uniqueId": "17", "action": "heartbeat", "payload": {}},
        {"uniqueId": "17", "action": "Heart beat", "payload": {}},
        {"uniqueId": "17", "payload": {}},
        {"messageTypeId": 3, "uniqueId": "17"},
        {"messageTypeId": 3, "uniqueId": "17", "payload": "no JSON"},
        {"messageTypeId": 3, "uniqueId": "17", "payload": "{no JSON}"},
        {"messageTypeId": 3, "uniqueId": "17", "payload": "{" * 100_000 + "}"},
        {"messageTypeId": 3, "uniqueId": "17", "payload": [1]},
        {"messageTypeId": 4, "uniqueId": "17"},
        {"messageTypeId": 4, "uniqueId": "17", "errorCode": 5},
        {"messageTypeId": True, "uniqueId": "17", "payload": {}},
        {"messageTypeId": 7, "uniqueId": "17", "payload": {}},
        # what other software writes
        {"requestId": "abc", "code": "ECONNREFUSED", "msg": "connect failed"},
        {"id": "42", "action": "Login", "data": {"user": "x"}},
        {"type": "response", "id": "5", "data": {"a": 1}},
        {"type": "request", "id": "5", "method": "GetUser", "params": {}},
        {"type": "error", "requestId": "5", "code": "E_FAIL", "message": "x"},
        {"type": 3, "id": "5", "data": {"a": 1}},
        {"uuid": "1", "name": "Click", "body": {}},
        {"jsonrpc": "2.0", "id": 1, "result": {"a": 1}},
        {"jsonrpc": "2.0", "id": 1, "method": "GetUser", "params": {}},
        {"method": "GET", "requestId": "1", "request": {"url": "/x"}},
        {"operation": "PutItem", "requestId": "1", "response": {"a": 1}},
        {"kind": "Event", "uid": "x", "name": "Pod", "message": {"a": 1}},
    ],
)
def test_fields_that_are_no_frame(record: dict[str, Any]) -> None:
    assert frame_of(flat(record)) is None


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("got Call(unique_id='17', action='Heartbeat', payload={})", CALL),
        ("got <Call - unique_id=17, action=Heartbeat, payload={}>", CALL),
        ("got CallMessage{uniqueId='17', action='Heartbeat', payload={}}", CALL),
        ("got CallResult(unique_id='17', payload={'currentTime': 'x'}, action='Heartbeat')", RESULT),
        ("got <CallResult - unique_id=17, action=Heartbeat, payload={'currentTime': 'x'}>", RESULT),
        ("got CallErrorMessage{uniqueId='17', errorCode='NotSupported', errorDescription='why', errorDetails={'a': 1}}", ERROR),
    ],
)  # fmt: skip
def test_a_call_with_named_arguments(text: str, frame: str) -> None:
    assert fields.holds_call(text)
    assert fields.call_in(text) == (frame, text.index("Call"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Call me",
        "Call(me)",
        "Call(me=maybe)",
        "Call(unique_id='17', action='Heartbeat'",
        "Call(unique_id='17' action='Heartbeat')",
        "Callback(unique_id='17', action='Heartbeat')",
        "Call(unique_id=)",
        "CallResult(unique_id='17')",
    ],
)
def test_no_call(text: str) -> None:
    assert fields.call_in(text) is None


@pytest.mark.parametrize("text", ["a Call to action", "call(unique_id='17')", "Recall(unique_id='17')"])
def test_where_no_call_is_looked_for(text: str) -> None:
    assert not fields.holds_call(text)


# Records within records


def walked(record: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return list(fields.walk(record, {}))


def test_every_object_is_given_with_what_stands_around_it() -> None:
    record = {"stationId": "CS001", "events": [{"time": 1, "data": {"frame": "x"}}]}
    assert [around for _, around in walked(record)] == [
        {"stationid": "CS001"},
        {"stationid": "CS001", "time": 1},
        {"stationid": "CS001", "time": 1},
    ]
    assert [set(own) for own, _ in walked(record)] == [{"stationid", "events"}, {"time", "data"}, {"frame"}]


def test_what_stands_beside_tells_of_a_frame_too() -> None:
    record = {
        "request": {"url": "ws://x/CS001"},
        "metadata": {"stationId": "CS001", "other": 1, "cp": [1]},
        "payload": {"time": 1},
    }
    assert walked(record)[0][1] == {"url": "ws://x/CS001", "stationid": "CS001"}


def test_lists_that_are_frames_and_lines_of_loki() -> None:
    record = {
        "values": [["1779010893000000000", "line"], [2, "17", "Heartbeat", {}], ["x", "y"], [17, "z"], ["17", 5], 5]
    }
    given = walked(record)
    assert [own for own, _ in given[1:]] == [
        {"timestamp": "1779010893000000000", "line": "line"},
        {"": [2, "17", "Heartbeat", {}]},
    ]


def test_a_line_of_loki_has_what_stands_around_it_and_its_own_time() -> None:
    record = {"stream": {"station": "CS001"}, "time": 1, "values": [["1779010893000000000", "line"]]}
    assert walked(record)[-1][1] == {
        "station": "CS001",
        "time": 1,
        "timestamp": "1779010893000000000",
        "line": "line",
    }


def test_a_frame_that_is_a_field_is_not_looked_into() -> None:
    assert len(walked({"frame": [2, "17", "DataTransfer", {"data": {"a": 1}}]})) == 1


def test_a_payload_of_a_frame_in_parts_is_not_looked_into() -> None:
    record = {"uniqueId": "1", "action": "DataTransfer", "payload": {"data": {"uniqueId": "2", "action": "Heartbeat"}}}
    assert len(walked(record)) == 1


def test_depth_is_bounded() -> None:
    record: Any = {"frame": 1}
    for _ in range(30):
        record = {"a": [record]}
    assert 1 < len(walked(record)) < 15


@pytest.mark.parametrize(
    ("value", "is_frame"),
    [
        ([2, "17", "Heartbeat", {}], True),
        (["3", "17", {}], True),
        ([2, 17, "Heartbeat"], True),
        ([2, "17"], False),
        ([7, "17", {}], False),
        ([2, None, {}], False),
        ("[2,3,4]", False),
        ({}, False),
    ],
)
def test_lists_that_may_be_frames(value: Any, is_frame: bool) -> None:
    assert fields.is_frame_list(value) is is_frame
