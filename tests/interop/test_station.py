"""The example of a station: it boots first, plays its script whatever the CSMS does, and loses no transaction message."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from ocpp import v16 as ocpp16
from ocpp import v201 as ocpp201
from ocpp.routing import on
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from ocpp_codec import Codec, OcppJsonProtocol
from ocpp_codec.structure import Call
from tests.support.program import Program

V16, V201 = "ocpp1.6", "ocpp2.0.1"
NOON = "2026-05-17T12:00:00Z"
ACCEPTED = {"status": "Accepted", "currentTime": NOON, "interval": 300}
TAG = {"idTagInfo": {"status": "Accepted"}}
GOOD: dict[str, Any] = {
    "BootNotification": ACCEPTED,
    "Heartbeat": {"currentTime": NOON},
    "Authorize": TAG,
    "StartTransaction": {**TAG, "transactionId": 17},
    "StopTransaction": {},
    "MeterValues": {},
    "StatusNotification": {},
    "TransactionEvent": {},
}
SILENCE = None
both_versions = pytest.mark.parametrize("protocol", [V16, V201])


class Csms:
    """A CSMS that may do anything. `answers`: by action, one answer for each call, the last one again and again.

    An answer is a payload, a whole frame, a text, SILENCE, or a function of the connection.
    """

    def __init__(self, protocol: str, answers: dict[str, list[Any]]) -> None:
        self.protocol = protocol
        token = {"idTokenInfo": {"status": "Accepted"}}
        good = {**GOOD, "Authorize": token} if protocol == V201 else GOOD
        self.answers = {action: iter([payload]) for action, payload in good.items()}
        self.answers |= {action: iter(each) for action, each in answers.items()}
        self.last: dict[str, Any] = {}
        self.lines: list[ServerConnection] = []
        self.heard: list[tuple[int, Any]] = []  # the number of the connection, and the frame
        self.news = asyncio.Event()
        self.port = 0

    async def handle(self, ws: ServerConnection) -> None:
        self.lines.append(ws)
        number = len(self.lines)
        try:
            async for text in ws:
                Codec(self.protocol).examine(text)
                frame = json.loads(text)
                self.heard.append((number, frame))
                self.news.set()
                if frame[0] == 2:
                    await self.answer(ws, frame)
        except ConnectionClosed:
            pass

    async def answer(self, ws: ServerConnection, frame: Any) -> None:
        action = frame[2]
        answer = self.last[action] = next(self.answers[action], self.last.get(action))
        match answer:
            case None:
                pass
            case dict():
                await ws.send(json.dumps([3, frame[1], answer]))
            case list():
                await ws.send(json.dumps(answer).replace("ID", frame[1]))
            case str():
                await ws.send(answer)
            case _:
                await answer(ws)

    @property
    def actions(self) -> list[str]:
        """What the station has called."""
        return [frame[2] for _, frame in self.heard if frame[0] == 2]

    def payloads(self, action: str) -> list[Any]:
        return [frame[3] for _, frame in self.heard if frame[0] == 2 and frame[2] == action]

    async def until(self, condition: Callable[[], Any], seconds: float = 10.0) -> Any:
        """The first true value of a condition, which may change with each frame."""
        async with asyncio.timeout(seconds):
            while not (value := condition()):
                self.news.clear()
                await self.news.wait()
        return value

    async def until_heard(self, action: str, times: int = 1) -> None:
        await self.until(lambda: self.actions.count(action) >= times)

    async def call(self, action: str, payload: Any, unique_id: str = "c") -> Any:
        """What the station answers on its newest line."""
        await self.lines[-1].send(json.dumps([2, unique_id, action, payload]))
        return await self.until(lambda: next((f for _, f in self.heard if f[0] in (3, 4) and f[1] == unique_id), None))


PROGRAMS: list[Program] = []


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """Ends the stations of a test. None of them has said anything that is not one of its lines."""
    yield
    for program in PROGRAMS:
        if program.process.poll() is None:
            assert program.ends()[0] == 0
        assert "Traceback" not in program.text
        assert "exception" not in program.text
    PROGRAMS.clear()


def station(csms: Csms, script: str = "", timeout: float = 0.4, backoff: float = 0.1) -> Program:
    arguments = ["--protocol", csms.protocol, "--script", script, "--timeout", str(timeout), "--backoff", str(backoff)]
    program = Program("station.py", f"ws://127.0.0.1:{csms.port}/ocpp/CS1", *arguments)
    PROGRAMS.append(program)
    return program


@asynccontextmanager
async def serving(protocol: str = V16, port: Any = 0, subprotocol: Any = None, **answers: Any) -> AsyncIterator[Csms]:
    csms = Csms(protocol, answers)
    offered: Any = [subprotocol or protocol]
    async with serve(
        csms.handle, "127.0.0.1", port, subprotocols=offered, compression=None, close_timeout=0.1
    ) as server:
        csms.port = next(iter(server.sockets)).getsockname()[1]
        yield csms


def run(talk: Callable[[], Awaitable[None]]) -> None:
    async def within_time() -> None:
        async with asyncio.timeout(30):
            await talk()

    asyncio.run(within_time())


# A good CSMS ---------------------------------------------------------------------------------------------------------


def test_a_session_of_16() -> None:
    async def talk() -> None:
        async with serving(BootNotification=[{**ACCEPTED, "interval": 1}]) as csms:
            program = station(csms, "authorize start meter stop")
            await csms.until_heard("Heartbeat", 2)
            assert csms.lines[0].request
            assert csms.lines[0].request.path == "/ocpp/CS1"
            assert [action for action in csms.actions if action != "StatusNotification"] == [
                *("BootNotification", "Authorize", "StartTransaction", "MeterValues", "StopTransaction"),
                *("Heartbeat", "Heartbeat"),
            ]
            assert [each["status"] for each in csms.payloads("StatusNotification")] == [
                "Available",
                "Charging",
                "Available",
            ]
            [start], [meter], [stop] = map(csms.payloads, ("StartTransaction", "MeterValues", "StopTransaction"))
            assert meter["transactionId"] == stop["transactionId"] == 17
            assert start["meterStart"] < float(meter["meterValue"][0]["sampledValue"][0]["value"]) < stop["meterStop"]
            for part in (
                "boot: Accepted",
                "authorize: Accepted",
                "start: Accepted, transaction 17",
                "meter: ",
                "stop: ",
            ):
                program.says(part)

    run(talk)


def test_a_session_of_201() -> None:
    async def talk() -> None:
        async with serving(V201, BootNotification=[{**ACCEPTED, "interval": 1}]) as csms:
            station(csms, "authorize start meter meter stop")
            await csms.until_heard("Heartbeat")
            events = csms.payloads("TransactionEvent")
            assert [event["eventType"] for event in events] == ["Started", "Updated", "Updated", "Ended"]
            assert [event["seqNo"] for event in events] == [0, 1, 2, 3]
            assert len({event["transactionInfo"]["transactionId"] for event in events}) == 1
            assert "idToken" in events[0]
            assert events[-1]["transactionInfo"]["stoppedReason"] == "Local"

    run(talk)


@both_versions
def test_the_csms_starts_and_stops(protocol: str) -> None:
    start: tuple[str, Any] = ("RemoteStartTransaction", {"idTag": "remote"})
    stop: tuple[str, Any] = ("RemoteStopTransaction", {"transactionId": 17})
    if protocol == V201:
        start = ("RequestStartTransaction", {"idToken": {"idToken": "remote", "type": "Central"}, "remoteStartId": 5})

    async def talk() -> None:
        async with serving(protocol) as csms:
            station(csms)
            await csms.until_heard("StatusNotification")
            assert (await csms.call(*start, "1"))[2] == {"status": "Accepted"}
            assert (await csms.call(*start, "2"))[2] == {"status": "Rejected"}
            if protocol == V16:
                await csms.until_heard("StartTransaction")
                await csms.until_heard("StatusNotification", 2)
                assert csms.payloads("StartTransaction")[0]["idTag"] == "remote"
                assert (await csms.call("RemoteStopTransaction", {"transactionId": 99}, "3"))[2] == {
                    "status": "Rejected"
                }
                assert (await csms.call(*stop, "4"))[2] == {"status": "Accepted"}
                await csms.until_heard("StopTransaction")
                assert csms.payloads("StopTransaction")[0]["reason"] == "Remote"
            else:
                await csms.until_heard("TransactionEvent")
                await csms.until_heard("StatusNotification", 2)
                [started] = csms.payloads("TransactionEvent")
                info = started["transactionInfo"]
                assert (started["triggerReason"], info["remoteStartId"]) == ("RemoteStart", 5)
                wrong = await csms.call("RequestStopTransaction", {"transactionId": "other"}, "3")
                assert wrong[2] == {"status": "Rejected"}
                right = await csms.call("RequestStopTransaction", {"transactionId": info["transactionId"]}, "4")
                assert right[2] == {"status": "Accepted"}
                await csms.until_heard("TransactionEvent", 2)
                ended = csms.payloads("TransactionEvent")[1]
                assert ended["transactionInfo"]["stoppedReason"] == "Remote"
                assert ended["seqNo"] == 1

    run(talk)


def test_other_calls_are_answered() -> None:
    calls: list[tuple[str, Any, Any]] = [
        ("GetConfiguration", {"key": ["a"]}, {"configurationKey": [], "unknownKey": ["a"]}),
        ("ClearCache", {}, {"status": "Accepted"}),
        ("TriggerMessage", {"requestedMessage": "FirmwareStatusNotification"}, {"status": "NotImplemented"}),
        ("TriggerMessage", {"requestedMessage": "Heartbeat"}, {"status": "Accepted"}),
        ("UnlockConnector", {"connectorId": 1}, "NotSupported"),
        ("Heartbeat", {}, "NotSupported"),
        ("Nonsense", {}, "NotImplemented"),
        ("Reset", {"type": "Later"}, "PropertyConstraintViolation"),
    ]

    async def talk() -> None:
        async with serving() as csms:
            station(csms)
            await csms.until_heard("StatusNotification")
            for number, (action, payload, answer) in enumerate(calls):
                assert (await csms.call(action, payload, str(number)))[2] == answer
            await csms.until_heard("Heartbeat")
            assert (await csms.call("Reset", {"type": "Soft"}, "reset"))[2] == {"status": "Accepted"}
            await csms.until_heard("BootNotification", 2)

    run(talk)


# Boots ---------------------------------------------------------------------------------------------------------------


@both_versions
@pytest.mark.parametrize(
    "first",
    [
        {**ACCEPTED, "status": "Pending", "interval": 1},
        {**ACCEPTED, "status": "Rejected", "interval": 0},
        [4, "ID", "InternalError", "", {}],
        [3, "ID", {"status": "Accepted"}],
        [3, "other", ACCEPTED],
        [4, "-1", "GenericError", "", {}],
        SILENCE,
        "junk",
    ],
    ids=str,
)
def test_it_boots_until_it_is_accepted_and_sends_nothing_else_before(protocol: str, first: Any) -> None:
    async def talk() -> None:
        async with serving(protocol, BootNotification=[first, first, ACCEPTED]) as csms:
            station(csms, "authorize")
            await csms.until_heard("Authorize")
            assert csms.actions == [*["BootNotification"] * 3, "StatusNotification", "Authorize"]

    run(talk)


def test_it_answers_but_starts_nothing_while_it_is_pending() -> None:
    async def talk() -> None:
        async with serving(BootNotification=[{**ACCEPTED, "status": "Pending"}]) as csms:
            program = station(csms, "authorize")
            await csms.until_heard("BootNotification")
            program.says("Pending")
            assert (await csms.call("RemoteStartTransaction", {"idTag": "x"}, "1"))[2] == {"status": "Rejected"}
            assert (await csms.call("ClearCache", {}, "2"))[2] == {"status": "Accepted"}
            assert (await csms.call("TriggerMessage", {"requestedMessage": "Heartbeat"}, "3"))[2] == {
                "status": "Rejected"
            }
            boot = {"requestedMessage": "BootNotification"}
            assert (await csms.call("TriggerMessage", boot, "4"))[2] == {"status": "Accepted"}
            await csms.until_heard("BootNotification", 2)
            assert set(csms.actions) == {"BootNotification"}

    run(talk)


# Steps that fail -----------------------------------------------------------------------------------------------------


@both_versions
@pytest.mark.parametrize(
    "answer", [[4, "ID", "InternalError", "a\nb", {}], [3, "ID", {"x": 1}], SILENCE, "[3", [3, "ID", {"idTagInfo": {"status": "Blocked"}, "idTokenInfo": {"status": "Blocked"}}]], ids=str
)  # fmt: skip
def test_a_failed_step_is_logged_and_the_next_follows(protocol: str, answer: Any) -> None:
    async def talk() -> None:
        async with serving(protocol, Authorize=[answer], BootNotification=[{**ACCEPTED, "interval": 1}]) as csms:
            program = station(csms, "authorize start stop")
            await csms.until_heard("Heartbeat")
            program.says("authorize failed: ")
            assert [each for each in csms.actions if each != "StatusNotification"][1:] == [
                "Authorize",
                *(["StartTransaction", "StopTransaction"] if protocol == V16 else ["TransactionEvent"] * 2),
                "Heartbeat",
            ]

    run(talk)


def test_without_a_start_there_is_nothing_to_stop() -> None:
    async def talk() -> None:
        refused = [4, "ID", "GenericError", "", {}]
        async with serving(StartTransaction=[refused], BootNotification=[{**ACCEPTED, "interval": 1}]) as csms:
            program = station(csms, "start meter stop")
            await csms.until_heard("Heartbeat")
            for step in ("start", "meter", "stop"):
                program.says(f"{step} failed")
            assert csms.actions.count("StartTransaction") == 1
            assert not csms.payloads("StopTransaction")

    run(talk)


@both_versions
def test_a_transaction_of_a_card_that_is_refused_ends(protocol: str) -> None:
    blocked = {"status": "Blocked"}
    answers: dict[str, Any] = {"StartTransaction": [{"idTagInfo": blocked, "transactionId": 4}]}
    if protocol == V201:
        answers = {"TransactionEvent": [{"idTokenInfo": blocked}, {}]}

    async def talk() -> None:
        async with serving(protocol, **answers) as csms:
            program = station(csms, "start meter")
            await csms.until_heard("StatusNotification")
            await asyncio.to_thread(program.says, "meter failed")
            if protocol == V16:
                [stop] = csms.payloads("StopTransaction")
                assert (stop["transactionId"], stop["reason"]) == (4, "DeAuthorized")
            else:
                assert csms.payloads("TransactionEvent")[-1]["transactionInfo"]["stoppedReason"] == "DeAuthorized"

    run(talk)


# Messages of transactions that get no answer -------------------------------------------------------------------------


@both_versions
def test_a_transaction_message_without_answer_is_sent_again_unchanged_and_first(protocol: str) -> None:
    start = "StartTransaction" if protocol == V16 else "TransactionEvent"
    good = GOOD[start]

    async def talk() -> None:
        async with serving(protocol, **{start: [SILENCE, SILENCE, good]}) as csms:
            station(csms, "start stop")
            await csms.until_heard("StopTransaction" if protocol == V16 else start, 1 if protocol == V16 else 4)
            sent = [frame for _, frame in csms.heard if frame[2] in (start, "StopTransaction")]
            assert [frame[3] for frame in sent[:3]] == [sent[0][3]] * 3
            assert len({frame[1] for frame in sent}) == 4
            assert sent[3][3] != sent[0][3]

    run(talk)


@both_versions
def test_a_transaction_message_is_sent_again_after_a_reconnect(protocol: str) -> None:
    start = "StartTransaction" if protocol == V16 else "TransactionEvent"

    async def leave(ws: ServerConnection) -> None:
        ws.transport.abort()

    async def talk() -> None:
        async with serving(protocol, **{start: [leave, GOOD[start]]}) as csms:
            station(csms, "start meter")
            await csms.until_heard(start, 2)
            assert [action for action in csms.actions if action != "StatusNotification"][:4] == [
                "BootNotification",
                start,
            ] * 2
            first, second = csms.payloads(start)[:2]
            assert first == second

    run(talk)


def test_a_csms_that_dies_and_comes_back_gets_everything() -> None:
    async def talk() -> None:
        async with serving(MeterValues=[SILENCE]) as csms:
            port = csms.port
            station(csms, "start meter stop", timeout=5)
            await csms.until_heard("MeterValues")
            [lost] = csms.payloads("MeterValues")
        async with serving(port=port) as csms:
            await csms.until_heard("StopTransaction")
            assert csms.payloads("MeterValues") == [lost]
            assert csms.actions[0] == "BootNotification"
            assert csms.payloads("StopTransaction")[0]["transactionId"] == 17

    run(talk)


def test_a_transaction_message_that_never_gets_an_answer_holds_nothing_up_for_ever() -> None:
    async def talk() -> None:
        async with serving(MeterValues=[SILENCE]) as csms:
            station(csms, "start meter stop", timeout=0.15, backoff=0.05)
            await csms.until_heard("StopTransaction")
            assert csms.actions.count("MeterValues") == 3

    run(talk)


# Connections ---------------------------------------------------------------------------------------------------------


def test_the_pauses_before_a_reconnect_grow() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        program = Program("station.py", f"ws://127.0.0.1:{taken.getsockname()[1]}/x", "--backoff", "0.05")
        PROGRAMS.append(program)
        for pause in ("0.05", "0.1", "0.2", "0.4"):
            program.says(f"in {pause} s")


@pytest.mark.parametrize("subprotocol", ["ocpp2.1", "ocpp1.5"])
def test_nothing_is_said_without_the_subprotocol(subprotocol: str) -> None:
    async def talk() -> None:
        async with serving(subprotocol=subprotocol) as csms:
            program = station(csms, "authorize")
            await asyncio.to_thread(program.says, "in 0.2 s")
            assert csms.heard == []

    run(talk)


def test_a_server_that_never_shakes_hands() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"ws://127.0.0.1:{mute.getsockname()[1]}/x"
        program = Program("station.py", url, "--timeout", "0.2", "--backoff", "0.05")
        PROGRAMS.append(program)
        program.says("in 0.1 s")


@pytest.mark.parametrize("code", [1000, 1001, 1008, 1011, 1012, 4000])
def test_a_line_that_is_closed_is_opened_again(code: int) -> None:
    async def leave(ws: ServerConnection) -> None:
        await ws.close(code)

    async def talk() -> None:
        async with serving(Authorize=[leave]) as csms:
            program = station(csms, "authorize meter")
            await csms.until_heard("BootNotification", 2)
            program.says("authorize failed")

    run(talk)


@pytest.mark.parametrize(
    "junk",
    ["", "[", "[]", "x" * 2000, b"\xff", "[" * 10_000, '[3,"no",{}]', '[4,"no","X","",{}]', '[9,"a"]', '[2,"a","ClearCache",[]]', "x" * 3_000_000],
    ids=lambda junk: str(junk[:8]),
)  # fmt: skip
def test_junk_is_passed_over(junk: str | bytes) -> None:
    async def talk() -> None:
        async with serving() as csms:
            station(csms, "")
            await csms.until_heard("StatusNotification")
            await csms.lines[-1].send(junk)
            if len(junk) > 1_000_000:
                await csms.until_heard("BootNotification", 2)
            assert (await csms.call("ClearCache", {}, "after"))[2] == {"status": "Accepted"}

    run(talk)


def test_a_flood_of_calls_is_answered() -> None:
    async def talk() -> None:
        async with serving() as csms:
            station(csms, "")
            await csms.until_heard("StatusNotification")
            for number in range(500):
                await csms.lines[-1].send(json.dumps([2, str(number), "ClearCache", {}]))
            await csms.until(lambda: sum(frame[0] in (3, 4) for _, frame in csms.heard) >= 500)

    run(talk)


# The package `ocpp` as the CSMS --------------------------------------------------------------------------------------


class Theirs16(ocpp16.ChargePoint):  # type: ignore[misc]
    """A CSMS of 1.6."""

    @on("BootNotification")  # type: ignore[untyped-decorator]
    async def on_boot(self, **_: Any) -> Any:
        return ocpp16.call_result.BootNotification(NOON, 300, "Accepted")

    @on("StatusNotification")  # type: ignore[untyped-decorator]
    async def on_status(self, **_: Any) -> Any:
        return ocpp16.call_result.StatusNotification()

    @on("Authorize")  # type: ignore[untyped-decorator]
    async def on_authorize(self, **_: Any) -> Any:
        return ocpp16.call_result.Authorize({"status": "Accepted"})

    @on("StartTransaction")  # type: ignore[untyped-decorator]
    async def on_start(self, **_: Any) -> Any:
        return ocpp16.call_result.StartTransaction(5, {"status": "Accepted"})

    @on("MeterValues")  # type: ignore[untyped-decorator]
    async def on_meter(self, **_: Any) -> Any:
        return ocpp16.call_result.MeterValues()

    @on("StopTransaction")  # type: ignore[untyped-decorator]
    async def on_stop(self, **_: Any) -> Any:
        return ocpp16.call_result.StopTransaction()

    async def start_remotely(self) -> None:
        assert (await self.call(ocpp16.call.RemoteStartTransaction("remote"))).status == "Accepted"

    async def stop_remotely(self) -> None:
        assert (await self.call(ocpp16.call.RemoteStopTransaction(5))).status == "Accepted"


class Theirs201(ocpp201.ChargePoint):  # type: ignore[misc]
    """A CSMS of 2.0.1."""

    @on("BootNotification")  # type: ignore[untyped-decorator]
    async def on_boot(self, **_: Any) -> Any:
        return ocpp201.call_result.BootNotification(NOON, 300, "Accepted")

    @on("StatusNotification")  # type: ignore[untyped-decorator]
    async def on_status(self, **_: Any) -> Any:
        return ocpp201.call_result.StatusNotification()

    @on("Authorize")  # type: ignore[untyped-decorator]
    async def on_authorize(self, **_: Any) -> Any:
        return ocpp201.call_result.Authorize({"status": "Accepted"})

    @on("TransactionEvent")  # type: ignore[untyped-decorator]
    async def on_event(self, transaction_info: Any, **_: Any) -> Any:
        self.transaction = transaction_info["transaction_id"]
        return ocpp201.call_result.TransactionEvent()

    async def start_remotely(self) -> None:
        token = {"id_token": "remote", "type": "Central"}
        assert (await self.call(ocpp201.call.RequestStartTransaction(token, 7))).status == "Accepted"

    async def stop_remotely(self) -> None:
        assert (await self.call(ocpp201.call.RequestStopTransaction(self.transaction))).status == "Accepted"


@pytest.mark.parametrize(("kind", "protocol"), [(Theirs16, V16), (Theirs201, V201)])
def test_a_csms_of_the_package_ocpp(kind: Any, protocol: str) -> None:
    lines = asyncio.Queue[Any]()

    async def handle(ws: ServerConnection) -> None:
        csms = kind("CS1", ws)
        lines.put_nowait(csms)
        with suppress(ConnectionClosed):
            await csms.start()

    async def talk() -> None:
        offered: Any = [protocol]
        async with serve(handle, "127.0.0.1", 0, subprotocols=offered, close_timeout=0.1) as server:
            here = Csms(protocol, {})
            here.port = next(iter(server.sockets)).getsockname()[1]
            program = station(here, "authorize start meter stop", timeout=5)
            csms = await lines.get()
            await asyncio.to_thread(program.says, "the script is over")
            await csms.start_remotely()
            await asyncio.to_thread(program.says, "remote start: ")
            await csms.stop_remotely()
            await asyncio.to_thread(program.says, "remote stop: ")
        assert "failed" not in program.text

    run(talk)


# The end -------------------------------------------------------------------------------------------------------------

STATES: dict[str, Any] = {
    "at work": {},
    "waiting for a boot": {"BootNotification": [SILENCE]},
    "pending": {"BootNotification": [{**ACCEPTED, "status": "Pending"}]},
    "in a call": {"Authorize": [SILENCE]},
}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("state", STATES)
def test_a_signal_ends_it(state: str, number: int) -> None:
    async def talk() -> None:
        async with serving(**STATES[state]) as csms:
            program = station(csms, "authorize", timeout=20)
            await csms.until_heard("Authorize" if state in ("at work", "in a call") else "BootNotification")
            code, took = await asyncio.to_thread(program.ends, number)
            assert code == 0
            assert took < 5

    run(talk)


def test_a_signal_ends_it_although_the_csms_does_not_answer_the_close() -> None:
    async def deaf(ws: ServerConnection) -> None:
        ws.transport.pause_reading()

    async def talk() -> None:
        async with serving(Authorize=[deaf]) as csms:
            program = station(csms, "authorize", timeout=20)
            await csms.until_heard("Authorize")
            code, took = await asyncio.to_thread(program.ends)
            assert code == 0
            assert took < 5

    run(talk)


@pytest.mark.parametrize(
    "arguments", [["--script", "dance"], ["--protocol", "ocpp9"], ["--timeout", "-1"], ["--timeout", "nan"]]
)
def test_a_wrong_argument_is_told(arguments: list[str]) -> None:
    program = Program("station.py", "ws://127.0.0.1:1/x", *arguments)
    assert program.process.wait(10) == 2
    program.says("error: ")


def test_a_wrong_address_is_told() -> None:
    program = Program("station.py", "http://127.0.0.1:1/x")
    assert program.process.wait(10) == 2
    program.says("isn't a valid URI")


def test_everything_that_it_says_is_valid() -> None:
    async def talk(protocol: str) -> None:
        async with serving(protocol) as csms:
            station(csms, "authorize start meter stop beat status")
            await csms.until_heard("Heartbeat")
            await csms.until_heard("StatusNotification", 4)
            for _, frame in csms.heard:
                seen = Codec(protocol, enforce=()).examine(json.dumps(frame))
                assert isinstance(seen.message, Call)
                assert seen.findings == ()

    for protocol in (OcppJsonProtocol.v16, OcppJsonProtocol.v201):
        run(lambda protocol=protocol: talk(protocol))  # type: ignore[misc]
