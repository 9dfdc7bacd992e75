"""The camera of a single picture of a building: focal length and pose, and how sure they are.

One joint least squares over focal length, pose and the facade rectangle's shape, on the rectangle's
four corners and on the picture's line segments that run along the world's three axes.

Sources: B. Caprile, V. Torre, "Using vanishing points for camera calibration" (1990); Z. Zhang, L.-W. He,
"Whiteboard scanning and image enhancement" (2007), for a rectangle's shape and the focal length from four
corners; J. Coughlan, A. Yuille, "Manhattan world" (1999), for the three axes; uncertainty as in Hartley
and Zisserman, "Multiple View Geometry", section 5.2 (covariance back from the residuals).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import least_squares
from scipy.spatial.transform import Rotation

from coulisse.errors import BadInput
from coulisse.scene.camera import Camera, FloatArray
from coulisse.scene.lines import find_segments, misalignment
from coulisse.scene.overlay import overlay

__all__ = ["Solve", "overlay", "solve_camera"]

UNDETERMINED = 0.15  # sigma / focal length above which the picture does not determine it
CORNER_SIGMA = 1.5  # px at 1000 px of picture: how well a person clicks
SEGMENT_SIGMA = 0.35  # px at 1000 px: mid-to-end error of a segment (moulding, lens, LSD itself)
DIMENSION_SIGMA = 0.02  # relative: how exactly a given width goes with a given height
EXIF_SIGMA = 0.04  # relative: EXIF rounds to a millimetre, zooms breathe
BRIEF_SIGMA = 0.002  # relative: what the brief says, holds
CROP_SIGMA = 0.12  # of the diagonal: how far a crop moves the principal point
CROP_GAIN = 12.0  # cost; about six more segments explained, before a crop is believed
FEWEST_SEGMENTS = 6  # along the depth axis, before it is believed
REMEDY = "add `camera: {focal_length_mm: 28}` (a 35 mm equivalent) to the brief"


@dataclass(frozen=True)
class Solve:
    """A solved camera and what it rests on.

    `corners` (4, 2) pixels TL, TR, BR, BL as used; `width_m`, `height_m` of that rectangle as fitted;
    `bottom_m` the height of its lower edge above the ground. `focal_sigma` is one standard deviation in
    pixels. `reprojection_error` is the RMS in pixels over corners and inlier segments.
    `segments` (n, 2, 2) and `axis` (n,): 0, 1, 2 for the world axis that each runs along, -1 for none.
    `lines_focal` and `lines_focal_sigma` are what the picture alone says (None: undetermined);
    `exif_focal` what the file says. `principal_point_free` is true where the picture looks cropped.
    """

    camera: Camera
    focal_sigma: float
    focal_source: str
    reprojection_error: float
    corner_error: float
    determined: bool
    width_m: float
    height_m: float
    bottom_m: float
    corners: FloatArray
    segments: FloatArray
    axis: FloatArray
    lines_focal: float | None = None
    lines_focal_sigma: float | None = None
    exif_focal: float | None = None
    principal_point_free: bool = False
    notes: tuple[str, ...] = ()

    @property
    def focal_35mm(self) -> float:
        """The focal length as a 35 mm equivalent by the picture's diagonal (43.27 mm), millimetres."""
        return self.camera.focal * 43.2666 / float(np.hypot(self.camera.width, self.camera.height))

    def as_json(self) -> dict[str, object]:
        """Plain numbers and text, for a report."""
        c = self.camera
        return {
            "width": c.width, "height": c.height, "focal_px": c.focal, "focal_sigma_px": self.focal_sigma,
            "focal_35mm_equivalent": self.focal_35mm, "focal_source": self.focal_source,
            "principal_point": [c.cx, c.cy], "principal_point_free": self.principal_point_free,
            "rotation": c.rotation.tolist(), "translation": c.translation.tolist(),
            "position_m": c.position.tolist(), "determined": self.determined,
            "reprojection_error_px": self.reprojection_error, "corner_error_px": self.corner_error,
            "rectangle_m": [self.width_m, self.height_m], "rectangle_bottom_m": self.bottom_m,
            "corners": self.corners.tolist(), "lines_focal_px": self.lines_focal,
            "lines_focal_sigma_px": self.lines_focal_sigma, "exif_focal_px": self.exif_focal,
            "notes": list(self.notes),
        }  # fmt: skip


@dataclass(frozen=True)
class _Task:
    """What one least squares run is given; pixel sigmas already scaled to the picture's size."""

    width: int
    height: int
    corners: FloatArray
    aspect: float | None  # known width / height
    segments: FloatArray
    corner_sigma: float
    segment_sigma: float
    prior: tuple[float, float] | None = None  # focal px and relative sigma
    centre_sigma: float = 0.0  # px; 0 = the principal point is the centre


@dataclass(frozen=True)
class _Fit:
    focal: float
    centre: FloatArray
    rotation: FloatArray
    aspect: float
    translation: FloatArray  # in heights of the rectangle, from its lower left corner
    relative_sigma: float
    cost: float
    axis: FloatArray
    corner_error: float
    error: float


def _from_rectangle(corners: FloatArray, focal: float, centre: FloatArray) -> tuple[FloatArray, FloatArray, float]:
    """Rotation, translation (in rectangle heights) and aspect of a rectangle seen with a focal length."""
    unit = np.array([[0, 1], [1, 1], [1, 0], [0, 0]], float)
    rays = (corners - centre) / focal
    rows = []
    for (x, z), (u, v) in zip(unit, rays, strict=True):
        rows.append([x, z, 1, 0, 0, 0, -u * x, -u * z, -u])
        rows.append([0, 0, 0, x, z, 1, -v * x, -v * z, -v])
    h = np.linalg.svd(np.array(rows))[2][-1].reshape(3, 3)
    h = h if h[2, 2] > 0 else -h
    along, up = h[:, 0], h[:, 1]
    aspect = float(np.linalg.norm(along) / np.linalg.norm(up))
    x, z = along / np.linalg.norm(along), up / np.linalg.norm(up)
    u, _, vt = np.linalg.svd(np.stack([x, np.cross(z, x), z], 1))
    rotation = u @ np.diag([1, 1, np.linalg.det(u @ vt)]) @ vt
    return rotation, h[:, 2] / np.linalg.norm(up), aspect


def _point(focal: float, centre: FloatArray, direction: FloatArray) -> FloatArray:
    """The vanishing point (3,), homogeneous pixels, of a direction (3,) in camera axes."""
    return np.array([
        focal * direction[0] + centre[0] * direction[2], focal * direction[1] + centre[1] * direction[2], direction[2],
    ])  # fmt: skip


def _assign(task: _Task, focal: float, centre: FloatArray, rotation: FloatArray, tolerance: float) -> FloatArray:
    """Which world axis each segment runs along (n,), -1 where none is within `tolerance` radians."""
    angles = np.stack([misalignment(task.segments, _point(focal, centre, rotation[:, k]))[1] for k in range(3)], 1)
    axis = angles.argmin(1)
    return np.where(angles.min(1) < tolerance, axis, -1)


def _unpack(p: FloatArray, start: FloatArray, task: _Task) -> tuple[float, FloatArray, FloatArray, FloatArray, float]:
    focal = float(np.exp(p[0]))
    rotation = Rotation.from_rotvec(p[1:4]).as_matrix() @ start
    centre = np.array([task.width / 2, task.height / 2])
    if task.centre_sigma > 0:
        centre = centre + p[8:10]
    return focal, centre, rotation, p[4:7], float(np.exp(p[7]))


def _residuals(p: FloatArray, start: FloatArray, axis: FloatArray, task: _Task) -> FloatArray:
    focal, centre, rotation, translation, aspect = _unpack(p, start, task)
    world = np.array([[0, 0, 1], [aspect, 0, 1], [aspect, 0, 0], [0, 0, 0]], float)
    seen = world @ rotation.T + translation
    projected = seen[:, :2] / np.maximum(seen[:, 2:], 1e-3) * focal + centre
    parts: list[FloatArray] = [((projected - task.corners) / task.corner_sigma).ravel()]
    for k in range(3):
        chosen = task.segments[axis == k]
        if len(chosen):
            parts.append(misalignment(chosen, _point(focal, centre, rotation[:, k]))[0] / task.segment_sigma)
    if task.aspect is not None:
        parts.append(np.array([(p[7] - np.log(task.aspect)) / DIMENSION_SIGMA]))
    if task.prior is not None:
        parts.append(np.array([(p[0] - np.log(task.prior[0])) / task.prior[1]]))
    if task.centre_sigma > 0:
        parts.append(p[8:10] / task.centre_sigma)
    return np.concatenate(parts)


def _fit(task: _Task, focal: float, use_depth: bool) -> _Fit:
    """One run from a starting focal length: segments are taken up more strictly round by round."""
    centre = np.array([task.width / 2, task.height / 2])
    start, translation, aspect = _from_rectangle(task.corners, focal, centre)
    p = np.concatenate([[np.log(focal)], np.zeros(3), translation, [np.log(aspect)]])
    if task.centre_sigma > 0:
        p = np.append(p, [0.0, 0.0])
    # A focal length outside 5 to 140 degrees of view is no lens that a plate was shot with.
    low, high = np.full(len(p), -np.inf), np.full(len(p), np.inf)
    low[0], high[0] = np.log(0.18 * task.width), np.log(12.0 * task.width)
    p[0] = np.clip(p[0], low[0] + 1e-3, high[0] - 1e-3)
    for degrees in (4.0, 2.0, 1.2):
        now = _unpack(p, start, task)
        axis = _assign(task, now[0], now[1], now[2], np.radians(degrees))
        if not use_depth:
            axis = np.where(axis == 1, -1, axis)
        solved = least_squares(
            _residuals, p, args=(start, axis, task), bounds=(low, high), loss="soft_l1", x_scale="jac", max_nfev=60
        )  # fmt: skip
        p = solved.x
    focal, centre, rotation, translation, aspect = _unpack(p, start, task)
    residuals = _residuals(p, start, axis, task)
    # soft_l1's weights make the normal matrix; its inverse is the covariance.
    weights = 1 / np.sqrt(1 + residuals**2)
    jacobian = solved.jac  # already weighted by SciPy for a robust loss
    excess = float((weights * residuals**2).sum() / max(len(residuals) - len(p), 1))
    variance = _variance_of_first(jacobian) * max(1.0, excess)
    at_bound = min(p[0] - low[0], high[0] - p[0]) < 0.02
    lines = residuals[8 : 8 + int((axis >= 0).sum())] * task.segment_sigma
    corner = np.linalg.norm((residuals[:8] * task.corner_sigma).reshape(4, 2), axis=1)
    return _Fit(
        focal, centre, rotation, aspect, translation,
        np.inf if at_bound else float(np.sqrt(variance)), float(solved.cost), axis,
        float(np.sqrt((corner**2).mean())), float(np.sqrt((np.concatenate([corner, lines]) ** 2).mean())),
    )  # fmt: skip


def _variance_of_first(jacobian: FloatArray) -> float:
    """Variance of the first unknown, for residuals (m,) of unit sigma and their jacobian (m, n).

    No pseudo-inverse: it drops the directions that nothing determines, and so calls an exactly frontal view's
    focal length certain. Here they count as hardly determined.
    """
    length = np.maximum(np.linalg.norm(jacobian, axis=0), 1e-12)
    values, vectors = np.linalg.eigh((jacobian / length).T @ (jacobian / length))
    return float((vectors[0] ** 2 / np.maximum(values, 1e-13)).sum() / length[0] ** 2)


def _depth_support(task: _Task, focal: float) -> float:
    """Length of the segments that run along the depth axis if the focal length were this, pixels."""
    centre = np.array([task.width / 2, task.height / 2])
    rotation = _from_rectangle(task.corners, focal, centre)[0]
    angles = np.stack([misalignment(task.segments, _point(focal, centre, rotation[:, k]))[1] for k in range(3)], 1)
    mine = (angles[:, 1] < np.radians(1.2)) & (angles[:, [0, 2]].min(1) > np.radians(2.5))
    return float(np.linalg.norm(task.segments[mine, 1] - task.segments[mine, 0], axis=1).sum())


def _best_fit(task: _Task) -> _Fit:
    """Runs from several focal lengths; the depth axis is used only where its lines stand out clearly.

    Lines in depth (reveals, ledges, a side wall) tell the focal length even of a frontal view, but stray
    lines can pretend to be some: believe them where they outweigh what any focal length would collect.
    """
    side = max(task.width, task.height)
    grid = np.geomspace(0.4 * side, 5.0 * side, 24)
    support = np.array([_depth_support(task, float(focal)) for focal in grid])
    clear = support.max() > 2.5 * max(float(np.median(support)), 0.12 * side)
    if task.prior is not None:
        starts = [task.prior[0]]
    else:
        starts = [0.6 * side, 1.1 * side, 2.2 * side]
        starts += [float(grid[support.argmax()])] if clear else []
    fits = [_fit(task, focal, use_depth=False) for focal in starts]
    if clear or task.prior is not None:
        deep = [_fit(task, focal, use_depth=True) for focal in starts]
        fits += [fit for fit in deep if (fit.axis == 1).sum() >= FEWEST_SEGMENTS]
    return min(fits, key=_score)


def _score(fit: _Fit) -> float:
    """A segment that a fit leaves out costs it as much as one that misses by three sigma (as in MSAC)."""
    return fit.cost + 2.2 * float((fit.axis < 0).sum())


def _check_corners(corners: FloatArray, width: int, height: int) -> FloatArray:
    """Refuse corners that are no upright rectangle seen in perspective."""
    corners = np.asarray(corners, float)
    order = "give them as top left, top right, bottom right, bottom left, in pixels of the plate"
    if corners.shape != (4, 2) or not np.isfinite(corners).all():
        raise BadInput(
            "the facade needs four corners of two numbers each", where="building.facade.corners", remedy=order
        )
    outside = (corners < -0.5).any() or (corners > np.array([width, height]) + 0.5).any()
    if outside:
        raise BadInput(
            f"a facade corner lies outside the picture of {width} x {height} pixels",
            where="building.facade.corners", remedy="choose a smaller rectangle of the facade, all inside the picture",
        )  # fmt: skip
    sides = np.roll(corners, -1, 0) - corners
    after = np.roll(sides, -1, 0)
    turns = sides[:, 0] * after[:, 1] - sides[:, 1] * after[:, 0]
    if not ((turns > 0).all() and corners[0, 1] < corners[3, 1] and corners[1, 1] < corners[2, 1]):
        raise BadInput(
            "the facade's corners cross or are in the wrong order", where="building.facade.corners", remedy=order
        )
    if np.linalg.norm(sides, axis=1).min() < 12:
        raise BadInput(
            "the facade's rectangle is less than 12 pixels wide or high", where="building.facade.corners",
            remedy="choose a larger rectangle of the facade",
        )  # fmt: skip
    return corners


def solve_camera(
    image: FloatArray,
    facade: FloatArray | None = None,
    *,
    width_m: float | None = None,
    height_m: float | None = None,
    exif_focal_px: float | None = None,
    hint_focal_px: float | None = None,
    bottom_m: float = 0.0,
    free_principal_point: bool | None = None,
    segments: FloatArray | None = None,
) -> Solve:
    """The camera of a picture (h, w, 3), scene-linear ACEScg, from an upright rectangle of the facade.

    `facade` (4, 2): corners TL, TR, BR, BL in pixels; None finds one. `width_m`, `height_m`: metres, one or
    both; with neither, the rectangle is taken as 10 m high and a note says so. `exif_focal_px` and
    `hint_focal_px` (from the brief, which wins) are focal lengths in pixels. The world: the facade in y = 0,
    x right along it from the rectangle's left edge, z up, the rectangle's lower edge at z = `bottom_m`.
    `free_principal_point`: None frees it only where the picture contradicts a centred one (a crop).

    Raises BadInput where the corners are no rectangle, or where neither the picture nor the file nor the
    brief determines the focal length.
    """
    h, w = image.shape[:2]
    notes: list[str] = []
    if segments is None:
        segments = find_segments(image)
    if facade is None:
        from coulisse.scene.facade import find_facade  # facade.py stands above the lines, beside this module

        facade = find_facade(image)
    corners = _check_corners(facade, w, h)
    if width_m is None and height_m is None:
        height_m = 10.0
        notes.append("no dimension was given: the rectangle is taken as 10 m high")
    pixel = max(w, h) / 1000
    task = _Task(
        w, h, corners, width_m / height_m if width_m and height_m else None, segments,
        CORNER_SIGMA * max(1.0, pixel), SEGMENT_SIGMA * max(1.0, pixel),
    )  # fmt: skip

    alone = _best_fit(task)
    cropped = free_principal_point is True
    if free_principal_point is not False:
        diagonal = float(np.hypot(w, h))
        loose_task = replace(task, centre_sigma=CROP_SIGMA * diagonal)
        loose = _best_fit(loose_task)
        off = float(np.linalg.norm(loose.centre - np.array([w / 2, h / 2])))
        # A crop shows where lines in depth fit only an off-centre principal point, or the corners do.
        better = _score(loose) + CROP_GAIN < _score(alone) or loose.corner_error < 0.3 * alone.corner_error - 3 * pixel
        if not cropped and better and loose.relative_sigma < 0.05 and off > 0.04 * diagonal:
            cropped = True
            notes.append(f"the principal point lies {off:.0f} px off the centre: the picture looks cropped or shifted")
        if cropped:
            task, alone = loose_task, loose
    told = alone.relative_sigma < UNDETERMINED
    fit, source = alone, "vanishing points"
    if (alone.axis >= 0).sum() < 12:
        source = "rectangle"
    if hint_focal_px is not None:
        fit, source = _best_fit(replace(task, prior=(hint_focal_px, BRIEF_SIGMA))), "brief"
    elif exif_focal_px is not None:
        fit, source = _best_fit(replace(task, prior=(exif_focal_px, EXIF_SIGMA))), "exif"
    elif not told:
        spread = "not at all" if alone.relative_sigma > 3 else f"only to {100 * alone.relative_sigma:.0f} %"
        raise BadInput(
            f"this picture does not determine the focal length ({spread}): it sees the facade head-on, or shows "
            "too few straight lines, and the file says nothing of the lens",
            where="plate", remedy=REMEDY,
        )  # fmt: skip
    given = hint_focal_px if hint_focal_px is not None else exif_focal_px
    if given is not None and told:
        off = given / alone.focal - 1
        doubt = abs(off) > 2.5 * np.hypot(alone.relative_sigma, EXIF_SIGMA)
        notes.append(
            f"the lines say {alone.focal:.0f} +- {alone.relative_sigma * alone.focal:.0f} px, the {source} "
            f"{given:.0f} px: {100 * off:+.1f} %" + (" (more than chance: is the picture cropped?)" if doubt else "")
        )

    if height_m is None:
        assert width_m is not None
        height_m = width_m / fit.aspect
    origin = np.array([0.0, 0.0, bottom_m])
    translation = fit.translation * height_m - fit.rotation @ origin
    camera = Camera(w, h, fit.focal, float(fit.centre[0]), float(fit.centre[1]), fit.rotation, translation)
    return Solve(
        camera, fit.relative_sigma * fit.focal, source, fit.error, fit.corner_error,
        fit.relative_sigma < UNDETERMINED, fit.aspect * height_m, height_m, bottom_m, corners, segments, fit.axis,
        alone.focal if told else None, alone.relative_sigma * alone.focal if told else None, exif_focal_px,
        cropped, tuple(notes),
    )  # fmt: skip
