"""Promises of a body: nobody's, closed, at true size, measured as a tailor does, fitted to measures, posed whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.spatial import ConvexHull

from coulisse.errors import BadInput, Unavailable
from coulisse.models import body_data
from coulisse.models.catalogue import find
from coulisse.scene import body_fit
from coulisse.scene.body import POSES, Body, Shapes, fit_body, neutral, posed
from coulisse.scene.body_measures import UP, Tapes, girth, measured
from coulisse.scene.body_middle import middle_figure
from coulisse.scene.body_tapes import pattern_tapes

needs_bodies = pytest.mark.skipif(find(body_data.NAME) is None, reason="coulisse models fetch makehuman")


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes.read(body_data.body_file())


def triangles(body: Body) -> np.ndarray:
    faces = body.faces
    return np.concatenate([faces[:, :3], faces[faces[:, 3] >= 0][:, [0, 2, 3]]])


def volume(body: Body) -> float:
    corners = body.points.astype(float)[triangles(body)]
    return float(np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum() / 6)


@needs_bodies
@pytest.mark.parametrize("sex, tall, litres", [(0.0, 1.72, (50, 70)), (1.0, 1.82, (68, 95))])
def test_a_neutral_body_is_closed_stands_on_the_ground_and_looks_along_x(
    shapes: Shapes, sex: float, tall: float, litres: tuple[int, int]
) -> None:
    body = neutral(shapes, sex)
    assert body.points[:, 2].min() == pytest.approx(0.0, abs=1e-5)
    assert body.points[:, 2].max() == pytest.approx(tall, abs=0.01)
    assert body.joints["toe_l"][0] > body.joints["ankle_l"][0] + 0.05
    assert body.joints["hand_l"][1] > 0.3 > -0.3 > body.joints["hand_r"][1]
    sides = np.concatenate([triangles(body)[:, [k, (k + 1) % 3]] for k in range(3)])
    _, counts = np.unique(np.sort(sides, 1), axis=0, return_counts=True)
    assert (counts == 2).all()  # no hole, no fin
    assert litres[0] < 1000 * volume(body) < litres[1]  # and outside is outside
    assert np.allclose(body.weights.sum(1), 1, atol=1e-5)


@needs_bodies
def test_the_head_is_nobodys(shapes: Shapes) -> None:
    """No eyes, mouth or ears: every level of the head is an oval without a hollow of more than two millimetres."""
    for sex in (0.0, 1.0):
        body = neutral(shapes, sex)
        chin, top = body.joints["head"][2], body.joints["head_top"][2]
        for share in np.linspace(0.3, 0.9, 7):
            points = Tapes(body).cut("head", UP * (chin + share * (top - chin)), UP)[:, :2]
            hull = ConvexHull(points)
            inside = -(hull.equations[:, :2] @ points.T + hull.equations[:, 2:]).max(0)
            assert len(points) > 30 and inside.max() < 0.002


def test_a_tape_spans_hollows() -> None:
    square = np.array([[0, 0], [2, 0], [2, 1], [1, 0.2], [0, 1]], float)
    assert girth(square) == pytest.approx(6.0, rel=1e-4)


@needs_bodies
def test_measures_grow_with_the_body(shapes: Shapes) -> None:
    thin, stout = measured(neutral(shapes, 0.0, weight=0.2)), measured(neutral(shapes, 0.0, weight=0.95))
    for name in ("chest", "waist", "hips", "thigh", "biceps", "calf"):
        assert stout[name] > thin[name] + 0.005, name
    assert stout["height"] == pytest.approx(thin["height"], abs=0.01)
    short, tall = measured(neutral(shapes, 1.0, height=0.4)), measured(neutral(shapes, 1.0, height=0.65))
    for name in ("height", "inseam", "outseam", "arm_length", "back_length"):
        assert tall[name] > short[name] + 0.02, name


@needs_bodies
@pytest.mark.parametrize("sex", [0.0, 1.0])
def test_the_tapes_of_a_pattern_follow_from_one_another(shapes: Shapes, sex: float) -> None:
    body = neutral(shapes, sex)
    tapes = pattern_tapes(body)
    down = [tapes[f"waistTo{place}"] for place in ("Hips", "Seat", "UpperLeg", "Knee", "Floor")]
    assert down == sorted(down) and down[-1] == pytest.approx(100 * body.measures["outseam"], abs=0.01)
    assert tapes["waistToUnderbust"] < tapes["waistToArmpit"] < tapes["hpsToWaistBack"]
    assert tapes["hpsToBust"] < tapes["hpsToWaistFront"]
    assert tapes["underbust"] < tapes["highBust"] <= tapes["chest"]
    assert tapes["waist"] < tapes["hips"] < tapes["seat"]
    assert 0.4 < tapes["crossSeamFront"] / tapes["crossSeam"] < 0.55
    assert tapes["crossSeam"] > 2 * tapes["crotchDepth"]  # there and back
    assert tapes["ankle"] < tapes["heel"]
    assert 12 < tapes["shoulderSlope"] < 28
    larger = pattern_tapes(neutral(shapes, sex, height=0.75))
    assert all(
        larger[name] > tapes[name] for name in ("waistToFloor", "waistToKnee", "hpsToWaistBack", "shoulderToElbow")
    )


def _random_measures(shapes: Shapes, seed: int, sex: float) -> dict[str, float]:
    random = np.random.default_rng(seed)
    dials = body_fit._Dials(middle_figure(sex), sex_free=False)
    x = dials.middle + random.normal(size=len(dials.middle)) * dials.spread * 0.7
    return measured(shapes.body(dials.figure(np.clip(x, dials.low, dials.high))))


def _check(shapes: Shapes, seed: int, sex: float) -> None:
    fitted = fit_body(shapes, _random_measures(shapes, seed, sex), sex=sex)
    errors = np.array([abs(tape.error) for tape in fitted.tapes])
    assert errors.max() < 0.010, fitted.worst()
    assert errors.mean() < 0.004
    assert fitted.body.measures == pytest.approx(measured(fitted.body))


@needs_bodies
def test_the_measures_of_a_body_give_a_body_of_these_measures(shapes: Shapes) -> None:
    _check(shapes, 1, 0.0)


@needs_bodies
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 10))
def test_the_measures_of_many_bodies_give_bodies_of_these_measures(shapes: Shapes, seed: int) -> None:
    _check(shapes, seed, seed % 2)


@needs_bodies
def test_what_was_not_measured_stays_in_proportion(shapes: Shapes) -> None:
    fitted = fit_body(shapes, {"height": 1.60, "waist": 0.90}, sex=0.0)
    got = {tape.name: tape.got for tape in fitted.tapes}
    assert got["height"] == pytest.approx(1.60, abs=0.005) and got["waist"] == pytest.approx(0.90, abs=0.005)
    assert got["hips"] > 1.0 and 0.85 < got["chest"] < 1.25 and 0.70 < got["inseam"] < 0.78
    assert fitted.notes() == []


@needs_bodies
@pytest.mark.slow
def test_what_no_body_has_is_told(shapes: Shapes) -> None:
    fitted = fit_body(shapes, {"height": 1.70, "waist": 0.42, "hips": 1.75}, sex=0.0)
    assert any(note.startswith(("waist: asked for 42.0 cm", "hips: asked for 175.0 cm")) for note in fitted.notes())


@needs_bodies
def test_a_measure_must_have_a_name_and_be_in_metres(shapes: Shapes) -> None:
    with pytest.raises(BadInput, match="no measure called bust"):
        fit_body(shapes, {"bust": 0.9}, sex=0.0)
    with pytest.raises(BadInput, match="give metres"):
        fit_body(shapes, {"chest": 90}, sex=0.0)


@needs_bodies
@pytest.mark.parametrize("pose", POSES)
def test_a_pose_keeps_the_body_whole(shapes: Shapes, pose: str) -> None:
    """The bones keep their lengths, the skin its volume, the shoulders their depth; the feet are on the ground."""
    rest = neutral(shapes, 1.0)
    body = posed(rest, pose)
    assert np.allclose(
        np.linalg.norm(body.tails - body.heads, axis=1), np.linalg.norm(rest.tails - rest.heads, axis=1), atol=1e-4
    )
    assert volume(body) == pytest.approx(volume(rest), rel=0.065)
    assert body.points[:, 2].min() == pytest.approx(0.0, abs=1e-5)
    edges = np.unique(np.sort(np.concatenate([triangles(rest)[:, [k, (k + 1) % 3]] for k in range(3)]), 1), axis=0)
    long = [np.linalg.norm(b.points[edges[:, 0]] - b.points[edges[:, 1]], axis=1) for b in (rest, body)]
    assert np.quantile(long[1] / np.maximum(long[0], 1e-4), [0.01, 0.99]) == pytest.approx([1, 1], abs=0.75)
    if pose in ("standing", "contrapposto", "arms_away", "a_pose"):
        lowest = [body.points[np.array([b.endswith(side) for b in np.array(body.bones)[body.dominant]])][:, 2].min()
                  for side in (".L", ".R")]  # fmt: skip
        assert max(lowest) < 0.03


@needs_bodies
def test_a_pose_must_be_known_and_is_taken_once(shapes: Shapes) -> None:
    body = neutral(shapes, 0.5)
    assert posed(body, "rest") is body
    with pytest.raises(BadInput, match="contrapposto"):
        posed(body, "handstand")
    with pytest.raises(BadInput, match="already"):
        posed(replace(body, pose="standing"), "walking")


def test_without_the_data_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COULISSE_MODELS", str(tmp_path))
    with pytest.raises(Unavailable, match="coulisse models fetch makehuman"):
        body_data.body_file()
