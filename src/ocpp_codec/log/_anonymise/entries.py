"""What the reader of logs knows: the stations of a log, frames that were put together, the findings of each frame."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from .._conversations import conversations
from .._reader import read
from .copying import Anonymiser

__all__ = ["differing", "learn_entries"]

#: A line, and what is found in the frame that begins on it: rule, severity, place.
_Verdict = tuple[int, list[tuple[str, str, str]]]


def learn_entries(anonymiser: Anonymiser, log: Path) -> None:
    """Finds the secrets that only the reader sees, because the layout tells it where they are."""
    for entry in read(str(log)):
        if entry.station:
            anonymiser.learn_station(entry.station)
        if entry.rebuilt:
            anonymiser.learn_frame(entry.frame)


def differing(log: Path, copy: Path) -> Iterator[int]:
    """The lines on which frames have other findings in the copy than in the log."""
    for ours, theirs in zip_longest(_verdicts(log), _verdicts(copy)):
        if ours != theirs:
            line, _ = ours or theirs
            yield line


def _verdicts(log: Path) -> Iterator[_Verdict]:
    for turn in conversations(read(str(log))):
        findings = turn.examination.findings
        yield turn.entry.line, [(each.rule.value, each.severity.value, each.path) for each in findings]
