"""The files of a source, each with its frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import TypeVar

from ._carriers import Counts, Idle
from ._entries import Direction, LogError, Sample
from ._raw import Raw
from ._records import Record
from ._scan import protocol_named, scan
from ._search import is_frame
from ._sources import Part, Source, open_source
from ._times import Clock

__all__ = ["raws_of"]

_T = TypeVar("_T")


def raws_of(
    source: Source, layout: str | None, counts: list[Counts], errors: list[LogError]
) -> Iterator[tuple[str, Iterator[Raw | Idle]]]:
    """The name of each file, and its frames.

    Args:
        source: What is read.
        layout: The name of the layout, if the caller knows it.
        counts: Gets what is counted in each file.
        errors: Gets what cannot be read.
    """
    for part in _told(_parts(source), errors):
        count = Counts(samples=[])
        counts.append(count)
        if part.records is not None:
            yield part.name, _told(_of_capture(part.records, part.name, count), errors)
        else:
            yield part.name, _told(scan(part.lines or (), part.name, count, layout), errors)


def _parts(source: Source) -> Iterator[Part]:
    """The parts of a source, which is opened when the first one is asked for."""
    yield from open_source(source)


def _told(items: Iterator[_T], errors: list[LogError]) -> Iterator[_T]:
    """The items; what ends them too early is kept for later."""
    try:
        yield from items
    except LogError as error:
        errors.append(error)


def _of_capture(records: Iterable[Record], file: str, counts: Counts) -> Iterator[Raw]:
    """The frames of a capture. On a connection of OCPP every message is a frame, however defective."""
    opened = set[str | None]()
    for record in records:
        counts.lines = record.line
        if record.opened:
            opened.add(record.station)
            continue
        protocol = protocol_named(record.protocol)
        if protocol is None and not is_frame(record.text.lstrip()):
            counts.reject(Sample(file, record.line, record.text, "it is a message of another protocol"))
            continue
        to_csms = Direction.TO_CSMS if record.from_client else Direction.TO_STATION
        time = record.time
        yield Raw(
            frame=record.text,
            line=record.line,
            layout="capture",
            clock=None if time is None else Clock(time.astimezone(UTC).replace(tzinfo=None), UTC),
            word=None if record.from_client is None else to_csms,
            station=record.station,
            protocol=protocol,
            opened=record.station in opened,
        )
        opened.discard(record.station)
