"""The frames for tables: entries of logs, or the rows of Parquet files that have them in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Protocol

from ._output import Unable, note, plural
from ._reading import Reading

__all__ = ["Source", "frames_of"]

_ENDING = ".parquet"
_ROWS = 20_000  # that are read at once


class Source(Protocol):
    """Where frames come from."""

    def frames(self) -> Iterable[Any]:
        """The frames, as `Tables` takes them."""
        ...

    def finish(self) -> int:
        """The exit code, when all is read."""
        ...


def frames_of(reading: Reading) -> Source:
    """The source of the files of a command. Unable for what does not fit together."""
    columnar = [name for name in reading.files if name.lower().endswith(_ENDING)]
    if not columnar:
        return _Logs(reading)
    if len(columnar) < len(reading.files):
        raise Unable("logs and Parquet files cannot be read together")
    for name, given in (("protocol", reading.protocol), ("layout", reading.layout), ("zone", reading.zone)):
        if given is not None:
            raise Unable(f"--{name} is for logs; Parquet files have columns")
    return _Files(columnar)


class _Logs:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def frames(self) -> Iterator[Any]:
        return self._reading.entries()

    def finish(self) -> int:
        code = self._reading.finish()
        if self._reading.rejected:
            told = plural(self._reading.rejected, "text")
            note(f"Note: {told} that open like a frame are none, and in no table; `ocpp-codec check` shows them")
        return code


class _Files:
    """Parquet files, one after the other."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self._rows = 0

    def frames(self) -> Iterator[Any]:
        pyarrow: Any = import_module("pyarrow")
        for name in self._names:
            try:
                for batch in _batches_in(name):
                    self._rows += batch.num_rows
                    yield batch
            except (OSError, UnicodeDecodeError, pyarrow.ArrowException) as problem:
                reason = problem.strerror if isinstance(problem, OSError) and problem.filename else None
                raise Unable(f"{name}: {reason or f'it cannot be read as Parquet: {problem}'}") from problem

    def finish(self) -> int:
        if not self._rows:
            raise Unable(f"no frame found in {plural(len(self._names), 'file')}")
        return 0


def _batches_in(name: str) -> Iterator[Any]:
    """The rows of a file, proved to be what their types say: a damaged one may hold anything."""
    parquet: Any = import_module("pyarrow.parquet")
    with open(name, "rb") as file:  # noqa: PTH123 (bytes in names)
        reader = parquet.ParquetFile(file, pre_buffer=False)  # which would keep all that it has read
        reader.schema_arrow.names  # noqa: B018 (they may be no text)
        for batch in reader.iter_batches(_ROWS, use_threads=False):
            batch.validate(full=True)
            yield batch
