"""The native path: what it must be sure of, where it must not be, and what happens around it.

That both modes say the same is for the fuzz targets `native_read` and `native_write`, and for the whole suite, which runs
in both.
"""

from __future__ import annotations

import datetime
import gc
import inspect
import itertools
import pickle
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Annotated, Any

import msgspec
import pytest
from msgspec import Meta

import ocpp_codec.native
from benchmarks.frames import cases, without_offsets
from codegen import sources
from ocpp_codec import Codec, OcppJsonProtocol
from ocpp_codec._core import native
from ocpp_codec._core.checks import check_of
from ocpp_codec._core.fields import DateTime, Exact, Json, Opt, Tenth, Uri
from ocpp_codec.compat import get_error_codes, get_implemented_messages
from ocpp_codec.record import NULL, CustomDataType, Record
from ocpp_codec.rules import Rule
from ocpp_codec.structure import Call, CallError, CallResult, CallResultError
from ocpp_codec.v16 import messages as messages16
from ocpp_codec.v201 import messages as messages201
from ocpp_codec.v201 import types as types201
from tests.support import vectors
from tests.support.memory import blocks_kept
from tests.support.messages import action_of
from tests.support.modes import coder_alone, in_python
from tests.support.program import output_of
from tests.support.vector_frames import Frame

if not native.IN_USE:
    pytest.skip(f"there is no native path: {native.REASON}", allow_module_level=True)

CODECS = {protocol: Codec(protocol, max_size=1 << 24) for protocol in OcppJsonProtocol}
CODERS = {protocol: coder_alone(codec) for protocol, codec in CODECS.items()}
V16, V201, V21 = (CODERS[OcppJsonProtocol[each]] for each in ("v16", "v201", "v21"))
every_protocol = pytest.mark.parametrize("protocol", OcppJsonProtocol)


def same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and one == other and repr(one) == repr(other)


# What must be sure ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.key)
def test_the_frames_of_the_benchmark(case: Any) -> None:
    coder, python = coder_alone(Codec(case.protocol)), in_python(Codec(case.protocol))
    for form in (case.frame, case.frame.decode()):
        for action in {case.action, case.answers or case.action}:
            assert same(coder.read(form, action), case.message)
    for form in (bytearray(case.frame), memoryview(case.frame), without_offsets(case.frame)):
        assert same(coder.read_message(form, case.action), case.message)
    for check in (True, False):
        assert coder.write(case.message) == python.encode_bytes(case.message, check=check) == case.frame
        assert coder.write_text(case.message) == case.frame.decode()


@pytest.mark.parametrize("version", sources.VERSIONS)
def test_the_least_and_the_fullest_message_of_each_class(version: str) -> None:
    coder, python = CODERS[OcppJsonProtocol[version]], in_python(CODECS[OcppJsonProtocol[version]])
    for name in sources.schemas(version):
        for vector in itertools.islice(vectors.vectors(version, name), 2):
            frame = Frame(vector)
            expected = python.decode(frame.text, frame.action)
            assert same(coder.read(frame.text, frame.action), expected)
            assert same(coder.read(frame.text.encode(), action_of(expected)), expected)
            assert coder.write(expected) == python.encode_bytes(expected)


@every_protocol
def test_errors(protocol: OcppJsonProtocol) -> None:
    coder, python = CODERS[protocol], in_python(CODECS[protocol])
    kinds = [CallError, CallResultError] if protocol is OcppJsonProtocol.v21 else [CallError]
    for kind, code in itertools.product(kinds, get_error_codes(protocol)):
        for details in ({}, {"a": [1, -2.5, None, True, "é", {"b": "\n"}]}):
            message = kind("1", code, 'why "not"', details)
            text = python.encode(message)
            assert coder.write_text(message) == text
            assert same(coder.read(text, None), python.decode(text))


class NoOffset(datetime.tzinfo):
    """A time zone that does not say what it is."""

    def utcoffset(self, _moment: Any) -> None:
        return None

    def dst(self, _moment: Any) -> None:
        return None

    def tzname(self, _moment: Any) -> None:
        return None


class Inner(Record):
    value: Exact[Annotated[int, Meta(ge=-3, le=7)]]


class Everything(Record):
    """A field of each kind, with limits."""

    text: Opt[Annotated[str, Meta(min_length=2, max_length=4)]] = None
    uri: Opt[Uri] = None
    flag: Opt[bool] = None
    whole: Opt[Exact[Annotated[int, Meta(ge=0)]]] = None
    free_whole: Opt[Exact[int]] = None
    number: Opt[Exact[Annotated[float, Meta(ge=-1, le=100)]]] = None
    free_number: Opt[Exact[float]] = None
    tenth: Opt[Tenth] = None
    moment: Opt[DateTime] = None
    status: Opt[types201.RegistrationStatusEnum] = None
    inner: Opt[Inner] = None
    anything: Opt[Json] = None
    custom: Opt[CustomDataType] = None
    texts: Opt[Annotated[list[Annotated[str, Meta(max_length=1)]], Meta(min_length=1, max_length=3)]] = None
    inners: Opt[list[Inner]] = None


def coder_with(plan: Any, definition: Any, answer: Any) -> Any:
    """What reads and writes one payload; where it is not sure, Python is said to give an answer."""
    none, envelope = native._speed.Known(()), native._envelope(CallResult)
    envelopes = (envelope, envelope, None, None, envelope)
    tables = native._speed.Tables(none, {"E": plan}, {definition: plan}, none, envelopes, 0, 6, NULL, CustomDataType)
    return native._speed.Coder(tables, 1 << 20, 2, lambda *_: answer)


def everything_coder(**flags: bool) -> Any:
    envelope = native._envelope(CallResult)
    plan = native._speed.Plan(
        envelope, 3, None, flags.get("few_decimals", False), lambda: (native.shape_of(Everything), False)
    )
    return coder_with(plan, Everything, None)


EVERYTHING, TO_STATION = everything_coder(), everything_coder(few_decimals=True)
UTC = datetime.UTC
MOMENT = datetime.datetime(2024, 5, 17, 9, 41, 33, 125000, UTC)

READ: dict[str, dict[str, Any]] = {
    "text": {'"ab"': "ab", '"éé"': "éé", '"\U0001d11e\U0001d11e\U0001d11e\U0001d11e"': "\U0001d11e" * 4}
    | {'"\\u00e9\\n"': "é\n", '"\\ud834\\udd1e\\/"': "\U0001d11e/", '"\\"\\\\\\b\\f"': '"\\\b\f', '"\\r\\t"': "\r\t"},
    "uri": {f'"{each}"': each for each in ("a:b", "http://a.example/b?c=%20#d", "../x", "#", "a", "x/y:z", "a-1.+:")},
    "flag": {"true": True, "false": False},
    "whole": {"0": 0, "-0": 0, "7": 7, "999999999999999999": 999999999999999999, "9999999999999999999": 9999999999999999999},
    "free_whole": {"-999999999999999999": -999999999999999999, "9007199254740993": 9007199254740993, f"-{2**63}": -(2**63)}
    | {f"-{2**64}": -(2**64), "9" * 39: 10**39 - 1},
    "number": {"0": 0.0, "-0": 0.0, "-0.0": -0.0, "-1": -1.0, "100": 100.0, "21.4": 21.4, "1e1": 10.0, "2.5E-3": 0.0025, "0.1000000": 0.1}
    | {"3.14159265358979323846": 3.141592653589793, "99.99999999999999": 99.99999999999999},
    "free_number": {str(2**53 - 1): float(2**53 - 1), "-9007199254740991": -float(2**53 - 1), "1.5e-300": 1.5e-300},
    "tenth": {"9007199254740991": 9007199254740991.0, "21.4": 21.4, "21.40": 21.4, "-3": -3.0, "1e3": 1000.0},
    "moment": {
        '"2024-05-17T09:41:33Z"': MOMENT.replace(microsecond=0),
        '"2024-05-17t09:41:33.125z"': MOMENT,
        '"2024-05-17 11:41:33.125+0200"': MOMENT.astimezone(datetime.timezone(datetime.timedelta(hours=2))),
        '"2024-05-17T09:41:33.1Z"': MOMENT.replace(microsecond=100000),
        '"2024-05-17T09:41:33.123456Z"': MOMENT.replace(microsecond=123456),
        '"2024-05-17T09:41:33.1234564Z"': MOMENT.replace(microsecond=123456),
        '"2024-05-17T09:41:33.123456599Z"': MOMENT.replace(microsecond=123457),
        '"2024-02-29T23:59:59+05:30"': datetime.datetime(
            2024, 2, 29, 23, 59, 59, 0, datetime.timezone(datetime.timedelta(hours=5.5))
        ),
        '"0001-01-01T00:00:00-23:59"': datetime.datetime(
            1, 1, 1, tzinfo=datetime.timezone(-datetime.timedelta(hours=23, minutes=59))
        ),
        '"9999-12-31T23:59:59+00:00"': datetime.datetime(9999, 12, 31, 23, 59, 59, 0, UTC),
    },
    "status": {'"Accepted"': types201.RegistrationStatusEnum.Accepted, '"P\\u0065nding"': types201.RegistrationStatusEnum.Pending},
    "inner": {'{"value":-3}': Inner(-3), '{ "value" : 7 }': Inner(7), '{"value":1,"value":2}': Inner(2)},
    "anything": {"null": NULL, "[]": [], '{"":{}}': {"": {}}, "-1.5e2": -150.0, '"x"': "x", "[null,true,0]": [None, True, 0]},
    "custom": {'{"vendorId":""}': CustomDataType(vendorId=""), '{"a":[1],"vendorId":"é"}': CustomDataType(a=[1], vendorId="é")},
    "texts": {'[""]': [""], '["a","é","\\n"]': ["a", "é", "\n"]},
    "inners": {"[]": [], '[{"value":0},\n{"value":1}]': [Inner(0), Inner(1)]},
}  # fmt: skip

NOT_READ = {
    "text": ['"a"', '"abcde"', '"ééééé"', "1", "null", '"ab', '"a\x01b"', '"\\x"', '"\\ud834"', '"\\udd1e\\ud834"', '"\\u12"', '"\x80\x80"'],
    "uri": ['""', '":a"', '"1a:b"', '"a b"', '"%2"', '"%zz"', '"é"', '"a\\u0000"', '"a_b:c"'],
    "flag": ["1", '"true"', "tru", "null", "True"],
    "whole": ["-1", "1.0", "1e0", "01", "-1000000000000000000", f"-{2**63}", '"1"', "+1", "-", ""],
    "free_whole": ["9" * 41, "1e3", f"{2**64}.0"],
    "number": ["-1.0001", "100.00001", "1.", ".5", "NaN", "1e", "1e+", "0x1", "00.5"],
    "free_number": [str(2**53), "1e16", "-9007199254740992", "1e999"],
    "tenth": ["21.45", "0.01", "1e-2", "0.30000000000000004"],
    "moment": [
        f'"{each}"'
        for each in (
            "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z", "2024-01-00T00:00:00Z",
            "2024-01-32T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:60Z",
            "2024-01-01T00:00:00", "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00.9999999Z", "0000-01-01T00:00:00Z",
            "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00+00:60", "2024-01-01T00:00:00+010", "2024-01-01_00:00:00Z",
            "2024-01-01T00:00:00ZZ", "2024-1-01T00:00:00Z", "2024-01-01T00:00:00.1234567890Z", "2024-01-01T00:00Z", "",
        )
    ],
    "status": ['"accepted"', '""', '"Acceptedd"', '"Accepte"', "1"],
    "inner": ["{}", '{"value":8}', '{"value":-4}', '{"value":1,"value":8}', '{"value":1,}', '{"value":1,"x":1}', "[]", "null", '{"valu":1}'],
    "anything": ["", "[1,]", "{,}", '{"a"}', "tru", "nul", "01", "[" * 65 + "]" * 65, '"\\ud800"', "'a'"],
    "custom": ["{}", '{"vendorId":1}', '{"vendorId":null}', "[]", f'{{"vendorId":"{"x" * 256}"}}', '{"vendorId":""', "null"],
    "texts": ["[]", '["a","b","c","d"]', '["ab"]', '["a",]', "[1]", "[null]", "{}", '["a"'],
    "inners": ["[{}]", '[{"value":0}', "{}"],
}  # fmt: skip


def each_of(table: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("field", "text"), [(field, text) for field, texts in table.items() for text in texts]
    )


@each_of(READ)
def test_what_is_read(field: str, text: str) -> None:
    expected = CallResult("1", Everything(**{field: READ[field][text]}))
    assert same(EVERYTHING.read(f'[3,"1",{{"{field}":{text}}}]', "E"), expected)
    assert same(EVERYTHING.read(f'[3, "1" , {{ "{field}" : {text}\t}}\n] \r'.encode(), "E"), expected)


@each_of(NOT_READ)
def test_what_is_not_sure(field: str, text: str) -> None:
    frame = f'[3,"1",{{"{field}":{text}}}]'.encode("latin-1" if "\x80" in text else "utf-8")
    assert EVERYTHING.read(frame, "E") is None


def test_a_date_time_without_offset_is_read_where_nobody_asks_for_findings() -> None:
    expected = CallResult("1", Everything(moment=MOMENT))
    frame = '[3,"1",{"moment":"2024-05-17T09:41:33.125"}]'
    assert EVERYTHING.read(frame, "E") is None
    assert same(EVERYTHING.read_message(frame, "E"), expected)
    assert EVERYTHING.read_message('[3,"1",{"moment":"2024-05-17T09:41:33.1250000"}]', "E") is None


def test_how_deep_free_json_may_be() -> None:
    for levels, is_sure in ((64, True), (65, False)):
        text = "[" * levels + "]" * levels
        message = EVERYTHING.read(f'[3,"1",{{"anything":{text}}}]', "E")
        assert (message is not None) is is_sure
        assert (EVERYTHING.read(f'[3,"1",{{"custom":{{"vendorId":"","a":{text[1:-1]}}}}}]', "E") is not None) is is_sure
        value: Any = []
        for _ in range(levels - 1):
            value = [value]
        assert (EVERYTHING.write(CallResult("1", Everything(anything=value))) is not None) is is_sure


@pytest.mark.parametrize(
    "frame",
    [
        "", "[", "[3", '[3,"1"', '[3,"1",', '[3,"1",{}', '[3,"1",{}],', '[3,"1",{}]x', '[3,"",{}]', f'[3,"{"x" * 37}",{{}}]',
        "[3,1,{}]", '[3,"1",null]', '[3,"1",[]]', '[3,"1",{},1]', '[ 3,"1",{}]', '[3 ,"1",{}]', '[30,"1",{}]',
        '[3.0,"1",{}]', '{"3":1}', '[2,"1","E",{}]', '[7,"1",{}]', '[3,"1","E",{}]', '\ufeff[3,"1",{}]', '[3,"1",{}]\x00',
    ],
)  # fmt: skip
def test_heads_that_are_not_sure(frame: str) -> None:
    assert EVERYTHING.read('[3,"1",{}]', "E") is not None
    assert EVERYTHING.read(frame, "E") is None
    assert EVERYTHING.read(frame.encode(), "E") is None


@pytest.mark.parametrize(
    ("frame", "is_sure"),
    [
        ('[2,"\\u0031","Heartbeat",{}]', True), ('[2,"\\"","Heartbeat",{}]', False), ('[2,"1","\\u0048eartbeat",{}]', False),
        ('[4,"1","NotImplemented","",{}]', True), ('[4,"\\u0031","NotImplemented","",{}]', False),
    ],
)  # fmt: skip
def test_escapes_in_an_id(frame: str, is_sure: bool) -> None:
    """Python finds the action by the quotes before it; where it does not, the slow path tells the advice of a frame."""
    assert (V16.read(frame, None) is not None) is is_sure
    assert EVERYTHING.read('[3,"\\u0031\\"",{}]', "E").uniqueId == '1"'


@pytest.mark.parametrize("action", [None, "F", int, lambda _: "E", ["E"], 3, type("E", (str,), {})("E")])
def test_actions_that_are_not_sure(action: Any) -> None:
    assert EVERYTHING.read('[3,"1",{}]', action) is None


@pytest.mark.parametrize(
    "frame", [None, 3, ["a"], type("B", (bytes,), {})(b'[3,"1",{}]'), type("S", (str,), {})('[3,"1",{}]'), "\ud800"]
)
def test_what_is_no_frame_is_not_sure(frame: Any) -> None:
    assert EVERYTHING.read(frame, "E") is EVERYTHING.read_message(frame, "E") is None


def test_a_frame_that_is_cut_anywhere_is_not_sure() -> None:
    for case in cases()[:4]:
        coder = coder_alone(Codec(case.protocol))
        for size in range(len(case.frame)):
            assert coder.read(case.frame[:size], case.action) is None


WRITTEN: dict[str, list[Any]] = {
    "text": ["ab", "éé", "\U0001d11e" * 4, 'a"b', "\\\n\x00\x1f", "\x7f~"],
    "uri": ["a:b", "http://a.example/b?c=%20#d"],
    "flag": [True, False],
    "whole": [0, 10, 2**63 - 1],
    "free_whole": [-(2**63), 2**63 - 1],
    "number": [0.0, -0.0, -1, 100, 21.4, 0.001, 99.99999999999999, 1 / 3],
    "free_number": [2.0**53 - 1, 1e15 + 0.5, 1e14 + 0.5, 123456.7891234, 2**53 - 1, -0.1],
    "tenth": [21.4, -3, 0.0],
    "moment": [
        MOMENT, MOMENT.replace(microsecond=999999), MOMENT.astimezone(datetime.timezone(datetime.timedelta(hours=-3.5))),
        datetime.datetime(2024, 3, 1, 0, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1))),
        datetime.datetime(1, 1, 1, 14, tzinfo=datetime.timezone(datetime.timedelta(hours=14))),
        datetime.datetime(9999, 12, 31, 11, 59, tzinfo=datetime.timezone(datetime.timedelta(hours=-12))),
    ],
    "status": [types201.RegistrationStatusEnum.Accepted, "Pending"],
    "inner": [Inner(-3), Inner(7)],
    "anything": [NULL, [], {}, "x", -1.5, [None, True, {"a": "é"}], 2**53 - 1],
    "custom": [CustomDataType(vendorId=""), {"vendorId": "x" * 255, "a": {"b": [1.5]}}],
    "texts": [[""], ["a", "é", "\n"]],
    "inners": [[], [Inner(0), Inner(1)]],
}  # fmt: skip

NOT_WRITTEN: dict[str, list[Any]] = {
    "text": ["a", "abcde", 1, b"ab", "\ud800b", type("S", (str,), {})("ab")],
    "uri": ["", ":a", "é", "a b"],
    "flag": [1, 0, "true"],
    "whole": [-1, 1.0, True, 2**63, "1"],
    "free_whole": [2**63, -(2**63) - 1],
    "number": [-1.0001, 100.00001, 101, -2, float("nan"), True, "1", 0.00099],
    "free_number": [2.0**53, 2**53, float("inf"), 1e-7],
    "tenth": [21.45, 0.01],
    "moment": [
        MOMENT.replace(tzinfo=None), MOMENT.replace(tzinfo=NoOffset()), MOMENT.date(), "2024-05-17T09:41:33Z",
        datetime.datetime(1, 1, 1, 13, 59, tzinfo=datetime.timezone(datetime.timedelta(hours=14))),
        datetime.datetime(9999, 12, 31, 12, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=-12))),
        datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(seconds=61))),
        datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(microseconds=1))),
    ],
    "status": ["accepted", "", 1, types201.GenericStatusEnum.Accepted],
    "inner": [Inner(8), Inner(-4), {"value": 1}, Everything()],
    "anything": [2**53, float("nan"), (1,), {1: 2}, [NULL], object(), MOMENT],
    "custom": [{}, {"vendorId": 1}, {"vendorId": "x" * 256}, [], CustomDataType({"a": 1})],
    "texts": [[], ["a"] * 4, ["ab"], [None], ("a",), "a"],
    "inners": [[None], [Inner(0), Inner(9)]],
}  # fmt: skip


def each_value(table: dict[str, list[Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("field", "number"), [(field, i) for field, values in table.items() for i in range(len(values))]
    )


@each_value(WRITTEN)
def test_what_is_written(field: str, number: int) -> None:
    message = CallResult("1", Everything(**{field: WRITTEN[field][number]}))
    written = EVERYTHING.write(message)
    assert EVERYTHING.write_text(message) == written.decode()
    assert msgspec.json.decode(written)[2].keys() == {field}
    back = EVERYTHING.read(written, "E")
    if back is not None and field != "moment":
        assert back == message


@each_value(NOT_WRITTEN)
def test_what_is_not_written(field: str, number: int) -> None:
    assert EVERYTHING.write(CallResult("1", Everything(**{field: NOT_WRITTEN[field][number]}))) is None


def test_heads_that_are_not_written() -> None:
    payload, other = Everything(), messages16.Heartbeat.Request()
    assert EVERYTHING.write(CallResult("x" * 36, payload)) is not None
    number: Any = 1
    for parts in (("", payload), ("x" * 37, payload), (number, payload), ("1", other), ("1", None)):
        assert EVERYTHING.write(CallResult(*parts)) is None
    for thing in (payload, None, 3, Call("1", "E", payload)):
        assert EVERYTHING.write(thing) is None
    deleted = CallResult("1", payload)
    del deleted.payload
    assert EVERYTHING.write(deleted) is None
    assert V16.write(Call("1", "Heartbeat", other)) == b'[2,"1","Heartbeat",{}]'
    assert V16.write(Call("1", "Heartbeat"[:5] + "beat", other)) == b'[2,"1","Heartbeat",{}]'
    assert V16.write(Call("1", "heartbeat", other)) is None
    assert V201.write(Call("1", "Heartbeat", other)) is None


def test_a_station_gets_at_most_six_digits() -> None:
    for value, is_sure in ((0.123456, True), (0.1234567, False), (5, True)):
        assert (TO_STATION.write(CallResult("1", Everything(number=value))) is not None) is is_sure
    for cost, is_sure in ((0.123456, True), (0.1234567, False)):
        message = Call.of(messages201.CostUpdated.Request(totalCost=cost, transactionId="1"), "1")
        assert (V201.write(message) is not None) is is_sure
    for text in (".1234567", "e-5]"):
        assert TO_STATION.write(CallResult("1", Everything(uri=None, anything=text, number=5.0))) is not None
        assert TO_STATION.write(CallResult("1", Everything(uri=None, anything=text, number=5))) is None


# Around it -----------------------------------------------------------------------------------------------------------


def test_it_says_that_it_is_in_use() -> None:
    assert ocpp_codec.native.IN_USE
    assert output_of("-m", "ocpp_codec.native") == "The native path is in use.\n"


def test_it_can_be_turned_off() -> None:
    program = "import sys, ocpp_codec.native as n; print(n.IN_USE, 'ocpp_codec._core._speed' in sys.modules)"
    assert output_of("-c", program, OCPP_CODEC_PURE="1") == "False False\n"
    assert output_of("-c", program, OCPP_CODEC_PURE="0") == "True True\n"
    assert output_of("-m", "ocpp_codec.native", OCPP_CODEC_PURE="1").endswith("not in use: OCPP_CODEC_PURE is set.\n")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("sys.modules['ocpp_codec._core._speed'] = None", "not been built"),
        ("import msgspec; msgspec.json.decode = lambda *_, **__: None", "msgspec"),
        ("import types; sys.modules['ocpp_codec._core._speed'] = types.SimpleNamespace()", "other sources"),
    ],
)
def test_where_it_cannot_be_had_python_serves(change: str, reason: str) -> None:
    program = f"""import sys; {change}
from ocpp_codec import Codec
import ocpp_codec.native
codec = Codec("ocpp1.6")
assert codec._write is codec._read is None
print(codec.encode(codec.decode('[2,"1","Heartbeat",{{}}]')), ocpp_codec.native.REASON)"""
    printed = output_of("-c", program)
    assert printed.startswith('[2,"1","Heartbeat",{}] ')
    assert reason in printed


class Collected(msgspec.Struct):
    value: Opt[str] = None


class WithReferences(msgspec.Struct, weakref=True):
    value: Opt[str] = None


@pytest.mark.parametrize("definition", [Collected, WithReferences, int, type("Plain", (), {"value": None})])
def test_a_class_that_is_not_as_assumed_has_no_table(definition: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        native._speed.Shape(definition).fill([("value", "value", 0, False, False, 0, 1, 0, 1, None)])


@pytest.mark.parametrize(
    "row",
    [
        None, (), ("nothing", "value", 0, False, False, 0, 1, 0, 1, None), ("value", "x" * 61, 0, False, False, 0, 1, 0, 1, None),
        ("value", 'a"b', 0, False, False, 0, 1, 0, 1, None), ("value", "value", 99, False, False, 0, 1, 0, 1, None),
        ("value", "value", 8, False, False, 0, 1, 0, 1, None), ("value", "value", 7, False, False, 0, 1, 0, 1, None),
        ("value", "value", 7, False, False, 0, 1, 0, 1, {"é": 1}), ("value", "value", 0, False, False, 0, 1, 0, 2**63, None),
    ],
)  # fmt: skip
def test_a_field_that_is_not_as_assumed_has_no_table(row: Any) -> None:
    with pytest.raises((TypeError, ValueError, AttributeError, OverflowError)):
        native._speed.Shape(Inner).fill([row])
    with pytest.raises((TypeError, ValueError)):
        native._speed.Shape(Inner).fill([])  # not all of its slots
    with pytest.raises(ValueError, match="64"):
        native._speed.Shape(Inner).fill([("value", "value", 0, False, False, 0, 1, 0, 1, None)] * 65)


@pytest.mark.parametrize(
    "pairs",
    [{}, ((),), (None,), (("é", 1),), (('"', 1),), (("a\0", 1),), ((1, 1),), (("x" * 60, 1),), (("a", 1),) * 5000],
)
def test_texts_that_are_not_as_assumed_have_no_table(pairs: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        native._speed.Known(pairs)


class Odd(Record):
    value: Opt[Annotated[str, Meta(pattern="^a")]] = None


def test_a_definition_that_no_table_can_say_is_left_to_python() -> None:
    assert check_of(Odd).fields["value"].check.uri  # type: ignore[attr-defined]
    assert native.shape_of(Odd) is None
    plan = native._speed.Plan(native._envelope(CallResult), 3, None, False, lambda: None)
    coder = coder_with(plan, Odd, "python")
    assert coder.read('[3,"1",{}]', "E") is None
    assert coder.read_or_ask('[3,"1",{}]', "E") == "python"
    assert coder.write(CallResult("1", Odd())) is None


def test_all_definitions_have_a_table() -> None:
    for protocol in OcppJsonProtocol:
        for action in get_implemented_messages(protocol).values():
            assert native.shape_of(action.Request) is not None
            assert action.Response is None or native.shape_of(action.Response) is not None


def test_exceptions_that_nobody_may_lose_are_passed_on() -> None:
    def interrupted() -> Any:
        raise KeyboardInterrupt

    plan = native._speed.Plan(native._envelope(CallResult), 3, None, False, interrupted)
    coder = coder_with(plan, Odd, None)
    with pytest.raises(KeyboardInterrupt):
        coder.read('[3,"1",{}]', "E")
    with pytest.raises(KeyboardInterrupt):
        coder.write(CallResult("1", Odd()))
    with pytest.raises(TypeError):
        coder.read('[3,"1",{}]')


@pytest.mark.parametrize("settings", [{"enforce": {Rule.NOT_AN_IDENTIFIER}}, {"timespec": "auto"}])
def test_what_the_schemas_do_not_say_is_for_python(settings: Any) -> None:
    codec = Codec("ocpp2.0.1", **settings)
    assert codec._write is codec._write_text is None
    assert (codec._read is None) is ("enforce" in settings)


def test_a_size_that_is_too_large_is_for_python() -> None:
    frame = '[3,"1",{"texts":["é"]}]'
    size = len(frame.encode())
    for most, is_sure in ((size, True), (size - 1, False)):
        coder = native._speed.Coder(
            native._tables_of(CODECS[OcppJsonProtocol.v16].settings.version), most, 2, lambda *_: None
        )
        call = '[2,"1","Heartbeat",{}]'
        assert (coder.read(call, None) is not None) is (len(call) <= most)
        assert is_sure is (size <= most)


# What may go wrong ---------------------------------------------------------------------------------------------------


class Meddling(datetime.tzinfo):
    """A time zone that does something whenever it is asked."""

    def __init__(self, act: Callable[[], Any]) -> None:
        self.act = act

    def utcoffset(self, _moment: Any) -> datetime.timedelta:
        self.act()
        return datetime.timedelta(hours=1)

    def dst(self, _moment: Any) -> None:
        return None

    def tzname(self, _moment: Any) -> None:
        return None


def meddlers(message: Any) -> Iterator[Callable[[], Any]]:
    payload = message.payload
    yield payload.meterValue.clear
    yield lambda: message.__setattr__("payload", None)
    yield lambda: (payload.__setattr__("meterValue", None), gc.collect())
    yield payload.meterValue[0].sampledValue.clear
    yield lambda: payload.meterValue.__setitem__(slice(0, 0), [1] * 1000)
    yield lambda: [payload.__delattr__(name) for name in payload.__struct_fields__ if hasattr(payload, name)]
    yield lambda: 1 // 0


@pytest.mark.parametrize("number", range(7))
@pytest.mark.parametrize("deep", [False, True])
def test_a_time_zone_may_change_the_message(number: int, deep: bool) -> None:
    case = cases()[2]
    for codec in (Codec(case.protocol), coder_alone(Codec(case.protocol))):
        message: Any = Codec(case.protocol).decode(case.frame)
        act = list(meddlers(message))[number]
        holder = message.payload.meterValue[0] if deep else message.payload
        holder.timestamp = MOMENT.replace(tzinfo=Meddling(act))
        try:
            written = codec.encode(message) if isinstance(codec, Codec) else codec.write_text(message)
        except Exception:
            continue
        assert written is None or Codec(case.protocol).decode(written)


def test_nothing_is_kept() -> None:
    coders = [(coder_alone(Codec(case.protocol)), case) for case in cases()]
    bad = [
        b'[3,"1",{"currentTime":"2024-05-17T09:41:33+01:00","interval":5,"status":"x"}]',
        b'[2,"1","Heartbeat",{"a":1}]',
    ]

    def run() -> None:
        for coder, case in coders:
            for form in (case.frame, case.frame.decode(), bytearray(case.frame), *bad, case.frame[:-2]):
                coder.read_message(form, case.action)
            coder.write(case.message)
            coder.write_text(case.message)
            coder.write(msgspec.structs.replace(case.message, uniqueId=""))

    assert blocks_kept(run, 200) < 100


def test_ctrl_c_while_the_native_path_is_looked_for_is_not_lost() -> None:
    class Interrupted(Codec):
        def __getattribute__(self, name: str) -> Any:
            if name == "_read":
                raise KeyboardInterrupt
            return super().__getattribute__(name)

    with pytest.raises(KeyboardInterrupt):
        Interrupted("ocpp1.6").decode('[2,"1","Heartbeat",{}]')


def test_messages_that_are_made_natively_are_like_others() -> None:
    """Their parts have as many references, and they go as they came."""
    frame = '[2,"19223201","StatusNotification",{"connectorId":100000,"errorCode":"NoError","status":"Available","info":"information"}]'
    natively: Any = V16.read(frame, None)
    python: Any = in_python(CODECS[OcppJsonProtocol.v16]).decode(frame)
    for name in ("info", "connectorId"):
        counts = [sys.getrefcount(getattr(each.payload, name)) for each in (natively, python)]
        assert counts[0] == counts[1]
    assert not gc.is_tracked(natively)
    del natively.payload.info
    with pytest.raises(AttributeError):
        _ = natively.payload.info


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.key)
def test_messages_that_are_made_natively_take_no_more_memory(case: Any) -> None:
    codec = Codec(case.protocol)
    natively, python = (each.decode(case.frame, case.answers) for each in (codec, in_python(codec)))
    assert memory_of(natively) <= memory_of(python)


def memory_of(value: Any) -> int:
    parts = (
        value if isinstance(value, list) else [getattr(value, name) for name in getattr(value, "__struct_fields__", ())]
    )
    return sys.getsizeof(value) + sum(map(memory_of, parts))


def test_memory_that_runs_out() -> None:
    """Each allocation fails once; what comes is the message, nothing, or MemoryError."""
    pytest.importorskip("_testcapi")
    program = """
import _testcapi
from benchmarks.frames import cases
from ocpp_codec import Codec
from tests.support.modes import coder_alone
for case in cases():
    coder = coder_alone(Codec(case.protocol))
    assert coder.read(case.frame, case.action) == case.message
    assert coder.write(case.message) == case.frame
    frame, action, message = case.frame, case.action, case.message
    for act, given in ((coder.read, (frame, action)), (coder.write, (message,)), (coder.write_text, (message,))):
        for count in range(400):
            _testcapi.set_nomemory(count, count + 1)
            try:
                result = act(*given)
            except MemoryError:
                result = None
            finally:
                _testcapi.remove_mem_hooks()
            assert result in (None, message, frame, frame.decode())
print("done")
"""
    assert output_of("-c", program) == "done\n"


def test_threads_share_a_coder() -> None:
    codec = Codec("ocpp2.1")  # its tables are made by whichever thread comes first
    case = cases()[2]
    failures: list[Any] = []

    def work() -> None:
        for _ in range(300):
            for action in list(get_implemented_messages(codec.protocol).values())[:10]:
                codec.examine(f'[2,"1","{action.__name__}",{{}}]')
            if Codec(case.protocol).decode(case.frame) != case.message:
                failures.append(case)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_a_method_that_asks_first_looks_like_any_other() -> None:
    for method in (Codec.decode, Codec.encode, Codec.encode_bytes):
        assert type(method) is native._speed.Method
        assert inspect.isroutine(method)
        assert method.__qualname__ == f"Codec.{method.__name__}"
        assert method.__doc__
        assert repr(method).startswith(f"<function Codec.{method.__name__} at ")
        assert pickle.loads(pickle.dumps(method)) is method
        assert next(iter(inspect.signature(method).parameters)) == "self"
    codec = Codec("ocpp1.6")
    assert inspect.ismethod(codec.decode)
    assert list(inspect.signature(codec.encode).parameters) == ["message", "check"]
    call = '[2,"1","Heartbeat",{}]'
    assert pickle.loads(pickle.dumps(codec.decode))(call) == codec.decode(call)


def test_arguments_are_those_of_the_method() -> None:
    kind: Any = Codec
    codec, call = kind("ocpp1.6"), '[2,"1","Heartbeat",{}]'
    message = codec.decode(call)
    named: Any
    given: Any
    for given, named in (((call,), {}), ((call, None), {}), ((call,), {"action": None}), ((), {"frame": call})):
        assert codec.decode(*given, **named) == kind.decode(codec, *given, **named) == message
    for named in ({}, {"check": True}, {"check": False}):
        assert codec.encode(message, **named) == codec.encode(message=message, **named) == call
        assert codec.encode_bytes(message, **named) == codec.encode_bytes(message=message, **named) == call.encode()
    for method, given, named in (
        (codec.decode, (), {}), (codec.decode, (call, None, None), {}), (codec.decode, (call, None), {"action": None}),
        (codec.decode, (call,), {"check": True}), (codec.encode, (), {}), (codec.encode, (message, True), {}),
        (codec.encode, (message,), {"action": True}), (codec.encode, (message,), {"check": True, "other": 1}),
        (codec.encode_bytes, (), {}), (kind.decode, (), {}), (kind.encode, (), {}),
    ):  # fmt: skip
        with pytest.raises(TypeError, match=r"Codec\.(decode|encode|encode_bytes)\(\)"):
            method(*given, **named)
    raw = Codec.__new__(Codec)
    with pytest.raises(AttributeError):
        raw.decode(call)


def test_exceptions_of_what_is_asked_are_passed_on() -> None:
    class Asked:
        native: Any = None

        def method(self, value: Any, other: Any = None) -> Any:
            return "python", value, other

    method: Any = native._speed.Method(Asked.method, "native", "other", 2)
    asked = Asked()
    assert method(asked, 1) == method(asked, 1, other=None) == ("python", 1, None)
    asked.native = lambda value, other: (value, other)
    assert method(asked, 1) == (1, None)
    assert method(asked, 1, 2) == method(asked, 1, other=2) == (1, 2)
    assert method(asked, value=1) == ("python", 1, None)
    asked.native = lambda *_: None
    assert method(asked, 1, 2) == ("python", 1, 2)
    asked.native = lambda *_: 1 // 0
    with pytest.raises(ZeroDivisionError):
        method(asked, 1)
    for wrong in ((), (1, "a", "b", 3), (1, "a", "b", 0), (1, 2, "b", 1)):
        with pytest.raises((TypeError, ValueError)):
            native._speed.Method(*wrong)


def test_a_subclass_may_write_in_its_own_way() -> None:
    class Shouting(Codec):
        def encode_bytes(self, *given: Any, **options: Any) -> bytes:
            return super().encode_bytes(*given, **options).upper()

    assert Shouting("ocpp1.6").encode(Call.of(messages16.Heartbeat.Request(), "a")) == '[2,"A","HEARTBEAT",{}]'


def test_an_error_from_python_is_seen_as_before() -> None:
    told: list[Any] = []
    codec = Codec("ocpp2.0.1", on_finding=told.append)
    frame = '[3,"1",{"currentTime":"2024-05-17T09:41:33"}]'
    assert codec.decode(frame, messages201.Heartbeat) == in_python(codec).decode(frame, messages201.Heartbeat)
    assert [finding.rule for finding in told] == [Rule.DATETIME_NO_OFFSET] * 2
