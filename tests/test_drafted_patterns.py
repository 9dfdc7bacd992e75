"""A pattern that is drafted from the panels of a picture is true to them, on paper, to the millimetre."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from pypdf import PdfReader

from coulisse.media.sewing_drafted import Piece, drafted_pattern, offset
from coulisse.recipes.brief_words.costume_reading import understand_costume
from coulisse.recipes.costume_patterns import HEM, SEAM, panels_pattern
from coulisse.recipes.costume_plan import plan_costume
from coulisse.recipes.costume_scene import figure_of
from coulisse.scene.garments.build import build
from coulisse.scene.garments.cut import Cut
from coulisse.scene.garments.flat import FlatPiece, flat_pieces
from coulisse.scene.garments.form import Form, form_of

MM = 25.4 / 72


def lines_of(pdf: bytes, page: int) -> list[np.ndarray]:
    """The lines of a page's stream in millimetres of paper: what its own matrix makes of them."""
    stream = PdfReader(io.BytesIO(pdf)).pages[page].get_contents()
    assert stream is not None
    text = stream.get_data().decode("latin-1")
    scales = re.findall(r"([\d.]+) 0 0 \1 0 0 cm", text)
    scale = float(np.prod([float(one) for one in scales])) * MM
    blocks = re.findall(r"n ((?:-?[\d.]+ -?[\d.]+ [ml]\s+)+)", text)
    return [scale * np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+) [ml]", block), float) for block in blocks]


@pytest.fixture(scope="module")
def form() -> Form:
    return form_of(figure_of(understand_costume("a woman's dress")[0]).body)


def cut_of(sentence: str, kind: str) -> Cut:
    brief, understood = understand_costume(sentence)
    outfit = plan_costume(brief, 1, 0, [one.field for one in understood.filled]).options[0]
    return next(cut for cut in outfit.cuts if cut.kind == kind)


def pieces(cut: Cut, form: Form) -> dict[str, FlatPiece]:
    return {one.name: one for one in flat_pieces(build(cut, form, 0.018), form)}


def area(outline: np.ndarray) -> float:
    x, y = outline.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def test_a_line_on_the_paper_is_as_long_as_the_cloth_is_cut() -> None:
    square = np.array([[0, 0], [200, 0], [200, 300], [0, 300]], float)
    made = drafted_pattern("A square", "a test", [Piece("square", square, np.full(4, 10.0), 1)], compress=False)
    found = [line for page in (0, 1) for line in lines_of(made.pdf, page)]
    sizes = [np.ptp(line, axis=0) for line in found if len(line) >= 4]
    for wanted in ((50, 50), (200, 300), (220, 320)):  # the test square, the seam, the cutting line
        assert any(np.allclose(size, wanted, atol=0.01) for size in sizes), wanted


def test_an_allowance_lies_at_its_own_distance_from_every_side() -> None:
    house = np.array([[0, 0], [300, 0], [300, 200], [150, 320], [0, 200]], float)
    moved = offset(house, np.array([30.0, 10, 10, 10, 0]))
    assert moved[:, 0].min() == pytest.approx(0, abs=1e-6)  # the fold stays
    assert moved[:, 1].min() == pytest.approx(-30)
    assert moved[:, 0].max() == pytest.approx(310)
    assert area(moved) > area(house)


def test_a_dress_is_cut_in_pieces_whose_seams_fit_each_other(form: Form) -> None:
    made = pieces(cut_of("a woman's fitted wool dress with a full skirt and long sleeves", "dress"), form)
    assert made["front"].on_fold and not made["back"].on_fold  # it closes behind
    assert made["front"].run("side") == pytest.approx(made["back"].run("side"), rel=0.07)
    assert made["front"].run("shoulder") == pytest.approx(made["back"].run("shoulder"), rel=0.02)
    holes = made["front"].run("armhole") + made["back"].run("armhole")
    assert made["sleeve"].run("armhole") == pytest.approx(holes, rel=0.09)
    gores = [one for name, one in made.items() if name.startswith("skirt")]
    assert len(gores) >= 3 and max(np.ptp(one.outline[:, 0]) for one in gores) < 0.75  # cloth is 140 wide, folded
    sides = [one.run("seam") / (1 if one.on_fold else 2) for one in gores]
    assert max(sides) == pytest.approx(min(sides), rel=0.02)
    assert all(one.eased < 0.08 for one in made.values())


def test_a_bust_is_shaped_by_a_dart_and_not_by_stretching(form: Form) -> None:
    front = pieces(cut_of("a woman's fitted wool dress with a full skirt", "dress"), form)["front"]
    assert len(front.darts) == 1
    dart = front.darts[0]
    mouth = front.run("dart")
    assert 0.01 < mouth < 0.08 and np.ptp(dart[:, 1]) > 2 * mouth
    half_waist = front.run("join")
    assert half_waist == pytest.approx(form.torso.girth(form.waist) / 4, rel=0.25)


def test_pieces_keep_the_cloth_that_they_were_cut_from(form: Form) -> None:
    cut = cut_of("a woman's fitted wool dress with a full skirt and long sleeves", "dress")
    flat = flat_pieces(build(cut, form, 0.018), form)
    total = sum(abs(area(p.outline)) * (2 if p.on_fold else 1) * p.count for p in flat)
    darts = sum(abs(area(d)) * (2 if p.on_fold else p.count) for p in flat for d in p.darts)
    assert total - darts == pytest.approx(build(cut, form, 0.018).area(), rel=0.06)


@pytest.mark.parametrize(
    ("sentence", "kind", "least"),
    [("a woman in a grey jumpsuit", "jumpsuit", 5), ("a monk in a brown wool robe", "robe", 3),
     ("black satin shorts", "shorts", 3)],
)  # fmt: skip
def test_what_freesewing_lacks_has_a_pattern_of_its_own_that_says_so(
    sentence: str, kind: str, least: int, form: Form
) -> None:
    made = panels_pattern(cut_of(sentence, kind), form, compress=False)
    assert len(made.parts) >= least
    first = " ".join(PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text().split())
    assert "simulated panels" in first and "toile" in first
    assert (made.yardage[150] or 0) > 0.4
    hem = next(
        p for p in made.parts if p.name in ("Trouser front", "Skirt front") or (kind == "robe" and "ront" in p.name)
    )
    cut, seam = (next(s.points for s in hem.strokes if s.kind == kind) for kind in ("cut", "seam"))
    assert HEM - 1 < seam[:, 1].min() - cut[:, 1].min() < 1.5 * HEM  # more where the hem slopes
    assert SEAM - 1 < cut[:, 1].max() - seam[:, 1].max() < 1.5 * SEAM
