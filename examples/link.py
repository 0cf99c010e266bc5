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
from ocpp_codec.connection import Answered, Called, CallFailed, Event, Failed, Noted, OutgoingCall, Told
from ocpp_codec.record import Payload, RequestOf

LOG = logging.getLogger("link")
GRACE = 0.02  # seconds to read what has come: an answer that is there counts, although its time is up
R = TypeVar("R", bound=Payload)


class Link:
    """Carries the frames of a connection, wakes it in time, and gives each call to the one who waits for it."""

    def __init__(
        self, connection: Connection, send: Callable[[str], Awaitable[object]], handle: Callable[[Any], Awaitable[Any]]
    ) -> None:
        self.connection, self.send, self.handle = connection, send, handle
        self.waiting: dict[OutgoingCall[Any], asyncio.Future[Any]] = {}
        self.tasks: set[asyncio.Task[None]] = set()
        self.timer: asyncio.TimerHandle | None = None
        self.sending = asyncio.Lock()
        self.loop = asyncio.get_running_loop()

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
                case Noted():
                    LOG.info("%s: %s", event.why, event.seen.error or event.seen.frame)
                case _:
                    LOG.info("%r", event)

    async def serve(self, event: Called | Told) -> None:
        try:
            try:
                answer = await self.handle(event.message.payload)
            except Exception as error:
                if isinstance(event, Told):
                    raise
                answer = error
            if isinstance(event, Called):
                self.connection.answer(event.call, answer)  # raises what is our fault, when the peer has been told
        except CallFailed as error:
            LOG.info("%r: %s", event, error)
        except Exception:
            LOG.exception("%r", event)
        await self.flush()

    async def flush(self) -> None:
        """Sends what is to be sent, in its order, and sets the timer."""
        if self.timer is not None:
            self.timer.cancel()
        deadline = self.connection.deadline
        self.timer = None if deadline is None else self.loop.call_at(deadline, self.loop.call_later, GRACE, self.tick)
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
        if self.timer is not None:
            self.timer.cancel()
        self.take(self.connection.close())

    def spawn(self, job: Coroutine[Any, Any, None]) -> None:
        self.tasks.add(task := self.loop.create_task(job))
        task.add_done_callback(self.tasks.discard)
