"""How well `ocpp_codec.log` reads the made-up layouts: `python -m tests.support.layouts.score [-v] [NAMES...]`.

A name is that of a layout or of a family, or a part of one.
"""

import argparse
import json
import tempfile
import traceback
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from ocpp_codec import log
from tests.support.layouts import LAYOUTS, Fact, Layout
from tests.support.layouts._kit import ANY

CLOSE = timedelta(milliseconds=1)


class Score(NamedTuple):
    """How a layout was read; each but `false` out of `expected`."""

    name: str
    expected: int = 0
    found: int = 0
    false: int = 0
    order: int = 0
    direction: int = 0
    time: int = 0
    zone: int = 0
    station: int = 0
    rebuilt: int = 0
    right: int = 0  # direction and time are right: what the acceptance counts
    rejected: int = 1  # 1 if as many texts were rejected as open like a frame and are none
    crash: str = ""
    complaints: tuple[str, ...] = ()

    @property
    def perfect(self) -> bool:
        parts = (self.found, self.order, self.direction, self.time, self.zone, self.station, self.rebuilt)
        return (
            not self.crash and self.false == 0 and all(part == self.expected for part in parts) and self.rejected == 1
        )


def same_data(one: str, other: str, loose: bool) -> bool:
    """Whether two frames are equal but for their spelling."""
    try:
        data, other_data = json.loads(one), json.loads(other)
    except ValueError:
        return "".join(one.split()) == "".join(other.split())
    return bool(loosened(data) == loosened(other_data) if loose else data == other_data)


def loosened(value: Any) -> Any:
    """Numbers and constants as texts."""
    if isinstance(value, dict):
        return {key: loosened(item) for key, item in value.items()}
    if isinstance(value, list):
        return [value[0], *map(loosened, value[1:])] if value else []
    return value if isinstance(value, str) else json.dumps(value)


def matches(fact: Fact, frame: str) -> bool:
    return fact.frame == frame if fact.rebuilt is False else same_data(fact.frame, frame, fact.loose)


def score(layout: Layout) -> Score:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, layout.file)
        path.write_bytes(layout.content)
        try:
            reading: Any = log.read(path)
            entries = list(reading)
        except Exception:  # whatever it is, the table says so and goes on
            return Score(layout.name, len(layout.facts), crash=traceback.format_exc(limit=-3))
    return compare(layout, entries, reading.rejected)


def compare(layout: Layout, entries: Sequence[log.Entry], rejected: int) -> Score:
    left = list(range(len(entries)))
    matched: list[tuple[str | None, int]] = []
    right = dict.fromkeys(("direction", "time", "zone", "station", "rebuilt"), 0)
    complaints: list[str] = []
    whole = 0
    for number, fact in enumerate(layout.facts):
        at = next((at for at in left if matches(fact, entries[at].frame)), None)
        if at is None:
            complaints.append(f"frame {number} is missing: {fact.frame[:150]}")
            continue
        left.remove(at)
        matched.append((fact.station, at))
        parts = judged(fact, entries[at])
        whole += parts["direction"] and parts["time"]
        for part, is_right in parts.items():
            right[part] += is_right
            if not is_right:
                complaints.append(
                    f"{part} of frame {number}, {fact.frame[:40]}: {getattr(entries[at], part)}, not {getattr(fact, part)}"
                )
    left = [at for at in left if entries[at].frame not in layout.optional]
    complaints += [f"false frame in line {entries[at].line}: {entries[at].frame[:150]}" for at in left]
    if (in_order := ordered(matched)) < len(matched):
        complaints.append("wrong order")
    if rejected < layout.rejects:
        complaints.append(f"rejected {rejected}, not {layout.rejects}")
    return Score(
        layout.name,
        len(layout.facts),
        len(matched),
        len(left),
        in_order,
        right["direction"],
        right["time"],
        right["zone"],
        right["station"],
        right["rebuilt"],
        whole,
        rejected=int(rejected >= layout.rejects),
        complaints=tuple(complaints),
    )


def ordered(matched: Sequence[tuple[str | None, int]]) -> int:
    """How many frames come after all that a station and its CSMS have said before."""
    last: dict[str | None, int] = {}
    count = 0
    for station, at in matched:
        count += at > last.get(station, -1)
        last[station] = max(at, last.get(station, -1))
    return count


def judged(fact: Fact, entry: log.Entry) -> dict[str, bool]:
    if fact.time is None or entry.time is None:
        time_right = fact.time is entry.time
    else:
        time_right = abs(fact.time - entry.time) < CLOSE
    return {
        "direction": fact.direction == entry.direction,
        "time": time_right,
        "zone": fact.zone in (entry.zone, ANY),
        "station": fact.station == entry.station,
        "rebuilt": fact.rebuilt is None or fact.rebuilt == entry.rebuilt,
    }


COLUMNS: tuple[tuple[str, Callable[[Score], int]], ...] = (
    ("found", lambda score: score.found),
    ("false", lambda score: score.false),
    ("order", lambda score: score.order),
    ("direct", lambda score: score.direction),
    ("time", lambda score: score.time),
    ("zone", lambda score: score.zone),
    ("station", lambda score: score.station),
    ("rebuilt", lambda score: score.rebuilt),
    ("right", lambda score: score.right),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument(
        "-v", "--verbose", type=int, nargs="?", const=3, default=0, metavar="N", help="the first N differences of each"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="leave out the perfect ones")
    parser.add_argument(
        "--write", type=Path, metavar="FOLDER", help="write the logs into a folder, and measure nothing"
    )
    arguments = parser.parse_args()
    chosen = [
        layout
        for layout in LAYOUTS.values()
        if not arguments.names or any(name in f"{layout.family}/{layout.name}" for name in arguments.names)
    ]
    if arguments.write:
        write(chosen, arguments.write)
        return
    print(f"{'layout':<34} expected " + " ".join(f"{title:>7}" for title, _ in COLUMNS))
    scores = []
    for layout in chosen:
        read = score(layout)
        scores.append(read)
        if arguments.quiet and read.perfect:
            continue
        print(
            f"{read.name:<34} {read.expected:>8} "
            + " ".join(cell(column(read), title, read) for title, column in COLUMNS)
            + (" !" if read.rejected == 0 else "")
        )
        if read.crash:
            print("    " + read.crash.strip().replace("\n", "\n    "))
        for complaint in read.complaints[: arguments.verbose]:
            print(f"    {complaint}")
    print("\n" + f"{'in percent':<34} {'flawless':>8} " + " ".join(f"{title:>7}" for title, _ in COLUMNS))
    families = {layout.name: layout.family for layout in chosen}
    for family in dict.fromkeys(families.values()):
        print(in_percent(family, [read for read in scores if families[read.name] == family]))
    print(in_percent("all", scores))
    print(
        f"{sum(read.perfect for read in scores)} of {len(scores)} layouts without a flaw, {sum(bool(read.crash) for read in scores)} crashes"
    )


def in_percent(title: str, scores: Sequence[Score]) -> str:
    """Each layout counts alike, however many frames it has; of one without frames, only the false ones."""
    parts = [
        [100 * column(read) / (read.expected or 1) for read in scores if read.expected or title == "false"]
        for title, column in COLUMNS
    ]
    return f"{title:<34} {100 * sum(read.perfect for read in scores) / len(scores):>8.1f} " + " ".join(
        f"{sum(part) / (len(part) or 1):>7.1f}" for part in parts
    )


def cell(value: int, title: str, read: Score) -> str:
    is_right = value == 0 if title == "false" else value == read.expected
    return f"{'.' if is_right else value:>7}"


def write(layouts: Sequence[Layout], folder: Path) -> None:
    for layout in layouts:
        place = folder / f"{layout.family}-{layout.name}"
        place.mkdir(parents=True, exist_ok=True)
        (place / layout.file).write_bytes(layout.content)


if __name__ == "__main__":
    main()
