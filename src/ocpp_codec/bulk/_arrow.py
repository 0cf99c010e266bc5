"""Arrow arrays out of lists of a stranger's values: no text and no number makes it fail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from .._core.jsonvalues import SURROGATE
from ._pyarrow import pa, pc

__all__ = ["Numbers", "integers", "moments", "texts", "unpacked", "within_years", "words", "words_of"]

_TEXT = pa.string()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TIME = pa.timestamp("us", "UTC")
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def texts(values: Sequence[str | None]) -> Any:
    """Texts. Half of a surrogate pair, which is no character, becomes its escape."""
    try:
        return pa.array(values, _TEXT)
    except (UnicodeEncodeError, pa.ArrowException):
        return pa.array([None if each is None else _printable(str(each)) for each in values], _TEXT)


def _printable(text: str) -> str:
    return SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def integers(values: Sequence[int | None], kind: Any) -> Any:
    """Whole numbers; null for those that are too large for the type, and for what is no number."""
    try:
        return pa.array(values, kind)
    except (OverflowError, pa.ArrowException):
        most = 1 << (kind.bit_width - 1)
        known = range(-most, most)
        return pa.array([each if type(each) is int and each in known else None for each in values], kind)


def moments(values: Sequence[Any]) -> Any:
    """Aware date-times, or None. Arrow is five times as fast with what has passed since 1970."""
    passed = pa.array([None if value is None else value - _EPOCH for value in values], pa.duration("us"))
    return within_years(passed.view(_TIME))


def within_years(times: Any) -> Any:
    """Times in UTC; null beyond the years 1 to 9999, such as 0001-01-01T00:00:00+14:00: Python has no others."""
    return pc.if_else(pc.and_(pc.greater_equal(times, _FIRST), pc.less_equal(times, _LAST)), times, None)


class Numbers(dict[Any, int]):
    """Numbers things in the order in which they come."""

    def __missing__(self, thing: Any) -> int:
        number = self[thing] = len(self)
        return number


def words(values: Iterable[str | None]) -> Any:
    """Texts of which there are few different ones."""
    numbers = Numbers()
    return words_of(list(map(numbers.__getitem__, values)), list(numbers))


def words_of(numbers: Any, names: Sequence[str | None]) -> Any:
    """Texts by the number of each in a list of names. A name may be missing, or be there twice."""
    places: dict[str, int] = {}
    place = [None if each is None else places.setdefault(str.__str__(each), len(places)) for each in names]
    known = texts(list(places))
    index = pa.array(numbers, pa.int32()) if isinstance(numbers, list) else numbers
    if place != list(range(len(names))):
        index = pa.array(place, pa.int32()).take(index)
    return pa.DictionaryArray.from_arrays(index, known)


def unpacked(column: Any) -> list[str | None]:
    """The texts of a dictionary array. Arrow's own way makes each of them anew."""
    names = [*column.dictionary.to_pylist(), None]
    numbers = column.indices
    if numbers.null_count:
        numbers = pc.fill_null(numbers, len(names) - 1)
    return list(map(names.__getitem__, numbers.to_pylist()))
