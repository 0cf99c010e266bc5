"""Tables that wide screens show as tables, and narrow ones as cards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ._html import Html, tag

__all__ = ["Column", "Line", "folded", "table"]

_MANY = 15  # rows


class Column(NamedTuple):
    """A column.

    `is_number`: its cells stand at the right. `is_head`: its cell names the row. `is_short`: its cells are one line.
    """

    name: str
    is_number: bool = False
    is_head: bool = False
    is_short: bool = False


class Line(NamedTuple):
    """A row: a cell for each column, and attributes of its own."""

    cells: Sequence[object]
    attributes: dict[str, object] = {}  # noqa: RUF012 (it is never changed)


def table(caption: object, columns: Sequence[Column], lines: Iterable[Line], *, kind: str = "cards") -> Html:
    """A table without the columns that are empty in all rows; one of many rows scrolls in a box.

    `kind`: "cards" is shown as cards on narrow screens.
    """
    rows = list(lines)
    used = [at for at in range(len(columns)) if any(row.cells[at] not in ("", None) for row in rows)]
    heads = (tag("th", columns[at].name, scope="col", class_=_class(columns[at])) for at in used)
    body = (tag("tr", *(_cell(columns[at], row.cells[at]) for at in used), **row.attributes) for row in rows)
    found = tag("table", tag("caption", caption), tag("thead", tag("tr", *heads)), tag("tbody", *body), class_=kind)
    if len(rows) <= _MANY:
        return found
    return tag("div", found, class_="tall", role="region", tabindex="0", aria_label=f"A table of {len(rows):,} rows")


def folded(summary: str, rows: int, shown: Html) -> Html:
    """A table that a click opens if it has many rows."""
    return shown if rows <= _MANY else tag("details", tag("summary", summary), shown)


def _cell(column: Column, content: object) -> Html:
    if column.is_head:
        return tag("th", content, scope="row", data_label=column.name, class_=_class(column))
    return tag("td", content, data_label=column.name, class_=_class(column))


def _class(column: Column) -> str | None:
    return "num" if column.is_number else "short" if column.is_short else None
