"""The benchmarks do what they say, without timing anything: the frames, what each peer does not refuse, the page."""

from __future__ import annotations

import importlib.metadata
import itertools
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from benchmarks import (
    connection,
    footprint,
    frames,
    growth,
    logs,
    machine,
    pages,
    peers,
    plot,
    report,
    tables,
    targets,
    throughput,
    timing,
)
from benchmarks import node as node_peers
from benchmarks.outcome import Outcome
from ocpp_codec import Codec, OCPPException, errors, log

CASES = {case.key: case for case in frames.cases()}
PEERS = {peer.name: peer for peer in peers.PEERS}
TWICE = "the same field twice (which JSON allows)"


def installed(package: str | None) -> bool:
    try:
        return package is None or bool(importlib.metadata.version(package))
    except importlib.metadata.PackageNotFoundError:
        return False


def inspected(name: str) -> Outcome:
    if not installed(PEERS[name].package):
        pytest.skip(f"{name} is not installed: it belongs to the dependency group `bench` (`make bench`)")
    return peers.inspected(PEERS[name])


def test_there_are_six_frames_of_the_sizes_that_the_readme_speaks_of() -> None:
    assert list(CASES) == list("abcdef")
    assert 900 < len(CASES["c"].frame) < 1100
    assert 1900 < len(CASES["d"].frame) < 2500
    assert 13000 < len(CASES["e"].frame) < 15000


def test_each_defect_is_in_its_frame_alone() -> None:
    defective = frames.defective()
    assert len({(each.defect, each.case.key) for each in defective}) == len(defective) > 30
    for each in defective:
        assert each.frame != each.case.frame
        examination = Codec(each.case.protocol).examine(each.frame, each.case.answers)
        assert len(examination.findings) >= 1, each.defect


def test_the_library_refuses_all_that_it_should() -> None:
    ours = inspected("ocpp-codec")
    assert (ours.unable, ours.misses, ours.misses_sent) == ({}, [TWICE], [])


@pytest.mark.parametrize("name", [name for name, peer in PEERS.items() if peer.validates and peer is not peers.OURS])
def test_a_peer_does_all_frames_and_what_it_misses_is_seen(name: str) -> None:
    peer = inspected(name)
    assert peer.unable == {}
    assert TWICE in peer.misses
    # What every validator of schemas refuses; that the list of misses is not just everything.
    assert not {"required field missing", "list for an integer", "unknown action"} & {*peer.misses}


def test_a_bare_parser_misses_nearly_everything() -> None:
    assert len(inspected("orjson").misses) > 25
    assert "NaN" in inspected("json (Python)").misses


def test_a_peer_that_cannot_do_a_frame_says_why() -> None:
    def use(_cases: Any) -> Any:
        return (lambda frame: frame), (lambda _data: b'[2,"1","Heartbeat",{}]')

    def broken(_cases: Any) -> Any:
        raise ZeroDivisionError("integer division or modulo by zero")

    peer = peers.Peer("liar", None, "bytes", "", use)
    found = peers.inspected(peer)
    assert found.unable == dict.fromkeys(CASES, "writes another message than it has read")
    assert (found.misses, found.misses_sent) == ([], [])
    found = peers.inspected(peer._replace(name="broken", use=broken))
    assert found.unable == dict.fromkeys(CASES, "ZeroDivisionError: integer division or modulo by zero")
    assert peers.inspected(peer._replace(package="no-such-package")).absent == "not installed"


def test_peers_of_node_are_left_out_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert {peer.absent for peer in node_peers.measure(0)} == {"there is no `node` on this machine"}


def test_every_job_runs_and_every_row_has_its_job() -> None:
    jobs = {case.key: targets.jobs(case) for case in frames.cases()}
    for call in itertools.chain.from_iterable(each.values() for each in jobs.values()):
        call()
    known = set().union(*jobs.values()) | {"encode unchecked"}
    assert all({row.job, row.yardstick} <= known for row in targets.ROWS)
    assert all(row.yardstick in jobs[key] for row in targets.ROWS for key in row.goal)


def test_mixed_lines_are_the_same_each_time_and_as_defective_as_they_say(tmp_path: Path) -> None:
    lines = list(frames.mixed(2000))
    assert lines == list(frames.mixed(2000))
    path = tmp_path / "mixed"
    throughput.write(path, lines)
    whole = throughput.read("ocpp-codec", path, 0, path.stat().st_size)
    assert whole.lines == 2000
    assert 20 < whole.refused < 60
    throughput.write(path, frames.mixed(2000, with_defects=False))
    assert throughput.read("ocpp-codec", path, 0, path.stat().st_size).refused == 0


@pytest.mark.parametrize("parts", [2, 3, 7])
def test_processes_share_a_file_without_losing_a_line(tmp_path: Path, parts: Any) -> None:
    path = tmp_path / "mixed"
    throughput.write(path, frames.mixed(300))
    size = path.stat().st_size
    first_line_ends = path.read_bytes().index(b"\n") + 1
    bounds = sorted({0, first_line_ends, *(size * part // parts for part in range(1, parts + 1))})
    shares = [throughput.read("orjson.loads", path, *pair) for pair in itertools.pairwise(bounds)]
    assert sum(share.lines for share in shares) == 300


def test_a_slope_is_the_exponent() -> None:
    for exponent in (0.5, 1, 2):
        assert growth.slope([(size, 3 * size**exponent) for size in (10, 100, 1000)]) == pytest.approx(exponent)


def test_the_least_time_is_of_each_call() -> None:
    took = timing.least({"short": lambda: sum(range(10)), "long": lambda: sum(range(10_000))}, seconds=0)
    assert 0 < took["short"] < took["long"]


def test_all_calls_of_growth_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "VARIABLES", (3, 6))
    monkeypatch.setattr(timing, "_ROUNDS", 1)
    lines = growth.measure(0)
    assert {len(line.points) for line in lines.values()} == {2}


def canned(**changes: Any) -> report.Results:
    keys = list(CASES)
    jobs = {row.yardstick: 1.0 for row in targets.ROWS} | {row.job: 2.0 for row in targets.ROWS}
    line = growth.Line([(1000, 2.0), (10_000, 20.0), (100_000, 200.0), (1_000_000, 2000.0)])
    values: dict[str, Any] = {
        "machine": machine.about(),
        "quick": False,
        "frames": [(case.key, case.name, len(case.frame)) for case in frames.cases()],
        "jobs": dict.fromkeys(keys, jobs),
        "peers": [
            Outcome("ocpp-codec", "1", "objects", "", decode=dict.fromkeys(keys, 1.5), encode=dict.fromkeys(keys, 2.5)),
            Outcome(
                "orjson",
                "3",
                "dicts",
                "",
                validates=False,
                decode=dict.fromkeys(keys, 2.0),
                encode=dict.fromkeys(keys, 1.0),
            ),
            Outcome("other", "2", "dicts", "", decode={"c": 7.25}, misses=["NaN"], unable={"f": "no results & such"}),
            Outcome("missing", "", "dicts", "", absent="not installed"),
        ],
        "throughput": [
            throughput.Run("ocpp-codec", "mixed", 1, 1_000_000, 20_000, 4.0, 4.0, 250_000_000),
            throughput.Run("ocpp", "mixed", 1, 20_000, 300, 8.0, 8.0, 5_000_000, extrapolated=True),
        ],
        "logs": [
            logs.Way("check", "mostly frames", 250.0, 50.0),
            logs.Way("decode --json", "mostly frames", 100.0, 201.0),
        ],
        "pages": [pages.Page(10_000, 3.5, 1.5, 60.0, 320.0), pages.Page(20_000, 5.0, 3.0, 70.0, None)],
        "tables": [
            tables.Way("ocpp-codec table", "mixed", 1, 1_000_000, 12.5, 700.0, "everything"),
            tables.Way("ocpp-codec table", "mixed", 2, 1_000_000, 7.5, 700.0, "everything"),
        ],
        "exchanges": [connection.Way("the codec alone", 4.0, None), connection.Way("`Connection`", 6.0, 1000.0)],
        "growth": {"decode": line, "orjson.loads": line},
        "imports": dict.fromkeys(footprint.IMPORTS, 5.0),
        "memory": {key: {"frame": 100, "ocpp-codec": 200.0, "orjson": 400.0} for key in keys},
    }
    return report.Results(**(values | changes))


def test_every_way_of_a_connection_exchanges_messages() -> None:
    ways = {way.name: way for way in connection.measure(0.0)}
    assert len(ways) == 4
    assert ways["`Connection`"].memory is not None
    assert all(way.microseconds > 0 for way in ways.values())


def test_a_log_of_any_size_is_made_and_read(tmp_path: Path) -> None:
    small = logs.written(tmp_path / "small.log", 0.02, 0)
    assert 0.02 <= small < 0.03
    assert logs.written(tmp_path / "noisy.log", 0.05, 9) >= 0.05
    reading = log.read(tmp_path / "noisy.log")
    turns = list(log.conversations(reading))
    assert len(turns) * 8 < reading.lines
    assert {turn.entry.direction for turn in turns} == {"to-csms", "to-station"}
    assert [finding for turn in turns for finding in turn.examination.findings] == []


def test_each_command_is_measured_with_each_log() -> None:
    ways = logs.measure(0.01)
    assert len({way[:2] for way in ways}) == len(ways) == 6
    assert all(way.megabytes_a_minute > 0 and 5 < way.peak_megabytes < 1000 for way in ways)


def test_a_report_is_measured() -> None:
    (page,) = pages.measure([100])
    assert page.messages == 100
    assert page.megabytes > 0.1
    assert page.seconds > 0
    assert page.peak_megabytes > 5


def test_each_way_to_tables_is_measured() -> None:
    ways = tables.measure(2_000)
    assert [way.jobs for way in ways if way.name == "ocpp-codec table"] == [1, 2] * 3
    assert all(way.rate > 0 and 5 < way.peak_megabytes < 2000 for way in ways)


def test_the_page_says_what_was_found() -> None:
    page = report.page(canned())
    assert "| ocpp-codec table | mixed | 1 | 80,000 | 700 | everything |" in page
    assert "| 20,000 | 5.00 | 3.00 | 70.0 | not measured |" in page
    assert "| `ocpp-codec check` | mostly frames | 250 | 50.0 |" in page
    assert "| the codec alone | 4.00 |  |" in page
    assert "`Connection` costs 0.50 µs more" in page
    assert "| decode, all checked, to objects | **2.00** | **2.00** | **2.00** |" in page
    assert "| the same in Python alone | 2.00 | 2.00 | **2.00** |" in page
    assert "| other 2 | - | - | 7.25 (3.62) | - | - | - |" in page
    assert "- other, f: no results & such." in page
    assert "- missing: not installed." in page
    assert "250,000 | 62.5" in page
    assert "400\nseconds" in page or "400 seconds" in page
    assert "A quick run" not in page
    assert "A quick run" in report.page(canned(quick=True))
    for line in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        assert len({row.count("|") for row in line.splitlines()}) == 1


def test_goals_that_are_missed_are_told() -> None:
    found = report.missed_goals(canned(imports=dict.fromkeys(footprint.IMPORTS, 50.0)))
    assert "decode, all checked, to objects, c: 2.00, wanted 0.6" in found
    assert "ocpp-codec table, mixed: µs a frame: 12.5, wanted 10" in found
    assert "ocpp-codec table, mixed: MB at most: 700, wanted 600" in found
    assert "ocpp-codec table, mixed: time of two jobs, that of one is 1: 0.6, wanted 0.5882" in found
    assert "`import ocpp_codec`, after msgspec, ms: 50, wanted 10" in found
    assert "decode --json, mostly frames: MB at most: 201, wanted 200" in found
    assert "decode --json, mostly frames: minutes for 200 MB: 2, wanted 1" in found
    assert "a report of 10,000 messages, MB: 3.5, wanted 3" in found
    assert not any("memory" in line for line in found)


def test_plots_are_svg_and_have_a_mark_for_everything(tmp_path: Path) -> None:
    report.write(canned(), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["RESULTS.md", "growth.svg", "peers.svg"]
    bars, lines = (ET.fromstring((tmp_path / name).read_text("utf-8")) for name in ("peers.svg", "growth.svg"))
    space = "{http://www.w3.org/2000/svg}"
    assert len(bars.findall(f"{space}circle")) == 3
    assert len(lines.findall(f"{space}polyline")) == 2
    assert "a &lt; b" in plot.bars("a < b", "", {"x": 1.0}, {"x": ""}, "x")


def test_plots_of_columns_and_of_ranges() -> None:
    space = "{http://www.w3.org/2000/svg}"
    columns = ET.fromstring(plot.columns("kWh", "hours", {"00": 0.0, "01": 250.0, "02": 125.0}))
    heights = [float(each.attrib["height"]) for each in columns.findall(f"{space}rect")]
    assert heights == [0.0, 252.0, 126.0]
    words = [each.text for each in columns.findall(f"{space}text")]
    assert words == ["kWh", "0", "50", "100", "150", "200", "250", "00", "01", "02", "hours"]
    ranges = ET.fromstring(plot.ranges("t", "", {"a": (1e3, 1e4, 1e5), "b": (1e4, 1e5, 1e6)}))
    lefts = [float(each.attrib["x"]) for each in ranges.findall(f"{space}rect")]
    assert lefts[0] < lefts[1]
    assert len(ranges.findall(f"{space}circle")) == 2
    assert [each.text for each in ranges.findall(f"{space}text")][1:5] == ["1 ms", "10 ms", "100 ms", "1 s"]
    assert ET.fromstring(plot.columns("", "", {})).findall(f"{space}rect") == []


def test_a_refusal_is_any_exception() -> None:
    def refuse() -> None:
        raise OCPPException(errors.GenericError("no"))

    assert peers.refuses(refuse)
    assert not peers.refuses(lambda: None)
