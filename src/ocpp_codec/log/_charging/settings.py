"""Configuration keys of OCPP 1.6 and variables of 2.x, with the last value that a log shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar, Protocol

from .._said import Said, objects, part, text
from .records import Setting

__all__ = ["Settings"]

#: Words that tell a secret anywhere in a name, and words that do so where they end: "ApiKey1", but "KeyboardLayout".
_SECRET = re.compile(
    r"(?i:passw|passphrase|secret|token|credential|authorizationkey|privatekey)"
    r"|(?:[Kk]ey|KEY|[Pp]sk|PSK|[Pp]in|PIN|[Pp]uk|PUK|[Pp]wd|PWD)(?![a-z])"
    r"|(?<![A-Za-z])(?:[Pp]ass|PASS)(?![a-z])|(?<=[a-z])(?<!Master)Pass(?![a-z])"
)
#: In an address: the user with its password, and what a query gives under the name of a secret.
_SECRET_IN_ADDRESS = re.compile(r"(?<=//)[^/@\s]+(?=@)|(?i:(?<=token=)|(?<=key=)|(?<=secret=)|(?<=password=))[^&\s]+")


class Find(Protocol):
    """The setting of a name, made if it is new; None if there are too many."""

    def __call__(self, said: Said, name: str) -> Setting | None: ...


class Settings:
    """Follows the settings of one station."""

    def __init__(self, find: Find) -> None:
        self._find = find

    def answered(self, said: Said) -> None:
        """A result that may say settings."""
        self.on_result[said.action](self, said)

    def called(self, said: Said) -> None:
        """A report of the station."""
        for data in objects(said.payload, "reportData"):
            attributes = objects(data, "variableAttribute") or [{}]
            for attribute in attributes:
                name = _variable({**data, "attributeType": attribute.get("type")})
                readonly = {"ReadOnly": True, "ReadWrite": False}.get(text(attribute, "mutability"))
                self._report(said, name, text(attribute, "value"), is_readonly=readonly)

    def _report(self, said: Said, name: str, value: str, *, is_readonly: bool | None = None) -> None:
        setting = self._find(said, name) if name else None
        if setting is None:
            return
        setting.value, setting.source, setting.answer = _shown(name, value), "reported", ""
        setting.place = said.place
        if is_readonly is not None:
            setting.is_readonly = is_readonly

    def _send(self, said: Said, name: str, value: str, answer: str) -> None:
        setting = self._find(said, name) if name else None
        if setting is None:
            return
        setting.changes += 1
        setting.value, setting.source, setting.answer = _shown(name, value), "set", answer
        setting.place = said.place

    def _configuration(self, said: Said) -> None:
        for key in objects(said.payload, "configurationKey"):
            readonly = key.get("readonly")
            known = readonly if isinstance(readonly, bool) else None
            self._report(said, text(key, "key"), text(key, "value"), is_readonly=known)

    def _changed(self, said: Said) -> None:
        request = said.request
        self._send(said, text(request, "key"), text(request, "value"), text(said.payload, "status"))

    def _variables(self, said: Said) -> None:
        for result in objects(said.payload, "getVariableResult"):
            if text(result, "attributeStatus") == "Accepted":
                self._report(said, _variable(result), text(result, "attributeValue"))

    def _variables_set(self, said: Said) -> None:
        results = objects(said.payload, "setVariableResult")
        answers = {_variable(result): text(result, "attributeStatus") for result in results}
        for data in objects(said.request, "setVariableData"):
            name = _variable(data)
            self._send(said, name, text(data, "attributeValue"), answers.get(name, ""))

    on_result: ClassVar[dict[str, Callable[[Settings, Said], None]]] = {
        "GetConfiguration": _configuration,
        "ChangeConfiguration": _changed,
        "GetVariables": _variables,
        "SetVariables": _variables_set,
    }


def _variable(data: dict[str, Any]) -> str:
    """The name of a variable of 2.x: "OCPPCommCtrlr.HeartbeatInterval", "EVSE[1].Power", "EVSE[1].Power, Target"."""
    component, variable = part(data, "component"), part(data, "variable")
    if not text(variable, "name"):
        return ""
    evse = ".".join(filter(None, (text(component, "evse", "id"), text(component, "evse", "connectorId"))))
    where = f"[{evse}]" if evse else ""
    attribute = text(data, "attributeType") or "Actual"
    which = "" if attribute == "Actual" else f", {attribute}"
    named = f"{text(component, 'name')}{_instance(component)}{where}.{text(variable, 'name')}{_instance(variable)}"
    return named + which


def _instance(data: dict[str, Any]) -> str:
    return f"({instance})" if (instance := text(data, "instance")) else ""


def _shown(name: str, value: str) -> str:
    """The value without secrets."""
    return "***" if value and _SECRET.search(name) else _SECRET_IN_ADDRESS.sub("***", value)
