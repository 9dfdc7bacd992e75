"""A consenting performer grows younger, or older, in their own footage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.face import identity, retouch, steady, track
from coulisse.face.retouch import Change, Wish
from coulisse.face.steady import Carried
from coulisse.face.track import Track
from coulisse.media import colour, exr, exr_sparse, fanout, images, movies, sheet, timeline
from coulisse.media.ahead import read_ahead
from coulisse.media.behind import Behind, side_by_side
from coulisse.media.images import Floats
from coulisse.models.catalogue import entry
from coulisse.recipes import deage_plan as plan
from coulisse.recipes.contract import LikenessUse, Result, Work
from coulisse.recipes.deage_brief import DeageBrief, Person
from coulisse.recipes.deage_plan import FIRST, Clip

NAME, VERSION, MAKES_LIKENESS = "deage", "1", True
DID = "a performer's face in the plate is made to look another age, with their consent"
Brief = DeageBrief

REACH = 3  # frames before and after that speak for a frame's change
SIGMA = 1.5  # frames, times the brief's steadiness
_NO_PLATE = np.zeros((0, 0, 3), np.float32)
FLOOR = 0.36  # cosine to the plate's own face: under it a frame is named in the report
TRIED = 5  # frames on which it is tried how far the change may go
STEPS = (1.0, 0.85, 0.7, 0.55, 0.4, 0.25)  # of the strength, tried in this order until the face is like itself


def likeness(brief: DeageBrief) -> list[LikenessUse]:
    """One use for each performer: every age that they are made to look must be granted."""
    uses = []
    for person in brief.people():
        ages = brief.looks(person)
        span = (int(np.floor(min(ages))), int(np.ceil(max(ages))))
        uses.append(LikenessUse("age_alteration", person.performer, span, person.age_now))
    return uses


def check(brief: DeageBrief, plate_path: Path) -> None:
    """Refuse, before anything is made, what cannot be read, ages that are none, and a matte that does not fit."""
    plan.clip_of(brief, plate_path, preview=False)


def make(work: Work, brief: DeageBrief, plate_path: Path) -> Result:
    """The shot, step by step."""
    clip = plan.clip_of(brief, plate_path, preview=work.choices.preview)
    for text in clip.notes:
        work.note(text)
    softening = plan.softening(work, brief)

    tracks = _find(work, brief, clip)
    plan.report_tracks(work, brief, clip, tracks)
    held_back = _held_back(work, brief, clip, tracks, softening)

    likeness_seen = _render(work, brief, clip, tracks, held_back, softening)
    _report_likeness(work, likeness_seen)
    return _deliver(work, brief, clip, tracks)


# -- the performers ----------------------------------------------------------------------------------------


def _find(work: Work, brief: DeageBrief, clip: Clip) -> dict[str, Track]:
    """Every performer through the whole clip, by identity."""
    for name in ("yunet", "sface", "facemesh"):
        _note_model(work, name)
    templates = {p.performer: work.templates(p.performer) for p in brief.people()}
    for performer, found in templates.items():
        if not len(found):
            raise BadInput(
                f"{performer} has no reference picture, so nobody can be found by it", where="performer",
                remedy=f"add one: coulisse performer change {performer} --reference PICTURE",
            )  # fmt: skip

    def compute() -> Mapping[str, Any]:
        with work.step("find", total=clip.frames) as step:
            found = track.follow(clip.read_shown(), templates, tell=step.advance)
        return plan.as_arrays(found)

    return plan.from_arrays(work.cached("tracks", [sorted(templates)], compute))


def _wish(brief: DeageBrief, person: Person, frame: int, held_back: float, softening: bool) -> Wish:
    wish = plan.wish(brief, person, frame, softening)
    return replace(wish, strength=wish.strength * held_back)


def _held_back(
    work: Work, brief: DeageBrief, clip: Clip, tracks: Mapping[str, Track], softening: bool
) -> dict[str, float]:
    """For each performer, the share of the strength at which the face is still like itself; tried on a few frames."""

    def compute() -> Mapping[str, Any]:
        shares = {}
        with work.step("likeness", total=len(tracks)) as step:
            for person in brief.people():
                shares[person.performer] = np.array(_share(brief, person, clip, tracks[person.performer], softening))
                step.advance()
        return shares

    shares = {name: float(value) for name, value in work.cached("held_back", [], compute).items()}
    for name, share in shares.items():
        if share < 1:
            work.note(
                f"{name}: the change is held back to {share:.0%} of its strength, so that the face stays like the "
                f"performer's (`keep_identity` {brief.keep_identity:g})"
            )
    work.measure("held_back", shares)
    return shares


def _share(brief: DeageBrief, person: Person, clip: Clip, found: Track, softening: bool) -> float:
    frames = plan.clearest(found, TRIED)
    if not frames or softening:
        return 1.0
    plates = dict(clip.some(frames))
    for share in STEPS:
        seen = []
        for k in frames:
            wish = _wish(brief, person, k, share, softening)
            if wish.years == 0:
                continue
            given = retouch.cut(plates[k], found.points[k], retouch.side_of(found.points[k]))
            flat = retouch.first_look(given, wish, 1.0)
            seen.append(_likeness(retouch.change(given, flat.delta, wish, 1.0)))
        if not seen or min(seen) >= brief.keep_identity:
            return share
    return STEPS[-1]


def _likeness(change: Change) -> float:
    """The cosine between the face before and after."""
    face = plan.face_at(change.five)
    before, after = (identity.describe(picture, face) for picture in (change.before, change.after))
    return identity.similarity(before, after)


# -- pictures ----------------------------------------------------------------------------------------------


_Window = dict[str, tuple[list[Carried], int]]  # for each face, the frames around one, and which of them is the one


@dataclass(frozen=True)
class _Ahead:
    """A frame that is read, and each face in it on the template; the cut itself is kept until its frame is made."""

    plate: Floats
    alpha: Floats | None
    cuts: dict[str, retouch.Cut]
    carried: dict[str, Carried]


def _frame_paths(work: Work, frame: int) -> tuple[Path, Path]:
    name = f"{work.shot}.{FIRST + frame}.exr"
    return work.folder("passes") / name, work.folder("comp") / name


def _render(
    work: Work, brief: DeageBrief, clip: Clip, tracks: Mapping[str, Track], held_back: Mapping[str, float],
    softening: bool,
) -> dict[str, Floats]:  # fmt: skip
    """Delta, matte and comp, frame by frame; frames that an earlier run finished are not made again."""
    seen = plan.LikenessLog(work.folder("cache") / "likeness.jsonl", list(tracks), clip.frames)
    done = [all(work.frame_done(p) for p in _frame_paths(work, f)) for f in range(clip.frames)]
    start = done.index(False) if False in done else clip.frames
    sides = {name: plan.side_of(found) for name, found in tracks.items()}
    wishes = partial(_wishes, brief, held_back, softening)
    with work.step("faces", total=clip.frames) as step, side_by_side(), Behind() as writer:
        step.advance(start)

        def finish(frame: int, ahead: _Ahead, window: _Window) -> None:
            changes = {}
            for name, put_by in ahead.cuts.items():
                given = retouch.taken_up(put_by, ahead.plate)
                wish, confidence = wishes(frame)[name], float(tracks[name].confidence[frame])
                hold = plan.held_out(clip, frame, given.region)
                hidden = plan.occluded(tracks[name], frame)
                flat = steady.averaged(*window[name], SIGMA * brief.steadiness)
                changes[name] = retouch.change(given, flat, wish, confidence, hold, hidden)
            writer.put(partial(put_down, frame, ahead, changes))

        def put_down(frame: int, ahead: _Ahead, changes: Mapping[str, Change]) -> None:
            for name, made in changes.items():
                seen.add(frame, name, _likeness(made))
            _write_frame(work, brief, clip, frame, ahead.plate, ahead.alpha, changes)
            step.advance()

        # A frame is changed while the next one is read and looked at and the last one written.
        with Behind() as finisher:
            for frame, ahead, window in _windows(clip, tracks, sides, wishes, start):
                finisher.put(partial(finish, frame, ahead, window))
    return seen.close()


def _wishes(brief: DeageBrief, held_back: Mapping[str, float], softening: bool, frame: int) -> dict[str, Wish]:
    return {p.performer: _wish(brief, p, frame, held_back[p.performer], softening) for p in brief.people()}


def _windows(
    clip: Clip, tracks: Mapping[str, Track], sides: Mapping[str, int], wishes: Any, start: int
) -> Iterator[tuple[int, _Ahead, _Window]]:
    """Each frame from `start` on, and for every face in it the changes of the frames around it."""
    if start >= clip.frames:
        return
    first = max(0, start - REACH)
    kept: dict[int, _Ahead] = {}
    pending = start
    for frame, (plate, alpha) in enumerate(clip.read_with_alpha(first), first):
        ahead = _ahead(plate, alpha, tracks, sides, wishes(frame), frame)
        kept[frame] = ahead if frame >= start else _behind(ahead)
        if frame >= pending + REACH:
            yield pending, *_centre(kept, pending, tracks)
            kept[pending] = _behind(kept[pending])
            kept.pop(pending - REACH, None)
            pending += 1
    while pending < clip.frames:
        yield pending, *_centre(kept, pending, tracks)
        kept[pending] = _behind(kept[pending])
        pending += 1


def _behind(ahead: _Ahead) -> _Ahead:
    """A frame that is finished: it speaks for others with its changes only, and a plate of 8K is 400 MB."""
    return _Ahead(_NO_PLATE, None, {}, ahead.carried)


def _ahead(
    plate: Floats, alpha: Floats | None, tracks: Mapping[str, Track], sides: Mapping[str, int],
    wishes: Mapping[str, Wish], frame: int,
) -> _Ahead:  # fmt: skip
    cuts, carried = {}, {}
    for name, found in tracks.items():
        confidence = float(found.confidence[frame])
        if confidence <= 0 or plan.asks_nothing(wishes[name]):
            continue
        given = retouch.cut(plate, found.points[frame], sides[name])
        carried[name] = retouch.first_look(given, wishes[name], confidence, plan.occluded(found, frame))
        cuts[name] = retouch.put_by(given)
    return _Ahead(plate, alpha, cuts, carried)


def _centre(by_frame: Mapping[int, _Ahead], centre: int, tracks: Mapping[str, Track]) -> tuple[_Ahead, _Window]:
    """The frame `centre` and what speaks for its faces; frames of another take do not."""
    windows = {}
    for name in by_frame[centre].carried:
        low, high = plan.take_around(tracks[name], centre)
        near = [k for k in sorted(by_frame) if low <= k < high and abs(k - centre) <= REACH]
        near = [k for k in near if name in by_frame[k].carried]
        windows[name] = [by_frame[k].carried[name] for k in near], near.index(centre)
    return by_frame[centre], windows


def _write_frame(
    work: Work, brief: DeageBrief, clip: Clip, frame: int, plate: Floats, alpha: Floats | None,
    changes: Mapping[str, Change],
) -> None:  # fmt: skip
    """The comp is the plate plus the delta, to the bit; where nothing changes it is the plate's own numbers."""
    half = clip.half if brief.depth == "auto" else brief.depth == "half"
    comp: NDArray[Any] = exr.halves(plate) if half else plate.copy()
    # Only what lies in a region can have changed: the rest is neither looked at nor held.
    left, top, right, bottom = _around([change.region for change in changes.values()])
    shape = bottom - top, right - left
    delta, st, matte = np.zeros((*shape, 3), np.float32), np.zeros((*shape, 2), np.float32), np.zeros(shape, np.float32)
    for change in changes.values():
        x0, y0, x1, y1 = change.region
        part = slice(y0 - top, y1 - top), slice(x0 - left, x1 - left)
        delta[part] += change.delta
        matte[part] = np.maximum(matte[part], change.matte)
        inside = (change.st[..., 0] != 0) | (change.st[..., 1] != 0)
        st[part][inside] = change.st[inside]
    if changes:
        own = np.asarray(comp[top:bottom, left:right], np.float32)
        made = own + delta
        if half:
            made = exr.rounded(made)
        np.copyto(made, own, where=delta == 0)
        delta = made - own  # what really is between the two, so that adding it gives the comp again
        comp[top:bottom, left:right] = exr.halves(own + delta) if half else own + delta
    passes_path, comp_path = _frame_paths(work, frame)
    metadata = {"framesPerSecond": clip.fps}
    with work.writing(passes_path) as unfinished:
        layers = {exr.DELTA: delta, "matte": matte, "st": st}
        exr_sparse.write_sparse(unfinished, layers, plate.shape[1::-1], (left, top), metadata=metadata)
    beauty = (
        comp if alpha is None else np.concatenate([comp, exr.halves(alpha[..., None]) if half else alpha[..., None]], 2)
    )
    with work.writing(comp_path) as unfinished:
        exr.write_passes(unfinished, {exr.BEAUTY: beauty}, half=half, metadata=metadata)


def _around(regions: Sequence[tuple[int, int, int, int]]) -> tuple[int, int, int, int]:
    """What holds all the regions (left, top, right, bottom)."""
    if not regions:
        return 0, 0, 0, 0
    edges = np.array(regions)
    return int(edges[:, 0].min()), int(edges[:, 1].min()), int(edges[:, 2].max()), int(edges[:, 3].max())


# -- delivery ----------------------------------------------------------------------------------------------


def _report_likeness(work: Work, seen: Mapping[str, Floats]) -> None:
    told = {}
    for name, values in seen.items():
        known = values[np.isfinite(values)]
        low = [FIRST + int(k) for k in np.flatnonzero(np.isfinite(values) & (values < FLOOR))]
        if not len(known):
            continue
        told[name] = {
            "mean": float(known.mean()), "least": float(known.min()), "frames": len(known), "under_the_floor": low,
            "per_frame": [round(float(v), 3) if np.isfinite(v) else None for v in values],
        }  # fmt: skip
        if low:
            work.note(f"{name}: in {len(low)} frames the face is less like itself than {FLOOR}: {plan.spans(low)}")
    work.measure("likeness_to_the_plate", told)


def _note_model(work: Work, name: str) -> None:
    e = entry(name)
    work.used_model(
        name, licence=e.licence, lineage=e.lineage, commercial=e.commercial, sha256=e.file_sha256, task=e.task
    )


def _deliver(work: Work, brief: DeageBrief, clip: Clip, tracks: Mapping[str, Track]) -> Result:
    """Movies, contact sheet, landmarks and timeline out of the finished frames."""
    size = (clip.width, clip.height)
    mov, mp4 = work.file(f"{work.stem}.mov"), work.file(f"{work.stem}.mp4")
    compare, contact = work.file(f"{work.stem}_before_after.mp4"), work.file(f"{work.stem}.jpg")
    wanted = sorted({round(k * (clip.frames - 1) / 5) for k in range(6)})
    kept: dict[int, tuple[Floats, Floats]] = {}
    with work.step("movies", total=clip.frames) as step:

        def shown() -> Iterator[tuple[NDArray[Any], ...]]:
            """Each finished frame in 16 and in 8 bits, and beside its plate; every one is read and encoded once."""
            for frame, before in enumerate(clip.read_shown()):
                layers, _ = exr.read_passes(_frame_paths(work, frame)[1])
                after = colour.encode_srgb(np.asarray(layers[exr.BEAUTY][..., :3], np.float32))
                deep, eight = colour.to_code_values(after, 16), colour.to_code_values(after)
                if frame in wanted:
                    kept[frame] = colour.as_unit_float(before), after
                step.advance()
                yield deep, eight, sheet.wiped(before, eight, 0.5)

        # Superfast is nearer to the frames than a slower preset at the same quality, in more bytes.
        review = partial(movies.write_h264, fps=clip.fps, size=size, preset="superfast")
        fanout.write_together(
            read_ahead(shown()),
            [
                (mov, partial(movies.write_prores, fps=clip.fps, size=size), 0),
                (mp4, review, 1),
                (compare, partial(review, crf=20), 2),
            ],
        )
        pairs = [kept[f][side] for f in wanted for side in (0, 1)]
        images.write_jpeg(contact, sheet.contact_sheet(pairs, [FIRST + f for f in wanted for _ in (0, 1)]))
    with work.step("landmarks"):
        plan.write_landmarks(work.file("landmarks.json"), tracks, clip)
        timeline.write_timeline(
            work.file("timeline.otio"), work.shot, clip.fps, clip.frames, {"master": mov.name, "review": mp4.name},
            first_frame=FIRST,
        )  # fmt: skip
    return Result(frames=clip.frames, size=size, fps=clip.fps, headline=(mp4, compare, mov, contact))
