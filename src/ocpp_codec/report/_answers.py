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

    def add(self, turn: Turn) -> None:
        """Counts a message, if it is an answer with a known time."""
        waited, sender, action = turn.waited, turn.sender, turn.examination.action
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
        """The distribution and the table; nothing if no answer has a time."""
        if not self._bars:
            return Html()
        coarse = [] if self._is_fine else [tag("p", "The clock of this log has whole seconds.", class_="quiet")]
        charts = [
            _distribution(title, _bars_of(bars, is_fine=self._is_fine))
            for sender, title in _SIDES.items()
            if (bars := self._bars.get(sender)) is not None
        ]
        return joined([*coarse, tag("div", *charts, class_="pair"), self._table(links)])

    def _shown(self, seconds: float) -> str:
        return short_lasting(seconds) if self._is_fine or seconds >= 1 else "below 1 s"

    def _table(self, links: Links) -> Html:
        columns = (
            Column("Action", is_head=True),
            Column("Who answers"),
            Column("Answers", is_number=True),
            Column("Half of them within", is_number=True),
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


def _bars_of(counts: Sequence[int], *, is_fine: bool) -> list[tuple[str, int]]:
    """What each bar is called, and how many answers it has; empty ones at both ends are left out."""
    bars = [(name, count) for (_, name), count in zip(_BARS, counts, strict=True)]
    if not is_fine:
        bars = [("below 1 s", sum(counts[:_COARSE])), *bars[_COARSE:]]
    used = [at for at, (_, count) in enumerate(bars) if count]
    return bars[used[0] : used[-1] + 1]


def _distribution(title: str, bars: Sequence[tuple[str, int]]) -> Html:
    """Bars beside their numbers."""
    highest = max(count for _, count in bars)
    lines = (Line([name, _bar(count / highest), f"{count:,}"]) for name, count in bars)
    columns = (Column("Time", is_head=True), Column("Share"), Column("Answers", is_number=True))
    caption = f"{title}: {sum(count for _, count in bars):,} times"
    return table(caption, columns, lines, kind="distribution")


def _bar(share: float) -> Html:
    shape = tag("rect", width=f"{100 * share:.1f}%", height="12", class_="amount")
    return tag("svg", shape, width="100%", height="12", aria_hidden="true")
