"""The subcommand `report`: what it writes, what it refuses, its exit codes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support import report_logs
from tests.support.command import run
from tests.support.pages import data_of, parsed


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "a.log"
    path.write_text(report_logs.made().text, "utf-8")
    return path


def test_it_writes_one_file_and_says_what_is_in_it(log: Path, tmp_path: Path) -> None:
    output = tmp_path / "new" / "a.html"
    ran = run("report", log, "-o", output)
    assert (ran.code, ran.out, ran.err) == (0, "", f"{output}: 155 messages, 3 findings, 8 observations\n")
    assert [path.name for path in output.parent.iterdir()] == ["a.html"]
    assert output.read_text("utf-8").startswith("<!doctype html>")


def test_the_name_of_the_file_has_a_default(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("report", log).code == 0
    assert (tmp_path / "report.html").exists()


def test_stdin_and_stdout(log: Path) -> None:
    ran = run("report", "-o", "-", stdin=log.read_bytes())
    assert ran.code == 0
    assert "OCPP report of standard input" in ran.out
    assert data_of(ran.out)["total"] == 155


@pytest.mark.parametrize("name", ["a.log", "link.log"])
def test_a_log_is_never_written_over(name: str, log: Path, tmp_path: Path) -> None:
    (tmp_path / "link.log").symlink_to(log)
    before = log.read_bytes()
    ran = run("report", log, "-o", tmp_path / name)
    assert ran.code == 2
    assert ran.err.endswith("this is an input too, and a report is never written over it\n")
    assert log.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="stdin is compared by its inode")
def test_nor_is_a_log_on_stdin(log: Path) -> None:
    before = log.read_bytes()
    from subprocess import run as process  # noqa: PLC0415

    with log.open("rb") as stdin:
        command = [sys.executable, "-m", "ocpp_codec", "report", "-o", str(log)]
        assert process(command, stdin=stdin, check=False, capture_output=True).returncode == 2
    assert log.read_bytes() == before


def test_what_cannot_be_done_is_2_and_leaves_nothing(log: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.log").write_text("nothing here\n")
    output = tmp_path / "a.html"
    for arguments in (
        ("missing.log", "-o", output),
        (tmp_path / "empty.log", "-o", output),
        (log, "--action", "Nothing", "-o", output),
        (log, "-o", tmp_path),
        (log, "-o", ""),
        (log, "--max", "5", "-o", output),
    ):
        ran = run("report", *arguments)
        assert ran.code == 2, arguments
        assert ran.err.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.log", "empty.log"]


def test_a_source_that_is_missing_beside_a_good_one_is_told_in_the_page(log: Path, tmp_path: Path) -> None:
    output = tmp_path / "a.html"
    assert run("report", log, tmp_path / "missing.log", "-o", output).code == 2
    assert "missing.log: no such file" in parsed(output.read_text("utf-8")).text("conversation")


def test_filters_select_messages_and_their_observations(log: Path, tmp_path: Path) -> None:
    output = tmp_path / "a.html"
    assert run("report", log, "--action", "Authorize", "-o", output).code == 0
    data = data_of(output.read_text("utf-8"))
    assert data["actions"] == ["Authorize"]
    assert [kind for kind, _ in data["observations"]] == ["refused_card"]


def test_what_is_tolerated_is_no_error(log: Path, tmp_path: Path) -> None:
    output = tmp_path / "a.html"
    assert run("report", log, "--tolerate", "ALL", "-o", output).code == 0
    assert "Nobody breaks the protocol." in parsed(output.read_text("utf-8")).text("verdict")


def test_the_most_messages(tmp_path: Path) -> None:
    log, output = tmp_path / "a.log", tmp_path / "a.html"
    log.write_text(report_logs.long_log(1000).text)
    assert run("report", log, "--max", "200", "-o", output).code == 0
    assert len(data_of(output.read_text("utf-8"))["messages"]["line"]) <= 200
