"""Writes what art department recipes deliver beside pictures: pages as PDF and PNG, and lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from coulisse.media import images
from coulisse.media.page import Page
from coulisse.media.page_pdf import page_pdf
from coulisse.media.page_raster import page_pixels
from coulisse.recipes.contract import Work

# A preview's board is for the screen: small print is legible, and it is drawn, written and screened in a third of the
# time. Its PDF is lines and text all the same.
DPI = {"preview": 108.0}
_DPI = 150.0


def write_page(work: Work, page: Page, path: Path, quality: str = "final") -> None:
    """A page as `.pdf` and, of the same bytes, as `.png` at 150 dpi, a preview's at 108; what is there is left."""
    pdf, png = path.with_suffix(".pdf"), path.with_suffix(".png")
    if not work.frame_done(pdf):
        with work.writing(pdf) as unfinished:
            unfinished.write_bytes(page_pdf(page))
    if not work.frame_done(png):
        pixels = page_pixels(pdf.read_bytes(), DPI.get(quality, _DPI))
        with work.writing(png) as unfinished:
            images.write_png(unfinished, pixels)


def write_text(work: Work, path: Path, text: str) -> None:
    """A text file in UTF-8; what is there is left."""
    if not work.frame_done(path):
        with work.writing(path) as unfinished:
            unfinished.write_text(text, "utf-8")


def write_list(work: Work, path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A list as CSV, RFC 4180 but for its line ends, which are plain."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    write_text(work, path, out.getvalue())
