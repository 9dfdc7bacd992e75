"""Promises of the designs of a costume: they differ, what was named stays, and nothing is dropped in silence."""

from __future__ import annotations

import pytest

from coulisse.recipes.brief_words.costume_reading import understand_costume
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.costume_brief import CostumeBrief, Garment, Trim
from coulisse.recipes.costume_plan import KINDS, CostumePlan, plan_costume
from coulisse.scene.garments.collars import FALLS, STANDS
from coulisse.scene.garments.cut import FAMILIES, Cut
from coulisse.scene.garments.necks import CUT_NECKS
from coulisse.scene.garments.sleeves import PLAIN_SLEEVES, SLEEVES
from coulisse.scene.garments.trims import TRIMS

DINNER = "1970s dinner jacket, burgundy velvet, wide peak lapels, with flared trousers"


def plan(sentence: str, options: int = 4, seed: int = 0) -> CostumePlan:
    brief, understood = understand_costume(sentence)
    return plan_costume(brief, options, seed, [one.field for one in understood.filled])


def cut(costume: CostumePlan, kind: str, option: int = 0) -> Cut:
    return next(c for c in costume.options[option].cuts if c.kind == kind)


def test_every_garment_of_the_vocabulary_is_built() -> None:
    assert set(KINDS) == set(vocabulary().entries["garment"])
    assert {k for k, family in KINDS.items() if family not in FAMILIES} == set()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_garment_alone_makes_a_plan_with_it_in_every_option(kind: str) -> None:
    costume = plan_costume(CostumeBrief(garments=[Garment(kind=kind)]), 3)
    pieces = {
        "suit": "suit_jacket",
        "three_piece_suit": "waistcoat",
        "skirt_suit": "pencil_skirt",
        "uniform": "uniform_jacket",
        "school_uniform": "blazer",
    }
    for option in costume.options:
        assert pieces.get(kind, kind) in [c.kind for c in option.cuts]


def test_every_collar_sleeve_and_trim_has_its_cut() -> None:
    known = vocabulary().entries
    tailored = {"shawl_collar", "notch_collar", "hood"}
    assert set(known["collar"]) <= FALLS | STANDS | CUT_NECKS | tailored
    assert set(known["sleeve"]) <= SLEEVES | PLAIN_SLEEVES
    assert set(known["trim"]) <= TRIMS | {"brass_buttons", "horn_buttons", "pearl_buttons"}


def test_what_was_named_stays_in_every_option() -> None:
    costume = plan(DINNER, 6)
    for number in range(6):
        jacket, trousers = cut(costume, "dinner_jacket", number), cut(costume, "flared_trousers", number)
        assert jacket.lapel == "peak_lapel" and jacket.lapel_width > 0.095
        assert jacket.goods.id == "velvet" and jacket.goods.colour == cut(costume, "dinner_jacket").goods.colour
        assert trousers.silhouette == "flared"


def test_options_differ_in_design_and_say_how() -> None:
    costume = plan(DINNER, 6)
    assert len({option.tries for option in costume.options}) == 6
    assert all(option.tries.startswith("tries: ") for option in costume.options)
    jackets = [cut(costume, "dinner_jacket", n) for n in range(6)]
    for field in ("hem", "ease", "lapel_width"):
        assert len({round(float(getattr(j, field)), 4) for j in jackets}) >= 4, field
    assert len({j.goods.weight for j in jackets}) >= 4


def test_the_same_seed_gives_the_same_designs_and_another_seed_another_order() -> None:
    assert plan(DINNER, 4, 3) == plan(DINNER, 4, 3)
    assert [o.tries for o in plan(DINNER, 6, 1).options] != [o.tries for o in plan(DINNER, 6, 2).options]


def test_a_suit_is_made_in_its_pieces_in_one_cloth() -> None:
    costume = plan("double-breasted navy pinstripe suit with a white shirt and a red silk tie, wide lapels")
    jacket, trousers = cut(costume, "suit_jacket"), cut(costume, "suit_trousers")
    assert jacket.goods.pattern == trousers.goods.pattern == "pinstripe"
    assert jacket.breasted == 2 and jacket.buttons == 6
    assert jacket.goods.repeat == pytest.approx(0.015)
    assert any("suit" in note for note in costume.notes)


def test_what_is_added_is_said_and_what_is_denied_is_not_added() -> None:
    costume = plan(DINNER)
    assert "added, as none was named: dress shirt" in costume.notes
    bare = plan("a beggar in rags: torn sackcloth cloak, bare feet")
    assert not any(c.family == "footwear" for c in bare.options[0].cuts)
    habit = plan("a monk's habit in coarse brown wool, hood, without belt")
    assert all(not c.belt for c in habit.options[0].cuts) and cut(habit, "monk_s_habit").hood


def test_trims_go_where_they_were_said_to_go() -> None:
    coat = cut(plan("a red frock coat with gold braid on the cuffs, brass buttons"), "frock_coat")
    assert [(t.what, t.place) for t in coat.trims] == [("gold_braid", "cuff")]
    assert coat.metal and coat.notions[0] > coat.notions[2]


def test_what_cannot_be_drawn_is_named_in_the_notes() -> None:
    notes = plan("a burnt white linen shirt and black breeches").notes
    assert any("burns of the shirt" in note for note in notes)
    brief = CostumeBrief(garments=[Garment(kind="armour", trims=[Trim(what="gold_embroidery")])])
    assert any("armour" in note for note in plan_costume(brief).notes)


def test_a_skirt_named_beside_a_dress_is_the_dress_s_own() -> None:
    costume = plan("a long emerald green silk evening gown with a draped cowl neck and a flowing skirt", 4)
    for option in costume.options:
        assert [c.family for c in option.cuts if c.family in ("dress", "skirt")] == ["dress"]
        gown = next(c for c in option.cuts if c.family == "dress")
        assert gown.collar == "cowl" and gown.waist == "natural" and gown.fitted > 0.8
        assert gown.ease <= 0.075 and gown.hem < 0.04, "fitted above, and down to the floor"
    assert "skirt: taken as the gown's own" in costume.notes
    fifties = plan("1950s red cotton dress with a fitted bodice and a full circle skirt")
    assert [c.kind for c in fifties.options[0].cuts if c.family != "footwear"] == ["dress"]
    assert cut(fifties, "dress").silhouette == "full_skirted"
    worn = plan("a white linen blouse and a long green skirt").options[0].cuts
    assert {"blouse", "skirt"} <= {c.kind for c in worn}, "without a dress a skirt is a skirt"


def test_a_skirt_of_another_cloth_is_sewn_to_the_bodice() -> None:
    dress = cut(plan("a black velvet dress with a white satin skirt"), "dress")
    assert dress.waist != "none" and dress.skirt_goods is not None
    assert dress.goods.id == "velvet" and dress.skirt_goods.id == "satin"


def test_soldiers_and_riders_put_their_legs_into_their_boots() -> None:
    hussar = plan("uniforme de hussard bleu à brandebourgs dorés, pantalon rouge et bottes noires")
    assert "in_boots" in cut(hussar, "trousers").traits
    assert not any("frogs" in note for note in hussar.notes)
    assert cut(hussar, "uniform_jacket").hem > 0.53, "cropped at the hip bone"
    assert "in_boots" not in cut(plan("flared trousers and brown boots"), "flared_trousers").traits


def test_what_the_sentence_leaves_open_follows_its_era_without_being_told() -> None:
    brief, understood = understand_costume("1980s suit in electric blue")
    bare = plan_costume(brief, 1)
    assert bare == plan_costume(brief, 1, 0, [one.field for one in understood.filled])
    assert cut(bare, "suit_jacket").silhouette == "broad_shouldered" and cut(bare, "suit_jacket").shoulder_pad > 0
    named = brief.model_copy(update={"garments": [brief.garments[0].model_copy(update={"silhouette": "hourglass"})]})
    assert cut(plan_costume(named, 1), "suit_jacket").silhouette == "hourglass", "what was changed was named"
    assert cut(plan("Regency dress in white muslin"), "dress").hem < 0.05


def test_period_pieces_are_cut_as_their_period_wore_them() -> None:
    tudor = plan("Elizabethan doublet in black velvet, a white ruff and hose")
    assert cut(tudor, "doublet").collar == "ruffled_collar" and cut(tudor, "breeches").silhouette == "trunk_hose"
    assert not any(c.kind == "jabot" for c in tudor.options[0].cuts)
    assert cut(plan("a red silk kimono"), "kimono").collar == "v_neck"
    wizard = plan("a wizard's robe in midnight blue velvet and a pointed hat")
    assert not cut(wizard, "wizard_s_robe").hood, "no hood is up under a hat"


def test_a_belt_named_with_a_trench_coat_is_the_coat_s_own() -> None:
    cuts = plan("1940s beige trench coat with a belt and a brown fedora").options[0].cuts
    assert next(c for c in cuts if c.kind == "trench_coat").belt and not any(c.kind == "belt" for c in cuts)
    kimono = plan("a red silk kimono with a black obi").options[0].cuts
    assert any(c.kind == "sash" for c in kimono) and not next(c for c in kimono if c.kind == "kimono").belt


def test_a_skirt_alone_stands_on_something_plain_unless_it_is_to_be_alone() -> None:
    worn = plan("a long pleated grey skirt")
    assert {c.kind for c in worn.options[0].cuts} >= {"skirt", "bodysuit"}
    assert any("`alone` leaves it away" in note for note in worn.notes)
    assert "bodysuit" not in {c.kind for c in plan("a long pleated grey skirt alone").options[0].cuts}
    assert {c.kind for c in plan("a red silk tie").options[0].cuts} >= {"tie", "shirt", "trousers"}
    assert not {"bodysuit", "t_shirt"} & {c.kind for c in plan("a boxer in black satin shorts").options[0].cuts}


def test_a_schoolboy_s_tie_has_a_shirt_under_the_pullover() -> None:
    assert "shirt" in {c.kind for c in plan("a green pullover, a striped tie and grey shorts").options[0].cuts}


def test_a_bride_s_dress_is_light_and_its_skirt_as_long_as_it_was_said_to_be() -> None:
    worn = plan("une mariée de 1956, robe en satin duchesse à jupe corolle mi-mollet", 3)
    for option in worn.options:
        dress = next(c for c in option.cuts if c.family == "dress")
        assert min(dress.goods.colour) > 0.5
        assert dress.silhouette in ("full_skirted", "circular") and 0.14 < dress.hem < 0.22


def test_breeches_of_1650_are_full_and_those_of_1812_are_not() -> None:
    assert cut(plan("a fencing master in 1650, a satin doublet and breeches"), "breeches").silhouette == "trunk_hose"
    assert cut(plan("un colonel de 1812, uniforme vert, culotte blanche"), "breeches").silhouette == "fitted"


def test_what_matches_has_the_cloth_and_what_is_small_the_colour_of_what_it_matches() -> None:
    worn = plan("a grey serge jacket, a matching skirt to the ankle and a matching pillbox hat")
    jacket, skirt, hat = (cut(worn, kind) for kind in ("jacket", "skirt", "pillbox_hat"))
    assert (skirt.goods.id, skirt.goods.colour) == (jacket.goods.id, jacket.goods.colour)
    assert (hat.goods.id, hat.goods.colour) == ("felt", jacket.goods.colour)
    suit = plan("a child of twelve in a black velvet suit with knee breeches")
    assert cut(suit, "breeches").goods.id == cut(suit, "suit_jacket").goods.id == "velvet"
    navy = plan("a navy suit with grey trousers")
    assert cut(navy, "trousers").goods.colour != cut(navy, "suit_jacket").goods.colour


def test_dungarees_have_a_bib_and_a_shirt_under_it() -> None:
    for sentence in ("blue denim dungarees", "salopette bleue par-dessus un maillot rayé"):
        kinds = [c.kind for c in plan(sentence).options[0].cuts]
        assert {"dungarees", "bib"} <= {*kinds} and {"shirt", "tank_top", "t_shirt"} & {*kinds}
    assert "bib" in {c.kind for c in plan("a grey dress and a bib apron").options[0].cuts}
    caped = plan("a nurse in a grey dress, a bib apron and a blue cape").options[0].cuts
    assert "suspenders" in {c.kind for c in caped}  # pressed flat under the cape as braces are
    assert "bib" not in {c.kind for c in plan("a grey dress and a white apron").options[0].cuts}


def test_a_tie_lies_under_a_pullover_and_over_its_shirt() -> None:
    worn = plan("a green V-neck pullover, a striped tie, a white shirt and grey trousers")
    assert cut(worn, "shirt").layer <= cut(worn, "tie").layer < cut(worn, "sweater").layer


def test_a_short_skirt_suit_has_a_short_skirt_and_a_jacket_to_the_hip() -> None:
    worn = plan("une hôtesse de l'air en 1967, tailleur orange vif très court")
    assert cut(worn, "pencil_skirt").hem > 0.30 and cut(worn, "suit_jacket").hem > 0.43


def test_the_designs_of_a_period_differ_and_stay_in_it() -> None:
    gowns = [cut_ for o in plan("a lady's court gown in 1770, pale blue silk", 4).options for cut_ in o.cuts
             if cut_.family == "dress"]  # fmt: skip
    assert len({(g.silhouette, g.sleeve, g.collar) for g in gowns}) >= 3
    assert {g.silhouette for g in gowns} <= {"pannier", "full_skirted", "bustle"}
    assert {g.sleeve for g in gowns} <= {"elbow_sleeve", "three_quarter_sleeve", "pagoda_sleeve", "long_sleeve"}
    named = plan("a lady's court gown in 1770 with panniers and a square neck", 4)
    assert {cut(named, "mantua", n).silhouette for n in range(4)} == {"pannier"}
    assert {cut(named, "mantua", n).collar for n in range(4)} == {"square_neck"}


def test_a_nurse_s_veil_is_not_seen_through_and_a_bride_s_is() -> None:
    assert cut(plan("une infirmière de 1917, robe grise, voile blanc"), "veil").goods.kind != "sheer"
    assert cut(plan("une mariée, robe blanche, voile court"), "veil").goods.kind == "sheer"
