"""Follows one connection: which answer belongs to which call, and what is wrong with the order of the messages.

No I/O and no clock: the program that has the connection or the log gives each frame, with its sender and time.
"""

# A pairing is made of the parts of a codec.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

import msgspec

from ._core.compat import MessageTypeEnum
from ._core.fields import encode_hook
from ._core.findings import Finding, Place, cut
from ._core.frames import Inspection
from ._core.jsontext import Frame
from ._core.record import Sender
from ._core.replies import exception_of
from ._core.report import Report
from ._core.rules import Rule
from ._core.settings import require_positive, require_seconds
from ._core.structure import UNREADABLE_ID, Call, Envelope, Message, Send
from .codec import Codec
from .examination import Examination

__all__ = ["Paired", "Pairing", "Pending"]

_NEVER = math.inf
_BYTES_PER_CHARACTER = 56  # of text, in a message: `[` is a list of 56 bytes or more
_MAX_ACTION = 60  # characters of an action that are kept
_ID: Place = (None, 1)  # the place of the id
_ACTION: Place = (None, 2)
_OTHER_SIDE = {Sender.STATION: Sender.CSMS, Sender.CSMS: Sender.STATION}


#: What is kept of a call that has ended: its action, when it was sent, and its mark.
_Ended: TypeAlias = tuple[str | None, float, Any]


class Pending(msgspec.Struct, frozen=True, eq=False):
    """A call and its data.

    Attributes:
        uniqueId: The id of the call.
        action: Its action; None if it could not be read.
        sender: Who has sent it.
        at: When it was sent, in the seconds of the caller's clock.
        call: The call itself. Kept while it waits for its answer; None if it was defective, or if all messages that
            wait would take more than `Pairing.max_bytes`.
        mark: What `feed` got with the call.
    """

    uniqueId: str
    action: str | None
    sender: Sender
    at: float
    call: Call[Any] | None = None
    mark: Any = None
    _size: int = 0  # characters of the text that the call was read from; 0 without the call

    def _key(self) -> tuple[Any, ...]:
        return self.uniqueId, self.action, self.sender, self.at

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Pending) else NotImplemented

    def __ne__(self, other: object) -> bool:  # a Struct has one of its own
        return not self == other

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in ("uniqueId", "action", "sender", "at"))
        return f"Pending({parts})"


class Paired(Examination, eq=False):
    """Everything about a frame, and its place in the conversation.

    Attributes:
        call: The call that it answers, even if it is late.
        waited: Seconds since that call.
        given_up: Calls that are given up: too old, too many, or their id is used again.
    """

    call: Pending | None = None
    waited: float | None = None
    given_up: tuple[Pending, ...] = ()
    _conversation: tuple[Finding, ...] = ()

    def _note(self, rule: Rule, value: str, at: Place = _ID, name: str = "message id") -> None:
        """Adds a finding about the place of the frame in the conversation. It refuses the frame if it is enforced."""
        report = Report(self._settings or self._inspected().report.settings)
        report.add(rule, at, value, "", name)
        self._conversation += report.findings
        if report.errors:
            self.message, self.error = None, exception_of(self._inspected(), self._conversation)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings. Those about the order of the messages come last."""
        return super().findings + self._conversation

    @property
    def action(self) -> str | None:
        """The action of a request, or of the call that is answered."""
        return super().action if self.call is None else self.call.action


@dataclass
class _Side:
    """The calls of one side by their ids, oldest first: those that wait for an answer, and those that have ended.

    `most`: how many of each kind are kept. Those that have ended are kept without their message.
    `foreign`: the actions that only the other side may request.
    `most_characters`: in the text of all messages that are kept.
    `since`: calls before it that have ended are forgotten.
    """

    sender: Sender
    most: int
    foreign: frozenset[str]
    most_characters: int
    other: _Side = field(init=False, repr=False, compare=False)
    waiting: dict[str, Pending] = field(default_factory=dict[str, Pending])
    answered: OrderedDict[str, _Ended] = field(default_factory=OrderedDict[str, _Ended])
    given_up: OrderedDict[str, _Ended] = field(default_factory=OrderedDict[str, _Ended])
    characters: int = 0
    since: float = -math.inf

    def parts(self) -> tuple[Any, ...]:
        """What the native path reads of it. These objects stay the same."""
        limits = self.foreign, self.most, self.most_characters
        return self, self.sender, self.waiting, self.answered, self.given_up, *limits

    def make_room(self) -> None:
        """The oldest calls lose their messages until there is room for all that are kept."""
        for unique_id, call in self.waiting.items():
            if self.characters <= self.most_characters:
                break
            self.characters -= call._size
            self.waiting[unique_id] = msgspec.structs.replace(call, call=None, _size=0)

    def find(self, unique_id: str) -> Pending | None:
        """The call with that id, waiting or ended."""
        call = self.waiting.get(unique_id)
        if call is None and (ended := self._ended(unique_id)):
            return Pending(unique_id, ended[0], self.sender, ended[1], None, ended[2])
        return call

    def has_ended(self, unique_id: str) -> bool:
        """Whether a call with that id has ended, and is remembered."""
        return self._ended(unique_id) is not None

    def was_answered(self, unique_id: str) -> bool:
        """Whether it has ended with an answer."""
        return unique_id in self.answered and self.has_ended(unique_id)

    def _ended(self, unique_id: str) -> _Ended | None:
        ended = self.answered.get(unique_id) or self.given_up.get(unique_id)
        if ended is not None and ended[1] < self.since:
            self.forget(unique_id)
            return None
        return ended

    def action_of(self, unique_id: str) -> str | None:
        """The action of that call: None if there is no such call, "" if its action could not be read."""
        call = self.find(unique_id)
        return None if call is None else call.action or ""

    def oldest(self) -> Pending | None:
        """The call that has waited longest."""
        return next(iter(self.waiting.values())) if self.waiting else None

    def end(self, call: Pending, ended: OrderedDict[str, _Ended]) -> None:
        """A call waits no longer. `ended`: the calls that it joins, `answered` or `given_up`."""
        if self.waiting.pop(call.uniqueId, None) is not None:
            self.characters -= call._size
        ended[call.uniqueId] = (call.action, call.at, call.mark)
        if len(ended) > self.most:
            ended.popitem(last=False)

    def drop_before(self, at: float) -> None:
        """Forgets ended calls from before, as far as they stand in front."""
        for ended in (self.answered, self.given_up):
            while ended and next(iter(ended.values()))[1] < at:
                ended.popitem(last=False)

    def clear(self) -> None:
        """Forgets everything."""
        self.waiting.clear()
        self.answered.clear()
        self.given_up.clear()
        self.characters, self.since = 0, -math.inf

    def forget(self, unique_id: str) -> None:
        """Forgets a call that has ended."""
        self.answered.pop(unique_id, None)
        self.given_up.pop(unique_id, None)


@dataclass
class Pairing:
    """Follows one connection, from either side or from a log. Picklable; for one thread at a time.

    Args:
        codec: Reads the frames. What it tolerates or enforces holds here too.
        max_pending: Calls of one side that may wait. With one more, the oldest is given up. The same number of
            answered calls and of given up calls is remembered, to find late and second answers.
        max_age: Seconds that a call may wait.
        counts: A `Counter` in which the rules of all findings are counted. Several connections can share one. Counting
            takes the slow path for each frame.
        max_bytes: Memory that the messages of waiting calls may take, half of it for each side. It is estimated from
            their text, since a message takes up to 56 times as much. With more, the oldest calls are kept without their
            message (`Pending.call` is None); their results are still read.
        remember: Seconds since a call was sent after which it is forgotten, if it has ended.

    Raises:
        TypeError: The codec is no `Codec`, or a limit is no number.
        ValueError: A limit is not positive.
    """

    codec: Codec
    max_pending: int = 256
    max_age: float = 300.0
    counts: Counter[Rule] | None = None
    max_bytes: int = 16 << 20
    remember: float = math.inf
    _sides: dict[Sender | str, _Side] = field(init=False, repr=False)
    _expires: float = field(init=False, repr=False, compare=False)  # before that no call has waited too long
    _drops: float = field(init=False, repr=False, compare=False)  # from then on, something may be forgotten
    _answered: Pending | None = field(init=False, repr=False, compare=False)  # the call of the last usual result

    def __post_init__(self) -> None:
        if not isinstance(self.codec, Codec):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"a codec is needed, such as Pairing(Codec('ocpp2.0.1')), not {self.codec!r}")
        require_positive("max_pending", self.max_pending)
        require_positive("max_bytes", self.max_bytes)
        require_seconds("max_age", self.max_age)
        require_seconds("remember", self.remember)
        if self.max_age <= 0:
            raise ValueError(f"max_age must be positive, not {self.max_age}")
        if not (self.counts is None or isinstance(self.counts, Counter)):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"counts is a collections.Counter, not {self.counts!r}")
        self._begin()

    def _begin(self) -> None:
        requested_by, most = self.codec.settings.version.requested_by, self.max_pending
        characters = self.max_bytes // (2 * _BYTES_PER_CHARACTER)
        station = _Side(Sender.STATION, most, requested_by[Sender.CSMS], characters)
        csms = _Side(Sender.CSMS, most, requested_by[Sender.STATION], characters)
        station.other, csms.other = csms, station
        self._sides = {side.sender: side for side in (station, csms)}
        self._expires, self._drops = _NEVER, -math.inf
        self._answered = None

    @property
    def pending(self) -> tuple[Pending, ...]:
        """The calls that wait for an answer, the oldest of each side first."""
        return tuple(call for side in self._sides.values() for call in side.waiting.values())

    def feed(self, frame: Frame | Message[Any], sender: Sender | str, at: float = 0.0, mark: Any = None) -> Paired:
        """Takes the next frame or message of the connection. Does not raise for a frame.

        Args:
            frame: A frame; or a message, which is not checked and has no `frame`.
            sender: "station" or "csms". ValueError for others.
            at: The time, in seconds of any clock that does not go backwards. ValueError for NaN.
            mark: What `Pending.mark` of a call has, such as its line in a log.
        """
        own = self._sides.get(sender)
        if own is None:
            raise ValueError(f"the sender is station or csms, not {sender!r}")
        given_up = () if at < self._expires else self.give_up(at)
        message = self._take_usual(frame, own, at, mark) if frame.__class__ is str else None
        if message is None:
            return self._take(frame, own, at, mark, given_up)
        call = self._answered
        waited = None if call is None else at - call.at
        paired = Paired(message, None, cast("str", frame), self.codec.settings, None, call, waited)
        if given_up:
            paired.given_up = given_up
        if self.counts is not None:
            self.counts.update(finding.rule for finding in paired.findings)
        return paired

    def _take_usual(self, frame: Any, own: _Side, at: float, mark: Any) -> Message[Any] | None:
        """The message in a text, if there is nothing to say of its place in the conversation; else None.

        It is a good call while no other waits, or the good result of a call that waits: `_answered`.
        """
        if frame.startswith("[3,"):  # the id stands between the first quotes, unless a quote belongs to it
            caller = own.other
            call = self._answered = caller.waiting.get(frame.split('"', 2)[1] if '"' in frame else "")
            if call is None or call.action is None:
                return None
            result: Any = self.codec._decode_fast(frame, call.action)
            if result is None or result.uniqueId != call.uniqueId:
                return None
            caller.end(call, caller.answered)
            return cast("Message[Any]", result)
        if own.waiting:
            return None
        message: Any = self.codec._decode_fast(frame, None)
        if message.__class__ is not Call:  # None as well
            return None
        unique_id, action, size = message.uniqueId, message.action, len(frame)
        if (
            unique_id in own.answered
            or unique_id in own.given_up
            or action in own.foreign
            or size > own.most_characters
        ):
            return None
        own.waiting[unique_id] = Pending(unique_id, action, own.sender, at, message, mark, size)
        own.characters = size
        if self._expires == _NEVER:
            self._expires = at + self.max_age
        self._answered = None
        return cast("Message[Any]", message)

    def _take(self, frame: Any, own: _Side, at: float, mark: Any, given_up: tuple[Pending, ...]) -> Paired:
        """Takes any frame or message."""
        own.since = own.other.since = at - self.remember
        paired = self._read(frame, own.other)
        message: Any = paired.message
        source = paired if message is None else message
        kind, unique_id = source.messageTypeId, source.uniqueId
        if given_up:
            paired.given_up = given_up
        if unique_id is None:
            pass
        elif kind is MessageTypeEnum.CALL:
            self._take_call(paired, unique_id, own, at, frame, mark)
        elif kind is MessageTypeEnum.CALLRESULT or kind is MessageTypeEnum.CALLERROR:
            self._take_answer(paired, unique_id, own, at)
        elif kind is MessageTypeEnum.CALLRESULTERROR:
            self._take_result_error(paired, unique_id, own, at)
        elif kind is MessageTypeEnum.SEND and paired.action in own.foreign:
            paired._note(Rule.WRONG_SENDER, paired.action or "", _ACTION, "action")
        if self.counts is not None:
            self.counts.update(finding.rule for finding in paired.findings)
        return paired

    def _read(self, frame: Any, other: _Side) -> Paired:
        """Reads a frame or takes a message. The place in the conversation is not judged yet."""
        codec, has_failed = self.codec, False
        if frame.__class__ is str:
            call, action = None, None
            if frame.startswith("[3,"):  # the id stands between the first quotes, unless a quote belongs to it
                head = frame.split('"', 2)
                call = other.waiting.get(head[1]) if len(head) == 3 else None
                action = call and call.action
            message: Any = codec._decode_fast(frame, action)
            if message is not None and (call is None or message.uniqueId == call.uniqueId):
                return Paired(message, None, frame, codec.settings)
            has_failed = message is None and call is None  # it would fail once more
        elif isinstance(frame, Envelope):
            return self._read_message(cast("Message[Any]", frame))
        examine = codec._examine_slowly if has_failed else codec.examine
        examination = examine(frame, other.action_of)
        message, error, inspection = examination.message, examination.error, examination._inspection
        return Paired(message, error, examination._frame, codec.settings, inspection)

    def _read_message(self, message: Message[Any]) -> Paired:
        action = message.action if isinstance(message, Call | Send) else None
        report, kind = Report(self.codec.settings), message.messageTypeId
        inspection = Inspection(report, "", message, kind, message.uniqueId, action, has_number=True)
        return Paired(message, None, None, self.codec.settings, inspection)

    def _take_call(self, paired: Paired, unique_id: str, side: _Side, at: float, frame: Any, mark: Any) -> None:
        """From now on, a call waits for its answer. J16, 4.1.1; Part 4 of 2.x, 4.1.1 and 4.1.4."""
        replaced = side.waiting.get(unique_id)
        if replaced is not None:
            paired._note(Rule.PENDING_ID_REUSED, unique_id)
        elif side.has_ended(unique_id):
            paired._note(Rule.ID_REUSED, unique_id)
            side.forget(unique_id)
        if side.waiting and (oldest := side.oldest()):
            paired._note(Rule.CALL_WHILE_PENDING, oldest.uniqueId, at=None)
        message: Any = paired.message
        action = paired.action if message is None else message.action
        if action in side.foreign:
            paired._note(Rule.WRONG_SENDER, action, _ACTION, "action")
            message = paired.message
        if message is not None:
            size = len(frame) if frame.__class__ is str else _size_of(frame)
            call = Pending(unique_id, action, side.sender, at, message, mark, size)
        elif replaced is None:
            call = Pending(unique_id, action and cut(action, _MAX_ACTION), side.sender, at, None, mark)
        else:  # a refused call does not take over an id
            return
        if replaced is not None:
            paired.given_up += (side.waiting.pop(unique_id),)
            side.characters -= replaced._size
        side.waiting[unique_id] = call
        side.characters += call._size
        if side.characters > side.most_characters:
            side.make_room()
        if len(side.waiting) > side.most and (oldest := side.oldest()):
            side.end(oldest, side.given_up)
            paired.given_up += (oldest,)
        if self._expires == _NEVER:
            self._expires = at + self.max_age

    def _take_answer(self, paired: Paired, unique_id: str, own: _Side, at: float) -> None:
        """A result or an error answers its call, if it has one."""
        caller = own.other
        if unique_id == UNREADABLE_ID and self._says_unreadable(paired):
            paired._note(Rule.UNREADABLE_REPORTED, unique_id)
            return
        call = caller.waiting.get(unique_id)
        if call is None:
            call = caller.find(unique_id)
            if call is None and self._refuses_result(paired, unique_id, own):
                paired._note(Rule.RESULT_REFUSED, unique_id)
                self._take_result_error(paired, unique_id, own, at)
                return
            if call is None:
                if paired.error is None or paired.messageTypeId is MessageTypeEnum.CALLERROR:
                    paired._note(Rule.UNASKED_ANSWER, unique_id)  # for a result in a frame, the codec has added it
                return
            paired._note(Rule.ANSWERED_TWICE if caller.was_answered(unique_id) else Rule.LATE_ANSWER, unique_id)
            caller.forget(unique_id)
        paired.call, paired.waited = call, at - call.at
        caller.end(call, caller.answered)

    def _says_unreadable(self, paired: Paired) -> bool:
        """Whether an error with the id "-1" means that a frame had no readable id. Part 4 of 2.0.1, 4.2.3."""
        answers_unreadable = self.codec.settings.version.dialect.answers_unreadable
        return answers_unreadable and paired.messageTypeId is MessageTypeEnum.CALLERROR

    def _refuses_result(self, paired: Paired, unique_id: str, own: _Side) -> bool:
        """Whether an error means a result that its sender has received: before 2.1 there is no CALLRESULTERROR."""
        answers_results = self.codec.settings.version.dialect.answers_results
        is_error = paired.messageTypeId is MessageTypeEnum.CALLERROR
        return is_error and not answers_results and own.was_answered(unique_id)

    def _take_result_error(self, paired: Paired, unique_id: str, caller: _Side, at: float) -> None:
        """A CALLRESULTERROR: the caller has not understood the result of its call."""
        call = caller.find(unique_id) if caller.was_answered(unique_id) else None
        if call is None:
            paired._note(Rule.UNASKED_ANSWER, unique_id)
        else:
            paired.call, paired.waited = call, at - call.at

    def give_up(self, at: float) -> tuple[Pending, ...]:
        """Gives up the calls that have waited too long, and returns them. `feed` does it too.

        Args:
            at: The time, in seconds. ValueError for NaN.
        """
        require_seconds("at", at)
        old: list[Pending] = []
        self._expires = _NEVER
        for side in self._sides.values():
            while (call := side.oldest()) and at - call.at > self.max_age:
                side.end(call, side.given_up)
                old.append(call)
            if call is not None:
                self._expires = min(self._expires, call.at + self.max_age)
        if at >= self._drops:
            self._drops = at + self.remember
            for side in self._sides.values():
                side.drop_before(at - self.remember)
        return tuple(old)

    def close(self) -> tuple[Pending, ...]:
        """Ends the connection and gives back the calls without an answer. The next frame begins a new connection."""
        left = self.pending
        for side in self._sides.values():
            side.clear()
        self._expires, self._drops, self._answered = _NEVER, -math.inf, None
        return left


def _size_of(frame: Any) -> int:
    """Characters in the text of a frame. What cannot be written is not counted: it is no peer's."""
    if not isinstance(frame, Envelope):
        size: int = frame.nbytes if isinstance(frame, memoryview) else len(frame)
        return size
    try:
        return len(msgspec.json.encode(frame, enc_hook=encode_hook))
    except Exception:  # noqa: BLE001 (a class or a time zone of the user may raise anything)
        return 0
