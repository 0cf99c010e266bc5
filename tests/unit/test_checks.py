"""A payload is judged on its values: numbers, texts, enumerations, what may stand for nothing; all that is wrong is found."""

from __future__ import annotations

import json
import math
from enum import StrEnum
from typing import Any

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Rule, Severity, serializer, structure
from ocpp_codec._core.checks import String
from ocpp_codec._core.report import Report
from ocpp_codec._core.settings import Settings
from ocpp_codec._core.tolerance import Tolerances
from ocpp_codec._core.version import version_of
from ocpp_codec.tolerance import ALL
from ocpp_codec.v16 import types as types16
from ocpp_codec.v20 import messages as messages20
from ocpp_codec.v201 import messages as messages201
from tests.support.comparison import identical
from tests.support.hints import kinds_in
from tests.support.judging import CODEC, accepted, payload_of, rule_of, slow_twin
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
    assert math.isinf(seen.findings[-1].value)


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
