"""A WebSocket over loopback with a peer at each end: one of ours and one of theirs, in either role."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

from ocpp.charge_point import ChargePoint
from websockets.asyncio.client import connect
from websockets.asyncio.connection import Connection
from websockets.asyncio.server import ServerConnection, serve
from websockets.typing import Subprotocol

from ocpp_codec import OcppJsonProtocol
from ocpp_codec.record import Sender

from .ours import Peer
from .theirs import VERSIONS


class Tap:
    """A connection that keeps the frames which pass it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.sent: list[str | bytes] = []
        self.received: list[str | bytes] = []

    async def send(self, frame: str | bytes) -> None:
        self.sent.append(frame)
        await self.connection.send(frame)

    async def recv(self) -> str | bytes:
        self.received.append(await self.connection.recv())
        return self.received[-1]


def run(talk: Coroutine[Any, Any, None]) -> None:
    """Lets a conversation take its time, but not for ever."""

    async def guarded() -> None:
        async with asyncio.timeout(20):
            await talk

    asyncio.run(guarded())


def named(protocols: Sequence[str]) -> list[Subprotocol]:
    """Subprotocols as `websockets` has them."""
    return [*map(Subprotocol, protocols)]


@asynccontextmanager
async def websocket(
    offered: Sequence[str] | None, spoken: Sequence[str]
) -> AsyncIterator[tuple[Connection, Connection]]:
    """The station's end, which offers subprotocols, and the CSMS's end, which picks the first one that it speaks."""
    accepted = asyncio.get_running_loop().create_future()

    async def keep(connection: ServerConnection) -> None:
        accepted.set_result(connection)
        await connection.wait_closed()

    async with serve(keep, "127.0.0.1", 0, subprotocols=named(spoken)) as server:
        port = server.sockets[0].getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}/CS001", subprotocols=named(offered) if offered else None) as station:
            yield station, await accepted


@asynccontextmanager
async def meeting(protocol: OcppJsonProtocol, our_role: Sender) -> AsyncIterator[tuple[Peer, ChargePoint, Tap]]:
    """Our peer and theirs, connected and running, neither with a handler yet; and the tap at their end."""
    async with websocket([protocol], list(OcppJsonProtocol)) as (station, csms):
        our_end, their_end = (station, csms) if our_role is Sender.STATION else (csms, station)
        tap = Tap(their_end)
        ours, theirs = Peer(our_end, our_role, {}), VERSIONS[protocol].ChargePoint("CS001", tap)
        async with asyncio.TaskGroup() as tasks:
            running = [tasks.create_task(ours.run(our_end)), tasks.create_task(theirs.start())]
            yield ours, theirs, tap
            for task in running:
                task.cancel()
