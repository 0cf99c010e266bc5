"""How each rule is broken: three tables of small changes to a frame that is valid.

A change of the payload depends on the place: `PAYLOAD` has a function for each rule, which gives the changes that break
it at a place, none if nothing can break it there. `ENVELOPE` has changes of the elements of a frame, `TEXT` those of
its text. A change breaks its rule and no other one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from .._core.annotations import fields_of
from .._core.compat import DIALECTS, MessageTypeEnum, OcppJsonProtocol
from .._core.fields import Json, RealDatetime, Tenth
from .._core.limits import MAX_DESCRIPTION, MAX_ID, MAX_NESTING, MAX_READABLE_ID, MAX_SIZE
from .._core.names import folded
from .._core.record import CustomDataType, Record
from .._core.rules import Rule
from .._core.strings import IDENTIFIER, PRINTABLE_ASCII
from ._places import Place, Role

#: Changes the object or list that holds a place; the second argument is the key of the place in it.
Edit: TypeAlias = Callable[[Any, Any], None]


class Target(NamedTuple):
    """What kind of frame is broken. `name`: its action.  `decimals`: digits that its numbers may have; None: any."""

    protocol: OcppJsonProtocol
    message_type: MessageTypeEnum
    name: str = ""
    is_empty: bool = False  # whether its payload needs no field
    decimals: int | None = None

    @property
    def is_request(self) -> bool:
        """Whether it names an action."""
        return self.message_type in (MessageTypeEnum.CALL, MessageTypeEnum.SEND)

    @property
    def is_error(self) -> bool:
        """Whether it has no payload."""
        return self.message_type in (MessageTypeEnum.CALLERROR, MessageTypeEnum.CALLRESULTERROR)


# Text that plain data cannot say -------------------------------------------------------------------------------------

_MARK = "\ue000"
_MARKED = re.compile(rf'"{_MARK}([0-9a-f]*){_MARK}"')


def raw(text: str) -> str:
    """A string that stands in plain data for a piece of JSON text."""
    return f"{_MARK}{text.encode().hex()}{_MARK}"


def with_raw(text: str) -> str:
    """The text of a frame with the pieces that `raw` stands for."""
    return _MARKED.sub(lambda found: bytes.fromhex(found[1]).decode(), text)


# Changes of one place ------------------------------------------------------------------------------------------------


def _put(*values: Any) -> list[Edit]:
    def edit(value: Any) -> Edit:
        return lambda holder, key: holder.__setitem__(key, value)

    return [edit(value) for value in values]


def _change(function: Callable[[Any], Any]) -> list[Edit]:
    """What stands there becomes something else."""
    return [lambda holder, key: holder.__setitem__(key, function(holder[key]))]


def _remove(holder: Any, key: Any) -> None:
    del holder[key]


def _rename(names: Iterable[str]) -> list[Edit]:
    def edit(name: str) -> Edit:
        return lambda holder, key: holder.__setitem__(name, holder.pop(key))

    return [edit(name) for name in names]


def _add(**members: Any) -> list[Edit]:
    def edit(name: str, value: Any) -> Edit:
        return lambda holder, key: holder[key].__setitem__(name, value)

    return [edit(name, value) for name, value in members.items()]


def _repeat(holder: Any, key: Any) -> None:
    """The member is written twice."""
    holder[raw(f'"{key}"')] = holder[key]


def _no_decimal(holder: Any, key: Any) -> None:
    holder.pop("format", None)  # of a signed value, any text is allowed
    holder[key] = "12,5"


# What stands at a place ----------------------------------------------------------------------------------------------


def _is_optional(place: Place) -> bool:
    return place.role is Role.FIELD and not place.required


def _is_number(place: Place) -> bool:
    return place.kind.type in (int, float, Tenth)


def _is_text(place: Place) -> bool:
    return place.kind.type is str


def _is_decimal(place: Place) -> bool:
    return "decimal_unless" in place.kind.limits


def _is_uri(place: Place) -> bool:
    return "pattern" in place.kind.limits


def _is_moment(place: Place) -> bool:
    return place.kind.type is RealDatetime


def _is_anything(place: Place) -> bool:
    return place.kind.type is Json


def _is_enum(place: Place) -> bool:
    return place.kind.is_a(StrEnum)


def _is_object(place: Place) -> bool:
    return place.kind.is_a(Record)


def _needs_no_field(cls: Any) -> bool:
    return not any(field.required for field in fields_of(cls))


# Objects -------------------------------------------------------------------------------------------------------------


def _unknown_field(place: Place, _: Target) -> list[Edit]:
    return _add(colour="red", xVendorState=7) if _is_object(place) else []


def _field_spelling(place: Place, target: Target) -> list[Edit]:
    # The schemas of 2.0 allow any name, so only a field that must be there is missed.
    if place.role is not Role.FIELD or not (place.required or not DIALECTS[target.protocol].open_objects):
        return []
    if not place.siblings or sum(folded(name) == folded(place.key) for name in place.siblings) > 1:
        return []
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", place.key).lower()
    return _rename(name for name in dict.fromkeys((snake, place.key.swapcase())) if name not in place.siblings)


def _missing_field(place: Place, _: Target) -> list[Edit]:
    return [_remove] if place.role is Role.FIELD and place.required else []


def _duplicate_key(place: Place, _: Target) -> list[Edit]:
    return [_repeat] if place.role in (Role.FIELD, Role.CUSTOM) else []


# Values that stand for an absent field -------------------------------------------------------------------------------


def _null_for_absent(place: Place, _: Target) -> list[Edit]:
    return _put(None) if _is_optional(place) and not _is_anything(place) else []


def _null_for_required(place: Place, _: Target) -> list[Edit]:
    is_required = place.role is Role.FIELD and place.required
    return _put(None) if is_required and not _is_anything(place) else []


def _empty_string_for_absent(place: Place, _: Target) -> list[Edit]:
    allows_it = _is_anything(place) or (_is_text(place) and not _is_uri(place))
    return _put("") if _is_optional(place) and not allows_it else []


def _empty_list_for_absent(place: Place, _: Target) -> list[Edit]:
    needs_items = place.kind.is_list and place.kind.limits.get("min_length", 0) > 0
    return _put([]) if _is_optional(place) and needs_items else []


# Types ---------------------------------------------------------------------------------------------------------------


def _wrong_type(place: Place, _: Target) -> list[Edit]:
    if _is_anything(place):
        return []
    if _is_text(place):
        return _put({}, [[]])
    if place.kind.type is bool:
        return _put("yes", 2, {})
    if _is_number(place):
        return _put("many", True, {})
    if place.kind.is_list:
        return _put(True)
    if _is_object(place) or place.kind.type is CustomDataType:
        return _put("text", 5, True, [1])
    return _put(5, True, {})


def _number_as_string(place: Place, _: Target) -> list[Edit]:
    return _change(str) if _is_number(place) else []


def _string_as_number(place: Place, _: Target) -> list[Edit]:
    return _put(7) if _is_text(place) else []


def _boolean_as_string(place: Place, _: Target) -> list[Edit]:
    return _change(lambda value: str(value).lower()) if place.kind.type is bool else []


def _boolean_as_number(place: Place, _: Target) -> list[Edit]:
    return _change(int) if place.kind.type is bool else []


def _string_as_boolean(place: Place, _: Target) -> list[Edit]:
    has_room = place.kind.limits.get("max_length", 10) >= len("true")
    return _put(True) if _is_text(place) and has_room and not _is_decimal(place) else []


def _integer_as_fraction(place: Place, _: Target) -> list[Edit]:
    return _change(float) if place.kind.type is int else []


def _fraction_for_integer(place: Place, _: Target) -> list[Edit]:
    return _put(place.kind.limits.get("ge", 0) + 0.25) if place.kind.type is int else []


def _object_for_list(place: Place, _: Target) -> list[Edit]:
    if not place.kind.is_list or place.kind.limits.get("min_length", 0) > 1:
        return []
    item = place.kind.item
    return _put(place.example[0]) if item.is_a(Record) or item.type in (str, int) else []


def _empty_list_for_object(place: Place, _: Target) -> list[Edit]:
    return _put([]) if _is_object(place) and _needs_no_field(place.kind.type) else []


# Values --------------------------------------------------------------------------------------------------------------


def _too_long(place: Place, _: Target) -> list[Edit]:
    most = place.kind.limits.get("max_length")
    return _put("x" * (most + 1)) if _is_text(place) and most is not None else []


def _out_of_range(place: Place, _: Target) -> list[Edit]:
    limits = place.kind.limits
    if not _is_number(place):
        return []
    return _put(*(limits[name] + step for name, step in (("ge", -1), ("le", 1)) if name in limits))


def _not_finite(place: Place, _: Target) -> list[Edit]:
    return _put(raw("1e400"), raw("NaN")) if _is_number(place) or _is_anything(place) else []


def _not_a_multiple(place: Place, _: Target) -> list[Edit]:
    return _put(21.45) if place.kind.type is Tenth else []


def _sign(place: Place) -> int:
    """The sign of a number that is within the limits."""
    return -1 if place.kind.limits.get("le", 1) <= 0 else 1


def _too_many_decimals(place: Place, target: Target) -> list[Edit]:
    return _put(_sign(place) * 1.1234567) if place.kind.type is float and target.decimals is not None else []


def _beyond_32_bits(place: Place, _: Target) -> list[Edit]:
    limits = place.kind.limits
    if place.kind.type is not int or "le" in limits:
        return []
    return _put(2**31) if "ge" in limits else _put(2**31, -(2**31) - 1)


def _inexact_number(place: Place, _: Target) -> list[Edit]:
    if _is_anything(place):
        return _put(raw("9007199254740993"), raw("0.10000000000000001"))
    return _put(raw(f"{_sign(place) * 0.1}0000000000000001")) if place.kind.type in (float, Tenth) else []


def _unknown_enum_value(place: Place, _: Target) -> list[Edit]:
    return _put("NoSuchValue") if _is_enum(place) else []


def _enum_wrong_case(place: Place, _: Target) -> list[Edit]:
    if not _is_enum(place):
        return []
    known = {str(member.value) for member in place.kind.type}
    return _put(*(value.swapcase() for value in sorted(known) if value.swapcase() not in known))


def _bad_uri(place: Place, _: Target) -> list[Edit]:
    return _put("not a uri") if _is_uri(place) else []


def _foreign(alphabet: str) -> Callable[[Place, Target], list[Edit]]:
    def edits(place: Place, _: Target) -> list[Edit]:
        is_bound = place.kind.limits.get("characters") == alphabet and not _is_decimal(place)
        return _put("\u00fc", "\u5145") if is_bound else []

    return edits


def _not_a_decimal(place: Place, _: Target) -> list[Edit]:
    return [_no_decimal] if _is_decimal(place) else []


def _lone_surrogate(place: Place, _: Target) -> list[Edit]:
    is_plain = _is_text(place) and not _is_decimal(place) and not _is_uri(place)
    return _put(raw(r'"\ud800"')) if is_plain or _is_anything(place) else []


def _nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def _value_too_deep(place: Place, _: Target) -> list[Edit]:
    return _put(_nested(70)) if _is_anything(place) else []


def _too_few_items(place: Place, _: Target) -> list[Edit]:
    least = place.kind.limits.get("min_length", 0)
    if not place.kind.is_list or least == 0 or (least == 1 and not place.required):
        return []
    return _put(place.example[:1] * (least - 1))


def _too_many_items(place: Place, _: Target) -> list[Edit]:
    most = place.kind.limits.get("max_length")
    return _put(place.example[:1] * (most + 1)) if place.kind.is_list and most is not None else []


# Date-times ----------------------------------------------------------------------------------------------------------


def _moment(*texts: str) -> Callable[[Place, Target], list[Edit]]:
    return lambda place, _: _put(*texts) if _is_moment(place) else []


def _fine_fraction(place: Place, target: Target) -> list[Edit]:
    is_limited = DIALECTS[target.protocol].fraction is not None
    return _put("2024-05-17T09:41:33.123456Z") if _is_moment(place) and is_limited else []


def _long_fraction(place: Place, target: Target) -> list[Edit]:
    # In 2.x it is a fine fraction, too.
    is_limited = DIALECTS[target.protocol].fraction is not None
    return _put("2024-05-17T09:41:33.123456789Z") if _is_moment(place) and not is_limited else []


PAYLOAD: Mapping[Rule, Callable[[Place, Target], list[Edit]]] = {
    Rule.UNKNOWN_FIELD: _unknown_field,
    Rule.FIELD_SPELLING: _field_spelling,
    Rule.MISSING_FIELD: _missing_field,
    Rule.DUPLICATE_KEY: _duplicate_key,
    Rule.NULL_FOR_ABSENT: _null_for_absent,
    Rule.NULL_FOR_REQUIRED: _null_for_required,
    Rule.EMPTY_STRING_FOR_ABSENT: _empty_string_for_absent,
    Rule.EMPTY_LIST_FOR_ABSENT: _empty_list_for_absent,
    Rule.WRONG_TYPE: _wrong_type,
    Rule.NUMBER_AS_STRING: _number_as_string,
    Rule.STRING_AS_NUMBER: _string_as_number,
    Rule.BOOLEAN_AS_STRING: _boolean_as_string,
    Rule.BOOLEAN_AS_NUMBER: _boolean_as_number,
    Rule.STRING_AS_BOOLEAN: _string_as_boolean,
    Rule.INTEGER_AS_FRACTION: _integer_as_fraction,
    Rule.FRACTION_FOR_INTEGER: _fraction_for_integer,
    Rule.OBJECT_FOR_LIST: _object_for_list,
    Rule.EMPTY_LIST_FOR_OBJECT: _empty_list_for_object,
    Rule.TOO_LONG: _too_long,
    Rule.OUT_OF_RANGE: _out_of_range,
    Rule.NOT_FINITE: _not_finite,
    Rule.NOT_A_MULTIPLE: _not_a_multiple,
    Rule.TOO_MANY_DECIMALS: _too_many_decimals,
    Rule.BEYOND_32_BITS: _beyond_32_bits,
    Rule.INEXACT_NUMBER: _inexact_number,
    Rule.UNKNOWN_ENUM_VALUE: _unknown_enum_value,
    Rule.ENUM_WRONG_CASE: _enum_wrong_case,
    Rule.BAD_URI: _bad_uri,
    Rule.NOT_AN_IDENTIFIER: _foreign(IDENTIFIER),
    Rule.NOT_PRINTABLE_ASCII: _foreign(PRINTABLE_ASCII),
    Rule.NOT_A_DECIMAL: _not_a_decimal,
    Rule.LONE_SURROGATE: _lone_surrogate,
    Rule.VALUE_TOO_DEEP: _value_too_deep,
    Rule.TOO_FEW_ITEMS: _too_few_items,
    Rule.TOO_MANY_ITEMS: _too_many_items,
    Rule.BAD_DATETIME: _moment("yesterday", "2024-05-17", "1715938893"),
    Rule.DATETIME_NO_SUCH_DAY: _moment("2023-02-29T09:41:33Z", "2024-05-17T25:41:33Z"),
    Rule.DATETIME_ZONE_NAME: _moment("2024-05-17T11:41:33+02:00[Europe/Berlin]", "2024-05-17T09:41:33Z[UTC]"),
    Rule.DATETIME_ZONE_SPELLING: _moment("2024-05-17T09:41:33+00:00Z", "2024-05-17T09:41:33 UTC"),
    Rule.DATETIME_BEYOND_CALENDAR: _moment("0000-05-17T09:41:33Z"),
    Rule.DATETIME_NO_OFFSET: _moment("2024-05-17T09:41:33", "2024-05-17T09:41:33.125"),
    Rule.DATETIME_SHORT_OFFSET: _moment("2024-05-17T11:41:33+02", "2024-05-17T11:41:33+0200"),
    Rule.DATETIME_NO_SECONDS: _moment("2024-05-17T09:41Z"),
    Rule.DATETIME_SPACE: _moment("2024-05-17 09:41:33Z"),
    Rule.DATETIME_LOWER_CASE: _moment("2024-05-17t09:41:33z"),
    Rule.DATETIME_FINE_FRACTION: _fine_fraction,
    Rule.DATETIME_LONG_FRACTION: _long_fraction,
    Rule.DATETIME_OTHER_ISO: _moment("20240517T094133Z", "2024-W20-5T09:41:33Z", "2024-05-17T23:59:60Z"),
}


# The envelope --------------------------------------------------------------------------------------------------------


def _element(index: int, *values: Any) -> list[Edit]:
    """Puts a value in the place of an element. The holder is the frame; the key does not matter."""

    def edit(value: Any) -> Edit:
        return lambda frame, _: frame.__setitem__(index, value)

    return [edit(value) for value in values]


def _elements(function: Callable[[list[Any]], Any]) -> list[Edit]:
    """Puts other elements in the place of all."""
    return [lambda frame, _: frame.__setitem__(slice(None), function(frame))]


def _message_type_spelling(target: Target) -> list[Edit]:
    number = int(target.message_type)
    return _element(0, str(number), float(number))


def _unknown_message_type(target: Target) -> list[Edit]:
    known = DIALECTS[target.protocol].message_types
    return _element(0, *(number for number in (7, 0, 1, 5, 6, -2) if number not in known))


def _wrong_element_count(_: Target) -> list[Edit]:
    return [*_elements(lambda frame: frame[:1]), *_elements(lambda frame: [*frame, 1])]


def _missing_action(target: Target) -> list[Edit]:
    return _elements(lambda frame: [*frame[:2], *frame[3:]]) if target.is_request else []


def _missing_payload(target: Target) -> list[Edit]:
    return _elements(lambda frame: frame[:-1]) if target.is_empty else []  # else the fields are missing, too


def _action_in_result(target: Target) -> list[Edit]:
    if target.message_type is not MessageTypeEnum.CALLRESULT:
        return []
    return [
        *_elements(lambda frame: [*frame[:2], target.name, *frame[2:]]),
        *_elements(lambda frame: [*frame[:2], target.name.lower(), *frame[2:]]),
    ]


def _id_too_long(target: Target) -> list[Edit]:
    # An error has the id of a call as it came.
    longest = MAX_READABLE_ID if target.is_error else MAX_ID
    return _element(1, "x" * (longest + 1), "x" * (MAX_READABLE_ID + 1))


def _action_not_a_string(target: Target) -> list[Edit]:
    return _element(2, 5, None, ["Heartbeat"]) if target.is_request else []


def _unknown_action(target: Target) -> list[Edit]:
    return _element(2, f"{target.name}X", "NoSuchAction") if target.is_request else []


def _action_spelling(target: Target) -> list[Edit]:
    return _element(2, target.name.lower(), target.name.upper()) if target.is_request else []


def _action_of_other_type(target: Target) -> list[Edit]:
    if not target.is_request or MessageTypeEnum.SEND not in DIALECTS[target.protocol].message_types:
        return []
    other = MessageTypeEnum.CALL if target.message_type is MessageTypeEnum.SEND else MessageTypeEnum.SEND
    return _element(0, int(other))


def _of_errors(edits: list[Edit]) -> Callable[[Target], list[Edit]]:
    return lambda target: edits if target.is_error else []


def _long_description(target: Target) -> list[Edit]:
    is_limited = DIALECTS[target.protocol].description_limit is not None
    return _element(3, "x" * (MAX_DESCRIPTION + 1)) if target.is_error and is_limited else []


def _too_deep(_: Target) -> list[Edit]:
    return _element(-1, _nested(MAX_NESTING + 1))


ENVELOPE: Mapping[Rule, Callable[[Target], list[Edit]]] = {
    Rule.TOO_DEEP: _too_deep,
    Rule.CONTROL_CHARACTER: lambda _: _element(1, raw('"a\tb"'), raw('"a\nb"')),
    Rule.UNKNOWN_ESCAPE: lambda _: _element(1, raw(r'"D:\logs"'), raw(r'"100\%"')),
    Rule.MESSAGE_TYPE_NOT_AN_INTEGER: lambda _: _element(0, "CALL", True, None, 2.5, [2]),
    Rule.UNKNOWN_MESSAGE_TYPE: _unknown_message_type,
    Rule.MESSAGE_TYPE_SPELLING: _message_type_spelling,
    Rule.WRONG_ELEMENT_COUNT: _wrong_element_count,
    Rule.MISSING_ACTION: _missing_action,
    Rule.MISSING_PAYLOAD: _missing_payload,
    Rule.ACTION_IN_RESULT: _action_in_result,
    Rule.ID_NOT_A_STRING: lambda _: _element(1, None, True, 1.5, {}, ["1"]),
    Rule.NUMERIC_ID: lambda _: _element(1, 17, 0, -1, 2**64),
    Rule.EMPTY_ID: lambda _: _element(1, ""),
    Rule.ID_TOO_LONG: _id_too_long,
    Rule.ACTION_NOT_A_STRING: _action_not_a_string,
    Rule.UNKNOWN_ACTION: _unknown_action,
    Rule.ACTION_SPELLING: _action_spelling,
    Rule.ACTION_OF_OTHER_TYPE: _action_of_other_type,
    Rule.UNKNOWN_ERROR_CODE: _of_errors(_element(2, "OutOfCoffee", "", None, 5)),
    Rule.ERROR_CODE_SPELLING: _of_errors([lambda frame, _: frame.__setitem__(2, frame[2].lower())]),
    Rule.BAD_ERROR_CODE: _of_errors(_element(2, ["NotSupported"], {"code": "NotSupported"}, [], {"reason": "why"})),
    Rule.BAD_ERROR_DESCRIPTION: _of_errors(_element(3, None, 5, ["why"], {"reason": "why"})),
    Rule.LONG_DESCRIPTION: _long_description,
    Rule.BAD_ERROR_DETAILS: _of_errors(_element(4, None, "", "why", [1], 5)),
}


# The text ------------------------------------------------------------------------------------------------------------


def _stray_commas(text: str) -> list[str]:
    return [f"{text[:-1]},]", f"[,{text[1:]}", text.replace(",", ",,", 1)]


def _too_large(text: str) -> list[str]:
    return [text + " " * (MAX_SIZE + 1 - len(text.encode()))]


def _no_arrays(text: str) -> list[str]:
    return ["[]", "{}", "null", f'{{"frame":{text}}}']


def _not_utf8(text: str) -> list[bytes]:
    data = text.encode()
    middle = len(data) // 2
    return [data[:middle] + b"\xff" + data[middle:], data.replace(b'"', b'"\xc3', 1), b"\xfe" + data]


def _no_json(text: str) -> list[str]:
    return [text[:-1], text[: len(text) // 2], "", text + "]", text + "x", text.replace('"', "'")]


TEXT: Mapping[Rule, Callable[[str], list[str] | list[bytes]]] = {
    Rule.NOT_UTF8: _not_utf8,
    Rule.TOO_LARGE: _too_large,
    Rule.NOT_JSON: _no_json,
    Rule.STRAY_COMMA: _stray_commas,
    Rule.CONTROL_CHARACTER: lambda text: ["\ufeff" + text, text + "\0"],
    Rule.NOT_AN_ARRAY: _no_arrays,
}
