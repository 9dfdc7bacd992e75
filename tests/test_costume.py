"""Promises of a costume from a sentence, through the real run: cloth outside the body, true patterns, whose body."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pxr import Usd, UsdGeom, UsdLux
from pypdf import PdfReader

from consent_desk import actor, granted, new_desk
from coulisse.errors import BadInput, Refused, Unavailable
from coulisse.jobs.run import Version
from coulisse.media import exr, images, movies
from coulisse.media.page_raster import page_pixels
from coulisse.models.catalogue import find
from coulisse.recipes import board_files
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.render import blender
from paper import MM, paths_of
from sketched import costume, made_in, sketched
from small_people import needs_faces
from speaking import coulisse

pytestmark = [
    needs_faces,
    pytest.mark.skipif(find("makehuman") is None, reason="no bodies here: coulisse models fetch makehuman"),
]
needs_npm = pytest.mark.skipif(shutil.which("npm") is None, reason="Node.js is not on this machine")

TINY = (48, 72)
WORN = "a red wool pencil skirt and a white cotton shirt"
PLAIN = {"turntable": False, "patterns": False}
CARD = {"height": 178.0, "chest": 96.0, "waist": 80.0, "hips": 98.0}
REPLICA = {"kind": "costume_on_body", "description": "Costumes for the harbour scenes are fitted on her own measures."}


@pytest.fixture(autouse=True, scope="module")
def small() -> Iterator[None]:
    """Pictures of a few pixels, and a turntable of a few small frames."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(costume, "SIZES", {**costume.SIZES, "preview": TINY, "proof": TINY, "final": TINY})
        patch.setattr(costume, "TURNS", 8)
        patch.setattr(costume, "TURN_SIZE", TINY)
        patch.setattr(board_files, "page_pixels", lambda page, dpi: page_pixels(page, dpi=40))
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """Two options of a skirt and a shirt, with the patterns where Node.js is."""
    return sketched(costume, tmp_path_factory.mktemp("costume") / "film", WORN, options=2)


def test_every_option_has_its_files_and_the_lineup_comes_first(made: Version) -> None:
    for option in (1, 2):
        endings = {p.name.split(f"option{option}_")[1] for p in (made.folder / f"option_{option}").iterdir()}
        asked = {"board.pdf", "board.png", "materials.csv", "stage.usdc", "front.exr", "front.png"}
        assert asked <= endings and all(name.startswith("pattern_") for name in endings - asked)
    assert [p.name.rpartition("_")[2] for p in made.headline] == ["lineup.png", "lineup.pdf", "board.png", "board.png"]
    lineup = PdfReader(made.headline[1]).pages[0]
    assert float(lineup.mediabox.width) * MM == pytest.approx(420, abs=0.1)
    assert {"OPTION A", "OPTION B"} <= set(lineup.extract_text().splitlines())


def test_no_cloth_is_inside_the_body(made: Version) -> None:
    for option in made.report["measured"]["options"]:
        kinds = {garment["kind"] for garment in option["garments"]}
        assert {"shirt", "pencil_skirt"} <= kinds
        for garment in option["garments"]:
            assert garment["inside"] == 0, garment
            assert garment["depth"] <= 0.0005, "metres"


def test_what_was_named_is_worn_in_every_option_and_the_rest_differs(made: Version) -> None:
    told = made.report["measured"]["options"]
    assert len({option["tries"] for option in told}) == 2
    for option in told:
        cloths = {garment["kind"]: garment["cloth"] for garment in option["garments"]}
        assert "cotton" in _fibre(cloths["shirt"]) and "wool" in _fibre(cloths["pencil_skirt"])
    first, second = (images.read_picture(made_in(made, n, "front.png")).pixels for n in (1, 2))
    assert not np.array_equal(first, second)


def _fibre(cloth: str) -> str:
    """A fabric of the vocabulary, with all that it says of itself."""
    return f"{cloth} {vocabulary().get('fabric', cloth)}"


def test_the_skirt_is_red_and_the_shirt_is_not(made: Version) -> None:
    layers, _ = exr.read_passes(made_in(made, 1, "front.exr"))
    albedo = layers["albedo"][..., :3]
    across = albedo[:, TINY[0] // 2 - 3 : TINY[0] // 2 + 3].mean(1)  # down the middle of the figure
    redness = across[:, 0] / (across.mean(1) + 1e-6)
    skirt = int(redness.argmax())
    assert redness[skirt] > 1.6 and 0.35 < skirt / TINY[1] < 0.8


def test_the_stage_opens_in_usd_in_metres_at_the_height_of_the_body(made: Version) -> None:
    stage = Usd.Stage.Open(str(made_in(made, 1, "stage.usdc")))
    assert UsdGeom.GetStageMetersPerUnit(stage) == 1.0
    everything = list(Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies()))
    assert any(p.IsA(UsdGeom.Camera) for p in everything) and any(p.HasAPI(UsdLux.LightAPI) for p in everything)
    boxes = UsdGeom.BBoxCache(Usd.TimeCode.Default(), [UsdGeom.Tokens.default_])
    tops = {p.GetDisplayName(): boxes.ComputeWorldBound(p).ComputeAlignedRange() for p in everything if p.IsInstance()}
    body = next(box for name, box in tops.items() if "body" in name or "mannequin" in name)
    height = made.report["measured"]["body"]["got_cm"]["height"] / 100
    assert body.GetMax()[2] == pytest.approx(height, abs=0.04)


def test_a_preview_says_that_it_has_no_turntable(made: Version) -> None:
    assert any("no turntable in a preview" in note for note in made.report["notes"])


@pytest.mark.slow
def test_the_turntable_of_a_final_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_blender() -> Path:
        raise Unavailable("the quick renderer draws the turntable, and here the views, too")

    monkeypatch.setattr(blender, "interpreter", no_blender)
    version = sketched(costume, tmp_path / "film", "a wool cape", patterns=False, quality="final")
    frames = list(movies.read_frames(made_in(version, 1, "turntable.mp4")))
    assert len(frames) == 8
    assert float(np.abs(frames[0] - frames[1]).mean()) > 1e-3


@needs_npm
def test_a_pattern_has_its_test_square_of_five_centimetres(made: Version) -> None:
    pdf = made_in(made, 1, "pattern_shirt.pdf").read_bytes()
    sizes = []
    for _, path in paths_of(pdf):
        x, y = [p[0] for p in path], [p[1] for p in path]
        sizes.append((max(x) - min(x), max(y) - min(y)))
    drawn = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert "5 cm" in drawn or "50 mm" in drawn
    assert any(s == pytest.approx((50.0, 50.0), abs=0.01) for s in sizes) or _rectangles(pdf)


def _rectangles(pdf: bytes) -> bool:
    """Whether page one has a rectangle of 50.00 by 50.00 mm, drawn as one."""
    stream = PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert stream is not None
    scale, found = 1.0, False
    for line in stream.get_data().split(b"\n"):
        words = line.split()
        if words[-1:] == [b"re"]:
            found |= all(abs(abs(float(w)) * scale * MM - 50.0) < 0.01 for w in words[-3:-1])
    return found


@needs_npm
def test_a_preview_is_to_choose_by_and_says_what_it_leaves_to_the_final(tmp_path: Path) -> None:
    version = sketched(costume, tmp_path / "film", "a wool cape", preview=True)
    kept = {p.name.split("option1_")[1] for p in (version.folder / "option_1").iterdir()}
    assert kept == {"board.pdf", "board.png", "materials.csv", "front.exr", "front.png"}
    assert any("the final has them" in note for note in version.report["notes"])


def test_a_garment_without_a_pattern_is_said_to_have_none(made: Version) -> None:
    assert any("high heels: no sewing pattern" in note for note in made.report["notes"])
    assert not list(made.folder.glob("option_1/*pattern_high_heels.pdf"))
    with made_in(made, 1, "materials.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {"item", "amount"} <= rows[0].keys() and any(" m" in row["amount"] for row in rows)


def test_a_change_by_words_leaves_alone_what_it_does_not_name(made: Version) -> None:
    film = made.folder.parents[3]
    after = sketched(costume, film, "the skirt in dark green", version="v001", options=1, **PLAIN)
    assert (after.shot, after.number) == (made.shot, 2)
    before, now = (version.report["measured"]["options"][0]["garments"] for version in (made, after))
    assert [(g["kind"], g["cloth"]) for g in before] == [(g["kind"], g["cloth"]) for g in now]
    colours = json.dumps((after.folder / "brief.yaml").read_text("utf-8"))
    assert "#c1272d" not in colours.lower()


# Words and cards that are not taken


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "nothing is asked"),
        ("ein langer Mantel aus Wolle mit einem roten Kragen und vielen Knöpfen", "German"),
        ("a sleeveless coat with long sleeves", "contradict"),
        ("blue silk", "none of these words names anything"),
        ("oak and brass", "none of these words names anything"),
        ("a red coat and " * 1250, "at most 400"),
    ],
    ids=["empty", "German", "contradiction", "nothing to wear", "nothing understood", "5,000 words"],
)
def test_a_sentence_that_cannot_be_made_is_refused_in_plain_words(tmp_path: Path, words: str, said: str) -> None:
    status, _, told = coulisse("costume", words, "--preview", "--out", tmp_path / "film")
    assert status == 2 and said in told and "what to do" in told
    assert "Traceback" not in told and "fault of ours" not in told
    assert not list(tmp_path.glob("film/shots/*/costume/v*"))


def test_measures_of_nobody_knows_whom_are_refused(tmp_path: Path) -> None:
    card = tmp_path / "card.yaml"
    card.write_text("height: 172\nchest: 34 in\nwaist: 70\n")
    status, _, told = coulisse(
        "costume", "a wool coat", "--measurements", card, "--preview", "--out", tmp_path / "film"
    )
    assert status == 2 and "whose measures these are" in told and "--performer" in told
    assert not list(tmp_path.glob("film/shots/*"))


@pytest.mark.parametrize(
    ("card", "said"),
    [("height: 172\ninseam: 140\n", "inseam"), ("height: 5\n", "height"), ("hight: 172\n", "height")],
)
def test_a_card_that_no_body_has_is_refused_with_its_line(tmp_path: Path, card: str, said: str) -> None:
    path = tmp_path / "card.yaml"
    path.write_text(card)
    status, _, told = coulisse(
        "costume", "a wool coat", "--measurements", path, "--performer", "nobody", "--out", tmp_path / "film"
    )
    assert status == 2 and "card.yaml:" in told and said in told


def test_measures_of_a_brief_that_no_body_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no body's"):
        sketched(
            costume, tmp_path / "film", "a wool cape", **PLAIN,
            body={"whose": "nobody", "measures": {"height": 172.0, "inseam": 114.0}},
        )  # fmt: skip


# The gate: a performer's own measures are their body


def test_a_performers_body_takes_their_grant_and_is_then_fitted_to_their_measures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(tmp_path, monkeypatch)
    ada = actor(desk)
    body = {"whose": "performer", "performer": ada.performer.id, "measures": CARD, "sex": 0.0}
    with pytest.raises(Refused, match="likeness-needs-consent"):
        sketched(costume, desk.folder, "a wool cape", **PLAIN, body=body)
    assert not list(desk.folder.glob("shots/*/costume/v*/option_*"))
    held = granted(desk, ada, tmp_path, shots=["costume*"], uses=[REPLICA])
    version = sketched(costume, desk.folder, "a wool cape", **PLAIN, body=body)
    assert list(version.report["gate"][1]["grants"]) == [held.id]
    got = version.report["measured"]["body"]["got_cm"]
    for name, value in CARD.items():
        assert got[name] == pytest.approx(value, abs=1.0), name


def test_a_name_of_the_roster_in_the_sentence_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = new_desk(tmp_path, monkeypatch)
    actor(desk, "Ada Example")
    with pytest.raises(Refused, match="named-person"):
        sketched(costume, desk.folder, "a wool coat for Ada Example", **PLAIN)


@pytest.mark.slow
def test_a_proof_is_path_traced(tmp_path: Path) -> None:
    try:
        blender.interpreter()
    except Unavailable:
        pytest.skip("Blender's bpy is not here: make blender")
    version = sketched(costume, tmp_path / "film", "a wool cape", **PLAIN, quality="proof")
    assert not any("quick renderer" in note for note in version.report["notes"])
    layers, _ = exr.read_passes(made_in(version, 1, "front.exr"))
    assert 0.01 < float(layers["beauty"][..., :3].mean()) < 3
