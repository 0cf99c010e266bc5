"""The calls of a connection, and how a call of ours can fail.

CallFailed
+-- Rejected      the peer has answered with an error
+-- BadAnswer     the peer's result breaks the protocol
+-- TimedOut      no answer has come in time; it is a TimeoutError too
+-- Ended         the connection is over; it is a ConnectionError too
+-- QueueFull     too many calls wait for their turn
"""

from typing import Any, Generic, TypeVar

import msgspec

from .exceptions import OCPPException
from .findings import Finding, cut, printable
from .limits import MAX_DESCRIPTION
from .publish import publish
from .record import Payload, RequestOf
from .structure import Call, CallError

__all__ = [
    "BadAnswer",
    "CallFailed",
    "Ended",
    "IncomingCall",
    "OutgoingCall",
    "QueueFull",
    "Rejected",
    "TimedOut",
]

R = TypeVar("R", bound=Payload)


class OutgoingCall(msgspec.Struct, Generic[R], eq=False):
    """A call of ours. It waits for its turn, is sent, and is over when it is answered, has failed or is cancelled.

    Attributes:
        request: The request.
        uniqueId: The id of the call.
        timeout: Seconds that it may wait for its answer, from the moment it is sent.
        sent_at: When it was sent, in the seconds of the caller's clock; None if it has not been sent.
        is_over: Whether nothing more will happen to it, except a late answer.
        is_cancelled: Whether `Connection.cancel` was called.
    """

    request: RequestOf[R]
    uniqueId: str
    timeout: float
    sent_at: float | None = None
    is_over: bool = False
    is_cancelled: bool = False
    _frame: str = ""

    @property
    def _size(self) -> int:
        return len(self._frame)

    def __repr__(self) -> str:
        return f"OutgoingCall({self.uniqueId!r}, {self.request!r})"


class IncomingCall(msgspec.Struct, eq=False):
    """A call of the peer. It wants one answer: `Connection.answer`.

    Attributes:
        message: The call.
        findings: What was tolerated in it. Advice is looked for only in frames that the fast path has not taken.
        at: When it came, in the seconds of the caller's clock.
        is_answered: Whether it has been answered.
    """

    message: Call[Any]
    findings: tuple[Finding, ...]
    at: float
    is_answered: bool = False
    _frame: str | bytes = ""

    @property
    def uniqueId(self) -> str:
        """The id of the call; a `ReceivedId` if it is not a valid one."""
        return self.message.uniqueId

    @property
    def payload(self) -> Any:
        """The request."""
        return self.message.payload

    @property
    def _size(self) -> int:
        return len(self._frame)

    def __repr__(self) -> str:
        return f"IncomingCall({self.message!r})"


class CallFailed(Exception):  # noqa: N818 (named as what has happened)
    """A call of ours has no answer that can be used.

    Args:
        call: The call.
    """

    def __init__(self, call: OutgoingCall[Any]) -> None:
        super().__init__(call)
        self.call = call

    def _why(self) -> str:
        return "the call has failed"

    def __str__(self) -> str:
        name = self.call.request.action_class.__name__
        return printable(f"{name} {self.call.uniqueId!r}: {self._why()}")


class Rejected(CallFailed):
    """The peer has answered with an error.

    Args:
        call: The call.
        error: The CALLERROR.
    """

    def __init__(self, call: OutgoingCall[Any], error: CallError) -> None:
        super().__init__(call)
        self.args = (call, error)
        self.error = error

    @property
    def code(self) -> str:
        """The error code: a member of the version's `ErrorCodeEnum`, or plain text for an unknown one."""
        return self.error.errorCode

    @property
    def description(self) -> str:
        """What the peer says."""
        return self.error.errorDescription

    @property
    def details(self) -> dict[str, Any]:
        """What else the peer says."""
        return self.error.errorDetails

    def _why(self) -> str:
        return cut(f"the peer answers {self.code}: {self.description}", MAX_DESCRIPTION)


class BadAnswer(CallFailed):
    """The peer has answered with a result that breaks the protocol.

    Args:
        call: The call.
        cause: What is wrong with the result; `findings` has everything.
    """

    def __init__(self, call: OutgoingCall[Any], cause: OCPPException) -> None:
        super().__init__(call)
        self.args = (call, cause)
        self.cause = cause

    def _why(self) -> str:
        return f"the result breaks the protocol: {self.cause}"


class TimedOut(CallFailed, TimeoutError):  # noqa: N818
    """No answer has come in time. If one comes later, it is the event `LateAnswer`."""

    def _why(self) -> str:
        return f"no answer within {self.call.timeout:g} s"


class Ended(CallFailed, ConnectionError):  # noqa: N818
    """The connection is over. If `call.sent_at` is None, the call has not been sent, and a retry does no harm."""

    def _why(self) -> str:
        return f"the connection has ended{' before the call was sent' if self.call.sent_at is None else ''}"


class QueueFull(CallFailed):
    """Too many calls wait for their turn: `Connection.max_queue`."""

    def _why(self) -> str:
        return "too many calls wait for their turn"


publish(globals())
