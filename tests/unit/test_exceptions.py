"""The exception of a refused message can be shown, copied and pickled, whatever was found."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from ocpp_codec import Codec, OCPPException, Rule, errors, structure
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
