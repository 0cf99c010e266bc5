"""Any conversation: a naive model that keeps one list of calls has to agree, and nothing that is fed raises."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocpp_codec import Codec, OcppJsonProtocol, Pairing, Rule
from ocpp_codec.compat import MessageTypeEnum
from ocpp_codec.tolerance import FIELD
from tests.support.steps import STEPS, Step
from tests.support.talks import CSMS, OTHER, OWN, RESPONSES, STATION, broken

V16, V20, V201, V21 = OcppJsonProtocol
SETTINGS = settings(derandomize=True)
every_version = pytest.mark.parametrize("protocol", OcppJsonProtocol)


class Model:
    """What a connection knows, without any care for time or space: every call in one list, in order."""

    def __init__(self, protocol: OcppJsonProtocol, max_pending: Any, max_age: Any) -> None:
        self.knows_minus_one = protocol is not V16
        self.knows_send = protocol is V21
        self.max_pending, self.max_age = max_pending, max_age
        self.calls: list[dict[str, Any]] = []
        self.changes = 0

    def of(self, sender: str, *states: str) -> list[dict[str, Any]]:
        return [call for call in self.calls if call["sender"] == sender and call["state"] in states]

    def find(self, sender: str, unique_id: str) -> dict[str, Any] | None:
        known = self.of(sender, "waiting", "answered", "given up")
        return next((call for call in known if call["id"] == unique_id), None)

    def become(self, call: dict[str, Any], state: str) -> None:
        self.changes += 1
        call |= {"state": state, "changed": self.changes}
        remembered = sorted(self.of(call["sender"], state), key=lambda each: each["changed"])
        if state != "waiting":
            for each in remembered[: -self.max_pending]:
                each["state"] = "forgotten"

    def give_up(self, at: float) -> list[dict[str, Any]]:
        old = [
            call for sender in (STATION, CSMS) for call in self.of(sender, "waiting") if at - call["at"] > self.max_age
        ]
        for call in old:
            self.become(call, "given up")
        return old

    def feed(self, step: Step, at: float) -> tuple[list[Rule], dict[str, Any] | None, list[dict[str, Any]]]:
        """The broken rules, the call that is answered, the calls that are given up."""
        given_up = self.give_up(at)
        other = OTHER[step.sender]
        if step.kind == 2:
            rules: list[Rule] = []
            if self.of(step.sender, "waiting"):
                rules.append(Rule.CALL_WHILE_PENDING)
            before = self.find(step.sender, step.unique_id)
            if before is not None:
                waits = before["state"] == "waiting"
                rules.append(Rule.PENDING_ID_REUSED if waits else Rule.ID_REUSED)
                given_up += [before] * waits
                before["state"] = "forgotten"
            new = {"id": step.unique_id, "action": step.action, "sender": step.sender, "at": at}
            self.calls.append(new)
            self.become(new, "waiting")
            for older in self.of(step.sender, "waiting")[: -self.max_pending]:
                self.become(older, "given up")
                given_up.append(older)
            if step.action == OWN[other]:
                rules.append(Rule.WRONG_SENDER)
            return rules, None, given_up
        if step.kind == 6 and self.knows_send:
            return [Rule.WRONG_SENDER] * (step.sender == CSMS), None, given_up
        if step.kind == 4 and step.unique_id == "-1" and self.knows_minus_one:
            return [Rule.UNREADABLE_REPORTED], None, given_up
        if step.kind in (3, 4):
            call = self.find(other, step.unique_id)
            asked = self.find(step.sender, step.unique_id)
            if call is None and step.kind == 4 and asked and asked["state"] == "answered" and not self.knows_send:
                return [Rule.RESULT_REFUSED], asked, given_up
            if call is None:
                return [Rule.UNASKED_ANSWER], None, given_up
            rules = {"waiting": [], "answered": [Rule.ANSWERED_TWICE], "given up": [Rule.LATE_ANSWER]}[call["state"]]
            self.become(call, "answered")
            return rules, call, given_up
        if step.kind == 5 and self.knows_send:
            call = self.find(step.sender, step.unique_id)
            call = call if call and call["state"] == "answered" else None
            return [] if call else [Rule.UNASKED_ANSWER], call, given_up
        return [], None, given_up


def spoken(codec: Codec, step: Step) -> Any:
    """What is fed in a step."""
    frame = json.dumps(step.elements)
    if step.as_object and (codec.protocol is V21 or step.kind not in (5, 6)):
        return codec.decode(frame, step.action)
    return frame


@every_version
@settings(SETTINGS, max_examples=250)
@given(steps=st.lists(STEPS, max_size=40), max_pending=st.integers(1, 3))
def test_a_pairing_agrees_with_a_naive_model(protocol: OcppJsonProtocol, steps: list[Step], max_pending: int) -> None:
    codec = Codec(protocol)
    pairing, model = Pairing(codec, max_pending, max_age=10.0), Model(protocol, max_pending, 10.0)
    at = 0.0
    for step in steps:
        at += step.after  # never the same, so that it names the call
        if step.kind == "close":
            left = pairing.close()
            assert [call.at for call in left] == times(model.of(STATION, "waiting") + model.of(CSMS, "waiting"))
            model = Model(protocol, max_pending, 10.0)
        elif step.kind == "give up":
            assert [call.at for call in pairing.give_up(at)] == times(model.give_up(at))
        else:
            spoken_now = spoken(codec, step)
            seen = pairing.feed(spoken_now, step.sender, at)
            rules, call, given_up = model.feed(step, at)
            assert broken(seen) == sorted(rules)
            assert [each.at for each in seen.given_up] == times(given_up)
            assert (seen.call and (seen.call.at, seen.call.action)) == (call and (call["at"], call["action"]))
            assert seen.waited == (call and at - call["at"])
            if step.kind == 3 and isinstance(spoken_now, str):
                assert (seen.message is not None) is (call is not None and call["action"] == step.action)
        assert [call.at for call in pairing.pending] == times(model.of(STATION, "waiting") + model.of(CSMS, "waiting"))


def times(calls: list[dict[str, Any]]) -> list[float]:
    return [call["at"] for call in calls]


@settings(SETTINGS, max_examples=60)
@given(steps=st.lists(STEPS, max_size=20), data=st.data())
def test_a_conversation_goes_on_elsewhere(steps: list[Step], data: st.DataObject) -> None:
    """Pickled in the middle; and the same conversation gives the same results twice."""
    codec = Codec(V21, tolerate=FIELD - {Rule.ANSWERED_TWICE}, enforce={Rule.ANSWERED_TWICE})
    breaks = data.draw(st.sets(st.integers(0, len(steps))))
    stays, moves = Pairing(codec, 2, 10.0), Pairing(codec, 2, 10.0)
    for number, step in enumerate(steps):
        if number in breaks:
            moves = pickle.loads(pickle.dumps(moves))
            assert moves == stays
        seen, again = (happened(pairing, step, number * 3.0) for pairing in (stays, moves))
        assert again == seen
        assert repr(again) == repr(seen)
        assert pickle.loads(pickle.dumps(seen)) == seen
    assert moves.close() == stays.close()
    assert moves == stays


def happened(pairing: Pairing, step: Step, at: float) -> Any:
    match step.kind:
        case "close":
            return pairing.close()
        case "give up":
            return pairing.give_up(at)
        case _:
            return pairing.feed(spoken(pairing.codec, step), step.sender, at)


NOISE = st.text(max_size=30) | st.binary(max_size=30)

ANY_ELEMENT: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just({}) | st.just([])
)

NEARLY_FRAMES = st.lists(
    st.sampled_from([2, 3, 4, 5, 6, "1", "-1", "Heartbeat", "DataTransfer", {}, RESPONSES["Heartbeat"]]) | ANY_ELEMENT,
    max_size=6,
).map(json.dumps)

FRAMES = STEPS.filter(lambda step: isinstance(step.kind, int)).map(lambda step: json.dumps(step.elements))
TIMES = st.floats(allow_nan=False) | st.floats(-20, 20) | st.integers(-20, 20)


@pytest.mark.parametrize("tolerate", [(), FIELD], ids=["strict", "field"])
@every_version
@settings(SETTINGS, max_examples=80)
@given(fed=st.lists(st.tuples(NOISE | NEARLY_FRAMES | FRAMES, st.sampled_from([STATION, CSMS]), TIMES), max_size=12))
def test_nothing_that_is_fed_raises(protocol: OcppJsonProtocol, tolerate: Any, fed: Any) -> None:
    """Not even at times that run backwards. What the codec says of a frame, it says here too."""
    codec = Codec(protocol, tolerate=tolerate)
    pairing = Pairing(codec, max_pending=2, max_age=5.0)
    for frame, sender, at in fed:
        seen = pairing.feed(frame, sender, at)
        assert len(pairing.pending) <= 4
        assert seen.frame == (frame if isinstance(frame, str) else frame.decode(errors="backslashreplace"))
        plain = codec.examine(frame, seen.call.action or "" if seen.call else None)
        assert (seen.uniqueId, seen.messageTypeId) == (plain.uniqueId, plain.messageTypeId)
        if seen.call is not None or seen.messageTypeId != MessageTypeEnum.CALLRESULT:
            assert seen.message == plain.message or repr(seen.message) == repr(plain.message)  # NaN equals nothing
            assert seen.findings[: len(plain.findings)] == plain.findings
            assert (seen.reply, seen.error, seen.omitted) == (plain.reply, plain.error, plain.omitted)
    pairing.close()
