"""Frames to messages and back: the fast path, and where it ends.

Strategy: msgspec decodes a frame in one go, straight to the message of the action that a look at the text has found; it
decides nothing but "fine" or "not sure". Anything else goes to the slow path (`frames`, `checks`), the authority. What
is to be sent is written first and then decoded: a message that comes back equal is one that the schema allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any, Protocol, TypeVar, overload

from . import frames, jsontext, others, outgoing
from .compat import MessageTypeEnum, OcppJsonProtocol
from .datetimes import TIMESPECS
from .definitions import UNSURE, Answered, Decode, Definitions, definitions_of
from .exceptions import OCPPException
from .findings import THE_FRAME, Finding, Report
from .frames import Inspection
from .jsontext import Frame
from .refusals import message_of, refusal
from .rules import Rule
from .structure import Call, Envelope, Message, Send
from .tolerance import Tolerance, Tolerances

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")

MAX_SIZE = 1 << 20


class HasResponse(Protocol[R_co]):
    """An action class, as a type checker sees it: what matters is the type of its response."""

    def Response(self, *args: Any, **kwargs: Any) -> R_co: ...


@dataclass(frozen=True)
class Examination:
    """Everything about a frame.

    `message`: the message, or None.  `findings`: all that is wrong or worth knowing; `omitted`: how many more.
    `reply`: the frame to send back, or None if there is nothing to refuse or the protocol forbids an answer.
    `frame`: the text as it came (bytes that are no UTF-8 appear as escapes).
    `messageTypeId`, `uniqueId`, `action` (of a request, or of what a result answers): what could be read of them,
    whether the frame is a message or not.
    """

    message: Message[Any] | None
    findings: tuple[Finding, ...]
    reply: str | None
    frame: str
    omitted: int = 0
    error: OCPPException | None = None
    messageTypeId: MessageTypeEnum | None = None
    uniqueId: str | None = None
    action: str | None = None


@dataclass(frozen=True, init=False)
class Codec:
    """Encodes and decodes the frames of one version. Immutable, thread-safe, picklable.

    `protocol`: a WebSocket subprotocol name or OcppJsonProtocol member; ValueError for an unknown one.
    `tolerate`: rules (or `Tolerance`s, at some places) whose breach on receipt is repaired and reported, not refused:
    those of `tolerance.ALL`, perhaps `tolerance.FIELD`.  `enforce`: rules of mere advice that are errors here, on
    receipt and when sending, even if they are tolerated; looking for them costs the fast path.
    `on_finding`: called with each finding of a message that `decode` gives back although it breaks a rule of the schema
    or has a date-time without offset. Advice on what no schema refuses is told by `examine`, and not looked for here.
    `timespec`: of written date-times, named as in `datetime.isoformat` (auto, seconds, milliseconds, microseconds).
    `max_size`: bytes of UTF-8 that a received frame may have.  `max_findings`: more are counted, not kept.
    """

    protocol: OcppJsonProtocol
    tolerate: frozenset[Rule | Tolerance]
    enforce: frozenset[Rule]
    on_finding: Callable[[Finding], object] | None
    timespec: str
    max_size: int
    max_findings: int
    _tolerances: Tolerances = field(init=False, repr=False, compare=False)
    _definitions: Definitions = field(init=False, repr=False, compare=False)
    _marks: Mapping[type, tuple[Any, Any, Mapping[Any, Decode]]] = field(init=False, repr=False, compare=False)
    _sure_size: int = field(init=False, repr=False, compare=False)

    def __init__(
        self,
        protocol: OcppJsonProtocol | str,
        *,
        tolerate: Iterable[Rule | Tolerance | str] = (),
        enforce: Iterable[Rule | str] = (),
        on_finding: Callable[[Finding], object] | None = None,
        timespec: str = "milliseconds",
        max_size: int = MAX_SIZE,
        max_findings: int = 100,
    ) -> None:
        for name, rules in (("tolerate", tolerate), ("enforce", enforce)):
            if isinstance(rules, str):
                raise TypeError(f"{name} is a set of rules, not a string")
        tolerances = Tolerances(tolerate)
        enforced = frozenset(Rule(rule) for rule in enforce)
        if Rule.VALID_IN_OTHER_VERSION in enforced:
            raise ValueError("valid_in_other_version explains what else is wrong, and cannot be enforced")
        if timespec not in TIMESPECS:
            raise ValueError(f"unknown timespec {timespec!r}; one of {', '.join(TIMESPECS)}")
        _require_positive("max_size", max_size)
        _require_positive("max_findings", max_findings)
        definitions = definitions_of(OcppJsonProtocol.of(protocol))
        for place in tolerances.places:
            _require_known(place, definitions)
        values = {
            "protocol": definitions.protocol,
            "tolerate": tolerances.given,
            "enforce": enforced,
            "on_finding": on_finding,
            "timespec": timespec,
            "max_size": max_size,
            "max_findings": max_findings,
            "_tolerances": tolerances,
            "_definitions": definitions,
            "_marks": {} if enforced else _marks_of(definitions),
            "_sure_size": max_size >> 2,  # no character has more than four bytes
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def encode(self, message: Envelope) -> str:
        """The message as a text frame. OCPPException if this version does not allow it."""
        return self.encode_bytes(message).decode()

    def encode_bytes(self, message: Envelope) -> bytes:
        """The message as UTF-8. OCPPException if this version does not allow it."""
        return outgoing.write(message, self._definitions, self.timespec, self.enforce)

    @overload
    def decode(self, frame: Frame, action: HasResponse[R]) -> Message[R]: ...
    @overload
    def decode(self, frame: Frame, action: Answered = None) -> Message[Any]: ...
    def decode(self, frame: Frame, action: Any = None) -> Message[Any]:
        """The message that a frame holds.

        `action` says what a result answers: a class, a name, or a function that is given the id of a result and knows
        its action; a KeyError of that function, or None, says that nobody has asked.
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
        message = message_of(seen, self._definitions)
        if self.on_finding is not None:
            for finding in seen.report.findings:
                self.on_finding(finding)
        return message

    def examine(self, frame: Frame, action: Answered = None) -> Examination:
        """Everything about a frame: the message if it is one, all findings, the reply. Never raises.

        `action`: as in `decode`; what such a function raises but for a KeyError is passed on.
        A frame that this version refuses is tried in the others, which are imported then.
        """
        seen, text = self._inspect(frame, self._definitions.usable(action))
        error = refusal(seen, self._definitions) if seen.message is None else None
        others.look(seen, text)
        return Examination(
            seen.message,
            seen.report.findings,
            error.reply if error else None,
            text,
            seen.report.omitted,
            error,
            seen.message_type,
            seen.unique_id,
            seen.action,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        settings = {name: getattr(self, name) for name in _SETTINGS}
        return partial(Codec, self.protocol, **settings), ()

    def _inspect(self, frame: Frame, action: Answered) -> tuple[Inspection, str]:
        """The slow path: what is to be said of a frame, and its text."""
        report = Report(self.protocol, self._tolerances, self.enforce, self.max_findings)
        try:
            text = jsontext.text_of(frame, report, self.max_size)
        except jsontext.Unreadable:
            return Inspection(report), jsontext.shown(frame)
        except (TypeError, ValueError):  # no text, or a memoryview that has been released
            report.add(Rule.NOT_TEXT, None, type(frame).__name__, "text or bytes", name=THE_FRAME)
            return Inspection(report), ""
        try:
            data = jsontext.data_of(text, report)
        except jsontext.Unreadable:
            return Inspection(report), text
        return frames.inspect(data, self._definitions, report, action), text


#: What a codec was made with, but for its version.
_SETTINGS = [each.name for each in fields(Codec) if each.compare and each.name != "protocol"]


def _marks_of(definitions: Definitions) -> dict[type, tuple[Any, Any, Mapping[Any, Decode]]]:
    """For each kind of text: how a result opens, what a quote is, and the decoders of requests."""
    return {str: ("[3,", '"', definitions.requests), bytes: (b"[3,", b'"', definitions.requests_utf8)}


def _require_known(place: Tolerance, definitions: Definitions) -> None:
    known = {*definitions.actions, *MessageTypeEnum.__members__}  # errors have no action
    if "*" not in place.action and place.action not in known:
        raise ValueError(f"{place.place!r} names no action of {definitions.protocol}")


def _require_positive(name: str, value: Any) -> None:
    if not isinstance(value, int):
        raise TypeError(f"{name} is an integer, not {type(value).__qualname__}")
    if value < 1:
        raise ValueError(f"{name} must be at least 1, not {value}")
