"""The CSMS of the examples, as a process, with stations over real sockets: those of the package `ocpp`, and bad ones."""

import asyncio
import json
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import aiohttp
import pytest
from ocpp.charge_point import camel_to_snake_case
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from yarl import URL

from ocpp_codec import OcppJsonProtocol
from ocpp_codec.record import Sender
from tests.support.paths import ROOT
from tests.support.peers.conversations import CONVERSATIONS
from tests.support.peers.link import named, run
from tests.support.peers.theirs import VERSIONS, plain, serve, their_request, their_response

PROGRAM = [sys.executable, str(ROOT / "examples" / "csms.py")]
TIMEOUT = 0.5
START = {"connectorId": 1, "idTag": "04A2B3C4", "meterStart": 1500, "timestamp": "2024-05-17T10:41:33.125Z"}
STOP = {"meterStop": 9500, "timestamp": "2024-05-17T11:41:33.125Z"}
STOPPED = "2024-05-17T11:41:33.125Z"


class Csms:
    """The process, and what it has written."""

    def __init__(self, db: Path, timeout: float = TIMEOUT) -> None:
        command = [*PROGRAM, "--port", "0", "--db", str(db), "--timeout", str(timeout)]
        self.db = db
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().removeprefix("listening on ").strip()
        self.port = int(self.url.rpartition(":")[2])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def stop(self, sign: int = signal.SIGTERM) -> str:
        """Ends it as a user does, and gives what it has logged."""
        self.process.send_signal(sign)
        began = time.monotonic()
        log: str = self.process.communicate(timeout=10)[1]
        assert time.monotonic() - began < 5
        assert self.process.returncode in (0, 130)
        assert "Traceback" not in log
        assert "never retrieved" not in log
        return log

    def rows(self, query: str) -> list[Any]:
        with closing(sqlite3.connect(self.db)) as db:
            return db.execute(query).fetchall()

    def transactions(self, station: str = "CS001") -> list[Any]:
        return [row[1:] for row in self.rows("SELECT * FROM transactions") if row[0] == station]

    async def call(self, station: str, action: str, payload: Any = None) -> tuple[int, Any]:
        """What an operator gets: the status, and the payload or a text. A payload that is text is sent as it is."""
        text = payload if payload is None or isinstance(payload, str) else json.dumps(payload)
        url = f"http://127.0.0.1:{self.port}/call/{quote(station, safe='')}/{action}"
        url += "" if text is None else "?payload=" + quote(text)
        async with aiohttp.ClientSession() as session, session.get(URL(url, encoded=True)) as answer:
            body = await answer.text()
            return answer.status, json.loads(body) if answer.status == 200 else body


class Station:
    """A station that sends whatever a test wants."""

    def __init__(self, ws: ClientConnection) -> None:
        self.ws = ws

    async def says(self, *frame: Any) -> None:
        await self.ws.send(json.dumps(frame))

    async def hears(self) -> Any:
        return json.loads(await self.ws.recv())

    async def asks(self, action: str, payload: Any, unique_id: Any = "1") -> Any:
        await self.says(2, unique_id, action, payload)
        return await self.hears()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Csms]:
    """One for all tests that use stations of their own. In the end nothing has gone wrong in it."""
    with Csms(tmp_path_factory.mktemp("csms") / "csms.db") as csms:
        yield csms
        csms.stop()


@pytest.fixture
def csms(tmp_path: Path) -> Iterator[Csms]:
    with Csms(tmp_path / "csms.db") as csms:
        yield csms


@asynccontextmanager
async def station(csms: Csms, name: str = "CS001", *offered: str, **settings: Any) -> AsyncIterator[Station]:
    url = f"{csms.url}/{name}"
    async with connect(url, subprotocols=named(offered or ["ocpp1.6"]), close_timeout=1, **settings) as ws:
        yield Station(ws)


async def until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 (of another process)
        await asyncio.sleep(0.01)


def abort(ws: ClientConnection) -> None:
    """Ends the TCP connection as a crash does, with a reset."""
    ws.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    ws.transport.abort()


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    """A station of this test alone."""
    return "".join(each if each.isalnum() else "-" for each in request.node.name)


# Stations of the package `ocpp` ------------------------------------------------------------------------------------


@asynccontextmanager
async def their_station(csms: Csms, protocol: OcppJsonProtocol, name: str) -> AsyncIterator[Any]:
    async with station(csms, name, protocol) as ours:
        theirs = VERSIONS[protocol].ChargePoint(name, ours.ws)
        running = asyncio.create_task(theirs.start())
        try:
            yield theirs
        finally:
            running.cancel()


@pytest.mark.parametrize("protocol", [OcppJsonProtocol.v16, OcppJsonProtocol.v201, OcppJsonProtocol.v21])
def test_a_whole_session(shared: Csms, name: str, protocol: OcppJsonProtocol) -> None:
    """What the station calls is answered and kept; what the operator calls reaches it."""
    number = 0

    async def talk() -> None:
        nonlocal number
        async with their_station(shared, protocol, name) as theirs:
            for exchange in CONVERSATIONS[protocol]:
                action = exchange.action
                if exchange.sender is Sender.CSMS:
                    answer = their_response(protocol, action, exchange.wire_response)
                    serve(theirs, action, lambda answer=answer, **_: answer)
                    assert await shared.call(name, action, exchange.wire_request) == (200, exchange.wire_response)
                    continue
                wire = exchange.wire_request | ({"transactionId": number} if action == "StopTransaction" else {})
                response = plain(await theirs.call(their_request(protocol, action, wire), suppress=False))
                expected: Any = (
                    {"unknown_vendor_id"} if action == "DataTransfer" else camel_to_snake_case(exchange.wire_response)
                )
                if action == "StartTransaction":
                    number = response["transaction_id"]
                elif action != "DataTransfer":
                    assert not response or response.keys() <= expected.keys()
                if action == "BootNotification":
                    assert response["status"] == "Accepted"

    run(talk())
    [(protocol_of_row, vendor, model, seen)] = shared.rows(
        f"SELECT protocol, vendor, model, last_seen FROM stations WHERE id = '{name}'"
    )
    assert (protocol_of_row, vendor, model) == (protocol, "Vendor", "Model")
    assert seen.endswith("Z")
    kept = (str(number), 1500, STOPPED, 9500) if number else ("TX-1", None, STOPPED, None)
    assert shared.transactions(name) == [kept]


@pytest.mark.parametrize("protocol", [OcppJsonProtocol.v16, OcppJsonProtocol.v201])
def test_a_station_calls_from_within_a_handler(shared: Csms, name: str, protocol: OcppJsonProtocol) -> None:
    """The package allows it behind its answer. A second call of the operator comes meanwhile."""

    async def talk() -> None:
        async with their_station(shared, protocol, name) as theirs:
            heard: asyncio.Queue[Any] = asyncio.Queue()

            async def after() -> None:
                heard.put_nowait(await theirs.call(their_request(protocol, "Heartbeat", {}), suppress=False))

            serve(theirs, "ClearCache", lambda: their_response(protocol, "ClearCache", {"status": "Accepted"}))
            theirs.route_map["ClearCache"]["_after_action"] = after
            answers = await asyncio.gather(*(shared.call(name, "ClearCache") for _ in range(5)))
            assert answers == [(200, {"status": "Accepted"})] * 5
            for _ in range(5):
                assert (await heard.get()).current_time.endswith("Z")

    run(talk())


def test_a_station_calls_while_it_is_called(shared: Csms, name: str) -> None:
    async def talk() -> None:
        async with station(shared, name) as it:
            waiting = asyncio.create_task(shared.call(name, "ClearCache"))
            unique_id = (await it.hears())[1]
            assert (await it.asks("Heartbeat", {}, unique_id))[:2] == [3, unique_id]  # even with the same id
            await it.says(3, unique_id, {"status": "Accepted"})
            assert await waiting == (200, {"status": "Accepted"})

    run(talk())


def test_200_stations_at_once(csms: Csms) -> None:
    """All of them work, are called at the same time, and hang when the CSMS is told to end."""

    async def session(number: int, ready: list[int], called: asyncio.Event, end: asyncio.Event) -> None:
        async with station(csms, f"S{number}") as it:
            await it.asks("BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})
            answer = await it.asks("StartTransaction", START)
            assert (await it.asks("StartTransaction", START, "2"))[2] == answer[2]
            ready.append(answer[2]["transactionId"])
            _, unique_id, action, _ = await it.hears()
            assert action == "ClearCache"
            await it.says(3, unique_id, {"status": "Accepted"})
            if number == 7:
                await it.hears()
                called.set()
            await end.wait()
            it.ws.transport.abort()

    async def talk() -> None:
        ready: list[int] = []
        called, end = asyncio.Event(), asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            for number in range(200):
                tasks.create_task(session(number, ready, called, end))
            await until(lambda: len(ready) == 200)
            assert len(set(ready)) == 200
            answers = await asyncio.gather(*(csms.call(f"S{number}", "ClearCache") for number in range(200)))
            assert answers == [(200, {"status": "Accepted"})] * 200
            waiting = asyncio.create_task(csms.call("S7", "ClearCache"))  # nobody answers it
            await called.wait()
            assert len(csms.rows("SELECT * FROM transactions WHERE stopped IS NULL")) == 200
            assert csms.rows("SELECT count(*) FROM stations WHERE vendor = 'V'") == [(200,)]
            await asyncio.to_thread(csms.stop)
            status, _ = await waiting
            assert status == 504
            end.set()

    run(talk())


# What is kept ------------------------------------------------------------------------------------------------------


def test_the_tables_are_those_that_were_promised(shared: Csms) -> None:
    columns = {
        name: [row[1] for row in shared.rows(f"PRAGMA table_info({name})")] for name in ("stations", "transactions")
    }
    assert columns == {
        "stations": ["id", "protocol", "vendor", "model", "last_seen"],
        "transactions": ["station", "id", "meter_start", "stopped", "meter_stop"],
    }


def test_a_transaction_that_is_repeated_keeps_its_id(tmp_path: Path) -> None:
    """On the same connection, on the next one, and after the CSMS has been stopped."""
    ids: list[int] = []

    async def repeat(csms: Csms) -> None:
        async with station(csms) as it:
            for unique_id in ("a", "b"):
                ids.append((await it.asks("StartTransaction", START, unique_id))[2]["transactionId"])
                assert csms.transactions() == [(str(ids[-1]), 1500, None, None)]

    with Csms(tmp_path / "csms.db") as csms:
        run(repeat(csms))
        run(repeat(csms))
        csms.stop()
    with Csms(tmp_path / "csms.db") as csms:
        run(repeat(csms))
        csms.process.kill()
        csms.process.wait()
    with Csms(tmp_path / "csms.db") as csms:
        run(repeat(csms))
    assert len(ids) == 8
    assert len(set(ids)) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"connectorId": 2},
        {"idTag": "other"},
        {"meterStart": 1501},
        {"timestamp": "2024-05-17T10:41:34Z"},
        {"reservationId": 3},
    ],
    ids=str,
)
def test_other_content_is_another_transaction(shared: Csms, name: str, change: Any) -> None:
    async def talk() -> None:
        async with station(shared, name) as it, station(shared, name + "x") as other:
            frames = [(it, START), (it, START | change), (other, START)]
            ids = [(await each.asks("StartTransaction", content))[2]["transactionId"] for each, content in frames]
            assert len(set(ids)) == 3

    run(talk())


def test_a_transaction_is_stopped_once(shared: Csms, name: str) -> None:
    """To stop it again, or one that is unknown or another station's, is answered and changes nothing."""

    async def talk() -> None:
        async with station(shared, name) as it, station(shared, name + "x") as other:
            number = (await it.asks("StartTransaction", START))[2]["transactionId"]
            stop = STOP | {"transactionId": number}
            assert (await other.asks("StopTransaction", stop))[0] == 3
            assert shared.transactions(name) == [(str(number), 1500, None, None)]
            for frame in (stop, stop | {"meterStop": 1}, stop | {"transactionId": -1}, stop | {"transactionId": 10**6}):
                assert (await it.asks("StopTransaction", frame))[0] == 3
                assert shared.transactions(name) == [(str(number), 1500, STOPPED, 9500)]
            assert shared.transactions(name + "x") == []

    run(talk())


def event(kind: str, *samples: Any, seq: int = 0, at: str = "2024-05-17T11:41:33.125Z") -> dict[str, Any]:
    it = {
        "eventType": kind,
        "timestamp": at,
        "triggerReason": "Trigger",
        "seqNo": seq,
        "transactionInfo": {"transactionId": "T"},
    }
    return it | ({"meterValue": [{"timestamp": at, "sampledValue": list(samples)}]} if samples else {})


def kilo(value: float, **others: Any) -> dict[str, Any]:
    return {"value": value, "unitOfMeasure": {"unit": "kWh"}} | others


BEGIN, END = {"context": "Transaction.Begin"}, {"context": "Transaction.End"}
IN_DECAWH = {"value": 150, "unitOfMeasure": {"unit": "Wh", "multiplier": 1}}
STARTED, ENDED = event("Started", {"value": 1500} | BEGIN), event("Ended", {"value": 9500} | END, seq=1)
WHOLE = ("T", 1500, STOPPED, 9500)

EVENTS = {
    "plain": ([STARTED, ENDED], WHOLE),
    "without contexts": ([event("Started", {"value": 1500}), event("Ended", {"value": 9500})], WHOLE),
    "out of order": ([ENDED, STARTED], WHOLE),
    "repeated": ([STARTED, STARTED, ENDED, ENDED, STARTED], WHOLE),
    "the first end counts": ([STARTED, ENDED, event("Ended", {"value": 1}, at="2025-01-01T00:00:00Z")], WHOLE),
    "running": ([STARTED, event("Updated", {"value": 2000}, seq=1)], ("T", 1500, None, None)),
    "ended without a start": ([ENDED], ("T", None, STOPPED, 9500)),
    "updated alone": ([event("Updated")], ("T", None, None, None)),
    "all in the end": ([event("Ended", {"value": 9500} | END, {"value": 1500} | BEGIN)], WHOLE),
    "kWh": ([event("Started", kilo(1.5)), event("Ended", kilo(9.5, **END))], WHOLE),
    "multiplier": ([event("Started", IN_DECAWH), ENDED], WHOLE),
    "fraction": ([event("Started", kilo(1.2345))], ("T", 1234.5, None, None)),
    "other things": (
        [event("Started", {"value": 1, "measurand": "Voltage"}, {"value": 3, "phase": "L1"}, {"value": 1500}), ENDED],
        WHOLE,
    ),
    "another unit": ([event("Started", {"value": 1, "unitOfMeasure": {"unit": "varh"}})], ("T", None, None, None)),
    "sloppy": ([STARTED | {"timestamp": "2024-05-17 11:41:33", "evse": None}, ENDED], WHOLE),
}


@pytest.mark.parametrize("protocol", ["ocpp2.0.1", "ocpp2.1"])
@pytest.mark.parametrize("case", EVENTS)
def test_what_a_transaction_event_says(shared: Csms, name: str, case: str, protocol: str) -> None:
    events, expected = EVENTS[case]

    async def talk() -> None:
        async with station(shared, name, protocol) as it:
            for each in events:
                assert (await it.asks("TransactionEvent", each))[0] == 3
            assert shared.transactions(name) == [expected]

    run(talk())


# Frames ------------------------------------------------------------------------------------------------------------

DEEP = '[2,"1","DataTransfer",{"vendorId":"a","data":' + "[" * 100_000 + "]" * 100_000 + "}]"
STATUS = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}
GARBAGE: list[str | bytes] = [
    "", "{", "[]", "null", "[2]", '[2,"1"]', '[9,"1",{}]', b"\x00\xff", "[" * 100_000, '[3,"x",{}]', '[3,"x",{"status":"Accepted"}]',
    '[4,"x","GenericError","",{}]', '[4,"-1","RpcFrameworkError","",{}]', '[5,"x","GenericError","",{}]',
    '[6,"x","Heartbeat",{}]', DEEP, '[2,{},"Heartbeat",{}]', "\ud7ff", "1" * 5000, '[2,"1","Heartbeat",' + "9" * 5000 + "]",
]  # fmt: skip


@pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"])
def test_garbage_harms_nothing(shared: Csms, name: str, protocol: str) -> None:
    async def talk() -> None:
        async with station(shared, name, protocol) as it:
            for frame in GARBAGE:
                await it.ws.send(frame)
            await it.says(2, "alive", "Heartbeat", {})
            while (await it.hears())[:2] != [3, "alive"]:
                pass
            await it.ws.send(b'[2,"binary","Heartbeat",{}]')
            assert (await it.hears())[:2] == [3, "binary"]

    run(talk())


# What a station asks, and the beginning of the answer in 1.6.
QUESTIONS = [
    ("Teleport", {}, [4, "1", "NotImplemented"]),
    ("Reset", {"type": "Soft"}, [4, "1", "NotSupported"]),
    ("Authorize", {}, [4, "1", "ProtocolError"]),
    ("Authorize", {"idTag": {}}, [4, "1", "TypeConstraintViolation"]),
    ("Authorize", [], [4, "1", "TypeConstraintViolation"]),
    ("StatusNotification", STATUS | {"timestamp": "17.5.2024", "info": None}, [3, "1", {}]),
    ("StatusNotification", STATUS | {"timestamp": "2024-05-17 10:00:00", "connectorId": "1"}, [3, "1", {}]),
    ("BootNotification", {"chargePointVendor": "\ud800", "chargePointModel": "M"}, [4, "1", "PropertyConstraintViolation"]),
    ("BootNotification", {"chargePointVendor": "V\0", "chargePointModel": "M", "iccid": None}, [3, "1"]),
    ("DataTransfer", {"vendorId": "any"}, [3, "1", {"status": "UnknownVendorId"}]),
    ("StartTransaction", START | {"meterStart": 10**30}, [4, "1", "PropertyConstraintViolation"]),
    ("StopTransaction", STOP | {"transactionId": 10**30}, [3, "1", {}]),
    ("StopTransaction", STOP | {"transactionId": 1, "meterStop": 10**30}, [4, "1", "PropertyConstraintViolation"]),
    ("StopTransaction", STOP | {"transactionId": 1, "timestamp": "0001-01-01T00:00:00+14:00"}, [4, "1", "PropertyConstraintViolation"]),
]  # fmt: skip


@pytest.mark.parametrize(("action", "payload", "expected"), QUESTIONS)
def test_what_a_station_is_told(shared: Csms, name: str, action: str, payload: Any, expected: Any) -> None:
    async def talk() -> None:
        async with station(shared, name) as it:
            assert (await it.asks(action, payload))[: len(expected)] == expected
            assert (await it.asks("Heartbeat", {}, "2"))[:2] == [3, "2"]

    run(talk())


@pytest.mark.parametrize("unique_id", [17, "", "x" * 100, "-1", "\u00e4"], ids=str)
def test_an_answer_has_the_id_as_it_came(shared: Csms, name: str, unique_id: Any) -> None:
    async def talk() -> None:
        async with station(shared, name) as it:
            for _ in range(2):
                assert (await it.asks("Heartbeat", {}, unique_id))[:2] == [3, unique_id]

    run(talk())


def test_calls_that_come_in_one_burst_are_all_answered(shared: Csms, name: str) -> None:
    async def talk() -> None:
        async with station(shared, name, compression=None) as it:
            for number in range(300):
                await it.says(2, str(number), "Heartbeat", {})
            assert [(await it.hears())[:2] for _ in range(300)] == [[3, str(number)] for number in range(300)]

    run(talk())


# Connections -------------------------------------------------------------------------------------------------------

OFFERS = [
    (["ocpp1.6"], "ocpp1.6"),
    (["ocpp1.6", "ocpp2.0.1"], "ocpp2.0.1"),
    (["ocpp1.6", "ocpp2.1", "ocpp2.0.1"], "ocpp2.1"),
    (["ocpp1.5", "ocpp1.6", "mqtt"], "ocpp1.6"),
]


@pytest.mark.parametrize(("offered", "agreed"), OFFERS)
def test_the_best_version_is_taken(shared: Csms, name: str, offered: Any, agreed: str) -> None:
    async def talk() -> None:
        async with station(shared, name, *offered) as it:
            assert it.ws.subprotocol == agreed
            assert shared.rows(f"SELECT protocol FROM stations WHERE id = '{name}'") == [(agreed,)]

    run(talk())


@pytest.mark.parametrize("offered", [["ocpp1.5"], ["ocpp2.0"], None])
def test_without_a_common_version_the_connection_is_closed(shared: Csms, name: str, offered: Any) -> None:
    async def talk() -> None:
        async with connect(f"{shared.url}/{name}", subprotocols=offered) as ws:
            assert ws.subprotocol is None
            with pytest.raises(ConnectionClosed):
                await ws.recv()
            assert ws.close_code == 1002

    run(talk())
    assert shared.rows(f"SELECT * FROM stations WHERE id = '{name}'") == []


PATHS = {"a%20b": "a b", "%C3%A4": "\u00e4", "a%2Fb": "a/b", "ocpp/16/CS9": "CS9", "%25": "%", "a'b": "a'b", "x" * 4000: "x" * 4000, "CS9?a=b": "CS9", "%00%0A": "\0\n", "%FF": "%FF", "call": "call", "call/CS7": "CS7"}  # fmt: skip


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:20])
def test_any_name_will_do(shared: Csms, path: str) -> None:
    async def talk() -> None:
        async with station(shared, path) as it:
            assert (PATHS[path],) in shared.rows("SELECT id FROM stations")
            waiting = asyncio.create_task(shared.call(PATHS[path], "ClearCache"))
            await it.says(3, (await it.hears())[1], {"status": "Rejected"})
            assert await waiting == (200, {"status": "Rejected"})

    run(talk())


def test_what_is_no_station_is_refused(shared: Csms) -> None:
    async def talk() -> None:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{shared.port}") as session:
            for path, status in (("/", 404), ("/CS1", 400), ("/call/CS1/Reset", 404)):
                async with session.get(path) as answer:
                    assert answer.status == status
            async with session.post("/call/CS1/Reset") as answer:
                assert answer.status == 405
        for knock in (b"\x16\x03\x01\x02\x00\x01\x00", b"GET / HTTP/9\r\n\r\n", b"GET /" + b"x" * 100_000, b"\r\n", b"A B C\r\n\r\n", b"GET /CS1 HTTP/1.1\r\nHost: x\r\nA\x00: b\r\n\r\n"):  # fmt: skip
            _, writer = await asyncio.open_connection("127.0.0.1", shared.port)
            writer.write(knock)
            await writer.drain()
            writer.transport.abort()
        async with station(shared, "CS1"):
            pass

    run(talk())


def test_an_oversized_frame_ends_the_connection(shared: Csms, name: str) -> None:
    async def talk() -> None:
        async with station(shared, name) as it:
            with pytest.raises(ConnectionClosed):
                await it.asks("DataTransfer", {"vendorId": "a", "data": "x" * (5 << 20)})
        async with station(shared, name) as it:
            assert (await it.asks("Heartbeat", {}))[0] == 3

    run(talk())


def test_a_station_that_crashes_at_any_moment_can_come_back(shared: Csms, name: str) -> None:
    async def talk() -> None:
        for number in range(20):
            async with station(shared, name) as it:
                await it.says(2, str(number), "StartTransaction", START)
                if number % 2:
                    await it.hears()
                if number % 3 == 0:
                    waiting = asyncio.create_task(shared.call(name, "ClearCache"))
                    while (await it.hears())[0] != 2:
                        pass
                    abort(it.ws)
                    status, text = await waiting
                    assert (status, "ended" in text) == (504, True)
                else:
                    abort(it.ws)
        _, writer = await asyncio.open_connection("127.0.0.1", shared.port)
        writer.write(b"GET /half HTTP/1.1\r\nUpgrade: websocket\r\n")
        writer.transport.abort()
        assert len(shared.transactions(name)) == 1
        await asyncio.wait_for(until_gone(shared, name), 5)

    run(talk())


async def until_gone(csms: Csms, name: str) -> None:
    while (await csms.call(name, "ClearCache"))[0] != 404:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


def test_the_newest_connection_is_called(shared: Csms, name: str) -> None:
    """While the old one hangs, and when it has ended. A connection that is the newest again is called again."""

    async def answers(it: Station) -> None:
        waiting = asyncio.create_task(shared.call(name, "ClearCache"))
        await it.says(3, (await it.hears())[1], {"status": "Accepted"})
        assert await waiting == (200, {"status": "Accepted"})

    async def talk() -> None:
        async with station(shared, name) as old:
            await answers(old)
            async with station(shared, name) as new:
                await answers(new)
                assert (await old.asks("Heartbeat", {}))[0] == 3
                await old.ws.close()
                await answers(new)
                async with station(shared, name) as newest:
                    await answers(newest)
                await answers(new)
        await until_gone(shared, name)

    run(talk())


# The operator ------------------------------------------------------------------------------------------------------

BAD_REQUESTS = [
    ("Reset", "{", "Expecting"),
    ("Reset", "", "Expecting"),
    ("ClearCache", "[]", "object"),
    ("ClearCache", "null", "object"),
    ("ClearCache", "NaN", "object"),
    ("Reset", None, "type"),
    ("Reset", {"type": "Maybe"}, "Maybe"),
    ("Reset", {"type": "Soft", "colour": 1}, "colour"),
    ("Reset", "[" * 2500, "recursion"),
    ("Teleport", {}, "Teleport"),
    ("RequestStartTransaction", {}, "RequestStartTransaction"),  # of 2.x
    ("Heartbeat", {}, "station"),
    ("reset", {"type": "Soft"}, "reset"),
]


@pytest.mark.parametrize(("action", "payload", "word"), BAD_REQUESTS)
def test_a_bad_request_is_told(shared: Csms, name: str, action: str, payload: Any, word: str) -> None:
    async def talk() -> None:
        async with station(shared, name) as it:
            status, text = await shared.call(name, action, payload)
            assert (status, word in text) == (400, True), text
            assert (await it.asks("Heartbeat", {}))[0] == 3  # and the station has heard nothing

    run(talk())


ANSWERS = [
    ([3, {"status": "Accepted"}], 200, {"status": "Accepted"}),
    ([3, {"status": "accepted", "extra": None}], 200, {"status": "Accepted"}),  # what FIELD repairs
    ([3, {}], 502, "status"),
    ([3, {"status": 5}], 502, "status"),
    ([3, []], 502, "list"),
    ([4, "NotSupported", "no cache", {}], 502, "NotSupported: no cache"),
    ([4, "Nonsense", "", {}], 502, "Nonsense"),
]


@pytest.mark.parametrize(("answer", "status", "expected"), ANSWERS)
def test_what_the_operator_gets(shared: Csms, name: str, answer: Any, status: int, expected: Any) -> None:
    async def talk() -> None:
        async with station(shared, name) as it:
            waiting = asyncio.create_task(shared.call(name, "ClearCache"))
            _, unique_id, action, payload = await it.hears()
            assert (action, payload) == ("ClearCache", {})
            for _ in range(3):  # doubled
                await it.says(answer[0], unique_id, *answer[1:])
            got, body = await waiting
            assert got == status, body
            assert body == expected if status == 200 else expected in body

    run(talk())


def test_no_answer_in_time_and_one_that_is_late(shared: Csms, name: str) -> None:
    async def talk() -> None:
        async with station(shared, name) as it:
            status, text = await shared.call(name, "ClearCache")
            assert (status, "no answer" in text) == (504, True)
            first = (await it.hears())[1]
            waiting = asyncio.create_task(shared.call(name, "Reset", {"type": "Hard"}))
            second = (await it.hears())[1]
            await it.says(3, first, {"status": "Accepted"})  # too late, while another one is waited for
            assert (await it.asks("Heartbeat", {}))[0] == 3
            await it.says(3, second, {"status": "Rejected"})
            assert await waiting == (200, {"status": "Rejected"})

    run(talk())


def test_calls_wait_for_each_other(shared: Csms, name: str) -> None:
    """One at a time; 64 may wait; who gives up is not sent, and does not free the line."""

    async def talk() -> None:
        async with station(shared, name) as it:
            calls = [asyncio.create_task(shared.call(name, "ClearCache")) for _ in range(80)]
            await asyncio.wait_for(until(lambda: sum(each.done() for each in calls) == 15), 5)
            assert {each.result()[0] for each in calls if each.done()} == {503}
            for each in calls:
                each.cancel()
            await asyncio.wait(calls)
            first = (await it.hears())[1]
            patient = asyncio.create_task(shared.call(name, "Reset", {"type": "Soft"}))
            assert (await it.asks("Heartbeat", {}))[0] == 3  # nothing else has been sent
            await it.says(3, first, {"status": "Accepted"})
            _, unique_id, action, _ = await it.hears()
            assert action == "Reset"
            await it.says(3, unique_id, {"status": "Accepted"})
            assert await patient == (200, {"status": "Accepted"})

    run(talk())


# The end -----------------------------------------------------------------------------------------------------------


HANDSHAKE = (
    b"GET /mute HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n"
)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_the_end_is_quick(csms: Csms, sign: int) -> None:
    """With a station that answers the close, one that does not, one that does not read, and operators that wait."""

    async def talk() -> None:
        reader, mute = await asyncio.open_connection("127.0.0.1", csms.port)
        mute.write(HANDSHAKE)
        assert b" 101 " in await reader.readline()
        narrow = socket.create_connection(("127.0.0.1", csms.port))
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        async with station(csms) as it, station(csms, "deaf", compression=None, sock=narrow) as deaf:
            deaf.ws.transport.pause_reading()
            await flood(deaf)
            waiting = [asyncio.create_task(csms.call(name, "ClearCache")) for name in ("CS001", "deaf", "mute", "mute")]
            assert (await it.hears())[2] == "ClearCache"
            await asyncio.to_thread(csms.stop, sign)
            with pytest.raises(ConnectionClosed):
                await it.hears()
            assert it.ws.close_code == 1001
            await asyncio.wait(waiting)
            assert {each.result()[0] for each in waiting} == {504}
            deaf.ws.transport.abort()
            mute.transport.abort()

    run(talk())


async def flood(it: Station) -> None:
    """Calls, and does not read the answers, until no more can be sent."""
    with pytest.raises(TimeoutError):
        while True:
            async with asyncio.timeout(0.3):
                await it.says(2, "x" * 255, "Nonsense", {"x": "x" * 20_000})
            await asyncio.sleep(0)


def test_a_port_or_a_file_that_cannot_be_used(shared: Csms, tmp_path: Path) -> None:
    program = [*PROGRAM, "--db", str(tmp_path / "x.db")]
    mistakes = [
        ["--port", str(shared.port)],
        ["--port", "99999"],
        ["--db", "/"],
        ["--timeout", "nan"],
    ]
    for ended in [subprocess.Popen([*program, *each], stderr=subprocess.PIPE, text=True) for each in mistakes]:
        _, log = ended.communicate(timeout=20)
        assert ended.returncode in (1, 2)
        assert "csms.py: " in log
        assert "Traceback" not in log
