"""The subcommand `report`."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from ._output import Unable, note
from ._reading import Reading, reading_options
from ._selection import Lines, concerned
from ._tolerate import TOLERATE, Tolerated
from ._whole import whole_or_not_at_all

__all__ = ["command"]

_MOST = 20_000


@click.command("report")
@reading_options
@click.option(
    "-o",
    "--output",
    default="report.html",
    show_default=True,
    metavar="FILE",
    help="Where to write it; - is stdout.",
)
@click.option(
    "--max",
    "most",
    type=click.IntRange(min=100),
    default=_MOST,
    show_default=True,
    help="Messages in the page at most; those with findings and observations come first, and what is around them.",
)
@click.option(
    "--tolerate", "tolerances", type=TOLERATE, multiple=True, help="RULE, RULE@PLACE, FIELD or ALL; may be repeated."
)
def command(reading: Reading, output: str, most: int, tolerances: Iterable[Tolerated]) -> int:
    """Writes one HTML file about FILES: who is wrong, what happened, every message, and charging as charts.

    It opens from disk in any browser, without network. Without FILES, or with -, it reads stdin.

    Exit code: 0 it was written, whatever was found, 2 it could not be done.
    """
    if not output:
        raise click.UsageError("-o needs the name of a file")
    target = None if output == "-" else Path(output)
    _refuse_to_write_over(target, reading.files)
    from ..report import Report  # noqa: PLC0415 (it takes long to import, and `--help` does without)

    with Report(most=most) as report:
        lines = Lines() if reading.selection.is_narrow else None
        for turn in reading.turns(report.watch, tolerate=frozenset[Any]().union(*tolerances)):
            report.add(turn)
            if lines is not None:
                lines.take(turn.entry.file, turn.entry.line)
        code = reading.finish()
        if not reading.read:
            return code
        html = report.page(
            observations=concerned(report.observations, lines),
            lines=reading.lines,
            notes=reading.notes,
            rejected=reading.rejected,
            samples=reading.samples,
            problems=reading.problems,
        )
        summary = report.summary
    with whole_or_not_at_all([target]) as [draft]:
        draft.write_text(html, "utf-8", newline="\n")
    note(f"{output}: {summary}")
    return code


def _refuse_to_write_over(target: Path | None, files: Iterable[str]) -> None:
    """Unable if the report would take the place of a log."""
    if target is None or not target.exists():
        return
    for name in files:
        with contextlib.suppress(OSError):  # what cannot be looked at is told when it is read
            if os.path.samestat(os.fstat(0) if name == "-" else os.stat(name), target.stat()):  # noqa: PTH116
                raise Unable(f"{target}: this is an input too, and a report is never written over it")
