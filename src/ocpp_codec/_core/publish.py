"""Says of public classes where users import them from."""

from __future__ import annotations

from typing import Any


def publish(module: dict[str, Any]) -> None:
    """Lets each class in `__all__` of a module of `_core` carry the name of the public module of the same name.

    So `repr`, tracebacks and pickles name `ocpp_codec.structure.Call`, which stays where it is. Type hints that are
    text would be looked up in the module that the class names, which may not have been imported: so such a module does
    without `from __future__ import annotations`.

    `module`: the `globals()` of the module.
    """
    public = module["__name__"].replace("._core.", ".")
    for name in module["__all__"]:
        if isinstance(module[name], type) and module[name].__module__ == module["__name__"]:
            module[name].__module__ = public
