"""The least of interleaved repeats: what a thing costs when nothing else disturbs, whoever else uses the machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

K = TypeVar("K")

_SLOT = 0.004  # seconds a repeat: long against the clock's resolution, short against what disturbs
_ROUNDS = 5


def least(calls: Mapping[K, Callable[[], Any]], seconds: float) -> dict[K, float]:
    """The least time of each call in microseconds: they take turns for so many seconds each, five rounds at least."""
    numbers = {name: _number(call) for name, call in calls.items()}
    best = dict.fromkeys(calls, float("inf"))
    end = time.perf_counter() + seconds * len(calls)
    rounds = 0
    while rounds < _ROUNDS or time.perf_counter() < end:
        rounds += 1
        for name, call in calls.items():
            turns = range(numbers[name])
            start = time.perf_counter()
            for _ in turns:
                call()
            best[name] = min(best[name], (time.perf_counter() - start) / len(turns) * 1e6)
    return best


def _number(call: Callable[[], Any]) -> int:
    """How many calls fill a slot. The first call is not timed: it may build what later ones use."""
    call()
    start = time.perf_counter()
    call()
    return max(1, int(_SLOT / max(time.perf_counter() - start, 1e-7)))


def least_in_fresh(programs: Mapping[str, str], repeats: int) -> dict[str, float]:
    """The least number that each program prints, each time in a fresh interpreter; the programs take turns."""
    best = dict.fromkeys(programs, float("inf"))
    # Byte code is cached for everyone: some environments forbid it, and then sources that pip has not compiled are
    # compiled each time.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(repeats):
        for name, program in programs.items():
            command = [sys.executable, "-c", program]
            run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
            best[name] = min(best[name], float(run.stdout))
    return best
