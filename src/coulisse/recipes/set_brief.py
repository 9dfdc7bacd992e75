"""What an art director asks of a set: the typed brief that a sentence becomes, and that a person corrects."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coulisse.recipes.brief import Part
from coulisse.recipes.brief_use import Use
from coulisse.recipes.reference_brief import Reference

Name = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=60)]
Srgb = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class Dimensions(Part):
    """The room's inner size."""

    width: float = Field(4.5, ge=0.8, le=300, description="metres, the shorter side of the plan")
    length: float = Field(6.0, ge=0.8, le=300, description="metres, the longer side of the plan")
    height: float = Field(2.8, ge=0, le=120, description="metres to the ceiling; 0 = open to the sky")


class Era(Part):
    """When the story plays, as years; negative before our era."""

    name: str = Field("contemporary", max_length=80, description="an era of the vocabulary, or as it was written")
    first: int = Field(2010, ge=-50000, le=10000, description="first year")
    last: int = Field(2030, ge=-50000, le=10000, description="last year")


class MaterialUse(Part):
    """A material and where it goes."""

    material: Name = Field(description="a material of the vocabulary")
    where: Name = Field("room", description="`room` = wherever it suits; floor, wall, ceiling, or a piece")
    finish: list[Name] = Field(default_factory=list, description="raw, polished, cracked, pale ...")
    colour: Srgb | None = Field(None, description="sRGB; null = the material's own")


class Element(Part):
    """A piece of architecture: an opening, a structure, a fitting."""

    what: Name = Field(description="an element of the vocabulary")
    count: int | None = Field(None, ge=1, le=500, description="how many; null = as the layout asks")
    size: list[float] = Field(default_factory=list, max_length=3, description="metres: width, depth, height if given")
    material: Name | None = Field(None, description="its own material")
    also: list[Name] = Field(default_factory=list, description="further materials")
    colour: Srgb | None = Field(None, description="sRGB")
    style: Name | None = Field(None, description="its own style")
    traits: list[Name] = Field(default_factory=list, description="tall, arched, boarded_up ...")
    where: Literal["left", "right", "back", "front"] | None = Field(
        None, description="the wall of an opening, for one who comes in by the first door; null = as each design likes"
    )


class Piece(Part):
    """A piece of furniture or a prop, with how many there are."""

    what: Name = Field(description="a piece of the vocabulary")
    count: int = Field(1, ge=1, le=500, description="how many")
    seats: int | None = Field(None, ge=1, le=200, description="how many people it is for")
    size: list[float] = Field(default_factory=list, max_length=3, description="metres: width, depth, height if given")
    material: Name | None = Field(None, description="its own material")
    also: list[Name] = Field(default_factory=list, description="further materials")
    colour: Srgb | None = Field(None, description="sRGB")
    style: Name | None = Field(None, description="its own style")
    traits: list[Name] = Field(default_factory=list, description="round, long, worn ...")


class Place(Part):
    """Where a piece stands: how, and to what."""

    piece: Name = Field(description="a piece of this brief")
    how: Literal[
        "near",
        "facing",
        "before",
        "behind",
        "against",
        "on",
        "under",
        "over",
        "from",
        "around",
        "between",
        "at",
        "head",
    ] = Field(description="from = hanging from; at = at a spot of the room; before = in front of")
    to: Name = Field(
        description="a piece or an element of this brief; wall, back_wall, left_wall, right_wall, front_wall, "
        "long_wall, short_wall, floor, ceiling; with `at`: centre, corner, left_corner, right_corner, back_corner, "
        "left, right, back, front, end, as seen by one who comes in"
    )
    also: Name | None = Field(None, description="the second one of `between`")
    count: int = Field(0, ge=0, le=500, description="how many of the pieces; 0 = all of them")


class Light(Part):
    """How the set is lit."""

    sources: list[Name] = Field(default_factory=list, description="daylight, candlelight, neon_light ...")
    kelvin: float = Field(4500, ge=1000, le=20000, description="colour temperature")
    level: float = Field(0.5, ge=0, le=1, description="0 = dark, 1 = bright")
    hardness: float = Field(0.4, ge=0, le=1, description="0 = soft shadows, 1 = hard ones")
    colour: Srgb | None = Field(None, description="a coloured light, sRGB")
    traits: list[Name] = Field(default_factory=list, description="flickering, backlit, chiaroscuro ...")


class SetPalette(Part):
    """The colours of the set."""

    harmony: Name | None = Field(None, description="a harmony or a palette of the vocabulary")
    colours: list[Srgb] = Field(default_factory=list, max_length=12, description="sRGB, the leading one first")


class SetBrief(Part):
    """A set, as the art department describes it before it is built."""

    sentence: str = Field("", max_length=10000, description="what was asked, in words")
    language: Literal["en", "fr"] = Field("en", description="the language of the sentence, and of the boards")
    room: Name = Field("room", description="the kind of room")
    building: Name | None = Field(None, description="what it is part of: bunker, castle, spaceship ...")
    beside: list[Name] = Field(default_factory=list, description="rooms that open into it")
    owner: list[Name] = Field(default_factory=list, description="who lives or works there")
    people: int | None = Field(None, ge=1, le=1000, description="how many people the room is for")
    dimensions: Dimensions = Field(default_factory=Dimensions, description="the room's inner size")
    era: Era = Field(default_factory=Era, description="when the story plays")
    style: list[Name] = Field(default_factory=list, description="art_deco, gothic, brutalist ...")
    materials: list[MaterialUse] = Field(default_factory=list, description="materials and where they go")
    architecture: list[Element] = Field(default_factory=list, description="openings, structure, fittings")
    furniture: list[Piece] = Field(default_factory=list, description="furniture and equipment")
    props: list[Piece] = Field(default_factory=list, description="props")
    relations: list[Place] = Field(default_factory=list, description="where pieces stand, and to what")
    light: Light = Field(default_factory=Light, description="how it is lit")
    time_of_day: Name = Field("day", description="dawn, noon, dusk, night ...")
    weather: Name | None = Field(None, description="the weather outside; null = as the light asks")
    outside: list[Name] = Field(default_factory=list, description="what is seen outside")
    mood: list[Name] = Field(default_factory=list, description="cosy, oppressive, opulent ...")
    palette: SetPalette = Field(default_factory=SetPalette, description="the colours")
    traits: list[Name] = Field(default_factory=list, description="of the room as a whole: abandoned, cluttered, round")
    without: list[Name] = Field(default_factory=list, description="what must not be there")
    view: Literal["interior", "exterior"] = Field("interior", description="exterior: open to the sky")
    reference: Reference = Field(default_factory=Reference, description="what was taken from pictures and palettes")
    options: int = Field(4, ge=1, le=6, description="how many designs")
    views: int = Field(3, ge=1, le=4, description="camera views of each design")
    quality: Literal["preview", "proof", "final"] = Field(
        "final", description="preview: in seconds, without Blender; proof: small, path traced; final: for the board"
    )
    seed: int = Field(0, ge=0, le=2**31 - 1, description="another number, other details")
    layouts: str | None = Field(
        None, description="layouts.json of the version that this one changes: pieces stay where they stood",
        json_schema_extra={"file": True},
    )  # fmt: skip
    use: Use = Field(default_factory=Use, description="what the production's policy asks of the use it is for")
