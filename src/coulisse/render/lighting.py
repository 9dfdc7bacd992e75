"""The light on a face: sun through shadow and dust, sky and sunlit ground through what stands in the way."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from coulisse.render.bodies import Bytes
from coulisse.render.skylight import SMALL_CHANGE, SkyGrid, changed_at, skylight
from coulisse.render.sunlight import BLOCK, SUN_DISC, dust_light, lit, sun_texel
from coulisse.render.visibility import Seen, View
from coulisse.scene.light import Light
from coulisse.scene.pieces import Floats, Ints

GROUND_ALBEDO = 0.20  # asphalt 0.1, grass 0.2, pale paving 0.4
BRIGHTEST = 1.6  # the most by which light on the plate may rise where a shadow goes away
# A change of sky light below SMALL_CHANGE does nothing, above the second all of it: most of the plate
# must stay the plate's own bits.
_LARGE = 0.06


class Lamps(NamedTuple):
    """The light as arrays for the compiled loops: direction (3,), irradiances (3,) each."""

    to_sun: Floats
    sun: Floats
    sky: Floats
    ground: Floats


class Shade(NamedTuple):
    """All that stands in the light's way, now and at rest."""

    sun_view: View
    now: Seen  # one or more pictures from the sun, spread over the shutter
    rest: Seen  # one picture
    changed: Bytes  # blocks of the sun's picture that differ
    sky: SkyGrid
    sky_rest: SkyGrid
    sky_changed: Bytes  # (nx, ny, nz) cells near which the light of sky or ground differs
    dust: Floats  # (nx, ny, nz) sunlight that dust lets through
    dust_origin: Floats
    dust_spacing: float
    body_of: Ints  # (T,)


def lamps_of(light: Light) -> Lamps:
    """The light, and the ground that it lights, as arrays."""
    to_sun = np.asarray(light.to_sun, np.float32)
    sun, sky = np.asarray(light.sun, np.float32), np.asarray(light.sky, np.float32)
    ground = GROUND_ALBEDO * (sun * max(float(to_sun[2]), 0.0) + sky)
    return Lamps(to_sun, sun, sky, ground.astype(np.float32))


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def rest_sun(shade, x, y, z, nx, ny, nz, own):  # type: ignore[no-untyped-def]
    """The share of the sun's disc that a face at rest saw, in [0, 1]."""
    u, v, w = sun_texel(shade.sun_view, x, y, z, nx, ny, nz)
    total = 0.0
    for k in range(8):
        dx, dy = SUN_DISC[k, 0], SUN_DISC[k, 1]
        total += lit(shade.rest.triangle[0], shade.rest.nearness[0], shade.body_of, own, u + dx, v + dy, w)
    return total / 8


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def light_ratio(shade, lamps, x, y, z, nx, ny, nz, own, cleared):  # type: ignore[no-untyped-def]
    """Light now over light at rest (3 numbers) on a face of the plate; exactly 1 where nothing changed.

    `cleared` says that the clean plate shows here: it was never in the building's shade.
    """
    u, v, w = sun_texel(shade.sun_view, x, y, z, nx, ny, nz)
    c, r = int(u) // BLOCK, int(v) // BLOCK
    facing = nx * lamps.to_sun[0] + ny * lamps.to_sun[1] + nz * lamps.to_sun[2]
    dust = dust_light(shade.dust, shade.dust_origin, shade.dust_spacing, x, y, z)
    if dust > 0.995:
        dust = 1.0
    sun_now, sun_rest = 1.0, 1.0
    inside = u >= 0 and v >= 0 and r < shade.changed.shape[0] and c < shade.changed.shape[1]
    if facing > 0 and inside and (cleared or dust < 1.0 or shade.changed[r, c]):
        views = shade.now.nearness.shape[0]
        sun_now, sun_rest = 0.0, 0.0
        for k in range(8):
            dx, dy = SUN_DISC[k, 0], SUN_DISC[k, 1]
            s = k % views
            sun_now += lit(shade.now.triangle[s], shade.now.nearness[s], shade.body_of, own,
                           u + dx, v + dy, w)  # fmt: skip
            sun_rest += lit(shade.rest.triangle[0], shade.rest.nearness[0], shade.body_of, own,
                            u + dx, v + dy, w)  # fmt: skip
        sun_now, sun_rest = sun_now / 8, sun_rest / 8
        if cleared:
            sun_rest = 1.0
    if sun_now == sun_rest and dust == 1.0 and not cleared and not changed_at(shade.sky, shade.sky_changed, x, y, z):
        return 1.0, 1.0, 1.0
    sky_now, ground_now = skylight(shade.sky, x, y, z, nx, ny, nz)
    sky_rest, ground_rest = skylight(shade.sky_rest, x, y, z, nx, ny, nz)
    if cleared:
        side = 0.5 * (1.0 - nz * nz)
        sky_rest, ground_rest = side + (nz * nz if nz > 0 else 0.0), side + (0.0 if nz > 0 else nz * nz)
    change = max(abs(sky_now - sky_rest), abs(ground_now - ground_rest))
    share = min(max((change - SMALL_CHANGE) / (_LARGE - SMALL_CHANGE), 0.0), 1.0)
    if share == 0.0 and sun_now == sun_rest and dust == 1.0:
        return 1.0, 1.0, 1.0
    sky_now = sky_rest + (sky_now - sky_rest) * share
    ground_now = ground_rest + (ground_now - ground_rest) * share
    facing = max(facing, 0.0)
    a = facing * sun_now * dust
    b = facing * sun_rest
    k0 = (lamps.sun[0] * a + lamps.sky[0] * sky_now + lamps.ground[0] * ground_now + 1e-4) / (
        lamps.sun[0] * b + lamps.sky[0] * sky_rest + lamps.ground[0] * ground_rest + 1e-4)  # fmt: skip
    k1 = (lamps.sun[1] * a + lamps.sky[1] * sky_now + lamps.ground[1] * ground_now + 1e-4) / (
        lamps.sun[1] * b + lamps.sky[1] * sky_rest + lamps.ground[1] * ground_rest + 1e-4)  # fmt: skip
    k2 = (lamps.sun[2] * a + lamps.sky[2] * sky_now + lamps.ground[2] * ground_now + 1e-4) / (
        lamps.sun[2] * b + lamps.sky[2] * sky_rest + lamps.ground[2] * ground_rest + 1e-4)  # fmt: skip
    return min(k0, BRIGHTEST), min(k1, BRIGHTEST), min(k2, BRIGHTEST)
