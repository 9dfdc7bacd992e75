"""A change stands still on the skin: what is laid onto the template comes back, and neighbours calm it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coulisse.face import steady
from coulisse.face.detect import find_faces
from coulisse.face.landmarks import find_mesh, sampled
from coulisse.face.space import NET_BOX, frame_of
from coulisse.media import images

PEOPLE = Path(__file__).parent / "people"
SIDE = 256


@pytest.fixture(scope="module", params=["person_1_a", "person_3_a", "person_4_b"])
def face(request: pytest.FixtureRequest) -> tuple[np.ndarray, np.ndarray]:
    """A square (256, 256, 3) encoded, and its mesh."""
    from coulisse.face.encoding import encoded

    picture = encoded(images.read_picture(PEOPLE / f"{request.param}.jpg").pixels)
    shown = (np.clip(picture, 0, 1) * 255).astype(np.uint8)
    mesh = find_mesh(shown, find_faces(shown)[0].landmarks)
    matrix = frame_of(mesh.five).to_square(SIDE, NET_BOX)
    points = mesh.points.copy()
    points[:, :2] = points[:, :2] @ matrix[:, :2].T + matrix[:, 2]
    points[:, 2] *= np.hypot(matrix[0, 0], matrix[1, 0])
    return sampled(picture, matrix, SIDE).astype(np.float32), points.astype(np.float32)


def test_what_is_laid_onto_the_template_comes_back_where_it_was(face: tuple[np.ndarray, np.ndarray]) -> None:
    square, points = face
    back = steady.laid_back(steady.carried(square, square, points).delta, points, SIDE)
    inside = np.zeros((SIDE, SIDE), bool)
    low, high = points[:, :2].min(0).astype(int) + 25, points[:, :2].max(0).astype(int) - 25
    inside[low[1] : high[1], low[0] : high[0]] = True
    _, there = steady.st_map(points, SIDE)
    gap = np.abs(back - square)[inside & (there > 0)]
    assert gap.mean() < 0.02  # two samplings blur the finest lines
    assert np.median(gap) < 0.008


def test_the_same_pore_has_the_same_place_whatever_the_faces_size(face: tuple[np.ndarray, np.ndarray]) -> None:
    _, points = face
    small, there_small = steady.st_map(points, SIDE)
    large, there_large = steady.st_map(((points + np.float32([0.5, 0.5, 0])) * 2 - 0.5).astype(np.float32), 2 * SIDE)
    again = large[::2, ::2] * 0.5 + large[1::2, 1::2] * 0.5
    both = (there_small > 0) & (there_large[::2, ::2] > 0) & (there_large[1::2, 1::2] > 0)
    assert np.abs(again - small)[both].mean() < 0.004


def test_neighbours_calm_what_flickers(face: tuple[np.ndarray, np.ndarray]) -> None:
    square, points = face
    chance = np.random.default_rng(4)
    true = chance.normal(size=(SIDE, SIDE, 3)).astype(np.float32) * 0
    true[90:160, 90:160] = 0.1
    window = [
        steady.carried(square, true + chance.normal(size=true.shape).astype(np.float32) * 0.02, points)
        for _ in range(7)
    ]
    alone = steady.averaged(window, 3, 0.0)
    calm = steady.averaged(window, 3, 1.5)
    clean = steady.carried(square, true, points).delta
    assert np.std(calm - clean) < 0.6 * np.std(alone - clean)
    assert abs(float((calm - clean).mean())) < 0.002


def test_a_frame_that_looks_otherwise_does_not_speak(face: tuple[np.ndarray, np.ndarray]) -> None:
    """A smile deepens a fold: the change of the frames without it must not be smeared over it."""
    square, points = face
    smiling = square.copy()
    x, y = points[205, :2].astype(int)
    smiling[y - 14 : y + 14, x - 14 : x + 14] *= 0.6
    plain = steady.carried(square, np.zeros_like(square), points)
    folded = steady.carried(smiling, np.full_like(square, 0.1), points)
    mixed = steady.averaged([plain, plain, folded, plain, plain], 2, 1.5)
    corner = steady.averaged([plain, plain, plain], 1, 1.5)
    u, v = (steady.st_map(points, SIDE)[0][y, x] * steady.SIDE).astype(int)
    far_u, far_v = (steady.st_map(points, SIDE)[0][tuple(points[9, :2].astype(int)[::-1])] * steady.SIDE).astype(int)
    assert mixed[v, u].mean() > 0.085  # where it looks otherwise, the frame has its own change
    assert mixed[far_v, far_u].mean() < 0.06  # elsewhere its neighbours count
    assert np.abs(corner).max() == 0


def test_a_turned_away_cheek_counts_for_little(face: tuple[np.ndarray, np.ndarray]) -> None:
    square, points = face
    turned = points.copy()
    middle = points[1, :2]
    angle = np.radians(65)
    x, z = points[:, 0] - middle[0], points[:, 2]
    turned[:, 0] = middle[0] + x * np.cos(angle) + z * np.sin(angle)
    turned[:, 2] = -x * np.sin(angle) + z * np.cos(angle)
    seen = steady.carried(square, square, turned).seen
    ahead = steady.carried(square, square, points).seen
    half = steady.SIDE // 2
    assert min(seen[60:230, :half].mean(), seen[60:230, half:].mean()) < 0.75 * ahead[60:230].mean()
