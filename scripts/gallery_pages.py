"""Lays out a gallery: one HTML file with its pictures in it, and one contact sheet as a JPEG."""

from __future__ import annotations

import base64
import html
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import cv2

from coulisse.media import images
from coulisse.media import page_parts as parts
from coulisse.media.page import Box, Element, Page, Picture
from coulisse.media.page_pdf import page_pdf, read_pixels
from coulisse.media.page_raster import page_pixels

MOST_BYTES = 1_200_000  # of the contact sheet
_DPI = 84

_STYLE = """
:root { --paper: #f7f3ea; --ink: #1d1a17; --quiet: #7d756a; --hair: #d8d1c4; }
@media (prefers-color-scheme: dark) { :root { --paper: #151413; --ink: #ebe5d9; --quiet: #978f83; --hair: #33302c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 "Source Sans 3", "Source Sans Pro",
       "Helvetica Neue", Arial, sans-serif; }
main { max-width: 1240px; margin: 0 auto; padding: 72px 32px 96px; }
h1 { font: 300 44px/1.1 "Source Serif 4", "Source Serif Pro", Georgia, serif; margin: 0 0 10px; }
h2 { font-size: 12px; letter-spacing: .14em; text-transform: uppercase; color: var(--quiet); font-weight: 400;
     border-top: 1px solid var(--hair); padding-top: 14px; margin: 64px 0 28px; }
.lead { color: var(--quiet); max-width: 46em; margin: 0; }
.sets, .costumes { display: grid; gap: 44px 28px; }
.sets { grid-template-columns: repeat(auto-fill, minmax(min(100%, 540px), 1fr)); }
.costumes { grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr)); }
figure { margin: 0; }
img { width: 100%; height: auto; display: block; background: var(--hair); }
.pair { display: grid; grid-template-columns: repeat(var(--n), 1fr); gap: 4px; }
figcaption p { margin: 12px 0 0; }
.words { font: italic 18px/1.4 "Source Serif 4", "Source Serif Pro", Georgia, serif; }
.small { font-size: 13px; color: var(--quiet); }
.small b { font-weight: 400; color: #b4452f; }
a { color: inherit; text-underline-offset: 3px; text-decoration-color: var(--quiet); }
"""


@dataclass(frozen=True)
class Entry:
    """A sentence and what was made of it; boards and overview are paths relative to the page."""

    id: str
    kind: str
    words: str
    heroes: Sequence[Path]
    boards: Sequence[str]
    overview: Sequence[str]
    not_understood: Sequence[str]
    seconds: float
    quality: str


def html_page(entries: Sequence[Entry], missed: Sequence[tuple[str, str]], path: Path) -> None:
    """One self-contained page; boards are links beside it. `missed`: sentences that failed, and why."""
    body = ["<h1>From a sentence</h1>",
            '<p class="lead">Each was typed as it stands here, and nothing was touched afterwards. No picture is a '
            "photograph, and nobody in it is a person.</p>"]  # fmt: skip
    for kind, title in (("set", "Sets"), ("costume", "Costumes")):
        shown = [e for e in entries if e.kind == kind]
        if shown:
            body.append(f'<h2>{title}</h2><div class="{kind}s">' + "".join(_figure(e) for e in shown) + "</div>")
    if missed:
        rows = "".join(f'<p class="words">{html.escape(words)}</p><p class="small"><b>{html.escape(why)}</b></p>'
                       for words, why in missed)  # fmt: skip
        body.append(f"<h2>Not made</h2>{rows}")
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>From a sentence</title><style>{_STYLE}</style><main>{''.join(body)}</main></html>\n"
    )
    unfinished = path.with_suffix(".writing")
    unfinished.write_text(page, "utf-8")
    unfinished.replace(path)


def _figure(entry: Entry) -> str:
    heroes = entry.heroes[:2] if entry.kind == "costume" else entry.heroes[:1]
    pictures = "".join(f'<img alt="{html.escape(entry.words)}" src="{_inline(p, entry.kind)}">' for p in heroes)
    links = [(f"board {n + 1}", p) for n, p in enumerate(entry.boards)] + [("overview", p) for p in entry.overview]
    told = " · ".join(f'<a href="{quote(p)}">{name}</a>' for name, p in links)
    lost = ""
    if entry.not_understood:
        lost = f" · <b>not understood: {html.escape(', '.join(entry.not_understood))}</b>"
    return (
        f'<figure id="{entry.id}"><div class="pair" style="--n:{len(heroes)}">{pictures}</div><figcaption>'
        f'<p class="words">{html.escape(entry.words)}</p><p class="small">{told}{lost} · '
        f"{entry.quality}, {entry.seconds:.0f} s</p></figcaption></figure>"
    )


def _inline(path: Path, kind: str) -> str:
    pixels = read_pixels(path)
    wide = 1080 if kind == "set" else 400
    if pixels.shape[1] > wide:
        high = round(pixels.shape[0] * wide / pixels.shape[1])
        pixels = cv2.resize(pixels, (wide, high), interpolation=cv2.INTER_AREA)
    done, code = cv2.imencode(".jpg", pixels[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 86])
    assert done
    return "data:image/jpeg;base64," + base64.b64encode(code.tobytes()).decode("ascii")


def contact_sheet(entries: Sequence[Entry], path: Path) -> None:
    """All of them on one sheet, the sentences as captions; a JPEG of at most `MOST_BYTES`."""
    pixels = page_pixels(page_pdf(sheet_page(entries)), dpi=_DPI)
    path.parent.mkdir(parents=True, exist_ok=True)
    for quality in (90, 86, 82, 76, 70, 60):
        images.write_jpeg(path, pixels, quality=quality)
        if path.stat().st_size <= MOST_BYTES:
            return


def sheet_page(entries: Sequence[Entry]) -> Page:
    """The sheet: sets three in a row, costumes eight in a row, each over its sentence."""
    width, margin, gap = 594.0, 22.0, 9.0
    s = parts.scheme(dark=True, k=1.4)
    inner = width - 2 * margin
    out: list[Element] = [
        parts.block(s, Box(margin, 20, inner * 0.5, 18), "From a sentence", 34, face="serif", weight="light",
                    leading=38 * s.k),
        parts.block(s, Box(margin + inner * 0.5, 23, inner * 0.5, 14),
                    "Typed as it stands under each picture, and not touched afterwards. No picture is a photograph, "
                    "and nobody in it is a person.", 10, face="serif", italic=True, align="right", leading=14 * s.k),
    ]  # fmt: skip
    y = 50.0
    for kind, columns, aspect, caption, size in (("set", 3, 9 / 16, 21.0, 10.5), ("costume", 8, 3 / 2, 44.0, 9.0)):
        shown = [e for e in entries if e.kind == kind and e.heroes]
        if not shown:
            continue
        wide = (inner - gap * (columns - 1)) / columns
        for n, entry in enumerate(shown):
            row, column = divmod(n, columns)
            x, top = margin + column * (wide + gap), y + row * (wide * aspect + caption + 5)
            out.append(Picture(Box(x, top, wide, wide * aspect), entry.heroes[0]))
            out.append(parts.block(s, Box(x, top + wide * aspect + 3, wide, caption - 3), entry.words, size,
                                   face="serif", italic=True, leading=size * 1.3 * s.k, least=8.0 * s.k))  # fmt: skip
        y += -(-len(shown) // columns) * (wide * aspect + caption + 5) + 4
    return Page(width, y + 2, tuple(out), paper=s.paper, title="From a sentence")
