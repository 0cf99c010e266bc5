"""A report in a real browser: Chromium of the system, through playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from tests.support.report_logs import Made

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

__all__ = ["Opener", "Troubles", "chromium"]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: It asks nobody anything: no network, no updates, no first steps.
_ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _missing(reason: str) -> NoReturn:
    """Skips, or fails where a browser must be there."""
    if "REQUIRE_BROWSER" in os.environ:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; a test that wants it is skipped where there is none."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 (`make test` does without)
    except ImportError:
        _missing("playwright is not installed: make browser")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        _missing(f"no Chromium in PATH (looked for {', '.join(_NAMES)}; on Debian: apt install chromium)")
    as_root = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*_ARGUMENTS, *as_root])
        yield browser
        browser.close()


class Troubles:
    """Whatever a report must never do: say something on the console, ask the network, open a dialog."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def listen(self, context: BrowserContext, address: str) -> None:
        """Notes all troubles of a browser window that shows the file at the address."""
        context.on("request", lambda request: self._requested(request.url, address))
        context.on("page", self._listen_page)

    def _listen_page(self, page: Page) -> None:
        page.on("console", lambda message: self.seen.append(f"console {message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        page.on("dialog", self._opened)

    def _requested(self, url: str, address: str) -> None:
        if url.partition("#")[0] != address:
            self.seen.append(f"request: {url[:200]}")

    def _opened(self, dialog: Any) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()


class Opener:
    """Opens the reports of logs, and notes what they do wrong."""

    def __init__(self, browser: Browser, report_of: Callable[[Made], Path]) -> None:
        self.browser, self.report_of = browser, report_of
        self.troubles = Troubles()
        self.contexts: list[BrowserContext] = []

    def __call__(
        self,
        made: Made,
        fragment: str = "",
        *,
        width: int = 1280,
        height: int = 800,
        scheme: str = "light",
        scripts: bool = True,
    ) -> Page:
        """The page of a log's report, once its messages are there if scripts are on. `fragment`: `#line=17`."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        address = self.report_of(made).as_uri()
        self.troubles.listen(context, address)
        page = context.new_page()
        page.goto(address + fragment)
        if scripts:
            page.wait_for_selector("#app:not([hidden])")
        return page

    def close(self) -> None:
        """Closes all windows."""
        for context in self.contexts:
            context.close()
