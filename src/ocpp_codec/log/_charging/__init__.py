"""Charging as a log tells it: sessions with their meter values, states of connectors, boots, settings."""

from .following import Charging

__all__ = ["Charging"]
