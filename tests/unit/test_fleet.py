"""The made-up fleet of the benchmarks: its frames are as good as it says, and its truth is what the frames say."""

import dataclasses
import datetime
import itertools
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ocpp_codec import Codec, log, tolerance
from ocpp_codec.pairing import Paired, Pairing
from ocpp_codec.rules import Rule, Severity
from ocpp_codec.structure import Call, CallError, CallResult

pytest.importorskip("pyarrow")

from benchmarks.fleet import PROFILES, Downtime, Fleet, Latency, Session, log_lines

VERSIONS = ("ocpp1.6", "ocpp2.0.1", "ocpp2.1")
IDLE = {"SuspendedEV", "SuspendedEVSE"}


class Reading:
    """What a reader finds out about the traffic, with a pairing for each station."""

    def __init__(self, fleet: Fleet) -> None:
        self.frames = self.characters = self.samples = 0
        self.verdicts: Counter[str] = Counter()
        self.rules: Counter[Rule] = Counter()
        self.errors: Counter[str] = Counter()
        self.latencies: dict[str, Latency] = {}
        self.sessions: dict[tuple[str, str], Session] = {}
        self.downtime: list[Downtime] = []
        self.boots: Counter[tuple[str, str]] = Counter()
        self.lines: dict[str, int] = {}
        self.last = datetime.datetime.min.replace(tzinfo=datetime.UTC)
        self._pairings: dict[str, Pairing] = {}
        self._readers: dict[str, Station] = {}
        for batch in fleet.batches(5000):
            for row in batch.to_pylist():
                self._take(row)

    def _take(self, row: dict[str, Any]) -> None:
        station = row["station"]
        if station not in self._pairings:
            self._pairings[station] = Pairing(Codec(row["protocol"], tolerate=tolerance.FIELD))
            self._readers[station] = Station(self, station, row["protocol"], row["file"])
        self.frames += 1
        self.characters += len(row["frame"])
        self.lines[row["file"]] = self.lines.get(row["file"], 0) + 1
        assert row["line"] == self.lines[row["file"]]
        assert row["time"] >= self.last
        self.last = row["time"]
        paired = self._pairings[station].feed(row["frame"], row["sender"], row["time"].timestamp())
        self.verdicts[verdict_of(paired)] += 1
        self.rules.update(each.rule for each in paired.findings)
        message = paired.message
        if isinstance(message, CallError):
            self.errors[message.errorCode] += 1
        if paired.call is not None and paired.waited is not None:
            latency = self.latencies.setdefault(paired.call.action or "", Latency())
            latency.count += 1
            latency.total_ms += round(paired.waited * 1000)
            latency.most_ms = max(latency.most_ms, round(paired.waited * 1000))
        if isinstance(message, Call):
            self._readers[station].request(message.action, message.payload)
        elif isinstance(message, CallResult) and paired.call and paired.call.call:
            self._readers[station].answer(paired.call.call.payload, message.payload)


def verdict_of(paired: Paired) -> str:
    if paired.error is not None:
        return "refused"
    return "repaired" if any(each.severity is Severity.TOLERATED for each in paired.findings) else "ok"


class Station:
    """Finds out what the messages of one station say."""

    def __init__(self, reading: Reading, name: str, protocol: str, file: str) -> None:
        self.reading, self.name, self.protocol, self.file = reading, name, protocol, file
        self.states: dict[str, tuple[str, datetime.datetime]] = {}
        self.sequences: dict[str, set[int]] = {}
        self.at_connector: dict[int, Session] = {}
        self.down: dict[int, Downtime] = {}
        self.asked: set[str] = set()
        self.firmware = ""

    def session(self, transaction_id: object, connector: int) -> Session:
        key = self.name, str(transaction_id)
        if key not in self.reading.sessions:
            session = Session(self.name, self.protocol, self.file, key[1], connector)
            self.reading.sessions[key] = self.at_connector[connector] = session
        return self.reading.sessions[key]

    def request(self, action: str, payload: Any) -> None:
        at: Any = getattr(payload, "timestamp", None)
        if action == "StatusNotification":
            is_16 = self.protocol == "ocpp1.6"
            status = payload.status if is_16 else payload.connectorStatus
            self.status(
                payload.connectorId if is_16 else payload.evseId, status, getattr(payload, "errorCode", None), at
            )
        elif action == "NotifyEvent":
            for event in payload.eventData:
                self.status(event.component.evse.id, event.actualValue, None, event.timestamp)
        elif action == "MeterValues":
            self.count_samples(payload.meterValue)
            if getattr(payload, "transactionId", None):
                session = self.session(payload.transactionId, payload.connectorId)
                session.events += 1
                self.power(session, payload.meterValue)
        elif action == "StopTransaction":
            self.count_samples(payload.transactionData)
            self.stop(self.session(payload.transactionId, 0), at, payload.meterStop, payload.reason)
        elif action == "TransactionEvent":
            self.event(payload, at)
        elif action == "RemoteStartTransaction":
            self.asked.add(payload.idTag)

    def answer(self, request: Any, result: Any) -> None:
        name = type(request).__qualname__
        if name == "BootNotification.Request":
            station = getattr(request, "chargingStation", request)
            self.reading.boots[station.firmwareVersion, str(result.status)] += 1
        elif name == "StartTransaction.Request":
            session = self.session(result.transactionId, request.connectorId)
            session.started, session.meter_start_wh, session.id_token = (
                request.timestamp,
                request.meterStart,
                request.idTag,
            )
            session.token_status = str(result.idTagInfo.status)
            session.remote = request.idTag in self.asked
            session.events += 1
        elif name == "TransactionEvent.Request" and result.idTokenInfo:
            session = self.session(request.transactionInfo.transactionId, 0)
            session.token_status = str(result.idTokenInfo.status)

    def status(self, connector: int, status: str, error: str | None, at: datetime.datetime) -> None:
        if (down := self.down.pop(connector, None)) is not None:
            down.until = at
        if status in {"Faulted", "Unavailable"}:
            code = None if error is None else str(error)
            self.down[connector] = Downtime(self.name, self.protocol, connector, str(status), code, at)
            self.reading.downtime.append(self.down[connector])
        session = self.at_connector.get(connector)
        if session is not None:
            if self.protocol == "ocpp1.6" and session.stopped is None and status in {"Charging", *IDLE}:
                self.state(session, status, at)
            if status == "Available" and session.stopped is not None:
                session.finishing_s = session.finishing_s or (at - session.stopped).total_seconds()

    def event(self, payload: Any, at: datetime.datetime) -> None:
        info = payload.transactionInfo
        session = self.session(info.transactionId, payload.evse.id if payload.evse else 0)
        session.events += 1
        self.sequences.setdefault(info.transactionId, set()).add(payload.seqNo)
        self.count_samples(payload.meterValue)
        session.offline = session.offline or bool(payload.offline)
        if payload.idToken:
            session.id_token, session.id_token_type = payload.idToken.idToken, str(payload.idToken.type)
        if info.chargingState in {"Charging", *IDLE}:
            self.state(session, info.chargingState, at)
        if payload.eventType == "Started":
            session.started, session.start_trigger = at, str(payload.triggerReason)
            session.meter_start_wh = register(payload)
            session.remote = info.remoteStartId is not None
        elif payload.eventType == "Ended":
            numbers = self.sequences[info.transactionId]
            session.missing_seq = max(numbers) - min(numbers) + 1 - len(numbers)
            session.events -= 1
            self.stop(session, at, register(payload), info.stoppedReason)
        else:
            self.power(session, payload.meterValue or [])

    def state(self, session: Session, state: str, at: datetime.datetime) -> None:
        before, since = self.states.get(session.transaction_id, ("", at))
        took = (at - since).total_seconds()
        session.charging_s = (session.charging_s or 0.0) + took * (before == "Charging")
        session.idle_s = (session.idle_s or 0.0) + took * (before in IDLE)
        self.states[session.transaction_id] = (str(state), at)

    def stop(self, session: Session, at: datetime.datetime, meter: int, reason: str | None) -> None:
        self.state(session, "", at)
        session.stopped, session.meter_stop_wh, session.stop_reason = at, meter, str(reason or "Local")
        session.events += 1
        if session.meter_start_wh is not None:
            session.energy_wh = meter - session.meter_start_wh

    def count_samples(self, values: Any) -> None:
        self.reading.samples += sum(len(value.sampledValue) for value in values or ())

    def power(self, session: Session, values: Any) -> None:
        for value in values:
            for sample in value.sampledValue:
                if sample.measurand == "Power.Active.Import" and float(sample.value) > 0:
                    session.first_power = session.first_power or value.timestamp
                    session.last_power = value.timestamp


def register(payload: Any) -> int:
    sample: Any = payload.meterValue[0].sampledValue[0]
    unit = sample.unitOfMeasure
    is_kilo = unit is not None and (unit.unit == "kWh" or unit.multiplier == 3)
    return round(float(sample.value) * (1000 if is_kilo else 1))


@pytest.fixture(scope="module", params=PROFILES)
def taken(request: pytest.FixtureRequest) -> tuple[Fleet, Reading]:
    fleet = Fleet(stations=48, days=1.0, seed=5, versions=VERSIONS, profile=request.param)
    return fleet, Reading(fleet)


def test_frames_are_as_good_as_the_truth_says(taken: tuple[Fleet, Reading]) -> None:
    fleet, reading = taken
    assert fleet.truth.frames == reading.frames
    assert fleet.truth.verdicts() == reading.verdicts
    assert fleet.truth.samples == reading.samples
    assert fleet.truth.call_errors == reading.errors
    assert fleet.truth.latencies == reading.latencies
    assert fleet.truth.boots == reading.boots
    assert fleet.truth.late == reading.rules[Rule.LATE_ANSWER]
    assert Rule.UNASKED_ANSWER not in reading.rules
    assert Rule.ID_REUSED not in reading.rules


def test_sessions_are_those_that_the_frames_tell_of(taken: tuple[Fleet, Reading]) -> None:
    fleet, reading = taken
    assert len(fleet.truth.sessions) == len(reading.sessions) > 300
    for session in fleet.truth.sessions:
        read = reading.sessions[session.station, session.transaction_id]
        exact = dataclasses.replace(
            read, outcome=session.outcome, refused_events=session.refused_events, connector=session.connector
        )
        if session.started is None or session.stopped is None:  # what it comes to is not known
            for name in (
                "charging_s",
                "idle_s",
                "finishing_s",
                "missing_seq",
                "energy_wh",
                "first_power",
                "last_power",
            ):
                setattr(exact, name, getattr(session, name))
        for name in ("charging_s", "idle_s", "finishing_s"):
            assert getattr(exact, name) == pytest.approx(getattr(session, name)), name
            setattr(exact, name, getattr(session, name))
        assert exact == session


def test_outcomes_follow_from_the_sessions(taken: tuple[Fleet, Reading]) -> None:
    fleet, _ = taken
    assert set(fleet.truth.outcomes()) == {"no_start", "open", "refused", "no_energy", "aborted", "completed"}
    for session in fleet.truth.sessions:
        has_ended, has_begun = session.stopped is not None, session.started is not None
        assert (session.outcome == "open") == (has_begun and not has_ended) or not has_begun
        assert (session.outcome == "refused") == (has_begun and has_ended and session.token_status != "Accepted")
    assert fleet.truth.failed_starts.keys() >= {"token_refused", "start_refused", "no_cable", "no_energy", "fault"}


def test_downtime_is_what_the_connectors_say(taken: tuple[Fleet, Reading]) -> None:
    fleet, reading = taken
    assert fleet.truth.downtime
    assert sorted(fleet.truth.downtime, key=str) == sorted(reading.downtime, key=str)


@pytest.mark.parametrize(
    ("profile", "size", "samples", "defects"), [("light", 175, 0.7, 0.0015), ("heavy", 350, 2.3, 0.016)]
)
def test_profiles(profile: str, size: float, samples: float, defects: float) -> None:
    fleet = Fleet(stations=200, days=30, profile=profile, frames=120_000)
    characters = sum(len(frame) for batch in fleet.batches() for frame in batch.column("frame").to_pylist())
    truth = fleet.truth
    assert truth.frames == pytest.approx(120_000, abs=50)
    assert characters / truth.frames == pytest.approx(size, rel=0.06)
    assert truth.samples / truth.frames == pytest.approx(samples, rel=0.08)
    assert truth.defects.total() / truth.frames == pytest.approx(defects, rel=0.25)


def test_the_same_settings_give_the_same_frames() -> None:
    fleets = [Fleet(stations=12, days=0.3, seed=seed) for seed in (1, 1, 2)]
    first, second, other = ([batch.to_pylist() for batch in fleet.batches(1000)] for fleet in fleets)
    assert first == second != other
    assert fleets[0].truth == fleets[1].truth != fleets[2].truth
    again = [row for batch in fleets[0].batches(300) for row in batch.to_pylist()]
    assert again == list(itertools.chain.from_iterable(first))


def test_stations_in_different_files_have_the_same_ids() -> None:
    fleet = Fleet(stations=48, days=0.5, seed=2)
    ids: dict[tuple[str, str], set[str]] = {}
    for session in fleet_sessions(fleet):
        ids.setdefault((session.station, session.file), set()).add(session.transaction_id)
    assert ids["CS0001", "north.log"] & ids["CS0002", "south.log"]


def fleet_sessions(fleet: Fleet) -> Iterator[Session]:
    for _ in fleet.batches():
        pass
    yield from fleet.truth.sessions


def test_a_station_falls_silent() -> None:
    fleet = Fleet(stations=4, days=1, seed=2)
    rows = [row for batch in fleet.batches() for row in batch.to_pylist()]
    ((name, since),) = fleet.truth.silent.items()
    assert max(row["time"] for row in rows if row["station"] == name) < since + datetime.timedelta(minutes=15)
    assert max(row["time"] for row in rows) > since + datetime.timedelta(hours=2)


def test_memory_does_not_grow_with_the_frames() -> None:
    fleet = Fleet(stations=40, days=20, profile="heavy")
    tracemalloc.start()
    try:
        for _ in itertools.islice(fleet.batches(5000), 12):
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 25e6


def test_lines_of_a_log(tmp_path: Path) -> None:
    fleet = Fleet(stations=8, days=0.2)
    rows = [row for batch in fleet.batches() for row in batch.to_pylist()]
    entries = list(log.read(line for batch in fleet.batches() for line in log_lines(batch)))
    for entry, row in zip(entries, rows, strict=True):
        assert (entry.frame, entry.time, entry.station) == (row["frame"], row["time"], row["station"])
        assert entry.direction is not None
        assert entry.direction.sender == row["sender"]
