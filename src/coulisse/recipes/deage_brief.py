"""What a director asks of a change of age: the typed brief, only source of YAML, options and documentation."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from coulisse.recipes.brief import Part
from coulisse.recipes.brief_use import Use

YOUNGEST, OLDEST = 1, 100  # years a brief may name; what is made under 18 is the policy's to say
TRAINED = (18.0, 85.0)  # years that the net was trained on

Weight = Field(1.0, ge=0, le=2)


class AgeKey(Part):
    """The age at a frame; between keys it is blended."""

    frame: int = Field(ge=1, description="frame number, the first frame of the clip being 1001")
    age: float = Field(ge=YOUNGEST, le=OLDEST, description="years")


class Regions(Part):
    """How much of the change each region takes: 1 as it comes, 0 nothing, 2 twice as much."""

    forehead: float = Field(1.0, ge=0, le=2, description="lines of the forehead and between the brows")
    crows_feet: float = Field(1.0, ge=0, le=2, description="lines beside the eyes")
    eye_bags: float = Field(1.0, ge=0, le=2, description="bags and hollows under the eyes")
    nasolabial_folds: float = Field(1.0, ge=0, le=2, description="folds from the nose to the mouth")
    cheeks: float = Field(1.0, ge=0, le=2, description="the cheeks' texture and hollows")
    jaw: float = Field(1.0, ge=0, le=2, description="jaw line and chin")
    neck: float = Field(1.0, ge=0, le=2, description="what is seen of the upper neck")
    lips: float = Field(1.0, ge=0, le=2, description="lips and the lines around them")
    hairline: float = Field(1.0, ge=0, le=2, description="the edge of the hair")
    grey_hair: float = Field(1.0, ge=0, le=2, description="hair at the hairline and the brows: greyer or darker")


class Shape(Part):
    """Shape apart from texture: how much of the years' change of form is made. 0 keeps the form."""

    jaw_line: float = Field(1.0, ge=-2, le=2, description="tighter when younger, looser when older")
    lids: float = Field(1.0, ge=-2, le=2, description="more open when younger, heavier when older")
    lip_volume: float = Field(1.0, ge=-2, le=2, description="fuller when younger, thinner when older")
    cheeks: float = Field(1.0, ge=-2, le=2, description="fuller when younger, hollower when older")
    brows: float = Field(1.0, ge=-2, le=2, description="higher when younger, lower when older")


class Person(Part):
    """One more performer in the same clip, with ages of their own."""

    performer: str = Field(description="the performer's identifier on the roster, p-xxxxxxxx")
    age_now: float = Field(ge=YOUNGEST, le=OLDEST, description="years, the age that the footage shows")
    age: float = Field(ge=YOUNGEST, le=OLDEST, description="years, the age that is wanted")
    strength: float = Field(1.0, ge=0, le=1.5, description="1 = the whole change, 0 = none")


class DeageBrief(Part):
    """A consenting performer grows younger, or older, in their own footage."""

    performer: str = Field(description="the performer's identifier on the roster (`coulisse performer list`)")
    age_now: float = Field(ge=YOUNGEST, le=OLDEST, description="years, the age that the footage shows")
    age: float = Field(ge=YOUNGEST, le=OLDEST, description="years, the age that is wanted")
    keys: list[AgeKey] = Field(
        default_factory=list, description="ages over time, each {frame, age}; they take the place of `age`"
    )
    others: list[Person] = Field(
        default_factory=list, description="further performers in the clip, each {performer, age_now, age, strength}"
    )
    strength: float = Field(1.0, ge=0, le=1.5, description="1 = the whole change, 0 = none; the delta scales with it")
    regions: Regions = Field(default_factory=Regions, description="how much each region takes of the change")
    shape: Shape = Field(default_factory=Shape, description="form, apart from texture")
    method: Literal["auto", "net", "softening"] = Field(
        "auto",
        description="net: the re-ageing net; softening: the classical method, which only softens lines (about three "
        "years); auto: the net, unless the policy demands cleared weights",
    )
    hold_out: str | None = Field(
        None,
        description="a painted matte, a picture or a folder of frames: white is held out, and stays the plate",
        json_schema_extra={"file": True},
    )
    texture: float = Field(1.0, ge=0, le=1, description="1 = the plate's pores and grain come back wholly")
    steadiness: float = Field(1.0, ge=0, le=2, description="how far the change is averaged along the motion")
    keep_identity: float = Field(
        0.40, ge=0, le=0.9,
        description="the change is held back so far that the face stays this like the performer (cosine, SFace)",
    )  # fmt: skip
    depth: Literal["auto", "half", "float"] = Field(
        "auto", description="of the finished EXR frames; auto: half, or float where the plate has more than half holds"
    )
    first: int = Field(1, ge=1, description="first frame of the clip that is taken, counted from 1")
    frames: int | None = Field(None, ge=1, description="how many frames are taken; all of them if it is not given")
    fps: float = Field(
        24.0, ge=1, le=240, description="frames a second of a still or sequence; a movie's own rate wins"
    )
    use: Use = Field(default_factory=Use, description="what the production's policy asks of the use it is for")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        ids = [self.performer, *(p.performer for p in self.others)]
        if len(set(ids)) != len(ids):
            raise ValueError("each performer stands once: `performer`, then `others`")
        numbers = [key.frame for key in self.keys]
        if sorted(set(numbers)) != numbers:
            raise ValueError("keys stand in the order of their frames, each frame once")
        if not self.performer.strip():
            raise ValueError("performer is empty: give an identifier of the roster, p-xxxxxxxx")
        return self

    def people(self) -> list[Person]:
        """Every performer with their ages, the first one first."""
        own = Person(performer=self.performer, age_now=self.age_now, age=self.age, strength=self.strength)
        return [own, *self.others]

    def targets(self, person: Person) -> list[float]:
        """The ages that are asked for of a person, over the whole clip."""
        if person.performer == self.performer and self.keys:
            return [key.age for key in self.keys]
        return [person.age]

    def looks(self, person: Person) -> list[float]:
        """The ages that a person is made to look: past a strength or weight of 1, beyond the target."""
        strongest = max(1.0, person.strength * max(1.0, *self.regions.model_dump().values()))
        targets = self.targets(person)
        return [*targets, *(person.age_now + (age - person.age_now) * strongest for age in targets)]
