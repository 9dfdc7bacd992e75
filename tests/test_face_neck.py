"""The neck below the net's square: its lines go with the face's, without a seam, and nothing beside it changes."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np

from coulisse.face import retouch, steady
from coulisse.face.detect import find_faces
from coulisse.face.landmarks import CHIN, FOREHEAD, find_mesh
from coulisse.face.retouch import Change, Cut, Wish
from coulisse.media import colour
from face_squares import needs_mesh
from small_people import wall, with_person

pytestmark = needs_mesh
YOUNGER = Wish(62, 35)


@cache
def frame() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """A frame (520, 480, 3) ACEScg: a person, under their chin a neck with three lines across; mesh, neck, lines."""
    shown = with_person(wall(480, 520), "person_1_a", 90, 10, 300)
    mesh = find_mesh(shown, find_faces(shown)[0].landmarks).points
    chin, tall = mesh[CHIN, :2], float(np.hypot(*(mesh[CHIN] - mesh[FOREHEAD])[:2]))
    cheek = np.median(shown[tuple(np.round(mesh[[50, 280, 205, 425], 1::-1]).astype(int).T)], axis=0)
    y, x = np.mgrid[0:520, 0:480].astype(np.float32)
    neck = (np.abs(x - chin[0]) < 0.36 * tall) & (y > chin[1] + 0.02 * tall)
    soft = cv2.GaussianBlur(neck.astype(np.float32), (0, 0), 2)
    places = [chin[1] + share * tall for share in (0.16, 0.26, 0.36)]
    lines = sum(np.exp(-0.5 * ((y - place) / 1.5) ** 2) for place in places)
    skin = cheek * 0.85 * (1 - 0.12 * lines[..., None]) + np.random.default_rng(1).normal(0, 1.5, shown.shape)
    shown = np.clip(shown * (1 - soft[..., None]) + skin * soft[..., None] + 0.5, 0, 255).astype(np.uint8)
    return colour.decode_srgb(shown), mesh, neck, lines


def changed(wish: Wish, **more: object) -> tuple[Cut, Change]:
    plate, points, _, _ = frame()
    given = retouch.cut(plate, points, retouch.side_of(points))
    flat = steady.averaged([retouch.first_look(given, wish, 1.0)], 0, 0.0)
    return given, retouch.change(given, flat, wish, 1.0, **more)  # type: ignore[arg-type]


def contrast(picture: np.ndarray) -> float:
    """How deep the neck's lines are in display values, in the middle of the neck."""
    _, mesh, _, lines = frame()
    left, right = int(mesh[CHIN, 0]) - 15, int(mesh[CHIN, 0]) + 16
    rows = np.flatnonzero(lines[:, left] > 0.01)
    strip = colour.encode_srgb(picture)[rows[0] : rows[-1] + 1, left:right].mean((1, 2))
    deep = lines[rows[0] : rows[-1] + 1, left] > 0.7
    return float(np.median(strip[~deep]) - strip[deep].mean())


def laid_over(change: Change) -> np.ndarray:
    result = frame()[0].copy()
    left, top, right, bottom = change.region
    result[top:bottom, left:right] += change.delta
    return result


def test_lines_of_the_neck_go_with_the_faces_as_far_as_is_asked() -> None:
    before = contrast(frame()[0])
    assert before > 0.04
    assert contrast(laid_over(changed(YOUNGER)[1])) < 0.65 * before
    assert contrast(laid_over(changed(Wish(35, 62))[1])) > 1.1 * before
    unlike = changed(Wish(62, 35, regions={"neck": 0.0}))[1]
    assert contrast(laid_over(unlike)) > 0.9 * before


def test_beside_the_neck_and_where_it_is_held_out_nothing_changes() -> None:
    given, change = changed(YOUNGER)
    _, mesh, neck, _ = frame()
    left, top, right, bottom = change.region
    below = np.zeros(neck.shape, bool)
    below[int(mesh[CHIN, 1]) + 15 :] = True
    away = (below & (cv2.dilate(neck.astype(np.uint8), np.ones((9, 9))) == 0))[top:bottom, left:right]
    assert away.sum() > 500
    assert not change.delta[away].any()
    assert not change.matte[away].any()
    held = changed(YOUNGER, hold_out=np.ones(change.matte.shape, np.float32))[1]
    part = below[top:bottom, left:right]
    assert np.abs(held.delta[part]).max() < 1e-3 < np.abs(change.delta[part]).max()
    assert given.region[3] == bottom


def test_the_face_goes_over_into_the_neck_without_a_seam() -> None:
    """Where the net's square ends the change runs on: no row of the delta is far from its neighbours'."""
    given, change = changed(Wish(62, 35, texture=0.0))
    _, mesh, _, _ = frame()
    end = cv2.invertAffineTransform(given.matrix) @ np.array([given.side / 2, given.side - 1, 1])
    x, y = int(mesh[CHIN, 0]) - change.region[0], int(end[1])
    column = cv2.GaussianBlur(change.delta.mean(2), (0, 0), 1.0)[:, x - 12 : x + 13].mean(1)
    steps = np.abs(np.diff(column))
    assert steps[y - 4 : y + 4].max() < 0.006
    assert change.matte[y - 6 : y + 6, x - 8 : x + 8].min() > 0.5
