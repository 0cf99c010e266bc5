"""The command `ocpp-codec anonymise`."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ocpp_codec import Codec
from ocpp_codec.cli._app import run
from ocpp_codec.log import _conversations
from ocpp_codec.log._conversations import Turn
from ocpp_codec.log._entries import Entry

LOG = 'CP0001: send [2,"17","Authorize",{"idTag":"04A1B2C3"}]\n04a1b2c3 is unknown\n'


def _conversations_of_calls(entries: Iterable[Entry], **settings: Any) -> Iterator[Turn]:
    """Each entry by itself: enough for calls, and what is told here does not depend on answers."""
    for entry in entries:
        yield Turn(entry=entry, examination=Codec("ocpp1.6").examine(entry.frame))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(_conversations, "conversations", _conversations_of_calls)
    monkeypatch.setattr("ocpp_codec.log._anonymise.entries.conversations", _conversations_of_calls)
    (tmp_path / "a.log").write_text(LOG)
    (tmp_path / "key").write_bytes(b"a key of a test")
    return tmp_path


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["ocpp-codec", "anonymise", *arguments])
    return run()


@pytest.fixture
def anonymise(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda *arguments: _run(monkeypatch, *arguments)


def test_a_copy(folder: Path, anonymise: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert anonymise("a.log", "-o", "b.log", "--key-file", "key", "--verify") == 0
    copy = (folder / "b.log").read_text()
    assert len(copy) == len(LOG)
    assert "04A1B2C3" not in copy.upper()
    assert "CP0001" not in copy
    tag = json.loads(copy.splitlines()[0].partition("send ")[2])[3]["idTag"]
    assert copy.splitlines()[1] == f"{tag.lower()} is unknown"
    assert (folder / "a.log").read_text() == LOG
    assert sorted(path.name for path in folder.iterdir()) == ["a.log", "b.log", "key"]
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors == (
        "id tokens: 1 at 2 places\nstation ids: 1 at 1 place\nverified: no secret is left, every finding is the same\n"
    )


def test_a_key_makes_the_same_pseudonyms_again(folder: Path, anonymise: Any) -> None:
    (folder / "b.log").write_text("a card, 04A1B2C3\n" + LOG)
    for name in ("a", "b"):
        assert anonymise(f"{name}.log", "-o", f"{name}.keyed", "--key-file", "key") == 0
        assert anonymise(f"{name}.log", "-o", f"{name}.new") == 0
    assert (folder / "b.keyed").read_text().endswith((folder / "a.keyed").read_text())
    assert not (folder / "b.new").read_text().endswith((folder / "a.new").read_text())


def test_several_logs_go_to_a_folder(folder: Path, anonymise: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocpp_codec.log._anonymise.entries.read", lambda path: iter(()))
    (folder / "x").mkdir()
    (folder / "x" / "a.log").write_text("only 04A1B2C3\n")
    (folder / "x" / "c.log.gz").write_bytes(gzip.compress(LOG.encode()))
    assert anonymise("a.log", "x/a.log", "x/c.log.gz", "-o", "out/new") == 0
    copies = {path.name: path.read_text() for path in (folder / "out" / "new").iterdir()}
    assert sorted(copies) == ["a-2.log", "a.log", "c.log"]
    assert copies["c.log"] == copies["a.log"]
    assert copies["a-2.log"].lower() == f"only {copies['a.log'].splitlines()[1][:8]}\n"


def test_one_log_into_a_folder_that_exists(folder: Path, anonymise: Any) -> None:
    (folder / "out").mkdir()
    assert anonymise("a.log", "-o", "out") == 0
    assert (folder / "out" / "a.log").is_file()


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_compressed_logs(folder: Path, anonymise: Any, ending: str, pack: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocpp_codec.log._anonymise.entries.read", lambda path: iter(()))
    (folder / f"a.log{ending}").write_bytes(pack(LOG.encode()))
    assert anonymise(f"a.log{ending}", "-o", "b.log", "--key-file", "key") == 0
    assert anonymise("a.log", "-o", "c.log", "--key-file", "key") == 0
    assert (folder / "b.log").read_text() == (folder / "c.log").read_text()


def test_any_bytes_stay(folder: Path, anonymise: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocpp_codec.log._anonymise.entries.read", lambda path: iter(()))
    around = (b"\xff\xfe\x00\r\n\r\xc3", b"\xed\xa0\x80\n\n")
    (folder / "odd.log").write_bytes(b'x{"idTag":"0"}'.join(around))
    (folder / "utf16.log").write_bytes(LOG.encode("utf-16"))
    for name in ("odd.log", "utf16.log"):
        assert anonymise(name, "-o", f"copy-{name}") == 0
    assert (folder / "copy-odd.log").read_bytes().startswith(around[0])
    assert (folder / "copy-odd.log").read_bytes().endswith(around[1])
    utf16 = (folder / "copy-utf16.log").read_bytes().decode("utf-16")
    assert "04A1B2C3" not in utf16
    assert utf16.endswith(" is unknown\n")


def test_standard_input_and_output(anonymise: Any, capfdbinary: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LOG.encode())))
    assert anonymise("-", "-o", "-") == 0
    copy = capfdbinary.readouterr().out
    assert len(copy) == len(LOG)
    assert b"04A1B2C3" not in copy


def _link_hard(folder: Path) -> None:
    (folder / "b.log").hardlink_to(folder / "a.log")


def _link(folder: Path) -> None:
    (folder / "b.log").symlink_to(folder / "a.log")


@pytest.mark.parametrize("link", [_link_hard, _link])
def test_never_over_its_input(folder: Path, anonymise: Any, link: Any, capsys: pytest.CaptureFixture[str]) -> None:
    link(folder)
    for arguments in (["-o", "b.log"], ["-o", "./a.log"], ["-o", "."], ["-o", "key", "--key-file", "key"]):
        assert anonymise("a.log", *arguments) == 2
        assert "never written over" in capsys.readouterr().err
    assert (folder / "a.log").read_text() == LOG


def _empty_key(folder: Path) -> None:
    (folder / "key").write_bytes(b"")


def _nothing(folder: Path) -> None:
    pass


def _capture(folder: Path) -> None:
    (folder / "a.log").write_bytes(b"\xd4\xc3\xb2\xa1\x02\x00")


def _damaged(folder: Path) -> None:
    (folder / "a.log").write_bytes(gzip.compress(LOG.encode() * 1000)[:-20])


def _unwritable(folder: Path) -> None:
    (folder / "file").write_text("")


@pytest.mark.parametrize(
    ("prepare", "arguments", "told"),
    [
        (_nothing, ["a.log"], "--output"),
        (_nothing, ["-o", "b"], "FILES"),
        (_nothing, ["a.log", "none.log", "-o", "out"], "none.log"),
        (_nothing, [".", "-o", "out"], "directory"),
        (_nothing, ["a.log", "a.log", "-o", "out"], "twice"),
        (_nothing, ["a.log", "key", "-o", "-"], "folder"),
        (_unwritable, ["a.log", "key", "-o", "file"], "folder"),
        (_nothing, ["a.log", "-o", "b", "--key-file", "none"], "none: there is no such file"),
        (_empty_key, ["a.log", "-o", "b", "--key-file", "key"], "empty"),
        (_capture, ["a.log", "-o", "b"], "capture"),
        (_damaged, ["a.log", "-o", "b"], ""),
        (_unwritable, ["a.log", "-o", "file/b"], ""),
    ],
)
def test_what_cannot_be_done(
    folder: Path,
    anonymise: Any,
    prepare: Any,
    arguments: list[str],
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if prepare is _damaged:
        monkeypatch.setattr("ocpp_codec.log._anonymise.entries.read", lambda path: iter(()))
    prepare(folder)
    before = sorted(path.name for path in folder.iterdir())
    assert anonymise(*arguments) == 2
    output, errors = capsys.readouterr()
    assert output == ""
    assert told in errors
    assert "Traceback" not in errors
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_copy_may_be_read_by_others(folder: Path, anonymise: Any) -> None:
    assert anonymise("a.log", "-o", "b.log") == 0
    assert stat.S_IMODE((folder / "b.log").stat().st_mode) == stat.S_IMODE((folder / "a.log").stat().st_mode)


def test_a_copy_replaces_another_file_and_not_what_a_link_names(folder: Path, anonymise: Any) -> None:
    (folder / "other").write_text("other")
    (folder / "b.log").symlink_to(folder / "other")
    assert anonymise("a.log", "-o", "b.log") == 0
    assert (folder / "other").read_text() == "other"
    assert not (folder / "b.log").is_symlink()


def test_the_device_is_written_not_replaced(anonymise: Any) -> None:
    assert anonymise("a.log", "-o", os.devnull) == 0
    assert not Path(os.devnull).is_file()


def test_verify_fails_if_a_finding_changes(
    anonymise: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ocpp_codec.log._anonymise.pseudonyms.Pseudonyms.of", lambda self, value: "1" * 25)
    assert anonymise("a.log", "-o", "b.log", "--verify") == 1
    assert "other findings" in capsys.readouterr().err


def test_a_log_without_secrets(folder: Path, anonymise: Any, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.log").write_text("nothing here\n")
    assert anonymise("a.log", "-o", "b.log") == 0
    assert (folder / "b.log").read_text() == "nothing here\n"
    assert capsys.readouterr().err == "no secrets found\n"


def test_the_summary_holds_no_original(folder: Path, anonymise: Any, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.log").write_text(LOG + '{"driver":"Bob"} ftp://anna:s3cret@10.0.0.1/ max@example.com')
    assert anonymise("a.log", "-o", "b.log", "--also", "driver") == 0
    errors = capsys.readouterr().err
    assert "others, asked for: 1 at 1 place" in errors
    assert not [secret for secret in ("Bob", "anna", "s3cret", "10.0.0.1", "max", "04A1", "CP0") if secret in errors]
