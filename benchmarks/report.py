"""Everything that has been measured, as a page and two plots. Knows nothing of how it was measured."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import connection, logs, pages, plot, tables
from .footprint import IMPORT_GOALS, MEMORY_GOALS
from .growth import Line
from .outcome import Outcome
from .targets import ROWS, Row
from .throughput import Run

#: The frame of the plot for the README.
SHOWN = "c"
_NONE = "-"


@dataclass
class Results:
    """What one run of `make bench` has found. `frames`: key, name and bytes of each."""

    machine: dict[str, str]
    quick: bool
    frames: list[tuple[str, str, int]]
    jobs: dict[str, dict[str, float]]
    peers: list[Outcome]
    throughput: list[Run]
    exchanges: list[connection.Way]
    logs: list[logs.Way]
    pages: list[pages.Page]
    tables: list[tables.Way]
    growth: dict[str, Line]
    imports: dict[str, float]
    memory: dict[str, dict[str, float]]


def write(results: Results, folder: Path) -> None:
    """Writes RESULTS.md, peers.svg and growth.svg."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {"RESULTS.md": page(results), "peers.svg": peers_plot(results), "growth.svg": growth_plot(results)}
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")


def page(results: Results) -> str:
    """The whole page."""
    sections = (
        _head(results),
        _jobs(results),
        _peers(results),
        _misses(results),
        _throughput(results),
        _connection(results),
        _logs(results),
        _pages(results),
        _tables(results),
        _growth(results),
        _imports(results),
        _memory(results),
    )
    return "\n\n".join("\n\n".join(section) for section in sections) + "\n"


def ratio(results: Results, row: Row, key: str) -> float | None:
    """A job as a multiple of what it is compared to; None if it was not measured with that frame."""
    took = results.jobs[key]
    return took[row.job] / took[row.yardstick] if row.job in took and row.yardstick in took else None


def missed_goals(results: Results) -> list[str]:
    """The goals that this run has not reached, for whoever works on the library."""
    return [
        f"{row.title}, {key}: {found:.2f}, wanted {row.goal[key]:g}"
        for row in ROWS
        for key in row.goal
        if (found := ratio(results, row, key)) is not None and found > row.goal[key]
    ] + [
        f"{what}: {found:.4g}, wanted {goal:.4g}"
        for found, goal, what in (
            *((results.imports[name], goal, f"{name}, ms") for name, goal in IMPORT_GOALS.items()),
            *(
                (results.memory[key]["ocpp-codec"], goal, f"memory of {key}, bytes")
                for key, goal in MEMORY_GOALS.items()
            ),
            (connection.overhead(results.exchanges), connection.OVERHEAD_GOAL, "a connection, µs over the codec"),
            *((way.peak_megabytes, logs.MEMORY_GOAL, f"{way.command}, {way.log}: MB at most") for way in results.logs),
            *(
                (200 / way.megabytes_a_minute, 200 / logs.SPEED_GOAL, f"{way.command}, {way.log}: minutes for 200 MB")
                for way in results.logs
            ),
            *(
                (page.megabytes, pages.SIZE_GOAL, f"a report of {page.messages:,} messages, MB")
                for page in results.pages
                if page.messages == pages.SIZE_MESSAGES
            ),
            *(
                (1e6 / way.rate, 1e6 / tables.SPEED_GOALS[way.traffic], f"{way.name}, {way.traffic}: µs a frame")
                for way in results.tables
                if way.name == tables.OURS and way.jobs == 1 and way.traffic in tables.SPEED_GOALS
            ),
            *(
                (share, 1 / tables.TWO_JOBS_GOAL, f"{tables.OURS}, {traffic}: time of two jobs, that of one is 1")
                for traffic, share in tables.shares_of_time(results.tables)
            ),
            *(
                (way.peak_megabytes, tables.MEMORY_GOAL, f"{way.name}, {way.traffic}: MB at most")
                for way in results.tables
                if way.name == tables.OURS
            ),
            *(
                (way.memory, connection.MEMORY_GOAL, "a connection, bytes")
                for way in results.exchanges
                if way.memory is not None
            ),
        )
        if found > goal
    ]


def peers_plot(results: Results) -> str:
    """How long each peer takes to decode one frame, beside the bare parser."""
    name, size = next((name, size) for key, name, size in results.frames if key == SHOWN)
    took = {peer.name: peer.decode[SHOWN] for peer in results.peers if SHOWN in peer.decode}
    values = {name: each / took["orjson"] for name, each in took.items()}
    bare = {peer.name: "" if peer.validates else ", checks nothing" for peer in results.peers}
    labels = {name: f"{_number(each)} µs{bare[name]}" for name, each in took.items()}
    return plot.bars(
        f"Reading and checking a {name} of {size} bytes",
        "Logarithmic; the line is orjson.loads, which parses and checks nothing. " + _where(results),
        values,
        labels,
        "ocpp-codec",
    )


def growth_plot(results: Results) -> str:
    """How the cost of each job grows with the size of the frame."""
    lines = {f"{name}, slope {line.slope:.2f}": line.points for name, line in results.growth.items()}
    return plot.log_log(
        "A NotifyReport from 1 kB to 1 MB", "Slope 1 is in proportion to the size. " + _where(results), lines
    )


def _where(results: Results) -> str:
    return f"{results.machine['CPU']}, Python {results.machine['Python']}."


def _head(results: Results) -> Iterable[str]:
    yield "# Benchmarks"
    if results.quick:
        yield "**A quick run, to see that everything works: its numbers are rough.**"
    yield _paragraph(
        """
        Written by `make bench`, which installs everything that it compares and takes a few minutes. All times are the
        least of many repeats, in which the things compared take turns in one process, with the garbage collector on:
        what disturbs a run makes single repeats slower, not the least of them. A frame is read again and again, so
        caches are warm for everyone. Ratios carry over to other machines far better than microseconds do.
        """
    )
    yield _table(("", ""), [[name, value] for name, value in results.machine.items()])


def _jobs(results: Results) -> Iterable[str]:
    yield "## Each job, as a multiple of `orjson` on the same bytes"
    yield _paragraph(
        """
        `orjson.loads` makes dicts and checks nothing; `orjson.dumps` writes such dicts. Every other line is
        complete work of this library, from or to `bytes`. The last column is what the project wants;
        **bold** is not there yet.
        """
    )
    rows = [
        ["bytes", *(str(size) for _, _, size in results.frames), ""],
        *(
            [f"`orjson.{name}` (µs)", *(_number(results.jobs[key][name]) for key, _, _ in results.frames), ""]
            for name in ("loads", "dumps")
        ),
        *([row.title, *(_cell(results, row, key) for key, _, _ in results.frames), _goal(row)] for row in ROWS),
    ]
    yield _table(["", *(f"{key}: {name}" for key, name, _ in results.frames), "wanted"], rows)
    yield _paragraph(
        """
        Refused and repaired frames have one field that no schema knows, and are compared to `orjson.loads`
        of the same bytes. Refusing finds everything that is wrong; sentences and the reply are made when they are
        asked for, and so are the findings of a good frame, which is why both stand in lines of their own. Encoding is
        compared to writing plain dicts. A pairing is fed a call and its result, as text, each exchange under a new id.
        """
    )


def _cell(results: Results, row: Row, key: str) -> str:
    found = ratio(results, row, key)
    if found is None:
        return _NONE
    return _judged(found, row.goal.get(key))[0]


def _judged(found: float, goal: float | None) -> tuple[str, str]:
    """A number, bold if the goal is missed, and the goal."""
    if goal is None:
        return _number(found), ""
    return (f"**{_number(found)}**" if found > goal else _number(found)), f"≤ {goal:,.4g}"


def _goal(row: Row) -> str:
    by_limit: dict[float, list[str]] = {}
    for key, limit in row.goal.items():
        by_limit.setdefault(limit, []).append(key)
    return "; ".join(f"{' '.join(keys)} ≤ {limit:g}" for limit, keys in by_limit.items())


def _peers(results: Results) -> Iterable[str]:
    yield "## Beside other libraries"
    yield "![Microseconds to read and check one frame](peers.svg)"
    yield _paragraph(
        """
        Each is used as favourably as makes sense: validators compiled beforehand, one call for the whole
        frame, no `asyncio`. Before it is timed, each has to read the good frame and write it so that the
        same message comes back.
        """
    )
    keys = [key for key, _, _ in results.frames]
    loads = next(peer.decode for peer in results.peers if peer.name == "orjson")
    dumps = next(peer.encode for peer in results.peers if peer.name == "orjson")
    for title, attribute, yardstick in (
        ("decode: bytes to a checked message", "decode", loads),
        ("encode: a message to checked bytes", "encode", dumps),
    ):
        rows: list[list[str]] = []
        for peer in results.peers:
            took: dict[str, float] = getattr(peer, attribute)
            cells = (
                f"{_number(took[key])} ({_number(took[key] / yardstick[key])})" if key in took else _NONE
                for key in keys
            )
            rows.append([_name(peer), *cells])
        yield _table([f"{title}; µs (multiple of `orjson`)", *keys], rows)
    left_out = [f"- {peer.name}: {peer.absent}." for peer in results.peers if peer.absent]
    unable = [f"- {peer.name}, {key}: {reason}." for peer in results.peers for key, reason in peer.unable.items()]
    if left_out or unable:
        yield "Not measured:"
        yield "\n".join([*left_out, *unable])


def _misses(results: Results) -> Iterable[str]:
    yield "## What each of them does, and what it lets pass"
    yield _paragraph(
        """
        Found by feeding each library defective frames, and by having it write messages that were spoiled
        after they were made (`IN_TEXT`, `IN_PAYLOAD` and `IN_ENVELOPE` in [frames.py](frames.py)). Any
        exception counts as refused.
        """
    )
    rows = [
        [
            _name(peer),
            peer.gives,
            peer.note,
            "; ".join(peer.misses) or "nothing",
            "; ".join(peer.misses_sent) or "nothing",
        ]
        for peer in results.peers
        if peer.validates and not peer.absent
    ]
    yield _table(["", "gives", "how it is used", "received, does not refuse", "sending, does not refuse"], rows)


def _name(peer: Outcome) -> str:
    return " ".join(filter(None, (peer.name, peer.version)))


def _throughput(results: Results) -> Iterable[str]:
    yield "## A file of mixed frames"
    if results.throughput:
        lines = results.throughput[0].lines
        yield _paragraph(
            f"""
            {lines:,} lines of OCPP 2.0.1, made by `frames.mixed`: calls of six actions, results, a few errors, 2 % of
            them defective; every id and time is another. Read line by line and decoded, each result with the action
            of its call, which stands beside it; refusals are caught. With two processes, each reads half of the file,
            for which two cores have to be free. The best of some runs; starting the processes does not count. A
            defective frame costs this library far more than a good one, as everything that is wrong is
            found (nobody asks for words here); the file `good` is the same mixture without them. `orjson` refuses what
            is not JSON.
            """
        )
    rows = [
        [
            run.reader,
            run.file,
            str(run.processes),
            f"{run.lines:,}",
            f"{run.refused:,}",
            _number(run.seconds),
            _number(run.busy),
            f"{run.lines_a_second:,.0f}",
            f"{run.megabytes_a_second:.1f}",
        ]
        for run in results.throughput
    ]
    yield _table(["", "file", "processes", "frames", "refused", "seconds", "CPU seconds", "frames/s", "MB/s"], rows)
    for run in results.throughput:
        if run.extrapolated:
            lines = results.throughput[0].lines
            yield _paragraph(
                f"""
                `{run.reader}` has read a smaller file of the same mixture; {lines:,} frames would take it about
                {lines / run.lines_a_second:,.0f} seconds.
                """
            )


def _connection(results: Results) -> Iterable[str]:
    yield "## A connection"
    yield _paragraph(
        """
        A station sends a Heartbeat, and the CSMS answers; both sides are in one process, and every frame is written,
        checked, read and checked again. The lines with asyncio have a task for each side and for each handler, and
        queues in memory instead of sockets.
        """
    )
    ways = [
        [way.name, _number(way.microseconds), "" if way.memory is None else _number(way.memory)]
        for way in results.exchanges
    ]
    yield _table(["", "µs an exchange", "bytes of one side that is idle"], ways)
    found, goal = _judged(connection.overhead(results.exchanges), connection.OVERHEAD_GOAL)
    yield _paragraph(
        f"""
        `Connection` costs {found} µs more than the codec alone each time that a frame is written or read (wanted:
        {goal}; idle, it may take {connection.MEMORY_GOAL:,.0f} bytes).
        """
    )


def _logs(results: Results) -> Iterable[str]:
    yield "## A log"
    yield _paragraph(
        f"""
        The command with a log that has an example of every message of OCPP 1.6, again and again, as the Python package
        `ocpp` writes them; once by itself, and once with nine other lines for each of its lines. Time of one core, its
        start included; memory at its height. Wanted are {logs.SPEED_GOAL:g} MB a minute or more, and less than
        {logs.MEMORY_GOAL:g} MB of memory for any size.
        """
    )
    yield _table(
        ["", "log", "MB a minute", "MB of memory"],
        [
            [f"`ocpp-codec {way.command}`", way.log, _number(way.megabytes_a_minute), _number(way.peak_megabytes)]
            for way in results.logs
        ],
    )


def _pages(results: Results) -> Iterable[str]:
    yield "## A report"
    yield _paragraph(
        f"""
        `ocpp-codec report` with a log of such messages: the size of the page, the time of one core to write it, and the
        memory at its height. Then the time in Chromium from opening the file until messages are drawn and scrolled. A
        page of {pages.SIZE_MESSAGES:,} messages is to have {pages.SIZE_GOAL:g} MB at most; one of a longer log has
        20,000 of them.
        """
    )
    yield _table(
        ["messages", "MB of the page", "s to write it", "MB of memory", "ms until one can scroll"],
        [
            [
                f"{page.messages:,}",
                _number(page.megabytes),
                _number(page.seconds),
                _number(page.peak_megabytes),
                "not measured" if page.milliseconds is None else _number(page.milliseconds),
            ]
            for page in results.pages
        ],
    )


def _tables(results: Results) -> Iterable[str]:
    yield "## Tables"
    yield _paragraph(
        f"""
        Frames in the columns of a Parquet file to tables: `ocpp-codec table` checks every frame, pairs every answer and
        writes messages, samples, sessions, statuses and boots. Beside it, ways that people take today: DuckDB and
        pandas write the parsed frames and check nothing; the package `ocpp` validates payloads. "mixed" is the mixed
        file above as conversations; "light" and "heavy" are fleets of 1.6 and 2.0.1, with 0.7 and 2.4 values a frame.
        Time of the whole program, with its start. The goals are {tables.SPEED_GOALS["mixed"]:,.0f} (mixed) and
        {tables.SPEED_GOALS["heavy"]:,.0f} (heavy) frames a second with one job, {tables.TWO_JOBS_GOAL:g} times
        as many with two, and {tables.MEMORY_GOAL:g} MB. Two commands at once, which have nothing to do with each other,
        show how much more two processes can do than one on this machine.
        """
    )
    yield _table(
        ["way", "traffic", "jobs", "frames a second", "MB of memory", "it checks"],
        [
            [way.name, way.traffic, str(way.jobs), f"{way.rate:,.0f}", _number(way.peak_megabytes), way.checks]
            for way in results.tables
        ],
    )


def _growth(results: Results) -> Iterable[str]:
    yield "## How cost grows with size"
    yield "![Time against size, both logarithmic](growth.svg)"
    yield _paragraph(
        """
        A NotifyReport with more and more variables. The slope is that of the straight line through the
        logarithms, by least squares: 1 is in proportion to the size, 2 would be quadratic. A refused frame
        has one unknown field.
        """
    )
    sizes = [size for size, _ in next(iter(results.growth.values())).points]
    shown = [0, len(sizes) // 2, len(sizes) - 1]
    header = ["µs", *(f"{sizes[index]:,} bytes" for index in shown), "slope", "slope of the larger half"]
    rows = [
        [name, *(_number(line.points[index][1]) for index in shown), f"{line.slope:.2f}", f"{line.end_slope:.2f}"]
        for name, line in results.growth.items()
    ]
    yield _table(header, rows)


def _imports(results: Results) -> Iterable[str]:
    yield "## Imports"
    yield _paragraph(
        """
        Milliseconds in fresh interpreters that take turns, the least of them; timed inside, so that
        starting Python does not count. Byte code is cached, as it is after the first run.
        """
    )
    rows = [[name, *_judged(took, IMPORT_GOALS.get(name))] for name, took in results.imports.items()]
    yield _table(["", "ms", "wanted"], rows)


def _memory(results: Results) -> Iterable[str]:
    yield "## Memory"
    yield _paragraph(
        """
        Bytes that Python has allocated for each decoded message (`tracemalloc`, many messages of the same
        frame, all kept). Keys of dicts and members of enumerations are shared and hardly count.
        """
    )
    rows = [
        [
            f"{key}: {name}",
            str(size),
            _number(results.memory[key]["orjson"]),
            *_judged(results.memory[key]["ocpp-codec"], MEMORY_GOALS.get(key)),
        ]
        for key, name, size in results.frames
    ]
    yield _table(["", "frame", "orjson", "ocpp-codec", "wanted"], rows)


def _paragraph(text: str) -> str:
    """Text in lines of one length, whatever has been filled in."""
    return textwrap.fill(" ".join(text.split()), 120, break_long_words=False, break_on_hyphens=False)


def _number(value: float) -> str:
    """Three digits, and none behind the point of larger numbers."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
