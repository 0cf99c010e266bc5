"""Frames over several lines: wrapped, pretty-printed, or in several records of a log."""

from __future__ import annotations

import json
import textwrap

import pytest

from ocpp_codec.log import _joining as joining
from ocpp_codec.log._joining import Growing, without_header
from ocpp_codec.log._search import Cut, find

FRAME = '[2,"17","BootNotification",{"chargePointModel":"Model of a very long name","chargePointVendor":"Vendor, with a, b [c] {d}"}]'
DATA = json.loads(FRAME)
TIME = "2026-05-17 09:41:33.120"


def grown(*lines: str) -> Growing:
    """What becomes of a frame that opens on the first line; the lines behind its end must not be wanted."""
    cut = next((each for each in find(lines[0]) if isinstance(each, Cut)), None)
    growing = Growing(lines[0], cut or Cut(lines[0].rindex("[")))
    for line in lines[1:]:
        if growing.found or growing.failed:
            break
        growing.add(line)
    return growing


def frame(*lines: str) -> str:
    growing = grown(*lines)
    assert growing.found is not None
    assert not growing.failed
    assert growing.found.start == 0
    return growing.found.frame


def wrapped(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


@pytest.mark.parametrize("width", [41, 60, 77, 80, 100, 120])
@pytest.mark.parametrize("before", [f"{TIME} CS001 received ", "", "recv: "])
def test_a_wrapped_frame_is_whole_again(width: int, before: str) -> None:
    assert frame(*wrapped(before + FRAME, width), "another line") == FRAME


@pytest.mark.parametrize("text", ['""""', "\\\\\\\\", '\\"\\"'])
def test_a_frame_may_be_wrapped_between_a_backslash_and_its_character(text: str) -> None:
    whole = json.dumps([2, "17", "DataTransfer", {"vendorId": "of a very long name", "data": text, "list": []}])
    end = whole.index(', "list"')
    for at in range(end - 10, end):
        for second in range(at + 1, end + 1):
            assert frame(whole[:at], whole[at:second], whole[second:]) == whole


@pytest.mark.parametrize("width", range(72, 100))
def test_a_frame_may_be_wrapped_before_a_blank(width: int) -> None:
    text = json.dumps([2, "17", "MeterValues", {"values": list(range(100))}])
    assert frame(*wrapped(f"{TIME} recv {text}", width)) == text


def test_a_bracket_at_the_end_of_a_wide_line_opens_what_is_indented() -> None:
    lines = [f'{TIME} recv from the station with the name CS001: [2, "17", "MeterValues", [', " 1", "]]"]
    growing = Growing(lines[0], Cut(lines[0].index("[2")))
    growing.add(lines[1])
    assert growing.text.endswith("[\n 1")


def test_a_wrapped_frame_whose_rest_is_indented() -> None:
    first, *rest = wrapped(f"{TIME} recv {FRAME}", 60)
    assert frame(first, *(f"    {line}" for line in rest)) == FRAME


@pytest.mark.parametrize("indent", [1, 2, 4, "\t"])
@pytest.mark.parametrize("before", [f"{TIME} CS001 received ", ""])
def test_a_pretty_printed_frame_keeps_its_lines(indent: int | str, before: str) -> None:
    text = json.dumps(DATA, indent=indent)
    assert frame(*f"{before}{text}".split("\n"), "another line") == text


def test_a_pretty_printed_frame_whose_bracket_is_alone_on_its_line() -> None:
    assert frame("recv [", '  2, "17",', '  "Heartbeat", {}', "]") == '[\n  2, "17",\n  "Heartbeat", {}\n]'


def test_columns_that_are_filled_up_with_blanks() -> None:
    """As Rich writes: a line that is not full was broken at a blank."""
    rows = [
        '[2,"17","DataTransfer",{"vendorId":"made',
        "in two words",
        "or_in_one_word_without_any_blank_that_is",
        '_cut","data":"全角 wide"}]',
    ]
    lines = [f"{' ' * 31}{row:<60}" for row in rows]
    found = frame(*lines)
    assert json.loads(found)[3] == {
        "vendorId": "madein two words or_in_one_word_without_any_blank_that_is_cut",
        "data": "全角 wide",
    }


def test_a_record_of_another_thread_is_no_part_of_a_frame() -> None:
    header = f"{TIME} [ws-1] "
    assert without_header(header, f"{TIME} [db-2] a record") == f"{TIME} [db-2] a record"
    assert without_header(header, f"{TIME} [ws-1]   2,") == "  2,"


def test_each_line_has_the_header_of_its_record() -> None:
    lines = json.dumps(DATA, indent=2).split("\n")
    assert json.loads(frame(*(f"{TIME} [INFO] CS001: {line}" for line in lines))) == DATA


def test_each_piece_has_the_header_of_its_record() -> None:
    pieces = wrapped(FRAME, 50)
    records = [f"May 17 09:41:3{number} box ocppd[412]: {piece}" for number, piece in enumerate(pieces)]
    assert frame(*records) == FRAME


@pytest.mark.parametrize(
    "text",
    [
        "[ 2,\n  '17',\n  'Heartbeat',\n  {} ]",
        "[\n  2,\n  '17',\n  'Heartbeat',\n  {}\n]",
        "[2, '17', 'Heartbeat',\n {}]",
    ],
)
def test_the_notation_of_a_programming_language(text: str) -> None:
    assert frame(*f"received {text}".split("\n"), "next") == '[2,"17","Heartbeat",{}]'


def test_quotes_of_a_programming_language_below_a_beginning_that_could_be_json() -> None:
    assert frame('[2, "17",', " 'Heartbeat',", " {'a': ']'}", "]") == '[2,"17","Heartbeat",{"a":"]"}]'


def test_an_escaped_frame_that_is_wrapped() -> None:
    assert frame(*wrapped(f"{TIME} recv {json.dumps(FRAME)}", 70)) == FRAME


def test_times_at_the_beginning_of_a_line_within_a_string() -> None:
    whole = '[3,"17",{"status":"Accepted","interval":300,"currentTime":"2026-05-17T09:41:33Z"}]'
    at = whole.index("2026")
    assert frame(f"{TIME} CS001 send {whole[:at]}", whole[at:]) == whole


def test_a_defective_frame_may_end_below_too() -> None:
    text = '[2,"17","DataTransfer",\n  {"vendorId":"v","data":1,}\n]'
    assert frame(*text.split("\n")) == text


@pytest.mark.parametrize(
    "below",
    [
        f"{TIME} a record of its own",
        "[09:41:34] a record of its own",
        "INFO 2026-05-17 09:41:34 another",
        "May 17 09:41:34 box kernel: another",
        '[2,"18","Heartbeat",{}]',
        'recv [3,"17",{}]',
    ],
)
def test_another_record_ends_what_has_no_end(below: str) -> None:
    growing = grown('recv [2,"17","Heartbeat",', below)
    assert growing.failed
    assert growing.found is None


@pytest.mark.parametrize("below", [f"{TIME} a record of its own", "INFO 2026-05-17 09:41:34 another"])
def test_another_record_ends_a_string_that_has_no_end(below: str) -> None:
    growing = grown('recv [2,"17","DataTransfer",{"vendorId":"v', below)
    assert growing.failed
    assert growing.found is None


@pytest.mark.parametrize(
    "lines",
    [
        ['[2,"17","Heartbeat",', "no payload at all] was sent", "]"],
        ['[2,"17","DataTransfer",{"data":"a', 'b","c":...}]'],
        ['[2,"17","DataTransfer",{"data":', "1} ...", "]"],
        ['[2,"17","DataTransfer",{"data":', '1}, [2,"18", "Heartbeat"]]'],
    ],
)
def test_brackets_that_close_do_not_make_a_frame(lines: list[str]) -> None:
    assert grown(*lines).found is None


def test_lines_and_characters_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "_MAX_LINES", 10)
    monkeypatch.setattr(joining, "_MAX_CHARACTERS", 100)
    growing = grown('[2,"17","DataTransfer",{"data":[', *(["1,"] * 11))
    assert growing.failed
    growing = grown('[2,"17","DataTransfer",{"data":[', *(["1," * 20] * 3))
    assert growing.failed


def test_pieces_of_a_very_long_line_are_put_together_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "_MAX_CHARACTERS", 1000)
    first, *rest = wrapped(FRAME, 30)
    growing = Growing(first, Cut(0))
    for piece in rest:
        growing.add(piece, is_piece=True)
    assert growing.found is not None
    assert growing.found.frame == FRAME
    growing = Growing('[2,"17","DataTransfer",{"data":"', Cut(0))
    growing.add("x" * 2000, is_piece=True)
    assert growing.failed


@pytest.mark.parametrize(
    ("header", "line", "left"),
    [
        (f"{TIME} [INFO] CS001: ", "2026-05-17 09:41:33.121 [INFO] CS001:   2,", "  2,"),
        (f"{TIME} ", "2026-05-17 09:41:33.121   2,", "  2,"),
        ("May 17 09:41:33 box ocppd[412]: ", "May 17 09:41:33 box ocppd[412]: {", "{"),
        ("ocpp-gateway  | ", "ocpp-gateway  |   2,", "  2,"),
        ("2026-05-17T09:41:33.120Z:COM:rpc.c:681:-> ", '2026-05-17T09:41:33.120Z:COM:rpc.c:681:"a",', '"a",'),
        ("2026-05-17T09:41:33.120Z:COM:-> ", "2026-05-17T09:41:33.120Z:COM:1:2,", "1:2,"),
        (f"{TIME} [INFO] ", "  2,", "  2,"),
        ("recv ", "  2,", "  2,"),
        ("", "2,", "2,"),
        ("   ", "   2,", "   2,"),
        ("received frame ", "received by", "received by"),  # words alone are no header
    ],
)
def test_what_a_logger_writes_before_each_line(header: str, line: str, left: str) -> None:
    assert without_header(header, line) == left


def test_text_that_is_wrapped_by_words() -> None:
    """Blanks at the end of a line are gone; in the frame they did not count."""
    spaced = json.dumps(DATA)
    lines = textwrap.wrap(f"{TIME} DEBUG CS001: received message from the station {spaced}", 90)
    assert len(lines) > 2
    found = frame(*lines)
    assert "".join(found.split()) == "".join(spaced.split())


def test_a_long_header_is_not_compared_with_each_line() -> None:
    header = f"{TIME} [INFO] " + "x" * 500 + ": "
    first = f'{header}[2,"17",'
    growing = Growing(first, Cut(len(header)))
    growing.add(f'{header}"Heartbeat",{{}}]')
    assert growing.found is None
