"""Each answer finds its call, and whatever is wrong with the order of the messages is said; nothing is lost, or kept.

Strategy: each rule of the conversation first by hand, in every version, from either side and from outside; then a naive
model that keeps one list of calls has to agree on generated conversations; then the real logs, counted here anew with
nothing but `json` and dicts.
"""

import gc
import json
import math
import pickle
import tracemalloc
from collections import Counter
from itertools import product
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Pairing, Rule, Severity
from ocpp_codec.compat import DIALECTS, MessageTypeEnum
from ocpp_codec.pairing import Paired
from ocpp_codec.record import Sender
from ocpp_codec.structure import Call, CallError, CallResult, CallResultError, Send
from ocpp_codec.tolerance import FIELD
from tests.support.logs import Log, conversations
from tests.support.paths import needs_shared

V16, V20, V201, V21 = OcppJsonProtocol
STATION, CSMS = "station", "csms"
OTHER = {STATION: CSMS, CSMS: STATION}

CONVERSATION = {
    Rule.UNASKED_ANSWER,
    Rule.LATE_ANSWER,
    Rule.ANSWERED_TWICE,
    Rule.PENDING_ID_REUSED,
    Rule.ID_REUSED,
    Rule.CALL_WHILE_PENDING,
    Rule.UNREADABLE_REPORTED,
}

# What is valid in every version, but never as the answer to the other one.
REQUESTS = {"Heartbeat": {}, "DataTransfer": {"vendorId": "com.example"}}
RESPONSES = {"Heartbeat": {"currentTime": "2024-05-17T09:41:33Z"}, "DataTransfer": {"status": "Accepted"}}
ERROR = ["GenericError", "", {}]
STREAM = {"id": 1, "pending": 0, "basetime": "2024-05-17T09:41:33Z", "data": [{"t": 0, "v": "1"}]}

SETTINGS = settings(derandomize=True, deadline=None)


class Talk:
    """A connection on which `caller` calls and the other side answers.

    `seen_by`: from outside there are only frames; a side feeds its own messages as objects.
    """

    def __init__(self, protocol=V16, seen_by="outside", caller=STATION, *, tolerate=(), enforce=(), **limits):
        self.codec = Codec(protocol, tolerate=tolerate, enforce=enforce)
        self.pairing = Pairing(self.codec, **limits)
        self.seen_by = seen_by
        self.caller = caller

    def call(self, unique_id="1", action="Heartbeat", at=0.0, *, sender=None):
        return self.say([2, unique_id, action, REQUESTS[action]], sender or self.caller, at)

    def result(self, unique_id="1", action="Heartbeat", at=0.0, *, sender=None):
        return self.say([3, unique_id, RESPONSES[action]], sender or OTHER[self.caller], at, action)

    def error(self, unique_id="1", at=0.0, *, sender=None):
        return self.say([4, unique_id, *ERROR], sender or OTHER[self.caller], at)

    def say(self, elements, sender, at=0.0, action=None):
        frame = json.dumps(elements)
        own = sender == self.seen_by
        return self.pairing.feed(self.codec.decode(frame, action) if own else frame, sender, at)

    @property
    def waiting(self):
        return [call.uniqueId for call in self.pairing.pending]


def broken(seen: Paired) -> list[Rule]:
    """The rules of the conversation that a frame breaks."""
    return sorted(finding.rule for finding in seen.findings if finding.rule in CONVERSATION)


def the_finding(seen: Paired, rule: Rule) -> Any:
    (finding,) = (finding for finding in seen.findings if finding.rule is rule)
    return finding


@pytest.fixture(
    params=list(product(OcppJsonProtocol, ["outside", STATION, CSMS], [STATION, CSMS])),
    ids=lambda param: f"{param[0]}-seen by {param[1]}-{param[2]} calls",
)
def start(request):
    """Starts a connection of any version, seen from anywhere, with either caller."""
    return lambda **settings: Talk(*request.param, **settings)


every_version = pytest.mark.parametrize("protocol", OcppJsonProtocol)


# Answers and their calls --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", REQUESTS)
def test_a_result_comes_with_its_call_and_is_decoded_with_its_action(start, action):
    talk = start()
    asked = talk.call("a", action, at=10.0)
    assert (asked.call, asked.waited, asked.given_up) == (None, None, ())
    assert isinstance(asked.message, Call)
    (waiting,) = talk.pairing.pending
    assert (waiting.uniqueId, waiting.action, waiting.sender, waiting.at) == ("a", action, talk.caller, 10.0)
    assert waiting.call == asked.message
    seen = talk.result("a", action, at=12.5)
    for each in (seen, pickle.loads(pickle.dumps(seen))):
        assert (each.call, each.waited, each.given_up) == (waiting, 2.5, ())
    assert type(seen.message.payload) is type(asked.message.payload).action_class.Response
    assert (seen.findings, seen.error, seen.reply) == ((), None, None)
    assert talk.pairing.pending == ()
    assert not talk.pairing.counts


def test_an_error_comes_with_its_call(start):
    talk = start()
    talk.call(at=1.0)
    (waiting,) = talk.pairing.pending
    seen = talk.error(at=1.25)
    assert (seen.call, seen.waited, seen.findings) == (waiting, 0.25, ())
    assert isinstance(seen.message, CallError)
    assert seen.action == "Heartbeat"
    assert talk.pairing.pending == ()


def test_answers_may_come_in_another_order(start):
    talk = start()
    talk.call("a", "Heartbeat", at=1.0)
    talk.call("b", "DataTransfer", at=2.0)
    talk.call("c", "Heartbeat", at=3.0)
    assert talk.waiting == ["a", "b", "c"]
    assert talk.result("c", "Heartbeat", at=4.0).waited == 1.0
    assert talk.result("a", "Heartbeat", at=4.0).waited == 3.0
    assert talk.waiting == ["b"]
    assert talk.result("b", "DataTransfer", at=4.0).call.action == "DataTransfer"


def test_both_sides_may_use_an_id_at_once(start):
    """Each side has its own ids, and does not wait for the other one's calls."""
    talk = start()
    other = OTHER[talk.caller]
    assert broken(talk.call("1", "Heartbeat", at=1.0)) == []
    assert broken(talk.call("1", "DataTransfer", at=2.0, sender=other)) == []
    assert [call.sender for call in talk.pairing.pending] == [STATION, CSMS]
    to_other = talk.result("1", "DataTransfer", at=3.0, sender=talk.caller)
    to_caller = talk.result("1", "Heartbeat", at=3.0)
    assert (to_other.call.sender, to_other.waited, to_other.findings) == (other, 1.0, ())
    assert (to_caller.call.sender, to_caller.waited, to_caller.findings) == (talk.caller, 2.0, ())
    assert broken(talk.call("1", sender=other)) == [Rule.ID_REUSED]


def test_nobody_answers_a_call_of_their_own(start):
    talk = start()
    talk.call()
    for seen in (talk.result(sender=talk.caller), talk.error(sender=talk.caller)):
        assert broken(seen) == [Rule.UNASKED_ANSWER]
        assert seen.call is None
    assert talk.waiting == ["1"]


@every_version
def test_a_result_that_nobody_has_asked_for(protocol):
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
def test_a_result_of_our_own_that_nobody_has_asked_for(protocol):
    """A message is not lost."""
    seen = Talk(protocol, seen_by=CSMS).result("2")
    assert isinstance(seen.message, CallResult)
    assert the_finding(seen, Rule.UNASKED_ANSWER).severity is Severity.ADVICE


def test_an_error_that_nobody_has_asked_for(start):
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
def test_a_call_that_is_answered_twice(start, first, second):
    talk = start()
    talk.call(at=1.0)
    assert broken(getattr(talk, first)(at=2.0)) == []
    for at in (3.0, 4.0):
        seen = getattr(talk, second)(at=at)
        assert broken(seen) == [Rule.ANSWERED_TWICE]
        assert the_finding(seen, Rule.ANSWERED_TWICE).severity is Severity.ADVICE
        assert (seen.call.uniqueId, seen.waited) == ("1", at - 1.0)
        assert seen.message is not None
    assert talk.pairing.pending == ()
    assert talk.pairing.counts == {Rule.ANSWERED_TWICE: 2}


def test_the_message_of_a_call_is_kept_while_it_waits(start):
    """Whoever needs it takes it from what is said when the wait ends; what is remembered is small."""
    talk = start(max_age=30.0)
    asked = talk.call("a", at=0.0)
    assert talk.result("a", at=1.0).call.call == asked.message
    assert talk.result("a", at=2.0).call.call is None
    asked = talk.call("b", at=3.0)
    assert [call.call for call in talk.pairing.give_up(40.0)] == [asked.message]
    assert talk.error("b", at=41.0).call.call is None


def test_a_call_that_is_refused_for_its_place_waits_without_its_message(start):
    """Somebody may answer it all the same."""
    talk = start(enforce={Rule.ID_REUSED})
    talk.call(at=1.0)
    talk.result(at=2.0)
    seen = talk.call(at=3.0)
    assert (seen.message, broken(seen)) == (None, [Rule.ID_REUSED])
    (waiting,) = talk.pairing.pending
    assert (waiting.action, waiting.at, waiting.call) == ("Heartbeat", 3.0, None)


# What is given up ---------------------------------------------------------------------------------------------------


def test_an_answer_after_max_age_is_late(start):
    talk = start(max_age=30.0)
    talk.call("a", at=0.0)
    talk.call("b", at=10.0)
    assert talk.error("b", at=30.0).given_up == ()
    seen = talk.result("a", at=30.5)
    assert broken(seen) == [Rule.LATE_ANSWER]
    assert the_finding(seen, Rule.LATE_ANSWER).severity is Severity.ADVICE
    assert seen.given_up == (seen.call,)
    assert (seen.call.uniqueId, seen.waited) == ("a", 30.5)
    assert type(seen.message.payload).action_class.__name__ == "Heartbeat"
    assert broken(talk.result("a", at=31.0)) == [Rule.ANSWERED_TWICE]


def test_a_call_is_not_too_old_at_max_age(start):
    talk = start(max_age=30.0)
    talk.call(at=100.0)
    seen = talk.result(at=130.0)
    assert (broken(seen), seen.given_up, seen.waited) == ([], (), 30.0)


@pytest.mark.parametrize("elements", [[2, "9", "Heartbeat", {}], [4, "9", *ERROR], [9], "junk"])
def test_whatever_comes_next_reports_what_is_too_old(start, elements):
    talk = start(max_age=30.0)
    talk.call("a", at=0.0)
    talk.call("b", at=1.0)
    talk.call("c", at=20.0)
    talk.call("a", at=1.5, sender=OTHER[talk.caller])
    seen = talk.pairing.feed(json.dumps(elements), talk.caller, 40.0)
    assert sorted((call.uniqueId, call.sender) for call in seen.given_up) == sorted(
        [("a", talk.caller), ("b", talk.caller), ("a", OTHER[talk.caller])]
    )
    assert Rule.LATE_ANSWER not in broken(seen)
    assert talk.pairing.feed("junk", talk.caller, 41.0).given_up == ()
    assert "c" in talk.waiting


def test_giving_up_without_a_frame():
    talk = Talk(max_age=30.0)
    talk.call("a", at=0.0)
    talk.call("b", at=5.0)
    assert talk.pairing.give_up(30.0) == ()
    (old,) = talk.pairing.give_up(31.0)
    assert (old.uniqueId, old.at) == ("a", 0.0)
    assert talk.pairing.give_up(31.0) == ()
    assert talk.waiting == ["b"]
    assert broken(talk.result("a", at=32.0)) == [Rule.LATE_ANSWER]


def test_one_call_too_many_makes_a_side_give_up_its_oldest(start):
    talk = start(max_pending=2)
    other = OTHER[talk.caller]
    for unique_id in "ab":
        assert talk.call(unique_id).given_up == ()
        assert talk.call(unique_id, sender=other).given_up == ()
    (oldest,) = talk.call("c").given_up
    assert (oldest.uniqueId, oldest.sender) == ("a", talk.caller)
    assert sorted(talk.waiting) == ["a", "b", "b", "c"]
    late = talk.result("a")
    assert (broken(late), late.call) == ([Rule.LATE_ANSWER], oldest)
    assert broken(talk.result("a", sender=talk.caller)) == []


def test_what_became_of_a_call_is_forgotten_in_the_end(start):
    """As many answered ones are remembered as may wait, and as many that were given up."""
    talk = start(max_pending=2)
    for unique_id in "abc":
        talk.call(unique_id)
        talk.result(unique_id)
    assert [broken(talk.error(unique_id)) for unique_id in "abc"] == [
        [Rule.UNASKED_ANSWER],
        [Rule.ANSWERED_TWICE],
        [Rule.ANSWERED_TWICE],
    ]
    talk = start(max_pending=2)
    for unique_id in "abcde":  # d and e wait, b and c have been given up
        talk.call(unique_id)
    assert [broken(talk.error(unique_id)) for unique_id in "abcde"] == [
        [Rule.UNASKED_ANSWER],
        [Rule.LATE_ANSWER],
        [Rule.LATE_ANSWER],
        [],
        [],
    ]


@pytest.mark.parametrize("limits", [{"max_pending": 0}, {"max_pending": -1}, *({"max_age": age} for age in (0, -1))])
def test_limits_are_positive(limits):
    with pytest.raises(ValueError, match="positive"):
        Pairing(Codec(V16), **limits)
    with pytest.raises(ValueError, match="positive"):
        Pairing(Codec(V16), max_age=math.nan)
    Pairing(Codec(V16), max_pending=1, max_age=math.inf)


# Ids ----------------------------------------------------------------------------------------------------------------


def test_the_id_of_a_pending_call_used_again(start):
    """The older call is given up, and the answer belongs to the newer one."""
    talk = start()
    talk.call("1", "Heartbeat", at=1.0)
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
    assert type(answer.message.payload).action_class.__name__ == "DataTransfer"
    assert broken(talk.error("1")) == [Rule.ANSWERED_TWICE]


@pytest.mark.parametrize("became", ["answered", "given up"])
def test_the_id_of_an_earlier_call_used_again(start, became):
    talk = start(max_age=30.0)
    talk.call("1", "Heartbeat", at=0.0)
    if became == "answered":
        talk.result("1", at=1.0)
    seen = talk.call("1", "DataTransfer", at=50.0)
    assert broken(seen) == [Rule.ID_REUSED]
    finding = the_finding(seen, Rule.ID_REUSED)
    assert (finding.severity, finding.path, finding.value) == (Severity.ADVICE, "/1", "1")
    answer = talk.result("1", "DataTransfer", at=51.0)
    assert (broken(answer), answer.call.action, answer.waited) == ([], "DataTransfer", 1.0)


def test_a_second_call_while_one_waits(start):
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


def test_a_call_that_has_been_given_up_is_not_waited_for():
    talk = Talk(max_age=30.0)
    talk.call("a", at=0.0)
    assert broken(talk.call("b", at=31.0)) == []


@pytest.mark.parametrize("protocol", [V201, V21])
def test_an_error_for_an_unreadable_frame_answers_no_call(protocol):
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
    assert talk.result("-1").call.uniqueId == "-1"


@pytest.mark.parametrize("protocol", [V16, V20])
def test_minus_one_is_an_id_like_any_other_where_the_version_does_not_know_it(protocol):
    talk = Talk(protocol)
    assert broken(talk.error("-1")) == [Rule.UNASKED_ANSWER]
    talk.call("-1")
    seen = talk.error("-1")
    assert (broken(seen), seen.call.uniqueId, talk.waiting) == ([], "-1", [])


def test_a_number_is_an_id_where_that_is_tolerated(start):
    talk = start(tolerate=FIELD)
    for call_id, answer_id in product([12, "12"], repeat=2):
        talk.pairing.close()
        talk.say([2, call_id, "Heartbeat", {}], talk.caller)
        assert talk.waiting == ["12"]
        seen = talk.say([3, answer_id, RESPONSES["Heartbeat"]], OTHER[talk.caller], 2.0, "Heartbeat")
        assert (seen.call.uniqueId, seen.waited, broken(seen)) == ("12", 2.0, [])
        assert seen.message is not None
        assert talk.pairing.pending == ()


@pytest.mark.parametrize("unique_id", [12, None, "", "x" * 37, "x" * 200, 1.5, ["1"], {}, True])
@every_version
def test_a_call_whose_id_cannot_be_read_waits_for_nothing(protocol, unique_id):
    talk = Talk(protocol)
    seen = talk.say([2, unique_id, "Heartbeat", {}], STATION)
    assert (seen.message, seen.uniqueId, broken(seen)) == (None, None, [])
    assert talk.pairing.pending == ()
    for answer in ([3, unique_id, RESPONSES["Heartbeat"]], [4, unique_id, *ERROR]):
        seen = talk.say(answer, CSMS)
        assert (seen.message, seen.call) == (None, None)


# Other messages, and defective ones ---------------------------------------------------------------------------------


@pytest.mark.parametrize("seen_by", ["outside", STATION, CSMS])
def test_a_send_waits_for_nothing(seen_by):
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
def test_a_callresulterror_comes_from_the_caller(seen_by, caller):
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
def test_what_a_version_does_not_have_changes_nothing(protocol, elements):
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
def test_the_answer_to_a_defective_call_is_read_with_its_action(protocol, elements):
    """Whoever was more tolerant may have served it."""
    talk = Talk(protocol)
    assert talk.say(elements, STATION, 1.0).message is None
    (waiting,) = talk.pairing.pending
    assert (waiting.uniqueId, waiting.action, waiting.call) == ("1", elements[2], None)
    seen = talk.result("1", elements[2], at=2.0)
    assert (seen.call, seen.findings) == (waiting, ())
    assert type(seen.message.payload).action_class.__name__ == elements[2]


@pytest.mark.parametrize("action", ["Teleport", "", 5, None])
@every_version
def test_the_answer_to_a_call_of_an_unknown_action(protocol, action):
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
def test_a_defective_result_is_an_answer(protocol):
    talk = Talk(protocol)
    talk.call("1")
    seen = talk.say([3, "1", {"currentTime": "noon"}], CSMS)
    assert seen.message is None
    assert seen.call.uniqueId == "1"
    assert (seen.reply is not None) is DIALECTS[protocol].answers_results
    assert talk.pairing.pending == ()
    assert broken(talk.error("1")) == [Rule.ANSWERED_TWICE]


def test_what_is_said_of_a_message_that_is_fed():
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


def test_a_frame_may_be_bytes():
    for kind in (bytes, bytearray, memoryview):
        talk = Pairing(Codec(V16))
        talk.feed(kind(b'[2,"1","Heartbeat",{}]'), STATION)
        seen = talk.feed(kind(json.dumps([3, "1", RESPONSES["Heartbeat"]]).encode()), CSMS)
        assert (seen.call.uniqueId, seen.findings) == ("1", ())
        assert seen.frame == json.dumps([3, "1", RESPONSES["Heartbeat"]])


# The end, the counts, and what is enforced --------------------------------------------------------------------------


def test_the_end_of_a_connection(start):
    """It says what was never answered; with the next connection all begins anew, but for the counts."""
    talk = start()
    other = OTHER[talk.caller]
    talk.call("a", at=1.0)
    talk.result("a", at=2.0)
    talk.call("b", at=3.0)
    talk.call("c", at=4.0)
    talk.call("d", at=5.0, sender=other)
    left = talk.pairing.close()
    assert {(call.uniqueId, call.sender) for call in left} == {("b", talk.caller), ("c", talk.caller), ("d", other)}
    assert talk.pairing.pending == talk.pairing.close() == ()
    assert talk.pairing.counts == {Rule.CALL_WHILE_PENDING: 1}
    assert broken(talk.call("a")) == []
    assert broken(talk.error("b")) == [Rule.UNASKED_ANSWER]


def test_every_broken_rule_is_counted():
    talk = Talk(tolerate=FIELD)
    talk.say([2, 7, "Heartbeat", {"colour": "red"}], STATION)
    talk.say([2, "8", "Heartbeat", {"colour": "red", "taste": "sour"}], STATION)
    talk.pairing.feed("junk", CSMS)
    talk.error("9")
    assert talk.pairing.counts == {
        Rule.NUMERIC_ID: 1,
        Rule.UNKNOWN_FIELD: 3,
        Rule.CALL_WHILE_PENDING: 1,
        Rule.NOT_JSON: 1,
        Rule.UNASKED_ANSWER: 1,
    }


def breaking(rule):
    """Frames, each with its sender, of which the last one breaks the rule."""
    call, error = ([2, "1", "Heartbeat", {}], STATION), ([4, "1", *ERROR], CSMS)
    return {
        Rule.UNASKED_ANSWER: [error],
        Rule.ANSWERED_TWICE: [call, error, ([3, "1", RESPONSES["Heartbeat"]], CSMS)],
        Rule.LATE_ANSWER: [call, ([2, "2", "Heartbeat", {}], STATION), ([3, "1", RESPONSES["Heartbeat"]], CSMS)],
        Rule.PENDING_ID_REUSED: [call, call],
        Rule.ID_REUSED: [call, error, call],
        Rule.CALL_WHILE_PENDING: [call, ([2, "2", "Heartbeat", {}], STATION)],
        Rule.UNREADABLE_REPORTED: [([4, "-1", *ERROR], CSMS)],
    }[rule]


@pytest.mark.parametrize(
    ("protocol", "rule"),
    [
        (protocol, rule)
        for protocol, rule in product(OcppJsonProtocol, sorted(CONVERSATION))
        if rule is not Rule.UNREADABLE_REPORTED or DIALECTS[protocol].answers_unreadable
    ],
)
def test_a_rule_that_is_enforced_refuses(protocol, rule):
    """The reply is that of any other defect. What is not enforced does not refuse, and is reported all the same."""
    *before, (last, sender) = breaking(rule)
    for enforce in ((), CONVERSATION - {rule}, {rule}):
        talk = Talk(protocol, enforce=enforce, max_pending=1)
        for elements, by in before:
            talk.say(elements, by)
        seen = talk.say(last, sender)
        refused = enforce == {rule}
        assert rule in broken(seen)
        assert the_finding(seen, rule).severity is (Severity.ERROR if refused else Severity.ADVICE)
        if not refused:
            continue
        assert seen.message is None
        assert isinstance(seen.error, OCPPException)
        assert seen.reply == seen.error.reply
        kind = {2: 4, 3: 5 if DIALECTS[protocol].answers_results else None}.get(last[0])
        if kind is None:
            assert seen.reply is None
        else:
            assert json.loads(seen.reply)[:3] == [kind, last[1], "GenericError"]
            assert rule in seen.reply


def test_a_frame_that_is_refused_anyway_keeps_its_reply():
    talk = Talk(enforce={Rule.CALL_WHILE_PENDING})
    talk.call("1")
    seen = talk.say([2, "2", "Teleport", {}], STATION)
    assert broken(seen) == [Rule.CALL_WHILE_PENDING]
    assert json.loads(seen.reply)[:3] == [4, "2", "NotImplemented"]


def test_a_message_of_ours_can_be_refused_too():
    seen = Talk(seen_by=CSMS, enforce={Rule.UNASKED_ANSWER}).result("1")
    assert (seen.message, seen.reply) == (None, None)
    assert isinstance(seen.error, OCPPException)


@pytest.mark.parametrize("sender", ["both", Sender.BOTH, "", "Station", "server", None, 0, b"station"])
def test_a_sender_that_is_none(sender):
    talk = Talk(max_age=1.0)
    talk.call("1")
    with pytest.raises(ValueError, match="station or csms"):
        talk.pairing.feed('[2,"2","Heartbeat",{}]', sender, 50.0)
    assert talk.waiting == ["1"]


def test_a_sender_is_a_name_or_a_member():
    talk = Pairing(Codec(V16))
    talk.feed('[2,"1","Heartbeat",{}]', Sender.STATION)
    assert [call.sender for call in talk.pending] == [Sender.STATION]
    assert talk.feed(json.dumps([4, "1", *ERROR]), Sender.CSMS).call.uniqueId == "1"


# Any conversation ---------------------------------------------------------------------------------------------------


class Step(NamedTuple):
    """Something that happens on a connection. `kind`: the number of a message type, or "close" or "give up"."""

    kind: int | str
    unique_id: str = ""
    action: str = "Heartbeat"  # of a result: the one that its payload fits
    sender: str = STATION
    after: float = 1.0
    as_object: bool = False

    @property
    def elements(self):
        match self.kind:
            case 2:
                return [2, self.unique_id, self.action, REQUESTS[self.action]]
            case 3:
                return [3, self.unique_id, RESPONSES[self.action]]
            case 6:
                return [6, self.unique_id, "NotifyPeriodicEventStream", STREAM]
            case _:
                return [self.kind, self.unique_id, *ERROR]


KINDS = [2, 2, 2, 3, 3, 3, 4, 4, 5, 6, "close", "give up"]
STEPS = st.builds(
    Step,
    kind=st.sampled_from(KINDS),
    unique_id=st.sampled_from(["1", "2", "3", "4", "-1"]),
    action=st.sampled_from(sorted(REQUESTS)),
    sender=st.sampled_from([STATION, CSMS]),
    after=st.sampled_from([0.5, 1.0, 1.0, 7.0]),
    as_object=st.booleans(),
)


class Model:
    """What a connection knows, without any care for time or space: every call in one list, in order."""

    def __init__(self, protocol, max_pending, max_age):
        self.knows_minus_one = protocol in (V201, V21)
        self.knows_send = protocol is V21
        self.max_pending, self.max_age = max_pending, max_age
        self.calls = []
        self.changes = 0

    def of(self, sender, *states):
        return [call for call in self.calls if call["sender"] == sender and call["state"] in states]

    def find(self, sender, unique_id):
        known = self.of(sender, "waiting", "answered", "given up")
        return next((call for call in known if call["id"] == unique_id), None)

    def become(self, call, state):
        self.changes += 1
        call |= {"state": state, "changed": self.changes}
        remembered = sorted(self.of(call["sender"], state), key=lambda each: each["changed"])
        if state != "waiting":
            for each in remembered[: -self.max_pending]:
                each["state"] = "forgotten"

    def give_up(self, at):
        old = [
            call for sender in (STATION, CSMS) for call in self.of(sender, "waiting") if at - call["at"] > self.max_age
        ]
        for call in old:
            self.become(call, "given up")
        return old

    def feed(self, step, at):
        """The broken rules, the call that is answered, the calls that are given up."""
        given_up = self.give_up(at)
        other = OTHER[step.sender]
        if step.kind == 2:
            rules = []
            if self.of(step.sender, "waiting"):
                rules.append(Rule.CALL_WHILE_PENDING)
            before = self.find(step.sender, step.unique_id)
            if before is not None:
                waits = before["state"] == "waiting"
                rules.append(Rule.PENDING_ID_REUSED if waits else Rule.ID_REUSED)
                given_up += [before] * waits
                before["state"] = "forgotten"
            call = {"id": step.unique_id, "action": step.action, "sender": step.sender, "at": at}
            self.calls.append(call)
            self.become(call, "waiting")
            for call in self.of(step.sender, "waiting")[: -self.max_pending]:
                self.become(call, "given up")
                given_up.append(call)
            return rules, None, given_up
        if step.kind == 4 and step.unique_id == "-1" and self.knows_minus_one:
            return [Rule.UNREADABLE_REPORTED], None, given_up
        if step.kind in (3, 4):
            call = self.find(other, step.unique_id)
            if call is None:
                return [Rule.UNASKED_ANSWER], None, given_up
            rules = {"waiting": [], "answered": [Rule.ANSWERED_TWICE], "given up": [Rule.LATE_ANSWER]}[call["state"]]
            self.become(call, "answered")
            return rules, call, given_up
        if step.kind == 5 and self.knows_send:
            call = self.find(step.sender, step.unique_id)
            call = call if call and call["state"] == "answered" else None
            return [] if call else [Rule.UNASKED_ANSWER], call, given_up
        return [], None, given_up


def spoken(codec, step):
    """What is fed in a step."""
    frame = json.dumps(step.elements)
    if step.as_object and (codec.protocol is V21 or step.kind < 5):
        return codec.decode(frame, step.action)
    return frame


@pytest.mark.parametrize("protocol", [V16, V201, V21])
@settings(SETTINGS, max_examples=250)
@given(steps=st.lists(STEPS, max_size=40), max_pending=st.integers(1, 3))
def test_a_naive_model_agrees(protocol, steps, max_pending):
    codec = Codec(protocol)
    pairing, model = Pairing(codec, max_pending, max_age=10.0), Model(protocol, max_pending, 10.0)
    at = 0.0
    for step in steps:
        at += step.after  # never the same, so that it names the call
        if step.kind == "close":
            left = pairing.close()
            assert [call.at for call in left] == times(model.of(STATION, "waiting") + model.of(CSMS, "waiting"))
            model = Model(protocol, max_pending, 10.0)
        elif step.kind == "give up":
            assert [call.at for call in pairing.give_up(at)] == times(model.give_up(at))
        else:
            spoken_now = spoken(codec, step)
            seen = pairing.feed(spoken_now, step.sender, at)
            rules, call, given_up = model.feed(step, at)
            assert broken(seen) == sorted(rules)
            assert [each.at for each in seen.given_up] == times(given_up)
            assert (seen.call and (seen.call.at, seen.call.action)) == (call and (call["at"], call["action"]))
            assert seen.waited == (call and at - call["at"])
            if step.kind == 3 and isinstance(spoken_now, str):
                assert (seen.message is not None) is (call is not None and call["action"] == step.action)
        assert [call.at for call in pairing.pending] == times(model.of(STATION, "waiting") + model.of(CSMS, "waiting"))


def times(calls):
    return [call["at"] for call in calls]


@settings(SETTINGS, max_examples=60)
@given(steps=st.lists(STEPS, max_size=20), data=st.data())
def test_a_conversation_goes_on_elsewhere(steps, data):
    """Pickled in the middle; and the same conversation gives the same results twice."""
    codec = Codec(V21, tolerate=FIELD - {Rule.ANSWERED_TWICE}, enforce={Rule.ANSWERED_TWICE})
    breaks = data.draw(st.sets(st.integers(0, len(steps))))
    stays, moves = Pairing(codec, 2, 10.0), Pairing(codec, 2, 10.0)
    for number, step in enumerate(steps):
        if number in breaks:
            moves = pickle.loads(pickle.dumps(moves))
            assert moves == stays
        seen, again = (happened(pairing, step, number * 3.0) for pairing in (stays, moves))
        assert again == seen
        assert repr(again) == repr(seen)
        assert pickle.loads(pickle.dumps(seen)) == seen
    assert moves.close() == stays.close()
    assert moves == stays


def happened(pairing, step, at):
    match step.kind:
        case "close":
            return pairing.close()
        case "give up":
            return pairing.give_up(at)
        case _:
            return pairing.feed(spoken(pairing.codec, step), step.sender, at)


NOISE = st.text(max_size=30) | st.binary(max_size=30)
ANY_ELEMENT = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just({}) | st.just([])
NEARLY_FRAMES = st.lists(
    st.sampled_from([2, 3, 4, 5, 6, "1", "-1", "Heartbeat", "DataTransfer", {}, RESPONSES["Heartbeat"]]) | ANY_ELEMENT,
    max_size=6,
).map(json.dumps)
FRAMES = STEPS.filter(lambda step: isinstance(step.kind, int)).map(lambda step: json.dumps(step.elements))
TIMES = st.floats() | st.floats(-20, 20) | st.integers(-20, 20)


@pytest.mark.parametrize("tolerate", [(), FIELD], ids=["strict", "field"])
@every_version
@settings(SETTINGS, max_examples=80)
@given(fed=st.lists(st.tuples(NOISE | NEARLY_FRAMES | FRAMES, st.sampled_from([STATION, CSMS]), TIMES), max_size=12))
def test_nothing_that_is_fed_raises(protocol, tolerate, fed):
    """Not even at times that run backwards. What the codec says of a frame, it says here too."""
    codec = Codec(protocol, tolerate=tolerate)
    pairing = Pairing(codec, max_pending=2, max_age=5.0)
    for frame, sender, at in fed:
        seen = pairing.feed(frame, sender, at)
        assert len(pairing.pending) <= 4
        assert seen.frame == (frame if isinstance(frame, str) else frame.decode(errors="backslashreplace"))
        plain = codec.examine(frame, seen.call.action or "" if seen.call else None)
        assert (seen.uniqueId, seen.messageTypeId) == (plain.uniqueId, plain.messageTypeId)
        if seen.call is not None or seen.messageTypeId != MessageTypeEnum.CALLRESULT:
            assert seen.message == plain.message or repr(seen.message) == repr(plain.message)  # NaN equals nothing
            assert seen.findings[: len(plain.findings)] == plain.findings
            assert (seen.reply, seen.error, seen.omitted) == (plain.reply, plain.error, plain.omitted)
    pairing.close()


@pytest.mark.parametrize("thing", [None, 5, object(), [2, "1", "Heartbeat", {}], b"\xff", memoryview(b"x").cast("b")])
def test_what_is_no_frame_at_all_is_a_finding(thing):
    seen = Pairing(Codec(V201)).feed(thing, STATION)
    assert seen.message is None
    assert len(seen.findings) == 1


# Real conversations -------------------------------------------------------------------------------------------------


class Count(NamedTuple):
    """What was said in a log, and what was wrong with the order."""

    calls: int = 0
    results: int = 0
    errors: int = 0
    orphans: int = 0
    twice: int = 0
    late: int = 0
    pending_id_reused: int = 0
    id_reused: int = 0
    while_pending: int = 0
    unanswered: int = 0


# Counted by hand, or found out with `grep` and `sort`.
KNOWN = {
    "actec-wallbox_proxy-excerpts.log": Count(13, 3, 4, while_pending=4, unanswered=6),
    "autel-maxicharger_pytest.log": Count(1543, 1543),
    "ctek-emulator_vs_cloud-csms_diagnostics.log": Count(357, 345, 1, unanswered=11),
    "homeassistant-ocpp_2026-02.log": Count(63, 63),
    "homeassistant-ocpp_docs-debugging.log": Count(0, 5, orphans=5),
    "keba-p30_bare-frames.log": Count(11, while_pending=10, unanswered=11),
    "unresponsive-csms.json": Count(2, 1, while_pending=1, unanswered=1),
    "vcp-winston_v1.6.log": Count(109, 109, id_reused=38, while_pending=7),
    "vcp-winston_v2.0.1.log": Count(72, 68, pending_id_reused=1, id_reused=37, while_pending=7, unanswered=4),
    "zeegat_readme-log.log": Count(4, 3, 1),
}
MAX_AGE = 300.0  # seconds; that of a Pairing unless it is told otherwise

LOGS = list(conversations())
every_log = pytest.mark.parametrize("log", LOGS, ids=lambda log: log.name)


def counted(log: Log) -> Count:
    """Counts without the library: each side's calls by id, with the time since which they wait or None."""
    count: Counter[str] = Counter()
    calls: dict[str, dict[str, list[Any]]] = {STATION: {}, CSMS: {}}

    def waiting(*senders):
        return [call for sender in senders for call in calls[sender].values() if call[0] == "waits"]

    for line in log.lines:
        if line.new_connection:
            count["unanswered"] += len(waiting(STATION, CSMS))
            calls = {STATION: {}, CSMS: {}}
        at = line.at or 0.0
        for call in waiting(STATION, CSMS):
            if at - call[1] > MAX_AGE:
                call[0] = "given up"
                count["unanswered"] += 1
        kind, unique_id, *_ = plain(line.frame)
        if kind == 2:
            before = calls[line.sender].pop(unique_id, None)
            still_waits = before is not None and before[0] == "waits"
            count["while_pending"] += bool(waiting(line.sender)) or still_waits
            count["pending_id_reused"] += still_waits
            count["unanswered"] += still_waits
            count["id_reused"] += before is not None and not still_waits
            calls[line.sender][unique_id] = ["waits", at]
        else:
            call = calls[OTHER[line.sender]].get(unique_id, ["unknown"])
            count[{"waits": "in time", "given up": "late", "answered": "twice", "unknown": "orphans"}[call[0]]] += 1
            call[0] = "answered"
        count[{2: "calls", 3: "results", 4: "errors"}[kind]] += 1
    count["unanswered"] += len(waiting(STATION, CSMS))
    return Count(**{name: count[name] for name in Count._fields})


def plain(frame: str) -> list[Any]:
    kind, unique_id, *rest = json.loads(frame, strict=False)
    return [kind, str(unique_id), *rest]


def replayed(log: Log) -> tuple[Count, list[Paired]]:
    """What a Pairing says of a log."""
    pairing = Pairing(Codec(f"ocpp{log.version}", tolerate=FIELD))
    seen, unanswered = [], 0
    for line in log.lines:
        if line.new_connection:
            unanswered += len(pairing.close())
        seen.append(pairing.feed(line.frame, line.sender, line.at or 0.0))
        unanswered += len(seen[-1].given_up)
    unanswered += len(pairing.close())
    kinds = Counter(each.messageTypeId for each in seen)
    rules = pairing.counts
    assert rules == Counter(finding.rule for each in seen for finding in each.findings)
    count = Count(
        kinds[MessageTypeEnum.CALL],
        kinds[MessageTypeEnum.CALLRESULT],
        kinds[MessageTypeEnum.CALLERROR],
        rules[Rule.UNASKED_ANSWER],
        rules[Rule.ANSWERED_TWICE],
        rules[Rule.LATE_ANSWER],
        rules[Rule.PENDING_ID_REUSED],
        rules[Rule.ID_REUSED],
        rules[Rule.CALL_WHILE_PENDING],
        unanswered,
    )
    return count, seen


@needs_shared
@every_log
def test_a_log_is_counted_right(log):
    count, _ = replayed(log)
    assert count == counted(log)
    assert count == KNOWN.get(log.name, count)


@needs_shared
@every_log
def test_every_result_in_a_log_is_decoded_with_the_action_of_its_call(log):
    _, seen = replayed(log)
    results = [each for each in seen if each.messageTypeId == MessageTypeEnum.CALLRESULT and each.call]
    assert len(results) == counted(log).results - counted(log).orphans
    for each in results:
        assert type(each.message.payload).action_class.__name__ == each.call.action == each.action
        assert each.waited >= 0


@needs_shared
def test_all_known_logs_are_there():
    assert {log.name for log in LOGS} >= KNOWN.keys()
    assert sum(len(log.lines) for log in LOGS) > 4000


# Memory -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["frames", "messages"])
def test_calls_that_are_never_answered_take_no_more_memory(form):
    pairing = Pairing(Codec(V201))
    request = Codec(V201).decode('[2,"1","DataTransfer",{"vendorId":"com.example"}]').payload
    peaks = []
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(20_001):
            message = Call(f"call-{number}", "DataTransfer", request)
            pairing.feed(pairing.codec.encode(message) if form == "frames" else message, STATION, number / 1000)
            if number in (5_000, 20_000):
                peaks.append(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()
    assert len(pairing.pending) == pairing.max_pending
    assert peaks[1] <= peaks[0] * 1.02 + 10_000


def test_a_refused_call_takes_no_id_from_one_that_waits():
    pairing = Pairing(Codec(V16))
    pairing.feed('[2,"1","Heartbeat",{}]', STATION)
    pairing.feed('[2,"1","Nonsense",{}]', STATION)
    result = pairing.feed('[3,"1",{"currentTime":"2026-05-17T09:41:33Z"}]', CSMS)
    assert (result.call.action, result.findings) == ("Heartbeat", ())


def test_the_name_of_no_action_is_not_kept_whole():
    pairing = Pairing(Codec(V16))
    pairing.feed(json.dumps([2, "1", "x" * 100_000, {}]), STATION)
    assert len(pairing.pending[0].action) < 100


def test_the_same_answer_to_another_call_is_not_equal():
    def answered(after: float) -> Paired:
        line = Pairing(Codec(V16))
        line.feed('[2,"1","ClearCache",{}]', CSMS, 0.0)
        return line.feed('[3,"1",{"status":"Accepted"}]', STATION, after)

    assert answered(1.0) == answered(1.0)
    assert answered(1.0) != answered(2.0)
