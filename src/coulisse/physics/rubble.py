"""The growing heap: pieces that split again, those that vanish in dust, and the energy that is set free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull

from coulisse.physics import convex, fracture
from coulisse.physics.crush import toughness
from coulisse.physics.fracture import Shards
from coulisse.physics.materials import MATERIALS
from coulisse.scene.pieces import NEVER, Kind, Pieces, Releases, Surface, rotate

Array = NDArray[np.floating[Any]]

SEEN_LOSS = 0.04  # share of the volume that a splinter visibly loses
SMALLEST = 0.02  # m³: smaller pieces are not broken again
_STUFF = {
    Surface.CONCRETE: "concrete", Surface.BRICK: "brick", Surface.PLASTER: "gypsum", Surface.GLASS: "glass",
    Surface.STEEL: "steel", Surface.WOOD: "timber",
}  # fmt: skip
_INSIDE = {Kind.GLASS: Surface.GLASS, Kind.PARTITION: Surface.PLASTER, Kind.INTERIOR: Surface.WOOD}


@dataclass(frozen=True)
class Splinter:
    """A piece that was made while the building fell; `corners` are those it strikes with."""

    piece: int
    corners: Array
    centre: Array
    mass: float


def _reach(corners: Array, centre: Array) -> float:
    """The distance of the farthest corner from the centre, metres."""
    return float(np.sqrt(((corners - centre) ** 2).sum(axis=1).max()))


class Rubble:
    """All pieces so far, the first being the building's own."""

    def __init__(self, shards: Shards, budget: int) -> None:
        self._shards = shards
        self._budget = self._whole = budget
        n = len(shards)
        self.centre = shards.centre.copy()
        self.mass = shards.mass.copy()
        self.volume = shards.volume.copy()
        self.kind = shards.kind.copy()
        self.storey = shards.storey.copy()
        self.first = np.zeros(n, np.int64)
        self.last = np.full(n, NEVER)
        self._new: dict[int, tuple[Array, NDArray[np.int64], NDArray[np.uint8]]] = {}
        self._inside = np.array([self._break_surface(i) for i in range(n)], np.uint8)
        self.tough = np.array([self._toughness(shards.corners_of(i), int(self._inside[i])) for i in range(n)])
        self.crush = np.array([self._crushing(float(self.volume[i]), int(self._inside[i])) for i in range(n)])
        self.reach = np.array([_reach(shards.corners_of(i), self.centre[i]) for i in range(n)])  # metres
        self.thickness = np.array([np.ptp(shards.corners_of(i), axis=0).min() for i in range(n)])  # metres
        self._asked: list[tuple[Array, Array, Array, Array, NDArray[np.int64]]] = []
        self._granted: list[tuple[Array, Array, Array, Array, NDArray[np.int64]]] = []

    def __len__(self) -> int:
        return len(self.mass)

    def _break_surface(self, piece: int) -> int:
        s = self._shards
        a, b = np.searchsorted(s.polygon_piece, [piece, piece + 1])
        cut = s.polygon_surface[a:b][s.polygon_bond[a:b] >= 0]
        kind = Kind(self.kind[piece])
        if kind in _INSIDE:
            return int(_INSIDE[kind])
        looks = [int(x) for x in cut if x in (Surface.CONCRETE, Surface.BRICK, Surface.STEEL, Surface.WOOD)]
        return looks[0] if looks else int(Surface.CONCRETE)

    def _toughness(self, corners: Array, inside: int) -> float:
        m = MATERIALS[_STUFF.get(Surface(inside), "concrete")]
        return toughness(corners.max(axis=0) - corners.min(axis=0), m.compressive, m.tensile)

    def _crushing(self, volume: float, inside: int) -> float:
        """The blow, newtons, that crushes a piece on half of its cross-section."""
        m = MATERIALS[_STUFF.get(Surface(inside), "concrete")]
        return 0.5 * m.compressive * volume ** (2 / 3)

    # -- breaking again ----------------------------------------------------------------------------

    def may_split(self, piece: int) -> bool:
        """Whether a piece is large enough, and the heap not yet too rich, to break it again."""
        kind = Kind(self.kind[piece])
        # The fewer splits are left, the larger a piece must be.
        smallest = SMALLEST * (1 + 6 * (1 - max(self._budget, 0) / max(self._whole, 1)))
        return self._budget > 0 and self.volume[piece] > smallest and kind not in (Kind.PROJECTILE, Kind.INTERIOR)

    def _polygons(self, piece: int) -> tuple[Array, NDArray[np.int64], NDArray[np.uint8]]:
        if piece in self._new:
            return self._new[piece]
        s = self._shards
        a, b = np.searchsorted(s.polygon_piece, [piece, piece + 1])
        start = s.polygon_start[a : b + 1]
        return s.corners[start[0] : start[-1]], start - start[0], s.polygon_surface[a:b]

    def split(self, piece: int, loss: float, frame: int, random: np.random.Generator) -> list[Splinter]:
        """Break a piece into a few, smaller by `loss` of the volume; it ends at `frame`, they begin there."""
        corners, start, look = self._polygons(piece)
        count = int(np.clip(round(self.volume[piece] / 0.15), 2, 4))
        parts = fracture.shatter(corners, start, look, int(self._inside[piece]), count, random)
        made: list[Splinter] = []
        density = self.mass[piece] / max(self.volume[piece], 1e-9)
        for points, starts, surfaces in parts:
            volume, centre = convex.solid_properties(points, starts, np.zeros(len(starts) - 1, np.int64), 1)
            if volume[0] < 1e-4:
                continue
            kept = float(volume[0]) * (1 - loss)
            # What is lost is lost in the heap, where nobody sees it: the picture keeps (nearly) the whole splinter,
            # for shrinking it at once would draw a net of gaps on a wall that has only cracked.
            seen = centre[0] + (points - centre[0]) * (1 - min(loss, SEEN_LOSS)) ** (1 / 3)
            one = self._append(seen, starts, surfaces, centre[0], kept * density, kept, piece, frame)
            solid = centre[0] + (points - centre[0]) * (1 - loss) ** (1 / 3)
            made.append(Splinter(one.piece, solid, one.centre, one.mass))
        if not made:
            return []
        self._budget -= len(made)
        self.end(piece, frame)
        return made

    def _append(
        self, points: Array, starts: NDArray[np.int64], surfaces: NDArray[np.uint8], centre: Array, mass: float,
        volume: float, parent: int | None, frame: int,
    ) -> Splinter:  # fmt: skip
        number = len(self)
        self._new[number] = (points, starts, surfaces)
        kind = int(self.kind[parent]) if parent is not None else int(Kind.PROJECTILE)
        inside = int(self._inside[parent]) if parent is not None else int(Surface.STEEL)
        self.centre = np.concatenate([self.centre, centre[None]])
        self.mass = np.append(self.mass, mass)
        self.volume = np.append(self.volume, volume)
        self.kind = np.append(self.kind, np.uint8(kind))
        self.storey = np.append(self.storey, self.storey[parent] if parent is not None else 0)
        self.reach = np.append(self.reach, _reach(points, centre))
        self.thickness = np.append(self.thickness, np.ptp(points, axis=0).min())
        self.first = np.append(self.first, frame)
        self.last = np.append(self.last, NEVER)
        self._inside = np.append(self._inside, np.uint8(inside))
        # Each generation is tougher: the cracks that were there have opened.
        tough = self._toughness(points, inside) * 2.0 if parent is not None else np.inf
        self.tough = np.append(self.tough, tough)
        self.crush = np.append(self.crush, self._crushing(volume, inside) if parent is not None else np.inf)
        return Splinter(number, points, centre, mass)

    def ball(self, radius: float, mass: float, centre: Array, frame: int) -> Splinter:
        """A rough, round body that strikes the building."""
        k = np.arange(40) + 0.5
        polar, turn = np.arccos(1 - 2 * k / 40), np.pi * (1 + 5**0.5) * k  # a Fibonacci sphere
        points = np.stack([np.cos(turn) * np.sin(polar), np.sin(turn) * np.sin(polar), np.cos(polar)], 1) * radius
        points += centre
        hull = ConvexHull(points)
        faces = hull.simplices.copy()
        a, b, c = (points[faces[:, q]] for q in range(3))
        inward = (np.cross(b - a, c - a) * hull.equations[:, :3]).sum(axis=1) < 0
        faces[inward] = faces[inward][:, ::-1]
        flat = points[faces].reshape(-1, 3)
        starts = np.arange(0, len(flat) + 1, 3)
        looks = np.full(len(faces), Surface.STEEL, np.uint8)
        volume = float(4 / 3 * np.pi * radius**3)
        return self._append(flat, starts, looks, np.asarray(centre, float), mass, volume, None, frame)

    def sunk(self, piece: int, position: Array, rotation: Array) -> float:
        """How deep, metres, the seen corners of a piece lie under the ground.

        A crushed piece strikes with less than is seen of it, and contacts under a heap give by some centimetres.
        """
        corners = (self._new[piece][0] if piece in self._new else self._shards.corners_of(piece)) - self.centre[piece]
        turned = rotate(np.broadcast_to(rotation, (len(corners), 4)), corners)
        return max(0.0, -float(turned[:, 2].min() + position[2]))

    def end(self, piece: int, frame: int) -> None:
        """The piece is no more from this frame on."""
        self.last[piece] = frame

    # -- energy ------------------------------------------------------------------------------------

    def release(
        self, frame: float, place: Array, energy: Array, piece: NDArray[np.int64], velocity: Array | None = None
    ) -> None:
        """Ask for energy (n,) J to be set free at places (n, 3) of pieces (n,); `commit` grants it."""
        if len(energy):
            speed = velocity if velocity is not None else np.zeros((len(energy), 3))
            self._asked.append((np.full(len(energy), frame), place, energy, speed, piece))

    def commit(self, limit: float) -> float:
        """Grant what was asked for since the last time, in proportion where it is more than `limit` joules.

        Contacts share blows and crushing takes from the fall: together they set free what was lost, not more.
        Returns what was granted.
        """
        asked = float(sum(energy.sum() for _, _, energy, _, _ in self._asked))
        share = min(1.0, max(limit, 0.0) / asked) if asked > 0 else 0.0
        if share > 0:
            self._granted += [(f, p, e * share, v, n) for f, p, e, v, n in self._asked]
        self._asked.clear()
        return asked * share

    def releases(self) -> Releases:
        """Everything that was set free, by time."""
        empty = (np.zeros(0), np.zeros((0, 3)), np.zeros(0), np.zeros((0, 3)), np.zeros(0, np.int64))
        frame, place, energy, speed, piece = (
            np.concatenate(column) for column in zip(empty, *self._granted, strict=True)
        )
        order = np.argsort(frame, kind="stable")
        look = self._inside[piece] if len(piece) else np.zeros(0, np.uint8)
        return Releases(
            frame[order].astype(np.float32), place[order].astype(np.float32), energy[order].astype(np.float32),
            speed[order].astype(np.float32), look[order].astype(np.uint8), piece[order].astype(np.int32),
        )  # fmt: skip

    # -- as plain data -----------------------------------------------------------------------------

    def pieces(self, broken_in: NDArray[np.int64] | None = None) -> Pieces:
        """All pieces as triangles for the renderers."""
        s = self._shards
        vertices, tris, look, owner, tri_start, vertex_start = fracture.triangles(s)
        parts_v, parts_t, parts_s, parts_o = [vertices], [tris], [look], [owner]
        starts_t, starts_v = [tri_start], [vertex_start]
        nv, nt = len(vertices), len(tris)
        for number in range(len(s), len(self)):
            points, starts, surfaces = self._new[number]
            fan = np.diff(starts) - 2
            polygon = np.repeat(np.arange(len(fan)), fan)
            step = np.arange(len(polygon)) - np.repeat(np.cumsum(fan) - fan, fan)
            base = starts[polygon] + nv
            parts_v.append(points.astype(np.float32))
            parts_t.append(np.stack([base, base + step + 1, base + step + 2], 1).astype(np.int32))
            parts_s.append(surfaces[polygon])
            parts_o.append(np.full(len(polygon), number, np.int32))
            nv, nt = nv + len(points), nt + len(polygon)
            starts_v.append(np.array([nv], np.int32))
            starts_t.append(np.array([nt], np.int32))
        owner = np.concatenate(parts_o)
        return Pieces(
            vertices=np.concatenate(parts_v),
            triangles=np.concatenate(parts_t),
            triangle_surface=np.concatenate(parts_s),
            triangle_piece=owner,
            triangle_shown_from=np.zeros(len(owner), np.int32),
            triangle_start=np.concatenate(starts_t),
            vertex_start=np.concatenate(starts_v),
            centre=self.centre.astype(np.float32),
            mass=self.mass.astype(np.float32),
            kind=self.kind.astype(np.uint8),
            storey=self.storey.astype(np.int32),
            first_frame=self.first.astype(np.int32),
            last_frame=self.last.astype(np.int32),
        )
