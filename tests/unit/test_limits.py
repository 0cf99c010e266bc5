"""No input costs more than its size: how large, how deep, how long things may be, and what happens beyond."""

from __future__ import annotations

import json
import sys
from types import FrameType
from typing import Any

import pytest

from ocpp_codec import Codec, OcppJsonProtocol, Rule, Severity
from ocpp_codec._core.limits import MAX_DEPTH
from ocpp_codec.tolerance import ALL, FIELD
from ocpp_codec.v201 import messages as messages201
from tests.support.judging import CODEC, accepted, rule_of, slow_twin
from tests.support.modes import in_python
from tests.support.sample_frames import data_transfer, interval

V16 = OcppJsonProtocol.v16


def test_a_frame_may_have_max_size_bytes_and_no_more() -> None:
    small = Codec("ocpp2.0.1", max_size=100)
    frame = '[2,"id","DataTransfer",{"vendorId":"%s"}]'
    room = 100 - len(frame % "")
    for codec in (small, slow_twin(small)):
        assert codec.decode(frame % ("x" * room))
        assert codec.decode((frame % ("x" * room)).encode())
    for text in (frame % ("x" * (room + 1)), frame % ("\u20ac" * (room // 3 + 1))):
        assert rule_of(text, small) is Rule.TOO_LARGE
        assert rule_of(text.encode(), small) is Rule.TOO_LARGE
        assert rule_of(bytearray(text.encode()), small) is Rule.TOO_LARGE


def test_a_frame_may_have_a_mebibyte_unless_a_codec_is_told_otherwise() -> None:
    assert rule_of("[" + " " * (1 << 20)) is Rule.TOO_LARGE
    assert Codec("ocpp2.0.1", max_size=1 << 22).examine(data_transfer('"%s"' % ("x" * (1 << 21)))).message


def nested(levels: int) -> str:
    return data_transfer("[" * levels + "]" * levels)


def test_a_value_of_any_shape_may_have_64_levels() -> None:
    assert MAX_DEPTH == 64
    accepted(nested(64))
    assert rule_of(nested(65)) is Rule.VALUE_TOO_DEEP
    assert rule_of(nested(150)) is Rule.VALUE_TOO_DEEP
    custom = '[2,"id","Heartbeat",{"customData":{"vendorId":"x","a":%s}}]'
    accepted(custom % ("[" * 63 + "]" * 63))
    assert rule_of(custom % ("[" * 64 + "]" * 64)) is Rule.VALUE_TOO_DEEP


def test_a_frame_of_more_than_200_levels_is_not_read_at_all() -> None:
    for before in ("", "[],", "[],{},"):  # more brackets, but no more levels
        assert rule_of("[" + before + "[" * 199 + "]" * 200) is not Rule.TOO_DEEP
        assert rule_of("[" + before + "[" * 200 + "]" * 201) is Rule.TOO_DEEP
    for frame in (nested(199), nested(300), nested(100_000), "[" * 500_000, '{"a":' * 100_000, '[{"":' * 80_000 + '"'):
        assert rule_of(frame) is Rule.TOO_DEEP
    # brackets within text are no levels
    accepted(data_transfer(json.dumps("[{" * 10_000 + '\\"')))


def test_a_nearly_full_stack_is_no_crash() -> None:
    """However little of the stack is left, the frame is read or found to be too deep for it."""
    frame = data_transfer("[" * 60 + "]" * 60)
    codec = in_python(CODEC)  # the native path needs no stack of Python
    limit = sys.getrecursionlimit()
    seen = []
    try:
        for spare in range(60, 500, 5):
            sys.setrecursionlimit(len_of_stack() + spare)
            seen.append(codec.examine(frame))
    finally:
        sys.setrecursionlimit(limit)
    assert all((each.message is None) is bool(each.findings) for each in seen)
    rules = {finding.rule for each in seen for finding in each.findings}
    assert rules
    assert rules <= {Rule.TOO_DEEP, Rule.NOT_JSON}
    assert seen[-1].message == CODEC.decode(frame)


def len_of_stack() -> int:
    frame: FrameType | None = sys._getframe()
    depth = 0
    while frame := frame.f_back if frame else None:
        depth += 1
    return depth


def test_limits_of_the_process_are_no_crash() -> None:
    """A program may forbid Python to read numbers as long as the library does."""
    number = "1" * 1000
    limit = sys.get_int_max_str_digits()
    try:
        sys.set_int_max_str_digits(640)
        assert rule_of(data_transfer(f'[{number},"{number}"]')) is Rule.NOT_JSON
    finally:
        sys.set_int_max_str_digits(limit)
    accepted(data_transfer(f'[{number},"{number}"]'))


def test_an_integer_may_have_4300_digits() -> None:
    accepted(interval("9" * 4300), messages201.BootNotification)
    for digits in ("9" * 4301, "-" + "9" * 4301):
        assert rule_of(interval(digits), action="BootNotification") is Rule.NOT_FINITE
    assert rule_of(data_transfer("9" * 4301)) is Rule.NOT_FINITE


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_an_id_may_be_too_long_to_be_tolerated(protocol: OcppJsonProtocol) -> None:
    for length in (256, 1000, 100_000):
        frame = json.dumps([2, "x" * length, "Heartbeat", {}])
        seen = Codec(protocol, tolerate=ALL).examine(frame)
        (finding,) = seen.findings
        assert (finding.rule, finding.severity, finding.repaired) == (Rule.ID_TOO_LONG, Severity.ERROR, None)
        assert (seen.message, seen.uniqueId) == (None, None)
        assert seen.reply is None or len(seen.reply.encode()) < 2048
    # One that is tolerated stands in the answer to what else is wrong, which is short nevertheless.
    unique_id = "\u20ac" * 255
    wrong = {f"field{number}": "x" * 1000 for number in range(1000)}
    frame = json.dumps([2, unique_id, "Heartbeat", wrong])
    seen = Codec(protocol, tolerate={Rule.ID_TOO_LONG}, enforce={Rule.UNKNOWN_FIELD}).examine(frame)
    assert seen.reply is not None
    assert json.loads(seen.reply)[:2] == [4, unique_id]
    assert len(seen.reply.encode()) < 2048


def test_what_is_beyond_all_measure_is_refused() -> None:
    """No message is given back with a repair that nobody is told of."""
    unknown = {f"x{number}": number for number in range(10_001)}
    seen = Codec(V16, tolerate=FIELD).examine(json.dumps([2, "1", "Heartbeat", unknown]))
    assert (seen.message, len(seen.findings)) == (None, 100)
    assert [finding.path for finding in seen.findings if not finding.tolerated] == ["/x10000"]
    unknown.popitem()
    assert len(Codec(V16, tolerate=FIELD).examine(json.dumps([2, "1", "Heartbeat", unknown])).findings) == 10_000


@pytest.mark.parametrize("size", [60, 120, 254])
@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_replies_are_short_however_they_are_escaped(protocol: OcppJsonProtocol, size: Any) -> None:
    face = "\U0001f600"
    for length in (0, 20, 60):
        frame = json.dumps([2, "\x01" * 36, "Heartbeat", {face * size: face * length, "b": face}])
        reply = Codec(protocol).examine(frame).reply
        assert reply is None or len(reply.encode()) < 2048


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_replies_are_short_and_hold_no_corrupt_text(protocol: OcppJsonProtocol) -> None:
    secret = "SECRET"
    begun = f'[2,"id","Heartbeat",{{"{secret}":'
    for text in (begun + "\x00" * 5000, begun + '"\x00"}]', begun + "1,}]"):
        corrupt = Codec(protocol).examine(text)
        assert secret in corrupt.findings[0].value
        assert secret not in str(corrupt.error)
        assert secret not in (corrupt.reply or "")
    for value in ("x" * 100_000, "\u20ac" * 100_000, "\x1b[31m\n\u202e" * 1000, ["x"] * 1000, {"a" * 9999: 1}):
        frame = json.dumps([2, "id", "Heartbeat", {"f" * 3000: value, "b": value, "c\n": value}])
        examination = Codec(protocol).examine(frame)
        if examination.reply:
            assert len(examination.reply.encode()) < 2048
        assert all(finding.message.isprintable() for finding in examination.findings)


def test_an_id_of_255_digits_can_be_read() -> None:
    codec = Codec("ocpp1.6", tolerate={Rule.NUMERIC_ID, Rule.ID_TOO_LONG})
    for digits, is_readable in ((231, True), (255, True), (256, False)):
        seen = codec.examine(f'[2,{"9" * digits},"Heartbeat",{{}}]')
        assert (seen.uniqueId == "9" * digits) is is_readable
        assert (seen.message is not None) is is_readable
