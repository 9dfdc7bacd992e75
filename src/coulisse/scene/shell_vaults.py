"""Vaults over a room: barrel, groin and dome as curved shells with their ribs, and the heads of the walls below them.

A vault's section is half an ellipse from the springing line to the crown, as the drawing's sections have it.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.room import Room, Wall
from coulisse.scene.shell_walls import Array, flipped, welded
from coulisse.scene.staged import Part

STEPS = 24  # quads over a span
_BAY = 6.0  # metres: a groin vault of a long room is parted into bays about as long as the room is wide


def section(s: Array, spring: float, rise: float) -> Array:
    """Height of a vault over `s` from -1 to 1 across its span."""
    return spring + rise * np.sqrt(np.maximum(0.0, 1 - np.asarray(s) ** 2))


def bays(room: Room) -> int:
    """Bays of a groin vault along the room."""
    return max(1, round(room.length / min(room.width, _BAY)))


def bays_across(room: Room) -> int:
    """Bays of a groin vault across the room: halls wider than two bays are vaulted in aisles."""
    return max(1, round(room.width / (2 * _BAY)))


def _rounded(count: int, low: float, high: float) -> Array:
    """Stations that come closer towards both ends of each of `count` spans, where an ellipse is steep."""
    one = (1 - np.cos(np.pi * np.arange(STEPS + 1) / STEPS)) / 2
    span = (high - low) / count
    return np.unique(np.round(np.concatenate([low + span * (i + one) for i in range(count)]), 9))


def ceiling_height(room: Room) -> Callable[[Array, Array], Array]:
    """Metres of height under the ceiling at plan points x, y; beams are not counted."""
    vault = room.vault
    if vault is None:
        return lambda x, y: np.full(np.broadcast(x, y).shape, room.height)
    spring = room.height - vault.rise
    if vault.kind == "barrel":
        return lambda x, y: section(2 * np.asarray(y) / room.width - 1, spring, vault.rise) + 0 * np.asarray(x)
    if vault.kind == "groin":
        long, wide = room.length / bays(room), room.width / bays_across(room)

        def groin(x: Array, y: Array) -> Array:
            s = 2 * (np.clip(x, 1e-9, room.length - 1e-9) / long % 1) - 1
            t = 2 * (np.clip(y, 1e-9, room.width - 1e-9) / wide % 1) - 1
            return np.maximum(section(s, spring, vault.rise), section(t, spring, vault.rise))

        return groin

    def dome(x: Array, y: Array) -> Array:
        r = np.hypot(2 * np.asarray(x) / room.length - 1, 2 * np.asarray(y) / room.width - 1)
        return section(np.minimum(r, 1), spring, vault.rise)

    return dome


def heads(room: Room, wall: Wall) -> tuple[Callable[[Array], Array], Array]:
    """The height of a wall's head over u, and where it bends."""
    none = np.zeros(0)
    if room.vault is None:
        return lambda u: np.full(np.shape(u), room.height), none
    height, side = ceiling_height(room), room.side(wall)
    across = wall in ("west", "east")
    if room.vault.kind == "dome" or (room.vault.kind == "barrel" and not across):
        return lambda u: np.full(np.shape(u), room.height - room.vault.rise), none
    count = 1 if room.vault.kind == "barrel" else (bays_across(room) if across else bays(room))
    if across:
        return lambda u: height(np.zeros(np.shape(u)), np.asarray(u, float)), _rounded(count, 0, side)
    return lambda u: height(np.asarray(u, float), np.zeros(np.shape(u))), _rounded(count, 0, side)


def sheet(name: str, x: Array, y: Array, z: Array, slot: str, *, smooth: bool = True, crease: bool = False) -> Part:
    """A grid of points (n, m) as a surface that looks down: towards -z where x runs along n and y along m.

    `crease` turns the diagonal of each quad so that it runs with the fold of a groin vault.
    """
    n, m = x.shape
    points = np.stack([x, y, z], axis=2).reshape(-1, 3)
    i, j = np.meshgrid(np.arange(n - 1), np.arange(m - 1), indexing="ij")
    a, b, c, d = (v.reshape(-1) for v in (i * m + j, i * m + j + 1, (i + 1) * m + j + 1, (i + 1) * m + j))
    faces = np.stack([a, b, c, d], axis=1).astype(np.int32)
    if crease:
        centre = points[faces].mean(1)
        middle = points.mean(0)
        fold = (centre[:, 0] - middle[0]) * (centre[:, 1] - middle[1]) > 0  # this diagonal runs from a to c
        none = np.full(len(faces), -1, np.int32)
        first = np.where(fold[:, None], np.stack([a, b, c, none], 1), np.stack([a, b, d, none], 1))
        second = np.where(fold[:, None], np.stack([a, c, d, none], 1), np.stack([b, c, d, none], 1))
        faces = np.concatenate([first, second]).astype(np.int32)
    return welded(name, points, faces, slot, smooth=smooth)


def vault_parts(room: Room, thick: float, ribs: bool = True, slot: str = "vault") -> list[Part]:
    """The vault's inner face, its back `thick` metres above the crown, and its ribs, in the room's frame."""
    assert room.vault is not None
    rise, spring = room.vault.rise, room.height - room.vault.rise
    parts: list[Part] = []
    t, top = room.wall, room.height + thick
    if room.vault.kind == "barrel":
        y = _rounded(1, 0, room.width)
        xs = np.array([0.0, room.length])
        gx, gy = np.meshgrid(xs, y, indexing="ij")
        parts.append(sheet("vault", gx, gy, section(2 * gy / room.width - 1, spring, rise), slot))
        if ribs:
            count = max(1, round(room.length / 2.5))
            for k in range(count + 1):
                x = min(max(room.length * k / count, 0.14), room.length - 0.14)
                arc = np.stack([np.full_like(y, x), y, section(2 * y / room.width - 1, spring, rise)], 1)
                parts.append(rib(f"rib {k + 1}", arc, 0.28, 0.12))
    elif room.vault.kind == "groin":
        nx, ny = bays(room), bays_across(room)
        lx, ly = room.length / nx, room.width / ny
        s = -np.cos(np.pi * np.arange(STEPS + 1) / STEPS)
        gs, gt = np.meshgrid(s, s, indexing="ij")
        z = np.maximum(section(gs, spring, rise), section(gt, spring, rise))
        for i in range(nx):
            for j in range(ny):
                gx, gy = lx * (i + (gs + 1) / 2), ly * (j + (gt + 1) / 2)
                parts.append(sheet(f"vault {i * ny + j + 1}", gx, gy, z, slot, crease=True))
                if ribs:
                    for sign in (1, -1):
                        arc = np.stack([lx * (i + (s + 1) / 2), ly * (j + (sign * s + 1) / 2), section(s, spring,
                            rise)], 1)  # fmt: skip
                        parts.append(rib(f"rib {i}{j}{sign}", arc, 0.16, 0.14))
                    parts.append(_boss(lx * (i + 0.5), ly * (j + 0.5), room.height))
        if ribs:
            for i in range(nx + 1):
                x = min(max(lx * i, 0.1), room.length - 0.1)
                for j in range(ny):
                    arc = np.stack([np.full_like(s, x), ly * (j + (s + 1) / 2), section(s, spring, rise)], 1)
                    parts.append(rib(f"cross {i}{j}", arc, 0.2, 0.12))
            for j in range(1, ny):
                for i in range(nx):
                    arc = np.stack([lx * (i + (s + 1) / 2), np.full_like(s, ly * j), section(s, spring, rise)], 1)
                    parts.append(rib(f"along {i}{j}", arc, 0.2, 0.12))
    else:
        parts += _dome(room, spring, rise, ribs, slot)
    edge = [(-t, -t), (room.length + t, -t), (room.length + t, room.width + t), (-t, room.width + t)]
    back = np.array([[x, y, z] for z in (spring - 0.02, top) for x, y in edge])
    faces = [[4, 5, 6, 7], *[[k, (k + 1) % 4, (k + 1) % 4 + 4, k + 4] for k in range(4)]]
    parts.append(Part("back", back.astype(np.float32), np.array(faces, np.int32), slot))
    return parts


def _dome(room: Room, spring: float, rise: float, ribs: bool, slot: str) -> list[Part]:
    a, b = room.length / 2, room.width / 2
    turn = 2 * np.pi * np.arange(4 * STEPS + 1) / (4 * STEPS)
    up = np.pi / 2 * np.arange(STEPS + 1) / STEPS
    gu, gt = np.meshgrid(up, turn, indexing="ij")
    x, y = a + a * np.cos(gu) * np.cos(gt), b + b * np.cos(gu) * np.sin(gt)
    inner = sheet("dome", x, y, spring + rise * np.sin(gu), slot)
    parts = [Part(inner.name, inner.points, flipped(inner.faces), slot, smooth=True)]
    # The four corners between the dome's rim and the walls are flat.
    points: list[tuple[float, float, float]] = []
    faces: list[list[int]] = []
    for k in range(4 * STEPS):
        first = len(points)
        for angle in (turn[k], turn[k + 1]):
            c, s = math.cos(angle), math.sin(angle)
            out = 1 / max(abs(c), abs(s))
            points += [(a + a * c, b + b * s, spring), (a + a * c * out, b + b * s * out, spring)]
        faces.append([first, first + 2, first + 3, first + 1])
    parts.append(welded("rim", np.array(points), np.array(faces, np.int32), "ceiling"))
    if ribs:
        for k in range(12):
            angle = 2 * np.pi * (k + 0.5) / 12
            arc = np.stack([a + a * np.cos(up) * math.cos(angle), b + b * np.cos(up) * math.sin(angle),
                spring + rise * np.sin(up)], 1)  # fmt: skip
            parts.append(rib(f"rib {k + 1}", arc[:-1], 0.14, 0.08))
        ring = np.stack([a + a * np.cos(turn), b + b * np.sin(turn), np.full_like(turn, spring + 0.06)], 1)
        parts.append(rib("springing", ring, 0.12, 0.1, slot="cornice"))
        eye = np.stack([a + 0.09 * a * np.cos(turn), b + 0.09 * b * np.sin(turn), np.full_like(turn,
            spring + rise * math.sqrt(1 - 0.0081) - 0.02)], 1)  # fmt: skip
        parts.append(rib("crown", eye, 0.16, 0.06))
    return parts


def rib(name: str, line: Array, width: float, deep: float, slot: str = "beam") -> Part:
    """A rib of chamfered section that follows `line` (n, 3) and stands `deep` metres out below it."""
    run = np.gradient(line, axis=0)
    run /= np.maximum(np.linalg.norm(run, axis=1, keepdims=True), 1e-9)
    flat = np.cross(run, [0.0, 0.0, 1.0])
    size = np.linalg.norm(flat, axis=1, keepdims=True)
    steady = flat[np.argmax(size[:, 0])] / max(float(size.max()), 1e-9)
    across = np.where(size > 0.2, flat / np.maximum(size, 1e-9), steady)
    for k in range(1, len(across)):  # a line that runs upright keeps the way its rib lies
        if across[k] @ across[k - 1] < 0:
            across[k] *= -1
    down = np.cross(run, across)
    if down[len(line) // 2, 2] > 0:
        across, down = -across, -down
    shape = [(-0.5, -0.3), (-0.5, 0.55), (-0.22, 1.0), (0.22, 1.0), (0.5, 0.55), (0.5, -0.3)]
    rings = [line + across * (width * w) + down * (deep * h) for w, h in shape]
    points = np.stack(rings, 1).reshape(-1, 3)
    n, m = len(line), len(shape)
    faces = [[i * m + k, i * m + (k + 1) % m, (i + 1) * m + (k + 1) % m, (i + 1) * m + k] for i in range(n - 1)
        for k in range(m)]  # fmt: skip
    for i, turn in ((0, -1), (n - 1, 1)):
        for trio in ((0, 1, 4, 5), (1, 2, 3, 4)):
            faces.append([i * m + k for k in trio[::turn]])
    made = Part(name, points.astype(np.float32), np.array(faces, np.int32), slot, bevel=0.01)
    return made if volume(made) > 0 else Part(name, made.points, flipped(made.faces), slot, bevel=0.01)


def volume(part: Part) -> float:
    """Cubic metres that a closed part holds; negative where its faces look inwards."""
    f = part.faces
    tris = np.concatenate([f[:, :3], f[f[:, 3] >= 0][:, [0, 2, 3]]])
    p = part.points.astype(float) - part.points.mean(0)
    return float(np.einsum("ij,ij->i", p[tris[:, 0]], np.cross(p[tris[:, 1]], p[tris[:, 2]])).sum() / 6)


def _boss(x: float, y: float, z: float) -> Part:
    turn = 2 * np.pi * np.arange(17) / 16
    profile = [(0.0, -0.26), (0.09, -0.25), (0.16, -0.2), (0.17, -0.12), (0.13, 0.02)]
    gr = np.array([p[0] for p in profile])[:, None]
    gz = np.array([p[1] for p in profile])[:, None]
    made = sheet("boss", x + gr * np.cos(turn), y + gr * np.sin(turn), z + gz + 0 * turn, "beam")
    return made


def as_faces(rows: list[list[int]]) -> NDArray[np.int32]:
    """Face rows as an array."""
    return np.array(rows, np.int32).reshape(-1, 4)
