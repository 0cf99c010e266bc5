"""Traffic of fleets of charging stations, made up, with everything known that tables should say of it.

    fleet = Fleet(stations=200, days=3, seed=1)
    for batch in fleet.batches():
        ...
    fleet.truth.sessions

Strategy: each connector is a generator function that sends and then says when it goes on; a heap takes them in the order
of time. Frames are text from the beginning: no message is ever made. What is sent later than now (answers, and the
queue of a station that is offline) waits in a buffer, which is sorted when a batch is full.
"""

from __future__ import annotations

import argparse
import datetime
import heapq
import importlib
import itertools
import random
import re
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import asdict, dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, TypeAlias

#: pyarrow has no types of its own.
pa: Any = importlib.import_module("pyarrow")
RecordBatch: TypeAlias = Any

BEGIN = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
SCHEMA: Any = pa.schema(
    [
        ("frame", pa.string()),
        ("time", pa.timestamp("us", "UTC")),
        ("station", pa.string()),
        ("sender", pa.string()),
        ("protocol", pa.string()),
        ("file", pa.string()),
        ("line", pa.int64()),
    ]
)
FILES = ("north.log", "south.log")
SENDERS = ("station", "csms")

# Times are milliseconds since 1970, in whole numbers.
_BEGIN = int(BEGIN.timestamp() * 1000)
_SECOND, _MINUTE, _HOUR, _DAY = 1000, 60_000, 3_600_000, 86_400_000
_NEVER = 1 << 62
_TIMEOUT = 30 * _SECOND  # a station waits so long for an answer

#: When a process goes on: what its generator yields.
Steps: TypeAlias = Iterator[int]


@dataclass(frozen=True)
class Profile:
    """What kind of traffic it is.

    Attributes:
        heartbeat: Seconds between heartbeats.
        interval: Seconds between meter values.
        pause: Mean seconds from one session to the next.
        samples: How many values a meter value holds, by the make of the station (one number is taken from the list).
        repaired: Share of the stations' requests with a defect that can be repaired. This and the next ones hold for a
            firmware with `faults` of 1.
        refused: Share with a defect that cannot. Only where the truth about sessions does not suffer.
        call_error: Share of good requests that are answered with a CALLERROR.
        lost: Share that is never answered.
        late: Share that is answered after more than five minutes.
    """

    heartbeat: int
    interval: int
    pause: int
    samples: tuple[int, ...]
    repaired: float
    refused: float
    call_error: float = 0.001
    lost: float = 0.001
    late: float = 0.0005


PROFILES = {
    "light": Profile(heartbeat=900, interval=300, pause=9000, samples=(2, 3, 2), repaired=0.002, refused=0.001),
    "heavy": Profile(heartbeat=900, interval=60, pause=5400, samples=(6, 5, 6), repaired=0.02, refused=0.014),
}


class Make(NamedTuple):
    """A kind of station.

    Attributes:
        vendor: Of the station.
        model: Of the station.
        firmware: Its version.
        faults: How often its firmware breaks rules, compared with others.
        counts: Whether it counts its messages and transactions, instead of giving them UUIDs.
        kilo: How it says energy and power: "" (Wh, W), "k" (kWh, kW) or "3" (the same with a multiplier; only 2.x).
        terse: Whether it leaves out what the specification fills in.
        events: Whether it tells of its state with NotifyEvent (only 2.x).
        data: Whether its StopTransaction has `transactionData` (only 1.6).
    """

    vendor: str
    model: str
    firmware: str
    faults: float
    counts: bool = False
    kilo: str = ""
    terse: bool = False
    events: bool = False
    data: bool = False


MAKES = (
    Make("Nordlader", "NL-22", "1.4.2", 0.0, data=True),
    Make("Nordlader", "NL-22", "1.5.0-rc3", 3.5, kilo="k", terse=True),
    Make("Amperia", "Wall 11", "2026.01", 0.5, counts=True, terse=True),
    Make("Amperia", "Wall 11", "2025.09", 1.5, counts=True, kilo="3"),
    Make("Voltaro", "HPC150", "7.0.18", 0.5, kilo="k", events=True),
    Make("Voltaro", "HPC150", "7.1.0", 0.0, kilo="3", counts=True, data=True),
)


@dataclass(slots=True)
class Session:
    """A transaction.

    Attributes:
        station: Its name.
        protocol: Of the station.
        file: The file with its frames.
        transaction_id: As text.
        connector: The connector (1.6), or the EVSE with its one connector (2.x).
        started: What the station says; None if that was before the log.
        stopped: What the station says; None if it has not ended.
        meter_start_wh: What the meter showed at the start; None if that was before the log.
        meter_stop_wh: What it showed at the end.
        energy_wh: The difference of both.
        outcome: In the words of the tables.
        stop_reason: Local if the station does not say.
        token_status: What the CSMS answered about the token.
        remote: Whether it was started by the CSMS.
        start_trigger: The trigger of the first event (2.x).
        id_token: The token, as it was sent.
        id_token_type: Its type (2.x).
        first_power: Time of the first sample above 0 W in a frame that can be read; None if power is not measured.
        last_power: Time of the last one.
        charging_s: Seconds in the state Charging; None if it did not start or end in the log. Idle likewise.
        idle_s: Seconds between start and stop in SuspendedEV and SuspendedEVSE.
        finishing_s: Seconds from its end until the connector was Available again.
        events: Its requests that can be read: StartTransaction, MeterValues, StopTransaction, TransactionEvent.
        missing_seq: Sequence numbers between the first and the last one that no readable event has (2.x).
        refused_events: Its requests that cannot be read, for a defect.
        offline: Whether an event says so (2.x).
    """

    station: str
    protocol: str
    file: str
    transaction_id: str
    connector: int
    started: datetime.datetime | None = None
    stopped: datetime.datetime | None = None
    meter_start_wh: int | None = None
    meter_stop_wh: int | None = None
    energy_wh: int | None = None
    outcome: str = "open"
    stop_reason: str | None = None
    token_status: str | None = None
    remote: bool = False
    start_trigger: str | None = None
    id_token: str | None = None
    id_token_type: str | None = None
    first_power: datetime.datetime | None = None
    last_power: datetime.datetime | None = None
    charging_s: float | None = None
    idle_s: float | None = None
    finishing_s: float | None = None
    events: int = 0
    missing_seq: int = 0
    refused_events: int = 0
    offline: bool = False


@dataclass(slots=True)
class Downtime:
    """A time during which a connector could not be used. `until`: None if it still lasts."""

    station: str
    protocol: str
    connector: int
    status: str
    error_code: str | None
    since: datetime.datetime
    until: datetime.datetime | None = None


@dataclass(slots=True)
class Latency:
    """How long answers to one action took, CALLERRORs and late answers too, in whole milliseconds."""

    count: int = 0
    total_ms: int = 0
    most_ms: int = 0

    @property
    def mean(self) -> float:
        """Seconds."""
        return self.total_ms / self.count / 1000 if self.count else 0.0


@dataclass
class Truth:
    """What is known of the traffic, complete when all batches are taken.

    Attributes:
        sessions: In the order in which they begin in the log.
        downtime: Connectors that are Faulted or Unavailable, as they say.
        boots: BootNotifications by firmware and answer.
        failed_starts: By cause: remote_rejected, token_refused (by Authorize), start_refused (at the start of the
            transaction), no_cable, fault, no_energy.
        defects: Frames by firmware and verdict (repaired, refused). All others are ok.
        call_errors: CALLERRORs by code; those that answer refused frames, too.
        lost: Requests that nobody answers: good ones, and those whose text breaks off.
        late: Answers after more than five minutes.
        latencies: By action; that of a misspelled action too.
        station_frames: Frames by firmware, sent by stations.
        frames: All frames.
        samples: Sampled values in frames that can be read.
        firmware: Of each station.
        silent: Stations of which nothing more comes, and since when.
    """

    sessions: list[Session] = field(default_factory=list[Session])
    downtime: list[Downtime] = field(default_factory=list[Downtime])
    boots: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    failed_starts: Counter[str] = field(default_factory=Counter[str])
    defects: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    call_errors: Counter[str] = field(default_factory=Counter[str])
    lost: int = 0
    late: int = 0
    latencies: dict[str, Latency] = field(default_factory=dict[str, Latency])
    station_frames: Counter[str] = field(default_factory=Counter[str])
    frames: int = 0
    samples: int = 0
    firmware: dict[str, str] = field(default_factory=dict[str, str])
    silent: dict[str, datetime.datetime] = field(default_factory=dict[str, datetime.datetime])

    def verdicts(self) -> Counter[str]:
        """Frames by verdict."""
        found: Counter[str] = Counter()
        for (_, verdict), count in self.defects.items():
            found[verdict] += count
        found["ok"] = self.frames - found.total()
        return found

    def outcomes(self) -> Counter[str]:
        """Sessions by outcome."""
        return Counter(each.outcome for each in self.sessions)


#: A frame on its way: time, number, text, index of the station, whether the CSMS sends it.
_Row: TypeAlias = tuple[int, int, str, int, int]


@dataclass
class Fleet:
    """A fleet and its traffic. The same settings give the same frames.

    Args:
        stations: How many. Every two of them are alike, in different files, with the same ids where they count.
        days: For how long.
        seed: Of all chance.
        versions: The protocols, for two stations at a time.
        profile: "light", "heavy" or one of your own.
        frames: If given, it ends when so many are on their way, if that is earlier.
        silent: How many stations fall silent.
    """

    stations: int = 200
    days: float = 3.0
    seed: int = 1
    versions: tuple[str, ...] = ("ocpp1.6", "ocpp2.0.1")
    profile: Profile | str = "light"
    frames: int | None = None
    silent: int = 1
    truth: Truth = field(init=False, default_factory=Truth)
    rows: list[_Row] = field(init=False, repr=False, default_factory=list[_Row])

    def batches(self, size: int = 50_000) -> Iterator[RecordBatch]:
        """The traffic in the order of time. Each time it begins anew, with a new truth."""
        self.truth, self.rows = Truth(), []
        self.numbers = itertools.count()
        makers = [_Station(self, index) for index in range(self.stations)]
        columns = _Columns(makers)
        for at in self._run(makers, size):
            self.rows.sort()
            ready = bisect_left(self.rows, at, key=itemgetter(0))
            whole = ready if at == _NEVER else ready // size * size
            for begin in range(0, whole, size):
                yield columns.batch(self.rows[begin : min(begin + size, whole)])
            del self.rows[:whole]
        self._sum_up(makers)

    def _run(self, stations: list[_Station], size: int) -> Iterator[int]:
        """Lets all stations act. Gives the time each time a batch may be full, and in the end _NEVER."""
        processes = ((station, steps) for station in stations for steps in station.processes())
        waiting = [(next(steps), number, steps, station) for number, (station, steps) in enumerate(processes)]
        heapq.heapify(waiting)
        end, most, rows, full = _BEGIN + int(self.days * _DAY), self.frames or _NEVER, self.rows, 2 * size
        written = 0
        while waiting:
            at, number, steps, station = waiting[0]
            if at >= end or written + len(rows) >= most:
                break
            then = next(steps, None) if at < station.silent_from else None
            if then is None:
                heapq.heappop(waiting)
            else:
                heapq.heapreplace(waiting, (then, number, steps, station))
            if len(rows) >= full:
                before = len(rows)
                yield at
                written += before - len(rows)
                full = len(rows) + size
        yield _NEVER

    def _sum_up(self, stations: list[_Station]) -> None:
        truth = self.truth
        truth.frames = next(self.numbers)
        for station in stations:
            truth.station_frames[station.make.firmware] += station.sent
            truth.firmware[station.name] = station.make.firmware
            if station.silent_from != _NEVER:
                truth.silent[station.name] = _moment(max(station.silent_from, station.busy))


class _Columns:
    """Makes batches of rows."""

    def __init__(self, stations: list[_Station]) -> None:
        self._names = pa.array([each.name for each in stations], pa.string())
        self._protocols = pa.array([each.protocol for each in stations], pa.string())
        self._senders = pa.array(SENDERS, pa.string())
        self._files = pa.array(FILES, pa.string())
        self._lines = [itertools.count(1) for _ in FILES]

    def batch(self, rows: list[_Row]) -> RecordBatch:
        """The rows in columns. The lines of each file are counted."""
        times, _, frames, stations, senders = zip(*rows, strict=True)
        index = pa.array(stations, pa.int32())
        files = [each & 1 for each in stations]
        lines = self._lines
        columns = [
            pa.array(frames, pa.string()),
            pa.array(times, pa.int64()).cast(pa.timestamp("ms", "UTC")).cast(pa.timestamp("us", "UTC")),
            self._names.take(index),
            self._senders.take(pa.array(senders, pa.int32())),
            self._protocols.take(index),
            self._files.take(pa.array(files, pa.int32())),
            pa.array([next(lines[each]) for each in files], pa.int64()),
        ]
        return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def _moment(at: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(at // 1000, datetime.UTC).replace(microsecond=at % 1000 * 1000)


_CLOCK = [f"T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}." for second in range(86400)]
_MILLISECONDS = [f"{each:03}Z" for each in range(1000)]
_DATES: dict[int, str] = {}


def _stamp(at: int) -> str:
    """A time as it is sent."""
    second, millisecond = divmod(at, 1000)
    day, second = divmod(second, 86400)
    date = _DATES.get(day)
    if date is None:
        date = _DATES[day] = (datetime.date(1970, 1, 1) + datetime.timedelta(day)).isoformat()
    return date + _CLOCK[second] + _MILLISECONDS[millisecond]


def _waits() -> list[int]:
    """How long answers take, in milliseconds."""
    chance = random.Random(7)  # noqa: S311
    return [int(chance.lognormvariate(4.2, 0.7)) + 5 for _ in range(4096)]


_WAITS = _waits()
#: How many times as long the CSMS takes to answer these.
_SLOWER = {"Authorize": 3, "StartTransaction": 4, "BootNotification": 2}

_TROUBLES = ("repaired", "refused", "call_error", "lost", "late")
#: Requests in which anything may go wrong, and those of which nothing may get lost: the truth is made of them.
_ANY, _KEPT = True, False


class _Station:
    """Sends and is sent to; keeps the order of its requests.

    `offline_until`: until then, what it sends is kept. `online_until`: until then it stays online. `silent_from`: from then on it does nothing.
    `spoiled`: whether the last request cannot be read; whoever asks takes it back.
    """

    def __init__(self, fleet: Fleet, index: int) -> None:
        pair = index // 2
        self.fleet, self.index, self.truth = fleet, index, fleet.truth
        self.protocol = fleet.versions[pair % len(fleet.versions)]
        self.is_16 = self.protocol == "ocpp1.6"
        self.make = MAKES[pair // len(fleet.versions) % len(MAKES)]
        self.name, self.file = f"CS{index + 1:04}", FILES[index & 1]
        self.random = random.Random(f"{fleet.seed}/{index}")  # noqa: S311
        self.chance = self.random.random
        self.bits = self.random.getrandbits
        profile = fleet.profile if isinstance(fleet.profile, Profile) else PROFILES[fleet.profile]
        self.profile = profile
        shares = (profile.repaired, profile.refused, profile.call_error, profile.lost, profile.late)
        self.shares = [share * self.make.faults for share in shares]
        self.trouble = sum(self.shares)
        self.busy = self.csms_busy = self.offline_until = self.online_until = self.sent = self.counted = (
            self.transactions
        ) = 0
        is_silent = index >= fleet.stations - fleet.silent
        self.silent_from = _BEGIN + int((0.3 + 0.4 * self.chance()) * fleet.days * _DAY) if is_silent else _NEVER
        self.spoiled = False
        self.boot_text = self._boot_text()

    def processes(self) -> Iterator[Steps]:
        """Everything that goes on at the station."""
        yield self._life()
        yield self._connection()
        connector = _Connector16 if self.is_16 else _Connector2
        for number in range(1, 3):
            yield connector(self, number).life()

    def _life(self) -> Steps:
        """Boots, then heartbeats without end."""
        at = _BEGIN + int(self.chance() * 30 * _SECOND)
        yield at
        at = self.boot(at, "PowerUp") + _SECOND
        yield at
        if self.is_16:
            self.call(
                at,
                "StatusNotification",
                f'{{"connectorId":0,"errorCode":"NoError","status":"Available","timestamp":"{_stamp(at)}"}}',
                "{}",
                _KEPT,
            )
        every = self.profile.heartbeat * _SECOND
        at += int(self.chance() * every)
        while True:
            yield at
            if at >= self.offline_until:
                self.call(at, "Heartbeat", "{}", f'{{"currentTime":"{_stamp(at)}"}}', _ANY)
                self.spoiled = False
            at += every

    def _connection(self) -> Steps:
        """Goes offline once in three days or so."""
        at = _BEGIN
        while True:
            at += int(self.random.expovariate(1 / (3 * _DAY))) + _HOUR
            yield at
            if at < self.online_until:
                at = self.online_until
                continue
            self.offline_until = at + int((5 + 85 * self.chance()) * _MINUTE)
            at = self.offline_until

    def _boot_text(self) -> str:
        make = self.make
        if self.is_16:
            return (
                f'{{"chargePointVendor":"{make.vendor}","chargePointModel":"{make.model}",'
                f'"chargePointSerialNumber":"SN-{self.index:06}","firmwareVersion":"{make.firmware}"}}'
            )
        return (
            f'{{"reason":"%s","chargingStation":{{"vendorName":"{make.vendor}","model":"{make.model}",'
            f'"serialNumber":"SN-{self.index:06}","firmwareVersion":"{make.firmware}"}}}}'
        )

    def boot(self, at: int, reason: str) -> int:
        """Tells that it has started; now and then it has to say so twice. Gives the time of the answer."""
        payload = self.boot_text if self.is_16 else self.boot_text % reason
        answers = ("Pending", "Accepted") if self.chance() < 0.04 else ("Accepted",)
        for answer in answers:
            result = f'{{"status":"{answer}","currentTime":"{_stamp(at)}","interval":{self.profile.heartbeat}}}'
            at = self.call(at, "BootNotification", payload, result, _KEPT) + _MINUTE
            self.truth.boots[self.make.firmware, answer] += 1
        return at - _MINUTE

    def uuid(self) -> str:
        """An id that is used once."""
        digits = f"{self.bits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    def next_id(self) -> str:
        """The id of its next request."""
        if self.make.counts:
            self.counted += 1
            return str(self.counted)
        return self.uuid()

    def next_transaction(self) -> str:
        """The id of its next transaction: of the CSMS (1.6), or its own."""
        self.transactions += 1
        if self.is_16:
            return str(self.index // 2 * 100_000 + self.transactions)
        return f"TX-{self.transactions:06}" if self.make.counts else self.uuid()

    def call(self, at: int, action: str, payload: str, result: str, may_suffer: bool) -> int:
        """Sends a request when its turn comes, and lets the CSMS answer. Gives the time of the answer."""
        at = max(at, self.busy, self.offline_until)
        unique_id = self.next_id()
        frame = f'[2,"{unique_id}","{action}",{payload}]'
        self.sent += 1
        if self.trouble and self.chance() < self.trouble:
            return self._troubled(at, unique_id, action, frame, result, may_suffer)
        self._put(at, frame, 0)
        return self._answer(at, action, f'[3,"{unique_id}",{result}]')

    def _put(self, at: int, frame: str, sender: int) -> None:
        self.fleet.rows.append((at, next(self.fleet.numbers), frame, self.index, sender))

    def _answer(self, at: int, action: str, frame: str, wait: int = 0, sender: int = 1) -> int:
        """The answer to a request of that time. The station's next request comes after it."""
        if not wait:
            wait = _WAITS[self.bits(12)] * _SLOWER.get(action, 1)
            self.busy = at + wait + 20
        self._put(at + wait, frame, sender)
        latency = self.truth.latencies.get(action)
        if latency is None:
            latency = self.truth.latencies[action] = Latency()
        latency.count += 1
        latency.total_ms += wait
        latency.most_ms = max(latency.most_ms, wait)
        return at + wait

    def _troubled(self, at: int, unique_id: str, action: str, frame: str, result: str, may_suffer: bool) -> int:
        """The same with a defect, or with an answer that is an error, late or missing."""
        trouble = self.random.choices(_TROUBLES, self.shares)[0] if may_suffer else "repaired"
        if not may_suffer and self.chance() * self.trouble > self.shares[0]:
            trouble = ""
        answer, code = f'[3,"{unique_id}",{result}]', ""
        if trouble == "repaired":
            frame = self._spoilt(_REPAIRABLE, frame)
        elif trouble == "refused":
            frame, code, action = self._refusable(frame, action)
            self.spoiled = True
        elif trouble == "call_error":
            code = "InternalError"
        if trouble in {"repaired", "refused"}:
            self.truth.defects[self.make.firmware, trouble] += 1
        self._put(at, frame, 0)
        if trouble == "lost" or code == "none":
            self.truth.lost += 1
            self.busy = at + _TIMEOUT
            return self.busy
        if trouble == "late":
            self.truth.late += 1
            self.busy = at + _TIMEOUT
            self._answer(at, action, answer, 5 * _MINUTE + 1 + self.bits(18))
            return self.busy
        if code:
            self.truth.call_errors[code] += 1
            answer = f'[4,"{unique_id}","{code}","made up",{{}}]'
        return self._answer(at, action, answer)

    def _spoilt(self, ways: tuple[Callable[[str], str], ...], frame: str) -> str:
        """A frame with a defect of one of those ways that are possible."""
        for way in self.random.sample(ways, len(ways)):
            spoilt = way(frame)
            if spoilt != frame:
                return spoilt
        raise AssertionError("one way is always possible")

    def _refusable(self, frame: str, action: str) -> tuple[str, str, str]:
        """A frame that has to be refused, the code of the error that answers it, and its action then."""
        ways = [way for way in _REFUSED if way.pattern.search(frame)]
        way = self.random.choice(ways)
        spoilt = way.pattern.sub(way.replacement, frame, count=1)
        code = way.code_16 if self.is_16 else way.code
        return spoilt, code, f"{action}s" if code == "NotImplemented" else action

    def ask(self, at: int, action: str, payload: str, result: str) -> int:
        """The CSMS sends a request. Gives the time of the answer."""
        at = max(at, self.csms_busy)
        unique_id = self.uuid()
        self._put(at, f'[2,"{unique_id}","{action}",{payload}]', 1)
        busy = self.busy
        at = self._answer(at, action, f'[3,"{unique_id}",{result}]', sender=0)
        self.busy, self.csms_busy = busy, at + 1
        self.sent += 1
        return at


# Defects that can be repaired.

_ENUM = re.compile(r'"(?:status|errorCode|connectorStatus|context|eventType|chargingState|reason)":"([A-Za-z.]+)"')
_INTEGER = re.compile(r'("(?:connectorId|evseId|seqNo|transactionId|meterStart|meterStop)":)(\d+)')
_TEXT_VALUE = re.compile(r'("value":)"([\d.]+)"')


def _other_case(frame: str) -> str:
    return _ENUM.sub(lambda found: found[0].replace(found[1], found[1].lower()), frame, count=1)


def _number_as_text(frame: str) -> str:
    return _INTEGER.sub(r'\1"\2"', frame, count=1)


def _text_as_number(frame: str) -> str:
    return _TEXT_VALUE.sub(r"\1\2", frame, count=1)


def _unknown_field(frame: str) -> str:
    return frame[:-2] + ("" if frame.endswith("{}]") else ",") + '"vendorInfo":"x17"}]'


_REPAIRABLE = (_other_case, _number_as_text, _text_as_number, _unknown_field)


class _Refused(NamedTuple):
    """A defect that nobody can repair, and the code of the error that answers it: "none" if nothing does."""

    pattern: re.Pattern[str]
    replacement: str
    code: str
    code_16: str


_REFUSED = (
    _Refused(
        re.compile(r'"(?:seqNo|connectorId|evseId)":\d+,(?="(?:tr|me))'),
        "",
        "OccurrenceConstraintViolation",
        "OccurenceConstraintViolation",
    ),
    _Refused(
        re.compile(r'("(?:seqNo|connectorId|evseId)":)\d+'),
        r"\1[]",
        "TypeConstraintViolation",
        "TypeConstraintViolation",
    ),
    _Refused(re.compile(r'^(\[2,"[^"]+","[A-Za-z]+)"'), r'\1s"', "NotImplemented", "NotImplemented"),
    _Refused(re.compile(r"..\]$"), "", "none", "none"),
)


# Meter values.


class _Meter:
    """Writes sampled values. `samples`: how many in a periodic one; the energy is the first of them."""

    def __init__(self, is_16: bool, make: Make, samples: int) -> None:
        kilo = "k" if is_16 and make.kilo else make.kilo
        self.is_kilo = bool(kilo)
        self.samples = samples
        quote = '"' if is_16 else ""
        name = "" if make.terse else '"measurand":"Energy.Active.Import.Register",'
        unit = _unit("Wh", kilo, is_16)
        unit = "" if make.terse and not kilo else unit
        start = f'{{"value":{quote}%s{quote},{name}{unit}'
        self.first = start + '"context":"%s"}'
        others = (
            '"measurand":"Power.Active.Import",' + _unit("W", kilo, is_16),
            *(
                f'"measurand":"Current.Import","phase":"{phase}",' + _unit("A", "", is_16)
                for phase in ("L1", "L2", "L3")
            ),
            '"measurand":"Voltage",' + _unit("V", "", is_16),
        )[: samples - 1]
        texts = [self.first, *(f'{{"value":{quote}%s{quote},{other[:-1]}}}' for other in others)]
        self.periodic = ",".join(texts)

    def one(self, energy: int, context: str) -> str:
        """The energy alone."""
        return self.first % (self.shown(energy), context)

    def all(self, energy: int, power: int, noise: int) -> str:
        """Everything. `noise`: a small number, for what has no meaning here."""
        values: tuple[object, ...] = (self.shown(energy), "Sample.Periodic")
        if self.samples > 1:
            ampere = power / 690
            values += (self.shown(power), f"{ampere:.1f}", f"{ampere:.2f}", f"{ampere:.1f}", f"23{noise}")[
                : self.samples - 1
            ]
        return self.periodic % values

    def shown(self, value: int) -> str:
        """A value as it is sent; exact."""
        return f"{value // 1000}.{value % 1000:03}" if self.is_kilo else str(value)


def _unit(unit: str, kilo: str, is_16: bool) -> str:
    """A unit, with a comma behind it."""
    if is_16:
        return f'"unit":"{kilo}{unit}",'
    if kilo == "3":
        return f'"unitOfMeasure":{{"unit":"{unit}","multiplier":3}},'
    return f'"unitOfMeasure":{{"unit":"{kilo}{unit}"}},'


# Sessions.

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


class _Phase(NamedTuple):
    """A part of a session: the state of the charging, for how long, with what power in W."""

    state: str
    lasts: int
    power: int


class _Connector:
    """A connector, and what happens at it. The subclasses write its messages."""

    STOPS: ClassVar[dict[str, float]]
    ABORTS: ClassVar[tuple[str, ...]]
    PLUGGED: ClassVar[str]

    def __init__(self, station: _Station, number: int) -> None:
        self.station, self.number, self.truth = station, number, station.truth
        self.random, self.chance = station.random, station.chance
        profile = station.profile
        samples = profile.samples[MAKES.index(station.make) % len(profile.samples)]
        self.meter = _Meter(station.is_16, station.make, samples)
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

    def state(self, at: int, phase: _Phase) -> None:
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
        payload = f'{head}[{{"timestamp":"{_stamp(at)}","sampledValue":[{value}]}}]}}'
        self.station.call(at, "MeterValues", payload, "{}", _ANY)
        self.truth.samples += not self.station.spoiled
        self.station.spoiled = False

    # What happens.

    def life(self) -> Steps:
        """Everything, one after the other."""
        at = _BEGIN + 2 * _MINUTE + int(self.chance() * _MINUTE)
        yield at
        if self.chance() < 0.06:
            at = yield from self._left_over(at)
        else:
            self.status(at, "Available")
        while True:
            at += int(self.random.expovariate(1 / (self.station.profile.pause * _SECOND))) + _MINUTE
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
        down = Downtime(self.station.name, self.station.protocol, self.number, status, code, _moment(at))
        self.truth.downtime.append(down)
        self.status(at, status, error)
        at += int((5 + self.random.expovariate(1 / 60)) * _MINUTE)
        yield at
        self.status(at, "Available")
        down.until = _moment(at)
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
            self.station.online_until = at + 2 * _MINUTE  # so that start and request are near in the log
            at = self.remote_start(at, "Accepted") + _SECOND
            yield at
        if fate == "no_cable" and is_remote:
            self._failed(fate)
            return at
        self.status(at, self.PLUGGED)
        at += 2 * _SECOND + int(self.chance() * 20 * _SECOND)
        yield at
        if fate == "fault":
            self._failed(fate)
            return (yield from self._down(at, "Faulted"))
        refusal = self.random.choice(_REFUSALS)
        if (not is_remote or fate == "token_refused") and not self._is_offline(at):
            self.authorize(at, refusal if fate == "token_refused" else "Accepted")
            at += 3 * _SECOND
            yield at
        if fate in {"token_refused", "no_cable"}:
            self._failed(fate)
            at += _MINUTE
            yield at
            self.status(at, "Available")
            return at
        return (yield from self._transaction(at, fate, refusal, is_remote))

    def _failed(self, cause: str) -> None:
        self.truth.failed_starts[cause] += 1

    def _transaction(self, at: int, fate: str, refusal: str, is_remote: bool) -> Generator[int, None, int]:
        answer = refusal if fate == "start_refused" and not self._is_offline(at) else "Accepted"
        session = self._open()
        session.started, session.meter_start_wh = _moment(at), self.energy
        session.remote, session.token_status, session.id_token = is_remote, answer, self.token
        self.truth.sessions.append(session)
        self.begin(at, answer)
        at += 2 * _SECOND + int(self.chance() * 2 * _SECOND)
        yield at
        reason = self.random.choices(tuple(self.STOPS), tuple(self.STOPS.values()))[0]
        phases = self._phases()
        if answer != "Accepted":
            self._failed("start_refused")
            phases, reason = [], "DeAuthorized"
        elif fate == "no_energy":
            self._failed(fate)
            phases, reason = [_Phase("SuspendedEV", int((2 + 8 * self.chance()) * _MINUTE), 0)], "EVDisconnected"
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

    def _phases(self) -> list[_Phase]:
        power = self.random.choice(_POWERS)
        lasts = int((10 + self.random.expovariate(1 / 70 if power < 40_000 else 1 / 20)) * _MINUTE)
        phases = [_Phase("Charging", lasts, power)]
        if self.chance() < 0.1:
            phases += [_Phase("SuspendedEVSE", int((2 + 18 * self.chance()) * _MINUTE), 0)]
            phases += [_Phase("Charging", int(lasts * self.chance()), power // 2)]
        if self.chance() < 0.5:
            phases.append(_Phase("SuspendedEV", int(self.random.expovariate(1 / 40) * _MINUTE) + _SECOND, 0))
        return phases

    def _charge(self, at: int, phases: list[_Phase]) -> Generator[int, None, tuple[int, int, int]]:
        """Goes through the phases. Gives the time in charging, the time without, and the end."""
        interval = self.station.profile.interval * _SECOND
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
            at += int((1 + 5 * self.chance()) * _MINUTE)
            yield at
            self.station.boot(at, "PowerUp" if reason == "PowerLoss" else "RemoteReset")
        elif reason == "Remote":
            if self._is_offline(at):
                reason = "Local"
            else:
                at = self.remote_stop(at) + 1
                yield at
        self.end(stopped, reason)
        session.stopped, session.meter_stop_wh = _moment(stopped), self.energy
        session.stop_reason = reason or "Local"
        if self.measured:
            session.first_power, session.last_power = _moment(self.measured[0]), _moment(self.measured[1])
        self._judge(reason)
        if reason in {"EmergencyStop", "GroundFault"}:
            at = yield from self._down(at + 1, "Faulted", "GroundFailure" if reason == "GroundFault" else "OtherError")
        else:
            if status:
                self.status(at + 1, status)
            at += int((1 + self.random.expovariate(1 / 10)) * _MINUTE)
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
        if session.token_status != "Accepted":
            session.outcome = "refused"
        elif session.energy_wh <= 100:
            session.outcome = "no_energy"
        else:
            session.outcome = "aborted" if reason in self.ABORTS else "completed"


class _Connector16(_Connector):
    """Of OCPP 1.6."""

    STOPS: ClassVar[dict[str, float]] = {"Local": 4.0, "Remote": 2.0, "EVDisconnected": 3.0, "": 1.0}
    ABORTS: ClassVar[tuple[str, ...]] = ("PowerLoss", "EmergencyStop", "Reboot", "HardReset", "Other")
    PLUGGED: ClassVar[str] = "Preparing"

    def status(self, at: int, status: str, error: str = "NoError") -> None:
        text = f'"errorCode":"{error}","status":"{status}","timestamp":"{_stamp(at)}"'
        self.station.call(at, "StatusNotification", f'{{"connectorId":{self.number},{text}}}', "{}", _KEPT)

    def authorize(self, at: int, answer: str) -> None:
        result = f'{{"idTagInfo":{{"status":"{answer}"}}}}'
        self.station.call(at, "Authorize", f'{{"idTag":"{self.token}"}}', result, _KEPT)

    def remote_start(self, at: int, answer: str) -> int:
        payload = f'{{"connectorId":{self.number},"idTag":"{self.token}"}}'
        return self.station.ask(at, "RemoteStartTransaction", payload, f'{{"status":"{answer}"}}')

    def remote_stop(self, at: int) -> int:
        payload = f'{{"transactionId":{self.session.transaction_id}}}'
        return self.station.ask(at, "RemoteStopTransaction", payload, '{"status":"Accepted"}')

    def begin(self, at: int, answer: str) -> None:
        payload = (
            f'{{"connectorId":{self.number},"idTag":"{self.token}","meterStart":{self.energy},'
            f'"timestamp":"{_stamp(at)}"}}'
        )
        result = f'{{"idTagInfo":{{"status":"{answer}"}},"transactionId":{self.session.transaction_id}}}'
        self.station.call(at, "StartTransaction", payload, result, _KEPT)
        self.session.events += 1

    def state(self, at: int, phase: _Phase) -> None:
        self.status(at, phase.state)

    def measure(self, at: int, power: int) -> None:
        values = self.meter.all(self.energy, power, self.seq % 7)
        self.seq += 1
        payload = (
            f'{{"connectorId":{self.number},"transactionId":{self.session.transaction_id},'
            f'"meterValue":[{{"timestamp":"{_stamp(at)}","sampledValue":[{values}]}}]}}'
        )
        self.station.call(at, "MeterValues", payload, "{}", _ANY)
        self._sent(at, power)

    def end(self, at: int, reason: str) -> None:
        station, session = self.station, self.session
        more = f',"reason":"{reason}"' if reason else ""
        if reason == "Local" and session.id_token:
            more += f',"idTag":"{session.id_token}"'
        if station.make.data:
            value = self.meter.one(self.energy, "Transaction.End")
            more += f',"transactionData":[{{"timestamp":"{_stamp(at)}","sampledValue":[{value}]}}]'
            self.truth.samples += 1
        payload = (
            f'{{"transactionId":{session.transaction_id},"meterStop":{self.energy},"timestamp":"{_stamp(at)}"{more}}}'
        )
        station.call(at, "StopTransaction", payload, '{"idTagInfo":{"status":"Accepted"}}', _KEPT)
        session.events += 1

    def loose_values(self, at: int) -> None:
        value = self.meter.one(self.energy, "Sample.Clock")
        self._send_loose(at, f'{{"connectorId":{self.number},"meterValue":', value)


_TRIGGERS = {
    "DeAuthorized": "Deauthorized",
    "EVDisconnected": "EVDeparted",
    "Local": "StopAuthorized",
    "Remote": "RemoteStop",
    "": "StopAuthorized",
    "EnergyLimitReached": "EnergyLimitReached",
    "Reboot": "ResetCommand",
}


class _Connector2(_Connector):
    """An EVSE of OCPP 2.0.1 and 2.1 with its one connector."""

    STOPS: ClassVar[dict[str, float]] = {
        "Local": 4.0,
        "Remote": 2.0,
        "EVDisconnected": 2.0,
        "EnergyLimitReached": 1.0,
        "": 1.0,
    }
    ABORTS: ClassVar[tuple[str, ...]] = ("PowerLoss", "EmergencyStop", "Reboot", "GroundFault", "PowerQuality")
    PLUGGED: ClassVar[str] = "Occupied"
    remote_starts = 0

    def status(self, at: int, status: str, error: str = "NoError") -> None:
        when, station = _stamp(at), self.station
        if not station.make.events:
            payload = f'{{"timestamp":"{when}","connectorStatus":"{status}","evseId":{self.number},"connectorId":1}}'
            station.call(at, "StatusNotification", payload, "{}", _KEPT)
            return
        payload = (
            f'{{"generatedAt":"{when}","seqNo":0,"eventData":[{{"eventId":{station.sent},"timestamp":"{when}",'
            f'"trigger":"Delta","actualValue":"{status}","component":{{"name":"Connector","evse":{{"id":{self.number},'
            f'"connectorId":1}}}},"eventNotificationType":"HardWiredNotification",'
            f'"variable":{{"name":"AvailabilityState"}}}}]}}'
        )
        station.call(at, "NotifyEvent", payload, "{}", _KEPT)

    def _token(self) -> str:
        kind = "Central" if self.session.remote else "ISO14443"
        return f'"idToken":{{"idToken":"{self.token}","type":"{kind}"}}'

    def authorize(self, at: int, answer: str) -> None:
        payload = f'{{"idToken":{{"idToken":"{self.token}","type":"ISO14443"}}}}'
        self.station.call(at, "Authorize", payload, f'{{"idTokenInfo":{{"status":"{answer}"}}}}', _KEPT)

    def remote_start(self, at: int, answer: str) -> int:
        self.remote_starts += 1
        payload = (
            f'{{"idToken":{{"idToken":"{self.token}","type":"Central"}},"remoteStartId":{self.remote_starts},'
            f'"evseId":{self.number}}}'
        )
        return self.station.ask(at, "RequestStartTransaction", payload, f'{{"status":"{answer}"}}')

    def remote_stop(self, at: int) -> int:
        payload = f'{{"transactionId":"{self.session.transaction_id}"}}'
        return self.station.ask(at, "RequestStopTransaction", payload, '{"status":"Accepted"}')

    def begin(self, at: int, answer: str) -> None:
        session, token = self.session, self._token()
        session.id_token_type = "Central" if session.remote else "ISO14443"
        info = f',"remoteStartId":{self.remote_starts}' if session.remote else ""
        result = f'{{"idTokenInfo":{{"status":"{answer}"}}}}'
        value = self._value(at, self.meter.one(self.energy, "Transaction.Begin"))
        plugged_first = not session.remote and self.chance() < 0.4
        trigger = "CablePluggedIn" if plugged_first else "RemoteStart" if session.remote else "Authorized"
        session.start_trigger = trigger
        more = f'{value},"evse":{{"id":{self.number},"connectorId":1}}'
        info += ',"chargingState":"EVConnected"'
        if plugged_first:
            self._event(at, "Started", trigger, info, more, "{}")
            self._event(at + _SECOND, "Updated", "Authorized", "", f",{token}", result)
        else:
            self._event(at, "Started", trigger, info, f"{more},{token}", result)
        self.truth.samples += 1

    def _value(self, at: int, values: str) -> str:
        return f',"meterValue":[{{"timestamp":"{_stamp(at)}","sampledValue":[{values}]}}]'

    def _event(self, at: int, kind: str, trigger: str, info: str, more: str, result: str) -> None:
        """An event that nothing may happen to."""
        self._send_event(at, kind, trigger, info, more, result, _KEPT)
        self.session.events += 1

    def _send_event(
        self, at: int, kind: str, trigger: str, info: str, more: str, result: str, may_suffer: bool
    ) -> None:
        session, station = self.session, self.station
        if at < station.offline_until:
            more += ',"offline":true'
            session.offline = True
        payload = (
            f'{{"eventType":"{kind}","timestamp":"{_stamp(at)}","triggerReason":"{trigger}","seqNo":{self.seq},'
            f'"transactionInfo":{{"transactionId":"{session.transaction_id}"{info}}}{more}}}'
        )
        self.seq += 1
        station.call(at, "TransactionEvent", payload, result, may_suffer)

    def state(self, at: int, phase: _Phase) -> None:
        self._event(at, "Updated", "ChargingStateChanged", f',"chargingState":"{phase.state}"', "", "{}")

    def measure(self, at: int, power: int) -> None:
        if self.chance() < 0.002:
            self.seq += 1
            self.session.missing_seq += 1
            return
        more = self._value(at, self.meter.all(self.energy, power, self.seq % 7))
        self._send_event(at, "Updated", "MeterValuePeriodic", "", more, "{}", _ANY)
        self._sent(at, power)

    def end(self, at: int, reason: str) -> None:
        info = f',"stoppedReason":"{reason}"' if reason else ""
        more = self._value(at, self.meter.one(self.energy, "Transaction.End"))
        self._event(at, "Ended", _TRIGGERS.get(reason, "AbnormalCondition"), info, more, "{}")
        self.truth.samples += 1

    def loose_values(self, at: int) -> None:
        value = self.meter.one(self.energy, "Sample.Clock")
        self._send_loose(at, f'{{"evseId":{self.number},"meterValue":', value)


# The command.


def _write(fleet: Fleet, path: Path, size: int) -> Iterator[int]:
    """Writes the traffic as Parquet, as CSV or as lines of a log, and gives the frames of each batch."""
    if path.suffix == ".log":
        with path.open("w", encoding="utf-8") as file:
            for batch in fleet.batches(size):
                file.writelines(log_lines(batch))
                yield batch.num_rows
        return
    module = importlib.import_module("pyarrow.csv" if path.suffix == ".csv" else "pyarrow.parquet")
    writer: Any = module.CSVWriter if path.suffix == ".csv" else module.ParquetWriter
    with writer(path, SCHEMA) as file:
        for batch in fleet.batches(size):
            file.write_batch(batch)
            yield batch.num_rows


def log_lines(batch: RecordBatch) -> Iterator[str]:
    """A batch as lines of a log, which says times, stations and directions."""
    columns = (batch.column(name).to_pylist() for name in ("time", "station", "sender", "frame"))
    for at, station, sender, frame in zip(*columns, strict=True):
        way = "receive message" if sender == "station" else "send"
        yield f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z INFO csms.ocpp - {station}: {way} {frame}\n"


def _tell(truth: Truth) -> None:
    """Prints what is known of the traffic."""
    print(f"samples {truth.samples:,}, {truth.samples / truth.frames:.2f} a frame")
    print("verdicts", dict(truth.verdicts()))
    print("sessions", len(truth.sessions), dict(truth.outcomes()))
    print("energy, Wh", sum(each.energy_wh or 0 for each in truth.sessions))
    print("failed starts", dict(truth.failed_starts))
    print("downtime", len(truth.downtime), "boots", truth.boots.total(), "silent", list(truth.silent))
    print("errors", dict(truth.call_errors), "lost", truth.lost, "late", truth.late)
    for action, latency in sorted(truth.latencies.items()):
        print(f"  {action}: {latency.count:,} answers, mean {latency.mean:.3f} s")


def main() -> None:
    """Writes a file with the traffic of a fleet."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fleet", description=main.__doc__)
    parser.add_argument("out", type=Path, help="the file: .parquet, .csv or .log")
    parser.add_argument("--frames", type=int, default=1_000_000)
    parser.add_argument("--profile", choices=PROFILES, default="light")
    parser.add_argument("--stations", type=int, default=1000)
    parser.add_argument("--days", type=float, default=3650.0, help="the end, unless the frames are reached earlier")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--versions", nargs="+", default=["ocpp1.6", "ocpp2.0.1"])
    given = parser.parse_args()
    fleet = Fleet(
        given.stations, given.days, given.seed, tuple(given.versions), profile=given.profile, frames=given.frames
    )
    begin = time.perf_counter()
    written = sum(_write(fleet, given.out, 100_000))
    took = time.perf_counter() - begin
    print(
        f"{written:,} frames in {took:.1f} s, {written / took:,.0f} a second; {given.out.stat().st_size / 1e6:.1f} MB"
    )
    _tell(fleet.truth)


if __name__ == "__main__":
    main()
