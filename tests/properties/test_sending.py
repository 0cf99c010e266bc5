"""Nothing leaves that would not be let in again."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec import OCPPException, OcppJsonProtocol, Rule, serializer, testing
from ocpp_codec._core.compat import DIALECTS
from ocpp_codec.structure import CallError, CallResultError
from tests.support import damage, oddities, slots
from tests.support.judging import CODECS, SOME, as_written, every_version, judged, places_and_rules, places_of_each_kind
from tests.support.messages import action_of


@every_version
@SOME
@given(data=st.data())
def test_nothing_leaves_that_would_not_be_let_in(protocol: OcppJsonProtocol, data: st.DataObject) -> None:
    message = oddities.sendable(data.draw(testing.messages(protocol, odd=True)))
    slot = data.draw(st.sampled_from(list(slots.slots(message))))
    for blunder in (*slots.BLUNDERS, *damage.variants(slot.value)):
        slot.put(blunder)
        assert_sent_or_refused(message, protocol)


@every_version
def test_nothing_leaves_through_any_kind_of_place(protocol: OcppJsonProtocol) -> None:
    for message, slot in places_of_each_kind(protocol):
        for blunder in slots.BLUNDERS:
            slot.put(blunder)
            assert_sent_or_refused(message, protocol)


def assert_sent_or_refused(message: Any, protocol: OcppJsonProtocol) -> None:
    try:
        frame = CODECS[protocol].encode(message)
    except OCPPException as error:
        assert error.findings
        assert error.reply is None
        if {finding.rule for finding in error.findings if not finding.tolerated} == {Rule.TOO_MANY_DECIMALS}:
            assert parsed_again(message, protocol) == message  # that binds who sends it, not who stores it
        else:
            with pytest.raises(OCPPException):
                serializer.serialize(message, protocol=protocol)
    else:
        said = with_cut_description(message, protocol)
        seen = judged(CODECS[protocol], frame, action_of(message))
        assert seen.message == as_written(said, protocol)
        assert places_and_rules(seen) == list(oddities.oddities(seen.message, timespec="milliseconds"))
        assert parsed_again(message, protocol) == said


def parsed_again(message: Any, protocol: OcppJsonProtocol) -> Any:
    plain = serializer.serialize(message, protocol=protocol)
    return serializer.parse(plain, action_of(message), protocol=protocol)


def with_cut_description(message: Any, protocol: OcppJsonProtocol) -> Any:
    """The message as it is sent: the description of an error is cut rather than refused."""
    if not isinstance(message, CallError | CallResultError):
        return message
    cut = message.errorDescription[: DIALECTS[protocol].description_limit]
    return dataclasses.replace(message, errorDescription=cut)
