"""The test kit: examples that look real, checks that say what is wrong, a peer whose time is in the test's hand."""

from __future__ import annotations

import datetime
import itertools
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import find, given, settings

from ocpp_codec import Codec, Connection, OcppJsonProtocol, Rule, errors, structure
from ocpp_codec.connection import Answered, Called, Ended, Failed, Noted, Rejected, TimedOut, Told
from ocpp_codec.record import CustomDataType
from ocpp_codec.structure import Call, CallError, CallResult, CallResultError, Send
from ocpp_codec.testing import (
    Peer,
    assert_refused,
    assert_valid,
    breakable,
    broken,
    example,
    examples,
    frames,
    messages,
    payloads,
)
from ocpp_codec.v16 import messages as m16
from ocpp_codec.v16 import types as t16
from ocpp_codec.v21 import messages as m21
from ocpp_codec.v21 import types as t21
from ocpp_codec.v201 import messages as m201
from ocpp_codec.v201 import types as t201

V16, V20, V201, V21 = OcppJsonProtocol
SOME = settings(max_examples=30, derandomize=True)
HEARTBEAT = m16.Heartbeat.Request


# Examples ------------------------------------------------------------------------------------------------------------


def test_an_example_looks_real() -> None:
    meter = example(m16.MeterValues.Request)
    values = [(each.measurand, each.unit, float(each.value)) for each in meter.meterValue[0].sampledValue]
    assert values[0][:2] == ("Energy.Active.Import.Register", "Wh")
    assert values[0][2] > 1000
    started = example(m201.TransactionEvent.Request)
    assert started.eventType == "Started"
    assert started.idToken
    assert started.idToken.idToken.isalnum()
    assert example(m16.Heartbeat.Response).currentTime.tzinfo is datetime.UTC
    assert example(m201.InstallCertificate.Request).certificate.startswith("-----BEGIN CERTIFICATE-----\n")


def test_a_field_may_have_a_value_of_ones_own() -> None:
    assert example(m16.StatusNotification.Request, connectorId=7).connectorId == 7
    assert example(t201.IdTokenType, idToken="X") == t201.IdTokenType("X", t201.IdTokenEnum.ISO14443)
    assert example(m201.TransactionEvent.Request, idToken=None).idToken is None
    with pytest.raises(TypeError, match=r"StatusNotification.Request has no field 'connectorID'; it has connectorId, "):
        example(m16.StatusNotification.Request, connectorID=7)


def test_a_full_example_has_every_field() -> None:
    full = example(m21.Heartbeat.Request, full=True)
    assert isinstance(full.customData, CustomDataType)
    assert all(
        getattr(example(m16.StatusNotification.Request, full=True), name) is not None
        for name in m16.StatusNotification.Request.__struct_fields__
    )


def test_examples_are_equal_and_independent() -> None:
    one, other = example(m16.MeterValues.Request), example(m16.MeterValues.Request)
    assert one == other
    one.meterValue[0].sampledValue[0].value = "0"
    one.meterValue.append(one.meterValue[0])
    assert other == example(m16.MeterValues.Request)
    full = example(m21.Heartbeat.Request, full=True)
    assert full.customData is not None
    full.customData["more"] = 1
    assert example(m21.Heartbeat.Request, full=True) != full


@pytest.mark.parametrize(
    ("cls", "says"),
    [
        (m16.Heartbeat, "Heartbeat is an action; name Heartbeat.Request or Heartbeat.Response"),
        (Call, "a class such as messages.Heartbeat.Request"),
        (int, "a class such as"),
        (HEARTBEAT(), "a class such as"),
        ("Heartbeat", "a class such as"),
    ],
)
def test_what_is_no_class_of_messages_is_told(cls: Any, says: str) -> None:
    for make in (example, payloads, lambda cls: broken(cls, "numeric_id"), breakable):
        with pytest.raises(TypeError, match=says):
            make(cls)


def test_examples_of_a_version() -> None:
    found = list(examples("ocpp2.1"))
    assert {type(each) for each in found} == {Call, CallResult, CallError, CallResultError, Send}
    payloads_seen = {type(each.payload) for each in found if isinstance(each, Call | CallResult | Send)}
    assert len(payloads_seen) == 181
    for call, result in itertools.pairwise(found):
        if isinstance(result, CallResult):
            assert isinstance(call, Call)
            assert (call.uniqueId, call.payload.action_class) == (result.uniqueId, result.payload.action_class)
    assert list(examples(V16)) == list(examples("ocpp1.6"))
    with pytest.raises(ValueError, match="unknown protocol"):
        examples("1.6")


# Strategies ----------------------------------------------------------------------------------------------------------


def test_strategies_shrink_to_what_is_plausible() -> None:
    assert find(payloads(m16.StatusNotification.Request), lambda _: True) == example(
        m16.StatusNotification.Request, info=None, timestamp=None, vendorId=None, vendorErrorCode=None
    )
    small: Any = find(messages("ocpp2.0.1", actions=["TransactionEvent"]), lambda each: isinstance(each, Call))
    assert small.payload.eventType == "Started"
    assert find(frames("ocpp1.6", actions=[m16.Heartbeat], kinds=[Call]), lambda _: True) == '[2,"1","Heartbeat",{}]'


def test_messages_are_chosen() -> None:
    @SOME
    @given(messages("ocpp2.0.1", sender="station", kinds=[Call]))
    def calls_of_a_station(message: Any) -> None:
        assert isinstance(message, Call)
        assert message.payload.action_class.sender != "csms"

    @SOME
    @given(messages("ocpp1.6", actions=[m16.Reset, "ClearCache"]))
    def of_two_actions(message: Any) -> None:
        assert message.payload.action_class in (m16.Reset, m16.ClearCache)

    @SOME
    @given(messages("ocpp2.1", kinds=[CallResultError, Send]))
    def of_two_kinds(message: Any) -> None:
        assert isinstance(message, CallResultError | Send)

    calls_of_a_station()
    of_two_actions()
    of_two_kinds()


@pytest.mark.parametrize(
    "settings_",
    [{"actions": ["Nonsense"]}, {"sender": "nobody"}, {"kinds": [Send]}, {"actions": [], "sender": "csms"}],
)
def test_a_choice_that_leaves_nothing_is_told(settings_: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        messages("ocpp1.6", **settings_)


@SOME
@given(frames("ocpp2.1"))
def test_a_frame_can_be_read(frame: str) -> None:
    codec = Codec("ocpp2.1")
    assert codec.examine(frame, lambda unique_id: unique_id).findings == ()


# Broken frames -------------------------------------------------------------------------------------------------------


def test_what_a_class_can_break() -> None:
    of_status = breakable(m16.StatusNotification.Request)
    assert {Rule.MISSING_FIELD, Rule.ENUM_WRONG_CASE, Rule.NUMERIC_ID, Rule.NOT_JSON, Rule.BAD_DATETIME} <= of_status
    assert not {Rule.NOT_A_MULTIPLE, Rule.MISSING_PAYLOAD, Rule.LATE_ANSWER} & of_status
    assert Rule.MISSING_PAYLOAD in breakable(HEARTBEAT)
    assert Rule.LONG_DESCRIPTION in breakable(CallError, protocol="ocpp2.0.1")
    assert Rule.LONG_DESCRIPTION not in breakable(CallError, protocol=V16)


@pytest.mark.parametrize(
    ("cls", "rule", "says"),
    [
        (HEARTBEAT, Rule.MISSING_FIELD, "Heartbeat.Request of ocpp1.6 has nothing that could break missing_field"),
        (HEARTBEAT, "late_answer", "late_answer is about the order of messages"),
        (HEARTBEAT, "no_action_given", "no_action_given is about how a frame is examined"),
        (HEARTBEAT, "nonsense", "nonsense"),
    ],
)
def test_what_cannot_be_broken_is_told(cls: Any, rule: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        broken(cls, rule)


def test_an_error_needs_a_version_and_a_data_type_is_no_message() -> None:
    with pytest.raises(TypeError, match="give protocol="):
        broken(structure.CallError, Rule.UNKNOWN_ERROR_CODE)
    with pytest.raises(TypeError, match="IdTagInfo is a data type"):
        broken(t16.IdTagInfo, Rule.MISSING_FIELD)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="unknown protocol"):
        breakable(structure.CallError, protocol="ocpp9")
    with pytest.raises(ValueError, match=r"ocpp1\.6 has no CallResultError"):
        broken(structure.CallResultError, Rule.NUMERIC_ID, protocol="ocpp1.6")
    with pytest.raises(ValueError, match=r"belongs to ocpp1\.6, not to ocpp2\.1"):
        broken(HEARTBEAT, Rule.NUMERIC_ID, protocol="ocpp2.1")


# Checks --------------------------------------------------------------------------------------------------------------

BAD = '[2,"1","StatusNotification",{"connectorId":"1","errorCode":"NoError","status":"available"}]'


def test_a_valid_frame_gives_its_message() -> None:
    assert assert_valid('[2,"1","Heartbeat",{}]', "ocpp1.6") == Call("1", "Heartbeat", HEARTBEAT())
    result = '[3,"1",{"status":"Accepted"}]'
    assert assert_valid(result, "ocpp1.6", "Reset") == assert_valid(result.encode(), V16, m16.Reset)


def test_a_frame_that_is_not_valid_is_shown_with_all_that_is_wrong() -> None:
    with pytest.raises(AssertionError) as told:
        assert_valid(BAD, "ocpp1.6")
    text = str(told.value)
    assert text.splitlines()[:2] == ["a frame of ocpp1.6 is not valid", f"  frame: {BAD}"]
    assert "error: number_as_string at '/connectorId': " in text
    assert "error: enum_wrong_case at '/status': " in text
    assert '  reply: [4,"1","TypeConstraintViolation"' in text


def test_advice_and_tolerance() -> None:
    loose = '[3,"1",{"currentTime":"2026-05-17T09:41:33"}]'
    with pytest.raises(AssertionError, match="advice: datetime_no_offset"):
        assert_valid(loose, "ocpp1.6", "Heartbeat")
    assert assert_valid(loose, "ocpp1.6", "Heartbeat", advice=False)
    assert assert_valid(BAD, "ocpp1.6", tolerate={"number_as_string", "enum_wrong_case"})


def test_a_refused_frame_gives_its_findings() -> None:
    found = assert_refused(BAD, "ocpp1.6")
    assert [each.rule for each in found] == [Rule.NUMBER_AS_STRING, Rule.ENUM_WRONG_CASE]
    assert assert_refused(BAD, "ocpp1.6", Rule.ENUM_WRONG_CASE) == assert_refused(BAD, V16, "number_as_string")


def test_a_frame_that_should_be_refused_and_is_not() -> None:
    with pytest.raises(AssertionError, match=r"is accepted(?s:.*)nothing is wrong with it"):
        assert_refused('[2,"1","Heartbeat",{}]', "ocpp1.6")
    with pytest.raises(AssertionError, match=r"refused, but not for missing_field(?s:.*)number_as_string"):
        assert_refused(BAD, "ocpp1.6", "missing_field")
    with pytest.raises(AssertionError, match=r"is accepted(?s:.*)tolerated: number_as_string"):
        assert_refused(BAD, "ocpp1.6", tolerate={"number_as_string", "enum_wrong_case"})
    with pytest.raises(ValueError, match="nonsense"):
        assert_refused(BAD, "ocpp1.6", "nonsense")


def test_what_is_shown_can_be_printed() -> None:
    with pytest.raises(AssertionError) as told:
        assert_valid('[2,"\u202e\x1b","Heartbeat"' + "x" * 5000, "ocpp1.6")
    assert str(told.value).replace("\n", "").isprintable()
    assert len(str(told.value)) < 3000


# A peer --------------------------------------------------------------------------------------------------------------


def csms(protocol: str = "ocpp1.6", **settings_: Any) -> Connection:
    return Connection(Codec(protocol), "csms", **settings_)


def test_a_peer_calls_and_hears_the_answer() -> None:
    station = Peer(connection := csms())
    [called] = station.call(HEARTBEAT())
    assert isinstance(called, Called)
    connection.answer(called.call, example(m16.Heartbeat.Response))
    [answer] = station.heard
    assert answer == CallResult("peer-1", example(m16.Heartbeat.Response))
    [again] = station.call(HEARTBEAT(), uniqueId="mine")
    assert isinstance(again, Called)
    assert again.call.uniqueId == "mine"


def test_a_peer_answers_in_order() -> None:
    station = Peer(connection := csms(), at=5.0)
    calls = [connection.call(example(each), station.at) for each in (m16.Reset.Request, m16.ClearCache.Request)]
    assert [call.action for call in station.pending] == ["Reset"]
    [answered] = station.answer(example(m16.Reset.Response))
    assert isinstance(answered, Answered)
    assert answered.call is calls[0]
    [failed] = station.answer(errors.NotSupportedError("no cache"))
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, Rejected)
    with pytest.raises(AssertionError, match="has sent no call"):
        station.answer(example(m16.Reset.Response))
    assert [call.sent_at for call in calls] == [5.0, 5.0]


def test_a_peer_lets_time_pass() -> None:
    station = Peer(connection := csms(timeout=10))
    for _ in range(3):
        connection.call(example(m16.Reset.Request), station.at)
    assert station.wait(9.9) == []
    events = station.wait(20)
    assert [type(event.error) for event in events if isinstance(event, Failed)] == [TimedOut, TimedOut]
    assert station.at == 29.9
    assert len(station.pending) == 3
    assert connection.deadline == 30.0


def test_a_peer_says_anything() -> None:
    station = Peer(connection := csms("ocpp2.1"))
    [noted] = station.say("junk")
    assert isinstance(noted, Noted)
    assert isinstance(station.heard[0], CallError)
    stream = m21.NotifyPeriodicEventStream.Request(
        [t21.StreamDataElementType(0, "1")], 1, 0, example(m21.Heartbeat.Response).currentTime
    )
    [told] = station.send(stream)
    assert isinstance(told, Told)
    connection.call(example(m21.Reset.Request), station.at)
    [ended] = station.close()
    assert isinstance(ended, Failed)
    assert isinstance(ended.error, Ended)
    assert ended.call.sent_at is not None


# What it needs -------------------------------------------------------------------------------------------------------


def test_examples_and_checks_need_no_hypothesis() -> None:
    program = """
import sys
sys.modules["hypothesis"] = None
from ocpp_codec import testing
assert not [name for name in sys.modules if name.startswith("ocpp_codec.v")]
from ocpp_codec.testing import Peer, assert_refused, assert_valid, example, examples
for name in ("payloads", "messages", "frames", "broken", "breakable"):
    try:
        getattr(testing, name)
    except ImportError as error:
        assert "pip install 'ocpp-codec[testing]'" in str(error), error
    else:
        raise AssertionError(name)
assert len(list(examples("ocpp1.6"))) == 80
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_wrong_name_is_told() -> None:
    from ocpp_codec import testing  # noqa: PLC0415

    with pytest.raises(AttributeError, match="has no attribute 'exmaple'"):
        _ = testing.exmaple  # type: ignore[attr-defined]
    assert {"example", "broken"} <= {*dir(testing)}
