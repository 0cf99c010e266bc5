"""The library works while freezegun has frozen the time, which puts another class in the place of `datetime.datetime`."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

pytest.importorskip("freezegun", reason="freezegun is not installed")

RESULT = '[3,"1",{"currentTime":"2026-05-17T09:41:33Z"}]'


def output_of(program: str) -> str:
    """What a program prints in a process of its own, where nothing of the library has been imported."""
    head = "import datetime\nfrom freezegun import freeze_time\nimport ocpp_codec\n"
    command = [sys.executable, "-c", head + textwrap.dedent(program)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("indent", ["", "    "], ids=["used afterwards", "used inside alone"])
def test_the_first_use_may_be_while_the_time_is_frozen(indent: str) -> None:
    program = f"""
    with freeze_time("2026-01-01"):
        codec = ocpp_codec.Codec("ocpp1.6")
        first = codec.decode('{RESULT}', "Heartbeat")
    {indent}assert codec.decode('{RESULT}', "Heartbeat") == first
    {indent}assert codec.encode(codec.decode('{RESULT}', "Heartbeat")) == '{RESULT.replace("Z", ".000Z")}'
    {indent}print(type(first.payload.currentTime).__module__)
    """
    assert output_of(program) == "datetime"


@pytest.mark.parametrize("check", [True, False])
@pytest.mark.parametrize("before", ["", "ocpp_codec.Codec('ocpp1.6').decode('[2,\"1\",\"Heartbeat\",{}]')"])
def test_the_frozen_time_can_be_sent(check: bool, before: str) -> None:
    program = f"""
    {before}
    with freeze_time("2026-01-01"):
        from ocpp_codec import serializer, structure
        from ocpp_codec.v16 import messages
        result = structure.CallResult("1", messages.Heartbeat.Response(datetime.datetime.now(datetime.UTC)))
        print(ocpp_codec.Codec("ocpp1.6").encode(result, check={check}), serializer.serialize(result)[2])
    """
    written = '[3,"1",{"currentTime":"2026-01-01T00:00:00.000Z"}]'
    assert output_of(program) == written + " {'currentTime': '2026-01-01T00:00:00+00:00'}"
