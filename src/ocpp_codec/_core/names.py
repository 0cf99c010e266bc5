"""Names in other spellings: those that differ only in case, hyphens or underscores."""

from __future__ import annotations


def folded(name: str) -> str:
    """The name without what spellings differ in: "connectorid" for `connectorID`, `connector_id`, `Connector-Id`."""
    return name.casefold().replace("-", "").replace("_", "")
