"""The fast path and the slow path never disagree, whatever was done to a frame: whatever comes in gives a message or says
what is wrong, and a reply that the other side can read.
"""

from __future__ import annotations

import itertools
import pickle
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen import sources
from ocpp_codec import Codec, Examination, Finding, OCPPException, OcppJsonProtocol, Rule, Tolerance, serializer
from ocpp_codec._core.fields import encode_hook
from ocpp_codec.rules import RULES
from ocpp_codec.structure import CallError, CallResultError
from ocpp_codec.tolerance import ALL
from tests.support import damage, vectors
from tests.support.comparison import NO_LIMITS, STRICTLY
from tests.support.judging import (
    CODECS,
    MANY,
    TOLERANT,
    FastCodec,
    assert_can_be_passed_on,
    assert_reads_as,
    error_of,
    every_version,
    judged,
    places_of_each_kind,
    same,
)
from tests.support.messages import action_of
from tests.support.vector_frames import Frame

SOURCES: Mapping[str, Callable[[OcppJsonProtocol], st.SearchStrategy[tuple[str | bytes, str | None]]]] = {
    "valid frames": damage.valid_texts,
    "damaged frames": damage.damaged_texts,
    "broken texts": damage.broken_texts,
    "broken bytes": damage.broken_bytes,
    "noise": damage.noise,
}


@every_version
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
@MANY
@given(data=st.data())
def test_whatever_comes_in_is_judged_alike_by_both_paths(
    source: Any, protocol: OcppJsonProtocol, data: st.DataObject
) -> None:
    frame, action = data.draw(source(protocol))
    for form in forms(frame):
        seen = judged(CODECS[protocol], form, action)
        tolerant = judged(TOLERANT[protocol], form, action)
        if seen.message is None:
            assert_reply_can_be_read(seen, protocol)
            assert_survives_pickling(error_of(seen))
        else:
            assert same(tolerant.message, seen.message)
            assert_can_be_passed_on(seen, protocol, action)


def forms(frame: str | bytes) -> Iterator[Any]:
    """A frame as everything that it may come as."""
    if isinstance(frame, bytes):
        yield from (frame, bytearray(frame), memoryview(frame))
    else:
        yield frame
        if not any("\ud800" <= character <= "\udfff" for character in frame):
            yield frame.encode()


LONG_IDS = {protocol: Codec(protocol, tolerate={Rule.ID_TOO_LONG}) for protocol in OcppJsonProtocol}


def assert_reply_can_be_read(seen: Examination, protocol: OcppJsonProtocol) -> None:
    if seen.reply is None:
        return
    assert len(seen.reply.encode()) < 2048
    reader = LONG_IDS[protocol]
    answer = reader.examine(seen.reply)
    assert {finding.rule for finding in answer.findings} <= {Rule.ID_TOO_LONG}  # it has the id as it came
    assert answer.message == reader.decode(seen.reply)
    assert isinstance(answer.message, CallError | CallResultError)
    assert answer.message.errorCode == error_of(seen).ocpp_error.code


def assert_survives_pickling(error: OCPPException) -> None:
    twin = pickle.loads(pickle.dumps(error))
    assert type(twin) is type(error)
    assert twin == error
    assert twin.ocpp_error == error.ocpp_error
    assert str(twin) == str(error)


@every_version
def test_both_paths_agree_on_junk_in_any_kind_of_place(protocol: OcppJsonProtocol) -> None:
    for message, slot in places_of_each_kind(protocol):
        for junk in damage.JUNK:
            slot.put(junk)
            frame = msgspec.to_builtins(message, enc_hook=encode_hook)
            for codec in (CODECS[protocol], TOLERANT[protocol]):
                for text_of in (damage.compact, damage.pretty):
                    judged(codec, text_of(frame), action_of(message))


@every_version
@MANY
@given(data=st.data())
def test_text_and_plain_data_are_judged_alike(protocol: OcppJsonProtocol, data: st.DataObject) -> None:
    frame, action = data.draw(damage.damaged_frames(protocol))
    seen = CODECS[protocol].examine(damage.pretty(frame), action)
    assert_reads_as(seen, lambda: serializer.parse(frame, action, protocol=protocol))


@pytest.mark.parametrize("version", sources.VERSIONS)
def test_a_good_frame_takes_the_fast_path_whatever_is_tolerated(version: str) -> None:
    protocol = OcppJsonProtocol[version]
    everywhere = ALL - {Rule.FIELD_SPELLING} if version == "v20" else ALL  # its schemas allow any other spelling
    places = {Tolerance(rule, "*.Request.**.info") for rule in everywhere if RULES[rule].has_place}
    for tolerate in (everywhere, everywhere | places):
        told: list[Finding] = []
        fast = FastCodec(protocol, tolerate=tolerate, on_finding=told.append, **NO_LIMITS)
        for message in sources.schemas(version):
            for vector in itertools.islice(vectors.vectors(version, message), 2):  # the least, and the most
                frame = Frame(vector)
                assert fast.decode(frame.text, frame.action) == STRICTLY[protocol].decode(frame.text, frame.action)
        assert told == []
