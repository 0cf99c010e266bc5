"""The slow path: finds everything that is wrong with a frame. It is the authority on what is right."""

from __future__ import annotations

from . import frames, jsontext
from .answered import ActionLookup
from .frames import Inspection
from .jsontext import Frame
from .report import Report
from .settings import Settings


def inspect_text(frame: Frame, settings: Settings, actions: ActionLookup) -> Inspection:
    """The message, if the frame holds one, and all findings. `actions` finds the action that a result answers."""
    report = Report(settings, has_plain_data=True)
    try:
        text, data = jsontext.read(frame, report)
    except jsontext.Unreadable as unreadable:
        return Inspection(report, unreadable.text)
    return frames.inspect_data(data, report, actions, text)
