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
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from coulisse.errors import CoulisseError, DiskFull, Refused, Unavailable
from coulisse.provenance import chain, disk, heads
from coulisse.provenance.chain import START, Entry
from coulisse.provenance.crypto import SigningKey
from coulisse.provenance.reading import Broken, Known, Verdict, place_of, read, stamp_of

__all__ = ["CLOCK", "INTACT", "Entry", "Ledger", "Transaction", "Verdict"]

INTACT = "ledger-intact"
CLOCK = "clock"
CLOCK_SLACK = timedelta(minutes=2)


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
        self.place = place_of(folder, production_id, public)
        self._key = key
        self._known = Known()
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
        if not self.place.head.exists():
            disk.private_folder(self.place.path.parent, below=self.place.folder)
        with disk.locked(self.place.path.parent / "lock", below=self.place.folder):
            self._refreshed()
            if self._known.heads[0] is None:  # before there is a line, so that a line without a head means one thing
                begin(self.place.folder, self.place.production_id, self._key)
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
            known = read(self.place, Known())
        except Broken as broken:
            return broken.verdict
        return Verdict(True, len(known.entries))

    def export(self, stream: IO[str]) -> None:
        """Write the verified entries as JSON lines."""
        for entry in self.entries():
            stream.write(chain.as_line(entry, self.place.production_id).decode("utf-8") + "\n")

    def now(self) -> datetime:
        """The time, UTC; never before the last entry.

        Raises Refused (rule `clock`) when the machine's clock stands more than two minutes before it: grants end
        by the clock, and a clock that is set back would bring them back.
        """
        current: Transaction | None = getattr(self._open, "transaction", None)
        return _now((self._known if current is not None else self._refreshed()).entries)

    # Reading

    def _refreshed(self) -> Known:
        with self._guard:
            try:
                self._known = read(self.place, self._known)
            except Broken as broken:
                self._known = Known()
                raise _refused(broken) from None
            return self._known

    # Writing, with the lock held

    def _writable(self) -> int:
        new = not self.place.path.exists()
        try:
            descriptor = disk.open_file(self.place.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, below=self.place.folder)
        except OSError as error:
            raise disk.in_words(error, self.place.path) from None
        if new:
            disk.sync_folder(self.place.path.parent)
        return descriptor

    def _recover(self, transaction: Transaction) -> None:
        """Move what a killed write left after the last whole line aside; nobody was told that it was written."""
        known = self._known
        if not known.torn:
            return
        _now(known.entries)  # refuses before anything is moved
        os.lseek(transaction._descriptor, known.size, os.SEEK_SET)
        data = os.read(transaction._descriptor, known.torn)
        folder, number = self.place.path.parent, 1
        while (folder / f"torn-{number}.bin").exists():
            number += 1
        disk.write_new(folder / f"torn-{number}.bin", data)
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
            entry, line = chain.write_entry(
                self.place.production_id, number, at, kind, facts, known.previous, self._key
            )
            line += b"\n"
            try:
                if os.write(descriptor, line) < len(line):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            except OSError as error:
                os.ftruncate(descriptor, known.size)
                raise DiskFull(
                    f"{self.place.path}: the entry could not be written ({error.strerror})\n"
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
                raise CoulisseError(f"{self.place.path}: the disk did not keep it ({error.strerror})") from None
            head = heads.Head(known.entries[-1].number, known.entries[-1].hash, self.place.public)
            travelling = heads.write(self.place.head, self.place.production_id, head, self._key)
            known.heads = travelling, heads.remember(self.place.seen, travelling)
            known.stamp = stamp_of(descriptor)


def begin(folder: Path, production_id: str, key: SigningKey) -> None:
    """Write the head of an empty ledger, so that a ledger which is missing later was deleted."""
    disk.private_folder(folder / "ledger")
    heads.write(heads.head_file(folder), production_id, heads.Head(0, START, key.public), key)
    disk.sync_folder(folder / "ledger")


def _now(entries: list[Entry]) -> datetime:
    now = datetime.now(UTC)
    if not entries:
        return now
    last = datetime.fromisoformat(entries[-1].at)
    if now < last - CLOCK_SLACK:
        raise Refused(
            f"this machine's clock says {now:%Y-%m-%d %H:%M} UTC, and the ledger's last entry was made at "
            f"{last:%Y-%m-%d %H:%M} (rule {CLOCK})\n  what to do: set the clock right; if it is the "
            "entry that is ahead, the production waits until then"
        )
    return max(now, last)


def _refused(broken: Broken) -> Refused:
    way = "put back the newest copy of the production's ledger folder, and find out who changed it"
    if broken.seen is not None:
        way += f".\n  If you know why this copy is another, and it is the one that counts: delete {broken.seen}"
    return Refused(f"the ledger is not intact: {broken.verdict.problem} (rule {INTACT})\n  what to do: {way}")
