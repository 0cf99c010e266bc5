"""What else a reader of the report should know: how much was read, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from .. import __version__
from ..log import Sample
from ._headline import times
from ._html import Html, joined, tag

__all__ = ["footer", "left_out", "unreadable"]

_MOST_SAMPLES = 5
_MOST_SHOWN = 160  # characters


def unreadable(problems: Sequence[str]) -> Html:
    """Sources that are not in the report, or not whole."""
    return joined(tag("p", f"Not all sources could be read. {problem}", class_="note-box") for problem in problems)


def left_out(total: int, shown: int, found: int, found_shown: int) -> Html:
    """Says that a long log is not whole in the page. `found`: messages with a finding."""
    if shown >= total:
        return Html()
    worst = f" ({found_shown:,} of {found:,}, those with errors first)" if found_shown < found else ""
    return tag(
        "p",
        f"The log has {total:,} messages; this page has {shown:,} of them: those with a finding{worst} or an ",
        "observation, those around them, and those of their charging sessions. ",
        "Verdict and tables are about all messages.",
        class_="note-box",
    )


def footer(*, lines: int, notes: Sequence[str], rejected: int, samples: Sequence[Sample]) -> Html:
    """The foot of the page."""
    read = f" of {lines:,} line{'' if lines == 1 else 's'}" if lines else ""
    parts = [tag("p", f"Made by ocpp-codec {__version__}{read}. Nothing in this page asks the network for anything.")]
    parts += [tag("p", f"About the log: {note}") for note in notes]
    if rejected:
        parts.append(tag("p", f"Text that begins like a frame and is none: {times(rejected)}."))
        parts.append(tag("ul", *(tag("li", *_sample(sample)) for sample in samples[:_MOST_SAMPLES])))
    return joined(parts)


def _sample(sample: Sample) -> list[object]:
    shown = sample.text if len(sample.text) <= _MOST_SHOWN else f"{sample.text[:_MOST_SHOWN]}..."
    file = sample.file.rpartition("/")[2]
    return [f"{file}:{sample.line}, {sample.reason}: ", tag("code", shown)]
