"""A charging station of OCPP 1.6 or 2.0.1 that plays a script, on the library `websockets`.

    python examples/station.py ws://csms.example/ocpp/CS001 --protocol ocpp2.0.1 --script "authorize start meter stop"

- It sends BootNotification until it is Accepted, and nothing else before; so too after each reconnect.
- Then come the steps of the script, one after the other, and then heartbeats. A step that fails is logged.
- Nobody else knows what has happened in a transaction. So its messages are sent again, unchanged and before newer ones,
  when no answer comes: up to three times, and after every reconnect. An error is an answer.
- In 2.0.1 the station names the transaction, so it goes on when `start` has failed; in 1.6 there is none then.
- Pauses before a reconnect, and between boots that fail, start with `--backoff` seconds and double up to the 64-fold;
  an accepted boot makes them short again. A real station adds some chance, so that not all of them come back at once.
- The CSMS can start and stop transactions on the only connector.
"""

import argparse
import asyncio
import itertools
import logging
import signal
import sys
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar
from uuid import uuid4

from link import Link
from websockets import ClientConnection, Subprotocol, connect
from websockets.exceptions import InvalidURI
from websockets.uri import parse_uri

from ocpp_codec import Codec, Connection, OCPPException, errors
from ocpp_codec.connection import CallFailed, Ended, TimedOut
from ocpp_codec.record import Payload, RequestOf
from ocpp_codec.v16 import messages as m16
from ocpp_codec.v16 import types as t16
from ocpp_codec.v201 import messages as m201
from ocpp_codec.v201 import types as t201

LOG = logging.getLogger("station")
STEPS = ("authorize", "start", "meter", "stop", "status", "beat")
ATTEMPTS = 3  # to get an answer to a message of a transaction, on one connection
HEARTBEAT, LONGEST = 60, 86400  # seconds between heartbeats if the CSMS leaves it to the station, and at most
R = TypeVar("R", bound=Payload)


class StepFailed(Exception):  # noqa: N818 (named as what has happened)
    """The text says why."""


@dataclass(eq=False)
class Transaction:
    """A transaction that runs or is about to. `token`: who charges; an idTag in 1.6, an IdTokenType in 2.0.1."""

    token: Any
    remote_start_id: int | None = None
    id: Any = None  # None until it has begun
    numbers: Iterator[int] = field(default_factory=itertools.count)


class Station(ABC):
    """What is the same in every version."""

    protocol: ClassVar[str]
    token: ClassVar[Any]  # who charges, in the script
    boot: ClassVar[RequestOf[Any]]
    heartbeat: ClassVar[RequestOf[Any]]

    def __init__(self, url: str, script: list[str], timeout: float, backoff: float) -> None:
        self.url, self.script, self.timeout, self.backoff = url, script, timeout, backoff
        self.registration = ""  # what the last boot was answered
        self.is_registered, self.boot_wanted, self.is_over = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.one_step = asyncio.Lock()  # at a time, in the order in which they came
        self.failures = 0  # since the last accepted boot
        self.energy = 0
        self.transaction: Transaction | None = None
        self.was_busy = False  # when the CSMS was told last
        self.jobs: set[asyncio.Task[Any]] = set()
        self.socket: ClientConnection
        self.link: Link

    # The connection ----------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Runs until it is cancelled."""
        self.spawn(self.play())
        while True:
            try:
                await self.session()
                LOG.info("the connection is closed")
            except Exception as error:  # noqa: BLE001 (whatever it is, the next connection may be a better one)
                LOG.info("no connection: %s: %.200r", type(error).__name__, str(error))
            await asyncio.sleep(self.pause())

    async def session(self) -> None:
        """One connection, from its opening to its end."""
        offer = [Subprotocol(self.protocol)]
        async with connect(self.url, subprotocols=offer, open_timeout=self.timeout, close_timeout=1) as self.socket:
            if self.socket.subprotocol != self.protocol:
                raise ConnectionError(f"the CSMS has not agreed on {self.protocol}")
            connection = Connection(Codec(self.protocol), "station", timeout=self.timeout)
            self.link = Link(connection, self.socket.send, self.serve)
            registering = self.spawn(self.register())
            try:
                await self.link.run(self.socket)
            finally:
                registering.cancel()
                self.is_registered.clear()

    def pause(self) -> float:
        """Seconds to wait after one more failure."""
        pause: float = self.backoff * 2 ** min(self.failures, 6)
        self.failures += 1
        LOG.info("the next attempt is made in %g s", pause)
        return pause

    async def register(self) -> None:
        """Boots until it is accepted, and sends heartbeats until another boot is wanted."""
        while True:
            self.boot_wanted.clear()
            pause = await self.register_once()
            while not await self.is_boot_wanted(pause) and self.is_registered.is_set():
                if self.is_over.is_set():
                    await self.attempt("heartbeat", self.beat)

    async def register_once(self) -> float:
        """Boots. Returns the seconds to wait before the next boot or heartbeat."""
        self.is_registered.clear()
        try:
            answer = await self.link.call(self.boot)
        except CallFailed as error:
            LOG.warning("boot failed: %s", error)
            return self.pause()
        self.registration = answer.status
        LOG.info("boot: %s, interval %s", answer.status, answer.interval)
        interval: float = min(answer.interval, LONGEST)
        if self.registration != "Accepted":
            return interval if interval > 0 else self.pause()
        self.failures = 0
        self.is_registered.set()
        await self.attempt("status", self.status)
        return interval if interval > 0 else HEARTBEAT

    async def is_boot_wanted(self, seconds: float) -> bool:
        """Waits so long, or until a boot is wanted."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.boot_wanted.wait()
        return self.boot_wanted.is_set()

    def spawn(self, job: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Does a job beside all others."""
        self.jobs.add(task := asyncio.create_task(job))
        task.add_done_callback(self.jobs.discard)
        return task

    # What it says ------------------------------------------------------------------------------------------------

    async def call(self, request: RequestOf[R]) -> R:
        """The response to a request, as soon as the station is registered."""
        while not self.is_registered.is_set():
            await self.is_registered.wait()
        return await self.link.call(request)

    async def deliver(self, request: RequestOf[R]) -> R:
        """The response to a message of a transaction. It is sent again when no answer comes."""
        attempts = 0
        while True:
            attempts += 1
            try:
                return await self.call(request)
            except Ended as error:
                LOG.warning("%s; it will be sent again", error)
                attempts = 0
            except TimedOut as error:
                if attempts == ATTEMPTS:
                    raise
                LOG.warning("%s; it will be sent again", error)
                await asyncio.sleep(self.backoff * attempts)

    async def play(self) -> None:
        """The script."""
        for name in self.script:
            await self.is_registered.wait()
            await self.perform(name, getattr(self, name))
        self.is_over.set()
        LOG.info("the script is over")

    async def perform(self, name: str, step: Callable[[], Awaitable[str]]) -> None:
        """Does a step when those before it are done, and tells the CSMS if the connector has another status."""
        async with self.one_step:
            await self.attempt(name, step)
            if self.was_busy is not bool(self.transaction):
                await self.attempt("status", self.status)

    async def attempt(self, name: str, step: Callable[[], Awaitable[str]]) -> None:
        """Does a step and logs what has come of it."""
        try:
            LOG.info("%s: %s", name, await step())
        except (CallFailed, OCPPException, StepFailed) as error:
            LOG.warning("%s failed: %s", name, error)

    async def beat(self) -> str:
        """Sends a heartbeat."""
        await self.call(self.heartbeat)
        return "answered"

    async def start(self) -> str:
        """The step `start`."""
        if self.transaction is not None:
            raise StepFailed("there is a transaction")
        self.transaction = Transaction(self.token)
        return await self.begin(self.transaction)

    async def stop(self) -> str:
        """The step `stop`."""
        return await self.end(self.running(), "Local")

    def running(self) -> Transaction:
        """The transaction. StepFailed if there is none."""
        if self.transaction is None or self.transaction.id is None:
            raise StepFailed("there is no transaction")
        return self.transaction

    def read_meter(self) -> int:
        """Wh, more each time."""
        self.energy += 250
        return self.energy

    # What the CSMS says ------------------------------------------------------------------------------------------

    async def serve(self, request: Payload) -> Payload:
        """The response to a call of the CSMS."""
        if self.registration == "Rejected":
            raise errors.SecurityError("this station is not accepted")
        response = self.answer(request)
        if response is None:
            raise errors.NotSupportedError(f"{request.action_class.__name__} is not served here")
        return response

    def start_remotely(self, transaction: Transaction, connector: int | None) -> str:
        """Accepted or Rejected. What is accepted is done when the answer is on its way."""
        if not self.is_registered.is_set() or self.transaction is not None or connector not in (None, 1):
            return "Rejected"
        self.transaction = transaction
        self.spawn(self.perform("remote start", lambda: self.begin(transaction)))
        return "Accepted"

    def stop_remotely(self, transaction_id: int | str) -> str:
        """Accepted or Rejected."""
        transaction = self.transaction
        if not self.is_registered.is_set() or transaction is None or transaction.id != transaction_id:
            return "Rejected"
        self.spawn(self.perform("remote stop", lambda: self.end(transaction, "Remote")))
        return "Accepted"

    def trigger(self, name: str) -> str:
        """Accepted, Rejected or NotImplemented."""
        steps = {"Heartbeat": self.beat, "StatusNotification": self.status, "MeterValues": self.meter}
        if name == "BootNotification":
            self.boot_wanted.set()
        elif name not in steps:
            return "NotImplemented"
        elif not self.is_registered.is_set():
            return "Rejected"
        else:
            self.spawn(self.perform(f"triggered {name}", steps[name]))
        return "Accepted"

    def reset(self) -> str:
        """Accepted or Rejected. A restart is nothing but another connection."""
        if self.transaction is not None:
            return "Rejected"
        self.spawn(self.socket.close())
        return "Accepted"

    # What is different in each version ---------------------------------------------------------------------------

    @abstractmethod
    async def authorize(self) -> str:
        """The step `authorize`."""

    @abstractmethod
    async def meter(self) -> str:
        """The step `meter`."""

    @abstractmethod
    async def status(self) -> str:
        """The step `status`."""

    @abstractmethod
    async def begin(self, transaction: Transaction) -> str:
        """Says that a transaction has begun."""

    @abstractmethod
    async def end(self, transaction: Transaction, reason: str) -> str:
        """Says that a transaction has ended, unless it has been said. `reason`: Local, Remote or DeAuthorized."""

    @abstractmethod
    def answer(self, request: Any) -> Payload | None:
        """The response to a request; None if there is none."""


class Station16(Station):
    """A station of 1.6."""

    protocol = "ocpp1.6"
    token = "04A2B3C4D5E6F7"  # noqa: S105 (no password)
    boot = m16.BootNotification.Request("Example", "Station 16", firmwareVersion="1.0")
    heartbeat = m16.Heartbeat.Request()

    async def authorize(self) -> str:
        answer = await self.call(m16.Authorize.Request(self.token))
        return accepted(answer.idTagInfo.status)

    async def begin(self, transaction: Transaction) -> str:
        request = m16.StartTransaction.Request(1, transaction.token, self.read_meter(), now())
        try:
            answer = await self.deliver(request)
        except (CallFailed, OCPPException):
            self.transaction = None  # it has no id, so nothing more can be said of it
            raise
        transaction.id = answer.transactionId
        if answer.idTagInfo.status != "Accepted":
            await self.end(transaction, "DeAuthorized")
        return f"{accepted(answer.idTagInfo.status)}, transaction {transaction.id}"

    async def meter(self) -> str:
        transaction = self.running()
        measurand, unit = t16.Measurand.EnergyActiveImportRegister, t16.UnitOfMeasure.Wh
        value = t16.SampledValue(str(self.read_meter()), measurand=measurand, unit=unit)
        reading = t16.MeterValue(now(), [value])
        await self.deliver(m16.MeterValues.Request(1, [reading], transactionId=transaction.id))
        return f"{value.value} Wh"

    async def end(self, transaction: Transaction, reason: str) -> str:
        if self.transaction is transaction:
            self.transaction = None
            request = m16.StopTransaction.Request(
                self.read_meter(), now(), transaction.id, idTag=transaction.token, reason=t16.Reason(reason)
            )
            await self.deliver(request)
        return f"transaction {transaction.id}"

    async def status(self) -> str:
        self.was_busy = self.transaction is not None
        status = t16.ChargePointStatus.Charging if self.was_busy else t16.ChargePointStatus.Available
        await self.call(m16.StatusNotification.Request(1, t16.ChargePointErrorCode.NoError, status, timestamp=now()))
        return status

    def answer(self, request: m16.AnyRequest) -> m16.AnyResponse | None:
        match request:
            case m16.RemoteStartTransaction.Request(token, connector):
                status = t16.RemoteStartStopStatus(self.start_remotely(Transaction(token), connector))
                return m16.RemoteStartTransaction.Response(status)
            case m16.RemoteStopTransaction.Request(number):
                return m16.RemoteStopTransaction.Response(t16.RemoteStartStopStatus(self.stop_remotely(number)))
            case m16.TriggerMessage.Request(what):
                return m16.TriggerMessage.Response(t16.TriggerMessageStatus(self.trigger(what)))
            case m16.Reset.Request():
                return m16.Reset.Response(t16.ResetStatus(self.reset()))
            case m16.GetConfiguration.Request(keys):
                return m16.GetConfiguration.Response(configurationKey=[], unknownKey=keys)
            case m16.ChangeConfiguration.Request():
                return m16.ChangeConfiguration.Response(t16.ConfigurationStatus.NotSupported)
            case m16.ClearCache.Request():
                return m16.ClearCache.Response(t16.ClearCacheStatus.Accepted)
            case m16.DataTransfer.Request():
                return m16.DataTransfer.Response(t16.DataTransferStatus.UnknownVendorId)
            case _:
                return None


class Station201(Station):
    """A station of 2.0.1."""

    protocol = "ocpp2.0.1"
    token = t201.IdTokenType("04A2B3C4D5E6F7", t201.IdTokenEnum.ISO14443)
    boot = m201.BootNotification.Request(
        t201.ChargingStationType("Station 201", "Example"), t201.BootReasonEnum.PowerUp
    )
    heartbeat = m201.Heartbeat.Request()

    async def authorize(self) -> str:
        answer = await self.call(m201.Authorize.Request(self.token))
        return accepted(answer.idTokenInfo.status)

    async def begin(self, transaction: Transaction) -> str:
        transaction.id = str(uuid4())
        is_remote = transaction.remote_start_id is not None
        trigger = t201.TriggerReasonEnum.RemoteStart if is_remote else t201.TriggerReasonEnum.Authorized
        answer = await self.tell(transaction, t201.TransactionEventEnum.Started, trigger)
        status = answer.idTokenInfo.status if answer.idTokenInfo else t201.AuthorizationStatusEnum.Accepted
        if status != "Accepted":
            await self.end(transaction, "DeAuthorized")
        return f"{accepted(status)}, transaction {transaction.id}"

    async def meter(self) -> str:
        trigger = t201.TriggerReasonEnum.MeterValuePeriodic
        await self.tell(self.running(), t201.TransactionEventEnum.Updated, trigger)
        return f"{self.energy} Wh"

    async def end(self, transaction: Transaction, reason: str) -> str:
        if self.transaction is transaction:
            self.transaction = None
            triggers = {"Local": "StopAuthorized", "Remote": "RemoteStop", "DeAuthorized": "Deauthorized"}
            trigger = t201.TriggerReasonEnum(triggers[reason])
            await self.tell(transaction, t201.TransactionEventEnum.Ended, trigger, t201.ReasonEnum(reason))
        return f"transaction {transaction.id}"

    async def tell(
        self,
        transaction: Transaction,
        event: t201.TransactionEventEnum,
        trigger: t201.TriggerReasonEnum,
        reason: t201.ReasonEnum | None = None,
    ) -> m201.TransactionEvent.Response:
        """Tells what has happened in a transaction, with the meter."""
        contexts = {"Started": "Transaction.Begin", "Updated": "Sample.Periodic", "Ended": "Transaction.End"}
        value = t201.SampledValueType(
            float(self.read_meter()),
            context=t201.ReadingContextEnum(contexts[event]),
            measurand=t201.MeasurandEnum.EnergyActiveImportRegister,
            unitOfMeasure=t201.UnitOfMeasureType("Wh"),
        )
        is_start = event == "Started"
        info = t201.TransactionType(
            transaction.id,
            chargingState=None if reason else t201.ChargingStateEnum.Charging,
            remoteStartId=transaction.remote_start_id if is_start else None,
            stoppedReason=reason,
        )
        request = m201.TransactionEvent.Request(
            event, now(), trigger, next(transaction.numbers), info,
            meterValue=[t201.MeterValueType([value], now())],
            evse=t201.EVSEType(1, connectorId=1) if is_start else None,
            idToken=transaction.token if is_start else None,
        )  # fmt: skip
        return await self.deliver(request)

    async def status(self) -> str:
        self.was_busy = self.transaction is not None
        status = t201.ConnectorStatusEnum.Occupied if self.was_busy else t201.ConnectorStatusEnum.Available
        await self.call(m201.StatusNotification.Request(now(), status, 1, 1))
        return status

    def answer(self, request: m201.AnyRequest) -> m201.AnyResponse | None:
        match request:
            case m201.RequestStartTransaction.Request(token, number, evse):
                status = self.start_remotely(Transaction(token, remote_start_id=number), evse)
                return m201.RequestStartTransaction.Response(t201.RequestStartStopStatusEnum(status))
            case m201.RequestStopTransaction.Request(name):
                status = self.stop_remotely(name)
                return m201.RequestStopTransaction.Response(t201.RequestStartStopStatusEnum(status))
            case m201.TriggerMessage.Request(what):
                return m201.TriggerMessage.Response(t201.TriggerMessageStatusEnum(self.trigger(what)))
            case m201.Reset.Request():
                return m201.Reset.Response(t201.ResetStatusEnum(self.reset()))
            case m201.GetVariables.Request(wanted):
                unknown = t201.GetVariableStatusEnum.UnknownVariable
                found = [t201.GetVariableResultType(unknown, each.component, each.variable) for each in wanted]
                return m201.GetVariables.Response(found)
            case m201.ClearCache.Request():
                return m201.ClearCache.Response(t201.ClearCacheStatusEnum.Accepted)
            case m201.DataTransfer.Request():
                return m201.DataTransfer.Response(t201.DataTransferStatusEnum.UnknownVendorId)
            case _:
                return None


def accepted(status: str) -> str:
    """The status. StepFailed unless it is Accepted."""
    if status != "Accepted":
        raise StepFailed(f"the CSMS says {status}")
    return status


def now() -> datetime:
    """The time, as finely as it is sent."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


async def main(station: Station) -> None:
    """Runs until a signal comes."""
    task = asyncio.create_task(station.run())
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="A charging station that plays a script.")
    parser.add_argument("url", help="of the CSMS, with the name of the station: ws://127.0.0.1:9000/CS001")
    kinds: dict[str, type[Station]] = {kind.protocol: kind for kind in (Station16, Station201)}
    parser.add_argument("--protocol", choices=kinds, default="ocpp1.6")
    parser.add_argument("--script", default="authorize start meter stop", help=f"steps: {' '.join(STEPS)}")
    parser.add_argument("--timeout", type=float, default=30.0, help="seconds that the CSMS may take for an answer")
    parser.add_argument("--backoff", type=float, default=1.0, help="seconds before the first attempt to connect again")
    given = parser.parse_args()
    script = given.script.split()
    if unknown := [step for step in script if step not in STEPS]:
        parser.error(f"unknown step {unknown[0]!r}; steps are {', '.join(STEPS)}")
    if not (0 < given.timeout < LONGEST and 0 < given.backoff < LONGEST):
        parser.error("seconds are positive numbers")
    try:
        parse_uri(given.url)
    except InvalidURI as problem:
        parser.error(str(problem))
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO, stream=sys.stderr)
    logging.getLogger("websockets").setLevel(logging.CRITICAL)  # what becomes of the connection is said above
    asyncio.run(main(kinds[given.protocol](given.url, script, given.timeout, given.backoff)))
