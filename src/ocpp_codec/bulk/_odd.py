"""Frames of which there is more to say than their message: defective ones, errors, those out of order."""

# It feeds pairings with settings of its own.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec

from .._core.compat import MessageTypeEnum
from .._core.findings import Finding
from .._core.record import Sender
from .._core.rules import Severity
from .._core.structure import CallError, CallResultError
from ..examination import Examination
from ..log._codecs import SPELLING
from ..pairing import Paired, Pairing, Pending

__all__ = ["Odd", "odd_of", "told_of"]

_ERRORS = (MessageTypeEnum.CALLERROR, MessageTypeEnum.CALLRESULTERROR)


class Odd(msgspec.Struct):
    """What there is to say of a frame.

    Attributes:
        message: The message; None if it is refused.
        type: The number of its type; None if it cannot be read.
        id: Its id; None if it cannot be read.
        action: The action that it requests or answers; None if unknown.
        call: The call that it answers.
        sender: Who has sent it; None if nothing tells.
        findings: All findings.
    """

    message: Any
    type: int | None
    id: str | None
    action: str | None
    call: Pending | None
    sender: Sender | None
    findings: tuple[Finding, ...]

    @property
    def payload(self) -> Any:
        """The payload of its message; None without one."""
        return None if self.message is None or self.type in _ERRORS else self.message.payload

    @property
    def error_code(self) -> str | None:
        """The code of an error."""
        return str(self.message.errorCode) if isinstance(self.message, CallError | CallResultError) else None

    @property
    def verdict(self) -> str:
        """What the codec makes of the frame: ok, repaired or refused."""
        if self.message is None:
            return "refused"
        return "repaired" if any(each.severity is Severity.TOLERATED for each in self.findings) else "ok"


def odd_of(pairing: Pairing, frame: str, sender: Sender | None, at: int, mark: Any, *, is_rebuilt: bool = False) -> Odd:
    """What a pairing says of a frame. `sender`: None if the log does not say who has sent it."""
    if not is_rebuilt:
        return _fed(pairing, frame, sender, at, mark, ())
    codec = pairing.codec
    pairing.codec = codec.__replace__(tolerate=codec.tolerate | SPELLING, enforce=codec.enforce - SPELLING)
    try:
        return _fed(pairing, frame, sender, at, mark, SPELLING)
    finally:
        pairing.codec = codec


def told_of(pairing: Pairing, frame: str, message: Any) -> tuple[Finding, ...]:
    """The findings of a frame that the short way has taken."""
    return Paired(message, None, frame, pairing.codec.settings).findings


def _fed(pairing: Pairing, frame: str, sender: Sender | None, at: int, mark: Any, unjudged: Collection[Any]) -> Odd:
    seen: Examination | None = None
    if sender is None:
        seen = pairing.codec.examine(frame, lambda unique_id: _called(pairing, unique_id))
        sender = _sender_of(pairing, seen)
    if sender is not None:
        seen = pairing._take(frame, pairing._sides[sender], at, mark, ())
    if seen is None:
        raise AssertionError("it has been fed, or examined")
    kind = seen.messageTypeId
    return Odd(
        message=seen.message,
        type=None if kind is None else int(kind),
        id=seen.uniqueId,
        action=seen.action,
        call=seen.call if isinstance(seen, Paired) else None,
        sender=sender,
        findings=tuple(each for each in seen.findings if each.rule not in unjudged),
    )


def _called(pairing: Pairing, unique_id: str) -> str | None:
    """The action of a call of either side."""
    found = (side.action_of(unique_id) for side in pairing._sides.values())
    return next((action for action in found if action is not None), None)


def _sender_of(pairing: Pairing, seen: Examination) -> Sender | None:
    """Who has sent a frame of which the log does not say it: who may request the action, or whose turn it is."""
    kind, unique_id = seen.messageTypeId, seen.uniqueId
    if kind in (MessageTypeEnum.CALL, MessageTypeEnum.SEND):
        requested_by = pairing.codec.settings.version.requested_by
        return next((side for side in Sender if seen.action in requested_by[side]), None)
    callers = [side.sender for side in pairing._sides.values() if unique_id in side.waiting]
    if len(callers) != 1 or kind is MessageTypeEnum.CALLRESULTERROR:
        return None
    return Sender.CSMS if callers[0] is Sender.STATION else Sender.STATION
