"""Errors are made by hand, and are equal by what they say."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, errors, exceptions
from ocpp_codec.compat import get_error_codes


def test_errors_are_made_by_hand() -> None:
    error = errors.NotSupportedError("no smart charging here", wanted="SetChargingProfile")
    exc = exceptions.OCPPException(error, "17")
    frame = Codec("ocpp1.6").encode(exc.as_call_error)
    assert frame == '[4,"17","NotSupported","no smart charging here",{"wanted":"SetChargingProfile"}]'
    assert str(exc) == "NotSupported: no smart charging here"
    assert pickle.loads(pickle.dumps(exc)) == exc


def test_errors_are_equal_by_what_they_say() -> None:
    def refused(details: Any) -> OCPPException:
        return OCPPException(errors.NotSupportedError("no", **details), "17")

    error = errors.NotSupportedError("no", a=1)
    assert error == errors.NotSupportedError("no", a=1) != errors.NotSupportedError("no", a=2)
    assert error != errors.InternalError("no", a=1)
    assert error != "no"
    assert len({error, errors.NotSupportedError("no", a=1), errors.NotSupportedError("no", a=2)}) == 2
    assert refused({"a": [1]}) == refused({"a": [1]}) != refused({"a": [2]})
    assert refused({}) != "no"
    assert len({refused({"a": [1]}), refused({"a": [1]}), refused({"a": [2]})}) == 2


def test_every_code_of_any_version_has_its_class() -> None:
    classes = {each.code: each for each in vars(errors).values() if isinstance(each, type) and hasattr(each, "code")}
    for protocol in OcppJsonProtocol:
        for code in get_error_codes(protocol):
            made = errors.BaseOCPPError.of(code, "why", {"a": 1})
            assert type(made) is classes[code]
            assert made.code is code
            assert (made.msg, made.details, str(made)) == ("why", {"a": 1}, "why")


def test_a_detail_may_have_any_name() -> None:
    error = errors.InternalError("x", msg=1, self=2, args=3)
    assert (error.msg, error.details) == ("x", {"msg": 1, "self": 2, "args": 3})
    assert errors.InternalError(msg="x", reason=1) == errors.InternalError("x", reason=1)
    for arguments in ((), ("x", "y")):
        with pytest.raises(TypeError, match="an error takes its message, and details by their names"):
            errors.InternalError(*arguments)


def test_the_base_of_all_errors_is_an_error_itself() -> None:
    error = errors.BaseOCPPError("x", a=1)
    assert error == errors.BaseOCPPError("x", a=1) == pickle.loads(pickle.dumps(error))
    assert error != errors.BaseOCPPError("y", a=1)
    assert error.code is errors.ErrorCode.GenericError
    assert errors.BaseOCPPError.classes[error.code] is errors.GenericError
