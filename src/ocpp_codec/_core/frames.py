"""The slow path for whole frames: inspects every element of an envelope and reports everything that is wrong."""

from __future__ import annotations

from typing import Any

import msgspec

from .answered import ActionLookup, Answered, id_text
from .checks import ANYTHING, check_of
from .compat import MessageTypeEnum
from .findings import THE_FRAME, cut, show
from .jsonvalues import SURROGATE, InexactNumber, as_list
from .limits import MAX_DEPTH, MAX_ID, MAX_NESTING, MAX_TOLERATED_ID
from .record import Action, Payload
from .report import Report
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
_NO_PAYLOAD: dict[str, Any] = {}
_TYPES = {int(each): each for each in MessageTypeEnum}


class Inspection(msgspec.Struct, eq=False):
    """The result of the slow path for one frame.

    `text`: the frame as it came (bytes that are no UTF-8 appear as escapes).
    `message`: None if it is defective.  `message_type`: None if unknown.  `unique_id`: None if it cannot be read.
    `action`: the name of the action that it requests or answers, None if unknown.
    """

    report: Report
    text: str = ""
    message: Message[Any] | None = None
    message_type: MessageTypeEnum | None = None
    unique_id: str | None = None
    action: str | None = None
    is_array: bool = False


def inspect(
    data: Any, report: Report, actions: ActionLookup, text: str = "", *, structure_only: bool = False
) -> Inspection:
    """Inspects a frame as plain data, or (when sending) the elements of a message.

    `actions` finds the action that a result answers.  `structure_only`: payloads may be any object.
    """
    try:
        return _Inspector(report, actions, structure_only).frame(data, Inspection(report, text))
    except RecursionError:  # the caller's own stack is nearly full, or the data contains itself
        report.add(Rule.TOO_DEEP, None, None, "what the stack can hold", THE_FRAME)
        return Inspection(report, text)


class _Inspector:
    def __init__(self, report: Report, actions: ActionLookup, structure_only: bool) -> None:
        self.report = report
        self.version = report.settings.version
        self.actions = actions
        self.structure_only = structure_only

    def frame(self, data: Any, inspection: Inspection) -> Inspection:
        elements = as_list(data)
        if not elements:
            self.report.add(Rule.NOT_AN_ARRAY, None, data, "[message type, message id, ...]", THE_FRAME)
            return inspection
        inspection.is_array = True
        inspection.message_type = kind = self._message_type(elements[0])
        if kind is None:
            inspection.unique_id = self._unique_id(elements[1]) if len(elements) > 1 else None
            return inspection
        answered = self.actions.of(elements[1]) if kind is MessageTypeEnum.CALLRESULT and len(elements) > 1 else None
        inspection.action = self._enter(elements, kind, answered)
        complete = self._count(elements, kind)
        if len(elements) > 1:
            inspection.unique_id = self._unique_id(elements[1])
        if answered is not None and answered.problem is Rule.UNASKED_ANSWER and inspection.unique_id is not None:
            at, expected = (None, 1), "the id of a call"
            self.report.add(Rule.UNASKED_ANSWER, at, inspection.unique_id, expected, "message id", tolerable=False)
        values = self._values(elements[2:], kind, answered) if complete else self._rest(elements[2:], kind)
        if self.report.first_error is None:
            inspection.message = ENVELOPES[kind](inspection.unique_id, *values)
        return inspection

    def _enter(self, elements: list[Any], kind: MessageTypeEnum, answered: Answered | None) -> str | None:
        """Tells the report which message this is. Returns the action."""
        name: str | None = None
        definition: type[Payload] | None = None
        role = kind.name
        if kind in _REQUESTS and len(elements) > 2 and isinstance(elements[2], str):
            role, name = "Request", elements[2]
            action = self.version.actions.get(name)
            definition = action.Request if action else None
        elif answered is not None:
            role, name = "Response", answered.name
            definition = answered.action.Response if answered.action else None
        scope = (role,) if name is None else (cut(name, MAX_ID), role)
        self.report.enter(scope, self._max_decimals(definition))
        return name

    def _max_decimals(self, definition: type[Payload] | None) -> int | None:
        """The digits that a number for a station may have; None for no limit. Part 2 of 2.0.1, primitive datatypes."""
        is_plain_data = self.report.sending and self.report.settings.timespec is None
        if definition is None or is_plain_data or not definition.action_class.goes_to_station(definition):
            return None
        return self.report.dialect.decimals

    def _message_type(self, number: Any) -> MessageTypeEnum | None:
        known = self.report.dialect.message_types
        if type(number) in (int, MessageTypeEnum) and number in known:
            return _TYPES[number]
        listed = ", ".join(str(int(each)) for each in sorted(known))
        at, expected, name = (None, 0), f"one of {listed}", "the first element"
        spellings = {spelling: each for each in known for spelling in (str(int(each)), float(each))}
        is_spelling = isinstance(number, str | float) and not isinstance(number, InexactNumber)
        meant = spellings.get(number) if is_spelling else None
        if meant is None:
            self.report.add(Rule.UNKNOWN_MESSAGE_TYPE, at, number, expected, name)
        else:
            self.report.repair(Rule.MESSAGE_TYPE_SPELLING, at, number, expected, int(meant), name)
        return meant if self.report.first_error is None else None

    def _count(self, elements: list[Any], kind: MessageTypeEnum) -> bool:
        """Whether there are enough elements to tell them apart."""
        names = _ELEMENTS[kind]
        lacking = len(names) - len(elements)
        if lacking == 0:
            return True
        expected = f"{len(names)} elements: {', '.join(names)}"
        if lacking == 1 and kind not in _ERRORS:
            self.report.repair(Rule.MISSING_PAYLOAD, None, None, expected, _NO_PAYLOAD, THE_FRAME)
        elif not (kind in _ERRORS and lacking in (1, 2)):  # the elements that errors lack are only for people
            self.report.add(Rule.WRONG_ELEMENT_COUNT, None, elements, expected, THE_FRAME)
            return False
        return True

    def _rest(self, rest: list[Any], kind: MessageTypeEnum) -> list[Any]:
        """Inspects an incomplete frame behind its id. There is nothing to keep."""
        if kind in _REQUESTS and rest:
            self._action(rest[0], kind)
        return []

    def _values(self, rest: list[Any], kind: MessageTypeEnum, answered: Answered | None) -> list[Any]:
        """The values behind the id, as the envelope will hold them."""
        if kind in _ERRORS:
            if len(rest) == 2 and isinstance(rest[1], dict):  # the description is left out, not the details
                rest.insert(1, None)
            code, description, details = [*rest, None, None][:3]
            for at, text in (((None, 2), code), ((None, 3), description)):
                if not isinstance(text, str):  # it becomes text, but it must be JSON
                    ANYTHING.inside(text, at, self.report, MAX_DEPTH)
            return [self._code(code), self._description(description), self._details(details)]
        if answered is not None:
            return [self._payload(self._response(rest, answered), rest)]
        name, *payload = rest
        action = self._action(name, kind)
        return [name, self._payload(action.Request if action else None, payload)]

    def _unique_id(self, value: Any) -> str | None:
        at, name, expected = (None, 1), "message id", f"a string of 1 to {MAX_ID} characters"
        unique_id, errors = id_text(value), self.report.errors
        if unique_id is None:
            self.report.add(Rule.ID_NOT_A_STRING, at, value, expected, name)
            return None
        if not isinstance(value, str):
            self.report.repair(Rule.NUMERIC_ID, at, value, expected, unique_id, name)
        if not unique_id:
            self.report.add(Rule.EMPTY_ID, at, value, expected, name)
        elif len(unique_id) > MAX_ID:
            tolerable = len(unique_id) <= MAX_TOLERATED_ID
            self.report.repair(Rule.ID_TOO_LONG, at, value, expected, unique_id, name, tolerable=tolerable)
        return unique_id if self.report.errors == errors else None

    def _action(self, name: Any, kind: MessageTypeEnum) -> type[Action] | None:
        at = (None, 2)
        if not isinstance(name, str):
            self.report.add(Rule.ACTION_NOT_A_STRING, at, name, "the name of an action", "action")
            return None
        if self.structure_only:
            return None
        action = self.version.actions.get(name)
        if action is None:
            known = self.version.actions
            self.report.add(Rule.UNKNOWN_ACTION, at, name, f"an action of {self.version.protocol}", "action", known)
            return None
        proper = MessageTypeEnum.SEND if action.Response is None else MessageTypeEnum.CALL
        if kind is not proper:
            self.report.add(
                Rule.ACTION_OF_OTHER_TYPE, at, name, f"message type {int(proper)} ({proper.name})", "action"
            )
        return action

    def _response(self, rest: list[Any], answered: Answered) -> type[Payload] | None:
        """The response that a result should hold."""
        if self.structure_only:
            return None
        if answered.problem is Rule.NO_ACTION_GIVEN and self.report.sending:
            self.report.add(Rule.WRONG_TYPE, None, rest[0], f"a response of {self.version.protocol}")
        elif answered.problem is Rule.NO_ACTION_GIVEN:
            self.report.add(Rule.NO_ACTION_GIVEN, None, None, "the action that it answers", THE_FRAME)
        elif answered.problem is Rule.UNKNOWN_ACTION_GIVEN:
            expected, known = f"an action of {self.version.protocol}", self.version.actions
            self.report.add(Rule.UNKNOWN_ACTION_GIVEN, None, answered.name, expected, "the action given", known)
        return answered.action.Response if answered.action else None

    def _payload(self, definition: type[Payload] | None, rest: list[Any]) -> Any:
        """The payload. Without a definition it must at least be an object."""
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
        text = self._text(code)
        known = self.version.codes.get(text) if self.report.sending else self.version.error_code(text)
        if known is None or text is not code:
            listed = ", ".join(self.version.codes)
            return self.report.repair(Rule.UNKNOWN_ERROR_CODE, at, code, f"one of {listed}", text, name)
        if known != text:
            self.report.repair(Rule.ERROR_CODE_SPELLING, at, code, known.value, known, name)
        return known

    def _description(self, description: Any) -> Any:
        at, name = (None, 3), "error description"
        limit = self.report.dialect.description_limit
        text = self._text(description)
        if text is not description:
            self.report.repair(Rule.BAD_ERROR_DESCRIPTION, at, description, "a string", text, name)
        elif SURROGATE.search(text):
            self.report.add(Rule.LONE_SURROGATE, at, description, "", name)
        elif limit is not None and len(text) > limit:
            self.report.add(Rule.LONG_DESCRIPTION, at, description, f"at most {limit} characters", name)
        return text

    def _details(self, details: Any) -> Any:
        at, name = (None, 4), "error details"
        if isinstance(details, dict):
            return ANYTHING.inside(details, at, self.report, MAX_DEPTH)
        is_nothing = details is None or (isinstance(details, str | list) and not details)
        repaired: dict[str, Any] = {} if is_nothing else {"details": details}
        if not isinstance(details, list):  # the last finding of a place says what the message holds there
            checked = ANYTHING.inside(details, at, self.report, MAX_DEPTH - 1)
            repaired = {} if is_nothing else {"details": checked}
        self.report.repair(Rule.BAD_ERROR_DETAILS, at, details, "an object", repaired, name)
        if isinstance(details, list) and details:
            repaired = {"details": ANYTHING.inside(details, at, self.report, MAX_DEPTH - 1)}
        return repaired

    @staticmethod
    def _text(value: Any) -> str:
        """A value as text. An error is too precious to be lost because of its form."""
        if isinstance(value, str):
            return value
        return "" if value is None else show(value)
