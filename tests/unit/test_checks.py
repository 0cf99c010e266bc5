"""A payload is judged on its values: numbers, texts, enumerations, what may stand for nothing; all that is wrong is found."""

from __future__ import annotations

import datetime
import json
import math
from enum import StrEnum
from typing import Annotated, Any

import pytest
from msgspec import Meta

from ocpp_codec import (
    Codec,
    Finding,
    OCPPException,
    OcppJsonProtocol,
    Rule,
    Severity,
    Tolerance,
    record,
    serializer,
    structure,
)
from ocpp_codec._core.checks import Anything, String, check_of
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
from tests.support.hints import sorts_in
from tests.support.judging import CODEC, accepted, error_of, judged, payload_of, places_and_rules, rule_of, slow_twin
from tests.support.messages import PAYLOADS
from tests.support.sample_frames import (
    NOON,
    NOW,
    call,
    cost,
    data,
    data_transfer,
    interval,
    limit,
    report,
    soc,
    started,
    status,
)

V16 = OcppJsonProtocol.v16
V201 = OcppJsonProtocol.v201
V21 = OcppJsonProtocol.v21


# Limits --------------------------------------------------------------------------------------------------------------


def costs(number: float) -> list[Any]:
    return call("CostUpdated", {"totalCost": number, "transactionId": "t"})


def with_attributes(count: int) -> list[Any]:
    return report(reportData=[data(variableAttribute=[{"value": "c"}] * count)])


def sent_data(value: Any) -> list[Any]:
    return call("DataTransfer", {"vendorId": "x", "data": value})


def lists(levels: int) -> Any:
    value: Any = "a text"
    for _ in range(levels):
        value = [value]
    return value


def objects(levels: int) -> Any:
    value: Any = "a text"
    for _ in range(levels):
        value = {"a": value}
    return value


def customized(value: Any) -> list[Any]:
    return call("Heartbeat", {"customData": {"vendorId": "x", "a": value}})


def of_vendor(vendor: str) -> list[Any]:
    return call("Heartbeat", {"customData": {"vendorId": vendor}})


def discharge(most: float) -> list[Any]:
    schedule = {"evseId": 1, "duration": 1, "scheduleStart": NOON, "chargingRateUnit": "W"}
    schedule |= {"chargingSchedulePeriod": [{"startPeriod": 0, "dischargeLimit": most}]}
    return [3, "1", {"status": "Accepted", "schedule": schedule}]


def battery(charge: Any) -> list[Any]:
    swapped = {"evseId": 1, "serialNumber": "a", "soC": charge, "soH": 1}
    return call(
        "BatterySwap",
        {"batteryData": [swapped], "eventType": "BatteryIn", "idToken": {"idToken": "a", "type": "b"}, "requestId": 1},
    )


# A version, a frame that just keeps to a limit, one that just does not, and the rule that this one breaks.
LIMITS = [
    (V201, soc(0), soc(-1), Rule.OUT_OF_RANGE),
    (V201, soc(100), soc(101), Rule.OUT_OF_RANGE),
    (V21, battery(0.0), battery(-0.001), Rule.OUT_OF_RANGE),
    (V21, battery(100), battery(100.001), Rule.OUT_OF_RANGE),
    (V21, discharge(0), discharge(0.1), Rule.OUT_OF_RANGE),
    (V16, started(meterStart=2**31 - 1), started(meterStart=2**31), Rule.BEYOND_32_BITS),
    (V16, started(meterStart=-(2**31)), started(meterStart=-(2**31) - 1), Rule.BEYOND_32_BITS),
    (V201, costs(1.123456), costs(1.1234567), Rule.TOO_MANY_DECIMALS),
    (V16, limit(21.4), limit(21.45), Rule.NOT_A_MULTIPLE),
    (V16, started(idTag="x" * 20), started(idTag="x" * 21), Rule.TOO_LONG),
    (V201, of_vendor("x" * 255), of_vendor("x" * 256), Rule.TOO_LONG),
    (V201, with_attributes(1), with_attributes(0), Rule.TOO_FEW_ITEMS),
    (V201, with_attributes(4), with_attributes(5), Rule.TOO_MANY_ITEMS),
    (V201, sent_data(lists(64)), sent_data(lists(65)), Rule.VALUE_TOO_DEEP),
    (V201, sent_data(objects(64)), sent_data(objects(65)), Rule.VALUE_TOO_DEEP),
    (V201, customized(lists(63)), customized(lists(64)), Rule.VALUE_TOO_DEEP),
    (V201, customized(objects(63)), customized(objects(64)), Rule.VALUE_TOO_DEEP),
]


@pytest.mark.parametrize(
    ("protocol", "within", "beyond", "rule"), LIMITS, ids=[f"{each[-1]}-{number}" for number, each in enumerate(LIMITS)]
)
def test_both_paths_know_a_limit_to_the_last_digit(
    protocol: OcppJsonProtocol, within: Any, beyond: Any, rule: Rule
) -> None:
    codec = Codec(protocol)
    seen = judged(codec, json.dumps(within), "GetCompositeSchedule")
    assert (seen.message is not None, seen.findings) == (True, ())
    assert [finding.rule for finding in judged(codec, json.dumps(beyond), "GetCompositeSchedule").findings] == [rule]


# A version, a frame with one value that is wrong, and in words what is expected there.
EXPECTED = [
    (V16, started(meterStart=None), "an integer"),
    (V201, soc("full"), "an integer of 0 to 100"),
    (V21, battery("full"), "a number of 0 to 100"),
    (V21, discharge(1), "a number of at most 0"),
    (V16, limit("?"), "a number with at most one decimal digit"),
    (V201, costs(math.nan), "a number"),
    (V16, call("GetConfiguration", {"key": True}), "a list"),
    (V201, report(reportData=5), "a list of at least 1 item"),
    (V201, with_attributes(5), "a list of 1 to 4 items"),
    (V16, call("Authorize", {"idTag": []}), "a string of at most 20 characters"),
    (V16, call("Authorize", {"idTag": "x" * 21}), "a string of at most 20 characters"),
    (V201, report(tbc="yes"), "true or false"),
    (V201, report(generatedAt=5), "a date-time such as 2024-05-17T09:41:33.125Z"),
    (V201, call("Heartbeat", {"customData": 5}), "an object with a vendorId"),
    (V201, sent_data([math.nan]), "any JSON value"),
    (V201, report(reportData=[data(component="a")]), "an object (ComponentType)"),
]


@pytest.mark.parametrize(("protocol", "frame", "expected"), EXPECTED, ids=[expected for *_, expected in EXPECTED])
def test_a_finding_says_what_would_be_right(protocol: OcppJsonProtocol, frame: Any, expected: str) -> None:
    (finding,) = Codec(protocol).examine(json.dumps(frame), "GetCompositeSchedule").findings
    assert finding.expected == expected


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


def test_an_integer_is_sent_with_as_many_digits_as_are_read() -> None:
    longest = 10**4300 - 1
    for sign in (1, -1):
        for field in ("data", "interval"):
            message = with_number(field, sign * longest)
            assert CODEC.decode(CODEC.encode(message), "BootNotification") == message
            with pytest.raises(OCPPException) as caught:
                CODEC.encode(with_number(field, sign * (longest + 1)))
            assert [finding.rule for finding in caught.value.findings] == [Rule.NOT_FINITE]


def with_number(field: str, number: int) -> Any:
    if field == "data":
        return structure.Call.of(messages201.DataTransfer.Request(vendorId="x", data=number))
    boot = accepted(interval("1"), messages201.BootNotification)
    boot.payload.interval = number
    return boot


def test_a_number_that_is_no_integer_may_not_be_longer_than_a_float() -> None:
    assert rule_of(cost("1" + "0" * 400)) is Rule.NOT_FINITE
    assert accepted(data_transfer("1" + "0" * 400)).payload.data == 10**400  # where anything may stand


@pytest.mark.parametrize("number", [1e10, -1e10, 1e300, 2**31, 5e-7])
def test_a_number_that_is_no_integer_may_be_of_any_size(number: float) -> None:
    """32 bits are for integers; but a station need not understand more than six digits behind the point."""
    seen = judged(CODEC, json.dumps(costs(number)), None)
    assert identical(payload_of(seen.message).totalCost, float(number))
    assert places_and_rules(seen) == [("/totalCost", Rule.TOO_MANY_DECIMALS)] * (number == 5e-7)


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


def test_a_number_that_is_none_is_no_number_written_for_a_text() -> None:
    for number in ("NaN", "Infinity", "-Infinity", "1" + "0" * 5000):
        seen = Codec(V201, tolerate=ALL).examine(f'[2,"1","DataTransfer",{{"vendorId":{number}}}]')
        assert [(finding.rule, finding.tolerated) for finding in seen.findings] == [(Rule.WRONG_TYPE, False)]


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
    kinds = [kind for payload in PAYLOADS.values() for kind in sorts_in(payload)]
    assert not [kind for kind in kinds if kind[0] is str and "min_length" in kind]
    for tolerate, severity in (((), Severity.ERROR), ({Rule.TOO_SHORT}, Severity.TOLERATED)):
        report = Report(Settings(version_of(V16), Tolerances(tolerate)))
        assert String({"min_length": 2}).inspect("a", (None, "name"), report) == "a"
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
    told = judged_sample({"value": text, "Format": "signeddata"})  # as it is read where spellings are tolerated
    assert Rule.NOT_A_DECIMAL not in {each.rule for each in told}
    assert judged_sample({"value": text, "format": "SignedData"}) == []


def judged_sample(members: dict[str, Any]) -> list[Finding]:
    report = Report(Settings(version_of(V16)))
    held: Any = check_of(Sampled).inspect(members, None, report)
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
    assert places_and_rules(in_a_name) == [("/data/\\ud800", Rule.LONE_SURROGATE)]
    assert {finding.expected for finding in (*lone.findings, *in_a_name.findings)} == {""}
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


def test_of_a_long_enumeration_the_first_twelve_values_are_named() -> None:
    def expected(frame: Any) -> str:
        (finding,) = Codec(V16).examine(json.dumps(frame)).findings
        return finding.expected

    sampled = [{"timestamp": NOON, "sampledValue": [{"value": "1", "measurand": "?"}]}]
    values = list(types16.Measurand)
    assert expected(call("MeterValues", {"connectorId": 1, "meterValue": sampled})) == (
        f"one of {', '.join(values[:12])}, ... (Measurand)"
    )
    stopped = {"transactionId": 1, "meterStop": 1, "timestamp": NOON, "reason": "?"}
    assert expected(call("StopTransaction", stopped)) == f"one of {', '.join(types16.Reason)} (Reason)"


# Moments that are sent -----------------------------------------------------------------------------------------------


def first_moment(**ahead: int) -> datetime.datetime:
    """The first of the calendar in a zone that is ahead of UTC, so that it has no UTC."""
    return datetime.datetime(1, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(**ahead)))


# What is sent as a date-time, the rule that this breaks, and in words what is expected.
NO_MOMENTS = [
    ("2013-02-01T20:53:32Z", Rule.WRONG_TYPE, "a datetime with a time zone: use datetime.now(UTC)"),
    (NOW.date(), Rule.WRONG_TYPE, "a datetime with a time zone: use datetime.now(UTC)"),
    (NOW.replace(tzinfo=None), Rule.DATETIME_NO_OFFSET, "a datetime with a time zone: use datetime.now(UTC)"),
    (first_moment(seconds=30), Rule.BAD_DATETIME, "one that exists in UTC"),
]


@pytest.mark.parametrize(("moment", "rule", "expected"), NO_MOMENTS, ids=[each[1] for each in NO_MOMENTS])
def test_only_a_moment_is_sent_as_a_date_time(moment: Any, rule: Rule, expected: str) -> None:
    with pytest.raises(OCPPException) as caught:
        CODEC.encode(structure.CallResult("1", messages201.Heartbeat.Response(moment)))
    (finding,) = caught.value.findings
    assert (finding.path, finding.rule, finding.expected) == ("/currentTime", rule, expected)


def test_a_moment_is_sent_no_finer_than_the_version_allows() -> None:
    message = structure.CallResult("1", messages201.Heartbeat.Response(NOW))
    with pytest.raises(OCPPException) as caught:
        Codec(V201, timespec="microseconds").encode(message)
    (finding,) = caught.value.findings
    assert (finding.rule, finding.expected) == (
        Rule.DATETIME_FINE_FRACTION,
        "a timespec of seconds or milliseconds",
    )


def test_both_paths_send_a_moment_that_has_no_utc_with_its_offset() -> None:
    message = structure.CallResult("1", messages201.Heartbeat.Response(first_moment(hours=5, minutes=1)))
    for codec in (CODEC, slow_twin(CODEC)):
        assert codec.encode(message) == '[3,"1",{"currentTime":"0001-01-01T00:00:00.000+05:01"}]'


# Objects -------------------------------------------------------------------------------------------------------------


def test_what_is_covered_or_unknown_must_be_json_as_well() -> None:
    """A number that is no JSON is refused where another value covers it, and where nobody knows the field."""
    hidden = '[2,"id","CostUpdated",{"totalCost":%s,"totalCost":1,"transactionId":"t"}]'
    assert CODEC.examine(hidden % "2").message
    for number in ("NaN", "1e400", '{"a":[NaN]}'):
        examination = CODEC.examine(hidden % number)
        assert examination.message is None
        assert places_and_rules(examination) == [("/totalCost", Rule.DUPLICATE_KEY), ("/totalCost", Rule.NOT_FINITE)]
        assert examination.findings[-1].expected == "JSON in the earlier value too"
    for value in ("NaN", "1" + "0" * 5000, '{"y":[1e400]}', "[" * 100 + "]" * 100):
        examination = Codec("ocpp2.0").examine(f'[2,"id","Heartbeat",{{"x":{value}}}]')
        assert examination.message is None
        assert examination.findings[-1].rule in (Rule.NOT_FINITE, Rule.VALUE_TOO_DEEP)


def test_a_member_name_that_is_no_string_is_refused() -> None:
    with pytest.raises(OCPPException, match=r"expected a member name that is a string\."):
        serializer.parse([2, "1", "Heartbeat", {None: 1, 1.5: 2}], protocol="ocpp2.0")
    for members in ({None: float("nan")}, {1.5: object()}, {10**5000: 1}):
        with pytest.raises(OCPPException, match=r"expected a member name that is a string\."):
            Codec("ocpp2.0").encode(structure.Call.of(messages20.DataTransfer.Request(vendorId="x", data=members)))


def test_custom_data_has_a_vendor_and_is_json() -> None:
    for custom, found in [
        (5, [("/customData", Rule.WRONG_TYPE)]),
        ({}, [("/customData/vendorId", Rule.MISSING_FIELD)]),
        ({"vendorId": None}, [("/customData/vendorId", Rule.NULL_FOR_REQUIRED)]),
        ({"vendorId": 5}, [("/customData/vendorId", Rule.STRING_AS_NUMBER)]),
        ({"vendorId": "x", "a": [math.nan]}, [("/customData/a/0", Rule.NOT_FINITE)]),
    ]:
        seen = CODEC.examine(json.dumps(call("Heartbeat", {"customData": custom})))
        assert places_and_rules(seen) == found


def test_custom_data_without_a_vendor_is_taken_with_none() -> None:
    patient = Codec(V201, tolerate={Rule.MISSING_FIELD})
    seen = patient.examine(json.dumps(call("Heartbeat", {"customData": {"a": 1}})))
    assert payload_of(seen.message).customData == {"a": 1, "vendorId": None}


def test_what_is_wrong_within_an_unknown_field_has_its_place() -> None:
    seen = Codec("ocpp2.0").examine(json.dumps(call("Heartbeat", {"x": {"y": [math.inf]}})))
    assert places_and_rules(seen) == [("/x", Rule.UNKNOWN_FIELD), ("/x/y/0", Rule.NOT_FINITE)]


@pytest.mark.parametrize(
    "frame",
    [call("GetConfiguration", {"key": []}), status(info=""), started(idTag=""), call("DataTransfer", {"vendorId": ""})],
)
def test_an_empty_value_is_fine_where_no_limit_forbids_it(frame: Any) -> None:
    seen = judged(Codec(V16), json.dumps(frame), None)
    assert (seen.message is not None, seen.findings) == (True, ())


def test_a_required_field_that_is_none_is_null_when_it_is_sent() -> None:
    nothing: Any = None
    request = messages201.CostUpdated.Request(totalCost=nothing, transactionId="t")
    with pytest.raises(OCPPException) as caught:
        CODEC.encode(structure.Call.of(request))
    assert [(finding.path, finding.rule) for finding in caught.value.findings] == [
        ("/totalCost", Rule.NULL_FOR_REQUIRED)
    ]


@pytest.mark.parametrize(
    ("frame", "where", "rule"),
    [
        (call("ClearVariableMonitoring", {"id": 5}), "id", Rule.OBJECT_FOR_LIST),
        (call("ClearVariableMonitoring", {"id": 5.0}), "id", Rule.WRONG_TYPE),
        (call("ClearVariableMonitoring", {"id": "5"}), "id", Rule.WRONG_TYPE),
        (call("ClearVariableMonitoring", {"id": True}), "id", Rule.WRONG_TYPE),
        (report(reportData=data()), "reportData", Rule.OBJECT_FOR_LIST),
        (report(reportData=5), "reportData", Rule.WRONG_TYPE),
        (report(reportData="a"), "reportData", Rule.WRONG_TYPE),
    ],
)
def test_one_item_alone_is_taken_as_a_list_if_it_has_the_type_of_an_item(frame: Any, where: str, rule: Rule) -> None:
    seen = Codec(V201, tolerate={Rule.OBJECT_FOR_LIST}).examine(json.dumps(frame))
    assert places_and_rules(seen) == [(f"/{where}", rule)]
    assert (seen.message is not None) is (rule is Rule.OBJECT_FOR_LIST)


def test_both_paths_send_null_where_anything_may_stand() -> None:
    call = structure.Call.of(messages201.DataTransfer.Request(vendorId="x", data=record.NULL), "1")
    for codec in (CODEC, slow_twin(CODEC)):
        assert codec.encode(call) == '[2,"1","DataTransfer",{"vendorId":"x","data":null}]'


INTERVAL = '[3,"1",{"currentTime":"2026-01-01T00:00:00Z","interval":%s,"status":"Accepted"}]'


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize("kind", [str, str.encode])
def test_an_integer_field_holds_the_integer_that_was_written(protocol: OcppJsonProtocol, kind: Any) -> None:
    integers = {
        "9007199254740993.0": 2**53 + 1,
        "1e30": 10**30,
        "9007199254740993": 2**53 + 1,
        "5.0": 5,
        "5e0": 5,
        "-1e1": -10,
    }
    for text, integer in integers.items():
        read = payload_of(Codec(protocol).decode(kind(INTERVAL % text), "BootNotification")).interval
        assert (read, type(read)) == (integer, int)
    for text in ("9007199254740992.5", "4503599627370497.5", "5.0000000000000000000001", "5.5", "1e-400", "-1e-1"):
        for decide in (
            Codec(protocol).decode,
            lambda *a: Codec(protocol, enforce={Rule.UNKNOWN_ERROR_CODE}).decode(*a),
        ):
            with pytest.raises(OCPPException, match="is a fraction where an integer is expected"):
                decide(kind(INTERVAL % text), "BootNotification")


@pytest.mark.parametrize("protocol", [OcppJsonProtocol.v20, OcppJsonProtocol.v201, OcppJsonProtocol.v21])
def test_an_integer_in_a_number_field_is_neither_changed_nor_unsaid(protocol: OcppJsonProtocol) -> None:
    codec, request = Codec(protocol), version_of(protocol).actions["CostUpdated"].Request
    for number in (2**53 + 1, -(2**53) - 1, 10**22 + 1):
        message = structure.Call.of(request(totalCost=number, transactionId="t"), "1")
        text = codec.encode(message)
        assert f":{number}," in text
        seen = codec.examine(text)
        assert seen.message == codec.decode(text) == message
        assert [(each.rule, each.value, each.path) for each in seen.findings] == [
            (Rule.INEXACT_NUMBER, number, "/totalCost")
        ]
        with pytest.raises(OCPPException, match=f"double cannot hold exactly: found {number}"):
            Codec(protocol, enforce={Rule.INEXACT_NUMBER}).decode(text)
    for held in (5, 2**53, 1e300):
        read = payload_of(
            codec.decode(codec.encode(structure.Call.of(request(totalCost=held, transactionId="t"), "1")))
        )
        assert (read.totalCost, type(read.totalCost)) == (held, float)


def test_a_number_that_is_too_large_is_shown_as_it_was_written() -> None:
    for text in ("1e400", "-1e400", "1.5E999"):
        for frame in (
            '[2,"1","DataTransfer",{"vendorId":"x","data":[%s]}]',
            '[2,"1","CostUpdated",{"totalCost":%s,"transactionId":""}]',
        ):
            (finding,) = Codec(V201).examine(frame % text).findings
            assert (finding.rule, str(finding.value)) == (Rule.NOT_FINITE, text)
            assert f"found {text}" in finding.message


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
        told = f"{name} is a field in another spelling, expected {field}; it becomes the field."
        assert finding.message == told
        assert getattr(payload_of(codec.decode(text)), field) == held
    seen = Codec(V16).examine(text)  # the right one is not called missing
    assert [(finding.rule, finding.path) for finding in seen.findings] == [(Rule.FIELD_SPELLING, f"/{name}")]
    assert error_of(seen).ocpp_error.code == "FormationViolation"


def test_the_value_of_such_a_field_is_judged_as_that_of_the_right_one() -> None:
    frame = json.dumps(call("RemoteStartTransaction", {"id_tag": "x" * 21, "connector_id": "1"}))
    found = Codec(V16, tolerate=FIELD).examine(frame).findings
    assert [(finding.rule, finding.path) for finding in found] == [
        (Rule.FIELD_SPELLING, "/id_tag"),
        (Rule.TOO_LONG, "/idTag"),
        (Rule.FIELD_SPELLING, "/connector_id"),
        (Rule.NUMBER_AS_STRING, "/connectorId"),
    ]
    places: set[Rule | Tolerance] = {
        Rule.FIELD_SPELLING,
        Tolerance(Rule.TOO_LONG, "*.Request.idTag"),
        Rule.NUMBER_AS_STRING,
    }
    assert Codec(V16, tolerate=places).examine(frame).message is not None  # what is said of a field holds here too
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


def test_in_2_0_an_optional_field_is_looked_for_only_where_that_is_tolerated() -> None:
    """Its schemas allow any other field."""
    payload = {"timestamp": "2024-05-17T09:41:33Z", "connector_status": "Available", "evseId": 1, "connectorId": 1}
    for protocol in (OcppJsonProtocol.v20, V201, OcppJsonProtocol.v21):
        seen = Codec(protocol, tolerate=FIELD).examine(json.dumps(call("StatusNotification", payload)))
        assert [finding.rule for finding in seen.findings] == [Rule.FIELD_SPELLING]
        assert payload_of(seen.message).connectorStatus == "Available"
    optional = json.dumps(call("ClearedChargingLimit", {"chargingLimitSource": "EMS", "EvseId": 1}))
    elsewhere = Tolerance(Rule.FIELD_SPELLING, "Heartbeat")
    for protocol, tolerate, rule in (
        (OcppJsonProtocol.v20, (), Rule.UNKNOWN_FIELD),
        (OcppJsonProtocol.v20, {elsewhere}, Rule.UNKNOWN_FIELD),
        (OcppJsonProtocol.v20, FIELD, Rule.FIELD_SPELLING),
        (V201, FIELD, Rule.FIELD_SPELLING),
    ):
        codec = Codec(protocol, tolerate=tolerate)
        seen = codec.examine(optional)
        assert [finding.rule for finding in seen.findings] == [rule]
        assert codec.decode(optional) == seen.message
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


def test_no_function_is_called_for_an_item_in_which_nothing_can_be_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """At some depths, where Python 3.11 needs a new piece of stack for each call, that costs ten times as much."""
    looked: list[Any] = []
    original = Anything.inside

    def noted(self: Anything, value: Any, *rest: Any) -> Any:
        looked.append(value)
        return original(self, value, *rest)

    monkeypatch.setattr(Anything, "inside", noted)
    items = [0, -1, 2**52, "text", [], {}, True, None, 1.5, "é", [1], 2**53 + 1]
    seen = CODEC.examine(json.dumps([2, "1", "Nope", {"a": items}]))
    assert {finding.rule for finding in seen.findings} == {Rule.UNKNOWN_ACTION, Rule.INEXACT_NUMBER}
    assert [each for each in looked if not isinstance(each, dict) and each != items] == [
        True,
        None,
        1.5,
        "é",
        [1],
        2**53 + 1,
    ]
