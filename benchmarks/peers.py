"""The other libraries, each doing all that its user needs: bytes to a checked message, a message to checked bytes.

Each in its most favourable sensible use: validators are compiled beforehand, one call checks the whole frame, and
`asyncio` is left out where a library has it. What a peer does not refuse is found out by feeding it defects.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any, NamedTuple

import orjson

from ocpp_codec import Codec
from tests.support.modes import in_python

from . import frames, schemas, timing
from .frames import Case, Edit
from .outcome import Outcome

Read = Callable[[bytes], Any]
Write = Callable[[Any], bytes]


class Peer(NamedTuple):
    """A library: how it is used is made by `use`, which is given the frames of one version, calls or results.

    `package`: None if it belongs to Python.  `gives`: what decoding gives.  `note`: what a reader should know.
    """

    name: str
    package: str | None
    gives: str
    note: str
    use: Callable[[list[Case]], tuple[Read, Write]]
    validates: bool = True


def _ocpp_codec(cases: list[Case], mode: Callable[[Codec], Codec] = lambda codec: codec) -> tuple[Read, Write]:
    codec, answers = mode(Codec(cases[0].protocol)), cases[0].answers
    return codec.decode if answers is None else lambda frame: codec.decode(frame, answers), codec.encode_bytes


def _bare(loads: Read, dumps: Write, _cases: list[Case]) -> tuple[Read, Write]:
    return loads, dumps


def _json_bytes(data: Any) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode()


def _by_schema(compiled: Callable[[Any], Callable[[Any], Any]], cases: list[Case]) -> tuple[Read, Write]:
    """A validator for each frame, found by the action in it."""
    checks = {case.action: compiled(schemas.of_frame(case)) for case in cases}
    check_of = _check_of(cases, checks)

    def read(frame: bytes) -> Any:
        data = orjson.loads(frame)
        check_of(data)(data)
        return data

    def write(data: Any) -> bytes:
        check_of(data)(data)
        return orjson.dumps(data)

    return read, write


def _check_of(cases: list[Case], checks: dict[str, Any]) -> Callable[[Any], Any]:
    if cases[0].answers:
        [only] = checks.values()  # what a result answers is known
        return lambda _data: only
    return lambda data: checks[data[2]]


def _jsonschema_rs(cases: list[Case]) -> tuple[Read, Write]:
    package: Any = importlib.import_module("jsonschema_rs")
    return _by_schema(lambda schema: package.validator_for(schema, validate_formats=True).validate, cases)


def _fastjsonschema(cases: list[Case]) -> tuple[Read, Write]:
    package: Any = importlib.import_module("fastjsonschema")
    return _by_schema(partial(package.compile, use_default=False), cases)


def _pydantic(cases: list[Case]) -> tuple[Read, Write]:
    """The action is taken from the text, so that pydantic's parser can build the right model in one go."""
    package: Any = importlib.import_module("pydantic")
    adapters = {case.action.encode(): package.TypeAdapter(schemas.model_of_frame(case)) for case in cases}
    by_name = {action.decode(): adapter for action, adapter in adapters.items()}
    adapter_of = _check_of(cases, by_name)

    def read(frame: bytes) -> Any:
        return adapters[frame.split(b'"', 4)[3]].validate_json(frame)

    def read_result(frame: bytes) -> Any:
        return adapter_of(None).validate_json(frame)

    def write(message: Any) -> bytes:
        written: bytes = adapter_of(message).dump_json(message, exclude_unset=True, warnings="error")
        return written

    return (read_result if cases[0].answers else read), write


def _ocpp(cases: list[Case]) -> tuple[Read, Write]:
    """What its ChargePoint does with a call before the handler, with a result in `call()`, and on sending."""
    messages: Any = importlib.import_module("ocpp.messages")
    point: Any = importlib.import_module("ocpp.charge_point")
    version = cases[0].protocol.removeprefix("ocpp")
    package = f"ocpp.v{version.replace('.', '')}"
    action = cases[0].action if cases[0].answers else None
    classes: Any = importlib.import_module(f"{package}.{'call_result' if action else 'call'}")
    validate: Callable[[Any, str], None] = getattr(messages, "_validate_payload")  # noqa: B009  # without asyncio

    def read(frame: bytes) -> Any:
        message = messages.unpack(frame)
        if action:
            message.action = action
        validate(message, version)
        message.payload = getattr(classes, message.action)(**point.camel_to_snake_case(message.payload))
        return message

    def write(message: Any) -> bytes:
        payload = point.remove_nones(point.snake_to_camel_case(point.serialize_as_dict(message.payload)))
        sent = (
            messages.CallResult(message.unique_id, payload, action)
            if action
            else messages.Call(message.unique_id, message.action, payload)
        )
        validate(sent, version)
        written: str = sent.to_json()
        return written.encode()

    return read, write


OURS = Peer(
    "ocpp-codec",
    "ocpp-codec",
    "dataclasses, enumerations, aware datetimes",
    "reports everything that is wrong, and the reply",
    _ocpp_codec,
)

IN_PYTHON = OURS._replace(
    name="ocpp-codec (Python)", note="the same without the native path", use=partial(_ocpp_codec, mode=in_python)
)

PEERS = (
    OURS,
    IN_PYTHON,
    Peer(
        "orjson",
        "orjson",
        "dicts",
        "a parser: the yardstick",
        partial(_bare, orjson.loads, orjson.dumps),
        validates=False,
    ),
    Peer(
        "json (Python)",
        None,
        "dicts",
        "the parser of the standard library",
        partial(_bare, json.loads, _json_bytes),
        validates=False,
    ),
    Peer(
        "pydantic",
        "pydantic",
        "models, text for enumerations, aware datetimes",
        "strict models made of the official schemas; checked when they are made, on writing only for types",
        _pydantic,
    ),
    Peer(
        "jsonschema-rs",
        "jsonschema-rs",
        "dicts",
        "with orjson; official schemas, wrapped so that they check the envelope, formats checked",
        _jsonschema_rs,
    ),
    Peer(
        "fastjsonschema",
        "fastjsonschema",
        "dicts",
        "with orjson; official schemas, wrapped so that they check the envelope, formats checked",
        _fastjsonschema,
    ),
    Peer(
        "ocpp",
        "ocpp",
        "a dataclass over dicts in snake case, text for enumerations and date-times",
        "what its ChargePoint does before a handler is called, without asyncio",
        _ocpp,
    ),
)


def measure(seconds: float) -> list[Outcome]:
    """Every peer: first what it does, then what that takes; peers take turns on each frame."""
    outcomes = [inspected(peer) for peer in PEERS]
    present = [(peer, outcome) for peer, outcome in zip(PEERS, outcomes, strict=True) if outcome.absent is None]
    for case in frames.cases():
        able = [(peer, outcome) for peer, outcome in present if case.key not in outcome.unable]
        reads: dict[str, Callable[[], Any]] = {}
        writes: dict[str, Callable[[], Any]] = {}
        for peer, _ in able:
            read, write = used(peer, case)
            reads[peer.name] = partial(read, case.frame)
            writes[peer.name] = partial(write, _message(peer, read, case))
        took, took_writing = timing.least(reads, seconds), timing.least(writes, seconds)
        for peer, outcome in able:
            outcome.decode[case.key] = took[peer.name]
            outcome.encode[case.key] = took_writing[peer.name]
    return outcomes


def inspected(peer: Peer) -> Outcome:
    """What a peer is able to do, and what it does not refuse."""
    version = "" if peer.package is None else _version(peer.package)
    outcome = Outcome(peer.name, version or "", peer.gives, peer.note, validates=peer.validates)
    if version is None:
        outcome.absent = "not installed"
        return outcome
    for case in frames.cases():
        if problem := _inability(peer, case):
            outcome.unable[case.key] = problem
    able = [case for case in frames.cases() if case.key not in outcome.unable]
    outcome.misses = list(_misses(peer, able))
    outcome.misses_sent = list(_misses_sent(peer, able))
    return outcome


def used(peer: Peer, case: Case) -> tuple[Read, Write]:
    """A peer made ready for the frames that are like this one: same version, call or result."""
    like: Any = (case.protocol, case.answers)
    return _used(peer, like)


@cache
def _used(peer: Peer, like: tuple[str, Any]) -> tuple[Read, Write]:
    return peer.use([case for case in frames.cases() if (case.protocol, case.answers) == like])


def refuses(do: Callable[[], Any]) -> bool:
    """Whether it raises: any exception will do, since a program that gets one knows that something is wrong."""
    try:
        do()
    except Exception:  # noqa: BLE001
        return True
    return False


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _inability(peer: Peer, case: Case) -> str | None:
    """Why a peer cannot do a good frame: read it, and write it so that the same message is read from it."""
    try:
        read, write = used(peer, case)
        written = write(_message(peer, read, case))
    except Exception as problem:  # noqa: BLE001
        return f"{type(problem).__name__}: {problem}".partition("\n")[0][:120]
    same = Codec(case.protocol).decode(written, case.answers) == case.message
    return None if same else "writes another message than it has read"


def _message(peer: Peer, read: Read, case: Case) -> Any:
    """What a program would send: the message itself, or what the peer makes of the frame."""
    return case.message if peer in (OURS, IN_PYTHON) else read(case.frame)


def _misses(peer: Peer, able: list[Case]) -> Iterable[str]:
    for each in frames.defective():
        if each.case in able and not refuses(partial(used(peer, each.case)[0], each.frame)):
            yield each.defect


def _misses_sent(peer: Peer, able: list[Case]) -> Iterable[str]:
    for edit in frames.IN_PAYLOAD:
        case = frames.case(edit.key)
        if edit.sent and case in able and not refuses(partial(_send_defect, peer, case, edit)):
            yield edit.defect


def _send_defect(peer: Peer, case: Case, edit: Edit) -> None:
    """Spoils a message that the peer has read, and writes it. That the peer does not let itself be spoiled will do."""
    read, write = used(peer, case)
    message = read(case.frame)
    frames.put(getattr(message, "payload", None) or message[-1], edit.pointer, edit.value)
    write(message)
