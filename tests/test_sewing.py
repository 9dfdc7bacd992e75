"""Promises of a sewing pattern: true scale, all its parts, enough cloth, and a plain word where no design fits."""

from __future__ import annotations

import math
import re
import shutil
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from pypdf import PdfReader
from ruamel.yaml import YAML

from coulisse.errors import BadInput, Unavailable
from coulisse.media import freesewing
from coulisse.media.sewing_designs import DESIGNS, Design, design_for
from coulisse.media.sewing_lay import cloth, lay
from coulisse.media.sewing_parts import parts_of, polygon_area
from coulisse.media.sewing_pattern import Pattern, pattern
from coulisse.scene.body_reading import Measurements

MM = 72 / 25.4
# Of a fitted woman of 172 cm, as body_tapes.pattern_tapes gives them.
TAPES = {
    "ankle": 21.3, "biceps": 26.5, "bustSpan": 13.2, "chest": 87.3, "crossSeam": 71.2, "crossSeamFront": 32.0,
    "crotchDepth": 27.9, "head": 55.0, "heel": 28.1, "highBust": 86.0, "hips": 83.6, "hpsToBust": 27.5,
    "hpsToWaistBack": 42.1, "hpsToWaistFront": 44.4, "inseam": 79.5, "knee": 36.5, "neck": 33.3, "seat": 96.1,
    "seatBack": 49.0, "shoulderSlope": 23.5, "shoulderToElbow": 30.6, "shoulderToShoulder": 38.9,
    "shoulderToWrist": 56.9, "underbust": 74.4, "upperLeg": 55.5, "waist": 70.4, "waistBack": 34.0,
    "waistToArmpit": 19.8, "waistToFloor": 107.2, "waistToHips": 11.6, "waistToKnee": 58.2, "waistToSeat": 24.2,
    "waistToUnderbust": 9.3, "waistToUpperLeg": 26.9, "wrist": 15.4,
}  # fmt: skip
needs_npm = pytest.mark.skipif(shutil.which("npm") is None, reason="Node.js is not on this machine")


def line(kind: str, *points: tuple[float, float]) -> dict[str, object]:
    return {"kind": kind, "dash": False, "ops": [["M" if i == 0 else "L", *p] for i, p in enumerate(points)] + [["Z"]]}


def box(width: float, height: float, cut: list[dict[str, object]], **more: object) -> dict[str, object]:
    corners = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
    return {
        "name": "a.box", "title": "box", "number": "1", "cut": cut, "grain": 90, "paths": [line("cut", *corners)],
        "notches": [], "buttons": [], **more,
    }  # fmt: skip


def cut(count: int, on_fold: bool = False) -> list[dict[str, object]]:
    return [{"material": "fabric", "cut": count, "onFold": on_fold, "onBias": False, "identical": False}]


def test_a_part_is_set_upright_by_its_grain_and_its_area_is_what_is_cut() -> None:
    grain = {"kind": "grain", "dash": False, "ops": [["M", 50, 100], ["L", 550, 100]]}
    lying = box(600, 200, cut(2), paths=[line("cut", (0, 0), (600, 0), (600, 200), (0, 200)), grain])
    (part,) = parts_of({"parts": [lying]})
    assert part.size == pytest.approx((200, 600), abs=3)
    assert part.area == pytest.approx(0.12, rel=0.02)
    (folded,) = parts_of({"parts": [box(300, 500, cut(1, True))]})
    assert folded.on_fold and folded.area == pytest.approx(0.30, rel=0.02)


def test_shapes_are_laid_without_touching_and_into_each_others_hollows() -> None:
    triangle = np.array([[0, 0], [400, 0], [0, 400]], float)
    other = np.array([[400, 400], [0, 400], [400, 0]], float)
    places, length = lay([(triangle, False, False), (other, False, False)], 430, 10) or ([], 0)
    assert len(places) == 2 and length < 480  # less than two boxes
    assert lay([(triangle, False, False)], 390, 10) is None


def test_cloth_is_enough_and_not_far_too_much() -> None:
    parts = parts_of({"parts": [box(400, 1000, cut(2)), box(300, 700, cut(1, True))]})
    for width in (90, 115, 140, 150):
        metres = cloth(parts, "fabric", width)
        least = sum(p.area * c.count for p in parts for c in p.cuts) / (width / 100)
        assert metres is not None and least < metres < 2.6 * least
    assert cloth(parts, "fabric", 150) == pytest.approx(1.05, abs=0.06)  # both side by side on the folded cloth
    assert cloth(parts_of({"parts": [box(1600, 500, cut(1))]}), "fabric", 150) is None


def test_every_garment_has_a_design_or_a_sentence() -> None:
    text = Path("src/coulisse/recipes/vocabulary/garments.yaml").read_text("utf-8")
    garments = YAML(typ="safe").load(text)
    known = {g["id"] for g in garments}
    assert set(DESIGNS) - known <= {"robe"}
    for garment in garments:
        found = design_for(garment["id"], garment["family"])
        assert isinstance(found, Design) or found.startswith("no design fits: "), garment["id"]
    assert isinstance(design_for("jeans"), Design) and isinstance(design_for("kirtle", "dress"), str)


def test_without_node_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("COULISSE_SEWING", str(tmp_path))
    with pytest.raises(Unavailable, match=r"install Node\.js"):
        pattern("trousers", {}, tapes=TAPES)


def test_a_garment_without_a_design_is_told_before_anything_is_fetched() -> None:
    with pytest.raises(BadInput, match="no design fits: FreeSewing has no dress"):
        pattern("dress", {})


def test_the_lock_file_names_hashes_and_no_registry() -> None:
    lock = freesewing._sources()["package-lock.json"].decode()
    assert "http" not in lock and lock.count('"integrity"') > 40


def lines_of(page: object) -> list[np.ndarray]:
    """The polylines of a page's stream, in millimetres (one `cm` scales the page to them)."""
    stream = page.get_contents().get_data().decode("latin-1")  # type: ignore[attr-defined]
    assert re.search(rf"{MM:.4f}\d* 0 0 {MM:.4f}\d* 0 0 cm", stream)
    found = []
    for block in re.findall(r"n ((?:-?[\d.]+ -?[\d.]+ [ml]\s+)+)", stream):
        found.append(np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+) [ml]", block), float))
    return found


def square_on(page: object) -> bool:
    sides = [np.ptp(points, axis=0) for points in lines_of(page) if len(points) == 4]
    return any(np.allclose(side, 50.0, atol=1e-3) for side in sides)


@pytest.fixture(scope="module")
def trousers() -> Pattern:
    return pattern("trousers", {"waist": 72, "hips": 97, "outseam": 106, "knee": 37}, tapes=TAPES, compress=False)


@needs_npm
@pytest.mark.slow
class TestDrafted:
    def test_a_millimetre_is_a_millimetre(self, trousers: Pattern) -> None:
        """The test square is 5.00 cm, and the leg of the trousers on the page is as long as it was drafted."""
        list_page, sheet = PdfReader(BytesIO(trousers.pdf)).pages
        assert square_on(list_page)
        drafted = max((s for p in trousers.parts for s in p.strokes if s.kind == "cut"), key=lambda s: s.length)
        on_paper = max(np.linalg.norm(np.diff(np.vstack([p, p[:1]]), axis=0), axis=1).sum() for p in lines_of(sheet))
        assert on_paper == pytest.approx(drafted.length, abs=0.5)
        assert drafted.length > 2 * 1000 * trousers.measures["waistToFloor"] / 100 * 0.9

    def test_measures_given_are_used_and_the_others_are_named(self, trousers: Pattern) -> None:
        assert trousers.measures["seat"] == 97 and trousers.measures["waistToFloor"] == 106
        assert "crossSeam" in trousers.taken and "seat" not in trousers.taken
        assert any("crossSeam 71.2" in note for note in trousers.notes)
        wide = pattern("trousers", {"waist": 72, "hips": 107, "outseam": 106, "knee": 37}, tapes=TAPES)
        assert sum(p.area for p in wide.parts) > sum(p.area for p in trousers.parts) + 0.02

    def test_what_is_drafted_has_the_measures(self, trousers: Pattern) -> None:
        """Front and back hold the seat, with the ease that the block gives: 2 %."""
        leg = [next(s for s in p.strokes if s.kind == "seam") for p in trousers.parts]
        widest = 0.0
        for height in np.linspace(0.6, 0.95, 60):
            total = 0.0
            for seam, part in zip(leg, trousers.parts, strict=True):
                ends = np.vstack([seam.points, seam.points[:1]])
                at = height * part.size[1]
                low, high = ends[:-1], ends[1:]
                crossed = (low[:, 1] - at) * (high[:, 1] - at) < 0
                share = (at - low[crossed, 1]) / (high[crossed, 1] - low[crossed, 1])
                x = low[crossed, 0] + share * (high[crossed, 0] - low[crossed, 0])
                total += float(np.ptp(x)) if len(x) else 0.0
            widest = max(widest, total)
        assert 2 * widest > 10 * 97 * 1.02

    def test_tiles_cover_the_sheet(self) -> None:
        made = pattern("skirt", {}, tapes=TAPES, paper="A4", compress=False)
        pages = PdfReader(BytesIO(made.pdf)).pages
        assert all(tuple(map(float, p.mediabox[2:])) == pytest.approx((210 * MM, 297 * MM)) for p in pages)
        assert square_on(pages[0])
        area = sum(polygon_area(p.outline) for p in made.parts)
        assert area / (186 * 273) < len(pages) - 1 < 8 * area / (186 * 273)

    @pytest.mark.parametrize("kind", sorted({d.name: k for k, d in DESIGNS.items() if isinstance(d, Design)}.values()))
    def test_every_design_can_be_drafted(self, kind: str) -> None:
        made = pattern(kind, {}, tapes=TAPES)
        assert made.parts and made.cutting
        for part in made.parts:
            assert 5e-4 < part.area < 6 and min(part.size) > 10, part.name
        main = made.yardage or next(iter(made.yardage_of.values()))
        assert any(metres is not None and 0.1 <= metres < 12 for metres in main.values())

    def test_length_ease_and_options(self) -> None:
        short, long = (pattern("skirt", {}, tapes=TAPES, options={"length": cm}) for cm in (50, 80))
        assert long.parts[0].size[1] > short.parts[0].size[1] + 200
        tight, loose = (pattern("trousers", {}, tapes=TAPES, options={"ease": e}) for e in ("tight", "loose"))
        assert sum(p.area for p in loose.parts) > sum(p.area for p in tight.parts)
        with pytest.raises(BadInput, match="not between"):
            pattern("skirt", {}, tapes=TAPES, options={"length": 200})
        with pytest.raises(BadInput, match="no option frills"):
            pattern("skirt", {}, tapes=TAPES, options={"frills": 3})
        with pytest.raises(BadInput, match=r"wants measures that are not there: .*waistToFloor"):
            pattern("skirt", {"waist": 70})

    def test_materials_are_named_and_a_lining_can_be_left_out(self) -> None:
        made = pattern("jacket", {}, tapes=TAPES, fabrics={"fabric": "navy flannel"}, lining=False)
        assert {line.material for line in made.cutting} >= {"fabric", "canvas"}
        assert not any(line.material == "lining" for line in made.cutting) and "lining" not in made.yardage_of
        assert "navy flannel" in PdfReader(BytesIO(made.pdf)).pages[0].extract_text()


def test_a_tailors_card_has_freesewings_names() -> None:
    from coulisse.media.sewing_pattern import NAMES
    from coulisse.scene.body_tapes import SAME

    assert NAMES == SAME  # two rooms of one floor, one table
    assert set(NAMES) <= set(Measurements.model_fields)
    assert math.isclose(len(set(NAMES.values())), len(NAMES))
