"""Reads recorded OCPP sessions and prints what ocpp-codec makes of each frame: python examples/demo.py [FILE ...]

A session is a file of JSON lines such as {"version": "1.6", "frame": "[3,\\"7\\",{}]", "action": "Heartbeat"}; `action`
names the call that a result answers, `direction` may say who sent the frame. Without a FILE, the sessions next to this
program are read: what a station and its CSMS say to each other in 1.6, 2.0.1 and 2.1, two frames of each defective.
"""

from __future__ import annotations

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


def read(file: Path) -> Iterator[tuple[int, Codec, dict[str, Any]]]:
    """The lines of a session: number, codec, members."""
    try:
        lines = file.read_bytes().splitlines()
    except (OSError, ValueError) as error:
        raise Unusable(f"{file} cannot be read: {getattr(error, 'strerror', error)}.") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, *entry_of(line, f"{file}, line {number}")


def entry_of(line: bytes, where: str) -> tuple[Codec, dict[str, Any]]:
    """The codec and members of one line."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        entry = None
    if not isinstance(entry, dict) or not isinstance(entry.get("frame"), str):
        raise Unusable(f'{where}: this is no JSON object with a "frame" that is a string.')
    try:
        return Codec(f"ocpp{entry.get('version')}"), entry
    except ValueError as error:
        raise Unusable(f"{where}: {error}.") from None


def show(codec: Codec, frame: str, action: Any) -> Counter[str]:
    """Prints one frame: the message, or why it is none and what to answer. Gives what is to be counted."""
    seen = codec.examine(frame, action)
    say(*(typed(seen.message) if seen.message else [f"DEFECTIVE  {shortened(frame)}"]))
    for finding in seen.findings:
        say(f"{finding.severity:9}  {finding.path or '/'}  {finding.rule}  {finding.code}: {finding.message}")
    if seen.omitted:
        say(f"... and {seen.omitted} findings more")
    counts = Counter(frames=1, findings=len(seen.findings) + seen.omitted)
    if seen.message is None:
        say(f"reply      {seen.reply or 'none: the protocol forbids one'}")
        return counts
    try:
        written = codec.encode(seen.message)
    except OCPPException as refused:  # some things may be received but not sent, such as a vendor's own error code
        say(*(f"unsendable {finding.message}" for finding in refused.findings))
        return counts + Counter(messages=1)
    equal = same(json.loads(frame), json.loads(written))
    if not equal:
        say(f"rewritten  {shortened(written)}")
    return counts + Counter(messages=1, equal=equal, identical=written == frame)


def typed(value: Any, label: str = "", indent: str = "", end: str = "") -> Iterator[str]:
    """The repr of a value, over as many lines as it takes to be readable."""
    line, parts = f"{indent}{label}{value!r}{end}", parts_of(value)
    if len(line) <= WIDTH or not parts:
        yield shortened(line)
        return
    opening, closing = ("[", "]") if isinstance(value, list) else (f"{type(value).__qualname__}(", ")")
    yield f"{indent}{label}{opening}"
    for name, part in parts:
        yield from typed(part, name, f"{indent}  ", ",")
    yield f"{indent}{closing}{end}"


def parts_of(value: Any) -> list[tuple[str, Any]]:
    """The items or fields of a value, each with its label."""
    if isinstance(value, list):
        return [("", item) for item in value]
    if isinstance(value, dict):
        return [(f"{key}=", item) for key, item in value.items()]
    if not dataclasses.is_dataclass(value):
        return []
    fields = [(f"{field.name}=", getattr(value, field.name)) for field in dataclasses.fields(value)]
    return [(label, item) for label, item in fields if item is not None]


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: numbers by value, date-times by instant, members in any order."""
    match one, other:
        case dict(), dict():
            return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
        case list(), list():
            return len(one) == len(other) and all(map(same, one, other))
        case str(), str():
            return one == other or (instant(one) is not None and instant(one) == instant(other))
        case _:
            return one == other and isinstance(one, bool) is isinstance(other, bool)


def instant(text: str) -> datetime.datetime | None:
    """The moment that a date-time means, None for any other text; without an offset it is UTC."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def shortened(text: str) -> str:
    """The beginning of a text that is too long for a terminal."""
    return text if len(text) <= 2 * WIDTH else f"{text[: 2 * WIDTH]}... ({len(text)} characters)"


def say(*lines: str) -> None:
    """Prints lines about one frame, with nothing in them that a terminal would obey."""
    more = [f"... and {len(lines) - LINES} lines more"] * (len(lines) > LINES)
    for line in [*lines[:LINES], *more]:
        print(f"      {printable(line)}")


def main(files: list[Path]) -> None:
    """Prints every frame of the files, and how many there were."""
    counts: Counter[str] = Counter()
    for file in files:
        print(f"\n{printable(str(file))}")
        for number, codec, entry in read(file):
            print(printable(f"{number:4}  {entry['version']}  {entry.get('direction', '')}".rstrip()))
            counts += show(codec, entry["frame"], entry.get("action"))
    print(
        f"\n{counts['frames']} frames, {counts['messages']} messages, {counts['findings']} findings; "
        f"re-encoded equal to the input: {counts['equal']}, byte for byte: {counts['identical']}"
    )


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):  # not every terminal can show what a station sends
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        try:
            main([Path(argument) for argument in sys.argv[1:]] or SESSIONS)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Unusable as problem:
        print(f"demo.py: {printable(str(problem))}", file=sys.stderr)
        sys.exit(2)
