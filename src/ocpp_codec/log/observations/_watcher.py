"""What all watchers have in common: each looks at one station, at the actions that it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Protocol

from ..._core.record import Sender
from .._conversations import Turn
from .._said import Place, Said
from ._kinds import Kind

__all__ = ["CSMS", "STATION", "Add", "Handlers", "Watcher"]

STATION, CSMS = Sender.STATION, Sender.CSMS


class Add(Protocol):
    """Notes something about one station; the arguments are those of `Notes.add`."""

    def __call__(
        self,
        kind: Kind,
        template: str,
        place: Place,
        *,
        side: Sender | None = None,
        parts: Mapping[str, str] = ...,
        name: str | None = None,
        number: float | None = None,
    ) -> None:
        """Notes it."""
        ...


#: Functions by action. Each is a method of the watcher that has it.
Handlers = Mapping[str, Callable[[Any, Said], None]]


class Watcher:
    """Watches one station.

    `on_call`, `on_result`: the actions whose calls and results it looks at.
    """

    on_call: ClassVar[Handlers] = MappingProxyType({})
    on_result: ClassVar[Handlers] = MappingProxyType({})

    def __init__(self, add: Add) -> None:
        self.add = add

    def begin(self, turn: Turn) -> None:
        """A conversation begins with this turn."""

    def finish(self, add: Add, end: float | None) -> None:
        """The log ends at this time: notes what is left. Changes nothing, since the log may go on."""
