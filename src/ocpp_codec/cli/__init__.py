"""The command `ocpp-codec`: what is wrong in a log, what a message looks like, a log without its secrets.

Each subcommand is a file of its own, imported when it is called. `pip install 'ocpp-codec[cli]'` brings what they need.
"""

import sys

__all__ = ["main"]


def main() -> None:
    """Runs the command; ends the process with 0, 1 or 2."""
    try:
        from ._app import run  # noqa: PLC0415 (it needs an extra, and an import may take long)
    except KeyboardInterrupt:
        sys.exit(130)
    except ModuleNotFoundError as error:
        if error.name not in {"click", "rich"}:
            raise
        sys.exit(_tell_missing(error.name))
    sys.exit(run())


def _tell_missing(name: str) -> int:
    sys.stderr.write(f"ocpp-codec needs {name}: pip install 'ocpp-codec[cli]'\n")
    return 2
