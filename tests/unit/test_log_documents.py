"""JSON documents, and the line of each frame in them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ocpp_codec import log
from ocpp_codec.log._documents import Document, Place, may_begin

FRAMES: list[list[Any]] = [
    [2, "17", "Heartbeat", {}],
    [3, "17", {"currentTime": "2026-05-17T09:41:33Z"}],
    [2, "17", "Heartbeat", {}],  # the same again
    [4, 'a"b', "NotSupported", "", {}],
]


def read(text: str, first_line: int = 1) -> Document:
    document = Document.read(text, first_line)
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"a": 1}', [{"a": 1}]),
        ('\n [{"a": 1},\n {}]\n', [[{"a": 1}, {}]]),
        ('{"a": 1}\n{"b": 2}\n\n{"c": 3}', [{"a": 1}, {"b": 2}, {"c": 3}]),
        ('{"a": 1},\n{"b": 2},\n', [{"a": 1}, {"b": 2}]),
        ('\x1e{"a": 1}\n\x1e{"b": 2}\n'.lstrip("\x1e"), [{"a": 1}, {"b": 2}]),  # RFC 7464
    ],
)
def test_one_document_or_several(text: str, values: list[Any]) -> None:
    assert read(text).values == values


@pytest.mark.parametrize(
    "text", ["", "  \n", "no JSON", '{"a": 1', '{"a": 1} and more', "17", '"a"', "[1, 2]", '17 {"a": 1}', "[" * 100_000]
)
def test_no_document(text: str) -> None:
    assert Document.read(text, 1) is None


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[",
        '{"a": 1,',
        '[{"a": "b"}',
        '{"a": 1}',
        '{"a": 1}, {',
        '{"a": 1}{"b": 2}',
        "[1] [2]",
        "{}\x1e{}",
        "[1, [2,",
        "[]",
    ],
)
def test_a_line_that_may_begin_a_document(line: str) -> None:
    assert may_begin(line)


@pytest.mark.parametrize(
    "line",
    ["", "1", '"a"', "null", "[INFO] started", "[12] started", "[2026-05-17 09:41:33] x", "{a", '{"a" 1', "[" * 9999],
)
def test_a_line_that_begins_no_document(line: str) -> None:
    assert may_begin(line) is False


@pytest.mark.parametrize(
    ("text", "is_har"),
    [
        ('{"log": {"version": "1.2", "entries": []}}', True),
        ('{"log": {"version": "1.2"}}', False),
        ('{"log": "entries"}', False),
        ('{"entries": []}', False),
        ("[{}]", False),
    ],
)
def test_a_har_file_is_known_by_its_parts(text: str, is_har: bool) -> None:
    assert read(text).is_har is is_har


@pytest.mark.parametrize("indent", [None, 0, 2])
def test_frames_that_are_lists(indent: int | None) -> None:
    text = json.dumps({"events": [{"frame": frame} for frame in FRAMES]}, indent=indent)
    document = read(text, 7)
    places = [document.locate(frame) for frame in FRAMES]
    assert [json.loads(place.frame or "") for place in places] == FRAMES
    at = 0
    for frame, place in zip(FRAMES, places, strict=True):
        at = text.index('"frame": [', at) + len('"frame": ')
        assert place.line == 7 + text.count("\n", 0, at), frame
        assert place.frame is not None
        assert text.startswith(place.frame, at)


def test_a_frame_whose_text_stands_there_keeps_its_spelling() -> None:
    assert read('{"m":\n[ 2,  "17","Heartbeat" , {}]}').locate(FRAMES[0]) == Place(2, '[ 2,  "17","Heartbeat" , {}]')


def test_a_frame_in_fields_has_the_line_of_its_id() -> None:
    text = '{"events": [\n{"id": "17",\n"action": "Heartbeat"},\n{\n"id": "18",\n"action": "Heartbeat"}]}'
    document = read(text)
    assert [document.line_of_fields(unique_id) for unique_id in ("17", "18", "no such")] == [2, 5, 5]


def test_an_id_is_not_found_in_a_time_or_another_id() -> None:
    text = '{"time": "2026-05-17T09:17:17.17Z", "ids": "17-17",\n"more": "a17 17b",\n"id": 17}'
    assert read(text).line_of_fields("17") == 3
    text = '[[2,"17","Heartbeat",{}],\n[2,"1","Heartbeat",{}]]'
    assert read(text).locate([2, "1", "Heartbeat", {}]).line == 2


@pytest.mark.parametrize("in_ascii", [True, False])
def test_an_id_in_letters_of_any_language(in_ascii: bool) -> None:
    frames: list[list[Any]] = [[2, f'ü"{number}', "Heartbeat", {}] for number in range(300)]
    text = json.dumps({"frames": frames}, indent=0, ensure_ascii=in_ascii)
    lines = [read(text).locate(frame).line for frame in frames]
    assert [text.split("\n")[line - 1] for line in lines] == ["["] * len(frames)
    document = read(json.dumps([{"id": frame[1]} for frame in frames], indent=0, ensure_ascii=in_ascii))
    assert [document.line_of_fields(frame[1]) for frame in frames] == list(range(3, 3 + 3 * len(frames), 3))


def test_what_is_never_found_is_not_looked_for_without_end() -> None:
    document = read('{"a": 1,\n"id": "17"}')
    assert {document.line_of_fields(f"no such {number}") for number in range(100)} == {1}
    assert document.line_of_fields("17") == 1


def test_a_frame_that_is_no_frame_where_it_stands() -> None:
    """It stands in a text: it is located, but how it is spelled there is not its spelling."""
    document = read('{"a": 1,\n"text": "[2, \\"17\\", \\"Heartbeat\\", {}]"}')
    assert document.locate(FRAMES[0]) == Place(2, None)


def test_a_list_that_only_begins_like_the_frame() -> None:
    assert read('{"a": [2, "17", 5],\n"id": "17"}').locate(FRAMES[0]) == Place(1, None)


def test_frames_in_texts_of_a_document() -> None:
    text = json.dumps([{"t": "x", "m": json.dumps(frame)} for frame in FRAMES[:2]], indent=1)
    document = read(text, 3)
    assert [document.line_of(json.dumps(frame)) for frame in FRAMES[:2]] == [6, 10]
    assert document.line_of("no frame that stands there") == 10


HAR = {
    "log": {
        "version": "1.2",
        "entries": [
            {
                "startedDateTime": "2026-05-17T09:41:30.000Z",
                "request": {"url": "wss://csms.example.org/ocpp/CS001", "headers": []},
                "_webSocketMessages": [
                    {"type": "send", "time": 1779010893.0, "opcode": 1, "data": '[2,"17","Heartbeat",{}]'},
                    {"type": "receive", "time": 1779010893.5, "opcode": 1, "data": '[3,"17",{"currentTime":"x"}]'},
                    {"type": "send", "time": 1779010894.0, "opcode": 1, "data": "[2, 3]"},
                ],
            }
        ],
    }
}


@pytest.mark.parametrize("indent", [None, 2])
def test_a_har_file_is_read_with_its_messages(indent: int | None) -> None:
    text = json.dumps(HAR, indent=indent)
    call, answer = log.read(text.split("\n"))
    assert (call.frame, answer.frame) == ('[2,"17","Heartbeat",{}]', '[3,"17",{"currentTime":"x"}]')
    assert call.layout == answer.layout == "har"
    assert call.station == answer.station == "CS001"
    assert (call.direction, answer.direction) == (log.Direction.TO_CSMS, log.Direction.TO_STATION)
    assert call.time is not None
    assert answer.time is not None
    assert (answer.time - call.time).total_seconds() == 0.5
    lines = text.split("\n")
    assert '"Heartbeat' in lines[call.line - 1]
    assert "currentTime" in lines[answer.line - 1]


def test_a_trace_has_the_lines_of_its_frames() -> None:
    events = [
        {"timestamp": "2026-05-17T09:41:33Z", "direction": "CS_TO_CSMS", "message": FRAMES[0]},
        {"timestamp": "2026-05-17T09:41:34Z", "direction": "CSMS_TO_CS", "message": FRAMES[1]},
    ]
    text = json.dumps({"title": "a trace", "events": events}, indent=2)
    call, answer = log.read(text.split("\n"))
    lines = text.split("\n")
    assert lines[call.line - 1] == lines[answer.line - 1] == '      "message": ['
    assert call.line < answer.line
    assert json.loads(call.frame) == FRAMES[0]
    assert call.frame.count("\n") > 3  # as it stands there
    assert call.direction is log.Direction.TO_CSMS
    assert not call.rebuilt


def test_a_document_of_fields_is_put_together() -> None:
    record = {"id": "17", "messageTypeId": 2, "action": "Heartbeat", "payload": {}}
    text = json.dumps({"messages": [record, {**record, "id": "18"}]}, indent=2)
    first, second = log.read(text.split("\n"))
    assert (first.frame, second.frame) == ('[2,"17","Heartbeat",{}]', '[2,"18","Heartbeat",{}]')
    assert first.rebuilt
    assert (first.line, second.line) == (4, 10)
    assert first.layout == "json"
