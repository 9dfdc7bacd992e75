"""Loads the vocabulary of sets and costumes: one line of YAML an entry, checked against its kind's schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coulisse.errors import BadInput

Model = TypeVar("Model", bound=BaseModel)
Language = Literal["en", "fr"]
Metres = Annotated[float, Field(ge=0, le=100)]
Share = Annotated[float, Field(ge=0, le=1)]
Srgb = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class Entry(BaseModel):
    """One thing with a name: its synonyms in English and French, without articles, in the singular."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    en: list[str] = Field(min_length=1)
    fr: list[str] = Field(min_length=1)
    ambiguous: list[str] = []  # synonyms that another entry of the same kind claims, too


class Classed(Entry):
    class_: str = Field(alias="class")


class Room(Classed):
    size: tuple[Metres, Metres, Metres]  # width, length, height; a height of 0 is open to the sky
    pieces: dict[str, Annotated[int, Field(ge=1)]] = {}
    light: str
    building: bool = False


class Material(Classed):
    colour: Srgb
    roughness: Share
    metallic: Share


class Furniture(Classed):
    size: tuple[Metres, Metres, Metres]  # width, depth, height
    seats: Annotated[int, Field(ge=1)] | None = None


class Prop(Classed):
    size: tuple[Metres, Metres, Metres]
    place: Literal["table", "wall", "floor", "ceiling"]


class Architecture(Classed):
    size: tuple[Metres, Metres, Metres]


class Light(Classed):
    kelvin: Annotated[float, Field(ge=1000, le=20000)] | None = None
    level: Share | None = None
    hardness: Share | None = None
    colour: Srgb | None = None


class Mood(Classed):
    valence: Annotated[float, Field(ge=-1, le=1)]
    arousal: Annotated[float, Field(ge=-1, le=1)]


class Time(Entry):
    hour: Annotated[float, Field(ge=0, lt=24)]


class Weather(Classed):
    cloud: Share
    wet: Share


class Era(Entry):
    first: int
    last: int


class Owner(Entry):
    wealth: Share


class Modifier(Entry):
    sets: str
    of: list[str] = Field(min_length=1)
    opposite: str | None = None


class Colour(Entry):
    colour: Srgb


class Palette(Classed):
    hues: list[float] = []  # degrees from the first colour's hue
    colours: list[Srgb] = []


class Garment(Entry):
    family: str
    region: Literal["head", "neck", "shoulders", "upper", "hands", "waist", "lower", "full", "feet"]
    layer: Annotated[int, Field(ge=0, le=5)]  # from the skin out
    sleeve: str | None = None
    length: str | None = None
    silhouette: str | None = None
    collar: str | None = None
    fastening: str | None = None
    fabric: str | None = None


class Fabric(Classed):
    weight: Annotated[float, Field(gt=0)]  # grams a square metre
    stretch: Annotated[float, Field(ge=0)]  # per cent
    drape: Share
    sheen: Share
    nap: Share
    colour: Srgb


class Sleeve(Entry):
    covers: Share  # of the arm


class Length(Entry):
    hem: Share  # height of the hem as a fraction of the stature


class Fastening(Classed):
    place: str


class Silhouette(Entry):
    of: list[str] = Field(min_length=1)
    ease: Annotated[float, Field(ge=0)]  # centimetres


class Pattern(Classed):
    repeat: Annotated[float, Field(ge=0)]  # centimetres


class Trim(Classed):
    width: Annotated[float, Field(gt=0)]  # centimetres


KINDS: dict[str, tuple[str, type[Entry]]] = {
    "room": ("rooms", Room), "material": ("materials", Material), "furniture": ("furniture", Furniture),
    "prop": ("props", Prop), "architecture": ("architecture", Architecture), "light": ("light", Light),
    "mood": ("moods", Mood), "time": ("times", Time), "weather": ("weather", Weather), "view": ("views", Classed),
    "era": ("eras", Era), "style": ("styles", Classed), "owner": ("owners", Owner), "colour": ("colours", Colour),
    "palette": ("palettes", Palette), "modifier": ("modifiers", Modifier), "garment": ("garments", Garment),
    "fabric": ("fabrics", Fabric), "collar": ("collars", Classed), "lapel": ("lapels", Entry),
    "sleeve": ("sleeves", Sleeve), "length": ("lengths", Length), "fastening": ("fastenings", Fastening),
    "silhouette": ("silhouettes", Silhouette), "pattern": ("patterns", Pattern), "trim": ("trims", Trim),
    "part": ("parts", Classed), "pose": ("poses", Entry),
}  # fmt: skip
# Where an entry names another one: the kind and field, and the kinds that it may name.
_REFERENCES = {
    ("room", "light"): ("light",), ("room", "pieces"): ("furniture", "prop"), ("modifier", "opposite"): ("modifier",),
    **{("garment", kind): (kind,) for kind in ("sleeve", "length", "silhouette", "collar", "fastening", "fabric")},
}  # fmt: skip


class FunctionWords(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    language: str
    role: str
    words: list[str] = Field(min_length=1)


class Conflict(BaseModel):
    """Two things that cannot be together, as kind/entry or kind; a minus asks for its absence."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    a: str
    b: str


class Sense(BaseModel):
    """What words mean in some kinds of room: ids or classes of rooms, or buildings; `id` is kind/entry."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str
    words: list[str] = Field(min_length=1)
    rooms: list[str] = Field(min_length=1)
    many: bool = False


class PlaceWords(BaseModel):
    """Words of place: how a piece stands to what follows them, or to a spot of the room."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    how: str
    en: list[str] = Field(min_length=1)
    fr: list[str] = Field(min_length=1)
    to: str = ""
    turned: bool = False


class Surfaces(BaseModel):
    """What a class of rooms is usually made of, as materials of the vocabulary."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str
    floor: str
    wall: str
    ceiling: str | None = None


def folder() -> Path:
    """Where the vocabulary lies."""
    return Path(str(files("coulisse.recipes").joinpath("vocabulary")))


@dataclass(frozen=True)
class Vocabulary:
    """Every entry by kind and id."""

    entries: dict[str, dict[str, Entry]]

    def get(self, kind: str, name: str) -> Any:
        """One entry, as its kind's class."""
        return self.entries[kind][name]

    def all(self) -> Iterator[tuple[str, Entry]]:
        for kind, by_id in self.entries.items():
            for entry in by_id.values():
                yield kind, entry


@cache
def vocabulary() -> Vocabulary:
    """The packaged vocabulary. Raises BadInput naming file and line of the first bad entry."""
    return load(folder())


def load(where: Path) -> Vocabulary:
    """The vocabulary of a folder. Raises BadInput naming file and line of the first bad entry."""
    entries: dict[str, dict[str, Entry]] = {}
    lines: dict[tuple[str, str], str] = {}
    for kind, (name, model) in KINDS.items():
        by_id = entries[kind] = {}
        for at, entry in _checked(where / f"{name}.yaml", model):
            if entry.id in by_id:
                raise BadInput(f"the id {entry.id} stands twice", where=at, remedy="give one of the two another id")
            by_id[entry.id] = entry
            lines[kind, entry.id] = at
    for (kind, field), kinds in _REFERENCES.items():
        for entry in entries[kind].values():
            named = getattr(entry, field) or ()
            for other in [named] if isinstance(named, str) else named:
                if not any(other in entries[k] for k in kinds):
                    raise BadInput(
                        f"{field}: there is no {' or '.join(kinds)} {other}", where=lines[kind, entry.id],
                        remedy="name the id of an entry",
                    )  # fmt: skip
    return Vocabulary(entries)


@cache
def function_words() -> tuple[FunctionWords, ...]:
    """Articles, prepositions and the like, by language and role."""
    return tuple(entry for _, entry in _checked(folder() / "function.yaml", FunctionWords))


@cache
def conflicts() -> tuple[Conflict, ...]:
    """What cannot be together."""
    return tuple(entry for _, entry in _checked(folder() / "conflicts.yaml", Conflict))


@cache
def senses() -> tuple[Sense, ...]:
    """Words that mean another thing in some kinds of room, the first that fits counts."""
    return tuple(entry for _, entry in _checked(folder() / "senses.yaml", Sense))


@cache
def place_words() -> tuple[PlaceWords, ...]:
    """Words that say where a piece stands."""
    return tuple(entry for _, entry in _checked(folder() / "relations.yaml", PlaceWords))


@cache
def usual_surfaces() -> dict[str, Surfaces]:
    """Floor, wall and ceiling by the class of a room."""
    return {entry.id: entry for _, entry in _checked(folder() / "room_classes.yaml", Surfaces)}


def _checked(path: Path, model: type[Model]) -> Iterator[tuple[str, Model]]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        at = f"{path.name}:{number}"
        try:
            yield at, model.model_validate_json(json.dumps(one_line(line)))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(step) for step in first["loc"])
            raise BadInput(f"{field}: {first['msg']}", where=at, remedy="mend or remove this entry") from None
        except ValueError:
            raise BadInput(
                "is not an entry", where=at,
                remedy="write it on one line, as - {id: oak, en: [oak], fr: [chêne], ...}; quote what has : or #",
            ) from None  # fmt: skip


_SCALAR = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s\[\]{},:"][^\[\]{},:"]*')
_PLAIN = re.compile(r"-?\d+(\.\d+)?|true|false|null")


def one_line(line: str) -> Any:
    """The value of one line of a YAML list in flow style: forty times faster than a whole YAML reader.

    Every scalar but numbers, `true`, `false` and `null` is text. Raises ValueError for anything else.
    """
    if not line.startswith("- "):
        raise ValueError("no entry of a list")

    def quoted(match: re.Match[str]) -> str:
        text = match[0].rstrip()
        return text if text.startswith('"') or _PLAIN.fullmatch(text) else json.dumps(text)

    return json.loads(_SCALAR.sub(quoted, line[2:]))
