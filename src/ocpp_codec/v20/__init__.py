"""OCPP 2.0: `messages` and `types` (`datatypes` and `enums` together).

Generated from the official schemas and codegen/overlay/v20.toml: `make generate` writes it anew. Do not edit.
"""

from . import messages, types

__all__ = ["messages", "types"]
