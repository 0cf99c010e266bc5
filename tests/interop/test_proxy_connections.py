"""The proxy opens a connection as the station asks for, and ends it as it was ended."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import InvalidStatus
from websockets.http11 import Request, Response

from tests.support.peers.link import run
from tests.support.peers.proxied import (
    HEARTBEAT,
    OFFERED,
    VERSIONS,
    closed,
    csms_server,
    meeting,
    passes,
    request_of,
    running_proxy,
)

# Both sides may send it.
DATA_TRANSFER = '[2,"1","DataTransfer",{"vendorId":"a"}]'

# What the station offers, what the CSMS speaks, what the CSMS is offered, and what they agree on.
NEGOTIATIONS = [
    (["ocpp1.6"], VERSIONS, "ocpp1.6", "ocpp1.6"),
    (["ocpp2.0.1"], VERSIONS, "ocpp2.0.1", "ocpp2.0.1"),
    (["ocpp2.1", "ocpp1.6"], ["ocpp1.6"], "ocpp2.1, ocpp1.6", "ocpp1.6"),
    (["ocpp1.6", "ocpp2.1"], ["ocpp2.1", "ocpp1.6"], "ocpp1.6, ocpp2.1", "ocpp2.1"),
    (["ocpp1.5", "ocpp1.6", "mqtt"], ["mqtt", "ocpp1.5", "ocpp1.6"], "ocpp1.6", "ocpp1.6"),
]


@pytest.mark.parametrize(("offered", "spoken", "asked", "agreed"), NEGOTIATIONS)
def test_the_station_gets_the_version_that_the_csms_picks(
    monkeypatch: pytest.MonkeyPatch, offered: Any, spoken: Any, asked: Any, agreed: Any
) -> None:
    async def talk() -> None:
        async with meeting(monkeypatch, offered=offered, subprotocols=spoken) as (station, csms):
            assert request_of(csms).headers.get_all("Sec-WebSocket-Protocol") == [asked]
            assert station.subprotocol == csms.subprotocol == agreed

    run(talk())


@pytest.mark.parametrize(
    ("offered", "spoken"), [(["ocpp1.6"], ["ocpp2.1"]), (["ocpp1.5"], ["ocpp1.5"]), (None, VERSIONS)]
)
def test_without_a_common_version_there_is_no_connection(
    monkeypatch: pytest.MonkeyPatch, offered: Any, spoken: Any
) -> None:
    async def talk() -> None:
        with pytest.raises(InvalidStatus):
            async with meeting(monkeypatch, offered=offered, subprotocols=spoken):
                pass

    run(talk())


def test_a_csms_that_refuses_or_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(connection: ServerConnection, _: Request) -> Response:
        return connection.respond(401, "Who are you?\n")

    async def talk() -> None:
        async with csms_server(process_request=refuse) as csms:
            for url in (csms.url, "ws://127.0.0.1:1"):
                async with running_proxy(monkeypatch, url) as address:
                    with pytest.raises(InvalidStatus):
                        await connect(f"{address}/CS001", subprotocols=OFFERED)

    run(talk())


@pytest.mark.parametrize("path", ["/CS001", "/", "/a/b%20c/CS001?d=e&f=%2F", "//CS001"])
@pytest.mark.parametrize("base", ["", "/ocpp", "/a/b"])
def test_the_path_is_passed_on(monkeypatch: pytest.MonkeyPatch, base: Any, path: Any) -> None:
    async def talk() -> None:
        async with meeting(monkeypatch, path, base) as (_, csms):
            assert request_of(csms).path == base + path

    run(talk())


@pytest.mark.parametrize("credentials", [None, "Basic Q1MwMDE6c2VjcmV0", "Bearer abc.def=="])
def test_the_credentials_are_passed_on(monkeypatch: pytest.MonkeyPatch, credentials: str | None) -> None:
    headers = {} if credentials is None else {"Authorization": credentials}

    async def talk() -> None:
        async with meeting(monkeypatch, headers=headers) as (_, csms):
            assert request_of(csms).headers.get_all("Authorization") == list(headers.values())

    run(talk())


HANDSHAKE = (
    "GET {} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: {}\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n"
)


async def knock(address: str, path: str, version: int = 13) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Opens a connection by hand, with any path and any version of WebSocket."""
    reader, writer = await asyncio.open_connection(*address.removeprefix("ws://").split(":"))
    writer.write(HANDSHAKE.format(path, version).encode())
    return reader, writer


def test_a_station_cannot_choose_another_host(monkeypatch: pytest.MonkeyPatch) -> None:
    async def talk() -> None:
        async with (
            csms_server() as csms,
            csms_server() as trap,
            running_proxy(monkeypatch, csms.url) as address,
        ):
            _, writer = await knock(address, f"@{trap.url.removeprefix('ws://')}/CS001")
            line = await csms.lines.get()
            assert request_of(line).path.startswith("/")
            assert trap.lines.empty()
            writer.close()

    run(talk())


def test_a_station_that_leaves_too_early_leaves_no_line_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """It hangs up while the CSMS still thinks about the handshake."""
    asked, decided = asyncio.Event(), asyncio.Event()

    async def think(*_: Any) -> None:
        asked.set()
        await decided.wait()

    async def talk() -> None:
        async with csms_server(process_request=think) as csms, running_proxy(monkeypatch, csms.url) as address:
            _, writer = await knock(address, "/CS001")
            await asked.wait()
            writer.close()
            await writer.wait_closed()
            decided.set()
            line = await csms.lines.get()
            await line.wait_closed()
            async with connect(f"{address}/CS001", subprotocols=OFFERED) as station:
                await passes(HEARTBEAT, station, await csms.lines.get())

    run(talk())


def test_a_handshake_that_fails_leaves_no_line_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    async def talk() -> None:
        async with csms_server() as csms, running_proxy(monkeypatch, csms.url) as address:
            reader, writer = await knock(address, "/CS001", version=7)
            assert b" 400 " in await reader.readline()
            writer.close()
            await (await csms.lines.get()).wait_closed()

    run(talk())


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
def test_a_close_is_passed_on(monkeypatch: pytest.MonkeyPatch, sides: str, code: int, reason: str) -> None:
    """After everything that was sent before it."""

    async def talk() -> None:
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
def test_a_close_without_a_code_is_a_normal_one(monkeypatch: pytest.MonkeyPatch, sides: str) -> None:
    async def talk() -> None:
        async with meeting(monkeypatch) as ends:
            source, target = ends if sides == "station to csms" else ends[::-1]
            nothing: Any = None
            await source.close(nothing)
            assert await closed(target) == (1000, "")

    run(talk())


@pytest.mark.parametrize("sides", ["station to csms", "csms to station"])
def test_a_side_that_is_lost_has_gone_away(
    monkeypatch: pytest.MonkeyPatch, sides: str, said: Callable[[], list[str]]
) -> None:
    async def talk() -> None:
        async with meeting(monkeypatch) as ends:
            source, target = ends if sides == "station to csms" else ends[::-1]
            await passes(DATA_TRANSFER, source, target)
            source.transport.abort()
            assert await closed(target) == (1001, "")

    run(talk())
    assert len(said()) == 1
    assert " unanswered: " in said()[0]


def test_a_proxy_that_stops_says_so_to_both_sides(
    monkeypatch: pytest.MonkeyPatch, said: Callable[[], list[str]]
) -> None:
    async def talk() -> None:
        async with csms_server() as csms:
            async with running_proxy(monkeypatch, csms.url) as address:
                station = await connect(f"{address}/CS001", subprotocols=OFFERED)
                line = await csms.lines.get()
                await passes(HEARTBEAT, station, line)
            assert (await closed(station))[0] == 1001
            assert (await closed(line))[0] == 1001

    run(talk())
    assert len(said()) == 1
