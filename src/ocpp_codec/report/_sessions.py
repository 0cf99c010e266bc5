"""The table of charging sessions, and their values for the charts."""

from __future__ import annotations

import datetime
import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ..log._charging.records import Series, SeriesKey, Session
from ..log._charging.thinning import thinned
from ._html import Html, joined, link, tag
from ._keys import Links
from ._tables import Column, Line, table
from ._words import energy, lasted, moment, short_lasting

__all__ = ["chosen_sessions", "packed_sessions", "sessions_table"]

_MOST_SESSIONS = 300
_MOST_POINTS = 1500  # of a series
_DIGITS = 12

_COLUMNS = (
    Column("Transaction", is_head=True),
    Column("Station"),
    Column("Connector"),
    Column("Card"),
    Column("Start", is_short=True),
    Column("Stop", is_short=True),
    Column("Lasted", is_number=True),
    Column("Reason"),
    Column("Energy", is_number=True),
    Column("Longest pause", is_number=True),
    Column("Messages", is_number=True),
    Column("Remarks"),
)


def chosen_sessions(sessions: Sequence[Session], troubled: Collection[int]) -> list[Session]:
    """The sessions of the page, in their order; values outside of transactions are the last.

    Of very many, those with trouble come first. `troubled`: their numbers.
    """
    ranked = sorted(sessions, key=lambda each: (each.number not in troubled, not _remarks(each), each.number))
    return sorted(ranked[:_MOST_SESSIONS], key=lambda each: (not each.is_transaction, each.number))


def sessions_table(
    sessions: Sequence[Session], total: str, zone: datetime.timezone | None, links: Links, *, many_stations: bool
) -> Html:
    """The table. `total`: how many sessions the log has."""
    rest = (
        f" The log has {total} sessions; {len(sessions):,} are shown, those with trouble before others."
        if total != f"{len(sessions):,}"
        else ""
    )
    caption = joined(
        [
            f"Charging sessions.{rest} ",
            tag(
                "span",
                "Longest pause: the longest time between two messages of the session. ",
                "Start and stop are as the station says them.",
                class_="quiet",
            ),
        ]
    )
    lines = (
        Line(_cells(session, place, zone, links, many_stations=many_stations), {"data_session_row": place})
        for place, session in enumerate(sessions)
    )
    return table(caption, _COLUMNS, lines)


def _cells(
    session: Session, place: int, zone: datetime.timezone | None, links: Links, *, many_stations: bool
) -> list[object]:
    name = (session.transaction or "without an id") if session.is_transaction else "outside of transactions"
    values = [" ", link(f"#session={place}", "values", class_="values")] if session.series else []
    begin, end = moment(session.started, zone), moment(session.stopped, zone)
    if begin[:10] == end[:10]:
        end = end[11:]  # the same day
    return [
        joined([links.to(session.first, name, said="StartTransaction TransactionEvent MeterValues"), *values]),
        session.station or "" if many_stations else "",
        session.connector,
        session.card,
        begin,
        end,
        lasted(session.started, session.stopped),
        session.reason,
        energy(session.energy),
        "" if session.pause is None else short_lasting(session.pause),
        f"{session.messages:,}",
        joined((tag("span", remark, class_="remark") for remark in _remarks(session)), " "),
    ]


def _remarks(session: Session) -> list[str]:
    """What is odd about a session, in few words."""
    if not session.is_transaction:
        return []
    remarks = {
        "refused": session.is_refused,
        "no start in the log": session.started is None,
        "no end in the log": session.stopped is None,
        "no energy": session.energy == 0 and session.stopped is not None,
        "meter runs back": session.energy is not None and session.energy < 0,
    }
    return [remark for remark, holds in remarks.items() if holds]


def packed_sessions(sessions: Sequence[Session], stations: Mapping[str | None, int]) -> list[dict[str, Any]]:
    """The sessions with their values, as the page reads them. `stations`: the number of each."""
    return [
        {
            "transaction": session.transaction if session.is_transaction else None,
            "isTransaction": session.is_transaction,
            "connector": session.connector,
            "station": stations.get(session.station, -1),
            "series": [_series(key, series) for key, series in session.series.items()],
        }
        for session in sessions
    ]


def _series(key: SeriesKey, series: Series) -> dict[str, Any]:
    measured = sorted(point for point in zip(series.times, series.values, strict=True) if math.isfinite(point[1]))
    points = thinned(measured, _MOST_POINTS)
    return {
        "measurand": key.measurand,
        "phase": key.phase,
        "location": key.location,
        "unit": key.unit,
        "times": [round(time * 1000) for time, _ in points],
        "values": [float(f"{value:.{_DIGITS}g}") for _, value in points],
    }
