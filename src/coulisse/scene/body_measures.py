"""The tailor's tape on a body at rest: girths as the convex hull of a plane's cut, lengths along bones and skin.

Levels come from bones and from the body's own fullest and narrowest places, never from shares of the height. What each
tape measures is told in docs/bodies.md. Metres.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.body_shapes import Body
from coulisse.scene.staged import Ints

Array = NDArray[np.float64]
UP = np.array([0.0, 0.0, 1.0])
MIDDLE = np.array([0.0, 5e-4, 0.0])  # just beside the seam of points in the middle, so that edges cross it
_TURN = np.linspace(0, 2 * np.pi, 256, endpoint=False)
_WAYS = np.stack([np.cos(_TURN), np.sin(_TURN)], 1)
SPINE = ("root", "spine04", "spine03", "spine02", "spine01", "neck01", "neck02", "neck03")

# Which bones' skin a tape goes round.
REGIONS = {
    "torso": ("root", "pelvis", "spine", "clavicle", "shoulder01", "upperleg01", "neck01"),
    "trunk": ("root", "pelvis", "spine", "clavicle", "neck", "head"),
    "neck": ("neck", "spine01", "head"),
    "head": ("head",),
    "shoulder": ("clavicle", "shoulder01", "upperarm01", "spine01", "neck01"),
    "arm": ("shoulder01.L", "upperarm01.L", "upperarm02.L", "lowerarm01.L"),
    "forearm": ("lowerarm01.L", "lowerarm02.L", "wrist.L", "metacarpal1.L"),
    "foot": ("foot.L", "lowerleg02.L"),
    "leg": ("pelvis.L", "upperleg01.L", "upperleg02.L", "lowerleg01.L", "lowerleg02.L", "foot.L", "root"),
}


class Topology:
    """Which edges a tape of each region can cross; one for all bodies of one mesh."""

    def __init__(self, faces: Ints, dominant: Ints, bones: tuple[str, ...]) -> None:
        whole = faces[faces[:, 3] >= 0]
        sides = [whole[:, [k, (k + 1) % 4]] for k in range(4)]
        rest = faces[faces[:, 3] < 0]
        sides += [rest[:, [k, (k + 1) % 3]] for k in range(3)]
        edges = np.unique(np.sort(np.concatenate(sides), 1), axis=0)
        names = np.array(bones)[dominant]
        self.edges: dict[str, NDArray[np.int64]] = {}  # by region: pairs (e, 2) of places in its points
        self.points: dict[str, NDArray[np.int64]] = {}  # by region: the body's points that it has
        for region, starts in REGIONS.items():
            own = edges[np.array([name.startswith(starts) for name in names])[edges].all(1)]
            used, flat = np.unique(own.astype(np.int64), return_inverse=True)
            self.points[region] = used
            self.edges[region] = flat.reshape(-1, 2)


_TOPOLOGIES: list[tuple[Ints, Topology]] = []  # by the array's identity, which the entry keeps alive


def topology_of(body: Body) -> Topology:
    """The topology of a body's mesh, made once."""
    for faces, known in _TOPOLOGIES:
        if faces is body.faces:
            return known
    made = Topology(body.faces, body.dominant, body.bones)
    _TOPOLOGIES[:] = [*_TOPOLOGIES[-3:], (body.faces, made)]
    return made


def girth(points: Array) -> float:
    """The length of a tape round points (k, 2), of their convex hull; 0 where there are too few.

    By Cauchy's formula, the mean of how far they reach in each direction times a full turn: to one part in 100,000.
    """
    if len(points) < 3:
        return 0.0
    middle = points.mean(0)
    return float((_WAYS @ (points - middle).T).max(1).mean() * 2 * np.pi)


class Tapes:
    """The tapes of one body at rest, each taken when it is asked for; of a pair of limbs the left."""

    def __init__(self, body: Body) -> None:
        self.points = body.points.astype(np.float64)
        self.topology = topology_of(body)
        self._own: dict[str, Array] = {}
        self.head = {name: body.heads[i].astype(np.float64) for i, name in enumerate(body.bones)}

    def cut(self, region: str, origin: Array, normal: Array) -> Array:
        """Where the region's edges cross a plane (k, 3)."""
        edges, points = self.topology.edges[region], self._points(region)
        side = points @ normal - float(np.dot(origin, normal))
        above = side > 0
        ends = edges[above[edges[:, 0]] != above[edges[:, 1]]]
        a, b = side[ends[:, 0]], side[ends[:, 1]]
        share = (a / (a - b))[:, None]
        return points[ends[:, 0]] * (1 - share) + points[ends[:, 1]] * share

    def _points(self, region: str) -> Array:
        if region not in self._own:
            self._own[region] = self.points[self.topology.points[region]]
        return self._own[region]

    def around(self, region: str, origin: Array, axis: Array, reach: float = np.inf) -> float:
        """The girth of a region across an axis, of what lies within `reach` of the origin."""
        normal = axis / np.linalg.norm(axis)
        points = self.cut(region, origin, normal)
        points = points[np.linalg.norm(points - origin, axis=1) < reach]
        first = np.cross(normal, [1.0, 0.0, 0.0] if abs(normal[0]) < 0.9 else [0.0, 1.0, 0.0])
        first /= np.linalg.norm(first)
        return girth(points @ np.stack([first, np.cross(normal, first)], 1))

    def level(self, height: float, region: str = "torso") -> float:
        """The girth at a height."""
        return girth(self.cut(region, UP * height, UP)[:, :2])

    def along(self, low: str, high: str, share: float) -> Array:
        """A place on the way from one bone's head to another's."""
        return self.head[low] * (1 - share) + self.head[high] * share

    def _fullest(self, heights: Array) -> tuple[float, float]:
        """The height and girth of the fullest of some levels."""
        girths = [self.level(z) for z in heights]
        best = int(np.argmax(girths))
        return float(heights[best]), girths[best]

    @cached_property
    def waist_level(self) -> float:
        """The height of the natural waist: the narrowest from belly to ribs, weighed softly so that it never jumps."""
        heights = np.linspace(self.along("spine04", "spine03", 0.7)[2], self.head["spine02"][2], 8)
        girths = np.array([self.level(z) for z in heights])
        share = np.exp((girths.min() - girths) / 0.012)
        return float((share * heights).sum() / share.sum())

    @cached_property
    def hip_level(self) -> float:
        """The height of the fullest hips."""
        return self._hips[0]

    @cached_property
    def _hips(self) -> tuple[float, float]:
        joint, thigh = self.head["upperleg01.L"][2], self.head["upperleg01.L"][2] - self.head["lowerleg01.L"][2]
        return self._fullest(joint + thigh * np.linspace(-0.13, 0.15, 8))

    @cached_property
    def _chest(self) -> tuple[float, float]:
        low, high = self.head["spine02"][2], self.head["spine01"][2]
        return self._fullest(low + (high - low) * np.linspace(0.55, 0.9, 6))

    @cached_property
    def bust_level(self) -> float:
        """The height of the fullest chest."""
        return self._chest[0]

    @cached_property
    def crotch_level(self) -> float:
        """The height of the crotch."""
        middle = self.cut("torso", MIDDLE, MIDDLE)
        return float(middle[:, 2].min())

    @cached_property
    def shoulder_point(self) -> Array:
        """The bony point of the left shoulder on the skin: up and a little out from the joint."""
        joint, out = self.head["upperarm01.L"], np.array([0.0, np.sin(0.7), np.cos(0.7)])
        across = np.cross(out, [1.0, 0.0, 0.0])
        points = self.cut("shoulder", joint, across)
        reach = (points - joint) @ out
        return np.asarray(points[reach.argmax()])

    def profile(self, high: float, low: float, *, front: bool, beside: float = 5e-4) -> float:
        """The length of a tape down the front or back between two heights, `beside` the middle, spanning hollows."""
        middle = self.cut("trunk", np.array([0.0, beside, 0.0]), MIDDLE)
        spine = np.array([self.head[name] for name in SPINE])
        depth = middle[:, 0] - np.interp(middle[:, 2], spine[:, 2], spine[:, 0])
        outer = middle[depth > 0] if front else middle[depth < 0]
        outer = outer[np.argsort(outer[:, 2])]
        heights = np.linspace(low, high, 40)
        places = np.interp(heights, outer[:, 2], outer[:, 0])
        return _taut(np.stack([heights, places if front else -places], 1))

    @cached_property
    def limb(self) -> dict[str, float]:
        """The girths of arm and leg."""
        h = self.head
        arm, fore = h["lowerarm01.L"] - h["upperarm01.L"], h["wrist.L"] - h["lowerarm02.L"]
        thigh, shin = h["lowerleg01.L"] - h["upperleg01.L"], h["foot.L"] - h["lowerleg01.L"]
        down = (self.crotch_level - 0.03 - h["upperleg01.L"][2]) / thigh[2]
        return {
            "biceps": self.around("arm", h["upperarm01.L"] + 0.5 * arm, arm, 0.16),
            "wrist": self.around("forearm", h["wrist.L"] - 0.08 * fore, fore, 0.08),
            "thigh": self.around("leg", h["upperleg01.L"] + down * thigh, thigh, 0.25),
            "knee": self.around("leg", h["lowerleg01.L"], thigh / np.linalg.norm(thigh) + shin / np.linalg.norm(shin)),
            "calf": max(self.around("leg", h["lowerleg01.L"] + t * shin, shin) for t in (0.22, 0.28, 0.34, 0.40)),
            "ankle": min(self.around("leg", h["lowerleg01.L"] + t * shin, shin) for t in (0.84, 0.88, 0.92)),
        }

    @cached_property
    def outside(self) -> list[Array]:
        """Places down the outer side of the leg from waist to floor."""

        def widest(z: float) -> Array:
            points = self.cut("torso" if z > self.crotch_level else "leg", UP * z, UP)
            return np.asarray(points[points[:, 1].argmax()])

        knee, ankle = self.head["lowerleg01.L"][2], self.head["foot.L"][2]
        heights = [self.waist_level, (self.waist_level + self.hip_level) / 2, self.hip_level, knee, ankle + 0.03]
        places = [widest(z) for z in heights]
        return [*places, places[-1] * (1, 1, 0)]


def _taut(line: Array) -> float:
    """The length of a taut tape over a profile (k, 2) of (position, depth): the upper hull."""
    hull: list[Array] = []
    for point in line[np.argsort(line[:, 0])]:
        while len(hull) > 1:
            u, v = hull[-1] - hull[-2], point - hull[-2]
            if u[0] * v[1] - u[1] * v[0] < 0:
                break
            hull.pop()
        hull.append(point)
    return float(np.linalg.norm(np.diff(hull, axis=0), axis=1).sum())


def _length(*places: Array) -> float:
    return float(sum(np.linalg.norm(b - a) for a, b in zip(places, places[1:], strict=False)))


def measured(body: Body) -> dict[str, float]:
    """The tailor's measures of a body at rest, metres, by the names of `body_reading.Measurements`."""
    t = Tapes(body)
    h = t.head
    nape = h["neck01"][2]
    low, high = h["spine02"][2], h["spine01"][2]
    neck = h["neck03"] - h["neck01"]
    top = float(t.points[:, 2].max())
    return {
        "height": top,
        "chest": t._chest[1],
        "underbust": t.level(low + 0.28 * (high - low)),
        "waist": t.level(t.waist_level),
        "hips": t._hips[1],
        "neck": t.around("neck", h["neck02"] - 0.25 * (h["neck02"] - h["neck01"]), neck, 0.13),
        "shoulder_width": 2 * float(t.shoulder_point[1]),
        "back_length": t.profile(nape, t.waist_level, front=False),
        "arm_length": _length(t.shoulder_point, h["lowerarm01.L"], h["wrist.L"]),
        "biceps": t.limb["biceps"],
        "wrist": t.limb["wrist"],
        "inseam": t.crotch_level,
        "outseam": _length(*t.outside),
        "thigh": t.limb["thigh"],
        "knee": t.limb["knee"],
        "calf": t.limb["calf"],
        "ankle": t.limb["ankle"],
        "head": max(
            girth(t.cut("head", UP * z, UP)[:, :2])
            for z in h["head"][2] + (top - h["head"][2]) * np.array([0.4, 0.5, 0.6])
        ),
    }
