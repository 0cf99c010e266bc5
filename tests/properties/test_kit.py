"""What the test kit promises, for every class: examples and strategies are valid, and a broken frame has one finding."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from ocpp_codec import Codec, OcppJsonProtocol, Rule
from ocpp_codec.record import Payload, Record
from ocpp_codec.rules import RULES
from ocpp_codec.structure import CallError, CallResultError
from ocpp_codec.testing import _broken, assert_valid, breakable, broken, example, examples, payloads
from ocpp_codec.testing._spelling import frame_of
from tests.support.messages import PAYLOADS, action_of, envelope_of, payloads_of

every_payload = pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
MANY = settings(max_examples=150, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
FEW = settings(max_examples=3, derandomize=True, database=None, suppress_health_check=list(HealthCheck))

#: What no frame with a payload, and no error, breaks by itself.
NOT_IN_FRAMES = {
    *(rule for rule, info in RULES.items() if info.in_conversation),
    *(Rule.NOT_TEXT, Rule.NO_ACTION_GIVEN, Rule.UNKNOWN_ACTION_GIVEN, Rule.UNASKED_ANSWER, Rule.VALID_IN_OTHER_VERSION),
    Rule.TOO_SHORT,  # no text of any version has a least length
}


@cache
def codec_of(protocol: OcppJsonProtocol) -> Codec:
    return Codec(protocol)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_every_example_is_valid_and_without_a_finding(protocol: OcppJsonProtocol, full: bool) -> None:
    seen: set[Any] = set()
    for message in examples(protocol, full=full):
        frame = Codec(protocol).encode(message)
        assert assert_valid(frame, protocol, action_of(message)) == message
        seen.add(type(getattr(message, "payload", None)))
    assert seen >= {each for each in PAYLOADS.values() if each.action_class.protocol is protocol}


@every_payload
def test_every_data_type_has_an_example(payload: type[Payload]) -> None:
    full = example(payload, full=True)
    for part in parts_of(full):
        assert example(type(part)) == example(type(part))
    for name in payload.__struct_fields__:
        assert getattr(full, name) is not None


def parts_of(value: Any) -> list[Record]:
    match value:
        case Record():
            return [value, *(part for name in value.__struct_fields__ for part in parts_of(getattr(value, name)))]
        case list():
            return [part for item in value for part in parts_of(item)]
        case _:
            return []


@every_payload
@FEW
@given(data=st.data())
def test_every_payload_that_is_drawn_is_valid_and_without_a_finding(
    payload: type[Payload], data: st.DataObject
) -> None:
    drawn = data.draw(payloads(payload))
    message, protocol = envelope_of(drawn), payload.action_class.protocol
    frame = codec_of(protocol).encode(message)
    assert assert_valid(frame, protocol, action_of(message)) == message


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_every_change_of_an_example_has_one_finding(protocol: OcppJsonProtocol) -> None:
    """Every rule of every class, by every change of its table; at each kind of place once."""
    seen: set[Any] = set()
    for payload in payloads_of(protocol):
        frame, target = frame_of(envelope_of(example(payload))), _broken.target_of(payload, None)
        for rule in breakable(payload):
            for place, edit in _broken.edits_of(payload, target, rule):
                kind = place and (rule, edit.__code__, str(place.kind), place.role, place.required, target.message_type)
                if kind is None or kind not in seen:
                    seen.add(kind)
                    assert_broken(_broken.edited(frame, (place, edit)), rule, protocol, payload.action_class)
    assert len(seen) > 500


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@MANY
@given(data=st.data())
def test_a_broken_frame_has_one_finding(protocol: OcppJsonProtocol, data: st.DataObject) -> None:
    payload = data.draw(st.sampled_from(payloads_of(protocol)))
    rule = data.draw(st.sampled_from(sorted(breakable(payload))))
    assert_broken(data.draw(broken(payload, rule)), rule, protocol, payload.action_class)


def test_custom_data_and_the_details_of_errors_can_be_broken() -> None:
    assert {Rule.INEXACT_NUMBER, Rule.VALUE_TOO_DEEP} <= breakable(PAYLOADS["v201.Heartbeat.Request"])
    assert {Rule.DUPLICATE_KEY, Rule.NOT_FINITE} <= breakable(CallError, protocol="ocpp1.6")


def test_a_broken_frame_shrinks_to_a_small_one() -> None:
    payload = PAYLOADS["v16.StatusNotification.Request"]
    found = find(broken(payload, Rule.UNKNOWN_ENUM_VALUE), lambda _: True, settings=FEW)
    assert found == '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoSuchValue","status":"Available"}]'


@pytest.mark.parametrize("rule", sorted({*Rule} - NOT_IN_FRAMES))
def test_every_rule_can_be_broken(rule: Rule) -> None:
    can = [each for each in PAYLOADS.values() if rule in breakable(each)]
    errors = [
        (kind, protocol)
        for protocol in OcppJsonProtocol
        for kind in (CallError, CallResultError)
        if kind is CallError or protocol is OcppJsonProtocol.v21
        if rule in breakable(kind, protocol=protocol)
    ]
    assert can or errors

    @FEW
    @given(st.data())
    def break_it(data: st.DataObject) -> None:
        if can:
            payload = data.draw(st.sampled_from(can))
            assert_broken(data.draw(broken(payload, rule)), rule, payload.action_class.protocol, payload.action_class)
        if errors:
            kind, protocol = data.draw(st.sampled_from(errors))
            assert_broken(data.draw(broken(kind, rule, protocol=protocol)), rule, protocol, None)

    break_it()


def test_no_other_rule_is_broken_by_any_class() -> None:
    for payload in PAYLOADS.values():
        assert not breakable(payload) & NOT_IN_FRAMES


def assert_broken(frame: Any, rule: Rule, protocol: OcppJsonProtocol, action: Any) -> None:
    findings = codec_of(protocol).examine(frame, action).findings
    assert [each.rule for each in findings if each.rule is not Rule.VALID_IN_OTHER_VERSION] == [rule], frame
