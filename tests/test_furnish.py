"""Furniture stands in the box that was asked for, closed and outward, in the style that was asked for."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import pytest

import coulisse.recipes
from coulisse.errors import BadInput
from coulisse.recipes.brief_words.vocabulary import one_line
from coulisse.scene.furnish import model_of
from coulisse.scene.furnish.dressing import (
    coffee_clutter,
    desk_clutter,
    seats_at,
    shelf_clutter,
    table_setting,
    top_clutter,
)
from coulisse.scene.furnish.registry import FAMILIES, family_of
from coulisse.scene.meshes import volume
from coulisse.scene.staged import Model

CLASSES = [
    "seat",
    "table",
    "desk",
    "bed",
    "storage",
    "kitchen",
    "bath",
    "textile",
    "display",
    "counter",
    "sacred",
    "medical",
    "prison",
    "divider",
    "appliance",
]
TALLER = dict.fromkeys(("sink", "kitchen_counter", "kitchen_island"), 0.26)  # m: a tap stands on the worktop asked for
AWNINGS = {"shopfront": 1.4}  # metres that cloth hangs out over the pavement, outside of the box that stands
FOLDER = Path(coulisse.recipes.__file__).parent / "vocabulary"


@lru_cache
def ids(file: str) -> dict[str, dict]:
    lines = (FOLDER / f"{file}.yaml").read_text().splitlines()
    entries = [one_line(line) for line in lines if line.startswith("- ")]
    return {e["id"]: e for e in entries}


PIECES = [name for name, e in ids("furniture").items() if e["class"] in CLASSES]
KNOWN = {*ids("materials"), *ids("fabrics")}


@cache
def made(name: str, style: str | None = None, seed: int = 1) -> Model:
    e = ids("furniture")[name]
    model = model_of(name, tuple(e["size"]), style=style, seats=e.get("seats", 0), seed=seed)
    assert model is not None, f"nobody makes a {name}"
    return model


def open_edges(faces: np.ndarray) -> int:
    """Edges that are not walked once each way: 0 of a closed surface whose faces look to one side."""
    ends = [
        np.stack([faces[:, i], np.where(faces[:, (i + 1) % 4] >= 0, faces[:, (i + 1) % 4], faces[:, 0])], 1)
        for i in range(3)
    ]
    quads = faces[faces[:, 3] >= 0]
    pairs = np.concatenate([*ends, quads[:, [3, 0]]])
    n = int(faces.max()) + 1
    there, back = pairs[:, 0].astype(np.int64) * n + pairs[:, 1], pairs[:, 1].astype(np.int64) * n + pairs[:, 0]
    return int((np.sort(there) != np.sort(back)).sum())


def is_sound(model: Model, most: int = 20_000) -> None:
    assert sum(len(p.faces) for p in model.parts) < most
    for p in model.parts:
        assert np.isfinite(p.points).all() and p.faces[:, :3].min() >= 0 and p.faces.max() < len(p.points)
        assert p.uv is None or (p.uv.shape == (len(p.points), 2) and np.isfinite(p.uv).all())
        assert open_edges(p.faces) == 0, f"{model.name}: {p.name} is open"
        assert volume(p) > 0, f"{model.name}: {p.name} looks inward"
    assert {p.slot for p in model.parts} == set(model.slots)
    assert set(model.main) <= set(model.slots)
    assert set(model.slots.values()) <= KNOWN, f"{model.name}: {set(model.slots.values()) - KNOWN}"


@pytest.mark.parametrize("name", PIECES)
def test_every_piece_fills_its_box_and_is_closed(name: str) -> None:
    model = made(name)
    width, depth, height = ids("furniture")[name]["size"]
    low, high = model.bounds()
    most = [depth / 2 + AWNINGS.get(name, 0), width / 2, height + TALLER.get(name, 0)]
    over = np.maximum(high - most, [-depth / 2, -width / 2, 0] - low)
    assert over.max() <= 0.02, f"{name} leaves its box by {over.max():.3f} m"
    assert width - (high[1] - low[1]) <= 0.04 and depth - (high[0] - low[0]) <= 0.04, "it does not fill its plan"
    assert low[2] >= -0.002
    if name in TALLER:
        assert max(p.points[:, 2].max() for p in model.parts if p.slot == "top") == pytest.approx(height, abs=0.005)
    if name not in ("bearskin", "bunting"):
        assert high[2] >= height - 0.02
    is_sound(model)


@pytest.mark.parametrize("style", ["victorian", "industrial", "japanese"])
def test_every_piece_stays_in_its_box_in_other_styles_and_with_seed_0(style: str) -> None:
    for name in PIECES[{"victorian": 0, "industrial": 1, "japanese": 2}[style] :: 3]:
        width, depth, height = ids("furniture")[name]["size"]
        low, high = made(name, style, 0).bounds()
        most = [depth / 2 + AWNINGS.get(name, 0), width / 2, height + TALLER.get(name, 0)]
        over = np.maximum(high - most, [-depth / 2, -width / 2, 0] - low)
        assert over.max() <= 0.02, f"{name} leaves its box by {over.max():.3f} m"
        assert set(made(name, style, 0).slots.values()) <= KNOWN, name


@pytest.mark.parametrize("name", ["chair", "sofa", "table", "sideboard", "bed", "bar_counter"])
def test_styles_differ_in_shape_not_only_in_material(name: str) -> None:
    shapes = set()
    for family, styles in FAMILIES.items():
        model = made(name, styles[0])
        is_sound(model)
        low, high = model.bounds()
        width, depth, height = ids("furniture")[name]["size"]
        assert np.maximum(high - [depth / 2, width / 2, height], [-depth / 2, -width / 2, 0] - low).max() <= 0.02, (
            family
        )
        shapes.add(tuple(len(p.faces) for p in model.parts))
    assert len(shapes) >= 9


@pytest.mark.parametrize("size", [(0.6, 0.6, 0.8), (0.4, 0.45, 1.1)])
def test_a_piece_takes_another_size(size: tuple[float, float, float]) -> None:
    for family in FAMILIES:
        low, high = model_of("chair", size, style=family).bounds()
        assert np.allclose(high - low, [size[1], size[0], size[2]], atol=0.02), family


def test_a_bed_asked_for_higher_has_a_high_headboard_and_a_surface_to_lie_on() -> None:
    bed = model_of("double_bed", (1.6, 2.05, 1.15), style="victorian")
    pillows = next(p for p in bed.parts if p.slot == "pillow").points
    assert bed.bounds()[1][2] == pytest.approx(1.15, abs=0.02)
    assert pillows[:, 2].max() < 0.85 and pillows[:, 0].max() < 0, "the head is at the back"


def test_the_same_question_has_the_same_answer_and_a_seed_another_one() -> None:
    size = (1.0, 0.32, 2.1)
    one, same, other = (model_of("bookcase", size, seed=s) for s in (4, 4, 5))
    for a, b in zip(one.parts, same.parts, strict=True):
        assert np.array_equal(a.points, b.points) and np.array_equal(a.faces, b.faces)
    assert {p.name: len(p.points) for p in one.parts} != {p.name: len(p.points) for p in other.parts}


def test_books_on_a_shelf_differ_in_height() -> None:
    books = [p for p in made("bookcase").parts if p.slot.startswith("book")]
    assert len({p.slot for p in books}) >= 4
    tops = np.concatenate([np.unique(np.round(p.points[:, 2], 3)) for p in books])
    assert len(np.unique(tops)) > 40


def test_a_seat_has_its_back_behind_and_a_bed_its_head() -> None:
    for name in ("chair", "armchair", "sofa", "throne", "wing_chair", "pew", "bed"):
        points = np.concatenate([p.points for p in made(name).parts])
        top = points[points[:, 2] > 0.9 * points[:, 2].max()]
        assert top[:, 0].mean() < 0, name


def test_traits_change_the_design() -> None:
    size = (1.6, 0.9, 0.75)
    assert np.ptp(model_of("table", size, traits=("round",)).parts[0].points, axis=0)[1] == pytest.approx(1.6, abs=0.02)
    assert model_of("chair", (0.45, 0.5, 0.9), traits=("gilded",)).slots["frame"] == "gold_leaf"
    assert "upholstery" in model_of("chair", (0.45, 0.5, 0.9), traits=("upholstered",)).slots
    full, bare = (model_of("bookcase", (1.0, 0.32, 2.1), traits=t) for t in (("cluttered",), ("empty",)))
    assert sum(len(p.faces) for p in full.parts) > 1.5 * sum(len(p.faces) for p in bare.parts)


def test_each_style_and_era_of_the_vocabulary_that_is_named_exists_and_has_one_family() -> None:
    styles = {*ids("styles"), *ids("eras")}
    named = [s for family in FAMILIES.values() for s in family]
    assert set(named) <= styles | {"futuristic", "mid_century"} and len(named) == len(set(named))
    assert family_of("rococo") == "baroque" and family_of(None, ("bauhaus",)) == "modern" and family_of("nothing") == ""


def test_a_name_that_nobody_makes_gives_none_and_no_size_is_refused() -> None:
    assert model_of("unicorn", (1, 1, 1)) is None
    with pytest.raises(BadInput, match="size"):
        model_of("chair", (0.5, 0.0, 0.9))


@pytest.mark.parametrize("style", [None, "victorian", "japanese", "rustic"])
def test_a_table_is_laid_for_each_seat_and_no_two_alike(style: str | None) -> None:
    size = (2.4, 1.0, 0.76)
    laid = table_setting(size, 8, style=style, seed=2)
    is_sound(laid, 22_000)
    low, high = laid.bounds()
    assert low[2] >= -0.001 and high[2] < 0.6
    assert high[0] < 0.52 and low[0] > -0.52 and high[1] < 1.22 and low[1] > -1.22
    plates = np.concatenate([p.points for p in laid.parts if p.slot == "plate"])
    near = [
        plates[np.hypot(plates[:, 0] - x * 0.62, plates[:, 1] - (y if abs(y) < 1.1 else y * 0.83)) < 0.15]
        for x, y, _ in seats_at(2.4, 1.0, 8)
    ]
    assert all(len(p) for p in near), "a seat without a plate"
    assert len({round(float(p[:, 0].max() - p[:, 0].min()), 4) for p in near}) > 3, "plates as from a stamp"
    other = table_setting(size, 8, style=style, seed=3)
    assert [len(p.points) for p in laid.parts] != [len(p.points) for p in other.parts]


def test_covers_go_where_people_are_said_to_sit() -> None:
    laid = table_setting((2.0, 1.0, 0.75), 1, places=[(-0.5, 0.6, 0.0)], seed=1)
    plate = next(p for p in laid.parts if p.slot == "plate").points
    assert plate[:, 0].mean() < -0.2 and plate[:, 1].mean() == pytest.approx(0.6, abs=0.03)


def test_clutter_stays_on_its_board() -> None:
    for model, (w, d) in (
        (desk_clutter((1.5, 0.75, 0.75), style="victorian", seed=1), (1.5, 0.75)),
        (coffee_clutter((1.1, 0.6, 0.42), seed=2), (1.1, 0.6)),
        (shelf_clutter((0.9, 0.28, 0.3), 3), (0.9, 0.28)),
        (top_clutter("bar_counter", (3.0, 0.65, 1.1), seed=1), (3.0, 0.65)),
        (top_clutter("kitchen_counter", (2.4, 0.62, 0.92), seed=1), (2.4, 0.62)),
        (shelf_clutter((1.6, 0.48, 0.9), 2), (1.6, 0.48)),
    ):
        is_sound(model)
        low, high = model.bounds()
        assert (np.abs([low[0], high[0]]) < d / 2 + 0.04).all() and (np.abs([low[1], high[1]]) < w / 2 + 0.04).all()
        assert low[2] >= -0.002
    books = shelf_clutter((0.9, 0.28, 0.3), 3)
    assert books.bounds()[1][2] <= 0.301
