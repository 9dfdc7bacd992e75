"""The panels of a sewn garment as flat pieces of cloth, to be cut: outlines with named edges, darts, folds, notches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from coulisse.scene.garments.flatten import laid_flat, strain
from coulisse.scene.garments.form import Form
from coulisse.scene.garments.sheet import Garment, Grid, Panel, halves
from coulisse.scene.garments.shell import Array

GORE = 0.62  # metres: a skirt's panel wider than this at its hem is cut in gores
DART = 0.006  # metres: a dart that opens less is eased in
_DOWN = ("skirt", "trouser", "sleeve", "cuff", "cape", "hood")  # their rows run from above
_DARTED = ("woven", "pile", "figured", "sheer", "leather", "coated")


@dataclass(frozen=True, eq=False)
class FlatPiece:
    """A piece of cloth. `outline` (k, 2) metres, closed, the grain upright, `edges` (k,) the name of what runs from
    each point to the next (side, hem, neck, centre, fold, dart ...).

    `count` are cut, in mirrored pairs if `mirrored`. `darts`: closed outlines (m, 2) in the piece. `notches` (n, 2).
    `eased`: the share by which one side in twenty is longer or shorter than it was on the form.
    """

    name: str
    outline: Array
    edges: tuple[str, ...]
    count: int
    mirrored: bool
    on_fold: bool
    darts: tuple[Array, ...] = ()
    notches: Array = field(default_factory=lambda: np.zeros((0, 2)))
    eased: float = 0.0

    def run(self, name: str) -> float:
        """Metres along the edges of one name."""
        step = np.linalg.norm(np.roll(self.outline, -1, 0) - self.outline, axis=1)
        return float(step[[edge == name for edge in self.edges]].sum())


@dataclass(frozen=True, eq=False)
class _Patch:
    """Part of a panel: its points' numbers in the garment (r, c), triangles by own number, what they were cut to."""

    grid: Grid
    uv: Array
    triangles: NDArray[np.intp]
    rest: Array

    def columns(self, first: int, last: int) -> _Patch:
        """The columns `first` to `last`, both included."""
        r, c = self.grid.shape
        number = np.full(r * c, -1)
        kept = np.arange(r * c).reshape(r, c)[:, first : last + 1]
        number[kept.ravel()] = np.arange(kept.size)
        tri = number[self.triangles]
        ok = (tri >= 0).all(1)
        return _Patch(self.grid[:, first : last + 1], self.uv[:, first : last + 1], tri[ok], self.rest[ok])


def flat_pieces(garment: Garment, form: Form) -> list[FlatPiece]:
    """Every piece of a garment, left ones for both sides; skirts in gores, fronts without a closing on the fold."""
    edges = {name: [set(map(int, run)) for run in runs] for name, runs in garment.edges.items()}
    out: list[FlatPiece] = []
    for panel, patch in _patches(garment):
        if panel.name.endswith(" r"):
            continue
        out += list(_pieces(garment, form, panel, patch, edges))
    return out


def _patches(garment: Garment) -> Iterator[tuple[Panel, _Patch]]:
    """Each panel with its own triangles: those of the garment, in the order in which it was sewn."""
    at = 0
    for panel in garment.panels:
        r, c = panel.grid.shape
        index = halves(r, c)
        if panel.flip:
            index = index[:, [0, 2, 1]]
        whole = panel.grid.ravel()[index]
        ok = (whole[:, 0] != whole[:, 1]) & (whole[:, 1] != whole[:, 2]) & (whole[:, 2] != whole[:, 0])
        index = index[ok]
        rest = garment.rest[at : at + len(index)]
        at += len(index)
        yield panel, _Patch(panel.grid, panel.uv, index, rest)


def _pieces(
    garment: Garment, form: Form, panel: Panel, patch: _Patch, edges: dict[str, list[set[int]]]
) -> Iterator[FlatPiece]:
    name = panel.name.removesuffix(" l")
    if name.startswith("skirt"):
        front = name == "skirt front"
        c = patch.grid.shape[1]
        half = patch.columns(c // 2, c - 1) if front else patch
        wide = _widest(half)
        gores = max(1, int(np.ceil(wide / GORE)))
        steps = np.linspace(0, half.grid.shape[1] - 1, gores + 1).round().astype(int)
        order = range(gores) if front else range(gores - 1, -1, -1)  # from the centre to the side
        for n, k in enumerate(order):
            fold = 0 if front and k == 0 else None
            label = name if gores == 1 else f"{name}, gore {n + 1} of {gores}"
            gore = _evened(half.columns(int(steps[k]), int(steps[k + 1])), garment.points)
            yield _piece(label, gore, edges, fold, [])
        return
    pair = panel.name.endswith(" l")
    fold = 0 if pair and name in ("front", "back") and not _opens(garment, name) else None
    slits = _darts(garment, form, panel, patch) if name in ("front", "back") else []
    yield _piece(name, patch, edges, fold, slits, pair)


def _opens(garment: Garment, name: str) -> bool:
    """Whether left and right of a front or a back are two pieces: there is a closing, or they are shaped apart."""
    cut = garment.cut
    closed = bool(cut.closing) and cut.place == name
    return closed or (name == "front" and (bool(cut.lapel) or cut.open or "tailored" in cut.seams)) or (
        name == "back" and (cut.place == "back" or "tailored" in cut.seams)
    )  # fmt: skip


def _widest(patch: _Patch) -> float:
    uv = patch.uv
    return float(np.abs(uv[:, -1, 0] - uv[:, 0, 0]).max())


def _evened(patch: _Patch, points: Array) -> _Patch:
    """A gore without the folds that it was placed in: in every row squares of one width, its columns' lengths kept."""
    r, c = patch.grid.shape
    wide = np.abs(patch.uv[:, -1, 0] - patch.uv[:, 0, 0]) / (c - 1)
    tall = np.linalg.norm(np.diff(points[patch.grid], axis=0), axis=2)
    tall = gaussian_filter1d(tall, c / 3, axis=1, mode="nearest")
    a, b = np.broadcast_to(wide[:-1, None], tall.shape)[:, :-1], np.broadcast_to(wide[1:, None], tall.shape)[:, :-1]
    left, right = tall[:, :-1], tall[:, 1:]
    lean = (b - a) / 2
    up = [np.sqrt(np.maximum(side**2 - lean**2, 1e-8)) for side in (left, right)]
    zero = 0 * a
    corners = np.stack([
        np.stack([-a / 2, zero], -1), np.stack([a / 2, zero], -1), np.stack([b / 2, up[1]], -1),
        np.stack([-b / 2, up[0]], -1),
    ], 2)  # fmt: skip
    index = halves(r, c)
    row, column = np.divmod(np.repeat(np.arange((r - 1) * (c - 1)), 2), c - 1)
    at = np.stack([index - (row * c + column)[:, None]], 0)[0]
    place = np.select([at == 0, at == 1, at == c + 1], [0, 1, 2], 3)
    rest = np.take_along_axis(corners[row, column], place[..., None], axis=1)
    return _Patch(patch.grid, patch.uv, index, rest)


def _darts(garment: Garment, form: Form, panel: Panel, patch: _Patch) -> list[tuple[int, int, int]]:
    """Slits (column, first row, last row) where a fitted front or back of woven cloth has its darts."""
    cut = garment.cut
    if cut.fitted < 0.5 or cut.goods.kind not in _DARTED:
        return []
    points = garment.points[panel.grid]
    z = points[..., 2].mean(1)
    front = panel.name.startswith("front")
    apex = (form.bust - 0.020) if front else (form.armpit - 0.045)
    low = 0 if z[0] > form.hip else int(np.abs(z - (form.hip + 0.05)).argmin())
    top = int(np.abs(z - apex).argmin())
    y = np.abs(points[top, :, 1])
    column = int(np.abs(y - (0.085 if front else 0.075) * form.stature / 1.70).argmin())
    if top - low < 3 or not 1 < column < points.shape[1] - 2:
        return []
    return [(column, low, top)]


def _piece(
    name: str, patch: _Patch, edges: dict[str, list[set[int]]], fold: int | None,
    slits: list[tuple[int, int, int]], pair: bool = True,
) -> FlatPiece:  # fmt: skip
    """One piece, laid flat; slits become darts where they open."""
    r, c = patch.grid.shape
    number = np.arange(r * c).reshape(r, c)
    triangles, start = patch.triangles.copy(), patch.uv.reshape(-1, 2).copy()
    twin: dict[int, int] = {}
    for column, low, top in slits:
        opened = range(low if low == 0 else low + 1, top)
        for row in opened:
            twin[int(number[row, column])] = len(start) + len(twin)
        right = np.isin(triangles, number[:, column + 1 :]).any(1) | ~np.isin(triangles, number[:, :column]).any(1)
        for old, new in twin.items():
            triangles[right] = np.where(triangles[right] == old, new, triangles[right])
        start = np.concatenate([start, start[list(twin)]])
    held = number[:, fold] if fold is not None else None
    flat = laid_flat(start, triangles, patch.rest, held)
    if slits and (fewer := _closed(flat, number, slits, twin)) != slits:
        return _piece(name, patch, edges, fold, fewer, pair)
    eased = float(np.quantile(np.abs(strain(flat, triangles, patch.rest)), 0.95))
    flat = _upright(flat, number, fold, name in ("front", "back"), name.startswith(_DOWN))
    border = _border(number, slits, twin)
    kinds = _named(border, patch.grid, edges, {v: k for k, v in twin.items()}, number, fold)
    darts = []
    for column, low, top in slits:
        one = [int(number[row, column]) for row in range(low, top + 1)]
        darts.append(np.concatenate([flat[one], flat[[twin.get(i, i) for i in one[::-1]]]]))
    outline = _smoothed(flat[border], kinds)
    marks = _notches(outline, kinds)
    area = float((outline[:, 0] * np.roll(outline[:, 1], -1) - outline[:, 1] * np.roll(outline[:, 0], -1)).sum())
    if area < 0:
        outline, kinds = outline[::-1], [*kinds[-2::-1], kinds[-1]]
    single = fold is not None or not pair
    return FlatPiece(
        name, outline, tuple(kinds), 1 if single else 2, not single, fold is not None, tuple(darts), marks, eased
    )


def _closed(
    flat: Array, number: NDArray[np.intp], slits: list[tuple[int, int, int]], twin: dict[int, int]
) -> list[tuple[int, int, int]]:
    """The slits down to where they open; none where they hardly do."""
    out = []
    for column, low, top in slits:
        rows = np.arange(low if low == 0 else low + 1, top)
        here = flat[number[rows, column]]
        across = flat[number[rows, column + 1]] - flat[number[rows, column - 1]]
        across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
        open_ = ((flat[[twin[int(i)] for i in number[rows, column]]] - here) * across).sum(1)
        if open_.max() < DART:
            continue
        past = np.flatnonzero((open_ < 0.0005) & (rows > rows[int(open_.argmax())]))
        end = int(rows[past[0]]) if len(past) else top
        if end - low >= 3:
            out.append((column, low, end))
    return out


def _upright(flat: Array, number: NDArray[np.intp], fold: int | None, straight: bool, down: bool) -> Array:
    """The piece with its grain upright (its first column's way, if `straight`), and as it is worn: the waist above."""
    if fold is None:
        ends = (number[0, :1], number[-1, :1]) if straight else (number[0], number[-1])
        way = (flat[ends[1]] - flat[ends[0]]).mean(0) * (-1 if down else 1)
        turn = np.pi / 2 - np.arctan2(way[1], way[0])
        c, s = np.cos(turn), np.sin(turn)
        flat = flat @ np.array([[c, s], [-s, c]])
    elif ((flat[number[-1]] - flat[number[0]]).mean(0)[1] < 0) != down:
        flat = -flat
    return flat - flat.min(0)


def _border(number: NDArray[np.intp], slits: list[tuple[int, int, int]], twin: dict[int, int]) -> list[int]:
    """The points around a piece: along the first row, up the last column, back along the last row, down the first."""
    first = list(map(int, number[0]))
    for column, low, _ in slits:
        if low == 0:  # straight over the mouth of the dart: its legs are sewn, not cut
            first = [*first[: column + 1], twin[first[column]], *first[column + 1 :]]
    return [*first, *map(int, number[1:, -1]), *map(int, number[-1, -2::-1]), *map(int, number[-2:0:-1, 0])]


def _named(
    border: list[int], grid: Grid, edges: dict[str, list[set[int]]], origin: dict[int, int],
    number: NDArray[np.intp], fold: int | None,
) -> list[str]:  # fmt: skip
    """The name of every side of the border: of the edge of the garment that both its ends lie on."""
    whole = grid.ravel()
    folded = set(map(int, number[:, fold])) if fold is not None else set()
    out = []
    for a, b in zip(border, [*border[1:], border[0]], strict=True):
        if origin.get(b) == a:
            out.append("dart")
            continue
        a, b = origin.get(a, a), origin.get(b, b)
        if a in folded and b in folded:
            out.append("fold")
            continue
        p, q = int(whole[a]), int(whole[b])
        name = next((n for n, runs in edges.items() if any(p in run and q in run for run in runs)), "seam")
        out.append(name.split("_")[0])
    return out


def _smoothed(outline: Array, kinds: list[str]) -> Array:
    """Every run of one name without its grid's small steps; its ends stay."""
    out = outline.copy()
    k = len(kinds)
    for run in _runs(kinds):
        if kinds[run[0]] in ("fold", "dart") or len(run) < 5:
            continue
        ends = [*run, (run[-1] + 1) % k]
        line = outline[ends]
        chord = np.linspace(0, 1, len(line))[:, None]
        base = line[0] + chord * (line[-1] - line[0])
        rest = gaussian_filter1d(
            np.concatenate([-(line - base)[:0:-1], line - base, -(line - base)[-2::-1]]), 2.0, axis=0
        )
        out[ends[1:-1]] = (base + rest[len(line) - 1 : 2 * len(line) - 1])[1:-1]
    return out


def _runs(kinds: list[str]) -> list[list[int]]:
    """The sides of a border in runs of one name, each in order."""
    k = len(kinds)
    starts = [i for i in range(k) if kinds[i] != kinds[i - 1]] or [0]
    return [
        [(a + i) % k for i in range((b - a) % k or k)] for a, b in zip(starts, [*starts[1:], starts[0]], strict=True)
    ]


def _notches(outline: Array, kinds: list[str]) -> Array:
    """The middle of every run of a name that is sewn and long enough to drift."""
    marks = []
    k = len(kinds)
    for run in _runs(kinds):
        if kinds[run[0]] in ("fold", "hem", "dart", "neck", "cuff"):
            continue
        ends = np.concatenate([outline[run], outline[[(run[-1] + 1) % k]]])
        way = np.append(0.0, np.cumsum(np.linalg.norm(np.diff(ends, axis=0), axis=1)))
        if way[-1] > 0.12:
            marks.append([np.interp(way[-1] / 2, way, ends[:, i]) for i in (0, 1)])
    return np.array(marks, float).reshape(-1, 2)


__all__ = ["FlatPiece", "flat_pieces"]
