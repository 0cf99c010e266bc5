"""What is known of the traffic."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, field


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
