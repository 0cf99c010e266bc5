"""How long answers took: a distribution for each side, and a table by action."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from .._core.record import Sender
from ..log import Turn
from ..log._said import Place
from ._html import Html, joined, tag
from ._keys import Links
from ._tables import Column, Line, table
from ._words import short_lasting

__all__ = ["Answers"]

_MOST_ACTIONS = 500
_MOST_ROWS = 60
_FINE = 20  # buckets for a factor of ten, from which medians are read
_LOWEST = 0.001  # seconds
_SIZE = 7 * _FINE  # up to 10,000 s
#: The bars of the distribution: below how many seconds, and how it is written.
_BARS = (
    (0.01, "below 10 ms"),
    (0.03, "10 to 30 ms"),
    (0.1, "30 to 100 ms"),
    (0.3, "0.1 to 0.3 s"),
    (1.0, "0.3 to 1 s"),
    (3.0, "1 to 3 s"),
    (10.0, "3 to 10 s"),
    (30.0, "10 to 30 s"),
    (math.inf, "longer"),
)
#: The same where the clock of the log has whole seconds: the first bars are one.
_COARSE = 5
_SIDES = {Sender.CSMS: "The CSMS answers", Sender.STATION: "The station answers"}


class _Times(msgspec.Struct):
    """The answers of one side to one action."""

    count: int = 0
    longest: float = 0.0
    place: Place = ("", 0)
    fine: list[int] = msgspec.field(default_factory=lambda: [0] * (_SIZE + 1))

    def add(self, seconds: float, place: Place) -> None:
        self.count += 1
        if seconds >= self.longest:
            self.longest, self.place = seconds, place
        at = math.ceil(math.log10(max(seconds, _LOWEST) / _LOWEST) * _FINE)
        self.fine[min(at, _SIZE)] += 1

    def within(self, share: float) -> float:
        """The time in which this share of the answers came, to about a tenth."""
        left = share * self.count
        for at, count in enumerate(self.fine):
            left -= count
            if left <= 0:
                return min(self.longest, _LOWEST * 10 ** (at / _FINE))
        return self.longest


class Answers:
    """Counts the answers of a log in little memory."""

    def __init__(self) -> None:
        self._times: dict[tuple[Sender, str], _Times] = {}
        self._bars: dict[Sender, list[int]] = {}
        self._is_fine = False  # the log's clock shows parts of seconds
        self._has_answers = False

    def add(self, turn: Turn) -> None:
        """Counts a message, if it is an answer with a known time."""
        waited, sender, action = turn.waited, turn.sender, turn.examination.action
        self._has_answers = self._has_answers or turn.call is not None
        if waited is None or sender is None or action is None:
            return
        self._is_fine = self._is_fine or waited % 1 != 0
        bars = self._bars.setdefault(sender, [0] * len(_BARS))
        bars[next(at for at, (below, _) in enumerate(_BARS) if waited < below)] += 1
        times = self._times.get((sender, action))
        if times is None:
            if len(self._times) >= _MOST_ACTIONS:
                return
            times = self._times[sender, action] = _Times()
        times.add(waited, (turn.entry.file, turn.entry.line))

    def html(self, links: Links) -> Html:
        """The distribution and the table; nothing if the log has no answers."""
        if not self._bars:
            return tag("p", "The log does not say how long answers took.") if self._has_answers else Html()
        coarse = [] if self._is_fine else [tag("p", "The clock of this log has whole seconds.", class_="quiet")]
        names = [name for _, name in _BARS]
        sides = {sender: self._bars[sender] for sender in _SIDES if sender in self._bars}
        if not self._is_fine:
            names = ["below 1 s", *names[_COARSE:]]
            sides = {sender: [sum(bars[:_COARSE]), *bars[_COARSE:]] for sender, bars in sides.items()}
        used = [at for at in range(len(names)) if any(bars[at] for bars in sides.values())]
        shown = slice(used[0], used[-1] + 1)  # the same for both sides, so that eyes can compare them
        charts = (_distribution(_SIDES[sender], names[shown], bars[shown]) for sender, bars in sides.items())
        return joined([*coarse, tag("div", *charts, class_="pair"), self._table(links)])

    def _shown(self, seconds: float) -> str:
        return short_lasting(seconds) if self._is_fine or seconds >= 1 else "below 1 s"

    def _table(self, links: Links) -> Html:
        columns = (
            Column("Action", is_head=True),
            Column("Who answers"),
            Column("Answers", is_number=True),
            Column("Median", is_number=True),
            Column("95 % within", is_number=True),
            Column("Longest", is_number=True),
        )
        ranked = sorted(self._times.items(), key=lambda item: (-item[1].longest, item[0]))
        lines = (
            Line(
                [
                    action,
                    sender.value if sender is Sender.STATION else "CSMS",
                    f"{times.count:,}",
                    self._shown(times.within(0.5)),
                    self._shown(times.within(0.95)),
                    links.to(times.place, self._shown(times.longest)),
                ]
            )
            for (sender, action), times in ranked[:_MOST_ROWS]
        )
        return table("Answer times by action, the longest first.", columns, lines)


def _distribution(title: str, names: Sequence[str], counts: Sequence[int]) -> Html:
    """Bars beside their numbers."""
    highest = max(counts)
    lines = (Line([name, _bar(count / highest), f"{count:,}"]) for name, count in zip(names, counts, strict=True))
    columns = (Column("Time", is_head=True), Column("Share"), Column("Answers", is_number=True))
    total = sum(counts)
    return table(f"{title}: {total:,} time{'' if total == 1 else 's'}", columns, lines, kind="distribution")


def _bar(share: float) -> Html:
    width = f"{max(0.5, 100 * share):.1f}%" if share else "0"
    shape = tag("rect", width=width, height="12", class_="amount")
    return tag("svg", shape, width="100%", height="12", aria_hidden="true")
