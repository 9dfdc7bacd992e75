"""How fast cloth drapes, and how well it keeps its promises: `python bench/cloth.py [edge in metres]`.

A circle skirt of each fabric from a waist of 17 by 13 cm, 70 cm long; prints a line for each. Process time is what the
cores worked, and the one to compare on a machine that does other things, too.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from coulisse.physics.cloth import Cloth, drape, fabric_of

FABRICS = {
    "wool coating": fabric_of(500, 5, 0.4, 0.3), "denim": fabric_of(400, 3, 0.2), "cotton": fabric_of(130, 2, 0.5),
    "taffeta": fabric_of(110, 1, 0.2), "silk": fabric_of(70, 3, 0.85),
    "jersey": fabric_of(180, 35, 0.85, kind="knit"),
}  # fmt: skip


def circle_skirt(edge: float, waist: tuple[float, float] = (0.176, 0.136), length: float = 0.7) -> tuple[Cloth, int]:
    """A full circle with a seam, its waist pinned to an ellipse, laid as a cone; and its number of vertices."""
    turn = np.linspace(0, 2 * np.pi, 4001)
    oval = np.stack([waist[0] * np.cos(turn), waist[1] * np.sin(turn)], 1)
    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(oval, axis=0), axis=1))])
    inner = along[-1] / (2 * np.pi) * 1.005
    rows, count = round(length / edge), round(2 * np.pi * (inner + 0.6 * length) / edge)
    angle = np.linspace(0, 2 * np.pi, count + 1)
    at = np.interp(angle / (2 * np.pi) * along[-1], along, turn)
    down = np.linspace(0, length, rows + 1)[:, None]
    x, y = (waist[0] + 0.97 * down) * np.cos(at), (waist[1] + 0.97 * down) * np.sin(at)
    points = np.stack([x, y, np.broadcast_to(1.0 - 0.243 * down, x.shape)], -1).reshape(-1, 3)
    uv = np.stack([(inner + down) * np.cos(angle), (inner + down) * np.sin(angle)], -1).reshape(-1, 2)
    number = np.arange(len(points)).reshape(rows + 1, count + 1)
    a, b, c, d = (k.ravel() for k in (number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]))
    even = (np.add.outer(np.arange(rows), np.arange(count)).ravel() % 2 == 0)[:, None]
    one = np.where(even, np.stack([a, d, c], 1), np.stack([a, d, b], 1))
    two = np.where(even, np.stack([a, c, b], 1), np.stack([b, d, c], 1))
    triangles = np.concatenate([one, two]).astype(np.int32)
    seams = np.stack([number[:, 0], number[:, -1]], 1).astype(np.int32)
    return Cloth(points, triangles, uv[triangles], seams=seams, pins=number[0].astype(np.int32)), len(points)


def main() -> None:
    edge = float(sys.argv[1]) if len(sys.argv) > 1 else 0.013
    cloth, count = circle_skirt(edge)
    drape(cloth, None, None, [FABRICS["cotton"]], seconds=0.02)  # compiles
    print(
        f"{count} vertices, 1.5 s of fall\n{'fabric':14} wall  work  mean   99 %  worst  over limit  crossings  speed"
    )
    for name, fabric in FABRICS.items():
        began, worked = time.perf_counter(), time.process_time()
        end = drape(cloth, None, None, [fabric], seconds=1.5)
        wall, work, s = time.perf_counter() - began, time.process_time() - worked, end.stretch
        print(
            f"{name:14} {wall:4.1f} {work:5.1f} {s.mean:6.2%} {s.most_99:6.2%} {s.worst:6.2%} {s.over:8.2%}"
            f" {end.crossings:10} {end.speed:9.3f}"
        )


if __name__ == "__main__":
    main()
