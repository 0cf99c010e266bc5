"""The settings of a project: a file `ocpp-codec.toml` with the names of the options of `check`."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any

import click

from .._core.jsonvalues import as_list
from ._output import Unable

__all__ = ["NAME", "config_option"]

NAME = "ocpp-codec.toml"

#: Options that say what to do this time.
_NOT_SETTINGS = frozenset({"config", "help", "write-baseline", "json"})


def config_option(command: Any) -> Any:
    """Gives a command the option --config. The command line wins over the file."""
    return click.option(
        "--config",
        type=click.Path(),
        is_eager=True,
        expose_value=False,
        callback=_apply,
        help=f"The file of settings, instead of {NAME} here or in a folder above.",
    )(command)


def _apply(ctx: click.Context, _: click.Parameter, given: str | None) -> None:
    """Reads the file; its values are the defaults of this call."""
    file = Path(given) if given is not None else _nearest(Path.cwd())
    if file is None or ctx.resilient_parsing:
        return
    options = {_name(option): option for option in ctx.command.params if isinstance(option, click.Option)}
    settings = {name: option for name, option in options.items() if name not in _NOT_SETTINGS}
    ctx.default_map = {}
    for key, value in _read(file).items():
        name = key.replace("_", "-")
        if name not in settings:
            near = difflib.get_close_matches(name, settings, n=1)
            hint = f" (perhaps {near[0]})" if near else f"; known are {', '.join(sorted(settings))}"
            raise Unable(f"{file}: no such setting: {key}{hint}")
        option = settings[name]
        ctx.default_map[option.name or name] = _checked(file, key, option, value, ctx)


def _checked(file: Path, key: str, option: click.Option, value: Any, ctx: click.Context) -> Any:
    """The value of a setting, as a value of its option. Unable if it is none."""
    if isinstance(value, list) and not option.multiple:
        raise Unable(f"{file}: {key}: one value is needed, not a list")
    if key == "baseline" and isinstance(value, str):
        value = str(file.parent / value)
    values: list[Any] = as_list(value) or [value]
    if any(isinstance(each, dict | bool) for each in values):
        raise Unable(f"{file}: {key}: {value!r} is no value for it")
    try:
        converted = [option.type(str(each), option, ctx) for each in values]
    except click.BadParameter as problem:
        raise Unable(f"{file}: {key}: {problem.message}") from None
    return converted if option.multiple else converted[0]


def _name(option: click.Option) -> str:
    """The name of an option without its hyphens."""
    return max(option.opts, key=len).lstrip("-")


def _nearest(folder: Path) -> Path | None:
    return next((file for each in (folder, *folder.parents) if (file := each / NAME).is_file()), None)


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise Unable(f"{file}: no such file") from None
    except OSError as problem:
        raise Unable(f"{file}: {problem.strerror}") from None
    except (ValueError, RecursionError) as problem:  # no TOML, or no UTF-8
        raise Unable(f"{file}: {problem}") from None
