"""Hypothesis strategies: frames that are damaged, as plain data or as text, and what never was a frame."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

from ocpp_codec import Codec, OcppJsonProtocol, serializer, structure
from ocpp_codec._core.escapes import key_text
from ocpp_codec.compat import get_implemented_messages
from ocpp_codec.testing import messages
from tests.support.messages import action_of
from tests.support.oddities import sendable

WITH_PAYLOAD = (structure.Call, structure.CallResult, structure.Send)

#: What may stand where something else belongs.
JUNK: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2, 3, 1.0, 0.15, 1e-7, 1e300, 2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**63, 2**64, -(2**70), 10**400, math.nan, -math.inf,
    "", " ", "1", "1.0", "1e2", "true", "null", "accepted", "x" * 300, "\ud800", "\x00", "2024-02-30T00:00:00Z",
    "2024-05-17 09:41", "2024-05-17T11:41:33+02:00[Europe/Berlin]", "2024-05-17t09:41:33.123456789+0200", "20240517T094133Z", "0001-01-01T00:00:00+14:00",
    [], {}, [[]], [None], [{}], {"": None}, {"vendorId": "x" * 256}, {"vendorId": 1}, {"vendorId": "", "a": math.nan},
)  # fmt: skip


def frames(
    drawn: st.SearchStrategy[structure.Envelope], protocol: OcppJsonProtocol
) -> st.SearchStrategy[tuple[Any, str | None]]:
    """Messages as the plain data of their frames, each with the action to be named: as they are sent, or without loss."""
    codec = Codec(protocol)

    def frame_of(message: structure.Envelope, lossless: bool) -> tuple[Any, str | None]:
        if lossless:
            return serializer.serialize(message, protocol=protocol), action_of(message)
        return json.loads(codec.encode(sendable(message))), action_of(message)

    return st.builds(frame_of, drawn, st.booleans())


@st.composite
def damaged_frames(draw: st.DrawFn, protocol: OcppJsonProtocol) -> tuple[Any, str | None]:
    """Frames as plain data that were valid until something happened to them."""
    frame, action = draw(frames(messages(protocol, odd=True), protocol))
    whole = [frame]
    damage(draw, whole)
    return whole[0] if whole else None, action


@st.composite
def damaged_payloads(draw: st.DrawFn, protocol: OcppJsonProtocol) -> tuple[Any, str | None]:
    """Frames of which nothing but the payload is damaged."""
    frame, action = draw(frames(messages(protocol, kinds=WITH_PAYLOAD, odd=True), protocol))
    damage(draw, frame[-1])
    return frame, action


def damage(draw: st.DrawFn, data: Any) -> None:
    """Changes plain data in one place or several."""
    for _ in range(draw(st.integers(1, 3))):
        if found := list(places(data)):
            _change(draw, *draw(st.sampled_from(found)))


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in plain data: the list or object, and the index or name in it."""
    keys = range(len(value)) if isinstance(value, list) else list(value) if isinstance(value, dict) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])


def pointers(value: Any, at: str = "") -> Iterator[str]:
    """The JSON pointers of everything in plain data, in document order."""
    yield at
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in entries:
        yield from pointers(item, f"{at}/{key_text(key)}")


def _change(draw: st.DrawFn, inside: Any, key: Any) -> None:
    match draw(st.sampled_from(["delete", "add", "vary", "vary", "replace", "replace"])):
        case "delete":
            del inside[key]
        case "add" if isinstance(inside, list):
            inside.insert(key, draw(_one_of([*JUNK, inside[key]])))
        case "add":
            inside[draw(st.sampled_from([f"{key}x", key.swapcase(), "", "customData"]))] = inside[key]
        case "vary":
            inside[key] = draw(_one_of(variants(inside[key])))
        case _:
            inside[key] = draw(_one_of(JUNK))


def variants(value: Any) -> list[Any]:
    """What is nearly the same."""
    match value:
        case str():
            longer = [value + " ", value + "x" * 300, (value * 500)[:20_000]]
            return [*longer, value.swapcase(), value[:-1], value.replace("Z", "")]
        case bool():
            return [str(value).lower(), int(value), None]
        case int() | float():
            return [str(value), -value, value * 1000, *(round(value % 1000 + part, 2) for part in (0.0, 0.5, 0.01))]
        case list():
            return [value[:1], value * 20, value[:1] * 2000, [*value, None], {}, *value[:1]]
        case dict():
            return [value | {"unknown": 1}, [value], {}, dict(reversed(value.items())), None]
        case _:
            return [{}, []]


def _one_of(values: Sequence[Any]) -> st.SearchStrategy[Any]:
    """A copy of one of them, so that it may be damaged further."""
    return st.sampled_from(values).map(copy.deepcopy)


# Texts ---------------------------------------------------------------------------------------------------------------

#: Pieces of text that are hard on a reader of JSON.
PIECES = (
    "", '"', "\\", "[", "]", "{", "}", ",", ":", "1", "-", "0", ".5", "e5", " ", "\n", "\x00", "\ufeff", "\u2028", "//",
    "\ud800", '"\\ud800"', '"\\udc00\\ud800"', '"\\u0000"', '"\\x"', "NaN,", "-Infinity,", "tru", "null,", "1e999,",
    "-0.0,", "00,", "1E5,", "9" * 20, "9" * 4300, "9" * 4301, f"0.{'3' * 400}", "[" * 199, "[" * 1000, '{"a":' * 100,
    *(f"{'[' * depth}{']' * depth}," for depth in (60, 63, 64, 65)), '"status":1,', '"\\u0073tatus":"Accepted",',
    '"customData":{},', '"vendorId":"",', '"timestamp":"",', '[2,"1","Heartbeat",{}]', '[2,"\\"1\\"","Heartbeat",{}]',
    "[ 2 ,", '[2,"1","Heartbeat",', '[3,"1",', '[4,"1","GenericError","",{}]', '[5,"', '[6,"1",',
)  # fmt: skip

#: Bytes that are no UTF-8, or none that may be: cut, overlong, half a surrogate pair, beyond the last character.
BYTES = (
    b"", b"\xff", b"\xc3", b"\xc0\x80", b"\xe0\x80\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80", b'"', b"\\",
)  # fmt: skip


def valid_texts(protocol: OcppJsonProtocol) -> st.SearchStrategy[tuple[str, str | None]]:
    """Texts of valid frames."""
    return _texts_of(frames(messages(protocol, odd=True), protocol))


def damaged_texts(protocol: OcppJsonProtocol) -> st.SearchStrategy[tuple[str, str | None]]:
    """Texts of damaged frames, which are JSON still (or nearly, where a NaN got in)."""
    return _texts_of(damaged_frames(protocol))


def _texts_of(drawn: st.SearchStrategy[tuple[Any, str | None]]) -> st.SearchStrategy[tuple[str, str | None]]:
    return st.builds(lambda both, text_of: (text_of(both[0]), both[1]), drawn, st.sampled_from([compact, pretty]))


@st.composite
def broken_texts(draw: st.DrawFn, protocol: OcppJsonProtocol) -> tuple[str, str | None]:
    """Texts of frames, cut off or with foreign pieces in them."""
    text, action = draw(valid_texts(protocol))
    for _ in range(draw(st.integers(1, 2))):
        text = _spliced(draw, text, PIECES, {*'{[,:"'})
    return text, action


@st.composite
def broken_bytes(draw: st.DrawFn, protocol: OcppJsonProtocol) -> tuple[bytes, str | None]:
    """The same with bytes."""
    frame, action = draw(frames(messages(protocol, odd=True), protocol))
    return _spliced(draw, compact(frame).encode(), BYTES, {*b'{[,:"'}), action


def _spliced(draw: st.DrawFn, text: Any, pieces: tuple[Any, ...], marks: set[Any]) -> Any:
    """The text with a piece in place of nothing, of one character, or of all the rest; mostly where a value begins."""
    behind_marks = [index + 1 for index, character in enumerate(text) if character in marks] or [0]
    start = draw(st.sampled_from(behind_marks) | st.integers(0, len(text)))
    end = draw(st.sampled_from([start, start + 1, len(text)]))
    return text[:start] + draw(st.sampled_from(pieces)) + text[end:]


def compact(frame: Any) -> str:
    """The text of plain data, as short as it can be."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def pretty(frame: Any) -> str:
    """The text of plain data with blanks, line feeds and escapes."""
    return json.dumps(frame, indent=1)


def noise(protocol: OcppJsonProtocol) -> st.SearchStrategy[tuple[str | bytes, str | None]]:
    """Texts and bytes that never were a frame."""
    pieces = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
    names = ["Heartbeat", "no such action", *get_implemented_messages(protocol)]
    return st.tuples(st.text() | st.binary() | pieces, st.none() | st.sampled_from(names))
