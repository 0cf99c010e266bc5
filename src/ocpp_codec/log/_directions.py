"""Which way frames go: learned from the actions that one side alone sends."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from functools import cache

from .._core.compat import OcppJsonProtocol
from .._core.names import folded
from .._core.record import Sender
from .._core.version import get_implemented_messages
from ._entries import Direction
from ._raw import Raw
from ._search import Head
from ._words import Seen

__all__ = ["Directions"]

_MAX_SHAPES = 20_000
_MAX_CALLS = 20_000
_CLEAR = 3  # times as much evidence for one direction as for the other makes it clear
_MANY = 2  # pieces of evidence that count more than a word that names both ends, and that need no word


@cache
def _senders(protocols: tuple[OcppJsonProtocol, ...]) -> dict[str, Sender]:
    """Who requests an action: in all versions the same side."""
    return {
        folded(name): action.sender
        for protocol in protocols
        for name, action in get_implemented_messages(protocol).items()
    }


class Directions:
    """The directions of the frames of one file.

    Each word of the log (sent, received, an arrow) gets its meaning from the calls that it stands beside, for each
    logger by itself: the same word says the opposite in the log of a station and in that of a CSMS.

    Args:
        protocols: The versions that may be spoken.
    """

    def __init__(self, protocols: Iterable[OcppJsonProtocol]) -> None:
        self._senders = _senders(tuple(protocols))
        self._evidence: defaultdict[object, dict[Direction, int]] = defaultdict(lambda: dict.fromkeys(Direction, 0))
        self._calls: OrderedDict[tuple[str | None, str], dict[Direction, bool]] = OrderedDict()

    def learn(self, raw: Raw, head: Head) -> None:
        """Takes a frame as evidence for the meaning of its words."""
        direction = self._of_action(head)
        if direction is not None and len(self._evidence) < _MAX_SHAPES:
            self._evidence[raw.shape, raw.word][direction] += 1
            if raw.word is not None:
                self._evidence[raw.word][direction] += 1

    def resolve(self, raw: Raw, head: Head) -> Direction | None:
        """The direction of the next frame; None if nothing tells."""
        said = self._meaning(raw)
        if head.kind in {2, 6}:
            direction = said or self._of_action(head)
            if direction is not None and head.kind == 2:
                self._wait(raw.station, head.unique_id, direction)
            return direction
        asked = self._calls.get((raw.station, head.unique_id), {})
        waiting = [way for way, waits in asked.items() if waits] or list(asked)
        if head.kind == 5:  # it goes the way of the call
            return waiting[0] if len(waiting) == 1 else said
        if len(waiting) == 1:
            asked[waiting[0]] = False
            return waiting[0].opposite
        if said is not None and said.opposite in asked:
            asked[said.opposite] = False
        return said

    def knows(self, raw: Raw, head: Head) -> bool:
        """Whether a call with the id of an answer has been seen."""
        return (raw.station, head.unique_id) in self._calls or (None, head.unique_id) in self._calls

    def _wait(self, station: str | None, unique_id: str, direction: Direction) -> None:
        self._calls.setdefault((station, unique_id), {})[direction] = True
        self._calls.move_to_end((station, unique_id))
        if len(self._calls) > _MAX_CALLS:
            self._calls.popitem(last=False)

    def _of_action(self, head: Head) -> Direction | None:
        sender = self._senders.get(folded(head.name)) if head.kind in {2, 6} else None
        if sender is None or sender is Sender.BOTH:
            return None
        return Direction.TO_CSMS if sender is Sender.STATION else Direction.TO_STATION

    def _meaning(self, raw: Raw) -> Direction | None:
        """What the words beside a frame mean in this file."""
        for key in ((raw.shape, raw.word), raw.word):
            if (seen := self._evidence.get(key)) is None:
                continue
            if raw.word is None and min(seen.values()) > 0:
                return None  # who writes the same beside calls of both sides does not say their way
            is_known = max(seen.values()) >= _MANY and (raw.word is not None or raw.shape != "")
            if isinstance(raw.word, Seen) or is_known:
                return _clear(seen)
        if isinstance(raw.word, Direction):
            return raw.word
        if raw.word is None:
            return None
        if (other := self._evidence.get(raw.word.opposite)) is not None and (clear := _clear(other)) is not None:
            return clear.opposite
        if raw.writer is not None:
            is_to_csms = (raw.writer == "station") is (raw.word is Seen.SENT)
            return Direction.TO_CSMS if is_to_csms else Direction.TO_STATION
        return None


def _clear(seen: dict[Direction, int]) -> Direction | None:
    """The direction that nearly all evidence is for."""
    one, other = seen[Direction.TO_CSMS], seen[Direction.TO_STATION]
    if one >= _CLEAR * other:
        return Direction.TO_CSMS
    return Direction.TO_STATION if other >= _CLEAR * one else None
