"""Props, lamps, plants, instruments and machines: each at its true size, closed, lit and the same every time."""

from __future__ import annotations

import numpy as np
import pytest

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.scene.furnish import known, model_of
from coulisse.scene.meshes import volume

CLASSES = {"lamp", "industrial", "technical", "plant", "craft", "music", "play", "farm", "street", "heating", "tool"}
FURNITURE = sorted(name for name, e in vocabulary().entries["furniture"].items() if e.class_ in CLASSES)
PROPS = sorted(vocabulary().entries["prop"])
FITTINGS = ("fireplace", "staircase", "spiral_staircase", "grand_staircase", "well", "fountain", "elevator", "platform",
            "balustrade")  # fmt: skip
EVERY = [("furniture", n) for n in FURNITURE] + [("prop", n) for n in PROPS] + [("architecture", n) for n in FITTINGS]
MATERIALS = {*vocabulary().entries["material"], *vocabulary().entries["fabric"]}


def size_of(domain, name):
    return tuple(max(0.002, v) for v in vocabulary().get(domain, name).size)


def closed(part):
    """Whether each edge of a part is walked once each way."""
    edges = set()
    for row in part.faces.tolist():
        ring = [v for v in row if v >= 0]
        edges |= set(zip(ring, ring[1:] + ring[:1], strict=True))
    return all((b, a) in edges for a, b in edges)


def test_everything_of_the_vocabulary_has_a_model():
    assert not {*FURNITURE, *PROPS, *FITTINGS} - set(known())


@pytest.mark.parametrize(("domain", "name"), EVERY)
def test_a_model_fills_its_box_with_known_materials(domain, name):
    width, depth, height = size_of(domain, name)
    model = model_of(name, (width, depth, height), seed=1)
    low, high = model.bounds()
    assert np.abs(low - [-depth / 2, -width / 2, 0]).max() < 0.02
    assert np.abs(high - [depth / 2, width / 2, height]).max() < 0.02
    assert 24 <= sum(len(p.faces) for p in model.parts) <= 6500
    assert set(model.slots) == {p.slot for p in model.parts}
    assert set(model.slots.values()) <= MATERIALS
    assert set(model.main) <= set(model.slots)
    assert len(model.lamps) <= 6
    for p in model.parts:
        assert np.isfinite(p.points).all()
        assert p.faces.max() < len(p.points)


@pytest.mark.parametrize(("domain", "name"), EVERY)
def test_closed_parts_look_outwards(domain, name):
    for p in model_of(name, size_of(domain, name)).parts:
        assert volume(p) > -1e-9 or not closed(p), p.name


@pytest.mark.parametrize("name", ["chandelier", "table_lamp", "fern", "rubble", "place_setting", "armchair", "statue"])
def test_the_same_arguments_give_the_same_model(name):
    size = size_of("furniture" if name in vocabulary().entries["furniture"] else "prop", name)
    first, second = (model_of(name, size, style="art_deco", seed=3) for _ in range(2))
    for p, q in zip(first.parts, second.parts, strict=True):
        assert np.array_equal(p.points, q.points)
        assert np.array_equal(p.faces, q.faces)


@pytest.mark.parametrize(
    "name", ["fern", "rubble", "place_setting", "firewood", "dead_leaves", "stack_of_books", "clothes"]
)
def test_seeds_vary_what_no_two_of_are_alike(name):
    size = size_of("furniture" if name in vocabulary().entries["furniture"] else "prop", name)
    one, other = (np.concatenate([p.points for p in model_of(name, size, seed=s).parts]) for s in (2, 4))
    assert one.shape != other.shape or not np.allclose(one, other)


@pytest.mark.parametrize("name", sorted(n for n in FURNITURE if vocabulary().get("furniture", n).class_ == "lamp"))
@pytest.mark.parametrize("style", [None, "art_deco", "gothic", "modern"])
def test_every_lamp_sheds_light_that_its_own_bulb_does_not_swallow(name, style):
    model = model_of(name, size_of("furniture", name), style=style)
    assert model.lamps
    assert {"bulb", "flame"} & set(model.slots)
    for lamp in model.lamps:
        assert lamp.power > 0
        for p in model.parts:
            if p.slot in ("bulb", "flame"):
                away = np.linalg.norm(p.points - np.array(lamp.position), axis=1).min()
                assert away > 0.004, p.name


def test_lamps_have_the_lumens_and_the_colour_of_their_kind():
    candle, bulb = (model_of(n, size_of("furniture", n)).lamps[0] for n in ("candle", "bare_bulb"))
    assert (candle.power, candle.kelvin) == (12.0, 1900.0)
    assert (bulb.power, bulb.kelvin) == (800.0, 2700.0)
    tube = model_of("fluorescent_tube", (1.2, 0.1, 0.1)).lamps[0]
    assert tube.kelvin == 4000.0
    assert 2000 < tube.power < 3500


def test_a_longer_tube_sheds_more_light():
    short, long = (model_of("fluorescent_tube", (w, 0.1, 0.1)).lamps[0].power for w in (0.6, 1.5))
    assert long > 2 * short


@pytest.mark.parametrize("name", ["mirror", "painting", "clock", "television"])
def test_what_hangs_lies_against_its_wall(name):
    domain = "furniture" if name in vocabulary().entries["furniture"] else "prop"
    width, depth, height = size_of(domain, name)
    model = model_of(name, (width, depth, height))
    back = min(float(p.points[:, 0].min()) for p in model.parts)
    assert back == pytest.approx(-depth / 2, abs=0.002)


def test_styles_change_the_lamp():
    size = size_of("furniture", "chandelier")
    shapes = {len(np.concatenate([p.points for p in model_of("chandelier", size, style=s).parts])) for s in
              ("art_deco", "gothic", "modern", "baroque")}  # fmt: skip
    assert len(shapes) == 4
