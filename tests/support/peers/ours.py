"""A station or a CSMS in one small class: all that is needed besides the codec and a WebSocket."""

import asyncio
from collections.abc import Callable
from typing import Any

from websockets.asyncio.connection import Connection

from ocpp_codec import Codec, OCPPException, errors
from ocpp_codec.record import Payload
from ocpp_codec.structure import Call, CallError, CallResult, Send

#: Takes a request and gives the response; raises one of `ocpp_codec.errors` to refuse.
Handler = Callable[[Any], Payload | None]


class CallRefusedError(Exception):
    """The other side has answered a call with an error: `error` is what it says."""

    def __init__(self, error: CallError) -> None:
        super().__init__(f"{error.errorCode}: {error.errorDescription}")
        self.error = error


class Peer:
    """Calls the other side of a connection and serves its calls, in the version that the WebSocket has agreed on.

    `handlers`: by the name of the action. One call at a time, as OCPP-J asks for (1.6, 4.1.1), is up to the caller.
    """

    def __init__(self, connection: Connection, handlers: dict[str, Handler]) -> None:
        self.connection = connection
        self.codec = Codec(connection.subprotocol or "")
        self.handlers = handlers
        self._pending: dict[str, tuple[asyncio.Future[Any], str]] = {}

    async def call(self, request: Payload) -> Any:
        """The response. CallRefusedError for an error, OCPPException for a response that breaks the protocol."""
        call = Call.of(request)
        frame = self.codec.encode(call)
        answer = asyncio.get_running_loop().create_future()
        self._pending[call.uniqueId] = answer, call.action
        try:
            await self.connection.send(frame)
            return await answer
        finally:
            del self._pending[call.uniqueId]

    async def run(self) -> None:
        """Serves the connection until it is closed; a call that is then without an answer fails."""
        try:
            async for frame in self.connection:
                await self._receive(frame)
        finally:
            for answer, _ in self._pending.values():
                _settle(answer, ConnectionError("closed before the answer came"))

    async def _receive(self, frame: str | bytes) -> None:
        answer, action = self._pending.get(_id_of(frame), (None, None))
        try:
            message = self.codec.decode(frame, action)
        except OCPPException as error:
            if error.reply is not None:
                await self.connection.send(error.reply)
            _settle(answer, error)
            return
        except ValueError:  # a result that no call waits for, or no longer
            return
        match message:
            case Call():
                await self.connection.send(self.codec.encode(self._served(message)))
            case Send() if message.action in self.handlers:
                self.handlers[message.action](message.payload)
            case CallResult():
                _settle(answer, message.payload)
            case CallError():
                _settle(answer, CallRefusedError(message))
            case _:  # a SEND for which nobody is here, or a CALLRESULTERROR, for which no call waits
                pass

    def _served(self, call: Call[Any]) -> CallResult[Any] | CallError:
        try:
            if call.action not in self.handlers:
                raise errors.NotSupportedError(f"{call.action} is not supported here")
            return CallResult(call.uniqueId, self.handlers[call.action](call.payload))
        except errors.BaseOCPPError as error:
            return CallError(call.uniqueId, error.code, error.msg, error.details)


def _id_of(frame: str | bytes) -> str:
    """The first text of a frame: a result does not name its action, only its call. Our own ids hold no escapes."""
    text = frame if isinstance(frame, str) else frame.decode(errors="replace")
    return text.partition('"')[2].partition('"')[0]


def _settle(answer: asyncio.Future[Any] | None, outcome: Any) -> None:
    """Hands an outcome to the call that waits for it, unless that has been given up."""
    if answer is None or answer.done():
        return
    if isinstance(outcome, Exception):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)
