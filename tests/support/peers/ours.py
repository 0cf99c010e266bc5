"""A station or a CSMS on the glue of the examples, with a handler for each action."""

from typing import Any

from link import Link
from websockets.asyncio.connection import Connection as WebSocket

from ocpp_codec import Codec, Connection, errors
from ocpp_codec.record import Payload, Sender


class Peer(Link):
    """Calls the other side of a connection and serves its calls, in the version that the WebSocket has agreed on.

    `handlers`: by the name of the action. Each takes a request and gives the response, at once or as a coroutine.
    """

    def __init__(self, ws: WebSocket, role: Sender, handlers: dict[str, Any]) -> None:
        self.codec = Codec(ws.subprotocol or "")
        self.ws, self.handlers = ws, handlers
        super().__init__(Connection(self.codec, role, timeout=10), ws.send, self.answer)

    async def answer(self, request: Payload) -> Any:
        """What the handler of its action gives."""
        action = request.action_class.__name__
        if action not in self.handlers:
            raise errors.NotSupportedError(f"{action} is not supported here")
        answer = self.handlers[action](request)
        return await answer if hasattr(answer, "__await__") else answer
