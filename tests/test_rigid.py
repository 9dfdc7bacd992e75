"""Bodies fall as Galileo says, come to rest on the ground and not in it, and push each other alike."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.physics.materials import GRAVITY
from coulisse.physics.rigid import EARTH, FRICTION, Clusters, Pose, piece_pose
from coulisse.scene.pieces import rotate

STEP = 1 / 96
UPRIGHT = np.array([1.0, 0, 0, 0])


def box(size, middle) -> np.ndarray:
    return np.array(list(itertools.product((-0.5, 0.5), repeat=3))) * size + middle


def world(*boxes) -> Clusters:
    """Boxes given as (size, middle, kilograms); none is a body yet."""
    clusters = Clusters(STEP)
    middles, masses = np.array([m for _, m, _ in boxes], float), np.array([k for _, _, k in boxes], float)
    clusters.add_shapes([box(s, m) for s, m, _ in boxes], middles, masses)
    return clusters


@settings(max_examples=10, deadline=None)
@given(st.tuples(*[st.floats(0.1, 4.0)] * 3))
def test_a_dropped_block_falls_as_half_g_t_squared(size) -> None:
    clusters = world((size, (0, 0, 40.0), 2500 * np.prod(size)))
    body = clusters.add(np.array([0]))
    for n in range(1, 240):
        clusters.step()
        t, fallen = n * STEP, 40.0 - clusters.pose(body).position[2]
        assert fallen == pytest.approx(GRAVITY * t * t / 2, rel=0.01 if t > 0.27 else 0.3, abs=0.004)
        assert clusters.pose(body).velocity[2] == pytest.approx(-GRAVITY * t, rel=1e-3)


def test_a_thrown_block_flies_a_parabola() -> None:
    clusters = world(((1, 0.5, 0.3), (0, 0, 30.0), 400))
    start = Pose(np.array([0, 0, 30.0]), UPRIGHT, np.array([6.0, -2.0, 5.0]), np.zeros(3))
    body = clusters.add(np.array([0]), start)
    for _ in range(192):
        clusters.step()
    expected = np.array([0, 0, 30.0]) + np.array([6, -2, 5.0]) * 2 - np.array([0, 0, GRAVITY * 2])
    np.testing.assert_allclose(clusters.pose(body).position, expected, atol=0.06)


@settings(max_examples=8, deadline=None)
@given(st.tuples(*[st.floats(0.15, 2.0)] * 3), st.floats(0.2, 8.0), st.integers(0, 1000))
def test_whatever_falls_comes_to_rest_on_the_ground(size, height, seed) -> None:
    turn = np.random.default_rng(seed).normal(size=4)
    turn /= np.linalg.norm(turn)
    top = height + max(size) * 2
    clusters = world((size, (0, 0, top), 2000 * np.prod(size)))
    body = clusters.add(np.array([0]), Pose(np.array([0, 0, top]), turn, np.zeros(3), np.zeros(3)))
    for _ in range(96 * 9):
        clusters.step()
    pose = clusters.pose(body)
    corners = pose.position + rotate(np.broadcast_to(pose.rotation, (8, 4)), box(size, 0.0))
    assert -0.02 < corners[:, 2].min() < 0.02
    assert np.linalg.norm(pose.velocity) < 0.05
    assert pose.position[2] > 0.4 * min(size)


def test_the_ground_takes_all_of_a_blow_and_both_sides_feel_it_alike() -> None:
    """The forces that are reported take the momentum that gravity gave."""
    clusters = world(((1, 1, 1), (0, 0, 6.0), 2400))
    body = clusters.add(np.array([0]))
    impulse, fastest = np.zeros(3), 0.0
    for _ in range(130):
        fastest = min(fastest, clusters.pose(body).velocity[2])
        contacts = clusters.step()
        np.testing.assert_allclose(contacts.force_on_first, -contacts.force_on_second)
        for a, b, force in zip(contacts.first, contacts.second, contacts.force_on_first, strict=True):
            assert {int(a), int(b)} == {0, EARTH}
            impulse += force * (1.0 if a == 0 else -1.0) * STEP
    assert fastest == pytest.approx(-np.sqrt(2 * GRAVITY * 5.5), rel=0.02)
    assert impulse[2] == pytest.approx(2400 * GRAVITY * 130 * STEP, rel=0.02)  # it began and ended at rest
    np.testing.assert_allclose(impulse[:2], 0, atol=1000)


def test_a_stack_stands_and_a_sliding_block_is_stopped_by_friction() -> None:
    clusters = world(
        *[((1, 1, 0.5), (0, 0, 0.25 + 0.5 * k), 1200) for k in range(5)], ((1, 1, 0.5), (50, 0, 0.25), 1200)
    )
    stack = [clusters.add(np.array([k])) for k in range(5)]
    slider = clusters.add(np.array([5]), Pose(np.array([50, 0, 0.25]), UPRIGHT, np.array([6.0, 0, 0]), np.zeros(3)))
    for _ in range(96 * 4):
        clusters.step()
    for k, body in enumerate(stack):
        np.testing.assert_allclose(clusters.pose(body).position, [0, 0, 0.25 + 0.5 * k], atol=0.07)
    way = clusters.pose(slider).position[0] - 50
    assert way == pytest.approx(36 / (2 * FRICTION * GRAVITY), rel=0.1)  # v² / 2 mu g


def test_a_blow_between_two_bodies_keeps_their_momentum() -> None:
    clusters = world(((1, 1, 1), (0, 0, 50), 2400), ((1, 1, 1), (3, 0.2, 50), 800))
    one = clusters.add(np.array([0]), Pose(np.array([0, 0, 50.0]), UPRIGHT, np.array([8.0, 0, 0]), np.zeros(3)))
    two = clusters.add(np.array([1]), Pose(np.array([3, 0.2, 50.0]), UPRIGHT, np.zeros(3), np.zeros(3)))
    for _ in range(60):
        clusters.step()
    va, vb = clusters.pose(one).velocity, clusters.pose(two).velocity
    assert vb[0] > 3.0
    np.testing.assert_allclose((2400 * va + 800 * vb)[:2], [2400 * 8.0, 0], atol=100)
    assert 2400 * va @ va + 800 * vb @ vb <= 2400 * 64 + 3200 * (GRAVITY * 60 * STEP) ** 2 * 1.001


def test_a_fixed_body_stays_and_releases_what_is_taken_off() -> None:
    clusters = world(((1, 1, 1), (0, 0, 10), 2400), ((1, 1, 1), (1, 0, 10), 2400), ((1, 1, 1), (2, 0, 10), 2400))
    body = clusters.add(np.arange(3), fixed=True)
    for _ in range(20):
        clusters.step()
    clusters.release(body, np.array([2]))
    assert clusters.body_of.tolist() == [body, body, -1]
    falling = clusters.add(np.array([2]))
    for _ in range(96):
        clusters.step()
    now = clusters.snapshot()
    where, _ = now.of_pieces(clusters.body_of, clusters.centre)
    np.testing.assert_allclose(where[:2], clusters.centre[:2], atol=1e-9)
    assert where[2, 2] == pytest.approx(10 - GRAVITY / 2, abs=0.1)
    assert now.moves[falling] and not now.moves[body]


def test_pieces_of_a_turning_body_move_with_it() -> None:
    turn = np.array([np.cos(0.4), 0, 0, np.sin(0.4)])
    pose = Pose(np.array([1.0, 2, 3]), turn, np.array([0, 0, -4.0]), np.array([0, 0, 2.0]))
    where, velocity = piece_pose(pose, np.zeros(3), np.array([[1.0, 0, 0]]))
    np.testing.assert_allclose(where[0], [1 + np.cos(0.8), 2 + np.sin(0.8), 3])
    np.testing.assert_allclose(velocity[0], [-2 * np.sin(0.8), 2 * np.cos(0.8), -4], atol=1e-9)


def test_a_body_weighs_what_its_pieces_weigh() -> None:
    """Two blocks of unlike mass on one body turn about their common centre of mass when struck there."""
    clusters = world(((1, 1, 1), (0, 0, 50), 3000), ((1, 1, 1), (2, 0, 50), 1000))
    body = clusters.add(np.array([0, 1]))
    np.testing.assert_allclose(clusters.pose(body).position, [0.5, 0, 50])
    clusters.nudge(body, np.array([0.0, 4000.0, 0]), 0)
    pose = clusters.pose(body)
    np.testing.assert_allclose(pose.velocity, [0, 1.0, 0], rtol=0.03, atol=0.03)
    assert pose.spin[2] < -0.1  # the blow lies left of the middle: it turns clockwise seen from above
