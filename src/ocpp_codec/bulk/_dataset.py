"""A dataset: a folder of Parquet files for each table. It appears whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Any, Self

from .._core.rules import Rule
from .._core.tolerance import FIELD, Tolerance
from ._batches import Frames, records
from ._collector import collector_paused
from ._jobs import Jobs
from ._pyarrow import pa, pq
from ._tables import Tables, wanted_tables
from ._vocabulary import SCHEMAS

__all__ = ["write", "written"]

_ROWS = 100_000  # of a row group
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
        "tolerate": tuple(tolerate),
        "token_key": secrets.token_bytes(32) if token_key is None else token_key,
        "frames": keep_frames,
        "only": tuple(sorted(wanted)),
    }
    with _draft_of(Path(folder)) as draft:
        for name in wanted:
            (draft / name).mkdir()
        batches = _counted(records(frames, _AT_ONCE), progress)
        if jobs == 1:
            return written(batches, draft, settings)
        return Jobs(jobs, draft, settings).run(batches)


def written(batches: Iterable[Any], draft: Path, settings: dict[str, Any], name: str = "part-0") -> dict[str, int]:
    """Decodes and writes one file for each table."""
    tables = Tables(**settings)
    with _Writer(draft, settings["only"], name) as writer:
        for batch in batches:
            with collector_paused():
                rows = tables.feed(batch)
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
        self._waiting: dict[str, list[Any]] = {table: [] for table in self.rows}
        self._stack = contextlib.ExitStack()
        self._files: dict[str, Any] = {}
        for table in self.rows:
            file = pq.ParquetWriter(folder / table / f"{name}.parquet", SCHEMAS[table], compression="zstd")
            self._files[table] = self._stack.enter_context(file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
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
                    self._flush(table)

    def _flush(self, table: str) -> None:
        waiting = self._waiting[table]
        if waiting:
            self._files[table].write_table(pa.concat_tables(waiting).unify_dictionaries(), row_group_size=_ROWS)
            waiting.clear()


@contextlib.contextmanager
def _draft_of(folder: Path) -> Generator[Path]:
    """A folder beside another one, whose place it takes in the end; after an error it is gone."""
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is there already, and not empty")
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.with_name(f".{folder.name[:200]}.{os.getpid()}.part")
    draft.mkdir()
    try:
        yield draft
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
