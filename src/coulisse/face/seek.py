"""Following faces from frame to frame: where each one goes, and whose face the descriptors say it is.

One face followed without a break is a trail. Whether it is a performer's is decided in face/belonging.py, by all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.face import cuts, pose
from coulisse.face.detect import Face, find_faces
from coulisse.face.landmarks import Mesh, find_mesh, sampled
from coulisse.face.near import Near, near_by
from coulisse.face.space import frame_of
from coulisse.face.trail import Trail
from coulisse.models import faces

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

SMALLEST = 36.0  # pixels: smaller faces are not looked for; those that grow smaller are followed on
SMALLEST_SHARE = 0.019  # of the picture's long side, likewise: a large plate would cost too much
LOOK_EVERY, LOOK_EVERY_LOST = 12, 4  # frames between looks at the whole picture
LOOK_TURNED = 24  # frames between looks on all sides, while nobody is found at all
TELL_EVERY = 6  # frames between descriptors, once three were legible
WELL_KNOWN = 12  # legible descriptors, from which on they are taken half as often
TELL_DISMISSED = 24
MISSES = 3  # frames that a face may be away for before its trail ends
UNDETECTED = 10  # frames that the mesh alone may go on for: a hand in front blinds the detector
LEAST_SCORE = 0.5  # of the mesh: that it is a face (MediaPipe's own threshold)
FAR = 0.10  # of the face's height: a prediction that is farther off is replaced by the detector's landmarks
ANOTHER = 0.28  # cosine: a legible face that is less like the trail's own is somebody else
ACROSS = 0.45  # cosine: what a face must be like the trail's own to go on over what looks like a cut
ALIKE = 0.42  # cosine, the mean of a trail that may be a performer's
STRANGER, PERHAPS = 0.30, 0.40  # cosines: whose mean and best check stay under them is nobody that is looked for

_WINDOW, _WIDE = 224, 1.75  # pixels of the local look, and its side in shares of the face's square
_LOCAL_SCORE = 0.6  # of YuNet where a face is expected


@dataclass(frozen=True)
class Seen:
    """All trails of a clip of `frames`, and the frames at which a new take begins; `size` (height, width)."""

    trails: list[Trail]
    frames: int
    cuts: tuple[int, ...]
    size: tuple[int, int]


def seek(frames: Iterable[Bytes], templates: list[Floats], tell: Callable[[int], None]) -> Seen:
    """Follow every face through the frames (h, w, 3) sRGB uint8; `tell` is called with 1 after each.

    `templates` are the descriptors (k, 128) of each performer. No frame is kept, and of a trail that turns out to be a
    stranger's nothing. Raises Unavailable without the weights.
    """
    active: list[Trail] = []
    done: list[Trail] = []
    before: list[Floats] = []
    changes, over_one = [0.0], [0.0]
    size = (0, 0)
    index = -1
    looked = -LOOK_EVERY
    turned_at = 0
    for index, picture in enumerate(frames):
        size = picture.shape[0], picture.shape[1]
        small = cuts.thumbnail(picture)
        if before:
            changes.append(cuts.apart(before[-1], small))
            if len(before) > 1:
                over_one.append(cuts.apart(before[-2], small))
        before = [*before[-1:], small]
        abrupt = cuts.looks_like_a_cut(changes)
        going: list[Trail] = []
        for trail in active:
            goes_on = _follow(trail, picture, index)
            if goes_on and abrupt and not _same(trail, picture, index):
                trail.cut_back(index)
                goes_on = False
            (going if goes_on else done).append(trail)
        active = _apart(going, done)
        if abrupt:
            looked = index - LOOK_EVERY
        since = index - looked
        if since >= LOOK_EVERY or (since >= LOOK_EVERY_LOST and not _all_there(active, len(templates))):
            nobody = index == 0 or (not active and index - turned_at >= LOOK_TURNED)
            found = _look(picture, turned=nobody)
            turned_at = index if nobody else turned_at
            looked = index
            active += _new(found, active, picture, index)
        for trail in active:
            if _due(trail, index):
                other = _tell(trail, picture, index, templates)
                if other is not None:
                    done.append(trail)
                    active = [other if t is trail else t for t in active]
        tell(1)
    done += active
    over_one.append(changes[-1])
    for trail in done:
        trail.close()
    kept = [trail for trail in done if not trail.dismissed and any(p is not None for p in trail.points)]
    kept.sort(key=lambda t: t.start)
    n = index + 1
    found_cuts = cuts.find_cuts(np.array(changes[:n], np.float32), np.array(over_one[:n], np.float32))
    return Seen(kept, n, found_cuts, size)


# -- one trail ---------------------------------------------------------------------------------------------


def _follow(trail: Trail, picture: Bytes, index: int) -> bool:
    """Find a trail's face in the next frame; False where the trail has ended."""
    expected = trail.five + trail.velocity
    near = near_by(picture, expected)
    detected = _local(near, expected, trail.height)
    if trail.dismissed:
        if detected is not None:
            trail.velocity = (detected - trail.five).mean(0).astype(np.float32)
            trail.five = detected
        trail.away(detected is not None)
        return any(trail.detected[-MISSES - 1 :])
    start, rounds = expected, 1
    if detected is not None and _off(detected, expected) > FAR * trail.height:
        start, rounds = detected, 2
    mesh = near.mesh(start, rounds)
    if detected is not None and (mesh.score < LEAST_SCORE or _off(mesh.five, detected) > 1.5 * FAR * trail.height):
        again = near.mesh(detected, 2)
        if again.score >= mesh.score - 0.1:
            mesh = again
    unseen = detected is None and not any(trail.detected[-UNDETECTED:])
    if mesh.score < LEAST_SCORE or unseen or not _plausible(trail, mesh, expected, picture):
        trail.away()
        trail.velocity *= np.float32(0.5)
        return trail.gap <= MISSES
    trail.velocity = np.asarray((mesh.five - trail.five).mean(0) / (1 + trail.gap), np.float32)
    trail.seen(mesh, detected is not None, near)
    return True


def _plausible(trail: Trail, mesh: Mesh, expected: Floats, picture: Bytes) -> bool:
    """Whether a mesh can be the same face a frame later: about as large, about there, and in the picture."""
    height = float(pose.height(mesh.points[None])[0])
    if not 0.72 < height / max(trail.height, 1.0) < 1.4:
        return False
    if _off(mesh.five, expected) > 0.6 * trail.height:
        return False
    middle = mesh.five.mean(0)
    return bool(0 <= middle[0] < picture.shape[1] and 0 <= middle[1] < picture.shape[0])


def _local(near: Near, five: Floats, height: float) -> Floats | None:
    """The landmarks (5, 2) of the face that a small upright window about the expected ones shows, or None."""
    low = 0.5 - _WIDE / 2
    matrix = frame_of(near.into(five)).to_square(_WINDOW, (low, low, low + _WIDE, low + _WIDE))
    rows = faces.detect(sampled(near.picture, matrix, _WINDOW), _LOCAL_SCORE)
    if not len(rows):
        return None
    back = cv2.invertAffineTransform(matrix)
    found = near.back(rows[:, 4:14].reshape(-1, 5, 2) @ back[:, :2].T + back[:, 2])
    off = np.linalg.norm(found.mean(1) - five.mean(0), axis=1)
    sizes = np.array([frame_of(f).side for f in found]) / frame_of(five).side
    off[(sizes < 0.65) | (sizes > 1.5)] = np.inf
    best = int(off.argmin())
    return found[best] if off[best] < 0.6 * height else None


def _off(a: Floats, b: Floats) -> float:
    return float(np.linalg.norm(a - b, axis=1).mean())


def _apart(trails: list[Trail], done: list[Trail]) -> list[Trail]:
    """The trails without those that ran onto another's face: the one that fits its past less well ends, without it."""
    kept: list[Trail] = []
    for trail in sorted(trails, key=lambda t: (t.points[-1] is None, -len(t.points))):
        rival = next((t for t in kept if _same_place(t.five, trail.five, trail.height)), None)
        if rival is None:
            kept.append(trail)
            continue
        rival.check_now = True
        trail.cut_back(trail.end - 1)
        done.append(trail)
    return kept


def _same_place(a: Floats, b: Floats, height: float) -> bool:
    return float(np.linalg.norm(a.mean(0) - b.mean(0))) < 0.4 * height


# -- the whole picture -------------------------------------------------------------------------------------


def _look(picture: Bytes, *, turned: bool) -> list[Face]:
    smallest = max(SMALLEST, SMALLEST_SHARE * max(picture.shape[:2]))
    return find_faces(picture, smallest=smallest, turned=turned)


def _new(found: list[Face], active: list[Trail], picture: Bytes, index: int) -> list[Trail]:
    """Trails of the faces that nobody follows yet."""
    new: list[Trail] = []
    for face in found:
        height = max(face.height, 1.0)
        if any(_same_place(t.five, face.landmarks, height) for t in [*active, *new]):
            continue
        mesh = find_mesh(picture, face.landmarks, rounds=3)
        if mesh.score < LEAST_SCORE:
            continue
        if _off(mesh.five, face.landmarks) > 0.25 * height:
            continue
        new.append(_begun(index, mesh, picture))
    return new


def _begun(index: int, mesh: Mesh, picture: Bytes) -> Trail:
    trail = Trail(index, mesh.five, 0.0)
    trail.seen(mesh, True, near_by(picture, mesh.five))
    return trail


def _all_there(active: list[Trail], performers: int) -> bool:
    """Whether as many performers are followed as are looked for."""
    there = set()
    for trail in active:
        if trail.known and trail.points[-1] is not None and trail.mean.max() >= ALIKE:
            there.add(int(trail.mean.argmax()))
    return len(there) == performers


# -- whose face --------------------------------------------------------------------------------------------


def _due(trail: Trail, index: int) -> bool:
    if not trail.detected[-1] if trail.dismissed else trail.points[-1] is None:
        return False
    if trail.check_now or trail.doubt is not None or not trail.checks:
        return True
    since = index - trail.checks[-1][0]
    if trail.dismissed:
        return since >= TELL_DISMISSED
    return since >= (2 if trail.known < 3 else TELL_EVERY if trail.known < WELL_KNOWN else 2 * TELL_EVERY)


def _same(trail: Trail, picture: Bytes, index: int) -> bool:
    """Whether the face may be the same as before over what looks like a cut; what cannot be told now is told later."""
    if trail.dismissed:
        return False
    if trail.points[-1] is not None:  # else a black frame, or a cut to a picture without the face
        descriptor, told = trail.described(picture)
        alike = trail.likeness(descriptor)
        if told or alike is None:
            return alike is not None and alike >= ACROSS
    trail.doubt = index
    return True


def _tell(trail: Trail, picture: Bytes, index: int, templates: list[Floats]) -> Trail | None:
    """Check whose face it is. A new trail where it has become somebody else's since the last legible check."""
    trail.check_now = False
    descriptor, told = trail.described(picture)
    cosines = np.array([float((t @ descriptor).max()) for t in templates], np.float32)
    alike = trail.likeness(descriptor)
    least = ANOTHER if trail.doubt is None else ACROSS
    if told and not trail.dismissed and alike is not None and alike < least:
        last = max(frame for frame, _, legible in trail.checks if legible)
        other = _begun(index, find_mesh(picture, trail.five), picture)
        trail.cut_back(last + 1 if trail.doubt is None else trail.doubt)
        trail.doubt = None
        other.check(index, descriptor, cosines, True)
        return other
    trail.check(index, descriptor, cosines, told)
    if trail.known >= 3:
        stranger = float(trail.mean.max()) < STRANGER and trail.best < PERHAPS
        if stranger and not trail.dismissed:
            trail.dismiss()
        trail.dismissed = stranger
    return None
