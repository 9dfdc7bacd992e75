"""What is built into a room: at its size, clear of furniture, open where it is open, on the plan and in the lists."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import ezdxf
import numpy as np
import pytest

from coulisse.linework import Text
from coulisse.media.dxf import write_dxf
from coulisse.recipes.brief_words.set_reading import understand_set
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_built_in import BUILT_IN, fixtures_of
from coulisse.recipes.set_plan import plan_set
from coulisse.scene.boxes import as_boxes, overlap
from coulisse.scene.drawing import Title, areas, set_sheet
from coulisse.scene.fixtures import GOING, Fixture, flight, stair_strip
from coulisse.scene.layout import layouts
from coulisse.scene.meshes import volume
from coulisse.scene.room import Layout, Opening, Room, Wanted, room_of
from coulisse.scene.shell import areas as shell_areas
from coulisse.scene.shell import shell
from coulisse.scene.shell_built import SLOTS, amounts, built_in, slots_of
from coulisse.scene.shell_places import installed
from coulisse.scene.shell_pools import WATERLINE
from coulisse.scene.shell_styles import fashion
from coulisse.scene.staged import to_world

DOOR = Opening("door", "west", 4.0, 0.9, 2.05)
ROOM = Room(12.0, 8.0, 5.0, 0.25, (DOOR,))
WANTED = (
    Wanted("dining_table", "Table", (2.4, 1.0, 0.76), "table", 1, 6),
    Wanted("chair", "Chair", (0.45, 0.5, 0.9), "chair", 6),
    Wanted("bookcase", "Bookcase", (1.0, 0.32, 2.1), "storage", 3),
    Wanted("armchair", "Armchair", (0.8, 0.8, 0.9), "armchair", 2),
)
ASKED = {
    "pool": Fixture("pool", 3.0, 5.0, sunk=1.4), "pit": Fixture("pit", 4.0, 2.0, sunk=1.5),
    "sunken_floor": Fixture("sunken_floor", 3.2, 3.2, sunk=0.5), "drain": Fixture("drain", 0.3, 4.0, sunk=0.1),
    "trapdoor": Fixture("trapdoor", 0.8, 0.8, sunk=2.0), "partition": Fixture("partition", 3.0, 0.1, 2.6),
    "apse": Fixture("apse", 4.0, 2.5, 4.2), "tunnel_mouth": Fixture("tunnel_mouth", 3.0, 1.0, 3.2),
    "porch": Fixture("porch", 4.0, 2.0, 2.8), "awning": Fixture("awning", 2.5, 1.5, 2.9),
    "gallery": Fixture("gallery", 6.0, 1.5, 2.8), "balcony": Fixture("balcony", 3.0, 1.2, 3.0),
    "chimney": Fixture("chimney", 1.6, 0.6, 3.0), "buttress": Fixture("buttress", 0.6, 0.8, 4.0),
    "bulkhead": Fixture("bulkhead", 4.0, 1.5, 2.6),
}  # fmt: skip


def lay(room: Room) -> Layout:
    return Layout("axial", "", "", room, (), (), (), (), 0)


def put(kind: str, design: str = "axial", **changed: object) -> tuple[Room, Fixture]:
    room, lines, missing = installed(ROOM, [replace(ASKED[kind], **changed)], design)  # type: ignore[arg-type]
    assert not missing
    assert lines
    return room, room.fixtures[0]


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


def triangles(room: Room, leave=(), **of: object):
    out = []
    for model, placed in shell(lay(room), **of):  # type: ignore[arg-type]
        for p in model.parts:
            if p.slot not in leave:
                q = to_world(placed, p.points)
                out.append(q[np.concatenate([p.faces[:, :3], p.faces[p.faces[:, 3] >= 0][:, [0, 2, 3]]])])
    return np.concatenate(out)


DOWN = np.array([0.0, 0.0, -1.0])


@pytest.mark.parametrize("kind", [k for k in ASKED if k != "bulkhead"])
@pytest.mark.parametrize("design", ["axial", "diagonal"])
def test_it_stands_in_its_plan_in_its_room(kind: str, design: str) -> None:
    room, f = put(kind, design)
    x0, y0, x1, y1 = f.rectangle
    name, parts, _ = next(m for m in built_in(room, fashion()) if m[0] == f"{kind}_1")
    points = np.concatenate([p.points for p in parts])
    assert name == f"{kind}_1"
    assert points[:, 2].max() <= room.height + 0.01
    if kind in ("apse", "tunnel_mouth"):
        assert (
            abs(f.x - (0 if f.facing == 0 else room.length)) < 1e-6
            or abs(f.y - (0 if f.facing == 90 else room.width)) < 1e-6
        )
        return
    assert min(x0, y0) >= -1e-6
    assert x1 <= room.length + 1e-6
    assert y1 <= room.width + 1e-6
    middle = (points[:, :2].min(0) + points[:, :2].max(0)) / 2
    assert abs(middle[0] - f.x) < 1.2
    assert abs(middle[1] - f.y) < 1.2


@pytest.mark.parametrize(
    "style", [None, "gothic", "art_deco", "haussmannian", "industrial", "rustic", "japanese", "science_fiction"]
)
def test_every_style_builds_them_of_materials_that_there_are(style: str | None) -> None:
    known = {*vocabulary().entries["material"], *vocabulary().entries["fabric"]}
    assert set(slots_of(fashion(style)).values()) <= known
    room, _, _ = installed(ROOM, [ASKED[k] for k in ("pool", "partition", "gallery", "chimney")], "axial")
    for model, _ in shell(lay(room), style=style):
        assert set(model.slots.values()) <= known
        for p in model.parts:
            assert np.isfinite(p.points).all()
            assert p.faces.max() < len(p.points)
            assert p.slot in SLOTS or p.slot in fashion(style).slots, p.slot


def test_a_pool_is_as_deep_as_it_says_and_water_stands_in_it() -> None:
    room, f = put("pool")
    at = np.array([*f.point(-f.depth * 0.28, 0.3), 1.0])
    assert first_hit(triangles(room, leave=("water", "band")), at, DOWN) == pytest.approx(1.0 + f.sunk, abs=0.01)
    assert first_hit(triangles(room), at, DOWN) == pytest.approx(1.0 + WATERLINE, abs=0.01)
    body = next(p for _, parts, _ in built_in(room, fashion()) for p in parts if p.slot == "water")
    assert volume(body) == pytest.approx(f.width * f.depth * (f.sunk - WATERLINE), rel=0.01)


def test_a_pit_is_open_and_the_floor_beside_it_is_not() -> None:
    room, f = put("pit")
    tris = triangles(room)
    assert first_hit(tris, np.array([*f.point(-f.depth * 0.3, -f.width * 0.35), 0.5]), DOWN) == pytest.approx(
        0.5 + f.sunk, abs=0.05
    )
    assert first_hit(tris, np.array([*f.point(f.depth / 2 + 0.4, 0.0), 0.5]), DOWN) == pytest.approx(0.5, abs=0.01)


def test_one_walks_into_an_apse_and_sees_into_a_tunnel() -> None:
    for kind, far in (("apse", 2.5), ("tunnel_mouth", 8.0)):
        room, f = put(kind)
        way = -np.array([math.cos(math.radians(f.facing)), math.sin(math.radians(f.facing)), 0.0])
        eye = np.array([*f.point(1.0, 0.0), 1.2])
        assert first_hit(triangles(room, leave=("glass",)), eye, way) > 1.0 + far
        beside = np.array([*f.point(1.0, f.width / 2 + 0.5), 1.2])
        assert first_hit(triangles(room), beside, way) < 1.1


@pytest.mark.parametrize("kind", ["pool", "pit", "sunken_floor"])
def test_nothing_stands_in_it_nor_on_the_walk_around_it(kind: str) -> None:
    found = layouts(12, 9, 4, WANTED, doors=(replace(DOOR, at=0.0),), count=5, seed=3, fixtures=[ASKED[kind]])
    for layout in found:
        assert len(layout.room.fixtures) == 1
        f = layout.room.fixtures[0]
        floor = [
            p.box for p in layout.pieces if p.base < 1.9 and p.role not in ("rug", "top", "hung", "ceiling", "curtain")
        ]
        assert floor
        assert overlap(as_boxes([f.box]), as_boxes(floor)).max() <= -0.8 + 1e-5
        assert any(c.rule == "walk around" and c.passed for c in layout.checks)
        for camera in layout.cameras:
            assert overlap(as_boxes([f.box]), as_boxes([(*camera.position[:2], 0.1, 0.1, 0.0)])).max() < 0
    places = {(layout.room.fixtures[0].x, layout.room.fixtures[0].y) for layout in found}
    assert len(places) > 2  # each design its own


def test_what_the_room_is_too_small_for_is_named() -> None:
    small = layouts(3.0, 2.4, 2.6, (), doors=(replace(DOOR, at=0.0),), count=1, fixtures=[ASKED["pool"]])[0]
    assert not small.room.fixtures
    assert [m.name for m in small.missing] == ["pool"]


@pytest.mark.parametrize(("high", "room"), [(2.8, 9.0), (3.4, 6.0), (2.6, 2.2)])
def test_a_stair_is_climbed_in_comfortable_steps_where_there_is_room(high: float, room: float) -> None:
    count, rise, going = flight(high, room)
    assert count * rise == pytest.approx(high)
    assert (count - 1) * going <= room + 0.01
    if room > high / 0.17 * GOING:
        assert 0.15 <= rise <= 0.19
        assert 0.60 <= 2 * rise + going <= 0.66


def test_a_gallerys_stair_ends_at_its_deck() -> None:
    room, f = put("gallery")
    assert "stair" in f.traits
    treads = next(parts for name, parts, _ in built_in(room, fashion()) if name == "gallery_1")
    tops = sorted(float(p.points[:, 2].max()) for p in treads if p.name == "tread")
    assert np.diff([0.0, *tops, f.height]) == pytest.approx(f.height / (len(tops) + 1), abs=0.002)
    assert stair_strip(f)
    head = next(p for p in treads if p.name == "deck")
    assert float(head.points[:, 2].max()) == pytest.approx(f.height)


def test_amounts_are_those_of_a_calculation_by_hand() -> None:
    pool = Fixture("pool", 3.0, 5.0, sunk=1.4, x=6.0, y=4.0)
    room = replace(ROOM, fixtures=(pool, Fixture("partition", 3.0, 0.1, 2.6, x=9.0, y=1.5)))
    got = amounts(room)
    assert got["pool", "pool"] == pytest.approx(3 * 5 + 16 * 1.4)
    assert got["pool", "water"] == pytest.approx(15.0)
    assert got["pool", "coping"] == pytest.approx((3.64 * 5.64) - 15.0)
    assert got["partition", "partition"] == pytest.approx(2 * 3.0 * 2.6)
    assert shell_areas(lay(room))["floor"] == pytest.approx(12 * 8 - 15)
    assert areas(room)["Floor"] == pytest.approx(12 * 8 - 15)
    assert areas(room)["Pool"] == pytest.approx(37.4)


def test_the_plan_and_the_dxf_show_it_with_its_level(tmp_path: Path) -> None:
    for kind, says in (("pool", "−1.40"), ("pit", "−1.50"), ("gallery", "up")):
        room, _ = put(kind)
        sheet = set_sheet(lay(room), Title("A room", "A", "2026-11-26"))
        words = [i.text for i in sheet.items if isinstance(i, Text)]
        assert any(says == w for w in words), words
        assert all(
            -1e-6 <= i.at[0] <= sheet.width and -1e-6 <= i.at[1] <= sheet.height
            for i in sheet.items
            if isinstance(i, Text)
        )
    path = tmp_path / "plan.dxf"
    write_dxf(sheet, path)
    assert any("up" in t.dxf.text for t in ezdxf.readfile(path).modelspace().query("TEXT"))


def test_every_one_of_them_is_drawn_in_every_direction() -> None:
    for kind in ASKED:
        room, _ = put(kind)
        bare = set_sheet(lay(ROOM), Title("A room", "A", "2026-11-26"))
        sheet = set_sheet(lay(room), Title("A room", "A", "2026-11-26"))
        assert sum(item not in bare.items for item in sheet.items) > 4, kind


def test_it_comes_back_from_a_stored_layout() -> None:
    from dataclasses import asdict

    room, _ = put("pool")
    assert room_of(asdict(room)) == room
    older = asdict(ROOM)
    del older["fixtures"]
    assert room_of(older) == ROOM


@pytest.mark.parametrize("kind", BUILT_IN)
def test_a_sentence_that_names_it_has_it_built(kind: str) -> None:
    word = vocabulary().get("architecture", kind).en[0]
    brief, _ = understand_set(f"a hall with a {word}, 14 by 10 metres, 6 metres high")
    plan = plan_set(brief, 2, 0, only=1)
    room = plan.options[0].room
    assert kind in {f.kind for f in room.fixtures}
    assert not any("not on the plan" in note for note in plan.notes)


def test_a_hull_has_its_frames_and_a_swimming_hall_its_pool() -> None:
    notes: list[str] = []
    for sentence, kind in (
        ("a submarine corridor, 9 by 3 metres", "bulkhead"),
        ("a swimming pool hall, 20 by 12 metres", "pool"),
    ):
        brief, _ = understand_set(sentence)
        assert kind in {f.kind for f in fixtures_of(brief, notes)}
    assert any("frames" in note for note in notes)


def test_a_stage_of_usd_opens_with_it_in_its_place_and_a_material_on_every_part(tmp_path: Path) -> None:
    from pxr import Usd, UsdGeom, UsdShade

    from coulisse.recipes.set_scene import built
    from coulisse.scene.usd_stage import write_stage

    brief, _ = understand_set(
        "a hotel lobby with a pool, a gallery, an apse and a glass partition, 14 by 10 m, 6 m high"
    )
    plan = plan_set(brief, 1, 0, only=0)
    option = built(brief, plan.options[0], 0)
    write_stage(option.staged, tmp_path / "set.usdc")
    stage = Usd.Stage.Open(str(tmp_path / "set.usdc"))
    seen: dict[str, set[str]] = {}
    boxes = UsdGeom.BBoxCache(Usd.TimeCode.Default(), [UsdGeom.Tokens.default_])
    for prim in Usd.PrimRange(stage.GetPseudoRoot(), Usd.TraverseInstanceProxies()):
        name = prim.GetDisplayName()
        if prim.IsInstance() and name == "pool_1":
            pool = next(f for f in option.layout.room.fixtures if f.kind == "pool")
            box = boxes.ComputeWorldBound(prim).ComputeAlignedRange()
            assert box.GetMin()[2] == pytest.approx(-pool.sunk - 0.15, abs=0.01)
            assert (box.GetMin()[0] + box.GetMax()[0]) / 2 == pytest.approx(pool.x, abs=0.4)
        if prim.IsA(UsdGeom.Mesh):
            material, _ = UsdShade.MaterialBindingAPI(prim).ComputeBoundMaterial()
            assert material.GetPrim().IsValid(), prim.GetPath()
            owner = prim.GetParent().GetDisplayName().rsplit("_", 1)[0]
            seen.setdefault(owner, set()).add(prim.GetCustomDataByKey("coulisse:slot"))
    assert {"pool", "water", "coping"} <= seen["pool"]
    assert {"deck", "tread", "post"} <= seen["gallery"]
    assert {"apse", "apse_dome", "portal"} <= seen["apse"]
    assert {"frame", "glass"} <= seen["partition"]
    listed = {row.what for row in option.materials}
    assert {"pool", "pool: water", "gallery", "apse", "partition: glass"} <= listed
