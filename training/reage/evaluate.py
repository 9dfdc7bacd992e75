"""Stage 6: what the net does to people it never saw, through the product's own path; prints the card's tables.

`python training/reage/evaluate.py` fits CALIBRATION and TONES (models/reaging.py) on one half of the held-out people
and measures on the other, and the other way round, so that nobody is measured by what was fitted on them. With
`--calibrate` it then fits both on all of them and writes that down for the product.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import store  # first: it makes the training's modules importable
import cv2
import looks
import numpy as np
import sets
from coulisse.face import reage, retouch
from coulisse.face.detect import Face, find_faces
from coulisse.face.identity import describe, similarity
from coulisse.face.landmarks import Mesh, find_mesh
from coulisse.face.retouch import Wish
from coulisse.face.space import NET_BOX
from coulisse.media import colour
from coulisse.recipes.deage import STEPS
from coulisse.recipes.deage_brief import DeageBrief
from train import HELD_OUT

KEEP_IDENTITY = DeageBrief.model_fields["keep_identity"].default
OUT = store.FOLDER / "evaluation.json"
ROOM = Path(__file__).parents[2] / "src" / "coulisse" / "models" / "reaging.py"
GAPS = {20: (14, 26), 35: (29, 42)}  # years: what counts for each
TONES = (("light", 41, 999), ("medium", 10, 41), ("dark", -999, 10))  # degrees of ITA
ASKED = (0.0, 8.0, 16.0, 24.0, 32.0, 42.0, 55.0)  # years, for the calibration


@dataclass(frozen=True)
class Source:
    """A picture of a held-out person in the FFHQ frame, and what is known of it."""

    portrait: looks.Bytes
    face: Face
    mesh: Mesh
    years: float
    measured: looks.Floats
    tone: float  # as the product sees it


def people() -> list[dict[str, np.ndarray]]:
    """The held-out people's sets, the good pictures only."""
    found = []
    for path in sorted(store.SETS.glob("*.npz"))[:HELD_OUT]:
        shard = dict(np.load(path))
        for k in range(len(shard["number"])):
            person = {key: values[k] for key, values in shard.items()}
            good = sets.kept(person)
            if good.sum() >= 2:
                years = sets.labels(person["units"], person["ages"])[good]
                found.append({**person, "pictures": person["pictures"][good], "years": years})
    return found


def framed(picture: looks.Bytes) -> looks.Bytes:
    """A kept picture (NET_BOX) in the whole FFHQ frame again (512, 512, 3), its border repeated outwards."""
    left, top, right, bottom = (round(v * looks.SIDE) for v in NET_BOX)
    inner = cv2.resize(picture, (right - left, bottom - top), interpolation=cv2.INTER_CUBIC)
    sides = (top, looks.SIDE - bottom, left, looks.SIDE - right)
    return np.asarray(cv2.copyMakeBorder(inner, *sides, cv2.BORDER_REPLICATE))


def source(picture: looks.Bytes, years: float) -> Source | None:
    portrait = framed(picture)
    faces = find_faces(portrait, smallest=120)
    if not faces:
        return None
    mesh = find_mesh(portrait, faces[0].landmarks)
    given = retouch.cut(colour.decode_srgb(portrait), mesh.points, reage.SIDE)
    return Source(portrait, faces[0], mesh, years, looks.ages(portrait)[0], reage.skin_tone(given.square, given.points))


def aged(given: Source, now: float, then: float, strength: float = 1.0) -> looks.Bytes:
    """The portrait made `then` years old, as a shot's frame would be."""
    plate = colour.decode_srgb(given.portrait)
    wish = Wish(now, then, strength)
    piece = retouch.cut(plate, given.mesh.points, retouch.side_of(given.mesh.points))
    change = retouch.change(piece, retouch.first_look(piece, wish, 1.0).delta, wish, 1.0, None)
    left, top, right, bottom = change.region
    plate[top:bottom, left:right] += change.delta
    return colour.to_code_values(colour.encode_srgb(plate))


def held_back(given: Source, now: float, then: float) -> tuple[looks.Bytes, float]:
    """The portrait made `then` years old as a shot by default is, held back where it would be too little like itself.

    And its likeness to itself (the cosine of SFace).
    """
    for share in STEPS:
        after = aged(given, now, then, share)
        like = similarity(describe(after, given.face), describe(given.portrait, given.face))
        if like >= KEEP_IDENTITY:
            break
    return after, like


def calibrate(some: list[dict[str, np.ndarray]]) -> None:
    """Fit what to ask for: gaps given to the net raw, gaps measured by faceres, younger and older apart."""
    reage.TONES.update(dict.fromkeys(("younger", "older"), (1.0, 0.0)))
    reage.CALIBRATION.update(dict.fromkeys(("younger", "older"), ((0.0, 90.0), (0.0, 90.0))))
    table = {}
    for name, sign in (("younger", -1), ("older", 1)):
        gains = defaultdict(list)
        for person in some:
            order = np.argsort(person["years"])
            k = order[-1] if sign < 0 else order[0]
            given = source(person["pictures"][k], float(person["years"][k]))
            if given is None:
                continue
            for gap in ASKED[1:]:
                then = given.years + sign * gap
                if not 17 <= then <= 86:
                    continue
                after = looks.ages(aged(given, given.years, then))[0]
                gains[gap].append(sign * (after[0] - given.measured[0]))
        asked = [0.0] + [g for g in ASKED[1:] if len(gains[g]) >= 5]
        means = [0.0] + [float(np.mean(gains[g])) for g in asked[1:]]
        means = np.maximum.accumulate(np.maximum(means, np.array(asked) * 0.05))
        means = means + np.arange(len(means)) * 1e-3
        slope = (means[-1] - means[-2]) / (asked[-1] - asked[-2]) if len(asked) > 2 else 1.0
        slope = max(slope, 0.15)
        # Beyond what was measured, on in the same way, but never more than the ages allow.
        table[name] = ([*asked, 75.0], [*means.tolist(), float(means[-1] + slope * (75.0 - asked[-1]))])
        print(name, "asked", asked, "measured", np.round(means, 1).tolist())
    reage.CALIBRATION.update({k: (tuple(a), tuple(b)) for k, (a, b) in table.items()})


def fit_tones(some: list[dict[str, np.ndarray]]) -> None:
    """How the share of the asked change that is reached goes with the skin's tone: a line, younger and older apart."""
    reage.TONES.update(dict.fromkeys(("younger", "older"), (1.0, 0.0)))
    rows = measure(some, hold_back=False)
    table = {}
    for name, sign in (("younger", -1), ("older", 1)):
        chosen = [r for r in rows if r["gap"] * sign > 0]
        units = [np.clip((r["seen"] - reage.PLAIN_TONE) / reage.TONE_UNIT, reage.LEAST_TONE, reage.MOST_TONE)
                 for r in chosen]  # fmt: skip
        slope, level = np.polyfit(units, [r["reached"] / r["gap"] for r in chosen], 1)
        table[name] = (float(level), float(slope))
        print(name, "reached", round(level, 3), "of what is asked, and", round(slope, 3), "a unit of tone")
    reage.TONES.update(table)


def written() -> None:
    """Write CALIBRATION and TONES down as they are now."""
    curves = "".join(
        f'    "{name}": (\n        ({_numbers(asked)}),\n        ({_numbers(got)}),\n    ),\n'
        for name, (asked, got) in reage.CALIBRATION.items()
    )
    tones = "".join(f'    "{name}": ({level:.3f}, {slope:.3f}),\n' for name, (level, slope) in reage.TONES.items())
    text = ROOM.read_text("utf-8")
    start, between = text.index("CALIBRATION: "), text[text.index("# How much of the change") : text.index("TONES: ")]
    head = "CALIBRATION: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {\n"
    ROOM.write_text(
        text[:start] + head + curves + "}\n" + between + "TONES: dict[str, tuple[float, float]] = {\n" + tones + "}\n",
        "utf-8",
    )


def _numbers(values: Sequence[float]) -> str:
    return ", ".join(f"{v:.1f}" for v in values)


def measure(some: list[dict[str, np.ndarray]], hold_back: bool = True) -> list[dict[str, float]]:
    """One row a pair of a picture and an age that the same person's other picture has."""
    rows = []
    for person in some:
        n = len(person["years"])
        for i in range(n):
            given = None
            for j in range(n):
                gap = float(person["years"][j] - person["years"][i])
                bucket = next((b for b, (low, high) in GAPS.items() if low <= abs(gap) <= high), None)
                if i == j or bucket is None:
                    continue
                given = given or source(person["pictures"][i], float(person["years"][i]))
                if given is None:
                    break
                if hold_back:
                    after, like = held_back(given, given.years, given.years + gap)
                else:
                    after, like = aged(given, given.years, given.years + gap), 1.0
                measured = looks.ages(after)[0]
                lab = looks.skin_colour(after, given.mesh.points)
                wanted = looks.skin_colour(framed(person["pictures"][j]), given.mesh.points)
                rows.append(
                    {
                        "bucket": bucket, "gap": gap, "reached": float(measured[0] - given.measured[0]),
                        "age_error": float(measured[0] - given.measured[0] - gap),
                        "ssr": float(measured[1] - given.measured[1]), "gear": float(measured[2] - given.measured[2]),
                        "identity": like,
                        "colour": float(np.linalg.norm(lab - wanted)), "tone": looks.tone(person["skin"]),
                        "seen": given.tone,
                        "male": float(person["male"]), "number": float(person["number"]),
                    }
                )  # fmt: skip
    return rows


def table(rows: list[dict[str, float]]) -> str:
    """The card's table."""
    lines = [
        "| whom | pairs | years asked | reached | off by (mean absolute) | SSR-Net agrees | GEAR agrees | identity | "
        "least | skin dE |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    groups: list[tuple[str, object]] = []
    for bucket in GAPS:
        for name, sign in (("younger", -1), ("older", 1)):
            groups.append((f"{bucket} {name}", lambda r, b=bucket, s=sign: r["bucket"] == b and r["gap"] * s > 0))
    for bucket in GAPS:
        for name, low, high in TONES:
            groups.append(
                (f"{bucket}, {name} skin", lambda r, b=bucket, x=low, y=high: r["bucket"] == b and x < r["tone"] <= y)
            )
        for name, low, high in (("women", -1, 0.5), ("men", 0.5, 2)):
            groups.append(
                (f"{bucket}, {name}", lambda r, b=bucket, x=low, y=high: r["bucket"] == b and x < r["male"] <= y)
            )
    for name, choose in groups:
        some = [r for r in rows if choose(r)]  # type: ignore[operator]
        if not some:
            lines.append(f"| {name} | 0 | | | | | | | | |")
            continue
        mean = {k: float(np.mean([abs(r[k]) if k in ("gap", "age_error") else r[k] for r in some])) for k in some[0]}
        reached = float(np.mean([r["reached"] * np.sign(r["gap"]) for r in some]))
        agree = [100 * float(np.mean([r[k] * r["gap"] > 0 for r in some])) for k in ("ssr", "gear")]
        lines.append(
            f"| {name} | {len(some)} | {mean['gap']:.1f} | {reached:.1f} | {mean['age_error']:.1f} | "
            f"{agree[0]:.0f} % | {agree[1]:.0f} % | {mean['identity']:.2f} | "
            f"{min(r['identity'] for r in some):.2f} | {mean['colour']:.1f} |"
        )
    return "\n".join(lines)


def main() -> None:
    some = people()
    rows = []
    for half in (0, 1):
        calibrate(some[half::2])
        fit_tones(some[half::2])
        rows += measure(some[1 - half :: 2])
    OUT.write_text(json.dumps(rows))
    print(f"{len(some)} people, {len(rows)} pairs\n")
    print(table(rows))
    if "--calibrate" in sys.argv:
        calibrate(some)
        fit_tones(some)
        written()


if __name__ == "__main__":
    main()
