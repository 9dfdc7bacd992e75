"""A staged scene made ready for rays: one tree, and the colour, glow and clearness of each placed model's surfaces."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.scene.normals import corner_normals, triangles_of
from coulisse.scene.rays import MeshTree, Tree, mesh_tree, scene_tree
from coulisse.scene.staged import Look, Model, Placed, Staged, Vec3
from coulisse.threads import share

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)  # of linear BT.709
_UNKNOWN = Look("plain", (0.5, 0.5, 0.5))


@dataclass(frozen=True, eq=False)
class Mesh:
    """A model's triangles in the order of its tree: corner normals (T, 3, 3), uv (T, 3, 2; NaN: none), slot (T,),
    and the box of the part (T, 2, 3).
    """

    tree: MeshTree
    normals: Floats
    uv: Floats
    slot: Ints
    box: Floats
    slots: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class World:
    """What the rays meet. Arrays over places are in the tree's order, those over surfaces as `tree.table` counts.

    Over triangles: `normals` (T, 3, 3) and `uv` (T, 3, 2) of corners, `box` (T, 2, 3) of the part that it is of. Over
    places: `matrix` (I, 3, 4) from a model's frame to the world, `scale` (I, 3) the part of it that is size, `span`
    (I, 2) the first triangle and that after the last. Over surfaces: `look` (E,) index into `looks`; `albedo`
    (E, 3) the mean colour that a bounce sees, `glow` (E, 3) radiance of what no lamp sheds already, `seen_glow` of
    all; `clear` (E,) the share of light that one face lets through.
    """

    tree: Tree
    normals: Floats
    uv: Floats
    box: Floats
    matrix: Floats
    scale: Floats
    span: Ints
    looks: tuple[Look, ...]
    look: Ints
    albedo: Floats
    glow: Floats
    seen_glow: Floats
    clear: Floats


_KEPT: WeakKeyDictionary[Model, Mesh | None] = WeakKeyDictionary()


def mesh_of(model: Model) -> Mesh | None:
    """A model's triangles, or None for a model without any; made once for as long as there is the model.

    Raises BadInput for faces that name no point.
    """
    if model not in _KEPT:  # a set is framed and then rendered, a figure is rendered from four sides
        _KEPT[model] = _mesh(model)
    return _KEPT[model]


def meshes_of(staged: Staged) -> dict[str, Mesh | None]:
    """The meshes of the models that are placed, made on all the cores. Raises BadInput as `mesh_of`."""
    used = list(dict.fromkeys(placed.model for placed in staged.placed))
    share(lambda name: mesh_of(staged.models[name]), used)
    return {name: mesh_of(staged.models[name]) for name in used}


def _mesh(model: Model) -> Mesh | None:
    slots = tuple(dict.fromkeys(part.slot for part in model.parts))
    points, triangles, normals, uvs, slot, boxes, first = [], [], [], [], [], [], 0
    for part in model.parts:
        corners = triangles_of(part.faces)
        if not len(corners):
            continue
        if corners.min() < 0 or corners.max() >= len(part.points):
            raise BadInput("a face names a point that is not there", where=f"{model.name}, part {part.name}",
                           remedy="mend the model: faces index the part's own points")  # fmt: skip
        at = np.asarray(part.points, np.float32)
        normals.append(corner_normals(at, corners, part.smooth))
        uvs.append(part.uv[corners] if part.uv is not None else np.full((len(corners), 3, 2), np.nan, np.float32))
        slot.append(np.full(len(corners), slots.index(part.slot), np.int32))
        boxes.append(np.broadcast_to(np.stack([at.min(0), at.max(0)]), (len(corners), 2, 3)))
        points.append(at)
        triangles.append(corners + first)
        first += len(at)
    if not triangles:
        return None
    tree = mesh_tree(np.concatenate(points), np.concatenate(triangles))
    order = tree.order
    return Mesh(
        tree, np.concatenate(normals)[order].astype(np.float32), np.concatenate(uvs)[order].astype(np.float32),
        np.concatenate(slot)[order], np.concatenate(boxes)[order], slots,
    )  # fmt: skip


def world_of(
    staged: Staged, meshes: dict[str, Mesh | None], hide: frozenset[str], turn: dict[str, float]
) -> World | None:
    """The scene but for what is hidden; `turn` degrees about z of placed names, about their origin. None: empty."""
    names = [name for name, mesh in meshes.items() if mesh is not None]
    looks = (*dict.fromkeys(staged.looks.values()), _UNKNOWN)
    number = {look: i for i, look in enumerate(looks)}
    mesh_at: list[int] = []
    matrices: list[NDArray[np.float64]] = []
    table: list[int] = []
    entry: list[int] = []
    lit: list[bool] = []
    index: list[int] = []
    for i, placed in enumerate(staged.placed):
        mesh = meshes.get(placed.model)
        if mesh is None or placed.name in hide:
            continue
        mesh_at.append(names.index(placed.model))
        matrices.append(matrix_of(placed, turn.get(placed.name, 0.0)))
        table.append(len(entry))
        index.append(i)
        for slot in mesh.slots:
            entry.append(number[staged.looks.get(placed.looks.get(slot, ""), _UNKNOWN)])
            lit.append(bool(staged.models[placed.model].lamps))
    if not mesh_at:
        return None
    held = [mesh for mesh in meshes.values() if mesh is not None]
    tree = scene_tree([m.tree for m in held], [m.slot for m in held], mesh_at, matrices, table)
    order = tree.place.copy()
    stack = np.stack(matrices)[order]
    tree = tree._replace(place=np.array(index, np.int32)[order])
    look = np.array(entry, np.int32)
    firsts = np.cumsum([0] + [len(m.slot) for m in held])
    span = np.array([(firsts[k], firsts[k + 1]) for k in mesh_at], np.int32)[order]
    glow = np.array([_radiance(k) for k in looks], np.float32)[look]
    return World(
        tree, np.concatenate([m.normals for m in held]), np.concatenate([m.uv for m in held]),
        np.concatenate([m.box for m in held]),
        stack[:, :3].astype(np.float32), np.array([staged.placed[index[i]].size for i in order], np.float32),
        span, looks, look, np.array([mean_colour(k) for k in looks], np.float32)[look],
        np.where(np.array(lit)[:, None], np.float32(0), glow), glow,
        np.array([_clear(k) for k in looks], np.float32)[look],
    )  # fmt: skip


def matrix_of(placed: Placed, turn: float = 0.0) -> NDArray[np.float64]:
    """From a model's frame to the world (4, 4)."""
    c, s = math.cos(math.radians(placed.facing + turn)), math.sin(math.radians(placed.facing + turn))
    matrix = np.eye(4)
    size = np.where(np.abs(placed.size) < 1e-6, 1e-6, placed.size)
    matrix[:3, :3] = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]) * size
    matrix[:3, 3] = placed.position
    return matrix


def mean_colour(look: Look) -> Vec3:
    """The colour of a surface as a bounce of light sees it."""
    colour = np.array(look.colour)
    if look.second is not None:
        colour = colour + 0.2 * (np.array(look.second) - colour)
    r, g, b = (float(v) for v in np.clip(colour * (1 - 0.5 * look.clear), 0.0, 0.9))
    return r, g, b


def _radiance(look: Look) -> Any:
    """Of a lit surface, with its colour; 0 for one that is not."""
    colour = np.maximum(np.array(look.colour, np.float32), 1e-3)
    return look.glow * colour / max(float(colour @ LUMINANCE), 0.05 * float(colour.max()))


_SHEER = frozenset({"cloth", "knit", "velvet", "paper", "wicker", "metal"})  # lets light through between its threads


def _clear(look: Look) -> float:
    """Of one face: things of glass have two. What glows lets its own lamp's light out."""
    if look.glow > 0:
        return 1.0
    clear = max(look.clear, 0.85) if look.recipe == "glass" else look.clear
    face = math.sqrt(min(max(clear, 0.0), 1.0))
    if look.recipe in _SHEER:
        return min(face, 0.89)
    return min(max(face, 0.91), 0.995) if face >= 0.5 else face
