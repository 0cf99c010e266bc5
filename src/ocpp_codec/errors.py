"""The error codes as Python exceptions, as in the library of 2020: `errors.NotSupportedError("no such thing here")`.

They carry what a CALLERROR says: a code, a description, details. One class for each code of any version; two codes are
spelled in two ways (1.6: FormationViolation, OccurenceConstraintViolation).
"""

from ._core.errors import (
    BaseOCPPError,
    ErrorCode,
    FormationViolationError,
    FormatViolationError,
    GenericError,
    InternalError,
    MessageTypeNotSupportedError,
    NotImplementedError,
    NotSupportedError,
    OccurenceConstraintViolationError,
    OccurrenceConstraintViolationError,
    PropertyConstraintViolationError,
    ProtocolError,
    RpcFrameworkError,
    SecurityError,
    TypeConstraintViolationError,
)

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
