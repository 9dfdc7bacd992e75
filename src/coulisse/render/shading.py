"""From what is seen to colour: every sample of every pixel that is no longer the plate is shaded.

A sample that shows an unmoved triangle which it showed at rest *is* the plate and costs nothing.
Anti-aliasing and motion blur come out of the same samples: each has its own place in the pixel and
its own time in the shutter.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from coulisse.render.carried import carried_albedo, on_plate
from coulisse.render.lighting import light_ratio
from coulisse.render.occlusion import openness
from coulisse.render.skylight import skylight
from coulisse.render.sunlight import SUN_DISC, dust_light, lit, sun_texel
from coulisse.render.textures import material
from coulisse.scene.pieces import Surface

_PLATE, _GLASS = int(Surface.PLATE), int(Surface.GLASS)
_PAINT, _PLASTER = int(Surface.PAINT), int(Surface.PLASTER)
_LEAST_SKY = 0.04  # of the open sky: light that finds its way into any room
_KEEP_SHARP = 0.4  # of the sub-pixel shift is left in the texture look-up: the plate is blurred already
_FARTHEST_GROUND = 300.0  # metres


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def _ray(view, x, y):  # type: ignore[no-untyped-def]
    """World direction (3) through a place in the picture, with one metre along the optical axis."""
    m, lens = view.matrix, view.lens
    a, b = (x - lens[1]) / lens[0], (y - lens[2]) / lens[0]
    return (
        m[0, 0] * a + m[1, 0] * b + m[2, 0],
        m[0, 1] * a + m[1, 1] * b + m[2, 1],
        m[0, 2] * a + m[1, 2] * b + m[2, 2],
    )


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def _surface_colour(shot, surface, body, x, y, z, nx, ny, nz, footprint):  # type: ignore[no-untyped-def]
    """Albedo (3), slope (3) and gloss at a rest position on a face with rest normal n."""
    ex, ey, ez = shot.eye[0] - x, shot.eye[1] - y, shot.eye[2] - z
    facing = (ex * nx + ey * ny + ez * nz) / np.sqrt(ex * ex + ey * ey + ez * ez)
    gloss = 0.6 if surface == _GLASS else 0.0
    if surface in (_PLATE, _GLASS, _PAINT, _PLASTER):
        found, r, g, b = carried_albedo(shot.carried, x, y, z, facing, surface == _PLATE)
        if found:
            return r, g, b, 0.0, 0.0, 0.0, gloss
    return material(surface, x, y, z, abs(nx) < abs(ny), body, footprint, shot.carried.paint)


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def _place(shot, now, s, px, py, t, nearness, keep):  # type: ignore[no-untyped-def]
    """Where a sample hits, in the world (3), and its slant to the face; `keep` of the shift is left in it."""
    view = shot.camera
    body = shot.bodies.body[t]
    m, rn = now.matrices[s, body], shot.bodies.normal[t]
    nx = m[0, 0] * rn[0] + m[0, 1] * rn[1] + m[0, 2] * rn[2]
    ny = m[1, 0] * rn[0] + m[1, 1] * rn[1] + m[1, 2] * rn[2]
    nz = m[2, 0] * rn[0] + m[2, 1] * rn[1] + m[2, 2] * rn[2]
    depth = 1.0 / nearness
    jx, jy = view.jitter[s, 0], view.jitter[s, 1]
    dx, dy, dz = _ray(view, px + jx, py + jy)
    slant = -(dx * nx + dy * ny + dz * nz)
    # The same face nearer to the pixel's centre: sharper than the shifted place.
    cx, cy, cz = _ray(view, px + jx * keep, py + jy * keep)
    towards = -(cx * nx + cy * ny + cz * nz)
    if towards > 0.03 and slant > 0.03:
        depth = depth * slant / towards
        dx, dy, dz = cx, cy, cz
    return shot.eye[0] + dx * depth, shot.eye[1] + dy * depth, shot.eye[2] + dz * depth, nx, ny, nz, slant


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def _paint_sample(shot, now, s, px, py, t, nearness, keep, again, paint):  # type: ignore[no-untyped-def]
    """Write what a sample is made of into `paint`: albedo, shading normal, gloss, sky's and ground's share.

    `again`: the last sample hit the same triangle, so that its sky light will do.
    """
    bodies = shot.bodies
    body = bodies.body[t]
    x, y, z, nx, ny, nz, slant = _place(shot, now, s, px, py, t, nearness, keep)
    m, rn, c = now.matrices[s, body], bodies.normal[t], bodies.centre[body]
    ax, ay, az = x - m[0, 3], y - m[1, 3], z - m[2, 3]
    rx = m[0, 0] * ax + m[1, 0] * ay + m[2, 0] * az + c[0]
    ry = m[0, 1] * ax + m[1, 1] * ay + m[2, 1] * az + c[1]
    rz = m[0, 2] * ax + m[1, 2] * ay + m[2, 2] * az + c[2]
    footprint = 1.0 / (nearness * shot.camera.lens[0] * max(min(slant, 1.0), 0.25))
    r, g, b, gx, gy, gz, gloss = _surface_colour(
        shot, bodies.surface[t], body, rx, ry, rz, rn[0], rn[1], rn[2], footprint
    )
    wx, wy, wz = nx, ny, nz
    if gx != 0.0 or gy != 0.0 or gz != 0.0:
        sx = m[0, 0] * gx + m[0, 1] * gy + m[0, 2] * gz
        sy = m[1, 0] * gx + m[1, 1] * gy + m[1, 2] * gz
        sz = m[2, 0] * gx + m[2, 1] * gy + m[2, 2] * gz
        along = sx * nx + sy * ny + sz * nz
        wx, wy, wz = nx - sx + along * nx, ny - sy + along * ny, nz - sz + along * nz
        length = np.sqrt(wx * wx + wy * wy + wz * wz)
        wx, wy, wz = wx / length, wy / length, wz / length
    if not again:
        paint[7], paint[8] = skylight(now.shade.sky, x, y, z, wx, wy, wz)
    paint[0], paint[1], paint[2] = r, g, b
    paint[3], paint[4], paint[5] = wx, wy, wz
    paint[6] = gloss


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def _light_sample(shot, now, s, px, py, t, nearness, cosine, sine, paint):  # type: ignore[no-untyped-def]
    """Radiance (3) of one sample out of what it is made of."""
    lamps, shade, view = shot.lamps, now.shade, shot.camera
    x, y, z, nx, ny, nz, _ = _place(shot, now, s, px, py, t, nearness, 1.0)
    wx, wy, wz, gloss = paint[3], paint[4], paint[5], paint[6]
    open_near = openness(now.seen.nearness[s], view, s, x, y, z, nx, ny, nz, cosine, sine)
    facing = nx * lamps.to_sun[0] + ny * lamps.to_sun[1] + nz * lamps.to_sun[2]
    sun = 0.0
    if facing > 0.0:
        k = now.sun_picture[s]
        u, v, w = sun_texel(shade.sun_view, x, y, z, nx, ny, nz)
        u, v = u + SUN_DISC[s % 8, 0], v + SUN_DISC[s % 8, 1]
        sun = lit(shade.now.triangle[k], shade.now.nearness[k], shade.body_of, shade.body_of[t], u, v, w)
        if sun > 0.0:
            sun *= dust_light(shade.dust, shade.dust_origin, shade.dust_spacing, x, y, z)
    bumped = max(wx * lamps.to_sun[0] + wy * lamps.to_sun[1] + wz * lamps.to_sun[2], 0.0)
    # Light that bounces about in a corner comes back the more, the paler it is (Jimenez et al. 2016).
    pale = (paint[0] + paint[1] + paint[2]) / 3
    ambient = open_near / (1 - min(pale, 0.9) * (1 - open_near))
    sun_part = bumped * sun * (0.6 + 0.4 * open_near)
    sky, ground = max(paint[7], _LEAST_SKY) * ambient, paint[8] * ambient
    shine_sun, shine_sky = 0.0, 0.0
    if gloss > 0.0:
        # A mirror's share by Schlick (1994), and a tight lobe around the sun's image.
        dx, dy, dz = _ray(view, px + view.jitter[s, 0], py + view.jitter[s, 1])
        length = np.sqrt(dx * dx + dy * dy + dz * dz)
        vx, vy, vz = -dx / length, -dy / length, -dz / length
        slant = max(wx * vx + wy * vy + wz * vz, 0.0)
        fresnel = 0.04 + 0.96 * (1 - slant) ** 5
        mx, my, mz = 2 * slant * wx - vx, 2 * slant * wy - vy, 2 * slant * wz - vz
        along = max(mx * lamps.to_sun[0] + my * lamps.to_sun[1] + mz * lamps.to_sun[2], 0.0)
        shine_sun = gloss * fresnel * sun * 60.0 * along**200
        shine_sky = gloss * fresnel * (sky if mz > 0 else 0.3 * ground)
    red = paint[0] * (lamps.sun[0] * sun_part + lamps.sky[0] * sky + lamps.ground[0] * ground)
    green = paint[1] * (lamps.sun[1] * sun_part + lamps.sky[1] * sky + lamps.ground[1] * ground)
    blue = paint[2] * (lamps.sun[2] * sun_part + lamps.sky[2] * sky + lamps.ground[2] * ground)
    # A photograph rolls off: what turns into the sun gets at most half a stop over its white.
    top = max(red, green, blue)
    if top > 1.0:
        k = (1.0 + 0.5 * (1.0 - np.exp(-2.0 * (top - 1.0)))) / top
        red, green, blue = red * k, green * k, blue * k
    return (
        red + lamps.sun[0] * shine_sun + lamps.sky[0] * shine_sky,
        green + lamps.sun[1] * shine_sun + lamps.sky[1] * shine_sky,
        blue + lamps.sun[2] * shine_sun + lamps.sky[2] * shine_sky,
    )


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def _rank(ids, counts, number):  # type: ignore[no-untyped-def]
    """Count one more sample of a piece in a short table; returns nothing."""
    for k in range(len(ids)):
        if ids[k] == number:
            counts[k] += 1
            return
        if ids[k] < 0:
            ids[k], counts[k] = number, 1
            return


@njit(cache=True, fastmath=True, _nrt=False, forceinline=True)
def _plate_light(shot, now, row, col, facade, behind, cleared, t, nearness):  # type: ignore[no-untyped-def]
    """The light ratio (3) on what is left of the plate in a pixel: its facade and what lies behind."""
    r, g, b = 0.0, 0.0, 0.0
    dx, dy, dz = _ray(shot.camera, col + 0.5, row + 0.5)
    eye = shot.eye
    if facade > 0:
        d = 1.0 / nearness
        n = shot.bodies.normal[t]
        x, y, z = light_ratio(now.shade, shot.lamps, eye[0] + dx * d, eye[1] + dy * d, eye[2] + dz * d,
                              n[0], n[1], n[2], shot.bodies.body[t], False)  # fmt: skip
        r, g, b = x * facade, y * facade, z * facade
    if behind > 0:
        x, y, z = 1.0, 1.0, 1.0
        if dz < -1e-5:
            d = (shot.ground_z - eye[2]) / dz
            if 0.0 < d < _FARTHEST_GROUND:
                x, y, z = light_ratio(now.shade, shot.lamps, eye[0] + dx * d, eye[1] + dy * d, shot.ground_z,
                                      0.0, 0.0, 1.0, -1, cleared)  # fmt: skip
        r, g, b = r + x * behind, g + y * behind, b + z * behind
    if r == facade + behind and g == r and b == r:
        return 1.0, 1.0, 1.0
    k = 1.0 / (facade + behind)
    return r * k, g * k, b * k


@njit(cache=True, fastmath=True, nogil=True, _nrt=False)
def shade_rows(rows, ids, counts, paint, shot, now, out):  # type: ignore[no-untyped-def]
    """Shade some rows of a frame (Shot, Now) into the arrays of an Out."""
    samples, _, w = now.seen.triangle.shape
    bodies, body_of, view = shot.bodies, shot.bodies.body, shot.camera
    for row in rows:
        for col in range(w):
            ids[:] = -1
            owned = shot.owner[row, col]
            owner_gone = owned >= 0 and now.changed[owned] != 0
            facade, behind, clean, rendered = 0, 0, 0, 0
            front, front_sample, plate_sample = 0.0, -1, -1
            red, green, blue = 0.0, 0.0, 0.0
            a, b, c = 0.0, 0.0, 0.0
            painted = -1  # the triangle that `paint` holds
            f = 52.9829189 * ((0.06711056 * col + 0.00583715 * row) % 1.0)
            grain = f - int(f)  # interleaved gradient noise (Jimenez 2014)
            cosine, sine = np.cos(6.2831853 * grain), np.sin(6.2831853 * grain)
            fx, fy, fz = 0.0, 0.0, 0.0
            for s in range(samples):
                t, r = now.seen.triangle[s, row, col], shot.rest.triangle[s, row, col]
                if t < 0:
                    if r >= 0 or owner_gone:
                        clean += 1
                    else:
                        behind += 1
                    continue
                near = now.seen.nearness[s, row, col]
                body = body_of[t]
                _rank(ids, counts, min(body, shot.chips_from))
                if near > front:
                    front, front_sample = near, s
                    n = bodies.normal[t]
                    m = now.matrices[s, body]
                    fx = m[0, 0] * n[0] + m[0, 1] * n[1] + m[0, 2] * n[2]
                    fy = m[1, 0] * n[0] + m[1, 1] * n[1] + m[1, 2] * n[2]
                    fz = m[2, 0] * n[0] + m[2, 1] * n[1] + m[2, 2] * n[2]
                if t == r and now.changed[body] == 0:
                    facade += 1
                    plate_sample = s
                    continue
                rendered += 1
                slow, same = now.slow[body] != 0, t == painted
                if not (slow and same):
                    keep = 0.0 if slow else _KEEP_SHARP
                    _paint_sample(shot, now, s, col + 0.5, row + 0.5, t, near, keep, same, paint)
                    painted = t
                # On a face that stays within its pixel, every other sample's light will do.
                if not (slow and same and s & 1):
                    a, b, c = _light_sample(shot, now, s, col + 0.5, row + 0.5, t, near, cosine, sine, paint)
                red, green, blue = red + a, green + b, blue + c
            share = 1.0 / samples
            if rendered > 0:
                out.beauty[row, col, 0] = red * share
                out.beauty[row, col, 1] = green * share
                out.beauty[row, col, 2] = blue * share
                out.alpha[row, col] = rendered * share
            out.clean[row, col] = clean * share
            if rendered < samples:
                t, near = -1, 0.0
                if plate_sample >= 0:
                    t = now.seen.triangle[plate_sample, row, col]
                    near = now.seen.nearness[plate_sample, row, col]
                a, b, c = _plate_light(shot, now, row, col, facade, behind + clean, clean > behind, t, near)
                out.shadow[row, col, 0], out.shadow[row, col, 1], out.shadow[row, col, 2] = a, b, c
            if front_sample < 0:
                continue
            out.depth[row, col] = 1.0 / front
            out.normal[row, col, 0], out.normal[row, col, 1], out.normal[row, col, 2] = fx, fy, fz
            for k in range(3):  # the three largest, by picking
                best = -1
                for j in range(len(ids)):
                    if ids[j] >= 0 and (best < 0 or counts[j] > counts[best]):
                        best = j
                if best < 0:
                    break
                out.piece_id[row, col, k], out.coverage[row, col, k] = ids[best], counts[best] * share
                ids[best] = -1
                counts[best] = 0
            t = now.seen.triangle[front_sample, row, col]
            body = body_of[t]
            if now.changed[body]:
                jx, jy = view.jitter[front_sample, 0], view.jitter[front_sample, 1]
                dx, dy, dz = _ray(view, col + 0.5 + jx, row + 0.5 + jy)
                d = 1.0 / front
                m = now.matrices[front_sample, body]
                ax, ay, az = (
                    shot.eye[0] + dx * d - m[0, 3],
                    shot.eye[1] + dy * d - m[1, 3],
                    shot.eye[2] + dz * d - m[2, 3],
                )
                lx = m[0, 0] * ax + m[1, 0] * ay + m[2, 0] * az
                ly = m[0, 1] * ax + m[1, 1] * ay + m[2, 1] * az
                lz = m[0, 2] * ax + m[1, 2] * ay + m[2, 2] * az
                p, q = now.opening[body], now.closing[body]
                u0, v0, d0 = on_plate(view, p[0, 0] * lx + p[0, 1] * ly + p[0, 2] * lz + p[0, 3],
                                      p[1, 0] * lx + p[1, 1] * ly + p[1, 2] * lz + p[1, 3],
                                      p[2, 0] * lx + p[2, 1] * ly + p[2, 2] * lz + p[2, 3])  # fmt: skip
                u1, v1, d1 = on_plate(view, q[0, 0] * lx + q[0, 1] * ly + q[0, 2] * lz + q[0, 3],
                                      q[1, 0] * lx + q[1, 1] * ly + q[1, 2] * lz + q[1, 3],
                                      q[2, 0] * lx + q[2, 1] * ly + q[2, 2] * lz + q[2, 3])  # fmt: skip
                if d0 > 0 and d1 > 0:
                    out.motion[row, col, 0] = (u1 - u0) / now.shutter
                    out.motion[row, col, 1] = (v1 - v0) / now.shutter
