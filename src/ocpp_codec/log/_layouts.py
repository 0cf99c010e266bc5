"""The layouts that are known."""

__all__ = ["LAYOUTS"]

LAYOUTS: dict[str, str] = {"bare": "frames alone"}
