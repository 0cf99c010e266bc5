"""Pages of reports, and what is in them."""

from __future__ import annotations

import base64
import json
import re
import zlib
from html.parser import HTMLParser
from typing import Any

from ocpp_codec import log
from ocpp_codec.report import Report

__all__ = ["Parsed", "data_of", "page_of", "parsed"]

#: Elements that stand apart from what is around them.
_APART = frozenset({"caption", "div", "h1", "h2", "h3", "h4", "li", "p", "section", "summary", "td", "th"})
#: Elements of HTML that have no end.
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta"})


def page_of(text: str, *, most: int = 20_000, **settings: Any) -> str:
    """The page about a log."""
    with Report(most=most) as report:
        reading = log.read(text.splitlines())
        for turn in log.conversations(reading):
            report.watch(turn)
            report.add(turn)
        settings = {"lines": reading.lines, "notes": reading.notes, "rejected": reading.rejected, **settings}
        return report.page(samples=reading.samples, **settings)


def data_of(page: str) -> Any:
    """The data that a page unpacks."""
    found = re.search(r'<script type="text/plain" id="packed">([^<]*)</script>', page)
    assert found
    return json.loads(zlib.decompress(base64.b64decode(found[1])))


class Parsed(HTMLParser):
    """A page, taken apart; it fails if an element has no end."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}  # by the id of the element that has it
        self._open: list[tuple[str, str | None]] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        assert len(attributes) == len(attrs)
        self.elements.append((tag, attributes))
        if tag not in _VOID:
            self._open.append((tag, attributes.get("id")))

    def handle_endtag(self, tag: str) -> None:
        if tag in _APART:
            self.handle_data(" ")
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, name in self._open:
            if name:
                self.texts[name] = self.texts.get(name, "") + data

    def text(self, name: str) -> str:
        """What the element with an id says, with single blanks."""
        return " ".join(self.texts[name].split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all elements with a name."""
        return [attributes for name, attributes in self.elements if name == tag]


def parsed(page: str) -> Parsed:
    """A page, taken apart."""
    return Parsed(page)
