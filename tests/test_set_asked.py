"""Promises: what a production designer says of a room in passing - white, empty, a door at the back, sixty seats, a
butcher's - is what the room becomes.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from coulisse.recipes import stage_set
from coulisse.recipes.brief_words.set_reading import understand_set
from coulisse.recipes.set_brief import SetBrief
from coulisse.recipes.set_dressing import dressed
from coulisse.recipes.set_lighting import lit
from coulisse.recipes.set_plan import plan_set
from coulisse.recipes.set_scene import BuiltSet, built
from coulisse.recipes.set_taste import stock_of
from coulisse.scene.furnish import model_of
from coulisse.scene.furnish.goods import MAKERS
from coulisse.scene.relations import wall_of
from coulisse.scene.room import INWARDS, Layout
from coulisse.scene.shell_places_walls import wall_of as wall_of_fixture


def brief_of(sentence: str) -> SetBrief:
    return understand_set(sentence)[0]


@cache
def staged(sentence: str, option: int = 0) -> BuiltSet:
    """One option, with nothing proposed on top."""
    brief = brief_of(sentence)
    return built(brief, plan_set(brief, 4, 0, only=option).options[0], option)


@cache
def laid(sentence: str, option: int = 0) -> Layout:
    """The plan of one option, with nothing proposed on top."""
    return plan_set(brief_of(sentence), 4, 0, only=option).options[0]


GALLERY = "an empty white gallery, one large red painting on the back wall, polished concrete floor, skylight"


def test_a_white_gallery_is_smooth_white_and_bright() -> None:
    made = staged(GALLERY)
    wall = made.staged.looks[next(p for p in made.staged.placed if p.name.startswith("wall")).looks["wall"]]
    assert wall.recipe == "plaster" and min(wall.colour) > 0.8 and wall.wear <= 0.1
    assert made.staged.exposure > staged("an empty black gallery, skylight").staged.exposure + 0.5
    assert 5000 < made.staged.white_balance < 6500


def test_an_empty_room_has_no_columns_that_nobody_asked_for() -> None:
    assert not any(laid(GALLERY, k).room.columns for k in range(4))
    assert laid("an empty warehouse with columns").room.columns


def test_daylight_through_the_roof_asks_for_no_windows() -> None:
    assert brief_of(GALLERY).light.sources == ["daylight"] and not laid(GALLERY).room.windows


def test_a_painting_is_of_the_colour_and_size_that_were_said() -> None:
    made = staged(GALLERY)
    at = next(p for p in made.staged.placed if p.name.startswith("painting"))
    r, g, b = made.staged.looks[at.looks["picture"]].colour
    assert r > 4 * max(g, b)
    piece = next(p for p in made.layout.pieces if p.name == "painting")
    assert piece.width >= 1.9 and piece.height >= 1.5 and piece.depth < 0.1


def side_of(made: Layout, wall: str) -> str:
    """Which side a wall is for one who looks in from the front."""
    return next(s for s in ("left", "right", "back", "front") if wall_of(made.room, f"{s}_wall") == (wall,))


PLACED = {
    "a kitchen with a small window on the left and a door at the back": {"window": ["left"], "door": ["back"]},
    "une salle de classe, trois fenêtres à gauche, une porte au fond": {"window": ["left"] * 3, "door": ["back"]},
    "a study, two tall windows on the right, a door on the left": {"window": ["right"] * 2, "door": ["left"]},
    "au fond, une porte; une cave avec un bureau contre le mur de gauche": {"door": ["back"]},
}


@pytest.mark.parametrize("sentence", PLACED)
@pytest.mark.parametrize("option", [0, 1])
def test_doors_and_windows_are_where_they_were_said_to_be(sentence: str, option: int) -> None:
    made = laid(sentence, option)
    for kind, sides in PLACED[sentence].items():
        openings = made.room.doors if kind == "door" else made.room.windows
        assert [side_of(made, o.wall) for o in openings] == sides
    assert not [m for m in made.missing if m.name in ("door", "window")]


def test_words_of_a_place_of_an_opening_are_understood() -> None:
    for sentence in PLACED:
        account = understand_set(sentence)[1]
        assert not account.not_understood, sentence


def test_what_hangs_on_a_wall_has_its_back_to_it() -> None:
    for option in range(4):
        made = laid(GALLERY, option)
        piece = next(p for p in made.pieces if p.name == "painting")
        (wall,) = wall_of(made.room, "back_wall")
        assert piece.facing % 360 == INWARDS[wall]


SEATED = {
    "a small theatre, sixty red velvet seats in rows, gold balcony": ("chair", 60),
    "une chapelle de 14 m sur 7, quarante places sur des bancs, autel en pierre": ("pew", 10),
    "a restaurant with forty seats, 1962": ("chair", 40),
    "un restaurant de trente couverts": ("chair", 30),
    "a classroom for thirty pupils": ("school_desk", 30),
    "une salle de cinéma de cent places": ("chair", 100),
    "a table with eight seats in a dining room": ("chair", 8),
}


@pytest.mark.parametrize("sentence", SEATED)
def test_numbers_of_seats_are_seats(sentence: str) -> None:
    name, count = SEATED[sentence]
    brief, account = understand_set(sentence)
    assert sum(p.count for p in brief.furniture if p.what == name) == count
    assert not account.not_understood


def test_sixty_seats_stand_in_rows_and_look_one_way() -> None:
    seats = [p for p in laid("a small theatre, sixty red velvet seats in rows").pieces if p.name == "chair"]
    assert len(seats) == 60 and len({round(p.facing) for p in seats}) == 1
    assert len({round(p.x, 2) for p in seats}) < 12  # rows


def test_many_desks_stand_in_islands_with_their_chairs_and_one_computer_each() -> None:
    made = laid("an open-plan office, twenty desks with computers")
    count = {name: sum(p.name == name for p in made.pieces) for name in ("desk", "office_chair", "computer")}
    assert count == {"desk": 20, "office_chair": 20, "computer": 20}
    assert len({p.group for p in made.pieces if p.name == "desk"}) <= 6
    for chair in (p for p in made.pieces if p.name == "office_chair"):
        near = min((math.dist((chair.x, chair.y), (d.x, d.y)) for d in made.pieces if d.name == "desk"), default=9)
        assert near < 1.0


def test_what_the_room_does_not_hold_is_said_in_one_line() -> None:
    brief = brief_of("a theatre 6 by 8 m, two hundred seats in rows")
    made = plan_set(brief, 1).options[0]
    there = sum(p.name == "chair" for p in made.pieces)
    says = stage_set.missed(list(made.missing), made)
    assert 0 < there < 200
    assert sum(f"{200 - there} of 200 chairs find no place" in line for line in says) == 1


SHOPS = {
    "a Victorian butcher's shop, marble counter, meat hooks along the left wall": ("butcher_s_shop", "joints"),
    "un magasin de jouets en 1955": ("toy_shop", "playthings"),
    "une boulangerie de village": ("bakery", "loaves"),
    "a florist's in Paris": ("florist_s", "blooms"),
    "a dusty record shop, 1978": ("record_shop", "sleeves"),
    "une quincaillerie, 1930": ("hardware_store", "tins"),
    "a bookshop": ("bookshop", "books"),
}


def test_each_trade_has_its_own_stock() -> None:
    stocks = set()
    for sentence, (room, goods) in SHOPS.items():
        brief = brief_of(sentence)
        stock = stock_of(brief)
        assert brief.room == room and goods in (*stock.shelves, *stock.counter)
        stocks.add((stock.shelves, stock.counter))
    assert len(stocks) == len(SHOPS)


def test_all_goods_stand_within_their_board() -> None:
    for kind in MAKERS:
        for seed in range(6):
            parts, wide = MAKERS[kind](np.random.default_rng(seed), 0.4, 0.4)
            points = np.concatenate([p.points for p in parts])
            assert points[:, 2].min() > -0.01 and points[:, 2].max() < 0.42, kind
            assert np.ptp(points[:, 1]) < wide + 0.06 and np.ptp(points[:, 0]) < 0.56, kind


STREET = "une rue commerçante de Lyon en 1910, pavés, matin de pluie"


def test_a_street_has_shops_that_are_on_its_plan_and_differ() -> None:
    brief = dressed(brief_of(STREET), 0).brief
    made = plan_set(brief, 4, only=0).options[0]
    fronts = [p for p in made.pieces if p.name == "shopfront"]
    assert len(fronts) == 6 and not [m for m in made.missing if m.name == "shopfront"]
    models = [model_of("shopfront", (3.4, 0.55, 3.1), seed=s) for s in range(4)]
    assert len({tuple(sorted(m.slots)) for m in models if m}) > 1
    booth = model_of("shopfront", (3.4, 0.55, 3.1), traits=("booth",), seed=1)
    assert booth is not None and "glass" not in booth.slots


def test_a_ship_is_small_ribbed_and_looks_out_on_the_sea() -> None:
    brief = brief_of("la cabine d'un capitaine sur un galion")
    assert brief.outside == ["sea"] and brief.era.last < 1800
    brief = brief_of("the kitchen of a spaceship")
    ashore = brief_of("a kitchen")
    assert brief.dimensions.width < 0.8 * ashore.dimensions.width and brief.dimensions.height < 2.6
    hold = laid("la cale d'un galion, tonneaux, hamacs")
    assert not hold.room.columns and not hold.room.windows and hold.room.height < 2.5
    assert any(f.kind == "bulkhead" for f in hold.room.fixtures)
    assert sum(p.name == "barrel" for p in hold.pieces) >= 5


def test_low_and_high_ceilings_are() -> None:
    usual = brief_of("a canteen").dimensions.height
    assert brief_of("a canteen, low ceiling").dimensions.height < 0.85 * usual
    assert brief_of("une cantine, plafond haut").dimensions.height > 1.2 * usual


def test_a_street_at_noon_is_lit_by_the_day() -> None:
    assert brief_of("a market street at noon, hard sun").light.sources == ["sunlight"]
    assert brief_of("a street at night").light.sources == ["street_light"]


def test_a_neon_outside_hangs_in_no_room_but_its_colour_comes_in() -> None:
    for sentence in (
        "le bureau d'un détective, 1947, une fenêtre, stores vénitiens, néon rouge dehors, nuit",
        "a detective's office, 1947, one window, venetian blinds, a red neon sign outside, night",
    ):
        brief, account = understand_set(sentence)
        assert not account.not_understood and "neon_red" in brief.outside
        assert not {"fluorescent_tube", "neon_sign"} & {p.what for p in brief.furniture}
        lamps = lit(brief, plan_set(brief, 1).options[0], 0).lamps
        (sign,) = (lamp for lamp in lamps if lamp.name == "neon outside")
        assert sign.colour is not None and sign.colour[0] > 3 * sign.colour[2]


def test_a_theatre_is_as_large_as_its_seats_and_its_balcony_is_over_the_way_in() -> None:
    sentence = "a theatre with {} seats in rows, a balcony, a red curtain"
    small, large = (brief_of(sentence.format(n)).dimensions for n in ("sixty", "two hundred"))
    assert small.length < 0.75 * large.length and small.height < large.height
    room = laid(sentence.format("sixty")).room
    (balcony,) = (f for f in room.fixtures if f.kind == "gallery")
    assert wall_of_fixture(balcony) == room.doors[0].wall and not room.columns


def test_un_vitrail_is_a_window_where_it_is_said_to_be() -> None:
    brief = brief_of("une chapelle romane, un vitrail au fond, cierges")
    window = next(e for e in brief.architecture if e.what == "arched_window")
    assert (window.material, window.where) == ("stained_glass", "back")


def test_a_small_window_is_small() -> None:
    small, usual = (laid(f"a kitchen, one {word}window on the left").room.windows[0] for word in ("small ", ""))
    assert small.width < 0.7 * usual.width


def test_many_desks_have_chairs_and_a_table_for_many_too() -> None:
    brief = brief_of("la salle de classe d'un village en 1932, vingt pupitres en bois face au tableau noir")
    assert sum(p.count for p in brief.furniture if p.what == "chair") == 20


def test_who_sits_at_the_head_of_the_table_does() -> None:
    for sentence in ("a dining room, a table for eight, an armchair at the head of the table",
                     "une salle à manger, une table pour huit, un fauteuil en bout de table"):  # fmt: skip
        brief, account = understand_set(sentence)
        assert not account.not_understood and sum(p.what == "table" for p in brief.furniture) == 1
        made = laid(sentence)
        table, seat = (next(p for p in made.pieces if p.name == name) for name in ("table", "armchair"))
        along = math.radians(table.facing + 90)
        dx, dy = seat.x - table.x, seat.y - table.y
        assert abs(dx * math.cos(along) + dy * math.sin(along)) > table.width / 2
        assert sum(p.name == "chair" for p in made.pieces) == 7
        assert not [c.says for c in made.checks if "head" in c.rule and not c.passed]


def test_what_swings_is_no_swing_and_what_is_far_from_a_word_is_not_it() -> None:
    brief, _ = understand_set("the cabin of a ship, oil lamps swinging")
    assert not any(p.what == "swing" for p in brief.furniture)
    brief, account = understand_set("un garage de banlieue, une voiture")
    assert "banlieue" in account.not_understood and not any(p.what == "flag" for p in brief.props)


def test_a_shop_window_is_a_window_of_a_shop_and_a_front_of_a_street() -> None:
    brief = brief_of("a toy shop, two shop windows at the front")
    (window,) = (e for e in brief.architecture if e.what == "picture_window")
    assert (window.count, window.where) == (2, "front")
    assert not any(p.what == "shopfront" for p in brief.furniture)
    assert any(p.what == "shopfront" for p in brief_of("a street with four shopfronts").furniture)
