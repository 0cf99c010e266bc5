"""Longer texts than the schema allows, at the places that a station has announced."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest

from ocpp_codec import Codec, Finding, OCPPException, OcppJsonProtocol, Pairing, Rule, Severity, structure
from ocpp_codec._core.field_lengths import field_lengths_of
from ocpp_codec._core.version import version_of
from ocpp_codec.tolerance import FIELD
from ocpp_codec.v201 import messages, types
from tests.support.judging import payload_of
from tests.support.talks import CSMS, STATION

V201 = OcppJsonProtocol.v201
EXI = "Get15118EVCertificate.Response.exiResponse"
LONGER = {EXI: 7500}
CODEC = Codec(V201, field_lengths=LONGER)
STRICT = Codec(V201)


def result(length: int, **more: Any) -> str:
    return json.dumps([3, "7", {"status": "Accepted", "exiResponse": "A" * length} | more])


def the_finding(codec: Codec, frame: str) -> Finding:
    """The only one about the version of the codec."""
    findings = codec.examine(frame, "Get15118EVCertificate").findings
    (finding,) = (each for each in findings if each.rule is not Rule.VALID_IN_OTHER_VERSION)
    return finding


def test_a_text_may_be_as_long_as_the_station_has_said() -> None:
    for length in (0, 5600, 5601, 7500):
        for frame in (result(length), result(length).encode()):
            message = CODEC.decode(frame, "Get15118EVCertificate")
            assert payload_of(message).exiResponse == "A" * length
        assert CODEC.examine(result(length), "Get15118EVCertificate").findings == ()
        for check in (True, False):
            assert json.loads(CODEC.encode(message, check=check)) == json.loads(result(length))
    with pytest.raises(OCPPException, match="too long"):
        STRICT.decode(result(7500), "Get15118EVCertificate")
    with pytest.raises(OCPPException, match="too long"):
        STRICT.encode(message)


def test_it_may_not_be_longer() -> None:
    finding = the_finding(CODEC, result(7501))
    assert (finding.rule, finding.severity, finding.path) == (Rule.TOO_LONG, Severity.ERROR, "/exiResponse")
    assert finding.expected == "a string of at most 7500 characters"
    with pytest.raises(OCPPException, match="at most 7500 characters"):
        CODEC.decode(result(7501), "Get15118EVCertificate")
    tolerant = Codec(V201, field_lengths=LONGER, tolerate=FIELD)
    assert the_finding(tolerant, result(7501)).severity is Severity.TOLERATED
    message = tolerant.decode(result(7501), "Get15118EVCertificate")
    with pytest.raises(OCPPException, match="at most 7500 characters"):
        tolerant.encode(message)


def test_other_places_keep_their_limits() -> None:
    """That of the same field in another message, and other fields of the same message."""
    frame = result(7000, customData={"vendorId": "x" * 256})
    findings = CODEC.examine(frame, "Get15118EVCertificate").findings
    assert [(finding.rule, finding.path) for finding in findings] == [(Rule.TOO_LONG, "/customData/vendorId")]
    request = {"iso15118SchemaVersion": "1", "action": "Install", "exiRequest": "A" * 5601}
    finding = the_finding(CODEC, json.dumps([2, "1", "Get15118EVCertificate", request]))
    assert (finding.rule, finding.expected) == (Rule.TOO_LONG, "a string of at most 5600 characters")


def test_a_place_may_be_inside_of_lists_and_objects() -> None:
    place = "SetVariables.Request.setVariableData.attributeValue"
    codec = Codec(V201, field_lengths={place: 2000, "SetVariables.Request.setVariableData.variable.name": 60})
    items = [
        {"attributeValue": "a", "component": {"name": "c"}, "variable": {"name": "v" * 60}},
        {"attributeValue": "a" * 2000, "component": {"name": "c"}, "variable": {"name": "v"}},
    ]
    frame = json.dumps([2, "1", "SetVariables", {"setVariableData": items}], separators=(",", ":"))
    assert codec.encode(codec.decode(frame)) == frame
    items[1]["component"] = {"name": "c" * 60}
    (finding,) = codec.examine(json.dumps([2, "1", "SetVariables", {"setVariableData": items}])).findings
    assert finding.path == "/setVariableData/1/component/name"


def test_a_pairing_reads_as_its_codec() -> None:
    request = messages.Get15118EVCertificate.Request(
        iso15118SchemaVersion="1", action=types.CertificateActionEnum.Install, exiRequest="A"
    )
    for codec, is_read in ((CODEC, True), (STRICT, False)):
        pairing = Pairing(codec)
        pairing.feed(structure.Call.of(request, "7"), STATION)
        seen = pairing.feed(result(7500), CSMS)
        assert (seen.message is not None) is is_read
        assert seen.call is not None


REFUSED: dict[str, tuple[Any, str]] = {
    "no such action": ("NoSuchAction.Response.exiResponse", "no text with a limit"),
    "no such role": ("Get15118EVCertificate.Answer.exiResponse", "no text with a limit"),
    "no such field": ("Get15118EVCertificate.Response.exi", "no text with a limit"),
    "a field in another spelling": ("Get15118EVCertificate.Response.ExiResponse", "no text with a limit"),
    "no limit": ("DataTransfer.Request.data", "no text with a limit"),
    "an object": ("Get15118EVCertificate.Response.statusInfo", "no text with a limit"),
    "an enumeration": ("Get15118EVCertificate.Response.status", "no text with a limit"),
    "below a text": (f"{EXI}.more", "no text with a limit"),
    "a message": ("Get15118EVCertificate.Response", "no text with a limit"),
    "an action": ("Get15118EVCertificate", "no text with a limit"),
    "a pattern": ("*.Response.exiResponse", "no text with a limit"),
    "nothing": ("", "no text with a limit"),
}


@pytest.mark.parametrize(("place", "why"), REFUSED.values(), ids=REFUSED)
def test_a_place_that_has_no_limit_is_refused_by_name(place: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as caught:
        Codec(V201, field_lengths={place: 7500})
    assert repr(place) in str(caught.value)


@pytest.mark.parametrize("length", [5600, 5599, 1, 0, -1])
def test_a_length_that_is_not_more_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match=rf"allows 5600 characters in {EXI}; {length} is not more"):
        Codec(V201, field_lengths={EXI: length})


@pytest.mark.parametrize("length", [7500.0, "7500", None, [7500]])
def test_a_length_is_an_integer(length: Any) -> None:
    with pytest.raises(TypeError, match="is an integer"):
        Codec(V201, field_lengths={EXI: length})


def test_a_place_belongs_to_a_version() -> None:
    with pytest.raises(ValueError, match=r"no text with a limit in ocpp1\.6"):
        Codec("ocpp1.6", field_lengths=LONGER)
    Codec("ocpp1.6", field_lengths={"Authorize.Request.idTag": 40})


def test_the_order_of_places_does_not_matter() -> None:
    one, other = {EXI: 7500, "Authorize.Request.certificate": 9000}, {"Authorize.Request.certificate": 9000, EXI: 7500}
    version = version_of(V201)
    assert field_lengths_of(version, one) == field_lengths_of(version, other)
    assert Codec(V201, field_lengths=one) == Codec(V201, field_lengths=other)
    assert hash(Codec(V201, field_lengths=one)) == hash(Codec(V201, field_lengths=other))


def test_a_codec_with_lengths_is_another_one_and_stays_what_it_is() -> None:
    assert CODEC != STRICT
    assert Codec(V201, field_lengths={EXI: 7501}) != CODEC
    assert CODEC.field_lengths == LONGER
    assert STRICT.field_lengths == {}
    assert f"field_lengths={LONGER!r}" in repr(CODEC)
    given = dict(LONGER)
    codec = Codec(V201, field_lengths=given)
    given.clear()
    codec.field_lengths.clear()
    changed = CODEC.__replace__(tolerate=FIELD)
    assert (changed.field_lengths, changed.tolerate) == (LONGER, FIELD)
    for twin in (
        codec,
        changed.__replace__(tolerate=()),
        STRICT.__replace__(field_lengths=LONGER),
        pickle.loads(pickle.dumps(CODEC)),
        copy.copy(CODEC),
        copy.deepcopy(CODEC),
    ):
        assert twin == CODEC
        assert hash(twin) == hash(CODEC)
        assert twin.field_lengths == LONGER
        assert payload_of(twin.decode(result(7500), "Get15118EVCertificate")).exiResponse == "A" * 7500


@pytest.mark.parametrize("given", [None, [("a", 1)], 5])
def test_field_lengths_are_a_dict(given: Any) -> None:
    with pytest.raises(TypeError, match="field_lengths is a dict of places and lengths"):
        Codec("ocpp2.0.1", field_lengths=given)


def test_a_field_in_another_spelling_may_be_as_long() -> None:
    codec = Codec("ocpp2.0.1", tolerate={Rule.FIELD_SPELLING}, field_lengths=LONGER)
    for length, is_read in ((7500, True), (7501, False)):
        frame = json.dumps([3, "1", {"status": "Accepted", "exi_response": "A" * length}])
        assert (codec.examine(frame, "Get15118EVCertificate").message is not None) is is_read
