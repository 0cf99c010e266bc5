"""The error for a wrong name of a message or type. It names the right one, if there is one."""

from __future__ import annotations

from collections.abc import Collection


def explain_missing(module: str, name: str, known: Collection[str]) -> AttributeError:
    """The error to raise. Enumerations are named without the `Type` at the end: RegistrationStatusEnum."""
    import difflib  # noqa: PLC0415 (it takes long to import, and only a mistake needs it)

    ours = name.removesuffix("Type")
    near = [] if ours in known else difflib.get_close_matches(name, known, n=1)
    hint = f"; it is named {ours} here" if ours in known else f" (perhaps {near[0]})" if near else ""
    return AttributeError(f"module {module!r} has no attribute {name!r}{hint}", name=name)
