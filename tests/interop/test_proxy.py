"""The proxy changes nothing, says what is wrong and of whom, and ends a connection as it was ended.

Strategy: a station and a CSMS that are nothing but sockets, and between them the proxy itself, on loopback. What it logs
is complete as soon as it has stopped; what is wrong with a frame has been logged before the frame arrives.
"""

import asyncio
import importlib.util
import json
import logging
import os
import signal
import socket
import sys
from contextlib import asynccontextmanager

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from ocpp_codec import OcppJsonProtocol
from tests.support.paths import ROOT

PROXY = ROOT / "examples" / "proxy.py"
VERSIONS = list(OcppJsonProtocol)

spec = importlib.util.spec_from_file_location("proxy", PROXY)
proxy = importlib.util.module_from_spec(spec)
spec.loader.exec_module(proxy)


class Csms:
    """Accepts whatever comes, and keeps it open; `lines` are the connections that wait to be looked at."""

    def __init__(self):
        self.lines = asyncio.Queue()
        self.url = ""

    async def keep(self, line):
        self.lines.put_nowait(line)
        await line.wait_closed()


@asynccontextmanager
async def csms_server(**settings):
    csms = Csms()
    settings = {"subprotocols": VERSIONS, "max_size": None} | settings
    async with serve(csms.keep, "127.0.0.1", 0, **settings) as server:
        csms.url = f"ws://127.0.0.1:{port_of(server)}"
        yield csms


def port_of(server):
    return next(each.getsockname()[1] for each in server.sockets if each.family == socket.AF_INET)


@asynccontextmanager
async def running_proxy(monkeypatch, url):
    """The address at which the proxy waits for stations. In the end it has been stopped."""
    started = asyncio.get_running_loop().create_future()

    async def serve_there(*args, **kwargs):
        started.set_result(await serve(*args, **kwargs))
        return started.result()

    monkeypatch.setattr(proxy, "serve", serve_there)
    main = asyncio.create_task(proxy.main(url, 0))
    await asyncio.wait([started, main], return_when=asyncio.FIRST_COMPLETED)
    try:
        yield f"ws://127.0.0.1:{port_of(started.result())}"
    finally:
        main.cancel()
        await asyncio.wait([main])


@asynccontextmanager
async def meeting(monkeypatch, path="/CS001", base="/ocpp", offered=("ocpp1.6",), headers=None, **settings):
    """A station and the CSMS's end of its line, with the proxy between them."""
    async with csms_server(**settings) as csms, running_proxy(monkeypatch, csms.url + base) as address:
        station = await connect(address + path, subprotocols=offered, additional_headers=headers, max_size=None)
        async with station:
            yield station, await csms.lines.get()


def run(talk):
    """Lets a conversation take its time, but not for ever."""

    async def guarded():
        async with asyncio.timeout(20):
            await talk

    asyncio.run(guarded())


async def passes(frame, source, target):
    await source.send(frame)
    received = await target.recv()
    assert received == frame
    assert type(received) is type(frame)


async def closed(end):
    """The code and reason with which the other side has closed."""
    with pytest.raises(ConnectionClosed):
        while True:
            await end.recv()
    return end.close_code, end.close_reason


@pytest.fixture
def said(caplog):
    """What the proxy has logged."""
    caplog.set_level(logging.INFO, "proxy")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "proxy"]


HEARTBEAT = '[2,"1","Heartbeat",{}]'
RESULT = '[3,"1",{"currentTime":"2024-05-17T09:41:33.125Z"}]'
STATUS = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}

# Nothing of this would look the same if the proxy wrote it anew.
FRAMES = {
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
def test_a_frame_arrives_as_it_was_sent(monkeypatch, frame):
    async def talk():
        async with meeting(monkeypatch) as (station, csms):
            await passes(frame, station, csms)
            await passes(frame, csms, station)

    run(talk())


def test_frames_arrive_in_order_both_ways_at_once(monkeypatch):
    async def talk():
        async with meeting(monkeypatch) as (station, csms):
            numbered = [f'[2,"{number}","Heartbeat",{{"n":{number}}}]' for number in range(200)]
            frames = [*numbered, *FRAMES.values()]

            async def send(end):
                for frame in frames:
                    await end.send(frame)

            async def receive(end):
                return [await end.recv() for _ in frames]

            _, _, *received = await asyncio.gather(send(station), send(csms), receive(station), receive(csms))
            assert received == [frames, frames]

    run(talk())


def test_what_is_fine_is_not_worth_a_word(monkeypatch, said):
    """Results as well, whoever has called: they are read with the action of their call."""

    async def talk():
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


def test_everything_wrong_is_logged_with_its_sender(monkeypatch, said):
    async def talk():
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
        "'/CS001' station: tolerated at '/colour': colour is no field of this message",
        "'/CS001' csms: advice at '/currentTime': currentTime has a space where the T belongs",
        "'/CS001' csms: advice at '/currentTime': currentTime has no offset",
        "'/CS001' csms: tolerated at '': the payload is an empty list where an object belongs",
        "'/CS001' station: tolerated at '/status': status is none of the allowed values",
        "'/CS001' station: error at '/1': the frame answers no call",
        "'/CS001' csms: advice at '/1': the frame answers no call",
        "'/CS001' csms: error at '': the frame is not JSON",
        "'/CS001' station: error at '': the frame is not UTF-8",
    ]
    assert len(said()) == len(beginnings)
    for line, beginning in zip(sorted(said()), sorted(beginnings), strict=True):
        assert line.startswith(beginning)


def test_each_version_is_judged_by_its_own_rules(monkeypatch, said):
    frame = '[2,"1","Heartbeat",{"customData":{"vendorId":"x"}}]'

    async def talk(protocol):
        async with meeting(monkeypatch, offered=[protocol]) as (station, csms):
            await passes(frame, station, csms)
            await passes(RESULT, csms, station)

    run(talk("ocpp2.0.1"))
    assert said() == []
    run(talk("ocpp1.6"))
    assert said()[0].startswith("'/CS001' station: tolerated at '/customData'")


def test_what_stays_unanswered_is_logged_in_the_end(monkeypatch, said):
    async def talk():
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


def test_what_is_given_up_is_logged_at_once(monkeypatch, said):
    async def talk():
        async with meeting(monkeypatch) as (station, csms):
            await passes(HEARTBEAT, station, csms)
            await passes(HEARTBEAT, station, csms)
            assert sum(" unanswered: " in line for line in said()) == 1

    run(talk())
    assert sum(" unanswered: " in line for line in said()) == 2


def test_nothing_in_a_frame_reaches_the_log_raw(monkeypatch, said):
    evil = "\x1b[31m\u202e\x07\u2028\r\n"

    async def talk():
        async with meeting(monkeypatch, path="/CS%1b001") as (station, csms):
            await passes(json.dumps([2, evil, "Heartbeat", {evil: evil}]), station, csms)
            await passes(json.dumps([2, evil, evil, {evil: evil}]), station, csms)
            await passes(evil, csms, station)

    run(talk())
    assert len(said()) > 4
    assert all(line.isprintable() for line in said())


def test_stations_do_not_get_mixed_up(monkeypatch, said):
    """Each has a line and a conversation of its own, even with the same ids."""

    async def talk():
        async with (
            csms_server() as csms,
            running_proxy(monkeypatch, csms.url) as address,
            connect(f"{address}/one", subprotocols=["ocpp1.6"]) as one,
            connect(f"{address}/two", subprotocols=["ocpp2.1"]) as two,
        ):
            of_one, of_two = await csms.lines.get(), await csms.lines.get()
            assert [of_one.request.path, of_two.request.path] == ["/one", "/two"]
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


# The opening --------------------------------------------------------------------------------------------------------

# What the station offers, what the CSMS speaks, what the CSMS is offered, and what they agree on.
NEGOTIATIONS = [
    (["ocpp1.6"], VERSIONS, "ocpp1.6", "ocpp1.6"),
    (["ocpp2.0.1"], VERSIONS, "ocpp2.0.1", "ocpp2.0.1"),
    (["ocpp2.1", "ocpp1.6"], ["ocpp1.6"], "ocpp2.1, ocpp1.6", "ocpp1.6"),
    (["ocpp1.6", "ocpp2.1"], ["ocpp2.1", "ocpp1.6"], "ocpp1.6, ocpp2.1", "ocpp2.1"),
    (["ocpp1.5", "ocpp1.6", "mqtt"], ["mqtt", "ocpp1.5", "ocpp1.6"], "ocpp1.6", "ocpp1.6"),
]


@pytest.mark.parametrize(("offered", "spoken", "asked", "agreed"), NEGOTIATIONS)
def test_the_station_gets_the_version_that_the_csms_picks(monkeypatch, offered, spoken, asked, agreed):
    async def talk():
        async with meeting(monkeypatch, offered=offered, subprotocols=spoken) as (station, csms):
            assert csms.request.headers.get_all("Sec-WebSocket-Protocol") == [asked]
            assert station.subprotocol == csms.subprotocol == agreed

    run(talk())


@pytest.mark.parametrize(
    ("offered", "spoken"), [(["ocpp1.6"], ["ocpp2.1"]), (["ocpp1.5"], ["ocpp1.5"]), (None, VERSIONS)]
)
def test_without_a_common_version_there_is_no_connection(monkeypatch, offered, spoken):
    async def talk():
        with pytest.raises(InvalidStatus):
            async with meeting(monkeypatch, offered=offered, subprotocols=spoken):
                pass

    run(talk())


def test_a_csms_that_refuses_or_is_not_there(monkeypatch):
    def refuse(connection, _):
        return connection.respond(401, "Who are you?\n")

    async def talk():
        async with csms_server(process_request=refuse) as csms:
            for url in (csms.url, "ws://127.0.0.1:1"):
                async with running_proxy(monkeypatch, url) as address:
                    with pytest.raises(InvalidStatus):
                        await connect(f"{address}/CS001", subprotocols=["ocpp1.6"])

    run(talk())


@pytest.mark.parametrize("path", ["/CS001", "/", "/a/b%20c/CS001?d=e&f=%2F", "//CS001"])
@pytest.mark.parametrize("base", ["", "/ocpp", "/a/b"])
def test_the_path_is_passed_on(monkeypatch, base, path):
    async def talk():
        async with meeting(monkeypatch, path, base) as (_, csms):
            assert csms.request.path == base + path

    run(talk())


@pytest.mark.parametrize("credentials", [None, "Basic Q1MwMDE6c2VjcmV0", "Bearer abc.def=="])
def test_the_credentials_are_passed_on(monkeypatch, credentials):
    headers = {} if credentials is None else {"Authorization": credentials}

    async def talk():
        async with meeting(monkeypatch, headers=headers) as (_, csms):
            assert csms.request.headers.get_all("Authorization") == list(headers.values())

    run(talk())


HANDSHAKE = (
    "GET {} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: {}\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n"
)


async def knock(address, path, version=13):
    """Opens a connection by hand, with any path and any version of WebSocket."""
    reader, writer = await asyncio.open_connection(*address.removeprefix("ws://").split(":"))
    writer.write(HANDSHAKE.format(path, version).encode())
    return reader, writer


def test_a_station_cannot_choose_another_host(monkeypatch):
    async def talk():
        async with (
            csms_server() as csms,
            csms_server() as trap,
            running_proxy(monkeypatch, csms.url) as address,
        ):
            _, writer = await knock(address, f"@{trap.url.removeprefix('ws://')}/CS001")
            line = await csms.lines.get()
            assert line.request.path.startswith("/")
            assert trap.lines.empty()
            writer.close()

    run(talk())


def test_a_station_that_leaves_too_early_leaves_no_line_behind(monkeypatch):
    """It hangs up while the CSMS still thinks about the handshake."""
    asked, decided = asyncio.Event(), asyncio.Event()

    async def think(*_):
        asked.set()
        await decided.wait()

    async def talk():
        async with csms_server(process_request=think) as csms, running_proxy(monkeypatch, csms.url) as address:
            _, writer = await knock(address, "/CS001")
            await asked.wait()
            writer.close()
            await writer.wait_closed()
            decided.set()
            line = await csms.lines.get()
            await line.wait_closed()
            async with connect(f"{address}/CS001", subprotocols=["ocpp1.6"]) as station:
                await passes(HEARTBEAT, station, await csms.lines.get())

    run(talk())


def test_a_handshake_that_fails_leaves_no_line_behind(monkeypatch):
    async def talk():
        async with csms_server() as csms, running_proxy(monkeypatch, csms.url) as address:
            reader, writer = await knock(address, "/CS001", version=7)
            assert b" 400 " in await reader.readline()
            writer.close()
            await (await csms.lines.get()).wait_closed()

    run(talk())


# The end ------------------------------------------------------------------------------------------------------------

CLOSES = [
    (1000, ""),
    (1000, "done"),
    (1001, "going"),
    (1008, "who are you"),
    (1011, ""),
    (3000, "x"),
    (4999, "ende \u00e4"),
]


@pytest.mark.parametrize("sides", ["station to csms", "csms to station"])
@pytest.mark.parametrize(("code", "reason"), CLOSES)
def test_a_close_is_passed_on(monkeypatch, sides, code, reason):
    """After everything that was sent before it."""

    async def talk():
        async with meeting(monkeypatch) as ends:
            source, target = ends if sides == "station to csms" else ends[::-1]
            for number in range(50):
                await source.send(str(number))
            closing = asyncio.create_task(source.close(code, reason))
            assert [await target.recv() for _ in range(50)] == [str(number) for number in range(50)]
            assert await closed(target) == (code, reason)
            await closing

    run(talk())


@pytest.mark.parametrize("sides", ["station to csms", "csms to station"])
def test_a_close_without_a_code_is_a_normal_one(monkeypatch, sides):
    async def talk():
        async with meeting(monkeypatch) as ends:
            source, target = ends if sides == "station to csms" else ends[::-1]
            await source.close(None)
            assert await closed(target) == (1000, "")

    run(talk())


@pytest.mark.parametrize("sides", ["station to csms", "csms to station"])
def test_a_side_that_is_lost_has_gone_away(monkeypatch, sides, said):
    async def talk():
        async with meeting(monkeypatch) as ends:
            source, target = ends if sides == "station to csms" else ends[::-1]
            await passes(HEARTBEAT, source, target)
            source.transport.abort()
            assert await closed(target) == (1001, "")

    run(talk())
    assert len(said()) == 1
    assert " unanswered: " in said()[0]


def test_a_proxy_that_stops_says_so_to_both_sides(monkeypatch, said):
    async def talk():
        async with csms_server() as csms:
            async with running_proxy(monkeypatch, csms.url) as address:
                station = await connect(f"{address}/CS001", subprotocols=["ocpp1.6"])
                line = await csms.lines.get()
                await passes(HEARTBEAT, station, line)
            assert (await closed(station))[0] == 1001
            assert (await closed(line))[0] == 1001

    run(talk())
    assert len(said()) == 1


# The program --------------------------------------------------------------------------------------------------------


def test_the_example_is_short():
    assert len(PROXY.read_text("utf-8").splitlines()) < 60


def test_the_program_runs_as_it_says(unused_port):
    """In a process of its own, as users start it; its log goes to the terminal."""

    async def connected(address):
        while True:  # until the program listens
            try:
                return await connect(f"{address}/CS001", subprotocols=["ocpp1.6"])
            except (OSError, InvalidHandshake):
                await asyncio.sleep(0.02)

    async def talk():
        async with csms_server() as csms:
            command = [sys.executable, str(PROXY), f"{csms.url}/ocpp", str(unused_port)]
            pipe = asyncio.subprocess.PIPE
            program = await asyncio.create_subprocess_exec(*command, stderr=pipe, env=dict(os.environ))
            try:
                station = await connected(f"ws://127.0.0.1:{unused_port}")
                line = await csms.lines.get()
                assert line.request.path == "/ocpp/CS001"
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
def unused_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
