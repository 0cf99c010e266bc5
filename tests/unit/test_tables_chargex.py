"""The ChargeX indicators of docs/tables.md, on conversations whose indicators are known."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.entries import CSMS, Script, moment
from tests.support.queries import Database, messages, table
from tests.support.queries import at as time_of
from tests.support.sessions import start, status, stop

HEADING = "The four ChargeX indicators"
V201 = "ocpp2.0.1"
ACCEPTED = {"idTokenInfo": {"status": "Accepted"}}
Row = dict[str, Any]


def card(script: Script, at: float, token: str = "CARD", status: str = "Accepted") -> Script:
    """An Authorize, answered after a tenth of a second."""
    if script.protocol == "ocpp1.6":
        return script.call("Authorize", {"idTag": token}, at=at).result({"idTagInfo": {"status": status}}, at=at + 0.1)
    data = {"idToken": {"idToken": token, "type": "ISO14443"}}
    return script.call("Authorize", data, at=at).result({"idTokenInfo": {"status": status}}, at=at + 0.1)


def event(
    script: Script,
    kind: str,
    trigger: str,
    at: float,
    state: str | None = None,
    *,
    token: str | None = None,
    number: str = "T1",
    stopped: str | None = None,
    offline: bool | None = None,
) -> Script:
    """A TransactionEvent and its result."""
    info = {"transactionId": number, "chargingState": state, "stoppedReason": stopped}
    data: Row = {
        "eventType": kind,
        "triggerReason": trigger,
        "seqNo": len(script.entries),
        "timestamp": moment(at),
        "transactionInfo": {name: value for name, value in info.items() if value is not None},
    }
    if token is not None:
        data["idToken"] = {"idToken": token, "type": "ISO14443"}
    if offline is not None:
        data["offline"] = offline
    return script.call("TransactionEvent", data, at=at).result({} if token is None else ACCEPTED, at=at + 0.1)


def new(protocol: str = V201) -> Script:
    return Script(protocol, station="A")


def session(number: str = "T1", *, station: str | None = "A", protocol: str = V201, **parts: Any) -> Row:
    """What is known of a transaction that went well."""
    row: Row = {"station": station, "protocol": protocol, "transaction_id": number, "connector_id": 1}
    row |= {"started": time_of(0), "stopped": time_of(9), "stop_reason": "Local", "token_status": "Accepted"}
    return row | {"charging_s": 60.0, "idle_s": 0.0, "offline": False, "outcome": "completed"} | parts


def indicators(script: Script, *sessions: Row) -> list[tuple[Any, ...]]:
    """Version, attempts, with power, ended well, the three rates, the start times."""
    tables = {"messages": table("messages", messages(script.entries)), "sessions": table("sessions", sessions)}
    return [tuple(row.values()) for row in Database(tables).answer(HEADING)]


def counts(script: Script, *sessions: Row) -> tuple[int, int, int]:
    """Attempts, with power, ended well."""
    ((_, attempts, powered, ended, *_),) = indicators(script, *sessions)
    return attempts, powered, ended


def wait(script: Script, *sessions: Row) -> float | None:
    """The start time of the only session."""
    ((*_, waits),) = indicators(script, *sessions)
    return None if waits is None else waits[2]


def plug_then_card(at: float = 0.0, *, ends: float = 600.0, stop_card: bool = False) -> Script:
    script = event(new(), "Started", "CablePluggedIn", at, "EVConnected")
    card(script, at + 10)
    event(script, "Updated", "Authorized", at + 11, "EVConnected", token="CARD")
    event(script, "Updated", "ChargingStateChanged", at + 15, "Charging")
    if stop_card:
        card(script, at + ends)
    return event(script, "Ended", "StopAuthorized", at + ends + 1, token="CARD", stopped="Local")


def card_then_plug() -> Script:
    script = card(new(), 0)
    event(script, "Started", "Authorized", 0.2, token="CARD")
    event(script, "Updated", "CablePluggedIn", 5, "EVConnected")
    event(script, "Updated", "ChargingStateChanged", 9, "Charging")
    return event(script, "Ended", "StopAuthorized", 600, token="CARD", stopped="Local")


def test_a_session_that_succeeds() -> None:
    assert indicators(card_then_plug(), session()) == [(V201, 1, 1, 1, 1.0, 1.0, 1.0, [4.0, 4.0, 4.0, 4.0])]


def test_within_one_second() -> None:
    script = card(new(), 0.50)
    event(script, "Started", "Authorized", 0.56, token="CARD")
    event(script, "Updated", "CablePluggedIn", 0.74, "EVConnected")
    event(script, "Updated", "ChargingStateChanged", 0.82, "Charging")
    event(script, "Ended", "StopAuthorized", 60, token="CARD", stopped="Local")
    assert counts(script, session()) == (1, 1, 1)
    assert wait(script, session()) == pytest.approx(0.08)


def test_the_card_after_the_cable() -> None:
    script = plug_then_card()
    assert counts(script, session()) == (1, 1, 1)
    assert wait(script, session()) == pytest.approx(4.9)


def test_a_card_that_ends_a_session_is_no_attempt() -> None:
    assert counts(plug_then_card(ends=1800, stop_card=True), session()) == (1, 1, 1)


def test_the_card_of_a_session_that_still_goes_on_is_no_attempt() -> None:
    script = event(new(), "Started", "CablePluggedIn", 0, "EVConnected", token="CARD")
    card(script, 3600)
    assert indicators(script, session(stopped=None, outcome="open")) == []


def test_cards_without_transaction() -> None:
    script = plug_then_card(at=4000)
    for at in (0, 100, 390):  # the same attempt
        card(script, at, "OTHER", "Blocked")
    card(script, 1000, "OTHER", "Blocked")
    card(script, 1100, "THIRD")
    card(script, 4000 - 400)  # too early for the session
    assert counts(script, session()) == (5, 1, 1)


def test_remote_starts() -> None:
    script = new()

    def ask(at: float, token: str, status: str) -> None:
        data = {"idToken": {"idToken": token, "type": "Central"}, "remoteStartId": 1}
        script.call("RequestStartTransaction", data, by=CSMS, at=at).result({"status": status}, at=at + 1)

    ask(0, "R1", "Accepted")
    event(script, "Started", "RemoteStart", 20, "Charging", token="R1")
    event(script, "Ended", "RemoteStop", 500, stopped="Remote")
    ask(1000, "R2", "Rejected")
    ask(2000, "R3", "Accepted")  # and nobody comes
    assert counts(script, session(stop_reason="Remote")) == (3, 1, 1)
    assert wait(script, session()) == pytest.approx(19)


def test_ends() -> None:
    sessions = [
        session("1"),
        session("2", stop_reason="EmergencyStop", outcome="aborted"),
        session("3", charging_s=0.0, energy_wh=0.0, stop_reason="EVDisconnected", outcome="no_energy"),
        session("4", outcome="no_start"),
    ]
    script = new()
    for number in "1234":
        event(script, "Started", "CablePluggedIn", 0, number=number)
    assert indicators(script, *sessions) == [(V201, 3, 2, 1, 0.6667, 0.5, 0.3333, None)]


def test_a_start_that_is_told_later_has_no_start_time() -> None:
    for is_first in (True, False):
        script = card(new(), 0)
        event(script, "Started", "Authorized", 0.2, token="CARD", offline=is_first)
        event(script, "Updated", "CablePluggedIn", 5, "EVConnected")
        event(script, "Updated", "ChargingStateChanged", 9, "Charging")
        event(script, "Ended", "StopAuthorized", 600, token="CARD", stopped="Local", offline=True)
        assert counts(script, session(offline=True)) == (1, 1, 1)
        assert wait(script, session(offline=True)) == (None if is_first else 4.0)


def test_ocpp_16() -> None:
    script = card(new("ocpp1.6"), 0)
    start(script, at=30)
    status(script, "Charging", at=32.5)
    card(script, 3000)
    stop(script, at=3001)
    status(script, "Charging", at=3100)
    row = session("7", protocol="ocpp1.6")
    assert indicators(script, row) == [("ocpp1.6", 1, 1, 1, 1.0, 1.0, 1.0, [2.5, 2.5, 2.5, 2.5])]
    card(script, 9000, "OTHER")
    data = {"idTag": "R"}
    script.call("RemoteStartTransaction", data, by=CSMS, at=9500).result({"status": "Rejected"})
    assert counts(script, row) == (3, 1, 1)


def test_versions_stand_apart() -> None:
    script = plug_then_card()
    old = start(card(Script("ocpp1.6", station="B"), 0), at=1)
    script.entries += stop(old, at=100).entries
    found = indicators(script, session(), session("7", station="B", protocol="ocpp1.6", charging_s=0.0))
    assert [row[:4] for row in found] == [("ocpp1.6", 1, 0, 0), (V201, 1, 1, 1)]


def test_a_log_that_does_not_name_its_station() -> None:
    script = card_then_plug()
    for entry in script.entries:
        entry.station = None
    card(script, 4000, "OTHER", "Blocked")
    assert counts(script, session(station=None)) == (2, 1, 1)
    assert wait(script, session(station=None)) == pytest.approx(4.0)
