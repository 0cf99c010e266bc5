"""Boots and settings that a log shows."""

from __future__ import annotations

from typing import Any

import pytest

from ocpp_codec.log._charging import Charging
from tests.support.charging import charging
from tests.support.entries import CSMS, Script, moment
from tests.support.sessions import V201


@pytest.mark.parametrize("version", ["ocpp1.6", V201])
def test_a_boot_with_its_answer(version: str) -> None:
    (boot,) = charging(Script(version).boot(0.0, status="Pending", interval=30)).boots
    assert (boot.vendor, boot.model, boot.answer, boot.interval) == ("V", "M", "Pending", 30)
    (boot,) = charging(Script(version).call("BootNotification", {"firmwareVersion": "2"}, at=0.0)).boots
    assert (boot.answer, boot.interval) == ("", None)


def test_a_boot_that_is_answered_with_an_error() -> None:
    (boot,) = charging(Script().call("BootNotification", {}, at=0.0).error("InternalError")).boots
    assert (boot.answer, boot.interval) == ("InternalError", None)


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
        ("WLAN_PSK_2", "hush", "***"),
        ("ApiKey1", "hush", "***"),
        ("WifiPass", "hush", "***"),
        ("MQTT_PASS", "hush", "***"),
        ("Credentials", "hush", "***"),
        ("KeyboardLayout", "de", "de"),
        ("GetConfigurationMaxKeys", "50", "50"),
        ("AuthCtrlr.MasterPassGroupId", "staff", "staff"),
        ("Bypass", "true", "true"),
        ("Backend", "wss://csms.example/ocpp?token=hush&x=1", "wss://csms.example/ocpp?token=***&x=1"),
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
