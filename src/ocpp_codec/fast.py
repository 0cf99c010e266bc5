"""The fast path: a frame is decoded in one go by msgspec, straight to the message of its action.

It decides nothing but "fine" or "not sure", which is None. What is not sure is for the slow path (`frames`, `checks`).
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, Protocol, TypeVar, cast, overload

from . import jsontext
from .definitions import UNSURE, Answered, Ask, Decode, Definitions, Request
from .frames import asked
from .jsontext import Frame
from .layout import layout_of
from .record import Action
from .structure import Call, Message, Send

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")

# How a result begins if its id is ASCII without escapes: nobody can read another one.
_RESULT = re.compile(r'\[3, *+"([ !#-\[\]-~]{1,36})"')
_LONGEST_HEAD = 60


class HasResponse(Protocol[R_co]):
    """An action class, as a type checker sees it: what matters is the type of its response."""

    def Response(self, *args: Any, **kwargs: Any) -> R_co: ...


class Attempt(Protocol):
    """A `Decoder` by itself, whose None says that it is not sure."""

    def decode(self, frame: Any, action: Any) -> Message[Any] | None:
        """The message in a frame. `action`: a class or name."""

    def again(
        self, frame: Any, action: Any, *, with_offsets: bool = True
    ) -> tuple[Message[Any] | None, Frame, Answered]:
        """A second look at a frame, where the first one was not sure: the message, or what a third has to look at."""
        ...


class Decoder:
    """Decodes the frames of one version that are fine, with a `max_size` of 0 none; others are for who inherits it."""

    _definitions: Definitions
    _max_size: int
    _sure_size: int
    _requests: dict[str, Request]
    _requests_utf8: dict[bytes, Request]
    _results: dict[str | type[Action], Decode]

    def __init__(self, definitions: Definitions, max_size: int) -> None:
        values = {
            "_definitions": definitions,
            "_max_size": max_size,
            "_sure_size": max_size >> 2,  # no character has more than four bytes
            "_requests": definitions.requests,
            "_requests_utf8": definitions.requests_utf8,
            "_results": definitions.results,
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)  # the class of a codec is frozen

    @overload
    def decode(self, frame: Frame, action: HasResponse[R]) -> Message[R]: ...
    @overload
    def decode(self, frame: Frame, action: Answered = None) -> Message[Any]: ...
    def decode(self, frame: Any, action: Any = None) -> Message[Any]:
        """The message that a frame holds.

        `action` says what a result answers: a class, a name, or a function that is given the id of a result and knows
        its action; a KeyError of that function, or None, says that nobody has asked.
        OCPPException for a frame that breaks the protocol, with everything that is wrong and the reply.
        ValueError for a result without an action, TypeError for a frame that is neither text nor bytes.
        """
        opening: Any
        quote: Any
        requests: Any
        if frame.__class__ is str:
            opening, quote, requests = "[3,", '"', self._requests
        else:
            opening, quote, requests = b"[3,", b'"', self._requests_utf8
        try:
            if len(frame) <= self._sure_size or jsontext.size_of(frame) <= self._max_size:
                if action is not None and frame.startswith(opening):
                    result: Message[Any] = self._results[action](frame)
                    return result
                # Between the third and fourth quote stands the action, unless a quote belongs to the id: then the
                # action that is decoded is another one.
                decode, name = requests[frame.split(quote, 4)[3]]
                request: Call[Any] | Send[Any] = decode(frame)
                if request.action == name:
                    return request
        except UNSURE:
            pass
        otherwise: Message[Any] = self._not_sure(frame, action)
        return otherwise

    def _not_sure(self, frame: Frame, action: Any) -> Any:
        """What becomes of a frame that may have a defect; here nothing."""

    def again(
        self, frame: Any, action: Any, *, with_offsets: bool = True
    ) -> tuple[Message[Any] | None, Frame, Answered]:
        """A second look at a frame, where the first one was not sure: the message, or what a third has to look at.

        A buffer becomes bytes; a function that knows the action of a result is asked for it, once; and, unless told
        otherwise, date-times without offset are taken as UTC.
        """
        text, answered = _settled(frame, action)
        message: Message[Any] | None = None
        if text is not frame or answered is not action:
            message = self.decode(text, answered)
        if message is None and with_offsets:
            message = self._decode_with_offsets(text, answered)
        return message, text, answered

    def _decode_with_offsets(self, frame: Any, action: Any) -> Message[Any] | None:
        try:
            text = frame.encode() if isinstance(frame, str) else frame
            amended = layout_of(self._payload_of(text, action)).with_offsets(text)
        except UNSURE:
            return None
        return None if amended == text else self.decode(amended, action)

    def _payload_of(self, text: bytes, action: Any) -> Any:
        if text.startswith(b"[3,"):
            return getattr(self._definitions.action(action), "Response", None)
        return self._definitions.actions[text.split(b'"', 4)[3].decode()].Request


def _nobody(_: str) -> None:
    """What a function says of an id that it does not know."""


def _settled(frame: Frame, action: Any) -> tuple[Frame, Any]:
    """A buffer as bytes; and instead of a function that knows the action of a result, what it says of this one."""
    if isinstance(frame, bytearray | memoryview):
        with suppress(ValueError):  # a memoryview that has been released
            frame = bytes(frame)
    if isinstance(frame, str | bytes) and callable(action) and not isinstance(action, type):
        start = frame[:_LONGEST_HEAD]
        head = _RESULT.match(start if isinstance(start, str) else start.decode("latin-1"))
        if head is not None:
            answered = asked(cast("Ask", action), head[1])
            return frame, _nobody if answered is None else answered
    return frame, action
