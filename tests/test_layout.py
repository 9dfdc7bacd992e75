"""Promises of the layout: nothing intersects, people and doors move, what does not fit is said, a seed fixes it."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coulisse.errors import BadInput
from coulisse.scene.boxes import as_boxes, outside, overlap
from coulisse.scene.layout import layouts
from coulisse.scene.layout_checks import checks, collisions
from coulisse.scene.room import Layout, Opening, Piece, Role, Room, Wanted

DOOR = Opening("door", "west", 0, 0.9, 2.05)
WINDOW = Opening("window", "north", 0, 1.2, 1.5, 0.9)
TABLE = Wanted("dining_table", "Dining table", (3.4, 1.0, 0.76), "table", 1, 10)
CHAIRS = Wanted("chair", "Chair", (0.45, 0.5, 0.9), "chair", 10)
HALL = (
    TABLE, CHAIRS,
    Wanted("sideboard", "Sideboard", (1.6, 0.48, 0.9), "storage", 2),
    Wanted("bookcase", "Bookcase", (1.0, 0.32, 2.1), "storage", 6),
    Wanted("chandelier", "Chandelier", (1.0, 1.0, 1.1), "ceiling", 2, round=True),
    Wanted("plant", "Plant", (0.6, 0.6, 1.2), "corner", 4, round=True),
    Wanted("sofa", "Sofa", (2.1, 0.9, 0.8), "sofa", 1),
    Wanted("armchair", "Armchair", (0.8, 0.85, 0.95), "armchair", 2),
    Wanted("table_lamp", "Table lamp", (0.3, 0.3, 0.5), "top", 2),
    Wanted("rug", "Rug", (2.0, 3.0, 0.01), "rug", 1),
)  # fmt: skip
_ROLES: tuple[Role, ...] = (
    "table", "desk", "chair", "armchair", "sofa", "coffee", "bed", "beside", "storage", "centre", "row", "corner",
    "free", "rug", "hung", "curtain", "ceiling", "top",
)  # fmt: skip


def _hall(seed: int = 0, count: int = 5) -> tuple[Layout, ...]:
    return layouts(12, 8, 4, HALL, doors=(DOOR,), windows=(WINDOW,) * 3, count=count, seed=seed)


def _counted(layout: Layout) -> int:
    return len(layout.pieces) + sum(m.name not in ("door", "window") for m in layout.missing)


def test_a_hall_for_ten_is_laid_out_in_every_design_without_a_fault() -> None:
    for layout in _hall():
        assert not layout.missing, layout.design
        assert [c.says for c in layout.checks if not c.passed] == [], layout.design
        assert {"intersection", "passage", "doors open", "chairs pull out", "knee room", "windows", "cameras"} <= {
            c.rule for c in layout.checks
        }


def test_options_differ_in_design_and_structure_and_say_what_they_try() -> None:
    found = _hall(count=4)
    assert len({o.design for o in found}) == len({o.tries for o in found}) == len({o.structure for o in found}) == 4
    places = [sorted((p.name, round(p.x, 1), round(p.y, 1)) for p in o.pieces) for o in found]
    assert all(a != b for i, a in enumerate(places) for b in places[:i])


def test_a_seed_fixes_the_layout_and_another_one_changes_it() -> None:
    assert _hall(3, 2) == _hall(3, 2)
    assert _hall(3, 2)[0].pieces != _hall(4, 2)[0].pieces


def test_thirty_pieces_take_less_than_a_second_an_option() -> None:
    began = time.process_time()
    found = _hall(count=5)
    assert len(found[0].pieces) >= 30
    assert (time.process_time() - began) / 5 < 1.0


def test_what_does_not_fit_is_said_with_its_centimetres() -> None:
    bed = Wanted("bed", "Bed", (1.6, 2.05, 0.55), "bed")
    organ = Wanted("organ", "Organ", (3.5, 1.5, 5.0), "storage")
    (layout,) = layouts(2.4, 1.8, 2.4, (bed, organ), doors=(DOOR,), count=1)
    assert {m.name for m in layout.missing} == {"bed", "organ"}
    assert next(m for m in layout.missing if m.name == "organ").centimetres == pytest.approx(260)
    assert all(m.centimetres > 0 and "cm" in m.says for m in layout.missing)


def test_chairs_stand_at_their_table_and_look_at_it() -> None:
    layout = _hall(count=1)[0]
    table = next(p for p in layout.pieces if p.role == "table")
    chairs = [p for p in layout.pieces if p.role == "chair"]
    assert len(chairs) == 10
    for chair in chairs:
        assert chair.group == table.group
        ahead = as_boxes([(*chair.point(chair.depth / 2 + 0.1, 0), 0.01, 0.01, 0.0)])
        assert overlap(ahead, as_boxes([table.box]))[0, 0] > 0


def test_a_camera_stands_in_the_room_not_in_a_piece_and_sees_the_floor() -> None:
    for layout in _hall():
        assert len(layout.cameras) >= 3
        for camera in layout.cameras:
            assert camera.focal_length in (18, 25, 35, 50)
            assert 0 < camera.position[0] < 12 and 0 < camera.position[1] < 8 and 0 < camera.position[2] < 4
            point = as_boxes([(*camera.position[:2], 0.01, 0.01, 0.0)])
            boxes = as_boxes([p.box for p in layout.pieces if p.top > 0.3 and p.base < 1.7])
            assert overlap(point, boxes).max() < 0
            assert camera.sees > 0.02


def test_rules_find_a_blocked_door_a_dark_window_and_a_closed_passage() -> None:
    openings = (Opening("door", "west", 1.5, 0.9, 2.05), Opening("window", "north", 2, 1.2, 1.5, 0.9))
    room = Room(4, 3, 2.6, openings=openings)
    wardrobe = Piece("wardrobe", "Wardrobe", "storage", 0.5, 1.5, 0, 1.3, 0.6, 2.1, group=1)
    bookcase = Piece("bookcase", "Bookcase", "storage", 2.0, 2.8, 270, 1.0, 0.32, 2.1, group=2)
    shelf = Piece("shelf", "Shelf", "storage", 2.0, 1.5, 0, 3.2, 0.3, 1.8, group=3)
    stool = Piece("stool", "Stool", "chair", 3.5, 0.5, 0, 0.4, 0.4, 0.45, group=4)
    failed = {c.rule: c for c in checks(room, (wardrobe, bookcase, shelf, stool), ()) if not c.passed}
    assert {"doors open", "windows", "passage", "in the room"} <= failed.keys()
    assert failed["doors open"].measured < failed["doors open"].limit


def test_overlap_of_turned_boxes_is_what_it_is_on_paper() -> None:
    square = as_boxes([(0, 0, 0.5, 0.5, 0)])
    turned = as_boxes([(1.0, 0, 0.5, 0.5, np.pi / 4), (1.3, 0, 0.5, 0.5, np.pi / 4)])
    assert overlap(square, turned)[0] == pytest.approx([0.2071, -0.0929], abs=1e-4)


def test_a_room_for_nobody_is_refused() -> None:
    with pytest.raises(BadInput, match="no room"):
        layouts(0.5, 3, 2.5, (), doors=(DOOR,))


_PIECES = st.lists(
    st.builds(
        Wanted,
        name=st.sampled_from(["a", "b", "c", "d"]),
        label=st.just("Thing"),
        size=st.tuples(st.floats(0.2, 4), st.floats(0.05, 3), st.floats(0.01, 3)),
        role=st.sampled_from(_ROLES),
        count=st.integers(1, 4),
        seats=st.integers(0, 8),
        round=st.just(False),
    ),
    max_size=6,
)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.floats(2, 40), st.floats(2, 40), st.floats(2.2, 8), _PIECES, st.integers(0, 3), st.integers(0, 99),
    st.sampled_from([(), ("columns",), ("beams", "vault")]),
)  # fmt: skip
def test_whatever_the_room_and_the_pieces_none_intersect_and_each_is_in_the_room(
    length: float,
    width: float,
    height: float,
    wanted: list[Wanted],
    windows: int,
    seed: int,
    structures: tuple[str, ...],
) -> None:
    found = layouts(
        length, width, height, tuple(wanted), doors=(DOOR,), windows=(WINDOW,) * windows, structures=structures,
        count=1, seed=seed,
    )  # fmt: skip
    for layout in found:
        assert _counted(layout) == sum(w.count for w in wanted)
        if layout.pieces:
            boxes = as_boxes([p.box for p in layout.pieces])
            assert collisions(layout.pieces).max() < 1e-5
            assert outside(boxes, layout.room.length, layout.room.width).max() < 1e-5
            assert max(p.top for p in layout.pieces) < height + 1e-6


@pytest.mark.parametrize("chairs", [0, 4])
def test_benches_stand_at_the_table_where_there_are_no_chairs(chairs: int) -> None:
    asked = [Wanted("table", "Table", (2.6, 0.9, 0.75), "table", seats=8), Wanted("bench", "Bench", (1.5, 0.4, 0.45),
             "storage", 4)]  # fmt: skip
    if chairs:
        asked.append(Wanted("chair", "Chair", (0.45, 0.5, 0.9), "chair", chairs))
    for layout in layouts(9, 6, 3, asked, doors=(DOOR,), windows=(), count=2, seed=1):
        table = next(p for p in layout.pieces if p.name == "table")
        away = sorted(np.hypot(p.x - table.x, p.y - table.y) for p in layout.pieces if p.name == "bench")
        assert len(away) == 4 and not layout.missing
        assert (away[1] < 1.0 < away[2]) if not chairs else (away[0] > 1.0)
