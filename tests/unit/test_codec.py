"""A codec reads and writes frames of any form, asks what a result answers, and tells what it has let pass."""

from __future__ import annotations

import array
import copy
import json
import mmap
import pickle
from typing import Any

import pytest

from ocpp_codec import Codec, DecodeError, OCPPException, OcppJsonProtocol, Rule, structure
from ocpp_codec.tolerance import FIELD
from ocpp_codec.v20 import messages as messages20
from ocpp_codec.v21 import messages as messages21
from tests.support.judging import payload_of
from tests.support.sample_frames import HEARTBEAT, NOON, NOW, sample, status, status201

V16 = OcppJsonProtocol.v16
V201 = OcppJsonProtocol.v201


def test_a_message_is_written_as_text_or_bytes_and_read_from_any_of_them() -> None:
    codec = Codec("ocpp2.0")
    frame = codec.encode(structure.Call.of(messages20.Heartbeat.Request()))
    assert isinstance(frame, str)
    call = codec.decode(frame)
    assert isinstance(call, structure.Call)
    assert call.action == "Heartbeat"
    response = messages20.Heartbeat.Response(currentTime=NOW)
    reply = codec.encode_bytes(structure.CallResult(call.uniqueId, response))
    assert isinstance(reply, bytes)
    for kind in (bytes, bytearray, memoryview):
        for action in (messages20.Heartbeat, "Heartbeat"):
            assert codec.decode(kind(reply), action=action) == structure.CallResult(call.uniqueId, response)


def test_what_a_result_answers_has_to_be_an_action_of_the_version() -> None:
    codec, result = Codec("ocpp2.0"), '[3,"1",{"currentTime":"2013-02-01T20:53:32Z"}]'
    with pytest.raises(DecodeError, match="no action is given for it") as caught:
        codec.decode(result)
    assert ([each.rule for each in caught.value.findings], caught.value.reply) == ([Rule.NO_ACTION_GIVEN], None)
    with pytest.raises(OCPPException, match="NotImplemented"):
        codec.decode(result, "NoSuchAction")
    with pytest.raises(ValueError, match=r"v21\.messages\.Heartbeat is no action of ocpp2\.0"):
        codec.decode(result, messages21.Heartbeat)
    action: Any = 12
    with pytest.raises(TypeError, match="action must be an action"):
        codec.decode(result, action)


@pytest.mark.parametrize("thing", [12, None, ["text"], object()])
def test_a_frame_is_text_or_bytes(thing: Any) -> None:
    with pytest.raises(TypeError, match="a frame is str, bytes, bytearray or memoryview, not "):
        Codec("ocpp2.0").decode(thing)


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_a_frame_may_come_in_any_buffer(protocol: OcppJsonProtocol) -> None:
    codec = Codec(protocol)
    frame = b'[2,"id","Heartbeat",{}]'
    for kind in (bytes, bytearray, memoryview, lambda b: memoryview(bytearray(b)), lambda b: memoryview(b[::-1])[::-1]):
        assert codec.decode(kind(frame)) == codec.decode(frame.decode())
        assert codec.examine(kind(frame)).frame == frame.decode()


# What a result answers -----------------------------------------------------------------------------------------------


def test_what_a_result_answers_may_be_looked_up() -> None:
    codec, answered = Codec("ocpp2.0"), {"1": messages20.Heartbeat}
    result = '[3,"1",{"currentTime":"2013-02-01T20:53:32Z"}]'
    assert codec.decode(result, answered.__getitem__) == codec.decode(result, answered.get)
    assert codec.decode(result, answered.get) == codec.decode(result, messages20.Heartbeat)
    for look_up in (answered.__getitem__, answered.get):  # KeyError or None: nobody has asked
        with pytest.raises(OCPPException) as caught:
            codec.decode(result.replace('"1"', '"2"'), look_up)
        assert caught.value.findings[0].rule is Rule.UNASKED_ANSWER
        assert codec.examine(result.replace('"1"', '"2"'), look_up).error == caught.value


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize("kind", [str, str.encode, lambda text: bytearray(text.encode())])
def test_a_result_that_a_function_does_not_know_was_not_asked_for(protocol: OcppJsonProtocol, kind: Any) -> None:
    codec, frame = Codec(protocol), kind('[3,"id",{"status":"Accepted"}]')
    nobody: dict[str, str] = {}
    for ask in (nobody.get, nobody.__getitem__):
        with pytest.raises(OCPPException) as caught:
            codec.decode(frame, ask)
        assert [finding.rule for finding in caught.value.findings] == [Rule.UNASKED_ANSWER]
        assert codec.examine(frame, ask).error == caught.value
        assert caught.value.reply is None


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize("kind", [str, str.encode, lambda text: bytearray(text.encode())])
def test_a_function_is_given_the_id_however_it_is_written(protocol: OcppJsonProtocol, kind: Any) -> None:
    """And is not asked about what is no result, or has no id."""
    asked: list[str] = []

    def ask(unique_id: str) -> str:
        asked.append(unique_id)
        return "ClearCache"

    codec = Codec(protocol)
    for written, unique_id in (("id", "id"), ("\\u0061\\n", "a\n"), ("\u00e9", "\u00e9")):
        asked.clear()
        seen = codec.decode(kind(f'[3,"{written}",{{"status":"Accepted"}}]'), ask)
        assert (seen.uniqueId, payload_of(seen).status, set(asked)) == (unique_id, "Accepted", {unique_id})
    asked.clear()
    for frame in ('[2,"id","Heartbeat",[]]', "[3]", "[", "[9]"):
        with pytest.raises(OCPPException):
            codec.decode(kind(frame), ask)
    assert asked == []


# Who is told ---------------------------------------------------------------------------------------------------------

MANY_FAULTS = [2, 17, *sample(value=5, unit="Hz", colour=None)[2:]]


def test_on_finding_is_told_each_finding_of_a_message_in_order() -> None:
    told: list[Any] = []
    codec = Codec(V16, tolerate=FIELD, on_finding=lambda *given: told.append(given))
    text = json.dumps(MANY_FAULTS)
    findings = codec.examine(text).findings
    assert told == []  # `examine` has given them already
    for form in (text, text.encode(), bytearray(text.encode())):
        codec.decode(form)
        assert told == [(finding,) for finding in findings]
        told.clear()
    assert [finding.rule for finding in findings] == [
        Rule.NUMERIC_ID,
        Rule.STRING_AS_NUMBER,
        Rule.UNKNOWN_ENUM_VALUE,
        Rule.UNKNOWN_FIELD,
    ]
    codec.decode(HEARTBEAT)
    for refused in ("[", json.dumps(status(connectorId=[], info="x" * 51)), json.dumps([2, 17, "Nothing", {}])):
        with pytest.raises(OCPPException):
            codec.decode(refused)
    with pytest.raises(OCPPException, match="no action is given"):
        codec.decode("[3,17,{}]")
    codec.encode(codec.decode(HEARTBEAT))
    assert told == []


def test_a_strict_codec_tells_its_advice() -> None:
    told: list[Any] = []
    Codec(V16, on_finding=told.append).decode(json.dumps(status(timestamp="2024-05-17 09:41:33")))
    assert [finding.rule for finding in told] == [Rule.DATETIME_NO_OFFSET, Rule.DATETIME_SPACE]


def test_on_finding_is_told_that_an_offset_is_missing() -> None:
    """Without it, such a frame takes the fast path."""
    told: list[Any] = []
    for text in (json.dumps(status(timestamp="2024-05-17T09:41:33")), json.dumps(status201(timestamp=NOON[:-1]))):
        codec = Codec(V201 if "evseId" in text else V16, on_finding=told.append)
        for frame in (text, text.encode(), bytearray(text.encode())):
            assert codec.decode(frame) == codec.examine(frame).message
            assert [(finding.rule, finding.path) for finding in told] == [(Rule.DATETIME_NO_OFFSET, "/timestamp")]
            told.clear()


def test_what_on_finding_raises_reaches_the_caller() -> None:
    def enough(finding: Any) -> None:
        told.append(finding)
        raise LookupError("enough")

    told: list[Any] = []
    codec = Codec(V16, tolerate=FIELD, on_finding=enough)
    with pytest.raises(LookupError, match="enough"):
        codec.decode(json.dumps(MANY_FAULTS))
    assert len(told) == 1


class Buffer(bytearray):
    """A buffer that somebody has made."""


class Text(str):
    """A text whose methods do not do what those of str do."""

    __slots__ = ()

    def encode(self, *_: Any) -> bytes:
        raise RuntimeError

    def startswith(self, *_: Any) -> bool:
        raise RuntimeError

    def __str__(self) -> str:
        return "something else"


class Bytes(bytes):
    """Bytes whose methods do not do what those of bytes do."""

    __slots__ = ()

    def __bytes__(self) -> bytes:
        return b"something else"

    def decode(self, *_: Any) -> str:
        raise RuntimeError


@pytest.mark.parametrize("kind", [Buffer, lambda frame: Text(frame.decode()), Bytes])
@pytest.mark.parametrize(
    ("frame", "action"), [(b'[2,"id","Heartbeat",{}]', None), (b'[3,"id",{}]', "StatusNotification")]
)
def test_a_subclass_is_read_as_the_text_or_the_bytes_that_it_holds(kind: Any, frame: bytes, action: str | None) -> None:
    codec = Codec("ocpp1.6")
    assert codec.decode(kind(frame), action) == codec.decode(frame, action)
    seen = codec.examine(kind(frame), action)
    assert (seen.message, seen.findings, seen.frame) == (codec.decode(frame, action), (), frame.decode())
    assert type(seen.frame) is str


@pytest.mark.parametrize("form", [bytearray, lambda frame: memoryview(bytearray(frame))])
@pytest.mark.parametrize(
    ("frame", "action"),
    [(b'[2,"id","Heartbeat",{}]', None), (b'[3,"id",{}]', "StatusNotification"), (b'[2,"id","Nope",{}]', None)],
)
def test_a_buffer_may_change_after_it_has_been_read(form: Any, frame: bytes, action: str | None) -> None:
    codec, buffer = Codec("ocpp1.6"), form(frame)
    seen, expected = codec.examine(buffer, action), codec.examine(frame, action)
    buffer[:] = b"x" * len(frame)
    assert seen == expected


@pytest.mark.parametrize("frame", [array.array("B", b'[3,"1",{}]'), array.array("H", b'[3,"1",{}]  '), [b"["], 5])
def test_decode_and_examine_agree_on_what_is_no_frame(frame: Any) -> None:
    codec = Codec("ocpp1.6")
    with pytest.raises(TypeError, match="a frame is str, bytes, bytearray or memoryview, not "):
        codec.decode(frame, "StatusNotification")
    assert rules_of(codec.examine(frame, "StatusNotification").findings) == [Rule.NOT_TEXT]
    with mmap.mmap(-1, 10) as mapped:
        mapped[:] = b'[3,"1",{}]'
        assert codec.examine(mapped, "StatusNotification").message is None  # type: ignore[arg-type]


def rules_of(findings: Any) -> list[Rule]:
    return [finding.rule for finding in findings]


def test_copies_of_ones_own_codec_are_ones_own() -> None:
    codec = Mine("berlin")
    for made in (copy.copy(codec), copy.deepcopy(codec), pickle.loads(pickle.dumps(codec))):
        assert type(made) is Mine
        assert made == codec
        assert (made.place, made.timespec) == ("berlin", "seconds")


class Mine(Codec):
    """A codec that somebody has made."""

    def __init__(self, place: str) -> None:
        super().__init__("ocpp1.6", timespec="seconds")
        self.place = place
