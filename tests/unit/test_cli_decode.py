"""The subcommand `decode`: every message of a log, as text and as JSON lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ocpp_codec.cli._payloads import compact
from tests.support.command import logged, run, started
from tests.support.program import wait_for

BOOT = '> [2,"b1","BootNotification",{"chargePointVendor":"V","chargePointModel":"M 1"}]'
BOOTED = '< [3,"b1",{"status":"Accepted","currentTime":"2026-05-17T09:00:01.500Z","interval":300}]'
STATUS = '> [2,"s1","StatusNotification",{"connectorId":1,"errorCode":"noError","status":"Available"}]'
REFUSED = '< [4,"s1","FormationViolation","no",{"why":"case"}]'
KEYS = [
    "file",
    "line",
    "time",
    "station",
    "direction",
    "protocol",
    "messageTypeId",
    "uniqueId",
    "action",
    "payload",
    "findings",
]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "station.log"
    file.write_text(logged(BOOT, BOOTED, STATUS, REFUSED))
    return file


def test_text_says_who_said_what_to_whom_and_what_is_wrong(log: Path) -> None:
    ran = run("decode", log)
    assert (ran.code, ran.err) == (0, "")
    boot, booted, status, finding, refused = ran.out.splitlines()
    assert boot.split(maxsplit=1)[0] == "1"
    assert "2026-05-17 09:00:00Z  CS001 → BootNotification request b1  {chargePointVendor: V, " in boot
    assert 'chargePointModel: "M 1"}' in boot
    assert "CS001 ← BootNotification response b1  {status: Accepted, currentTime: 2026-05-17T09:00:01.500Z" in booted
    assert booted.endswith("after 1 s")
    assert "errorCode: noError" in status
    assert finding.startswith("        error enum_wrong_case  /errorCode: errorCode ")
    assert "CS001 ← StatusNotification error s1  FormationViolation no {why: case}" in refused


def test_several_files_are_named(log: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.log"
    other.write_text(logged('> [2,"9","Heartbeat",{}]', second=50, station="CS002"))
    lines = run("decode", log, other).out.splitlines()
    assert lines[0].startswith("station.log:1 ")
    assert lines[-1].startswith("other.log:1 ")


def test_a_json_object_has_exactly_these_keys_first(log: Path) -> None:
    ran = run("decode", "--json", log)
    assert (ran.code, ran.err) == (0, "")
    assert all(list(row)[: len(KEYS)] == KEYS for row in ran.rows)
    assert [list(row)[len(KEYS) :] for row in ran.rows] == [["zone", "layout", "rebuilt"]] * 4


def test_what_a_json_object_says(log: Path) -> None:
    boot, booted, status, refused = run("decode", "--json", log).rows
    assert boot["file"] == str(log)
    assert [row["line"] for row in (boot, booted, status, refused)] == [1, 2, 3, 4]
    assert boot["time"] == "2026-05-17T09:00:00Z"
    assert (boot["station"], boot["direction"], boot["protocol"]) == ("CS001", "to-csms", "1.6")
    assert (boot["messageTypeId"], boot["uniqueId"], boot["action"]) == (2, "b1", "BootNotification")
    assert boot["payload"] == {"chargePointVendor": "V", "chargePointModel": "M 1"}
    assert boot["findings"] == []
    assert (booted["direction"], booted["action"]) == ("to-station", "BootNotification")
    assert booted["payload"]["currentTime"] == "2026-05-17T09:00:01.500Z"
    assert status["payload"] is None
    (finding,) = status["findings"]
    assert list(finding) == ["rule", "severity", "path", "code", "message", "value", "scope"]
    assert (finding["rule"], finding["severity"], finding["path"]) == ("enum_wrong_case", "error", "/errorCode")
    assert (finding["value"], finding["scope"]) == ("noError", "StatusNotification.Request")
    assert refused["payload"] == {
        "errorCode": "FormationViolation",
        "errorDescription": "no",
        "errorDetails": {"why": "case"},
    }
    assert refused["action"] == "StatusNotification"


def test_what_is_tolerated_is_repaired(log: Path) -> None:
    row = run("decode", "--json", "--tolerate", "Enum_Wrong_Case@statusNotification.req", log).rows[2]
    assert row["payload"] == {"connectorId": 1, "errorCode": "NoError", "status": "Available"}
    assert row["findings"][0]["severity"] == "tolerated"


def test_frames_on_request(log: Path) -> None:
    rows = run("decode", "--json", "--frames", log).rows
    assert [row["frame"] for row in rows] == [each[2:] for each in (BOOT, BOOTED, STATUS, REFUSED)]
    assert list(rows[0])[-1] == "frame"


@pytest.mark.parametrize(
    "frame",
    [
        '[2,"1","DataTransfer",{"vendorId":"\\ud800"}]',
        '[2,"1","DataTransfer",{"vendorId":"V","data":"\\u2028\u2028\x7f"}]',
        '[2,"1","DataTransfer",{"vendorId":"V",\t"data":"\U0001f600"}]',
        '[2,"1","DataTransfer",{"vendorId":"V","x":1e999}]',
        '[2,"1","DataTransfer",{"vendorId":123456789012345678901234567890}]',
        '[2,1,"Heartbeat",{"a":{"b":[1,2,{"c":null}]}}]',
        '[2,"1","Heartbeat",{} trailing ]',
        f'[2,"1","Heartbeat",{{"a":{"[" * 900}{"]" * 900}}}]',
        f'[2,"1","Heartbeat",{{"a":{"[" * 150}{"]" * 150}}}]',
    ],
)
def test_any_frame_gives_one_line_of_json(frame: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(logged(f"> {frame}"), "utf-8")
    ran = run("decode", "--json", "--frames", log)
    (row,) = ran.rows
    assert (ran.code, row["frame"]) == (0, frame)
    assert run("decode", log).code == 0


def test_payloads_without_the_quotes_that_nobody_needs() -> None:
    value: Any = {"a b": [1, 2.5, None, True, "true", "12", "", "x\ny", "Energy.Active.Import.Register"], "e": {}}
    assert (
        compact(value)
        == '{"a b": [1, 2.5, null, true, "true", "12", "", "x\\ny", Energy.Active.Import.Register], e: {}}'
    )


def test_it_answers_before_the_input_ends() -> None:
    process = started("decode", "--json")
    assert process.stdin
    assert process.stdout
    try:
        for second in range(3):
            process.stdin.write(logged(f'> [2,"{second}","Heartbeat",{{}}]', second=second).encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["uniqueId"] == str(second)
        process.stdin.close()
        assert wait_for(lambda: process.poll() is not None)
        assert process.returncode == 0
    finally:
        process.kill()
        process.wait()


def test_stdin_is_read_without_a_name_too() -> None:
    log = logged('> [2,"1","Heartbeat",{}]').encode()
    assert run("decode", "--json", stdin=log).rows == run("decode", "--json", "-", stdin=log).rows
