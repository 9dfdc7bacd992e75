"""A room as plain data: its walls, openings, structure and the pieces in it, in metres, Z up, ground at z = 0."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from coulisse.scene.fixtures import Box, Fixture

Wall = Literal["south", "east", "north", "west"]
WALLS: tuple[Wall, ...] = ("south", "east", "north", "west")
# What a piece does in a room, as far as its place is concerned.
Role = Literal[
    "table", "desk", "chair", "armchair", "sofa", "coffee", "bed", "beside", "storage", "centre", "row", "corner",
    "free", "rug", "hung", "curtain", "ceiling", "top",
]  # fmt: skip


@dataclass(frozen=True)
class Opening:
    """A door, doorway or window in a wall; `at` is its middle, metres along the wall from the room's corner (0, 0)."""

    kind: Literal["door", "double_door", "sliding_door", "doorway", "window", "arched_window"]
    wall: Wall
    at: float
    width: float
    height: float
    sill: float = 0.0
    hinge_first: bool = True  # a single leaf hangs on the side nearer to the start of its wall
    place: str = ""  # the wall that was asked for: left, right, back or front for who comes in; "" as a design likes

    @property
    def is_door(self) -> bool:
        return "door" in self.kind

    @property
    def leaf(self) -> float:
        """Metres that a leaf sweeps into the room."""
        return {"door": self.width, "double_door": self.width / 2}.get(self.kind, 0.0)


@dataclass(frozen=True)
class Column:
    """A column or a pillar, from floor to ceiling; `round` ones have `width` as diameter."""

    x: float
    y: float
    width: float
    depth: float
    round: bool = False


@dataclass(frozen=True)
class Niche:
    """A recess in a wall, outside the room's rectangle."""

    wall: Wall
    at: float
    width: float
    depth: float
    height: float
    sill: float = 0.0


@dataclass(frozen=True)
class Beam:
    """A beam under the ceiling, across the room at `at` metres along the room's length (or width: `along`)."""

    at: float
    width: float
    depth: float
    along: bool = False  # True: it runs along the length, at `at` metres of the width


@dataclass(frozen=True)
class Vault:
    """A vault over the whole room: its crown is the room's height, it springs `rise` metres lower."""

    kind: Literal["barrel", "groin", "dome"]
    rise: float


@dataclass(frozen=True)
class Room:
    """The inner faces of four walls: x from 0 to `length`, y from 0 to `width`, z from 0 to `height` metres."""

    length: float
    width: float
    height: float
    wall: float = 0.2  # thickness
    openings: tuple[Opening, ...] = ()
    columns: tuple[Column, ...] = ()
    niches: tuple[Niche, ...] = ()
    beams: tuple[Beam, ...] = ()
    vault: Vault | None = None
    fixtures: tuple[Fixture, ...] = ()
    front: Wall | None = None  # the wall that left, right and back are seen from, where its first door is not in it

    def side(self, wall: Wall) -> float:
        """Metres of a wall."""
        return self.length if wall in ("south", "north") else self.width

    def on_wall(self, wall: Wall, at: float, inwards: float = 0.0) -> tuple[float, float]:
        """The plan point `at` metres along a wall's inner face, and `inwards` metres off it."""
        return {
            "south": (at, inwards), "north": (at, self.width - inwards),
            "west": (inwards, at), "east": (self.length - inwards, at),
        }[wall]  # fmt: skip

    @property
    def recesses(self) -> tuple[Opening | Niche, ...]:
        """Everything that is cut into the walls."""
        return *self.openings, *self.niches

    @property
    def blocked(self) -> list[Box]:
        """Where nobody stands: columns, and what is built in (see boxes.py)."""
        columns: list[Box] = [(c.x, c.y, c.depth / 2, c.width / 2, 0.0) for c in self.columns]
        return columns + [box for f in self.fixtures for box in f.blocked()]

    @property
    def kept_off(self) -> list[Box]:
        """Where no furniture stands: around what is built in, with the walk around it."""
        return [box for f in self.fixtures for box in f.kept_off()]

    @property
    def deepest(self) -> float:
        """Metres below the floor that anything built in reaches."""
        return max([f.sunk for f in self.fixtures], default=0.0)

    @property
    def doors(self) -> tuple[Opening, ...]:
        return tuple(o for o in self.openings if o.is_door)

    @property
    def windows(self) -> tuple[Opening, ...]:
        return tuple(o for o in self.openings if not o.is_door)


def room_of(stored: dict[str, Any]) -> Room:
    """The room of its plain data, as `dataclasses.asdict` makes them. Raises TypeError and KeyError for other data."""
    parts = {"openings": Opening, "columns": Column, "niches": Niche, "beams": Beam}
    lists: dict[str, Any] = {name: tuple(part(**one) for one in stored[name]) for name, part in parts.items()}
    vault = Vault(**stored["vault"]) if stored["vault"] else None
    fixtures = tuple(Fixture(**{**one, "traits": tuple(one["traits"])}) for one in stored.get("fixtures", ()))
    return Room(**{**stored, **lists, "vault": vault, "fixtures": fixtures})


INWARDS: dict[Wall, float] = {"south": 90.0, "east": 180.0, "north": 270.0, "west": 0.0}  # degrees


@dataclass(frozen=True)
class Wanted:
    """A kind of piece that is to stand in the room, at its true size (width, depth, height in metres)."""

    name: str
    label: str
    size: tuple[float, float, float]
    role: Role
    count: int = 1
    seats: int = 0
    round: bool = False
    apart: bool = False  # it was asked to stand somewhere: not in the group that its kind goes to
    head: bool = False  # a seat at the head of a table
    extra: bool = False  # only proposed: it finds a place after what was asked for


@dataclass(frozen=True)
class Piece:
    """A piece in its place: an upright box whose front looks in the direction `facing`.

    Plan coordinates of the middle in metres; `facing` in degrees, 0 = +x, 90 = +y; `width` lies across the facing,
    `depth` along it; from `base` to `base + height` metres above the ground.
    """

    name: str
    label: str
    role: Role
    x: float
    y: float
    facing: float
    width: float
    depth: float
    height: float
    base: float = 0.0
    group: int = 0  # pieces of one group stand together: a table and its chairs
    round: bool = False

    @property
    def top(self) -> float:
        return self.base + self.height

    @property
    def box(self) -> tuple[float, float, float, float, float]:
        """x, y, half depth, half width, facing in radians: see boxes.py."""
        return self.x, self.y, self.depth / 2, self.width / 2, math.radians(self.facing)

    def point(self, forward: float, left: float) -> tuple[float, float]:
        """The plan point so many metres before and to the left of the middle."""
        c, s = math.cos(math.radians(self.facing)), math.sin(math.radians(self.facing))
        return self.x + forward * c - left * s, self.y + forward * s + left * c


@dataclass(frozen=True)
class CameraPlace:
    """Where a camera finds room: position and aim in metres, the lens in millimetres on super 35 (24.89 mm wide)."""

    name: str
    position: tuple[float, float, float]
    look_at: tuple[float, float, float]
    focal_length: float
    sees: float  # share of the floor in the picture and not hidden, 0-1


@dataclass(frozen=True)
class Check:
    """One rule, what was measured and what is asked, in `unit`."""

    rule: str
    passed: bool
    measured: float
    limit: float
    unit: str
    says: str


@dataclass(frozen=True)
class Missing:
    """A piece that found no place, and by how many centimetres it did not."""

    name: str
    label: str
    centimetres: float
    says: str


@dataclass(frozen=True)
class Layout:
    """A room with its pieces, one design."""

    design: str
    tries: str  # one line: what it tries
    structure: str  # one line
    room: Room
    pieces: tuple[Piece, ...]
    missing: tuple[Missing, ...]
    cameras: tuple[CameraPlace, ...]
    checks: tuple[Check, ...]
    seed: int
