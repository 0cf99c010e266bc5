"""What there is to say of a frame."""

from __future__ import annotations

from typing import Any, cast

import msgspec

from .compat import MessageTypeEnum
from .exceptions import OCPPException
from .findings import Finding
from .frames import Inspection
from .jsontext import Frame
from .slow import Reader
from .structure import Call, Message


class Examination(msgspec.Struct, eq=False):
    """Everything about a frame. Of one that is fine, the rest is found out when somebody asks for it.

    `message`: the message, or None.
    """

    message: Message[Any] | None
    _frame: Frame | None
    _reader: Reader | None
    _seen: Inspection | None = None

    def _look(self) -> Inspection:
        if self._seen is None:
            if self._reader is None or self._frame is None:
                raise AssertionError("what has been looked at is kept, or what to look at")
            self._seen = self._reader.examine(self._frame, self.action)
        return self._seen

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong or worth knowing."""
        return self._look().report.findings

    @property
    def omitted(self) -> int:
        """How many more findings there are."""
        return self._look().report.omitted

    @property
    def error(self) -> OCPPException | None:
        """What `decode` would raise."""
        return None if self._seen is None else self._seen.error

    @property
    def reply(self) -> str | None:
        """The frame to send back, or None if there is nothing to refuse or the protocol forbids an answer."""
        return None if self.error is None else self.error.reply

    @property
    def frame(self) -> str:
        """The text as it came (bytes that are no UTF-8 appear as escapes)."""
        return self._look().text

    @property
    def messageTypeId(self) -> MessageTypeEnum | None:
        """The type of the message, if it could be read, whether the frame is a message or not."""
        return self._look().message_type if self.message is None else self.message.messageTypeId

    @property
    def uniqueId(self) -> str | None:
        """The id of the message, if it could be read."""
        return self._look().unique_id if self.message is None else self.message.uniqueId

    @property
    def action(self) -> str | None:
        """The action of a request, or of what a result answers, if it could be read."""
        if self._seen is not None:
            return self._seen.action
        message = cast("Call[Any]", self.message)  # a good frame has a payload, if it has not been looked at yet
        name: str = message.payload.action_class.__name__
        return name

    def _parts(self) -> tuple[Any, ...]:
        """What makes two of them equal."""
        parts = (self.message, self.findings, self.omitted, self.error, self.frame, self.uniqueId, self.action)
        return (*parts, *self._own())

    def _own(self) -> tuple[Any, ...]:
        """What a class that inherits this one has to say besides."""
        return tuple(getattr(self, name) for name in self.__struct_fields__[len(Examination.__struct_fields__) :])

    def __eq__(self, other: object) -> bool:
        return self._parts() == other._parts() if type(other) is type(self) else NotImplemented

    def __ne__(self, other: object) -> bool:  # a Struct has one of its own
        return not self == other

    def __hash__(self) -> int:
        return hash((self.frame, self.uniqueId, self.action))

    def __repr__(self) -> str:
        return f"{type(self).__name__}(message={self.message!r}, findings={self.findings!r}, reply={self.reply!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.message, None, None, self._look(), *self._own())
