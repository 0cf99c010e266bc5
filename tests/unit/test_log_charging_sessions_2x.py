"""The charging sessions of OCPP 2.x."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.support.charging import belonging, charging, the_session
from tests.support.entries import Script, moment
from tests.support.sessions import V201, event


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


@pytest.mark.parametrize(("card", "is_refused"), [("OWN", True), ("OTHER", False)])
def test_only_the_refusal_of_its_own_card_refuses_a_session(card: str, is_refused: bool) -> None:
    script = Script(V201)
    for kind, at, shown in (("Started", 10.0, "OWN"), ("Updated", 70.0, card)):
        data = {
            "eventType": kind,
            "timestamp": moment(at),
            "triggerReason": "Authorized",
            "seqNo": int(at),
            "transactionInfo": {"transactionId": "T1"},
            "idToken": {"idToken": shown, "type": "ISO14443"},
        }
        status = "Accepted" if kind == "Started" else "Invalid"
        script.call("TransactionEvent", data, at=at).result({"idTokenInfo": {"status": status}})
    found = the_session(script)
    assert (found.card, found.is_refused) == ("OWN", is_refused)


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


def test_the_card_of_a_session_is_the_first_that_an_event_names() -> None:
    script = Script(V201)
    event(script, "Started", at=0.0)
    for card in ("CARD", "OTHER"):
        data = {"eventType": "Updated", "transactionInfo": {"transactionId": "T1"}, "idToken": {"idToken": card}}
        script.call("TransactionEvent", data, at=10.0).result()
    assert the_session(script).card == "CARD"


def test_an_event_after_the_end_belongs_to_the_session_that_ended() -> None:
    script = Script(V201)
    event(script, "Started", at=0.0)
    event(script, "Ended", at=10.0)
    event(script, "Updated", at=20.0)
    data = {"eventType": "Started", "transactionInfo": {"transactionId": "T1"}}  # says no time
    script.call("TransactionEvent", data, at=30.0).result()
    assert belonging(script) == [0] * 8
