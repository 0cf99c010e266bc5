"""A frame that one version refuses is said to be right in another one, if it is."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from typing import Any

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Rule, Severity
from ocpp_codec.tolerance import ALL
from tests.support.defects import OUT_OF_RANGE, TOO_LONG, hints_in
from tests.support.defects import status as status_of
from tests.support.judging import error_of
from tests.support.sample_frames import HEARTBEAT, status

V16, V20, V201, V21 = OcppJsonProtocol

ELSEWHERE = [
    (V16, TOO_LONG[V16], None),
    (V20, TOO_LONG[V20], "ocpp2.1"),
    (V201, TOO_LONG[V201], "ocpp2.1"),
    (V21, OUT_OF_RANGE[V21], "ocpp2.0, ocpp2.0.1"),
    (V16, status_of(V201), "ocpp2.0, ocpp2.0.1, ocpp2.1"),
    (V21, status_of(V16), "ocpp1.6"),
    (V21, status_of(V21), None),
    (V21, status_of(V16, colour="red"), None),
    (V16, '[2,"id","ClearedChargingLimit",{"chargingLimitSource":"EMS"}]', "ocpp2.0, ocpp2.0.1, ocpp2.1"),
    (V16, '[2,"id","NoSuchAction",{}]', None),
    (V16, '[2,"id","heartbeat",{}]', None),  # nor is it spelled so elsewhere
    (V16, '["2","id","Heartbeat",{}]', None),
    (V16, "[", None),
]


@pytest.mark.parametrize(("protocol", "frame", "elsewhere"), ELSEWHERE)
def test_what_another_version_allows(protocol: OcppJsonProtocol, frame: str, elsewhere: Any) -> None:
    examination = Codec(protocol).examine(frame)
    assert [hint.value for hint in hints_in(examination)] == ([elsewhere] if elsewhere else [])
    assert Rule.VALID_IN_OTHER_VERSION not in (examination.reply or "")


FOREIGN = '[2,"1","Heartbeat",{"customData":{"vendorId":"a"}}]'  # in 1.6


def test_what_another_version_would_accept() -> None:
    seen = Codec(V16).examine(FOREIGN)
    assert [finding.rule for finding in seen.findings] == [Rule.UNKNOWN_FIELD, Rule.VALID_IN_OTHER_VERSION]
    finding = seen.findings[-1]
    assert finding.severity is Severity.ADVICE
    assert finding.value == "ocpp2.0.1, ocpp2.1"
    assert (finding.path, finding.tolerated) == ("", True)
    with pytest.raises(OCPPException) as caught:
        Codec(V16).decode(FOREIGN)
    assert caught.value.findings == error_of(seen).findings == seen.findings[:1]
    assert Codec(V201).examine(FOREIGN).findings == ()
    result = '[3,"1",{"status":"Accepted","statusInfo":{"reasonCode":"a"}}]'
    assert Codec(V16).examine(result, "Reset").findings[-1].value == "ocpp2.0.1, ocpp2.1"
    # Nothing is said of a frame that only this version knows, and none has to be looked for in a good one.
    assert [each.rule for each in Codec(V16).examine(json.dumps(status(a=1))).findings] == [Rule.UNKNOWN_FIELD]
    assert Codec(V16).examine(HEARTBEAT).findings == ()


def test_what_another_version_would_accept_is_no_error() -> None:
    for codec in (Codec(V16, tolerate=ALL), Codec(V16, enforce={Rule.UNKNOWN_FIELD})):
        finding = codec.examine(FOREIGN).findings[-1]
        assert (finding.rule, finding.severity) == (Rule.VALID_IN_OTHER_VERSION, Severity.ADVICE)


def test_a_version_that_is_not_there_accepts_nothing() -> None:
    """As in a program that was packed with the version that it imports, and no other."""
    program = """
    import sys
    from ocpp_codec import Codec
    for other in ("v20", "v201", "v21"):
        sys.modules[f"ocpp_codec.{other}"] = None
    seen = Codec("ocpp1.6").examine('[2,"1","ClearedChargingLimit",{"chargingLimitSource":"EMS"}]')
    print(seen.message, [finding.rule.value for finding in seen.findings])
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "None ['unknown_action']"
