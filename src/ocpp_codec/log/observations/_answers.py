"""Whether each call gets its answer, and how soon."""

from __future__ import annotations

from collections import Counter, OrderedDict
from typing import NamedTuple

from ..._core.record import Sender
from .._conversations import Turn
from .._said import CallKey, Place, Said, key_of
from ._kinds import Kind
from ._watcher import CSMS, STATION, Add, Watcher

__all__ = ["Answers"]

_NAMES = {STATION: "the station", CSMS: "the CSMS"}
_OTHER = {STATION: CSMS, CSMS: STATION}
_SLOW = 5.0  # seconds
_PATIENCE = 30.0  # seconds that the log must go on before a call counts as unanswered
_MANY_TURNS = 20  # or turns, for a log without times
_MAX_WAITING = 32
_MAX_LEFT = 20
_FEWEST_CALLS = 2  # without any answer


class _Waiting(NamedTuple):
    """A call without an answer so far. `answers`: that its other side had given before."""

    place: Place
    action: str
    sender: Sender
    at: float | None
    turns: int
    answers: int


class Answers(Watcher):
    """Calls without an answer, and slow answers."""

    def __init__(self, add: Add) -> None:
        super().__init__(add)
        self._waiting: OrderedDict[CallKey, _Waiting] = OrderedDict()
        self._left: list[_Waiting] = []  # given up while the other side has not said a word
        self._said = Counter[Sender]()
        self._answers = Counter[Sender]()
        self._turns = 0

    def see(self, turn: Turn) -> None:
        """Any turn."""
        self._turns += 1
        if turn.sender is not None:
            self._said[turn.sender] += 1
        for entry in turn.given_up:
            if call := self._waiting.pop(key_of(entry), None):
                self._give_up(self.add, call)

    def called(self, said: Said) -> None:
        """A call."""
        sender = said.sender
        if sender is not None:
            answers = self._answers[_OTHER[sender]]
            self._waiting[said.key] = _Waiting(said.place, said.action, sender, said.at, self._turns, answers)
            if len(self._waiting) > _MAX_WAITING:
                self._waiting.popitem(last=False)

    def answered(self, said: Said) -> None:
        """A result or an error."""
        self._waiting.pop(said.key, None)
        sender, waited = said.sender, said.turn.waited
        if sender is None:
            return
        self._answers[sender] += 1
        if waited is not None and waited >= _SLOW:
            template = (
                "{who} answered after 5 s or more ({times}{named}); the worst after {worst}, the median {median}."
            )
            self.add(
                Kind.SLOW_ANSWER,
                template,
                said.place,
                side=sender,
                parts={"who": _NAMES[sender]},
                name=said.action,
                number=waited,
            )

    def _give_up(self, add: Add, call: _Waiting) -> None:
        side = _OTHER[call.sender]
        if self._said[side] or call.action == "BootNotification":  # a station boots again only without an answer
            template = "{who} did not answer {action} ({times})."
            parts = {"who": _NAMES[side], "action": call.action}
            add(Kind.UNANSWERED_CALL, template, call.place, side=side, parts=parts)
        elif len(self._left) < _MAX_LEFT:
            self._left.append(call)

    def _counts(self, call: _Waiting, end: float | None) -> bool:
        """Whether the log goes on after a call, so that an answer would be there."""
        if self._answers[_OTHER[call.sender]] > call.answers or self._turns - call.turns >= _MANY_TURNS:
            return True
        return call.at is not None and end is not None and end - call.at >= _PATIENCE

    def finish(self, add: Add, end: float | None) -> None:
        """Calls that the log leaves open."""
        waiting = self._waiting.values()
        silent = {side for side in _OTHER if not self._said[side]}
        for call in waiting:
            if _OTHER[call.sender] not in silent and self._counts(call, end):
                self._give_up(add, call)
        for side in silent:
            left = [call for call in (*self._left, *waiting) if call.sender is _OTHER[side]]
            if len(left) >= _FEWEST_CALLS:
                template = (
                    "no call of {who} has an answer ({names}): {other} is silent, or the log shows one direction."
                )
                for call in left:
                    add(
                        Kind.NO_ANSWERS,
                        template,
                        call.place,
                        parts={"who": _NAMES[call.sender], "other": _NAMES[side]},
                        name=call.action,
                    )
