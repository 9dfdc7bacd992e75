"""A production's keys, and those of people: made once, encrypted on the disk, opened with a secret kept elsewhere."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from coulisse.errors import BadInput, Refused, Unavailable
from coulisse.provenance import crypto, disk, heads, ledger
from coulisse.provenance.crypto import SigningKey
from coulisse.provenance.disk import key_folder

__all__ = [
    "ProductionKeys", "forget_production", "init", "key_folder", "ledger_public", "new_person_key", "open_keys",
    "person_key",
    "renew", "use_certificate",
]  # fmt: skip

SHORTEST_PASSPHRASE = 12  # characters of a passphrase of one's own
_LARGEST = 1 << 18  # bytes of a key or a chain
_T = TypeVar("_T")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True)
class ProductionKeys:
    """The opened keys of a production, for memory only. `signing_pem` is plain PKCS8; `alg` as C2PA calls it."""

    ledger: SigningKey
    vault: bytes = field(repr=False)  # 32 bytes, AES-256
    chain_pem: bytes = field(repr=False)  # the signing certificate first, then what signed it
    signing_pem: bytes = field(repr=False)
    alg: str = "es256"


def init(folder: Path, production_id: str, name: str) -> ProductionKeys:
    """Make a production's keys: for its ledger, its vault, and a root and a certificate that sign deliveries.

    A kill between any two steps leaves no keys or whole keys. Raises BadInput if keys are there, Refused if this
    machine knows keys of this production and they are gone.
    """
    target = folder / "keys"
    disk.refuse_links(target)
    disk.private_folder(folder / "ledger")
    with disk.locked(folder / "ledger" / "lock"):  # two first runs may begin at the same moment
        if target.exists():
            raise BadInput("this production has keys", where=target, remedy="use them; they cannot be made twice")
        if heads.seen_file(production_id).exists() or (folder / "ledger" / "ledger.jsonl").exists():
            raise Refused(
                f"{target} is missing, and there is a ledger that its keys signed (rule {ledger.INTACT})\n"
                "  what to do: put back the production's keys and ledger folders from a copy"
            )
        for left in folder.glob("keys.partial-*"):  # of a run that was killed
            shutil.rmtree(left, ignore_errors=True)
        passphrase = _passphrase(production_id, make=True)
        partial = disk.private_folder(folder / f"keys.partial-{secrets.token_hex(4)}")
        try:
            keys = _make(partial, name, passphrase)
            disk.sync_folder(partial)
            ledger.begin(folder, production_id, keys.ledger)
            partial.rename(target)
        except OSError as error:
            raise BadInput(
                f"cannot be made ({error.strerror})", where=target, remedy="check who may write there"
            ) from None
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        disk.sync_folder(folder)
    return keys


def _make(partial: Path, name: str, passphrase: str) -> ProductionKeys:
    ledger_key, vault_key = crypto.new_key(), crypto.new_key()
    root_private, signing_private = crypto.new_es256(), crypto.new_es256()
    root = crypto.make_root(name, root_private)
    chain = crypto.make_leaf(name, signing_private, root, root_private) + root
    crypto.save_key(ledger_key, partial / "ledger.key", passphrase)
    crypto.save_key(vault_key, partial / "vault.key", passphrase)
    disk.write_new(partial / "root.key", crypto.encrypted(root_private, passphrase))
    disk.write_new(partial / "signing.key", crypto.encrypted(signing_private, passphrase))
    disk.write_new(partial / "root.pem", root, 0o644)
    disk.write_new(partial / "signing.pem", chain, 0o644)
    disk.write_new(partial / "ledger.pub", (ledger_key.public + "\n").encode("ascii"), 0o644)
    return ProductionKeys(ledger_key, vault_key.derive("vault"), chain, signing_private)


def open_keys(folder: Path, production_id: str) -> ProductionKeys:
    """The keys of a production. Raises BadInput (none yet), Unavailable (the secret is not on this machine).

    Raises Refused where they were changed, are reached through a link, or others may read them.
    """
    place = folder / "keys"
    disk.refuse_links(place)
    if not place.is_dir():
        raise BadInput("this production has no keys", where=place, remedy="run `coulisse keys init`")
    passphrase = _passphrase(production_id, make=False)
    ledger_key = _load(place / "ledger.key", passphrase)
    if ledger_key.public != ledger_public(folder):
        raise _changed(place / "ledger.pub", "is not the public half of ledger.key")
    vault = _load(place / "vault.key", passphrase).derive("vault")
    chain = _read(place / "signing.pem", private=False)
    signing = crypto.decrypted(_read(place / "signing.key", private=True), passphrase, place / "signing.key")
    if not crypto.belongs(signing, chain):
        signing = _finish_switch(place, passphrase, chain)
    return ProductionKeys(ledger_key, vault, chain, signing, crypto.algorithm(chain))


def forget_production(production_id: str) -> None:
    """Erase what this user's key folder knows of a production: only for one that was begun and came to nothing."""
    seen = heads.seen_file(production_id)
    for path in (key_folder() / f"{production_id}.secret", seen):
        path.unlink(missing_ok=True)


def ledger_public(folder: Path) -> str:
    """The public key of a production's ledger. Raises BadInput, Refused."""
    path = folder / "keys" / "ledger.pub"
    try:
        return crypto.public_from_pem(_read(path, private=False).decode("ascii", "replace"))
    except BadInput as error:
        raise BadInput(error.what, where=path, remedy="put back the production's keys from a copy") from None


def use_certificate(folder: Path, production_id: str, chain_pem_path: Path, key_path: Path) -> str:
    """Sign deliveries with a certificate from outside (a PEM chain, leaf first) instead of ours; returns its alg.

    The key is asked for without a passphrase, then with COULISSE_PASSPHRASE. Raises BadInput: no such files, not
    one pair, expired, or of a kind that C2PA does not take.
    """
    place = folder / "keys"
    passphrase = _passphrase(production_id, make=False)
    # Links lead to what is outside the production as they do everywhere.
    chain_pem_path, key_path = chain_pem_path.expanduser().resolve(), key_path.expanduser().resolve()
    chain = _read(chain_pem_path, private=False)
    signing = crypto.decrypted(_read(key_path, private=True), os.environ.get("COULISSE_PASSPHRASE"), key_path)
    alg = crypto.algorithm(chain)
    if not crypto.belongs(signing, chain):
        raise BadInput("is not the key of the certificate", where=key_path, remedy="give the pair")
    crypto.check_signer(chain, datetime.now(UTC))
    _switch(place, chain, signing, passphrase)
    return alg


def renew(folder: Path, production_id: str, name: str) -> ProductionKeys:
    """Make a new signing key and certificate under the production's own root, for two more years."""
    place = folder / "keys"
    passphrase = _passphrase(production_id, make=False)
    root = _read(place / "root.pem", private=False)
    root_private = crypto.decrypted(_read(place / "root.key", private=True), passphrase, place / "root.key")
    if not crypto.belongs(root_private, root):
        raise _changed(place / "root.pem", "and root.key do not belong together")
    signing = crypto.new_es256()
    _switch(place, crypto.make_leaf(name, signing, root, root_private) + root, signing, passphrase)
    return open_keys(folder, production_id)


def _switch(place: Path, chain: bytes, signing: bytes, passphrase: str) -> None:
    """Two files that change as one: the chain is the commit point; `open_keys` finishes what a kill leaves after it."""
    disk.replace(place / "signing.key.new", crypto.encrypted(signing, passphrase))
    disk.replace(place / "signing.pem", chain, 0o644)
    (place / "signing.key.new").replace(place / "signing.key")


def _finish_switch(place: Path, passphrase: str, chain: bytes) -> bytes:
    try:
        path = place / "signing.key.new"
        signing = crypto.decrypted(disk.read(path, _LARGEST, private=True), passphrase, path)
    except FileNotFoundError:
        signing = b""
    if not signing or not crypto.belongs(signing, chain):
        raise _changed(place / "signing.pem", "and signing.key do not belong together")
    (place / "signing.key.new").replace(place / "signing.key")
    return signing


def person_key(name_or_path: str) -> SigningKey:
    """A person's key: by name from the user's key folder, or from a file. Raises BadInput, Refused."""
    path = Path(name_or_path).expanduser()
    if _NAME.fullmatch(name_or_path) and not path.is_file():
        path = key_folder() / "people" / f"{name_or_path}.key"
    return _opened(lambda: crypto.load_key(path, _own_passphrase()), path, f"coulisse keys person {name_or_path}")


def new_person_key(name: str) -> SigningKey:
    """Make and keep a person's key; encrypted if COULISSE_PASSPHRASE is set. Raises BadInput."""
    if not _NAME.fullmatch(name):
        raise BadInput(f"`{name}` cannot be a key's name", remedy="use letters, digits, . _ and -")
    path = disk.private_folder(key_folder() / "people") / f"{name}.key"
    key = crypto.new_key()
    try:
        crypto.save_key(key, path, _own_passphrase())
    except FileExistsError:
        raise BadInput("there is a key of this name", where=path, remedy="use it, or choose another name") from None
    return key


def _passphrase(production_id: str, make: bool) -> str:
    """One's own passphrase, or the random one of this production in the user's key folder."""
    own = _own_passphrase()
    if own:
        return own
    path = key_folder() / f"{disk.checked_id(production_id)}.secret"
    try:
        return disk.read(path, 4096, private=True).decode("ascii", "replace").strip()
    except FileNotFoundError:
        if not make:
            raise Unavailable(
                f"the secret of this production ({path.name}) is not on this machine\n  what to do: bring {path.name} "
                f"from the machine where the production began to {key_folder()}, or set COULISSE_PASSPHRASE if the "
                "keys were made with it"
            ) from None
    disk.private_folder(path.parent)
    with suppress(FileExistsError):  # another process was first; theirs counts
        disk.write_new(path, f"{crypto.RANDOM}{secrets.token_urlsafe(32)}\n".encode("ascii"))
    return _passphrase(production_id, make=False)


def _own_passphrase() -> str:
    own = os.environ.get("COULISSE_PASSPHRASE", "")
    if own and len(own) < SHORTEST_PASSPHRASE:
        raise BadInput(
            f"the passphrase has fewer than {SHORTEST_PASSPHRASE} characters", where="COULISSE_PASSPHRASE",
            remedy="take four or five words",
        )  # fmt: skip
    return own


def _load(path: Path, passphrase: str) -> SigningKey:
    return _opened(lambda: crypto.load_key(path, passphrase), path, "put back the production's keys from a copy")


def _read(path: Path, private: bool) -> bytes:
    return _opened(lambda: disk.read(path, _LARGEST, private), path, "check the name")


def _opened(action: Callable[[], _T], path: Path, remedy: str) -> _T:
    try:
        return action()
    except (FileNotFoundError, NotADirectoryError):
        raise BadInput("is not there", where=path, remedy=remedy) from None


def _changed(path: Path, what: str) -> Refused:
    return Refused(
        f"{path} {what} (rule changed-outside-coulisse)\n  what to do: put back the production's keys from a copy"
    )
