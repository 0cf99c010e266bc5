"""Writes the definitions of one version as Python source."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator

from .model import Action, Enumeration, Field, Kind, Record, Version

_HEADER = '''"""{title}

Generated from the official schemas and codegen/overlay/{version}.toml: `make generate` writes it anew. Do not edit.
"""
'''

_TITLES = {"v16": "OCPP 1.6", "v20": "OCPP 2.0", "v201": "OCPP 2.0.1", "v21": "OCPP 2.1"}

# The error for a wrong name tells the right one.
_HINT = """\
if not TYPE_CHECKING:

    def __getattr__(name: str) -> NoReturn:
        raise explain_missing(__name__, name, __all__)"""

_PLAIN = {
    "str": "str",
    "int": "int",
    "float": "float",
    "bool": "bool",
    "any": "Json",
    "datetime": "DateTime",
    "uri": "Uri",
}


class _Module:
    """Collects the body of a module and the names that it has to import."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.used: dict[str, set[str]] = {}

    def use(self, module: str, name: str) -> str:
        self.used.setdefault(module, set()).add(name)
        return name

    def annotation(self, field: Field) -> str:
        kind = self.kind(field.kind, self.beyond_types(field))
        return kind if field.required else f"{self.use('.._core.fields', 'Opt')}[{kind}]"

    def beyond_types(self, field: Field) -> dict[str, str]:
        """What no type says of a field, as source code: for its `Meta.extra`."""
        extra = {} if field.unit is None else {"unit": f'"{field.unit}"'}
        if field.default is not None:
            enum = self.version.enums.get(field.kind.name)
            names = {value: f"{enum.name}.{name}" for name, value in enum.members} if enum else {}
            extra["default"] = names.get(field.default) or repr(field.default).replace("'", '"')
        if field.condition is not None:
            extra["default_if"] = f'"{field.condition}"'
        return extra

    def kind(self, kind: Kind, extra: dict[str, str] | None = None) -> str:
        limits = dict(kind.limits)
        if kind.base == "str" and (kind.name or set(limits) == {"max_length"}) and not extra:
            return self.use(".._core.strings", f"{kind.name or 'String'}{limits.get('max_length', '')}")
        assert not (kind.base == "str" and kind.name and extra), "its kind of string would be lost"
        if kind.base == "list":
            assert kind.item is not None
            name = f"list[{self.kind(kind.item)}]"
        elif kind.base == "class":
            name = self._reference(kind.name)
        elif kind.tenth:
            name = self.use(".._core.fields", "Tenth")
        else:
            name = _PLAIN[kind.base]
            if name[0].isupper():
                self.use(".._core.fields", name)
        arguments = [f"{word}={limit}" for word, limit in limits.items()]
        if extra:
            said = ", ".join(f'"{name}": {value}' for name, value in extra.items())
            arguments.append(f"extra={{{said}}}")
        if arguments:
            self.use("typing", "Annotated")
            self.use("msgspec", "Meta")
            name = f"Annotated[{name}, Meta({', '.join(arguments)})]"
        if kind.base in ("int", "float") and not kind.tenth:
            name = f"{self.use('.._core.fields', 'Exact')}[{name}]"
        return name

    def _reference(self, name: str) -> str:
        if name == "CustomDataType":
            return self.use(".._core.record", "CustomDataType")
        return self.use(".enums" if name in self.version.enums else ".datatypes", name)

    def fields(self, record: Record, indent: str) -> Iterator[str]:
        for field in record.fields:
            default = "" if field.required else " = None"
            if field.name != field.wire:
                self.use("msgspec", "field")
                arguments = [f'name="{field.wire}"'] if field.required else ["default=None", f'name="{field.wire}"']
                default = f" = field({', '.join(arguments)})"
            yield f"{indent}{field.name}: {self.annotation(field)}{default}"

    def imports(self, own: str = "") -> Iterator[str]:
        yield "from __future__ import annotations\n"
        for module, names in sorted(self.used.items()):
            if module != own:
                yield f"from {module} import {', '.join(sorted(names))}"
        yield ""

    def source(self, title: str, body: Iterable[str], own: str = "") -> str:
        lines = list(body)
        header = _HEADER.format(title=f"{_TITLES[self.version.name]}: {title}", version=self.version.name)
        return "\n".join([header, *self.imports(own), *lines, ""])


def _enums(version: Version) -> str:
    module = _Module(version)
    module.use("enum", "StrEnum")
    return module.source("the enumerations.", (line for _, e in sorted(version.enums.items()) for line in _enum(e)))


def _enum(enum: Enumeration) -> Iterator[str]:
    yield f'\n\nclass {enum.name}(StrEnum):\n    """{enum.doc}"""\n'
    for member, value in enum.members:
        yield f'    {member} = "{value}"'


def _datatypes(version: Version) -> str:
    module = _Module(version)
    module.use(".._core.record", "Record")

    def body() -> Iterator[str]:
        for _, record in sorted(version.types.items()):
            yield f'\n\nclass {record.name}(Record):\n    """{record.doc}"""\n'
            yield from module.fields(record, "    ")

    return module.source("the data types.", body(), own=".datatypes")


def _messages(version: Version) -> str:
    module = _Module(version)
    for name in ("Payload", "Sender"):
        module.use(".._core.record", name)
    module.use(".._core.compat", "OcppJsonProtocol")
    module.use("types", "MappingProxyType")
    module.use("typing", "Final")
    module.use("typing", "TypeAlias")

    def body() -> Iterator[str]:
        yield f'\n\nclass Action(_Action):\n    """Base of the actions of {_TITLES[version.name]}."""\n'
        yield f"    protocol = OcppJsonProtocol.{version.name}"
        # Where a block or profile always is, nobody has to ask whether it is None.
        always = (
            "profile: ClassVar[str]"
            if version.name == "v16"
            else f"block: ClassVar[{module.use('.._core.record', 'Block')}]"
        )
        module.use("typing", "ClassVar")
        yield f"    {always}  # pyright: ignore[reportIncompatibleVariableOverride]"
        for _, action in sorted(version.actions.items()):
            yield from _action(module, action)
        yield "\n\n#: Every action of this version by its name on the wire."
        yield "IMPLEMENTED: Final = MappingProxyType[str, type[Action]](\n    {"
        yield from (f'        "{name}": {name},' for name in sorted(version.actions))
        yield "    }\n)"
        answered = [name for name, action in version.actions.items() if action.response is not None]
        yield from _union("AnyRequest", version.actions, "Request", "A request of any action, for `match`.")
        yield from _union("AnyResponse", answered, "Response", "A response of any action, for `match`.")
        names = ("IMPLEMENTED", *sorted(["Action", "AnyRequest", "AnyResponse", *version.actions]))
        listed = ", ".join(f'"{name}"' for name in names)
        yield f"\n__all__ = ({listed},)"
        yield f"\n{_HINT}"

    module.use("typing", "TYPE_CHECKING")
    module.use("typing", "NoReturn")
    module.use(".._core.missing_names", "explain_missing")
    module.used[".._core.record"].add("Action as _Action")
    return module.source("the messages, an action each.", body())


def _union(name: str, actions: Iterable[str], role: str, doc: str) -> Iterator[str]:
    yield f"\n#: {doc}"
    yield f"{name}: TypeAlias = ({' | '.join(f'{action}.{role}' for action in sorted(actions))})"


def _action(module: _Module, action: Action) -> Iterator[str]:
    yield f'\n\nclass {action.name}(Action):\n    """{action.doc}"""\n'
    yield f"    sender = Sender.{action.sender.upper()}"
    if action.block is not None:
        module.use(".._core.record", "Block")
        letter, name = action.block.split(" ", 1)
        yield f'    block = Block("{letter}", "{name}")'
    if action.profile is not None:
        yield f'    profile = "{action.profile}"'
    for role, payload, alias in (("Request", action.request, "req"), ("Response", action.response, "conf")):
        if payload is None:
            continue
        is_answered = role == "Request" and action.response is not None
        base = f'{module.use(".._core.record", "RequestOf")}["Response"]' if is_answered else "Payload"
        yield f'\n    class {role}({base}):\n        """{_payload_doc(role, action)}"""\n'
        yield from module.fields(payload, "        ")
        if module.version.name == "v16":
            yield f"\n    {alias}: TypeAlias = {role}"


def _payload_doc(role: str, action: Action) -> str:
    if action.sender == "both":
        return "From either side to the other."
    from_station = (action.sender == "station") == (role == "Request")
    return "From the station to the CSMS." if from_station else "From the CSMS to the station."


def _types(version: Version) -> str:
    names = {".datatypes": sorted(version.types), ".enums": sorted(version.enums)}
    if any(f.wire == "customData" for record in version.types.values() for f in record.fields):
        names[".._core.record"] = ["CustomDataType"]
    lines = [f"from {module} import ({', '.join(found)},)" for module, found in sorted(names.items())]
    everything = sorted(name for found in names.values() for name in found)
    listed = ", ".join(f'"{name}"' for name in everything)
    header = _HEADER.format(
        title=f"{_TITLES[version.name]}: data types and enumerations in one place.", version=version.name
    )
    lines.append("from .._core.missing_names import explain_missing")
    return "\n".join(
        [header, "from typing import TYPE_CHECKING, NoReturn\n", *lines, f"\n__all__ = ({listed},)\n", _HINT, ""]
    )


def _package(version: Version) -> str:
    title = f"{_TITLES[version.name]}: `messages` and `types` (`datatypes` and `enums` together)."
    header = _HEADER.format(title=title, version=version.name)
    return f'{header}\nfrom . import messages, types\n\n__all__ = ["messages", "types"]\n'


def modules(version: Version) -> dict[str, str]:
    """File name -> formatted source of the modules of a version."""
    sources = {
        "__init__.py": _package(version),
        "enums.py": _enums(version),
        "datatypes.py": _datatypes(version),
        "messages.py": _messages(version),
        "types.py": _types(version),
    }
    return {name: _formatted(source) for name, source in sources.items()}


def _formatted(source: str) -> str:
    for command in (["check", "--select", "I", "--fix", "--quiet"], ["format", "--quiet"]):
        ruff = [sys.executable, "-m", "ruff", *command, "--stdin-filename", "src/ocpp_codec/generated.py", "-"]
        source = subprocess.run(ruff, input=source, capture_output=True, text=True, check=True).stdout
    return source
