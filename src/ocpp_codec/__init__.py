"""The messages of OCPP 1.6, 2.0, 2.0.1 and 2.1 as dataclasses, and a codec that turns them into frames and back.

    >>> from ocpp_codec import Codec
    >>> from ocpp_codec.v201 import messages

    >>> codec = Codec("ocpp2.0.1")
    >>> call = codec.decode('[2,"17","GetLocalListVersion",{}]')
    >>> call.payload
    GetLocalListVersion.Request()
    >>> codec.encode(call.answer(messages.GetLocalListVersion.Response(versionNumber=3)))
    '[3,"17",{"versionNumber":3}]'

A frame that breaks the protocol raises `OCPPException`: `findings` has everything that is wrong, `reply` the frame to
send back. `encode` refuses invalid messages.

Names in this package, each imported when it is first used:

    Codec             frames to messages and back; `examine` gives everything about a frame
    Examination       the result of `examine`
    Connection        one side of a connection, without I/O: calls, answers, time-outs
    Pairing           follows one connection: which answer belongs to which call
    OCPPException     what is wrong with a message; DecodeError of the other side's, EncodeError of our own
    Finding           one thing that is wrong; Rule and Severity say what kind of thing
    Tolerance         a rule that is tolerated at some places
    OcppJsonProtocol  the versions

Modules:

    v16 v20 v201 v21  `messages` and `types` of one version
    structure         the envelopes: Call, CallResult, CallError, CallResultError, Send
    serializer        plain data instead of text: the interface of 2020
    errors            the error codes as exceptions, to refuse a call
    tolerance         what to tolerate from stations: FIELD, ALL, `Tolerance`
    rules             every rule, and what it means
    connection        the events of a `Connection`, and how a call can fail
    pairing           Paired and Pending: what `Pairing` gives
    record            NULL, Payload, Record, RequestOf, Sender, CustomDataType: for annotations
    testing           examples, Hypothesis strategies, broken frames, checks, a peer: for tests
    compat            what each version has
    native            whether the fast path in C is in use
    exceptions findings examination codec   the modules of the names above
"""

from typing import TYPE_CHECKING

from ._core.on_demand import names_on_demand

if TYPE_CHECKING:
    from .codec import Codec
    from .compat import OcppJsonProtocol
    from .connection import Connection
    from .examination import Examination
    from .exceptions import DecodeError, EncodeError, OCPPException
    from .findings import Finding
    from .pairing import Pairing
    from .rules import Rule, Severity
    from .tolerance import Tolerance

__all__ = [
    "Codec",
    "Connection",
    "DecodeError",
    "EncodeError",
    "Examination",
    "Finding",
    "OCPPException",
    "OcppJsonProtocol",
    "Pairing",
    "Rule",
    "Severity",
    "Tolerance",
]

__version__ = "1.0.0"

#: Where the public names are defined.
_HOMES = {
    "Codec": "codec",
    "Connection": "connection",
    "DecodeError": "exceptions",
    "EncodeError": "exceptions",
    "Examination": "examination",
    "Finding": "findings",
    "OCPPException": "exceptions",
    "OcppJsonProtocol": "compat",
    "Pairing": "pairing",
    "Rule": "rules",
    "Severity": "rules",
    "Tolerance": "tolerance",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = names_on_demand(__name__, _HOMES)
