"""Messages, findings, exceptions and codecs go from process to process and stay what they are."""

import dataclasses
import multiprocessing
import os
import pickle
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from enum import Enum
from typing import Any

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Pairing, Rule, Severity, Tolerance, errors
from ocpp_codec.compat import MessageTypeEnum
from ocpp_codec.record import NULL
from ocpp_codec.tolerance import FIELD
from tests.support import workers
from tests.support.judging import payload_of
from tests.support.parts import parts_of

# A process that is forked shares nothing else with its parent than these; threads of the test runner forbid it here.
METHODS = [method for method in multiprocessing.get_all_start_methods() if method != "fork"]
CODEC = Codec("ocpp1.6", tolerate=FIELD | {Tolerance(Rule.MISSING_FIELD, "*.Request.meterStart")}, on_finding=repr)
CODEC_21 = Codec("ocpp2.1", enforce={Rule.NOT_AN_IDENTIFIER}, timespec="seconds")
STATUS = '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Charging"}]'
REFUSED = '[2,"17","Authorize",{"idTag":null,"a":1}]'
TOLERATED = '[2,"18","UnlockConnector",{"connectorId":"1"}]'

MESSAGES = {
    "Call": CODEC.decode(STATUS),
    "CallResult": CODEC.decode(
        '[3,"2",{"currentTime":"2026-05-17T11:41:33.125+02:00","interval":9,"status":"Accepted"}]', "BootNotification"
    ),
    "CallError": CODEC.decode('[4,"3","GenericError","why",{"a":[1,null]}]'),
    "CallError of no known code": CODEC.decode('[4,"3","Invented","",{}]'),
    "CallResultError": CODEC_21.decode('[5,"4","FormatViolation","why",{}]'),
    "Send": CODEC_21.decode(
        '[6,"5","NotifyPeriodicEventStream",{"basetime":"2026-05-17T09:41:33Z","data":[{"t":0.5,"v":"x"}],"id":1,"pending":0}]'
    ),
    "customData": CODEC_21.decode('[2,"6","Heartbeat",{"customData":{"vendorId":"x","b":{"c":[null]},"a":1}}]'),
    "null": CODEC_21.decode('[2,"7","DataTransfer",{"vendorId":"x","data":null}]'),
}


def conversation() -> Iterator[Any]:
    """A pairing in the middle of a conversation, and what it has said so far."""
    pairing = Pairing(CODEC, max_pending=2)
    yield pairing.feed(STATUS, "station", at=1.0)
    yield pairing.feed(TOLERATED, "csms", at=1.5)
    yield pairing.feed('[3,"1",{}]', "csms", at=2.0)
    yield pairing


def exception() -> OCPPException:
    with pytest.raises(OCPPException) as caught:
        CODEC.decode(REFUSED)
    return caught.value


OTHERS = {
    "examination": CODEC.examine(TOLERATED),
    "examination of a refused frame": CODEC.examine(REFUSED),
    "examination of no JSON": CODEC.examine("[2,"),
    "conversation": list(conversation()),
    "exception": exception(),
    "exception of one's own": OCPPException(errors.SecurityError("no", since=1), "19"),
    "members": [*Rule, *Severity, *OcppJsonProtocol, *MessageTypeEnum, *errors.ErrorCode, NULL],
    "tolerances": [Tolerance(Rule.TOO_LONG, "*.Request.idTag")],
}


def assert_same(sent: Any, back: Any) -> None:
    """Equal at every depth, of the same types; what there is once is the very same."""
    assert type(back) is type(sent)
    match sent:
        case Enum() | None | bool():
            assert back is sent
        case dict():
            assert list(back) == list(sent)
            assert_same(list(sent.values()), list(back.values()))
        case list() | tuple():
            assert len(back) == len(sent)
            for pair in zip(sent, back, strict=True):
                assert_same(*pair)
        case Codec():
            assert back == sent
        case _ if (parts := parts_of(sent)) is not None:
            assert back == sent
            assert repr(back) == repr(sent)
            assert_same(parts, parts_of(back))
        case _ if dataclasses.is_dataclass(sent):
            assert back == sent
            for field in dataclasses.fields(sent):
                if field.compare:
                    assert_same(getattr(sent, field.name), getattr(back, field.name))
        case _ if sent is NULL:
            assert back is NULL
        case _:
            assert back == sent


@pytest.fixture(scope="module", params=METHODS)
def context(request: pytest.FixtureRequest) -> Any:
    return multiprocessing.get_context(request.param)


@pytest.fixture(scope="module", params=["multiprocessing", "concurrent.futures"])
def run(context: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Calls a function in a worker that was given the codec when it started."""
    given: dict[str, Any] = {"initializer": workers.begin, "initargs": (CODEC,)}
    if request.param == "multiprocessing":
        with context.Pool(1, **given) as pool:
            yield lambda function, *arguments: pool.apply(function, arguments)
    else:
        with ProcessPoolExecutor(1, context, **given) as pool:
            yield lambda function, *arguments: pool.submit(function, *arguments).result()


@pytest.mark.parametrize("name", [*MESSAGES, *OTHERS])
def test_what_is_sent_comes_back(run: Callable[..., Any], name: str) -> None:
    sent = (MESSAGES | OTHERS)[name]
    back, shown = run(workers.echo, sent)
    assert_same(sent, back)
    if name != "conversation":  # which shows the settings of its codec, sets in any order
        assert shown == repr(sent)


def test_a_worker_has_the_codec_that_it_was_given(run: Callable[..., Any]) -> None:
    assert run(workers.settings) == CODEC
    assert_same(CODEC.decode(TOLERATED), run(workers.decode, TOLERATED))
    assert_same(MESSAGES["CallError"], run(workers.decode, '[4,"3","GenericError","why",{"a":[1,null]}]'))


def test_both_processes_mean_the_same(run: Callable[..., Any]) -> None:
    message = CODEC.decode(STATUS)
    assert run(workers.is_equal, STATUS, message)
    assert run(workers.encode, message) == CODEC.encode(message)


def test_an_exception_of_a_worker_is_that_of_the_parent(run: Callable[..., Any]) -> None:
    with pytest.raises(OCPPException) as caught:
        run(workers.decode, REFUSED)
    assert_same(exception(), caught.value)
    call = CODEC.decode('[2,"20","Authorize",{"idTag":"x"}]')
    payload_of(call).idTag = "x" * 21
    with pytest.raises(OCPPException, match="idTag is too long") as caught:
        run(workers.encode, call)
    assert caught.value.findings[0].rule is Rule.TOO_LONG


def test_what_a_codec_has_built_stays_at_home() -> None:
    """A codec travels as its settings, however much it has been used, and imports its own version alone on arrival."""
    codec = Codec("ocpp2.0", tolerate=FIELD)
    new = pickle.dumps(codec)
    frame = codec.encode(codec.decode('[2,"1","Heartbeat",{}]'))
    codec.examine('[2,"1","Authorize",{}]')
    assert pickle.dumps(codec) == new
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), workers.begin, (codec,)) as pool:
        assert pool.submit(workers.versions).result() == ["v20"]
        assert_same(codec.decode(frame), pool.submit(workers.decode, frame).result())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_forked_child_works_whatever_other_threads_did() -> None:
    """They find what is wrong for the first time in each class, and import and build versions."""
    program = """
    import os, signal, sys, threading
    from ocpp_codec import Codec, OcppJsonProtocol
    from ocpp_codec.compat import get_implemented_messages
    sys.setswitchinterval(1e-6)
    imported = sys.argv[1] == "imported"
    names = {p: list(get_implemented_messages(p)) if imported else ["Heartbeat"] for p in OcppJsonProtocol}
    frames = [(p, '[2,"1","%s",{"x":1}]' % name) for p, known in names.items() for name in known]
    def work(first):
        for protocol, frame in frames[first::4]:
            str(Codec(protocol).examine(frame).error)
    threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for thread in threads: thread.start()
    children = []
    for _ in range(10):
        child = os.fork()
        if child == 0:
            signal.alarm(10)
            for k in range(4): work(k)
            os._exit(0)
        children.append(child)
    print([os.waitpid(child, 0)[1] for child in children])
    """
    for state in ("imported", "new"):
        command = [sys.executable, "-W", "ignore", "-c", textwrap.dedent(program), state]
        run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100)
        assert run.stdout.strip() == str([0] * 10), state
