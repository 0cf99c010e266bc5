"""Every way in which a frame can be wrong, and what each of them means."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from .compat import Defect


class Severity(StrEnum):
    """What a finding does to a frame: an error refuses it; what is tolerated or mere advice is only reported."""

    ERROR = "error"
    TOLERATED = "tolerated"
    ADVICE = "advice"


class Rule(StrEnum):
    """A way in which a frame can be wrong. RULES says more of each."""

    # The text of the frame
    NOT_TEXT = "not_text"
    NOT_UTF8 = "not_utf8"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    NOT_JSON = "not_json"
    # The envelope
    NOT_AN_ARRAY = "not_an_array"
    UNKNOWN_MESSAGE_TYPE = "unknown_message_type"
    WRONG_ELEMENT_COUNT = "wrong_element_count"
    MISSING_PAYLOAD = "missing_payload"
    ID_NOT_A_STRING = "id_not_a_string"
    NUMERIC_ID = "numeric_id"
    EMPTY_ID = "empty_id"
    ID_TOO_LONG = "id_too_long"
    ACTION_NOT_A_STRING = "action_not_a_string"
    UNKNOWN_ACTION = "unknown_action"
    ACTION_OF_OTHER_TYPE = "action_of_other_type"
    NO_ACTION_GIVEN = "no_action_given"
    UNKNOWN_ACTION_GIVEN = "unknown_action_given"
    UNKNOWN_ERROR_CODE = "unknown_error_code"
    ERROR_CODE_SPELLING = "error_code_spelling"
    BAD_ERROR_DETAILS = "bad_error_details"
    LONG_DESCRIPTION = "long_description"
    # Objects
    UNKNOWN_FIELD = "unknown_field"
    MISSING_FIELD = "missing_field"
    DUPLICATE_KEY = "duplicate_key"
    # Types
    WRONG_TYPE = "wrong_type"
    NULL_FOR_ABSENT = "null_for_absent"
    NUMBER_AS_STRING = "number_as_string"
    STRING_AS_NUMBER = "string_as_number"
    BOOLEAN_AS_STRING = "boolean_as_string"
    INTEGER_AS_FRACTION = "integer_as_fraction"
    OBJECT_FOR_LIST = "object_for_list"
    # Values
    EMPTY_STRING_FOR_ABSENT = "empty_string_for_absent"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    OUT_OF_RANGE = "out_of_range"
    NOT_FINITE = "not_finite"
    NOT_A_MULTIPLE = "not_a_multiple"
    UNKNOWN_ENUM_VALUE = "unknown_enum_value"
    ENUM_WRONG_CASE = "enum_wrong_case"
    BAD_URI = "bad_uri"
    LONE_SURROGATE = "lone_surrogate"
    VALUE_TOO_DEEP = "value_too_deep"
    # Lists
    EMPTY_LIST_FOR_ABSENT = "empty_list_for_absent"
    TOO_FEW_ITEMS = "too_few_items"
    TOO_MANY_ITEMS = "too_many_items"
    # Date-times
    BAD_DATETIME = "bad_datetime"
    DATETIME_NO_OFFSET = "datetime_no_offset"
    DATETIME_SHORT_OFFSET = "datetime_short_offset"
    DATETIME_NO_SECONDS = "datetime_no_seconds"
    DATETIME_SPACE = "datetime_space"
    DATETIME_LOWER_CASE = "datetime_lower_case"
    DATETIME_LONG_FRACTION = "datetime_long_fraction"
    DATETIME_OTHER_ISO = "datetime_other_iso"


class About(NamedTuple):
    """What a rule is: the family that decides the error code, its severity, and how a finding words it."""

    defect: Defect
    problem: str
    severity: Severity = Severity.ERROR


_ADVICE = Severity.ADVICE

#: What each rule means. `problem` completes a sentence that begins with the name of the field.
RULES: Mapping[Rule, About] = MappingProxyType(
    {
        Rule.NOT_TEXT: About(Defect.UNREADABLE, "is no text"),
        Rule.NOT_UTF8: About(Defect.UNREADABLE, "is not UTF-8"),
        Rule.TOO_LARGE: About(Defect.UNREADABLE, "is too large"),
        Rule.TOO_DEEP: About(Defect.UNREADABLE, "is nested too deeply"),
        Rule.NOT_JSON: About(Defect.UNREADABLE, "is not JSON"),
        Rule.NOT_AN_ARRAY: About(Defect.UNREADABLE, "is not an array with something in it"),
        Rule.UNKNOWN_MESSAGE_TYPE: About(Defect.MESSAGE_TYPE, "is no message type of this version"),
        Rule.WRONG_ELEMENT_COUNT: About(Defect.ELEMENTS, "has the wrong number of elements"),
        Rule.MISSING_PAYLOAD: About(Defect.ELEMENTS, "has no payload"),
        Rule.ID_NOT_A_STRING: About(Defect.HEAD, "is not a string"),
        Rule.NUMERIC_ID: About(Defect.HEAD, "is a number, not a string"),
        Rule.EMPTY_ID: About(Defect.UNREADABLE, "is empty"),
        Rule.ID_TOO_LONG: About(Defect.UNREADABLE, "is too long"),
        Rule.ACTION_NOT_A_STRING: About(Defect.HEAD, "is not a string"),
        Rule.UNKNOWN_ACTION: About(Defect.ACTION, "is no action of this version"),
        Rule.ACTION_OF_OTHER_TYPE: About(Defect.ACTION, "belongs to another message type"),
        Rule.NO_ACTION_GIVEN: About(Defect.ACTION, "is a result, which does not name its action"),
        Rule.UNKNOWN_ACTION_GIVEN: About(Defect.ACTION, "is no action of this version with a response"),
        Rule.UNKNOWN_ERROR_CODE: About(Defect.VALUE, "is no error code of this version", _ADVICE),
        Rule.ERROR_CODE_SPELLING: About(Defect.VALUE, "is spelled as another version or nobody spells it", _ADVICE),
        Rule.BAD_ERROR_DETAILS: About(Defect.TYPE, "should be an object", _ADVICE),
        Rule.LONG_DESCRIPTION: About(Defect.VALUE, "is too long", _ADVICE),
        Rule.UNKNOWN_FIELD: About(Defect.UNKNOWN, "is no field of this message"),
        Rule.MISSING_FIELD: About(Defect.MISSING, "is missing"),
        Rule.DUPLICATE_KEY: About(Defect.UNKNOWN, "stands twice in one object; the last value counts", _ADVICE),
        Rule.WRONG_TYPE: About(Defect.TYPE, "has the wrong type"),
        Rule.NULL_FOR_ABSENT: About(Defect.TYPE, "is null; an absent field is left out"),
        Rule.NUMBER_AS_STRING: About(Defect.TYPE, "is a number written as a string"),
        Rule.STRING_AS_NUMBER: About(Defect.TYPE, "is a string written as a number"),
        Rule.BOOLEAN_AS_STRING: About(Defect.TYPE, "is a boolean written as a string"),
        Rule.INTEGER_AS_FRACTION: About(Defect.TYPE, "is an integer written as a fraction", _ADVICE),
        Rule.OBJECT_FOR_LIST: About(Defect.TYPE, "is one object where a list belongs"),
        Rule.EMPTY_STRING_FOR_ABSENT: About(Defect.VALUE, "is empty; an absent field is left out"),
        Rule.TOO_LONG: About(Defect.VALUE, "is too long"),
        Rule.TOO_SHORT: About(Defect.VALUE, "is too short"),
        Rule.OUT_OF_RANGE: About(Defect.VALUE, "is out of range"),
        Rule.NOT_FINITE: About(Defect.VALUE, "is no number that JSON can carry"),
        Rule.NOT_A_MULTIPLE: About(Defect.VALUE, "has too many decimal digits"),
        Rule.UNKNOWN_ENUM_VALUE: About(Defect.VALUE, "is none of the allowed values"),
        Rule.ENUM_WRONG_CASE: About(Defect.VALUE, "is an allowed value in the wrong case"),
        Rule.BAD_URI: About(Defect.VALUE, "is not a URI"),
        Rule.LONE_SURROGATE: About(Defect.VALUE, "holds half a surrogate pair, which is no character", _ADVICE),
        Rule.VALUE_TOO_DEEP: About(Defect.VALUE, "is nested too deeply"),
        Rule.EMPTY_LIST_FOR_ABSENT: About(Defect.OCCURRENCE, "is an empty list; an absent field is left out"),
        Rule.TOO_FEW_ITEMS: About(Defect.OCCURRENCE, "has too few items"),
        Rule.TOO_MANY_ITEMS: About(Defect.OCCURRENCE, "has too many items"),
        Rule.BAD_DATETIME: About(Defect.VALUE, "is not a date-time"),
        Rule.DATETIME_NO_OFFSET: About(Defect.VALUE, "has no offset and is taken as UTC", _ADVICE),
        Rule.DATETIME_SHORT_OFFSET: About(Defect.VALUE, "has an offset without a colon or minutes", _ADVICE),
        Rule.DATETIME_NO_SECONDS: About(Defect.VALUE, "has no seconds", _ADVICE),
        Rule.DATETIME_SPACE: About(Defect.VALUE, "has a space where the T belongs", _ADVICE),
        Rule.DATETIME_LOWER_CASE: About(Defect.VALUE, "is written in lower case", _ADVICE),
        Rule.DATETIME_LONG_FRACTION: About(Defect.VALUE, "has more than six fraction digits", _ADVICE),
        Rule.DATETIME_OTHER_ISO: About(Defect.VALUE, "is ISO 8601 in a form that RFC 3339 does not have", _ADVICE),
    }
)

#: The rules whose breach leaves a value that a message can hold.
TOLERABLE = frozenset(
    {
        Rule.MISSING_PAYLOAD,
        Rule.UNKNOWN_FIELD,
        Rule.NULL_FOR_ABSENT,
        Rule.NUMBER_AS_STRING,
        Rule.STRING_AS_NUMBER,
        Rule.BOOLEAN_AS_STRING,
        Rule.OBJECT_FOR_LIST,
        Rule.EMPTY_STRING_FOR_ABSENT,
        Rule.TOO_LONG,
        Rule.OUT_OF_RANGE,
        Rule.NOT_A_MULTIPLE,
        Rule.UNKNOWN_ENUM_VALUE,
        Rule.ENUM_WRONG_CASE,
        Rule.BAD_URI,
        Rule.EMPTY_LIST_FOR_ABSENT,
        Rule.TOO_FEW_ITEMS,
        Rule.TOO_MANY_ITEMS,
    }
)
