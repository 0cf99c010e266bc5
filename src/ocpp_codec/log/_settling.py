"""From frames as they were found to entries: direction, time, version; each message once; oldest first."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from typing import NamedTuple

from .._core.compat import OcppJsonProtocol
from ._carriers import Idle
from ._clocks import Clocks
from ._directions import Directions
from ._entries import Direction, Entry
from ._raw import Raw
from ._search import Head, head_of
from ._versions import Versions

__all__ = ["Repeats", "settle"]

_HELD = 2000  # frames that are looked at before the first one is given
_HELD_CHARACTERS = 8 << 20
_IN_MEMORY = 16 << 20  # bytes of a newest-first file before it goes to a temporary file
_NEAR = 50  # frames among which one is looked for that two loggers have written
_MOST = 8  # writers of one message, and messages with one frame
_SOON = timedelta(seconds=10)


def settle(
    raws: Iterable[Raw | Idle], file: str, protocol: OcppJsonProtocol | None, zone: tzinfo | None, notes: list[str]
) -> Iterator[Entry | Idle]:
    """The entries of one file.

    The first frames are held until they have shown what the words and times of the log mean, or until a pipe has no
    more to give for now.
    """
    settler = _Settler(file, protocol, zone)
    held: list[Raw] = []
    characters, is_held = 0, True
    raws = iter(raws)
    for raw in raws:
        if isinstance(raw, Idle):
            if held and is_newest_first(held):
                notes.append(f"{file}: newest first, and a pipe cannot be turned; give the file itself")
            yield from _known(map(settler.entry, settler.learned(held)))
            held, is_held = [], False
            yield raw
        elif is_held:
            held.append(raw)
            characters += len(raw.frame)
            if len(held) >= _HELD or characters > _HELD_CHARACTERS:
                break
        elif (entry := settler.next(raw)) is not None:
            yield entry
    if held and is_newest_first(held):
        yield from _known(map(settler.entry, settler.learned_of_many(_turned(held, raws))))
        return
    yield from _known(map(settler.entry, settler.learned(held)))
    for raw in raws:
        if isinstance(raw, Idle):
            yield raw
        elif (entry := settler.next(raw)) is not None:
            yield entry


def _known(entries: Iterable[Entry | None]) -> Iterator[Entry]:
    return (entry for entry in entries if entry is not None)


class _Settler:
    def __init__(self, file: str, protocol: OcppJsonProtocol | None, zone: tzinfo | None) -> None:
        self._file = file
        self._directions = Directions(list(OcppJsonProtocol) if protocol is None else [protocol])
        self._clocks, self._versions = Clocks(zone), Versions(protocol)
        self._repeats = Repeats()

    def learned(self, raws: list[Raw]) -> list[tuple[Raw, Head]]:
        """The frames, after everything has been learned from them."""
        return [(raw, self._learned(raw)) for raw in raws]

    def _learned(self, raw: Raw) -> Head:
        head = head_of(raw.frame)
        self._directions.learn(raw, head)
        self._clocks.learn(raw, head)
        self._versions.learn(raw, head)
        return head

    def next(self, raw: Raw) -> Entry | None:
        """The entry of the next frame, after it has been learned from."""
        return self.entry((raw, self._learned(raw)))

    def learned_of_many(self, raws: Iterable[Raw]) -> Iterator[tuple[Raw, Head]]:
        """The same for more than can be held: the first ones are learned from together."""
        held: list[Raw] = []
        is_first = True
        for raw in raws:
            held.append(raw)
            if not is_first or len(held) >= _HELD:
                yield from self.learned(held)
                held, is_first = [], False
        yield from self.learned(held)

    def entry(self, learned: tuple[Raw, Head]) -> Entry | None:
        """The entry of the next frame; None if another logger has written the same message."""
        raw, head = learned
        if head.kind == 3 and head.is_number and not self._directions.knows(raw, head):
            return None  # `[3, 8, {}]` is a frame only if somebody has asked
        direction = self._directions.resolve(raw, head)
        time, zone = self._clocks.resolve(raw)
        if self._repeats.is_one(raw.frame, raw.shape, raw.station, direction, time):
            return None
        return Entry(
            frame=raw.frame,
            file=self._file,
            line=raw.line,
            time=time,
            zone=zone,
            station=raw.station,
            direction=direction,
            protocol=self._versions.resolve(raw),
            layout=raw.layout,
            rebuilt=raw.rebuilt,
            opened=raw.opened,
        )


class Repeats:
    """Finds the message that two loggers have written, or both sides of a proxy.

    Args:
        most: How many messages back.
        soon: How much later.
    """

    def __init__(self, most: int = _NEAR, soon: timedelta = _SOON) -> None:
        self._most, self._soon = most, soon
        self._recent: OrderedDict[str, list[_Message]] = OrderedDict()

    def is_one(
        self, frame: str, writer: str, station: str | None, direction: Direction | None, time: datetime | None
    ) -> bool:
        """Whether another writer has just written the same frame. Of the same writer, it is a message sent again."""
        key = "".join(frame.split())
        before = self._recent.setdefault(key, [])
        for each in before:
            if (
                writer not in each.writers
                and len(each.writers) < _MOST
                and _agree(each.station, station)
                and _agree(each.direction, direction)
                and (each.time is None or time is None or abs(time - each.time) <= self._soon)
            ):
                each.writers.add(writer)
                return True
        before.append(_Message({writer}, station, direction, time))
        if len(before) > _MOST:
            del before[0]
        self._recent.move_to_end(key)
        if len(self._recent) > self._most:
            self._recent.popitem(last=False)
        return False


class _Message(NamedTuple):
    """A message, and who has written it down."""

    writers: set[str]
    station: str | None
    direction: Direction | None
    time: datetime | None


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def is_newest_first(raws: list[Raw]) -> bool:
    """Whether a log begins with its end: its times fall, or answers stand before their calls."""
    times = [raw.clock.naive for raw in raws if raw.clock is not None]
    pairs = list(pairwise(times))
    falls, rises = sum(one > two for one, two in pairs), sum(one < two for one, two in pairs)
    if falls + rises >= 2 and max(falls, rises) >= 3 * min(falls, rises):
        return falls > rises
    calls, answers, before, after = set[str](), set[str](), 0, 0
    for raw in raws:
        head = head_of(raw.frame)
        if head.kind == 2:
            before += head.unique_id in answers
            calls.add(head.unique_id)
        elif head.kind in {3, 4}:
            after += head.unique_id in calls
            answers.add(head.unique_id)
    return before >= 3 and before > 3 * after if not falls else before > after and falls > rises


def _turned(held: list[Raw], rest: Iterator[Raw | Idle]) -> Iterator[Raw]:
    """All frames, the last one first. More than fits in memory goes through a temporary file."""
    starts = array("q")
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        for raws in (held, rest):
            for raw in raws:
                if isinstance(raw, Raw):
                    starts.append(spool.tell())
                    pickle.dump(raw, spool)
        opened = False  # what stands before a frame in the file comes after it in time
        for start in reversed(starts):
            spool.seek(start)
            raw = pickle.load(spool)  # noqa: S301 (written above)
            raw.opened, opened = opened, raw.opened
            yield raw
