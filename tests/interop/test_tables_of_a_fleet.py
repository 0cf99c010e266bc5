"""The queries of docs/tables.md on the tables of a fleet, against what is known of it."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from benchmarks.fleet import PROFILES, Fleet
from ocpp_codec import bulk
from tests.support.queries import Database

SILENCE = 900.0
ASKS = {"Authorize", "RemoteStartTransaction", "RequestStartTransaction"}
WINDOW = datetime.timedelta(minutes=5)
Row = dict[str, Any]


@dataclasses.dataclass
class Told:
    """What the frames say, read without the library: those that are JSON."""

    fleet: Fleet
    frames: list[Row]

    def __post_init__(self) -> None:
        self.begin = min(row["time"] for row in self.frames)
        self.end = max(row["time"] for row in self.frames)
        calls: dict[tuple[str, str, str], Row] = {}
        self.answers: list[tuple[Row, Row]] = []
        for row in self.frames:
            try:
                row["message"] = message = json.loads(row["frame"])
            except ValueError:
                row["message"] = None
                continue
            key = row["station"], row["sender"], message[1]
            if message[0] == 2:
                calls[key] = row
            else:
                asker = "csms" if row["sender"] == "station" else "station"
                self.answers.append((calls.pop((row["station"], asker, message[1])), row))

    def tokens(self, actions: Iterable[str]) -> list[tuple[Row, str]]:
        """The calls of these actions, and their cards."""
        found = []
        for row in self.frames:
            if row["message"] and row["message"][0] == 2 and row["message"][2] in actions:
                data = row["message"][3]
                token = data.get("idTag") or data.get("idToken", {}).get("idToken")
                if token is not None:
                    found.append((row, token))
        return found

    def states(self) -> dict[tuple[str, int, datetime.datetime], datetime.datetime]:
        """When a state of a connector was logged, by station, connector, and the time that the station says."""
        found = {}
        for row in self.frames:
            if row["message"] and row["message"][0] == 2 and row["message"][2] in {"StatusNotification", "NotifyEvent"}:
                data = row["message"][3]
                for each in data.get("eventData", [data]):
                    place = each.get("component", {}).get("evse") or each
                    number = place.get("id", place.get("evseId", place.get("connectorId")))
                    key = row["station"], int(number), datetime.datetime.fromisoformat(each["timestamp"])
                    found[key] = row["time"]
        return found

    def lost_cards(self) -> set[tuple[str, str]]:
        """Cards of requests that no transaction names within five minutes. Each visitor has an own card."""
        named: defaultdict[tuple[str, str], list[datetime.datetime]] = defaultdict(list)
        for row, token in self.tokens({"StartTransaction", "StopTransaction", "TransactionEvent"}):
            named[row["station"], token].append(row["time"])
        return {
            (row["station"], token)
            for row, token in self.tokens(ASKS)
            if not any(abs(time - row["time"]) <= WINDOW for time in named[row["station"], token])
        }


@pytest.fixture(scope="module")
def told() -> Told:
    profile = dataclasses.replace(PROFILES["light"], heartbeat=600, repaired=0.01, refused=0.01)
    fleet = Fleet(stations=36, days=2, seed=5, versions=("ocpp1.6", "ocpp2.0.1", "ocpp2.1"), profile=profile)
    return Told(fleet, [row for batch in fleet.batches() for row in batch.to_pylist()])


@pytest.fixture(scope="module")
def database(told: Told, tmp_path_factory: pytest.TempPathFactory) -> Database:
    folder = tmp_path_factory.mktemp("fleet") / "tables"
    bulk.write(told.fleet.batches(), folder)
    return Database.of(folder)


def union(spans: list[tuple[datetime.datetime, datetime.datetime]]) -> float:
    """Seconds that at least one of the spans covers."""
    marks = sorted(
        [(begin, 1) for begin, end in spans if end > begin] + [(end, -1) for begin, end in spans if end > begin]
    )
    covered, depth = 0.0, 0
    for (time, step), (following, _) in itertools.pairwise(marks):
        depth += step
        covered += (following - time).total_seconds() * (depth > 0)
    return covered


def test_uptime(told: Told, database: Database) -> None:
    """To the microsecond. A state begins when it is logged."""
    heard: defaultdict[str, list[datetime.datetime]] = defaultdict(list)
    for row in told.frames:
        if row["sender"] == "station":
            heard[row["station"]].append(row["time"])
    limit = datetime.timedelta(seconds=SILENCE)
    silent = {
        station: [
            (time + limit, then)
            for time, then in zip(times, [*times[1:], told.end], strict=True)
            if then - time > limit
        ]
        for station, times in heard.items()
    }
    down = defaultdict(list)
    logged = told.states()
    for each in told.fleet.truth.downtime:
        key = each.station, each.connector
        until = told.end if each.until is None else logged[*key, each.until]
        down[key].append((logged[*key, each.since], until))
    rows = database.answer("Which connectors were up")
    assert len(rows) == 2 * told.fleet.stations
    for row in rows:
        number = row["connector_id"] if row["evse_id"] is None else row["evse_id"]
        began = told.end - datetime.timedelta(seconds=row["observed_s"])
        spans = silent[row["station"]] + down[row["station"], number]
        expected = union([(max(begin, began), min(end, told.end)) for begin, end in spans])
        assert row["down_s"] == pytest.approx(expected, abs=1e-5), row
    assert sum(row["down_s"] for row in rows) > 0


def test_starts_that_failed(told: Told, database: Database) -> None:
    """Exactly."""
    truth = told.fleet.truth
    found: Counter[str] = Counter()
    for row in database.answer("Why did starts fail"):
        if not row["cause"].startswith("error "):
            found[row["step"]] += row["failures"]
    assert found["card"] == truth.failed_starts["token_refused"]
    assert found["remote start"] == truth.failed_starts["remote_rejected"]
    assert found["transaction"] == truth.outcomes()["refused"]
    assert found["energy"] == truth.outcomes()["no_energy"]
    assert found["connector"] == truth.failed_starts["fault"]
    refused = {
        (call["station"], (call["message"][3].get("idToken") or {}).get("idToken") or call["message"][3].get("idTag"))
        for call, answer in told.answers
        if call["message"][2] in ASKS and '"Accepted"' not in answer["frame"]
    }
    lost = told.lost_cards()
    assert len(lost) >= truth.failed_starts["no_cable"]
    accepted = {
        (call["station"], token) for call, token in told.tokens(ASKS) if (call["station"], token) in lost - refused
    }
    remote = {
        (call["station"], token)
        for call, token in told.tokens(ASKS - {"Authorize"})
        if (call["station"], token) in lost & refused
        and any(each is call and '"Accepted"' in answer["frame"] for each, answer in told.answers)
    }
    assert found["nobody"] == len(accepted | remote)


def test_firmware(told: Told, database: Database) -> None:
    """Exactly."""
    truth = told.fleet.truth
    rows = {row["firmware_version"]: row for row in database.answer("Which firmware breaks rules")}
    assert {name: row["messages"] for name, row in rows.items()} == dict(truth.station_frames)
    for name, row in rows.items():
        assert row["with_defects"] == sum(count for (firmware, _), count in truth.defects.items() if firmware == name)
    assert {name: row["stations"] for name, row in rows.items()} == Counter(truth.firmware.values())


def test_energy(told: Told, database: Database) -> None:
    """To the Wh, which is how it is rounded."""
    expected: Counter[int] = Counter()
    for each in told.fleet.truth.sessions:
        if each.started is not None and each.energy_wh is not None:
            expected[each.started.hour] += each.energy_wh
    rows = {row["hour"]: row["kwh"] for row in database.answer("How much energy, and when")}
    assert rows == {hour: pytest.approx(wh / 1000, abs=0.0006) for hour, wh in expected.items()}


def test_answer_times(told: Told, database: Database) -> None:
    """To a tenth of a millisecond, which is how they are rounded."""
    expected: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for call, answer in told.answers:
        by = "CSMS" if call["sender"] == "station" else "station"
        expected[by, call["message"][2]].append((answer["time"] - call["time"]).total_seconds() * 1000)
    rows = {(row["answered_by"], row["action"]): row for row in database.answer("How long do answers take")}
    assert {key: row["answers"] for key, row in rows.items()} == {key: len(each) for key, each in expected.items()}
    for key, times in expected.items():
        for percent in (50, 95, 99):
            assert rows[key][f"p{percent}_ms"] == pytest.approx(np.percentile(times, percent), abs=0.06)
    assert sum(row["errors"] for row in rows.values()) == told.fleet.truth.call_errors.total()


def test_calls_without_answer(told: Told, database: Database) -> None:
    """Exactly; a frame that is cut off is no call."""
    answered = {id(call) for call, _ in told.answers}
    calls = [row["message"] for row in told.frames if row["message"] and id(row) not in answered]
    expected = Counter(message[2] for message in calls if message[0] == 2)
    found: Counter[str] = Counter()
    for row in database.answer("How long do answers take", 1):
        found[row["action"]] += row["calls"]
    assert found == expected
    assert found.total() > 0


def test_idle_time(told: Told, database: Database) -> None:
    """To a thousandth of an hour for each connector, which is how they are rounded."""
    charging: defaultdict[tuple[str, int], float] = defaultdict(float)
    for each in told.fleet.truth.sessions:
        if each.started is not None and each.stopped is not None:
            charging[each.station, each.connector] += each.charging_s or 0.0
    for row in database.answer("Who holds a connector without charging"):
        number = row["connector_id"] if row["evse_id"] is None else row["evse_id"]
        assert row["charging_h"] == pytest.approx(charging[row["station"], number] / 3600, abs=0.0006)


def test_chargex(told: Told, database: Database) -> None:
    """Exactly."""
    good = {"EnergyLimitReached", "SOCLimitReached", "Local", "Remote", "StoppedByEV", "EVDisconnected"}
    protocols = {row["station"]: row["protocol"] for row in told.frames}
    expected = {protocol: [0, 0, 0] for protocol in told.fleet.versions}
    for station, _ in told.lost_cards():
        expected[protocols[station]][0] += 1
    for each in told.fleet.truth.sessions:
        if each.started is not None and each.stopped is not None:
            has_power = bool(each.charging_s) or bool(each.energy_wh)
            steps = (True, has_power, has_power and each.stop_reason in good)
            expected[each.protocol] = [count + step for count, step in zip(expected[each.protocol], steps, strict=True)]
    rows = database.answer("The four ChargeX indicators")
    assert {row["protocol"]: [row["attempts"], row["with_power"], row["ended_well"]] for row in rows} == expected
    for row in rows:
        tenth, *_, most = row["charge_start_time_s"]
        assert 0 < tenth < most < 30
