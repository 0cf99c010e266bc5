"""How long answers took."""

from __future__ import annotations

import pytest

from ocpp_codec.log import conversations
from ocpp_codec.report import _answers
from ocpp_codec.report._answers import Answers
from ocpp_codec.report._keys import Links
from tests.support.elements import elements, rows, texts
from tests.support.entries import CSMS, Script


def html(script: Script) -> str:
    answers = Answers()
    for turn in conversations(script.entries):
        answers.add(turn)
    return answers.html(Links({}))


def exchanges(*seconds: float) -> Script:
    """Heartbeats that the CSMS answers after so many seconds each, then a Reset that the station answers in 50 ms."""
    script = Script().boot(at=0)
    for number, wait in enumerate(seconds):
        script.call("Heartbeat", at=(number + 1) * 100)
        script.result({"currentTime": "2026-05-17T09:00:00Z"}, at=(number + 1) * 100 + wait)
    script.call("Reset", {"type": "Soft"}, by=CSMS, at=1_000_000)
    return script.result({"status": "Accepted"}, at=1_000_000.05)


def by_action(page: str) -> dict[str, dict[str, str]]:
    return {row["Action"]: row for row in rows(page) if "Action" in row}


def bars(page: str) -> list[tuple[str, str]]:
    return [(row["Time"], row["Answers"]) for row in rows(page) if "Time" in row]


def test_the_table_has_the_times_of_each_action() -> None:
    page = html(exchanges(*[0.02] * 60, *[0.4] * 39, 7.25))
    heartbeat = by_action(page)["Heartbeat"]
    assert (heartbeat["Who answers"], heartbeat["Answers"], heartbeat["Longest"]) == ("CSMS", "100", "7.2 s")
    assert heartbeat["Median"] in {"20 ms", "21 ms", "22 ms"}
    assert heartbeat["95 % within"] == "0.4 s"
    assert by_action(page)["Reset"]["Who answers"] == "station"


def test_the_longest_leads_to_its_place_and_comes_first() -> None:
    page = html(exchanges(0.02, 7.25, 0.02))
    assert elements(page, "a")[0]["href"] == "#line=6"
    assert next(iter(by_action(page))) == "Heartbeat"


def test_the_bars_of_both_sides_are_the_same_and_count_all() -> None:
    page = html(exchanges(0.02, 0.02, 0.2))
    assert bars(page) == [
        ("below 10 ms", "1"),
        ("10 to 30 ms", "2"),
        ("30 to 100 ms", "0"),
        ("0.1 to 0.3 s", "1"),
        ("below 10 ms", "0"),
        ("10 to 30 ms", "0"),
        ("30 to 100 ms", "1"),
        ("0.1 to 0.3 s", "0"),
    ]
    assert texts(page, "caption")[:2] == ["The CSMS answers: 4 times", "The station answers: 1 time"]


def test_whole_seconds_say_so_and_claim_no_more() -> None:
    script = Script().boot(at=0)
    for number in range(3):
        script.call("Heartbeat", at=number * 100 + 10)
        script.result({"currentTime": "2026-05-17T09:00:00Z"}, at=number * 100 + 10 + (2 if number == 2 else 0))
    page = html(script)
    assert "The clock of this log has whole seconds." in texts(page, "p")
    assert bars(page) == [("below 1 s", "3"), ("1 to 3 s", "1")]
    assert by_action(page)["Heartbeat"]["Median"] == "below 1 s"
    assert by_action(page)["Heartbeat"]["Longest"] == "2 s"


def test_without_times_it_says_that_there_are_none() -> None:
    page = html(Script(has_times=False).boot().heartbeat())
    assert texts(page, "p") == ["The log does not say how long answers took."]
    assert not elements(page, "table")


def test_without_answers_there_is_nothing_to_tell() -> None:
    assert html(Script().call("Heartbeat")) == ""


def test_very_many_actions_take_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_answers, "_MOST_ACTIONS", 1)
    page = html(exchanges(0.02))
    assert list(by_action(page)) == ["BootNotification"]
    assert sum(int(count) for _, count in bars(page)) == 3
