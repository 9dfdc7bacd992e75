"""How fast and how large a collapse is, measured: `make bench`, or with --quick a tenth of it to see that it works.

Standard output is the page docs/bench.md; progress goes to standard error. Each run is a process of its own.
Its compiled code is on disk already, as from a second run on; the first run of all is measured apart.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import tempfile
from pathlib import Path

from coulisse.errors import Unavailable
from coulisse.render.blender import interpreter
from hero import both, read_scene, write_bodies
from machine import describe, say, table
from shots import Run, collapse, paint_plate, write_brief

STEPS = ("camera", "building", "fracture", "collapse", "mattes", "stage", "render", "movies", "scene", "hash")
HERE = Path(__file__).resolve().parent


def _median(runs: list[Run]) -> Run:
    return sorted(runs, key=lambda r: r.seconds)[len(runs) // 2]


def _gb(value: float) -> str:
    return f"{value / 1e9:.2f} GB"


def _pieces(run: Run) -> str:
    found = run.report["measured"]["collapse"]
    return f"{found['pieces_at_rest']} to {found['pieces_in_the_end']}"


def preview(folder: Path, repeats: int, frames: int) -> None:
    """(a) The preview, cold process."""
    plate, corners = paint_plate(folder, 1920, 1080)
    brief = write_brief(folder, corners, frames=frames, pieces=1000)
    say("preview, first run of all")
    first = collapse(plate, brief, "--preview", fresh_code=True)
    runs = []
    for k in range(repeats):
        say(f"preview {k + 1} of {repeats}")
        runs.append(collapse(plate, brief, "--preview"))
    middle = _median(runs)
    w, h = middle.report["size"]
    print(f"## Preview: {w}x{h}, {frames} frames, {_pieces(middle)} pieces\n")
    table(
        ["run", "seconds", "processor seconds", "largest memory", "asked for"],
        [[f"cold process, median of {repeats}", middle.seconds, middle.processor, _gb(max(r.peak for r in runs)),
          "60 s, 2 GB"],
         ["of these the slowest", max(r.seconds for r in runs), "", "", ""],
         ["the first after installing (compiles)", first.seconds, first.processor, _gb(first.peak), ""]],
    )  # fmt: skip


def growth(folder: Path, repeats: int, base: tuple[int, int, int], others: list[tuple[int, int, int]]) -> Run:
    """(b), (c) Final shots, and how each step grows with pixels, frames and pieces. Returns the base's median."""
    made: dict[tuple[int, int, int], Run] = {}
    for width, frames, pieces in [base, *others]:
        plate, corners = paint_plate(folder, width, width * 9 // 16)
        brief = write_brief(folder, corners, frames=frames, pieces=pieces)
        runs = []
        for k in range(repeats if (width, frames, pieces) == base else 1):
            say(f"final {width} wide, {frames} frames, {pieces} pieces, run {k + 1}")
            runs.append(collapse(plate, brief))
        made[width, frames, pieces] = _median(runs)
    print(f"## Final: seconds of each step\n\nThe first column is the median of {repeats}, the others one run each.\n")
    names = [f"{w}x{w * 9 // 16}, {f} frames, {p} pieces" for w, f, p in made]
    rows: list[list[object]] = [["pieces, at rest to the end", *map(_pieces, made.values())]]
    rows += [[name, *(r.step(name) for r in made.values())] for name in STEPS]
    rows.append(["a frame: dust, raster, comp, EXR", *(r.per_frame() for r in made.values())])
    rows.append(["**all**, wall clock", *(r.seconds for r in made.values())])
    rows.append(["processor seconds, all threads", *(r.processor for r in made.values())])
    rows.append(["largest memory", *(_gb(r.peak) for r in made.values())])
    table(["step", *names], rows)
    print("Asked for: 1920x1080, 96 frames, 3,000 pieces in 720 s and 4 GB.\n")
    return made[base]


def against_cycles(shot: Run, plate: Path, frames: list[int]) -> float:
    """(d) The same frames of the same scene by Cycles; returns its median seconds a frame."""
    scene = read_scene(shot, plate)
    say(f"Cycles, frames {frames}")
    ours, theirs = both(scene, frames, samples=8)
    cycles_s, raster_s = (statistics.median(t[0] for t in times) for times in (theirs, ours))
    cycles_p, raster_p = (statistics.median(t[1] for t in times) for times in (theirs, ours))
    whole_s = shot.per_frame()
    w, h = shot.report["size"]
    print(f"## Against Cycles: {w}x{h}, 16 samples, denoised, frames {', '.join(map(str, frames))} of the shot above\n")
    table(
        ["renderer", "seconds a frame, median", "Cycles takes longer by", "processor seconds", "by"],
        [["Cycles: pieces only, no dust, no comp", cycles_s, "", cycles_p, ""],
         ["ours, the same: pieces only", raster_s, f"{cycles_s / raster_s:.0f} times", raster_p,
          f"{cycles_p / raster_p:.0f} times"],
         ["ours, whole frame: dust, raster, comp, EXR (mean of the shot)", whole_s,
          f"{cycles_s / whole_s:.1f} times", "", ""]],
    )  # fmt: skip
    print("Asked for: at least 20 times.\n")
    return cycles_s


def against_the_usual_way(shot: Run, plate: Path, folder: Path, cycles_s: float, bake_frames: int) -> None:
    """(e) The whole shot against fracture, Bullet with breakable constraints, and Cycles."""
    scene = read_scene(shot, plate)
    bodies = folder / "bodies.npz"
    write_bodies(scene, bodies, (-1.0, 6 * 3.4, 3.1))
    frames = int(shot.report["frames"])
    say(f"Bullet, {bake_frames} of {frames} frames")
    done = subprocess.run(
        [interpreter(), "-W", "ignore", HERE / "bullet_baseline.py", bodies, str(bake_frames)], capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    told = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("COULISSE "))[9:])
    bake = told["bake"] * frames / bake_frames
    usual = shot.step("fracture") + told["build"] + bake + cycles_s * frames
    print("## Against the usual way: the whole shot\n")
    baked = "measured" if bake_frames == frames else f"{bake_frames} of {frames} frames measured, the rest extrapolated"
    table(
        ["step", "seconds", "how known"],
        [["fracture", shot.step("fracture"), "ours, measured"],
         [f"Bullet: {told['pieces']} bodies, {told['bonds']} constraints, set up", told["build"], "measured"],
         ["Bullet: bake", bake, baked],
         [f"Cycles: {frames} frames, 16 samples", cycles_s * frames, "extrapolated from the frames above"],
         ["**the usual way**, without dust, debris, comp, movies", usual, ""],
         ["**ours**, end to end, with them", shot.seconds, "measured"],
         ["the usual way takes longer by", f"{usual / shot.seconds:.1f} times", "asked for: at least 10 times"]],
    )  # fmt: skip
    print(f"In Bullet {told['share_that_fell']:.0%} of the pieces fell by more than half a metre.\n")


def main() -> None:
    """Measure everything and print the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small and short: to see that it works")
    parser.add_argument("--only", nargs="*", default=["preview", "final", "cycles"], help="parts to measure")
    parser.add_argument("--repeats", type=int, default=3, help="runs of which the median is taken")
    parser.add_argument("--base", nargs=3, type=int, metavar=("WIDTH", "FRAMES", "PIECES"), help="of the final shot")
    asked = parser.parse_args()
    quick = asked.quick
    base = tuple(asked.base) if asked.base else (640, 24, 300) if quick else (1920, 96, 3000)
    w, f, p = base
    others = [(w // 2, f, p), (w, f // 2, p), (w, f, p // 3), (w, f, 2 * p if quick else 10_000)]
    repeats = 1 if quick else asked.repeats
    print(f"# How fast, how large\n\nMade by `make bench`{' (--quick: not for comparison)' if quick else ''}.\n")
    print(describe() + "\n", flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place)
        if "preview" in asked.only:
            preview(folder, repeats, 24 if quick else 72)
        if "final" not in asked.only and "cycles" not in asked.only:
            return
        shot = growth(folder, repeats, base, others if "final" in asked.only else [])
        if "cycles" not in asked.only:
            return
        try:
            interpreter()
        except Unavailable as lack:
            print(f"## Against Cycles\n\nNot measured: {lack}\n")
            return
        plate, _ = paint_plate(folder, w, w * 9 // 16)
        cycles_s = against_cycles(shot, plate, [f // 2, f - 2] if quick else [f // 3, f // 2, 2 * f // 3, 5 * f // 6])
        against_the_usual_way(shot, plate, folder, cycles_s, f)


if __name__ == "__main__":
    main()
