"""The shell of a room: solid, open where it has openings, and as large as a person measures it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.scene.meshes import volume
from coulisse.scene.room import Beam, Column, Layout, Niche, Opening, Piece, Room, Vault
from coulisse.scene.shell import areas, shell
from coulisse.scene.shell_outside import outside
from coulisse.scene.shell_styles import fashion
from coulisse.scene.shell_vaults import ceiling_height
from coulisse.scene.staged import to_world

STYLES = (
    "art_deco",
    "gothic",
    "brutalist",
    "haussmannian",
    "industrial",
    "rustic",
    "japanese",
    "science_fiction",
    None,
)
OPENINGS = (
    Opening("doorway", "west", 4.0, 1.6, 2.2), Opening("window", "north", 3.0, 1.2, 1.5, 0.9),
    Opening("arched_window", "south", 6.0, 1.0, 2.0, 0.9), Opening("door", "east", 2.0, 0.9, 2.05),
)  # fmt: skip
ROOM = Room(10.0, 8.0, 4.0, 0.3, OPENINGS)


def lay(room: Room, pieces: tuple[Piece, ...] = ()) -> Layout:
    return Layout("axial", "", "", room, pieces, (), (), (), 0)


def triangles(built, names=None, leave=()):
    """(n, 3, 3) triangles of the placed models, in the room; parts of the slots in `leave` are left out."""
    out = []
    for model, placed in built:
        if names is None or model.name.split("_")[0] in names:
            for p in model.parts:
                if p.slot not in leave:
                    q = to_world(placed, p.points)
                    faces = np.concatenate([p.faces[:, :3], p.faces[p.faces[:, 3] >= 0][:, [0, 2, 3]]])
                    out.append(q[faces])
    return np.concatenate(out)


def first_hit(tris, origin, way):
    """Metres to the nearest triangle along a ray, inf for none (Moeller and Trumbore, 1997)."""
    a, e1, e2 = tris[:, 0], tris[:, 1] - tris[:, 0], tris[:, 2] - tris[:, 0]
    p = np.cross(way, e2)
    det = np.einsum("ij,ij->i", e1, p)
    inv = np.where(np.abs(det) > 1e-12, 1 / np.where(det == 0, 1, det), 0)
    s = origin - a
    u = np.einsum("ij,ij->i", s, p) * inv
    q = np.cross(s, e1)
    v = (q @ way) * inv
    t = np.einsum("ij,ij->i", e2, q) * inv
    hit = (u >= -1e-9) & (v >= -1e-9) & (u + v <= 1 + 1e-9) & (t > 1e-6) & (det != 0)
    return float(t[hit].min()) if hit.any() else np.inf


def ways(n, seed=0):
    v = np.random.default_rng(seed).normal(size=(n, 3))
    return v / np.linalg.norm(v, axis=1, keepdims=True)


@pytest.mark.parametrize("vault", [None, "barrel", "groin", "dome"])
@pytest.mark.parametrize("style", ["brutalist", "gothic"])
def test_a_closed_room_has_no_hole(vault, style):
    room = replace(ROOM, openings=(), vault=Vault(vault, 1.6) if vault else None, height=5.0,
                   niches=(Niche("south", 3.0, 1.2, 0.5, 2.0),))  # fmt: skip
    tris = triangles(shell(lay(room), style=style), {"floor", "ceiling", "wall"})
    for origin in ((5.0, 4.0, 1.6), (1.0, 7.0, 0.5)):
        far = [first_hit(tris, np.array(origin), way) for way in ways(120)]
        assert max(far) < 14.0


def test_a_doorway_is_open_and_what_is_beside_it_is_not():
    tris = triangles(shell(lay(ROOM)), None)
    eye, west = np.array([5.0, 4.0, 1.4]), np.array([-1.0, 0.0, 0.0])
    assert first_hit(tris, eye, west) == np.inf
    assert first_hit(tris, np.add(eye, [0, 1.3, 0]), west) == pytest.approx(5.0, abs=0.1)


def test_light_comes_through_a_window_only_through_its_glass():
    built = shell(lay(ROOM))
    eye, north = np.array([2.72, 4.0, 1.4]), np.array([0.0, 1.0, 0.0])
    assert 4.0 < first_hit(triangles(built), eye, north) < 4.3
    assert first_hit(triangles(built, leave=("glass",)), eye, north) == np.inf


def test_the_head_of_an_arched_window_is_round():
    tris = triangles(shell(lay(ROOM), style="haussmannian"), {"wall"}, leave=("frame",))
    south = np.array([0.0, -1.0, 0.0])
    top = 0.9 + 2.0
    assert first_hit(tris, np.array([6.0, 4.0, top - 0.05]), south) == np.inf
    assert first_hit(tris, np.array([6.45, 4.0, top - 0.05]), south) < 4.4  # the corner of a rectangle would be open


def test_areas_are_those_of_a_calculation_by_hand():
    got = areas(lay(ROOM), style="haussmannian")
    assert got["floor"] == pytest.approx(80.0)
    assert got["ceiling"] == pytest.approx(80.0)
    assert got["wall_north"] == pytest.approx(10 * 4 - 1.2 * 1.5)
    assert got["wall_west"] == pytest.approx(8 * 4 - 1.6 * 2.2)
    assert got["wall_east"] == pytest.approx(8 * 4 - 0.9 * 2.05)
    arch = 1.0 * 1.5 + np.pi * 0.5**2 / 2  # a rectangle up to the springing and half a circle
    assert got["wall_south"] == pytest.approx(10 * 4 - arch, abs=0.01)


def test_a_barrel_vaults_area_and_height_are_those_of_its_ellipse():
    room = replace(ROOM, vault=Vault("barrel", 4.0), height=5.0)  # half a circle over 8 m
    assert areas(lay(room))["ceiling"] == pytest.approx(np.pi * 4.0 * 10.0, rel=0.01)
    assert areas(lay(room))["wall_east"] == pytest.approx(8 * 1 + np.pi * 16 / 2 - 0.9 * 2.05, rel=0.01)
    tris = triangles(shell(lay(room)), {"ceiling"}, leave=("beam",))
    for y, z in ((4.0, 5.0), (4.0 + 4 * np.sin(np.pi / 6), 1.0 + 4 * np.cos(np.pi / 6))):
        assert first_hit(tris, np.array([3.3, y, 0.5]), np.array([0, 0, 1.0])) == pytest.approx(z - 0.5, abs=0.05)


@pytest.mark.parametrize("kind", ["groin", "dome"])
def test_the_mesh_of_a_vault_is_where_its_height_says(kind):
    room = replace(ROOM, vault=Vault(kind, 1.8), height=5.0)
    tris, height = triangles(shell(lay(room)), {"ceiling"}, leave=("beam",)), ceiling_height(room)
    for x, y in ((5.0, 4.0), (2.0, 3.1), (7.7, 5.9), (4.2, 1.2)):
        z = float(height(np.array([x]), np.array([y]))[0])
        assert first_hit(tris, np.array([x, y, 0.2]), np.array([0, 0, 1.0])) == pytest.approx(z - 0.2, abs=0.06)


@pytest.mark.parametrize("style", STYLES)
def test_every_style_uses_materials_of_the_vocabulary_and_comes_out_the_same_twice(style):
    room = replace(ROOM, columns=(Column(3, 2, 0.5, 0.5, True), Column(7, 6, 0.5, 0.5)), beams=(Beam(5.0, 0.3, 0.35),))
    known = {*vocabulary().entries["material"], *vocabulary().entries["fabric"]}
    first, second = (shell(lay(room), style=style, seed=4) for _ in range(2))
    for (model, placed), (again, _) in zip(first, second, strict=True):
        assert set(model.slots) == {p.slot for p in model.parts}
        assert set(model.slots.values()) <= known, model.slots
        assert placed.model == model.name
        for p, q in zip(model.parts, again.parts, strict=True):
            assert np.array_equal(p.points, q.points)
            assert np.isfinite(p.points).all()
    names = {model.name for model, _ in first}
    assert {"floor", "ceiling", "wall_south", "wall_east", "wall_north", "wall_west", "door_1", "window_1", "column_1",
            "beam_1"} <= names  # fmt: skip


def test_walls_look_into_the_room():
    for model, placed in shell(lay(ROOM)):
        if model.name.startswith("wall_"):
            middle = to_world(placed, [(0, 0, 1.0), (1, 0, 1.0)])
            inwards = middle[1] - middle[0]
            assert float(inwards @ (np.array([5.0, 4.0, 1.0]) - middle[0])) > 0


@pytest.mark.parametrize("round_", [True, False])
@pytest.mark.parametrize("style", STYLES)
def test_columns_stand_in_their_plan_and_reach_the_ceiling(style, round_):
    room = replace(ROOM, columns=(Column(4.0, 3.0, 0.6, 0.6, round_),))
    model, placed = next((m, p) for m, p in shell(lay(room), style=style) if m.name == "column_1")
    low, high = (to_world(placed, model.bounds())[k] for k in (0, 1))
    assert low[2] == pytest.approx(0, abs=0.01)
    assert high[2] == pytest.approx(4.0, abs=0.03)
    body = [p for p in model.parts if volume(p) > 0]
    assert body


def test_the_buildings_kind_decides_the_walls_and_the_style_the_doors():
    both = fashion("art_deco", "bunker")
    assert both.slots["wall"] == fashion("brutalist").slots["wall"]
    assert both.doors == "deco"
    assert both.services
    assert fashion(None, "castle").arched == "pointed"


@pytest.mark.parametrize(
    ("what", "slot"), [("skylight", "sky_glass"), ("oculus", "sky_glass"), ("glass_roof", "sky_glass"),
                       ("coffered_ceiling", "beam"), ("suspended_ceiling", "trim")],
)  # fmt: skip
def test_ceilings_hold_what_was_asked_for(what, slot):
    model = next(m for m, _ in shell(lay(ROOM), architecture=(what,)) if m.name == "ceiling")
    assert slot in model.slots


def test_the_sky_is_seen_through_a_skylight():
    up, eye = np.array([0, 0, 1.0]), np.array([5.13, 4.13, 1.0])
    closed = triangles(shell(lay(ROOM)), {"ceiling"})
    built = triangles(
        shell(lay(replace(ROOM, length=3.9)), architecture=("skylight",)), {"ceiling"}, leave=("sky_glass",)
    )
    assert first_hit(closed, eye, up) == pytest.approx(3.0, abs=0.01)
    assert first_hit(built, np.array([2.05, 4.13, 1.0]), up) == np.inf


@pytest.mark.parametrize("what", ["blast_door", "airlock", "roller_shutter"])
def test_heavy_doors_close_their_opening(what):
    room = replace(ROOM, openings=(Opening("sliding_door", "west", 4.0, 1.6, 2.2),))
    tris = triangles(shell(lay(room), architecture=(what,)))
    assert first_hit(tris, np.array([5.0, 4.1, 1.2]), np.array([-1.0, 0, 0])) < 5.3


def test_an_open_set_has_no_ceiling():
    assert "ceiling" not in {m.name for m, _ in shell(lay(ROOM), open_to_sky=True)}


def test_a_curtain_hangs_from_a_rod():
    curtain = Piece("curtain", "Curtain", "curtain", 3.0, 7.9, 270.0, 1.4, 0.15, 2.5)
    model, placed = next((m, p) for m, p in shell(lay(ROOM, (curtain,))) if m.name == "curtain_rails")
    high = to_world(placed, model.bounds())[1]
    assert high[2] == pytest.approx(2.5, abs=0.05)


@pytest.mark.parametrize("seen", [(), ("city",), ("mountains",)])
def test_a_window_does_not_look_into_nothing(seen):
    tris = triangles(outside(lay(ROOM), seen=seen))
    gaze = np.array([0.05, 1.0, -0.08])
    assert first_hit(tris, np.array([3.0, 4.0, 1.6]), gaze / np.linalg.norm(gaze)) < 70


def test_under_the_ground_there_are_only_passages_behind_the_doors():
    assert {m.name for m, _ in outside(lay(ROOM), buried=True)} == {"passage_1", "passage_2"}
