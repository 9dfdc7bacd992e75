"""What a fall can set free: the bound on the energy that makes dust and chips."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coulisse.scene.pieces import FloatArray, Kind, Motion, Pieces, Releases

GRAVITY = 9.81  # m/s2
# Of the building's weight times height: charges, and strain that lets go before the fall.
STRAIN_SHARE = 0.002


def energy_at_hand(pieces: Pieces, motion: Motion, fps: float) -> FloatArray:
    """What the collapse can have set free up to each frame (frames,), joules.

    The height that the pieces have lost, a projectile's speed, and a small share for charges and strain.
    """
    frames = motion.frames
    weight = GRAVITY * pieces.mass.astype(float)
    potential = np.empty(frames)
    for f in range(frames):
        alive = (pieces.first_frame <= f) & (f < pieces.last_frame) & (pieces.kind != Kind.PROJECTILE)
        potential[f] = float((weight * np.maximum(motion.position[f, :, 2], 0.0))[alive].sum())
    total = np.maximum.accumulate(potential[0] - potential) + STRAIN_SHARE * potential[0]
    for n in np.flatnonzero(pieces.kind == Kind.PROJECTILE):
        f = min(max(int(pieces.first_frame[n]), 0), frames - 2)
        speed = np.linalg.norm(motion.position[f + 1, n] - motion.position[f, n]) * fps
        total[f:] += 0.5 * float(pieces.mass[n]) * float(speed) ** 2
    return total


def bounded(releases: Releases, at_hand: FloatArray) -> Releases:
    """The same releases, up to no frame more than `at_hand` (frames,) joules in all.

    A solver of contacts can report a blow that no fall could give; the largest of a frame are cut to one level.
    """
    energy = np.maximum(releases.energy.astype(float), 0.0)
    frame = np.clip(np.ceil(releases.frame), 0, len(at_hand) - 1).astype(int)
    edges = np.searchsorted(frame, np.arange(len(at_hand) + 1))
    used = 0.0
    for f in range(len(at_hand)):
        now = energy[edges[f] : edges[f + 1]]
        room = max(float(at_hand[f]) - used, 0.0)
        if now.sum() > room:
            rising = np.sort(now)
            below = np.concatenate([[0.0], np.cumsum(rising)[:-1]])
            level = (room - below) / np.arange(len(rising), 0, -1)
            # The first level that lies under its own entry is the water line.
            now = np.minimum(now, max(float(level[np.argmax(level <= rising)]), 0.0))
            energy[edges[f] : edges[f + 1]] = now
        used += float(now.sum())
    return replace(releases, energy=energy.astype(np.float32))
