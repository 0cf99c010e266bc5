"""The subcommands `table` and `sql`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import pyarrow.parquet as pq
import pytest

from ocpp_codec.cli import _decode, _report, _table
from tests.support import report_logs
from tests.support.command import Ran, run
from tests.support.program import output_of
from tests.support.tables import SECRET, charging, columns


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "a.log"
    path.write_text(report_logs.made().text, "utf-8")
    return path


@pytest.fixture
def frames(tmp_path: Path) -> Path:
    path = tmp_path / "frames.parquet"
    pq.write_table(columns(charging()), path)
    return path


@pytest.fixture
def dataset(frames: Path, tmp_path: Path) -> Path:
    assert run("table", frames, "-o", tmp_path / "data").code == 0
    return tmp_path / "data"


def test_a_log_becomes_tables(log: Path, tmp_path: Path) -> None:
    ran = run("table", log, "-o", tmp_path / "data")
    assert (ran.code, ran.out) == (0, "")
    assert "messages 155" in ran.err
    assert sorted(each.name for each in (tmp_path / "data").iterdir()) == [
        "boots",
        "messages",
        "samples",
        "sessions",
        "statuses",
    ]
    counted = run("sql", tmp_path / "data", "select count(*) as n from messages", "--format", "json")
    assert counted.rows == [{"n": 155}]


def test_stdin_and_some_tables_only(log: Path, tmp_path: Path) -> None:
    ran = run("table", "-", "-o", tmp_path / "data", "--only", "messages, boots", stdin=log.read_bytes())
    assert ran.code == 0
    assert sorted(each.name for each in (tmp_path / "data").iterdir()) == ["boots", "messages"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_parquet_files_become_tables(frames: Path, tmp_path: Path, jobs: str) -> None:
    ran = run("table", frames, "-o", tmp_path / "data", "--jobs", jobs)
    assert (ran.code, ran.err) == (
        0,
        f"{tmp_path / 'data'}: boots 0, messages 8, samples 2, sessions 1, statuses 1 rows\n",
    )


def test_a_key_makes_hashes_comparable(frames: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"secret")
    hashes = []
    for name, more in (("a", ["--token-key-file", str(tmp_path / "key")]),) * 1 + (
        ("b", []),
        ("c", ["--token-key-file", str(tmp_path / "key")]),
    ):
        assert run("table", frames, "-o", tmp_path / name, *more).code == 0
        hashes.append(run("sql", tmp_path / name, "select id_token_hash from sessions", "--format", "csv").out)
    assert hashes[0] == hashes[2] != hashes[1]
    assert SECRET not in "".join(hashes)


def refused(ran: Ran, text: str) -> None:
    assert (ran.code, ran.out) == (2, "")
    assert text in ran.err
    assert ran.err.count("\n") == 1


def test_what_cannot_be_done_is_said_in_one_line(log: Path, frames: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "file").touch()
    refused(run("table", log, "-o", there), "is there already, and not empty")
    new = tmp_path / "new"
    refused(run("table", log, frames, "-o", new), "logs and Parquet files cannot be read together")
    refused(run("table", log, "-o", new, "--only", "frames"), "unknown table 'frames'")
    refused(run("table", tmp_path / "no.parquet", "-o", new), "no.parquet: No such file or directory")
    (tmp_path / "odd.parquet").write_text("nothing")
    refused(run("table", tmp_path / "odd.parquet", "-o", new), "odd.parquet: it cannot be read as Parquet")
    damaged = tmp_path / "damaged.parquet"
    damaged.write_bytes(frames.read_bytes()[:600] + bytes(200) + frames.read_bytes()[800:])
    ran = run("table", damaged, "-o", new)
    assert ran.code == 2
    assert "damaged.parquet" in ran.err
    assert not new.exists()
    assert not [each for each in os.listdir(tmp_path) if each.endswith(".part")]  # noqa: PTH208


def shown_options(command: click.Command) -> set[str]:
    return {
        name
        for option in command.params
        if isinstance(option, click.Option) and not option.hidden
        for name in option.opts
    }


def test_what_selects_messages_is_refused_and_not_shown(log: Path, tmp_path: Path) -> None:
    filters = shown_options(_decode.command) & shown_options(_report.command) - shown_options(_table.command)
    assert {"--since", "--station", "--transaction"} <= filters
    for name in filters:
        refused(run("table", log, "-o", tmp_path / "data", name, "1"), "tables have whole logs; select with")


@pytest.mark.parametrize("option", [("--protocol", "1.6"), ("--layout", "bare"), ("--zone", "+02:00")])
def test_what_says_how_logs_are_read_is_refused_for_columns(
    frames: Path, tmp_path: Path, option: tuple[str, str]
) -> None:
    refused(run("table", frames, "-o", tmp_path / "data", *option), "is for logs; Parquet files have columns")


def test_a_log_without_frames_leaves_no_tables(tmp_path: Path) -> None:
    (tmp_path / "empty.log").write_text("nothing here\n")
    refused(run("table", tmp_path / "empty.log", "-o", tmp_path / "data"), "no frame found in 1 line")
    refused(run("table", tmp_path / "no.log", "-o", tmp_path / "data"), "no.log: no such file")
    assert not (tmp_path / "data").exists()


def test_texts_that_are_no_frames_are_told(log: Path, tmp_path: Path) -> None:
    log.write_text(log.read_text("utf-8") + '\n2026-03-01 10:00:00 [2,"332","Heartbeat",\n', "utf-8")
    assert "1 text that open like a frame" in run("table", log, "-o", tmp_path / "data").err


def test_without_the_extra_its_name_is_said(frames: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] in ("pyarrow", "duckdb")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [name for name in sys.modules if name.startswith("ocpp_codec.bulk")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "duckdb", None)
    refused(run("table", frames, "-o", tmp_path / "data"), "pip install 'ocpp-codec[bulk]'")
    refused(run("sql", tmp_path, "select 1"), "pip install 'ocpp-codec[bulk]'")


def test_answers_are_shown_as_a_table(dataset: Path) -> None:
    ran = run("sql", dataset, "select transaction_id, started, energy_wh, remote, stop_reason as r from sessions")
    assert ran.out.splitlines() == [
        "transaction_id  started                    energy_wh  remote  r",
        "--------------  -------------------------  ---------  ------  --------------",
        "7               2026-03-01T00:01:00+00:00  3000.0     False   EVDisconnected",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_text('/etc/hostname')",
        "select * from read_csv('https://example.com/a.csv')",
        "select * from glob('/etc/*')",
    ],
)
def test_a_query_reads_the_tables_and_nothing_else(dataset: Path, query: str) -> None:
    refused(run("sql", dataset, query), "file system operations are disabled")


@pytest.mark.parametrize(
    "query",
    [
        "copy messages to '{}/messages/part-1.parquet'",
        "copy (pivot messages on action using count(*)) to '{}/messages/part-1.parquet'",
        "explain analyze copy messages to '{}/messages/part-1.parquet'",
        "export database '{}/out'",
        "attach '{}/other.db'",
        "install httpfs",
        "set enable_external_access = true",
        "select 1; copy messages to '{}/messages/part-1.parquet'",
        "create table a as select 1",
    ],
)
def test_a_query_cannot_write(dataset: Path, query: str) -> None:
    before = sorted(dataset.rglob("*"))
    refused(run("sql", dataset, query.format(dataset)), "a query reads: SELECT")
    assert sorted(dataset.rglob("*")) == before


def test_a_query_leaves_nothing_in_the_current_folder(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    query = "select count(distinct a.range * b.range) as n from range(3000) a, range(1000) b"
    assert run("sql", dataset, query).code == 0
    assert not [*(tmp_path / "here").iterdir()]


@pytest.mark.parametrize("query", ["", " ", "/* nothing */", ";"])
def test_an_empty_query(dataset: Path, query: str) -> None:
    refused(run("sql", dataset, query), "the query is empty")


def test_a_query_with_an_error_is_told_in_one_line(dataset: Path) -> None:
    refused(run("sql", dataset, "select station, nothing\nfrom messages"), 'Referenced column "nothing" not found')
    refused(run("sql", dataset, "selec 1"), 'syntax error at or near "selec"')


def test_answers_in_json_are_json(dataset: Path) -> None:
    query = (
        "select 'inf'::double as a, ['nan'::double, 1.5] as b, 2.5::decimal(4, 1) as c, {'at': date '2026-03-01'} as d"
    )
    ran = run("sql", dataset, query, "--format", "json")
    assert ran.out == '{"a": null, "b": [null, 1.5], "c": 2.5, "d": {"at": "2026-03-01"}}\n'


def test_lists_in_csv_and_in_tables_are_json(dataset: Path) -> None:
    query = "select [{'a': 1}] as a, repeat('x', 61) as b"
    assert run("sql", dataset, query, "--format", "csv").out == f'a,b\n"[{{""a"": 1}}]",{"x" * 61}\n'
    assert run("sql", dataset, query).out.splitlines()[-1] == f'[{{"a": 1}}]  {"x" * 59}\u2026'


def test_one_query_at_a_time(dataset: Path) -> None:
    refused(run("sql", dataset, "select 1; select 2"), "there are 2 queries; give one")


def test_no_column_hides_another(dataset: Path) -> None:
    ran = run("sql", dataset, "select 1 as n, 2 as n, 3 as n_1, 4 as n", "--format", "json")
    assert ran.out == '{"n": 1, "n_1": 2, "n_1_1": 3, "n_2": 4}\n'


def test_a_query_cannot_act_on_the_terminal(dataset: Path) -> None:
    for form in ("table", "csv", "json"):
        ran = run("sql", dataset, "select chr(27) || '[2J' as a", "--format", form)
        assert "\x1b" not in ran.out
        assert ran.code == 0


def test_a_folder_without_tables(tmp_path: Path) -> None:
    refused(run("sql", tmp_path, "select 1"), "there are no tables; `ocpp-codec table LOGS -o DIR` writes them")


@pytest.mark.parametrize("name", ["o'brien", "a[b]*?", "[!a]"])
def test_a_folder_with_an_odd_name(frames: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    assert run("table", frames, "-o", folder).code == 0
    assert run("sql", folder, "select count(*) as n from messages", "--format", "json").rows == [{"n": 8}]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_pandas_is_not_imported(tmp_path: Path, jobs: str) -> None:
    """pyarrow would, with its first list; that takes longer than all the rest of the start."""
    (tmp_path / "pandas.py").write_text("raise SystemExit('it is imported')")
    log = tmp_path / "session.log"
    log.write_text('2026-05-17 09:41:30 CS001: received [2,"1","Heartbeat",{}]\n')
    out = tmp_path / "data"
    path = os.pathsep.join([str(tmp_path), *sys.path])
    output_of("-m", "ocpp_codec", "table", str(log), "-o", str(out), "--jobs", jobs, PYTHONPATH=path)
    assert (out / "messages").is_dir()


def test_pandas_can_be_imported_afterwards(tmp_path: Path) -> None:
    (tmp_path / "pandas.py").write_text("here = 5")
    path = os.pathsep.join([str(tmp_path), *sys.path])
    program = "from ocpp_codec.bulk import _pyarrow; _pyarrow.do_without_pandas(); import pandas; print(pandas.here)"
    assert output_of("-c", program, PYTHONPATH=path) == "5\n"
