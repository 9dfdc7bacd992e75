"""How well a likeness is told: false accepts and false rejects over people who do not exist, and where telling ends.

    python bench/likeness.py [--people 240] [--comp FOLDER ...]

The synthetic people (training/people) are made on the first run, half a second a picture, and kept in
`.cache/people`; so are the descriptors. Prints the tables of docs/likeness.md and draws
docs/pictures/likeness_curve.png and likeness_variations.jpg. `--comp` names folders of finished frames (EXR)
without a person, to count false finds.
"""

# ruff: noqa: E402
from __future__ import annotations

import argparse
import sys
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "training" / "people"))
import cast as casting
from variations import Variation, blurred, both, compressed, grained, lit, mirrored, resized, turned

import likeness_figures as figures
from coulisse.consent import pixels
from coulisse.face import identity
from coulisse.face.detect import Face, find_faces
from coulisse.media import exr

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

CACHE = ROOT / ".cache" / "people" / "descriptors.npz"
# (name, look, what is done to it)
PLAIN: Variation = resized(160.0)
VARIATIONS: dict[str, tuple[str, Variation]] = {
    **{f"height {h}": ("base", resized(float(h))) for h in (24, 32, 40, 48, 64, 96, 128, 256)},
    **{f"blur {100 * s:.0f} %": ("base", blurred(s)) for s in (0.01, 0.02, 0.03, 0.045, 0.06)},
    **{f"JPEG {q}": ("base", compressed(q)) for q in (10, 20, 30, 50, 70, 90)},
    "light -3 stops": ("base", lit((0.125, 0.125, 0.125))),
    "light +1.5 stops": ("base", lit((2.8, 2.8, 2.8))),
    "light from a side, 4 stops": ("base", lit((1, 1, 1), side=4.0)),
    "light warm": ("base", lit((1.3, 0.9, 0.45))),
    "light cool": ("base", lit((0.6, 0.95, 1.5))),
    "mirror": ("base", mirrored),
    "grain 5 %": ("base", grained(0.05)),
    "grain 10 %": ("base", grained(0.10)),
    **{f"turn {d} degrees": ("base", turned(float(d))) for d in (15, 30, 45)},
    "older": ("older", PLAIN),
    "younger": ("younger", PLAIN),
    "another take": ("take", PLAIN),
    "another take, 48 px, JPEG 50": (
        "take",
        both(compressed(50), lambda p, f: cv2.resize(p, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)),
    ),
    "older, turn 30, JPEG 50": ("older", both(turned(30.0), compressed(50))),
}
CURVES = ("height 32", "JPEG 20", "turn 30 degrees", "older", "younger", "another take", "older, turn 30, JPEG 50")
SHOWN = 6  # the person on the sheet of variations
CHOSEN_FAR = 1e-3  # at the threshold, of all pairs of strangers in all variations that are legible
# Skin tone by the individual typology angle of the cheeks (Chardon et al. 1991), in degrees.
TONES = (("very light", 55), ("light", 41), ("intermediate", 28), ("tan", 10), ("brown", -30), ("dark", -91))


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=240)
    options.add_argument("--comp", type=Path, nargs="*", default=[])
    chosen = options.parse_args()
    measured = _measured(chosen.people)
    report(measured)
    portraits(measured)
    false_finds(chosen.comp)
    told = {name: pairs(measured, name, legible(measured, name)) for name in VARIATIONS}
    whole = np.concatenate([s for s, _ in told.values()]), np.concatenate([o for _, o in told.values()])
    some = {name: pairs(measured, name) for name in CURVES}
    figures.curve(whole, some, identity.SAME_PERSON, CHOSEN_FAR, ROOT / "docs" / "pictures" / "likeness_curve.png")


def _measured(people: int) -> dict[str, NDArray[np.floating]]:
    """References (n, 128), and for each variation the descriptors (n, 128; NaN where no face was found), the yaws and
    the sharpness; from the cache where nothing changed."""
    key = f"{people} {sorted(VARIATIONS)}"
    if CACHE.is_file():
        held = dict(np.load(CACHE))
        if str(held.get("key")) == key:
            return held
    usable: list[tuple[int, Face]] = []
    for number in range(casting.LEARNED_FROM):
        found = find_faces(casting.picture(number))
        if len(found) == 1 and abs(found[0].yaw_degrees) < 15 and len(usable) < people:
            usable.append((number, found[0]))
    out: dict[str, NDArray[np.floating]] = {
        "reference": np.stack([identity.describe(casting.picture(n), f) for n, f in usable]),
        "tone": np.array([_tone(casting.picture(n), f) for n, f in usable], np.float32),
    }
    sheet = {}
    for name, (look, vary) in VARIATIONS.items():
        rows, yaws, sharp, heights = [], [], [], []
        for number, face in usable:
            varied = vary(casting.picture(number, look), face)
            if number == usable[SHOWN][0]:
                sheet[name] = varied
            best = max(find_faces(varied, smallest=14.0), key=lambda f: f.height, default=None)
            if best is None:
                rows.append(np.full(128, np.nan, np.float32))
                yaws.append(np.nan)
                sharp.append(np.nan)
                heights.append(np.nan)
                continue
            crop = identity.aligned(varied, best)
            rows.append(identity.describe_aligned(crop))
            yaws.append(abs(best.yaw_degrees))
            sharp.append(identity.sharpness(crop))
            heights.append(best.height)
        out[name] = np.stack(rows)
        out[f"{name}/yaw"], out[f"{name}/sharp"] = np.array(yaws), np.array(sharp)
        out[f"{name}/height"] = np.array(heights)
        print(f"  {name}", file=sys.stderr, flush=True)
    np.savez(CACHE, key=np.array(key), **out)
    figures.sheet(sheet, ROOT / "docs" / "pictures" / "likeness_variations.jpg")
    return out


def _tone(picture: Bytes, face: Face) -> float:
    """The individual typology angle of the cheeks in degrees."""
    crop = identity.aligned(picture, face)
    lab = cv2.cvtColor(crop.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    cheeks = np.concatenate([lab[68:84, 26:40].reshape(-1, 3), lab[68:84, 72:86].reshape(-1, 3)])
    light, _, yellow = np.median(cheeks, 0)
    return float(np.degrees(np.arctan2(light - 50.0, max(float(yellow), 1e-3))))


def legible(measured: dict[str, NDArray[np.floating]], name: str) -> NDArray[np.bool_]:
    """Which probes of a variation the product itself would call legible."""
    return np.asarray(
        (measured[f"{name}/height"] >= identity.SMALLEST_LEGIBLE)
        & (measured[f"{name}/yaw"] <= identity.LARGEST_YAW)
        & (measured[f"{name}/sharp"] >= identity.LEAST_SHARPNESS)
    )


def pairs(
    measured: dict[str, NDArray[np.floating]], name: str, which: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """The similarities of the same people, and of strangers, for one variation."""
    probes = measured[name]
    there = np.isfinite(probes[:, 0]) & (True if which is None else which)
    table = measured["reference"] @ probes[there].T
    own = np.flatnonzero(there)
    same = table[own, np.arange(len(own))]
    strangers = np.ones(table.shape, bool)
    strangers[own, np.arange(len(own))] = False
    return same, table[strangers]


def report(measured: dict[str, NDArray[np.floating]]) -> None:
    """The threshold, and the table of variations."""
    told = {name: pairs(measured, name, legible(measured, name)) for name in VARIATIONS}
    strangers = np.concatenate([s for _, s in told.values()])
    same = np.concatenate([s for s, _ in told.values()])
    print(
        f"{len(measured['reference'])} people, {len(same)} pairs of one person, {len(strangers)} of strangers (legible)"
    )
    for far in (1e-2, 1e-3, 3e-4, 1e-4):
        threshold = float(np.quantile(strangers, 1 - far))
        print(f"  FAR {far:.0e}: threshold {threshold:.3f}, FRR {100 * (same < threshold).mean():.2f} %")
    at = identity.SAME_PERSON
    print(f"SAME_PERSON = {at}: FAR {(strangers >= at).mean():.2e}, FRR {100 * (same < at).mean():.2f} %\n")
    print("| variation | found | legible | median of one person | FRR of all found | FRR legible | FAR |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in VARIATIONS:
        own, others = pairs(measured, name)
        own_told, _ = told[name]
        found = np.isfinite(measured[name][:, 0]).mean()
        told_share = legible(measured, name).mean()
        frr_told = f"{100 * (own_told < at).mean():.1f} %" if len(own_told) > 20 else "-"
        print(
            f"| {name} | {100 * found:.0f} % | {100 * told_share:.0f} % | {np.median(own):.2f} "
            f"| {100 * (own < at).mean():.1f} % | {frr_told} | {(others >= at).mean():.1e} |"
        )
    _by_yaw(measured)
    _by_sharpness(measured)
    _by_tone(measured, told)


def _by_yaw(measured: dict[str, NDArray[np.floating]]) -> None:
    print("\n| turn as measured | pairs | median | FRR |\n| --- | --- | --- | --- |")
    names = [n for n in VARIATIONS if n.startswith("turn") or n in ("another take", "mirror")]
    yaws = np.concatenate([measured[f"{n}/yaw"] for n in names])
    same = np.concatenate([(measured["reference"] * measured[n]).sum(1) for n in names])
    for low, high in ((0, 10), (10, 20), (20, 30), (30, 40), (40, 50), (50, 91)):
        inside = same[(yaws >= low) & (yaws < high)]
        if len(inside) > 10:
            _row(f"{low}-{high}", inside)


def _by_sharpness(measured: dict[str, NDArray[np.floating]]) -> None:
    print("\n| sharpness | pairs | median | FRR |\n| --- | --- | --- | --- |")
    names = [n for n in VARIATIONS if n.startswith(("blur", "height"))]
    sharp = np.concatenate([measured[f"{n}/sharp"] for n in names])
    same = np.concatenate([(measured["reference"] * measured[n]).sum(1) for n in names])
    edges = (0.0, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.12, 9.0)
    for low, high in zip(edges[:-1], edges[1:], strict=True):
        inside = same[(sharp >= low) & (sharp < high)]
        if len(inside) > 10:
            _row(f"{low}-{high}", inside)


def _row(label: str, same: NDArray[np.floating]) -> None:
    rejected = 100 * (same < identity.SAME_PERSON).mean()
    print(f"| {label} | {len(same)} | {np.median(same):.2f} | {rejected:.1f} % |")


def _by_tone(
    measured: dict[str, NDArray[np.floating]], told: dict[str, tuple[NDArray[np.floating], NDArray[np.floating]]]
) -> None:
    """False accepts among people of one tone, and false rejects, over all legible variations."""
    print("\n| skin tone (ITA) | people | FRR | FAR against the same tone |\n| --- | --- | --- | --- |")
    tone = measured["tone"]
    top = 1e9
    for label, least in TONES:
        group = (tone > least) & (tone <= top)
        top = least
        if group.sum() < 3:
            print(f"| {label} | {group.sum()} | too few | too few |")
            continue
        same, strangers = [], []
        for name in VARIATIONS:
            which = legible(measured, name) & group
            table = measured["reference"][group] @ measured[name][which].T
            own = np.flatnonzero(which[group])
            mask = np.zeros(table.shape, bool)
            mask[own, np.arange(len(own))] = True
            same.append(table[mask])
            strangers.append(table[~mask])
        s, o = np.concatenate(same), np.concatenate(strangers)
        print(
            f"| {label} | {group.sum()} | {100 * (s < identity.SAME_PERSON).mean():.1f} % "
            f"| {(o >= identity.SAME_PERSON).mean():.1e} |"
        )


def portraits(measured: dict[str, NDArray[np.floating]]) -> None:
    """The two public-domain portraits: each with itself through the pixel variations, and with everybody else."""
    import matplotlib
    import skimage

    hopper = Path(matplotlib.__file__).parent / "mpl-data" / "sample_data" / "grace_hopper.jpg"
    real = {
        "astronaut (NASA)": skimage.data.astronaut(),
        "Grace Hopper (US Navy)": np.ascontiguousarray(cv2.imread(str(hopper))[:, :, ::-1]),
    }
    print("\n| portrait | lowest with itself | variation | highest with a synthetic person | with the other |")
    print("| --- | --- | --- | --- | --- |")
    own = {name: _best(picture) for name, picture in real.items()}
    for name, picture in real.items():
        face, descriptor = own[name]
        lowest = (2.0, "")
        for variation, (look, vary) in VARIATIONS.items():
            if look != "base":
                continue
            varied = vary(picture, face)
            found = find_faces(varied)
            if found:
                best = max(found, key=lambda f: f.height)
                crop = identity.aligned(varied, best)
                if not identity.why_not_told(best, crop):
                    lowest = min(lowest, (identity.similarity(descriptor, identity.describe_aligned(crop)), variation))
        other = next(d for n, (_, d) in own.items() if n != name)
        print(
            f"| {name} | {lowest[0]:.2f} | {lowest[1]} | {float((measured['reference'] @ descriptor).max()):.2f} "
            f"| {identity.similarity(descriptor, other):.2f} |"
        )


def _best(picture: Bytes) -> tuple[Face, Floats]:
    face = max(find_faces(picture), key=lambda f: f.height)
    return face, identity.describe(picture, face)


def false_finds(folders: list[Path]) -> None:
    """The best scores of YuNet where nobody is: plates of buildings, and rubble and dust."""
    plates = sorted((ROOT / ".cache" / "plates").glob("*.jpg"))
    pictures = [(p.name, np.ascontiguousarray(cv2.imread(str(p))[:, :, ::-1])) for p in plates]
    for folder in folders:
        frames = sorted(folder.rglob("*.exr"))
        pictures += [
            (f"{folder.name} {f.name}", pixels.display(exr.read_passes(f)[0][exr.BEAUTY][:, :, :3])) for f in frames
        ]
    scores = [(face.score, name, face.height) for name, p in pictures for face in find_faces(p, turned=True, score=0.3)]
    print(
        f"\nfalse finds over a score of 0.3 in {len(pictures)} pictures without a person, on four sides: {len(scores)}"
    )
    for score, name, height in sorted(scores, reverse=True)[:12]:
        print(f"  {score:.2f} {name} ({height:.0f} px)")


if __name__ == "__main__":
    main()
