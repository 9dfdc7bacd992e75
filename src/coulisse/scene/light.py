"""The light on the scene: one sun and one sky."""

from __future__ import annotations

from dataclasses import dataclass

from coulisse.scene.camera import FloatArray


@dataclass(frozen=True)
class Light:
    """`to_sun` (3,) is the unit vector from the scene towards the sun, world axes.

    `sun` (3,) is the irradiance of the sun on a surface that faces it, `sky` (3,) that of the whole
    sky on a surface that faces up; both scene-linear ACEScg, on the scale on which a white card
    (albedo 1) in full light has the plate's value `sun + sky`. Albedo times irradiance is radiance
    (the 1/pi is inside). `confidence` in [0, 1] says how far the direction was found, not assumed.
    """

    to_sun: FloatArray
    sun: FloatArray
    sky: FloatArray
    confidence: float = 1.0
