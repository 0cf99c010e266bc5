"""Which way a frame goes: words relative to who wrote the line, words that name both ends, answers, and what stays unknown."""

from __future__ import annotations

import itertools

import pytest

from ocpp_codec import OcppJsonProtocol
from ocpp_codec.log import _directions as module
from ocpp_codec.log._directions import Directions
from ocpp_codec.log._entries import Direction
from ocpp_codec.log._raw import Raw
from ocpp_codec.log._search import head_of
from ocpp_codec.log._words import Seen
from tests.support.loglines import DATA, HEARTBEAT, RESET, TO_CSMS, TO_STATION, entries, ways

# Actions and words ---------------------------------------------------------------------------------------------------


def test_an_action_that_one_side_alone_sends_tells() -> None:
    assert ways(HEARTBEAT, RESET) == [TO_CSMS, TO_STATION]


def test_an_action_that_both_sides_send_does_not_tell() -> None:
    assert ways(DATA) == [None]


@pytest.mark.parametrize(
    ("sent", "received"), [("sent", "received"), ("TX", "RX"), (">>>", "<<<"), ("out", "in"), ("->", "<-")]
)
def test_the_same_word_says_the_opposite_in_the_log_of_the_other_side(sent: str, received: str) -> None:
    by_station = ways(f"ocpp {sent} {HEARTBEAT}", f"ocpp {received} {DATA}", f"ocpp {sent} {DATA}")
    assert by_station == [TO_CSMS, TO_STATION, TO_CSMS]
    by_csms = ways(f"ocpp {received} {HEARTBEAT}", f"ocpp {sent} {DATA}", f"ocpp {received} {DATA}")
    assert by_csms == [TO_CSMS, TO_STATION, TO_CSMS]


def test_a_word_means_the_opposite_of_the_other_one() -> None:
    assert ways(f"ocpp received {RESET}", f"ocpp sent {DATA}") == [TO_STATION, TO_CSMS]


def test_first_messages_are_unknown_only_until_a_later_one_tells() -> None:
    assert ways(f"ocpp sent {DATA}", f"ocpp received {DATA}", f"ocpp received {RESET}") == [
        TO_CSMS,
        TO_STATION,
        TO_STATION,
    ]


def test_two_loggers_may_use_the_same_word_in_opposite_meaning() -> None:
    lines = [
        f"station: sent {HEARTBEAT}",
        f"csms.server: sent {RESET}",
        f"station: sent {DATA}",
        f"csms.server: sent {DATA}",
    ]
    assert ways(*lines) == [TO_CSMS, TO_STATION, TO_CSMS, TO_STATION]


def test_a_word_alone_says_nothing() -> None:
    assert ways(f"sent {DATA}") == ways(f"received {DATA}") == [None]


def test_a_logger_of_which_nothing_is_known_uses_words_as_the_others() -> None:
    assert ways(f"one: sent {HEARTBEAT}", f"another: sent {DATA}", f"another: received {DATA}") == [
        TO_CSMS,
        TO_CSMS,
        TO_STATION,
    ]


def test_a_word_that_stands_beside_calls_of_both_sides_says_nothing() -> None:
    assert ways(f"message received {HEARTBEAT}", f"message received {RESET}", f"message received {DATA}") == [
        TO_CSMS,
        TO_STATION,
        None,
    ]


def test_few_wrong_calls_do_not_turn_a_word() -> None:
    calls = [f"sent {HEARTBEAT.replace('h', str(number))}" for number in range(3)]
    assert ways(*calls, f"sent {RESET}", f"sent {DATA}") == [TO_CSMS] * 5


def test_the_text_of_a_logger_tells_without_a_word() -> None:
    other = HEARTBEAT.replace("h", "i")
    lines = [f"ocpp.frames: {HEARTBEAT}", f"ocpp.frames: {other}", f"ocpp.frames: {DATA}"]
    assert ways(*lines, f"another: {DATA.replace('d', 'e', 1)}") == [TO_CSMS, TO_CSMS, TO_CSMS, None]


def test_a_logger_that_writes_the_same_beside_calls_of_both_sides_does_not_tell() -> None:
    calls = [f"ocpp.frames: {HEARTBEAT.replace('h', str(number))}" for number in range(9)]
    lines = [f"ocpp.frames: {RESET}", 'ocpp.frames: [3,"r",{"status":"Accepted"}]', f"ocpp.frames: {DATA}"]
    assert ways(*calls, *lines) == [TO_CSMS] * 9 + [TO_STATION, TO_CSMS, None]


def test_bare_frames_are_no_logger_that_tells() -> None:
    assert ways(HEARTBEAT, HEARTBEAT.replace("h", "i"), DATA) == [TO_CSMS, TO_CSMS, None]


# Words that name both ends, and the header of a test tool ------------------------------------------------------------


@pytest.mark.parametrize(
    "word", ["CSMS -> CP", "Central System => Charge Point", "from CSMS", "to the charger", "CP <- CS", "downlink"]
)
def test_words_that_name_the_ends_need_no_other_message(word: str) -> None:
    assert ways(f"{word}: {DATA}") == [TO_STATION]


def test_words_that_name_both_ends_win() -> None:
    lines = [f"sent {HEARTBEAT}", f"CSMS -> CP sent {DATA}", f"received CP -> CSMS {DATA}"]
    assert ways(*lines) == [TO_CSMS, TO_STATION, TO_CSMS]


def test_words_that_name_both_ends_win_over_an_action() -> None:
    assert ways(f"CSMS -> CP: {RESET}", f"CSMS -> CP: {HEARTBEAT}") == [TO_STATION, TO_STATION]
    assert ways(f"CSMS -> CP: {HEARTBEAT}") == [TO_STATION]


def test_words_that_name_both_ends_may_be_the_wrong_way_round() -> None:
    lines = [f"from server {HEARTBEAT.replace('h', str(number))}" for number in range(3)]
    assert ways(*lines, f"from server {DATA}") == [TO_CSMS] * 4


def test_words_that_name_both_ends_beside_calls_of_both_sides_say_nothing() -> None:
    calls = [
        call.replace('"h"', f'"{number}"').replace('"r"', f'"{number}"')
        for number in range(2)
        for call in (HEARTBEAT, RESET)
    ]
    assert ways(*(f"from server {call}" for call in calls), f"from server {DATA}")[-1] is None


@pytest.mark.parametrize(
    ("header", "sent"),
    [
        ("OCPP test tool, role: CSMS", TO_STATION),
        ("acting as a charging station", TO_CSMS),
        ("SUT: charge point", TO_STATION),
        ("system under test is the CSMS", TO_CSMS),
        ("CSMS simulator 1.0", TO_STATION),
        ("Charging station emulator", TO_CSMS),
    ],
)
def test_the_header_of_a_test_tool_says_which_side_it_plays(header: str, sent: Direction) -> None:
    assert ways(header, f"SEND {DATA}", f"RECV {DATA}") == [sent, sent.opposite]


def test_a_header_that_calls_contradict_is_wrong() -> None:
    assert ways("role: CSMS", f"SEND {HEARTBEAT}", f"SEND {DATA}") == [TO_CSMS, TO_CSMS]


# Answers -------------------------------------------------------------------------------------------------------------


def test_an_answer_goes_against_its_call() -> None:
    assert ways(HEARTBEAT, '[3,"h",{}]', RESET, '[4,"r","GenericError","",{}]') == [
        TO_CSMS,
        TO_STATION,
        TO_STATION,
        TO_CSMS,
    ]


def test_an_answer_goes_against_its_call_whatever_its_word_says() -> None:
    assert ways(f"sent {HEARTBEAT}", 'sent [3,"h",{}]') == [TO_CSMS, TO_STATION]


def test_an_answer_without_a_call_goes_as_its_word_says() -> None:
    assert ways(f"sent {HEARTBEAT}", 'sent [3,"x",{}]', 'received [3,"y",{}]') == [TO_CSMS, TO_CSMS, TO_STATION]


def test_an_answer_without_a_call_and_a_word_is_unknown() -> None:
    assert ways('[3,"x",{}]', '[4,"y","GenericError","",{}]') == [None, None]


def test_an_answer_to_a_call_of_unknown_direction_is_unknown() -> None:
    assert ways(DATA, '[3,"d",{"status":"Accepted"}]') == [None, None]


def test_two_calls_with_one_id_are_answered_each_by_the_other_side() -> None:
    call, answer = HEARTBEAT.replace("h", "1"), RESET.replace('"r"', '"1"')
    lines = [
        f"tx {call}",
        f"rx {answer}",
        'tx [3,"1",{"status":"Accepted"}]',
        'rx [3,"1",{"currentTime":"2026-05-17T09:00:00Z"}]',
    ]
    assert ways(*lines) == [TO_CSMS, TO_STATION, TO_CSMS, TO_STATION]


def test_an_answer_again_goes_the_same_way() -> None:
    assert ways(HEARTBEAT, '[3,"h",{}]', '[3,"h",{"currentTime":"2026-05-17T09:00:00Z"}]') == [
        TO_CSMS,
        TO_STATION,
        TO_STATION,
    ]


def test_an_id_is_one_of_its_station() -> None:
    lines = [f"CS01 rx {HEARTBEAT}", 'CS02 rx [3,"h",{"status":"Accepted"}]']
    assert ways(*lines) == [TO_CSMS, TO_CSMS]


def test_the_error_of_an_answer_goes_the_way_of_the_call() -> None:
    assert ways(HEARTBEAT, '[3,"h",{}]', '[5,"h","GenericError","",{}]') == [TO_CSMS, TO_STATION, TO_CSMS]
    assert ways(f"sent {HEARTBEAT}", 'received [5,"x","GenericError","",{}]') == [TO_CSMS, TO_STATION]


def test_a_send_message_has_no_answer() -> None:
    send = '[6,"n","NotifyPeriodicEventStream",{"id":1,"pending":0,"basetime":"2026-05-17T09:00:00Z","data":[]}]'
    assert ways(send, '[3,"n",{}]') == [TO_CSMS, None]


def test_a_unique_id_that_is_a_number_is_an_answer_only_to_a_call() -> None:
    assert len(entries(HEARTBEAT.replace('"h"', "8"), "[3,8,{}]")) == 2
    assert len(entries(HEARTBEAT, "[3,8,{}]")) == 1
    assert len(entries(f"CS01 rx {HEARTBEAT.replace(chr(34) + 'h' + chr(34), '8')}", "CS02 rx [3,8,{}]")) == 1


# Bounds --------------------------------------------------------------------------------------------------------------


def raw(frame: str, word: Seen | Direction | None = None, shape: str = "") -> Raw:
    return Raw(frame=frame, line=1, layout="text", word=word, shape=shape)


def resolved(directions: Directions, one: Raw) -> Direction | None:
    return directions.resolve(one, head_of(one.frame))


def learned(directions: Directions, one: Raw) -> None:
    directions.learn(one, head_of(one.frame))


def test_the_oldest_calls_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_CALLS", 2)
    directions = Directions(OcppJsonProtocol)
    for unique_id in ("a", "b", "a", "c"):  # the second "a" is a new call
        resolved(directions, raw(HEARTBEAT.replace("h", unique_id)))
    asked = {
        unique_id: directions.knows(answer, head_of(answer.frame))
        for unique_id in "abc"
        for answer in [raw(f'[3,"{unique_id}",{{}}]')]
    }
    assert asked == {"a": True, "b": False, "c": True}


def test_what_too_many_loggers_mean_is_not_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_SHAPES", 2)
    directions = Directions(OcppJsonProtocol)
    for number in range(3):
        learned(directions, raw(HEARTBEAT, Seen.SENT, f"logger {'x' * number}"))
    assert resolved(directions, raw(DATA, Seen.SENT, "logger ")) is Direction.TO_CSMS
    assert len(directions._evidence) == 2


def test_the_versions_that_may_be_spoken_say_who_sends_an_action() -> None:
    call = '[2,"1","NotifyEvent",{}]'
    assert ways(call, protocol="1.6") == [None]
    assert ways(call, protocol="2.0.1") == ways(call) == [TO_CSMS]


def test_no_version_has_changed_who_sends_an_action() -> None:
    for one, other in itertools.combinations(OcppJsonProtocol, 2):
        senders = module._senders((one,)), module._senders((other,))
        common = senders[0].keys() & senders[1].keys()
        assert [name for name in common if senders[0][name] is not senders[1][name]] == []


def test_an_action_in_other_letters_tells_as_well() -> None:
    assert ways('[2,"1","heartbeat",{}]') == [TO_CSMS]
