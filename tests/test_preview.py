"""Promises of the quick preview: what is where, how bright, what mirrors and what lets light through."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from box_set import HEIGHT, LENGTH, WIDTH, ball, box, box_set, quad
from coulisse.errors import BadInput
from coulisse.media.colour import from_scene_linear
from coulisse.render.preview import Preview, Previewer, preview
from coulisse.render.preview_surface import noise
from coulisse.render.preview_tone import displayed, right_exposure, white_balanced
from coulisse.scene.rays import FAR, cast, mesh_tree, scene_tree
from coulisse.scene.staged import FilmCamera, Lamp, Look, Model, Placed, Sky, Staged, kelvin_to_linear

SIZE = (96, 54)
GREY = Look("plain", (0.5, 0.5, 0.5), roughness=1.0, wear=0.0)


@pytest.fixture(scope="module")
def night() -> Previewer:
    return Previewer(box_set())


@pytest.fixture(scope="module")
def wide(night: Previewer) -> Preview:
    return night.render(night.staged.cameras[0], SIZE)


def sheet(size: float = 20.0, z: float = 0.0, slot: str = "sheet") -> Model:
    """A level square."""
    s = size / 2
    return Model(slot, (quad((-s, -s, z), (s, -s, z), (s, s, z), (-s, s, z), slot),), {})


def on_sheet(*lamps: Lamp, look: Look = GREY, more: tuple[Model, ...] = (), **others: object) -> Staged:
    """A sheet under lamps, with other models at their own places, all in that look."""
    models = (sheet(), *more)
    placed = tuple(Placed(m.name, (0, 0, 0), 0, {p.slot: p.slot for p in m.parts}, m.name) for m in models)
    looks = {p.slot: look for m in models for p in m.parts} | dict(others.pop("looks", {}))  # type: ignore[call-overload]
    return Staged({m.name: m for m in models}, placed, looks, lamps, white_balance=6504.0, **others)  # type: ignore[arg-type]


FROM_ABOVE = FilmCamera("above", (0, 0.01, 6), (0, 0, 0), focal_length=60.0)


def radiance(picture: Preview) -> np.ndarray:
    """Luminance (h, w) before exposure, candela a square metre."""
    from coulisse.media.colour import LINEAR_REC709

    rec709 = from_scene_linear(picture.linear, LINEAR_REC709) / 2**picture.exposure
    return rec709 @ np.array([0.2126, 0.7152, 0.0722])


# Rays


def test_rays_meet_the_nearest_triangle_that_there_is() -> None:
    rng = np.random.default_rng(3)
    corners = (rng.uniform(-1, 1, (300, 1, 3)) + rng.normal(0, 0.15, (300, 3, 3))).astype(np.float32)
    mesh = mesh_tree(corners.reshape(-1, 3), np.arange(900, dtype=np.int32).reshape(-1, 3))
    turn, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    matrices = [np.eye(4), np.eye(4)]
    matrices[1][:3, :3], matrices[1][:3, 3] = turn * (0.5, 1.5, 1.0), (0.4, -0.3, 0.2)
    tree = scene_tree([mesh], [np.zeros(300, np.int32)], [0, 0], matrices, [0, 0])
    origins = rng.uniform(-2, 2, (200, 3)).astype(np.float32)
    directions = rng.normal(size=(200, 3)).astype(np.float32)
    distance, share = np.empty(200, np.float32), np.empty(200, np.float32)
    cast(tree, np.zeros(1, np.float32), origins, directions, distance, share)

    world = np.concatenate([corners @ m[:3, :3].T + m[:3, 3] for m in matrices])
    expected = np.full(200, np.inf)
    one, two = world[:, 1] - world[:, 0], world[:, 2] - world[:, 0]
    across = np.cross(one, two)
    for i in range(200):  # every triangle: where the ray meets its plane, by Cramer's rule
        from_corner, way = origins[i] - world[:, 0], directions[i].astype(float)
        whole = -(across @ way)
        t = (across * from_corner).sum(1) / whole
        u = (np.cross(two, way) * -from_corner).sum(1) / whole
        v = (np.cross(way, one) * -from_corner).sum(1) / whole
        hit = t[(t > 0) & (u >= 0) & (v >= 0) & (u + v <= 1)]
        expected[i] = hit.min() if len(hit) else np.inf
    met = np.isfinite(expected)
    assert 30 < met.sum() < 200
    assert distance[met] == pytest.approx(expected[met], rel=1e-3)
    assert (distance[~met] == FAR).all()
    assert ((share == 0) == met).all()


# What is where


def test_depth_and_names_agree_with_the_room(night: Previewer, wide: Preview) -> None:
    camera = night.staged.cameras[0]
    h, w = wide.depth.shape
    columns, rows = np.meshgrid(np.arange(w) - (w - 1) / 2, np.arange(h) - (h - 1) / 2)
    pixel = camera.gate / camera.focal_length / w
    rays = np.stack([columns * pixel, rows * pixel, np.ones((h, w))], -1) @ camera.axes()
    points = camera.position + rays * wide.depth[..., None]
    names = np.array([p.name for p in night.staged.placed])[wide.placed]
    inside = np.isfinite(wide.depth) & (wide.placed >= 0)
    assert (points[inside] > -1e-3).all() and (points[inside] < (LENGTH + 1e-3, WIDTH + 1e-3, HEIGHT + 1e-3)).all()
    floor = inside & (names == "room") & (wide.normal[..., 2] > 0.99)
    assert floor.sum() > 200
    assert np.abs(points[floor][:, 2]).max() < 1e-3
    table = inside & (names == "table_001") & (wide.normal[..., 2] > 0.99)
    assert points[table][:, 2] == pytest.approx(0.765, abs=1e-3)
    assert {"room", "table_001", "vase_001", "pendant_001"} <= set(names[inside])


def test_the_sky_is_no_thing(wide: Preview) -> None:
    through = wide.placed < 0
    assert through.any()
    assert np.isinf(wide.depth[through]).all()


def test_the_same_seed_gives_the_same_pixels(night: Previewer, wide: Preview) -> None:
    again = preview(box_set(), night.staged.cameras[0], SIZE)
    assert (again.display == wide.display).all()
    assert (again.linear == wide.linear).all()


# Light


def test_a_lamp_gives_its_lux() -> None:
    staged = on_sheet(Lamp("point", (0, 0, 2.0), 1000.0, kelvin=6504))
    middle = radiance(preview(staged, FROM_ABOVE, (41, 41)))[20, 20]
    assert middle == pytest.approx(0.5 / np.pi * 1000 / (4 * np.pi) / 4, rel=0.06)  # but for what is gloss


def test_an_area_and_a_spot_spread_their_lumens() -> None:
    above = FilmCamera("above", (0, 0.01, 6), (0, 0, 0), focal_length=60.0)
    area = on_sheet(Lamp("area", (0, 0, 2.0), 1000.0, kelvin=6504, size=(0.1, 0.1)))
    assert radiance(preview(area, above, (41, 41)))[20, 20] == pytest.approx(0.5 / np.pi * 1000 / np.pi / 4, rel=0.06)
    spot = on_sheet(Lamp("spot", (0, 0, 2.0), 1000.0, kelvin=6504, cone=60))
    candela = 1000 / (2 * np.pi * (1 - np.cos(np.radians(30))))
    assert radiance(preview(spot, above, (41, 41)))[20, 20] == pytest.approx(0.5 / np.pi * candela / 4, rel=0.06)


def test_the_sky_lights_what_lies_open_and_the_sun_as_it_stands() -> None:
    sky = on_sheet(sky=Sky(1000.0, 6504.0))
    assert np.median(radiance(preview(sky, FROM_ABOVE, (41, 41)))) == pytest.approx(0.5 / np.pi * 1000, rel=0.08)
    sun = on_sheet(Lamp("sun", (0, 0, 0), 10000.0, aim=(0.6, 0, -0.8), kelvin=6504))
    assert np.median(radiance(preview(sun, FROM_ABOVE, (41, 41)))) == pytest.approx(0.5 / np.pi * 10000 * 0.8, rel=0.06)


def test_things_throw_shadows_and_glass_lets_light_through() -> None:
    lid = Model("lid", (box("lid", (1.0, 1.0, 0.02), "lid", (0.0, 0.0, 1.0)),), {})
    lamp = Lamp("point", (0, 0, 3.0), 1000.0, kelvin=6504, size=(0.01, 0))
    from_side = FilmCamera("side", (0, -4, 0.7), (0, 0, 0), focal_length=60.0)
    dark = radiance(preview(on_sheet(lamp, more=(lid,)), from_side, (41, 41)))[20, 20]
    clear = on_sheet(lamp, more=(lid,), looks={"lid": Look("glass", clear=0.9)})
    bright = radiance(preview(clear, from_side, (41, 41)))[20, 20]
    bare = radiance(preview(on_sheet(lamp), from_side, (41, 41)))[20, 20]
    assert dark < 0.15 * bare
    assert bright == pytest.approx(0.9 * bare, rel=0.1)


def test_light_comes_back_from_walls_with_their_colour() -> None:
    wall = Model("wall", (box("wall", (0.1, 6.0, 4.0), "wall", (1.0, 0.0, 2.0)),), {})
    red = Look("plain", (0.8, 0.05, 0.05), roughness=1.0, wear=0)
    lamp = Lamp("point", (-1.0, 0, 2.0), 2000.0, kelvin=6504)
    camera = FilmCamera("above", (0, 0.01, 5), (0.6, 0, 0), focal_length=80.0)
    with_wall = preview(on_sheet(lamp, more=(wall,), looks={"wall": red}), camera, (41, 41), exposure=-4.0)
    r, g, _ = with_wall.linear[15:25, 15:25].mean((0, 1))
    assert r > 1.05 * g


def test_daylight_comes_in_by_a_window() -> None:
    staged = box_set(day=True)
    dark = replace(staged.models["pendant"], lamps=())
    out = replace(staged.looks["bulb"], glow=0.0)
    sky_only = replace(staged, lamps=(), models=staged.models | {"pendant": dark}, looks=staged.looks | {"bulb": out})
    lit = radiance(preview(sky_only, sky_only.cameras[0], SIZE))
    near = radiance(preview(replace(sky_only, sky=Sky()), sky_only.cameras[0], SIZE))
    walls = np.isfinite(lit) & (lit < 2000)
    assert np.median(lit[walls]) > 5
    assert np.median(near[near < 1000]) < 0.02 * np.median(lit[walls])


def test_a_mirror_shows_what_stands_before_it_and_a_wall_does_not() -> None:
    glow = Model("sign", (box("sign", (0.1, 1.0, 1.0), "sign", (2.0, 0.0, 1.0)),), {})
    panel = Model("panel", (box("panel", (0.02, 2.0, 2.0), "panel", (-1.0, 0.0, 1.0)),), {})
    camera = FilmCamera("c", (1.0, -1.4, 1.0), (-1.0, -0.85, 1.0), focal_length=35.0)
    seen = []
    for look in (Look("mirror", (0.9, 0.9, 0.9)), GREY):
        staged = on_sheet(more=(glow, panel), looks={"sign": Look("glow", (0.1, 1.0, 0.1), glow=500.0), "panel": look})
        seen.append(radiance(preview(staged, camera, (64, 64))))
    assert (seen[0] > 300).sum() > 30
    assert (seen[1] > 300).sum() == 0


def test_little_noise_is_left(night: Previewer) -> None:
    plain = {k: replace(v, recipe="plain", wear=0.0, glow=v.glow) if v.recipe in ("planks", "plaster", "brick") else v
             for k, v in night.staged.looks.items()}  # fmt: skip
    picture = preview(replace(night.staged, looks=plain), night.staged.cameras[0], (240, 135))
    level = np.log2(radiance(picture) + 1e-4)
    flat = (picture.placed == 0)[1:-1, 1:-1]
    around = (level[:-2, 1:-1] + level[2:, 1:-1] + level[1:-1, :-2] + level[1:-1, 2:]) / 4
    assert np.percentile(np.abs(level[1:-1, 1:-1] - around)[flat], 90) < 0.035  # stops


def test_what_glows_sheds_the_light_of_its_area() -> None:
    panel = Model(
        "panel", (quad((-0.15, 0.15, 2.0), (0.15, 0.15, 2.0), (0.15, -0.15, 2.0), (-0.15, -0.15, 2.0), "glow"),), {}
    )
    staged = on_sheet(more=(panel,), looks={"glow": Look("glow", (1.0, 1.0, 1.0), glow=3000.0)})
    from_side = FilmCamera("side", (0, -3, 3.0), (0, 0, 0), focal_length=100.0)
    middle = radiance(preview(staged, from_side, (41, 41)))[20, 20]
    assert middle == pytest.approx(0.5 / np.pi * 3000 * 0.09 / 4, rel=0.1)


def test_a_floor_in_the_sun_lights_a_wall_in_the_shade() -> None:
    wall = Model("wall", (box("wall", (0.1, 6.0, 3.0), "wall", (1.0, 0.0, 1.5)),), {})
    sun = Lamp("sun", (0, 0, 0), 10000.0, aim=(0, 0, -1), kelvin=6504)  # along the wall: none falls on it
    picture = preview(on_sheet(sun, more=(wall,)), FilmCamera("c", (-4, 0, 1.2), (1, 0, 1.0)), (96, 54))
    lit = radiance(picture)[(picture.placed == 1) & (picture.normal[..., 0] < -0.9)]
    seen = (1 - 1.5 / np.hypot(1.5, 11)) / 2  # of what a wall sees at half its height the floor is so much, to its end
    assert np.median(lit) == pytest.approx(0.5 / np.pi * 10000 * 0.5 * seen, rel=0.15)
    assert np.std(np.log2(lit)) < 0.3


def room_of(look: Look, *lamps: Lamp) -> Staged:
    """A closed room of 5 x 4 x 3 m with a hole in its ceiling."""
    sides = [((5, 0.1, 3), (0, -2, 1.5)), ((5, 0.1, 3), (0, 2, 1.5)), ((0.1, 4, 3), (-2.5, 0, 1.5)),
             ((0.1, 4, 3), (2.5, 0, 1.5)), ((5, 4, 0.1), (0, 0, -0.05)), ((4, 4, 0.1), (-0.5, 0, 3.05)),
             ((1, 3, 0.1), (2, -0.5, 3.05))]  # fmt: skip
    models = tuple(Model(f"side{k}", (box("b", size, "sheet", at),), {}) for k, (size, at) in enumerate(sides))
    placed = tuple(Placed(m.name, (0, 0, 0), 0, {"sheet": "sheet"}, m.name) for m in models)
    return Staged({m.name: m for m in models}, placed, {"sheet": look}, lamps, white_balance=6504.0)


def speckle(level: np.ndarray) -> np.ndarray:
    """How far each pixel (h, w) in stops is from the mean of 9 x 9 around it."""
    import cv2

    logs = np.log2(level + 1e-6).astype(np.float32)
    return np.asarray(logs - cv2.blur(logs, (9, 9)))


def test_a_plain_wall_comes_out_smooth_with_a_patch_of_sun_in_the_room() -> None:
    sun = Lamp("sun", (0, 0, 0), 50000.0, aim=(-0.3, 0.0, -1.0), kelvin=5600)
    staged = room_of(GREY, sun)
    picture = preview(staged, FilmCamera("c", (1.5, 0.5, 1.6), (-2.5, -0.5, 1.6), focal_length=28.0), (240, 135))
    wall = picture.placed == 2  # the far one, lit by what the patch on the floor sends back
    flat = np.zeros_like(wall)
    flat[12:-12, 12:-12] = wall[12:-12, 12:-12]
    for y, x in ((-8, 0), (8, 0), (0, -8), (0, 8)):
        flat &= np.roll(wall, (y, x), (0, 1))
    assert flat.sum() > 2000
    level = radiance(picture)
    assert level[flat].min() > 0
    assert speckle(level)[flat].std() < 0.02  # stops
    # Nor clouds: what is left when the wall's own gradient is taken out.
    rows, columns = np.nonzero(flat)
    terms = np.stack([columns**i * rows**j / 135.0 ** (i + j) for i in range(5) for j in range(5 - i)], 1)
    logs = np.log2(level[flat])
    left = logs - terms @ np.linalg.lstsq(terms, logs, rcond=None)[0]
    assert left.std() < 0.06


def test_a_rough_metal_floor_under_bare_bulbs_has_no_specks() -> None:
    metal = Look("metal", (0.5, 0.5, 0.5), roughness=0.4, metallic=1.0, wear=0.0)
    bulb = Model("bulb", (ball((0, 0, 1.6), 0.04, "bulb"),), {}, lamps=(Lamp("point", (0, 0, 1.6), 600.0),))
    pilot = Model("pilot", tuple(ball((-1 + 0.3 * k, 0.8, 0.5), 0.012, "bulb") for k in range(6)), {})
    staged = room_of(metal)
    staged = replace(
        staged, models=staged.models | {"bulb": bulb, "pilot": pilot},
        placed=(*staged.placed, *(Placed(m, (0, 0, 0), 0, {"bulb": "bulb"}, m) for m in ("bulb", "pilot"))),
        looks=staged.looks | {"bulb": Look("glow", (1.0, 0.8, 0.6), glow=9000.0)},
    )  # fmt: skip
    picture = preview(staged, FilmCamera("c", (2.0, -1.5, 1.6), (-0.5, 0.3, 0.3), focal_length=28.0), (240, 135))
    floor = (picture.placed == 4) & (picture.normal[..., 2] > 0.99)
    whole = np.ones_like(floor)
    for y in range(-4, 5, 2):
        for x in range(-4, 5, 2):
            whole &= np.roll(floor, (y, x), (0, 1))
    assert whole.sum() > 3000
    level = radiance(picture)
    around = np.median(np.stack([np.roll(level, (y, x), (0, 1)) for y in range(-4, 5, 2) for x in range(-4, 5, 2)]), 0)
    assert (level / around)[whole].max() < 1.5


# Previewer


def test_what_is_hidden_is_gone_with_its_lamp(night: Previewer) -> None:
    camera = night.staged.cameras[0]
    lit = night.render(camera, SIZE, exposure=0.0)
    gone = night.render(camera, SIZE, exposure=0.0, hide=["pendant_001", "vase_001"])
    left = {night.staged.placed[i].name for i in np.unique(gone.placed) if i >= 0}
    assert not {"pendant_001", "vase_001"} & left
    assert gone.linear.mean() < lit.linear.mean()


def test_a_turn_and_an_orbit_show_other_sides() -> None:
    bar = Model("bar", (box("bar", (2.0, 0.1, 0.1), "bar", (0, 0, 0.5)),), {})
    staged = on_sheet(Lamp("point", (0, -3, 4), 1000), more=(bar,))
    camera = FilmCamera("c", (0, -6, 0.5), (0, 0, 0.5), focal_length=35.0)
    previewer = Previewer(staged)
    wide = (previewer.render(camera, (64, 64)).placed == 1).sum()
    for other in ({"turn": {"bar": 90.0}}, {"orbit": 90.0}):
        assert (previewer.render(camera, (64, 64), **other).placed == 1).sum() < 0.2 * wide  # type: ignore[arg-type]


def test_an_empty_scene_is_only_dark() -> None:
    picture = preview(Staged({}, (), {}), FROM_ABOVE, (32, 18))
    assert (picture.placed == -1).all() and not picture.display.any()


def test_mistakes_are_named() -> None:
    staged = box_set()
    with pytest.raises(BadInput, match="no size"):
        preview(staged, staged.cameras[0], (4, 4))
    with pytest.raises(BadInput, match="focal length"):
        preview(staged, replace(staged.cameras[0], focal_length=0.0), SIZE)
    with pytest.raises(BadInput, match="no model sofa"):
        Previewer(replace(staged, placed=(Placed("sofa", (0, 0, 0), 0, {}, "sofa"),)))


# The picture


def test_white_balance_makes_its_light_white_and_the_curve_is_filmic() -> None:
    light = np.array(kelvin_to_linear(3200.0), np.float32)[None, None]
    r, g, b = white_balanced(light, 3200.0)[0, 0]
    assert r == pytest.approx(g, rel=0.02) and b == pytest.approx(g, rel=0.02)
    ramp = np.geomspace(1e-4, 60, 200)[None, :, None].repeat(3, 2).astype(np.float32)
    shown = displayed(ramp)[0].astype(int)
    assert (np.diff(shown[:, 0]) >= 0).all() and (np.ptp(shown, axis=1) <= 1).all()
    assert shown[0, 0] < 12 and shown[-1, 0] > 245
    assert 112 < displayed(np.full((1, 1, 3), 0.18, np.float32))[0, 0, 0] < 130
    red = displayed(np.array([[[0.5, 0.02, 0.02], [40.0, 1.6, 1.6]]], np.float32))[0].astype(int)
    assert red[1, 1] > red[0, 1] + 60  # a very bright red pales as film does


def test_exposure_follows_the_light() -> None:
    rng = np.random.default_rng(1)
    picture = np.exp(rng.normal(2.0, 1.0, (40, 60, 1))).astype(np.float32).repeat(3, 2)
    every = np.ones((40, 60), bool)
    assert right_exposure(picture * 8, every) == pytest.approx(right_exposure(picture, every) - 3, abs=1e-3)


def test_noise_is_smooth_and_fills_its_range() -> None:
    at = np.random.default_rng(2).uniform(-50, 50, (4000, 3)).astype(np.float32)
    values = noise(at, 4)
    assert 0 <= values.min() < 0.1 and 0.9 < values.max() <= 1
    assert np.abs(noise(at + np.float32(1e-3), 4) - values).max() < 0.02
    assert np.abs(np.corrcoef(values, noise(at, 5))[0, 1]) < 0.08


def test_every_recipe_makes_its_surface() -> None:
    from typing import get_args

    from coulisse.scene.staged import LookRecipe

    names = get_args(LookRecipe)
    balls = tuple(Model(n, (ball((i % 8 - 3.5, i // 8 - 2.0, 0.45), 0.4, n),), {}) for i, n in enumerate(names))
    looks = {
        n: Look(n, (0.4, 0.3, 0.2), second=(0.05, 0.05, 0.1), glow=50.0 * (n in ("glow", "screen"))) for n in names
    }
    staged = on_sheet(Lamp("area", (0, 0, 5), 4000, size=(2, 2)), more=balls, looks=looks)
    picture = preview(staged, FilmCamera("c", (0, -9, 7), (0, 0, 0), focal_length=35.0), (160, 100))
    assert np.isfinite(picture.linear).all()
    seen = {staged.placed[i].name for i in np.unique(picture.placed) if i >= 0}
    assert seen >= set(names) - {"glass"}
    for name in ("brick", "planks", "tile", "marble", "masonry", "board_concrete", "picture"):
        own = picture.placed == [p.name for p in staged.placed].index(name)
        assert picture.albedo[own].std(0).max() > 0.01, name


def church(*lamps: Lamp, sky: float = 0.0) -> Staged:
    """A white floor and a camera's wall, a stained window upright between them and the sun."""
    pane = Model("pane", (box("pane", (0.008, 2.0, 2.4), "glass", (0, 0, 1.2)),), {})
    floor = sheet(20.0)
    looks = {"white": Look("plain", (0.8, 0.8, 0.8), roughness=1.0),
             "glass": Look("glass", (0.19, 0.07, 0.2), roughness=0.1, clear=0.6, label="stained glass")}  # fmt: skip
    placed = (
        Placed("sheet", (0, 0, 0), 0.0, {"sheet": "white"}, "floor"),
        Placed("pane", (0, 0, 0), 0.0, {"glass": "glass"}, "pane"),
    )
    return Staged({"sheet": floor, "pane": pane}, placed, looks, tuple(lamps), (), Sky(sky))


def test_stained_glass_colours_what_is_seen_through_it_and_the_sun_on_the_floor() -> None:
    aim = np.array([1.0, 0.0, -1.0]) / math.sqrt(2)
    sun = Lamp("sun", (0, 0, 0), 20000.0, tuple(aim), 5500.0, size=(0.5, 0.0))  # type: ignore[arg-type]
    down = FilmCamera("down", (1.3, 0.0, 6.0), (1.3, 0.001, 0.0), 35.0)
    colour = preview(church(sun), down, (96, 96), quality=0).linear
    level = colour.max(2)
    grey = (level - colour.min(2)) / np.maximum(level, 1e-6)
    assert grey[:, 40:56].max() > 0.6  # ruby and blue on a white floor
    assert np.median(grey[:, :6]) < 0.35 or np.median(grey[:, -6:]) < 0.35  # beside it the sun is as it was
    seen = preview(church(sky=4000.0), FilmCamera("in", (3.0, 0.0, 1.2), (0.0, 0.0, 1.2), 35.0), (96, 96), quality=0)
    middle = seen.linear[36:60, 36:60].reshape(-1, 3)
    hue = middle / np.maximum(middle.sum(1, keepdims=True), 1e-9)
    assert np.ptp(hue[:, 0]) > 0.3  # some pieces are red
    assert np.ptp(hue[:, 2]) > 0.3  # and some are blue


def test_plain_glass_colours_nothing() -> None:
    staged = church(sky=4000.0)
    staged = replace(staged, looks={**staged.looks, "glass": Look("glass", (0.8, 0.85, 0.84), clear=0.95)})
    camera = FilmCamera("in", (3.0, 0.0, 1.2), (0.0, 0.0, 1.2), 35.0)
    through = preview(staged, camera, (48, 48), quality=0, exposure=-8.0).linear[20:28, 20:28].mean((0, 1))
    bare = preview(replace(staged, placed=staged.placed[:1]), camera, (48, 48), quality=0, exposure=-8.0)
    there = bare.linear[20:28, 20:28].mean((0, 1))
    assert through / there == pytest.approx(np.full(3, float((through / there).mean())), rel=0.02)


def test_mouldings_on_a_wall_come_out_smooth_along_them() -> None:
    bars = [box("bar", (0.02, 3.8, 0.025), "sheet", (0.01, 0, 0.5 + 0.25 * k)) for k in range(6)]
    look = Look("plain", (0.7, 0.7, 0.7), roughness=1.0)
    lamp = Lamp("area", (1.5, 1.5, 2.4), 4000.0, (-0.5, -0.4, -0.77), size=(0.8, 0.8))
    staged = room_of(look, lamp)
    placed = (*staged.placed, Placed("bars", (-2.45, 0, 0), 0.0, {"sheet": "sheet"}, "bars"))
    staged = replace(staged, models={**staged.models, "bars": Model("bars", tuple(bars), {})}, placed=placed)
    picture = preview(staged, FilmCamera("front", (1.8, 0.0, 1.2), (-2.0, 0.0, 1.2), 25.0), (240, 160))
    level = np.log2(np.maximum(picture.linear @ np.array([0.2722, 0.6741, 0.0537]), 1e-6))
    own = picture.placed == len(staged.placed) - 1
    rows = [r for r in range(160) if own[r, 60:180].all()]
    assert rows
    # Along a bar light changes slowly: what is left after a slope is taken out is noise.
    x = np.arange(120)
    rest = [float(np.std(level[r, 60:180] - np.polyval(np.polyfit(x, level[r, 60:180], 3), x))) for r in rows]
    assert np.median(rest) < 0.05
