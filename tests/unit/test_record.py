"""What payloads are made of: customData, values of any shape, and a null that is a value."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from typing import Any

import pytest

from ocpp_codec import Codec, record, structure
from ocpp_codec.record import NULL
from ocpp_codec.v21 import messages as messages21
from ocpp_codec.v201 import types as types201
from tests.support.judging import CODEC, accepted, rule_of
from tests.support.sample_frames import data_transfer


def test_any_json_is_kept_as_it_is() -> None:
    for value in ("null", "false", "0", "1.0", '""', "[]", "{}", '[null,{"a":[1,2.5,"x",true,null]}]'):
        frame = data_transfer(value)
        message = accepted(frame)
        assert CODEC.encode(message) == frame
    assert accepted(data_transfer("null")).payload.data is NULL
    assert pickle.loads(pickle.dumps(NULL)) is NULL
    assert not NULL
    assert accepted('[2,"id","DataTransfer",{"vendorId":"x"}]').payload.data is None


def test_custom_data_is_kept_as_it_came() -> None:
    frame = '[2,"id","Heartbeat",{"customData":{"b":[1,{"self":null}],"vendorId":"x","self":1,"a b":2}}]'
    message = accepted(frame)
    custom = message.payload.customData
    assert type(custom) is types201.CustomDataType
    assert (custom.vendorId, custom["b"], custom["self"]) == ("x", [1, {"self": None}], 1)
    assert CODEC.encode(message) == frame
    for bad in ("{}", "5", "[]", '{"vendorId":5}', json.dumps({"vendorId": "x" * 256}), '{"vendorId":"x","a":1e999}'):
        rule_of(f'[2,"id","Heartbeat",{{"customData":{bad}}}]')


def test_custom_data_is_a_dict() -> None:
    custom: Any = record.CustomDataType(vendorId="a", items=1, values=[2], __deepcopy__=3)
    custom.vendorId = "b"
    with pytest.raises(AttributeError):
        custom.extra = 5
    assert custom == {"vendorId": "b", "items": 1, "values": [2], "__deepcopy__": 3}
    for twin in (custom.copy(), copy.copy(custom), copy.deepcopy(custom), pickle.loads(pickle.dumps(custom))):
        assert twin == custom
        assert type(twin) is record.CustomDataType
    assert record.CustomDataType("b", items=1) == record.CustomDataType([("vendorId", "b"), ("items", 1)])


def test_a_message_with_custom_data_is_a_dataclass_all_the_same() -> None:
    custom = types201.CustomDataType({"vendorId": "a", "deep": [{"b": None}]})
    message = messages21.Heartbeat.Request(customData=custom)
    assert dataclasses.asdict(message) == {"customData": custom}
    assert dataclasses.replace(message, customData=None).customData is None
    for twin in (dataclasses.replace(message), copy.deepcopy(message), pickle.loads(pickle.dumps(message))):
        assert twin == message
        assert type(twin.customData) is record.CustomDataType
    assert not dataclasses.is_dataclass(custom)


def test_custom_data_is_written_as_it_is() -> None:
    custom = record.CustomDataType(vendorId="b", items=1)
    sent = Codec("ocpp2.1").encode(structure.Call.of(messages21.Heartbeat.Request(customData=custom), "1"))
    assert json.loads(sent)[3]["customData"] == custom


def test_an_action_is_no_message_and_says_what_is() -> None:
    heartbeat: Any = messages21.Heartbeat
    with pytest.raises(TypeError, match=r"make Heartbeat\.Request\(\.\.\.\) or Heartbeat\.Response\(\.\.\.\)$"):
        heartbeat()
    stream: Any = messages21.NotifyPeriodicEventStream
    with pytest.raises(TypeError, match=r"make NotifyPeriodicEventStream\.Request\(\.\.\.\)$"):
        stream(1, data=[])


def test_an_action_that_names_the_payload_of_another_takes_nothing_from_it() -> None:
    request = messages21.Authorize.Request

    class Mine(messages21.Authorize):
        Request = request

        class Response(messages21.Authorize.Response):
            pass

    assert request.action_class is messages21.Authorize
    assert Mine.Response.action_class is Mine
    assert structure.Call.of(messages21.Heartbeat.Request()).action == "Heartbeat"
