"""The versions of OCPP-J, and what each of them has."""

from ._core.compat import MessageTypeEnum, OcppJsonProtocol
from ._core.version import get_error_codes, get_implemented_messages

__all__ = ["MessageTypeEnum", "OcppJsonProtocol", "get_error_codes", "get_implemented_messages"]
