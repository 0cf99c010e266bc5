"""Every rule, one by one: a frame that shows it refused, tolerated and reported, and what the message then holds."""

from __future__ import annotations

import datetime
import json
from typing import Any

import msgspec
import pytest

from ocpp_codec import Codec, Finding, OCPPException, Rule, Severity, Tolerance
from ocpp_codec.rules import RULES
from ocpp_codec.structure import ReceivedId
from ocpp_codec.tolerance import ALL
from tests.support.broken_rules import CONVERSATION, ELSEWHERE, SHOWN, STILL_SAID, Shown, findings_of
from tests.support.comparison import identical
from tests.support.sample_frames import UNSAID

every_one = pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: f"{shown.rule}-{shown.protocol.name}")
TOLERABLE = [each for each in SHOWN if each.rule in ALL]
every_tolerable = pytest.mark.parametrize("shown", TOLERABLE, ids=lambda shown: f"{shown.rule}-{shown.protocol.name}")

# A codec cannot blame the other side for this.
RAISED: dict[Rule, type[Exception]] = {Rule.NOT_TEXT: TypeError}


def one(found: list[Any], shown: Shown) -> Any:
    """The finding of that rule; there is no other but those that are named."""
    (finding,) = (each for each in found if each.rule is shown.rule)
    assert [each.rule for each in found if each is not finding] == list(shown.also)
    assert finding.path == shown.path
    if shown.found is not UNSAID:
        assert finding.value == shown.found or (shown.found is None and shown.rule is Rule.NOT_FINITE)
    elif shown.path:
        assert identical(finding.value, standing_at(shown))
    return finding


def standing_at(shown: Shown) -> Any:
    """What stands in the frame at the path: of the envelope if it begins with a number, or else of the payload."""
    frame = json.loads(shown.text)
    keys = shown.path.split("/")[1:]
    value = frame if keys[0].isdigit() else frame[-1]
    for key in keys:
        value = value[int(key) if isinstance(value, list) else key]
    return value


def plain(value: Any) -> Any:
    """What a message holds as plain data; a date-time in UTC."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC)
    return str.__str__(value) if isinstance(value, ReceivedId) else msgspec.to_builtins(value)


def holds(message: Any, at: str) -> Any:
    """What a message holds at a place such as "payload.meterValue.0.timestamp"; None for a field that is none."""
    value = message
    for key in at.split("."):
        if isinstance(value, dict):
            value = value[key]
        else:
            value = value[int(key)] if key.isdigit() else getattr(value, key, None)
    return value


def test_every_rule_is_shown() -> None:
    assert {shown.rule for shown in SHOWN} | CONVERSATION | ELSEWHERE == set(Rule)
    assert not {shown.rule for shown in SHOWN} & (CONVERSATION | ELSEWHERE)


DOUBTFUL = "missing_field null_for_required fraction_for_integer"


def test_every_rule_is_described() -> None:
    assert RULES.keys() == set(Rule)
    for rule, about in RULES.items():
        assert about.problem
        assert (about.repair is not None) is (rule in ALL)
        assert about.repair is None or about.repair.strip()
        assert about.loses is None or about.repair
        assert about.guesses is (rule in DOUBTFUL.split())
        assert not (about.problem + (about.repair or "")).endswith(".")


@every_one
def test_a_strict_codec_refuses_it_or_gives_advice(shown: Shown) -> None:
    codec = Codec(shown.protocol)
    finding = one(findings_of(codec, shown), shown)
    if shown.is_advice:
        assert finding.severity is Severity.ADVICE
        seen = codec.examine(shown.text, shown.action)
        assert codec.decode(shown.text, shown.action) == seen.message
        assert_repaired(finding, seen.message, shown)
        return
    assert finding.severity is Severity.ERROR
    assert not finding.tolerated
    assert finding.repaired is None
    with pytest.raises(RAISED.get(shown.rule, OCPPException)) as caught:
        codec.decode(shown.text, shown.action)
    if isinstance(caught.value, OCPPException):
        assert shown.rule in {each.rule for each in caught.value.findings}


@every_tolerable
def test_a_tolerant_codec_repairs_and_reports_it(shown: Shown) -> None:
    said: list[Finding] = []
    codec = Codec(shown.protocol, tolerate={shown.rule, *shown.also, *shown.needs}, on_finding=said.append)
    found = findings_of(codec, shown)
    finding = one(found, shown)
    assert finding.tolerated
    assert finding.severity is (Severity.ADVICE if shown.is_advice else Severity.TOLERATED)
    message = codec.examine(shown.text, shown.action).message
    assert_repaired(finding, message, shown)
    for text in (shown.text, shown.text.encode()):
        decoded = codec.decode(text, shown.action)
        assert identical(decoded, message)
        if not shown.is_advice:  # the fast path may pass by mere advice
            assert said == found
        said.clear()


def assert_repaired(finding: Any, message: Any, shown: Shown) -> None:
    """The message holds what the table says, and so says the finding."""
    if not shown.at:
        return
    held = plain(holds(message, shown.at))
    assert identical(held, shown.held)
    if shown.rule in (Rule.STRAY_COMMA, Rule.CONTROL_CHARACTER, Rule.UNKNOWN_ESCAPE):
        return  # which are about the text; the finding shows a part of it
    repaired = shown.held if shown.repaired is UNSAID else shown.repaired
    assert identical(plain(finding.repaired), repaired)


@every_tolerable
def test_only_the_rule_itself_lets_it_pass(shown: Shown) -> None:
    if not shown.is_advice:
        codec = Codec(shown.protocol, tolerate=ALL - {shown.rule})
        finding = one(findings_of(codec, shown), shown)
        assert finding.severity is Severity.ERROR


@every_tolerable
def test_advice_that_is_enforced_refuses(shown: Shown) -> None:
    if not shown.is_advice:
        return
    codec = Codec(shown.protocol, enforce={shown.rule}, tolerate=ALL - {shown.rule})
    finding = one(findings_of(codec, shown), shown)
    assert finding.severity is Severity.ERROR
    assert finding.repaired is None
    with pytest.raises(OCPPException) as caught:
        codec.decode(shown.text, shown.action)
    assert caught.value.findings[0].rule is shown.rule or shown.also


@every_one
def test_what_has_no_repair_is_never_tolerated(shown: Shown) -> None:
    if shown.rule in ALL:
        return
    for place in (shown.rule, shown.rule.value):
        with pytest.raises(ValueError, match=shown.rule):
            Codec(shown.protocol, tolerate={place})
    with pytest.raises(ValueError, match=shown.rule):
        Tolerance(shown.rule, "Heartbeat")
    finding = next(each for each in findings_of(Codec(shown.protocol, tolerate=ALL), shown) if each.rule is shown.rule)
    assert finding.severity is Severity.ERROR


@every_tolerable
def test_sending_is_never_tolerant(shown: Shown) -> None:
    strict, tolerant = (Codec(shown.protocol, tolerate=tolerate) for tolerate in ((), ALL))
    message = tolerant.decode(shown.text, shown.action)
    for codec in (strict, tolerant):
        if shown.sent and Rule.MISSING_FIELD not in shown.also:
            again = codec.examine(codec.encode(message), shown.action)
            assert {finding.rule for finding in again.findings} <= STILL_SAID
        else:
            with pytest.raises(OCPPException) as refused:
                codec.encode(message)
            assert refused.value.findings
            assert refused.value.reply is None
