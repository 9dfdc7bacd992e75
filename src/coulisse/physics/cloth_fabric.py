"""What a fabric does when it is pulled, bent and rubbed, from what a wardrobe department knows of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from coulisse.errors import BadInput

# Stiff cloth overhangs further. Peirce's bending length (1930), metres: 5 cm of a buckram, 1 cm of a chiffon.
STIFF_LENGTH, FLUID_LENGTH = 0.05, 0.010
KES_TENSION = 490.0  # N/m, the load at which Kawabata's KES-FB1 reads a fabric's stretch
WOVEN_SHEAR = 40.0  # N/m/rad; KES-FB1 reads 0.3 (silk) to 1.5 (canvas) gf/cm/degree, 17 to 84 N/m
EVEN = {"leather", "coated", "nonwoven", "metal"}  # no threads that could turn against each other


@dataclass(frozen=True)
class Fabric:
    """A fabric's mechanics. `stretch`: strain along warp, weft and bias at which it stops (0.03 woven, 0.3 jersey).

    `weight` grams a square metre; `bend` N m, the flexural rigidity of a metre's width; `tension` N/m that strain along
    warp and weft meets, `shear` N/m for a radian of shear; `thickness` metres; `damping` 1/s, the air's drag.
    Raises BadInput where a number is negative or none, or the weight is 0.
    """

    weight: float = 150.0
    stretch: tuple[float, float, float] = (0.03, 0.03, 0.12)
    bend: float = 1.5e-5
    thickness: float = 0.0005
    friction: float = 0.4
    damping: float = 1.0
    tension: float = 12000.0
    shear: float = WOVEN_SHEAR

    def __post_init__(self) -> None:
        numbers = (self.weight, *self.stretch, self.bend, self.thickness, self.friction, self.damping, self.tension)
        if not all(math.isfinite(v) and v >= 0 for v in (*numbers, self.shear)) or self.weight <= 0:
            raise BadInput("a fabric needs finite numbers of 0 or more, and a weight", where="fabric")


def fabric_of(weight: float, stretch_percent: float, drape: float, nap: float = 0.0, kind: str = "woven") -> Fabric:
    """A fabric's mechanics from the fields of `fabrics.yaml`: g/m2, per cent, 0 stiff to 1 fluid, 0-1, its class.

    The rigidity is Peirce's, weight times the bending length cubed (J. Textile Inst. 21, 1930).
    """
    drape, nap = min(max(drape, 0.0), 1.0), min(max(nap, 0.0), 1.0)
    length = STIFF_LENGTH * (FLUID_LENGTH / STIFF_LENGTH) ** drape
    limit = max(stretch_percent, 1.0) / 100
    even = kind in EVEN
    knit = kind == "knit" or stretch_percent >= 20
    bias = limit if even else (1.2 * limit if knit else limit + 0.09)
    tension = KES_TENSION / max(limit, 0.02)
    shear = tension / 2.6 if even else (0.3 * tension if knit else WOVEN_SHEAR * (1.8 - 1.5 * drape))
    # 0.45 g/cm3 is a usual bulk density of suiting; leather is twice as dense; a pile stands up to 3 mm.
    thickness = min(weight * 1e-6 / (0.9 if even else 0.45), 0.004) + 0.003 * nap**2
    return Fabric(
        weight=weight,
        stretch=(limit, limit * (1.0 if even else 1.15), bias),
        bend=weight * 1e-3 * 9.81 * length**3,
        thickness=thickness,
        friction=0.25 + 0.15 * (1 - drape) + 0.35 * nap,
        damping=0.6 + 60.0 / max(weight, 20.0),
        tension=tension,
        shear=shear,
    )
