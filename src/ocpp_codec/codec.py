"""Frames to messages and back: the fast path, and where it ends.

Strategy: msgspec decodes a frame in one go, straight to the message of the action that a look at the text has found; it
decides nothing but "fine" or "not sure". Anything else goes to the slow path (`frames`, `checks`), the authority. What
is to be sent is written first and then decoded: a message that comes back equal is one that the schema allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any

from . import fast, jsontext, outgoing, slow
from .compat import MessageTypeEnum, OcppJsonProtocol
from .datetimes import TIMESPECS
from .definitions import Answered, Definitions, definitions_of
from .examination import Examination
from .fast import HasResponse
from .findings import Finding
from .jsontext import Frame
from .refusals import message_of
from .rules import Rule
from .structure import Envelope, Message
from .tolerance import Tolerance, Tolerances

__all__ = ["MAX_SIZE", "Codec", "Examination", "HasResponse"]

MAX_SIZE = 1 << 20


@dataclass(frozen=True, init=False)
class Codec(fast.Decoder):
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
    _fast: fast.Attempt = field(init=False, repr=False, compare=False)
    _slow: slow.Reader = field(init=False, repr=False, compare=False)
    _writer: outgoing.Writer = field(init=False, repr=False, compare=False)

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
        sure_size = 0 if enforced else max_size  # the schemas know no advice
        super().__init__(definitions, sure_size)
        values = {
            "protocol": definitions.protocol,
            "tolerate": tolerances.given,
            "enforce": enforced,
            "on_finding": on_finding,
            "timespec": timespec,
            "max_size": max_size,
            "max_findings": max_findings,
            "_fast": fast.Decoder(definitions, sure_size),
            "_slow": slow.Reader(definitions.protocol, tolerances, enforced, max_size, max_findings),
            "_writer": outgoing.Writer(definitions, timespec, enforced),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def encode(self, message: Envelope, *, check: bool = True) -> str:
        """The message as a text frame. OCPPException if this version does not allow it.

        `check=False` for a message that is known to be right, such as one that has just been decoded: what it holds is
        written as it is, in about half the time.
        """
        return self.encode_bytes(message, check=check).decode()

    def encode_bytes(self, message: Envelope, *, check: bool = True) -> bytes:
        """The message as UTF-8; as `encode`."""
        return self._writer.write(message) if check else self._writer.write_unchecked(message)

    def _not_sure(self, frame: Frame, action: Any) -> Message[Any]:
        if not jsontext.is_frame(frame):
            raise TypeError(f"a frame is str, bytes, bytearray or memoryview, not {type(frame).__qualname__}")
        message, text, answered = self._fast.again(frame, action, with_offsets=self.on_finding is None)
        if message is not None:
            return message
        seen = self._slow.inspect(text, answered)
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
        message = self._fast.decode(frame, action)
        if message is not None:
            return Examination(message, frame, self._slow)
        return self._examine_slowly(frame, action)

    def _examine_slowly(self, frame: Frame, action: Answered) -> Examination:
        message, text, answered = self._fast.again(frame, self._definitions.usable(action))
        if message is not None:
            return Examination(message, text, self._slow)
        seen = self._slow.examine(text, answered)
        return Examination(seen.message, None, None, seen)

    def __reduce__(self) -> tuple[Any, ...]:
        settings = {name: getattr(self, name) for name in _SETTINGS}
        return partial(Codec, self.protocol, **settings), ()


#: What a codec was made with, but for its version.
_SETTINGS = [each.name for each in fields(Codec) if each.compare and each.name != "protocol"]


def _require_known(place: Tolerance, definitions: Definitions) -> None:
    known = {*definitions.actions, *MessageTypeEnum.__members__}  # errors have no action
    if "*" not in place.action and place.action not in known:
        raise ValueError(f"{place.place!r} names no action of {definitions.protocol}")


def _require_positive(name: str, value: Any) -> None:
    if not isinstance(value, int):
        raise TypeError(f"{name} is an integer, not {type(value).__qualname__}")
    if value < 1:
        raise ValueError(f"{name} must be at least 1, not {value}")
