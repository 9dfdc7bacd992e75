"""Promises of wardrobes: who is named is dressed, in what their period wore; accessories have plausible colours."""

from __future__ import annotations

import pytest

from coulisse.recipes.brief_words.costume_proposals import pieces
from coulisse.recipes.brief_words.costume_reading import understand_costume
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.brief_words.wardrobes import WARDROBES
from coulisse.recipes.costume_occasion_plan import bright
from coulisse.recipes.costume_plan import CostumePlan, plan_costume
from coulisse.scene.garments.cut import Cut


def plan(sentence: str) -> CostumePlan:
    brief, understood = understand_costume(sentence)
    return plan_costume(brief, 1, 0, [one.field for one in understood.filled])


def cuts(sentence: str) -> dict[str, Cut]:
    return {c.kind: c for c in plan(sentence).options[0].cuts}


def test_every_word_of_every_wardrobe_is_in_the_vocabulary() -> None:
    known = vocabulary().entries
    for line in WARDROBES:
        understood = understand_costume(line.wears)[1]
        assert understood.not_understood == () and understood.names == (), line.wears
        assert pieces(line) and line.who <= {*known["owner"], *known["style"], "*"}, line.who
        assert not isinstance(line.when, frozenset) or line.when <= {*known["era"]}, line.when


@pytest.mark.parametrize(
    ("sentence", "worn", "never"),
    [
        ("an admiral of 1805", "tailcoat waistcoat cravat breeches socks shoes bicorne", "trousers bow_tie high_heels"),
        ("un amiral en 1805", "tailcoat waistcoat cravat breeches socks shoes bicorne", "trousers bow_tie high_heels"),
        ("a Roman senator", "toga sandals", "trousers shoes"),
        ("une dame de la Grèce antique", "chiton sandals", "trousers shoes"),
        ("an Egyptian pharaoh", "loincloth crown sandals", "trousers shoes shirt"),
        ("a Viking chief", "tunic trousers boots", "tie high_heels"),
        ("une reine du Moyen Âge", "kirtle crown shoes", "high_heels"),
        ("a nobleman of 1580 in a black velvet doublet", "doublet breeches hose shoes", "trousers tie"),
        ("une dame élisabéthaine en brocart doré", "gown shoes", "high_heels"),
        ("a musketeer of Louis XIII", "doublet breeches riding_boots wide_brimmed_hat", "trousers tie"),
        ("un marquis de Louis XV en habit de soie bleu", "tailcoat waistcoat jabot breeches socks", "bow_tie trousers"),
        ("a lady at court in 1770", "mantua shoes", "high_heels"),
        ("a hussar of 1812", "hussar_jacket breeches riding_boots", "tie trousers"),
        ("a dandy in 1830 in a frock coat", "shirt waistcoat cravat trousers", "tie bow_tie breeches"),
        ("a Victorian widow", "dress veil glove shoes", "high_heels"),
        ("un cowboy du Far West", "jeans shirt boots cowboy_hat", "tie high_heels"),
        ("a gentleman in 1912", "suit_jacket waistcoat suit_trousers tie shoes", "high_heels"),
        ("a flapper in 1925", "flapper_dress high_heels", "trousers"),
        ("a 1950s housewife", "dress apron high_heels", "trousers"),
        ("un pilote dans un futur lointain", "tunic trousers boots", "tie shirt"),
        ("a schoolgirl in a school uniform", "blazer shirt tie pleated_skirt shoes", "trousers"),
        ("a woman in a tweed jacket in 1935", "jacket skirt", "tie trousers"),
        ("a navy suit", "suit_jacket shirt suit_trousers shoes", "cravat hat"),
        ("un pirate", "justaucorps breeches riding_boots tricorne", "trousers tie"),
    ],
)  # fmt: skip
def test_who_is_named_wears_what_the_period_wore(sentence: str, worn: str, never: str) -> None:
    found = cuts(sentence)
    assert {*worn.split()} <= {*found}
    assert not {*never.split()} & {*found}


def test_a_proposal_is_told_with_its_reason_and_obeys_what_is_denied() -> None:
    brief, understood = understand_costume("an admiral of 1805 without a bicorne")
    assert "bicorne" not in {g.kind for g in brief.garments}
    told = next(one for one in understood.filled if one.field == "garments.tailcoat")
    assert "admiral" in told.why and "1805" in told.why


def test_loose_cloth_and_colour_go_to_the_main_garment_of_a_proposal() -> None:
    gown = cuts("une dame élisabéthaine en brocart doré")["gown"]
    assert gown.goods.id == "brocade" and gown.goods.colour[0] > 2 * gown.goods.colour[2]


@pytest.mark.parametrize("sentence", [
    "a bride in an ivory satin gown with a veil and gloves", "une mariée avec un voile et des gants",
    "a little girl at her first communion in a white dress with a veil and gloves",
])  # fmt: skip
def test_accessories_of_a_wedding_are_light(sentence: str) -> None:
    found = cuts(sentence)
    for kind in ("veil", "glove", "high_heels", "shoes"):
        assert kind not in found or bright(found[kind].goods.colour) > 0.6, kind


def test_mourning_is_black_and_evening_gloves_are_white() -> None:
    for cut in cuts("a widow in a black dress with a veil, gloves and a bag in 1900").values():
        assert bright(cut.goods.colour) < 0.03, cut.kind
    assert bright(cuts("a red evening gown with gloves")["glove"].goods.colour) > 0.6
    assert cuts("a black tailcoat with a bow tie")["bow_tie"].goods.colour[2] > 0.6


def test_what_was_said_of_an_accessory_stays() -> None:
    found = cuts("a bride in an ivory gown with red gloves and black shoes")
    assert found["glove"].goods.colour[0] > 4 * found["glove"].goods.colour[1]
    assert bright(found["shoes"].goods.colour) < 0.05
