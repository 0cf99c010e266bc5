"""Whether each call gets its answer, and how soon; whether the station is there."""

from __future__ import annotations

import statistics
from collections import Counter, OrderedDict
from typing import ClassVar, NamedTuple

from ..._core.record import Sender
from .._conversations import Turn
from .._entries import Entry
from ._kinds import Kind
from ._notes import Place, lasting
from ._said import Said, number, objects, text
from ._watcher import CSMS, STATION, Add, Handlers, Watcher

__all__ = ["Answers", "Presence"]

_NAMES = {STATION: "the station", CSMS: "the CSMS"}
_OTHER = {STATION: CSMS, CSMS: STATION}
_SLOW = 5.0  # seconds
_PATIENCE = 30.0  # seconds that the log must go on before a call counts as unanswered
_MANY_TURNS = 20  # or turns, for a log without times
_MAX_WAITING = 256
_MAX_LEFT = 50
_FEWEST_CALLS = 2  # without any answer


class _Waiting(NamedTuple):
    """A call without an answer so far. `answers`: that its other side had given before."""

    entry: Entry
    action: str
    sender: Sender
    at: float | None
    turns: int
    answers: int


class Answers(Watcher):
    """Calls without an answer, and slow answers."""

    def __init__(self, add: Add) -> None:
        super().__init__(add)
        self._waiting: OrderedDict[int, _Waiting] = OrderedDict()
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
            if call := self._waiting.pop(id(entry), None):
                self._give_up(self.add, call)

    def called(self, said: Said) -> None:
        """A call."""
        sender = said.sender
        if sender is not None:
            entry = said.turn.entry
            answers = self._answers[_OTHER[sender]]
            self._waiting[id(entry)] = _Waiting(entry, said.action, sender, said.at, self._turns, answers)
            if len(self._waiting) > _MAX_WAITING:
                self._waiting.popitem(last=False)

    def answered(self, said: Said) -> None:
        """A result or an error."""
        self._waiting.pop(id(said.turn.call), None)
        sender, waited = said.sender, said.turn.waited
        if sender is None:
            return
        self._answers[sender] += 1
        if waited is not None and waited > _SLOW:
            template = "{who} took {worst} for the slowest of {count} answer{s} of more than 5 s, in the middle {median} ({names})."
            self.add(
                Kind.SLOW_ANSWER,
                template,
                said.place,
                side=sender,
                name=said.action,
                number=waited,
                who=_NAMES[sender],
            )

    def _give_up(self, add: Add, call: _Waiting) -> None:
        side = _OTHER[call.sender]
        if self._said[side] or call.action == "BootNotification":  # a station boots again only without an answer
            template = "{who} did not answer {action} ({times})."
            parts = {"who": _NAMES[side], "action": call.action}
            add(Kind.UNANSWERED_CALL, template, _place_of(call), side=side, **parts)
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
                    "no call of {who} has an answer: {other} was silent, or the log shows only one direction ({names})."
                )
                for call in left:
                    add(
                        Kind.NO_ANSWERS,
                        template,
                        _place_of(call),
                        name=call.action,
                        who=_NAMES[call.sender],
                        other=_NAMES[side],
                    )


class Presence(Watcher):
    """Boots, connections, and silence beyond the heartbeat interval."""

    def __init__(self, add: Add) -> None:
        super().__init__(add)
        self._interval = 0.0
        self._last: tuple[float, Place] | None = None  # when the station has last sent something
        self._heartbeat: float | None = None
        self._gaps: list[float] = []
        self._heartbeats = 0
        self._conversation = 0
        self._booted_in = 0  # the conversation of the latest boot
        self._reset = ""
        self._connected: Place | None = None  # again, so far without a boot
        self._is_rejected = False

    def begin(self, turn: Turn) -> None:
        """A conversation begins."""
        self._tell_reconnect(self.add)
        is_again = self._conversation and turn.entry.opened
        self._connected = (turn.entry.file, turn.entry.line) if is_again else None
        self._conversation = turn.number
        self._heartbeat, self._is_rejected = None, False

    def _tell_reconnect(self, add: Add) -> None:
        if self._connected:
            add(Kind.RECONNECT, "the station connected again without a boot ({times}).", self._connected, side=STATION)

    def see(self, at: float | None, place: Place, sender: Sender | None) -> None:
        """Any turn."""
        if at is None or sender is not STATION:
            return
        if self._last is not None and self._last[1][0] == place[0]:
            self._check_silence(self.add, self._last[0], at, place)
        self._last = (at, place)

    def _check_silence(self, add: Add, last: float, at: float, place: Place) -> None:
        lasted = at - last
        allowed = self._interval * (2 if self._heartbeats else 4) + 10  # its log may have no heartbeats
        if self._interval and lasted > allowed:
            template = "the station sent nothing for up to {worst}; its heartbeat interval is {interval} ({times})."
            add(Kind.SILENCE, template, place, side=STATION, number=lasted, interval=lasting(self._interval))

    def _boot(self, said: Said) -> None:
        self._connected = None
        if self._booted_in and self._booted_in != said.turn.number:
            template = "the station booted again, {cause} ({times})."
            cause = self._reset or "and the log has no Reset before it"
            side = None if self._reset else STATION
            self.add(Kind.REBOOT, template, said.place, side=side, cause=cause)
        self._booted_in, self._reset, self._is_rejected = said.turn.number, "", False

    def _booted(self, said: Said) -> None:
        status, interval = text(said.payload, "status"), number(said.payload, "interval")
        self._is_rejected = status == "Rejected"
        if status in ("Pending", "Rejected"):
            template = "the CSMS answered BootNotification with {status} ({times})."
            self.add(Kind.REFUSED_BOOT, template, said.place, side=CSMS, status=status)
        elif interval is not None and interval > 0:
            self._interval = interval

    def called(self, said: Said) -> None:
        """A call of any action."""
        if self._is_rejected and said.sender is STATION and said.action != "BootNotification":
            template = "the station sent {action} although the CSMS had rejected its BootNotification ({times})."
            self.add(Kind.SPOKE_BEFORE_ACCEPTED, template, said.place, side=STATION, action=said.action)

    def _beat(self, said: Said) -> None:
        self._heartbeats += 1
        if said.at is not None and self._heartbeat is not None and len(self._gaps) < _MAX_LEFT:
            self._gaps.append(said.at - self._heartbeat)
        self._heartbeat = said.at

    def _reset_by(self, said: Said) -> None:
        self._reset = f"after a Reset of the CSMS ({text(said.payload, 'type') or 'without a type'})"

    def _configured(self, said: Said) -> None:
        """The CSMS has changed the interval, in 1.6."""
        if text(said.request, "key") == "HeartbeatInterval" and text(said.payload, "status") == "Accepted":
            self._set_interval(number(said.request, "value"))

    def _set(self, said: Said) -> None:
        """The CSMS has set variables, in 2.x."""
        for wanted, done in zip(
            objects(said.request, "setVariableData"), objects(said.payload, "setVariableResult"), strict=False
        ):
            name = text(done, "variable", "name")
            if name == "HeartbeatInterval" and text(done, "attributeStatus") == "Accepted":
                self._set_interval(number(wanted, "attributeValue"))

    def _set_interval(self, interval: float | None) -> None:
        self._interval, self._gaps = interval or 0.0, []

    def finish(self, add: Add, end: float | None) -> None:
        """What the end of the log tells."""
        self._tell_reconnect(add)
        if self._last is not None and end is not None:
            self._check_silence(add, self._last[0], end, self._last[1])
        if len(self._gaps) >= 5 and self._last is not None:
            usual = statistics.median(self._gaps)
            if usual < self._interval / 2:
                template = "the station sent a Heartbeat every {usual}; the CSMS had asked for {interval}."
                parts = {"usual": lasting(usual), "interval": lasting(self._interval)}
                add(Kind.HEARTBEAT_PACE, template, self._last[1], side=STATION, **parts)

    on_call: ClassVar[Handlers] = {"BootNotification": _boot, "Heartbeat": _beat, "Reset": _reset_by}
    on_result: ClassVar[Handlers] = {
        "BootNotification": _booted,
        "ChangeConfiguration": _configured,
        "SetVariables": _set,
    }


def _place_of(call: _Waiting) -> Place:
    return call.entry.file, call.entry.line
