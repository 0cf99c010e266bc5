"""The base of the types of options, which click has made generic in version 8.4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

__all__ = ["Choice", "ParamType"]

if TYPE_CHECKING:
    from click import Choice, ParamType
else:

    class ParamType(click.ParamType):
        """A type of options; `ParamType[T]` is the same class."""

        def __class_getitem__(cls, item: Any) -> Any:
            return cls

    class Choice(click.Choice):
        """One of a few words; `Choice[T]` is the same class."""

        def __class_getitem__(cls, item: Any) -> Any:
            return cls
