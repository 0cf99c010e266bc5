"""Each answer finds its call; each rule of the conversation by hand, in every version, from either side and from outside."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Pairing, Rule, Severity
from ocpp_codec._core.compat import DIALECTS
from ocpp_codec.compat import MessageTypeEnum
from ocpp_codec.pairing import Paired
from ocpp_codec.structure import Call, CallError, CallResult, CallResultError, Send
from ocpp_codec.tolerance import FIELD
from tests.support.judging import payload_of
from tests.support.talks import (
    CSMS,
    ERROR,
    OTHER,
    OWN,
    REQUESTS,
    RESPONSES,
    STATION,
    STREAM,
    Talk,
    broken,
    call_of,
    the_finding,
)

V16, V20, V201, V21 = OcppJsonProtocol
every_version = pytest.mark.parametrize("protocol", OcppJsonProtocol)


# Answers and their calls ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_own", [True, False])
def test_a_result_comes_with_its_call_and_is_decoded_with_its_action(start: Callable[..., Talk], is_own: bool) -> None:
    talk = start()
    action = talk.own if is_own else "DataTransfer"
    asked = talk.call("a", action, at=10.0)
    assert (asked.call, asked.waited, asked.given_up) == (None, None, ())
    assert isinstance(asked.message, Call)
    (waiting,) = talk.pairing.pending
    assert (waiting.uniqueId, waiting.action, waiting.sender, waiting.at) == ("a", action, talk.caller, 10.0)
    assert waiting.call == asked.message
    seen = talk.result("a", action, at=12.5)
    for each in (seen, pickle.loads(pickle.dumps(seen))):
        assert (each.call, each.waited, each.given_up) == (waiting, 2.5, ())
    assert type(payload_of(seen.message)) is type(payload_of(asked.message)).action_class.Response
    assert (seen.findings, seen.error, seen.reply) == ((), None, None)
    assert talk.pairing.pending == ()
    assert not talk.pairing.counts


def test_an_error_comes_with_its_call(start: Callable[..., Talk]) -> None:
    talk = start()
    talk.call(at=1.0)
    (waiting,) = talk.pairing.pending
    seen = talk.error(at=1.25)
    assert (seen.call, seen.waited, seen.findings) == (waiting, 0.25, ())
    assert isinstance(seen.message, CallError)
    assert seen.action == talk.own
    assert talk.pairing.pending == ()


def test_answers_may_come_in_another_order(start: Callable[..., Talk]) -> None:
    talk = start()
    talk.call("a", talk.own, at=1.0)
    talk.call("b", "DataTransfer", at=2.0)
    talk.call("c", talk.own, at=3.0)
    assert talk.waiting == ["a", "b", "c"]
    assert talk.result("c", talk.own, at=4.0).waited == 1.0
    assert talk.result("a", talk.own, at=4.0).waited == 3.0
    assert talk.waiting == ["b"]
    assert call_of(talk.result("b", "DataTransfer", at=4.0)).action == "DataTransfer"


def test_both_sides_may_use_an_id_at_once(start: Callable[..., Talk]) -> None:
    """Each side has its own ids, and does not wait for the other one's calls."""
    talk = start()
    other = OTHER[talk.caller]
    assert broken(talk.call("1", talk.own, at=1.0)) == []
    assert broken(talk.call("1", "DataTransfer", at=2.0, sender=other)) == []
    assert [call.sender for call in talk.pairing.pending] == [STATION, CSMS]
    to_other = talk.result("1", "DataTransfer", at=3.0, sender=talk.caller)
    to_caller = talk.result("1", talk.own, at=3.0)
    assert (call_of(to_other).sender, to_other.waited, to_other.findings) == (other, 1.0, ())
    assert (call_of(to_caller).sender, to_caller.waited, to_caller.findings) == (talk.caller, 2.0, ())
    assert broken(talk.call("1", sender=other)) == [Rule.ID_REUSED]


def test_nobody_answers_a_call_of_their_own(start: Callable[..., Talk]) -> None:
    talk = start()
    talk.call()
    for seen in (talk.result(sender=talk.caller), talk.error(sender=talk.caller)):
        assert broken(seen) == [Rule.UNASKED_ANSWER]
        assert seen.call is None
    assert talk.waiting == ["1"]


@every_version
def test_a_result_that_nobody_has_asked_for(protocol: OcppJsonProtocol) -> None:
    """It cannot be read, and that is no reason to answer."""
    talk = Talk(protocol)
    talk.call("1")
    seen = talk.result("2")
    assert (seen.message, seen.reply, seen.call, seen.waited) == (None, None, None, None)
    assert (seen.messageTypeId, seen.uniqueId, seen.action) == (MessageTypeEnum.CALLRESULT, "2", None)
    assert isinstance(seen.error, OCPPException)
    assert seen.error.findings == seen.findings
    finding = the_finding(seen, Rule.UNASKED_ANSWER)
    assert (finding.severity, finding.path, finding.value) == (Severity.ERROR, "/1", "2")
    assert talk.waiting == ["1"]
    assert talk.pairing.counts == {Rule.UNASKED_ANSWER: 1}


@every_version
def test_a_result_of_our_own_that_nobody_has_asked_for(protocol: OcppJsonProtocol) -> None:
    """A message is not lost."""
    seen = Talk(protocol, seen_by=CSMS).result("2")
    assert isinstance(seen.message, CallResult)
    assert the_finding(seen, Rule.UNASKED_ANSWER).severity is Severity.ADVICE


def test_an_error_that_nobody_has_asked_for(start: Callable[..., Talk]) -> None:
    """It can be read all the same."""
    talk = start()
    talk.call("1")
    seen = talk.error("2")
    assert isinstance(seen.message, CallError)
    assert (seen.error, seen.reply, seen.call, seen.waited) == (None, None, None, None)
    finding = the_finding(seen, Rule.UNASKED_ANSWER)
    assert (finding.severity, finding.path, finding.value) == (Severity.ADVICE, "/1", "2")
    assert talk.waiting == ["1"]


@pytest.mark.parametrize(("first", "second"), list(product(["result", "error"], repeat=2)))
def test_a_call_that_is_answered_twice(start: Callable[..., Talk], first: Any, second: Any) -> None:
    talk = start()
    talk.call(at=1.0)
    assert broken(getattr(talk, first)(at=2.0)) == []
    for at in (3.0, 4.0):
        seen = getattr(talk, second)(at=at)
        assert broken(seen) == [Rule.ANSWERED_TWICE]
        assert the_finding(seen, Rule.ANSWERED_TWICE).severity is Severity.ADVICE
        assert (call_of(seen).uniqueId, seen.waited) == ("1", at - 1.0)
        assert seen.message is not None
    assert talk.pairing.pending == ()
    assert talk.pairing.counts == {Rule.ANSWERED_TWICE: 2}


def test_the_message_of_a_call_is_kept_while_it_waits(start: Callable[..., Talk]) -> None:
    """Whoever needs it takes it from what is said when the wait ends; what is remembered is small."""
    talk = start(max_age=30.0)
    asked = talk.call("a", at=0.0)
    assert call_of(talk.result("a", at=1.0)).call == asked.message
    assert call_of(talk.result("a", at=2.0)).call is None
    asked = talk.call("b", at=3.0)
    assert [call.call for call in talk.pairing.give_up(40.0)] == [asked.message]
    assert call_of(talk.error("b", at=41.0)).call is None


def test_a_call_that_is_refused_for_its_place_waits_without_its_message(start: Callable[..., Talk]) -> None:
    """Somebody may answer it all the same."""
    talk = start(enforce={Rule.ID_REUSED})
    talk.call(at=1.0)
    talk.result(at=2.0)
    seen = talk.call(at=3.0)
    assert (seen.message, broken(seen)) == (None, [Rule.ID_REUSED])
    (waiting,) = talk.pairing.pending
    assert (waiting.action, waiting.at, waiting.call) == (talk.own, 3.0, None)


def test_a_refused_call_takes_no_id_from_one_that_waits() -> None:
    pairing = Pairing(Codec(V16))
    pairing.feed('[2,"1","Heartbeat",{}]', STATION)
    pairing.feed('[2,"1","Nonsense",{}]', STATION)
    result = pairing.feed('[3,"1",{"currentTime":"2026-05-17T09:41:33Z"}]', CSMS)
    assert (call_of(result).action, result.findings) == ("Heartbeat", ())


def test_the_same_answer_to_another_call_is_not_equal() -> None:
    def answered(after: float) -> Paired:
        line = Pairing(Codec(V16))
        line.feed('[2,"1","ClearCache",{}]', CSMS, 0.0)
        return line.feed('[3,"1",{"status":"Accepted"}]', STATION, after)

    assert answered(1.0) == answered(1.0)
    assert answered(1.0) != answered(2.0)


# Ids -----------------------------------------------------------------------------------------------------------------


def test_the_id_of_a_pending_call_used_again(start: Callable[..., Talk]) -> None:
    """The older call is given up, and the answer belongs to the newer one."""
    talk = start()
    talk.call("1", talk.own, at=1.0)
    (older,) = talk.pairing.pending
    seen = talk.call("1", "DataTransfer", at=2.0)
    assert broken(seen) == [Rule.CALL_WHILE_PENDING, Rule.PENDING_ID_REUSED]
    finding = the_finding(seen, Rule.PENDING_ID_REUSED)
    assert (finding.severity, finding.path, finding.value) == (Severity.ADVICE, "/1", "1")
    assert isinstance(seen.message, Call)
    assert seen.given_up == (older,)
    (newer,) = talk.pairing.pending
    assert (newer.action, newer.at) == ("DataTransfer", 2.0)
    answer = talk.result("1", "DataTransfer", at=3.0)
    assert (answer.call, broken(answer)) == (newer, [])
    assert type(payload_of(answer.message)).action_class.__name__ == "DataTransfer"
    assert broken(talk.error("1")) == [Rule.ANSWERED_TWICE]


@pytest.mark.parametrize("became", ["answered", "given up"])
def test_the_id_of_an_earlier_call_used_again(start: Callable[..., Talk], became: Any) -> None:
    talk = start(max_age=30.0)
    talk.call("1", talk.own, at=0.0)
    if became == "answered":
        talk.result("1", at=1.0)
    seen = talk.call("1", "DataTransfer", at=50.0)
    assert broken(seen) == [Rule.ID_REUSED]
    finding = the_finding(seen, Rule.ID_REUSED)
    assert (finding.severity, finding.path, finding.value) == (Severity.ADVICE, "/1", "1")
    answer = talk.result("1", "DataTransfer", at=51.0)
    assert (broken(answer), call_of(answer).action, answer.waited) == ([], "DataTransfer", 1.0)


def test_a_second_call_while_one_waits(start: Callable[..., Talk]) -> None:
    talk = start()
    assert broken(talk.call("a")) == []
    for unique_id in "bc":
        seen = talk.call(unique_id)
        assert broken(seen) == [Rule.CALL_WHILE_PENDING]
        finding = the_finding(seen, Rule.CALL_WHILE_PENDING)
        assert (finding.severity, finding.path) == (Severity.ADVICE, "")
        assert '"a"' in finding.message
        assert ": found " not in finding.message
        assert seen.message is not None
    assert talk.waiting == ["a", "b", "c"]
    for unique_id in "abc":
        talk.result(unique_id)
    assert broken(talk.call("d")) == []


def test_a_call_that_has_been_given_up_is_not_waited_for() -> None:
    talk = Talk(max_age=30.0)
    talk.call("a", at=0.0)
    assert broken(talk.call("b", at=31.0)) == []


@pytest.mark.parametrize("protocol", [V20, V201, V21])
def test_an_error_for_an_unreadable_frame_answers_no_call(protocol: OcppJsonProtocol) -> None:
    """Not even one with that id."""
    talk = Talk(protocol)
    talk.call("-1")
    for sender in (STATION, CSMS):
        seen = talk.error("-1", sender=sender)
        assert broken(seen) == [Rule.UNREADABLE_REPORTED]
        assert the_finding(seen, Rule.UNREADABLE_REPORTED).severity is Severity.ADVICE
        assert isinstance(seen.message, CallError)
        assert (seen.call, seen.waited, seen.error, seen.reply) == (None, None, None, None)
    assert talk.waiting == ["-1"]
    assert call_of(talk.result("-1")).uniqueId == "-1"


def test_minus_one_is_an_id_like_any_other_in_1_6() -> None:
    talk = Talk(V16)
    assert broken(talk.error("-1")) == [Rule.UNASKED_ANSWER]
    talk.call("-1")
    seen = talk.error("-1")
    assert (broken(seen), call_of(seen).uniqueId, talk.waiting) == ([], "-1", [])


def test_a_number_is_an_id_where_that_is_tolerated(start: Callable[..., Talk]) -> None:
    talk = start(tolerate=FIELD)
    for call_id, answer_id in product([12, "12"], repeat=2):
        talk.pairing.close()
        talk.say([2, call_id, talk.own, REQUESTS[talk.own]], talk.caller)
        assert talk.waiting == ["12"]
        seen = talk.say([3, answer_id, RESPONSES[talk.own]], OTHER[talk.caller], 2.0, talk.own)
        assert (call_of(seen).uniqueId, seen.waited, broken(seen)) == ("12", 2.0, [])
        assert seen.message is not None
        assert talk.pairing.pending == ()


@pytest.mark.parametrize("unique_id", [12, None, "", "x" * 256, "x" * 1000, 1.5, ["1"], {}, True])
@every_version
def test_a_call_whose_id_cannot_be_read_waits_for_nothing(protocol: OcppJsonProtocol, unique_id: Any) -> None:
    talk = Talk(protocol)
    seen = talk.say([2, unique_id, "Heartbeat", {}], STATION)
    assert (seen.message, seen.uniqueId, broken(seen)) == (None, None, [])
    assert talk.pairing.pending == ()
    for answer in ([3, unique_id, RESPONSES["Heartbeat"]], [4, unique_id, *ERROR]):
        seen = talk.say(answer, CSMS)
        assert (seen.message, seen.call) == (None, None)


@every_version
def test_a_call_whose_id_is_too_long_is_refused_and_waits(protocol: OcppJsonProtocol) -> None:
    """Its answer has the same id, as it came."""
    for length in (37, 255):
        talk, unique_id = Talk(protocol), "x" * length
        seen = talk.say([2, unique_id, "Heartbeat", {}], STATION, 1.0)
        assert (seen.message, seen.uniqueId) == (None, unique_id)
        assert [finding.rule for finding in seen.findings] == [Rule.ID_TOO_LONG]
        assert seen.reply is not None
        assert json.loads(seen.reply)[:2] == [4, unique_id]
        answer = talk.pairing.feed(seen.reply, CSMS, 3.0)
        assert (call_of(answer).uniqueId, answer.waited) == (unique_id, 2.0)
        assert talk.waiting == []


# Who may send what -----------------------------------------------------------------------------------------------------


def test_a_call_that_only_the_other_side_may_send(start: Callable[..., Talk]) -> None:
    talk = start()
    other = OTHER[talk.caller]
    seen = talk.call("1", OWN[other], at=1.0)
    assert broken(seen) == [Rule.WRONG_SENDER]
    finding = the_finding(seen, Rule.WRONG_SENDER)
    assert (finding.severity, finding.path, finding.value) == (Severity.ADVICE, "/2", OWN[other])
    assert finding.code == "NotSupported"
    assert isinstance(seen.message, Call)
    assert talk.waiting == ["1"]
    answer = talk.result("1", OWN[other], at=2.0)  # somebody may answer it all the same
    assert (call_of(answer).action, answer.findings) == (OWN[other], ())
    for sender in (STATION, CSMS):
        assert broken(talk.call(f"both {sender}", "DataTransfer", sender=sender)) == []


@every_version
def test_a_call_of_the_wrong_side_that_is_defective_is_said_to_be_both(protocol: OcppJsonProtocol) -> None:
    talk = Talk(protocol, caller=CSMS)
    seen = talk.say([2, "1", "Heartbeat", []], CSMS)
    assert [finding.rule for finding in seen.findings] == [Rule.EMPTY_LIST_FOR_OBJECT, Rule.WRONG_SENDER]
    assert seen.reply is not None
    assert json.loads(seen.reply)[2] == "TypeConstraintViolation"


@every_version
def test_a_wrong_sender_that_is_not_let_in_is_told_that_this_is_not_supported(protocol: OcppJsonProtocol) -> None:
    talk = Talk(protocol, caller=CSMS, enforce={Rule.WRONG_SENDER})
    seen = talk.call("1", "Heartbeat")
    assert (seen.message, broken(seen)) == (None, [Rule.WRONG_SENDER])
    assert seen.reply is not None
    assert json.loads(seen.reply)[:3] == [4, "1", "NotSupported"]
    (waiting,) = talk.pairing.pending
    assert (waiting.action, waiting.call) == ("Heartbeat", None)


@pytest.mark.parametrize("spelling", ["heartbeat", "HEART_BEAT"])
def test_a_wrong_sender_is_noticed_in_any_spelling(spelling: str) -> None:
    talk = Talk(tolerate=FIELD)
    seen = talk.say([2, "1", spelling, {}], CSMS)
    assert [finding.rule for finding in seen.findings] == [Rule.ACTION_SPELLING, Rule.WRONG_SENDER]
    assert the_finding(seen, Rule.WRONG_SENDER).value == "Heartbeat"
    answer = talk.say([3, "1", RESPONSES["Heartbeat"]], STATION, 0.0, "Heartbeat")
    assert (call_of(answer).action, answer.findings) == ("Heartbeat", ())


@pytest.mark.parametrize("seen_by", ["outside", STATION, CSMS])
def test_a_send_that_only_the_other_side_may_send(seen_by: Any) -> None:
    for enforce in ((), {Rule.WRONG_SENDER}):
        seen = Talk(V21, seen_by, enforce=enforce).say([6, "s", "NotifyPeriodicEventStream", STREAM], CSMS)
        assert broken(seen) == [Rule.WRONG_SENDER]
        assert (seen.message is None, seen.reply) == (bool(enforce), None)


# Complaints about results ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", [V16, V20, V201])
@pytest.mark.parametrize("seen_by", ["outside", STATION, CSMS])
@pytest.mark.parametrize("caller", [STATION, CSMS])
def test_before_2_1_an_error_of_the_caller_refuses_the_result(
    protocol: OcppJsonProtocol, seen_by: Any, caller: Any
) -> None:
    talk = Talk(protocol, seen_by, caller)
    talk.call("b1", at=1.0)
    (asked,) = talk.pairing.pending
    talk.result("b1", at=2.0)
    for at in (3.0, 4.0):
        seen = talk.error("b1", at, sender=caller)
        assert broken(seen) == [Rule.RESULT_REFUSED]
        finding = the_finding(seen, Rule.RESULT_REFUSED)
        assert (finding.severity, finding.path, finding.value) == (Severity.ADVICE, "/1", "b1")
        assert isinstance(seen.message, CallError)
        assert (seen.call, seen.waited, seen.error, seen.reply) == (asked, at - 1.0, None, None)
    assert broken(talk.error("b2", sender=caller)) == [Rule.UNASKED_ANSWER]
    assert broken(talk.result("b1", sender=caller)) == [Rule.UNASKED_ANSWER]  # that refuses nothing


def test_an_error_for_a_call_that_waits_is_its_answer_first() -> None:
    """Although the sender has had an answer to a call of that id itself."""
    talk = Talk()
    talk.call("1", at=1.0)
    talk.result("1", at=2.0)
    talk.call("1", at=3.0, sender=CSMS)
    seen = talk.error("1", 4.0, sender=STATION)
    assert (call_of(seen).sender, seen.waited, broken(seen)) == (CSMS, 1.0, [])


def test_in_2_1_an_error_of_the_caller_is_no_complaint() -> None:
    talk = Talk(V21)
    talk.call("1")
    talk.result("1")
    assert broken(talk.error("1", sender=STATION)) == [Rule.UNASKED_ANSWER]


def test_no_result_is_refused_while_the_call_waits_or_after_it_was_given_up() -> None:
    talk = Talk(max_age=30.0)
    talk.call("1", at=0.0)
    assert broken(talk.error("1", 1.0, sender=STATION)) == [Rule.UNASKED_ANSWER]
    talk.pairing.give_up(60.0)
    assert broken(talk.error("1", 61.0, sender=STATION)) == [Rule.UNASKED_ANSWER]


# Other messages, and defective ones ----------------------------------------------------------------------------------


@pytest.mark.parametrize("seen_by", ["outside", STATION, CSMS])
def test_a_send_waits_for_nothing(seen_by: Any) -> None:
    talk = Talk(V21, seen_by)
    talk.call("a")
    for _ in range(2):
        seen = talk.say([6, "s", "NotifyPeriodicEventStream", STREAM], STATION)
        assert isinstance(seen.message, Send)
        assert (seen.findings, seen.call, talk.waiting) == ((), None, ["a"])
    talk.result("a")
    assert broken(talk.call("b")) == []
    assert broken(talk.error("s")) == [Rule.UNASKED_ANSWER]


@pytest.mark.parametrize("seen_by", ["outside", STATION, CSMS])
@pytest.mark.parametrize("caller", [STATION, CSMS])
def test_a_callresulterror_comes_from_the_caller(seen_by: Any, caller: Any) -> None:
    """It says that the result of that caller's own call was not understood."""
    talk = Talk(V21, seen_by, caller)
    talk.call("1", at=1.0)
    (asked,) = talk.pairing.pending
    talk.result("1", at=2.0)
    seen = talk.say([5, "1", *ERROR], caller, 3.0)
    assert isinstance(seen.message, CallResultError)
    assert (seen.call, seen.waited, seen.findings) == (asked, 2.0, ())
    for elements, sender in (([5, "1", *ERROR], OTHER[caller]), ([5, "2", *ERROR], caller)):
        seen = talk.say(elements, sender, 3.0)
        assert broken(seen) == [Rule.UNASKED_ANSWER]
        assert isinstance(seen.message, CallResultError)
        assert (seen.call, seen.waited, seen.reply) == (None, None, None)


@pytest.mark.parametrize("protocol", [V16, V20, V201])
@pytest.mark.parametrize("elements", [[5, "1", *ERROR], [6, "1", "NotifyPeriodicEventStream", STREAM]])
def test_what_a_version_does_not_have_changes_nothing(protocol: OcppJsonProtocol, elements: list[Any]) -> None:
    talk = Talk(protocol)
    talk.call("1")
    seen = talk.say(elements, STATION)
    assert (seen.message, seen.messageTypeId, seen.call, broken(seen)) == (None, None, None, [])
    assert talk.waiting == ["1"]


DEFECTIVE = {
    "field of the wrong type": [2, "1", "DataTransfer", {"vendorId": 5}],
    "missing field": [2, "1", "DataTransfer", {}],
    "payload of the wrong type": [2, "1", "Heartbeat", []],
    "no payload": [2, "1", "Heartbeat"],
    "one element too many": [2, "1", "Heartbeat", {}, {}],
}


@pytest.mark.parametrize("elements", list(DEFECTIVE.values()), ids=list(DEFECTIVE))
@every_version
def test_the_answer_to_a_defective_call_is_read_with_its_action(
    protocol: OcppJsonProtocol, elements: list[Any]
) -> None:
    """Whoever was more tolerant may have served it."""
    talk = Talk(protocol)
    assert talk.say(elements, STATION, 1.0).message is None
    (waiting,) = talk.pairing.pending
    assert (waiting.uniqueId, waiting.action, waiting.call) == ("1", elements[2], None)
    seen = talk.result("1", elements[2], at=2.0)
    assert (seen.call, seen.findings) == (waiting, ())
    assert type(payload_of(seen.message)).action_class.__name__ == elements[2]


@pytest.mark.parametrize("action", ["Teleport", "", 5, None])
@every_version
def test_the_answer_to_a_call_of_an_unknown_action(protocol: OcppJsonProtocol, action: str) -> None:
    """An error is as good as any; a result is one to that call, but cannot be read."""
    talk = Talk(protocol)
    for answer in ("result", "error"):
        talk.pairing.close()
        talk.say([2, "1", action, {}], STATION)
        (waiting,) = talk.pairing.pending
        assert (waiting.action, waiting.call) == (action if isinstance(action, str) else None, None)
        seen = getattr(talk, answer)("1")
        assert (seen.call, seen.reply, broken(seen)) == (waiting, None, [])
        assert [finding.rule for finding in seen.findings] == [Rule.UNKNOWN_ACTION_GIVEN] * (answer == "result")
        assert (seen.message is None) is (answer == "result")
        assert talk.pairing.pending == ()


@every_version
def test_a_defective_result_is_an_answer(protocol: OcppJsonProtocol) -> None:
    talk = Talk(protocol)
    talk.call("1")
    seen = talk.say([3, "1", {"currentTime": "noon"}], CSMS)
    assert seen.message is None
    assert call_of(seen).uniqueId == "1"
    assert (seen.reply is not None) is DIALECTS[protocol].answers_results
    assert talk.pairing.pending == ()
    assert broken(talk.error("1")) == [Rule.ANSWERED_TWICE]


def test_what_is_said_of_a_message_that_is_fed() -> None:
    """It has not been a frame here; everything else is as with a frame."""
    codec = Codec(V21)
    frames = [
        [2, "1", "Heartbeat", {}],
        [3, "1", RESPONSES["Heartbeat"]],
        [5, "1", *ERROR],
        [4, "1", *ERROR],
        [6, "2", "NotifyPeriodicEventStream", STREAM],
    ]
    as_frames, as_messages = Pairing(codec), Pairing(codec)
    for at, elements in enumerate(frames):
        message = codec.decode(json.dumps(elements), "Heartbeat")
        sender = STATION if elements[0] in (2, 5, 6) else CSMS
        from_frame, seen = as_frames.feed(json.dumps(elements), sender, at), as_messages.feed(message, sender, at)
        assert seen.message is message
        assert seen.message == from_frame.message
        assert (seen.frame, seen.error, seen.reply, seen.omitted) == ("", None, None, 0)
        for name in ("findings", "messageTypeId", "uniqueId", "call", "waited", "given_up"):
            assert getattr(seen, name) == getattr(from_frame, name)
    assert as_frames == as_messages


def test_a_frame_may_be_bytes() -> None:
    for kind in (bytes, bytearray, memoryview):
        talk = Pairing(Codec(V16))
        talk.feed(kind(b'[2,"1","Heartbeat",{}]'), STATION)
        seen = talk.feed(kind(json.dumps([3, "1", RESPONSES["Heartbeat"]]).encode()), CSMS)
        assert (call_of(seen).uniqueId, seen.findings) == ("1", ())
        assert seen.frame == json.dumps([3, "1", RESPONSES["Heartbeat"]])
