r"""Prints what ocpp-codec makes of each frame of recorded sessions.

    python examples/demo.py [FILE ...]

A session is a file of JSON lines such as {"version": "1.6", "frame": "[3,\"7\",{}]", "action": "Heartbeat"}; `action`
names the call that a result answers, `direction` may say who sent the frame. Without a FILE, the sessions next to this
program are read: what a station and its CSMS say to each other in 1.6, 2.0.1 and 2.1, two frames of each defective.
"""

from __future__ import annotations

import datetime
import io
import json
import os
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias, cast

from ocpp_codec import Codec, OCPPException, Rule
from ocpp_codec._core.findings import printable

SESSIONS = sorted(Path(__file__).parent.glob("session-*.jsonl"))
INDENT = " " * 6
WRAPPER = textwrap.TextWrapper(
    width=118, subsequent_indent=INDENT + "    ", max_lines=24, placeholder=" ...", break_on_hyphens=False
)

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"


class Unusable(Exception):  # noqa: N818 (nothing is wrong with this program)
    """A file is no session; the text says why."""


def entries(file: Path) -> Iterator[tuple[int, Codec, dict[str, Any]]]:
    """The lines of a session: number, codec, members."""
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise Unusable(f"{file} cannot be read: {error.strerror}.") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                entry = cast("dict[str, Any]", json.loads(line))
                codec, entry["frame"] = Codec("ocpp" + entry["version"]), "" + entry["frame"]
            except (ValueError, LookupError, TypeError, RecursionError):
                expected = 'a JSON object with a "frame" and a "version" (1.6, 2.0, 2.0.1 or 2.1) is needed'
                raise Unusable(f"{file}, line {number}: {expected}.") from None
            yield number, codec, entry


def show(codec: Codec, frame: str, action: Any) -> Counter[str]:
    """Prints one frame: the message, or why it is none and what to answer. Gives what is to be counted."""
    seen = codec.examine(frame, action)
    counts = Counter(frames=1, findings=len(seen.findings) + seen.omitted)
    ours = any(finding.rule is Rule.NO_ACTION_GIVEN for finding in seen.findings)
    say(repr(seen.message) if seen.message else f"{'ACTION UNKNOWN' if ours else 'DEFECTIVE'} {frame}", wrap=True)
    for finding in seen.findings:
        say(f"{finding.severity:9} {finding.path or '/'}  {finding.rule}  {finding.code}: {finding.message}")
    if seen.omitted:
        say(f"... and {seen.omitted} findings more")
    if seen.message is None:
        say(f"reply     {seen.reply}" if seen.reply else "no reply: none may be sent")
        return counts
    try:
        written = codec.encode(seen.message)
    except OCPPException as refused:  # some things may be received but not sent, such as a vendor's own error code
        say(f"unsendable {refused.ocpp_error.msg}")
        return counts + Counter(messages=1)
    equal = same(json.loads(frame), json.loads(written))
    if not equal:
        say(f"rewritten {written}", wrap=True)
    return counts + Counter(messages=1, equal=equal, identical=written == frame)


def same(one: Json, other: Json) -> bool:
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


def say(text: str, *, wrap: bool = False) -> None:
    """Prints text about one frame, with nothing in it that a terminal would obey."""
    text = INDENT + printable(text)
    print(WRAPPER.fill(text) if wrap else text)


def main(files: list[Path]) -> None:
    """Prints every frame of the files, and how many there were."""
    counts: Counter[str] = Counter()
    for file in files:
        print(f"\n{printable(str(file))}")
        for number, codec, entry in entries(file):
            print(printable(f"{number:4}  {entry['version']}  {entry.get('direction') or ''}".rstrip()))
            counts += show(codec, entry["frame"], entry.get("action"))
    print(
        f"\n{counts['frames']} frames, {counts['messages']} messages, {counts['findings']} findings; "
        f"re-encoded equal to the input: {counts['equal']}, byte for byte: {counts['identical']}"
    )


if __name__ == "__main__":
    # Not every terminal can show what a station sends.
    cast("io.TextIOWrapper", sys.stdout).reconfigure(errors="backslashreplace")
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
