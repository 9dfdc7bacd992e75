"""Promises of a card of measurements: centimetres or inches, and a line number for every mistake."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from coulisse.errors import BadInput, Unavailable
from coulisse.models import fetch
from coulisse.models.catalogue import Entry
from coulisse.scene.body_reading import centimetres, read_measurements


def card(folder: Path, text: str) -> Path:
    path = folder / "lead.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_card_is_read_in_any_unit(tmp_path: Path) -> None:
    found = read_measurements(
        card(tmp_path, "name: the lead\nsex: woman\nheight: 5 ft 8 in\nchest: 34 in\nwaist: 70\n")
    )
    assert found.sex == 0.0 and found.name == "the lead"
    assert found.metres() == pytest.approx({"height": 1.7272, "chest": 0.8636, "waist": 0.70})


@pytest.mark.parametrize(
    "text, cm", [("34 in", 86.36), ('34"', 86.36), ("33 1/2 in", 85.09), ("860 mm", 86), ("0.86 m", 86), ("86,5", 86.5)]
)
def test_lengths(text: str, cm: float) -> None:
    assert centimetres(text) == pytest.approx(cm)


@pytest.mark.parametrize(
    "text, words",
    [
        ("height: 172\nwiast: 70\n", "line 2: no measure is called wiast; did you mean w"),
        ("height: 172\nhips: 300\n", "line 2: hips 300 is not between 50 and 190 cm"),
        ("height: tall\n", 'line 1: height "tall" is no length'),
        ("height: 172\nchest: [1]\n", "line 2: chest .* is no number"),
        ("sex: other\nheight: 172\n", 'line 1: sex "other" is not known'),
        ("height: 150\ninseam: 95\n", "line 2: inseam: 95 cm does not go with a height of 150 cm"),
        ("name: x\n", "not one measure"),
        ("height: 1\nwaist: 2\n", "line 1: height 1 .*; line 2: waist 2"),
        ("- 172\n", "holds no measurements"),
    ],
)
def test_a_mistake_is_placed(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read_measurements(card(tmp_path, text))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file of measurements"):
        read_measurements(tmp_path / "none.yaml")


def _package(folder: Path) -> Path:
    path = folder / "a.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("p/code.py", "raise SystemExit")
        archive.writestr("p/data/b.txt", "two")
        archive.writestr("p/data/a.txt", "one")
    return path


def _entry(package: Path, file_sha256: str, gather: list[str]) -> Entry:
    return Entry.model_validate({
        "name": "set", "task": "test", "registry": "pypi", "package": "set", "version": "1", "member": "set.zip",
        "package_sha256": hashlib.sha256(package.read_bytes()).hexdigest(), "file_sha256": file_sha256, "size_mb": 1,
        "licence": "CC0-1.0", "lineage": "none", "commercial": "yes", "gather": gather,
    })  # fmt: skip


def test_files_that_belong_together_are_gathered_into_one_of_a_known_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COULISSE_MODELS", str(tmp_path / "models"))
    package = _package(tmp_path)
    with pytest.raises(Unavailable, match="expected 0000"):
        fetch.install(_entry(package, "0" * 64, ["p/data/"]), package)
    with (tmp_path / "made.zip").open("wb") as out:
        fetch._take_together(package, ["p/data/"], out)
    stored = fetch.install(_entry(package, fetch.sha256(tmp_path / "made.zip"), ["p/data/"]), package)
    with zipfile.ZipFile(stored) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "p/data/a.txt": b"one",
            "p/data/b.txt": b"two",
        }
    with pytest.raises(Unavailable, match="nothing that begins with p/other"):
        fetch.install(_entry(package, "0" * 64, ["p/other"]), package)
