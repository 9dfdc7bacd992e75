"""Chairs, stools and benches: one design of legs and back for each family of styles."""

from __future__ import annotations

import math

import numpy as np

from coulisse.scene.furnish.joinery import slots, usual
from coulisse.scene.furnish.legs import leg
from coulisse.scene.furnish.mouldings import tracery
from coulisse.scene.furnish.registry import Want, finish, makes
from coulisse.scene.meshes import At
from coulisse.scene.outlines import curve, ellipse, rounded_rectangle
from coulisse.scene.shapes import ball, box, cushion, lathe, moved, prism, sheet, tube
from coulisse.scene.staged import Model, Part


def _rails(d: float, w: float, z: float, height: float, t: float = 0.022, slot: str = "frame") -> list[Part]:
    """The four rails of a seat within outer measures, their bottom at `z`."""
    return [
        *[box("rail", (t, w - 0.05, height), (s * (d / 2 - t / 2 - 0.006), 0, z), slot) for s in (-1, 1)],
        *[box("rail", (d - 0.05, t, height), (0, s * (w / 2 - t / 2 - 0.006), z), slot) for s in (-1, 1)],
    ]


def _stretchers(d: float, w: float, z: float, r: float = 0.011) -> list[Part]:
    """An H of round bars between the legs of a seat."""
    x, y = d / 2 - 0.025, w / 2 - 0.025
    return [
        *[tube("stretcher", [(-x, s * y, z), (x, s * y, z)], r, "frame") for s in (-1, 1)],
        tube("stretcher", [(0.02, -y, z), (0.02, y, z)], r, "frame"),
    ]


def _posts(d: float, w: float, h: float, seat: float, lean: float, t: float, slot: str = "frame") -> list[Part]:
    """The two hind legs that go on as the posts of the back."""
    x = -d / 2 + lean + t / 2
    if h < seat:  # legs alone, under the seat
        way = curve([(x - 0.55 * lean, 0, 0), (x, 0, 0.62 * seat), (x, 0, h)], 4)
    else:
        way = curve([(x - 0.55 * lean, 0, 0), (x, 0, 0.62 * seat), (x, 0, 1.06 * seat), (x - lean, 0, h)], 4)
    return [tube("post", [(a, s * (w / 2 - t / 2), c) for a, _, c in way], t / 2, slot, square=True) for s in (-1, 1)]


def _lean(p: Part, seat: float, lean: float, rise: float, x: float) -> Part:
    """A part that was built upright in the plane x = 0, from z = 0, set into the leaning plane of a back."""
    return moved(p, (x, 0, seat), tilt=-math.degrees(math.atan2(lean, rise)))


def _pad(
    want: Want, d: float, w: float, z: float, thick: float = 0.05, slot: str = "upholstery", at: At = (0, 0, 0)
) -> Part:
    return cushion(
        "seat", (d, w, thick), (at[0], at[1], z), slot, crown=0.6, corner=0.03, sag=0.006, flat=True, seed=want.seed
    )


@makes("chair", "dining_chair")
def chair(want: Want) -> Model:
    """A chair for one at a table."""
    made = _CHAIRS.get(want.family, _dining if want.name == "dining_chair" else _joined)(want)
    parts = [*made]
    if want.has("broken"):
        parts = [moved(p, tilt=3.0, about="x") for p in parts]
    more = {"seat": usual(want, "wood"), "shell": "fibreglass", "rush": "straw", "cane": "wicker", "rubber": "rubber"}
    return finish(want, parts, slots(want, **more), ("frame", "legs", "seat", "shell", "body"))


def _measures(want: Want) -> tuple[float, float, float, float]:
    """Depth, width, height and the height of the seat."""
    return want.depth, want.width, want.height, min(0.45, 0.52 * want.height)


def _joined(want: Want) -> list[Part]:
    """A plain joiner's chair: slats across the back, a saddled seat."""
    d, w, h, s = _measures(want)
    lean, t = 0.07, 0.032
    rise = h - s
    out = _posts(d, w * 0.94, h, s, lean, t)
    x = d / 2 - 0.03
    for b in (-1, 1):
        out += leg("", s - 0.02, (x, b * (w / 2 - 0.028)), thick=0.036)
    out += [box("rail", (d - 0.1, 0.02, 0.055), (0.01, b * (w / 2 - 0.03), s - 0.075), "frame") for b in (-1, 1)]
    out += [box("rail", (0.02, w - 0.09, 0.055), (x, 0, s - 0.075), "frame")]
    out += [
        tube("stretcher", [(-d / 2 + lean, b * (w / 2 - 0.03), 0.17), (x, b * (w / 2 - 0.03), 0.14)], 0.009, "frame")
        for b in (-1, 1)
    ]
    if want.has("upholstered", "padded", "comfortable"):
        out.append(_pad(want, d - lean + 0.01, w - 0.01, s - 0.03))
    else:

        def saddle(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
            dip = 0.014 * np.sin(np.pi * np.clip(u * 1.1, 0, 1)) * np.abs(np.sin(2 * np.pi * v)) ** 0.7
            return -d / 2 + lean * 0.9 + u * (d - lean * 0.9), (v - 0.5) * w * (0.92 + 0.08 * u), s - dip

        out.append(sheet("seat", saddle, (9, 13), "seat", thickness=0.022))
    for i, (at, tall) in enumerate(((0.3, 0.05), (0.58, 0.05), (0.84, 0.09))):
        bow = [
            (-0.03 * math.cos(a) - (0.0), 0.5 * (w * 0.94 - 2 * t) * math.sin(a) / math.sin(1.2))
            for a in np.linspace(-1.2, 1.2, 9)
        ]
        back = [(p[0] - 0.012, p[1]) for p in bow]
        slat = prism("slat", [*bow, *back[::-1]], tall, "frame", bevel=0.002, smooth=True)
        out.append(_lean(moved(slat, (0.02, 0, at * rise)), s, lean, rise, -d / 2 + lean + t / 2))
        del i
    return out


def _dining(want: Want) -> list[Part]:
    """An upholstered chair with a high padded back on tapered legs."""
    d, w, h, s = _measures(want)
    lean, t = 0.09, 0.034
    out = _posts(d, w, s - 0.02, s, 0.02, t, "legs")
    out = [moved(p, (lean - 0.02, 0, 0)) for p in out]
    out += [p for b in (-1, 1) for p in leg("", s - 0.08, (d / 2 - 0.03, b * (w / 2 - 0.03)), thick=0.04)]
    out += [box("rail", (d - lean - 0.02, w - 0.012, 0.05), (lean / 2, 0, s - 0.115), "upholstery", 0.008)]
    out.append(
        cushion(
            "seat",
            (d - lean, w, 0.085),
            (lean / 2, 0, s - 0.065),
            crown=0.45,
            corner=0.035,
            sag=0.008,
            piping=0.004,
            seed=want.seed,
        )
    )
    rise = h - s + 0.04
    pad = cushion("back", (rise, w, 0.075), (0, 0, 0), crown=0.4, corner=0.04, piping=0.004, seed=want.seed + 1)
    upright = moved(pad, (0.01, 0, rise / 2), tilt=-90)
    out.append(_lean(upright, s - 0.02, lean, rise, -d / 2 + lean + 0.05))
    return out


def _classical(want: Want) -> list[Part]:
    d, w, h, s = _measures(want)
    lean, t = 0.08, 0.034
    out = _posts(d, w * 0.92, s - 0.03, s, 0.03, t, "legs")
    out = [moved(p, (lean - 0.03, 0, 0)) for p in out]
    out += [p for b in (-1, 1) for p in leg("classical", s - 0.045, (d / 2 - 0.026, b * (w / 2 - 0.026)), thick=0.044)]
    out += _rails(d - lean, w, s - 0.1, 0.06)
    out = [moved(p, (lean / 2, 0, 0)) if p.name == "rail" else p for p in out]
    out.append(_pad(want, d - lean - 0.01, w - 0.01, s - 0.045, 0.06, at=(lean / 2, 0, 0)))
    rise = h - s
    oval = ellipse(w * 0.94, rise * 0.8, 28)
    ring = [(0.0, y, rise * 0.52 + z) for y, z in oval]
    back = [tube("ring", ring, 0.017, "frame", n=8, closed=True)]
    pad = moved(
        cushion("back", (rise * 0.72, w * 0.85, 0.05), crown=0.9, corner=0.6 * w, seed=want.seed),
        (-0.02, 0, rise * 0.52),
        tilt=90,
    )
    back.append(pad)
    crest = curve([(-0.09, 0), (-0.06, 0.018), (0, 0.045), (0.06, 0.018), (0.09, 0)], 4)
    back.append(prism("crest", crest, 0.026, "frame", (0, 0, rise * 0.92), along="x", bevel=0.006))
    back += [tube("stile", [(0, b * 0.42 * w, -0.07), (0, b * 0.38 * w, rise * 0.25)], 0.015, "frame") for b in (-1, 1)]
    return out + [_lean(p, s, lean, rise, -d / 2 + lean + 0.01) for p in back]


def _baroque(want: Want) -> list[Part]:
    d, w, h, s = _measures(want)
    lean, t = 0.1, 0.04
    out = [moved(p, (lean - 0.03, 0, 0)) for p in _posts(d, w * 0.9, s - 0.03, s, 0.03, t, "legs")]
    out += [
        p for b in (-1, 1) for p in leg("baroque", s - 0.05, (d / 2 - 0.05, b * (w / 2 - 0.05)), (1, b), thick=0.06)
    ]
    apron = curve(
        [
            (-0.44 * w, 0),
            (-0.3 * w, -0.01),
            (-0.14 * w, 0.012),
            (0, -0.03),
            (0.14 * w, 0.012),
            (0.3 * w, -0.01),
            (0.44 * w, 0),
        ],
        3,
    )
    out.append(
        prism(
            "apron",
            [*apron, (0.44 * w, 0.055), (-0.44 * w, 0.055)],
            0.026,
            "frame",
            (d / 2 - 0.03, 0, s - 0.1),
            along="x",
            bevel=0.004,
        )
    )
    out += [
        box("rail", (d - lean - 0.05, 0.026, 0.055), (lean / 2, b * (w / 2 - 0.03), s - 0.1), "frame") for b in (-1, 1)
    ]
    out.append(_pad(want, d - lean - 0.01, w - 0.02, s - 0.05, 0.075, at=(lean / 2, 0, 0)))
    rise = h - s
    half = [
        (0.38, 0.0),
        (0.4, 0.2),
        (0.36, 0.36),
        (0.42, 0.6),
        (0.46, 0.78),
        (0.4, 0.9),
        (0.26, 0.9),
        (0.16, 0.97),
        (0, 1.0),
    ]
    line = curve([(y * w, z * rise) for y, z in half] + [(-y * w, z * rise) for y, z in half[-2::-1]], 3)
    back = [tube("frame", [(0, y, z) for y, z in line], 0.018, "frame", n=8)]
    inner = line[line[:, 1] >= 0] * [0.93, 0.93]
    back.append(prism("back", inner, 0.02, "upholstery", (-0.004, 0, 0), along="x", bevel=0.006))
    back.append(
        moved(
            cushion("back", (rise * 0.62, w * 0.66, 0.05), crown=0.9, corner=0.1, seed=want.seed),
            (-0.012, 0, rise * 0.5),
            tilt=90,
        )
    )
    back += [
        tube(
            "scroll",
            [
                (0.012, b * (0.11 + 0.05 * math.cos(a)) * w, rise * (0.93 + 0.05 * math.sin(a)))
                for a in np.linspace(0, 5.2, 12)
            ],
            [0.012, 0.006],
            "frame",
            n=6,
        )
        for b in (-1, 1)
    ]
    back.append(moved(ball("shell", 0.026, "frame", n=10, squash=1.2), (0.008, 0, rise * 0.975)))
    back.append(tube("rail", [(0, -0.37 * w, 0.02), (0, 0.37 * w, 0.02)], 0.016, "frame"))
    return out + [_lean(p, s, lean, rise, -d / 2 + lean + 0.012) for p in back]


def _gothic(want: Want) -> list[Part]:
    d, w, h, s = _measures(want)
    t = 0.045
    lean = 0.03
    out = _posts(d, w, h * 0.93, s, lean, t)
    for b in (-1, 1):
        out.append(
            lathe(
                "finial",
                [(0.012, 0), (0.024, 0.012), (0.012, 0.022), (0.018, 0.035), (0, h * 0.07)],
                "frame",
                (-d / 2 + t / 2, b * (w / 2 - t / 2), h * 0.93),
                n=8,
            )
        )
        out += leg("gothic", s - 0.03, (d / 2 - t / 2, b * (w / 2 - t / 2)), thick=t * 0.9)
    out += _rails(d, w, s - 0.1, 0.07)
    out.append(box("seat", (d - 0.04, w + 0.01, 0.028), (0.02, 0, s - 0.03), "seat", 0.008))
    out += [box("stretcher", (d - 0.06, 0.02, 0.035), (0, b * (w / 2 - 0.024), 0.09), "frame") for b in (-1, 1)]
    out.append(box("stretcher", (0.02, w - 0.05, 0.035), (d / 2 - 0.03, 0, 0.09), "frame"))
    rise = h * 0.93 - s
    back: list[Part] = [box("panel", (0.014, w - 2 * t + 0.01, rise * 0.94), (-0.008, 0, 0.02), "frame", 0.004)]
    back += [moved(p, (0.004, 0, 0.06)) for p in tracery(w - 2 * t - 0.02, rise - 0.1, "frame", bar=0.018)]
    gable = [(-w / 2 + t, 0), (w / 2 - t, 0), (w / 2 - t, 0.02), (0, 0.02 + 0.16 * w), (-w / 2 + t, 0.02)]
    back.append(prism("gable", gable, 0.03, "frame", (0, 0, rise - 0.03), along="x", bevel=0.005))
    out.append(_pad(want, d - 0.08, w - 0.06, s - 0.004, 0.035, at=(0.02, 0, 0)))
    return out + [_lean(p, s, lean, rise, -d / 2 + lean + t / 2) for p in back]


def _victorian(want: Want) -> list[Part]:
    d, w, h, s = _measures(want)
    lean = 0.09
    out = [moved(p, (lean - 0.03, 0, 0)) for p in _posts(d, w * 0.82, s - 0.03, s, 0.03, 0.034, "legs")]
    out += [p for b in (-1, 1) for p in leg("victorian", s - 0.05, (d / 2 - 0.03, b * (w / 2 - 0.035)), thick=0.046)]
    out += [moved(p, (lean / 2, 0, 0)) for p in _rails(d - lean, w * 0.97, s - 0.1, 0.055)]
    out.append(_pad(want, d - lean, w - 0.01, s - 0.05, 0.075, at=(lean / 2, 0, 0)))
    rise = h - s
    half = [(0.37, -0.14), (0.36, 0.0), (0.3, 0.22), (0.42, 0.48), (0.48, 0.74), (0.36, 0.95), (0.0, 1.0)]
    line = curve([(y * w, z * rise) for y, z in half] + [(-y * w, z * rise) for y, z in half[-2::-1]], 4)
    back = [tube("balloon", [(0, y, z * 0.98) for y, z in line], [0.015, 0.017, 0.024, 0.017, 0.015], "frame", n=8)]
    splat = curve(
        [
            (-0.34 * w, 0.44 * rise),
            (-0.14 * w, 0.5 * rise),
            (0, 0.56 * rise),
            (0.14 * w, 0.5 * rise),
            (0.34 * w, 0.44 * rise),
        ],
        4,
    )
    back.append(tube("splat", [(0, y, z) for y, z in splat], [0.01, 0.022, 0.01], "frame", n=8))
    return out + [_lean(p, s, lean, rise, -d / 2 + lean + 0.012) for p in back]


def _art_deco(want: Want) -> list[Part]:
    d, w, h, s = _measures(want)
    lean = 0.05
    out = [
        p
        for a in (-1, 1)
        for b in (-1, 1)
        for p in leg("art_deco", s - 0.09, (a * (d / 2 - 0.035) + 0.02, b * (w / 2 - 0.03)), thick=0.042)
    ]
    out.append(
        prism(
            "apron",
            rounded_rectangle(d - 0.03, w, 0.06, 5),
            0.05,
            "frame",
            (0.01, 0, s - 0.12),
            bevel=0.004,
            smooth=True,
        )
    )
    out.append(
        prism(
            "band",
            rounded_rectangle(d - 0.026, w + 0.004, 0.06, 5),
            0.006,
            "metal",
            (0.01, 0, s - 0.105),
            bevel=0.001,
            smooth=True,
        )
    )
    out.append(
        cushion("seat", (d - 0.05, w, 0.075), (0.02, 0, s - 0.07), crown=0.5, corner=0.07, sag=0.006, seed=want.seed)
    )
    rise = h - s + 0.1
    back: list[Part] = []
    for i in range(5):  # a fan of channels, each step lower
        y = (i - 2) * w / 5.15
        tall = rise * (1 - 0.075 * abs(i - 2))
        channel = cushion("back", (tall, w / 5.1, 0.075), crown=0.55, corner=0.05, seed=want.seed + i)
        back.append(moved(channel, (0.0, y, tall / 2), tilt=-90))
        back.append(box("back", (0.022, w / 5.1, tall + 0.008), (-0.08, y, 0), "frame", 0.005))
    return out + [_lean(p, s - 0.1, lean, rise, -d / 2 + lean + 0.09) for p in back]


def _modern(want: Want) -> list[Part]:
    """A cantilever of steel tube, after Breuer and Mies: one bar, two slings."""
    d, w, h, s = _measures(want)
    y, r = w / 2 - 0.0125, 0.0125
    side = [
        (-d / 2 + 0.03, r),
        (d / 2 - 0.06, r),
        (d / 2 - 0.02, 0.03),
        (d / 2, 0.09),
        (d / 2, s - 0.08),
        (d / 2 - 0.03, s - 0.02),
        (d / 2 - 0.09, s),
        (-d / 2 + 0.14, s - 0.015),
        (-d / 2 + 0.09, s + 0.01),
        (-d / 2 + 0.07, s + 0.07),
        (-d / 2 + r, h),
    ]
    line = [(a, y, b) for a, b in side] + [(a, -y, b) for a, b in side[::-1]]
    out = [tube("frame", line, r, "metal", n=10, closed=True)]

    def sling(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        sag = 0.022 * np.sin(np.pi * v) * np.sin(np.pi * np.clip(0.1 + 0.8 * u, 0, 1))
        return -d / 2 + 0.14 + u * (d - 0.22), (v - 0.5) * (w - 0.008), s + 0.014 - 0.008 * (1 - u) - sag

    def rest(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        z = s + 0.13 + u * (h - s - 0.15)
        lean = -d / 2 + 0.07 - 0.055 * (z - s - 0.07) / (h - s - 0.07)
        return lean + 0.014 - 0.03 * np.sin(np.pi * v), (v - 0.5) * (w - 0.008), z

    out += [
        sheet("seat", sling, (9, 11), "upholstery", thickness=0.008),
        sheet("back", rest, (8, 11), "upholstery", thickness=0.008),
    ]
    return out


def _mid_century(want: Want) -> list[Part]:
    """A moulded shell on splayed dowel legs with wire stays."""
    d, w, h, s = _measures(want)

    def shell(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        prof = curve(
            [
                (0.5 * d, s - 0.045),
                (0.47 * d, s - 0.008),
                (0.25 * d, s - 0.02),
                (-0.1 * d, s - 0.03),
                (-0.3 * d, s + 0.02),
                (-0.4 * d, s + 0.16),
                (-0.46 * d, s + 0.33),
                (-0.5 * d, h),
            ],
            6,
        )
        u = 1 - (1 - u) ** 1.7
        k = np.linspace(0, 1, len(prof))
        x, z = np.interp(u, k, prof[:, 0]), np.interp(u, k, prof[:, 1])
        side = 2 * v - 1
        half = (
            np.interp(u, [0, 0.12, 0.45, 0.6, 0.8, 0.92, 0.975, 1], [0.42, 0.48, 0.5, 0.47, 0.45, 0.42, 0.36, 0.24]) * w
        )
        curl = np.abs(side) ** 2.6
        back = np.clip((u - 0.35) / 0.3, 0, 1)
        return (
            x + curl * 0.09 * back,
            side * half,
            z + curl * (0.05 * np.sin(np.pi * np.clip(u * 1.3, 0, 1)) * (1 - back)),
        )

    out = [sheet("shell", shell, (21, 17), "shell", thickness=0.009)]
    for a in (-1, 1):
        for b in (-1, 1):
            head, foot = (a * 0.19 * d, b * 0.24 * w, s - 0.06), (a * 0.42 * d, b * 0.44 * w, 0.0)
            out.append(tube("leg", [foot, head], [0.009, 0.016], "legs", n=10))
            out.append(tube("stay", [(a * 0.19 * d, b * 0.24 * w, s - 0.075), (0, 0, s - 0.036)], 0.008, "metal", n=6))
            out.append(
                tube(
                    "stay",
                    [(a * 0.3 * d, b * 0.34 * w, 0.5 * s), (-a * 0.2 * d, b * 0.25 * w, s - 0.08)],
                    0.004,
                    "metal",
                    n=6,
                )
            )
    return out


def _brutalist(want: Want) -> list[Part]:
    d, w, h, s = _measures(want)
    t = 0.04
    out = [box("side", (d - 0.03, t, s - 0.02), (0.015, b * (w / 2 - t / 2), 0), "frame", 0.004) for b in (-1, 1)]
    out += [
        box("seat", (d - 0.02, w - 2 * t - 0.004, 0.05), (0.01, 0, s - 0.09), "frame", 0.004),
        box("back", (0.045, w, h - 0.3 * s), (-d / 2 + 0.045, 0, 0.3 * s), "frame", 0.004),
    ]
    out[-1] = moved(out[-1], tilt=-2.0)
    out.append(
        cushion(
            "seat",
            (d - 0.08, w - 2 * t - 0.01, 0.06),
            (0.03, 0, s - 0.045),
            crown=0.3,
            corner=0.015,
            sag=0.006,
            seed=want.seed,
        )
    )
    return out


def _industrial(want: Want) -> list[Part]:
    """A pressed steel bistro chair, after Pauchard's."""
    d, w, h, s = _measures(want)
    out: list[Part] = []
    for a in (-1, 1):
        for b in (-1, 1):
            foot, head = (
                (a * (d / 2 - 0.02), b * (w / 2 - 0.02), 0.0),
                (a * (d / 2 - 0.075), b * (w / 2 - 0.055), s - 0.02),
            )
            out += [
                tube("leg", [foot, head], [0.012, 0.021], "metal", square=True),
                box("foot", (0.03, 0.03, 0.012), (foot[0], foot[1], 0), "rubber", 0.003),
            ]
    out.append(
        prism(
            "seat",
            rounded_rectangle(d - 0.08, w - 0.06, 0.05, 5),
            0.035,
            "metal",
            (0, 0, s - 0.04),
            bevel=0.009,
            smooth=True,
        )
    )
    out.append(
        prism(
            "pan",
            rounded_rectangle(d - 0.14, w - 0.12, 0.04, 5),
            0.004,
            "metal",
            (0, 0, s - 0.006),
            bevel=0.003,
            smooth=True,
        )
    )
    out += [
        tube(
            "brace",
            [(0, b * (w / 2 - 0.05), s - 0.16), (a * (d / 2 - 0.05), b * (w / 2 - 0.035), s - 0.22)],
            0.006,
            "metal",
            n=6,
        )
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    rise = h - s
    hoop = [
        (0, 0.44 * w, -0.03),
        (0, 0.45 * w, 0.5 * rise),
        (0, 0.4 * w, 0.86 * rise),
        (0, 0.26 * w, 0.985 * rise),
        (0, -0.26 * w, 0.985 * rise),
        (0, -0.4 * w, 0.86 * rise),
        (0, -0.45 * w, 0.5 * rise),
        (0, -0.44 * w, -0.03),
    ]
    back = [tube("hoop", curve(hoop, 4), 0.011, "metal", n=8)]
    back.append(
        prism(
            "splat",
            [(-0.08, 0), (0.08, 0), (0.065, 0.97 * rise), (-0.065, 0.97 * rise)],
            0.005,
            "metal",
            along="x",
            bevel=0.002,
        )
    )
    back += [
        prism(
            "rib",
            [(-0.04, 0.1 * rise), (0.04, 0.1 * rise), (0.033, 0.85 * rise), (-0.033, 0.85 * rise)],
            0.011,
            "metal",
            along="x",
            bevel=0.004,
        )
    ]
    return out + [_lean(p, s, 0.09, rise, -d / 2 + 0.075) for p in back]


def _futuristic(want: Want) -> list[Part]:
    """A shell on a stem, after Saarinen's Tulip."""
    d, w, h, s = _measures(want)
    stem = [
        (0.24, 0),
        (0.24, 0.004),
        (0.15, 0.012),
        (0.06, 0.04),
        (0.028, 0.12),
        (0.026, 0.6 * s),
        (0.04, 0.82 * s),
        (0.1, 0.95 * s),
    ]
    out = [lathe("stem", [(r * w / 0.5, z) for r, z in stem], "shell", (0.01, 0, 0), n=28)]

    def shell(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        prof = curve(
            [
                (0.5 * d, s + 0.005),
                (0.36 * d, s - 0.02),
                (0.0, s - 0.045),
                (-0.26 * d, s + 0.0),
                (-0.38 * d, s + 0.14),
                (-0.44 * d, s + 0.3),
                (-0.5 * d, h),
            ],
            6,
        )
        u = 1 - (1 - u) ** 1.7
        k = np.linspace(0, 1, len(prof))
        x, z = np.interp(u, k, prof[:, 0]), np.interp(u, k, prof[:, 1])
        side = 2 * v - 1
        half = np.interp(u, [0, 0.06, 0.3, 0.5, 0.75, 0.88, 0.96, 1], [0.42, 0.46, 0.5, 0.5, 0.46, 0.4, 0.31, 0.18]) * w
        curl = np.abs(side) ** 2.2
        back = np.clip((u - 0.3) / 0.35, 0, 1)
        return x + curl * 0.14 * back, side * half, z + curl * 0.06 * (1 - back) * np.clip(u * 2.5, 0, 1)

    out.append(sheet("shell", shell, (21, 17), "shell", thickness=0.012))
    out.append(
        cushion(
            "seat",
            (0.72 * d, 0.74 * w, 0.045),
            (0.05 * d, 0, s - 0.04),
            crown=0.8,
            corner=0.16,
            sag=0.004,
            seed=want.seed,
        )
    )
    return out


def _rustic(want: Want) -> list[Part]:
    """A ladder-back with a rush seat and turned posts."""
    d, w, h, s = _measures(want)
    lean = 0.07
    rise = h - s
    out: list[Part] = []
    for b in (-1, 1):
        y = b * (w / 2 - 0.02)
        out.append(
            tube(
                "post",
                [(-d / 2 + lean + 0.02, y, 0), (-d / 2 + lean + 0.02, y, s), (-d / 2 + 0.02, y * 0.97, h - 0.03)],
                [0.018, 0.02, 0.018, 0.015],
                "frame",
                n=9,
            )
        )
        out.append(moved(ball("knob", 0.019, "frame", n=9, squash=1.4), (-d / 2 + 0.018, y * 0.97, h - 0.026)))
        out.append(tube("leg", [(d / 2 - 0.02, y, 0), (d / 2 - 0.02, y, s + 0.01)], [0.016, 0.02, 0.018], "legs", n=9))
        for z in (0.14, 0.27):
            out.append(tube("stretcher", [(-d / 2 + lean + 0.02, y, z), (d / 2 - 0.02, y, z)], 0.009, "frame", n=7))
    for z in (0.17, 0.3):
        out.append(
            tube("stretcher", [(d / 2 - 0.02, -w / 2 + 0.02, z), (d / 2 - 0.02, w / 2 - 0.02, z)], 0.0095, "frame", n=7)
        )
    out += _rush(-d / 2 + lean + 0.02, d / 2 - 0.02, w - 0.04, s)
    for at in (0.22, 0.5, 0.78):
        z = at * rise
        tall = 0.05 + 0.02 * at
        half = w / 2 - 0.035
        top = curve(
            [(-half, tall * 0.7), (-0.5 * half, tall), (0, tall * 1.12), (0.5 * half, tall), (half, tall * 0.7)], 3
        )
        slat = prism("slat", [(-half, 0), (half, 0), *top[::-1]], 0.012, "frame", (0, 0, z), along="x", bevel=0.002)
        out.append(_lean(slat, s, lean, rise, -d / 2 + lean + 0.02))
    return out


def _rush(x0: float, x1: float, w: float, s: float) -> list[Part]:
    """A seat woven of rush: strands in four triangles that meet in the middle."""
    out: list[Part] = []
    n = 9
    cx, hx, hy = (x0 + x1) / 2, (x1 - x0) / 2, w / 2
    for i in range(n):
        a = (i + 0.5) / n
        z = s + 0.012 - 0.02 * (1 - a)
        r = 0.5 * hx / n * 1.05
        for sx in (-1, 1):
            out.append(tube("rush", [(cx + sx * hx * a, -hy * a, z), (cx + sx * hx * a, hy * a, z)], r, "rush", n=6))
        for sy in (-1, 1):
            out.append(
                tube(
                    "rush",
                    [(cx - hx * a, sy * hy * a, z - 0.001), (cx + hx * a, sy * hy * a, z - 0.001)],
                    r * hy / hx,
                    "rush",
                    n=6,
                )
            )
    return out


def _eastern(want: Want) -> list[Part]:
    """A yoke-back chair of the Ming kind: round members, a bent splat."""
    d, w, h, s = _measures(want)
    lean = 0.08
    rise = h - s
    out: list[Part] = []
    for b in (-1, 1):
        y = b * (w / 2 - 0.025)
        out.append(
            tube(
                "post",
                curve(
                    [
                        (-d / 2 + lean, y, 0),
                        (-d / 2 + lean, y, s),
                        (-d / 2 + lean * 0.8, y, s + 0.4 * rise),
                        (-d / 2 + 0.015, y, h - 0.01),
                    ],
                    3,
                ),
                0.015,
                "frame",
                n=8,
            )
        )
        out.append(tube("leg", [(d / 2 - 0.02, y, 0), (d / 2 - 0.02, y, s - 0.02)], 0.016, "legs", n=8))
        out.append(box("apron", (d - lean - 0.04, 0.012, 0.05), (lean / 2, y, s - 0.075), "frame"))
        out.append(tube("stretcher", [(-d / 2 + lean, y, 0.12), (d / 2 - 0.02, y, 0.12)], 0.01, "frame"))
    out.append(box("seat", (d - lean + 0.02, w - 0.005, 0.03), (lean / 2, 0, s - 0.03), "frame", 0.01))
    out.append(box("cane", (d - lean - 0.09, w - 0.12, 0.004), (lean / 2, 0, s - 0.002), "cane", 0.001))
    out.append(box("apron", (0.012, w - 0.06, 0.05), (d / 2 - 0.022, 0, s - 0.075), "frame"))
    out.append(box("footrail", (0.03, w - 0.04, 0.022), (d / 2 - 0.02, 0, 0.07), "frame", 0.005))
    yoke = curve(
        [
            (-d / 2 + 0.02, -w / 2, h - 0.035),
            (-d / 2 + 0.012, -0.36 * w, h - 0.02),
            (-d / 2 + 0.012, -0.16 * w, h - 0.014),
            (-d / 2 + 0.006, 0, h - 0.012),
            (-d / 2 + 0.012, 0.16 * w, h - 0.014),
            (-d / 2 + 0.012, 0.36 * w, h - 0.02),
            (-d / 2 + 0.02, w / 2, h - 0.035),
        ],
        3,
    )
    out.append(tube("yoke", yoke, [0.009, 0.015, 0.02, 0.015, 0.009], "frame", n=8))

    def splat(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        bend = 0.03 * np.sin(2 * np.pi * u)
        return -d / 2 + lean - (lean - 0.012) * u**1.6 + bend * (1 - u), (v - 0.5) * 0.15, s + u * (rise - 0.02)

    out.append(sheet("splat", splat, (12, 3), "frame", thickness=0.012))
    return out


_CHAIRS = {
    "classical": _classical,
    "baroque": _baroque,
    "gothic": _gothic,
    "victorian": _victorian,
    "art_deco": _art_deco,
    "modern": _modern,
    "mid_century": _mid_century,
    "brutalist": _brutalist,
    "industrial": _industrial,
    "futuristic": _futuristic,
    "rustic": _rustic,
    "eastern": _eastern,
}
