"""A body to dress: an anonymous mannequin of either sex, or between, at rest and in a pose.

shapes = Shapes.read(body_file())        # coulisse.models.body_data.body_file
body = posed(neutral(shapes, sex=0.0), "a_pose")
"""

from __future__ import annotations

from coulisse.scene.body_pose import posed
from coulisse.scene.body_shapes import Body, Figure, Shapes

__all__ = ["Body", "Figure", "Shapes", "neutral", "posed"]


def neutral(
    shapes: Shapes, sex: float = 0.5, *, age: float = 28.0, muscle: float = 0.5, weight: float = 0.5,
    height: float = 0.5, proportions: float = 0.7,
) -> Body:  # fmt: skip
    """A body at rest, arms half lowered. `sex` 0 female, 1 male; `age` years; the rest from 0 to 1, 0.5 the middle."""
    return shapes.body(Figure(sex, age, muscle, weight, height, proportions))
