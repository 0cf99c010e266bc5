"""Where the official schemas come from: two published packages, pinned by hash, read and never committed."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tomllib
import zipfile
from dataclasses import dataclass, replace
from functools import cache, reduce
from operator import getitem
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache" / "schemas"
OVERLAYS = ROOT / "codegen" / "overlay"

VERSIONS = ("v16", "v20", "v201", "v21")

# The package `ocpp` ships the schemas of the Open Charge Alliance; 2.0 was dropped from its later releases.
_WHEELS = {
    "2.1.0": "0e452c14c21e2995431334ce1513d5ad8246ecb5c8fb90ed4143e2ecdd9e2845",
    "0.26.0": "b176ca520f77434d2434e84aae77b67ce4b45f4e476524a832d0c7b1281483f5",
}
_RELEASE = {"v16": "2.1.0", "v20": "0.26.0", "v201": "2.1.0", "v21": "2.1.0"}


def fetch(release: str) -> Path:
    """The wheel of a release, downloaded once; RuntimeError if it is not the pinned one."""
    wheel = CACHE / f"ocpp-{release}-py3-none-any.whl"
    if not wheel.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(CACHE)]
        subprocess.run([*pip, f"ocpp=={release}"], check=True)
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != _WHEELS[release]:
        raise RuntimeError(f"{wheel} is not the release that the definitions were generated from; delete it")
    return wheel


@cache
def schemas(version: str) -> dict[str, dict[str, Any]]:
    """The schemas of one version by name: `AuthorizeRequest`, `AuthorizeResponse`, ...; with the overlay's deviations.

    Whoever reads schemas, the generator, the tests or the fuzzing, gets these.
    """
    found = packaged(version)
    for place, deviation in overlay(version).get("deviations", {}).items():
        *above, name = place.split("/")
        owner = reduce(getitem, above, found)
        owner[name] = _amended(owner[name], deviation)
    return found


def _amended(schema: dict[str, Any], deviation: dict[str, Any]) -> dict[str, Any]:
    change = {word: value for word, value in deviation.items() if word not in ("source", "add")}
    if "add" in deviation:
        change["enum"] = schema["enum"] + deviation["add"]
    # The limits of one type mean nothing for another, so a new type stands for the whole schema.
    return change if "type" in change else schema | change


def packaged(version: str) -> dict[str, dict[str, Any]]:
    """The schemas of one version by name, as the package has them."""
    folder = f"ocpp/{version}/schemas/"
    found: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(fetch(_RELEASE[version])) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith(folder) and name.endswith(".json"):
                text = archive.read(name).decode("utf-8-sig")
                # One 2.0 file writes references without the slash, which resolves nowhere.
                text = text.replace('"#definitions/', '"#/definitions/')
                found[_message_name(name.removeprefix(folder))] = json.loads(text)
    return found


def _message_name(file: str) -> str:
    name = file.removesuffix(".json").removesuffix("_v1p0")
    return name if name.endswith(("Request", "Response")) else f"{name}Request"


@cache
def overlay(version: str) -> dict[str, Any]:
    """What the schemas of one version do not say: docs, direction, strings, units, defaults, names, deviations."""
    with (OVERLAYS / f"{version}.toml").open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True)
class Fact:
    """One entry of an overlay: its value alone, or a table that has more to say.

    `inferred`: no source says it, it is concluded from others. `condition`: when an absent field has this default. A
    default without a value is that of the schema.
    """

    value: Any
    source: str | None = None
    inferred: bool = False
    condition: str | None = None


def facts(version: str, section: str) -> dict[str, Fact]:
    """The facts of one section: `units`, `defaults`, `names`, or the kinds of `strings`; by field.

    ValueError for a key that no fact has, and for a default of which nobody knows where it comes from.
    """
    entries = overlay(version).get(section, {})
    if section == "strings":
        return {
            f"{owner}.{field}": replace(fact, value=kind)
            for kind, owners in entries.items()
            for owner, fact in ((owner, fact_of(section, entry)) for owner, entry in owners.items())
            for field in fact.value
        }
    return {field: fact_of(section, entry) for field, entry in entries.items()}


def fact_of(section: str, entry: Any) -> Fact:
    """An entry, checked."""
    said = cast("dict[str, Any]", entry) if isinstance(entry, dict) else {"value": entry}
    fact = Fact(said.get("value"), said.get("source"), said.get("inferred", False), said.get("if"))
    keys = {"value", "source", "inferred", *(("if",) if section == "defaults" else ())}
    if said.keys() - keys or fact.inferred is not ("inferred" in said):
        raise ValueError(f"{section} have no such entry: {entry}")
    if section == "defaults" and not fact.inferred and fact.source is None:
        raise ValueError(f"a default has a source, or is inferred: {entry}")
    if section != "defaults" and fact.value is None:
        raise ValueError(f"{section} have no entry without a value: {entry}")
    return fact


if __name__ == "__main__":
    for pinned in _WHEELS:
        print(fetch(pinned))
