"""A connector, and what happens at it."""

from __future__ import annotations

from collections.abc import Generator
from typing import ClassVar, NamedTuple

from ._meter import Meter
from ._station import ANY, Station, Steps
from ._times import MINUTE, SECOND, START, moment, stamp
from ._truth import Downtime, Session

#: What becomes of a session, and how often.
_FATES = {
    "normal": 80.0,
    "aborted": 5.0,
    "no_energy": 3.0,
    "start_refused": 2.5,
    "token_refused": 4.0,
    "fault": 1.5,
    "no_cable": 2.0,
    "remote_rejected": 2.0,
}
_REFUSALS = ("Blocked", "Invalid", "Expired")
_FAULTS = ("GroundFailure", "ConnectorLockFailure", "OverCurrentFailure", "PowerMeterFailure", "HighTemperature")
_POWERS = (3_680, 7_360, 11_040, 22_080, 49_500, 99_000)


class Phase(NamedTuple):
    """A part of a session: the state of the charging, for how long, with what power in W."""

    state: str
    lasts: int
    power: int


class Connector:
    """A connector, and what happens at it. The subclasses write its messages."""

    STOPS: ClassVar[dict[str, float]]
    ABORTS: ClassVar[tuple[str, ...]]
    PLUGGED: ClassVar[str]

    def __init__(self, station: Station, number: int) -> None:
        self.station, self.number, self.truth = station, number, station.truth
        self.random, self.chance = station.random, station.chance
        profile = station.profile
        samples = profile.samples[station.index // 4 % len(profile.samples)]
        self.meter = Meter(station.is_16, station.make, samples)
        self.energy = self.random.randrange(10_000, 9_000_000)
        self.session = Session("", "", "", "", 0)
        self.seq = 0
        self.measured: tuple[int, int] | None = None  # the first and the last time with power
        self.token = ""

    # What the subclasses say.

    def status(self, at: int, status: str, error: str = "NoError") -> None:
        """Tells the status."""
        raise NotImplementedError

    def authorize(self, at: int, answer: str) -> None:
        """Asks whether the token is good."""
        raise NotImplementedError

    def remote_start(self, at: int, answer: str) -> int:
        """The CSMS starts a session. Gives the time of the answer."""
        raise NotImplementedError

    def remote_stop(self, at: int) -> int:
        """The CSMS ends it."""
        raise NotImplementedError

    def begin(self, at: int, answer: str) -> None:
        """The transaction starts."""
        raise NotImplementedError

    def state(self, at: int, phase: Phase) -> None:
        """The state of the charging changes."""
        raise NotImplementedError

    def measure(self, at: int, power: int) -> None:
        """Sends meter values."""
        raise NotImplementedError

    def end(self, at: int, reason: str) -> None:
        """The transaction ends. `reason`: "" if the station does not say."""
        raise NotImplementedError

    def loose_values(self, at: int) -> None:
        """Sends a meter value that belongs to no transaction."""
        raise NotImplementedError

    def _send_loose(self, at: int, head: str, value: str) -> None:
        payload = f'{head}[{{"timestamp":"{stamp(at)}","sampledValue":[{value}]}}]}}'
        self.station.call(at, "MeterValues", payload, "{}", ANY)
        self.truth.samples += not self.station.spoiled
        self.station.spoiled = False

    # What happens.

    def life(self) -> Steps:
        """Everything, one after the other."""
        at = START + 2 * MINUTE + int(self.chance() * MINUTE)
        yield at
        if self.chance() < 0.06:
            at = yield from self._left_over(at)
        else:
            self.status(at, "Available")
        while True:
            at += int(self.random.expovariate(1 / (self.station.profile.pause * SECOND))) + MINUTE
            yield at
            what = self.chance()
            if what < 0.03:
                at = yield from self._down(at)
            elif what < 0.13:
                self.loose_values(at)
            else:
                at = yield from self._visit(at)

    def _is_offline(self, at: int) -> bool:
        return at < self.station.offline_until

    def _down(self, at: int, status: str = "", error: str = "NoError") -> Generator[int, None, int]:
        """The connector cannot be used for a while."""
        if not status:
            status = self.random.choice(("Faulted", "Unavailable"))
        if status == "Faulted" and error == "NoError":
            error = self.random.choice(_FAULTS)
        code = error if self.station.is_16 else None
        down = Downtime(self.station.name, self.station.protocol, self.number, status, code, moment(at))
        self.truth.downtime.append(down)
        self.status(at, status, error)
        at += int((5 + self.random.expovariate(1 / 60)) * MINUTE)
        yield at
        self.status(at, "Available")
        down.until = moment(at)
        return at

    def _visit(self, at: int) -> Generator[int, None, int]:
        """Somebody comes and wants to charge."""
        fate = self.random.choices(tuple(_FATES), tuple(_FATES.values()))[0]
        is_remote = self.chance() < 0.35 or fate == "remote_rejected"
        if self._is_offline(at):  # nobody is asked then
            is_remote, fate = False, fate if fate in {"aborted", "no_energy", "fault"} else "normal"
        self.token = f"{self.random.randrange(16**14):014X}"
        if fate == "remote_rejected":
            self._failed(fate)
            return self.remote_start(at, "Rejected")
        if is_remote:
            self.station.online_until = at + 2 * MINUTE  # so that start and request are near in the log
            at = self.remote_start(at, "Accepted") + SECOND
            yield at
        if fate == "no_cable" and is_remote:
            self._failed(fate)
            return at
        self.status(at, self.PLUGGED)
        at += 2 * SECOND + int(self.chance() * 20 * SECOND)
        yield at
        if fate == "fault":
            self._failed(fate)
            return (yield from self._down(at, "Faulted"))
        refusal = self.random.choice(_REFUSALS)
        if (not is_remote or fate == "token_refused") and not self._is_offline(at):
            self.authorize(at, refusal if fate == "token_refused" else "Accepted")
            at += 3 * SECOND
            yield at
        if fate in {"token_refused", "no_cable"}:
            self._failed(fate)
            at += MINUTE
            yield at
            self.status(at, "Available")
            return at
        return (yield from self._transaction(at, fate, refusal, is_remote))

    def _failed(self, cause: str) -> None:
        self.truth.failed_starts[cause] += 1

    def _transaction(self, at: int, fate: str, refusal: str, is_remote: bool) -> Generator[int, None, int]:
        answer = refusal if fate == "start_refused" and not self._is_offline(at) else "Accepted"
        session = self._open()
        session.started, session.meter_start_wh = moment(at), self.energy
        session.remote, session.token_status, session.id_token = is_remote, answer, self.token
        self.truth.sessions.append(session)
        self.begin(at, answer)
        at += 2 * SECOND + int(self.chance() * 2 * SECOND)
        yield at
        reason = self.random.choices(tuple(self.STOPS), tuple(self.STOPS.values()))[0]
        phases = self._phases()
        if answer != "Accepted":
            self._failed("start_refused")
            phases, reason = [], "DeAuthorized"
        elif fate == "no_energy":
            self._failed(fate)
            phases, reason = [Phase("SuspendedEV", int((2 + 8 * self.chance()) * MINUTE), 0)], "EVDisconnected"
        elif fate == "aborted":
            phases, reason = phases[:1], self.random.choice(self.ABORTS)
        charging, idle, at = yield from self._charge(at, phases)
        session.charging_s, session.idle_s = charging / 1000, idle / 1000
        return (yield from self._finish(at, reason))

    def _left_over(self, at: int) -> Generator[int, None, int]:
        """A transaction that has begun before the log."""
        session = self._open()
        self.truth.sessions.append(session)
        self.seq = 5
        _, _, at = yield from self._charge(at, self._phases()[-1:])
        return (yield from self._finish(at, "EVDisconnected"))

    def _open(self) -> Session:
        station = self.station
        self.seq, self.measured = 0, None
        number = station.next_transaction()
        self.session = Session(station.name, station.protocol, station.file, number, self.number)
        return self.session

    def _phases(self) -> list[Phase]:
        power = self.random.choice(_POWERS)
        lasts = int((10 + self.random.expovariate(1 / 70 if power < 40_000 else 1 / 20)) * MINUTE)
        phases = [Phase("Charging", lasts, power)]
        if self.chance() < 0.1:
            phases += [Phase("SuspendedEVSE", int((2 + 18 * self.chance()) * MINUTE), 0)]
            phases += [Phase("Charging", int(lasts * self.chance()), power // 2)]
        if self.chance() < 0.5:
            phases.append(Phase("SuspendedEV", int(self.random.expovariate(1 / 40) * MINUTE) + SECOND, 0))
        return phases

    def _charge(self, at: int, phases: list[Phase]) -> Generator[int, None, tuple[int, int, int]]:
        """Goes through the phases. Gives the time in charging, the time without, and the end."""
        interval = self.station.profile.interval * SECOND
        took = [0, 0]
        for phase in phases:
            self.state(at, phase)
            end, power = at + phase.lasts, phase.power
            took[phase.state != "Charging"] += phase.lasts
            while at + interval < end:
                at += interval
                yield at
                now = power - int(self.chance() * power * 0.1)
                self.energy += (now * interval + 1_800_000) // 3_600_000
                self.measure(at, now)
            self.energy += power * (end - at) // 3_600_000
            at = end
            yield at
        return took[0], took[1], at

    def _sent(self, at: int, power: int) -> None:
        """Takes down periodic meter values that have been sent."""
        session, station = self.session, self.station
        if station.spoiled:
            station.spoiled = False
            session.refused_events += 1
            if not station.is_16:
                session.missing_seq += 1
            return
        session.events += 1
        self.truth.samples += self.meter.samples
        if power and self.meter.samples > 1:
            self.measured = (self.measured[0] if self.measured else at, at)

    def _finish(self, at: int, reason: str) -> Generator[int, None, int]:
        """Ends the transaction, and waits until the car leaves."""
        session = self.session
        stopped, status = at, "Finishing" if self.station.is_16 else ""
        if reason in {"PowerLoss", "Reboot", "HardReset"}:  # it tells when it is back
            at += int((1 + 5 * self.chance()) * MINUTE)
            yield at
            self.station.boot(at, "PowerUp" if reason == "PowerLoss" else "RemoteReset")
        elif reason == "Remote":
            if self._is_offline(at):
                reason = "Local"
            else:
                at = self.remote_stop(at) + 1
                yield at
        self.end(stopped, reason)
        session.stopped, session.meter_stop_wh = moment(stopped), self.energy
        session.stop_reason = reason or "Local"
        if self.measured:
            session.first_power, session.last_power = moment(self.measured[0]), moment(self.measured[1])
        self._judge(reason)
        if reason in {"EmergencyStop", "GroundFault"}:
            at = yield from self._down(at + 1, "Faulted", "GroundFailure" if reason == "GroundFault" else "OtherError")
        else:
            if status:
                self.status(at + 1, status)
            at += int((1 + self.random.expovariate(1 / 10)) * MINUTE)
            yield at
            self.status(at, "Available")
        session.finishing_s = (at - stopped) / 1000
        return at

    def _judge(self, reason: str) -> None:
        session = self.session
        if session.started is None:
            session.outcome = "no_start"
            return
        assert session.meter_start_wh is not None
        session.energy_wh = self.energy - session.meter_start_wh
        if session.token_status in _REFUSALS:
            session.outcome = "refused"
        elif session.energy_wh <= 100:
            session.outcome = "no_energy"
        else:
            session.outcome = "aborted" if reason in self.ABORTS else "completed"
