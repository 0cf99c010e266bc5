"""Every rule, and what it means."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from .limits import MAX_READABLE_ID
from .publish import publish

__all__ = ["RULES", "Defect", "Rule", "RuleInfo", "Severity"]


class Severity(StrEnum):
    """What a finding does to a frame: an error refuses it; tolerated findings and advice are only reported."""

    ERROR = "error"
    TOLERATED = "tolerated"
    ADVICE = "advice"


class Defect(StrEnum):
    """The kinds of defects. Each kind has one error code in each version."""

    UNREADABLE = "the frame or its id cannot be read"
    MESSAGE_TYPE = "unknown message type"
    ELEMENTS = "wrong number of elements"
    HEAD = "id or action is not a string"
    ACTION = "unknown action"
    SENDER = "an action of the other side"
    MISSING = "required field missing"
    UNKNOWN = "unknown field"
    TYPE = "wrong JSON type"
    VALUE = "invalid value"
    OCCURRENCE = "too few or too many items"
    OTHER = "anything else"


class Rule(StrEnum):
    """A way in which a frame can be wrong. RULES says what each of them means."""

    @classmethod
    def _missing_(cls, value: object) -> None:
        import difflib  # noqa: PLC0415 (it takes long to import, and only a mistake needs it)

        near = difflib.get_close_matches(str(value).lower(), [rule.value for rule in cls], n=1)
        raise ValueError(f"{value!r} is not a rule{f' (perhaps {near[0]})' if near else ''}; docs/rules.md lists them")

    # The text of the frame
    NOT_TEXT = "not_text"
    NOT_UTF8 = "not_utf8"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    NOT_JSON = "not_json"
    STRAY_COMMA = "stray_comma"
    CONTROL_CHARACTER = "control_character"
    UNKNOWN_ESCAPE = "unknown_escape"
    # The envelope
    NOT_AN_ARRAY = "not_an_array"
    MESSAGE_TYPE_NOT_AN_INTEGER = "message_type_not_an_integer"
    UNKNOWN_MESSAGE_TYPE = "unknown_message_type"
    MESSAGE_TYPE_SPELLING = "message_type_spelling"
    WRONG_ELEMENT_COUNT = "wrong_element_count"
    MISSING_ACTION = "missing_action"
    MISSING_PAYLOAD = "missing_payload"
    ACTION_IN_RESULT = "action_in_result"
    ID_NOT_A_STRING = "id_not_a_string"
    NUMERIC_ID = "numeric_id"
    EMPTY_ID = "empty_id"
    ID_TOO_LONG = "id_too_long"
    ACTION_NOT_A_STRING = "action_not_a_string"
    UNKNOWN_ACTION = "unknown_action"
    ACTION_SPELLING = "action_spelling"
    ACTION_OF_OTHER_TYPE = "action_of_other_type"
    NO_ACTION_GIVEN = "no_action_given"
    UNKNOWN_ACTION_GIVEN = "unknown_action_given"
    VALID_IN_OTHER_VERSION = "valid_in_other_version"
    # Errors
    UNKNOWN_ERROR_CODE = "unknown_error_code"
    ERROR_CODE_SPELLING = "error_code_spelling"
    BAD_ERROR_CODE = "bad_error_code"
    BAD_ERROR_DESCRIPTION = "bad_error_description"
    LONG_DESCRIPTION = "long_description"
    BAD_ERROR_DETAILS = "bad_error_details"
    # Objects
    UNKNOWN_FIELD = "unknown_field"
    FIELD_SPELLING = "field_spelling"
    MISSING_FIELD = "missing_field"
    DUPLICATE_KEY = "duplicate_key"
    # Values that stand for an absent field
    NULL_FOR_ABSENT = "null_for_absent"
    NULL_FOR_REQUIRED = "null_for_required"
    EMPTY_STRING_FOR_ABSENT = "empty_string_for_absent"
    EMPTY_LIST_FOR_ABSENT = "empty_list_for_absent"
    # Types
    WRONG_TYPE = "wrong_type"
    NUMBER_AS_STRING = "number_as_string"
    STRING_AS_NUMBER = "string_as_number"
    BOOLEAN_AS_STRING = "boolean_as_string"
    STRING_AS_BOOLEAN = "string_as_boolean"
    BOOLEAN_AS_NUMBER = "boolean_as_number"
    INTEGER_AS_FRACTION = "integer_as_fraction"
    FRACTION_FOR_INTEGER = "fraction_for_integer"
    OBJECT_FOR_LIST = "object_for_list"
    EMPTY_LIST_FOR_OBJECT = "empty_list_for_object"
    # Values
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    OUT_OF_RANGE = "out_of_range"
    NOT_FINITE = "not_finite"
    NOT_A_MULTIPLE = "not_a_multiple"
    TOO_MANY_DECIMALS = "too_many_decimals"
    BEYOND_32_BITS = "beyond_32_bits"
    INEXACT_NUMBER = "inexact_number"
    UNKNOWN_ENUM_VALUE = "unknown_enum_value"
    ENUM_WRONG_CASE = "enum_wrong_case"
    BAD_URI = "bad_uri"
    NOT_AN_IDENTIFIER = "not_an_identifier"
    NOT_PRINTABLE_ASCII = "not_printable_ascii"
    NOT_A_DECIMAL = "not_a_decimal"
    LONE_SURROGATE = "lone_surrogate"
    VALUE_TOO_DEEP = "value_too_deep"
    # Lists
    TOO_FEW_ITEMS = "too_few_items"
    TOO_MANY_ITEMS = "too_many_items"
    # Date-times
    BAD_DATETIME = "bad_datetime"
    DATETIME_NO_SUCH_DAY = "datetime_no_such_day"
    DATETIME_ZONE_NAME = "datetime_zone_name"
    DATETIME_ZONE_SPELLING = "datetime_zone_spelling"
    DATETIME_BEYOND_CALENDAR = "datetime_beyond_calendar"
    DATETIME_NO_OFFSET = "datetime_no_offset"
    DATETIME_SHORT_OFFSET = "datetime_short_offset"
    DATETIME_NO_SECONDS = "datetime_no_seconds"
    DATETIME_SPACE = "datetime_space"
    DATETIME_LOWER_CASE = "datetime_lower_case"
    DATETIME_FINE_FRACTION = "datetime_fine_fraction"
    DATETIME_LONG_FRACTION = "datetime_long_fraction"
    DATETIME_OTHER_ISO = "datetime_other_iso"
    # The conversation
    UNASKED_ANSWER = "unasked_answer"
    LATE_ANSWER = "late_answer"
    ANSWERED_TWICE = "answered_twice"
    RESULT_REFUSED = "result_refused"
    PENDING_ID_REUSED = "pending_id_reused"
    ID_REUSED = "id_reused"
    CALL_WHILE_PENDING = "call_while_pending"
    UNREADABLE_REPORTED = "unreadable_reported"
    WRONG_SENDER = "wrong_sender"


class RuleInfo(NamedTuple):
    """What a rule means. All code that treats rules differently asks these fields; no other place lists rules.

    Attributes:
        defect: The kind of defect. It decides the error code.
        problem: Completes a sentence that begins with the name of the field. Of the conversation: a whole sentence.
        repair: What happens to the value if the rule is tolerated, or advice. None: it cannot be tolerated.
        loses: What the message lacks after the repair, and where to find it.
        severity: Of a finding on receipt.
        sent: Of a finding on sending.
        guesses: The repair guesses, or leaves a required field without its value.
        leaves_nothing: After the repair there is no value. A required field can be without one only if `MISSING_FIELD`
            is tolerated there too.
        shows_value: A finding shows the value. False if there is no value, or only the text of a corrupt frame, which
            a reply never holds.
        has_place: The breach is inside a message, so that it can be tolerated at one place only.
        comes_last: Its findings stand behind all others.
        open_objects_allow: It is advice in a version whose schemas allow any field (2.0).
        hints_at_key: A near name is looked for near the key, not near the value.
        in_conversation: The rule is about the order of messages. `Pairing` judges it.
        is_told: The reply tells the peer. False where the fault is not the peer's, or where an answer has no call.
        can_be_enforced: False if the rule only explains another finding.
    """

    defect: Defect
    problem: str
    repair: str | None = None
    loses: str | None = None
    severity: Severity = Severity.ERROR
    sent: Severity = Severity.ERROR
    guesses: bool = False
    leaves_nothing: bool = False
    shows_value: bool = True
    has_place: bool = True
    comes_last: bool = False
    open_objects_allow: bool = False
    hints_at_key: bool = False
    in_conversation: bool = False
    is_told: bool = True
    can_be_enforced: bool = True

    @property
    def tells_repair(self) -> bool:
        """Whether the sentence of a tolerated finding says what happens to the value: not if it stays as it came."""
        return self.repair is not None and not self.repair.startswith("stays")

    @property
    def tolerable(self) -> bool:
        """Whether the rule can be tolerated: there is a repair."""
        return self.repair is not None


_ADVICE = Severity.ADVICE
_WHOLE = "stays as it came"
_IN_FINDING = "the value, which the finding has"
_SPELLING = "the spelling, which the finding has"
_TAKEN_OUT = "becomes the text in it, empty if there is none; an object or list then stays in the details"

#: What each rule means.
RULES: Mapping[Rule, RuleInfo] = MappingProxyType(
    {
        Rule.NOT_TEXT: RuleInfo(Defect.UNREADABLE, "is not text", has_place=False, is_told=False),
        Rule.NOT_UTF8: RuleInfo(Defect.UNREADABLE, "is not UTF-8", shows_value=False, has_place=False),
        Rule.TOO_LARGE: RuleInfo(Defect.UNREADABLE, "is too large", shows_value=False, has_place=False),
        Rule.TOO_DEEP: RuleInfo(Defect.UNREADABLE, "is nested too deeply", shows_value=False, has_place=False),
        Rule.NOT_JSON: RuleInfo(Defect.UNREADABLE, "is not JSON", shows_value=False, has_place=False),
        Rule.STRAY_COMMA: RuleInfo(
            Defect.UNREADABLE,
            "has a comma without a value before or after it",
            "is read without it",
            shows_value=False,
            has_place=False,
        ),
        Rule.CONTROL_CHARACTER: RuleInfo(
            Defect.UNREADABLE,
            "has a character that JSON does not allow there",
            "stays in a string; before and after the frame it is removed",
            shows_value=False,
            has_place=False,
        ),
        Rule.UNKNOWN_ESCAPE: RuleInfo(
            Defect.UNREADABLE,
            "has an escape that JSON does not know",
            "is read with the backslash as it stands",
            shows_value=False,
            has_place=False,
        ),
        Rule.NOT_AN_ARRAY: RuleInfo(Defect.UNREADABLE, "is not an array with at least one element", has_place=False),
        # Part 4 of 2.0.1 and 2.1, 4.3: such a frame is no valid RPC request.
        Rule.MESSAGE_TYPE_NOT_AN_INTEGER: RuleInfo(Defect.UNREADABLE, "is not an integer", has_place=False),
        Rule.UNKNOWN_MESSAGE_TYPE: RuleInfo(
            Defect.MESSAGE_TYPE, "is not a message type of this version", has_place=False
        ),
        Rule.MESSAGE_TYPE_SPELLING: RuleInfo(
            Defect.UNREADABLE,
            "is a message type that is not written as an integer",
            "becomes the integer",
            has_place=False,
        ),
        Rule.WRONG_ELEMENT_COUNT: RuleInfo(Defect.ELEMENTS, "has the wrong number of elements"),
        Rule.MISSING_ACTION: RuleInfo(Defect.ELEMENTS, "has no action", shows_value=False),
        Rule.MISSING_PAYLOAD: RuleInfo(
            Defect.ELEMENTS, "has no payload", "is read as an empty object", shows_value=False
        ),
        Rule.ACTION_IN_RESULT: RuleInfo(
            Defect.ELEMENTS, "is a result that repeats the action of its call", "is read without it"
        ),
        Rule.ID_NOT_A_STRING: RuleInfo(Defect.HEAD, "is not a string"),
        Rule.NUMERIC_ID: RuleInfo(
            Defect.HEAD, "is a number, not a string", "becomes a string of its digits; an answer has the number"
        ),
        Rule.EMPTY_ID: RuleInfo(Defect.UNREADABLE, "is empty", _WHOLE),
        Rule.ID_TOO_LONG: RuleInfo(
            Defect.UNREADABLE, "is too long", f"stays whole, up to {MAX_READABLE_ID} characters"
        ),
        Rule.ACTION_NOT_A_STRING: RuleInfo(Defect.HEAD, "is not a string"),
        Rule.UNKNOWN_ACTION: RuleInfo(Defect.ACTION, "is not an action of this version"),
        Rule.ACTION_SPELLING: RuleInfo(
            Defect.ACTION,
            "is an action in another spelling",
            "becomes the action",
            _SPELLING,
        ),
        Rule.ACTION_OF_OTHER_TYPE: RuleInfo(Defect.ACTION, "belongs to another message type"),
        Rule.NO_ACTION_GIVEN: RuleInfo(
            Defect.ACTION, "is a result, and no action is given for it", shows_value=False, is_told=False
        ),
        Rule.UNKNOWN_ACTION_GIVEN: RuleInfo(
            Defect.ACTION, "is not an action of this version with a response", is_told=False
        ),
        Rule.VALID_IN_OTHER_VERSION: RuleInfo(
            Defect.OTHER, "is valid in another version", severity=_ADVICE, can_be_enforced=False
        ),
        Rule.UNKNOWN_ERROR_CODE: RuleInfo(
            Defect.VALUE, "is not an error code of this version", "stays text", severity=_ADVICE
        ),
        Rule.ERROR_CODE_SPELLING: RuleInfo(
            Defect.VALUE,
            "is not spelled as in this version",
            "becomes the code of this version",
            _SPELLING,
            severity=_ADVICE,
        ),
        Rule.BAD_ERROR_CODE: RuleInfo(Defect.TYPE, "is not a string", _TAKEN_OUT, severity=_ADVICE),
        Rule.BAD_ERROR_DESCRIPTION: RuleInfo(
            Defect.TYPE, "is missing or is not a string", _TAKEN_OUT, severity=_ADVICE
        ),
        Rule.LONG_DESCRIPTION: RuleInfo(Defect.VALUE, "is too long", _WHOLE, severity=_ADVICE),
        Rule.BAD_ERROR_DETAILS: RuleInfo(
            Defect.TYPE,
            "is missing or is not an object",
            "becomes an object with the value as `details`, empty if there is nothing",
            severity=_ADVICE,
        ),
        Rule.UNKNOWN_FIELD: RuleInfo(
            Defect.UNKNOWN,
            "is not a field of this message",
            "is left out",
            "the field, which the finding has",
            open_objects_allow=True,
            hints_at_key=True,
        ),
        Rule.FIELD_SPELLING: RuleInfo(
            Defect.UNKNOWN, "is a field in another spelling", "becomes the field", _SPELLING, shows_value=False
        ),
        Rule.MISSING_FIELD: RuleInfo(
            Defect.MISSING, "is missing", "becomes None", guesses=True, shows_value=False, comes_last=True
        ),
        Rule.DUPLICATE_KEY: RuleInfo(
            Defect.UNKNOWN,
            "occurs twice in one object; the last value counts",
            "is the last value",
            "the earlier values, which the finding has",
            severity=_ADVICE,
        ),
        Rule.NULL_FOR_ABSENT: RuleInfo(Defect.TYPE, "is null; an absent field is left out", "is left out"),
        Rule.NULL_FOR_REQUIRED: RuleInfo(
            Defect.TYPE, "has no value, but the field is required", "becomes None", guesses=True
        ),
        Rule.EMPTY_STRING_FOR_ABSENT: RuleInfo(Defect.VALUE, "is empty; an absent field is left out", "is left out"),
        Rule.EMPTY_LIST_FOR_ABSENT: RuleInfo(
            Defect.OCCURRENCE, "is an empty list; an absent field is left out", "is left out"
        ),
        Rule.WRONG_TYPE: RuleInfo(Defect.TYPE, "has the wrong type"),
        Rule.NUMBER_AS_STRING: RuleInfo(
            Defect.TYPE, "is a number written as a string", "becomes the number", _SPELLING
        ),
        Rule.STRING_AS_NUMBER: RuleInfo(
            Defect.TYPE,
            "is a string written as a number",
            "becomes a string, the shortest form of that number",
            "the spelling of the number (1.10 becomes 1.1), which only the text of the frame has",
        ),
        Rule.BOOLEAN_AS_STRING: RuleInfo(Defect.TYPE, "is a boolean written as a string", "becomes the boolean"),
        Rule.STRING_AS_BOOLEAN: RuleInfo(Defect.TYPE, "is a string written as a boolean", "becomes `true` or `false`"),
        Rule.BOOLEAN_AS_NUMBER: RuleInfo(Defect.TYPE, "is a boolean written as a number", "becomes the boolean"),
        Rule.INTEGER_AS_FRACTION: RuleInfo(
            Defect.TYPE, "is an integer written as a fraction", "becomes the integer", severity=_ADVICE
        ),
        Rule.FRACTION_FOR_INTEGER: RuleInfo(
            Defect.TYPE,
            "is a fraction where an integer is expected",
            "is rounded",
            "the fraction, which the finding has",
            guesses=True,
        ),
        Rule.OBJECT_FOR_LIST: RuleInfo(
            Defect.TYPE, "is one value where a list is expected", "becomes a list with that one item"
        ),
        Rule.EMPTY_LIST_FOR_OBJECT: RuleInfo(
            Defect.TYPE, "is an empty list where an object is expected", "becomes an object without fields"
        ),
        Rule.TOO_LONG: RuleInfo(Defect.VALUE, "is too long", _WHOLE),
        Rule.TOO_SHORT: RuleInfo(Defect.VALUE, "is too short", _WHOLE),
        Rule.OUT_OF_RANGE: RuleInfo(Defect.VALUE, "is out of range", _WHOLE),
        Rule.NOT_FINITE: RuleInfo(Defect.VALUE, "is not a number that JSON can carry"),
        Rule.NOT_A_MULTIPLE: RuleInfo(Defect.VALUE, "has too many decimal digits", _WHOLE),
        # Part 2 of 2.0.1, primitive datatypes: binds who sends a decimal to a station.
        Rule.TOO_MANY_DECIMALS: RuleInfo(Defect.VALUE, "has more than six decimal digits", _WHOLE, severity=_ADVICE),
        Rule.BEYOND_32_BITS: RuleInfo(
            Defect.VALUE, "does not fit into 32 bits", _WHOLE, severity=_ADVICE, sent=_ADVICE
        ),
        Rule.INEXACT_NUMBER: RuleInfo(
            Defect.VALUE,
            "is a number that a double cannot hold exactly",
            "becomes the nearest double; an integer stays as it came",
            "the other digits, which the finding has",
            severity=_ADVICE,
            sent=_ADVICE,
        ),
        Rule.UNKNOWN_ENUM_VALUE: RuleInfo(Defect.VALUE, "is none of the allowed values", "stays plain text"),
        Rule.ENUM_WRONG_CASE: RuleInfo(
            Defect.VALUE, "is an allowed value in the wrong case", "becomes the allowed value", _SPELLING
        ),
        Rule.BAD_URI: RuleInfo(Defect.VALUE, "is not a URI", _WHOLE),
        Rule.NOT_AN_IDENTIFIER: RuleInfo(
            Defect.VALUE, "has characters that are not allowed in an identifier", _WHOLE, severity=_ADVICE, sent=_ADVICE
        ),
        Rule.NOT_PRINTABLE_ASCII: RuleInfo(
            Defect.VALUE, "has characters that are not printable ASCII", _WHOLE, severity=_ADVICE, sent=_ADVICE
        ),
        # OCPP 1.6, 7.43: a value of the format Raw is a decimal number.
        Rule.NOT_A_DECIMAL: RuleInfo(Defect.VALUE, "is not a decimal number", _WHOLE, severity=_ADVICE, sent=_ADVICE),
        Rule.LONE_SURROGATE: RuleInfo(Defect.VALUE, "holds half a surrogate pair", _WHOLE, severity=_ADVICE),
        Rule.VALUE_TOO_DEEP: RuleInfo(Defect.VALUE, "is nested too deeply"),
        Rule.TOO_FEW_ITEMS: RuleInfo(Defect.OCCURRENCE, "has too few items", _WHOLE),
        Rule.TOO_MANY_ITEMS: RuleInfo(Defect.OCCURRENCE, "has too many items", _WHOLE),
        Rule.BAD_DATETIME: RuleInfo(
            Defect.VALUE, "is not a date-time", "becomes None", _IN_FINDING, leaves_nothing=True
        ),
        Rule.DATETIME_NO_SUCH_DAY: RuleInfo(
            Defect.VALUE,
            "names a day or time that does not exist",
            "becomes None",
            _IN_FINDING,
            leaves_nothing=True,
        ),
        Rule.DATETIME_ZONE_NAME: RuleInfo(
            Defect.VALUE, "has the name of a time zone", "is read by its offset", "the name, which the finding has"
        ),
        Rule.DATETIME_ZONE_SPELLING: RuleInfo(
            Defect.VALUE,
            "has blanks, or an offset in an odd form",
            "is read",
            _SPELLING,
        ),
        **{
            rule: RuleInfo(Defect.VALUE, problem, repair, loses, severity=_ADVICE)
            for rule, problem, repair, loses in (
                (Rule.DATETIME_NO_OFFSET, "has no offset", "is read as UTC", None),
                (Rule.DATETIME_SHORT_OFFSET, "has an offset without a colon or minutes", "is read", None),
                (Rule.DATETIME_NO_SECONDS, "has no seconds", "is read with second 0", None),
                (Rule.DATETIME_SPACE, "has a space instead of the T", "is read", None),
                (Rule.DATETIME_LOWER_CASE, "is written in lower case", "is read", None),
                # Part 2 of 2.0.1, date-times: binds the sender.
                (Rule.DATETIME_FINE_FRACTION, "has more than three fraction digits", "is read", None),
                (
                    Rule.DATETIME_LONG_FRACTION,
                    "has more than six fraction digits",
                    "is rounded to microseconds",
                    "the further digits, which the finding has",
                ),
                (
                    Rule.DATETIME_BEYOND_CALENDAR,
                    "is before or after the years that Python has",
                    "becomes the first or the last moment that Python has",
                    _IN_FINDING,
                ),
                (Rule.DATETIME_OTHER_ISO, "is ISO 8601, but not RFC 3339", "is read", None),
            )
        },
        # A result to an unknown call gets no reply.
        Rule.UNASKED_ANSWER: RuleInfo(
            Defect.OTHER,
            "this answer belongs to no call",
            severity=_ADVICE,
            has_place=False,
            in_conversation=True,
            is_told=False,
        ),
        **{
            rule: RuleInfo(
                Defect.OTHER,
                problem,
                repair,
                severity=_ADVICE,
                has_place=False,
                in_conversation=True,
            )
            for rule, problem, repair in (
                (Rule.LATE_ANSWER, "this call was given up before its answer came", "is read, and its call is known"),
                (Rule.ANSWERED_TWICE, "this call was already answered", "is read, and its call is known"),
                (Rule.RESULT_REFUSED, "the other side refuses the result of this call", "its call is known"),
                (Rule.PENDING_ID_REUSED, "another call with this id waits for its answer", "that call is given up"),
                (Rule.ID_REUSED, "an earlier call had this id", "belongs to the new call"),
                (Rule.CALL_WHILE_PENDING, "another call waits for its answer", "both calls wait"),
                (Rule.UNREADABLE_REPORTED, "the other side could not read a frame", "answers no call"),
            )
        },
        Rule.WRONG_SENDER: RuleInfo(
            Defect.SENDER,
            "only the other side may send this",
            "is read",
            severity=_ADVICE,
            has_place=False,
            in_conversation=True,
        ),
    }
)

publish(globals())
