"""Frames that are fine take the fast path, in any form, and it takes no other one for them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ocpp_codec import Codec, structure
from ocpp_codec._core import slow_path
from ocpp_codec.v201 import messages as messages201
from tests.support.judging import CODEC, accepted, payload_of, unsure


def test_good_frames_never_take_the_slow_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Codec, "_decode_slowly", unsure)
    for frame in ('[2,"id","ClearCache",{}]', '[2, "id", "CostUpdated", {"totalCost": 1, "transactionId": "t"}]'):
        call = CODEC.decode(frame)
        assert isinstance(call, structure.Call)
        assert CODEC.decode(frame.encode()) == CODEC.decode(frame, "ClearCache") == call
    result = '[3,"id",{"status":"Accepted"}]'
    assert isinstance(CODEC.decode(result, "ClearCache"), structure.CallResult)
    assert CODEC.decode(result, "ClearCache") == CODEC.decode(result.encode(), messages201.ClearCache)


def test_a_frame_that_is_nearly_too_large_takes_the_fast_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Codec, "_decode_slowly", unsure)
    frame = '[2,"id","DataTransfer",{"vendorId":"%s"}]'
    for vendor in ("x" * 200, "\u20ac" * 60):
        text = frame % vendor
        codec = Codec("ocpp2.0.1", max_size=len(text.encode()))
        assert codec.decode(text) == codec.decode(text.encode())
        assert payload_of(codec.decode(text)).vendorId == vendor


def test_good_frames_in_any_form_take_the_fast_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Buffers, results whose action a function knows, and date-times without an offset, which are taken as UTC."""
    answered = {"id": "ClearCache", "a b~": messages201.ClearCache}.__getitem__
    status = '[2,"id","StatusNotification",{"timestamp":"%s","connectorStatus":"Faulted","evseId":1,"connectorId":1}]'
    cases: list[tuple[str, Any, str | None]] = [
        ('[2,"id","ClearCache",{}]', None, None),
        ('[3,"id",{"status":"Accepted"}]', answered, None),
        ('[3, "a b~",{"status":"Accepted"}]', answered, None),
        (
            '[3,"id",{"currentTime":"2024-05-17T09:41:33"}]',
            "Heartbeat",
            '[3,"id",{"currentTime":"2024-05-17T09:41:33Z"}]',
        ),
        (status % "2024-05-17T09:41:33", None, status % "2024-05-17T09:41:33Z"),
    ]
    meant = [CODEC.examine(utc or frame, action).message for frame, action, utc in cases]
    assert None not in meant
    monkeypatch.delattr(slow_path, "inspect_text")
    for kind in (str, str.encode, lambda text: bytearray(text.encode()), lambda text: memoryview(text.encode())):
        for (frame, action, _), message in zip(cases, meant, strict=True):
            assert CODEC.decode(kind(frame), action) == message
            assert CODEC.examine(kind(frame), action).message == message
    assert CODEC.decode(cases[3][0], lambda _: "Heartbeat") == meant[3]


def test_the_action_is_what_the_decoder_says() -> None:
    """A quote or escape in the id moves what looks like the action; the frame still means what JSON says."""
    for unique_id in ('a"b', '","Heartbeat', "\\", '\\"', "\u2028", "\u00e9", 'x","Heartbeat","y'):
        frame = json.dumps([2, unique_id, "ClearCache", {}])
        call = accepted(frame)
        assert (call.uniqueId, call.action, type(call.payload)) == (
            unique_id,
            "ClearCache",
            messages201.ClearCache.Request,
        )
        assert accepted(frame.encode()) == call
    escaped = accepted('[2,"id","Heart\\u0062eat",{}]')
    assert type(escaped.payload) is messages201.Heartbeat.Request


@pytest.mark.parametrize("space", [" ", "\n", "\t", "\r\n", "   "])
def test_white_space_between_elements_does_not_matter(space: Any) -> None:
    frame = space.join(["", "[", "2", ",", '"id"', ",", '"Heartbeat"', ",", "{", "}", "]", ""])
    assert accepted(frame) == accepted('[2,"id","Heartbeat",{}]')
    result = space.join(["", "[", "3", ",", '"id"', ",", "{", "}", "]", ""])
    assert accepted(result, "StatusNotification").payload == messages201.StatusNotification.Response()
