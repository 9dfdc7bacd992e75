"""Promises of a set from a sentence, through the real run: every file, true to scale, changed by words, or refused."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ezdxf
import numpy as np
import pytest
from pxr import Usd, UsdGeom, UsdLux
from pypdf import PdfReader

from consent_desk import actor, new_desk, person
from coulisse.consent.desk import policy
from coulisse.consent.policy_change import set_policy
from coulisse.errors import Refused, Unavailable
from coulisse.jobs.run import Version
from coulisse.media import exr, images
from coulisse.media.dxf import faults
from coulisse.media.page_raster import page_pixels
from coulisse.production.layout import open_production
from coulisse.provenance.credentials import read_credentials
from coulisse.recipes import board_files
from coulisse.render import blender
from coulisse.scene.drawing_pens import CUT
from paper import MM, paths_of
from sketched import TINY, made_in, sketched, stage_set
from small_people import needs_faces
from speaking import coulisse

pytestmark = needs_faces

PLAIN = "a bedroom 4 m by 3 m, 2.5 m high, oak floor, plaster walls, a bed and a wardrobe"
HERE = Path(__file__).parent
# All that the streamer's policy asks beside whose material it is.
ANSWERED = {"secured": "yes", "story": "background", "real_events": "no", "replaces_performance": "no",
            "union_work": "no", "personal_data": "no"}  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def small() -> Iterator[None]:
    """Pictures of a few pixels: what is promised here does not hang on their size."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage_set, "SIZES", {**stage_set.SIZES, "preview": TINY, "proof": TINY})
        patch.setattr(board_files, "page_pixels", lambda page, dpi: page_pixels(page, dpi=40))
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Version:
    """Two options of a plain room."""
    return sketched(stage_set, tmp_path_factory.mktemp("set") / "film", PLAIN, options=2)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def layouts(version: Version) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((version.folder / "layouts.json").read_text("utf-8"))
    return found


def test_every_option_has_its_files_and_the_overview_comes_first(made: Version) -> None:
    for option in (1, 2):
        endings = {p.name.split(f"option{option}_")[1] for p in (made.folder / f"option_{option}").iterdir()}
        assert endings == {
            "board.pdf", "board.png", "materials.csv", "pieces.csv", "plan.pdf", "plan.dxf", "stage.usdc",
            "wide.exr", "wide.png",
        }  # fmt: skip
        board = PdfReader(made_in(made, option, "board.pdf")).pages[0]
        assert float(board.mediabox.width) * MM == pytest.approx(420, abs=0.1)
        assert "bedroom" in board.extract_text().lower()
    assert [p.name.rpartition("_")[2] for p in made.headline] == [
        "overview.png", "overview.pdf", "board.png", "board.png",
    ]  # fmt: skip
    assert all(p.is_file() for p in made.headline)


def test_the_printed_plan_is_true_to_the_scale_that_stands_on_it(made: Version) -> None:
    pdf = made_in(made, 1, "plan.pdf").read_bytes()
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    wall = float(layouts(made)[0]["room"]["wall"])
    (scale,) = (s for s in (25, 50, 100) if f"1:{s} on" in text)
    walls = [path for weight, path in paths_of(pdf) if abs(weight - CUT.weight) < 0.01 and len(path) > 4]
    spans = [max(x for x, _ in path) - min(x for x, _ in path) for path in walls]
    assert max(spans) == pytest.approx((4 + 2 * wall) * 1000 / scale, abs=0.01)


def test_the_plan_opens_in_cad_in_metres_with_the_corner_of_the_room_at_zero(made: Version) -> None:
    path = made_in(made, 1, "plan.dxf")
    assert faults(path) == []
    document = ezdxf.readfile(path)
    assert document.header["$INSUNITS"] == 6
    walls = document.modelspace().query('LWPOLYLINE[layer=="A-WALL"]')
    corners = {(round(x, 4), round(y, 4)) for line in walls for x, y in line.get_points("xy")}
    assert {(0.0, 0.0), (4.0, 3.0)} <= corners


def test_the_stage_opens_in_usd_in_metres_with_its_cameras_and_lights(made: Version) -> None:
    stage = Usd.Stage.Open(str(made_in(made, 1, "stage.usdc")))
    assert UsdGeom.GetStageMetersPerUnit(stage) == 1.0 and UsdGeom.GetStageUpAxis(stage) == "Z"
    everything = list(Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies()))
    cameras = {p.GetName() for p in everything if p.IsA(UsdGeom.Camera)}
    assert {c["name"] for c in layouts(made)[0]["cameras"]} & cameras
    assert any(p.HasAPI(UsdLux.LightAPI) for p in everything)
    floors = [p for p in everything if p.IsInstance() and p.GetDisplayName().startswith("floor")]
    box = UsdGeom.BBoxCache(Usd.TimeCode.Default(), [UsdGeom.Tokens.default_]).ComputeWorldBound(floors[0])
    size = box.ComputeAlignedRange().GetSize()
    assert (size[0], size[1]) == pytest.approx((4, 3), abs=0.7), "the floor runs under the walls, no further"


def test_the_view_is_an_exr_of_passes(made: Version) -> None:
    layers, _ = exr.read_passes(made_in(made, 1, "wide.exr"))
    assert {"beauty", "albedo", "normal", "depth"} <= set(layers)
    assert layers["beauty"].shape[:2] == (TINY[1], TINY[0])
    assert np.isfinite(layers["beauty"]).all() and layers["beauty"].max() > 0
    middle = layers["depth"][TINY[1] // 2, TINY[0] // 2]
    assert 0.3 < float(np.max(middle)) < 8, "metres, in a room of four by three"


def test_the_areas_of_the_list_are_those_that_one_reckons_by_hand(made: Version) -> None:
    found = {row["what"]: row for row in rows(made_in(made, 1, "materials.csv"))}
    openings = sum(o["width"] * o["height"] for o in layouts(made)[0]["room"]["openings"])
    assert float(found["floor"]["amount"]) == pytest.approx(4 * 3, abs=0.06)
    assert float(found["ceiling"]["amount"]) == pytest.approx(4 * 3, abs=0.06)
    assert float(found["wall"]["amount"]) == pytest.approx(2 * (4 + 3) * 2.5 - openings, abs=0.06)
    assert (found["floor"]["material"], found["wall"]["material"]) == ("oak", "plaster")
    assert {row["unit"] for row in found.values()} <= {"m2", "m", "1", ""}


def test_the_list_of_pieces_is_what_stands_in_the_plan(made: Version) -> None:
    for option in (1, 2):
        listed = {row["what"]: int(row["amount"]) for row in rows(made_in(made, option, "pieces.csv"))}
        placed = [p["label"] for p in layouts(made)[option - 1]["pieces"]]
        assert listed == {label: placed.count(label) for label in set(placed)}
        assert listed["Bed"] == listed["Wardrobe"] == 1


def test_the_options_are_designs_of_their_own(made: Version) -> None:
    told = made.report["measured"]["options"]
    for of in ("design", "tries", "materials", "light"):
        assert len({option[of] for option in told}) == 2, of
    first, second = ({(p["name"], p["x"], p["y"], p["facing"]) for p in one["pieces"]} for one in layouts(made))
    assert first != second
    for option in told:
        rules = option["rules"]
        assert {"intersection", "doors open", "passage", "cameras"} <= rules.keys()
        assert rules["intersection"]["measured"] == 0 and rules["passage"]["measured"] >= rules["passage"]["asked"]


def test_what_was_added_is_said(made: Version) -> None:
    assert any("a door was added" in note for note in made.report["notes"])


def test_a_board_is_signed_and_not_called_photographed(made: Version) -> None:
    signed = read_credentials(made_in(made, 1, "board.png"), None)
    assert signed is not None and signed.intact and signed.production is not None
    assert signed.production["captured"] is False


def test_a_change_by_words_leaves_alone_what_it_does_not_name(made: Version) -> None:
    film = made.folder.parents[3]
    after = sketched(stage_set, film, "colder light, replace the wardrobe by a bookcase", version="v001", options=2)
    assert (after.shot, after.number) == (made.shot, 2)
    named = {"wardrobe", "bookcase"}
    for before, now, option in zip(layouts(made), layouts(after), (1, 2), strict=True):
        assert now["room"] == before["room"]
        stood, stands = ([p for p in one["pieces"] if p["name"] not in named] for one in (before, now))
        assert [p["name"] for p in stands] == [p["name"] for p in stood], "and nothing comes that nobody named"
        for was, is_ in zip(stood, stands, strict=True):
            for side in ("x", "y", "base", "width", "depth"):
                assert is_[side] == pytest.approx(was[side], abs=0.001), was["name"]
            assert is_["facing"] == pytest.approx(was["facing"], abs=0.1), was["name"]
        assert {p["name"] for p in now["pieces"]} & named == {"bookcase"}
        lists = [rows(made_in(version, option, "materials.csv")) for version in (made, after)]
        assert [r["material"] for r in lists[0]] == [r["material"] for r in lists[1]]
    brief = (after.folder / "brief.yaml").read_text("utf-8")
    assert "bookcase" in brief and "wardrobe" not in brief.partition("architecture:")[2]


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from sketched import TINY, sketched, stage_set
stage_set.SIZES = {{**stage_set.SIZES, "preview": TINY}}
views = stage_set._views
def killed(*given):
    stage_set.SIZES = {{"preview": TINY}}
    views(*given)
    os.kill(os.getpid(), signal.SIGKILL)
stage_set._views = killed
sketched(stage_set, Path(sys.argv[1]), sys.argv[2], options=2)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_killed_half_way_it_goes_on_and_ends_in_the_same_bytes_as_one_that_was_not(
    made: Version, tmp_path: Path
) -> None:
    film = tmp_path / "film"
    code = KILLED.format(tests=str(HERE))
    done = subprocess.run([sys.executable, "-c", code, str(film), PLAIN], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    (partial,) = film.glob("shots/*/stage_set/*.partial")
    pictures = {p.relative_to(partial): p.stat().st_mtime_ns for p in partial.glob("option_*/[!.]*.png")}
    assert len(pictures) == 2
    again = sketched(stage_set, film, PLAIN, options=2)
    assert again.report["runs"] == 2 and again.number == 1
    for option in (1, 2):
        for ending in ("plan.pdf", "plan.dxf", "materials.csv", "pieces.csv"):
            assert made_in(again, option, ending).read_bytes() == made_in(made, option, ending).read_bytes(), ending
        first, second = (images.read_picture(made_in(v, option, "wide.png")).pixels for v in (made, again))
        assert np.array_equal(first, second)
    assert again.report["subject_sha256"] == made.report["subject_sha256"], "before credentials, which are dated"


# Words that are not taken


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "nothing is asked"),
        ("ein großes Zimmer mit einem Tisch und vielen Stühlen und einer Lampe", "German"),
        ("a windowless room with a view", "`windowless` and `view` contradict each other"),
        ("a room 900 m long", "a size that no set"),
        ("a bedroom 30 cm by 20 cm with a double bed", "what to do"),
        ("gluon spanner", "none of these words names anything"),
        ("a red chair and " * 1250, "5000 words; at most 400"),
    ],
    ids=["empty", "German", "contradiction", "too large", "too small", "nothing understood", "5,000 words"],
)
def test_a_sentence_that_cannot_be_made_is_refused_in_plain_words(tmp_path: Path, words: str, said: str) -> None:
    status, _, told = coulisse("set", words, "--preview", "--out", tmp_path / "film")
    assert status == 2 and said in told and "what to do" in told
    assert "Traceback" not in told and "fault of ours" not in told
    assert not list(tmp_path.glob("film/shots/*/stage_set/v*"))


def test_a_sentence_can_be_looked_at_corrected_and_given_back(tmp_path: Path) -> None:
    status, shown, _ = coulisse("set", PLAIN + ", a gluon spanner", "--show", "--options", "1", "--seed", "5")
    assert status == 0 and "# not understood: [gluon, spanner]" in shown and "seed: 5" in shown
    path = tmp_path / "set.yaml"
    path.write_text(shown.replace("what: wardrobe, count: 1", "what: wardrobe, count: 2"), "utf-8")
    status, again, _ = coulisse("set", "--brief", path, "--show")
    assert status == 0 and "what: wardrobe, count: 2" in again and "options: 1" in again
    status, verdict, _ = coulisse("triage", path, "--recipe", "set", "--out", _production(tmp_path))
    assert status == 0 and "verdict: go ahead" in verdict
    path.write_text(shown.replace("view: interior", "view: underwater"), "utf-8")
    status, _, told = coulisse("set", "--brief", path, "--show")
    assert status == 2 and "view" in told and "set.yaml:" in told


def _production(folder: Path) -> Path:
    open_production(folder / "film")
    return folder / "film"


def test_layouts_that_are_no_layouts_are_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "layouts.json").write_text('{"not": "layouts"}')
    brief = tmp_path / "set.yaml"
    brief.write_text(f"room: bedroom\noptions: 1\nlayouts: {tmp_path / 'layouts.json'}\n")
    status, _, told = coulisse("set", "--brief", brief, "--preview", "--out", tmp_path / "film")
    assert status == 2 and "is not the layouts of a version" in told


# The gate


def test_a_brands_name_is_asked_about_by_a_policy_that_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = new_desk(tmp_path, monkeypatch)
    roles = policy(desk).changed_by
    _, key = person(desk, *roles)
    set_policy(desk, "streamer", [(role, key) for role in roles])
    with pytest.raises(Refused, match="copies-temporary") as refused:
        sketched(stage_set, desk.folder, "a living room in the style of Philippe Starck", use=ANSWERED)
    assert "coulisse approve BRIEF.yaml --role legal --recipe stage_set" in str(refused.value)
    assert not list(desk.folder.glob("shots/*/stage_set/v*/option_*"))


@pytest.mark.parametrize("name", ["Ada Example", "\u0410d\u0430 Ex\u0430mple"], ids=["plain", "in Cyrillic"])
def test_a_name_of_the_roster_in_the_sentence_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    desk = new_desk(tmp_path, monkeypatch)
    actor(desk, "Ada Example")
    with pytest.raises(Refused, match="named-person"):
        sketched(stage_set, desk.folder, f"a bedroom for {name}, oak floor")
    assert not list(desk.folder.glob("shots/*/stage_set/v*/option_*"))


# The path tracer


@pytest.mark.slow
def test_a_proof_is_path_traced_and_has_names_for_what_it_shows(tmp_path: Path) -> None:
    try:
        blender.interpreter()
    except Unavailable:
        pytest.skip("Blender's bpy is not here: make blender")
    version = sketched(stage_set, tmp_path / "film", PLAIN, quality="proof")
    assert not any("quick renderer" in note for note in version.report["notes"])
    layers, header = exr.read_passes(made_in(version, 1, "wide.exr"))
    assert {"beauty", "depth", "normal", "albedo"} <= set(layers)
    beauty = layers["beauty"][..., :3]
    assert np.isfinite(beauty).all() and 0.01 < float(beauty.mean()) < 3
    assert any("crypto" in name for name in {*layers, *map(str, header)})
    assert made_in(version, 1, "wide.png").stat().st_size > 1000
