"""A sewing pattern from flat pieces that somebody else drafted: allowances, lists, cloth, and the PDF at full size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.media.sewing_lay import cloth
from coulisse.media.sewing_parts import Cut, PatternPart, Stroke, polygon_area
from coulisse.media.sewing_pattern import WIDTHS, CutLine, Paper, Pattern

Array = NDArray[np.float64]
MITRE = 2.2  # a corner of the allowance stands out at most so many times its width
_FLAT = 0.25  # sine of the angle up to which two sides of an outline are one line


@dataclass(frozen=True, eq=False)
class Piece:
    """A piece to be cut. `outline` (k, 2) millimetres, counter-clockwise, closed, the grain upright.

    `allowances` (k,): millimetres outside each side, from a point to the next; 0 along the fold. `darts`: closed
    outlines (m, 2). `fold`: the line (2, 2) that lies on the fold, if it does.
    """

    name: str
    outline: Array
    allowances: Array
    count: int
    darts: tuple[Array, ...] = ()
    notches: Array | None = None
    fold: Array | None = None


def drafted_pattern(
    title: str, source: str, pieces: Sequence[Piece], *, fabrics: Mapping[str, str] | None = None,
    notes: Sequence[str] = (), seam_allowance_mm: float = 10.0, paper: Paper = "full", nap: bool = False,
    compress: bool = True,
) -> Pattern:  # fmt: skip
    """The pattern of these pieces; `source` says on page one who drafted them. `fabrics` names the material `fabric`.

    Raises BadInput where there are no pieces.
    """
    from coulisse.media.sewing_pages import pages

    if not pieces:
        raise BadInput("there is nothing to cut", where=f"pattern: {title}", remedy="leave the pattern out")
    parts = [_part(piece, str(n + 1)) for n, piece in enumerate(pieces)]
    cutting = tuple(
        CutLine(p.name, p.number, c.material, c.count, c.on_fold, c.count * p.area, p.size)
        for p in parts for c in p.cuts
    )  # fmt: skip
    main = {width: cloth(parts, "fabric", width, nap=nap) for width in WIDTHS}
    pdf = pages(
        title, source, parts, cutting, {"fabric": main}, tuple(notes), dict(fabrics or {}), seam_allowance_mm, paper,
        compress=compress,
    )  # fmt: skip
    return Pattern(title, "panels", pdf, tuple(parts), cutting, main, {}, {}, (), tuple(notes))


def offset(outline: Array, far: Array) -> Array:
    """An outline (k, 2), counter-clockwise, with each side moved out by its own distance `far` (k,), mitred."""
    out: list[Array] = []
    ahead = np.roll(outline, -1, 0) - outline
    length = np.maximum(np.linalg.norm(ahead, axis=1), 1e-9)
    way = ahead / length[:, None]
    normal = np.stack([way[:, 1], -way[:, 0]], 1)
    for i, point in enumerate(outline):
        before, d0, d1 = i - 1, far[i - 1], far[i]
        turn = way[before, 0] * way[i, 1] - way[before, 1] * way[i, 0]
        if abs(turn) < _FLAT:
            if abs(d0 - d1) < 1e-6:
                middle = normal[before] + normal[i]
                out.append(point + d0 * middle / max(float(np.linalg.norm(middle)), 1e-9))
            else:
                out += [point + d0 * normal[before], point + d1 * normal[i]]
            continue
        # Where the two moved sides meet: their offsets are solved for.
        meets = np.linalg.solve(np.stack([normal[before], normal[i]]), np.array([d0, d1]))
        most = MITRE * max(d0, d1)
        if np.linalg.norm(meets) > most and turn > 0:
            out += [point + d0 * normal[before], point + d1 * normal[i]]
        else:
            out.append(point + meets)
    return np.array(out)


def _part(piece: Piece, number: str) -> PatternPart:
    cut = offset(piece.outline, piece.allowances)
    low = np.minimum(cut.min(0), piece.outline.min(0))
    strokes = [Stroke("cut", cut - low, closed=True), Stroke("seam", piece.outline - low, True, True)]
    strokes += [Stroke("mark", dart - low, True, True) for dart in piece.darts]
    if piece.fold is not None:
        strokes.append(Stroke("fold", _bracket(piece.fold - low, piece.outline - low)))
    else:
        strokes.append(Stroke("grain", _grain(piece.outline - low)))
    size = np.maximum(cut.max(0), piece.outline.max(0)) - low
    on_fold = piece.fold is not None
    area = polygon_area(cut) / 1e6 * (2 if on_fold else 1)
    notches = np.zeros((0, 2)) if piece.notches is None else piece.notches - low
    return PatternPart(
        piece.name[:1].upper() + piece.name[1:], number, (Cut("fabric", piece.count, on_fold),), tuple(strokes),
        cut - low, notches, np.zeros((0, 2)), (float(size[0]), float(size[1])), area,
    )  # fmt: skip


def _bracket(fold: Array, outline: Array) -> Array:
    """The fold's line with its two arrows into the piece (4, 2)."""
    a, b = fold
    inward = 15.0 if outline[:, 0].mean() > a[0] else -15.0
    c, d = a + 0.12 * (b - a), b + 0.12 * (a - b)
    step = np.array([inward, 0.0])
    return np.array([c, c + step, d + step, d])


def _grain(outline: Array) -> Array:
    """An upright line where the piece is tall around its middle (2, 2)."""
    x = float(outline[:, 0].mean())
    a, b = outline, np.roll(outline, -1, 0)
    hit = (a[:, 0] - x) * (b[:, 0] - x) < 0
    t = (x - a[hit, 0]) / (b[hit, 0] - a[hit, 0])
    y = np.sort(a[hit, 1] + t * (b[hit, 1] - a[hit, 1]))
    if len(y) < 2:
        y = np.array([outline[:, 1].min(), outline[:, 1].max()])
    low, high = float(y[0]), float(y[-1])
    return np.array([[x, low + 0.15 * (high - low)], [x, high - 0.15 * (high - low)]])


__all__ = ["Piece", "drafted_pattern", "offset"]
