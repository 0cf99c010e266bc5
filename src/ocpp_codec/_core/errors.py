"""The error codes as Python exceptions, as in the library of 2020: `errors.NotSupportedError("no such thing here")`.

They carry what a CALLERROR says: a code, a description, details. One class for each code of any version; two codes are
spelled in two ways (1.6: FormationViolation, OccurenceConstraintViolation).
"""

from enum import StrEnum
from typing import Any, ClassVar, overload

from .publish import publish

__all__ = [
    "BaseOCPPError",
    "ErrorCode",
    "FormatViolationError",
    "FormationViolationError",
    "GenericError",
    "InternalError",
    "MessageTypeNotSupportedError",
    "NotImplementedError",
    "NotSupportedError",
    "OccurenceConstraintViolationError",
    "OccurrenceConstraintViolationError",
    "PropertyConstraintViolationError",
    "ProtocolError",
    "RpcFrameworkError",
    "SecurityError",
    "TypeConstraintViolationError",
]


class ErrorCode(StrEnum):
    """The error codes of all versions (OCPP-J 1.6, 4.2.3; Part 4 of 2.0.1 and 2.1, 4.3)."""

    FormatViolation = "FormatViolation"
    FormationViolation = "FormationViolation"
    GenericError = "GenericError"
    InternalError = "InternalError"
    MessageTypeNotSupported = "MessageTypeNotSupported"
    NotImplemented = "NotImplemented"
    NotSupported = "NotSupported"
    OccurenceConstraintViolation = "OccurenceConstraintViolation"
    OccurrenceConstraintViolation = "OccurrenceConstraintViolation"
    PropertyConstraintViolation = "PropertyConstraintViolation"
    ProtocolError = "ProtocolError"
    RpcFrameworkError = "RpcFrameworkError"
    SecurityError = "SecurityError"
    TypeConstraintViolation = "TypeConstraintViolation"


class BaseOCPPError(Exception):
    """Base of all: `code` (a member of an error code enumeration), `msg` and `details` (any JSON object).

    A detail may have any name; one that is named `msg` needs the message as the first argument.
    """

    code: ErrorCode | StrEnum = ErrorCode.GenericError
    classes: ClassVar[dict[str, type[Any]]] = {}

    def __init_subclass__(cls) -> None:
        """Registers the class for its code."""
        if "code" in cls.__dict__:
            cls.classes.setdefault(cls.code, cls)

    @overload
    def __init__(self, msg: str, /, **details: Any) -> None: ...
    @overload
    def __init__(self, /, *, msg: str, **details: Any) -> None: ...
    def __init__(self, /, *args: str, **details: Any) -> None:
        if not args and "msg" in details:
            args = (details.pop("msg"),)
        if len(args) != 1:
            raise TypeError("an error takes its message, and details by their names")
        super().__init__(*args)
        self.msg: str = args[0]
        self.details = details

    @staticmethod
    def of(code: StrEnum, msg: str, details: dict[str, Any]) -> "BaseOCPPError":
        """The error of the class that stands for a code; `code` is the given member."""
        return _restored(BaseOCPPError.classes[code], code, msg, details)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.code, self.msg, self.details)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BaseOCPPError):
            return NotImplemented
        return (self.code, self.msg, self.details) == (other.code, other.msg, other.details)

    def __hash__(self) -> int:
        return hash((self.code, self.msg))


def _restored(kind: type[BaseOCPPError], code: StrEnum, msg: str, details: dict[str, Any]) -> BaseOCPPError:
    error = kind.__new__(kind)
    BaseOCPPError.__init__(error, msg)
    error.code, error.details = code, details
    return error


class NotImplementedError(BaseOCPPError):
    """The action is not known."""

    code = ErrorCode.NotImplemented


class NotSupportedError(BaseOCPPError):
    """The action is known but not supported by the receiver."""

    code = ErrorCode.NotSupported


class InternalError(BaseOCPPError):
    """An internal failure of the receiver."""

    code = ErrorCode.InternalError


class ProtocolError(BaseOCPPError):
    """The payload is incomplete (1.6) or does not conform to the structure of its message (2.x)."""

    code = ErrorCode.ProtocolError


class SecurityError(BaseOCPPError):
    """A problem of security prevents the action."""

    code = ErrorCode.SecurityError


class FormationViolationError(BaseOCPPError):
    """The structure of the payload is wrong (1.6)."""

    code = ErrorCode.FormationViolation


class FormatViolationError(BaseOCPPError):
    """The structure of the payload is wrong (2.x)."""

    code = ErrorCode.FormatViolation


class PropertyConstraintViolationError(BaseOCPPError):
    """A field holds an invalid value."""

    code = ErrorCode.PropertyConstraintViolation


class OccurenceConstraintViolationError(BaseOCPPError):
    """A field occurs too seldom or too often (1.6, so spelled there)."""

    code = ErrorCode.OccurenceConstraintViolation


class OccurrenceConstraintViolationError(BaseOCPPError):
    """A field occurs too seldom or too often (2.x)."""

    code = ErrorCode.OccurrenceConstraintViolation


class TypeConstraintViolationError(BaseOCPPError):
    """A field has the wrong type."""

    code = ErrorCode.TypeConstraintViolation


class GenericError(BaseOCPPError):
    """Anything else."""

    code = ErrorCode.GenericError


class MessageTypeNotSupportedError(BaseOCPPError):
    """The message type number is not known (2.x)."""

    code = ErrorCode.MessageTypeNotSupported


class RpcFrameworkError(BaseOCPPError):
    """The frame is no message at all, or its id cannot be read (2.x)."""

    code = ErrorCode.RpcFrameworkError


publish(globals())
