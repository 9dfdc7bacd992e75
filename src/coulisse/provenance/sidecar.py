"""`credentials.json`: signs for everything in a version folder, above all for what cannot carry credentials itself."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coulisse.errors import BadInput, Refused
from coulisse.provenance import canonical, certificates, crypto, disk
from coulisse.provenance.certificates import Certificate
from coulisse.provenance.claims import Claim, production_data
from coulisse.provenance.keys import ProductionKeys

NAME = "credentials.json"
KIND = "coulisse.credentials"
FORMAT = 1
LARGEST = 64 * 1024 * 1024  # bytes; some 500,000 files
MOST_FILES = 1_000_000
_PURPOSE = b"coulisse/sidecar\0"
_FIELDS = {"at", "certificates", "claim", "files", "format", "kind", "signature"}
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}  # what systems leave in folders that a person has looked into


@dataclass(frozen=True)
class SidecarCheck:
    """What a folder's sidecar proves. `problem` says why it proves nothing; the lists say what is not as signed.

    `chain` is the certificates as far as each is signed by the next, `trusted_by` the trusted one behind them.
    """

    problem: str = ""
    claim: Mapping[str, Any] = field(default_factory=dict)
    at: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    chain: tuple[Certificate, ...] = ()
    trusted_by: Certificate | None = None
    added: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    litter: tuple[str, ...] = ()

    @property
    def signed(self) -> bool:
        """Whether the sidecar itself holds: whole, well formed, and its signature fits its certificate."""
        return not self.problem

    @property
    def intact(self) -> bool:
        """Whether the folder holds what was signed and nothing else."""
        return self.signed and not (self.added or self.missing or self.changed or self.links)


def write(folder: Path, keys: ProductionKeys, hashes: Mapping[str, str], claim: Claim) -> Path:
    """Write the sidecar of a version folder. `hashes` maps paths below it (with /) to their SHA-256 in hex.

    Raises BadInput for a path that leaves the folder, Refused for a link, DiskFull.
    """
    for name, digest in hashes.items():
        if not _good_name(name):
            raise BadInput(f"`{name}` is no path inside the folder", where=folder, remedy="give paths below it, with /")
        if not _SHA256.fullmatch(digest):
            raise BadInput(f"`{digest[:80]}` is no SHA-256", where=name, remedy="give 64 digits, 0-9 and a-f")
    document = {
        "kind": KIND,
        "format": FORMAT,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "claim": production_data(claim),
        "files": dict(hashes),
        "certificates": keys.chain_pem.decode("ascii"),
    }
    document["signature"] = crypto.es256_sign(keys.signing_pem, None, _signed_bytes(document))
    disk.replace(folder / NAME, _text(document), mode=0o644)
    return folder / NAME


def check(folder: Path, trust: Sequence[Certificate], only: str | None = None) -> SidecarCheck | None:
    """Compare a folder with its sidecar; None if it has none. Never raises for what is in the folder.

    With `only` (a path below the folder) nothing but that file is looked at.
    """
    folder = folder.resolve()
    try:
        data = disk.read(folder / NAME, LARGEST)
    except FileNotFoundError:
        return None
    except BadInput as error:
        return SidecarCheck(f"{NAME} {error.what}")
    except (Refused, OSError):
        return SidecarCheck(f"{NAME} is a link or no file; a sidecar is never read through a link")
    document = _parse(data)
    if isinstance(document, str):
        return SidecarCheck(f"{NAME} {document}")
    pem = document["certificates"].encode("ascii", "replace")
    if not crypto.es256_verify(pem, _signed_bytes(document), document["signature"]):
        return SidecarCheck(f"{NAME} was changed after it was signed: its signature does not fit")
    now = datetime.now(UTC)
    try:
        chain, trusted = certificates.path(pem, now), certificates.trusted_by(pem, trust, now)
    except (BadInput, ValueError):
        return SidecarCheck(f"{NAME} holds no certificate that can be read")
    return _compare(folder, document, chain, trusted, only)


def _compare(
    folder: Path, document: Mapping[str, Any], chain: tuple[Certificate, ...], trusted: Certificate | None,
    only: str | None,
) -> SidecarCheck:  # fmt: skip
    listed: dict[str, str] = document["files"]
    files, links = {}, []
    if only is not None:
        listed = {name: digest for name, digest in listed.items() if name == only}
        files[only] = folder / only
    for name, path, kind in _walk(folder) if only is None else ():
        if kind == "file":
            files[name] = path
        else:
            links.append(name)
    files.pop(NAME, None)
    extra = sorted(files.keys() - listed.keys())
    litter = tuple(name for name in extra if name.rsplit("/", 1)[-1] in _LITTER)
    changed = [name for name in sorted(files.keys() & listed.keys()) if file_sha256(files[name]) != listed[name]]
    return SidecarCheck(
        claim=document["claim"], at=document["at"], files=listed, chain=chain, trusted_by=trusted,
        added=tuple(name for name in extra if name not in litter),
        missing=tuple(sorted(listed.keys() - files.keys() - set(links))),
        changed=tuple(changed), links=tuple(sorted(links)), litter=litter,
    )  # fmt: skip


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file in hex; empty where it cannot be read. A link or a pipe is never opened."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return ""
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _walk(folder: Path) -> Iterator[tuple[str, Path, str]]:
    """(path below the folder, path, "file" or "other") of everything but folders; links are never followed."""
    waiting, seen = [(folder, "")], 0
    while waiting:
        place, prefix = waiting.pop()
        try:
            entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        except OSError:
            yield prefix.rstrip("/") or ".", place, "other"
            continue
        for entry in entries:
            seen += 1
            if seen > MOST_FILES:
                raise BadInput(f"holds more than {MOST_FILES} files", where=folder, remedy="name a version's folder")
            name = prefix + entry.name
            if entry.is_symlink():
                yield name, Path(entry.path), "other"
            elif entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), name + "/"))
            else:
                yield name, Path(entry.path), "file" if entry.is_file(follow_symlinks=False) else "other"


def _parse(data: bytes) -> dict[str, Any] | str:
    """The document, or why it is none."""
    try:
        document = canonical.parse(data)
    except (ValueError, RecursionError):
        return "cannot be read: it is no JSON of ours, or nested too deep"
    if not isinstance(document, dict) or document.get("kind") != KIND:
        return "is not one of Coulisse's"
    if document.get("format") != FORMAT:
        return "was written by a later version of Coulisse; use that to read it"
    kinds = {"at": str, "certificates": str, "claim": dict, "files": dict, "signature": str}
    if document.keys() != _FIELDS or not all(isinstance(document[key], kind) for key, kind in kinds.items()):
        return "lacks a part, or has one too many"
    for name, digest in document["files"].items():
        if not _good_name(name) or not isinstance(digest, str) or not _SHA256.fullmatch(digest):
            return f"lists `{_shown(name)}`, which is no file inside the folder with its SHA-256"
    try:
        # A document has one spelling, so that what a person reads in it is what was signed (no key twice).
        if _text(document) != data:
            return "was changed after it was written: it is not spelled as Coulisse spells it"
    except (TypeError, ValueError, RecursionError):
        return "cannot be read: it is nested too deep, or holds what Coulisse never writes"
    return document


def _good_name(name: str) -> bool:
    """Whether a path stays below the folder, on every system."""
    parts = name.split("/")
    bad = not name or len(name) > 1024 or "\\" in name or ":" in name or not name.isprintable()
    return not bad and not any(part in ("", ".", "..") for part in parts) and name != NAME


def _signed_bytes(document: Mapping[str, Any]) -> bytes:
    return _PURPOSE + canonical.canonical({key: value for key, value in document.items() if key != "signature"})


def _text(document: Mapping[str, Any]) -> bytes:
    canonical.canonical(document)  # for what it refuses
    return (json.dumps(document, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)[:120]
