"""The sun and the sky of a plate, read off its shading; honest about how much of it is a guess.

One picture of unknown materials fixes the light only loosely (J.-F. Lalonde, A. Efros, S. Narasimhan,
"Estimating the natural illumination conditions from a single outdoor image", 2012, which weighs the same
cues: shading of upright planes, shadows, the sky's gradient). So: every cue gives a direction and a weight;
where they are weak, a plausible afternoon sun over the viewer's shoulder is returned with low confidence.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from coulisse.scene.camera import Camera, FloatArray
from coulisse.scene.light import Light
from coulisse.scene.lines import LUMINANCE
from coulisse.scene.skyline import find_sky

FACADE_ALBEDO = 0.55  # light render, limestone, weathered concrete: what the facade's bright part is taken for
DEFAULT_AZIMUTH, DEFAULT_ELEVATION = -35.0, 42.0  # degrees; a sun that shows both facade and relief
OVERCAST_RATIO, SUNNY_RATIO = 1.3, 4.0  # sun + sky over sky alone, on the facade
# Chromaticities in ACEScg, luminance 1: a midday sun, a clear sky, a grey one.
SUN_COLOUR = np.array([1.06, 0.985, 0.88])
CLEAR_SKY_COLOUR = np.array([0.82, 1.02, 1.40])
GREY_SKY_COLOUR = np.array([0.98, 1.0, 1.04])


@dataclass(frozen=True)
class Shading:
    """What the facade's tones say. `lit` and `shaded` (3,) ACEScg are its bright and its shadowed wall tones;
    `ratio` is their luminance's ratio; `share_lit` the part of the wall in the bright class; `shadows`: some were seen
    on the wall (else the ratio is a flat light's)."""

    lit: FloatArray
    shaded: FloatArray
    ratio: float
    share_lit: float
    shadows: bool


def direction(azimuth: float, elevation: float) -> FloatArray:
    """Unit vector (3,) to a sun at an azimuth and elevation in degrees, as the brief counts them: someone
    stands before the facade and looks at it; 0 = behind them, 90 = from the right; the facade faces -y."""
    a, e = np.radians([azimuth, elevation])
    return np.array([np.sin(a) * np.cos(e), -np.cos(a) * np.cos(e), np.sin(e)])


def angles(to_sun: FloatArray) -> tuple[float, float]:
    """Azimuth and elevation in degrees of a unit vector (3,); the inverse of `direction`."""
    return float(np.degrees(np.arctan2(to_sun[0], -to_sun[1]))), float(np.degrees(np.arcsin(np.clip(to_sun[2], -1, 1))))


def read_shading(image: FloatArray, facade: FloatArray) -> Shading:
    """Split the facade's tones in two. `image` (h, w, 3) ACEScg; `facade` (n, 2) pixels, its outline."""
    h, w = image.shape[:2]
    scale = min(1.0, 700 / max(h, w))
    size = (max(2, round(w * scale)), max(2, round(h * scale)))
    small = cv2.resize(np.ascontiguousarray(image, np.float32), size, interpolation=cv2.INTER_AREA)
    outline = np.round(np.asarray(facade, float) * scale).astype(np.int32)
    inside = cv2.fillPoly(np.zeros(size[::-1], np.uint8), [outline], 1) > 0
    tones = small[inside] if inside.sum() > 50 else small.reshape(-1, 3)
    luminance = tones @ LUMINANCE
    high = float(np.percentile(luminance, 95))
    bright = luminance > 0.6 * high
    lit = np.median(tones[bright], axis=0)
    # The wall in shadow has the lit wall's colour (bluer), less bright; glass and dark paint are darker yet.
    chroma = tones / np.maximum(luminance[:, None], 1e-5)
    near = np.abs(chroma - lit / max(float(lit @ LUMINANCE), 1e-5)).max(1) < 0.3
    fraction = luminance / max(float(lit @ LUMINANCE), 1e-5)
    shadow = near & (fraction > 0.08) & (fraction < 0.45)
    seen = bool(shadow.mean() > 0.03)
    shaded = np.median(tones[shadow], axis=0) if seen else lit / OVERCAST_RATIO
    ratio = float(lit @ LUMINANCE) / max(float(shaded @ LUMINANCE), 1e-5)
    return Shading(lit, shaded, float(np.clip(ratio, 1.0, 8.0)), float(bright.mean()), seen)


def _sky_cue(image: FloatArray, camera: Camera, sky: NDArray[np.bool_]) -> tuple[FloatArray, float, float]:
    """The level direction (3,) in which the sky is brighter, how sure (0 to 1), and how blue it is (0 to 1).

    Low sky on both sides of the picture is compared: it pales towards the sun. Only the part of the sun's
    direction that lies across the view can be told so.
    """
    right = camera.rotation.T @ np.array([1.0, 0.0, 0.0])
    right = right * np.array([1.0, 1.0, 0.0])
    right /= max(float(np.linalg.norm(right)), 1e-9)
    if sky.mean() < 0.02:
        return right, 0.0, 0.5
    ys, xs = np.nonzero(sky)
    keep = np.random.default_rng(0).permutation(len(ys))[:20_000]
    ys, xs = ys[keep], xs[keep]
    tone = image[ys, xs]
    luminance = np.maximum(tone @ LUMINANCE, 1e-4)
    blue = float(np.clip((np.median(tone[:, 2] / np.maximum(tone[:, 0], 1e-4)) - 1.0) / 0.6, 0, 1))
    if np.ptp(xs) < 0.35 * camera.width:
        return right, 0.0, blue
    design = np.stack([xs / camera.width - 0.5, ys / camera.height - 0.5, np.ones(len(xs))], 1)
    slope, *_ = np.linalg.lstsq(design, np.log(luminance), rcond=None)
    strength = float(np.clip(abs(slope[0]) / 0.6, 0, 1))
    return right * np.sign(slope[0]), strength * 0.5, blue


def _end_wall_cue(image: FloatArray, camera: Camera, facade: FloatArray, lit: FloatArray) -> tuple[float, float]:
    """Sign of the sun's side by an end wall that the camera sees: +1 right, -1 left, and how sure.

    The wall is looked for just outside the facade's outline, on the side on which the camera sees the
    building's flank; a flank much darker than the facade turns away from the sun.
    """
    x = facade[:, 0]
    order = np.argsort(x)
    eye = camera.position[0]
    left_flank = eye < 0
    pair = facade[order[:2]] if left_flank else facade[order[-2:]]
    middle = pair.mean(0)
    height = abs(float(pair[0, 1] - pair[1, 1]))
    step = -1.0 if left_flank else 1.0
    h, w = image.shape[:2]
    tones = []
    for out in np.linspace(0.02, 0.06, 3) * w:
        for up in (-0.25, 0.0, 0.25):
            px, py = int(middle[0] + step * out), int(middle[1] + up * height)
            if 0 <= px < w and 0 <= py < h:
                tones.append(image[py, px])
    if len(tones) < 5:
        return 0.0, 0.0
    tone = np.median(np.array(tones), axis=0)
    alike = np.abs(tone / max(float(tone.sum()), 1e-5) - lit / max(float(lit.sum()), 1e-5)).max() < 0.06
    if not alike:
        return 0.0, 0.0
    share = float(tone @ LUMINANCE) / max(float(lit @ LUMINANCE), 1e-5)
    flank = -1.0 if left_flank else 1.0
    # A bright strip may be a flank in the sun, or only more of the facade: it says nothing.
    return (-flank, 0.5) if share < 0.6 else (0.0, 0.0)


def light_from_angles(
    azimuth: float, elevation: float, image: FloatArray, camera: Camera, facade: FloatArray, *,
    sky: NDArray[np.bool_] | None = None, confidence: float = 1.0,
) -> Light:  # fmt: skip
    """The light for a sun whose direction is known (degrees, as `direction`), its strength from the plate.

    `image` (h, w, 3) ACEScg, `facade` (n, 2) pixels, `sky` (h, w) from `find_sky`. The facade's bright wall is
    taken for an albedo of 0.55; the shadowed wall's share of it is the sky's. An upright wall sees half the sky.
    A sun behind the facade's plane lights none of it: then what the facade shows is all sky.
    """
    sky = find_sky(image, facade, camera) if sky is None else sky
    shading = read_shading(image, facade)
    to_sun = direction(azimuth, elevation)
    _, _, blue = _sky_cue(image, camera, sky)
    return _energies(_weathered(shading, blue), to_sun, blue, confidence)


def _weathered(shading: Shading, blue: float) -> Shading:
    """A flat facade shows no shadows even in the sun: then the sky's blue tells how strong the sun is."""
    if shading.shadows:
        return shading
    ratio = OVERCAST_RATIO + blue * (SUNNY_RATIO - OVERCAST_RATIO)
    return Shading(shading.lit, shading.lit / ratio, ratio, shading.share_lit, False)


def _energies(shading: Shading, to_sun: FloatArray, blue: float, confidence: float) -> Light:
    facing = float(max(0.0, -to_sun[1]))
    on_wall = float(shading.lit @ LUMINANCE) / FACADE_ALBEDO
    tint = shading.lit / max(float(shading.lit @ LUMINANCE), 1e-5)
    sky_colour = (1 - blue) * GREY_SKY_COLOUR + blue * CLEAR_SKY_COLOUR
    sky_colour = sky_colour / float(sky_colour @ LUMINANCE)
    # A photograph is balanced: a plate that is warm all over has a warm light, but most tint is the wall's own.
    sun_colour = SUN_COLOUR * (0.75 + 0.25 * tint / tint.mean())
    sun_colour = sun_colour / float(sun_colour @ LUMINANCE)
    ratio = shading.ratio
    if facing < 0.05:
        return Light(to_sun, sun_colour * on_wall * 2.0, sky_colour * on_wall * 2.0, confidence)
    sky_on_wall = on_wall / ratio
    sun_on_wall = on_wall - sky_on_wall
    # A grazing sun cannot be arbitrarily strong: it is at most eight times what the wall gets from the sky.
    sun = min(sun_on_wall / facing, 8.0 * 2.0 * sky_on_wall)
    return Light(to_sun, sun_colour * sun, sky_colour * 2.0 * sky_on_wall, confidence)


def find_sun(
    image: FloatArray, camera: Camera, facade: FloatArray, sky: NDArray[np.bool_] | None = None, *,
    reveals: tuple[float, float] = (0.0, 0.0),
) -> Light:  # fmt: skip
    """The light of a plate (h, w, 3) ACEScg, direction and energies, by the facade's outline (n, 2), pixels.

    `reveals`: the sun's side, -1 left or +1 right, and how sure, from `reveals.sun_side`. `confidence` in
    [0, 1]: below 0.3 the direction is a guess, and a brief should give `sun`. Only the side is ever read off;
    the elevation is not, so the confidence stays under 0.55.
    """
    sky = find_sky(image, facade, camera) if sky is None else sky
    shading = read_shading(image, facade)
    across, sky_sure, blue = _sky_cue(image, camera, sky)
    shading = _weathered(shading, blue)
    side, wall_sure = _end_wall_cue(image, camera, np.asarray(facade, float), shading.lit)

    sunny = float(np.clip((shading.ratio - OVERCAST_RATIO) / (SUNNY_RATIO - OVERCAST_RATIO), 0, 1))
    # Bright facade under a much brighter sky: against the light; the sun stands behind the building.
    lit_tone = float(shading.lit @ LUMINANCE)
    sky_tone = float(np.median(image[sky] @ LUMINANCE)) if sky.mean() > 0.02 else lit_tone
    front = lit_tone > 0.35 * sky_tone or shading.ratio > 2.0
    votes = side * wall_sure + float(np.sign(across[0])) * sky_sure * min(1.0, abs(float(across[0])) * 1.5)
    votes += reveals[0] * 0.6 * reveals[1]
    sign = float(np.sign(votes)) if abs(votes) > 0.05 else float(np.sign(DEFAULT_AZIMUTH))
    # A flank in the light, too, means a sun far round to that side.
    azimuth = sign * (abs(DEFAULT_AZIMUTH) + 10.0 * min(1.0, abs(votes)))
    if not front:
        azimuth = sign * 150.0
    elevation = DEFAULT_ELEVATION
    # Cues that disagree have cancelled in the votes; one alone, such as a sky that pales to one side, is weak.
    confidence = float(np.clip(0.08 + 0.5 * abs(votes) * (0.4 + 0.6 * sunny), 0.05, 0.55))
    if sunny < 0.15 and blue < 0.3:
        # Overcast: the light is flat, and its direction hardly matters.
        shading = Shading(shading.lit, shading.shaded, OVERCAST_RATIO, shading.share_lit, shading.shadows)
        elevation, confidence = 60.0, 0.2
    return _energies(shading, direction(azimuth, elevation), blue, confidence)
