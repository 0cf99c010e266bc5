"""The messages that a page has: how they are kept, which of them, and how they are packed."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec import log
from ocpp_codec.log import conversations
from ocpp_codec.report import Report, _kept, _messages, _store
from ocpp_codec.report._kept import ERROR, OTHER, MessageIndex, kept
from ocpp_codec.report._keys import Links, key_of
from ocpp_codec.report._messages import Messages
from ocpp_codec.report._packing import packed
from ocpp_codec.report._store import Store
from tests.support import report_logs
from tests.support.pages import data_of, page_of

# The store -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("in_memory", [0, 1 << 20])
def test_the_store_gives_back_what_it_takes(in_memory: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_store, "_IN_MEMORY", in_memory or 1)
    store = Store()
    rows = [random.Random(number).randbytes(number % 50) for number in range(500)]
    for row in rows:
        store.add(row)
    assert len(store) == 500
    assert [store[number] for number in (3, 499, 0, 250)] == [rows[3], rows[499], rows[0], rows[250]]
    store.add(b"later")
    assert store[500] == b"later"
    assert store[499] == rows[499]
    store.close()


# Columns -------------------------------------------------------------------------------------------------------------


def columns(*lines: str, **settings: Any) -> Any:
    return data_of(page_of("\n".join(lines), **settings))


def test_a_call_and_its_answer() -> None:
    data = columns(
        '2026-05-17 09:41:33.125+02:00 CS1 received [2,"7","Authorize",{"idTag":"A"}]',
        '2026-05-17 09:41:34.125+02:00 CS1 sent [3,"7",{"idTagInfo":{"status":"Blocked"}}]',
        '2026-05-17 09:41:35+02:00 CS1 received [2,8,"Heartbeat",{}]',
    )
    messages = data["messages"]
    assert data["stations"] == ["CS1"]
    assert (data["actions"], data["rules"], data["total"]) == (["Authorize", "Heartbeat"], ["numeric_id"], 3)
    assert [data["observations"][number][0] for number in messages["observed"]["1"]] == ["refused_card"]
    assert messages["time"] == [1779003693125, 1779003694125, 1779003695000]
    assert messages["zone"] == [[0, 120]]
    assert (messages["line"], messages["nth"], messages["file"]) == ([1, 2, 3], [0, 0, 0], [0, 0, 0])
    assert (messages["side"], messages["kind"], messages["action"]) == ([0, 1, 0], [2, 3, 2], [0, 0, 1])
    assert (messages["call"], messages["waited"], messages["id"]) == ([-1, 0, -1], [None, 1.0, None], ["7", "7", None])
    assert messages["connection"] == [1, 1, 1]
    ((rule, severity, path, code, sentence),) = messages["findings"]["2"]
    assert (rule, severity, path, code) == (0, "error", "/1", "TypeConstraintViolation")
    assert sentence.startswith("message id is a number")
    assert messages["frame"][0] == '[2,"7","Authorize",{"idTag":"A"}]'
    assert messages["skipped"] == messages["omitted"] == messages["cut"] == {}


def test_the_reply_that_a_message_deserves() -> None:
    messages = columns('CS1 received [2,"1","Authorize",{}]', 'CS1 received [2,"2","Heartbeat",{}]')["messages"]
    assert [*messages["reply"]] == ["0"]
    assert messages["reply"]["0"].startswith('[4,"1","ProtocolError",')


def test_several_frames_of_a_line_and_several_files(tmp_path: Path) -> None:
    for name in ("a.log", "b.log"):
        (tmp_path / name).write_text(
            'received [2,"1","Heartbeat",{}] sent [3,"1",{"currentTime":"2026-05-17T09:00:00Z"}]\n'
        )
    with Report() as report:
        for turn in conversations(log.merge(str(tmp_path / "a.log"), str(tmp_path / "b.log"))):
            report.add(turn)
        data = data_of(report.page())
    assert [Path(name).name for name in data["files"]] == ["a.log"]  # the other one has the same messages
    assert data["messages"]["nth"] == [0, 1]


def test_frames_that_share_a_line_are_told_apart() -> None:
    line = (
        '[2,"1","Heartbeat",{}] [2,"2","Authorize",{}] [2,"3","Authorize",{"idTag":"A"}]'
        ' [3,"3",{"idTagInfo":{"status":"Blocked"}}]'
    )
    page = page_of(line)
    data = data_of(page)
    messages = data["messages"]
    assert "1" in messages["findings"]
    assert '<a href="#line=1.2">line 1</a>' in page
    (refused,) = [number for number, (kind, _) in enumerate(data["observations"]) if kind == "refused_card"]
    (place,) = [int(place) for place, numbers in messages["observed"].items() if refused in numbers]
    assert (messages["kind"][place], messages["nth"][place]) == (3, 3)


def test_names_that_are_no_utf8_lead_somewhere() -> None:
    entries = [
        log.Entry(frame='[2,"1","Authorize",{}]', file=name, line=3, layout="bare", direction=log.Direction.TO_CSMS)
        for name in ("\udcff.log", "b.log")
    ]
    with Report() as report:
        for turn in conversations(entries):
            report.add(turn)
        page = report.page()
    assert data_of(page)["files"] == ["\ufffd.log", "b.log"]
    assert 'href="#line=%EF%BF%BD.log%3A3"' in page


def test_keys_and_links() -> None:
    assert key_of("a.log", 17) == "17"
    assert key_of("a.log", 17, 1) == "17.2"
    assert key_of("d/a.log", 17, many_files=True) == "d/a.log:17"
    links = Links({"d/<a>.log": "<a>.log", "b": "b"})
    assert links.to(("d/<a>.log", 17)) == '<a href="#line=%3Ca%3E.log%3A17">&lt;a&gt;.log:17</a>'
    assert Links({}).to(("a", 3), "x") == '<a href="#line=3">x</a>'


def test_a_huge_frame_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_messages, "_MOST_FRAME", 40)
    frame = '[2,"1","DataTransfer",{"vendorId":"V","data":"%s"}]' % ("x" * 100)
    messages = columns(f"CS1 received {frame}")["messages"]
    assert messages["frame"] == [frame[:40]]
    assert messages["cut"] == {"0": len(frame)}


def test_of_many_findings_some_are_kept() -> None:
    fields = ",".join(f'"x{number}":1' for number in range(30))
    messages = columns(f'CS1 received [2,"1","Heartbeat",{{{fields}}}]')["messages"]
    assert len(messages["findings"]["0"]) == 20
    assert messages["omitted"] == {"0": 10}


def test_calls_are_found_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_messages, "_MOST_CALLS", 2)
    calls = [f'CS1 received [2,"{number}","Heartbeat",{{}}]' for number in range(4)]
    answers = [f'CS1 sent [3,"{number}",{{"currentTime":"2026-05-17T09:00:00Z"}}]' for number in range(4)]
    assert columns(*calls, *answers)["messages"]["call"][4:] == [-1, -1, 2, 3]


def test_half_a_surrogate_pair_stays() -> None:
    frame = r'[2,"1","DataTransfer",{"vendorId":"\ud83d"}]'
    assert columns(f"CS1 received {frame}")["messages"]["frame"] == [frame]
    assert data_of(f'<script type="text/plain" id="packed">{packed({"x": chr(0xD83D)})}</script>') == {"x": "\ud83d"}


# Which messages ------------------------------------------------------------------------------------------------------


def index_of(
    found: dict[int, int], size: int, sessions: dict[int, int] | None = None, stations: int = 1
) -> MessageIndex:
    index = MessageIndex()
    for number in range(size):
        index.add(
            file=0,
            line=number + 1,
            station=number % stations,
            call=number - 1 if number % 2 and stations == 1 else -1,
            session=(sessions or {}).get(number, -1),
            time=None,
            found=found.get(number, 0),
        )
    return index


def test_a_short_log_is_kept_whole() -> None:
    assert list(kept(index_of({}, 100), 100, [])) == [*range(100)]


def test_of_a_long_log_what_matters_is_kept() -> None:
    index = index_of({50: ERROR, 700: OTHER}, 1000, {710: 4, 700: 4, 900: 4})
    assert kept(index, 100, [300]) == [*range(47, 54), *range(297, 304), *range(697, 704), 710, 900]


def test_neighbours_are_of_the_same_station() -> None:
    assert kept(index_of({500: ERROR}, 1000, stations=2), 100, []) == [494, 496, 498, 500, 502, 504, 506]


def test_a_log_without_findings_has_its_begin_and_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_kept, "_ENDS", 2)
    assert kept(index_of({}, 1000), 100, []) == [0, 1, 998, 999]


@given(
    st.integers(1, 300),
    st.integers(1, 60),
    st.sets(st.integers(0, 299)),
    st.dictionaries(st.integers(0, 299), st.sampled_from([ERROR, OTHER])),
    st.dictionaries(st.integers(0, 299), st.integers(0, 3)),
)
def test_the_budget_holds_and_what_matters_comes_first(
    size: int, most: int, first: set[int], found: dict[int, int], sessions: dict[int, int]
) -> None:
    places = sorted(number for number in first if number < size)
    chosen = kept(index_of(found, size, sessions), most, places)
    assert len(chosen) <= max(most, 0)
    assert list(chosen) == sorted({*chosen})
    wanted = {*places} if size > most else {*range(size)}
    assert wanted <= {*chosen} or len(chosen) == most
    if len(chosen) < min(most, size):
        assert {number for number in found if number < size} <= {*chosen}


def test_a_long_log_says_what_is_left_out() -> None:
    made = report_logs.long_log(3000, is_wrong=lambda number: number == 31)
    page = page_of(made.text, most=400)
    data = data_of(page)
    messages = data["messages"]
    assert data["total"] == 3000
    assert len(messages["line"]) <= 400
    assert len(messages["line"]) + sum(messages["skipped"].values()) == 3000
    assert "The log has 3,000 messages; this page has" in page
    assert any(messages["findings"])
    for call, line in zip(messages["call"], messages["line"], strict=True):
        assert call < 0 or messages["line"][call] < line


def test_messages_know_the_session_of_the_page() -> None:
    data = data_of(page_of(report_logs.made().text))
    sessions = {number for number in data["messages"]["session"] if number >= 0}
    assert sessions == {0, 1}
    assert [each["transaction"] for each in data["sessions"]] == ["4711", "4712"]
    series = {(each["measurand"], each["phase"], each["unit"]) for each in data["sessions"][0]["series"]}
    assert {("Current.Import", "L2", "A"), ("Voltage", "L3-N", "V"), ("SoC", None, "Percent")} <= series


def test_a_page_is_small() -> None:
    assert len(page_of(report_logs.long_log(2000).text)) < 600_000


def test_messages_close() -> None:
    messages = Messages()
    messages.close()
    assert len(messages) == 0
