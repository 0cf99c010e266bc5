"""Findings stand in the order of the document, missing fields last, each at a place that is there."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec import Codec, Examination, OcppJsonProtocol, Rule
from ocpp_codec._core.fields import encode_hook
from tests.support import damage
from tests.support.judging import CODECS, MANY, ONCE_OR_TWICE, every_version, places_of_each_kind
from tests.support.messages import action_of


@every_version
@MANY
@given(data=st.data())
def test_findings_stand_in_document_order_and_missing_fields_last(
    protocol: OcppJsonProtocol, data: st.DataObject
) -> None:
    frame, action = data.draw(damage.damaged_payloads(protocol))
    *head, payload = frame
    text = damage.pretty([*head, data.draw(st.sampled_from(ONCE_OR_TWICE))(payload)])
    assert_in_document_order(Codec(protocol, max_findings=10_000).examine(text, action), payload)


@every_version
def test_findings_of_any_kind_stand_where_they_say(protocol: OcppJsonProtocol) -> None:
    for message, slot in places_of_each_kind(protocol):
        if hasattr(message, "payload"):
            for junk in damage.JUNK:
                slot.put(junk)
                frame = msgspec.to_builtins(message, enc_hook=encode_hook)
                seen = CODECS[protocol].examine(damage.pretty(frame), action_of(message))
                assert_in_document_order(seen, frame[-1])


def assert_in_document_order(seen: Examination, payload: Any) -> None:
    elsewhere = [finding for finding in seen.findings if finding.rule is Rule.VALID_IN_OTHER_VERSION]
    assert [finding.path for finding in elsewhere] == [""] * bool(elsewhere)  # that is said of the frame, and once
    found = tuple(finding for finding in seen.findings if finding not in elsewhere)
    missing = [finding for finding in found if finding.rule is Rule.MISSING_FIELD]
    there = [finding for finding in found if finding.rule is not Rule.MISSING_FIELD]
    assert found == (*there, *missing)
    order = {path: number for number, path in enumerate(damage.pointers(payload))}
    assert not {finding.path for finding in missing} & order.keys()
    assert {finding.path for finding in there} <= order.keys()
    numbers = [order[finding.path] for finding in there]
    assert numbers == sorted(numbers)
