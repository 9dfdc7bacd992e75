"""Promises: what a sentence names in material and colour is what the piece or the surface is made of, in the scene and
in the picture, in English and in French.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pytest

from coulisse.recipes.brief_words.set_reading import understand_set
from coulisse.recipes.set_looks import look_of
from coulisse.recipes.set_named_looks import takes
from coulisse.recipes.set_plan import plan_set
from coulisse.recipes.set_scene import BuiltSet, built
from coulisse.recipes.set_surfaces import BALANCES, surfaces_of
from coulisse.render.preview import Previewer
from coulisse.scene.staged import FilmCamera, Look, linear, to_world

SITTING = ("a living room 6 m by 5 m with a blue velvet sofa, a red lacquered cabinet, an oak table, a white marble "
           "side table, yellow curtains and a tall window, green walls")  # fmt: skip
HALL = "a hall 5 m by 4 m, black marble floor, a steel table, two red velvet chairs and a brass floor lamp"
MANGER = "une salle à manger de 6 m sur 5 m aux murs verts, quatre chaises en velours rouge, un buffet laqué noir"
CHAMBRE = "une chambre de 5 m sur 4 m, parquet, murs bleus, un fauteuil en cuir brun, une armoire en acajou"
SHIP = "la salle de commande d'un sous-marin, 4 m sur 6 m, acier peint en gris, un pupitre"
OFFICE = "an office 5 m by 4 m, red brick walls, a green steel desk, a white plastic chair, a grey metal locker"


@cache
def staged(sentence: str) -> BuiltSet:
    """One option, with nothing proposed on top."""
    brief, _ = understand_set(sentence)
    brief = brief.model_copy(update={"options": 1})
    return built(brief, plan_set(brief, 1, 0, only=0).options[0], 0)


def lab(colour: tuple[float, float, float]) -> np.ndarray:
    """CIE L*a*b* (D65) of linear BT.709."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = (np.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in to_xyz @ colour / (0.9505, 1.0, 1.089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def is_one(name: str, piece: str) -> bool:
    """Whether a placed model is one of these pieces (`table_003`), or that part of the shell (`wall_east`, `floor`)."""
    return re.fullmatch(rf"{piece}(_?\d+|_north|_south|_east|_west)?", name) is not None


def look_at(sentence: str, piece: str, slot: str) -> Look:
    made = staged(sentence)
    at = next(p for p in made.staged.placed if is_one(p.name, piece))
    assert slot in at.looks, f"{piece} has {sorted(at.looks)}"
    return made.staged.looks[at.looks[slot]]


NAMED = [
    (SITTING, "sofa", "upholstery", "velvet", "#2b5ea6", False),
    (SITTING, "cabinet", "body", None, "#8c1a17", False),
    (SITTING, "table", "top", "wood", "#9a7448", False),
    (SITTING, "side_table", "top", "marble", "#edebe7", False),
    (SITTING, "curtain", "curtain", "cloth", "#efc82b", False),
    (SITTING, "wall", "wall", None, "#3a7d3f", False),
    (HALL, "floor", "floor", "marble", "#1e1d1f", False),
    (HALL, "table", "top", "metal", "#8b8e92", True),
    (HALL, "chair", "upholstery", "velvet", "#b02029", False),
    (HALL, "floor_lamp", "base", "metal", "#b5903f", True),
    (MANGER, "wall", "wall", None, "#3a7d3f", False),
    (MANGER, "chair", "upholstery", "velvet", "#b02029", False),
    (MANGER, "sideboard", "body", None, "#1a1a1c", False),
    (CHAMBRE, "wall", "wall", None, "#2b5ea6", False),
    (CHAMBRE, "armchair", "upholstery", "leather", "#5c3a24", False),
    (CHAMBRE, "wardrobe", "body", "wood", "#5c2a1b", False),
    (SHIP, "wall", "wall", "painted", "#808285", False),
    (SHIP, "ceiling", "ceiling", "painted", "#808285", False),
    (OFFICE, "wall", "wall", "brick", "#8f4a36", False),
    (OFFICE, "desk", "body", "painted", "#3a7d3f", False),
    (OFFICE, "locker", "body", "painted", "#808285", False),
]


@pytest.mark.parametrize(("sentence", "piece", "slot", "recipe", "colour", "metal"), NAMED,
                         ids=[f"{n[1]}-{n[4][1:]}" for n in NAMED])  # fmt: skip
def test_what_is_named_is_what_it_is_made_of(
    sentence: str, piece: str, slot: str, recipe: str | None, colour: str, metal: bool
) -> None:
    look = look_at(sentence, piece, slot)
    away = float(np.linalg.norm(lab(look.colour) - lab(linear(colour))))
    assert away < 16, f"{look.label} {look.colour} is {away:.0f} from {colour}"
    assert (look.metallic > 0.5) is metal
    assert recipe is None or look.recipe == recipe


@pytest.mark.parametrize(("sentence", "piece", "slot", "colour"), [
    (SITTING, "sofa", "upholstery", "#2b5ea6"), (SITTING, "cabinet", "body", "#8c1a17"),
    (HALL, "table", "top", "#8b8e92"), (MANGER, "chair", "upholstery", "#b02029"),
    (OFFICE, "desk", "body", "#3a7d3f"),
])  # fmt: skip
def test_it_is_seen_in_the_albedo_of_the_picture(sentence: str, piece: str, slot: str, colour: str) -> None:
    """A camera before the piece, a little above: what it sees most of that piece is of that colour."""
    scene = staged(sentence).staged
    number, at = next((i, p) for i, p in enumerate(scene.placed) if is_one(p.name, piece))
    _, high = scene.models[at.model].bounds()
    eye, aim = to_world(at, [[high[0] + 1.4, 0.25, high[2] + 0.7], [0.0, 0.0, 0.55 * high[2]]])
    camera = FilmCamera("near", tuple(eye), tuple(aim), focal_length=24)  # type: ignore[arg-type]
    others = [p.name for p in scene.placed if p.name != at.name]  # nothing stands between
    shot = Previewer(scene).render(camera, (48, 32), quality=0, hide=others)
    seen = shot.albedo[shot.placed == number]
    assert len(seen) > 25, "the piece is in the picture"
    away = np.array([np.linalg.norm(lab(tuple(c)) - lab(linear(colour))) for c in seen])
    assert np.mean(away < 24) > 0.2, f"only {np.mean(away < 24):.2f} of {piece} is near {colour}: {np.median(seen, 0)}"


def test_a_seat_of_cloth_is_made_as_one_that_is_upholstered() -> None:
    made = staged("a cottage 5 m by 4 m with two chairs in green velvet, rustic")
    at = next(p for p in made.staged.placed if is_one(p.name, "chair"))
    assert takes(made.staged.models[at.model], "velvet"), "it has a part that velvet goes to"
    soft = [made.staged.looks[at.looks[s]] for s in takes(made.staged.models[at.model], "velvet")]
    assert all(look.recipe == "velvet" for look in soft)


def test_plaster_that_peels_is_on_the_walls_beside_floorboards_and_has_come_off() -> None:
    brief, _ = understand_set("a poor painter's garret, bare floorboards, peeling plaster, an iron bed")
    for balance in BALANCES:
        wall = surfaces_of(brief, balance).wall
        assert wall.material == "plaster" and "peeling" in wall.finish
        assert look_of(wall.material, finish=wall.finish, place="wall").wear > 0.8
    assert look_of("plaster", place="wall").wear < 0.3
