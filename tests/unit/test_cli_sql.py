"""Queries: what they can read, and what is said where one cannot be answered."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pyarrow.parquet as pq
import pytest

from ocpp_codec.cli import _sql
from tests.support.command import run
from tests.support.tables import charging, columns


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    pq.write_table(columns(charging()), folder / "frames.parquet")
    assert run("table", folder / "frames.parquet", "-o", folder / "data").code == 0
    return folder / "data"


@pytest.fixture
def dataset(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "data"))


def test_only_the_files_of_the_tables_can_be_read(dataset: Path) -> None:
    (dataset / "messages" / "other.csv").write_text("a\n1\n")
    (dataset / "other.csv").write_text("a\n1\n")
    for name in ("other.csv", "messages/other.csv", "messages/../other.csv"):
        ran = run("sql", dataset, f"from read_csv('{dataset / name}')")
        assert (ran.code, ran.out) == (2, "")
        assert "Permission Error: Cannot access file" in ran.err


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not allow")
@pytest.mark.parametrize("name", ["a*", "[a]", "?", "**", "back\\slash", "{a,b}", "o'brien", "new\nline"])
def test_the_name_of_the_folder_is_no_pattern(dataset: Path, name: str) -> None:
    folder = dataset.rename(dataset.with_name(name))
    ran = run("sql", folder, "select count(*) as n from messages", "--format", "json")
    assert (ran.code, ran.rows) == (0, [{"n": 8}])


def test_a_damaged_file_of_a_table_is_named(dataset: Path) -> None:
    (dataset / "boots" / "part-0.parquet").write_bytes(b"nothing")
    ran = run("sql", dataset, "select 1")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "boots/part-0.parquet' too small to be a Parquet file" in ran.err
    assert "should not happen" not in ran.err


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("select '\udce4'", "the query is no UTF-8"),
        ("select interval 2000000000 days", "days=2000000000"),
        ("select chr(55296)", "Invalid UTF8 Codepoint 55296"),
        ("from rows", "Table with name rows does not exist!"),  # a variable of the command
        ("(" * 5_000, "syntax error"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_line(dataset: Path, query: str, said: str) -> None:
    ran = run("sql", dataset, query)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
    assert "should not happen" not in ran.err


@pytest.mark.skipif(os.name == "nt", reason="pipes are no files there")
def test_a_pipe_is_not_waited_for(dataset: Path) -> None:
    os.mkfifo(dataset / "boots" / "part-1.parquet")
    ran = run("sql", dataset, "select 1")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"Error: {dataset / 'boots' / 'part-1.parquet'}: it is no file\n"


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_sigterm_end_a_query(dataset: Path, number: int) -> None:
    """DuckDB does not look for them in some queries."""
    before = signal.getsignal(number)
    during: list[Any] = []
    with patch.object(_sql, "_require_reading", lambda *_: during.append(signal.getsignal(number))):
        assert run("sql", dataset, "select 1").code == 0
    assert during == [signal.SIG_DFL]
    assert signal.getsignal(number) is before
