"""The envelope: what may stand in a frame beside its payload, and how errors of others are read."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Rule, Severity, Tolerance, serializer
from ocpp_codec.compat import get_error_codes
from ocpp_codec.structure import Call, CallError, CallResultError, Send
from ocpp_codec.tolerance import ALL, FIELD, STRICT
from tests.support.comparison import assert_never_silent
from tests.support.defects import ELEMENTS, OCCURRENCE
from tests.support.judging import error_of, places_and_rules, rule_of

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


TYPE, COUNT = ("/0", Rule.UNKNOWN_MESSAGE_TYPE), ("", Rule.WRONG_ELEMENT_COUNT)
BAD_ID, NO_PAYLOAD = ("/1", Rule.NUMERIC_ID), ("", Rule.MISSING_PAYLOAD)
BAD_ACTION, NO_ACTION = ("/2", Rule.ACTION_NOT_A_STRING), ("/2", Rule.UNKNOWN_ACTION)

# A frame with too few or too many elements; what is said of it; the type, id and action that are known nevertheless.
COUNTS = [
    ("[7]", [TYPE], (None, None, None)),
    ('[7,"a"]', [TYPE], (None, "a", None)),
    ("[7,5]", [TYPE, BAD_ID], (None, None, None)),
    ("[2]", [COUNT], (2, None, None)),
    ('[2,"a"]', [COUNT], (2, "a", None)),
    ("[2,5]", [COUNT, BAD_ID], (2, None, None)),
    ('[2,"a",5]', [NO_PAYLOAD, BAD_ACTION], (2, "a", None)),
    ('[2,"a","Nope"]', [NO_PAYLOAD, NO_ACTION], (2, "a", "Nope")),
    ('[2,"a","Heartbeat"]', [NO_PAYLOAD], (2, "a", "Heartbeat")),
    ('[2,"a","Heartbeat",{},5]', [COUNT], (2, "a", "Heartbeat")),
    ('[2,"a",5,{},5]', [COUNT, BAD_ACTION], (2, "a", None)),
    ('[2,"a","Nope",{},5]', [COUNT, NO_ACTION], (2, "a", "Nope")),
    ("[3]", [COUNT], (3, None, None)),
    ('[3,"a"]', [NO_PAYLOAD, ("/currentTime", Rule.MISSING_FIELD)], (3, "a", "Heartbeat")),
    ('[3,"a",{},5]', [COUNT], (3, "a", "Heartbeat")),
    ("[4]", [COUNT], (4, None, None)),
    ('[4,"a"]', [COUNT], (4, "a", None)),
    ('[4,"a","GenericError","",{},5]', [COUNT], (4, "a", None)),
]


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize(("text", "found", "known"), COUNTS)
def test_what_is_there_of_a_frame_is_judged(protocol: OcppJsonProtocol, text: str, found: Any, known: Any) -> None:
    seen = Codec(protocol).examine(text, "Heartbeat")
    assert seen.message is None
    assert places_and_rules(seen) == found
    assert (seen.messageTypeId, seen.uniqueId, seen.action) == known


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


NOT_DETAILS, HALF = ("/4", Rule.BAD_ERROR_DETAILS), Rule.LONE_SURROGATE

# What stands for the description and the details of an error, and what is said of it, in the order of the document.
REST = [
    (r'"\ud800",{}', [("/3", HALF)]),
    (r'"","\ud800"', [("/4", HALF), NOT_DETAILS]),
    (r'"",["\ud800"]', [NOT_DETAILS, ("/4/0", HALF)]),
    (r'"",{"a":"\ud800"}', [("/4/a", HALF)]),
    ('"",NaN', [("/4", Rule.NOT_FINITE), NOT_DETAILS]),
    ('"",[[NaN]]', [NOT_DETAILS, ("/4/0/0", Rule.NOT_FINITE)]),
    ('"",[]', [NOT_DETAILS]),
    ('"",""', [NOT_DETAILS]),
    ('{"a":NaN}', [("/3", Rule.BAD_ERROR_DESCRIPTION), ("/4/a", Rule.NOT_FINITE)]),
    ('"",' + "[" * 63 + "]" * 63, [NOT_DETAILS]),
    ('"",' + "[" * 64 + "]" * 64, [NOT_DETAILS, ("/4" + "/0" * 63, Rule.VALUE_TOO_DEEP)]),
    ('"",' + '{"a":' * 64 + "1" + "}" * 64, []),
    ('"",' + '{"a":' * 65 + "1" + "}" * 65, [("/4" + "/a" * 64, Rule.VALUE_TOO_DEEP)]),
]


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize(("rest", "found"), REST)
def test_the_rest_of_an_error_is_judged_in_document_order(protocol: OcppJsonProtocol, rest: str, found: Any) -> None:
    assert places_and_rules(Codec(protocol).examine(f'[4,"1","GenericError",{rest}]')) == found


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


# Errors that are sent ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize("code", ["notsupported", "NOT_SUPPORTED", "NoSuchCode", "", 5])
def test_a_code_is_sent_only_as_the_version_spells_it(protocol: OcppJsonProtocol, code: Any) -> None:
    with pytest.raises(OCPPException) as caught:
        Codec(protocol).encode(CallError("1", code, "", {}))
    assert [(finding.path, finding.rule) for finding in caught.value.findings] == [("/2", Rule.UNKNOWN_ERROR_CODE)]
    assert Codec(protocol).encode(CallError("1", "NotSupported", "", {})) == '[4,"1","NotSupported","",{}]'


# Actions ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize("name", ["heartBeat", "HEARTBEAT", "heart_beat", "Heart-Beat"])
def test_an_action_in_another_spelling_is_read_where_that_is_tolerated(protocol: OcppJsonProtocol, name: str) -> None:
    frame = json.dumps([2, "1", name, {"colour": 1}])
    strict = Codec(protocol, enforce={Rule.UNKNOWN_FIELD}).examine(frame)
    tolerant = Codec(protocol, tolerate=FIELD).examine(frame)
    for seen in (strict, tolerant):
        assert [finding.rule for finding in seen.findings] == [Rule.ACTION_SPELLING, Rule.UNKNOWN_FIELD]
        assert {finding.scope for finding in seen.findings} == {"Heartbeat.Request"}
        assert seen.action == "Heartbeat"
    assert strict.reply is not None
    assert json.loads(strict.reply)[2] == "NotImplemented"
    assert isinstance(tolerant.message, Call)
    assert tolerant.message.action == "Heartbeat"
    assert type(tolerant.message.payload).action_class.__name__ == "Heartbeat"
    assert json.loads(Codec(protocol).encode(tolerant.message)) == [2, "1", "Heartbeat", {}]


def test_an_action_in_another_spelling_may_be_tolerated_alone() -> None:
    place = Tolerance(Rule.ACTION_SPELLING, "Heartbeat.Request")
    codec = Codec(V16, tolerate={place})
    assert codec.examine('[2,"1","heartbeat",{}]').message is not None
    assert codec.examine('[2,"1","clearcache",{}]').message is None


@pytest.mark.parametrize("name", ["Heart beat", "Heartbeats", "Heartbeat.", " Heartbeat"])
def test_another_name_is_no_spelling(name: str) -> None:
    (finding, *_) = Codec(V16, tolerate=ALL).examine(json.dumps([2, "1", name, {}])).findings
    assert (finding.rule, finding.severity) == (Rule.UNKNOWN_ACTION, Severity.ERROR)


def test_a_send_may_be_spelled_otherwise_as_well() -> None:
    stream = {"id": 1, "pending": 0, "basetime": "2024-05-17T09:41:33Z", "data": [{"t": 0, "v": "1"}]}
    message = Codec(V21, tolerate=FIELD).decode(json.dumps([6, "1", "notify_periodic_event_stream", stream]))
    assert isinstance(message, Send)
    assert message.action == "NotifyPeriodicEventStream"


def test_plain_structure_leaves_actions_alone() -> None:
    call = serializer.parse_structure([2, "1", "heartbeat", {}], protocol="ocpp1.6")
    assert isinstance(call, Call)
    assert call.action == "heartbeat"
    with pytest.raises(OCPPException) as caught:
        serializer.parse_structure([2, "1", "heartbeat", "text"], protocol="ocpp1.6")
    assert [finding.scope for finding in caught.value.findings] == ["heartbeat.Request"]


# A result that repeats its action ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_a_result_may_repeat_the_action_that_it_answers(protocol: OcppJsonProtocol) -> None:
    frame, meant = '[3,"9","ClearCache",{"status":"Accepted"}]', '[3,"9",{"status":"Accepted"}]'
    with pytest.raises(OCPPException) as caught:
        Codec(protocol).decode(frame, "ClearCache")
    assert [finding.rule for finding in caught.value.findings] == [Rule.ACTION_IN_RESULT]
    for tolerate in (FIELD, {Rule.ACTION_IN_RESULT}, {Tolerance(Rule.ACTION_IN_RESULT, "ClearCache.Response")}):
        codec = Codec(protocol, tolerate=tolerate)
        for action in ("ClearCache", lambda _: "ClearCache"):
            assert codec.decode(frame, action) == codec.decode(meant, "ClearCache")
        seen = codec.examine(frame, "ClearCache")
        assert [(finding.rule, finding.severity) for finding in seen.findings] == [
            (Rule.ACTION_IN_RESULT, Severity.TOLERATED)
        ]
        assert codec.encode(codec.decode(frame, "ClearCache")) == meant


@pytest.mark.parametrize(
    ("frame", "action"),
    [
        ('[3,"9","Reset",{"status":"Accepted"}]', "ClearCache"),
        ('[3,"9","ClearCache",{"status":"Accepted"}]', None),
        ('[3,"9","clearcacheresponse",{"status":"Accepted"}]', "ClearCache"),
        ('[3,"9",{"status":"Accepted"},"ClearCache"]', "ClearCache"),
        ('[3,"9","ClearCache",{"status":"Accepted"},{}]', "ClearCache"),
    ],
)
def test_a_result_with_something_else_in_front_is_refused(frame: str, action: Any) -> None:
    seen = Codec(V16, tolerate=ALL).examine(frame, action)
    assert seen.message is None
    assert seen.findings[0].rule is Rule.WRONG_ELEMENT_COUNT


def test_the_payload_behind_the_action_is_judged_as_usual() -> None:
    seen = Codec(V16, tolerate=FIELD).examine('[3,"9","ClearCache",{"status":"accepted","a":1}]', "ClearCache")
    assert [(finding.rule, finding.path) for finding in seen.findings] == [
        (Rule.ACTION_IN_RESULT, ""),
        (Rule.ENUM_WRONG_CASE, "/status"),
        (Rule.UNKNOWN_FIELD, "/a"),
    ]
    assert seen.message is not None


# A call without an action --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize("payload", [{}, {"connectorId": 1, "transactionId": 0}])
def test_a_call_without_an_action_is_said_to_lack_it(protocol: OcppJsonProtocol, payload: Any) -> None:
    """At any tolerance, with the same code: the payload is not what is missing."""
    for tolerate in (STRICT, FIELD, ALL):
        seen = Codec(protocol, tolerate=tolerate).examine(json.dumps([2, "15455", payload]))
        (finding,) = seen.findings
        assert (finding.rule, finding.severity, finding.path) == (Rule.MISSING_ACTION, Severity.ERROR, "")
        assert finding.value == payload
        assert seen.reply is not None
        assert json.loads(seen.reply)[:3] == [4, "15455", ELEMENTS[protocol]]


@pytest.mark.parametrize(
    ("frame", "rules"),
    [
        ('[2,"1","Heartbeat"]', [Rule.MISSING_PAYLOAD]),
        ('[2,"1",[]]', [Rule.MISSING_PAYLOAD, Rule.ACTION_NOT_A_STRING]),
        ('[2,"1",5]', [Rule.MISSING_PAYLOAD, Rule.ACTION_NOT_A_STRING]),
        ('[2,"1",{},{}]', [Rule.ACTION_NOT_A_STRING]),
        ('[2,{"a":1}]', [Rule.WRONG_ELEMENT_COUNT, Rule.ID_NOT_A_STRING]),
        ("[2,{},{}]", [Rule.MISSING_ACTION, Rule.ID_NOT_A_STRING]),
    ],
)
def test_what_else_a_short_call_may_lack(frame: str, rules: list[Rule]) -> None:
    assert [finding.rule for finding in Codec(V16).examine(frame).findings] == rules


# The first element ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize("first", ["a", "7", "02", None, True, False, 2.5, [2], {}, "2 "])
def test_a_first_element_that_is_no_integer_opens_no_message(protocol: OcppJsonProtocol, first: Any) -> None:
    """Part 4, 4.3: MessageTypeNotSupported is for a number that is not supported."""
    for tolerate in (STRICT, ALL):
        codec = Codec(protocol, tolerate=tolerate)
        seen = codec.examine(json.dumps([first, "id", "Heartbeat", {}]))
        assert [finding.rule for finding in seen.findings] == [Rule.MESSAGE_TYPE_NOT_AN_INTEGER]
        assert (seen.message, seen.messageTypeId, seen.uniqueId) == (None, None, "id")
        answer = None if seen.reply is None else json.loads(seen.reply)[:3]
        assert answer == (None if protocol is V16 else [4, "id", "RpcFrameworkError"])
        seen = codec.examine(json.dumps([first]))
        answer = None if seen.reply is None else json.loads(seen.reply)[:3]
        assert answer == (None if protocol is V16 else [4, "-1", "RpcFrameworkError"])


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
@pytest.mark.parametrize("first", ["2", 2.0])
def test_a_message_type_in_another_spelling_is_read_where_that_is_tolerated(
    protocol: OcppJsonProtocol, first: Any
) -> None:
    frame = json.dumps([first, "id", "Heartbeat", {}])
    seen = Codec(protocol).examine(frame)
    assert error_of(seen).ocpp_error.code == ("GenericError" if protocol is V16 else "RpcFrameworkError")
    assert (seen.reply is None) is (protocol is V16)
    assert Codec(protocol, tolerate=FIELD).decode(frame) == Codec(protocol).decode('[2,"id","Heartbeat",{}]')
