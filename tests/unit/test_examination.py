"""An examination says everything of a frame, and finds out only what is asked for."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from ocpp_codec import Codec, compat, structure
from ocpp_codec._core import slow_path
from ocpp_codec.v20 import messages as messages20
from ocpp_codec.v21 import messages as messages21
from tests.support.judging import CODEC


def test_an_examination_says_all_that_is_known_of_a_frame() -> None:
    codec = Codec("ocpp2.0")
    good = codec.examine(bytearray(b'[2,"1","Heartbeat",{}]'))
    heartbeat = structure.Call("1", "Heartbeat", messages20.Heartbeat.Request())
    assert (good.message, good.findings, good.omitted, good.error, good.reply) == (heartbeat, (), 0, None, None)
    assert good.frame == '[2,"1","Heartbeat",{}]'
    assert (good.messageTypeId, good.uniqueId, good.action) == (compat.MessageTypeEnum.CALL, "1", "Heartbeat")
    answer = codec.examine('[3,"1",{"currentTime":5}]', lambda unique_id: {"1": "Heartbeat"}[unique_id])
    assert answer.message is None
    assert (answer.messageTypeId, answer.uniqueId, answer.action) == (3, "1", "Heartbeat")
    nonsense: Any
    for nonsense in (b"\xff", "", None, 12, "\ud800", "[3,1]"):
        bad = codec.examine(nonsense)
        assert bad.message is None
        assert bad.findings
        assert (bad.uniqueId, bad.action) == (None, None)
    assert codec.examine(b"a\xffb").frame == "a\\xffb"
    action: Any
    for action in (None, 12, messages21.Heartbeat, "NoSuchAction"):
        assert codec.examine('[3,"1",{}]', action).findings


@pytest.mark.parametrize(
    ("frame", "answered", "action"),
    [
        ('[2,"1","Heartbeat",{}]', None, "Heartbeat"),
        ('[3,"1",{"currentTime":"2013-02-01T20:53:32Z"}]', messages20.Heartbeat, "Heartbeat"),
        ('[4,"1","GenericError","",{}]', None, None),
    ],
)
def test_what_is_seen_of_a_frame_that_is_fine_depends_on_no_order(frame: str, answered: Any, action: str) -> None:
    first, asked = (Codec("ocpp2.0").examine(frame, answered) for _ in range(2))
    assert first.action == action
    assert asked.findings == ()
    assert (asked.action, asked.uniqueId, asked.messageTypeId) == (first.action, "1", first.messageTypeId)
    assert asked == first != Codec("ocpp2.0").examine(frame.replace('"1"', '"2"'), answered)
    assert len({asked, first}) == 1


def test_what_is_said_of_a_good_frame_needs_no_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until somebody asks for the findings."""
    call = CODEC.examine('[2,"id","ClearCache",{}]')
    result = CODEC.examine('[3,"id",{"status":"Accepted"}]', "ClearCache")
    monkeypatch.delattr(slow_path, "inspect_text")
    for seen, kind in ((call, 2), (result, 3)):
        assert (seen.messageTypeId, seen.uniqueId, seen.action) == (kind, "id", "ClearCache")
        assert (seen.error, seen.reply) == (None, None)
    monkeypatch.undo()
    for seen, kind in ((call, 2), (result, 3)):
        assert (seen.findings, seen.omitted) == ((), 0)
        assert (seen.messageTypeId, seen.uniqueId, seen.action) == (kind, "id", "ClearCache")


def test_examinations_are_told_apart() -> None:
    frame = '[2,"id","ClearCache",{}]'
    one = CODEC.examine(frame)
    assert one == CODEC.examine(frame.encode()) == pickle.loads(pickle.dumps(one))
    assert hash(one) == hash(CODEC.examine(frame))
    for other in (CODEC.examine(f"{frame} "), CODEC.examine(frame.replace("id", "di")), one.message, frame):
        assert (one == other) is False
    assert "ClearCache.Request()" in repr(one)
    assert "findings=()" in repr(one)
    defective = '[3,"id",{}]'
    assert (CODEC.examine(defective, "ClearCache") == CODEC.examine(defective, "Reset")) is False
    fields = '[2,"id","ClearCache",{"a":1,"b":2}]'
    assert (Codec("ocpp2.0").examine(fields) == Codec("ocpp2.0", max_findings=1).examine(fields)) is False
