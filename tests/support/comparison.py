"""Repaired or refused, never silent: what came against what a message holds, without a look at how the library does it."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from typing import Any

import msgspec

from ocpp_codec import Codec, Examination, OcppJsonProtocol, Rule, Severity
from ocpp_codec._core.escapes import key_text
from ocpp_codec._core.fields import encode_hook
from ocpp_codec.tolerance import ALL, FIELD

NO_LIMITS: dict[str, Any] = {"max_size": 1 << 26, "max_findings": 10_000}
TOLERANT = {protocol: Codec(protocol, tolerate=ALL, **NO_LIMITS) for protocol in OcppJsonProtocol}
FIELDED = {protocol: Codec(protocol, tolerate=FIELD, **NO_LIMITS) for protocol in OcppJsonProtocol}
STRICTLY = {protocol: Codec(protocol, **NO_LIMITS) for protocol in OcppJsonProtocol}


def identical(one: Any, other: Any) -> bool:
    """Equal, and 1 is not 1.0."""
    return one == other and repr(one) == repr(other)


class Doubled(dict[str, Any]):
    """An object in which keys stand more than once."""

    twice: frozenset[str] = frozenset()


def loaded(text: str) -> Any:
    """What a text says, with what is usually hidden."""

    def object_of(pairs: list[tuple[str, Any]]) -> Doubled:
        members = Doubled(pairs)
        members.twice = frozenset(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        return members

    return json.loads(text, object_pairs_hook=object_of)


class Comparison:
    """What came against what a message holds, without a look at how the library does it.

    `differences`: the paths where they are not the same.  `held`: what the message holds at each path, None if nothing.
    """

    def __init__(self) -> None:
        self.differences: set[str] = set()
        self.held: dict[str, Any] = {}

    def frame(self, text: str, message: Any) -> None:
        came = loaded(text)
        if int(came[0]) in (4, 5) and len(came) == 4 and isinstance(came[3], dict):  # the description is missing
            came.insert(3, None)
        held = msgspec.to_builtins(message, builtin_types=(datetime.datetime,), enc_hook=encode_hook)
        names = message.__struct_fields__
        for index, name in enumerate(names, start=1):
            is_there, value = index < len(came), came[index] if index < len(came) else None
            if name == "payload":
                self.value({} if value is None else value, held[index], "")
            elif name == "errorDetails" and not isinstance(value, dict):
                self.differences.add("/4")
                self.held["/4"] = held[index]
                if "details" in held[index]:
                    self.value(value, held[index]["details"], "/4")
            elif name == "errorDetails" and any(isinstance(each, dict | list) for each in came[2:4]):
                kept = {key: part for key, part in held[index].items() if key in came[index]}
                self.held["/4"] = held[index]
                self.value(value, kept, "/4")
            else:
                self.value(value, held[index], f"/{index}")
            if not is_there:
                self.differences.add("" if name == "payload" else f"/{index}")
        if type(came[0]) is not int:
            self.differences.add("/0")
            self.held["/0"] = held[0]
        assert held[0] == int(came[0])
        assert len(came) <= len(held)

    def value(self, came: Any, held: Any, at: str) -> None:
        self.held.setdefault(at, held)
        match came, held:
            case dict(), dict():
                meant = respelled(came, held)
                for key in came | held:
                    path = f"{at}/{key_text(key)}"
                    if isinstance(came, Doubled) and key in came.twice:
                        self.differences.add(path)
                    if key in meant.values():
                        continue
                    if key in meant:
                        self.differences.add(path)
                        self.value(came[key], held[meant[key]], path)
                    elif key in came and key in held:
                        self.value(came[key], held[key], path)
                    else:
                        self.differences.add(path)
                        self.held[path] = held.get(key)
            case list(), list() if len(came) == len(held):
                for index, (item, other) in enumerate(zip(came, held, strict=True)):
                    self.value(item, other, f"{at}/{index}")
            case dict(), [item]:
                self.differences.add(at)
                self.value(came, item, at)
            case _:
                if not same(came, held):
                    self.differences.add(at)


def respelled(came: dict[str, Any], held: dict[str, Any]) -> dict[str, str]:
    """The keys that the message has in another spelling: in case, hyphens or underscores."""
    absent = {letters(key): key for key in held if key not in came}
    found: dict[str, str] = {}
    for key in came:
        if key not in held and letters(key) in absent:
            found[key] = absent.pop(letters(key))
    return found


def letters(name: str) -> str:
    return re.sub("[-_]", "", name).casefold()


RFC_3339 = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})")


def same(came: Any, held: Any) -> bool:
    match came, held:
        case str(), datetime.datetime():
            return bool(RFC_3339.fullmatch(came)) and datetime.datetime.fromisoformat(came) == held
        case int(), float() if type(came) is int:
            return float(came) == held  # where a number belongs that need not be whole
        case _:
            return type(came) is type(held) and came == held


def lies_in(path: str, above: str) -> bool:
    return path == above or path.startswith(f"{above}/")


def assert_never_silent(seen: Examination, text: str) -> None:
    """Every difference between the frame and the message is reported, and every repair is what the finding says."""
    assert (seen.message is None) is (seen.error is not None)
    assert (seen.message is None) is any(finding.severity is Severity.ERROR for finding in seen.findings)
    assert seen.omitted == 0
    if seen.message is None:
        return
    compared = Comparison()
    compared.frame(text, seen.message)
    found = [finding for finding in seen.findings if finding.rule is not Rule.VALID_IN_OTHER_VERSION]
    reported = {finding.path for finding in found}
    assert compared.differences <= reported
    left_out = {finding.path for finding in found if finding.rule is Rule.UNKNOWN_FIELD}
    last = {finding.path: finding for finding in found}
    for number, finding in enumerate(found):
        path, repaired = finding.path, finding.repaired
        if any(path != above and lies_in(path, above) for above in left_out):
            continue
        if last[path] is not finding:  # the next one goes on from there
            following = next(each for each in found[number + 1 :] if each.path == path)
            assert identical(repaired, following.value) or identical(repaired, following.repaired)
            continue
        repaired = msgspec.to_builtins(repaired, builtin_types=(datetime.datetime,))
        held = compared.held[path]
        if finding.rule is Rule.OBJECT_FOR_LIST:
            (repaired,), (held,) = repaired, held
        within = Comparison()
        within.value(repaired, held, path)
        assert within.differences <= reported - {path}, finding


def ours(seen: Examination) -> list[Any]:
    return [finding for finding in seen.findings if finding.rule is not Rule.VALID_IN_OTHER_VERSION]
