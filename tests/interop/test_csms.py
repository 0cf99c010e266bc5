"""The example of a CSMS: whatever a station does, it goes on, and what it has promised is in its file."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import signal
import socket
import sqlite3
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from ocpp import v16 as ocpp16
from ocpp import v201 as ocpp201
from ocpp.routing import on
from websockets.asyncio.client import connect as connect_async
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from ocpp_codec import Codec
from ocpp_codec.compat import get_implemented_messages
from tests.support import vectors
from tests.support.program import Program, wait_for

NOON = "2026-05-17T12:00:00.000Z"
BOOT = {"chargePointVendor": "Vendor", "chargePointModel": "Model"}
START = {"connectorId": 1, "idTag": "04A2B3C4", "meterStart": 1500, "timestamp": NOON}
V16, V201, V21 = "ocpp1.6", "ocpp2.0.1", "ocpp2.1"


class Csms:
    """A running CSMS with a file of its own, as stations and operators see it."""

    def __init__(self, folder: Path, timeout: float = 0.6) -> None:
        self.db, self.timeout = folder / "csms.db", timeout
        self.operators = ThreadPoolExecutor(8)
        self.start()

    def start(self) -> None:
        self.program = Program("csms.py", "--port", "0", "--db", str(self.db), "--timeout", str(self.timeout))
        self.port = int(self.program.says("listening on").rpartition(":")[2])

    def station(self, name: str = "S1", protocol: str = V16, **settings: Any) -> Station:
        settings = {"subprotocols": [protocol], "compression": None, **settings}
        return Station(connect(f"ws://127.0.0.1:{self.port}/{name}", **settings).__enter__())

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with contextlib.closing(sqlite3.connect(self.db)) as db:
            return db.execute(query).fetchall()

    def call(self, path: str, payload: str | None = None) -> Future[tuple[int, str]]:
        """What an operator gets, in a while."""
        query = "" if payload is None else "?" + urllib.parse.urlencode({"payload": payload})
        return self.operators.submit(self._get, f"http://127.0.0.1:{self.port}/call/{path}{query}")

    @staticmethod
    def _get(url: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


class Station:
    """A station that may say anything."""

    def __init__(self, ws: ClientConnection) -> None:
        self.ws = ws
        self.number = 0

    def send(self, frame: Any) -> None:
        self.ws.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))

    def hear(self, timeout: float = 10.0) -> Any:
        return json.loads(self.ws.recv(timeout))

    def ask(self, action: str, payload: Any) -> Any:
        """The answer to a call, under a new id."""
        self.number += 1
        self.send([2, str(self.number), action, payload])
        answer = self.hear()
        assert answer[1] == str(self.number)
        return answer[2]

    def tells(self, frame: Any) -> Any:
        self.send(frame)
        return self.hear()

    def is_served(self) -> bool:
        return "currentTime" in self.ask("Heartbeat", {})


@pytest.fixture(scope="module")
def csms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Csms]:
    """One CSMS for all tests of this file that do not end it. In the end it has logged no traceback."""
    csms = Csms(tmp_path_factory.mktemp("csms"))
    yield csms
    code, took = csms.program.ends()
    assert code == 0
    assert took < 5
    assert "Traceback" not in csms.program.text


@pytest.fixture
def own_csms(tmp_path: Path) -> Iterator[Csms]:
    """A CSMS for this test alone."""
    csms = Csms(tmp_path)
    yield csms
    csms.program.kill()


# Stations ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("protocol", "boot"),
    [
        (V16, BOOT),
        (V201, {"reason": "PowerUp", "chargingStation": {"vendorName": "Vendor", "model": "Model"}}),
        (V21, {"reason": "PowerUp", "chargingStation": {"vendorName": "Vendor", "model": "Model"}}),
    ],
)
def test_a_station_is_known_after_its_boot(csms: Csms, protocol: str, boot: Any) -> None:
    station = csms.station(protocol, protocol)
    before = csms.rows(f"SELECT protocol, vendor, model FROM stations WHERE id = '{protocol}'")
    assert before == [(protocol, None, None)]
    answer = station.ask("BootNotification", boot)
    assert (answer["status"], answer["interval"] > 0) == ("Accepted", True)
    [row] = csms.rows(f"SELECT * FROM stations WHERE id = '{protocol}'")
    assert row[:4] == (protocol, protocol, "Vendor", "Model")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", row[4])
    time.sleep(0.01)
    assert station.is_served()
    assert csms.rows(f"SELECT last_seen FROM stations WHERE id = '{protocol}'")[0][0] > row[4]


def test_the_tables_have_the_columns_that_are_promised(csms: Csms) -> None:
    columns = {
        table: [row[1] for row in csms.rows(f"PRAGMA table_info({table})")] for table in ("stations", "transactions")
    }
    assert columns["stations"] == ["id", "protocol", "vendor", "model", "last_seen"]
    assert columns["transactions"] == ["station", "id", "meter_start", "stopped", "meter_stop"]


def test_the_best_version_that_is_offered_is_spoken(csms: Csms) -> None:
    assert csms.station("many", subprotocols=["ocpp1.5", V16, V201]).ws.subprotocol == V201


@pytest.mark.parametrize("offered", [None, ["ocpp1.5"], ["ocpp2.0"]])
def test_a_station_that_offers_no_version_is_turned_away(csms: Csms, offered: Any) -> None:
    station = csms.station("other", subprotocols=offered)
    assert station.ws.subprotocol is None
    with pytest.raises(ConnectionClosed):
        station.hear()
    assert csms.rows("SELECT * FROM stations WHERE id = 'other'") == []


@pytest.mark.parametrize(
    "name", ["a%20b", "%C3%A4", "x" * 200, "..%2F..", "'; DROP TABLE stations; --".replace(" ", "%20")]
)
def test_odd_names_are_names(csms: Csms, name: str) -> None:
    assert csms.station(name).is_served()
    assert (urllib.parse.unquote(name),) in csms.rows("SELECT id FROM stations")


@pytest.mark.parametrize("name", ["", "%00", "a%0Ab", "%FF"])
def test_what_is_no_name_is_refused_or_read_as_text(csms: Csms, name: str) -> None:
    with contextlib.suppress(InvalidStatus, ConnectionClosed):
        csms.station(name)
    assert csms.station().is_served()


def test_more_path_may_stand_before_the_name(csms: Csms) -> None:
    assert csms.station("ocpp/16/deep").is_served()
    assert csms.rows("SELECT id FROM stations WHERE id = 'deep'")


# Transactions --------------------------------------------------------------------------------------------------------


def test_a_transaction_of_16(csms: Csms) -> None:
    station = csms.station("T1")
    started = station.ask("StartTransaction", START)
    assert started["idTagInfo"] == {"status": "Accepted"}
    number = started["transactionId"]
    query = f"SELECT * FROM transactions WHERE id = '{number}'"
    assert csms.rows(query) == [("T1", str(number), 1500, None, None)]
    assert (
        station.ask(
            "MeterValues", {"connectorId": 1, "meterValue": [{"timestamp": NOON, "sampledValue": [{"value": "1"}]}]}
        )
        == {}
    )
    stop = {"transactionId": number, "meterStop": 9500, "timestamp": "2026-05-17T13:00:00+01:00"}
    assert station.ask("StopTransaction", stop) == {}
    assert csms.rows(query) == [("T1", str(number), 1500, NOON, 9500)]
    assert station.ask("StopTransaction", {**stop, "meterStop": 1}) == {}
    assert csms.rows(query) == [("T1", str(number), 1500, NOON, 9500)]


def test_a_start_that_is_repeated_is_the_same_transaction(own_csms: Csms) -> None:
    station = own_csms.station()
    first = station.ask("StartTransaction", START)["transactionId"]
    assert station.ask("StartTransaction", START)["transactionId"] == first
    assert (
        own_csms.station().ask("StartTransaction", {**START, "timestamp": "2026-05-17T14:00:00+02:00"})["transactionId"]
        == first
    )
    others: list[dict[str, Any]] = [
        {"connectorId": 2},
        {"idTag": "other"},
        {"meterStart": 1501},
        {"timestamp": "2026-05-17T12:00:01Z"},
    ]
    numbers = {first, *(station.ask("StartTransaction", {**START, **other})["transactionId"] for other in others)}
    numbers.add(own_csms.station("S2").ask("StartTransaction", START)["transactionId"])
    assert len(numbers) == 6
    assert own_csms.program.ends()[0] == 0
    own_csms.start()
    station = own_csms.station()
    assert station.ask("StartTransaction", START)["transactionId"] == first
    assert station.ask("StartTransaction", {**START, "meterStart": 7})["transactionId"] not in numbers
    assert len(own_csms.rows("SELECT * FROM transactions")) == 7


def test_an_unknown_transaction_may_be_stopped(csms: Csms) -> None:
    station = csms.station()
    assert station.ask("StopTransaction", {"transactionId": 999999, "meterStop": 1, "timestamp": NOON}) == {}
    assert station.is_served()


def event(kind: str, number: int, value: float | None = None, **unit: Any) -> dict[str, Any]:
    sample: dict[str, Any] = {"value": value, **({"unitOfMeasure": unit} if unit else {})}
    meter: dict[str, Any] = {} if value is None else {"meterValue": [{"timestamp": NOON, "sampledValue": [sample]}]}
    return {
        "eventType": kind,
        "timestamp": NOON,
        "triggerReason": "Authorized",
        "seqNo": number,
        "transactionInfo": {"transactionId": "tx"},
        **meter,
    }


@pytest.mark.parametrize("protocol", [V201, V21])
def test_a_transaction_of_2x(csms: Csms, protocol: str) -> None:
    name = f"T{protocol}"
    station, query = csms.station(name, protocol), f"SELECT * FROM transactions WHERE station = '{name}'"
    assert station.ask("TransactionEvent", event("Started", 0, 1.5, unit="kWh")) == {}
    assert csms.rows(query) == [(name, "tx", 1500, None, None)]
    token: dict[str, Any] = {"idToken": {"idToken": "04A2B3C4", "type": "ISO14443"}}
    assert station.ask("TransactionEvent", {**event("Updated", 1, 1.6, unit="kWh"), **token}) == {
        "idTokenInfo": {"status": "Accepted"}
    }
    assert station.ask("TransactionEvent", event("Ended", 2, 95, unit="Wh", multiplier=2)) == {}
    assert csms.rows(query) == [(name, "tx", 1500, NOON, 9500)]
    assert station.ask("TransactionEvent", event("Ended", 2, 1)) == {}
    assert station.ask("TransactionEvent", event("Started", 0, 1)) == {}
    assert csms.rows(query) == [(name, "tx", 1500, NOON, 9500)]


def test_the_events_of_a_transaction_may_come_in_any_order(csms: Csms) -> None:
    station = csms.station("Order", V201)
    station.ask("TransactionEvent", event("Ended", 2, 9500))
    station.ask("TransactionEvent", event("Started", 0, 1500))
    assert csms.rows("SELECT * FROM transactions WHERE station = 'Order'") == [("Order", "tx", 1500, NOON, 9500)]


def test_the_register_of_imported_energy_is_the_one_that_counts(csms: Csms) -> None:
    samples = [
        {"value": 16, "measurand": "Current.Import", "unitOfMeasure": {"unit": "A"}},
        {"value": 1, "measurand": "Energy.Active.Import.Register", "phase": "L1"},
        {"value": 7.5, "measurand": "Energy.Active.Import.Register", "unitOfMeasure": {"unit": "kWh"}},
        {"value": 3, "measurand": "Energy.Active.Export.Register"},
    ]
    started = {**event("Started", 0), "meterValue": [{"timestamp": NOON, "sampledValue": samples}]}
    csms.station("Register", V201).ask("TransactionEvent", started)
    assert csms.rows("SELECT meter_start FROM transactions WHERE station = 'Register'") == [(7500,)]


# Operators -----------------------------------------------------------------------------------------------------------

RESET = '{"type": "Soft"}'


def test_an_operator_calls_a_station(csms: Csms) -> None:
    station = csms.station("O1")
    answer = csms.call("O1/Reset", RESET)
    asked = station.hear()
    assert asked[2:] == ["Reset", {"type": "Soft"}]
    station.send([3, asked[1], {"status": "Rejected"}])
    status, text = answer.result()
    assert (status, json.loads(text)) == (200, {"status": "Rejected"})
    answer = csms.call("O1/ClearCache")
    station.send([3, station.hear()[1], {"status": "Accepted"}])
    assert answer.result()[0] == 200


def test_operators_wait_for_each_other(csms: Csms) -> None:
    station = csms.station("O2")
    answers = [csms.call("O2/Reset", RESET) for _ in range(3)]
    for _ in answers:
        asked = station.hear()
        with pytest.raises(TimeoutError):
            station.ws.recv(0.05)
        station.send([3, asked[1], {"status": "Accepted"}])
    assert [answer.result()[0] for answer in answers] == [200, 200, 200]


def test_what_an_operator_does_wrong(csms: Csms) -> None:
    station = csms.station("O3")
    wrong: dict[str, list[str | None]] = {
        "O3/Reset": [
            None,
            "",
            "{",
            "[]",
            "5",
            '{"type":"Later"}',
            '{"type":"Soft","extra":1}',
            "[" * 10_000,
            '{"type":NaN}',
        ],
        "O3/Heartbeat": ["{}"],
        "O3/Nonsense": ["{}"],
        "O3/GetVariables": ["{}"],
        "O3/BootNotification": [json.dumps(BOOT)],
    }
    for path, payloads in wrong.items():
        for payload in payloads:
            status, text = csms.call(path, payload).result()
            assert (status, bool(text)) == (400, True), (path, payload)
    assert csms.call("nobody/Reset", RESET).result()[0] == 404
    assert station.is_served()
    with pytest.raises(TimeoutError):
        station.ws.recv(0.05)


@pytest.mark.parametrize(
    ("answer", "status", "says"),
    [
        ([4, "ID", "NotSupported", "no reset", {}], 502, "NotSupported"),
        ([4, "ID", "Vendor specific", "", {}], 502, "Vendor specific"),
        ([3, "ID", {"status": 5}], 502, "/status"),
        ([3, "ID", {}], 502, "/status"),
        ([4, "ID"], 502, "breaks the protocol"),
        ([3, "other", {"status": "Accepted"}], 504, "no answer"),
        ([4, "-1", "GenericError", "", {}], 504, "no answer"),
        (None, 504, "no answer"),
        ([3, "ID", {"status": "Accepted", "extra": None}], 200, "Accepted"),
    ],
)
def test_what_a_station_answers(csms: Csms, answer: Any, status: int, says: str) -> None:
    station = csms.station("O4")
    called = csms.call("O4/Reset", RESET)
    asked = station.hear()
    if answer:
        station.send(json.dumps(answer).replace("ID", asked[1]))
    got, text = called.result()
    assert (got, says in text) == (status, True), text
    assert station.is_served()


def test_a_late_answer_is_not_taken_for_the_next_one(csms: Csms) -> None:
    station = csms.station("O5")
    first = csms.call("O5/Reset", RESET)
    late = station.hear()
    assert first.result()[0] == 504
    second = csms.call("O5/ClearCache")
    asked = station.hear()
    station.send([3, late[1], {"status": "Rejected"}])
    station.send([3, asked[1], {"status": "Accepted"}])
    assert json.loads(second.result()[1]) == {"status": "Accepted"}


def test_the_newest_connection_is_called(csms: Csms) -> None:
    old, new = csms.station("O6"), csms.station("O6")
    answer = csms.call("O6/Reset", RESET)
    new.send([3, new.hear()[1], {"status": "Accepted"}])
    assert answer.result()[0] == 200
    assert old.is_served()
    old.ws.close()
    answer = csms.call("O6/Reset", RESET)
    new.send([3, new.hear()[1], {"status": "Accepted"}])
    assert answer.result()[0] == 200


def test_the_station_leaves_while_an_operator_waits(csms: Csms) -> None:
    station = csms.station("O7")
    answer = csms.call("O7/Reset", RESET)
    station.hear()
    station.ws.socket.shutdown(socket.SHUT_RDWR)
    assert answer.result()[0] == 504
    assert wait_for(lambda: csms.call("O7/Reset", RESET).result()[0] == 404)


def test_an_operator_who_leaves_cancels_a_call_that_waits(csms: Csms) -> None:
    station = csms.station("O8")
    csms.call("O8/Reset", RESET)
    first = station.hear()
    with socket.create_connection(("127.0.0.1", csms.port)) as operator:
        operator.sendall(b"GET /call/O8/ClearCache HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.1)
    last = csms.call("O8/Reset", RESET)
    time.sleep(0.1)
    station.send([3, first[1], {"status": "Accepted"}])
    asked = station.hear()
    assert asked[2] == "Reset"
    station.send([3, asked[1], {"status": "Accepted"}])
    assert last.result()[0] == 200


# What stations do wrong ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ([2, "a", "Nonsense", {}], "NotImplemented"),
        ([2, "a", "Reset", {"type": "Soft"}], "NotSupported"),
        ([2, "a", "StartTransaction", {}], "ProtocolError"),
        ([2, "a", "StartTransaction", {**START, "connectorId": "one"}], "TypeConstraintViolation"),
        (
            [2, "a", "StartTransaction", {**START, "timestamp": "0001-01-01T00:00:00+14:00"}],
            "PropertyConstraintViolation",
        ),
        ([2, "a", "StartTransaction", {**START, "meterStart": 10**100}], "PropertyConstraintViolation"),
        ([2, "a", "StartTransaction", {**START, "idTag": "\ud800"}], "PropertyConstraintViolation"),
    ],
)
def test_a_defective_call_is_refused(csms: Csms, frame: Any, code: str) -> None:
    station = csms.station("W1")
    answer = station.tells(frame)
    assert answer[:2] == [4, "a"]
    assert answer[2] == code
    assert station.is_served()


@pytest.mark.parametrize(
    "frame",
    ["", "hello", "[", "[]", "{}", "null", "[2]", b"\xff\xfe", "[" * 100_000, '[7,"a",{}]', [3, "no", {}], [4, "no", "X", "", {}],
     [4, "-1", "GenericError", "", {}], "x" * 2_000_000],
)  # fmt: skip
def test_what_is_no_message_is_passed_over(csms: Csms, frame: Any) -> None:
    station = csms.station("W2")
    station.send(frame)
    assert station.is_served()


def test_ids_go_back_as_they_came(csms: Csms) -> None:
    station = csms.station("W3")
    for unique_id in (17, "", "x" * 100, "\n", "\u202e"):
        assert station.tells([2, unique_id, "Heartbeat", {}])[:2] == [3, unique_id]
        assert station.tells([2, unique_id, "Nonsense", {}])[:2] == [4, unique_id]


def test_sloppy_frames_are_read(csms: Csms) -> None:
    station = csms.station("W4")
    boot = {**BOOT, "iccid": None, "extra": 1, "firmwareVersion": ""}
    assert station.ask("BootNotification", boot)["status"] == "Accepted"
    assert station.ask("Heartbeat", None)
    status = {"connectorId": "1", "errorCode": "NoError", "status": "available", "timestamp": "2026-05-17 12:00"}
    assert station.ask("StatusNotification", status) == {}
    assert station.tells(b'[2,"b","Heartbeat",{}]')[:2] == [3, "b"]


def test_calls_that_do_not_wait_are_all_answered(csms: Csms) -> None:
    station = csms.station("W5")
    for number in range(200):
        station.send([2, str(number), "Heartbeat", {}])
    answers = [station.hear() for _ in range(200)]
    assert {int(answer[1]) for answer in answers} == set(range(200))


@pytest.mark.parametrize("protocol", [V16, V201, V21])
def test_every_request_of_a_station_is_answered(csms: Csms, protocol: str) -> None:
    station, codec = csms.station(f"all {protocol}".replace(" ", "%20"), protocol), Codec(protocol)
    for name, action in get_implemented_messages(codec.protocol).items():
        if action.sender == "csms" or action.Response is None:
            continue
        schema = vectors.schema_of(codec.protocol.name, f"{name}Request")
        for payload in (vectors.minimal(schema), vectors.maximal(schema)):
            if len(json.dumps(payload)) > 500_000:
                continue  # more than a codec takes by default
            answer = station.tells([2, name[:36], name, payload])
            codec.decode(json.dumps(answer), action=action)
            assert answer[0] == 3 or answer[2] == "NotSupported", (name, answer)


def test_a_station_that_does_not_read_holds_nobody_up(csms: Csms) -> None:
    with socket.create_connection(("127.0.0.1", csms.port)) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        handshake = f"GET /deaf HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: {V16}\r\n\r\n"
        deaf.sendall(handshake.encode())
        assert b"101" in deaf.recv(4096)
        answer = csms.call("deaf/Reset", RESET)
        assert csms.station("hearing").is_served()
        assert answer.result()[0] == 504
    assert csms.station().is_served()


@pytest.mark.parametrize(
    "text", [b"\x16\x03\x01\x02\x00\x01", b"GET / HTTP/9\r\n\r\n", b"GET /" + b"x" * 10_000 + b" HTTP/1.1\r\n\r\n"]
)
def test_who_speaks_no_http_is_passed_over(csms: Csms, text: bytes) -> None:
    with socket.create_connection(("127.0.0.1", csms.port)) as stranger:
        stranger.sendall(text)
        assert stranger.recv(12).startswith(b"HTTP/1")
    assert csms.station().is_served()


def test_lines_that_break_anywhere(csms: Csms) -> None:
    for cut in (1, 3, 20):
        station = csms.station("W6")
        station.ws.socket.sendall(b"\x81\xfe\x01\x00abcdefghijklmnopqrst"[:cut])
        station.ws.socket.shutdown(socket.SHUT_RDWR)
    assert csms.station("W6").is_served()


# The package `ocpp` as the station -----------------------------------------------------------------------------------


class Station16(ocpp16.ChargePoint):  # type: ignore[misc]
    """A station that answers a reset."""

    @on("Reset")  # type: ignore[untyped-decorator]
    async def on_reset(self, type: str, **_: Any) -> Any:  # noqa: A002
        return ocpp16.call_result.Reset(status="Accepted")


class Station201(ocpp201.ChargePoint):  # type: ignore[misc]
    """The same in 2.0.1."""

    @on("Reset")  # type: ignore[untyped-decorator]
    async def on_reset(self, type: str, **_: Any) -> Any:  # noqa: A002
        return ocpp201.call_result.Reset(status="Accepted")


async def session_16(station: Any) -> None:
    call = ocpp16.call
    boot = await station.call(call.BootNotification("Model", "Vendor"))
    assert boot.status == "Accepted"
    assert (await station.call(call.Authorize("04A2B3C4"))).id_tag_info["status"] == "Accepted"
    started = await station.call(call.StartTransaction(1, "04A2B3C4", 100, NOON))
    assert await station.call(call.StatusNotification(1, "NoError", "Charging"))
    assert await station.call(call.StopTransaction(200, NOON, started.transaction_id))


async def session_201(station: Any) -> None:
    call, info = ocpp201.call, {"transaction_id": "t"}
    boot = await station.call(call.BootNotification({"model": "Model", "vendor_name": "Vendor"}, "PowerUp"))
    assert boot.status == "Accepted"
    token = {"id_token": "04A2B3C4", "type": "ISO14443"}
    assert (await station.call(call.Authorize(token))).id_token_info["status"] == "Accepted"
    for number, kind in enumerate(("Started", "Updated", "Ended")):
        await station.call(call.TransactionEvent(kind, NOON, "Authorized", number, info))
    assert await station.call(call.StatusNotification(NOON, "Available", 1, 1))


@pytest.mark.parametrize(
    ("kind", "protocol", "session"), [(Station16, V16, session_16), (Station201, V201, session_201)]
)
def test_a_station_of_the_package_ocpp(csms: Csms, kind: Any, protocol: str, session: Callable[[Any], Any]) -> None:
    async def talk() -> None:
        name = f"ocpp-{protocol}"
        async with connect_async(f"ws://127.0.0.1:{csms.port}/{name}", subprotocols=[protocol]) as ws:  # type: ignore[list-item]
            station = kind(name, ws)
            serving = asyncio.create_task(station.start())
            await session(station)
            payload = '{"type":"Soft"}' if protocol == V16 else '{"type":"Immediate"}'
            status, text = await asyncio.wrap_future(csms.call(f"{name}/Reset", payload))
            assert (status, json.loads(text)) == (200, {"status": "Accepted"})
            serving.cancel()

    asyncio.run(talk())
    [row] = csms.rows(f"SELECT stopped FROM transactions WHERE station = 'ocpp-{protocol}'")
    assert row == (NOON,)


def test_two_hundred_stations_at_once(csms: Csms) -> None:
    async def station(number: int) -> Any:
        async with connect_async(f"ws://127.0.0.1:{csms.port}/many-{number}", subprotocols=[V16]) as ws:  # type: ignore[list-item]
            station = Station16(f"many-{number}", ws)
            serving = asyncio.create_task(station.start())
            await session_16(station)
            called = await asyncio.wrap_future(csms.call(f"many-{number}/Reset", RESET))
            serving.cancel()
            return called[0]

    async def talk() -> list[Any]:
        return await asyncio.gather(*(station(number) for number in range(200)))

    assert set(asyncio.run(talk())) == {200}
    assert csms.rows("SELECT count(*) FROM transactions WHERE station LIKE 'many-%' AND meter_stop = 200") == [(200,)]


# The end -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it(own_csms: Csms, number: int) -> None:
    stations = [own_csms.station(str(name)) for name in range(20)]
    answer = own_csms.call("7/Reset", RESET)
    stations[7].hear()
    code, took = own_csms.program.ends(number)
    assert code == 0
    assert took < 5
    assert own_csms.program.lines[1:] == []
    assert answer.exception() or answer.result()[0] == 504
    with pytest.raises(ConnectionClosed) as closed:
        stations[0].hear()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1001
    assert own_csms.rows("SELECT count(*) FROM stations") == [(20,)]


def test_a_port_that_is_taken_is_told(csms: Csms, tmp_path: Path) -> None:
    program = Program("csms.py", "--port", str(csms.port), "--db", str(tmp_path / "x.db"))
    assert program.process.wait(10) == 1
    program.says("csms.py: ")
    assert "Traceback" not in program.text
