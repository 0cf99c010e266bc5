"""What all commands that read logs share: their options, their sources, and the turns that are wanted."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from .. import log
from .._core.compat import OcppJsonProtocol
from ..log import LogError
from ._output import Unable, note, plural
from ._progress import Progress
from ._selection import Selection
from ._versions import VERSION
from ._when import WHEN, AroundType, Place, When, WhenType

if TYPE_CHECKING:  # they take long to import, and `--help` does without
    from ..log import Entry, Sample, Turn

__all__ = ["Reading", "reading_options", "whole_log_options"]

F = TypeVar("F", bound=Callable[..., Any])


@dataclass
class Reading:
    """The logs that a command reads.

    Attributes:
        files: Their names; "-" is stdin.
        selection: Which messages are wanted.
        has_progress: Whether stderr may show how far it has come: not while messages are printed to the same terminal.
        problems: What could not be read, wholly or in part, and why.
        read: How many messages have been read, wanted or not.
    """

    files: tuple[str, ...]
    protocol: OcppJsonProtocol | None
    layout: str | None
    zone: str | None
    selection: Selection
    has_progress: bool = True
    problems: list[str] = field(default_factory=list[str], init=False)
    read: int = field(default=0, init=False)
    _entries: Any = field(default=None, init=False)

    @property
    def lines(self) -> int:
        """Lines that have been read."""
        return getattr(self._entries, "lines", 0)

    @property
    def rejected(self) -> int:
        """Texts that open like a frame and are none."""
        return getattr(self._entries, "rejected", 0)

    @property
    def samples(self) -> list[Sample]:
        """The first of these texts."""
        return getattr(self._entries, "samples", [])

    @property
    def notes(self) -> list[str]:
        """What a reader of the logs should know."""
        return getattr(self._entries, "notes", [])

    @property
    def is_live(self) -> bool:
        """Whether a source may still grow: it is stdin or a pipe. What is known must then be said at once."""
        return any(name == "-" or not os.path.isfile(name) for name in self.files)  # noqa: PTH113 (bytes in names)

    def entries(self) -> Iterator[Entry]:
        """The entries of all sources. What cannot be read is said on stderr, and counted."""
        good = [name for name in self.files if self._can_be_read(name)]
        if not good:
            return
        settings: dict[str, Any] = {"protocol": self.protocol, "layout": self.layout, "zone": self.zone}
        progress = Progress(good, wanted=self.has_progress)
        self._entries = log.merge(*progress.sources, **settings)
        entries = progress.shown(self._entries)
        while True:
            try:
                for entry in entries:
                    self.read += 1
                    yield entry
            except BrokenPipeError:
                raise
            except (LogError, OSError, EOFError) as problem:
                self._fail(_text_of(problem))
                entries = self._entries  # it goes on with what else there is
            else:
                return

    def turns(self, watch: Callable[[Turn], object] | None = None, **settings: Any) -> Iterator[Turn]:
        """The turns that are wanted. The settings are those of `Codec`. `watch`: see `Selection.select`."""
        return self.selection.select(log.conversations(self.entries(), **settings), watch)

    def finish(self) -> int:
        """Ends the command: 2 if a source could not be read, else 0. Unable if no frame was found or none wanted."""
        if not self.read and not self.problems:
            raise Unable(f"no frame found in {plural(self.lines, 'line')}{self._rejected_text()}")
        if not self.selection.takes_all:
            self.selection.require_some(self.read)
        if sys.stderr.isatty():
            for text in self.notes:
                note(f"Note: {text}")
        return 2 if self.problems else 0

    def _rejected_text(self) -> str:
        if not self.rejected:
            return ""
        first = self.samples[0] if self.samples else None
        example = f"; the first: {first.file}:{first.line}: {first.reason}" if first else ""
        return (
            f"; {plural(self.rejected, 'text')} that open{'s' * (self.rejected == 1)} like a frame: rejected{example}"
        )

    def _can_be_read(self, name: str) -> bool:
        if name == "-":
            return True
        try:
            mode = os.stat(name).st_mode  # noqa: PTH116 (as the other two)
            if stat.S_ISDIR(mode):
                self._fail(f"{name}: is a directory; give its files")
            elif not os.access(name, os.R_OK):
                self._fail(f"{name}: may not be read")
            else:
                return True
        except (OSError, ValueError) as problem:
            self._fail(f"{name}: {_reason(problem)}")
        return False

    def _fail(self, text: str) -> None:
        self.problems.append(text)
        note(f"Error: {text}")


def _reason(problem: OSError | ValueError) -> str:
    if isinstance(problem, FileNotFoundError):
        return "no such file"
    return (problem.strerror if isinstance(problem, OSError) else None) or str(problem)


def _text_of(problem: Exception) -> str:
    if isinstance(problem, OSError) and problem.filename:
        return f"{problem.filename}: {_reason(problem)}"
    return str(problem) or type(problem).__name__


def _layouts_from(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """The layouts that a shell suggests."""
    return [name for name in log.LAYOUTS if name.startswith(incomplete)]


#: What selects messages, in the order in which it is shown.
_FILTERS = (
    click.option("--since", type=WHEN, help="Messages from this time on, such as 2026-05-17T09:41:33Z or 09:41."),
    click.option("--until", type=WhenType(end=True), help="Messages until this time."),
    click.option(
        "--around", type=AroundType(), help="Messages before and after a line (120, station.log:120) or a time."
    ),
    click.option(
        "--context", type=click.IntRange(min=0), default=20, show_default=True, help="How many for --around, each way."
    ),
    click.option("--station", "stations", multiple=True, metavar="ID", help="Messages of this station."),
    click.option(
        "--action", "actions", multiple=True, metavar="ACTION", help="Calls of this action, with their answers."
    ),
    click.option("--id", "ids", multiple=True, metavar="ID", help="Messages with this id: a call and its answer."),
    click.option(
        "--transaction", "transactions", multiple=True, metavar="ID", help="Messages that belong to this transaction."
    ),
)

#: What says how a log is read.
_SETTINGS = (
    click.option("--protocol", type=VERSION, help="The version of all messages: 1.6, 2.0, 2.0.1 or 2.1."),
    click.option(
        "--layout",
        metavar="NAME",
        shell_complete=_layouts_from,
        help="How the log is laid out; `ocpp-codec layouts` lists the names.",
    ),
    click.option("--zone", metavar="ZONE", help="Of times without one, such as Europe/Berlin or +02:00."),
)


def whole_log_options(command: F) -> F:
    """Gives a command the argument FILES and the options that say how logs are read.

    The command gets them as its first parameter, a `Reading`.
    """

    @wraps(command)
    def read(
        files: tuple[str, ...],
        protocol: OcppJsonProtocol | None,
        layout: str | None,
        zone: str | None,
        selection: Selection | None = None,
        **others: Any,
    ) -> Any:
        _require_layout(layout)
        _require_zone(zone)
        return command(Reading(_sources(files), protocol, layout, zone, selection or Selection()), **others)

    return click.argument("files", nargs=-1, type=click.Path())(_with(_SETTINGS, read))  # type: ignore[return-value]


def reading_options(command: F) -> F:
    """The same with the options that select messages."""
    read_whole = whole_log_options(command)

    @wraps(read_whole)
    def read(
        since: When | None,
        until: When | None,
        around: When | Place | None,
        context: int,
        stations: Iterable[str],
        actions: Iterable[str],
        ids: Iterable[str],
        transactions: Iterable[str],
        **others: Any,
    ) -> Any:
        selection = Selection(
            since=since,
            until=until,
            around=around,
            context=context,
            stations={name.lower(): name for name in stations},
            actions={name.lower(): name for name in actions},
            ids=frozenset(ids),
            transactions=frozenset(transactions),
        )
        return read_whole(selection=selection, **others)

    return _with(_FILTERS, read)  # type: ignore[return-value]


def _with(options: Iterable[Callable[[Any], Any]], command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed([*options]):
        command = option(command)
    return command


def _sources(files: tuple[str, ...]) -> tuple[str, ...]:
    if files:
        return tuple(dict.fromkeys(files))
    if sys.stdin is None or sys.stdin.isatty():  # pyright: ignore[reportUnnecessaryComparison]
        raise click.UsageError("no log: give the names of files, or - for stdin")
    return ("-",)


def _require_layout(name: str | None) -> None:
    if name is None or name in log.LAYOUTS:
        return
    import difflib  # noqa: PLC0415 (only a mistake needs it)

    near = difflib.get_close_matches(name.lower(), log.LAYOUTS, n=1)
    raise click.UsageError(
        f"no such layout: {name}{f' (perhaps {near[0]})' if near else ''}; `ocpp-codec layouts` lists them"
    )


def _require_zone(name: str | None) -> None:
    """UsageError for what is neither an offset nor a zone that this machine knows."""
    if name is None:
        return
    from ..log._times import zone_of  # noqa: PLC0415 (only this option needs it)

    try:
        zone_of(name)
    except ValueError:
        near = "a name such as Europe/Berlin, or an offset such as +02:00"
        raise click.UsageError(f"no such zone: {name}; give {near}") from None
