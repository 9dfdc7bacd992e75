"""Promises of the sidecar: it signs for every file of a version folder, and cannot be talked into anything."""

from __future__ import annotations

import json
import os
import shutil
import string
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import signed_production as sets
from coulisse.errors import BadInput, Refused
from coulisse.provenance import certificates, crypto, sidecar
from coulisse.provenance.keys import ProductionKeys


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> sets.Signed:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COULISSE_KEYS", str(tmp_path_factory.mktemp("keys")))
        return sets.begin(tmp_path_factory.mktemp("productions") / "film")


@pytest.fixture
def version(tmp_path: Path, film: sets.Signed) -> Path:
    folder = tmp_path / "v001"
    (folder / "passes").mkdir(parents=True)
    (folder / "passes" / "x.1001.exr").write_bytes(b"frame one")
    (folder / "passes" / "x.1002.exr").write_bytes(b"frame two")
    (folder / "scene.usda").write_text("#usda 1.0\n")
    (folder / "brief.yaml").write_text("seed: 1\n")
    sidecar.write(folder, film.keys, sets.hashes(folder), sets.claim())
    return folder


def check(folder: Path, *trust: bytes) -> sidecar.SidecarCheck:
    found = sidecar.check(folder, [one for pem in trust for one in certificates.read(pem)])
    assert found is not None
    return found


def test_a_folder_as_it_was_signed_is_intact(version: Path, film: sets.Signed) -> None:
    found = check(version, film.root)
    assert found.signed and found.intact and found.trusted_by is not None
    assert found.chain[0].subject == "Film signing (Film)" and found.claim["recipe"] == "collapse"
    assert check(version).intact and check(version).trusted_by is None


def test_it_moves_with_its_folder(version: Path, tmp_path: Path) -> None:
    assert check(sets.copied(version, tmp_path / "elsewhere" / "renamed")).intact


def test_every_kind_of_change_is_named(version: Path) -> None:
    (version / "passes" / "x.1001.exr").write_bytes(b"frame 0ne")
    (version / "brief.yaml").unlink()
    (version / "passes" / "new.exr").write_bytes(b"")
    (version / "link").symlink_to("/etc/hostname")
    (version / "folder").symlink_to(version.parent)
    found = check(version)
    assert found.signed and not found.intact
    assert found.changed == ("passes/x.1001.exr",) and found.missing == ("brief.yaml",)
    assert found.added == ("passes/new.exr",) and found.links == ("folder", "link")


def test_two_files_that_changed_places_are_both_named(version: Path) -> None:
    one, two = version / "passes" / "x.1001.exr", version / "passes" / "x.1002.exr"
    first = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(first)
    assert check(version).changed == ("passes/x.1001.exr", "passes/x.1002.exr")


def test_a_file_that_became_a_link_to_the_same_bytes_is_no_longer_that_file(version: Path) -> None:
    path = version / "scene.usda"
    shutil.move(path, version.parent / "kept.usda")
    path.symlink_to(version.parent / "kept.usda")
    assert not check(version).intact and check(version).links == ("scene.usda",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_does_not_hold_the_reader_up(version: Path) -> None:
    (version / "scene.usda").unlink()
    os.mkfifo(version / "scene.usda")
    assert check(version).links == ("scene.usda",)
    (version / sidecar.NAME).unlink()
    os.mkfifo(version / sidecar.NAME)
    assert not check(version).signed


def test_what_a_file_browser_leaves_behind_is_no_change(version: Path) -> None:
    (version / ".DS_Store").write_bytes(b"x")
    assert check(version).intact and check(version).litter == (".DS_Store",)


def test_a_folder_without_a_sidecar_has_none(tmp_path: Path) -> None:
    assert sidecar.check(tmp_path, []) is None


def change(version: Path, edit: Callable[[dict], object]) -> sidecar.SidecarCheck:
    """What is said of a sidecar whose document was edited and spelled as Coulisse spells it."""
    path = version / sidecar.NAME
    document = json.loads(path.read_text())
    edit(document)
    path.write_text(json.dumps(document, sort_keys=True, ensure_ascii=False, indent=1) + "\n")
    return check(version)


def test_an_edited_sidecar_proves_nothing(version: Path) -> None:
    original = (version / sidecar.NAME).read_bytes()
    for edit in (
        lambda d: d["claim"].update(grants=["g-00000000"]),
        lambda d: d["claim"]["triage"].update(verdict="approval"),
        lambda d: d["files"].update({"brief.yaml": "0" * 64}),
        lambda d: d["files"].pop("brief.yaml"),
        lambda d: d.update(at="2020-01-01T00:00:00+00:00"),
        lambda d: d.update(signature=d["signature"][::-1]),
        lambda d: d.update(signature=""),
        lambda d: d.update(certificates=""),
    ):
        found = change(version, edit)
        assert not found.signed and not found.intact and "signature does not fit" in found.problem
        (version / sidecar.NAME).write_bytes(original)


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../up.exr", "a/../../b", "a\\b", "C:x", "", ".", "a//b", "a\nb", "credentials.json"]
)
def test_a_path_that_leaves_the_folder_is_neither_written_nor_read(version: Path, film: sets.Signed, name: str) -> None:
    with pytest.raises(BadInput):
        sidecar.write(version, film.keys, {name: "0" * 64}, sets.claim())

    def edit(document: dict) -> None:  # signed by the right key, so that only the path is wrong
        document["files"][name] = "0" * 64
        document["signature"] = crypto.es256_sign(film.keys.signing_pem, None, sidecar._signed_bytes(document))

    assert "no file inside the folder" in change(version, edit).problem


def test_a_sidecar_is_not_written_or_read_through_a_link(version: Path, film: sets.Signed) -> None:
    path = version / sidecar.NAME
    kept = version.parent / "kept.json"
    shutil.move(path, kept)
    path.symlink_to(kept)
    assert not check(version).signed
    with pytest.raises(Refused):
        sidecar.write(version, film.keys, {}, sets.claim())


def test_a_document_has_one_spelling(version: Path) -> None:
    path = version / sidecar.NAME
    text = path.read_text()
    twice = text.replace('"recipe": "collapse"', '"recipe": "nothing",\n  "recipe": "collapse"', 1)
    for other in (twice, text.replace("\n ", "\n  "), text + "\n", "\ufeff" + text):
        assert other != text
        path.write_text(other)
        assert not check(version).signed


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"null", b"[]", b"{}", b'"x"', b"\xff\xfe\x00", b"[" * 200_000, b'{"a":' * 50_000,
        b'{"kind": "coulisse.credentials", "format": 99}', b'{"kind": "coulisse.credentials", "format": 1e400}',
        b'{"kind": "coulisse.credentials", "format": 1, "x": NaN}', b"9" * 100_000,
        b'{"kind": "coulisse.credentials", "format": 1, "files": ' + b"[" * 900 + b"]" * 900 + b"}",
    ],
)  # fmt: skip
def test_a_broken_or_hostile_sidecar_gets_an_answer(version: Path, data: bytes) -> None:
    (version / sidecar.NAME).write_bytes(data)
    assert not check(version).signed and check(version).problem


def test_deep_nesting_inside_a_well_formed_sidecar_gets_an_answer(version: Path) -> None:
    deep: list = []
    for _ in range(400):
        deep = [deep]
    assert not change(version, lambda d: d["claim"].update(deep=deep)).signed


def test_a_sidecar_of_gigabytes_is_not_read(version: Path) -> None:
    with (version / sidecar.NAME).open("r+b") as file:
        file.truncate(3 << 30)  # a hole: takes no room on the disk
    began = time.monotonic()
    assert "too large" in check(version).problem
    assert time.monotonic() - began < 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_no_bit_of_a_sidecar_can_be_turned_over(version: Path, at: float, bit: int) -> None:
    path = version / sidecar.NAME
    original = path.read_bytes()
    data = bytearray(original)
    data[int(at * len(data))] ^= 1 << bit
    path.write_bytes(bytes(data))
    found = check(version)
    path.write_bytes(original)
    # A certificate that signed nothing (the root's own) may be spelled otherwise; it then stands behind nothing.
    assert not found.intact


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(string.printable + "é日\u202e\u200b", max_size=20))
def test_a_name_is_refused_or_stays_below_the_folder(version: Path, name: str) -> None:
    if sidecar._good_name(name):
        inside = os.path.normpath(version / name)
        assert inside.startswith(str(version) + os.sep) and name.isprintable()


def test_a_certificate_of_ones_own_with_a_trusted_root_behind_it_for_show_is_not_trusted(
    version: Path, film: sets.Signed
) -> None:
    fake_root_key, key = crypto.new_es256(), crypto.new_es256()
    fake_root = crypto.make_root("Film", fake_root_key)
    leaf = crypto.make_leaf("Film", key, fake_root, fake_root_key)
    keys = ProductionKeys(film.keys.ledger, b"", leaf + film.root, key)
    sidecar.write(version, keys, sets.hashes(version), sets.claim())
    found = check(version, film.root)
    assert found.intact and found.trusted_by is None and len(found.chain) == 1
    assert found.chain[0].subject == "Film signing (Film)"  # a name proves nothing


def test_a_leaf_cannot_sign_another_leaf(version: Path, film: sets.Signed) -> None:
    own = film.keys.chain_pem[: film.keys.chain_pem.index(b"-----END") + 26]
    key = crypto.new_es256()
    child = crypto.make_leaf("Film", key, own, film.keys.signing_pem)
    keys = ProductionKeys(film.keys.ledger, b"", child + film.keys.chain_pem, key)
    sidecar.write(version, keys, sets.hashes(version), sets.claim())
    assert check(version, film.root).trusted_by is None


def test_a_root_cannot_pass_for_a_signer_and_an_expired_certificate_is_trusted_no_more(film: sets.Signed) -> None:
    roots = certificates.read(film.root)
    now = datetime.now(UTC)
    assert certificates.trusted_by(film.keys.chain_pem, roots, now) == roots[0]
    assert certificates.trusted_by(film.root, roots, now) is None
    assert certificates.trusted_by(film.keys.chain_pem, roots, now.replace(year=now.year + 3)) is None
    assert certificates.trusted_by(film.keys.chain_pem, roots, now.replace(year=now.year - 1)) is None


def test_a_killed_write_leaves_the_old_sidecar(
    version: Path, film: sets.Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (version / sidecar.NAME).read_bytes()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        sidecar.write(version, film.keys, {}, sets.claim())
    monkeypatch.undo()
    assert (version / sidecar.NAME).read_bytes() == before and check(version).intact


def test_thousands_of_frames_are_checked_quickly(tmp_path: Path, film: sets.Signed) -> None:
    folder = tmp_path / "v002"
    folder.mkdir()
    for number in range(3000):
        (folder / f"x.{number:05d}.exr").write_bytes(b"%d" % number)
    began = time.monotonic()
    sidecar.write(folder, film.keys, sets.hashes(folder), sets.claim())
    assert check(folder).intact
    assert time.monotonic() - began < 5
