"""The slow path: everything that is to be said of a frame, defective or not. It is the authority on what is right."""

from __future__ import annotations

from . import frames, jsontext, others
from .compat import OcppJsonProtocol
from .definitions import Answered, definitions_of
from .findings import THE_FRAME, Report
from .frames import Inspection
from .jsontext import Frame
from .refusals import refusal
from .rules import Rule
from .tolerance import Tolerances


class Reader:
    """Looks at the frames of one version. What its arguments mean is said in `Codec`."""

    def __init__(
        self,
        protocol: OcppJsonProtocol,
        tolerances: Tolerances,
        enforce: frozenset[Rule],
        max_size: int,
        max_findings: int,
    ) -> None:
        self._definitions = definitions_of(protocol)
        self._tolerances = tolerances
        self._enforce = enforce
        self._max_size = max_size
        self._max_findings = max_findings

    def inspect(self, frame: Frame, action: Answered) -> Inspection:
        """The message, if the frame holds one, and all findings. ValueError or TypeError for what is no action."""
        report = self.report()
        try:
            text = jsontext.text_of(frame, report, self._max_size)
        except jsontext.Unreadable:
            return Inspection(report, jsontext.shown(frame))
        except (TypeError, ValueError):  # no text, or a memoryview that has been released
            report.add(Rule.NOT_TEXT, None, type(frame).__name__, "text or bytes", name=THE_FRAME)
            return Inspection(report)
        try:
            data = jsontext.data_of(text, report)
        except jsontext.Unreadable:
            return Inspection(report, text)
        return frames.inspect(data, self._definitions, report, action, text)

    def examine(self, frame: Frame, action: Answered) -> Inspection:
        """The same, with the refusal, and a look at the other versions."""
        seen = self.inspect(frame, action)
        if seen.message is None:
            seen.error = refusal(seen, self._definitions)
        others.look(seen)
        return seen

    def report(self) -> Report:
        """An empty report on a frame."""
        return Report(self._definitions.protocol, self._tolerances, self._enforce, self._max_findings)
