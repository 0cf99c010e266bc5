"""Which version each station of a log speaks, if nobody says so: the one in which its calls are valid."""

from __future__ import annotations

from functools import cache

import msgspec

from .._core.compat import OcppJsonProtocol
from .._core.version import get_implemented_messages
from ..codec import Codec
from ._raw import Raw
from ._search import Head

__all__ = ["Versions"]

_TRIED = 30  # calls of a station that are tried in every version
_MAX_STATIONS = 10_000
_MAX_CHANGES = 1000  # of the version of a station
_SAID = 1.5  # what the word of the log counts, in valid calls
_ONLY_KNOWN = 0.25  # what a defective call with a known action counts

#: In this order for calls that are the same in several.
_ORDER = (OcppJsonProtocol.v16, OcppJsonProtocol.v201, OcppJsonProtocol.v21, OcppJsonProtocol.v20)


class _Votes(msgspec.Struct):
    scores: dict[OcppJsonProtocol, float] = msgspec.field(default_factory=lambda: dict.fromkeys(_ORDER, 0.0))
    tried: int = 0
    leader: OcppJsonProtocol | None = None

    def give(self, protocol: OcppJsonProtocol, weight: float) -> None:
        """Votes for a version."""
        self.scores[protocol] += weight
        best = max(self.scores.values())
        self.leader = next(protocol for protocol in _ORDER if self.scores[protocol] == best)

    @property
    def is_clear(self) -> bool:
        first, second = sorted(self.scores.values(), reverse=True)[:2]
        return self.tried >= _TRIED or (self.tried > 2 and first - second >= 2)


@cache
def _codec(protocol: OcppJsonProtocol) -> Codec:
    return Codec(protocol)


class Versions:
    """The versions of the stations of one file.

    Args:
        protocol: The version, if the caller knows it; nothing is tried then.
    """

    def __init__(self, protocol: OcppJsonProtocol | None) -> None:
        self._given = protocol
        self._stations: dict[str | None, list[_Votes]] = {}  # of each time that its version has changed
        self._all = _Votes()

    def learn(self, raw: Raw, head: Head) -> None:
        """Takes a call as evidence for the version of its station."""
        if self._given is not None:
            return
        changes = self._stations.get(raw.station)
        if changes is None:
            if len(self._stations) >= _MAX_STATIONS:
                return
            changes = self._stations[raw.station] = [_Votes()]
            if raw.protocol is not None:
                self._vote(changes[0], OcppJsonProtocol(raw.protocol), _SAID)
        if head.kind in {2, 6}:
            self._try(changes, raw.frame, head.name)
        raw.version = len(changes) - 1

    def _try(self, changes: list[_Votes], frame: str, action: str) -> None:
        """Tries a call in every version. With a BootNotification, the station may speak another one from now on."""
        votes = changes[-1]
        is_boot = action == "BootNotification"
        if votes.is_clear and (not is_boot or (votes.leader is not None and _is_valid(frame, votes.leader))):
            return
        valid = [protocol for protocol in _ORDER if _is_valid(frame, protocol)]
        if is_boot and valid and votes.leader not in {None, *valid}:
            if len(changes) == _MAX_CHANGES:
                return
            votes = _Votes()
            changes.append(votes)
        votes.tried += 1
        for protocol in _ORDER:
            if protocol in valid:
                self._vote(votes, protocol, 1)
            elif action in get_implemented_messages(protocol):
                self._vote(votes, protocol, _ONLY_KNOWN)

    def _vote(self, votes: _Votes, protocol: OcppJsonProtocol, weight: float) -> None:
        votes.give(protocol, weight)
        self._all.give(protocol, weight)

    def resolve(self, raw: Raw) -> OcppJsonProtocol | None:
        """The version that a frame is in; None if nothing tells."""
        if self._given is not None:
            return self._given
        changes = self._stations.get(raw.station)
        own = changes[raw.version].leader if changes else None
        return own or self._all.leader


def _is_valid(frame: str, protocol: OcppJsonProtocol) -> bool:
    return _codec(protocol).examine(frame).message is not None
