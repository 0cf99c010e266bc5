"""Chooses the inputs that are worth keeping: few and short ones that reach as much as all of them together."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from pathlib import Path

from . import corpus

MOST_INPUTS = 400
MOST_BYTES = 200_000

_OVERHEAD = (
    100  # bytes that an input costs beside its own: a short one is not worth much more than two of half the size
)


def features_of(control: Path) -> dict[Path, frozenset[str]]:
    """What each input reaches, as libFuzzer has noted it while merging.

    The lines: how many inputs there are, how many of them are old, their paths, then `FT NUMBER FEATURE FEATURE ...`.
    """
    lines = control.read_text("utf-8").splitlines()
    paths = [Path(line) for line in lines[2 : 2 + int(lines[0])]]
    noted = (line.split() for line in lines if line.startswith("FT "))
    return {paths[int(number)]: frozenset(features) for _, number, *features in noted}


def chosen(reached: Mapping[bytes, frozenset[str]]) -> list[bytes]:
    """The best of the inputs: again and again the one that adds most for its size."""
    costs = {data: len(corpus.line_of(data).encode()) + 1 for data in reached}
    queue = [(_rank(len(features), costs[data]), data) for data, features in reached.items()]
    heapq.heapify(queue)
    kept: list[bytes] = []
    covered: set[str] = set()
    room = MOST_BYTES
    while queue and len(kept) < MOST_INPUTS:
        _, data = heapq.heappop(queue)
        gain = len(reached[data] - covered)
        rank = _rank(gain, costs[data])
        if queue and rank > queue[0][0]:  # others have reached most of that by now
            heapq.heappush(queue, (rank, data))
        elif gain and costs[data] <= room:
            kept.append(data)
            covered |= reached[data]
            room -= costs[data]
    return kept


def _rank(gain: int, cost: int) -> float:
    return -gain / (cost + _OVERHEAD)
