"""Queries: what they can read, and what is said where one cannot be answered."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from ocpp_codec.cli import _sql, _tables
from tests.support.command import run, started
from tests.support.program import wait_for
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


_READS = "a query reads: SELECT, FROM, WITH, DESCRIBE, SUMMARIZE, EXPLAIN"


def _copy(target: Path) -> str:
    """A query of DuckDB 2 that writes over a file."""
    copy = f"copy (select 1 as a) to '{target}' (return_files true, use_tmp_file false)"
    return f"with x as ({copy}) from x"


@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "({})",
        "explain analyze {}",
        "with recursive {}",
        "from json_execute_serialized_sql(json_serialize_sql($${}$$))",
        "from system.main.JSON_EXECUTE_SERIALIZED_SQL(json_serialize_sql($${}$$))",
        "explain analyze from json_execute_serialized_sql(json_serialize_sql($${}$$))",
        "from query($${}$$)",
        "from query($$from json_execute_seria$$ || $$lized_sql(json_serialize_sql('select 1'))$$) -- {}",
        "summarize {}",
        "select 1 where exists({})",
        "/* explain */ {}",
        "explain/**/{}",
    ],
)
def test_a_query_cannot_write_over_the_tables(dataset: Path, form: str) -> None:
    file = dataset / "boots" / "part-0.parquet"
    before = file.read_bytes()
    ran = run("sql", dataset, form.format(_copy(file)))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "should not happen" not in ran.err
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "change", ["delete from messages", "insert into messages from messages", "update messages set line = 1"]
)
def test_with_cannot_write(dataset: Path, change: str) -> None:
    ran = run("sql", dataset, f"with x as ({change} returning *) from x")
    assert (ran.code, ran.out) == (2, "")


def test_a_text_that_looks_like_syntax_is_a_text(dataset: Path) -> None:
    query = """select '"type":"COPY_QUERY_NODE","function_name":"query"' as a"""
    assert run("sql", dataset, query, "--format", "json").code == 0


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("describe messages", "message_type"),
        ("summarize boots", "firmware_version"),
        ("show tables", "sessions"),
        ("table boots", "vendor"),
        ("pivot messages on kind in ('request', 'response') using count(*) group by station", "response"),
        ("explain select action from messages", "PARQUET"),
        ("Explain\nAnalyze select action from messages;", "PARQUET"),
        ("select 1 as one; -- the end", "one"),
        ("/* one */ select 1 as one", "one"),
        (f"select {'+'.join(['1'] * 900)} as many", "900"),
    ],
)
def test_what_only_reads_is_answered(dataset: Path, query: str, said: str) -> None:
    ran = run("sql", dataset, query)
    assert (ran.code, ran.err) == (0, "")
    assert said.lower() in ran.out.lower().replace(" ", "_")


def test_a_plan_is_shown_line_by_line(dataset: Path) -> None:
    assert len(run("sql", dataset, "explain select action from messages").out.splitlines()) > 3
    assert "explain_value" in run("sql", dataset, "explain select 1", "--format", "csv").out


def test_pivot_without_values_is_told_what_it_needs(dataset: Path) -> None:
    ran = run("sql", dataset, "pivot messages on kind using count(*)")
    assert (ran.code, ran.err) == (2, f"Error: {_READS}, not PIVOT; PIVOT needs the values: ON column IN (...)\n")


def test_a_query_out_of_a_file(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "query.sql").write_bytes(b"\xef\xbb\xbf-- how many?\r\nselect count(*) as n\r\nfrom messages;\r\n")
    for option in ("-f", "--file"):
        assert run("sql", dataset, option, tmp_path / "query.sql", "--format", "csv").out == "n\n8\n"


@pytest.mark.parametrize("arguments", [[], ["-"], ["-f", "-"]])
def test_a_query_out_of_stdin(dataset: Path, arguments: list[str]) -> None:
    ran = run("sql", dataset, "--format", "csv", *arguments, stdin=b"select count(*) as n from messages\n")
    assert (ran.code, ran.out.split()) == (0, ["n", "8"])


def test_a_query_that_cannot_be_had(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes(b"select '\xe4'")
    (tmp_path / "long").write_bytes(b"-" * (1 << 20) + b"-")
    for arguments, said in (
        ([], "no query: give one, -f FILE, or - for stdin"),
        (["select 1", "-f", "latin"], "there are two queries: an argument, and a file"),
        (["-f", str(tmp_path / "latin")], "the query is no UTF-8"),
        (["-f", str(tmp_path / "long")], "the query is longer than 1,048,576 bytes"),
        (["-f", str(tmp_path / "no.sql")], "no.sql: No such file or directory"),
        (["-f", str(tmp_path)], "Is a directory"),
    ):
        ran = run("sql", dataset, *arguments)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert said in ran.err


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_rows_are_printed_as_they_come(dataset: Path, form: str) -> None:
    """So that any number of them needs little memory, and `| head` need not wait for the last one."""
    with started("sql", dataset, "from range(100000000000)", "--format", form) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(9)][-1].strip() in {b"6", b"7", b'{"range": 8}'}
        process.stdout.close()
        assert process.wait(60) == 0


def test_all_rows_are_printed(dataset: Path) -> None:
    for form, more in (("table", 2), ("csv", 1), ("json", 0)):
        ran = run("sql", dataset, "select range * range as n from range(25000)", "--format", form)
        assert len(ran.out.splitlines()) == 25_000 + more
        assert str(24_999**2) in ran.out.splitlines()[-1]


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(
    "query",
    [
        "select count(*) from range(10000000) a, range(10000000) b where a.range * b.range = 7",
        "select sum(hash(x)) from (select unnest(range(600000000)) as x)",  # in which DuckDB hears nothing
        "from range(100000000000)",
    ],
)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("signals_heard")
def test_ctrl_c_and_sigterm_end_a_query(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str, number: signal.Signals
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    with started("sql", dataset, query) as process:
        try:
            wait_for(lambda: [*(tmp_path / "tmp").glob("ocpp-codec-*")])
            time.sleep(0.5)  # so that it is in the midst of it
            process.send_signal(number)
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, err.strip()) == (128 + number, b"")
    assert out == b"" or query.startswith("from")
    assert not [*(tmp_path / "tmp").iterdir()]


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """DuckDB has little of it."""
    opened = _tables.open_tables

    def open_tables(connection: Any, *others: Any) -> None:
        connection.execute("set memory_limit = '120MB'")
        connection.execute("set threads = 1")
        opened(connection, *others)

    monkeypatch.setattr(_sql, "open_tables", open_tables)


@pytest.mark.usefixtures("little_memory")
def test_a_query_may_need_more_than_memory(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = "select count(distinct md5(range::varchar)) as n from range(2000000)"
    (tmp_path / "o'tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "o'tmp"))
    ran = run("sql", dataset, query, "--format", "csv")
    assert ran == (0, "n\n2000000\n", "")
    assert not [*(tmp_path / "o'tmp").iterdir()]
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "no"))  # there is none that can be written
    ran = run("sql", dataset, query)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "Out of Memory Error" in ran.err
    assert run("sql", dataset, "select 1").code == 0


def test_no_variable_of_the_command_is_a_table(dataset: Path) -> None:
    for name in ("connection", "names", "first", "others", "asked", "answer", "_WRITERS"):
        ran = run("sql", dataset, f"from {name}")
        assert (ran.code, ran.out) == (2, "")
        assert f"Table with name {name} does not exist!" in ran.err
