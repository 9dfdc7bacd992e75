"""Which trail is which performer's: by how alike it is over all of its frames, against all others at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coulisse.face.identity import SAME_PERSON
from coulisse.face.trail import Trail

Floats = NDArray[np.float32]

# Cosines of a trail's legible checks. Portraits of one person in tests/people are 0.63 to 0.84 alike, strangers at most
# 0.37. One pair of near twins in 25 is more alike than 0.40, one in 1000 than 0.58 (docs/likeness.md). So a face is
# taken for a performer's by itself only from SURE on; from MEAN on it may be, and something else must say so, too: a
# face of the clip that is surely theirs and of the same look, or a face that went on from it.
MEAN, BEST = 0.45, 0.55
SURE, SURE_BEST = 0.54, SAME_PERSON
VOUCHED = 0.65  # cosine between the mean faces of two trails of one clip: the same light and lens make one person so
WENT_ON = 0.50  # likewise, where one trail begins where and when the other ends
MARGIN = 0.06  # by which a trail must be more alike than another at the same time, or than to another performer
GLIMPSE = 6  # times as many legible checks: a face that was seen so much longer is not given up for a glimpse
NEAR_IN_TIME = 12  # frames within which a trail that was never legible may be the end of one that was
NEAR = 0.8  # of the face's height a frame, for such a trail


@dataclass(frozen=True)
class Owner:
    """Whose a trail is: `performer`, an index, or -1; `unsure` where it cannot be told among `perhaps`.

    `alike` is the mean cosine to the performer, or to the first of `perhaps`.
    """

    performer: int = -1
    unsure: bool = False
    perhaps: tuple[int, ...] = ()
    alike: float = -1.0


def assign(trails: Sequence[Trail], performers: int) -> list[Owner]:
    """The owner of each trail, of so many performers. No performer is in two trails at a time.

    A face that is like a performer, but not surely, is theirs only where the clip vouches for it; else it is `unsure`.
    """
    owners = [_first_guess(trail, performers) for trail in trails]
    means = [_mean(trail, performers) for trail in trails]
    for p in range(performers):
        mine = [k for k, owner in enumerate(owners) if owner.performer == p]
        for k in sorted(mine, key=lambda k: -float(means[k][p])):
            if owners[k].performer != p:
                continue
            for other in mine:
                if other == k or owners[other].performer != p or not _together(trails[k], trails[other]):
                    continue
                loser = _loser(trails, means, k, other, p)
                if loser is None:
                    owners[k] = owners[other] = Owner(-1, True, (p,), float(means[k][p]))
                else:
                    owners[loser] = Owner()
                if owners[k].performer != p:
                    break
    _ask_for_more(trails, owners)
    _adopt(trails, owners)
    return owners


def _ask_for_more(trails: Sequence[Trail], owners: list[Owner]) -> None:
    """A trail that is like a performer, but not surely, stays theirs only where a sure one vouches for it."""
    sure = [k for k, owner in enumerate(owners) if owner.performer >= 0 and _is_sure(trails[k], owner.performer)]
    likely = [k for k, owner in enumerate(owners) if owner.performer >= 0 and k not in sure]
    while True:  # who was vouched for vouches in turn for what goes on from it
        vouched = [
            k for k in likely
            if any(owners[j].performer == owners[k].performer and _vouches(trails[j], trails[k]) for j in sure)
        ]  # fmt: skip
        if not vouched:
            break
        sure, likely = sure + vouched, [k for k in likely if k not in vouched]
    for k in likely:
        owners[k] = Owner(-1, True, (owners[k].performer,), owners[k].alike)


def _is_sure(trail: Trail, p: int) -> bool:
    told = trail.legible()[:, p]
    return bool(told.mean() >= SURE and told.max() >= SURE_BEST)


def _vouches(known: Trail, trail: Trail) -> bool:
    """Whether one trail's face is so like another's that both are one person's."""
    own, other = known.look(), trail.look()
    if own is None or other is None or _together(known, trail):
        return False
    alike = float(own @ other)
    return alike >= VOUCHED or (alike >= WENT_ON and _goes_on(known, trail))


def _loser(trails: Sequence[Trail], means: Sequence[Floats], k: int, other: int, p: int) -> int | None:
    """Which of two trails at one time is not the performer `p`; None where it cannot be told."""
    shown = {j: len(trails[j].legible()) for j in (k, other)}
    for one, rival in ((k, other), (other, k)):
        if shown[one] * GLIMPSE <= shown[rival]:
            return one
    apart = float(means[k][p] - means[other][p])
    return None if abs(apart) < MARGIN else other if apart > 0 else k


def _mean(trail: Trail, performers: int) -> Floats:
    told = trail.legible()
    return np.asarray(told.mean(0), np.float32) if len(told) else np.full(performers, -1.0, np.float32)


def _first_guess(trail: Trail, performers: int) -> Owner:
    told = trail.legible()
    if not len(told):
        return Owner(-1, True, tuple(range(performers)))
    mean, best = told.mean(0), told.max(0)
    order = np.argsort(-mean)
    p = int(order[0])
    if mean[p] < MEAN or best[p] < BEST:
        near = mean[p] >= MEAN - MARGIN
        return Owner(-1, bool(near), (p,) if near else (), float(mean[p]))
    if performers > 1 and mean[p] - mean[order[1]] < MARGIN:
        return Owner(-1, True, (p, int(order[1])), float(mean[p]))
    return Owner(p, alike=float(mean[p]))


def _together(a: Trail, b: Trail) -> bool:
    return a.start < b.end and b.start < a.end


def _adopt(trails: Sequence[Trail], owners: list[Owner]) -> None:
    """A trail that nobody could tell is a performer's where it goes on from one, and nobody else's is as near."""
    for k, trail in enumerate(trails):
        if not owners[k].unsure or len(trail.legible()):
            continue
        heirs = {
            owner.performer for j, owner in enumerate(owners) if owner.performer >= 0 and _goes_on(trails[j], trail)
        }
        rivals = any(j != k and owners[j].performer < 0 and _goes_on(t, trail) for j, t in enumerate(trails))
        if len(heirs) == 1 and not rivals:
            p = heirs.pop()
            if not any(owners[j].performer == p and _together(t, trail) for j, t in enumerate(trails)):
                owners[k] = Owner(p)


def _goes_on(a: Trail, b: Trail) -> bool:
    """Whether one of two trails begins about where and when the other ends."""
    first, second = (a, b) if a.start <= b.start else (b, a)
    gap = second.start - first.end
    if not 0 <= gap <= NEAR_IN_TIME:
        return False
    last = next((p for p in reversed(first.points) if p is not None), None)
    start = next((p for p in second.points if p is not None), None)
    if last is None or start is None:
        return False
    reach = NEAR * min(first.height, second.height)
    return bool(np.linalg.norm(last[:, :2].mean(0) - start[:, :2].mean(0)) < reach)
