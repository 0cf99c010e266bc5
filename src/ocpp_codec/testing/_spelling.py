"""Frames as text, in the many ways in which JSON may be written."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from .._core.jsonvalues import as_list, as_object
from .._core.structure import Message
from ._payloads import plain


class Style(NamedTuple):
    """A way to write JSON.

    Attributes:
        separators: Between items, and behind the name of a member.
        around: What stands before and behind the frame.
        escaped: Whether slashes and characters beyond ASCII are written as escapes.
        reverse: Whether the members of an object stand in reverse order.
        integers: Whether a number such as 16.0 is written as 16.
    """

    separators: tuple[str, str] = (",", ":")
    around: str = ""
    escaped: bool = False
    reverse: bool = False
    integers: bool = False


SHORT = Style()


def spelled(message: Message[Any], style: Style = SHORT) -> str:
    """The frame of a message. Nothing is checked."""
    return written(frame_of(message), style)


def frame_of(message: Message[Any]) -> list[Any]:
    """The frame of a message as plain data."""
    return [int(message.messageTypeId), *plain(message)[1:]]


def written(frame: Any, style: Style = SHORT) -> str:
    """The text of plain data."""
    data = _changed(frame, style) if style.reverse or style.integers else frame
    text = json.dumps(data, ensure_ascii=style.escaped, separators=style.separators)
    if style.escaped:
        text = text.replace("/", "\\/")  # a slash stands nowhere but in strings
    return f"{style.around}{text}{style.around}"


def _changed(value: Any, style: Style) -> Any:
    if (items := as_list(value)) is not None:
        return [_changed(item, style) for item in items]
    if (members := as_object(value)) is not None:
        names = reversed(members) if style.reverse else members
        return {name: _changed(members[name], style) for name in names}
    return int(value) if style.integers and isinstance(value, float) and value.is_integer() else value
