"""Frames to messages and back: the fast path, and where it ends.

Strategy: msgspec decodes a frame in one go, straight to the message of the action that a look at the text has found; it
decides nothing but "fine" or "not sure". Anything else goes to the slow path (`frames`, `checks`), the authority. What
is to be sent is written first and then decoded: a message that comes back equal is one that the schema allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol, TypeVar, overload

from . import frames, jsontext, outgoing
from .compat import OcppJsonProtocol
from .datetimes import TIMESPECS
from .definitions import UNSURE, Decode, Definitions, definitions_of
from .exceptions import OCPPException
from .findings import Finding, Report
from .frames import Inspection
from .jsontext import Frame
from .record import Action
from .refusals import message_of, refusal
from .rules import TOLERABLE, Rule
from .structure import Call, Envelope, Message, Send

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")

MAX_SIZE = 1 << 20


class HasResponse(Protocol[R_co]):
    """An action class, as a type checker sees it: what matters is the type of its response."""

    def Response(self, *args: Any, **kwargs: Any) -> R_co: ...  # noqa: N802


@dataclass(frozen=True)
class Examination:
    """Everything about a frame.

    `message`: the message, or None.  `findings`: all that is wrong or worth knowing; `omitted`: how many more.
    `reply`: the frame to send back, or None if there is nothing to refuse or the protocol forbids an answer.
    `frame`: the text as it came (bytes that are no UTF-8 appear as escapes).
    """

    message: Message[Any] | None
    findings: tuple[Finding, ...]
    reply: str | None
    frame: str
    omitted: int = 0
    error: OCPPException | None = None


@dataclass(frozen=True, init=False)
class Codec:
    """Encodes and decodes the frames of one version. Immutable, thread-safe, picklable.

    `protocol`: a WebSocket subprotocol name or OcppJsonProtocol member; ValueError for an unknown one.
    `tolerate`: rules whose breach is reported, not refused, on receipt (those of `rules.TOLERABLE`).
    `timespec`: of written date-times, named as in `datetime.isoformat` (auto, seconds, milliseconds, microseconds).
    `max_size`: bytes of UTF-8 that a received frame may have.  `max_findings`: more are counted, not kept.
    """

    protocol: OcppJsonProtocol
    tolerate: frozenset[Rule]
    timespec: str
    max_size: int
    max_findings: int
    _definitions: Definitions = field(init=False, repr=False, compare=False)
    _marks: Mapping[type, tuple[Any, Any, Mapping[Any, Decode]]] = field(init=False, repr=False, compare=False)
    _sure_size: int = field(init=False, repr=False, compare=False)

    def __init__(
        self,
        protocol: OcppJsonProtocol | str,
        *,
        tolerate: Iterable[Rule] = (),
        timespec: str = "milliseconds",
        max_size: int = MAX_SIZE,
        max_findings: int = 100,
    ) -> None:
        if isinstance(tolerate, str):
            raise TypeError("tolerate is a set of rules, not a string")
        rules = frozenset(Rule(rule) for rule in tolerate)
        if hopeless := sorted(rules - TOLERABLE):
            raise ValueError(f"cannot be tolerated, since no value would be left: {', '.join(hopeless)}")
        if timespec not in TIMESPECS:
            raise ValueError(f"unknown timespec {timespec!r}; one of {', '.join(TIMESPECS)}")
        _require_positive("max_size", max_size)
        _require_positive("max_findings", max_findings)
        definitions = definitions_of(OcppJsonProtocol.of(protocol))
        values = {
            "protocol": definitions.protocol,
            "tolerate": rules,
            "timespec": timespec,
            "max_size": max_size,
            "max_findings": max_findings,
            "_definitions": definitions,
            # For each kind of text: how a result opens, what a quote is, and the decoders of requests.
            "_marks": {str: ("[3,", '"', definitions.requests), bytes: (b"[3,", b'"', definitions.requests_utf8)},
            "_sure_size": max_size >> 2,  # no character has more than four bytes
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def encode(self, message: Envelope) -> str:
        """The message as a text frame. OCPPException if this version does not allow it."""
        return self.encode_bytes(message).decode()

    def encode_bytes(self, message: Envelope) -> bytes:
        """The message as UTF-8. OCPPException if this version does not allow it."""
        return outgoing.write(message, self._definitions, self.timespec)

    @overload
    def decode(self, frame: Frame, action: HasResponse[R]) -> Message[R]: ...
    @overload
    def decode(self, frame: Frame, action: str | type[Action] | None = None) -> Message[Any]: ...
    def decode(self, frame: Frame, action: Any = None) -> Message[Any]:
        """The message that a frame holds; `action` (a class or name) says what a result answers.

        OCPPException for a frame that breaks the protocol, with everything that is wrong and the reply.
        ValueError for a result without an action, TypeError for a frame that is neither text nor bytes.
        """
        try:
            text: Any = frame
            result_opening, quote, requests = self._marks[text.__class__]
            if len(text) <= self._sure_size or jsontext.size_of(text) <= self.max_size:
                if text.startswith(result_opening):
                    result: Message[Any] = self._definitions.results[action](text)
                    return result
                # Between the third and fourth quote stands the action, unless a quote belongs to the id: then the
                # action that is decoded is another one.
                decode = requests[text.split(quote, 4)[3]]
                request: Call[Any] | Send[Any] = decode(text)
                if self._definitions.requests[request.action] is decode:
                    return request
        except UNSURE:
            pass
        return self._decode_slowly(frame, action)

    def _decode_slowly(self, frame: Frame, action: Any) -> Message[Any]:
        if isinstance(frame, bytearray | memoryview):
            return self.decode(bytes(frame), action)
        if not jsontext.is_frame(frame):
            raise TypeError(f"a frame is str, bytes, bytearray or memoryview, not {type(frame).__qualname__}")
        seen = self._inspect(frame, action)[0]
        return message_of(seen, self._definitions)

    def examine(self, frame: Frame, action: str | type[Action] | None = None) -> Examination:
        """Everything about a frame: the message if it is one, all findings, the reply. Never raises."""
        try:
            if action is not None:
                self._definitions.action(action)
        except (TypeError, ValueError):  # a finding, if the frame is a result
            action = None
        seen, text = self._inspect(frame, action)
        error = refusal(seen, self._definitions) if seen.message is None else None
        reply = error.reply if error else None
        return Examination(seen.message, seen.report.findings, reply, text, seen.report.omitted, error)

    def __reduce__(self) -> tuple[Any, ...]:
        settings: dict[str, Any] = {
            "tolerate": self.tolerate,
            "timespec": self.timespec,
            "max_size": self.max_size,
            "max_findings": self.max_findings,
        }
        return partial(Codec, self.protocol, **settings), ()

    def _inspect(self, frame: Frame, action: str | type[Action] | None) -> tuple[Inspection, str]:
        """The slow path: what is to be said of a frame, and its text."""
        report = Report(self.protocol, self.tolerate, self.max_findings)
        try:
            text = jsontext.text_of(frame, report, self.max_size)
        except jsontext.Unreadable:
            return Inspection(report), jsontext.shown(frame)
        except (TypeError, ValueError):  # no text, or a memoryview that has been released
            report.add(Rule.NOT_TEXT, None, type(frame).__name__, "text or bytes", name="the frame")
            return Inspection(report), ""
        try:
            data = jsontext.data_of(text, report)
        except jsontext.Unreadable:
            return Inspection(report), text
        return frames.inspect(data, self._definitions, report, action), text


def _require_positive(name: str, value: Any) -> None:
    if not isinstance(value, int):
        raise TypeError(f"{name} is an integer, not {type(value).__qualname__}")
    if value < 1:
        raise ValueError(f"{name} must be at least 1, not {value}")
