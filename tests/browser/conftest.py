"""A browser for all tests, and reports that are written once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import Opener, chromium
from tests.support.command import run
from tests.support.report_logs import Made

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def report_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Made], Path]:
    """Writes the report of a log, once."""
    written: dict[str, Path] = {}

    def report(made: Made) -> Path:
        name = hashlib.sha256(made.text.encode()).hexdigest()
        if name not in written:
            folder = tmp_path_factory.mktemp("report")
            (folder / "station.log").write_text(made.text, "utf-8", newline="\n")
            ran = run("report", folder / "station.log", "-o", folder / "report.html")
            assert ran.code == 0, ran.err
            written[name] = folder / "report.html"
        return written[name]

    return report


@pytest.fixture
def open_report(browser: Browser, report_of: Callable[[Made], Path]) -> Iterator[Opener]:
    """Opens the report of a log. At the end, the test fails if the page did anything that no report may do."""
    opener = Opener(browser, report_of)
    yield opener
    opener.close()
    assert opener.troubles.seen == []
