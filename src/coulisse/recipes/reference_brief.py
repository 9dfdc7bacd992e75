"""What a brief keeps of reference pictures and palette files: whose they are, what was read, what was taken."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coulisse.recipes.brief import Part

_Name = Annotated[str, Field(max_length=255)]
_Code = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
_Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Role = Literal["dominant", "secondary", "accent"]
MOST = 6  # pictures


class ReferenceFile(Part):
    """A file that something was taken from. Its pixels go nowhere; the gate looks at it again before a run."""

    name: _Name = Field(description="what the file is called")
    sha256: _Digest = Field(description="its SHA-256 when it was read")
    path: str = Field("", max_length=4096, description="where it lay")


class TakenColour(Part):
    """A colour that was taken."""

    colour: _Code = Field(description="sRGB")
    share: float = Field(0.0, ge=0, le=1, description="of the picture's area; 0 = a file does not say")
    role: Role = Field("secondary", description="what it does in the picture")
    name: _Name = Field("", description="the file's own name for it, or the nearest of the vocabulary")


class PictureRead(Part):
    """What was read of the pictures' light and texture, as a record; what is made follows `light`, `mood`, `traits`."""

    key: Literal["low", "middle", "high"] = Field("middle", description="low: mostly dark; high: mostly bright")
    contrast: float = Field(1.0, ge=0, le=1e5, description="lights to shadows, as a ratio to 1")
    warmth: Literal["warm", "neutral", "cool"] = Field("neutral", description="the colour of what is neutral in it")
    kelvin: float = Field(6500, ge=1000, le=20000, description="the same as a colour temperature")
    level: float = Field(0.5, ge=0, le=1, description="0 = dark, 1 = bright")
    hardness: float = Field(0.4, ge=0, le=1, description="by the contrast: 0 = soft shadows, 1 = hard ones")
    busy: float = Field(0, ge=0, le=1, description="how much of it lies on edges: 0 plain, 0.3 full of detail")
    time_of_day: str | None = Field(None, max_length=60, description="where it is plain")


class Reference(Part):
    """Reference pictures and a palette file: what was taken from them, where the sentence left it open."""

    pictures: list[ReferenceFile] = Field(default_factory=list, max_length=MOST, description="reference pictures")
    palette_file: ReferenceFile | None = Field(None, description="the palette file")
    rights: Literal["of others", "owned", "licensed"] = Field(
        "of others", description="whose the pictures are; only what is owned or licensed is shown, small, on a board"
    )
    holder: str = Field("", max_length=300, description="who owns or licensed them, as it was declared")
    colours: list[TakenColour] = Field(
        default_factory=list, max_length=12, description="what was read, as a record; what is made follows `palette`"
    )
    read: PictureRead | None = Field(None, description="what was read of the light; null = no picture was given")
    taken: list[str] = Field(default_factory=list, max_length=40, description="the fields of this brief that were set")

    @property
    def source(self) -> str:
        """The name of what the palette was taken from: `teal.jpg`, `teal.jpg and 2 more`, or nothing."""
        if self.palette_file is not None:
            return self.palette_file.name
        if not self.pictures:
            return ""
        more = len(self.pictures) - 1
        return self.pictures[0].name + (f" and {more} more" if more else "")

    @property
    def cleared(self) -> bool:
        """Whether somebody declared that the pictures may be shown."""
        return self.rights != "of others"
