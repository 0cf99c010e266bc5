"""The target `pairing`: a conversation of any frames leaves a `Pairing` sound.

An input is the version and the number of calls that may wait, then what each side says and when:

    v201 2 | station 0.5 [2,"1","Heartbeat",{}] | csms 1 [3,"1",{}] | close | give_up 400

What does not look like that is said by the station a second later.
"""

from __future__ import annotations

import pickle
import re
from collections import Counter, defaultdict
from functools import cache
from typing import Any

from ocpp_codec import Codec, OcppJsonProtocol, Pairing, Rule, Severity
from ocpp_codec._core import native
from ocpp_codec.compat import MessageTypeEnum
from ocpp_codec.pairing import Paired, Pending
from ocpp_codec.rules import RULES
from ocpp_codec.structure import Call
from ocpp_codec.tolerance import FIELD

SEPARATOR = b" | "

_MAX_AGE = 10.0
_HEAD = re.compile(rb"(v16|v20|v201|v21)(\+field|\+enforce|) ([1-9])")
_STEP = re.compile(rb"(station|csms) ([0-9]{1,4}(?:\.[0-9]{1,3})?) (.*)", re.DOTALL)
_OF_CONVERSATION = frozenset(rule for rule, info in RULES.items() if info.in_conversation)
_SETTINGS: dict[bytes, dict[str, Any]] = {
    b"": {},
    b"+field": {"tolerate": FIELD},
    b"+enforce": {"enforce": _OF_CONVERSATION},
}


@cache
def _codec(version: str, kind: bytes) -> Codec:
    return Codec(OcppJsonProtocol[version], **_SETTINGS[kind])


def pairing(data: bytes) -> None:
    """Nothing is raised; bounds hold; counts add up; a twin that was pickled in the middle says the same.

    So does another one of which the native path takes the usual frames.
    """
    head, *steps = data.split(SEPARATOR)
    found = _HEAD.fullmatch(head)
    version, kind, most = found.groups() if found else (b"v16", b"", b"2")
    _Follower(Pairing(_codec(version.decode(), kind), int(most), _MAX_AGE, Counter())).follow(steps)


class _Follower:
    """Feeds a conversation to a pairing and keeps simpler books: who waits, and how often a rule was broken."""

    def __init__(self, pairing: Pairing) -> None:
        self.pairing = pairing
        self.natively = _Natively(pairing)
        self.waiting: dict[tuple[str, str], Pending] = {}
        self.counts: Counter[Rule] = Counter()
        self.at = 0.0

    def follow(self, steps: list[bytes]) -> None:
        """Takes all steps; in the middle, a pickled twin takes the place of the pairing."""
        for number, step in enumerate(steps):
            if number == len(steps) // 2:
                twin = pickle.loads(pickle.dumps(self.pairing))
                assert twin == self.pairing
                self.pairing = twin
            self._take(step)
            self._check_books()

    def _take(self, step: bytes) -> None:
        if step == b"close":
            assert list(self.pairing.close()) == self._by_side()
            self.natively.pairing.close()
            self.waiting = {}
            return
        found = _STEP.fullmatch(step)
        sender, after, frame = found.groups() if found else (b"station", b"1", step)
        self.at += float(after)
        if frame == b"give_up":
            given_up = self.pairing.give_up(self.at)
            assert self.natively.pairing.give_up(self.at) == given_up
            self._remove(given_up)
            return
        seen = self.pairing.feed(frame, sender.decode(), self.at)
        self._note(seen, sender.decode())
        self.natively.take(frame, sender.decode(), self.at, seen)

    def _note(self, seen: Paired, sender: str) -> None:
        self.counts.update(finding.rule for finding in seen.findings)
        errors = [finding for finding in seen.findings if finding.severity is Severity.ERROR]
        assert (seen.message is None) is bool(errors) is (seen.error is not None)
        assert len({id(finding) for finding in seen.findings}) == len(seen.findings)
        self._remove(seen.given_up)
        if seen.call is None:
            assert seen.waited is None
        else:
            assert seen.call.uniqueId == seen.uniqueId
            assert seen.waited == self.at - seen.call.at
            is_complaint = any(finding.rule is Rule.RESULT_REFUSED for finding in seen.findings)
            is_complaint = is_complaint or seen.messageTypeId is MessageTypeEnum.CALLRESULTERROR
            assert (seen.call.sender == sender) is is_complaint
            self.waiting.pop((seen.call.sender, seen.call.uniqueId), None)
        for call in self.pairing.pending:
            key = call.sender, call.uniqueId
            if key not in self.waiting:
                assert (call.uniqueId, call.sender, call.at) == (seen.uniqueId, sender, self.at)
                assert call.call is (seen.message if isinstance(seen.message, Call) else None)
                self.waiting[key] = call

    def _remove(self, given_up: tuple[Pending, ...]) -> None:
        """Only what waits can be given up."""
        for call in given_up:
            assert self.waiting.pop((call.sender, call.uniqueId)) == call

    def _check_books(self) -> None:
        pending = self.pairing.pending
        assert list(pending) == self._by_side()
        assert all(count <= self.pairing.max_pending for count in Counter(call.sender for call in pending).values())
        assert all(self.at - call.at <= _MAX_AGE for call in pending)
        assert self.pairing.counts == self.counts
        assert self.natively.pairing.pending == pending

    def _by_side(self) -> list[Pending]:
        """The calls of the station first, as `Pairing.pending` has them."""
        return sorted(self.waiting.values(), key=lambda call: call.sender != "station")


class _Natively:
    """A pairing of which the native path takes the usual frames, as tables are made."""

    def __init__(self, pairing: Pairing) -> None:
        self.pairing = Pairing(pairing.codec, pairing.max_pending, pairing.max_age)

    def take(self, frame: bytes, sender: str, at: float, seen: Paired) -> None:
        """Says of a frame what the other pairing has said."""
        try:
            text = frame.decode()
        except UnicodeDecodeError:
            self.pairing.feed(frame, sender, at)
            return
        taken = None if native.take_usual is None else self._taken(text, sender, at)
        if taken is None:
            fed = self.pairing.feed(text, sender, at)
            assert (fed.message, fed.call, fed.waited) == (seen.message, seen.call, seen.waited)
        else:
            message, call, may_have_advice = taken
            assert (message, call) == (seen.message, seen.call)
            assert may_have_advice or not seen.findings

    def _taken(self, frame: str, sender: str, at: float) -> tuple[Any, Any, bool] | None:
        """The message and its call, and whether there may be advice; None if the frame is not usual."""
        side = self.pairing._sides[sender]
        ends = [(self.pairing, self.pairing.codec._coder, side.parts(), side.other.parts())]
        groups: dict[type, tuple[Any, ...]] = defaultdict(lambda: (None, [], [], []))
        calls: list[Any] = []
        suspects: list[int] = []
        assert native.take_usual is not None
        step = iter([(0, frame, at, None, 0)])
        if native.take_usual(step, Pending, ends, frozenset(), groups, calls, suspects) is not None:
            assert not (groups or calls or suspects)  # noqa: PT018 (nothing at all)
            return None
        ((_, _, _, messages),) = groups.values()
        return messages[0], calls[0], bool(suspects)
