"""The text of a frame is strict JSON in UTF-8, and nothing in it is hidden."""

from __future__ import annotations

import math

import pytest

from ocpp_codec import Codec, Rule
from ocpp_codec.tolerance import ALL
from tests.support.judging import CODEC, payload_of, places_and_rules, rule_of
from tests.support.sample_frames import cost, data_transfer


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
