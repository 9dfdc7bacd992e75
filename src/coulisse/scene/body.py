"""A body to dress: an anonymous mannequin of either sex, or between, at rest and in a pose.

shapes = Shapes.read(body_file())        # coulisse.models.body_data.body_file
body = posed(neutral(shapes, sex=0.0), "a_pose")
fitted = fit_body(shapes, {"height": 1.68, "waist": 0.72}, sex=0.0)
"""

from __future__ import annotations

from dataclasses import replace

from coulisse.scene.body_fit import Fitted, Taped, fit_body
from coulisse.scene.body_measures import measured
from coulisse.scene.body_middle import middle_figure
from coulisse.scene.body_pose import POSES, posed
from coulisse.scene.body_shapes import Body, Figure, Shapes

__all__ = ["POSES", "Body", "Figure", "Fitted", "Shapes", "Taped", "fit_body", "neutral", "posed"]


def neutral(
    shapes: Shapes, sex: float = 0.5, *, age: float = 28.0, muscle: float | None = None, weight: float | None = None,
    height: float | None = None,
) -> Body:  # fmt: skip
    """The middle body of a sex (0 female, 1 male, or between) and age in years (11 to 90), at rest, with its measures.

    `muscle`, `weight` and `height` from 0 to 1 change it; None leaves the middle's. A woman is 172 cm, a man 182 cm.
    """
    wanted = {"muscle": muscle, "weight": weight, "height": height}
    figure = replace(middle_figure(sex, age), **{k: v for k, v in wanted.items() if v is not None})  # type: ignore[arg-type]
    body = shapes.body(figure)
    return replace(body, measures=measured(body))
