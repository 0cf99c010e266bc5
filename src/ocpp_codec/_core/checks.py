"""The slow path: finds everything that is wrong with a payload. It is the authority on what is right.

Strategy: each definition is compiled once, from the very annotations that msgspec reads, to a small tree of checks. A
check gets a value, says what is wrong with it and always gives back the best value that can be had, so that one pass
finds everything. Whether the message may be used is for the report to say.
"""

from __future__ import annotations

import datetime
import math
import re
import sys
import typing
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Protocol

from msgspec import Meta, Struct

from . import datetimes
from .annotations import hints_of
from .fields import Json, RealDatetime, Tenth, decimals_of
from .findings import Place, show
from .jsonvalues import SURROGATE, InexactNumber, JsonObject, as_list, as_object, integer_of, is_inexact, number_of
from .lazy import lazy
from .limits import MAX_DEPTH, MAX_DIGITS, MAX_EXACT, MAX_VENDOR_ID
from .names import folded
from .record import NULL, CustomDataType, Record
from .report import Report
from .rules import Defect, Rule
from .settings import Settings
from .strings import IDENTIFIER, PRINTABLE_ASCII
from .version import Version

_MINUTE = datetime.timedelta(minutes=1)
_BEYOND_32_BITS = 1 << 31
_SHORT_INTEGER = 1 << 63
_NUMBER = re.compile(r" *+[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,3})? *+")

_DECIMAL = re.compile(r"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)")  # XML Schema Part 2, 3.2.3


def _is_finite(value: float) -> bool:
    """Whether JSON can carry a number: no NaN, no infinity, no integer that is too long for its readers."""
    if isinstance(value, float):
        return math.isfinite(value)
    return abs(value) < _SHORT_INTEGER or abs(value) < _ten_to(sys.get_int_max_str_digits() or MAX_DIGITS)


@cache
def _ten_to(digits: int) -> int:
    """The first integer with more digits: what is longer can be neither read nor written (a program may say less)."""
    return int(10 ** min(digits, MAX_DIGITS))


def _bounds(least: int | None, most: int | None) -> str:
    if least is None:
        return "" if most is None else f" of at most {most}"
    return f" of at least {least}" if most is None else f" of {least} to {most}"


class Check(Protocol):
    """Checks one value. `expected` says in words what it allows."""

    expected: str

    def inspect(self, value: Any, at: Place, report: Report) -> Any:
        """Returns the value that the message will hold. Every defect goes to the report."""


class String:
    """A string with limits: its length, its characters, or the form of a URI."""

    def __init__(self, limits: Mapping[str, Any]) -> None:
        self.max_length: int | None = limits.get("max_length")
        self.min_length: int = limits.get("min_length", 0)
        self.uri = re.compile(limits["pattern"]) if "pattern" in limits else None
        self.alphabet: str | None = limits.get("characters")
        self.is_decimal_unless: tuple[str, str] | None = limits.get("decimal_unless")
        self.expected = "a URI" if self.uri else "a string"
        if self.max_length is not None:
            self.expected += f" of at most {self.max_length} characters"

    def inspect(self, value: Any, at: Place, report: Report) -> Any:
        text = value if isinstance(value, str) else self._text_of(value, at, report)
        if text is None:
            return value
        if self.max_length is not None and len(text) > self.max_length:
            self._measure(value, text, at, report)
        if len(text) < self.min_length:
            report.repair(Rule.TOO_SHORT, at, value, f"at least {self.min_length} characters", text)
        if self.uri and not self.uri.search(text):
            report.repair(Rule.BAD_URI, at, value, self.expected, text)
        if not text.isascii() and SURROGATE.search(text):
            report.add(Rule.LONE_SURROGATE, at, value, "")
        elif self.alphabet:
            foreign, rule = _CHARACTERS[self.alphabet]
            if foreign.search(text):
                report.repair(rule, at, value, self.alphabet, text)
        return text

    def _text_of(self, value: Any, at: Place, report: Report) -> str | None:
        """The text that another value means; None if it means none."""
        if type(value) is bool:
            return report.repair(Rule.STRING_AS_BOOLEAN, at, value, self.expected, str(value).lower())
        if type(value) in (int, float, InexactNumber) and _is_finite(value):
            return report.repair(Rule.STRING_AS_NUMBER, at, value, self.expected, str(value))
        report.add(Rule.WRONG_TYPE, at, value, self.expected)
        return None

    def _measure(self, value: Any, text: str, at: Place, report: Report) -> None:
        """Reports a text that is longer than the schema allows, unless this codec allows more at that place."""
        allowed = report.settings.field_length(report.scope, at)
        if allowed is None:
            report.repair(Rule.TOO_LONG, at, value, self.expected, text)
        elif len(text) > allowed:
            report.repair(Rule.TOO_LONG, at, value, f"a string of at most {allowed} characters", text)


class Boolean:
    """True or false."""

    expected = "true or false"

    def inspect(self, value: Any, at: Place, report: Report) -> Any:
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in ("true", "false"):
            return report.repair(Rule.BOOLEAN_AS_STRING, at, value, self.expected, value.lower() == "true")
        if type(value) in (int, float) and value in (0, 1):
            return report.repair(Rule.BOOLEAN_AS_NUMBER, at, value, self.expected, value == 1)
        report.add(Rule.WRONG_TYPE, at, value, self.expected)
        return value


class Number:
    """A number within limits. `whole`: an integer. `tenth`: at most one decimal digit.

    Nearly all numbers are usual: they have one of the usual types, and lie in a range in which nothing can be wrong.
    """

    def __init__(self, limits: Mapping[str, Any], *, whole: bool, tenth: bool = False) -> None:
        self.ge: int | None = limits.get("ge")
        self.le: int | None = limits.get("le")
        self.whole = whole
        self.tenth = tenth
        decimals = " with at most one decimal digit" if tenth else ""
        self.expected = ("an integer" if whole else f"a number{decimals}") + _bounds(self.ge, self.le)
        self._usual_types: frozenset[Any] = frozenset() if tenth else frozenset({int} if whole else {int, float})
        least, most = (-_BEYOND_32_BITS, _BEYOND_32_BITS - 1) if whole else (-MAX_EXACT, MAX_EXACT)
        self._least = least if self.ge is None else max(self.ge, least)
        self._most = most if self.le is None else min(self.le, most)

    def inspect(self, value: Any, at: Place, report: Report) -> Any:
        has_few_decimals = self.whole or report.max_decimals is None
        if value.__class__ in self._usual_types and self._least <= value <= self._most and has_few_decimals:
            return value if self.whole else float(value)
        came: Any = self._read(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value
        if isinstance(came, bool) or not isinstance(came, int | float):
            report.add(Rule.WRONG_TYPE, at, value, self.expected)
            return value
        number = self._held(came)
        if came is not value:
            report.repair(Rule.NUMBER_AS_STRING, at, value, self.expected, number)
        if number is None:
            report.add(Rule.NOT_FINITE, at, value, self.expected)
            return value
        if self.whole and isinstance(came, float):
            rule = Rule.FRACTION_FOR_INTEGER if integer_of(came) is None else Rule.INTEGER_AS_FRACTION
            report.repair(rule, at, value, self.expected, number)
        if (self.ge is not None and number < self.ge) or (self.le is not None and number > self.le):
            report.repair(Rule.OUT_OF_RANGE, at, value, self.expected, number)
        elif self.whole and not -_BEYOND_32_BITS <= number < _BEYOND_32_BITS:
            report.repair(Rule.BEYOND_32_BITS, at, value, "-2147483648 to 2147483647", number)
        elif self.tenth and decimals_of(number) > 1:
            report.repair(Rule.NOT_A_MULTIPLE, at, value, self.expected, number)
        elif not self.whole and report.max_decimals is not None and decimals_of(number) > report.max_decimals:
            expected = f"at most {report.max_decimals} digits behind the point"
            report.repair(Rule.TOO_MANY_DECIMALS, at, value, expected, number)
        if not self.whole and is_inexact(came):
            report.repair(Rule.INEXACT_NUMBER, at, value, "", number)
        return number

    def _read(self, text: str) -> float:
        if not text.strip(" ").lstrip("+-").isdigit():
            return number_of(text)
        number = int(text)
        return number if self.whole or is_inexact(number) else float(number)

    def _held(self, number: float) -> float | None:
        """The number in the message; None if it cannot be one of JSON."""
        if not _is_finite(number):
            return None
        if self.whole:
            exact = number if isinstance(number, int) else integer_of(number)
            return round(number) if exact is None else exact
        try:
            held = float(number)
        except OverflowError:
            return None
        return held if held == number else number  # an integer that no double holds stays one


class Moment:
    """A date-time: text on receipt, an aware datetime when sending. `required`: whether there must be one."""

    expected = "a date-time such as 2024-05-17T09:41:33.125Z"
    expected_own = "a datetime with a time zone: use datetime.now(UTC)"

    def __init__(self, *, required: bool) -> None:
        self.required = required

    def inspect(self, value: Any, at: Place, report: Report) -> Any:
        if report.sending:
            return self._check_sent(value, at, report)
        if not isinstance(value, str):
            report.add(Rule.WRONG_TYPE, at, value, self.expected)
            return value
        moment, rules = datetimes.read(value, report.dialect.fraction)
        for rule in rules:
            report.repair(rule, at, value, self.expected, moment, required=self.required)
        return moment

    def _check_sent(self, value: Any, at: Place, report: Report) -> Any:
        expected = self.expected_own
        if not isinstance(value, datetime.datetime):
            report.add(Rule.WRONG_TYPE, at, value, expected)
            return value
        try:
            moment = datetimes.plain(value)
        except Exception:  # noqa: BLE001 (a subclass or a time zone may raise anything: pandas.NaT does)
            report.add(Rule.BAD_DATETIME, at, value, expected)
            return value
        if datetimes.is_too_fine(moment, report.settings.timespec, report.dialect.fraction):
            report.add(Rule.DATETIME_FINE_FRACTION, at, value, "a timespec of seconds or milliseconds")
        offset = moment.utcoffset()
        if offset is None:
            report.add(Rule.DATETIME_NO_OFFSET, at, value, expected)
        elif offset % _MINUTE:  # seconds in an offset cannot be written
            try:
                return moment.astimezone(datetime.UTC)
            except OverflowError:
                report.add(Rule.BAD_DATETIME, at, value, "one that exists in UTC")
        return moment


class Enumeration:
    """One of the values of an enumeration."""

    def __init__(self, enum: type[StrEnum]) -> None:
        self.members = {member.value: member for member in enum}
        self.folded = {value.casefold(): member for value, member in self.members.items()}
        listed = ", ".join(list(self.members)[:12]) + (", ..." if len(self.members) > 12 else "")
        self.expected = f"one of {listed} ({enum.__name__})"

    def inspect(self, value: Any, at: Place, report: Report) -> Any:
        if not isinstance(value, str):
            report.add(Rule.WRONG_TYPE, at, value, self.expected)
            return value
        if (member := self.members.get(value)) is not None:
            return member
        if meant := self.folded.get(value.casefold()):
            return report.repair(Rule.ENUM_WRONG_CASE, at, value, meant.value, meant)
        report.add(Rule.UNKNOWN_ENUM_VALUE, at, value, self.expected, known=self.members)
        return value


class List:
    """A list whose items are all of one kind."""

    def __init__(self, item: Check, limits: Mapping[str, Any]) -> None:
        self.item = item
        self.least: int = limits.get("min_length", 0)
        self.most: int | None = limits.get("max_length")
        bounds = _bounds(self.least or None, self.most)
        self.expected = f"a list{bounds} item{'s' * ((self.most or self.least) != 1)}" if bounds else "a list"

    def inspect(self, value: Any, at: Place, report: Report) -> Any:
        items = as_list(value)
        if items is None and (isinstance(value, dict) or self._is_item(value)):
            alone: list[Any] = [value]
            report.repair(Rule.OBJECT_FOR_LIST, at, value, self.expected, alone)
            return [self.item.inspect(value, at, report)]
        if items is None:
            report.add(Rule.WRONG_TYPE, at, value, self.expected)
            return value
        if len(items) < self.least:
            report.add(Rule.TOO_FEW_ITEMS, at, value, self.expected)
        if self.most is not None and len(items) > self.most:
            report.add(Rule.TOO_MANY_ITEMS, at, value, self.expected)
        inspect = self.item.inspect
        return [inspect(item, (at, index), report) for index, item in enumerate(items)]

    def _is_item(self, value: Any) -> bool:
        """Whether this is a text or an integer that could be an item."""
        if isinstance(value, str):
            return isinstance(self.item, String)
        return type(value) is int and isinstance(self.item, Number)


class Anything:
    """Any JSON value. It stays as it is, but it must be JSON with at most MAX_DEPTH levels."""

    expected = "any JSON value"

    def inspect(self, value: Any, at: Place, report: Report) -> Any:
        if value is None or value is NULL:
            return NULL
        return self.inside(value, at, report, MAX_DEPTH)

    def inside(self, value: Any, at: Place, report: Report, depth: int) -> Any:
        """Checks the value, down to `depth` levels."""
        match value:
            case str():
                if not value.isascii() and SURROGATE.search(value):
                    report.add(Rule.LONE_SURROGATE, at, value, "")
            case int() if -MAX_EXACT <= value <= MAX_EXACT:
                pass
            case list() | dict() if depth == 0:
                report.add(Rule.VALUE_TOO_DEEP, at, value, f"at most {MAX_DEPTH} levels")
                return None
            case list() | dict():
                check: Callable[..., Any] = self.items if isinstance(value, list) else self.members
                return check(value, at, report, depth - 1)
            case int() | float() if not _is_finite(value):
                report.add(Rule.NOT_FINITE, at, value, self.expected)
            case int() | float() if is_inexact(value):
                held = float(value) if isinstance(value, float) else value
                return report.repair(Rule.INEXACT_NUMBER, at, value, "", held)
            case None | bool() | int() | float():
                pass
            case _:
                report.add(Rule.WRONG_TYPE, at, value, self.expected)
        return value

    def items(self, items: list[Any], at: Place, report: Report, depth: int) -> list[Any]:
        """Checks the items of a list.

        No function is called for an item in which nothing can be wrong: at some depths, where Python 3.11 needs a new
        piece of stack for it, each call costs ten times as much.
        """
        kept: list[Any] = []
        for index, item in enumerate(items):
            kind = item.__class__
            if (kind is int and -MAX_EXACT <= item <= MAX_EXACT) or (kind is str and item.isascii()):
                kept.append(item)
            elif (kind is list or kind is dict) and not item and depth:
                kept.append(kind())
            else:
                kept.append(self.inside(item, (at, index), report, depth))
        return kept

    def members(
        self,
        members: Mapping[Any, Any],
        at: Place,
        report: Report,
        depth: int,
        known: Mapping[str, Check] = MappingProxyType({}),
    ) -> dict[str, Any]:
        """Checks the members of an object. `known`: members that have a check of their own."""
        kept: dict[str, Any] = {}
        for key, value in _named(members, at, report):
            if not key.isascii() and SURROGATE.search(key):
                report.add(Rule.LONE_SURROGATE, (at, key), value, "")
            check = known.get(key)
            if check is None:
                kept[key] = self.inside(value, (at, key), report, depth)
            elif value is None:
                kept[key] = report.repair(Rule.NULL_FOR_REQUIRED, (at, key), None, check.expected, None)
            else:
                kept[key] = check.inspect(value, (at, key), report)
        return kept


ANYTHING = Anything()


class Custom:
    """customData: a vendorId and any other members."""

    expected = "an object with a vendorId"
    known: ClassVar[Mapping[str, Check]] = MappingProxyType({"vendorId": String({"max_length": MAX_VENDOR_ID})})

    def inspect(self, value: Any, at: Place, report: Report) -> Any:
        members = as_object(value)
        if members is None:
            report.add(Rule.WRONG_TYPE, at, value, self.expected)
            return value
        kept = ANYTHING.members(members, at, report, MAX_DEPTH - 1, self.known)
        if "vendorId" not in kept:
            expected = self.known["vendorId"].expected
            kept["vendorId"] = report.repair(Rule.MISSING_FIELD, (at, "vendorId"), None, expected, None)
        return CustomDataType(kept)


def _expected(check: Check, report: Report) -> str:
    """What a check allows, in words: in Python's, for a message to be sent."""
    return getattr(check, "expected_own", check.expected) if report.sending else check.expected


class FieldCheck(Struct, frozen=True):
    """A field of an object: its attribute name, its check, whether it must be there.

    `is_decimal_unless`: another field and its value; without that value, the text in this field is a decimal number.
    """

    name: str
    check: Check
    required: bool
    is_decimal_unless: tuple[str, str] | None = None


class Object:
    """A message or data type. Its fields are compiled on first use, since a type may hold itself."""

    def __init__(self, definition: type[Record]) -> None:
        self.definition = definition
        self.expected = f"an object ({definition.__qualname__})"
        self.expected_own = f"an instance of {definition.__qualname__}"

    @lazy
    def fields(self) -> dict[str, FieldCheck]:
        """The fields by their names on the wire."""
        return _fields_of(self.definition)

    @lazy
    def _folded(self) -> dict[str, str]:
        return {folded(key): key for key in self.fields}

    @lazy
    def _required(self) -> dict[str, FieldCheck]:
        return {key: field for key, field in self.fields.items() if field.required}

    @lazy
    def _required_names(self) -> frozenset[str]:
        return frozenset(field.name for field in self._required.values())

    def inspect(self, value: Any, at: Place, report: Report) -> Any:
        members = self._members_of(value) if report.sending else as_object(value)
        if members is None and as_list(value) == [] and not self._required:
            report.repair(Rule.EMPTY_LIST_FOR_OBJECT, at, value, self.expected, dict[str, Any]())
            return self.definition()
        if members is None:
            own = f"{self.expected_own} of {report.settings.version.protocol}"
            expected = own if report.sending else self.expected
            report.add(Rule.WRONG_TYPE, at, value, expected)
            return value
        values: dict[str, Any] = {}
        fields = self.fields
        there: Collection[str] = members.keys()
        for key, item in _named(members, at, report):
            field, place = fields.get(key), (at, key)
            if field is None and (meant := self._meant(key, there, place, report)):
                defect = Defect.MISSING if report.dialect.open_objects else None  # any other name is allowed there
                report.repair(Rule.FIELD_SPELLING, place, item, meant, item, defect=defect)
                field, there = fields[meant], {*there, meant}
                if report.tolerates(Rule.FIELD_SPELLING, place):
                    place = (at, meant)  # what holds at the place of the field holds here
            if field is None:
                expected = f"a field of {self.definition.__qualname__}"
                report.repair(Rule.UNKNOWN_FIELD, place, item, expected, None, known=fields)
                ANYTHING.inside(item, place, report, MAX_DEPTH)  # it may be tolerated, so it must be JSON
            elif type(item) in _EMPTY_TYPES and not item and (rule_of_empty := _rule_of_empty(item, field)):
                rule, defect = rule_of_empty
                report.repair(rule, place, item, _expected(field.check, report), None, defect=defect)
            else:
                values[field.name] = held = field.check.inspect(item, place, report)
                if field.is_decimal_unless is not None and isinstance(held, str):
                    _judge_decimal(held, field.is_decimal_unless, members, place, report)
        if not values.keys() >= self._required_names:
            for key, field in self._required.items():
                if key not in there:
                    report.add(Rule.MISSING_FIELD, (at, key), None, _expected(field.check, report))
                values.setdefault(field.name, None)
        return self.definition(**values)

    def _meant(self, key: str, there: Container[str], at: Place, report: Report) -> str | None:
        """The field that a name in another spelling means, if it is absent."""
        name = self._folded.get(folded(key))
        if name is None or name in there:
            return None
        # The schemas of 2.0 allow any other field, so only a required field is missed, unless a spelling is tolerated.
        is_missed = self.fields[name].required or not report.dialect.open_objects
        return name if is_missed or report.tolerates(Rule.FIELD_SPELLING, at) else None

    def _members_of(self, value: Any) -> Mapping[str, Any] | None:
        if type(value) is not self.definition:
            return None
        there = ((key, getattr(value, field.name, None)) for key, field in self.fields.items())
        # An optional field that is None is absent; a required one is wrong.
        return {key: item for key, item in there if item is not None or self.fields[key].required}


def _judge_decimal(text: str, unless: tuple[str, str], members: Mapping[str, Any], at: Place, report: Report) -> None:
    """Reports a text that should be a decimal number and is none. OCPP 1.6, 7.43."""
    other, value = unless
    if _DECIMAL.fullmatch(text):
        return
    if not any(folded(key) == other and folded(str(item)) == folded(value) for key, item in members.items()):
        report.add(Rule.NOT_A_DECIMAL, at, text, "a decimal number such as 21.4")


# The types of null, "" and []: values that stations send for an absent field.
_EMPTY_TYPES = frozenset({type(None), str, list})


def _rule_of_empty(value: str | list[Any] | None, field: FieldCheck) -> tuple[Rule, Defect | None] | None:
    """The rule for null, "" or [] in a field that should be absent; and the kind of defect, if it is not the rule's."""
    check = field.check
    if value is None and not isinstance(check, Anything):
        return (Rule.NULL_FOR_REQUIRED if field.required else Rule.NULL_FOR_ABSENT), None
    if field.required:
        return None
    if isinstance(check, List) and check.least and isinstance(value, list):
        return Rule.EMPTY_LIST_FOR_ABSENT, None
    if isinstance(value, str) and (defect := _defect_of_empty_text(check)):
        return Rule.EMPTY_STRING_FOR_ABSENT, defect
    return None


def _defect_of_empty_text(check: Check) -> Defect | None:
    """The kind of defect of "" for this check; None if "" is valid."""
    match check:
        case Anything():
            return None
        case String():
            return Defect.VALUE if check.uri else None
        case Moment() | Enumeration():
            return Defect.VALUE
        case _:
            return Defect.TYPE


_STRINGS = frozenset({str})


def _named(members: Mapping[Any, Any], at: Place, report: Report) -> Iterable[tuple[str, Any]]:
    """The members of an object. Reports names that are no strings, and names that occur twice."""
    if members.__class__ is dict and (report.has_plain_data or _STRINGS.issuperset(map(type, members))):
        return members.items()
    return _members_with_defects(members, at, report)


def _members_with_defects(members: Mapping[Any, Any], at: Place, report: Report) -> Iterator[tuple[str, Any]]:
    """The members, where a name is not a string or occurs twice."""
    hidden: Mapping[str, list[Any]] = members.hidden if isinstance(members, JsonObject) else {}
    for key, value in members.items():
        if not isinstance(key, str):
            report.add(Rule.WRONG_TYPE, (at, show(key)), key, "a member name that is a string")
            continue
        if key in hidden:
            report.repair(Rule.DUPLICATE_KEY, (at, key), [*hidden[key], value], "", value)
            for earlier in hidden[key]:
                # Nothing that is hidden can be repaired.
                own = Report(_strict(report.settings.version), has_plain_data=report.has_plain_data)
                ANYTHING.inside(earlier, None, own, MAX_DEPTH)
                if own.first_error is not None:
                    report.add(own.first_error.rule, (at, key), earlier, "JSON in the earlier value too")
        yield key, value


@cache
def _strict(version: Version) -> Settings:
    return Settings(version)


@cache
def check_of(definition: type[Record]) -> Object:
    """The check of a message or data type, compiled once."""
    return Object(definition)


def _fields_of(definition: type[Record]) -> dict[str, FieldCheck]:
    hints = hints_of(definition)
    names, keys, defaults = (
        getattr(definition, f"__struct_{each}__") for each in ("fields", "encode_fields", "defaults")
    )
    first_optional = len(names) - len(defaults)  # `msgspec.structs.fields` would evaluate the annotations once more
    return {
        key: _field_of(name, hints[name], required=index < first_optional)
        for index, (name, key) in enumerate(zip(names, keys, strict=True))
    }


def _field_of(name: str, hint: Any, *, required: bool) -> FieldCheck:
    check = _compile(hint, required)
    unless = check.is_decimal_unless if isinstance(check, String) else None
    return FieldCheck(name, check, required, unless)


def _compile(hint: Any, required: bool) -> Check:
    """The check of a field or item. `required`: whether there must be one."""
    limits: dict[str, Any] = {"required": required}
    while typing.get_origin(hint) is typing.Annotated:
        hint, *metas = typing.get_args(hint)
        for meta in metas:
            if isinstance(meta, Meta):
                limits |= {name: limit for name in _LIMITS if (limit := getattr(meta, name)) is not None}
                limits |= meta.extra or {}
    if typing.get_origin(hint) is list:
        (item,) = typing.get_args(hint)
        return List(_compile(item, required=True), limits)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return check_of(typing.cast("type[Record]", hint))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Enumeration(hint)
    return _MAKERS[hint](limits)


_LIMITS = ("ge", "le", "min_length", "max_length", "pattern")

_MAKERS: Mapping[Any, Callable[[dict[str, Any]], Check]] = MappingProxyType(
    {
        str: String,
        bool: lambda _: Boolean(),
        int: lambda limits: Number(limits, whole=True),
        float: lambda limits: Number(limits, whole=False),
        RealDatetime: lambda limits: Moment(required=limits["required"]),
        CustomDataType: lambda _: Custom(),
        Tenth: lambda limits: Number(limits, whole=False, tenth=True),
        Json: lambda _: ANYTHING,
    }
)

# Characters that no schema limits. OCPP 1.6, 2.2: CiString; Part 2 of 2.x, primitive datatypes: identifierString.
_CHARACTERS = {
    PRINTABLE_ASCII: (re.compile(r"[^ -~]"), Rule.NOT_PRINTABLE_ASCII),
    IDENTIFIER: (re.compile(r"[^a-zA-Z0-9*\-_=:+|@.]"), Rule.NOT_AN_IDENTIFIER),
}
