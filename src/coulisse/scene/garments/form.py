"""What a cutter takes from a body: sections of torso and limbs, and the places that seams are named after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.body import Body
from coulisse.scene.garments.shell import ANGLES, Array, Shell, cut_through, round_of

ARM = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
LEG = ("upperleg", "lowerleg", "foot", "toe")
LEVEL = 0.005  # metres between sections
PRESSED = 0.006  # metres that a layer of cloth keeps of its folds under the next one
RING = 72  # angles of a limb's section


@dataclass(frozen=True, eq=False)
class Limb:
    """An arm or a leg: stations along its bones with the hull of its section. `path`, `front`, `inner` (k, 3), the last
    two unit vectors across, `radius` (k, RING) from the path, angle 0 the front, a quarter turn the inner side."""

    path: Array
    front: Array
    inner: Array
    radius: Array
    end: float = 0.0  # length at which the wrist or the ankle is

    @cached_property
    def length(self) -> Array:
        """Metres along the path at each station (k,)."""
        return np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(self.path, axis=0), axis=1))])

    def frame(self, along: Array) -> tuple[Array, Array, Array]:
        """Middle, front and inner vectors at lengths (...) along the limb; beyond its ends it goes straight on."""
        station = np.asarray(along, float)
        held = np.clip(station, 0, self.length[-1])
        middle, front, inner = (
            np.stack([np.interp(held, self.length, v[:, i]) for i in range(3)], -1)
            for v in (self.path, self.front, self.inner)
        )
        first, last = self.path[1] - self.path[0], self.path[-1] - self.path[-4]
        first, last = first / np.linalg.norm(first), last / np.linalg.norm(last)
        middle = middle + np.minimum(station, 0)[..., None] * first
        middle = middle + np.maximum(station - self.length[-1], 0)[..., None] * last
        return middle, front, inner

    def distance(self, angle: Array, along: Array) -> Array:
        """From the path to the hull of the limb at angles and lengths of one shape."""
        angle, along = np.broadcast_arrays(np.asarray(angle, float), np.asarray(along, float))
        row = np.interp(along, self.length, np.arange(len(self.length)))
        row = np.clip(row, 0, len(self.length) - 1.0001)
        column = np.mod(angle / (2 * np.pi) * RING, RING)
        r, c = row.astype(int), column.astype(int) % RING
        fr, fc = row - r, column - np.floor(column)
        d = (c + 1) % RING
        low = self.radius[r, c] * (1 - fc) + self.radius[r, d] * fc
        high = self.radius[r + 1, c] * (1 - fc) + self.radius[r + 1, d] * fc
        return np.asarray(low * (1 - fr) + high * fr)

    def place(self, angle: Array, along: Array, far: Array) -> Array:
        """Points (..., 3) at an angle about the limb, a length along it and a distance from its middle."""
        middle, front, inner = self.frame(along)
        c, s = np.cos(angle)[..., None], np.sin(angle)[..., None]
        return np.asarray(middle + np.asarray(far)[..., None] * (c * front + s * inner))

    def girth(self, along: float) -> float:
        """Length around the hull at a length along the limb."""
        angle = np.linspace(0, 2 * np.pi, RING, endpoint=False)
        ring = self.place(angle, np.full(RING, along), self.distance(angle, np.full(RING, along)))
        return float(np.linalg.norm(ring - np.roll(ring, 1, 0), axis=1).sum())

    def over(self, points: Array, thickness: float) -> Limb:
        """The limb with what is worn on it already: points (n, 3) that lie around it."""
        radius = self.radius.copy()
        reach = 0.75 * float(np.median(np.diff(self.length)))
        way = np.gradient(self.path, axis=0)
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        for k in range(len(self.path)):
            rest = points - self.path[k]
            near = (np.abs(rest @ way[k]) < reach) & (np.linalg.norm(rest, axis=1) < 0.17)
            a, b = rest[near] @ self.front[k], rest[near] @ self.inner[k]
            column = np.round(np.arctan2(b, a) / (2 * np.pi) * RING).astype(int)
            for d in (-1, 0, 1):
                np.maximum.at(radius[k], (column + d) % RING, np.hypot(a, b) + thickness)
        return replace(self, radius=np.minimum(radius, self.radius + PRESSED + thickness))


@dataclass(frozen=True, eq=False)
class Form:
    """A dress form: the torso without arms with its legs as one, the limbs, and heights in metres."""

    body: Body
    torso: Shell
    arms: dict[str, Limb]  # by side: l, r
    legs: dict[str, Limb]
    stature: float
    crotch: float
    hip: float
    waist: float
    underbust: float
    bust: float
    armpit: float
    tip: dict[str, tuple[float, float]]  # of a shoulder, by side: |y|, z
    neck: float  # height of the seam of a close collar at the side of the neck
    neck_width: float  # half of it there
    chin: float

    def worn(self, trunk: Array, arms: Array, legs: Array, thickness: float, pressed: bool = True) -> Form:
        """The form with a garment on it, for the next layer: points (n, 3) on the trunk, the arms and the legs.

        `pressed`: its folds lie flat, as under another garment; otherwise what is put on goes around them.
        """
        torso = self.torso
        if len(trunk):
            over = torso.over(trunk, thickness)
            # Under another layer soft cloth is pressed flat; a skirt below the crotch is not.
            most = np.where((torso.levels > self.crotch) & pressed, torso.radius.T + PRESSED + thickness, np.inf).T
            torso = replace(torso, radius=np.minimum(over.radius, most)).smooth(0.008, 1.0)
        sleeves = {s: limb.over(_of_side(arms, s), thickness) for s, limb in self.arms.items()}
        trousers = {s: limb.over(_of_side(legs, s), thickness) for s, limb in self.legs.items()}
        return replace(self, torso=torso, arms=sleeves, legs=trousers)


def _of_side(points: Array, side: str) -> Array:
    return points[points[:, 1] * (1 if side == "l" else -1) > 0]


def form_of(body: Body) -> Form:
    """Measures a body that stands upright. Sections are convex: cloth does not follow the body into its hollows."""
    points = body.points.astype(np.float64)
    edges = _edges(body.faces)
    names = np.array(body.bones)[body.dominant]
    arm = _begins(names, ARM)
    head = _begins(names, ("head",))
    stature = float(points[:, 2].max())
    joint = {k: np.array(v) for k, v in body.joints.items()}
    tips = {}
    for side, sign in (("l", 1), ("r", -1)):
        y = abs(joint[f"shoulder_{side}"][1]) + 0.008
        near = np.abs(points[:, 1] - sign * y) < 0.012
        tips[side] = (float(y), float(points[near][:, 2].max()))
    chin = float(points[head][:, 2].min()) if head.any() else 0.87 * stature
    levels = np.arange(0.0, joint["head"][2] + 0.02, LEVEL)
    torso = _torso(points, edges, arm, levels, tips, joint)
    middle = np.abs(points[:, 1]) < 0.015
    between = middle & (points[:, 2] > 0.35 * stature) & (points[:, 2] < 0.62 * stature)
    crotch = float(points[between][:, 2].min())
    girths = np.array([torso.girth(z) for z in levels])

    def extreme(low: float, high: float, most: bool) -> float:
        inside = (levels > low) & (levels < max(high, low + 0.012))
        pick = girths[inside].argmax() if most else girths[inside].argmin()
        return float(levels[inside][pick])

    waist = extreme(joint["waist"][2] - 0.035, joint["waist"][2] + 0.07, False)
    hip = extreme(crotch + 0.03, waist - 0.06, True)
    hip = float(np.clip(hip, max(crotch + 0.04, waist - 0.24), max(waist - 0.15, crotch + 0.04)))
    armpit = min(_armpit(points, names, tips, side) for side in ("l", "r"))
    front = torso.distance(0.35, levels)
    inside = (levels > waist + 0.08) & (levels < armpit + 0.03)
    bust = float(levels[inside][front[inside].argmax()])
    under = extreme(max(waist + 0.02, bust - 0.11), bust - 0.045, False)
    neck, width = _neck(torso, tips, chin)
    limbs = {
        f"{kind}_{side}": _limb(points, edges, names, joint, kind, side)
        for kind in ("arm", "leg")
        for side in ("l", "r")
    }
    return Form(
        body, torso, {s: limbs[f"arm_{s}"] for s in "lr"}, {s: limbs[f"leg_{s}"] for s in "lr"}, stature, crotch, hip,
        waist, under, bust, armpit, tips, neck, width, chin,
    )  # fmt: skip


def _begins(names: NDArray[np.str_], words: tuple[str, ...]) -> NDArray[np.bool_]:
    return np.any([np.char.startswith(names, word) for word in words], axis=0)


def _edges(faces: NDArray[np.int32]) -> NDArray[np.intp]:
    quads = np.where(faces[:, 3:] < 0, np.concatenate([faces[:, :3], faces[:, :1]], 1), faces)
    pairs = np.concatenate([quads[:, [i, (i + 1) % 4]] for i in range(4)])
    pairs = np.sort(pairs[pairs[:, 0] != pairs[:, 1]], 1).astype(np.int64)
    many = int(pairs.max()) + 1  # as one number each: ten times quicker than rows
    return np.stack(np.divmod(np.unique(pairs[:, 0] * many + pairs[:, 1]), many), 1).astype(np.intp)


def _torso(
    points: Array, edges: NDArray[np.intp], arm: NDArray[np.bool_], levels: Array, tips: dict[str, tuple[float, float]],
    joint: dict[str, Array],
) -> Shell:  # fmt: skip
    """Hulls of the sections without what lies beyond the shoulders' tips, where the arms are cut off flat."""
    cap = np.where(points[:, 1] > 0, tips["l"][0], tips["r"][0])
    drop = arm & (np.abs(points[:, 1]) > cap + 0.07)
    low = min(joint["shoulder_l"][2], joint["shoulder_r"][2]) - 0.11
    drop |= arm & (points[:, 2] < low)
    clipped = points.copy()
    # A little further out than the seam will be: rounding takes the edge off.
    clipped[arm, 1] = np.clip(points[arm, 1], -tips["r"][0] - 0.02, tips["l"][0] + 0.02)
    keep = edges[~drop[edges].any(1)]
    rows, centres = [], []
    for z in levels:
        cut = cut_through(clipped, keep, z)
        if len(cut) < 6:
            rows.append(np.zeros(ANGLES))
            centres.append([np.nan, np.nan])
            continue
        side = cut[np.abs(cut[:, 1]) > 0.75 * np.abs(cut[:, 1]).max()]
        low_part = z < joint["chest"][2] - 0.05
        x = (cut[:, 0].min() + cut[:, 0].max()) / 2 if low_part else float(side[:, 0].mean())
        centres.append([x, (cut[:, 1].min() + cut[:, 1].max()) / 2])
        rows.append(cut)
    centre = np.array(centres)
    good = np.isfinite(centre[:, 0])
    centre = np.stack([np.interp(levels, levels[good], centre[good, i]) for i in (0, 1)], 1)
    from scipy.ndimage import gaussian_filter1d

    centre = gaussian_filter1d(centre, 8, axis=0, mode="nearest")
    radius = np.stack([round_of(r, c) if r.ndim == 2 else r for r, c in zip(rows, centre, strict=True)])
    # A row whose hull missed its axis takes its neighbour's.
    ok = np.flatnonzero(radius.min(1) > 0.005)
    nearest = ok[np.abs(np.arange(len(levels))[:, None] - ok).argmin(1)]
    return Shell(levels, centre, radius[nearest]).smooth(0.006, 0.8)


def _armpit(points: Array, names: NDArray[np.str_], tips: dict[str, tuple[float, float]], side: str) -> float:
    """Height at which the arm leaves the trunk."""
    sign = 1 if side == "l" else -1
    arm = _begins(names, ("upperarm01",)) & (sign * points[:, 1] > 0)
    inner = arm & (np.abs(points[:, 1]) < tips[side][0] - 0.006)
    chosen = points[inner if inner.sum() > 5 else arm]
    return float(np.percentile(chosen[:, 2], 2))


def _neck(torso: Shell, tips: dict[str, tuple[float, float]], chin: float) -> tuple[float, float]:
    """Where the shoulder turns into the neck: the ridge is there as steep as it is long (45 degrees)."""
    low = max(tips["l"][1], tips["r"][1]) + 0.005
    heights = np.arange(low, max(chin + 0.02, low + 0.05), 0.0025)
    wide = torso.distance(np.pi / 2, heights)
    slope = np.gradient(wide, heights)
    steep = np.flatnonzero(slope > -1.0)
    i = int(steep[0]) if len(steep) else len(heights) // 2
    return float(heights[i]), float(wide[i])


def _limb(
    points: Array, edges: NDArray[np.intp], names: NDArray[np.str_], joint: dict[str, Array], kind: str, side: str
) -> Limb:
    sign = 1 if side == "l" else -1
    corners = [joint[f"{j}_{side}"] for j in (("shoulder", "elbow", "wrist", "hand") if kind == "arm" else
                                              ("hip", "knee", "ankle"))]  # fmt: skip
    if kind == "leg":
        corners.append(corners[-1] - [0, 0, max(corners[-1][2] - 0.002, 0.01)])
    path = _rounded(corners)
    way = np.gradient(path, axis=0)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    front = np.array([1.0, 0, 0]) - way * way[:, :1]
    front /= np.linalg.norm(front, axis=1, keepdims=True)
    inner = np.cross(way, front)
    inner *= -np.sign(inner[:, 1:2]) * sign
    mine = _begins(names, ARM if kind == "arm" else LEG) & (sign * points[:, 1] > -0.004)
    if kind == "arm":  # the cap of the shoulder hangs on the shoulder's bone
        mine |= _begins(names, ("shoulder01", "clavicle")) & (sign * points[:, 1] > sign * corners[0][1] - 0.012)
    used, keep = np.unique(edges[mine[edges].all(1)], return_inverse=True)
    points, keep = points[used], keep.reshape(-1, 2)
    radius = np.zeros((len(path), RING))
    angle = np.linspace(0, 2 * np.pi, RING, endpoint=False)
    for k in range(len(path)):
        flat = (points - path[k]) @ np.stack([front[k], inner[k], way[k]], 1)
        cut = cut_through(flat, keep, 0.0)
        cut = cut[np.hypot(cut[:, 0], cut[:, 1]) < (0.12 if kind == "arm" else 0.19)]
        full = round_of(cut, np.zeros(2))
        radius[k] = np.interp(angle, np.linspace(0, 2 * np.pi, ANGLES, endpoint=False), full, period=2 * np.pi)
    ok = np.flatnonzero(radius.min(1) > 0.008)
    nearest = ok[np.abs(np.arange(len(path))[:, None] - ok).argmin(1)]
    radius = radius[nearest]
    if kind == "arm":  # across the joint a section is no ring: the arm's own, a little lower, stands for it
        head = int(np.searchsorted(np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1)), 0.055))
        for k in range(head):
            radius[k] = np.maximum(radius[k], radius[k : head + 1].max(0) * (1 - 0.03 * (head - k) / head))
    step = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    end = float(step[np.linalg.norm(path - corners[2], axis=1).argmin()])
    return Limb(path, front, inner, radius, end)


def _rounded(corners: list[Array]) -> Array:
    """A polyline of about one station a centimetre with its corners rounded over 4 cm."""
    from scipy.ndimage import gaussian_filter1d

    pieces = []
    for a, b in zip(corners[:-1], corners[1:], strict=True):
        n = max(2, round(float(np.linalg.norm(b - a)) / 0.01))
        pieces.append(a + (b - a) * np.linspace(0, 1, n, endpoint=False)[:, None])
    line = np.concatenate([*pieces, corners[-1][None]])
    soft = gaussian_filter1d(line, 3, axis=0, mode="nearest")
    soft[:2], soft[-2:] = line[:2], line[-2:]
    return np.asarray(soft)
