"""Frames in Parquet files, damaged ones too: what can be read is read, what cannot is said in one line."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ocpp_codec.cli import _columnar
from tests.support.command import run
from tests.support.tables import charging, columns


@pytest.fixture
def frames(tmp_path: Path) -> Path:
    path = tmp_path / "frames.parquet"
    pq.write_table(columns(charging() * 20), path)
    return path


def require_a_table_or_one_line(damaged: Path, text: bytes) -> bool:
    """Whether there is a table. Else nothing is left of it."""
    damaged.write_bytes(text)
    folder = damaged.with_name("data")
    ran = run("table", damaged, "-o", folder / damaged.stem, "--only", "messages")
    assert ran.code in (0, 2)
    assert ran.err.count("\n") == 1
    assert "should not happen" not in ran.err
    assert folder.exists() == (ran.code == 0)
    return ran.code == 0


@pytest.mark.parametrize("codec", ["none", "zstd"])
def test_a_file_with_changed_bytes(tmp_path: Path, codec: str) -> None:
    whole = tmp_path / "whole.parquet"
    pq.write_table(columns(charging() * 20), whole, compression=codec)
    text = whole.read_bytes()
    for number, place in enumerate(range(0, len(text), 61)):
        changed = bytearray(text)
        changed[place] ^= 0x80 | number % 128
        folder = tmp_path / str(number)
        folder.mkdir()
        require_a_table_or_one_line(folder / "changed.parquet", bytes(changed))


def test_a_file_that_is_cut(frames: Path, tmp_path: Path) -> None:
    text = frames.read_bytes()
    for length in range(0, len(text), len(text) // 20):
        assert not require_a_table_or_one_line(tmp_path / "cut.parquet", text[:length])


def test_a_text_that_is_no_utf8(tmp_path: Path) -> None:
    path = tmp_path / "frames.parquet"
    pq.write_table(columns(charging()), path, compression="none", use_dictionary=False)
    path.write_bytes(path.read_bytes().replace(b"StopTransaction", b"Stop\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"))
    ran = run("table", path, "-o", tmp_path / "data")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "frames.parquet: it cannot be read as Parquet: In column 0: Invalid: Invalid UTF8" in ran.err


def test_files_without_rows(frames: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.parquet"
    pq.write_table(columns([]), empty)
    ran = run("table", empty, "-o", tmp_path / "data")
    assert (ran.code, ran.err) == (2, "Error: no frame found in 1 file\n")
    assert not (tmp_path / "data").exists()
    assert run("table", empty, frames, "-o", tmp_path / "data").code == 0


def test_a_large_file_is_not_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, groups = 1_000, 40
    monkeypatch.setattr(_columnar, "_ROWS", rows)
    texts = pa.array([f'[2,"{number}","Heartbeat",{{}}]{" " * 1_000}' for number in range(rows)])
    plain = {"compression": "none", "use_dictionary": False}
    with pq.ParquetWriter(tmp_path / "a.parquet", pa.schema([("frame", pa.string())]), **plain) as file:
        for _ in range(groups):
            file.write_batch(pa.record_batch({"frame": texts}))
    tracemalloc.start()
    try:
        kept = [tracemalloc.get_traced_memory()[0] for _ in _columnar._batches_in(str(tmp_path / "a.parquet"))]
    finally:
        tracemalloc.stop()
    assert len(kept) == groups
    assert max(kept) < 10 * texts.nbytes
