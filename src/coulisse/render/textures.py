"""What broken and hidden surfaces look like: procedural materials at true scale, in rest space.

Every wavelength is in metres, and one that the picture cannot show (shorter than a few pixels) is
faded out before it can flicker (Perlin 1985; Norton, Rockwood and Skolmoski 1982, "Clamping").
"""

from __future__ import annotations

from numba import njit

from coulisse.scene.pieces import Surface

_CONCRETE, _BRICK, _PLASTER, _FLOOR = (
    int(s) for s in (Surface.CONCRETE, Surface.BRICK, Surface.PLASTER, Surface.FLOOR)
)
_GLASS, _STEEL, _WOOD, _CLOTH = (int(s) for s in (Surface.GLASS, Surface.STEEL, Surface.WOOD, Surface.CLOTH))

COURSE = 0.075  # metres: a brick of 65 mm and a joint of 10 mm
BRICK_LENGTH = 0.225  # metres: a stretcher of 215 mm and a joint


@njit(cache=True, fastmath=True, _nrt=False)
def hash01(x, y, z):  # type: ignore[no-untyped-def]
    """Three integers to a number in [0, 1)."""
    h = (x * 374761393 + y * 668265263 + z * 1440662683) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1274126177) & 0xFFFFFFFF
    h = ((h ^ (h >> 16)) * 668265263) & 0xFFFFFFFF
    return ((h ^ (h >> 15)) & 0xFFFFFF) / 16777216.0


@njit(cache=True, fastmath=True, _nrt=False)
def _floor(x):  # type: ignore[no-untyped-def]
    i = int(x)
    return i - 1 if x < i else i


@njit(cache=True, fastmath=True, _nrt=False)
def noise(x, y, z):  # type: ignore[no-untyped-def]
    """Value noise in [-1, 1] and its three derivatives (Quilez, "Value noise derivatives")."""
    ix, iy, iz = _floor(x), _floor(y), _floor(z)
    fx, fy, fz = x - ix, y - iy, z - iz
    ux, uy, uz = fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy), fz * fz * (3 - 2 * fz)
    dx, dy, dz = 6 * fx * (1 - fx), 6 * fy * (1 - fy), 6 * fz * (1 - fz)
    a, b = hash01(ix, iy, iz), hash01(ix + 1, iy, iz)
    c, d = hash01(ix, iy + 1, iz), hash01(ix + 1, iy + 1, iz)
    e, f = hash01(ix, iy, iz + 1), hash01(ix + 1, iy, iz + 1)
    g, h = hash01(ix, iy + 1, iz + 1), hash01(ix + 1, iy + 1, iz + 1)
    k1, k2, k3 = b - a, c - a, e - a
    k4, k5, k6 = a - b - c + d, a - c - e + g, a - b - e + f
    k7 = -a + b + c - d + e - f - g + h
    v = a + k1 * ux + k2 * uy + k3 * uz + k4 * ux * uy + k5 * uy * uz + k6 * uz * ux + k7 * ux * uy * uz
    return (
        2 * v - 1,
        2 * dx * (k1 + k4 * uy + k6 * uz + k7 * uy * uz),
        2 * dy * (k2 + k5 * uz + k4 * ux + k7 * uz * ux),
        2 * dz * (k3 + k6 * ux + k5 * uy + k7 * ux * uy),
    )


@njit(cache=True, fastmath=True, _nrt=False)
def seen(wavelength, footprint):  # type: ignore[no-untyped-def]
    """How much of a wavelength survives a pixel of that width (metres), in [0, 1]."""
    return min(max((wavelength / footprint - 2.0) * 0.5, 0.0), 1.0)


@njit(cache=True, fastmath=True, _nrt=False)
def roughness_slope(x, y, z, coarse, amount, footprint):  # type: ignore[no-untyped-def]
    """The slope of a rough break: four octaves of noise down from the wavelength `coarse`, metres.

    Returns the height's value in about [-1, 1] and its gradient.
    """
    total, gx, gy, gz = 0.0, 0.0, 0.0, 0.0
    wavelength, weight = coarse, amount
    for _ in range(4):
        s = seen(wavelength, footprint)
        if s <= 0.0:
            break
        k = 1.0 / wavelength
        v, dx, dy, dz = noise(x * k + 11.3, y * k + 5.7, z * k + 1.9)
        total += v * s * weight
        gx, gy, gz = gx + dx * s * weight, gy + dy * s * weight, gz + dz * s * weight
        wavelength *= 0.42
        weight *= 0.85
    return total, gx, gy, gz


@njit(cache=True, fastmath=True, _nrt=False)
def _mix(a, b, t):  # type: ignore[no-untyped-def]
    return a + (b - a) * t


@njit(cache=True, fastmath=True, _nrt=False)
def _brick(x, y, z, along_x, footprint):  # type: ignore[no-untyped-def]
    """Stretcher bond with joints; fades to its mean where a course is finer than the pixels."""
    s = seen(COURSE * 1.6, footprint)
    row = _floor(z / COURSE)
    u = (x if along_x else y) / BRICK_LENGTH + 0.5 * (row & 1)
    column = _floor(u)
    up, side = z / COURSE - row, u - column
    joint = 1.0 if (up > 0.867 or side > 0.955) else 0.0
    tone = 0.75 + 0.5 * hash01(row, column, 7)
    hue = hash01(column, row, 3)
    red, green, blue = 0.34 * tone, (0.13 + 0.04 * hue) * tone, (0.085 + 0.025 * hue) * tone
    joint = _mix(0.17, joint, s)
    red, green, blue = _mix(0.34, red, s), _mix(0.15, green, s), _mix(0.097, blue, s)
    return _mix(red, 0.42, joint), _mix(green, 0.39, joint), _mix(blue, 0.35, joint)


@njit(cache=True, fastmath=True, _nrt=False)
def material(surface, x, y, z, along_x, body, footprint, paint):  # type: ignore[no-untyped-def]
    """Albedo (3), slope of the relief (3) and gloss at a rest position, metres.

    `paint` (3,) is the mean albedo of the facade; `along_x` says that the face runs along x.
    Gloss 0 is matt; more is the strength of a highlight.
    """
    stain = noise(x * 0.9, y * 0.9, z * 0.7)[0]
    fine = noise(x * 4.3, y * 4.3, z * 4.3)[0] * seen(0.23, footprint)
    tone = 1.0 + 0.16 * stain + 0.14 * fine
    gx, gy, gz, gloss = 0.0, 0.0, 0.0, 0.0
    if surface == _CONCRETE:
        height, gx, gy, gz = roughness_slope(x, y, z, 0.45, 0.42, footprint)
        # Aggregate of 5 to 20 mm: pale and dark pebbles in a grey-beige paste.
        s = seen(0.02, footprint)
        pebble = noise(x * 70.0, y * 70.0, z * 70.0)[0] if s > 0.0 else 0.0
        tone *= 1.0 + 0.22 * height + 0.5 * s * max(abs(pebble) - 0.25, 0.0) * (1.0 if pebble > 0 else -1.0)
        r, g, b = 0.42 * tone, 0.395 * tone, 0.36 * tone
    elif surface == _BRICK:
        height, gx, gy, gz = roughness_slope(x, y, z, 0.30, 0.40, footprint)
        r, g, b = _brick(x, y, z, along_x, footprint)
        tone *= 1.0 + 0.2 * height
        r, g, b = r * tone, g * tone, b * tone
    elif surface == _PLASTER:
        grime = 0.93 + 0.07 * noise(x * 0.31, y * 0.31, z * 2.1)[0]
        which = hash01(_floor(x / 4.1), _floor(y / 4.7), _floor(z / 2.9))
        r, g, b = 0.56 * grime, 0.53 * grime, 0.47 * grime
        if which < 0.25:  # a papered or painted room
            r, g, b = r * 0.85, g * 0.95, b * 0.82
        elif which < 0.4:
            r, g, b = r * 0.98, g * 0.84, b * 0.66
        r, g, b = r * (1 + 0.1 * stain), g * (1 + 0.1 * stain), b * (1 + 0.1 * stain)
    elif surface == _FLOOR:
        which = hash01(_floor(x / 4.1), _floor(y / 4.7), _floor(z / 2.9) + 31)
        if which < 0.4:  # screed
            r, g, b = 0.30 * tone, 0.29 * tone, 0.27 * tone
        elif which < 0.7:  # parquet, lino
            r, g, b = 0.24 * tone, 0.155 * tone, 0.09 * tone
        else:  # carpet
            r, g, b = 0.12 * tone, 0.13 * tone, 0.15 * tone
    elif surface == _GLASS:
        r, g, b, gloss = 0.035, 0.042, 0.045, 1.0
    elif surface == _STEEL:
        rust = min(max(0.5 + 0.9 * stain + 0.5 * fine, 0.0), 1.0)
        r, g, b, gloss = _mix(0.10, 0.16, rust), _mix(0.10, 0.075, rust), _mix(0.10, 0.04, rust), 0.1
    elif surface == _WOOD:
        ring = noise(x * 1.7, y * 21.0, z * 21.0)[0] * seen(0.05, footprint)
        dark = 0.55 + 0.6 * hash01(body, 5, 1)
        r, g, b = 0.27 * dark * (1 + 0.2 * ring), 0.165 * dark * (1 + 0.2 * ring), 0.09 * dark * (1 + 0.2 * ring)
    elif surface == _CLOTH:
        hue, value = hash01(body, 1, 1), 0.12 + 0.4 * hash01(body, 2, 1)
        r = value * (1.0 + 0.25 * (hue - 0.3)) * tone
        g = value * (0.92 + 0.15 * (0.5 - hue)) * tone
        b = value * (0.85 + 0.35 * (0.4 - hue)) * tone
    else:  # PAINT and PLATE where the plate does not show it: the facade's mean with streaks of rain
        streak = 0.6 * noise(x * 1.6, y * 1.6, z * 0.12)[0] + 0.4 * noise(x * 5.1, y * 5.1, z * 0.3)[0]
        tone = 1.0 + 0.10 * streak + 0.06 * stain
        r, g, b = paint[0] * tone, paint[1] * tone, paint[2] * tone
    return r, g, b, gx, gy, gz, gloss
