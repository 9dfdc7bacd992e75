"""Railings, and the flights of stairs that they follow, by style; metres, in whatever frame the points are in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coulisse.scene.meshes import moved
from coulisse.scene.shapes import ball, box, lathe, tube
from coulisse.scene.staged import Part

HIGH = 0.95  # metres of a railing


def railing(path: Sequence[tuple[float, float, float]], columns: str = "pillar", *, every: float = 0.13) -> list[Part]:
    """A railing along the feet `path`: turned balusters (classical), stone shafts, iron bars, or posts and wires."""
    line = np.asarray(path, float)
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    total = float(along[-1])

    def at(s: float) -> np.ndarray:
        return np.array([np.interp(s, along, line[:, k]) for k in range(3)])

    top = np.add(line, [0, 0, HIGH])
    parts: list[Part] = []
    if columns in ("classical", "gothic", "deco"):
        parts.append(tube("handrail", top, 0.045, "rail", n=10))
        parts.append(tube("foot rail", np.add(line, [0, 0, 0.05]), 0.03, "rail", square=True))
        every = max(every, 0.2 if columns != "deco" else 0.16)
        profile = [(0.035, 0.06), (0.035, 0.14), (0.02, 0.16), (0.045, 0.34), (0.02, 0.62), (0.028, 0.68), (0.02, 0.72),
            (0.032, 0.78), (0.032, HIGH - 0.03)]  # fmt: skip
        for s in np.arange(every / 2, total, every):
            p = at(float(s))
            if columns == "deco":
                parts.append(box("baluster", (0.018, 0.018, HIGH - 0.1), (p[0], p[1], p[2] + 0.05), "rail", 0.003))
            else:
                parts.append(moved(lathe("baluster", profile, "rail", n=10), (p[0], p[1], p[2])))
    elif columns in ("steel", "pillar", "panel"):
        parts.append(tube("handrail", top, 0.024, "rail", n=10))
        for share in (0.25, 0.5, 0.75):
            parts.append(tube("wire", np.add(line, [0, 0, HIGH * share]), 0.01, "rail", n=6))
        for s in np.linspace(0.02, total - 0.02, max(2, round(total / 1.1) + 1)):
            p = at(float(s))
            parts.append(tube("post", [p, np.add(p, [0, 0, HIGH])], 0.022, "rail", n=8))
    else:
        parts.append(tube("handrail", top, 0.04, "rail", square=True))
        for s in np.arange(every / 2, total, every):
            p = at(float(s))
            parts.append(box("baluster", (0.035, 0.035, HIGH - 0.03), (p[0], p[1], p[2]), "rail", 0.004))
    for end in (line[0], line[-1]):
        parts.append(box("newel", (0.09, 0.09, HIGH + 0.12), (end[0], end[1], end[2]), "rail", 0.01))
        parts.append(ball("cap", 0.05, "rail", (end[0], end[1], end[2] + HIGH + 0.16)))
    return parts
