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
_SAID = 1.5  # what the word of the log counts, in valid calls
_ONLY_KNOWN = 0.25  # what a defective call with a known action counts

#: In this order for calls that are the same in several.
_ORDER = (OcppJsonProtocol.v16, OcppJsonProtocol.v201, OcppJsonProtocol.v21, OcppJsonProtocol.v20)


class _Votes(msgspec.Struct):
    scores: dict[OcppJsonProtocol, float]
    tried: int = 0

    @property
    def leader(self) -> OcppJsonProtocol | None:
        best = max(self.scores.values())
        return next(protocol for protocol in _ORDER if self.scores[protocol] == best) if best else None

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
        self._stations: dict[str | None, _Votes] = {}
        self._all = _Votes(dict.fromkeys(_ORDER, 0.0))

    def learn(self, raw: Raw, head: Head) -> None:
        """Takes a call as evidence for the version of its station."""
        if self._given is not None:
            return
        votes = self._stations.get(raw.station)
        if votes is None:
            if len(self._stations) >= _MAX_STATIONS:
                return
            votes = self._stations[raw.station] = _Votes(dict.fromkeys(_ORDER, 0.0))
            if raw.protocol is not None:
                votes.scores[OcppJsonProtocol(raw.protocol)] += _SAID
                self._all.scores[OcppJsonProtocol(raw.protocol)] += _SAID
        if head.kind not in {2, 6}:
            return
        if head.name == "BootNotification" and votes.leader is not None and not _is_valid(raw.frame, votes.leader):
            votes.scores, votes.tried = dict.fromkeys(_ORDER, 0.0), 0  # perhaps its firmware speaks another one now
        elif votes.is_clear:
            return
        votes.tried += 1
        for protocol in _ORDER:
            score = (
                1
                if _is_valid(raw.frame, protocol)
                else _ONLY_KNOWN
                if head.name in get_implemented_messages(protocol)
                else 0
            )
            votes.scores[protocol] += score
            self._all.scores[protocol] += score

    def resolve(self, raw: Raw) -> OcppJsonProtocol | None:
        """The version that a frame is in; None if nothing tells."""
        if self._given is not None:
            return self._given
        votes = self._stations.get(raw.station)
        return (votes and votes.leader) or self._all.leader


def _is_valid(frame: str, protocol: OcppJsonProtocol) -> bool:
    return _codec(protocol).examine(frame).message is not None
