"""A sentence of the wardrobe becomes the brief that it means; a change changes what it names."""

from __future__ import annotations

from typing import Any

import pytest

from coulisse.errors import BadInput
from coulisse.recipes import brief as briefs
from coulisse.recipes.brief_docs import dump
from coulisse.recipes.brief_fields import plain
from coulisse.recipes.brief_words.costume_reading import edit_costume, understand_costume
from coulisse.recipes.costume_brief import CostumeBrief

DINNER = "1970s dinner jacket, burgundy velvet, wide peak lapels, with flared trousers and a white shirt"


def _at(brief: CostumeBrief, path: str) -> Any:
    """A value of a brief by a dotted path; a list of parts is entered by the name of its garment or part."""
    value: Any = plain(brief)
    for step in path.split("."):
        if isinstance(value, list):
            value = next(one for one in value if step in (one.get("kind"), one.get("what")))
        else:
            value = value[step]
    return value


SENTENCES: list[tuple[str, dict[str, Any]]] = [
    (DINNER, {"era.first": 1970, "garments.dinner_jacket.fabric": "velvet", "garments.dinner_jacket.colour": "#5c1426",
              "garments.dinner_jacket.lapels": "peak_lapel", "garments.dinner_jacket.lapel_traits": ["wide"],
              "garments.flared_trousers.silhouette": "flared", "garments.shirt.colour": "#f4f4f2"}),
    ("a pirate captain's long red frock coat with gold braid on the cuffs, brass buttons, a torn white linen "
     "shirt, black breeches and a tricorne",
     {"garments.frock_coat.traits": ["long"], "garments.frock_coat.colour": "#c1272d",
      "garments.frock_coat.trims.gold_braid.where": "cuff", "garments.frock_coat.trims.brass_buttons.where": None,
      "garments.shirt.fabric": "linen", "garments.shirt.fabric_traits": ["torn"],
      "garments.breeches.colour": "#101012", "garments.tricorne.count": 1}),
    ("Victorian mourning dress in black silk taffeta, high collar, leg of mutton sleeves, jet beading, floor length",
     {"era.name": "victorian", "garments.dress.collar": "high_collar", "garments.dress.length": "floor_length",
      "garments.dress.sleeves": "leg_of_mutton_sleeve", "garments.dress.trims.beading.colour": "#0a0a0c"}),
    ("a poor medieval peasant: rough brown wool tunic, patched hose, a hooded grey cloak",
     {"wearer": ["peasant"], "traits": ["cheap"], "garments.tunic.fabric": "wool",
      "garments.tunic.fabric_traits": ["coarse"], "garments.hose.traits": ["patched"],
      "garments.cloak.collar": "hood", "garments.cloak.colour": "#808285"}),
    ("sci-fi pilot's jumpsuit, white technical fabric, orange piping, mandarin collar, zip",
     {"style": ["science_fiction"], "garments.jumpsuit.fabric": "technical_fabric",
      "garments.jumpsuit.collar": "mandarin_collar", "garments.jumpsuit.trims.piping.colour": "#e57a1e"}),
    ("a 1920s flapper dress in pale pink chiffon with silver sequins and fringe, sleeveless",
     {"garments.flapper_dress.fabric": "chiffon", "garments.flapper_dress.sleeves": "sleeveless",
      "garments.flapper_dress.trims.sequins.material": "silver"}),
    ("double-breasted navy pinstripe suit with a white shirt and a red silk tie, wide lapels",
     {"garments.suit.fastening": "double_breasted", "garments.suit.pattern": "pinstripe",
      "garments.suit.lapel_traits": ["wide"], "garments.tie.fabric": "silk", "garments.tie.colour": "#c1272d"}),
    ("a queen's gown of gold brocade with ermine trim, bishop sleeves and a long train",
     {"wearer": ["queen"], "garments.gown.fabric": "brocade", "garments.gown.sleeves": "bishop_sleeve",
      "garments.gown.details.train.traits": ["long"]}),
    ("punk leather jacket with metal studs, ripped tartan trousers, heavy black boots",
     {"style": ["punk"], "garments.trousers.pattern": "tartan", "garments.trousers.traits": ["torn"],
      "garments.boots.traits": ["heavy"]}),
    ("a monk's habit in coarse brown wool, hood, without belt",
     {"garments.monk_s_habit.fabric_traits": ["coarse"], "garments.monk_s_habit.collar": "hood", "without": ["belt"]}),
    ("1960s A-line mini dress, orange and white geometric print, sleeveless, boat neck",
     {"garments.dress.silhouette": "a_line", "garments.dress.length": "mini",
      "garments.dress.pattern_colours": ["#e57a1e", "#f4f4f2"], "garments.dress.collar": "boat_neck"}),
    ("white linen shirt with rolled up sleeves, no collar, high-waisted brown trousers, braces",
     {"garments.shirt.sleeve_traits": ["rolled_up"], "garments.shirt.collar": None,
      "garments.trousers.silhouette": "high_waisted", "garments.suspenders.count": 1}),
    ("a wizard's robe in midnight blue velvet with silver embroidery, wide sleeves, worn at the hem",
     {"garments.wizard_s_robe.fabric": "velvet", "garments.wizard_s_robe.sleeves": "wide_sleeve",
      "garments.wizard_s_robe.details.hem.traits": ["worn"]}),
    ("houndstooth coat with a fur collar and three buttons",
     {"garments.coat.pattern": "houndstooth", "garments.coat.collar": "fur_collar",
      "garments.coat.fastening": "three_button"}),
    ("black turtleneck sweater, grey flannel trousers, brown suede shoes, arms crossed",
     {"garments.turtleneck_sweater.colour": "#101012", "garments.trousers.fabric": "flannel",
      "garments.shoes.fabric": "suede", "pose": "arms_crossed"}),
    ("un smoking des années 70 en velours bordeaux, larges revers en pointe, pantalon pattes d'éléphant",
     {"era.first": 1970, "garments.dinner_jacket.fabric": "velvet", "garments.dinner_jacket.colour": "#5c1426",
      "garments.dinner_jacket.lapel_traits": ["wide"], "garments.flared_trousers.count": 1}),
    ("une robe longue en soie verte avec des manches ballon et un col claudine en dentelle",
     {"garments.dress.length": "ankle_length", "garments.dress.fabric": "silk", "garments.dress.colour": "#3a7d3f",
      "garments.dress.details.peter_pan_collar.fabric": "lace"}),
    ("un paysan pauvre du Moyen Âge en tunique de laine brune et chausses rapiécées",
     {"wearer": ["peasant"], "era.name": "middle_ages", "garments.tunic.fabric": "wool"}),
    ("manteau croisé en laine grise, col de fourrure, boutons de corne, sans ceinture",
     {"garments.coat.fastening": "double_breasted", "garments.coat.fabric": "wool", "without": ["belt"],
      "garments.coat.trims.horn_buttons.where": None}),
    ("uniforme de hussard bleu nuit à brandebourgs dorés, culotte blanche, bottes noires",
     {"wearer": ["hussar"], "garments.uniform.colour": "#101a36", "garments.uniform.details.frogs.colour": "#c9a040",
      "garments.breeches.colour": "#f4f4f2"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SENTENCES, ids=[text[:40] for text, _ in SENTENCES])
def test_a_costume_is_what_its_sentence_says(text: str, wanted: dict[str, Any]) -> None:
    brief, found = understand_costume(text)
    assert {path: _at(brief, path) for path in wanted} == wanted
    assert not found.not_understood


def test_what_was_not_said_comes_from_the_kind_of_garment_with_its_reason() -> None:
    brief, found = understand_costume("a trench coat")
    coat = brief.garments[0]
    assert (coat.fabric, coat.length, coat.fastening) == ("gabardine", "calf_length", "double_breasted")
    assert "usual for trench coat" in {one.why for one in found.filled}


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("a sleeveless dress with long sleeves", "sleeveless", "long sleeves"),
        ("a floor length mini dress", "floor length", "mini"),
        ("a single-breasted double-breasted jacket", "single-breasted", "double-breasted"),
        ("a dress without a collar, with a collar", "without collar", "collar"),
        ("une robe sans manches à manches longues", "sans manches", "manches longues"),
    ],
)
def test_a_contradiction_is_refused_and_both_words_are_named(text: str, one: str, other: str) -> None:
    with pytest.raises(BadInput) as caught:
        understand_costume(text)
    assert f"`{one}`" in str(caught.value) and f"`{other}`" in str(caught.value)


def test_two_garments_may_differ() -> None:
    brief, _ = understand_costume("a sleeveless vest over a shirt with long sleeves")
    assert _at(brief, "garments.shirt.sleeves") == "long_sleeve"
    assert _at(brief, "garments.waistcoat.sleeves") == "sleeveless"


def test_a_change_changes_what_it_names_and_nothing_else() -> None:
    before, _ = understand_costume(DINNER)
    after, found = edit_costume(before, "narrow lapels, replace the trousers by a kilt")
    assert [garment.kind for garment in after.garments] == ["dinner_jacket", "shirt", "kilt"]
    jacket, was = after.garments[0], before.garments[0]
    assert (jacket.lapels, jacket.lapel_traits) == ("peak_lapel", ["narrow"])
    assert jacket.model_dump(exclude={"lapel_traits"}) == was.model_dump(exclude={"lapel_traits"})
    same = {"sentence", "garments"}
    assert before.model_dump(exclude=same) == after.model_dump(exclude=same)
    assert not found.not_understood


CHANGES: list[tuple[str, dict[str, Any]]] = [
    ("change the velvet to silk", {"garments.dinner_jacket.fabric": "silk", "garments.shirt.fabric": "poplin"}),
    ("replace burgundy by emerald", {"garments.dinner_jacket.colour": "#12805c", "garments.shirt.colour": "#f4f4f2"}),
    ("shawl lapels", {"garments.dinner_jacket.lapels": "shawl_lapel"}),
    ("midnight blue jacket", {"garments.dinner_jacket.colour": "#101a36", "garments.dinner_jacket.fabric": "velvet"}),
    ("remove the shirt, add a black bow tie", {"without": ["shirt"], "garments.bow_tie.colour": "#101012"}),
    ("without lapels", {"garments.dinner_jacket.lapels": None}),
    ("remplace le pantalon par une jupe longue", {"garments.skirt.length": "ankle_length"}),
]


@pytest.mark.parametrize(("text", "wanted"), CHANGES, ids=[text[:30] for text, _ in CHANGES])
def test_changes_in_words(text: str, wanted: dict[str, Any]) -> None:
    before, _ = understand_costume(DINNER)
    after, found = edit_costume(before, text)
    assert {path: _at(after, path) for path in wanted} == wanted
    assert not found.not_understood


def test_the_brief_can_be_written_and_read_again(tmp_path: Any) -> None:
    before, _ = understand_costume(DINNER)
    file = tmp_path / "costume.yaml"
    file.write_text(dump(before), "utf-8")
    assert briefs.load(file, CostumeBrief) == before


def _kinds(text: str) -> set[str]:
    return {garment.kind for garment in understand_costume(text)[0].garments}


def test_a_white_blouse_is_a_doctor_s_coat_only_where_nothing_else_says_otherwise() -> None:
    assert _kinds("une blouse blanche et une jupe noire") == {"blouse", "skirt"}
    assert _kinds("une blouse blanche de médecin, pantalon gris") == {"lab_coat", "trousers"}
    assert _kinds("une blouse blanche") == {"lab_coat"}
    white = next(
        g for g in understand_costume("une blouse blanche et une jupe noire")[0].garments if g.kind == "blouse"
    )
    assert white.colour == "#f4f4f2"


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("a lady's dress in 1770", "dress", {"silhouette": "pannier", "length": "floor_length"}),
        ("une robe du XIVe siècle", "dress", {"length": "floor_length", "fastening": "front_lacing"}),
        ("a Victorian skirt in brown wool", "skirt", {"length": "floor_length", "fastening": "hooks"}),
        ("a white blouse of 1905", "blouse", {"collar": "high_collar"}),
        ("a footman's blue coat in 1775", "coat", {"collar": "round_neck", "silhouette": "flared", "lapels": None}),
        ("a short Victorian skirt", "skirt", {"length": "above_the_knee"}),
    ],
)
def test_what_is_left_open_is_as_its_period_wore_it(text: str, kind: str, wanted: dict[str, Any]) -> None:
    brief, understood = understand_costume(text)
    worn = next(g for g in brief.garments if g.kind == kind)
    assert {field: getattr(worn, field) for field in wanted} == wanted
    assert not any(f.field.startswith(f"garments.{kind}.") and f.value.endswith("zip") for f in understood.filled)


def test_no_zip_in_the_middle_ages_but_one_where_it_is_asked_for() -> None:
    assert understand_costume("a dress of 1350 with a back zip")[0].garments[0].fastening == "back_zip"
    assert understand_costume("a dress")[0].garments[0].fastening == "back_zip"


@pytest.mark.parametrize(
    ("text", "age"),
    [("a twelve-year-old in a grey coat", 12), ("un garçon de 14 ans en short gris", 14), ("a woman aged 60", 60),
     ("une robe rouge", 30), ("a grandmother in a black dress", 75), ("a nine year old girl in a dress", 11)],
)  # fmt: skip
def test_an_age_in_words_is_the_body_s(text: str, age: float) -> None:
    brief, understood = understand_costume(text)
    assert brief.body.age == age
    assert not {"twelve", "year", "14", "ans", "60"} & set(understood.not_understood)


def test_a_knee_is_no_pose_and_a_spaceship_no_spacesuit() -> None:
    brief, understood = understand_costume("a spaceship mechanic's jumpsuit with black knee patches")
    assert brief.pose == "standing"
    assert {g.kind for g in brief.garments} == {"jumpsuit"}
    assert brief.garments[0].trims[0].what == "knee_patches"
    assert understood.not_understood == ("spaceship",)


def test_silver_before_a_cloth_is_its_colour() -> None:
    lame = understand_costume("a silver lamé jumpsuit")[0].garments[0]
    assert (lame.fabric, lame.colour is not None) == ("cloth_of_gold", True)


def test_a_country_is_no_name_for_the_gate_but_a_person_is() -> None:
    assert understand_costume("a queen of France in a red velvet gown")[1].names == ()
    assert understand_costume("Emma Stone in a red velvet gown")[1].names == ("Emma Stone",)


def test_a_garment_is_told_from_a_part_of_another() -> None:
    jacket, sweater = understand_costume("a black leather jacket, a powder blue turtleneck")[0].garments
    assert (jacket.collar, sweater.kind, sweater.colour) == (None, "turtleneck_sweater", "#aac6d6")
    (jumper,) = understand_costume("a green V-neck jumper")[0].garments
    assert (jumper.collar, jumper.colour) == ("v_neck", "#3a7d3f")
    assert understand_costume("a black dress slit to the thigh, to the floor")[0].garments[0].length == "floor_length"
    assert understand_costume("a coat with a turtleneck")[0].garments[0].collar == "turtleneck"
