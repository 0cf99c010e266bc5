"""The example that the library was founded with, in 2020, and what it did with errors then: both run unchanged."""

from __future__ import annotations

import datetime
import json

import pytest

from ocpp_codec import compat, errors, exceptions, serializer, structure
from ocpp_codec.v20 import messages as messages20
from ocpp_codec.v20 import types as types20


def test_the_founding_example() -> None:
    response_payload = messages20.BootNotification.Response(
        datetime.datetime(2013, 2, 1, 20, 53, 32, 486000, datetime.UTC),
        300,
        types20.RegistrationStatusEnum.Accepted,
    )
    call_result = structure.CallResult("19223201", response_payload)
    assert serializer.serialize(call_result) == [
        3,
        "19223201",
        {"currentTime": "2013-02-01T20:53:32.486000+00:00", "interval": 300, "status": "Accepted"},
    ]

    deserialized = json.loads(
        '[3, "19223201", {"currentTime": "2013-02-01T20:53:32.486000+00:00", "interval": 300, "status": "Accepted"}]'
    )
    result = serializer.parse(deserialized, "BootNotification", protocol=compat.OcppJsonProtocol.v20)
    assert isinstance(result, structure.CallResult)
    assert result.uniqueId == "19223201"
    assert result.payload == response_payload
    assert type(result.payload.status) is types20.RegistrationStatusEnum
    assert repr(result.payload).startswith("BootNotification.Response(currentTime=datetime.datetime(2013, 2, 1, 20,")


def test_the_error_interface_of_2020() -> None:
    with pytest.raises(exceptions.OCPPException) as caught:
        serializer.parse([2, "1", "Authorize", {}], protocol=compat.OcppJsonProtocol.v16)
    exc = caught.value
    assert isinstance(exc.ocpp_error, errors.ProtocolError)
    assert exc.ocpp_error.code == "ProtocolError"
    assert isinstance(exc.ocpp_error.details, dict)
    assert exc.ocpp_error.msg
    assert exc.related_request_id == "1"
    call_error = exc.as_call_error
    assert call_error == structure.CallError("1", exc.ocpp_error.code, exc.ocpp_error.msg, exc.ocpp_error.details)
    assert serializer.serialize(call_error)[:3] == [4, "1", "ProtocolError"]
