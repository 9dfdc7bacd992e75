"""Stages 3 and 4: ageing sets, the same person in the same picture at five ages, and the sieve that they pass.

`python training/reage/sets.py COUNT [SEED]` goes on where it was broken off; shards of 20 people in `sets`.

The style is moved along the ageing direction on the layers from 32 pixels up (half as far at 16), so that the shape
of the head stays. What the edit does beside ageing is taken back: outside the face the picture is the unedited one;
the broad brightness and colour of the skin are the unedited person's; lips keep most of their colour, eyes their light.
"""

from __future__ import annotations

import sys
import time

import store  # first: it makes the training's modules importable
import cv2
import looks
import numpy as np
import synthesis
from coulisse.face.detect import find_faces
from coulisse.face.identity import describe, similarity
from coulisse.face.landmarks import INNER_LIPS, LEFT_EYE, LIPS, OVAL, RIGHT_EYE, find_mesh
from coulisse.face.space import NET_BOX

Floats = looks.Floats
Bytes = looks.Bytes

SHARD = 20
SIDE = 320  # pixels of the pictures that are kept: NET_BOX of the portrait
AGES = ((18, 26), (30, 40), (44, 54), (58, 68), (70, 84))  # years, one drawn of each
OLDER, YOUNGER = 5.0, 3.6  # years a unit of the direction, measured by faceres
MOST_UNITS = 8.5
# The sieve: identity kept, the face where it was, an age that the estimator can follow.
LEAST_LIKE, MOST_SHIFT, LEAST_AGE = 0.36, 3.0, 17.0


def person_of(number: int, seed: int) -> tuple[synthesis.Floats, synthesis.Floats, synthesis.Floats]:
    """A person's style for the coarse layers (to 16 pixels), for the finer ones, and the age step; widened."""
    chance = np.random.default_rng([seed, number])
    style = synthesis.styles_from(chance.normal(size=(1, synthesis.STYLE)).astype(np.float32))[0]
    found = np.load(store.DIRECTION)
    turn = found["turn"] * float(chance.normal() * 1.3 if chance.random() < 0.6 else 0.0)
    smile = found["smile"] * float(chance.normal() * 0.7)
    dark = found["dark"] * float(chance.uniform(1.0, 4.5) if chance.random() < 0.4 else 0.0)
    spectacles = found["glasses"] * float(chance.uniform(0.5, 2.0) if chance.random() < 0.08 else 0.0)
    return style + turn + smile + 0.5 * dark + spectacles, style + dark + spectacles, found["age"]


def portrait(coarse: Floats, fine: Floats, step: Floats, units: float) -> Bytes:
    """The person (512, 512, 3) moved by `units` of the age step."""

    def edit(size: int, _: Floats) -> Floats:
        base = coarse if size <= 16 else fine
        share = 0.0 if size < 16 else 0.5 if size == 16 else 1.0
        return base + step * np.float32(units * share)

    return synthesis.person(fine, edit=edit)


def face_mask(points: Floats, side: int) -> Floats:
    """Where the edit is taken (side, side): the oval, a little larger, with the forehead, softly."""
    oval = points[list(OVAL), :2].copy()
    centre = oval.mean(0)
    oval = centre + (oval - centre) * 1.05
    up = points[10, :2] - points[152, :2]
    along = ((points[list(OVAL), :2] - points[1, :2]) @ up) / float(up @ up)
    oval += up * (0.07 * np.clip(along / 0.45, 0, 1))[:, None]
    mask = np.zeros((side, side), np.float32)
    cv2.fillPoly(mask, [np.round(oval).astype(np.int32)], 1.0)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), 0.018 * side))


def polygon(points: Floats, ring: tuple[int, ...], side: int, feather: float) -> Floats:
    """A soft matte (side, side) of a ring of the mesh."""
    mask = np.zeros((side, side), np.float32)
    cv2.fillPoly(mask, [np.round(points[list(ring), :2]).astype(np.int32)], 1.0)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), feather * side))


def blended(base: Bytes, edited: Bytes, points: Floats) -> Bytes:
    """The edited face in the unedited picture, in the unedited picture's light."""
    side = base.shape[0]
    mask = face_mask(points, side)
    before = cv2.cvtColor(base.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    after = cv2.cvtColor(edited.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    inside = (mask > 0.5).astype(np.float32)
    weight = cv2.GaussianBlur(inside, (0, 0), 0.07 * side) + 1e-4
    broad = cv2.GaussianBlur((before - after) * inside[..., None], (0, 0), 0.07 * side) / weight[..., None]
    after = after + broad * np.float32([0.75, 0.9, 0.9])
    # Contrast that the edit added to the whole face is light, not age.
    change = after - before
    lips = np.maximum(polygon(points, LIPS, side, 0.008), polygon(points, INNER_LIPS, side, 0.006))
    eyes = np.maximum(polygon(points, RIGHT_EYE, side, 0.006), polygon(points, LEFT_EYE, side, 0.006))
    change[..., 1:] *= (1 - 0.65 * lips)[..., None] * 0.7
    change *= (1 - 0.5 * eyes)[..., None]
    teeth = polygon(points, INNER_LIPS, side, 0.004)
    change *= (1 - 0.8 * teeth)[..., None]
    mixed = cv2.cvtColor(before + change * mask[..., None], cv2.COLOR_LAB2RGB)
    return (np.clip(mixed, 0, 1) * 255 + 0.5).astype(np.uint8)


def one(number: int, seed: int) -> dict[str, np.ndarray] | None:
    """A person's set, or None where the portrait is of no use."""
    coarse, fine, step = person_of(number, seed)
    base = portrait(coarse, fine, step, 0.0)
    seen = looks.look(base)
    if seen is None or seen.ages[0] < LEAST_AGE:
        return None
    chance = np.random.default_rng([seed, number, 1])
    asked = [chance.uniform(*span) for span in AGES]
    nearest = int(np.argmin([abs(a - seen.ages[0]) for a in asked]))
    units = [(a - seen.ages[0]) / (OLDER if a > seen.ages[0] else YOUNGER) for a in asked]
    units[nearest] = 0.0
    pictures, years, like, shift = [], [], [], []
    for unit in units:
        if unit == 0.0:
            pictures.append(base)
            years.append(seen.ages)
            like.append(1.0)
            shift.append(0.0)
            continue
        if abs(unit) > MOST_UNITS:
            unit = float(np.sign(unit) * MOST_UNITS)
        edited = portrait(coarse, fine, step, unit)
        faces = find_faces(edited, smallest=120)
        mesh = find_mesh(edited, seen.face.landmarks)
        picture = blended(base, edited, seen.mesh.points)
        pictures.append(picture)
        years.append(looks.ages(picture)[0])
        like.append(similarity(describe(picture, seen.face), seen.identity) if faces else 0.0)
        shift.append(float(np.linalg.norm(mesh.points[:, :2] - seen.mesh.points[:, :2], axis=1).mean()) / 2)
    units = [float(np.clip(u, -MOST_UNITS, MOST_UNITS)) for u in units]
    cut = np.stack([looks.cut(p, NET_BOX, SIDE) for p in pictures])
    to_cut = SIDE / ((NET_BOX[2] - NET_BOX[0]) * looks.SIDE)
    points = (seen.mesh.points[:, :2] - np.float32([NET_BOX[0], NET_BOX[1]]) * looks.SIDE) * to_cut
    return {
        "pictures": cut, "ages": np.float32(years), "units": np.float32(units), "like": np.float32(like),
        "shift": np.float32(shift), "points": points.astype(np.float32), "skin": seen.skin,
        "male": np.float32(seen.male), "turn": looks.shape_traits(seen.mesh.points, looks.SIDE)[0],
        "glasses": np.float32(looks.glasses(base)), "number": np.int32(number),
    }  # fmt: skip


def labels(units: Floats, ages: Floats) -> Floats:
    """One age a picture (n,), smooth along a person's edits: a parabola through what faceres measured (n, 3)."""
    fit = np.polyfit(units, ages[:, 0], 2 if len(units) > 3 else 1)
    return np.polyval(fit, units).astype(np.float32)


def kept(person: dict[str, np.ndarray]) -> np.ndarray:
    """Which of a person's pictures pass the sieve (n,)."""
    years = labels(person["units"], person["ages"])
    order = np.argsort(person["units"])
    rising = np.diff(years[order]).min() > 0
    good = (person["like"] >= LEAST_LIKE) & (person["shift"] <= MOST_SHIFT) & (years >= 14) & (years <= 90)
    return np.asarray(good & rising)


def main(count: int, seed: int) -> None:
    began = time.time()
    for shard in range(-(-count // SHARD)):
        path = store.SETS / f"{seed}_{shard:04d}.npz"
        if path.is_file():
            continue
        people = [found for k in range(shard * SHARD, (shard + 1) * SHARD) if (found := one(k, seed)) is not None]
        stacked = {key: np.stack([p[key] for p in people]) for key in people[0]}
        part = path.with_suffix(".part.npz")
        np.savez(part, **stacked)
        part.rename(path)
        good = np.mean([kept(p).mean() for p in people])
        print(f"{path.name}: {len(people)} people, {100 * good:.0f} % kept, {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, int(sys.argv[2]) if len(sys.argv) > 2 else store.SEED)
