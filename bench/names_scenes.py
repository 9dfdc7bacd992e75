"""Ordinary scene descriptions, file names and notes that name nobody, though many hold a word that is part of a name."""

# ruff: noqa: E501 - lists of words and texts read better on long lines

from __future__ import annotations

import random

_NOUNS = (
    "rose garden|cranberry stone wall|bale of hay|field of wheat|pine forest|stone wall|oak door|brook|marsh|river bank|church tower|ivy wall|garden gate|"
    "berry bush|snow field|gold ring|marble staircase|park bench|hill fort|fox den|winter coat|summer dress|autumn leaf|storm cloud|frost pattern|lake house|"
    "bean stew|cruise ship|king's chair|wood fire|heath fire|ledge|balustrade|trellis|cornice|pergola|colonnade|scaffold|gantry|turbine|locomotive|semaphore|"
    "carousel|Ferris wheel|lighthouse lens|greenhouse|aqueduct|obelisk|minaret|pagoda|gazebo|crypt|parapet|buttress|awning|hydrant|kerb|manhole cover|tram stop|"
    "typewriter|gramophone|samovar|candelabra|tapestry|armoire|chaise longue|chandelier|birdcage|wheelbarrow|anvil|loom|plough|scythe|weathervane|sundial|"
    "tumbleweed|glacier|fjord|archipelago|estuary|mangrove swamp|salt flat|geyser|moraine|thunderhead|sandbar|jack pine|black jack of tar|will-o'-the-wisp|"
    "willow branch|hazel thicket|jasmine hedge|olive grove|hunter's cabin|mason's yard|cooper's shop|baker's oven|miller's cart|bishop's chair|queen's cup|"
    "grace note|mark on the wall|dawn chorus|april shower|rain barrel|brooklyn-style bridge|paris café table|frank letter|rusty bill hook|penny jar|"
    "velvet dinner jacket|burgundy scarf|tweed waistcoat|linen shirt|leather apron|silk gown|woollen shawl|patent shoes|bowler hat|gauntlet|epaulette"
)
_ADJECTIVES = (
    "old|ruined|windswept|moss-covered|abandoned|sunlit|rain-soaked|narrow|crumbling|ornate|derelict|snow-covered|moonlit|foggy|dusty|Gothic|Victorian|baroque|"
    "brutalist|half-timbered|whitewashed|weathered|overgrown|candlelit|neon-lit|black|white|hardy|grand|quiet|bright|stone|wooden|wrought-iron|gilded|faded|"
    "sun-bleached|flooded|charred|tiny|enormous|crooked|pale|bitter|merry|gentle|noble|savage|frosty|misty|golden"
)
_PLACES = (
    "on a hill|in the rain|at dusk|under a stormy sky|by the river|near the harbour|in a summer field|beside a brook|in a valley|behind the church|on the beach|"
    "at the edge of a pine wood|in the park|between two walls|above the lake|in deep snow|at the end of the street|in winter light|on a market square|under the bridge|"
    "in April|in early autumn|on a May morning|along the canal|through the heath|in Paris|in Brooklyn|on Summer Street|at Stone Court|over the field"
)
_ACTIONS = (
    "collapses in slow motion|burns|fills with fog|is lit by a single lamp|crumbles from the left|sways in the wind|drifts past the camera|stands empty|glows|"
    "is reflected in a puddle|casts a long shadow|floods slowly|leans against a stone wall|falls in three pieces|throws up dust|waits for the storm|will stone and brick endure"
)
_PEOPLE = (
    "a woman in a red coat|two children|an old fisherman|a crowd of extras|a soldier|a baker|the bride|a knight in black armour|a nun|a shepherd with his dog|"
    "a detective in a trench coat|the hunter|a young mason|three dancers|a violinist|the king|a cook|a pale rider|the actress in the green dress|an unnamed actor in a mask|"
    "a stunt double|the lead dancer|a man who played cards all night|a girl who plays the flute"
)
_CAMERA = (
    "wide shot|35mm|85mm lens|anamorphic|shallow depth of field|handheld|slow dolly in|crane shot|volumetric light|film grain|Kodak stock|ACEScg|golden hour|rim light|"
    "photorealistic|high detail|4k|8k|24 fps|overcast|--ar 16:9|f/2.8|ISO 800|no people|matte painting|concept art|aerial view|static camera"
)
_FR_NOUNS = (
    "jardin de roses|mur de pierre|champ de blé|botte de foin|forêt de pins|pont de bois|clocher|moulin à vent|ruelle pavée|marché couvert|phare blanc|lac gelé|"
    "fontaine de marbre|château en ruine|grange|verger|vigne|sentier|montagne|rivière|falaise|plage|chapelle|boulangerie|escalier de marbre|portail en fer|"
    "tonnelle|gargouille|lucarne|péniche|réverbère|manège|guéridon|ombrelle|redingote|gibecière|veste en velours|robe d'été|manteau noir|chapeau melon|"
    "champ de lavande|étang|olivier|lierre|marguerite|rosier|pierre de taille|bâtisse blanche|fontaine|croix de bois|cloche d'église|charrette"
)
_FR_ADJECTIVES = "abandonné|en ruine|couvert de mousse|sous la neige|noir|blanc|doré|immense|minuscule|éclairé à la bougie|battu par le vent|envahi par les ronces|au clair de lune|d'avril|d'hiver"
_FR_PLACES = "au bord de la rivière|dans la brume|à l'aube|sous l'orage|près du port|sur la colline|au crépuscule|dans la vallée|devant l'église|en plein été|à Paris|sous la pluie d'avril|derrière le mur"
_FR_ACTIONS = "s'effondre lentement|brûle|se reflète dans l'eau|disparaît dans le brouillard|tombe en poussière|s'illumine|craque sous le gel|reste vide|tremble au vent"
_FR_PEOPLE = "une femme en manteau rouge|deux enfants|un vieux pêcheur|la foule|un boulanger|la mariée|un chevalier|un berger et son chien|l'actrice en robe verte|un comédien masqué|le roi"
_FR_CAMERA = "plan large|gros plan|contre-jour|ralenti|lumière rasante|grain argentique|travelling avant|plongée|35 mm|heure dorée|flou d'arrière-plan"


def _pick(rng: random.Random, several: str) -> str:
    return rng.choice(several.split("|"))


def _a(noun: str) -> str:
    return ("an " if noun[0].lower() in "aeiou" else "a ") + noun


def _english(rng: random.Random) -> str:
    noun = f"{_pick(rng, _ADJECTIVES)} {_pick(rng, _NOUNS)}"
    return rng.choice((
        lambda: f"{_a(noun)} {_pick(rng, _PLACES)}, {_pick(rng, _CAMERA)}, {_pick(rng, _CAMERA)}",
        lambda: f"The {noun} {_pick(rng, _ACTIONS)} {_pick(rng, _PLACES)}.",
        lambda: f"{_pick(rng, _PEOPLE).capitalize()} walks past {_a(noun)}. {_a(_pick(rng, _NOUNS)).capitalize()} {_pick(rng, _ACTIONS)}.",
        lambda: f"{_pick(rng, _CAMERA)} of {_a(noun)} and {_a(_pick(rng, _NOUNS))} {_pick(rng, _PLACES)}",
        lambda: f"{_pick(rng, _PLACES).capitalize()}, {_pick(rng, _PEOPLE)} holds {_a(_pick(rng, _NOUNS))}; behind them the {noun} {_pick(rng, _ACTIONS)}",
        lambda: f"{noun}, {_pick(rng, _NOUNS)}, {_pick(rng, _CAMERA)}, {_pick(rng, _ADJECTIVES)}",
        lambda: f"EXT. {_pick(rng, _NOUNS).upper()} - {rng.choice(['DAY', 'NIGHT', 'DUSK', 'DAWN'])}\n\n{_pick(rng, _PEOPLE).capitalize()} stops. The {noun} {_pick(rng, _ACTIONS)}.",
        lambda: f"make the {noun} darker and move the {_pick(rng, _NOUNS)} {_pick(rng, _PLACES)}",
        lambda: f"{rng.choice(['Spring', 'Summer', 'Autumn', 'Winter'])} {_pick(rng, _PLACES)}: {_a(noun)}. Nobody speaks, it {_pick(rng, _ACTIONS)}",
        lambda: f"{rng.randint(1880, 1999)}s {_pick(rng, _NOUNS)}, {_pick(rng, _ADJECTIVES)} {rng.choice(['velvet', 'linen', 'wool', 'silk', 'leather'])}",
    ))()  # fmt: skip


def _french(rng: random.Random) -> str:
    noun = f"{_pick(rng, _FR_NOUNS)} {_pick(rng, _FR_ADJECTIVES)}"
    return rng.choice((
        lambda: f"un {noun} {_pick(rng, _FR_PLACES)}, {_pick(rng, _FR_CAMERA)}",
        lambda: f"Le {noun} {_pick(rng, _FR_ACTIONS)} {_pick(rng, _FR_PLACES)}.",
        lambda: f"{_pick(rng, _FR_PEOPLE).capitalize()} passe devant le {noun} ; {_pick(rng, _FR_PLACES)}, un {_pick(rng, _FR_NOUNS)} {_pick(rng, _FR_ACTIONS)}.",
        lambda: f"{_pick(rng, _FR_CAMERA)} sur un {noun}, {_pick(rng, _FR_NOUNS)}",
        lambda: f"{_pick(rng, _FR_PLACES).capitalize()}, {_pick(rng, _FR_PEOPLE)} attend près du {noun}",
    ))()  # fmt: skip


def _part(rng: random.Random, part: str) -> str:
    """A word of somebody's name, as the word that it is."""
    word = part.lower()
    return rng.choice((
        lambda: f"a {word} by the wall, {_pick(rng, _CAMERA)}",
        lambda: f"The {word} {_pick(rng, _ACTIONS)} {_pick(rng, _PLACES)}.",
        lambda: f"{_a(_pick(rng, _ADJECTIVES))} {word} and {_a(_pick(rng, _NOUNS))} {_pick(rng, _PLACES)}",
        lambda: f"{_pick(rng, _PEOPLE)} near the {word}, {_pick(rng, _CAMERA)}",
        lambda: f"{word}_{rng.choice(['set', 'bg', 'plate', 'ref', 'tex'])}_v{rng.randint(1, 40):03d}.exr",
    ))()  # fmt: skip


def _whole(rng: random.Random, name: str) -> str:
    """A whole name of ordinary words, as the words that they are."""
    words = name.lower()
    return rng.choice((
        lambda: f"a {words} {_pick(rng, _PLACES)}, {_pick(rng, _CAMERA)}",
        lambda: f"{_a(_pick(rng, _ADJECTIVES))} {words}, {_pick(rng, _CAMERA)}",
        lambda: f"the {words} {_pick(rng, _ACTIONS)}",
        lambda: f"{_pick(rng, _PEOPLE)} in the {words}",
    ))()  # fmt: skip


def _technical(rng: random.Random) -> str:
    shot = f"sq{rng.randint(1, 99) * 10:03d}_sh{rng.randint(1, 99) * 10:04d}"
    text = "".join(rng.choice("0123456789abcdef") for _ in range(rng.choice((8, 12, 40, 64))))
    return rng.choice((
        lambda: f"{shot}_{rng.choice(['plate', 'comp', 'beauty', 'depth', 'roto', 'clean_plate'])}_v{rng.randint(1, 99):03d}.exr",
        lambda: f"{shot}.{rng.randint(1001, 1240)}.exr",
        lambda: f"sha256: {text}",
        lambda: f"  {rng.choice(['seed', 'frames', 'ground_z', 'dust.amount', 'camera.fov'])}: {rng.uniform(0, 99):.3f}",
        lambda: f"A{rng.randint(1, 99):03d}_C{rng.randint(1, 99):03d}_{rng.randint(1000, 9999)}{rng.choice('ABCDEFGHJK')}{rng.choice('MNPQRSTVW')}.mov",
        lambda: f"https://example.org/{rng.choice(['assets', 'refs', 'textures'])}/{_pick(rng, _NOUNS).replace(' ', '-')}-{rng.randint(1, 900)}.jpg?w=1920&h=1080",
        lambda: f"{_pick(rng, _NOUNS).replace(' ', '_')}_{_pick(rng, _ADJECTIVES)}_v{rng.randint(1, 30):03d}.tif",
        lambda: f"#{rng.choice(['vfx', 'setlife', 'goldenhour', 'matte', 'StoneWall', 'RoseGarden'])} {text[:6]}",
        lambda: f"{{\"{rng.choice(['lens', 'sun', 'fog'])}\": [{rng.random():.4f}, {rng.random():.4f}], \"pass\": \"beauty\"}}",
    ))()  # fmt: skip


def scenes(count: int, seed: int, parts: list[str], wholes: list[str]) -> list[str]:
    """`count` different texts. `parts`: ordinary words that are parts of names; `wholes`: names made of such words."""
    rng = random.Random(seed)
    made: dict[str, None] = {}
    kinds = [_english] * 8 + [_french] * 4 + [_technical] * 3
    while len(made) < count:
        choice = rng.random()
        if choice < 0.15:
            made[_part(rng, rng.choice(parts))] = None
        elif choice < 0.18:
            made[_whole(rng, rng.choice(wholes))] = None
        else:
            made[rng.choice(kinds)(rng)] = None
    return list(made)
