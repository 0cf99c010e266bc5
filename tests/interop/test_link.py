"""The glue for asyncio: a call gives its response or fails, whatever the peer, the handlers and the line do."""

from __future__ import annotations

import asyncio
import datetime
import json
import logging
import socket
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
import uvicorn
from aiohttp import WSMsgType, web
from link import Link
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

from ocpp_codec import Codec, Connection, EncodeError, errors
from ocpp_codec.connection import BadAnswer, CallFailed, Ended, QueueFull, Rejected, TimedOut
from ocpp_codec.v16 import messages, types

NOW = datetime.datetime(2026, 5, 17, 9, 41, 33, tzinfo=datetime.UTC)
HEARTBEAT, RESET = messages.Heartbeat.Request(), messages.Reset.Request(types.ResetType.Soft)
CLEAR = messages.ClearCache.Request()
ACCEPTED = {"status": "Accepted"}


class Peer:
    """The other end of a line in memory: what it hears, and what it says."""

    def __init__(self) -> None:
        self.heard = asyncio.Queue[Any]()
        self.said = asyncio.Queue[str | None]()
        self.reads = asyncio.Event()  # whether it reads
        self.reads.set()

    async def take(self, frame: str) -> None:
        await self.reads.wait()
        self.heard.put_nowait(json.loads(frame))

    async def frames(self) -> AsyncIterator[str]:
        while (frame := await self.said.get()) is not None:
            yield frame

    def say(self, *frame: Any) -> None:
        self.said.put_nowait(json.dumps(frame))

    async def hear(self) -> Any:
        async with asyncio.timeout(5):
            return await self.heard.get()


async def handle(request: messages.AnyRequest) -> messages.AnyResponse:
    match request:
        case messages.Heartbeat.Request():
            return messages.Heartbeat.Response(currentTime=NOW)
        case messages.Authorize.Request("secret"):
            raise KeyError("secret")
        case messages.Authorize.Request():
            raise errors.SecurityError("no", why="because")
        case messages.StatusNotification.Request():
            return messages.Heartbeat.Response(currentTime=NOW)
        case _:
            return messages.DataTransfer.Response(types.DataTransferStatus.Accepted, data="x" * 2_000_000)


def run(
    talk: Callable[[Link, Peer], Awaitable[None]], *, timeout: float = 5.0, handle: Any = handle, **settings: Any
) -> None:
    """Lets a CSMS talk to a peer."""

    async def within_time() -> None:
        peer = Peer()
        link = Link(Connection(Codec("ocpp1.6"), "csms", timeout=timeout, **settings), peer.take, handle)
        running = asyncio.create_task(link.run(peer.frames()))
        async with asyncio.timeout(20):
            await talk(link, peer)
            peer.said.put_nowait(None)
            await running
        assert link.waiting == {}

    asyncio.run(within_time())


async def soon() -> None:
    """Lets everything happen that needs no time."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_a_call_gives_its_response() -> None:
    async def talk(link: Link, peer: Peer) -> None:
        reset = asyncio.create_task(link.call(RESET))
        asked = await peer.hear()
        assert asked[2:] == ["Reset", {"type": "Soft"}]
        peer.say(3, asked[1], ACCEPTED)
        assert await reset == messages.Reset.Response(types.ResetStatus.Accepted)

    run(talk)


def test_a_call_fails() -> None:
    async def talk(link: Link, peer: Peer) -> None:
        for frame, error in (([4, "NotSupported", "", {}], Rejected), ([3, {"status": 1}], BadAnswer)):
            call = asyncio.create_task(link.call(RESET))
            asked = await peer.hear()
            peer.say(frame[0], asked[1], *frame[1:])
            with pytest.raises(error):
                await call
        with pytest.raises(TimedOut):
            await link.call(RESET, timeout=0.05)
        with pytest.raises(EncodeError):
            await link.call(messages.Reset.Request("Now"))  # type: ignore[arg-type]

    run(talk)


def test_the_end_of_a_line_ends_its_calls() -> None:
    async def talk(link: Link, peer: Peer) -> None:
        calls = [asyncio.create_task(link.call(RESET)) for _ in range(3)]
        await peer.hear()
        peer.said.put_nowait(None)
        results = await asyncio.gather(*calls, return_exceptions=True)
        assert [type(each) for each in results] == [Ended] * 3
        with pytest.raises(Ended):
            await link.call(RESET)

    run(talk)


def test_a_line_that_cannot_carry_is_over() -> None:
    async def talk(link: Link, peer: Peer) -> None:
        async def broken(_: str) -> None:
            raise ConnectionResetError

        link.send = broken
        with pytest.raises(Ended):
            await link.call(RESET)
        assert link.connection.is_closed

    run(talk)


def test_too_many_calls() -> None:
    async def talk(link: Link, peer: Peer) -> None:
        calls = [asyncio.create_task(link.call(RESET)) for _ in range(4)]
        await soon()
        with pytest.raises(QueueFull):
            await calls[3]
        for call in calls[:3]:
            call.cancel()

    run(talk, max_queue=2)


def test_a_peer_that_does_not_read_does_not_outlast_the_time_out() -> None:
    async def talk(link: Link, peer: Peer) -> None:
        peer.reads.clear()
        with pytest.raises(TimedOut):
            await link.call(RESET, timeout=0.05)
        with pytest.raises(TimedOut):
            await link.call(RESET, timeout=0.05)
        peer.reads.set()

    run(talk)


def test_a_call_that_is_cancelled_keeps_the_line() -> None:
    async def talk(link: Link, peer: Peer) -> None:
        first, second = asyncio.create_task(link.call(RESET)), asyncio.create_task(link.call(CLEAR))
        asked = await peer.hear()
        first.cancel()
        await asyncio.sleep(0.02)
        assert peer.heard.empty()
        peer.say(3, asked[1], ACCEPTED)
        asked = await peer.hear()
        assert asked[2] == "ClearCache"
        peer.say(3, asked[1], ACCEPTED)
        assert (await second).status == "Accepted"
        with pytest.raises(asyncio.CancelledError):
            await first

    run(talk)


def test_a_cancelled_call_leaves_the_line_when_its_time_is_up() -> None:
    async def talk(link: Link, peer: Peer) -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(link.call(RESET), 0.02)
        late = await peer.hear()
        second = asyncio.create_task(link.call(CLEAR, timeout=5))
        asked = await peer.hear()
        peer.say(3, late[1], {"status": "Rejected"})
        peer.say(3, asked[1], ACCEPTED)
        assert (await second).status == "Accepted"

    run(talk, timeout=0.1)


def test_an_answer_that_comes_while_its_caller_is_cancelled() -> None:
    async def talk(link: Link, peer: Peer) -> None:
        call = asyncio.create_task(link.call(RESET))
        asked = await peer.hear()
        call.cancel()
        link.take(link.connection.receive(json.dumps([3, asked[1], ACCEPTED]), 0.0))
        with pytest.raises(asyncio.CancelledError):
            await call

    run(talk)


def test_a_handler_may_call_the_peer() -> None:
    links: list[Link] = []

    async def asking(request: Any) -> Any:
        await links[0].call(CLEAR)
        return messages.Heartbeat.Response(currentTime=NOW)

    async def talk(link: Link, peer: Peer) -> None:
        links.append(link)
        peer.say(2, "a", "Heartbeat", {})
        asked = await peer.hear()
        peer.say(3, asked[1], ACCEPTED)
        assert (await peer.hear())[:2] == [3, "a"]

    run(talk, handle=asking)


def test_a_handler_that_waits_holds_nobody_up() -> None:
    go = asyncio.Event()

    async def waiting(request: Any) -> Any:
        if isinstance(request, messages.Authorize.Request):
            await go.wait()
            raise errors.GenericError("late")
        return messages.Heartbeat.Response(currentTime=NOW)

    async def talk(link: Link, peer: Peer) -> None:
        peer.say(2, "a", "Authorize", {"idTag": "x"})
        peer.say(2, "b", "Heartbeat", {})
        assert (await peer.hear())[1] == "b"
        go.set()
        assert (await peer.hear())[1:3] == ["a", "GenericError"]

    run(talk, handle=waiting)


@pytest.mark.parametrize(
    ("request_", "code", "is_logged"),
    [
        (["Authorize", {"idTag": "x"}], "SecurityError", False),
        (["Authorize", {"idTag": "secret"}], "InternalError", True),
        (
            ["StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": "Available"}],
            "InternalError",
            True,
        ),
        (["DataTransfer", {"vendorId": "x"}], "InternalError", True),
        (["Nonsense", {}], "NotImplemented", False),
        (["Reset", {"type": "Soft"}], "NotSupported", False),
    ],
)
def test_no_call_is_left_without_an_answer(
    caplog: pytest.LogCaptureFixture, request_: Any, code: str, is_logged: bool
) -> None:
    async def talk(link: Link, peer: Peer) -> None:
        peer.say(2, "a", *request_)
        answer = await peer.hear()
        assert answer[:3] == [4, "a", code]
        assert "secret" not in json.dumps(answer)

    run(talk)
    assert any(record.levelno >= logging.ERROR for record in caplog.records) is is_logged


def test_frames_are_sent_in_their_order() -> None:
    async def talk(link: Link, peer: Peer) -> None:
        peer.reads.clear()
        for number in range(10):
            peer.say(2, str(number), "Heartbeat", {})
        await soon()
        call = asyncio.create_task(link.call(RESET))
        await soon()
        peer.reads.set()
        heard = [await peer.hear() for _ in range(11)]
        assert sorted(int(frame[1]) for frame in heard if frame[0] == 3) == list(range(10))
        assert heard[0][1] == "0"
        call.cancel()

    run(talk)


# Over real sockets ---------------------------------------------------------------------------------------------------


@asynccontextmanager
async def on_websockets(served: Callable[[Link], None]) -> AsyncIterator[int]:
    async def csms(ws: Any) -> None:
        served(link := Link(Connection(Codec(ws.subprotocol), "csms"), ws.send, handle))
        with suppress(ConnectionClosed):
            await link.run(ws)

    protocols: Any = ["ocpp1.6"]
    async with serve(csms, "127.0.0.1", 0, subprotocols=protocols) as server:
        yield next(iter(server.sockets)).getsockname()[1]


@asynccontextmanager
async def on_aiohttp(served: Callable[[Link], None]) -> AsyncIterator[int]:
    async def csms(request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse(protocols=["ocpp1.6"])
        await ws.prepare(request)
        served(link := Link(Connection(Codec(ws.ws_protocol or ""), "csms"), ws.send_str, handle))
        await link.run(message.data async for message in ws if message.type is WSMsgType.TEXT)
        return ws

    app = web.Application()
    app.router.add_get("/CS1", csms)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield runner.addresses[0][1]
    await runner.cleanup()


@asynccontextmanager
async def on_starlette(served: Callable[[Link], None]) -> AsyncIterator[int]:
    async def csms(ws: WebSocket) -> None:
        await ws.accept(subprotocol="ocpp1.6")
        served(link := Link(Connection(Codec("ocpp1.6"), "csms"), ws.send_text, handle))
        await link.run(ws.iter_text())

    app = Starlette(routes=[WebSocketRoute("/CS1", csms)])
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
        running = asyncio.create_task(server.serve([listening]))
        yield listening.getsockname()[1]
        server.should_exit = True
        await running


@pytest.mark.parametrize("on", [on_websockets, on_aiohttp, on_starlette])
def test_it_works_over_any_websocket(on: Any) -> None:
    links = asyncio.Queue[Link]()

    async def station(request: Any) -> Any:
        return messages.Reset.Response(types.ResetStatus.Accepted)

    async def talk() -> None:
        protocols: Any = ["ocpp1.6"]
        async with (
            on(links.put_nowait) as port,
            connect(f"ws://127.0.0.1:{port}/CS1", subprotocols=protocols) as ws,
        ):
            link = Link(Connection(Codec("ocpp1.6"), "station"), ws.send, station)
            running = asyncio.create_task(link.run(ws))
            csms = await links.get()
            answers = await asyncio.gather(*(link.call(HEARTBEAT) for _ in range(20)), csms.call(RESET))
            assert answers[0] == messages.Heartbeat.Response(currentTime=NOW)
            assert answers[-1] == messages.Reset.Response(types.ResetStatus.Accepted)
            left = asyncio.create_task(csms.call(CLEAR, timeout=10))
            await asyncio.sleep(0)
            ws.transport.abort()
            with pytest.raises(CallFailed):
                await left
            with suppress(ConnectionClosed):
                await running

    async def within_time() -> None:
        async with asyncio.timeout(20):
            await talk()

    asyncio.run(within_time())


def test_an_answer_that_is_there_beats_the_timer() -> None:
    """A loop that is held up for longer than the time-out finds both the answer and the timer."""

    async def talk() -> None:
        with socket.create_server(("127.0.0.1", 0)) as listening:
            answering = threading.Thread(target=answer_once, args=[listening])
            answering.start()
            protocols: Any = ["ocpp1.6"]
            async with connect(f"ws://127.0.0.1:{listening.getsockname()[1]}/CS1", subprotocols=protocols) as ws:
                link = Link(Connection(Codec("ocpp1.6"), "station", timeout=0.1), ws.send, handle)
                running = asyncio.create_task(link.run(ws))
                call = asyncio.create_task(link.call(HEARTBEAT))
                await soon()
                time.sleep(0.5)  # noqa: ASYNC251 (that is the point)
                assert await call == messages.Heartbeat.Response(currentTime=NOW)
                ws.transport.abort()
                with suppress(ConnectionClosed):
                    await running
            answering.join()

    asyncio.run(talk())


def answer_once(listening: socket.socket) -> None:
    """A server of its own thread that answers one heartbeat."""
    from websockets.server import ServerProtocol  # noqa: PLC0415

    protocols: Any = ["ocpp1.6"]
    end, _ = listening.accept()
    server = ServerProtocol(subprotocols=protocols)
    with end, suppress(OSError):
        while data := end.recv(65536):
            server.receive_data(data)
            event: Any
            for event in server.events_received():
                if not hasattr(event, "opcode"):
                    server.send_response(server.accept(event))
                elif event.data.startswith(b"[2,"):
                    unique_id = json.loads(event.data)[1]
                    server.send_text(f'[3,"{unique_id}",{{"currentTime":"2026-05-17T09:41:33Z"}}]'.encode())
            for out in server.data_to_send():
                end.sendall(out)
