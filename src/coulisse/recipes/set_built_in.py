"""From the brief of a set to what is built into its room: pools, pits, partitions, galleries, at the sizes wanted."""

from __future__ import annotations

from typing import get_args

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.set_brief import Element, SetBrief
from coulisse.scene.fixtures import RISE, Fixture, FixtureKind

BUILT_IN: tuple[FixtureKind, ...] = get_args(FixtureKind)
# What the shell makes where it is asked for; it needs no place of its own on the plan.
IN_THE_SHELL = frozenset(
    {
        "wall",
        "floor",
        "ceiling",
        "roof",
        "cornice",
        "skirting",
        "coffered_ceiling",
        "suspended_ceiling",
        "glass_roof",
        "skylight",
        "oculus",
        "dormer",
        "shutter",
        "half_timbering",
        "battlements",
    }
)
_HULLS = {"ship", "galleon", "submarine", "spaceship", "space_station"}
_CHURCHES = {"chapel", "church", "cathedral", "abbey"}
_TRACKS = {"mine", "metro_station", "railway_station", "train_station", "mine_gallery"}
_ORNAMENTAL = {
    "courtyard",
    "garden",
    "cloister",
    "palace",
    "temple",
    "villa",
    "harem",
    "atrium",
    "museum",
    "hotel_lobby",
    "patio",
    "mosque",
    "throne_room",
    "great_hall",
    "winter_garden",
    "greenhouse",
    "lobby",
    "drawing_room",
    "living_room",
}
_SWIMMING = {"swimming_pool_hall", "bathhouse", "hammam", "spa", "gym", "bathroom"}
_GLASS = {"glass", "frosted_glass", "crystal", "glass_block", "wire_mesh", "acrylic"}
_BLIND = {"crypt", "bunker", "catacombs", "cellar", "mine", "cave", "tomb"}
_HOUSES = {"theatre", "cinema", "church", "cathedral", "chapel", "lecture_hall", "ballroom", "courtroom"}
_MANY = {"awning": 1, "buttress": 4}


def fixtures_of(brief: SetBrief, notes: list[str]) -> tuple[Fixture, ...]:
    """What the brief asks to be built in, at the sizes that it or the vocabulary gives; what a kind of room always has
    is added, and `notes` say so.
    """
    out: list[Fixture] = []
    for element in brief.architecture:
        if element.what in BUILT_IN:
            count = element.count or _MANY.get(element.what, 1)
            out += [_fixture(brief, element)] * min(count, 12)
    asked = {f.kind for f in out}
    where = {brief.room, brief.building or ""}
    added: list[tuple[FixtureKind, str]] = []
    if where & _HULLS and "bulkhead" not in brief.without:
        added.append(("bulkhead", "ribbed frames were added: a hull has them"))
    seen = any(e.where == "back" and "window" in e.what for e in brief.architecture)  # it takes the apse's place
    if (
        where & _CHURCHES
        and not seen
        and "apse" not in brief.without
        and brief.dimensions.height > 4.5
        and brief.view == "interior"
    ):
        added.append(("apse", "an apse was added: a church ends in one"))
    if brief.room == "metro_station" and "tunnel_mouth" not in brief.without:
        added.append(("tunnel_mouth", "a tunnel's mouth was added: trains come out of it"))
    if brief.room == "swimming_pool_hall" and "pool" not in brief.without:
        added.append(("pool", "the pool was added: the hall is built around it"))
    for kind, says in added:
        if kind not in asked:
            out.append(_fixture(brief, Element(what=kind)))
            notes.append(says)
    return tuple(out)


def _fixture(brief: SetBrief, e: Element) -> Fixture:
    entry = vocabulary().get("architecture", e.what)
    given = [float(v) for v in e.size]
    width, depth, high = ([*given, *entry.size[len(given) :]])[:3]
    width, depth, high = (
        max(0.05, float(g or u or 1.0)) for g, u in zip((width, depth, high), entry.size, strict=True)
    )
    where = {brief.room, brief.building or ""}
    traits = [t for t in e.traits if t in ("half", "glazed", "closed", "open")]
    kind: FixtureKind = e.what  # type: ignore[assignment]
    if kind == "balcony" and where & _HOUSES and not given:  # the audience's, over those who come in
        return Fixture("gallery", brief.dimensions.width, 2.6, 3.1, traits=("behind",))
    if "large" in e.traits or "huge" in e.traits:
        width, depth = width * 1.4, depth * 1.4
    if "small" in e.traits or "tiny" in e.traits:
        width, depth = width * 0.65, depth * 0.65
    if kind == "pool":
        swim = bool(where & _SWIMMING) or "deep" in e.traits
        if not swim and (
            "shallow" in e.traits or where & _ORNAMENTAL or brief.view == "exterior" or max(width, depth) < 3
        ):
            width, depth = (given[0], given[1]) if len(given) > 1 else (2.6, 4.2)
            return Fixture(kind, width, depth, sunk=0.35, traits=("ornamental",))
        if brief.room == "swimming_pool_hall" and not given:
            width, depth = brief.dimensions.width * 0.58, brief.dimensions.length * 0.62
        return Fixture(kind, width, depth, sunk=min(high, 2.2))
    if kind in ("pit", "sunken_floor", "drain"):
        return Fixture(
            kind, width, depth, sunk=min(high, 4.0) if kind != "sunken_floor" else max(2 * RISE, min(high, 1.0))
        )
    if kind == "trapdoor":
        shut = "closed" in traits or "hidden" in e.traits
        return Fixture(kind, width, depth, sunk=2.0, traits=("closed",) if shut else ())
    if kind == "partition":
        glass = {e.material or "", *e.also} & _GLASS or "glazed" in traits or "transparent" in e.traits
        if {"half", "half_height", "low", "short"} & {*e.traits}:
            return Fixture(kind, width, 0.1, 1.15, traits=("half",))
        return Fixture(kind, width, max(0.06, min(depth, 0.15)), high, traits=("glazed",) if glass else ())
    if kind == "tunnel_mouth":
        return Fixture(kind, width, depth, high, traits=("rails",) if where & _TRACKS else ())
    if kind == "apse":
        blind = bool(where & _BLIND) or "window" in brief.without or "windowless" in brief.traits
        return Fixture(kind, width, depth, high, traits=("blind",) if blind else ())
    if kind == "awning":
        return Fixture(kind, width, depth, 2.9)
    if kind == "bulkhead":
        return Fixture(kind, width, 1.5, high)
    return Fixture(kind, width, depth, high)
