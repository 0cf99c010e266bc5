"""One transaction: a row of the table of sessions, and what it is made of."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from math import inf, isfinite
from typing import Any

import msgspec

from ..log._charging.units import scale_of
from ._samples import REGISTER, number_in
from ._told import DAY, SECOND, Told

__all__ = ["ACCEPTED", "SILENT", "Session", "Time"]

#: For how long a session may be silent before its end.
SILENT = 7 * DAY
#: For how long messages may come after its end, such as those of 2.x that the station could not send before.
_LINGERS = 3_600 * SECOND

ACCEPTED = "Accepted"
_POWER = "Power.Active.Import"
_LITTLE_ENERGY = 100.0  # Wh: no car charges so little, and no register that runs on falls by more
_DIGITS = 6  # of a Wh; what is beyond comes from the multiplication of kWh
_CHARGING = "Charging"
_IDLE = frozenset({"SuspendedEV", "SuspendedEVSE", "Finishing"})
_MOST_NUMBERS = 100_000  # of events that are told from each other
#: Reasons of an end that somebody has wanted; 1.6 and 2.x.
_NORMAL = frozenset(
    {
        "DeAuthorized",
        "EVDisconnected",
        "EnergyLimitReached",
        "Local",
        "LocalOutOfCredit",
        "MasterPass",
        "Remote",
        "ReqEnergyTransferRejected",
        "SOCLimitReached",
        "StoppedByEV",
        "TimeLimitReached",
    }
)
#: No state lasts so long: the clock of the station, which began in 1970, was set meanwhile. Seconds.
_CLOCK_SET = 365 * 86_400
#: Readings of the begin and the end are that, whatever clock they have.
_ORDER = {"Transaction.Begin": -1, "Transaction.End": 1}
_REGISTERS = frozenset({None, REGISTER})
_OUTLET = (None, "Outlet")  # where the register is that counts
_MOST_SPANS = 100  # in states, of which the end may have been meanwhile
Time = datetime.datetime


class Session(msgspec.Struct, eq=False):
    """A row, and what it is made of."""

    station: str | None
    protocol: str | None
    transaction_id: str
    heard: int
    first_file: str | None
    first_line: int | None
    last_file: str | None
    last_line: int | None
    evse_id: int | None = None
    connector_id: int | None = None
    started: Time | None = None
    stopped: Time | None = None
    first_power: Time | None = None
    last_power: Time | None = None
    start_trigger: str | None = None
    stop_reason: str | None = None
    token_status: str | None = None
    remote: bool = False
    id_token_hash: str | None = None
    id_token_type: str | None = None
    meter_start_wh: float | None = None
    meter_stop_wh: float | None = None
    energy_wh: float | None = None
    energy_from: str | None = None
    charging_s: float | None = None
    idle_s: float | None = None
    events: int = 0
    missing_seq: int | None = None
    offline: bool = False
    outcome: str = ""
    # What it is made of. `over`: after it, nothing can belong to it any more.  `start`: what tells its start from
    # another one.  `numbers`: each seqNo with the time of its event; `last_number`: the highest.
    over: int = 0
    start: tuple[Any, ...] | None = None
    has_ended: bool = False
    numbers: dict[int, Time] = {}
    last_number: int = -1
    first_register: tuple[tuple[int, Time], float] | None = None
    last_register: tuple[tuple[int, Time], float] | None = None
    state: str | None = None
    since: Time | None = None
    latest: Time | None = None
    spans: list[tuple[str, Time, Time]] = []
    charging: float = 0.0
    idle: float = 0.0

    def __post_init__(self) -> None:
        """It has been heard once."""
        self.over = self.heard + SILENT

    def hear(self, told: Told) -> None:
        """Another request belongs to it."""
        self.heard = told.at
        if not self.has_ended:
            self.over = told.at + SILENT
        self.events += 1
        self.last_file, self.last_line = told.file, told.line

    def see(self, time: Time | None) -> None:
        """The station has told of this time."""
        if time is not None and (self.latest is None or time > self.latest):
            self.latest = time

    def count(self, number: int, time: Time) -> bool:
        """Counts an event of 2.x. Whether it is new: the station sends an event again if it gets no answer."""
        if self.numbers.get(number) == time:
            return False
        if len(self.numbers) < _MOST_NUMBERS:
            self.numbers[number] = time
        return True

    def takes(self, start: tuple[Any, ...]) -> bool:
        """Whether it has this start, or may have it."""
        if self.start is not None:
            return self.start == start
        return self.stopped is None or start[0] <= self.stopped

    @property
    def reading(self) -> float:
        """Its latest reading."""
        if self.last_register is not None:
            return self.last_register[1]
        return 0.0 if self.meter_start_wh is None else self.meter_start_wh

    def change(self, state: str | None, at: Time) -> None:
        """The connector charges, or does not, from now on; None: it is over. Time does not run backwards."""
        if self.since is None and state is None:
            return
        if self.since is not None:
            at = max(at, self.since)
            if self.state == _CHARGING or self.state in _IDLE:
                self.spans.append((self.state, self.since, at))
                if len(self.spans) > _MOST_SPANS:
                    self._spend(*self.spans.pop(0))
        self.state, self.since = state, at

    def _spend(self, state: str, begin: Time, end: Time) -> None:
        """It was in a state for some time."""
        seconds = (end - begin).total_seconds()
        if seconds > _CLOCK_SET:
            return
        if state == _CHARGING:
            self.charging += seconds
        else:
            self.idle += seconds

    def _spend_all(self) -> None:
        """The states up to the end. After a loss of power, the next state may come before the end, which is earlier."""
        for state, begin, end in self.spans:
            if self.stopped is not None and begin < self.stopped < end:
                self._spend(state, begin, self.stopped)
                break
            self._spend(state, begin, end)
        self.spans.clear()

    def decide(self, status: str, token: tuple[str, str], *, is_at_end: bool) -> None:
        """The CSMS has decided on a card of 2.x.

        Another card counts only if it is accepted, and none counts after one that was accepted, nor does the card that
        ends a session.
        """
        is_own = token[0] == self.id_token_hash
        is_decided = self.token_status == ACCEPTED or (is_at_end and (self.token_status is not None or not is_own))
        if not is_decided and (is_own or status == ACCEPTED):
            self.token_status = status
            self.id_token_hash, self.id_token_type = token

    def end(self, told: Told, reason: Any) -> None:
        """It is over; messages may still come."""
        self.has_ended, self.over, self.stopped = True, told.at + _LINGERS, told.time
        self.stop_reason = "Local" if reason is None else str(reason)  # the default of the specification
        self.change(None, self.stopped)

    def measure(self, meter_values: Iterable[Any]) -> None:
        """Takes the values of its register, and the time of power."""
        for meter_value in meter_values:
            at = meter_value.timestamp
            if at is None:
                continue
            self.see(at)
            for sampled in meter_value.sampledValue:
                measurand = sampled.measurand
                if measurand in _REGISTERS:
                    if sampled.phase is None and sampled.location in _OUTLET:
                        self._register(at, sampled)
                elif measurand == _POWER:
                    self._power(at, sampled)

    def _register(self, at: Time, sampled: Any) -> None:
        value = _in_wh(sampled)
        if value is None:
            return
        context = sampled.context
        place = 0 if context is None else _ORDER.get(str(context), 0), at
        if self.first_register is None or place < self.first_register[0]:
            self.first_register = place, value
        if self.last_register is None or place >= self.last_register[0]:
            self.last_register = place, value

    def _power(self, at: Time, sampled: Any) -> None:
        value = number_in(sampled.value)
        if value is None or value <= 0:
            return
        if self.first_power is None or at < self.first_power:
            self.first_power = at
        if self.last_power is None or at > self.last_power:
            self.last_power = at

    def finish(self) -> None:
        """Works out what follows from its messages."""
        self._work_out_energy()
        self._work_out_states()
        if 0 < len(self.numbers) < _MOST_NUMBERS:
            self.missing_seq = max(self.numbers) - min(self.numbers) + 1 - len(self.numbers)
        self.outcome = self._outcome()

    def _work_out_states(self) -> None:
        """How long it was in each state; without an end, until its last message. Null if nothing tells a state."""
        if not self.has_ended and self.latest is not None:
            self.change(None, self.latest)
        if self.since is None:
            return
        self._spend_all()
        self.charging_s, self.idle_s = self.charging, self.idle
        if self.started is not None and self.stopped is not None:  # a clock may have been set meanwhile
            lasted = max((self.stopped - self.started).total_seconds(), 0.0)
            self.charging_s = min(self.charging, lasted)
            self.idle_s = min(self.idle, lasted - self.charging_s)

    def _work_out_energy(self) -> None:
        start, stop = self.meter_start_wh, self.meter_stop_wh
        energy = None if start is None or stop is None else _energy(start, stop)
        if energy is not None:
            self.energy_wh, self.energy_from = energy, "meter"
        elif (
            self.first_register is not None
            and self.last_register is not None
            and (start is not None or stop is not None or self.first_register != self.last_register)  # one says nothing
        ):
            first, last = self.first_register[1], self.last_register[1]
            self.meter_start_wh = first if start is None or start > first else start  # else it is another register
            self.meter_stop_wh = last if stop is None or stop < first else stop
            self.energy_wh = _energy(self.meter_start_wh, self.meter_stop_wh)
            self.energy_from = None if self.energy_wh is None else "samples"

    def _outcome(self) -> str:
        if self.started is None:
            return "no_start"
        if self.stopped is None:
            return "open"
        if self.token_status not in (None, ACCEPTED):
            return "refused"
        if self.energy_wh is not None and self.energy_wh <= _LITTLE_ENERGY:
            return "no_energy"
        return "completed" if self.stop_reason in _NORMAL else "aborted"


def _energy(start: float, stop: float) -> float | None:
    """The energy between two readings; None if the register was set back meanwhile."""
    energy = round(stop - start, _DIGITS)
    return energy if -_LITTLE_ENERGY <= energy < inf else None


def _in_wh(sampled: Any) -> float | None:
    """The value of an energy register; None if it is signed data."""
    value = number_in(sampled.value)
    measure = getattr(sampled, "unitOfMeasure", sampled)  # a value of 1.6 has its unit itself
    if value is None or measure is None:
        return value
    factor, divisor = scale_of(measure.unit or "", getattr(measure, "multiplier", None))
    value = value * factor / divisor
    return value if isfinite(value) else None
