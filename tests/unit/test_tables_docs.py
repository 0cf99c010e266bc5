"""The queries of docs/tables.md, on tables small enough to know the answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.paths import ROOT
from tests.support.queries import SCHEMAS, Database, at, queries, table

Row = dict[str, Any]

UP = "Which connectors were up"
FAILED = "Why did starts fail"
FIRMWARE = "Which firmware breaks rules"
ENERGY = "How much energy, and when"
ANSWERS = "How long do answers take"
IDLE = "Who holds a connector without charging"
OWN = "Questions of your own"
CHARGEX = "The four ChargeX indicators"


def of(**rows: list[Row]) -> Database:
    """A database of tables that are written by hand."""
    return Database({name: table(name, written) for name, written in rows.items()})


def heard(*times: float, station: str = "A") -> list[Row]:
    return [{"time": at(each), "station": station, "direction": "to-csms", "kind": "request"} for each in times]


def status(since: float, until: float | None, status: str, *, connector: int | None = 1, **parts: Any) -> Row:
    row = {"station": "A", "connector_id": connector, "status": status, "since": at(since), "until": at(until)}
    return row | parts


def finding(rule: str, severity: str = "error") -> Row:
    return dict.fromkeys(("scope", "path", "code", "message"), "") | {"rule": rule, "severity": severity}


def test_every_question_has_its_query() -> None:
    assert {heading: len(found) for heading, found in queries().items()} == {
        UP: 1,
        FAILED: 1,
        FIRMWARE: 1,
        ENERGY: 1,
        ANSWERS: 2,
        IDLE: 1,
        OWN: 2,
        CHARGEX: 1,
    }


@pytest.mark.parametrize("sql", [sql for found in queries().values() for sql in found])
def test_tables_without_rows_give_answers_without_rows(sql: str) -> None:
    assert Database({}).ask(sql) == []


def test_the_page_has_all_columns() -> None:
    text = (ROOT / "docs" / "tables.md").read_text("utf-8")
    for name, schema in SCHEMAS.items():
        part = text.split(f"### `{name}`")[1].split("\n## ")[0].split("\n### ")[0]
        assert {column for column in schema.names if f"`{column}`" not in part} == set(), name


def minutes_down(database: Database) -> dict[tuple[Any, Any], float]:
    return {(row["evse_id"], row["connector_id"]): row["down_s"] / 60 for row in database.answer(UP)}


def every_ten_minutes(minutes: int) -> list[Row]:
    return heard(*(60.0 * minute for minute in range(0, minutes + 1, 10)))


def test_a_connector_is_down_while_it_is_faulted_or_unavailable() -> None:
    states = [
        status(0, 600, "Available"),
        status(600, 900, "Faulted"),
        status(900, 1200, "Charging"),
        status(1200, 1260, "Unavailable"),
        status(1260, None, "Available"),
    ]
    (row,) = of(messages=every_ten_minutes(60), statuses=states).answer(UP)
    assert row == {
        "station": "A",
        "evse_id": None,
        "connector_id": 1,
        "observed_s": 3600.0,
        "down_s": 360.0,
        "uptime_percent": 90.0,
    }


def test_a_state_that_lasts_ends_with_the_log() -> None:
    states = [status(0, 3000, "Available"), status(3000, None, "Faulted")]
    assert minutes_down(of(messages=every_ten_minutes(60), statuses=states)) == {(None, 1): 10.0}


def test_a_silent_station_is_down_after_fifteen_minutes_and_until_the_end() -> None:
    states = [status(0, None, "Available")]
    messages = [*heard(0, 600, 3600), {"time": at(9000), "station": "B", "direction": "to-station"}]
    assert minutes_down(of(messages=messages, statuses=states)) == {(None, 1): 35.0 + 75.0}


def test_what_is_down_for_two_reasons_counts_once() -> None:
    states = [
        status(0, 1000, "Available"),
        status(1000, 2400, "Faulted"),
        status(2400, None, "Available"),
        status(0, 2000, "Available", connector=0),
        status(2000, 2100, "Unavailable", connector=0),
        status(2100, 2300, "Available", connector=0),
        status(2300, 2520, "Unavailable", connector=0),
    ]
    silent = heard(0, 600, 2700)  # from 1500 to 2700
    assert minutes_down(of(messages=silent, statuses=states)) == {(None, 1): pytest.approx(1700 / 60)}


def test_a_state_of_an_evse_holds_for_its_connectors_and_no_other() -> None:
    states = [
        status(0, None, "Available", evse_id=1),
        status(0, None, "Available", evse_id=1, connector=2),
        status(0, None, "Available", evse_id=2),
        status(600, 1200, "Unavailable", evse_id=1, connector=None),
        status(1800, 1860, "Faulted", evse_id=None, connector=None),
        status(2400, 2460, "Faulted", evse_id=2),
    ]
    down = minutes_down(of(messages=every_ten_minutes(60), statuses=states))
    assert down == {(1, 1): 11.0, (1, 2): 11.0, (2, 1): 2.0}


def asked(line: int, action: str, answer: str | None, *, token: str | None = None, station: str = "A") -> list[Row]:
    """A call that has a card, and its answer: the payload of a result, or an error."""
    row: Row = {"time": at(line), "station": station, "action": action, "message_id": str(line)}
    call = row | {"kind": "request", "line": line, "payload": f'{{"idTag": "{token or line}"}}'}
    reply = row | {"kind": "response", "call_line": line, "payload": answer}
    if answer is None:
        reply |= {"kind": "error", "error_code": "InternalError"}
    return [call, reply]


def test_starts_that_fail_by_step() -> None:
    messages = [
        *asked(1, "Authorize", '{"idTagInfo": {"status": "Blocked"}}'),
        *asked(2, "Authorize", '{"idTokenInfo": {"status": "Blocked"}}', station="B"),
        *asked(3, "Authorize", None),
        *asked(4, "RemoteStartTransaction", '{"status": "Rejected"}'),
        *asked(5, "RequestStartTransaction", '{"status": "Rejected", "statusInfo": {"reasonCode": "NotFound"}}'),
        *asked(6, "ReserveNow", '{"status": "Rejected"}'),
    ]
    sessions: list[Row] = [
        {"station": "A", "outcome": "refused", "token_status": "Expired"},
        {"station": "A", "outcome": "no_energy", "stop_reason": "EVDisconnected"},
        {"station": "A", "outcome": "completed", "stop_reason": "Local"},
    ]
    rows = of(messages=messages, sessions=sessions).answer(FAILED)
    assert [tuple(row.values()) for row in rows] == [
        ("card", "Blocked", 2, 2),
        ("card", "error InternalError", 1, 1),
        ("energy", "none until EVDisconnected", 1, 1),
        ("remote start", "Rejected", 1, 1),
        ("remote start", "Rejected: NotFound", 1, 1),
        ("transaction", "card Expired", 1, 1),
    ]


def test_starts_for_which_nobody_came() -> None:
    accepted, remote = '{"idTagInfo": {"status": "Accepted"}}', '{"status": "Accepted"}'
    messages = [
        *asked(0, "Authorize", accepted, token="CARD"),
        *asked(200, "StartTransaction", accepted, token="CARD"),
        *asked(1000, "StopTransaction", accepted, token="CARD"),
        *asked(1300, "Authorize", accepted, token="CARD"),
        *asked(1301, "Authorize", accepted, token="CARD"),
        *asked(900, "RemoteStartTransaction", remote, token="OTHER"),
        *asked(900, "Authorize", accepted, token="CARD", station="B"),
    ]
    rows = of(messages=messages).answer(FAILED)
    assert [tuple(row.values()) for row in rows] == [
        ("nobody", "after a card", 2, 2),
        ("nobody", "after a remote start", 1, 1),
    ]


def test_starts_that_fail_at_the_connector() -> None:
    def session(started: float, stopped: float | None, **parts: Any) -> Row:
        return {"station": "A", "started": at(started), "stopped": at(stopped), "outcome": "completed"} | parts

    states = [
        status(0, 10, "Preparing"),
        status(10, 20, "Faulted", error_code="ConnectorLockFailure"),
        status(20, 30, "Charging"),
        status(30, 40, "Faulted", error_code="GroundFailure"),
        status(40, 50, "Preparing"),
        status(50, 60, "Faulted", error_code="NoError"),
        status(60, 70, "Preparing"),
        status(70, 80, "Faulted", error_code="OtherError"),
        status(0, 10, "Occupied", evse_id=2),
        status(10, 20, "Faulted", evse_id=2),
        status(20, 30, "Occupied", evse_id=2),
        status(30, 40, "Faulted", evse_id=2),
        status(40, 50, "Occupied", evse_id=2),
        status(50, 60, "Faulted", evse_id=2),
    ]
    sessions = [
        session(65, None, connector_id=1),
        session(22, 29, evse_id=2),
        session(38, 52, evse_id=2, connector_id=1),
        session(0, 20, evse_id=2, connector_id=2),
    ]
    rows = of(statuses=states, sessions=sessions).answer(FAILED)
    assert [tuple(row.values()) for row in rows] == [
        ("connector", "Faulted", 2, 1),
        ("connector", "ConnectorLockFailure", 1, 1),
    ]


def test_messages_belong_to_the_firmware_that_was_reported_before_them() -> None:
    def sent(time: float, *findings: Row, station: str = "A", direction: str = "to-csms") -> Row:
        return {"time": at(time), "station": station, "direction": direction, "findings": list(findings) or None}

    boots = [
        {"time": at(10), "station": "A", "vendor": "V", "model": "M", "firmware_version": "1"},
        {"time": at(20), "station": "A", "vendor": "V", "model": "M", "firmware_version": "2"},
        {"time": at(10), "station": "B", "vendor": "V", "model": "M", "firmware_version": "2"},
    ]
    messages = [
        sent(5, finding("enum_unknown")),
        sent(10),
        sent(15, finding("id_reused", "advice")),
        sent(16, finding("id_reused", "advice"), finding("type_wrong", "tolerated")),
        sent(17, finding("enum_unknown"), direction="to-station"),
        sent(20, finding("enum_unknown"), finding("type_wrong")),
        sent(30, finding("enum_unknown"), station="B"),
        sent(31, station="B"),
        sent(32, station="B"),
    ]
    rows = of(messages=messages, boots=boots).answer(FIRMWARE)
    assert [tuple(row.values()) for row in rows] == [
        (None, None, None, 1, 1, 1, 1000.0, "enum_unknown"),
        ("V", "M", "2", 2, 4, 2, 500.0, "enum_unknown"),
        ("V", "M", "1", 1, 3, 1, 333.33, "type_wrong"),
    ]


def test_energy_by_hour() -> None:
    hour = 3600.0
    sessions: list[Row] = [
        {"started": at(0), "energy_wh": 1000.0},
        {"started": at(hour - 1), "energy_wh": 2000.0},
        {"started": at(24 * hour), "energy_wh": 6000.0},
        {"started": at(hour), "energy_wh": 500.0},
        {"started": at(hour), "energy_wh": None},
        {"started": None, "energy_wh": 500.0},
    ]
    sessions = [{"stopped": at(99 * hour)} | each for each in sessions]
    sessions.append({"started": at(0), "energy_wh": 700.0})
    rows = of(sessions=sessions).answer(ENERGY)
    assert [tuple(row.values()) for row in rows] == [(9, 3, 9.0, 3.0, 2.0), (10, 1, 0.5, 0.5, 0.5)]


def test_answer_times() -> None:
    def answer(latency: float | None, *, kind: str = "response", direction: str = "to-station") -> Row:
        return {"action": "Heartbeat", "kind": kind, "direction": direction, "latency": latency}

    messages = [*(answer(each / 100) for each in range(101)), answer(None), answer(9.0, direction="to-csms")]
    messages.append(answer(1.0, kind="error"))
    rows = of(messages=messages).answer(ANSWERS)
    assert [tuple(row.values()) for row in rows] == [
        ("CSMS", "Heartbeat", 102, 505.0, 959.5, 999.9, 1),
        ("station", "Heartbeat", 1, 9000.0, 9000.0, 9000.0, 0),
    ]


def test_calls_without_answer() -> None:
    def call(line: int, file: str | None = None, unique_id: str = "1", **parts: Any) -> Row:
        row = {
            "station": "A",
            "action": "Heartbeat",
            "message_type": 2,
            "direction": "to-csms",
            "message_id": unique_id,
        }
        return row | {"line": line, "file": file} | parts

    def answer(line: int, file: str | None = None, unique_id: str = "1") -> Row:
        return {"station": "A", "message_type": 3, "message_id": unique_id, "call_line": line, "call_file": file}

    messages = [call(1), call(2), call(3, "a"), call(3, "b"), call(5, unique_id="1"), call(5, unique_id="2")]
    messages += [answer(1), answer(3, "b"), answer(5, unique_id="2")]
    messages += [call(6, action="Reset", direction="to-station"), call(7, message_type=6), {"message_type": 3}]
    rows = of(messages=messages).answer(ANSWERS, 1)
    assert [tuple(row.values()) for row in rows] == [("CSMS", "Heartbeat", 3), ("station", "Reset", 1)]


def test_idle_time() -> None:
    def session(charging: float, idle: float, connector: int = 1, stopped: float | None = 9.0) -> Row:
        row = {"station": "A", "connector_id": connector, "started": at(0), "stopped": at(stopped)}
        return row | {"charging_s": charging, "idle_s": idle}

    sessions = [session(3600, 1800), session(0, 1800), session(900, 0, connector=2), session(9, 9, stopped=None)]
    rows = of(sessions=[*sessions, session(0, 0, connector=3)]).answer(IDLE)
    assert [tuple(row.values()) for row in rows] == [
        ("A", None, 1, 2, 1.0, 1.0, 50.0),
        ("A", None, 2, 1, 0.25, 0.0, 0.0),
        ("A", None, 3, 1, 0.0, 0.0, None),
    ]


def test_the_longest_silence_and_what_was_said_before() -> None:
    database = of(
        messages=[*heard(0, 10, 700, 800), *heard(0, 500, station="B")],
        statuses=[
            status(5, 900, "Available"),
            status(5, None, "Occupied", connector=1, evse_id=2),
            status(0, 10, "Faulted", connector=2),
            status(20, None, "Faulted", connector=2),
        ],
    )
    assert database.answer(OWN) == [
        {"station": "A", "silent_since": at(10), "silent_s": 690.0, "said_before": "2/1 Occupied, 1 Available"},
        {"station": "B", "silent_since": at(0), "silent_s": 500.0, "said_before": None},
    ]


def event(seconds: float, state: str | None = None, kind: str = "Updated") -> Row:
    payload = {"eventType": kind, "transactionInfo": {"transactionId": "1", "chargingState": state}}
    row = {"station": "A", "transaction_id": "1", "action": "TransactionEvent", "kind": "request"}
    return row | {"time": at(seconds), "payload": json.dumps(payload)}


def test_idle_minutes_by_hour() -> None:
    """From 9:30 to 10:30 the connector of 1.6 does not charge; that of 2.x charges from 9:10 to 9:40, of 9:00 to 10:00."""
    old = [status(0, 1800, "Charging"), status(1800, 5400, "SuspendedEV"), status(5400, 5460, "Available")]
    new = [status(0, 3600, "Occupied", evse_id=1), status(3600, None, "Available", evse_id=1)]
    events = [event(0, "EVConnected", "Started"), event(600, "Charging"), event(1200), event(2400, kind="Ended")]
    assert of(statuses=[*old, *new], messages=events).answer(OWN, 1) == [
        {"hour": 9, "idle_minutes": 30.0 + 30.0},
        {"hour": 10, "idle_minutes": 30.0},
    ]
