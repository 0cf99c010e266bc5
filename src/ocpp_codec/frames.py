"""The slow path for whole frames: looks at every element of an envelope and says everything that is wrong with it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from .checks import ANYTHING, SURROGATE, check_of
from .compat import MessageTypeEnum
from .definitions import Definitions
from .findings import Report
from .jsontext import MAX_NESTING
from .plain import as_list
from .record import MAX_DEPTH, Action
from .rules import Rule
from .structure import ENVELOPES, Message

_ELEMENTS = {
    MessageTypeEnum.CALL: ("message type", "message id", "action", "payload"),
    MessageTypeEnum.CALLRESULT: ("message type", "message id", "payload"),
    MessageTypeEnum.CALLERROR: ("message type", "message id", "error code", "error description", "error details"),
    MessageTypeEnum.CALLRESULTERROR: ("message type", "message id", "error code", "error description", "error details"),
    MessageTypeEnum.SEND: ("message type", "message id", "action", "payload"),
}
_ERRORS = (MessageTypeEnum.CALLERROR, MessageTypeEnum.CALLRESULTERROR)
_MAX_ID = 36
_MAX_ACTION = 60  # no action has a longer name


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
        report.add(Rule.TOO_DEEP, None, None, "what the stack can hold", name="the frame")
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
            self.report.add(Rule.NOT_AN_ARRAY, None, data, "[message type, message id, ...]", name="the frame")
            return seen
        seen.is_array = True
        seen.message_type = self._message_type(elements[0])
        if seen.message_type is None:
            seen.unique_id = self._unique_id(elements[1]) if len(elements) > 1 else None
            return seen
        names = _ELEMENTS[seen.message_type]
        self._count(elements, seen.message_type, names)
        if len(elements) > 1:
            seen.unique_id = self._unique_id(elements[1])
        rest = elements[2 : len(names)]
        if seen.message_type in _ERRORS:
            values = self._error(rest)
        elif seen.message_type is MessageTypeEnum.CALLRESULT:
            values = self._result(rest)
        else:
            values = self._request(rest, seen.message_type)
        if self.report.first_error is None:
            seen.message = ENVELOPES[seen.message_type](seen.unique_id, *values)
        return seen

    def _message_type(self, number: Any) -> MessageTypeEnum | None:
        known = self.report.dialect.message_types
        if type(number) in (int, MessageTypeEnum) and number in known:
            return MessageTypeEnum(number)
        listed = ", ".join(str(int(each)) for each in sorted(known))
        self.report.add(Rule.UNKNOWN_MESSAGE_TYPE, (None, 0), number, f"one of {listed}", name="the first element")
        return None

    def _count(self, elements: list[Any], kind: MessageTypeEnum, names: tuple[str, ...]) -> None:
        if len(elements) == len(names):
            return
        expected = f"{len(names)} elements: {', '.join(names)}"
        lacks_last = len(elements) == len(names) - 1
        if lacks_last and kind in _ERRORS:
            self.report.add(Rule.BAD_ERROR_DETAILS, (None, 4), None, "an object", name="error details")
        elif lacks_last:
            self.report.add(Rule.MISSING_PAYLOAD, None, None, expected, name="the frame")
        else:
            self.report.add(Rule.WRONG_ELEMENT_COUNT, None, elements, expected, name="the frame")

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

    def _request(self, rest: list[Any], kind: MessageTypeEnum) -> list[Any]:
        if not rest:
            return []
        name, *payload = rest
        if not isinstance(name, str):
            self.report.add(Rule.ACTION_NOT_A_STRING, (None, 2), name, "the name of an action", name="action")
            return []
        if self.structure_only:
            return [name, self._object(payload)]
        action = self.definitions.actions.get(name)
        sent = kind is MessageTypeEnum.SEND
        if action is None or (action.Response is None) is not sent:
            way = "sent without an answer" if sent else "called"
            expected = f"an action of {self.definitions.protocol} that is {way}{self._nearest(name)}"
            self.report.add(Rule.UNKNOWN_ACTION, (None, 2), name, expected, name="action")
            return []
        return [name, self._payload(action.Request, payload)]

    def _nearest(self, name: str) -> str:
        """A hint where a name is nearly right; only for short names, since comparing costs time."""
        near = difflib.get_close_matches(name, self.definitions.actions, n=1) if len(name) <= _MAX_ACTION else []
        return f" ({near[0]} comes nearest)" if near and near[0] != name else ""

    def _result(self, rest: list[Any]) -> list[Any]:
        if self.structure_only:
            return [self._object(rest)]
        action = (
            self.result_of if isinstance(self.result_of, type) else self.definitions.actions.get(self.result_of or "")
        )
        if self.result_of is None and self.report.sending:
            expected = f"a response of {self.definitions.protocol}"
            self.report.add(Rule.WRONG_TYPE, None, rest[0], expected)
        elif self.result_of is None:
            self.report.add(Rule.NO_ACTION_GIVEN, None, None, "the action that it answers", name="the frame")
        elif action is None or action.Response is None:
            expected = f"an action of {self.definitions.protocol} that has a response"
            self.report.add(Rule.UNKNOWN_ACTION, None, self.result_of, expected, name="the action given")
        else:
            return [self._payload(action.Response, rest)]
        return []

    def _payload(self, definition: Any, rest: list[Any]) -> Any:
        # J16 4.2.1 and Part 4, 4.2.1: an empty payload may come as null, or (tolerated) not at all.
        payload: Any = rest[0] if rest and rest[0] is not None else {}
        return check_of(definition)(payload, None, self.report)

    def _object(self, rest: list[Any]) -> Any:
        payload: Any = rest[0] if rest and rest[0] is not None else {}
        if not isinstance(payload, dict):
            self.report.add(Rule.WRONG_TYPE, None, payload, "an object")
            return payload
        return ANYTHING.inside(payload, None, self.report, MAX_NESTING)

    def _error(self, rest: list[Any]) -> list[Any]:
        if len(rest) < 2:
            return []
        code, description, *details = rest
        return [self._code(code), self._description(description), self._details(details[0]) if details else {}]

    def _code(self, code: Any) -> Any:
        at, name = (None, 2), "error code"
        if not isinstance(code, str):
            self.report.add(Rule.WRONG_TYPE, at, code, "a string", name)
            return code
        known = self.definitions.codes.get(code) if self.report.sending else self.definitions.error_code(code)
        if known is None:
            listed = ", ".join(self.definitions.codes)
            self.report.add(Rule.UNKNOWN_ERROR_CODE, at, code, f"one of {listed}", name)
        return code if known is None else known

    def _description(self, description: Any) -> Any:
        at, name = (None, 3), "error description"
        limit = self.report.dialect.description_limit
        if not isinstance(description, str):
            self.report.add(Rule.WRONG_TYPE, at, description, "a string", name)
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
