"""Puts the file together: the template with its parts, one style, one script, and a policy that allows no more."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from string import Template

from .. import __version__

__all__ = ["page"]

_STYLES = ("vendor/uPlot.min.css", "style.css", "charging.css")
#: Each module stands behind those that it imports.
_MODULES = (
    "packed.js",
    "text.js",
    "address.js",
    "filters.js",
    "meaning.js",
    "rows.js",
    "sequence.js",
    "message.js",
    "charts.js",
    "main.js",
)
_CHARTS = "vendor/uPlot.iife.min.js"

_IMPORT = re.compile(r"^import \{[^}]*\} from \"\./[a-z]+\.js\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=async |class |const |function)", re.MULTILINE)


def page(parts: Mapping[str, str]) -> str:
    """The whole file. `parts`: HTML for each name in template.html, except the style, the script and their hashes."""
    script, style = _script(), _style()
    shared = {"script": script, "style": style, "script_hash": _hash(script), "style_hash": _hash(style)}
    return Template(_read("template.html")).substitute(parts, **shared, version=__version__)


@cache
def _script() -> str:
    """One script: the charting library, then all modules in one scope. What they import stands before them."""
    modules = "".join(_EXPORT.sub("", _IMPORT.sub("", _read(name))) for name in _MODULES)
    return _inlined(f'{_read(_CHARTS)}\n(() => {{\n"use strict";\n{modules}}})();\n')


@cache
def _style() -> str:
    return _inlined("".join(map(_read, _STYLES)))


def _inlined(text: str) -> str:
    """The text, if HTML takes all of it as the content of its element."""
    if "</" in text and re.search(r"</(?:script|style)|<!--", text, re.IGNORECASE):
        raise AssertionError("a script or style of the page would end too early")
    return text


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _read(name: str) -> str:
    return (resources.files("ocpp_codec.report") / "page" / name).read_text("utf-8")
