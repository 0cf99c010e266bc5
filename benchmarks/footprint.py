"""What stays in memory of a decoded message, and what imports take."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from functools import partial
from typing import Any

import orjson

from ocpp_codec import Codec

from . import frames, timing

_MESSAGES = 2000

_TIMED = """
import time
{before}
start = time.perf_counter()
{timed}
print((time.perf_counter() - start) * 1e3)
"""

#: What the project wants: milliseconds of an import, bytes of a message by frame.
IMPORT_GOALS = {
    "`import ocpp_codec`, after msgspec": 10.0,
    **{f"`ocpp_codec.{version}`, after that": 100.0 for version in ("v16", "v20", "v201", "v21")},
}
MEMORY_GOALS = {"c": 1700.0}

#: What is imported, and what has been imported before and does not count.
IMPORTS = {
    "`import msgspec`": ("import msgspec", ""),
    "`import ocpp_codec`, after msgspec": ("import ocpp_codec", "import msgspec"),
    "`from ocpp_codec import Codec`, after that": ("from ocpp_codec import Codec", "import msgspec, ocpp_codec"),
    **{
        f"`ocpp_codec.{version}`, after that": (
            f"from ocpp_codec.{version} import messages, types",
            "from ocpp_codec import Codec",
        )
        for version in ("v16", "v20", "v201", "v21")
    },
    "`import orjson`": ("import orjson", ""),
    "`import pydantic`, with `BaseModel`, without any model": ("from pydantic import BaseModel", ""),
    "`ocpp.v201`, with `call` and `call_result`": ("from ocpp.v201 import call, call_result", ""),
}


def imports(repeats: int) -> dict[str, float]:
    """Milliseconds of each import, in fresh interpreters that have their byte code cached."""
    programs = {name: _TIMED.format(timed=timed, before=before) for name, (timed, before) in IMPORTS.items()}
    return timing.least_in_fresh(programs, repeats)


def memory() -> dict[str, dict[str, float]]:
    """Bytes that a message takes, by frame and by who has read it."""
    found: dict[str, dict[str, float]] = {}
    for case in frames.cases():
        codec = Codec(case.protocol)
        found[case.key] = {
            "frame": len(case.frame),
            "ocpp-codec": _held(partial(codec.decode, case.frame, case.answers)),
            "orjson": _held(partial(orjson.loads, case.frame)),
        }
    return found


def _held(read: Callable[[], Any]) -> float:
    """Bytes that Python has allocated for each of many results of a call, all of them kept."""
    read()
    kept: list[Any] = [None] * _MESSAGES
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for number in range(_MESSAGES):
        kept[number] = read()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before) / _MESSAGES
