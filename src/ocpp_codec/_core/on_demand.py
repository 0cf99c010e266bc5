"""The names of a package that are imported when they are first used."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from types import FunctionType, MappingProxyType
from typing import Any

__all__ = ["names_on_demand"]


def names_on_demand(
    package: str, homes: Mapping[str, str], needs: Mapping[str, str] = MappingProxyType({})
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The functions `__getattr__` and `__dir__` of a package.

    Args:
        package: Its name.
        homes: The module within the package that defines each name; "" for a name that is a module itself.
        needs: Packages that are in no installation by themselves, each with the extra of ours that brings it.
    """
    namespace = vars(sys.modules[package])

    def getattribute(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        try:
            value: Any = import_module(f".{homes[name] or name}", package)
        except ModuleNotFoundError as error:
            extra = needs.get(error.name or "")
            if extra is None:
                raise
            hint = f"{name} needs {error.name}: pip install 'ocpp-codec[{extra}]'"
            raise ImportError(hint, name=error.name) from error
        if homes[name]:
            value = getattr(value, name)
            if isinstance(value, type | FunctionType) and homes[name].startswith("_"):
                value.__module__ = package  # tracebacks and pickles name the module that users import
        namespace[name] = value
        return value

    def directory() -> list[str]:
        return sorted({*homes, *(name for name in namespace if name.startswith("__"))})

    return getattribute, directory
