"""Finds the views of a set: where a camera with a film lens has the set well in its picture, judged by what it sees.

A view is scored on what a director of photography looks for first: nothing in front of the lens, the main group at a
good size, depth behind it, things to look at, not all floor or ceiling, level verticals; and each view shows another
side. After Lino and Christie, Intuitive and Efficient Camera Control with the Toric Space (2015), by sampling.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coulisse.render.framing import Viewfinder
from coulisse.scene.boxes import as_boxes, distance
from coulisse.scene.room import Layout
from coulisse.scene.staged import FilmCamera, Staged, Vec3

_CLEAR = 0.33  # metres between the camera and anything that stands
_NEAR = 0.95  # metres; what is nearer is in front of the lens


@dataclass(frozen=True)
class _Kind:
    """One kind of view: lenses in mm, heights in metres, share of the picture for the main group, f-stop."""

    name: str
    lenses: tuple[float, ...]
    heights: tuple[float, ...]
    share: float
    stop: float


_KINDS = (
    _Kind("wide", (18.0, 21.0, 25.0), (1.45, 1.7), 0.13, 5.6),
    _Kind("subject", (35.0, 50.0), (1.15, 1.45), 0.36, 2.8),
    _Kind("axis", (25.0, 32.0), (1.3,), 0.22, 4.0),
    _Kind("reverse", (21.0, 28.0), (1.4, 1.7), 0.18, 4.0),
)
_FILLED, _BARE = 0.25, 4.0  # of the picture: what things should cover, and how much each missing share counts


def framed(
    staged: Staged, layout: Layout, main: frozenset[str], shell: frozenset[str], asked: frozenset[str] = frozenset(),
    views: int | None = None,
) -> tuple[FilmCamera, ...]:  # fmt: skip
    """The views of a set, wide first, `views` at the most; `main` and `shell`: names of placed things of the main
    group, of the room itself.

    `asked`: names of placed things that the sentence names; the wide view shows as many kinds of them as it can.
    Where the room leaves no place for any, the layout's own camera places are taken.
    """
    finder = Viewfinder(staged)
    names = [placed.name for placed in staged.placed]
    is_main = np.array([name in main for name in names] + [False])
    is_shell = np.array([name in shell for name in names] + [True])
    # Walls, floor and ceiling may fill a picture; a door's leaf, a column or a pipe may not.
    large_shell = np.array(
        [name.split("_")[0] in ("floor", "ceiling", "wall", "ground", "outside") for name in names] + [True]
    )
    kinds = sorted({name.rsplit("_", 1)[0] for name in asked})
    of_kind = np.array([kinds.index(n.rsplit("_", 1)[0]) if n in asked else -1 for n in names] + [-1])
    spots = _spots(layout)
    middle, ends, spread = _targets(layout)
    chosen: list[FilmCamera] = []
    for kind in _KINDS:
        if len(chosen) == views:
            break
        best: tuple[float, FilmCamera] | None = None
        tried = [
            _camera(kind, (x, y, min(height, layout.room.height - 0.25)), target, lens, layout, spread)
            for x, y in spots for height in kind.heights for lens in kind.lenses
            for target in (ends(x, y) if kind.name == "axis" else (middle,))
        ]  # fmt: skip
        possible = [camera for camera in tried if camera is not None]
        for camera, (depth, placed) in zip(possible, finder.looks(possible), strict=True):
            score = _score(kind, camera, depth, placed, is_main, is_shell, large_shell, layout, chosen)
            score += _shows(kind, placed, of_kind)
            if best is None or score > best[0]:
                best = score, camera
        if best is not None and best[0] > -2.0:
            chosen.append(best[1])
    return tuple(chosen) or staged.cameras


def _spots(layout: Layout) -> NDArray[np.float64]:
    """Where a person with a camera can stand (n, 2)."""
    room = layout.room
    off = min(0.38, room.width * 0.2)
    across, along = (max(4, min(10, round(side / 0.7))) for side in (room.length, room.width))
    xs, ys = np.linspace(off, room.length - off, across), np.linspace(off, room.width - off, along)
    spots = np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1).reshape(-1, 2)
    solid = [p.box for p in layout.pieces if p.base < 1.9 and p.top > 0.3 and p.role not in ("rug", "curtain", "top")]
    solid += room.blocked
    if solid:
        clear = distance(spots, as_boxes(solid)).min(axis=1)
        spots = spots[clear >= min(_CLEAR, float(clear.max()) * 0.99)]
    for door in room.doors:  # not where a leaf swings
        at = np.array(room.on_wall(door.wall, door.at, door.leaf / 2))
        spots = spots[np.hypot(*(spots - at).T) > max(door.width / 2, door.leaf) * 0.9] if len(spots) > 12 else spots
    return spots


def _targets(layout: Layout) -> tuple[Vec3, Callable[[float, float], tuple[Vec3, Vec3]], float]:
    """The middle of the main group, the room's far ends from somewhere, and the metres that the group reaches."""
    room = layout.room
    group = [p for p in layout.pieces if p.group == 1] or [p for p in layout.pieces if p.role != "rug"]
    x, y = room.length / 2, room.width / 2
    if group:
        x, y = sum(p.x for p in group) / len(group), sum(p.y for p in group) / len(group)
    middle = (x, y, min(0.95, room.height / 2))

    def ends(from_x: float, from_y: float) -> tuple[Vec3, Vec3]:
        high = min(1.15, room.height / 2)
        along = room.length * (0.94 if from_x < room.length / 2 else 0.06)
        across = room.width * (0.94 if from_y < room.width / 2 else 0.06)
        return (along, room.width * 0.2 + y * 0.6, high), (room.length * 0.2 + x * 0.6, across, high)

    reach = max([max(abs(p.x - x), abs(p.y - y)) + 0.3 * max(p.width, p.depth) for p in group], default=1.0)
    return middle, ends, reach


def _camera(kind: _Kind, at: Vec3, target: Vec3, lens: float, layout: Layout, spread: float) -> FilmCamera | None:
    tx, ty, tz = target
    away = math.hypot(tx - at[0], ty - at[1])
    if away < max(1.1, spread + 0.9 if kind.name == "subject" else 0.0):
        return None
    if kind.name == "wide":  # between the middle of the room and what it is about
        tx, ty = 0.35 * layout.room.length / 2 + 0.65 * tx, 0.35 * layout.room.width / 2 + 0.65 * ty
    # Nearly level: the verticals of a set lean when the camera looks down.
    steepest = 0.12 if kind.name != "subject" else 0.2
    tz = max(tz, at[2] - steepest * away)
    x, y, z = (round(float(v), 3) for v in at)
    focus = round(max(0.9, away), 2)
    aim = (round(tx, 3), round(ty, 3), round(tz, 3))
    return FilmCamera(kind.name, (x, y, z), aim, lens, f_stop=kind.stop, focus=focus)


def _shows(kind: _Kind, placed: NDArray[np.int32], of_kind: NDArray[np.int64]) -> float:
    """How much a view is worth for the kinds of asked things that one sees in it."""
    seen = of_kind[np.where(placed >= 0, placed, len(of_kind) - 1)]
    counts = np.bincount(seen[seen >= 0].ravel(), minlength=1)
    shown = int((counts >= max(3, 0.003 * placed.size)).sum())
    return (0.4 if kind.name in ("wide", "reverse") else 0.1) * min(shown, 8)


def _score(
    kind: _Kind, camera: FilmCamera, depth: NDArray[np.float32], placed: NDArray[np.int32],
    is_main: NDArray[np.bool_], is_shell: NDArray[np.bool_], large_shell: NDArray[np.bool_], layout: Layout,
    chosen: list[FilmCamera],
) -> float:  # fmt: skip
    seen = np.where(placed >= 0, placed, len(is_main) - 1)
    share = float(is_main[seen].mean())
    near = float((depth < _NEAR).mean())
    finite = depth[np.isfinite(depth)]
    if not finite.size:
        return -99.0
    deep = float(np.percentile(finite, 85))
    things = np.bincount(seen.ravel(), minlength=len(is_main))
    many = int(((things >= 4) & ~is_shell).sum())
    score = -1.6 * abs(math.log((share + 0.02) / (kind.share + 0.02))) - 6.0 * max(0.0, near - 0.02)
    wide = kind.name in ("wide", "reverse")
    score += (0.9 if wide else 0.45) * math.log(max(deep, 0.5)) + (0.16 if wide else 0.08) * min(many, 14)
    # A bare wall is no picture, however well the main piece stands before it.
    score -= _BARE * max(0.0, _FILLED - float((~is_shell[seen]).mean()))
    # Something large and near that is not what the picture is about: a door's leaf, the side of a cupboard.
    for index in np.flatnonzero(things > 0.10 * placed.size):
        if index < len(is_main) - 1 and not is_main[index]:
            near_by = float(np.median(depth[seen == index]))
            if near_by < 2.2 and not large_shell[index]:
                score -= 5.0 * (things[index] / placed.size - 0.08)
    # A trunk, a column or a post before the middle of the picture.
    h, w = placed.shape
    inner = seen[:, int(0.3 * w) : int(0.7 * w)]
    own = np.bincount(inner.ravel(), minlength=len(is_main)) / inner.size
    for index in np.flatnonzero(own > 0.07):
        stray = index < len(is_main) - 1 and not is_main[index] and not large_shell[index]
        if stray and float(np.median(depth[seen == index])) < 0.55 * math.dist(camera.position, camera.look_at):
            score -= 1.0 + 4.0 * float(own[index])
    # The main group stands about the middle, not cut off by the frame's sides.
    rows, columns = np.nonzero(is_main[seen])
    if len(columns):
        score -= 0.9 * abs(columns.mean() / (w - 1) - 0.5) * 2
        cut = (columns == 0).mean() + (columns == w - 1).mean() + (1.5 if wide else 0.6) * (rows == h - 1).mean()
        score -= 2.0 * cut
        score -= 0.8 * max(0.0, 0.42 - rows.mean() / (h - 1))  # it stands low rather than high
    ahead = math.atan2(camera.look_at[1] - camera.position[1], camera.look_at[0] - camera.position[0])
    aside = abs(math.sin(2 * ahead))  # 0 square to a wall, 1 into a corner
    score += 0.5 * aside if kind.name == "wide" else -1.2 * aside if kind.name == "axis" else 0.15 * aside
    if kind.name == "axis":
        off = [abs(camera.position[i] - camera.look_at[i]) for i in (0, 1)]
        score -= min(off[1] / max(layout.room.width, 1.0), off[0] / max(layout.room.length, 1.0))
    for other in chosen:
        heading = math.atan2(other.look_at[1] - other.position[1], other.look_at[0] - other.position[0])
        turn = abs((ahead - heading + math.pi) % (2 * math.pi) - math.pi)
        apart = math.hypot(camera.position[0] - other.position[0], camera.position[1] - other.position[1])
        score -= 1.1 * math.exp(-((turn / 0.6) ** 2)) + 0.6 * math.exp(-((apart / 1.2) ** 2))
    if kind.name == "reverse" and chosen:
        first = chosen[0]
        heading = math.atan2(first.look_at[1] - first.position[1], first.look_at[0] - first.position[0])
        score -= 0.8 * (1 + math.cos(ahead - heading)) / 2
    return score
