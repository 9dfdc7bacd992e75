"""Lights a set: from what the brief says of light to lamps, sky, exposure and white balance, one scheme an option.

Practical lamps come with the pieces; what is added here is what a director of photography hangs outside the picture.
Powers are in lumens. Illuminance at the floor E of a source that lights an area A evenly: E = lumens / A.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.reference_light import stops_of
from coulisse.recipes.set_brief import SetBrief
from coulisse.recipes.set_plan import ROOF_LIGHTS
from coulisse.scene.room import Layout, Opening, Wall
from coulisse.scene.staged import Lamp, Sky, Vec3, linear

_DAY = {"daylight", "sunlight", "shafts_of_light", "north_light", "overcast_light", "golden_hour_light"}
_NIGHT_SKY = {"moonlight", "starlight", "city_glow", "street_light"}
_INTO: dict[Wall, Vec3] = {"south": (0, 1, 0), "east": (-1, 0, 0), "north": (0, -1, 0), "west": (1, 0, 0)}
_FLAMES = {"candlelight", "firelight", "torchlight", "gaslight"}
_EVENLY = {"art_gallery", "museum", "operating_room", "laboratory", "supermarket", "open_plan_office", "server_room"}
_DARK_TRAITS = {"chiaroscuro", "silhouette", "low_key", "high_contrast", "moody"}


@dataclass(frozen=True)
class Lighting:
    """The light of an option: what `Staged` needs, and one line that says what it tries."""

    line: str
    lamps: tuple[Lamp, ...]
    sky: Sky
    haze: float
    exposure: float
    white_balance: float


@dataclass(frozen=True)
class _Place:
    """The room as a lamp sees it: sides, the height under beams or a vault's spring, the main group's middle."""

    length: float
    width: float
    top: float
    middle: tuple[float, float]
    spread: float
    kelvin: float
    lux: float  # wanted on the floor from what is added
    colour: Vec3 | None
    hardness: float
    layout: Layout

    @property
    def area(self) -> float:
        return self.length * self.width


def lit(brief: SetBrief, layout: Layout, option: int) -> Lighting:
    """The lighting of one option (0, 1, ...)."""
    light, room = brief.light, layout.room
    deep = max([b.depth for b in room.beams], default=0.0)
    top = room.height - (room.vault.rise * 0.6 if room.vault else deep) - 0.12
    main = [p for p in layout.pieces if p.group == 1] or [p for p in layout.pieces if p.role != "rug"]
    middle = room.length / 2, room.width / 2
    spread = min(room.length, room.width) / 3
    if main:
        middle = sum(p.x for p in main) / len(main), sum(p.y for p in main) / len(main)
        spread = max(1.0, max(max(abs(p.x - middle[0]), abs(p.y - middle[1])) for p in main))
    place = _Place(
        room.length, room.width, top, middle, spread, light.kelvin, 14 * 10 ** (1.1 * light.level),
        linear(light.colour) if light.colour else None, light.hardness, layout,
    )  # fmt: skip
    outside, sun, night = _outside(brief, layout)
    day = bool({*light.sources} & _DAY) or brief.view == "exterior"
    schemes = _order(brief, bool(room.windows) and day)
    scheme = schemes[option % len(schemes)]
    line, lamps = scheme(place)
    if day and not room.windows and brief.view == "interior":
        lamps = (*lamps, *_overhead(place, 2.0))
        if {e.what for e in brief.architecture} & ROOF_LIGHTS:
            line = "The light falls in from above, through the roof: even, without a direction, and cool"
    if brief.view == "exterior":
        line, lamps = ("the sky does the work, nothing is added", ())
    lamps = (*lamps, *_signs(brief, place))
    strong = 0.35 if day else 1.0  # daylight is far brighter than what is hung
    lamps = tuple(replace(lamp, power=lamp.power * (6 if day else 1) * strong) for lamp in lamps)
    haze = 0.0035 if {"fog", "mist", "haze", "smog"} & {brief.weather or ""} or _smoky(brief) else 0.0
    if brief.view == "exterior" and {"fog", "smog"} & {brief.weather or ""}:
        haze = 0.011  # outside there is more of it between one and the houses
    # Between the lamps and daylight, nearer to the lamps: warm stays warm without going orange.
    kelvin = max(1500.0, min(light.kelvin, 9000.0))
    own = 0.56 + 0.06 * min(max((2700.0 - kelvin) / 800.0, 0.0), 1.0)  # candles would be all orange otherwise
    own += 0.34 * min(max((kelvin - 3000.0) / 1000.0, 0.0), 1.0)  # and neutral lamps are what the film is balanced for
    balance = kelvin**own * 6500.0 ** (1 - own)
    balance = min(balance, 5600.0)  # and what is cold stays cold
    stops = 1.7 * (light.level - 0.5) - (0.5 if night else 0.0)
    if "light.level" in brief.reference.taken:  # a picture shows how dark it is meant
        stops = stops_of(light.level)
    return Lighting(line, (*lamps, *sun), outside, haze, round(stops, 2), round(balance))


def _signs(brief: SetBrief, place: _Place) -> tuple[Lamp, ...]:
    """What neon outside throws in by the windows (`neon_red` is seen outside), as a lamp in each of them."""
    glow = next((one for one in brief.outside if one.startswith("neon")), "")
    if not glow:
        return ()
    colours: Any = vocabulary().entries["colour"]
    entry = colours.get(glow.removeprefix("neon_"))
    tint = linear(entry.colour if entry else "#ff2a4d")
    tint = tuple(v / max(*tint, 1e-6) for v in tint)  # type: ignore[assignment]
    out = []
    for o in place.layout.room.windows:
        x, y = place.layout.room.on_wall(o.wall, o.at, -0.05)
        into = _INTO[o.wall]
        power = place.lux * place.area * 0.9 / len(place.layout.room.windows)
        aim = (into[0] * 0.9, into[1] * 0.9, -0.25)
        out.append(Lamp("area", (x, y, o.sill + o.height * 0.7), power, aim, 3000.0, tint, (o.width, o.height * 0.5),
                        name="neon outside"))  # fmt: skip
    return tuple(out)


def _smoky(brief: SetBrief) -> bool:
    words = {*brief.traits, *brief.mood, *brief.light.traits, *brief.light.sources}
    return bool({"smoky", "dusty", "foggy", "hazy", "steamy", "shafts_of_light", "dreamlike"} & words)


def _order(brief: SetBrief, daylit: bool) -> tuple[Callable[[_Place], tuple[str, tuple[Lamp, ...]]], ...]:
    dark = bool(_DARK_TRAITS & {*brief.light.traits, *brief.mood}) or brief.light.level < 0.15
    if daylit:
        return (_windows_only, _bounce, _side, _washers, _pool)
    shown = bool({brief.room, brief.building or ""} & _EVENLY) and brief.light.level > 0.4
    if brief.light.level > 0.62 or shown:
        return (_even, _washers, _bounce, _side, _pool)
    return (_pool, _back, _washers, _side, _bounce) if dark else (_washers, _pool, _side, _back, _bounce)


def _area(place: _Place, at: Vec3, aim: Vec3, sides: tuple[float, float], lumens: float, name: str) -> Lamp:
    return Lamp("area", at, lumens, aim, place.kelvin, place.colour, sides, name=name)


def _washers(place: _Place) -> tuple[str, tuple[Lamp, ...]]:
    """Grazing light down the two long walls from above and up from the floor, every three metres."""
    lamps = []
    count = max(2, min(8, round(place.length / 2.8)))
    share = place.lux * place.area / (2 * count) * 0.8
    doors = place.layout.room.openings
    for i in range(count):
        x = place.length * (i + 0.5) / count
        uneven = (1.0, 0.72, 0.9, 0.6)[i % 4]
        for wall, y, into in (("south", 0.22, 1.0), ("north", place.width - 0.22, -1.0)):
            if any(o.wall == wall and abs(o.at - x) < o.width / 2 + 0.3 for o in doors):
                continue
            down = (0.0, -0.16 * into, -0.987)
            lamps.append(_area(place, (x, y, place.top), down, (1.1, 0.05), share * uneven, f"wash {wall}"))
            if i % 2 == 0:
                lamps.append(
                    _area(place, (x, y, 0.06), (0.0, -0.12 * into, 0.993), (0.7, 0.05), share * 0.5, "uplight")
                )
    lamps.append(
        _area(place, (*place.middle, place.top), (0, 0, -1), (1.2, 1.2), place.lux * place.area * 0.10, "fill")
    )
    return "Light grazes the long walls and brings out what they are made of; the middle lives by its own lamps", (
        *lamps,
    )


def _pool(place: _Place) -> tuple[str, tuple[Lamp, ...]]:
    """One soft pool on the main group; the room around it falls away."""
    x, y = place.middle
    high = place.top
    cone = math.degrees(2 * math.atan((place.spread + 0.9) / max(high - 0.8, 0.8)))
    power = place.lux * math.pi * (place.spread + 0.6) ** 2 * 1.5
    size = (0.15 + 0.7 * (1 - place.hardness), 0.0)
    lamps = [Lamp("spot", (x, y, high), power, (0, 0, -1), place.kelvin, place.colour, size, min(cone, 130.0), "pool")]
    far = (place.length - 0.5, place.width / 2, place.top)
    lamps.append(
        _area(place, far, (-0.55, 0.0, -0.835), (0.3, place.width * 0.5), place.lux * place.area * 0.3, "edge")
    )
    lamps.append(_area(place, (x, y, place.top * 0.8), (0, 0, 1), (1.2, 1.2), place.lux * place.area * 0.16, "fill"))
    return "One pool of light on what matters, a thin edge behind it, and the room falls away into the dark", (*lamps,)


def _side(place: _Place) -> tuple[str, tuple[Lamp, ...]]:
    """One large source from a short side, as through a wide door or a row of windows."""
    z = max(1.4, place.top * 0.62)
    power = place.lux * place.area * 1.5
    size = (place.width * (0.75 - 0.55 * place.hardness), 1.6 - 1.0 * place.hardness)
    lamps = [_area(place, (0.12, place.width / 2, z), (0.97, 0.0, -0.24), size, power, "side")]
    cool = Lamp("area", (place.length - 0.2, place.width / 2, z), power * 0.07, (-0.95, 0, -0.3),
                min(place.kelvin * 1.8, 9000.0), None, (place.width * 0.6, 1.2), name="cool fill")  # fmt: skip
    return "All light comes from one short side and rakes across everything; a cool breath answers from the other", (
        *lamps, cool,
    )  # fmt: skip


def _back(place: _Place) -> tuple[str, tuple[Lamp, ...]]:
    """From the far end towards the camera: shapes before light."""
    power = place.lux * place.area * 1.2
    lamps = [
        _area(place, (place.length - 0.3, y, place.top), (-0.72, 0.0, -0.69), (0.4, place.width * 0.26), power / 2,
              "back")
        for y in (place.width * 0.3, place.width * 0.7)
    ]  # fmt: skip
    lamps.append(
        _area(place, (place.length * 0.2, place.width / 2, place.top), (0, 0, -1), (1.5, 1.5), power * 0.12, "fill")
    )
    return "The light stands at the far end and comes towards the camera: edges and shapes before surfaces", (*lamps,)


def _even(place: _Place) -> tuple[str, tuple[Lamp, ...]]:
    return "Even light from a ceiling of soft panels: nothing hides", _overhead(place, 1.0)


def _overhead(place: _Place, factor: float) -> tuple[Lamp, ...]:
    across, along = max(1, round(place.length / 3)), max(1, round(place.width / 3))
    power = place.lux * place.area * factor / (across * along)
    return tuple(
        _area(place, (place.length * (i + 0.5) / across, place.width * (j + 0.5) / along, place.top), (0, 0, -1),
              (1.0, 1.0), power, "panel")
        for i in range(min(across, 8)) for j in range(min(along, 5))
    )  # fmt: skip


def _bounce(place: _Place) -> tuple[str, tuple[Lamp, ...]]:
    """Lamps that shine at the ceiling: soft, without a direction."""
    lamps = [
        _area(place, (place.length * a, place.width * b, place.top * 0.72), (0, 0, 1), (0.8, 0.8),
              place.lux * place.area * 0.55, "bounce")
        for a, b in ((0.25, 0.3), (0.75, 0.7))
    ]  # fmt: skip
    return "Everything comes off the ceiling: soft, near to how the eye remembers such a room", (*lamps,)


def _windows_only(place: _Place) -> tuple[str, tuple[Lamp, ...]]:
    fill = _area(place, (*place.middle, place.top), (0, 0, -1), (2.0, 2.0), place.lux * place.area * 0.08, "fill")
    return "The windows do the work: a bright side, a long falloff, a little fill from above", (fill,)


def _outside(brief: SetBrief, layout: Layout) -> tuple[Sky, tuple[Lamp, ...], bool]:
    """The sky, the sun or moon as a lamp, and whether it is night."""
    words: Any = vocabulary()
    hour = words.get("time", brief.time_of_day).hour if brief.time_of_day in words.entries["time"] else 13.0
    weather = words.entries["weather"].get(brief.weather or "")
    cloud = weather.cloud if weather else (0.9 if "overcast_light" in brief.light.sources else 0.25)
    elevation = 58 * math.sin(math.pi * (hour - 5.5) / 14.5) if 5.5 <= hour <= 20 else -20.0
    night = elevation < -2 or bool({*brief.light.sources} & _NIGHT_SKY)
    wanted = bool({*brief.light.sources} & (_DAY | _NIGHT_SKY)) or brief.view == "exterior"
    # Lamps are what the brief wants: it is dusk outside, deeper for what burns than for what glows.
    share = 1.0 if wanted else 0.004 if _FLAMES & {*brief.light.sources} else 0.05
    windows = layout.room.windows
    if not windows and brief.view == "interior":  # behind an open door it is dark
        return Sky(0.0), (), False
    if night:
        lux = (3.0 if "moonlight" in brief.light.sources else 0.8) * (1.0 if wanted else 0.6)
        sun = Lamp("sun", (0, 0, 30), 4.0 if "moonlight" in brief.light.sources else 0.0,
                   _beam(windows, 34.0), 7200, None, (0.6, 0.0), name="moon")  # fmt: skip
        return Sky(lux, 9000, (0.010, 0.016, 0.035)), ((sun,) if sun.power else ()), True
    high = max(elevation, 2.0)
    lux = (600 + 14000 * math.sin(math.radians(high))) * (1 - 0.35 * cloud) * share
    kelvin = 6500.0 if cloud > 0.6 else 8500 - 1500 * math.sin(math.radians(high))
    golden = "golden_hour_light" in brief.light.sources or high < 12
    sunny = max(0.0, 1 - cloud / 0.85) * share * (0.0 if "north_light" in brief.light.sources else 1.0)
    if share < 1.0:
        sunny, kelvin = 0.0, 9500.0
    direct = 90_000 * math.sin(math.radians(max(high, 6.0))) ** 0.6 * sunny
    sky = Sky(lux, kelvin, (0.55, 0.6, 0.66) if cloud > 0.6 else (0.78, 0.55, 0.4) if golden else (0.42, 0.56, 0.78))
    lamp = Lamp("sun", (0, 0, 30), direct, _beam(windows, min(high, 42.0)), 3200 if golden else 5400, None, (0.53, 0.0),
                name="sun")  # fmt: skip
    return sky, ((lamp,) if direct > 1 else ()), False


def _beam(windows: tuple[Opening, ...], elevation: float) -> Vec3:
    """The direction of a sun that shines in through the wall with most glass, askew."""
    glass: dict[Wall, float] = {}
    for w in windows:
        glass[w.wall] = glass.get(w.wall, 0.0) + w.width * w.height
    into = _INTO[max(glass, key=lambda wall: glass[wall])] if glass else (0.6, 0.8, 0.0)
    angle = math.atan2(into[1], into[0]) + math.radians(32)
    flat = math.cos(math.radians(elevation))
    return flat * math.cos(angle), flat * math.sin(angle), -math.sin(math.radians(elevation))
