"""What building materials weigh and bear, in SI units, with the source of each figure.

EC2 = EN 1992-1-1 (concrete), EC3 = EN 1993-1-1 (steel), EC5 = EN 1995-1-1 (timber), EC6 = EN 1996-1-1 (masonry),
EC1 = EN 1991-1-1 (loads). A collapse is judged with mean strengths, not with the lower design values.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Material:
    """Mean properties. Strengths and moduli in pascals, fracture energy in J/m², density in kg/m³.

    `yield_strength` is that of the reinforcement (0: none); its amount depends on the member (strength.py).
    `ductile` is how far past its elastic limit the material in bending or tension still holds (demand over capacity).
    """

    density: float
    young: float
    compressive: float
    tensile: float
    shear: float
    fracture_energy: float
    yield_strength: float = 0.0
    ductile: float = 1.0


MATERIALS: dict[str, Material] = {
    # C30/37: fcm 38 MPa, fctm 2.9 MPa, Ecm 33 GPa (EC2 table 3.1); B500 mean yield 550 MPa;
    # shear with links about 3 MPa (EC2 6.2); G_F = 73 fcm^0.18 = 140 J/m2 (fib Model Code 2010, 5.1-9).
    # 2.0: demand over capacity that ductile bending survives, GSA Progressive Collapse Guidelines 2003, 4.1.2.3.
    "concrete": Material(2500.0, 33e9, 38e6, 2.9e6, 3.0e6, 140.0, 550e6, 2.0),
    # Clay brick in general purpose mortar: fk about 5 MPa, fvk0 0.2-0.3 MPa, fxk1 0.10, fxk2 0.40 MPa, E = 1000 fk
    # (EC6 3.6, 3.7); mean about 1.4 times characteristic.
    "brick": Material(1800.0, 5e9, 7e6, 0.35e6, 0.45e6, 50.0),
    # S235 sections, drawn as boxes of which 8 % is steel: stiffness and strength are smeared over the box.
    # E 210 GPa, fy mean 280 MPa, shear fy/sqrt(3) (EC3 3.2, 6.2.6); EC1 table A.4: 7850 kg/m3.
    "steel": Material(650.0, 17e9, 22e6, 22e6, 13e6, 50_000.0, 0.0, 3.0),
    # Float glass: EN 572-1: 2500 kg/m3, E 70 GPa, bending strength 45 MPa; a few J/m2 to crack.
    "glass": Material(2500.0, 70e9, 500e6, 45e6, 20e6, 8.0),
    # Plasterboard partition: 800 kg/m3 boards with a void; weak and not load-bearing.
    "gypsum": Material(350.0, 2e9, 4e6, 0.6e6, 0.6e6, 20.0),
    # C24 softwood and furniture: EC5/EN 338: mean bending about 1.5 fmk; density with air between boards.
    "timber": Material(300.0, 8e9, 20e6, 14e6, 4e6, 300.0),
}

DENSITY: dict[str, float] = {name: m.density for name, m in MATERIALS.items()}

SHEAR_FROM_YOUNG = 1 / 2.4  # G / E for Poisson's ratio 0.2 (concrete: EC2 3.1.3)
GRAVITY = 9.81  # m/s²
