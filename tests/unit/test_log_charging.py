"""What a log tells of charging: sessions with their values, states of connectors, boots, settings."""

from __future__ import annotations

from itertools import permutations
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocpp_codec.log import conversations
from ocpp_codec.log._charging import Charging, following, points, records
from ocpp_codec.log._charging.records import REGISTER, Session
from ocpp_codec.log._charging.samples import samples
from ocpp_codec.log._charging.thinning import thinned
from tests.support.entries import CSMS, STATION, Script, moment
from tests.support.sessions import ACCEPTED, V201, event, sample, session, start, status, stop


def charging(script: Script) -> Charging:
    followed = Charging()
    for turn in conversations(script.entries):
        followed.feed(turn)
    return followed


def belonging(script: Script) -> list[int | None]:
    """The number of the session that each message belongs to."""
    followed = Charging()
    found = [followed.feed(turn) for turn in conversations(script.entries)]
    return [None if each is None else each.number for each in found]


def the_session(script: Script) -> Session:
    (found,) = charging(script).sessions
    return found


# Sessions of OCPP 1.6 ------------------------------------------------------------------------------------------------


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


def test_a_session_without_an_end_has_the_energy_of_its_values() -> None:
    script = Script()
    start(script)
    sample(script, 1000, at=60.0)
    sample(script, 3500, at=120.0)
    found = the_session(script)
    assert (found.stopped, found.energy) == (None, 2500)


def test_values_without_an_id_belong_to_the_session_of_their_connector() -> None:
    script = Script()
    start(script)
    sample(script, 1000, at=60.0, number=None)
    assert the_session(script).series[REGISTER].count == 1


def test_values_of_an_unknown_transaction_are_a_session() -> None:
    found = the_session(sample(Script(), 1000, at=60.0, number=99))
    assert (found.transaction, found.is_transaction, found.started) == ("99", True, None)


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


# Sessions of OCPP 2.x ------------------------------------------------------------------------------------------------


def test_a_session_of_events() -> None:
    script = Script(V201)
    event(script, "Started", at=10.0, energy=1000)
    event(script, "Updated", at=70.0, energy=1500)
    event(script, "Ended", at=130.0, energy=2500, stoppedReason="EVDisconnected")
    found = the_session(script)
    assert (found.transaction, found.connector) == ("T1", "EVSE 1, connector 1")
    assert (found.energy, found.reason, found.pause) == (1500, "EVDisconnected", 60)


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_events_in_any_order_are_one_session(order: tuple[int, ...]) -> None:
    script = Script(V201)
    said = (("Started", 10.0, 1000), ("Updated", 70.0, 1200), ("Ended", 130.0, 3500))
    for kind, at, energy in (said[place] for place in order):
        event(script, kind, at=at, energy=energy)
    found = the_session(script)
    assert found.energy == 2500
    assert found.started is not None
    assert found.stopped is not None
    assert found.stopped - found.started == 120


def test_an_id_that_is_used_again_after_its_transaction_ended() -> None:
    script = Script(V201)
    for at in (10.0, 100.0):
        event(script, "Started", at=at)
        event(script, "Updated", at=at + 10)
        event(script, "Ended", at=at + 20)
    event(script, "Started", at=100.0)  # sent again
    assert belonging(script) == [0] * 6 + [1] * 8


def test_an_event_tells_the_connector_of_an_evse_later() -> None:
    script = Script(V201)
    info = {"transactionInfo": {"transactionId": "T1"}, "eventType": "Started", "timestamp": moment(0.0)}
    script.call("TransactionEvent", info, at=0.0).result()
    script.call("TransactionEvent", {**info, "evse": {"id": 1}}, at=0.0).result()
    assert the_session(script).connector == "EVSE 1"
    event(script, "Updated", at=10.0)
    script.call("TransactionEvent", {**info, "evse": {"id": 1}}, at=0.0).result()
    assert the_session(script).connector == "EVSE 1, connector 1"


def test_events_without_an_id() -> None:
    script = Script(V201)
    values = [{"timestamp": moment(0.0), "sampledValue": [{"value": 5}]}]
    event_without = {"eventType": "Updated", "evse": {"id": 1}, "meterValue": values}
    script.call("TransactionEvent", event_without, at=0.0).result()
    event(script, "Started", at=10.0)
    script.call("TransactionEvent", event_without, at=20.0).result()
    assert belonging(script) == [0, 0, 1, 1, 1, 1]
    assert [each.is_transaction for each in charging(script).sessions] == [False, True]


# Samples -------------------------------------------------------------------------------------------------------------


def taken(*sampled: dict[str, Any]) -> list[tuple[str, str | None, str, str, float]]:
    data = {"meterValue": [{"timestamp": moment(0.0), "sampledValue": list(sampled)}]}
    return [(each.measurand, each.phase, each.location, each.unit, each.value) for each in samples(data)]


@pytest.mark.parametrize(
    ("sampled", "expected"),
    [
        ({"value": "7"}, ("Energy.Active.Import.Register", None, "Outlet", "Wh", 7)),
        ({"value": "7", "unit": "kWh"}, ("Energy.Active.Import.Register", None, "Outlet", "Wh", 7000)),
        ({"value": "7", "measurand": "Current.Import"}, ("Current.Import", None, "Outlet", "A", 7)),
        ({"value": "7", "measurand": "Voltage", "phase": "L1-N"}, ("Voltage", "L1-N", "Outlet", "V", 7)),
        ({"value": "7.5", "measurand": "Power.Active.Import", "unit": "kW"}, ("Power.Active.Import", None, "Outlet", "W", 7500)),
        ({"value": "50", "measurand": "Temperature", "unit": "Fahrenheit"}, ("Temperature", None, "Outlet", "Celsius", 10)),
        ({"value": "20", "measurand": "Temperature", "unit": "Celcius"}, ("Temperature", None, "Outlet", "Celsius", 20)),
        ({"value": "280.15", "measurand": "Temperature", "unit": "K"}, ("Temperature", None, "Outlet", "Celsius", 7)),
        ({"value": "7", "location": "EV", "measurand": "SoC"}, ("SoC", None, "EV", "Percent", 7)),
        (
            {"value": 7, "measurand": "Power.Active.Import", "unitOfMeasure": {"unit": "W", "multiplier": 3}},
            ("Power.Active.Import", None, "Outlet", "W", 7000),
        ),
        ({"value": 7, "unit": "kwh"}, ("Energy.Active.Import.Register", None, "Outlet", "Wh", 7000)),
        ({"value": 7, "unit": "furlong"}, ("Energy.Active.Import.Register", None, "Outlet", "furlong", 7)),
        ({"value": 7, "measurand": "Own.Thing"}, ("Own.Thing", None, "Outlet", "", 7)),
    ],
)  # fmt: skip
def test_a_value_in_its_base_unit(sampled: dict[str, Any], expected: tuple[Any, ...]) -> None:
    assert taken(sampled) == [pytest.approx(expected)]


@pytest.mark.parametrize(
    "sampled",
    [
        {"value": "abc"},
        {"value": "NaN"},
        {"value": "1", "format": "SignedData"},
        {},
        {"value": None},
        {"value": "1e307", "unit": "kWh"},
    ],
)
def test_what_is_no_value_is_left_out(sampled: dict[str, Any]) -> None:
    assert taken(sampled) == []


def test_a_huge_multiplier_is_bounded() -> None:
    ((*_, value),) = taken({"value": 7, "unitOfMeasure": {"unit": "Wh", "multiplier": 1e9}})
    assert value == 7e12


def test_thinning_keeps_the_peaks() -> None:
    points = [(float(at), float(at % 100)) for at in range(10_000)]
    points[5000] = (5000.0, 1e6)
    points[7000] = (7000.0, -1e6)
    kept = thinned(points, 500)
    assert len(kept) <= 500
    assert {points[5000], points[7000]} <= set(kept)
    assert kept == sorted(kept)
    assert thinned(points[:500], 500) == points[:500]


def test_a_series_is_bounded() -> None:
    series = records.Series()
    for at in range(100_000):
        series.add(float(at), 1e9 if at == 777 else float(at % 7))
    assert len(series.times) == len(series.values) <= 4_000
    assert series.count == 100_000
    assert max(series.values) == 1e9


@pytest.mark.parametrize("period", [1, 7, 5000])
def test_a_long_series_is_equally_fine_from_its_begin_to_its_end(period: int) -> None:
    series = records.Series()
    kept = sum(series.add(float(at), float(at // 3 % period)) for at in range(100_000))
    assert kept == len(series.times)
    assert list(series.times) == sorted(series.times)
    tenths = [sum(begin <= at < begin + 10_000 for at in series.times) for begin in range(0, 100_000, 10_000)]
    assert max(tenths) - min(tenths) <= 4
    assert kept > 2_000


def test_a_flat_stretch_keeps_its_ends() -> None:
    assert thinned([(float(at), 1.0) for at in range(8)], 4) == [(0, 1), (3, 1), (4, 1), (7, 1)]


# States --------------------------------------------------------------------------------------------------------------


def states(script: Script) -> list[tuple[str, str, float | None]]:
    return [
        (each.connector, each.status, None if each.until is None or each.since is None else each.until - each.since)
        for each in charging(script).states
    ]


def test_states_of_a_connector() -> None:
    script = Script()
    for at, name in ((0.0, "Available"), (60.0, "Available"), (90.0, "Charging")):
        status(script, name, at=at)
    assert states(script) == [("connector 1", "Available", 90), ("connector 1", "Charging", None)]


def test_another_error_is_another_state() -> None:
    script = Script()
    status(script, "Faulted", at=0.0, errorCode="GroundFailure")
    status(script, "Faulted", at=60.0, errorCode="OtherError")
    assert [each.error for each in charging(script).states] == ["GroundFailure", "OtherError"]


def test_states_of_a_transaction_of_2x() -> None:
    script = Script(V201)
    status(script, "Available", at=0.0)
    event(script, "Started", at=10.0, chargingState="EVConnected")
    event(script, "Updated", at=20.0, chargingState="Charging")
    event(script, "Ended", at=50.0, stoppedReason="Local")
    status(script, "Available", at=60.0)
    assert [(name, lasted) for _, name, lasted in states(script)] == [
        ("Available", 10),
        ("EVConnected", 10),
        ("Charging", 30),
        ("Occupied", 10),
        ("Available", None),
    ]
    assert {connector for connector, _, _ in states(script)} == {"EVSE 1, connector 1"}


def test_occupied_says_nothing_new_during_a_transaction() -> None:
    script = Script(V201)
    event(script, "Started", at=10.0, chargingState="EVConnected")
    status(script, "Occupied", at=11.0)
    event(script, "Updated", at=20.0, chargingState="Charging")
    assert [name for _, name, _ in states(script)] == ["EVConnected", "Charging"]


def test_a_connector_that_is_available_before_the_end_of_its_transaction_stays_so() -> None:
    script = Script(V201)
    event(script, "Started", at=10.0, chargingState="Charging")
    status(script, "Available", at=50.0)
    event(script, "Ended", at=51.0, stoppedReason="EVDisconnected")
    assert [name for _, name, _ in states(script)] == ["Charging", "Available"]


def test_events_of_an_offline_station_are_no_states_of_now() -> None:
    script = Script(V201)
    info = {"transactionId": "T1", "chargingState": "Charging"}
    data = {"eventType": "Updated", "offline": True, "transactionInfo": info, "evse": {"id": 1}}
    script.call("TransactionEvent", {**data, "timestamp": moment(1.0)}, at=50.0).result()
    assert states(script) == []


def test_a_log_without_times_has_those_of_the_station() -> None:
    script = Script(V201, has_times=False)
    event_data = {
        "timestamp": moment(5.0),
        "actualValue": "Available",
        "component": {"name": "EVSE", "evse": {"id": 1}},
        "variable": {"name": "AvailabilityState"},
    }
    script.call("NotifyEvent", {"eventData": [event_data]}).result()
    event_data = {**event_data, "timestamp": moment(65.0), "actualValue": "Faulted"}
    script.call("NotifyEvent", {"eventData": [event_data]}).result()
    assert states(script) == [("EVSE 1", "Available", 60), ("EVSE 1", "Faulted", None)]


def test_the_last_state_that_has_place_ends_with_the_next_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(following._MOST, "states", 1)
    script = Script()
    for at, name in ((0.0, "Available"), (60.0, "Charging"), (90.0, "Faulted"), (100.0, "Faulted")):
        status(script, name, at=at)
    assert states(script) == [("connector 1", "Available", 60)]


def test_an_evse_that_is_named_without_its_only_connector() -> None:
    script = Script(V201)
    status(script, "Available", at=0.0)
    data = {
        "eventType": "Started",
        "timestamp": moment(5.0),
        "triggerReason": "Authorized",
        "seqNo": 0,
        "transactionInfo": {"transactionId": "T", "chargingState": "Charging"},
        "evse": {"id": 1},
    }
    script.call("TransactionEvent", data, at=5.0).result()
    assert {connector for connector, _, _ in states(script)} == {"EVSE 1, connector 1"}


def test_the_availability_of_the_device_model() -> None:
    event_data = {
        "eventId": 1,
        "timestamp": moment(0.0),
        "trigger": "Delta",
        "actualValue": "Faulted",
        "eventNotificationType": "HardWiredNotification",
        "component": {"name": "Connector", "evse": {"id": 1, "connectorId": 2}},
        "variable": {"name": "AvailabilityState"},
    }
    script = Script(V201).call(
        "NotifyEvent", {"generatedAt": moment(0.0), "seqNo": 0, "eventData": [event_data]}, at=0.0
    )
    assert states(script.result()) == [("EVSE 1, connector 2", "Faulted", None)]


# Boots and settings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["ocpp1.6", V201])
def test_a_boot_with_its_answer(version: str) -> None:
    (boot,) = charging(Script(version).boot(0.0, status="Pending", interval=30)).boots
    assert (boot.vendor, boot.model, boot.answer, boot.interval) == ("V", "M", "Pending", 30)
    (boot,) = charging(Script(version).call("BootNotification", {"firmwareVersion": "2"}, at=0.0)).boots
    assert (boot.answer, boot.interval) == ("", None)


def test_settings_of_16() -> None:
    script = Script()
    keys = [
        {"key": "HeartbeatInterval", "readonly": False, "value": "300"},
        {"key": "AuthorizationKey", "readonly": False, "value": "hush"},
    ]
    script.call("GetConfiguration", {}, by=CSMS, at=0.0).result({"configurationKey": keys})
    script.call("ChangeConfiguration", {"key": "HeartbeatInterval", "value": "60"}, by=CSMS, at=1.0).result(
        {"status": "Rejected"}
    )
    interval, key = charging(script).settings
    assert (interval.value, interval.source, interval.answer, interval.changes, interval.is_readonly) == (
        "60",
        "set",
        "Rejected",
        1,
        False,
    )
    assert (key.name, key.value, key.source) == ("AuthorizationKey", "***", "reported")


def test_settings_of_2x() -> None:
    component, variable = {"name": "EVSE", "evse": {"id": 1}}, {"name": "Power"}
    attribute = {"value": "22000", "mutability": "ReadOnly"}
    report = {
        "requestId": 1,
        "generatedAt": moment(0.0),
        "seqNo": 0,
        "reportData": [{"component": component, "variable": variable, "variableAttribute": [attribute]}],
    }
    script = Script(V201).call("NotifyReport", report, at=0.0).result()
    password = {"component": {"name": "SecurityCtrlr"}, "variable": {"name": "BasicAuthPassword"}}
    script.call("SetVariables", {"setVariableData": [{**password, "attributeValue": "hush"}]}, by=CSMS, at=1.0)
    script.result({"setVariableResult": [{**password, "attributeStatus": "Accepted"}]})
    interval = {"component": {"name": "OCPPCommCtrlr"}, "variable": {"name": "HeartbeatInterval", "instance": "x"}}
    script.call("GetVariables", {"getVariableData": [interval]}, by=CSMS, at=2.0)
    script.result({"getVariableResult": [{**interval, "attributeStatus": "Accepted", "attributeValue": "60"}]})
    assert [(each.name, each.value, each.answer) for each in charging(script).settings] == [
        ("EVSE[1].Power", "22000", ""),
        ("SecurityCtrlr.BasicAuthPassword", "***", "Accepted"),
        ("OCPPCommCtrlr.HeartbeatInterval(x)", "60", ""),
    ]


def set_variables(*values: tuple[dict[str, Any], str], answers: list[tuple[dict[str, Any], str]]) -> Charging:
    script = Script(V201).call(
        "SetVariables", {"setVariableData": [{**name, "attributeValue": value} for name, value in values]}, by=CSMS
    )
    results = [{**name, "attributeStatus": answer} for name, answer in answers]
    return charging(script.result({"setVariableResult": results}))


def variable(name: str, **parts: str) -> dict[str, Any]:
    return {"component": {"name": "C"}, "variable": {"name": name}, **parts}


def test_answers_to_variables_in_any_order() -> None:
    one, other = variable("A"), variable("B")
    followed = set_variables((one, "1"), (other, "2"), answers=[(other, "Rejected"), (one, "Accepted")])
    assert [(each.name, each.answer) for each in followed.settings] == [("C.A", "Accepted"), ("C.B", "Rejected")]


def test_attributes_of_a_variable_are_settings_of_their_own() -> None:
    attributes = [{"value": "1", "mutability": "ReadOnly"}, {"type": "MaxSet", "value": "9"}]
    script = Script(V201).call("NotifyReport", {"reportData": [{**variable("A"), "variableAttribute": attributes}]})
    assert [(each.name, each.value) for each in charging(script.result()).settings] == [
        ("C.A", "1"),
        ("C.A, MaxSet", "9"),
    ]
    target = variable("A", attributeType="Target")
    (found,) = set_variables((target, "1"), answers=[(target, "Accepted")]).settings
    assert (found.name, found.answer) == ("C.A, Target", "Accepted")


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("AuthorizationKey", "hush", "***"),
        ("BasicAuthPassword", "hush", "***"),
        ("apn_passwd", "hush", "***"),
        ("HmacKey", "hush", "***"),
        ("WifiPin", "hush", "***"),
        ("AuthorizationKey", "", ""),
        ("HeartbeatInterval", "60", "60"),
        ("AuthorizationCacheEnabled", "true", "true"),
        ("CentralSystem", "wss://me:hush@csms.example/ocpp", "wss://***@csms.example/ocpp"),
    ],
)
def test_secrets_are_not_shown(name: str, value: str, shown: str) -> None:
    keys = [{"key": name, "readonly": False, "value": value}]
    script = Script().call("GetConfiguration", {}, by=CSMS).result({"configurationKey": keys})
    assert [each.value for each in charging(script).settings] == [shown]
    (found,) = set_variables((variable(name, instance="x"), value), answers=[]).settings
    assert found.value == shown


# Strangers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["sessions", "states", "boots", "settings"])
def test_everything_is_bounded_and_the_rest_is_counted(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(following._MOST, what, 3)
    script = Script()
    for number in range(1, 6):
        script.boot(number * 1000.0)
        start(script, number=number, at=number * 1000.0 + 10)
        sample(script, 1000, at=number * 1000.0 + 20, number=number)
        stop(script, number=number, at=number * 1000.0 + 30)
        status(script, "Charging" if number % 2 else "Available")
        script.call("ChangeConfiguration", {"key": f"K{number}", "value": "1"}, by=CSMS).result(ACCEPTED)
    followed = charging(script)
    assert set(followed.omitted) == {what}
    assert len(getattr(followed, what)) == 3


def many_measurands() -> Charging:
    script = Script()
    for number in range(5):
        sample(script, 1, at=float(number), measurand=f"M{number % 4}", number=number // 2 + 1)
    return charging(script)


@pytest.mark.parametrize(
    ("module", "bound", "expected"),
    [
        (points, "_MOST_OF_SESSION", {"M0", "M2"}),
        (following, "_MOST_SERIES", {"M0"}),
        (following, "_MOST_POINTS", {"M0"}),
    ],
)
def test_values_are_bounded(
    module: ModuleType, bound: str, expected: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, bound, 1)
    followed = many_measurands()
    kept = [(key, series) for each in followed.sessions for key, series in each.series.items()]
    assert {key.measurand for key, _ in kept} == expected
    assert followed.omitted["values"] == 5 - sum(series.count for _, series in kept)


def test_points_that_are_thinned_out_make_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_MOST_POINTS", 8)
    monkeypatch.setattr(following, "_MOST_POINTS", 9)
    script = Script()
    for number in range(40):
        sample(script, 1, at=float(number))
    assert not charging(script).omitted


ACTIONS = sorted(following._ACTIONS)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.sampled_from([moment(0.0), "1", "7", "Ended"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["transactionId", "meterValue", "sampledValue", "value", "evse", "id", "transactionInfo", "eventType", "connectorId", "status", "idTagInfo", "key", "configurationKey", "timestamp", "reportData", "component", "variable", "name"]),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip
OBJECTS = st.dictionaries(
    st.sampled_from(["transactionId", "meterValue", "evse", "transactionInfo", "eventType", "connectorId", "status", "idTagInfo", "idToken", "configurationKey", "timestamp", "reportData", "setVariableData", "setVariableResult", "eventData", "meterStop", "chargingStation"]),
    JSON,
    max_size=5,
)  # fmt: skip


@settings(max_examples=60, deadline=None)  # the first frame of an action loads its schema
@given(
    st.lists(
        st.tuples(st.sampled_from(ACTIONS), OBJECTS, OBJECTS, st.booleans(), st.sampled_from(["ocpp1.6", V201])),
        max_size=8,
    )
)
def test_any_payload_can_be_followed(said: list[tuple[str, dict[str, Any], dict[str, Any], bool, str]]) -> None:
    followed = Charging()
    for version in ("ocpp1.6", V201):
        script = Script(version)
        for number, (action, request, response, is_error, wanted) in enumerate(said):
            if wanted == version:
                script.call(action, request, by=STATION if number % 2 else CSMS, at=float(number))
                script.error("InternalError") if is_error else script.result(response)
        for turn in conversations(script.entries):
            found = followed.feed(turn)
            assert found is None or found in followed.sessions
