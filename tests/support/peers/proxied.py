"""A station and a CSMS that are nothing but sockets, and between them the proxy of the examples, on loopback."""

import asyncio
import importlib.util
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.connection import Connection
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request
from websockets.typing import Subprotocol

from ocpp_codec import OcppJsonProtocol
from tests.support.paths import ROOT

PROXY = ROOT / "examples" / "proxy.py"
VERSIONS = list(OcppJsonProtocol)
OFFERED = [Subprotocol("ocpp1.6")]
spec = importlib.util.spec_from_file_location("proxy", PROXY)


assert spec is not None


assert spec.loader is not None


proxy: Any = importlib.util.module_from_spec(spec)


spec.loader.exec_module(proxy)


class Csms:
    """Accepts whatever comes, and keeps it open; `lines` are the connections that wait to be looked at."""

    def __init__(self) -> None:
        self.lines: asyncio.Queue[ServerConnection] = asyncio.Queue()
        self.url = ""

    async def keep(self, line: ServerConnection) -> None:
        self.lines.put_nowait(line)
        await line.wait_closed()


@asynccontextmanager
async def csms_server(**settings: Any) -> AsyncIterator[Csms]:
    csms = Csms()
    settings = {"subprotocols": VERSIONS, "max_size": None} | settings
    async with serve(csms.keep, "127.0.0.1", 0, **settings) as server:
        csms.url = f"ws://127.0.0.1:{port_of(server)}"
        yield csms


def port_of(server: Server) -> int:
    port: int = next(each.getsockname()[1] for each in server.sockets if each.family == socket.AF_INET)
    return port


@asynccontextmanager
async def running_proxy(monkeypatch: pytest.MonkeyPatch, url: str) -> AsyncIterator[str]:
    """The address at which the proxy waits for stations. In the end it has been stopped."""
    started: asyncio.Future[Server] = asyncio.get_running_loop().create_future()

    async def serve_there(*args: Any, **kwargs: Any) -> Server:
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
async def meeting(
    monkeypatch: pytest.MonkeyPatch,
    path: str = "/CS001",
    base: str = "/ocpp",
    offered: Any = ("ocpp1.6",),
    headers: Any = None,
    **settings: Any,
) -> AsyncIterator[tuple[ClientConnection, ServerConnection]]:
    """A station and the CSMS's end of its line, with the proxy between them."""
    async with csms_server(**settings) as csms, running_proxy(monkeypatch, csms.url + base) as address:
        station = await connect(address + path, subprotocols=offered, additional_headers=headers, max_size=None)
        async with station:
            yield station, await csms.lines.get()


def request_of(line: ServerConnection) -> Request:
    """With what a line was opened."""
    assert line.request is not None
    return line.request


async def passes(frame: str | bytes, source: Connection, target: Connection) -> None:
    await source.send(frame)
    received = await target.recv()
    assert received == frame
    assert type(received) is type(frame)


async def closed(end: Connection) -> tuple[int | None, str | None]:
    """The code and reason with which the other side has closed."""
    with pytest.raises(ConnectionClosed):
        while True:
            await end.recv()
    return end.close_code, end.close_reason


HEARTBEAT = '[2,"1","Heartbeat",{}]'
RESULT = '[3,"1",{"currentTime":"2024-05-17T09:41:33.125Z"}]'
