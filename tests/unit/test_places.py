"""Places at which a rule is tolerated: what they are, what they cover, and that finding out takes few steps."""

from __future__ import annotations

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

    def counted(name: str, part: Any) -> bool:
        steps.append(name)
        return matches(name, part)

    matches = places._matches
    monkeypatch.setattr(places, "_matches", counted)
    at: Any = None
    for _ in range(200):
        at = (at, "a")
    for names in (".**" * 10 + ".x", ".**.a" * 10 + ".x", ".**.*" * 20 + ".x", ".*" * 300):
        steps.clear()
        places.pattern_of.cache_clear()
        assert not Tolerance(Rule.TOO_LONG, "*.*" + names).covers(("Heartbeat", "Request"), at)
        assert len(steps) <= 2 + 200 * names.count(".")
    assert Tolerance(Rule.TOO_LONG, "*.*" + ".**.a" * 10).covers(("Heartbeat", "Request"), at)
    assert not Tolerance(Rule.TOO_LONG, "*.*." + "*a" * 30 + "x").covers(("Heartbeat", "Request"), (None, "a" * 10_000))


ODD_NAMES = [
    "",
    "a[0]",
    "a?",
    "[a]",
    "*",
    "**",
    "a*",
    "a.b",
    "a/b",
    "a~b",
    "~1",
    "\\",
    "\\n",
    "\n",
    "\x1b[2J",
    "\u202e",
    "\U000e0041",
]


@pytest.mark.parametrize("name", [*ODD_NAMES, "k" * 255, "k" * 256, "k" * 10_000, "\u202e" * 300, "*" * 256, "\ud800"])
def test_the_path_of_a_finding_with_an_odd_name_is_that_place_alone(name: str) -> None:
    text = json.dumps(call("Heartbeat", {name: 1}))
    (finding,) = [each for each in Codec(V16).examine(text).findings if each.rule is Rule.UNKNOWN_FIELD]
    assert finding.path.isprintable()
    assert len(finding.path) < 3000
    place = Tolerance(finding.rule, finding.scope + finding.path)
    assert Codec(V16, tolerate={place}).examine(text).message
    others = {"aa", "a", "b", "aab", f"{name}x", f"{name[:-1]}x", *ODD_NAMES, "k" * 254, "k" * 257}
    for other in others - {name}:
        assert not Codec(V16, tolerate={place}).examine(json.dumps(call("Heartbeat", {other: 1}))).message, other


@pytest.mark.parametrize(
    "action", ["A.B", "*", "**", "A/B", "A\\", "He\x1b[2J\nartbeat", "x" * 300, "A.Request", "", "\u202e"]
)
def test_the_scope_of_an_unknown_action_is_a_place(action: str) -> None:
    """It can be printed, and it is the place of that action alone."""
    finding = Codec(V16).examine(json.dumps([2, 9, action, {}])).findings[0]
    assert finding.rule is Rule.NUMERIC_ID
    assert finding.scope.isprintable()
    if action:  # without a name there is no place
        place = Tolerance(finding.rule, finding.scope + finding.path)
        assert place.covers(finding._scope, (None, 1))
        for other in ("A", "B", "Heartbeat", f"{action[:20]}y"):
            assert not place.covers((other, "Request"), (None, 1))


def test_a_backslash_takes_the_meaning_of_a_character() -> None:
    for place, names in (
        (r"Heartbeat.Request.a\.b", ["a.b"]),
        (r"Heartbeat.Request.\*", ["*"]),
        (r"Heartbeat/\**", ["*", "*a"]),
        (r"Heartbeat/a\/b", ["a/b"]),
        (r"\*.Request", []),
    ):
        codec = Codec("ocpp1.6", tolerate={Tolerance(Rule.UNKNOWN_FIELD, place)})
        for name in ("a.b", "*", "*a", "a/b", "a", "b"):
            passes = codec.examine(json.dumps(call("Heartbeat", {name: 1}))).message is not None
            assert passes is (name in names), (place, name)


def test_the_scope_of_an_error_is_a_place() -> None:
    text = '[4,17,"GenericError","",{}]'
    (finding,) = Codec(V16).examine(text).findings
    place = Tolerance(finding.rule, finding.scope + finding.path)
    assert Codec(V16, tolerate={place}).examine(text).message
