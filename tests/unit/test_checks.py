"""A payload is judged on its values: numbers, texts, enumerations, what may stand for nothing; all that is wrong is found."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Any

import pytest
from msgspec import Meta

from ocpp_codec import Codec, Finding, OCPPException, OcppJsonProtocol, Rule, Severity, Tolerance, serializer, structure
from ocpp_codec._core.checks import String, check_of
from ocpp_codec._core.fields import Opt
from ocpp_codec._core.record import Record
from ocpp_codec._core.report import Report
from ocpp_codec._core.settings import Settings
from ocpp_codec._core.tolerance import Tolerances
from ocpp_codec._core.version import version_of
from ocpp_codec.tolerance import ALL, FIELD
from ocpp_codec.v16 import types as types16
from ocpp_codec.v20 import messages as messages20
from ocpp_codec.v201 import messages as messages201
from tests.support.comparison import identical
from tests.support.hints import kinds_in
from tests.support.judging import CODEC, accepted, error_of, payload_of, rule_of, slow_twin
from tests.support.messages import PAYLOADS
from tests.support.sample_frames import call, cost, data_transfer, interval, limit, soc, status

V16 = OcppJsonProtocol.v16
V201 = OcppJsonProtocol.v201


# Numbers -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "number"),
    [("9" * 18, int("9" * 18)), ("1" + "0" * 400, 10**400), ("3.0", 3), ("3e2", 300), ("-1", -1)],
)
def test_an_integer_may_be_of_any_size_and_end_in_zeros(written: str, number: int) -> None:
    message = accepted(interval(written), messages201.BootNotification)
    assert identical(message.payload.interval, number)


@pytest.mark.parametrize("number", ["1" + "0" * 5000, "-1" + "0" * 5000, "1e400", "NaN"])
def test_an_integer_that_nobody_can_hold_is_refused(number: str) -> None:
    assert rule_of(interval(number), action="BootNotification") is Rule.NOT_FINITE


def test_a_number_that_is_no_integer_may_not_be_longer_than_a_float() -> None:
    assert rule_of(cost("1" + "0" * 400)) is Rule.NOT_FINITE
    assert accepted(data_transfer("1" + "0" * 400)).payload.data == 10**400  # where anything may stand


@pytest.mark.parametrize("value", [-1, 101])
def test_a_number_beyond_its_range_is_refused(value: int) -> None:
    for bound in (0, 100):
        assert Codec(V201).examine(json.dumps(soc(bound))).message
    seen = Codec(V201).examine(json.dumps(soc(value)))
    assert [(finding.rule, finding.expected) for finding in seen.findings] == [
        (Rule.OUT_OF_RANGE, "an integer of 0 to 100")
    ]


def test_tenths_of_1_6_are_judged_on_their_digits() -> None:
    codec = Codec("ocpp1.6")
    schedule = (
        '[3,"id",{"status":"Accepted","chargingSchedule":'
        '{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":%s}]}}]'
    )
    for number in ("21.4", "0.3", "8.1", "0.7", "1000000.7", "16", "16.0", "-0.1", "1e3", "0", "123456789012345.6"):
        message = codec.decode(schedule % number, "GetCompositeSchedule")
        assert message == slow_twin(codec).examine(schedule % number, "GetCompositeSchedule").message
        assert codec.decode(codec.encode(message), "GetCompositeSchedule") == message
    for number in ("1" + "0" * 400, "1" + "0" * 5000, "1e400"):
        assert rule_of(schedule % number, codec, "GetCompositeSchedule") is Rule.NOT_FINITE
    for number in ("21.45", "0.05", "1e-2", "0.30000000000000004"):
        assert rule_of(schedule % number, codec, "GetCompositeSchedule") is Rule.NOT_A_MULTIPLE


def test_a_number_that_no_float_holds_is_refused_whatever_is_tolerated() -> None:
    text = json.dumps(limit(0)).replace('"limit": 0', '"limit": "1e999"')
    seen = Codec(V16, tolerate=ALL).examine(text)
    assert [finding.rule for finding in seen.findings if not finding.tolerated] == [Rule.NOT_FINITE]
    assert seen.findings[-1].value == "1e999"  # as it came


@pytest.mark.parametrize(
    ("written", "held", "rules"),
    [
        ('"1.0"', 1, [Rule.NUMBER_AS_STRING, Rule.INTEGER_AS_FRACTION]),
        ('"1.4"', 1, [Rule.NUMBER_AS_STRING, Rule.FRACTION_FOR_INTEGER]),
        ('"1e3"', 1000, [Rule.NUMBER_AS_STRING, Rule.INTEGER_AS_FRACTION, Rule.OUT_OF_RANGE]),
        ('"-1"', -1, [Rule.NUMBER_AS_STRING, Rule.OUT_OF_RANGE]),
        ("100.5", 100, [Rule.FRACTION_FOR_INTEGER]),
    ],
)
def test_repairs_of_one_number_quote_what_came(written: str, held: int, rules: list[Rule]) -> None:
    """And each says what the message holds in the end."""
    frame = json.dumps(soc(0)).replace('"stateOfCharge": 0', f'"stateOfCharge": {written}')
    seen = Codec(V201, tolerate=ALL).examine(frame)
    assert [finding.rule for finding in seen.findings] == rules
    assert payload_of(seen.message).chargingNeeds.dcChargingParameters.stateOfCharge == held
    for finding in seen.findings:
        assert f": found {written}, expected" in finding.message
        assert finding.message.endswith(f"; taken as {held}.")
        assert identical(finding.value, json.loads(written))
        assert identical(finding.repaired, held)


def test_repairs_of_one_text_quote_what_came() -> None:
    frame = json.dumps(call("Authorize", {"idTag": 10**25}))
    found = Codec(V16, tolerate=ALL).examine(frame).findings
    assert [finding.rule for finding in found] == [Rule.STRING_AS_NUMBER, Rule.TOO_LONG]
    assert all(f": found {10**25}, expected" in finding.message for finding in found)
    assert all(finding.message.endswith(f'; taken as "{10**25}".') for finding in found)


@pytest.mark.parametrize("number", [1000.5, 1000.0])
def test_a_rounded_number_out_of_range_is_said_to_be_rounded(number: Any) -> None:
    text = json.dumps(soc(number))
    seen = Codec(V201, tolerate=ALL).examine(text)
    held = payload_of(seen.message).chargingNeeds.dcChargingParameters.stateOfCharge
    assert [finding.rule for finding in seen.findings][1:] == [Rule.OUT_OF_RANGE]
    assert all(identical(finding.repaired, held) for finding in seen.findings)


# Texts ---------------------------------------------------------------------------------------------------------------


def test_a_string_longer_than_its_limit_is_refused() -> None:
    for length, rules in ((20, []), (21, [Rule.TOO_LONG])):
        seen = Codec(V16).examine(json.dumps(call("Authorize", {"idTag": "x" * length})))
        assert [finding.rule for finding in seen.findings] == rules


def test_the_length_of_a_string_is_counted_in_code_points() -> None:
    frame = '[2,"id","Authorize",{"idTag":"%s"}]'
    codec = Codec("ocpp1.6")
    assert codec.decode(frame % ("\U0001f600" * 20))
    assert rule_of(frame % ("\U0001f600" * 21), codec) is Rule.TOO_LONG


def test_no_text_can_be_too_short_yet() -> None:
    """No schema sets a least length, so no frame can break that rule: a check shows it."""
    kinds = [kind for payload in PAYLOADS.values() for kind in kinds_in(payload)]
    assert not [kind for kind in kinds if kind[0] is str and "min_length" in kind]
    for tolerate, severity in (((), Severity.ERROR), ({Rule.TOO_SHORT}, Severity.TOLERATED)):
        report = Report(Settings(version_of(V16), Tolerances(tolerate)))
        assert String({"min_length": 2})("a", (None, "name"), report) == "a"
        (finding,) = report.findings
        assert (finding.rule, finding.severity, finding.path, finding.value) == (Rule.TOO_SHORT, severity, "/name", "a")
        assert finding.repaired == ("a" if tolerate else None)


RAW = {"decimal_unless": ("format", "SignedData")}


class Sampled(Record, kw_only=True):
    value: Annotated[str, Meta(extra=RAW)]
    format: Opt[str] = None


@pytest.mark.parametrize("text", ["1", "0", "-1.5", "+21.4", ".5", "7.", "007", "12345678901234567890.123"])
def test_a_decimal_number_is_one(text: str) -> None:
    assert judged_sample({"value": text}) == []


@pytest.mark.parametrize(
    "text", ["", " 0.0", "1 ", "12,5", "nan", "NaN", "inf", "1e3", "0x10", "1_000", "-", ".", "٣", "1\n"]
)
def test_advice_is_given_on_a_text_that_is_no_decimal_number(text: str) -> None:
    (finding,) = judged_sample({"value": text})
    assert (finding.rule, finding.severity, finding.path) == (Rule.NOT_A_DECIMAL, Severity.ADVICE, "/value")
    assert (finding.value, finding.repaired) == (text, text)
    assert "is not a decimal number: found " in finding.message
    assert finding.message.endswith(", expected a decimal number such as 21.4.")
    assert judged_sample({"value": text, "format": "Raw"}) == [finding]
    assert judged_sample({"format": "SignedData", "value": text}) == []
    assert judged_sample({"value": text, "format": "SignedData"}) == []


def judged_sample(members: dict[str, Any]) -> list[Finding]:
    report = Report(Settings(version_of(V16)))
    held: Any = check_of(Sampled)(members, None, report)
    assert held.value == members["value"]
    return list(report.findings)


def test_half_a_surrogate_pair_is_kept_and_reported_but_never_sent() -> None:
    lone = CODEC.examine(data_transfer('"\\ud800"'))
    assert lone.message is not None
    assert lone.message == structure.Call(
        "id", "DataTransfer", messages201.DataTransfer.Request(vendorId="x", data="\ud800")
    )
    assert [finding.rule for finding in lone.findings] == [Rule.LONE_SURROGATE]
    with pytest.raises(OCPPException, match="surrogate"):
        CODEC.encode(lone.message)
    in_a_name = CODEC.examine(data_transfer('{"\\ud800":1}'))
    assert [finding.rule for finding in in_a_name.findings] == [Rule.LONE_SURROGATE]
    assert accepted(data_transfer('"\\ud83d\\ude00"')).payload.data == "\U0001f600"
    assert rule_of('[2,"\\ud800","Heartbeat",{}]') is Rule.ID_NOT_A_STRING


def test_what_is_known_becomes_a_member_and_the_rest_stays_text() -> None:
    codec = Codec(V16, tolerate=ALL)
    assert isinstance(payload_of(codec.decode(json.dumps(status(status="AVAILABLE")))).status, StrEnum)
    assert type(payload_of(codec.decode(json.dumps(status(status="Broken")))).status) is str
    for code, kind in (("generic error", types16.ErrorCodeEnum), ("OutOfCoffee", str)):
        error = codec.decode(json.dumps([4, "1", code, "", {}]))
        assert isinstance(error, structure.CallError)
        assert type(error.errorCode) is kind


# Objects -------------------------------------------------------------------------------------------------------------


def test_what_is_covered_or_unknown_must_be_json_as_well() -> None:
    """A number that is no JSON is refused where another value covers it, and where nobody knows the field."""
    hidden = '[2,"id","CostUpdated",{"totalCost":%s,"totalCost":1,"transactionId":"t"}]'
    assert CODEC.examine(hidden % "2").message
    for number in ("NaN", "1e400", '{"a":[NaN]}'):
        examination = CODEC.examine(hidden % number)
        assert examination.message is None
        assert Rule.NOT_FINITE in {finding.rule for finding in examination.findings}
    for value in ("NaN", "1" + "0" * 5000, '{"y":[1e400]}', "[" * 100 + "]" * 100):
        examination = Codec("ocpp2.0").examine(f'[2,"id","Heartbeat",{{"x":{value}}}]')
        assert examination.message is None
        assert examination.findings[-1].rule in (Rule.NOT_FINITE, Rule.VALUE_TOO_DEEP)


def test_a_member_name_that_is_no_string_is_refused() -> None:
    with pytest.raises(OCPPException, match="a member name that is a string"):
        serializer.parse([2, "1", "Heartbeat", {None: 1, 1.5: 2}], protocol="ocpp2.0")
    for data in ({None: float("nan")}, {1.5: object()}, {10**5000: 1}):
        with pytest.raises(OCPPException, match="a member name that is a string"):
            Codec("ocpp2.0").encode(structure.Call.of(messages20.DataTransfer.Request(vendorId="x", data=data)))


# Names of fields -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frame", "field", "name", "held"),
    [
        (call("Authorize", {"id_tag": "A"}), "idTag", "id_tag", "A"),
        (call("Authorize", {"IDTAG": "A"}), "idTag", "IDTAG", "A"),
        (call("Authorize", {"id-tag": "A"}), "idTag", "id-tag", "A"),
        (call("RemoteStartTransaction", {"idTag": "A", "ConnectorID": 3}), "connectorId", "ConnectorID", 3),
    ],
)
def test_a_field_in_another_spelling_is_read_where_that_is_tolerated(
    frame: Any, field: str, name: str, held: Any
) -> None:
    text = json.dumps(frame)
    for tolerate in (FIELD, {Rule.FIELD_SPELLING}, {Tolerance(Rule.FIELD_SPELLING, f"*.Request.{name}")}):
        codec = Codec(V16, tolerate=tolerate)
        (finding,) = codec.examine(text).findings
        assert (finding.rule, finding.severity, finding.path) == (Rule.FIELD_SPELLING, Severity.TOLERATED, f"/{name}")
        assert finding.message == f"{name} is a field in another spelling, expected {field}."
        assert getattr(payload_of(codec.decode(text)), field) == held
    seen = Codec(V16).examine(text)  # the right one is not called missing
    assert [(finding.rule, finding.path) for finding in seen.findings] == [(Rule.FIELD_SPELLING, f"/{name}")]
    assert error_of(seen).ocpp_error.code == "FormationViolation"


def test_the_value_of_such_a_field_is_judged_as_that_of_the_right_one() -> None:
    frame = json.dumps(call("RemoteStartTransaction", {"id_tag": "x" * 21, "connector_id": "1"}))
    found = Codec(V16, tolerate=FIELD).examine(frame).findings
    assert [(finding.rule, finding.path) for finding in found] == [
        (Rule.FIELD_SPELLING, "/id_tag"),
        (Rule.TOO_LONG, "/id_tag"),
        (Rule.FIELD_SPELLING, "/connector_id"),
        (Rule.NUMBER_AS_STRING, "/connector_id"),
    ]
    payload = payload_of(Codec(V16, tolerate=FIELD).decode(frame))
    assert (payload.idTag, payload.connectorId) == ("x" * 21, 1)
    for value, rule in ((None, Rule.NULL_FOR_ABSENT), ("", Rule.EMPTY_STRING_FOR_ABSENT)):
        frame = json.dumps(call("RemoteStartTransaction", {"idTag": "a", "connector_id": value}))
        seen = Codec(V16, tolerate=FIELD).examine(frame)
        assert [finding.rule for finding in seen.findings] == [Rule.FIELD_SPELLING, rule]
        assert payload_of(seen.message).connectorId is None


def test_the_right_name_goes_first_wherever_it_stands() -> None:
    for members in ({"idTag": "A", "idtag": "B"}, {"idtag": "B", "idTag": "A"}):
        seen = Codec(V16, tolerate=FIELD).examine(json.dumps(call("Authorize", members)))
        assert [(finding.rule, finding.path) for finding in seen.findings] == [(Rule.UNKNOWN_FIELD, "/idtag")]
        assert payload_of(seen.message).idTag == "A"
    seen = Codec(V16, tolerate=FIELD).examine(json.dumps(call("Authorize", {"idtag": "B", "ID_TAG": "C"})))
    assert [finding.rule for finding in seen.findings] == [Rule.FIELD_SPELLING, Rule.UNKNOWN_FIELD]
    assert payload_of(seen.message).idTag == "B"


def test_in_2_0_only_a_field_that_is_missed_is_looked_for() -> None:
    """Its schemas allow any other field."""
    payload = {"timestamp": "2024-05-17T09:41:33Z", "connector_status": "Available", "evseId": 1, "connectorId": 1}
    for protocol in (OcppJsonProtocol.v20, V201, OcppJsonProtocol.v21):
        seen = Codec(protocol, tolerate=FIELD).examine(json.dumps(call("StatusNotification", payload)))
        assert [finding.rule for finding in seen.findings] == [Rule.FIELD_SPELLING]
        assert payload_of(seen.message).connectorStatus == "Available"
    optional = json.dumps(call("ClearedChargingLimit", {"chargingLimitSource": "EMS", "EvseId": 1}))
    for protocol, rule in ((OcppJsonProtocol.v20, Rule.UNKNOWN_FIELD), (V201, Rule.FIELD_SPELLING)):
        seen = Codec(protocol, tolerate=FIELD).examine(optional)
        assert [finding.rule for finding in seen.findings] == [rule]
        assert payload_of(seen.message).evseId == (1 if rule is Rule.FIELD_SPELLING else None)


def test_what_a_vendor_adds_is_left_alone() -> None:
    frame = json.dumps(call("Heartbeat", {"customData": {"vendorId": "a", "VendorId": "b", "vendor_id": "c"}}))
    seen = Codec(V201, tolerate=FIELD).examine(frame)
    assert seen.findings == ()
    message: Any = seen.message
    assert json.loads(Codec(V201).encode(message)) == json.loads(frame)


def test_a_name_of_our_own_is_never_respelled() -> None:
    """Python's attributes have one name only."""
    data: Any = {"vendor_id": "a"}
    with pytest.raises(OCPPException):
        Codec(V16, tolerate=ALL).encode(structure.Call("1", "DataTransfer", data))
