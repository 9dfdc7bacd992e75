"""The one door to reportlab: its names for pages that are set by hand, the typefaces, and drawings to scale."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from reportlab import rl_config
from reportlab.graphics import renderPDF as renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget as QrCodeWidget
from reportlab.graphics.shapes import Drawing as Drawing
from reportlab.lib.colors import Color as Color
from reportlab.lib.pagesizes import A4 as A4
from reportlab.lib.styles import ParagraphStyle as ParagraphStyle
from reportlab.lib.utils import ImageReader as ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase import pdfmetrics as pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError as TTFError
from reportlab.pdfbase.ttfonts import TTFont as TTFont
from reportlab.pdfgen.canvas import Canvas as Canvas
from reportlab.platypus import Paragraph as Paragraph

from coulisse.linework import Arc, Dimension, Hatch, Item, Layer, Line, Sheet, Text

rl_config.useA85 = 0  # streams as bytes, not as text: a quarter smaller, and quicker than its encoder in Python

POINTS = 72 / 25.4  # PDF points a millimetre
_CAPITALS = 0.714  # height of Droid Sans' capitals, as a share of its size
_SANS = ("OpenImageIO", "share/fonts/OpenImageIO")


@dataclass(frozen=True)
class Pens:
    """What a drawing is drawn with: the colour of its black and of its white (sRGB, 0-1), and its faces.

    `faces` upright and bold, by their registered names; `capitals` their height as a share of the size.
    """

    ink: tuple[float, float, float] = (0.0, 0.0, 0.0)
    paper: tuple[float, float, float] = (1.0, 1.0, 1.0)
    faces: tuple[str, str] | None = None
    capitals: float = _CAPITALS

    def colour(self, rgb: tuple[float, float, float]) -> Color:
        """A grey between ink and paper; a colour stays what it is."""
        if max(rgb) - min(rgb) > 0.2:
            return Color(*rgb)
        return Color(*(i + v * (p - i) for v, i, p in zip(rgb, self.ink, self.paper, strict=True)))

    def width(self, text: str, height: float, bold: bool) -> float:
        """Millimetres of a line of text whose capitals are `height` mm high."""
        return float(pdfmetrics.stringWidth(text, self.named[bold], height / self.capitals))

    @property
    def named(self) -> tuple[str, str]:
        return self.faces or _faces()


_BLACK_ON_WHITE = Pens()


def typeface(package: str, folder: str, name: str) -> Path | None:
    """A typeface in an installed package; the package itself is not imported."""
    found = find_spec(package)
    for place in (found.submodule_search_locations or ()) if found else ():
        path = Path(place) / folder / f"{name}.ttf"
        if path.is_file():
            return path
    return None


@cache
def _faces() -> tuple[str, str]:
    """Names of the upright and the bold face of drawings."""
    names = []
    for ours, name, spare in (("DrawText", "DroidSans", "Vera"), ("DrawBold", "DroidSans-Bold", "VeraBd")):
        file = typeface(*_SANS, name)
        pdfmetrics.registerFont(TTFont(ours, str(file) if file else f"{spare}.ttf"))
        names.append(ours)
    return names[0], names[1]


def text_width(text: str, height: float, bold: bool = False) -> float:
    """Millimetres of a line of text whose capitals are `height` mm high."""
    return _BLACK_ON_WHITE.width(text, height, bold)


def state_srgb(canvas: Canvas) -> None:
    """Writes into the file that its colours are sRGB's (an output intent, ISO 32000-1, 14.11.5)."""
    intent = {
        "Type": pdfdoc.PDFName("OutputIntent"), "S": pdfdoc.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": pdfdoc.PDFString("sRGB IEC61966-2.1"),
        "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
    }  # fmt: skip
    catalog = canvas._doc.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])


def drawing_pdf(sheets: Sequence[Sheet], compress: bool = True) -> bytes:
    """Sheets as the pages of a PDF, one millimetre on the sheet one millimetre on paper; same sheets, same bytes."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=int(compress), lang="en")
    canvas.setAuthor("Coulisse")
    canvas.setViewerPreference("PrintScaling", "None")  # a printer that "fits to page" makes the scale a lie
    if sheets:
        canvas.setTitle(sheets[0].title)
    for sheet in sheets:
        canvas.setPageSize((sheet.width * POINTS, sheet.height * POINTS))
        canvas.scale(POINTS, POINTS)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        for item in sheet.items:
            draw_item(canvas, item)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def draw_item(canvas: Canvas, item: Item, pens: Pens = _BLACK_ON_WHITE) -> None:
    """One item onto a canvas whose unit is the millimetre."""
    match item:
        case Line():
            path = canvas.beginPath()
            path.moveTo(*item.points[0])
            for point in item.points[1:]:
                path.lineTo(*point)
            if item.closed:
                path.close()
            _pen(canvas, item.layer, pens, item.fill)
            canvas.drawPath(path, stroke=int(item.stroke), fill=int(item.fill is not None))
        case Arc():
            _pen(canvas, item.layer, pens, item.fill)
            (x, y), r = item.centre, item.radius
            if item.end - item.start >= 360:
                canvas.circle(x, y, r, stroke=1, fill=int(item.fill is not None))
            else:
                path = canvas.beginPath()
                path.arc(x - r, y - r, x + r, y + r, item.start, item.end - item.start)
                canvas.drawPath(path, stroke=1, fill=0)
        case Hatch():
            _hatch(canvas, item, pens)
        case Text():
            _text(canvas, item, pens)
        case Dimension():
            _dimension(canvas, item, pens)


def _pen(canvas: Canvas, layer: Layer, pens: Pens, fill: float | None = None) -> None:
    canvas.setStrokeColor(pens.colour(layer.colour))
    canvas.setLineWidth(layer.weight)
    canvas.setDash(*([list(layer.dash)] if layer.dash else []))
    if fill is not None:
        canvas.setFillColor(pens.colour((fill, fill, fill)))


def _hatch(canvas: Canvas, item: Hatch, pens: Pens) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.moveTo(*item.points[0])
    for point in item.points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.clipPath(path, stroke=0, fill=0)
    _pen(canvas, item.layer, pens)
    c, s = math.cos(math.radians(item.angle)), math.sin(math.radians(item.angle))
    along = [x * c + y * s for x, y in item.points]
    across = [y * c - x * s for x, y in item.points]
    for i in range(math.floor(min(across) / item.pitch), math.ceil(max(across) / item.pitch) + 1):
        d = i * item.pitch
        canvas.line(min(along) * c - d * s, min(along) * s + d * c, max(along) * c - d * s, max(along) * s + d * c)
    canvas.restoreState()


def _text(canvas: Canvas, item: Text, pens: Pens) -> None:
    face = pens.named[item.bold]
    size = item.height / pens.capitals
    width = pens.width(item.text, item.height, item.bold)
    canvas.saveState()
    canvas.translate(*item.at)
    canvas.rotate(item.angle)
    x = {"left": 0.0, "middle": -width / 2, "right": -width}[item.align]
    if item.halo:
        canvas.setFillColor(pens.colour((1, 1, 1)))
        canvas.rect(x - 0.5, -0.5, width + 1.0, item.height + 1.0, stroke=0, fill=1)
    canvas.setFillColor(pens.colour(item.layer.colour))
    canvas.setFont(face, size)
    canvas.drawString(x, 0, item.text)
    canvas.restoreState()


def _dimension(canvas: Canvas, item: Dimension, pens: Pens) -> None:
    """A dimension with extension lines, oblique ticks and its figure above the line, read from below or the right."""
    _pen(canvas, item.layer, pens)
    flat = item.angle == 0
    ends = [(p[0], item.line) if flat else (item.line, p[1]) for p in (item.a, item.b)]
    canvas.line(*ends[0], *ends[1])
    for end, point in zip(ends, (item.a, item.b), strict=True):
        away = item.line - (point[1] if flat else point[0])
        sign = math.copysign(1, away)
        gap = min(abs(away), 2.0)
        if flat:
            canvas.line(end[0], point[1] + sign * gap, end[0], item.line + sign * 1.0)
        else:
            canvas.line(point[0] + sign * gap, end[1], item.line + sign * 1.0, end[1])
        canvas.setLineWidth(0.35)
        canvas.line(end[0] - 0.8, end[1] - 0.8, end[0] + 0.8, end[1] + 0.8)
        canvas.setLineWidth(item.layer.weight)
    middle = ((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2)
    long = abs(ends[1][0] - ends[0][0]) + abs(ends[1][1] - ends[0][1])
    if pens.width(item.text, item.height, False) > long - 0.6:  # too narrow for its figure: that goes beside it
        middle = (min(e[0] for e in ends) - 0.8, middle[1]) if flat else (middle[0], min(e[1] for e in ends) - 0.8)
    at = (middle[0], middle[1] + 0.8) if flat else (middle[0] - 0.8, middle[1])
    align: Literal["middle", "right"] = "middle" if pens.width(item.text, item.height, False) <= long - 0.6 else "right"
    _text(canvas, Text(at, item.text, item.height, item.layer, align, 0 if flat else 90), pens)
