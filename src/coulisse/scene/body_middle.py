"""The middle figure of each sex: what a body is like where nobody says otherwise.

Fitted once (body_fit.py) to a size chart's 38 of a woman of 172 cm and 50 of a man of 182 cm, the sizes that costumes
are shown in.
"""

from __future__ import annotations

from coulisse.scene.body_shapes import Figure

_FEMALE_LOCAL = {
    "measure-bust-circ": -0.34, "measure-underbust-circ": 0.12, "measure-waist-circ": 0.24, "measure-hips-circ": -0.18,
    "measure-neck-circ": 0.18, "measure-neck-height": -0.03, "measure-shoulder-dist": -0.13,
    "measure-napetowaist-dist": 0.25, "measure-waisttohip-dist": -0.38, "measure-thigh-circ": 0.24,
    "measure-knee-circ": 0.31, "measure-calf-circ": -0.03, "measure-ankle-circ": 0.36,
    "measure-upperleg-height": -0.17, "measure-lowerleg-height": -0.13, "measure-upperarm-length": 0.57,
    "measure-lowerarm-length": 0.53, "measure-upperarm-circ": -0.19, "measure-wrist-circ": 0.46,
    "head-scale-horiz": 0.22, "head-scale-depth": 0.22, "head-scale-vert": 0.22, "torso-scale-depth": 0.12,
    "torso-scale-horiz": -0.05, "torso-scale-vert": 0.26, "hip-scale-horiz": -0.12, "hip-scale-depth": 0.04,
}  # fmt: skip
_MALE_LOCAL = {
    "measure-bust-circ": -0.07, "measure-underbust-circ": 0.31, "measure-waist-circ": 0.31, "measure-hips-circ": -0.12,
    "measure-neck-circ": -0.74, "measure-neck-height": 0.09, "measure-shoulder-dist": -0.19,
    "measure-napetowaist-dist": 0.18, "measure-waisttohip-dist": 0.22, "measure-knee-circ": 0.37,
    "measure-calf-circ": -0.18, "measure-ankle-circ": 0.02, "measure-upperleg-height": -0.49,
    "measure-lowerleg-height": -0.38, "measure-upperarm-length": 0.49, "measure-lowerarm-length": 0.47,
    "measure-upperarm-circ": 0.14, "measure-wrist-circ": 0.3, "head-scale-horiz": -0.08, "head-scale-depth": -0.08,
    "head-scale-vert": -0.08, "torso-scale-depth": -0.24, "torso-scale-horiz": -0.04, "torso-scale-vert": 0.04,
    "hip-scale-depth": 0.04,
}  # fmt: skip
FEMALE = Figure(0.0, muscle=0.68, weight=0.64, height=0.581, proportions=0.75, cup=0.4, local=_FEMALE_LOCAL)
MALE = Figure(1.0, muscle=0.5, weight=0.57, height=0.578, proportions=0.56, local=_MALE_LOCAL)


def middle_figure(sex: float, age: float = 28.0) -> Figure:
    """The middle figure between woman and man; a child has less of what sets the grown-ups apart."""
    grown = 0.4 + 0.6 * min(max((age - 11.0) / 9.0, 0.0), 1.0)

    def between(a: float, b: float) -> float:
        return a + (b - a) * sex

    names = FEMALE.local.keys() | MALE.local.keys()
    local = {n: grown * between(FEMALE.local.get(n, 0.0), MALE.local.get(n, 0.0)) for n in sorted(names)}
    values = {
        name: between(getattr(FEMALE, name), getattr(MALE, name))
        for name in ("weight", "muscle", "height", "proportions", "cup", "firmness")
    }
    return Figure(sex=sex, age=age, local=local, **values)
