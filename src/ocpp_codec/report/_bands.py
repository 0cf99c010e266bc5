"""The status of each connector over time, as bands; and the same as a table."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..log._charging.records import State
from ._html import Html, joined, tag, text
from ._keys import Links
from ._tables import Column, Line, table
from ._words import clock, lasted, moment

__all__ = ["bands", "states_table"]

_MOST_LANES = 40
_MOST_ROWS = 500
_LEAST_WIDTH = 0.2  # percent
_LEAST_LABEL = 9.0  # percent, for a band that says its name
_TICKS = 6
#: The statuses that have a colour of their own.
_KNOWN = frozenset(
    {
        "Available",
        "Preparing",
        "Charging",
        "SuspendedEV",
        "SuspendedEVSE",
        "Finishing",
        "Reserved",
        "Unavailable",
        "Faulted",
        "Occupied",
    }
)


class _Scale(NamedTuple):
    """Turns times into percents of the width."""

    begin: float
    end: float

    def at(self, time: float) -> float:
        return min(100.0, max(0.0, 100 * (time - self.begin) / ((self.end - self.begin) or 1)))


def bands(
    states: Sequence[State],
    span: tuple[float, float] | None,
    zone: datetime.timezone | None,
    links: Links,
    *,
    many_stations: bool,
) -> Html:
    """A lane for each connector. `span`: first and last time of the log; without it there is nothing to draw."""
    timed = [state for state in states if state.since is not None]
    if span is None or not timed:
        return Html()
    scale = _Scale(min(span[0], *(state.since or 0 for state in timed), span[0]), span[1])
    lanes: dict[tuple[str | None, str], list[State]] = {}
    for state in timed:
        lanes.setdefault((state.station, state.connector), []).append(state)
    shown = [
        _lane(_label(station, connector, many_stations=many_stations), found, scale, zone, links)
        for (station, connector), found in list(lanes.items())[:_MOST_LANES]
    ]
    more = len(lanes) - len(shown)
    rest = [tag("p", f"{more:,} more connectors are in the table.", class_="quiet")] if more > 0 else []
    names = list(dict.fromkeys(state.status for state in timed if state.status in _KNOWN))
    legend = tag("p", *(_sample(name) for name in names), class_="states-legend")
    return tag("div", *shown, _axis(scale, zone), legend, *rest, class_="bands")


def _label(station: str | None, connector: str, *, many_stations: bool) -> str:
    name = connector[:1].upper() + connector[1:]
    return f"{station}, {connector}" if many_stations and station else name


def _lane(label: str, states: list[State], scale: _Scale, zone: datetime.timezone | None, links: Links) -> Html:
    drawn = joined(_band(state, left, width, zone, links) for state, left, width in _visible(states, scale))
    picture = tag("svg", drawn, class_="lane", role="group", aria_label=label, width="100%", height="24")
    return tag("div", tag("span", label, class_="lane-name"), picture, class_="lane-row")


def _visible(states: Iterable[State], scale: _Scale) -> Iterator[tuple[State, float, float]]:
    """The states that are wide enough to be seen, with their left edge and width; a fault always is."""
    drawn_until = -1.0
    for state in states:
        left = scale.at(state.since or 0.0)
        width = (100.0 if state.until is None else scale.at(state.until)) - left
        if width < _LEAST_WIDTH and state.status != "Faulted" and left + width < drawn_until + _LEAST_WIDTH:
            continue
        drawn_until = left + max(width, _LEAST_WIDTH)
        yield state, left, max(width, _LEAST_WIDTH)


def _band(state: State, left: float, width: float, zone: datetime.timezone | None, links: Links) -> Html:
    kind = state.status if state.status in _KNOWN else "other"
    until = clock(state.until, zone) or "the end of the log"
    how_long = lasted(state.since, state.until)
    error = f", {state.error}" if state.error else ""
    title = f"{state.connector}: {state.status}{error}, {clock(state.since, zone)} to {until}"
    name = [
        tag("text", state.status, x=f"{left + width / 2:.2f}%", y="16", text_anchor="middle")
        for _ in range(width >= _LEAST_LABEL)
    ]
    shape = tag("rect", x=f"{left:.2f}%", y="1", width=f"{width:.2f}%", height="22", class_=f"state-{kind.lower()}")
    titled = tag("title", title + (f" ({how_long})" if how_long else ""))
    return tag("a", titled, shape, *name, href=links.address(state.place))


def _axis(scale: _Scale, zone: datetime.timezone | None) -> Html:
    step = (scale.end - scale.begin) / _TICKS
    length = scale.end - scale.begin
    form = slice(5, 16) if length >= 2 * 86_400 else slice(11, 16) if length >= 3600 else slice(11, 19)
    ticks = [
        tag(
            "text",
            moment(time, zone)[form],
            x=f"{100 * number / _TICKS:.2f}%",
            y="12",
            text_anchor="start" if number == 0 else "end" if number == _TICKS else "middle",
        )
        for number in range(_TICKS + 1)
        for time in [scale.begin + number * step]
    ]
    picture = tag("svg", *ticks, class_="axis", aria_hidden="true", width="100%", height="16")
    return tag("div", tag("span", class_="lane-name"), picture, class_="lane-row")


def _sample(status: str) -> Html:
    picture = tag(
        "svg", tag("rect", width="12", height="12", class_=f"state-{status.lower()}"), width="12", height="12"
    )
    return tag("span", picture, text(f" {status}"))


def states_table(states: Sequence[State], zone: datetime.timezone | None, links: Links, *, many_stations: bool) -> Html:
    """All of it as a table that a click opens."""
    columns = (
        Column("Connector", is_head=True),
        Column("Station"),
        Column("Status"),
        Column("Error"),
        Column("Since"),
        Column("Until"),
        Column("Lasted"),
        Column("Where"),
    )
    lines = (
        Line(
            [
                state.connector,
                state.station or "" if many_stations else "",
                state.status,
                state.error,
                moment(state.since, zone),
                moment(state.until, zone),
                lasted(state.since, state.until),
                links.to(state.place),
            ]
        )
        for state in states[:_MOST_ROWS]
    )
    more = f" The first {_MOST_ROWS:,} of {len(states):,}." if len(states) > _MOST_ROWS else ""
    shown = table(f"Status of the connectors.{more}", columns, lines)
    return tag("details", tag("summary", "The same as a table"), shown)
