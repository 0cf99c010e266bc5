"""Frames to messages and back.

Strategy: a look at the text finds the action; then msgspec decodes the frame in one go, straight to the message. This
fast path only says "fine". Any other frame goes to the slow path (`_core.slow_path`), the authority. A message that is
sent is written first and then decoded: if an equal message comes back, the schema allows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar, cast, overload

from ._core import jsontext, native, slow_path
from ._core.answered import ActionGiven, ActionLookup
from ._core.compat import OcppJsonProtocol
from ._core.field_lengths import field_lengths_of
from ._core.findings import Finding
from ._core.jsontext import Frame
from ._core.limits import MAX_FINDINGS, MAX_SIZE
from ._core.normalize import retry_normalized
from ._core.other_versions import note_other_versions
from ._core.replies import exception_of, message_of
from ._core.rules import Rule
from ._core.settings import Settings, rules_of
from ._core.structure import Call, Envelope, Message, Send
from ._core.tolerance import Tolerance, Tolerances
from ._core.version import FAST_PATH_ERRORS, version_of
from ._core.writer import Writer
from .examination import Examination

if TYPE_CHECKING:
    from ._core._speed import Coder

__all__ = ["MAX_SIZE", "ActionGiven", "Codec", "Frame", "HasResponse"]

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

_Read: TypeAlias = Callable[[Any, Any], Message[Any] | None]  # of a frame, and the action that a result answers


class HasResponse(Protocol[R_co]):
    """An action class with a response, as type checkers see it: `messages.Heartbeat` is one."""

    def Response(self, *args: Any, **kwargs: Any) -> R_co:
        """Makes the response."""
        ...


class Codec:
    """Encodes and decodes the frames of one version. Immutable, thread-safe, picklable, cheap to make.

    Args:
        protocol: The version: a WebSocket subprotocol name such as "ocpp2.0.1", or an `OcppJsonProtocol` member.
        tolerate: Rules that are tolerated on receipt: a breach is repaired and reported, and refuses nothing. `Rule`
            members or their names for all places, `Tolerance` for some places. `tolerance.FIELD` is a ready-made set.
        enforce: Advice that is an error in this codec, on receipt and on sending, even if it is tolerated. Every
            frame then takes the slow path.
        on_finding: Called with each finding of a message that `decode` gives although it breaks a rule of the schema,
            or has a date-time without offset. Use `examine` for all advice.
        timespec: How finely date-times are written, with the values of `datetime.isoformat`: "auto", "seconds",
            "milliseconds" or "microseconds". OCPP 2.x allows no more than milliseconds (Part 2, 2.1.4).
        max_size: Bytes of UTF-8 that a frame may have, received or sent (not with `check=False`).
        max_findings: How many findings of a frame are kept; the others are only counted.
        field_lengths: Characters that a text may have at some places, in both directions, where that is more than the
            schema allows: `{"Get15118EVCertificate.Response.exiResponse": 7500}`. A station of 2.x announces them in
            its device model (Part 2 of 2.0.1, `OCPPCommCtrlr.FieldLength`). Longer texts take the slow path.

    Raises:
        ValueError: An unknown protocol, rule, place or timespec, a limit below 1, or a field length for a place that
            has no limit or a higher one.
        TypeError: A setting of a wrong type.
    """

    # The native path, where it can be taken.
    _coder: Coder | None
    _read: _Read | None
    _write: Callable[[Any], bytes | None] | None
    _write_text: Callable[[Any], str | None] | None

    def __init__(
        self,
        protocol: OcppJsonProtocol | str,
        *,
        tolerate: Iterable[Rule | Tolerance | str] = (),
        enforce: Iterable[Rule | str] = (),
        on_finding: Callable[[Finding], object] | None = None,
        timespec: str = "milliseconds",
        max_size: int = MAX_SIZE,
        max_findings: int = MAX_FINDINGS,
        field_lengths: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        version = version_of(OcppJsonProtocol.of(protocol))
        tolerances, enforced = Tolerances(tolerate), rules_of("enforce", enforce)
        lengths = field_lengths_of(version, field_lengths)
        settings = Settings(version, tolerances, enforced, on_finding, timespec, max_size, max_findings, lengths)
        self._set_up(settings)
        self._writer = Writer(self.settings)
        self._decode_fast: _Read = _FastOnly(settings).decode
        coder = native.coder_of(settings, self._decode_fast)
        if coder is not None and settings.schemas_decide:
            self._coder = coder
            self._decode_fast = coder.read_or_ask
            self._read = coder.read if on_finding else coder.read_message
        if coder is not None and self._writer.schemas_decide:
            self._write = coder.write
            if type(self).encode_bytes is Codec.encode_bytes:  # `encode` calls that of a subclass
                self._write_text = coder.write_text

    def _set_up(self, settings: Settings) -> None:
        self.settings = settings
        self._requests = settings.version.requests
        self._requests_utf8 = settings.version.requests_utf8
        self._results = settings.version.results
        self._fast_size = settings.max_size if settings.schemas_decide else 0
        self._fast_characters = self._fast_size >> 2  # no character has more than four bytes
        self._coder = self._read = self._write = self._write_text = None

    @property
    def protocol(self) -> OcppJsonProtocol:
        """The version."""
        return self.settings.version.protocol

    @property
    def tolerate(self) -> frozenset[Rule | Tolerance]:
        """What is tolerated on receipt."""
        return self.settings.tolerances.given

    @property
    def enforce(self) -> frozenset[Rule]:
        """The advice that is an error here."""
        return self.settings.enforce

    @property
    def on_finding(self) -> Callable[[Finding], object] | None:
        """The function that gets the findings of accepted messages."""
        return self.settings.on_finding

    @property
    def timespec(self) -> str:
        """How finely date-times are written."""
        return str(self.settings.timespec)

    @property
    def max_size(self) -> int:
        """Bytes of UTF-8 that a frame may have."""
        return self.settings.max_size

    @property
    def max_findings(self) -> int:
        """How many findings of a frame are kept."""
        return self.settings.max_findings

    @property
    def field_lengths(self) -> dict[str, int]:
        """The texts that may be longer than the schema allows."""
        return dict(self.settings.field_lengths)

    @native.asks_first("_write_text", "check", 1)
    def encode(self, message: Envelope, *, check: bool = True) -> str:
        """The message as a text frame, ready to be sent.

        Args:
            message: A `structure.Call`, `CallResult`, `CallError`, `CallResultError` or `Send`.
            check: False for a message that is known to be valid, such as one that has just been decoded. It is written
                without a check, in about half the time.

        Raises:
            EncodeError: The version does not allow the message. It is an `OCPPException`.
            TypeError: It is no message.
        """
        if type(self).encode_bytes is not Codec.encode_bytes:
            return self.encode_bytes(message, check=check).decode()
        return self._encode(message, check=check).decode()

    @native.asks_first("_write", "check", 1)
    def encode_bytes(self, message: Envelope, *, check: bool = True) -> bytes:
        """The message as UTF-8. The rest is as for `encode`."""
        return self._encode(message, check=check)

    def _encode(self, message: Envelope, *, check: bool) -> bytes:
        return self._writer.write(message) if check else self._writer.write_unchecked(message)

    @overload
    def decode(self, frame: Frame, action: HasResponse[R]) -> Message[R]: ...
    @overload
    def decode(self, frame: Frame, action: ActionGiven = None) -> Message[Any]: ...
    @native.asks_first("_read", "action", 2)
    def decode(self, frame: Any, action: Any = None) -> Message[Any]:
        """The message in a frame.

        Args:
            frame: Text (str) or UTF-8 (bytes, bytearray, memoryview).
            action: The action that a result answers: its class, its name, or a function of the id that returns one of
                these. None or KeyError from the function means: there is no such call.

        Raises:
            DecodeError: The frame breaks the protocol, or it is a result without an action. The exception, an
                `OCPPException`, has all findings, and the reply.
            ValueError: An action of another version.
            TypeError: The frame is neither text nor bytes, or the action of a result is none of these.
        """
        # The hot path: no call but those of str, dict and msgspec. `_FastOnly` shares it.
        opening: Any
        quote: Any
        requests: Any
        if frame.__class__ is str:
            opening, quote, requests = "[3,", '"', self._requests
        elif frame.__class__ is bytes:
            opening, quote, requests = b"[3,", b'"', self._requests_utf8
        else:  # a buffer, which is copied first, or no frame at all
            return cast("Message[Any]", self._decode_slowly(frame, action))
        try:
            if len(frame) <= self._fast_characters or jsontext.size_of(frame) <= self._fast_size:
                if action is not None and frame.startswith(opening):
                    result: Message[Any] = self._results[action](frame)
                    return result
                # Between the third and fourth quote is the action, unless a quote belongs to the id: then the
                # action that is decoded is another one.
                decode, name = requests[frame.split(quote, 4)[3]]
                request: Call[Any] | Send[Any] = decode(frame)
                if request.action == name:
                    return request
        except FAST_PATH_ERRORS:
            pass
        message: Message[Any] = self._decode_slowly(frame, action)
        return message

    def _decode_slowly(self, frame: Any, action: Any) -> Any:
        """The message in a frame that the fast path has not taken."""
        if not jsontext.is_frame(frame):
            raise TypeError(f"a frame is str, bytes, bytearray or memoryview, not {type(frame).__qualname__}")
        settings, on_finding = self.settings, self.settings.on_finding
        actions = ActionLookup(settings.version, action)
        with_offsets = on_finding is None
        message, text = retry_normalized(self._decode_fast, settings.version, frame, actions, with_offsets=with_offsets)
        if message is not None:
            return message
        inspection = slow_path.inspect_text(text, settings, actions)
        message = message_of(inspection)
        if on_finding is not None:
            for finding in inspection.report.findings:
                on_finding(finding)
        return message

    def examine(self, frame: Frame, action: ActionGiven = None) -> Examination:
        """Everything about a frame: the message, all findings, the reply. Does not raise for a frame.

        A frame that this version refuses is tried in the other versions, which are imported then.

        Args:
            frame: As for `decode`. Other types give a finding.
            action: As for `decode`. An action that this version does not have counts as not given. Exceptions of the
                function, except KeyError, are passed on.
        """
        message = self._decode_fast(frame, action)
        if message is not None:
            return Examination(message, None, frame, self.settings)
        return self._examine_slowly(frame, action)

    def _examine_slowly(self, frame: Frame, action: ActionGiven, *, in_other_versions: bool = True) -> Examination:
        """The result of `examine` for a frame that the fast path has not taken."""
        settings = self.settings
        actions = ActionLookup(settings.version, action, lenient=True)
        message, text = retry_normalized(self._decode_fast, settings.version, frame, actions)
        if message is not None:
            return Examination(message, None, text, settings)
        inspection = slow_path.inspect_text(text, settings, actions)
        error = None if inspection.message is not None else exception_of(inspection)
        if in_other_versions:
            note_other_versions(inspection)
        return Examination(inspection.message, error, None, None, inspection)

    def _given(self) -> tuple[OcppJsonProtocol, dict[str, Any]]:
        return self.protocol, self.settings.given

    def __eq__(self, other: object) -> bool:
        return self._given() == other._given() if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.protocol, self.tolerate, self.enforce, self.on_finding, self.settings.field_lengths))

    def __repr__(self) -> str:
        settings = {"protocol": self.protocol, **self.settings.given}
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in settings.items())})"

    def __replace__(self, **changes: Any) -> Codec:
        """The same codec with other settings; from Python 3.13 on, `copy.replace` calls this."""
        settings: dict[str, Any] = {"protocol": self.protocol, **self.settings.given, **changes}
        return type(self)(**settings)

    def __reduce__(self) -> tuple[Any, ...]:
        own = {"_decode_fast", "_writer", *vars(_FastOnly(self.settings))}
        added = {name: value for name, value in vars(self).items() if name not in own}  # by a subclass
        return _remade, (type(self), self.protocol, self.settings.given), added or None


def _remade(kind: type[Codec], protocol: OcppJsonProtocol, given: dict[str, Any]) -> Codec:
    """A copy of a codec. A subclass may be made in another way, so its own `__init__` is not called."""
    codec = kind.__new__(kind)
    Codec.__init__(codec, protocol, **given)
    return codec


class _FastOnly(Codec):
    """The same codec without the slow path: `decode` gives None for a frame that the slow path must decide."""

    def __init__(self, settings: Settings) -> None:
        self._set_up(settings)

    def _decode_slowly(self, frame: Any, action: Any) -> Any:
        """Returns None: the slow path must decide."""
