"""A body with the measures that were asked for: least squares over the figure, bounded, drawn to the middle figure.

Gauss-Newton steps inside bounds with a Jacobian by differences, mended by Broyden's rank-one update (Broyden 1965)
between the times that it is taken anew. What was not measured stays in proportion, for the priors hold it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import lsq_linear

from coulisse.errors import BadInput
from coulisse.scene.body_measures import measured
from coulisse.scene.body_middle import middle_figure
from coulisse.scene.body_shapes import Body, Figure, Shapes

Array = NDArray[np.float64]
TAPE = 0.003  # metres: how nearly a tailor's tape tells
ENOUGH = 0.0008  # metres: nearer than this is near enough
WORST = 0.01  # metres: one that is further off is told

# The parts of a figure that a fit may change: spread, bounds. A larger spread gives way more easily.
WHOLE = {
    "weight": (0.35, 0.0, 1.0), "muscle": (0.15, 0.0, 1.0), "height": (0.5, 0.02, 1.0),
    "proportions": (0.15, 0.3, 1.0), "cup": (0.25, 0.0, 1.0), "sex": (0.4, 0.0, 1.0),
}  # fmt: skip
# Local shapes that go together, with their spread; all start at the middle figure's and stay within their bounds.
LOCAL = {
    "bust": (("measure-bust-circ",), 0.35), "underbust": (("measure-underbust-circ",), 0.35),
    "waist": (("measure-waist-circ",), 0.35), "hips": (("measure-hips-circ",), 0.35),
    "neck": (("measure-neck-circ",), 0.4), "neck height": (("measure-neck-height",), 0.1),
    "shoulders": (("measure-shoulder-dist",), 0.4), "back": (("measure-napetowaist-dist",), 0.4),
    "seat": (("measure-waisttohip-dist",), 0.3), "thigh": (("measure-thigh-circ",), 0.4),
    "knee": (("measure-knee-circ",), 0.4), "calf": (("measure-calf-circ",), 0.4),
    "ankle": (("measure-ankle-circ",), 0.4), "upper leg": (("measure-upperleg-height",), 0.3),
    "lower leg": (("measure-lowerleg-height",), 0.3), "upper arm": (("measure-upperarm-length",), 0.4),
    "lower arm": (("measure-lowerarm-length",), 0.4), "biceps": (("measure-upperarm-circ",), 0.4),
    "wrist": (("measure-wrist-circ",), 0.4), "head": (("head-scale-horiz", "head-scale-depth", "head-scale-vert"), 0.4),
    "belly": (("stomach-tone",), 0.3), "torso depth": (("torso-scale-depth",), 0.25),
    "torso width": (("torso-scale-horiz",), 0.25), "torso": (("torso-scale-vert",), 0.3),
    "hip width": (("hip-scale-horiz",), 0.25), "hip depth": (("hip-scale-depth",), 0.25),
}  # fmt: skip
REACH = 1.3  # of a local shape, beyond MakeHuman's own 1: measures are as various as people


@dataclass(frozen=True)
class Taped:
    """One measure of a fit, metres. `asked` is None for one that was not asked for."""

    name: str
    asked: float | None
    got: float

    @property
    def error(self) -> float:
        """Got less asked, metres; 0 for one that was not asked for."""
        return 0.0 if self.asked is None else self.got - self.asked


@dataclass(frozen=True, eq=False)
class Fitted:
    """A body and how well it has the measures asked for."""

    body: Body
    tapes: tuple[Taped, ...]

    def worst(self) -> Taped:
        """The measure that is furthest off."""
        return max(self.tapes, key=lambda tape: abs(tape.error))

    def notes(self) -> list[str]:
        """A sentence for each measure that is more than a centimetre off."""
        return [
            f"{t.name.replace('_', ' ')}: asked for {100 * t.asked:.1f} cm, the body has {100 * t.got:.1f} cm"
            for t in self.tapes
            if t.asked is not None and abs(t.error) > WORST
        ]


class _Dials:
    """The figure's changeable parts as one vector."""

    def __init__(self, start: Figure, *, sex_free: bool) -> None:
        self.start = start
        self.whole = [name for name in WHOLE if (name != "sex" or sex_free) and (name != "cup" or start.sex < 0.75)]
        middle = [float(getattr(start, name)) for name in self.whole]
        local = [start.local.get(shapes[0], 0.0) for shapes, _ in LOCAL.values()]
        self.middle = np.array(middle + local)
        self.spread = np.array([WHOLE[n][0] for n in self.whole] + [spread for _, spread in LOCAL.values()])
        self.low = np.array([WHOLE[n][1] for n in self.whole] + [-REACH] * len(LOCAL))
        self.high = np.array([WHOLE[n][2] for n in self.whole] + [REACH] * len(LOCAL))

    def figure(self, x: Array) -> Figure:
        own: dict[str, Any] = {name: float(value) for name, value in zip(self.whole, x, strict=False)}
        local = dict(self.start.local)
        for (shapes, _), value in zip(LOCAL.values(), x[len(self.whole) :], strict=True):
            local |= dict.fromkeys(shapes, float(value))
        return replace(self.start, **own, local=local)


def fit_body(
    shapes: Shapes, measures: dict[str, float], *, sex: float | None, age: float = 28.0, middle: Figure | None = None
) -> Fitted:
    """The body with these measures (metres, names of `measured`); `sex` 0 female, 1 male, None: whatever fits best.

    `middle` is the figure to stay near to where nothing was measured. Raises BadInput for an unknown name or a value
    that is no length. A measure that cannot be had together with the others is as near as the shapes allow: see
    `Fitted.notes`.
    """
    start = middle or middle_figure(0.5 if sex is None else sex, age)
    known = measured(shapes.body(start))
    for name, value in measures.items():
        if name not in known:
            raise BadInput(f"no measure called {name}", where="measures", remedy="use one of: " + ", ".join(known))
        if not 0.03 < value < 3.0:
            raise BadInput(
                f"{name} is {value:g}, which is no length of a body in metres", where="measures",
                remedy="give metres: 0.96 for 96 cm",
            )  # fmt: skip
    dials = _Dials(start, sex_free=sex is None)
    asked = np.array(list(measures.values()))

    base = shapes.amounts(start)
    blended = shapes.blend(start)

    def take(x: Array) -> Array:
        nonlocal base, blended
        figure = dials.figure(x)
        amounts = shapes.amounts(figure)
        found = measured(shapes.body_of(shapes.changed(blended, base, amounts), figure))
        return np.array([found[name] for name in measures])

    def settle(x: Array) -> None:  # the next bodies are made from this one
        nonlocal base, blended
        base, blended = shapes.amounts(dials.figure(x)), shapes.blend(dials.figure(x))

    x = _solve(take, settle, asked, dials) if measures else dials.middle
    body = shapes.body(dials.figure(x))
    found = measured(body)
    tapes = tuple(Taped(name, measures.get(name), value) for name, value in found.items())
    return Fitted(replace(body, measures=found), tapes)


def _solve(take: Callable[[Array], Array], settle: Callable[[Array], None], asked: Array, dials: _Dials) -> Array:
    """Bounded Gauss-Newton; `room` is how far a dial goes in one step, less after a step that made it worse."""
    x = dials.middle.copy()
    got = take(x)
    cost = _cost(got - asked, x, dials)
    jacobian, fresh, room = _differences(take, x, got, dials), True, 0.5
    for _ in range(24):
        rows = np.vstack([jacobian / TAPE, np.diag(1 / dials.spread)])
        right = np.concatenate([(asked - got) / TAPE, (dials.middle - x) / dials.spread])
        low, high = np.maximum(dials.low, x - room) - x, np.minimum(dials.high, x + room) - x
        new = np.clip(x + lsq_linear(rows, right, (low - 1e-9, high + 1e-9)).x, dials.low, dials.high)
        moved, new_got = new - x, take(new)
        jacobian += np.outer(new_got - got - jacobian @ moved, moved) / max(float(moved @ moved), 1e-12)
        new_cost = _cost(new_got - asked, new, dials)
        gained = cost - new_cost
        if gained > 0:
            x, got, cost = new, new_got, new_cost
            settle(x)
        if np.abs(got - asked).max() < ENOUGH or (fresh and abs(gained) < 0.01 * cost + 0.05):
            break
        if gained < 0.5 * cost and not fresh:
            jacobian, fresh = _differences(take, x, got, dials), True
        else:
            room, fresh = (room if gained > 0 else room / 3), False
    return x


def _cost(error: Array, x: Array, dials: _Dials) -> float:
    return float(((error / TAPE) ** 2).sum() + (((x - dials.middle) / dials.spread) ** 2).sum())


def _differences(take: Callable[[Array], Array], x: Array, got: Array, dials: _Dials) -> Array:
    columns = []
    for i in range(len(x)):
        step = 0.06 if x[i] + 0.06 <= dials.high[i] else -0.06
        moved = x.copy()
        moved[i] += step
        columns.append((take(moved) - got) / step)
    return np.stack(columns, 1)
