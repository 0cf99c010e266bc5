"""What the library takes for each of its jobs, as multiples of what `orjson` takes for the same bytes."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import orjson

from ocpp_codec import Codec, OCPPException, Pairing, tolerance
from tests.support.modes import in_python

from . import frames, timing
from .frames import Case


class Row(NamedTuple):
    """One line of the table: a job, what it is compared to, and how many times that it may take, by frame."""

    title: str
    job: str
    yardstick: str
    goal: dict[str, float]


_FRAMES = "abcdef"
_ENCODE = {"a": 1.6, "b": 1.4, "c": 1.0, "d": 0.9, "e": 0.85, "f": 1.4}

ROWS = (
    Row(
        "decode, all checked, to objects",
        "decode",
        "loads",
        {"a": 0.95, "b": 0.80, "c": 0.60, "d": 0.52, "e": 0.55, "f": 0.90},
    ),
    Row(
        "the same in Python alone",
        "decode in Python",
        "loads",
        {"a": 2.5, "b": 2.0, "c": 0.8, "d": 0.8, "e": 0.8, "f": 2.0},
    ),
    Row("encode, all checked", "encode", "dumps", _ENCODE),
    Row("the same in Python alone", "encode in Python", "dumps", {}),
    Row("encode, unchecked", "encode unchecked", "dumps", _ENCODE),
    Row("the same in Python alone", "encode unchecked in Python", "dumps", {}),
    Row("refuse: one unknown field, all findings", "refused", "loads of refused", {"c": 100}),
    Row("refuse, and ask for the reply", "answered", "loads of refused", {}),
    Row("repair: the same with `tolerance.FIELD`", "tolerated", "loads of refused", {"c": 60}),
    Row(
        "decode, date-times without offset, against those with it", "no offset", "decode", dict.fromkeys(_FRAMES, 1.05)
    ),
    Row("`examine` a good frame, against decode", "examine", "decode", dict.fromkeys(_FRAMES, 1.3)),
    Row("`examine`, and ask for the findings, against decode", "examine in full", "decode", {}),
    Row("`Pairing.feed` a call and its result, against `examine`", "feed", "examine both", dict.fromkeys(_FRAMES, 3.0)),
    Row("for comparison: `json.loads`", "json.loads", "loads", {}),
    Row("for comparison: `json.dumps`, against `orjson.dumps`", "json.dumps", "dumps", {}),
)


def jobs(case: Case) -> dict[str, Callable[[], Any]]:
    """Everything that is timed with one frame."""
    codec = Codec(case.protocol)
    python = in_python(codec)
    patient = Codec(case.protocol, tolerate=tolerance.FIELD)
    message, data = case.message, case.data
    encode, encode_in_python = codec.encode_bytes, python.encode_bytes
    refused = frames.with_unknown_field(case.frame)
    no_offset = frames.without_offsets(case.frame)
    pairing = Pairing(codec)
    exchanges = itertools.cycle(frames.exchanges(case, 3 * pairing.max_pending))  # more than it remembers

    def examine_both() -> None:
        call, result, action = next(exchanges)
        codec.examine(call)
        codec.examine(result, action)

    def feed() -> None:
        call, result, _ = next(exchanges)
        pairing.feed(call, "station", 1.0)
        pairing.feed(result, "csms", 1.5)

    found: dict[str, Callable[[], Any]] = {
        "loads": partial(orjson.loads, case.frame),
        "decode": partial(codec.decode, case.frame, case.answers),
        "decode in Python": partial(python.decode, case.frame, case.answers),
        "encode in Python": partial(encode_in_python, message),
        "encode unchecked in Python": lambda: encode_in_python(message, check=False),
        "examine": partial(codec.examine, case.frame, case.answers),
        "examine in full": lambda: codec.examine(case.frame, case.answers).findings,
        "examine both": examine_both,
        "feed": feed,
        "json.loads": partial(json.loads, case.frame),
        "dumps": partial(orjson.dumps, data),
        "encode": partial(encode, message),
        # As a program calls it: `partial` takes 55 ns for a keyword, nearly what `orjson` takes for a short frame.
        "encode unchecked": lambda: encode(message, check=False),
        "json.dumps": partial(json.dumps, data),
        "loads of refused": partial(orjson.loads, refused),
        "refused": partial(refusal, codec, refused, case.answers),
        "answered": lambda: refusal(codec, refused, case.answers).reply,
        "tolerated": partial(patient.decode, refused, case.answers),
    }
    if no_offset != case.frame:
        found["no offset"] = partial(codec.decode, no_offset, case.answers)
    return found


def refusal(codec: Codec, frame: bytes, answers: Any = None) -> OCPPException:
    """What is raised for a frame that has to be refused."""
    try:
        codec.decode(frame, answers)
    except OCPPException as refused:
        return refused
    raise AssertionError(frame[:200])


def measure(seconds: float) -> dict[str, dict[str, float]]:
    """Microseconds by frame and job."""
    return {case.key: timing.least(jobs(case), seconds) for case in frames.cases()}
