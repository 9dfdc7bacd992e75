"""Cloth that falls over a body or a piece of furniture and comes to rest: fabrics, garments as sheets, `drape`.

Extended position-based dynamics (Macklin, Muller and Chentanez, *XPBD*, 2016) in small steps (Macklin et al., *Small
Steps in Physics Simulation*, 2019): strain of each triangle along warp, weft and bias with a limit at which the fabric
stops, quadratic bending (Bergou et al., *A Quadratic Bending Model for Inextensible Surfaces*, 2006), long-range
attachment to what is pinned (Kim, Chentanez and Muller 2012). Metres, kilograms, seconds, Z up.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import numba
import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.physics.cloth_body import Body, Skin, outside, solid
from coulisse.physics.cloth_contact import find, room_for
from coulisse.physics.cloth_fabric import Fabric, fabric_of
from coulisse.physics.cloth_finish import Eased, settled
from coulisse.physics.cloth_hash import unrest
from coulisse.physics.cloth_measure import Stretch, crossings, stretch_of
from coulisse.physics.cloth_refine import refined
from coulisse.physics.cloth_sheet import PARTS, Cloth, checked, sheet_of, welds_of
from coulisse.physics.cloth_steps import advance, excess, face, limit

__all__ = ["Cloth", "Draped", "Fabric", "Fallen", "Stretch", "drape", "fabric_of", "fallen", "refined"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Told = Callable[[float], None]

AIR = 1.2  # kg/m3
GRAVITY = (0.0, 0.0, -9.81)
SEW_SECONDS = 0.3  # in which open seams are pulled shut
PIN_SECONDS = 0.25  # in which pinned vertices go to their targets
CALM = 8.0  # 1/s, extra damping at the very end, so that a picture is of cloth at rest
UNEVEN = 2e-5  # metres of chance in the first points: a perfect sheet would stand on its edge
STEP_PER_EDGE = 0.04  # s/m: a longer edge bears a longer step before what hangs on it draws it out
SHORTEST_STEP, LONGEST_STEP = 2.0e-4, 8.0e-4  # seconds
SPAN = 0.016  # metres that cloth may come nearer to cloth before contacts are looked for again
LEAST_STEPS, MOST_STEPS = 6, 40  # between two looks
SLACK = 0.002  # metres by which contacts are listed beyond what speeds say
LAYER_SLACK = 0.004  # between layers: an outer one that has sunk through has to be found, to be put back
CELL_PER_EDGE = 1.5
NO_BODY = (np.full((1, 1, 1), 1e3, np.float32), 0.0, 0.0, 0.0, 1.0)
LIMIT_PASSES = 20  # between two looks for contacts while the strain limit is enforced at the end
LIMIT_ROUNDS, LIMIT_TRIES = 16, 3  # at most, and in turn without being any better
LIMIT_MET = 0.008  # strain above the limit that is let be


@dataclass(frozen=True, eq=False)
class Draped:
    """Cloth at rest. `points` (n, 3) of the same vertices, those sewn together in one place; `weld` (n,) numbers these.

    `stretch`: strain along warp and weft over all triangles. `inside`: vertices deeper in the body than 0.5 mm, `depth`
    of the deepest, metres; `crossings`: edges that pass through a triangle; `speed` m/s at the end (root mean square);
    `seconds` that the work took, in `steps` steps. `eased`: where the cloth was cut too small to lie outside the body
    within its limit, it was let out, and `stretch` is against the cloth with that ease.
    """

    points: Floats
    weld: Ints
    stretch: Stretch
    inside: int
    depth: float
    crossings: int
    speed: float
    seconds: float
    steps: int
    eased: Eased = field(default_factory=Eased)


@dataclass(frozen=True, eq=False)
class Fallen:
    """Cloth that fell, before the last hand (`cloth_finish.settled`). `points` (n, 3) metres, `weld` (n,), `skin` of
    what it fell on, `limits` (t, 2) strain along warp and weft, `speed` m/s (root mean square), in `steps` steps.
    """

    points: Floats
    weld: Ints
    skin: Skin | None
    limits: Floats
    speed: float
    steps: int


def drape(
    cloth: Cloth,
    body_points: NDArray[np.floating] | None,
    body_faces: Ints | None,
    fabrics: Sequence[Fabric],
    *,
    seconds: float = 1.5,
    seed: int = 1,
    gravity: tuple[float, float, float] = GRAVITY,
    floor: float | None = None,
    air: float = AIR,
    calm: float = 0.5,
    told: Told | None = None,
) -> Draped:
    """Let a cloth fall for `seconds`, come to rest on a body that stands still, and end out of it: see `fallen`.

    Raises BadInput where arrays do not fit together or hold no numbers.
    """
    began = time.perf_counter()
    cloth = checked(cloth, fabrics)
    fell = fallen(
        cloth, body_points, body_faces, fabrics, seconds=seconds, seed=seed, gravity=gravity, floor=floor, air=air,
        calm=calm, told=told,
    )  # fmt: skip
    end = settled(
        fell.points, cloth.triangles, cloth.rest, fell.limits, fell.weld, cloth.pins, fell.skin, floor
    )  # fmt: skip
    inside, depth = outside(fell.skin, end.points, floor)
    return Draped(
        end.points, fell.weld, stretch_of(end.points, cloth.triangles, end.rest, fell.limits), inside, depth,
        crossings(end.points, cloth.triangles, fell.weld), fell.speed, time.perf_counter() - began, fell.steps,
        end.eased,
    )  # fmt: skip


def fallen(
    cloth: Cloth,
    body_points: NDArray[np.floating] | None,
    body_faces: Ints | None,
    fabrics: Sequence[Fabric],
    *,
    seconds: float = 1.5,
    seed: int = 1,
    gravity: tuple[float, float, float] = GRAVITY,
    floor: float | None = None,
    air: float = AIR,
    calm: float = 0.5,
    told: Told | None = None,
) -> Fallen:
    """Let a cloth fall for `seconds`; who goes on with its points, settles and measures them at the very end.

    `body_points` (m, 3) metres, `body_faces` (f, 3), or (f, 4) with -1 for a triangle's last index, counter-clockwise
    from outside; None: nothing is there. `floor` metres: the height of a ground. `air` kg/m3, 0 in a vacuum.
    `calm`: the last share of the time, in which movement is damped away more and more. `told` gets the share done.

    Raises BadInput where arrays do not fit together or hold no numbers.
    """
    cloth = checked(cloth, fabrics)
    assert cloth.targets is not None
    if not (0 < seconds < 60) or not np.isfinite(gravity).all():
        raise BadInput(f"cannot drape for {seconds} seconds under gravity {gravity}", where="drape")
    body = (
        None
        if body_points is None or body_faces is None
        else solid(body_points, body_faces, np.concatenate([cloth.points, cloth.targets]))
    )
    run = _Run(cloth, fabrics, body, np.asarray(gravity, float), floor, seconds, air, calm, told)
    points = cloth.points + np.random.default_rng(seed).normal(0.0, UNEVEN, cloth.points.shape)
    points[cloth.pins] = cloth.points[cloth.pins]
    speeds = np.zeros_like(points)
    welds = welds_of(len(points), cloth.seams)
    done = 0.0
    if len(cloth.seams) and _gaps(points, cloth.seams).max() > 0.002:
        done = min(SEW_SECONDS, 0.3 * seconds)
        points, speeds = run.fall(points, speeds, np.arange(len(points), dtype=np.int32), 0.0, done)
    points, speeds = run.fall(points, speeds, welds, done, seconds, finish=True)
    limits = np.array([f.stretch[:2] for f in fabrics])[cloth.fabric]
    speed = float(np.sqrt((speeds**2).sum(1).mean()))
    return Fallen(points, welds, body.skin if body else None, limits, speed, run.steps)


class _Threads:
    """Two threads or one, whichever is quicker now: on a busy machine each step waits for the slower of two.

    The result is the same to the last bit, since each half's particles are its own.
    """

    TURN = 40  # calls after which both are timed again

    def __init__(self) -> None:
        self.most = min(PARTS, numba.config.NUMBA_NUM_THREADS)
        self.taken = [np.inf] * (self.most + 1)
        self.calls = 0

    @contextmanager
    def timed(self, steps: int) -> Iterator[None]:
        """Choose for one call of `steps` steps, and take its time."""
        turn = self.calls % self.TURN
        count = self.most if turn == 0 else 1 if turn == 1 else int(np.argmin(self.taken))
        self.calls += 1
        numba.set_num_threads(count)
        began = time.perf_counter()
        yield
        self.taken[count] = (time.perf_counter() - began) / steps


def _gaps(points: Floats, seams: Ints) -> Floats:
    return np.linalg.norm(points[seams[:, 0]] - points[seams[:, 1]], axis=1)


class _Run:
    """One cloth's fall: what stays the same between its sewing and its hanging."""

    def __init__(
        self, cloth: Cloth, fabrics: Sequence[Fabric], body: Body | None, gravity: Floats, floor: float | None,
        seconds: float, air: float, calm: float, told: Told | None,
    ) -> None:  # fmt: skip
        self.cloth, self.fabrics, self.body, self.told = cloth, fabrics, body, told
        self.gravity, self.seconds, self.air, self.calm = gravity, seconds, air, calm
        self.floor = -1e6 if floor is None else float(floor)
        self.field = NO_BODY
        if body is not None:
            ox, oy, oz = (float(v) for v in body.origin)
            self.field = (body.distance, ox, oy, oz, 1.0 / body.cell)
        sides = np.linalg.norm(cloth.rest - np.roll(cloth.rest, 1, axis=1), axis=2)
        self.edge = float(np.median(sides))
        self.step = min(max(STEP_PER_EDGE * self.edge, SHORTEST_STEP), LONGEST_STEP)
        self.layered = bool((cloth.layer != cloth.layer[0]).any()) if cloth.layer is not None else False
        self.steps = 0
        self.threads = _Threads()

    def fall(
        self, points: Floats, speeds: Floats, group: Ints, start: float, end: float, finish: bool = False
    ) -> tuple[Floats, Floats]:
        """Points and speeds (n, 3) at `end` seconds, with vertices of one `group` (n,) joined."""
        cloth, h = self.cloth, self.step
        sheet, particle = sheet_of(cloth, self.fabrics, group)
        x, v = _mean_of(points, particle), _mean_of(speeds, particle)
        was = x - h * v
        near, buckets = room_for(sheet)
        pins = particle[cloth.pins]
        held_from, held_to = x[pins].copy(), cloth.targets
        assert held_to is not None
        gap = np.linalg.norm(x[sheet.seam[:, 0]] - x[sheet.seam[:, 1]], axis=1) if len(sheet.seam) else np.zeros(0)
        size = CELL_PER_EDGE * self.edge
        slack = LAYER_SLACK if self.layered else SLACK
        fast = np.zeros(len(x))
        facing, now = np.zeros_like(x), start
        calm_from = self.seconds * (1 - self.calm)
        while now < end - 1e-9:
            # What counts for contacts within the cloth is how fast its parts move against each other.
            fastest = unrest(x, v, fast)
            count = int(np.clip(SPAN / (max(fastest, 0.05) * h), LEAST_STEPS, MOST_STEPS))
            count = max(1, min(count, round((end - now) / h)))
            find(
                x, was, v, fast, sheet, near, buckets, size, self.field, self.floor, slack, count * h, self.layered
            )  # fmt: skip
            share = min((now + count * h) / min(PIN_SECONDS, 0.5 * self.seconds), 1.0)
            x[pins] = held_from + share * (held_to - held_from)
            left = max(1.0 - (now + count * h - start) / (end - start), 0.0)
            calm = CALM * max(now - calm_from, 0.0) / max(self.seconds - calm_from, 1e-9) if self.calm > 0 else 0.0
            face(x, sheet, facing)
            with self.threads.timed(count):
                advance(
                    x, was, v, facing, sheet, near, gap * left, self.field, self.floor, h, count, self.gravity,
                    self.air, calm,
                )  # fmt: skip
            now += count * h
            self.steps += count
            if self.told:
                self.told(min(now / self.seconds, 1.0))
        v = np.where(sheet.weight[:, None] > 0, (x - was) / h, 0.0)
        if finish:
            x = self._within_limits(x, sheet, near, buckets, size)
        return x[particle], v[particle]

    def _within_limits(self, x: Floats, sheet, near, buckets, size: float) -> Floats:  # type: ignore[no-untyped-def]
        """Take out what is stretched beyond its limit or passes through cloth; `settled` has the last word."""
        nothing = np.zeros(len(sheet.seam))
        still = np.zeros_like(x)
        best, tries = (1 << 30, 1e9), 0
        for _ in range(LIMIT_ROUNDS):
            crossed = find(
                x, x.copy(), still, still[:, 0].copy(), sheet, near, buckets, size, self.field, self.floor, 0.004, 0.0,
                self.layered,
            )  # fmt: skip
            over = excess(x, sheet)
            if not crossed and over < LIMIT_MET:
                break
            # What does not get better is left: `settled` eases what was cut too small.
            better = crossed < 0.95 * best[0] or over < 0.9 * best[1]
            best, tries = (min(best[0], crossed), min(best[1], over)), 0 if better else tries + 1
            if tries == LIMIT_TRIES:
                break
            limit(x, x.copy(), sheet, near, nothing, self.field, self.floor, LIMIT_PASSES)
        return x


def _mean_of(values: Floats, particle: Ints) -> Floats:
    """The mean (m, 3) of the values (n, 3) that fall to each particle."""
    out = np.zeros((int(particle.max()) + 1, 3))
    np.add.at(out, particle, values)
    return out / np.bincount(particle)[:, None]
