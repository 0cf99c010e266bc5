"""What ends the command from outside: Ctrl+C, SIGTERM, a terminal that is closed."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future, wait
from types import FrameType
from typing import NoReturn

__all__ = ["cleaned_up_after", "interruptible"]

#: Those that end a process without an exception, unless it asks for one.
_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_USUAL = (signal.SIG_DFL, signal.default_int_handler)
_CTRL_C = 130  # the exit code
_PATIENCE = 2  # seconds


@contextlib.contextmanager
def cleaned_up_after() -> Generator[None]:
    """In here signals are exceptions, as Ctrl+C is, so that nothing half-written is left.

    Signals are for the main thread alone, and those that somebody wants to be ignored are.

    Raises:
        SystemExit: After a signal, whatever else was raised: C code that is interrupted, in the middle of an import
            for instance, may turn the interruption into an error of its own.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, *_ENDING)}
    ours = [each for each in before if before[each] in _USUAL]
    heard: list[int] = []

    def end(number: int, frame: FrameType | None) -> NoReturn:
        heard.append(number)
        if number == signal.SIGINT:
            signal.default_int_handler(number, frame)
        for each in _ENDING:  # `timeout` sends it twice: to the process, and to its group
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)

    for each in ours:
        signal.signal(each, end)
    try:
        yield
    except BaseException:
        if heard:
            raise SystemExit(128 + heard[0]) from None  # as a shell says it
        raise
    finally:
        for each in ours:
            signal.signal(each, before[each])


def interruptible(work: Callable[[], object], stop: Callable[[], object], clean_up: Callable[[], object]) -> None:
    """Does work in another thread, while this one hears signals: DuckDB may work for hours before it looks for them.

    Args:
        work: What is to be done. Its exceptions are raised here.
        stop: Asks the work to end, after a signal.
        clean_up: What is left to do if it does not end; then the process ends at once.
    """
    outcome: Future[None] = Future()
    thread = threading.Thread(target=_do, args=(work, outcome), daemon=True)
    try:
        thread.start()
        while not outcome.done():
            wait([outcome], 1)  # Windows hears nothing meanwhile
    except (KeyboardInterrupt, SystemExit) as ended:
        stop()
        with contextlib.suppress(KeyboardInterrupt):  # who is impatient
            thread.join(_PATIENCE)
        if thread.is_alive():
            clean_up()
            os._exit(ended.code if isinstance(ended, SystemExit) and isinstance(ended.code, int) else _CTRL_C)
        raise
    outcome.result()


def _do(work: Callable[[], object], outcome: Future[None]) -> None:
    try:
        work()
    except BaseException as problem:  # noqa: BLE001 (it is raised where the user is)
        outcome.set_exception(problem)
    else:
        outcome.set_result(None)
