"""Frames to messages, each with the call that it answers.

Strategy: a usual frame takes the short way of `Pairing`, which says only "fine": one loop, a few steps a frame, in the
native path where that can be had. Any other frame is fed to `Pairing` as a whole, so its verdict and its findings are
those of `Pairing` itself. Columns are made after the loop, for all messages of a class together.
"""

# It takes the short way of a pairing itself.
# pyright: reportPrivateUsage=false

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple, TypeAlias

import msgspec

from .._core import native
from .._core.compat import OcppJsonProtocol
from .._core.record import Sender
from .._core.rules import Rule
from .._core.tolerance import Tolerance, each_given
from ..log._codecs import Codecs
from ..pairing import Pairing, Pending
from ._arrow import unpacked
from ._batches import Batch
from ._odd import Odd, odd_of
from ._pyarrow import pa, pc

__all__ = ["Decoded", "Decoder", "Group"]

_SECOND = 1_000_000  # of microseconds, the clock of all pairings here
_DAY = 86_400 * _SECOND


class Group(NamedTuple):
    """The messages of one class in a batch, with the number of the row of each."""

    payload: type[Any]
    rows: list[int]
    messages: list[Any]
    envelopes: list[Any]


class _Groups(dict[type[Any], Group]):
    """The groups of a batch by their classes. A new class gets a group."""

    def __missing__(self, payload: type[Any]) -> Group:
        group = self[payload] = Group(payload, [], [], [])
        return group


class Decoded(msgspec.Struct):
    """A batch that has been read.

    Attributes:
        batch: The frames.
        groups: The good messages of each class.
        calls: For each row the call that it answers. Its mark is its file, its line, and its time in microseconds.
        odd: The rows of which there is more to say, by number: findings, no message, an error.
        suspects: The rows of which there may be advice to give, besides those of `odd`; None if it is not known.
        times: When each frame was logged, in microseconds; without a time, when the one before it was.
    """

    batch: Batch
    groups: list[Group]
    calls: list[Pending | None]
    odd: dict[int, Odd]
    suspects: list[int] | None
    times: list[int]
    numbers: list[int]
    ends: list[_End]

    def pairing(self, row: int) -> Pairing:
        """The pairing that has read a row."""
        return self.ends[self.numbers[row]].pairing

    def message(self, row: int) -> Any:
        """The message of a row, which is one of a group."""
        for group in self.groups:
            place = bisect_left(group.rows, row)
            if place < len(group.rows) and group.rows[place] == row:
                return group.envelopes[place]
        raise AssertionError("a usual row is in a group")


#: The row of a frame, the frame, when it was logged, its mark, and the number of its end.
_Step: TypeAlias = tuple[int, str, int, tuple[str | None, int, int | None], int]


class _Talk(msgspec.Struct, eq=False):
    """What one station and the CSMS say in one version. `last`: the time of the last frame; 0 if none had a time."""

    pairing: Pairing
    last: int = 0

    def is_over(self, before: float) -> bool:
        """Whether nothing has been said since then."""
        return self.last != 0 and self.last < before


class _End(NamedTuple):
    """One side of a talk, and what the loop needs of it. The native path knows the first four parts.

    `coder`: None if nothing can be taken natively.  `own`, `other`: the parts of both sides of the pairing.
    """

    pairing: Pairing
    coder: Any
    own: tuple[Any, ...] | None
    other: tuple[Any, ...] | None
    talk: _Talk
    sender: Sender | None
    side: Any
    take: Callable[[Any, Any, int, Any], Any]


class Decoder:
    """Reads batches. The frames of a station must come in the order of time.

    Args:
        tolerate: As for `Codec`. A place of an action that a version does not have counts for the other versions.
        max_age: As for `Pairing`, in seconds.
        remember: As for `Pairing`, in seconds.
    """

    def __init__(self, tolerate: Iterable[Rule | Tolerance | str], max_age: float, remember: float) -> None:
        self._codecs = Codecs(tuple(each_given("tolerate", tolerate)), (), {})
        self._max_age, self._remember = _microseconds(max_age), _microseconds(remember)
        self._talks: dict[tuple[str | None, str], _Talk] = {}
        self._ends: dict[tuple[str | None, str, str | None], _End] = {}
        self._checked: float = 0

    def read(self, batch: Batch) -> Decoded:
        """The messages of the next batch."""
        numbers, ends = self._ends_of(batch)
        logged = batch.time.cast(pa.int64()).to_pylist()
        times = _filled(logged, numbers, ends)
        groups, odd = _Groups(), dict[int, Odd]()
        calls: list[Pending | None] = []
        suspects: list[int] | None = None if native.take_usual is None else []
        put, opened = calls.append, batch.opened
        marks = zip(unpacked(batch.file), batch.line.to_pylist(), logged, strict=True)
        steps: Iterator[_Step] = zip(range(len(batch)), batch.frames, times, marks, numbers, strict=True)
        if native.take_usual is not None:  # it takes the usual ones, and leaves the others
            steps = iter(partial(native.take_usual, steps, Pending, ends, opened, groups, calls, suspects), None)
        for row, frame, at, mark, number in steps:
            pairing, _, _, _, _, sender, own, take = ends[number]
            may_be_usual = native.take_usual is None  # else that has just said that it is not, as the pairing was
            if row in opened:
                pairing.close()
                may_be_usual = True
            elif at >= pairing._expires:
                pairing.give_up(at)
                may_be_usual = True
            message: Any = take(frame, own, at, mark) if may_be_usual and own is not None else None
            if message is not None:
                put(pairing._answered)
                if suspects is not None:
                    suspects.append(row)
            else:
                seen = odd[row] = odd_of(pairing, frame, sender, at, mark, is_rebuilt=row in batch.rebuilt)
                put(seen.call)
                message = seen.message
                if seen.payload is None:
                    continue
            payload = message.payload
            group = groups[payload.__class__]
            group.rows.append(row)
            group.messages.append(payload)
            group.envelopes.append(message)
        for number, at in dict(zip(numbers, times, strict=True)).items():
            ends[number].talk.last = at
        self._forget(pc.min(batch.time.cast(pa.int64())).as_py())
        return Decoded(batch, list(groups.values()), calls, odd, suspects, times, numbers, ends)

    def _ends_of(self, batch: Batch) -> tuple[list[int], list[_End]]:
        """For each frame the number of the end that has sent it, and these ends."""
        stations, senders = ([*each.dictionary.to_pylist(), None] for each in (batch.station, batch.sender))
        protocols = batch.protocol.dictionary.to_pylist()
        known = (
            (batch.station, len(stations) - 1, len(stations)),
            (batch.protocol, 0, len(protocols)),
            (batch.sender, len(senders) - 1, len(senders)),
        )
        key: Any = pa.scalar(0, pa.int64())
        for column, unknown, count in known:
            key = pc.add(pc.multiply(key, count), pc.fill_null(column.indices, unknown).cast(pa.int64()))
        found = key.dictionary_encode()
        ends: list[_End] = []
        for number in found.dictionary.to_pylist():
            rest, sender = divmod(number, len(senders))
            station, protocol = divmod(rest, len(protocols))
            ends.append(self._end(stations[station], protocols[protocol], senders[sender]))
        return found.indices.to_pylist(), ends

    def _end(self, station: str | None, protocol: str, sender: str | None) -> _End:
        key = station, protocol, sender
        end = self._ends.get(key)
        if end is None:
            end = self._ends[key] = self._new_end(station, protocol, sender)
        return end

    def _new_end(self, station: str | None, protocol: str, sender: str | None) -> _End:
        talk = self._talk(station, protocol)
        pairing = talk.pairing
        if sender is None:
            return _End(pairing, None, None, None, talk, None, None, pairing._take_usual)
        side = pairing._sides[sender]
        parts = side.parts(), side.other.parts()
        return _End(pairing, pairing.codec._coder, *parts, talk, side.sender, side, pairing._take_usual)

    def _talk(self, station: str | None, protocol: str) -> _Talk:
        talk = self._talks.get((station, protocol))
        if talk is None:
            codec, _ = self._codecs.of(OcppJsonProtocol(protocol))
            pairing = Pairing(codec, max_age=self._max_age, remember=self._remember)
            talk = self._talks[station, protocol] = _Talk(pairing)
        return talk

    def _forget(self, now: int | None) -> None:
        """Forgets who has been silent so long that nothing of it matters any more.

        The frames of different stations may be up to a day out of order. Without times, nothing gets old.

        Args:
            now: The earliest time of a batch; None without times.
        """
        before = -math.inf if now is None else now - self._max_age - self._remember - _DAY
        if before > self._checked:
            self._checked = before + _DAY
            self._talks = {key: talk for key, talk in self._talks.items() if not talk.is_over(before)}
            self._ends = {key: end for key, end in self._ends.items() if not end.talk.is_over(before)}


def _microseconds(seconds: float) -> float:
    """A limit as a number of the clock; a whole one, unless there is no limit."""
    return seconds if math.isinf(seconds) else max(1, round(seconds * _SECOND))


def _filled(times: list[int | None], numbers: list[int], ends: list[_End]) -> list[int]:
    """Times for all frames: one without its own has the last one of its talk."""
    if None not in times:
        return times  # type: ignore[return-value]
    last = {id(end.talk): end.talk.last for end in ends}
    talks = [id(end.talk) for end in ends]
    filled: list[int] = []
    for at, number in zip(times, numbers, strict=True):
        known = last[talks[number]] = last[talks[number]] if at is None else at
        filled.append(known)
    return filled
