"""The slow path for whole frames: looks at every element of an envelope and says everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .checks import ANYTHING, SURROGATE, check_of
from .compat import MessageTypeEnum
from .definitions import Definitions
from .findings import Report
from .jsontext import MAX_NESTING
from .plain import as_list
from .record import MAX_DEPTH, Action, Payload
from .rules import Rule
from .structure import ENVELOPES, Message

_REQUESTS = (MessageTypeEnum.CALL, MessageTypeEnum.SEND)
_ERRORS = (MessageTypeEnum.CALLERROR, MessageTypeEnum.CALLRESULTERROR)
_HEAD = ("message type", "message id")
_ELEMENTS = {
    MessageTypeEnum.CALLRESULT: (*_HEAD, "payload"),
    **dict.fromkeys(_REQUESTS, (*_HEAD, "action", "payload")),
    **dict.fromkeys(_ERRORS, (*_HEAD, "error code", "error description", "error details")),
}
_MAX_ID = 36


@dataclass
class Inspection:
    """What the slow path has found out about a frame.

    `message`: None if it is defective.  `message_type`: None if unknown.  `unique_id`: None if it cannot be read.
    """

    report: Report
    message: Message[Any] | None = None
    message_type: MessageTypeEnum | None = None
    unique_id: str | None = None
    is_array: bool = False


def inspect(
    data: Any,
    definitions: Definitions,
    report: Report,
    action: type[Action] | str | None,
    *,
    structure_only: bool = False,
) -> Inspection:
    """Looks at a frame as plain data, or (when sending) at the elements of a message.

    `action` says what a result answers; an unknown name is a finding. `structure_only`: payloads may be any object.
    """
    try:
        return _Inspector(definitions, report, action, structure_only).frame(data)
    except RecursionError:  # the caller's own stack is nearly full, or the data holds itself
        report.add(Rule.TOO_DEEP, None, None, "what the stack can hold", "the frame")
        return Inspection(report)


class _Inspector:
    def __init__(
        self, definitions: Definitions, report: Report, action: type[Action] | str | None, structure_only: bool
    ) -> None:
        self.definitions = definitions
        self.report = report
        self.result_of = action
        self.structure_only = structure_only

    def frame(self, data: Any) -> Inspection:
        seen = Inspection(self.report)
        elements = as_list(data)
        if not elements:
            self.report.add(Rule.NOT_AN_ARRAY, None, data, "[message type, message id, ...]", "the frame")
            return seen
        seen.is_array = True
        seen.message_type = self._message_type(elements[0])
        if seen.message_type is None:
            seen.unique_id = self._unique_id(elements[1]) if len(elements) > 1 else None
            return seen
        complete = self._count(elements, seen.message_type)
        if len(elements) > 1:
            seen.unique_id = self._unique_id(elements[1])
        values = self._values(elements[2:], seen.message_type, complete=complete)
        if self.report.first_error is None:
            seen.message = ENVELOPES[seen.message_type](seen.unique_id, *values)
        return seen

    def _message_type(self, number: Any) -> MessageTypeEnum | None:
        known = self.report.dialect.message_types
        if type(number) in (int, MessageTypeEnum) and number in known:
            return MessageTypeEnum(number)
        listed = ", ".join(str(int(each)) for each in sorted(known))
        self.report.add(Rule.UNKNOWN_MESSAGE_TYPE, (None, 0), number, f"one of {listed}", "the first element")
        return None

    def _count(self, elements: list[Any], kind: MessageTypeEnum) -> bool:
        """Whether all elements are there, but perhaps the last; if not, nobody knows which of them is the payload."""
        names = _ELEMENTS[kind]
        expected = f"{len(names)} elements: {', '.join(names)}"
        if len(elements) == len(names):
            return True
        if len(elements) != len(names) - 1:
            self.report.add(Rule.WRONG_ELEMENT_COUNT, None, elements, expected, "the frame")
            return False
        if kind in _ERRORS:
            self.report.add(Rule.BAD_ERROR_DETAILS, (None, 4), None, "an object", "error details")
        else:
            self.report.add(Rule.MISSING_PAYLOAD, None, None, expected, "the frame")
        return True

    def _values(self, rest: list[Any], kind: MessageTypeEnum, *, complete: bool) -> list[Any]:
        """What stands behind the id, as the envelope shall hold it."""
        if not complete:
            if kind in _REQUESTS and rest:
                self._action(rest[0], kind)
            return []
        if kind in _ERRORS:
            code, description, *details = rest
            return [self._code(code), self._description(description), self._details(details[0]) if details else {}]
        if kind is MessageTypeEnum.CALLRESULT:
            return [self._payload(self._answered(rest), rest)]
        name, *payload = rest
        action = self._action(name, kind)
        return [name, self._payload(action.Request if action else None, payload)]

    def _unique_id(self, value: Any) -> str | None:
        at, name, expected = (None, 1), "message id", f"a string of 1 to {_MAX_ID} characters"
        if type(value) is int:
            self.report.add(Rule.NUMERIC_ID, at, value, expected, name)
        elif not isinstance(value, str):
            self.report.add(Rule.ID_NOT_A_STRING, at, value, expected, name)
        elif not value:
            self.report.add(Rule.EMPTY_ID, at, value, expected, name)
        elif len(value) > _MAX_ID:
            self.report.add(Rule.ID_TOO_LONG, at, value, expected, name)
        elif SURROGATE.search(value):
            self.report.add(Rule.ID_NOT_A_STRING, at, value, expected, name)
        else:
            return value
        return None

    def _action(self, name: Any, kind: MessageTypeEnum) -> type[Action] | None:
        at = (None, 2)
        if not isinstance(name, str):
            self.report.add(Rule.ACTION_NOT_A_STRING, at, name, "the name of an action", "action")
            return None
        if self.structure_only:
            return None
        action = self.definitions.actions.get(name)
        if action is None:
            known = self.definitions.actions
            self.report.add(Rule.UNKNOWN_ACTION, at, name, f"an action of {self.definitions.protocol}", "action", known)
            return None
        proper = MessageTypeEnum.SEND if action.Response is None else MessageTypeEnum.CALL
        if kind is not proper:
            self.report.add(
                Rule.ACTION_OF_OTHER_TYPE, at, name, f"message type {int(proper)} ({proper.name})", "action"
            )
        return action

    def _answered(self, rest: list[Any]) -> type[Payload] | None:
        """The response that a result should hold."""
        if self.structure_only:
            return None
        given = self.result_of
        action = None if given is None else self.definitions.action(given)
        if given is None and self.report.sending:
            self.report.add(Rule.WRONG_TYPE, None, rest[0], f"a response of {self.definitions.protocol}")
        elif given is None:
            self.report.add(Rule.NO_ACTION_GIVEN, None, None, "the action that it answers", "the frame")
        elif action is None or action.Response is None:
            expected = f"an action of {self.definitions.protocol}"
            known = self.definitions.actions
            self.report.add(Rule.UNKNOWN_ACTION_GIVEN, None, str(given), expected, "the action given", known)
        return action.Response if action else None

    def _payload(self, definition: type[Payload] | None, rest: list[Any]) -> Any:
        """The payload; where its definition is not known, it must be an object at least."""
        # J16 4.2.1 and Part 4, 4.2.1: an empty payload may come as null, or (tolerated) not at all.
        payload: Any = rest[0] if rest and rest[0] is not None else {}
        if definition is not None:
            return check_of(definition)(payload, None, self.report)
        if isinstance(payload, dict):
            return ANYTHING.inside(payload, None, self.report, MAX_NESTING)
        if not self.report.sending:
            self.report.add(Rule.WRONG_TYPE, None, payload, "an object")
        return payload

    def _code(self, code: Any) -> Any:
        at, name = (None, 2), "error code"
        if not isinstance(code, str):
            self.report.add(Rule.WRONG_TYPE, at, code, "a string", name)
            return code
        known = self.definitions.codes.get(code) if self.report.sending else self.definitions.error_code(code)
        if known is None:
            listed = ", ".join(self.definitions.codes)
            self.report.add(Rule.UNKNOWN_ERROR_CODE, at, code, f"one of {listed}", name)
            return code
        if known != code:
            self.report.add(Rule.ERROR_CODE_SPELLING, at, code, known.value, name)
        return known

    def _description(self, description: Any) -> Any:
        at, name = (None, 3), "error description"
        limit = self.report.dialect.description_limit
        if not isinstance(description, str):
            self.report.add(Rule.WRONG_TYPE, at, description, "a string", name)
        elif SURROGATE.search(description):
            self.report.add(Rule.LONE_SURROGATE, at, description, "", name)
        elif limit is not None and len(description) > limit:
            self.report.add(Rule.LONG_DESCRIPTION, at, description, f"at most {limit} characters", name)
        return description

    def _details(self, details: Any) -> Any:
        at, name = (None, 4), "error details"
        if isinstance(details, dict):
            return ANYTHING.inside(details, at, self.report, MAX_DEPTH)
        if details is None or isinstance(details, str):
            self.report.add(Rule.BAD_ERROR_DETAILS, at, details, "an object", name)
            return {"details": details} if details else {}
        self.report.add(Rule.WRONG_TYPE, at, details, "an object", name)
        return details
