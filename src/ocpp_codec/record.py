"""What messages and types are made of: their bases, who sends them, and the values that JSON has and Python lacks."""

from ._core.record import NULL, Action, Block, CustomDataType, Payload, Record, Sender

__all__ = ["NULL", "Action", "Block", "CustomDataType", "Payload", "Record", "Sender"]
