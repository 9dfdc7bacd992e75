"""What a director asks of a collapse: the typed brief, only source of YAML, options and documentation."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from coulisse.recipes.brief import Part
from coulisse.recipes.brief_use import Use

Pixel = tuple[float, float]
Polygon = Annotated[list[Pixel], Field(min_length=3)]


class Facade(Part):
    """Where the facade stands in the plate and how large it is in the world."""

    corners: Literal["auto"] | Annotated[list[Pixel], Field(min_length=4, max_length=4)] = Field(
        "auto",
        description="four corners of an upright rectangle of the facade, in pixels of the plate: top left, "
        "top right, bottom right, bottom left; or `auto`",
    )
    storeys: float = Field(5, gt=0, le=120, description="how many storeys that rectangle is high")
    bays: float = Field(6, gt=0, le=200, description="how many bays (window axes) that rectangle is wide")
    storey_height: float | None = Field(
        None, ge=1.8, le=12, description="metres from floor to floor; this or `height` or `width` is enough"
    )
    height: float | None = Field(None, gt=1, le=500, description="metres, height of that rectangle")
    width: float | None = Field(None, gt=1, le=1000, description="metres, width of that rectangle")
    beyond_left: float = Field(0, ge=0, le=500, description="metres that the building goes on to the left of it")
    beyond_right: float = Field(0, ge=0, le=500, description="metres that it goes on to the right of it")
    beyond_up: float = Field(0, ge=0, le=200, description="metres that it goes on above it")
    beyond_down: float = Field(0, ge=0, le=200, description="metres from its bottom edge down to the ground")


class Opening(Part):
    """The window of a typical bay, as fractions of the bay's width and the storey's height."""

    left: float = Field(0.3, ge=0, lt=1, description="from the bay's left edge")
    right: float = Field(0.7, gt=0, le=1, description="from the bay's left edge")
    sill: float = Field(0.3, ge=0, lt=1, description="from the floor")
    head: float = Field(0.8, gt=0, le=1, description="from the floor")

    @model_validator(mode="after")
    def _is_open(self) -> Self:
        if self.left >= self.right or self.sill >= self.head:
            raise ValueError("an opening needs left < right and sill < head")
        return self


class Recess(Part):
    """A part of the facade that lies behind its plane, such as a row of balconies."""

    polygon: Polygon = Field(description="its outline in pixels of the plate")
    depth: float = Field(1.5, gt=0.05, le=10, description="metres behind the facade's plane")


class Building(Part):
    """The building as the statics sees it."""

    facade: Facade = Field(default_factory=Facade, description="the facade in the plate")
    depth: float = Field(12.0, ge=3, le=200, description="metres from the facade to the back wall")
    material: Literal["concrete", "brick", "steel_glass"] = Field(
        "concrete",
        description="concrete: frame and slabs; brick: load-bearing walls; steel_glass: steel frame",
    )
    windows: Literal["auto", "none"] | Opening = Field(
        "auto",
        description="`auto` finds the openings in the plate; or `none`; or the opening of a typical bay",
    )
    recesses: list[Recess] = Field(default_factory=list, description="balconies and other recesses")
    parapet: float = Field(0.9, ge=0, le=4, description="metres, height of the roof's parapet")


class Charge(Part):
    """One explosive charge at the foot of the columns and walls around a place."""

    bay: float = Field(description="place along the facade in bays, 0 = left edge of the building")
    storey: int = Field(0, ge=0, description="storey, 0 = ground floor")
    row: Literal["front", "middle", "back", "all"] = Field("all", description="which rows of columns")
    time: float = Field(0.0, ge=0, le=60, description="seconds after the start of the failure")
    radius: float = Field(2.5, gt=0, le=30, description="metres; members nearer than this are cut")


class Failure(Part):
    """What fails, where and when."""

    mode: Literal["topple", "pancake", "implosion", "partial", "impact"] = Field(
        "pancake",
        description="topple: the foot gives way on one side; pancake: a storey is crushed; implosion: timed "
        "charges; partial: from one bay to another; impact: a heavy body strikes",
    )
    start: float = Field(0.5, ge=0, le=600, description="seconds into the shot")
    from_bay: float | None = Field(None, ge=0, description="partial: first bay; others: where it begins")
    to_bay: float | None = Field(None, ge=0, description="partial: last bay")
    storey: int = Field(0, ge=0, le=120, description="the storey that gives way first, 0 = ground floor")
    direction: Literal["towards", "away", "left", "right"] = Field(
        "towards", description="topple: where it leans, seen from the camera"
    )
    charges: list[Charge] = Field(default_factory=list, description="implosion: the charges; empty = a usual plan")
    projectile_mass: float = Field(60.0, gt=0, le=2000, description="impact: tonnes")
    projectile_speed: float = Field(100.0, gt=0, le=400, description="impact: metres a second")
    spread: float = Field(
        1.2,
        ge=0,
        le=30,
        description="seconds over which the cause does its work, from the first member to the last",
    )


class Dust(Part):
    """The dust cloud."""

    amount: float = Field(1.0, ge=0, le=5, description="1 = as much as the energy set free makes; 0 = none")
    colour: tuple[float, float, float] = Field((0.60, 0.57, 0.53), description="albedo, sRGB values from 0 to 1")


class Wind(Part):
    """The wind."""

    speed: float = Field(1.5, ge=0, le=40, description="metres a second")
    towards: float = Field(
        90.0, ge=-360, le=360,
        description="degrees, where it blows to: 0 = away from the camera into the facade, 90 = to the right",
    )  # fmt: skip


class Sun(Part):
    """The sun's direction as seen by someone who stands before the facade and looks at it."""

    azimuth: float = Field(
        ge=-180,
        le=180,
        description="degrees; 0 = behind the viewer, 90 = from the right, -90 = from the left",
    )
    elevation: float = Field(ge=2, le=90, description="degrees above the horizon")


class CameraHint(Part):
    """What is known of the lens."""

    focal_length_mm: float | None = Field(
        None,
        ge=5,
        le=2000,
        description="millimetres; give `sensor_width_mm` too, or it is a 35 mm equivalent",
    )
    sensor_width_mm: float | None = Field(None, ge=2, le=80, description="millimetres")


class CollapseBrief(Part):
    """A building in a plate comes down."""

    building: Building = Field(default_factory=Building, description="the building")
    failure: Failure = Field(default_factory=Failure, description="what fails, where and when")
    strength: float = Field(1.0, gt=0.05, le=10, description="1 = as the code designs it; less is weaker")
    dust: Dust = Field(default_factory=Dust, description="the dust")
    wind: Wind = Field(default_factory=Wind, description="the wind")
    sun: Literal["auto"] | Sun = Field("auto", description="`auto` reads it off the plate's shading")
    camera: CameraHint = Field(default_factory=CameraHint, description="the lens, where it is known")
    foreground: list[Polygon] = Field(
        default_factory=list,
        description="outlines, in pixels of the plate, of what stands before the building",
    )
    foreground_trees: bool = Field(
        True,
        description="find green trees and bushes before the facade; only where no other foreground is given",
    )
    foreground_clicks: list[Pixel] = Field(
        default_factory=list, description="clicks on things before the building (needs the SAM2 weights)"
    )
    clean_plate: str | None = Field(
        None, description="a second picture without the building; else it is painted in",
        json_schema_extra={"file": True},
    )  # fmt: skip
    pieces: int = Field(3000, ge=50, le=50_000, description="about how many pieces the building breaks into")
    frames: int = Field(96, ge=2, le=2000, description="length of the shot")
    fps: float = Field(24.0, ge=1, le=120, description="frames a second; a movie plate's own rate wins")
    size: tuple[int, int] | Literal["plate"] = Field(
        "plate", description="width and height in pixels of the result; `plate` keeps the plate's"
    )
    seed: int = Field(1, ge=0, le=2**31 - 1, description="another seed breaks it another way")
    use: Use = Field(default_factory=Use, description="what the production's policy asks of the use it is for")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        f = self.failure
        if f.mode == "partial" and (f.from_bay is None or f.to_bay is None or f.from_bay >= f.to_bay):
            raise ValueError("failure.mode partial needs failure.from_bay < failure.to_bay")
        if self.size != "plate" and not all(32 <= edge <= 16384 for edge in self.size):
            raise ValueError("size is given in pixels, from 32 to 16384 each way")
        if f.start * self.fps >= self.frames:
            raise ValueError(
                f"failure.start ({f.start} s) lies after the end of the shot ({self.frames / self.fps:.1f} s)"
            )
        return self
