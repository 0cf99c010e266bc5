"""Logs of other people's stations and back ends: every frame is found where it stands, with its sender and its time."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from ocpp_codec import Rule, log
from ocpp_codec.log import Direction, Entry
from tests.interop.test_logs import counted
from tests.support.logs import FORMATS, LOGS, Line, conversations, frames
from tests.support.paths import needs_shared


class File(NamedTuple):
    """A log, its version, and what a pattern made for it alone finds in it."""

    path: Path
    version: str
    lines: list[Line]


FILES = [
    File(path, form.version, list(frames(path.read_text("utf-8"), form.line)))
    for form in FORMATS
    for path in sorted(LOGS.glob(form.files))
]
every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.name)
pytestmark = needs_shared

WITHOUT_CALLS = {"homeassistant-ocpp_docs-debugging.log"}  # so nothing tells the version

DAY = 24 * 3600
YEAR = 365 * DAY

SENDERS = {Direction.TO_CSMS: "station", Direction.TO_STATION: "csms", None: None}


def read(file: File) -> tuple[list[Entry], log.Reading]:
    """The entries of a log, without the frames that its writer repeats as an error of its own."""
    reading = log.read(file.path)
    text = file.path.read_text("utf-8").split("\n")
    return [entry for entry in reading if "ERROR: [4," not in text[entry.line - 1]], reading


def gaps(moments: list[float], *, has_dates: bool) -> list[float]:
    """Between each moment and the first one; without dates nobody knows how many days have passed."""
    since = [round(moment - moments[0], 6) for moment in moments]
    return since if has_dates else [gap % DAY for gap in since]


@every_file
def test_every_frame_is_found_at_its_line(file: File) -> None:
    entries, _ = read(file)
    assert [(entry.line, entry.frame) for entry in entries] == [(line.number, line.frame) for line in file.lines]
    assert not any(entry.rebuilt for entry in entries)


@every_file
def test_every_frame_has_its_sender(file: File) -> None:
    entries, _ = read(file)
    assert [SENDERS[entry.direction] for entry in entries] == [line.sender for line in file.lines]


@every_file
def test_every_frame_has_its_time(file: File) -> None:
    """The zone and the date may come from the messages, so the distances are compared."""
    entries, _ = read(file)
    expected = [line.at for line in file.lines if line.at is not None]
    moments = [entry.time.timestamp() for entry in entries if entry.time is not None]
    if not expected:
        assert moments == []
        return
    has_dates = expected[0] > YEAR
    assert gaps(moments, has_dates=has_dates) == gaps(expected, has_dates=has_dates)
    assert moments == sorted(moments)


@every_file
def test_every_frame_has_the_version_of_its_log(file: File) -> None:
    entries, _ = read(file)
    expected = None if file.path.name in WITHOUT_CALLS else f"ocpp{file.version}"
    assert {entry.protocol for entry in entries} == {expected}


@every_file
def test_no_answer_is_unasked_that_is_known_to_be_asked(file: File) -> None:
    """An answer at the start of a log is nobody's error, so fewer may be told than there are."""
    turns = list(log.conversations(log.read(file.path)))
    unasked = [turn for turn in turns for finding in turn.examination.findings if finding.rule is Rule.UNASKED_ANSWER]
    known = counted(next(each for each in conversations() if each.name == file.path.name))
    assert len(unasked) <= known.orphans
    answered = [turn for turn in turns if turn.call is not None]
    assert len(answered) >= known.results + known.errors - known.orphans
