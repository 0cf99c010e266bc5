"""Whatever is wrong with a frame is repaired or refused, never silently; and sending is never tolerant."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec import Examination, OCPPException, OcppJsonProtocol, Rule
from ocpp_codec._core.fields import encode_hook
from tests.support import damage
from tests.support.broken_rules import SHOWN, STILL_SAID
from tests.support.comparison import FIELDED, STRICTLY, TOLERANT, assert_never_silent, identical, ours
from tests.support.judging import ENOUGH, ONCE_OR_TWICE, every_version, places_of_each_kind
from tests.support.messages import action_of
from tests.support.vector_frames import frames_with_one_fault


def respelled(seen: Examination) -> bool:
    """Whether a field was found in another spelling."""
    return any(finding.rule is Rule.FIELD_SPELLING for finding in seen.findings)


def judged(protocol: OcppJsonProtocol, text: str, action: str | None) -> Examination:
    """What the most tolerant codec says of a frame, after a look at whether it is silent about something."""
    strict, field, seen = (codecs[protocol].examine(text, action) for codecs in (STRICTLY, FIELDED, TOLERANT))
    for each in (strict, field, seen):
        assert_never_silent(each, text)
    # The more is tolerated, the more gets through, but as the same message, with the same findings.
    for one, other in ((strict, field), (field, seen)):
        if protocol is OcppJsonProtocol.v20 and respelled(other) and not respelled(one):
            continue  # the schemas of 2.0 allow any other spelling: what is read then is judged alone
        if one.message is not None:
            assert identical(other.message, one.message)
        if one.messageTypeId is other.messageTypeId:  # else only the more patient one has read on
            assert [(each.rule, each.path) for each in ours(one)] == [(each.rule, each.path) for each in ours(other)]
    return seen


# Whether the message may be sent after the repair: for a date-time, it depends on whether the field is required.
DEPENDS = {Rule.BAD_DATETIME, Rule.DATETIME_NO_SUCH_DAY}
NOT_SENT = {shown.rule for shown in SHOWN if not shown.sent} - DEPENDS


def test_one_fault_is_repaired_or_refused() -> None:
    accepted = 0
    for frame in frames_with_one_fault():
        seen = judged(frame.protocol, frame.text, frame.action)
        if seen.message is not None:
            accepted += 1
            rules = {finding.rule for finding in ours(seen)}
            assert rules
            sent = assert_sent_as_strictly(seen.message, frame.protocol, frame.action)
            assert sent is not bool(rules & NOT_SENT) or rules & DEPENDS
    assert accepted > 1000


@every_version
@ENOUGH
@given(data=st.data())
def test_damage_is_repaired_or_refused(protocol: OcppJsonProtocol, data: st.DataObject) -> None:
    frame, action = data.draw(damage.damaged_frames(protocol))
    if isinstance(frame, list) and frame and isinstance(frame[-1], dict):
        frame[-1] = data.draw(st.sampled_from(ONCE_OR_TWICE))(frame[-1])
    seen = judged(protocol, damage.pretty(frame), action)
    if seen.message is not None:
        assert_sent_as_strictly(seen.message, protocol, action)


@every_version
def test_junk_in_any_kind_of_place_is_repaired_or_refused(protocol: OcppJsonProtocol) -> None:
    for message, slot in places_of_each_kind(protocol):
        for junk in damage.JUNK:
            slot.put(junk)
            frame = msgspec.to_builtins(message, enc_hook=encode_hook)
            judged(protocol, damage.compact(frame), action_of(message))


@every_version
@ENOUGH
@given(data=st.data())
def test_what_is_not_quite_json_is_read_as_it_was_meant(protocol: OcppJsonProtocol, data: st.DataObject) -> None:
    text, action = data.draw(damage.valid_texts(protocol))
    marks = [match.start() for match in re.finditer(r'[]\[{}",:]', text)]
    broken = meant = text
    for at in sorted(data.draw(st.lists(st.sampled_from([*marks, len(text)]), min_size=1, max_size=3)), reverse=True):
        piece = data.draw(st.sampled_from([",", ", ,", ",]", "\0", "\t", "\x1f"]))
        is_inside = is_json(text[:at] + "a" + text[at:])  # of a text: there, everything is meant
        broken = broken[:at] + piece + broken[at:]
        meant = meant[:at] + (json.dumps(piece)[1:-1] if is_inside else "") + meant[at:]
    if is_json(broken):
        judged(protocol, broken, action)
        return
    assert STRICTLY[protocol].examine(broken, action).message is None
    seen = TOLERANT[protocol].examine(broken, action)
    if seen.message is not None:
        assert seen.findings[0].rule in (Rule.STRAY_COMMA, Rule.CONTROL_CHARACTER)
        understood = TOLERANT[protocol].examine(meant, action)
        assert identical(seen.message, understood.message)
        assert seen.findings[-len(understood.findings) :] == understood.findings or not understood.findings


def is_json(text: str) -> bool:
    try:
        return json.loads(text) is not None
    except json.JSONDecodeError:
        return False


def assert_sent_as_strictly(message: Any, protocol: OcppJsonProtocol, action: str | None) -> bool:
    """Whether a message can be sent: a tolerant codec sends what a strict one does, which a strict one accepts."""
    try:
        text = STRICTLY[protocol].encode(message)
    except OCPPException as refused:
        for codecs in (FIELDED, TOLERANT):
            with pytest.raises(OCPPException) as caught:
                codecs[protocol].encode(message)
            assert caught.value.findings == refused.findings
        return False
    assert TOLERANT[protocol].encode(message) == FIELDED[protocol].encode(message) == text
    again = STRICTLY[protocol].examine(text, action)
    assert {finding.rule for finding in again.findings} <= STILL_SAID
    assert again.message is not None
    assert STRICTLY[protocol].encode(again.message) == text
    return True
