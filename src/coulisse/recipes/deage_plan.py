"""How a change of age is set up: the clip, the ages at each frame, painted mattes, and what is told of the tracks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.face import retouch
from coulisse.face.detect import Face, yaw_of
from coulisse.face.landmarks import Mesh
from coulisse.face.retouch import Wish
from coulisse.face.track import Track
from coulisse.media import colour, images, movies
from coulisse.media.images import Floats
from coulisse.models.catalogue import entry
from coulisse.recipes.contract import Work
from coulisse.recipes.deage_brief import TRAINED, DeageBrief, Person

FIRST = 1001  # number of the first frame
PREVIEW_WIDTH = 960  # pixels: a face needs more of them than a building
# Names of the brief's regions that are regions of the face, and of its shape.
_NOT_A_REGION = "grey_hair"
_SHAPES = {"jaw_line": "jaw", "lids": "eyelids", "lip_volume": "lips", "cheeks": "cheeks", "brows": "brows"}
LISTED = 8  # faces that are told of in a note; the report has all
_SLOW_YEARS = 0.25  # a gap below which nothing is asked


@dataclass(frozen=True)
class Clip:
    """The part of a plate that is worked on. `half`: half floats hold all that the plate has."""

    path: Path
    start: int  # frames of the plate before the first one
    frames: int
    width: int
    height: int
    fps: float
    half: bool
    hold_out: Path | None
    notes: tuple[str, ...] = ()

    @property
    def still(self) -> bool:
        """Whether it is one picture."""
        return not movies.is_movie(self.path)

    def read(self, first: int = 0) -> Iterator[Floats]:
        """The frames from `first` on, (h, w, 3) ACEScg."""
        for frame, _ in self.read_with_alpha(first):
            yield frame

    def read_with_alpha(self, first: int = 0) -> Iterator[tuple[Floats, Floats | None]]:
        """The frames from `first` on and, where the plate has one, their alpha (h, w)."""
        if self.still:
            yield self._fitted(images.read_picture(self.path, max_pixels=None).pixels), None
            return
        frames = movies.read_frames_alpha(self.path, start=self.start + first)
        for _, (frame, alpha) in zip(range(self.frames - first), frames, strict=False):
            fitted = alpha if alpha is None else self._fitted(alpha)
            yield self._fitted(frame), fitted

    def read_shown(self) -> Iterator[NDArray[np.uint8]]:
        """All frames as sRGB code values (h, w, 3), for the networks that look: of a movie, its own."""
        if self.still or not self.path.is_file():
            yield from (shown(frame) for frame in self.read())
            return
        for codes in islice(movies.read_codes(self.path), self.start, self.start + self.frames):
            eight = codes if codes.dtype == np.uint8 else ((codes.astype(np.uint32) + 128) // 257).astype(np.uint8)
            whole = eight.shape[:2] == (self.height, self.width)
            yield eight if whole else images.resized_codes(eight, self.width, self.height)

    def some(self, wanted: Sequence[int]) -> Iterator[tuple[int, Floats]]:
        """Some frames, in order."""
        last = max(wanted, default=-1)
        for k, frame in enumerate(self.read()):
            if k in wanted:
                yield k, frame
            if k >= last:
                return

    def _fitted(self, frame: Floats) -> Floats:
        if frame.shape[:2] == (self.height, self.width):
            return frame
        return images.resized(frame, self.width, self.height)


def clip_of(brief: DeageBrief, plate_path: Path, *, preview: bool) -> Clip:
    """The clip that a brief asks for. Raises BadInput for a plate that cannot be worked on, naming why."""
    notes: list[str] = []
    if movies.is_movie(plate_path):
        footage = movies.probe(plate_path)
        width, height, total, fps = footage.width, footage.height, footage.frames, footage.fps or brief.fps
        half = _half_holds(plate_path, footage.codec)
        if footage.variable:
            notes.append(
                "the movie's frame rate varies: every frame is kept, one for one, and the result runs at its mean rate "
                f"({fps:.3f}); conform the clip first if it has to stay in step with sound"
            )
    else:
        picture = images.read_picture(plate_path, max_pixels=None)
        width, height, total, fps = picture.pixels.shape[1], picture.pixels.shape[0], 1, brief.fps
        half = picture.bits <= 10
    if brief.first > total:
        raise BadInput(
            f"the clip has {total} frames, and `first` is {brief.first}", where="first",
            remedy=f"give a number from 1 to {total}",
        )  # fmt: skip
    rest = total - brief.first + 1
    if brief.frames is not None and brief.frames > rest:
        notes.append(f"the clip has {rest} frames from `first` on, not {brief.frames}: all of them are taken")
    if preview and width > PREVIEW_WIDTH:
        width, height = PREVIEW_WIDTH, max(2, round(height * PREVIEW_WIDTH / width))
    for person in brief.people():
        for age in (person.age_now, *brief.targets(person)):
            if not TRAINED[0] <= age <= TRAINED[1]:
                held = min(max(age, TRAINED[0]), TRAINED[1])
                notes.append(f"the age of {age:g} is outside what the net was trained on; {held:g} is made of it")
    hold_out = None if brief.hold_out is None else Path(brief.hold_out)
    if hold_out is not None:
        _check_matte(hold_out, min(rest, brief.frames or rest))
    return Clip(
        plate_path, brief.first - 1, min(rest, brief.frames or rest), width, height, fps, half, hold_out, tuple(notes)
    )


def _half_holds(path: Path, codec: str) -> bool:
    """Whether half floats hold a moving plate: movies have 12 bits at most; of a sequence the first file tells."""
    if codec != "sequence":
        return True
    first = images.read_picture(movies.sequence_files(path)[0])
    return (
        first.bits <= 16
        if first.sha256 and str(movies.sequence_files(path)[0]).lower().endswith(".exr")
        else (first.bits <= 10)
    )


def _check_matte(path: Path, frames: int) -> None:
    if movies.is_movie(path) and (found := movies.probe(path).frames) < frames:
        raise BadInput(
            f"the matte has {found} frames, the clip {frames}", where="hold_out",
            remedy="give a matte for each frame, or one picture for all of them",
        )  # fmt: skip


def held_out(clip: Clip, frame: int, region: tuple[int, int, int, int]) -> Floats | None:
    """The painted matte (h, w) in a region at a frame, or None where there is none."""
    if clip.hold_out is None:
        return None
    path = clip.hold_out
    if movies.is_movie(path) and path.is_dir():
        path = movies.sequence_files(path)[frame]
        painted = images.read_picture(path).pixels
    elif movies.is_movie(path):
        painted = next(iter(movies.read_frames(path, start=frame)))
    else:
        painted = images.read_picture(path).pixels
    # A painter's white is white in the display's values.
    shown = colour.encode_srgb(images.resized(painted, clip.width, clip.height)).mean(2)
    left, top, right, bottom = region
    return np.ascontiguousarray(shown[top:bottom, left:right], np.float32)


def shown(frame: Floats) -> NDArray[np.uint8]:
    """A frame as sRGB code values, for the networks that look."""
    return np.asarray(colour.to_code_values(colour.encode_srgb(frame)), np.uint8)


def softening(work: Work, brief: DeageBrief) -> bool:
    """Whether the classical method is used; says why, and names the net where it is the net."""
    net = entry("reage")
    if brief.method == "softening":
        work.note(
            "the method is softening: lines are softened, which looks about three years younger, whatever is asked"
        )
        return True
    if brief.method == "auto" and not work.may_use(net.commercial):
        work.note(
            "the policy demands cleared weights, and the re-ageing net is in review: the method is softening, which "
            "looks about three years younger, whatever is asked"
        )
        return True
    work.used_model(
        net.name, licence=net.licence, lineage=net.lineage, commercial=net.commercial, sha256=net.file_sha256,
        task=net.task,
    )  # fmt: skip
    return False


def wish(brief: DeageBrief, person: Person, frame: int, softened: bool) -> Wish:
    """What is asked of a performer at a frame of the clip."""
    then = person.age
    if person.performer == brief.performer and brief.keys:
        numbers = [key.frame for key in brief.keys]
        then = float(np.interp(FIRST + frame, numbers, [key.age for key in brief.keys]))
    regions = {k: v for k, v in brief.regions.model_dump().items() if k != _NOT_A_REGION}
    shape = {_SHAPES[k]: v for k, v in brief.shape.model_dump().items()}
    return Wish(person.age_now, then, person.strength, regions, shape, brief.regions.grey_hair, brief.texture, softened)


def asks_nothing(asked: Wish) -> bool:
    """Whether the plate stays as it is: the present age, or no strength."""
    return asked.then == asked.now or asked.strength == 0


# -- tracks ------------------------------------------------------------------------------------------------


def as_arrays(tracks: Mapping[str, Track]) -> dict[str, Any]:
    """Tracks as named arrays that `from_arrays` makes tracks of again."""
    stored: dict[str, Any] = {"names": np.array(sorted(tracks))}
    for name, found in tracks.items():
        for field in fields(found):
            if field.name == "performer":
                continue
            value = getattr(found, field.name)
            if field.name == "occluded":
                some = [m for m in value if m is not None]
                stored[f"{name}/occluded_at"] = np.array([m is not None for m in value], bool)
                stored[f"{name}/occluded"] = np.stack(some) if some else np.zeros((0, 1, 1), np.uint8)
                continue
            stored[f"{name}/{field.name}"] = np.array(value)
    return stored


def from_arrays(stored: Mapping[str, NDArray[Any]]) -> dict[str, Track]:
    """The inverse of `as_arrays`."""
    tracks = {}
    for name in stored["names"].tolist():
        values: dict[str, Any] = {"performer": name}
        for field in fields(Track):
            if field.name == "performer":
                continue
            value = stored[f"{name}/{field.name}"]
            if field.name == "occluded":
                mattes = iter(value)
                there = stored[f"{name}/occluded_at"]
                values[field.name] = tuple(next(mattes) if known else None for known in there)
            elif field.name == "reason":
                values[field.name] = tuple(str(v) for v in value)
            elif field.name == "cuts":
                values[field.name] = tuple(int(v) for v in value)
            else:
                values[field.name] = value
        tracks[name] = Track(**values)
    return tracks


def take_around(found: Track, frame: int) -> tuple[int, int]:
    """The first frame of the take that a frame lies in, and the one after its last."""
    bounds = [0, *found.cuts, len(found.confidence)]
    low = max(b for b in bounds if b <= frame)
    high = min(b for b in bounds if b > frame)
    return low, high


def occluded(found: Track, frame: int) -> NDArray[np.uint8] | None:
    """What is in front of a face at a frame, (64, 64) on the template; None for nothing."""
    return found.occluded[frame] if found.occluded else None


def side_of(found: Track) -> int:
    """The side in pixels at which a performer is worked on through the whole clip: that of the largest face."""
    known = np.flatnonzero(found.confidence > 0)
    if not len(known):
        return retouch.LEAST_SIDE
    return retouch.side_of(found.points[known[int(np.argmax(found.height[known]))]])


def clearest(found: Track, count: int) -> list[int]:
    """Up to `count` frames, spread over the clip, in which the face is seen best."""
    sure = np.flatnonzero((found.confidence > 0.95) & (np.abs(found.yaw) < 35))
    if not len(sure):
        return []
    return sorted({int(sure[round(k)]) for k in np.linspace(0, len(sure) - 1, count)})


def face_at(five: Floats) -> Face:
    """Five landmarks (5, 2) as a detector's face."""
    low, high = five.min(0), five.max(0)
    size = high - low
    box = (float(low[0]), float(low[1]), float(size[0]), float(size[1]))
    return Face(box, five, 1.0, yaw_of(five), float(size[1]) * 2.4)


def report_tracks(work: Work, brief: DeageBrief, clip: Clip, tracks: Mapping[str, Track]) -> None:
    """Say in which frames nothing, or not all, was done, and why."""
    told: dict[str, dict[str, Any]] = {}
    for name, found in tracks.items():
        seen = int((found.confidence > 0).sum())
        whole = int((found.confidence >= 1).sum())
        reasons: dict[str, list[int]] = {}
        for k, why in enumerate(found.reason):
            if why:
                reasons.setdefault(why, []).append(FIRST + k)
        known = found.identity[np.isfinite(found.identity)]
        told[name] = {
            "frames": clip.frames, "worked_on": seen, "wholly": whole, "cuts": [FIRST + c for c in found.cuts],
            "faded": {why: spans(numbers) for why, numbers in reasons.items()},
            "identity_mean": float(known.mean()) if len(known) else None,
            "confidence": [round(float(c), 3) for c in found.confidence],
            "perhaps": [
                {"frames": spans(range(FIRST + int(a), FIRST + int(b))), "alike": round(float(alike), 3)}
                for a, b, alike in found.perhaps
            ],
        }  # fmt: skip
        if told[name]["perhaps"]:
            work.note(_who_is_it(name, told[name]["perhaps"]))
        if not seen:
            work.note(f"{name} was not found in the clip: nothing is changed. {_why_none(reasons)}")
        elif whole < clip.frames:
            text = "; ".join(f"{why}: {spans(numbers)}" for why, numbers in reasons.items())
            work.note(f"{name}: in {clip.frames - whole} of {clip.frames} frames less than the whole is done ({text})")
    work.measure("tracks", told)
    if not any((found.confidence > 0).any() for found in tracks.values()):
        raise BadInput(
            f"no performer of the brief was found in the {clip.frames} frames of the clip "
            f"({'; '.join(f'{n}: {_why_none(_reasons(t))}' for n, t in tracks.items())})",
            where=clip.path,
            remedy=" ".join(_who_is_it(n, told[n]["perhaps"]) for n in told if told[n]["perhaps"])
            or "check that it is the right clip and performer; add reference pictures that look like it: "
            f"coulisse performer change {brief.performer} --reference PICTURE",
        )


def _who_is_it(name: str, perhaps: Sequence[Mapping[str, Any]]) -> str:
    """What is said of faces that may be a performer's, or a look-alike's."""
    listed = "; ".join(f"{face['frames']} ({face['alike']:.2f} alike)" for face in perhaps[:LISTED])
    more = f"; and {len(perhaps) - LISTED} more" if len(perhaps) > LISTED else ""
    return (
        f"{name}: a face that may be theirs, or a look-alike's, was left alone in the frames {listed}{more}. If it is "
        f"theirs, add a picture of it: coulisse performer change {name} --reference PICTURE"
    )


def _reasons(found: Track) -> dict[str, list[int]]:
    reasons: dict[str, list[int]] = {}
    for k, why in enumerate(found.reason):
        if why:
            reasons.setdefault(why, []).append(FIRST + k)
    return reasons


def _why_none(reasons: Mapping[str, Sequence[int]]) -> str:
    most = sorted(reasons.items(), key=lambda item: -len(item[1]))
    return ", ".join(f"{why} in {len(numbers)} frames" for why, numbers in most[:3]) or "no face was seen"


def spans(numbers: Sequence[int]) -> str:
    """`1001-1008, 1013`."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in found)


def write_landmarks(path: Path, tracks: Mapping[str, Track], clip: Clip) -> None:
    """The meshes for other programs, as JSON: pixels of the plate, y down, from the middle of its top left pixel.

    Written frame by frame, one a line, since an hour of them is long. Frames in which a face is not seen are left out.
    """
    head = {
        "width": clip.width, "height": clip.height, "fps": clip.fps,
        "points": "MediaPipe face mesh, 468 points [x, y, depth], pixels",
    }  # fmt: skip
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(head)[:-1] + ', "performers": {')
        for n, (name, found) in enumerate(tracks.items()):
            file.write(f"{', ' if n else ''}{json.dumps(name)}: {{")
            known = [k for k in range(clip.frames) if found.confidence[k] > 0 and np.isfinite(found.points[k]).all()]
            for first, k in enumerate(known):
                told = {
                    "confidence": round(float(found.confidence[k]), 3), "yaw": round(float(found.yaw[k]), 2),
                    "pitch": round(float(found.pitch[k]), 2),
                    "five": np.round(Mesh(found.points[k], 1.0).five.astype(float), 2).tolist(),
                    "mesh": np.round(found.points[k].astype(float), 2).tolist(),
                }  # fmt: skip
                file.write(f'{"," if first else ""}\n"{FIRST + k}": {json.dumps(told)}')
            file.write("}")
        file.write("}}\n")


class LikenessLog:
    """How like itself each face stayed, frame by frame, on disk as it goes: a run that goes on keeps what it knows."""

    def __init__(self, path: Path, names: Sequence[str], frames: int) -> None:
        self._seen = {name: np.full(frames, np.nan, np.float32) for name in names}
        if path.is_file():
            for line in path.read_text("utf-8").splitlines():
                try:
                    frame, name, value = json.loads(line)
                except ValueError:
                    continue  # the last line of a killed run
                if name in self._seen and 0 <= frame < frames:
                    self._seen[name][frame] = value
        self._file = path.open("a", encoding="utf-8")

    def add(self, frame: int, name: str, value: float) -> None:
        """Write one down."""
        self._seen[name][frame] = value
        self._file.write(json.dumps([frame, name, round(value, 4)]) + "\n")
        self._file.flush()

    def close(self) -> dict[str, Floats]:
        """All of them by performer (frames,), NaN where nothing was measured."""
        self._file.close()
        return self._seen
