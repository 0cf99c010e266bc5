"""The charging sessions of OCPP 1.6."""

from __future__ import annotations

import pytest

from ocpp_codec.log._charging.records import REGISTER
from tests.support.charging import belonging, charging, the_session
from tests.support.entries import Script, moment
from tests.support.sessions import sample, session, start, stop


def test_a_session_from_start_to_stop() -> None:
    found = the_session(session(Script(station="CS1"), {70.0: 200, 130.0: 300}, end=190.0, meter=5100))
    assert (found.station, found.transaction, found.connector, found.card) == ("CS1", "7", "connector 1", "CARD")
    assert found.started is not None
    assert found.stopped is not None
    assert found.stopped - found.started == 180
    assert (found.energy, found.reason, found.is_refused) == (5000, "", False)
    assert (found.messages, found.first, found.last) == (8, ("a.log", 3), ("a.log", 10))
    assert found.pause == 60
    assert list(found.series[REGISTER].values) == [200, 300]


def test_messages_know_their_session() -> None:
    script = Script().boot(0.0)
    start(script)
    sample(script.heartbeat(50.0), 200, at=60.0)
    stop(script, at=100.0)
    assert belonging(script) == [None, None, 0, 0, None, None, 0, 0, 0, 0]


def test_a_start_that_is_sent_again_is_one_session() -> None:
    script = Script().boot(0.0)
    data = {"connectorId": 1, "idTag": "CARD", "meterStart": 100, "timestamp": moment(10.0)}
    script.call("StartTransaction", data, at=10.0)
    start(script, at=10.0)
    assert the_session(script).messages == 3


def test_starts_of_a_station_without_a_clock_are_told_apart_by_their_meter() -> None:
    script = Script()
    for number, at, meter in ((7, 10.0, 100), (8, 1000.0, 600)):
        data = {"connectorId": 1, "idTag": "CARD", "meterStart": meter, "timestamp": "1970-01-01T00:00:00Z"}
        script.call("StartTransaction", data, at=at).result({"transactionId": number})
        stop(script, at=at + 500.0, number=number, meter=meter + 500)
    assert [(each.transaction, each.energy) for each in charging(script).sessions] == [("7", 500), ("8", 500)]


def test_a_stop_that_is_sent_again_changes_nothing() -> None:
    script = Script()
    start(script)
    stop(script, at=100.0, reason="Local")
    stop(script, at=200.0, meter=1, reason="Other")
    found = the_session(script)
    assert (found.energy, found.reason, found.messages) == (5000, "Local", 6)


def test_a_stop_without_a_start() -> None:
    found = the_session(stop(Script(), at=100.0))
    assert (found.transaction, found.started, found.energy) == ("7", None, None)


def test_a_stop_after_an_answer_that_the_log_does_not_have() -> None:
    script = Script()
    data = {"connectorId": 1, "idTag": "CARD", "meterStart": 100, "timestamp": moment(10.0)}
    script.call("StartTransaction", data, at=10.0)
    assert the_session(stop(script, at=100.0)).energy == 5000


@pytest.mark.parametrize(("meter", "energy"), [(100, 3400), (9000, 2500)])  # the second is another register
def test_a_session_without_an_end_has_the_energy_of_its_values(meter: int, energy: float) -> None:
    script = Script()
    start(script, meter=meter)
    sample(script, 1000, at=60.0)
    sample(script, 3500, at=120.0)
    found = the_session(script)
    assert (found.stopped, found.energy) == (None, energy)


def test_values_without_an_id_belong_to_the_session_of_their_connector() -> None:
    script = Script()
    start(script)
    sample(script, 1000, at=60.0, number=None)
    assert the_session(script).series[REGISTER].count == 1


def test_values_of_an_unknown_transaction_are_a_session() -> None:
    found = the_session(sample(Script(), 1000, at=60.0, number=99))
    assert (found.transaction, found.is_transaction, found.started) == ("99", True, None)
    assert found.connector == "connector 1"


@pytest.mark.parametrize("number", [None, 0, -1])
def test_values_outside_of_transactions(number: int | None) -> None:
    script = Script()
    for at in (60.0, 120.0):
        sample(script, 1000 + at, at=at, number=number)
    found = the_session(script)
    assert (found.transaction, found.is_transaction, found.connector, found.energy) == (
        None,
        False,
        "connector 1",
        None,
    )
    assert found.series[REGISTER].count == 2


def test_a_session_that_the_csms_refuses() -> None:
    script = Script()
    start(script, status="Invalid")
    assert the_session(script).is_refused


def test_a_session_keeps_its_refusal_and_its_end_apart() -> None:
    script = Script()
    start(script)
    script.call("StopTransaction", {"transactionId": 7, "meterStop": 1, "timestamp": moment(50.0)}, at=50.0)
    script.result({"idTagInfo": {"status": "Expired"}})
    assert not the_session(script).is_refused


def test_the_values_of_a_stop() -> None:
    script = Script()
    start(script)
    values = [{"timestamp": moment(90.0), "sampledValue": [{"value": "12", "context": "Transaction.End"}]}]
    stop(script, at=100.0, transactionData=values)
    assert list(the_session(script).series[REGISTER].values) == [12]


def test_sessions_of_two_connectors_at_once() -> None:
    script = Script()
    start(script, number=7, connector=1)
    start(script, number=8, connector=2, at=20.0)
    sample(script, 1, at=30.0, number=8)
    stop(script, at=40.0, number=7)
    stop(script, at=50.0, number=8)
    assert belonging(script) == [0, 0, 1, 1, 1, 1, 0, 0, 1, 1]


def test_two_stations_with_the_same_transaction() -> None:
    one, other = Script(station="A"), Script(station="B")
    start(one)
    start(other)
    one.entries += other.entries
    assert [each.station for each in charging(one).sessions] == ["A", "B"]


START = {"connectorId": 1, "idTag": "CARD", "meterStart": 100, "timestamp": moment(10.0)}


def test_a_start_is_sent_again_after_an_error() -> None:
    script = Script().call("StartTransaction", START, at=10.0).error("InternalError")
    stop(start(script, at=10.0), at=50.0)
    found = the_session(script)
    assert (found.transaction, found.messages, found.energy) == ("7", 6, 5000)


@pytest.mark.parametrize("second", [7, 8])
def test_a_start_is_sent_again_although_it_was_answered(second: int) -> None:
    script = Script()
    start(script, at=10.0, number=7)
    start(script, at=10.0, number=second)
    sample(script, 1, at=20.0, number=7)
    stop(script, at=50.0, number=7)
    stop(script, at=50.0, number=second)
    assert belonging(script) == [0] * 10
    found = the_session(script)
    assert (found.stopped or 0) - (found.started or 0) == 40


def test_a_csms_that_gives_each_transaction_the_same_id() -> None:
    script = Script()
    for at in (100.0, 200.0, 300.0):
        start(script, at=at, number=1)
        sample(script, 1, at=at + 10, number=1)
        stop(script, at=at + 20, number=1, meter=int(at))
    assert belonging(script) == [0] * 6 + [1] * 6 + [2] * 6
    assert [each.energy for each in charging(script).sessions] == [0, 100, 200]


def test_values_without_an_id_belong_to_what_began_last_at_the_connector() -> None:
    script = Script()
    start(script, at=10.0, number=7)
    start(script, at=100.0, number=8)
    start(script, at=150.0, number=9, status="Blocked")
    sample(script, 1, at=110.0, number=None)
    assert belonging(script)[-1] == 1


def test_values_give_a_start_without_an_answer_its_id() -> None:
    script = Script().call("StartTransaction", START, at=10.0)
    sample(script, 1, at=20.0, number=33)
    stop(script, at=50.0, number=33)
    assert the_session(script).transaction == "33"


def test_values_of_another_transaction_do_not_belong_to_the_one_that_runs() -> None:
    script = Script()
    start(script, number=7)
    sample(script, 1, at=20.0, number=6)
    assert belonging(script) == [0, 0, 1, 1]


def test_values_with_the_id_0_after_a_transaction_with_the_id_0() -> None:
    script = Script()
    start(script, number=0)
    sample(script, 1, at=20.0, number=0)
    stop(script, at=30.0, number=0)
    sample(script, 1, at=40.0, number=0)
    assert belonging(script) == [0] * 6 + [1] * 2


def test_stops_without_an_id_are_not_one_session() -> None:
    script = Script()
    for at in (10.0, 20.0):
        script.call("StopTransaction", {"meterStop": 1, "timestamp": moment(at)}, at=at).result()
    sample(script, 1, at=30.0, number=None)
    assert belonging(script) == [0, 0, 1, 1, 2, 2]


def test_starts_without_a_time_are_one_until_one_is_answered() -> None:
    data = {"connectorId": 1, "idTag": "CARD", "meterStart": 100}
    script = Script()
    for at in (10.0, 20.0):
        script.call("StartTransaction", data, at=at)
    script.result({"transactionId": 7, "idTagInfo": {"status": "Accepted"}})
    script.call("StartTransaction", data, at=30.0)
    assert belonging(script) == [0, 0, 0, 1]


def test_a_start_without_an_answer_keeps_to_itself() -> None:
    script = Script()
    start(script, number=7)
    script.call("StartTransaction", {**START, "connectorId": 2}, at=20.0)
    stop(script, at=30.0, number=7)
    script.call("StopTransaction", {"meterStop": 1, "timestamp": moment(40.0)}, at=40.0).result()
    assert belonging(script) == [0, 0, 1, 0, 0, 2, 2]


@pytest.mark.parametrize(("has_times", "count"), [(True, 1), (False, 0)])
def test_values_without_a_time_have_that_of_the_log(has_times: bool, count: int) -> None:
    data = {"connectorId": 1, "meterValue": [{"sampledValue": [{"value": "5"}]}]}
    found = the_session(Script(has_times=has_times).call("MeterValues", data, at=20.0 if has_times else None))
    assert sum(len(series.times) for series in found.series.values()) == count
    assert [found.touched] * count == [at for series in found.series.values() for at in series.times]


def test_values_without_an_id_at_another_connector_are_outside() -> None:
    script = Script()
    start(script, connector=2)
    sample(script, 1, at=20.0, number=None)
    assert belonging(script) == [0, 0, 1, 1]


def test_energy_is_of_the_register_only() -> None:
    script = Script()
    for at, value in ((20.0, 100), (30.0, 400)):
        sample(script, value, at=at)
        sample(script, 1, at=at + 1, measurand="Voltage")
        sample(script, 5, at=at + 2, phase="L1")
    assert the_session(script).energy == 300


def test_the_longest_pause_is_found_across_messages_without_a_time() -> None:
    script = Script()
    sample(script, 1, at=10.0)
    script.at = None
    script.call("MeterValues", {"connectorId": 1, "transactionId": 7}).result()
    sample(script, 1, at=50.0)
    assert the_session(script).pause == 40
