"""A baseline: what is known to be wrong, so that a check fails only for what is new.

A small JSON file that stays the same while the same things are wrong, however often: it has no counts and no lines.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..log._tally import Problem
from ._output import Unable

__all__ = ["Key", "key_of", "load", "save"]

_KEYS = ("rule", "sender", "scope", "path")

Key = tuple[str | None, ...]


def load(name: str) -> frozenset[Key]:
    """The problems that a baseline has. Unable if it cannot be read."""
    try:
        data: Any = json.loads(Path(name).read_text("utf-8"))
        return frozenset(tuple(each[key] for key in _KEYS) for each in data["known"])
    except FileNotFoundError:
        raise Unable(f"{name}: no such baseline; --write-baseline makes it") from None
    except OSError as problem:
        raise Unable(f"{name}: {problem.strerror}") from None
    except (ValueError, LookupError, TypeError, RecursionError):
        raise Unable(f"{name}: is no baseline of ocpp-codec") from None


def save(name: str, problems: Iterable[Problem]) -> int:
    """Writes a baseline; gives the number of problems in it. The file is whole at any time."""
    keys = sorted({key_of(problem) for problem in problems}, key=lambda key: tuple(part or "" for part in key))
    text = json.dumps({"version": 1, "known": [dict(zip(_KEYS, key, strict=True)) for key in keys]}, indent=2)
    path, new = Path(name), Path(f"{name}.new")
    try:
        new.write_text(f"{text}\n", "utf-8")
        new.replace(path)
    except OSError as problem:
        with contextlib.suppress(OSError):
            os.unlink(new)  # noqa: PTH108 (what is not there need not go)
        raise Unable(f"{name}: {problem.strerror}") from None
    return len(keys)


def key_of(problem: Problem) -> Key:
    """What tells a problem from others, in a log of any length."""
    return problem.rule.value, problem.sender and problem.sender.value, problem.scope, problem.path
