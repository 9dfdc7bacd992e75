"""Conservation: no energy out of nothing, no speed that no fall gives.

A contact solver that pushes overlapping bodies apart makes energy. What is too much is taken, in proportion, from
the bodies that gained more in the step than gravity gave them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.physics.materials import GRAVITY
from coulisse.physics.rigid import Snapshot

Array = NDArray[np.floating[Any]]

TOP_SPIN = 12.0  # rad/s: two turns a second, about what film of falling debris shows


def allowed(
    before: Snapshot,
    now: Snapshot,
    body: NDArray[np.int64],
    centre: Array,
    mass: Array,
    energy: float,
    top: float,
    extra: float,
    step: float,
) -> tuple[Array, Array, float]:
    """Factors (M,) for each body's velocity and spin, and the total energy, joules, as the solver left it.

    `body`, `centre` (at rest) and `mass` are those of the pieces in the world; `energy` is the most that the total may
    be; `top` metres is the height from which things fall; `extra` m/s the speed of a projectile.
    """
    where, velocity = now.of_pieces(body, centre)
    count, known = len(now.mass), len(before.mass)
    kinetic = np.bincount(body, 0.5 * mass * (velocity**2).sum(axis=1), count)
    total = float(kinetic.sum() + (mass * where[:, 2]).sum() * GRAVITY)
    keep: Array = np.ones(count)
    excess = total - energy
    if excess > 0:
        _, was = before.of_pieces(np.minimum(body, known - 1), centre)
        then = np.bincount(body, np.where(body < known, 0.5 * mass * (was**2).sum(axis=1), 0.0), count)
        weight = np.where(np.isfinite(now.mass), now.mass, 0.0) * GRAVITY
        fallen = weight * np.abs(now.velocity[:, 2]) * step
        gain = np.where(now.moves, np.maximum(kinetic - then - fallen, 0.0), 0.0)
        gained = float(gain.sum())
        if gained < excess:  # nobody in particular: all give
            gain, gained = np.where(now.moves, kinetic, 0.0), float(kinetic.sum())
        if gained > 0:
            taken = gain * min(1.0, excess / gained)
            keep = np.sqrt(np.clip(1.0 - taken / np.maximum(kinetic, 1e-9), 0.0, 1.0))
    height = np.maximum(top - np.maximum(now.position[:, 2], 0.0), 0.05)
    limit = np.sqrt(2 * GRAVITY * height) + extra
    speed = np.zeros(count)  # of the fastest piece of each body: the end of a long one that turns
    np.maximum.at(speed, body, np.linalg.norm(velocity, axis=1))
    speed *= keep
    spin = np.linalg.norm(now.spin, axis=1) * keep
    slow = keep * np.minimum(1.0, limit / np.maximum(speed, 1e-9))
    # Both together, so that the fastest piece of a turning body is held, too.
    calm = np.minimum(slow, keep * np.minimum(1.0, TOP_SPIN / np.maximum(spin, 1e-9)))
    return slow, calm, total
