"""What stands in a ledger, verified: the chain, the last signature, and both heads."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from coulisse.errors import BadInput
from coulisse.provenance import chain, disk, heads
from coulisse.provenance.chain import START, Entry

_LARGEST = 4 * 2**30  # bytes of a ledger


@dataclass(frozen=True)
class Place:
    """Where a production's ledger stands, and by which key it is signed."""

    folder: Path
    production_id: str
    public: str
    path: Path
    head: Path
    seen: Path


@dataclass(frozen=True)
class Verdict:
    """Whether a ledger is intact; if not, what is wrong and with which entry (None: with no single one)."""

    intact: bool
    entries: int
    problem: str = ""
    entry: int | None = None


class Known:
    """What has been read and verified of the file: the next look reads on from there if the rest is unchanged."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.size = 0  # bytes verified
        self.digest = hashlib.sha256()  # of those bytes
        self.previous = START
        self.stamp: tuple[int, ...] = ()
        self.heads: tuple[bytes | None, bytes | None] = None, None
        self.torn = 0  # bytes after the last whole line


class Broken(Exception):
    """The ledger is not intact; says how. `seen` is the head in the key folder, if that is what speaks against it."""

    def __init__(self, verdict: Verdict, seen: Path | None = None) -> None:
        self.verdict, self.seen = verdict, seen


def place_of(folder: Path, production_id: str, public: str) -> Place:
    """The place of the ledger of the production in `folder`."""
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 - takes `..` out, follows no link
    return Place(
        folder, production_id, public, folder / "ledger" / "ledger.jsonl", heads.head_file(folder),
        heads.seen_file(production_id),
    )  # fmt: skip


def stamp_of(descriptor: int) -> tuple[int, ...]:
    """What changes when a file does. The change time cannot be set by hand, as the other one can."""
    found = os.fstat(descriptor)
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def read(place: Place, known: Known) -> Known:
    """What stands in the file, of which `known` was verified before. Raises Broken, BadInput, Refused (a link).

    No lock is needed: the heads are read first and the ledger only grows, so that it is never behind them.
    """
    travelling, seen = _stored(place.head), _stored(place.seen)
    try:
        descriptor = disk.open_file(place.path, os.O_RDONLY, below=place.folder)
    except FileNotFoundError:
        return _checked(place, Known(), travelling, seen)
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=place.path, remedy="check it") from None
    with os.fdopen(descriptor, "rb") as file:
        if travelling is None:  # the first append may have been under way
            travelling = _stored(place.head)
        stamp = stamp_of(descriptor)
        if known.stamp == stamp and known.heads == (travelling, seen):
            return known
        if stamp[2] > _LARGEST:
            raise BadInput(f"is too large ({stamp[2]} bytes)", where=place.path, remedy="check it")
        data = file.read()
    digest = hashlib.sha256(memoryview(data)[: known.size])
    if known.size and (len(data) < known.size or digest.digest() != known.digest.digest()):
        known, digest = Known(), hashlib.sha256()
    new = _read_on(place, known, data, travelling, seen)
    digest.update(memoryview(data)[known.size : new.size])
    new.digest, new.stamp = digest, stamp
    return _checked(place, new, travelling, seen)


def _read_on(place: Place, known: Known, data: bytes, travelling: bytes | None, seen: bytes | None) -> Known:
    """What stands in the file, of which `known` is verified."""
    lines = data[known.size : data.rfind(b"\n") + 1].split(b"\n")[:-1]
    last = known.entries[-1] if known.entries else None
    more, why = chain.follow(lines, place.production_id, last, known.previous)
    new = Known()
    new.entries = known.entries + more
    counted = max(_count(place, travelling), _count(place, seen))
    if why and b"\0" in lines[len(more)] and len(new.entries) >= counted:
        # Zeros, which no entry holds, after all that was ever counted: a power cut during a transaction.
        lines, why = lines[: len(more)], ""
    if why or (more and not chain.signed(more[-1], lines[-1], place.production_id, place.public)):
        whole = data.split(b"\n")[:-1]
        number, problem = chain.find_fault(whole, place.production_id, place.public, counted)
        raise Broken(Verdict(False, len(whole), problem, number or None))
    new.size = known.size + sum(map(len, lines)) + len(lines)
    new.torn = len(data) - new.size
    new.previous = chain.line_hash(lines[-1]) if lines else known.previous
    return new


def _stored(path: Path) -> bytes | None:
    try:
        return heads.stored(path)
    except heads.BrokenHead as broken:
        raise Broken(Verdict(False, 0, f"{path.name} {broken}")) from None


def _name(place: Place, path: Path) -> str:
    return "ledger/head.json" if path == place.head else "the head in the key folder"


def _count(place: Place, head: bytes | None) -> int:
    try:
        return heads.check(head or b"", place.production_id, place.public).number
    except heads.BrokenHead:
        return 0


def _checked(place: Place, known: Known, travelling: bytes | None, seen: bytes | None) -> Known:
    """Hold the entries against both heads."""
    count = len(known.entries)
    if travelling is None and (count or seen is not None or (place.folder / "keys" / "ledger.pub").exists()):
        what = "ledger/head.json" if count else "the ledger"
        raise Broken(Verdict(False, count, f"{what} is missing: deleted", None if count else 1))
    if travelling is not None and heads.is_blank(travelling) and seen is None:
        raise Broken(Verdict(False, count, "ledger/head.json is empty"))
    for data, path in ((travelling, place.head), (seen, place.seen)):
        if data is not None and not heads.is_blank(data):
            try:
                _held_against(place, known.entries, data, _name(place, path))
            except Broken as broken:
                raise Broken(broken.verdict, place.seen if path == place.seen else None) from None
    known.heads = travelling, seen
    return known


def _held_against(place: Place, entries: list[Entry], data: bytes, name: str) -> None:
    count = len(entries)
    try:
        head = heads.check(data, place.production_id, place.public)
    except heads.BrokenHead as broken:
        raise Broken(Verdict(False, count, f"{name} {broken}")) from None
    if head.number > count:
        cut = f"entry {count + 1} is" if head.number == count + 1 else f"entries {count + 1} to {head.number} are"
        problem = f"{cut} missing at the end: cut off, or an old copy was put back ({name} counts {head.number})"
        raise Broken(Verdict(False, count, problem, count + 1))
    if head.number and entries[head.number - 1].hash != head.hash:
        problem = f"entry {head.number} is not the one that {name} knows: another copy of this ledger went on"
        raise Broken(Verdict(False, count, problem, head.number))
