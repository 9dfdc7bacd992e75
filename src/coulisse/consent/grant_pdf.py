"""Sets a grant as one A4 page to read and sign."""

from __future__ import annotations

import io
import itertools
import os
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from coulisse.consent.grant_document import Grant
from coulisse.consent.grant_text import Wording, wording
from coulisse.errors import BadInput
from coulisse.media.pdf import (
    A4,
    Canvas,
    Color,
    Drawing,
    Paragraph,
    ParagraphStyle,
    QrCodeWidget,
    TTFError,
    TTFont,
    pdfmetrics,
    renderPDF,
    typeface,
)

_WIDTH, _HEIGHT = A4  # points
_LEFT = 62.0
_MEASURE = _WIDTH - 2 * _LEFT  # of a line of text
_LABELS = 92.0  # the column of labels
_FOOT = 196.0  # the signatures, the fingerprint and the small print stand below this height
_TOP = _HEIGHT - 118.0  # the text begins here, under the title
# The text is as large as the page allows. Consent is to be conspicuous, so it gets no smaller than the last.
_SIZES = tuple(quarter / 4 for quarter in range(42, 27, -1))  # 10.5 to 7 points
_INK, _GREY, _LINE = Color(0.09, 0.10, 0.12), Color(0.40, 0.42, 0.46), Color(0.74, 0.75, 0.78)
# Text faces, the best first: Source Serif (SIL OFL 1.1; Latin, Greek, Cyrillic, Vietnamese) from the package
# font-source-serif-pro; Droid Serif (Apache-2.0, Western European), which comes with OpenImageIO.
_FAMILIES = (
    ("font_source_serif_pro", "files", "SourceSerifPro-Regular", "SourceSerifPro-Semibold"),
    ("OpenImageIO", "share/fonts/OpenImageIO", "DroidSerif", "DroidSerif-Bold"),
)
_OWN = "GrantOwn"
_MONO = ("OpenImageIO", "share/fonts/OpenImageIO", "DroidSansMono")


@dataclass(frozen=True)
class _Faces:
    """The faces' names; the characters that the text face has, and those that the user's own face has."""

    text: str
    bold: str
    mono: str
    has: frozenset[int]
    own: frozenset[int]


def page(grant: Grant) -> bytes:
    """The page as PDF; the same grant gives the same bytes.

    Letters that no face here has are printed by their Unicode numbers, and the page says so. COULISSE_FONT may
    name a TrueType file for Chinese, Japanese, Korean and other scripts; those that are written from right to left
    or join their letters stay numbers, because they would be set wrongly. Raises BadInput for what does not fit.
    """
    words = wording(grant)
    for size in _SIZES:
        placed = list(_body(words, size))
        if _TOP - sum(height + above for _, _, above, height in placed) >= _FOOT + 14:
            break
    else:
        raise BadInput(
            "does not fit on one page that can be read", where="the grant",
            remedy="say it shorter, or make two grants of it",
        )  # fmt: skip
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1, pageCompression=1, lang="en")
    canvas.setTitle(f"Consent {grant.id}")
    canvas.setAuthor("Coulisse")
    canvas.setSubject(f"SHA-256 {grant.fingerprint}")
    _head(canvas, grant)
    y = _TOP
    for paragraph, x, above, height in placed:
        y -= above + height
        paragraph.drawOn(canvas, x, y + height - paragraph.height)
    _foot(canvas, grant, _unprinted(grant))
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


_Placed = tuple[Paragraph, float, float, float]  # what, how far in, space above, height that it takes


def _body(words: Wording, size: float) -> Iterable[_Placed]:
    """The text between title and signatures, top to bottom."""
    faces, leading = _faces(), size * 1.32
    text = ParagraphStyle("text", fontName=faces.text, fontSize=size, leading=leading, textColor=_INK)
    bold = ParagraphStyle("bold", text, fontName=faces.bold)
    label = ParagraphStyle("label", text, fontName=faces.bold, fontSize=size * 0.86, textColor=_GREY)
    note = ParagraphStyle("note", text, fontSize=size * 0.93, leading=leading * 0.93)

    def one(content: str, style: ParagraphStyle, indent: float = 0.0, above: float = 0.0) -> _Placed:
        paragraph = _paragraph(content, style, _MEASURE - indent)
        return paragraph, _LEFT + indent, above, paragraph.height

    yield one(words.opening, ParagraphStyle("opening", text, fontSize=size * 1.1, leading=leading * 1.1))
    for index, (name, value) in enumerate(words.facts):
        left = _paragraph(name, label, _LABELS - 8)
        right = _paragraph(value, text, _MEASURE - _LABELS)
        above = size * (1.1 if index == 0 else 0.22)
        # The smaller label stands on the line of its value; a label of more lines makes the row higher.
        drop = (text.fontSize - label.fontSize) * 0.9
        yield left, _LEFT, above + drop, max(0.0, left.height - right.height)
        yield right, _LEFT + _LABELS, -drop, right.height
    yield one("What is agreed", bold, above=size * 1.1)
    for number, (title, description) in enumerate(words.uses, 1):
        paragraph, x, above, _ = one(f"{number}.", text, above=size * 0.4)
        yield paragraph, x, above, 0.0
        yield one(title, bold, 16.0)
        yield one(description, text, 16.0)
    yield one("What is not agreed, and what stays yours", bold, above=size * 1.1)
    for limit in words.limits:
        yield one(limit, note, above=size * 0.3)


def _head(canvas: Canvas, grant: Grant) -> None:
    faces = _faces()
    canvas.setFillColor(_GREY)
    canvas.setFont(faces.bold, 8)
    canvas.drawString(_LEFT, _HEIGHT - 56, "COULISSE", charSpace=1.6)
    canvas.setFont(faces.mono, 8)
    canvas.drawRightString(_LEFT + _MEASURE, _HEIGHT - 56, grant.id)
    canvas.setFillColor(_INK)
    canvas.setFont(faces.bold, 19)
    canvas.drawString(_LEFT, _HEIGHT - 84, "Consent to the use of a likeness")
    canvas.setStrokeColor(_INK)
    canvas.setLineWidth(0.8)
    canvas.line(_LEFT, _HEIGHT - 97, _LEFT + _MEASURE, _HEIGHT - 97)


def _foot(canvas: Canvas, grant: Grant, unprinted: bool) -> None:
    """Where it is signed, and what ties the page to the file."""
    faces = _faces()
    signer = (
        grant.signer.name if grant.signer.role == "performer" else f"{grant.signer.name}, for {grant.performer.name}"
    )
    columns = ((_LEFT, 150.0, "Place and date"), (_LEFT + 166, _MEASURE - 166, f"Signature of {signer}"))
    canvas.setStrokeColor(_INK)
    canvas.setLineWidth(0.5)
    for x, width, name in columns:
        canvas.line(x, 152, x + width, 152)
        paragraph = _paragraph(name, _small(_GREY), width)
        if paragraph.height > 20:  # very long names stand above, in the text
            paragraph = _paragraph("Signature", _small(_GREY), width)
        paragraph.drawOn(canvas, x, 148 - paragraph.height)
    canvas.setStrokeColor(_LINE)
    canvas.line(_LEFT, 124, _LEFT + _MEASURE, 124)
    digits = grant.fingerprint
    groups = [digits[at : at + 4] for at in range(0, 64, 4)]
    canvas.setFillColor(_GREY)
    canvas.setFont(faces.bold, 7.5)
    canvas.drawString(_LEFT, 111, "Fingerprint (SHA-256 of the signed text)")
    canvas.setFillColor(_INK)
    canvas.setFont(faces.mono, 9.5)
    canvas.drawString(_LEFT, 97, "  ".join(groups[:8]))
    canvas.drawString(_LEFT, 84, "  ".join(groups[8:]))
    small = (
        f"This page says in words what the file {grant.id}.json says; the file is what is signed and checked. Compare "
        "the fingerprint with the one that “coulisse grant show” prints: if one digit differs, do not sign. Drafted "
        f"{grant.drafted_at.replace('T', ' ').replace('Z', ' UTC')}. Made by software; this is not legal advice."
    )
    if unprinted:
        small += " Letters that this page cannot print stand as their Unicode numbers, such as U+0627."
    paragraph = _paragraph(small, _small(_GREY), _MEASURE - 84)
    paragraph.drawOn(canvas, _LEFT, 74 - paragraph.height)
    code = QrCodeWidget(f"{grant.id} sha256 {digits}", barLevel="M", barBorder=0)
    left, bottom, right, top = code.getBounds()
    side = 68.0
    drawing = Drawing(side, side, transform=[side / (right - left), 0, 0, side / (top - bottom), 0, 0])
    drawing.add(code)
    renderPDF.draw(drawing, canvas, _LEFT + _MEASURE - side, 118 - side)


def _small(colour: Color) -> ParagraphStyle:
    return ParagraphStyle("small", fontName=_faces().text, fontSize=7.6, leading=9.6, textColor=colour)


def _paragraph(text: str, style: ParagraphStyle, width: float) -> Paragraph:
    """A wrapped paragraph in which every letter has a face."""
    asian = sum(_asian(c) for c in text) > len(text) / 3
    chosen = ParagraphStyle(style.name, style, wordWrap="CJK" if asian else None, splitLongWords=1)
    paragraph = Paragraph(_marked_up(text), chosen)
    paragraph.wrap(width, _HEIGHT)
    return paragraph


def _marked_up(text: str) -> str:
    parts = []
    for face, run in itertools.groupby(text, key=_face_of):
        letters = "".join(run)
        if face == "numbers":
            parts.append(" ".join(f"U+{ord(letter):04X}" for letter in letters))
        else:
            parts.append(f'<font name="{face}">{escape(letters)}</font>' if face else escape(letters))
    return "".join(parts)


def _face_of(character: str) -> str:
    """The name of the face that has a character: empty for the text's own, `numbers` for none."""
    faces = _faces()
    if ord(character) in faces.has:
        return ""
    # Without shaping, right-to-left letters and marks that join others would be printed wrongly.
    joined = unicodedata.bidirectional(character) in ("R", "AL", "AN") or unicodedata.combining(character)
    return _OWN if ord(character) in faces.own and not joined else "numbers"


def _asian(character: str) -> bool:
    """Whether a line may end after this character, as in Chinese, Japanese and Korean."""
    return unicodedata.east_asian_width(character) in ("W", "F")


def _unprinted(grant: Grant) -> bool:
    words = wording(grant)
    pairs = (*words.facts, *words.uses)
    texts: Sequence[str] = (words.opening, *(text for pair in pairs for text in pair), *words.limits)
    return any(_face_of(character) == "numbers" for text in texts for character in text)


@cache
def _faces() -> _Faces:
    mono = "Courier"
    if file := typeface(*_MONO):
        pdfmetrics.registerFont(TTFont(mono := "GrantMono", str(file)))
    for package, folder, regular, semibold in _FAMILIES:
        files = typeface(package, folder, regular), typeface(package, folder, semibold)
        if files[0] and files[1]:
            break
    else:
        files = Path("Vera.ttf"), Path("VeraBd.ttf")  # reportlab's own; it finds them by name
    text, bold = TTFont("GrantText", str(files[0])), TTFont("GrantBold", str(files[1]))
    pdfmetrics.registerFont(text)
    pdfmetrics.registerFont(bold)
    has = frozenset(text.face.charToGlyph) & frozenset(bold.face.charToGlyph)
    return _Faces("GrantText", "GrantBold", mono, has, _own_face())


def _own_face() -> frozenset[int]:
    """The characters of the typeface that the user names in COULISSE_FONT, for letters that ours have not."""
    path = os.environ.get("COULISSE_FONT")
    if not path:
        return frozenset()
    try:
        own = TTFont(_OWN, str(Path(path).expanduser()))
    except (TTFError, OSError) as error:
        raise BadInput(
            f"cannot be used as a typeface: {error}", where=f"COULISSE_FONT={path}",
            remedy="give a TrueType file (.ttf) with TrueType outlines",
        ) from None  # fmt: skip
    pdfmetrics.registerFont(own)
    return frozenset(own.face.charToGlyph)
