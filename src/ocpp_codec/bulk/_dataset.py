"""A dataset: a folder of Parquet files for each table. It appears whole, or not at all."""

# It feeds tables with records.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Any, Self

from .._core.rules import Rule
from .._core.tolerance import FIELD, Tolerance, each_given
from ._batches import Frames, records
from ._collector import collector_paused
from ._jobs import Jobs
from ._pyarrow import pa, pq
from ._tables import Tables, wanted_tables
from ._vocabulary import SCHEMAS, WORD

__all__ = ["write", "written"]

_ROWS = 100_000  # of a row group
_MOST_OF_NAME = 200  # bytes
_AT_ONCE = 20_000  # frames that are decoded before their rows are put away


def write(
    frames: Frames,
    folder: str | os.PathLike[str],
    *,
    jobs: int = 1,
    tolerate: Iterable[Rule | Tolerance | str] = FIELD,
    token_key: bytes | None = None,
    keep_frames: bool = False,
    only: Iterable[str] | None = None,
    progress: Callable[[int], object] | None = None,
) -> dict[str, int]:
    """Writes a dataset: a folder for each table, with Parquet files. Gives the number of rows of each table.

    The folder appears when all is written; after an error there is none.

    Args:
        frames: As for `Tables.feed`.
        folder: Where to write. It must not be there yet, or be empty.
        jobs: Processes that decode; the stations are shared out among them. Frames of one station go to one process.
        tolerate: As for `Tables`.
        token_key: As for `Tables`.
        keep_frames: As `frames` of `Tables`.
        only: As for `Tables`.
        progress: Called with the number of frames that have been taken so far.

    Raises:
        FileExistsError: The folder is there and not empty.
        OSError: It cannot be written, such as for want of space.
        ValueError: As for `Tables`, or jobs below 1.
        TypeError: As for `Tables`.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be positive, not {jobs}")
    wanted = wanted_tables(only)
    settings: dict[str, Any] = {
        "tolerate": tuple(each_given("tolerate", tolerate)),
        "token_key": secrets.token_bytes(32) if token_key is None else token_key,
        "frames": keep_frames,
        "only": tuple(sorted(wanted)),
    }
    Tables(**settings)  # so that a wrong setting is found before anything is read
    with _draft_of(Path(folder)) as draft:
        for name in wanted:
            (draft / name).mkdir()
        batches = _counted(records(frames, _AT_ONCE), progress)
        if jobs == 1:
            return written(batches, draft, settings)
        return Jobs(jobs, draft, settings).run(batches)


def written(given: Iterable[Any], draft: Path, settings: dict[str, Any], name: str = "part-0") -> dict[str, int]:
    """Decodes what `records` has made, and writes one file for each table."""
    tables = Tables(**settings)
    with _Writer(draft, settings["only"], name) as writer:
        for record in given:
            with collector_paused():
                rows = tables._feed(record)
            writer.put(rows)
        writer.put(tables.close())
    return writer.rows


def _counted(batches: Iterator[Any], progress: Callable[[int], object] | None) -> Iterator[Any]:
    count = 0
    for batch in batches:
        yield batch
        count += batch.num_rows
        if progress is not None:
            progress(count)


class _Writer:
    """Writes a Parquet file into the folder of each table.

    Attributes:
        rows: How many rows of each table are written.
    """

    def __init__(self, folder: Path, tables: Iterable[str], name: str) -> None:
        self.rows = dict.fromkeys(tables, 0)
        self._folder = folder
        self._waiting: dict[str, list[Any]] = {table: [] for table in self.rows}
        self._stack = contextlib.ExitStack()
        self._files: dict[str, Any] = {}
        with self._problems_named():
            for table in self.rows:
                self._files[table] = self._stack.enter_context(
                    _file(folder / table / f"{name}.parquet", SCHEMAS[table])
                )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        with self._problems_named():
            try:
                if problem[0] is None:
                    for table in self.rows:
                        self._flush(table)
            finally:
                self._stack.close()

    def put(self, tables: dict[str, Any]) -> None:
        """Takes rows."""
        for table, rows in tables.items():
            if rows.num_rows:
                self._waiting[table].append(rows)
                self.rows[table] += rows.num_rows
                if sum(each.num_rows for each in self._waiting[table]) >= _ROWS:
                    with self._problems_named():
                        self._flush(table)

    def _flush(self, table: str) -> None:
        waiting = self._waiting[table]
        if waiting:
            self._files[table].write_table(pa.concat_tables(waiting).unify_dictionaries(), row_group_size=_ROWS)
            waiting.clear()

    @contextlib.contextmanager
    def _problems_named(self) -> Generator[None]:
        """What the file system says, with a name: Arrow says it in its own words."""
        try:
            yield
        except OSError as problem:
            if problem.errno is None:
                raise
            raise OSError(problem.errno, os.strerror(problem.errno), str(self._folder)) from problem


def _file(target: Path, schema: Any) -> Any:
    """A Parquet file that takes rows."""
    repeated = [field.name for field in schema if field.type == WORD]  # other texts are hardly alike
    return pq.ParquetWriter(target, schema, compression="zstd", use_dictionary=repeated)


@contextlib.contextmanager
def _draft_of(folder: Path) -> Generator[Path]:
    """A folder beside another one, whose place it takes in the end; after an error it is gone."""
    target = Path(os.path.realpath(folder))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(f"{folder} is there already, and not empty")
    draft = target.with_name(f".{_begin_of(target.name)}.{secrets.token_hex(8)}.part")
    with _made_parents(target, folder):
        try:
            draft.mkdir()
            yield draft
            if target.exists():
                target.rmdir()
            draft.rename(target)
        except OSError as problem:
            if str(problem.filename).startswith(str(draft)):  # which nobody knows
                raise OSError(problem.errno, problem.strerror, str(folder)) from problem
            raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)


@contextlib.contextmanager
def _made_parents(target: Path, named: Path) -> Generator[None]:
    """Makes the folders above; after an error, those that are new are gone."""
    missing = [each for each in target.parents if not each.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException as problem:
        for each in missing:
            with contextlib.suppress(OSError):
                each.rmdir()
        if isinstance(problem, OSError) and problem.filename == str(target.parent):
            raise OSError(problem.errno, problem.strerror, str(named)) from problem
        raise


def _begin_of(name: str) -> str:
    """The first part of a name, so that a longer name is still one that the file system takes."""
    return os.fsencode(name)[:_MOST_OF_NAME].decode(errors="ignore")
