"""One face in one frame: exactly nothing where nothing is asked, and a delta that can be dialled."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import cv2
import numpy as np
import pytest

from coulisse.face import reage, retouch, steady
from coulisse.face.detect import find_faces
from coulisse.face.encoding import decoded, encoded
from coulisse.face.landmarks import find_mesh
from coulisse.face.retouch import Change, Cut, Wish
from coulisse.media import colour
from face_squares import needs_mesh
from small_people import portrait, wall, with_person

pytestmark = needs_mesh
OLDER = Wish(35, 65)


@cache
def frame(name: str = "person_1_a", side: int = 300, gain: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """A frame (360, 480, 3) ACEScg with a person in it, and the mesh in its pixels."""
    shown = with_person(wall(480, 360), name, 90, 30, side)
    mesh = find_mesh(shown, find_faces(shown)[0].landmarks)
    return colour.decode_srgb(shown) * np.float32(gain), mesh.points


def changed(wish: Wish, name: str = "person_1_a", confidence: float = 1.0, **more: object) -> tuple[Cut, Change]:
    plate, points = frame(name)
    given = retouch.cut(plate, points, retouch.side_of(points))
    flat = steady.averaged([retouch.first_look(given, wish, 1.0)], 0, 0.0)
    return given, retouch.change(given, flat, wish, confidence, **more)  # type: ignore[arg-type]


def test_the_same_age_is_exactly_nothing() -> None:
    _, change = changed(Wish(40, 40, texture=0.0))
    assert not change.delta.any()


def test_no_confidence_and_no_strength_are_nothing() -> None:
    for change in (changed(OLDER, confidence=0.0)[1], changed(replace(OLDER, strength=0.0))[1]):
        assert np.abs(change.delta).max() < 2e-3  # the texture's own rounding


def test_outside_the_matte_the_delta_is_exactly_zero() -> None:
    _, change = changed(OLDER)
    assert not change.delta[change.matte == 0].any()
    assert (change.matte == 0).mean() > 0.1
    assert np.abs(change.delta).max() > 0.02


def test_the_change_is_in_the_direction_that_was_asked() -> None:
    """Older is not younger: the two deltas of one face are unlike each other."""
    _, older = changed(Wish(40, 70))
    _, younger = changed(Wish(40, 20))
    both = np.corrcoef(older.delta.ravel(), younger.delta.ravel())[0, 1]
    assert both < 0.3


def test_half_the_strength_is_about_half_the_change() -> None:
    _, whole = changed(OLDER)
    _, half = changed(replace(OLDER, strength=0.5))
    ratio = float((half.delta * whole.delta).sum() / (whole.delta**2).sum())
    assert 0.35 < ratio < 0.65


def test_eyes_and_teeth_stay_sharp() -> None:
    given, change = changed(Wish(60, 30))
    eye = given.points[[33, 133, 159, 145], :2].mean(0)
    back = cv2.invertAffineTransform(given.matrix)
    x, y = back[:, :2] @ eye + back[:, 2]
    iris = change.delta[round(y) - 1 : round(y) + 2, round(x) - 1 : round(x) + 2]
    assert np.abs(iris).max() < 0.05


def test_what_is_held_out_or_in_front_stays() -> None:
    _, change = changed(OLDER)
    everything = np.ones(change.matte.shape, np.float32)
    _, held = changed(OLDER, hold_out=everything)
    _, hidden = changed(OLDER, occluded=np.full((64, 64), 255, np.uint8))
    for other in (held, hidden):
        assert np.abs(other.delta).mean() < 0.1 * np.abs(change.delta).mean()


def test_light_times_four_gives_a_change_times_about_four() -> None:
    plate, points = frame()
    wish = replace(OLDER, texture=0.0, shape=dict.fromkeys(("jaw", "eyelids", "lips", "cheeks", "brows"), 0.0))
    deltas = []
    for gain in (1.0, 4.0):
        given = retouch.cut(plate * np.float32(gain), points, 320)
        change = retouch.change(given, retouch.first_look(given, wish, 1.0).delta, wish, 1.0)
        deltas.append(change.delta)
    ratio = float((deltas[1] * deltas[0]).sum() / (deltas[0] ** 2).sum())
    assert 2.5 < ratio < 5.5
    assert np.isfinite(deltas[1]).all()


@pytest.mark.parametrize("box", [(-120, 0), (0, -100), (330, 150)])
def test_a_face_across_the_frames_edge_is_no_trouble(box: tuple[int, int]) -> None:
    plate, points = frame()
    moved = np.zeros_like(plate)
    matrix = np.float32([[1, 0, box[0]], [0, 1, box[1]]])
    moved = cv2.warpAffine(plate, matrix, (plate.shape[1], plate.shape[0]))
    there = points + np.float32([box[0], box[1], 0])
    given = retouch.cut(moved, there, 320)
    change = retouch.change(given, retouch.first_look(given, OLDER, 1.0).delta, OLDER, 1.0)
    left, top, right, bottom = change.region
    assert 0 <= left < right <= plate.shape[1]
    assert 0 <= top < bottom <= plate.shape[0]
    assert change.delta.shape == (bottom - top, right - left, 3)
    assert np.isfinite(change.delta).all()


def test_the_encoding_goes_on_past_white_and_comes_back() -> None:
    light = np.random.default_rng(2).uniform(-0.1, 30, (16, 16, 3)).astype(np.float32)
    np.testing.assert_allclose(decoded(encoded(light)), light, rtol=1e-4, atol=1e-5)


def test_ages_are_held_to_those_the_net_knows() -> None:
    square = cv2.resize(portrait("person_1_a"), (256, 256)).astype(np.float32) / 255
    np.testing.assert_array_equal(reage.change(square, 30, 97, 0.55), reage.change(square, 30, 85, 0.55))
    assert not reage.change(square, 85, 99, 0.55).any()


@pytest.mark.parametrize("then", [25.0, 42.0, 71.0, 84.0])
def test_darker_skin_is_asked_for_more_so_that_it_gets_as_much(then: float) -> None:
    gaps = [abs(reage.calibrated(55.0, then, tone) - 55.0) for tone in (60.0, 30.0, 0.0, -30.0)]
    assert gaps == sorted(gaps) and gaps[-1] > gaps[0]
    assert gaps[-1] < 1.35 * gaps[0]  # it corrects what was measured, and does not caricature
    assert reage.calibrated(55.0, 55.0, -30.0) == 55.0


def test_the_tone_of_a_skin_is_told_and_a_square_without_a_face_has_a_plain_one() -> None:
    points = np.zeros((468, 3), np.float32)
    side = np.random.default_rng(0).uniform(60, 200, (468, 2))
    points[:, :2] = side
    light, dark = (np.full((256, 256, 3), rgb, np.float32) for rgb in ((0.92, 0.76, 0.66), (0.36, 0.24, 0.18)))
    assert reage.skin_tone(light, points) > 41 > 10 > reage.skin_tone(dark, points)
    assert reage.skin_tone(light, points - 1000) == reage.PLAIN_TONE
