"""What importing the package brings in: the version that is asked for, the standard library and msgspec, nothing that
speaks to a network. And that modules export what they promise and stay small enough to read.
"""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

import ocpp_codec
from codegen import model
from ocpp_codec.record import CustomDataType, Record
from tests.support.package import PACKAGE, PROTOCOLS, USE_EVERYTHING, VERSIONS, imports_of

SOURCES = sorted(PACKAGE.rglob("*.py"))
MODULES = ["ocpp_codec", *(module.name for module in pkgutil.walk_packages([str(PACKAGE)], "ocpp_codec."))]
NETWORK = {"asyncio", "http", "socket", "ssl", "urllib"}


@cache
def modules_after(program: str) -> frozenset[str]:
    """The modules that a fresh interpreter has loaded after a program."""
    program += "\nimport sys\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return frozenset(run.stdout.split())


def packages_after(program: str, before: str = "") -> set[str]:
    """The packages that a program loads modules of, on top of those that another one (or none) has loaded."""
    return {module.partition(".")[0] for module in modules_after(program) - modules_after(before)}


def versions_in(modules: Iterable[str]) -> set[str]:
    """The versions that dotted names belong to."""
    return {version for name in modules for version in VERSIONS if f"{name}.".startswith(f"ocpp_codec.{version}.")}


def short(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def test_the_package_alone_loads_no_version() -> None:
    assert versions_in(modules_after("import ocpp_codec")) == set()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_codec_loads_its_version_alone(version: str) -> None:
    program = f"from ocpp_codec import Codec; Codec({PROTOCOLS[version]!r})"
    assert versions_in(modules_after(program)) == {version}


@pytest.mark.parametrize("version", VERSIONS)
def test_messages_load_their_version_alone(version: str) -> None:
    assert versions_in(modules_after(f"from ocpp_codec.{version} import messages, types")) == {version}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_log_loads_its_version_alone(version: str) -> None:
    settings = "tolerate=tolerance.FIELD, enforce=['datetime_no_offset']"
    program = f"""
from ocpp_codec import log, tolerance
line = '{{"time":"2026-05-17T09:41:33Z","station":"a","protocol":"{PROTOCOLS[version]}","frame":[2,"1","Heartbeat",{{}}]}}'
assert [*log.conversations(log.read([line.encode()], protocol="{PROTOCOLS[version]}"), {settings})]"""
    assert versions_in(modules_after(program)) == {version}


@pytest.mark.parametrize("version", VERSIONS)
def test_tables_load_the_version_of_their_frames_alone(version: str) -> None:
    program = f"""
from ocpp_codec import bulk
import pyarrow
columns = dict(frame=['[2,"1","Heartbeat",{{}}]'], time=[0], station=["a"], sender=["station"])
frames = pyarrow.table(dict(columns, protocol=["{PROTOCOLS[version]}"]))
frames = frames.set_column(1, "time", frames["time"].cast(pyarrow.timestamp("us", "UTC")))
tables = bulk.Tables()
assert tables.feed(frames)["messages"].num_rows == 1
tables.close()"""
    assert versions_in(modules_after(program)) == {version}


def test_everything_runs_on_the_standard_library_and_msgspec() -> None:
    # msgspec makes use of typing_extensions where that happens to be installed.
    assert packages_after(USE_EVERYTHING, before="import msgspec") - sys.stdlib_module_names == {"ocpp_codec"}
    assert versions_in(modules_after(USE_EVERYTHING)) == set(VERSIONS)


@pytest.mark.parametrize("program", ["import ocpp_codec", USE_EVERYTHING], ids=["imported", "used"])
def test_nothing_reaches_for_a_network(program: str) -> None:
    assert packages_after(program) & NETWORK == set()


@pytest.mark.parametrize("path", SOURCES, ids=short)
def test_a_module_imports_from_the_standard_library_and_msgspec_alone(path: Path) -> None:
    names = {
        name for name in imports_of(path) if not name.startswith("urllib.parse.")
    }  # it takes addresses apart, no more
    packages = {name.partition(".")[0] for name in names}
    asked_by = {"pydantic_core"} if path.stem == "in_pydantic" else set()  # it is imported by pydantic alone
    asked_by |= {"hypothesis"} if path.parent.name == "testing" else set()  # and the strategies by those who test
    asked_by |= {"click", "rich"} if path.is_relative_to(PACKAGE / "cli") else set()
    asked_by |= {"compression", "zstandard"} if path.parent.name == "log" else set()  # for a file that is packed so
    asked_by |= {"pyarrow"} if path.parent.name == "bulk" else set()
    assert packages - sys.stdlib_module_names - asked_by <= {"ocpp_codec", "msgspec"}
    assert packages & NETWORK == set()


@pytest.mark.parametrize("path", SOURCES, ids=short)
def test_definitions_stay_within_their_version_and_shared_modules_name_none(path: Path) -> None:
    assert versions_in(imports_of(path)) <= {path.parent.name}


@pytest.mark.parametrize("path", [path for path in SOURCES if path.parent.name not in VERSIONS], ids=short)
def test_a_module_written_by_hand_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 700


@pytest.mark.parametrize("name", MODULES)
def test_a_module_has_the_names_that_it_exports(name: str) -> None:
    module = importlib.import_module(name)
    exported = getattr(module, "__all__", ())
    assert [name for name in exported if not hasattr(module, name)] == []
    assert len(exported) == len(set(exported))


def test_the_package_shows_its_names_before_they_are_imported() -> None:
    program = "import ocpp_codec; assert {*ocpp_codec.__all__, '__version__'} <= {*dir(ocpp_codec)}"
    assert "ocpp_codec.codec" not in modules_after(program)


def test_the_package_exports_all_its_classes() -> None:
    classes = {name for name, value in vars(ocpp_codec).items() if isinstance(value, type)}
    assert classes == set(ocpp_codec.__all__) >= {"Codec", "OCPPException", "OcppJsonProtocol"}


@pytest.mark.parametrize("version", VERSIONS)
def test_types_exports_the_data_types_and_enumerations_of_the_schemas(version: str) -> None:
    types = importlib.import_module(f"ocpp_codec.{version}.types")
    schemas = model.read(version)
    extension = {"CustomDataType"} if version in {"v201", "v21"} else set()
    assert set(types.__all__) == {*schemas.types, *schemas.enums, *extension} > {"ErrorCodeEnum"}
    assert {name for name, value in vars(types).items() if isinstance(value, type)} == set(types.__all__)
    assert all(issubclass(getattr(types, name), Record) for name in schemas.types)
    assert all(issubclass(getattr(types, name), StrEnum) for name in schemas.enums)
    assert all(getattr(types, name) is CustomDataType for name in extension)
