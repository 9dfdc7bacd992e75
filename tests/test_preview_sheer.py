"""Promises of sheer cloth in the preview: it shows what is behind it and has a colour of its own, smoothly."""

from __future__ import annotations

import numpy as np

from coulisse.render.preview import preview
from coulisse.render.preview_edges import smooth_edges
from coulisse.scene.staged import FilmCamera, Lamp, Look, Model, Part, Placed, Sky, Staged


def quad(name: str, x: float, half: float, slot: str) -> Model:
    points = np.array([[x, -half, 0], [x, half, 0], [x, half, 2 * half], [x, -half, 2 * half]], np.float32)
    return Model(name, (Part(name, points, np.array([[0, 1, 2, 3]], np.int32), slot),), {slot: slot})


def scene(clear: float) -> Staged:
    models = {"wall": quad("wall", 0.0, 2.0, "wall"), "cloth": quad("cloth", 0.8, 0.5, "cloth")}
    placed = tuple(Placed(n, (0.0, 0.0, 0.0), 0.0, {n: n}, n) for n in models)
    looks = {
        "wall": Look("plain", (0.7, 0.02, 0.02), roughness=0.9),
        "cloth": Look("cloth", (0.8, 0.8, 0.8), roughness=0.9, clear=clear),
    }
    lamp = Lamp("point", (3.0, 0.0, 1.0), 3000.0, size=(0.2, 0.0))
    camera = FilmCamera("c", (4.0, 0.0, 0.5), (0.0, 0.0, 0.5), focal_length=40.0)
    return Staged(models, placed, looks, (lamp,), (camera,), sky=Sky(200.0))


def middle(clear: float) -> np.ndarray:
    staged = scene(clear)
    picture = preview(staged, staged.cameras[0], (48, 48), quality=0, exposure=-9.0)
    return np.asarray(picture.linear)[20:28, 20:28]


def test_sheer_cloth_lies_between_the_cloth_and_what_is_behind_it_without_grain() -> None:
    solid, thin, thinner = (middle(c).mean((0, 1)) for c in (0.0, 0.4, 0.7))
    redness = [float(v[0] / max(v[1], 1e-6)) for v in (solid, thin, thinner)]
    assert redness[0] < redness[1] < redness[2]
    assert redness[2] > 1.5 * redness[0]
    patch = middle(0.4)
    assert patch[..., 1].std() < 0.12 * patch[..., 1].mean()


def test_edges_of_a_draft_are_smoothed_and_faces_are_left_alone() -> None:
    staged = scene(0.0)
    picture = preview(staged, staged.cameras[0], (48, 48), quality=0, exposure=-9.0)
    smooth = smooth_edges(picture)
    outline = picture.placed[:, 1:] != picture.placed[:, :-1]
    step = np.abs(np.diff(picture.display.astype(int), axis=1)).max(-1)[outline].mean()
    assert np.abs(np.diff(smooth.astype(int), axis=1)).max(-1)[outline].mean() < 0.8 * step
    assert np.abs(smooth[22:26, 22:26].astype(int) - picture.display[22:26, 22:26]).max() <= 1
