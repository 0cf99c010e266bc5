"""The five envelopes, and the ids that they are given."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from ocpp_codec import structure
from ocpp_codec._core.structure import ENVELOPES
from ocpp_codec.compat import MessageTypeEnum
from ocpp_codec.v20 import messages as messages20
from ocpp_codec.v21 import messages as messages21
from tests.support.sample_frames import NOW


def test_a_message_without_an_id_is_given_a_uuid_of_its_own() -> None:
    stream = messages21.NotifyPeriodicEventStream.Request([], 1, 0, NOW)
    for make, payload in ((structure.Call.of, messages21.Heartbeat.Request()), (structure.Send.of, stream)):
        ids = {make(payload).uniqueId for _ in range(5)}
        assert len(ids) == 5
        assert all(str(uuid.UUID(unique_id)) == unique_id for unique_id in ids)
        assert (make(payload, "17").uniqueId, make(payload, "17").action) == ("17", payload.action_class.__name__)


def test_an_envelope_is_made_for_a_request_only() -> None:
    thing: Any
    for thing in (messages20.Heartbeat.Response(NOW), None, {}, "text"):
        for make in (structure.Call.of, structure.Send.of):
            with pytest.raises(TypeError, match="a request is needed"):
                make(thing)


def test_each_envelope_has_the_number_that_opens_its_frame() -> None:
    kinds = (structure.Call, structure.CallResult, structure.CallError, structure.CallResultError, structure.Send)
    assert [kind.messageTypeId for kind in kinds] == [2, 3, 4, 5, 6]
    assert [ENVELOPES[kind.messageTypeId] for kind in kinds] == [*kinds]
    assert {*ENVELOPES} == {*MessageTypeEnum}
