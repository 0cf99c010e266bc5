"""The subcommand `check`: who is wrong, what fails, baselines and settings."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ocpp_codec import log as logs
from ocpp_codec._core.record import Sender
from ocpp_codec.cli import _check, _progress
from ocpp_codec.log import Turn, _tally, observations
from ocpp_codec.log.observations import Kind, Observation
from tests.support.command import Ran, logged, run

BOOT = '> [2,"b1","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]'
BOOTED = '< [3,"b1",{"status":"Accepted","currentTime":"2026-05-17T09:00:01Z","interval":300}]'
NO_OFFSET = '< [3,"h1",{"currentTime":"2026-05-17T09:00:01"}]'
BEAT = '> [2,"h1","Heartbeat",{}]'
STATUS = '> [2,"s1","StatusNotification",{"connectorId":1,"errorCode":"noError","status":"Available"}]'
AGAIN = STATUS.replace("s1", "s2")
CODE = {"rule": "enum_wrong_case", "severity": "error", "sender": "station"}
GOOD = (BOOT, BOOTED)
BAD = (BOOT, BOOTED, STATUS, '< [3,"s1",{}]', AGAIN, '< [3,"s2",{}]', BEAT, NO_OFFSET)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return written(tmp_path / "good.log", *GOOD)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return written(tmp_path / "bad.log", *BAD)


def written(file: Path, *said: str) -> Path:
    file.write_text(logged(*said))
    return file


def failing(ran: Ran) -> int:
    """How many findings fail; the exit code agrees."""
    number: int = ran.json["failing"]
    assert ran.code == int(number > 0)
    return number


def test_a_good_log_passes(good: Path) -> None:
    ran = run("check", good)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-2:] == [
        "2 messages in 2 lines; 2026-05-17 09:00:00Z to 09:00:01Z; 1 station (CS001); OCPP 1.6",
        "passes: no finding",
    ]


def test_text_says_at_once_who_is_wrong_and_where(bad: Path) -> None:
    ran = run("check", "bad.log")
    assert (ran.code, ran.err) == (1, "")
    lines = ran.out.splitlines()
    assert lines[:2] == ["The station: 2 errors", "  error enum_wrong_case  2 times"]
    assert lines[2].startswith("      StatusNotification.Request/errorCode: errorCode ")
    assert lines[3:7] == ["      bad.log:3, 5", "", "The CSMS: 1 advice", "  advice datetime_no_offset"]
    assert lines[8:10] == ["      bad.log:8", ""]
    assert ran.out.endswith("\nfails: 2 findings: 2 of the station (enum_wrong_case)\n")


def test_json_has_the_promised_shape(bad: Path) -> None:
    ran = run("check", "--json", bad)
    assert (ran.code, ran.err) == (1, "")
    result = ran.json
    assert list(result)[:3] == ["messages", "rules", "observations"]
    assert (result["messages"], result["lines"], result["rejected"], result["failing"]) == (8, 8, 0, 2)
    assert [list(group)[:5] for group in result["rules"]] == [["rule", "severity", "sender", "count", "places"]] * 2
    first, second = result["rules"]
    assert {key: first[key] for key in CODE} == CODE
    assert first["count"] == 2
    assert first["places"] == [{"file": str(bad), "line": line} for line in (3, 5)]
    assert (second["rule"], second["severity"], second["sender"]) == ("datetime_no_offset", "advice", "csms")
    assert ran.json == run("check", "--format", "JSON", bad).json
    assert (result["stations"], result["protocols"]) == (["CS001"], ["1.6"])
    assert (result["from"], result["to"]) == ("2026-05-17T09:00:00+00:00", "2026-05-17T09:00:07+00:00")


@pytest.mark.parametrize(
    ("arguments", "number"),
    [
        ([], 2),
        (["--fail-on", "error"], 2),
        (["--fail-on", "ADVICE"], 3),
        (["--fail-on", "tolerated"], 2),
        (["--fail-on", "never"], 0),
        (["--tolerate", "enum_wrong_case"], 0),
        (["--tolerate", "FIELD"], 0),
        (["--tolerate", "field", "--fail-on", "tolerated"], 2),
        (["--tolerate", "all", "--fail-on", "advice"], 3),
        (["--tolerate", "TOO_LONG, Enum_Wrong_Case"], 0),
        (["--tolerate", "too_long", "--tolerate", "enum_wrong_case"], 0),
        (["--tolerate", "enum_wrong_case@StatusNotification.Request.errorCode"], 0),
        (["--tolerate", "enum_wrong_case@StatusNotification.Request/errorCode"], 0),
        (["--tolerate", "enum_wrong_case@*.Request"], 0),
        (["--tolerate", "enum_wrong_case@statusnotification"], 0),
        (["--tolerate", "enum_wrong_case@StatusNotification.Request.info"], 2),
        (["--tolerate", "enum_wrong_case@TransactionEvent"], 2),
        (["--sender", "csms"], 0),
        (["--sender", "CSMS", "--fail-on", "advice"], 1),
        (["--sender", "station", "--fail-on", "advice"], 2),
        (["--action", "Heartbeat"], 0),
        (["--until", "09:00:03"], 1),
    ],
)
def test_what_fails(arguments: list[str], number: int, bad: Path) -> None:
    assert failing(run("check", "--json", *arguments, bad)) == number
    for form in _check.FORMATS:
        assert run("check", "--format", form, *arguments, bad).code == int(number > 0)


def test_items_of_a_list_are_one_place(tmp_path: Path) -> None:
    sampled = ",".join(['{"value":"1","unit":"wh"}'] * 3)
    meter = f'> [2,"m","MeterValues",{{"connectorId":1,"meterValue":[{{"timestamp":"2026-05-17T09:00:05Z","sampledValue":[{sampled}]}}]}}]'
    (group,) = run("check", "--json", written(tmp_path / "a.log", meter)).json["rules"]
    assert (group["count"], len(group["places"]), len(group["problems"])) == (3, 1, 1)
    assert group["problems"][0]["path"] == "/meterValue/*/sampledValue/*/unit"


def test_many_different_problems_take_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_tally, "_MOST_PROBLEMS", 20)
    said = [f'> [2,"{n}","Heartbeat",{{"x{n}":1}}]' for n in range(59)]
    (group,) = [
        g
        for g in run("check", "--json", written(tmp_path / "a.log", *said)).json["rules"]
        if g["rule"] == "unknown_field"
    ]
    assert (group["count"], len(group["problems"]), len(group["places"])) == (59, 20, 10)
    assert group["problems"][0]["count"] == 40
    assert "and at 15 more places in messages" in run("check", tmp_path / "a.log").out


def test_two_files_and_one_that_is_missing(good: Path, bad: Path) -> None:
    good.write_text(logged(*GOOD, second=100, station="CS002"))
    ran = run("check", "--json", good, bad, "none.log")
    assert (ran.code, ran.json["messages"], ran.json["failing"]) == (2, 10, 2)


def test_observations_are_shown_but_fail_nothing(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = [
        Observation(
            kind=Kind.REBOOT,
            text="rebooted | twice",
            station="CS001",
            side=Sender.STATION,
            count=2,
            places=(("good.log", 1),),
        ),
        Observation(kind=Kind.SLOW_ANSWER, text="answered slowly", side=Sender.CSMS, places=(("good.log", 2),)),
    ]
    monkeypatch.setattr(observations, "Observer", lambda: _Observer(seen))
    ran = run("check", "good.log")
    assert ran.code == 0
    assert ran.out.splitlines()[:5] == [
        "What happened, without breaking the protocol",
        "  reboot  CS001: rebooted | twice",
        "      good.log:1 and 1 more",
        "  slow_answer  answered slowly",
        "      good.log:2",
    ]
    first, second = run("check", "--json", "good.log").json["observations"]
    assert first == {
        "kind": "reboot",
        "text": "rebooted | twice",
        "station": "CS001",
        "side": "station",
        "count": 2,
        "places": [{"file": "good.log", "line": 1}],
    }
    assert second["station"] is None
    assert [each["kind"] for each in run("check", "--json", "--sender", "csms", "good.log").json["observations"]] == [
        "slow_answer"
    ]
    (near,) = run("check", "--json", "--id", "b1", "--until", "09:00:00", "good.log").json["observations"]
    assert near["kind"] == "reboot"
    for form in _check.FORMATS:
        assert "answered slowly" in run("check", "--format", form, "good.log").out or form == "junit"


class _Observer:
    """Has seen what it is told."""

    def __init__(self, observations: list[Observation]) -> None:
        self.observations = observations

    def feed(self, turn: Turn) -> None:
        """Takes a turn."""


def test_only_what_is_new_fails(bad: Path, tmp_path: Path) -> None:
    ran = run("check", "--baseline", "known.json", "--write-baseline", bad)
    assert (ran.code, ran.err) == (0, "2 known problems written to known.json\n")
    text = (tmp_path / "known.json").read_text()
    known = json.loads(text)["known"]
    assert known == [
        {"rule": "datetime_no_offset", "sender": "csms", "scope": "Heartbeat.Response", "path": "/currentTime"},
        {"rule": "enum_wrong_case", "sender": "station", "scope": "StatusNotification.Request", "path": "/errorCode"},
    ]
    ran = run("check", "--baseline", "known.json", bad)
    assert ran.code == 0
    assert "error enum_wrong_case  2 times, all known" in ran.out
    assert ran.out.endswith("passes: 3 findings, none that fails, nothing new\n")
    with bad.open("a") as file:  # more of the same, and something new
        file.write(logged(STATUS.replace("s1", "s3"), BEAT.replace("{}", '{"x":1}').replace("h1", "h2"), second=30))
    ran = run("check", "--baseline", "known.json", "--json", bad)
    assert [(group["rule"], group["count"], group["new"]) for group in ran.json["rules"]] == [
        ("enum_wrong_case", 3, 0),
        ("unknown_field", 1, 1),
        ("datetime_no_offset", 1, 0),
        ("call_while_pending", 1, 1),
    ]
    assert failing(ran) == 1
    assert "error unknown_field  1 new" in run("check", "--baseline", "known.json", bad).out
    assert run("check", "--baseline", "known.json", "--fail-on", "advice", "--json", bad).json["failing"] == 2
    assert not list(tmp_path.glob("*.new"))


def test_a_baseline_is_the_same_however_long_the_log_is(bad: Path, tmp_path: Path) -> None:
    longer = written(tmp_path / "longer.log", BOOT, BOOTED, *BAD)
    for name, log in (("one.json", bad), ("two.json", longer)):
        run("check", "--baseline", name, "--write-baseline", log)
    one, two = (json.loads((tmp_path / name).read_text())["known"] for name in ("one.json", "two.json"))
    assert all(each in two for each in one)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"known": [{"rule": "x"}]}', '{"known": 5}', "[" * 100_000, '{"known": [[]]}']
)
def test_what_is_no_baseline_is_refused(text: str, bad: Path, tmp_path: Path) -> None:
    (tmp_path / "known.json").write_text(text)
    ran = run("check", "--baseline", "known.json", bad)
    assert (ran.code, ran.out, ran.err) == (2, "", "Error: known.json: is no baseline of ocpp-codec\n")


def test_a_baseline_that_cannot_be_written(bad: Path) -> None:
    ran = run("check", "--baseline", "no/where.json", "--write-baseline", bad)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    ran = run("check", "--baseline", "known.json", "--write-baseline", bad, "missing.log")
    assert (ran.code, Path("known.json").exists()) == (2, False)


SETTINGS = """
fail-on = "advice"
tolerate = ["too_long", "enum_wrong_case@StatusNotification.Request"]
sender = "station"
"""


def test_settings_of_a_project(bad: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ocpp-codec.toml").write_text(SETTINGS)
    below = tmp_path / "below" / "deep"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    ran = run("check", "--json", bad)
    assert [(group["rule"], group["severity"]) for group in ran.json["rules"]] == [("enum_wrong_case", "tolerated")]
    assert failing(ran) == 2
    assert failing(run("check", "--json", "--fail-on", "error", bad)) == 0  # the command line wins
    assert failing(run("check", "--json", "--sender", "csms", bad)) == 1


def test_settings_may_be_single_values_and_name_files_beside_them(bad: Path, tmp_path: Path) -> None:
    run("check", "--baseline", "folder.json", "--write-baseline", bad)
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "folder.json").rename(folder / "known.json")
    (folder / "any.toml").write_text(
        'tolerate = "FIELD"\nbaseline = "known.json"\nformat = "json"\nprotocol = "1.6"\nfail_on = "tolerated"\n'
    )
    ran = run("check", "--config", "folder/any.toml", bad)
    assert failing(ran) == 0
    assert {group["new"] for group in ran.json["rules"]} == {0}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fail-om = 1", "no such setting: fail-om (perhaps fail-on)"),
        ("xyz = 1", "no such setting: xyz; known are"),
        ("config = 'x'", "no such setting: config"),
        ('fail-on = "eror"', "fail-on: 'eror' is none of error, tolerated, advice, never (perhaps error)"),
        ("fail-on = ['error']", "fail-on: one value is needed, not a list"),
        ("fail-on = true", "fail-on: True is no value for it"),
        ('tolerate = ["too_lng"]', "tolerate: 'too_lng' is not a rule (perhaps too_long)"),
        ("tolerate = [{a = 1}]", "tolerate: [{'a': 1}] is no value for it"),
        ("[check]\nfail-on = 1", "no such setting: check"),
        ("fail-on = ", "ocpp-codec.toml: "),
    ],
)
def test_wrong_settings_are_told_with_the_file(text: str, said: str, bad: Path, tmp_path: Path) -> None:
    (tmp_path / "ocpp-codec.toml").write_text(text)
    ran = run("check", bad)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
    assert "ocpp-codec.toml: " in ran.err


def test_a_file_of_settings_that_is_missing(bad: Path) -> None:
    assert run("check", "--config", "none.toml", bad) == Ran(2, "", "Error: none.toml: no such file\n")
    assert run("check", "--config", ".", bad).code == 2


def test_a_source_that_breaks_off(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read until then is judged, and the rest is told."""
    real = logs.merge

    def breaks_off(*arguments: Any, **settings: Any) -> Iterator[Any]:
        yield from real(*arguments, **settings)
        raise logs.LogError("bad.log: larger than allowed")

    monkeypatch.setattr(logs, "merge", breaks_off)
    ran = run("check", "--json", bad)
    assert (ran.code, ran.err, ran.json["messages"]) == (2, "Error: bad.log: larger than allowed\n", 8)


def test_the_last_line_says_who_is_to_blame(tmp_path: Path) -> None:
    said = [
        STATUS,
        AGAIN,
        '> [2,"1","Heartbeat",{"x":1}]',
        '< [2,"2","Reset",{"type":"hard"}]',
        *(f'> [2,"{rule}","StatusNotification",{member}]' for rule, member in enumerate(("{}", '{"info":5}'), 10)),
    ]
    last = run("check", "--protocol", "1.6", written(tmp_path / "a.log", *said)).out.splitlines()[-1]
    assert last == (
        "fails: 11 findings: 10 of the station (missing_field, enum_wrong_case, unknown_field, ...); "
        "1 of the CSMS (enum_wrong_case)"
    )


def test_progress_is_shown_on_a_terminal_only(
    bad: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(_progress, "_LEAST", 1)
    entries = [1, 2, 3]
    for is_terminal, wanted, shown in ((True, True, True), (False, True, False), (True, False, False)):
        monkeypatch.setattr(sys.stderr, "isatty", lambda is_terminal=is_terminal: is_terminal)
        progress: Any = _progress.Progress([str(bad)], wanted=wanted)
        assert list(progress.shown(entries)) == entries
        assert bool(capsys.readouterr().err) == shown
        assert (progress.sources != [str(bad)]) == shown
