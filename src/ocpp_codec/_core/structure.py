"""The envelopes: the five kinds of frames (OCPP-J 1.6, 4; Part 4 of 2.0.1 and 2.1, 4)."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, Generic, Self, TypeAlias, TypeVar

from msgspec import Meta

from .compat import MessageTypeEnum
from .errors import BaseOCPPError
from .limits import MAX_ID
from .publish import publish
from .record import Payload, Record

__all__ = [
    "UNREADABLE_ID",
    "Call",
    "CallError",
    "CallResult",
    "CallResultError",
    "Envelope",
    "Message",
    "MessageTypeEnum",
    "ReceivedId",
    "Send",
    "UniqueId",
]

#: The id of a message: 1 to 36 characters.
UniqueId: TypeAlias = Annotated[str, Meta(min_length=1, max_length=MAX_ID)]

#: The id of a reply to a frame whose id cannot be read (Part 4 of 2.0.1 and 2.1, 4.2.3).
UNREADABLE_ID = "-1"


class ReceivedId(str):
    """The id of a received call that is not a valid id: a number, empty or too long. An answer has it as it came.

    It is text, and equal to the same text. An answer (`CallResult`, `CallError`) with this id is written with
    `received`; a new call or SEND needs a valid id.

    Args:
        received: The id as it came: text, or an integer.
    """

    __slots__ = ("received",)

    received: str | int

    def __new__(cls, received: str | int) -> Self:
        """Text of the id."""
        unique_id = super().__new__(cls, received)
        unique_id.received = received
        return unique_id

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.received,)


P = TypeVar("P")
R = TypeVar("R", bound=Payload)


class Envelope(Record):
    """Base of the five envelopes; `messageTypeId` is the number that opens the frame."""

    messageTypeId: ClassVar[MessageTypeEnum]


class Call(Envelope, Generic[P], array_like=True, tag=2):
    """A request; it is answered by a CallResult or a CallError with the same id."""

    messageTypeId: ClassVar[MessageTypeEnum] = MessageTypeEnum.CALL
    uniqueId: UniqueId
    action: str
    payload: P

    @staticmethod
    def of(payload: R, uniqueId: str | None = None) -> "Call[R]":
        """The call for a request. Its id is a new UUID, unless one is given.

        TypeError if it is not a request.
        """
        return Call(new_id() if uniqueId is None else uniqueId, _action_of(payload), payload)

    def answer(self, payload: R) -> "CallResult[R]":
        """The result of this call, with its id as it came.

        Args:
            payload: A response of the action of this call, and of its version.

        Raises:
            TypeError: It is none.
        """
        action: Any = getattr(payload, "action_class", None)
        own = getattr(self.payload, "action_class", action)  # the payload of an unknown action is a dict
        if (
            action is None
            or action is not own
            or action.__name__ != self.action
            or type(payload) is not action.Response
        ):
            wanted = f"{self.action}.Response{f' of {own.protocol}' if own else ''}"
            raise TypeError(f"the answer is {wanted}, not {_shown(payload)}")
        return CallResult(self.uniqueId, payload)

    def refuse(self, error: BaseOCPPError) -> "CallError":
        """The error that answers this call, with its id as it came.

        Args:
            error: Says why, such as `errors.NotSupportedError("no reservations here")`.

        Raises:
            TypeError: It is no such error.
        """
        if not isinstance(error, BaseOCPPError):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"an error such as errors.NotSupportedError('why') is needed, not {error!r}")
        return CallError(self.uniqueId, error.code, error.msg, error.details)


class CallResult(Envelope, Generic[P], array_like=True, tag=3):
    """The answer to a call. It does not name its action: its id says which call it answers."""

    messageTypeId: ClassVar[MessageTypeEnum] = MessageTypeEnum.CALLRESULT
    uniqueId: UniqueId
    payload: P


class _Error(Envelope):
    """The common part of CallError and CallResultError.

    `errorCode`: a member of the version's `ErrorCodeEnum`; plain text for an unknown code.
    `errorDescription`: at most 255 characters in 2.x.  `errorDetails`: a JSON object of any shape.
    """

    uniqueId: UniqueId
    errorCode: str
    errorDescription: str
    errorDetails: dict[str, Any]


class CallError(_Error, array_like=True, tag=4):
    """The answer to a call that cannot be served."""

    messageTypeId: ClassVar[MessageTypeEnum] = MessageTypeEnum.CALLERROR


class CallResultError(_Error, array_like=True, tag=5):
    """The answer to a result that cannot be understood; its id is that of the result (2.1)."""

    messageTypeId: ClassVar[MessageTypeEnum] = MessageTypeEnum.CALLRESULTERROR


class Send(Envelope, Generic[P], array_like=True, tag=6):
    """A message that is never answered, not even by an error (2.1)."""

    messageTypeId: ClassVar[MessageTypeEnum] = MessageTypeEnum.SEND
    uniqueId: UniqueId
    action: str
    payload: P

    @staticmethod
    def of(payload: R, uniqueId: str | None = None) -> "Send[R]":
        """The envelope for a message without an answer. The rest is as for `Call.of`."""
        return Send(new_id() if uniqueId is None else uniqueId, _action_of(payload), payload)


#: Everything that a frame can be. `Message[R]`: a result holds an `R`.
Message: TypeAlias = Call[Any] | CallResult[P] | CallError | CallResultError | Send[Any]

ENVELOPES: Mapping[MessageTypeEnum, Callable[..., Message[Any]]] = {
    MessageTypeEnum.CALL: Call,
    MessageTypeEnum.CALLRESULT: CallResult,
    MessageTypeEnum.CALLERROR: CallError,
    MessageTypeEnum.CALLRESULTERROR: CallResultError,
    MessageTypeEnum.SEND: Send,
}


def new_id() -> str:
    import uuid  # noqa: PLC0415 (it takes long to import, and only who makes messages needs it)

    return str(uuid.uuid4())


def _action_of(payload: object) -> str:
    action = getattr(payload, "action_class", None)
    if action is None or type(payload) is not action.Request:
        raise TypeError(f"a request is needed, such as messages.Heartbeat.Request(), not {_shown(payload)}")
    return str(action.__name__)


def _shown(payload: object) -> str:
    """The name of a payload's class with its version, or of whatever else it is."""
    if isinstance(payload, type):
        return f"the class {payload.__qualname__}"
    action = getattr(payload, "action_class", None)
    return f"{type(payload).__qualname__}{f' of {action.protocol}' if action else ''}"


publish(globals())
