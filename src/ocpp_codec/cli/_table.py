"""The subcommand `table`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from ._columnar import frames_of
from ._key import key_in
from ._output import Unable, note
from ._reading import Reading, whole_log_options
from ._tolerate import TOLERATE, Tolerated

__all__ = ["command"]

#: What other commands select messages with.
_FILTERS = ("--since", "--until", "--around", "--context", "--station", "--action", "--id", "--transaction")


def _refuse_filters(_ctx: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> None:
    """Tables are made of whole logs: pairs and sessions need what is around them, and SQL selects better."""
    if given:
        raise click.UsageError('tables have whole logs; select with ocpp-codec sql DIR "select ... where ..."')


@click.command("table")
@whole_log_options
@click.option("-o", "--output", required=True, metavar="DIR", help="Where to write; it must not be there yet.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that decode.")
@click.option("--only", metavar="TABLES", help="Of messages, samples, sessions, statuses, boots: these, with commas.")
@click.option(
    "--token-key-file",
    "key_file",
    metavar="FILE",
    help="Its bytes are the key with which ids of cards are hashed. Without it, each call has another one.",
)
@click.option("--frames", "keep_frames", is_flag=True, help="Keep the text of all frames, not only of odd ones.")
@click.option(
    "--tolerate", "tolerances", type=TOLERATE, multiple=True, help="RULE, RULE@PLACE, FIELD or ALL; may be repeated."
)
@click.option(*_FILTERS, "filters", multiple=True, hidden=True, expose_value=False, callback=_refuse_filters)
def command(
    reading: Reading,
    output: str,
    jobs: int,
    only: str | None,
    key_file: str | None,
    tolerances: Iterable[Tolerated],
    *,
    keep_frames: bool,
) -> int:
    """Writes FILES as tables: a folder of Parquet files for each of messages, samples, sessions, statuses, boots.

    FILES are logs, or Parquet files with the columns frame, time, station, sender, protocol. They become tables as a
    whole; select messages when you ask the tables: with `ocpp-codec sql DIR "select ..."`, DuckDB, Polars, pandas or
    Spark. Defects that are common in the field are tolerated, unless --tolerate says what is.

    Exit code: 0 it was written, whatever was found, 2 it could not be done.
    """
    write = _writer()
    settings: dict[str, Any] = {"token_key": key_in(key_file), "keep_frames": keep_frames}
    if only is not None:
        settings["only"] = [name.strip() for name in only.split(",")]
    given = frozenset[Any]().union(*tolerances)
    if given:
        settings["tolerate"] = given
    source = frames_of(reading)
    try:
        rows = write(_some(source.frames()), Path(output), jobs=jobs, **settings)
    except _NoFrames:
        return source.finish()
    except (FileExistsError, ValueError, RuntimeError) as problem:
        raise Unable(str(problem)) from problem
    code = source.finish()
    told = ", ".join(f"{name} {count:,}" for name, count in sorted(rows.items()))
    note(f"{output}: {told} rows")
    return code


class _NoFrames(Exception):  # noqa: N818 (never leaves this module)
    """There is nothing to write."""


def _some(frames: Iterable[Any]) -> Iterator[Any]:
    """The frames; _NoFrames if there are none: then no dataset may appear."""
    number = 0
    for number, frame in enumerate(frames, 1):  # noqa: B007 (its last value is what counts)
        yield frame
    if not number:
        raise _NoFrames


def _writer() -> Any:
    """`bulk.write`, which needs pyarrow. Unable without it."""
    bulk: Any = import_module("ocpp_codec.bulk")
    try:
        write = bulk.write
    except ImportError as problem:
        raise Unable(str(problem)) from problem
    import_module("ocpp_codec.bulk._pyarrow").do_without_pandas()
    return write
