"""What stations do wrong."""

from __future__ import annotations

import random
import re
from typing import NamedTuple

# Defects that can be repaired.

_ENUM = re.compile(r'"(?:status|errorCode|connectorStatus|context|eventType|chargingState|reason)":"([A-Za-z.]+)"')
_INTEGER = re.compile(r'("(?:connectorId|evseId|seqNo|transactionId|meterStart|meterStop)":)(\d+)')
_TEXT_VALUE = re.compile(r'("value":)"([\d.]+)"')


def _other_case(frame: str) -> str:
    return _ENUM.sub(lambda found: found[0].replace(found[1], found[1].lower()), frame, count=1)


def _number_as_text(frame: str) -> str:
    return _INTEGER.sub(r'\1"\2"', frame, count=1)


def _text_as_number(frame: str) -> str:
    return _TEXT_VALUE.sub(r"\1\2", frame, count=1)


def _unknown_field(frame: str) -> str:
    return frame[:-2] + ("" if frame.endswith("{}]") else ",") + '"vendorInfo":"x17"}]'


_REPAIRABLE = (_other_case, _number_as_text, _text_as_number, _unknown_field)


def repairable(frame: str, chance: random.Random) -> str:
    """A request with a defect that can be repaired."""
    ways = chance.sample(_REPAIRABLE, len(_REPAIRABLE))
    return next(spoilt for way in ways if (spoilt := way(frame)) != frame)


class _Refused(NamedTuple):
    """A defect that nobody can repair, and the code of the error that answers it: "none" if nothing does."""

    pattern: re.Pattern[str]
    replacement: str
    code: str
    code_16: str


_REFUSED = (
    _Refused(
        re.compile(r'"(?:seqNo|connectorId|evseId)":\d+,(?="(?:tr|me))'),
        "",
        "OccurrenceConstraintViolation",
        "OccurenceConstraintViolation",
    ),
    _Refused(
        re.compile(r'("(?:seqNo|connectorId|evseId)":)\d+'),
        r"\1[]",
        "TypeConstraintViolation",
        "TypeConstraintViolation",
    ),
    _Refused(re.compile(r'^(\[2,"[^"]+","[A-Za-z]+)"'), r'\1s"', "NotImplemented", "NotImplemented"),
    _Refused(re.compile(r"..\]$"), "", "none", "none"),
)


def refusable(frame: str, chance: random.Random, *, is_16: bool) -> tuple[str, str]:
    """A request with a defect that refuses it, and the code of the error that answers it ("none" if nothing does)."""
    way = chance.choice([way for way in _REFUSED if way.pattern.search(frame)])
    return way.pattern.sub(way.replacement, frame, count=1), way.code_16 if is_16 else way.code
