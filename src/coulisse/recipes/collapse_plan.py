"""From a brief and a plate to what stands there: the camera, the building's massing, the light and the cause."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.media import images, mattes, movies
from coulisse.physics import cause as causes
from coulisse.physics.cause import Cause, Projectile
from coulisse.physics.fracture import Shards
from coulisse.recipes.collapse_brief import CollapseBrief, Opening, Sun
from coulisse.scene.building import Massing, Rect
from coulisse.scene.camera import Camera
from coulisse.scene.facade import find_facade
from coulisse.scene.light import Light
from coulisse.scene.openings import find_openings
from coulisse.scene.pieces import FloatArray, Floats, Kind
from coulisse.scene.reveals import sun_side
from coulisse.scene.roofline import hanging_on, roof_columns
from coulisse.scene.skyline import find_sky, find_skyline, is_foliage
from coulisse.scene.solve import Solve, solve_camera
from coulisse.scene.sun import find_sun, light_from_angles

SUPPORTS = (Kind.COLUMN, Kind.WALL, Kind.CORE, Kind.FACADE, Kind.BEAM)
LARGEST = 12_000_000  # pixels that are kept of a plate, unless the brief wants a larger result
FULL_FRAME = (36.0, 43.2666)  # millimetres, width and diagonal of the 35 mm frame


def read_plate(path: Path, brief: CollapseBrief) -> images.Picture:
    """The plate, or the first frame of a movie, as a picture as large as the brief's result needs."""
    if not movies.is_movie(path):
        wanted = 0 if brief.size == "plate" else brief.size[0] * brief.size[1]
        return images.read_picture(path, max_pixels=max(LARGEST, wanted))
    footage = movies.probe(path)
    first = next(iter(movies.read_frames(path)))
    return images.Picture(
        pixels=first, bits=8, focal_length_mm=None, focal_length_35mm=None, sensor_width_mm=None, sha256="",
        full_width=footage.width, full_height=footage.height, colour_space="movie",
    )  # fmt: skip


def solve(brief: CollapseBrief, picture: images.Picture) -> Solve:
    """The plate's camera, for the size of `picture.pixels`."""
    h, w = picture.pixels.shape[:2]
    shrink = w / picture.full_width
    facade = brief.building.facade
    corners = None if facade.corners == "auto" else np.array(facade.corners, float) * shrink
    height = facade.height or (facade.storeys * facade.storey_height if facade.storey_height else None)
    if height is None and facade.width is None:
        height = facade.storeys * 3.0
    diagonal = float(np.hypot(w, h))
    exif = None
    if picture.focal_length_mm and picture.sensor_width_mm:
        exif = picture.focal_length_mm / picture.sensor_width_mm * w
    elif picture.focal_length_35mm:
        exif = picture.focal_length_35mm / FULL_FRAME[1] * diagonal
    hint = None
    if brief.camera.focal_length_mm and brief.camera.sensor_width_mm:
        hint = brief.camera.focal_length_mm / brief.camera.sensor_width_mm * w
    elif brief.camera.focal_length_mm:
        hint = brief.camera.focal_length_mm / FULL_FRAME[1] * diagonal
    return solve_camera(
        picture.pixels, corners if corners is not None else find_facade(picture.pixels), width_m=facade.width,
        height_m=height, exif_focal_px=exif, hint_focal_px=hint, bottom_m=facade.beyond_down,
    )  # fmt: skip


def _levels(low: float, high: float, storey: float, up: float) -> tuple[list[float], float]:
    """Floor levels from the ground to the roof, and what remains above as parapet or attic."""
    inside = [low + (high - low) * k / max(1, round((high - low) / storey)) for k in range(
        max(1, round((high - low) / storey)) + 1)]  # fmt: skip
    below = []
    if low > 0.4 * storey:
        count = max(1, round(low / max(storey, 3.6)))
        below = [low * k / count for k in range(count)]
    else:
        inside[0] = 0.0
    above: list[float] = []
    while up > 0.75 * storey:
        above.append((above[-1] if above else inside[-1]) + storey)
        up -= storey
    return [*below, *inside, *above], max(up, 0.0)


def massing(
    brief: CollapseBrief, picture: Floats, solved: Solve, full_width: int, foreground: Floats | None = None
) -> tuple[Massing, list[str]]:
    """The building in metres, and notes on what was found or assumed. `foreground`: its matte, of `picture`'s size."""
    b, f = brief.building, brief.building.facade
    notes: list[str] = []
    camera, width = solved.camera, solved.width_m
    low, high = solved.bottom_m, solved.bottom_m + solved.height_m
    storey = solved.height_m / max(1.0, f.storeys)
    bay = width / max(1.0, f.bays)
    x0 = -f.beyond_left
    axes = [x0]
    left = max(0, round(f.beyond_left / bay)) if f.beyond_left > 0.5 * bay else 0
    axes = [x0 + f.beyond_left * k / left for k in range(left)] if left else ([x0] if f.beyond_left > 0.05 else [])
    axes += [width * k / max(1, round(f.bays)) for k in range(max(1, round(f.bays)) + 1)]
    right = max(1, round(f.beyond_right / bay)) if f.beyond_right > 0.05 else 0
    axes += [width + f.beyond_right * (k + 1) / right for k in range(right)]
    levels, rest = _levels(low, high, storey, f.beyond_up)
    top = levels[-1]
    openings = _openings(brief, picture, camera, axes, levels, width, low, high, notes)
    skyline: tuple[float, ...] = ()
    if rest > 0.3:
        skyline = (top + rest,) * (len(axes) - 1)
    roof = _roof(picture, camera, axes, top, storey, foreground, notes) if f.beyond_up == 0 else ()
    recesses = [
        (_rect_of(np.array(r.polygon, float) * picture.shape[1] / full_width, camera), r.depth) for r in b.recesses
    ]
    eye = camera.position
    return (
        Massing(
            axes=tuple(axes), levels=tuple(levels), depth=b.depth, construction=b.material, openings=tuple(openings),
            recesses=tuple(recesses), skyline=skyline, roof=roof, parapet=b.parapet,
            seen_from=(float(eye[0]), float(eye[1]), float(eye[2])), seed=brief.seed,
        ),
        notes,
    )  # fmt: skip


def _roof(
    picture: Floats, camera: Camera, axes: list[float], top: float, storey: float, foreground: Floats | None,
    notes: list[str],
) -> tuple[Rect, ...]:  # fmt: skip
    """Columns of the roof against the sky; none where the picture shows no roof or no sky."""
    x0, x1 = axes[0], axes[-1]
    found = find_skyline(
        picture, camera, x0, x1, top, samples=int(np.clip((x1 - x0) / 0.2, 32, 400)), narrow=True,
        foreground=None if foreground is None else foreground > 0.3,
    )  # fmt: skip
    rise = float(np.median(found.z)) - top
    if found.confidence < 0.5:
        notes.append("no roof's edge was found against the sky; give `beyond_up` if the building is higher than the "
                     "facade's rectangle")  # fmt: skip
        return ()
    if float(np.percentile(found.z, 90)) - top < 0.4:
        return ()
    notes.append(f"the roof's edge was found against the sky, {rise:.1f} m above the facade")
    heights = np.clip(found.z, top + 0.1, top + 4 * storey)
    return roof_columns(found.x, heights, x0, x1, (x1 - x0) / (len(axes) - 1), top + 0.1)


def _openings(
    brief: CollapseBrief, picture: Floats, camera: Camera, axes: list[float], levels: list[float], width: float,
    low: float, high: float, notes: list[str],
) -> list[Rect]:  # fmt: skip
    """Windows and doors in metres: found in the plate, or one to a cell as the brief says."""
    wanted = brief.building.windows
    if wanted == "none":
        return []
    f = brief.building.facade
    typical = wanted if isinstance(wanted, Opening) else None
    result: list[Rect] = []
    if typical is None:
        found = find_openings(picture, camera, 0.0, width, low, high, round(f.storeys), round(f.bays))
        notes.append(f"windows: {len(found.x0)} openings found in the plate, confidence {found.confidence:.2f}")
        result = [
            (float(a), float(b), float(c), float(d))
            for a, b, c, d in zip(found.x0, found.x1, found.z0, found.z1, strict=True)
        ]
        left, right, sill, head = (float(v) for v in found.typical)
        typical = Opening(left=left, right=right, sill=sill, head=head)
    for z0, z1 in zip(levels[:-1], levels[1:], strict=True):
        for x0, x1 in zip(axes[:-1], axes[1:], strict=True):
            mid_x, mid_z = (x0 + x1) / 2, (z0 + z1) / 2
            if wanted == "auto" and 0 <= mid_x <= width and low <= mid_z <= high:
                continue  # read off the plate
            w, h = x1 - x0, z1 - z0
            result.append((x0 + w * typical.left, x0 + w * typical.right, z0 + h * typical.sill, z0 + h * typical.head))
    return result


def _rect_of(polygon: FloatArray, camera: Camera) -> Rect:
    """Bounds on the facade's plane, metres, of a polygon in pixels."""
    rays = camera.rays(polygon)
    eye = camera.position
    hit = eye + rays * (-eye[1] / np.where(np.abs(rays[:, 1]) < 1e-6, 1e-6, rays[:, 1]))[:, None]
    return (float(hit[:, 0].min()), float(hit[:, 0].max()), float(hit[:, 2].min()), float(hit[:, 2].max()))


def outline(building: Massing, camera: Camera) -> FloatArray:
    """The facade's outline in the picture, pixels (4, 2), cut to what lies before the camera."""
    x0, x1, z1 = building.axes[0], building.axes[-1], building.levels[-1]
    steps = np.linspace(0, 1, 40)
    edge = np.concatenate(
        [
            np.stack([x0 + (x1 - x0) * steps, 0 * steps, 0 * steps + z1], 1),
            np.stack([0 * steps + x1, 0 * steps, z1 * (1 - steps)], 1),
            np.stack([x1 + (x0 - x1) * steps, 0 * steps, 0 * steps], 1),
            np.stack([0 * steps + x0, 0 * steps, z1 * steps], 1),
        ]
    )
    pixels, depth = camera.project(edge)
    pixels = pixels[depth > 0.3]
    return np.clip(pixels, [-camera.width, -camera.height], [2 * camera.width, 2 * camera.height])


def down_to_the_ground(brief: CollapseBrief, solved: Solve) -> FloatArray:
    """The facade's outline (4, 2), pixels, from its rectangle's top edge to the ground, with its continuation aside."""
    f = brief.building.facade
    x0, x1, z = -f.beyond_left, solved.width_m + f.beyond_right, solved.bottom_m + solved.height_m + f.beyond_up
    pixels, depth = solved.camera.project(np.array([[x0, 0, z], [x1, 0, z], [x1, 0, 0.0], [x0, 0, 0.0]]))
    return pixels if (depth > 0.3).all() else solved.corners


@dataclass(frozen=True)
class Around:
    """What of the plate is the model (`silhouette`), the building beyond it (`belongs`) and the `sky`; all (h, w)."""

    silhouette: NDArray[np.bool_]
    belongs: NDArray[np.bool_]
    sky: NDArray[np.bool_]


def around(
    plate: Floats, silhouette: NDArray[np.bool_], camera: Camera, facade: FloatArray, foreground: Floats
) -> Around:
    """The plate around the model: `facade` (n, 2) is the outline that is surely no sky, `foreground` (h, w) a matte."""
    sky = find_sky(plate, facade, camera)
    return Around(silhouette, hanging_on(silhouette, sky, (foreground > 0.05) | is_foliage(plate)), sky)


def side_of_sun(brief: CollapseBrief, building: Massing, picture: Floats, solved: Solve) -> tuple[float, float]:
    """The sun's side by the windows' reveals and how sure, from the whole picture: a preview has too few pixels."""
    if isinstance(brief.sun, Sun):
        return 0.0, 0.0
    facade = (0.0, solved.width_m, solved.bottom_m, solved.bottom_m + solved.height_m)
    return sun_side(picture, solved.camera, facade, building.openings)


def lighting(
    brief: CollapseBrief, picture: Floats, camera: Camera, facade: FloatArray,
    reveals: tuple[float, float] = (0.0, 0.0),
) -> Light:  # fmt: skip
    """The plate's light: found, or with the direction that the brief gives. `reveals` as from `side_of_sun`."""
    if isinstance(brief.sun, Sun):
        return light_from_angles(brief.sun.azimuth, brief.sun.elevation, picture, camera, facade)
    return find_sun(picture, camera, facade, reveals=reveals)


def foreground_polygons(brief: CollapseBrief, size: tuple[int, int], full: tuple[int, int]) -> Floats:
    """The matte (h, w) of the brief's foreground outlines, anti-aliased, for a picture of `size` (width, height)."""
    width, height = size
    outlines = [np.array(polygon, float) * [width / full[0], height / full[1]] for polygon in brief.foreground]
    if any((np.abs(points) > 3 * max(size)).any() for points in outlines):
        raise BadInput(
            "a foreground outline lies far outside the picture", where="foreground",
            remedy="give outlines in pixels of the plate",
        )  # fmt: skip
    return mattes.fill(outlines, width, height)


def check_failure(brief: CollapseBrief, building: Massing) -> None:
    """Refuse a failure that lies outside of the building: its storeys count from 0, its bays from its left edge."""
    f = brief.failure
    storeys, bays = len(building.levels) - 1, len(building.axes) - 1
    places: list[tuple[str, int, float | None]] = [
        ("failure.storey", f.storey, None), ("failure.from_bay", 0, f.from_bay), ("failure.to_bay", 0, f.to_bay),
    ]  # fmt: skip
    places += [(f"failure.charges[{k}]", c.storey, c.bay) for k, c in enumerate(f.charges)]
    for where, storey, bay in places:
        if storey >= storeys:
            raise BadInput(
                f"storey {storey} is to fail, but the building has {storeys}", where=where,
                remedy=f"give one from 0 (the ground floor) to {storeys - 1}",
            )  # fmt: skip
        if bay is not None and not 0 <= bay <= bays:
            raise BadInput(
                f"bay {bay:g} lies outside of the building, which has {bays} bays", where=where,
                remedy=f"give a place from 0 (its left edge) to {bays} (its right edge)",
            )  # fmt: skip


def cause(brief: CollapseBrief, building: Massing, shards: Shards) -> Cause:
    """What the failure in the brief does to the pieces' strength."""
    f = brief.failure
    random = np.random.default_rng([brief.seed, 5])
    centre, storey = shards.centre, shards.storey
    supports = np.isin(shards.kind, [int(k) for k in SUPPORTS])
    x0, x1 = building.axes[0], building.axes[-1]
    along = (centre[:, 0] - x0) / (x1 - x0)
    a = _at_bay(building, f.from_bay, x0)
    b = _at_bay(building, f.to_bay, x1)
    from_there = np.abs(centre[:, 0] - a) / (x1 - x0)
    if f.mode == "partial":
        inside = supports & (centre[:, 0] >= a) & (centre[:, 0] <= b)
        order = np.clip((centre[:, 0] - a) / max(b - a, 1e-6), 0, 1)
        return _prepared(brief, inside & (storey == f.storey), inside, order, random)
    if f.mode == "pancake":
        return _prepared(brief, supports & (storey == f.storey), supports, from_there, random)
    if f.mode == "topple":
        order, part = {
            "towards": (centre[:, 1] / building.depth, centre[:, 1] < 0.62 * building.depth),
            "away": (1 - centre[:, 1] / building.depth, centre[:, 1] > 0.38 * building.depth),
            "left": (along, along < 0.62),
            "right": (1 - along, along > 0.38),
        }[f.direction]
        return causes.weakening(
            supports & part & (storey == f.storey), np.clip(order, 0, 1), f.start, f.spread, 0.02, random
        )
    if f.mode == "implosion":
        return _implosion(brief, building, shards, supports)
    at = _at_bay(building, f.from_bay, (x0 + x1) / 2)
    z = (building.levels[f.storey] + building.levels[f.storey + 1]) / 2
    speed = f.projectile_speed
    velocity = np.array([0.25 * speed, 0.96 * speed, -0.12 * speed])
    radius = float((f.projectile_mass * 1000 / 2600 * 3 / 4 / np.pi) ** (1 / 3))
    flight = (2.5 * radius + 6.0) / velocity[1]
    start = np.array([at, -radius - 0.1, z]) - velocity * flight
    idle = causes.none(len(shards))
    shot = Projectile(f.projectile_mass * 1000, radius, start, velocity, max(0.0, f.start - flight))
    return Cause(idle.begin, idle.end, idle.rest, shot)


def _at_bay(building: Massing, bay: float | None, otherwise: float) -> float:
    if bay is None:
        return otherwise
    axes = np.array(building.axes)
    return float(np.interp(bay, np.arange(len(axes)), axes))


PREPARED = 0.4  # the share of strength that the storeys above keep: such a building fails because it was weak


def _prepared(
    brief: CollapseBrief, fails: NDArray[np.bool_], weak: NDArray[np.bool_], order: FloatArray,
    random: np.random.Generator,
) -> Cause:  # fmt: skip
    """One storey gives way in a building (or a part of it) that is weak throughout."""
    f = brief.failure
    main = causes.weakening(fails, order, f.start, f.spread, 0.02, random)
    begin, end, rest = main.begin.copy(), main.end.copy(), main.rest.copy()
    others = weak & ~fails
    begin[others], end[others], rest[others] = f.start, f.start + max(f.spread, 0.5), PREPARED
    return Cause(begin, end, rest)


def _implosion(brief: CollapseBrief, building: Massing, shards: Shards, supports: NDArray[np.bool_]) -> Cause:
    """Charges from the brief, or the usual plan: the middle first, then outwards, on two storeys."""
    f = brief.failure
    bays = len(building.axes) - 1
    rows = {"front": [0.05], "middle": [0.5], "back": [0.95], "all": [0.05, 0.35, 0.65, 0.95]}
    places, times, radii = [], [], []
    plan = [(c.bay, c.storey, c.row, c.time, c.radius) for c in f.charges]
    if not plan:
        for storey in sorted({f.storey, min(f.storey + 2, len(building.levels) - 2)}):
            for bay in np.arange(0, bays + 0.01, 1.0):
                late = f.spread * abs(bay - bays / 2) / max(bays / 2, 1) + (0.25 if storey > f.storey else 0.0)
                plan.append((float(bay), storey, "all", late, 2.5))
    for bay, storey, row, time, radius in plan:
        z = building.levels[storey] + 0.5 * (building.levels[storey + 1] - building.levels[storey])
        for depth in rows[row]:
            places.append([_at_bay(building, bay, 0.0), depth * building.depth, z])
            times.append(f.start + time)
            radii.append(radius)
    cuttable = supports & (shards.kind != Kind.BEAM)
    return causes.charges(shards.centre, cuttable, np.array(places), np.array(times), np.array(radii))
