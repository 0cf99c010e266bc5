"""One of a few words, in any case. For another one, a near word is suggested."""

from __future__ import annotations

import difflib
from typing import Any

import click

from ._types import Choice

__all__ = ["Word"]


class Word(Choice[str]):
    """One of a few words."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(words, case_sensitive=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        near = difflib.get_close_matches(str(value).lower(), self.choices, n=1)
        if str(value).lower() not in self.choices:
            hint = f" (perhaps {near[0]})" if near else ""
            self.fail(f"{value!r} is none of {', '.join(self.choices)}{hint}", param, ctx)
        return super().convert(value, param, ctx)
