"""Several processes for one dataset: this one reads, the others decode and write, each its own stations."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import zlib
from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ._pyarrow import pa, pc

__all__ = ["Jobs"]

_END = b""
_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Jobs:
    """The processes.

    Args:
        count: How many.
        folder: Where they write.
        settings: Those of `Tables`.
    """

    def __init__(self, count: int, folder: Path, settings: dict[str, Any]) -> None:
        self._count, self._folder, self._settings = count, folder, settings

    def run(self, batches: Iterable[Any]) -> dict[str, int]:
        """Shares the batches out; gives the number of rows of each table.

        An error of a process is raised here; RuntimeError if one has been killed.
        """
        context = multiprocessing.get_context("spawn")
        pipes = [context.Pipe() for _ in range(self._count)]
        processes = [
            context.Process(target=_job, args=(there, self._folder, self._settings, f"part-{number}"), daemon=True)
            for number, (_, there) in enumerate(pipes)
        ]
        try:
            with _signals_wait():
                for process in processes:
                    process.start()
            for _, there in pipes:
                there.close()  # so that the end of a process is seen
            return _shared_out(batches, [here for here, _ in pipes])
        finally:
            for end in chain.from_iterable(pipes):
                end.close()
            for process in processes:
                if process.pid is not None:
                    process.join(10)
                    process.kill()


@contextlib.contextmanager
def _signals_wait() -> Generator[None]:
    """Processes that are started in here never hear signals. This one does, afterwards; then their pipes end."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # else it is started with the first process, and lets the signals through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _shared_out(batches: Iterable[Any], pipes: list[Connection]) -> dict[str, int]:
    try:
        for batch in batches:
            for pipe, part in zip(pipes, _parts(batch, len(pipes)), strict=True):
                if part.num_rows:
                    pipe.send_bytes(_bytes_of(part))
        for pipe in pipes:
            pipe.send_bytes(_END)
    except (BrokenPipeError, ConnectionError):
        for pipe in pipes:  # one of them says why
            if pipe.poll():
                _rows_in(pipe)
        raise RuntimeError("a process that decodes has ended") from None
    rows: dict[str, int] = {}
    for pipe in pipes:
        for table, count in _rows_in(pipe).items():
            rows[table] = rows.get(table, 0) + count
    return rows


def _rows_in(pipe: Connection) -> dict[str, int]:
    """What a process has written. Its error is raised."""
    try:
        said = pipe.recv()
    except (EOFError, ConnectionError):
        raise RuntimeError("a process that decodes has ended") from None
    if isinstance(said, BaseException):
        raise said
    return said  # type: ignore[no-any-return]


def _parts(batch: Any, count: int) -> Iterator[Any]:
    """The rows of each process: a station has always the same one."""
    station = batch.column("station")
    names = [*station.dictionary.to_pylist(), None]
    owner = pa.array([zlib.crc32((name or "").encode()) % count for name in names], pa.int32())
    owners = owner.take(station.indices.fill_null(len(names) - 1))
    for number in range(count):
        yield batch.filter(pc.equal(owners, number))


def _bytes_of(batch: Any) -> Any:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return sink.getvalue()


def _job(pipe: Connection, folder: Path, settings: dict[str, Any], name: str) -> None:
    """What a process does."""
    from ._dataset import written  # noqa: PLC0415 (which imports this module)

    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # where that is not inherited
    try:
        said: Any = written(_received(pipe), folder, settings, name)
    except Exception as problem:  # noqa: BLE001 (it is raised where the user is)
        said = problem
    with contextlib.suppress(OSError):  # nobody listens any more
        pipe.send(said)


def _received(pipe: Connection) -> Iterator[Any]:
    while data := pipe.recv_bytes():
        yield from pa.ipc.open_stream(data)
