"""The status of connectors over time."""

from __future__ import annotations

import pytest

from ocpp_codec.log._charging import following
from ocpp_codec.log._charging import states as states_module
from tests.support.charging import charging
from tests.support.entries import Script, moment
from tests.support.sessions import V201, event, status


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


def test_no_error_is_no_text() -> None:
    script = Script()
    status(script, "Available", at=0.0)
    assert [each.error for each in charging(script).states] == [""]


@pytest.mark.parametrize("state", ["Charging", "EVConnected", "SuspendedEV", "SuspendedEVSE", "Idle"])
def test_what_a_transaction_says_of_its_connector_ends_with_it(state: str) -> None:
    script = Script(V201)
    event(script, "Started", at=10.0, chargingState=state)
    event(script, "Ended", at=20.0)
    assert [name for _, name, _ in states(script)] == [state, "Occupied"]


def test_an_event_without_an_evse_is_about_the_one_that_its_transaction_named() -> None:
    script = Script(V201)
    event(script, "Started", at=10.0, chargingState="EVConnected")
    info = {"transactionId": "T1", "chargingState": "Charging"}
    for at, data in ((20.0, info), (30.0, {**info, "transactionId": "T2"}), (40.0, {"chargingState": "Idle"})):
        script.call("TransactionEvent", {"eventType": "Updated", "transactionInfo": data}, at=at).result()
    assert states(script) == [
        ("EVSE 1, connector 1", "EVConnected", 10),
        ("EVSE 1, connector 1", "Charging", None),
    ]


def test_a_status_without_a_connector_or_a_name_is_no_state() -> None:
    script = Script().call("StatusNotification", {"status": "Available"}).result()
    script.call("StatusNotification", {"connectorId": 1}).result()
    assert states(script) == []


def test_the_connectors_of_a_station_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states_module, "_MOST_CONNECTORS", 2)
    script = Script()
    for connector in (1, 2, 3, 1):
        status(script, "Available" if len(script.entries) < 6 else "Charging", at=0.0, connector=connector)
    assert [connector for connector, _, _ in states(script)] == ["connector 1", "connector 2", "connector 1"]
