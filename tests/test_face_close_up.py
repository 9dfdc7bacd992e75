"""A close-up larger than the square that a face is worked on in: its own detail, in bounded memory, without a seam."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest

from coulisse.face import cutting, over_plate, retouch, steady, texture
from coulisse.face.detect import find_faces
from coulisse.face.landmarks import find_mesh
from coulisse.face.regions import face_matte, skin_matte
from coulisse.face.retouch import Change, Cut, Wish
from coulisse.media import colour
from face_squares import needs_mesh
from small_people import portrait

pytestmark = needs_mesh


@cache
def frame(side: int = 1200) -> tuple[np.ndarray, np.ndarray]:
    """A close-up (side, side, 3) ACEScg with pores and grain of its own, and its mesh."""
    shown = cv2.resize(portrait("person_5_a"), (side, side), interpolation=cv2.INTER_CUBIC)
    mesh = find_mesh(shown, find_faces(shown)[0].landmarks)
    grain = np.random.default_rng(1).normal(0, 3.0, (side, side, 1))
    return colour.decode_srgb(np.clip(shown + grain, 0, 255).astype(np.uint8)), mesh.points


def changed(monkeypatch: pytest.MonkeyPatch, wish: Wish, most: int) -> tuple[Cut, Change]:
    monkeypatch.setattr(cutting, "MOST_SIDE", most)
    monkeypatch.setattr(retouch, "MOST_SIDE", most)
    plate, points = frame()
    given = retouch.cut(plate, points, retouch.side_of(points))
    flat = steady.averaged([retouch.first_look(given, wish, 1.0)], 0, 0.0)
    return given, retouch.change(given, flat, wish, 1.0)


def test_strips_give_what_one_piece_gives_to_the_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(over_plate, "STRIP", 1 << 30)
    given, whole = changed(monkeypatch, Wish(62, 35), 448)
    assert given.side == 448
    monkeypatch.setattr(over_plate, "STRIP", 37 * 1200)
    _, strips = changed(monkeypatch, Wish(62, 35), 448)
    for name in ("delta", "matte", "st"):
        np.testing.assert_array_equal(getattr(whole, name), getattr(strips, name))
    assert np.abs(whole.delta).max() > 0.05


def test_a_close_up_keeps_its_own_finest_detail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pores finer than the square shows move with the face's shape, as loud as they were, and none is doubled."""
    given, change = changed(monkeypatch, Wish(62, 35), 448)
    plate, points = frame()
    left, top, right, bottom = change.region
    result = plate.copy()
    result[top:bottom, left:right] += change.delta
    native = int(448 / np.hypot(*given.matrix[:, 0]))
    own, made = (retouch.cut(p, points, native) for p in (plate, result))
    matte = face_matte(own.points, native) * skin_matte(own.square, own.points)
    before, after = (texture.spectrum(c.square, matte)[0].energy for c in (own, made))
    assert after == pytest.approx(before, rel=0.06)


def test_a_close_up_looks_as_it_would_at_its_whole_size(monkeypatch: pytest.MonkeyPatch) -> None:
    _, small = changed(monkeypatch, Wish(62, 35), 448)
    _, whole = changed(monkeypatch, Wish(62, 35), 2048)
    assert small.region == whole.region
    apart = np.abs(cv2.GaussianBlur(small.delta - whole.delta, (0, 0), 2.0)).mean()
    assert apart < 0.12 * np.abs(whole.delta).mean()


def test_detail_moves_with_the_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of shape alone warps the close-up as a whole: as if it had been warped at its own size."""
    monkeypatch.setattr(retouch, "LINES", 0.0)
    wish = Wish(62, 35, texture=0.0, grey_hair=0.0)
    still = np.zeros((steady.SIDE, steady.SIDE, 3), np.float32)

    def shaped(most: int) -> Change:
        monkeypatch.setattr(cutting, "MOST_SIDE", most)
        monkeypatch.setattr(retouch, "MOST_SIDE", most)
        plate, points = frame()
        given = retouch.cut(plate, points, retouch.side_of(points))
        return retouch.change(given, still, wish, 1.0)

    small, whole = shaped(448), shaped(2048)
    face = whole.matte > 0.99
    both = np.corrcoef(small.delta[face].ravel(), whole.delta[face].ravel())[0, 1]
    assert both > 0.9


def test_a_large_part_of_the_plate_is_put_by_and_taken_up_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    plate, points = frame()
    given = retouch.cut(plate, points, 448)
    assert retouch.put_by(given) is given
    monkeypatch.setattr(cutting, "LARGE", 1000)
    kept = retouch.put_by(given)
    assert kept.plate.nbytes == 0
    np.testing.assert_array_equal(retouch.taken_up(kept, plate).plate, given.plate)


@pytest.mark.slow
def test_a_close_up_of_8k_needs_little_memory_beside_its_plate() -> None:
    """A face of 4,000 pixels: what is held beside plate and passes is less than a gigabyte and a half."""
    code = """
import resource, sys
sys.path.insert(0, "tests")
import cv2, numpy as np
from coulisse.face import retouch, steady
from test_face_close_up import frame
plate, points = frame(900)
plate, points = cv2.resize(plate, (4500, 4500), interpolation=cv2.INTER_LINEAR), points * 5
wish = retouch.Wish(62, 35)
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
given = retouch.cut(plate, points, retouch.side_of(points))
flat = retouch.first_look(given, wish, 1.0).delta
change = retouch.change(given, flat, wish, 1.0)
own = given.plate.nbytes + change.delta.nbytes + change.matte.nbytes + change.st.nbytes
assert given.side == 2048 and change.delta.shape[0] > 3000
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used) * 1024 - own)
"""
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert int(done.stdout) < 1.5e9
