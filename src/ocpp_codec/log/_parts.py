"""The files of a source, each with its frames."""

from pathlib import Path
from typing import Any, Iterator, NamedTuple
from ._raw import Raw
from ._scan import Counts, Idle, scan


class L(NamedTuple):
    number: int
    text: str


def raws_of(source: Any, layout: str | None, counts: list[Counts]) -> Iterator[tuple[str, Iterator[Raw | Idle]]]:
    count = Counts(samples=[])
    counts.append(count)
    if isinstance(source, str | Path):
        text = Path(source).read_bytes()
        for enc in ("utf-8-sig", "utf-16", "latin-1"):
            try:
                s = text.decode(enc)
                break
            except UnicodeError:
                pass
        lines = s.replace("\r\n", "\n").split("\n")
    else:
        lines = list(source)
    yield (
        str(source) if isinstance(source, str | Path) else "-",
        scan((L(i, l) for i, l in enumerate(lines, 1)), str(source), count, layout),
    )
