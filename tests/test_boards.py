"""Promises of boards: everything on the page, nothing on top of anything else, every stated scale true."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from pypdf import PdfReader

from coulisse.errors import BadInput
from coulisse.media.page import Box, Drawing, Page, Picture, Swatch, Table, Text, check
from coulisse.media.page_parts import Chip
from coulisse.media.page_pdf import page_pdf, table_parts
from coulisse.media.page_raster import page_pixels
from coulisse.media.page_type import set_text, width_of
from coulisse.recipes.brief_words.set_reading import understand_set
from coulisse.recipes.costume_board import Cloth, CostumeOption, Figure, costume_board, lineup_page
from coulisse.recipes.set_board import BoardOption, Still, overview_page, set_board
from coulisse.recipes.set_plan import plan_set
from coulisse.scene.drawing_pens import CUT
from coulisse.scene.room import Layout
from paper import paths_of

SENTENCE = (
    "La salle à manger d'un bunker pour un milliardaire survivaliste, douze couverts, béton banché, cuir sang de bœuf, "
    "suspensions en laiton très basses au-dessus d'une table de marbre noir veiné d'or, lumière de bougies, 2030"
)
ROWS = tuple((f"Fauteuil à haut dossier numéro {i}, cuir sang de bœuf", i) for i in range(1, 40))


@cache
def _layouts() -> tuple[Layout, ...]:
    return plan_set(understand_set("a bunker dining hall with a long table for twelve, 12 x 8 m")[0], 4, 1).options


def _still(shade: int = 90, height: int = 90, width: int = 160) -> Still:
    picture = np.full((height, width, 3), shade, np.uint8)
    picture[height // 2 :, :, 0] = min(255, shade + 60)
    return Still(picture, "Caméra 1, 24 mm, depuis le buffet contre le mur du fond")


def _option(views: int = 3, **more) -> BoardOption:
    chips = tuple(
        Chip(f"Béton banché à planches larges {i}", None, f"#{40 + 20 * i:02x}5040", "184 m²") for i in range(8)
    )
    whole = BoardOption(
        "Option A", "Salle à manger du bunker", SENTENCE, "Tout sur un seul axe", "Deux rangs de colonnes",
        "Des lampes basses et chaudes", _layouts()[0], (_still(),) * views, (), chips, (), "v001", 3, "2026-11-25",
        words="fr",
    )  # fmt: skip
    return replace(whole, **more)


def _costume(views: int = 4, **more) -> CostumeOption:
    figure = Figure(np.full((300, 200, 3), 120, np.uint8), "De trois quarts", 2.0, 0.95)
    cloth = Cloth("Drap de laine gris anthracite", np.full((400, 400, 3), 70, np.uint8), "3,40 m en 150 cm", 0.1)
    whole = CostumeOption(
        "Option B", "La fille du fondeur de cloches", SENTENCE, "Une seule ligne sombre de la gorge au sol",
        "Près du corps en haut, large en bas", "La ceinture seule brille", (figure,) * views, (cloth,) * 4, (),
        tuple((f"Bouton de corne numéro {i}", "9", "12 mm") for i in range(9)),
        tuple((f"Tour de taille {i}", "68 cm") for i in range(6)), "v001", 7, "2026-11-25", words="fr",
    )  # fmt: skip
    return replace(whole, **more)


def _taken(page: Page) -> list[tuple[Box, str]]:
    """What each text, picture, colour and drawing really takes of the page."""
    out: list[tuple[Box, str]] = []
    for element in page.elements:
        parts = table_parts(element) if isinstance(element, Table) else [element]
        for part in parts:
            if isinstance(part, Text):
                lines = set_text(part)
                em = lines.size * 25.4 / 72
                for x, y, line in lines.lines:
                    wide = width_of(line, lines.face, lines.size, lines.tracking)
                    out.append((Box(x, y - 0.7 * em, wide, 0.72 * em), line))
            elif isinstance(part, Picture | Drawing | Swatch):
                out.append((part.box, type(part).__name__))
    return out


def _on_each_other(page: Page) -> list[str]:
    taken = _taken(page)
    faults = []
    for i, (a, name) in enumerate(taken):
        for b, other in taken[i + 1 :]:
            wide = min(a.right, b.right) - max(a.x, b.x)
            high = min(a.bottom, b.bottom) - max(a.y, b.y)
            if wide > 0.05 and high > 0.05:
                faults.append(f"{name!r} and {other!r} share {wide:.1f} x {high:.1f} mm")
    return faults


LONG = "Un très long parti pris qui se déroule sur plusieurs lignes et ne veut jamais finir, " * 6
SETS = {
    "plain": {}, "no pictures": {"views": 0}, "one": {"views": 1}, "two": {"views": 2}, "four": {"views": 4},
    "long": {"tries": LONG, "structure": LONG, "light": LONG}, "long two": {"views": 2, "tries": LONG, "light": LONG},
    "novel": {"sentence": "mot " * 5000}, "emoji": {"sentence": "a kitchen 🎉 مطبخ كبير", "title": "مطبخ 🎉"},
    "no layout": {"layout": None}, "nothing": {"views": 0, "layout": None, "materials": (), "tries": "", "light": ""},
    "only a name": {"views": 0, "layout": None, "materials": (), "tries": "", "structure": "", "light": "",
                    "sentence": ""},
    "bought": {"palette": tuple((f"#{40 + 20 * i:02x}5040", 1 / 8, "gris moyen") for i in range(8))},
    "many pieces": {"pieces": ROWS}, "dark": {"dark": True}, "one long": {"views": 1, "tries": LONG, "pieces": ROWS},
    "forty chips": {"materials": tuple(Chip(f"Chêne foncé {i}", None, "#54382a", "22 m²") for i in range(40))},
    "portrait stills": {"stills": (_still(90, 200, 120),) * 3}, "wide stills": {"stills": (_still(90, 80, 300),) * 3},
    "long title": {"title": "La grande salle à manger souterraine du dernier milliardaire de la côte atlantique"},
    "no pictures long": {"views": 0, "tries": LONG, "structure": LONG, "pieces": ROWS},
}  # fmt: skip


@pytest.mark.parametrize("paper", ["A3", "A2"])
@pytest.mark.parametrize("case", SETS)
def test_a_set_board_holds_and_nothing_lies_on_anything_else(case: str, paper: str) -> None:
    page = set_board(_option(**SETS[case]), paper)
    check(page)
    assert (page.width, page.height) == ((420, 297) if paper == "A3" else (594, 420))
    assert _on_each_other(page) == []


COSTUMES = {
    "plain": {}, "none": {"views": 0}, "one": {"views": 1}, "two": {"views": 2}, "dark": {"dark": True},
    "long": {"tries": LONG, "silhouette": LONG, "notes": LONG}, "novel": {"sentence": "mot " * 5000},
    "no cloth": {"cloths": ()}, "no bill": {"bill": ()}, "one cloth": {"cloths": _costume().cloths[:1]},
    "nine cloths": {"cloths": _costume().cloths[:1] * 9},
    "long bill": {"bill": tuple((f"Bouton de corne {i}", "9", "") for i in range(60))},
    "bare": {"views": 1, "cloths": (), "bill": (), "measures": (), "tries": "", "silhouette": "", "notes": ""},
    "one long": {"views": 1, "tries": LONG, "notes": LONG},
    "long title": {"title": "La fille aînée du dernier fondeur de cloches de la vallée, en grand deuil d’hiver"},
}  # fmt: skip


@pytest.mark.parametrize("portrait", [False, True])
@pytest.mark.parametrize("case", COSTUMES)
def test_a_costume_board_holds_and_nothing_lies_on_anything_else(case: str, portrait: bool) -> None:
    page = costume_board(_costume(**COSTUMES[case]), "A3", portrait)
    check(page)
    assert (page.width > page.height) is not portrait
    assert _on_each_other(page) == []


@pytest.mark.parametrize("count", range(1, 7))
@pytest.mark.parametrize("case", ["plain", "no pictures", "long", "no layout", "portrait stills"])
def test_an_overview_holds_one_to_six_options_with_all_plans_at_one_scale(count: int, case: str) -> None:
    options = [replace(_option(**SETS[case]), name=f"Option {i}") for i in range(count)]
    if case != "no layout":
        options = [replace(o, layout=_layouts()[i % 4]) for i, o in enumerate(options)]
    page = overview_page(options)
    check(page)
    assert _on_each_other(page) == []
    plans = list(page.of(Drawing))
    assert len(plans) == (0 if case == "no layout" else count) and len({p.true_scale for p in plans}) <= 1


def test_two_texts_on_each_other_would_be_seen() -> None:
    page = set_board(_option())
    title = next(t for t in page.of(Text) if t.text.startswith("Salle"))
    assert _on_each_other(page.plus(replace(title, text="Autre")))


def test_the_plan_of_a_board_is_printed_at_the_scale_that_stands_beside_it() -> None:
    page = set_board(_option())
    pdf = page_pdf(page)
    drawing = next(page.of(Drawing))
    stated = f"1:{drawing.true_scale:.0f} · "
    assert stated in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    walls = [p for weight, p in paths_of(pdf) if abs(weight - CUT.weight) < 0.01 and len(p) > 4]
    room = _layouts()[0].room
    long = max(max(x for x, _ in p) - min(x for x, _ in p) for p in walls)
    assert long == pytest.approx((room.length + 2 * room.wall) * 1000 / drawing.true_scale, abs=0.02)


def test_a_cloth_prints_at_true_size() -> None:
    cloth = np.full((1181, 1181, 3), 235, np.uint8)
    for centimetre in range(10):
        at = round((centimetre + 0.5) * 118.1)
        cloth[:, at - 3 : at + 3] = 20  # a thread each ten millimetres
    page = costume_board(_costume(cloths=(Cloth("Toile", cloth, "", 0.1),) * 3))
    sample = next(p for p in page.of(Picture) if p.texture)
    pixels = page_pixels(page_pdf(page), 254)  # ten dots a millimetre
    row = pixels[round((sample.box.y + 5) * 10), round(sample.box.x * 10) : round(sample.box.right * 10)].mean(-1)
    starts = np.flatnonzero(np.diff((row < 120).astype(int)) == 1)
    assert len(starts) >= 3
    assert np.diff(starts) / 10 == pytest.approx(np.full(len(starts) - 1, 10.0), abs=0.15)


def test_figures_of_a_line_up_stand_on_one_floor_at_one_scale() -> None:
    options = []
    for metres, height, floor in ((2.0, 400, 0.95), (2.6, 520, 0.9), (1.9, 190, 0.97)):
        picture = np.full((height, height // 2, 3), 235, np.uint8)
        ground, one = round(floor * height), height / metres
        picture[round(ground - one) : ground] = (200, 30, 30)  # a metre of red that stands on the floor
        options.append(_costume(figures=(Figure(picture, "", metres, floor),), cloths=()))
    page = lineup_page(options)
    check(page)
    assert _on_each_other(page) == []
    pixels = page_pixels(page_pdf(page), 127).astype(int)  # five dots a millimetre
    spans = []
    for picture in page.of(Picture):
        column = pixels[:, round((picture.box.x + picture.box.width / 2) * 5)]
        low = round(picture.box.bottom * 5)
        red = np.flatnonzero((column[:low, 0] > 150) & (column[:low, 1] < 90))
        spans.append((red.min() / 5, red.max() / 5))
    tops, floors = np.array(spans).T
    assert np.ptp(floors) < 1.2 and np.ptp(tops) < 1.2  # mm; a pixel of these pictures is up to a millimetre
    scale = float(page.notes[0].rsplit(":", 1)[1])
    assert (floors - tops).mean() == pytest.approx(1000 / scale, abs=1.5)


def test_all_that_is_told_stands_on_the_board_and_where_it_comes_from() -> None:
    text = PdfReader(io.BytesIO(page_pdf(set_board(_option())))).pages[0].extract_text()
    flat = " ".join(text.split())
    for said in ("Salle à manger du bunker", "Tout sur un seul axe", "Deux rangs de colonnes", "lampes basses",
                 "Rien ici n’est photographié", "v001 · graine 3 · 2026-11-25", "184 m²",
                 "cuir sang de bœuf"):  # fmt: skip
        assert said in flat
    english = " ".join(PdfReader(io.BytesIO(page_pdf(set_board(_option(words="en"))))).pages[0].extract_text().split())
    assert "Nothing here is photographed" in english and "seed 3" in english


def test_a_colour_of_the_palette_names_the_material_that_has_it() -> None:
    option = _option(palette=(("#285041", 0.7, "vert"), ("#f0f000", 0.3, "citron")))
    drawn = [t for t in set_board(option).of(Text) if t.italic and t.face == "sans"]
    assert [t.text for t in drawn] == [option.materials[0].label]  # of #285040; nothing here is lemon


def test_gloomy_stills_ask_for_dark_paper_and_the_caller_may_say_otherwise() -> None:
    assert set_board(_option(stills=(_still(12),) * 3)).paper != set_board(_option(stills=(_still(190),) * 3)).paper
    assert set_board(_option(stills=(_still(12),) * 3, dark=False)).paper == set_board(_option(dark=False)).paper


def test_the_same_option_gives_the_same_bytes() -> None:
    assert page_pdf(set_board(_option())) == page_pdf(set_board(_option()))


def test_what_is_no_board_is_refused() -> None:
    bad = [lambda: set_board(_option(), "A7"), lambda: overview_page([]), lambda: overview_page([_option(0)] * 7),
           lambda: lineup_page([_costume(0)]), lambda: lineup_page([]),
           lambda: costume_board(_costume(), "A9")]  # fmt: skip
    for make in bad:
        with pytest.raises(BadInput):
            make()
