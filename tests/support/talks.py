"""Short conversations between a station and a CSMS, and what a `Pairing` says of them."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from ocpp_codec import Codec, OcppJsonProtocol, Pairing, Rule
from ocpp_codec.pairing import Paired, Pending
from ocpp_codec.rules import RULES

V16 = OcppJsonProtocol.v16
STATION, CSMS = "station", "csms"
OTHER = {STATION: CSMS, CSMS: STATION}

CONVERSATION = {rule for rule, info in RULES.items() if info.in_conversation}

# What is valid in every version, but never as the answer to another one. Each side has an action that only it may
# request; both may request a DataTransfer.
REQUESTS = {
    "Heartbeat": {},
    "TriggerMessage": {"requestedMessage": "Heartbeat"},
    "DataTransfer": {"vendorId": "com.example"},
}
RESPONSES = {
    "Heartbeat": {"currentTime": "2024-05-17T09:41:33Z"},
    "TriggerMessage": {"status": "NotImplemented"},
    "DataTransfer": {"status": "UnknownVendorId"},
}
OWN = {STATION: "Heartbeat", CSMS: "TriggerMessage"}
ERROR = ["GenericError", "", {}]
STREAM = {"id": 1, "pending": 0, "basetime": "2024-05-17T09:41:33Z", "data": [{"t": 0, "v": "1"}]}


class Talk:
    """A connection on which `caller` calls and the other side answers.

    `seen_by`: from outside there are only frames; a side feeds its own messages as objects.
    """

    def __init__(
        self,
        protocol: OcppJsonProtocol = V16,
        seen_by: Any = "outside",
        caller: Any = STATION,
        *,
        tolerate: Any = (),
        enforce: Any = (),
        **limits: Any,
    ) -> None:
        self.codec = Codec(protocol, tolerate=tolerate, enforce=enforce)
        self.pairing = Pairing(self.codec, counts=Counter(), **limits)
        self.seen_by = seen_by
        self.caller = caller

    @property
    def own(self) -> str:
        """The action that only the caller may request."""
        return OWN[self.caller]

    def call(self, unique_id: str = "1", action: str = "", at: float = 0.0, *, sender: Any = None) -> Paired:
        """Without an action, the sender's own."""
        sender = sender or self.caller
        action = action or OWN[sender]
        return self.say([2, unique_id, action, REQUESTS[action]], sender, at)

    def result(self, unique_id: str = "1", action: str = "", at: float = 0.0, *, sender: Any = None) -> Paired:
        """Without an action, it answers that of the other side."""
        sender = sender or OTHER[self.caller]
        action = action or OWN[OTHER[sender]]
        return self.say([3, unique_id, RESPONSES[action]], sender, at, action)

    def error(self, unique_id: str = "1", at: float = 0.0, *, sender: Any = None) -> Paired:
        return self.say([4, unique_id, *ERROR], sender or OTHER[self.caller], at)

    def say(self, elements: Any, sender: Any, at: float = 0.0, action: Any = None) -> Paired:
        frame = json.dumps(elements)
        own = sender == self.seen_by
        return self.pairing.feed(self.codec.decode(frame, action) if own else frame, sender, at)

    @property
    def waiting(self) -> list[str]:
        return [call.uniqueId for call in self.pairing.pending]


def broken(seen: Paired) -> list[Rule]:
    """The rules of the conversation that a frame breaks."""
    return sorted(finding.rule for finding in seen.findings if finding.rule in CONVERSATION)


def the_finding(seen: Paired, rule: Rule) -> Any:
    (finding,) = (finding for finding in seen.findings if finding.rule is rule)
    return finding


def call_of(seen: Paired) -> Pending:
    """The call that a frame answers."""
    assert seen.call is not None
    return seen.call
