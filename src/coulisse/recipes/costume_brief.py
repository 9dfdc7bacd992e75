"""What a costume designer asks of a costume: the typed brief that a sentence becomes, and that a person corrects."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coulisse.recipes.brief import Part
from coulisse.recipes.brief_use import Use
from coulisse.recipes.reference_brief import Reference
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


class Wearer(Part):
    """The body that the costume is made for. A performer's own body is their likeness: it needs their grant."""

    whose: Literal["nobody", "performer"] | None = Field(
        None, description="nobody: a size chart, a mannequin; performer: somebody's own measures; needed with measures"
    )
    performer: str | None = Field(
        None, pattern=r"^p-[0-9a-f]{8}$", description="the performer's id on the roster, if it is a performer's body"
    )
    sex: float | None = Field(None, ge=0, le=1, description="0 female, 1 male, or between; null: as the measures say")
    age: float = Field(30.0, ge=6, le=110, description="years, for the build of the body")
    measures: dict[str, float] = Field(
        default_factory=dict, description="centimetres by a tailor's names: height, chest, waist, hips, inseam ..."
    )


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
    body: Wearer = Field(default_factory=Wearer, description="who it is cut for")
    reference: Reference = Field(default_factory=Reference, description="what was taken from pictures and palettes")
    options: int = Field(4, ge=1, le=6, description="how many designs")
    views: int = Field(4, ge=1, le=4, description="front, three-quarter, side, back")
    turntable: bool = Field(True, description="a movie of each design turning, by the quick renderer; finals only")
    patterns: bool = Field(True, description="sewing patterns at full size, where a design fits the garment")
    quality: Literal["preview", "proof", "final"] = Field(
        "final", description="preview: in seconds, without Blender; proof: small, path traced; final: for the board"
    )
    seed: int = Field(0, ge=0, le=2**31 - 1, description="another number, other details")
    use: Use = Field(default_factory=Use, description="what the production's policy asks of the use it is for")
