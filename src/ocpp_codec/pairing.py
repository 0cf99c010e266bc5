"""Follows one connection: which answer belongs to which call, and what is wrong with the order of the messages.

No I/O and no clock: who has a connection, a log or a proxy in hand feeds each frame with its sender and time.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass, field, fields, replace
from typing import Any

from .codec import Codec, Examination
from .compat import MessageTypeEnum
from .definitions import definitions_of
from .findings import THE_FRAME, Report, cut, show
from .frames import Inspection
from .jsontext import Frame
from .record import Sender
from .refusals import refusal
from .rules import Rule
from .structure import UNREADABLE_ID, Call, Envelope, Message, Send

_ID = (None, 1)
_NAME = "message id"
_MOST_CHARACTERS = 60  # of an action, which may be none
_MOST_FINDINGS = 8  # no message breaks so many rules of the conversation


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


@dataclass(frozen=True)
class Paired(Examination):
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
    _sides: dict[Sender, _Side] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.max_pending < 1 or not self.max_age > 0:
            raise ValueError("max_pending and max_age must be positive")
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
        by = self._sides[Sender(sender)]
        other = self._sides[Sender.CSMS if sender == Sender.STATION else Sender.STATION]
        given_up = list(self.give_up(at))
        seen = _of(frame) if isinstance(frame, Envelope) else self.codec.examine(frame, other.action_of)
        report = Report(self.codec.protocol, enforce=self.codec.enforce, limit=_MOST_FINDINGS)
        if seen.error is None:
            report.adopt(seen.findings)
        call: Pending | None = None
        if seen.uniqueId is not None:
            match seen.messageTypeId:
                case MessageTypeEnum.CALL:
                    _check_call(seen.uniqueId, by, report)
                    is_refused = seen.error is not None or report.errors > 0
                    if not (is_refused and seen.uniqueId in by.waiting):  # a refused call takes no id from another
                        message = seen.message if isinstance(seen.message, Call) and not is_refused else None
                        action = seen.action and cut(seen.action, _MOST_CHARACTERS)
                        given_up += by.wait(Pending(seen.uniqueId, action, Sender(sender), at, message))
                case MessageTypeEnum.CALLRESULT | MessageTypeEnum.CALLERROR:
                    call = _check_answer(seen, seen.uniqueId, other, report)
                case MessageTypeEnum.CALLRESULTERROR:  # the caller has not understood the result of its own call
                    call = by.answered.get(seen.uniqueId)
                    if call is None:
                        report.add(Rule.UNASKED_ANSWER, _ID, seen.uniqueId, "the id of a result", THE_FRAME)
                case _:
                    pass
        seen = _refused(seen, report)
        parts: dict[str, Any] = {each.name: getattr(seen, each.name) for each in fields(Examination)}
        parts["findings"] = report.findings if seen.error is None else (*seen.findings, *report.findings)
        if call is not None:
            parts["action"] = call.action
        self.counts.update(finding.rule for finding in parts["findings"])
        waited = None if call is None else at - call.at
        return Paired(**parts, call=call, waited=waited, given_up=tuple(given_up))

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


def _check_call(unique_id: str, side: _Side, report: Report) -> None:
    """What is wrong with a call among those of its side (OCPP-J 1.6, 4.1.1; Part 4 of 2.x, 4.1.1 and 4.1.4)."""
    if unique_id in side.waiting:
        report.add(Rule.PENDING_ID_REUSED, _ID, unique_id, "an id of its own", _NAME)
    elif side.find(unique_id):
        report.add(Rule.ID_REUSED, _ID, unique_id, "an id of its own", _NAME)
    if (oldest := side.oldest()) is not None:
        report.add(Rule.CALL_WHILE_PENDING, None, None, f"the answer to {show(oldest.uniqueId)} first", THE_FRAME)


def _check_answer(seen: Examination, unique_id: str, caller: _Side, report: Report) -> Pending | None:
    """The call that an answer belongs to, and whether it may still come."""
    is_error = seen.messageTypeId is MessageTypeEnum.CALLERROR
    if is_error and unique_id == UNREADABLE_ID and report.dialect.answers_unreadable:
        report.add(Rule.UNREADABLE_REPORTED, _ID, unique_id, "", _NAME)  # Part 4 of 2.0.1, 4.2.3
        return None
    call = caller.find(unique_id)
    if call is None:
        if all(finding.rule is not Rule.UNASKED_ANSWER for finding in seen.findings):  # of a result the codec says it
            report.add(Rule.UNASKED_ANSWER, _ID, unique_id, "the id of a call", THE_FRAME)
        return None
    if unique_id in caller.answered:
        report.add(Rule.ANSWERED_TWICE, _ID, unique_id, "one answer", _NAME)
    elif unique_id in caller.given_up:
        report.add(Rule.LATE_ANSWER, _ID, unique_id, "an answer while somebody waits for it", _NAME)
    caller.answer(call)
    return call


def _refused(seen: Examination, report: Report) -> Examination:
    """The same, but refused if the order of the messages is enforced and broken."""
    if report.first_error is None or seen.error is not None:
        return seen
    inspection = Inspection(report, None, seen.messageTypeId, seen.uniqueId, seen.action, is_array=True)
    error = refusal(inspection, definitions_of(report.protocol))
    return replace(seen, message=None, error=error, reply=error.reply)


def _of(message: Message[Any]) -> Examination:
    """What there is to say of a message that has not been a frame here."""
    action = message.action if isinstance(message, Call | Send) else None
    return Examination(
        message, (), None, "", messageTypeId=message.messageTypeId, uniqueId=message.uniqueId, action=action
    )
