"""One side of a connection: which call may be sent now, which answer belongs to it, and what the peer has to be told.

No sockets and no clock: the program gives each frame that it receives to `receive`, sends what `next_frame` gives, and
calls `tick` when `deadline` has come. Methods raise for what their caller does wrong, and for nothing else; what the
peer does is an event.

    >>> from ocpp_codec import Codec, Connection
    >>> from ocpp_codec.connection import Called
    >>> from ocpp_codec.v16 import messages, types

    >>> csms = Connection(Codec("ocpp1.6"), "csms")
    >>> [event] = csms.receive('[2,"17","Authorize",{"idTag":"04A2B3C4"}]', at=1.0)
    >>> event
    Called(call=IncomingCall(Call(uniqueId='17', action='Authorize', payload=Authorize.Request(idTag='04A2B3C4'))))
    >>> accepted = types.IdTagInfo(types.AuthorizationStatus.Accepted)
    >>> csms.answer(event.call, messages.Authorize.Response(accepted))
    True
    >>> csms.next_frame()
    '[3,"17",{"idTagInfo":{"status":"Accepted"}}]'
"""

# A connection is made of the parts of a codec.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

import msgspec

from ._core.compat import MessageTypeEnum
from ._core.connection import (
    BadAnswer,
    CallFailed,
    Ended,
    IncomingCall,
    OutgoingCall,
    QueueFull,
    Rejected,
    TimedOut,
)
from ._core.errors import BaseOCPPError, GenericError, InternalError, NotSupportedError
from ._core.findings import Finding
from ._core.jsontext import Frame
from ._core.record import Action, Payload, RequestOf, Sender
from ._core.settings import require_positive, require_seconds
from ._core.structure import (
    UNREADABLE_ID,
    Call,
    CallError,
    CallResult,
    CallResultError,
    Send,
    new_id,
)
from .codec import Codec
from .examination import Examination

__all__ = [
    "Answered",
    "BadAnswer",
    "CallFailed",
    "Called",
    "Connection",
    "Ended",
    "Event",
    "Failed",
    "IncomingCall",
    "LateAnswer",
    "Noted",
    "OutgoingCall",
    "QueueFull",
    "Rejected",
    "ResultRefused",
    "TimedOut",
    "Told",
]

R = TypeVar("R", bound=Payload)
C = TypeVar("C", OutgoingCall[Any], IncomingCall)

_REMEMBERED = 16  # calls that were given up, and results that were sent
_BYTES_PER_CHARACTER = 56  # of text, in a message: `[` is a list of 56 bytes or more
_OTHER_SIDE = {Sender.STATION: Sender.CSMS, Sender.CSMS: Sender.STATION}


class Called(msgspec.Struct, frozen=True):
    """The peer calls. Answer it: `Connection.answer(event.call, ...)`."""

    call: IncomingCall

    @property
    def message(self) -> Call[Any]:
        """The call as a message."""
        return self.call.message


class Told(msgspec.Struct, frozen=True):
    """The peer has sent a message that wants no answer (SEND of 2.1). `findings`: what was tolerated in it."""

    message: Send[Any]
    findings: tuple[Finding, ...] = ()


class Answered(msgspec.Struct, frozen=True):
    """A call of ours has its answer: a response of its action. `findings`: what was tolerated in it."""

    call: OutgoingCall[Any]
    response: Any
    findings: tuple[Finding, ...] = ()


class Failed(msgspec.Struct, frozen=True):
    """A call of ours will have no answer that can be used. `error` says why."""

    call: OutgoingCall[Any]
    error: CallFailed


class LateAnswer(msgspec.Struct, frozen=True):
    """The answer to a call of ours that has timed out."""

    call: OutgoingCall[Any]
    message: CallResult[Any] | CallError


class ResultRefused(msgspec.Struct, frozen=True):
    """The peer cannot use a result of ours (CALLRESULTERROR of 2.1). `call`: its call; None if it is not remembered."""

    call: IncomingCall | None
    error: CallResultError


class Noted(msgspec.Struct, frozen=True):
    """A frame that is refused, or that has no place here. It is for the log: what had to be replied is in `next_frame`.

    `seen`: the frame and all its findings.  `why`: a few words.
    """

    seen: Examination
    why: str


#: Everything that `receive`, `tick` and `close` can tell.
Event: TypeAlias = Called | Told | Answered | Failed | LateAnswer | ResultRefused | Noted


class _Calls(dict[str, C]):
    """Calls by their ids, oldest first. `characters`: in the texts of all of them."""

    __slots__ = ("characters",)

    def __init__(self) -> None:
        self.characters = 0

    def add(self, call: C) -> None:
        """Adds a call. It takes the place of one with the same id."""
        self.drop(call.uniqueId)
        self[call.uniqueId] = call
        self.characters += call._size

    def drop(self, unique_id: str) -> C | None:
        """Takes the call with that id out and returns it, if there is one."""
        call = self.pop(unique_id, None)
        if call is not None:
            self.characters -= call._size
        return call

    def remember(self, call: C, most_characters: int) -> None:
        """Adds a call, and drops the oldest ones that are too many or too long."""
        self.add(call)
        while len(self) > _REMEMBERED or self.characters > most_characters:
            self.drop(next(iter(self)))


class Connection:
    """One side of one connection. For one thread at a time; for the next connection, make a new one.

    Args:
        codec: Reads and writes the frames. What it tolerates or enforces holds here too. What was tolerated stands in
            the events; `on_finding` is not called.
        role: The side that this program plays: "station" or "csms".
        timeout: Seconds that a call of ours may wait for its answer, from the moment it is sent.
        max_queue: Calls of ours that may wait for their turn.
        max_unanswered: Calls of the peer that may wait for our answers. One more is refused with GenericError.
        max_bytes: Memory that the calls of the peer may take while they wait for our answers. It is estimated from
            their text. A call that would exceed it is refused with GenericError, unless no other one waits.
        new_id: Makes the ids of our calls. By default they are UUIDs.

    Raises:
        TypeError: The codec is no `Codec`, or a limit is no number.
        ValueError: The role is neither side, or a limit is not positive.

    Source: OCPP-J 1.6, 4.1.1; Part 4 of 2.0.1 and 2.1, 4.1.1 and 4.2.
    """

    __slots__ = (
        "__weakref__",
        "_decode_fast",
        "_given_up",
        "_is_closed",
        "_most_characters",
        "_new_id",
        "_outbox",
        "_outstanding",
        "_queue",
        "_results",
        "_unanswered",
        "_version",
        "codec",
        "max_bytes",
        "max_queue",
        "max_unanswered",
        "role",
        "timeout",
    )

    def __init__(
        self,
        codec: Codec,
        role: Sender | str,
        *,
        timeout: float = 30.0,
        max_queue: int = 64,
        max_unanswered: int = 16,
        max_bytes: int = 16 << 20,
        new_id: Callable[[], str] = new_id,
    ) -> None:
        if not isinstance(codec, Codec):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"a codec is needed, such as Connection(Codec('ocpp2.0.1'), 'csms'), not {codec!r}")
        if role not in _OTHER_SIDE:
            raise ValueError(f"the role is station or csms, not {role!r}")
        require_positive("max_queue", max_queue)
        require_positive("max_unanswered", max_unanswered)
        require_positive("max_bytes", max_bytes)
        self.codec = codec
        self.role = Sender(role)
        self.timeout = _seconds(timeout)
        self.max_queue = max_queue
        self.max_unanswered = max_unanswered
        self.max_bytes = max_bytes
        self._new_id = new_id
        self._version = codec.settings.version
        self._decode_fast = codec._decode_fast
        self._most_characters = max_bytes // _BYTES_PER_CHARACTER
        self._is_closed = False
        self._outstanding: OutgoingCall[Any] | None = None  # the call of ours that has the line
        self._queue = OrderedDict[OutgoingCall[Any], None]()  # those that wait for the line
        self._given_up = _Calls[OutgoingCall[Any]]()  # those that have timed out
        self._unanswered = _Calls[IncomingCall]()
        self._results = _Calls[IncomingCall]()  # those that have our result, where the peer may refuse it
        self._outbox: list[str | OutgoingCall[Any]] = []

    def __repr__(self) -> str:
        return f"Connection({self.codec!r}, {self.role.value!r})"

    # What we send ------------------------------------------------------------------------------------------------

    def call(
        self, request: RequestOf[R], at: float, *, timeout: float | None = None, uniqueId: str | None = None
    ) -> OutgoingCall[R]:
        """Sends a request as soon as those before it are answered or given up. It is checked and written at once.

        Args:
            request: A request such as `messages.Reset.Request(...)`.
            at: The time now, in seconds of any clock that does not go backwards.
            timeout: Seconds that it may wait for its answer, if not those of the connection.
            uniqueId: The id of the call, if it is not to be a new one.

        Raises:
            TypeError: It is no request.
            ValueError: The other side makes this request; or a call with this id is pending; or a time is not a number.
            EncodeError: The request is not valid.
            Ended: The connection is closed.
            QueueFull: Too many calls wait for their turn.
        """
        require_seconds("at", at)
        message = Call.of(request, self._new_id() if uniqueId is None else uniqueId)
        self._require_own(request.action_class)
        frame = self.codec.encode(message)
        seconds = self.timeout if timeout is None else _seconds(timeout)
        call: OutgoingCall[R] = OutgoingCall(request, message.uniqueId, seconds, _frame=frame)
        if self._is_closed:
            raise Ended(call)
        if uniqueId is not None:
            self._take_id(uniqueId)
        if self._outstanding is None:
            self._give_line(call, at)
        elif len(self._queue) < self.max_queue:
            self._queue[call] = None
        else:
            raise QueueFull(call)
        return call

    def send(self, request: Payload, *, uniqueId: str | None = None) -> bool:
        """Sends a message that wants no answer, at once (SEND of 2.1). False if the connection is closed.

        Args:
            request: Such as `messages.NotifyPeriodicEventStream.Request(...)`.
            uniqueId: The id of the message, if it is not to be a new one.

        Raises:
            TypeError: It is no request.
            ValueError: The other side sends this message.
            EncodeError: The message is not valid, or it wants an answer.
        """
        message = Send.of(request, self._new_id() if uniqueId is None else uniqueId)
        self._require_own(request.action_class)
        return self._put(self.codec.encode(message))

    def cancel(self, call: OutgoingCall[Any]) -> bool:
        """Nobody waits for the answer of that call any more. True if it has not been sent, and will not be.

        A call that has been sent keeps the line until it is answered or timed out, because the peer is at work on it.
        """
        if call.is_over:
            return False
        call.is_cancelled = True
        if call in self._queue:
            del self._queue[call]
            call.is_over = True
            return True
        if call in self._outbox and call.sent_at is not None:
            self._end_call(call.sent_at)
            return True
        return False

    def answer(self, call: IncomingCall, answer: Payload | Exception) -> bool:
        """Answers a call of the peer. False if nobody waits for it: the connection is closed, or the id is used again.

        Args:
            call: The call.
            answer: A response of its action; or an error that says why there is none, such as
                `errors.NotSupportedError("no reservations here")`. Its code is spelled as in this version. Any other
                exception is an InternalError for the peer, without a word about the cause, and is raised here.

        Raises:
            RuntimeError: The call has been answered.
            TypeError: It is no response of that action. The peer gets an InternalError.
            EncodeError: The response is not valid. The peer gets an InternalError.
            Exception: The exception that was given as the answer. The peer gets an InternalError.
        """
        if call.is_answered:
            raise RuntimeError(f"{call!r} has been answered")
        is_awaited = self._unanswered.get(call.uniqueId) is call
        try:
            frame, is_result = self._answer(call.message, answer)
        except Exception:
            if is_awaited:
                self._put_answer(call, self._refusal(call.message, InternalError("the answer could not be made")))
            raise
        if is_awaited:
            self._put_answer(call, frame)
            if is_result and self._version.dialect.answers_results:
                self._results.remember(call, self._most_characters)
        return is_awaited

    def refuse(self, call: OutgoingCall[Any], error: BaseOCPPError) -> bool:
        """Tells the peer that its result for a call of ours cannot be used (CALLRESULTERROR of 2.1).

        A result that breaks the protocol has been refused already.

        Args:
            call: A call that has been answered.
            error: Why, such as `errors.PropertyConstraintViolationError("that transaction is unknown")`.

        Returns:
            False if the connection is closed.

        Raises:
            ValueError: The call has not been answered, or this version has no CALLRESULTERROR.
            EncodeError: The details of the error are not valid.
        """
        if not self._version.dialect.answers_results:
            raise ValueError(f"{self.codec.protocol} has no answer to a result")
        if not call.is_over or call.sent_at is None:
            raise ValueError(f"{call!r} has not been answered")
        told = self._error(call.uniqueId, error)
        refusal = CallResultError(told.uniqueId, told.errorCode, told.errorDescription, told.errorDetails)
        return self._put(self.codec.encode(refusal))

    def next_frame(self) -> str | None:
        """The frame to send now; None if there is none. Call it until it gives None, after every other method."""
        if not self._outbox:
            return None
        frame = self._outbox.pop(0)
        return frame if isinstance(frame, str) else frame._frame

    # What comes --------------------------------------------------------------------------------------------------

    def receive(self, frame: Frame, at: float) -> list[Event]:
        """Takes a frame of the peer. Does not raise for a frame. Nothing happens once the connection is closed.

        Args:
            frame: Text or UTF-8.
            at: The time now, in seconds.
        """
        if self._is_closed:
            return []
        call = self._outstanding
        message: Any = self._decode_fast(frame, None if call is None else call.request.action_class)
        kind = message.__class__
        if kind is Call:
            return self._take_call(message, frame, (), at)
        if kind is CallResult and call is not None and message.uniqueId == call.uniqueId:
            self._end_call(at)
            return [Answered(call, message.payload)]
        return self._receive_slowly(frame, at)

    @property
    def deadline(self) -> float | None:
        """When to call `tick`, if nothing else happens before; None if there is nothing to wait for."""
        call = self._outstanding
        return None if call is None or call.sent_at is None else call.sent_at + call.timeout

    def tick(self, at: float) -> list[Event]:
        """Gives up the call of ours that has waited too long.

        First give `receive` the frames that have come: an answer that is there counts, even after the deadline.

        Args:
            at: The time now, in seconds.
        """
        call, deadline = self._outstanding, self.deadline
        if call is None or deadline is None or at < deadline:
            return []
        if call not in self._outbox:
            self._given_up.remember(call, max(self._most_characters, call._size))
        self._end_call(at)
        return [Failed(call, TimedOut(call))]

    def close(self) -> list[Event]:
        """Ends the connection. Every pending call of ours fails with `Ended`, in their order."""
        calls = self.pending
        if self._outstanding is not None:
            self._take_back(self._outstanding)
        self._is_closed = True
        self._outstanding = None
        for kept in (self._queue, self._given_up, self._unanswered, self._results, self._outbox):
            kept.clear()
        for call in calls:
            call.is_over = True
        return [Failed(call, Ended(call)) for call in calls]

    @property
    def is_closed(self) -> bool:
        """Whether `close` was called."""
        return self._is_closed

    @property
    def pending(self) -> tuple[OutgoingCall[Any], ...]:
        """Our calls that are not over: first the one that is sent, then those that wait for their turn."""
        return tuple(self._queue) if self._outstanding is None else (self._outstanding, *self._queue)

    # Our calls ---------------------------------------------------------------------------------------------------

    def _require_own(self, action: type[Action]) -> None:
        if action.sender is _OTHER_SIDE[self.role]:
            raise ValueError(f"{action.__name__} is requested by the {action.sender}, not by the {self.role}")

    def _take_id(self, unique_id: str) -> None:
        """Part 4 of 2.x, 4.1.4: an id is not used for another call while the first is pending."""
        if any(call.uniqueId == unique_id for call in self.pending):
            raise ValueError(f"the id {unique_id!r} belongs to a call that is pending")
        self._given_up.drop(unique_id)

    def _give_line(self, call: OutgoingCall[Any], at: float) -> None:
        """Sends a call. J16, 4.1.1; Part 4 of 2.x, 4.1.1: one at a time."""
        call.sent_at = at
        self._outstanding = call
        self._outbox.append(call)

    def _end_call(self, at: float) -> None:
        """The call that has the line is over, and the next one gets it. A frame that nobody has taken is not sent."""
        call, self._outstanding = self._outstanding, None
        if call is not None:
            call.is_over = True
            self._take_back(call)
        if self._queue:
            self._give_line(self._queue.popitem(last=False)[0], at)

    def _take_back(self, call: OutgoingCall[Any]) -> None:
        if call in self._outbox:
            self._outbox.remove(call)
            call.sent_at = None

    def _call_of(self, unique_id: str | None) -> OutgoingCall[Any] | None:
        call = self._outstanding
        if call is not None and call.uniqueId == unique_id:
            return call
        return None if unique_id is None else self._given_up.get(unique_id)

    def _action_of(self, unique_id: str) -> type[Action] | None:
        call = self._call_of(unique_id)
        return None if call is None else call.request.action_class

    # Frames of the peer ------------------------------------------------------------------------------------------

    def _receive_slowly(self, frame: Frame, at: float) -> list[Event]:
        """Takes a frame that the fast path has not taken, or that is no answer to the call that has the line."""
        if isinstance(frame, bytearray | memoryview):
            frame = bytes(frame)  # its owner may change it
        seen = self.codec._examine_slowly(frame, self._action_of, in_other_versions=False)
        match seen.message:
            case None:
                return self._take_refused(seen, at)
            case Call() as call:
                return self._take_call(call, frame, seen.findings, at)
            case Send() as message:
                return self._take_send(message, seen)
            case CallResultError() as error:
                return [ResultRefused(self._results.drop(error.uniqueId), error)]
            case answer:
                return self._take_answer(answer, seen, at)

    def _take_call(self, message: Call[Any], frame: Frame, findings: tuple[Finding, ...], at: float) -> list[Event]:
        if message.action in self._version.requested_by[self.role]:
            return self._turn_away(message, frame, NotSupportedError(f"{message.action} goes the other way"))
        call = IncomingCall(message, findings, at, _frame=frame if isinstance(frame, str) else bytes(frame))
        earlier = self._unanswered.get(message.uniqueId)
        if earlier is None and not self._has_room(call):
            return self._turn_away(message, frame, GenericError("too many calls wait for their answers"))
        if earlier is not None and self._is_repeated(earlier, call):
            return [Noted(self.codec.examine(frame), "this call is repeated; one answer will do for both")]
        self._unanswered.add(call)
        return [Called(call)]

    def _has_room(self, call: IncomingCall) -> bool:
        waiting = self._unanswered
        fits = waiting.characters + call._size <= self._most_characters
        return not waiting or (fits and len(waiting) < self.max_unanswered)

    def _is_repeated(self, earlier: IncomingCall, call: IncomingCall) -> bool:
        """Whether both calls say the same. The earlier message itself is the program's, and may have been changed."""
        if earlier._frame == call._frame:
            return True
        return self.codec.examine(earlier._frame).message == call.message

    def _turn_away(self, message: Call[Any], frame: Frame, error: BaseOCPPError) -> list[Event]:
        self._put(self._refusal(message, error))
        return [Noted(self.codec.examine(frame), error.msg)]

    def _take_send(self, message: Send[Any], seen: Examination) -> list[Event]:
        if message.action in self._version.requested_by[self.role]:
            return [Noted(seen, f"{message.action} goes the other way")]
        return [Told(message, seen.findings)]

    def _take_answer(self, message: CallResult[Any] | CallError, seen: Examination, at: float) -> list[Event]:
        call = self._call_of(message.uniqueId)
        if call is None:
            is_unreadable = message.uniqueId == UNREADABLE_ID and self._version.dialect.answers_unreadable
            return [Noted(seen, "the peer could not read a frame" if is_unreadable else "no call waits for this error")]
        if call is not self._outstanding:
            self._given_up.drop(call.uniqueId)
            return [LateAnswer(call, message)]
        self._end_call(at)
        if isinstance(message, CallError):
            return [Failed(call, Rejected(call, message))]
        return [Answered(call, message.payload, seen.findings)]

    def _take_refused(self, seen: Examination, at: float) -> list[Event]:
        """A defective frame. If it is the answer to a call of ours, that call has failed."""
        if seen.reply is not None:
            self._put(seen.reply)
        is_answer = seen.messageTypeId in (MessageTypeEnum.CALLRESULT, MessageTypeEnum.CALLERROR)
        call = self._call_of(seen.uniqueId) if is_answer else None
        if call is None or seen.error is None:
            return [Noted(seen, "refused")]
        if call is not self._outstanding:
            self._given_up.drop(call.uniqueId)
            return [Noted(seen, "a late answer, refused")]
        self._end_call(at)
        return [Failed(call, BadAnswer(call, seen.error)), Noted(seen, "refused")]

    # Our answers -------------------------------------------------------------------------------------------------

    def _answer(self, call: Call[Any], answer: Payload | Exception) -> tuple[str, bool]:
        """The frame that answers a call, and whether it is a result."""
        if isinstance(answer, BaseOCPPError):
            return self._refusal(call, answer), False
        if isinstance(answer, Exception):
            raise answer
        return self.codec.encode(call.answer(answer)), True

    def _refusal(self, call: Call[Any], error: BaseOCPPError) -> str:
        return self.codec.encode(self._error(call.uniqueId, error))

    def _error(self, unique_id: str, error: BaseOCPPError) -> CallError:
        """An error in the spelling of this version. GenericError for a code that it does not have."""
        code = self._version.error_code(error.code) or GenericError.code
        return CallError(unique_id, code, error.msg, error.details)

    def _put_answer(self, call: IncomingCall, frame: str) -> None:
        self._unanswered.drop(call.uniqueId)
        call.is_answered = True
        self._put(frame)

    def _put(self, frame: str) -> bool:
        """Puts a frame into the line for `next_frame`, unless the connection is closed."""
        if not self._is_closed:
            self._outbox.append(frame)
        return not self._is_closed


def _seconds(timeout: float) -> float:
    require_seconds("timeout", timeout)
    if timeout <= 0:
        raise ValueError(f"timeout must be positive, not {timeout}")
    return timeout
