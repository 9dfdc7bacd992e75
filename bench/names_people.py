"""Invented people for the benchmark of name screening: eleven cultures, and many whose parts are ordinary words."""

# ruff: noqa: E501 - lists of words and texts read better on long lines

from __future__ import annotations

import random

from coulisse.consent.names import Known

CULTURES = {
    "anglo": (
        "Tamsin Gareth Orla Desmond Imogen Callum Bronwyn Alistair Philippa Stephen Geoffrey Kathryn Sean Rhiannon Tom Edith",
        "Hardwicke Pemberley Thackmore Ellerby Quillfeather Averstone Radcombe Winterslow Hollisander Bramhurst Fotherley "
        "Kestrelby Ormsgate Pellworth Haverling Tarrowby",
    ),
    "french": (
        "Zoé Aurélien Maëlys Thibault Océane Étienne Solène Gaspard Clémence Loïc Jean-Luc Anne-Sophie Célestin Noémie",
        "Vauquelin Desrochelles Marchandeau Fauvergne Bellecroix Tourangeot Montrésor d'Aubrelle Chastenay Quéménard "
        "Larivault Peyrochon Rousselard Gaillardon",
    ),
    "spanish": (
        "Íñigo Rocío Joaquín Marisol Lorenzo Pilar Esteban Nuria Gonzalo Beatriz Álvaro Ximena Rafael Consuelo",
        "Valderrama Echevarne Zubizarra Quintanero Montalbán Cifuentero Arrizabal Peñalosa Urdaneta Villaseca Carrascón "
        "Belmontero Ybarrola Saldañez",
    ),
    "slavic": (
        "Bogdan Ljudmila Yaroslav Zdenka Mirek Svetlana Kazimir Danuta Vsevolod Irena Miloš Oksana Radomir Wojtek",
        "Zhdanovich Kowalewicz Shcherbinin Havranek Dobroslavski Prokopenko Wisniewka Chernyakov Belogradov Lysenkov "
        "Trubetskov Jankovich Vorotnik Mazurkevich",
    ),
    "arabic": (
        "Khalil Samira Tariq Yasmin Faisal Nadia Walid Rania Ibrahim Huda Mustafa Dalia Youssef Karima",
        "Al-Rashidi Haddadin Qasimov El-Masrawi Benhalima Zaytouni Al-Barghuti Shahrouri Mansourati Ghazzali Tamimi-Saleh "
        "Darwishan Boukhalfa Najjarine",
    ),
    "chinese": ("Wei Xiaoming Meilin Zhihao Yuting Jianguo Lihua Ruoxi Haoran Shuying Bowen Qiang", "Zhang Ouyang Zheng Xu Huang Luo Situ Jiang Tang Feng Qian Sun"),
    "korean": ("Min-jun Seo-yeon Ji-hoon Ha-eun Dong-hyun Soo-jin Tae-yang Yu-na Jae-won Bo-ram Hyun-woo Da-in", "Kim Baek Choi Hwang Namgung Yoon Gwak Seong Bae Noh Moon Jegal"),
    "japanese": ("Haruto Sakura Kenji Aiko Takumi Hinata Masaru Yoko Daisuke Chihiro Ryota Natsumi", "Kurosagawa Tachibori Hoshigaki Minamoto Fukuzumi Arakida Shirotani Okabayashi Morikuni Tsukishiro Hanegawa Inoshita"),
    "indian": ("Aarav Priyanka Rohan Lakshmi Vikram Ananya Sanjay Meenakshi Arjun Kavita Devendra Ishita", "Chatterdee Venkataraghav Mukherjan Iyengaran Deshpandey Krishnaswar Bhattacharan Ramanujar Kulkarnee Thiruvasan Chaudhri Natarajin"),
    "nigerian": ("Chinedu Ngozi Olumide Folake Emeka Adaeze Babatunde Yetunde Obinna Temitope Kelechi Amara", "Okonkwei Adebanjor Nwachuku Oyelarani Ezenwata Balogunde Chukwumeri Olatunjo Igbokwei Akinwandé Uzochuku Fashanun"),
    "scandinavian": ("Søren Ingrid Bjørn Astrid Håkon Sigrid Rasmus Freja Torbjörn Linnéa Anders Solveig", "Lindqvister Østergren Haugsrud Bergströmer Nygårdsen Kjeldahl Thorvaldson Åkerbloom Ravnsborg Dalgaardt Strandvik Holmgrenn"),
}  # fmt: skip
ALL_WORDS = (
    "Autumn Brooks|Will Marsh|Rose Field|April Rain|Grace Stone|Jack Marble|Paris Hill|Brooklyn Park|Summer Field|Mark Storm|"
    "Dawn Rivers|Heath Winter|Hunter Wood|Olive Winter|Jasmine Lake|Ivy Church|Frank Waters|Marguerite Montagne"
)
HALF_WORDS = (
    "Pierre Lafontaine|Rose Dujardin|Emmeline Stone|Seamus Bean|Halvard Berry|Christabel Bale|Penrina Cruz|Rosamund Garden|"
    "Dorian Black|Yvaine Pine|Tobias Hardy|Clovis Leblanc|Wilhelmina Wall|Lucasta King|Barnaby Fox|Ottilie Snow|Ambrose Gold"
)
PARTS = (  # words of these names as they stand in scenes
    "autumn brook will marsh rose field april rain grace stone jack marble park hill summer mark storm dawn river heath winter "
    "hunter wood olive jasmine lake ivy church water montagne pierre stone bean berry bale cruise garden black pine hardy wall "
    "king fox snow gold berries pines stones fontaine jardin blanc"
)
ONE_WORD = "Zendrali Okwandu Mirabeth Quorinda Vexandre Thulani"
CHARACTERS = (
    "Captain Ironveil|Mother Umbrage|Elsinor Vantrask|Doctor Halloway Pryce|Nyx Calloran|Inspector Gravemont|Sister Thornwick|"
    "Jory Blackmantle|Duke Oberstrand|Lina Fairweather|Maître Corbillon|Sélène d'Ormevert|Brother Quicksilver|Agent Tallow|"
    "Odalys Rooke|Kestrel Vane|Professor Mumblethorpe|Baron Wolkenstein|Princess Auriliane|The Lamplighter of Zorn"
)
WORKS = (
    "The Glass Meridian|Night Ferry|La Dernière Marée|Copper Kingdom|Seven Quiet Doors|The Ashen Court|Le Chant du Phare|Below the Ice|"
    "Orchid Station|A Winter for Thieves"
)
NICKNAMES = "Tammy Zizou Bobo Kiki Jojo Mimi Lulu Titi Gigi Coco Nono Fifi"


def roster(count: int, seed: int) -> list[Known]:
    """`count` people, the same for the same seed: a sixth have words for names, a third have characters."""
    rng = random.Random(seed)
    names = [*ALL_WORDS.split("|"), *HALF_WORDS.split("|"), *ONE_WORD.split()]
    rng.shuffle(names)
    names = names[: max(count // 6, 1)]
    while len(names) < count:
        culture = rng.choice(sorted(CULTURES))
        given, family = (rng.choice(part.split()) for part in CULTURES[culture])
        name = f"{family} {given}" if culture in ("chinese", "korean") else f"{given} {family}"
        if culture == "spanish" and rng.random() < 0.3:
            name += " " + rng.choice(CULTURES["spanish"][1].split())
        if name not in names:
            names.append(name)
        elif rng.random() < 0.2:
            names.append(
                f"{given}{rng.choice(['a', 'o', 'e', 'is'])} {family}{rng.choice(['i', 'en', 'ov', 'ar', 'ez'])}{len(names)}".rstrip(
                    "0123456789"
                )
            )
    people = []
    for k, name in enumerate(dict.fromkeys(names)):
        characters = ()
        if k % 3 == 0:
            characters = (
                (rng.choice(CHARACTERS.split("|")) if k < 60 else _character(rng), rng.choice(WORKS.split("|"))),
            )
        aliases = (rng.choice(NICKNAMES.split()) + " " + name.split()[-1],) if k % 5 == 0 else ()
        people.append(Known(f"p-{k:08x}", (name,), aliases, characters))
    return people


def _character(rng: random.Random) -> str:
    heads, middles, tails = (
        "Vor Eli Mar Tha Quin Zel Ash Dru Kae Lys Bran Ner",
        "a o i e ai",
        "dric wyn thas mira lock beth rune vald",
    )
    first = rng.choice(heads.split()) + rng.choice(middles.split()) + rng.choice(tails.split())
    second = rng.choice(heads.split()) + rng.choice(middles.split()) + rng.choice(tails.split())
    return f"{first} {second}moor"
