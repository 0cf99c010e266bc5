"""What a finding says: where, what was found and expected, what it is taken as, and what may be meant."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
from typing import Any

import pytest

from ocpp_codec import Codec, Finding, OCPPException, OcppJsonProtocol, Rule, Severity, structure
from ocpp_codec._core.findings import printable, show, show_own
from ocpp_codec.rules import RULES
from ocpp_codec.tolerance import ALL, FIELD
from ocpp_codec.v16 import messages as messages16
from ocpp_codec.v16 import types as types16
from tests.support.broken_rules import SHOWN, Shown, findings_of, the_text
from tests.support.comparison import identical
from tests.support.judging import CODEC
from tests.support.sample_frames import call, data_transfer, status

V16 = OcppJsonProtocol.v16


def any_(value: Any) -> Any:
    """A value that a type checker accepts anywhere."""
    return value


# Nothing was found, or what was found is corrupt text, which never travels.
NOT_SHOWN = {
    Rule.MISSING_ACTION,
    Rule.MISSING_FIELD,
    Rule.MISSING_PAYLOAD,
    Rule.NO_ACTION_GIVEN,
    Rule.NOT_JSON,
    Rule.STRAY_COMMA,
    Rule.CONTROL_CHARACTER,
    Rule.UNKNOWN_ESCAPE,
    Rule.FIELD_SPELLING,
    Rule.NOT_UTF8,
    Rule.TOO_LARGE,
    Rule.TOO_DEEP,
}


every_one = pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: f"{shown.rule}-{shown.protocol.name}")


@every_one
@pytest.mark.parametrize("tolerate", [(), ALL], ids=["strict", "tolerant"])
def test_a_message_says_what_was_found_and_expected_and_what_it_is_taken_as(shown: Shown, tolerate: Any) -> None:
    """Each part where there is something to say, and nothing else behind it."""
    for finding in findings_of(Codec(shown.protocol, tolerate=tolerate), shown):
        assert (": found " in finding.message) is (finding.rule not in NOT_SHOWN)
        expected = f", expected {finding.expected}" if finding.expected else ""
        assert expected in finding.message
        assert (", expected " in finding.message) is bool(expected)
        is_repaired = finding.tolerated and finding.repaired is not None
        is_same = type(finding.repaired) is type(finding.value) and identical(finding.repaired, finding.value)
        taken = is_repaired and not is_same
        assert ("; taken as " in finding.message) is taken
        if not taken and "(perhaps " not in finding.message:
            info = RULES[finding.rule]
            is_told = finding.severity is Severity.TOLERATED and info.tells_repair
            assert finding.message.endswith(f"{expected}{f'; it {info.repair}' if is_told else ''}.")


def test_what_is_wrong_with_the_text_is_said_of_the_frame() -> None:
    for shown in the_text():
        assert all(finding.message.startswith("the frame ") for finding in findings_of(Codec(shown.protocol), shown))


def test_a_hint_is_taken_from_what_is_nearly_right() -> None:
    """From the name of a field that nobody knows, and elsewhere from the value, not from the name of its field."""
    for frame, hint in (
        (status(vendorIds="a"), "(perhaps vendorId)"),
        (status(Vendor_Ids="a"), "(perhaps vendorId)"),
        (status(inf0="a"), "(perhaps info)"),
        (status(status="Availible"), "(perhaps Available)"),
        (status(errorCode="status"), ""),
        (call("Heartbeet", {}), "(perhaps Heartbeat)"),
        (call("Get_Diagnostic", {}), "(perhaps GetDiagnostics)"),
        (status(qqq="vendorId"), ""),
        (status(status="Availible" * 10), ""),
    ):
        (finding,) = findings_of(Codec(V16), Shown(Rule.WRONG_TYPE, frame))
        assert finding.message.endswith(f"{hint}.")
        assert bool(hint) is ("(perhaps " in finding.message)


@pytest.mark.parametrize("tolerate", [(), FIELD, ALL], ids=["strict", "field", "all"])
def test_a_hint_does_not_depend_on_what_is_tolerated(tolerate: Any) -> None:
    codec = Codec(V16, tolerate=tolerate)
    for name in ("idTg", "id_tags", "ID-TAG"):
        frame = json.dumps([2, "1", "Authorize", {"idTag": "a", name: "b"}])
        assert " (perhaps idTag)" in codec.examine(frame).findings[0].message
    frame = json.dumps(status(status="Availible"))
    assert "(perhaps Available)" in codec.examine(frame).findings[0].message


def test_a_hint_may_be_long() -> None:
    """As long as the names of the version are."""
    name = "TriggerReasonEnumTypeOfTheVeryLongestKind" * 2
    (finding,) = Codec(V16).examine(json.dumps(call("GetDiagnosticsx", {}))).findings
    assert finding.message.endswith("(perhaps GetDiagnostics).")
    assert len(name) > 60
    assert "(perhaps " not in Codec(V16).examine(json.dumps(call(name, {}))).findings[0].message


def test_findings_are_told_apart_by_all_that_they_say() -> None:
    def the_one(frame: Any, **settings: Any) -> Finding:
        (finding,) = findings_of(Codec(V16, **settings), Shown(Rule.WRONG_TYPE, frame))
        return finding

    one = the_one(status(status="Broken"))
    assert one == the_one(status(status="Broken"))
    assert hash(one) == hash(the_one(status(status="Broken")))
    for other in (
        the_one(status(status="Mended")),
        the_one(status(errorCode="Broken")),
        the_one(status(status=5)),
        the_one(status(status="Broken"), tolerate={Rule.UNKNOWN_ENUM_VALUE}),
        "Broken",
    ):
        assert (one == other) is False
    for part in ("'/status'", "unknown_enum_value", "Broken", "PropertyConstraintViolation", "error"):
        assert part in repr(one)


def test_what_is_equal_is_not_unequal() -> None:
    one, other = (Codec(V16).examine(json.dumps(status(status="Broken"))) for _ in range(2))
    for seen, again in ((one, other), (one.findings[0], other.findings[0])):
        assert seen == again
        assert (seen != again) is False


def test_a_finding_says_the_same_elsewhere() -> None:
    """Its hint and the name of its place included."""
    for frame in (status(vendorid="a"), call("HeartBeat", {}), [2, 5, "Heartbeat", {}], "junk", [3, "1", {}]):
        for finding in findings_of(Codec(V16), Shown(Rule.WRONG_TYPE, frame)):
            for twin in (pickle.loads(pickle.dumps(finding)), copy.deepcopy(finding)):
                assert twin == finding
                assert (twin.message, twin.scope, twin.path) == (finding.message, finding.scope, finding.path)


def test_a_path_is_a_json_pointer() -> None:
    """RFC 6901, 3: what stands for something in a pointer is escaped."""
    (finding,) = findings_of(Codec(V16), Shown(Rule.UNKNOWN_FIELD, call("Heartbeat", {"a/b~c~1": 1})))
    assert finding.path == "/a~1b~0c~01"


def test_the_path_of_a_finding_is_short_however_long_a_key_is() -> None:
    key = "k" * 500_000
    examination = CODEC.examine(data_transfer('{"%s":[%s]}' % (key, ",".join(["NaN"] * 200))))
    assert len(examination.findings) == 100
    assert len(str(examination.error)) < 100_000
    assert all(len(finding.path) < 300 for finding in examination.findings)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a" * 60, '"' + "a" * 60 + '"'),
        ("a" * 61, '"' + "a" * 60 + '"... (61 characters)'),
        ("ü\n", '"ü\\n"'),
        (True, "true"),
        (None, "null"),
        (1.5, "1.5"),
        (12, "12"),
        (1 << 238, str(1 << 238)),
        (1 << 300, "an integer of 301 bits"),
        ([], "an empty list"),
        ([None], "a list with 1 item"),
        ((1, 2), "a Python tuple"),
        ([1, 2], "a list with 2 items"),
        ({}, "an empty object"),
        ({"a": 1}, "an object with 1 member"),
        ({"a": 1, "b": 2}, "an object with 2 members"),
        (datetime.date(2024, 5, 17), "a Python datetime.date"),
    ],
)
def test_a_value_is_shown_as_json_but_short(value: Any, text: str) -> None:
    assert show(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        (True, "True"),
        (False, "False"),
        ({}, "a Python dict with 0 items"),
        ({"a": 1}, "a Python dict with 1 item"),
        ([1, 2], "a Python list with 2 items"),
        (datetime.datetime(2021, 7, 6, 10), "the naive datetime 2021-07-06 10:00:00"),  # noqa: DTZ001
        (datetime.datetime(2021, 7, 6, 10, tzinfo=datetime.UTC), "a Python datetime.datetime"),
        (datetime.date(2021, 7, 6), "a Python datetime.date"),
        ((1, 2), "a Python tuple"),
        (5, "5"),
        ("a", '"a"'),
    ],
)
def test_a_value_of_our_own_is_shown_as_python(value: Any, text: str) -> None:
    assert show_own(value) == text


AWARE = "a datetime with a time zone: use datetime.now(UTC)"

# What is sent, and all that is said of it, in Python's words.
OWN: list[tuple[Any, str]] = [
    (
        messages16.Authorize.Response(idTagInfo=any_({"status": "Accepted"})),
        "idTagInfo has the wrong type: found a Python dict with 1 item, expected an instance of IdTagInfo of ocpp1.6.",
    ),
    (
        messages16.Authorize.Response(idTagInfo=any_([])),
        "idTagInfo has the wrong type: found a Python list with 0 items, expected an instance of IdTagInfo of ocpp1.6.",
    ),
    (
        messages16.Heartbeat.Response(currentTime=datetime.datetime(2021, 7, 6, 10)),  # noqa: DTZ001
        f"currentTime has no offset: found the naive datetime 2021-07-06 10:00:00, expected {AWARE}.",
    ),
    (
        messages16.Heartbeat.Response(currentTime=any_("2021-07-06T10:00:00Z")),
        f'currentTime has the wrong type: found "2021-07-06T10:00:00Z", expected {AWARE}.',
    ),
    (
        messages16.Heartbeat.Response(currentTime=any_(None)),
        f"currentTime has no value, but the field is required: found None, expected {AWARE}.",
    ),
    (
        messages16.Authorize.Response(idTagInfo=any_(None)),
        "idTagInfo has no value, but the field is required: found None, expected an instance of IdTagInfo.",
    ),
    (
        messages16.ChangeAvailability.Request(connectorId=any_(True), type=types16.AvailabilityType.Operative),
        "connectorId has the wrong type: found True, expected an integer.",
    ),
    (
        messages16.ChangeAvailability.Request(connectorId=any_("1"), type=types16.AvailabilityType.Operative),
        'connectorId is a number written as a string: found "1", expected an integer.',
    ),
]


@pytest.mark.parametrize(("payload", "message"), OWN, ids=range(len(OWN)))
def test_what_is_sent_is_spoken_of_in_python(payload: Any, message: str) -> None:
    """And no word of a repair, since nothing of our own is repaired."""
    action = type(payload).action_class.__name__
    is_request = type(payload) is type(payload).action_class.Request
    envelope: Any = structure.Call("1", action, payload) if is_request else structure.CallResult("1", payload)
    for tolerate in ((), ALL):
        with pytest.raises(OCPPException) as caught:
            Codec(V16, tolerate=tolerate).encode(envelope)
        (finding,) = caught.value.findings
        assert finding.message == message
        for twin in (pickle.loads(pickle.dumps(finding)), copy.deepcopy(finding)):
            assert twin.message == message


def test_what_is_lacking_is_none() -> None:
    info: Any = None
    with pytest.raises(OCPPException, match=r"idTagInfo has no value, but the field is required: found None"):
        Codec(V16).encode(structure.CallResult("1", messages16.Authorize.Response(idTagInfo=info)))


def test_advice_says_what_a_value_is_taken_as_where_that_differs() -> None:
    for frame, taken in (
        (status(timestamp="2024-05-17T09:41:33"), "2024-05-17T09:41:33+00:00"),
        (status(connectorId=1.0), "1"),
        ([4, "1", "generic error", "", {}], '"GenericError"'),
        ([4, "1", "GenericError", "", None], "an empty object"),
    ):
        (finding,) = Codec(V16).examine(json.dumps(frame)).findings
        assert finding.severity == "advice"
        assert finding.message.endswith(f"; taken as {taken}.")
    for frame in (status(info="Zürich"), [4, "1", "OutOfCoffee", "", {}]):
        (finding,) = Codec(V16).examine(json.dumps(frame)).findings
        assert "; taken as" not in finding.message


def test_only_what_could_play_tricks_on_a_terminal_is_escaped() -> None:
    assert printable("Zürich, 漢 ~") == "Zürich, 漢 ~"
    assert printable("Zürich\x1b[31m\n\u202e") == "Zürich\\x1b[31m\\n\\u202e"
