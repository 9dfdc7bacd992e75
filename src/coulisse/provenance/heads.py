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
    return disk.key_folder() / "heads" / f"{production_id}.json"


def write(path: Path, production_id: str, head: Head, key: SigningKey, sync: bool) -> bytes:
    """Sign a head and put it in place of the last one; returns what was written."""
    body = {"hash": head.hash, "number": head.number, "production": production_id, "public": head.public}
    data = canonical({**body, "signature": key.sign(canonical(body), PURPOSE)})
    disk.replace(path, data, sync=sync)
    return data


def remember(production_id: str, head: Head, key: SigningKey) -> bytes:
    """Keep the head in the user's key folder; b"" where that cannot be written (a read-only home is no fault)."""
    path = seen_file(production_id)
    try:
        disk.private_folder(path.parent)
        return write(path, production_id, head, key, sync=False)
    except (CoulisseError, OSError):
        return b""


def stored(path: Path) -> bytes:
    """What a head's file holds; b"" if there is none. Raises Refused for a link, BrokenHead."""
    try:
        return disk.read(path, _LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except BadInput as error:
        raise BrokenHead(error.what) from None


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
