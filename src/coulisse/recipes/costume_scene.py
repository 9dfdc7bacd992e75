"""A costume on its body in a studio: the dressed figure kept between runs, its views, its lists."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from coulisse.errors import BadInput
from coulisse.models.body_data import body_file
from coulisse.physics.carrying import carried
from coulisse.physics.dressing import Dressed, Made, Quality, dressed
from coulisse.recipes.brief_words.costume_proposals import form_of
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.contract import Arrays
from coulisse.recipes.costume_brief import CostumeBrief, Wearer
from coulisse.scene.body import Body, Shapes, fit_body, neutral, posed
from coulisse.scene.body_reading import Measurements
from coulisse.scene.body_tapes import pattern_tapes
from coulisse.scene.garments.cut import Outfit
from coulisse.scene.photo_studio import photo_studio
from coulisse.scene.staged import FilmCamera, Lamp, Look, Model, Part, Placed, Staged

ANGLES = {"front": 0.0, "three-quarter": -38.0, "side": -90.0, "back": 180.0}  # degrees that the figure is turned
_ROOM, _MARGIN = 1.13, 0.045  # of the figure's height: what a picture shows, and the floor under the soles
_AWAY = 5.2  # metres from the camera to the figure
_POSES = {"walking": "walking", "contrapposto": "contrapposto", "sitting": "seated",
          "seated": "seated", "hand_on_hip": "hand_on_hip", "hands_on_hips": "hand_on_hip",
          "arms_raised": "arms_raised", "arms_outstretched": "t_pose"}  # fmt: skip
_MENS = {"dinner_jacket", "tailcoat", "morning_coat", "frock_coat", "doublet", "justaucorps", "three_piece_suit"}
DRESSING = "arms_away"  # how a body stands to be dressed
_DARK = {"sinister", "gloomy", "menacing", "mysterious", "noir", "sombre", "eerie", "ominous", "brooding"}


@dataclass(frozen=True, eq=False)
class Figure:
    """The body that is dressed, as it stands, and what is known of its measures (centimetres).

    Clothes are put on with the arms away, as a dresser asks for, and carried into the pose afterwards (`pose`).
    """

    body: Body
    tapes: dict[str, float]  # for patterns, FreeSewing's names, centimetres
    asked: dict[str, float]
    got: dict[str, float]
    notes: tuple[str, ...]
    pose: Body | None = None  # the same body as it is shown; None: as it is dressed


def figure_of(brief: CostumeBrief) -> Figure:
    """The body of a brief, fitted to its measures, in its pose.

    Raises BadInput for measures of nobody knows whom, and for measures that no body has; Unavailable without the
    body's data.
    """
    wearer = brief.body
    checked_wearer(wearer)
    shapes = Shapes.read(body_file())
    notes: list[str] = []
    if wearer.measures:
        # The same checks as for a file: ranges, and measures that do not go together.
        try:
            card = Measurements.model_validate({**wearer.measures, "sex": wearer.sex, "age": wearer.age})
        except ValueError as error:
            raise BadInput(
                f"these measures are no body's: {_first(error)}", where="body.measures", remedy="measure again"
            ) from error
        fitted = fit_body(shapes, card.metres(), sex=wearer.sex, age=wearer.age)
        body, notes = fitted.body, [*fitted.notes()]
        got = {t.name: round(100 * t.got, 1) for t in fitted.tapes}
    else:
        sex, notes = _form_sex(brief)
        body = neutral(shapes, sex, age=max(11.0, min(90.0, wearer.age)))
        got = {name: round(100 * value, 1) for name, value in body.measures.items()}
    tapes = {name: round(value, 2) for name, value in pattern_tapes(body).items()}
    standing = posed(body, DRESSING)
    pose = _POSES.get(brief.pose, DRESSING)
    end = standing if pose == DRESSING else posed(body, pose)
    return Figure(standing, tapes, dict(wearer.measures), got, tuple(notes), end)


def _form_sex(brief: CostumeBrief) -> tuple[float, list[str]]:
    """Whose form a costume stands on where nobody said: a workroom pins a dress on a woman's, a doublet on a man's."""
    if brief.body.sex is not None:
        return brief.body.sex, []
    known = vocabulary()
    kinds = [g.kind for g in brief.garments]
    form = form_of(brief.sentence, [])
    if form:
        said = "woman" if form == "f" else "man"
        return (0.1 if form == "f" else 0.85), [f"the form is a {said}'s, as the words say: set body.sex for another"]
    families = {known.get("garment", k).family for k in kinds}
    if families & {"dress"} or {*kinds} & {"corset", "skirt_suit", "pencil_skirt", "circle_skirt", "tutu", "blouse"}:
        return 0.1, ["the form is a woman's, as the cut is one for women's forms: set body.sex for another"]
    if {*kinds} & _MENS or "uniform" in families:
        return 0.85, ["the form is a man's, as the cut is one for men's forms: set body.sex for another"]
    return 0.5, []


def checked_wearer(wearer: Wearer) -> None:
    """Raises BadInput where measures are given and it is not said whose they are."""
    if wearer.performer and wearer.whose != "performer":
        raise BadInput("a performer is named whose body it is not", where="body", remedy="set body.whose: performer")
    if wearer.whose == "performer" and not wearer.performer:
        raise BadInput("no performer is named", where="body.performer", remedy="give the performer's id: p-...")
    if wearer.measures and wearer.whose is None:
        raise BadInput(
            "it is not said whose measures these are", where="body.whose",
            remedy="a performer's body is their likeness: give --performer ID (a grant is asked for), or say that "
            "it is nobody's: whose: nobody",
        )  # fmt: skip


def _first(error: ValueError) -> str:
    errors = getattr(error, "errors", None)
    return str(errors()[0]["msg"]) if errors else str(error)


def kept_dressed(
    cached: Callable[[str, object, Callable[[], Mapping[str, Any]]], Arrays], number: int, outfit: Outfit,
    figure: Figure, quality: Quality, seed: int, told: Callable[[str, float], None],
) -> Dressed:  # fmt: skip
    """The figure in an outfit; draped once and kept until the version is whole."""
    fresh: list[Dressed] = []

    def compute() -> Arrays:
        made = dressed(outfit.cuts, figure.body, quality=quality, seed=seed, told=told)
        posing = figure.pose is not None and figure.pose is not figure.body
        fresh.append(carried(made, figure.body, figure.pose) if posing and figure.pose is not None else made)
        return _packed(fresh[0])

    stored = cached(f"dressed_{number}", [asdict(outfit), figure.body.points, _shown(figure), quality, seed], compute)
    return fresh[0] if fresh else _unpacked(stored)


def _shown(figure: Figure) -> Any:
    return (figure.pose or figure.body).points


def _packed(made: Dressed) -> Arrays:
    """A dressed figure as plain arrays and one text of JSON."""
    arrays: Arrays = {}
    models = []
    for m, model in enumerate(made.models.values()):
        parts = []
        for p, part in enumerate(model.parts):
            arrays[f"points_{m}_{p}"], arrays[f"faces_{m}_{p}"] = part.points, part.faces
            if part.uv is not None:
                arrays[f"uv_{m}_{p}"] = part.uv
            parts.append({"name": part.name, "slot": part.slot, "bevel": part.bevel, "smooth": part.smooth})
        models.append({"name": model.name, "slots": model.slots, "main": list(model.main), "parts": parts})
    told = {
        "models": models, "keys": list(made.models), "placed": [asdict(p) for p in made.placed],
        "looks": {name: asdict(look) for name, look in made.looks.items()}, "made": [asdict(m) for m in made.made],
        "notes": list(made.notes),
    }  # fmt: skip
    arrays["told"] = np.frombuffer(json.dumps(told, default=float).encode(), np.uint8)
    return arrays


def _unpacked(arrays: Arrays) -> Dressed:
    told = json.loads(arrays["told"].tobytes())
    models = {}
    for m, (key, model) in enumerate(zip(told["keys"], told["models"], strict=True)):
        parts = tuple(
            Part(p["name"], arrays[f"points_{m}_{i}"], arrays[f"faces_{m}_{i}"], p["slot"], p["bevel"], p["smooth"],
                 arrays.get(f"uv_{m}_{i}"))
            for i, p in enumerate(model["parts"])
        )  # fmt: skip
        models[key] = Model(model["name"], parts, model["slots"], tuple(model["main"]))
    placed = tuple(Placed(**{**p, "position": tuple(p["position"]), "size": tuple(p["size"])}) for p in told["placed"])
    looks = {name: _look(look) for name, look in told["looks"].items()}
    made = tuple(Made(**m) for m in told["made"])
    return Dressed(models, placed, looks, made, None, tuple(told["notes"]))  # type: ignore[arg-type]


def _look(values: dict[str, Any]) -> Look:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    return Look(**fields)


@dataclass(frozen=True, eq=False)
class Studio:
    """A dressed figure in its studio: what each view shows."""

    figure: Dressed
    height: float  # metres to the top of the hat
    mood: str

    @property
    def shown(self) -> float:
        """Metres that a picture's height shows at the figure."""
        return self.height * _ROOM

    @property
    def floor(self) -> float:
        """Where the soles stand in a picture, as a share of its height from the top."""
        return 1.0 - _MARGIN * self.height / self.shown

    @cached_property
    def _room(self) -> tuple[dict[str, Model], tuple[Placed, ...], dict[str, Look], tuple[Lamp, ...]]:
        """The same for all views, so that a renderer sees that it need not build it again."""
        return photo_studio(self.height, self.mood)

    def staged(self, view: str, size: tuple[int, int], title: str = "") -> Staged:
        """The scene of one view (a key of ANGLES) for pictures of `size`."""
        return self.turned(ANGLES[view], view, size, title)

    def turned(self, degrees: float, name: str, size: tuple[int, int], title: str = "") -> Staged:
        """The figure turned by any angle about its own axis."""
        models, placed, looks, lamps = self._room
        figure = tuple(replace(p, facing=p.facing + degrees) for p in self.figure.placed)
        wide = self.shown * size[0] / size[1]
        middle = self.shown / 2 - _MARGIN * self.height
        camera = FilmCamera(name, (_AWAY, 0.0, middle), (0.0, 0.0, middle), focal_length=24.89 * _AWAY / wide,
                            f_stop=8.0, focus=_AWAY)  # fmt: skip
        return Staged(
            {**models, **self.figure.models}, (*placed, *figure), {**looks, **self.figure.looks}, lamps, (camera,),
            white_balance=5200.0, title=title,
        )  # fmt: skip


def studio_of(brief: CostumeBrief, figure: Dressed) -> Studio:
    """The studio for a figure: as high as it is, lit by the brief's mood."""
    tops = [model.bounds()[1, 2] for model in figure.models.values()]
    mood = "dark" if _DARK & {*brief.mood, *brief.style} else "neutral"
    return Studio(figure, float(math.ceil(100 * max(tops)) / 100), mood)
