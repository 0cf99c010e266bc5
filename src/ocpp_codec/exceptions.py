"""The one exception that encoding and decoding raise for a message that breaks the protocol."""

from ._core.exceptions import OCPPException

__all__ = ["OCPPException"]
