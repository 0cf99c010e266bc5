"""Which message belongs to which session, and what follows from it: however the log is cut into batches."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import msgspec
import pytest

from ocpp_codec import bulk
from ocpp_codec.bulk import _boots, _sessions, _stations
from tests.support.entries import CSMS, Script, moment
from tests.support.sessions import sample, status, stop
from tests.support.tables import as_set, result, tables_of

HOUR, DAY = 3_600.0, 86_400.0
V201 = "ocpp2.0.1"
Row = dict[str, Any]


def rows_of(script: Script, table: str = "sessions", **settings: Any) -> list[Row]:
    """The rows of a table, which are the same frame by frame, looking at each one what is over."""
    whole = tables_of([script.entries], **settings)[table]
    with patch.object(_stations, "_RARELY", 1):
        cut = tables_of([[entry] for entry in script.entries], **settings)[table]
    assert as_set(cut) == as_set(whole)
    return sorted(whole, key=lambda row: row.get("first_line") or 0)


def the(script: Script) -> Row:
    (row,) = rows_of(script)
    return row


def values(script: Script, *names: str) -> list[Any]:
    """These columns of the sessions."""
    rows = [tuple(row[name] for name in names) for row in rows_of(script)]
    return [row[0] for row in rows] if len(names) == 1 else rows


def start(
    script: Script,
    at: float,
    number: int | None,
    *,
    time: str | None = None,
    connector: int = 1,
    meter: int = 0,
    card: str = "CARD",
    answer: str = "Accepted",
) -> Script:
    """A StartTransaction, and its answer if it has a number."""
    data = {"connectorId": connector, "idTag": card, "meterStart": meter, "timestamp": time or moment(at)}
    script.call("StartTransaction", data, at=at)
    return script if number is None else script.result({"transactionId": number, "idTagInfo": {"status": answer}})


def accepted(unique_id: str, number: int) -> str:
    """The answer to a start."""
    return result(unique_id, {"transactionId": number, "idTagInfo": {"status": "Accepted"}})


def event(
    script: Script,
    at: float,
    number: int,
    kind: str = "Updated",
    state: str | None = None,
    *,
    time: str | None = None,
    card: str | None = None,
    answer: str | None = None,
    energy: float | None = None,
) -> Script:
    """A TransactionEvent and its result. `answer`: the status of the card."""
    data: Row = {
        "eventType": kind,
        "timestamp": time or moment(at),
        "triggerReason": "Authorized",
        "seqNo": number,
        "transactionInfo": {"transactionId": "T1"} | ({"chargingState": state} if state else {}),
    }
    if card is not None:
        data["idToken"] = {"idToken": card, "type": "ISO14443"}
    if energy is not None:
        data["meterValue"] = [{"timestamp": moment(at), "sampledValue": [{"value": energy}]}]
    return script.call("TransactionEvent", data, at=at).result({"idTokenInfo": {"status": answer}} if answer else {})


def new() -> Script:
    return Script(V201)


# Which session


@pytest.mark.parametrize("time", [moment(600), "2000-01-01T00:00:10Z"], ids=["same second", "clock set back"])
@pytest.mark.parametrize("pause", [1, 2 * HOUR])
def test_a_csms_that_has_one_id(time: str, pause: float) -> None:
    """The next start has no later time than the last stop."""
    script = stop(start(Script(), 0, 1), at=600, number=1, meter=500)
    stop(start(script, 600 + pause, 1, time=time, meter=500), at=9 * HOUR, number=1, meter=1700)
    assert values(script, "energy_wh", "outcome") == [(500.0, "completed"), (1200.0, "completed")]


@pytest.mark.parametrize("later", [20, 40, 2 * HOUR])
def test_a_start_that_is_sent_again(later: float) -> None:
    script = start(Script(), 0, 9)
    if later < 30:
        start(script, later, 9, time=moment(0))
    stop(script, at=30, number=9, meter=900)
    if later > 30:
        start(script, later, 9, time=moment(0))
    assert values(script, "events", "outcome") == [(2, "completed")]


def test_a_start_that_is_sent_again_and_gets_another_id() -> None:
    script = stop(start(start(Script(), 0, 9), 20, 10, time=moment(0)), at=30, number=10, meter=900)
    assert values(script, "transaction_id", "energy_wh") == [("10", 900.0)]


def test_starts_without_answer() -> None:
    """The last one of a connector is that of the transaction, if it is not older than a day."""
    script = start(start(Script(), 0, None), 10, None, time=moment(0))
    sample(script, 100, at=DAY, number=77)
    assert values(script, "started") == [script.entries[0].time]
    script = sample(start(Script(), 0, None), 100, at=DAY + 1, number=77)
    assert values(script, "outcome") == ["no_start"]


def test_an_answer_settles_all_that_was_sent_before() -> None:
    script = stop(start(start(Script(), 0, None), 10, 9, time=moment(0)), at=30, number=9, meter=900)
    sample(script, 1000, at=60, number=77)
    assert values(script, "transaction_id", "outcome") == [("9", "completed"), ("77", "no_start")]


def test_a_start_that_the_csms_could_not_take() -> None:
    """The station goes on without an id."""
    script = start(Script(), 0, None).error("InternalError")
    assert values(stop(script, at=600, number=0, meter=900), "outcome", "energy_wh") == [("completed", 900.0)]


def test_an_answer_that_comes_late_gives_the_id() -> None:
    script = start(Script(), 0, None)
    stop(script, at=30, number=-1, meter=900)
    script.frame(accepted("m1", 5), CSMS, 40)
    assert values(script, "transaction_id", "energy_wh", "token_status") == [("5", 900.0, "Accepted")]


@pytest.mark.parametrize("number", [-1, 0])
def test_stops_of_unknown_ids_are_of_different_sessions(number: int) -> None:
    script = Script()
    for at in (0, 600, 600 + 3 * HOUR):
        stop(script, at=at, number=number, meter=500)
        stop(script, at=at, number=number, meter=500)  # sent again
    assert values(script, "transaction_id", "events", "outcome") == [(str(number), 1, "no_start")] * 3


def test_a_stop_of_an_unknown_id_is_remembered_for_a_week() -> None:
    script = stop(Script(), at=0, number=-1)
    stop(script, at=7 * DAY + 1, number=-1, timestamp=moment(0))
    assert values(script, "transaction_id") == ["-1", "-1"]


def test_a_csms_that_always_says_0() -> None:
    script = sample(start(Script(), 0, 0), 100, at=10, number=0)
    stop(script, at=30, number=0, meter=900)
    stop(start(script, 50, 0, meter=900), at=80, number=0, meter=1900)
    assert values(script, "energy_wh", "events") == [(900.0, 3), (1000.0, 2)]


def test_values_of_no_transaction_are_of_none() -> None:
    assert rows_of(sample(Script(), 100, at=10, number=0)) == []


def test_two_connectors_with_one_id() -> None:
    script = start(start(Script(), 0, 1, card="A"), 0, 1, connector=2, card="B")
    sample(script, 100, at=10, number=1)
    stop(script, at=20, number=1, meter=900, idTag="b")
    stop(script, at=30, number=1, meter=500)
    assert values(script, "connector_id", "events", "energy_wh") == [(1, 3, 500.0), (2, 2, 900.0)]


def test_a_stop_that_is_sent_again_does_not_stop_the_other_connector() -> None:
    script = start(start(Script(), 0, 1, card="A"), 0, 1, connector=2, card="B")
    for at in (20, 21):
        stop(script, at=at, number=1, meter=900, timestamp=moment(20))
    assert values(script, "outcome") == [("completed"), ("open")]


def test_an_answer_that_comes_when_another_session_is_over() -> None:
    """What is over is told by the time of the answer, not of the start."""
    script = stop(start(Script(), 0, 1), at=60, number=1, meter=500)
    start(script, HOUR, None, meter=500).heartbeat(HOUR + 120).frame(accepted("m5", 1), CSMS, HOUR + 200)
    assert values(script, "outcome", "meter_start_wh") == [("completed", 0.0), ("open", 500.0)]


def test_a_state_between_a_start_and_its_answer_begins_in_its_own_time() -> None:
    script = start(Script(), 0, None)
    status(script, "Charging", at=5, timestamp=moment(5))
    stop(script.frame(accepted("m1", 1), CSMS, 6), at=60, number=1)
    assert values(script, "charging_s") == [55.0]


def test_an_id_of_2x_that_is_used_again() -> None:
    script = event(event(event(new(), 0, 0, "Started"), 500, 0, "Started"), 560, 1, "Ended")
    event(event(script, 900, 0, "Started"), 960, 1, "Ended")
    assert values(script, "events", "outcome") == [(1, "open"), (2, "completed"), (2, "completed")]


def test_a_start_of_2x_that_comes_last() -> None:
    script = event(event(event(new(), 10, 1), 60, 2, "Ended"), 70, 0, "Started", time=moment(0))
    assert values(script, "events", "missing_seq", "outcome") == [(3, 0, "completed")]


def test_a_stop_of_another_card_is_not_that_of_a_start_without_answer() -> None:
    script = stop(start(Script(), 0, None, meter=100, card="A"), at=5, number=55, meter=9000, idTag="B")
    stop(script.frame(accepted("m1", 56), CSMS, 6), at=HOUR, number=56, meter=7100)
    assert values(script, "transaction_id", "energy_wh") == [("56", 7000.0), ("55", None)]


def test_a_stop_with_a_lower_reading_is_not_that_of_a_start_without_answer() -> None:
    script = stop(start(Script(), 0, None, meter=9001), at=5, number=55, meter=9000)
    assert values(script, "outcome") == ["no_start"]


def test_of_two_sessions_with_one_id_the_one_with_the_nearest_reading_ends() -> None:
    """The first one has lost its stop, and the CSMS counts from 1 again."""
    script = start(start(Script(), 0, 1, meter=1000), 2 * DAY, 1, connector=2, meter=50_000)
    stop(script, at=3 * DAY, number=1, meter=60_000)
    assert values(script, "outcome", "energy_wh") == [("open", None), ("completed", 10_000.0)]


# Late messages


def test_an_event_may_come_an_hour_after_the_end() -> None:
    script = event(event(new(), 0, 0, "Started"), 60, 3, "Ended")
    event(script, 60 + HOUR, 1, time=moment(30), energy=5.0)
    event(script, 61 + HOUR, 2, time=moment(40), energy=5.0)
    assert values(script, "events", "missing_seq") == [(3, 1)]


def test_an_event_that_is_sent_again_counts_once() -> None:
    script = event(event(new(), 0, 0, "Started"), 60, 2, "Ended")
    for at in (61, 62):
        event(script, at, 2, "Ended", time=moment(60))
    assert values(script, "events", "missing_seq", "last_line") == [(2, 1, 3)]


def test_numbers_that_never_change_are_of_different_events() -> None:
    script = event(event(event(new(), 0, 0, "Started"), 30, 0), 60, 0, "Ended")
    assert values(script, "events", "missing_seq") == [(3, 0)]


def test_a_session_that_was_silent_for_a_week_is_over() -> None:
    script = start(Script(), 0, 5)
    status(script, "Charging", at=1, timestamp=moment(1))
    status(script, "Faulted", at=8 * DAY, timestamp=moment(8 * DAY))
    assert values(script, "outcome", "charging_s") == [("open", 0.0)]


def test_an_open_session_charges_until_its_last_message() -> None:
    script = start(Script(), 0, 5)
    status(script, "Charging", at=100, timestamp=moment(100))
    meter_value = {"timestamp": moment(400), "sampledValue": [{"value": "100"}]}
    script.call("MeterValues", {"connectorId": 1, "transactionId": 5, "meterValue": [meter_value]}, at=400)
    assert values(script, "outcome", "charging_s", "idle_s") == [("open", 300.0, 0.0)]


def test_a_state_of_long_ago_says_nothing() -> None:
    script = status(Script(), "Charging", at=0)
    stop(start(script, 8 * DAY, 5), at=8 * DAY + 60, number=5)
    assert values(script, "charging_s") == [None]


# Time


def test_states_that_come_late() -> None:
    """A time before the last state is that of the last state."""
    script = start(Script(), 0, 7)
    for at, state, time in [
        (0, "Charging", 0),
        (600, "SuspendedEV", 600),
        (601, "Charging", 300),
        (602, "Finishing", 650),
    ]:
        status(script, state, at=at, timestamp=moment(time))
    assert values(stop(script, at=700, number=7), "charging_s", "idle_s") == [(650.0, 50.0)]


def test_states_after_the_end() -> None:
    script = event(event(new(), 0, 0, "Started", "Charging"), 600, 1, "Ended")
    event(event(script, 601, 2, state="Charging", time=moment(700)), 602, 3, state="Idle", time=moment(800))
    assert values(script, "charging_s", "idle_s", "events") == [(600.0, 0.0, 4)]


def test_states_that_come_in_another_order() -> None:
    script = event(event(new(), 0, 0, "Started", "SuspendedEV"), 100, 2, state="Charging")
    event(event(script, 101, 1, state="SuspendedEV", time=moment(50)), 600, 3, "Ended")
    assert values(script, "charging_s", "idle_s") == [(500.0, 100.0)]


def test_the_end_may_be_before_the_last_state() -> None:
    """The station has lost power at 1000, and tells the state of its connector before the stop."""
    script = status(start(Script(), 0, 3), "SuspendedEV", at=5, timestamp=moment(5))
    status(script, "Charging", at=600, timestamp=moment(600)).boot(5000)
    status(status(script, "SuspendedEV", at=5001), "Charging", at=5003)
    status(script, "Available", at=5004)
    stop(script, at=5002, number=3, timestamp=moment(1000), reason="PowerLoss")
    assert values(script, "charging_s", "idle_s") == [(400.0, 595.0)]


def test_only_the_last_states_may_be_after_the_end() -> None:
    script = start(Script(), 0, 3)
    for at in range(0, 300, 2):
        status(status(script, "Charging", at=at), "SuspendedEV", at=at + 1)
    assert values(stop(script, at=300, number=3), "charging_s", "idle_s") == [(150.0, 150.0)]


def test_no_session_charges_longer_than_it_lasts() -> None:
    script = status(start(Script(), 0, 7), "Charging", at=1)
    status(script, "SuspendedEV", at=2, timestamp=moment(5_000))
    assert values(stop(script, at=600, number=7), "charging_s", "idle_s") == [(599.0, 0.0)]


def test_numbers_that_begin_again_are_of_new_states() -> None:
    script = event(event(new(), 0, 0, "Started", "Charging"), 1200, 5, state="Charging")
    event(event(event(script, 1800, 0, state="SuspendedEV"), 2400, 1, state="Charging"), 3600, 2, "Ended")
    assert values(script, "charging_s", "idle_s") == [(3000.0, 600.0)]


def test_a_state_that_is_known_before_a_queued_start_begins_in_its_own_time() -> None:
    """A station that was offline tells first what is now, and then what was."""
    script = status(Script(), "Charging", at=9000, timestamp=moment(8000))
    stop(start(script, 9001, 1, time=moment(0)), at=9002, number=1, timestamp=moment(HOUR))
    stop(start(script, 9003, 2, time=moment(7990)), at=9990, number=2, timestamp=moment(9000))
    assert values(script, "charging_s") == [0.0, 1000.0]


def test_a_clock_that_is_set_meanwhile() -> None:
    script = start(Script(), 0, 5, time="1970-01-01T00:00:10Z")
    status(script, "Charging", at=10, timestamp="1970-01-01T00:00:20Z")
    status(script, "SuspendedEV", at=70, timestamp=moment(70))
    assert values(stop(script, at=HOUR, number=5), "charging_s", "idle_s") == [(0.0, HOUR - 70)]


def test_a_log_without_times_tells_none() -> None:
    script = start(Script().boot(0), 0, 5, time=moment(0))
    stop(status(status(script, "Charging", at=10), "SuspendedEV", at=20), at=HOUR, number=5)
    script.entries = [msgspec.structs.replace(entry, time=None) for entry in script.entries]
    assert values(script, "charging_s", "idle_s") == [(None, None)]
    assert [row["time"] for row in rows_of(script, "boots")] == [None]
    assert {(row["since"], row["until"], row["seconds"]) for row in rows_of(script, "statuses")} == {(None,) * 3}


def test_a_state_has_no_length_if_the_clock_of_the_log_ran_backwards() -> None:
    script = status(status(Script(), "Charging", at=100), "Available", at=40)
    assert [row["seconds"] for row in rows_of(script, "statuses")] == [None, None]


# Energy


def test_a_register_that_is_set_back() -> None:
    """Many stations report 0 at the end if they have lost power."""
    script = sample(start(Script(), 0, 5, meter=100_000), 105_000, at=600, number=5)
    row = the(stop(script, at=1200, number=5, meter=0, reason="PowerLoss"))
    assert (row["energy_wh"], row["energy_from"], row["outcome"]) == (5000.0, "samples", "aborted")
    row = the(stop(start(Script(), 0, 5, meter=100_000), at=1200, number=5, meter=0, reason="PowerLoss"))
    assert (row["energy_wh"], row["energy_from"], row["outcome"]) == (None, None, "aborted")


@pytest.mark.parametrize("text", ["1_000", "\u0661\u0660"])
def test_what_only_python_reads_as_a_number_is_none(text: str) -> None:
    data = {"connectorId": 1, "transactionId": 5}
    script = start(Script(), 0, 5, meter=0)
    value = {"timestamp": moment(60), "sampledValue": [{"value": text}]}
    script.call("MeterValues", data | {"meterValue": [value]}, at=60).result()
    assert values(script, "meter_stop_wh") == [None]
    assert [row["value"] for row in rows_of(script, "samples")] == [None]


def test_a_register_that_jitters() -> None:
    row = the(stop(start(Script(), 0, 5, meter=1000), at=60, number=5, meter=997))
    assert (row["energy_wh"], row["outcome"]) == (-3.0, "no_energy")


def test_readings_of_begin_and_end_whatever_their_clock() -> None:
    script = new()
    for number, (time, value, context, kind) in enumerate(
        [
            (3600, 1000.0, "Transaction.Begin", "Started"),
            (5400, 6000.0, "Sample.Periodic", "Updated"),
            (1900, 6300.0, "Sample.Periodic", "Updated"),  # the clock was set back by an hour
            (3500, 11_000.0, "Transaction.End", "Ended"),
        ]
    ):
        reading = {"timestamp": moment(time), "sampledValue": [{"value": value, "context": context}]}
        data: Row = {
            "eventType": kind,
            "timestamp": moment(time),
            "triggerReason": "MeterValuePeriodic",
            "seqNo": number,
            "transactionInfo": {"transactionId": "T1"},
            "meterValue": [reading],
        }
        script.call("TransactionEvent", data, at=number * 1000.0).result()
    assert values(script, "energy_wh") == [10_000.0]


def test_power_of_a_phase_is_power() -> None:
    script = start(Script(), 0, 5)
    for at, power in [(60, 0), (120, 2300), (180, 2300), (240, 0)]:
        sample(script, power, at=at, number=5, measurand="Power.Active.Import", phase="L1")
    assert values(script, "first_power", "last_power") == [(script.entries[4].time, script.entries[6].time)]


# Cards and remote starts

CARDS = [
    ([("A", "Invalid"), ("B", "Accepted")], "Accepted", "B", "completed"),
    ([("A", "Accepted"), ("B", "Invalid"), ("A", "Blocked")], "Accepted", "A", "completed"),
    ([("A", None), ("B", "Invalid")], None, "A", "completed"),
    ([("A", "Invalid"), ("A", "Blocked")], "Blocked", "A", "refused"),
]


@pytest.mark.parametrize(("cards", "expected", "card", "outcome"), CARDS)
def test_cards_of_2x(cards: list[tuple[str, str | None]], expected: str, card: str, outcome: str) -> None:
    """One that is accepted counts for more than one that is refused."""
    script = event(new(), 0, 0, "Started")
    for number, (each, answer) in enumerate(cards, 1):
        event(script, number, number, card=each, answer=answer)
    row = the(event(script, 60, 9, "Ended", card="C", answer="Accepted"))
    assert (row["token_status"], row["outcome"]) == (expected, outcome)
    assert row["id_token_hash"] == the(event(new(), 0, 0, "Started", card=card))["id_token_hash"]


def test_upper_and_lower_case_of_a_card_are_the_same() -> None:
    first, second = values(start(start(Script(), 0, 1, card="Card"), 1, 2, connector=2, card="cARD"), "id_token_hash")
    assert first == second


REMOTE = [
    ({"idTag": "card"}, "Accepted", True),
    ({"idTag": "CARD", "connectorId": 1}, "Accepted", True),
    ({"idTag": "CARD", "connectorId": 2}, "Accepted", False),
    ({"idTag": "CARD"}, "Rejected", False),
    ({"idTag": "OTHER"}, "Accepted", False),
]


@pytest.mark.parametrize(("asked", "answer", "expected"), REMOTE)
def test_remote_starts(asked: Row, answer: str, expected: bool) -> None:
    script = Script().call("RemoteStartTransaction", asked, by=CSMS, at=0).result({"status": answer})
    row = the(start(script, 10, 1))
    assert (row["remote"], row["start_trigger"]) == ((True, "RemoteStart") if expected else (False, None))


def test_a_refusal_is_of_its_own_remote_start() -> None:
    """The driver has asked twice."""
    script = Script()
    for at, answer in enumerate(["Accepted", "Rejected"]):
        asked = script.call("RemoteStartTransaction", {"idTag": "CARD"}, by=CSMS, at=at)
        asked.result({"status": answer})
    assert values(start(script, 10, 1), "remote") == [True]


def test_each_start_that_was_asked_for() -> None:
    script = Script()
    for at in range(2):
        script.call("RemoteStartTransaction", {"idTag": "CARD"}, by=CSMS, at=at).result({"status": "Accepted"})
    for connector in (1, 2, 3):
        start(script, 10 * connector, connector, connector=connector)
    assert values(script, "remote") == [True, True, False]


def test_a_remote_start_after_the_start_is_for_another_one() -> None:
    script = start(Script(), 0, None)
    script.call("RemoteStartTransaction", {"idTag": "CARD"}, by=CSMS, at=1).result({"status": "Accepted"})
    script.frame(accepted("m1", 1), CSMS, 2)
    assert values(start(script, 20, 2, connector=2), "remote") == [False, True]


def test_a_remote_start_counts_at_the_time_of_the_start() -> None:
    script = Script().call("RemoteStartTransaction", {"idTag": "CARD"}, by=CSMS, at=0).result({"status": "Accepted"})
    start(script, 290, None).heartbeat(500).frame(accepted("m3", 1), CSMS, 550)
    assert values(script, "remote") == [True]


def test_a_remote_start_for_another_connector_waits_for_it() -> None:
    asked = {"idTag": "CARD", "connectorId": 2}
    script = Script().call("RemoteStartTransaction", asked, by=CSMS, at=0).result({"status": "Accepted"})
    assert values(start(start(script, 10, 1), 20, 2, connector=2), "remote") == [False, True]


# What is remembered


def test_what_is_remembered_of_a_station_is_bounded() -> None:
    script = Script()
    for number in range(40):
        start(script, number * 2 * HOUR, number, connector=number, card=str(number))
    with patch.multiple(_sessions, _MOST_LIVE=5, _MOST_CLOSED=10):
        assert set(values(script, "outcome")) == {"open"}
        tables = bulk.Tables(only=["sessions"])
        tables.feed(script.entries)
    (table,) = tables._stations._tables
    (sessions,) = table.stations.values()
    assert (len(sessions._all()) <= 5, len(sessions._closed) <= 10) == (True, True)


def test_connectors_of_strangers_are_not_remembered() -> None:
    script = Script()
    for number in range(1_100):
        status(script, "Available", connector=number, at=number)
        start(script, number, None, connector=number)
    tables = bulk.Tables(only=["sessions"])
    tables.feed(script.entries)
    (table,) = tables._stations._tables
    (sessions,) = table.stations.values()
    assert (len(sessions._states), len(sessions._starts)) == (1_000, 1_000)


def test_calls_without_answer_are_not_all_remembered() -> None:
    """Not even in a log without times, where nothing gets old."""
    script = Script(has_times=False)
    boot = {"chargePointModel": "M", "chargePointVendor": "V"}
    data = {"connectorId": 1, "idTag": "CARD", "meterStart": 0, "timestamp": moment(0)}
    for number in range(60):
        script.call("BootNotification", boot).call("StartTransaction", data)
        script.call("RemoteStartTransaction", {"idTag": str(number)}, by=CSMS)
    tables = bulk.Tables(only=["sessions", "boots"])
    with patch.multiple(_sessions, MOST_WAITING=20), patch.multiple(_boots, MOST_WAITING=20):
        tables.feed(script.entries)
    followers = {table.name: next(iter(table.stations.values())) for table in tables._stations._tables}
    sessions, boots = followers["sessions"], followers["boots"]
    assert (len(sessions._calls), len(sessions._asked), len(boots._waiting)) == (20, 20, 20)


def test_events_that_are_answered_wait_no_longer() -> None:
    """Even if the answer says nothing of their card. Else they would be kept for a day, with their meter values."""
    script = new()
    for number in range(40):
        event(script, number, number, card="CARD")
    tables = bulk.Tables(only=["sessions"])
    tables.feed(script.entries)
    (table,) = tables._stations._tables
    (sessions,) = table.stations.values()
    assert len(sessions._calls) == 0


def test_a_station_that_is_gone_is_forgotten() -> None:
    """But for the last status of its connectors."""
    gone = Script(station="GONE").boot(0)
    status(start(gone, 10, 1), "Charging", at=20)
    other = Script(station="OTHER").boot(61 * DAY)
    tables = bulk.Tables()
    with patch.object(_stations, "_RARELY", 1):
        first, second = tables.feed(gone.entries), tables.feed(other.entries)
    assert (first["sessions"].num_rows, second["sessions"].num_rows) == (0, 1)
    assert {table.name: set(table.stations) for table in tables._stations._tables} == {
        "sessions": set(),
        "statuses": {"GONE"},
        "boots": {"OTHER"},
    }
    assert tables.close()["statuses"].to_pylist()[0]["status"] == "Charging"


def test_a_station_without_times_keeps_no_other_one() -> None:
    gone, timeless = start(Script(station="GONE"), 10, 1), start(Script(station="TIMELESS"), 0, 1)
    timeless.entries = [msgspec.structs.replace(entry, time=None) for entry in timeless.entries]
    other = start(Script(station="OTHER"), 61 * DAY, 1)
    tables = bulk.Tables(only=["sessions"])
    with patch.object(_stations, "_RARELY", 1):
        tables.feed(gone.entries)
        rows = tables.feed([*timeless.entries, *other.entries])
    assert rows["sessions"].column("station").to_pylist() == ["GONE"]


def test_a_boot_waits_a_day_for_its_answer() -> None:
    data = {"chargePointModel": "M", "chargePointVendor": "V"}
    script = Script().call("BootNotification", data, at=0)
    script.heartbeat(DAY + 1)
    script.frame(f'[3,"m1",{{"currentTime":"{moment(0)}","interval":0,"status":"Accepted"}}]', CSMS, DAY + 2)
    assert [row["answer"] for row in rows_of(script, "boots", remember=7 * DAY)] == [None]
