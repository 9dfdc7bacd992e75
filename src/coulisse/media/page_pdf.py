"""Pages as a PDF: real text in embedded faces, pictures as JPEG, drawings to scale; the same pages, the same bytes.

Every colour is a DeviceRGB number that means sRGB, as in the pictures, and the file says so.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from coulisse.errors import BadInput
from coulisse.media.page import Box, Drawing, Page, Picture, Pixels, Rule, Swatch, Table, Text, check
from coulisse.media.page_type import set_text, type_of
from coulisse.media.pdf import POINTS, Canvas, Color, ImageReader, Pens, draw_item, state_srgb

DPI = 300.0  # no picture is embedded finer: no printer shows it
_QUALITY = 91
_QUALITY_TEXTURE = 97
_DRAWING_SCALE = 0.001  # smaller drawings are nothing


def page_pdf(pages: Page | Sequence[Page], compress: bool = True) -> bytes:
    """The pages as a PDF. Raises BadInput for what cannot be printed (see `page.check`) or read."""
    pages = [pages] if isinstance(pages, Page) else list(pages)
    if not pages:
        raise BadInput("there is no page", where="pages", remedy="give at least one")
    for page in pages:
        check(page)
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=int(compress), lang="en")
    canvas.setTitle(pages[0].title or "Board")
    canvas.setAuthor(pages[0].author)
    canvas.setCreator("Coulisse")
    if pages[0].notes:
        canvas.setSubject("; ".join(pages[0].notes))
    canvas.setViewerPreference("PrintScaling", "None")  # a printer that "fits to page" makes the scale a lie
    state_srgb(canvas)
    for page in pages:
        canvas.setPageSize((page.width * POINTS, page.height * POINTS))
        canvas.setFillColor(_colour(page.paper))
        canvas.rect(0, 0, page.width * POINTS, page.height * POINTS, stroke=0, fill=1)
        for element in page.elements:
            canvas.saveState()
            _put(canvas, page, element)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _put(canvas: Canvas, page: Page, element: Any) -> None:
    match element:
        case Picture():
            _picture(canvas, page, element)
        case Text():
            _text(canvas, page, element)
        case Rule():
            canvas.setStrokeColor(_colour(element.colour))
            canvas.setLineWidth(element.weight * POINTS)
            canvas.setLineCap(0)
            y, y2 = ((page.height - v) * POINTS for v in (element.y, element.y2))
            canvas.line(element.x * POINTS, y, element.x2 * POINTS, y2)
        case Swatch():
            box = element.box
            canvas.setFillColor(_colour(element.colour))
            if element.edge:
                canvas.setStrokeColor(_colour(element.edge))
                canvas.setLineWidth(0.09 * POINTS)
            canvas.rect(
                box.x * POINTS, (page.height - box.bottom) * POINTS, box.width * POINTS, box.height * POINTS,
                stroke=int(element.edge is not None), fill=1,
            )  # fmt: skip
        case Drawing():
            _drawing(canvas, page, element)
        case Table():
            for part in table_parts(element):
                canvas.saveState()
                _put(canvas, page, part)
                canvas.restoreState()


def _colour(code: str) -> Color:
    return Color(*(int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)))


def _text(canvas: Canvas, page: Page, text: Text) -> None:
    setting = set_text(text)
    canvas.setFillColor(_colour(text.colour))
    canvas.setFont(setting.face.name, setting.size)
    for x, y, line in setting.lines:
        canvas.drawString(x * POINTS, (page.height - y) * POINTS, line, charSpace=setting.tracking)


def _drawing(canvas: Canvas, page: Page, drawing: Drawing) -> None:
    """The sheet, centred in its box and cut at its edge."""
    box, factor = drawing.box, drawing.drawn
    if factor < _DRAWING_SCALE:
        return
    upright, bold = type_of("sans"), type_of("sans", "semibold")
    ink, paper = (_rgb(c) for c in (drawing.ink, drawing.paper))
    pens = Pens(ink, paper, (upright.name, bold.name), upright.capitals)
    canvas.scale(POINTS, POINTS)
    edge = canvas.beginPath()
    edge.rect(box.x, page.height - box.bottom, box.width, box.height)
    canvas.clipPath(edge, stroke=0, fill=0)
    x = box.x + (box.width - drawing.sheet.width * factor) / 2
    y = page.height - box.bottom + (box.height - drawing.sheet.height * factor) / 2
    canvas.translate(x, y)
    canvas.scale(factor, factor)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for item in drawing.sheet.items:
        draw_item(canvas, item, pens)


def _rgb(code: str) -> tuple[float, float, float]:
    r, g, b = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return r, g, b


def table_parts(table: Table) -> list[Text | Rule]:
    """A table as texts and hairlines, all inside its box."""
    box = table.box
    parts: list[Text | Rule] = []
    shares = sum(c.share for c in table.columns) or 1.0
    gap = 2.0
    left, widths = [], []
    x = box.x
    for column in table.columns:
        wide = box.width * column.share / shares
        left.append(x)
        widths.append(max(1.0, wide - gap))
        x += wide
    widths[-1] = max(1.0, box.right - left[-1])
    face = type_of("sans")
    high = table.size * 1.62 / POINTS
    need = (face.ascent + face.descent) * table.size / POINTS + 0.05
    high = max(high, need)
    y = box.y

    def row(cells: Sequence[str], size: float, head: bool) -> None:
        for i, (column, cell) in enumerate(zip(table.columns, cells, strict=False)):
            if not cell:
                continue
            colour = table.quiet if head else column.colour or table.colour
            place = Box(left[i], y + (high - need) / 2, widths[i], need)
            parts.append(Text(place, cell, size, colour=colour, align=column.align, least=size * 0.8, caps=head,
                              tracking=60 if head else 0, weight="semibold" if head else "regular"))  # fmt: skip

    if any(c.heading for c in table.columns) and y + high <= box.bottom:
        row([c.heading for c in table.columns], table.size * 0.78, True)
        y += high
        parts.append(Rule(box.x, y, box.right, y, 0.12, table.colour))
    fit = int((box.bottom - y) / high + 1e-6)
    rows = list(table.rows)
    left_over = 0
    if len(rows) > fit:
        left_over = len(rows) - max(0, fit - 1)
        rows = rows[: max(0, fit - 1)]
    for cells in rows:
        row(cells, table.size, False)
        y += high
        parts.append(Rule(box.x, y, box.right, y, 0.08, table.hair))
    if left_over and y + high <= box.bottom + 1e-6:
        note = table.more.format(n=left_over)
        parts.append(Text(Box(box.x, y + (high - need) / 2, box.width, need), note, table.size, italic=True,
                          colour=table.quiet, least=table.size * 0.8))  # fmt: skip
    return parts


def _picture(canvas: Canvas, page: Page, picture: Picture) -> None:
    pixels = read_pixels(picture.pixels)
    box = picture.box
    h, w = pixels.shape[:2]
    if picture.fit == "cover":
        pixels = cropped(pixels, box.width / box.height, picture.focus)
        x, y, wide, high = box.x, box.y, box.width, box.height
    else:
        fit = min(box.width / w, box.height / h)
        wide, high = w * fit, h * fit
        x = box.x + (box.width - wide) * picture.focus[0]
        y = box.y + (box.height - high) * picture.focus[1]
    h, w = pixels.shape[:2]
    most = max(1, round(wide / 25.4 * DPI))
    if w > most * 1.02:
        pixels = cv2.resize(pixels, (most, max(1, round(h * most / w))), interpolation=cv2.INTER_AREA)
    quality = _QUALITY_TEXTURE if picture.texture else _QUALITY
    options = [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_SAMPLING_FACTOR,
               cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]  # fmt: skip
    encoded = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), options)[1]
    canvas.drawImage(
        ImageReader(io.BytesIO(encoded.tobytes())), x * POINTS, (page.height - y - high) * POINTS,
        wide * POINTS, high * POINTS,
    )  # fmt: skip


def cropped(pixels: Pixels, aspect: float, focus: tuple[float, float]) -> Pixels:
    """The largest part of a picture (h, w, 3) with that width to height, centred on `focus` as far as it goes."""
    h, w = pixels.shape[:2]
    wide, high = (min(w, round(h * aspect)), h) if w / h > aspect else (w, min(h, round(w / aspect)))
    wide, high = max(1, wide), max(1, high)
    x = round(min(max(focus[0] * w - wide / 2, 0), w - wide))
    y = round(min(max(focus[1] * h - high / 2, 0), h - high))
    return pixels[y : y + high, x : x + wide]


def read_pixels(source: Pixels | Path) -> Pixels:
    """A picture as uint8 (h, w, 3) sRGB. Raises BadInput for a file that is no picture."""
    if not isinstance(source, Path):
        return source
    try:
        data = np.frombuffer(source.read_bytes(), np.uint8)
    except OSError as error:
        raise BadInput(f"cannot be read ({error.strerror})", where=source, remedy="check the path") from error
    pixels = cv2.imdecode(data, cv2.IMREAD_COLOR) if len(data) else None
    if pixels is None:
        raise BadInput("is no picture that can be read", where=source, remedy="give a JPEG, PNG or TIFF")
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB), np.uint8)
