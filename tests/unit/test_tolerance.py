"""The ready-made sets of what is tolerated, and what tolerating means."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ocpp_codec import Codec, OcppJsonProtocol, Rule, Tolerance
from ocpp_codec.tolerance import ALL, FIELD, STRICT, known
from tests.support.judging import FastCodec, payload_of
from tests.support.sample_frames import status

V16 = OcppJsonProtocol.v16

# What is repaired without a guess: the promise of `tolerance.FIELD`.
PROMISED = """
stray_comma control_character message_type_spelling
missing_payload action_in_result action_spelling numeric_id empty_id id_too_long
unknown_escape unknown_error_code error_code_spelling bad_error_code bad_error_description long_description bad_error_details
unknown_field field_spelling duplicate_key
null_for_absent empty_string_for_absent empty_list_for_absent
number_as_string string_as_number boolean_as_string string_as_boolean boolean_as_number integer_as_fraction
object_for_list empty_list_for_object
too_long too_short out_of_range not_a_multiple too_many_decimals beyond_32_bits inexact_number
unknown_enum_value enum_wrong_case bad_uri not_an_identifier not_printable_ascii not_a_decimal lone_surrogate
too_few_items too_many_items
bad_datetime datetime_no_such_day datetime_zone_name datetime_zone_spelling datetime_beyond_calendar
datetime_no_offset datetime_short_offset datetime_no_seconds
datetime_space datetime_lower_case datetime_fine_fraction datetime_long_fraction datetime_other_iso
late_answer answered_twice result_refused wrong_sender pending_id_reused id_reused call_while_pending unreadable_reported
"""

DOUBTFUL = "missing_field null_for_required fraction_for_integer"


def test_the_ready_made_sets_hold_what_is_promised() -> None:
    assert not STRICT
    assert sorted(FIELD) == sorted(PROMISED.split())
    assert sorted(ALL) == sorted([*PROMISED.split(), *DOUBTFUL.split()])
    assert {type(rule) for rule in ALL} == {Rule}


def test_what_is_enforced_is_not_tolerated() -> None:
    """Whoever tolerates a ready-made set can enforce a part of it."""
    text = json.dumps(status(info="x" * 51, timestamp="2024-05-17 09:41:33Z"))
    place = Tolerance(Rule.DATETIME_SPACE, "StatusNotification.Request.timestamp")
    tolerate: Any
    for tolerate in (FIELD, ALL, {Rule.TOO_LONG, Rule.DATETIME_SPACE}, {Rule.TOO_LONG, place}):
        assert Codec(V16, tolerate=tolerate).examine(text).message
        seen = Codec(V16, tolerate=tolerate, enforce={Rule.DATETIME_SPACE}).examine(text)
        assert [finding.tolerated for finding in seen.findings] == [True, False]


def test_what_is_wrong_with_the_text_has_no_place() -> None:
    with pytest.raises(ValueError, match="stray_comma"):
        Codec(V16, tolerate={Tolerance(Rule.STRAY_COMMA, "Heartbeat")})


def test_a_tolerated_value_of_an_enumeration_is_known_or_plain_text() -> None:
    frame = json.dumps(status(status="available", errorCode="Error"))
    payload = payload_of(Codec(V16, tolerate=FIELD).decode(frame))
    assert known(payload.status) is payload.status == "Available"
    assert payload.errorCode == "Error"
    assert known(payload.errorCode) is None


def test_only_what_is_tolerated_takes_the_slow_path() -> None:
    with pytest.raises(AssertionError, match="not sure"):
        FastCodec(V16, tolerate=ALL).decode(json.dumps(status(info="x" * 51)))
    fast = FastCodec(V16, tolerate=ALL)
    assert payload_of(fast.decode(json.dumps(status(info="x" * 50)))).info == "x" * 50
