"""Each entry of a log in its conversation: its sender, its call, when a conversation begins, and what nobody has done wrong."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec import OcppJsonProtocol, Rule, Tolerance
from ocpp_codec.log import Direction, Entry, Turn, conversations
from ocpp_codec.log import _conversations as module
from ocpp_codec.pairing import Paired
from ocpp_codec.record import Sender
from ocpp_codec.structure import Call, CallResult
from tests.support.entries import BEGIN, CSMS, STATION, Script
from tests.support.logs import conversations as logs
from tests.support.paths import needs_shared

HEARTBEAT = {"currentTime": "2026-05-17T09:00:00Z"}


def turns(script: Script, **settings: Any) -> list[Turn]:
    return list(conversations(script.entries, **settings))


def rules(turn: Turn) -> list[Rule]:
    return [finding.rule for finding in turn.examination.findings]


def all_rules(script: Script, **settings: Any) -> list[Rule]:
    return [rule for turn in turns(script, **settings) for rule in rules(turn)]


# Calls and answers ---------------------------------------------------------------------------------------------------


def test_an_answer_comes_with_the_entry_of_its_call() -> None:
    script = Script().call("Heartbeat", at=1.0).result(HEARTBEAT, at=3.5)
    call, result = turns(script)
    assert (call.call, call.waited, call.sender, call.begins, call.number) == (None, None, Sender.STATION, True, 1)
    assert result.call is script.entries[0]
    assert (result.waited, result.sender, result.begins, result.number) == (2.5, Sender.CSMS, False, 1)
    assert isinstance(call.examination.message, Call)
    assert isinstance(result.examination, Paired)
    assert result.examination.action == "Heartbeat"


def test_without_times_nothing_has_waited() -> None:
    script = Script(has_times=False).call("Heartbeat").result(HEARTBEAT)
    assert [turn.waited for turn in turns(script)] == [None, None]


def test_a_clock_that_runs_backwards_gives_up_no_call() -> None:
    script = Script().call("Heartbeat", at=10_000.0).result(HEARTBEAT, at=2.0)
    assert (turns(script)[1].waited, all_rules(script)) == (None, [])
    script.call("Heartbeat", at=3.0).result(HEARTBEAT, at=4.0)
    assert (turns(script)[3].waited, all_rules(script)) == (1.0, [])


def test_a_call_that_has_waited_too_long_is_given_up() -> None:
    script = Script().call("Heartbeat", at=0.0).call("Heartbeat", at=400.0).result(HEARTBEAT)
    assert [turn.given_up for turn in turns(script)] == [(), (script.entries[0],), ()]


def test_the_log_leaves_calls_open() -> None:
    script = Script().call("Heartbeat").result(HEARTBEAT).call("Heartbeat")
    seen = conversations(script.entries)
    waiting = [(next(seen).entry.line, [entry.line for entry in seen.unanswered]) for _ in range(3)]
    assert waiting == [(1, [1]), (2, []), (3, [3])]


def test_stations_have_conversations_of_their_own() -> None:
    one, two = (
        Script(station="A").call("Heartbeat", unique_id="1"),
        Script(station="B").call("Heartbeat", unique_id="1"),
    )
    answer = Script(station="A").call("Heartbeat", unique_id="1").result(HEARTBEAT).entries[1]
    seen = list(conversations([one.entries[0], two.entries[0], answer]))
    assert [(turn.number, turn.begins) for turn in seen] == [(1, True), (2, True), (1, False)]
    assert seen[2].call is one.entries[0]
    assert not [rule for turn in seen for rule in rules(turn)]


def test_versions_have_conversations_of_their_own() -> None:
    old, new = Script().call("Heartbeat", unique_id="1"), Script("ocpp2.0.1").call("Heartbeat", unique_id="1")
    seen = list(conversations([*old.entries, *new.entries]))
    assert [turn.number for turn in seen] == [1, 2]


def test_an_entry_without_a_version_is_read_as_1_6() -> None:
    script = Script().call("StartTransaction", {"connectorId": 1, "idTag": "A", "meterStart": 0}, protocol=None)
    assert all_rules(script) == [Rule.MISSING_FIELD]


# Who has sent it -----------------------------------------------------------------------------------------------------


def test_an_action_of_one_side_tells_who_has_sent_it() -> None:
    script = Script().call("Heartbeat", by=None).result(HEARTBEAT)
    script.call("ClearCache", by=None).result({"status": "Accepted"})
    assert [turn.sender for turn in turns(script)] == [Sender.STATION, Sender.CSMS, Sender.CSMS, Sender.STATION]
    assert all_rules(script) == []


def test_a_call_of_either_side_finds_its_answer() -> None:
    script = Script().call("DataTransfer", {"vendorId": "V"}, by=None, at=1.0).result({"status": "Rejected"}, at=2.0)
    call, result = turns(script)
    assert (call.sender, result.sender, result.waited) == (None, None, 1.0)
    assert result.call is script.entries[0]
    assert isinstance(result.examination.message, CallResult)
    assert all_rules(script) == []


def test_a_call_of_either_side_without_an_answer_stays_open() -> None:
    script = Script().call("DataTransfer", {"vendorId": "V"}, by=None)
    seen = conversations(script.entries)
    list(seen)
    assert seen.unanswered == tuple(script.entries)
    script.open().boot()
    assert turns(script)[1].given_up == (script.entries[0],)


def test_the_same_id_on_both_sides_without_directions() -> None:
    """The latest call is answered first."""
    script = (
        Script().call("Heartbeat", by=None, unique_id="1", at=0.0).call("ClearCache", by=None, unique_id="1", at=1.0)
    )
    script.frame('[3,"1",{"status":"Accepted"}]', None, 2.0)
    script.frame(json.dumps([3, "1", HEARTBEAT]), None, 3.0)
    seen = turns(script)
    assert [turn.call for turn in seen[2:]] == [script.entries[1], script.entries[0]]
    assert all_rules(script) == []


def test_the_wrong_side_is_found_out() -> None:
    assert all_rules(Script().call("Heartbeat", by=CSMS)) == [Rule.WRONG_SENDER]


# Where a conversation begins -----------------------------------------------------------------------------------------


def begins(script: Script) -> list[int]:
    return [turn.entry.line for turn in turns(script) if turn.begins]


def test_a_boot_begins_anew() -> None:
    script = Script().boot().call("Heartbeat", unique_id="1").call("Heartbeat", unique_id="2").boot()
    seen = turns(script)
    assert begins(script) == [1, 5]
    assert seen[4].given_up == (script.entries[2], script.entries[3])
    assert [turn.number for turn in seen] == [1, 1, 1, 1, 2, 2]


@pytest.mark.parametrize("status", ["Pending", "Rejected"])
def test_a_boot_that_was_not_accepted_is_repeated(status: str) -> None:
    assert begins(Script().boot(status=status).boot(at=60.0)) == [1]


def test_a_boot_without_an_answer_is_repeated() -> None:
    boot = {"chargePointModel": "M", "chargePointVendor": "V"}
    assert begins(Script().call("BootNotification", boot).boot(at=60.0)) == [1]


def test_a_boot_that_the_csms_has_triggered() -> None:
    trigger = {"requestedMessage": "BootNotification"}
    script = Script().boot().call("TriggerMessage", trigger, by=CSMS).result({"status": "Accepted"}).boot()
    assert begins(script) == [1]
    refused = Script().boot().call("TriggerMessage", trigger, by=CSMS).result({"status": "Rejected"}).boot()
    assert begins(refused) == [1, 5]


def test_a_connection_line_begins_anew() -> None:
    script = Script().boot().call("Heartbeat", unique_id="1").open().call("Heartbeat", unique_id="1").result(HEARTBEAT)
    assert begins(script) == [1, 4]
    assert turns(script)[3].given_up == (script.entries[2],)
    assert all_rules(script) == []


def test_a_boot_after_a_connection_line_is_not_yet_another_conversation() -> None:
    script = (
        Script().open().call("StatusNotification", {"connectorId": 0, "errorCode": "NoError", "status": "Available"})
    )
    assert begins(script.result().boot()) == [1]


def test_an_answer_over_a_boot_is_nobodys_error() -> None:
    """Perhaps the connection is still the same."""
    script = Script().boot().call("GetConfiguration", by=CSMS, unique_id="g").boot(at=5.0).frame('[3,"g",{}]', STATION)
    last = turns(script)[-1]
    assert (last.call, rules(last)) == (script.entries[2], [])


# What is nobody's error ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("direction", [CSMS, None])
def test_an_answer_from_before_the_log(direction: Direction | None) -> None:
    script = Script().frame('[3,"old",{"anything":1}]', direction).call("Heartbeat").result(HEARTBEAT)
    first = turns(script)[0]
    assert (first.call, first.examination.error, all_rules(script)) == (None, None, [])
    assert isinstance(first.examination.message, CallResult)
    assert first.examination.message.payload == {"anything": 1}
    assert first.examination.action is None


def test_an_answer_from_before_the_log_is_checked_as_far_as_possible() -> None:
    assert all_rules(Script().frame('[3,"old",[]]', CSMS)) == [Rule.WRONG_TYPE]
    assert all_rules(Script().frame("[3,17,{}]", CSMS)) == [Rule.NUMERIC_ID]
    assert all_rules(Script().frame('[4,"old","GenericError","",{}]', CSMS)) == []


def test_an_answer_from_before_the_log_may_come_after_the_first_call() -> None:
    script = Script().call("Heartbeat").frame('[3,"old",{}]', CSMS).result(HEARTBEAT)
    assert all_rules(script) == []


def test_later_an_unasked_answer_is_an_error() -> None:
    script = Script().call("Heartbeat").result(HEARTBEAT).frame('[3,"old",{}]', CSMS)
    assert all_rules(script) == [Rule.UNASKED_ANSWER]
    assert all_rules(Script().call("Heartbeat").result(HEARTBEAT).frame('[3,"x",{}]', None)) == [Rule.UNASKED_ANSWER]
    script.frame('[3,"mine",{}]', STATION)  # the other side has called nothing so far
    assert rules(turns(script)[-1]) == []


def test_at_the_begin_of_a_connection_nothing_is_older() -> None:
    assert all_rules(Script().open().frame('[3,"old",{}]', CSMS)) == [Rule.UNASKED_ANSWER]
    assert all_rules(Script().boot().frame('[3,"old",{}]', STATION)) == [Rule.UNASKED_ANSWER]


def test_the_order_of_messages_is_judged() -> None:
    script = (
        Script().call("Heartbeat", unique_id="1").result(HEARTBEAT).result(HEARTBEAT).call("Heartbeat", unique_id="1")
    )
    script.call("Heartbeat", unique_id="2")
    assert all_rules(script) == [Rule.ANSWERED_TWICE, Rule.ID_REUSED, Rule.CALL_WHILE_PENDING]


def test_the_spelling_of_a_rebuilt_frame_is_not_judged() -> None:
    frame = '[2,17,"StatusNotification",{"connectorId":1,"connectorId":1.0,"errorCode":"NoError","status":"Free"}]'
    as_sent = rules(turns(Script().frame(frame, STATION))[0])
    assert {Rule.NUMERIC_ID, Rule.DUPLICATE_KEY, Rule.INTEGER_AS_FRACTION, Rule.UNKNOWN_ENUM_VALUE} == set(as_sent)
    assert rules(turns(Script().frame(frame, STATION, rebuilt=True))[0]) == [Rule.UNKNOWN_ENUM_VALUE]


def test_a_rebuilt_frame_without_other_defects_is_accepted() -> None:
    script = Script().frame('["2",17,"Heartbeat",{}]', STATION, rebuilt=True)
    script.frame(f'["3",17,{json.dumps(HEARTBEAT)}]', CSMS, rebuilt=True)
    assert all_rules(script, enforce=[Rule.DUPLICATE_KEY]) == []
    assert [turn.examination.error for turn in turns(script)] == [None, None]
    assert turns(script)[1].call is script.entries[0]


# Settings ------------------------------------------------------------------------------------------------------------


def test_settings_are_those_of_a_codec() -> None:
    script = Script().call("StatusNotification", {"connectorId": "1", "errorCode": "NoError", "status": "Available"})
    (seen,) = turns(script, tolerate=["number_as_string"])
    assert (seen.examination.error, rules(seen)) == (None, [Rule.NUMBER_AS_STRING])
    with pytest.raises(ValueError, match="perhaps"):
        conversations([], tolerate=["number_as_strin"])
    with pytest.raises(ValueError, match="perhaps"):
        conversations([], enforce=["duplicate_keys"])
    with pytest.raises(ValueError, match="cannot be tolerated"):
        conversations([], tolerate=["not_json"])
    with pytest.raises(ValueError, match="cannot be enforced"):
        conversations([], enforce=["valid_in_other_version"])


def test_a_place_counts_for_the_versions_that_have_it() -> None:
    place = Tolerance(Rule.MISSING_FIELD, "StartTransaction.Request.timestamp")
    request = {"connectorId": 1, "idTag": "A", "meterStart": 0}
    entries = [*Script().call("StartTransaction", request).entries, *Script("ocpp2.0.1").call("Heartbeat").entries]
    seen = list(conversations(entries, tolerate=[place], field_lengths={"DataTransfer.Request.vendorId": 300}))
    assert [turn.examination.error for turn in seen] == [None, None]
    with pytest.raises(ValueError, match="names no action"):
        conversations([], tolerate=[Tolerance(Rule.MISSING_FIELD, "Nonsense.Request.timestamp")])
    with pytest.raises(ValueError, match="Nonsense"):
        conversations([], field_lengths={"Nonsense.Request.x": 3})


# Hostile logs --------------------------------------------------------------------------------------------------------


def test_a_log_with_many_stations_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_STATIONS", 10)
    monkeypatch.setattr(module, "_MAX_CALLS", 20)
    entries = [Script(station=f"S{n % 50}").call("Heartbeat", unique_id=str(n)).entries[0] for n in range(500)]
    seen = conversations(entries)
    assert len(list(seen)) == 500
    assert len(seen._by_station) == 10
    assert len(seen._kept._entries) == 20
    assert len(seen.unanswered) <= 10


def test_a_forgotten_station_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_STATIONS", 1)
    one, two = Script(station="A").call("Heartbeat").result(HEARTBEAT), Script(station="B").call("Heartbeat")
    seen = list(conversations([one.entries[0], two.entries[0], one.entries[1]]))
    assert [turn.begins for turn in seen] == [True, True, True]
    assert rules(seen[2]) == []


FRAMES = st.sampled_from(
    [
        "",
        "[]",
        "[2]",
        "[3]",
        '[2,"1","Heartbeat",{}]',
        '[2,"2","DataTransfer",{"vendorId":"V"}]',
        '[2,"1","BootNotification",{"chargePointModel":"M","chargePointVendor":"V"}]',
        '[2,"1","ClearCache",{}]',
        '[3,"1",{"status":"Accepted"}]',
        "[3,1,{}]",
        '[4,"1","GenericError","",{}]',
        '[4,"-1","GenericError","",{}]',
        '[5,"1","GenericError","",{}]',
        '[6,"1","NotifyPeriodicEventStream",{}]',
        "[" * 5000,
        '[2,"\\u0031","Heartbeat",{}]',
    ]
)
ENTRIES = st.lists(
    st.builds(
        Entry,
        frame=FRAMES | st.text(max_size=10),
        file=st.just("a.log"),
        line=st.integers(1, 9),
        time=st.none() | st.integers(-1000, 1000).map(lambda at: BEGIN + timedelta(seconds=at)),
        station=st.sampled_from([None, "A"]),
        direction=st.sampled_from([None, *Direction]),
        protocol=st.sampled_from([None, "ocpp1.6", "ocpp2.1"]).map(lambda name: name and OcppJsonProtocol.of(name)),
        layout=st.just("bare"),
        rebuilt=st.booleans(),
        opened=st.booleans(),
    ),
    max_size=12,
)


@given(ENTRIES)
def test_any_log_gives_a_turn_for_each_entry(entries: list[Entry]) -> None:
    seen = conversations(entries)
    found = list(seen)
    assert [turn.entry for turn in found] == entries
    calls = [turn.entry for turn in found if turn.examination.messageTypeId == 2]
    left = [entry for turn in found for entry in turn.given_up] + list(seen.unanswered)
    for entry in left:  # each is a call, and is told once
        assert any(entry is call for call in calls)
    assert len({id(entry) for entry in left}) == len(left)
    for turn in found:
        assert turn.waited is None or turn.waited >= 0
        assert (turn.waited is None) or turn.call is not None
        for finding in turn.examination.findings:
            assert str(finding)


@needs_shared
def test_public_logs_are_paired_without_their_directions_too() -> None:
    """As many answers find their call."""
    for log in logs():
        for is_known in (True, False):
            entries = [
                Entry(
                    frame=line.frame,
                    file=log.name,
                    line=line.number,
                    direction=Direction("to-csms" if line.sender == "station" else "to-station") if is_known else None,
                    protocol=OcppJsonProtocol.of(f"ocpp{log.version}"),
                    layout="bare",
                    opened=line.new_connection,
                )
                for line in log.lines
            ]
            seen = list(conversations(entries))
            answers = sum(turn.examination.messageTypeId in (3, 4) for turn in seen)
            paired = sum(turn.call is not None for turn in seen)
            assert paired == (0 if log.name.startswith("homeassistant-ocpp_docs") else answers), log.name
