"""Lays a room out: from its size and the pieces that are wanted to places that are checked, one layout a design.

Groups stand on candidate poses (along walls, on a grid). The heaviest goes first where the design likes it best; then a
heat bath (Geman and Geman 1984) lets each in turn choose again among the poses that are free, at falling temperature.
The cost is the design's liking, plus a price on gaps that are too wide for flush and too narrow to walk through
(after Merrell et al., Interactive Furniture Layout Using Interior Design Guidelines, 2011).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count as counting

import numpy as np

from coulisse.errors import BadInput
from coulisse.scene.boxes import Array, as_boxes, extents, grown, outside, overlap
from coulisse.scene.camera_places import camera_places
from coulisse.scene.fixtures import Fixture
from coulisse.scene.layout_checks import PASSAGE, checks
from coulisse.scene.layout_designs import DESIGNS, PLAIN, SQUARE, STRUCTURES, Design, structured, wants, with_openings
from coulisse.scene.layout_dressing import curtains, on_top, rugs
from coulisse.scene.layout_groups import Group, apart, gather, rows_hold
from coulisse.scene.layout_poses import fixed_zones, poses_of
from coulisse.scene.layout_relations import Ties, raised, tied
from coulisse.scene.relations import Relation, relation_checks
from coulisse.scene.room import Layout, Missing, Opening, Piece, Room, Wanted
from coulisse.scene.shell_places import cleared, installed

_TRIES = 5  # layouts a design is given before the best of them is taken with what it lacks
_TEMPERATURES = (0.6, 0.25, 0.08)  # metres of displacement that one e-fold of likelihood is worth
_BAD_GAP = 0.6  # metres of displacement that a useless gap is worth
_STAYS = 50.0  # metres of displacement that it is worth to leave a piece where it stood
_IN_LIGHT = ("before", "under", "against")  # where even a tall piece may stand in a window's light
_FEW = 12  # what is left of rows that is not parted further: a row is whole, or it is missing
_TOUCH = 1e-6  # metres that may overlap: rounding


@dataclass
class _Placing:
    """One group on its way: its candidate poses, their hulls and clear zones, and the chosen one."""

    group: Group
    poses: Array  # (n, 3) x, y, radians
    hulls: Array  # (n, 5)
    zones: Array  # (n, 5) with the space that has to stay clear
    blocked: Array  # (n,) metres that the room itself forbids the pose; <= 0: allowed
    liking: Array  # (n,) chance and the walls' share of the cost
    number: int  # of the group
    stood: bool = False  # its first pose is where it stood in an earlier version
    at: int = -1


def layouts(
    length: float, width: float, height: float, wanted: tuple[Wanted, ...], *, doors: tuple[Opening, ...],
    windows: tuple[Opening, ...] = (), structures: tuple[str, ...] = (), count: int = 4, seed: int = 0,
    wall: float = 0.2, only: int | None = None, keep: Sequence[Piece] = (), stands: tuple[Room, str] | None = None,
    without: frozenset[str] = frozenset(), fixtures: Sequence[Fixture] = (), relations: Sequence[Relation] = (),
) -> tuple[Layout, ...]:  # fmt: skip
    """`count` layouts that differ in design (the first designs of `DESIGNS`, then their like with other seeds).

    Sizes in metres; the longer side is laid along x. `structures` that are asked for are in every option. The same
    arguments give the same layouts. `only`: that option alone (0, 1, ...). `keep`: pieces of an earlier layout; what
    is wanted again stays where it stood, if it still can; `stands`: its room and its line on the structure, which stay
    where size and openings are the same, if all that is wanted fits. `without`: structures that no design may bring.
    `fixtures`: what is built in, at the sizes wanted; each design finds it another place, and pieces keep off it.
    `relations`: where pieces were asked to stand; each is checked, and said where it could not be met.

    Raises BadInput for a room that no person fits into and for an unknown structure.
    """
    if min(length, width) < 0.8 or height < 1.2 or max(length, width) > 300:
        raise BadInput(
            f"{length:g} x {width:g} x {height:g} m is no room", where="dimensions",
            remedy="give sides from 0.8 to 300 m and a height from 1.2 m",
        )  # fmt: skip
    for name in structures:
        if name not in (*STRUCTURES, "dome", "groin"):
            raise BadInput(
                f"there is no structure {name}", where="structures", remedy=f"one of {', '.join(STRUCTURES)}"
            )
    length, width = max(length, width), min(length, width)
    if any(f.kind == "bulkhead" for f in fixtures):  # a hull's frames are its structure
        without = without | {"columns", "niches", "beams", "vault"}
    out = []
    for i in range(count) if only is None else (only,):
        design = DESIGNS[i % len(DESIGNS)]
        if any(w.role == "row" and w.count > 2 for w in wanted):  # one comes in behind those who sit in rows
            design = replace(design, turns=SQUARE, door_at=("west", design.door_at[1]))
        room = with_openings(design, length, width, height, wall, doors, windows)
        room, built_in, unbuilt = installed(room, fixtures, design.name)
        held, too_many = _held(room, wanted)
        lacking = [*_unopened(room, doors, windows), *unbuilt, *too_many]
        own = seed + 1000 * (i // len(DESIGNS)) + i
        if stands is not None and _same(room, stands[0], structures):
            faults, layout = _best(design, stands[0], held, stands[1], own, lacking, keep, relations)
            if not any(faults):
                out.append(_seen(layout, relations))
                continue
        tallest = max([w.size[2] for w in held if w.role not in ("top", "rug") and w.size[2] < height], default=0.0)
        lines = []
        for name in structures or ("plain" if design.structure in without else design.structure,):
            heads = max([o.sill + o.height + 0.1 for o in room.openings], default=0.0)
            spring = max(2.1, tallest, heads)  # a vault springs above doors, windows and pieces
            if name in ("vault", "dome", "groin") and spring > height - 0.3:
                name = "plain"
            room, line = structured(room, name, design)
            if room.vault:
                vault = replace(room.vault, rise=min(room.vault.rise, height - spring))
                room, line = (
                    replace(room, vault=vault),
                    f"A {vault.kind} vault, springing at {height - vault.rise:.2f} m",
                )
            lines.append(line)
        room = cleared(room)
        lines += built_in
        faults, layout = _best(design, room, held, _sentence(lines), own, lacking, keep, relations)
        if any(faults) and room.columns and not structures:  # columns that nobody asked for must not cost a table
            bare = _sentence([PLAIN, *built_in])
            less, plain = _best(design, replace(room, columns=()), held, bare, own, lacking, keep, relations)
            layout = plain if less < faults else layout
        out.append(_seen(layout, relations))
    return tuple(out)


def _seen(layout: Layout, relations: Sequence[Relation]) -> Layout:
    """The layout with places for cameras, checked."""
    cameras = camera_places(layout.room, layout.pieces)
    found = checks(layout.room, layout.pieces, cameras)
    return replace(layout, cameras=cameras, checks=(*found, *relation_checks(layout.room, layout.pieces, relations)))


def _same(bare: Room, stood: Room, structures: tuple[str, ...]) -> bool:
    """Whether a room that stood has the walls and openings of this one, and all the structure that is asked for."""
    has = {"columns": stood.columns, "niches": stood.niches, "beams": stood.beams}
    kind = {"barrel": "vault"}.get(stood.vault.kind, stood.vault.kind) if stood.vault else ""
    walls = replace(stood, columns=(), niches=(), beams=(), vault=None)
    return walls == bare and all(name == "plain" or has.get(name) or name == kind for name in structures)


def _held(room: Room, wanted: tuple[Wanted, ...]) -> tuple[tuple[Wanted, ...], list[Missing]]:
    """What stands in rows, no more of it than the room holds, and what is left over: nobody looks for its place."""
    out, missing = list(wanted), []
    for n, w in enumerate(out):
        if w.role != "row" or w.count < 3:
            continue
        k = next((k for k, c in enumerate(out) if c.role == "chair" and "desk" in w.name and c.count >= w.count), None)
        most = rows_hold(w, out[k].size[1] if k is not None else 0.0, room.width, room.length)
        if w.count <= most:
            continue
        over = w.count - most
        for i in (n,) if k is None else (n, k):
            one = out[i]
            out[i] = replace(one, count=one.count - over)
            says = f"{one.label}: {over} more than the rows hold"
            missing += [Missing(one.name, one.label, 100.0, says)] * over
    return tuple(out), missing


def _sentence(lines: list[str]) -> str:
    return "; ".join([lines[0], *(line[0].lower() + line[1:] for line in lines[1:])])


def _unopened(room: Room, doors: tuple[Opening, ...], windows: tuple[Opening, ...]) -> list[Missing]:
    out = []
    for label, asked, there in (("door", doors, room.doors), ("window", windows, room.windows)):
        if left := len(asked) - len(there):
            need = sum(o.width + 0.5 for o in asked[len(there) :])
            says = f"{left} of {len(asked)} {label}s find no wall: {need * 100:.0f} cm of wall are missing"
            out.append(Missing(label, label, round(need * 100, 1), says))
    return out


def _best(
    design: Design,
    room: Room,
    wanted: tuple[Wanted, ...],
    line: str,
    seed: int,
    lacking: list[Missing],
    keep: Sequence[Piece] = (),
    relations: Sequence[Relation] = (),
) -> tuple[tuple[int, int, int], Layout]:
    """The best of a few tries and its faults (pieces missing, rules not met, groups parted): the first without any."""
    best: tuple[tuple[int, int, int], Layout] | None = None
    first: frozenset[str] = frozenset()  # what found no place goes first in the next try
    for attempt in range(_TRIES):
        rng = np.random.default_rng((seed, attempt))
        pieces, missing, parted = _arrange(design, room, wanted, first, rng, keep, relations)
        first |= {m.name for m in missing}
        found = (*checks(room, pieces, ()), *relation_checks(room, pieces, relations))
        faults = len(missing), sum(not c.passed for c in found), parted
        if best is None or faults < best[0]:
            best = (
                faults,
                Layout(design.name, _tries(design, pieces), line, room, pieces, (*lacking, *missing), (), (), seed),
            )
        if not any(faults):
            break
    assert best is not None
    return best


def _tries(design: Design, pieces: tuple[Piece, ...]) -> str:
    """The design's line, without what did not come about: a bed at a wall is not turned."""
    main = [p for p in pieces if p.group == 1]
    square = all(min(p.facing % 90, 90 - p.facing % 90) < 1 for p in main)
    if design.name == "diagonal" and square:
        return "Weight goes into one corner, and nothing repeats"
    return design.tries


def _arrange(
    design: Design,
    room: Room,
    wanted: tuple[Wanted, ...],
    first: frozenset[str],
    rng: np.random.Generator,
    keep: Sequence[Piece] = (),
    relations: Sequence[Relation] = (),
) -> tuple[tuple[Piece, ...], tuple[Missing, ...], int]:
    drapes, missing = curtains(room, tuple(w for w in wanted if w.role == "curtain"))
    groups = raised(room, gather(wanted, room.height, design.runs, (room.length, room.width)), relations)
    ties = tied(room, groups, relations)
    many = len(groups)
    stays = {piece.name for piece in keep}  # what stood there before has the first choice: its own place

    extra = {w.name for w in wanted if w.extra}

    def weighed(n: int) -> tuple[bool, str, bool, bool, bool, float]:
        group = groups[n]
        named = group.pieces[0].name
        late = all(p.name in extra for p in group.pieces)
        return group.kind != "floor", group.kind, named not in stays, late, named not in first, -group.weight

    ranks = {n: rank for rank, n in enumerate(sorted(range(len(groups)), key=weighed))}
    order = ties.order(sorted(ranks, key=lambda n: (*weighed(n)[:5], not ties.asked(n), ranks[n])))
    standing: list[_Placing] = []
    queue = [(n, True) for n in order]
    parted = 0  # groups that do not stand whole
    stood = list(keep)

    def placed(but: int = -1) -> dict[int, Array]:
        return {p.number: p.poses[p.at] for p in standing if p.number != but}

    while queue:
        number, whole = queue.pop(0)
        group = groups[number]
        if group.top > room.height + _TOUCH:
            high = (group.top - room.height) * 100
            missing += [Missing(p.name, p.label, round(high, 1), f"{p.label}: {high:.0f} cm too high for the room")
                        for p in group.pieces]  # fmt: skip
            continue
        short = np.inf
        relaxed = replace(group, front=group.front * 0.5, back=group.back * 0.5, sides=0.0)
        for trial in (group,) if any(p.role == "chair" for p in group.pieces) else (group, relaxed):
            placing = _placing(trial, design, room, rng, stood, number, ties, placed())
            short = _choose(placing, ranks[number], design, room, standing, drapes, 0.0, rng, ties, placed())
            if placing.at >= 0:
                standing.append(placing)
                _taken(stood, trial)
                break
        else:
            few = group.name.startswith("rows of ") and len(group.pieces) <= _FEW and number >= many
            if len(group.pieces) > 1 and whole and not few:
                parts = apart(group)
                parted += 1
                groups[number] = replace(group, pieces=())
                new = list(range(len(groups), len(groups) + len(parts)))
                groups += parts
                ranks |= dict.fromkeys(new, ranks[number])
                ties.ties = tied(room, groups, relations).ties
                queue = [(n, len(p.pieces) < len(group.pieces)) for n, p in zip(new, parts, strict=True)] + queue
            else:
                if not np.isfinite(short):  # larger than the room: no place was even tried
                    short = 2 * max(group.half_width, group.half_depth) - min(room.length, room.width)
                centimetres = max(1.0, round(short * 100, 1))
                missing += [
                    Missing(p.name, p.label, centimetres, f"{p.label}: {centimetres:.0f} cm short in its best place")
                    for p in group.pieces
                ]
    for temperature in _TEMPERATURES:
        for placing in standing:
            others = [other for other in standing if other is not placing]
            at = placed(placing.number)
            _choose(placing, ranks[placing.number], design, room, others, drapes, temperature, rng, ties, at)
    number_of = counting(1)  # the main group is the first, however early others had to be placed
    heaviest = sorted(standing, key=lambda p: ranks[p.number])
    pieces = [replace(p, group=group) for s in heaviest for group in [next(number_of)] for p in _stood(s)]
    carpets, no_carpet = rugs(room, tuple(w for w in wanted if w.role == "rug"), pieces, relations)
    tops, no_top = on_top(room, tuple(w for w in wanted if w.role == "top"), pieces, relations)
    return (*pieces, *drapes, *carpets, *tops), (*missing, *no_carpet, *no_top), parted


def _where_it_stood(group: Group, stood: list[Piece]) -> Array | None:
    """The pose (3,) that puts a group's first piece where one of its kind stood."""
    first = group.pieces[0]
    for was in stood:
        if was.name == first.name and abs(was.width - first.width) + abs(was.depth - first.depth) < 0.02:
            turn = np.radians(was.facing - first.facing)
            c, s = np.cos(turn), np.sin(turn)
            return np.array([was.x - first.x * c + first.y * s, was.y - first.x * s - first.y * c, turn])
    return None


def _taken(stood: list[Piece], group: Group) -> None:
    """A group has been placed: each of its pieces stands for one that stood."""
    for piece in group.pieces:
        same = next((was for was in stood if was.name == piece.name), None)
        if same is not None:
            stood.remove(same)


def _placing(
    group: Group, design: Design, room: Room, rng: np.random.Generator, stood: list[Piece], number: int, ties: Ties,
    placed: dict[int, Array],
) -> _Placing:  # fmt: skip
    poses = np.vstack([poses_of(group, design, room), ties.poses(number, placed)])
    before = _where_it_stood(group, stood) if stood else None
    if before is not None:
        poses = np.vstack([before, poses]) if len(poses) else before[None]
    n = len(poses)
    sizes = np.broadcast_to([group.half_depth, group.half_width], (n, 2))
    hulls = np.column_stack([poses[:, :2], sizes, poses[:, 2]])
    zones = grown(hulls, group.front, group.back, group.sides)
    blocked = np.maximum(outside(hulls, room.length, room.width), outside(zones, room.length, room.width))
    solids = as_boxes([(c.x, c.y, c.depth / 2, c.width / 2, 0.0) for c in room.columns])
    at_window = any(t.relation.to == "window" and t.relation.how in _IN_LIGHT for t in ties.of(number))
    kept_off = as_boxes(room.kept_off if group.kind == "floor" else [])
    for boxes, own in ((solids, zones), (fixed_zones(room, group, at_window), hulls), (kept_off, hulls)):
        if len(boxes):
            blocked = np.maximum(blocked, overlap(own, boxes).max(axis=1))
    liking = rng.uniform(0, 0.15, n)
    if group.kind == "floor":
        half_x, half_y = np.array(extents(hulls))
        x, y = hulls[:, 0], hulls[:, 1]
        gaps = np.array([x - half_x, room.length - x - half_x, y - half_y, room.width - y - half_y])
        liking = liking + _BAD_GAP * ((gaps > 0.08) & (gaps < PASSAGE)).sum(axis=0)
    if before is not None:
        liking[0] -= _STAYS
    return _Placing(group, poses, hulls, zones, blocked, liking, number, before is not None)


def _choose(
    placing: _Placing, rank: int, design: Design, room: Room, others: list[_Placing], drapes: tuple[Piece, ...],
    temperature: float, rng: np.random.Generator, ties: Ties, placed: dict[int, Array],
) -> float:  # fmt: skip
    """Picks a pose that is free and liked (at 0, the best); returns the metres that the best pose lacks."""
    group = placing.group
    lacks = placing.blocked.copy()
    cost = placing.liking + wants(
        design, group, rank, placing.poses, room, [(o.group.name, o.poses[o.at]) for o in others]
    )
    cost = cost + ties.cost(placing.number, placing.poses, placed)
    if placing.stood and ties.lacking(placing.number, placing.poses[:1], placed)[0] > 0.01:
        cost[0] += _STAYS  # it is asked to stand somewhere else now
    met = [o for o in others if o.group.base < group.top - _TOUCH and group.base < o.group.top - _TOUCH]
    if met:
        hulls, zones = (np.array([getattr(o, name)[o.at] for o in met]) for name in ("hulls", "zones"))
        # What hangs only has to keep off what is as high; what stands keeps its front clear, too.
        solid = overlap(placing.hulls, hulls)
        lacks = np.maximum(lacks, solid.max(axis=1))
        ground = np.array([o.group.kind == "floor" for o in met]) & (group.kind == "floor")
        if ground.any():
            lacks = np.maximum(lacks, overlap(placing.zones, hulls[ground]).max(axis=1))
            lacks = np.maximum(lacks, overlap(placing.hulls, zones[ground]).max(axis=1))
            gap = -solid[:, ground]
            cost = cost + _BAD_GAP * ((gap > 0.08) & (gap < PASSAGE)).sum(axis=1)
    rows = [o.poses[o.at] for o in others if o.group.name.startswith("rows of ")]
    if rows and group.kind == "hung" and group.half_width > 0.7:  # a board hangs where those in rows look
        ahead = [
            (placing.poses[:, 0] - r[0]) * np.cos(r[2]) + (placing.poses[:, 1] - r[1]) * np.sin(r[2]) for r in rows
        ]
        cost = cost + 2 * np.cos(placing.poses[:, 2] - rows[0][2]) - 0.3 * ahead[0]
    if group.kind == "ceiling":  # over what stands below, each its own
        below = [o for o in others if o.group.kind == "floor" and o.group.weight > 1.2][:6]
        if below:
            at = np.array([o.poses[o.at][:2] for o in below])
            away = np.hypot(placing.poses[:, None, 0] - at[:, 0], placing.poses[:, None, 1] - at[:, 1])
            cost = cost + 1.5 * away.min(axis=1)
    hanging = as_boxes([p.box for p in drapes if p.base < group.top and group.base < p.top])
    if len(hanging):
        lacks = np.maximum(lacks, overlap(placing.hulls, hanging).max(axis=1))
    free = lacks <= _TOUCH
    if not free.any():
        if placing.at < 0:
            return float(lacks.min()) if len(lacks) else float("inf")
        return 0.0
    cost = np.where(free, cost, np.inf)
    if temperature > 0:
        likely = np.exp(-(cost - cost.min()) / temperature)
        placing.at = int(rng.choice(len(cost), p=likely / likely.sum()))
    else:
        placing.at = int(cost.argmin())
    return 0.0


def _stood(placing: _Placing) -> list[Piece]:
    """The group's pieces where it stands."""
    x, y, turn = placing.poses[placing.at]
    c, s = float(np.cos(turn)), float(np.sin(turn))
    return [
        replace(p, x=float(x + p.x * c - p.y * s), y=float(y + p.x * s + p.y * c),
                facing=float((p.facing + np.degrees(turn)) % 360))
        for p in placing.group.pieces
    ]  # fmt: skip
