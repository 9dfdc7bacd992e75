"""Chains, ropes, nets."""

from __future__ import annotations

import numpy as np

from coulisse.scene.furnish.props_tools import SLOTS
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import moved
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import ball, tube
from coulisse.scene.staged import Model, Part


@makes("chain")
def chain(want: Want) -> Model:
    """A chain with a hook."""
    w, h = min(want.width, want.depth), want.height
    n = max(3, round(h / (w * 1.5)))
    e = h / (n + 0.5)
    t = np.arange(12) * np.pi / 6
    parts = [
        moved(
            tube(
                "link",
                np.column_stack([w * 0.36 * np.cos(t), 0 * t, e * 0.62 * np.sin(t)]),
                w * 0.1,
                "iron",
                n=6,
                closed=True,
            ),
            (0, 0, e * (k + 0.75)),
            90.0 * (k % 2),
        )
        for k in range(n)
    ]
    hook = curve([(0, 0, e * 0.6), (0, 0, e * 0.3), (w * 0.3, 0, 0.1 * e), (0, 0, 0.0), (-w * 0.35, 0, 0.14 * e)], 3)
    return finish(want, [*parts, tube("hook", hook, w * 0.09, "iron", n=7)], SLOTS, ("iron",))


@makes("rope")
def rope(want: Want) -> Model:
    """A rope along its box: twisted strands, or a coil where the box is wide."""
    w, d, h = want.width, want.depth, want.height
    r = min(w, d) / 2
    if h < r:  # coiled down on a deck, its end left over
        thick = min(0.022, h / 6)
        turns = max(2, int((r - 0.06) / (2.1 * thick)))
        parts = []
        for k in range(max(2, int(h / (2 * thick)))):
            a = np.linspace(0, 2 * np.pi * min(turns, 4), 22 * min(turns, 4))
            s = np.linspace(r - 1.1 * thick - 0.01 * k, max(0.07, r - 2.1 * thick * min(turns, 4)), len(a))
            z = np.full(len(a), thick + 1.9 * thick * k)
            parts.append(tube("coil", np.column_stack([s * np.cos(a), s * np.sin(a), z]), thick, "rope", n=6))
        return finish(want, parts, SLOTS, ("rope",))
    t = np.linspace(0, h, max(20, int(h / max(r * 1.6, 0.01))))
    parts = []
    for k in range(3):
        a = t / max(h, 1e-6) * 2 * np.pi * (h / (r * 9)) + 2 * np.pi * k / 3
        parts.append(
            tube("strand", np.column_stack([r * 0.46 * np.cos(a), r * 0.46 * np.sin(a), t]), r * 0.5, "rope", n=6)
        )
    return finish(want, parts, SLOTS, ("rope",))


@makes("net")
def net(want: Want) -> Model:
    """A fishing net that hangs in folds with its floats."""
    w, d, h, rng = want.width, want.depth, want.height, want.rng()
    parts: list[Part] = []
    nu, nv = 16, 12

    def at(u: float, v: float) -> tuple[float, float, float]:
        y = w * (u - 0.5) * (1 - 0.18 * v)
        sag = h * (0.2 * np.sin(np.pi * u) * (1 - v) + 0.06 * np.sin(3 * np.pi * u) * v)
        return float(d * (0.3 * np.sin(7 * u + 2 * v))), float(y), float(max(h * (1 - v) - sag * (1 - v), 0.0))

    for i in range(nu + 1):
        for s in (0, 1):
            line = [at(min(max((i + (j if s else -j) * 0.5 * 1.0) / nu, 0), 1), j / nv) for j in range(nv + 1)]
            parts.append(tube("twine", line, 0.0035, "rope", n=4))
    parts.append(tube("head rope", [at(u, 0) for u in np.linspace(0, 1, 20)], 0.01, "rope", n=6))
    parts += [ball("float", 0.035, "trim", at(float(u), 0.02), n=8, squash=0.8) for u in np.linspace(0.05, 0.95, 9)]
    _ = rng
    return finish(want, parts, {**SLOTS, "trim": "cork"}, ("rope",))
