"""Promises for what is made from words: kept with its words, never called photographed, screened like all else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

import words_recipe
from coulisse.errors import BadInput, Refused
from coulisse.jobs.run import Version, run
from coulisse.jobs.words import asked, find_version
from coulisse.production import plates
from coulisse.provenance.credentials import read_credentials
from coulisse.recipes.brief_words import set_reading
from coulisse.recipes.brief_words.brands import brands_in
from coulisse.recipes.set_brief import SetBrief
from small_people import PEOPLE, needs_faces
from words_recipe import SketchBrief

pytestmark = needs_faces
FACE = str(PEOPLE / "person_3_a.jpg")


class Sets:
    """Sentences about sets, as the command line reads them."""

    def understand(self, text: str):
        return set_reading.understand_set(text)

    def edit(self, brief: SetBrief, text: str):
        return set_reading.edit_set(brief, text)


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COULISSE_KEYS", str(tmp_path / "keys"))


def sketched(tmp_path: Path, words: str = "stripes", **fields: object) -> Version:
    plate = tmp_path / plates.WORDS
    plate.write_text(words + "\n", "utf-8")
    brief = SketchBrief.model_validate({"sentence": words, **fields})
    return run(words_recipe, brief, plate, out=tmp_path / "film")


def test_the_words_stand_for_the_plate_and_the_shot_is_named_for_its_recipe(tmp_path: Path) -> None:
    first, other = sketched(tmp_path), sketched(tmp_path, "other stripes")
    assert (first.shot, other.shot) == ("sketch010", "sketch020")
    assert (tmp_path / "film/shots/sketch010/plate/asked.txt").read_text("utf-8") == "stripes\n"
    assert sketched(tmp_path, seed=4).folder.name == "v002", "the same words are the same shot"


def test_nothing_made_from_words_is_called_photographed(tmp_path: Path) -> None:
    made = sketched(tmp_path)
    signed = read_credentials(next(made.folder.glob("*.png")), None)
    assert signed is not None and signed.intact
    assert signed.actions[0].what == "c2pa.created"
    assert signed.production is not None and signed.production["captured"] is False
    assert signed.production["source_type"].endswith("/algorithmicMedia")
    assert not signed.ingredients


def test_a_stranger_in_a_picture_made_from_words_holds_it(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nobody on the roster"):
        sketched(tmp_path, pasted=FACE)


def test_a_stranger_on_a_page_of_a_pdf_alone_holds_it_too(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"\.pdf.*nobody on the roster"):
        sketched(tmp_path, pasted=FACE, on_paper=True)


def test_a_stranger_upside_down_holds_it_too_for_a_real_face_is_sure_enough(tmp_path: Path) -> None:
    turned = tmp_path / "turned.png"
    with Image.open(FACE) as face:
        face.rotate(180).save(turned)
    with pytest.raises(Refused, match="nobody on the roster"):
        sketched(tmp_path, pasted=str(turned))


def test_a_picture_named_txt_is_no_words(tmp_path: Path) -> None:
    lying = tmp_path / plates.WORDS
    lying.write_bytes(Path(FACE).read_bytes())
    assert not plates.is_words(lying)
    with pytest.raises(BadInput):
        run(words_recipe, SketchBrief(), lying, out=tmp_path / "film")


def test_a_version_is_found_by_its_number_and_not_guessed_where_two_have_it(tmp_path: Path) -> None:
    sketched(tmp_path)
    found = find_version(tmp_path / "film", words_recipe, "v001", None)
    assert found.shot == "sketch010" and found.words == "stripes"
    sketched(tmp_path, "other stripes")
    with pytest.raises(BadInput, match="sketch010, sketch020"):
        find_version(tmp_path / "film", words_recipe, "v001", None)
    assert find_version(tmp_path / "film", words_recipe, "sketch020/v001", None).words == "other stripes"
    with pytest.raises(BadInput, match="no such version"):
        find_version(tmp_path / "film", words_recipe, "v007", "sketch010")


def test_a_change_is_made_to_the_version_that_was_named_and_nothing_else_moves(tmp_path: Path) -> None:
    first = asked(SetBrief, Sets(), "a kitchen with a table and six chairs, oak floor")
    folder = tmp_path / "v001"
    folder.mkdir()
    (folder / "brief.yaml").write_text(first.as_yaml(), "utf-8")
    (folder / "layouts.json").write_text("[]", "utf-8")
    from coulisse.jobs.words import Version as Made

    second = asked(SetBrief, Sets(), "colder light", version=Made(folder, "set010", first.words))
    before, after = first.brief.model_dump(), second.brief.model_dump()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"light", "sentence", "layouts"}
    assert after["light"]["kelvin"] > before["light"]["kelvin"]
    assert second.shot == "set010" and json.loads(Path(after["layouts"]).read_text()) == []


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("a lounge in the style of Philippe Starck", ("Philippe Starck",)),
        ("a hermès scarf shop", ("hermès",)),
        ("une robe de Jean-Paul Gaultier", ("Jean Paul Gaultier",)),
        ("a gap in the wall and two vans in a garage", ()),
        ("a bunker in raw concrete", ()),
    ],
)
def test_brands_and_designers_are_noticed_and_ordinary_words_are_not(sentence: str, named: tuple[str, ...]) -> None:
    assert brands_in(sentence) == named


def test_a_brand_counts_as_other_peoples_material_until_somebody_says_otherwise() -> None:
    asking = asked(SetBrief, Sets(), "a living room in the style of Zaha Hadid")
    assert asking.brief.use.third_party == "unowned"
    assert any("Zaha Hadid" in note for note in asking.notes)
    assert asked(SetBrief, Sets(), "a living room").brief.use.third_party == "unsure"


@pytest.mark.parametrize("words", ["xyzzy plugh", "of the and"])
def test_words_that_mean_nothing_here_make_nothing(words: str) -> None:
    with pytest.raises(BadInput, match=r"none of these words|fifth|neither|nothing"):
        asked(SetBrief, Sets(), words)


@pytest.mark.parametrize("words", [None, "", "   "])
def test_nothing_asked_is_said_to_be_nothing(words: str | None) -> None:
    with pytest.raises(BadInput, match="nothing is asked"):
        asked(SetBrief, Sets(), words)
