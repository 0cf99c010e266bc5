"""The part of the page about charging: sessions, connectors, answer times, boots, configuration."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..log._charging import Charging
from ..log.observations import Observation
from ._answers import Answers
from ._bands import bands, states_table
from ._boots import boots_table, settings_table
from ._html import Html, link, tag
from ._keys import Links
from ._sessions import chosen_sessions, packed_sessions, sessions_table
from ._tables import folded

__all__ = ["ChargingPart", "Section", "contents"]

_Span = tuple[datetime.datetime | None, datetime.datetime | None]


class Section(NamedTuple):
    """A part of the page with a title of its own."""

    name: str
    title: str
    html: Html


def contents(sections: Sequence[Section]) -> Html:
    """The list of all parts of the page."""
    names = [("verdict", "Verdict"), ("conversation", "Conversation"), *((each.name, each.title) for each in sections)]
    return tag("ul", *(tag("li", link(f"#{name}", title)) for name, title in names))


def _section(name: str, title: str, *content: Html) -> Section | None:
    """A part of the page; None without content."""
    if not any(content):
        return None
    head = tag("h2", title, id=f"{name}-head")
    return Section(name, title, tag("section", head, *content, id=name, aria_labelledby=f"{name}-head"))


class ChargingPart:
    """What the page says of charging. `numbers`: the place in the page of each session that it has."""

    def __init__(
        self,
        charging: Charging,
        observations: Sequence[Observation],
        zone: datetime.timezone | None,
        links: Links,
        *,
        many_stations: bool,
    ) -> None:
        self._charging, self._zone, self._links, self._many = charging, zone, links, many_stations
        places = {place for each in observations for place in each.places}
        troubled = {each.number for each in charging.sessions if each.first in places or each.last in places}
        self._sessions = chosen_sessions(charging.sessions, troubled)
        self.numbers = {session.number: place for place, session in enumerate(self._sessions)}

    def packed(self, stations: Sequence[str | None]) -> list[dict[str, Any]]:
        """The sessions with their values, for the charts."""
        return packed_sessions(self._sessions, {station: number for number, station in enumerate(stations)})

    def sections(self, span: _Span, answers: Answers) -> list[Section]:
        """Those parts for which the log has something."""
        parts = [
            _section("charging", "Charging", *self._sessions_part()),
            _section("connectors", "Connectors", *self._states_part(span)),
            _section("answers", "Answer times", answers.html(self._links)),
            _section("boots", "Boots", *self._boots_part()),
            _section("configuration", "Configuration", *self._settings_part()),
        ]
        return [part for part in parts if part is not None]

    def _sessions_part(self) -> list[Html]:
        if not self._sessions:
            return []
        total = f"{len(self._charging.sessions):,}"
        if "sessions" in self._charging.omitted:
            total = f"more than {total}"
        shown = sessions_table(self._sessions, total, self._zone, self._links, many_stations=self._many)
        return [shown, _VALUES]

    def _states_part(self, span: _Span) -> list[Html]:
        states = self._charging.states
        if not states:
            return []
        first, last = span
        known = None if first is None or last is None else (first.timestamp(), last.timestamp())
        return [
            bands(states, known, self._zone, self._links, many_stations=self._many),
            states_table(states, self._zone, self._links, many_stations=self._many),
        ]

    def _boots_part(self) -> list[Html]:
        boots = self._charging.boots
        shown = boots_table(boots, self._zone, self._links, many_stations=self._many)
        return [folded(f"{len(boots):,} boots", len(boots), shown)] if boots else []

    def _settings_part(self) -> list[Html]:
        settings = self._charging.settings
        shown = settings_table(settings, self._links, many_stations=self._many)
        return [folded(f"{len(settings):,} settings", len(settings), shown)] if settings else []


#: Where the page draws the values of a session.
_VALUES = tag(
    "div",
    tag("h3", id="values-of"),
    tag("div", id="charts"),
    id="values",
    hidden=True,
)
