"""Reference pictures and face templates: taken in through one screening, sealed, and read back."""

from __future__ import annotations

import hashlib
import io
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coulisse.consent import likeness, stored
from coulisse.consent.desk import Desk
from coulisse.consent.performer import Performer
from coulisse.consent.rules import CHANGED_OUTSIDE, refused
from coulisse.errors import BadInput
from coulisse.provenance import crypto, disk

LARGEST = 64 * 2**20  # bytes of one picture
MOST = 200  # pictures of one performer
_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")


@dataclass(frozen=True)
class Reference:
    """A picture that shows one face, and the face's description (128 numbers, never printed)."""

    sha256: str
    suffix: str
    content: bytes = field(repr=False)
    template: NDArray[np.float32] = field(repr=False)

    @property
    def name(self) -> str:
        """What the record calls it: its SHA-256 and its suffix."""
        return f"{self.sha256}{self.suffix}"


def file_name(reference: str) -> str:
    """The file of a reference that the record names."""
    return reference[:12] + reference[64:]


def take_in(desk: Desk, paths: Sequence[Path]) -> list[Reference]:
    """Read and screen pictures; what is screened is the copy that is kept. A picture given twice counts once.

    Raises BadInput for what is no picture of one face, and Unavailable without the weights.
    """
    if len(paths) > MOST:
        raise BadInput(f"{len(paths)} pictures", where="--reference", remedy=f"give at most {MOST}")
    taken: dict[str, Reference] = {}
    for path in paths:
        content = _read(path)
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 in taken:
            continue
        suffix = path.suffix.lower() if _SUFFIX.fullmatch(path.suffix.lower()) else ".img"
        folder = disk.private_folder(desk.folder / "performers")
        copy = folder / f".{secrets.token_hex(6)}{suffix}"
        disk.write_new(copy, content)
        try:
            template = likeness.enrol(copy)
        except BadInput as error:
            raise BadInput(error.what, where=path, remedy=error.remedy) from None
        finally:
            stored.erase(copy)
        taken[sha256] = Reference(sha256, suffix, content, np.asarray(template, np.float32))
    return list(taken.values())


def _read(path: Path) -> bytes:
    """The bytes of a picture. A link to one is followed: the copy is what is kept."""
    try:
        if not path.is_file():
            what = "is not a file" if path.exists() else "is not there"
            raise BadInput(what, where=path, remedy="give a picture file")
        size = path.stat().st_size
        if size > LARGEST:
            raise BadInput(
                f"has {size / 1e6:,.0f} MB; {LARGEST // 2**20} MiB are the most", where=path,
                remedy="give a smaller picture; a face of 200 pixels is enough",
            )  # fmt: skip
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=path, remedy="check it") from None
    if not content or len(content) > LARGEST:
        raise BadInput("is empty or too large", where=path, remedy="give a picture file")
    return content


def folder_of(desk: Desk, performer: str) -> Path:
    """The performer's folder, never through a link."""
    folder = desk.folder / "performers" / performer
    disk.refuse_links(folder)
    return folder


def keep(desk: Desk, performer: str, references: Sequence[Reference]) -> None:
    """Write the pictures to the performer's folder."""
    if references:
        folder = disk.private_folder(folder_of(desk, performer) / "references")
        for reference in references:
            disk.replace(folder / file_name(reference.name), reference.content)


def seal(desk: Desk, performer: str, templates: NDArray[np.float32]) -> str:
    """Encrypt the templates (n, 128) into the performer's folder; the sealed file's SHA-256, empty for none."""
    if not len(templates):
        return ""
    plain = io.BytesIO()
    np.save(plain, np.asarray(templates, np.float32), allow_pickle=False)
    sealed = crypto.seal(desk.keys.vault, plain.getvalue(), _context(desk, performer))
    sha256 = hashlib.sha256(sealed).hexdigest()
    disk.replace(disk.private_folder(folder_of(desk, performer)) / sealed_file(sha256), sealed)
    return sha256


def open_templates(desk: Desk, performer: Performer) -> NDArray[np.float32]:
    """The performer's templates (n, 128), in the order of the references. Raises Refused when they were altered."""
    if not performer.templates:
        return np.zeros((0, 128), np.float32)
    path = folder_of(desk, performer.id) / sealed_file(performer.templates)
    plain = crypto.unseal(
        desk.keys.vault, stored.read(path, performer.templates, 1 << 24), _context(desk, performer.id)
    )
    found = np.load(io.BytesIO(plain), allow_pickle=False)
    if found.ndim != 2 or len(found) != len(performer.references):
        raise refused(CHANGED_OUTSIDE, f"{path} does not belong to the record", "bring both back from a backup")
    return np.asarray(found, np.float32)


def every_template(desk: Desk, performers: Sequence[Performer]) -> Mapping[str, NDArray[np.float32]]:
    """The templates of those performers who have any, by identifier."""
    return {p.id: open_templates(desk, p) for p in performers if p.active and p.templates}


def sealed_file(sha256: str) -> str:
    """The name of a sealed file."""
    return f"templates.{sha256[:12]}.bin"


def _context(desk: Desk, performer: str) -> str:
    return f"templates of {performer} in {desk.production.id}"
