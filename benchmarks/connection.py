"""What a connection costs: an exchange of both sides by the codec alone, by `Connection`, by the glue, by the peer."""

from __future__ import annotations

import asyncio
import datetime
import gc
import importlib
import itertools
import logging
import runpy
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, NamedTuple

from ocpp_codec import Codec, Connection
from ocpp_codec.structure import Call
from ocpp_codec.v16 import messages

from . import timing

#: What the project wants: microseconds a frame over the codec alone, and bytes of an idle connection.
OVERHEAD_GOAL = 2.0
MEMORY_GOAL = 2048.0

_EXCHANGES = 50  # in one run of the event loop, so that starting it hardly counts
_KEPT = 500
_NOW = datetime.datetime(2026, 5, 17, 9, 41, 33, tzinfo=datetime.UTC)
_CODEC = Codec("ocpp1.6")
_REQUEST = messages.Heartbeat.Request()
_RESPONSE = messages.Heartbeat.Response(currentTime=_NOW)


class Way(NamedTuple):
    """One way to exchange a Heartbeat and its answer. `memory`: bytes of one side that is idle, where that is known."""

    name: str
    microseconds: float
    memory: float | None


def measure(seconds: float) -> list[Way]:
    """Microseconds of an exchange, both sides together, in each way; the ways take turns."""
    loop = asyncio.new_event_loop()
    logging.getLogger("ocpp").setLevel(logging.ERROR)  # it would write a line for each frame
    runs: dict[str, tuple[Callable[[], object], int]] = {
        "the codec alone": (_bare(), 1),
        "`Connection`": (_connections(), 1),
    }
    lines = {"`Connection` on asyncio, by `examples/link.py`": _links(), "`ocpp`, `ChargePoint` on asyncio": _ocpp()}
    for name, line in lines.items():
        exchange = loop.run_until_complete(line)
        runs[name] = (_many(loop, exchange), _EXCHANGES)
    best = timing.least({name: run for name, (run, _) in runs.items()}, seconds)
    memory = {"`Connection`": memory_of(lambda: Connection(_CODEC, "csms"))}
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
    return [Way(name, best[name] / number, memory.get(name)) for name, (_, number) in runs.items()]


def overhead(ways: list[Way]) -> float:
    """Microseconds of `Connection` over the codec alone, for each of the four times that a frame is written or read."""
    took = {way.name: way.microseconds for way in ways}
    return (took["`Connection`"] - took["the codec alone"]) / 4


def memory_of(make: Callable[[], Any]) -> float:
    """Bytes that Python has allocated for each of many objects, after each has answered a hundred calls."""
    tracemalloc.start()
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    kept = [make() for _ in range(_KEPT)]
    for connection in kept:
        _use(connection)
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before) / _KEPT


def _use(connection: Any) -> None:
    for number in range(100):
        [event] = connection.receive(f'[2,"{number}","Heartbeat",{{}}]', 0.0)
        connection.answer(event.call, _RESPONSE)
        connection.next_frame()


def _bare() -> Callable[[], object]:
    ids = map(str, itertools.count())

    def exchange() -> object:
        asked = _CODEC.decode(_CODEC.encode(Call.of(_REQUEST, next(ids))))
        if not isinstance(asked, Call):
            raise TypeError(asked)
        return _CODEC.decode(_CODEC.encode(asked.answer(_RESPONSE)), messages.Heartbeat)

    return exchange


def _connections() -> Callable[[], object]:
    ids = map(str, itertools.count())
    station = Connection(_CODEC, "station", new_id=lambda: next(ids))
    csms = Connection(_CODEC, "csms")

    def exchange() -> object:
        station.call(_REQUEST, 0.0)
        events: Any = csms.receive(_only(station), 0.0)
        csms.answer(events[0].call, _RESPONSE)
        return station.receive(_only(csms), 0.0)

    return exchange


def _only(connection: Connection) -> str:
    """The one frame that is to be sent."""
    frame = connection.next_frame()
    if frame is None or connection.next_frame() is not None:
        raise ValueError("one frame is to be sent")
    return frame


class _Wire:
    """One direction of a line in memory, as a WebSocket is used."""

    def __init__(self) -> None:
        self._frames = asyncio.Queue[str]()

    async def send(self, frame: str) -> None:
        self._frames.put_nowait(frame)

    async def recv(self) -> str:
        return await self._frames.get()

    async def __aiter__(self) -> AsyncIterator[str]:
        while True:
            yield await self._frames.get()


class _Socket(NamedTuple):
    """One end of a line in memory."""

    out: _Wire
    come: _Wire

    async def send(self, frame: str) -> None:
        await self.out.send(frame)

    async def recv(self) -> str:
        return await self.come.recv()


async def _links() -> Callable[[], Awaitable[object]]:
    link: Any = runpy.run_path(str(Path(__file__).parent.parent / "examples" / "link.py"))["Link"]
    there, back = _Wire(), _Wire()

    async def handle(_: object) -> messages.Heartbeat.Response:
        return _RESPONSE

    station = link(Connection(_CODEC, "station"), there.send, handle)
    csms = link(Connection(_CODEC, "csms"), back.send, handle)
    _keep(station.run(back), csms.run(there))
    return lambda: station.call(_REQUEST)


async def _ocpp() -> Callable[[], Awaitable[object]]:
    package: Any = importlib.import_module("ocpp.v16")
    routing: Any = importlib.import_module("ocpp.routing")
    there, back = _Wire(), _Wire()

    async def on_heartbeat(_self: object) -> Any:
        return package.call_result.Heartbeat(current_time="2026-05-17T09:41:33.000Z")

    answering = type("Answering", (package.ChargePoint,), {"on_heartbeat": routing.on("Heartbeat")(on_heartbeat)})
    station = package.ChargePoint("station", _Socket(there, back))
    csms = answering("csms", _Socket(back, there))
    _keep(station.start(), csms.start())
    return lambda: station.call(package.call.Heartbeat())


_TASKS: set[asyncio.Task[Any]] = set()


def _keep(*jobs: Any) -> None:
    for job in jobs:
        _TASKS.add(asyncio.ensure_future(job))


def _many(loop: asyncio.AbstractEventLoop, exchange: Callable[[], Awaitable[object]]) -> Callable[[], object]:
    async def exchanges() -> None:
        for _ in range(_EXCHANGES):
            await exchange()

    return lambda: loop.run_until_complete(exchanges())
