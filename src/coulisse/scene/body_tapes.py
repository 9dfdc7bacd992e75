"""The tapes that a sewing pattern asks for beyond a tailor's card, by the names of FreeSewing, of a body at rest.

Lengths in centimetres, `shoulderSlope` in degrees. What FreeSewing means by each is on its pages on measurements; how
each is taken here is told in docs/bodies.md.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from scipy.spatial import ConvexHull

from coulisse.scene.body_measures import UP, Array, Tapes, measured
from coulisse.scene.body_shapes import Body

# A tailor's card in FreeSewing's words. What FreeSewing calls hips is the hip bone, where a waistband may sit.
SAME = {
    "chest": "chest", "underbust": "underbust", "waist": "waist", "hips": "seat", "neck": "neck",
    "shoulder_width": "shoulderToShoulder", "arm_length": "shoulderToWrist", "biceps": "biceps", "wrist": "wrist",
    "inseam": "inseam", "outseam": "waistToFloor", "thigh": "upperLeg", "knee": "knee", "ankle": "ankle",
    "head": "head",
}  # fmt: skip


class _Pattern(Tapes):
    """More tapes of a body."""

    @cached_property
    def hip_bone(self) -> float:
        """The height at which a low waistband sits, on the hip bone."""
        return self.waist_level - 0.48 * (self.waist_level - self.hip_level)

    @cached_property
    def neck_point(self) -> Array:
        """Where neck and left shoulder meet: the shoulder's highest point (HPS)."""
        neck = self.around("neck", self.head["neck01"], self.head["neck03"] - self.head["neck01"], 0.13)
        beside = np.array([0.0, 1.2 * neck / (2 * np.pi), 0.0])
        points = self.cut("trunk", beside, np.array([0.0, 1.0, 0.0]))
        points = points[points[:, 2] < self.head["neck03"][2]]
        return np.asarray(points[points[:, 2].argmax()])

    @cached_property
    def bust_point(self) -> Array:
        """The foremost of the left breast."""
        points = self.cut("torso", UP * self.bust_level, UP)
        points = points[(points[:, 1] > 0.03) & (points[:, 1] < self.head["upperarm01.L"][1])]
        return np.asarray(points[points[:, 0].argmax()])

    @cached_property
    def armpit(self) -> float:
        """The height of a ruler held up under the arm: below the raised arm's lower side by the arm's half, lowered."""
        beside = self.head["upperarm01.L"] + np.array([0.0, 0.012, 0.0])
        points = self.cut("shoulder", beside, np.array([0.0, 1.0, 0.0]))
        points = points[points[:, 2] > self.head["spine02"][2]]
        return float(points[:, 2].min()) - 0.9 * self.limb["biceps"] / (2 * np.pi)

    def back_share(self, height: float) -> float:
        """The part of a girth that lies behind the side seams, which are where the body is widest."""
        points = self.cut("torso", UP * height, UP)[:, :2]
        hull = points[ConvexHull(points).vertices]
        widest = np.abs(hull[:, 1]).max()
        seam = float(hull[np.abs(hull[:, 1]) > 0.97 * widest, 0].mean())
        ends = np.roll(hull, -1, 0)
        lengths = np.linalg.norm(ends - hull, axis=1)
        middle = (hull[:, 0] + ends[:, 0]) / 2
        return float(np.clip(lengths[middle < seam].sum() / lengths.sum(), 0.46, 0.54))  # a seam lies near the middle

    @cached_property
    def cross_seam(self) -> tuple[float, float]:
        """From waist to waist through the legs, whole and its front: a tape that spans the cleft behind."""
        side = np.array([0.0, 1.0, 0.0])
        cuts = [self.cut("torso", side * y, side)[:, [0, 2]] for y in (5e-4, 0.02, 0.045)]
        points = np.concatenate(cuts)
        points = points[(points[:, 1] >= self.crotch_level) & (points[:, 1] <= self.waist_level)]
        joint, knee = self.head["upperleg01.L"], self.head["lowerleg01.L"]  # the inner seam runs under the thigh bone
        bottom = float(np.interp(self.crotch_level, [knee[2], joint[2]], [knee[0], joint[0]]))
        hull = points[ConvexHull(points).vertices]
        ends = np.roll(hull, -1, 0)
        top = self.waist_level - 0.02
        around = ~((hull[:, 1] > top) & (ends[:, 1] > top))  # all but the chord over the waist
        lengths = np.linalg.norm(ends - hull, axis=1) * around
        front = lengths[(hull[:, 0] + ends[:, 0]) / 2 > bottom].sum()
        return float(lengths.sum()), float(front)

    def down(self, place: Array, *, front: bool) -> float:
        """A taut tape from the shoulder's highest point down to the waist, over the front or back beside `place`."""
        return self.profile(float(self.neck_point[2]), self.waist_level, front=front, beside=float(place[1]))


def pattern_tapes(body: Body) -> dict[str, float]:
    """FreeSewing's measurements of a body at rest: centimetres, `shoulderSlope` in degrees."""
    t = _Pattern(body)
    card = body.measures or measured(body)
    out = {name: card[own] for own, name in SAME.items()}
    hps, shoulder, bust = t.neck_point, t.shoulder_point, t.bust_point
    waist, seat, h = t.waist_level, t.hip_level, t.head
    whole, front = t.cross_seam
    armpit = t.armpit
    high_bust = min(t.level(armpit, "trunk"), out["chest"])
    out |= {
        "hips": t.level(t.hip_bone),
        "highBust": high_bust,
        "waistBack": out["waist"] * t.back_share(waist),
        "seatBack": out["seat"] * t.back_share(seat),
        "bustFront": out["chest"] * (1 - t.back_share(t.bust_level)),
        "highBustFront": high_bust * (1 - t.back_share(t.bust_level)),
        "bustSpan": 2 * float(bust[1]),
        "hpsToBust": 1.03 * float(np.linalg.norm(hps - bust)),
        "hpsToWaistBack": t.down(hps, front=False),
        "hpsToWaistFront": t.down(bust, front=True),
        "shoulderToElbow": float(np.linalg.norm(shoulder - h["lowerarm01.L"])),
        "waistToHips": waist - t.hip_bone,
        "waistToSeat": waist - seat,
        "waistToUpperLeg": waist - t.crotch_level,
        "waistToKnee": waist - float(h["lowerleg01.L"][2]),
        "waistToArmpit": armpit - waist,
        "waistToUnderbust": float(h["spine02"][2] + 0.28 * (h["spine01"][2] - h["spine02"][2])) - waist,
        "crotchDepth": waist - t.crotch_level + 0.01,
        "crossSeam": whole,
        "crossSeamFront": front,
        "heel": _heel(t),
    }
    centimetres = {name: round(100 * value, 2) for name, value in out.items()}
    slope = np.degrees(np.arctan2(hps[2] - shoulder[2], shoulder[1] - hps[1]))
    return centimetres | {"shoulderSlope": round(float(slope), 2)}


def _heel(t: Tapes) -> float:
    """Round heel and instep, which a trouser leg must let through."""
    joint = t.head["foot.L"]
    back = joint + np.array([-0.05, 0.0, -0.8 * joint[2]])
    instep = joint + np.array([0.045, 0.0, 0.02])
    return t.around("foot", back, np.cross(instep - back, [0.0, 1.0, 0.0]), 0.2)
