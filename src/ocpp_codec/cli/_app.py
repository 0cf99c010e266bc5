"""The subcommands, and how every one of them begins and ends."""

from __future__ import annotations

import contextlib
import difflib
import errno
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError, NoSuchOption

from .. import __version__
from ._output import note
from ._signals import cleaned_up_after

__all__ = ["run"]

#: Each subcommand with one line about it. The function `command` of the module with its name is the command itself.
COMMANDS = {
    "decode": "Every message of a log, readable, or as JSON lines.",
    "check": "What is wrong in a log: findings by rule and side, then observations.",
    "report": "One HTML file about a log: who is wrong, what happened, every message, charging as charts.",
    "show": "The fields of a message, type or enumeration; what changed between versions.",
    "explain": "What a rule means, its error codes, an example, its repair.",
    "example": "One valid frame of an action.",
    "schema": "The JSON Schema of a payload.",
    "anonymise": "A copy of a log in which secrets are pseudonyms.",
    "table": "A log as tables: Parquet files of messages, meter values, sessions, statuses, boots.",
    "sql": "Asks these tables.",
    "layouts": "The layouts of logs that are known.",
}


class _ReaderGoneError(Exception):
    """Nobody reads the output any more: the other end of the pipe is closed; click would end with 1."""


class _Commands(click.Group):
    """Imports a subcommand when it is called; `--help` needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"._{cmd_name}", __package__).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = difflib.get_close_matches(name, COMMANDS, n=1)
            raise click.UsageError(f"no such command: {name}{f' (perhaps {near[0]})' if near else ''}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Names of subcommands with their lines; none of them is imported for that."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 (only a shell asks)

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [CompletionItem(name, help=text) for name, text in COMMANDS.items() if name.startswith(incomplete)]

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as problem:
            raise _ReaderGoneError from problem


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ocpp-codec", message="%(prog)s %(version)s")
def app() -> None:
    """Reads OCPP frames out of logs, checks them, and shows what the messages look like.

    Exit code: 0 nothing that fails, 1 findings that fail, 2 it could not be done.
    """


def run() -> int:
    """Runs the command; gives the exit code. What cannot be done is said in one line on stderr."""
    _write_any_character()
    code = _outcome(_called)
    unwritten = _outcome(lambda: sys.stdout.flush() if sys.stdout else None, gone=code)
    return unwritten or code


def _called() -> Any:
    with cleaned_up_after():
        return app.main(prog_name="ocpp-codec", standalone_mode=False)


def _outcome(action: Callable[[], Any], *, gone: int = 0) -> int:
    """The exit code of an action. `gone`: that if nobody reads its output any more."""
    try:
        result = action()
    except NoArgsIsHelpError as problem:
        problem.show()
        return 2
    except click.ClickException as problem:
        return _unable(_told(problem))
    except (click.Abort, KeyboardInterrupt):  # Ctrl+C
        return 130
    except SystemExit as ended:  # a signal
        return _code(ended.code)
    except (_ReaderGoneError, BrokenPipeError):
        _forget_stdout()
        return gone
    except OSError as problem:
        if problem.errno == errno.ENOSPC:
            _forget_stdout()  # it would be tried, and fail, again
        return _unable(f"{f'{problem.filename}: ' if problem.filename else ''}{problem.strerror or problem}")
    except Exception as problem:  # noqa: BLE001 (a user gets one line, whatever happens)
        return _unable(f"this should not happen, please tell us: {type(problem).__name__}: {problem}")
    return _code(result)


def _code(result: Any) -> int:
    return result if isinstance(result, int) else 0


def _told(problem: click.ClickException) -> str:
    """What was wrong with the call, in one line, with a near name."""
    if isinstance(problem, NoSuchOption):
        near = f" (perhaps {', '.join(problem.possibilities)})" if problem.possibilities else ""
        return f"no such option: {problem.option_name}{near}"
    return problem.format_message()


def _unable(text: str) -> int:
    with contextlib.suppress(OSError):
        note(f"Error: {' '.join(text.split())}")
    return 2


def _write_any_character() -> None:
    """What a terminal or a pipe cannot show, under LANG=C for instance, becomes an escape instead of an exception."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):  # a stream that is no file
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _forget_stdout() -> None:
    """The reader of a pipe has gone (`| head`): Python must not complain of it at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
