"""Charging as a log tells it: sessions with their meter values, states of connectors, boots, settings."""

from .records import Boot, Session, Setting, State


class Charging:
    def __init__(self) -> None:
        self.sessions: list[Session] = []
        self.states: list[State] = []
        self.boots: list[Boot] = []
        self.settings: list[Setting] = []

    def feed(self, turn: object) -> Session | None:
        return None
