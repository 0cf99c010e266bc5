"""How the command begins and ends, whatever the subcommand."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ocpp_codec import __version__
from ocpp_codec.cli import _app
from tests.support.command import Ran, logged, run, started
from tests.support.program import wait_for

HEARTBEAT = ('> [2,"1","Heartbeat",{}]', '< [3,"1",{"currentTime":"2026-05-17T09:00:01Z"}]')


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "station.log"
    file.write_text(logged(*HEARTBEAT))
    return file


def in_one_line(ran: Ran) -> str:
    """What was said on stderr: one line, nothing on stdout, and exit code 2."""
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("Error: ")
    return ran.err


def test_the_version() -> None:
    assert run("--version") == Ran(0, f"ocpp-codec {__version__}\n", "")


def test_help_names_every_subcommand() -> None:
    ran = run("--help")
    assert (ran.code, ran.err) == (0, "")
    assert all(f"  {name} " in ran.out for name in _app.COMMANDS)


def test_without_a_subcommand_help_is_an_error() -> None:
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert "Commands:" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dcode"], "no such command: dcode (perhaps decode)"),
        (["nothing"], "no such command: nothing\n"),
        (["--versoin"], "no such option: --versoin (perhaps --version)"),
        (["check", "--fail-om", "error"], "no such option: --fail-om (perhaps --fail-on"),
        (["check", "--fail-on", "eror"], "(perhaps error)"),
        (["check", "--format", "xml"], "'xml' is none of text, json, sarif, junit, github, markdown"),
        (["check", "--since", "yesterday"], "'yesterday' is no time such as"),
        (["check", "--around", "here"], "'here' is no line such as 120"),
        (["check", "--protocol", "1.7"], "unknown version '1.7'; this command knows 1.6, 2.0, 2.0.1, 2.1"),
        (["check", "--layout", "bar"], "no such layout: bar"),
        (["check", "--zone", "Europe/Berlinn"], "no such zone: Europe/Berlinn"),
        (["check", "--zone", "+25:00"], "no such zone: +25:00"),
        (["check", "--tolerate", "too_lng"], "'too_lng' is not a rule (perhaps too_long)"),
        (["check", "--tolerate", "not_json"], "there is no repair: not_json"),
        (["check", "--tolerate", "too_long@Heartbeet"], "no version has an action 'Heartbeet' (perhaps Heartbeat)"),
        (["check", "--write-baseline"], "--write-baseline needs --baseline FILE"),
        (["check", "--baseline", "none.json"], "none.json: no such baseline"),
    ],
)
def test_a_wrong_call_is_told_with_a_near_word(arguments: list[str], said: str, log: Path) -> None:
    assert said in in_one_line(run(*arguments, *([log] if arguments[0] == "check" else [])))


def test_no_log_on_a_terminal() -> None:
    assert "no log: give the names of files, or - for stdin" in in_one_line(run("check"))


def test_two_hyphens_end_the_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: Path) -> None:
    monkeypatch.chdir(tmp_path)
    log.rename(tmp_path / "--json")
    assert run("decode", "--", "--json").out.count("Heartbeat") == 2


@pytest.mark.parametrize("command", ["decode", "check"])
def test_files_that_cannot_be_read_are_told(command: str, tmp_path: Path) -> None:
    assert "nothere.log: no such file" in in_one_line(run(command, tmp_path / "nothere.log"))
    assert "is a directory" in in_one_line(run(command, tmp_path))
    assert "x\\ny.log: no such file" in in_one_line(run(command, "x\ny.log"))
    assert "\\udcff.log: no such file" in in_one_line(run(command, "\udcff.log"))
    assert in_one_line(run(command, "x\0y.log"))


@pytest.mark.parametrize("command", ["decode", "check"])
def test_a_missing_file_beside_a_good_one(command: str, log: Path) -> None:
    ran = run(command, log, "nothere.log")
    assert (ran.code, ran.err) == (2, "Error: nothere.log: no such file\n")
    assert "2" in ran.out


@pytest.mark.parametrize("command", ["decode", "check"])
def test_a_log_without_a_frame_is_an_error(command: str, tmp_path: Path) -> None:
    log = tmp_path / "empty.log"
    log.write_text("nothing\nto see\n")
    assert "no frame found in 2 lines" in in_one_line(run(command, log))
    log.write_text('10:00:00 sent [2,"1","Heartb\n\n')
    assert "1 text that opens like a frame: rejected" in in_one_line(run(command, log))


def test_no_message_passes_the_filters(log: Path) -> None:
    assert "none of the 2 messages passes the filters; no station is CS01 (perhaps CS001)" in in_one_line(
        run("check", "--station", "CS01", log)
    )
    assert "no action is heartbeet (perhaps Heartbeat)" in in_one_line(run("check", "--action", "heartbeet", log))
    assert in_one_line(run("decode", "--id", "17", log)) == "Error: none of the 2 messages passes the filters\n"


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    log = tmp_path / "long.log"
    log.write_text(logged(*HEARTBEAT) * 3000)
    process = started("decode", log)
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(20) == 0
    assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is full")
def test_a_disk_that_is_full_is_told(log: Path) -> None:
    command = [sys.executable, "-m", "ocpp_codec", "decode", str(log)]
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (2, "Error: No space left on device\n")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_ends_it_without_a_word() -> None:
    # A shell ignores it for what runs in its background, and what that starts inherits this.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = started("decode", "-")
    finally:
        signal.signal(signal.SIGINT, before)
    assert process.stdin
    process.stdin.write(logged(*HEARTBEAT).encode())
    process.stdin.flush()
    assert process.stdout
    assert b"Heartbeat" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    wait_for(lambda: process.poll() is not None)
    _, told = process.communicate()
    assert (process.returncode, told.strip()) == (130, b"")


def test_whatever_happens_there_is_no_traceback(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("one\ntwo \x1b[31m")

    monkeypatch.setattr("ocpp_codec.log.merge", broken)
    assert "this should not happen, please tell us: RuntimeError: one two \\x1b[31m" in in_one_line(run("check", log))


def test_colours_only_on_a_terminal(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" not in run("decode", log).out
    assert "\x1b[" in run("decode", log, terminal=True).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("decode", log, terminal=True).out


@pytest.mark.parametrize("arguments", [["decode"], ["decode", "--json"], ["check"], ["check", "--json"]])
def test_control_characters_of_a_log_do_not_reach_the_terminal(arguments: list[str], tmp_path: Path) -> None:
    log = tmp_path / "odd\x1b.log"
    evil = "\\u001b[31m\x1b]0;evil\x07\x9b\x7f\u202e"
    log.write_text(logged(f'> [2,"1{evil}","Heartbeat",{{"x{evil}":"{evil}"}}]', station=f"CS{evil}1"), "utf-8")
    ran = run(*arguments, log)
    assert ran.code in (0, 1)
    assert all(line.isprintable() for line in (ran.out + ran.err).splitlines())


@pytest.mark.parametrize("arguments", [["decode"], ["decode", "--json"], ["check"], ["check", "--format", "markdown"]])
def test_a_terminal_that_knows_ascii_only(arguments: list[str], tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text(logged('> [2,"é1","Heartbeat",{"x":"日本 \U0001f600"}]'), "utf-8")
    ran = run(*arguments, log, encoding="ascii")
    assert ran.out.isascii()
    if "--json" in arguments:
        (row,) = ran.rows
        assert row["uniqueId"] == "é1"
        assert row["findings"][0]["value"] == "日本 \U0001f600"
    else:
        assert "\\u65e5" in ran.out


@pytest.mark.parametrize(
    ("words", "suggested"),
    [
        ("de", ["decode"]),
        ("check --fail-", ["--fail-on"]),
        ("check --fail-on e", ["error"]),
        ("check --tolerate too_long,field_", ["too_long,field_spelling"]),
        ("check --protocol 2.0", ["2.0", "2.0.1"]),
        ("decode --layout mobi", ["mobilityhouse"]),
    ],
)
def test_shell_completion(words: str, suggested: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    words = f"ocpp-codec {words}"
    monkeypatch.setenv("_OCPP_CODEC_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    command = [sys.executable, "-c", "import sys; sys.argv = ['ocpp-codec']; from ocpp_codec.cli import main; main()"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert [line.partition(",")[2] for line in ran.stdout.splitlines()] == suggested


def test_layouts_are_listed() -> None:
    ran = run("layouts")
    assert (ran.code, ran.err) == (0, "")
    assert any(line.startswith("bare ") for line in ran.out.splitlines())
    layouts = run("layouts", "--json").json
    assert [list(each) for each in layouts] == [["name", "about", "family"]] * len(layouts)
    assert [each["name"] for each in layouts] == [line.split()[0] for line in ran.out.splitlines()]
