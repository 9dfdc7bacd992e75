"""Draws one part of a sewing pattern at true scale: lines, notches, buttons, grain, fold, and what to cut of it."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.linework import Arc, Item, Layer, Line, Point, Text
from coulisse.media.pdf import text_width
from coulisse.media.sewing_parts import PatternPart

Array = NDArray[np.float64]
CUT = Layer("CUT", 0.6)
SEAM = Layer("SEAM", 0.3, (0.25, 0.25, 0.25), (4.0, 2.0))
MARK = Layer("MARK", 0.25, (0.35, 0.35, 0.35), (1.2, 1.2))
GRAIN = Layer("GRAIN", 0.3)
TEXT = Layer("TEXT", 0.25)


def drawn(part: PatternPart, cuts: list[str], x: float, y: float) -> list[Item]:
    """The items of one part with its box's lower left at (x, y)."""

    def at(points: Array) -> Array:
        return np.asarray(points, float).reshape(-1, 2) + np.array([x, y])

    def pairs(points: Array) -> tuple[Point, ...]:
        return tuple((round(float(a), 3), round(float(b), 3)) for a, b in at(points))

    items: list[Item] = []
    allowance = any(stroke.kind == "cut" for stroke in part.strokes)
    for stroke in part.strokes:
        if stroke.kind in ("grain", "fold"):
            items += _arrows(pairs(stroke.points), stroke.kind)
            continue
        layer = {"cut": CUT, "seam": SEAM if allowance else CUT}.get(stroke.kind, MARK)
        items.append(Line(pairs(stroke.points), layer, stroke.closed))
    for point in pairs(part.notches):
        items.append(Arc(point, 1.6, GRAIN, fill=0.0))
    for point in pairs(part.buttons[:, :2]):
        a, b = point
        items += [Line(((a - 4, b), (a + 4, b)), GRAIN), Line(((a, b - 4), (a, b + 4)), GRAIN), Arc(point, 2.5, GRAIN)]
    return items + _label(part, cuts, *map(float, at(_inside(part))[0]))


def _inside(part: PatternPart) -> Array:
    """A place well inside a part for its name, near its middle."""
    outline = part.outline.astype(np.float32)
    xs, ys = np.meshgrid(np.linspace(0, part.size[0], 25), np.linspace(0, part.size[1], 25))
    grid = np.stack([xs.ravel(), ys.ravel()], 1)
    depth = np.array([cv2.pointPolygonTest(outline, (float(a), float(b)), True) for a, b in grid])
    away = np.linalg.norm(grid - np.array(part.size) / 2, axis=1)
    return np.asarray(grid[int(np.argmax(np.minimum(depth, 60) - 0.15 * away))])


def _label(part: PatternPart, cuts: list[str], x: float, y: float) -> list[Item]:
    """The part's name and what to cut of it, along its longer side where that leaves the letters larger."""
    lines = [(f"{part.number}  {part.name}".strip(), 5.0, True), *[(text, 3.4, False) for text in cuts]]
    widest = max(text_width(text, height, bold) for text, height, bold in lines)
    deep = sum(1.75 * height for _, height, _ in lines)
    across, along = (min(1.5, 0.85 * a / widest, 0.5 * b / deep) for a, b in (part.size, part.size[::-1]))
    upright = along > 1.25 * across
    size = max(along if upright else across, 0.28)
    items: list[Item] = []
    down = -0.4 * deep * size
    for text, height, bold in lines:
        down += 1.75 * height * size
        place = (x + down - 2, y) if upright else (x, y - down + 2)
        items.append(Text(place, text, height * size, TEXT, "middle", 90.0 if upright else 0.0, bold, True))
    return items


def _arrows(points: tuple[Point, ...], kind: str) -> list[Item]:
    items: list[Item] = [Line(points, GRAIN)]
    ends = [(points[0], points[1]), (points[-1], points[-2])]
    if kind == "fold" and len(points) == 4:  # a bracket: its arrows point at the fold
        ends = [(points[0], points[1]), (points[3], points[2])]
    for tip, back in ends:
        way = np.array(back, float) - tip
        way /= max(float(np.linalg.norm(way)), 1e-9)
        side = np.array([-way[1], way[0]])
        corners = [np.array(tip), tip + 6 * way + 2 * side, tip + 6 * way - 2 * side]
        items.append(Line(tuple((float(a), float(b)) for a, b in corners), GRAIN, True, 0.0))
    inner = points[1:3] if len(points) == 4 else (points[0], points[-1])
    (ax, ay), (bx, by) = sorted(inner, key=lambda p: (round(p[1], 1), p[0]))
    angle = math.degrees(math.atan2(by - ay, bx - ax))
    word = "place on the fold" if kind == "fold" else "grain"
    reach = math.hypot(bx - ax, by - ay)
    if reach > text_width(word, 3.2) + 14:
        share = 0.5 if kind == "fold" else 0.3
        off = (-1.6 * math.sin(math.radians(angle)), 1.6 * math.cos(math.radians(angle)))
        place = (ax + share * (bx - ax) + off[0], ay + share * (by - ay) + off[1])
        items.append(Text(place, word, 3.2, TEXT, "middle", angle))
    return items
