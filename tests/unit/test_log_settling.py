"""From frames as they were found to entries: each message once, oldest first, given as soon as possible."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec import log
from ocpp_codec.log import Entry
from ocpp_codec.log import _settling as module
from ocpp_codec.log._settling import Repeats
from tests.support.loglines import DATA, HEARTBEAT, RESET, TO_CSMS, TO_STATION, current, entries, frames, times

BEGIN = datetime(2026, 5, 17, 9, tzinfo=UTC)


def beat(number: int) -> str:
    return f'[2,"{number}","Heartbeat",{{}}]'


def line(second: int, frame: str, text: str = "rx") -> str:
    """A line of a log of the CSMS."""
    return f"{BEGIN + timedelta(seconds=second):%Y-%m-%d %H:%M:%S}Z {text} {frame}"


# Repeats -------------------------------------------------------------------------------------------------------------


def test_the_frame_of_two_loggers_is_one_message() -> None:
    read = entries(
        line(0, HEARTBEAT, "ws: received"), line(0, HEARTBEAT, "ocpp.router handles"), line(1, beat(1), "ws: received")
    )
    assert frames(read) == [HEARTBEAT, beat(1)]
    assert [entry.line for entry in read] == [1, 3]


def test_the_frame_of_three_loggers_is_one_message() -> None:
    lines = [line(0, HEARTBEAT, logger) for logger in ("ws: received", "router:", "database:")]
    assert len(entries(*lines)) == 1
    assert len(entries(*lines, *lines)) == 2


def test_the_frame_on_both_sides_of_a_proxy_is_one_message() -> None:
    lines = [line(0, HEARTBEAT, "station -> proxy rx"), line(1, HEARTBEAT, "proxy -> csms tx")]
    assert len(entries(*lines)) == 1


def test_spaces_make_no_other_message() -> None:
    assert len(entries(f"one: {HEARTBEAT}", f"another: {HEARTBEAT.replace(',', ', ')}")) == 1


def test_a_message_that_its_logger_writes_again_was_sent_again() -> None:
    assert len(entries(line(0, HEARTBEAT), line(1, HEARTBEAT))) == 2
    assert len(entries(HEARTBEAT, HEARTBEAT)) == 2


def test_messages_sent_again_that_two_loggers_have_are_as_many() -> None:
    def both(second: int) -> list[str]:
        return [line(second, HEARTBEAT, "ws: received"), line(second, HEARTBEAT, "router handles")]

    assert len(entries(*both(0), *both(1))) == 2
    first, second = both(0), both(1)
    assert len(entries(first[0], second[0], first[1], second[1])) == 2
    assert len(entries(*both(0), both(1)[1])) == 2


def test_the_same_frame_much_later_is_another_message() -> None:
    assert len(entries(line(0, HEARTBEAT, "ws: received"), line(11, HEARTBEAT, "router handles"))) == 2
    assert len(entries(line(0, HEARTBEAT, "ws: received"), line(10, HEARTBEAT, "router handles"))) == 1


def test_the_same_frame_of_another_station_is_another_message() -> None:
    assert len(entries(f"CS01 rx {HEARTBEAT}", f"router of CS02: {HEARTBEAT}")) == 2


def test_the_same_frame_the_other_way_is_another_message() -> None:
    assert len(entries(f"CP -> CSMS: {DATA}", f"CSMS -> CP: {DATA}")) == 2


def test_the_same_frame_many_messages_later_is_another_message() -> None:
    between = [beat(number) for number in range(module._NEAR)]
    assert len(entries(f"one: {HEARTBEAT}", *between[:-1], f"another: {HEARTBEAT}")) == module._NEAR
    assert len(entries(f"one: {HEARTBEAT}", *between, f"another: {HEARTBEAT}")) == module._NEAR + 2


def test_what_is_remembered_is_bounded() -> None:
    repeats = Repeats(most=3)
    for number in range(100):
        repeats.is_one(HEARTBEAT, "same", None, None, None)
        repeats.is_one(RESET, str(number), None, None, None)
        repeats.is_one(beat(number), "same", None, None, None)
    assert len(repeats._recent) == 3
    assert all(len(messages) <= module._MOST for messages in repeats._recent.values())
    assert all(len(message.writers) <= module._MOST for messages in repeats._recent.values() for message in messages)


@given(st.lists(st.integers(0, 3), max_size=20))
def test_one_logger_loses_no_message(ids: list[int]) -> None:
    read = entries(*(line(0, beat(number)) for number in ids))
    assert frames(read) == [beat(number) for number in ids]


# Newest first --------------------------------------------------------------------------------------------------------


def newest_first(count: int) -> list[str]:
    return [line(second, beat(second)) for second in reversed(range(count))]


@pytest.mark.parametrize("count", [3, 4, 20])
def test_a_log_that_begins_with_its_end_is_turned(count: int) -> None:
    read = entries(*newest_first(count))
    assert frames(read) == [beat(number) for number in range(count)]
    assert [entry.line for entry in read] == list(range(count, 0, -1))


def test_a_log_in_order_stays() -> None:
    assert frames(entries(*reversed(newest_first(20)))) == [beat(number) for number in range(20)]


def test_a_few_late_lines_turn_nothing() -> None:
    lines = [line(second, beat(second)) for second in (0, 1, 2, 3, 4, 6, 5, 7, 9, 8)]
    assert frames(entries(*lines)) == [beat(number) for number in (0, 1, 2, 3, 4, 6, 5, 7, 9, 8)]


def test_answers_before_their_calls_turn_a_log_without_times() -> None:
    lines = [each for number in (3, 2, 1) for each in (current("2026-05-17T09:00:00Z", str(number)), beat(number))]
    assert frames(entries(*lines)) == list(reversed(lines))


def test_few_answers_before_their_calls_turn_nothing() -> None:
    lines = [each for number in (2, 1) for each in (current("2026-05-17T09:00:00Z", str(number)), beat(number))]
    assert frames(entries(*lines)) == lines


def test_ids_that_are_used_again_turn_nothing() -> None:
    lines = [beat(1), current("2026-05-17T09:00:00Z", "1")] * 5
    assert frames(entries(*lines)) == lines


def test_one_answer_before_its_call_turns_a_log_whose_times_fall() -> None:
    call, answer = line(0, HEARTBEAT), line(1, current("2026-05-17T09:00:01Z"), "tx")
    assert frames(entries(answer, call)) == [HEARTBEAT, current("2026-05-17T09:00:01Z")]
    assert frames(entries(answer.replace("00:01Z tx", "00:00Z tx"), call)) == [
        current("2026-05-17T09:00:01Z"),
        HEARTBEAT,
    ]


def test_a_turned_log_has_its_midnights_in_order() -> None:
    lines = [
        f"00:00:02 tx {current('2026-05-18T00:00:02Z', '2')}",
        f"00:00:01 rx {beat(2)}",
        f"23:59:59 tx {current('2026-05-17T23:59:59Z', '1')}",
        f"23:59:58 rx {beat(1)}",
        f"23:59:57 rx {beat(0)}",
    ]
    assert [time and time[8:19] for time in times(*lines)] == [
        "17T23:59:57",
        "17T23:59:58",
        "17T23:59:59",
        "18T00:00:01",
        "18T00:00:02",
    ]


def test_a_turned_log_has_its_connections_in_order() -> None:
    lines = newest_first(4)
    lines.insert(2, "Connection opened")  # after 0 and 1, before 2 and 3
    assert [entry.opened for entry in entries(*lines)] == [False, False, True, False]


@pytest.mark.parametrize("memory", [1 << 20, 100])
def test_a_log_larger_than_memory_is_turned(memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_HELD", 20)
    monkeypatch.setattr(module, "_IN_MEMORY", memory)
    spools: list[Any] = []
    original = tempfile.SpooledTemporaryFile

    def spooled(**settings: Any) -> Any:
        spools.append(original(**settings))
        return spools[-1]

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", spooled)
    read = entries(*newest_first(100))
    assert frames(read) == [beat(number) for number in range(100)]
    assert {entry.direction for entry in read} == {TO_CSMS}
    assert [spool._rolled for spool in spools] == [memory == 100]
    assert [spool.closed for spool in spools] == [True]


def test_a_turned_log_learns_from_its_first_messages_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_HELD", 10)
    lines = [line(0, DATA), *reversed(newest_first(30)[:-1])]
    assert [entry.direction for entry in entries(*reversed(lines))] == [TO_CSMS] * 30


# What is held, and what is given at once -----------------------------------------------------------------------------


def test_so_many_frames_are_held_and_no_more() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield line(taken, beat(taken))

    reading = log.read(endless())
    assert next(reading).frame == beat(1)
    assert taken <= module._HELD + 10
    for _ in range(module._HELD):
        next(reading)
    assert taken <= module._HELD + 20


def test_so_many_characters_are_held_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_HELD_CHARACTERS", 100)
    taken: list[str] = []

    def endless() -> Iterator[str]:
        while True:
            taken.append(beat(len(taken)))
            yield taken[-1]

    next(log.read(endless()))
    assert sum(map(len, taken)) < 300


def test_what_comes_behind_the_held_frames_is_learned_from_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_HELD", 2)
    read = entries(
        f"sent {DATA}", f"received {beat(0)}", *(f"sent {RESET.replace('r', str(number), 1)}" for number in range(3))
    )
    assert [entry.direction for entry in read] == [TO_STATION, TO_CSMS, *[TO_STATION] * 3]


class Pipe:
    """A pipe that is read by `log.read`, and written to in between."""

    def __init__(self) -> None:
        source, target = os.pipe()
        self.source, self.target = os.fdopen(source, "rb"), os.fdopen(target, "wb", buffering=0)
        self.reading = log.read(self.source)

    def write(self, *lines: str) -> None:
        self.target.write("".join(f"{each}\n" for each in lines).encode())

    def take(self, count: int) -> list[Entry]:
        return [next(self.reading) for _ in range(count)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in (self.source, self.target):
            file.close()


def within(seconds: float, pipe: Pipe, count: int) -> list[Entry]:
    """The next entries, without waiting forever if none come."""
    taken: list[Entry] = []
    thread = threading.Thread(target=lambda: taken.extend(pipe.take(count)), daemon=True)
    thread.start()
    thread.join(seconds)
    assert len(taken) == count
    return taken


def test_entries_of_a_pipe_come_before_it_ends() -> None:
    with Pipe() as pipe:
        pipe.write(line(0, HEARTBEAT, "sent"))
        assert frames(within(10, pipe, 1)) == [HEARTBEAT]
        pipe.write(line(1, DATA, "sent"), line(2, RESET, "received"))
        assert [entry.direction for entry in within(10, pipe, 2)] == [TO_CSMS, TO_STATION]
        pipe.target.close()
        assert list(pipe.reading) == []


def test_a_pipe_cannot_be_turned_and_says_so() -> None:
    with Pipe() as pipe:
        pipe.write(*newest_first(5))
        assert frames(within(10, pipe, 5)) == [beat(number) for number in reversed(range(5))]
        assert pipe.reading.notes == ["-: newest first, and a pipe cannot be turned; give the file itself"]


def test_a_pipe_in_order_says_nothing() -> None:
    with Pipe() as pipe:
        pipe.write(*reversed(newest_first(5)))
        within(10, pipe, 5)
        assert pipe.reading.notes == []


def test_a_pipe_goes_on_beyond_what_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_HELD", 3)
    with Pipe() as pipe:
        pipe.write(*(line(second, beat(second)) for second in range(5)))
        assert len(within(10, pipe, 5)) == 5
        pipe.write(line(6, beat(6)))
        assert frames(within(10, pipe, 1)) == [beat(6)]


def test_a_file_that_is_read_again_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_text("\n".join(newest_first(5)))
    assert list(log.read(path)) == list(log.read(path))
