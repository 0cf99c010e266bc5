"""What users import stands on top and says so; what is inside stands in `_core`, and knows nothing of the doors.

And what people and editors ask: type hints, signatures and help of everything that is public.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import pydoc
import subprocess
import sys
import typing
from pathlib import Path
from typing import Any

import msgspec
import pytest

import ocpp_codec
from ocpp_codec._core.record import Action
from ocpp_codec.compat import get_implemented_messages
from tests.support.package import PACKAGE, VERSIONS, imports_of

DOORS = {
    "bulk": {"SCHEMAS", "Tables", "columns", "schema", "write"},
    "codec": {"MAX_SIZE", "ActionGiven", "Codec", "Frame", "HasResponse"},
    "compat": {"MessageTypeEnum", "OcppJsonProtocol", "get_error_codes", "get_implemented_messages"},
    "connection": {
        "Answered",
        "BadAnswer",
        "CallFailed",
        "Called",
        "Connection",
        "Ended",
        "Event",
        "Failed",
        "IncomingCall",
        "LateAnswer",
        "Noted",
        "OutgoingCall",
        "QueueFull",
        "Rejected",
        "ResultRefused",
        "TimedOut",
        "Told",
    },
    "errors": {"BaseOCPPError", "ErrorCode", "GenericError", "InternalError", "NotSupportedError"},
    "examination": {"Examination"},
    "exceptions": {"DecodeError", "EncodeError", "OCPPException"},
    "findings": {"Finding", "printable"},
    "log": {
        "LAYOUTS",
        "Conversations",
        "Direction",
        "Entry",
        "Layout",
        "LogError",
        "Reading",
        "Sample",
        "Source",
        "Turn",
        "conversations",
        "merge",
        "observations",
        "read",
    },
    "native": {"IN_USE", "REASON"},
    "pairing": {"Paired", "Pairing", "Pending"},
    "record": {"NULL", "Action", "Block", "CustomDataType", "Payload", "Record", "RequestOf", "Sender"},
    "report": {"Report"},
    "rules": {"RULES", "Defect", "Rule", "RuleInfo", "Severity"},
    "serializer": {"parse", "parse_structure", "serialize"},
    "spark": {"boots", "ddl", "decode", "payloads", "samples", "sessions", "statuses"},
    "structure": {
        "Call",
        "CallError",
        "CallResult",
        "CallResultError",
        "Envelope",
        "Message",
        "ReceivedId",
        "Send",
        "UniqueId",
    },
    "testing": {
        "Peer",
        "assert_refused",
        "assert_valid",
        "breakable",
        "broken",
        "example",
        "examples",
        "frames",
        "messages",
        "payloads",
    },
    "tolerance": {"ALL", "FIELD", "STRICT", "Tolerance", "known"},
}
ROOMS = [module.name for module in pkgutil.iter_modules([str(PACKAGE / "_core")]) if module.name != "_speed"]

every_door = pytest.mark.parametrize("door", sorted(DOORS))


def public() -> list[tuple[str, str, Any]]:
    """Every public name of every door, and what it is."""
    modules = {door: importlib.import_module(f"ocpp_codec.{door}") for door in DOORS}
    return [(door, name, getattr(module, name)) for door, module in modules.items() for name in module.__all__]


every_public_thing = pytest.mark.parametrize(
    ("door", "name", "thing"), [pytest.param(*each, id=each[1]) for each in public()]
)


def test_the_top_shows_the_doors_and_nothing_else() -> None:
    on_top = {module.name for module in pkgutil.iter_modules([str(PACKAGE)])}
    assert on_top == {*DOORS, *VERSIONS, "_core", "__main__", "cli"}  # the last two are the command


@every_door
def test_a_door_says_what_it_exports(door: str) -> None:
    module = importlib.import_module(f"ocpp_codec.{door}")
    assert set(module.__all__) >= DOORS[door]
    assert door == "errors" or set(module.__all__) - {"UNREADABLE_ID", "MessageTypeEnum"} == DOORS[door] - {
        "MessageTypeEnum"
    }
    assert module.__doc__


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_knows_a_door(room: str) -> None:
    doors = {f"ocpp_codec.{door}" for door in DOORS}
    path = PACKAGE / "_core" / room
    for name in imports_of(path / "__init__.py" if path.is_dir() else path.with_suffix(".py")):
        assert name not in doors
        assert name.rpartition(".")[0] not in doors


@pytest.mark.parametrize("module", [*DOORS, *ROOMS])
def test_a_module_has_a_file_of_tests(module: str) -> None:
    unit = Path(__file__).parent.parent / "unit"
    assert (unit / f"test_{module}.py").exists()


@every_public_thing
def test_a_class_says_where_users_import_it_from(door: str, name: str, thing: Any) -> None:
    if isinstance(thing, type) and name != "MessageTypeEnum":  # two doors have it
        assert thing.__module__ == f"ocpp_codec.{door}"
    assert importlib.import_module(f"ocpp_codec.{door}").__dict__[name] is thing


@every_public_thing
def test_what_is_public_is_described_and_its_hints_can_be_read(door: str, name: str, thing: Any) -> None:
    if not (inspect.isclass(thing) or inspect.isfunction(thing)):
        return
    assert inspect.getdoc(thing)
    typing.get_type_hints(thing)
    inspect.signature(thing)
    if inspect.isclass(thing):
        for method, value in vars(thing).items():
            if inspect.isfunction(value) and not method.startswith("_"):
                assert value.__doc__ or issubclass(thing, Action | msgspec.Struct), method
                typing.get_type_hints(value)


@pytest.mark.parametrize("protocol", ocpp_codec.OcppJsonProtocol)
def test_hints_and_signatures_of_every_message_can_be_read(protocol: ocpp_codec.OcppJsonProtocol) -> None:
    for action in get_implemented_messages(protocol).values():
        assert typing.get_type_hints(action)["protocol"]
        for payload in (action.Request, action.Response):
            if payload is not None:
                assert set(typing.get_type_hints(payload)) >= set(payload.__struct_fields__)
                assert list(inspect.signature(payload).parameters) == list(payload.__struct_fields__)


def test_hints_need_no_door_that_is_not_imported() -> None:
    """Whoever has a message or an exception in hand has not imported the module that its class names."""
    program = """
import typing
from ocpp_codec import Codec
from ocpp_codec.v201 import messages, types
codec = Codec("ocpp2.0.1")
call = codec.decode('[2,"1","Heartbeat",{}]')
error = codec.examine("[]").error
things = [messages.Action, messages.Heartbeat, messages.Heartbeat.Request, types.IdTokenType, types.CustomDataType]
things += [type(call), type(error), type(error.ocpp_error), type(error.findings[0]), codec.protocol.__class__]
for thing in things:
    for base in thing.__mro__:
        if base.__module__.startswith("ocpp_codec"):
            typing.get_type_hints(base)
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_help_of_the_package_is_a_page() -> None:
    page = pydoc.plain(pydoc.render_doc(ocpp_codec))
    for word in ("Codec", "Pairing", "OCPPException", "v201", "tolerance", "serializer"):
        assert word in page.partition("PACKAGE CONTENTS")[0]


@pytest.mark.parametrize("name", sorted(ocpp_codec.__all__))
def test_the_page_names_everything_that_the_package_exports(name: str) -> None:
    assert name in str(ocpp_codec.__doc__)
