"""A frame that is called spotless has no finding; and nearly all frames of a log are called so."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocpp_codec import Codec, OcppJsonProtocol
from ocpp_codec._core import slow_path
from ocpp_codec._core.answered import ActionLookup
from ocpp_codec._core.rules import RULES, Severity
from ocpp_codec._core.spotless import is_spotless
from ocpp_codec._core.version import get_implemented_messages
from ocpp_codec.testing import breakable, broken, examples, frames
from tests.support.broken_rules import SHOWN
from tests.support.logs import conversations
from tests.support.paths import needs_shared

CODECS = {protocol: Codec(protocol) for protocol in OcppJsonProtocol}
PAYLOADS = [
    payload
    for protocol in OcppJsonProtocol
    for action in get_implemented_messages(protocol).values()
    for payload in (action.Request, action.Response)
    if payload is not None
]
ADVICE = {rule for rule, info in RULES.items() if info.severity is Severity.ADVICE or info.open_objects_allow}

#: Errors with a long id or description, half a character, details, a code in another spelling, other white space.
ODD_ERRORS = [
    f'[4,"{"1" * 37}","GenericError","",{{}}]',
    f'[4,"1","GenericError","{"d" * 256}",{{}}]',
    '[4,"1","GenericError","\\ud800",{}]',
    '[4,"1","GenericError","",{"a":1,"a":2}]',
    '[4,"1","genericerror","",{}]',
    '[4,"1","GenericError",null,{}]',
    '[4,"1","GenericError",""]',
    '[4,"1","GenericError","",{}]\n',
    '[4,1,"GenericError","",{}]',
]


def spotless(frame: Any, codec: Codec, action: Any = None) -> bool:
    """Whether the fast path takes a frame, and it is called spotless. Then it has no finding."""
    return _is_sure(codec._decode_fast(frame, action), frame, codec, action)


def spotless_error(frame: str, codec: Codec) -> bool:
    """The same for an error, which only the native path takes fast."""
    return _is_sure(codec.examine(frame).message, frame, codec)


def _is_sure(message: Any, frame: Any, codec: Codec, action: Any = None) -> bool:
    if message is None or not isinstance(frame, str) or not is_spotless(message, frame, codec.settings.version):
        return False
    assert (
        slow_path.inspect_text(frame, codec.settings, ActionLookup(codec.settings.version, action)).report.findings
        == ()
    )
    return True


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_nearly_all_examples_are_spotless(protocol: OcppJsonProtocol) -> None:
    codec = CODECS[protocol]
    messages = list(examples(protocol))
    taken = sum(
        spotless(codec.encode(message), codec, getattr(getattr(message, "payload", None), "action_class", None))
        for message in messages
    )
    assert taken >= 0.7 * len(messages)


@given(st.sampled_from(OcppJsonProtocol), st.booleans(), st.data())
@settings(max_examples=500)
def test_valid_frames(protocol: OcppJsonProtocol, odd: bool, data: st.DataObject) -> None:
    frame = data.draw(frames(protocol, odd=odd))
    head = json.loads(frame)
    spotless(frame, CODECS[protocol], head[1] if head[0] == 3 else None)


@given(st.data())
@settings(max_examples=1000)
def test_a_frame_that_breaks_a_rule_is_not_spotless(data: st.DataObject) -> None:
    payload: Any = data.draw(st.sampled_from(PAYLOADS))
    rules = sorted(breakable(payload) & ADVICE)
    if rules:
        frame = data.draw(broken(payload, data.draw(st.sampled_from(rules))))
        action = payload.action_class
        assert not spotless(frame, CODECS[action.protocol], action)


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown.rule)
def test_no_frame_that_shows_a_rule_is_spotless(shown: Any) -> None:
    assert not spotless(shown.text, CODECS[shown.protocol], shown.action)


@pytest.mark.parametrize(
    "payload",
    [
        '{"timestamp":"2026-05-17T09:41:33.125Z"}',
        '{"timestamp":"2026-05-17T09:41:33.125+02:00"}',
        '{"connectorId":1, "status": "Available"}',
        '{"info":"a b/c(d)"}',
        '{"vendorErrorCode":""}',
    ],
)
def test_a_plain_frame_is_spotless(payload: str) -> None:
    members = {"connectorId": 1, "errorCode": "NoError", "status": "Available", **json.loads(payload)}
    separators = (", ", ": ") if " " in payload else (",", ":")
    assert spotless(
        json.dumps([2, "1", "StatusNotification", members], separators=separators), CODECS[OcppJsonProtocol.v16]
    )


@pytest.mark.parametrize(
    "odd",
    [
        '"info":"x","info":"y"',
        '"info":"x", "info":"y","a" :1',
        '"info":":x","info":"b"',
        '"info":"\\u0041"',
        '"info":"é"',
        '"info":"\x7f"',
        '"timestamp":"2026-05-17T09:41:33.1234567Z"',
        '"timestamp":"2026-05-17 09:41:33Z"',
        '"timestamp":"2026-05-17T09:41:33z"',
    ],
)
def test_an_odd_frame_is_not(odd: str) -> None:
    head = '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
    assert not spotless(f"{head}{odd}}}]", CODECS[OcppJsonProtocol.v16])


def test_a_hostile_frame_takes_no_longer() -> None:
    codec = CODECS[OcppJsonProtocol.v201]
    text = "2026-05-17" * 90_000
    frame = f'[2,"1","DataTransfer",{{"vendorId":"V","data":"{text}"}}]'
    assert codec._decode_fast(frame, None) is not None
    assert not spotless(frame, codec)


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_plain_errors_are_spotless(protocol: OcppJsonProtocol) -> None:
    codec = CODECS[protocol]
    for code in codec.settings.version.codes:
        assert spotless_error(f'[4,"36-{"x" * 33}","{code}","{"d" * 255}",{{}}]', codec)
        assert spotless_error(f'[4, "1", "{code}", "", {{}}]', codec)


@pytest.mark.parametrize("code", ["genericerror", "GenericError", []])
def test_what_is_found_in_an_error_does_not_depend_on_what_its_message_became(code: Any) -> None:
    seen = Codec("ocpp1.6").examine('[4,"1","GenericError","",{}]')
    cast("Any", seen.message).errorCode = code
    assert seen.findings == ()


@pytest.mark.parametrize("frame", ODD_ERRORS)
@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_errors_that_may_have_advice_are_not_spotless(protocol: OcppJsonProtocol, frame: str) -> None:
    assert not spotless_error(frame, CODECS[protocol])


@needs_shared
def test_nearly_all_frames_of_logs_are_spotless() -> None:
    count = taken = 0
    for log in conversations():
        codec = Codec(f"ocpp{log.version}")
        for line in log.lines:
            message = codec._decode_fast(line.frame, None)
            if message is not None:
                count += 1
                taken += is_spotless(message, line.frame, codec.settings.version)
    assert taken >= 0.8 * count > 1000
