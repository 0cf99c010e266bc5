"""The error for a wrong name of a type. It names the right one, if there is one."""

from __future__ import annotations

from collections.abc import Collection


def explain_missing(module: str, name: str, known: Collection[str]) -> AttributeError:
    """The error to raise. Enumerations are named without the `Type` at the end: RegistrationStatusEnum."""
    ours = name.removesuffix("Type")
    hint = f"; it is named {ours} here" if ours != name and ours in known else ""
    return AttributeError(f"module {module!r} has no attribute {name!r}{hint}", name=name)
