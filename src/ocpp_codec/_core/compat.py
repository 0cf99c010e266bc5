"""The versions of OCPP-J, and the table of everything that differs between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType

from .limits import MAX_DESCRIPTION
from .publish import publish
from .rules import Defect

__all__ = ["MessageTypeEnum", "OcppJsonProtocol"]


class OcppJsonProtocol(StrEnum):
    """A version of OCPP-J by the name of its WebSocket subprotocol."""

    v16 = "ocpp1.6"
    v20 = "ocpp2.0"
    v201 = "ocpp2.0.1"
    v21 = "ocpp2.1"

    @classmethod
    def of(cls, protocol: "OcppJsonProtocol | str") -> "OcppJsonProtocol":
        """The member for a subprotocol name; ValueError for an unknown name."""
        try:
            return cls(protocol)
        except ValueError:
            near = [each for each in cls if protocol in (each.name, each.removeprefix("ocpp"))]
            hint = f" (perhaps {near[0]})" if near else ""
            raise ValueError(f"unknown protocol {protocol!r}{hint}; this library speaks {', '.join(cls)}") from None


class MessageTypeEnum(IntEnum):
    """The number that opens every frame (OCPP-J 1.6, 4.1.3; Part 4 of 2.0.1, 4.1.3, and of 2.1, 4.1.4)."""

    CALL = 2
    CALLRESULT = 3
    CALLERROR = 4
    CALLRESULTERROR = 5
    SEND = 6


# OCPP-J 1.6, 4.2.3, with its two odd spellings.
_CODES_16 = {
    Defect.UNREADABLE: "GenericError",
    Defect.MESSAGE_TYPE: "GenericError",
    Defect.ELEMENTS: "ProtocolError",
    Defect.HEAD: "TypeConstraintViolation",
    Defect.ACTION: "NotImplemented",
    Defect.SENDER: "NotSupported",
    Defect.MISSING: "ProtocolError",
    Defect.UNKNOWN: "FormationViolation",
    Defect.TYPE: "TypeConstraintViolation",
    Defect.VALUE: "PropertyConstraintViolation",
    Defect.OCCURRENCE: "OccurenceConstraintViolation",
    Defect.OTHER: "GenericError",
}

# Part 4 of 2.0.1 and 2.1, 4.3. Those of 2.0 are the same: no erratum of 2.0 changed 4.3 on the way to 2.0.1.
_CODES_2X = {
    Defect.UNREADABLE: "RpcFrameworkError",
    Defect.MESSAGE_TYPE: "MessageTypeNotSupported",
    Defect.ELEMENTS: "RpcFrameworkError",
    Defect.HEAD: "RpcFrameworkError",
    Defect.ACTION: "NotImplemented",
    Defect.SENDER: "NotSupported",
    Defect.MISSING: "OccurrenceConstraintViolation",
    Defect.UNKNOWN: "ProtocolError",
    Defect.TYPE: "TypeConstraintViolation",
    Defect.VALUE: "PropertyConstraintViolation",
    Defect.OCCURRENCE: "OccurrenceConstraintViolation",
    Defect.OTHER: "GenericError",
}

_UP_TO_201 = frozenset({MessageTypeEnum.CALL, MessageTypeEnum.CALLRESULT, MessageTypeEnum.CALLERROR})


@dataclass(frozen=True)
class Dialect:
    """The differences of one version.

    `answers_unreadable`: a frame that is no message, or whose id cannot be read, gets a reply with the id "-1" (2.x).
    `answers_unknown_type`: a frame of an unknown message type gets a reply (Part 4 of 2.0.1, 4.4; 1.6 and 2.1 ignore
    it). `answers_results`: a defective CALLRESULT gets a CALLRESULTERROR (2.1).
    `open_objects`: unknown fields are advice (2.0).  `description_limit`: of an errorDescription, in characters.
    `decimals`: digits that a number sent to a station may have behind the point (Part 2 of 2.0.1, primitive datatypes).
    `fraction`: digits that the seconds of a date-time may have behind the point (Part 2 of 2.0.1, date-times).
    """

    package: str
    codes: Mapping[Defect, str]
    message_types: frozenset[MessageTypeEnum] = _UP_TO_201
    answers_unreadable: bool = False
    answers_unknown_type: bool = False
    answers_results: bool = False
    open_objects: bool = False
    description_limit: int | None = MAX_DESCRIPTION
    decimals: int | None = 6
    fraction: int | None = 3


# 2.0 is as 2.0.1, by inference: the errata of 2.0, which made 2.0.1 of it, brought neither reply there.
DIALECTS: Mapping[OcppJsonProtocol, Dialect] = MappingProxyType(
    {
        OcppJsonProtocol.v16: Dialect("v16", _CODES_16, description_limit=None, decimals=None, fraction=None),
        OcppJsonProtocol.v20: Dialect(
            "v20", _CODES_2X, answers_unreadable=True, answers_unknown_type=True, open_objects=True
        ),
        OcppJsonProtocol.v201: Dialect("v201", _CODES_2X, answers_unreadable=True, answers_unknown_type=True),
        OcppJsonProtocol.v21: Dialect(
            "v21", _CODES_2X, frozenset(MessageTypeEnum), answers_unreadable=True, answers_results=True
        ),
    }
)

#: Codes that mean the same in different versions, spelled differently.
SAME_CODES = (
    {"FormationViolation", "FormatViolation"},
    {"OccurenceConstraintViolation", "OccurrenceConstraintViolation"},
)

publish(globals())
