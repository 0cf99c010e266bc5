"""Changes inputs as somebody would who knows OCPP: fields, values and types that exist, limits, what breaks readers.

Strategy: an input is read as JSON, changed in a few places and written again. What is put somewhere is mostly made for
the field of that name, in any version; sometimes it is junk, and sometimes bytes are changed blindly. The same seed
gives the same change.
"""

from __future__ import annotations

import copy
import json
import math
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from ocpp_codec import OcppJsonProtocol
from ocpp_codec._core.annotations import Kind, fields_of
from ocpp_codec.record import Record

from .conversation import SEPARATOR
from .generate import PAYLOADS, Source, plain, value_of
from .seeds import samples

#: Changes bytes blindly; never more than so many come back.
Edit = Callable[[bytes, int], bytes]

JUNK: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2, 1.0, 0.15, 0.1234567, 1e-7, 1e300, 2**31 - 1, 2**31, -(2**31) - 1, 2**63, 2**64,
    -(2**70), 10**309, 10**4000, math.nan, -math.inf, "", " ", "1", "1.0", " -7 ", "1e2", "true", "False", "null",
    "accepted", "x" * 300, "\ud800", "\x00", "\u202e", "2024-02-30T00:00:00Z", "2024-05-17 09:41",
    "2024-05-17T11:41:33+02:00[Europe/Berlin]", "2024-05-17t09:41:33.123456789+0200", "20240517T094133Z",
    "0001-01-01T00:00:00+14:00", "2024-W20-5T09:41:33,5Z", "2024-05-17T24:00:00Z", "2016-12-31T23:59:60Z",
    "9999-12-31T23:59:60-01", "9999-12-31T23:59:59.9999999Z", "0000-01-01T00:00:00Z",
    "2024-05-17T09:41:33+00:00Z", "2024-05-17T09:41:33 UTC", "2024-05-17T09:41:33.",
    "2024-05-17T09:41:33.1234567Z", "https://a.example/%zz", "a/b", "::",
    [], {}, [[]], [None], [{}], {"": None}, {"vendorId": "x" * 256}, {"vendorId": 1}, {"vendorId": "", "a": math.nan},
    {"vendorId": None}, {"a": {"b": [1, {"c": None}]}},
)  # fmt: skip

PIECES = (
    '"', "\\", "[", "]", "{", "}", ",", ":", "-", "0", ".5", "e5", " ", "\n", "\x00", "\x7f", "\ufeff", "\u2028", "//",
    "/**/", '"\\ud800"', '"\\udc00\\ud800"', '"\\u0000"', '"\\x"', "NaN,", "-Infinity,", "tru", "null,", "1e999,",
    "-0.0,", "00,", ",,", "9" * 20, "9" * 4300, "9" * 4301, f"0.{'3' * 400}", "[" * 199, "[" * 300, '{"a":' * 100, "'",
    "+1,", "0x1,", "1.,", '"customData":{},', '"vendorId":"",', "\t", "\r\n",
    *(f"{'[' * depth}{']' * depth}," for depth in (60, 63, 64, 65)),
)  # fmt: skip

BYTES = (
    b"\xff", b"\xc3", b"\xc0\x80", b"\xe0\x80\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80", b"\xef\xbb\xbf",
    b"\x00",
)  # fmt: skip

_IDS: tuple[Any, ...] = (
    "",
    "-1",
    "1",
    1,
    1.5,
    None,
    "x" * 36,
    "x" * 37,
    "x" * 255,
    "x" * 256,
    2**64,
    10**40,
    10**250,
    "\ud800",
    '""Heartbeat',
    [],
)
_TYPES = (2, 3, 4, 5, 6, 0, 7, -2, "2", "3", 2.0, 3.0, "02", True, None, 2.5)
_CODES = (
    "GenericError",
    "FormationViolation",
    "FormatViolation",
    "generic error",
    "Occurence Constraint-Violation",
    "",
    None,
    {"errorCode": "NotImplemented", "errorDescription": "a", "errorDetails": {}},
    {"reason": "x"},
    ["NotSupported"],
    {"code": 5},
)
_SPELLINGS: tuple[dict[str, Any], ...] = (
    {"separators": (",", ":"), "ensure_ascii": False},
    {"separators": (",", ":")},
    {},
    {"indent": 1},
)
_MEMBER = re.compile(r'"(\w+)":')
_MARK = re.compile(r'[{\[,:"]')
_DEPTHS = (*[1] * 20, 2, 2, 3, 61, 62, 63, 64, 65, 200)  # great ones take time
_MOST_STEPS = 10
_STEP_TIMES = (b"0", b"0.5", b"1", b"7", b"10", b"10.001", b"400")


# What the definitions know -----------------------------------------------------------------------------------------


@cache
def _kinds() -> dict[str, list[Kind]]:
    """What fields of a name allow."""
    found: defaultdict[str, list[Kind]] = defaultdict(list)
    for definition in _definitions():
        for field in fields_of(definition):
            if field.kind not in found[field.key]:
                found[field.key].append(field.kind)
    return dict(found)


@cache
def _definitions() -> list[type[Record]]:
    """Every payload and data type of every version."""
    todo: list[type[Record]] = list(PAYLOADS)
    known = set(todo)
    for definition in todo:
        for field in fields_of(definition):
            part = _record_in(field.kind)
            if part is not None and part not in known:
                known.add(part)
                todo.append(part)
    return todo


def _record_in(kind: Kind) -> type[Record] | None:
    while kind.is_list:
        kind = kind.item
    return kind.type if kind.is_a(Record) else None


@cache
def _fields_below(name: str) -> list[str]:
    """The fields of whatever may stand under a name."""
    parts = [_record_in(kind) for kind in _kinds().get(name, ())]
    return sorted({field.key for part in parts if part for field in fields_of(part)})


@cache
def _fields_of_action(name: str) -> list[str]:
    payloads = [each for each in PAYLOADS if each.action_class.__name__ == name]
    return sorted({field.key for payload in payloads for field in fields_of(payload)})


@cache
def _actions() -> list[str]:
    return sorted({payload.action_class.__name__ for payload in PAYLOADS})


@cache
def _all_samples() -> list[Any]:
    return [frame for protocol in OcppJsonProtocol for frame in samples(protocol)]


# Changes of data ---------------------------------------------------------------------------------------------------


def _places(value: Any, name: str) -> Iterator[tuple[Any, Any, str]]:
    """Every place: the list or object, the index or key in it, and the name of the field that it belongs to."""
    keys = range(len(value)) if isinstance(value, list) else list(value) if isinstance(value, dict) else ()
    for key in keys:
        below = key if isinstance(key, str) else name
        yield value, key, below
        yield from _places(value[key], below)


class _Change:
    """One change of the data of a frame, decided by chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def of(self, frame: Any) -> Any:
        """The frame, changed in its head or in its payload."""
        if not isinstance(frame, list) or len(frame) < 3 or self.chance.random() < 0.08:
            return self._head(frame)
        if not isinstance(frame[-1], dict) or self.chance.random() < 0.1:
            frame[-1] = self._one_of([{}, *JUNK, [frame[-1]]])
            return frame
        action = frame[1] if frame[0] == 3 else frame[2]
        found = list(_places(frame[-1], ""))
        if not found or self.chance.random() < 0.2:
            self._add(frame[-1], _fields_of_action(action) if isinstance(action, str) else [])
        else:
            self._inside(*self.chance.choice(found))
        return frame

    def _head(self, frame: Any) -> Any:
        if not isinstance(frame, list) or not frame or self.chance.random() < 0.1:
            return self._one_of([*JUNK, *_all_samples()])
        index = self.chance.randrange(min(len(frame), 3))
        options: list[Any] = [list(_TYPES), list(_IDS), [*_actions(), *_CODES, *JUNK]][index]
        match self.chance.randrange(4):
            case 0:
                del frame[index]
            case 1:
                frame.insert(index, self._one_of(options))
            case _:
                frame[index] = self._one_of(options)
        return frame

    def _inside(self, inside: Any, key: Any, name: str) -> None:
        """Changes one place in a payload."""
        value = inside[key]
        match self.chance.randrange(12):
            case 0 | 1 | 2:
                inside[key] = self._fitting(name, value)
            case 3:
                inside[key] = self._one_of(JUNK)
            case 4:
                del inside[key]
            case 5 if isinstance(value, dict):
                self._add(value, _fields_below(name))
            case 6 if isinstance(inside, dict):
                other = self.chance.choice(
                    [f"{key}x", key.swapcase(), f"{key[:2]}_{key[2:]}", "", "x" * 300, *_fields_below(name), *_kinds()]
                )
                inside[other] = inside.pop(key) if self.chance.random() < 0.5 else copy.deepcopy(value)
            case 7:
                inside[key] = self._nested(value)
            case 8 if isinstance(value, list):
                inside[key] = self._other_length(value)
            case 9 if isinstance(inside, dict):
                items = list(inside.items())
                self.chance.shuffle(items)
                inside.clear()
                inside.update(items)
            case _:
                inside[key] = self._varied(value)

    def _one_of(self, values: Sequence[Any]) -> Any:
        """A copy of one of them, since it may be changed further."""
        return copy.deepcopy(self.chance.choice(values))

    def _add(self, members: dict[str, Any], names: list[str]) -> None:
        name = self.chance.choice(names or sorted(_kinds()))
        members[name] = self._fitting(name, "x")

    def _fitting(self, name: str, otherwise: Any) -> Any:
        """Something that is right for a field of that name, somewhere."""
        kinds = _kinds().get(name)
        if kinds is None:
            return self._varied(otherwise)
        source = Source(self.chance.randbytes(self.chance.choice((0, 2, 8, 40))))
        return plain(value_of(self.chance.choice(kinds), source))

    def _nested(self, value: Any) -> Any:
        depth = self.chance.choice(_DEPTHS)
        for _ in range(depth):
            value = [value] if self.chance.random() < 0.8 else {"a": value}
        return value

    def _other_length(self, items: list[Any]) -> Any:
        return self.chance.choice(
            [items[:1], items[1:], items[:2] * 2, items[:1] * 20, [*items, None], items[0] if items else {}]
        )

    def _varied(self, value: Any) -> Any:
        """What is nearly the same."""
        match value:
            case str():
                return self.chance.choice(
                    [
                        value + "x",
                        value[:-1],
                        value.swapcase(),
                        value + "x" * 100,
                        (value * 20)[:300],
                        f" {value}",
                        value + "\ud834",
                        value + "\U0001d11e",
                    ]
                )
            case bool():
                return self.chance.choice([not value, str(value), int(value)])
            case int() | float() if abs(value) < 1e15:
                return self.chance.choice(
                    [str(value), -value, value + 1, value + 0.5, value + 0.05, float(value), value * 1000, value + 1e-7]
                )
            case list():
                return self._other_length(value)
            case dict():
                return self.chance.choice([[value], {}, [], value | {"unknown": 1}])
            case _:
                return self._one_of(JUNK)


# Changes of texts --------------------------------------------------------------------------------------------------


def change_frame(data: bytes, max_size: int, chance: random.Random, edit: Edit) -> bytes:
    """A frame, changed a little."""
    if chance.random() < 0.08:
        return edit(data, max_size)
    try:
        frame = json.loads(data)
        change = _Change(chance)
        for _ in range(chance.choice((1, 1, 1, 2, 3, 5))):
            frame = change.of(frame)
        text = json.dumps(frame, **chance.choice(_SPELLINGS))
    except (ValueError, RecursionError):
        return _spliced(data, chance) if chance.random() < 0.5 else edit(data, max_size)
    if chance.random() < 0.12:
        text = _change_text(text, chance)
    changed = text.encode(errors="surrogatepass")
    return _spliced(changed, chance) if chance.random() < 0.02 else changed


def _change_text(text: str, chance: random.Random) -> str:
    """What data cannot say: a key twice, and pieces that are hard on a reader of JSON."""
    members = list(_MEMBER.finditer(text))
    if members and chance.random() < 0.5:
        at = chance.choice(members)
        return f'{text[: at.start()]}"{at[1]}":{json.dumps(chance.choice(JUNK))},{text[at.start() :]}'
    marks = [match.end() for match in _MARK.finditer(text)]
    start = chance.choice(marks) if marks and chance.random() < 0.8 else chance.randint(0, len(text))
    end = chance.choice((start, start, start + 1, len(text)))
    return text[:start] + chance.choice(PIECES) + text[end:]


def _spliced(data: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(data))
    return data[:start] + chance.choice(BYTES) + data[start + chance.randrange(2) :]


def change_conversation(data: bytes, max_size: int, chance: random.Random, edit: Edit) -> bytes:
    """A conversation, changed in one step or in the order of its steps."""
    head, *steps = data.split(SEPARATOR)
    if not steps or chance.random() < 0.05:
        version = chance.choice((b"v16", b"v20", b"v201", b"v21"))
        head = version + chance.choice((b"", b"+field", b"+enforce")) + b" %d" % chance.randint(1, 4)
    for _ in range(chance.choice((1, 1, 2, 4))):
        _change_steps(steps, max_size, chance, edit)
    return SEPARATOR.join([head, *steps[-_MOST_STEPS:]])


def _change_steps(steps: list[bytes], max_size: int, chance: random.Random, edit: Edit) -> None:
    at = chance.randrange(len(steps) + 1)
    kind = chance.randrange(8)
    if not steps or kind == 0:
        steps.insert(at, _new_step(chance))
        return
    at = min(at, len(steps) - 1)
    sender, _, rest = steps[at].partition(b" ")
    after, _, frame = rest.partition(b" ")
    match kind:
        case 1:
            del steps[at]
        case 2:
            steps.insert(chance.randrange(len(steps) + 1), steps[at])
        case 3:
            chance.shuffle(steps)
        case 4:
            steps[at] = b" ".join([b"csms" if sender == b"station" else b"station", after, frame])
        case 5:
            steps[at] = b" ".join([sender, chance.choice(_STEP_TIMES), frame])
        case 6:
            steps[at] = b" ".join([sender, after, _with_id_of(frame, chance.choice(steps))])
        case _:
            steps[at] = b" ".join([sender, after, change_frame(frame, max_size, chance, edit)])


def _new_step(chance: random.Random) -> bytes:
    if chance.random() < 0.2:
        return chance.choice((b"close", b"station 11 give_up"))
    frame = list(chance.choice([*_all_samples(), [4, "1", "GenericError", "", {}], [5, "1", "GenericError", "", {}]]))
    if chance.random() < 0.8:
        frame[1] = str(chance.randrange(4))
    sender = chance.choice((b"station", b"csms"))
    return b" ".join([sender, chance.choice(_STEP_TIMES), json.dumps(frame, separators=(",", ":")).encode()])


_ID = re.compile(rb'(\[[0-9],)("[^"]*")')


def _with_id_of(frame: bytes, other: bytes) -> bytes:
    """The frame with the id that stands in another one."""
    found = _ID.search(other)
    return _ID.sub(lambda match: match[1] + found[2], frame, count=1) if found else frame


def change_bytes(data: bytes, max_size: int, chance: random.Random, edit: Edit) -> bytes:
    """A frame, or bytes that decide a message."""
    if data[:1] == b"[" and chance.random() < 0.95:
        return change_frame(data, max_size, chance, edit)
    return edit(data, max_size)


def mutate(target: str, data: bytes, max_size: int, seed: int, edit: Edit) -> bytes:
    """The input of a target, changed."""
    changes = {"pairing": change_conversation, "round_trip": change_bytes, "native_write": change_bytes}
    change = changes.get(target, change_frame)
    return change(data, max_size, random.Random(seed), edit)[:max_size]
