"""The envelopes: the five kinds of frames (OCPP-J 1.6, 4; Part 4 of 2.0.1 and 2.1, 4)."""

from ._core.compat import MessageTypeEnum
from ._core.structure import (
    UNREADABLE_ID,
    Call,
    CallError,
    CallResult,
    CallResultError,
    Envelope,
    Message,
    ReceivedId,
    Send,
    UniqueId,
)

__all__ = [
    "UNREADABLE_ID",
    "Call",
    "CallError",
    "CallResult",
    "CallResultError",
    "Envelope",
    "Message",
    "MessageTypeEnum",
    "ReceivedId",
    "Send",
    "UniqueId",
]
