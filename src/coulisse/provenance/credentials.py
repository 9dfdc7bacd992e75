"""Content credentials (C2PA) in pictures and movies: signed into the file, and read back; the only door of `c2pa`.

Nothing here ever reaches for the network: no time stamps, no revocation servers, no manifests kept elsewhere.
What C2PA's signature leaves out (found by flipping every byte of small files): the lengths in the frame around the
manifest, the free room behind the signature, and the brand (`ftyp`) of a movie. Every byte of a picture and every
word of the credentials is covered; the sidecar of a version covers those others, too.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import secrets
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import c2pa

from coulisse.errors import BadInput, CoulisseError, DiskFull
from coulisse.provenance import claims
from coulisse.provenance.claims import LABEL, Action, Claim, Model, Source
from coulisse.provenance.keys import ProductionKeys
from coulisse.provenance.manifests import Credentials, Ingredient, from_json

__all__ = [
    "SIGNABLE", "Action", "Claim", "Credentials", "Ingredient", "Model", "Source", "read_credentials", "sign_file",
]  # fmt: skip

_MIME = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".tif": "image/tiff", ".tiff": "image/tiff",
    ".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime",
}  # fmt: skip
SIGNABLE = frozenset(_MIME)
_READABLE = SIGNABLE | {".webp", ".gif", ".dng", ".heic", ".heif", ".avif", ".jxl", ".avi"}  # as a plate

# Movies are hashed piece by piece, and what is larger than this is put together in a temporary file, not in memory:
# with C2PA's own settings a movie of 300 MB takes 660 MB of memory, with these every movie takes the same.
_PIECE_KB, _MEMORY_MB = 16 * 1024, 32
_OFFLINE: dict[str, Any] = {
    "verify": {"verify_after_sign": False, "ocsp_fetch": False, "remote_manifest_fetch": False},
    "core": {
        "allowed_network_hosts": [],
        "merkle_tree_chunk_size_in_kb": _PIECE_KB,
        "backing_store_memory_threshold_in_mb": _MEMORY_MB,
    },
    "builder": {
        "thumbnail": {"enabled": False},
        "created_assertion_labels": ["c2pa.actions", "cawg.training-mining", LABEL],
    },
}


def sign_file(path: Path, keys: ProductionKeys, claim: Claim, plate: Path | None) -> None:
    """Sign a file in place; the plate becomes an ingredient, read by C2PA if it can, by its SHA-256 if not.

    The old file stays as it is until the signed one is whole, read back and on disk. Credentials that the file
    already has are replaced. Raises BadInput (a kind of file that cannot be signed, a link, a broken file),
    DiskFull, CoulisseError.
    """
    mime = _MIME.get(path.suffix.lower())
    if mime is None:
        raise BadInput("this kind of file cannot carry credentials", where=path, remedy="list it in the sidecar")
    if path.is_symlink() or not path.is_file():
        raise BadInput("is no file of its own", where=path, remedy="sign the file itself, not a link to it")
    partial = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.signing{path.suffix}")
    try:
        with path.open("rb") as source, partial.open("x+b") as signed:
            _sign(source, signed, mime, keys, claim, plate)
            signed.flush()
            os.fsync(signed.fileno())
        written = read_credentials(partial, None)
        if written is None or not written.intact:
            why = "; ".join(written.problems) if written else "no credentials"
            raise CoulisseError(f"{path.name}: the signed file does not hold ({why})\n  what to do: please report it")
        shutil.copymode(path, partial)
        partial.replace(path)
    except c2pa.C2paError as error:
        if shutil.disk_usage(path.parent).free < 1 << 20:
            raise DiskFull(f"{path}: the disk is full\n  what to do: make room, then run it again") from error
        raise BadInput(f"cannot be signed ({_short(error)})", where=path, remedy="check the file") from error
    except OSError as error:
        raise CoulisseError(
            f"{path}: cannot be signed ({error.strerror or error})\n  what to do: check the folder and its rights"
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def _sign(source: Any, signed: Any, mime: str, keys: ProductionKeys, claim: Claim, plate: Path | None) -> None:
    suffix = plate.suffix.lower() if plate is not None else ""
    readable = plate is not None and suffix in _READABLE and plate.is_file()
    described = claims.plate_ingredient(claim, suffix, _MIME.get(suffix, "application/octet-stream"))
    if plate is None and not claim.plate_sha256 and not claim.captured:
        described = {}
    for by_c2pa in (True, False) if readable else (False,):
        definition = json.dumps(claims.manifest(claim, None if by_c2pa else described))
        with c2pa.Builder(definition, context=_offline()) as builder:
            if by_c2pa and plate is not None:
                try:
                    with plate.open("rb") as stream:
                        builder.add_ingredient(json.dumps(described), suffix.removeprefix("."), stream)
                except (c2pa.C2paError, OSError):
                    continue  # a plate with broken credentials of its own is still a plate: by its hash
            info = c2pa.C2paSignerInfo(keys.alg, keys.chain_pem, keys.signing_pem, None)
            with c2pa.Signer.from_info(info) as signer:
                builder.sign(signer, mime, source, signed)
        return


def read_credentials(path: Path, trust_pem: bytes | None, same_pem: bytes | None = None) -> Credentials | None:
    """The credentials in a file; None if it has none. The file's name and ending do not matter.

    `trust_pem` holds the certificates that the reader trusts, `same_pem` one more that is only recognised (see
    `Credentials.trusted_by`); it may not be among the trusted ones, or either answer may come. Raises BadInput for
    a file that cannot be opened.
    """
    try:
        with path.open("rb") as stream:
            return _read(path, stream, _context(trust_pem or b"", same_pem or b""))
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=path, remedy="check it") from None


def _read(path: Path, stream: Any, context: c2pa.Context) -> Credentials | None:
    mime = _MIME.get(path.suffix.lower())
    try:
        reader = c2pa.Reader.try_create(mime, stream, context=context)
        if reader is None:
            return None
        with reader:
            return from_json(json.loads(reader.json()), json.loads(reader.crjson()))
    except (KeyError, TypeError, AttributeError) as error:  # well-formed JSON of another shape than C2PA's
        return Credentials((f"the credentials in it are broken ({_short(error)})",))
    except c2pa.C2paError.RemoteManifest as error:
        return Credentials((), elsewhere=_address(str(error)))
    except (c2pa.C2paError, ValueError, RecursionError) as error:
        if "fetch remote manifests" in str(error):
            return Credentials((), elsewhere=_address(str(error)))
        if isinstance(error, c2pa.C2paError.NotSupported) or not _has_marker(path):
            return None  # no picture or movie, or one that is broken and never had credentials
        return Credentials((f"the credentials in it, or the file around them, are broken ({_short(error)})",))


def _address(text: str) -> str:
    return text[text.find("http") :].split()[0] if "http" in text else "an address that it does not name"


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:160]


def _has_marker(path: Path) -> bool:
    """Whether the bytes look as if they hold, or held, C2PA's box."""
    with (
        contextlib.suppress(OSError, ValueError),
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        return any(data.find(mark) >= 0 for mark in (b"jumdc2pa", b"c2pa.claim", b"caBX"))
    return False


def _offline() -> c2pa.Context:
    return _offline_in(os.getpid())  # a context of C2PA's does not outlive a fork


@cache
def _offline_in(process: int) -> c2pa.Context:
    return c2pa.Context(c2pa.Settings.from_dict(_OFFLINE))


def _context(trust_pem: bytes, same_pem: bytes) -> c2pa.Context:
    if not trust_pem and not same_pem:
        return _offline()
    lists = {"trust_anchors": trust_pem, "user_anchors": same_pem}
    trust = {name: pem.decode("ascii", "replace") for name, pem in lists.items() if pem}
    return c2pa.Context(c2pa.Settings.from_dict({**_OFFLINE, "trust": trust}))
