"""The proxy changes nothing, says what is wrong and of whom, and is a program of a few lines.

Strategy: a station and a CSMS that are nothing but sockets, and between them the proxy itself, on loopback. What it logs
is complete as soon as it has stopped; what is wrong with a frame has been logged before the frame arrives.
"""

import asyncio
import json
import os
import random
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.connection import Connection
from websockets.exceptions import InvalidHandshake
from websockets.typing import Subprotocol

from tests.support.peers.link import run
from tests.support.peers.proxied import (
    HEARTBEAT,
    OFFERED,
    PROXY,
    RESULT,
    closed,
    csms_server,
    meeting,
    passes,
    request_of,
    running_proxy,
)

STATUS = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}

# Nothing of this would look the same if the proxy wrote it anew.
FRAMES: dict[str, str | bytes] = {
    "good": '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"}]',
    "with white space": ' [ 2 ,"1",\n"Heartbeat" , { } ]\t',
    "with escapes": '[2,"1","Authorize",{"idTag":"\\u00e4\\/\\u0041"}]',
    "with many digits": '[2,"1","Heartbeat",{"x":1.50,"y":1e0,"z":100000000000000000000000000}]',
    "with a numeric id": '[2,12,"Heartbeat",{}]',
    "with an unknown field": '[2,"1","Heartbeat",{"colour":"red"}]',
    "with a field that stands twice": '[2,"1","Authorize",{"idTag":"a","idTag":"b"}]',
    "with null": '[2,"1","StatusNotification",{"info":null,"connectorId":1,"errorCode":"NoError","status":"Available"}]',
    "without payload": '[2,"1","Heartbeat"]',
    "of an unknown action": '[2,"1","Teleport",{}]',
    "orphan": '[3,"unknown",{"status":"Accepted"}]',
    "error": '[4,"unknown","OutOfCoffee",null]',
    "of an unknown type": '[9,"1",{}]',
    "not JSON": "Hello, [2,",
    "empty": "",
    "with characters of all sizes": '[2,"1","Authorize",{"idTag":"a\u00e4\u6f22\U0001d11e"}]',
    "binary": b'[2,"1","Heartbeat",{}]',
    "not UTF-8": b"\xff\x00\x1b",
    "empty and binary": b"",
    "large": json.dumps([2, "1", "DataTransfer", {"vendorId": "x", "data": "y" * (3 << 20)}]),
}


@pytest.mark.parametrize("frame", list(FRAMES.values()), ids=list(FRAMES))
def test_a_frame_arrives_as_it_was_sent(monkeypatch: pytest.MonkeyPatch, frame: str | bytes) -> None:
    async def talk() -> None:
        async with meeting(monkeypatch) as (station, csms):
            await passes(frame, station, csms)
            await passes(frame, csms, station)

    run(talk())


def test_frames_arrive_in_order_both_ways_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def talk() -> None:
        async with meeting(monkeypatch) as (station, csms):
            numbered = [f'[2,"{number}","Heartbeat",{{"n":{number}}}]' for number in range(200)]
            frames: list[str | bytes] = [*numbered, *FRAMES.values()]

            async def send(end: Connection) -> None:
                for frame in frames:
                    await end.send(frame)

            async def receive(end: Connection) -> list[str | bytes]:
                return [await end.recv() for _ in frames]

            _, _, *received = await asyncio.gather(send(station), send(csms), receive(station), receive(csms))
            assert received == [frames, frames]

    run(talk())


def test_what_is_fine_is_not_worth_a_word(monkeypatch: pytest.MonkeyPatch, said: Callable[[], list[str]]) -> None:
    """Results as well, whoever has called: they are read with the action of their call."""

    async def talk() -> None:
        async with meeting(monkeypatch) as (station, csms):
            for caller, answerer in ((station, csms), (csms, station)):
                await passes('[2,"1","DataTransfer",{"vendorId":"x"}]', caller, answerer)
                await passes('[3,"1",{"status":"Accepted"}]', answerer, caller)
            await passes(HEARTBEAT.replace("1", "2"), station, csms)
            await passes(RESULT.replace('"1"', '"2"'), csms, station)
            await passes('[2,"2","ClearCache",{}]', csms, station)
            await passes('[4,"2","NotSupported","",{}]', station, csms)

    run(talk())
    assert said() == []


def test_everything_wrong_is_logged_with_its_sender(
    monkeypatch: pytest.MonkeyPatch, said: Callable[[], list[str]]
) -> None:
    async def talk() -> None:
        async with meeting(monkeypatch) as (station, csms):
            await passes('[2,1,"Heartbeat",{"colour":"red"}]', station, csms)
            assert len(said()) == 2
            await passes('[3,"1",{"currentTime":"2024-05-17 09:41:33"}]', csms, station)
            await passes('[2,"2","ClearCache",[]]', csms, station)
            await passes('[3,"2",{"status":"Perhaps"}]', station, csms)
            await passes('[3,"3",{}]', station, csms)
            await passes('[4,"3","GenericError","",{}]', csms, station)
            await passes("Hello", csms, station)
            await passes(b"\xff", station, csms)

    run(talk())
    beginnings = [
        "'/CS001' station: tolerated at '/1': message id is a number",
        "'/CS001' station: tolerated at '/colour': colour is not a field of this message",
        "'/CS001' csms: advice at '/currentTime': currentTime has a space instead of the T",
        "'/CS001' csms: advice at '/currentTime': currentTime has no offset",
        "'/CS001' csms: tolerated at '': the payload is an empty list where an object is expected",
        "'/CS001' station: tolerated at '/status': status is none of the allowed values",
        "'/CS001' station: error at '/1': this answer belongs to no call",
        "'/CS001' csms: advice at '/1': this answer belongs to no call",
        "'/CS001' csms: error at '': the frame is not JSON",
        "'/CS001' station: error at '': the frame is not UTF-8",
    ]
    assert len(said()) == len(beginnings)
    for line, beginning in zip(sorted(said()), sorted(beginnings), strict=True):
        assert line.startswith(beginning)


def test_each_version_is_judged_by_its_own_rules(
    monkeypatch: pytest.MonkeyPatch, said: Callable[[], list[str]]
) -> None:
    frame = '[2,"1","Heartbeat",{"customData":{"vendorId":"x"}}]'

    async def talk(protocol: str) -> None:
        async with meeting(monkeypatch, offered=[protocol]) as (station, csms):
            await passes(frame, station, csms)
            await passes(RESULT, csms, station)

    run(talk("ocpp2.0.1"))
    assert said() == []
    run(talk("ocpp1.6"))
    assert said()[0].startswith("'/CS001' station: tolerated at '/customData'")


def test_what_stays_unanswered_is_logged_in_the_end(
    monkeypatch: pytest.MonkeyPatch, said: Callable[[], list[str]]
) -> None:
    async def talk() -> None:
        async with meeting(monkeypatch) as (station, csms):
            await passes(HEARTBEAT, station, csms)
            await passes(RESULT, csms, station)
            await passes('[2,"a","Authorize",{"idTag":"x"}]', station, csms)
            await passes('[2,"b","ClearCache",{}]', csms, station)
            assert not said()

    run(talk())
    assert len(said()) == 2
    for line, parts in zip(said(), (["'a'", "Authorize", "station"], ["'b'", "ClearCache", "csms"]), strict=True):
        assert line.startswith("'/CS001' unanswered: ")
        assert all(part in line for part in parts)


def test_what_is_given_up_is_logged_at_once(monkeypatch: pytest.MonkeyPatch, said: Callable[[], list[str]]) -> None:
    async def talk() -> None:
        async with meeting(monkeypatch) as (station, csms):
            await passes(HEARTBEAT, station, csms)
            await passes(HEARTBEAT, station, csms)
            assert sum(" unanswered: " in line for line in said()) == 1

    run(talk())
    assert sum(" unanswered: " in line for line in said()) == 2


def test_nothing_in_a_frame_reaches_the_log_raw(monkeypatch: pytest.MonkeyPatch, said: Callable[[], list[str]]) -> None:
    evil = "\x1b[31m\u202e\x07\u2028\r\n"

    async def talk() -> None:
        async with meeting(monkeypatch, path="/CS%1b001") as (station, csms):
            await passes(json.dumps([2, evil, "Heartbeat", {evil: evil}]), station, csms)
            await passes(json.dumps([2, evil, evil, {evil: evil}]), station, csms)
            await passes(evil, csms, station)

    run(talk())
    assert len(said()) > 4
    assert all(line.isprintable() for line in said())


def test_stations_do_not_get_mixed_up(monkeypatch: pytest.MonkeyPatch, said: Callable[[], list[str]]) -> None:
    """Each has a line and a conversation of its own, even with the same ids."""

    async def talk() -> None:
        async with (
            csms_server() as csms,
            running_proxy(monkeypatch, csms.url) as address,
            connect(f"{address}/one", subprotocols=OFFERED) as one,
            connect(f"{address}/two", subprotocols=[Subprotocol("ocpp2.1")]) as two,
        ):
            of_one, of_two = await csms.lines.get(), await csms.lines.get()
            assert [request_of(of_one).path, request_of(of_two).path] == ["/one", "/two"]
            await passes(HEARTBEAT, one, of_one)
            await passes('[2,"1","DataTransfer",{"vendorId":"x"}]', two, of_two)
            await passes('[3,"1",{"status":"Accepted"}]', of_two, two)
            await passes(RESULT, of_one, one)
            await one.close(4000)
            assert await closed(of_one) == (4000, "")
            await passes("Hello", two, of_two)

    run(talk())
    assert len(said()) == 1
    assert said()[0].startswith("'/two' station: error")


def hear_signals() -> None:
    """In the new process: a shell that runs the tests in its background has told it to ignore SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_the_example_is_short() -> None:
    assert len(PROXY.read_text("utf-8").splitlines()) < 60


def test_the_program_runs_as_it_says(unused_port: int) -> None:
    """In a process of its own, as users start it; its log goes to the terminal."""

    async def connected(address: str) -> ClientConnection:
        while True:  # until the program listens
            try:
                return await connect(f"{address}/CS001", subprotocols=OFFERED)
            except (OSError, InvalidHandshake):
                await asyncio.sleep(0.02)

    async def talk() -> None:
        async with csms_server() as csms:
            command = [sys.executable, str(PROXY), f"{csms.url}/ocpp", str(unused_port)]
            pipe = asyncio.subprocess.PIPE
            program = await asyncio.create_subprocess_exec(
                *command, stderr=pipe, env=dict(os.environ), preexec_fn=hear_signals
            )
            try:
                station = await connected(f"ws://127.0.0.1:{unused_port}")
                line = await csms.lines.get()
                assert request_of(line).path == "/ocpp/CS001"
                await passes("Hello", station, line)
                await passes(HEARTBEAT, station, line)
                await station.close(4000)
                assert await closed(line) == (4000, "")
            finally:
                program.send_signal(signal.SIGINT)
                log = (await program.communicate())[1].decode()
        assert "'/CS001' station: error at '': the frame is not JSON" in log
        assert "'/CS001' unanswered: Pending(uniqueId='1', action='Heartbeat'" in log

    run(talk())


@pytest.fixture
def unused_port() -> int:
    """A port below those that systems give away by themselves: other tests, which run meanwhile, do not get it."""
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")
