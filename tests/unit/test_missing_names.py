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


@pytest.mark.parametrize("name", ["RegistrationStatusEnumTypeType", "IdToken", "__wrapped__", "Type"])
def test_other_names_are_just_not_there(name: str) -> None:
    types = importlib.import_module("ocpp_codec.v201.types")
    with pytest.raises(AttributeError, match=f"has no attribute '{name}'$"):
        getattr(types, name)
    assert not hasattr(types, name)
