"""The result of `Codec.examine`: everything about a frame."""

from __future__ import annotations

from typing import Any

import msgspec

from ._core import slow_path
from ._core.answered import ActionLookup
from ._core.compat import MessageTypeEnum
from ._core.exceptions import OCPPException
from ._core.findings import Finding
from ._core.frames import Inspection
from ._core.jsontext import Frame
from ._core.settings import Settings
from ._core.spotless import is_spotless
from ._core.structure import Message

__all__ = ["Examination"]


class Examination(msgspec.Struct, eq=False):
    """Everything about a frame. For a good frame, all except the message is worked out on first use.

    Attributes:
        message: The message, or None if the frame is refused.
        error: The exception that `decode` raises for this frame; None if it is accepted.
    """

    message: Message[Any] | None
    error: OCPPException | None = None
    _frame: Frame | None = None
    _settings: Settings | None = None
    _inspection: Inspection | None = None

    def _inspected(self) -> Inspection:
        if self._inspection is None:
            if self._settings is None or self._frame is None:
                raise AssertionError("an examination has its inspection, or what it takes to make it")
            actions = ActionLookup(self._settings.version, self.action)
            self._inspection = slow_path.inspect_text(self._frame, self._settings, actions)
        return self._inspection

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings."""
        known = self._settings if self._inspection is None else None
        if known is not None and is_spotless(self.message, self._frame, known.version):
            return ()
        return self._inspected().report.findings

    @property
    def omitted(self) -> int:
        """How many findings are not kept."""
        return self._inspected().report.omitted

    @property
    def reply(self) -> str | None:
        """The frame to send back, or None if nothing is refused or the protocol forbids an answer."""
        return None if self.error is None else self.error.reply

    @property
    def frame(self) -> str:
        """The text as it came. Bytes that are no UTF-8 appear as escapes."""
        return self._inspected().text

    @property
    def messageTypeId(self) -> MessageTypeEnum | None:
        """The type of the message; None if it cannot be read. Also known for a refused frame."""
        return self._inspected().message_type if self.message is None else self.message.messageTypeId

    @property
    def uniqueId(self) -> str | None:
        """The id of the message; None if it cannot be read."""
        return self._inspected().unique_id if self.message is None else self.message.uniqueId

    @property
    def action(self) -> str | None:
        """The action of a request, or of the call that a result answers; None if it cannot be read."""
        if self._inspection is not None:
            return self._inspection.action
        payload: Any = getattr(self.message, "payload", None)  # an error has none
        return None if payload is None else payload.action_class.__name__

    def _parts(self) -> tuple[Any, ...]:
        """The parts that are compared."""
        parts = (self.message, self.findings, self.omitted, self.error, self.frame, self.uniqueId, self.action)
        return (*parts, *self._added())

    def _added(self) -> tuple[Any, ...]:
        """The fields that a subclass adds."""
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
        return type(self), (self.message, self.error, None, None, self._inspected(), *self._added())
