"""A garment as its cutter describes it: family, lengths, ease, seams, collar, closing, cloth and trims."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from coulisse.scene.staged import Vec3

Family = Literal[
    "upper", "skirt", "dress", "trousers", "jumpsuit", "cape", "hat", "footwear", "accessory"
]  # fmt: skip
IN_BOOTS = "in_boots"  # trait of trousers: their legs end inside the shafts
TUCKED = "tucked"  # trait of an upper garment: it ends under the waistband
FAMILIES: tuple[Family, ...] = (
    "upper", "skirt", "dress", "trousers", "jumpsuit", "cape", "hat", "footwear", "accessory",
)  # fmt: skip


@dataclass(frozen=True)
class Goods:
    """A cloth: grams a square metre, stretch per cent, drape 0 (stiff) to 1 (fluid), colours linear BT.709."""

    id: str
    colour: Vec3
    weight: float = 200.0
    stretch: float = 3.0
    drape: float = 0.5
    sheen: float = 0.1
    nap: float = 0.0
    kind: str = "woven"  # class of fabrics.yaml: woven, pile, knit, sheer, figured, leather, metal, ...
    pattern: str | None = None  # an id of patterns.yaml
    repeat: float = 0.0  # metres
    second: Vec3 | None = None
    wear: float = 0.1
    label: str = ""

    @property
    def thickness(self) -> float:
        """Metres, from the weight: a poplin 0.3 mm, a coating 2 mm; pile and fur stand."""
        thin = 0.0003 + self.weight * 3.2e-6
        pile = {"pile": 0.6e-3, "knit": 0.8e-3}.get(self.kind, 0.0)
        return min(thin + pile + 0.004 * (self.id in ("fur", "faux_fur", "sheepskin_fabric")), 0.008)


@dataclass(frozen=True)
class Trimming:
    """A trim (id of trims.yaml) at a place: hem, cuff, front, neck, shoulder, chest, seam, all over."""

    what: str
    place: str
    colour: Vec3
    width: float = 0.015
    material: str = "cloth"


@dataclass(frozen=True)
class Cut:
    """One garment. Lengths in metres unless said otherwise.

    `hem` is the height of its lower edge as a fraction of the stature; `ease` what is added to the girth; `flare` what
    the hem's girth has more than the widest body above it.
    """

    kind: str  # an id of garments.yaml
    family: Family
    goods: Goods
    layer: int = 1
    hem: float = 0.5
    ease: float = 0.10
    flare: float = 0.0
    fitted: float = 0.5  # 1 follows the waist, 0 hangs from chest and hips
    silhouette: str = "straight"
    waist: Literal["natural", "empire", "dropped", "none"] = "natural"
    sleeve: str = "sleeveless"
    covers: float = 0.0  # share of the arm
    rolled: bool = False
    collar: str = ""
    collar_width: float = 0.075
    collar_up: bool = False
    lapel: str = ""
    lapel_width: float = 0.085
    closing: str = ""  # class of fastenings.yaml: button, zip, lace, frog, toggle, hook, tie, fly, ...
    place: str = "front"
    buttons: int = 0
    button_size: float = 0.015
    breasted: int = 1
    open: bool = False  # worn unfastened
    pockets: tuple[str, ...] = ()  # breast, flap, patch, welt, slant, cargo, back
    seams: tuple[str, ...] = ()  # princess, darts, yoke, side, waist, crease
    pleats: int = 0
    gathers: float = 1.0
    tiers: int = 1
    waistband: float = 0.0  # its width; of what is tucked in: how high over the waist the band ends that holds it
    belt: bool = False
    lining: Goods | None = None
    facing: Goods | None = None  # lapels and collar, if they differ
    cuff: Goods | None = None
    sleeve_goods: Goods | None = None
    skirt_goods: Goods | None = None  # of a dress, if it differs from its bodice
    braid: Vec3 | None = None  # colour of frogs and cords; None: as the trims are
    trims: tuple[Trimming, ...] = ()
    notions: Vec3 = (0.05, 0.04, 0.03)  # colour of the buttons
    metal: bool = False  # buttons of metal
    hood: bool = False
    train: float = 0.0
    shoulder_pad: float = 0.0
    traits: tuple[str, ...] = ()
    name: str = ""

    def with_(self, **changes: object) -> Cut:
        """The same cut with some of it changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Outfit:
    """What is worn together, from the skin out, and the one line that says how this design differs."""

    cuts: tuple[Cut, ...]
    tries: str = ""
    notes: tuple[str, ...] = field(default=())
