"""The slow path for whole frames: looks at every element of an envelope and says everything that is wrong with it."""

from __future__ import annotations

from typing import Any

import msgspec

from .checks import ANYTHING, SURROGATE, check_of
from .compat import MessageTypeEnum
from .definitions import Answered, Ask, Definitions
from .exceptions import OCPPException
from .findings import THE_FRAME, Report, cut, show
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
_TYPES = {int(each): each for each in MessageTypeEnum}
_MAX_ID = 36
_MAX_TOLERATED_ID = 128  # so that a reply with it still stays short


class Inspection(msgspec.Struct, eq=False):
    """What the slow path has found out about a frame.

    `text`: the frame as it came (bytes that are no UTF-8 appear as escapes).
    `message`: None if it is defective.  `message_type`: None if unknown.  `unique_id`: None if it cannot be read.
    `action`: the name of what it requests or answers, None if it says or is known not.
    `error`: the refusal, once somebody has made it.
    """

    report: Report
    text: str = ""
    message: Message[Any] | None = None
    message_type: MessageTypeEnum | None = None
    unique_id: str | None = None
    action: str | None = None
    is_array: bool = False
    error: OCPPException | None = None


def inspect(
    data: Any,
    definitions: Definitions,
    report: Report,
    action: Answered,
    text: str = "",
    *,
    structure_only: bool = False,
) -> Inspection:
    """Looks at a frame as plain data, or (when sending) at the elements of a message.

    `action` says what a result answers, or is asked for it with the id; an unknown name is a finding.
    `structure_only`: payloads may be any object.
    """
    try:
        seen = Inspection(report, text)
        return _Inspector(definitions, report, action, structure_only).frame(data, seen)
    except RecursionError:  # the caller's own stack is nearly full, or the data holds itself
        report.add(Rule.TOO_DEEP, None, None, "what the stack can hold", THE_FRAME)
        return Inspection(report, text)


class _Inspector:
    def __init__(self, definitions: Definitions, report: Report, action: Answered, structure_only: bool) -> None:
        self.definitions = definitions
        self.report = report
        self.answered: type[Action] | str | None = None
        self.ask: Ask | None = None
        if isinstance(action, type | str) or not callable(action):
            self.answered = action
        else:
            self.ask = action
        self.structure_only = structure_only

    def frame(self, data: Any, seen: Inspection) -> Inspection:
        elements = as_list(data)
        if not elements:
            self.report.add(Rule.NOT_AN_ARRAY, None, data, "[message type, message id, ...]", THE_FRAME)
            return seen
        seen.is_array = True
        seen.message_type = self._message_type(elements[0])
        if seen.message_type is None:
            seen.unique_id = self._unique_id(elements[1]) if len(elements) > 1 else None
            return seen
        seen.action = self._identified(elements, seen.message_type)
        complete = self._count(elements, seen.message_type)
        if len(elements) > 1:
            seen.unique_id = self._unique_id(elements[1])
        if seen.message_type is MessageTypeEnum.CALLRESULT and seen.unique_id is not None and self._is_unasked():
            self.report.add(Rule.UNASKED_ANSWER, (None, 1), seen.unique_id, "the id of a call", THE_FRAME, firm=True)
        values = self._values(elements[2:], seen.message_type, complete=complete)
        if self.report.first_error is None:
            seen.message = ENVELOPES[seen.message_type](seen.unique_id, *values)
        return seen

    def _identified(self, elements: list[Any], kind: MessageTypeEnum) -> str | None:
        """The action of the message. It is found out before anything is said, since findings name the message."""
        action: str | None = None
        role = kind.name
        match kind, elements:
            case MessageTypeEnum.CALL | MessageTypeEnum.SEND, [_, _, str() as action, *_]:
                role = "Request"
            case MessageTypeEnum.CALLRESULT, [_, unique_id, *_]:
                role = "Response"
                action = self._answered_action(unique_id)
            case _:
                pass
        self.report.scope = (cut(action, _MAX_ID), role) if action is not None else (role,)
        return action

    def _answered_action(self, unique_id: Any) -> str | None:
        if self.ask is not None:
            self.answered = asked(self.ask, unique_id)
        if self.answered is None or isinstance(self.answered, str):
            return self.answered
        action = self.definitions.action(self.answered)
        return action.__name__ if action else None

    def _is_unasked(self) -> bool:
        """Whether nobody knows a call that this result answers."""
        return self.ask is not None and self.answered is None

    def _message_type(self, number: Any) -> MessageTypeEnum | None:
        known = self.report.dialect.message_types
        if type(number) in (int, MessageTypeEnum) and number in known:
            return _TYPES[number]
        listed = ", ".join(str(int(each)) for each in sorted(known))
        at, expected, name = (None, 0), f"one of {listed}", "the first element"
        spellings = {spelling: each for each in known for spelling in (str(int(each)), float(each))}
        meant = spellings.get(number) if isinstance(number, str | float) else None
        if meant is None:
            self.report.add(Rule.UNKNOWN_MESSAGE_TYPE, at, number, expected, name)
        else:
            self.report.add(Rule.MESSAGE_TYPE_SPELLING, at, number, expected, name, repaired=int(meant))
        return meant if self.report.first_error is None else None

    def _count(self, elements: list[Any], kind: MessageTypeEnum) -> bool:
        """Whether enough elements are there to tell which of them is which."""
        names = _ELEMENTS[kind]
        lacking = len(names) - len(elements)
        if lacking == 0:
            return True
        expected = f"{len(names)} elements: {', '.join(names)}"
        if lacking == 1 and kind not in _ERRORS:
            self.report.add(Rule.MISSING_PAYLOAD, None, None, expected, THE_FRAME, repaired={})
        elif not (kind in _ERRORS and lacking in (1, 2)):  # what errors lack is only for people
            self.report.add(Rule.WRONG_ELEMENT_COUNT, None, elements, expected, THE_FRAME)
            return False
        return True

    def _values(self, rest: list[Any], kind: MessageTypeEnum, *, complete: bool) -> list[Any]:
        """What stands behind the id, as the envelope shall hold it."""
        if not complete:
            if kind in _REQUESTS and rest:
                self._action(rest[0], kind)
            return []
        if kind in _ERRORS:
            if len(rest) == 2 and isinstance(rest[1], dict):  # the description is left out, not the details
                rest.insert(1, None)
            code, description, details = [*rest, None, None][:3]
            return [self._code(code), self._description(description), self._details(details)]
        if kind is MessageTypeEnum.CALLRESULT:
            return [self._payload(self._response(rest), rest)]
        name, *payload = rest
        action = self._action(name, kind)
        return [name, self._payload(action.Request if action else None, payload)]

    def _unique_id(self, value: Any) -> str | None:
        at, name, expected = (None, 1), "message id", f"a string of 1 to {_MAX_ID} characters"
        unique_id, errors = _id_text(value), self.report.errors
        if unique_id is None:
            self.report.add(Rule.ID_NOT_A_STRING, at, value, expected, name)
            return None
        if unique_id is not value:
            self.report.add(Rule.NUMERIC_ID, at, value, expected, name, repaired=unique_id)
        if not unique_id:
            self.report.add(Rule.EMPTY_ID, at, value, expected, name)
        elif len(unique_id) > _MAX_ID:
            firm = len(unique_id) > _MAX_TOLERATED_ID
            self.report.add(Rule.ID_TOO_LONG, at, value, expected, name, repaired=unique_id, firm=firm)
        return unique_id if self.report.errors == errors else None

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

    def _response(self, rest: list[Any]) -> type[Payload] | None:
        """The response that a result should hold."""
        if self.structure_only:
            return None
        given = self.answered
        action = None if given is None else self.definitions.action(given)
        if given is None and self.report.sending:
            self.report.add(Rule.WRONG_TYPE, None, rest[0], f"a response of {self.definitions.protocol}")
        elif given is None and not self._is_unasked():
            self.report.add(Rule.NO_ACTION_GIVEN, None, None, "the action that it answers", THE_FRAME)
        elif given is not None and (action is None or action.Response is None):
            expected = f"an action of {self.definitions.protocol}"
            known = self.definitions.actions
            self.report.add(Rule.UNKNOWN_ACTION_GIVEN, None, str(given), expected, "the action given", known)
        return action.Response if action else None

    def _payload(self, definition: type[Payload] | None, rest: list[Any]) -> Any:
        """The payload; where its definition is not known, it must be an object at least."""
        # J16 4.2.1 and Part 4, 4.2.1: an empty payload may come as null, or (tolerated) not at all.
        payload: Any = rest[0] if rest and rest[0] is not None else {}
        if definition is not None:
            self._limit_decimals(definition)
            return check_of(definition)(payload, None, self.report)
        if isinstance(payload, dict):
            return ANYTHING.inside(payload, None, self.report, MAX_NESTING)
        if not self.report.sending:
            self.report.add(Rule.WRONG_TYPE, None, payload, "an object")
        return payload

    def _limit_decimals(self, definition: type[Payload]) -> None:
        """Part 2 of 2.0.1, primitive datatypes: only a station need not understand more."""
        report, digits = self.report, self.report.dialect.decimals
        is_plain_data = report.sending and report.timespec is None
        if digits is not None and not is_plain_data and definition.action_class.goes_to_station(definition):
            report.decimals = digits

    def _code(self, code: Any) -> Any:
        at, name = (None, 2), "error code"
        text = self._text(code)
        known = self.definitions.codes.get(text) if self.report.sending else self.definitions.error_code(text)
        if known is None or text is not code:
            listed = ", ".join(self.definitions.codes)
            self.report.add(Rule.UNKNOWN_ERROR_CODE, at, code, f"one of {listed}", name, repaired=text)
            return text
        if known != text:
            self.report.add(Rule.ERROR_CODE_SPELLING, at, code, known.value, name, repaired=known)
        return known

    def _description(self, description: Any) -> Any:
        at, name = (None, 3), "error description"
        limit = self.report.dialect.description_limit
        text = self._text(description)
        if text is not description:
            self.report.add(Rule.BAD_ERROR_DESCRIPTION, at, description, "a string", name, repaired=text)
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
        if not isinstance(details, list):  # what is said last of a place is what the message holds there
            ANYTHING.inside(details, at, self.report, MAX_DEPTH - 1)
        self.report.add(Rule.BAD_ERROR_DETAILS, at, details, "an object", name, repaired=repaired)
        if isinstance(details, list) and details:
            repaired = {"details": ANYTHING.inside(details, at, self.report, MAX_DEPTH - 1)}
        return repaired

    @staticmethod
    def _text(value: Any) -> str:
        """What should be text, as text: an error is too precious to be lost for its form."""
        if isinstance(value, str):
            return value
        return "" if value is None else show(value)


def _id_text(value: Any) -> str | None:
    """An id as text; None for what can be none."""
    if isinstance(value, str):
        return None if SURROGATE.search(value) else value
    return str(value) if type(value) is int and value.bit_length() < _MAX_TOLERATED_ID else None


def asked(ask: Ask, unique_id: Any) -> type[Action] | str | None:
    """The action that belongs to the id of a result; None if nobody has asked."""
    text = _id_text(unique_id)
    try:
        return None if text is None else ask(text)
    except LookupError:
        return None
