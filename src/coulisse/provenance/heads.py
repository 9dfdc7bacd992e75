"""Heads: the signed count and hash of a ledger's last entry, by which a cut-off end or an old copy is found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coulisse.errors import BadInput, CoulisseError
from coulisse.provenance import disk
from coulisse.provenance.canonical import canonical, parse
from coulisse.provenance.crypto import SigningKey, verify

PURPOSE = "ledger-head"
_LARGEST = 4096  # bytes


@dataclass(frozen=True)
class Head:
    """The last entry's number (0: none yet) and hash, and the ledger's public key."""

    number: int
    hash: str
    public: str


class BrokenHead(Exception):
    """A head that is there and does not hold; says why."""


def head_file(production_folder: Path) -> Path:
    """The head that travels with the production."""
    return production_folder / "ledger" / "head.json"


def seen_file(production_id: str) -> Path:
    """The last head that this user saw of a production, outside of it."""
    disk.checked_id(production_id)
    return disk.key_folder() / "heads" / f"{production_id}.json"


def write(path: Path, production_id: str, head: Head, key: SigningKey) -> bytes:
    """Sign a head and put it in place of the last one; returns what was written.

    The disk is not told to keep it: some file systems leave an empty file after a power cut, and `is_blank` knows.
    """
    body = {"hash": head.hash, "number": head.number, "production": production_id, "public": head.public}
    data = canonical({**body, "signature": key.sign(canonical(body), PURPOSE)})
    disk.replace(path, data, sync=False, below=path.parent.parent)
    return data


def remember(path: Path, data: bytes) -> bytes | None:
    """Keep a copy in the user's key folder; None where that cannot be written (a read-only home is no fault)."""
    try:
        if not path.parent.is_dir():
            disk.private_folder(path.parent)
        disk.replace(path, data, sync=False, below=path.parent.parent)
    except (CoulisseError, OSError):
        return None
    return data


def stored(path: Path) -> bytes | None:
    """What a head's file holds; None if there is none. Raises Refused for a link, BrokenHead."""
    try:
        return disk.read(path, _LARGEST, below=path.parent.parent)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except BadInput as error:
        raise BrokenHead(error.what) from None


def is_blank(data: bytes) -> bool:
    """Whether a head's file holds nothing, as a power cut can leave it."""
    return not data.strip(b"\0")


def check(data: bytes, production_id: str, public: str) -> Head:
    """The head in these bytes, which must be of this production and signed by its key. Raises BrokenHead."""
    try:
        body = parse(data)
        signature = body.pop("signature")
        head = Head(body["number"], body["hash"], body["public"])
        whole = isinstance(head.number, int) and head.number >= 0 and body["production"] == production_id
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BrokenHead("was edited: it is no head of a ledger") from None
    if not whole:
        raise BrokenHead("is of another production")
    if not verify(public, canonical(body), PURPOSE, signature) or head.public != public:
        raise BrokenHead("was edited, or signed by another key")
    return head
