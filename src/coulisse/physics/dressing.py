"""Dresses a body: garments from the skin out, each sewn, draped over what is worn under it, and finished."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coulisse.errors import BadInput
from coulisse.physics.cloth import Cloth, Fabric, fabric_of, fallen
from coulisse.physics.cloth_body import outside, skin_of
from coulisse.physics.cloth_finish import settled
from coulisse.physics.cloth_measure import crossings, stretch_of
from coulisse.physics.layering import Over, behind_lapels, pressed_under, seen_faces, uncovered
from coulisse.scene.body import Body
from coulisse.scene.garments.build import FINAL, PREVIEW, SHELLS, build
from coulisse.scene.garments.cloth_parts import RAGGED
from coulisse.scene.garments.cut import IN_BOOTS, TUCKED, Cut
from coulisse.scene.garments.details import finished
from coulisse.scene.garments.footwear import shaft_of
from coulisse.scene.garments.form import Form, form_of
from coulisse.scene.garments.looks import garment_looks
from coulisse.scene.garments.pressing import ironed
from coulisse.scene.garments.ride import Worn, soft
from coulisse.scene.garments.sheet import Garment
from coulisse.scene.garments.skirts import SUPPORTED, petticoat, waist_height
from coulisse.scene.garments.things import thing_parts
from coulisse.scene.staged import Look, Model, Part, Placed

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Quality = Literal["placed", "preview", "final"]

STIFF = ("leather", "metal", "coated", "nonwoven")
BUTTON = 91  # points of one button
SECONDS = {"preview": 0.25, "final": 0.5}  # of fall; what hangs free takes as long again
FREE = ("skirt", "dress", "cape")
# Metres under the crotch down to which the trunk of what is worn already is one solid: legs need their room.
_BELOW = {"cape": 0.14, "trousers": -0.09, "jumpsuit": -0.09}
NOTED = 0.01  # of length, the ease from which on it is told
UNDERNEATH = ("belt", "sash", "suspenders", "tie", "cravat", "apron")  # things that another layer presses, too


@dataclass(frozen=True)
class Made:
    """What was measured on one garment: square metres of cloth, buttons, stretch and what is inside the body."""

    kind: str
    cloth: str
    area: float
    buttons: int
    panels: int
    stretch: float  # the most along warp or weft over the fabric's own limit, all but one triangle in 200: 0 keeps it
    inside: int
    depth: float  # metres of the deepest point in the body
    seconds: float
    worst: float = 0.0  # the worst strain of a triangle that is no sliver, as a share
    limit: float = 0.0  # strain at which the fabric stops
    eased: int = 0  # triangles that had to be let out, as the cloth was cut too small there
    let_out: float = 0.0  # and by how much the most of them, as a share of its length
    crossings: int = 0  # edges of the cloth that pass through the cloth


@dataclass(frozen=True, eq=False)
class Dressed:
    """A dressed figure as models in place, with a look for each of their slots."""

    models: dict[str, Model]
    placed: tuple[Placed, ...]
    looks: dict[str, Look]
    made: tuple[Made, ...]
    form: Form
    notes: tuple[str, ...] = field(default=())


SKIN = Look("plain", (0.52, 0.48, 0.44), roughness=0.55, label="mannequin")


def dressed(
    cuts: Sequence[Cut], body: Body, *, quality: Quality = "preview", seed: int = 0, skin: Look = SKIN,
    told: Callable[[str, float], None] | None = None,
) -> Dressed:  # fmt: skip
    """A body in its clothes. `quality`: `placed` does not drape, `preview` drapes coarsely, `final` finely.

    `told` is called with what is being made and the share that is done. Raises BadInput for an unknown quality.
    """
    if quality not in ("placed", "preview", "final"):
        raise BadInput(f"no quality {quality!r}", where="quality", remedy="use placed, preview or final")
    form = loose = bare = form_of(body)
    order = sorted(range(len(cuts)), key=lambda i: (cuts[i].layer, cuts[i].family in SHELLS, i))
    parts: dict[int, list[Part]] = {}
    made: list[Made] = []
    covers: list[Floats] = []
    for done, i in enumerate(order):
        cut = cuts[i]
        if IN_BOOTS in cut.traits:  # legs end inside the shafts
            cut = cut.with_(hem=_in_boots(cut, cuts, bare))
        if TUCKED in cut.traits:  # what is tucked in ends under the waistband
            band = _band(cuts, bare)
            cut = cut.with_(hem=(band - 0.09) / bare.stature, waistband=band - bare.waist)
        if told:
            told(cut.kind, done / max(len(order), 1))
        began = time.perf_counter()
        if cut.family in SHELLS:
            if cut.family == "footwear":
                parts[i] = thing_parts(cut, bare, _over_shoes(cuts, bare))
            else:
                parts[i] = thing_parts(cut, bare if cut.family == "hat" else loose)
            made.append(_made(cut, parts[i], None, Told(), began))
            if cut.family == "footwear" and cut.kind != "sandals":
                covers.append(np.concatenate([p.points for p in parts[i]]).astype(float))
            continue
        on = loose if cut.family == "cape" else form  # a cape goes around everything as it hangs
        garment = build(cut, on, FINAL if quality == "final" else PREVIEW, seed + i)
        points, lies = _draped(garment, body, on, bare, quality, seed)
        points = ironed(garment, points)
        points, told_of = _settled(garment, points, lies)
        worn = Worn(garment, points, on)
        found = finished(worn)
        fine = _dense(garment, points)
        over = Over(worn, fine)
        for j, earlier in parts.items():
            if cuts[j].family not in SHELLS or cuts[j].kind in UNDERNEATH:
                pressed = [pressed_under(p, worn, cut.goods.thickness) for p in earlier]
                if cuts[j].kind in ("tie", "cravat") and cut.family == "upper":
                    pressed = [behind_lapels(p, worn) for p in pressed]
                holed = bool(RAGGED & {*cut.traits})
                whole = cut.goods.kind == "sheer" or holed or cut.family == "cape" or cuts[j].family in SHELLS
                parts[j] = pressed if whole else [uncovered(p, over) for p in pressed]
        parts[i] = found
        made.append(_made(cut, found, garment, told_of, began))
        if cut.goods.kind != "sheer" and not RAGGED & {*cut.traits}:
            covers.append(fine)
        form = _worn_form(form, garment, points, True)
        loose = _worn_form(loose, garment, points, False)
    return _assembled(cuts, parts, made, body, bare, covers, skin)


@dataclass(frozen=True)
class Told:
    """What a garment was measured at: strain (shares) and how much of the cloth is inside of the body (metres)."""

    stretch: float = 0.0
    worst: float = 0.0
    limit: float = 0.0
    inside: int = 0
    depth: float = 0.0
    eased: int = 0
    let_out: float = 0.0
    crossings: int = 0


class _Lies(NamedTuple):
    """What a garment was draped on, (m, 3) points and (f, 4) faces, and the cloth that it is made of."""

    points: Floats
    faces: Ints
    fabric: Fabric


def strain_of(each: Floats, rest: Floats, limit: float) -> tuple[float, float]:
    """The 99.5th percentile of strain over a fabric's limit, and the worst strain; slivers do not count.

    `each` (t,) strain of triangles, `rest` (t, 3, 2) metres as they were cut; less than a tenth of the median area is
    a sliver, whose strain is a matter of rounding.
    """
    a, b = rest[:, 1] - rest[:, 0], rest[:, 2] - rest[:, 0]
    area = np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) / 2
    held = each[area >= 0.1 * np.median(area)]
    return float(np.percentile(held, 99.5)) - limit, float(held.max())


def _in_boots(cut: Cut, cuts: Sequence[Cut], form: Form) -> float:
    """The hem, as a share of the stature, of legs that end a hand's breadth down in the shafts."""
    shafts = [shaft_of(c) for c in cuts if c.kind in ("boots", "riding_boots")]
    return max(cut.hem, (max(shafts) - 0.055) / form.stature) if shafts else cut.hem


def _band(cuts: Sequence[Cut], form: Form) -> float:
    """Height (metres) of the upper edge of the waistband that a tucked garment is held by: the highest there is."""
    lower = [c for c in cuts if c.family in ("trousers", "skirt")]
    return max([waist_height(form, c) - 0.012 + max(c.waistband, 0.012) for c in lower], default=form.waist)


def _over_shoes(cuts: Sequence[Cut], form: Form) -> float | None:
    """Height (metres) of the hem of legs that fall over the shoes, if there are any."""
    hems = [c.hem for c in cuts if c.family in ("trousers", "jumpsuit") and IN_BOOTS not in c.traits and c.layer > 0]
    return min(hems) * form.stature if hems else None


def _worn_form(form: Form, garment: Garment, points: Floats, pressed: bool) -> Form:
    """The form with this garment on: its sleeves on the arms, its legs on the legs, the rest on the trunk."""
    groups: dict[str, list[Floats]] = {"arm": [], "leg": [], "trunk": []}
    for panel in garment.panels:
        grid = points[panel.grid]
        fine = np.concatenate([grid.reshape(-1, 3), ((grid[1:] + grid[:-1]) / 2).reshape(-1, 3),
                               ((grid[:, 1:] + grid[:, :-1]) / 2).reshape(-1, 3)])  # fmt: skip
        kind = (
            "arm"
            if panel.name.startswith(("sleeve", "cuff"))
            else "leg"
            if panel.name.startswith("trouser")
            else "trunk"
        )
        groups[kind].append(fine)
        if kind == "leg":
            groups["trunk"].append(fine[fine[:, 2] > form.crotch - 0.05])
    thick = 0.5 * garment.cut.goods.thickness + 0.0015
    sets = {k: np.concatenate(v) if v else np.zeros((0, 3)) for k, v in groups.items()}
    return form.worn(sets["trunk"], sets["arm"], sets["leg"], thick, pressed)


def _draped(
    garment: Garment, body: Body, form: Form, bare: Form, quality: Quality, seed: int
) -> tuple[Floats, _Lies | None]:
    """The garment's points as it fell, and what it fell on (None: it was not draped)."""
    if quality == "placed":
        return garment.points, None
    goods = garment.cut.goods
    fabric = fabric_of(goods.weight, goods.stretch, goods.drape, goods.nap, goods.kind)
    points, faces = body.points.astype(float), body.faces
    if form is not bare:
        points, faces = _over(body, form, _BELOW.get(garment.cut.family, 0.02))
    if garment.cut.silhouette in SUPPORTED and garment.cut.family in ("skirt", "dress"):
        grids = {p.name: p.grid for p in garment.panels}
        if "skirt front" in grids:
            points, faces = _joined([(points, faces), _tube(petticoat(garment.points, grids))])
    cloth = Cloth(garment.points, garment.triangles, garment.rest, pins=garment.pins.astype(np.int32))
    seconds = SECONDS[quality] * (1.6 if garment.cut.family in FREE and goods.kind not in STIFF else 1.0)
    fell = fallen(cloth, points, faces, [fabric], seconds=seconds, seed=seed + 1, floor=0.0)
    return _even_hems(garment, _mended(garment, fell.points)), _Lies(points, faces, fabric)


def _settled(garment: Garment, points: Floats, lies: _Lies | None) -> tuple[Floats, Told]:
    """After mending and ironing: out of the body and within the stretch, and measured as it will be seen."""
    if lies is None:
        return points, Told()
    stretch = lies.fabric.stretch[:2]
    limits = np.tile(np.asarray(stretch, float), (len(garment.triangles), 1))
    skin, alone = skin_of(lies.points, lies.faces), np.arange(len(points), dtype=np.int32)
    pins = garment.pins.astype(np.int32)
    end = settled(points, garment.triangles, garment.rest, limits, alone, pins, skin, 0.0)
    each = stretch_of(end.points, garment.triangles, end.rest, limits).each
    over, worst = strain_of(each, end.rest, max(stretch))
    inside, depth = outside(skin, end.points, 0.0)
    crossed = crossings(end.points, garment.triangles, alone)
    return end.points, Told(over, worst, max(stretch), inside, depth, *end.eased, crossed)


def _even_hems(garment: Garment, points: Floats) -> Floats:
    """Hems and cuffs without the steps of the grid: each edge smoothed along its own run, its ends kept."""
    out = points.copy()
    for name, runs in garment.edges.items():
        if name.startswith(("hem_", "cuff_")):
            for run in runs:
                if len(run) > 4:
                    out[run] = soft(points[run], 1.3)
    return out


def _mended(garment: Garment, points: Floats) -> Floats:
    """Points (n, 3) where single ones that the solver threw out of the cloth are back between their neighbours."""
    t = garment.triangles
    edges = np.unique(np.sort(np.concatenate([t[:, [0, 1]], t[:, [1, 2]], t[:, [2, 0]]]), 1), axis=0)
    before = np.linalg.norm(garment.points[edges[:, 0]] - garment.points[edges[:, 1]], axis=1)
    after = np.linalg.norm(points[edges[:, 0]] - points[edges[:, 1]], axis=1)
    long = after > 2.0 * before + 0.02
    count = np.bincount(edges.ravel(), minlength=len(points))
    torn = np.bincount(edges[long].ravel(), minlength=len(points))
    bad = torn > 0.5 * count
    points = points.copy()
    for _ in range(20 * int(bad.any())):
        total, number = np.zeros_like(points), np.zeros(len(points))
        for a, b in ((0, 1), (1, 0)):
            np.add.at(total, edges[:, a], points[edges[:, b]])
            np.add.at(number, edges[:, a], 1)
        points[bad] = (total / np.maximum(number, 1)[:, None])[bad]
    return points


def _joined(solids: list[tuple[Floats, Ints]]) -> tuple[Floats, Ints]:
    start = np.cumsum([0, *[len(p) for p, _ in solids]])
    faces = [np.where(f >= 0, f + s, -1) for (_, f), s in zip(solids, start, strict=False)]
    return np.concatenate([p for p, _ in solids]), np.concatenate(faces).astype(np.int32)


def _over(body: Body, form: Form, below: float) -> tuple[Floats, Ints]:
    """The body with closed solids around what is worn, for cloth that falls over cloth; to `below` the crotch (m)."""
    low = form.crotch - below
    solids = [_tube(np.stack([form.torso.at(np.linspace(0, 2 * np.pi, 72, endpoint=False), np.full(72, z), -0.0015)
                              for z in np.arange(low, form.neck, 0.012)]))]  # fmt: skip
    for limb in (*form.arms.values(), *form.legs.values()):
        angle = np.linspace(0, 2 * np.pi, 36, endpoint=False)
        along = np.arange(0.05, float(limb.length[-1]) - 0.03, 0.014)
        solids.append(_tube(np.stack([
            limb.place(angle, np.full(36, s), limb.distance(angle, np.full(36, s)) - 0.0015) for s in along
        ])))  # fmt: skip
    return _joined([(body.points.astype(float), body.faces), *solids])


def _tube(rings: Floats) -> tuple[Floats, Ints]:
    """Rings (k, n, 3) as a closed solid, its faces turned outwards."""
    k, n = rings.shape[:2]
    number = np.arange(k * n).reshape(k, n)
    a, b = number[:-1], number[1:]
    side = np.stack([a, np.roll(a, -1, 1), np.roll(b, -1, 1), b], -1).reshape(-1, 4)
    points = np.concatenate([rings.reshape(-1, 3), rings[0].mean(0)[None], rings[-1].mean(0)[None]])
    none = np.full(n, -1)
    first = np.stack([np.roll(number[0], -1), number[0], np.full(n, k * n), none], -1)
    last = np.stack([number[-1], np.roll(number[-1], -1), np.full(n, k * n + 1), none], -1)
    faces = np.concatenate([side, first, last]).astype(np.int32)
    t = np.concatenate([faces[:, :3], faces[faces[:, 3] >= 0][:, [0, 2, 3]]])
    volume = np.einsum("ij,ij->", points[t[:, 0]], np.cross(points[t[:, 1]], points[t[:, 2]]))
    if volume < 0:
        turned = faces[:, ::-1].copy()
        three = faces[:, 3] < 0
        turned[three] = np.column_stack([faces[three][:, 2::-1], np.full(three.sum(), -1)])
        faces = turned.astype(np.int32)
    return points, faces


def _dense(garment: Garment, points: Floats) -> Floats:
    t = garment.triangles
    return np.concatenate([points, points[t].mean(1), (points[t[:, 0]] + points[t[:, 1]]) / 2])


def _made(cut: Cut, parts: list[Part], garment: Garment | None, fallen: Told, began: float) -> Made:
    buttons = sum(len(p.points) // BUTTON for p in parts if p.name == "buttons")
    area = garment.area() if garment else _area(parts)
    panels = len(garment.panels) if garment else len(parts)
    seconds = time.perf_counter() - began
    return Made(
        cut.kind, cut.goods.id, area, buttons, panels, fallen.stretch, fallen.inside, fallen.depth, seconds,
        fallen.worst, fallen.limit, fallen.eased, fallen.let_out, fallen.crossings,
    )  # fmt: skip


def _area(parts: list[Part]) -> float:
    """Half of all surfaces of cloth: each piece has two sides."""
    total = 0.0
    for p in parts:
        if p.slot == "cloth":
            q = np.where(p.faces < 0, p.faces[:, :1], p.faces)
            a, b = p.points[q[:, 2]] - p.points[q[:, 0]], p.points[q[:, 3]] - p.points[q[:, 1]]
            total += float(np.linalg.norm(np.cross(a, b), axis=1).sum()) / 4
    return total


def _assembled(
    cuts: Sequence[Cut], parts: dict[int, list[Part]], made: list[Made], body: Body, form: Form, covers: list[Floats],
    skin: Look,
) -> Dressed:  # fmt: skip
    keep = np.ones(len(body.faces), bool)
    points = body.points.astype(float)
    if covers:
        keep = seen_faces(points, body.faces, np.concatenate(covers))
    models = {
        "mannequin": Model(
            "mannequin", (Part("body", body.points, body.faces[keep], "skin", smooth=True),), {"skin": "skin"}
        )
    }
    placed = [Placed("mannequin", (0.0, 0.0, 0.0), 0.0, {"skin": "mannequin.skin"}, "mannequin")]
    looks = {"mannequin.skin": skin}
    for i, found in sorted(parts.items()):
        name = f"{i + 1} {cuts[i].kind}"
        found = [p for p in found if len(p.faces)]
        if not found:
            continue
        all_looks = garment_looks(cuts[i])
        used = {p.slot for p in found}
        slots = dict.fromkeys(used, cuts[i].goods.id)
        models[name] = Model(name, tuple(found), slots, ("cloth",))
        looks |= {f"{name}.{slot}": all_looks[slot] for slot in used}
        placed.append(Placed(name, (0.0, 0.0, 0.0), 0.0, {slot: f"{name}.{slot}" for slot in used}, name))
    notes = tuple(
        f"{m.kind.replace('_', ' ')}: {m.eased} pieces of its cloth let out, the most by {m.let_out:.0%}, "
        "as it was cut too small there"
        for m in made
        if m.let_out > NOTED
    )
    return Dressed(models, tuple(placed), looks, tuple(made), form, notes)
