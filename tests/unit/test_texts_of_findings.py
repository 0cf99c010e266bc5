"""What every rule says, word for word, in one table: the sentence that users read in logs, exceptions and replies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ocpp_codec import Codec, Finding, OcppJsonProtocol, Rule, Severity
from ocpp_codec._core.checks import String
from ocpp_codec._core.report import Report
from ocpp_codec._core.settings import Settings
from ocpp_codec._core.version import version_of
from ocpp_codec.pairing import Paired
from ocpp_codec.rules import RULES
from ocpp_codec.tolerance import ALL
from tests.support.broken_rules import SHOWN, Shown, findings_of
from tests.support.talks import CSMS, STATION, Talk

# Of the first frame that shows a rule in `broken_rules`, where it is tolerated if it can be.
TEXTS = {
    Rule.NOT_TEXT: 'the frame is not text: found "int", expected text or bytes.',
    Rule.NOT_UTF8: "the frame is not UTF-8, expected UTF-8; the error is at position 4.",
    Rule.TOO_LARGE: "the frame is too large, expected at most 1048576 bytes, not 1048598.",
    Rule.TOO_DEEP: "the frame is nested too deeply, expected at most 200 levels.",
    Rule.NOT_JSON: "the frame is not JSON, expected more text: the frame is cut after line 1, column 21.",
    Rule.STRAY_COMMA: "the frame has a comma without a value before or after it, expected a value beside the comma at line 1, column 22; it is read without it.",
    Rule.CONTROL_CHARACTER: "the frame has a character that JSON does not allow there, expected no NUL behind the frame.",
    Rule.UNKNOWN_ESCAPE: "the frame has an escape that JSON does not know, expected two backslashes at line 1, column 109; it is read with the backslash as it stands.",
    Rule.NOT_AN_ARRAY: "the frame is not an array with at least one element: found an empty object, expected [message type, message id, ...].",
    Rule.MESSAGE_TYPE_NOT_AN_INTEGER: 'the first element is not an integer: found "7", expected one of 2, 3, 4.',
    Rule.UNKNOWN_MESSAGE_TYPE: "the first element is not a message type of this version: found 7, expected one of 2, 3, 4, 5, 6.",
    Rule.MESSAGE_TYPE_SPELLING: 'the first element is a message type that is not written as an integer: found "2", expected one of 2, 3, 4; taken as 2.',
    Rule.WRONG_ELEMENT_COUNT: "the frame has the wrong number of elements: found a list with 1 item, expected 4 elements: message type, message id, action, payload.",
    Rule.MISSING_ACTION: "the frame has no action, expected 4 elements: message type, message id, action, payload.",
    Rule.MISSING_PAYLOAD: "the frame has no payload, expected 4 elements: message type, message id, action, payload; taken as an empty object.",
    Rule.ACTION_IN_RESULT: 'the frame is a result that repeats the action of its call: found "StatusNotification", expected 3 elements: message type, message id, payload; it is read without it.',
    Rule.ID_NOT_A_STRING: "message id is not a string: found null, expected a string of 1 to 36 characters.",
    Rule.NUMERIC_ID: 'message id is a number, not a string: found 17, expected a string of 1 to 36 characters; taken as "17".',
    Rule.EMPTY_ID: 'message id is empty: found "", expected a string of 1 to 36 characters.',
    Rule.ID_TOO_LONG: 'message id is too long: found "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", expected a string of 1 to 36 characters.',
    Rule.ACTION_NOT_A_STRING: "action is not a string: found 5, expected the name of an action.",
    Rule.UNKNOWN_ACTION: 'action is not an action of this version: found "Heartbeet", expected an action of ocpp1.6 (perhaps Heartbeat).',
    Rule.ACTION_SPELLING: 'action is an action in another spelling: found "HeartBeat", expected Heartbeat; taken as "Heartbeat".',
    Rule.ACTION_OF_OTHER_TYPE: 'action belongs to another message type: found "Heartbeat", expected message type 2 (CALL).',
    Rule.NO_ACTION_GIVEN: "the frame is a result, and no action is given for it, expected the action that it answers.",
    Rule.UNKNOWN_ACTION_GIVEN: 'the action given is not an action of this version with a response: found "HeartBeat", expected an action of ocpp2.1 (perhaps Heartbeat).',
    Rule.UNKNOWN_ERROR_CODE: 'error code is not an error code of this version: found "OutOfCoffee", expected one of FormationViolation, GenericError, InternalError, NotImplemented, NotSupported, OccurenceConstraintViolation, PropertyConstraintViolation, ProtocolError, SecurityError, TypeConstraintViolation.',
    Rule.ERROR_CODE_SPELLING: 'error code is not spelled as in this version: found "FormatViolation", expected FormationViolation; taken as "FormationViolation".',
    Rule.BAD_ERROR_CODE: 'error code is not a string: found a list with 1 item, expected a string; taken as "NotSupported".',
    Rule.BAD_ERROR_DESCRIPTION: 'error description is missing or is not a string: found null, expected a string; taken as "".',
    Rule.LONG_DESCRIPTION: 'error description is too long: found "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"... (256 characters), expected at most 255 characters.',
    Rule.BAD_ERROR_DETAILS: "error details is missing or is not an object: found null, expected an object; taken as an empty object.",
    Rule.UNKNOWN_FIELD: 'colour is not a field of this message: found "red", expected a field of StatusNotification.Request; it is left out.',
    Rule.FIELD_SPELLING: "vendor_id is a field in another spelling, expected vendorId; it becomes the field.",
    Rule.MISSING_FIELD: "connectorId is missing, expected an integer; it becomes None.",
    Rule.DUPLICATE_KEY: 'info occurs twice in one object; the last value counts: found a list with 2 items; taken as "b".',
    Rule.NULL_FOR_ABSENT: "info is null; an absent field is left out: found null, expected a string of at most 50 characters; it is left out.",
    Rule.NULL_FOR_REQUIRED: "connectorId has no value, but the field is required: found null, expected an integer; it becomes None.",
    Rule.EMPTY_STRING_FOR_ABSENT: 'timestamp is empty; an absent field is left out: found "", expected a date-time such as 2024-05-17T09:41:33.125Z; it is left out.',
    Rule.EMPTY_LIST_FOR_ABSENT: "reportData is an empty list; an absent field is left out: found an empty list, expected a list of at least 1 item; it is left out.",
    Rule.WRONG_TYPE: "connectorId has the wrong type: found an empty list, expected an integer.",
    Rule.NUMBER_AS_STRING: 'limit is a number written as a string: found " 7", expected a number with at most one decimal digit; taken as 7.0.',
    Rule.STRING_AS_NUMBER: 'value is a string written as a number: found 7, expected a string; taken as "7".',
    Rule.BOOLEAN_AS_STRING: 'tbc is a boolean written as a string: found "true", expected true or false; taken as true.',
    Rule.STRING_AS_BOOLEAN: 'info is a string written as a boolean: found true, expected a string of at most 50 characters; taken as "true".',
    Rule.BOOLEAN_AS_NUMBER: "tbc is a boolean written as a number: found 1, expected true or false; taken as true.",
    Rule.INTEGER_AS_FRACTION: "connectorId is an integer written as a fraction: found 7.0, expected an integer; taken as 7.",
    Rule.FRACTION_FOR_INTEGER: "connectorId is a fraction where an integer is expected: found 7.4, expected an integer; taken as 7.",
    Rule.OBJECT_FOR_LIST: 'key is one value where a list is expected: found "HeartbeatInterval", expected a list; taken as a list with 1 item.',
    Rule.EMPTY_LIST_FOR_OBJECT: "the payload is an empty list where an object is expected: found an empty list, expected an object (Heartbeat.Request); taken as an empty object.",
    Rule.TOO_LONG: 'info is too long: found "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", expected a string of at most 50 characters.',
    Rule.OUT_OF_RANGE: "stateOfCharge is out of range: found -1, expected an integer of 0 to 100.",
    Rule.NOT_FINITE: "limit is not a number that JSON can carry: found 1e400, expected a number with at most one decimal digit.",
    Rule.NOT_A_MULTIPLE: "limit has too many decimal digits: found 21.45, expected a number with at most one decimal digit.",
    Rule.TOO_MANY_DECIMALS: "totalCost has more than six decimal digits: found 1.1234567, expected at most 6 digits behind the point.",
    Rule.BEYOND_32_BITS: "transactionId does not fit into 32 bits: found 2147483648, expected -2147483648 to 2147483647.",
    Rule.INEXACT_NUMBER: "item 0 of a is a number that a double cannot hold exactly: found 9007199254740993.",
    Rule.UNKNOWN_ENUM_VALUE: 'status is none of the allowed values: found "Broken", expected one of Available, Preparing, Charging, SuspendedEVSE, SuspendedEV, Finishing, Reserved, Unavailable, Faulted (ChargePointStatus).',
    Rule.ENUM_WRONG_CASE: 'unit is an allowed value in the wrong case: found "KWH", expected kWh; taken as "kWh".',
    Rule.BAD_URI: 'location is not a URI: found "not a uri", expected a URI.',
    Rule.NOT_AN_IDENTIFIER: 'transactionId has characters that are not allowed in an identifier: found "a b", expected a-z A-Z 0-9 * - _ = : + | . @.',
    Rule.NOT_PRINTABLE_ASCII: 'info has characters that are not printable ASCII: found "Zürich", expected printable ASCII.',
    Rule.NOT_A_DECIMAL: 'value is not a decimal number: found "", expected a decimal number such as 21.4.',
    Rule.LONE_SURROGATE: 'info holds half a surrogate pair: found "a\\ud800".',
    Rule.VALUE_TOO_DEEP: "item 0 of a list is nested too deeply: found an empty list, expected at most 64 levels.",
    Rule.TOO_FEW_ITEMS: "variableAttribute has too few items: found an empty list, expected a list of 1 to 4 items.",
    Rule.TOO_MANY_ITEMS: "variableAttribute has too many items: found a list with 5 items, expected a list of 1 to 4 items.",
    Rule.BAD_DATETIME: 'timestamp is not a date-time: found "yesterday", expected a date-time such as 2024-05-17T09:41:33.125Z; it becomes None.',
    Rule.DATETIME_NO_SUCH_DAY: 'timestamp names a day or time that does not exist: found "2023-02-29T09:41:33Z", expected a date-time such as 2024-05-17T09:41:33.125Z; it becomes None.',
    Rule.DATETIME_ZONE_NAME: 'timestamp has the name of a time zone: found "2024-05-17T11:41:33+02:00[Europe/Berlin]", expected a date-time such as 2024-05-17T09:41:33.125Z; taken as 2024-05-17T11:41:33+02:00.',
    Rule.DATETIME_ZONE_SPELLING: 'timestamp has blanks, or an offset in an odd form: found "2024-05-17T09:41:33+00:00Z", expected a date-time such as 2024-05-17T09:41:33.125Z; taken as 2024-05-17T09:41:33+00:00.',
    Rule.DATETIME_BEYOND_CALENDAR: 'timestamp is before or after the years that Python has: found "0000-05-17T09:41:33Z", expected a date-time such as 2024-05-17T09:41:33.125Z; taken as 0001-01-01T00:00:00+00:00.',
    Rule.DATETIME_NO_OFFSET: 'timestamp has no offset: found "2024-05-17T09:41:33", expected a date-time such as 2024-05-17T09:41:33.125Z; taken as 2024-05-17T09:41:33+00:00.',
    Rule.DATETIME_SHORT_OFFSET: 'timestamp has an offset without a colon or minutes: found "2024-05-17T11:41:33+02", expected a date-time such as 2024-05-17T09:41:33.125Z; taken as 2024-05-17T11:41:33+02:00.',
    Rule.DATETIME_NO_SECONDS: 'timestamp has no seconds: found "2024-05-17T09:41Z", expected a date-time such as 2024-05-17T09:41:33.125Z; taken as 2024-05-17T09:41:00+00:00.',
    Rule.DATETIME_SPACE: 'timestamp has a space instead of the T: found "2024-05-17 09:41:33Z", expected a date-time such as 2024-05-17T09:41:33.125Z; taken as 2024-05-17T09:41:33+00:00.',
    Rule.DATETIME_LOWER_CASE: 'timestamp is written in lower case: found "2024-05-17t09:41:33Z", expected a date-time such as 2024-05-17T09:41:33.125Z; taken as 2024-05-17T09:41:33+00:00.',
    Rule.DATETIME_FINE_FRACTION: 'timestamp has more than three fraction digits: found "2024-05-17T09:41:33.1234Z", expected a date-time such as 2024-05-17T09:41:33.125Z; taken as 2024-05-17T09:41:33.123400+00:00.',
    Rule.DATETIME_LONG_FRACTION: 'timestamp has more than six fraction digits: found "2024-05-17T09:41:33.1234561Z", expected a date-time such as 2024-05-17T09:41:33.125Z; taken as 2024-05-17T09:41:33.123456+00:00.',
    Rule.DATETIME_OTHER_ISO: 'timestamp is ISO 8601, but not RFC 3339: found "20240517T094133Z", expected a date-time such as 2024-05-17T09:41:33.125Z; taken as 2024-05-17T09:41:33+00:00.',
}

CONVERSATION: dict[Rule, tuple[str, Callable[[Talk], Any]]] = {
    Rule.UNASKED_ANSWER: ('this answer belongs to no call: message id "9".', lambda talk: talk.error("9")),
    Rule.LATE_ANSWER: (
        'this call was given up before its answer came: message id "1".',
        lambda talk: (talk.call("1"), talk.pairing.give_up(1e9), talk.result("1", at=1e9))[-1],
    ),
    Rule.ANSWERED_TWICE: (
        'this call was already answered: message id "1".',
        lambda talk: (talk.call("1"), talk.result("1"), talk.result("1"))[-1],
    ),
    Rule.RESULT_REFUSED: (
        'the other side refuses the result of this call: message id "1".',
        lambda talk: (talk.call("1"), talk.result("1"), talk.error("1", sender=STATION))[-1],
    ),
    Rule.WRONG_SENDER: (
        'only the other side may send this: action "Heartbeat".',
        lambda talk: talk.call("1", "Heartbeat", sender=CSMS),
    ),
    Rule.PENDING_ID_REUSED: (
        'another call with this id waits for its answer: message id "1".',
        lambda talk: (talk.call("1"), talk.call("1"))[-1],
    ),
    Rule.ID_REUSED: (
        'an earlier call had this id: message id "1".',
        lambda talk: (talk.call("1"), talk.result("1"), talk.call("1"))[-1],
    ),
    Rule.CALL_WHILE_PENDING: (
        'another call waits for its answer: message id "1".',
        lambda talk: (talk.call("1"), talk.call("2"))[-1],
    ),
    Rule.UNREADABLE_REPORTED: (
        'the other side could not read a frame: message id "-1".',
        lambda talk: talk.error("-1"),
    ),
}

#: Rules that no frame alone can show; they have tests of their own below.
ELSEWHERE = {Rule.TOO_SHORT, Rule.VALID_IN_OTHER_VERSION}


def said(shown: Shown) -> str:
    codec = Codec(shown.protocol, tolerate={shown.rule} & ALL)
    return next(finding.message for finding in findings_of(codec, shown) if finding.rule is shown.rule)


@pytest.mark.parametrize("rule", TEXTS)
def test_the_sentence_of_a_rule(rule: Rule) -> None:
    shown = next(shown for shown in SHOWN if shown.rule is rule)
    assert said(shown) == TEXTS[rule]


@pytest.mark.parametrize("rule", CONVERSATION)
def test_the_sentence_of_a_rule_of_the_conversation(rule: Rule) -> None:
    sentence, happens = CONVERSATION[rule]
    paired: Paired = happens(Talk(OcppJsonProtocol.v201))
    (finding,) = (finding for finding in paired.findings if finding.rule is rule)
    assert finding.message == sentence


def test_every_rule_has_its_sentence_in_a_table() -> None:
    assert {*TEXTS, *CONVERSATION, *ELSEWHERE} == {*Rule}
    assert {*CONVERSATION} == {rule for rule, info in RULES.items() if info.in_conversation}


def test_the_sentence_about_another_version() -> None:
    findings = Codec("ocpp2.0.1").examine('[2,"1","Authorize",{"idTag":"A"}]').findings
    (finding,) = (finding for finding in findings if finding.rule is Rule.VALID_IN_OTHER_VERSION)
    assert finding.message == ('the frame is valid in another version: found "ocpp1.6", expected a frame of ocpp2.0.1.')


def test_the_sentence_about_a_text_that_is_too_short() -> None:
    report = Report(Settings(version_of(OcppJsonProtocol.v16)))
    String({"min_length": 2}).inspect("a", (None, "name"), report)
    (finding,) = report.findings
    assert finding.message == 'name is too short: found "a", expected at least 2 characters.'


def test_a_finding_as_text_begins_with_its_path() -> None:
    finding: Finding = Codec("ocpp1.6").examine('[2,"1","Authorize",{"idTag":5}]').findings[0]
    assert finding.severity is Severity.ERROR
    assert str(finding) == (
        "/idTag: idTag is a string written as a number: found 5, expected a string of at most 20 characters."
    )
