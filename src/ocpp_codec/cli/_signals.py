"""What ends the command from outside: Ctrl+C, SIGTERM, a terminal that is closed."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Generator
from types import FrameType
from typing import Any, NoReturn

__all__ = ["cleaned_up_after", "ended_at_once"]

#: Those that end a process without an exception, unless it asks for one.
_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextlib.contextmanager
def cleaned_up_after() -> Generator[None]:
    """In here signals are exceptions, as Ctrl+C is, so that nothing half-written is left."""
    with _handled({each: _end for each in _ENDING if signal.getsignal(each) is signal.SIG_DFL}):
        yield


@contextlib.contextmanager
def ended_at_once() -> Generator[None]:
    """In here they end the process at once: DuckDB may work for hours before it looks whether there was one."""
    heard = (signal.default_int_handler, _end)
    with _handled(
        {number: signal.SIG_DFL for number in (signal.SIGINT, *_ENDING) if signal.getsignal(number) in heard}
    ):
        yield


@contextlib.contextmanager
def _handled(handlers: dict[signal.Signals, Any]) -> Generator[None]:
    """Sets handlers; those that were there come back. Signals are for the main thread alone."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, _: FrameType | None) -> NoReturn:
    """Ends with the exit code that a shell gives to it."""
    for each in _ENDING:  # `timeout` sends it twice: to the process, and to its group
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(128 + number)
