"""Records: canonical JSON in files named after their content, which count only if the ledger has their SHA-256."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coulisse.errors import BadInput, Refused
from coulisse.provenance import disk
from coulisse.provenance.canonical import canonical, parse

CHANGED = "changed-outside-coulisse"
LARGEST = 16 * 2**20  # bytes of one record
_STEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def write(folder: Path, stem: str, document: Mapping[str, Any]) -> tuple[Path, str]:
    """Write `<stem>.<first 12 of the SHA-256>.json` in the folder, which is made; returns its path and SHA-256.

    A record that is there with this content stays as it is. Raises TypeError for what has no canonical form,
    BadInput (too large), Refused (a link).
    """
    data = canonical(document)
    if len(data) > LARGEST:
        raise BadInput(f"a record of {len(data)} bytes", where=stem, remedy=f"keep it below {LARGEST} bytes")
    digest = hashlib.sha256(data).hexdigest()
    path = _path(folder, stem, digest)
    disk.private_folder(folder)
    disk.replace(path, data)
    return path, digest


def read(folder: Path, stem: str, sha256: str) -> dict[str, Any]:
    """The record with this SHA-256. Raises Refused when it is missing, altered, or reached through a link."""
    path = _path(folder, stem, sha256)
    try:
        data = disk.read(path, LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        raise _changed(path, "is missing, and the ledger has it") from None
    except BadInput as error:
        raise _changed(path, error.what) from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise _changed(path, "is not what the ledger has: its content was changed")
    document = parse(data)
    if not isinstance(document, dict):
        raise _changed(path, "is no record")
    return document


def sweep(folder: Path, stem: str, keep_sha256: str = "") -> None:
    """Delete the records of this stem but the one to keep; none is kept if no SHA-256 is given."""
    disk.refuse_links(folder)
    if not _STEM.fullmatch(stem) or not folder.is_dir():
        return
    name = re.compile(re.escape(stem) + r"\.[0-9a-f]{12}\.json")
    for path in folder.iterdir():
        if name.fullmatch(path.name) and path.name != f"{stem}.{keep_sha256[:12]}.json":
            path.unlink(missing_ok=True)


def _path(folder: Path, stem: str, sha256: str) -> Path:
    if not _STEM.fullmatch(stem):
        raise BadInput(f"`{stem}` cannot be a record's name", remedy="use letters, digits, _ and -")
    if not _DIGEST.fullmatch(sha256):
        raise BadInput(f"`{sha256}` is no SHA-256", where=stem, remedy="give the 64 hex digits that the ledger has")
    return folder / f"{stem}.{sha256[:12]}.json"


def _changed(path: Path, what: str) -> Refused:
    return Refused(
        f"{path} {what} (rule {CHANGED})\n  what to do: put back the file as it was (from a backup); only Coulisse "
        "changes records"
    )
