"""What is wrong with a frame, where, and with which error code."""

from ._core.findings import Finding, printable

__all__ = ["Finding", "printable"]
