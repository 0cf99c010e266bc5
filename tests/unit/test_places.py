"""Places at which a rule is tolerated: what they are, what they cover, and that finding out takes few steps."""

from __future__ import annotations

import fnmatch
import json
from typing import Any

import pytest

from ocpp_codec import Codec, OcppJsonProtocol, Rule, Tolerance
from ocpp_codec._core import places
from ocpp_codec.tolerance import ALL
from tests.support.sample_frames import NOON, call, status

V16 = OcppJsonProtocol.v16

TWO_BY_TWO = call(
    "MeterValues",
    {
        "connectorId": 1,
        "meterValue": [
            {"timestamp": NOON, "sampledValue": [{"value": "1"}, {"value": "2"}]},
            {"timestamp": NOON, "sampledValue": [{"value": "3", "unit": "Hz"}, {"value": "4"}]},
        ],
    },
)

KEYS = {"configurationKey": [{"key": "k" * 51, "readonly": True}]}

# A rule, a frame that breaks it, its action if it is a result; places that let it pass, and places that do not.
PLACES = [
    (
        (Rule.TOO_LONG, status(info="x" * 51), None),
        """
        StatusNotification StatusNotification.Request StatusNotification.req StatusNotification.Request.info
        StatusNotification.req.info StatusNotification/info StatusNotification.Request/info StatusNotification.req/info
        * ** *.Request *.* *.req.info *.Request.info *.*.info Status*.R*.inf* S*/info */info *.Request.** */**
        StatusNotification.Request.* StatusNotification.Request.**.info StatusNotification.Request.**.**.info.**
        StatusNotification/**/info StatusNotification.*.info.**
        """,
        """
        StatusNotification.Request.vendorId StatusNotification.Request.Info StatusNotification.Request.inf
        StatusNotification.Request.info.x StatusNotification/info/0 StatusNotification.Request.*.info
        StatusNotification.Response StatusNotification.Response.info StatusNotification.conf.info
        Authorize Authorize.Request.info *.Response */vendorId S*.Request.**.x *Notif.req
        """,
    ),
    (
        (Rule.UNKNOWN_ENUM_VALUE, TWO_BY_TWO, None),
        """
        MeterValues.Request.meterValue MeterValues.Request.meterValue.sampledValue */**/unit *.*.**.unit
        MeterValues.Request.meterValue.sampledValue.unit MeterValues.Request.meterValue.*.unit MeterValues/meterValue
        MeterValues.req/meterValue/1 MeterValues.req/meterValue/1/sampledValue/0/unit *.*.meterValue.**
        MeterValues/meterValue/*/sampledValue/*/unit MeterValues/meterValue/**/unit
        """,
        """
        MeterValues.Request.unit MeterValues.Request.meterValue.unit MeterValues.Request/meterValue/sampledValue/unit
        MeterValues.req/meterValue/0 MeterValues.req/meterValue/1/sampledValue/1 MeterValues/meterValue/*/unit
        MeterValues.Request.meterValue.1 MeterValues.Request.meterValue.sampledValue.value MeterValues/1
        MeterValues.Request.x.**.unit MeterValues/x/**/unit *.*.x.**.** MeterValues.Request.**.x.**.unit
        """,
    ),
    (
        (Rule.UNKNOWN_FIELD, call("Heartbeat", {"a/b~c.d": {"e": 1}}), None),
        "Heartbeat.Request/a~1b~0c.d Heartbeat/a~1b~0c.d Heartbeat/* *.*.*",
        "Heartbeat.Request/a/b~0c.d Heartbeat/a~1b~0c Heartbeat/a~1b~0c.d/e Heartbeat.Request/a~1b Heartbeat.Request.d",
    ),
    (
        (Rule.TOO_LONG, call("Authorize", {"idTag": "x" * 21}), None),
        "*.Request.idTag *.req.idTag A*.Request.id* Authorize",
        "*.Response.idTag *.Request.id StartTransaction.Request.idTag",
    ),
    (
        (Rule.TOO_LONG, [3, "1", KEYS], "GetConfiguration"),
        """
        GetConfiguration GetConfiguration.Response GetConfiguration.conf.configurationKey.key *.Response */**/key
        GetConfiguration.Response/configurationKey/0/key
        """,
        """
        GetConfiguration.Request GetConfiguration.req.configurationKey.key *.Request
        GetConfiguration.Response/configurationKey/1/key
        """,
    ),
    (
        (Rule.NUMERIC_ID, [2, 17, "Heartbeat", {}], None),
        "Heartbeat Heartbeat.Request Heartbeat/1 *.Request",
        "BootNotification Heartbeat.Response Heartbeat/2",
    ),
    (
        (Rule.NUMERIC_ID, [3, 17, {}], "StatusNotification"),
        "StatusNotification StatusNotification.Response *",
        "Heartbeat StatusNotification.Request",
    ),
    ((Rule.NUMERIC_ID, [4, 17, "GenericError", "", {}], None), "* CALLERR*", "Heartbeat *.Request"),
    (
        (Rule.MISSING_PAYLOAD, [2, "1", "Heartbeat"], None),
        "Heartbeat Heartbeat.Request *",
        "Authorize Heartbeat.Request.x",
    ),
]


@pytest.mark.parametrize(
    ("broken", "place", "passes"),
    [(broken, place, yes == each) for broken, yes, no in PLACES for each in (yes, no) for place in each.split()],
)
def test_a_place_lets_its_rule_pass_there_and_nowhere_else(broken: Any, place: str, passes: bool) -> None:
    rule, frame, action = broken
    codec = Codec(V16, tolerate={Tolerance(rule, place)})
    seen = codec.examine(json.dumps(frame), action)
    assert (seen.message is not None) is passes
    assert {(finding.rule, finding.tolerated) for finding in seen.findings if finding.rule in ALL} == {(rule, passes)}
    # The same place lets no other rule pass.
    other = Codec(V16, tolerate={Tolerance(Rule.BAD_URI, place)})
    assert other.examine(json.dumps(frame), action).message is None


@pytest.mark.parametrize(
    "place",
    ["", ".", "/", ".Request", "/info", "Heartbeat.", "Heartbeat..a", "Heartbeat.Request.", "Heartbeat.Request.a/b"],
)
def test_a_text_that_is_no_place_is_refused(place: str) -> None:
    with pytest.raises(ValueError, match="is not a place"):
        Tolerance(Rule.TOO_LONG, place)


@pytest.mark.parametrize("place", ["Authorize.idTag", "**.idTag", "Authorize.request.idTag"])
def test_a_place_that_cannot_be_is_refused(place: str) -> None:
    with pytest.raises(ValueError, match="is not a place"):
        Tolerance(Rule.TOO_LONG, place)


def test_a_rule_may_be_tolerated_at_several_places() -> None:
    codec = Codec(V16, tolerate={Tolerance(Rule.TOO_LONG, place) for place in ("*.req.info", "*.req.vendorId")})
    good, bad = status(info="x" * 51, vendorId="x" * 256), status(info="x" * 51, vendorErrorCode="x" * 51)
    assert codec.examine(json.dumps(good)).message
    assert [finding.tolerated for finding in codec.examine(json.dumps(bad)).findings] == [True, False]


def test_matching_a_long_place_takes_few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []

    def counted(name: str, pattern: str) -> bool:
        steps.append(name)
        return matches(name, pattern)

    matches = fnmatch.fnmatchcase
    monkeypatch.setattr(places, "fnmatchcase", counted)
    at: Any = None
    for _ in range(200):
        at = (at, "a")
    for names in (".**" * 10 + ".x", ".**.a" * 10 + ".x", ".**.*" * 20 + ".x", ".*" * 300):
        steps.clear()
        assert not Tolerance(Rule.TOO_LONG, "*.*" + names).covers(("Heartbeat", "Request"), at)
        assert len(steps) <= 2 + 200 * names.count(".")
    assert Tolerance(Rule.TOO_LONG, "*.*" + ".**.a" * 10).covers(("Heartbeat", "Request"), at)
    assert not Tolerance(Rule.TOO_LONG, "*.*." + "*a" * 30 + "x").covers(("Heartbeat", "Request"), (None, "a" * 10_000))


@pytest.mark.parametrize("name", ["", "a[0]", "a?", "[a]"])
def test_the_path_of_a_finding_with_an_odd_name_is_a_place(name: str) -> None:
    text = json.dumps(call("Heartbeat", {name: 1}))
    (finding,) = Codec(V16).examine(text).findings
    place = Tolerance(finding.rule, finding.scope + finding.path)
    assert Codec(V16, tolerate={place}).examine(text).message
    assert not Codec(V16, tolerate={place}).examine(json.dumps(call("Heartbeat", {"aa": 1}))).message


def test_the_scope_of_an_error_is_a_place() -> None:
    text = '[4,17,"GenericError","",{}]'
    (finding,) = Codec(V16).examine(text).findings
    place = Tolerance(finding.rule, finding.scope + finding.path)
    assert Codec(V16, tolerate={place}).examine(text).message
