"""The one exception that encoding and decoding raise for a message that breaks the protocol.

Exception
+-- OCPPException            all that is wrong with one message, and the reply
|   +-- DecodeError          of a message that was received: the other side's fault
|   +-- EncodeError          of a message to be sent: a fault of this program
+-- errors.BaseOCPPError     its `ocpp_error`: code, description, details
"""

from collections.abc import Callable
from typing import Any, Self

from .compat import OcppJsonProtocol
from .errors import BaseOCPPError, ErrorCode
from .findings import Finding, printable
from .lazy import lazy
from .publish import publish
from .structure import UNREADABLE_ID, CallError

__all__ = ["DecodeError", "EncodeError", "OCPPException"]


class OCPPException(Exception):  # noqa: N818 (its name since 2020)
    """A message breaks the protocol.

    Args:
        ocpp_error: The error with its code, such as `errors.NotSupportedError("no reservations here")`.
        related_request_id: The id of the message; "-1" where it cannot be read.
        findings: Everything that is wrong, in the order of the document, missing fields last.
        omitted: How many more findings there are.
        reply: The frame to send back, or None where the protocol forbids a reply.
        protocol: The version that the message breaks; None for an error of your own.
    """

    _explain: Callable[[Any], tuple[BaseOCPPError, str | None]]

    def __init__(
        self,
        ocpp_error: BaseOCPPError,
        related_request_id: str = UNREADABLE_ID,
        *,
        findings: tuple[Finding, ...] = (),
        omitted: int = 0,
        reply: str | None = None,
        protocol: OcppJsonProtocol | None = None,
    ) -> None:
        if not isinstance(ocpp_error, BaseOCPPError):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"an error such as errors.GenericError({ocpp_error!r}) is needed, not {ocpp_error!r}")
        super().__init__(ocpp_error, related_request_id)
        self.ocpp_error = ocpp_error
        self.related_request_id = related_request_id
        self.findings = findings
        self.omitted = omitted
        self.reply = reply
        self.protocol = protocol

    @classmethod
    def explained_by(
        cls,
        explain: Callable[[Any], tuple[BaseOCPPError, str | None]],
        related_request_id: str,
        findings: tuple[Finding, ...],
        omitted: int,
        protocol: OcppJsonProtocol,
    ) -> Self:
        """An exception whose error and reply are made on first use."""
        exception = cls.__new__(cls, related_request_id)
        parts = {"related_request_id": related_request_id, "findings": findings, "omitted": omitted}
        vars(exception).update(parts, protocol=protocol, _explain=explain)
        return exception

    @lazy
    def args(self) -> tuple[Any, ...]:  # type: ignore[override]
        """What the exception could be made of: its error, and the id of the message."""
        return self.ocpp_error, self.related_request_id

    @lazy
    def ocpp_error(self) -> BaseOCPPError:
        """The error with its `code`, `msg` and `details`."""
        error, self.reply = self._explain(self)
        return error

    @lazy
    def reply(self) -> str | None:
        """The frame to send back, or None where the protocol forbids a reply."""
        self.ocpp_error, reply = self._explain(self)
        return reply

    @property
    def as_call_error(self) -> CallError:
        """The error as a message. It always exists; `reply` says whether it may be sent."""
        error = self.ocpp_error
        return CallError(self.related_request_id, error.code, error.msg, error.details)

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({self.ocpp_error!r}, {self.related_request_id!r})"

    def __str__(self) -> str:
        if not self.findings:
            return f"{self.ocpp_error.code}: {self.ocpp_error.msg}"
        lines = [_line(finding) for finding in sorted(self.findings, key=_is_accepted)]
        scope = next((finding.scope for finding in self.findings if finding.scope), "")
        message = printable(f"{scope} ({self.protocol})" if scope else str(self.protocol))
        if self.omitted:
            lines.append(f"and {self.omitted} more")
        return f"{message}: " + "\n".join(lines)

    def _state(self) -> tuple[Any, ...]:
        return self.ocpp_error, self.related_request_id, self.findings, self.omitted, self.reply, self.protocol

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), *self._state())

    def __eq__(self, other: object) -> bool:
        return self._state() == other._state() if isinstance(other, OCPPException) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.ocpp_error, self.related_request_id))


class DecodeError(OCPPException):
    """A message that was received breaks the protocol. `reply` is the frame to send back, if there may be one."""


class EncodeError(OCPPException):
    """A message of this program breaks the protocol, so it is not sent. `findings` say what to mend."""

    @property
    def as_call_error(self) -> CallError:
        """The error for the other side: it has made no mistake, and is not told what the message held."""
        return CallError(self.related_request_id, ErrorCode.InternalError, "the answer could not be made", {})


def _is_accepted(finding: Finding) -> bool:
    return finding.tolerated


def _line(finding: Finding) -> str:
    what = finding.severity if finding.tolerated else finding.code
    return f"{what}{' at ' if finding.path else ': '}{finding}"


def _restored(
    kind: type[OCPPException],
    error: BaseOCPPError,
    unique_id: str,
    findings: tuple[Finding, ...],
    omitted: int,
    reply: str | None,
    protocol: OcppJsonProtocol | None,
) -> OCPPException:
    exception = kind.__new__(kind)
    parts: dict[str, Any] = {"findings": findings, "omitted": omitted, "reply": reply, "protocol": protocol}
    OCPPException.__init__(exception, error, unique_id, **parts)
    return exception


publish(globals())
