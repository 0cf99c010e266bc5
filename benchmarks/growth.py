"""How the cost of a frame grows with its size: a NotifyReport of 2.0.1 from 1 kB to 1 MB."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import orjson

from ocpp_codec import Codec
from ocpp_codec.structure import Call

from . import frames, timing
from .targets import refusal

#: How many variables a report has: 1 kB, doubled ten times.
VARIABLES = tuple(round(3.45 * 2**step) for step in range(11))
_LARGE = 1 << 22


class Line(NamedTuple):
    """One job over all sizes: (bytes, microseconds), and the slopes of their logarithms."""

    points: list[tuple[int, float]]

    @property
    def slope(self) -> float:
        """Over all sizes. 1 is in proportion to the size, 2 is quadratic."""
        return slope(self.points)

    @property
    def end_slope(self) -> float:
        """Over the larger half of the sizes, where what every frame costs no longer counts."""
        return slope(self.points[len(self.points) // 2 :])


def slope(points: list[tuple[int, float]]) -> float:
    """Of the straight line through the logarithms, by least squares."""
    xs = [math.log(size) for size, _ in points]
    ys = [math.log(took) for _, took in points]
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return above / sum((x - x_mean) ** 2 for x in xs)


def measure(seconds: float) -> dict[str, Line]:
    """The lines by job. All sizes take turns, so that what disturbs for a while does not bend a line."""
    codec = Codec("ocpp2.0.1", max_size=_LARGE)
    sizes: dict[int, int] = {}
    calls: dict[tuple[str, int], Callable[[], Any]] = {}
    for variables in VARIABLES:
        message = Call.of(frames.report(variables), "19223201")
        frame = codec.encode_bytes(message)
        sizes[variables] = len(frame)
        calls |= {
            ("decode", variables): partial(codec.decode, frame),
            ("examine", variables): partial(codec.examine, frame),
            ("encode", variables): partial(codec.encode_bytes, message),
            ("refuse", variables): partial(refusal, codec, frames.with_unknown_field(frame)),
            ("orjson.loads", variables): partial(orjson.loads, frame),
        }
    lines: dict[str, Line] = {}
    for (job, variables), took in timing.least(calls, seconds).items():
        lines.setdefault(job, Line([])).points.append((sizes[variables], took))
    return lines
