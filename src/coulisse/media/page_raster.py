"""The one door to PDFium: a page of a PDF as pixels, so that a board's PNG is its PDF."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.media.images import write_png

_FEW_PATHS = 6000  # a mosaic of so few tiles shows no face that anybody knows
_MOST = 120_000_000  # pixels: 360 MB


def page_pixels(pdf: bytes, dpi: float = 150.0, page: int = 0) -> NDArray[np.uint8]:
    """A page of a PDF at `dpi`, uint8 (h, w, 3) sRGB on white. Raises BadInput for no PDF, no such page, no size."""
    if not 10 <= dpi <= 2400:
        raise BadInput(f"{dpi:g} dpi", where="dpi", remedy="10 to 2400")
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise BadInput(f"cannot be read as a PDF ({error})", where="pdf", remedy="write it again") from error
    try:
        if not 0 <= page < len(document):
            raise BadInput(f"has {len(document)} pages, no page {page}", where="pdf", remedy="count pages from 0")
        sheet = document[page]
        width, height = sheet.get_size()
        if width * height * (dpi / 72) ** 2 > _MOST:
            raise BadInput(
                f"{width * dpi / 72:.0f} x {height * dpi / 72:.0f} pixels are too many", where="dpi",
                remedy="ask for fewer dpi",
            )  # fmt: skip
        bitmap = sheet.render(scale=dpi / 72, rev_byteorder=True, no_smoothtext=False)
        # A fourth, unused byte may be there, and a row that is only the rounding of the page's size.
        rows, columns = (math.ceil(side * dpi / 72 - 0.01) for side in (height, width))
        return np.ascontiguousarray(bitmap.to_numpy()[:rows, :columns, :3])
    finally:
        document.close()


def document_pages(pdf: bytes, dpi: float = 72.0, most: int = 4_000_000) -> Iterator[NDArray[np.uint8] | None]:
    """Every page of a PDF as `page_pixels`, at `dpi` or as fine as `most` pixels allow; None for one of lines and text.

    A page counts as lines and text if it has no picture and no shading in it and so few paths that they cannot add up
    to one. Raises BadInput.
    """
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise BadInput(f"cannot be read as a PDF ({error})", where="pdf", remedy="write it again") from error
    try:
        plans: list[float | None] = []
        for page in document:
            width, height = page.get_size()
            fits = 72 * (most / max(width * height, 1.0)) ** 0.5
            plans.append(min(dpi, max(fits, 12.0)) if _pictorial(page) else None)
    finally:
        document.close()
    for number, plan in enumerate(plans):
        yield None if plan is None else page_pixels(pdf, plan, number)


def _pictorial(page: pdfium.PdfPage) -> bool:
    paths = 0
    for entry in page.get_objects(max_depth=12):
        if entry.type == pdfium.raw.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif entry.type != pdfium.raw.FPDF_PAGEOBJ_TEXT and entry.type != pdfium.raw.FPDF_PAGEOBJ_FORM:
            return True
        if paths > _FEW_PATHS:
            return True
    return False


def page_png(pdf: bytes, path: str | Path, dpi: float = 150.0, page: int = 0) -> None:
    """Writes a page of a PDF as an 8-bit sRGB PNG."""
    write_png(path, page_pixels(pdf, dpi, page))
