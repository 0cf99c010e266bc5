"""Messages that lack what they must have, or say what nobody can: no run of tables ends with them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
import pytest

from ocpp_codec import Codec, OcppJsonProtocol
from ocpp_codec.bulk._stations import is_told
from ocpp_codec.rules import Rule
from ocpp_codec.testing import examples
from ocpp_codec.tolerance import ALL
from tests.support.tables import CSMS, STATION, call, columns, result, tables_of, time

MISSING: Any = object()
#: What a repair makes nothing of, or lets stand, instead of a value of a type.
ODD = {str: "yesterday", int: 10**400, float: 10**400, list: []}
V201 = "ocpp2.0.1"
Said = list[tuple[str, Any]]


def followed(protocol: OcppJsonProtocol) -> Iterator[Said]:
    """Of each action that is followed, a request and its answer: who sends it, and the frame."""
    codec = Codec(protocol)
    found: dict[str, Said] = {}
    for message in examples(protocol, full=True):
        action = type(getattr(message, "payload", None)).__qualname__.partition(".")[0]
        if is_told(action, "request"):
            sender = CSMS if (message.messageTypeId == 3) != (action == "RemoteStartTransaction") else STATION
            found.setdefault(action, []).append((sender, json.loads(codec.encode(message))))
    yield from found.values()


def changed(said: Said) -> Iterator[Said]:
    """The frames, each time with another value of one field."""
    for number, (sender, frame) in enumerate(said):
        for path, value in fields(frame[-1]):
            for odd in (MISSING, ODD.get(type(value), MISSING)):
                other = copy.deepcopy(frame)
                put(other[-1], path, odd)
                yield [*said[:number], (sender, other), *said[number + 1 :]]


def fields(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    members: Iterable[Any] = ()
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    for name, member in members:
        yield (*path, name), member
        yield from fields(member, (*path, name))


def put(holder: Any, path: tuple[Any, ...], value: Any) -> None:
    for name in path[:-1]:
        holder = holder[name]
    if value is MISSING:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value


def talk(said: Said, protocol: str, station: str) -> Any:
    rows = [(sender, json.dumps(frame), float(at)) for at, (sender, frame) in enumerate(said)]
    return columns(rows, protocol=protocol, station=station)


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_nothing_that_is_missing_or_odd_ends_a_run(protocol: OcppJsonProtocol) -> None:
    """Every field of every message that is followed."""
    talks = [
        talk(each, protocol, str(number)) for said in followed(protocol) for number, each in enumerate(changed(said))
    ]
    assert len(talks) > 200
    tables = tables_of([pa.concat_tables(talks)], tolerate=ALL)
    assert len(tables["messages"]) == sum(map(len, talks))
    assert {row["verdict"] for row in tables["messages"]} == {"ok", "repaired", "refused"}


VALUES_OF_A_METER = [
    ("ocpp1.6", '"1e400"', None),
    ("ocpp1.6", '"nan"', None),
    ("ocpp1.6", '"1.5"', 1500.0),
    (V201, "9007199254740993", 9007199254740992e3),
    (V201, "1e308", None),
    (V201, "1.5", 1500.0),
]


@pytest.mark.parametrize(("protocol", "text", "expected"), VALUES_OF_A_METER)
def test_values_of_a_meter(protocol: str, text: str, expected: float | None) -> None:
    """In Wh; null beyond all numbers."""
    unit, where = (
        ('"unit":"kWh"', "connectorId") if protocol == "ocpp1.6" else ('"unitOfMeasure":{"unit":"kWh"}', "evseId")
    )
    value = f'{{"timestamp":"{time(1)}","sampledValue":[{{"value":{text},{unit}}}]}}'
    frame = f'[2,"1","MeterValues",{{"{where}":1,"meterValue":[{value}]}}]'
    (row,) = tables_of([columns([(STATION, frame, 0)], protocol=protocol)])["samples"]
    assert row["value"] == expected


def test_a_time_that_nobody_can_read_is_that_of_the_log() -> None:
    start = {"connectorId": 1, "idTag": "A", "meterStart": 0, "timestamp": "yesterday"}
    stop = {"transactionId": 7, "meterStop": 5000, "timestamp": "today"}
    value = {"timestamp": "noon", "sampledValue": [{"value": "7"}]}
    rows = [
        (STATION, call("1", "StartTransaction", start), 60),
        (CSMS, result("1", {"transactionId": 7, "idTagInfo": {"status": "Accepted"}}), 61),
        (STATION, call("2", "MeterValues", {"connectorId": 1, "transactionId": 7, "meterValue": [value]}), 70),
        (STATION, call("3", "StopTransaction", stop), 600),
    ]
    tables = tables_of([columns(rows)], tolerate=ALL)
    (session,), (sample,) = tables["sessions"], tables["samples"]
    assert (session["started"].minute, session["stopped"].minute, session["outcome"]) == (1, 10, "completed")
    assert (sample["time"], sample["value"]) == (None, 7.0)


def test_a_message_that_lacks_a_required_value_tells_nothing() -> None:
    start = {"connectorId": 1, "idTag": "A", "meterStart": 0, "timestamp": time(1)}
    rows = [
        (STATION, call("1", "StartTransaction", start), 60),
        (CSMS, result("1", {"idTagInfo": {"status": "Accepted"}}), 61),
        (STATION, call("2", "StatusNotification", {"connectorId": 1, "status": "Charging"}), 62),
    ]
    tables = tables_of([columns(rows)], tolerate=ALL)
    assert [row["verdict"] for row in tables["messages"]] == ["ok", "repaired", "repaired"]
    assert (tables["sessions"], tables["statuses"]) == ([], [])


def test_what_a_vendor_has_added_may_lack_anything() -> None:
    status = {"evseId": 1, "connectorId": 1, "connectorStatus": "Occupied", "timestamp": time(1), "customData": {}}
    frames = columns([(STATION, call("1", "StatusNotification", status), 60)], protocol=V201)
    tables = tables_of([frames], tolerate=[Rule.MISSING_FIELD])
    assert [row["status"] for row in tables["statuses"]] == ["Occupied"]
