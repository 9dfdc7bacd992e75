"""Poses of a body: turns of its bones, carried to the skin by linear blend skinning (Magnenat-Thalmann et al. 1988).

A turn of the arm is shared by collar bone, shoulder and upper arm, as it is in a person, so that the shoulder keeps its
volume; the hands are relaxed in every pose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.transform import Rotation

from coulisse.errors import BadInput
from coulisse.scene.body_shapes import Body, joints_of

Array = NDArray[np.float64]
Turns = dict[str, Array]  # by bone: a turn (3, 3) in the world's axes, about the bone's head
SHARE = {"clavicle": 0.08, "shoulder01": 0.12, "upperarm01": 0.80}  # of an arm's turn, per bone


def about(axis: Array | tuple[float, float, float], degrees: float) -> Array:
    """The turn (3, 3) about an axis by degrees, counter-clockwise seen from its tip."""
    unit = np.asarray(axis, float) / np.linalg.norm(axis)
    turn: Array = Rotation.from_rotvec(np.radians(degrees) * unit).as_matrix()
    return turn


def turned(body: Body, turns: Turns, pose: str) -> Body:
    """The body with its bones turned about their heads, in the world's axes, each taking its children along.

    A bone's turn is given as it would be with no other bone turned; its parents' turns come after it. The lowest point
    is put on the ground again. Raises BadInput for a bone that the body has not.
    """
    unknown = sorted(set(turns) - set(body.bones))
    if unknown:
        raise BadInput(f"no bones called {', '.join(unknown)}", where="pose", remedy="use names of body.bones")
    heads = body.heads.astype(np.float64)
    linear, shift = _carried(body, turns)
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


def _carried(body: Body, turns: Turns) -> tuple[Array, Array]:
    """Each bone's way from rest into the world: (b, 3, 3) and (b, 3)."""
    heads = body.heads.astype(np.float64)
    linear, shift = np.empty((len(heads), 3, 3)), np.empty((len(heads), 3))
    for i, name in enumerate(body.bones):  # parents come first
        own = turns.get(name, np.eye(3))
        move = heads[i] - own @ heads[i]
        p = body.parents[i]
        linear[i], shift[i] = (own, move) if p < 0 else (linear[p] @ own, linear[p] @ move + shift[p])
    return linear, shift


class _Rest:
    """Places and directions of a body at rest."""

    def __init__(self, body: Body) -> None:
        self.head = {name: body.heads[i].astype(np.float64) for i, name in enumerate(body.bones)}
        self.tail = {name: body.tails[i].astype(np.float64) for i, name in enumerate(body.bones)}


def _onto(current: Array, wanted: Array) -> Array:
    """The smallest turn that brings one direction onto another (3, 3)."""
    a, b = current / np.linalg.norm(current), wanted / np.linalg.norm(wanted)
    axis = np.cross(a, b)
    size = float(np.linalg.norm(axis))
    return np.eye(3) if size < 1e-9 else about(axis, float(np.degrees(np.arctan2(size, a @ b))))


def _share(turn: Array, share: float) -> Array:
    part: Array = Rotation.from_rotvec(share * Rotation.from_matrix(turn).as_rotvec()).as_matrix()
    return part


def arm(
    rest: _Rest, side: str, *, out: float, forward: float = 0.0, elbow: float = 12.0, palm: float = 0.0,
    aim: tuple[float, float, float] | None = None,
) -> Turns:  # fmt: skip
    """Turns of an arm: the upper arm `out` degrees from straight down to the side and `forward` to the front.

    The elbow is bent by `elbow` to the front, or the lower arm goes where `aim` says (front, out, up); the hand is
    turned inward by `palm`.
    """
    mark, sign = side.upper(), 1.0 if side == "l" else -1.0
    h = rest.head
    shoulder, bend, wrist = h[f"upperarm01.{mark}"], h[f"lowerarm01.{mark}"], h[f"wrist.{mark}"]
    o, f = np.radians(out), np.radians(forward)
    wanted = np.array([np.sin(f) * np.cos(o), sign * np.sin(o), -np.cos(o) * np.cos(f)])
    whole = _onto(bend - shoulder, wanted)
    turns: Turns = {f"{bone}.{mark}": _share(whole, share) for bone, share in SHARE.items()}
    # The lower arm goes on from the upper one, bent forward; what is wanted in the world is given back in its frame.
    if aim is None:
        bent = about((0, 1, 0), -elbow) @ wanted
        fore = np.array([bent[0], bent[1] * (0.6 if out < 60 else 1.0), bent[2]])
    else:
        fore = np.array([aim[0], sign * aim[1], aim[2]])
    composed = (
        _share(whole, SHARE["clavicle"]) @ _share(whole, SHARE["shoulder01"]) @ _share(whole, SHARE["upperarm01"])
    )
    now = composed @ (wrist - bend)
    extra = _onto(now, fore)
    turns[f"lowerarm01.{mark}"] = composed.T @ extra @ composed
    if palm:
        axis = wrist - bend
        turns[f"lowerarm02.{mark}"] = about(axis, -sign * palm * 0.6)
        turns[f"wrist.{mark}"] = about(axis, -sign * palm * 0.4)
    return turns


def hand(rest: _Rest, side: str, curl: float = 18.0) -> Turns:
    """A relaxed hand: fingers bent more from index to little finger, and closed up."""
    mark, sign = side.upper(), 1.0 if side == "l" else -1.0
    turns: Turns = {}
    wrist = rest.head[f"wrist.{mark}"]
    middle = rest.head[f"finger3-1.{mark}"] - wrist
    across = rest.head[f"finger5-1.{mark}"] - rest.head[f"finger2-1.{mark}"]
    normal = sign * np.cross(middle, across)  # out of the back of the hand or of the palm: settled below
    normal /= np.linalg.norm(normal)
    straight = middle / np.linalg.norm(middle)
    thumb = rest.tail[f"finger1-3.{mark}"] - rest.head[f"finger1-1.{mark}"]
    turns[f"finger1-1.{mark}"] = _share(_onto(thumb, straight), 0.4)  # laid nearer to the hand
    for finger in (2, 3, 4, 5):
        way = rest.tail[f"finger{finger}-3.{mark}"] - rest.head[f"finger{finger}-1.{mark}"]
        flat = way - normal * (way @ normal)
        spread = float(np.degrees(np.arctan2(np.cross(straight, flat) @ normal, straight @ flat)))
        axis = np.cross(normal, flat)
        for joint, part in ((1, 0.55), (2, 1.0), (3, 0.6)):
            bend = about(axis, part * curl * (0.75 + 0.2 * (finger - 2)))
            turns[f"finger{finger}-{joint}.{mark}"] = bend @ about(normal, -0.75 * spread) if joint == 1 else bend
    return turns


def leg(
    side: str, *, out: float = 0.0, forward: float = 0.0, knee: float = 0.0, foot: float = 0.0, turn: float = 0.0
) -> Turns:  # fmt: skip
    """Turns of a leg: `out` degrees to the side from rest, `forward` to the front, the knee bent, the toes up by `foot`
    and out by -`turn`."""
    mark, sign = side.upper(), 1.0 if side == "l" else -1.0
    thigh = about((0, 0, 1), -sign * turn) @ about((0, 1, 0), -forward) @ about((1, 0, 0), sign * out)
    return {
        f"upperleg01.{mark}": thigh,
        f"lowerleg01.{mark}": about((0, 1, 0), knee),
        f"foot.{mark}": about((0, 1, 0), forward - knee - foot) @ about((1, 0, 0), -sign * out),
    }


def spine(tilt: float = 0.0, lean: float = 0.0, twist: float = 0.0, head: float = 0.0, nod: float = 0.0) -> Turns:
    """Turns of the back in equal shares: `tilt` raises the left side, `lean` goes forward, `twist` to the left."""
    bones = ("spine05", "spine04", "spine03", "spine02")
    share = Rotation.from_euler("xyz", np.array([tilt, lean, twist]) / len(bones), degrees=True).as_matrix()
    up = Rotation.from_euler("xyz", np.array([-0.5 * tilt, nod - 0.6 * lean, head]) / 3, degrees=True).as_matrix()
    return {**dict.fromkeys(bones, share), **dict.fromkeys(("neck01", "neck03", "head"), up)}


def _both(rest: _Rest, *, out: float, forward: float = 0.0, elbow: float = 12.0) -> Turns:
    sides = (arm(rest, side, out=out, forward=forward, elbow=elbow) for side in "lr")
    return {bone: turn for turns in sides for bone, turn in turns.items()}


def _a_pose(rest: _Rest) -> Turns:
    return _both(rest, out=38, elbow=10)


def _t_pose(rest: _Rest) -> Turns:
    return _both(rest, out=86, elbow=4)


def _arms_away(rest: _Rest) -> Turns:
    return {**_both(rest, out=24, elbow=10), **leg("l", out=-4), **leg("r", out=-4)}


def _standing(rest: _Rest) -> Turns:
    return {**_both(rest, out=13, elbow=14), **leg("l", out=-6), **leg("r", out=-6)}


def _contrapposto(rest: _Rest) -> Turns:
    """The weight on the left leg: its hip up, its shoulder down, the right knee loose (Polykleitos, about 440 BC)."""
    return {
        "root": about((1, 0, 0), 4.5),
        **spine(tilt=-8.5, twist=-4, head=12, nod=3),
        **leg("l", out=-9.5),
        **leg("r", out=1.5, forward=15, knee=27, foot=2, turn=-12),
        **arm(rest, "l", out=12, elbow=16),
        **arm(rest, "r", out=17, forward=4, elbow=22),
    }


def _walking(rest: _Rest) -> Turns:
    return {
        **spine(twist=-5, lean=2),
        **leg("l", out=-8, forward=19, knee=6, foot=8),
        **leg("r", out=-8, forward=-15, knee=17, foot=-22),
        **arm(rest, "l", out=13, forward=-17, elbow=10),
        **arm(rest, "r", out=13, forward=19, elbow=26),
    }


def _hand_on_hip(rest: _Rest) -> Turns:
    turns = _contrapposto(rest)
    # The elbow out to the side and a little back; the lower arm comes back in, so that the wrist lies at the hip.
    return {**turns, **arm(rest, "l", out=47, forward=-22, aim=(0.55, -0.55, -0.62), palm=-30)}


def _arms_raised(rest: _Rest) -> Turns:
    return {**_both(rest, out=140, elbow=8), **leg("l", out=-4), **leg("r", out=-4)}


def _seated(rest: _Rest) -> Turns:
    return {
        **spine(lean=2),
        **leg("l", out=-2, forward=86, knee=86),
        **leg("r", out=-2, forward=86, knee=86),
        **_both(rest, out=10, forward=22, elbow=55),
    }


POSES: dict[str, Callable[[_Rest], Turns]] = {
    "a_pose": _a_pose, "t_pose": _t_pose, "arms_away": _arms_away, "standing": _standing,
    "contrapposto": _contrapposto, "walking": _walking, "hand_on_hip": _hand_on_hip, "arms_raised": _arms_raised,
    "seated": _seated,
}  # fmt: skip


def posed(body: Body, pose: str) -> Body:
    """A body at rest in a pose of `POSES`, or as it is for `rest`. Raises BadInput for a pose that is not known."""
    if pose == "rest":
        return body
    if pose not in POSES:
        raise BadInput(f"no pose called {pose}", where="pose", remedy="use one of: rest, " + ", ".join(POSES))
    if body.pose != "rest":
        raise BadInput(f"the body is in a pose already ({body.pose})", where="pose", remedy="pose the body at rest")
    rest = _Rest(body)
    return turned(body, {**POSES[pose](rest), **hand(rest, "l"), **hand(rest, "r")}, pose)
