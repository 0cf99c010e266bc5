"""Messages of a page in little space, whatever a log has: what is cut, what is told apart, what comes first."""

from __future__ import annotations

from typing import Any

import pytest

from ocpp_codec.log import Direction, Entry, conversations
from ocpp_codec.log._tally import Tally
from ocpp_codec.report import _messages
from ocpp_codec.report._kept import ERROR, OTHER, MessageIndex, kept
from ocpp_codec.report._messages import Messages
from ocpp_codec.report._packing import packed


def entry(frame: str, *, line: int = 1, file: str = "a.log", station: str = "CS1", is_sent: bool = False) -> Entry:
    direction = Direction.TO_STATION if is_sent else Direction.TO_CSMS
    return Entry(frame=frame, file=file, line=line, station=station, direction=direction, layout="text")


def data_of(*entries: Entry, most: int = 20_000) -> dict[str, Any]:
    messages = Messages(most)
    for turn in conversations(entries):
        messages.add(turn, None)
    data = messages.data([], [], {})
    messages.close()
    return data


def heartbeat(number: int) -> str:
    return f'[2,"{number}","Heartbeat",{{}}]'


def test_frames_of_a_line_are_counted_in_their_file() -> None:
    mixed = [("a", 5), ("b", 5), ("a", 5), ("a", 6), ("b", 5)]
    data = data_of(*(entry(heartbeat(n), file=file, line=line) for n, (file, line) in enumerate(mixed)))
    assert data["messages"]["nth"] == [0, 0, 1, 0, 1]


def test_all_frames_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_messages, "_MOST_FRAMES", 4000)
    monkeypatch.setattr(_messages, "_MOST_FRAME", 1024)
    long = ['[2,"%d","DataTransfer",{"vendorId":"V","data":"%s"}]' % (n, "x" * 900) for n in range(10)]
    messages = data_of(entry(heartbeat(99)), *map(entry, long))["messages"]
    assert messages["frame"] == [heartbeat(99), *(frame[:256] for frame in long)]
    assert messages["cut"] == {str(n + 1): len(frame) for n, frame in enumerate(long)}


def test_names_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_messages, "_MOST_TEXT", 10)
    data = data_of(
        entry('[2,"%s","%s",{"%s":1}]' % ("i" * 30, "A" * 30, "k" * 30)), entry('[2,"1","Reset",{"%s":1}]' % ("k" * 30))
    )
    assert data["actions"] == ["A" * 10, "Reset"]
    assert data["messages"]["id"] == ["i" * 10, "1"]
    assert all(len(path) <= 10 for found in data["messages"]["findings"].values() for _, _, path, *_ in found)


def test_long_calls_are_not_held() -> None:
    messages = Messages()
    frame = '[2,"1","DataTransfer",{"vendorId":"V","data":"%s"}]' % ("x" * 100_000)
    for turn in conversations([entry(frame)]):
        messages.add(turn, None)
    assert max(len(name) for *_, name in messages._calls) < 2000  # pyright: ignore[reportPrivateUsage]
    messages.close()


def test_stations_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_messages, "_MOST_STATIONS", 2)
    messages = Messages()
    for turn in conversations(entry(heartbeat(n), line=n, station=f"CS{n}") for n in range(4)):
        messages.add(turn, None)
    assert list(messages.index.stations) == [0, 1, 2, 2]
    assert messages.data([], [], {})["stations"] == ["CS0", "CS1", "CS2", "CS3"]
    messages.close()


def test_places_of_each_problem_are_kept() -> None:
    """The verdict leads to the places of a problem, however many others broke the same rule before."""
    wrong = [entry('[2,"%d","Heartbeat",{"x":1}]' % n, line=n) for n in range(300)]
    late = entry('[2,"late","Authorize",{"idTag":"A","y":1}]', line=300)
    messages, tally = Messages(25), Tally()
    for turn in conversations([*wrong, late]):
        tally.add(turn, turn.examination.findings)
        messages.add(turn, None)
    assert messages.data([], tally.groups, {})["messages"]["line"][-1] == 300
    messages.close()


def test_the_same_log_packs_to_the_same_text() -> None:
    log = [entry(heartbeat(n), line=n) for n in range(200)]
    assert packed(data_of(*log, most=50)) == packed(data_of(*log, most=50))


def index_of(found: dict[int, int], size: int) -> MessageIndex:
    index = MessageIndex()
    for number in range(size):
        call = number - 1 if number % 2 else -1
        index.add(file=0, line=number + 1, station=0, call=call, session=-1, time=None, found=found.get(number, 0))
    return index


def test_errors_come_before_other_findings() -> None:
    index = index_of({**dict.fromkeys(range(900), OTHER), 950: ERROR, 961: ERROR}, 1000)
    assert kept(index, 10, []) == [0, 1, 2, 3, 4, 5, 950, 951, 960, 961]


def test_places_of_the_verdict_have_their_neighbours_though_findings_fill_the_page() -> None:
    index = index_of(dict.fromkeys(range(900), ERROR), 1000)
    assert kept(index, 20, [950]) == [*range(13), *range(947, 954)]
