"""One side of a connection: whose turn it is, which answer belongs to which call, what the peer is told, what is an event."""

from __future__ import annotations

import datetime
import itertools
import json
import math
import pickle
from typing import Any

import pytest

from ocpp_codec import Codec, Connection, EncodeError, OcppJsonProtocol, Rule, errors
from ocpp_codec.connection import (
    Answered,
    BadAnswer,
    Called,
    CallFailed,
    Ended,
    Failed,
    IncomingCall,
    LateAnswer,
    Noted,
    OutgoingCall,
    QueueFull,
    Rejected,
    ResultRefused,
    TimedOut,
    Told,
)
from ocpp_codec.record import Payload
from ocpp_codec.structure import Call, CallError, CallResult, CallResultError, ReceivedId, Send
from ocpp_codec.tolerance import FIELD
from ocpp_codec.v16 import messages as m16
from ocpp_codec.v16 import types as t16
from ocpp_codec.v21 import messages as m21
from ocpp_codec.v21 import types as t21
from ocpp_codec.v201 import messages as m201

V16, V20, V201, V21 = OcppJsonProtocol
NOW = datetime.datetime(2026, 5, 17, 9, 41, 33, tzinfo=datetime.UTC)
RESET = m16.Reset.Request(t16.ResetType.Soft)
DONE = m16.Reset.Response(t16.ResetStatus.Accepted)
HEARTBEAT = m16.Heartbeat.Response(currentTime=NOW)
ACCEPTED = '[3,"{}",{{"status":"Accepted"}}]'
STREAM = m21.NotifyPeriodicEventStream.Request([t21.StreamDataElementType(0, "1")], 1, 0, NOW)
every_version = pytest.mark.parametrize("protocol", OcppJsonProtocol)


class Line:
    """A connection, what it has sent, and a clock that stands still."""

    def __init__(self, protocol: str = V16, role: str = "csms", **settings: Any) -> None:
        tolerate = settings.pop("tolerate", ())
        settings = {"new_id": map(str, itertools.count(1)).__next__, **settings}
        self.connection = Connection(Codec(protocol, tolerate=tolerate), role, **settings)
        self.at = 100.0

    @property
    def sent(self) -> list[Any]:
        """What is to be sent now."""
        return [json.loads(frame) for frame in iter(self.connection.next_frame, None)]

    def call(self, request: Any = RESET, **settings: Any) -> OutgoingCall[Any]:
        return self.connection.call(request, self.at, **settings)

    def come(self, frame: Any) -> Any:
        """The one event that a frame is."""
        (event,) = self.events(frame)
        return event

    def events(self, frame: Any) -> list[Any]:
        text = frame if isinstance(frame, str | bytes | bytearray | memoryview | None) else json.dumps(frame)
        return list(self.connection.receive(text, self.at))  # type: ignore[arg-type]

    def close(self) -> list[Any]:
        return list(self.connection.close())

    def pass_by(self, seconds: float) -> list[Any]:
        """What happens when that much time has passed."""
        self.at += seconds
        return list(self.connection.tick(self.at))


def summary_of(sent: list[Any]) -> list[tuple[Any, ...]]:
    """Message types, ids, and actions or error codes."""
    return [tuple(part for part in frame[:3] if not isinstance(part, dict)) for frame in sent]


# Calls of ours: one at a time ----------------------------------------------------------------------------------------


def test_a_call_is_sent_at_once_and_its_answer_comes_back() -> None:
    line = Line()
    call = line.call()
    assert line.sent == [[2, "1", "Reset", {"type": "Soft"}]]
    assert (call.request, call.uniqueId, call.timeout, call.sent_at, call.is_over) == (RESET, "1", 30.0, 100.0, False)
    assert line.connection.pending == (call,)
    assert line.come(ACCEPTED.format(1)) == Answered(call, DONE)
    assert (call.is_over, call.is_cancelled) == (True, False)
    assert not line.connection.pending
    assert line.connection.deadline is None


def test_the_next_call_is_sent_when_the_one_before_it_is_answered() -> None:
    line = Line()
    first, second, third = line.call(), line.call(), line.call()
    assert summary_of(line.sent) == [(2, "1", "Reset")]
    assert line.connection.pending == (first, second, third)
    assert second.sent_at is None
    line.at = 104.0
    line.come(ACCEPTED.format(1))
    assert summary_of(line.sent) == [(2, "2", "Reset")]
    assert second.sent_at == 104.0
    line.come([4, "2", "GenericError", "", {}])
    assert summary_of(line.sent) == [(2, "3", "Reset")]
    assert line.pass_by(30.0)[0].call is third


def test_a_call_is_written_when_it_is_made() -> None:
    line = Line()
    line.call()
    request = m16.Reset.Request(t16.ResetType.Hard)
    line.call(request)
    request.type = t16.ResetType.Soft
    assert line.sent
    line.come(ACCEPTED.format(1))
    assert [frame[3] for frame in line.sent] == [{"type": "Hard"}]


def test_ids_are_new_uuids_unless_given() -> None:
    connection = Connection(Codec(V16), "csms")
    ids = {connection.call(RESET, 0.0).uniqueId for _ in range(3)}
    assert [len(each) for each in ids] == [36, 36, 36]
    assert connection.call(RESET, 0.0, uniqueId="mine").uniqueId == "mine"


def test_the_directions_are_independent() -> None:
    line = Line()
    line.call()
    assert isinstance(line.come([2, "1", "Heartbeat", {}]), Called)
    assert line.connection.pending[0].uniqueId == "1"


def test_the_queue_is_bounded() -> None:
    line = Line(max_queue=2)
    calls = [line.call() for _ in range(3)]
    with pytest.raises(QueueFull, match="Reset '4': too many calls wait for their turn"):
        line.call()
    assert line.connection.pending == tuple(calls)


@pytest.mark.parametrize(
    ("request_", "error", "says"),
    [
        (DONE, TypeError, "a request is needed"),
        (m16.Heartbeat.Request(), ValueError, "Heartbeat is requested by the station, not by the csms"),
        (m16.Reset.Request("Now"), EncodeError, "/type"),  # type: ignore[arg-type]
        (m201.ClearCache.Request(), EncodeError, "instance of ClearCache.Request of ocpp1.6"),
    ],
)
def test_what_may_not_be_sent_is_told_at_once(request_: Any, error: type[Exception], says: str) -> None:
    line = Line()
    with pytest.raises(error, match=says):
        line.call(request_)
    assert (line.sent, line.connection.pending) == ([], ())


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"uniqueId": ""}, EncodeError),
        ({"uniqueId": "x" * 37}, EncodeError),
        ({"timeout": 0}, ValueError),
        ({"timeout": math.nan}, ValueError),
        ({"timeout": "5"}, TypeError),
    ],
)
def test_wrong_settings_of_a_call_are_told(settings: Any, error: type[Exception]) -> None:
    line = Line()
    with pytest.raises(error):
        line.call(**settings)
    assert line.connection.pending == ()


def test_a_time_is_a_number() -> None:
    with pytest.raises(ValueError, match="at is a number of seconds, not nan"):
        Line().connection.call(RESET, math.nan)


def test_an_id_is_not_used_again_while_its_call_is_pending() -> None:
    line = Line()
    line.call(uniqueId="a")
    line.call(uniqueId="b")
    for used in ("a", "b"):
        with pytest.raises(ValueError, match=f"the id '{used}' belongs to a call that is pending"):
            line.call(uniqueId=used)
    line.come(ACCEPTED.format("a"))
    line.call(uniqueId="a")


def test_the_answer_to_an_id_that_is_used_again_belongs_to_the_new_call() -> None:
    line = Line()
    line.call(uniqueId="a")
    assert line.sent
    line.pass_by(30.0)
    again = line.call(m16.ClearCache.Request(), uniqueId="a")
    assert line.come(ACCEPTED.format("a")).call is again
    assert isinstance(line.come(ACCEPTED.format("a")), Noted)


# Time ----------------------------------------------------------------------------------------------------------------


def test_the_time_runs_from_when_the_call_is_sent() -> None:
    line = Line()
    first, second = line.call(), line.call(timeout=5)
    assert line.connection.deadline == 130.0
    assert line.pass_by(29.9) == []
    (failed,) = line.pass_by(0.1)
    assert (failed.call, type(failed.error)) == (first, TimedOut)
    assert (second.sent_at, line.connection.deadline) == (130.0, 135.0)
    assert isinstance(line.pass_by(5)[0].error, TimeoutError)
    assert line.connection.deadline is None
    assert line.pass_by(1000) == []


def test_a_frame_that_is_there_beats_the_timer() -> None:
    line = Line()
    call = line.call()
    line.at = 1000.0
    assert line.come(ACCEPTED.format(1)) == Answered(call, DONE)
    assert line.pass_by(0) == []


def test_a_call_that_nobody_took_in_time_is_never_sent() -> None:
    line = Line()
    first, second = line.call(), line.call()
    (failed,) = line.pass_by(30.0)
    assert failed.call is first
    assert first.sent_at is None
    assert summary_of(line.sent) == [(2, "2", "Reset")]
    assert second.sent_at == 130.0
    assert isinstance(line.come(ACCEPTED.format(1)), Noted)


def test_a_time_out_of_infinity_never_comes() -> None:
    line = Line(timeout=math.inf)
    line.call()
    assert line.connection.deadline == math.inf
    assert line.pass_by(1e12) == []


# Late, unasked and doubled answers -----------------------------------------------------------------------------------


def test_a_late_answer_goes_to_its_own_call_and_not_to_the_next_one() -> None:
    line = Line()
    first = line.call(m16.ClearCache.Request())
    second = line.call(m16.GetLocalListVersion.Request())
    assert line.sent
    line.pass_by(30.0)
    late = line.come(ACCEPTED.format(1))
    assert late == LateAnswer(first, CallResult("1", m16.ClearCache.Response(t16.ClearCacheStatus.Accepted)))
    assert line.connection.pending == (second,)
    assert isinstance(line.come(ACCEPTED.format(1)), Noted)
    assert line.come([3, "2", {"listVersion": 7}]).response.listVersion == 7


def test_a_late_error_and_a_late_bad_answer() -> None:
    line = Line()
    for unique_id in ("a", "b"):
        line.call(uniqueId=unique_id)
        assert line.sent
        line.pass_by(30.0)
    assert line.come([4, "a", "NotSupported", "", {}]).message.errorCode == "NotSupported"
    noted = line.come([3, "b", {"status": 5}])
    assert (noted.why, noted.seen.findings[0].rule) == ("a late answer, refused", Rule.WRONG_TYPE)
    assert line.sent == []


def test_sixteen_late_answers_are_remembered() -> None:
    line = Line()
    calls = []
    for _ in range(17):
        calls.append(line.call())
        assert line.sent
        line.pass_by(30.0)
    assert isinstance(line.come(ACCEPTED.format(1)), Noted)
    assert [line.come(ACCEPTED.format(number)).call for number in range(2, 18)] == calls[1:]


@every_version
@pytest.mark.parametrize(
    ("frame", "why"), [([3, "9", {}], "refused"), ([4, "9", "GenericError", "", {}], "no call waits for this error")]
)
def test_an_answer_that_nobody_asked_for_is_noted_without_reply(protocol: str, frame: Any, why: str) -> None:
    line = Line(protocol)
    assert line.come(frame).why == why
    assert line.sent == []


def test_a_call_that_is_answered_before_its_frame_is_taken_is_not_sent() -> None:
    line = Line()
    line.call()
    line.call()
    assert isinstance(line.come(ACCEPTED.format(1)), Answered)
    assert summary_of(line.sent) == [(2, "2", "Reset")]


def test_a_second_answer_is_noted() -> None:
    line = Line()
    line.call()
    line.call()
    assert line.sent
    line.come(ACCEPTED.format(1))
    assert isinstance(line.come(ACCEPTED.format(1)), Noted)
    assert len(line.connection.pending) == 1


@every_version
def test_an_error_with_the_unreadable_id_answers_no_call(protocol: str) -> None:
    line = Line(protocol)
    messages = {V16: m16, V201: m201, V21: m21}.get(OcppJsonProtocol(protocol))
    call = line.call(messages.ClearCache.Request()) if messages else None
    noted = line.come([4, "-1", "GenericError", "", {}])
    assert noted.why == ("no call waits for this error" if protocol == V16 else "the peer could not read a frame")
    assert line.connection.pending == ((call,) if call else ())


# Answers that cannot be used -----------------------------------------------------------------------------------------


def test_an_error_rejects_the_call() -> None:
    line = Line()
    call = line.call()
    (failed,) = line.events([4, "1", "notsupported", "no \u202e reset", {"why": 1}])
    error = failed.error
    assert (failed.call, error.call, type(error)) == (call, call, Rejected)
    assert (error.code, error.description, error.details) == ("NotSupported", "no \u202e reset", {"why": 1})
    assert str(error) == "Reset '1': the peer answers NotSupported: no \\u202e reset"


@every_version
def test_a_result_that_breaks_its_schema_fails_the_call_at_once(protocol: str) -> None:
    line = Line(protocol, "station")
    messages: Any = pytest.importorskip(f"ocpp_codec.{OcppJsonProtocol(protocol).name}.messages")
    call = line.call(messages.Heartbeat.Request())
    after = line.call(messages.Heartbeat.Request())
    assert line.sent
    failed, noted = line.events([3, "1", {"currentTime": 5}])
    assert (failed.call, type(failed.error), noted.why) == (call, BadAnswer, "refused")
    assert failed.error.cause.findings == noted.seen.findings
    assert "/currentTime" in str(failed.error)
    told = [(5, "1", "TypeConstraintViolation")] if protocol == V21 else []
    assert summary_of(line.sent) == [*told, (2, "2", "Heartbeat")]
    assert line.connection.pending == (after,)


def test_a_broken_error_fails_the_call_too() -> None:
    line = Line()
    line.call()
    failed, _noted = line.events([4, "1"])
    assert isinstance(failed.error, BadAnswer)


def test_a_result_of_another_action_is_a_bad_answer() -> None:
    line = Line()
    line.call()
    failed, _noted = line.events([3, "1", {"listVersion": 7}])
    assert isinstance(failed.error, BadAnswer)


def test_a_result_that_is_tolerated_answers_with_its_findings() -> None:
    line = Line(tolerate=FIELD)
    line.call()
    answered = line.come([3, "1", {"status": "Accepted", "extra": 1}])
    assert answered.response == DONE
    assert [finding.rule for finding in answered.findings] == [Rule.UNKNOWN_FIELD]


def test_errors_of_calls_say_what_has_happened_and_pickle() -> None:
    line = Line(max_queue=1)
    line.call()
    assert line.sent
    bad = line.events([3, "1", {}])[0].error
    line.call()
    rejected = line.come([4, "2", "InternalError", "oops", {}]).error
    line.call(timeout=2.5)
    assert line.sent
    (late,) = line.pass_by(2.5)
    line.call()
    assert line.sent
    line.call()
    with pytest.raises(QueueFull) as full:
        line.call()
    sent, unsent = line.close()
    texts = {
        "Reset '1': the result breaks the protocol: Reset.Response (ocpp1.6): ProtocolError at /status: status is missing": bad,
        "Reset '2': the peer answers InternalError: oops": rejected,
        "Reset '3': no answer within 2.5 s": late.error,
        "Reset '4': the connection has ended": sent.error,
        "Reset '5': the connection has ended before the call was sent": unsent.error,
        "Reset '6': too many calls wait for their turn": full.value,
    }
    for text, error in texts.items():
        assert str(error).startswith(text)
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again)) == (type(error), str(error))
        assert isinstance(again, CallFailed)
        assert again.call.request == RESET
    assert isinstance(sent.error, ConnectionError)


# Cancelling ----------------------------------------------------------------------------------------------------------


def test_a_call_that_waits_for_its_turn_is_cancelled() -> None:
    line = Line()
    line.call()
    waiting, last = line.call(), line.call()
    assert line.connection.cancel(waiting)
    assert (waiting.is_over, waiting.is_cancelled, waiting.sent_at) == (True, True, None)
    assert summary_of(line.sent) == [(2, "1", "Reset")]
    line.come(ACCEPTED.format(1))
    assert summary_of(line.sent) == [(2, "3", "Reset")]
    assert not line.connection.cancel(waiting)
    assert line.connection.pending == (last,)


@pytest.mark.parametrize("is_answered", [True, False])
def test_a_cancelled_call_that_was_sent_keeps_the_line(is_answered: bool) -> None:
    line = Line()
    first, second = line.call(), line.call()
    assert line.sent
    assert not line.connection.cancel(first)
    assert (first.is_cancelled, first.is_over) == (True, False)
    assert line.connection.pending == (first, second)
    assert line.sent == []
    (event,) = line.events(ACCEPTED.format(1)) if is_answered else line.pass_by(30.0)
    assert isinstance(event, Answered if is_answered else Failed)
    assert event.call.is_cancelled
    assert summary_of(line.sent) == [(2, "2", "Reset")]


def test_a_call_is_cancelled_before_its_frame_is_taken() -> None:
    line = Line()
    first, second = line.call(), line.call()
    assert line.connection.cancel(first)
    assert (first.sent_at, second.sent_at) == (None, 100.0)
    assert summary_of(line.sent) == [(2, "2", "Reset")]


def test_a_call_that_is_over_cannot_be_cancelled() -> None:
    line = Line()
    call = line.call()
    line.come(ACCEPTED.format(1))
    assert not line.connection.cancel(call)
    assert not call.is_cancelled


# Calls of the peer ---------------------------------------------------------------------------------------------------


def test_a_call_of_the_peer_is_answered() -> None:
    line = Line()
    called = line.come([2, "a", "Heartbeat", {}])
    assert called == Called(called.call)
    assert called.message is called.call.message
    assert called.call.message == Call("a", "Heartbeat", m16.Heartbeat.Request())
    assert (called.call.uniqueId, called.call.payload, called.call.at) == ("a", m16.Heartbeat.Request(), 100.0)
    assert (called.call.findings, called.call.is_answered) == ((), False)
    assert line.connection.answer(called.call, HEARTBEAT)
    assert called.call.is_answered
    assert line.sent == [[3, "a", {"currentTime": "2026-05-17T09:41:33.000Z"}]]
    with pytest.raises(RuntimeError, match="has been answered"):
        line.connection.answer(called.call, HEARTBEAT)


@pytest.mark.parametrize("unique_id", [17, "", "x" * 37, "x" * 255, "\n", -3])
def test_the_id_of_a_call_goes_back_as_it_came(unique_id: Any) -> None:
    line = Line(tolerate=FIELD)
    line.connection.answer(line.come([2, unique_id, "Heartbeat", {}]).call, HEARTBEAT)
    line.connection.answer(line.come([2, unique_id, "Heartbeat", {}]).call, errors.GenericError("no"))
    line.come([2, unique_id, "Heartbeats", {}])
    line.come([2, unique_id, "Reset", {"type": "Soft"}])
    assert [frame[1] for frame in line.sent] == [unique_id] * 4


def test_what_was_tolerated_in_a_call_is_told() -> None:
    called = Line(tolerate=FIELD).come([2, 5, "Heartbeat", {"extra": 1}])
    assert {finding.rule for finding in called.call.findings} == {Rule.NUMERIC_ID, Rule.UNKNOWN_FIELD}
    assert isinstance(called.call.uniqueId, ReceivedId)


@every_version
@pytest.mark.parametrize(
    ("payload", "codes"),
    [
        (["Nonsense", {}], ["NotImplemented"] * 4),
        (["Authorize"], ["ProtocolError"] + ["RpcFrameworkError"] * 3),
        (["Authorize", {}], ["ProtocolError"] + ["OccurrenceConstraintViolation"] * 3),
        (["Authorize", []], ["TypeConstraintViolation"] * 4),
    ],
)
def test_a_broken_call_is_refused_with_what_examine_says(protocol: str, payload: Any, codes: list[str]) -> None:
    line = Line(protocol)
    noted = line.come([2, "a", *payload])
    code = codes[list(OcppJsonProtocol).index(OcppJsonProtocol(protocol))]
    assert summary_of(line.sent) == [(4, "a", code)]
    assert (noted.why, noted.seen.message) == ("refused", None)


@every_version
def test_a_call_in_the_wrong_direction_is_not_supported(protocol: str) -> None:
    for role, action in (("csms", "ClearCache"), ("station", "Heartbeat")):
        line = Line(protocol, role)
        assert line.come([2, "a", action, {}]).why == f"{action} goes the other way"
        assert summary_of(line.sent) == [(4, "a", "NotSupported")]


@pytest.mark.parametrize("frame", ["", "[", "{}", "[2", b"\xff", "null", "[]", '[7,"a"]', None, 5])
def test_junk_is_noted_and_raises_nothing(frame: Any) -> None:
    line = Line()
    assert line.come(frame).why == "refused"
    assert line.sent == []


def test_a_refused_frame_is_not_tried_in_other_versions() -> None:
    noted = Line(V16).come(
        [2, "a", "SecurityEventNotification", {"type": "x", "timestamp": NOW.isoformat(), "extra": 1}]
    )
    assert [finding.rule for finding in noted.seen.findings] == [Rule.UNKNOWN_FIELD]
    noted = Line(V16).come([2, "a", "NotifyEvent", {}])
    assert Rule.VALID_IN_OTHER_VERSION not in {finding.rule for finding in noted.seen.findings}


def test_junk_is_answered_where_the_version_wants_it() -> None:
    line = Line(V201)
    line.come("junk")
    assert summary_of(line.sent) == [(4, "-1", "RpcFrameworkError")]


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_a_frame_may_be_bytes(kind: Any) -> None:
    line = Line(tolerate=FIELD)
    data = bytearray(b'[2,"a","Heartbeat",{}]')
    called = line.come(kind(data))
    data[:] = b"x" * len(data)
    assert line.come('[2,"a","Heartbeat",{}]').why.startswith("this call is repeated")
    assert line.connection.answer(called.call, HEARTBEAT)


@pytest.mark.parametrize("second", ['[2,"a","Heartbeat",{}]', '[2, "a", "Heartbeat", {}]'])
def test_a_repeated_call_gets_one_answer(second: str) -> None:
    line = Line()
    called = line.come('[2,"a","Heartbeat",{}]')
    assert isinstance(line.come(second), Noted)
    assert line.connection.answer(called.call, HEARTBEAT)
    assert len(line.sent) == 1
    assert isinstance(line.come(second), Called)


def test_a_repeated_call_is_found_although_the_program_has_changed_the_first() -> None:
    line = Line()
    called = line.come([2, "a", "Authorize", {"idTag": "04a2"}])
    called.call.payload.idTag = "04A2"
    assert isinstance(line.come([2, "a", "Authorize", {"idTag": "04a2"}]), Noted)


def test_another_call_takes_over_an_id() -> None:
    line = Line()
    first = line.come([2, "a", "Heartbeat", {}]).call
    second = line.come([2, "a", "Authorize", {"idTag": "04A2"}]).call
    assert not line.connection.answer(first, HEARTBEAT)
    assert line.sent == []
    assert line.connection.answer(second, m16.Authorize.Response(t16.IdTagInfo(t16.AuthorizationStatus.Blocked)))
    assert line.sent == [[3, "a", {"idTagInfo": {"status": "Blocked"}}]]


def test_sixteen_calls_may_wait_for_their_answers() -> None:
    line = Line()
    calls = [line.come([2, str(number), "Heartbeat", {}]).call for number in range(16)]
    assert line.come([2, "16", "Heartbeat", {}]).why == "too many calls wait for their answers"
    assert summary_of(line.sent) == [(4, "16", "GenericError")]
    assert line.come([2, "3", "Heartbeat", {}]).why.startswith("this call is repeated")
    assert line.sent == []
    line.connection.answer(calls[3], HEARTBEAT)
    assert isinstance(line.come([2, "17", "Heartbeat", {}]), Called)


def test_long_calls_that_wait_are_bounded_in_bytes() -> None:
    line = Line(V201, max_bytes=56 * 2000)
    data = {"vendorId": "com.example", "data": "x" * 1500}
    first = line.come([2, "a", "DataTransfer", {**data, "data": "x" * 5000}]).call  # one is always taken
    assert isinstance(line.come([2, "b", "Heartbeat", {}]), Noted)
    line.connection.answer(first, errors.NotSupportedError("no"))
    assert isinstance(line.come([2, "c", "DataTransfer", data]), Called)
    assert isinstance(line.come([2, "d", "Heartbeat", {}]), Called)
    assert isinstance(line.come([2, "e", "DataTransfer", data]), Noted)
    assert isinstance(line.come([2, "c", "Heartbeat", {}]), Called)  # it takes the place of the long one
    assert isinstance(line.come([2, "e", "DataTransfer", data]), Called)


# Our answers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("protocol", "error", "code"),
    [
        (V16, errors.NotSupportedError("no"), "NotSupported"),
        (V16, errors.FormatViolationError("no"), "FormationViolation"),
        (V16, errors.OccurrenceConstraintViolationError("no"), "OccurenceConstraintViolation"),
        (V16, errors.RpcFrameworkError("no"), "GenericError"),
        (V201, errors.OccurenceConstraintViolationError("no"), "OccurrenceConstraintViolation"),
        (V201, errors.FormationViolationError("no"), "FormatViolation"),
        (V201, errors.MessageTypeNotSupportedError("no"), "MessageTypeNotSupported"),
    ],
)
def test_an_error_is_spelled_as_in_the_version(protocol: str, error: errors.BaseOCPPError, code: str) -> None:
    error.details = {"why": "because"}
    line = Line(protocol)
    assert line.connection.answer(line.come([2, "a", "Heartbeat", {}]).call, error)
    assert line.sent == [[4, "a", code, "no", {"why": "because"}]]


@pytest.mark.parametrize(
    ("answer", "raised", "says"),
    [
        (KeyError("secret"), KeyError, "secret"),
        (DONE, TypeError, "the answer is Heartbeat.Response of ocpp1.6, not Reset.Response of ocpp1.6"),
        (None, TypeError, "the answer is Heartbeat.Response"),
        ({"currentTime": NOW}, TypeError, "not dict"),
        (m16.Heartbeat.Response(currentTime="secret"), EncodeError, "currentTime"),  # type: ignore[arg-type]
        (errors.GenericError("no", why=object()), EncodeError, "why"),
        (EncodeError(errors.GenericError("secret")), EncodeError, "secret"),
    ],
)
def test_our_mistake_is_raised_here_and_the_peer_learns_nothing_of_it(
    answer: Any, raised: type[Exception], says: str
) -> None:
    line = Line()
    call = line.come([2, "a", "Heartbeat", {}]).call
    with pytest.raises(raised, match=says):
        line.connection.answer(call, answer)
    assert line.sent == [[4, "a", "InternalError", "the answer could not be made", {}]]
    assert call.is_answered


def test_our_mistake_is_raised_even_if_nobody_waits() -> None:
    line = Line()
    call = line.come([2, "a", "Heartbeat", {}]).call
    line.close()
    assert not line.connection.answer(call, HEARTBEAT)
    with pytest.raises(KeyError):
        line.connection.answer(call, KeyError("mine"))
    assert line.sent == []


# 2.1: SEND and CALLRESULTERROR ---------------------------------------------------------------------------------------


def test_a_send_needs_no_turn_and_no_answer() -> None:
    line = Line(V21, "station")
    line.call(m21.Heartbeat.Request())
    assert line.connection.send(STREAM)
    assert line.connection.send(STREAM, uniqueId="s")
    assert summary_of(line.sent) == [
        (2, "1", "Heartbeat"),
        (6, "2", "NotifyPeriodicEventStream"),
        (6, "s", "NotifyPeriodicEventStream"),
    ]
    assert len(line.connection.pending) == 1
    line.close()
    assert not line.connection.send(STREAM)


def test_what_may_not_be_sent_as_a_send_is_told() -> None:
    with pytest.raises(EncodeError):
        Line(V21, "station").connection.send(m21.Heartbeat.Request())
    with pytest.raises(ValueError, match="requested by the station"):
        Line(V21, "csms").connection.send(STREAM)
    with pytest.raises(EncodeError):
        Line(V21, "station").call(STREAM)


def test_a_send_is_told() -> None:
    line = Line(V21, "csms", tolerate=FIELD)
    frame = json.loads(Codec(V21).encode(Send.of(STREAM, "s")))
    assert line.come(frame) == Told(Send("s", "NotifyPeriodicEventStream", STREAM))
    frame[3]["extra"] = 1
    assert [finding.rule for finding in line.come(frame).findings] == [Rule.UNKNOWN_FIELD]
    frame[3]["pending"] = "x"
    assert line.come(frame).why == "refused"
    assert line.sent == []


def test_a_send_in_the_wrong_direction_is_noted() -> None:
    line = Line(V21, "station")
    assert line.come(Codec(V21).encode(Send.of(STREAM))).why == "NotifyPeriodicEventStream goes the other way"
    assert line.sent == []


def test_the_peer_refuses_our_result() -> None:
    line = Line(V21)
    call = line.come([2, "a", "Heartbeat", {}]).call
    line.connection.answer(call, m21.Heartbeat.Response(NOW))
    refused = line.come([5, "a", "FormatViolation", "no", {}])
    assert refused == ResultRefused(call, CallResultError("a", "FormatViolation", "no", {}))
    assert line.come([5, "a", "FormatViolation", "no", {}]).call is None
    assert len(line.sent) == 1


def test_results_are_remembered_up_to_a_bound() -> None:
    line = Line(V21, max_bytes=56 * 2000)
    for number in range(17):
        line.connection.answer(line.come([2, str(number), "Heartbeat", {}]).call, m21.Heartbeat.Response(NOW))
    assert line.come([5, "0", "GenericError", "", {}]).call is None
    assert line.come([5, "1", "GenericError", "", {}]).call.uniqueId == "1"
    long = line.come([2, "long", "DataTransfer", {"vendorId": "com.example", "data": "x" * 3000}]).call
    line.connection.answer(long, m21.DataTransfer.Response(t21.DataTransferStatusEnum.Accepted))
    assert line.come([5, "long", "GenericError", "", {}]).call is None


def test_an_error_of_ours_is_no_result_that_could_be_refused() -> None:
    line = Line(V21)
    line.connection.answer(line.come([2, "a", "Heartbeat", {}]).call, errors.GenericError("no"))
    assert line.come([5, "a", "GenericError", "", {}]).call is None


def test_we_refuse_a_result_of_the_peer() -> None:
    line = Line(V21, "station")
    call = line.call(m21.Heartbeat.Request())
    with pytest.raises(ValueError, match="has not been answered"):
        line.connection.refuse(call, errors.GenericError("no"))
    assert line.sent
    line.come([3, "1", {"currentTime": "2020-01-01T00:00:00Z"}])
    assert line.connection.refuse(call, errors.FormationViolationError("long ago"))
    assert line.sent == [[5, "1", "FormatViolation", "long ago", {}]]
    line.close()
    assert not line.connection.refuse(call, errors.GenericError("no"))


def test_no_result_is_refused_before_21() -> None:
    line = Line(V201, "station")
    call = line.call(m201.Heartbeat.Request())
    line.come([3, "1", {"currentTime": "2020-01-01T00:00:00Z"}])
    with pytest.raises(ValueError, match=r"ocpp2\.0\.1 has no answer to a result"):
        line.connection.refuse(call, errors.GenericError("no"))


# The end -------------------------------------------------------------------------------------------------------------


def test_the_end_of_a_connection_tells_what_was_never_sent() -> None:
    line = Line()
    calls = [line.call(), line.call()]
    assert line.sent
    ended = line.close()
    assert [event.call for event in ended if isinstance(event, Failed)] == calls
    assert [call.sent_at for call in calls] == [100.0, None]
    assert [call.is_over for call in calls] == [True, True]
    assert all(isinstance(event, Failed) and isinstance(event.error, Ended) for event in ended)


def test_a_frame_that_nobody_took_was_never_sent() -> None:
    line = Line()
    call = line.call()
    line.close()
    assert call.sent_at is None


def test_nothing_happens_after_the_end() -> None:
    line = Line(V201)
    line.call(m201.ClearCache.Request())
    line.come("junk")
    assert not line.connection.is_closed
    line.close()
    assert line.connection.is_closed
    assert line.events([2, "a", "Heartbeat", {}]) == line.events("junk") == line.close() == []
    assert (line.sent, line.connection.deadline, line.connection.pending) == ([], None, ())
    assert line.pass_by(1000) == []
    with pytest.raises(Ended) as ended:
        line.call(m201.ClearCache.Request())
    assert not line.connection.cancel(ended.value.call)


# Making one ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "error", "says"),
    [
        ({"role": "both"}, ValueError, "the role is station or csms, not 'both'"),
        ({"role": "server"}, ValueError, "the role is station or csms"),
        ({"codec": "ocpp1.6"}, TypeError, "a codec is needed"),
        ({"timeout": 0}, ValueError, "timeout must be positive"),
        ({"timeout": "5"}, TypeError, "timeout is a number of seconds"),
        ({"max_queue": 0}, ValueError, "max_queue must be at least 1"),
        ({"max_unanswered": 0}, ValueError, "max_unanswered must be at least 1"),
        ({"max_bytes": 0}, ValueError, "max_bytes must be at least 1"),
    ],
)
def test_wrong_settings_are_told(settings: Any, error: type[Exception], says: str) -> None:
    settings = {"codec": Codec(V16), "role": "csms", **settings}
    with pytest.raises(error, match=says):
        Connection(settings.pop("codec"), settings.pop("role"), **settings)


def test_it_shows_itself() -> None:
    line = Line(V201, "station", timeout=5)
    connection = line.connection
    assert repr(connection) == f"Connection({connection.codec!r}, 'station')"
    assert (connection.timeout, connection.max_queue, connection.max_unanswered) == (5, 64, 16)
    assert repr(line.call(m201.Heartbeat.Request())) == "OutgoingCall('1', Heartbeat.Request())"
    incoming = IncomingCall(Call("a", "ClearCache", m201.ClearCache.Request()), (), 0.0)
    assert repr(incoming) == f"IncomingCall({incoming.message!r})"


def test_calls_are_compared_by_identity() -> None:
    message: Call[Payload] = Call("a", "Heartbeat", m16.Heartbeat.Request())
    assert IncomingCall(message, (), 0.0) != IncomingCall(message, (), 0.0)
    assert len({line.call() for line in (Line(), Line())}) == 2


def test_a_failed_call_by_itself() -> None:
    line = Line()
    assert str(CallFailed(line.call())) == "Reset '1': the call has failed"
    error = Rejected(line.call(), CallError("2", "Vendor", "x" * 999, {}))
    assert len(str(error)) < 300
