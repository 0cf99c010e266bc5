"""Whatever comes in, something is said of it: the slow path never raises."""

from __future__ import annotations

from typing import Any

import pytest

from ocpp_codec import Codec, OcppJsonProtocol, Pairing, Rule
from tests.support.judging import CODEC

STATION = "station"
V201 = OcppJsonProtocol.v201


def test_a_released_buffer_is_no_text() -> None:
    view = memoryview(b"[2]")
    view.release()
    assert [finding.rule for finding in CODEC.examine(view).findings] == [Rule.NOT_TEXT]
    assert CODEC.examine(view).reply is None


@pytest.mark.parametrize("thing", [None, 5, object(), [2, "1", "Heartbeat", {}]])
def test_who_gives_no_text_is_no_fault_of_the_other_side(thing: Any) -> None:
    seen = CODEC.examine(thing)
    assert [finding.rule for finding in seen.findings] == [Rule.NOT_TEXT]
    assert seen.reply is None


@pytest.mark.parametrize("thing", [None, 5, object(), [2, "1", "Heartbeat", {}], b"\xff", memoryview(b"x").cast("b")])
def test_what_is_no_frame_at_all_is_a_finding(thing: Any) -> None:
    seen = Pairing(Codec(V201)).feed(thing, STATION)
    assert seen.message is None
    assert len(seen.findings) == 1


def test_a_frame_that_is_refused_is_shown_as_it_came() -> None:
    assert CODEC.examine("[2,").frame == "[2,"
    assert CODEC.examine(b"a\xffb").frame == "a\\xffb"
    assert CODEC.examine(bytearray(b"[2,")).frame == "[2,"


def test_all_that_is_wrong_with_a_frame_is_found_at_once() -> None:
    frame = '[2,7,"CostUpdated",{"totalCost":"free","colour":"red"}]'
    assert [(finding.path, finding.rule) for finding in CODEC.examine(frame).findings] == [
        ("/1", Rule.NUMERIC_ID),
        ("/totalCost", Rule.WRONG_TYPE),
        ("/colour", Rule.UNKNOWN_FIELD),
        ("/transactionId", Rule.MISSING_FIELD),
    ]
