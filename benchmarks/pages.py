"""What a report takes: to be written, and, where Chromium is at hand, until one can scroll through its messages."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from .logs import lines

__all__ = ["SIZE_GOAL", "SIZE_MESSAGES", "Page", "measure"]

#: Megabytes at most, of a page with as many messages.
SIZE_GOAL, SIZE_MESSAGES = 3.0, 10_000
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_RUNS = 3
_SCROLL = """async () => {
    const box = document.getElementById("messages");
    box.scrollTop = box.scrollHeight / 2;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


class Page(NamedTuple):
    """One report. `milliseconds`: from opening it until messages are drawn and scrolled; None without a browser."""

    messages: int
    megabytes: float
    seconds: float
    peak_megabytes: float
    milliseconds: float | None


def measure(sizes: Iterable[int]) -> list[Page]:
    """A report for each number of messages."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as small:  # see logs.measure
        return small.submit(_measured, [*sizes]).result()


def _measured(sizes: list[int]) -> list[Page]:
    with tempfile.TemporaryDirectory() as folder:
        return [_page(Path(folder), size) for size in sizes]


def _page(folder: Path, messages: int) -> Page:
    log, page = folder / "station.log", folder / "report.html"
    with log.open("w", encoding="utf-8") as file:
        file.writelines(islice(lines(0), messages))
    command = [sys.executable, "-m", "ocpp_codec", "report", str(log), "--output", str(page)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("the report could not be written")
    in_kilobytes = 1024 if sys.platform == "darwin" else 1
    peak = usage.ru_maxrss / in_kilobytes / 1024
    return Page(messages, page.stat().st_size / 1e6, usage.ru_utime + usage.ru_stime, peak, _opened(page))


def _opened(page: Path) -> float | None:
    """The best of some runs."""
    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None or find_spec("playwright") is None:
        return None
    api: Any = import_module("playwright.sync_api")
    with api.sync_playwright() as playwright:
        arguments = ["--disable-gpu", *(["--no-sandbox"] if os.getuid() == 0 else [])]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        times = [_scrolled(browser, page) for _ in range(_RUNS)]
        browser.close()
    return min(times)


def _scrolled(browser: Any, page: Path) -> float:
    """Milliseconds from opening the page until it is drawn in the middle of its messages."""
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    start = time.perf_counter()
    tab.goto(page.as_uri())
    tab.wait_for_selector("[data-line]")
    tab.evaluate(_SCROLL)
    took = (time.perf_counter() - start) * 1000
    tab.close()
    return took
