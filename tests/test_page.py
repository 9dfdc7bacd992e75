"""Promises of a printed page: text stays in its box, drawings are to scale, the PNG is the PDF."""

from __future__ import annotations

import io
import re
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from coulisse.errors import BadInput
from coulisse.media.page import Box, Column, Drawing, Page, Picture, Rule, Swatch, Table, Text
from coulisse.media.page_pdf import cropped, page_pdf, table_parts
from coulisse.media.page_raster import page_pixels, page_png
from coulisse.media.page_type import set_text, width_of
from coulisse.scene.drawing_bare import bare_plan
from coulisse.scene.drawing_pens import CUT
from paper import paths_of
from test_drawing import _layout

MM = 25.4 / 72
HARD = "Ço É Ñ Ǻ gjpqy ẞ — “deux” 12 × 3 m² … Ωμέγα Щука"
ARABIC, EMOJI = "مطبخ كبير", "a kitchen 🎉 with a stove 🔥"

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=400) | st.sampled_from(
    [HARD, ARABIC, EMOJI, "Donaudampfschifffahrtsgesellschaftskapitän " * 4, "x" * 300, "mot " * 300, ""]
)


@settings(max_examples=50, deadline=None)
@given(
    texts, st.floats(0.4, 150), st.floats(0.4, 80), st.floats(1, 60), st.sampled_from(["serif", "sans"]),
    st.booleans(), st.booleans(), st.sampled_from(["left", "middle", "right"]), st.sampled_from(["top", "bottom"]),
    st.floats(0, 200), st.floats(0.9, 2.0) | st.none(),
)  # fmt: skip
def test_no_line_of_a_text_leaves_its_box(text, width, height, size, face, italic, caps, align, valign, tracking, lead):
    box = Box(20, 30, width, height)
    setting = set_text(Text(box, text, size, face, "light", italic, align=align, valign=valign, caps=caps,
                            tracking=tracking, leading=lead and lead * size, least=size / 2))  # fmt: skip
    em = setting.size * MM
    for x, baseline, line in setting.lines:
        assert x >= box.x - 1e-6
        assert x + width_of(line, setting.face, setting.size, setting.tracking) <= box.right + 1e-6
        assert baseline - setting.face.ascent * em >= box.y - 1e-6
        assert baseline + setting.face.descent * em <= box.bottom + 1e-6


@pytest.mark.parametrize("face", ["serif", "sans"])
@pytest.mark.parametrize("italic", [False, True])
def test_not_a_dot_of_ink_falls_outside_the_box(face, italic: bool) -> None:
    box = Box(20, 20, 60, 25)
    page = Page(100, 70, (Text(box, HARD * 6, 14, face, italic=italic, colour="#000000"),), paper="#ffffff")
    dark = page_pixels(page_pdf(page), 300).min(2) < 128
    rows, columns = np.nonzero(dark)
    mm = 25.4 / 300
    assert len(rows) > 1000
    assert rows.min() * mm >= box.y - 0.1 and rows.max() * mm <= box.bottom + 0.1
    # A slanted letter may hang over by a hair: a tenth of its size.
    assert columns.min() * mm >= box.x - 0.5 and columns.max() * mm <= box.right + 0.5


def test_text_shrinks_before_it_is_cut_and_says_so_with_an_ellipsis() -> None:
    box = Box(0, 0, 40, 10)
    fits = set_text(Text(box, "Quelques mots de trop pour cette ligne-ci", 12, least=5))
    assert not fits.cut and fits.size < 12
    cut = set_text(Text(box, "mot " * 5000, 12, least=8))
    assert cut.cut and cut.lines[-1][2].endswith("…") and cut.size == pytest.approx(8)
    kept = " ".join(line for _, _, line in fits.lines)
    assert kept == "Quelques mots de trop pour cette ligne-ci"


def test_what_no_face_has_is_named_and_not_left_out() -> None:
    pdf = page_pdf(Page(200, 60, (Text(Box(5, 5, 190, 20), ARABIC), Text(Box(5, 30, 190, 20), EMOJI))))
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "[Arabic]" in text and "[party popper]" in text and "with a stove [fire]" in text


def test_the_text_of_a_pdf_is_text() -> None:
    pdf = page_pdf(Page(200, 60, (Text(Box(5, 5, 190, 40), "La cuisine d'un château, été 1912", 20, "serif"),)))
    assert "La cuisine d’un château, été 1912" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize(("factor", "scale"), [(1.0, 50.0), (0.5, 100.0), (None, None)])
def test_a_drawing_is_printed_at_the_scale_that_it_states(factor: float | None, scale: float | None) -> None:
    layout = _layout()
    sheet = bare_plan(layout, 50)
    drawing = Drawing(Box(30, 40, 90 if factor is None else 170, 120), sheet, factor)
    pdf = page_pdf(Page(297, 210, (drawing,)))
    walls = [p for weight, p in paths_of(pdf) if abs(weight - CUT.weight * drawing.drawn) < 0.02 and len(p) > 4]
    long = max(max(x for x, _ in p) - min(x for x, _ in p) for p in walls)
    metres = layout.room.length + 2 * layout.room.wall
    assert long == pytest.approx(metres * 1000 / drawing.true_scale, abs=0.02)
    if scale:
        assert drawing.true_scale == pytest.approx(scale)
    inside = [(x, 210 - y) for p in walls for x, y in p]
    assert all(29.9 <= x <= drawing.box.right + 0.1 and 39.9 <= y <= 160.1 for x, y in inside)


def test_a_page_has_its_size_and_the_same_page_the_same_bytes() -> None:
    page = Page(594, 420, (Swatch(Box(10, 10, 50, 50), "#7c3f2a"), Text(Box(10, 70, 90, 30), HARD)))
    pdf = page_pdf(page)
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert (float(box.width) * MM, float(box.height) * MM) == pytest.approx((594, 420), abs=0.01)
    assert pdf == page_pdf(page)
    assert "sRGB IEC61966-2.1" in str(PdfReader(io.BytesIO(pdf)).root_object["/OutputIntents"][0].get_object())
    assert "/PrintScaling /None" in pdf.decode("latin1")  # a printer must not fit it to its paper


def test_a_colour_is_printed_as_it_was_given_and_the_png_is_the_pdf(tmp_path: Path) -> None:
    page = Page(100, 100, (Swatch(Box(20, 20, 30, 30), "#7c3f2a"),), paper="#151413")
    pdf = page_pdf(page)
    pixels = page_pixels(pdf, 101.6)  # 4 dots a millimetre
    assert pixels.shape == (400, 400, 3)
    assert tuple(pixels[140, 140]) == (0x7C, 0x3F, 0x2A) and tuple(pixels[10, 10]) == (0x15, 0x14, 0x13)
    page_png(pdf, tmp_path / "board.png", 101.6)
    stored = cv2.cvtColor(cv2.imread(str(tmp_path / "board.png")), cv2.COLOR_BGR2RGB)
    assert np.array_equal(stored, pixels)


def _quarters(height: int, width: int) -> np.ndarray:
    picture = np.zeros((height, width, 3), np.uint8)
    picture[: height // 2, : width // 2] = (200, 30, 30)
    picture[: height // 2, width // 2 :] = (30, 180, 40)
    picture[height // 2 :, : width // 2] = (30, 60, 200)
    picture[height // 2 :, width // 2 :] = (230, 220, 60)
    return picture


def test_a_picture_covers_its_box_about_its_focus_or_is_shown_whole() -> None:
    picture = _quarters(600, 900)
    box = Box(10, 10, 40, 40)
    cover = page_pixels(page_pdf(Page(60, 60, (Picture(box, picture, focus=(0.1, 0.5)),))), 254)
    assert np.abs(cover[200, 330].astype(int) - (200, 30, 30)).max() < 8  # in the middle it would be green
    whole = page_pixels(page_pdf(Page(60, 60, (Picture(box, picture, "contain"),), paper="#ffffff")), 254)
    assert (whole[120, 300] == 255).all() and np.abs(whole[200, 450].astype(int) - (30, 180, 40)).max() < 8
    assert cropped(picture, 1.0, (1.0, 0.5)).shape == (600, 600, 3)


def test_pictures_are_embedded_fine_enough_to_print_and_never_finer_than_a_printer_shows() -> None:
    picture = np.tile(np.linspace(20, 230, 1600).astype(np.uint8)[None, :, None], (900, 1, 3))
    for width, least, most in ((200.0, 150, 210), (60.0, 299, 301)):
        pdf = page_pdf(Page(220, 130, (Picture(Box(5, 5, width, width * 9 / 16), picture),)))
        image = PdfReader(io.BytesIO(pdf)).pages[0].images[0]
        assert image.image is not None and image.name.endswith(".jpg")
        assert least <= image.image.width / (width / 25.4) <= most


def test_a_picture_from_a_file_is_the_same_and_a_bad_file_is_named(tmp_path: Path) -> None:
    picture = _quarters(60, 80)
    path = tmp_path / "still.png"
    cv2.imwrite(str(path), picture[:, :, ::-1])
    box = Box(5, 5, 80, 60)
    assert page_pdf(Page(100, 100, (Picture(box, path),))) == page_pdf(Page(100, 100, (Picture(box, picture),)))
    (tmp_path / "no.png").write_text("no picture")
    for bad in (tmp_path / "no.png", tmp_path / "missing.png"):
        with pytest.raises(BadInput, match=re.escape(bad.name)):
            page_pdf(Page(100, 100, (Picture(box, bad),)))


def test_a_table_counts_the_rows_that_it_cannot_show_and_stays_in_its_box() -> None:
    rows = tuple((f"Chaise à haut dossier numéro {i} en chêne massif teinté", str(i)) for i in range(60))
    table = Table(Box(10, 10, 60, 50), (Column("Pièce", 0.8), Column("Nombre", 0.2, "right")), rows)
    parts = table_parts(table)
    shown = [p.text for p in parts if isinstance(p, Text)]
    left = int(re.search(r"and (\d+) more", " ".join(shown))[1])
    assert sum(t.startswith("Chaise") for t in shown) + left == 60
    for part in parts:
        bottom = part.y if isinstance(part, Rule) else part.box.bottom
        assert bottom <= table.box.bottom + 1e-6


@pytest.mark.parametrize(
    "element",
    [
        Swatch(Box(10, 10, 500, 5), "#112233"), Swatch(Box(10, 10, 5, 5), "red"), Swatch(Box(10, 10, 0, 5), "#112233"),
        Text(Box(float("nan"), 1, 2, 3), "x"), Picture(Box(1, 1, 5, 5), np.zeros((4, 4), np.uint8)),  # type: ignore[arg-type]
        Picture(Box(1, 1, 5, 5), np.zeros((4, 4, 3), np.float32)), Rule(-5, 1, 5, 1),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_refused_by_name(element) -> None:
    with pytest.raises(BadInput, match="page element 0"):
        page_pdf(Page(100, 100, (element,)))


def test_a_raster_that_no_machine_holds_is_refused() -> None:
    with pytest.raises(BadInput, match="pixels"):
        page_pixels(page_pdf(Page(900, 900)), 2000)
    with pytest.raises(BadInput, match="PDF"):
        page_pixels(b"no pdf")
