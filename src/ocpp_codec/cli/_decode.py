"""The subcommand `decode`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click
import msgspec

from .._core.compat import MessageTypeEnum
from .._core.jsonvalues import as_list
from ..log._tally import ELEMENT
from ._output import Part, arrow, json_line, write
from ._payloads import compact
from ._reading import Reading, reading_options
from ._tolerate import TOLERATE, Tolerated

if TYPE_CHECKING:  # they take long to import, and `--help` does without
    from ..log import Turn

__all__ = ["command"]

_KINDS = {
    MessageTypeEnum.CALL: "request",
    MessageTypeEnum.CALLRESULT: "response",
    MessageTypeEnum.CALLERROR: "error",
    MessageTypeEnum.CALLRESULTERROR: "result error",
    MessageTypeEnum.SEND: "send",
}


@click.command("decode", short_help="Every message of a log, readable, or as JSON lines.")
@reading_options
@click.option(
    "--tolerate", "tolerances", type=TOLERATE, multiple=True, help="RULE, RULE@PLACE, FIELD or ALL; may be repeated."
)
@click.option("--json", "as_json", is_flag=True, help="An object a line instead of text.")
@click.option("--frames", "with_frames", is_flag=True, help="With --json: the text of each frame too.")
def command(reading: Reading, tolerances: Iterable[Tolerated], as_json: bool, with_frames: bool) -> int:
    """Shows every message of FILES, one after another, with what is wrong with it.

    Without FILES, or with -, it reads stdin, and follows a log that grows.
    """
    from . import _rows  # noqa: PLC0415 (see above)

    reading.has_progress = not sys.stdout.isatty()
    is_live = reading.is_live
    shows_files = len(reading.files) > 1
    for turn in reading.turns(tolerate=frozenset[Any]().union(*tolerances)):
        if as_json:
            json_line(_rows.encoded(turn, with_frame=with_frames))
        else:
            _show(turn, shows_files=shows_files)
        if is_live:
            sys.stdout.flush()
    return reading.finish()


def _show(turn: Turn, *, shows_files: bool) -> None:
    """One message as text: where it stands and when it came, who said what to whom, and below it what is wrong."""
    entry, examination = turn.entry, turn.examination
    place = f"{os.path.basename(entry.file)}:{entry.line}" if shows_files else str(entry.line)  # noqa: PTH119 (a URL too)
    findings = examination.findings
    worst = _worst(findings)
    parts: list[Part] = [
        (f"{place:>6}  ", "dim"),
        (f"{_time(turn)}  " if entry.time else "", "dim"),
        f"{entry.station or 'station'} {arrow(forth=None if turn.sender is None else turn.sender == 'station')} ",
        (examination.action or "?", worst or "strong"),
        f" {_KINDS.get(examination.messageTypeId, 'frame') if examination.messageTypeId else 'frame'}",
        (f" {examination.uniqueId}" if examination.uniqueId is not None else "", "dim"),
        f"  {content}" if (content := _content(turn)) else "",
        (f"  after {turn.waited:.3g} s" if turn.waited is not None and turn.waited >= 1 else "", "dim"),
    ]
    write(*parts)
    for finding in findings:
        where = "" if ELEMENT.fullmatch(finding.path) else f"{finding.path}: " if finding.path else ""
        write("        ", (f"{finding.severity} {finding.rule}", finding.severity), f"  {where}{finding.message}")


def _worst(findings: Iterable[Any]) -> str:
    severities = {finding.severity for finding in findings}
    return next((each for each in ("error", "tolerated", "advice") if each in severities), "")


def _time(turn: Turn) -> str:
    at = turn.entry.time
    text = "" if at is None else at.isoformat(" ", "milliseconds" if at.microsecond else "seconds")
    return text.replace("+00:00", "Z")


def _content(turn: Turn) -> str:
    """What a frame says behind its id, as it came, in little space."""
    frame = turn.entry.frame
    try:
        elements = as_list(msgspec.json.decode(frame))
        if elements is None:
            return frame
        return " ".join(map(compact, elements[3 if elements[:1] in ([2], [6]) else 2 :]))
    except (ValueError, RecursionError):  # it is no JSON; a ValidationError is a ValueError
        return frame
