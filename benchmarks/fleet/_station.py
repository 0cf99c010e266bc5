"""A station: it sends and is sent to."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from ._defects import refusable, repairable
from ._makes import Make, Profile
from ._times import DAY, HOUR, MINUTE, SECOND, START, stamp
from ._truth import Latency, Truth


def _waits() -> list[int]:
    """How long answers take, in milliseconds."""
    chance = random.Random(7)  # noqa: S311
    return [int(chance.lognormvariate(4.2, 0.7)) + 5 for _ in range(4096)]


_WAITS = _waits()
#: How many times as long the CSMS takes to answer these.
_SLOWER = {"Authorize": 3, "StartTransaction": 4, "BootNotification": 2}

_TIMEOUT = 30 * SECOND  # a station waits so long for an answer
FILES = ("north.log", "south.log")

#: When a process goes on: what its generator yields.
Steps: TypeAlias = Iterator[int]

#: A frame on its way: time, number, text, index of the station, whether the CSMS sends it.
Row: TypeAlias = tuple[int, int, str, int, int]


@dataclass
class Traffic:
    """What all stations have in common: the truth, and the frames that are on their way."""

    truth: Truth
    rows: list[Row] = field(default_factory=list[Row])


_TROUBLES = ("repaired", "refused", "call_error", "lost", "late")
#: Requests in which anything may go wrong, and those of which nothing may get lost: the truth is made of them.
ANY, KEPT = True, False


class Station:
    """Sends and is sent to; keeps the order of its requests.

    Attributes:
        offline_until: Until then, what it sends is kept.
        online_until: Until then it stays online.
        silent_from: From then on it does nothing.
        busy: Until then, it waits for an answer.
        sent: How many frames it has sent.
        spoiled: Whether the last request cannot be read. Whoever asks takes it back.
    """

    def __init__(
        self,
        traffic: Traffic,
        index: int,
        protocol: str,
        make: Make,
        profile: Profile,
        chance: random.Random,
        silent_from: int,
    ) -> None:
        self.traffic, self.truth, self.index = traffic, traffic.truth, index
        self.protocol, self.make, self.profile, self.random = protocol, make, profile, chance
        self.is_16 = protocol == "ocpp1.6"
        self.name, self.file = f"CS{index + 1:04}", FILES[index & 1]
        self.chance, self.bits = chance.random, chance.getrandbits
        shares = (profile.repaired, profile.refused, profile.call_error, profile.lost, profile.late)
        self.shares = [share * make.faults for share in shares]
        self.trouble = sum(self.shares)
        self.silent_from = silent_from
        self.busy = self.offline_until = self.online_until = 0
        self.sent = 0
        self.spoiled = False
        self._counted = self._transactions = 0
        self._csms_busy: int = 0
        self._boot = self._boot_text()

    def life(self) -> Steps:
        """Boots, then heartbeats without end."""
        at = START + int(self.chance() * 30 * SECOND)
        yield at
        at = self.boot(at, "PowerUp") + SECOND
        yield at
        if self.is_16:
            self.call(
                at,
                "StatusNotification",
                f'{{"connectorId":0,"errorCode":"NoError","status":"Available","timestamp":"{stamp(at)}"}}',
                "{}",
                KEPT,
            )
        every = self.profile.heartbeat * SECOND
        at += int(self.chance() * every)
        while True:
            yield at
            if at >= self.offline_until:
                self.call(at, "Heartbeat", "{}", f'{{"currentTime":"{stamp(at)}"}}', ANY)
                self.spoiled = False
            at += every

    def connection(self) -> Steps:
        """Goes offline once in three days or so."""
        at = START
        while True:
            at += int(self.random.expovariate(1 / (3 * DAY))) + HOUR
            yield at
            if at < self.online_until:
                at = self.online_until
                continue
            self.offline_until = at + int((5 + 85 * self.chance()) * MINUTE)
            at = self.offline_until

    def _boot_text(self) -> str:
        make = self.make
        if self.is_16:
            return (
                f'{{"chargePointVendor":"{make.vendor}","chargePointModel":"{make.model}",'
                f'"chargePointSerialNumber":"SN-{self.index:06}","firmwareVersion":"{make.firmware}"}}'
            )
        return (
            f'{{"reason":"%s","chargingStation":{{"vendorName":"{make.vendor}","model":"{make.model}",'
            f'"serialNumber":"SN-{self.index:06}","firmwareVersion":"{make.firmware}"}}}}'
        )

    def boot(self, at: int, reason: str) -> int:
        """Tells that it has started; now and then it has to say so twice. Gives the time of the answer."""
        payload = self._boot if self.is_16 else self._boot % reason
        answers = ("Pending", "Accepted") if self.chance() < 0.04 else ("Accepted",)
        for answer in answers:
            result = f'{{"status":"{answer}","currentTime":"{stamp(at)}","interval":{self.profile.heartbeat}}}'
            at = self.call(at, "BootNotification", payload, result, KEPT) + MINUTE
            self.truth.boots[self.make.firmware, answer] += 1
        return at - MINUTE

    def uuid(self) -> str:
        """An id that is used once."""
        digits = f"{self.bits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    def next_id(self) -> str:
        """The id of its next request."""
        if self.make.counts:
            self._counted += 1
            return str(self._counted)
        return self.uuid()

    def next_transaction(self) -> str:
        """The id of its next transaction: of the CSMS (1.6), or its own."""
        self._transactions += 1
        if self.is_16:
            return str(self.index // 2 * 100_000 + self._transactions)
        return f"TX-{self._transactions:06}" if self.make.counts else self.uuid()

    def call(self, at: int, action: str, payload: str, result: str, may_suffer: bool) -> int:
        """Sends a request when its turn comes, and lets the CSMS answer. Gives the time of the answer."""
        at = max(at, self.busy, self.offline_until)
        unique_id = self.next_id()
        frame = f'[2,"{unique_id}","{action}",{payload}]'
        self.sent += 1
        if self.trouble and self.chance() < self.trouble:
            return self._troubled(at, unique_id, action, frame, result, may_suffer)
        self._put(at, frame, 0)
        return self._answer(at, action, f'[3,"{unique_id}",{result}]')

    def _put(self, at: int, frame: str, sender: int) -> None:
        truth = self.truth
        self.traffic.rows.append((at, truth.frames, frame, self.index, sender))
        truth.frames += 1

    def _answer(self, at: int, action: str, frame: str, wait: int = 0, sender: int = 1) -> int:
        """The answer to a request of that time. The station's next request comes after it."""
        if not wait:
            wait = _WAITS[self.bits(12)] * _SLOWER.get(action, 1)
            self.busy = at + wait + 20
        self._put(at + wait, frame, sender)
        latency = self.truth.latencies.get(action)
        if latency is None:
            latency = self.truth.latencies[action] = Latency()
        latency.count += 1
        latency.total_ms += wait
        latency.most_ms = max(latency.most_ms, wait)
        return at + wait

    def _troubled(self, at: int, unique_id: str, action: str, frame: str, result: str, may_suffer: bool) -> int:
        """The same with a defect, or with an answer that is an error, late or missing."""
        trouble = self.random.choices(_TROUBLES, self.shares)[0] if may_suffer else "repaired"
        if not may_suffer and self.chance() * self.trouble > self.shares[0]:
            trouble = ""
        answer, code = f'[3,"{unique_id}",{result}]', ""
        if trouble == "repaired":
            frame = repairable(frame, self.random)
        elif trouble == "refused":
            frame, code = refusable(frame, self.random, is_16=self.is_16)
            action += "s" * (code == "NotImplemented")
            self.spoiled = True
        elif trouble == "call_error":
            code = "InternalError"
        if trouble in {"repaired", "refused"}:
            self.truth.defects[self.make.firmware, trouble] += 1
        self._put(at, frame, 0)
        if trouble == "lost" or code == "none":
            self.truth.lost += 1
            self.busy = at + _TIMEOUT
            return self.busy
        if trouble == "late":
            self.truth.late += 1
            self.busy = at + _TIMEOUT
            self._answer(at, action, answer, 5 * MINUTE + 1 + self.bits(18))
            return self.busy
        if code:
            self.truth.call_errors[code] += 1
            answer = f'[4,"{unique_id}","{code}","made up",{{}}]'
        return self._answer(at, action, answer)

    def ask(self, at: int, action: str, payload: str, result: str) -> int:
        """The CSMS sends a request. Gives the time of the answer."""
        at = max(at, self._csms_busy)
        unique_id = self.uuid()
        self._put(at, f'[2,"{unique_id}","{action}",{payload}]', 1)
        busy = self.busy
        at = self._answer(at, action, f'[3,"{unique_id}",{result}]', sender=0)
        self.busy, self._csms_busy = busy, at + 1
        self.sent += 1
        return at
