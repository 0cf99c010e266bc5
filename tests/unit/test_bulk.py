"""Tables out of frames: the rows, datasets, what is refused."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.fleet import Fleet
from ocpp_codec import bulk, log
from tests.support.tables import BEGIN, CSMS, SECRET, STATION, as_set, call, charging, columns, result, tables_of, time


def test_a_session_of_16() -> None:
    (session,) = tables_of([columns(charging())])["sessions"]
    assert session["transaction_id"] == "7"
    assert (session["meter_start_wh"], session["meter_stop_wh"], session["energy_wh"]) == (1000.0, 4000.0, 3000.0)
    assert (session["energy_from"], session["outcome"], session["charging_s"]) == ("meter", "completed", 480.0)
    assert (session["connector_id"], session["events"], session["token_status"]) == (1, 3, "Accepted")
    assert (session["first_line"], session["last_line"]) == (1, 7)


def test_one_reading_of_the_meter_says_nothing_of_energy() -> None:
    """A session of 2.x of which the end has no reading is not one without energy."""
    info = {"transactionId": "T"}
    value = {"timestamp": time(1), "sampledValue": [{"value": 5000}]}
    start = {"eventType": "Started", "timestamp": time(1), "triggerReason": "CablePluggedIn", "seqNo": 0}
    end = {"eventType": "Ended", "timestamp": time(9), "triggerReason": "StopAuthorized", "seqNo": 1}
    rows = [
        (STATION, call("1", "TransactionEvent", {**start, "transactionInfo": info, "meterValue": [value]}), 60.0),
        (STATION, call("2", "TransactionEvent", {**end, "transactionInfo": info}), 540.0),
    ]
    (session,) = tables_of([columns(rows, protocol="ocpp2.0.1")])["sessions"]
    assert (session["energy_wh"], session["energy_from"], session["outcome"]) == (None, None, "completed")


def test_samples_are_in_base_units() -> None:
    energy, power = tables_of([columns(charging())])["samples"]
    assert (energy["measurand"], energy["unit"], energy["value"], energy["text"]) == (
        "Energy.Active.Import.Register",
        "Wh",
        1500.0,
        "1.5",
    )
    assert (power["phase"], power["unit"], power["value"], power["location"], power["context"]) == (
        "L1",
        "W",
        7400.0,
        "Outlet",
        "Sample.Periodic",
    )
    assert (energy["transaction_id"], energy["connector_id"], energy["line"]) == ("7", 1, 5)


def test_an_id_that_is_used_again_is_another_session() -> None:
    again = [(sender, frame.replace("00:", "01:"), at + 3600) for sender, frame, at in charging()]
    first, second = tables_of([columns([*charging(), *again])])["sessions"]
    assert (first["started"].hour, second["started"].hour) == (0, 1)
    assert first["id_token_hash"] == second["id_token_hash"]


def test_a_stop_that_is_sent_again_is_no_session() -> None:
    again = [(sender, frame, at + 7200) for sender, frame, at in charging()[-2:]]
    assert len(tables_of([columns([*charging(), *again])])["sessions"]) == 1


def test_ids_of_cards_are_hashed() -> None:
    table = columns(charging())
    tables = {key: tables_of([table], token_key=key)["sessions"] for key in (b"one", b"two")}
    hashes = {rows[0]["id_token_hash"] for rows in tables.values()}
    assert len(hashes) == 2
    assert SECRET not in repr(tables)
    unkeyed = {bulk.Tables().feed(table)["sessions"].num_rows for _ in range(2)}
    assert unkeyed == {0}  # it waits for late messages


def test_statuses_and_boots() -> None:
    boot = {"chargePointVendor": "V", "chargePointModel": "M", "firmwareVersion": "1.2"}
    status = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}
    rows = [
        (STATION, call("b", "BootNotification", boot), 0),
        (CSMS, result("b", {"currentTime": time(0), "interval": 300, "status": "Accepted"}), 1),
        (STATION, call("s1", "StatusNotification", status), 10),
        (STATION, call("s2", "StatusNotification", status), 20),
        (STATION, call("s3", "StatusNotification", status | {"status": "Faulted", "errorCode": "GroundFailure"}), 70),
    ]
    tables = tables_of([columns(rows)])
    assert [(row["vendor"], row["firmware_version"], row["answer"]) for row in tables["boots"]] == [
        ("V", "1.2", "Accepted")
    ]
    assert [(row["status"], row["error_code"], row["seconds"]) for row in tables["statuses"]] == [
        ("Available", None, 60.0),
        ("Faulted", "GroundFailure", None),
    ]


def test_a_boot_that_is_refused_has_the_code_of_the_error() -> None:
    boot = call("b", "BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})
    rows = [(STATION, boot, 0), (CSMS, '[4,"b","InternalError","",{}]', 1)]
    tables = tables_of([columns(rows)])
    assert [row["answer"] for row in tables["boots"]] == ["InternalError"]
    assert [row["error_code"] for row in tables["messages"]] == [None, "InternalError"]


def test_odd_frames_keep_their_text() -> None:
    rows = [(STATION, '[2,"1","Heartbeat",{}]', 0), (STATION, '[2,"2","Heartbeat",{"a":1}]', 1), (STATION, "[2,", 2)]
    table = columns(rows)
    assert [row["frame"] for row in tables_of([table], tolerate=())["messages"]] == [None, rows[1][1], rows[2][1]]
    assert [row["frame"] for row in tables_of([table], frames=True)["messages"]] == [frame for _, frame, _ in rows]


def test_entries_of_a_log() -> None:
    lines = ["2026-05-17 09:41:33 INFO CS001: received [2,'17','Heartbeat',{}]"]
    (row,) = tables_of([log.read(lines)])["messages"]
    assert (row["station"], row["direction"], row["line"], row["verdict"]) == ("CS001", "to-csms", 1, "ok")


def test_logs_that_do_not_name_a_station_are_of_different_ones(tmp_path: Path) -> None:
    for name in ("a.log", "b.log"):
        (tmp_path / name).write_text("".join(f"{frame}\n" for _, frame, _ in charging()))
    entries = itertools.chain.from_iterable(log.read(str(tmp_path / name)) for name in ("a.log", "b.log"))
    sessions = tables_of([entries])["sessions"]
    assert sorted(row["station"] for row in sessions) == ["a.log", "b.log"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda table: table.drop_columns(["sender"]), "the column sender is missing; there are frame, time"),
        (lambda table: _with(table, "sender", "nobody"), "the sender is station or csms, not 'nobody'"),
        (lambda table: _with(table, "protocol", "ocpp3"), "the protocol is ocpp1.6 or"),
        (lambda table: _with(table, "protocol", None), "a row has no protocol"),
        (lambda table: _with(table, "time", 7), "the column time has timestamps, not int64"),
    ],
)
def test_columns_that_are_no_frames(change: Any, expected: str) -> None:
    with pytest.raises(ValueError, match=expected.replace("(", "[(]")):
        bulk.Tables().feed(change(columns(charging())))


def _with(table: Any, name: str, value: Any) -> Any:
    kind = pa.int64() if isinstance(value, int) else pa.string()
    return table.set_column(table.schema.names.index(name), name, pa.array([value] * table.num_rows, kind))


def test_what_is_no_frame_at_all() -> None:
    with pytest.raises(TypeError, match="entries of a log, or Arrow batches, are needed, not int"):
        bulk.Tables().feed([1])
    with pytest.raises(ValueError, match="unknown table 'frames'; known are messages, samples"):
        bulk.Tables(only=["frames"])
    with pytest.raises(TypeError, match="only has the names of tables"):
        bulk.Tables(only="messages")
    with pytest.raises(ValueError, match="max_age must be positive"):
        bulk.Tables(max_age=0)


HOSTILE = [
    call("1", "MeterValues", {"connectorId": 10**30, "meterValue": [{"timestamp": "0001-01-01T00:00:00+14:00", "sampledValue": [{"value": "nan"}, {"value": "1e999"}, {"value": "\ud800"}]}]}),
    call("\ud800", "Heartbeat", {}),
    call("3", "StartTransaction", {"connectorId": 1, "idTag": "\udfff", "meterStart": 10**400, "timestamp": "9999-12-31T23:59:59Z"}),
    result("3", {"transactionId": 10**30, "idTagInfo": {"status": "Accepted"}}),
    "",
    "[" * 100_000,
    "\x00",
    "null",
]  # fmt: skip


def test_nothing_that_a_stranger_sends_makes_it_fail() -> None:
    rows = [(sender, frame, float(at)) for at, frame in enumerate(HOSTILE) for sender in (STATION, CSMS)]
    said = [(sender, frame.encode("utf-8", "replace").decode(), at) for sender, frame, at in rows]
    for version in ("ocpp1.6", "ocpp2.0.1"):
        tables = bulk.Tables()
        assert tables.feed(columns(said, protocol=version))["messages"].num_rows == len(rows)
        tables.close()


# A fleet, of which everything is known


@pytest.fixture(scope="module")
def fleet() -> tuple[Fleet, list[Any]]:
    made = Fleet(stations=24, days=1, seed=3, versions=("ocpp1.6", "ocpp2.0.1", "ocpp2.1"), profile="light")
    return made, list(made.batches(5_000))


@pytest.fixture(scope="module")
def told(fleet: Any) -> dict[str, list[dict[str, Any]]]:
    return tables_of(fleet[1])


def test_the_counts_of_a_fleet(fleet: Any, told: Any) -> None:
    truth = fleet[0].truth
    assert (len(told["messages"]), len(told["samples"])) == (truth.frames, truth.samples)
    assert Counter(row["verdict"] for row in told["messages"]) == truth.verdicts()
    assert Counter(row["outcome"] for row in told["sessions"]) == truth.outcomes()


def test_the_sessions_of_a_fleet(fleet: Any, told: Any) -> None:
    names: tuple[str, ...] = (
        "started",
        "stopped",
        "outcome",
        "stop_reason",
        "token_status",
        "remote",
        "offline",
        "events",
    )
    names += ("energy_wh", "meter_start_wh", "meter_stop_wh", "charging_s", "idle_s")
    rows = {(row["station"], row["transaction_id"]): row for row in told["sessions"]}
    known = [each for each in fleet[0].truth.sessions if each.outcome not in ("open", "no_start")]
    assert len(known) > 100
    for session in known:
        row = rows[session.station, session.transaction_id]
        wanted = {name: getattr(session, name) for name in names}
        for name, value in wanted.items():
            assert row[name] == (pytest.approx(value, abs=1e-6) if isinstance(value, int | float) else value), name
        if session.protocol != "ocpp1.6":
            assert row["missing_seq"] == session.missing_seq


@pytest.mark.parametrize("size", [500, 4_000, 50_000])
def test_the_rows_of_a_fleet_do_not_depend_on_the_batches(fleet: Any, told: Any, size: int) -> None:
    whole = pa.Table.from_batches(fleet[1])
    cut = tables_of([whole.slice(begin, size) for begin in range(0, whole.num_rows, size)])
    assert {name: as_set(rows) for name, rows in cut.items()} == {name: as_set(rows) for name, rows in told.items()}


# Datasets


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_dataset_has_the_rows_of_the_tables(fleet: Any, told: Any, tmp_path: Path, jobs: int) -> None:
    counts: list[int] = []
    rows = bulk.write(fleet[1], tmp_path / "data", jobs=jobs, token_key=b"secret", progress=counts.append)
    assert counts[-1] == fleet[0].truth.frames
    assert rows == {name: len(each) for name, each in told.items()}
    for name in bulk.SCHEMAS:
        found = pq.read_table(tmp_path / "data" / name)
        assert as_set(found.to_pylist()) == as_set(told[name])
    assert names_in(tmp_path) == ["data"]


def failing(batches: list[Any]) -> Iterator[Any]:
    yield batches[0]
    raise RuntimeError("the end of the world")


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_is_left_of_a_dataset_that_fails(fleet: Any, tmp_path: Path, jobs: int) -> None:
    with pytest.raises(RuntimeError, match="the end of the world"):
        bulk.write(failing(fleet[1]), tmp_path / "data", jobs=jobs)
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_row_that_may_not_be_is_an_error_of_the_whole(fleet: Any, tmp_path: Path, jobs: int) -> None:
    odd = _with(pa.Table.from_batches(fleet[1][:1]), "sender", "nobody")
    with pytest.raises(ValueError, match="the sender is station or csms, not 'nobody'"):
        bulk.write([*fleet[1][:1], odd], tmp_path / "data", jobs=jobs)
    assert names_in(tmp_path) == []


def killing(batches: list[Any]) -> Iterator[Any]:
    for batch in batches:
        yield batch
        for process in multiprocessing.active_children():
            os.kill(process.pid or 0, signal.SIGKILL)
            process.join()


def test_a_process_that_is_killed_is_an_error(fleet: Any, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="a process that decodes has ended"):
        bulk.write(killing(fleet[1]), tmp_path / "data", jobs=2)
    assert names_in(tmp_path) == []


def test_no_folder_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("mine")
    with pytest.raises(FileExistsError, match="is there already, and not empty"):
        bulk.write([], tmp_path)
    assert (tmp_path / "kept").read_text() == "mine"


def test_a_dataset_of_nothing_has_all_tables(tmp_path: Path) -> None:
    bulk.write([], tmp_path / "data", only=["messages", "samples"])
    assert names_in(tmp_path / "data") == ["messages", "samples"]
    assert pq.read_table(tmp_path / "data" / "samples").schema.names == bulk.SCHEMAS["samples"].names


def test_who_sends_what_both_may_request_is_not_known() -> None:
    """Where the log does not say it."""
    table = columns([(STATION, call("1", "DataTransfer", {"vendorId": "V"}), 0)])
    (row,) = tables_of([_with(table, "sender", None)])["messages"]
    assert (row["direction"], row["action"], row["verdict"]) == (None, "DataTransfer", "ok")


def test_an_answer_may_come_centuries_after_its_call() -> None:
    """The clock began in 1601. Arrow refuses to make a double of such a number of microseconds by itself."""
    rows = [
        (STATION, call("1", "Heartbeat", {}), -425 * 366 * 86_400.0),
        (CSMS, result("1", {"currentTime": time(1)}), 0),
    ]
    _, row = tables_of([columns(rows)], max_age=1e12, remember=1e12)["messages"]
    assert row["latency"] == 425 * 366 * 86_400.0


def test_times_without_a_zone_are_utc() -> None:
    table = columns(charging())
    naive = table.set_column(1, "time", table["time"].cast(pa.timestamp("ms")))
    assert tables_of([naive])["messages"][0]["time"] == BEGIN.replace(minute=1)


def test_a_zero_has_no_sign_whatever_stands_beside_it() -> None:
    """Adding 0.0 takes it away, and to some temperatures something is added."""
    zero, kelvin = {"value": -0.0}, {"value": 280, "unitOfMeasure": {"unit": "K"}}
    values: list[list[float]] = []
    for sampled in ([zero], [zero, kelvin]):
        meter_value = {"timestamp": time(1), "sampledValue": sampled}
        frame = call("1", "MeterValues", {"evseId": 1, "meterValue": [meter_value]})
        rows = tables_of([columns([(STATION, frame, 0)], protocol="ocpp2.0.1")])["samples"]
        values.append([row["value"] for row in rows])
    assert repr(values[0][0]) == repr(values[1][0]) == "0.0"


@pytest.mark.parametrize(
    ("unit", "multiplier", "expected"), [("W", -1, 0.3), ("kW", -1, 300.0), ("kW", 2, 300_000.0), ("W", -99, 3e-12)]
)
def test_a_multiplier_is_exact_and_bounded(unit: str, multiplier: int, expected: float) -> None:
    sampled = {"value": 3, "unitOfMeasure": {"unit": unit, "multiplier": multiplier}}
    meter_value = {"timestamp": time(1), "sampledValue": [sampled]}
    frame = call("1", "MeterValues", {"evseId": 1, "meterValue": [meter_value]})
    (row,) = tables_of([columns([(STATION, frame, 0)], protocol="ocpp2.0.1")])["samples"]
    assert (row["value"], row["unit"]) == (expected, "W")
