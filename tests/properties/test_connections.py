"""A station and a CSMS on a bad line: frames are late, lost, doubled, and there is junk between them.

Whatever happens, each side has one call on the line, each call ends once, and each answer belongs to its call.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ocpp_codec import Codec, Connection, OcppJsonProtocol, errors
from ocpp_codec._core.limits import MAX_REPLY
from ocpp_codec.compat import get_implemented_messages
from ocpp_codec.connection import (
    Answered,
    Called,
    Event,
    Failed,
    IncomingCall,
    LateAnswer,
    Noted,
    OutgoingCall,
    QueueFull,
    Rejected,
    TimedOut,
)
from ocpp_codec.structure import Call, CallResult
from ocpp_codec.tolerance import ALL
from tests.support.broken_rules import SHOWN, Shown

ATOMS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.sampled_from(["Heartbeat", "Authorize"])
)
PARTS = st.recursive(
    ATOMS, lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(max_size=5), part, max_size=3)
)
JSON = st.tuples(st.integers(2, 6), PARTS, PARTS, PARTS) | PARTS
CALLERS = st.sampled_from(["station", "csms"])
JUNK = st.sampled_from(
    ["", "[", "[]", '[3,"1",{}]', '[4,"-1","GenericError","",{}]', '[2,"1","DataTransfer"]', "[2,{},1]"]
)


class Side:
    """One side of the line, and everything that has happened to its calls."""

    def __init__(self, codec: Codec, role: str) -> None:
        self.connection = Connection(codec, role, timeout=10, max_queue=4, max_unanswered=3, new_id=_ids(role))
        self.made: list[OutgoingCall[Any]] = []
        self.ended: Counter[str] = Counter()  # by id: how often a call was answered, has failed or was taken back
        self.timed_out: set[str] = set()
        self.late: Counter[str] = Counter()
        self.to_answer: list[IncomingCall] = []
        self.on_the_line: str | None = None  # the id of the call that was sent, and has no end yet

    def take(self, events: list[Event]) -> None:
        for event in events:
            match event:
                case Answered(call, response):
                    assert response.data == data_of(call)
                    self.end(call)
                case Failed(call, error):
                    assert isinstance(error, Rejected | TimedOut), error
                    if isinstance(error, TimedOut):
                        self.timed_out.add(call.uniqueId)
                    self.end(call)
                case LateAnswer(call, message):
                    assert call.uniqueId in self.timed_out
                    self.late[call.uniqueId] += 1
                    if isinstance(message, CallResult):
                        assert message.payload.data == data_of(call)
                case Called(call):
                    self.to_answer.append(call)
                case _:
                    pass

    def end(self, call: OutgoingCall[Any]) -> None:
        assert call.is_over
        self.ended[call.uniqueId] += 1
        if self.on_the_line == call.uniqueId:
            self.on_the_line = None


def data_of(call: OutgoingCall[Any]) -> Any:
    request: Any = call.request
    return request.data


def _ids(role: str) -> Any:
    return (f"{role} {number}" for number in itertools.count()).__next__


class BadLine(RuleBasedStateMachine):
    """What can happen on a line, in any order."""

    @initialize(protocol=st.sampled_from(OcppJsonProtocol))
    def begin(self, protocol: OcppJsonProtocol) -> None:
        self.codec = Codec(protocol)
        self.transfer: Any = get_implemented_messages(protocol)["DataTransfer"]
        self.sides = {role: Side(self.codec, role) for role in ("station", "csms")}
        self.under_way: dict[str, list[str]] = {"station": [], "csms": []}  # by who will receive it
        self.at = 0.0
        self.numbers = itertools.count()

    def collect(self, role: str) -> None:
        """Takes what is to be sent. It is valid, and there is one call at a time."""
        side, other = self.sides[role], "csms" if role == "station" else "station"
        while (frame := side.connection.next_frame()) is not None:
            seen = self.codec.examine(frame, action=self.transfer)
            assert seen.error is None
            if isinstance(seen.message, Call):
                assert side.on_the_line is None
                side.on_the_line = seen.message.uniqueId
            self.under_way[other].append(frame)

    @rule(role=CALLERS)
    def call(self, role: str) -> None:
        side, number = self.sides[role], next(self.numbers)
        request: Any = self.transfer.Request(vendorId="com.example", data=str(number))
        is_full = len(side.connection.pending) == 5
        try:
            side.made.append(side.connection.call(request, self.at))
        except QueueFull:
            assert is_full
        else:
            assert not is_full

    @rule(role=CALLERS)
    def write(self, role: str) -> None:
        self.collect(role)

    @rule(
        role=CALLERS, which=st.integers(0), fate=st.sampled_from(["comes", "comes", "comes", "is lost", "is doubled"])
    )
    def deliver(self, role: str, which: int, fate: str) -> None:
        self.collect("csms" if role == "station" else "station")
        frames = self.under_way[role]
        if frames:
            frame = frames.pop(which % len(frames))
            for _ in range({"is lost": 0, "comes": 1, "is doubled": 2}[fate]):
                self.sides[role].take(self.sides[role].connection.receive(frame, self.at))

    @rule(role=CALLERS, junk=JUNK)
    def hear_junk(self, role: str, junk: str) -> None:
        self.sides[role].take(self.sides[role].connection.receive(junk, self.at))

    @rule(role=CALLERS, which=st.integers(0), is_served=st.booleans())
    def answer(self, role: str, which: int, is_served: bool) -> None:
        side = self.sides[role]
        if side.to_answer:
            call = side.to_answer.pop(which % len(side.to_answer))
            accepted = {"status": "Accepted", "data": call.payload.data}
            result = self.codec.decode(f'[3,"1",{{"status":"Accepted","data":"{accepted["data"]}"}}]', self.transfer)
            assert isinstance(result, CallResult)
            side.connection.answer(call, result.payload if is_served else errors.NotSupportedError("no"))

    @rule(role=CALLERS, which=st.integers(0))
    def cancel(self, role: str, which: int) -> None:
        side = self.sides[role]
        if pending := side.connection.pending:
            call = pending[which % len(pending)]
            if side.connection.cancel(call):
                assert call.sent_at is None
                side.end(call)

    @rule(seconds=st.sampled_from([0.5, 4.0, 10.0]))
    def wait(self, seconds: float) -> None:
        self.at += seconds
        for side in self.sides.values():
            side.take(side.connection.tick(self.at))

    @precondition(lambda self: hasattr(self, "sides"))
    @invariant()
    def each_call_ends_once(self) -> None:
        for side in self.sides.values():
            pending = {call.uniqueId for call in side.connection.pending}
            for call in side.made:
                assert side.ended[call.uniqueId] == (call.uniqueId not in pending) == call.is_over
                assert side.late[call.uniqueId] <= 1
            assert side.connection.deadline is None or side.connection.deadline > self.at

    def teardown(self) -> None:
        for side in getattr(self, "sides", {}).values():
            pending = side.connection.pending
            assert [event.call for event in side.connection.close()] == list(pending)


@pytest.mark.parametrize("role", ["station", "csms"])
@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: str(shown.rule))
def test_a_broken_frame_is_told_what_examine_says(shown: Shown, role: str) -> None:
    codec = Codec(shown.protocol)
    seen = codec.examine(shown.text, action=lambda _: None)
    connection = Connection(codec, role)
    [event] = connection.receive(shown.text, 0.0)
    if seen.message is None:
        assert isinstance(event, Noted)
        assert event.seen.error == seen.error or event.seen.findings == seen.findings[: len(event.seen.findings)]
        assert connection.next_frame() == seen.reply
        assert connection.next_frame() is None
    if isinstance(event, Called):
        assert event.call.message == seen.message
        assert event.call.findings in (seen.findings, ())
        connection.answer(event.call, errors.GenericError("no"))
        assert json.loads(connection.next_frame() or "")[1] == json.loads(shown.text)[1]


@given(frame=st.one_of(st.text(), st.binary(), JSON.map(json.dumps)), protocol=st.sampled_from(OcppJsonProtocol))
@settings(derandomize=True)
def test_anything_that_comes_gives_one_event_and_no_exception(frame: str | bytes, protocol: OcppJsonProtocol) -> None:
    connection = Connection(Codec(protocol, tolerate=ALL), "csms")
    assert len(connection.receive(frame, 0.0)) == 1
    replies = list(iter(connection.next_frame, None))
    assert len(replies) <= 1
    for reply in replies:
        assert len(reply) <= MAX_REPLY
        assert connection.codec.examine(reply).error is None


TestBadLine = BadLine.TestCase
TestBadLine.settings = settings(max_examples=150, stateful_step_count=60, derandomize=True)
