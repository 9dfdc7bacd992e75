"""Promises of what is worn together: what is tucked in, what hangs, and that words decide before custom does."""

from __future__ import annotations

import pytest

from coulisse.recipes.brief_words.costume_reading import understand_costume
from coulisse.recipes.costume_plan import plan_costume
from coulisse.scene.garments.cut import TUCKED, Cut


def worn(sentence: str) -> list[Cut]:
    brief, understood = understand_costume(sentence)
    assert not understood.not_understood, understood.not_understood
    return list(plan_costume(brief, 1, 0, [one.field for one in understood.filled]).options[0].cuts)


def top(cuts: list[Cut], *kinds: str) -> Cut:
    return next(c for c in cuts if c.kind in kinds)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("a white blouse and a full red skirt", "blouse"),
        ("a black pencil skirt and an ivory blouse", "blouse"),
        ("a navy suit with a white shirt", "shirt"),
        ("a linen shirt and brown trousers in 1940", "shirt"),
        ("a white T-shirt tucked into jeans", "t_shirt"),
        ("un chemisier blanc rentré dans une jupe plissée", "blouse"),
        ("une chemise rentrée dans un jean", "shirt"),
        ("a black roll neck sweater under a tweed jacket with corduroys", "turtleneck_sweater"),
    ],
)
def test_what_custom_or_words_tuck_in_is_put_on_before_its_waistband(sentence: str, kind: str) -> None:
    cuts = worn(sentence)
    shirt = top(cuts, kind)
    lower = next(c for c in cuts if c.family in ("skirt", "trousers"))
    assert TUCKED in shirt.traits
    assert (shirt.layer, cuts.index(shirt)) < (lower.layer, cuts.index(lower))


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("an untucked white shirt with jeans", "shirt"),
        ("a linen shirt worn over the trousers", "shirt"),
        ("une chemise blanche non rentrée et un pantalon gris", "shirt"),
        ("a T-shirt and jeans", "t_shirt"),
        ("a green tunic and brown trousers", "tunic"),
        ("a grey sweater and a black skirt", "sweater"),
        ("a plaid shirt and jeans", "shirt"),
    ],
)
def test_what_hangs_hangs(sentence: str, kind: str) -> None:
    assert TUCKED not in top(worn(sentence), kind).traits


def test_jeans_tucked_into_boots_leave_the_shirt_alone() -> None:
    cuts = worn("jeans tucked into boots and a T-shirt")
    assert TUCKED not in top(cuts, "t_shirt").traits
    assert "in_boots" in top(cuts, "jeans").traits


def test_the_cloth_of_another_garment_stays_there() -> None:
    cuts = worn("a black roll neck sweater under a tweed jacket with corduroys")
    assert top(cuts, "jacket").goods.id == "tweed" and top(cuts, "turtleneck_sweater").goods.kind == "knit"
