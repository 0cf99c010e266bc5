"""Messages -> Arrow columns.

Strategy: a comprehension takes the values of one field out of all messages, and one call makes a column of them. Nearly
all messages hold what their annotations say, so that is tried first; only a column in which it fails is looked at value
by value. Nothing goes through dicts, which would take several times as long.
"""

# pyarrow has no types of its own.
# pyright: reportMissingTypeStubs=false, reportUnknownArgumentType=false, reportUnknownMemberType=false
# pyright: reportUnknownParameterType=false, reportUnknownVariableType=false

from __future__ import annotations

import datetime
import json
import sys
from abc import ABC, abstractmethod
from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import accumulate, chain
from operator import itemgetter
from typing import Any

import msgspec
import pyarrow as pa

from .._core.annotations import Kind, fields_of
from .._core.fields import RealDatetime, Tenth, encode_hook
from .._core.record import Record
from ._schema import MOMENT, WORD, arrow_type, schema

__all__ = ["columns"]

_EPOCH = RealDatetime(1970, 1, 1, tzinfo=datetime.UTC)
_INT64 = range(-(2**63), 2**63)
_NO_TEXT = (int, float, dict, list, tuple, Record)

_encode = msgspec.json.Encoder(enc_hook=encode_hook).encode

#: What is wrong with values if they are not what their annotation says. Arrow's own errors are among them.
_MISFITS = (TypeError, ValueError, LookupError, AttributeError, OverflowError, pa.ArrowException)


def columns(cls: type[Record], messages: Sequence[Any]) -> Any:
    r"""The columns of messages, a row for each, as `schema` describes them.

    Nulls stand for absent fields. Date-times without an offset are UTC. `customData` and other free JSON are text. An
    unknown value of an enumeration, which was tolerated, is in the column as it came. Other values that do not fit are
    null, such as integers that need more than 64 bits; in a column of text they are JSON. Half of a surrogate pair,
    which Arrow cannot hold, becomes its escape (`\ud800`).

    Args:
        cls: A request, a response or a data type, such as `messages.MeterValues.Request`.
        messages: Instances of it; all columns of a None are null. Batches of a few thousand are fastest.

    Raises:
        TypeError: It is no such class, or a message is of another one.
    """
    wanted = schema(cls)
    kinds = set(map(type, messages))
    for each in kinds - {cls, type(None)}:
        if not issubclass(each, cls):
            raise TypeError(f"instances of {_name_of(cls)} are needed, not of {_name_of(each)}")
    rows = _struct_of(cls)
    filled = list(messages) if type(None) not in kinds else [rows.blank if row is None else row for row in messages]
    if not wanted.names:  # a batch of arrays alone would not know how many rows it has
        return pa.RecordBatch.from_struct_array(rows.nothing(len(filled)))
    return pa.RecordBatch.from_arrays(rows.parts(filled), schema=wanted)


def _name_of(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}" if cls.__module__ != "builtins" else cls.__qualname__


class _Column(ABC):
    """Makes columns of one type."""

    def __init__(self, type_: pa.DataType) -> None:
        self.type = type_

    def make(self, values: list[Any]) -> pa.Array:
        """The column of these values; None stands for nothing."""
        if not values or (values[0] is None and _are_one(values)):
            return self.nothing(len(values))
        try:
            return self._fast(values)
        except _MISFITS:
            return self._slow(values)

    def nothing(self, count: int) -> pa.Array:
        """A column of nulls."""
        return pa.nulls(count, self.type)

    @abstractmethod
    def _fast(self, values: list[Any]) -> pa.Array:
        """The column, if every value is what the annotation says."""

    def _slow(self, values: list[Any]) -> pa.Array:
        """The column of any values."""
        return pa.array([None if value is None else self._fitting(value) for value in values], self.type)

    def _fitting(self, value: Any) -> Any:
        """What stands for a value in the column; None if nothing does."""
        raise NotImplementedError


class _Flags(_Column):
    def _fast(self, values: list[Any]) -> pa.Array:
        return pa.array(values, self.type)

    def _fitting(self, value: Any) -> Any:
        return value if isinstance(value, bool) else None


class _Integers(_Column):
    def _fast(self, values: list[Any]) -> pa.Array:
        try:
            return _from_buffer(self.type, array("q", values), len(values))
        except TypeError:
            if set(map(type, values)) != {int, type(None)}:  # Arrow would cut fractions off
                raise
            return pa.array(values, self.type)

    def _fitting(self, value: Any) -> Any:
        return int(value) if isinstance(value, int) and value in _INT64 else None


class _Numbers(_Column):
    def _fast(self, values: list[Any]) -> pa.Array:
        return pa.array(values, self.type)

    def _fitting(self, value: Any) -> Any:
        if not isinstance(value, int | float | Decimal):
            return None
        with suppress(ArithmeticError, ValueError):
            return float(value)
        return None


class _Texts(_Column):
    def _fast(self, values: list[Any]) -> pa.Array:
        return pa.array(values, self.type)

    def _fitting(self, value: Any) -> Any:
        return _well_formed(value) if isinstance(value, str) else _json_of(value)


class _Json(_Column):
    def _fast(self, values: list[Any]) -> pa.Array:
        return pa.array([None if value is None else str(_encode(value), "utf-8") for value in values], self.type)

    def _fitting(self, value: Any) -> Any:
        return _json_of(value)


class _Moments(_Column):
    def _fast(self, values: list[Any]) -> pa.Array:
        # Arrow asks each time zone anew, which takes five times as long as these differences.
        return pa.array([value - _EPOCH for value in values], pa.duration("us")).view(MOMENT)

    def _slow(self, values: list[Any]) -> pa.Array:
        return pa.array([_since_epoch(value) for value in values], pa.duration("us")).view(MOMENT)


class _Words(_Column):
    """The values of an enumeration. All its members are in every dictionary, so that batches have the same one."""

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__(WORD)
        self._words = [member.value for member in members]
        self._dictionary = pa.array(self._words, pa.string())
        self._absent = len(self._words)
        self._numbers: dict[Any, int] = {word: number for number, word in enumerate([*members, None])}
        self._indices = pa.array([*range(self._absent), None], pa.int32())

    def nothing(self, count: int) -> pa.Array:
        return self._column(pa.nulls(count, pa.int32()), self._dictionary)

    def _fast(self, values: list[Any]) -> pa.Array:
        count = len(values)
        if _are_one(values):  # such as the location of samples
            number = self._numbers[values[0]].to_bytes(4, sys.byteorder)
            return self._column(_from_buffer(pa.int32(), number * count, count), self._dictionary)
        # A byte a number. `itemgetter` looks up many keys at once; these are two at least, or it would give no tuple.
        numbers = bytes(itemgetter(*values)(self._numbers))
        small = _from_buffer(pa.uint8(), numbers, count)
        indices = self._indices.take(small) if self._absent in numbers else small.cast(pa.int32())
        return self._column(indices, self._dictionary)

    def _slow(self, values: list[Any]) -> pa.Array:
        numbers = {word: number for number, word in enumerate(self._words)}
        indices: list[int | None] = []
        for value in values:
            word = None if value is None else _well_formed(value) if isinstance(value, str) else _json_of(value)
            indices.append(None if word is None else numbers.setdefault(word, len(numbers)))
        return self._column(pa.array(indices, pa.int32()), pa.array(list(numbers), pa.string()))

    def _column(self, indices: pa.Array, dictionary: pa.Array) -> pa.Array:
        return pa.DictionaryArray.from_arrays(indices, dictionary, safe=False)  # they are within bounds


class _Lists(_Column):
    def __init__(self, kind: Kind) -> None:
        super().__init__(arrow_type(kind))
        self._item = _column_of(kind.item)

    def nothing(self, count: int) -> pa.Array:
        offsets = pa.py_buffer(bytes(4 * (count + 1)))
        return pa.Array.from_buffers(self.type, count, [_all_null(count), offsets], children=[self._item.nothing(0)])

    def _fast(self, values: list[Any]) -> pa.Array:
        if set(map(type, values)) != {list}:  # text and dicts have items, too
            raise TypeError(values)
        return self._column(values)

    def _slow(self, values: list[Any]) -> pa.Array:
        lists = [list(value) if isinstance(value, list | tuple) else None for value in values]
        return self._column([each or () for each in lists], _mask(lists))

    def _column(self, lists: Sequence[Any], mask: pa.Array | None = None) -> pa.Array:
        offsets = pa.array(list(accumulate(map(len, lists), initial=0)), pa.int32())
        items = self._item.make(list(chain.from_iterable(lists)))
        return pa.ListArray.from_arrays(offsets, items, self.type, mask=mask)


class _Structs(_Column):
    """Data types. `blank`: an instance without any value."""

    def __init__(self, cls: type[Record]) -> None:
        fields = fields_of(cls)
        super().__init__(pa.struct(list(schema(cls))))
        self.blank = cls(*[None] * len(fields))
        self._fields = list(self.type)
        self._parts = [(field.name, _reader(field.name), _column_of(field.kind)) for field in fields]

    def nothing(self, count: int) -> pa.Array:
        return self._column(count, [part.nothing(count) for _, _, part in self._parts], _all_null(count))

    def parts(self, rows: list[Any]) -> list[pa.Array]:
        """The columns of the fields."""
        try:
            return self._whole(rows)
        except AttributeError:  # a field of an object has been deleted
            return [part.make([getattr(row, name, None) for row in rows]) for name, _, part in self._parts]

    def _whole(self, rows: list[Any]) -> list[pa.Array]:
        """The columns of the fields. AttributeError if an object has not all of them."""
        return [part.make(read(rows)) for _, read, part in self._parts]

    def _fast(self, values: list[Any]) -> pa.Array:
        return self._column(len(values), self._whole(values))

    def _slow(self, values: list[Any]) -> pa.Array:
        rows = [value if isinstance(value, Record) else None for value in values]
        parts = self.parts([self.blank if row is None else row for row in rows])
        return self._column(len(rows), parts, pa.array([row is not None for row in rows], pa.bool_()).buffers()[1])

    def _column(self, count: int, parts: list[pa.Array], bitmap: pa.Buffer | None = None) -> pa.Array:
        return pa.Array.from_buffers(self.type, count, [bitmap], children=parts)


def _column_of(kind: Kind) -> _Column:
    """What makes columns of an annotation."""
    if kind.is_list:
        return _Lists(kind)
    if kind.is_a(Record):
        return _struct_of(kind.type)
    if kind.is_a(StrEnum):
        return _Words(kind.type)
    plain = _PLAIN.get(kind.type, _Json)
    return plain(arrow_type(kind))


_PLAIN: dict[Any, type[_Column]] = {
    bool: _Flags,
    int: _Integers,
    float: _Numbers,
    Tenth: _Numbers,
    str: _Texts,
    RealDatetime: _Moments,
}


@cache
def _struct_of(cls: type[Record]) -> _Structs:
    return _Structs(cls)


@cache
def _reader(name: str) -> Callable[[list[Any]], list[Any]]:
    """Takes a field out of many objects: twice as fast as `operator.attrgetter`. The name is one of a definition."""
    read: Callable[[list[Any]], list[Any]] = eval(f"lambda rows: [row.{name} for row in rows]")  # noqa: S307
    return read


def _are_one(values: list[Any]) -> bool:
    """Whether all values are the same. Two looks answer for nearly every column in which they are not."""
    first = values[0]
    return first is values[-1] is values[len(values) // 2] and values.count(first) == len(values)


def _mask(values: list[Any]) -> pa.Array:
    """Which values are null."""
    return pa.array([value is None for value in values], pa.bool_())


def _all_null(count: int) -> pa.Buffer:
    """The validity of so many nulls."""
    return pa.py_buffer(bytes((count + 7) // 8))


def _from_buffer(type_: pa.DataType, data: Any, count: int) -> pa.Array:
    """A column without nulls whose values lie one behind the other in memory."""
    return pa.Array.from_buffers(type_, count, [None, pa.py_buffer(data)])


def _well_formed(text: str) -> str:
    """A text with escapes for halves of surrogate pairs."""
    return str(text).encode("utf-8", "backslashreplace").decode("utf-8")


def _json_of(value: Any) -> str | None:
    """A value as JSON text; None if it cannot be written."""
    with suppress(Exception):  # a value of the user may raise anything
        return str(_encode(value), "utf-8")
    with suppress(Exception):  # halves of surrogate pairs, for which JSON has the same escapes
        return _well_formed(json.dumps(value, default=encode_hook, ensure_ascii=False, separators=(",", ":")))
    return None


def _since_epoch(value: Any) -> datetime.timedelta | None:
    """The time from 1970 to a moment; None for what is none."""
    with suppress(Exception):  # a time zone of the user may raise anything
        if isinstance(value, datetime.datetime):
            return (value if value.utcoffset() is not None else value.replace(tzinfo=datetime.UTC)) - _EPOCH
    return None
