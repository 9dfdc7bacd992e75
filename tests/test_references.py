"""Promises of references: read alike every time, words win, others' material until declared, seen by the gate."""

from __future__ import annotations

import resource
import shutil
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

import made_pictures as made
import words_recipe
from coulisse.cli import app
from coulisse.consent import roster
from coulisse.consent.desk import open_desk
from coulisse.errors import BadInput, Refused
from coulisse.jobs.references import Given, check_given, referred
from coulisse.jobs.run import Version, run
from coulisse.jobs.words import Asking, asked
from coulisse.jobs.words import Version as Before
from coulisse.media import colour, exr
from coulisse.media.page import Picture, Text
from coulisse.media.palette import lch
from coulisse.production import layout, plates
from coulisse.provenance.credentials import read_credentials
from coulisse.recipes.brief_words import costume_reading, set_reading
from coulisse.recipes.costume_board import CostumeOption, costume_board
from coulisse.recipes.costume_brief import CostumeBrief
from coulisse.recipes.costume_plan import plan_costume
from coulisse.recipes.reference import COLOURS, read_reference
from coulisse.recipes.reference_board import taken
from coulisse.recipes.reference_brief import Reference
from coulisse.recipes.reference_palette import outfit
from coulisse.recipes.reference_surfaces import cloths, followed
from coulisse.recipes.set_board import BoardOption, set_board
from coulisse.recipes.set_brief import SetBrief
from coulisse.recipes.set_surfaces import BALANCES, surfaces_of
from coulisse.scene.staged import hex_of
from small_people import PEOPLE, needs_faces
from words_recipe import SketchBrief

FACE = PEOPLE / "person_3_a.jpg"
ROOM = "a living room with a sofa and two armchairs"


class Sets:
    """Sentences about sets, as the command line reads them."""

    understand = staticmethod(set_reading.understand_set)
    edit = staticmethod(set_reading.edit_set)


class Costumes:
    """Sentences about costumes, as the command line reads them."""

    understand = staticmethod(costume_reading.understand_costume)
    edit = staticmethod(costume_reading.edit_costume)


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COULISSE_KEYS", str(tmp_path / "keys"))


@pytest.fixture
def teal(tmp_path: Path) -> Path:
    return made.saved(tmp_path / "teal.jpg", made.teal_and_orange(), quality=92)


def a_set(words: str, *pictures: Path, **more: object) -> Asking[SetBrief]:
    return referred(asked(SetBrief, Sets(), words), Sets(), Given(pictures, **more))


def near(code: str, hue: float, within: float = 35) -> bool:
    return abs((lch(code)[2] - hue + 180) % 360 - 180) < within


def test_teal_and_orange_is_read_as_teal_that_leads_and_orange_that_answers(teal: Path) -> None:
    read, _ = read_reference([teal])
    again, _ = read_reference([teal])
    assert read == again, "the same picture is read alike"
    assert 4 <= len(read.colours) <= COLOURS
    assert sum(c.share for c in read.colours) == pytest.approx(1, abs=0.01)
    first = read.colours[0]
    assert first.role == "dominant" and near(first.colour, 200) and first.share > 0.4
    accents = [c for c in read.colours if c.role == "accent"]
    assert any(near(c.colour, 65) and lch(c.colour)[1] > 0.1 for c in accents), "the lamp is 2 % of the picture"
    assert all(c.name for c in read.colours)


def test_key_warmth_and_hour_are_read_where_they_are_plain(tmp_path: Path) -> None:
    fog, _ = read_reference([made.saved(tmp_path / "fog.png", made.fog())])
    candle, _ = read_reference([made.saved(tmp_path / "candle.png", made.candlelight())])
    assert fog.read is not None and candle.read is not None
    assert (fog.read.key, candle.read.key) == ("high", "low")
    assert candle.read.warmth == "warm" and candle.read.kelvin < 3500 < 6000 < fog.read.kelvin
    assert candle.read.contrast > 4 * fog.read.contrast and candle.read.level < 0.2 < 0.7 < fog.read.level
    assert candle.read.time_of_day == "night"
    noise = np.random.default_rng(0).integers(0, 255, (300, 300, 3)).astype(np.uint8)
    noisy, _ = read_reference([made.saved(tmp_path / "noise.png", noise)])
    assert noisy.read is not None and noisy.read.busy > 0.3 > 0.05 > fog.read.busy


@pytest.mark.parametrize("suffix", [".png", ".tif", ".exr"])
def test_every_kind_of_picture_gives_the_same_palette(tmp_path: Path, teal: Path, suffix: str) -> None:
    pixels = made.teal_and_orange()
    there, _ = read_reference([made.saved(tmp_path / f"teal{suffix}", pixels)])
    first, _ = read_reference([teal])
    assert near(there.colours[0].colour, lch(first.colours[0].colour)[2], 8)
    assert there.colours[0].share == pytest.approx(first.colours[0].share, abs=0.05)


def test_a_scene_linear_picture_is_exposed_to_be_read_and_rolled_off_above_white(tmp_path: Path) -> None:
    plain = colour.decode_srgb(made.teal_and_orange())
    for factor, told in ((1.0, False), (900.0, True), (0.002, True)):
        path = tmp_path / f"by_{factor:g}.exr"
        exr.write_passes(path, {exr.BEAUTY: plain * np.float32(factor)}, half=False)
        read, notes = read_reference([path])
        assert near(read.colours[0].colour, 200), factor
        assert any("stops" in note for note in notes) == told
        assert read.read is not None and 0.1 < read.read.level < 0.6


def test_several_pictures_give_one_palette_and_seven_are_too_many(tmp_path: Path, teal: Path) -> None:
    warm = made.saved(tmp_path / "warm.png", np.full((200, 300, 3), (200, 60, 40), np.uint8))
    read, _ = read_reference([teal, warm])
    assert read.source == "teal.jpg and 1 more"
    assert any(near(c.colour, 200) for c in read.colours) and any(near(c.colour, 32, 15) for c in read.colours)
    with pytest.raises(BadInput, match="at most 6"):
        read_reference([teal] * 7)


def test_what_is_no_picture_is_said(tmp_path: Path, teal: Path) -> None:
    (tmp_path / "words.jpg").write_text("not a picture")
    (tmp_path / "cut.jpg").write_bytes(teal.read_bytes()[:4000])
    (tmp_path / "empty.png").write_bytes(b"")
    for path in (tmp_path / "words.jpg", tmp_path / "cut.jpg", tmp_path / "empty.png", tmp_path, tmp_path / "none.png"):
        with pytest.raises(BadInput, match="what to do"):
            read_reference([path])


@pytest.mark.slow
def test_forty_megapixels_are_read_in_seconds_and_a_bounded_memory(tmp_path: Path) -> None:
    large = np.kron(made.teal_and_orange(365, 274), np.ones((20, 20, 1), np.uint8))
    Image.fromarray(large).save(tmp_path / "large.jpg", quality=85)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    read, _ = read_reference([tmp_path / "large.jpg"])
    assert near(read.colours[0].colour, 200)
    assert time.process_time() - began < 15
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 700_000, "kilobytes"


def test_what_the_words_leave_open_is_taken_and_told(teal: Path) -> None:
    asking = a_set(ROOM, teal)
    brief = asking.brief
    assert brief.palette.colours == [c.colour for c in brief.reference.colours]
    assert {"palette.colours", "light.level", "light.kelvin"} <= {*brief.reference.taken}
    assert brief.light.level == brief.reference.read.level
    assert any("teal.jpg" in note for note in asking.notes)
    assert "light.level" not in {f.field for f in asking.understood.filled}, "what was taken was not filled in"


def test_words_win_over_the_picture(teal: Path) -> None:
    said = a_set("a candlelit living room with green walls at noon, cosy", teal).brief
    alone = asked(SetBrief, Sets(), "a candlelit living room with green walls at noon, cosy").brief
    assert said.light == alone.light and said.time_of_day == "noon" and said.mood == ["cosy"]
    wall = next(use for use in said.materials if use.where == "wall")
    assert near(wall.colour, lch("#3f8a4b")[2], 25)
    red = a_set("a red living room", teal).brief
    assert red.palette.colours[0] == asked(SetBrief, Sets(), "a red living room").brief.palette.colours[0]
    assert len(red.palette.colours) > 3, "the picture's colours answer the one that was named"


def test_a_costume_takes_the_palette(teal: Path) -> None:
    asking = referred(asked(CostumeBrief, Costumes(), "a long wool coat"), Costumes(), Given((teal,)))
    assert near(asking.brief.palette.colours[0], 200)
    named = referred(asked(CostumeBrief, Costumes(), "a red wool coat"), Costumes(), Given((teal,))).brief
    assert named.garments[0].colour == asked(CostumeBrief, Costumes(), "a red wool coat").brief.garments[0].colour


def test_a_palette_file_leads_and_the_pictures_light_stays(tmp_path: Path, teal: Path) -> None:
    (tmp_path / "deco.gpl").write_text("GIMP Palette\n#\n 176 138 74\tOld brass\n 28 42 74\tMidnight\n")
    brief = a_set(ROOM, teal, palette=tmp_path / "deco.gpl").brief
    assert brief.palette.colours == ["#b08a4a", "#1c2a4a"] and brief.reference.source == "deco.gpl"
    assert [c.name for c in brief.reference.colours] == ["Old brass", "Midnight"]
    assert brief.light.level == brief.reference.read.level
    alone = a_set(ROOM, palette=tmp_path / "deco.gpl").brief
    assert alone.light == asked(SetBrief, Sets(), ROOM).brief.light and alone.use.third_party == "unsure"


def test_a_reference_alone_does_not_say_what_to_make(teal: Path) -> None:
    given = Given((teal,))
    for words in (None, "", "  "):
        with pytest.raises(BadInput, match="must name at least a kind of room"):
            check_given(given, words, None, None, "a kind of room")
    with pytest.raises(BadInput, match="corrected brief"):
        check_given(given, None, Path("set.yaml"), None, "a kind of room")
    with pytest.raises(BadInput, match="not both"):
        check_given(Given((teal,), owned="us", licensed="them"), ROOM, None, None, "a kind of room")
    with pytest.raises(BadInput, match="no picture"):
        a_set(ROOM, owned="us")


def test_a_picture_is_of_others_until_somebody_declares_otherwise(teal: Path) -> None:
    assert a_set(ROOM, teal).brief.use.third_party == "unowned"
    owned = a_set(ROOM, teal, owned="the production").brief
    assert owned.use.third_party == "owned" and owned.reference.cleared
    assert a_set(ROOM, teal, licensed="Agency, for boards").brief.use.third_party == "licensed"
    named = a_set(f"{ROOM} in the style of Zaha Hadid", teal, owned="the production").brief
    assert named.use.third_party == "unowned", "the name in the sentence stays what it is"


def before(tmp_path: Path, asking: Asking[SetBrief]) -> Before:
    folder = tmp_path / "v001"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "brief.yaml").write_text(asking.as_yaml(), "utf-8")
    return Before(folder, "set010", asking.words)


def test_a_change_keeps_the_reference_unless_another_is_given(tmp_path: Path, teal: Path) -> None:
    first = a_set(ROOM, teal)
    version = before(tmp_path, first)
    colder = referred(asked(SetBrief, Sets(), "colder light", version=version), Sets(), Given())
    assert colder.brief.palette == first.brief.palette and colder.brief.reference.pictures
    assert "light.kelvin" not in colder.brief.reference.taken and "light.level" in colder.brief.reference.taken
    green = referred(asked(SetBrief, Sets(), "make it green", version=version), Sets(), Given()).brief
    assert near(green.palette.colours[0], 150, 30), "what was asked leads"
    fog = made.saved(tmp_path / "fog.png", made.fog())
    other = referred(asked(SetBrief, Sets(), None, version=version), Sets(), Given((fog,))).brief
    assert other.reference.source == "fog.png" and other.light.level > 0.7
    assert not {c.colour for c in first.brief.reference.colours} & {*other.palette.colours}
    both = before(tmp_path, colder)
    after = referred(asked(SetBrief, Sets(), None, version=both), Sets(), Given((fog,))).brief
    assert after.light.kelvin == colder.brief.light.kelvin, "a light that words set is not taken over"


def sketched(tmp_path: Path, picture: Path | None, **fields: object) -> Version:
    plate = tmp_path / plates.WORDS
    plate.write_text("stripes\n", "utf-8")
    reference = fields.pop("reference", None) or read_reference([picture] if picture else [])[0]
    brief = SketchBrief.model_validate({"sentence": "stripes", "reference": reference, **fields})
    return run(words_recipe, brief, plate, out=tmp_path / "film")


@needs_faces
def test_a_run_writes_down_what_it_took_from_and_signs_it(tmp_path: Path, teal: Path) -> None:
    done = sketched(tmp_path, teal)
    sha256 = read_reference([teal])[0].pictures[0].sha256
    ledger = open_desk(layout.open_production(tmp_path / "film")).ledger.entries()
    admitted = next(e for e in ledger if e.kind == "run.admitted")
    assert admitted.facts["references"] == [sha256] and admitted.facts["seen"] == []
    signed = read_credentials(next(done.folder.glob("*.png")), None)
    assert signed is not None and signed.intact
    assert [(i.relationship, sha256 in str(i)) for i in signed.ingredients] == [("inputTo", True)]
    assert signed.production["sources"][0]["rights"] == "of others"
    assert signed.production["source_type"].endswith("/algorithmicMedia")
    assert "teal" not in str(signed), "file names name people, too"


@needs_faces
def test_a_reference_that_changed_or_went_is_noticed(tmp_path: Path, teal: Path) -> None:
    read, _ = read_reference([teal])
    made.saved(teal, made.fog())
    with pytest.raises(Refused, match="another picture now"):
        sketched(tmp_path, None, reference=read)
    teal.unlink()
    with pytest.raises(Refused, match="is not there"):
        sketched(tmp_path, None, reference=read)
    made.saved(teal, made.teal_and_orange(), quality=92)
    assert sketched(tmp_path, None, reference=read).folder.name == "v001"
    teal.unlink()
    again = sketched(tmp_path, None, reference=read, seed=3)
    assert again.folder.name == "v002", "what the ledger knows was looked at"


@needs_faces
def test_people_in_a_reference_are_seen_told_and_personal_data(tmp_path: Path) -> None:
    done = sketched(tmp_path, FACE, use={"personal_data": "no", "third_party": "owned"})
    decided = done.report["gate"][0]
    rows = [row for row in decided["screening"]["faces"] if row["file"] == "reference 1"]
    assert rows and rows[0]["original"] and rows[0]["performer"] is None
    assert decided["triage"]["facts"]["personal_data"] == "yes", "whatever the brief says"
    assert done.report["gate"][1]["triage"]["facts"]["personal_data"] == "yes"


def test_a_reference_needs_no_picture() -> None:
    assert Reference().source == "" and not Reference().cleared


def test_walls_floor_and_cloth_follow_the_picture_in_four_ways(teal: Path) -> None:
    brief = a_set(ROOM, teal).brief
    ways = [followed(brief, surfaces_of(brief, BALANCES[n]), n) for n in range(4)]
    assert near(ways[0].wall.colour, 200) and near(ways[1].floor.colour, 200), "the lead, on walls and on the floor"
    assert lch(ways[1].wall.colour)[0] > 0.85, "around a floor that leads the room is pale"
    assert near(ways[2].feature.colour, 200) and ways[2].feature.colour != ways[2].wall.colour
    assert ways[0].floor.material != ways[3].floor.material
    assert all(lch(way.wall.colour)[0] >= 0.3 for way in ways), "a picture's shadows are not painted on walls"
    assert "teal" in ways[0].line
    assert near(cloths(brief, 0)[0], 60, 25), "what is sat on answers"
    assert len({(w.wall.colour, w.floor.material, w.feature.colour) for w in ways}) == 4


def test_what_the_words_put_on_a_surface_stays(teal: Path) -> None:
    brief = a_set("a living room with green walls and a marble floor", teal).brief
    for number in range(4):
        plain, after = (
            surfaces_of(brief, BALANCES[number]),
            followed(brief, surfaces_of(brief, BALANCES[number]), number),
        )
        assert (after.wall, after.floor) == (plain.wall, plain.floor)
    untouched = asked(SetBrief, Sets(), ROOM).brief
    assert followed(untouched, surfaces_of(untouched, BALANCES[0]), 0) == surfaces_of(untouched, BALANCES[0])


def test_a_corrected_palette_is_the_one_that_is_followed(teal: Path) -> None:
    brief = a_set(ROOM, teal).brief
    red = brief.model_copy(update={"palette": brief.palette.model_copy(update={"colours": ["#a02020", "#e8e0d0"]})})
    assert near(followed(red, surfaces_of(red, BALANCES[0]), 0).wall.colour, 27, 15)


def test_a_palette_file_is_taken_at_its_word(tmp_path: Path) -> None:
    (tmp_path / "night.txt").write_text("#101018 night\n#d8b060 lamp\n")
    brief = a_set(ROOM, palette=tmp_path / "night.txt").brief
    assert followed(brief, surfaces_of(brief, BALANCES[0]), 0).wall.colour == "#101018"


def test_four_costumes_lead_with_different_colours_of_one_picture(teal: Path) -> None:
    given = Given((teal,))
    brief = referred(asked(CostumeBrief, Costumes(), "a wool coat and trousers"), Costumes(), given).brief
    dealt = [outfit(brief, number) for number in range(4)]
    assert near(dealt[0][0], 200) and len({d[0] for d in dealt}) == 4
    own = {c.colour for c in brief.reference.colours}
    assert all({d[1], d[4]} <= own for d in dealt), "what answers is the picture's own"
    assert outfit(asked(CostumeBrief, Costumes(), "a wool coat").brief, 0) is None
    options = plan_costume(brief, 2).options
    coats = [next(cut for cut in option.cuts if cut.kind == "coat") for option in options]
    assert near(hex_of(coats[0].goods.colour), 200)


@needs_faces
def test_a_board_names_the_file_and_shows_only_what_is_cleared_and_shows_nobody(tmp_path: Path, teal: Path) -> None:
    others = a_set(ROOM, teal).brief.reference
    assert taken(others).source == "teal.jpg" and taken(others).picture is None
    owned = taken(a_set(ROOM, teal, owned="the production").brief.reference)
    assert owned.picture is not None and max(owned.picture.shape) <= 320
    faces = taken(a_set(ROOM, FACE, owned="the production").brief.reference)
    assert faces.source == FACE.name and faces.picture is None
    reds = taken(a_set("a living room in red, gold, black and white", teal, owned="us").brief.reference)
    assert reds.source == "", "the words' own palette was not taken from anywhere"
    swatch = (("#29676b", 1.0, "teal"),)
    for shown, photographed in ((owned, True), (taken(others), False)):
        a_room = set_board(BoardOption("Option A", "Room", palette=swatch, taken=shown))
        a_coat = costume_board(CostumeOption("Option A", "Coat", palette=swatch, taken=shown))
        for page in (a_room, a_coat):
            texts = [e.text for e in page.elements if isinstance(e, Text)]
            assert "taken from teal.jpg" in texts
            assert any("but the small reference picture" in t for t in texts) == photographed
            assert any(isinstance(e, Picture) for e in page.elements) == photographed


def test_a_board_tells_a_files_palette_from_a_pictures_light(tmp_path: Path, teal: Path) -> None:
    (tmp_path / "deco.gpl").write_text("GIMP Palette\n#\n 176 138 74\tOld brass\n 28 42 74\tMidnight\n")
    both = taken(a_set(ROOM, teal, palette=tmp_path / "deco.gpl").brief.reference)
    assert (both.source, both.light) == ("deco.gpl", "teal.jpg")
    dark = taken(
        a_set("a candlelit living room at noon", teal, palette=tmp_path / "deco.gpl", owned="us").brief.reference
    )
    assert (dark.source, dark.light, dark.picture) == ("deco.gpl", "", None), "nothing was taken from the picture"


def told(*arguments: object) -> str:
    done = CliRunner().invoke(app, [str(a) for a in arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_commands_take_references_and_show_what_they_took(tmp_path: Path, teal: Path) -> None:
    (tmp_path / "house.csv").write_text("name,hex\nmidnight,#1c2a4a\n")
    shown = told("set", ROOM, "--reference", teal, "--reference", teal, "--palette", tmp_path / "house.csv", "--show")
    assert "palette from house.csv" in shown and "teal.jpg" in shown and "taken: [palette.colours" in shown
    (tmp_path / "set.yaml").write_text(shown)
    again = told("set", "--brief", tmp_path / "set.yaml", "--show")
    assert "#1c2a4a" in again and 'rights: "of others"' in again
    coat = told("costume", "a wool coat", "--reference", teal, "--reference-owned", "the production", "--show")
    assert "third_party: owned" in coat and "#" in coat.split("palette:")[1].split("\n")[2]
    three = told("set", ROOM, "--reference", teal, teal, teal, "--show")
    assert three.count("{name: teal.jpg") == 3
    assert told("set", "--reference", teal, teal, ROOM, "--show").count("{name: teal.jpg") == 2
    for wrong, says in ((["set", "a", "dining", "hall"], "in quotes"), (["set", str(teal)], "--reference")):
        assert says in str(CliRunner().invoke(app, wrong).exception)
    for command in ("set", "costume"):
        refused = CliRunner().invoke(app, [command, "--reference", str(teal)])
        assert isinstance(refused.exception, BadInput) and "must name at least" in str(refused.exception)


@pytest.mark.slow
@needs_faces
@pytest.mark.parametrize("command", ["set", "costume"])
def test_a_board_is_made_from_a_sentence_and_a_picture(tmp_path: Path, teal: Path, command: str) -> None:
    words = "a small white hall with a chair" if command == "set" else "a plain wool dress"
    told(command, words, "--reference", teal, "--preview", "--options", 1, "--views", 1, "--out", tmp_path / "film")
    board = next((tmp_path / "film").rglob("*_board.png"))
    with Image.open(board) as page:
        colours = np.asarray(page.convert("RGB")).reshape(-1, 3).astype(int)
    assert (np.abs(colours - (0x29, 0x67, 0x6B)).max(1) < 6).sum() > 2000, "the swatch of the picture's teal"


@needs_faces
def test_somebody_of_the_roster_in_a_reference_is_known_and_named_by_no_file(tmp_path: Path) -> None:
    desk = open_desk(layout.open_production(tmp_path / "film"))
    ada = roster.add(desk, ["Ada Example"], references=[FACE])
    copy = Path(shutil.copy(PEOPLE / "person_3_b.jpg", tmp_path / "still.jpg"))
    done = sketched(tmp_path, copy)
    admitted = next(e for e in desk.ledger.entries() if e.kind == "run.admitted")
    assert admitted.facts["seen"] == [ada.id]
    assert done.report["gate"][0]["screening"]["faces"][0]["performer"] == ada.id
    with pytest.raises(Refused, match="Ada Example"):
        sketched(tmp_path, Path(shutil.copy(copy, tmp_path / "Ada Example at the sea.jpg")))
