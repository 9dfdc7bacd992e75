"""Promises of a production: one folder, names that every system can have, any database."""

from __future__ import annotations

from pathlib import Path

import pytest

from coulisse.errors import BadInput, CoulisseError
from coulisse.production import layout, plates
from coulisse.production.layout import open_production
from coulisse.production.store import Store, VersionRow

ROW = VersionRow("sq010_sh0010", "a.jpg", "0" * 64, "collapse", 1, "shots/x/collapse/v001", "1" * 64, "c", 2.5)


def test_a_production_is_made_once_and_found_from_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = open_production(tmp_path / "my_film")
    (made.folder / "coulisse.toml").write_text('name = "Rome, "\nfps = 25\n')
    inside = made.folder / "shots" / "sq010_sh0010"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    found = open_production(None)
    assert (found.folder, found.name, found.fps) == (made.folder, "Rome, ", 25.0)


def test_outside_a_production_out_must_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match="--out my_film"):
        open_production(None)


def test_a_file_cannot_be_a_production(tmp_path: Path) -> None:
    (tmp_path / "film").write_text("x")
    with pytest.raises(BadInput, match="a file, not a folder"):
        open_production(tmp_path / "film")
    with pytest.raises(BadInput):
        open_production(tmp_path / "film" / "below")


@pytest.mark.parametrize("text", ["name = ", "fps = 'fast'", "[database]\nurl = 3", "database = 3", "name = 1"])
def test_broken_settings_are_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "coulisse.toml").write_text(text)
    with pytest.raises(BadInput, match=r"coulisse\.toml"):
        open_production(tmp_path)


@pytest.mark.parametrize("name", ["", "..", "a/b", "a b", "plate", "é", "-x", "x" * 65, "nul"])
def test_a_shot_gets_no_name_that_some_system_cannot_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="cannot be a name"):
        open_production(tmp_path).shot(name)


def test_versions_are_counted_from_their_folders(tmp_path: Path) -> None:
    assert layout.next_number(tmp_path / "none") == 1
    for name in ("v001", "v003.partial", "v002", "notes", "v12"):
        (tmp_path / name).mkdir()
    assert list(layout.versions(tmp_path)) == [1, 2]
    assert list(layout.partials(tmp_path)) == [3]
    assert layout.next_number(tmp_path) == 4


def test_a_version_is_recorded_once(tmp_path: Path) -> None:
    store = Store(open_production(tmp_path))
    store.record(ROW)
    store.record(ROW)
    (row,) = store.versions()
    assert (row.shot, row.number, row.seconds) == ("sq010_sh0010", 1, 2.5)
    store.close()


def test_the_database_is_where_the_settings_say(tmp_path: Path) -> None:
    (tmp_path / "coulisse.toml").write_text('[database]\nurl = "sqlite:///crew.sqlite"\n')
    store = Store(open_production(tmp_path))
    store.record(ROW)
    store.close()
    assert (tmp_path / "crew.sqlite").is_file() and not (tmp_path / "coulisse.db").exists()


@pytest.mark.parametrize("url", ["nonsense", "oracle+none://x/y", "sqlite:///no/such/folder/x.db"])
def test_a_database_that_cannot_be_used_is_explained(tmp_path: Path, url: str) -> None:
    (tmp_path / "coulisse.toml").write_text(f'[database]\nurl = "{url}"\n')
    with pytest.raises(CoulisseError, match="what to do"):
        Store(open_production(tmp_path))


def test_a_password_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "coulisse.toml").write_text('[database]\nurl = "nothing+none://user:hunter2@host/film"\n')
    with pytest.raises(CoulisseError) as caught:
        Store(open_production(tmp_path))
    assert "hunter2" not in str(caught.value)


def test_a_sequence_is_one_plate_by_folder_or_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "frames"
    folder.mkdir()
    for number in (1001, 1002, 1010):
        (folder / f"plate.{number}.png").write_bytes(bytes([number % 251]))
    by_folder = plates.find(folder)
    assert (
        by_folder.digest
        == plates.find(folder / "plate.%04d.png").digest
        == plates.find(folder / "plate.####.png").digest
    )
    kept = plates.keep(by_folder, tmp_path / "shot" / "plate")
    assert plates.kept_digest(tmp_path / "shot" / "plate") == by_folder.digest
    assert plates.find(kept).digest == by_folder.digest
    assert plates.keep(by_folder, tmp_path / "shot" / "plate") == kept


def test_an_empty_frame_is_named(tmp_path: Path) -> None:
    (tmp_path / "plate.1001.png").write_bytes(b"")
    with pytest.raises(BadInput, match=r"plate\.1001\.png: the file is empty"):
        plates.find(tmp_path)


def test_the_plate_that_a_shot_keeps_can_be_given_again(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"abc")
    kept = plates.keep(plates.find(tmp_path / "a.jpg"), tmp_path / "shot" / "plate")
    assert plates.keep(plates.find(kept), tmp_path / "shot" / "plate") == kept
    assert kept.read_bytes() == b"abc"
    (kept.parent / "SHA256SUMS").unlink()
    assert plates.keep(plates.find(kept), tmp_path / "shot" / "plate") == kept
    assert kept.read_bytes() == b"abc"


def test_a_film_begun_before_films_had_an_id_gets_one_and_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "coulisse.toml").write_text('name = "old"\nfps = 25.0\n')
    first = layout.open_production(tmp_path)
    assert first.id.startswith("f-") and first.fps == 25.0
    assert layout.open_production(tmp_path).id == first.id
