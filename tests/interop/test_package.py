"""What is published: the wheel and the sdist hold what they should, install into an empty environment with nothing but
msgspec, and there the README's examples run.
"""

import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

import ocpp_codec
from ocpp_codec import native
from tests.support import examples
from tests.support.package import PACKAGE, USE_EVERYTHING, VERSIONS
from tests.support.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NAME = f"ocpp_codec-{ocpp_codec.__version__}"
SOURCES = {
    path.relative_to(PACKAGE.parent).as_posix()
    for path in PACKAGE.rglob("*")
    if path.suffix not in {".pyc", ".so", ".pyd", ".c"} and path.is_file()
}

# What an installation is asked for, besides the examples: where it lies, and what is installed with it.
LOOK_AROUND = """
import importlib.metadata, ocpp_codec
print(ocpp_codec.__file__)
print(importlib.metadata.version("ocpp-codec"))
print(*sorted(each.name for each in importlib.metadata.distributions()))
"""


def output_of(*command: str | Path, cwd: Path, **variables: str) -> str:
    """What a program prints; AssertionError with all that it has said if it fails."""
    environment = os.environ | variables
    run = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel without the native path and the sdist, built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    build: list[str | Path] = [sys.executable, "-m", "hatchling", "build", "--directory", folder]
    output_of(*build, cwd=ROOT, OCPP_CODEC_PURE="1")
    assert {path.name for path in folder.iterdir()} == {f"{NAME}-py3-none-any.whl", f"{NAME}.tar.gz"}
    return {"wheel": folder / f"{NAME}-py3-none-any.whl", "sdist": folder / f"{NAME}.tar.gz"}


def metadata_of(wheel: Path) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(f"{NAME}.dist-info/METADATA")


def tracked() -> set[str]:
    """The files of the project, new ones included, without what is ignored."""
    listed = output_of("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT).splitlines()
    return {name for name in listed if (ROOT / name).is_file()}


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


LICENSES = {f"licenses/{name}" for name in PROJECT["project"]["license-files"]}
ABOUT = {f"{NAME}.dist-info/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", *LICENSES)}


def test_the_wheel_holds_the_package_and_nothing_else(archives: dict[str, Path]) -> None:
    assert {f"ocpp_codec/{version}/messages.py" for version in VERSIONS} | {"ocpp_codec/py.typed"} <= SOURCES
    assert names_in(archives["wheel"]) == SOURCES | ABOUT


def built(folder: Path, **variables: str) -> Path:
    """The wheel that comes of these variables of the environment."""
    hatchling: list[str | Path] = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    output_of(*hatchling, "--directory", folder, cwd=ROOT, **({"OCPP_CODEC_PURE": "0"} | variables))
    (wheel,) = folder.iterdir()
    return wheel


@pytest.mark.skipif(not native.IN_USE, reason=f"there is no native path: {native.REASON}")
def test_a_wheel_with_the_native_path_is_for_this_python(tmp_path: Path) -> None:
    wheel = built(tmp_path, OCPP_CODEC_NATIVE="1")
    module = f"ocpp_codec/_core/_speed{sysconfig.get_config_var('EXT_SUFFIX')}"
    assert names_in(wheel) == SOURCES | ABOUT | {module}
    assert f"-cp{sys.version_info.major}{sys.version_info.minor}-" in wheel.name


def test_without_a_compiler_the_wheel_is_pure(tmp_path: Path) -> None:
    wheel = built(tmp_path, CC="/there/is/none")
    assert wheel.name.endswith("-py3-none-any.whl")
    assert names_in(wheel) == SOURCES | ABOUT
    with pytest.raises(AssertionError, match="no native path: it cannot be built"):
        built(tmp_path / "other", CC="/there/is/none", OCPP_CODEC_NATIVE="1")


def test_each_licence_of_what_is_contained_is_there(archives: dict[str, Path]) -> None:
    about = message_from_bytes(metadata_of(archives["wheel"]))
    assert about.get_all("License-File") == ["LICENSE", "src/ocpp_codec/report/page/vendor/LICENSE"]
    with zipfile.ZipFile(archives["wheel"]) as archive:
        vendored = archive.read(f"{NAME}.dist-info/licenses/src/ocpp_codec/report/page/vendor/LICENSE").decode()
    assert vendored.startswith("The MIT License")


def test_the_wheel_says_what_it_is(archives: dict[str, Path]) -> None:
    about = message_from_bytes(metadata_of(archives["wheel"]))
    wanted = about.get_all("Requires-Dist") or []
    assert [each for each in wanted if "extra ==" not in each] == PROJECT["project"]["dependencies"]
    assert about.get_all("Provides-Extra") == sorted(PROJECT["project"]["optional-dependencies"])
    assert about["License-Expression"] == "BSD-3-Clause AND MIT"
    assert about["Requires-Python"] == ">=3.11"
    assert about.get_payload(decode=True) == (ROOT / "README.md").read_bytes()


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout: what belongs to the project is not known")
def test_the_sdist_holds_the_project_and_nothing_else(archives: dict[str, Path]) -> None:
    with tarfile.open(archives["sdist"]) as archive:
        names = {name.removeprefix(f"{NAME}/") for name in archive.getnames()}
    assert names == tracked() | {"PKG-INFO"}


@pytest.fixture(scope="module")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the project says that it needs, to be built and to run, downloaded once."""
    folder = tmp_path_factory.mktemp("wheelhouse")
    needed = [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"]]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--dest", str(folder)]
    run = subprocess.run([*pip, *needed], capture_output=True, text=True, check=False)
    if run.returncode != 0 and "REQUIRE_INDEX" not in os.environ:
        pytest.skip(f"no package index to install from: {run.stderr.strip().splitlines()[-1]}")
    assert run.returncode == 0, run.stderr
    return folder


def readme_of(kind: str, archive: Path) -> bytes:
    """The README as it is published."""
    if kind == "wheel":
        page = message_from_bytes(metadata_of(archive)).get_payload(decode=True)
        assert isinstance(page, bytes)
        return page
    with tarfile.open(archive) as opened:
        member = opened.extractfile(f"{NAME}/README.md")
        assert member is not None
        return member.read()


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_an_installation_runs_the_readme(
    kind: str, archives: dict[str, Path], wheelhouse: Path, tmp_path: Path
) -> None:
    """In an empty environment, from another folder; pip builds a wheel from the sdist, as it does for a user."""
    python = tmp_path / "venv" / "bin" / "python"
    output_of(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    pip = [sys.executable, "-m", "pip", "--isolated", "--python", str(python), "install", "--quiet"]
    output_of(*pip, "--no-index", "--find-links", wheelhouse, archives[kind], cwd=tmp_path)

    file, version, *installed = output_of(python, "-I", "-c", LOOK_AROUND, cwd=tmp_path).split()
    assert Path(file).is_relative_to(tmp_path / "venv")
    assert version == ocpp_codec.__version__
    assert installed == ["msgspec", "ocpp-codec"]
    for name in SOURCES:
        assert (Path(file).parent.parent / name).read_bytes() == (PACKAGE.parent / name).read_bytes()

    everything = "\n".join(f"from ocpp_codec.{version} import messages, types" for version in VERSIONS)
    output_of(python, "-I", "-W", "error", "-c", everything + USE_EVERYTHING, cwd=tmp_path)
    page = tmp_path / "README.md"
    page.write_bytes(readme_of(kind, archives[kind]))
    attempted = output_of(python, "-I", examples.__file__, page, cwd=tmp_path)
    assert int(attempted) == examples.run(page) > 0
