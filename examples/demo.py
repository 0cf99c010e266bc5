"""Reads recorded OCPP sessions and prints what ocpp-codec makes of each frame: python examples/demo.py [FILE ...]

A session is a file of JSON lines such as {"version": "1.6", "frame": "[3,\\"7\\",{}]", "action": "Heartbeat"}; `action`
names the call that a result answers, `direction` may say who sent the frame. Without a FILE, the sessions next to this
program are read: what a station and its CSMS say to each other in 1.6, 2.0.1 and 2.1, two frames of each defective.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import io
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ocpp_codec import Codec, OCPPException
from ocpp_codec.findings import printable

WIDTH = 110
LINES = 60  # of one message
SESSIONS = sorted(Path(__file__).parent.glob("session-*.jsonl"))


class Unusable(Exception):  # noqa: N818 (nothing is wrong with this program)
    """A file is no session; the text says why."""


def entries(file: Path) -> Iterator[tuple[int, Codec, dict[str, Any]]]:
    """The lines of a session: number, codec, members."""
    try:
        lines = file.read_bytes().split(b"\n")
    except (OSError, ValueError) as error:
        raise Unusable(f"{file} cannot be read: {getattr(error, 'strerror', error)}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, *entry_of(line, f"{file}, line {number}")


def entry_of(line: bytes, where: str) -> tuple[Codec, dict[str, Any]]:
    """The codec and members of one line."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        raise Unusable(f"{where} is not JSON") from None
    if not isinstance(entry, dict) or not isinstance(entry.get("frame"), str):
        raise Unusable(f'{where} is no JSON object with a "frame" that is a string')
    try:
        return Codec(f"ocpp{entry.get('version')}"), entry
    except ValueError as error:
        raise Unusable(f"{where}: {error}") from None


def show(codec: Codec, frame: str, action: str | None) -> Counter[str]:
    """Prints one frame: the message, or why it is none and what to answer. Gives what is to be counted."""
    seen = codec.examine(frame, action)
    counts = Counter(frames=1, findings=len(seen.findings) + seen.omitted)
    if seen.message is None:
        say(f"DEFECTIVE  {shortened(frame)}")
    else:
        lines = list(typed(seen.message))
        say(*lines[:LINES], *[f"... and {len(lines) - LINES} lines more"] * (len(lines) > LINES))
    for finding in seen.findings:
        say(f"{finding.severity:9}  {finding.path or '/'}  {finding.rule}  {finding.code}: {finding.message}")
    if seen.omitted:
        say(f"... and {seen.omitted} findings more")
    if seen.message is None:
        say(f"reply      {seen.reply or 'none: the protocol forbids one'}")
        return counts
    try:
        written = codec.encode(seen.message)
    except OCPPException as refused:  # a few things may be received, not sent: an error code of a vendor's own
        say(*(f"unsendable {finding.message}" for finding in refused.findings))
        return counts + Counter(messages=1)
    equal = same(json.loads(frame), json.loads(written))
    if not equal:
        say(f"rewritten  {shortened(written)}")
    return counts + Counter(messages=1, equal=equal, identical=written == frame)


def typed(value: Any, label: str = "", indent: str = "", end: str = "") -> Iterator[str]:
    """The repr of a value, over as many lines as it takes to be readable."""
    line, parts = f"{indent}{label}{value!r}{end}", members(value)
    if len(line) <= WIDTH or not parts:
        yield shortened(line)
        return
    opening, closing = ("[", "]") if isinstance(value, list) else (f"{type(value).__qualname__}(", ")")
    yield f"{indent}{label}{opening}"
    for name, part in parts:
        yield from typed(part, name, f"{indent}  ", ",")
    yield f"{indent}{closing}{end}"


def members(value: Any) -> list[tuple[str, Any]]:
    """What a value consists of, each part with its label."""
    if isinstance(value, list):
        return [("", item) for item in value]
    if isinstance(value, dict):
        return [(f"{key}=", item) for key, item in value.items()]
    if not dataclasses.is_dataclass(value):
        return []
    fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
    return [(f"{name}=", item) for name, item in fields if item is not None]


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: numbers by value, date-times by instant, members in any order."""
    match one, other:
        case dict(), dict():
            return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
        case list(), list():
            return len(one) == len(other) and all(map(same, one, other))
        case str(), str():
            return one == other or None is not instant(one) == instant(other)
        case _:
            return one == other and isinstance(one, bool) is isinstance(other, bool)


def instant(text: str) -> datetime.datetime | None:
    """The moment that a date-time means, None for any other text. Without an offset it is UTC."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def shortened(text: str) -> str:
    """The beginning of a text that is too long to be read on a terminal."""
    return text if len(text) <= 2 * WIDTH else f"{text[: 2 * WIDTH]}... ({len(text)} characters)"


def say(*lines: str) -> None:
    """Prints lines about a frame, with nothing in them that a terminal would obey."""
    for line in lines:
        print(f"      {printable(line)}")


def main() -> int:
    """Reads all files; 2 for one that is no session."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    files = parser.parse_args().files or SESSIONS
