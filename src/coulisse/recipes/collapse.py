"""A building in a plate comes down."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from coulisse.errors import BadInput, CoulisseError
from coulisse.media import colour, exr, fanout, images, locked_off, movies, sheet, timeline
from coulisse.media.behind import Behind
from coulisse.models import inpaint, segment, sessions
from coulisse.models.catalogue import entry
from coulisse.physics import collapse as falling
from coulisse.physics import debris, dust, rebar
from coulisse.physics.model import structure
from coulisse.recipes import collapse_plan as plan
from coulisse.recipes.collapse_brief import CollapseBrief
from coulisse.recipes.contract import Arrays, Result, Work
from coulisse.render import volumes
from coulisse.render.blender import interpreter
from coulisse.render.cloud import cloud_of, light_dust, shadow_grid
from coulisse.render.comp import composite, wipe
from coulisse.render.cycles import Render, cycles
from coulisse.render.grain import measure_look
from coulisse.render.passes import FAR, Layers
from coulisse.render.raster import Stage, prepare_stage, render_frame
from coulisse.scene import overlay, usd
from coulisse.scene.building import Massing, members
from coulisse.scene.dust import DustState
from coulisse.scene.light import Light
from coulisse.scene.pieces import NEVER, Chips, FloatArray, Floats, Motion, Pieces, Releases, poses_at
from coulisse.scene.solve import Solve
from coulisse.scene.trees import trees_before

NAME, VERSION, MAKES_LIKENESS = "collapse", "1", False
DID = "a building of the plate comes down: simulated, rendered, and set over the plate"
Brief = CollapseBrief

FIRST = 1001  # number of the first frame
SHUTTER = 0.5  # of a frame: 180 degrees
LARGEST_FRAME = 6_500_000  # pixels, some 4 GB; a larger plate is brought down to this where the brief gives no `size`
SAME_SHAPE = 0.02  # relative difference of two pictures' width / height that is taken for rounding


@dataclasses.dataclass(frozen=True)
class Quality:
    """What preview and final differ in."""

    width: int | None
    pieces: int
    samples: int
    cycles_samples: int
    dust_cells: int
    dust_step: float
    refine: int
    chips: int
    bars: int


PREVIEW = Quality(
    width=640, pieces=1000, samples=4, cycles_samples=16, dust_cells=150_000, dust_step=0.9, refine=1, chips=3000,
    bars=500,
)  # fmt: skip
FINAL = Quality(
    width=None, pieces=50_000, samples=8, cycles_samples=64, dust_cells=900_000, dust_step=0.7, refine=2, chips=9000,
    bars=3000,
)  # fmt: skip


def check(brief: CollapseBrief, plate_path: Path) -> None:
    """Refuse, before anything is made, a plate that moves, a second plate that does not fit, and missing weights."""
    if brief.foreground_clicks:
        for name in (segment.ENCODER, segment.DECODER):
            sessions.need(name)
    if movies.is_movie(plate_path):
        footage = movies.probe(plate_path)
        moved = locked_off.movement(movies.read_frames(plate_path))
        if moved is not None:
            raise BadInput(
                f"the camera moves: by {moved.pixels:.1f} pixels in frame {FIRST + moved.frame} "
                f"({moved.frame + 1} of {footage.frames})",
                where=plate_path,
                remedy="give a locked-off plate, or stabilise this one first; tracking is not there yet",
            )
    if brief.clean_plate is not None:
        plate = plan.read_plate(plate_path, brief)
        second = images.read_picture(brief.clean_plate, max_pixels=plan.LARGEST)
        if abs(second.full_width / second.full_height * plate.full_height / plate.full_width - 1) > SAME_SHAPE:
            raise BadInput(
                f"the clean plate is {second.full_width} x {second.full_height}, another shape than the plate's "
                f"{plate.full_width} x {plate.full_height}",
                where="clean_plate", remedy="take it with the same lens from the same place",
            )  # fmt: skip


def make(work: Work, brief: CollapseBrief, plate_path: Path) -> Result:
    """The shot, step by step."""
    if work.choices.renderer == "cycles":
        interpreter()  # before minutes of work, not after them
    quality = PREVIEW if work.choices.preview else FINAL
    picture = plan.read_plate(plate_path, brief)
    width, height = _size(brief, picture, quality)
    if brief.size == "plate" and not work.choices.preview and width < 0.99 * picture.full_width:
        work.note(f"the plate is {picture.full_width} pixels wide, the shot {width}; give `size` to have it larger")
    fps, frames = _length(brief, plate_path)

    with work.step("camera"):
        solved = plan.solve(brief, picture)
        _write_solve(work.file("camera.png"), work.file("camera.json"), brief, picture, solved)
        work.measure("camera", solved.as_json())
        for text in solved.notes:
            work.note(text)
    camera = solved.camera.scaled(width, height)
    plate = images.resized(picture.pixels, width, height)

    with work.step("mattes"):
        foreground = _foreground(work, brief, picture, solved, (width, height))

    with work.step("building"):
        before = images.resized(foreground, picture.pixels.shape[1], picture.pixels.shape[0])
        building, notes = plan.massing(brief, picture.pixels, solved, picture.full_width, before)
        plan.check_failure(brief, building)
        for text in notes:
            work.note(text)
        facade = plan.outline(building, camera)
        reveals = plan.side_of_sun(brief, building, picture.pixels, solved)
        light = plan.lighting(brief, plate, camera, facade, reveals)
        work.measure(
            "light", {"to_sun": light.to_sun.tolist(), "sun": light.sun.tolist(), "sky": light.sky.tolist(),
                      "confidence": light.confidence},
        )  # fmt: skip
        if light.confidence < 0.3:
            work.note("the sun's direction is a guess; give `sun` in the brief to set it")

    pieces, motion, releases = _collapse(work, brief, building, camera.position, fps, frames, quality)
    chips = debris.scatter(releases, pieces, fps, frames, seed=brief.seed, max_chips=quality.chips, wind=_wind(brief))

    with work.step("mattes"):
        around = _around(plate, pieces, camera, light, foreground, facade)
        clean = _clean_plate(work, brief, plate, around)

    _render(work, brief, quality, plate_path, plate, clean, foreground, around, pieces, motion, releases, chips,
            solved, light, camera, fps, frames)  # fmt: skip
    return _deliver(work, plate_path, plate, pieces, motion, camera, light, fps, frames)


# -- the plate -------------------------------------------------------------------------------------------


def _size(brief: CollapseBrief, picture: images.Picture, quality: Quality) -> tuple[int, int]:
    h, w = picture.pixels.shape[:2]
    if quality.width is not None:
        width = min(quality.width, w)
        height = round(width * h / w)
    elif brief.size == "plate":
        shrink = min(1.0, (LARGEST_FRAME / (w * h)) ** 0.5)
        width, height = round(w * shrink), round(h * shrink)
    else:
        width, height = brief.size
        if abs(width / height / (w / h) - 1) > SAME_SHAPE:
            raise BadInput(
                f"a size of {width} x {height} has another shape than the plate's {w} x {h}", where="size",
                remedy=f"give {width} x {round(width * h / w)}, or crop the plate",
            )  # fmt: skip
    return max(32, width - width % 2), max(32, height - height % 2)  # movies want even sizes


def _length(brief: CollapseBrief, plate_path: Path) -> tuple[float, int]:
    if not movies.is_movie(plate_path):
        return brief.fps, brief.frames
    footage = movies.probe(plate_path)
    return footage.fps or brief.fps, min(brief.frames, footage.frames)


def _plates(plate_path: Path, still: Floats, frames: int) -> Iterator[Floats]:
    """The plate at every frame, at the shot's size."""
    if not movies.is_movie(plate_path):
        for _ in range(frames):
            yield still
        return
    h, w = still.shape[:2]
    for _, frame in zip(range(frames), movies.read_frames(plate_path), strict=False):
        yield images.resized(frame, w, h)


def _write_solve(
    picture_path: Path, json_path: Path, brief: CollapseBrief, picture: images.Picture, solved: Solve
) -> None:
    facade = brief.building.facade
    display = colour.to_code_values(colour.encode_srgb(picture.pixels))
    images.write_png(picture_path, overlay.overlay(display, solved, facade.storeys, facade.bays))
    json_path.write_text(json.dumps(solved.as_json(), indent=1) + "\n")


def solve_plate(brief: CollapseBrief, plate_path: Path, out: Path) -> str:
    """`coulisse solve`: write the overlay picture and the JSON beside each other in `out`; returns what to print."""
    picture = plan.read_plate(plate_path, brief)
    solved = plan.solve(brief, picture)
    out.mkdir(parents=True, exist_ok=True)
    stem = plate_path.stem
    _write_solve(out / f"{stem}_camera.png", out / f"{stem}_camera.json", brief, picture, solved)
    c = solved.camera
    told = [
        f"focal length {c.focal:.0f} px, +- {solved.focal_sigma:.0f} ({solved.focal_35mm:.1f} mm on 35 mm film), "
        f"from {solved.focal_source}",
        f"reprojection error {solved.reprojection_error:.2f} px",
        f"camera at x {c.position[0]:.1f}, y {c.position[1]:.1f}, z {c.position[2]:.1f} m",
        *solved.notes,
        str(out / f"{stem}_camera.png"),
        str(out / f"{stem}_camera.json"),
    ]
    return "\n".join(told)


# -- physics ---------------------------------------------------------------------------------------------


def _wind(brief: CollapseBrief) -> tuple[float, float, float]:
    angle = np.radians(brief.wind.towards)
    return float(np.sin(angle) * brief.wind.speed), float(np.cos(angle) * brief.wind.speed), 0.0


def _collapse(
    work: Work, brief: CollapseBrief, building: Massing, eye: FloatArray, fps: float, frames: int, quality: Quality
) -> tuple[Pieces, Motion, Releases]:
    """Fracture, statics and motion; kept on disk, because everything else hangs on it."""

    def compute() -> dict[str, Any]:
        with work.step("fracture"):
            wanted = min(brief.pieces, quality.pieces)
            built = structure(members(building), wanted, brief.seed, brief.strength, _focus(brief, building))
            cause = plan.cause(brief, building, built.shards)
        simulation = falling.Collapse(built, cause, fps, brief.seed)
        with work.step("collapse", total=frames) as step:
            positions, rotations = falling.run(simulation, frames, step.advance)
        pieces = rebar.with_rebar(
            simulation.rubble.pieces(), built.bonds, simulation.broken_in, quality.bars, brief.seed, eye
        )
        motion = _motion(pieces, positions, rotations)
        log = simulation.log
        return {
            **{f"pieces_{k}": v for k, v in vars(pieces).items()},
            **{f"motion_{k}": v for k, v in vars(motion).items()},
            **{f"releases_{k}": v for k, v in vars(simulation.rubble.releases()).items()},
            "log_broken": np.array(log.broken), "log_bodies": np.array(log.bodies),
            "log_kinetic": np.array(log.kinetic), "log_potential": np.array(log.potential),
            "log_speed": np.array(log.speed), "bonds": np.array(len(built.bonds)),
            "started": np.array(len(built.shards)),
        }  # fmt: skip

    data = work.cached("collapse", [quality], compute)
    pieces, motion, releases = (_from(kind, name, data) for kind, name in (
        (Pieces, "pieces"), (Motion, "motion"), (Releases, "releases")))  # fmt: skip
    _report_physics(work, data, pieces)
    return pieces, motion, releases


def _from(kind: Any, name: str, data: Arrays) -> Any:
    return kind(**{f.name: data[f"{name}_{f.name}"] for f in dataclasses.fields(kind)})


def _focus(brief: CollapseBrief, building: Massing) -> Any:
    """Finer near what fails: three times as many pieces there, falling off over ten metres."""
    f = brief.failure
    level = building.levels[min(f.storey, len(building.levels) - 1)]
    axes = np.array(building.axes)
    a = float(np.interp(f.from_bay or 0.0, np.arange(len(axes)), axes))
    b = float(np.interp(len(axes) - 1 if f.to_bay is None else f.to_bay, np.arange(len(axes)), axes))

    def fineness(points: FloatArray) -> FloatArray:
        aside = np.maximum(np.maximum(a - points[:, 0], points[:, 0] - b), 0.0)
        above = np.abs(points[:, 2] - level - 1.5)
        front = np.exp(-points[:, 1] / building.depth)
        return (1.0 + 2.0 * np.exp(-(aside + 0.5 * above) / 10.0)) * (0.5 + front) * np.exp(-aside / 25.0)

    return fineness


def _motion(pieces: Pieces, positions: Sequence[FloatArray], rotations: Sequence[FloatArray]) -> Motion:
    """Frames of different lengths (pieces are born) as whole arrays, and when each piece first moves."""
    n, frames = len(pieces), len(positions)
    position = np.repeat(pieces.centre[None], frames, axis=0).astype(np.float32)
    rotation = np.zeros((frames, n, 4), np.float32)
    rotation[..., 0] = 1.0
    for f, (p, q) in enumerate(zip(positions, rotations, strict=True)):
        position[f, : len(p)], rotation[f, : len(q)] = p, q
    away = (np.abs(position - pieces.centre).max(axis=2) > 1e-3) | (np.abs(rotation[..., 0]) < 0.999999)
    away |= pieces.first_frame[None] > 0
    frame = np.arange(frames)[:, None]
    away &= (frame >= pieces.first_frame) & (frame < pieces.last_frame)
    moved = np.where(away.any(axis=0), away.argmax(axis=0), NEVER)
    return Motion(position, rotation, moved.astype(np.int32))


def _report_physics(work: Work, data: Arrays, pieces: Pieces) -> None:
    total = data["log_kinetic"] + data["log_potential"]
    work.measure(
        "collapse",
        {
            "pieces_at_rest": int(data["started"]), "pieces_in_the_end": len(pieces), "bonds": int(data["bonds"]),
            "bonds_broken": int(data["log_broken"][-1]), "bodies_in_the_end": int(data["log_bodies"][-1]),
            "top_speed_m_s": float(data["log_speed"].max()),
            "energy_MJ": [round(float(e) / 1e6, 3) for e in total[:: max(1, len(total) // 12)]],
        },
    )  # fmt: skip
    if int(data["log_broken"][-1]) == 0:
        work.note("nothing broke: the building bears what the brief does to it; lower `strength` or widen the failure")


# -- mattes ----------------------------------------------------------------------------------------------


def _foreground(
    work: Work, brief: CollapseBrief, picture: images.Picture, solved: Solve, size: tuple[int, int]
) -> Floats:
    full = (picture.full_width, picture.full_height)
    matte = plan.foreground_polygons(brief, size, full)
    if brief.foreground_clicks:
        shrink = picture.pixels.shape[1] / picture.full_width
        clicks = [(x * shrink, y * shrink) for x, y in brief.foreground_clicks]
        clicked = segment.matte_from_clicks(picture.pixels, clicks)
        for name in (segment.ENCODER, segment.DECODER):
            _note_model(work, name)
        matte = np.maximum(matte, images.resized(clicked, *size))
    if brief.foreground_trees and not brief.foreground and not brief.foreground_clicks:
        found, crowns = trees_before(picture.pixels, plan.down_to_the_ground(brief, solved))
        if crowns:
            work.note(
                f"trees or bushes were found before the facade ({crowns}) and stay where they are; outline them in "
                "`foreground` if they are cut badly, or switch this off by `foreground_trees: false`"
            )
            return np.asarray(images.resized(found, *size), np.float32)
    return matte


def _note_model(work: Work, name: str) -> None:
    e = entry(name)
    work.used_model(
        name, licence=e.licence, lineage=e.lineage, commercial=e.commercial, sha256=e.file_sha256, task=e.task
    )


def _around(
    plate: Floats, pieces: Pieces, camera: Any, light: Light, foreground: Floats, facade: FloatArray
) -> plan.Around:
    """The plate's sky, and what the building shows beyond its model (seen without the model's ragged edges)."""
    stage = prepare_stage(pieces, camera, light, plate, plate, foreground, samples=1, ragged=False)
    return plan.around(plate, stage.rest_id >= 0, camera, facade, foreground)


def _clean_plate(work: Work, brief: CollapseBrief, plate: Floats, around: plan.Around) -> Floats:
    """What stands behind the building: the second plate that was given, or painted in."""
    h, w = plate.shape[:2]
    if brief.clean_plate is not None:
        second = images.read_picture(brief.clean_plate, max_pixels=plan.LARGEST).pixels
        work.measure("clean_plate", "given")
        return images.resized(second, w, h)

    def compute() -> dict[str, Any]:
        mask = (around.silhouette | around.belongs).astype(np.float32)
        clean, method = inpaint.paint_out(plate, mask, seed=brief.seed)
        return {"clean": clean, "method": np.array(method)}

    data = work.cached("clean_plate", [w, h], compute)
    method = str(data["method"])
    work.measure("clean_plate", method)
    if "MI-GAN" in method:
        _note_model(work, "migan")
    else:
        work.note(
            f"the clean plate was painted by {method}: the MI-GAN weights are not there (coulisse models fetch migan)"
        )
    return np.asarray(data["clean"], np.float32)


# -- pictures --------------------------------------------------------------------------------------------


def _frame_paths(work: Work, frame: int) -> tuple[Path, Path]:
    name = f"{work.shot}.{FIRST + frame}.exr"
    return work.folder("passes") / name, work.folder("comp") / name


def _render(
    work: Work, brief: CollapseBrief, quality: Quality, plate_path: Path, plate: Floats, clean: Floats,
    foreground: Floats, around: plan.Around, pieces: Pieces, motion: Motion, releases: Releases, chips: Chips,
    solved: Solve, light: Light, camera: Any, fps: float, frames: int,
) -> None:  # fmt: skip
    """Dust, raster and comp, frame by frame; frames that an earlier run finished are not made again."""
    todo = [f for f in range(frames) if not all(work.frame_done(p) for p in _frame_paths(work, f))]
    if not todo:
        return
    with work.step("stage"):
        stage = prepare_stage(
            pieces,
            camera,
            light,
            plate,
            clean,
            foreground,
            chips=chips,
            samples=quality.samples,
            seed=brief.seed,
            plate_sky=around.sky,
            belongs=around.belongs,
        )
        look = measure_look(plate, brief.seed)
    albedo = colour.to_scene_linear(np.array([[brief.dust.colour]], np.float32), "sRGB Encoded Rec.709 (sRGB)")[0, 0]
    wind = _wind(brief)
    bounds, cell = dust.dust_bounds(pieces, camera, quality.dust_cells, wind)
    state = _last_state(work, todo[0])
    fields = dust.simulate(
        bounds, cell, frames, fps, releases, pieces, motion, np.array(wind), brief.dust.amount, brief.seed, resume=state
    )
    names = [usd.piece_name(pieces, i) for i in range(len(pieces))] + ["chips"]
    always = np.full(len(chips.born), NEVER, np.int32)
    with (
        _renderer(work, quality, stage, pieces, brief.seed) as render,
        work.step("render", total=frames) as step,
        Behind() as writer,  # files are written while the next frame is made
    ):
        step.advance(state.frame + 1 if state else 0)
        plates = _plates(plate_path, plate, frames)
        for frame, now in enumerate(plates):
            if state is not None and frame <= state.frame:
                continue
            field = next(fields)
            passes_path, comp_path = _frame_paths(work, frame)
            if frame in todo:
                cloud = cloud_of(field, quality.refine, brief.seed)
                veil = shadow_grid(cloud, light)
                span = pieces.first_frame, pieces.last_frame
                layers = render(
                    frame,
                    poses_at(motion.position, motion.rotation, *span, frame - SHUTTER / 2),
                    poses_at(motion.position, motion.rotation, *span, frame + SHUTTER / 2),
                    (pieces.first_frame <= frame) & (pieces.last_frame > frame), motion.moved_from <= frame,
                    chips_before=poses_at(chips.position, chips.rotation, chips.born, always, frame - SHUTTER / 2),
                    chips_after=poses_at(chips.position, chips.rotation, chips.born, always, frame + SHUTTER / 2),
                    chips_alive=chips.born <= frame,
                    dust_light=(veil.transmittance, np.asarray(veil.origin + veil.cell / 2, np.float32), veil.cell),
                    shutter=SHUTTER,
                )  # fmt: skip
                depth = np.where(layers.depth >= FAR, np.inf, layers.depth)
                smoke = volumes.march(
                    cloud, camera, depth, light, albedo, light_dust(cloud, light), frame, step=quality.dust_step
                )
                dusty = np.concatenate([smoke.rgb, smoke.alpha[..., None]], axis=2)
                comp = composite(layers, now, clean, dusty, foreground, look, frame=frame, seed=brief.seed)
                if frame == 0:
                    _check_identity(work, comp, now)
                thick = smoke.optical_depth
                writer.put(partial(_write_frame, work, passes_path, comp_path, layers, dusty, thick, comp, names, fps))
            if frame % 8 == 7 and field.state is not None:
                writer.put(partial(_keep_state, work, field.state))
            step.advance()


def _write_frame(
    work: Work, passes_path: Path, comp_path: Path, layers: Layers, dusty: Floats, thickness: Floats, comp: Floats,
    names: list[str], fps: float,
) -> None:  # fmt: skip
    with work.writing(passes_path) as unfinished:
        _write_passes(unfinished, layers, dusty, thickness, names, fps)
    with work.writing(comp_path) as unfinished:
        exr.write_passes(unfinished, {"beauty": comp}, metadata={"framesPerSecond": fps})


def _keep_state(work: Work, state: DustState) -> None:
    """Keep the dust as it is after a frame, for a run that goes on; only the latest is needed."""
    older = sorted(work.folder("cache").glob("dust.*.npz"))
    with work.writing(work.folder("cache") / f"dust.{state.frame:05d}.npz") as unfinished:
        state.save(unfinished)
    for path in older:
        path.unlink()


@contextmanager
def _renderer(work: Work, quality: Quality, stage: Stage, pieces: Pieces, seed: int) -> Iterator[Render]:
    """What makes the layers of a frame: the fast renderer, or Cycles for the hero version."""
    if work.choices.renderer == "fast":
        yield partial(render_frame, stage)
        return
    seconds: list[float] = []
    with cycles(
        stage, pieces.first_frame <= 0, work.folder("cache"), samples=quality.cycles_samples, seed=seed,
        shutter=SHUTTER, told=lambda clock, _: seconds.append(clock),
    ) as render:  # fmt: skip
        yield render
    if seconds:
        work.measure("cycles", {"samples": quality.cycles_samples, "frames": len(seconds),
                                "median_seconds": float(np.median(seconds))})  # fmt: skip


def _last_state(work: Work, first: int) -> DustState | None:
    """The latest state of the dust that an earlier run kept before the first frame that is missing."""
    for path in sorted(work.folder("cache").glob("dust.*.npz"), reverse=True):
        if work.frame_done(path) and int(path.name.split(".")[1]) < first:
            return DustState.load(path)
    return None


def _write_passes(path: Path, layers: Layers, dusty: Floats, thickness: Floats, names: list[str], fps: float) -> None:
    matte, metadata = exr.cryptomatte_layers(layers.piece_id, layers.piece_coverage, names)
    exr.write_passes(
        path,
        {
            "beauty": np.concatenate([layers.beauty, layers.alpha[..., None]], axis=2),
            "depth": layers.depth, "normal": layers.normal, "motion": layers.motion_vectors,
            "shadow": layers.shadow, "clean": layers.clean_weight, "dust": dusty, "dust_density": thickness, **matte,
        },
        metadata={**metadata, "framesPerSecond": fps},
    )  # fmt: skip


def _check_identity(work: Work, comp: Floats, plate: Floats) -> None:
    """Before anything moves the comp is the plate: measured in 8 bit, and a fault of ours if it is not."""
    gap = np.abs(
        colour.to_code_values(colour.encode_srgb(comp)).astype(int)
        - colour.to_code_values(colour.encode_srgb(plate)).astype(int)
    )
    work.measure("first_frame_against_plate_8bit", {"mean": float(gap.mean()), "max": int(gap.max())})
    if gap.mean() > 0.5 or gap.max() > 2:
        raise CoulisseError("the first frame is not the plate; this is a fault of Coulisse, please report it")


# -- delivery --------------------------------------------------------------------------------------------


def _deliver(
    work: Work, plate_path: Path, plate: Floats, pieces: Pieces, motion: Motion, camera: Any, light: Light, fps: float,
    frames: int,
) -> Result:  # fmt: skip
    """Movies, contact sheet, scene and timeline out of the finished frames."""
    h, w = plate.shape[:2]
    mov, mp4 = work.file(f"{work.stem}.mov"), work.file(f"{work.stem}.mp4")
    compare, contact = work.file(f"{work.stem}_before_after.mp4"), work.file(f"{work.stem}.jpg")

    def finished() -> Iterator[Floats]:
        for frame in range(frames):
            layers, _ = exr.read_passes(_frame_paths(work, frame)[1])
            yield np.asarray(layers["beauty"][..., :3], np.float32)

    with work.step("movies", total=frames) as step:
        kept: dict[int, Floats] = {}
        wanted = sorted({round(k * (frames - 1) / 11) for k in range(12)})

        def shown() -> Iterator[tuple[Floats, Floats]]:
            for frame, (comp, before) in enumerate(zip(finished(), _plates(plate_path, plate, frames), strict=False)):
                after = colour.encode_srgb(comp)
                if frame in wanted:
                    kept[frame] = after
                step.advance()
                yield after, wipe(colour.encode_srgb(before), after, 0.5)

        fanout.write_together(
            shown(),
            [
                (mov, lambda path, pictures: movies.write_prores(path, pictures, fps, (w, h)), 0),
                (mp4, lambda path, pictures: movies.write_h264(path, pictures, fps, (w, h)), 0),
                (compare, lambda path, pictures: movies.write_h264(path, pictures, fps, (w, h), crf=20), 1),
            ],
        )
        images.write_jpeg(contact, sheet.contact_sheet([kept[f] for f in wanted], [FIRST + f for f in wanted]))
    with work.step("scene"):
        usd.write_usd(work.file("scene.usdc"), pieces, motion, camera, light, fps, first_frame=FIRST)
        timeline.write_timeline(
            work.file("timeline.otio"), work.shot, fps, frames, {"master": mov.name, "review": mp4.name},
            first_frame=FIRST,
        )  # fmt: skip
    return Result(frames=frames, size=(w, h), fps=fps, headline=(mp4, mov, contact))
