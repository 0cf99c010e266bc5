"""What the commands `show` and `show --diff` say of the definitions."""

from __future__ import annotations

import json
from enum import StrEnum

import pytest

from ocpp_codec import OcppJsonProtocol
from ocpp_codec.cli._definitions import actions_of, types_of
from ocpp_codec.cli._diff import changes_of
from ocpp_codec.cli._versions import short
from tests.support.command import run

every_version = pytest.mark.parametrize("protocol", OcppJsonProtocol, ids=short)


def shown(*args: str) -> str:
    ran = run("show", *args)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_the_versions() -> None:
    assert [line.split()[0] for line in shown().splitlines()] == ["1.6", "2.0", "2.0.1", "2.1"]
    assert json.loads(shown("--json"))[0] == {
        "version": "1.6",
        "actions": 39,
        "types": len(types_of(OcppJsonProtocol.v16)),
    }


@every_version
def test_a_version_lists_everything_that_it_has(protocol: OcppJsonProtocol) -> None:
    words = shown(short(protocol)).split()
    assert {*actions_of(protocol), *types_of(protocol)} <= set(words)
    listed = json.loads(shown("--json", short(protocol)))
    assert [each["name"] for each in listed["actions"]] == list(actions_of(protocol))


def test_a_field_is_one_line_with_type_limit_and_unit() -> None:
    lines = shown("1.6", "StatusNotification").splitlines()
    assert lines[0] == "StatusNotification  OCPP 1.6, sent by the station, Core"
    assert "  info             string                optional  at most 50 characters; printable ASCII" in lines
    assert any(
        line.startswith("  interval") and "unit s" in line for line in shown("1.6", "BootNotification").splitlines()
    )
    assert "meterValue          list of MeterValueType  optional  at least 1 item" in shown("2.0.1", "TransactionEvent")


def test_who_sends_it_and_its_block() -> None:
    assert shown("2.0.1", "TransactionEvent").startswith(
        "TransactionEvent  OCPP 2.0.1, sent by the station, E Transactions\n"
    )
    assert "sent by the CSMS" in shown("2.1", "Reset")
    assert "sent by the station or the CSMS" in shown("1.6", "DataTransfer")


@pytest.mark.parametrize("name", ["MeterValues.conf", "metervalues.response", "METERVALUES.Conf"])
def test_one_payload_in_any_case_and_by_the_names_of_1_6(name: str) -> None:
    assert shown("1.6", name).splitlines()[2:] == ["MeterValues.Response", "  no fields"]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("BootNotificationResponse", "BootNotification.Response"),
        ("bootnotificationrequest", "BootNotification.Request"),
        ("RegistrationStatusEnumType", "RegistrationStatusEnum  OCPP 2.0.1, enumeration"),
        ("registrationstatusenumtype", "RegistrationStatusEnum  OCPP 2.0.1, enumeration"),
    ],
)
def test_the_names_of_the_schemas_are_known(name: str, first: str) -> None:
    assert first in shown("2.0.1", name).splitlines()


def test_the_name_of_a_type_of_another_version_is_not_that_of_an_action() -> None:
    ran = run("show", "2.0.1", "ResetType")
    assert (ran.code, ran.out) == (2, "")
    assert "1.6 has it" in ran.err


def test_a_type_and_an_enumeration() -> None:
    assert "  connectorId  integer         optional" in shown("2.0.1", "EVSEType")
    assert shown("2.0.1", "RegistrationStatusEnum").split()[-3:] == ["Accepted", "Pending", "Rejected"]
    assert "  vendorId  string  required  at most 255 characters" in shown("2.1", "CustomDataType").splitlines()


def test_the_same_as_json() -> None:
    said = json.loads(shown("--json", "1.6", "BootNotification"))
    assert (said["kind"], said["sender"], said["profile"]) == ("action", "station", "Core")
    vendor = next(each for each in said["request"]["fields"] if each["name"] == "chargePointVendor")
    assert vendor == {
        "name": "chargePointVendor", "type": "string", "required": True, "max_length": 20, "characters": "printable ASCII",
    }  # fmt: skip
    assert json.loads(shown("--json", "2.1", "EVSEType"))["kind"] == "type"
    assert json.loads(shown("--json", "2.1", "EvseKindEnum"))["values"] == ["AC", "DC"]
    assert json.loads(shown("--json", "2.1", "CustomDataType"))["fields"] == [
        {"name": "vendorId", "type": "string", "required": True, "max_length": 255}
    ]


@every_version
def test_everything_can_be_shown(protocol: OcppJsonProtocol) -> None:
    for name, definition in {**types_of(protocol), **actions_of(protocol)}.items():
        said = json.loads(shown("--json", short(protocol), name))
        assert said["name"] == name
        text = shown(short(protocol), name)
        if issubclass(definition, StrEnum):
            assert all(member.value in text for member in definition)
        else:
            fields = [
                *said.get("fields", ()),
                *said.get("request", {}).get("fields", ()),
                *said.get("response", {}).get("fields", ()),
            ]
            assert all(f"  {field['name']} " in text for field in fields)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("1.6", "Heartbet"), "OCPP 1.6 has no 'Heartbet' (perhaps Heartbeat)"),
        (("1.6", "TransactionEvent"), "2.0 and 2.0.1 and 2.1 have it"),
        (("1.7",), "unknown version '1.7'"),
        (("1.6", "Heartbeat", "x"), "not 3 words"),
        (("2.1", "NotifyPeriodicEventStream.Response"), "has no response"),
        (("--diff", "1.6"), "two versions are wanted"),
        (("--diff", "1.6", "2.1", "Heartbet"), "perhaps Heartbeat"),
    ],
)
def test_what_is_wrong_is_told(args: tuple[str, ...], told: str) -> None:
    ran = run("show", *args)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_which_actions_are_new_gone_and_changed() -> None:
    said = json.loads(shown("--diff", "--json", "2.0.1", "2.1"))
    assert "AFRRSignal" in said["new"]
    assert said["gone"] == []
    assert "Authorize" in said["changed"]
    assert "Heartbeat" in said["unchanged"]
    assert json.loads(shown("--diff", "--json", "2.1", "2.0.1"))["gone"] == said["new"]
    assert "new: " in shown("--diff", "2.0.1", "2.1")


def test_each_field_at_any_depth() -> None:
    lines = shown("--diff", "2.0.1", "2.1", "Authorize").splitlines()
    assert lines[0] == "Authorize  OCPP 2.0.1 to 2.1"
    assert "  ~ Request.certificate  changed  most characters: 5500 to 10000" in lines
    assert "  ~ Request.idToken.additionalInfo[].additionalIdToken  changed  most characters: 36 to 255" in lines
    assert any(line.startswith("  + Response.tariff.energy.prices[].priceKwh  new") for line in lines)
    gone = "  - Request.evseId  gone  list of integer, optional, at least 1 item"
    assert gone in shown("--diff", "2.0", "2.0.1", "Authorize").splitlines()
    assert "  + Response.tariff.tariffId  new  string, required, at most 60 characters" in lines


def test_what_became_required_and_which_values_are_new() -> None:
    text = shown("--diff", "2.0.1", "2.1", "MessageFormatEnum")
    assert "values new: QRCODE" in text
    assert "now required" in shown("--diff", "2.1", "2.0.1", "NotifyEVChargingSchedule") + shown(
        "--diff", "2.0", "2.0.1", "TransactionEvent"
    )


def test_an_action_of_one_version() -> None:
    assert "new in 2.1" in shown("--diff", "1.6", "2.1", "AFRRSignal")
    assert "gone in 1.6" in shown("--diff", "2.1", "1.6", "AFRRSignal")


@every_version
def test_nothing_changes_from_a_version_to_itself(protocol: OcppJsonProtocol) -> None:
    for name, definition in {**types_of(protocol), **actions_of(protocol)}.items():
        assert list(changes_of(definition, definition)) == [], name
    assert "no change" in shown("--diff", short(protocol), short(protocol))
    assert "no change" in shown("--diff", short(protocol), short(protocol), "Heartbeat")


def test_what_is_new_in_one_direction_is_gone_in_the_other() -> None:
    old, new = actions_of(OcppJsonProtocol.v201), actions_of(OcppJsonProtocol.v21)
    opposite = {"new": "gone", "gone": "new", "changed": "changed"}
    for name in old:
        forth = {(change.path.replace("[]", ""), change.what) for change in changes_of(old[name], new[name])}
        back = {(change.path.replace("[]", ""), opposite[change.what]) for change in changes_of(new[name], old[name])}
        assert forth == back
