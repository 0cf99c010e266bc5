"""Every message of OCPP 1.6, 2.0, 2.0.1 and 2.1 as a dataclass, and a codec that checks them completely, both ways.

`Codec` turns frames into messages and back; `ocpp_codec.v16`, `v20`, `v201` and `v21` hold the messages. All of it is
imported only when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

#: Where the public names are defined.
_HOMES = {
    "Codec": "codec",
    "Examination": "examination",
    "Finding": "findings",
    "OCPPException": "exceptions",
    "OcppJsonProtocol": "compat",
    "Pairing": "pairing",
    "Rule": "rules",
    "Severity": "rules",
    "Tolerance": "tolerance",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
