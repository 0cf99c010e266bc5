"""What a browser makes of HTML: elements with their attributes and texts."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["Element", "elements", "rows", "texts"]

_EMPTY = frozenset({"br", "col", "hr"})


class Element:
    """An element: its name, its attributes, and all text in it."""

    def __init__(self, name: str, attributes: dict[str, str | None]) -> None:
        self.name, self.attributes = name, attributes
        self.text = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name) or ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Element(tag, dict(attrs)))
        if tag not in _EMPTY:
            self.open.append(self.found[-1])

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def elements(html: str, *names: str) -> list[Element]:
    """The elements, in their order; only those with one of these names. Each must be closed where it must be."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return [element for element in reader.found if not names or element.name in names]


def texts(html: str, *names: str) -> list[str]:
    """The texts of the elements with these names."""
    return [element.text for element in elements(html, *names)]


def rows(html: str) -> list[dict[str, str]]:
    """The rows of the tables: the text of each cell by its column."""
    found: list[dict[str, str]] = []
    for element in elements(html, "tr", "th", "td"):
        if element.name == "tr":
            found.append({})
        elif element["data-label"]:
            found[-1][element["data-label"]] = element.text
    return [row for row in found if row]
