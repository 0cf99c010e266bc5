"""A type under the name that the specification gives it: the error says how it is named here."""

from __future__ import annotations

import importlib

import pytest

from tests.support.package import VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_an_enumeration_is_found_by_the_name_of_the_specification(version: str) -> None:
    types = importlib.import_module(f"ocpp_codec.{version}.types")
    named = [name for name in types.__all__ if name.endswith("Enum")]
    assert named
    for name in named:
        with pytest.raises(AttributeError, match=f"it is named {name} here"):
            getattr(types, f"{name}Type")


@pytest.mark.parametrize("name", ["Wibble", "__wrapped__"])
def test_other_names_are_just_not_there(name: str) -> None:
    types = importlib.import_module("ocpp_codec.v201.types")
    with pytest.raises(AttributeError, match=f"has no attribute '{name}'$"):
        getattr(types, name)
    assert not hasattr(types, name)


@pytest.mark.parametrize(
    ("module", "name", "meant"),
    [
        ("v201.types", "IdToken", "IdTokenType"),
        ("v16.types", "RegistrationStatusEnum", "RegistrationStatus"),
        ("v16.messages", "HeartBeat", "Heartbeat"),
        ("v21.messages", "HeartbeatRequest", "Heartbeat"),
    ],
)
def test_a_name_that_is_nearly_right_is_told(module: str, name: str, meant: str) -> None:
    with pytest.raises(AttributeError, match=rf"has no attribute '{name}' \(perhaps {meant}\)$"):
        getattr(importlib.import_module(f"ocpp_codec.{module}"), name)
