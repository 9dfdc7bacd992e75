"""Where a piece stands is read from the sentence, kept in the brief, honoured on the plan, and said where it is not."""

from __future__ import annotations

import math

import pytest

from coulisse.recipes.brief_words.set_reading import edit_set, understand_set
from coulisse.recipes.set_plan import plan_set
from coulisse.scene.layout import layouts
from coulisse.scene.relations import Relation, entrance
from coulisse.scene.room import INWARDS, Layout, Opening, Piece, Wanted

READ = [
    ("a living room with a piano by the window", [("piano", "near", "window")]),
    ("a lounge, an armchair facing the fireplace", [("armchair", "facing", "fireplace")]),
    ("an office, a desk in the middle, a lamp on the desk", [("desk", "at", "centre"), ("lamp", "on", "desk")]),
    ("a study, a long table, two chairs behind the table", [("chair", "behind", "table")]),
    ("a tavern, a chandelier hanging from the beams", [("chandelier", "from", "beam")]),
    ("a bedroom, a bed against the back wall", [("bed", "against", "back_wall")]),
    ("a dining room, a table, a rug under the table", [("rug", "under", "table")]),
    ("a loft; in the left corner, a cast iron stove", [("cast_iron_stove", "at", "left_corner")]),
    ("a bedroom, a mirror above the fireplace", [("mirror", "over", "fireplace")]),
    ("a library, a desk between two windows", [("desk", "between", "window")]),
    ("a hall, a table surrounded by ten chairs", [("chair", "around", "table")]),
    ("un salon, un piano près de la fenêtre", [("piano", "near", "window")]),
    ("une salle à manger, une table au centre", [("table", "at", "centre")]),
    ("un salon, un fauteuil face à la cheminée", [("armchair", "facing", "fireplace")]),
    ("une chambre, un lit contre le mur du fond", [("bed", "against", "back_wall")]),
    ("une chambre, un poêle dans un coin", [("cast_iron_stove", "at", "corner")]),
    ("un bureau, sur la table une lampe à huile", [("oil_lamp", "on", "table")]),
    ("a study lit by candles", []),
    ("a kitchen, black and white tiles on the floor, a table", []),
    ("a dining hall, 12 by 8 metres, a long table", []),
]


@pytest.mark.parametrize(("text", "wanted"), READ, ids=[text for text, _ in READ])
def test_where_a_piece_stands_is_read_and_every_word_accounted_for(text: str, wanted: list[tuple[str, ...]]) -> None:
    brief, found = understand_set(text)
    assert [(r.piece, r.how, r.to) for r in brief.relations] == wanted
    assert not found.not_understood


def test_what_is_named_again_is_not_there_twice() -> None:
    brief, _ = understand_set("a study, a long dining table, two chairs behind the table, a lamp on the table")
    assert [(p.what, p.count) for p in brief.furniture] == [("dining_table", 1), ("chair", 2), ("lamp", 1)]
    assert {r.to for r in brief.relations} == {"dining_table"}


# ---- on the plan: each relation is measured here anew, without the code that the layout used ----


def _edges(piece: Piece) -> tuple[float, float, float, float]:
    """x0, y0, x1, y1 of the upright rectangle around a piece."""
    c, s = abs(math.cos(math.radians(piece.facing))), abs(math.sin(math.radians(piece.facing)))
    hx, hy = (piece.depth * c + piece.width * s) / 2, (piece.depth * s + piece.width * c) / 2
    return piece.x - hx, piece.y - hy, piece.x + hx, piece.y + hy


def _off(piece: Piece, x: float, y: float) -> float:
    """Degrees between a piece's front and a point."""
    bearing = math.degrees(math.atan2(y - piece.y, x - piece.x))
    return abs((bearing - piece.facing + 180) % 360 - 180)


def _met(layout: Layout, text: str) -> set[str]:
    return {c.rule for c in layout.checks if c.passed and text in c.rule}


def _one(layout: Layout, name: str) -> Piece:
    return next(p for p in layout.pieces if p.name == name)


SENTENCE = (
    "a living room, 8 by 6 metres, 3.2 metres high, two windows, a fireplace, a piano by the window, an armchair "
    "facing the fireplace, a desk in the middle, a lamp on the desk, a chest of drawers against the back wall, a rug "
    "under the desk, a wardrobe in a corner, a painting over the chest of drawers, two chairs behind the desk"
)


@pytest.fixture(scope="module")
def options() -> tuple[Layout, ...]:
    return plan_set(understand_set(SENTENCE)[0], 4).options


def test_most_of_what_was_asked_is_met_in_every_design(options: tuple[Layout, ...]) -> None:
    for option in options:
        places = [c for c in option.checks if c.limit == 0.0 and c.unit == "m" and c.rule not in
                  ("intersection", "in the room")]  # fmt: skip
        assert len(places) == 9
        assert sum(c.passed for c in places) >= 8, (option.design, [c.says for c in places if not c.passed])
        assert all("short" in c.says or "no " in c.says for c in places if not c.passed)


def test_what_is_reported_as_met_is_met(options: tuple[Layout, ...]) -> None:
    seen = 0
    for option in options:
        room = option.room
        if _met(option, "desk in the centre"):
            desk = _one(option, "desk")
            assert abs(desk.x - room.length / 2) < room.length / 6 and abs(desk.y - room.width / 2) < room.width / 6
            seen += 1
        if _met(option, "armchair facing"):
            fire, chair = _one(option, "fireplace"), _one(option, "armchair")
            left = (chair.x - fire.x, chair.y - fire.y)
            along = math.radians(fire.facing)
            assert left[0] * math.cos(along) + left[1] * math.sin(along) > 0, "before it, not behind"
            assert min(_off(chair, *fire.point(0, w * fire.width / 2)) for w in (-1, -0.5, 0, 0.5, 1)) < 30
            seen += 1
        if _met(option, "lamp on"):
            desk, lamp = _one(option, "desk"), _one(option, "lamp")
            assert lamp.base == pytest.approx(desk.top)
            assert math.hypot(lamp.x - desk.x, lamp.y - desk.y) < desk.width / 2
            seen += 1
        if _met(option, "rug under"):
            x0, y0, x1, y1 = _edges(_one(option, "rug"))
            assert x0 < _one(option, "desk").x < x1 and y0 < _one(option, "desk").y < y1
            seen += 1
        if _met(option, "wardrobe in the corner"):
            x0, y0, x1, y1 = _edges(_one(option, "wardrobe"))
            assert min(x0, room.length - x1) < 0.62 and min(y0, room.width - y1) < 0.62
            seen += 1
        if _met(option, "piano by"):
            piano = _edges(_one(option, "piano"))
            gaps = []
            for o in room.windows:
                x, y = room.on_wall(o.wall, o.at)
                half = (o.width / 2, 0.0) if o.wall in ("south", "north") else (0.0, o.width / 2)
                dx = max(piano[0] - x - half[0], x - half[0] - piano[2], 0)
                dy = max(piano[1] - y - half[1], y - half[1] - piano[3], 0)
                gaps.append(math.hypot(dx, dy))
            assert min(gaps) < 1.0
            seen += 1
        if _met(option, "chest of drawers against"):
            chest, back = _one(option, "chest_of_drawers"), (INWARDS[entrance(room)] + 180) % 360
            x0, y0, x1, y1 = _edges(chest)
            gap = {90: y0, 180: room.length - x1, 270: room.width - y1, 0: x0}[int(back)]
            assert gap < 0.15
            seen += 1
        if _met(option, "painting over"):
            chest, painting = _one(option, "chest_of_drawers"), _one(option, "painting")
            assert painting.base >= chest.top
            assert math.hypot(painting.x - chest.x, painting.y - chest.y) < chest.width / 2 + chest.depth
            seen += 1
    assert seen >= 24


def test_what_cannot_be_met_is_said() -> None:
    wanted = (Wanted("piano", "Piano", (1.5, 0.6, 1.25), "storage"),)
    relation = Relation("piano", "near", "window")
    (layout,) = layouts(
        6, 4, 2.8, wanted, doors=(Opening("door", "west", 0, 0.9, 2.05),), relations=(relation,), count=1
    )
    (place,) = [c for c in layout.checks if c.rule.startswith("piano")]
    assert not place.passed and "no window" in place.says


@pytest.mark.parametrize(
    ("text", "row", "focus"),
    [("a chapel", "pew", "altar"), ("a classroom", "school_desk", "blackboard"),
     ("a cinema", "chair", "projection_screen"), ("a theatre with a stage", "chair", "platform")],
)  # fmt: skip
def test_rows_look_at_what_they_are_there_for(text: str, row: str, focus: str) -> None:
    for option in plan_set(understand_set(text)[0], 4).options:
        rows = [p for p in option.pieces if p.name == row]
        at = _one(option, focus)
        assert len(rows) > 5
        x, y = sum(p.x for p in rows) / len(rows), sum(p.y for p in rows) / len(rows)
        assert all(_off(replaced(p, x, y), at.x, at.y) < 30 for p in rows), option.design


def replaced(piece: Piece, x: float, y: float) -> Piece:
    """A piece seen from the middle of its rows."""
    return Piece(piece.name, piece.label, piece.role, x, y, piece.facing, 1, 1, 1)


def test_seats_turn_to_the_fire() -> None:
    brief, _ = understand_set("a lounge, 7 by 6 metres, a fireplace, two armchairs")
    for option in plan_set(brief, 4).options:
        fire = _one(option, "fireplace")
        assert min(_off(p, fire.x, fire.y) for p in option.pieces if p.name == "armchair") < 40


def test_a_change_moves_what_it_names_and_keeps_the_rest() -> None:
    before, _ = understand_set(
        "a living room, 8 by 6 metres, two windows, a piano by the window, a table in the middle"
    )
    first = plan_set(before, 1).options[0]
    after, found = edit_set(before, "put the piano in a corner")
    assert not found.not_understood
    assert {(r.piece, r.how, r.to) for r in after.relations} == {("table", "at", "centre"), ("piano", "at", "corner")}
    assert [p.count for p in after.furniture if p.what == "piano"] == [1]
    plan = plan_set(after, 1, only=0, keep=first.pieces, stands=(first.room, first.structure))
    table, piano = _one(plan.options[0], "table"), _edges(_one(plan.options[0], "piano"))
    assert (table.x, table.y) == (_one(first, "table").x, _one(first, "table").y)
    room = plan.options[0].room
    assert min(piano[0], room.length - piano[2]) < 0.62 and min(piano[1], room.width - piano[3]) < 0.62
