"""Payloads in little space, for people."""

from __future__ import annotations

import json
import re
from typing import Any

from .._core.jsonvalues import as_list, as_object

__all__ = ["compact"]

# A text that cannot be taken for anything else if it stands without quotes.
_WORD = re.compile(r"(?!(?:true|false|null)\Z)[^\W\d][\w.:/@+-]*|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9:]+)")


def compact(value: Any) -> str:
    """A JSON value without the quotes that nobody needs: {status: Available, connectorId: 1}."""
    if (members := as_object(value)) is not None:
        return f"{{{', '.join(f'{_text(key)}: {compact(item)}' for key, item in members.items())}}}"
    if (items := as_list(value)) is not None:
        return f"[{', '.join(map(compact, items))}]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(text: str) -> str:
    return text if _WORD.fullmatch(text) else json.dumps(text, ensure_ascii=False)
