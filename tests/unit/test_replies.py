"""What may be sent back, cell by cell, in each version."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ocpp_codec import Codec, OcppJsonProtocol, Rule, structure
from ocpp_codec._core.limits import MAX_REPLY
from tests.support.defects import LONG_ID
from tests.support.judging import error_of

V16, V20, V201, V21 = OcppJsonProtocol
CALL = '[2,"id","Heartbeat",[]]'
RESULT = '[3,"id",[]]'


def answered(unique_id: str) -> dict[OcppJsonProtocol, Any]:
    """An answer in every version."""
    return {protocol: [4, unique_id] for protocol in OcppJsonProtocol}


# The answer to what is no message, or has an id that cannot be read.
UNREADABLE: dict[OcppJsonProtocol, Any] = {V16: None, V20: [4, "-1"], V201: [4, "-1"], V21: [4, "-1"]}

TABLE: list[tuple[str, str, dict[OcppJsonProtocol, Any]]] = [
    ("call", CALL, {V16: [4, "id"], V20: [4, "id"], V201: [4, "id"], V21: [4, "id"]}),
    ("unreadable id", '[2,17,"Heartbeat",{}]', UNREADABLE),
    ("id too long", json.dumps([2, LONG_ID, "Heartbeat", {}]), answered(LONG_ID)),
    ("longest id", json.dumps([2, "x" * 255, "Heartbeat", {}]), answered("x" * 255)),
    ("id far too long", json.dumps([2, "x" * 256, "Heartbeat", {}]), UNREADABLE),
    ("no JSON", "[2,", UNREADABLE),
    ("no array", "{}", UNREADABLE),
    ("empty array", "[]", UNREADABLE),
    ("type no integer", '["a","id","Heartbeat",{}]', {V16: None, V20: [4, "id"], V201: [4, "id"], V21: [4, "id"]}),
    ("type as text", '["2","id","Heartbeat",{}]', {V16: None, V20: [4, "id"], V201: [4, "id"], V21: [4, "id"]}),
    ("type and id unreadable", "[null,7]", UNREADABLE),
    ("type alone unreadable", "[true]", UNREADABLE),
    ("no action", '[2,"id",{}]', answered("id")),
    ("unknown type", '[9,"id",{}]', {V16: None, V20: [4, "id"], V201: [4, "id"], V21: None}),
    ("unknown type and id", "[9]", {V16: None, V20: [4, "-1"], V201: [4, "-1"], V21: None}),
    ("result", RESULT, {V16: None, V20: None, V201: None, V21: [5, "id"]}),
    ("result, id unreadable", "[3,17,[]]", dict.fromkeys(OcppJsonProtocol)),
    ("error", '[4,"id"]', dict.fromkeys(OcppJsonProtocol)),
    ("error, id unreadable", '[4,17,"GenericError","",{}]', dict.fromkeys(OcppJsonProtocol)),
    ("odd error", '[4,"id",5,5]', dict.fromkeys(OcppJsonProtocol)),
    ("result error", '[5,"id"]', {V21: None}),
    ("send", '[6,"id","NotifyPeriodicEventStream",{}]', {V21: None}),
    ("send of something else", '[6,"id","Heartbeat",{}]', {V21: None}),
    ("result of an unknown call", '[3,"id",{}]', dict.fromkeys(OcppJsonProtocol)),
    ("called, but to be sent", '[2,"id","NotifyPeriodicEventStream",{}]', {V21: [4, "id"]}),
    ("good", '[2,"id","Heartbeat",{}]', dict.fromkeys(OcppJsonProtocol)),
]


@pytest.mark.parametrize(
    ("protocol", "frame", "answer"),
    [
        pytest.param(version, frame, answer, id=f"{version}-{what}")
        for what, frame, answers in TABLE
        for version, answer in answers.items()
    ],
)
def test_a_frame_is_answered_where_its_version_says_so(protocol: OcppJsonProtocol, frame: str, answer: Any) -> None:
    codec = Codec(protocol)
    examination = codec.examine(frame, None if frame == '[3,"id",{}]' else "Heartbeat")
    if answer is None:
        assert examination.reply is None
        return
    assert examination.reply is not None
    reply = json.loads(examination.reply)
    assert reply[:2] == answer
    told = error_of(examination).ocpp_error
    assert reply[2:] == [told.code, told.msg, told.details]
    assert told.msg == str(error_of(examination).findings[0])
    assert told.details == {
        "findings": [
            {"path": finding.path, "rule": finding.rule, "message": finding.message}
            for finding in error_of(examination).findings
        ]
    }
    error = Codec(protocol, tolerate={Rule.ID_TOO_LONG}).decode(examination.reply)
    assert isinstance(error, structure.CallError if answer[0] == 4 else structure.CallResultError)
    assert error.uniqueId == error_of(examination).related_request_id == error_of(examination).as_call_error.uniqueId


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_a_call_error_can_always_be_made(protocol: OcppJsonProtocol) -> None:
    for frame in ("[", "[]", "[3,17,[]]", '[4,"id"]', '[4,"id","GenericError",5,{"a":NaN}]'):
        error = error_of(Codec(protocol).examine(frame, "Heartbeat")).as_call_error
        assert error.uniqueId in ("-1", "id")
        assert json.loads(Codec(protocol).encode(error))[:2] == [4, error.uniqueId]


def test_an_empty_id_is_not_answered_in_1_6() -> None:
    seen = Codec(V16, tolerate={Rule.EMPTY_ID}).examine('[2,"","Heartbeat",[]]')
    assert seen.reply is None or json.loads(seen.reply)[1] == ""


ODD = [
    "\x00",
    "\x1b",
    "\x7f",
    "\x85",
    "\x9b",
    "\u00ad",
    "\u200b",
    "\u202e",
    "\u2028",
    "\u2066",
    "\ufeff",
    "\ue000",
    "\U000e0041",
]


@pytest.mark.parametrize("character", ODD)
@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_a_reply_holds_no_character_that_cannot_be_printed(character: str, protocol: OcppJsonProtocol) -> None:
    for unique_id, escaped in ((character, False), (character * 36, True), (f"é{character}漢", True)):
        for action, payload in (
            ("Nope", {}),
            (character, {}),
            ("Heartbeat", {character: 1}),
            ("Heartbeat", {"x": character}),
        ):
            frame = json.dumps([2, unique_id, action, payload], ensure_ascii=escaped)
            reply = Codec(protocol).examine(frame).reply
            if reply is None:
                assert (protocol, action) == (V20, "Heartbeat")  # where unknown fields are allowed
                continue
            assert reply.isprintable()
            assert json.loads(reply)[:2] == [4, unique_id]
            assert len(reply.encode()) <= MAX_REPLY
            assert Codec(protocol).examine(reply).findings == ()


def test_a_reply_keeps_what_can_be_printed() -> None:
    assert '"Zürich 漢"' in (Codec(V201).examine('[2,"Zürich 漢","Nope",{}]').reply or "")


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize("unique_id", ["\x00" * 255, "\U000e0041" * 255, "\U0001f600" * 255, '"' * 255, "\u202e" * 255])
@pytest.mark.parametrize("key", ["x" * 300, '"' * 300, "\U0001f600" * 300])
def test_a_reply_has_room_for_every_id_that_can_be_read(protocol: OcppJsonProtocol, unique_id: str, key: str) -> None:
    codec = Codec(protocol, enforce={Rule.UNKNOWN_FIELD})
    reply = codec.examine(json.dumps([2, unique_id, "Heartbeat", {key: 1}])).reply
    assert reply is not None
    assert len(reply.encode()) <= 2000
    seen = codec.examine(reply)
    assert (seen.uniqueId, seen.findings) == (unique_id, ())
    assert seen.message is not None
