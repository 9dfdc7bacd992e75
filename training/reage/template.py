"""Stage 2b: the mean face, as the mesh of a synthetic person looking ahead: the space in which deltas are carried.

`python training/reage/template.py [COUNT]` writes src/coulisse/face/template.npy: (468, 2), shares of the net's square.
"""

from __future__ import annotations

import sys
from pathlib import Path

import store  # first: it makes the training's modules importable
import looks
import numpy as np
import synthesis
from coulisse.face.landmarks import find_mesh
from coulisse.face.space import NET_BOX, frame_of

OUT = Path(__file__).parents[2] / "src" / "coulisse" / "face" / "template.npy"
AHEAD, CLOSED = 0.10, 0.06  # eye distances: turn, and opening of the mouth


def main(count: int) -> None:
    seen = np.load(store.SAMPLED)
    rows, styles = seen["seen"], seen["styles"]
    ahead = (np.abs(rows[:, 4]) < AHEAD) & (rows[:, 9] < CLOSED) & (rows[:, 12] < 0.4)
    found = []
    for number in np.flatnonzero(ahead)[:count]:
        portrait = synthesis.person(styles[number])
        from coulisse.face.detect import find_faces

        faces = find_faces(portrait, smallest=120)
        if not faces:
            continue
        mesh = find_mesh(portrait, faces[0].landmarks, rounds=3)
        to_square = frame_of(mesh.five).to_square(1, NET_BOX)
        found.append(mesh.points[:, :2] @ to_square[:, :2].T + to_square[:, 2] + 0.5)
    mean = np.mean(found, axis=0)
    flipped = mean.copy()
    flipped[:, 0] = 2 * mean[10, 0] - flipped[:, 0]
    twin = np.argmin(np.linalg.norm(mean[:, None] - flipped[None], axis=2), axis=1)
    even = (mean + flipped[twin]) / 2
    even[:, 0] += 0.5 - even[10, 0]
    np.save(OUT, even.astype(np.float32))
    print(f"{len(found)} people, {looks.SIDE}; most uneven by {np.abs(mean - flipped[twin]).max():.4f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
