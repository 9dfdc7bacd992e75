"""Bodies as blend shapes: a base, hundreds of shapes, and the figure that says how much of each (MakeHuman's system).

The arrays come from `coulisse.models.body_data.body_file`. Metres, Z up, feet on z = 0, front +x, left +y.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coulisse.scene.staged import Floats, Ints, Vec3

# MakeHuman's ages on its own scale from 0 to 1: a child of eleven, twenty-five years, ninety.
AGE_YEARS = (11.0, 25.0, 90.0)
OPPOSITE = {"incr": "decr", "up": "down", "forward": "backward", "out": "in"}


@dataclass(frozen=True)
class Figure:
    """What a body is made from. All from 0 to 1 with 0.5 the middle, but for `age` in years (11 to 90).

    `sex`: 0 female, 1 male. `local`: by name of a shape without its -incr or -decr, from -1 to 1 and a little beyond.
    """

    sex: float = 0.5
    age: float = 28.0
    muscle: float = 0.5
    weight: float = 0.5
    height: float = 0.5
    proportions: float = 0.5
    cup: float = 0.5
    firmness: float = 0.5
    local: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Body:
    """A body in a pose. `points` (n, 3) float32 metres; `faces` (m, 4) int32, counter-clockwise seen from outside, a
    triangle's last index -1; `weights` (n, 4) float32 of the bones `skin` (n, 4) int32, which index `bones`.

    `heads`, `tails` (b, 3) float32 are the ends of the bones, `parents` (b,) int32 (-1: none). `joints` names places
    (`shoulder_l`, `knee_r`, `waist`, ...); `measures` are the tailor's in metres, taken at rest.
    """

    points: Floats
    faces: Ints
    bones: tuple[str, ...]
    parents: Ints
    heads: Floats
    tails: Floats
    skin: Ints
    weights: Floats
    joints: dict[str, Vec3]
    measures: dict[str, float] = field(default_factory=dict)
    figure: Figure = field(default_factory=Figure)
    pose: str = "rest"

    @cached_property
    def dominant(self) -> Ints:
        """The bone that moves each point most (n,) int32."""
        first: Ints = self.skin[:, 0]
        return first


@dataclass(frozen=True, eq=False)
class Shapes:
    """The arrays of a body file; see `coulisse.models.body_data.convert`."""

    base: Floats
    faces: Ints
    bones: tuple[str, ...]
    parents: Ints
    skin: Ints
    weights: Floats
    names: tuple[str, ...]
    starts: NDArray[np.int64]
    rows: Ints
    deltas: NDArray[np.int16]
    step: float

    @staticmethod
    def read(path: Path) -> Shapes:
        """The shapes in `path`, read once a process (a second the first time)."""
        return _read(path)

    @cached_property
    def index(self) -> dict[str, int]:
        """The number of each shape."""
        return {name: i for i, name in enumerate(self.names)}

    @cached_property
    def _factors(self) -> tuple[NDArray[np.int64], NDArray[np.int64], list[str]]:
        """The shapes that are products, the words of each (padded with the last one, which is 1), and all words."""
        words = [*sorted({w for n in self.names if _is_product(n) for w in n.split("-")}), ""]
        number = {word: i for i, word in enumerate(words)}
        products = [i for i, name in enumerate(self.names) if _is_product(name)]
        table = np.full((len(products), 6), number[""])
        for row, i in enumerate(products):
            found = [number[word] for word in self.names[i].split("-")]
            table[row, : len(found)] = found
        return np.array(products), table, words

    def amounts(self, figure: Figure) -> NDArray[np.float64]:
        """How much of each shape (t,) a figure has: MakeHuman's products of its factors, and its local shapes."""
        products, table, words = self._factors
        factors = _factor_values(figure)
        out = np.zeros(len(self.names))
        out[products] = np.array([factors.get(word, 1.0) for word in words])[table].prod(1)
        for name, value in figure.local.items():
            out[self.index[local_shape(name, value)]] = abs(value)
        return out

    def change(self, number: int) -> tuple[Ints, NDArray[np.float64]]:
        """The rows that one shape moves, and by how much (k, 3) metres."""
        part = slice(self.starts[number], self.starts[number + 1])
        return self.rows[part], self.deltas[part].astype(np.float64) * self.step

    def blend(self, figure: Figure) -> NDArray[np.float64]:
        """Points, heads and tails (n + 2 b, 3) of a figure, metres, where MakeHuman's origin is."""
        out = self.base.astype(np.float64)
        amounts = self.amounts(figure)
        for number in np.flatnonzero(amounts):
            rows, deltas = self.change(int(number))
            out[rows] += amounts[number] * deltas  # the rows of one shape are unique
        return out

    def changed(
        self, blended: NDArray[np.float64], before: NDArray[np.float64], after: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """What `blend` would give with other amounts, from what it gave: only the shapes that differ are added."""
        out = blended.copy()
        for number in np.flatnonzero(before != after):
            rows, deltas = self.change(int(number))
            out[rows] += (after[number] - before[number]) * deltas
        return out

    def body(self, figure: Figure) -> Body:
        """The body of a figure at rest (arms lowered by half a right angle), without its measures."""
        return self.body_of(self.blend(figure), figure)

    def body_of(self, blended: NDArray[np.float64], figure: Figure) -> Body:
        """The body of what `blend` gave, put on the ground."""
        n, b = len(self.skin), len(self.bones)
        placed = blended - (0.0, 0.0, blended[:n, 2].min())
        points, heads, tails = (part.astype(np.float32) for part in np.split(placed, [n, n + b]))
        return Body(
            points, self.faces, self.bones, self.parents, heads, tails, self.skin, self.weights,
            joints_of(self.bones, points, heads, tails, self.skin), figure=figure,
        )  # fmt: skip


def local_shape(name: str, value: float) -> str:
    """The shape that a local change of `value` is made with: `measure-hips-circ`, -0.3 -> `measure-hips-circ-decr`."""
    stem, _, last = name.rpartition("-")
    if last in OPPOSITE:  # the name of a shape itself, as in torso-trans-up
        return name if value >= 0 else f"{stem}-{OPPOSITE[last]}"
    return f"{name}-{'incr' if value >= 0 else 'decr'}"


def joints_of(bones: tuple[str, ...], points: Floats, heads: Floats, tails: Floats, skin: Ints) -> dict[str, Vec3]:
    """The named places of a body, metres: middles of the joints, and the top of the head."""
    number = {name: i for i, name in enumerate(bones)}
    of_head = points[skin[:, 0] == number["head"]]
    found: dict[str, Any] = {
        "pelvis": heads[number["spine05"]],
        "waist": heads[number["spine03"]],
        "chest": heads[number["spine01"]],
        "neck": heads[number["neck01"]],
        "head": heads[number["head"]],
        "head_top": of_head[of_head[:, 2].argmax()] if len(of_head) else tails[number["head"]],
    }
    for side, mark in (("l", "L"), ("r", "R")):
        for joint, bone in {
            "shoulder": "upperarm01", "elbow": "lowerarm01", "wrist": "wrist", "hand": "finger3-1", "hip": "upperleg01",
            "knee": "lowerleg01", "ankle": "foot", "toe": "toe1-1",
        }.items():  # fmt: skip
            found[f"{joint}_{side}"] = heads[number[f"{bone}.{mark}"]]
    return {name: (float(p[0]), float(p[1]), float(p[2])) for name, p in found.items()}


def _is_product(name: str) -> bool:
    return name.startswith(("universal-", "origin-", "female-", "male-"))


def _factor_values(figure: Figure) -> dict[str, float]:
    years = float(np.clip(figure.age, AGE_YEARS[0], AGE_YEARS[-1]))
    ages = [float(np.interp(years, AGE_YEARS, row)) for row in np.eye(3)]
    out = {"female": 1 - figure.sex, "male": figure.sex, "child": ages[0], "young": ages[1], "old": ages[2]}
    for word, value in (
        ("muscle", figure.muscle), ("weight", figure.weight), ("cup", figure.cup), ("firmness", figure.firmness),
    ):  # fmt: skip
        out |= {f"min{word}": max(0.0, 1 - 2 * value), f"max{word}": max(0.0, 2 * value - 1)}
        out[f"average{word}"] = 1 - abs(2 * value - 1)
    out |= {"minheight": max(0.0, 1 - 2 * figure.height), "maxheight": max(0.0, 2 * figure.height - 1)}
    out["idealproportions"] = max(0.0, 2 * figure.proportions - 1)
    out["uncommonproportions"] = max(0.0, 1 - 2 * figure.proportions)
    return out


@lru_cache(maxsize=2)
def _read(path: Path) -> Shapes:
    with np.load(path) as stored:
        return Shapes(
            stored["base"], stored["faces"], tuple(map(str, stored["bones"])), stored["parents"], stored["skin_bones"],
            stored["skin_weights"], tuple(map(str, stored["shapes"])), stored["starts"], stored["rows"],
            stored["deltas"], float(stored["step"]),
        )  # fmt: skip
