"""What a costume designer asks of a costume: the typed brief that a sentence becomes, and that a person corrects."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coulisse.recipes.brief import Part
from coulisse.recipes.brief_use import Use
from coulisse.recipes.set_brief import Era, Name, Srgb


class Detail(Part):
    """A part of a garment that was named with a cloth, a colour or a cut of its own: cuffs, lining, a pocket."""

    what: Name = Field(description="cuff, lining, hem ...")
    count: int | None = Field(None, ge=1, le=100, description="how many")
    fabric: Name | None = Field(None, description="its own fabric or material")
    colour: Srgb | None = Field(None, description="sRGB")
    traits: list[Name] = Field(default_factory=list, description="wide, contrasting ...")


class Trim(Part):
    """A trim: braid, lace, embroidery, buttons of a kind."""

    what: Name = Field(description="a trim of the vocabulary")
    where: Name | None = Field(None, description="cuff, hem ...; null = as the garment asks")
    material: Name | None = Field(None, description="its own fabric or material")
    colour: Srgb | None = Field(None, description="sRGB")
    traits: list[Name] = Field(default_factory=list, description="wide, small ...")


class Garment(Part):
    """One garment or accessory, from the skin out."""

    kind: Name = Field(description="a garment of the vocabulary")
    count: int = Field(1, ge=1, le=20, description="how many")
    silhouette: Name | None = Field(None, description="fitted, flared, a_line ...")
    collar: Name | None = Field(None, description="collar, hood or neckline")
    collar_traits: list[Name] = Field(default_factory=list, description="wide, turned_up ...")
    lapels: Name | None = Field(None, description="peak_lapel, shawl_lapel ...")
    lapel_traits: list[Name] = Field(default_factory=list, description="wide, narrow ...")
    sleeves: Name | None = Field(None, description="long_sleeve, bishop_sleeve ...")
    sleeve_traits: list[Name] = Field(default_factory=list, description="rolled_up, wide ...")
    length: Name | None = Field(None, description="knee_length, floor_length ...")
    fastening: Name | None = Field(None, description="buttons, double_breasted, lacing ...")
    fabric: Name | None = Field(None, description="its fabric")
    fabric_traits: list[Name] = Field(default_factory=list, description="heavy, worn, glossy ...")
    pattern: Name | None = Field(None, description="pinstripe, tartan, floral ...")
    pattern_colours: list[Srgb] = Field(default_factory=list, description="sRGB")
    colour: Srgb | None = Field(None, description="sRGB; null = the fabric's usual one")
    colours: list[Srgb] = Field(default_factory=list, description="further colours, sRGB")
    details: list[Detail] = Field(default_factory=list, description="parts that were named")
    trims: list[Trim] = Field(default_factory=list, description="trims")
    traits: list[Name] = Field(default_factory=list, description="worn, oversized, tight ...")


class CostumePalette(Part):
    """The colours of the costume."""

    harmony: Name | None = Field(None, description="a harmony or a palette of the vocabulary")
    colours: list[Srgb] = Field(default_factory=list, max_length=12, description="sRGB, the leading one first")


class CostumeBrief(Part):
    """A costume, as the wardrobe describes it before it is cut."""

    sentence: str = Field("", max_length=10000, description="what was asked, in words")
    language: Literal["en", "fr"] = Field("en", description="the language of the sentence, and of the boards")
    wearer: list[Name] = Field(default_factory=list, description="who wears it: a pirate, a queen ...")
    garments: list[Garment] = Field(default_factory=list, description="what is worn")
    era: Era = Field(default_factory=Era, description="when the story plays")
    style: list[Name] = Field(default_factory=list, description="art_deco, punk, formal ...")
    mood: list[Name] = Field(default_factory=list, description="elegant, sinister ...")
    palette: CostumePalette = Field(default_factory=CostumePalette, description="the colours")
    pose: Name = Field("standing", description="how the figure stands")
    traits: list[Name] = Field(default_factory=list, description="of the costume as a whole: worn, simple")
    without: list[Name] = Field(default_factory=list, description="what must not be there")
    use: Use = Field(default_factory=Use, description="what the production's policy asks of the use it is for")
