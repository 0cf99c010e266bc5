"""Messages out of captures of the network."""

from collections.abc import Iterator

from ._records import Record
from ._streams import Stream

__all__ = ["records_of"]


def records_of(stream: Stream, name: str) -> Iterator[Record]:
    """The messages of a capture."""
    raise NotImplementedError
