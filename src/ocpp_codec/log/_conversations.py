"""Each entry in its conversation: which call it answers, who has sent it, what is wrong with it.

Strategy: one `Pairing` for each conversation. What a log does not show is nobody's error: the answer to a call from
before the log, the spelling of a frame that was put together anew. Such frames are examined beside the pairing.
"""

# A conversation looks into its pairing, and makes examinations as a codec does.
# pyright: reportPrivateUsage=false

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

import msgspec

from .._core import frames, jsontext
from .._core.answered import ActionLookup
from .._core.compat import MessageTypeEnum, OcppJsonProtocol
from .._core.findings import Finding
from .._core.record import Sender
from .._core.replies import exception_of
from .._core.report import Report
from .._core.rules import Rule
from .._core.structure import UNREADABLE_ID
from .._core.tolerance import Tolerance
from ..codec import Codec
from ..examination import Examination
from ..pairing import Paired, Pairing, Pending
from ._codecs import SPELLING, Codecs
from ._entries import Entry

__all__ = ["Conversations", "Turn", "conversations"]

#: Stations that are followed at once. With one more, the one that was silent longest is forgotten, without a finding.
MAX_STATIONS = 3_000
_BUSY_STATIONS = 100  # remember more of their past, so that memory stays bounded with many stations
_MAX_CALLS = 20_000  # entries of calls that are kept, of all stations together
_MAX_CHARACTERS = 16 << 20  # in the frames of these entries
_MAX_LOOSE = 64  # calls of one conversation that are followed beside its pairing

#: The opening of a frame: message type, id, action. Frames in another spelling are looked at more slowly.
_HEAD = re.compile(
    r'\s{0,9}\[\s{0,9}([2-6])\s{0,9},\s{0,9}(?:"([^"\\]{1,255})"|([1-9][0-9]{0,17}))\s{0,9},\s{0,9}(?:"([^"\\]{1,60})")?'
)
_CALL, _RESULT, _ERROR, _RESULT_ERROR = (
    MessageTypeEnum.CALL,
    MessageTypeEnum.CALLRESULT,
    MessageTypeEnum.CALLERROR,
    MessageTypeEnum.CALLRESULTERROR,
)
_KINDS = {str(int(kind)): kind for kind in MessageTypeEnum}
_OTHER_SIDE = {Sender.STATION: Sender.CSMS, Sender.CSMS: Sender.STATION}


class Turn(msgspec.Struct, kw_only=True, frozen=True):
    """An entry with its examination and its place in a conversation.

    Attributes:
        entry: The entry.
        examination: Its message, its findings and the reply that it deserves; a `Paired` if its sender is known. The
            payload of a result whose call the log does not have is a dict.
        sender: Who has sent it; None if nothing tells.
        call: The entry of the call that it answers; None for a call, or if the log does not have the call.
        waited: Seconds between the call and this answer; None if a time is missing, or runs backwards.
        number: Of the conversation that it belongs to, from 1, over all stations.
        begins: Whether it is the first of its conversation.
        given_up: The entries of calls that will get no answer: too old, or the conversation has ended.
    """

    entry: Entry
    examination: Examination
    sender: Sender | None = None
    call: Entry | None = None
    waited: float | None = None
    number: int = 1
    begins: bool = False
    given_up: tuple[Entry, ...] = ()


def conversations(
    entries: Iterable[Entry],
    *,
    tolerate: Iterable[Rule | Tolerance | str] = (),
    enforce: Iterable[Rule | str] = (),
    field_lengths: Mapping[str, int] = MappingProxyType({}),
) -> "Conversations":
    """Each entry with its examination, its sender and its call.

    A conversation is what one station and the CSMS say on one connection. It begins with the first entry of a station,
    where the log says that a connection has begun, and with a BootNotification; but not with one that repeats a
    BootNotification that was not accepted, or that the CSMS has triggered.

    Some things are nobody's error, because the log does not show enough: a result or error without its call, until the
    first call of the other side has got its answer, unless the log shows how the conversation begins; how a frame was
    spelled that is `rebuilt`.

    Args:
        entries: In the order of time.
        tolerate: As for `Codec`. A place of an action that a version does not have counts for the other versions.
        enforce: As for `Codec`.
        field_lengths: As for `Codec`; a place counts for the versions that have it.

    Raises:
        ValueError: No version knows one of the rules or places.
        TypeError: A setting of a wrong type.
    """
    return Conversations(entries, Codecs(tuple(tolerate), tuple(enforce), dict(field_lengths)))


class _Rebuilt(Paired, eq=False):
    """An examination of a frame that was put together: its spelling is not judged."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, except those about the spelling."""
        found = self._inspected().report.findings + self._conversation
        return tuple(finding for finding in found if finding.rule not in SPELLING)

    @classmethod
    def of(cls, seen: Examination) -> "_Rebuilt":
        """The same examination without the spelling."""
        return cls(*(getattr(seen, name) for name in seen.__struct_fields__))


#: What tells the entry of a call from all others: its conversation, whether the station has sent it, and its id.
_Key: TypeAlias = tuple[int, bool | None, str]


class _Loose(NamedTuple):
    """A call that is followed beside the pairing. `waits`: whether it is still to be given up."""

    key: _Key
    action: str | None
    waits: bool


class _Head(NamedTuple):
    """What the opening of a frame says."""

    kind: MessageTypeEnum | None
    id: str
    action: str | None


class _Kept:
    """The entries of the latest calls of all conversations. Those of older calls are forgotten."""

    def __init__(self) -> None:
        self._entries: OrderedDict[_Key, Entry] = OrderedDict()
        self._characters = 0

    def put(self, key: _Key, entry: Entry) -> None:
        """Keeps the entry of a call."""
        if (old := self._entries.pop(key, None)) is not None:
            self._characters -= len(old.frame)
        self._entries[key] = entry
        self._characters += len(entry.frame)
        while len(self._entries) > _MAX_CALLS or self._characters > _MAX_CHARACTERS:
            _, old = self._entries.popitem(last=False)
            self._characters -= len(old.frame)

    def find(self, key: _Key) -> Entry | None:
        """The entry of a call, if it is kept."""
        return self._entries.get(key)


class _Conversation:
    """What one station and the CSMS say. It is used again when a new connection begins."""

    def __init__(self, codecs: tuple[Codec, Codec], kept: _Kept, *, is_busy: bool) -> None:
        self.codec, self.rebuilt = codecs
        most, size = (256, 1 << 20) if is_busy else (16, 1 << 12)
        self.pairing = Pairing(self.codec, max_pending=most, max_bytes=size)
        self.kept = kept
        self.number = 0
        self.loose: OrderedDict[str, _Loose] = OrderedDict()
        self.is_opened = False  # the log says so
        self.boot: str | None = None  # "sent", "accepted" or "refused"
        self.is_boot_triggered = False
        self.unseen = {Sender.STATION, Sender.CSMS}  # sides whose calls from before the log may still be answered
        self.at = 0.0
        self.time: datetime | None = None

    def codec_of(self, entry: Entry) -> Codec:
        """The codec that reads an entry."""
        return self.rebuilt if entry.rebuilt else self.codec

    def begins(self, entry: Entry, head: _Head) -> bool:
        """Whether a conversation begins with this entry."""
        if not self.number:
            return True
        if entry.opened:  # the line that says so may be of another connection, or come late
            return head.kind is _CALL or all(call.uniqueId != head.id for call in self.pairing.pending)
        if head.kind is not _CALL or head.action != "BootNotification" or self.is_boot_triggered:
            return False
        if self.boot is None:
            return not self.is_opened
        return self.boot == "accepted"

    def begin(self, number: int, entry: Entry, head: _Head) -> tuple[Entry, ...]:
        """Begins anew. Returns the entries of the calls that were not answered."""
        is_first, is_boot = not self.number, head.action == "BootNotification" and head.kind is _CALL
        pending = self.pairing.close()
        left = self._entries_of(pending)
        self.loose.clear()
        if not entry.opened:  # it may be the same connection: answers may still come
            for call in pending:
                self._follow(call.uniqueId, _Loose(self._key_of(call), call.action, waits=False))
        self.number, self.is_opened, self.boot, self.is_boot_triggered = number, entry.opened, None, False
        if entry.opened or is_boot or not is_first:
            self.unseen.clear()
        return left

    @property
    def unanswered(self) -> tuple[Entry, ...]:
        """The entries of calls that wait for an answer."""
        return self._entries_of(self.pairing.pending)

    def _key_of(self, call: Pending) -> _Key:
        return self.number, call.sender is Sender.STATION, call.uniqueId

    def _entries_of(self, pending: Iterable[Pending]) -> tuple[Entry, ...]:
        """The entries of these calls and of those beside the pairing, as far as they are kept."""
        keys = [*map(self._key_of, pending), *(call.key for call in self.loose.values() if call.waits)]
        return tuple(entry for key in keys if (entry := self.kept.find(key)) is not None)

    def _follow(self, unique_id: str, call: _Loose) -> None:
        self.loose[unique_id] = call
        if len(self.loose) > _MAX_LOOSE:
            self.loose.popitem(last=False)

    def take(self, entry: Entry, head: _Head) -> Turn:
        """The next entry of this conversation."""
        self._pass_time(entry.time)
        kind = head.kind
        sender = entry.direction.sender if entry.direction is not None else self._sender_of(head)
        if kind is _RESULT or kind is _ERROR or kind is _RESULT_ERROR:
            turn = self._take_answer(entry, head, sender)
        elif sender is None:
            turn = self._take_loose_call(entry, head)
        else:
            turn = self._feed(entry, head, sender)
        if kind is _CALL:
            self._watch_call(entry, head, sender)
        elif turn.call is not None:
            self._watch_answer(turn)
        return turn

    def _pass_time(self, time: datetime | None) -> None:
        """The clock of the pairing goes on with the times of the log, and stands while they run backwards."""
        if time is None:
            return
        if self.time is not None and time > self.time:
            self.at += (time - self.time).total_seconds()
        self.time = time

    def _sender_of(self, head: _Head) -> Sender | None:
        """Who has sent a frame of which the log does not say it."""
        if head.kind in (_RESULT, _ERROR):
            return self._answerer_of(head.id)
        requested_by = self.codec.settings.version.requested_by
        if head.kind is _RESULT_ERROR:
            answerer = self._answerer_of(head.id)
            return None if answerer is None else _OTHER_SIDE[answerer]
        return next((side for side in _OTHER_SIDE if head.action in requested_by[side]), None)

    def _answerer_of(self, unique_id: str) -> Sender | None:
        """The side against whose call an answer goes: rather one that waits, rather the latest."""
        sides = [self.pairing._sides[each] for each in _OTHER_SIDE]
        waiting = [call for side in sides if (call := side.waiting.get(unique_id))]
        found = waiting or [call for side in sides if (call := side.find(unique_id))]
        return _OTHER_SIDE[max(found, key=lambda call: call.at).sender] if found else None

    def _feed(self, entry: Entry, head: _Head, sender: Sender) -> Turn:
        """An entry whose sender is known, in the pairing."""
        self.pairing.codec = self.codec_of(entry)
        paired = self.pairing.feed(entry.frame, sender, self.at)
        given_up = tuple(sent for each in paired.given_up if (sent := self.kept.find(self._key_of(each))))
        call = None
        if paired.call is not None:
            call = self.kept.find(self._key_of(paired.call))
        elif head.kind is _CALL:
            self.kept.put((self.number, sender is Sender.STATION, head.id), entry)
        return self._turn(entry, paired, sender, call, given_up)

    def _turn(
        self,
        entry: Entry,
        seen: Examination,
        sender: Sender | None,
        call: Entry | None = None,
        given_up: tuple[Entry, ...] = (),
    ) -> Turn:
        return Turn(
            entry=entry,
            examination=_Rebuilt.of(seen) if entry.rebuilt else seen,
            sender=sender,
            call=call,
            waited=None if call is None else _between(call.time, entry.time),
            number=self.number,
            given_up=given_up,
        )

    def _take_answer(self, entry: Entry, head: _Head, sender: Sender | None) -> Turn:
        codec = self.codec_of(entry)
        if sender is not None and self._knows(head, sender):
            return self._feed(entry, head, sender)
        call = self.loose.get(head.id)
        if call is not None:
            self.loose[head.id] = call._replace(waits=False)
            return self._turn(entry, codec.examine(entry.frame, call.action), sender, self.kept.find(call.key))
        if self._may_be_older(head, sender):
            seen = codec.examine(entry.frame) if head.kind is _ERROR else _without_action(entry.frame, codec)
            return self._turn(entry, seen, sender)
        if sender is not None:
            return self._feed(entry, head, sender)
        return self._turn(entry, codec.examine(entry.frame, _no_call), sender)

    def _knows(self, head: _Head, sender: Sender) -> bool:
        """Whether the pairing knows what an answer belongs to."""
        own = self.pairing._sides[sender]
        if head.id in own.other.waiting:
            return True
        return own.other.find(head.id) is not None or head.id in own.answered or head.id == UNREADABLE_ID

    def _may_be_older(self, head: _Head, sender: Sender | None) -> bool:
        """Whether the call of an answer may have been sent before the log begins."""
        if sender is None:
            return len(self.unseen) == len(_OTHER_SIDE)
        return (sender if head.kind is _RESULT_ERROR else _OTHER_SIDE[sender]) in self.unseen

    def _take_loose_call(self, entry: Entry, head: _Head) -> Turn:
        """A call that either side may have sent."""
        codec = self.codec_of(entry)
        if head.kind is _CALL:
            key = (self.number, None, head.id)
            self.kept.put(key, entry)
            self._follow(head.id, _Loose(key, head.action, waits=True))
        return self._turn(entry, codec.examine(entry.frame), None)

    def _watch_call(self, entry: Entry, head: _Head, sender: Sender | None) -> None:
        if head.action == "BootNotification":
            self.boot, self.is_boot_triggered = "sent", False
        elif sender is Sender.CSMS and head.action == "TriggerMessage":
            self.is_boot_triggered = '"BootNotification"' in entry.frame
        elif sender is Sender.CSMS and head.action == "Reset":
            self.is_boot_triggered = False

    def _watch_answer(self, turn: Turn) -> None:
        if turn.sender is not None:
            self.unseen.discard(_OTHER_SIDE[turn.sender])
        action = turn.examination.action
        if action == "BootNotification":
            self.boot = "accepted" if '"Accepted"' in turn.entry.frame else "refused"
        elif action == "TriggerMessage" and '"Accepted"' not in turn.entry.frame:
            self.is_boot_triggered = False


class Conversations(Iterator[Turn]):
    """The turns of a log, one after the other. `conversations` makes it."""

    def __init__(self, entries: Iterable[Entry], codecs: Codecs) -> None:
        self._entries = iter(entries)
        self._codecs = codecs
        self._kept = _Kept()
        self._by_station: OrderedDict[tuple[str | None, OcppJsonProtocol], _Conversation] = OrderedDict()
        self._count = 0

    def __next__(self) -> Turn:
        entry = next(self._entries)
        conversation = self._conversation_of(entry)
        head = _head_of(entry, conversation.codec_of(entry))
        if not conversation.begins(entry, head):
            return conversation.take(entry, head)
        self._count += 1
        left = conversation.begin(self._count, entry, head)
        turn = conversation.take(entry, head)
        return msgspec.structs.replace(turn, begins=True, given_up=(*left, *turn.given_up))

    @property
    def unanswered(self) -> tuple[Entry, ...]:
        """The entries of calls that wait for an answer now; after the last turn, those that the log leaves open."""
        return tuple(entry for each in self._by_station.values() for entry in each.unanswered)

    def _conversation_of(self, entry: Entry) -> _Conversation:
        protocol = entry.protocol or OcppJsonProtocol.v16
        key = (entry.station, protocol)
        found = self._by_station.get(key)
        if found is None:
            is_busy = len(self._by_station) < _BUSY_STATIONS
            found = self._by_station[key] = _Conversation(self._codecs.of(protocol), self._kept, is_busy=is_busy)
            if len(self._by_station) > MAX_STATIONS:
                self._by_station.popitem(last=False)
        else:
            self._by_station.move_to_end(key)
        return found


def _head_of(entry: Entry, codec: Codec) -> _Head:
    """What the opening of a frame says, in whatever spelling."""
    if match := _HEAD.match(entry.frame):
        return _Head(_KINDS[match[1]], match[2] or match[3], match[4])
    seen = codec.examine(entry.frame)
    kind = seen.messageTypeId
    return _Head(kind, seen.uniqueId or "", seen.action if kind in (_CALL, MessageTypeEnum.SEND) else None)


def _no_call(_: str) -> None:
    """What is known of a call that nobody has sent."""


def _without_action(frame: str, codec: Codec) -> Examination:
    """The examination of a result whose action nobody knows: its payload may be any object."""
    settings = codec.settings
    report = Report(settings, has_plain_data=True)
    try:
        text, data = jsontext.read(frame, report)
    except jsontext.Unreadable as unreadable:
        inspection = frames.Inspection(report, unreadable.text)
    else:
        actions = ActionLookup(settings.version, None)
        inspection = frames.inspect_data(data, report, actions, text, structure_only=True)
    error = None if inspection.message is not None else exception_of(inspection)
    return Examination(inspection.message, error, None, None, inspection)


def _between(call: datetime | None, answer: datetime | None) -> float | None:
    if call is None or answer is None or answer < call:
        return None
    return (answer - call).total_seconds()
