"""Every message of OCPP 1.6, 2.0, 2.0.1 and 2.1 as a dataclass, and a codec that checks them completely, both ways.

`Codec` turns frames into messages and back; `ocpp_codec.v16`, `v20`, `v201` and `v21` hold the messages, each imported
only when it is asked for.
"""

from .codec import Codec
from .compat import OcppJsonProtocol
from .examination import Examination
from .exceptions import OCPPException
from .findings import Finding
from .pairing import Pairing
from .rules import Rule, Severity
from .tolerance import Tolerance

__all__ = [
    "Codec",
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
