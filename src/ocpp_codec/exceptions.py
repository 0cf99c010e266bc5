"""The one exception that encoding and decoding raise for a message that breaks the protocol."""

from ._core.exceptions import DecodeError, EncodeError, OCPPException

__all__ = ["DecodeError", "EncodeError", "OCPPException"]
