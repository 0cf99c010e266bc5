"""The text of a frame is strict JSON in UTF-8, and nothing in it is hidden."""

from __future__ import annotations

import math

import pytest

from ocpp_codec import Codec, Rule
from ocpp_codec._core import jsontext
from ocpp_codec.tolerance import ALL, FIELD
from tests.support.judging import CODEC, payload_of, places_and_rules, rule_of
from tests.support.sample_frames import HEARTBEAT, cost, data_transfer


@pytest.mark.parametrize("frame", [b'[2,"\xff","Heartbeat",{}]', '[2,"\ud800","Heartbeat",{}]'])
def test_a_frame_that_is_no_utf_8_is_refused(frame: str | bytes) -> None:
    assert rule_of(frame) is Rule.NOT_UTF8


A, B = "a" * 30, "b" * 30

# Text that is broken at one place, what a finding shows of it, and where it says that the place is.
BROKEN = [
    (f'[2,"{A}\ud800{B}"]', f"{A[:20]}\ud800{B[:19]}", Rule.NOT_UTF8, "UTF-8; the error is at position 34"),
    (f'[2,"\ud800{B}"]', f'[2,"\ud800{B[:19]}', Rule.NOT_UTF8, "UTF-8; the error is at position 4"),
    (f"[2,  {A}", f"[2,  {A[:20]}", Rule.NOT_JSON, 'JSON at line 1, column 6, not "a"'),
    (f'[2,"{A}"{B}', f'{A[:19]}"{B[:20]}', Rule.NOT_JSON, 'JSON at line 1, column 36, not "b"'),
    ("[2,\n\n,x]", "[2,\n\n,x]", Rule.NOT_JSON, 'JSON at line 3, column 1, not ","'),
    ("[2,", "[2,", Rule.NOT_JSON, "more text: the frame is cut after line 1, column 3"),
]


@pytest.mark.parametrize(("text", "shown", "rule", "expected"), BROKEN, ids=ascii)
def test_text_is_shown_where_it_is_broken(text: str, shown: str, rule: Rule, expected: str) -> None:
    """Twenty characters on each side, and not what else a frame holds."""
    (finding,) = CODEC.examine(text).findings
    assert (finding.rule, finding.value, finding.expected) == (rule, shown, expected)


def test_bytes_are_shown_with_escapes_where_they_are_broken() -> None:
    (finding,) = CODEC.examine(b'[2,"\xff"]').findings
    assert (finding.rule, finding.value) == (Rule.NOT_UTF8, '[2,"\\xff"]')


@pytest.mark.parametrize("frame", ['[7,5,"Heartbeat"]', "[[[[[[[[[[[[[[[[", "x" * 11])
def test_a_frame_that_is_too_large_is_not_read(frame: str) -> None:
    """So nothing else is said of it."""
    small = Codec("ocpp2.0.1", max_size=10)
    for text in (frame, frame.encode()):
        seen = small.examine(text)
        assert [finding.rule for finding in seen.findings] == [Rule.TOO_LARGE]
        assert (seen.messageTypeId, seen.uniqueId, seen.frame) == (None, None, frame)


@pytest.mark.parametrize("number", ["01", "+1", "1.", ".5", "0x10", "1_000", "\u0661"])
def test_a_number_that_json_does_not_know_is_no_json(number: str) -> None:
    assert rule_of(cost(number)) is Rule.NOT_JSON


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "-Infinity", "1e400", "-1e400", "1" + "0" * 400, "1" + "0" * 5000]
)
def test_a_number_that_is_infinite_or_none_is_refused_where_it_stands(number: str) -> None:
    assert rule_of(cost(number)) is Rule.NOT_FINITE
    if number != "1" + "0" * 400:  # an integer of any size is JSON
        assert rule_of(data_transfer(number)) is Rule.NOT_FINITE
        assert rule_of(data_transfer(f'{{"a":[{number}]}}')) is Rule.NOT_FINITE


@pytest.mark.parametrize(("digits", "infinite"), [("1" + "0" * 5000, math.inf), ("-1" + "0" * 5000, -math.inf)])
def test_an_integer_that_is_too_long_keeps_its_sign(digits: str, infinite: float) -> None:
    (finding,) = CODEC.examine(data_transfer(digits)).findings
    assert (finding.rule, finding.value) == (Rule.NOT_FINITE, infinite)


def test_brackets_in_a_text_alone_are_no_levels() -> None:
    assert rule_of('"' + "[{" * 1000 + '"') is Rule.NOT_AN_ARRAY


def test_a_control_character_or_a_byte_order_mark_is_named() -> None:
    assert rule_of('\ufeff[2,"id","Heartbeat",{}]') is Rule.CONTROL_CHARACTER
    assert rule_of('[2,"a\nb","Heartbeat",{}]') is Rule.CONTROL_CHARACTER
    assert rule_of('[2,"a\nb","Heartbeat",{}') is Rule.NOT_JSON


MEANT = '[2,"id","DataTransfer",{"vendorId":"a,]","data":["b",1]}]'


@pytest.mark.parametrize(
    "text",
    [
        MEANT[:-1] + ",]",
        MEANT[:-1] + ", , ]",
        MEANT.replace("{", "{,"),
        MEANT.replace('"b",', '"b",,'),
        MEANT.replace("1]", "1,]"),
        "[," + MEANT[1:],
    ],
)
def test_a_comma_too_many_is_left_out_where_that_is_tolerated(text: str) -> None:
    """And none within a text."""
    codec = Codec("ocpp2.0.1", tolerate={Rule.STRAY_COMMA})
    seen = codec.examine(text)
    assert seen.message == codec.decode(MEANT)
    assert [finding.rule for finding in seen.findings] == [Rule.STRAY_COMMA]


@pytest.mark.parametrize("text", [MEANT + "\0\0", "\ufeff" + MEANT])
def test_what_surrounds_a_frame_is_left_out_where_that_is_tolerated(text: str) -> None:
    codec = Codec("ocpp2.0.1", tolerate={Rule.CONTROL_CHARACTER})
    assert codec.decode(text) == codec.decode(MEANT)


def test_a_control_character_within_a_text_is_kept_where_that_is_tolerated() -> None:
    codec = Codec("ocpp2.0.1", tolerate={Rule.CONTROL_CHARACTER})
    assert codec.decode(MEANT.replace("b", "\t")) == codec.decode(MEANT.replace("b", "\\t"))


def test_nothing_is_lost_of_a_text_that_has_to_be_mended() -> None:
    """Names that occur twice are reported in it, and numbers that are too long, as in any other."""
    codec = Codec("ocpp2.0.1", tolerate=ALL)
    for value, broken in (('"\t"', Rule.CONTROL_CHARACTER), ('["",]', Rule.STRAY_COMMA)):
        twice = codec.examine(data_transfer(f'{{"a":1,"a":{value}}}'))
        assert places_and_rules(twice) == [("", broken), ("/data/a", Rule.DUPLICATE_KEY)]
        long = codec.examine(data_transfer(f"[{value},{'9' * 5000}]"))
        assert places_and_rules(long) == [("", broken), ("/data/1", Rule.NOT_FINITE)]


@pytest.mark.parametrize(
    "text", [MEANT[:-1], MEANT + "]", MEANT + "x", MEANT.replace('"b",', '"b" '), "", " ", "[2 3]"]
)
def test_what_means_nothing_is_no_json_whatever_is_tolerated(text: str) -> None:
    seen = Codec("ocpp2.0.1", tolerate=ALL).examine(text)
    assert seen.message is None
    assert [finding.rule for finding in seen.findings] == [Rule.NOT_JSON]


# What stops a reader, and what it needs there; in one's own words.
STOPS = [
    ("", "text"),
    (" \n", "text"),
    ("[", "more text: the frame is cut after line 1, column 1"),
    ('[2,"c2","StatusNotification",{"connectorId":1,"in', "more text: the frame is cut after line 1, column 49"),
    ('[2,"1","Heartbeat",{}', "more text: the frame is cut after line 1, column 21"),
    ('[2,"1","Heartbeat",{}\n\n', "more text: the frame is cut after line 1, column 21"),
    ('[2,\n "1",\n "Heartbeat"', "more text: the frame is cut after line 3, column 12"),
    ('[2,"1","Heartbeat",{"a":', "more text: the frame is cut after line 1, column 24"),
    ('[2,"1","Heartbeat",{"a":1,', "more text: the frame is cut after line 1, column 26"),
    ('[2,"1","Heartbeat",{"a":tr', "more text: the frame is cut after line 1, column 26"),
    ('[2,"1","Heartbeat",{"a":-', "more text: the frame is cut after line 1, column 25"),
    ('[2,"1","Heartbeat",{"a":21.', "more text: the frame is cut after line 1, column 27"),
    ('[2,"1","Heartbeat",{"a":1e+', "more text: the frame is cut after line 1, column 27"),
    ('[2,"1","Heart\\u00', "more text: the frame is cut after line 1, column 17"),
    ('[2,"1","Heart\\', "more text: the frame is cut after line 1, column 14"),
    ('[2,"1","a]}', "more text: the frame is cut after line 1, column 11"),
    (HEARTBEAT + "x", 'nothing behind the frame at line 1, column 23, not "x"'),
    (HEARTBEAT + "]", 'nothing behind the frame at line 1, column 23, not "]"'),
    (HEARTBEAT + "\n" + HEARTBEAT, 'nothing behind the frame at line 2, column 1, not "["'),
    ("{} []", 'nothing behind the frame at line 1, column 4, not "["'),
    ("hello", 'JSON at line 1, column 1, not "h"'),
    ("[2,'1']", 'JSON at line 1, column 4, not "\'"'),
    ('[2 "1"]', 'JSON at line 1, column 4, not "\\""'),
    ('[2,"1","Heartbeat",{a:1}]', 'JSON at line 1, column 21, not "a"'),
    ('[2,"1","Heartbeat",{"a":1]', 'JSON at line 1, column 26, not "]"'),
    ('[2,"1","Heartbeat",True]', 'JSON at line 1, column 20, not "T"'),
    ('[2,"1",// no\n"Heartbeat",{}]', 'JSON at line 1, column 8, not "/"'),
]


@pytest.mark.parametrize(("text", "expected"), STOPS)
def test_what_stops_a_reader_is_said_in_our_own_words(text: str, expected: str) -> None:
    for form in (text, text.encode()):
        for codec in (CODEC, Codec("ocpp2.0.1", tolerate=ALL)):
            (finding,) = codec.examine(form).findings
            assert (finding.rule, finding.expected) == (Rule.NOT_JSON, expected)
            assert finding.message == f"the frame is not JSON, expected {expected}."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ufeff" + MEANT, "no byte order mark before the frame"),
        (MEANT + "\0", "no NUL behind the frame"),
        (MEANT.replace("a,]", "a\0"), "the escape \\u0000 at line 1, column 38"),
        (MEANT.replace("a,]", "\t\n"), "the escape \\u0009 at line 1, column 37"),
        ("\n" + MEANT.replace('"b"', '"b\x1f"'), "the escape \\u001f at line 2, column 52"),
    ],
)
def test_it_is_said_which_character_is_not_allowed_and_where(text: str, expected: str) -> None:
    for tolerate in ((), ALL):
        (finding, *_) = Codec("ocpp2.0.1", tolerate=tolerate).examine(text).findings
        assert (finding.rule, finding.expected) == (Rule.CONTROL_CHARACTER, expected)


# Each text with a backslash that begins no escape, the text that is meant, and the column of the backslash.
ESCAPES = [
    (r"D:\logs", r"D:\\logs", 39),
    (r"\server\\share", r"\\server\\share", 37),
    (r"50\%", r"50\\%", 39),
    (r"\u12", r"\\u12", 37),
    (r"\u12g4", r"\\u12g4", 37),
    (r"\'", r"\\'", 37),
    (r"\n\x", r"\n\\x", 39),
    (r"\\\d", r"\\\\d", 39),
    (r"\U0001", r"\\U0001", 37),
    ("\\ ", r"\\ ", 37),
]


@pytest.mark.parametrize(("written", "meant", "column"), ESCAPES)
def test_an_escape_that_json_does_not_know_is_read_with_its_backslash(written: str, meant: str, column: int) -> None:
    text = MEANT.replace("a,]", written)
    (finding,) = CODEC.examine(text).findings
    assert (finding.rule, finding.severity) == (Rule.UNKNOWN_ESCAPE, "error")
    assert finding.expected == f"two backslashes at line 1, column {column}"
    for tolerate in ({Rule.UNKNOWN_ESCAPE}, FIELD):
        codec = Codec("ocpp2.0.1", tolerate=tolerate)
        for form in (text, text.encode()):
            assert codec.decode(form) == codec.decode(MEANT.replace("a,]", meant))
        assert [each.rule for each in codec.examine(text).findings] == [Rule.UNKNOWN_ESCAPE]


def test_a_backslash_before_the_closing_quote_has_no_unique_reading() -> None:
    """It may be the last character of the text, or an escaped quote."""
    text = r'[2,"213","StartTransaction",{"connectorId":2,"idTag":"336699\","meterStart":33}]'
    seen = Codec("ocpp1.6", tolerate=ALL).examine(text)
    assert seen.message is None
    assert [finding.rule for finding in seen.findings] == [Rule.NOT_JSON]


def test_several_slips_are_all_said() -> None:
    text = "\ufeff" + MEANT.replace("a,]", "D:\\d")[:-1] + ",]"
    seen = Codec("ocpp2.0.1", tolerate=ALL).examine(text)
    assert [finding.rule for finding in seen.findings] == [
        Rule.STRAY_COMMA,
        Rule.UNKNOWN_ESCAPE,
        Rule.CONTROL_CHARACTER,
    ]
    assert payload_of(seen.message).vendorId == "D:\\d"
    for rule in (Rule.STRAY_COMMA, Rule.UNKNOWN_ESCAPE, Rule.CONTROL_CHARACTER):
        assert Codec("ocpp2.0.1", tolerate=ALL - {rule}).examine(text).message is None


def test_of_several_members_with_one_name_the_last_is_kept_and_all_are_reported() -> None:
    examination = CODEC.examine('[2,"id","CostUpdated",{"totalCost":1,"totalCost":2,"transactionId":"t"}]')
    assert payload_of(examination.message).totalCost == 2
    assert [(f.rule, f.path, f.severity, f.value) for f in examination.findings] == [
        (Rule.DUPLICATE_KEY, "/totalCost", "advice", [1, 2])
    ]
    nested = CODEC.examine(data_transfer('{"a":{"b":1,"b":2,"c":3,"b":4}}'))
    assert payload_of(nested.message).data == {"a": {"b": 4, "c": 3}}
    assert [(f.path, f.value) for f in nested.findings] == [("/data/a/b", [1, 2, 4])]
    assert type(payload_of(nested.message).data["a"]) is dict


# Texts that readers of JSON tend to take differently, alone and in an object.
_TOLD_APART = (
    "-0", "-0.0", "1.", "01", "-", "1e5", "1E+2", "1e400", "0.1234567890123456789", "9" * 19, "9" * 20, "9" * 400,
    "1" * 5000, "NaN", "-Infinity", "null", "tru", '"\x7f"', '"\x1f"', '"\u2028"', '"\\ud800"', '"\\""', '"é😀"',
    "[1,]", "{,}", "\x0b1", "\xa01", "\ufeff1", "1\0", " 1\t\r\n",
    "[" * 1000,
)  # fmt: skip


@pytest.mark.parametrize("text", [form.format(each) for each in _TOLD_APART for form in ("{}", '[{{"a": {}}}]')])
def test_what_is_read_quickly_is_what_the_strict_reader_reads(text: str) -> None:
    """If it is read quickly at all."""
    quick = jsontext.read_quickly(text)
    if quick is not None:
        assert repr(quick) == repr(jsontext.read_strictly(text))


@pytest.mark.parametrize("text", ['{"a":1,"a":2}', '[{"a":[1],"b":"","a" :"b"}]', '{"":{},"":{}}', '{"é":"a","é":"b"}'])
def test_a_text_that_hides_something_is_not_read_quickly(text: str) -> None:
    assert jsontext.read_quickly(text) is None


def test_a_usual_text_is_read_quickly() -> None:
    text = '[2, "1", "é", {"a": [-1, 2.50, true, null, {}], "": "x"}]'
    assert jsontext.read_quickly(text) == [2, "1", "é", {"a": [-1, 2.5, True, None, {}], "": "x"}]
