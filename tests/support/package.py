"""The package as a whole: where it lies, its versions, and a program that uses all of it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import ocpp_codec
from ocpp_codec._core.compat import DIALECTS

PACKAGE = Path(ocpp_codec.__file__).parent
PROTOCOLS = {dialect.package: protocol.value for protocol, dialect in DIALECTS.items()}
VERSIONS = sorted(PROTOCOLS)

# Every version, both interfaces, the fast and the slow path, a refusal, both sides of a connection.
USE_EVERYTHING = """
from ocpp_codec import Codec, Connection, OcppJsonProtocol, compat, serializer, structure
for protocol in OcppJsonProtocol:
    codec = Codec(protocol)
    heartbeat = compat.get_implemented_messages(protocol)["Heartbeat"]
    frame = codec.encode(structure.Call.of(heartbeat.Request()))
    serializer.parse(serializer.serialize(codec.decode(frame)), protocol=protocol)
    assert codec.examine('[3,"1",{}]', heartbeat).error
    station, csms = Connection(codec, "station"), Connection(codec, "csms")
    station.call(heartbeat.Request(), at=0.0)
    called, = csms.receive(station.next_frame(), at=0.0)
    csms.answer(called.call, serializer.parse([3, "1", {"currentTime": "2026-05-17T09:41:33Z"}], "Heartbeat", protocol=protocol).payload)
    assert station.receive(csms.next_frame(), at=0.0)[0].response
"""


def imports_of(path: Path) -> Iterator[str]:
    """The absolute name of everything that a module imports, wherever in it the statement stands."""
    package = ["ocpp_codec", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)
