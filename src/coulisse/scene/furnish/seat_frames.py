"""What chair makers repeat: the materials and measures of a seat, rails, hind posts, a leaning back, a pad."""

from __future__ import annotations

import math

from coulisse.scene.furnish.joinery import slots, usual
from coulisse.scene.furnish.registry import Want
from coulisse.scene.meshes import At
from coulisse.scene.outlines import curve
from coulisse.scene.shapes import box, cushion, moved, tube
from coulisse.scene.staged import Part


def seat_rails(d: float, w: float, z: float, height: float, t: float = 0.022, slot: str = "frame") -> list[Part]:
    """The four rails of a seat within outer measures, their bottom at `z`."""
    return [
        *[box("rail", (t, w - 0.05, height), (s * (d / 2 - t / 2 - 0.006), 0, z), slot) for s in (-1, 1)],
        *[box("rail", (d - 0.05, t, height), (0, s * (w / 2 - t / 2 - 0.006), z), slot) for s in (-1, 1)],
    ]


def hind_posts(d: float, w: float, h: float, seat: float, lean: float, t: float, slot: str = "frame") -> list[Part]:
    """The two hind legs that go on as the posts of the back."""
    x = -d / 2 + lean + t / 2
    if h < seat:  # legs alone, under the seat
        way = curve([(x - 0.55 * lean, 0, 0), (x, 0, 0.62 * seat), (x, 0, h)], 4)
    else:
        way = curve([(x - 0.55 * lean, 0, 0), (x, 0, 0.62 * seat), (x, 0, 1.06 * seat), (x - lean, 0, h)], 4)
    return [tube("post", [(a, s * (w / 2 - t / 2), c) for a, _, c in way], t / 2, slot, square=True) for s in (-1, 1)]


def leaning(p: Part, seat: float, lean: float, rise: float, x: float) -> Part:
    """A part that was built upright in the plane x = 0, from z = 0, set into the leaning plane of a back."""
    return moved(p, (x, 0, seat), tilt=-math.degrees(math.atan2(lean, rise)))


def seat_pad(
    want: Want, d: float, w: float, z: float, thick: float = 0.05, slot: str = "upholstery", at: At = (0, 0, 0)
) -> Part:
    return cushion(
        "seat", (d, w, thick), (at[0], at[1], z), slot, crown=0.6, corner=0.03, sag=0.006, flat=True, seed=want.seed
    )


def seat_measures(want: Want) -> tuple[float, float, float, float]:
    """Depth, width, height and the height of the seat."""
    return want.depth, want.width, want.height, min(0.45, 0.52 * want.height)


def seat_slots(want: Want, **more: str) -> dict[str, str]:
    return slots(want, seat=usual(want, "wood"), rubber="rubber", plastic="plastic", **more)
