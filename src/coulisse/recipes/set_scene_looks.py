"""The looks of an option's scene, each made once, and the models that are placed with them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.reference_surfaces import cloths
from coulisse.recipes.set_brief import MaterialUse, SetBrief
from coulisse.recipes.set_looks import darker, known, look_of, picture_look
from coulisse.recipes.set_surfaces import Surfaces, kind_of
from coulisse.recipes.set_taste import cloth_of, hide_of, wood_of
from coulisse.scene.staged import Look, Model, Placed, Vec3, linear

# Slots of the shell, and which of a set's surfaces they are.
SURFACE = {
    "floor": "floor", "ceiling": "ceiling", "vault": "ceiling", "wall": "wall", "niche": "feature",
    "column": "feature", "beam": "ceiling", "panel": "wall", "wall_low": "feature", "platform": "floor",
    "hull": "wall", "apse": "wall", "arcade": "wall", "partition": "wall", "chimney": "wall", "portal": "feature",
    "apse_dome": "ceiling", "apse_floor": "floor", "sunken": "floor",
}  # fmt: skip
_GLOWS = {"bulb": 9000.0, "flame": 6000.0, "tube": 7000.0, "shade_glow": 400.0, "glow": 1500.0, "screen": 220.0,
          "neon": 3000.0, "led": 5000.0, "ember": 900.0}  # fmt: skip
# Usual materials that stand for "some wood", "some cloth": the set's own takes their place.
_ANY_WOOD = {"wood", "oak", "walnut", "beech", "mahogany", "maple", "cherry_wood", "ash_wood", "birch", "teak", "elm",
             "rosewood", "dark_oak", "birch_plywood"}  # fmt: skip
_ANY_CLOTH = {"wool", "cotton_twill", "tweed", "chenille", "canvas", "velvet", "felt", "wool_flannel"}
TEXTILES = ("textile", "leather")


@dataclass
class SceneLooks:
    """The looks of a scene; one that is asked for twice is made once."""

    brief: SetBrief
    surfaces: Surfaces
    accents: tuple[str, ...]
    dark: bool
    wear: float
    option: int
    named: dict[str, Look] = field(default_factory=dict)
    ids: dict[Look, str] = field(default_factory=dict)

    def add(self, look: Look, base: str) -> str:
        if look not in self.ids:
            name = base if base not in self.named else f"{base}_{len(self.named)}"
            self.named[name], self.ids[look] = look, name
        return self.ids[look]

    def use(self, use: MaterialUse, place: str) -> Look:
        look = look_of(use.material, finish=use.finish, colour=use.colour, wear=self.wear, place=place)
        if place == "floor" and look.recipe == "concrete" and not use.colour and "white" not in use.finish:
            look = darker(look, 0.42 if look.roughness < 0.5 else 0.6)  # a floor that is walked on
        return darker(look, 0.62) if self.dark and place in ("wall", "ceiling") and not look.metallic else look

    def surface(self, slot: str) -> Look | None:
        part = SURFACE.get(slot)
        if part is None:
            return None
        use: MaterialUse = getattr(self.surfaces, part)
        return self.use(use, "wall" if part == "feature" else part)

    def slot(self, slot: str, usual: str) -> Look:
        """The look of any slot: lit ones glow, surfaces and accents are the set's, the rest is what is usual."""
        if slot in _GLOWS or slot.endswith("_glow"):
            return self.glow(slot)
        if slot == "picture":
            return picture_look("", self.option)
        if (look := self.surface(slot)) is not None:
            return look
        if slot == "glass" and self.surfaces.panes is not None:
            return self.use(self.surfaces.panes, slot)
        accents = self.accents if self.surfaces.said else ("handle",)
        if slot in accents and kind_of(self.surfaces.accent.material) not in TEXTILES:
            return self.use(self.surfaces.accent, slot)
        return self.usual(usual)

    def usual(self, material: str) -> Look:
        if not known([material]):
            return Look("plain", label=material.replace("_", " "))
        if material in vocabulary().entries["material"]:
            if (
                self.surfaces.said
                and kind_of(material) == "metal"
                and self.surfaces.accent.material in vocabulary().entries["material"]
            ):
                accent = self.surfaces.accent.material
                if kind_of(accent) == "metal" and material in ("brass", "steel", "chrome", "bronze", "metal", "iron"):
                    material = accent
            if material in _ANY_WOOD:
                material = wood_of(self.brief, self.option)
            hide = hide_of(self.brief, self.option) if kind_of(material) == "leather" else None
            if material in _ANY_CLOTH and (some := cloths(self.brief, self.option)):
                hide = some[1 % len(some)]  # cushions answer what they lie on
            return look_of(material, wear=self.wear, colour=hide)
        plain = material in _ANY_CLOTH
        cloth = (*cloths(self.brief, self.option), cloth_of(self.brief, self.option))[0] if plain else None
        return look_of(material, wear=self.wear, colour=cloth)

    def glow(self, slot: str) -> Look:
        light = self.brief.light
        tint = linear(light.colour) if light.colour and slot in ("neon", "led", "tube") else None
        warm: Vec3 = (1.0, 0.62, 0.28) if light.kelvin < 3600 else (1.0, 0.9, 0.78)
        colour = tint or ((1.0, 0.45, 0.12) if slot in ("flame", "ember") else warm)
        if slot == "screen":
            return Look("screen", (0.05, 0.12, 0.16), glow=_GLOWS["screen"], label="screen")
        return Look("glow", colour, glow=_GLOWS.get(slot, 1500.0), label=slot)


def place_model(
    models: dict[str, Model], placed: list[Placed], looks: SceneLooks, model: Model, at: Placed, slots: dict[str, Look]
) -> None:
    models[at.model] = model
    names = {slot: looks.add(look, _look_name(look, slot)) for slot, look in slots.items()}
    placed.append(replace(at, looks=names))


def _look_name(look: Look, slot: str) -> str:
    word = (look.label or look.recipe).lower().replace(" ", "_").replace("-", "_")
    return "".join(c for c in word if c.isalnum() or c == "_") or slot
