"""Helps a layout to put pieces where they were asked to stand: where to try, and what it costs to stand elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from coulisse.scene.boxes import Array
from coulisse.scene.layout_groups import Group
from coulisse.scene.relations import (
    COLUMNS,
    Relation,
    anchors,
    between_short,
    end_wall,
    entrance,
    short,
    spot_short,
    thing,
)
from coulisse.scene.room import INWARDS, WALLS, Piece, Room

PRICE = 9.0  # metres of displacement that a metre lacking of an asked relation is worth
_USUAL = 2.5  # of one that is only good usage
_AT_ALL = 2.0  # metres that it costs to lack anything
_BACKED = ("storage", "sofa", "armchair", "row", "curtain")  # roles whose back goes to a wall; beds lie along it, too
_SIDES = np.radians([0.0, 90.0, 180.0, 270.0])


@dataclass
class Tie:
    """One piece of a group, what it was asked, and the groups that hold what it was asked to stand to."""

    relation: Relation
    group: int
    piece: int
    to: tuple[tuple[int, int], ...] = ()  # (group, piece) of the anchors that are pieces
    also: tuple[tuple[int, int], ...] = ()


@dataclass
class Ties:
    """The relations of a layout's groups; poses are (n, 3) x, y, radians of a group."""

    room: Room
    groups: list[Group]
    ties: list[Tie] = field(default_factory=list)

    def of(self, number: int) -> list[Tie]:
        """What is asked of a group's own pieces."""
        return [t for t in self.ties if t.group == number]

    def order(self, numbers: list[int]) -> list[int]:
        """Numbers of groups with what others stand to before them."""
        out: list[int] = []

        def put(number: int, seen: frozenset[int]) -> None:
            if number in out or number in seen:
                return
            for tie in self.of(number):
                for anchor, _ in (*tie.to, *tie.also):
                    seen_first = tie.relation.how == "facing" or self.groups[anchor].kind == "floor"
                    if seen_first or self.groups[number].kind != "floor":
                        put(anchor, seen | {number})
            out.append(number)

        for number in numbers:
            put(number, frozenset())
        return out

    def asked(self, number: int) -> bool:
        """Whether a sentence says something of where a group stands, or of what stands to it."""
        return any(
            t.relation.asked and (t.group == number or any(g == number for g, _ in (*t.to, *t.also))) for t in self.ties
        )

    def cost(self, number: int, poses: Array, placed: dict[int, Array]) -> Array:
        """(n,) what it costs a group to stand at each pose, by its own relations and by those of others to it."""
        cost = np.zeros(len(poses))
        for tie in self.ties:
            price = PRICE if tie.relation.asked else _USUAL
            if tie.group == number:
                lacks = self._own(tie, poses, placed)
                cost += self._liking(tie, poses, placed) * (1.0 if tie.relation.asked else 0.5)
            elif any(g == number for g, _ in (*tie.to, *tie.also)):
                lacks = self._of_others(tie, number, poses, placed)
            else:
                continue
            cost += price * np.minimum(lacks, 6.0) + price / PRICE * _AT_ALL * (lacks > 0.01)
        return cost

    def lacking(self, number: int, poses: Array, placed: dict[int, Array]) -> Array:
        """(n,) metres that a group's own asked relations lack at each pose."""
        out = np.zeros(len(poses))
        for tie in self.of(number):
            if tie.relation.asked:
                out = np.maximum(out, self._own(tie, poses, placed))
        return out

    def _own(self, tie: Tie, poses: Array, placed: dict[int, Array]) -> Array:
        own = _things(self._piece(tie), poses)
        if tie.relation.how == "at":
            return spot_short(self.room, own, tie.relation.to)
        targets = self._targets(tie, tie.relation.to, tie.to, placed)
        if not len(targets):
            return np.zeros(len(poses))
        if tie.relation.how == "between":
            others = self._targets(tie, tie.relation.also or tie.relation.to, tie.also or tie.to, placed)
            return between_short(own, targets, others) if len(others) else np.zeros(len(poses))
        lacks = short(tie.relation.how, own, targets).min(axis=1)
        return np.asarray(lacks)

    def _piece(self, tie: Tie) -> Piece:
        """The tie's piece in its group; of rows the whole block, for they look together."""
        group = self.groups[tie.group]
        piece = group.pieces[tie.piece]
        if not _whole(group):
            return piece
        return replace(piece, x=0.0, y=0.0, depth=2 * group.half_depth, width=2 * group.half_width)

    def _liking(self, tie: Tie, poses: Array, placed: dict[int, Array]) -> Array:
        """(n,) what it costs to stand farther off, or more askew, than one would."""
        if tie.relation.how == "at" and tie.relation.to == "end":
            at = _things(self._piece(tie), poses)
            return np.asarray(0.8 * np.abs(at[:, 1] - self.room.width / 2))
        if tie.relation.how not in ("facing", "behind", "before", "near", "around", "on") or tie.relation.to.endswith(
            "wall"
        ):
            return np.zeros(len(poses))
        targets = self._targets(tie, tie.relation.to, tie.to, placed)
        if not len(targets):
            return np.zeros(len(poses))
        own = _things(self._piece(tie), poses)
        dx, dy = own[:, None, 0] - targets[None, :, 0], own[:, None, 1] - targets[None, :, 1]
        c, s = np.cos(targets[None, :, 4]), np.sin(targets[None, :, 4])
        aside, away = np.abs(dy * c - dx * s), np.hypot(dx, dy)
        faces = tie.relation.how == "facing"
        reach = own[:, None, 2] + targets[None, :, 2] + (1.5 if faces else 0.1)
        far = np.abs(away - reach) if faces else np.maximum(away - reach, 0)
        askew = 0.5 * aside if tie.relation.how in ("facing", "before", "on") else 0.0
        return np.asarray((0.7 * far + askew).min(axis=1))

    def _of_others(self, tie: Tie, number: int, poses: Array, placed: dict[int, Array]) -> Array:
        """What another group's piece would lack if this one stood at each pose, or the room that it would not find."""
        mine = [(g, p) for g, p in (*tie.to, *tie.also) if g == number]
        targets = [_things(self.groups[g].pieces[p], poses) for g, p in mine]
        if tie.relation.how == "between":
            return np.zeros(len(poses))
        piece = self._piece(tie)
        if tie.group in placed:
            own = _things(piece, placed[tie.group][None])
            lacks = np.min([short(tie.relation.how, own, t)[0] for t in targets], axis=0)
            rest = [(g, p) for g, p in tie.to if g != number and g in placed]
            for g, p in rest:
                there = short(tie.relation.how, own, _things(self.groups[g].pieces[p], placed[g][None]))[0, 0]
                lacks = np.minimum(lacks, there)
            return np.asarray(lacks)
        return self._no_room(tie, piece, targets[0])

    def _no_room(self, tie: Tie, piece: Piece, target: Array) -> Array:
        """(n,) metres of room that a piece will not find before or behind what has not been placed yet."""
        deep = max(piece.depth, piece.width) / 2
        side = {"before": 1.0, "facing": 1.0, "behind": -1.0}.get(tie.relation.how)
        if side is None or self.groups[tie.group].kind != "floor":
            return np.zeros(len(target))
        gap = 1.0 if tie.relation.how == "facing" else 0.15
        away = side * (target[:, 2] + gap + deep)
        x, y = target[:, 0] + away * np.cos(target[:, 4]), target[:, 1] + away * np.sin(target[:, 4])
        out: Array = np.max(
            [deep - x, x + deep - self.room.length, deep - y, y + deep - self.room.width, np.zeros(len(x))], axis=0
        )
        if tie.relation.how == "behind":  # what stands behind is seen from the door
            looks = math.radians(INWARDS[entrance(self.room)])
            out = out + 0.03 * (1 + np.cos(target[:, 4] - looks))
        return out

    def _targets(self, tie: Tie, to: str, held: Sequence[tuple[int, int]], placed: dict[int, Array]) -> Array:
        rows = [_things(self.groups[g].pieces[p], placed[g][None]) for g, p in held if g in placed]
        return np.vstack([anchors(self.room, (), to), *rows])

    def poses(self, number: int, placed: dict[int, Array]) -> Array:
        """(n, 3) poses of a group at which its pieces stand as they were asked to, as far as the plan goes."""
        out = [np.zeros((0, 3))]
        for tie in self.of(number):
            piece = self._piece(tie)
            if tie.relation.how == "at":
                wanted = list(_spots(self.room, piece, tie.relation.to))
            elif tie.relation.how == "between":
                a = self._targets(tie, tie.relation.to, tie.to, placed)
                b = self._targets(tie, tie.relation.also or tie.relation.to, tie.also or tie.to, placed)
                wanted = [(*((p[:2] + q[:2]) / 2), turn) for p in a for q in b if np.hypot(*(p[:2] - q[:2])) > 0.1
                          for turn in (p[4], *_SIDES)]  # fmt: skip
            else:
                targets = self._targets(tie, tie.relation.to, tie.to, placed)
                wanted = [w for target in targets[:12] for w in _around(self.room, tie.relation.how, piece, target)]
            if wanted:
                out.append(_of_group(piece, np.array(wanted)))
        return np.vstack(out)


def tied(room: Room, groups: list[Group], relations: Sequence[Relation]) -> Ties:
    """Which piece of which group each relation is about; pieces that were asked to stand apart come first."""
    out = Ties(room, groups)
    where: dict[str, list[tuple[int, int]]] = {}
    for g, group in enumerate(groups):  # one that was parted has no pieces left
        for p, piece in enumerate(group.pieces):
            where.setdefault(piece.name, []).append((g, p))
    used: dict[str, int] = {}
    for relation in relations:
        own = sorted(where.get(relation.piece, ()), key=lambda gp: len(groups[gp[0]].pieces) > 1)
        first = used.get(relation.piece, 0) if relation.count else 0
        chosen = own[first : first + relation.count] if relation.count else own
        if relation.count:
            used[relation.piece] = first + len(chosen)
        seen: set[int] = set()
        for g, p in chosen:
            if _whole(groups[g]):
                if g in seen:
                    continue
                seen.add(g)
            to = tuple(gp for gp in where.get(relation.to, ()) if gp != (g, p))
            also = tuple(gp for gp in where.get(relation.also, ()) if gp != (g, p))
            if relation.how in ("around", "near", "behind", "before") and any(t[0] == g for t in to):
                continue  # they stand together already
            out.ties.append(Tie(relation, g, p, to, also))
    return out


def _whole(group: Group) -> bool:
    """Whether a relation is of the group as one block: rows of seats, a wall of screens."""
    return len(group.pieces) > 1 and group.name.startswith(("rows of ", "wall of "))


def _things(piece: Piece, poses: Array) -> Array:
    """(n, 8) a group's piece at each of the group's poses."""
    c, s = np.cos(poses[:, 2]), np.sin(poses[:, 2])
    out = np.tile(np.array(thing(piece)), (len(poses), 1)).reshape(-1, COLUMNS)
    out[:, 0] = poses[:, 0] + piece.x * c - piece.y * s
    out[:, 1] = poses[:, 1] + piece.x * s + piece.y * c
    out[:, 4] = math.radians(piece.facing) + poses[:, 2]
    return out


def _of_group(piece: Piece, wanted: Array) -> Array:
    """The group's poses that put its piece at (n, 3) x, y, radians."""
    turn = wanted[:, 2] - math.radians(piece.facing)
    c, s = np.cos(turn), np.sin(turn)
    x = wanted[:, 0] - piece.x * c + piece.y * s
    return np.column_stack([x, wanted[:, 1] - piece.x * s - piece.y * c, turn])


Pose = tuple[float, float, float]


def _spots(room: Room, piece: Piece, spot: str) -> Iterator[Pose]:
    if spot == "centre":
        for dx in (0.0, -0.08, 0.08):
            for dy in (0.0, -0.08, 0.08):
                for turn in (*_SIDES, *np.radians([30.0, 150.0, 210.0, 330.0])):
                    yield room.length * (0.5 + dx), room.width * (0.5 + dy), float(turn)
    elif spot == "end":
        wall = end_wall(room)
        for off in (0.03, 0.5, 1.0, 1.8) if piece.role != "hung" else (0.0,):
            for aside in (0.0, -0.06, 0.06, -0.1, 0.1):
                there = room.on_wall(wall, room.side(wall) * (0.5 + aside), off + piece.depth / 2)
                yield (*there, math.radians(INWARDS[wall]))
    elif spot.endswith("corner"):
        for low_x in (True, False):
            for low_y in (True, False):
                inward = math.atan2(1 if low_y else -1, 1 if low_x else -1)
                turns = [float(t) for t in _SIDES if math.cos(t - inward) > 0.1]
                for turn in (*turns, inward):
                    c, s = abs(math.cos(turn)), abs(math.sin(turn))
                    half_x = (piece.depth * c + piece.width * s) / 2 + 0.03
                    half_y = (piece.depth * s + piece.width * c) / 2 + 0.03
                    for more in (0.0, 0.25):
                        yield (
                            half_x + more if low_x else room.length - half_x - more,
                            half_y + more if low_y else room.width - half_y - more,
                            turn,
                        )


def _around(room: Room, how: str, piece: Piece, target: Array) -> Iterator[Pose]:
    """Places to try for one piece at one thing."""
    x, y, half_depth, half_width, turn = (float(v) for v in target[:5])
    deep, wide = piece.depth / 2, piece.width / 2

    def at(forward: float, left: float, facing: float) -> Pose:
        c, s = math.cos(turn), math.sin(turn)
        return x + forward * c - left * s, y + forward * s + left * c, facing

    strip = half_depth == 0
    if how == "facing":
        for gap in (0.9, 1.3, 1.8, 2.4, 3.2):
            for left in (0.0, -0.5, 0.5, -1.0, 1.0, -1.5, 1.5):
                spot = at(half_depth + gap + deep, left, 0.0)
                toward = math.atan2(y - spot[1], x - spot[0])
                yield (*spot[:2], turn + math.pi)
                if piece.role != "row":
                    yield (*spot[:2], toward)
    elif how == "behind":
        steps = [0.0, *(k * (2 * wide + 0.05) / 2 * sign for k in (1, 2, 3, 4) for sign in (1, -1))]
        for gap in (0.04, 0.25, 0.6):
            for left in steps:
                if abs(left) <= half_width + 0.3:
                    yield at(-(half_depth + gap + deep), left, turn)
    elif how in ("before", "near", "under", "against"):
        turns: tuple[float, ...] = (turn, turn + math.pi, turn + math.pi / 2, turn - math.pi / 2)
        if strip and (piece.role == "hung" or (how == "against" and piece.role in _BACKED)):
            turns = turns[:1]  # its back is to the wall, not its side
        for facing in turns:
            c, s = abs(math.cos(facing - turn)), abs(math.sin(facing - turn))
            fore, across = deep * c + wide * s, deep * s + wide * c
            span = max(0.0, half_width - (across if how in ("against", "under") and strip else 0.0))
            lefts = np.linspace(-span, span, max(1, min(25, round(span / 0.2)))) if strip else (0.0, -0.3, 0.3)
            gaps = (0.0,) if strip and piece.role == "hung" else (0.03,) if how == "against" else (0.03, 0.45, 0.9)
            for gap in gaps:
                for left in lefts:
                    yield at(half_depth + gap + fore, float(left), facing)
                if how == "near":
                    for side in (1, -1):
                        for more in (0.06, 0.3):
                            along = -half_depth + gap + fore if strip else gap - 0.03
                            yield at(along, side * (half_width + more + across), facing)
    elif how == "over":
        if piece.role != "hung":
            yield x, y, turn
            return
        for wall in WALLS:
            along = x if wall in ("south", "north") else y
            yield (*room.on_wall(wall, along, deep), math.radians(INWARDS[wall]))
    elif how == "from":
        for left in np.linspace(-0.8, 0.8, 17) * half_width:
            yield at(0.0, float(left), turn)
    elif how == "on":
        if strip:
            return
        for forward in (0.0, -0.25, 0.25):
            for left in (0.0, -0.3, 0.3):
                for facing in (turn, turn + math.pi):
                    yield at(forward * 2 * max(0.0, half_depth - deep), left * 2 * max(0.0, half_width - wide), facing)


def raised(room: Room, groups: list[Group], relations: Sequence[Relation]) -> list[Group]:
    """The groups, with those that stand on a dais or a stage at its height, and what hangs over something above it."""
    pieces = [p for g in groups for p in g.pieces]
    out = []
    for group in groups:
        for relation in relations:
            if not any(p.name == relation.piece for p in group.pieces):
                continue
            tops = [p.top for p in pieces if p.name == relation.to]
            tops += (
                [float(t) for t in anchors(room, (), relation.to)[:, 6]] if relation.to in ("door", "window") else []
            )
            if relation.how == "on" and group.kind == "floor" and tops and tops[0] <= 1.0:
                lifted = tuple(replace(p, base=p.base + tops[0]) for p in group.pieces)
                group = replace(group, pieces=lifted, front=0.0, back=0.0, sides=0.0)
            elif relation.how == "over" and group.kind == "hung" and tops:
                high = max(p.height for p in group.pieces)
                base = max(0.0, min(max(group.base, tops[0] + 0.12), room.height - high))
                group = replace(group, pieces=tuple(replace(p, base=base) for p in group.pieces))
        out.append(group)
    return out
