"""Locks between processes that the system lets go when their owner dies, however it dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def try_lock(path: Path) -> IO[bytes] | None:
    """Take the lock file at `path`, or None if another process has it. Close the file to let go."""
    file = path.open("a+b")
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # what the two systems say of a lock that is taken
        file.close()
        return None
    return file


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`; waits for its owner (these locks are held for milliseconds)."""
    while (file := try_lock(path)) is None:
        time.sleep(0.05)
    try:
        yield
    finally:
        file.close()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut (a no-op where the system has no such thing)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some network file systems refuse; the names are then as safe as they can be
    finally:
        os.close(descriptor)
