"""HTML out of texts that may hold anything: what is not marked as HTML is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable

from .._core.escapes import printable

__all__ = ["Html", "joined", "link", "tag", "text"]


class Html(str):
    """A text that is HTML already. Only the functions of this module make it."""

    __slots__ = ()


def text(value: object) -> Html:
    """A text as HTML; control characters, and those that turn the direction of a line, are shown as escapes."""
    return value if isinstance(value, Html) else Html(html.escape(printable(str(value))))


def tag(name: str, *content: object, **attributes: object) -> Html:
    """An element with its content.

    `class_` is the attribute class, `data_line` is data-line. None and False leave an attribute out.
    """
    opening = "".join(
        f" {attribute.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{text(value)}"')
        for attribute, value in attributes.items()
        if value is not None and value is not False
    )
    end = "" if name in _EMPTY else f"</{name}>"
    return Html(f"<{name}{opening}>{joined(content)}{end}")


def joined(parts: Iterable[object], between: str = "") -> Html:
    """Several texts or elements, one after the other."""
    return Html(text(between).join(text(part) for part in parts))


def link(href: str, *content: object, **attributes: object) -> Html:
    """A link; the address is one of this page: `#line=17`."""
    return tag("a", *content, href=href, **attributes)


_EMPTY = frozenset({"br", "col", "hr"})
