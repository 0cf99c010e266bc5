"""The settings of a codec: which are refused, and what a codec with others is."""

from __future__ import annotations

import copy
import json
import pickle
import re
from typing import Any, cast

import pytest

from ocpp_codec import Codec, OcppJsonProtocol, Rule, Tolerance
from ocpp_codec.tolerance import FIELD, STRICT
from tests.support.sample_frames import status

V16 = OcppJsonProtocol.v16


def test_a_codec_is_made_with_a_version_by_name_or_member() -> None:
    codec = Codec("ocpp2.0.1")
    assert codec == Codec(OcppJsonProtocol.v201) == pickle.loads(pickle.dumps(codec))
    assert codec.protocol is OcppJsonProtocol.v201
    with pytest.raises(ValueError, match=r"unknown protocol 'ocpp1\.5'; this library speaks ocpp1\.6, "):
        Codec("ocpp1.5")


def test_a_setting_cannot_be_changed() -> None:
    codec: Any = Codec("ocpp2.0.1")
    with pytest.raises(AttributeError):
        codec.protocol = OcppJsonProtocol.v16


@pytest.mark.parametrize("settings", [{"timespec": "days"}, {"max_size": 0}, {"max_findings": 0}, {"max_size": -1}])
def test_a_setting_without_a_meaning_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(settings))):
        Codec("ocpp1.6", **settings)


@pytest.mark.parametrize("settings", [{"max_size": "x"}, {"max_size": 1e6}, {"max_findings": 1.5}])
def test_a_setting_of_another_type_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=next(iter(settings))):
        Codec("ocpp1.6", **settings)


@pytest.mark.parametrize("name", ["tolerate", "enforce"])
def test_a_set_of_rules_is_no_text(name: str) -> None:
    for rules in ("too_long", Rule.TOO_LONG):
        settings: dict[str, Any] = {name: rules}
        with pytest.raises(TypeError, match=name):
            Codec(V16, **settings)


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"tolerate": {"too_lnog"}}, "too_lnog"),
        ({"tolerate": {"not_json"}}, "not_json"),  # nothing would be left
        ({"enforce": {"beyond_33_bits"}}, "beyond_33_bits"),
        (
            {"enforce": {Rule.VALID_IN_OTHER_VERSION}},
            "valid_in_other_version",
        ),  # which only explains what else is wrong
        ({"tolerate": {Tolerance(Rule.TOO_LONG, "HeartBeat")}}, "HeartBeat"),
        ({"tolerate": {Tolerance(Rule.TOO_LONG, "NotifyReport.Request")}}, "NotifyReport"),  # of 2.x
    ],
)
def test_a_rule_or_place_that_cannot_be_is_refused_by_name(settings: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        Codec(V16, **settings)


def test_the_repr_of_a_codec_names_its_settings() -> None:
    assert set(re.findall(r"[(, ](\w+)=", repr(Codec("ocpp1.6", tolerate={"unknown_field"})))) == {
        *("protocol", "tolerate", "enforce", "on_finding", "timespec", "max_size", "max_findings"),
        "field_lengths",
    }


def test_rules_may_be_given_by_name() -> None:
    place = "StatusNotification.Request.info"
    too_long: Any = "too_long"  # to a type checker, it is a member
    assert Tolerance(too_long, place) == Tolerance(Rule.TOO_LONG, place)
    assert Tolerance(too_long, place).rule is Rule.TOO_LONG
    codec = Codec(V16, tolerate=["too_long", "numeric_id"], enforce=["beyond_32_bits"])
    assert codec == Codec(V16, tolerate={Rule.TOO_LONG, Rule.NUMERIC_ID}, enforce={Rule.BEYOND_32_BITS})
    assert all(isinstance(rule, Rule) for rule in codec.tolerate | codec.enforce)


def test_settings_are_compared_and_pickled() -> None:
    settings: dict[str, Any] = {
        "tolerate": FIELD - {Rule.BEYOND_32_BITS} | {Tolerance(Rule.MISSING_FIELD, "*.Request/a~1b")},
        "enforce": {Rule.BEYOND_32_BITS},
        "on_finding": print,
    }
    codec = Codec(V16, **settings)
    for twin in (Codec(V16, **settings), pickle.loads(pickle.dumps(codec))):
        assert twin == codec
        assert hash(twin) == hash(codec)
        assert (twin.tolerate, twin.enforce, twin.on_finding) == tuple(settings.values())
        assert twin.examine(json.dumps(status(info="x" * 51))) == codec.examine(json.dumps(status(info="x" * 51)))
    for name, other in (("tolerate", STRICT), ("enforce", STRICT), ("on_finding", None)):
        assert Codec(V16, **settings | {name: other}) != codec


def test_a_copy_of_a_codec_works_alike() -> None:
    codec = Codec("ocpp2.0.1", timespec="seconds")
    for copied in (copy.copy(codec), copy.deepcopy(codec), codec.__replace__()):
        assert copied == codec
        assert copied.decode('[2,"1","Heartbeat",{}]') == codec.decode('[2,"1","Heartbeat",{}]')
    assert codec.__replace__(timespec="seconds", max_size=9) == Codec("ocpp2.0.1", timespec="seconds", max_size=9)


def test_a_codec_shows_its_settings() -> None:
    codec = Codec("ocpp1.6", timespec="auto", max_size=100, max_findings=5)
    assert (codec.protocol, codec.timespec, codec.max_size, codec.max_findings) == ("ocpp1.6", "auto", 100, 5)
    assert (codec.tolerate, codec.enforce, codec.on_finding) == (STRICT, STRICT, None)


def test_on_finding_is_a_function() -> None:
    with pytest.raises(TypeError, match="on_finding is a function of a finding, not 'print'"):
        Codec("ocpp1.6", on_finding=cast("Any", "print"))
