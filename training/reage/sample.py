"""Stage 1: people who do not exist, and what is seen of each. `python training/reage/sample.py [COUNT]`; goes on."""

from __future__ import annotations

import sys
import time

import store  # first: it makes the training's modules importable
import looks
import numpy as np
import synthesis

BEHIND = 40  # rows at the top of the portrait that are background


def main(count: int) -> None:
    """Portraits are not kept: a style gives the same one again."""
    styles = synthesis.styles(count, store.SEED)
    rows: list[list[float]] = []
    if store.SAMPLED.is_file():
        rows = np.load(store.SAMPLED)["seen"].tolist()[:count]
    began = time.time()
    for number in range(len(rows), count):
        portrait = synthesis.person(styles[number])
        seen = looks.look(portrait)
        rows.append([np.nan] * 24 if seen is None else _row(portrait, seen))
        if number % 50 == 49 or number + 1 == count:
            np.savez(store.SAMPLED, seen=np.float32(rows), styles=styles[: len(rows)])
            print(f"{number + 1} people, {time.time() - began:.0f} s", flush=True)


def _row(portrait: looks.Bytes, seen: looks.Look) -> list[float]:
    """Ages (3), man, shape (8), glasses, skin (3), background (3), mean and contrast of the face, padding."""
    import cv2

    lab = cv2.cvtColor(portrait.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    face = lab[140:440, 130:380, 0]
    return [
        *seen.ages, seen.male, *looks.shape_traits(seen.mesh.points, looks.SIDE), looks.glasses(portrait), *seen.skin,
        *lab[:BEHIND].reshape(-1, 3).mean(0), float(face.mean()), float(face.std()), 0.0, 0.0, 0.0,
    ]  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
