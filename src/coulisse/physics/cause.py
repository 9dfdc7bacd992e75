"""What makes a building fail: where its members lose their strength, how fast, or what strikes it.

A cause only takes strength away (a charge all at once, a fire or a failing foundation over seconds). Which members
then break, in which order and how far it goes is not said here: the load path decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Projectile:
    """A body that flies in at `time` seconds from `position` (3,) with `velocity` (3,) m/s."""

    mass: float
    radius: float
    position: Array
    velocity: Array
    time: float


@dataclass(frozen=True)
class Cause:
    """Each piece loses strength from `begin` to `end` (N,), seconds, down to the share `rest` (N,)."""

    begin: Array
    end: Array
    rest: Array
    projectile: Projectile | None = None

    def strength(self, time: float) -> Array:
        """The share of its strength that each piece has at a time, (N,)."""
        done = np.zeros(len(self.begin))
        going = np.flatnonzero(time >= self.begin)
        lasts = np.maximum(self.end[going] - self.begin[going], 1e-6)
        done[going] = np.clip((time + 1e-6 - self.begin[going]) / lasts, 0.0, 1.0)
        return 1.0 - (1.0 - self.rest) * done

    @property
    def first(self) -> float:
        """When it begins, seconds."""
        starts = self.begin[self.rest < 1.0]
        begins = [float(starts.min())] if len(starts) else []
        if self.projectile is not None:
            begins.append(self.projectile.time)
        return min(begins, default=np.inf)


def none(pieces: int) -> Cause:
    """Nothing happens."""
    return Cause(np.full(pieces, np.inf), np.full(pieces, np.inf), np.ones(pieces))


def weakening(
    where: NDArray[np.bool_],
    order: Array,
    start: float,
    spread: float,
    rest: float,
    random: np.random.Generator,
    fade: float = 0.25,
) -> Cause:
    """Pieces `where` (N,) weaken to `rest`, one after the other by `order` (N,) in [0, 1] over `spread` seconds.

    `fade` is how long one member takes, seconds. A tenth of the spread is random.
    """
    n = len(where)
    begin = np.full(n, np.inf)
    begin[where] = start + spread * (0.9 * order[where] + 0.1 * random.uniform(0, 1, int(where.sum())))
    return Cause(begin, begin + fade, np.where(where, rest, 1.0))


def charges(centre: Array, cuttable: NDArray[np.bool_], places: Array, times: Array, radii: Array) -> Cause:
    """Timed charges: cuttable pieces nearer to a place (M, 3) than its radius (M,) lose all strength at its time."""
    n = len(centre)
    begin, rest = np.full(n, np.inf), np.ones(n)
    for place, time, radius in zip(places, times, radii, strict=True):
        hit = cuttable & (np.linalg.norm(centre - place, axis=1) < radius)
        begin[hit] = np.minimum(begin[hit], time)
        rest[hit] = 0.0
    return Cause(begin, begin, rest)
