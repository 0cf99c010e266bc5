"""The subcommand `check`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from .._core.record import Sender
from ..log._tally import FAIL_ON, Result, Tally
from . import _baseline
from ._config import config_option
from ._output import Unable, note, plural
from ._reading import Reading, reading_options
from ._selection import Lines, concerned
from ._tolerate import TOLERATE, Tolerated
from ._word import Word

if TYPE_CHECKING:  # they take long to import, and `--help` does without
    from ..log.observations import Observation

__all__ = ["command"]

#: What the result can be shown as. Each is a module of `_formats` with a function `show`.
FORMATS = ["text", "json", "sarif", "junit", "github", "markdown"]


@click.command("check")
@reading_options
@click.option(
    "--fail-on",
    type=Word([*FAIL_ON]),
    default="error",
    show_default=True,
    help="The least severity that fails.",
)
@click.option(
    "--tolerate",
    "tolerances",
    type=TOLERATE,
    multiple=True,
    help="RULE, RULE@PLACE, FIELD or ALL: errors that are only reported; may be repeated.",
)
@click.option("--sender", type=Word(["station", "csms"]), help="Findings of this side only.")
@click.option("--baseline", type=click.Path(), help="What is known to be wrong: only what is new fails.")
@click.option("--write-baseline", is_flag=True, help="Writes what is wrong now to the file of --baseline.")
@click.option("--format", "form", type=Word(FORMATS), default="text", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@config_option
def command(
    reading: Reading,
    fail_on: str,
    tolerances: Iterable[Tolerated],
    sender: str | None,
    baseline: str | None,
    write_baseline: bool,
    form: str,
    as_json: bool,
) -> int:
    """Says what is wrong in FILES, by rule and side, and what went wrong without breaking a rule.

    Without FILES, or with -, it reads stdin.

    Exit code: 0 nothing that fails, 1 findings that fail, 2 it could not be done.
    """
    if write_baseline and baseline is None:
        raise click.UsageError("--write-baseline needs --baseline FILE: where to write it")
    known = _baseline.load(baseline) if baseline is not None and not write_baseline else frozenset[_baseline.Key]()
    side = None if sender is None else Sender(sender)
    tally, observations = _judged(reading, side, frozenset[Any]().union(*tolerances))
    code = reading.finish()
    if not reading.read:
        return code
    result = Result(
        files=reading.files,
        messages=tally.messages,
        lines=reading.lines,
        rejected=reading.rejected,
        samples=reading.samples,
        notes=reading.notes,
        first=tally.first,
        last=tally.last,
        stations=tally.stations,
        protocols=tally.protocols,
        groups=tally.groups,
        observations=observations,
        fail_on=fail_on,
        has_baseline=baseline is not None and not write_baseline,
    )
    for problem in result.problems:
        problem.known = _baseline.key_of(problem) in known
    import_module(f"._formats.{'json' if as_json else form}", __package__).show(result)
    if write_baseline and baseline is not None:
        if code:
            raise Unable(f"{baseline}: not written, since not all sources could be read")
        note(f"{plural(_baseline.save(baseline, result.problems), 'known problem')} written to {baseline}")
        return 0
    return code or int(result.failing > 0)


def _judged(reading: Reading, side: Sender | None, tolerated: Tolerated) -> tuple[Tally, list[Observation]]:
    """All wanted messages, counted, and the observations that concern them."""
    from ..log.observations import Observer  # noqa: PLC0415 (see above)

    tally, observer = Tally(side), Observer()
    lines = Lines() if reading.selection.is_narrow else None
    for turn in reading.turns(observer.feed, tolerate=tolerated):
        tally.add(turn, turn.examination.findings)
        if lines is not None:
            lines.take(turn.entry.file, turn.entry.line)
    return tally, [
        each for each in concerned(observer.observations, lines) if side is None or each.side in (None, side)
    ]
