"""Several processes for one dataset: this one reads, the others decode and write, each its own stations."""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import signal
import sys
import threading
import zlib
from collections.abc import Generator, Iterable, Iterator
from itertools import chain
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ._pyarrow import do_without_pandas, pa, pc

__all__ = ["Jobs"]

_END = b""
_AHEAD = 2  # parts that wait for a process
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


class _Sender:
    """Sends to one process, a little ahead of what it does: so none of them waits until another one takes its part."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._has_ended = pipe, False
        self._waiting: queue.Queue[Any] = queue.Queue(_AHEAD)
        self._thread = threading.Thread(target=self._send, daemon=True)
        self._thread.start()

    def put(self, data: Any) -> None:
        """Takes what is to be sent. BrokenPipeError if the process has ended."""
        if self._has_ended:
            raise BrokenPipeError
        self._waiting.put(data)

    def wait(self) -> None:
        """Waits until all is sent, the end too. BrokenPipeError as for `put`."""
        self._thread.join()
        if self._has_ended:
            raise BrokenPipeError

    def stop(self) -> None:
        """Sends nothing more."""
        self._has_ended = True
        with contextlib.suppress(queue.Empty):
            while True:
                self._waiting.get_nowait()
        self._waiting.put(_END)

    def _send(self) -> None:
        data = None
        while data is not _END:
            data = self._waiting.get()
            try:
                if not self._has_ended:
                    self._pipe.send_bytes(data)
            except (OSError, TypeError):  # TypeError: it was closed in the middle of this, after Ctrl+C for instance
                self._has_ended = True


def _shared_out(batches: Iterable[Any], pipes: list[Connection]) -> dict[str, int]:
    senders = [_Sender(pipe) for pipe in pipes]
    try:
        for batch in batches:
            for sender, part in zip(senders, _parts(batch, len(pipes)), strict=True):
                if part.num_rows:
                    sender.put(_bytes_of(part))
        for sender in senders:
            sender.put(_END)
        for sender in senders:
            sender.wait()
    except (BrokenPipeError, ConnectionError):
        for pipe in pipes:  # one of them says why
            if pipe.poll():
                _rows_in(pipe)
        raise RuntimeError("a process that decodes has ended") from None
    finally:
        for sender in senders:
            sender.stop()
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

    do_without_pandas()
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
