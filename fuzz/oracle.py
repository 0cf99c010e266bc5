"""The target `schemas`: our verdict on a payload is that of the official schemas, read by somebody else.

The schemas have the overlays' deviations. Where the two disagree on purpose (docs/disagreements.md), `_LET_IN` and
`_KEPT_OUT` say at which error, and on what condition; anything else is a finding.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from codegen import sources
from ocpp_codec import Codec, Examination, Finding, OcppJsonProtocol, Rule, Severity
from ocpp_codec.compat import get_implemented_messages
from tests.support import formats

_CODECS = {protocol: Codec(protocol, max_findings=10_000) for protocol in OcppJsonProtocol}
_SURROGATE = re.compile("[\ud800-\udfff]")
_MAX_DEPTH = 64
_MAX_DIGITS = 4300


class Refusal(NamedTuple):
    """What a schema refuses: where, by which keyword, and the value that stands there."""

    place: str
    keyword: str
    value: Any


def schemas(data: bytes) -> None:
    """Every version that knows the action is asked."""
    try:
        frame = json.loads(data, parse_int=_integer)
    except (ValueError, RecursionError):
        return
    match frame:
        case [3, str() as name, payload]:
            role = "Response"
        case [2 | 6, str(), str() as name, payload]:
            role = "Request"
        case _:
            return
    for protocol in OcppJsonProtocol:
        if name in get_implemented_messages(protocol):
            seen = _CODECS[protocol].examine(data, name)
            if _is_about_payload(seen):
                _compare(seen, protocol, f"{name}{role}", {} if payload is None else payload)


def _integer(digits: str) -> float:
    return int(digits) if len(digits.lstrip("-")) <= _MAX_DIGITS else math.inf


def _is_about_payload(seen: Examination) -> bool:
    """Whether the envelope is sound, and everything that was found is known."""
    about_envelope = {"the frame ", "message id ", "action ", "the first element "}
    errors = [finding for finding in seen.findings if finding.severity is Severity.ERROR]
    return not seen.omitted and not any(finding.message.startswith(tuple(about_envelope)) for finding in errors)


def _compare(seen: Examination, protocol: OcppJsonProtocol, message: str, payload: Any) -> None:
    ours = [finding for finding in seen.findings if finding.severity is Severity.ERROR]
    theirs = list(_refusals(protocol.name, message, payload))
    unexplained: list[Any] = []
    if seen.message is not None:
        unexplained = [each for each in theirs if not _is_let_in(each, seen.findings)]
    elif not theirs:
        unexplained = [each for each in ours if not _is_kept_out(each)]
    assert not unexplained, unexplained


# What the schemas say ----------------------------------------------------------------------------------------------


@cache
def _validator(version: str, message: str) -> Any:
    """A draft is as good as another here, but for 1.0, which is an integer in all versions but draft 4."""
    import jsonschema_rs  # noqa: PLC0415 (an oracle that need not be there)

    schema = sources.schemas(version)[message]
    return jsonschema_rs.Draft6Validator(
        schema,
        validate_formats=True,
        formats={"date-time": formats.is_date_time, "uri": formats.is_uri},
        keywords={"multipleOf": _DecimalMultiple},
    )


def _refusals(version: str, message: str, payload: Any) -> Iterator[Refusal]:
    for error in _validator(version, message).iter_errors(_without_surrogates(payload)):
        value = payload
        for key in error.instance_path:
            value = value[key] if isinstance(value, list) else value.get(key)
        place = "".join(f"/{key}" for key in error.instance_path)
        yield Refusal(place, error.kind.name, value)


def _without_surrogates(value: Any) -> Any:
    """Half a surrogate is one character to us, but the oracle wants UTF-8: another one takes its place."""
    match value:
        case str():
            return _SURROGATE.sub("\ufffd", value)
        case list():
            return [_without_surrogates(item) for item in value]
        case dict():
            return {_SURROGATE.sub("\ufffd", key): _without_surrogates(item) for key, item in value.items()}
        case _:
            return value


class _DecimalMultiple:
    """`multipleOf` by the digits as they are written: no binary float is a multiple of 0.1."""

    def __init__(self, _: Any, factor: float, *__: Any) -> None:
        self.factor = Decimal(str(factor))

    def validate(self, number: Any) -> None:
        """ValueError for what is none."""
        is_number = isinstance(number, int | float) and not isinstance(number, bool)
        if is_number and math.isfinite(number) and Decimal(repr(number)).normalize() % self.factor:
            raise ValueError(number)


# Where we disagree -------------------------------------------------------------------------------------------------


def _is_let_in(refusal: Refusal, findings: tuple[Finding, ...]) -> bool:
    """Whether we accept on purpose what a schema refuses."""
    is_meant = _LET_IN.get(refusal.keyword)
    rules = {finding.rule for finding in findings if finding.path == refusal.place}
    return is_meant is not None and is_meant(refusal, rules)


def _is_iso_8601(refusal: Refusal, rules: set[Rule]) -> bool:
    """The forms of ISO 8601 that RFC 3339 does not have are read, and said to be what they are."""
    return re.match("[0-9]{4}", refusal.value) is not None and any(rule.startswith("datetime_") for rule in rules)


def _is_relative_uri(refusal: Refusal, _: set[Rule]) -> bool:
    """The specification's type is anyURI, which may be relative: no colon before the first slash then."""
    return re.fullmatch(rf"(?![^/?#]*:){formats.URI_CHARACTERS}+", refusal.value) is not None


_LET_IN: Mapping[str, Callable[[Refusal, set[Rule]], bool]] = MappingProxyType(
    {
        "format": lambda refusal, rules: _is_iso_8601(refusal, rules) or _is_relative_uri(refusal, rules),
    }
)


def _is_kept_out(finding: Finding) -> bool:
    """Whether we refuse on purpose what the schemas accept."""
    is_meant = _KEPT_OUT.get(finding.rule)
    return is_meant is not None and is_meant(finding)


def _is_no_number(finding: Finding) -> bool:
    """NaN, infinity, and what is beyond any double, or has more digits than readers take."""
    return _holds_no_number(finding.value)


def _holds_no_number(value: Any) -> bool:
    match value:
        case list():
            return any(map(_holds_no_number, value))
        case dict():
            return any(map(_holds_no_number, value.values()))
        case float():
            return not math.isfinite(value)
        case _:
            return isinstance(value, int) and abs(value) > sys.float_info.max


def _is_deep(finding: Finding) -> bool:
    """Values of any shape may be nested, but not without end."""
    return finding.path.count("/") > _MAX_DEPTH or isinstance(finding.value, list | dict)


_KEPT_OUT: Mapping[Rule, Callable[[Finding], bool]] = MappingProxyType(
    {
        Rule.NOT_FINITE: _is_no_number,
        Rule.VALUE_TOO_DEEP: _is_deep,
    }
)
