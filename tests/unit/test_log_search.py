r"""Frames in a piece of text: however a log has quoted them they are found, and nothing else is."""

from __future__ import annotations

import html
import json
from collections.abc import Callable

import pytest

from ocpp_codec.log import _search as search
from ocpp_codec.log._search import Cut, Found, Head, find, head_of, is_frame, is_json

CALL = '[2,"17","Heartbeat",{}]'
BOOT = '[2, "18", "BootNotification", {"chargePointModel": "M \\"1\\"", "chargePointVendor": "Ü\\u00fc, [2]"}]'
RESULT = '[3,"17",{"currentTime":"2026-05-17T09:41:33Z"}]'
ERROR = '[4,"17","NotSupported","",{}]'


def frames(text: str) -> list[str]:
    return [each.frame for each in find(text) if isinstance(each, Found)]


def cuts(text: str) -> list[Cut]:
    return [each for each in find(text) if isinstance(each, Cut)]


@pytest.mark.parametrize(
    "frame",
    [
        CALL,
        BOOT,
        RESULT,
        ERROR,
        '[5,"17","InternalError","why",{}]',
        '[6,"17","NotifyPeriodicEventStream",{}]',
        '[ 2 , "17" , "Heartbeat" , { } ]',
        '[2,\t"17",\n"Heartbeat",\n{}]',
        '["2","17","Heartbeat",{}]',  # the type as a text
        '[2.0,"17","Heartbeat",{}]',
        '[2,17,"Heartbeat",{}]',  # a number as id
        '[2,null,"Heartbeat",{}]',
        '[2,false,"Heartbeat",{}]',
        '[2,"17","GetLog"]',
        '[2,"17","Heartbeat"]',  # no payload
        '[2,"17","Heartbeat",null]',
        '[2,"17","Heartbeat",[]]',
        '[2,"17","Heartbeat","{}"]',  # a payload within quotes
        '[2,"17",{"idTag":"A"}]',  # no action
        '[2,"17","heartbeat",{}]',
        '[2,"17","Data Transfer",{}]',
        '[2,"17","Heartbeat",{},{}]',
        '[3,"17",{}]',
        '[3,"17",null]',
        '[3,"17",[]]',
        '[3,"17","Heartbeat",{}]',  # an action in a result
        '[4,"17","NotSupported"]',
        '[4,"17","","",{}]',
        '[4,"17","my own code",{},{}]',
        '[2,"17","Heartbeat",{"a":NaN,}]',
    ],
)
def test_a_frame_is_found_however_defective(frame: str) -> None:
    assert is_frame(frame)
    (found,) = find(f"09:41:33 received {frame} in 3 ms")
    assert isinstance(found, Found)
    assert found.frame == found.text[found.start : found.end] == frame
    assert not found.rebuilt


@pytest.mark.parametrize(
    "text",
    [
        "[2, 3]",
        "[3,4,5]",
        '[2,3,{"a":[4,5,6]}]',
        "[2]",
        "[]",
        '[2,"a"]',
        '["2","3"]',
        '["a","b"]',
        '[1,"17","Heartbeat",{}]',
        '[7,"17","Heartbeat",{}]',
        '[22,"17","Heartbeat",{}]',
        '[2,"17","ok"]',  # too short for an action
        '[2,"17","Reset"]',
        '[2,"17","heartbeat"]',
        '[2,"17","Heartbeat"{}]',
        '[2,"17",null]',
        '[2,"17",[]]',
        '[2,"17","it is no action: at all; really",{}]',
        '[2,"17","Heartbeat",17]',
        '[3,"17","Heartbeat"]',
        '[3,"17",5]',
        '[3,"17",[1,2]]',
        '[4,"17",{}]',
        '[4,"17","NotSupported",5]',
        "[2024-05-01 10:00:00]",
        "[2,5 kW]",
        "[3, 2024]",
        "[4,5,6] [2,3,4]",
        "- [2, 3, 4](http://example.org)",
        "- [ ] charge\n- [x] plug",
        "1. [2, see above]",
        "elapsed [2,003 ms]",
        "[2,'a']",
        "[3, 'a', 'b']",
        "[2, true, false]",
        '{"values":[2,3,4],"more":[3,"a"],"nested":[[2,3],[4,5]]}',
        '{"phases":[2,"L1","L2"]}',
    ],
)
def test_what_only_looks_like_a_frame_is_none(text: str) -> None:
    assert frames(text) == []
    assert not is_frame(text)


def test_several_frames_on_a_line_come_in_order() -> None:
    text = f"{CALL}{RESULT} and {ERROR};{BOOT}"
    found = [each for each in find(text) if isinstance(each, Found)]
    assert [each.frame for each in found] == [CALL, RESULT, ERROR, BOOT]
    assert [text[each.start : each.end] for each in found] == [CALL, RESULT, ERROR, BOOT]


@pytest.mark.parametrize("inner", [CALL, RESULT, BOOT, "[2, 3]", "]}", "{["])
def test_a_frame_that_is_quoted_in_a_payload_belongs_to_it(inner: str) -> None:
    for data in (json.dumps(inner), json.dumps(json.dumps(inner))):
        frame = f'[2,"19","DataTransfer",{{"vendorId":"v","data":{data}}}]'
        assert frames(frame) == frames(f"received {frame} ok") == [frame]


def test_a_frame_that_is_a_list_in_a_payload_belongs_to_it() -> None:
    frame = f'[2,"19","DataTransfer",{{"vendorId":"v","data":{CALL}}}]'
    assert frames(frame) == [frame]


QUOTED: dict[str, Callable[[str], str]] = {
    "JSON": json.dumps,
    "JSON, with the letters of all languages": lambda frame: json.dumps(frame, ensure_ascii=False),
    "JSON without its quotes": lambda frame: json.dumps(frame)[1:-1],
    "JSON in a field": lambda frame: json.dumps({"msg": frame}),
    "CSV": lambda frame: '"' + frame.replace('"', '""') + '"',
    "HTML": html.escape,
    "HTML, by number": lambda frame: frame.replace('"', "&#34;"),
    "HTML, in hexadecimal": lambda frame: frame.replace('"', "&#x22;"),
    "Python": repr,
    "bytes of Python": lambda frame: repr(frame.encode()),
    "a shell": lambda frame: f"'{frame}'",
    "SQL": lambda frame: "'" + frame.replace("'", "''") + "'",
}


@pytest.mark.parametrize("quote", QUOTED.values(), ids=QUOTED)
@pytest.mark.parametrize("frame", [CALL, BOOT, RESULT, '["2","17","Heartbeat",{}]', '[3,17,{"a":"b"}]'])
def test_a_quoted_frame_comes_out_as_it_was(frame: str, quote: Callable[[str], str]) -> None:
    assert frames(f"received {quote(frame)} ok") == [frame]


@pytest.mark.parametrize("levels", range(1, 5))
@pytest.mark.parametrize("frame", [CALL, RESULT, ERROR, '[2,"1","DataTransfer",{"vendorId":"a b"}]'])
def test_escapes_are_undone_as_often_as_they_were_made(frame: str, levels: int) -> None:
    quoted = frame
    for _ in range(levels):
        quoted = json.dumps(quoted)
    assert frames(f"received {quoted}") == [frame]


def test_more_escapes_are_not_undone() -> None:
    quoted = CALL
    for _ in range(5):
        quoted = json.dumps(quoted)
    assert frames(quoted) == []


@pytest.mark.parametrize("text", ["=>", '"=>', " => ", "%{}"])
def test_json_that_holds_signs_of_other_notations(text: str) -> None:
    frame = json.dumps([2, "17", "DataTransfer", {"data": text}])
    (found,) = find(frame)
    assert isinstance(found, Found)
    assert (found.frame, found.rebuilt) == (frame, False)


def test_an_escaped_frame_whose_only_quotes_are_those_of_its_type() -> None:
    assert frames(json.dumps('["3",17,{}]')) == ['["3",17,{}]']


@pytest.mark.parametrize(
    "text", ['[2,"17","Heartbeat",17]', '[2,"17","Heartbeat",5 and a long text]', '[2, "17", see above]']
)
def test_what_cannot_be_a_frame_is_not_even_counted(text: str) -> None:
    assert list(find(text)) == []


def test_several_escaped_frames() -> None:
    assert frames(json.dumps(f"{CALL} {BOOT}")) == [CALL, BOOT]
    assert frames(f"{RESULT} {json.dumps(CALL)}") == [RESULT, CALL]


def test_escapes_of_each_kind() -> None:
    frame = '[2,"1","DataTransfer",{"data":"tab\tline\nreturn\rform\fback\bquote\'slash/é"}]'
    escaped = r"[2,\"1\",\"DataTransfer\",{\"data\":\"tab\tline\nreturn\rform\fback\bquote\'slash\/\u00e9\"}]"
    assert frames(escaped) == [frame]


@pytest.mark.parametrize("quotes", ["“”", "„“", "«»"])
def test_quotes_of_a_word_processor(quotes: str) -> None:
    text = '[2,"17","Heartbeat",{}]'.replace('"', quotes[0])
    assert frames(text) == [CALL]


def test_apostrophes_that_sql_doubles() -> None:
    frame = """[2,"1","DataTransfer",{"data":"it's 'so'"}]"""
    assert frames("INSERT INTO log VALUES (1, '" + frame.replace("'", "''") + "', 2)") == [frame]


def test_apostrophes_that_are_doubled_by_chance() -> None:
    frame = """[2,"1","DataTransfer",{"data":''}]"""
    assert frames(f"'{frame}'") == [frame]


def test_a_string_of_python_has_its_backslashes_undone() -> None:
    frame = r'[2,"1","DataTransfer",{"data":"{\"a\":\"it\u0027s\"}"}]'
    assert frames(f"< {frame!r}") == frames(f"< {frame.encode()!r}") == [frame]


def test_characters_whose_halves_are_escaped_one_by_one() -> None:
    frame = '[2,"1","DataTransfer",{"data":"😀"}]'
    assert frames(json.dumps(frame)) == frames(json.dumps(json.dumps(frame))) == [frame]
    assert frames(json.dumps(frame).replace(r"\ude00", "")) == [frame.replace("😀", r"\ud83d")]


def test_what_is_marked_as_bytes_and_is_none_is_read_as_text() -> None:
    text = r"""b'[2,"1","DataTransfer",{"data":"ŝ\'"}]'"""
    assert frames(text) == [text[2:-1]]


def test_bytes_that_are_no_utf_8_do_not_matter() -> None:
    frame = b'[2,"1","DataTransfer",{"data":"\xff"}]'
    assert frames(repr(frame)) == ['[2,"1","DataTransfer",{"data":"�"}]']


def test_a_literal_that_cannot_be_read_is_read_as_text() -> None:
    text = r"""'[2,"1","DataTransfer",{"data":"\N{no such character} \x"}]'"""
    assert frames(text) == [text[1:-1]]


def test_a_literal_that_is_no_frame_once_undone_is_read_as_text() -> None:
    text = r"""'[2,"1","DataTransfer",{"data":"\q"}]'"""
    (frame,) = frames(text)
    assert frame == text[1:-1]


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("[2, '17', 'Heartbeat', {}]", CALL),
        ("[3, '17', {'a': None, 'b': True}]", '[3,"17",{"a":null,"b":true}]'),
        ("[ 2, '17', 'Heartbeat', {} ]", CALL),
        ("[2, 17, Heartbeat, {connectorId=1}]", '[2,17,"Heartbeat",{"connectorId":1}]'),
        ("[2, abc-17, Heartbeat, {}]", '[2,"abc-17","Heartbeat",{}]'),
        ('[2, "17", "Heartbeat", {"a"=>nil}]', '[2,"17","Heartbeat",{"a":null}]'),
        ('[2, "17", "Heartbeat", {"a" => nil}]', '[2,"17","Heartbeat",{"a":null}]'),
        ('[2, "17", "Heartbeat", %{"a" => nil}]', '[2,"17","Heartbeat",{"a":null}]'),
        ("[2, \"17\", 'Heartbeat', {}]", CALL),
    ],
)
def test_the_notations_of_programming_languages(text: str, frame: str) -> None:
    (found,) = find(f"got {text}.")
    assert isinstance(found, Found)
    assert (found.frame, found.rebuilt) == (frame, True)
    assert found.text[found.start : found.end] == text


@pytest.mark.parametrize(
    ("text", "in_string"),
    [
        ('[2,"1', True),
        ('[2,"17"', False),
        ('[2,"17",', False),
        ('[2,"17","Heart', True),
        ('[2,"17","DataTransfer",{"data":"ab', True),
        ('[2,"17","DataTransfer",{"data":"ab\\', True),
        ('[2,"17","DataTransfer",{"data":', False),
        ('[2,"17","Heartbeat",{}', False),
        ('[2,"17","Heartbeat",', False),
        ('[2,"17","Heartbeat"', False),
        ('[2,"17","Heartbeat"  ', False),
        ("[3,17,{", False),
        ('[3,"17",{', False),
        ("[2, '17', 'DataTransfer', {'data': 'ab", False),
    ],
)
def test_a_frame_that_goes_on_below_is_cut(text: str, in_string: bool) -> None:
    assert list(find(f"at {text}")) == [Cut(3, "", in_string)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[2,"17","Boot...ved"}]', "it is no JSON"),
        ('[2,"17","DataTransfer",{"data":[1}', "its brackets do not match"),
        (f'[2,"17","DataTransfer",{{"data":[1}} {CALL}', "its brackets do not match"),
    ],
)
def test_what_opens_like_a_frame_and_is_none_has_a_reason(text: str, reason: str) -> None:
    assert next(find(text)) == Cut(0, reason)


def test_a_frame_that_is_too_long_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_MAX_FRAME", 200)
    long = f'[2,"17","DataTransfer",{{"data":[{"1," * 200}1]}}]'
    assert list(find(long)) == [Cut(0, "it is too long")]
    assert frames(f"{BOOT} {long} {CALL}") == [BOOT, CALL]


@pytest.mark.parametrize(
    "frame",
    [
        '[2,"17","DataTransfer",{"data":{"a":2}]',  # a bracket is missing
        '[2,"17","MeterValues",{"connectorId":1]}]',  # one too many
        '[2,"17","DataTransfer",{"data":1}}]',
    ],
)
def test_a_frame_whose_brackets_do_not_match_ends_where_a_frame_would(frame: str) -> None:
    assert frames(f"09:41:33 {frame} 3 ms") == [frame]


def test_brackets_that_do_not_match_swallow_no_other_frame() -> None:
    assert frames(f'[2,"17","DataTransfer",{{"data":[1}} then {CALL}') == [CALL]


def test_of_many_frames_that_do_not_end_only_some_are_looked_for() -> None:
    assert len(cuts('[2,"1","A' * 1 + '[2,"1","Boot...", ' * 100)) <= 8


def test_a_text_is_not_read_in_vain_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = "[2, '17', 'Heartbeat', {}]"
    assert frames("[2, a, [" * 3 + frame) == [CALL]
    assert frames("[2, a, [" * 100 + frame) == []
    monkeypatch.setattr(search, "_SPARE", 1 << 20)
    assert frames("[2, a, [" * 100 + frame) == [CALL]


def test_where_frames_are_looked_for() -> None:
    assert [each.start for each in find(f"{CALL} {CALL}", 1)] == [len(CALL) + 1]


@pytest.mark.parametrize(
    ("frame", "head"),
    [
        (CALL, Head(2, "17", "Heartbeat")),
        (RESULT, Head(3, "17", "")),
        (ERROR, Head(4, "17", "NotSupported")),
        ("[3,8,{}]", Head(3, "8", "", is_number=True)),
        ('["2.0","X-X","X",', Head(2, "X-X", "X")),
        ("[2,", Head(0, "", "")),
        ("no frame", Head(0, "", "")),
    ],
)
def test_the_head_of_a_frame(frame: str, head: Head) -> None:
    assert head_of(frame) == head


@pytest.mark.parametrize("text", ['{"a":NaN}', '["tab\tin a string"]', CALL])
def test_is_json(text: str) -> None:
    assert is_json(text)


@pytest.mark.parametrize("text", ["{'a':1}", '{"a":1,}', "", "[" * 100_000])
def test_is_no_json(text: str) -> None:
    assert not is_json(text)
