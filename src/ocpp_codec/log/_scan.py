"""From the lines of a log to its frames, each with everything that the log says around it."""

from __future__ import annotations

import csv
import html
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from .._core.jsonvalues import as_list
from . import _fields as fields
from ._carriers import NOTHING, Carried, Counts, Idle, Item, decoded, without_colours
from ._clues import Hints, hints_of, id_of_url, is_opening, protocol_in, station_in, url_in
from ._documents import Document, may_begin
from ._entries import Sample
from ._joining import Growing, without_header
from ._layouts import LAYOUTS, layout_of_fields
from ._lines import Line
from ._prefix import Prefix, prefix_of, shape_of
from ._raw import Around, Raw
from ._search import OPENING, Cut, Found, find, is_frame, is_json
from ._times import Clock, stamp_in
from ._words import word_of

__all__ = ["protocol_named", "scan"]

_MAX_DOCUMENT = 16 << 20  # characters of a JSON document that is read as a whole
_MAX_CELL_LINES = 500
_MAX_CELL = 4 << 20  # characters
_MAX_CREDIT = 4 << 20
_RECENT = 5  # lines: a frame that has no time beside it takes that of a line so near above it
_MAX_BEFORE = 800  # characters before a frame that are looked at
_PREFIX = 12  # characters that a line with a prefix of its own has before its frame
_MARKS = " \t\"'`:-<>|"
_SIZE = re.compile(r"[\]}]{0,20}'?\s*\[(\d{1,9}) bytes\]")
_TYPE = re.compile(r"\s*[\"']?[2-6][\"']?\s*,")
_OPENS_BELOW = re.compile(r"\[\s*(?:[2-6]\s*,)?\s*\Z")
_TAG = re.compile(r"</?\w[^<>]{0,200}>")
_LOGGERS = ("logger", "loggername", "name", "component", "category", "source")
_DELIMITERS = (",", ";", "\t", "|")
_HEADER_LINES = 5  # a table has its header among the first ones


def scan(lines: Iterable[Line], file: str, counts: Counts, layout: str | None = None) -> Iterator[Raw | Idle]:
    """The frames of one file of text.

    Args:
        lines: Lines with `number` and `text`, and IDLE.
        file: The name of the file.
        counts: What is counted besides.
        layout: The name of the layout, if the caller knows it.
    """
    scanner = _Scanner(Carried(lines, counts), file, counts, layout)
    yield from scanner.run()


class _Scanner:
    def __init__(self, source: Carried, file: str, counts: Counts, layout: str | None) -> None:
        self._source, self._file, self._counts, self._layout = source, file, counts, layout
        self._family = LAYOUTS[layout].family if layout else None
        self._columns: list[str] = []
        self._delimiter = ","
        self._seen = 0  # lines that are not blank
        self._form: int | None = None  # of the times
        self._above: deque[tuple[int, str]] = deque(maxlen=_RECENT)  # lines without a frame since the last one
        self._opened: dict[str | None, bool] = {}
        self._stations: dict[str, None] = {}  # that lines without frames have named
        self._protocol: str | None = None
        self._writer: str | None = None
        self._credit = _MAX_CREDIT  # characters that may be read in vain to join lines: about two for each of the log

    def run(self) -> Iterator[Raw | Idle]:
        while (item := self._source.next()) is not None:
            if isinstance(item, Idle):
                yield item
                continue
            if item.text and not item.text.isspace():
                self._seen += 1
                yield from self._read(item)

    def _read(self, item: Item) -> Iterator[Raw]:
        text = item.text
        self._credit = min(_MAX_CREDIT, self._credit + 2 * len(text) + 20)
        if self._columns:
            yield from self._row(item)
        elif self._seen == 1 and self._family in {None, "json"} and (document := self._document(item)) is not None:
            yield from self._of_document(document)
        elif self._seen <= _HEADER_LINES and self._family in {None, "csv"} and self._is_header(text):
            return
        elif (record := self._record(text)) is not None:
            yield from self._of_record(item, *record)
        elif fields.holds_call(text) and (raw := self._of_call(item)) is not None:
            yield raw
        elif OPENING.search(text) is not None:
            yield from self._of_text(item)
        elif text.rstrip().endswith(("[", ",")) and (raw := self._of_lines_below(item)) is not None:
            yield raw
        else:
            self._note(item)

    # Documents

    def _document(self, item: Item) -> Document | None:
        """The one JSON document, or several, that the file is; None if it is none, then all lines are put back."""
        text = item.text.strip()
        if OPENING.match(text) or not (item.more or may_begin(text)) or self._opens_below(item) is not None:
            return None
        if decoded(text) is not None and not _is_whole_document(text):
            return None  # the first one of JSON lines
        items, size = [item], len(text)
        while size < _MAX_DOCUMENT and (following := self._source.next()) is not None:
            if not isinstance(following, Idle):
                items.append(following)
                size += len(following.text)
        document = Document.read("".join(each.text if each.more else f"{each.text}\n" for each in items), item.line)
        if document is None:
            self._source.put_back(items[1:])
        return document

    def _of_document(self, document: Document) -> Iterator[Raw]:
        is_har = "har" if document.is_har else "json"
        for value in document.values:
            yield from self._of_value(value, Around(layout=is_har), 0, document)

    # Tables

    def _is_header(self, text: str) -> bool:
        text = text.lstrip("\ufeff")
        if OPENING.search(text) or "{" in text:
            return False
        for delimiter in _DELIMITERS:
            cells = _cells(text, delimiter)
            if len(cells) > 1 and fields.known_columns([cell.strip() for cell in cells]):
                self._columns, self._delimiter = [cell.strip() for cell in cells], delimiter
                return True
        return False

    def _row(self, item: Item) -> Iterator[Raw]:
        text, taken = item.text, list[Item]()
        is_open = text.count('"') % 2 == 1
        while is_open and len(taken) < _MAX_CELL_LINES and len(text) < _MAX_CELL:
            following = self._source.next()
            if following is None or isinstance(following, Idle):
                break
            taken.append(following)
            text += "\n" + following.text
            is_open ^= following.text.count('"') % 2 == 1
        if is_open:
            self._source.put_back(taken)
            text = item.text
        cells = _cells(text, self._delimiter)
        if self._delimiter == "|" and len(cells) > len(self._columns) + 1:
            cells = cells[: len(self._columns)]
        if len(cells) < 2 or set(text) <= set("|-: "):
            return
        record = {column: _cell(cell) for column, cell in zip(self._columns, cells, strict=False) if column}
        found = list(self._of_value(record, Around(layout="csv"), item.line))
        if not found and OPENING.search(text):
            found = list(self._of_text(Item(item.line, text, Around(layout="csv"))))
        yield from found

    # Records with fields

    def _record(self, text: str) -> tuple[dict[str, Any], str] | None:
        """The JSON object that a line is or ends with, and what stands before it."""
        if self._family not in {None, "fields"} or "{" not in text or not text.rstrip().endswith("}"):
            return None
        start = text.find("{")
        if (opening := OPENING.search(text)) is not None and opening.start() < start:
            return None
        record = decoded(text[start:].rstrip())
        return None if record is None else (record, text[:start])

    def _of_record(self, item: Item, record: dict[str, Any], before: str) -> Iterator[Raw]:
        around = item.around
        if before.strip():
            around = self._around(before, "", item)[0].filled(around)
        if around.layout is None:
            around = Around(around.clock, around.word, around.station, around.protocol, layout_of_fields(record))
        found = list(self._of_value(record, around, item.line))
        if not found:
            if OPENING.search(item.text):
                found = list(self._of_text(item))
            else:
                self._note(item, record)
        yield from found

    def _of_value(self, value: Any, outer: Around, line: int, document: Document | None = None) -> Iterator[Raw]:
        """The frames in a record, or in a whole document."""
        seen: set[str] = set()
        for own, all_fields in fields.walk(value, {}):
            around = None
            whole = {name for name, each in own.items() if isinstance(each, str) and _holds_frame(each)}
            part = None if whole else fields.frame_of(own)
            for name, each in own.items() if part is None else ():
                is_list = fields.is_frame_list(each)
                if not is_list and name not in whole and not (isinstance(each, str) and _holds_record(each)):
                    continue
                around = around or _around_of(all_fields, own).filled(outer)
                its = Around(fields.clock_of_field(own, name)).filled(around)
                if is_list:
                    found = self._of_list(as_list(each) or [], its, own, line, document)
                else:
                    found = self._of_inner(str(each), its, line, f"{name} {_logger_of(own)}{_way_of(own)}", document)
                for raw in found:
                    if raw.frame not in seen:
                        seen.add(raw.frame)
                        yield raw
            if part is not None and not seen:
                around = _around_of(all_fields, own).filled(outer)
                at = document.line_of_fields(json.loads(part)[1]) if document else line
                raw = self._raw(part, at, around, shape=_shape_of(own))
                raw.rebuilt = True
                yield raw
            elif document is not None:
                seen.clear()

    def _of_list(
        self, value: list[Any], around: Around, own: dict[str, Any], line: int, document: Document | None
    ) -> Iterator[Raw]:
        """The frame that is a list in a record."""
        at = document.locate(value) if document else None
        frame = at.frame if at and at.frame else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if is_frame(frame):
            yield self._raw(frame, at.line if at else line, around, shape=_shape_of(own))

    def _of_inner(self, text: str, around: Around, line: int, name: str, document: Document | None) -> Iterator[Raw]:
        """The frames in the text of a field, which may be a record or a line of its own."""
        text = without_colours(text)
        inner = decoded(text.strip()) if text.lstrip().startswith("{") else None
        if inner is not None:
            yield from self._of_value(inner, around, line, document)
            return
        for raw in self._of_text(Item(line, text, around), name):
            if document is not None:
                raw.line = document.line_of(raw.frame)
            yield raw

    # Text

    def _of_text(self, item: Item, field: str = "") -> Iterator[Raw]:
        last: Found | None = None
        for each in find(item.text):
            if isinstance(each, Found) and _is_shortened(each):
                self._reject(item, each.frame, "the log has cut out its middle")
            elif isinstance(each, Found):
                yield self._of_found(item, each, last.end if last and last.text is each.text else 0, field)
                last = each
            elif each.reason or field or (raw := self._joined(item, each, last.end if last else 0)) is None:
                if (broken := _broken(item.text, each)) is not None:
                    yield self._of_found(item, broken, 0, field)
                else:
                    self._reject(item, item.text[each.start :], each.reason or "it does not end")
            else:
                yield raw
                return

    def _of_found(self, item: Item, found: Found, since: int, field: str = "") -> Raw:
        """The frame with what stands around it. `since`: where the frame before it ends."""
        text, since = found.text, min(since, found.start)
        before, behind = text[since : found.start], text[found.end : found.end + 300]
        if (following := OPENING.search(behind)) is not None:
            behind = behind[: following.start()]
        around, prefix, rest = self._around(before, behind, item, is_first=since == 0)
        if since and (around.clock is None or around.word is None):
            first = OPENING.search(text)
            around = around.filled(self._around(text[: first.start() if first else 0], "", item)[0])
        if item.around is not NOTHING:
            around = item.around.filled(around) if field else around.filled(item.around)
        if since == 0 and prefix.matters and (hints := hints_of(before)) is not None:
            self._look_at(before, hints)
        is_marked_up = "&" in found.frame and "</" in text[max(0, found.start - _MAX_BEFORE) : found.end + _MAX_BEFORE]
        frame = _without_entities(found.frame) if is_marked_up else found.frame
        raw = self._raw(frame, item.line, around, shape=field + shape_of(rest, around.station))
        raw.rebuilt = found.rebuilt
        return raw

    def _around(self, before: str, behind: str, item: Item, *, is_first: bool = False) -> tuple[Around, Prefix, str]:
        """What the text around a frame says, what the text before it says but for its time, and that text."""
        if len(before) > _MAX_BEFORE:
            before = f"{before[:300]} ... {before[-400:]}"
        before = _plain(before)
        stamp = stamp_in(before[:300], self._form)
        rest = before if stamp is None else f"{before[: stamp.start]}\0{before[stamp.end :]}"
        prefix = prefix_of(rest, self._layout if self._family == "text" else None)
        clock, word = None if stamp is None else stamp.clock, prefix.word
        station = prefix.named or self._known_in(before) or prefix.station
        if (clock is None or word is None or station is None) and len(behind) > 1:
            behind = _plain(behind)
            stamp = stamp or stamp_in(behind, self._form)
            clock = clock or (stamp and stamp.clock)
            word = word or word_of("", behind)
            station = station or self._known_in(behind) or station_in(behind)
        if stamp is not None:
            self._form = stamp.form
        if is_first and clock is None and item.around.clock is None:
            above = self._of_lines_above(item, has_text=len(before.strip(_MARKS)) > _PREFIX)
            clock, word, station = above.clock, word or above.word, station or above.station
        return Around(clock, word, station, prefix.protocol, item.around.layout or prefix.layout), prefix, rest

    def _of_lines_above(self, item: Item, *, has_text: bool) -> Around:
        """What the last lines without a frame say of the one below; if it has text of its own, only their time."""
        clock: Clock | None = None
        if not self._above or item.line - self._above[-1][0] > _RECENT:
            return Around()
        for _, line in reversed(self._above):
            if (stamp := stamp_in(line[:200], self._form)) is not None:
                clock, self._form = stamp.clock, stamp.form
                break
        if has_text:
            return Around(clock)
        text = _plain(" ".join(line for _, line in self._above))
        return Around(clock, word_of(text), self._known_in(text) or station_in(text))

    def _known_in(self, before: str) -> str | None:
        """The id of a station that another line has named, if it stands before the frame."""
        return (
            next((name for name in self._stations if len(name) > 2 and name in before), None)
            if len(self._stations) < 50
            else None
        )

    def _joined(self, item: Item, cut: Cut, since: int) -> Raw | None:
        """The frame that opens on this line and ends on another one; None if it does not: the lines are put back."""
        if self._credit <= 0:
            return None
        growing, taken = Growing(item.text, cut), list[Item]()
        while growing.found is None and not growing.failed:
            following = self._source.next()
            if following is None:
                break
            if isinstance(following, Idle):
                continue
            taken.append(following)
            growing.add(following.text, is_piece=(taken[-2] if len(taken) > 1 else item).more)
        if growing.found is None:
            self._credit -= growing.cost
            self._source.put_back(taken)
            return None
        self._credit -= max(0, growing.cost - 3 * len(growing.text))
        found = growing.found._replace(text=item.text, start=cut.start, end=len(item.text))
        return self._of_found(item, found, since)

    def _of_lines_below(self, item: Item) -> Raw | None:
        """The frame whose bracket ends a line, and whose parts stand below; None if they do not."""
        start = self._opens_below(item)
        return None if start is None else self._joined(item._replace(text=item.text.rstrip()), Cut(start), 0)

    def _opens_below(self, item: Item) -> int | None:
        """Where the bracket of a frame stands that ends a line, if the type and the id stand below."""
        opening = _OPENS_BELOW.search(item.text)
        following = self._source.next() if opening is not None else None
        while isinstance(following, Idle):
            following = self._source.next()
        if opening is None or following is None:
            return None
        self._source.put_back([following])
        first = opening[0].strip() + without_header(item.text[: opening.start()], following.text)
        return opening.start() if _TYPE.match(first.lstrip("[ ")) else None

    def _of_call(self, item: Item) -> Raw | None:
        """A frame whose parts stand on a line as arguments: `Call(unique_id='17', action=...)`."""
        if (call := fields.call_in(item.text)) is None:
            return None
        frame, start = call
        return self._of_found(item, Found(frame, start, len(item.text), item.text, rebuilt=True), 0)

    # What is found

    def _raw(self, frame: str, line: int, around: Around, shape: str) -> Raw:
        station = around.station or (next(iter(self._stations)) if len(self._stations) == 1 else None)
        opened = any([self._opened.pop(station, False), self._opened.pop(None, False)])
        self._above.clear()
        return Raw(
            frame=frame,
            line=line,
            layout=self._layout or around.layout or "text",
            clock=around.clock,
            word=around.word,
            shape=shape,
            station=station,
            protocol=around.protocol or self._protocol,
            opened=opened,
            writer=self._writer,
        )

    def _note(self, item: Item, record: dict[str, Any] | None = None) -> None:
        """Looks at a line without a frame: it may begin a record, or tell of a connection."""
        text = item.text[:500]
        if text.strip():
            self._above.append((item.line, text))
        hints = hints_of(text)
        if hints is not None:
            station = self._look_at(text, hints, record)
            if hints.opens and is_opening(text):
                self._opened[station] = True

    def _look_at(self, text: str, hints: Hints, record: dict[str, Any] | None = None) -> str | None:
        """Takes from a line what holds for the lines after it; gives the station that it names."""
        if hints.has_protocol and (protocol := protocol_in(text)) is not None:
            self._protocol = protocol
        if hints.side is not None:
            self._writer = hints.side
        url = url_in(text) if hints.has_url else None
        station = (
            (id_of_url(url) if url else None)
            or (fields.station_of(fields.flat(record)) if record else None)
            or (station_in(text) if hints.has_station else None)
        )
        if station is not None and len(self._stations) < 1000:
            self._stations[station] = None
        return station

    def _reject(self, item: Item, text: str, reason: str) -> None:
        self._counts.reject(Sample(self._file, item.line, text, reason))


def _is_shortened(found: Found) -> bool:
    """Whether a log has cut out a frame's middle, and says how long it was: `'[2,"1","Boot...d"}]' [184 bytes]`."""
    size = _SIZE.match(found.text, found.end) if "..." in found.frame else None
    return size is not None and int(size[1]) > len(found.frame.encode("utf-8", "replace"))


def _cells(text: str, delimiter: str) -> list[str]:
    if delimiter == "|":
        text = text.strip().removeprefix("|").removesuffix("|")
    try:
        return next(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), list[str]())
    except csv.Error:
        return text.split(delimiter)


def _cell(text: str) -> Any:
    """The value of a cell: an object if it holds labels as JSON, else its text."""
    labels = decoded(text.strip()) if text.lstrip().startswith("{") and len(text) < 2000 else None
    return labels if labels is not None and fields.station_of(fields.flat(labels)) else text.strip()


def _is_whole_document(text: str) -> bool:
    """Whether one line is a document of its own, with records in it."""
    head = text[:3000]
    return ('"log":{' in head.replace(" ", "") and '"entries"' in head) or '"events"' in head or '"hits"' in head


def _holds_frame(text: str) -> bool:
    """Whether a text has a frame in it, and is not a record itself."""
    may_hold = OPENING.search(text) is not None and not text.lstrip().startswith("{")
    return may_hold and any(isinstance(found, Found) for found in find(text))


def _holds_record(text: str) -> bool:
    return text.lstrip().startswith("{") and '"' in text


def _around_of(all_fields: dict[str, Any], own: dict[str, Any]) -> Around:
    station = fields.station_of(all_fields)
    if station is None and isinstance(url := all_fields.get("url"), str) and url.startswith(("ws:", "wss:")):
        station = id_of_url(url)
    if station is None:
        station = fields.id_of(own)
    return Around(
        fields.clock_of(own) or fields.clock_of(all_fields),
        fields.word_of_fields(own) or fields.word_of_fields(all_fields),
        station,
        protocol_named(fields.protocol_of(all_fields)),
    )


def protocol_named(name: str | None) -> str | None:
    """The subprotocol with a name such as "ocpp1.6", "OCPP 1.6J" or "1.6"."""
    return name and (protocol_in(name) or protocol_in(f"ocpp{name}"))


def _without_entities(frame: str) -> str:
    """A frame out of markup whose quotes stand there as they are; a quote within a string is then an entity too."""
    plain = html.unescape(frame) if "&" in frame else frame
    return plain if is_frame(plain) and is_json(plain) else frame


def _plain(text: str) -> str:
    """A text around a frame without markup."""
    if "&" in text:
        text = html.unescape(text)
    return _TAG.sub(" | ", text) if "</" in text else text


def _shape_of(own: dict[str, Any]) -> str:
    """Which logger has written a record: the name that it gives, or its fields."""
    return (_logger_of(own) or " ".join(sorted(own)[:12])) + _way_of(own)


def _logger_of(own: dict[str, Any]) -> str:
    """The name that the logger of a record gives."""
    return " ".join(str(own[name])[:60] for name in _LOGGERS if name in own)


def _way_of(own: dict[str, Any]) -> str:
    """What a record says of the way of its frame, in its own words."""
    return next((f" {own[name]}"[:30] for name in fields.DIRECTIONS if isinstance(own.get(name), str | int)), "")


def _broken(text: str, cut: Cut) -> Found | None:
    """A frame whose brackets do not match, if it ends with its line."""
    rest = text[cut.start :].rstrip()
    return (
        Found(rest, cut.start, cut.start + len(rest), text)
        if not (cut.reason or cut.in_string) and rest.endswith("]") and is_frame(rest)
        else None
    )
