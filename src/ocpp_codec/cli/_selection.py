"""Which messages of a log are wanted.

What is selected are turns, after the pairing: a filter never changes a verdict.
"""

from __future__ import annotations

import difflib
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ._output import Unable
from ._when import Place, When

if TYPE_CHECKING:  # they take long to import, and `--help` does without
    from ..log import Turn
    from ..log.observations import Observation

__all__ = ["Lines", "Selection", "concerned"]

_MOST_HELD = 1000  # calls that wait for the answer that tells their transaction
_MOST_SEEN = 1000  # names that are remembered, to suggest a near one
# The responses that are the first to name a transaction.
_BEGINNERS = frozenset({"StartTransaction", "RequestStartTransaction"})


@dataclass
class Selection:
    """The filters that a user has given. Filters of one kind are alternatives; those of several kinds all hold.

    `stations`, `actions`: in lower case, with the spelling of the user.  `context`: messages to both sides of `around`.
    """

    since: When | None = None
    until: When | None = None
    around: When | Place | None = None
    context: int = 20
    stations: Mapping[str, str] = field(default_factory=dict[str, str])
    actions: Mapping[str, str] = field(default_factory=dict[str, str])
    ids: frozenset[str] = frozenset()
    transactions: frozenset[str] = frozenset()
    taken: int = field(default=0, init=False)
    _seen: dict[str, set[str]] = field(default_factory=dict[str, set[str]], init=False)

    @property
    def takes_all(self) -> bool:
        """Whether no filter is given."""
        return not (self.since or self.until or self.around or self.stations or self.is_narrow)

    @property
    def is_narrow(self) -> bool:
        """Whether it takes messages out of the middle of a conversation, so that what is left tells no story."""
        return bool(self.actions or self.ids or self.transactions)

    def select(self, turns: Iterable[Turn], watch: Callable[[Turn], object] | None = None) -> Iterator[Turn]:
        """The turns that are wanted, in their order.

        `watch`: called with each turn of the wanted stations and times, whatever its action, id and transaction are.
        """
        if self.stations:
            turns = self._of_stations(turns)
        if self.since or self.until:
            turns = self._in_time(turns)
        if self.around:
            turns = self._around(turns, self.around)
        if watch:
            turns = _watched(turns, watch)
        if self.transactions:
            turns = self._of_transactions(turns)
        if self.actions:
            turns = self._of_actions(turns)
        if self.ids:
            turns = (turn for turn in turns if turn.examination.uniqueId in self.ids)
        for turn in turns:
            self.taken += 1
            yield turn

    def require_some(self, read: int) -> None:
        """Unable, with near names, if messages have been read and none of them was wanted."""
        if self.taken or not read:
            return
        hints = [
            hint
            for kind, wanted in (("station", self.stations), ("action", self.actions))
            if (hint := _hint(kind, wanted, self._seen.get(kind, set())))
        ]
        raise Unable(f"none of the {read:,} messages passes the filters{''.join(hints)}")

    def _notice(self, kind: str, name: str) -> None:
        names = self._seen.setdefault(kind, set())
        if len(names) < _MOST_SEEN:
            names.add(name)

    def _of_stations(self, turns: Iterable[Turn]) -> Iterator[Turn]:
        for turn in turns:
            station = turn.entry.station
            if station is not None:
                self._notice("station", station)
                if station.lower() in self.stations:
                    yield turn

    def _in_time(self, turns: Iterable[Turn]) -> Iterator[Turn]:
        """What has no time is left out."""
        since, until = self.since, self.until
        is_over_midnight = since is not None and until is not None and since.is_later_in_the_day(until)
        for turn in turns:
            at = turn.entry.time
            if at is None:
                continue
            begun = since is None or since.reached(at)
            going_on = until is None or not until.passed(at)
            if (begun or going_on) if is_over_midnight else (begun and going_on):
                yield turn

    def _around(self, turns: Iterable[Turn], around: When | Place) -> Iterator[Turn]:
        """The turns before and after a place: of the first turn there or later, and in each file that has the line."""
        before: deque[Turn] = deque(maxlen=self.context)
        reached: set[str] = set()
        left = 0
        for turn in turns:
            if _is_there(turn, around, reached):
                yield from before
                before.clear()
                yield turn
                left = self.context
            elif left:
                left -= 1
                yield turn
            else:
                before.append(turn)
        if not reached:  # the place is behind the last message
            yield from before

    def _of_transactions(self, turns: Iterable[Turn]) -> Iterator[Turn]:
        """The call that begins a transaction does not name it: it is held until its answer comes."""
        ids = "|".join(map(re.escape, self.transactions))
        named = re.compile(rf'"transaction_?id"\s*:\s*"?(?:{ids})"?\s*[,}}]', re.IGNORECASE).search
        held: dict[tuple[str, int], Turn] = {}
        for turn in turns:
            call = turn.call
            if named(turn.entry.frame):
                if call is not None and (beginner := held.pop((call.file, call.line), None)):
                    yield beginner
                yield turn
            elif call is not None:
                held.pop((call.file, call.line), None)
                if named(call.frame):
                    yield turn
            elif turn.examination.action in _BEGINNERS:
                held[turn.entry.file, turn.entry.line] = turn
                if len(held) > _MOST_HELD:
                    held.pop(next(iter(held)))

    def _of_actions(self, turns: Iterable[Turn]) -> Iterator[Turn]:
        for turn in turns:
            action = turn.examination.action
            if action is not None:
                self._notice("action", action)
                if action.lower() in self.actions:
                    yield turn


class Lines:
    """Which lines of which files have been taken: one bit a line, so that a long log takes little memory."""

    def __init__(self) -> None:
        self._bits: dict[str, bytearray] = {}

    def take(self, file: str, line: int) -> None:
        """A line is taken."""
        bits = self._bits.setdefault(file, bytearray())
        if (lacking := (line >> 3) + 1 - len(bits)) > 0:
            bits.extend(bytes(lacking))
        bits[line >> 3] |= 1 << (line & 7)

    def __contains__(self, place: tuple[str, int]) -> bool:
        file, line = place
        bits = self._bits.get(file, b"")
        return line >> 3 < len(bits) and bool(bits[line >> 3] >> (line & 7) & 1)


def concerned(observations: Iterable[Observation], lines: Lines | None) -> list[Observation]:
    """The observations that name one of these lines. None: all lines."""
    return [
        observation
        for observation in observations
        if lines is None or any(place in lines for place in observation.places)
    ]


def _watched(turns: Iterable[Turn], watch: Callable[[Turn], object]) -> Iterator[Turn]:
    for turn in turns:
        watch(turn)
        yield turn


def _is_there(turn: Turn, around: When | Place, reached: set[str]) -> bool:
    """Whether a turn is the first of its file at a place, or the first of all at a moment."""
    entry = turn.entry
    if isinstance(around, When):
        if not reached and entry.time is not None and around.reached(entry.time):
            reached.add("")
            return True
        return False
    if entry.file in reached or entry.line < around.line:
        return False
    if around.file is not None and entry.file != around.file and not entry.file.endswith(f"/{around.file}"):
        return False
    reached.add(entry.file)
    return True


def _hint(kind: str, wanted: Mapping[str, str], seen: set[str]) -> str:
    """What the log has instead of the wanted names."""
    names = {name.lower(): name for name in seen}
    missing = next((name for name in wanted if name not in names), None)
    if missing is None:
        return ""
    if not names:
        return f"; no message has a known {kind}"
    near = difflib.get_close_matches(missing, names, n=3) or sorted(names)[:3]
    return f"; no {kind} is {wanted[missing]} (perhaps {', '.join(names[name] for name in near)})"
