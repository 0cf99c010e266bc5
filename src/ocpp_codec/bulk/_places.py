"""Which connector and which transaction a payload is about, for all payloads of a class at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from .._core.record import Payload

__all__ = ["Places", "places_of"]

_Get: TypeAlias = "Callable[[list[Any]], list[Any]]"


class Places(NamedTuple):
    """How the payloads of a class tell what they are about; None if they never do."""

    evse: _Get | None
    connector: _Get | None
    transaction: _Get | None


@cache
def places_of(definition: type[Payload]) -> Places:
    """Where the payloads of a class say what they are about."""
    fields = set(definition.__struct_fields__)
    has_evse = "evse" in fields and "list" not in str(definition.__annotations__.get("evse"))
    evse = _part("evse", "id") if has_evse else _field("evseId", fields)
    connector = _field("connectorId", fields) or (_part("evse", "connectorId") if has_evse else None)
    transaction = _text("transactionId") if "transactionId" in fields else None
    if "transactionInfo" in fields:
        transaction = _part("transactionInfo", "transactionId")
    elif {"transactionData", "seqNo"} <= fields:  # so named in OCPP 2.0
        transaction = _part("transactionData", "id")
    return Places(evse, connector, transaction)


def _field(name: str, fields: set[str]) -> _Get | None:
    if name not in fields:
        return None
    get = attrgetter(name)
    return lambda payloads: list(map(get, payloads))


def _text(name: str) -> _Get:
    get = attrgetter(name)
    return lambda payloads: [None if value is None else str(value) for value in map(get, payloads)]


def _part(name: str, field: str) -> _Get:
    part, get = attrgetter(name), attrgetter(field)
    return lambda payloads: [None if value is None else get(value) for value in map(part, payloads)]
