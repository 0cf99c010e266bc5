"""Whatever stands in a log, reading gives entries or nothing: never an exception, never what is no frame."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec import log
from ocpp_codec.log._search import is_frame

FRAGMENTS = (
    '[2,"1","Heartbeat",{}]', '[3,"1",{"currentTime":"2026-05-17T09:41:33Z"}]', '[4,"1","GenericError","",{}]',
    "[2,", "[3,1,", "[2,'1','A',", '[2,\\"1\\",', '[2,""1"",', "[2,&quot;1&quot;,", "[2,“1”,", "[", "]", "{", "}", ",",
    '"', "'", "\\", '\\"', '""', "%{", '"a" => ', "{a=", "Call(unique_id='1', action='Heartbeat', payload={})", "CallError(",
    '{"log":"', '{"message":"', '{"events":[', "time,station,direction,message", ";", "\t", "|", "(", ")", "b'", "\\u00",
    "\\ud83d", "\ud83d", "\x1b[32m", "\0", " ", "  ", "\n", "\r", "2026-05-17 09:41:33 ", "24:61:61 ", "99.99.9999 ", "Dec 31 ",
    "1799999999 ", "CS001: ", "received ", "sent ", "->", "ws://host/ocpp/CS001 ", "websockets.server ", "None", "True", "nan",
    "9" * 30, "-", "é", "🚗",
)  # fmt: skip
FRAGMENTED = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)


def assert_read(source: list[str] | list[bytes], layout: str | None = None) -> None:
    reading = log.read(source, layout=layout)
    for entry in reading:
        assert is_frame(entry.frame), entry
        assert 1 <= entry.line <= reading.lines
    assert len(reading.samples) == min(reading.rejected, 20)


@given(st.lists(FRAGMENTED, max_size=8))
def test_fragments_of_frames(lines: list[str]) -> None:
    assert_read(lines)


@given(st.lists(st.text(st.characters(), max_size=80), max_size=8))
def test_any_text(lines: list[str]) -> None:
    assert_read(lines)


@given(st.lists(st.binary(max_size=80), max_size=8))
def test_any_bytes(lines: list[bytes]) -> None:
    assert_read(lines)


@given(st.lists(FRAGMENTED, max_size=5), st.sampled_from(sorted(log.LAYOUTS)))
def test_fragments_read_with_any_layout(lines: list[str], layout: str) -> None:
    assert_read(lines, layout)


@pytest.mark.parametrize("half", ["\ud83d", "\\ud83d"])
def test_half_a_pair_of_surrogates_ends_nothing(half: str) -> None:
    lines = [f'recv [2,"1","DataTransfer",{{"vendorId":"{half}"}}]', 'recv [2,"2","Heartbeat",{}]']
    assert [entry.line for entry in log.read(lines)] == [1, 2]
