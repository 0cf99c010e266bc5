"""The bases of messages and types; senders; and values that JSON has and Python does not."""

from ._core.record import NULL, Action, Block, CustomDataType, Payload, Record, RequestOf, Sender

__all__ = ["NULL", "Action", "Block", "CustomDataType", "Payload", "Record", "RequestOf", "Sender"]
