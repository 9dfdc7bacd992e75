"""Promises: shops, bars, archives and the like are full of what they sell or keep, of many kinds, and cheaply."""

from __future__ import annotations

import numpy as np
import pytest

from coulisse.recipes.brief_words.set_reading import understand_set
from coulisse.recipes.set_taste import stock_of
from coulisse.scene.furnish import model_of
from coulisse.scene.furnish.dressing import stocked_top
from coulisse.scene.furnish.goods import GOODS, MAKERS, goods_row

KEPT = [
    ("an apothecary's shop, 1780", "jars"), ("une boulangerie parisienne de 1900", "loaves"),
    ("a crowded newspaper archive, 1930s", "files"), ("a bar", "spirits"), ("a tavern in 1650", "spirits"),
    ("a library", "books"), ("a laboratory", "bottles"), ("a kitchen", "pans"), ("a supermarket", "tins"),
    ("a grocer's shop, 1910", "jars"), ("a tailor's shop", "linen"), ("a garage", "tins"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "goods"), KEPT, ids=[s for s, _ in KEPT])
def test_a_place_keeps_what_such_a_place_sells(sentence: str, goods: str) -> None:
    brief, _ = understand_set(sentence)
    stock = stock_of(brief)
    assert goods in stock.shelves and stock.counter
    assert {*stock.shelves, *stock.counter} <= {*MAKERS, "books"}


def test_a_place_that_is_asked_to_be_empty_is_empty() -> None:
    brief, _ = understand_set("an empty apothecary's shop")
    assert stock_of(brief).shelves == ()


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_goods_fill_their_board_and_stay_on_it(kind: str) -> None:
    parts = goods_row(np.random.default_rng(3), [kind], 1.0, 0.3, 0.4, (0.15, 0.0, 0.0), full=1.0)
    points = np.concatenate([p.points for p in parts])
    low, high = points.min(0), points.max(0)
    assert high[1] - low[1] > 0.6, "most of the board is taken"
    assert (low > (-0.2, -0.53, -0.006)).all() and (high < (0.2, 0.53, 0.62)).all()
    assert all(p.slot in GOODS for p in parts)
    assert sum(len(p.faces) for p in parts) < 6000


@pytest.mark.parametrize("name", ["shelf", "bookcase", "metal_shelving", "display_cabinet", "counter"])
def test_a_stocked_piece_is_full_and_cheap(name: str) -> None:
    size = (1.2, 0.4, 2.2) if name != "counter" else (2.4, 0.6, 0.95)
    traits = ("stock_jars", "stock_bottles", "stock_boxes")
    full, bare = model_of(name, size, style="victorian", traits=traits), model_of(name, size, style="victorian")
    assert full is not None and bare is not None
    kept = {slot for slot in full.slots if slot in GOODS} - {*bare.slots}
    assert len(kept) >= 4, f"only {sorted(kept)}"
    assert sum(len(p.faces) for p in full.parts) < 16_000
    assert np.ptp(full.bounds(), axis=0) == pytest.approx((size[1], size[0], size[2]), abs=0.021)


def test_what_stands_on_a_counter_stands_on_its_top() -> None:
    low, high = stocked_top(("loaves", "cakes", "baguettes"), (2.4, 0.6, 0.95), seed=5).bounds()
    assert low[2] > -0.01 and high[2] < 0.8
    assert -1.25 < low[1] < -0.6 and 0.4 < high[1] < 1.25 and max(-low[0], high[0]) < 0.33
