"""The ledger: append-only, hash-chained, signed; what it says happened in a production is what happened.

One entry is one line of canonical JSON in `ledger/ledger.jsonl`. A signed head (`ledger/head.json`, and a copy in
the user's key folder) counts them, so that a cut-off end and an old copy put back are found, too.

What lasts: `append` returns when the line has been handed to the system, so a killed process loses nothing. The
disk is told to keep it (fsync) at the end of each transaction, and the heads are written after that; a single
`Ledger.append` is a transaction of its own. A power cut can lose only what a transaction in progress had written.
"""

from __future__ import annotations

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
        self.heads = b"", b""
        self.torn = 0  # bytes after the last whole line


class _Broken(Exception):
    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict


class Transaction:
    """The ledger held by one writer: `entries` are all that stand in it, and `append` adds one."""

    def __init__(self, ledger: Ledger, descriptor: int) -> None:
        self.entries = list(ledger._known.entries)
        self._ledger, self._descriptor = ledger, descriptor
        self._appended = False

    def append(self, kind: str, facts: Mapping[str, Any]) -> Entry:
        """Add an entry; it is in `entries` and written when this returns. Raises BadInput, Refused, DiskFull."""
        entry = self._ledger._add(self._descriptor, kind, facts)
        self.entries.append(entry)
        self._appended = True
        return entry


class Ledger:
    """The ledger of the production in `folder`. Without a key it can be read and verified, not written."""

    def __init__(self, folder: Path, production_id: str, key: SigningKey | None, public: str) -> None:
        if key is not None and key.public != public:
            raise ValueError("the key and the public key of a ledger belong together")
        self.folder, self.production_id, self.public = folder, production_id, public
        self.path = folder / "ledger" / "ledger.jsonl"
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
        disk.private_folder(self.path.parent)
        with disk.locked(self.path.parent / "lock"), self._guard:
            self._refreshed()
            descriptor = self._writable()
            try:
                transaction = Transaction(self, descriptor)
                self._open.transaction = transaction
                try:
                    self._recover(transaction)
                    yield transaction
                finally:
                    self._open.transaction = None
                    if transaction._appended:
                        self._commit(descriptor)
            finally:
                os.close(descriptor)

    def entries(self) -> list[Entry]:
        """Every entry, verified. Raises Refused (rule `ledger-intact`), which names the wrong one."""
        current: Transaction | None = getattr(self._open, "transaction", None)
        if current is not None:
            return list(current.entries)
        with self._guard:
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
        with self._guard:
            entries = (self._known if current is not None else self._refreshed()).entries
            return _now(entries)

    # Reading

    def _refreshed(self) -> _Known:
        try:
            self._known = self._read(self._known)
        except _Broken as broken:
            self._known = _Known()
            raise _refused(broken.verdict) from None
        return self._known

    def _read(self, known: _Known) -> _Known:
        """Verify what is new since `known`. The heads are read first: the ledger only grows, so it is never behind."""
        travelling, seen = self._stored(heads.head_file(self.folder)), self._stored(heads.seen_file(self.production_id))
        try:
            descriptor = disk.open_file(self.path, os.O_RDONLY)
        except FileNotFoundError:
            return self._checked(_Known(), [], travelling, seen)
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
        return self._read_on(known, digest, data, stamp, travelling, seen)

    def _read_on(
        self, known: _Known, digest: Any, data: bytes, stamp: tuple[int, ...], travelling: bytes, seen: bytes
    ) -> _Known:
        end = data.rfind(b"\n") + 1
        new = _Known()
        new.size, new.torn, new.stamp = end, len(data) - end, stamp
        lines = data[known.size : end].split(b"\n")[:-1]
        last = known.entries[-1] if known.entries else None
        more, why = chain.follow(lines, self.production_id, last, known.previous)
        new.entries = known.entries + more
        if why or (more and not chain.signed(more[-1], lines[-1], self.production_id, self.public)):
            counted = max(self._head(travelling, 0), self._head(seen, 0))
            number, problem = chain.find_fault(data[:end].split(b"\n")[:-1], self.production_id, self.public, counted)
            raise _Broken(Verdict(False, data.count(b"\n"), problem, number))
        digest.update(memoryview(data)[known.size : end])
        new.digest = digest
        new.previous = chain.line_hash(lines[-1]) if lines else known.previous
        return self._checked(new, lines, travelling, seen)

    def _stored(self, path: Path) -> bytes:
        try:
            return heads.stored(path)
        except heads.BrokenHead as broken:
            raise _Broken(Verdict(False, 0, f"{path.name} {broken}")) from None

    def _head(self, data: bytes, otherwise: int) -> int:
        try:
            return heads.check(data, self.production_id, self.public).number
        except heads.BrokenHead:
            return otherwise

    def _checked(self, known: _Known, lines: list[bytes], travelling: bytes, seen: bytes) -> _Known:
        """Hold the entries against both heads."""
        count = len(known.entries)
        begun = (self.folder / "keys" / "ledger.pub").exists() or bool(seen.strip(b"\0"))
        if not travelling and (count or begun):
            what = "ledger/head.json" if count else "the ledger"
            raise _Broken(Verdict(False, count, f"{what} is missing: deleted", None if count else 1))
        for data, name in ((travelling, "ledger/head.json"), (seen.strip(b"\0"), "the head in the key folder")):
            if not data:
                continue
            try:
                head = heads.check(data, self.production_id, self.public)
            except heads.BrokenHead as broken:
                raise _Broken(Verdict(False, count, f"{name} {broken}")) from None
            if head.number > count:
                cut = (
                    f"entry {count + 1} is" if head.number == count + 1 else f"entries {count + 1} to {head.number} are"
                )
                raise _Broken(Verdict(False, count, f"{cut} missing at the end: cut off, or an old copy", count + 1))
            if head.number and known.entries[head.number - 1].hash != head.hash:
                problem = f"entry {head.number} is not the one that {name} knows: another copy of this ledger went on"
                raise _Broken(Verdict(False, count, problem, head.number))
        known.heads = travelling, seen
        return known

    # Writing, with the lock held

    def _writable(self) -> int:
        new = not self.path.exists()
        descriptor = disk.open_file(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        if new:
            disk.sync_folder(self.path.parent)
        return descriptor

    def _recover(self, transaction: Transaction) -> None:
        """Move what a killed write left after the last whole line aside; nobody was told that it was written."""
        known = self._known
        if not known.torn:
            return
        data = os.pread(transaction._descriptor, known.torn, known.size)
        number = 1 + len(list(self.path.parent.glob("torn-*.bin")))
        disk.write_new(self.path.parent / f"torn-{number}.bin", data)
        os.ftruncate(transaction._descriptor, known.size)
        known.torn = 0
        facts = {"bytes": len(data), "file": f"torn-{number}.bin", "sha256": hashlib.sha256(data).hexdigest()}
        transaction.append("ledger.recovered", facts)

    def _add(self, descriptor: int, kind: str, facts: Mapping[str, Any]) -> Entry:
        known = self._known
        assert self._key is not None
        at = _now(known.entries).isoformat(timespec="milliseconds")
        entry, line = chain.write_entry(
            self.production_id, len(known.entries) + 1, at, kind, facts, known.previous, self._key
        )
        line += b"\n"
        try:
            written = os.write(descriptor, line)
            if written < len(line):
                raise OSError(28, "no room")
        except OSError as error:
            os.ftruncate(descriptor, known.size)
            raise DiskFull(
                f"{self.path}: the entry could not be written ({error.strerror})\n"
                "  what to do: make room on the disk and do it again"
            ) from None
        known.entries.append(entry)
        known.size += len(line)
        known.digest.update(line)
        known.previous = chain.line_hash(line[:-1])
        return entry

    def _commit(self, descriptor: int) -> None:
        known = self._known
        assert self._key is not None
        try:
            os.fsync(descriptor)
        except OSError as error:
            raise CoulisseError(f"{self.path}: the disk did not keep it ({error.strerror})") from None
        head = heads.Head(known.entries[-1].number, known.entries[-1].hash, self.public)
        travelling = heads.write(heads.head_file(self.folder), self.production_id, head, self._key, sync=True)
        known.heads = travelling, heads.remember(self.production_id, head, self._key)
        known.stamp = _stamp(descriptor)


def begin(folder: Path, production_id: str, key: SigningKey) -> None:
    """Write the head of an empty ledger, so that a ledger which is missing later was deleted."""
    disk.private_folder(folder / "ledger")
    heads.write(heads.head_file(folder), production_id, heads.Head(0, START, key.public), key, sync=True)


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
