"""The examples of docs/spark.md run and print what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import examples
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def test_the_examples_print_what_the_page_says(spark: SparkSession) -> None:
    assert examples.run(ROOT / "docs" / "spark.md") > 0
