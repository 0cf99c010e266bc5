"""Findings are collected in the order of the document, missing fields last; they are counted and limited, and the first
error is never lost.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from ocpp_codec import Codec, Finding, OcppJsonProtocol, Rule, Tolerance
from ocpp_codec._core import report
from ocpp_codec._core.jsonvalues import is_json
from ocpp_codec._core.places import PlacePattern
from ocpp_codec.tolerance import FIELD
from tests.support.judging import CODEC, error_of
from tests.support.sample_frames import NOON, call

V16 = OcppJsonProtocol.v16


def test_findings_are_limited_and_counted() -> None:
    fields = ",".join(f'"f{number}":1' for number in range(500))
    frame = f'[2,"id","Heartbeat",{{{fields}}}]'
    examination = CODEC.examine(frame)
    assert (len(examination.findings), examination.omitted) == (100, 400)
    assert examination.findings[0].path == "/f0"
    assert str(examination.error).endswith("\nand 400 more")
    few = Codec("ocpp2.0.1", max_findings=3).examine(frame)
    assert (len(few.findings), few.omitted) == (3, 497)


def test_the_first_error_is_never_lost_behind_advice() -> None:
    twice = ",".join('"a%d":1,"a%d":2' % (number, number) for number in range(300))
    frame = f'[2,"id","DataTransfer",{{"data":{{{twice}}},"x":1}}]'
    examination = CODEC.examine(frame)
    assert len(examination.findings) == 100
    assert error_of(examination).ocpp_error.code == "ProtocolError"
    assert examination.findings[-1].rule is Rule.UNKNOWN_FIELD
    missing = CODEC.examine(f'[2,"id","DataTransfer",{{"data":{{{twice}}}}}]')
    assert missing.findings[-1].rule is Rule.MISSING_FIELD
    assert error_of(missing).ocpp_error.code == "OccurrenceConstraintViolation"


def test_the_first_of_several_missing_fields_is_what_the_error_says() -> None:
    seen = Codec(V16).examine(json.dumps(call("StatusNotification", {})))
    assert [finding.path for finding in seen.findings] == ["/connectorId", "/errorCode", "/status"]
    assert error_of(seen).ocpp_error.msg == str(seen.findings[0])


def test_a_field_missing_far_within_is_said_last() -> None:
    """And what is said first decides the error code."""
    values = [{}, {"value": 5}]
    frame = call("MeterValues", {"connectorId": 1, "meterValue": [{"timestamp": NOON, "sampledValue": values}]})
    seen = Codec(V16).examine(json.dumps(frame))
    assert [(finding.path, finding.rule) for finding in seen.findings] == [
        ("/meterValue/0/sampledValue/1/value", Rule.STRING_AS_NUMBER),
        ("/meterValue/0/sampledValue/0/value", Rule.MISSING_FIELD),
    ]
    assert error_of(seen).ocpp_error.code == "TypeConstraintViolation"


def test_however_much_is_repaired_is_reported() -> None:
    values = [{"value": number} for number in range(250)]
    payload = {"connectorId": 1, "meterValue": [{"timestamp": "2026-05-17T09:41:33Z", "sampledValue": values}]}
    heard: list[Finding] = []
    codec = Codec(V16, tolerate=FIELD, on_finding=heard.append)
    frame = json.dumps([2, "1", "MeterValues", payload])
    assert codec.decode(frame) == codec.examine(frame).message
    assert len(heard) == len(codec.examine(frame).findings) == 250
    assert codec.examine(frame).omitted == 0


@pytest.mark.parametrize(
    ("frame", "rule"),
    [
        (
            '[2,"1","NotifyEvent",{"generatedAt":"2026-01-01T00:00:00Z","seqNo":0,"eventData":[%s]}]'
            % ",".join(["{}"] * 3000),
            Rule.MISSING_FIELD,
        ),
        ('[2,"1","Heartbeat",{%s}]' % ",".join(f'"{number}":0' for number in range(3000)), Rule.UNKNOWN_FIELD),
    ],
)
def test_a_frame_full_of_errors_is_not_compared_with_places_again_and_again(
    frame: str, rule: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[Any] = []
    original = PlacePattern.covers_keys

    def counted(pattern: PlacePattern, keys: Any) -> bool:
        compared.append(keys)
        return original(pattern, keys)

    monkeypatch.setattr(PlacePattern, "covers_keys", counted)
    places = {
        Tolerance(rule, f"{action}.Request.**.x{number}")
        for action in ("NotifyEvent", "Heartbeat")
        for number in range(5)
    }
    seen, strict = (Codec("ocpp2.0.1", tolerate=tolerate).examine(frame) for tolerate in (places, ()))
    assert (seen.findings, seen.omitted) == (strict.findings, strict.omitted)
    assert seen.omitted > 2500
    assert len(compared) <= 5 * 101


def test_the_values_of_findings_in_a_text_are_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of a hundred repeated keys has all that is below it for its value."""
    looked: list[Any] = []

    def noted(value: Any, depth: int) -> bool:
        looked.append(value)
        return is_json(value, depth)

    monkeypatch.setattr(report, "is_json", noted)
    frame = '[2,"1","Nope",%s]' % ('{"a":0,"a":' * 100 + "[0]" + "}" * 100)
    assert len(CODEC.examine(frame).findings) == 100
    assert looked == []
