"""The fast path: a frame is decoded in one go by msgspec, straight to the message of its action.

It decides nothing but "fine" or "not sure", which is None. What is not sure is for the slow path (`frames`, `checks`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, cast

from . import jsontext
from .definitions import UNSURE, Ask, Definitions, Request
from .frames import asked
from .jsontext import Frame
from .layout import layout_of
from .structure import Message

# How a result begins if its id is ASCII without escapes: nobody can read another one.
_RESULT = re.compile(r'\[3, *+"([ !#-\[\]-~]{1,36})"')
_LONGEST_HEAD = 60


class Reader:
    """Reads the frames of one version; with a `max_size` of 0, none."""

    def __init__(self, definitions: Definitions, max_size: int) -> None:
        self._definitions = definitions
        self._max_size = max_size
        self._sure_size = max_size >> 2  # no character has more than four bytes
        self._results = definitions.results
        # For each kind of text: how a result opens, what a quote is, and the decoders of requests.
        self._marks: Mapping[type, tuple[Any, Any, Mapping[Any, Request]]] = {
            str: ("[3,", '"', definitions.requests),
            bytes: (b"[3,", b'"', definitions.requests_utf8),
        }

    def read(self, frame: Any, action: Any) -> Message[Any] | None:
        """The message in a frame. `action`: a class or name."""
        try:
            result_opening, quote, requests = self._marks[frame.__class__]
            if len(frame) <= self._sure_size or jsontext.size_of(frame) <= self._max_size:
                if action is not None and frame.startswith(result_opening):
                    result: Message[Any] = self._results[action](frame)
                    return result
                # Between the third and fourth quote stands the action, unless a quote belongs to the id: then the
                # action that is decoded is another one.
                decode, name = requests[frame.split(quote, 4)[3]]
                request = decode(frame)
                if request.action == name:
                    return request  # type: ignore[no-any-return]
        except UNSURE:
            pass
        return None

    def read_with_offsets(self, frame: Any, action: Any) -> Message[Any] | None:
        """The message in a frame that has date-times without offset, which are UTC."""
        try:
            text = frame.encode() if isinstance(frame, str) else frame
            amended = layout_of(self._payload_of(text, action)).with_offsets(text)
        except UNSURE:
            return None
        return None if amended == text else self.read(amended, action)

    def _payload_of(self, text: bytes, action: Any) -> Any:
        if text.startswith(b"[3,"):
            return getattr(self._definitions.action(action), "Response", None)
        return self._definitions.actions[text.split(b'"', 4)[3].decode()].Request


def _nobody(_: str) -> None:
    """What a function says of an id that it does not know."""


def settled(frame: Frame, action: Any) -> tuple[Frame, Any]:
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
