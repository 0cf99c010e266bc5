"""The demo says of each frame what it is, counts right and fails with one sentence; its sessions are what they claim.

The program runs as users run it, in a process of its own; what it counts is counted here anew or by hand.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ocpp_codec import Codec, Examination
from ocpp_codec.compat import MessageTypeEnum
from tests.support.paths import ROOT, SHARED

DEMO = ROOT / "examples" / "demo.py"
SESSIONS = sorted(DEMO.parent.glob("session-*.jsonl"))
FRAMES = sorted((SHARED / "frames").glob("*.jsonl"))
LAST_LINE = re.compile(
    r"(\d+) frames, (\d+) messages, (\d+) findings; re-encoded equal to the input: (\d+), byte for byte: (\d+)"
)


def demo(*arguments: Any, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    command = [sys.executable, DEMO, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=60, check=False)


def counts(run: subprocess.CompletedProcess[str]) -> tuple[int, ...]:
    """Frames, messages, findings, equal, byte for byte."""
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    last_line = LAST_LINE.fullmatch(run.stdout.splitlines()[-1])
    assert last_line is not None
    return tuple(map(int, last_line.groups()))


def written(path: Path, *lines: Any) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n")
    return path


def examined(session: Path) -> Iterator[tuple[Codec, Any, Examination]]:
    for entry in map(json.loads, session.read_text("utf-8").splitlines()):
        codec = Codec(f"ocpp{entry['version']}")
        yield codec, entry, codec.examine(entry["frame"], entry["action"])


@pytest.fixture(scope="module", params=SESSIONS, ids=lambda session: session.stem)
def session(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_there_is_a_session_of_each_version() -> None:
    assert [session.name for session in SESSIONS] == [f"session-{version}.jsonl" for version in ("1.6", "2.0.1", "2.1")]


def test_a_session_has_two_defective_frames_and_otherwise_nothing_to_find(session: Path) -> None:
    seen = [examination for _, _, examination in examined(session)]
    defective = [each for each in seen if each.message is None]
    assert len(seen) >= 25
    assert len(defective) == 2
    assert max(len(each.findings) for each in defective) > 1
    assert not [each.findings for each in seen if each.message and each.findings]


def test_every_result_answers_a_call_of_the_session(session: Path) -> None:
    """Ids, directions and actions fit together, as they do in a recorded session."""
    open_calls = {}
    for _, entry, _ in examined(session):
        kind, unique_id, *rest = json.loads(entry["frame"])
        if kind in (MessageTypeEnum.CALL, MessageTypeEnum.SEND):
            assert rest[0] == entry["action"]
        if kind == MessageTypeEnum.CALL:
            open_calls[unique_id] = entry["direction"], entry["action"]
        elif kind != MessageTypeEnum.SEND:
            caller, action = open_calls[unique_id]
            assert action == entry["action"]
            assert (caller == entry["direction"]) is (kind == MessageTypeEnum.CALLRESULTERROR)


@pytest.mark.parametrize(
    ("version", "needed"),
    [
        ("1.6", {"StartTransaction", "StopTransaction", "RemoteStartTransaction", "FirmwareStatusNotification"}),
        ("2.0.1", {"TransactionEvent", "RequestStartTransaction", "NotifyReport", "LogStatusNotification"}),
        ("2.1", {"TransactionEvent", "NotifyPeriodicEventStream", "SetDefaultTariff", "SetDERControl"}),
    ],
)
def test_a_session_shows_what_matters_in_its_version(version: str, needed: Any) -> None:
    entries = [entry for _, entry, _ in examined(DEMO.parent / f"session-{version}.jsonl")]
    common = {"BootNotification", "Heartbeat", "StatusNotification", "Authorize", "SetChargingProfile"}
    kinds = {json.loads(entry["frame"])[0] for entry in entries}
    assert {entry["version"] for entry in entries} == {version}
    assert {entry["action"] for entry in entries} >= needed | common
    assert kinds == (set(MessageTypeEnum) if version == "2.1" else {2, 3, 4})
    assert any('"customData"' in entry["frame"] for entry in entries) is (version != "1.6")


def test_the_demo_counts_what_is_in_a_session(session: Path) -> None:
    seen = list(examined(session))
    messages = [(codec, entry, each.message) for codec, entry, each in seen if each.message]
    findings = sum(len(each.findings) for _, _, each in seen)
    identical = sum(codec.encode(message) == entry["frame"] for codec, entry, message in messages)
    assert 0 < identical < len(messages)
    assert counts(demo(session)) == (len(seen), len(seen) - 2, findings, len(messages), identical)


def test_without_a_file_the_demo_reads_all_sessions() -> None:
    each = [counts(demo(session)) for session in SESSIONS]
    assert counts(demo()) == tuple(map(sum, zip(*each, strict=True)))


def test_every_frame_has_its_block(session: Path) -> None:
    """Number, version, direction; then the typed message, or each finding with path, rule, code, message, and the reply."""
    blocks = re.split(r"^(?= {0,3}\d+  \d)", demo(session).stdout, flags=re.MULTILINE)[1:]
    for number, (block, (_, entry, each)) in enumerate(zip(blocks, examined(session), strict=True), 1):
        head, *body = block.splitlines()
        assert head.split() == [str(number), entry["version"], entry["direction"]]
        text = "".join(block.split())
        if each.message:
            assert body[0].strip().startswith(f"{type(each.message).__name__}(uniqueId=")
            assert "".join(repr(each.message).split()) in text or body[-1].endswith(" ...")
            continue
        assert body[0].strip().startswith("DEFECTIVE [")
        for finding in each.findings:
            line = next(line.split() for line in body if f" {finding.path or '/'} " in line)
            assert line[:4] == [finding.severity, finding.path or "/", finding.rule, f"{finding.code}:"]
            assert " ".join(line[4:]) == finding.message
        answer = f"reply     {each.reply}" if each.reply else "no reply: none may be sent"
        assert f"      {answer}" in body


def test_the_demo_compares_numbers_by_value_and_date_times_by_instant(tmp_path: Path) -> None:
    """Numbers by value, date-times by instant, members in any order; a lost field or a null payload is a difference."""

    def profile(limit: float) -> str:
        schedule = {"chargingRateUnit": "A", "chargingSchedulePeriod": [{"limit": limit, "startPeriod": 0}]}
        purpose = {"chargingProfilePurpose": "TxProfile", "chargingProfileKind": "Absolute"}
        profile = {"chargingProfileId": 1, "stackLevel": 0, **purpose, "chargingSchedule": schedule}
        return json.dumps([2, "1", "SetChargingProfile", {"csChargingProfiles": profile, "connectorId": 1}])

    def heartbeat(now: str) -> str:
        return json.dumps([3, "1", {"currentTime": now}], separators=(",", ":"))

    file = written(
        tmp_path / "file.jsonl",
        {"version": "1.6", "frame": profile(16)},
        {"version": "1.6", "frame": profile(16.0)},
        {"version": "1.6", "frame": heartbeat("2025-06-14T08:41:07+02:00"), "action": "Heartbeat"},
        {"version": "1.6", "frame": heartbeat("2025-06-14T06:41:07"), "action": "Heartbeat"},
        {"version": "1.6", "frame": heartbeat("2025-06-14T06:41:07.000Z"), "action": "Heartbeat"},
        {"version": "1.6", "frame": heartbeat("2025-06-14T06:41:07.1234Z"), "action": "Heartbeat"},
        {"version": "1.6", "frame": '[2,"1","Heartbeat",null]'},
        {"version": "1.6", "frame": '[4,"1","OutOfCoffee","",{}]'},
        {"version": "1.6", "frame": '[2,"1","Heartbeat"]'},
    )
    run = demo(file)
    frames, messages, _, equal, identical = counts(run)
    assert (frames, messages, equal, identical) == (9, 8, 5, 1)
    assert "      advice    /currentTime  datetime_no_offset" in run.stdout
    assert run.stdout.count("      rewritten [") == 2
    assert run.stdout.count("      unsendable ") == 1


def test_a_result_whose_action_is_unknown_is_a_finding(tmp_path: Path) -> None:
    file = written(tmp_path / "file.jsonl", {"version": "1.6", "frame": '[3,"1",{}]', "action": None})
    run = demo(file)
    assert counts(run)[:3] == (1, 0, 1)
    assert "no_action_given" in run.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_nothing_in_a_frame_reaches_the_terminal_raw(tmp_path: Path, encoding: Any) -> None:
    evil = "\x1b[31m\u202e\x07\u2028\ud800\r\nZo\u00eb"
    transfer = {"version": "2.0.1", "direction": evil, "action": None}
    custom = {"vendorId": evil, evil: [evil]}
    file = written(
        tmp_path / "file.jsonl",
        transfer
        | {"frame": json.dumps([2, "1", "DataTransfer", {"vendorId": "x", "data": evil, "customData": custom}])},
        transfer | {"frame": json.dumps([2, "1", "DataTransfer", {evil: evil}])},
        transfer | {"frame": json.dumps([2, "1", evil, {}], ensure_ascii=False).replace("\ud800", "")},
    )
    run = demo(file, encoding=encoding)
    assert counts(run)[:2] == (3, 1)
    assert all(line.isprintable() for line in run.stdout.split("\n"))
    assert ("Zo\u00eb" in run.stdout) is (encoding == "utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "not JSON",
        "[1, 2]",
        '"text"',
        "[" * 100_000,
        {"version": "1.6"},
        {"frame": "[]"},
        {"version": "1.6", "frame": ["2"]},
        {"version": 1.6, "frame": "[]"},
        {"version": "3.0", "frame": "[]"},
    ],
    ids=lambda line: json.dumps(line)[:20],
)
def test_a_line_that_is_no_frame_ends_the_demo_with_a_sentence(tmp_path: Path, line: Any) -> None:
    file = written(tmp_path / "file.jsonl", {"version": "1.6", "frame": '[2,"1","Heartbeat",{}]'}, "", line)
    run = demo(file)
    assert run.returncode == 2
    assert "Heartbeat.Request()" in run.stdout
    assert re.fullmatch(r"demo\.py: .*file\.jsonl, line 3: [^\n]*\.\n", run.stderr)


@pytest.mark.parametrize("name", ["absent.jsonl", "."])
def test_a_file_that_cannot_be_read_ends_the_demo_with_a_sentence(tmp_path: Path, name: str) -> None:
    run = demo(tmp_path / name)
    assert run.returncode == 2
    assert re.fullmatch(r"demo\.py: .* cannot be read: [^\n]*\.\n", run.stderr)


@pytest.mark.parametrize("lines_read", [0, 1])
@pytest.mark.parametrize("frames", [1, 1000])
def test_a_reader_that_stops_early_is_no_error(tmp_path: Path, frames: int, lines_read: int) -> None:
    """Not even where everything still waits in the buffer when the program is done."""
    file = written(tmp_path / "file.jsonl", *[{"version": "1.6", "frame": '[2,"1","Heartbeat",{}]'}] * frames)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, DEMO, file], env=environment, stdout=pipe, stderr=pipe) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        for _ in range(lines_read):
            process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


@pytest.mark.skipif(not FRAMES, reason="frames of others, beside the checkout, are absent: shared/frames")
def test_the_demo_reads_frames_of_others() -> None:
    lines = [line for file in FRAMES for line in file.read_text("utf-8").splitlines()]
    frames, messages, findings, equal, identical = counts(demo(*FRAMES))
    assert frames == len(lines)
    assert frames > messages > equal > identical > 0
    assert findings >= frames - messages
