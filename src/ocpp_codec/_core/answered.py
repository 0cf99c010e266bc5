"""The action that a result answers. Callers give a class, a name, or a function of the id; here it becomes one type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from .jsonvalues import SURROGATE
from .limits import MAX_READABLE_ID
from .record import Action
from .rules import Rule
from .version import Version

#: What a caller may give: an action, its name, or a function of the id (KeyError or None: there is no such call).
ActionGiven: TypeAlias = type[Action] | str | Callable[[str], type[Action] | str | None] | None


class Answered(NamedTuple):
    """The action that a result answers.

    `name`: the action, None if there is none.  `action`: its class, None for a name that the version does not have.
    `broken_rule`: the rule that every such result breaks, or None.
    """

    name: str | None
    action: type[Action] | None
    broken_rule: Rule | None


class ActionLookup:
    """Finds the action that a result answers. Calls the function of the caller at most once.

    `given`: what the caller gives. TypeError for what is no action, ValueError for an action of another version.
    `lenient`: wrong actions count as not given, and raise nothing.
    """

    def __init__(self, version: Version, given: Any, *, lenient: bool = False) -> None:
        self._version = version
        self._lenient = lenient
        self.function: Callable[[str], Any] | None = None
        self._known: Answered | None = None
        if callable(given) and not isinstance(given, type):
            self.function = given
        else:
            self._known = self._resolved(given, Rule.NO_ACTION_GIVEN)

    def of(self, unique_id: object) -> Answered:
        """The action that the result with this id answers. `unique_id`: as it stands in the frame."""
        if self._known is None:
            self._known = self._resolved(self._asked(id_text(unique_id)), Rule.UNASKED_ANSWER)
        return self._known

    def _asked(self, unique_id: str | None) -> Any:
        if unique_id is None or self.function is None:
            return None
        try:
            return self.function(unique_id)
        except LookupError:
            return None

    def _resolved(self, given: Any, rule_if_absent: Rule) -> Answered:
        if given is None:
            return Answered(None, None, rule_if_absent)
        try:
            action = self._version.action(given)
        except (TypeError, ValueError):
            if not self._lenient:
                raise
            return Answered(None, None, rule_if_absent)
        name: str = given if action is None else action.__name__
        has_response = action is not None and action.Response is not None
        return Answered(name, action, None if has_response else Rule.UNKNOWN_ACTION_GIVEN)


def id_text(value: object) -> str | None:
    """A message id as text; None if the value cannot be an id."""
    if isinstance(value, str):
        has_surrogate = not value.isascii() and SURROGATE.search(value)
        return None if has_surrogate else str.__str__(value)  # plain text, if it is a subclass
    is_short = type(value) is int and value.bit_length() < 4 * MAX_READABLE_ID  # a digit has less than four bits
    return str(value) if is_short else None
