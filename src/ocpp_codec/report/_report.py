"""Takes the turns of a log, and gives the page about it."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from ..log import Sample, Turn
from ..log._charging import Charging
from ..log._tally import Tally
from ..log.observations import Observation, Observer
from ._answers import Answers
from ._footer import footer, left_out, unreadable
from ._html import joined, text
from ._keys import Links, names_of
from ._messages import Messages
from ._overview import Overview, header, named
from ._packing import packed
from ._page import page
from ._sections import ChargingPart, contents
from ._traffic import traffic
from ._urgency import by_urgency
from ._verdict import verdict

__all__ = ["Report"]


class Report:
    """Collects what a page says of a log.

    Use it in a `with` statement: messages of a long log wait in a temporary file. Show it each turn of
    `log.conversations` with `watch`, and with `add` if the page is to have the message; then ask for the `page`.

    Args:
        most: Messages in the page at most. Of a longer log, it has the messages with findings and observations, those
            around them, and those of their charging sessions; the rest is counted.
    """

    def __init__(self, *, most: int = 20_000) -> None:
        self._observer = Observer()
        self._tally, self._overview = Tally(), Overview()
        self._charging, self._answers = Charging(), Answers()
        self._messages = Messages(most)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._messages.close()

    def watch(self, turn: Turn) -> None:
        """Looks for observations in a turn, without giving the page its message."""
        self._observer.feed(turn)

    def add(self, turn: Turn) -> None:
        """The page is to have this message, as far as there is place."""
        self._tally.add(turn, turn.examination.findings)
        self._overview.add(turn)
        self._answers.add(turn)
        session = self._charging.feed(turn)
        self._messages.add(turn, None if session is None else session.number)

    @property
    def summary(self) -> str:
        """What the report is about, in one line."""
        tally = self._tally
        findings, observations = sum(group.count for group in tally.groups), len(self.observations)
        counts = ((tally.messages, "message"), (findings, "finding"), (observations, "observation"))
        return ", ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in counts)

    @property
    def observations(self) -> list[Observation]:
        """What went wrong without breaking the protocol, in all turns that were watched."""
        return self._observer.observations

    def page(
        self,
        *,
        observations: Sequence[Observation] | None = None,
        lines: int = 0,
        notes: Sequence[str] = (),
        rejected: int = 0,
        samples: Sequence[Sample] = (),
        problems: Sequence[str] = (),
    ) -> str:
        """The HTML of the whole page.

        Args:
            observations: Those that the page is to tell; without it, all.
            lines: How many lines were read.
            notes: What a reader of the log should know, as `Reading.notes`.
            rejected: Texts that open like a frame and are none.
            samples: The first of them.
            problems: What could not be read, a sentence each.
        """
        told = by_urgency(self.observations if observations is None else observations)
        groups, stations, zone = self._tally.groups, self._tally.stations, self._overview.zone
        messages, many_stations = self._messages, len(stations) > 1
        links = Links(names_of(messages.files), messages.nth)
        charging = ChargingPart(self._charging, told, zone, links, many_stations=many_stations)
        versions = [protocol.removeprefix("ocpp") for protocol in self._tally.protocols]
        span = (self._tally.first, self._tally.last)
        sections = charging.sections(span, self._answers)
        observed = messages.named_by(place for each in told for place in each.places)
        parts = {
            "title": text(f"{named(stations)} - OCPP report"),
            "header": header(self._overview, stations, versions, span, self._charging.boots),
            "contents": contents(sections),
            "verdict": verdict(
                groups,
                told,
                messages=len(messages),
                versions=", ".join(versions),
                links=links,
                many_stations=many_stations,
                rejected=rejected,
            ),
            "traffic": traffic(messages.index, observed, zone, messages.place_of, links),
            "charging": joined(section.html for section in sections),
            "footer": footer(lines=lines, notes=notes, rejected=rejected, samples=samples),
        }
        data = messages.data(told, groups, charging.numbers, links.places)
        data["sessions"] = charging.packed(data["stations"])
        shown = len(data["messages"]["line"])
        gone = left_out(len(messages), shown, messages.index.with_findings, len(data["messages"]["findings"]))
        return page(
            {
                **parts,
                "left_out": joined([unreadable(problems), gone]),
                "messages_in_page": f"{shown:,}",
                "packed": packed(data),
            }
        )
