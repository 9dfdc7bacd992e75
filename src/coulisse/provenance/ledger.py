"""The ledger: append-only, hash-chained, signed; what it says happened in a production is what happened.

One entry is one line of canonical JSON in `ledger/ledger.jsonl`. A signed head (`ledger/head.json`, and a copy in
the user's key folder) counts them, so that a cut-off end and an old copy put back are found, too.

What lasts: `append` returns when the line has been handed to the system, so a killed process loses nothing. The
disk is told to keep it (fsync) at the end of each transaction, and the heads are written after that; a single
`Ledger.append` is a transaction of its own. A power cut can lose only what a transaction in progress had written.
"""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from coulisse.errors import BadInput, CoulisseError, DiskFull, Refused, Unavailable
from coulisse.provenance import chain, disk, heads
from coulisse.provenance.chain import START, Entry
from coulisse.provenance.crypto import SigningKey

__all__ = ["CLOCK", "INTACT", "Entry", "Ledger", "Transaction", "Verdict"]

INTACT = "ledger-intact"
CLOCK = "clock"
CLOCK_SLACK = timedelta(minutes=2)
_LARGEST = 4 * 2**30  # bytes of a ledger


@dataclass(frozen=True)
class Verdict:
    """Whether a ledger is intact; if not, what is wrong and with which entry (None: with no single one)."""

    intact: bool
    entries: int
    problem: str = ""
    entry: int | None = None


class _Known:
    """What has been read and verified of the file: the next look reads on from there if the rest is unchanged."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.size = 0  # bytes verified
        self.digest = hashlib.sha256()  # of those bytes
        self.previous = START
        self.stamp: tuple[int, ...] = ()
        self.heads: tuple[bytes | None, bytes | None] = None, None
        self.torn = 0  # bytes after the last whole line


class _Broken(Exception):
    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict


class Transaction:
    """The ledger held by one writer: `entries` are all that stand in it, and `append` adds one."""

    def __init__(self, ledger: Ledger, descriptor: int) -> None:
        self._ledger, self._descriptor = ledger, descriptor
        self._wrote = False

    @property
    def entries(self) -> list[Entry]:
        """All that stands in the ledger, verified."""
        return list(self._ledger._known.entries)

    def append(self, kind: str, facts: Mapping[str, Any]) -> Entry:
        """Add an entry; it is in `entries` and written when this returns. Raises BadInput, Refused, DiskFull."""
        self._wrote = True
        return self._ledger._add(self._descriptor, kind, facts)


class Ledger:
    """The ledger of the production in `folder`. Without a key it can be read and verified, not written."""

    def __init__(self, folder: Path, production_id: str, key: SigningKey | None, public: str) -> None:
        if key is not None and key.public != public:
            raise ValueError("the key and the public key of a ledger belong together")
        folder = folder.absolute()
        self.folder, self.production_id, self.public = folder, production_id, public
        self.path = folder / "ledger" / "ledger.jsonl"
        self._head, self._seen = heads.head_file(folder), heads.seen_file(production_id)
        self._key = key
        self._known = _Known()
        self._guard = threading.RLock()  # of `_known`
        self._open = threading.local()  # the transaction of this thread

    def append(self, kind: str, facts: Mapping[str, Any]) -> Entry:
        """Add one entry, which lasts when this returns. Raises BadInput, Refused, DiskFull, Unavailable (no key)."""
        with self.transaction() as open_:
            return open_.append(kind, facts)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Hold the ledger against every other writer, to look and then to write; within itself, it is one.

        Raises Refused when the ledger is not intact. What was appended stays, even if the block raises.
        """
        current: Transaction | None = getattr(self._open, "transaction", None)
        if current is not None:
            yield current
            return
        if self._key is None:
            raise Unavailable(
                "this ledger is open for reading only\n"
                "  what to do: open the production on the machine that has its keys"
            )
        if not self._head.exists():
            disk.private_folder(self.path.parent, below=self.folder)
        with disk.locked(self.path.parent / "lock", below=self.folder):
            self._refreshed()
            descriptor = self._writable()
            transaction = Transaction(self, descriptor)
            self._open.transaction = transaction
            try:
                self._recover(transaction)
                yield transaction
            finally:
                self._open.transaction = None
                try:
                    if transaction._wrote:
                        self._commit(descriptor)
                finally:
                    os.close(descriptor)

    def entries(self) -> list[Entry]:
        """Every entry, verified. Raises Refused (rule `ledger-intact`), which names the wrong one."""
        current: Transaction | None = getattr(self._open, "transaction", None)
        if current is not None:
            return current.entries
        return list(self._refreshed().entries)

    def verify(self) -> Verdict:
        """Read it all from the disk and say whether it is whole; if not, which entry is wrong."""
        try:
            known = self._read(_Known())
        except _Broken as broken:
            return broken.verdict
        return Verdict(True, len(known.entries))

    def export(self, stream: IO[str]) -> None:
        """Write the verified entries as JSON lines."""
        for entry in self.entries():
            stream.write(chain.as_line(entry, self.production_id).decode("utf-8") + "\n")

    def now(self) -> datetime:
        """The time, UTC; never before the last entry.

        Raises Refused (rule `clock`) when the machine's clock stands more than two minutes before it: grants end
        by the clock, and a clock that is set back would bring them back.
        """
        current: Transaction | None = getattr(self._open, "transaction", None)
        return _now((self._known if current is not None else self._refreshed()).entries)

    # Reading

    def _refreshed(self) -> _Known:
        with self._guard:
            try:
                self._known = self._read(self._known)
            except _Broken as broken:
                self._known = _Known()
                raise _refused(broken.verdict) from None
            return self._known

    def _read(self, known: _Known) -> _Known:
        """Verify what is new since `known`. The heads are read first: the ledger only grows, so it is never behind."""
        travelling, seen = self._stored(self._head), self._stored(self._seen)
        try:
            descriptor = disk.open_file(self.path, os.O_RDONLY, below=self.folder)
        except FileNotFoundError:
            return self._checked(_Known(), travelling, seen)
        except OSError as error:
            raise BadInput(f"cannot be read ({error.strerror})", where=self.path, remedy="check it") from None
        with os.fdopen(descriptor, "rb") as file:
            stamp = _stamp(descriptor)
            if known.stamp == stamp and known.heads == (travelling, seen):
                return known
            if stamp[2] > _LARGEST:
                raise BadInput(f"is too large ({stamp[2]} bytes)", where=self.path, remedy="check it")
            data = file.read()
        digest = hashlib.sha256(memoryview(data)[: known.size])
        if known.size and (len(data) < known.size or digest.digest() != known.digest.digest()):
            known, digest = _Known(), hashlib.sha256()
        new = self._read_on(known, data, travelling, seen)
        digest.update(memoryview(data)[known.size : new.size])
        new.digest, new.stamp = digest, stamp
        return self._checked(new, travelling, seen)

    def _read_on(self, known: _Known, data: bytes, travelling: bytes | None, seen: bytes | None) -> _Known:
        """What stands in the file, of which `known` is verified."""
        lines = data[known.size : data.rfind(b"\n") + 1].split(b"\n")[:-1]
        last = known.entries[-1] if known.entries else None
        more, why = chain.follow(lines, self.production_id, last, known.previous)
        new = _Known()
        new.entries = known.entries + more
        counted = max(self._count(travelling), self._count(seen))
        if why and b"\0" in lines[len(more)] and len(new.entries) >= counted:
            # Zeros, which no entry holds, after all that was ever counted: a power cut during a transaction.
            lines, why = lines[: len(more)], ""
        if why or (more and not chain.signed(more[-1], lines[-1], self.production_id, self.public)):
            whole = data.split(b"\n")[:-1]
            number, problem = chain.find_fault(whole, self.production_id, self.public, counted)
            raise _Broken(Verdict(False, len(whole), problem, number))
        new.size = known.size + sum(map(len, lines)) + len(lines)
        new.torn = len(data) - new.size
        new.previous = chain.line_hash(lines[-1]) if lines else known.previous
        return new

    def _stored(self, path: Path) -> bytes | None:
        try:
            return heads.stored(path)
        except heads.BrokenHead as broken:
            raise _Broken(Verdict(False, 0, f"{path.name} {broken}")) from None

    def _count(self, head: bytes | None) -> int:
        try:
            return heads.check(head or b"", self.production_id, self.public).number
        except heads.BrokenHead:
            return 0

    def _checked(self, known: _Known, travelling: bytes | None, seen: bytes | None) -> _Known:
        """Hold the entries against both heads."""
        count = len(known.entries)
        if travelling is None and (count or seen is not None or (self.folder / "keys" / "ledger.pub").exists()):
            what = "ledger/head.json" if count else "the ledger"
            raise _Broken(Verdict(False, count, f"{what} is missing: deleted", None if count else 1))
        if travelling is not None and heads.is_blank(travelling) and seen is None:
            raise _Broken(Verdict(False, count, "ledger/head.json is empty"))
        for data, name in ((travelling, "ledger/head.json"), (seen, "the head in the key folder")):
            if data is not None and not heads.is_blank(data):
                self._held_against(known.entries, data, name)
        known.heads = travelling, seen
        return known

    def _held_against(self, entries: list[Entry], data: bytes, name: str) -> None:
        count = len(entries)
        try:
            head = heads.check(data, self.production_id, self.public)
        except heads.BrokenHead as broken:
            raise _Broken(Verdict(False, count, f"{name} {broken}")) from None
        if head.number > count:
            cut = f"entry {count + 1} is" if head.number == count + 1 else f"entries {count + 1} to {head.number} are"
            problem = f"{cut} missing at the end: cut off, or an old copy was put back ({name} counts {head.number})"
            raise _Broken(Verdict(False, count, problem, count + 1))
        if head.number and entries[head.number - 1].hash != head.hash:
            problem = f"entry {head.number} is not the one that {name} knows: another copy of this ledger went on"
            raise _Broken(Verdict(False, count, problem, head.number))

    # Writing, with the lock held

    def _writable(self) -> int:
        new = not self.path.exists()
        descriptor = disk.open_file(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, below=self.folder)
        if new:
            disk.sync_folder(self.path.parent)
        return descriptor

    def _recover(self, transaction: Transaction) -> None:
        """Move what a killed write left after the last whole line aside; nobody was told that it was written."""
        known = self._known
        if not known.torn:
            return
        os.lseek(transaction._descriptor, known.size, os.SEEK_SET)
        data = os.read(transaction._descriptor, known.torn)
        number = 1 + len(list(self.path.parent.glob("torn-*.bin")))
        disk.write_new(self.path.parent / f"torn-{number}.bin", data)
        os.ftruncate(transaction._descriptor, known.size)
        known.torn = 0
        facts = {"bytes": len(data), "file": f"torn-{number}.bin", "sha256": hashlib.sha256(data).hexdigest()}
        transaction.append("ledger.recovered", facts)

    def _add(self, descriptor: int, kind: str, facts: Mapping[str, Any]) -> Entry:
        assert self._key is not None
        with self._guard:
            if os.fstat(descriptor).st_size != self._known.size:  # Ctrl-C between a write and its book-keeping
                self._refreshed()
            known = self._known
            at = _now(known.entries).isoformat(timespec="milliseconds")
            number = len(known.entries) + 1
            entry, line = chain.write_entry(self.production_id, number, at, kind, facts, known.previous, self._key)
            line += b"\n"
            try:
                if os.write(descriptor, line) < len(line):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            except OSError as error:
                os.ftruncate(descriptor, known.size)
                raise DiskFull(
                    f"{self.path}: the entry could not be written ({error.strerror})\n"
                    "  what to do: make room on the disk and do it again; nothing was lost"
                ) from None
            known.entries.append(entry)
            known.digest.update(line)
            known.previous = chain.line_hash(line[:-1])
            known.size += len(line)
            return entry

    def _commit(self, descriptor: int) -> None:
        assert self._key is not None
        with self._guard:
            known = self._known
            if not known.entries:
                return
            try:
                os.fsync(descriptor)
            except OSError as error:
                raise CoulisseError(f"{self.path}: the disk did not keep it ({error.strerror})") from None
            head = heads.Head(known.entries[-1].number, known.entries[-1].hash, self.public)
            travelling = heads.write(self._head, self.production_id, head, self._key)
            known.heads = travelling, heads.remember(self._seen, travelling)
            known.stamp = _stamp(descriptor)


def begin(folder: Path, production_id: str, key: SigningKey) -> None:
    """Write the head of an empty ledger, so that a ledger which is missing later was deleted."""
    disk.private_folder(folder / "ledger")
    heads.write(heads.head_file(folder), production_id, heads.Head(0, START, key.public), key)
    disk.sync_folder(folder / "ledger")


def _stamp(descriptor: int) -> tuple[int, ...]:
    found = os.fstat(descriptor)
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _now(entries: list[Entry]) -> datetime:
    now = datetime.now(UTC)
    if not entries:
        return now
    last = datetime.fromisoformat(entries[-1].at)
    if now < last - CLOCK_SLACK:
        raise Refused(
            f"this machine's clock says {now:%Y-%m-%d %H:%M} UTC, and the ledger's last entry was made at "
            f"{last:%Y-%m-%d %H:%M} (rule {CLOCK})\n  what to do: set the clock right"
        )
    return max(now, last)


def _refused(verdict: Verdict) -> Refused:
    return Refused(
        f"the ledger is not intact: {verdict.problem} (rule {INTACT})\n"
        "  what to do: put back the newest copy of the production's ledger folder, and find out who changed it"
    )
