"""Poses of a body: turns of its bones, carried to the skin by linear blend skinning (Magnenat-Thalmann et al. 1988).

A turn of the arm is shared by the collar bone, the shoulder and the upper arm, as it is in a person, so that the
shoulder keeps its volume.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from coulisse.errors import BadInput
from coulisse.scene.body_shapes import Body, joints_of

Turn = NDArray[np.float64]  # (3, 3), in the world's axes
SHARE = {"clavicle": 0.06, "shoulder01": 0.10, "upperarm01": 0.84}  # of a lowered arm's turn, per bone


def _about(axis: str, degrees: float) -> Turn:
    turn: Turn = Rotation.from_euler(axis, degrees, degrees=True).as_matrix()
    return turn


def turned(body: Body, turns: dict[str, Turn], pose: str) -> Body:
    """The body with its bones turned about their heads, in the world's axes, each taking its children along.

    A bone's turn is applied before its parents' turns. Feet are put on the ground again.
    """
    number = {name: i for i, name in enumerate(body.bones)}
    unknown = sorted(set(turns) - set(number))
    if unknown:
        raise BadInput(f"no bones called {', '.join(unknown)}", where="pose", remedy="use names of body.bones")
    heads = body.heads.astype(np.float64)
    linear = np.empty((len(heads), 3, 3))
    shift = np.empty((len(heads), 3))
    for i, name in enumerate(body.bones):  # parents come first
        own = turns.get(name, np.eye(3))
        move = heads[i] - own @ heads[i]
        p = body.parents[i]
        linear[i], shift[i] = (own, move) if p < 0 else (linear[p] @ own, linear[p] @ move + shift[p])
    weights = body.weights.astype(np.float64)
    blended = np.einsum("nk,nkij->nij", weights, linear[body.skin])
    moved = np.einsum("nij,nj->ni", blended, body.points.astype(np.float64))
    moved += np.einsum("nk,nki->ni", weights, shift[body.skin])
    new_heads = np.einsum("bij,bj->bi", linear, heads) + shift
    new_tails = np.einsum("bij,bj->bi", linear, body.tails.astype(np.float64)) + shift
    ground = np.array([0.0, 0.0, moved[:, 2].min()])
    points, heads32, tails32 = ((part - ground).astype(np.float32) for part in (moved, new_heads, new_tails))
    joints = joints_of(body.bones, points, heads32, tails32, body.skin)
    return replace(body, points=points, heads=heads32, tails=tails32, joints=joints, pose=pose)


def arm_angle(body: Body, side: str) -> float:
    """Degrees between an upper arm and straight down, seen from the front."""
    shoulder, elbow = np.array(body.joints[f"shoulder_{side}"]), np.array(body.joints[f"elbow_{side}"])
    return float(np.degrees(np.arctan2(abs(elbow[1] - shoulder[1]), shoulder[2] - elbow[2])))


def lowered(body: Body, side: str, degrees: float) -> dict[str, Turn]:
    """Turns that bring an arm to `degrees` from straight down, seen from the front."""
    sign = 1.0 if side == "l" else -1.0
    turn = sign * (degrees - arm_angle(body, side))
    mark = side.upper()
    return {f"{bone}.{mark}": _about("x", share * turn) for bone, share in SHARE.items()}


def posed(body: Body, pose: str) -> Body:
    """A body at rest in a pose: a_pose. Raises BadInput for one that is not known."""
    if pose != "a_pose":
        raise BadInput(f"no pose called {pose}", where="pose", remedy="use one of: a_pose")
    return turned(body, {**lowered(body, "l", 40.0), **lowered(body, "r", 40.0)}, pose)
