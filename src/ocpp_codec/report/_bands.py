"""The status of each connector over time, as bands; and the same as a table."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..log._charging.records import State
from ._axis import Scale, axis
from ._html import Html, joined, tag
from ._keys import Links
from ._tables import Column, Line, table
from ._words import clock, day, lasted, moment

__all__ = ["bands", "states_table"]

_MOST_LANES = 40
_MOST_BANDS = 8000
_MOST_ROWS = 500
_LEAST_WIDTH = 0.2  # percent
_FAULTED = "Faulted"
_SAID = "StatusNotification TransactionEvent NotifyEvent"  # the actions that say a state
#: The colour of each status, in the order of the legend. How a station spells it makes no difference.
_COLOURS = {
    "Available": "idle",
    "Idle": "idle",
    "Reserved": "ready",
    "Preparing": "ready",
    "Occupied": "ready",
    "EVConnected": "ready",
    "Finishing": "ready",
    "Charging": "charging",
    "SuspendedEV": "paused",
    "SuspendedEVSE": "paused",
    "Unavailable": "out",
    _FAULTED: "fault",
}
_OTHER = "other"
_SPELLED = {status.casefold(): status for status in _COLOURS}
#: These have stripes too, for eyes that do not tell all colours apart.
_STRIPES = {"paused": "rotate(90)", "out": "rotate(-45)", "fault": "rotate(45)"}
#: The width of a lane in pixels, and the class of a label that has place in it from there on.
_LABELS = ((300, ""), (360, "from-600"), (860, "from-1100"))
_CHARACTER, _PADDING = 7, 8  # pixels of a label

_Lane = tuple[str | None, str]


class _Band(NamedTuple):
    """A state with its place in percents. `is_narrow`: it is drawn wider than it is."""

    state: State
    left: float
    width: float
    is_narrow: bool


def bands(
    states: Sequence[State],
    span: tuple[float, float] | None,
    zone: datetime.timezone | None,
    links: Links,
    *,
    many_stations: bool,
) -> Html:
    """A lane for each connector. `span`: first and last time of the log; without it, that of the states.

    Screen readers and keyboards pass it by: the table has the same.
    """
    lanes: dict[_Lane, list[State]] = {}
    for state in states:
        if state.since is not None:
            lanes.setdefault((state.station, state.connector), []).append(state)
    times = [time for state in states for time in (state.since, state.until) if time is not None]
    scale = Scale(*(span or (min(times, default=0.0), max(times, default=0.0))))
    if scale.begin >= scale.end or not lanes:
        return Html()
    drawn = sorted(lanes, key=_rank)[:_MOST_LANES]
    least = max(_LEAST_WIDTH, 100 * len(drawn) / _MOST_BANDS)
    visible = {lane: _visible(lanes[lane], scale, least) for lane in drawn}
    rows = (
        _row(_label(lane, many_stations=many_stations), _lane(found, zone, links)) for lane, found in visible.items()
    )
    hidden = sum(len(lanes[lane]) - len(found) for lane, found in visible.items())
    return tag(
        "div",
        _patterns(),
        *rows,
        _row(day(scale.begin, zone), axis(scale, zone)),
        _legend({_spelled(band.state.status) for found in visible.values() for band in found}),
        *_notes(len(lanes) - len(drawn), hidden),
        class_="bands",
        aria_hidden="true",
    )


def _rank(lane: _Lane) -> tuple[str, bool, int, str]:
    """By station; its connectors by number, and what stands for the whole station at the end."""
    station, connector = lane
    return station or "", not connector.startswith(("connector", "EVSE")), len(connector), connector


def _label(lane: _Lane, *, many_stations: bool) -> str:
    station, connector = lane
    name = connector[:1].upper() + connector[1:]
    return f"{station}, {connector}" if many_stations and station else name


def _row(label: str, picture: Html) -> Html:
    return tag("div", tag("span", label, class_="lane-name", title=label), picture, class_="lane-row")


def _visible(states: Iterable[State], scale: Scale, least: float) -> list[_Band]:
    """The states side by side, each at least so wide; of several in one such width, the first or a fault."""
    found: list[_Band] = []
    for state in states:
        left = scale.at(state.since or 0.0)
        right = 100.0 if state.until is None else scale.at(state.until)
        band = _Band(state, left, max(least, right - left), is_narrow=right - left < least)
        previous = found[-1] if found else None
        if previous is None or left >= previous.left + previous.width:
            found.append(band)
        elif not band.is_narrow and right > previous.left + previous.width:
            begin = previous.left + previous.width
            found.append(band._replace(left=begin, width=right - begin))
        elif previous.is_narrow and _spelled(state.status) == _FAULTED:
            found[-1] = band._replace(left=previous.left)
    return found


def _lane(found: Iterable[_Band], zone: datetime.timezone | None, links: Links) -> Html:
    return tag("svg", *(_band(band, zone, links) for band in found), class_="lane", width="100%", height="24")


def _band(band: _Band, zone: datetime.timezone | None, links: Links) -> Html:
    status = band.state.status
    place = {"x": f"{band.left:.2f}%", "y": "1", "width": f"{band.width:.2f}%", "height": "22"}
    shapes = _shapes(status, place)
    pixels = _CHARACTER * len(status) + _PADDING
    names = [
        tag("text", status, x=f"{band.left + band.width / 2:.2f}%", y="16", text_anchor="middle", class_=class_ or None)
        for lane, class_ in _LABELS
        if band.width / 100 * lane >= pixels
    ]
    title = tag("title", _title(band.state, zone))
    return tag("a", title, *shapes, *names[:1], href=links.address(band.state.place, _SAID), tabindex="-1")


def _shapes(status: str, place: dict[str, str]) -> list[Html]:
    colour = _COLOURS.get(_spelled(status), _OTHER)
    stripes = [tag("rect", **place, class_="striped", fill=f"url(#stripes-{colour})")] if colour in _STRIPES else []
    return [tag("rect", **place, class_=f"state state-{colour}"), *stripes]


def _title(state: State, zone: datetime.timezone | None) -> str:
    until = "the end of the log" if state.until is None else clock(state.until, zone)
    how_long = lasted(state.since, state.until)
    error = f", {state.error}" if state.error else ""
    tail = f" ({how_long})" if how_long else ""
    return f"{state.connector}: {state.status}{error}, {clock(state.since, zone)} to {until}{tail}"


def _patterns() -> Html:
    stripes = (
        tag(
            "pattern",
            tag("rect", width="1.5", height="7", class_="stripe"),
            id=f"stripes-{colour}",
            width="7",
            height="7",
            patternUnits="userSpaceOnUse",
            patternTransform=turn,
        )
        for colour, turn in _STRIPES.items()
    )
    return tag("svg", tag("defs", *stripes), width="0", height="0", class_="patterns")


def _spelled(status: str) -> str:
    """The name of a status as the specification has it."""
    return _SPELLED.get(status.casefold(), "another status")


def _legend(statuses: set[str]) -> Html:
    names = (name for name in [*_COLOURS, "another status"] if name in statuses)
    return tag("p", *(_sample(name) for name in names), class_="states-legend")


def _sample(status: str) -> Html:
    shapes = _shapes(status, {"width": "14", "height": "14"})
    return tag("span", tag("svg", *shapes, width="14", height="14"), " ", status)


def _notes(lanes: int, hidden: int) -> list[Html]:
    texts = [
        f"{lanes:,} more {'connector is' if lanes == 1 else 'connectors are'} not drawn." if lanes else "",
        f"{hidden:,} {'status was' if hidden == 1 else 'statuses were'} too short to be drawn." if hidden else "",
    ]
    told = joined(filter(None, texts), " ")
    return [tag("p", told, class_="quiet")] if told else []


def states_table(states: Sequence[State], zone: datetime.timezone | None, links: Links, *, many_stations: bool) -> Html:
    """All of it as a table that a click opens."""
    columns = (
        Column("Connector", is_head=True),
        Column("Station"),
        Column("Status"),
        Column("Error"),
        Column("Since"),
        Column("Until"),
        Column("Lasted", is_number=True),
        Column("Where", is_short=True),
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
                links.to(state.place, said=_SAID),
            ]
        )
        for state in states[:_MOST_ROWS]
    )
    more = f" The first {_MOST_ROWS:,} of {len(states):,}." if len(states) > _MOST_ROWS else ""
    found = table(f"Status of the connectors.{more}", columns, lines)
    summary = f"{len(states):,} statuses as a table" if len(states) > 1 else "The status as a table"
    return tag("details", tag("summary", summary), found)
