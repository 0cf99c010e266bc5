"""A dataset for which there is no room: one line, exit code 2, and nothing is left."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.support.tables import STATION, call, columns

resource = pytest.importorskip("resource", reason="limits of POSIX")

_MOST = 50_000  # bytes that there is room for


@pytest.fixture
def frames(tmp_path: Path) -> Path:
    """Frames that no compression makes small."""
    path = tmp_path / "frames.parquet"
    data = [{"vendorId": "a", "data": secrets.token_hex(64)} for _ in range(3_000)]
    pq.write_table(columns((STATION, call(str(n), "DataTransfer", each), n) for n, each in enumerate(data)), path)
    return path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_may_not_grow(frames: Path, tmp_path: Path, jobs: str) -> None:
    target = tmp_path / "new" / "data"
    command = [sys.executable, "-m", "ocpp_codec", "table", str(frames), "-o", str(target), "--jobs", jobs]
    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST, _MOST)),
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == f"Error: {target}: File too large\n"
    assert [*tmp_path.iterdir()] == [frames]


def test_a_disk_that_is_full(frames: Path, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = f'mount -t tmpfs -o size={_MOST} none "$0"'
    inside = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    try:
        subprocess.run([*inside, mount, small], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system can be mounted")
    table = f'"{sys.executable}" -m ocpp_codec table "{frames}" -o "$0/data"'
    command = [*inside, f'{mount} && {table}; code=$?; ls -A "$0"; exit $code', str(small)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == f"Error: {small / 'data'}: No space left on device\n"
