"""What differs between the versions: each defect has the error code that its version gives it."""

from __future__ import annotations

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Rule
from ocpp_codec._core.compat import DIALECTS
from ocpp_codec.compat import MessageTypeEnum, get_error_codes, get_implemented_messages
from ocpp_codec.rules import Defect
from tests.support.defects import CELLS, hints_in

V21 = OcppJsonProtocol.v21


@pytest.mark.parametrize(("protocol", "frame", "code", "rule"), CELLS)
def test_each_defect_has_the_error_code_of_its_version(
    protocol: OcppJsonProtocol, frame: str, code: str, rule: Rule
) -> None:
    with pytest.raises(OCPPException) as caught:
        Codec(protocol).decode(frame)
    assert caught.value.ocpp_error.code == code
    assert caught.value.findings[0].code == code
    if rule is not None:
        assert caught.value.findings[0].rule is rule
    examination = Codec(protocol).examine(frame)
    assert examination.error == caught.value
    hints = hints_in(examination)
    assert tuple(finding for finding in examination.findings if finding not in hints) == caught.value.findings


def test_a_version_is_known_by_the_name_of_its_subprotocol() -> None:
    assert [*OcppJsonProtocol] == ["ocpp1.6", "ocpp2.0", "ocpp2.0.1", "ocpp2.1"]
    for protocol in OcppJsonProtocol:
        assert OcppJsonProtocol.of(protocol) is OcppJsonProtocol.of(protocol.value) is protocol
    with pytest.raises(ValueError, match=r"unknown protocol 'ocpp1\.5'; this library speaks ocpp1\.6, ocpp2\.0, "):
        OcppJsonProtocol.of("ocpp1.5")


def test_the_numbers_of_message_types() -> None:
    assert {each.name: each.value for each in MessageTypeEnum} == {
        "CALL": 2,
        "CALLRESULT": 3,
        "CALLERROR": 4,
        "CALLRESULTERROR": 5,
        "SEND": 6,
    }
    for protocol, dialect in DIALECTS.items():
        assert dialect.message_types == ({*MessageTypeEnum} if protocol is V21 else {2, 3, 4})


def test_every_error_code_of_a_defect_is_one_of_its_version() -> None:
    for protocol, dialect in DIALECTS.items():
        assert {*dialect.codes.values()} <= {code.value for code in get_error_codes(protocol)}
        assert {*dialect.codes} == {*Defect}


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_a_version_has_its_actions_by_name(protocol: OcppJsonProtocol) -> None:
    actions = get_implemented_messages(protocol)
    assert all(action.__name__ == name and action.protocol is protocol for name, action in actions.items())
    assert ("NotifyPeriodicEventStream" in actions) is (protocol is V21)
