from __future__ import annotations

import sys
from types import ModuleType

import pytest

from ocpp_codec._core.on_demand import names_on_demand


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A package with two modules: one that defines `thing`, and one that needs what nobody has installed."""
    package, home = ModuleType("made"), ModuleType("made._home")
    package.__path__ = []
    home.thing = type("thing", (), {"__module__": "made._home"})  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "made", package)
    monkeypatch.setitem(sys.modules, "made._home", home)
    return package


def test_a_name_is_imported_once_and_says_where_it_is_imported_from(package: ModuleType) -> None:
    get, _ = names_on_demand("made", {"thing": "_home"})
    assert "thing" not in vars(package)
    thing = get("thing")
    assert vars(package)["thing"] is thing
    assert thing.__module__ == "made"


def test_a_module_is_a_name_too(package: ModuleType) -> None:
    get, _ = names_on_demand("made", {"_home": ""})
    assert get("_home") is sys.modules["made._home"]


def test_all_names_are_listed(package: ModuleType) -> None:
    _, directory = names_on_demand("made", {"thing": "_home"})
    assert {"thing", "__name__"} <= set(directory())


def test_a_wrong_name_is_told(package: ModuleType) -> None:
    get, _ = names_on_demand("made", {"thing": "_home"})
    with pytest.raises(AttributeError, match="module 'made' has no attribute 'think'"):
        get("think")


def test_what_is_missing_is_told_with_the_extra_that_brings_it(package: ModuleType) -> None:
    get, _ = names_on_demand("made", {"other": "_missing"}, {"made._missing": "extra"})
    with pytest.raises(ImportError, match=r"other needs made\._missing: pip install 'ocpp-codec\[extra\]'"):
        get("other")
    get, _ = names_on_demand("made", {"other": "_missing"})
    with pytest.raises(ModuleNotFoundError, match=r"made\._missing"):
        get("other")
