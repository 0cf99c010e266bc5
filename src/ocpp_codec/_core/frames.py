"""The slow path for whole frames: inspects every element of an envelope and reports everything that is wrong."""

from __future__ import annotations

from typing import Any

import msgspec

from .answered import ActionLookup, Answered, id_text
from .checks import ANYTHING, check_of
from .compat import MessageTypeEnum
from .error_parts import inspect_error
from .findings import THE_FRAME, cut
from .jsonvalues import InexactNumber, as_list
from .limits import MAX_ID, MAX_NESTING, MAX_READABLE_ID
from .names import folded
from .record import Action, Payload
from .report import Report
from .rules import Rule
from .structure import ENVELOPES, Message, ReceivedId

_REQUESTS = (MessageTypeEnum.CALL, MessageTypeEnum.SEND)
_ANSWERS = (MessageTypeEnum.CALLRESULT, MessageTypeEnum.CALLERROR, MessageTypeEnum.CALLRESULTERROR)
_ERRORS = (MessageTypeEnum.CALLERROR, MessageTypeEnum.CALLRESULTERROR)
_HEAD = ("message type", "message id")
_ELEMENTS = {
    MessageTypeEnum.CALLRESULT: (*_HEAD, "payload"),
    **dict.fromkeys(_REQUESTS, (*_HEAD, "action", "payload")),
    **dict.fromkeys(_ERRORS, (*_HEAD, "error code", "error description", "error details")),
}
_NO_PAYLOAD: dict[str, Any] = {}
_TYPES = {int(each): each for each in MessageTypeEnum}


def _listed(kind: MessageTypeEnum) -> str:
    """The elements of a message in words."""
    return f"{len(_ELEMENTS[kind])} elements: {', '.join(_ELEMENTS[kind])}"


def _can_go_back(unique_id: ReceivedId) -> bool:
    return len(unique_id) <= MAX_READABLE_ID and id_text(unique_id.received) is not None


class Inspection(msgspec.Struct, eq=False):
    """The result of the slow path for one frame.

    `text`: the frame as it came (bytes that are no UTF-8 appear as escapes).
    `message`: None if it is defective.  `message_type`: None if unknown.  `unique_id`: None if it cannot be read.
    `action`: the name of the action that it requests or answers, None if unknown.  `has_number`: it is an array that
    opens with a message type, known or not.
    """

    report: Report
    text: str = ""
    message: Message[Any] | None = None
    message_type: MessageTypeEnum | None = None
    unique_id: str | None = None
    action: str | None = None
    has_number: bool = False


def inspect_data(
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
        inspection.message_type = kind = self._message_type(elements[0])
        inspection.has_number = kind is not None or type(elements[0]) is int
        if kind is None:
            inspection.unique_id = self._unique_id(elements[1], kind) if len(elements) > 1 else None
            return inspection
        answered = self.actions.of(elements[1]) if kind is MessageTypeEnum.CALLRESULT and len(elements) > 1 else None
        inspection.action = self._identify(elements, kind, answered)
        elements = self._without_action(elements, answered)
        complete = self._has_all_elements(elements, kind)
        if len(elements) > 1:
            inspection.unique_id = self._unique_id(elements[1], kind)
        if answered is not None and answered.broken_rule is Rule.UNASKED_ANSWER and inspection.unique_id is not None:
            at, expected = (None, 1), "the id of a call"
            self.report.add(Rule.UNASKED_ANSWER, at, inspection.unique_id, expected, "message id", refuses=True)
        values = (
            self._envelope_values(elements[2:], kind, answered)
            if complete
            else self._check_action_only(elements[2:], kind)
        )
        if self.report.first_error is None:
            inspection.message = ENVELOPES[kind](self._id_in_message(inspection.unique_id, kind), *values)
        return inspection

    def _identify(self, elements: list[Any], kind: MessageTypeEnum, answered: Answered | None) -> str | None:
        """Tells the report which message this is. Returns the action."""
        name: str | None = None
        definition: type[Payload] | None = None
        role = kind.name
        if kind in _REQUESTS and len(elements) > 2 and isinstance(elements[2], str):
            role, name = "Request", elements[2]
            action = self._action_named(name)
            if action is not None:
                name, definition = action.__name__, action.Request
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
        if meant is not None:
            self.report.repair(Rule.MESSAGE_TYPE_SPELLING, at, number, expected, int(meant), name)
        elif type(number) is int:
            self.report.add(Rule.UNKNOWN_MESSAGE_TYPE, at, number, expected, name)
        else:
            self.report.add(Rule.MESSAGE_TYPE_NOT_AN_INTEGER, at, number, expected, name)
        return meant if self.report.first_error is None else None

    def _without_action(self, elements: list[Any], answered: Answered | None) -> list[Any]:
        """The elements of a result, without the action that some stations repeat before the payload."""
        if answered is None or answered.name is None or len(elements) != 4 or not isinstance(elements[2], str):
            return elements
        if folded(elements[2]) != folded(answered.name):
            return elements
        expected = _listed(MessageTypeEnum.CALLRESULT)
        self.report.repair(Rule.ACTION_IN_RESULT, None, elements[2], expected, None, THE_FRAME)
        return [*elements[:2], elements[3]]

    def _has_all_elements(self, elements: list[Any], kind: MessageTypeEnum) -> bool:
        """Whether there are enough elements to tell them apart."""
        lacking = len(_ELEMENTS[kind]) - len(elements)
        if lacking == 0:
            return True
        expected = _listed(kind)
        if lacking == 1 and kind in _REQUESTS and isinstance(elements[2], dict | None):
            self.report.add(Rule.MISSING_ACTION, None, elements[2], expected, THE_FRAME)
            return False
        if lacking == 1 and kind not in _ERRORS:
            self.report.repair(Rule.MISSING_PAYLOAD, None, None, expected, _NO_PAYLOAD, THE_FRAME)
        elif not (kind in _ERRORS and lacking in (1, 2)):  # the elements that errors lack are only for people
            self.report.add(Rule.WRONG_ELEMENT_COUNT, None, elements, expected, THE_FRAME)
            return False
        return True

    def _check_action_only(self, rest: list[Any], kind: MessageTypeEnum) -> list[Any]:
        """Inspects an incomplete frame behind its id. There is nothing to keep."""
        if kind in _REQUESTS and rest and not isinstance(rest[0], dict | None):  # MISSING_ACTION has been told
            self._action(rest[0], kind)
        return []

    def _envelope_values(self, rest: list[Any], kind: MessageTypeEnum, answered: Answered | None) -> list[Any]:
        """The values behind the id, as the envelope will hold them."""
        if kind in _ERRORS:
            return inspect_error(rest, self.report)
        if answered is not None:
            return [self._payload(self._response(rest, answered), rest)]
        name, *payload = rest
        action = self._action(name, kind)
        if action is None:
            return [name, self._payload(None, payload)]
        return [action.__name__, self._payload(action.Request, payload)]

    def _id_in_message(self, unique_id: str | None, kind: MessageTypeEnum) -> str | None:
        """The id that the message holds: as it came in a call, and in an error for such a call; else text."""
        is_echo = kind in _ERRORS and unique_id is not None and len(unique_id) > MAX_ID
        return unique_id if kind is MessageTypeEnum.CALL or is_echo or self.report.sending else id_text(unique_id)

    def _unique_id(self, value: Any, kind: MessageTypeEnum | None) -> str | None:
        """The id; None if it cannot be read. An id that is not valid, and goes back in an answer, is a `ReceivedId`."""
        at, name, expected = (None, 1), "message id", f"a string of 1 to {MAX_ID} characters"
        if self.report.sending and isinstance(value, ReceivedId) and kind in _ANSWERS and _can_go_back(value):
            return value
        unique_id, errors = id_text(value), self.report.errors
        if unique_id is None:
            self.report.add(Rule.ID_NOT_A_STRING, at, value, expected, name)
            return None
        if not isinstance(value, str):
            self.report.repair(Rule.NUMERIC_ID, at, value, expected, unique_id, name)
        elif 1 <= len(unique_id) <= MAX_ID:
            return unique_id
        elif MAX_ID < len(unique_id) <= MAX_READABLE_ID and kind in _ERRORS and not self.report.sending:
            return ReceivedId(value)  # an error has the id of a call as it came
        if not unique_id:
            self.report.add(Rule.EMPTY_ID, at, value, expected, name)
        is_readable = self.report.errors == errors
        if len(unique_id) > MAX_ID:  # J16 and Part 4, 4.2.3: the error for such a call carries its id
            is_short = len(unique_id) <= MAX_READABLE_ID
            self.report.repair(Rule.ID_TOO_LONG, at, value, expected, unique_id, name, refuses=not is_short)
            is_readable = is_readable and is_short
        return ReceivedId(value) if is_readable else None

    def _action_named(self, name: str) -> type[Action] | None:
        """The action of that name, in whatever spelling; None if there is none, or if actions do not matter."""
        action = self.version.actions.get(name)
        return self.version.respelled(name) if action is None and not self.structure_only else action

    def _action(self, name: Any, kind: MessageTypeEnum) -> type[Action] | None:
        at = (None, 2)
        if not isinstance(name, str):
            self.report.add(Rule.ACTION_NOT_A_STRING, at, name, "the name of an action", "action")
            return None
        if self.structure_only:
            return None
        action = self._action_named(name)
        if action is None:
            known = self.version.actions
            self.report.add(Rule.UNKNOWN_ACTION, at, name, f"an action of {self.version.protocol}", "action", known)
            return None
        if action.__name__ != name:
            self.report.repair(Rule.ACTION_SPELLING, at, name, action.__name__, action.__name__, "action")
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
        if answered.broken_rule is Rule.NO_ACTION_GIVEN and self.report.sending:
            self.report.add(Rule.WRONG_TYPE, None, rest[0], f"a response of {self.version.protocol}")
        elif answered.broken_rule is Rule.NO_ACTION_GIVEN:
            self.report.add(Rule.NO_ACTION_GIVEN, None, None, "the action that it answers", THE_FRAME)
        elif answered.broken_rule is Rule.UNKNOWN_ACTION_GIVEN:
            expected, known = f"an action of {self.version.protocol}", self.version.actions
            self.report.add(Rule.UNKNOWN_ACTION_GIVEN, None, answered.name, expected, "the action given", known)
        return answered.action.Response if answered.action else None

    def _payload(self, definition: type[Payload] | None, rest: list[Any]) -> Any:
        """The payload. Without a definition it must at least be an object."""
        # J16 4.2.1 and Part 4, 4.2.1: an empty payload may come as null, or (tolerated) not at all.
        payload: Any = rest[0] if rest and rest[0] is not None else {}
        if definition is not None:
            return check_of(definition).inspect(payload, None, self.report)
        if isinstance(payload, dict):
            return ANYTHING.inside(payload, None, self.report, MAX_NESTING)
        if not self.report.sending:
            self.report.add(Rule.WRONG_TYPE, None, payload, "an object")
        return payload
