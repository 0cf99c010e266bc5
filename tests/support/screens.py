"""What a person sees in the page of a report, and does with it; and what the log says of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tests.support.report_logs import Made

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["Said", "address_of", "is_in_sight", "opened", "said", "shown"]


class Said(NamedTuple):
    """A message of a made log. An answer has the action of its call."""

    line: int
    time: str  # as the log writes it
    is_to_csms: bool
    action: str
    frame: str


def said(made: Made) -> Iterator[Said]:
    """The messages of a log of one station."""
    actions: dict[str, str] = {}
    for number, row in enumerate(made.text.splitlines(), 1):
        before, frame = row.split(" [", 1)
        elements = json.loads(f"[{frame}")
        if elements[0] == 2:
            actions[elements[1]] = elements[2]
        yield Said(number, row[:23], before.endswith("received"), actions[elements[1]], f"[{frame}")


def shown(page: Page) -> int:
    """How many messages pass the filters, as the page says."""
    text = page.inner_text("#shown")
    assert text.isascii(), text
    assert text.isdigit(), text
    return int(text)


def opened(page: Page) -> str | None:
    """The line of the open message, as the panel says; None if none is open."""
    panel = page.locator("aside#message")
    if not panel.is_visible():
        return None
    return str(panel.locator("dt:text-is('Line') + dd").inner_text()).rpartition(":")[2]


def address_of(page: Page) -> dict[str, str]:
    """The parts of the address behind #, decoded."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries(location.hash.slice(1).split('&').filter(Boolean).map(part => part.split('=').map(decodeURIComponent)))"
    )
    return found


def is_in_sight(page: Page, selector: str) -> bool:
    """Whether the first such element lies within the part of the page, and of what scrolls in it, that one sees."""
    return bool(
        page.locator(selector).first.evaluate(
            """element => {
                const seen = element.getBoundingClientRect();
                const box = element.closest('#messages')?.getBoundingClientRect() ?? { top: 0, bottom: innerHeight };
                return seen.height > 0 && seen.top >= Math.max(0, box.top) - 1
                    && seen.bottom <= Math.min(innerHeight, box.bottom) + 1;
            }"""
        )
    )
