"""What is known of one version: its error codes however they are spelled, its actions, decoders made on first use."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from ocpp_codec import OcppJsonProtocol
from ocpp_codec._core import version
from ocpp_codec.compat import get_implemented_messages
from ocpp_codec.v20 import messages as messages20
from ocpp_codec.v21 import messages as messages21


def test_strings_and_bytes_share_no_table() -> None:
    program = (
        "from ocpp_codec import Codec\n"
        "codec = Codec('ocpp1.6')\n"
        'for frame in (\'[2,"1","Heartbeat",{}]\', b\'[2,"1","Heartbeat",{}]\') * 2:\n'
        "    codec.decode(frame)\n"
    )
    subprocess.run([sys.executable, "-bb", "-c", program], check=True)


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_there_is_one_of_each_version_in_a_process(protocol: OcppJsonProtocol) -> None:
    known = version.version_of(protocol)
    assert pickle.loads(pickle.dumps(known)) is version.version_of(protocol) is known
    assert known.actions == get_implemented_messages(protocol)


@pytest.mark.parametrize(
    "spelled", ["FormationViolation", "formatviolation", "FORMAT_VIOLATION", " Formation violation "]
)
def test_an_error_code_is_known_however_it_is_spelled(spelled: str) -> None:
    assert version.version_of(OcppJsonProtocol.v16).error_code(spelled) == "FormationViolation"
    assert version.version_of(OcppJsonProtocol.v21).error_code(spelled) == "FormatViolation"


@pytest.mark.parametrize("text", ["", "Formation", "FormatViolations"])
def test_another_error_code_is_none(text: str) -> None:
    assert version.version_of(OcppJsonProtocol.v16).error_code(text) is None


def test_an_action_is_known_by_its_name_or_class() -> None:
    known = version.version_of(OcppJsonProtocol.v20)
    assert known.action("Heartbeat") is known.action(messages20.Heartbeat) is messages20.Heartbeat
    assert known.action("HeartBeat") is None
    with pytest.raises(ValueError, match=r"v21\.messages\.Heartbeat is no action of ocpp2\.0"):
        known.action(messages21.Heartbeat)
    for thing in (12, None, object, messages20.Heartbeat.Request):
        with pytest.raises(TypeError, match="action must be an action"):
            known.action(thing)
