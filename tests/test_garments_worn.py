"""Promises of how garments are worn: tucked in under the band, creased, cut away, hugging the neck, seen through."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from coulisse.errors import Unavailable
from coulisse.models.body_data import body_file
from coulisse.physics.dressing import dressed
from coulisse.physics.layering import Over, uncovered
from coulisse.scene.body import Body, Shapes, neutral, posed
from coulisse.scene.garments.bodice import bodice_shell
from coulisse.scene.garments.build import build
from coulisse.scene.garments.cut import TUCKED, Cut, Goods
from coulisse.scene.garments.details import finished
from coulisse.scene.garments.form import Form, form_of
from coulisse.scene.garments.looks import garment_looks
from coulisse.scene.garments.pressing import ironed, is_creased
from coulisse.scene.garments.ride import Worn
from coulisse.scene.garments.things import thing_parts
from coulisse.scene.staged import Part

POPLIN = Goods("poplin", (0.8, 0.8, 0.8), 120.0, 3.0, 0.5)
SUITING = Goods("wool_suiting", (0.1, 0.1, 0.12), 260.0, 3.0, 0.5)
TULLE = Goods("tulle", (0.9, 0.88, 0.84), 25.0, 10.0, 0.25, kind="sheer")
SHIRT = Cut("shirt", "upper", POPLIN, 1, 0.47, 0.12, collar="shirt_collar", covers=1.0, sleeve="long_sleeve",
            closing="button", seams=("cuff",))  # fmt: skip
TROUSERS = Cut("suit_trousers", "trousers", SUITING, 1, 0.03, waistband=0.04, closing="fly")


@cache
def body() -> Body:
    try:
        return posed(neutral(Shapes.read(body_file()), 0.7, age=30.0), "arms_away")
    except Unavailable:
        pytest.skip("the body's data is not here")


@cache
def form() -> Form:
    return form_of(body())


def test_a_tucked_shirt_is_held_to_the_waist_and_full_over_it() -> None:
    f = form()
    tucked = SHIRT.with_(traits=(TUCKED,), hem=(f.waist - 0.06) / f.stature)
    loose = bodice_shell(f, SHIRT, f.waist - 0.06)
    held = bodice_shell(f, tucked, f.waist - 0.06)
    assert held.girth(f.waist) < f.torso.girth(f.waist) + 0.04 < loose.girth(f.waist)
    assert held.girth(f.waist + 0.10) == pytest.approx(loose.girth(f.waist + 0.10), abs=0.005)
    garment = build(tucked, f)
    assert garment.points[garment.pins][:, 2].min() < f.waist - 0.04  # the band holds its hem


def test_what_shows_of_a_tucked_shirt_ends_at_the_waistband() -> None:
    made = dressed((SHIRT.with_(traits=(TUCKED,)), TROUSERS), body(), quality="placed")
    shirt = next(m for name, m in made.models.items() if name.endswith(" shirt"))
    shown = [p.points[np.unique(p.faces[p.faces >= 0])] for p in shirt.parts if p.name.startswith(("front", "back"))]
    assert np.concatenate(shown)[:, 2].min() > form().waist - 0.075


def test_suit_trousers_have_a_crease_and_jeans_have_none() -> None:
    garment = build(TROUSERS, form())
    crease = garment.edges["crease_front_l"][0]
    low = crease[garment.points[crease, 2] < form().waist - 0.25]
    moved = ironed(garment, garment.points)
    assert (moved[low, 0] - garment.points[low, 0]).mean() > 0.004
    assert any(p.name == "creases" for p in finished(Worn(garment, moved, form())))
    assert not is_creased(build(TROUSERS.with_(kind="jeans", goods=Goods("denim", (0.1, 0.1, 0.3))), form()))


def test_a_tailcoat_is_cut_away_in_front_and_a_frock_coat_is_not() -> None:
    coat = Cut("tailcoat", "upper", SUITING, 3, 0.28, 0.09, fitted=0.8, lapel="peak_lapel", seams=("tailored",),
               closing="button", buttons=6, breasted=2, covers=1.0, sleeve="long_sleeve")  # fmt: skip
    tails, frock = build(coat, form()), build(coat.with_(kind="frock_coat"), form())
    for garment, away in ((tails, True), (frock, False)):
        centre = garment.points[garment.edges["centre_front_l"][0]][:, 2].min()
        behind = garment.points[garment.edges["centre_back_l"][0]][:, 2].min()
        assert behind == pytest.approx(0.28 * form().stature, abs=0.01)
        assert (centre > form().waist - 0.06) == away


def test_a_shirt_collar_lies_on_the_neck() -> None:
    garment = build(SHIRT, form())
    parts = finished(Worn(garment, garment.points, form()))
    stand = next(p for p in parts if p.name == "collar stand")
    angle, height, far = form().torso.polar(stand.points.astype(float))
    side = (height > form().neck) & (np.abs(np.sin(angle)) > 0.8)
    assert side.sum() > 20
    assert np.median((far - form().torso.distance(angle, height))[side]) < 0.014


def test_a_jacket_has_a_vent_and_a_shirt_has_none() -> None:
    jacket = Cut("suit_jacket", "upper", SUITING, 3, 0.455, 0.09, fitted=0.8, lapel="notch_lapel", seams=("tailored",),
                 closing="button", buttons=2, covers=1.0, sleeve="long_sleeve")  # fmt: skip
    for cut, there in ((jacket, True), (SHIRT, False)):
        garment = build(cut, form())
        names = {p.name for p in finished(Worn(garment, garment.points, form()))}
        assert ("vent" in names) == there


def test_veils_and_sheer_sleeves_are_seen_through_and_a_lined_dress_is_not() -> None:
    veil = garment_looks(Cut("veil", "hat", TULLE, 5))
    dress = garment_looks(Cut("dress", "dress", TULLE, 2))
    named = garment_looks(Cut("blouse", "upper", TULLE, 1, traits=("transparent",)))
    assert veil["cloth"].clear > 0.5 and named["cloth"].clear > 0.5
    assert dress["cloth"].clear == 0.0 and dress["sleeve"].clear > 0.5


def test_stockings_reach_the_knee_without_a_block_at_the_foot() -> None:
    parts = thing_parts(Cut("socks", "footwear", POPLIN, 1, traits=("long",)), form())
    points = np.concatenate([p.points for p in parts])
    assert points[:, 2].max() > 0.45
    foot = points[points[:, 2] < 0.08]
    bare = body().points[body().points[:, 2] < 0.1]
    assert foot[:, 0].min() > bare[:, 0].min() - 0.02 and foot[:, 1].max() < bare[:, 1].max() + 0.02


def test_translucent_vinyl_is_seen_through_and_plain_vinyl_is_not() -> None:
    vinyl = Goods("vinyl_fabric", (0.3, 0.3, 0.3), kind="coated")
    clear = garment_looks(Cut("raincoat", "upper", vinyl, 4, traits=("translucent",)))["cloth"]
    assert clear.clear > 0.3 and garment_looks(Cut("raincoat", "upper", vinyl, 4))["cloth"].clear == 0.0


def test_what_comes_out_through_a_garment_is_hidden_but_not_at_its_open_edges() -> None:
    garment = build(SHIRT, form())
    worn = Worn(garment, garment.points, form())
    grid = next(p.grid for p in garment.panels if p.name == "back l")
    out = (garment.points + 0.014 * worn.normals)[grid]  # the layer under it, come out all over its back
    number = np.arange(grid.size, dtype=np.int32).reshape(grid.shape)
    faces = np.stack([number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]], -1).reshape(-1, 4)
    facing = np.cross(out[1, 0] - out[0, 0], out[0, 1] - out[0, 0]) @ worn.normals[grid[0, 0]]
    part = Part(
        "back l", out.reshape(-1, 3).astype(np.float32), faces if facing < 0 else faces[:, ::-1].copy(), "cloth"
    )
    t = garment.triangles
    left = uncovered(part, Over(worn, np.concatenate([garment.points, garment.points[t].mean(1)])))
    heights = part.points[left.faces][:, :, 2].mean(1)
    hem, chest = float(garment.points[:, 2].min()), form().bust
    assert not ((heights > hem + 0.12) & (heights < chest - 0.05)).any(), "it looks out in the middle of the back"
    assert (heights < hem + 0.03).any(), "a hem may look out under a hem"
