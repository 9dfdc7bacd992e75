"""Promises of the keys: made whole or not at all, opened only with what is kept elsewhere, never seen by others."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from coulisse.errors import BadInput, CoulisseError, Refused, Unavailable
from coulisse.provenance import crypto, keys
from coulisse.provenance.ledger import Ledger

ID = "f-0123456789ab"
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COULISSE_KEYS", str(tmp_path / "secrets"))
    monkeypatch.delenv("COULISSE_PASSPHRASE", raising=False)
    folder = tmp_path / "film"
    folder.mkdir()
    (folder / "coulisse.toml").write_text("name = 'film'\n")
    return folder


def test_keys_open_as_they_were_made(film: Path) -> None:
    made = keys.init(film, ID, "My Film")
    opened = keys.open_keys(film, ID)
    assert opened.ledger.public == made.ledger.public == keys.ledger_public(film)
    assert (opened.vault, opened.chain_pem, opened.alg) == (made.vault, made.chain_pem, "es256")
    signature = crypto.es256_sign(opened.signing_pem, None, b"hashes")
    assert crypto.es256_verify(made.chain_pem, b"hashes", signature)
    assert "My Film" in crypto.chain(made.chain_pem)[0].subject.rfc4514_string()
    assert {path.name for path in (film / "keys").iterdir()} == {
        "root.pem", "signing.pem", "root.key", "signing.key", "ledger.key", "vault.key", "ledger.pub",
    }  # fmt: skip


def test_what_is_secret_is_not_shown(film: Path) -> None:
    opened = keys.init(film, ID, "Film")
    assert "PRIVATE" not in repr(opened) and repr(opened.vault) not in repr(opened)


@posix
def test_private_keys_are_encrypted_and_their_owners_only(film: Path, tmp_path: Path) -> None:
    keys.init(film, ID, "Film")
    assert stat.S_IMODE((film / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    for path in [*(film / "keys").glob("*.key"), tmp_path / "secrets" / f"{ID}.secret"]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    for path in (film / "keys").glob("*.key"):
        assert b"ENCRYPTED PRIVATE KEY" in path.read_bytes()
    for path in [*(film / "keys").glob("*.key"), tmp_path / "secrets" / f"{ID}.secret"]:
        if path.name != "root.key":  # not opened for daily work
            path.chmod(0o604)
            with pytest.raises(Refused, match="chmod 600"):
                keys.open_keys(film, ID)
            path.chmod(0o600)
    keys.open_keys(film, ID)


def test_keys_are_made_once(film: Path) -> None:
    made = keys.init(film, ID, "Film")
    with pytest.raises(BadInput, match="has keys"):
        keys.init(film, ID, "Film")
    assert keys.open_keys(film, ID).ledger.public == made.ledger.public


def test_four_who_begin_at_once_make_one_set_of_keys(film: Path) -> None:
    made: list[str] = []

    def begin() -> None:
        with contextlib.suppress(BadInput):
            made.append(keys.init(film, ID, "Film").ledger.public)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    opened = keys.open_keys(film, ID)
    assert made == [opened.ledger.public]
    assert Ledger(film, ID, None, opened.ledger.public).verify().intact


DIES = """
import os, sys
from pathlib import Path
from coulisse.provenance import keys
film, step = Path(sys.argv[1]), int(sys.argv[2])
seen = 0
def trace(event, arguments):
    global seen
    if event in ("open", "os.rename", "os.link", "os.remove", "os.mkdir") and sys.argv[3] in str(arguments):
        seen += 1
        if seen == step:
            os._exit(9)  # as SIGKILL: nothing is tidied up
sys.addaudithook(trace)
keys.init(film, "f-0123456789ab", "Film")
print("made")
"""


def test_a_kill_at_any_step_leaves_no_keys_or_whole_keys(film: Path, tmp_path: Path) -> None:
    """Dies before each of the steps that touch the disk, in turn, and begins again after each."""
    code = tmp_path / "dies.py"
    code.write_text(DIES)
    whole, steps = 0, itertools.count(1, 3)
    for step in steps:
        shutil.rmtree(tmp_path / "secrets", ignore_errors=True)
        for left in ("keys", "ledger"):
            shutil.rmtree(film / left, ignore_errors=True)
        done = subprocess.run(
            [sys.executable, str(code), str(film), str(step), str(tmp_path)], capture_output=True, text=True
        )
        assert done.returncode in (0, 9), done.stderr
        if (film / "keys").exists():
            whole += 1
            opened = keys.open_keys(film, ID)
        else:
            opened = keys.init(film, ID, "Film")
            assert not list(film.glob("keys.partial-*"))
        ledger = Ledger(film, ID, opened.ledger, opened.ledger.public)
        ledger.append("production.begun", {})
        assert ledger.verify().intact
        if done.returncode == 0:
            break
    assert step > 20 and whole >= 1


def test_without_the_secret_the_keys_stay_shut(film: Path, tmp_path: Path) -> None:
    keys.init(film, ID, "Film")
    secret = tmp_path / "secrets" / f"{ID}.secret"
    kept = secret.read_bytes()
    secret.unlink()
    with pytest.raises(Unavailable, match="what to do: bring"):
        keys.open_keys(film, ID)
    secret.write_bytes(b"random:another\n")
    secret.chmod(0o600)
    with pytest.raises(BadInput, match="passphrase"):
        keys.open_keys(film, ID)
    secret.write_bytes(kept)
    keys.open_keys(film, ID)


def test_ones_own_passphrase_opens_the_keys_on_any_machine(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COULISSE_PASSPHRASE", "four words of mine")
    made = keys.init(film, ID, "Film")
    shutil.rmtree(tmp_path / "secrets", ignore_errors=True)
    assert keys.open_keys(film, ID).vault == made.vault
    monkeypatch.setenv("COULISSE_PASSPHRASE", "four words of yours")
    with pytest.raises(BadInput, match="passphrase"):
        keys.open_keys(film, ID)
    monkeypatch.setenv("COULISSE_PASSPHRASE", "short")
    with pytest.raises(BadInput, match="12 characters"):
        keys.open_keys(film, ID)


def test_no_keys_yet_is_said_with_what_to_do(film: Path) -> None:
    with pytest.raises(BadInput, match="keys init"):
        keys.open_keys(film, ID)


@pytest.mark.parametrize("name", ["ledger.pub", "ledger.key", "vault.key", "signing.pem", "signing.key"])
def test_keys_of_another_production_do_not_open_here(film: Path, tmp_path: Path, name: str) -> None:
    keys.init(film, ID, "Film")
    other = tmp_path / "other"
    other.mkdir()
    keys.init(other, "f-ffffffffffff", "Other")
    shutil.copy(other / "keys" / name, film / "keys" / name)
    with pytest.raises(CoulisseError):
        keys.open_keys(film, ID)


@pytest.mark.parametrize("name", ["ledger.pub", "ledger.key", "vault.key", "signing.pem", "signing.key"])
@pytest.mark.parametrize("content", [None, b"", b"\xff" * 99, b"x" * 10_000_000])
def test_broken_key_files_are_bad_input(film: Path, name: str, content: bytes | None) -> None:
    keys.init(film, ID, "Film")
    path = film / "keys" / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
        path.chmod(0o600)
    with pytest.raises(CoulisseError, match=r"\w"):
        keys.open_keys(film, ID)


def test_a_link_among_the_keys_is_refused(film: Path, tmp_path: Path) -> None:
    keys.init(film, ID, "Film")
    (film / "keys" / "ledger.key").rename(tmp_path / "ledger.key")
    (film / "keys" / "ledger.key").symlink_to(tmp_path / "ledger.key")
    with pytest.raises(Refused, match="no-links-in-records"):
        keys.open_keys(film, ID)
    (film / "keys").rename(tmp_path / "keys")
    (film / "keys").symlink_to(tmp_path / "keys")
    with pytest.raises(Refused, match="no-links-in-records"):
        keys.open_keys(film, ID)


def test_keys_that_were_deleted_are_not_made_anew_over_a_ledger(film: Path) -> None:
    opened = keys.init(film, ID, "Film")
    Ledger(film, ID, opened.ledger, opened.ledger.public).append("production.begun", {})
    shutil.rmtree(film / "keys")
    with pytest.raises(Refused, match="ledger-intact"):
        keys.init(film, ID, "Film")
    shutil.rmtree(film / "ledger")
    with pytest.raises(Refused, match="ledger-intact"):
        keys.init(film, ID, "Film")


def outside(folder: Path) -> tuple[Path, Path]:
    root_private, private = crypto.new_es256(), crypto.new_es256()
    root = crypto.make_root("Studio", root_private)
    chain, key = folder / "studio.pem", folder / "studio.key"
    chain.write_bytes(crypto.make_leaf("Studio", private, root, root_private) + root)
    key.write_bytes(private)
    key.chmod(0o600)
    return chain, key


def test_an_outside_certificate_signs_from_then_on(film: Path, tmp_path: Path) -> None:
    keys.init(film, ID, "Film")
    chain, key = outside(tmp_path)
    assert keys.use_certificate(film, ID, chain, key) == "es256"
    opened = keys.open_keys(film, ID)
    assert opened.chain_pem == chain.read_bytes()
    assert crypto.es256_verify(opened.chain_pem, b"a", crypto.es256_sign(opened.signing_pem, None, b"a"))
    assert b"ENCRYPTED" in (film / "keys" / "signing.key").read_bytes()
    assert not (film / "keys" / "signing.key.new").exists()


def test_a_certificate_can_be_renewed_under_the_same_root(film: Path, tmp_path: Path) -> None:
    made = keys.init(film, ID, "Film")
    keys.use_certificate(film, ID, *outside(tmp_path))
    renewed = keys.renew(film, ID, "Film")
    leaf, root = crypto.chain(renewed.chain_pem)
    assert root == crypto.chain(made.chain_pem)[1] and leaf != crypto.chain(made.chain_pem)[0]
    leaf.verify_directly_issued_by(root)
    assert crypto.belongs(renewed.signing_pem, renewed.chain_pem)


def test_an_outside_certificate_without_its_key_is_refused_and_ours_stays(film: Path, tmp_path: Path) -> None:
    made = keys.init(film, ID, "Film")
    chain, key = outside(tmp_path)
    wrong = tmp_path / "wrong.key"
    wrong.write_bytes(crypto.new_es256())
    wrong.chmod(0o600)
    root = film / "keys" / "root.pem"
    for given in (
        (chain, wrong),
        (root, key),
        (tmp_path / "none", key),
        (chain, tmp_path / "none"),
        (key, key),
        (chain, chain),
    ):
        with pytest.raises(CoulisseError):
            keys.use_certificate(film, ID, *given)
    assert keys.open_keys(film, ID).chain_pem == made.chain_pem


@pytest.mark.parametrize("step", ["before", "after"])
def test_a_kill_while_the_certificate_changes_leaves_a_pair(film: Path, tmp_path: Path, step: str) -> None:
    made = keys.init(film, ID, "Film")
    chain, key = outside(tmp_path)
    before = {name: (film / "keys" / name).read_bytes() for name in ("signing.pem", "signing.key")}
    keys.use_certificate(film, ID, chain, key)
    place = film / "keys"  # as a kill before, or right after, the chain's rename leaves it
    (place / "signing.key").rename(place / "signing.key.new")
    (place / "signing.key").write_bytes(before["signing.key"])
    (place / "signing.key").chmod(0o600)
    if step == "before":
        (place / "signing.pem").write_bytes(before["signing.pem"])
    opened = keys.open_keys(film, ID)
    assert opened.chain_pem == (made.chain_pem if step == "before" else chain.read_bytes())
    assert crypto.belongs(opened.signing_pem, opened.chain_pem)
    assert keys.open_keys(film, ID) is not None


def test_a_persons_key_is_found_by_name_and_by_file(film: Path, tmp_path: Path) -> None:
    made = keys.new_person_key("supervisor")
    assert keys.person_key("supervisor").public == made.public
    path = tmp_path / "secrets" / "people" / "supervisor.key"
    assert keys.person_key(str(path)).public == made.public
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(BadInput, match="of this name"):
        keys.new_person_key("supervisor")
    with pytest.raises(BadInput, match="not there"):
        keys.person_key("nobody")


def test_a_persons_key_is_encrypted_where_there_is_a_passphrase(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COULISSE_PASSPHRASE", "four words of mine")
    made = keys.new_person_key("producer")
    assert keys.person_key("producer").public == made.public
    monkeypatch.delenv("COULISSE_PASSPHRASE")
    with pytest.raises(BadInput, match="passphrase"):
        keys.person_key("producer")


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", ".a", "a" * 65, "a\0b"])
def test_a_persons_name_cannot_lead_elsewhere(film: Path, name: str) -> None:
    with pytest.raises(BadInput):
        keys.new_person_key(name)
    with pytest.raises(CoulisseError):
        keys.person_key(name)


def test_an_id_cannot_lead_elsewhere(film: Path) -> None:
    action: Callable[[Path, str, str], object] = keys.init
    for wrong in ("", "../../etc", "a/b"):
        with pytest.raises(ValueError):
            action(film, wrong, "Film")
    assert not (film / "keys").exists()


def test_the_key_folder_is_the_users_or_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COULISSE_KEYS", os.fspath(tmp_path / "a"))
    assert keys.key_folder() == tmp_path / "a"
    monkeypatch.delenv("COULISSE_KEYS")
    assert keys.key_folder().parts[-2:] == ("coulisse", "keys")
