"""A Connection on asyncio, for any WebSocket that sends and yields text. Copy it.

    link = Link(Connection(Codec("ocpp1.6"), "csms"), ws.send, handle)      # websockets: ws.send and ws
    await link.run(ws)                                                      # Starlette: ws.send_text and ws.iter_text()
    answer = await link.call(messages.Reset.Request(type=...))              # aiohttp: see csms.py

`handle` gets each request and returns the response, or raises an error such as `errors.NotSupportedError("why")`.
"""

import asyncio
import logging
from collections.abc import AsyncIterable, Awaitable, Callable, Coroutine, Iterable
from typing import Any, TypeVar

from ocpp_codec import Connection
from ocpp_codec.connection import Answered, Called, Event, Failed, OutgoingCall, Told
from ocpp_codec.record import Payload, RequestOf

LOG = logging.getLogger("link")
GRACE = 0.02  # seconds to read what has come: an answer that is there counts, although its time is up
R = TypeVar("R", bound=Payload)


class Link:
    """Carries the frames of a connection, wakes it in time, and gives each answer to the one who waits for it."""

    def __init__(
        self, connection: Connection, send: Callable[[str], Awaitable[object]], handle: Callable[[Any], Awaitable[Any]]
    ) -> None:
        self.connection, self.send, self.handle = connection, send, handle
        self.waiting: dict[OutgoingCall[Any], asyncio.Future[Any]] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.timer: asyncio.TimerHandle | None = None
        self.sending, self.loop = asyncio.Lock(), asyncio.get_running_loop()

    async def call(self, request: RequestOf[R], timeout: float | None = None) -> R:  # noqa: ASYNC109 (of the peer's)
        """The response to a request. CallFailed if there is none; OCPPException if the request is not valid."""
        call = self.connection.call(request, self.loop.time(), timeout=timeout)
        self.waiting[call] = self.loop.create_future()
        self.spawn(self.flush())  # not awaited: a peer that does not read must not outlast the time-out
        try:
            response: R = await self.waiting[call]
        finally:
            del self.waiting[call]
            self.connection.cancel(call)
        return response

    async def run(self, frames: AsyncIterable[str | bytes]) -> None:
        """Serves the connection until its frames end."""
        try:
            async for frame in frames:
                self.take(self.connection.receive(frame, self.loop.time()))
                await self.flush()  # awaited: who does not read our answers is not read either
                await asyncio.sleep(0)  # many frames may be here already: timers, signals and handlers have their turn
        finally:
            self.close()

    def take(self, events: Iterable[Event]) -> None:
        for event in events:
            match event:
                case Called() | Told():
                    self.spawn(self.serve(event))  # not awaited: it may call the peer, whose answer is read by `run`
                case Answered() | Failed() if (future := self.waiting.get(event.call)) and not future.done():
                    if isinstance(event, Answered):
                        future.set_result(event.response)
                    else:
                        future.set_exception(event.error)
                case _:
                    LOG.info("%.500r", event)  # in one line, and no more of what the peer says

    async def serve(self, event: Called | Told) -> None:
        try:
            answer = await self.handle(event.message.payload)
        except Exception as error:  # noqa: BLE001 (the peer is told, and `answer` raises what is our fault)
            answer = error
        try:
            if isinstance(event, Called):
                self.connection.answer(event.call, answer)
            elif isinstance(answer, Exception):
                raise answer  # noqa: TRY301 (nobody waits for an answer)
        except Exception:
            LOG.exception("%.500r", event)
        await self.flush()

    async def flush(self) -> None:
        """Sends what is to be sent, in its order, and sets the timer."""
        deadline = self.connection.deadline
        if self.timer is not None and self.timer.when() != deadline:  # one that is due is not put off by every frame
            self.timer.cancel()
            self.timer = None
        if self.timer is None and deadline is not None:
            self.timer = self.loop.call_at(deadline, self.loop.call_later, GRACE, self.tick)
        try:
            async with self.sending:
                while (frame := self.connection.next_frame()) is not None:
                    await self.send(frame)
        except Exception as error:  # noqa: BLE001 (each library has its own: what carries the frames is broken)
            LOG.info("the connection is lost: %r", error)
            self.close()

    def tick(self) -> None:
        self.take(self.connection.tick(self.loop.time()))
        self.spawn(self.flush())

    def close(self) -> None:
        self.take(self.connection.close())
        if self.timer is not None:
            self.timer.cancel()

    def spawn(self, job: Coroutine[Any, Any, None]) -> None:
        self.tasks.add(task := self.loop.create_task(job))
        task.add_done_callback(self.tasks.discard)
