"""Archives, made by hand."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping


def tar(members: Mapping[str, bytes], *others: tarfile.TarInfo) -> bytes:
    """A tar with these files, and others that have no content."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for info in others:
            archive.addfile(info)
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()
