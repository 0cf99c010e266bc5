"""How each rule is broken: tables of small changes to a frame that is valid.

A change breaks its rule and no other one. It gives nothing where it cannot: a text without a limit is never too long.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from .._core.compat import DIALECTS, OcppJsonProtocol
from .._core.fields import RealDatetime, Tenth
from .._core.limits import MAX_DEPTH, MAX_EXACT, MAX_ID, MAX_NESTING, MAX_SIZE
from .._core.names import folded
from .._core.record import CustomDataType, Payload, Record
from .._core.rules import Rule
from .._core.strings import IDENTIFIER, PRINTABLE_ASCII
from .._core.structure import CallError, CallResultError
from ._spots import Spot

#: Before a name that is written twice. The text is made without it.
TWICE = "written twice: "
_32_BITS = 2**31
_A_YEAR_AGO = "2025-05-17T09:41:33"


class Message(NamedTuple):
    """What is broken: a request or a response, or an error of a version."""

    cls: type[Payload | CallError | CallResultError]
    protocol: OcppJsonProtocol

    @property
    def payload(self) -> type[Payload] | None:
        """The class of the payload; None for an error."""
        return self.cls if issubclass(self.cls, Payload) else None

    @property
    def action(self) -> str | None:
        """The action that the frame names; None for a result or an error."""
        action = None if self.payload is None else self.payload.action_class
        return action.__name__ if action and self.payload is action.Request else None

    @property
    def answers(self) -> str | None:
        """The action that a result answers; None for others."""
        action = None if self.payload is None else self.payload.action_class
        return action.__name__ if action and self.payload is action.Response else None

    @property
    def may_be_empty(self) -> bool:
        """Whether `{}` is a valid payload."""
        cls = self.payload
        return cls is not None and len(cls.__struct_defaults__) == len(cls.__struct_fields__)

    @property
    def goes_to_station(self) -> bool:
        """Whether only stations receive the payload."""
        return self.payload is not None and self.payload.action_class.goes_to_station(self.payload)


# The value of a field ------------------------------------------------------------------------------------------------

#: Bad values for a place, given the message, the place and the good value in it.
Values = Callable[[Message, Spot, Any], Sequence[Any]]


def _number(spot: Spot) -> bool:
    return spot.kind.type in (int, float, Tenth)


def _text(spot: Spot) -> bool:
    return spot.kind.type is str


def _free_text(spot: Spot) -> bool:
    """Whether it is a text that may hold any character."""
    return _text(spot) and not {"pattern", "characters", "decimal_unless"} & spot.kind.limits.keys()


def _may_be_a_word(spot: Spot) -> bool:
    limits = spot.kind.limits
    return not {"pattern", "decimal_unless"} & limits.keys() and limits.get("max_length", len("true")) >= len("true")


def _is_enum(spot: Spot) -> bool:
    return spot.kind.is_a(StrEnum)


def _if(condition: Callable[[Spot], bool], *values: Any) -> Values:
    """The same values for every place of a kind."""
    return lambda _message, spot, _value: values if condition(spot) else ()


def _moments(*texts: str, only: Callable[[Message], bool] = lambda _: True) -> Values:
    """Spellings of a date-time."""

    def values(message: Message, spot: Spot, _value: Any) -> Sequence[Any]:
        return texts if spot.kind.type is RealDatetime and only(message) else ()

    return values


def _has_milliseconds(message: Message) -> bool:
    return DIALECTS[message.protocol].fraction is not None


def _may_have_any_fraction(message: Message) -> bool:
    return not _has_milliseconds(message)


def _null(*, required: bool) -> Values:
    return lambda _message, spot, _value: (
        [None] if spot.required is required and not spot.is_item and not _takes_null(spot) else ()
    )


def _takes_null(spot: Spot) -> bool:
    return spot.is_open and spot.kind.type is not CustomDataType


def _empty_text(_: Message, spot: Spot, _value: Any) -> Sequence[Any]:
    return [""] if not (spot.required or _text(spot) or _takes_null(spot)) else ()


def _empty_list(*, required: bool) -> Values:
    def values(_: Message, spot: Spot, _value: Any) -> Sequence[Any]:
        least = spot.kind.limits.get("min_length", 0)
        return [[]] if spot.kind.is_list and least and spot.required is required else ()

    return values


def _wrong_type(_: Message, spot: Spot, _value: Any) -> Sequence[Any]:
    kind = spot.kind
    if kind.is_list:
        return [True, None] if spot.is_item else [True]
    if kind.is_a(Record) or kind.type is CustomDataType:
        return [5, "text", [5]]
    if _takes_null(spot):
        return ()
    wrong: Mapping[Any, Sequence[Any]] = {str: [["text"], {"text": 1}], bool: ["perhaps", ["true"]]}
    return wrong.get(kind.type, [["1"], {"1": 1}, *(["one"] if _number(spot) else [5, True])])


def _single_item(_: Message, spot: Spot, value: Any) -> Sequence[Any]:
    may_stand_alone = spot.kind.is_list and (spot.kind.item.is_a(Record) or spot.kind.item.type is str)
    return [value[0]] if may_stand_alone and value and value[0] else ()  # an empty text is no item


def _too_many(_: Message, spot: Spot, value: Any) -> Sequence[Any]:
    most = spot.kind.limits.get("max_length") if spot.kind.is_list else None
    return [value[:1] * (most + 1)] if most else ()


def _too_long(_: Message, spot: Spot, _value: Any) -> Sequence[Any]:
    most = spot.kind.limits.get("max_length") if _text(spot) else None
    start = "https://files.example.com/" if "pattern" in spot.kind.limits else ""
    return [(start + "x" * (most + 1))[: most + 1]] if most else ()


def _out_of_range(_: Message, spot: Spot, _value: Any) -> Sequence[Any]:
    if not _number(spot):
        return ()
    limits = spot.kind.limits
    return [limits[name] + step for name, step in (("ge", -1), ("le", 1)) if name in limits]


def _too_many_decimals(message: Message, spot: Spot, _value: Any) -> Sequence[Any]:
    is_bound = DIALECTS[message.protocol].decimals and message.goes_to_station
    limits = spot.kind.limits
    is_within = spot.kind.type is float and limits.get("ge", 0) <= 0 and limits.get("le", 1) >= 1
    return [0.1234567] if is_bound and is_within else ()


def _beyond_32_bits(_: Message, spot: Spot, _value: Any) -> Sequence[Any]:
    if spot.kind.type is not int or "le" in spot.kind.limits:
        return ()
    return [_32_BITS, 2**40] if "ge" in spot.kind.limits else [_32_BITS, -_32_BITS - 1]


def _inexact(_: Message, spot: Spot, _value: Any) -> Sequence[Any]:
    is_free = spot.kind.type in (float, Tenth) and "le" not in spot.kind.limits
    return [MAX_EXACT + 2] if is_free or _takes_null(spot) else ()


def _other_case(_: Message, spot: Spot, value: Any) -> Sequence[Any]:
    if not _is_enum(spot):
        return ()
    other = value.swapcase()
    return [other] if other != value and other not in list(spot.kind.type) else ()


def _bad_characters(characters: str, bad: str) -> Values:
    def values(_: Message, spot: Spot, _value: Any) -> Sequence[Any]:
        limits = spot.kind.limits
        is_bound = _text(spot) and limits.get("characters") == characters and "decimal_unless" not in limits
        return [bad] if is_bound else ()

    return values


def _nested(_: Message, spot: Spot, _value: Any) -> Sequence[Any]:
    value: Any = 1
    for _level in range(MAX_DEPTH):
        value = [value]
    if spot.kind.type is CustomDataType:
        return [{"vendorId": "com.example", "deep": value}]
    return [[value]] if _takes_null(spot) else ()


VALUES: Mapping[Rule, Values] = {
    Rule.NULL_FOR_ABSENT: _null(required=False),
    Rule.NULL_FOR_REQUIRED: _null(required=True),
    Rule.EMPTY_STRING_FOR_ABSENT: _empty_text,
    Rule.EMPTY_LIST_FOR_ABSENT: _empty_list(required=False),
    Rule.TOO_FEW_ITEMS: _empty_list(required=True),
    Rule.TOO_MANY_ITEMS: _too_many,
    Rule.WRONG_TYPE: _wrong_type,
    Rule.NUMBER_AS_STRING: lambda _, spot, value: [str(value)] if _number(spot) else (),
    Rule.STRING_AS_NUMBER: _if(lambda spot: _text(spot) and "pattern" not in spot.kind.limits, 7),
    Rule.BOOLEAN_AS_STRING: _if(lambda spot: spot.kind.type is bool, "true", "False"),
    Rule.STRING_AS_BOOLEAN: _if(lambda spot: _text(spot) and _may_be_a_word(spot), True),
    Rule.BOOLEAN_AS_NUMBER: _if(lambda spot: spot.kind.type is bool, 1, 0),
    Rule.INTEGER_AS_FRACTION: lambda _, spot, value: [float(value)] if spot.kind.type is int else (),
    Rule.FRACTION_FOR_INTEGER: lambda _, spot, value: [int(value) + 0.25] if spot.kind.type is int else (),
    Rule.OBJECT_FOR_LIST: _single_item,
    Rule.TOO_LONG: _too_long,
    Rule.OUT_OF_RANGE: _out_of_range,
    Rule.NOT_FINITE: _if(_number, math.inf, -math.inf, math.nan),
    Rule.NOT_A_MULTIPLE: _if(lambda spot: spot.kind.type is Tenth, 16.05),
    Rule.TOO_MANY_DECIMALS: _too_many_decimals,
    Rule.BEYOND_32_BITS: _beyond_32_bits,
    Rule.INEXACT_NUMBER: _inexact,
    Rule.UNKNOWN_ENUM_VALUE: _if(_is_enum, "Unthinkable", " "),
    Rule.ENUM_WRONG_CASE: _other_case,
    Rule.BAD_URI: _if(lambda spot: "pattern" in spot.kind.limits, "not a uri"),
    Rule.NOT_AN_IDENTIFIER: _bad_characters(IDENTIFIER, "a b"),
    Rule.NOT_PRINTABLE_ASCII: _bad_characters(PRINTABLE_ASCII, "ä"),
    Rule.LONE_SURROGATE: _if(_free_text, "\ud800"),
    Rule.VALUE_TOO_DEEP: _nested,
    Rule.BAD_DATETIME: _moments("yesterday", "2025-05-17", "1747474893"),
    Rule.DATETIME_NO_SUCH_DAY: _moments("2025-02-29T09:41:33Z", "2025-05-17T25:41:33Z"),
    Rule.DATETIME_ZONE_NAME: _moments("2025-05-17T11:41:33+02:00[Europe/Berlin]"),
    Rule.DATETIME_ZONE_SPELLING: _moments(f"{_A_YEAR_AGO} UTC", f"{_A_YEAR_AGO}+00:00Z", f"{_A_YEAR_AGO}ZZ"),
    Rule.DATETIME_NO_OFFSET: _moments(_A_YEAR_AGO),
    Rule.DATETIME_SHORT_OFFSET: _moments(f"{_A_YEAR_AGO}+02", f"{_A_YEAR_AGO}-0330"),
    Rule.DATETIME_NO_SECONDS: _moments("2025-05-17T09:41Z"),
    Rule.DATETIME_SPACE: _moments("2025-05-17 09:41:33Z"),
    Rule.DATETIME_LOWER_CASE: _moments("2025-05-17t09:41:33z"),
    Rule.DATETIME_FINE_FRACTION: _moments(f"{_A_YEAR_AGO}.1234Z", only=_has_milliseconds),
    Rule.DATETIME_LONG_FRACTION: _moments(f"{_A_YEAR_AGO}.1234567Z", only=_may_have_any_fraction),
    Rule.DATETIME_BEYOND_CALENDAR: _moments("0000-05-17T09:41:33Z"),
    Rule.DATETIME_OTHER_ISO: _moments("20250517T094133Z", "2025-05-17T24:00:00Z"),
}

# The members of an object --------------------------------------------------------------------------------------------

#: Changes an object that holds a place; False if it cannot.
Change = Callable[[Message, Spot, Any], bool]


def _add_unknown(_: Message, _spot: Spot, members: Any) -> bool:
    members["unknownField"] = 1
    return True


def _respell(message: Message, spot: Spot, members: Any) -> bool:
    """Another spelling in the same place. Where objects are open, only the absence of a required field shows it."""
    other = re.sub("([A-Z])", r"_\1", str(spot.key)).lower()
    other = other if other != spot.key else str(spot.key).capitalize()
    is_free = not any(folded(other) == folded(key) for key in members if key != spot.key)
    if other == spot.key or not is_free or (DIALECTS[message.protocol].open_objects and not spot.required):
        return False
    renamed = {other if key == spot.key else key: value for key, value in members.items()}
    members.clear()
    members.update(renamed)
    return True


def _leave_out(_: Message, spot: Spot, members: Any) -> bool:
    del members[spot.key]
    return spot.required


def _repeat(_: Message, spot: Spot, members: Any) -> bool:
    members[f"{TWICE}{spot.key}"] = members[spot.key]
    return True


def _no_decimal(_: Message, spot: Spot, members: Any) -> bool:
    """A text that is no number, without the field that would allow it."""
    if "decimal_unless" not in spot.kind.limits:
        return False
    other, _value = spot.kind.limits["decimal_unless"]
    members.pop(other, None)
    members[spot.key] = "12,5"
    return True


CHANGES: Mapping[Rule, Change] = {
    Rule.UNKNOWN_FIELD: _add_unknown,
    Rule.FIELD_SPELLING: _respell,
    Rule.MISSING_FIELD: _leave_out,
    Rule.DUPLICATE_KEY: _repeat,
    Rule.NOT_A_DECIMAL: _no_decimal,
}

# The envelope --------------------------------------------------------------------------------------------------------

#: Frames made of a good one.
Envelopes = Callable[[Message, list[Any]], Sequence[list[Any]]]


def _with(index: int, *values: Any) -> Envelopes:
    """Other values for one element."""
    return lambda _, frame: [[*frame[:index], value, *frame[index + 1 :]] for value in values]


def _error(*frames: Envelopes) -> Envelopes:
    """Only for errors."""
    return lambda it, frame: () if it.payload else [each for made in frames for each in made(it, frame)]


def _other_code(message: Message, frame: list[Any]) -> Sequence[list[Any]]:
    """A code in the spelling of another version."""
    is_16 = message.protocol is OcppJsonProtocol.v16
    code = "FormatViolation" if is_16 else "FormationViolation"
    return [[*frame[:2], code, *frame[3:]], [*frame[:2], "not_supported", *frame[3:]]]


def _long_description(message: Message, frame: list[Any]) -> Sequence[list[Any]]:
    most = DIALECTS[message.protocol].description_limit
    return [] if most is None else [[*frame[:3], "x" * (most + 1), frame[4]]]


def _request(envelopes: Envelopes) -> Envelopes:
    """Only for messages that name their action."""
    return lambda message, frame: envelopes(message, frame) if message.action else ()


def _other_message_type(message: Message, frame: list[Any]) -> Sequence[list[Any]]:
    has_send = message.protocol is OcppJsonProtocol.v21
    return [[8 - frame[0], *frame[1:]]] if has_send else ()  # 2 is CALL, 6 is SEND


ENVELOPES: Mapping[Rule, Envelopes] = {
    Rule.MESSAGE_TYPE_NOT_AN_INTEGER: _with(0, "CALL", None, 2.5),
    Rule.UNKNOWN_MESSAGE_TYPE: _with(0, 7, 0, -1),
    Rule.MESSAGE_TYPE_SPELLING: lambda _, frame: [[str(frame[0]), *frame[1:]]],
    Rule.WRONG_ELEMENT_COUNT: lambda _, frame: [[*frame, 1], frame[:1]],
    Rule.MISSING_ACTION: _request(lambda _, frame: [[*frame[:2], frame[3]]]),
    Rule.MISSING_PAYLOAD: lambda message, frame: [frame[:-1]] if message.may_be_empty else (),
    Rule.ACTION_IN_RESULT: lambda it, frame: [[*frame[:2], it.answers, frame[2]]] if it.answers else (),
    Rule.ID_NOT_A_STRING: _with(1, None, True, 1.5, ["1"]),
    Rule.NUMERIC_ID: _with(1, 17, 0, -1),
    Rule.EMPTY_ID: _with(1, ""),
    Rule.ID_TOO_LONG: lambda it, frame: _with(1, "x" * (MAX_ID + 1), "x" * 255)(it, frame) if it.payload else (),
    Rule.ACTION_NOT_A_STRING: _request(_with(2, 5, None)),
    Rule.UNKNOWN_ACTION: _request(_with(2, "Unthinkable", "")),
    Rule.ACTION_SPELLING: _request(lambda _, frame: [[*frame[:2], frame[2].swapcase(), frame[3]]]),
    Rule.ACTION_OF_OTHER_TYPE: _request(_other_message_type),
    Rule.UNKNOWN_FIELD: lambda it, frame: [[*frame[:-1], {**frame[-1], "unknownField": 1}]] if it.payload else (),
    Rule.UNKNOWN_ERROR_CODE: _error(_with(2, "OutOfCoffee", "")),
    Rule.ERROR_CODE_SPELLING: _error(_other_code),
    Rule.BAD_ERROR_CODE: _error(_with(2, {"code": "NotSupported"}, ["NotSupported"])),
    Rule.BAD_ERROR_DESCRIPTION: _error(_with(3, None, 5, {"text": "why"})),
    Rule.LONG_DESCRIPTION: _error(_long_description),
    Rule.BAD_ERROR_DETAILS: _error(_with(4, None, "why", []), lambda _, frame: [frame[:4]]),
    Rule.EMPTY_LIST_FOR_OBJECT: lambda it, frame: [[*frame[:-1], []]] if it.may_be_empty else (),
}

# The text ------------------------------------------------------------------------------------------------------------

#: Texts made of a good one, whose id is "1".
TEXTS: Mapping[Rule, Callable[[str], Sequence[str | bytes]]] = {
    Rule.NOT_UTF8: lambda text: [text.encode().replace(b'"1"', b'"\xff"', 1)],
    Rule.TOO_LARGE: lambda text: [text + " " * MAX_SIZE],
    Rule.TOO_DEEP: lambda text: [f"{text[:-1]},{'[' * MAX_NESTING}{']' * MAX_NESTING}]"],
    Rule.NOT_JSON: lambda text: [text[:-1], text + "x", "hello"],
    Rule.STRAY_COMMA: lambda text: [text[:-1] + ",]", text.replace(",", ",,", 1)],
    Rule.CONTROL_CHARACTER: lambda text: [text + "\0"],
    Rule.UNKNOWN_ESCAPE: lambda text: [text.replace('"1"', '"D:\\logs"', 1)],
    Rule.NOT_AN_ARRAY: lambda text: [f'{{"frame":{text}}}', "[]"],
}
