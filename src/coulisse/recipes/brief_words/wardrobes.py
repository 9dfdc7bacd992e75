"""Who wears what when: whole costumes in the words of the vocabulary, read by the reader that reads every sentence.

A line is (who, form, when, what). Who: owners or styles of the vocabulary, `*` for anybody. Form: m, f or `` for both.
When: first and last year, or ids of eras. The main garment comes first: loose colours and cloths go to it.
"""

from __future__ import annotations

from dataclasses import dataclass

Years = tuple[int, int]
When = Years | frozenset[str]


@dataclass(frozen=True)
class Wardrobe:
    """What somebody wears in a period, as a sentence."""

    who: frozenset[str]
    form: str
    when: When
    wears: str

    def of_period(self, year: int, era: str) -> bool:
        """Whether it is worn in a year, or in an era by its id."""
        return self.when[0] <= year <= self.when[1] if isinstance(self.when, tuple) else era in self.when


def _line(who: str, form: str, when: str | Years, wears: str) -> Wardrobe:
    period: When = frozenset(when.split()) if isinstance(when, str) else when
    return Wardrobe(frozenset(who.split()), form, period, " ".join(wears.split()))


_EVER = (-40000, 3000)
_RULERS = "king queen emperor prince sultan"
_ARMY = "soldier hussar captain dictator"

# First those of somebody, the nearest to the point first; then those of a period.
WARDROBES: tuple[Wardrobe, ...] = (
    # Antiquity.
    _line("pharaoh king emperor", "m", "ancient_egypt", """a pleated white linen loincloth with gold embroidery, a
        blue sash, a gold crown, gold leather sandals"""),
    _line("pharaoh queen king emperor", "f", "ancient_egypt", """a white pleated linen sheath dress to the ankle, a
        gold sash, a gold crown, gold leather sandals"""),
    _line("pharaoh", "", _EVER, """a pleated white linen loincloth with gold embroidery, a blue sash, a gold crown,
        gold leather sandals"""),
    _line("senator emperor", "", "ancient_rome antiquity contemporary", """a white wool toga with a purple braid,
        brown leather sandals"""),
    _line("soldier captain legionary", "", "ancient_rome antiquity contemporary", """a red wool tunic to the knee,
        a bronze cuirass, a red wool cloak without a hood, a bronze helmet, a leather belt, leather sandals"""),
    _line("warrior", "", "ancient_rome ancient_greece antiquity", """a leather loincloth, a wide leather belt,
        leather sandals, a bronze helmet"""),
    # The North and the Middle Ages.
    _line("viking_chief", "m", _EVER, """a rust red wool tunic to the thigh with gold embroidery, brown wool
        trousers, a wide leather belt, a grey fur capelet, leather boots"""),
    _line("viking_chief", "f", _EVER, """a rust red wool kirtle with gold embroidery, a wide leather belt, a grey
        fur capelet, leather boots"""),
    _line("knight", "", (450, 1300), """a white linen surcoat with a red cross, chainmail, a linen gambeson, brown
        wool hose, a leather belt, leather boots, a steel helmet"""),
    _line("knight", "", _EVER, "steel armour, a steel helmet"),
    _line("monk", "m", _EVER, "a brown monk's habit, leather sandals"),
    _line("monk", "f", _EVER, "a black wool robe, a white linen wimple, a black crepe veil, black leather shoes"),
    _line("priest", "", _EVER, "a black wool cassock, a black sash, black leather shoes"),
    _line("pope", "", _EVER, "a red silk robe, a red silk sash, a white lace surcoat, red leather shoes"),
    _line(_RULERS, "m", (450, 1480), """a crimson velvet robe with gold embroidery and ermine, a gold crown, a wide
        leather belt, leather shoes"""),
    _line(_RULERS, "f", (450, 1480), """a crimson velvet kirtle with gold embroidery and ermine, a gold crown, a
        gold sash, leather shoes"""),
    _line("peasant shepherd beggar", "m", (450, 1650), """a patched brown wool tunic to the thigh, a leather belt,
        grey wool hose, leather shoes"""),
    _line("peasant shepherd beggar", "f", (450, 1650), """a brown wool kirtle, a white linen apron, a white linen
        headscarf, leather shoes"""),
    # Modern times until the Revolution.
    _line(_RULERS, "m", (1481, 1660), """a gold brocade doublet with a white ruff, silk hose, a crimson velvet
        capelet with ermine, a gold crown, leather shoes"""),
    _line(_RULERS, "f", (1481, 1660), """a stiff bell shaped gold brocade gown to the floor with a ruffled collar,
        long sleeves and pearls, a gold crown, leather shoes"""),
    _line("hussar soldier", "m", (1600, 1659), """a blue wool doublet with a lace collar, brown wool breeches, a
        wide leather belt, a blue wool cape with a white cross, leather riding boots, leather gauntlets, a wide
        brimmed black felt hat with a white feather"""),
    _line("pirate captain", "", (1650, 1750), """a worn black wool justaucorps with gold braid and brass buttons, a
        crimson brocade waistcoat, a white linen shirt, brown wool breeches, a wide leather belt, a red silk sash,
        leather riding boots, a black felt tricorne"""),
    _line("sailor", "m", (1650, 1830), """a short navy wool jacket with brass buttons, a striped cotton shirt, wide
        white canvas trousers to the calf, a red kerchief, black leather shoes with buckles"""),
    _line("peasant farmer servant worker baker miner", "m", (1651, 1835), """a brown wool waistcoat, a linen shirt,
        brown wool breeches, long grey wool stockings, leather shoes with buckles"""),
    _line("peasant farmer servant worker baker", "f", (1651, 1860), """a brown wool skirt to the ankle, a white
        linen blouse, a laced black corset, a white linen apron, a white linen bonnet, leather shoes"""),
    _line("admiral", "", (1700, 1789), """a navy wool justaucorps with gold braid and brass buttons, a white
        waistcoat, a white linen shirt, a white lace jabot, white wool breeches, long white silk stockings, black
        leather shoes with buckles, a black felt tricorne with gold braid"""),
    _line("admiral", "", (1790, 1830), """a navy wool tailcoat with gold braid, brass buttons and wide lapels, gold
        epaulettes, a white waistcoat, a white linen shirt, a black silk cravat, white wool breeches, long white
        silk stockings, black leather shoes with buckles, a black felt bicorne with gold braid"""),
    _line("admiral", "", (1831, 3000), """a double breasted navy wool uniform jacket with gold braid at the cuffs
        and brass buttons, gold epaulettes, navy wool trousers, black leather shoes, a navy peaked cap"""),
    _line("hussar", "m", (1780, 1830), """a blue wool hussar jacket with gold frogging and fur trim, white wool
        breeches, a red silk sash, black leather riding boots, white leather gloves, a black fur hat"""),
    _line(_ARMY, "m", (1700, 1789), """a red wool justaucorps with brass buttons, a white waistcoat, a white linen
        shirt, a white cravat, white wool breeches, long white stockings, black leather shoes with buckles, a black
        tricorne"""),
    _line(_ARMY, "m", (1790, 1830), """a blue wool tailcoat with red cuffs, brass buttons and wide lapels, gold
        epaulettes, a white waistcoat, a white linen shirt, a black cravat, white wool breeches, black leather
        riding boots, a black felt bicorne"""),
    _line(_ARMY, "m", (1831, 1913), """a blue wool uniform jacket with brass buttons and gold epaulettes, red wool
        trousers, a black leather belt, black leather boots, a red kepi"""),
    _line("soldier captain", "m", (1914, 1938), """a khaki wool greatcoat, khaki wool trousers, a leather belt,
        leather boots, a steel helmet"""),
    _line("soldier captain", "", (1939, 3000), """an olive green battledress, olive green cargo pants, a leather
        belt, black leather boots, an olive green beret"""),
    _line("dictator", "m", (1914, 3000), """a khaki wool uniform jacket with medals and brass buttons, khaki
        jodhpurs, a leather belt, black leather riding boots, a khaki peaked cap"""),
    # Brides, mourning, occasions.
    _line("bride", "", (1840, 1913), """an ivory silk satin wedding dress with a high collar, long sleeves and lace
        trim, an ivory tulle veil, white satin gloves, white satin shoes"""),
    _line("bride", "", (1914, 3000), "an ivory silk satin wedding dress, an ivory tulle veil, white satin high heels"),
    _line("bridesmaid", "", _EVER, "a silk dress to the ankle with short sleeves, satin high heels"),
    _line("communicant", "f", _EVER, """a white cotton dress to the ankle with long sleeves and a peter pan collar,
        a white tulle veil, white gloves, white leather shoes"""),
    _line("communicant", "", _EVER, """a navy wool suit, a white poplin shirt, a white silk tie, white cotton
        gloves, black leather shoes"""),
    _line("groom", "", (1880, 3000), """a black wool morning coat, a grey wool waistcoat, a white dress shirt, a
        grey silk cravat, grey suit trousers, black leather shoes"""),
    _line("widow", "", (1837, 1869), """a black crepe dress to the floor with a high collar and long sleeves, a
        black crepe veil, black leather gloves, black leather shoes"""),
    _line("widow", "", (1870, 1950), """a black crepe dress to the floor with a high collar and long sleeves, a
        black crepe veil, black leather gloves, black leather shoes"""),
    _line("widow", "", (1951, 3000), """a black crepe sheath dress, a black tulle veil, black leather gloves, black
        leather high heels"""),
    # Trades and types of the nineteenth and twentieth centuries.
    _line("cowboy", "m", _EVER, """worn blue denim jeans, a checked cotton shirt, a suede waistcoat, a red
        kerchief, a wide leather belt, leather boots, a brown cowboy hat"""),
    _line("cowboy", "f", _EVER, """a suede skirt to the calf with fringe, a checked cotton shirt, a red kerchief, a
        wide leather belt, leather boots, a brown cowboy hat"""),
    _line("suffragette", "", _EVER, """a white cotton blouse with a high collar, a long grey wool skirt to the
        ankle, a purple silk sash, a straw hat, black leather shoes"""),
    _line("servant", "f", (1861, 1960), """a black maid's uniform, a white cotton apron, a white bonnet, black
        leather shoes"""),
    _line("servant waiter", "m", (1836, 3000), """a black wool tailcoat, a white waistcoat, a white dress shirt, a
        white bow tie, black suit trousers, black leather shoes"""),
    _line("worker miner craftsman blacksmith", "m", (1836, 1950), """a collarless linen shirt, a grey wool
        waistcoat, brown corduroy trousers, suspenders, a red kerchief, leather boots, a flat cap"""),
    _line("flapper", "", _EVER, """a black chiffon flapper dress with beading and fringe, a pearl headscarf, black
        satin gloves, black leather high heels"""),
    _line("smuggler detective", "m", (1920, 1959), """a double breasted charcoal pinstripe wool suit, a white
        poplin shirt, a silk tie, a grey fedora, black leather shoes"""),
    _line("detective", "", (1960, 3000), """a beige trench coat, a white shirt, a navy silk tie, grey wool
        trousers, brown leather shoes"""),
    _line("housewife", "", (1946, 1964), """a full skirted cotton dress with short sleeves, a white cotton apron,
        leather high heels"""),
    _line("nurse", "", (1900, 1975), """a white cotton shirt dress, a white cotton apron, a white bonnet, white
        leather shoes"""),
    _line("doctor scientist", "", (1900, 3000), """a white lab coat, a pale blue shirt, grey trousers, black
        leather shoes"""),
    _line("chef", "", (1850, 3000), """a double breasted white cotton drill jacket with a stand collar, checked
        cotton trousers, a white apron, black leather shoes"""),
    _line("pilot", "", (1910, 1950), """a brown leather jacket with a fur collar, a white silk scarf, khaki
        jodhpurs, brown leather riding boots"""),
    _line("explorer", "", (1850, 1960), """a khaki safari jacket, a cotton shirt, khaki breeches, a leather belt,
        brown leather riding boots, a wide brimmed felt hat"""),
    _line("student", "f", (1900, 3000), """a navy blazer, a pleated grey skirt, a white poplin shirt, a striped
        tie, long grey socks, black leather shoes"""),
    _line("student", "m", (1900, 3000), """a navy blazer, grey trousers, a white poplin shirt, a striped tie, black
        leather shoes"""),
    _line("samurai", "", _EVER, """an indigo silk kimono jacket, a white silk kimono, black harem pants, a wide
        sash, leather sandals"""),
    _line("geisha", "", _EVER, "a floral silk kimono, a wide brocade obi, white socks, sandals"),
    _line("alchemist", "", _EVER, "a midnight blue velvet wizard's robe with gold embroidery, leather shoes"),
    _line("witch", "", _EVER, """a black wool dress to the floor with long bell sleeves, a wide leather belt, a
        ragged black cloak, leather boots"""),
    _line("vampire", "m", _EVER, """a black velvet tailcoat, a crimson brocade waistcoat, a white dress shirt, a
        white cravat, black suit trousers, a black opera cape, black leather shoes"""),
    _line("vampire", "f", _EVER, """a crimson velvet gown with long sleeves, a black velvet opera cape, black high
        heels"""),
    _line("elf", "", _EVER, """a moss green velvet tunic to the thigh with gold embroidery, brown suede leggings, a
        leather belt, a green wool cloak, suede boots"""),
    _line("astronaut", "", _EVER, "a white space suit, a white helmet"),
    _line("dancer", "f", (1830, 3000), "a white tulle tutu, a white bodysuit, pink satin shoes"),
    _line("clown", "", _EVER, """an oversized checked wool jacket, a striped shirt, a large red bow tie, oversized
        yellow trousers, suspenders, red leather shoes, a small bowler hat"""),
    _line("policeman", "", (1860, 3000), """a navy wool uniform jacket with brass buttons, navy wool trousers, a
        black leather belt, black leather boots, a navy peaked cap"""),
    _line("punk", "", _EVER, """a studded black leather jacket, a torn white T-shirt, tartan trousers, black
        leather boots"""),
    _line("hippie", "m", _EVER, "a suede waistcoat with fringe, a floral cotton shirt, flared jeans, leather sandals"),
    _line("hippie", "f", _EVER, "a long floral cotton dress with bell sleeves, a suede waistcoat with fringe, sandals"),
    _line("mod", "m", _EVER, "a slim fit grey mohair suit, a white shirt, a narrow black tie, black leather boots"),
    _line("goth", "", _EVER, """a long black velvet coat, a black lace blouse, black leather trousers, black
        leather boots"""),
    _line("grunge", "", _EVER, "an untucked checked flannel shirt, a white T-shirt, torn jeans, black leather boots"),
    _line("matador", "", _EVER, """a cropped scarlet satin jacket with gold embroidery and gold epaulettes, a
        white dress shirt, a narrow black tie, tight scarlet satin breeches with gold braid, long pink stockings,
        black leather shoes, a scarlet silk cape"""),
    _line("athlete", "m", (1880, 1945), """a white cotton shirt with short sleeves, white flannel trousers, white canvas
        trainers"""),
    _line("athlete", "f", (1880, 1919), """a white cotton blouse, a long white cotton skirt, a straw hat, white canvas
        trainers"""),
    _line("athlete", "f", (1920, 1945), """a white cotton dress to the calf with a drop waist, sleeveless, a white
        headband, white canvas trainers"""),
    _line("athlete", "", (1946, 3000), "a white polo shirt, white cotton shorts, white socks, white trainers"),
    # Everybody, by period.
    _line("*", "m", "ancient_egypt", "a white linen loincloth, a red sash, leather sandals"),
    _line("*", "f", "ancient_egypt", "a white linen sheath dress to the ankle, a gold sash, leather sandals"),
    _line("*", "m", "mesopotamian bronze_age", """a wool robe to the ankle with fringe, a wide leather belt,
        leather sandals"""),
    _line("*", "f", "mesopotamian bronze_age", "a wool robe to the floor with fringe, a wide sash, leather sandals"),
    _line("*", "m", "ancient_rome", "a white wool tunic to the knee, a leather belt, leather sandals"),
    _line("*", "m", "feudal_japan meiji", "a silk kimono, a wide sash, white socks, sandals"),
    _line("*", "f", "feudal_japan meiji", "a floral silk kimono, a wide brocade obi, white socks, sandals"),
    _line("*", "", "ming_dynasty", "a silk brocade robe with wide sleeves, a wide sash, black leather shoes"),
    _line("*", "", "viking", "a wool tunic to the thigh with embroidery, wool trousers, a leather belt, leather boots"),
    _line("*", "", (-40000, -3000), "a buckskin tunic to the thigh, a fur capelet, buckskin boots"),
    _line("*", "m", (-2999, 449), "a white linen tunic to the knee, a leather belt, leather sandals"),
    _line("*", "f", (-2999, 449), "a white linen chiton to the floor, a saffron wool shawl, leather sandals"),
    _line("*", "m", (450, 1480), """a wool tunic to the thigh with embroidery, a leather belt, wool hose, leather
        shoes, a felt hat"""),
    _line("*", "f", (450, 1480), "a wool kirtle, a leather belt, a white linen veil, leather shoes"),
    _line("*", "m", (1481, 1624), """a velvet doublet with a white ruff, silk hose, a short velvet capelet, leather
        shoes, a black felt hat with a feather"""),
    _line("*", "f", (1481, 1557), """a velvet gown to the floor with a square neck and long bell sleeves, a gold
        sash, a velvet bonnet, leather shoes"""),
    _line("*", "f", (1558, 1624), """a stiff bell shaped brocade gown to the floor with a ruffled collar and long
        sleeves, a velvet bonnet, leather shoes"""),
    _line("*", "m", (1625, 1659), """a satin doublet with a lace collar, satin breeches, long silk stockings, a
        wool cape, leather boots, a wide brimmed felt hat with a feather"""),
    _line("*", "f", (1625, 1659), """a full skirted satin gown to the floor with a lace collar and long puff
        sleeves, satin shoes"""),
    _line("*", "m", (1660, 1789), """a silk justaucorps with embroidery, a brocade waistcoat, a white linen shirt,
        a white lace jabot, silk breeches, long white silk stockings, black leather shoes with buckles, a black
        felt tricorne"""),
    _line("*", "f", (1660, 1789), "a silk mantua with lace trim, satin shoes"),
    _line("*", "m", (1790, 1819), """a wool tailcoat with a high collar and brass buttons, a white waistcoat with a
        stand collar, a white linen shirt, a white cravat, buff wool breeches, long white silk stockings, black
        leather shoes with buckles, a black top hat"""),
    _line("*", "f", (1790, 1824), """a white muslin dress to the floor with an empire line and short puff sleeves,
        a wool shawl, a straw bonnet, satin shoes"""),
    _line("*", "m", (1820, 1869), """a wool frock coat, a silk waistcoat, a white linen shirt with a high collar, a
        black silk cravat, grey wool trousers, black leather shoes, a black top hat"""),
    _line("*", "f", (1825, 1836), """a full skirted silk dress to the ankle with leg of mutton sleeves, a straw
        bonnet, white gloves, leather shoes"""),
    _line("*", "f", (1837, 1869), """a bell shaped taffeta dress to the floor with a high collar and long sleeves,
        a silk bonnet, a wool shawl, leather shoes"""),
    _line("*", "m", (1870, 1899), """a wool frock coat, a wool waistcoat, a white dress shirt with a wing collar, a
        black silk cravat, grey wool trousers, black leather shoes, a bowler hat"""),
    _line("*", "f", (1870, 1889), """a taffeta bustle dress with a stand collar, leather gloves, a silk bonnet,
        leather shoes"""),
    _line("*", "f", (1890, 1914), """a white cotton blouse with a high collar and leg of mutton sleeves, a long
        flared wool skirt to the floor, a leather belt, a straw hat, leather shoes"""),
    _line("*", "m", (1900, 1929), """a wool three piece suit, a white shirt with a club collar, a silk tie, black
        leather shoes, a bowler hat"""),
    _line("*", "f", (1915, 1929), "a drop waist crepe dress to the calf, a felt cloche, leather high heels"),
    _line("*", "m", (1930, 1949), """a double breasted wool suit, a white shirt, a silk tie, black leather shoes, a
        grey fedora"""),
    _line("*", "f", (1930, 1946), """a bias cut crepe dress to the calf with short sleeves, a felt hat, leather
        high heels"""),
    _line("*", "m", (1950, 1959), """a grey flannel suit, a white shirt, a narrow silk tie, black leather shoes, a
        fedora"""),
    _line("*", "f", (1947, 1959), """a full skirted cotton dress to the calf with short sleeves, white gloves,
        leather high heels"""),
    _line("*", "m", (1960, 1969), "a slim fit wool suit, a white shirt, a narrow black tie, black leather shoes"),
    _line("*", "f", (1960, 1969), "an a line mini dress with short sleeves, white leather boots"),
    _line("*", "m", (1970, 1979), """a corduroy jacket with wide lapels, a patterned shirt with a point collar,
        flared trousers, brown leather boots"""),
    _line("*", "f", (1970, 1979), "a long floral crepe dress with bell sleeves, leather sandals"),
    _line("*", "m", (1980, 1989), """a double breasted oversized wool jacket with padded shoulders, a T-shirt,
        pleated wool trousers, leather shoes"""),
    _line("*", "f", (1980, 1989), """a broad shouldered wool jacket, a silk blouse with a pussy bow, a pencil
        skirt, leather high heels"""),
    _line("*", "m", (1990, 2049), "a wool jacket, a white shirt, dark blue jeans, brown leather shoes"),
    _line("*", "f", (1990, 2049), "a wool coat, a silk blouse, tapered trousers, leather high heels"),
    _line("*", "m", (2050, 2199), """a grey neoprene jacket with a stand collar, tapered black trousers, black
        leather boots"""),
    _line("*", "f", (2050, 2199), """a white neoprene sheath dress with a funnel neck and long sleeves, white
        leather boots"""),
    _line("*", "m", (2200, 3000), """a stiff white neoprene tunic to the thigh with a high collar and light strips,
        tapered grey neoprene trousers, white leather boots"""),
    _line("*", "f", (2200, 3000), """a stiff pearl white neoprene gown with a medici collar and light strips, white
        leather boots"""),
)  # fmt: skip
