"""Whether the station is there: boots, connections, heartbeats."""

from __future__ import annotations

import statistics
from typing import ClassVar

from ..._core.record import Sender
from .._conversations import Turn
from .._said import Place, Said, number, objects, text
from ._kinds import Kind
from ._notes import lasting
from ._watcher import CSMS, STATION, Add, Handlers, Watcher

__all__ = ["Presence"]

_MAX_GAPS = 50
_PLANNED = frozenset({"FirmwareUpdate", "RemoteReset", "ScheduledReset"})  # reasons of a boot of 2.x
_FEWEST_GAPS, _MANY_GAPS = 2, 5  # between heartbeats


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
        self._is_triggered = False  # the CSMS has asked for the next heartbeat

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
        allowed = self._interval * (1.5 if self._heartbeats else 4) + 30  # a log may leave heartbeats out
        if self._interval and lasted > allowed:
            template = "the station sent nothing for up to {worst}; its heartbeat interval is {interval} ({times})."
            add(Kind.SILENCE, template, place, side=STATION, number=lasted, parts={"interval": lasting(self._interval)})

    def _boot(self, said: Said) -> None:
        self._connected = None
        if self._booted_in and self._booted_in != said.turn.number:
            template = "the station booted again, {cause} ({times})."
            reason = text(said.payload, "reason")
            cause = self._reset or (f"reason {reason}" if reason else "and the log has no Reset before it")
            side = None if self._reset or reason in _PLANNED else STATION
            self.add(Kind.REBOOT, template, said.place, side=side, parts={"cause": cause})
        self._booted_in, self._reset, self._is_rejected = said.turn.number, "", False

    def _booted(self, said: Said) -> None:
        status, interval = text(said.payload, "status"), number(said.payload, "interval")
        self._is_rejected = status == "Rejected"
        if status in ("Pending", "Rejected"):
            template = "the CSMS answered BootNotification with {status} ({times})."
            self.add(Kind.REFUSED_BOOT, template, said.place, side=CSMS, parts={"status": status})
        elif interval is not None and interval > 0:
            self._interval, self._heartbeat = interval, said.at

    def called(self, said: Said) -> None:
        """A call of any action."""
        if self._is_rejected and said.sender is STATION and said.action != "BootNotification":
            template = "the station sent {action} although the CSMS had rejected its BootNotification ({times})."
            self.add(Kind.SPOKE_BEFORE_ACCEPTED, template, said.place, side=STATION, parts={"action": said.action})

    def _beat(self, said: Said) -> None:
        self._heartbeats += 1
        if said.at is None or self._is_triggered:
            self._is_triggered = False
            return
        if self._heartbeat is not None and len(self._gaps) < _MAX_GAPS:
            self._gaps.append(said.at - self._heartbeat)
        self._heartbeat = said.at

    def _trigger(self, said: Said) -> None:
        self._is_triggered = text(said.payload, "requestedMessage") == "Heartbeat"

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
        if len(self._gaps) >= _FEWEST_GAPS and self._last is not None:
            usual = statistics.median(self._gaps) if len(self._gaps) >= _MANY_GAPS else max(self._gaps)
            if usual < self._interval / 2:
                template = "the station sent a Heartbeat every {usual}; the CSMS had asked for {interval}."
                parts = {"usual": lasting(usual), "interval": lasting(self._interval)}
                add(Kind.HEARTBEAT_PACE, template, self._last[1], side=STATION, parts=parts)

    on_call: ClassVar[Handlers] = {
        "BootNotification": _boot,
        "Heartbeat": _beat,
        "Reset": _reset_by,
        "TriggerMessage": _trigger,
    }
    on_result: ClassVar[Handlers] = {
        "BootNotification": _booted,
        "ChangeConfiguration": _configured,
        "SetVariables": _set,
    }
