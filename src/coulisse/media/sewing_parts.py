"""The parts of a drafted pattern: outlines in millimetres, how often each is cut of what, area, grain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.errors import CoulisseError

Array = NDArray[np.float64]
CURVE = 24  # pieces a curve is drawn with
CELL = 2.0  # millimetres of the grid that areas are counted on


@dataclass(frozen=True)
class Cut:
    """What is cut from one material: how many, whether on the fold, whether all the same way round."""

    material: str
    count: int
    on_fold: bool
    identical: bool = False


@dataclass(frozen=True, eq=False)
class Stroke:
    """A line of a part: seam, cut (with its allowance), fold, grain, mark. `points` (k, 2) millimetres, y up."""

    kind: str
    points: Array
    dash: bool = False
    closed: bool = False

    @property
    def length(self) -> float:
        """Millimetres along it."""
        points = np.vstack([self.points, self.points[:1]]) if self.closed else self.points
        return float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())


@dataclass(frozen=True, eq=False)
class PatternPart:
    """One part of a pattern, its box's lower left at (0, 0), millimetres, y up, the grain upright.

    `size` is its box (width, height) with allowances, `area` in square metres of one as it is cut (on the fold: both
    halves). `outline` (k, 2) is what is cut along. `notches` (k, 2), `buttons` (k, 2): where they are.
    """

    name: str
    number: str
    cuts: tuple[Cut, ...]
    strokes: tuple[Stroke, ...]
    outline: Array
    notches: Array
    buttons: Array
    size: tuple[float, float]
    area: float

    @property
    def on_fold(self) -> bool:
        """Whether any of it is cut on the fold of the cloth."""
        return any(cut.on_fold for cut in self.cuts)


def parts_of(answer: dict[str, Any]) -> list[PatternPart]:
    """The parts of FreeSewing's answer (draft.mjs), in their order of number."""
    made = [_part(one) for one in answer["parts"]]

    def rank(part: PatternPart) -> tuple[float, str]:
        found = re.match(r"\d+", part.number)
        return (float(found[0]) if found else 99.0, part.number)

    return sorted(made, key=rank)


def _part(one: dict[str, Any]) -> PatternPart:
    strokes = [stroke for path in one["paths"] for stroke in _strokes(path)]
    if not all(np.isfinite(s.points).all() for s in strokes):
        raise CoulisseError(
            f"FreeSewing lost its way drafting {one['name']}: a point of it is nowhere\n"
            "  what to do: check the measures and the options; two of them do not go together"
        )
    strokes = [s for s in strokes if len(s.points) > 1]
    turn = _upright(one.get("grain"), strokes)
    fold = next((s.points for s in strokes if s.kind == "fold"), None)
    cuts = tuple(Cut(c["material"], int(c["cut"]), bool(c["onFold"]), bool(c["identical"])) for c in one["cut"])
    cuts = cuts or (Cut("fabric", 1, False),)
    outline = _outline(strokes)
    low = (np.concatenate([s.points for s in strokes if s.kind in ("cut", "seam")] + [outline]) @ turn.T).min(0)

    def placed(points: Any) -> Array:
        array = np.asarray(points, float).reshape(-1, 2)
        return array @ turn.T - low

    strokes = [Stroke(s.kind, placed(s.points), s.dash, s.closed) for s in strokes]
    outline = placed(outline)
    notches, buttons = (placed([[n[0], -n[1]] for n in one[key]]) for key in ("notches", "buttons"))
    high = np.concatenate([s.points for s in strokes if s.kind in ("cut", "seam")] + [outline]).max(0)
    area = polygon_area(outline) / 1e6 * (2 if fold is not None or any(c.on_fold for c in cuts) else 1)
    title = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", one["title"]).replace("_", " ")
    return PatternPart(
        title[:1].upper() + title[1:].lower() if title.islower() or title[:1].islower() else title,
        one["number"], cuts, tuple(strokes), outline, notches, buttons,
        (float(high[0]), float(high[1])), area,
    )  # fmt: skip


def _strokes(path: dict[str, Any]) -> list[Stroke]:
    """The lines of a path, one from each of its moves."""
    out: list[Stroke] = []
    points: list[Array] = []

    def end(closed: bool) -> None:
        if len(points) > 1:
            out.append(Stroke(path["kind"], np.array(points).reshape(-1, 2), path["dash"], closed))

    for step in path["ops"]:
        if step[0] == "Z":
            end(True)
            points = []
        elif step[0] == "C":
            t = np.linspace(0, 1, CURVE + 1)[1:, None]
            a, (b, c, d) = points[-1], (np.array(step[i : i + 2]) * (1, -1) for i in (1, 3, 5))
            points += list((1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d)
        else:
            if step[0] == "M":
                end(False)
                points = []
            points.append(np.array(step[1:3], float) * (1, -1))  # FreeSewing's y goes down
    end(False)
    return out


def _upright(grain: float | None, strokes: list[Stroke]) -> Array:
    """The turn (2, 2) that sets the grain upright: by the grain line that is drawn, the fold, or what is said of it."""
    drawn = next((s.points for s in strokes if s.kind == "grain"), None)
    if drawn is None:
        fold = next((s.points for s in strokes if s.kind == "fold"), None)
        drawn = fold[1:3] if fold is not None and len(fold) == 4 else fold
    if drawn is not None:
        way = drawn[-1] - drawn[0]
        angle = float(np.degrees(np.arctan2(way[1], way[0])))
    elif grain is not None:
        angle = float(grain)
    else:
        angle = 90.0
    turn = np.radians((90.0 - angle + 90.0) % 180.0 - 90.0)  # the smaller of the two ways
    return np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])


def polygon_area(points: Array) -> float:
    """Square millimetres inside a closed polygon (k, 2)."""
    x, y = points.T
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


def _outline(strokes: list[Stroke]) -> Array:
    """What is cut along: the outside of everything that the seams and the allowances enclose, counted on a grid."""
    drawn = [s.points for s in strokes if s.kind == "cut"] + [s.points for s in strokes if s.kind == "seam"]
    drawn = [points for points in drawn if len(points) > 2] or [s.points for s in strokes]
    low = np.concatenate(drawn).min(0) - 3 * CELL
    size = np.ceil((np.concatenate(drawn).max(0) - low) / CELL).astype(int) + 4
    grid = np.zeros((size[1], size[0]), np.uint8)
    for points in [*drawn, _chained([s.points for s in strokes if s.kind == "cut"])]:
        if len(points) > 2:
            cv2.fillPoly(grid, [np.rint((points - low) / CELL).astype(np.int32)], 1)
    found, _ = cv2.findContours(grid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largest = max(found, key=cv2.contourArea)
    return np.asarray(cv2.approxPolyDP(largest, 0.6, True), float).reshape(-1, 2) * CELL + low


def _chained(pieces: list[Array]) -> Array:
    """Open pieces of an outline in one, each next to the end that it is nearest to."""
    rest = [p for p in pieces if len(p)]
    if not rest:
        return np.zeros((0, 2))
    chain = rest.pop(0)
    while rest:
        ends = [min(np.linalg.norm(p[0] - chain[-1]), np.linalg.norm(p[-1] - chain[-1])) for p in rest]
        piece = rest.pop(int(np.argmin(ends)))
        backwards = np.linalg.norm(piece[-1] - chain[-1]) < np.linalg.norm(piece[0] - chain[-1])
        chain = np.vstack([chain, piece[::-1] if backwards else piece])
    return chain
