"""The slow path for what an error says: code, description and details.

They are read generously: an error is too precious to be lost because of its form. Nothing is made up.
"""

from __future__ import annotations

import json
from typing import Any

from .checks import ANYTHING
from .findings import Place
from .jsonvalues import SURROGATE, InexactNumber, as_list, as_object
from .limits import MAX_DEPTH, MAX_DIGITS
from .names import folded
from .report import Report
from .rules import Rule

_CODE: Place = (None, 2)
_DESCRIPTION: Place = (None, 3)
_DETAILS: Place = (None, 4)


def inspect_error(elements: list[Any], report: Report) -> list[Any]:
    """Code, description and details as the message will hold them. `elements`: those behind the id."""
    if len(elements) == 2 and isinstance(elements[1], dict):  # the description is left out, not the details
        elements = [elements[0], None, elements[1]]
    code, description, details = [*elements, None, None][:3]
    of_code, of_description = _Composite(code), _Composite(description)
    code_text = of_code.take_text("errorcode", "code") if of_code else _text(code)
    if of_description:
        description_text = of_description.take_text("errordescription", "description")
    elif description is None:
        description_text = of_code.take_text("errordescription", "description")
    else:
        description_text = _text(description)
    if details is None:
        details = of_code.take("errordetails", "details")
    parts = {"errorCode": of_code, "errorDescription": of_description}
    kept = {name: part.plain(report) for name, part in parts.items() if part.left}
    return [
        _code(code, code_text, report),
        _description(description, description_text, report),
        _details(details, kept, report),
    ]


class _Composite:
    """An object or list that stands where a text belongs. Of another value, it is empty.

    `left`: the keys of what has not been taken out of it.
    """

    def __init__(self, value: Any) -> None:
        self.value = value
        self._items, object_ = as_list(value), as_object(value)
        self._members: dict[Any, Any] = dict(enumerate(self._items or ())) if object_ is None else dict(object_)
        self._is_one = self._items is not None or object_ is not None
        self.left = set(self._members)

    def __bool__(self) -> bool:
        return self._is_one

    def plain(self, report: Report) -> Any:
        """The value as a message holds it. What is wrong with it is told elsewhere."""
        return ANYTHING.inside(self.value, None, Report(report.settings, sending=report.sending), MAX_DEPTH - 1)

    def take(self, *names: str) -> Any:
        """Takes out the member with one of these names, in any spelling."""
        for key, item in self._members.items():
            if isinstance(key, str) and folded(key) in names:
                self.left.discard(key)
                return item
        return None

    def take_text(self, *names: str) -> str:
        """Takes out the text with one of these names, in any spelling; of a list, its only text. "" for none."""
        for key, item in self._members.items():
            is_only = self._items is not None and len(self._members) == 1
            if isinstance(item, str) and (is_only or (isinstance(key, str) and folded(key) in names)):
                self.left.discard(key)
                return item
        return ""


def _text(value: Any) -> str:
    """A value as text: a number or a boolean as JSON writes it."""
    if isinstance(value, str):
        return value
    if isinstance(value, InexactNumber):
        return value.text
    is_short = isinstance(value, float) or (isinstance(value, int) and value.bit_length() < 3 * MAX_DIGITS)
    return json.dumps(value) if is_short else ""


def _code(code: Any, text: str, report: Report) -> Any:
    name, version = "error code", report.settings.version
    known = version.codes.get(text) if report.sending else version.error_code(text)
    if isinstance(code, list | dict):
        ANYTHING.inside(code, _CODE, report, MAX_DEPTH - 1)
        return report.repair(Rule.BAD_ERROR_CODE, _CODE, code, "a string", text if known is None else known, name)
    if known is None or text is not code:
        if not isinstance(code, str):
            ANYTHING.inside(code, _CODE, report, 0)
        expected = f"one of {', '.join(version.codes)}"
        return report.repair(Rule.UNKNOWN_ERROR_CODE, _CODE, code, expected, text, name, version.codes)
    if known != text:
        report.repair(Rule.ERROR_CODE_SPELLING, _CODE, code, known.value, known, name)
    return known


def _description(description: Any, text: str, report: Report) -> str:
    name, limit = "error description", report.dialect.description_limit
    if text is not description:
        ANYTHING.inside(description, _DESCRIPTION, report, MAX_DEPTH - 1)
        report.repair(Rule.BAD_ERROR_DESCRIPTION, _DESCRIPTION, description, "a string", text, name)
    elif SURROGATE.search(text):
        report.add(Rule.LONE_SURROGATE, _DESCRIPTION, description, "", name)
    elif limit is not None and len(text) > limit:
        report.add(Rule.LONG_DESCRIPTION, _DESCRIPTION, description, f"at most {limit} characters", name)
    return text


def _details(details: Any, kept: dict[str, Any], report: Report) -> dict[str, Any]:
    """The details. `kept`: what was found in place of the other elements, and belongs nowhere else."""
    name = "error details"
    if isinstance(details, dict):
        inside: dict[str, Any] = ANYTHING.inside(details, _DETAILS, report, MAX_DEPTH)
        return kept | ({"details": inside} if kept.keys() & inside.keys() else inside) if kept else inside
    is_nothing = details is None or details in ("", [])
    repaired: dict[str, Any] = kept if is_nothing else {**kept, "details": details}
    items = as_list(details)
    if items is None:  # the last finding of a place says what the message holds there
        ANYTHING.inside(details, _DETAILS, report, MAX_DEPTH - 1)
    report.repair(Rule.BAD_ERROR_DETAILS, _DETAILS, details, "an object", repaired, name)
    if items:
        repaired["details"] = ANYTHING.inside(items, _DETAILS, report, MAX_DEPTH - 1)
    return repaired
