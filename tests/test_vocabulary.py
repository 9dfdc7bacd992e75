"""The vocabulary is whole, consistent and true to its schema; a bad entry is refused by file and line."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from coulisse import marked_yaml
from coulisse.errors import BadInput
from coulisse.recipes.brief_words.tokens import words
from coulisse.recipes.brief_words.vocabulary import (
    KINDS,
    Palette,
    conflicts,
    folder,
    function_words,
    load,
    one_line,
    usual_surfaces,
    vocabulary,
)

LEAST = {
    "room": 100, "material": 100, "light": 60, "mood": 60, "era": 40, "colour": 150, "palette": 25, "garment": 100,
    "fabric": 60, "collar": 40, "sleeve": 20, "length": 10, "fastening": 25, "pattern": 40, "trim": 40, "style": 60,
    "architecture": 60, "time": 15, "weather": 20,
}  # fmt: skip
FAMILIES = {
    "shirt", "blouse", "tshirt", "jacket", "coat", "waistcoat", "trousers", "skirt", "dress", "cape", "robe", "uniform",
    "hat",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "least"), LEAST.items())
def test_there_are_enough_words_of_each_kind(kind: str, least: int) -> None:
    assert len(vocabulary().entries[kind]) >= least


def test_there_are_a_hundred_pieces_each_of_a_size_that_one_could_build() -> None:
    pieces = [*vocabulary().entries["furniture"].values(), *vocabulary().entries["prop"].values()]
    assert len(pieces) >= 300
    for piece in pieces:
        assert all(0 < side <= 10 for side in piece.size), piece.id  # type: ignore[attr-defined]


def test_the_garments_cover_the_families_of_a_wardrobe() -> None:
    families = {entry.family for entry in vocabulary().entries["garment"].values()}  # type: ignore[attr-defined]
    assert families >= FAMILIES


def test_no_synonym_is_claimed_twice_within_a_kind_unless_it_is_marked() -> None:
    twice = []
    for kind, by_id in vocabulary().entries.items():
        for language in ("en", "fr"):
            claims: dict[tuple[str, ...], set[str]] = defaultdict(set)
            for entry in by_id.values():
                for phrase in getattr(entry, language):
                    if phrase not in entry.ambiguous:
                        claims[words(phrase)].add(entry.id)
            twice += [f"{kind} {language} {' '.join(k)}: {sorted(v)}" for k, v in claims.items() if len(v) > 1]
    assert not twice


def test_every_synonym_has_words_and_no_article() -> None:
    for kind, entry in vocabulary().all():
        for phrase in (*entry.en, *entry.fr):
            assert words(phrase), f"{kind}/{entry.id}: {phrase!r}"
            assert words(phrase)[0] not in {"the", "le", "la", "les"}, f"{kind}/{entry.id}: {phrase!r}"


def test_the_fast_reader_reads_what_a_yaml_library_reads() -> None:
    for path in sorted(folder().glob("*.yaml")):
        lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
        some = [*lines[:12], *lines[12::9]]
        assert marked_yaml.parse("\n".join(some), path.name).value == [one_line(line) for line in some], path.name


def test_what_entries_name_is_there() -> None:
    rooms = vocabulary().entries["room"].values()
    assert {room.class_ for room in rooms} <= usual_surfaces().keys()  # type: ignore[attr-defined]
    for usual in usual_surfaces().values():
        for material in (usual.floor, usual.wall, usual.ceiling):
            assert material is None or material in vocabulary().entries["material"]
    for pair in conflicts():
        for side in (pair.a, pair.b):
            kind, _, name = side.lstrip("-").partition("/")
            assert kind in KINDS and (not name or name in vocabulary().entries[kind]), side
    for palette in vocabulary().entries["palette"].values():
        assert isinstance(palette, Palette) and bool(palette.hues) != bool(palette.colours), palette.id
    assert {group.language for group in function_words()} == {"en", "fr", "other"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("- {id: oak2, en: [oak two], fr: [chêne], class: wood, colour: brown, roughness: 0.5, metallic: 0}", "colour"),
        ("- {id: oak2, en: [oak two], fr: [chêne deux], class: wood, colour: \"#9a7448\", roughness: 2, metallic: 0}",
         "roughness"),
        ("- {id: oak2, en: [], fr: [chêne deux], class: wood, colour: \"#9a7448\", roughness: 1, metallic: 0}", "en"),
        ("- {id: oak2, fr: [chêne deux], class: wood, colour: \"#9a7448\", roughness: 1, metallic: 0}", "en"),
        ("- {id: oak, en: [oak], fr: [chêne], class: wood, colour: \"#9a7448\", roughness: 1, metallic: 0}", "twice"),
        ("- {id: oak2, en: [oak two, fr: [", "not an entry"),
        ("oak2: wood", "not an entry"),
        ("- {id: oak2, en: [o], fr: [c], class: wood, colour: \"#9a7448\", roughness: 1, metallic: 0, hard: 1}",
         "hard"),
    ],
)  # fmt: skip
def test_a_bad_entry_is_refused_by_file_and_line(tmp_path: Path, line: str, says: str) -> None:
    own = tmp_path / "vocabulary"
    shutil.copytree(folder(), own)
    materials = own / "materials.yaml"
    number = len(materials.read_text("utf-8").splitlines()) + 1
    with materials.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(BadInput) as caught:
        load(own)
    assert caught.value.where == f"materials.yaml:{number}"
    assert says in str(caught.value)


def test_an_entry_that_names_something_unknown_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "vocabulary"
    shutil.copytree(folder(), own)
    rooms = own / "rooms.yaml"
    rooms.write_text(rooms.read_text("utf-8").replace("{dining_table: 1,", "{dinning_table: 1,", 1), "utf-8")
    with pytest.raises(BadInput, match="dinning_table"):
        load(own)
