"""What becomes of a whole connection: what is given up, kept and counted, what is enforced, and how it ends."""

from __future__ import annotations

import gc
import json
import math
import pickle
import tracemalloc
from collections.abc import Callable
from itertools import product
from typing import Any, cast

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Pairing, Rule, Severity
from ocpp_codec._core.compat import DIALECTS
from ocpp_codec.record import Sender
from ocpp_codec.structure import Call
from ocpp_codec.tolerance import FIELD
from ocpp_codec.v201 import messages as messages201
from tests.support.judging import payload_of
from tests.support.talks import CONVERSATION, CSMS, ERROR, OTHER, RESPONSES, STATION, Talk, broken, call_of, the_finding

V16 = OcppJsonProtocol.v16
V201 = OcppJsonProtocol.v201


# What is given up ----------------------------------------------------------------------------------------------------


def test_an_answer_after_max_age_is_late(start: Callable[..., Talk]) -> None:
    talk = start(max_age=30.0)
    talk.call("a", at=0.0)
    talk.call("b", at=10.0)
    assert talk.error("b", at=30.0).given_up == ()
    seen = talk.result("a", at=30.5)
    assert broken(seen) == [Rule.LATE_ANSWER]
    assert the_finding(seen, Rule.LATE_ANSWER).severity is Severity.ADVICE
    assert seen.given_up == (seen.call,)
    assert (call_of(seen).uniqueId, seen.waited) == ("a", 30.5)
    assert type(payload_of(seen.message)).action_class.__name__ == talk.own
    assert broken(talk.result("a", at=31.0)) == [Rule.ANSWERED_TWICE]


def test_a_call_is_not_too_old_at_max_age(start: Callable[..., Talk]) -> None:
    talk = start(max_age=30.0)
    talk.call(at=100.0)
    seen = talk.result(at=130.0)
    assert (broken(seen), seen.given_up, seen.waited) == ([], (), 30.0)


@pytest.mark.parametrize("elements", [[2, "9", "DataTransfer", {"vendorId": "a"}], [4, "9", *ERROR], [9], "junk"])
def test_whatever_comes_next_reports_what_is_too_old(start: Callable[..., Talk], elements: list[Any]) -> None:
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


def test_giving_up_without_a_frame() -> None:
    talk = Talk(max_age=30.0)
    talk.call("a", at=0.0)
    talk.call("b", at=5.0)
    assert talk.pairing.give_up(30.0) == ()
    (old,) = talk.pairing.give_up(31.0)
    assert (old.uniqueId, old.at) == ("a", 0.0)
    assert talk.pairing.give_up(31.0) == ()
    assert talk.waiting == ["b"]
    assert broken(talk.result("a", at=32.0)) == [Rule.LATE_ANSWER]


def test_one_call_too_many_makes_a_side_give_up_its_oldest(start: Callable[..., Talk]) -> None:
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


def test_what_became_of_a_call_is_forgotten_in_the_end(start: Callable[..., Talk]) -> None:
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
def test_limits_are_positive(limits: Any) -> None:
    with pytest.raises(ValueError, match=r"at least 1|positive"):
        Pairing(Codec(V16), **limits)
    with pytest.raises(ValueError, match="max_age is a number of seconds, not nan"):
        Pairing(Codec(V16), max_age=math.nan)
    Pairing(Codec(V16), max_pending=1, max_age=math.inf)


# The end, the counts, and what is enforced ---------------------------------------------------------------------------


def test_the_end_of_a_connection(start: Callable[..., Talk]) -> None:
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


def test_every_broken_rule_is_counted() -> None:
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


def breaking(rule: Rule) -> list[tuple[list[Any], str]]:
    """Frames, each with its sender, of which the last one breaks the rule."""
    call, error = ([2, "1", "Heartbeat", {}], STATION), ([4, "1", *ERROR], CSMS)
    result = [3, "1", RESPONSES["Heartbeat"]], CSMS
    return {
        Rule.UNASKED_ANSWER: [error],
        Rule.ANSWERED_TWICE: [call, error, result],
        Rule.LATE_ANSWER: [call, ([2, "2", "Heartbeat", {}], STATION), result],
        Rule.RESULT_REFUSED: [call, result, ([4, "1", *ERROR], STATION)],
        Rule.WRONG_SENDER: [([2, "1", "Heartbeat", {}], CSMS)],
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
        if not (rule is Rule.UNREADABLE_REPORTED and protocol is V16)
        and not (rule is Rule.RESULT_REFUSED and DIALECTS[protocol].answers_results)
    ],
)
def test_a_rule_that_is_enforced_refuses(protocol: OcppJsonProtocol, rule: Rule) -> None:
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
            assert seen.reply is not None
            code = "NotSupported" if rule is Rule.WRONG_SENDER else "GenericError"
            assert json.loads(seen.reply)[:3] == [kind, last[1], code]
            assert rule in seen.reply


def test_a_frame_that_is_refused_anyway_keeps_its_reply() -> None:
    talk = Talk(enforce={Rule.CALL_WHILE_PENDING})
    talk.call("1")
    seen = talk.say([2, "2", "Teleport", {}], STATION)
    assert broken(seen) == [Rule.CALL_WHILE_PENDING]
    assert seen.reply is not None
    assert json.loads(seen.reply)[:3] == [4, "2", "NotImplemented"]


def test_a_message_of_ours_can_be_refused_too() -> None:
    seen = Talk(seen_by=CSMS, enforce={Rule.UNASKED_ANSWER}).result("1")
    assert (seen.message, seen.reply) == (None, None)
    assert isinstance(seen.error, OCPPException)


@pytest.mark.parametrize("sender", ["both", Sender.BOTH, "", "Station", "server", None, 0, b"station"])
def test_a_sender_that_is_neither_side_is_refused(sender: Any) -> None:
    talk = Talk(max_age=1.0)
    talk.call("1")
    with pytest.raises(ValueError, match="station or csms"):
        talk.pairing.feed('[2,"2","Heartbeat",{}]', sender, 50.0)
    assert talk.waiting == ["1"]


def test_a_sender_is_a_name_or_a_member() -> None:
    talk = Pairing(Codec(V16))
    talk.feed('[2,"1","Heartbeat",{}]', Sender.STATION)
    assert [call.sender for call in talk.pending] == [Sender.STATION]
    seen = talk.feed(json.dumps([4, "1", *ERROR]), Sender.CSMS)
    assert call_of(seen).uniqueId == "1"


# Memory --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["frames", "messages"])
def test_calls_that_are_never_answered_take_no_more_memory(form: Any) -> None:
    pairing = Pairing(Codec(V201))
    request = messages201.DataTransfer.Request("com.example")
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


def test_the_name_of_no_action_is_not_kept_whole() -> None:
    pairing = Pairing(Codec(V16))
    pairing.feed(json.dumps([2, "1", "x" * 100_000, {}]), STATION)
    (waiting,) = pairing.pending
    assert waiting.action is not None
    assert len(waiting.action) < 100


def test_a_pairing_needs_a_codec_and_says_so() -> None:
    name: Any = "ocpp1.6"
    with pytest.raises(TypeError, match=r"Pairing\(Codec\('ocpp2\.0\.1'\)\), not 'ocpp1\.6'"):
        Pairing(name)
    number: Any = math.nan
    with pytest.raises(TypeError, match="max_pending is an integer, not float"):
        Pairing(Codec(V16), max_pending=number)


def test_what_is_no_time_and_no_counter_is_told_at_once() -> None:
    pairing, anything = Pairing(Codec(V16)), cast("Any", "5")
    for feed in (lambda at: pairing.feed('[2,"1","Heartbeat",{}]', STATION, at), pairing.give_up):
        with pytest.raises(ValueError, match="at is a number of seconds, not nan"):
            feed(math.nan)
    with pytest.raises(TypeError, match="max_age is a number of seconds, not '5'"):
        Pairing(Codec(V16), max_age=anything)
    with pytest.raises(TypeError, match=r"counts is a collections\.Counter, not '5'"):
        Pairing(Codec(V16), counts=anything)


def test_pending_calls_are_equal_by_what_they_say() -> None:
    pairing = Pairing(Codec(V16))
    pairing.feed('[2,"1","Heartbeat",{}]', STATION, 1.0)
    (call,) = pairing.pending
    assert call == pickle.loads(pickle.dumps(call))
    assert len({call, pickle.loads(pickle.dumps(call))}) == 1
    assert repr(call) == "Pending(uniqueId='1', action='Heartbeat', sender=<Sender.STATION: 'station'>, at=1.0)"
    assert call != ("1", "Heartbeat", Sender.STATION, 1.0)


def data_call(number: int, size: int) -> str:
    """A call whose text has so many characters."""
    frame = '[2,"%04d","DataTransfer",{"vendorId":"x","data":"%s"}]'
    return frame % (number, "y" * (size - len(frame % (0, ""))))


@pytest.mark.parametrize("form", [str, str.encode, Codec(V201).decode])
def test_messages_that_wait_take_no_more_than_max_bytes(form: Callable[[str], Any]) -> None:
    pairing = Pairing(Codec(V201), max_bytes=112 * 1000)  # thousand characters of each side
    for number in range(4):
        assert pairing.feed(form(data_call(number, 300)), STATION, number).given_up == ()
    assert [pending.call is not None for pending in pairing.pending] == [False, True, True, True]
    pairing.feed(form(data_call(9, 900)), CSMS)
    assert [pending.call is not None for pending in pairing.pending] == [False, True, True, True, True]
    # A call that has ended, or whose id is used again, leaves room.
    pairing.feed('[3,"0001",{"status":"Accepted"}]', CSMS)
    pairing.feed(form(data_call(2, 300)), STATION)
    pairing.feed(form(data_call(4, 300)), STATION)
    assert [pending.call is not None for pending in pairing.pending] == [False, True, True, True, True]
    # One that is too large alone is not kept, nor any that is older; their results are read all the same.
    large = pairing.feed(form(data_call(5, 1001)), STATION)
    assert large.message is not None
    assert [pending.call is not None for pending in pairing.pending] == [False] * 5 + [True]
    for number in (0, 5, 4):
        answered = pairing.feed(f'[3,"{number:04d}",{{"status":"Accepted"}}]', CSMS, 10)
        assert answered.findings == ()
        assert answered.call is not None
        assert (answered.call.uniqueId, answered.call.action) == (f"{number:04d}", "DataTransfer")
    for number in range(10, 30):  # nothing has been counted twice
        pairing.feed(form(data_call(number, 1000)), STATION)
        assert pairing.feed(f'[3,"{number:04d}",{{"status":"Accepted"}}]', CSMS).call.call is not None  # type: ignore[union-attr]


def test_a_message_that_cannot_be_written_is_not_counted() -> None:
    pairing = Pairing(Codec(V201), max_bytes=64)
    pairing.feed(Call("1", "DataTransfer", messages201.DataTransfer.Request("x", data=object())), STATION)
    assert [pending.call is not None for pending in pairing.pending] == [True]


def test_max_bytes_is_a_positive_integer() -> None:
    for limit, error in ((0, ValueError), (1.5, TypeError)):
        number: Any = limit
        with pytest.raises(error, match="max_bytes"):
            Pairing(Codec(V16), max_bytes=number)
