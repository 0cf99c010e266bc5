"""Fewer points of a curve, with its peaks."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["thinned"]

Point = tuple[float, float]


def thinned(points: Sequence[Point], most: int) -> list[Point]:
    """At most `most` points: the lowest and the highest of each stretch, in their order. Few points stay all."""
    if len(points) <= most:
        return list(points)
    size = -(-len(points) * 2 // most)
    kept: list[Point] = []
    for begin in range(0, len(points), size):
        numbers = range(begin, min(begin + size, len(points)))
        lowest = min(numbers, key=lambda number: points[number][1])
        highest = max(numbers, key=lambda number: points[number][1])
        chosen = {lowest, highest} if lowest != highest else {numbers[0], numbers[-1]}  # a flat stretch has its ends
        kept.extend(points[number] for number in sorted(chosen))
    return kept
