"""A sentence of the art department becomes the brief that it means; a change changes what it names."""

from __future__ import annotations

from typing import Any

import pytest

from coulisse.errors import BadInput
from coulisse.recipes import brief as briefs
from coulisse.recipes.brief_docs import dump
from coulisse.recipes.brief_fields import plain
from coulisse.recipes.brief_words.set_reading import edit_set, understand_set
from coulisse.recipes.set_brief import SetBrief

BUNKER = (
    "a billionaire's bunker: dining hall in raw concrete and brass, low warm light, 12 by 8 metres, 4 metres high, "
    "long table for ten"
)


def _at(brief: SetBrief, path: str) -> Any:
    """A value of a brief by a dotted path; a list of parts is entered by the name of its piece or surface."""
    value: Any = plain(brief)
    for step in path.split("."):
        if isinstance(value, list):
            value = next(one for one in value if step in (one.get("what"), one.get("where"), one.get("material")))
        else:
            value = value[step]
    return value


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (BUNKER, {"owner": ["billionaire"], "building": "bunker", "room": "dining_hall", "dimensions.length": 12,
              "dimensions.width": 8, "dimensions.height": 4, "materials.concrete.finish": ["raw"],
              "materials.brass.where": "room", "light.kelvin": 2600, "light.level": 0.25,
              "furniture.table.seats": 10, "furniture.table.traits": ["long"], "furniture.chair.count": 10}),
    ("a small Victorian study with dark oak panelling, a rolltop desk, two leather armchairs and a green "
     "banker's lamp, rain outside",
     {"era.name": "victorian", "era.first": 1837, "room": "study", "traits": ["small"], "weather": "rain",
      "furniture.armchair.count": 2, "furniture.armchair.material": "leather",
      "furniture.banker_s_lamp.colour": "#3a7d3f", "materials.dark_oak.where": "room"}),
    ("a peasant's hovel, 13th century, beaten earth floor, thatch, a trestle table and three stools, firelight",
     {"owner": ["peasant"], "room": "hovel", "era.first": 1200, "era.last": 1299, "materials.floor.material": "earth",
      "furniture.stool.count": 3, "light.sources": ["firelight"], "light.kelvin": 1900}),
    ("spaceship bridge in white composite panels, six control desks around a captain's chair, view over a red planet, "
     "cold blue light",
     {"room": "bridge", "building": "spaceship", "furniture.control_desk.count": 6, "outside": ["mars"],
      "furniture.captain_s_chair.count": 1, "light.kelvin": 9000}),
    ("an abandoned hospital ward with peeling green paint, eight rusty iron beds, broken windows, late afternoon light",
     {"room": "hospital_ward", "traits": ["abandoned"], "materials.paint.finish": ["peeling"],
      "materials.paint.colour": "#3a7d3f", "furniture.iron_bed.count": 8, "furniture.iron_bed.traits": ["rusty"],
      "architecture.window.traits": ["broken"], "time_of_day": "late_afternoon"}),
    ("Louis XV drawing room with gilded panelling, a marble fireplace, crystal chandelier and pale blue silk curtains",
     {"era.name": "louis_xv", "room": "drawing_room", "architecture.fireplace.material": "marble",
      "furniture.chandelier.material": "crystal", "furniture.curtain.material": "silk",
      "furniture.curtain.colour": "#b9d5ea", "materials.wood_panelling.finish": ["gilded"]}),
    ("a 1950s diner, chrome stools, red vinyl booths, black and white tiles on the floor, neon sign, night",
     {"era.first": 1950, "room": "diner", "furniture.bar_stool.material": "chrome",
      "furniture.banquette.material": "vinyl", "furniture.banquette.colour": "#c1272d",
      "materials.floor.material": "tile", "time_of_day": "night"}),
    ("prison cell without windows, no chairs, an iron bed and a steel toilet, a single bare bulb",
     {"room": "prison_cell", "without": ["window", "chair"], "furniture.toilet.material": "steel",
      "light.sources": ["single_bulb"]}),
    ("gothic chapel, ribbed vault, stained glass windows, forty candles, shafts of light, no pews",
     {"style": ["gothic"], "room": "chapel", "architecture.window.material": "stained_glass",
      "furniture.candle.count": 40, "without": ["pew"]}),
    ("a Japanese tea room with tatami on the floor, low table, two cushions and a view of the garden, misty morning",
     {"style": ["japanese"], "room": "teahouse", "materials.floor.material": "tatami", "outside": ["garden"],
      "weather": "mist", "time_of_day": "morning", "furniture.cushion.count": 2}),
    ("crowded medieval tavern with a low beamed ceiling, long oak tables and benches, barrels, candlelight",
     {"traits": ["crowded"], "era.name": "middle_ages", "architecture.ceiling.traits": ["low_slung"],
      "architecture.beam.what": "beam", "furniture.table.material": "oak", "light.sources": ["candlelight"]}),
    ("a brutalist office, 30 x 20 m, raw concrete walls and floor, twenty desks, fluorescent light, oppressive",
     {"style": ["brutalist"], "dimensions.length": 30, "dimensions.width": 20, "materials.wall.material": "concrete",
      "materials.wall.finish": ["raw"], "furniture.desk.count": 20, "mood": ["oppressive"]}),
    ("empty warehouse, 40 metres long, corrugated iron roof, steel columns, broken skylights",
     {"room": "warehouse", "furniture": [], "dimensions.length": 40, "dimensions.width": 24,
      "materials.ceiling.material": "corrugated_iron", "architecture.column.material": "steel"}),
    ("a king's bedchamber with a four poster bed in burgundy velvet and gold",
     {"owner": ["king"], "room": "state_bedroom", "furniture.four_poster_bed.material": "velvet",
      "furniture.four_poster_bed.colour": "#5c1426", "furniture.four_poster_bed.also": ["gold"]}),
    ("a mad scientist's laboratory, brass and glass, bubbling flasks, green light, storm outside",
     {"owner": ["scientist"], "room": "laboratory", "weather": "storm", "light.colour": "#3a7d3f"}),
    ("a poor artist's attic in Paris, 1890, bare floorboards, a single bed, an easel, north light",
     {"owner": ["artist"], "room": "attic", "era.first": 1890, "light.sources": ["north_light"],
      "furniture.easel.count": 1}),
    ("submarine control room, 1943, red emergency light, cramped, pipes on the ceiling",
     {"room": "submarine", "era.first": 1943, "light.sources": ["emergency_light"], "traits": ["cramped"],
      "props.pipe.count": 3}),
    ("Roman bath house with mosaic floor, marble columns and a round pool under a dome",
     {"era.name": "ancient_rome", "materials.floor.material": "mosaic", "architecture.column.material": "marble",
      "architecture.pool.traits": ["round"], "architecture.dome.what": "dome"}),
    ("a 3 metre long table in a dining room", {"furniture.table.size": [3, 0.9, 0.75], "room": "dining_room"}),
    ("a living room of 30 square metres, ceilings 2.4 m high", {"dimensions.height": 2.4, "dimensions.width": 4.8,
                                                              "dimensions.length": 6.24}),
    ("a meeting room for twelve people, glass walls, skyline at dusk",
     {"people": 12, "room": "boardroom", "architecture.picture_window.count": None, "outside": ["city"],
      "time_of_day": "dusk",
      "furniture.conference_table.count": 1}),
    ("une salle à manger en béton brut et laiton, lumière basse et chaude, douze mètres sur huit, quatre mètres "
     "de haut, longue table pour dix",
     {"room": "dining_room", "materials.concrete.finish": ["raw"], "light.kelvin": 2600, "light.level": 0.25,
      "dimensions.length": 12, "dimensions.height": 4, "furniture.table.seats": 10}),
    ("un grand salon haussmannien avec parquet en point de hongrie, cheminée en marbre blanc, deux fauteuils en "
     "velours vert et un lustre en cristal",
     {"style": ["haussmannian"], "architecture.fireplace.material": "white_marble", "furniture.armchair.count": 2,
      "furniture.armchair.material": "velvet", "furniture.armchair.colour": "#3a7d3f",
      "furniture.chandelier.material": "crystal"}),
    ("une cellule de moine sans fenêtres, murs blanchis à la chaux, un lit de paille, une bougie",
     {"room": "monk_s_cell", "without": ["window"], "architecture.wall.traits": ["whitewashed"],
      "furniture.straw_mattress.count": 1, "furniture.candle.count": 1}),
    ("le bureau d'un détective des années quarante, store vénitien, lampe de bureau, pluie dehors, nuit",
     {"room": "study", "owner": ["detective"], "era.first": 1940, "weather": "rain", "time_of_day": "night"}),
    ("une cuisine de ferme du XIXe siècle aux murs de pierre, longue table en chêne et quatre chaises, poêle en fonte",
     {"room": "kitchen", "building": "farmhouse", "era.first": 1800, "materials.wall.material": "stone",
      "furniture.table.material": "oak", "furniture.chair.count": 4}),
    ("un vaisseau spatial abandonné, couloir étroit en métal rouillé, lumière rouge vacillante",
     {"room": "corridor", "building": "spaceship", "traits": ["abandoned", "narrow"],
      "materials.metal.finish": ["rusty"], "light.traits": ["flickering"]}),
    ("une chambre d'enfant gaie avec un lit d'enfant, un tapis rond jaune et des rideaux bleus à pois",
     {"room": "nursery", "mood": ["joyful"], "furniture.rug.traits": ["round"],
      "furniture.curtain.traits": ["polka_dot"]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=[text[:40] for text, _ in SENTENCES])
def test_a_set_is_what_its_sentence_says(text: str, wanted: dict[str, Any]) -> None:
    brief, found = understand_set(text)
    assert {path: _at(brief, path) for path in wanted} == wanted
    assert set(found.not_understood) <= {"mad", "bubbling", "house"}, found.not_understood


def test_what_was_understood_is_shown_word_by_word_with_the_reasons_for_the_rest() -> None:
    _, found = understand_set(BUNKER)
    text = found.as_yaml()
    assert '- {words: "dining hall", as: dining_hall, in: room}' in text
    assert "joining words: [a, s, in, and, for]" in text
    assert '{field: furniture.chair, value: 10, why: "seats for 10"}' in text
    assert "not understood: []" in text


def test_what_was_not_said_comes_from_the_kind_of_room_with_its_reason() -> None:
    brief, found = understand_set("a library")
    why = {one.field: one.why for one in found.filled}
    assert brief.dimensions.height == 4.5 and why["dimensions.height"] == "usual for library"
    assert {piece.what for piece in brief.furniture} == {"wall_of_books", "table", "chair", "table_lamp"}
    assert why["furniture.wall_of_books"] == "usual for library"


def test_what_is_denied_is_not_filled_in() -> None:
    brief, _ = understand_set("a dining room without chairs and no sideboard")
    assert {"chair", "sideboard"} <= set(brief.without)
    assert not {"chair", "sideboard"} & {piece.what for piece in brief.furniture}


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("a windowless room with a view", "windowless", "view"),
        ("a cell without windows, with large windows", "without windows", "windows"),
        ("an empty crowded tavern", "empty", "crowded"),
        ("a kitchen at night in full sunlight", "at night", "sunlight"),
        ("une pièce sans fenêtres avec vue sur la mer", "without fenêtres", "vue"),
        ("a kitchen with a large small table", "large", "small"),
        ("a room 4 m high and 5 m high", "4 m high", "5 m high"),
    ],
)
def test_a_contradiction_is_refused_and_both_words_are_named(text: str, one: str, other: str) -> None:
    with pytest.raises(BadInput) as caught:
        understand_set(text)
    assert f"`{one}`" in str(caught.value) and f"`{other}`" in str(caught.value)


def test_opposite_words_of_two_things_are_no_contradiction() -> None:
    brief, _ = understand_set("a kitchen with a large table and a small lamp")
    assert _at(brief, "furniture.table.traits") == ["large"] and _at(brief, "furniture.lamp.traits") == ["small"]


def test_a_change_changes_what_it_names_and_nothing_else() -> None:
    before, _ = understand_set(BUNKER)
    after, found = edit_set(before, "colder light, replace the table by two round ones")
    assert after.light.kelvin > before.light.kelvin
    assert [(p.what, p.count, p.traits) for p in after.furniture if p.what == "table"] == [("table", 2, ["round"])]
    same = {"sentence", "light", "furniture"}
    assert before.model_dump(exclude=same) == after.model_dump(exclude=same)
    assert before.light.level == after.light.level
    assert [p for p in before.furniture if p.what == "chair"] == [p for p in after.furniture if p.what == "chair"]
    assert not found.not_understood and not found.filled


CHANGES: list[tuple[str, dict[str, Any]]] = [
    ("make the walls brick and the ceiling higher", {"materials.wall.material": "brick", "dimensions.height": 5}),
    ("darker, by night, with rain", {"light.level": 0.125, "time_of_day": "night", "weather": "rain"}),
    ("change the table to marble", {"furniture.table.material": "marble", "furniture.table.seats": 10}),
    ("larger room", {"dimensions.width": 10, "dimensions.length": 15, "room": "dining_hall"}),
    ("more chairs", {"furniture.chair.count": 15}),
    ("fewer chairs", {"furniture.chair.count": 7}),
    ("remove the chairs and add a persian rug", {"without": ["chair"], "furniture.persian_rug.count": 1}),
    ("swap the brass for copper", {"materials.copper.where": "room"}),
    ("add four candles", {"furniture.candle.count": 4, "furniture.chair.count": 10}),
    ("remove the brass", {"materials": [{"material": "concrete", "where": "room", "finish": ["raw"], "colour": None}]}),
    ("gothic style, light oak floor", {"style": ["gothic"], "materials.floor.finish": ["pale"]}),
    ("turn it into a library", {"room": "library", "building": "bunker"}),
    ("la lumière plus froide, remplace la table par deux rondes", {"furniture.table.count": 2, "light.kelvin": 3467}),
    ("enlève les chaises, ajoute un lustre en cristal", {"furniture.chandelier.material": "crystal"}),
]


@pytest.mark.parametrize(("text", "wanted"), CHANGES, ids=[text[:30] for text, _ in CHANGES])
def test_changes_in_words(text: str, wanted: dict[str, Any]) -> None:
    before, _ = understand_set(BUNKER)
    after, found = edit_set(before, text)
    assert {path: _at(after, path) for path in wanted} == wanted
    assert not found.not_understood


def test_a_general_word_means_the_one_piece_that_is_there() -> None:
    before, _ = understand_set("a dining room with a dining table")
    after, _ = edit_set(before, "remove the table")
    assert "dining_table" not in {piece.what for piece in after.furniture}


def test_the_brief_can_be_written_corrected_and_read_again(tmp_path: Any) -> None:
    before, _ = understand_set(BUNKER)
    file = tmp_path / "set.yaml"
    file.write_text(dump(before).replace("height: 4.0", "height: 4.5"), "utf-8")
    after = briefs.load(file, SetBrief)
    assert after.dimensions.height == 4.5 and after.furniture == before.furniture


def test_what_is_replaced_goes_and_what_is_removed_stays_away() -> None:
    before, _ = understand_set("a gothic chapel, serene, rain outside, view over the sea")
    after, _ = edit_set(before, "replace gothic by baroque, remove the rain")
    assert (after.style, after.weather, after.outside, after.mood) == (["baroque"], None, ["sea"], ["serene"])
    assert after.without == ["rain"]


def test_a_room_of_no_given_size_is_no_larger_than_its_named_pieces_need() -> None:
    usual, _ = understand_set("a casino")
    private, found = understand_set("a casino, two roulette tables, four chairs")
    assert private.dimensions.width * private.dimensions.length < 0.7 * usual.dimensions.width * usual.dimensions.length
    assert any("drawn in" in one.why for one in found.filled if one.field == "dimensions.width")
    for words in ("a huge casino, one roulette table", "an empty casino, one chair"):
        kept, found = understand_set(words)
        assert not any("drawn in" in one.why for one in found.filled)
        assert kept.dimensions.width >= usual.dimensions.width
    given, _ = understand_set("a casino, 9 by 7 metres, one roulette table")
    assert {given.dimensions.width, given.dimensions.length} == {7.0, 9.0}
    cathedral, _ = understand_set("a cathedral, one chair")
    assert cathedral.dimensions.length > 20
