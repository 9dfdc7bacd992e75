"""What somebody wears of whom the sentence says only who it is, or when: from the wardrobes of the periods."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from coulisse.recipes.brief_words.tokens import key
from coulisse.recipes.brief_words.vocabulary import vocabulary
from coulisse.recipes.brief_words.wardrobes import WARDROBES, Wardrobe
from coulisse.recipes.costume_brief import CostumeBrief

# Words that say whose form it is, without accents.
_WOMEN_SAID = """
    queen woman women lady ladies girl bride widow nun witch actress ballerina waitress maid seamstress
    housewife suffragette flapper geisha governess duchess countess baroness marquise viscountess empress
    princess noblewoman schoolgirl grandmother mother sister priestess courtesan nurse mistress she her reine
    femme femmes dame dames fille fillette mariee veuve nonne religieuse sorciere actrice ballerine danseuse
    chanteuse serveuse bonne couturiere infirmiere menagere garconne gouvernante duchesse comtesse baronne
    vicomtesse imperatrice princesse ecoliere soeur mere pretresse courtisane elle communiante elegante
    marquises suffragettes fee fairy bridesmaid demoiselle lavandiere paysanne bergere
    chatelaine vendeuse marchande soubrette laundress milkmaid
    housekeeper chambermaid parlourmaid enchantress sorceress vendeuses mecanicienne aviatrice exploratrice
    showgirl meneuse lady lycéenne collegienne veuves chirurgienne policewoman businesswoman
"""
_MEN_SAID = """
    king man men gentleman boy groom monk priest vicar pope bishop cardinal emperor prince lord nobleman duke
    count baron marquis marquess viscount sultan samurai schoolboy grandfather father brother butler waiter he
    his roi homme hommes garcon marie moine pretre cure pape eveque empereur duc comte vicomte seigneur ecolier
    pere frere majordome serveur mousquetaire musketeer hussar hussard admiral amiral general soldier soldat
    knight chevalier cowboy dandy gangster mobster pharaoh pharaon senator senateur centurion legionary butcher
    blacksmith forgeron marquis emperor sailor matelot paysan berger communiant
    boxer boxeur ringmaster docker mecanicien colonel footman laquais valet constable fireman
    policeman businessman troubadour jester bouffon coachman cocher chatelain lumberjack bucheron toreador matador
"""
_WOMEN, _MEN = frozenset(_WOMEN_SAID.split()), frozenset(_MEN_SAID.split())
# Eras that are said for a time in them, not for their first year.
_AS = {"middle_ages": 1350, "victorian": 1865, "renaissance": 1500, "georgian": 1770, "tudor": 1540, "colonial": 1770,
       "late_middle_ages": 1400, "ancien_regime": 1770, "wild_west": 1880, "byzantine": 1000, "edwardian": 1908,
       "belle_epoque": 1900, "elizabethan": 1580, "interwar": 1930, "cold_war": 1960, "postwar": 1950, "ottoman": 1600,
       "age_of_sail": 1720, "louis_xiv": 1690, "future": 2210, "post_apocalyptic": 2100}  # fmt: skip


def year_of(era: Any) -> int:
    """The year that a brief's era is dressed for; 2010 where nothing was said of it."""
    return _AS.get(era.name, era.first if era.first is not None else 2010)


def form_of(sentence: str, garments: list[str]) -> str:
    """`f` or `m`: whose form the words of a sentence, or the kinds of its garments, speak of; `` where nothing does."""
    words = {key(word) for word in re.findall(r"[^\W\d_]+", sentence)}
    for form, known in (("f", _WOMEN), ("m", _MEN)):
        if words & known and not (words & (_MEN if form == "f" else _WOMEN)):
            return form
    said = {article for article, noun in re.findall(r"\b(une?) (\w+)", sentence.lower()) if key(noun) in _trades()}
    if len(said) == 1:  # French: `une mécanicienne`, `un docker`
        return "f" if said == {"une"} else "m"
    families = {vocabulary().get("garment", kind).family for kind in garments}
    if families & {"dress", "skirt", "blouse"} - (
        {"skirt"} if "kilt" in garments or "loincloth" in garments else set()
    ):
        return "f"
    return ""


@cache
def _trades() -> frozenset[str]:
    """French words for people, masculine and feminine, by their key."""
    words = {key(word) for entry in vocabulary().entries["owner"].values() for word in entry.fr if " " not in word}
    return frozenset(words | {f"{word}e" for word in words} | {f"{word}ne" for word in words})


def wardrobe_of(who: list[str], year: int, era: str, form: str, *, own: bool = False) -> Wardrobe | None:
    """The wardrobe of somebody in a period, else that of the period; `own`: only one that is somebody's."""
    for names in ({*who}, {"*"} if not own else set()):
        for line in WARDROBES:
            if line.who & names and line.of_period(year, era) and line.form in ("", form or "m"):
                return line
    return None


def pieces(wardrobe: Wardrobe) -> list[dict[str, Any]]:
    """The garments of a wardrobe as fields of a brief, only what its sentence says of them."""
    return [dict(one) for one in _read(wardrobe.wears)]


@cache
def _read(wears: str) -> tuple[dict[str, Any], ...]:
    from coulisse.recipes.brief_words.costume_reading import understand_costume

    brief, understood = understand_costume(wears)
    filled = {one.field for one in understood.filled}
    out = []
    for garment in brief.garments:
        fields = garment.model_dump(exclude_defaults=True)
        out.append(
            {k: v for k, v in fields.items() if f"garments.{garment.kind}.{k}" not in filled} | {"kind": garment.kind}
        )
    return tuple(out)


def proposed(draft: dict[str, Any], text: str, said_era: bool) -> tuple[list[dict[str, Any]], str]:
    """Garments for a draft that names none but says who or when, and the reason; nothing where it says neither."""
    brief = CostumeBrief.model_validate({**draft, "garments": []})
    who = [*brief.wearer, *brief.style]
    year, era = year_of(brief.era), brief.era.name if said_era else "contemporary"
    form = form_of(text, [])
    own = wardrobe_of(who, year, era, form, own=True)
    if own is None and not said_era:  # a pirate is one of his own time
        own = next((w for w in WARDROBES if w.who & {*who} and w.form in ("", form or "m")), None)
        if own is not None and isinstance(own.when, tuple) and own.when != (-40000, 3000):
            draft["era"] = {"name": f"{own.when[0]} to {own.when[1]}", "first": own.when[0], "last": own.when[1]}
    found = own or (wardrobe_of([], year, era, form) if said_era or who else None)
    if found is None:
        return [], ""
    known = vocabulary()
    name = next((known.get(kind, w).en[0] for w in who for kind in ("owner", "style") if w in known.entries[kind]), "")
    when = f" in {brief.era.name.replace('_', ' ')}" if said_era else ""
    person = name or ("a woman" if form == "f" else "a man")
    return pieces(found), f"no garment was named; worn by {person}{when}"
