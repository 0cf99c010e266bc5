"""Any input has a defined outcome, and none costs more than its size: size, depth, numbers, text, duplicates."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys

import pytest

from ocpp_codec import Codec, OCPPException, OcppJsonProtocol, Rule, outgoing, slow, structure
from ocpp_codec.record import MAX_DEPTH, NULL
from ocpp_codec.v201 import messages, types

CODEC = Codec("ocpp2.0.1")


def data_transfer(data: str) -> str:
    return f'[2,"id","DataTransfer",{{"vendorId":"x","data":{data}}}]'


def cost(number: str) -> str:
    return f'[2,"id","CostUpdated",{{"totalCost":{number},"transactionId":"t"}}]'


def interval(number: str) -> str:
    return f'[3,"id",{{"currentTime":"2024-05-17T09:41:33Z","interval":{number},"status":"Accepted"}}]'


def rule_of(frame, codec=CODEC, action=None):
    examination = codec.examine(frame, action)
    assert examination.message is None
    with pytest.raises(OCPPException) as caught:
        codec.decode(frame, action)
    assert caught.value == examination.error
    return examination.findings[0].rule


def accepted(frame, action=None):
    """Both paths take the frame, and give the same."""
    message = CODEC.decode(frame, action)
    assert CODEC.examine(frame, action).message == message
    return message


def test_size():
    small = Codec("ocpp2.0.1", max_size=100)
    frame = '[2,"id","DataTransfer",{"vendorId":"%s"}]'
    room = 100 - len(frame % "")
    assert small.decode(frame % ("x" * room))
    assert small.decode((frame % ("x" * room)).encode())
    for text in (frame % ("x" * (room + 1)), frame % ("\u20ac" * (room // 3 + 1))):
        assert rule_of(text, small) is Rule.TOO_LARGE
        assert rule_of(text.encode(), small) is Rule.TOO_LARGE
        assert rule_of(bytearray(text.encode()), small) is Rule.TOO_LARGE
    assert rule_of("[" + " " * (1 << 20)) is Rule.TOO_LARGE
    assert Codec("ocpp2.0.1", max_size=1 << 22).examine(data_transfer('"%s"' % ("x" * (1 << 21)))).message


def test_depth():
    def nested(levels):
        return data_transfer("[" * levels + "]" * levels)

    accepted(nested(MAX_DEPTH))
    assert rule_of(nested(MAX_DEPTH + 1)) is Rule.VALUE_TOO_DEEP
    assert rule_of(nested(150)) is Rule.VALUE_TOO_DEEP
    for frame in (nested(300), nested(100_000), "[" * 500_000, '{"a":' * 100_000, '[{"":' * 80_000 + '"'):
        assert rule_of(frame) is Rule.TOO_DEEP
    custom = '[2,"id","Heartbeat",{"customData":{"vendorId":"x","a":%s}}]'
    accepted(custom % ("[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)))
    assert rule_of(custom % ("[" * MAX_DEPTH + "]" * MAX_DEPTH)) is Rule.VALUE_TOO_DEEP
    # brackets within text are no levels
    accepted(data_transfer(json.dumps("[{" * 10_000 + '\\"')))


def test_a_nearly_full_stack_is_no_crash():
    """However little of the stack is left, the frame is read or found to be too deep for it."""
    frame = data_transfer("[" * 60 + "]" * 60)
    limit = sys.getrecursionlimit()
    seen = []
    try:
        for spare in range(60, 500, 5):
            sys.setrecursionlimit(len_of_stack() + spare)
            seen.append(CODEC.examine(frame))
    finally:
        sys.setrecursionlimit(limit)
    assert all((each.message is None) is bool(each.findings) for each in seen)
    rules = {finding.rule for each in seen for finding in each.findings}
    assert Rule.TOO_DEEP in rules <= {Rule.TOO_DEEP, Rule.NOT_JSON}
    assert seen[-1].message == CODEC.decode(frame)


def test_limits_of_the_process_are_no_crash():
    """A program may forbid Python to read numbers as long as the library does."""
    number = "1" * 1000
    limit = sys.get_int_max_str_digits()
    try:
        sys.set_int_max_str_digits(640)
        assert rule_of(data_transfer(f'[{number},"{number}"]')) is Rule.NOT_JSON
    finally:
        sys.set_int_max_str_digits(limit)
    accepted(data_transfer(f'[{number},"{number}"]'))


def len_of_stack() -> int:
    frame, depth = sys._getframe(), 0
    while frame := frame.f_back:
        depth += 1
    return depth


def test_numbers():
    assert accepted(interval("9" * 18), messages.BootNotification).payload.interval == int("9" * 18)
    assert accepted(interval("1" + "0" * 400), messages.BootNotification).payload.interval == 10**400
    assert accepted(interval("3.0"), messages.BootNotification).payload.interval == 3
    assert accepted(interval("3e2"), messages.BootNotification).payload.interval == 300
    assert rule_of(interval("1" + "0" * 5000), action="BootNotification") is Rule.NOT_FINITE
    assert rule_of(interval("-1" + "0" * 5000), action="BootNotification") is Rule.NOT_FINITE
    for number in ("NaN", "Infinity", "-Infinity", "1e400", "-1e400", "1" + "0" * 400, "1" + "0" * 5000):
        assert rule_of(cost(number)) is Rule.NOT_FINITE
    for number in ("NaN", "1e400", "1" + "0" * 5000):
        assert rule_of(data_transfer(number)) is Rule.NOT_FINITE
        assert rule_of(data_transfer(f'{{"a":[{number}]}}')) is Rule.NOT_FINITE
    assert accepted(data_transfer("1" + "0" * 400)).payload.data == 10**400
    for number in ("01", "+1", "1.", ".5", "0x10", "1_000", "\u0661"):
        assert rule_of(cost(number)) is Rule.NOT_JSON


def test_tenths_of_1_6_are_judged_on_their_digits():
    codec = Codec("ocpp1.6")
    schedule = (
        '[3,"id",{"status":"Accepted","chargingSchedule":'
        '{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":%s}]}}]'
    )
    for number in ("21.4", "0.3", "8.1", "0.7", "1000000.7", "16", "16.0", "-0.1", "1e3", "0", "123456789012345.6"):
        message = codec.decode(schedule % number, "GetCompositeSchedule")
        assert message == codec.examine(schedule % number, "GetCompositeSchedule").message
        assert codec.decode(codec.encode(message), "GetCompositeSchedule") == message
    for number in ("1" + "0" * 400, "1" + "0" * 5000, "1e400"):
        assert rule_of(schedule % number, codec, "GetCompositeSchedule") is Rule.NOT_FINITE
    for number in ("21.45", "0.05", "1e-2", "0.30000000000000004"):
        assert rule_of(schedule % number, codec, "GetCompositeSchedule") is Rule.NOT_A_MULTIPLE


def test_text():
    assert rule_of(b'[2,"\xff","Heartbeat",{}]') is Rule.NOT_UTF8
    assert rule_of('[2,"\ud800","Heartbeat",{}]') is Rule.NOT_UTF8
    assert rule_of('\ufeff[2,"id","Heartbeat",{}]') is Rule.CONTROL_CHARACTER
    assert rule_of('[2,"\\ud800","Heartbeat",{}]') is Rule.ID_NOT_A_STRING
    assert rule_of('[2,"a\nb","Heartbeat",{}]') is Rule.CONTROL_CHARACTER
    assert rule_of('[2,"a\nb","Heartbeat",{}') is Rule.NOT_JSON
    lone = CODEC.examine(data_transfer('"\\ud800"'))
    assert lone.message.payload.data == "\ud800"
    assert [finding.rule for finding in lone.findings] == [Rule.LONE_SURROGATE]
    with pytest.raises(OCPPException, match="surrogate"):
        CODEC.encode(lone.message)
    assert accepted(data_transfer('"\\ud83d\\ude00"')).payload.data == "\U0001f600"


def test_lengths_count_code_points():
    frame = '[2,"id","Authorize",{"idTag":"%s"}]'
    codec = Codec("ocpp1.6")
    assert codec.decode(frame % ("\U0001f600" * 20))
    assert rule_of(frame % ("\U0001f600" * 21), codec) is Rule.TOO_LONG


def test_duplicate_keys():
    examination = CODEC.examine('[2,"id","CostUpdated",{"totalCost":1,"totalCost":2,"transactionId":"t"}]')
    assert examination.message.payload.totalCost == 2
    assert [(f.rule, f.path, f.severity, f.value) for f in examination.findings] == [
        (Rule.DUPLICATE_KEY, "/totalCost", "advice", [1, 2])
    ]
    nested = CODEC.examine(data_transfer('{"a":{"b":1,"b":2,"c":3,"b":4}}'))
    assert nested.message.payload.data == {"a": {"b": 4, "c": 3}}
    assert [(f.path, f.value) for f in nested.findings] == [("/data/a/b", [1, 2, 4])]
    assert type(nested.message.payload.data["a"]) is dict


def test_any_json_is_kept_as_it_is():
    for value in ("null", "false", "0", "1.0", '""', "[]", "{}", '[null,{"a":[1,2.5,"x",true,null]}]'):
        frame = data_transfer(value)
        message = accepted(frame)
        assert CODEC.encode(message) == frame
    assert accepted(data_transfer("null")).payload.data is NULL
    assert pickle.loads(pickle.dumps(NULL)) is NULL
    assert not NULL
    assert accepted('[2,"id","DataTransfer",{"vendorId":"x"}]').payload.data is None


def test_custom_data_is_kept_as_it_came():
    frame = '[2,"id","Heartbeat",{"customData":{"b":[1,{"self":null}],"vendorId":"x","self":1,"a b":2}}]'
    message = accepted(frame)
    custom = message.payload.customData
    assert type(custom) is types.CustomDataType
    assert (custom.vendorId, custom["b"], custom["self"]) == ("x", [1, {"self": None}], 1)
    assert CODEC.encode(message) == frame
    for bad in ("{}", "5", "[]", '{"vendorId":5}', json.dumps({"vendorId": "x" * 256}), '{"vendorId":"x","a":1e999}'):
        rule_of(f'[2,"id","Heartbeat",{{"customData":{bad}}}]')


def test_findings_are_limited_and_counted():
    fields = ",".join(f'"f{number}":1' for number in range(500))
    frame = f'[2,"id","Heartbeat",{{{fields}}}]'
    examination = CODEC.examine(frame)
    assert (len(examination.findings), examination.omitted) == (100, 400)
    assert examination.findings[0].path == "/f0"
    assert str(examination.error).endswith("\nand 400 more")
    few = Codec("ocpp2.0.1", max_findings=3).examine(frame)
    assert (len(few.findings), few.omitted) == (3, 497)


def test_the_first_error_is_never_lost_behind_advice():
    twice = ",".join('"a%d":1,"a%d":2' % (number, number) for number in range(300))
    frame = f'[2,"id","DataTransfer",{{"data":{{{twice}}},"x":1}}]'
    examination = CODEC.examine(frame)
    assert len(examination.findings) == 100
    assert examination.error.ocpp_error.code == "ProtocolError"
    assert examination.findings[-1].rule is Rule.UNKNOWN_FIELD
    missing = CODEC.examine(f'[2,"id","DataTransfer",{{"data":{{{twice}}}}}]')
    assert missing.findings[-1].rule is Rule.MISSING_FIELD
    assert missing.error.ocpp_error.code == "OccurrenceConstraintViolation"


def test_what_holds_itself_is_refused():
    loop: dict[str, object] = {}
    loop["loop"] = loop
    with pytest.raises(OCPPException):
        CODEC.encode(structure.Call.of(messages.DataTransfer.Request(vendorId="x", data=loop)))


def test_the_action_is_what_the_decoder_says():
    """A quote or escape in the id moves what looks like the action; the frame still means what JSON says."""
    for unique_id in ('a"b', '","Heartbeat', "\\", '\\"', "\u2028", "\u00e9", 'x","Heartbeat","y'):
        frame = json.dumps([2, unique_id, "ClearCache", {}])
        call = accepted(frame)
        assert (call.uniqueId, call.action, type(call.payload)) == (
            unique_id,
            "ClearCache",
            messages.ClearCache.Request,
        )
        assert accepted(frame.encode()) == call
    escaped = accepted('[2,"id","Heart\\u0062eat",{}]')
    assert type(escaped.payload) is messages.Heartbeat.Request


@pytest.mark.parametrize("space", [" ", "\n", "\t", "\r\n", "   "])
def test_white_space(space):
    frame = space.join(["", "[", "2", ",", '"id"', ",", '"Heartbeat"', ",", "{", "}", "]", ""])
    assert accepted(frame) == accepted('[2,"id","Heartbeat",{}]')
    result = space.join(["", "[", "3", ",", '"id"', ",", "{", "}", "]", ""])
    assert accepted(result, "StatusNotification").payload == messages.StatusNotification.Response()


@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_buffers(protocol):
    codec = Codec(protocol)
    frame = b'[2,"id","Heartbeat",{}]'
    for kind in (bytes, bytearray, memoryview, lambda b: memoryview(bytearray(b)), lambda b: memoryview(b[::-1])[::-1]):
        assert codec.decode(kind(frame)) == codec.decode(frame.decode())
        assert codec.examine(kind(frame)).frame == frame.decode()


def test_what_is_hidden_is_looked_at():
    """A number that is no JSON is refused where another value covers it, and where nobody knows the field."""
    hidden = '[2,"id","CostUpdated",{"totalCost":%s,"totalCost":1,"transactionId":"t"}]'
    assert CODEC.examine(hidden % "2").message
    for number in ("NaN", "1e400", '{"a":[NaN]}'):
        examination = CODEC.examine(hidden % number)
        assert examination.message is None
        assert Rule.NOT_FINITE in {finding.rule for finding in examination.findings}
    for value in ("NaN", "1" + "0" * 5000, '{"y":[1e400]}', "[" * 100 + "]" * 100):
        examination = Codec("ocpp2.0").examine(f'[2,"id","Heartbeat",{{"x":{value}}}]')
        assert examination.message is None
        assert examination.findings[-1].rule in (Rule.NOT_FINITE, Rule.VALUE_TOO_DEEP)


def test_long_keys_do_not_multiply():
    key = "k" * 500_000
    examination = CODEC.examine(data_transfer('{"%s":[%s]}' % (key, ",".join(["NaN"] * 200))))
    assert len(examination.findings) == 100
    assert len(str(examination.error)) < 100_000
    assert all(len(finding.path) < 300 for finding in examination.findings)


def test_a_released_buffer_is_no_text():
    view = memoryview(b"[2]")
    view.release()
    assert [finding.rule for finding in CODEC.examine(view).findings] == [Rule.NOT_TEXT]
    assert CODEC.examine(view).reply is None
    assert CODEC.examine(None).reply is None


@pytest.mark.parametrize("size", [60, 120, 254])
@pytest.mark.parametrize("protocol", OcppJsonProtocol)
def test_replies_are_short_however_they_are_escaped(protocol, size):
    face = "\U0001f600"
    for length in (0, 20, 60):
        frame = json.dumps([2, "\x01" * 36, "Heartbeat", {face * size: face * length, "b": face}])
        reply = Codec(protocol).examine(frame).reply
        assert reply is None or len(reply.encode()) < 2048


def test_strings_and_bytes_share_no_table():
    program = (
        "from ocpp_codec import Codec\n"
        "codec = Codec('ocpp1.6')\n"
        'for frame in (\'[2,"1","Heartbeat",{}]\', b\'[2,"1","Heartbeat",{}]\') * 2:\n'
        "    codec.decode(frame)\n"
    )
    subprocess.run([sys.executable, "-bb", "-c", program], check=True)


def unsure(*_):
    raise AssertionError("the fast path was not sure")


def test_good_frames_never_take_the_slow_path(monkeypatch):
    monkeypatch.setattr(Codec, "_not_sure", unsure)
    for frame in ('[2,"id","ClearCache",{}]', '[2, "id", "CostUpdated", {"totalCost": 1, "transactionId": "t"}]'):
        call = CODEC.decode(frame)
        assert isinstance(call, structure.Call)
        assert CODEC.decode(frame.encode()) == CODEC.decode(frame, "ClearCache") == call
    result = '[3,"id",{"status":"Accepted"}]'
    assert isinstance(CODEC.decode(result, "ClearCache"), structure.CallResult)
    assert CODEC.decode(result, "ClearCache") == CODEC.decode(result.encode(), messages.ClearCache)


def test_a_frame_that_is_nearly_too_large_takes_the_fast_path(monkeypatch):
    monkeypatch.setattr(Codec, "_not_sure", unsure)
    frame = '[2,"id","DataTransfer",{"vendorId":"%s"}]'
    for vendor in ("x" * 200, "\u20ac" * 60):
        text = frame % vendor
        codec = Codec("ocpp2.0.1", max_size=len(text.encode()))
        assert codec.decode(text).payload.vendorId == codec.decode(text.encode()).payload.vendorId == vendor


def test_good_frames_in_any_form_take_the_fast_path(monkeypatch):
    """Buffers, results whose action a function knows, and date-times without an offset, which are taken as UTC."""
    answered = {"id": "ClearCache", "a b~": messages.ClearCache}.__getitem__
    status = '[2,"id","StatusNotification",{"timestamp":"%s","connectorStatus":"Faulted","evseId":1,"connectorId":1}]'
    cases = [
        ('[2,"id","ClearCache",{}]', None, None),
        ('[3,"id",{"status":"Accepted"}]', answered, None),
        ('[3, "a b~",{"status":"Accepted"}]', answered, None),
        (
            '[3,"id",{"currentTime":"2024-05-17T09:41:33"}]',
            "Heartbeat",
            '[3,"id",{"currentTime":"2024-05-17T09:41:33Z"}]',
        ),
        (status % "2024-05-17T09:41:33", None, status % "2024-05-17T09:41:33Z"),
    ]
    meant = [CODEC.examine(utc or frame, action).message for frame, action, utc in cases]
    assert None not in meant
    monkeypatch.delattr(slow.Reader, "inspect")
    for kind in (str, str.encode, lambda text: bytearray(text.encode()), lambda text: memoryview(text.encode())):
        for (frame, action, _), message in zip(cases, meant, strict=True):
            assert CODEC.decode(kind(frame), action) == message
            assert CODEC.examine(kind(frame), action).message == message
    assert CODEC.decode(cases[3][0], lambda _: "Heartbeat") == meant[3]


def test_good_messages_are_sent_on_the_fast_path(monkeypatch):
    """Requests, results, and those with date-times and customData; in every version with its own decoders."""
    stream = '{"data":[{"t":0.0,"v":"1"}],"id":1,"pending":0,"basetime":"2024-05-17T09:41:33.000Z"}'
    frames = [
        ("ocpp1.6", '[3,"1",{"currentTime":"2024-05-17T09:41:33.000Z"}]', "Heartbeat"),
        ("ocpp2.0.1", '[2,"1","CostUpdated",{"totalCost":1.5,"transactionId":"t"}]', None),
        ("ocpp2.0.1", '[3,"1",{"currentTime":"2024-05-17T09:41:33.123Z","customData":{"vendorId":"x"}}]', "Heartbeat"),
        ("ocpp2.1", f'[6,"1","NotifyPeriodicEventStream",{stream}]', None),
    ]
    messages_of = [
        (Codec(protocol), Codec(protocol).decode(frame, action), frame) for protocol, frame, action in frames
    ]
    monkeypatch.setattr(outgoing, "inspected", unsure)
    for codec, message, frame in messages_of:
        assert codec.encode(message) == codec.encode(message, check=False) == frame


def test_what_is_said_of_a_good_frame_needs_no_second_look(monkeypatch):
    """Until somebody asks for the findings."""
    call = CODEC.examine('[2,"id","ClearCache",{}]')
    result = CODEC.examine('[3,"id",{"status":"Accepted"}]', "ClearCache")
    monkeypatch.delattr(slow.Reader, "examine")
    for seen, kind in ((call, 2), (result, 3)):
        assert (seen.messageTypeId, seen.uniqueId, seen.action) == (kind, "id", "ClearCache")
        assert (seen.error, seen.reply) == (None, None)
    monkeypatch.undo()
    for seen, kind in ((call, 2), (result, 3)):
        assert (seen.findings, seen.omitted) == ((), 0)
        assert (seen.messageTypeId, seen.uniqueId, seen.action) == (kind, "id", "ClearCache")


def test_examinations_are_told_apart():
    frame = '[2,"id","ClearCache",{}]'
    one = CODEC.examine(frame)
    assert one == CODEC.examine(frame.encode()) == pickle.loads(pickle.dumps(one))
    assert hash(one) == hash(CODEC.examine(frame))
    for other in (CODEC.examine(f"{frame} "), CODEC.examine(frame.replace("id", "di")), one.message, frame):
        assert (one == other) is False
    assert "ClearCache.Request()" in repr(one)
    assert "findings=()" in repr(one)
    defective = '[3,"id",{}]'
    assert (CODEC.examine(defective, "ClearCache") == CODEC.examine(defective, "Reset")) is False
    fields = '[2,"id","ClearCache",{"a":1,"b":2}]'
    assert (Codec("ocpp2.0").examine(fields) == Codec("ocpp2.0", max_findings=1).examine(fields)) is False
