"""Firmware, diagnostics, security: what the station tells of itself."""

from __future__ import annotations

from typing import ClassVar

from .._said import Said, text
from ._kinds import Kind
from ._watcher import STATION, Handlers, Watcher

__all__ = ["Upkeep"]

_FIRMWARE_FAILED = frozenset(
    {
        "CertificateVerificationFailed",
        "DownloadFailed",
        "InstallationFailed",
        "InstallVerificationFailed",
        "InvalidCertificate",
        "InvalidChecksum",
        "InvalidSignature",
        "PublishFailed",
        "RevokedCertificate",
    }
)
_UPLOAD_FAILED = frozenset({"BadMessage", "NotSupportedOperation", "PermissionDenied", "UploadFailed", "UploadFailure"})

#: Security events that belong to normal operation.
_ROUTINE = frozenset(
    {
        "FirmwareUpdated",
        "MaintenanceLoginAccepted",
        "ResetOrReboot",
        "SettingSystemTime",
        "StartupOfTheDevice",
        "SystemTimeSet",
    }
)


class Upkeep(Watcher):
    """Failed updates and uploads, security events."""

    def _firmware(self, said: Said) -> None:
        status = text(said.payload, "status")
        if status in _FIRMWARE_FAILED:
            template = "a firmware update failed: {status} ({times})."
            self.add(Kind.FIRMWARE_FAILED, template, said.place, side=STATION, parts={"status": status})

    def _upload(self, said: Said) -> None:
        status = text(said.payload, "status")
        if status in _UPLOAD_FAILED:
            template = "an upload of diagnostics or logs failed: {status} ({times})."
            self.add(Kind.DIAGNOSTICS_FAILED, template, said.place, side=STATION, parts={"status": status})

    def _security(self, said: Said) -> None:
        event = text(said.payload, "type")
        if event not in _ROUTINE:
            template = "the station reported the security event {event} ({times})."
            self.add(Kind.SECURITY_EVENT, template, said.place, side=STATION, parts={"event": event})

    on_call: ClassVar[Handlers] = {
        "FirmwareStatusNotification": _firmware,
        "SignedFirmwareStatusNotification": _firmware,
        "PublishFirmwareStatusNotification": _firmware,
        "DiagnosticsStatusNotification": _upload,
        "LogStatusNotification": _upload,
        "SecurityEventNotification": _security,
    }
