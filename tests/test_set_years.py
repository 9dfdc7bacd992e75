"""Promises: what is proposed for a set is of its time and kind; what was named stays, and is said to be of another."""

from __future__ import annotations

import pytest

from coulisse.recipes.brief_words.set_reading import understand_set
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_brief import Era, SetBrief
from coulisse.recipes.set_dressing import dressed
from coulisse.recipes.set_plan import plan_set
from coulisse.recipes.set_scene import BuiltSet, built
from coulisse.recipes.set_taste import style_of, variant_of
from coulisse.recipes.set_years import years
from coulisse.scene.furnish import model_of
from coulisse.scene.furnish.registry import family_of

ERAS = (Era(name="ancient_rome", first=-100, last=200), Era(name="middle_ages", first=1200, last=1400),
        Era(name="1650", first=1650, last=1650), Era(name="1780", first=1780, last=1780),
        Era(name="1900", first=1900, last=1900), Era(name="1930s", first=1930, last=1939),
        Era(name="1970s", first=1970, last=1979), Era(name="far_future", first=2200, last=3000))  # fmt: skip
ROOMS = sorted(vocabulary().entries["room"])


def test_every_piece_and_prop_of_the_vocabulary_has_its_first_year() -> None:
    words = vocabulary().entries
    assert {*words["furniture"], *words["prop"]} == set(years())
    assert years()["office_chair"][0] > 1780 > years()["chair"][0]
    assert all(first <= last for first, last in years().values())


@pytest.mark.parametrize("era", ERAS, ids=lambda e: e.name)
def test_nothing_that_is_only_proposed_is_of_another_time(era: Era) -> None:
    brief, _ = understand_set("a room")
    for room in ROOMS:
        entry = vocabulary().get("room", room)
        light = brief.light.model_copy(update={"sources": [entry.light]})
        for option in (0, 1, 2, 3):
            own = brief.model_copy(update={"room": room, "era": era, "light": light, "furniture": [], "props": []})
            made = dressed(own, option)
            wrong = [p.what for p in (*made.brief.furniture, *made.brief.props)
                     if not (years()[p.what][0] <= era.last and era.first <= years()[p.what][1])]  # fmt: skip
            assert not wrong, f"{room} in {era.name}, option {option + 1}: {wrong}"


def test_what_a_kind_of_room_brings_is_exchanged_for_what_stood_there_then() -> None:
    brief, _ = understand_set("a study, 1650")
    there = {p.what for p in dressed(brief, 0).brief.furniture}
    assert not {"office_chair", "banker_s_lamp"} & there
    assert {"armchair", "chair", "stool"} & there, "somebody sits at the desk"


def test_a_piece_that_was_named_stays_and_the_report_says_that_it_is_of_another_time() -> None:
    brief, _ = understand_set("a study, 1780, with a typewriter and an oak desk")
    made = dressed(brief, 0)
    assert "typewriter" in {p.what for p in (*made.brief.furniture, *made.brief.props)}
    assert "typewriter was asked for, though there was one only since" in made.line


STYLES = [
    ("a hunting lodge", {"victorian", "rustic", "gothic", "classical"}), ("a palace", {"baroque", "classical"}),
    ("a prison cell", {"industrial"}), ("a spaceship", {"futuristic"}), ("a submarine, 1943", {"industrial"}),
    ("a classroom", {"mid_century", "industrial"}), ("a hospital ward", {"modern", "industrial"}),
    ("an apothecary's shop, 1780", {"classical", "rustic", "baroque"}), ("a kitchen, 1955", {"mid_century", "modern"}),
    ("an office in the 1970s", {"modern", "mid_century"}), ("a medieval great hall", {"gothic", "rustic"}),
    ("a Roman villa, antiquity", {"classical"}), ("a Japanese tea house", {"eastern"}),
    ("a living room in the far future", {"futuristic"}),
    ("une boulangerie parisienne de 1900", {"victorian", "classical"}),
    ("a room in 1500", {"gothic", "rustic", "baroque"}), ("a café, 1925", {"art_deco", "victorian"}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "families"), STYLES, ids=[s for s, _ in STYLES])
def test_a_room_is_furnished_as_its_kind_and_its_time_would_be(sentence: str, families: set[str]) -> None:
    brief, _ = understand_set(sentence)
    for option in range(4):
        style = style_of(brief, option)
        assert style is not None and family_of(style) in families, f"option {option + 1}: {style}"


def placed(sentence: str) -> tuple[SetBrief, BuiltSet]:
    brief = understand_set(sentence)[0].model_copy(update={"options": 1})
    return brief, built(brief, plan_set(brief, 1, 0, only=0).options[0], 0)


def test_armchairs_of_a_lodge_are_wing_and_club_chairs_not_steel_tube() -> None:
    brief, made = placed("a hunting lodge 6 m by 5 m, two leather armchairs")
    kinds = [variant_of(brief, "armchair", option, None) for option in (0, 1)]
    assert {kind.make for kind in kinds if kind} == {"wing_chair", "club_chair"}
    chairs = [made.staged.models[p.model] for p in made.staged.placed if p.name.startswith("armchair")]
    assert len(chairs) == 2
    assert all("metal" not in chair.slots for chair in chairs)


def test_a_lamp_on_the_wall_is_a_candle_before_there_is_electric_light() -> None:
    lit = model_of("wall_lamp", (0.2, 0.2, 0.3), style="georgian", traits=("candlelit",))
    assert lit is not None and "wax" in lit.slots and "bulb" not in lit.slots


def test_a_palace_by_candlelight_has_no_electric_lamp() -> None:
    brief, _ = understand_set("a bedroom in a baroque palace, a four poster bed, candlelight")
    made = dressed(brief, 0)
    there = {p.what for p in (*made.brief.furniture, *made.brief.props)}
    assert not there & {"table_lamp", "floor_lamp", "pendant_lamp", "bare_bulb", "television", "radiator"}
    assert there & {"candelabra", "candle", "oil_lamp", "chandelier"}


def test_a_ship_of_1690_has_no_steel_door() -> None:
    _, made = placed("the captain's cabin of a galleon, 1690, oak panelling, lantern light")
    doors = [made.staged.looks[p.looks["door"]] for p in made.staged.placed if "door" in p.looks]
    assert doors and all(look.metallic < 0.5 for look in doors)
    assert not any(p.name == "services" for p in made.staged.placed)
