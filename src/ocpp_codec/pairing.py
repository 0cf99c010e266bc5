"""Follows one connection: which answer belongs to which call, and what is wrong with the order of the messages.

No I/O and no clock: who has a connection, a log or a proxy in hand feeds each frame with its sender and time.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass, field, replace
from typing import Any

from .codec import Codec
from .compat import MessageTypeEnum
from .definitions import definitions_of
from .examination import Examination
from .findings import THE_FRAME, cut, show
from .frames import Inspection
from .jsontext import Frame
from .record import Sender
from .refusals import refusal
from .rules import Rule
from .slow import Reader
from .structure import UNREADABLE_ID, Call, Envelope, Message, Send
from .tolerance import Tolerances

_ID = (None, 1)
_NAME = "message id"
_MOST_CHARACTERS = 60  # of an action, which may be none


@dataclass(frozen=True)
class Pending:
    """A call and whether it has been answered.

    `action`: None if it could not be read.  `at`: when it was sent.
    `call`: kept while it waits; None if it was defective.
    """

    uniqueId: str
    action: str | None
    sender: Sender
    at: float
    call: Call[Any] | None = field(repr=False, compare=False)


class Paired(Examination, eq=False):
    """Everything about a frame, and its place in the conversation.

    `call`: the call that it answers, however late.  `waited`: seconds since then.
    `given_up`: calls that wait no longer, since they are too old or too many, or since their id belongs to another.
    """

    call: Pending | None = None
    waited: float | None = None
    given_up: tuple[Pending, ...] = ()


@dataclass
class _Side:
    """The calls of one side by their ids, oldest first: those that wait for an answer, and what became of others.

    `most`: how many of each kind are kept.
    """

    most: int
    waiting: OrderedDict[str, Pending] = field(default_factory=OrderedDict[str, Pending])
    answered: OrderedDict[str, Pending] = field(default_factory=OrderedDict[str, Pending])
    given_up: OrderedDict[str, Pending] = field(default_factory=OrderedDict[str, Pending])

    def find(self, unique_id: str) -> Pending | None:
        """The call of that id, whatever became of it."""
        kinds = (self.waiting, self.answered, self.given_up)
        return next((calls[unique_id] for calls in kinds if unique_id in calls), None)

    def action_of(self, unique_id: str) -> str | None:
        """The action of that call: None if there is no such call, "" if its action could not be read."""
        call = self.find(unique_id)
        return None if call is None else call.action or ""

    def oldest(self) -> Pending | None:
        """The call that has waited longest."""
        return next(iter(self.waiting.values()), None)

    def wait(self, call: Pending) -> list[Pending]:
        """Takes a new call, to which the id belongs from now on; the calls that are given up for it."""
        replaced = self.waiting.get(call.uniqueId)
        self._keep(self.waiting, call)
        given_up = [] if replaced is None else [replaced]
        return given_up if len(self.waiting) <= self.most else [*given_up, self.give_up()]

    def answer(self, call: Pending) -> None:
        """Notes that a call has been answered."""
        self._keep(self.answered, replace(call, call=None))

    def give_up(self) -> Pending:
        """Waits no longer for the answer to the oldest call."""
        call = next(iter(self.waiting.values()))
        self._keep(self.given_up, replace(call, call=None))
        return call

    def _keep(self, calls: OrderedDict[str, Pending], call: Pending) -> None:
        for others in (self.waiting, self.answered, self.given_up):
            others.pop(call.uniqueId, None)
        calls[call.uniqueId] = call
        if calls is not self.waiting and len(calls) > self.most:
            calls.popitem(last=False)


@dataclass
class Pairing:
    """Follows one connection, from either side or from outside. Picklable; for one thread at a time.

    `codec`: reads the frames; what it enforces or tolerates holds here too.  `max_pending`: calls of a side that may
    wait for an answer; one more makes it give up the oldest. As many answered ones and given up ones are remembered, to
    know late and double answers.  `max_age`: seconds that a call may wait.  ValueError if one of them is not positive.
    `counts`: how often each rule has been broken, those of other modules included.
    """

    codec: Codec
    max_pending: int = 256
    max_age: float = 300.0
    counts: Counter[Rule] = field(default_factory=Counter[Rule])
    _reader: Reader = field(init=False, repr=False, compare=False)
    _sides: dict[Sender, _Side] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.max_pending < 1 or not self.max_age > 0:
            raise ValueError("max_pending and max_age must be positive")
        codec = self.codec
        tolerances = Tolerances(codec.tolerate)
        self._reader = Reader(codec.protocol, tolerances, codec.enforce, codec.max_size, codec.max_findings)
        self._begin()

    def _begin(self) -> None:
        self._sides = {sender: _Side(self.max_pending) for sender in (Sender.STATION, Sender.CSMS)}

    @property
    def pending(self) -> tuple[Pending, ...]:
        """The calls that wait for an answer, the oldest of each side first."""
        return tuple(call for side in self._sides.values() for call in side.waiting.values())

    def feed(self, frame: Frame | Message[Any], sender: Sender | str, at: float = 0.0) -> Paired:
        """Takes the next frame or message of the connection. Never raises for a frame, whatever it holds.

        `sender`: "station" or "csms", ValueError for others.  `at`: seconds of any clock that does not go backwards.
        A message that is fed has no `frame`, and is not checked.
        """
        if sender not in self._sides:
            raise ValueError(f"the sender is station or csms, not {sender!r}")
        sender = Sender(sender)
        by = self._sides[sender]
        other = self._sides[Sender.CSMS if sender is Sender.STATION else Sender.STATION]
        given_up = list(self.give_up(at))
        seen = self._seen(frame, other)
        seen.report.leave_frame()
        call: Pending | None = None
        match seen.message_type:
            case _ if seen.unique_id is None:
                pass
            case MessageTypeEnum.CALL:
                given_up += _called(seen, seen.unique_id, by, sender, at)
            case MessageTypeEnum.CALLRESULT | MessageTypeEnum.CALLERROR:
                call = _check_answer(seen, seen.unique_id, other)
            case MessageTypeEnum.CALLRESULTERROR:  # the caller has not understood the result of its own call
                call = by.answered.get(seen.unique_id)
                if call is None:
                    seen.report.add(Rule.UNASKED_ANSWER, _ID, seen.unique_id, "the id of a result", THE_FRAME)
            case _:
                pass
        if seen.message is not None and seen.report.errors:  # the order of the messages is broken, and enforced
            seen.message, seen.error = None, refusal(seen, definitions_of(self.codec.protocol))
        if call is not None:
            seen.action = call.action
        self.counts.update(finding.rule for finding in seen.report.findings)
        waited = None if call is None else at - call.at
        return Paired(seen.message, None, None, seen, call, waited, tuple(given_up))

    def _seen(self, frame: Frame | Message[Any], other: _Side) -> Inspection:
        """What there is to say of a frame, or of a message that has not been a frame here, but for its place."""
        if not isinstance(frame, Envelope):
            return self._reader.examine(frame, other.action_of)
        action = frame.action if isinstance(frame, Call | Send) else None
        kind = frame.messageTypeId
        return Inspection(self._reader.report(), "", frame, kind, frame.uniqueId, action, is_array=True)

    def give_up(self, at: float) -> tuple[Pending, ...]:
        """Gives up the calls that have waited too long by now. `feed` does it too."""
        old: list[Pending] = []
        for side in self._sides.values():
            while (call := side.oldest()) and not at - call.at <= self.max_age:  # NaN is no time to wait until
                old.append(side.give_up())
        return tuple(old)

    def close(self) -> tuple[Pending, ...]:
        """The connection has ended: the calls that will never be answered. What comes next is a new connection."""
        left = self.pending
        self._begin()
        return left


def _called(seen: Inspection, unique_id: str, side: _Side, sender: Sender, at: float) -> list[Pending]:
    """Takes a call, and says what is wrong with it among those of its side; the calls that are given up for it.

    OCPP-J 1.6, 4.1.1; Part 4 of 2.x, 4.1.1 and 4.1.4.
    """
    report = seen.report
    is_reused = unique_id in side.waiting
    if is_reused:
        report.add(Rule.PENDING_ID_REUSED, _ID, unique_id, "an id of its own", _NAME)
    elif side.find(unique_id):
        report.add(Rule.ID_REUSED, _ID, unique_id, "an id of its own", _NAME)
    if (oldest := side.oldest()) is not None:
        report.add(Rule.CALL_WHILE_PENDING, None, None, f"the answer to {show(oldest.uniqueId)} first", THE_FRAME)
    if report.errors and is_reused:  # a refused call takes no id from another
        return []
    call = seen.message if isinstance(seen.message, Call) and not report.errors else None
    action = seen.action and cut(seen.action, _MOST_CHARACTERS)
    return side.wait(Pending(unique_id, action, sender, at, call))


def _check_answer(seen: Inspection, unique_id: str, caller: _Side) -> Pending | None:
    """The call that an answer belongs to, and whether it may still come."""
    report = seen.report
    is_error = seen.message_type is MessageTypeEnum.CALLERROR
    if is_error and unique_id == UNREADABLE_ID and report.dialect.answers_unreadable:
        report.add(Rule.UNREADABLE_REPORTED, _ID, unique_id, "", _NAME)  # Part 4 of 2.0.1, 4.2.3
        return None
    call = caller.find(unique_id)
    if call is None:
        # Of a result in a frame the reader has said it.
        if all(finding.rule is not Rule.UNASKED_ANSWER for finding in report.findings):
            report.add(Rule.UNASKED_ANSWER, _ID, unique_id, "the id of a call", THE_FRAME)
        return None
    if unique_id in caller.answered:
        report.add(Rule.ANSWERED_TWICE, _ID, unique_id, "one answer", _NAME)
    elif unique_id in caller.given_up:
        report.add(Rule.LATE_ANSWER, _ID, unique_id, "an answer while somebody waits for it", _NAME)
    caller.answer(call)
    return call
