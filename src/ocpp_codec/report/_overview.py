"""Whose log it is: stations, versions, times, traffic."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence

from .._core.record import Sender
from ..log import Turn
from ..log._charging.records import Boot
from ._html import Html, joined, tag

__all__ = ["Overview", "header", "named"]

_MOST_STATIONS = 3
_MOST_MODELS = 3
_HOW = {
    "given": "",
    "inferred": " (inferred)",
    "assumed": " (assumed)",
}


class Overview:
    """Counts what the head of the report says of all messages."""

    def __init__(self) -> None:
        self.sent: Counter[Sender | None] = Counter()
        self.zones: Counter[str | None] = Counter()
        self.files: dict[str, None] = {}
        self.connections = 0
        self.zone: datetime.timezone | None = None  # of the first message that has a time

    def add(self, turn: Turn) -> None:
        """Counts a message."""
        entry = turn.entry
        self.sent[turn.sender] += 1
        self.files[entry.file] = None
        self.connections += turn.begins
        if entry.time is not None:
            self.zones[entry.zone] += 1
            if self.zone is None:
                self.zone = datetime.timezone(entry.time.utcoffset() or datetime.timedelta())


def named(stations: Sequence[str]) -> str:
    """The stations as a title."""
    if not stations:
        return "A station without a name"
    if len(stations) <= _MOST_STATIONS:
        return ", ".join(stations)
    return f"{len(stations):,} stations: {', '.join(stations[:_MOST_STATIONS])}, ..."


def header(
    overview: Overview,
    stations: Sequence[str],
    protocols: Iterable[str],
    span: tuple[datetime.datetime | None, datetime.datetime | None],
    boots: Iterable[Boot],
) -> Html:
    """The head of the page."""
    facts = [
        ("Station", _models(boots)),
        ("Protocol", ", ".join(f"OCPP {each}" for each in protocols)),
        ("Time", _span(*span, overview)),
        ("Traffic", _traffic(overview)),
    ]
    shown = (tag("div", tag("dt", name), tag("dd", fact)) for name, fact in facts if fact)
    return joined(
        [
            tag("p", f"OCPP report of {_files(overview.files)}", class_="kicker"),
            tag("h1", named(stations)),
            tag("dl", *shown, class_="facts-line"),
        ]
    )


def _files(files: Iterable[str]) -> str:
    names = ["standard input" if name == "-" else name.rpartition("/")[2] for name in files]
    more = len(names) - _MOST_STATIONS
    return ", ".join(names[:_MOST_STATIONS]) + (f" and {more:,} more files" if more > 0 else "")


def _models(boots: Iterable[Boot]) -> str:
    """Vendor, model and firmware as the boots tell them. The firmware of one station is told in its order."""
    firmwares: dict[tuple[str, str], dict[str, None]] = {}
    stations: dict[tuple[str, str], set[str | None]] = {}
    for boot in boots:
        model = (boot.vendor, boot.model)
        stations.setdefault(model, set()).add(boot.station)
        found = firmwares.setdefault(model, {})
        if boot.firmware:
            found[boot.firmware] = None
    texts = [
        " ".join(filter(None, model)) + _firmware(list(found), ", then " if len(stations[model]) == 1 else ", ")
        for model, found in firmwares.items()
    ]
    more = len(texts) - _MOST_MODELS
    return "; ".join(texts[:_MOST_MODELS]) + (f" and {more:,} more models" if more > 0 else "")


def _firmware(found: list[str], between: str) -> str:
    if not found:
        return ""
    more = len(found) - _MOST_MODELS
    return f", firmware {between.join(found[:_MOST_MODELS])}" + (f" and {more:,} more" if more > 0 else "")


def _span(first: datetime.datetime | None, last: datetime.datetime | None, overview: Overview) -> str:
    if first is None or last is None:
        return "the log has no times"
    begin, end = (each.astimezone(overview.zone).strftime("%Y-%m-%d %H:%M:%S") for each in (first, last))
    if begin[:10] == end[:10]:
        end = end[11:]
    how = _HOW.get(overview.zones.most_common(1)[0][0] or "", "")
    return f"{begin} to {end} {overview.zone or datetime.UTC}{how}"


def _traffic(overview: Overview) -> str:
    sent = overview.sent
    total = sent.total()
    parts = [
        f"{sent[Sender.STATION]:,} from the station",
        f"{sent[Sender.CSMS]:,} from the CSMS",
        *([f"{sent[None]:,} from an unknown side"] if sent[None] else []),
    ]
    connections = f", in {overview.connections:,} connections" if overview.connections > 1 else ""
    return f"{total:,} message{'' if total == 1 else 's'}: {', '.join(parts)}{connections}"
