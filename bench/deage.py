"""A change of age on clips of people who do not exist: speed, memory, steadiness, likeness, texture.

    python bench/deage.py [CLIP.mp4 ...]     clips of one person each; else examples/performer.mp4 in a frame of 1080p

Each clip is run through `coulisse deage` in a process of its own, in a production made for it, with a real grant.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.consent import grants, roster
from coulisse.consent.desk import open_desk
from coulisse.consent.performer import Signer
from coulisse.face import texture
from coulisse.face.regions import face_matte, skin_matte
from coulisse.face.retouch import cut
from coulisse.media import colour, exr, images, movies
from coulisse.production.layout import open_production
from coulisse.provenance.crypto import new_key
from machine import describe, say, table

ROOT = Path(__file__).resolve().parent.parent
NOW, WISHES = 60, (40, 75)  # years
CLIPS = (ROOT / "examples" / "performer.mp4",)
Floats = NDArray[np.float32]


def production(folder: Path, clip: Path) -> tuple[Path, str]:
    """A production with the clip's person on the roster, and their grant for 18 to 85."""
    frames = list(movies.read_frames(clip))
    references = []
    for k in (0, len(frames) // 2):
        references.append(folder / f"reference_{k}.png")
        images.write_png(references[-1], colour.encode_srgb(frames[k]))
    desk = open_desk(open_production(folder / "film"))
    key = new_key()
    person = roster.add(
        desk, ["Vera Nobody"], references=references, born=date(1960, 1, 1),
        signers=[Signer("performer", "Vera Nobody", key.public)],
    )  # fmt: skip
    today = datetime.now(UTC).date()
    use = {
        "kind": "age_alteration",
        "description": "A measurement of ages from 18 to 85, shown to nobody.",
        "ages": [18, 85],
    }
    draft = grants.draft(
        desk, folder, performer=person.id, signer_role="performer", signer_name="Vera Nobody", shots=["bench_*"],
        uses=[use],
        finality="final", territory="worldwide", valid_from=today - timedelta(days=1), until=today + timedelta(days=30),
        compensation="none: nobody is paid who does not exist",
    )  # fmt: skip
    grants.sign(draft.json, key)
    grants.import_(desk, draft.json)
    return folder / "film", person.id


def made(film: Path, performer: str, clip: Path, age: int) -> tuple[Path, dict[str, Any], float, float, float]:
    """The version's folder, its report, seconds, the processors' seconds and peak bytes of a run."""
    words = [
        "deage",
        clip,
        "--performer",
        performer,
        "--age-now",
        NOW,
        "--age",
        age,
        "--out",
        film,
        "--shot",
        f"bench_{age}",
    ]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    coulisse = Path(sys.executable).with_name("coulisse")
    done = subprocess.run([coulisse, *map(str, words)], capture_output=True, text=True, check=False)
    seconds = time.monotonic() - began
    if done.returncode:
        raise SystemExit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = max(before.ru_maxrss, after.ru_maxrss) * 1024
    (version,) = (film / "shots" / f"bench_{age}" / "deage").glob("v001")
    return version, json.loads((version / "report.json").read_text("utf-8")), seconds, worked, peak


def steadiness(clip: Path, version: Path) -> float:
    """The flow-warped difference of neighbouring frames on the skin, the result's over the source's.

    The source's own motion (DIS flow, Kroeger et al. 2016) takes the next frame back to this one in both.
    """
    told = json.loads((version / "landmarks.json").read_text("utf-8"))
    (frames,) = told["performers"].values()
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    ratios: list[tuple[float, float]] = []
    before: tuple[Floats, Floats] | None = None
    for k, own in enumerate(movies.read_frames(clip)):
        layers, _ = exr.read_passes(next((version / "comp").glob(f"*.{1001 + k}.exr")))
        pair = colour.encode_srgb(own), colour.encode_srgb(np.asarray(layers["beauty"][..., :3], np.float32))
        if before is not None and str(1000 + k) in frames:
            points = np.array(frames[str(1000 + k)]["mesh"], np.float32)
            grey = [cv2.cvtColor((p * 255).astype(np.uint8), cv2.COLOR_RGB2GRAY) for p in (before[0], pair[0])]
            moved = flow.calc(*grey, None)
            h, w = grey[0].shape
            x, y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
            back = [cv2.remap(p, x + moved[..., 0], y + moved[..., 1], cv2.INTER_LINEAR) for p in pair]
            skin = cv2.fillConvexPoly(np.zeros((h, w), np.uint8), cv2.convexHull(points[:, :2].astype(np.int32)), 1) > 0
            ratios.append(tuple(float(np.abs(b - p)[skin].mean()) for b, p in zip(back, before, strict=True)))  # type: ignore[arg-type]
        before = pair
    source, result = np.mean(ratios, 0)
    return float(result / source)


def grain(clip: Path, version: Path) -> float:
    """The relative gap of the finest octave's energy on the skin, result against plate: the median over some frames."""
    told = json.loads((version / "landmarks.json").read_text("utf-8"))
    (frames,) = told["performers"].values()
    gaps = []
    for k, own in enumerate(movies.read_frames(clip)):
        if k % 8 or str(1001 + k) not in frames:
            continue
        layers, _ = exr.read_passes(next((version / "comp").glob(f"*.{1001 + k}.exr")))
        points = np.array(frames[str(1001 + k)]["mesh"], np.float32)
        before, after = (cut(np.asarray(p, np.float32), points, 512) for p in (own, layers["beauty"][..., :3]))
        matte = face_matte(before.points, 512) * skin_matte(before.square, before.points)
        finest = [texture.spectrum(c.square, matte)[0].energy for c in (before, after)]
        gaps.append(abs(finest[1] / finest[0] - 1))
    return float(np.median(gaps))


def in_1080p(clip: Path, folder: Path) -> Path:
    """The clip in the middle of a frame of 1920 x 1080, what is beside it far out of focus."""
    out = folder / f"{clip.stem}_1080p.mp4"

    def frames() -> Iterator[Floats]:
        for own in movies.read_frames(clip):
            shown = colour.encode_srgb(own)
            small = cv2.resize(shown, (32, 18), interpolation=cv2.INTER_AREA)
            frame = cv2.resize(cv2.GaussianBlur(small, (0, 0), 4), (1920, 1080), interpolation=cv2.INTER_CUBIC)
            h, w = shown.shape[:2]
            top, left = (1080 - h) // 2, (1920 - w) // 2
            frame[top : top + h, left : left + w] = shown
            yield np.clip(frame, 0, 1)

    movies.write_h264(out, frames(), 24.0, (1920, 1080), crf=14)
    return out


def main() -> None:
    """Print the page."""
    print("# A change of age, measured\n")
    print(describe() + "\n")
    rows = []
    for given in [Path(p) for p in sys.argv[1:]] or CLIPS:
        with tempfile.TemporaryDirectory(prefix="coulisse-bench-") as folder:
            clip = given if len(sys.argv) > 1 else in_1080p(given, Path(folder))
            footage = movies.probe(clip)
            os.environ.setdefault("COULISSE_KEYS", str(Path(folder) / "keys"))
            film, performer = production(Path(folder), clip)
            for age in WISHES:
                say(f"{clip.name}: {NOW} to {age}")
                version, report, seconds, worked, peak = made(film, performer, clip, age)
                steps = {name: step["seconds"] for name, step in report["steps"].items()}
                likeness = report["measured"]["likeness_to_the_plate"][performer]
                own = steps["find"] + steps["faces"]
                rows.append(
                    (
                        f"{clip.stem}, {footage.width}x{footage.height}, {NOW} to {age}", footage.frames / own,
                        footage.frames / seconds, worked / footage.frames, peak / 1e9,
                        f"{steadiness(clip, version):.2f}", likeness["mean"], likeness["least"],
                        grain(clip, version), report["measured"]["held_back"][performer],
                    )
                )  # fmt: skip
    head = (
        "clip", "frames/s, face work and EXR", "frames/s, whole run",
        "processor seconds a frame, whole run", "peak GB", "temporal error, result / source",
        "identity, mean", "least", "finest octave off by", "strength kept",
    )  # fmt: skip
    table(head, rows)


if __name__ == "__main__":
    main()
