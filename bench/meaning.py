"""How near in meaning is near enough: words that are not in the vocabulary, with what they should be taken for.

Run by hand: prints, for each threshold, how many are taken rightly, wrongly, and not at all. The words are ours.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from coulisse.recipes.brief_words import costume_words, set_words
from coulisse.recipes.brief_words.lexicon import lexicon
from coulisse.recipes.brief_words.meaning import Neighbours
from coulisse.recipes.brief_words.tokens import tokens

# word=the ids that are right (one is enough); then words for which nothing is.
SETS = """
davenport=sofa; recliner=armchair; bookcases=bookcase; tapers=candle; storeroom=warehouse/pantry/cellar/scullery;
dayroom=living_room/waiting_room; brewery=factory/pub/tavern; vestry=chapel/church;
kindergarten=nursery/classroom/school; discotheques=nightclub; infirmaries=hospital_ward/hospital;
pharmacies=apothecary; shipboard=ship/ship_s_cabin; cloakroom=dressing_room/locker_room/hallway;
parchment=scroll/paper/letter; candlesticks=candelabra/candle; settees=sofa; gravestone=graveyard/tomb;
revolver=rifle; dagger=sword; goblets=goblet; jug=pot/bottle/bowl/kettle/vase/tankard;
violet_light=bluish/blacklight/reddish; sunbeam=shafts_of_light/sunlight; dreary=gloomy/bleak; spartan=austere;
frightening=terrifying/creepy/spooky; scary=terrifying/creepy/spooky; posh=luxurious/luxury/elegant/opulent/glamorous;
grubby=dirty; splintered=broken/cracked; gleaming=glossy/glow/polished/brilliant; corroded=rusty; decaying=ruined;
tarnished=worn/rusty/faded; colossal=huge; teeny=tiny/small; lumber=wood/rough_planks;
aluminium_foil=aluminium/sheet_metal; vases=vase; cosmetics=dressing_table; wardrobe_closet=wardrobe; twilit=dusk;
drizzling=drizzle; gale=wind/storm/hurricane; meadowland=fields; seaside=beach/sea; hilltop=mountain;
medievalist=middle_ages; samurai=samurai; tsar=emperor/king; physician=doctor; cop=policeman; thug=smuggler;
hobo=beggar
"""
SETS_NOTHING = """
bathrobe_hook; democracy; yesterday; algorithm; banana; happily; percent; inflation; whisper; gravity; seventeenfold;
marketing; taxes; sing; running; kilogram; adverb; thinking; protein; quarterly; budget; opinion; vaccine; election;
syllable; subscribe; download; jealousy; hypothesis; grammar; penalty; because; although; tomorrow; slowly; ambition
"""
COSTUMES = """
blouson=bomber_jacket/jacket/leather_jacket; windcheater=anorak; slipover=sweater/cardigan; knickers=breeches;
moccasins=shoes; loafers=shoes; wellingtons=boots; bandana=headscarf; beanie=hat/flat_cap;
sombrero=hat/cowboy_hat/straw_hat; mittens=glove; neckerchief=scarf/headscarf/cravat; tracksuit=jumpsuit/sweatshirt;
coveralls_suit=jumpsuit; nightgown=nightshirt; negligee=slip_dress/nightshirt/camisole; muumuu=caftan/sundress;
breastplates=cuirass; fedoras=fedora; flannels=flannel; corduroyed=corduroy/corduroys; woolly=wool; leathery=leather;
silky=silk; furry=fur; spangles=sequins; sparkly=sequins/rhinestones/sequinned_fabric; checkerboard=check;
pinstripes_suit=pinstripe; flowery=floral; zebras=zebra; scarlet_red=scarlet; crimson_red=crimson;
chartreuse=lime/yellow/apple_green/absinthe/pea_green; puce=dusty_pink/plum/mauve; ultraviolet=violet; snug=tight;
threadbare_cloth=worn; shabby=worn/distressed/patched/tattered; matador=bolero; ballgown=gown;
shirtsleeves=shirt/long_sleeve/sleeve; clergyman=priest; wench=servant/woman; nobility=duke; soldiers=soldier
"""
COSTUMES_NOTHING = """
democracy; algorithm; banana; percent; inflation; whisper; gravity; kitchen; marketing; taxes; adverb; thinking;
protein; quarterly; budget; vaccine; election; download; grammar; because; tomorrow; slowly; hypothesis; although;
window; building; river; engine
"""
# A second set, written after the threshold had been chosen on the first.
HELD_OUT = """
seat=chair/stool/bench; ladder_steps=ladder; chopper=axe; cleaver=axe/sword; pistol=rifle; cutlass=sword;
kitchenette=kitchen; powder_room=bathroom/dressing_room; ranch=farmhouse; chateau=castle/mansion/palace;
hostel=hotel/tavern;
morgues=morgue; sauna=spa; pawnshop=shop; gallows=; hearthside=fireplace; window_pane=window; veranda_deck=porch;
blizzards=blizzard; gusty=wind; moonless=; sunup=sunrise; seashore=beach/sea; woodland_grove=forest; hayloft=barn/attic;
monarch=king/queen; magician=alchemist; burglar=thief; swordsman=knight/warrior/samurai; fishmonger=baker/merchant;
sofa_bed=sofa/futon; wicker_basket=basket; tumbler=glass; tombstones=graveyard/tomb; lighthouse_tower=lighthouse;
creaky=worn/old; soiled=dirty/stained; shattered=broken; minuscule_little=tiny/small; enormous_big=huge/large;
joyous=joyful; unhappy=sad; eeriness=eerie; tranquility=calm; lavishness=opulent; filth=dirty
"""
HELD_OUT_NOTHING = """
economy; tuesday; logarithm; carrot; angrily; deficit; shout; magnetism; advertisement; tariff; swim; jogging; decimal;
pronoun; remember; vitamin; monthly; invoice; belief; antibody; referendum; vowel; unsubscribe; upload; envy; theorem;
spelling; therefore; unless; quickly; patience; velocity; molecule; salary
"""


def _asked(right: str, nothing: str) -> dict[str, list[str]]:
    """The words, and what is right for each."""
    pairs = [one.split("=") for one in right.replace("\n", " ").split(";")]
    asked = {word.strip().replace("_", " "): [one for one in ids.strip().split("/") if one] for word, ids in pairs}
    return asked | {word.strip().replace("_", " "): [] for word in nothing.replace("\n", " ").split(";")}


def main() -> None:
    """Print both tables, and what goes right and wrong."""
    first = ((set_words, _asked(SETS, SETS_NOTHING)), (costume_words, _asked(COSTUMES, COSTUMES_NOTHING)))
    _table("the threshold was chosen on these", first)
    _table("held out (sets)", ((set_words, _asked(HELD_OUT, HELD_OUT_NOTHING)),))


def _table(title: str, sets: tuple[tuple[Any, dict[str, list[str]]], ...]) -> None:
    rows = []
    for module, asked in sets:
        words = lexicon(module.KINDS)
        for word, right in asked.items():
            cut = tokens(word)
            hit = words.longest(cut, 0, "en")
            if hit and hit.length == len(cut):
                continue  # in the vocabulary by now
            rows.append((Neighbours(words), word, right))
    found = []
    cache: dict[int, Neighbours] = {}
    for neighbours, word, right in rows:
        same = cache.setdefault(len(neighbours.phrases), neighbours)
        reading, cosine = same.near([word], -1)[word]
        found.append((cosine, word, reading.name, reading.entry.id in right, bool(right)))
    print(f"{title}: {len(found)} words, {sum(one[4] for one in found)} of them with a right answer")
    print("cosine from   taken rightly   taken wrongly   of those, with no right answer")
    for least in np.arange(0.4, 0.8, 0.02):
        taken = [one for one in found if one[0] >= least]
        right = sum(one[3] for one in taken)
        print(f"{least:11.2f} {right:15d} {len(taken) - right:15d} {sum(not one[4] for one in taken):20d}")
    for cosine, word, name, right, any_right in sorted(found, reverse=True):
        print(f"{cosine:.2f} {'right' if right else 'WRONG' if any_right else 'nothing is right'}: {word} -> {name}")


if __name__ == "__main__":
    main()
