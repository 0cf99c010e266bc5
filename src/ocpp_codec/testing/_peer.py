"""The other side of a connection, without sockets, and a clock that the test moves."""

from __future__ import annotations

from itertools import count
from typing import Any

from .._core.errors import BaseOCPPError
from .._core.record import Payload
from .._core.structure import Call, CallResult, Message, Send
from ..codec import Codec
from ..connection import Connection, Event
from ._asserts import assert_valid


class Peer:
    """The other side of a `Connection` that is tested. It does what the test says, when the test says it.

    Each method gives the events that the connection tells.

        >>> from ocpp_codec import Codec, Connection
        >>> from ocpp_codec.testing import Peer, example
        >>> from ocpp_codec.v16 import messages

        >>> csms = Connection(Codec("ocpp1.6"), "csms", timeout=30)
        >>> station = Peer(csms)
        >>> [called] = station.call(example(messages.StatusNotification.Request))
        >>> csms.answer(called.call, example(messages.StatusNotification.Response))
        True
        >>> station.heard
        [CallResult(uniqueId='peer-1', payload=StatusNotification.Response())]

    Args:
        connection: The connection that is tested.
        at: The time at which it begins, in seconds. `peer.at` is the time now, for `Connection.call`.
    """

    def __init__(self, connection: Connection, at: float = 0.0) -> None:
        self.connection = connection
        self.at = at
        self._codec = Codec(connection.codec.protocol, max_size=connection.codec.max_size)
        self._asked: dict[str, Any] = {}  # our calls by their ids
        self._heard: list[Message[Any]] = []
        self._pending: list[Call[Any]] = []
        self._numbers = count(1)

    @property
    def heard(self) -> list[Message[Any]]:
        """Everything that the connection has sent so far. AssertionError if a frame is not valid."""
        while (frame := self.connection.next_frame()) is not None:
            message = assert_valid(frame, self._codec.protocol, self._asked.get, advice=False)
            self._heard.append(message)
            if isinstance(message, Call):
                self._pending.append(message)
        return self._heard

    @property
    def pending(self) -> list[Call[Any]]:
        """The calls that the connection has sent, and that this side has not answered, oldest first."""
        _ = self.heard
        return self._pending

    def call(self, request: Payload, uniqueId: str | None = None) -> list[Event]:
        """Calls the connection.

        Args:
            request: Such as `example(messages.Heartbeat.Request)`.
            uniqueId: The id of the call; by default "peer-1", "peer-2" and so on.
        """
        message = Call.of(request, uniqueId or self._new_id())
        self._asked[message.uniqueId] = request.action_class
        return self.say(self._codec.encode(message))

    def send(self, request: Payload) -> list[Event]:
        """Sends a message that wants no answer (2.1)."""
        return self.say(self._codec.encode(Send.of(request, self._new_id())))

    def answer(self, answer: Payload | BaseOCPPError) -> list[Event]:
        """Answers the oldest call that is not answered, with a response or an error.

        AssertionError if the connection has not sent a call.
        """
        __tracebackhide__ = True
        if not self.pending:
            raise AssertionError("the connection has sent no call that could be answered")
        call = self._pending.pop(0)
        message = call.refuse(answer) if isinstance(answer, BaseOCPPError) else CallResult(call.uniqueId, answer)
        return self.say(self._codec.encode(message))

    def say(self, frame: str | bytes) -> list[Event]:
        """Sends any frame, also a broken one."""
        _ = self.heard
        return self.connection.receive(frame, self.at)

    def wait(self, seconds: float) -> list[Event]:
        """Lets time pass, and wakes the connection whenever it wants to be woken."""
        end, events = self.at + seconds, list[Event]()
        while (deadline := self.connection.deadline) is not None and deadline <= end:
            _ = self.heard
            self.at = max(self.at, deadline)
            events += self.connection.tick(self.at)
        self.at = end
        return events

    def close(self) -> list[Event]:
        """Ends the connection."""
        _ = self.heard
        return self.connection.close()

    def _new_id(self) -> str:
        return f"peer-{next(self._numbers)}"
