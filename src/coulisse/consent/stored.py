"""Reads stored pictures and sealed files against the ledger's hashes, and erases files for good."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from coulisse.consent.rules import CHANGED_OUTSIDE, refused
from coulisse.errors import BadInput
from coulisse.provenance import disk


def read(path: Path, sha256: str, largest: int) -> bytes:
    """The file's bytes. Raises Refused if it is gone, a link, or not what was recorded."""
    try:
        content = disk.read(path, largest)
    except FileNotFoundError:
        raise refused(CHANGED_OUTSIDE, f"{path} is gone", "bring it back from a backup") from None
    except BadInput as error:
        raise refused(CHANGED_OUTSIDE, f"{path} {error.what}", "bring it back from a backup") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise refused(CHANGED_OUTSIDE, f"{path} is not what was recorded", "bring the recorded file back from a backup")
    return content


def erase(path: Path) -> None:
    """Overwrite a file with zeros and take it away; a link is only taken away, what it points to is not touched.

    On a file system or a drive that writes elsewhere than over the old place (copy on write, flash), the old
    blocks may live on until they are used again; the templates are encrypted for that reason, too.
    """
    try:
        status = path.lstat()
    except FileNotFoundError:
        return
    if stat.S_ISDIR(status.st_mode):
        for inner in sorted(path.iterdir()):
            erase(inner)
        path.rmdir()
        return
    # A file with a second name may be somebody's own; only our name of it is taken away.
    if stat.S_ISREG(status.st_mode) and status.st_nlink == 1:
        descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "wb", buffering=0) as file:
            left = status.st_size
            while left > 0:
                left -= file.write(bytes(min(left, 1 << 20)))
            os.fsync(descriptor)
    path.unlink(missing_ok=True)
