"""Gives public classes and functions the name of the module that users import."""

from __future__ import annotations

from types import FunctionType
from typing import Any


def publish(module: dict[str, Any]) -> None:
    """Gives each class and function in `__all__` of a module of `_core` the name of the public module of the same name.

    `repr`, tracebacks and pickles then say `ocpp_codec.structure.Call`. Such a module must not use
    `from __future__ import annotations`: its hints would be looked up in the public module, which may not have been
    imported yet.

    `module`: the `globals()` of the module.
    """
    public = module["__name__"].replace("._core.", ".")
    for name in module["__all__"]:
        if isinstance(module[name], type | FunctionType) and module[name].__module__ == module["__name__"]:
            module[name].__module__ = public
