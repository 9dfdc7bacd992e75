"""Gathers wanted pieces into the groups that an art department moves as one: a table with its chairs, a bed, a run."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from coulisse.scene.room import Piece, Role, Wanted

SEAT_PITCH = 0.60  # metres of table edge a person, the least that Neufert gives for dining
PULL_OUT = 0.40  # metres behind a chair to push it back and rise
GAP = 0.02  # metres between pieces that stand together
_FRONT = {"storage": 0.8, "sofa": 0.5, "armchair": 0.4, "bed": 0.7, "desk": 0.4, "centre": 0.8, "free": 0.8, "row": 0.5}
_ISLANDS = 6  # desks from which on they stand together in the room, not each at a wall
_HUNG_AT = 1.45  # metres to the middle of what hangs on a wall


@dataclass(frozen=True)
class Group:
    """Pieces in their places around (0, 0), looking along +x; the group's hull is centred there.

    `front`, `back`, `sides`: metres that stay clear of other pieces around the hull. `against`: the back goes to a
    wall. `weight`: the share of the picture that it takes, the heaviest is placed first.
    """

    name: str
    pieces: tuple[Piece, ...]
    half_depth: float
    half_width: float
    front: float = 0.0
    back: float = 0.0
    sides: float = 0.0
    against: bool = False
    free: bool = True
    kind: str = "floor"  # floor, hung, ceiling, rug

    @property
    def base(self) -> float:
        return min(p.base for p in self.pieces)

    @property
    def top(self) -> float:
        return max(p.top for p in self.pieces)

    @property
    def weight(self) -> float:
        seats = sum(p.role in ("chair", "armchair", "bed", "sofa") for p in self.pieces)
        return 4 * self.half_depth * self.half_width + seats


def piece(wanted: Wanted, x: float = 0.0, y: float = 0.0, facing: float = 0.0, base: float = 0.0) -> Piece:
    """One of the wanted pieces, somewhere."""
    width, depth, height = wanted.size
    return Piece(wanted.name, wanted.label, wanted.role, x, y, facing, width, depth, height, base, 0, wanted.round)


def gather(
    wanted: tuple[Wanted, ...], height: float, runs: int, sides: tuple[float, float] = (12.0, 8.0)
) -> list[Group]:
    """All groups but rugs, curtains and what stands on top of others; `runs`: rows that storage is parted into.

    `sides`: the room's longer and shorter side in metres, for what stands in rows.
    """
    alone = [w for w in wanted if w.apart]
    wanted = tuple(w for w in wanted if not w.apart)
    pool = {role: [w for w in wanted if w.role == role] for role in {w.role for w in wanted}}
    groups: list[Group] = []
    bars = [w for w in pool.get("centre", ()) if w.name.endswith("counter")]
    stools = [w for w in pool.get("chair", ()) if w.name == "bar_stool"]
    if bars and stools:
        groups.append(_bar(piece(bars[0]), [piece(w) for w in stools for _ in range(w.count)]))
        pool["chair"] = [w for w in pool["chair"] if w not in stools]
        left_over = [replace(bars[0], count=bars[0].count - 1)] if bars[0].count > 1 else []
        pool["centre"] = [w for w in pool["centre"] if w is not bars[0]] + left_over
    heads = [piece(w) for w in pool.get("chair", ()) if w.head for _ in range(w.count)]
    chairs = _Chairs([w for w in pool.get("chair", ()) if not w.head])
    tables = [(w, piece(w)) for w in pool.get("table", ()) for _ in range(w.count)]
    benches = _Chairs([] if pool.get("chair") else [w for w in pool.get("storage", ()) if w.name == "bench"])
    if tables and benches.left:  # with no chairs asked for, people sit at the table on the benches
        long = [(table, list(benches.take(_beside_a(table, benches.one)))) for _, table in tables if not table.round]
        groups += [_table(table, at_it, ends=False) for table, at_it in long if at_it]
        seated = [table for table, at_it in long if at_it]
        tables = [(w, table) for w, table in tables if not any(table is one for one in seated)]
        pool["storage"] = [replace(w, count=benches.left) if w.name == "bench" else w for w in pool["storage"]
                           if w.name != "bench" or benches.left]  # fmt: skip
    shares = _shares(chairs.left, [w.seats for w, _ in tables], sum(w.count for w in pool.get("desk", ()) if w.seats))
    for (_, table), n in zip(tables, shares, strict=True):
        at_head, heads = (heads[:2], heads[2:]) if not table.round else ([], heads)
        groups.append(_table(table, list(chairs.take(n)), heads=at_head))
    groups += [single(p) for p in heads]
    desks = [w for w in pool.get("desk", ()) for _ in range(w.count)]
    if len(desks) >= _ISLANDS and len({(w.name, w.seats) for w in desks}) == 1 and chairs.left >= len(desks):
        each = 8 if len(desks) >= 16 else 6 if len(desks) % 6 == 0 else 4
        for n in range(0, len(desks), each):
            some = desks[n : n + each]
            groups.append(_island(some[0], list(chairs.take(len(some)))))
        desks = []
    groups += [_desk(w, list(chairs.take(1)) if w.seats else [], len(desks) == 1) for w in desks]
    groups += list(_sittings(pool))
    groups += list(_beds(pool))
    for w in pool.get("storage", ()):
        groups += [_run(w, n) for n in _parted(w.count, min(runs, w.count))]
    for role in ("centre", "free"):
        groups += [single(piece(w)) for w in pool.get(role, ()) for _ in range(w.count)]
    groups += [single(piece(w)) for w in pool.get("corner", ()) for _ in range(w.count)]
    for w in pool.get("row", ()):
        groups += (
            [_rows(w, list(chairs.take(w.count if "desk" in w.name else 0)), sides[1], sides[0])]
            if w.count > 2
            else [single(piece(w)) for _ in range(w.count)]
        )
    groups += [replace(single(piece(w)), free=True) for w in alone for _ in range(w.count)]
    left = list(chairs.take(10_000))
    groups += [single(p) for p in left]
    for w in pool.get("hung", ()):
        if w.name == "monitor" and w.count > 3:
            groups.append(_wall_of(w, height))
            continue
        base = min(max(0.0, _HUNG_AT - w.size[2] / 2), max(0.0, height - w.size[2]))
        groups += [replace(single(piece(w, base=base)), kind="hung") for _ in range(w.count)]
    for w in pool.get("ceiling", ()):
        base = max(0.0, height - w.size[2] - (0.3 if height > 3 else 0.0))
        groups += [replace(single(piece(w, base=base)), kind="ceiling") for _ in range(w.count)]
    return groups


def single(p: Piece) -> Group:
    """A group of one piece, with the space that its kind needs before it."""
    back = p.role in ("storage", "chair", "bed", "sofa", "row", "hung", "armchair", "corner")
    free = p.role in ("table", "centre", "free", "armchair", "coffee", "row", "ceiling", "corner", "desk", "sofa")
    around = 0.0
    if p.role == "centre":
        around = 0.8
    p = replace(p, x=0.0, y=0.0, facing=0.0)
    return Group(
        p.name, (p,), p.depth / 2, p.width / 2, _FRONT.get(p.role, 0.0), around, around, back, free,
        "ceiling" if p.role == "ceiling" else "hung" if p.role == "hung" else "floor",
    )  # fmt: skip


def apart(group: Group) -> list[Group]:
    """The group's pieces as groups of their own, for rooms that do not take it whole."""
    table = [p for p in group.pieces if p.role == "table"]
    chairs = [p for p in group.pieces if p.role == "chair"]
    if table and len(chairs) > 2:  # first the heads, then every second chair
        return [_table(table[0], [replace(c) for c in chairs[: len(chairs) // 2 // 2 * 2]], ends=False),
                *[single(c) for c in chairs[len(chairs) // 2 // 2 * 2 :]]]  # fmt: skip
    if len(group.pieces) > 4 and group.name.startswith("rows of "):  # the front rows and the back rows
        seats = len(group.pieces) // sum(p.role == "row" for p in group.pieces)  # a desk and its chair stay together
        half = len(group.pieces) // seats // 2 * seats
        return [_hulled(group.name, part, front=0.5, sides=group.sides)
                for part in (list(group.pieces[:half]), list(group.pieces[half:]))]  # fmt: skip
    if len(group.pieces) > 4 and group.name.startswith("island of "):
        half = len(group.pieces) // 4 // 2 * 4 or 4  # two desks and their chairs stay together
        return [_hulled(group.name, part, front=PULL_OUT, back=PULL_OUT, sides=group.sides)
                for part in (list(group.pieces[:half]), list(group.pieces[half:])) if part]  # fmt: skip
    if len(group.pieces) > 2 and group.name.startswith(("run of ", "wall of ")):
        half = len(group.pieces) // 2
        return [_hulled(group.name, part, against=True, free=False, front=group.front)
                for part in (list(group.pieces[:half]), list(group.pieces[half:]))]  # fmt: skip
    return [single(p) for p in group.pieces]


class _Chairs:
    """Hands out chairs, kind by kind in the order they were asked for."""

    def __init__(self, kinds: list[Wanted]) -> None:
        self._all = iter([piece(w) for w in kinds for _ in range(w.count)])
        self.left = sum(w.count for w in kinds)
        self.one = piece(kinds[0]) if kinds else None

    def take(self, count: int) -> Iterator[Piece]:
        for one in islice(self._all, count):
            self.left -= 1
            yield one


def _beside_a(table: Piece, bench: Piece | None) -> int:
    """How many benches stand along both long sides of a table."""
    return 2 * max(1, int((table.width + 0.1) / (bench.width + GAP))) if bench else 0


def _shares(chairs: int, seats: list[int], desks: int) -> list[int]:
    """How many chairs each table gets: in proportion to its seats, all of them if there are no desks to sit at."""
    chairs -= min(desks, chairs)
    total = sum(seats)
    out = [min(s, math.floor(chairs * s / total)) if total else 0 for s in seats]
    for i in sorted(range(len(seats)), key=lambda i: out[i] - seats[i]):
        out[i] += max(0, min(seats[i] - out[i], chairs - sum(out)))
    return out


def _parted(count: int, parts: int) -> list[int]:
    return [count // parts + (i < count % parts) for i in range(parts)] if parts else []


def _hulled(
    name: str, pieces: list[Piece], *, against: bool = False, free: bool = True, front: float = 0.0, back: float = 0.0,
    sides: float = 0.0,
) -> Group:  # fmt: skip
    """A group around the middle of its pieces, which stand at right angles (or are turned: then their circles)."""
    low, high = [math.inf, math.inf], [-math.inf, -math.inf]
    for p in pieces:
        c, s = abs(math.cos(math.radians(p.facing))), abs(math.sin(math.radians(p.facing)))
        half = (p.depth * c + p.width * s) / 2, (p.depth * s + p.width * c) / 2
        for axis, at in enumerate((p.x, p.y)):
            low[axis], high[axis] = min(low[axis], at - half[axis]), max(high[axis], at + half[axis])
    mid = (low[0] + high[0]) / 2, (low[1] + high[1]) / 2
    moved = tuple(replace(p, x=p.x - mid[0], y=p.y - mid[1]) for p in pieces)
    return Group(name, moved, (high[0] - low[0]) / 2, (high[1] - low[1]) / 2, front, back, sides, against, free)


def _table(table: Piece, chairs: list[Piece], ends: bool = True, heads: Sequence[Piece] = ()) -> Group:
    """A table with chairs at its long sides, then its heads; around a round one in a ring. Extra chairs go along.

    `heads`: seats that were asked to stand at its heads.
    """
    table = replace(table, x=0.0, y=0.0, facing=0.0)
    placed: list[Piece] = []
    if table.round:
        for i, chair in enumerate(chairs):
            angle = 360 * (i + 0.5) / len(chairs)
            r = table.width / 2 + GAP + chair.depth / 2
            c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            placed.append(replace(chair, x=r * c, y=r * s, facing=(angle + 180) % 360))
    else:
        most = max([c.width for c in chairs], default=0.0)
        pitch = max(SEAT_PITCH, most + GAP)
        a_side = max(1, int((table.width + 0.02) / pitch))
        at_ends = max(0, min(2 - len(heads), len(chairs) - 2 * a_side)) if ends else 0
        at_sides = len(chairs) - at_ends
        for side, count in enumerate(_parted(at_sides, 2)):
            sign = 1 - 2 * side
            step = max(pitch, table.width / count) if count else 0.0
            for i in range(count):
                chair = chairs[len(placed)]
                y = (i - (count - 1) / 2) * step
                placed.append(replace(chair, x=sign * (table.depth / 2 + GAP + chair.depth / 2), y=y,
                                      facing=180.0 if sign > 0 else 0.0))  # fmt: skip
        for end in range(at_ends):
            sign, chair = 1 - 2 * end, chairs[len(placed)]
            placed.append(replace(chair, x=0.0, y=sign * (table.width / 2 + GAP + chair.depth / 2),
                                  facing=270.0 if sign > 0 else 90.0))  # fmt: skip
        for end, seat in enumerate(heads, at_ends):
            sign = 1 - 2 * (end % 2)
            placed.append(replace(seat, x=0.0, y=sign * (table.width / 2 + GAP + seat.depth / 2),
                                  facing=270.0 if sign > 0 else 90.0))  # fmt: skip
    if len(placed) <= 1:  # for one, or none, it may stand at a wall
        return _hulled(table.name, [table, *placed], front=PULL_OUT, against=True)
    return _hulled(table.name, [table, *placed], front=PULL_OUT, back=PULL_OUT, sides=PULL_OUT)


def _desk(w: Wanted, chairs: list[Piece], alone: bool) -> Group:
    """A desk that looks into the room with its chair behind it, or (one of several) at a wall."""
    desk = piece(w)
    if not chairs:
        return single(desk)
    chair = chairs[0]
    away = desk.depth / 2 + GAP + chair.depth / 2
    if alone:
        return _hulled(w.name, [desk, replace(chair, x=-away)], front=0.6, back=PULL_OUT, against=False)
    return _hulled(w.name, [desk, replace(chair, x=away, facing=180.0)], front=PULL_OUT, against=True)


def _island(w: Wanted, chairs: list[Piece]) -> Group:
    """Desks front to front in two rows, their people on the outside: how an office with many of them is laid out."""
    pieces = []
    rows = -(-len(chairs) // 2)
    for i, chair in enumerate(chairs):
        row, side = divmod(i, 2)
        sign = 1 - 2 * side
        y = (row - (rows - 1) / 2) * (w.size[0] + GAP)
        facing = 0.0 if sign < 0 else 180.0
        pieces.append(piece(w, x=sign * (w.size[1] / 2 + GAP / 2), y=y, facing=facing))
        away = w.size[1] + GAP * 1.5 + chair.depth / 2
        pieces.append(replace(chair, x=sign * away, y=y, facing=facing))
    return _hulled(f"island of {w.name}", pieces, front=PULL_OUT, back=PULL_OUT, sides=0.4)


def _sittings(pool: dict[Role, list[Wanted]]) -> Iterator[Group]:
    """Sofas with a low table before them and armchairs across it; low tables and armchairs alone after that."""
    coffee = [piece(w) for w in pool.get("coffee", ()) for _ in range(w.count)]
    arms = [piece(w) for w in pool.get("armchair", ()) for _ in range(w.count)]
    sofas = [piece(w) for w in pool.get("sofa", ()) for _ in range(w.count)]
    while not sofas and not coffee and len(arms) > 1:  # two armchairs look at each other
        one, other = arms.pop(0), arms.pop(0)
        off = 0.45 + max(one.depth, other.depth) / 2
        yield _hulled("armchair pair", [replace(one, x=-off), replace(other, x=off, facing=180.0)], sides=0.3)
    for i, sofa in enumerate(sofas or ([coffee.pop(0)] if coffee and arms else [])):
        pieces = [sofa]
        front = sofa.depth / 2
        if sofas and coffee:
            low = coffee.pop(0)
            pieces.append(replace(low, x=front + 0.4 + low.depth / 2))
            front += 0.4 + low.depth
        share = min(2, math.ceil(len(arms) / max(1, len(sofas) - i)))
        for k in range(min(share, len(arms))):
            arm = arms.pop(0)
            across = (k - (min(share, 2) - 1) / 2) * (arm.width + 0.3)
            pieces.append(replace(arm, x=front + 0.4 + arm.depth / 2, y=across, facing=180.0))
        yield _hulled(f"{sofa.name} group", pieces, against=bool(sofas), free=True, front=0.4)
    yield from (single(p) for p in [*coffee, *arms])


def _beds(pool: dict[Role, list[Wanted]]) -> Iterator[Group]:
    beds = [piece(w) for w in pool.get("bed", ()) for _ in range(w.count)]
    beside = [piece(w) for w in pool.get("beside", ()) for _ in range(w.count)]
    for i, bed in enumerate(beds):
        pieces = [bed]
        for k in range(min(2, math.ceil(len(beside) / (len(beds) - i)))):
            small = beside.pop(0)
            y = (1 - 2 * k) * (bed.width / 2 + GAP + 0.03 + small.width / 2)
            pieces.append(replace(small, x=-bed.depth / 2 + small.depth / 2, y=y))
        sides = 0.35 if bed.width > 1.2 or len(beds) > 2 else 0.0
        yield _hulled(bed.name, pieces, against=True, free=False, front=0.6, sides=sides)
    yield from (replace(single(p), against=True, free=False) for p in beside)


def _run(w: Wanted, count: int) -> Group:
    """So many of a kind side by side along a wall."""
    pieces = [piece(w, y=(i - (count - 1) / 2) * (w.size[0] + 0.01)) for i in range(count)]
    return _hulled(f"run of {w.name}" if count > 1 else w.name, pieces, against=True, free=False, front=0.8)


def _bar(counter: Piece, stools: list[Piece]) -> Group:
    """A counter with stools along its front, as many as sit at it; room to serve behind."""
    counter = replace(counter, x=0.0, y=0.0, facing=0.0)
    seats = stools[: max(1, int((counter.width + 0.02) / max(SEAT_PITCH, stools[0].width + GAP)))]
    step = counter.width / len(seats)
    placed = [
        replace(s, x=counter.depth / 2 + 0.06 + s.depth / 2, y=(i - (len(seats) - 1) / 2) * step, facing=180.0)
        for i, s in enumerate(seats)
    ]
    rest = [replace(s, x=counter.depth / 2 + 0.9 + s.depth / 2, y=(i - len(stools) / 2) * 0.6, facing=180.0)
            for i, s in enumerate(stools[len(seats) :])]  # fmt: skip
    return _hulled(counter.name, [counter, *placed, *rest], front=0.6, back=0.8)


def _wall_of(w: Wanted, height: float) -> Group:
    """Screens side by side in two rows on one wall."""
    columns = -(-w.count // 2)
    low = max(0.6, min(1.25, height - 2 * w.size[2] - 0.3))
    pieces = []
    for i in range(w.count):
        row, column = divmod(i, columns)
        y = (column - (columns - 1) / 2) * (w.size[0] + 0.05)
        pieces.append(piece(w, y=y, base=low + (w.size[2] + 0.05) * (1 - row)))
    return replace(_hulled(f"wall of {w.name}", pieces, against=True, free=False), kind="hung")


def _rows(w: Wanted, chairs: list[Piece], across: float, along: float) -> Group:
    """Pews, benches, desks and theatre seats in rows, all looking the same way; a chair behind each desk.

    The block is as wide as the room's short side `across` allows beside the walks, and leaves room before it.
    """
    deep = max([c.depth + GAP for c in chairs], default=0.0)
    step = w.size[1] + deep + (0.3 if chairs else 0.45)
    columns, aisle = _columns_of(w, step, across, along)
    pieces = []
    for i in range(w.count):
        row, column = divmod(i, columns)
        y = (column - (columns - 1) / 2) * (w.size[0] + GAP)
        y += (aisle / 2 if column >= columns / 2 else -aisle / 2) if columns > 1 else 0.0
        x = -row * step
        pieces.append(piece(w, x=x, y=y))
        if i < len(chairs):
            pieces.append(replace(chairs[i], x=x - w.size[1] / 2 - GAP - chairs[i].depth / 2, y=y))
    block = _hulled(f"rows of {w.name}", pieces, front=0.6)
    walks = across - 2 * block.half_width
    return replace(block, sides=0.85 if columns > 2 and walks > 1.8 else 0.0)  # to the outer columns from outside


def rows_hold(w: Wanted, chair: float, across: float, along: float) -> int:
    """How many of a kind stand in rows in a room of these sides, metres, and its walks; `chair`: its depth."""
    step = w.size[1] + chair + (0.3 if chair else 0.45)
    deep = max(1, int((along - 1.6) / step))
    return deep * max(1, int((across - 1.5) / (w.size[0] + GAP)))


def _columns_of(w: Wanted, step: float, across: float, along: float) -> tuple[int, float]:
    """(columns, metres of aisle) whose block fits the room and comes nearest to a square, wider for small seats."""
    best: tuple[float, int, float] | None = None
    for columns in (1, 2, 4, 6, 8, 10, 12, 14, 16, 20):
        for aisle in (1.2, 0.9) if columns > 1 else (0.0,):
            wide, deep = columns * (w.size[0] + GAP) + aisle, -(-w.count // columns) * step
            if columns > max(w.count, 1):
                continue
            over = 4 * max(0.0, wide + 0.3 - across) + 2 * max(0.0, deep + 2.6 - along)
            shape = abs(math.log(max(wide, 0.1) / max(deep, 0.1) / 1.15)) + (0.3 if aisle == 0.9 else 0.0)
            shape += 0.5 if columns == 1 else 0.0
            if best is None or over + shape < best[0]:
                best = over + shape, columns, aisle
    assert best is not None
    return best[1], best[2]
