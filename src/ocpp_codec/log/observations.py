"""What went wrong without breaking the protocol."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from .._core.record import Sender
from ._conversations import Turn

__all__ = ["Kind", "Observation", "Observer", "observe"]


class Kind(StrEnum):
    """What can be observed."""


class Observation(msgspec.Struct, kw_only=True, frozen=True):
    """Something that went wrong, at one or more places."""

    kind: Kind
    text: str
    station: str | None = None
    side: Sender | None = None
    count: int = 1
    places: tuple[tuple[str, int], ...] = ()


class Observer:
    """Watches turns; `feed` each, then ask for `observations`."""

    def feed(self, turn: Turn) -> None:
        """Takes the next turn."""

    @property
    def observations(self) -> list[Observation]:
        """Everything observed so far."""
        return []


def observe(turns: Iterable[Turn]) -> list[Observation]:
    """All observations of a log."""
    observer = Observer()
    for turn in turns:
        observer.feed(turn)
    return observer.observations
