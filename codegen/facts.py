"""Writes the page of the documentation on what no type of a field says: defaults, and what is known by inference."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from . import model, sources
from .tables import HEADER, table

_PAGE = """\
# Defaults and inferences

{header}

What no type says of a field stands in `msgspec.Meta.extra` of its annotation: `unit`, `characters`, `default` and
`default_if`. [The guide](guide.md#messages) shows how to read it.

## What an absent field means

Where a specification gives a default to a field that may be absent, `default` has it, as a value of the type of the
field. `default_if` says when it holds; without it, it always holds. The codec does not use defaults: an absent field is
`None`, and `None` is not written. An absent `unitOfMeasure` means what its fields mean when they are absent.

{defaults}

*schema*: the schema has it as `default`. *description*: the description of the field in the schema has it. *inferred*:
see the next table. Where sources disagree, [the disagreements](disagreements.md#definitions) say so.

## What is known by inference

No source that was at hand says these facts; other sources lead to them. The schemas of 2.0 have no descriptions, and
its Part 2 was not at hand. Its other units and names are those that its errata or 2.0.1 have at the same place.

- *as in 2.0.1*: so in 2.0.1, and not brought there by the errata of 2.0 (v1.1, 2020), which list every change that made
  2.0.1.
- *by its name*: the name of the field, and the fields beside it, say so.

{inferred}
"""

_NAMES = {"v16": "1.6", "v20": "2.0", "v201": "2.0.1", "v21": "2.1"}

# Section of the overlay -> what its facts are about, and why we believe them where they do not say so themselves.
_SECTIONS = {
    "strings": ("kind of string", "as in 2.0.1"),
    "defaults": ("default", "as in 2.0.1"),
    "names": ("name of an enumeration", "neither 2.0.1 nor the errata of 2.0 have it at this place"),
    "units": ("unit", "by its name"),
}


def pages() -> dict[str, str]:
    """File name -> text."""
    return {"facts.md": _PAGE.format(header=HEADER, defaults=_defaults(), inferred=_inferred())}


def _defaults() -> str:
    rows: Mapping[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for version in sources.VERSIONS:
        facts = sources.facts(version, "defaults")
        for record in _records(model.read(version)):
            for field in record.fields:
                if field.default is not None:
                    key = f"{record.name}.{field.wire}"
                    said = "inferred" if (fact := facts.get(key)) and fact.inferred else fact and fact.source
                    rows[key, json.dumps(field.default), field.condition or ""][version] = said or "schema"
    head = ("field", "default", "only if", "versions", "source")
    return table(head, (_row(*key, said) for key, said in sorted(rows.items())))


def _row(field: str, default: str, condition: str, said: Mapping[str, str]) -> Iterator[str]:
    yield f"`{field}`"
    yield f"`{default}`"
    yield condition
    yield ", ".join(_NAMES[version] for version in said)
    by_source = {source: [_NAMES[version] for version in said if said[version] == source] for source in said.values()}
    if len(by_source) == 1:
        yield from by_source
    else:
        yield "; ".join(f"{', '.join(names)}: {source}" for source, names in by_source.items())


def _records(version: model.Version) -> Iterator[model.Record]:
    yield from version.types.values()
    for action in version.actions.values():
        yield from (payload for payload in (action.request, action.response) if payload is not None)


def _inferred() -> str:
    return table(("version", "what", "value", "where", "why"), _inferences())


def _inferences() -> Iterator[tuple[str, ...]]:
    for version in sources.VERSIONS:
        for section, (what, why) in _SECTIONS.items():
            found: Mapping[tuple[Any, str], list[str]] = defaultdict(list)
            for where, fact in sources.facts(version, section).items():
                if fact.inferred:
                    value = fact.value if isinstance(fact.value, str) else json.dumps(fact.value)
                    found[value, fact.source or why].append(f"`{where.replace('/', '.')}`")
            for (value, reason), fields in found.items():
                yield _NAMES[version], what, value, ", ".join(fields), reason
        if sources.overlay(version)["error_codes"].get("inferred"):
            yield _NAMES[version], "error codes", "all", "`ErrorCodeEnum`", "as in 2.0.1"
