"""What went wrong without breaking the protocol: for each kind a log that has it, and one that nearly has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec.log import conversations
from ocpp_codec.log.observations import KINDS, Kind, Observation, Observer, observe
from ocpp_codec.log.observations import _notes as notes_module
from ocpp_codec.log.observations import _observer as observer_module
from ocpp_codec.log.observations._notes import lasting
from ocpp_codec.record import Sender
from tests.support.entries import CSMS, STATION, Script, moment
from tests.support.logs import conversations as logs
from tests.support.paths import ROOT, needs_shared
from tests.support.sessions import ACCEPTED, V201, event, kinds, observed, only, start, status, stop, the
from tests.unit import test_log_observations_of_transactions
from tests.unit.test_log_conversations import ENTRIES

# Calls and answers ---------------------------------------------------------------------------------------------------


def test_unanswered_call() -> None:
    script = Script().boot().call("Heartbeat", at=1.0).heartbeat(20.0)
    found = only(script)
    assert (found.kind, found.side, found.places) == (Kind.UNANSWERED_CALL, Sender.CSMS, (("a.log", 3),))
    assert found.text == "The CSMS did not answer Heartbeat (once)."
    assert kinds(Script().boot().call("Heartbeat", at=1.0)) == []  # the log ends here
    assert kinds(Script().boot().call("Heartbeat", at=1.0).call("ClearCache", by=CSMS, at=3.0).result(ACCEPTED)) == []


def test_unanswered_call_of_a_log_without_times() -> None:
    script = Script(has_times=False).boot().call("Heartbeat")
    for _ in range(10):
        script.call("ClearCache", by=CSMS).result(ACCEPTED)
    assert the(script, Kind.UNANSWERED_CALL).side is Sender.CSMS


def test_a_call_that_a_new_connection_has_cut_off() -> None:
    script = Script().boot().call("ClearCache", by=CSMS).open().boot()
    assert the(script, Kind.UNANSWERED_CALL).side is Sender.STATION


def test_no_answers() -> None:
    script = Script().call("Heartbeat").call("Heartbeat", at=300.0)
    found = only(script)
    assert (found.kind, found.side, found.count) == (Kind.NO_ANSWERS, None, 2)
    assert kinds(Script().call("Heartbeat")) == []


def test_a_station_that_gets_no_answer_boots_again() -> None:
    boot = {"chargePointModel": "M", "chargePointVendor": "V"}
    script = Script().call("BootNotification", boot).open().call("BootNotification", boot, at=60.0)
    assert the(script, Kind.UNANSWERED_CALL).side is Sender.CSMS


def test_slow_answer() -> None:
    script = Script().boot().call("Heartbeat", at=1.0).result({"currentTime": moment(9.0)}, at=9.0)
    script.call("Heartbeat", at=20.0).result({"currentTime": moment(40.0)}, at=40.0)
    found = only(script)
    assert (found.kind, found.side, found.count) == (Kind.SLOW_ANSWER, Sender.CSMS, 2)
    assert (
        found.text == "The CSMS answered after 5 s or more (2 times: Heartbeat); the worst after 20 s, the median 14 s."
    )
    assert kinds(Script().boot().call("Heartbeat", at=1.0).result({"currentTime": moment(5.9)}, at=5.9)) == []


def test_call_error() -> None:
    found = only(Script().call("DataTransfer", {"vendorId": "V"}).error("NotImplemented", "no such thing"))
    assert (found.kind, found.side) == (Kind.CALL_ERROR, Sender.CSMS)
    assert found.text == 'The CSMS answered DataTransfer with the error NotImplemented, "no such thing" (once).'
    assert only(Script().call("DataTransfer", {"vendorId": "V"}).error("FormationViolation")).side is Sender.STATION
    assert kinds(Script().call("DataTransfer", {"vendorId": "V"}).result(ACCEPTED)) == []


def test_refused_command() -> None:
    script = Script().call("UnlockConnector", {"connectorId": 2}, by=CSMS).result({"status": "UnlockFailed"})
    found = only(script)
    assert (found.kind, found.side) == (Kind.REFUSED_COMMAND, Sender.STATION)
    assert found.text == 'The station answered UnlockConnector with UnlockFailed (once: connectorId "2").'
    assert kinds(Script().call("UnlockConnector", {"connectorId": 2}, by=CSMS).result({"status": "Unlocked"})) == []
    assert kinds(Script().call("ClearChargingProfile", by=CSMS).result({"status": "Unknown"})) == []
    assert (
        only(Script().call("DataTransfer", {"vendorId": "V"}).result({"status": "UnknownVendorId"})).side is Sender.CSMS
    )


@pytest.mark.parametrize(("status", "expected"), [("Rejected", [Kind.REFUSED_COMMAND]), ("RebootRequired", [])])
def test_refused_variable(status: str, expected: list[Kind]) -> None:
    names = {"component": {"name": "AuthCtrlr"}, "variable": {"name": "Enabled"}}
    script = Script(V201).call("SetVariables", {"setVariableData": [{**names, "attributeValue": "1"}]}, by=CSMS)
    script.result({"setVariableResult": [{**names, "attributeStatus": status}]})
    assert kinds(script) == expected
    if expected:
        assert '"AuthCtrlr.Enabled"' in only(script).text


def remote(script: Script, at: float) -> Script:
    script.boot().call("RemoteStartTransaction", {"idTag": "CARD", "connectorId": 1}, by=CSMS, at=at)
    return script.result(ACCEPTED)


def test_remote_start_without_transaction() -> None:
    found = only(remote(Script(), 5.0).heartbeat(200.0))
    assert (found.kind, found.side, found.places) == (
        Kind.REMOTE_START_WITHOUT_TRANSACTION,
        Sender.STATION,
        (("a.log", 4),),
    )
    assert kinds(remote(Script(), 5.0).heartbeat(180.0)) == []
    script = start(remote(Script(), 5.0), at=20.0).heartbeat(200.0)
    assert Kind.REMOTE_START_WITHOUT_TRANSACTION not in kinds(script)


def test_remote_stop_without_end() -> None:
    script = (
        start(Script().boot()).call("RemoteStopTransaction", {"transactionId": 7}, by=CSMS, at=20.0).result(ACCEPTED)
    )
    script.heartbeat(300.0)
    assert Kind.REMOTE_STOP_WITHOUT_END in kinds(script)
    script = (
        start(Script().boot()).call("RemoteStopTransaction", {"transactionId": 7}, by=CSMS, at=20.0).result(ACCEPTED)
    )
    assert Kind.REMOTE_STOP_WITHOUT_END not in kinds(stop(script, at=80.0).heartbeat(300.0))


# Cards ---------------------------------------------------------------------------------------------------------------


def test_refused_card() -> None:
    script = Script()
    for _ in range(3):
        script.call("Authorize", {"idTag": "04A2B9"}).result({"idTagInfo": {"status": "Blocked"}})
    found = only(script)
    assert (found.kind, found.side, found.count) == (Kind.REFUSED_CARD, Sender.CSMS, 3)
    assert found.text == 'The CSMS refused card "04A2B9": Blocked (3 times, Authorize).'
    assert kinds(Script().call("Authorize", {"idTag": "04A2B9"}).result({"idTagInfo": ACCEPTED})) == []


def test_refused_card_of_2_x() -> None:
    token = {"idToken": {"idToken": "EMAID1", "type": "eMAID"}}
    script = Script(V201).call("Authorize", token).result({"idTokenInfo": {"status": "Expired"}})
    assert '"EMAID1": Expired' in only(script).text


def test_a_card_in_a_defective_request() -> None:
    script = Script().call("Authorize", {"idTag": "A" * 30}).result({"idTagInfo": {"status": "Invalid"}})
    assert "A" * 30 in only(script).text


def test_started_with_refused_card() -> None:
    script = Script().boot().call("Authorize", {"idTag": "CARD"}).result({"idTagInfo": {"status": "Invalid"}})
    assert the(start(script), Kind.STARTED_WITH_REFUSED_CARD).side is Sender.STATION
    script = Script().boot().call("Authorize", {"idTag": "CARD"}).result({"idTagInfo": {"status": "Invalid"}})
    script.call("Authorize", {"idTag": "CARD"}).result({"idTagInfo": ACCEPTED})
    assert Kind.STARTED_WITH_REFUSED_CARD not in kinds(start(script))


# The station ---------------------------------------------------------------------------------------------------------


def test_refused_boot() -> None:
    found = only(Script().boot(status="Pending").boot(at=9.0, status="Pending").boot(at=20.0))
    assert (found.kind, found.side, found.count) == (Kind.REFUSED_BOOT, Sender.CSMS, 2)
    assert kinds(Script().boot()) == []


def test_spoke_before_accepted() -> None:
    assert Kind.SPOKE_BEFORE_ACCEPTED in kinds(Script().boot(status="Rejected").heartbeat(5.0))
    assert Kind.SPOKE_BEFORE_ACCEPTED not in kinds(Script().boot(status="Rejected").boot(at=5.0).heartbeat())


def test_silence() -> None:
    found = only(Script().boot(interval=60).heartbeat(60.0).heartbeat(600.0))
    assert (found.kind, found.side) == (Kind.SILENCE, Sender.STATION)
    assert found.text == "The station sent nothing for up to 9 min; its heartbeat interval is 60 s (once)."
    assert kinds(Script().boot(interval=60).heartbeat(60.0).heartbeat(180.0)) == []
    assert kinds(Script().boot(interval=60).heartbeat(200.0)) == []  # the log may leave heartbeats out


def test_silence_until_the_end_of_the_log() -> None:
    script = Script().boot(interval=60).heartbeat(60.0).call("ClearCache", by=CSMS, at=600.0)
    assert Kind.SILENCE in kinds(script)


def test_silence_with_another_interval() -> None:
    setting = {"key": "HeartbeatInterval", "value": "900"}
    script = Script().boot(interval=60).heartbeat(60.0).call("ChangeConfiguration", setting, by=CSMS).result(ACCEPTED)
    assert kinds(script.heartbeat(900.0)) == []
    names = {"component": {"name": "OCPPCommCtrlr"}, "variable": {"name": "HeartbeatInterval"}}
    script = Script(V201).boot(interval=60).heartbeat(60.0)
    script.call("SetVariables", {"setVariableData": [{**names, "attributeValue": "900"}]}, by=CSMS)
    script.result({"setVariableResult": [{**names, "attributeStatus": "Accepted"}]})
    assert kinds(script.heartbeat(900.0)) == []


def test_reboot() -> None:
    found = only(Script().boot().boot(at=9.0))
    assert (found.kind, found.side, found.places) == (Kind.REBOOT, Sender.STATION, (("a.log", 3),))
    asked = only(Script().boot().call("Reset", {"type": "Hard"}, by=CSMS).result(ACCEPTED).boot(at=9.0))
    assert (asked.kind, asked.side) == (Kind.REBOOT, None)
    assert "after a Reset of the CSMS (Hard)" in asked.text
    assert kinds(Script().boot()) == []
    script = Script(V201).boot().boot(at=9.0)
    assert only(script).text == "The station booted again, reason PowerUp (once)."


def test_reboot_during_a_transaction() -> None:
    assert [each.text for each in observed(start(Script().boot()).boot(at=90.0)) if each.kind is Kind.REBOOT] == [
        'The station booted again during a transaction (once: transaction 7 (connector 1, card "CARD")).',
        "The station booted again, and the log has no Reset before it (once).",
    ]


def test_reconnect() -> None:
    found = only(Script().boot().open().heartbeat(9.0).open().heartbeat(19.0))
    assert (found.kind, found.count) == (Kind.RECONNECT, 2)
    assert kinds(Script().open().boot()) == []
    assert kinds(Script().boot().open().boot(at=9.0)) == [Kind.REBOOT]


def test_reconnect_during_a_transaction() -> None:
    script = start(Script().boot()).open().heartbeat(60.0)
    texts = [each.text for each in observed(stop(script, at=600.0)) if each.kind is Kind.RECONNECT]
    assert texts[0] == (
        'The station lost its connection during a transaction (once: transaction 7 (connector 1, card "CARD")).'
    )


def test_heartbeat_pace() -> None:
    found = only(Script().boot(interval=300).heartbeat(10.0).heartbeat(20.0).heartbeat(30.0))
    assert (found.kind, found.side) == (Kind.HEARTBEAT_PACE, Sender.STATION)
    assert found.text == "The station sent a Heartbeat every 10 s; the CSMS had asked for 5 min."
    assert kinds(Script().boot(interval=300).heartbeat(10.0).heartbeat(310.0).heartbeat(610.0)) == []
    script = Script().boot(interval=300)
    for at in (10.0, 20.0, 30.0):
        trigger = {"requestedMessage": "Heartbeat"}
        script.call("TriggerMessage", trigger, by=CSMS, at=at).result(ACCEPTED).heartbeat(at + 1)
    assert kinds(script) == []


@pytest.mark.parametrize(
    ("action", "bad", "good", "kind"),
    [
        ("FirmwareStatusNotification", "InstallationFailed", "Installed", Kind.FIRMWARE_FAILED),
        ("DiagnosticsStatusNotification", "UploadFailed", "Uploaded", Kind.DIAGNOSTICS_FAILED),
    ],
)
def test_upkeep(action: str, bad: str, good: str, kind: Kind) -> None:
    found = only(Script().call(action, {"status": bad}).result())
    assert (found.kind, found.side) == (kind, Sender.STATION)
    assert bad in found.text
    assert kinds(Script().call(action, {"status": good}).result()) == []


def test_security_event() -> None:
    def script(event: str) -> Script:
        return Script(V201).call("SecurityEventNotification", {"type": event, "timestamp": moment(0.0)}).result()

    assert "TamperDetectionActivated" in only(script("TamperDetectionActivated")).text
    assert kinds(script("StartupOfTheDevice")) == []


# Clocks --------------------------------------------------------------------------------------------------------------


def clock(script: Script, ahead: float, times: int = 3, csms_ahead: float = 0.0) -> Script:
    """The station sends its time so often."""
    script.heartbeat(0.0, ahead=csms_ahead)
    for n in range(times):
        data = {"connectorId": n, "errorCode": "NoError", "status": "Available", "timestamp": moment(n + ahead)}
        script.call("StatusNotification", data, at=float(n)).result()
    return script


def test_clock_off() -> None:
    found = only(clock(Script(), -45.0))
    assert (found.kind, found.side) == (Kind.CLOCK_OFF, Sender.STATION)
    assert found.text == "The clock of the station is 45 s behind that of the CSMS."
    assert kinds(clock(Script(), -29.0)) == []
    assert kinds(clock(Script(), -45.0, times=2)) == []  # they may have waited for a connection
    assert kinds(clock(Script(), 45.0, times=1)) == [Kind.CLOCK_OFF]  # nothing comes before its time


def test_messages_that_have_waited_do_not_make_a_clock_slow() -> None:
    script = clock(Script(), 0.0)
    for n in range(10):
        status(script, "Available", connector=n, timestamp=moment(-7200.0))
    assert kinds(script) == []


def test_whose_clock_is_off() -> None:
    of_csms = only(clock(Script(), 0.0, csms_ahead=3600.0))
    assert of_csms.side is Sender.CSMS
    assert of_csms.text.endswith("; perhaps a local time was taken for UTC.")
    of_log = only(clock(Script(), 3600.0, csms_ahead=3600.0))
    assert (of_log.side, "that of the log" in of_log.text) == (None, True)
    assert kinds(clock(Script(zone="inferred"), 3600.0, csms_ahead=3600.0)) == []
    assert only(clock(Script(zone="inferred"), 0.0, csms_ahead=3600.0)).side is Sender.STATION


def test_one_clock_and_that_of_the_log() -> None:
    script = Script()
    script.entries = clock(Script(), 100.0).entries[2:]
    assert only(script).text == "The clock of the station is 100 s ahead of that of the log."
    assert only(Script().heartbeat(ahead=-100.0)).text == "The clock of the CSMS is 100 s behind that of the log."


def test_clock_unset() -> None:
    data = {"connectorId": 1, "errorCode": "NoError", "status": "Available", "timestamp": "1970-01-01T00:00:09Z"}
    assert kinds(Script(has_times=False).call("StatusNotification", data).result()) == [Kind.CLOCK_UNSET]
    data["timestamp"] = "2010-01-01T00:00:09Z"
    assert kinds(Script(has_times=False).call("StatusNotification", data).result()) == []


# Connectors ----------------------------------------------------------------------------------------------------------


def test_faulted_connector() -> None:
    found = only(status(Script(), "Faulted", errorCode="GroundFailure", info="RCD"))
    assert (found.kind, found.side) == (Kind.FAULTED_CONNECTOR, Sender.STATION)
    assert found.text == 'Connector 1 reported Faulted with GroundFailure ("RCD") (once).'
    assert kinds(status(Script(), "Available")) == []
    assert "EVSE 1, connector 1" in only(status(Script(V201), "Faulted")).text
    assert "the station (connector 0)" in only(status(Script(), "Faulted", connector=0)).text.lower()


def test_connector_error() -> None:
    found = only(status(Script(), "Charging", errorCode="HighTemperature"))
    assert (found.kind, found.text) == (
        Kind.CONNECTOR_ERROR,
        "Connector 1 reported the error HighTemperature while Charging (once).",
    )
    assert kinds(status(Script(), "Charging", errorCode="NoError")) == []


def test_unavailable_connector() -> None:
    script = status(status(Script(), "Unavailable", at=0.0), "Available", at=400.0)
    assert "was Unavailable for 7 min" in only(script).text
    assert kinds(status(Script(), "Unavailable", at=0.0).heartbeat(400.0)) == [Kind.UNAVAILABLE_CONNECTOR]
    assert kinds(status(status(Script(), "Unavailable", at=0.0), "Available", at=200.0)) == []
    asked = Script().call("ChangeAvailability", {"connectorId": 1, "type": "Inoperative"}, by=CSMS).result(ACCEPTED)
    assert kinds(status(asked, "Unavailable", at=0.0).heartbeat(400.0)) == []


@pytest.mark.parametrize(
    ("state", "side", "who"), [("SuspendedEV", None, "the car"), ("SuspendedEVSE", Sender.STATION, "the station")]
)
def test_suspended_connector(state: str, side: Sender | None, who: str) -> None:
    script = status(status(status(Script(), "Charging"), state), state)
    found = only(script)
    assert (found.kind, found.side, found.count) == (Kind.SUSPENDED_CONNECTOR, side, 1)
    assert found.text == f"Charging on connector 1 was suspended by {who}: {state} (once)."
    assert kinds(status(Script(), "Charging")) == []
    new = event(event(Script(V201), "Started", at=0.0), "Updated", at=1.0, chargingState=state)
    assert the(new, Kind.SUSPENDED_CONNECTOR).side is side


def test_odd_status_order() -> None:
    found = only(status(status(Script(), "Charging"), "Reserved"))
    assert (found.kind, found.side) == (Kind.ODD_STATUS_ORDER, Sender.STATION)
    assert kinds(status(status(Script(), "Charging"), "Finishing")) == []
    assert Kind.ODD_STATUS_ORDER not in kinds(status(status(Script(), "Charging").boot(), "Reserved"))


def notified(**parts: Any) -> Script:
    part = {"component": {"name": "Connector", "evse": {"id": 1, "connectorId": 1}}, "trigger": "Delta", **parts}
    data = {"generatedAt": moment(0.0), "seqNo": 0, "eventData": [part]}
    return Script(V201).call("NotifyEvent", data).result()


def test_alert() -> None:
    problem = notified(variable={"name": "Problem"}, actualValue="true")
    assert only(problem).text == 'Connector of EVSE 1, connector 1 raised an alert: Problem is "true" (once).'
    assert kinds(notified(variable={"name": "Temperature"}, actualValue="90", trigger="Alerting")) == [Kind.ALERT]
    assert kinds(notified(variable={"name": "Problem"}, actualValue="false")) == []
    assert kinds(notified(variable={"name": "AvailabilityState"}, actualValue="Faulted")) == [Kind.FAULTED_CONNECTOR]
    assert kinds(notified(variable={"name": "AvailabilityState"}, actualValue="Occupied")) == []


# The whole -----------------------------------------------------------------------------------------------------------


def test_every_kind_has_a_meaning_and_a_test() -> None:
    assert list(KINDS) == list(Kind)
    tested = " ".join([*globals(), *vars(test_log_observations_of_transactions)])
    shared = {"firmware_failed", "diagnostics_failed"}  # one test for both
    assert [kind for kind in Kind if f"test_{kind}" not in tested and kind not in shared] == []


def test_the_page_has_the_kinds_and_their_meanings() -> None:
    page = (ROOT / "docs" / "observations.md").read_text("utf-8")
    assert [row for row in page.splitlines() if row.startswith("| `")] == [
        f"| `{kind}` | {meaning} |" for kind, meaning in KINDS.items()
    ]


def test_each_station_has_its_own_observations() -> None:
    entries = [entry for name in "AB" for entry in status(Script(station=name), "Faulted").entries]
    assert [each.station for each in observe(conversations(entries))] == ["A", "B"]


def test_asking_changes_nothing() -> None:
    observer = Observer()
    for turn in conversations(start(Script().boot()).heartbeat(130.0).entries):
        observer.feed(turn)
        before = observer.observations
        assert observer.observations == before
    assert [each.kind for each in observer.observations] == [Kind.TRANSACTION_WITHOUT_END]


def test_texts_of_a_log_cannot_act_on_a_terminal_or_a_template() -> None:
    text = only(
        Script()
        .call("Authorize", {"idTag": "\x1b[2J{times}{0}" + "A" * 500})
        .result({"idTagInfo": {"status": "Bad\n"}})
    ).text
    assert text.isprintable()
    assert "{times}{0}" in text
    assert len(text) < 300


def test_many_of_a_kind_stay_one(monkeypatch: pytest.MonkeyPatch) -> None:
    script = Script()
    for n in range(100):
        script.call("UnlockConnector", {"connectorId": n}, by=CSMS).result({"status": "UnlockFailed"})
    found = only(script)
    assert (found.count, len(found.places)) == (100, 10)
    assert found.text.endswith('connectorId "4"; and others).')
    monkeypatch.setattr(notes_module, "_MAX_GROUPS", 5)
    for n in range(100):
        script.call("Authorize", {"idTag": f"{n}"}).result({"idTagInfo": {"status": "Blocked"}})
    assert len(observed(script)) == 5


def test_many_stations_stay_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observer_module, "MAX_STATIONS", 10)
    observer = Observer()
    for n in range(100):
        for turn in conversations(Script(station=f"S{n}").heartbeat().entries):
            observer.feed(turn)
    assert len(observer._stations) == 10


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.just("2026-05-17T09:00:00Z"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "connectorId",
                    "status",
                    "idTag",
                    "idTagInfo",
                    "transactionId",
                    "meterValue",
                    "sampledValue",
                    "value",
                    "timestamp",
                    "transactionInfo",
                    "evse",
                    "component",
                    "variable",
                    "eventData",
                    "meterStart",
                    "meterStop",
                    "setVariableResult",
                    "errorCode",
                    "interval",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(observer_module._ON_CALL.keys() | observer_module._ON_RESULT.keys())),
            st.sampled_from(["ocpp1.6", "ocpp2.0.1"]),
            VALUES,
            VALUES,
        ),
        max_size=5,
    )
)
def test_any_payload_can_be_observed(calls: list[tuple[str, str, Any, Any]]) -> None:
    script = Script()
    for action, protocol, request, response in calls:
        script.protocol = type(script.protocol).of(protocol)
        script.call(action, request, by=STATION).result(response)
        script.call(action, request, by=CSMS).result(response)
    for each in observed(script):
        assert each.text.isprintable()
        assert each.count >= len(each.places) > 0


@given(ENTRIES)
def test_any_log_can_be_observed(entries: list[Any]) -> None:
    for each in observe(conversations(entries)):
        assert each.text.endswith(".")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.04, "0 s"),
        (0.84, "0.8 s"),
        (59.6, "60 s"),
        (120, "2 min"),
        (7500, "2 h 5 min"),
        (7200, "2 h"),
        (172_800, "2 d"),
        (180_000, "2 d 2 h"),
    ],
)
def test_lasting(seconds: float, words: str) -> None:
    assert lasting(seconds) == words


# Traces --------------------------------------------------------------------------------------------------------------

#: What the descriptions of the public traces say is to be seen; the rest of them break a rule.
TRACES = {
    "connector-fault.json": (Kind.FAULTED_CONNECTOR, Sender.STATION),
    "failed-auth.json": (Kind.REFUSED_CARD, Sender.CSMS),
    "meter-value-gap.json": (Kind.TRANSACTION_WITHOUT_METER_VALUES, Sender.STATION),
    "short-session.json": (Kind.SHORT_TRANSACTION, Sender.STATION),
    "station-offline.json": (Kind.TRANSACTION_WITHOUT_END, Sender.STATION),
    "unexpected-start.json": (Kind.UNEXPECTED_START, Sender.STATION),
    "unresponsive-csms.json": (Kind.UNANSWERED_CALL, Sender.CSMS),
}


def traces() -> Iterator[tuple[str, list[Observation]]]:
    for log in logs():
        if log.name in TRACES:
            script = Script(f"ocpp{log.version}")
            begin = log.lines[0].at or 0.0
            for line in log.lines:
                script.frame(line.frame, STATION if line.sender == "station" else CSMS, (line.at or 0.0) - begin)
            yield log.name, observed(script)


@needs_shared
def test_the_public_traces_show_what_they_are_made_for() -> None:
    seen = dict(traces())
    assert seen.keys() == TRACES.keys()
    for name, expected in TRACES.items():
        assert expected in [(each.kind, each.side) for each in seen[name]], name


def test_the_log_of_a_station_ends_with_its_file() -> None:
    one, other = Script(station="A").boot(0.0, interval=60).heartbeat(60.0), Script(station="B").boot(9000.0)
    for entry in other.entries:
        entry.file = "b.log"
    alone = observe(conversations(one.entries))
    assert [each for each in observe(conversations([*one.entries, *other.entries])) if each.station == "A"] == alone
    for entry in other.entries:
        entry.file = "a.log"
    together = observe(conversations([*one.entries, *other.entries]))
    assert Kind.SILENCE in {each.kind for each in together if each.station == "A"}
