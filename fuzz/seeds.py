"""What fuzzing begins with: valid messages of every kind, and the conversations in `examples`."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ocpp_codec import OcppJsonProtocol
from tests.support.messages import envelope_of

from .conversation import SEPARATOR
from .generate import PAYLOADS, Source, plain, record_of

_EXAMPLES = Path(__file__).parent.parent / "examples"

#: Bytes of an input: the longest integer that is read fits in, with some frame around it.
MAX_SIZE = 5000

_WINDOW = 6  # messages of a conversation in one input

#: Of each kind of envelope that has no payload of its own.
_ERRORS = ('[4,"1","GenericError","",{}]', '[5,"1","InternalError","text",{"a":[1]}]')


def seeds(target: str) -> Iterator[bytes]:
    """The first inputs of a target, whatever can be changed in reasonable time."""
    yield from (data for data in _all_seeds(target) if len(data) <= MAX_SIZE)


def _all_seeds(target: str) -> Iterator[bytes]:
    if target == "pairing":
        yield from _conversations()
    else:
        versions = [each for each in OcppJsonProtocol if target in (f"examine_{each.name[1:]}", *_OF_ALL_VERSIONS)]
        yield from (_compact(frame) for version in versions for frame in samples(version))
        yield from (text.encode() for text in _ERRORS)
    if target in ("round_trip", "native_write"):
        yield from (random.Random(size).randbytes(size) for size in range(300))


_OF_ALL_VERSIONS = ("fast_slow", "schemas", "round_trip", "native_read")


@cache
def samples(protocol: OcppJsonProtocol) -> tuple[list[Any], ...]:
    """Each message of a version as plain data: with nothing but what is required, and with more; always the same ones.

    The id of a result is the name of its action.
    """
    made = [
        envelope_of(record_of(payload, Source(_bytes(payload, size))), payload.action_class.__name__)
        for payload in PAYLOADS
        if payload.action_class.protocol is protocol
        for size in (0, 60, 250)
    ]
    return tuple([int(message.messageTypeId), *plain(message)[1:]] for message in made)


def _bytes(payload: type[Any], size: int) -> bytes:
    return random.Random(f"{payload.__qualname__} {size}").randbytes(size)


def _compact(frame: list[Any]) -> bytes:
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode()


def _conversations() -> Iterator[bytes]:
    for path in sorted(_EXAMPLES.glob("*.jsonl")):
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for start in range(0, len(lines), _WINDOW // 2):
            yield SEPARATOR.join([b"v%s 2" % lines[0]["version"].replace(".", "").encode(), *_steps(lines, start)])


def _steps(lines: list[dict[str, str]], start: int) -> Iterator[bytes]:
    for line in lines[start : start + _WINDOW]:
        sender = "station" if line["direction"].startswith("station") else "csms"
        yield f"{sender} 1 {line['frame']}".encode()
