"""The collapse: statics decide what breaks, rigid bodies carry what has broken, until all lies still.

In each step the rigid clusters move and strike; the forces of the contacts and gravity go through the bonds
(structure.py); bonds past their capacity break; clusters that fall apart become several. A cluster with a living
bond to the ground stands; one without falls. No crack is scripted and no column deleted: a cause (cause.py) only
takes strength from members, the load path does the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from coulisse.physics import crush, guard
from coulisse.physics.cause import Cause
from coulisse.physics.fracture import GROUND, Bonds, Shards
from coulisse.physics.grouping import connected
from coulisse.physics.materials import GRAVITY
from coulisse.physics.rigid import EARTH, Clusters, Contacts, Pose, Snapshot, piece_pose
from coulisse.physics.rubble import SMALLEST, Rubble
from coulisse.physics.strength import Capacity, utilisation
from coulisse.physics.structure import LoadPath, Network
from coulisse.scene.pieces import Kind, rotate

Array = NDArray[np.floating[Any]]
Mask = NDArray[np.bool_]

CRUSHED = 0.75  # of the volume of a crushed support is ground to chips and dust or squeezed out sideways
# Bond's law (1952), work index 15 kWh/t: 400 J/kg bring a support to lumps of 20 cm; under half of it is crushed so.
CRUSHING_WORK = 150.0  # J/kg
SPLINTERED = 0.25  # of the volume of a piece that breaks again
SHARED = (
    0.2  # of a projectile's energy grinds the building; the rest deforms and heats the projectile and the hole's rim
)
MOST_ROUNDS = 5  # of statics in one step, one for each thousand pieces
LIGHT = 2e5  # newtons: a lighter blow pushes nothing out of a wall
HARD = 2.5  # times its weight: a body that is stopped harder than this breaks where it is struck
REACH = 3.5  # metres, about a storey: how far a hard blow breaks things before they shield the rest
BLOW = 0.012  # seconds that a blow between pieces of a building lasts: crushing edges soften it


@dataclass(frozen=True)
class Structure:
    """A building ready to fall: pieces, bonds, springs and strengths."""

    shards: Shards
    bonds: Bonds
    network: Network
    capacity: Capacity


@dataclass(frozen=True)
class Log:
    """What was measured in each frame: bonds broken so far, bodies, kinetic and potential energy (J), top speed."""

    broken: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    kinetic: list[float] = field(default_factory=list)
    potential: list[float] = field(default_factory=list)
    speed: list[float] = field(default_factory=list)


class Collapse:
    """The running simulation; `frame()` advances by one frame of the film."""

    def __init__(
        self, structure: Structure, cause: Cause, fps: float, seed: int, *, substeps: int = 4, spare: float = 1.0
    ) -> None:
        self.structure, self.cause, self.fps = structure, cause, fps
        self.substeps = substeps
        self.dt = 1.0 / fps / substeps
        self.random = np.random.default_rng(seed)
        shards = structure.shards
        n = len(shards)
        self.alive = np.ones(len(structure.bonds), bool)
        self.broken_in = np.full(len(structure.bonds), -1)
        self.rubble = Rubble(shards, budget=int(n * spare))
        self.clusters = Clusters(self.dt)
        self.clusters.add_shapes([shards.corners_of(i) for i in range(n)], shards.centre, shards.mass)
        self.path = LoadPath(structure.network, tolerance=5e-3)
        self.blow: Array = np.zeros((n, 3))  # smoothed contact force on each original piece, N, world axes
        self.log = Log()
        self.now = 0  # frame
        self.time = 0.0
        self._strength: Array = np.ones(n)
        self._changed = True
        self._top = float(shards.corners[:, 2].max())
        ends = np.concatenate([structure.bonds.first, np.maximum(structure.bonds.second, 0)])
        known = np.concatenate([np.ones(len(structure.bonds), bool), structure.bonds.second != GROUND])
        number = np.tile(np.arange(len(structure.bonds)), 2)[known]
        order = np.argsort(ends[known], kind="stable")
        self._bonds_of = number[order]  # the bonds of piece i: from _bond_start[i] to _bond_start[i + 1]
        self._bond_start = np.searchsorted(ends[known][order], np.arange(n + 1))
        self._rounds = int(np.clip(round(n / 1000), 1, MOST_ROUNDS))
        self._projectile: int | None = None
        self._known: Snapshot | None = None  # where all was after the last step
        self._torn: set[int] = set()  # bodies that lost a bond and may have come apart
        self._energy = np.inf  # joules, kinetic and potential
        self._withheld = 0.0  # joules of a projectile that make no dust
        self._given: float | None = None  # joules that there were, less what has been set free as dust and noise
        for group, rooted in connected(structure.bonds, self.alive, np.arange(n), n):
            self.clusters.add(group, fixed=rooted)

    # -- one frame ---------------------------------------------------------------------------------

    def frame(self) -> tuple[Array, Array]:
        """Advance by one frame; returns position (N, 3) and rotation (N, 4) of every piece so far."""
        for part in range(self.substeps):
            self.time = (self.now + part / self.substeps) / self.fps
            before = self.clusters.snapshot() if self._launch() or self._known is None else self._known
            contacts = self.clusters.step()
            force, speed = crush.plausible(contacts, self.clusters, before, self.dt)
            self._collect(contacts, force)
            shattered = self._strike(contacts, force, speed, before)
            due = part % 2 == 1 or self._changed or self._hard_blow().any()
            freed = due and self._settle()
            if freed or shattered:
                self._split(before, contacts, force)
            self._known = self._calm(before)
        self.now += 1
        return self._record()

    def _launch(self) -> bool:
        """Let the projectile fly off when its time has come."""
        shot = self.cause.projectile
        if shot is None or self._projectile is not None or self.time < shot.time:
            return False
        ball = self.rubble.ball(shot.radius, shot.mass, shot.position, self.now + 1)
        self._projectile = ball.piece
        self.clusters.add_shapes([ball.corners], ball.centre[None], np.array([shot.mass]))
        brought = 0.5 * shot.mass * float(shot.velocity @ shot.velocity) + shot.mass * GRAVITY * shot.position[2]
        self._energy += brought
        self._given = None if self._given is None else self._given + brought
        self._withheld = (1.0 - SHARED) * brought
        self.clusters.add(
            np.array([ball.piece]), Pose(shot.position, np.array([1.0, 0, 0, 0]), shot.velocity, np.zeros(3))
        )
        return True

    # -- forces ------------------------------------------------------------------------------------

    def _collect(self, contacts: Contacts, force: Array) -> None:
        """Smooth the contact forces on the pieces of the building over the length of a blow."""
        n = len(self.structure.shards)
        fresh = np.zeros((n, 3))
        for piece, sign in ((contacts.first, 1.0), (contacts.second, -1.0)):
            mine = (piece >= 0) & (piece < n)
            np.add.at(fresh, piece[mine], sign * force[mine])
        keep = float(np.exp(-self.dt / BLOW))
        self.blow = self.blow * keep + fresh * (1 - keep)

    def _hard_blow(self) -> Mask:
        """Bodies (M,) that are being stopped by more than some times their weight."""
        n = len(self.structure.shards)
        body = self.clusters.body_of[:n]
        known = body >= 0
        push = np.zeros((int(body.max(initial=0)) + 1, 3))
        np.add.at(push, body[known], self.blow[known])
        weight = np.zeros(len(push))
        np.add.at(weight, body[known], self.structure.shards.mass[known] * GRAVITY)
        return np.asarray((np.linalg.norm(push, axis=1) > HARD * weight) & (weight > 0))

    def _loads(self) -> tuple[Array, bool]:
        """Loads (N, 6) on the pieces in the axes in which they were at rest, and whether any moving body is loaded."""
        shards = self.structure.shards
        n = len(shards)
        load: Array = np.zeros((n, 6))
        body = self.clusters.body_of[:n]
        standing = np.zeros(n, bool)
        loaded = False
        for number, pieces in self.clusters.pieces.items():
            mine = pieces[pieces < n]
            if self.clusters.fixed[number]:
                standing[mine] = True
            elif len(mine) > 1:
                push = self.blow[mine]
                weight = shards.mass[mine]
                if np.abs(push).sum() < 0.3 * weight.sum() * GRAVITY:
                    continue  # falls freely: nothing inside it is stressed
                back = self.clusters.pose(number).rotation * np.array([1.0, -1, -1, -1])
                push = rotate(np.broadcast_to(back, (len(mine), 4)), push)
                load[mine, :3] = crush.balanced(push, shards.centre[mine], weight)
                loaded = True
        load[standing, :3] = self.blow[standing]
        load[standing, 2] -= shards.mass[standing] * GRAVITY
        load[body < 0] = 0.0
        return load, loaded

    def _settle(self) -> bool:
        """Break what is overloaded, hand the load on, and again: finer buildings need more rounds for one crack."""
        any_broke = False
        for _ in range(self._rounds):
            broke = len(self._balance()) > 0
            any_broke |= broke
            if not broke or self._hard_blow().any():
                break
        return any_broke

    def _balance(self) -> NDArray[np.int64]:
        """Solve the load path and break what is past its capacity; returns the bonds that broke."""
        s = self.structure
        n = len(s.shards)
        strength = self.cause.strength(self.time)
        fading = bool(np.any(strength != self._strength))
        self._strength = strength
        load, loaded = self._loads()
        struck = bool(np.abs(self.blow[np.flatnonzero(self.clusters.body_of[:n] >= 0)]).max(initial=0.0) > 2e3)
        if not (self._changed or fading or loaded or struck) or not self.alive.any():
            return np.zeros(0, np.int64)
        other = np.where(s.bonds.second == GROUND, s.bonds.first, s.bonds.second)
        capacity = s.capacity.scaled(np.minimum(strength[s.bonds.first], strength[other]))
        force = self.path.solve(self.alive, load)
        use, crushed = utilisation(force, self.alive, capacity)
        # Under weight the most loaded go first and hand their load on; the rest is judged anew in the next step. A hard
        # blow breaks all that it overloads near where it strikes: what lies further is spared by what gave way.
        body = np.maximum(self.clusters.body_of[s.bonds.first], 0)
        hard = self._hard_blow()
        worst = np.zeros(len(hard))
        np.maximum.at(worst, body, use)
        leading = np.where(hard[body], self._near_blow(), use >= 0.6 * worst[body])
        breaks = self.alive & (use > 1.0) & leading
        gone = np.flatnonzero(breaks)
        self._changed = len(gone) > 0
        if len(gone) == 0:
            return gone
        self._break(gone)
        # At the moment at which it broke a bond carried its capacity, whatever the blow would have asked for.
        elastic = 0.5 * (force[gone] ** 2 / s.network.stiffness[gone]).sum(axis=1) / use[gone] ** 2
        energy = s.capacity.energy[gone] * s.bonds.area[gone] + elastic
        self.rubble.release(
            self.now + (self.time * self.fps - self.now), self._where(gone), energy, s.bonds.first[gone]
        )
        squeezed = gone[crushed[gone] | (strength[s.bonds.first[gone]] < 0.3)]
        for bond in squeezed.tolist():
            i, j = int(s.bonds.first[bond]), int(s.bonds.second[bond])
            pick = i if j == GROUND or s.shards.volume[i] <= s.shards.volume[j] else j
            if s.shards.kind[pick] in (Kind.COLUMN, Kind.WALL, Kind.CORE, Kind.FACADE):
                self._shatter(pick, loss=CRUSHED)
        return gone

    def _near_blow(self) -> Mask:
        """Bonds (B,) within about a storey of a piece that is being struck hard."""
        size = np.linalg.norm(self.blow, axis=1)
        struck = np.flatnonzero(size > 0.1 * max(float(size.max(initial=0.0)), 1.0))
        tree = cKDTree(self.structure.shards.centre[struck])
        distance, _ = tree.query(self.structure.bonds.point, distance_upper_bound=REACH)
        return np.asarray(np.isfinite(distance))

    def _break(self, bonds: NDArray[np.int64]) -> None:
        self.alive[bonds] = False
        self.broken_in[bonds] = self.now + 1
        s = self.structure
        ends = np.concatenate([s.bonds.first[bonds], s.bonds.second[bonds]])
        self._torn.update(self.clusters.body_of[s.bonds.first[bonds]].tolist())
        panes = np.unique(ends[ends >= 0])
        for pane in panes[s.shards.kind[panes] == Kind.GLASS].tolist():
            self._vanish(pane, glass=True)

    def _where(self, bonds: NDArray[np.int64]) -> Array:
        """Where bonds are now (n, 3), metres: they move with their first piece."""
        s = self.structure
        body = np.maximum(self.clusters.body_of[s.bonds.first[bonds]], 0)
        return self.clusters.snapshot().of_pieces(body, s.bonds.point[bonds])[0]

    # -- pieces that break again -------------------------------------------------------------------

    def _strike(self, contacts: Contacts, force: Array, speed: Array, before: Snapshot) -> bool:
        """Energy of the blows, panes that burst, and pieces that break again because they were hit too hard."""
        if len(force) == 0:
            return False
        size = np.linalg.norm(force, axis=1)
        work = 0.5 * size * self.dt * speed
        loud = np.flatnonzero((work > 150.0) & (speed > 0.7))
        if len(loud):
            piece = np.where(contacts.first[loud] >= 0, contacts.first[loud], contacts.second[loud])
            place, velocity = before.of_pieces(self.clusters.body_of[piece], self.clusters.centre[piece])
            self.rubble.release(self.time * self.fps, place, work[loud], piece, velocity)
        one, other = (self._bears(side, force, size) for side in (contacts.first, contacts.second))
        most = np.minimum(one, other)
        hard = np.flatnonzero(size > most)
        if len(hard) == 0:
            return False
        weak = np.where(one[hard] <= other[hard], contacts.first[hard], contacts.second[hard])
        goes = self._alone()[weak] | (self.clusters.body_of[weak] >= 0) & (weak < len(self.structure.shards))
        large = ~np.array([self.rubble.may_split(w) for w in weak.tolist()]) & (
            self.rubble.volume[weak] >= SMALLEST * 4
        )
        goes &= ~(large & self._alone()[weak])  # a large loose piece that may not split any more stays
        # What strikes a piece that gives way is slowed only by what that piece could bear, and moves on.
        pushed: dict[int, None] = {}
        # A fast body is through a thin piece before the step ends: it is held only for that long.
        through = np.minimum(1.0, self.rubble.thickness[weak] / np.maximum(speed[hard] * self.dt, 1e-6))
        for k, share in zip(hard[goes].tolist(), through[goes].tolist(), strict=True):
            excess = force[k] * (1.0 - share * most[k] / size[k]) * self.dt
            for struck, sign in ((int(contacts.first[k]), -1.0), (int(contacts.second[k]), 1.0)):
                body = int(self.clusters.body_of[struck]) if struck >= 0 else -1
                if body >= 0 and not self.clusters.fixed[body]:
                    self.clusters.nudge(body, sign * excess, struck)
                    pushed[body] = None
        for body in pushed:  # not beyond what it had before the blow
            now = self.clusters.pose(body)
            speed_then = float(np.linalg.norm(before.velocity[body])) + GRAVITY * self.dt
            slower = min(1.0, speed_then / max(float(np.linalg.norm(now.velocity)), 1e-9))
            calmer = min(1.0, float(np.linalg.norm(before.spin[body])) / max(float(np.linalg.norm(now.spin)), 1e-9))
            self.clusters.push(body, now.velocity * slower, now.spin * calmer)
        for number in np.unique(weak[goes]).tolist():
            if self.clusters.body_of[number] < 0:
                continue
            if self.rubble.kind[number] == Kind.GLASS:
                self._vanish(number, glass=True)
            elif self.rubble.may_split(number):
                self._shatter(number, SPLINTERED)
            elif self.rubble.volume[number] < SMALLEST * 4:
                self._vanish(number)
            else:
                self._cut_loose(number)
        return bool(goes.any())

    def _alone(self) -> Mask:
        """Pieces (N,) that are bodies by themselves."""
        body = self.clusters.body_of
        count = np.bincount(body[body >= 0], minlength=1)
        return np.asarray((body >= 0) & (count[np.maximum(body, 0)] == 1))

    def _bears(self, piece: NDArray[np.int64], force: Array, size: Array) -> Array:
        """The force (C,), newtons, that each contact's piece bears before it gives way; inf for the ground.

        A loose piece is bent in two. One that sits in a building is crushed, or pushed out of it: what lies behind it
        bears in compression, what lies beside it only in shear.
        """
        at = np.maximum(piece, 0)
        alone = self._alone()[at]
        bears = np.where(alone, self.rubble.tough[at], self.rubble.crush[at])
        n = len(self.structure.shards)
        for k in np.flatnonzero((piece >= 0) & (piece < n) & ~alone & (size > LIGHT)).tolist():
            direction = self._at_rest(int(at[k]), force[k] / max(size[k], 1e-9))
            bears[k] = min(bears[k], self._held(int(at[k]), direction, deep=True))
        return np.asarray(np.where(piece >= 0, bears, np.inf))

    def _held(self, piece: int, direction: Array, *, deep: bool) -> float:
        """The push along `direction` (3,), newtons, at which a piece's bonds let go.

        A bond across the push bears in shear, one behind the piece in compression; with `deep`, no more than the next
        piece behind is held with, so that a panel before a column is as strong as the column's shear.
        """
        capacity, bonds = self.structure.capacity, self.structure.bonds
        mine = self._bonds_of[self._bond_start[piece] : self._bond_start[piece + 1]]
        mine = mine[self.alive[mine]]
        along = np.abs(bonds.normal[mine] @ direction)
        behind = capacity.compression[mine]
        if deep:
            for k in np.flatnonzero(along > 0.5).tolist():
                i, j = int(bonds.first[mine[k]]), int(bonds.second[mine[k]])
                other = j if i == piece else i
                if other != GROUND:
                    behind[k] = min(behind[k], self._held(other, direction, deep=False))
        return float((along * behind + (1.0 - along) * capacity.shear[mine]).sum())

    def _at_rest(self, piece: int, direction: Array) -> Array:
        """A direction (3,) in the axes in which the piece was at rest."""
        if self._known is None:
            return direction
        body = int(self.clusters.body_of[piece])
        if body >= len(self._known.rotation):
            return direction
        return rotate(self._known.rotation[body] * np.array([1.0, -1, -1, -1]), direction)

    def _piece_now(self, piece: int) -> tuple[Array, Array]:
        body = int(self.clusters.body_of[piece])
        if body < 0:
            return self.rubble.centre[piece], np.zeros(3)
        where, speed = piece_pose(
            self.clusters.pose(body), self.clusters.origin[body], self.clusters.centre[piece][None]
        )
        return where[0], speed[0]

    def _shatter(self, piece: int, loss: float) -> None:
        """Replace a piece by its splinters; `loss` of its volume goes to dust and chips."""
        body = int(self.clusters.body_of[piece])
        if body < 0:
            return
        if not self.rubble.may_split(piece):
            if loss >= CRUSHED:  # what was crushed does not stand on
                self._vanish(piece)
            return
        self._cut_loose(piece)
        pose = self.clusters.pose(body) if not self.clusters.fixed[body] else None
        origin = self.clusters.origin[body]
        if loss >= CRUSHED:
            where, speed = self._piece_now(piece)
            crushing = CRUSHING_WORK * loss * self.rubble.mass[piece]
            self.rubble.release(self.time * self.fps, where[None], np.array([crushing]), np.array([piece]), speed[None])
        self._take_off(piece)
        children = self.rubble.split(piece, loss, self.now + 1, self.random)
        if not children:
            return
        self.clusters.add_shapes(
            [c.corners for c in children], np.array([c.centre for c in children]), np.array([c.mass for c in children])
        )
        for child in children:
            still = Pose(child.centre, np.array([1.0, 0, 0, 0]), np.zeros(3), np.zeros(3))
            if pose is not None:
                where, speed = piece_pose(pose, origin, child.centre[None])
                still = Pose(where[0], pose.rotation, speed[0], pose.spin)
            self.clusters.add(np.array([child.piece]), still)

    def _vanish(self, piece: int, *, glass: bool = False) -> None:
        """A pane bursts or a piece is ground to dust."""
        if self.clusters.body_of[piece] < 0:
            return
        where, speed = self._piece_now(piece)
        area = self.rubble.volume[piece] / 0.02 if glass else 0.0
        energy = 300.0 * area if glass else CRUSHING_WORK * self.rubble.mass[piece]
        self.rubble.release(self.time * self.fps, where[None], np.array([energy]), np.array([piece]), speed[None])
        self._cut_loose(piece)
        self._take_off(piece)
        self.rubble.end(piece, self.now + 1)

    def _cut_loose(self, piece: int) -> None:
        """All the bonds of a piece are gone."""
        if piece < len(self.structure.shards):
            s = self.structure.bonds
            mine = np.flatnonzero(self.alive & ((s.first == piece) | (s.second == piece)))
            self.alive[mine] = False
            self.broken_in[mine] = self.now + 1
            self._torn.add(int(self.clusters.body_of[piece]))
            self._changed = True

    def _take_off(self, piece: int) -> None:
        body = int(self.clusters.body_of[piece])
        if len(self.clusters.pieces[body]) == 1:
            self.clusters.remove(body)
        elif self.clusters.fixed[body]:
            self.clusters.release(body, np.array([piece]))
        else:
            pose, origin = self.clusters.pose(body), self.clusters.origin[body]
            rest = np.setdiff1d(self.clusters.pieces[body], [piece])
            self.clusters.remove(body)
            self._torn.add(self._add_moving(rest, pose, origin))

    # -- bodies that fall apart --------------------------------------------------------------------

    def _add_moving(self, pieces: NDArray[np.int64], pose: Pose, origin: Array) -> int:
        weight = self.clusters.mass[pieces]
        middle = (self.clusters.centre[pieces] * weight[:, None]).sum(axis=0) / weight.sum()
        where, speed = piece_pose(pose, origin, middle[None])
        return self.clusters.add(pieces, Pose(where[0], pose.rotation, speed[0], pose.spin))

    def _split(self, before: Snapshot, contacts: Contacts, force: Array) -> None:
        """Make bodies of the groups into which broken bonds have parted the present ones."""
        n = len(self.structure.shards)
        touched = np.zeros(len(self.rubble))
        for side in (contacts.first, contacts.second):
            mine = side != EARTH
            np.add.at(touched, side[mine], np.linalg.norm(force[mine], axis=1))
        torn = sorted(self._torn & self.clusters.pieces.keys())
        self._torn.clear()
        for body in torn:
            pieces = self.clusters.pieces[body]
            if pieces[0] >= n or (len(pieces) == 1 and not self.clusters.fixed[body]):
                continue
            groups = connected(self.structure.bonds, self.alive, pieces, len(self.structure.shards))
            if self.clusters.fixed[body]:
                for group, rooted in groups:
                    if not rooted:
                        self.clusters.release(body, group)
                        self.clusters.add(group)
                if len(self.clusters.pieces[body]) == 0:
                    self.clusters.remove(body)
                continue
            if len(groups) == 1:
                continue
            after = self.clusters.pose(body)
            was = before.pose(body) if body < len(before.moves) and before.moves[body] else None
            origin = self.clusters.origin[body]
            self.clusters.remove(body)
            for group, _ in groups:
                # A part that was not itself struck has not been slowed by the blow that broke the body.
                push = float(touched[group].sum()) * self.dt
                free = was is not None and push < 0.2 * float(self.clusters.mass[group].sum()) * max(
                    float(np.linalg.norm(was.velocity)), 0.5
                )
                pose = after
                if free and was is not None:
                    fall = was.velocity - np.array([0, 0, GRAVITY * self.dt])
                    pose = Pose(after.position, after.rotation, fall, was.spin)
                self._add_moving(group, pose, origin)

    def _calm(self, before: Snapshot) -> Snapshot:
        """Hold the energy and the speeds to what a fall can give; returns where all is now."""
        shot = self.cause.projectile
        extra = 0.0 if shot is None else float(np.linalg.norm(shot.velocity))
        now = self.clusters.snapshot()
        there = np.flatnonzero(self.clusters.body_of >= 0)
        slow, calm, total = guard.allowed(
            before, now, self.clusters.body_of[there], self.clusters.centre[there], self.clusters.mass[there],
            self._energy, self._top, extra, self.dt,
        )  # fmt: skip
        for number in np.flatnonzero(now.moves & ((slow < 0.9999) | (calm < 0.9999))).tolist():
            now.velocity[number] *= slow[number]
            now.spin[number] *= calm[number]
            self.clusters.push(number, now.velocity[number], now.spin[number])
        self._given = total if self._given is None else self._given
        self._given -= self.rubble.commit(self._given - self._withheld - total)
        self._energy = min(total, self._energy)
        return now

    # -- the record --------------------------------------------------------------------------------

    def _record(self) -> tuple[Array, Array]:
        total = len(self.rubble)
        position = self.rubble.centre.copy()
        rotation = np.tile(np.array([1.0, 0, 0, 0]), (total, 1))
        there = np.flatnonzero(self.clusters.body_of >= 0)
        now = self._known or self.clusters.snapshot()
        body = self.clusters.body_of[there]
        position[there], velocity = now.of_pieces(body, self.clusters.centre[there])
        rotation[there] = now.rotation[body]
        weight = self.clusters.mass[there]
        square = (velocity**2).sum(axis=1)
        kinetic = float(0.5 * (weight * square).sum())
        potential = float((weight * position[there, 2]).sum() * GRAVITY)
        speed = float(np.sqrt(square.max(initial=0.0)))
        low = there[now.moves[body] & (position[there, 2] < self.rubble.reach[there])]
        for piece in low.tolist():
            position[piece, 2] += self.rubble.sunk(piece, position[piece], rotation[piece])
        log = self.log
        log.broken.append(int((~self.alive).sum()))
        log.bodies.append(len(self.clusters.pieces))
        log.kinetic.append(kinetic)
        log.potential.append(potential)
        log.speed.append(speed)
        return position, rotation


def run(simulation: Collapse, frames: int, tick: Callable[[], None] | None = None) -> tuple[list[Array], list[Array]]:
    """Frames 0 (at rest) to `frames - 1`; returns positions and rotations by frame (later frames have more pieces)."""
    n = len(simulation.structure.shards)
    positions = [simulation.rubble.centre[:n].copy()]
    rotations = [np.tile(np.array([1.0, 0, 0, 0]), (n, 1))]
    for _ in range(frames - 1):
        position, rotation = simulation.frame()
        positions.append(position)
        rotations.append(rotation)
        if tick is not None:
            tick()
    return positions, rotations
