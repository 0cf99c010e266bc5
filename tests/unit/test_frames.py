"""The envelope: what may stand in a frame beside its payload, and how errors of others are read."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Rule, Severity
from ocpp_codec.compat import get_error_codes
from ocpp_codec.structure import CallError, CallResultError
from ocpp_codec.tolerance import ALL, STRICT
from tests.support.comparison import assert_never_silent
from tests.support.defects import OCCURRENCE
from tests.support.judging import rule_of

V16 = OcppJsonProtocol.v16
V21 = OcppJsonProtocol.v21


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_an_empty_payload_may_be_null(protocol: OcppJsonProtocol) -> None:
    codec = Codec(protocol)
    assert codec.decode('[2,"id","Heartbeat",null]') == codec.decode('[2,"id","Heartbeat",{}]')
    assert codec.encode(codec.decode('[2,"id","Heartbeat",null]')) == '[2,"id","Heartbeat",{}]'
    with pytest.raises(OCPPException, match="idT"):
        codec.decode('[2,"id","Authorize",null]')


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_an_id_has_1_to_36_characters(protocol: OcppJsonProtocol) -> None:
    codec = Codec(protocol)
    for unique_id in ("a", "a" * 36, "\U0001f600" * 36):
        assert codec.examine(json.dumps([2, unique_id, "Heartbeat", {}])).uniqueId == unique_id
    assert rule_of('[2,"","Heartbeat",{}]', codec) is Rule.EMPTY_ID
    assert rule_of(json.dumps([2, "a" * 37, "Heartbeat", {}]), codec) is Rule.ID_TOO_LONG


# Errors that are received --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize("kind", [4, 5])
def test_received_errors_are_read_generously(protocol: OcppJsonProtocol, kind: Any) -> None:
    if kind == 5 and protocol is not V21:
        return
    codec = Codec(protocol)

    def read(*rest: Any) -> tuple[Any, list[Rule]]:
        examination = codec.examine(json.dumps([kind, "id", *rest]))
        assert examination.message is not None, examination.findings
        return examination.message, [finding.rule for finding in examination.findings]

    for spelling in ("NotSupported", "notsupported", "NOT_SUPPORTED"):
        error, rules = read(spelling, "", {})
        assert type(error.errorCode).__name__ == "ErrorCodeEnum"
        assert (error.errorCode, rules) == ("NotSupported", [Rule.ERROR_CODE_SPELLING] * (spelling != "NotSupported"))
    for spelling in ("OccurenceConstraintViolation", "OccurrenceConstraintViolation"):
        error, _ = read(spelling, "", {})
        assert error.errorCode == OCCURRENCE[protocol]
    for code, text in (("OutOfCoffee", "OutOfCoffee"), ("", ""), (5, "5"), (True, "true"), (None, "")):
        error, rules = read(code, "", {})
        assert (error.errorCode, rules) == (text, [Rule.UNKNOWN_ERROR_CODE])
    for description, text in ((5, "5"), (False, "false"), (None, "")):
        error, rules = read("GenericError", description, {})
        assert (error.errorDescription, rules) == (text, [Rule.BAD_ERROR_DESCRIPTION])
    for details, kept in ((None, {}), ("", {}), ("why", {"details": "why"})):
        error, rules = read("GenericError", "text", details)
        assert (error.errorDetails, rules) == (kept, [Rule.BAD_ERROR_DETAILS])
    error, rules = read("GenericError", "text")
    assert (error.errorDetails, rules) == ({}, [Rule.BAD_ERROR_DETAILS])
    error, rules = read("GenericError")
    assert (error.errorDescription, error.errorDetails) == ("", {})
    assert rules == [Rule.BAD_ERROR_DESCRIPTION, Rule.BAD_ERROR_DETAILS]
    error, rules = read("GenericError", "x" * 300, {})
    assert (len(error.errorDescription), rules) == (300, [] if protocol is V16 else [Rule.LONG_DESCRIPTION])


STRANGE_CODES: tuple[Any, ...] = (
    "OutOfCoffee",
    "",
    "GenericErrors",
    404,
    1.5,
    None,
    True,
    [],
    {"code": 1},
    "\ud800",
    "x" * 1000,
)

TWINS = (
    {"formatviolation", "formationviolation"},
    {"occurrenceconstraintviolation", "occurenceconstraintviolation"},
)


def meant_by(code: Any, protocol: OcppJsonProtocol) -> StrEnum | None:
    """The error code of this version that a text means."""
    letters = "".join(filter(str.isalpha, code)).lower() if isinstance(code, str) else ""
    spellings = next((twins for twins in TWINS if letters in twins), {letters})
    return next((each for each in get_error_codes(protocol) if each.lower() in spellings), None)


def kinds_of_errors() -> Iterator[tuple[OcppJsonProtocol, int]]:
    yield from ((protocol, 4) for protocol in OcppJsonProtocol)
    yield V21, 5


@pytest.mark.parametrize(("protocol", "kind"), list(kinds_of_errors()))
@pytest.mark.parametrize("tolerate", [STRICT, ALL], ids=["strict", "tolerant"])
def test_no_received_error_is_lost(protocol: OcppJsonProtocol, kind: Any, tolerate: Any) -> None:
    codec = Codec(protocol, tolerate=tolerate)
    official = sorted({code.value for each in OcppJsonProtocol for code in get_error_codes(each)})
    spelled = [spell(code) for code in official for spell in (str, str.lower, str.upper, " {} ".format, snake)]
    rests = [
        (),
        ("",),
        ("", {}),
        (None, None),
        ("x" * 300, ""),
        (5, "why"),
        ([], ["why"]),
        ("", {"a": [None]}),
        ("", 5),
    ]
    pairs = [*itertools.product(spelled, rests[2:4]), *itertools.product([*STRANGE_CODES, "NotSupported"], rests)]
    for code, rest in pairs:
        text = json.dumps([kind, "1", code, *rest])
        seen = codec.examine(text)
        assert type(seen.message) is (CallError if kind == 4 else CallResultError)
        assert (seen.reply, seen.error) == (None, None)
        assert codec.decode(text) == codec.decode(text.encode()) == seen.message
        assert {finding.severity for finding in seen.findings} <= {Severity.ADVICE}
        read, member = seen.message.errorCode, meant_by(code, protocol)
        assert read is member if member else type(read) is str
        assert member or read == code or not isinstance(code, str)
        wrong = {finding.path for finding in seen.findings}
        assert ("/2" in wrong) is not (member is not None and member.value == code)
        assert ("/3" in wrong) is not (bool(rest) and is_description(rest[0], protocol))
        assert ("/4" in wrong) is not (len(rest) == 2 and isinstance(rest[1], dict))
        assert isinstance(seen.message.errorDescription, str)
        assert isinstance(seen.message.errorDetails, dict)
        assert_never_silent(seen, text)


def snake(code: str) -> str:
    return re.sub("(?<!^)([A-Z])", r"_\1", code).upper()


def is_description(value: Any, protocol: OcppJsonProtocol) -> bool:
    return isinstance(value, str) and (protocol is V16 or len(value) <= 255)


def test_error_details_are_judged_in_document_order() -> None:
    seen = Codec(V16).examine(r'[4,"1","GenericError","",["\ud800"]]')
    assert [finding.path for finding in seen.findings] == ["/4", "/4/0"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
@pytest.mark.parametrize("kind", [4, 5])
@pytest.mark.parametrize("tolerate", [STRICT, ALL])
def test_what_is_no_json_is_refused_anywhere_in_an_error(number: str, kind: int, tolerate: Any) -> None:
    codec = Codec("ocpp2.1", tolerate=tolerate)
    for value in (number, f"[{number}]", f'{{"a":{number}}}'):
        for elements in (f'{value},"",{{}}', f'"GenericError",{value},{{}}', f'"GenericError","",{value}'):
            frame = f'[{kind},"1",{elements}]'
            seen = codec.examine(frame)
            assert seen.message is None, frame
            assert Rule.NOT_FINITE in {finding.rule for finding in seen.findings}
