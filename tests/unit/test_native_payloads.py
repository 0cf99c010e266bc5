"""The payloads of many messages as one text: the same bytes as one by one in Python."""

from __future__ import annotations

import json
import struct
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocpp_codec import Codec, OcppJsonProtocol, v16, v201
from ocpp_codec._core import native
from ocpp_codec._core.fields import encode_hook
from ocpp_codec.testing import examples, frames
from tests.support.memory import blocks_kept
from tests.support.program import output_of

if not native.IN_USE:
    pytest.skip(f"there is no native path: {native.REASON}", allow_module_level=True)

encode = msgspec.json.Encoder(enc_hook=encode_hook).encode
HEARTBEAT = v16.messages.Heartbeat.Request()
ANSWER = v16.messages.Heartbeat.Response(currentTime=datetime(2026, 3, 1, tzinfo=UTC))


def written(payloads: list[Any], write: Any = encode) -> list[bytes]:
    """The text of each payload."""
    assert native.write_payloads is not None
    text, numbers = native.write_payloads(tuple(payloads), native.PLAINLY, write)
    ends = struct.unpack(f"={len(payloads) + 1}i", numbers)
    assert (ends[0], ends[-1]) == (0, len(text))
    return [text[begin:end] for begin, end in pairwise(ends)]


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_all_examples(protocol: OcppJsonProtocol) -> None:
    payloads = [message.payload for message in examples(protocol) if hasattr(message, "payload")]
    assert len(payloads) > 50
    assert written(payloads) == [encode(payload) for payload in payloads]


@given(st.sampled_from(OcppJsonProtocol), st.booleans(), st.data())
@settings(max_examples=300)
def test_any_payload(protocol: OcppJsonProtocol, odd: bool, data: st.DataObject) -> None:
    frame = data.draw(frames(protocol, odd=odd))
    head = json.loads(frame)
    message: Any = Codec(protocol).examine(frame, head[1] if head[0] == 3 else None).message
    payload = getattr(message, "payload", None)
    text = b"" if payload is None else encode(payload)
    assert written([payload, None, payload]) == [text, b"", text]


def test_versions_may_be_mixed_and_none_has_no_text() -> None:
    payloads = [HEARTBEAT, None, v201.messages.Heartbeat.Request(), ANSWER, None]
    assert written(payloads) == [b"{}", b"", b"{}", b'{"currentTime":"2026-03-01T00:00:00Z"}', b""]
    assert written([]) == []


def test_a_zone_is_kept() -> None:
    moment = datetime(2026, 3, 1, 12, 30, 0, 250, timezone(timedelta(hours=5, minutes=30)))
    answer = v16.messages.Heartbeat.Response(currentTime=moment)
    assert written([answer]) == [b'{"currentTime":"2026-03-01T12:30:00.000250+05:30"}'] == [encode(answer)]


def test_python_writes_what_is_not_sure() -> None:
    odd = v16.messages.Authorize.Request(idTag="\ud800")
    assert written([HEARTBEAT, odd, ANSWER], lambda _: b"<" * 9_000) == [b"{}", b"<" * 9_000, encode(ANSWER)]
    assert written([{"no": "payload"}]) == [b'{"no":"payload"}']


def test_an_exception_of_python_is_passed_on() -> None:
    def broken(_: Any) -> bytes:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written([HEARTBEAT, 5], broken)
    with pytest.raises(TypeError, match="bytes are needed"):
        written([5], str)
    with pytest.raises(TypeError):
        native.write_payloads([HEARTBEAT], native.PLAINLY, encode)  # type: ignore[misc]


def test_nothing_leaks() -> None:
    payloads = [HEARTBEAT, None, ANSWER, {"no": "payload"}] * 500
    assert blocks_kept(lambda: written(payloads), 10) < 100


def test_memory_that_runs_out() -> None:
    """Each allocation fails once; what comes is the same text or MemoryError."""
    pytest.importorskip("_testcapi")
    program = """
import _testcapi, msgspec
from benchmarks.frames import cases
from ocpp_codec._core import native
payloads = tuple(case.message.payload for case in cases()) * 3
known = native.write_payloads(payloads, native.PLAINLY, msgspec.json.encode)
failed = 0
for count in range(200):
    _testcapi.set_nomemory(count, count + 1)
    try:
        result = native.write_payloads(payloads, native.PLAINLY, msgspec.json.encode)
    except MemoryError:
        result = None
    finally:
        _testcapi.remove_mem_hooks()
    failed += result is None
    assert result in (None, known)
print("done" if failed >= 3 else failed)
"""
    assert output_of("-c", program) == "done\n"
