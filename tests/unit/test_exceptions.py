"""The exception of a refused message: whose fault it is, what it shows; it can be copied and pickled, whatever was found."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from ocpp_codec import (
    Codec,
    DecodeError,
    EncodeError,
    OCPPException,
    OcppJsonProtocol,
    Rule,
    errors,
    serializer,
    structure,
)
from ocpp_codec.tolerance import FIELD
from ocpp_codec.v16 import messages as messages16
from ocpp_codec.v20 import messages as messages20
from tests.support.judging import CODEC


def test_exceptions_pickle_whatever_was_found() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    data: Any
    for data in (lambda: 0, iter([]), (each for each in "ab"), deep, {"a": object()}, b"x"):
        message = structure.Call.of(messages20.DataTransfer.Request(vendorId="x", data=data))
        with pytest.raises(OCPPException) as caught:
            Codec("ocpp2.0").encode(message)
        assert pickle.loads(pickle.dumps(caught.value)) == caught.value
        assert copy.deepcopy(caught.value) == caught.value


class Mine(OCPPException):
    def __init__(self, why: Any) -> None:
        super().__init__(errors.GenericError(why))
        self.why = why


class MyError(errors.NotSupportedError):
    pass


def test_subclasses_stay_what_they_are() -> None:
    assert type(pickle.loads(pickle.dumps(Mine("because")))) is Mine
    assert type(pickle.loads(pickle.dumps(MyError("no")))) is MyError


def test_an_exception_is_shown_with_all_that_is_wrong() -> None:
    with pytest.raises(OCPPException) as caught:
        CODEC.decode('[2,"17","CostUpdated",{"totalCost":true}]')
    lines = "\n".join(f"{each.code} at {each}" for each in caught.value.findings)
    assert str(caught.value) == f"CostUpdated.Request (ocpp2.0.1): {lines}"
    assert len(caught.value.findings) == 2
    assert caught.value.related_request_id == "17"
    assert str(OCPPException(errors.GenericError("why"))) == "GenericError: why"


def test_an_exception_needs_an_error_and_says_which() -> None:
    text: Any = "text"
    with pytest.raises(TypeError, match=r"errors\.GenericError\('text'\) is needed"):
        OCPPException(text)


def test_the_arguments_of_an_exception_are_the_same_whoever_has_made_it() -> None:
    error = CODEC.examine('[2,"1","Nope",{}]').error
    assert error is not None
    assert error.args == (error.ocpp_error, "1")
    assert pickle.loads(pickle.dumps(error)).args == copy.copy(error).args == error.args
    assert OCPPException(error.ocpp_error, "1").args == error.args
    error.args = ("mine",)
    assert error.args == ("mine",)


@pytest.mark.parametrize("inner", ['{"a":%s,"a":0}', '{"a":0,"a":%s}', '{"a":[%s],"a":[0]}'])
def test_exceptions_pickle_however_deep_repeated_keys_are(inner: str) -> None:
    payload = "0"
    for _ in range(95 if "[" in inner else 190):
        payload = inner % payload
    seen = CODEC.examine(f'[2,"1","Nope",{payload}]')
    assert Rule.DUPLICATE_KEY in {finding.rule for finding in seen.findings}
    assert seen.error is not None
    assert pickle.loads(pickle.dumps(seen.error)) == copy.deepcopy(seen.error) == seen.error
    assert pickle.loads(pickle.dumps(seen)) == copy.deepcopy(seen) == seen


# Whose fault it is -----------------------------------------------------------------------------------------------------


def refused(work: Callable[[], object]) -> OCPPException:
    with pytest.raises(OCPPException) as caught:
        work()
    return caught.value


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_what_came_and_what_is_sent_are_told_apart(protocol: OcppJsonProtocol) -> None:
    codec = Codec(protocol)
    bad: Any = structure.CallError("7", "OutOfCoffee", "", {})
    result = '[3,"7",{}]'
    receiving = [
        lambda: codec.decode("["),
        lambda: codec.decode('[2,"7","Nothing",{}]'),
        lambda: codec.decode(result, "Heartbeat"),
        lambda: codec.decode(result),
        lambda: codec.decode(result, lambda _: None),
        lambda: serializer.parse([3, "7", {}], protocol=protocol),
        lambda: serializer.parse([2, "7", "Nothing", {}], protocol=protocol),
        lambda: serializer.parse_structure([2, "7"], protocol=protocol),
    ]
    sending = [
        lambda: codec.encode(bad),
        lambda: codec.encode_bytes(bad),
        lambda: serializer.serialize(bad, protocol=protocol),
    ]
    for kind, works in ((DecodeError, receiving), (EncodeError, sending)):
        for work in works:
            error = refused(work)
            assert type(error) is kind
            assert error.protocol is protocol
            assert error.findings
    assert issubclass(DecodeError, OCPPException)
    assert issubclass(EncodeError, OCPPException)
    assert not issubclass(EncodeError, DecodeError)
    assert not issubclass(DecodeError, EncodeError)
    assert type(codec.examine("[").error) is DecodeError


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_a_result_without_its_action_is_no_fault_that_is_told(protocol: OcppJsonProtocol) -> None:
    codec, pending = Codec(protocol), dict[str, str]()
    for work in (
        lambda: codec.decode('[3,"7",{}]'),
        lambda: codec.decode('[3,"7",{}]', None),
        lambda: codec.decode('[3,"7",{}]', pending.get),
        lambda: serializer.parse([3, "7", {}], protocol=protocol),
    ):
        error = refused(work)
        assert (error.reply, error.related_request_id) == (None, "7")
        assert error.findings[0].rule in (Rule.NO_ACTION_GIVEN, Rule.UNASKED_ANSWER)


def test_an_error_of_our_own_is_not_blamed_on_the_other_side() -> None:
    """Nor is it told what the message held."""
    info: Any = {"status": "secret"}
    answer = structure.CallResult("7", messages16.Authorize.Response(idTagInfo=info))
    error = refused(lambda: Codec("ocpp1.6").encode(answer))
    assert (error.ocpp_error.code, error.reply) == ("TypeConstraintViolation", None)
    assert error.as_call_error == structure.CallError("7", "InternalError", "the answer could not be made", {})
    for protocol in OcppJsonProtocol:
        assert json.loads(Codec(protocol).encode(error.as_call_error))[:3] == [4, "7", "InternalError"]
    came = refused(lambda: Codec("ocpp1.6").decode('[2,"7","Authorize",{"idTag":5}]'))
    assert came.as_call_error.errorCode == "TypeConstraintViolation"
    assert came.as_call_error.errorDetails["findings"]


def test_the_error_for_an_answer_to_an_odd_id_has_that_id() -> None:
    codec = Codec("ocpp1.6", tolerate=FIELD)
    call: Any = codec.decode('[2,8,"Authorize",{"idTag":"a"}]')
    info: Any = None
    error = refused(lambda: codec.encode(call.answer(messages16.Authorize.Response(idTagInfo=info))))
    assert codec.encode(error.as_call_error).startswith('[4,8,"InternalError",')


# What it shows ---------------------------------------------------------------------------------------------------------


def test_what_refused_stands_first() -> None:
    tolerant = Codec("ocpp1.6", tolerate=FIELD)
    error = refused(
        lambda: tolerant.decode('[2,"1","StartTransaction",{"connectorId":"1","idTag":"A","meterStart":0.0}]')
    )
    assert str(error).split("\n") == [
        f"StartTransaction.Request (ocpp1.6): ProtocolError at {error.findings[-1]}",
        'tolerated at /connectorId: connectorId is a number written as a string: found "1", expected an integer; taken as 1.',
        "advice at /meterStart: meterStart is an integer written as a fraction: found 0.0, expected an integer; taken as 0.",
    ]
    assert [finding.path for finding in error.findings] == ["/connectorId", "/meterStart", "/timestamp"]


@pytest.mark.parametrize(
    ("frame", "action", "begins"),
    [
        ("[", None, "ocpp1.6: GenericError: the frame is not JSON"),
        ('[2,"1","Nothing",{}]', None, "Nothing.Request (ocpp1.6): NotImplemented at /2: action is not"),
        ('[2,"1","heartbeat",{}]', None, "Heartbeat.Request (ocpp1.6): NotImplemented at /2: action is an action"),
        ('[3,"1",{}]', "Reset", "Reset.Response (ocpp1.6): ProtocolError at /status: status is missing"),
        ('[3,"1",{}]', None, "Response (ocpp1.6): NotImplemented: the frame is a result, and no action is given"),
        ('[4,"1"]', None, "CALLERROR (ocpp1.6): ProtocolError: the frame has the wrong number of elements"),
        (r'[2,"1","\u202e\u0007",{}]', None, "\\u202e\\x07.Request (ocpp1.6): NotImplemented at /2: action is not"),
    ],
)
def test_an_exception_names_the_message_and_the_version(frame: str, action: Any, begins: str) -> None:
    assert str(refused(lambda: Codec("ocpp1.6").decode(frame, action))).startswith(begins)


def test_pickling_keeps_all() -> None:
    codec = Codec("ocpp2.1", tolerate=FIELD, max_findings=2)
    text = '[2,8,"Authorize",{"idToken":{"idToken":5,"type":"Nothing","a":1,"b":2}}]'
    sent: Any = messages16.Authorize.Request(idTag="x" * 21)
    for error in (
        refused(lambda: Codec("ocpp2.1", max_findings=2).decode(text)),
        refused(lambda: codec.decode(text.replace('"b":2', '"b":NaN'))),
        refused(lambda: Codec("ocpp1.6").encode(structure.Call.of(sent))),
        OCPPException(errors.GenericError("why")),
    ):
        for twin in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error), copy.copy(error)):
            assert type(twin) is type(error)
            assert twin == error
            for name in (
                "ocpp_error",
                "related_request_id",
                "findings",
                "omitted",
                "reply",
                "protocol",
                "as_call_error",
            ):
                assert getattr(twin, name) == getattr(error, name)
            assert str(twin) == str(error)
            assert repr(twin) == repr(error)
            received = getattr(error.related_request_id, "received", None)
            assert getattr(twin.related_request_id, "received", None) == received
