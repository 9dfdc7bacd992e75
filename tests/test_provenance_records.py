"""Promises of the records: what the ledger does not know is not read, and no record is reached through a link."""

from __future__ import annotations

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from coulisse.errors import BadInput, Refused, Unavailable
from coulisse.provenance import disk, records

DOCUMENT = {"id": "p-00000001", "names": ["Ünal"], "born": None, "grants": [1, 2]}


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COULISSE_KEYS", str(tmp_path / "secrets"))
    folder = tmp_path / "film"
    folder.mkdir()
    (folder / "coulisse.toml").write_text("name = 'film'\n")
    return folder


def test_a_record_comes_back_by_its_hash(film: Path) -> None:
    path, digest = records.write(film / "people", "h-1", DOCUMENT)
    assert path.name == f"h-1.{digest[:12]}.json"
    assert records.read(film / "people", "h-1", digest) == DOCUMENT
    assert records.write(film / "people", "h-1", DOCUMENT) == (path, digest)
    assert sorted(path.parent.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_record_is_its_owners_only(film: Path) -> None:
    path, _ = records.write(film / "people", "h-1", DOCUMENT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("content", [b"", b"{}", b'{"id":"p-00000002"}', b"\xff\xfe", b"[" * 100_000])
def test_a_record_that_was_changed_is_refused(film: Path, content: bytes) -> None:
    path, digest = records.write(film / "people", "h-1", DOCUMENT)
    path.write_bytes(content)
    with pytest.raises(Refused, match="changed-outside-coulisse"):
        records.read(film / "people", "h-1", digest)


def test_a_record_that_is_missing_or_huge_or_no_file_is_refused(film: Path) -> None:
    path, digest = records.write(film / "people", "h-1", DOCUMENT)
    path.unlink()
    with pytest.raises(Refused, match="is missing"):
        records.read(film / "people", "h-1", digest)
    with path.open("wb") as file:
        file.truncate(10 * 2**30)  # sparse
    with pytest.raises(Refused, match="too large"):
        records.read(film / "people", "h-1", digest)
    path.unlink()
    path.mkdir()
    with pytest.raises(Refused):
        records.read(film / "people", "h-1", digest)
    if hasattr(os, "mkfifo"):
        path.rmdir()
        os.mkfifo(path)  # would hold up for ever who reads it
        with pytest.raises(Refused):
            records.read(film / "people", "h-1", digest)


def test_a_link_in_a_records_path_is_refused(film: Path, tmp_path: Path) -> None:
    path, digest = records.write(film / "performers" / "p-1", "performer", DOCUMENT)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "coulisse.toml").write_text("")  # planted, so that the look would end here
    path.rename(elsewhere / path.name)
    path.symlink_to(elsewhere / path.name)
    with pytest.raises(Refused, match="no-links-in-records"):
        records.read(path.parent, "performer", digest)
    path.unlink()
    path.parent.rmdir()
    path.parent.symlink_to(elsewhere)
    with pytest.raises(Refused, match="no-links-in-records"):
        records.read(path.parent, "performer", digest)
    with pytest.raises(Refused, match="no-links-in-records"):
        records.write(path.parent, "performer", DOCUMENT)
    with pytest.raises(Refused, match="no-links-in-records"):
        records.sweep(path.parent, "performer")
    path.parent.unlink()
    path.parent.parent.rmdir()
    (elsewhere / "p-1").mkdir()
    (elsewhere / path.name).rename(elsewhere / "p-1" / path.name)
    path.parent.parent.symlink_to(elsewhere)
    with pytest.raises(Refused, match="no-links-in-records"):
        records.read(path.parent, "performer", digest)


def test_a_production_that_is_itself_reached_through_a_link_is_fine(film: Path, tmp_path: Path) -> None:
    (tmp_path / "short").symlink_to(film)
    _, digest = records.write(tmp_path / "short" / "people", "h-1", DOCUMENT)
    assert records.read(tmp_path / "short" / "people", "h-1", digest) == DOCUMENT


@pytest.mark.parametrize("stem", ["", "..", "../x", "a/b", "a.b", ".hidden", "a" * 65, "a\0b"])
def test_a_records_name_cannot_lead_elsewhere(film: Path, stem: str) -> None:
    with pytest.raises(BadInput):
        records.write(film / "people", stem, DOCUMENT)
    with pytest.raises(BadInput):
        records.read(film / "people", stem, "0" * 64)
    for digest in ("", "0" * 63, "../../../etc/passwd", "G" * 64):
        with pytest.raises(BadInput):
            records.read(film / "people", "h-1", digest)
    with pytest.raises(Refused, match="no-links-in-records"):
        records.write(film / "people" / ".." / "people", "h-1", DOCUMENT)


def test_sweeping_keeps_the_one_and_takes_no_other_stem(film: Path) -> None:
    folder = film / "people"
    _, old = records.write(folder, "h-1", {"v": 1})
    kept, new = records.write(folder, "h-1", {"v": 2})
    other, _ = records.write(folder, "h-10", {"v": 1})
    (folder / "notes.txt").write_text("mine")
    records.sweep(folder, "h-1", new)
    assert {p.name for p in folder.iterdir()} == {kept.name, other.name, "notes.txt"}
    records.sweep(folder, "h-1")
    assert {p.name for p in folder.iterdir()} == {other.name, "notes.txt"}
    with pytest.raises(Refused, match="is missing"):
        records.read(folder, "h-1", old)
    records.sweep(film / "nowhere", "h-1")


def test_a_record_too_large_to_be_one_is_refused(film: Path) -> None:
    with pytest.raises(BadInput, match="bytes"):
        records.write(film / "people", "h-1", {"a": "x" * records.LARGEST})


def test_a_failed_write_leaves_the_file_that_was_there(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = film / "policy.yaml"
    disk.replace(path, b"old")
    path.chmod(0o600)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(disk.DiskFull):
        disk.replace(path, b"new")
    assert path.read_bytes() == b"old" and sorted(p.name for p in film.iterdir()) == ["coulisse.toml", "policy.yaml"]


def test_a_lock_is_one_threads_at_a_time_and_says_when_it_is_not_free(film: Path) -> None:
    inside, most = 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(30):
            with disk.locked(film / "lock"):
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1 and inside == 0
    with disk.locked(film / "lock"), pytest.raises(Unavailable, match="wait"), disk.locked(film / "lock", wait=0.05):
        pass


def test_a_lock_file_that_is_taken_away_while_one_waits_holds_nobody_off(film: Path) -> None:
    path, order = film / "lock", []

    def wait() -> None:
        with disk.locked(path):
            order.append(path.exists())

    with disk.locked(path):
        waiting = threading.Thread(target=wait)
        waiting.start()
        path.unlink()
    waiting.join()
    assert order == [True]
