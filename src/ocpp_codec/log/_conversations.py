"""Each entry in its conversation."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from .._core.record import Sender
from ..examination import Examination
from ._entries import Entry

__all__ = ["Turn", "conversations"]


class Turn(msgspec.Struct, kw_only=True, frozen=True):
    """An entry with its examination and its place in a conversation.

    Attributes:
        entry: The entry.
        examination: Its message, its findings and the reply that it deserves; a `Paired` if its sender is known.
        sender: Who has sent it; None if nothing tells.
        call: The entry of the call that it answers; None for a call, or if the log does not have the call.
        waited: Seconds between the call and this answer; None if a time is missing.
        number: Of the conversation that it belongs to, from 1, over all stations.
        begins: Whether it is the first of its conversation.
        given_up: The entries of calls that will get no answer: they have waited too long, or the conversation has ended.
    """

    entry: Entry
    examination: Examination
    sender: Sender | None = None
    call: Entry | None = None
    waited: float | None = None
    number: int = 1
    begins: bool = False
    given_up: tuple[Entry, ...] = ()


def conversations(entries: Iterable[Entry], **settings: Any) -> Iterator[Turn]:
    """Each entry with its examination. The settings are those of `Codec`."""
    raise NotImplementedError
