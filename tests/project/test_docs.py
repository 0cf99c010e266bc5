"""Every example in the README, the docs and the docstrings runs and prints what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import ocpp_codec
from ocpp_codec import Rule
from ocpp_codec.tolerance import ALL, FIELD
from tests.support import consoles, examples
from tests.support.paths import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
#: Pages with examples that run here. Those of docs/spark.md need Spark: tests/spark runs them.
WITH_EXAMPLES = [page for page in PAGES if page.name != "spark.md"]
MODULES = [
    "ocpp_codec",
    *(
        info.name
        for info in pkgutil.walk_packages(ocpp_codec.__path__, "ocpp_codec.")
        if not re.search(r"\.v\d+", info.name)
    ),
]


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.name)
def test_the_examples_of_a_page_print_what_it_says(page: Path) -> None:
    assert (examples.run(page) > 0) is bool(examples.blocks(page))


@pytest.mark.parametrize("page", [page for page in PAGES if consoles.commands(page)], ids=lambda page: page.name)
def test_the_commands_of_a_page_print_what_it_says(page: Path, tmp_path: Path) -> None:
    assert consoles.check(page, tmp_path) > 0


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_print_what_it_says(name: str) -> None:
    found = doctest.testmod(importlib.import_module(name))
    assert found.failed == 0
    assert found.attempted or name != "ocpp_codec"


def test_links_lead_somewhere() -> None:
    for page in [*PAGES, *ROOT.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_page_of_stations_says_what_the_rules_say() -> None:
    """Each row names a rule and whether FIELD has it; every rule that can be tolerated has a row."""
    text = (ROOT / "docs" / "stations.md").read_text("utf-8")
    rows = re.findall(r"\| `([A-Z_0-9]+)` \|.*\| (yes|no, ALL|never) \| [^|]*\|$", text, re.MULTILINE)
    said = {Rule[name]: answer for name, answer in rows}
    assert len(said) == len(rows)
    assert {rule for rule, answer in said.items() if answer == "yes"} == FIELD
    assert {rule for rule, answer in said.items() if answer == "no, ALL"} == ALL - FIELD
