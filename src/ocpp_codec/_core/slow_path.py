"""The slow path: finds everything that is wrong with a frame. It is the authority on what is right."""

from __future__ import annotations

from . import frames, jsontext
from .answered import ActionLookup
from .findings import THE_FRAME
from .frames import Inspection
from .jsontext import Frame
from .report import Report
from .rules import Rule
from .settings import Settings


def inspect(frame: Frame, settings: Settings, actions: ActionLookup) -> Inspection:
    """The message, if the frame holds one, and all findings. `actions` finds the action that a result answers."""
    report = Report(settings)
    try:
        text = jsontext.text_of(frame, report)
    except jsontext.Unreadable:
        return Inspection(report, jsontext.shown(frame))
    except (TypeError, ValueError):  # no text, or a memoryview that has been released
        report.add(Rule.NOT_TEXT, None, type(frame).__name__, "text or bytes", THE_FRAME)
        return Inspection(report)
    try:
        data = jsontext.data_of(text, report)
    except jsontext.Unreadable:
        return Inspection(report, text)
    return frames.inspect(data, report, actions, text)
