"""Spells a Latin name in other scripts, by simple tables of its own; knows nothing of how names are found."""

# ruff: noqa: E501 - lists of words and texts read better on long lines

from __future__ import annotations

import re
import unicodedata


def bare(name: str) -> str:
    """Lower-case a-z and blanks; accents off, hyphens and apostrophes out."""
    name = name.lower().translate(str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "å": "a"}))
    name = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z ]", "", name)


def _table(name: str, table: dict[str, str]) -> str:
    out, k = "", 0
    while k < len(name):
        for size in (4, 3, 2, 1):
            piece = name[k : k + size]
            if len(piece) == size and piece in table:
                out += table[piece]
                k += size
                break
        else:
            out += name[k] if name[k] == " " else ""
            k += 1
    return out


_CYRILLIC = dict(
    zip(
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "c",
            "y",
            "j",
            "w",
            "q",
            "x",
        ],
        [
            "а",
            "б",
            "в",
            "г",
            "д",
            "е",
            "з",
            "и",
            "к",
            "л",
            "м",
            "н",
            "о",
            "п",
            "р",
            "с",
            "т",
            "у",
            "ф",
            "х",
            "к",
            "и",
            "дж",
            "у",
            "к",
            "кс",
        ],
        strict=True,
    )
)
_CYRILLIC |= {
    "shch": "щ",
    "sh": "ш",
    "ch": "ч",
    "zh": "ж",
    "kh": "х",
    "ts": "ц",
    "ya": "я",
    "yu": "ю",
    "ck": "к",
    "ph": "ф",
    "th": "т",
    "ee": "и",
    "oo": "у",
    "qu": "кв",
    "ou": "у",
    "ll": "лл",
    "wh": "у",
}
_GREEK = dict(
    zip(
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "c",
            "y",
            "j",
            "w",
            "q",
            "x",
        ],
        [
            "α",
            "μπ",
            "β",
            "γκ",
            "ντ",
            "ε",
            "ζ",
            "ι",
            "κ",
            "λ",
            "μ",
            "ν",
            "ο",
            "π",
            "ρ",
            "σ",
            "τ",
            "ου",
            "φ",
            "χ",
            "κ",
            "ι",
            "τζ",
            "γου",
            "κ",
            "ξ",
        ],
        strict=True,
    )
)
_GREEK |= {"sh": "σ", "ch": "τσ", "th": "θ", "ph": "φ", "kh": "χ", "ck": "κ", "ee": "ι", "oo": "ου", "ou": "ου"}
_ARABIC = dict(
    zip(
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "c",
            "y",
            "j",
            "w",
            "q",
            "x",
        ],
        [
            "ا",
            "ب",
            "ف",
            "ج",
            "د",
            "ي",
            "ز",
            "ي",
            "ك",
            "ل",
            "م",
            "ن",
            "و",
            "ب",
            "ر",
            "س",
            "ت",
            "و",
            "ف",
            "ه",
            "ك",
            "ي",
            "ج",
            "و",
            "ق",
            "كس",
        ],
        strict=True,
    )
)
_ARABIC |= {
    "sh": "ش",
    "ch": "تش",
    "th": "ث",
    "kh": "خ",
    "gh": "غ",
    "ph": "ف",
    "ck": "ك",
    "ee": "ي",
    "oo": "و",
    "ou": "و",
    "ll": "ل",
    "ss": "س",
    "tt": "ت",
    "rr": "ر",
    "nn": "ن",
}
_HEBREW = dict(
    zip(
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "c",
            "y",
            "j",
            "w",
            "q",
            "x",
        ],
        [
            "א",
            "ב",
            "ו",
            "ג",
            "ד",
            "",
            "ז",
            "י",
            "ק",
            "ל",
            "מ",
            "נ",
            "ו",
            "פ",
            "ר",
            "ס",
            "ט",
            "ו",
            "פ",
            "ה",
            "ק",
            "י",
            "ג׳",
            "ו",
            "ק",
            "קס",
        ],
        strict=True,
    )
)
_HEBREW |= {
    "sh": "ש",
    "ch": "צ׳",
    "th": "ת",
    "kh": "ח",
    "ck": "ק",
    "ph": "פ",
    "ee": "י",
    "oo": "ו",
    "ou": "ו",
    "ll": "ל",
    "ss": "ס",
    "tt": "ט",
    "rr": "ר",
    "nn": "נ",
}


def cyrillic(name: str) -> str:
    return _table(bare(name), _CYRILLIC).title()


def greek(name: str) -> str:
    return _table(bare(name), _GREEK).title()


def arabic(name: str) -> str:
    """Short vowels inside words are mostly left out: here every e, and an a before two consonants."""
    words = [re.sub(r"(?<=[a-z])(e|a(?=[^aeiou ][^aeiou ]))(?=[a-z])", "", word) for word in bare(name).split()]
    return " ".join(_table(word, _ARABIC) for word in words)


def hebrew(name: str) -> str:
    words = [re.sub(r"(?<=[a-z])[ea](?=[a-z])", "", word) for word in bare(name).split()]
    return " ".join(_table(word, _HEBREW) for word in words)


_SOUNDS = ("sh", "ch", "th", "ph", "ck", "kh", "zh", "ts", "qu")
_SIMPLER = {"th": "s", "ph": "f", "ck": "k", "kh": "h", "zh": "j", "ts": "ch", "qu": "k", "x": "k", "q": "k", "c": "k"}


def _syllables(word: str) -> list[tuple[str, str]]:
    """(consonant, vowel) pairs; the vowel is empty for a consonant that stands alone."""
    word = re.sub(r"(.)\1", r"\1", word)
    word = re.sub(r"y(?![aeiou])", "i", word)
    found, k = [], 0
    while k < len(word):
        head = next((s for s in _SOUNDS if word.startswith(s, k)), word[k])
        if head in "aeiou":
            found.append(("", head))
            k += 1
            continue
        k += len(head)
        vowel = word[k] if k < len(word) and word[k] in "aeiou" else ""
        k += len(vowel)
        found.append((_SIMPLER.get(head, head), vowel))
    return found


_ROWS = {"": "阿埃伊奥乌", "b": "巴贝比博布", "p": "帕佩皮波普", "d": "达德迪多杜", "t": "塔特蒂托图", "g": "加格吉戈古", "k": "卡克基科库", "m": "马梅米莫穆",
         "n": "纳内尼诺努", "l": "拉莱利洛卢", "r": "拉雷里罗鲁", "s": "萨塞西索苏", "z": "扎泽齐佐祖", "sh": "沙谢希绍舒", "ch": "查切奇乔楚", "j": "贾杰吉乔朱",
         "f": "法费菲福富", "v": "瓦韦维沃武", "w": "瓦韦威沃伍", "h": "哈赫希霍胡", "y": "亚耶伊约尤"}  # fmt: skip
_ALONE = {"b": "布", "p": "普", "d": "德", "t": "特", "g": "格", "k": "克", "m": "姆", "n": "恩", "l": "尔", "r": "尔", "s": "斯", "z": "兹", "sh": "什", "ch": "奇",
          "j": "奇", "f": "夫", "v": "夫", "w": "夫", "y": "伊", "h": ""}  # fmt: skip


def han(name: str) -> str:
    words = []
    for word in bare(name).split():
        words.append("".join(_ROWS[c]["aeiou".index(v)] if v else _ALONE[c] for c, v in _syllables(word)))
    return "·".join(words)


_KANA = {"": "アエイオウ", "b": "バベビボブ", "p": "パペピポプ", "d": "ダデディドドゥ", "t": "タテティトトゥ", "g": "ガゲギゴグ", "k": "カケキコク", "m": "マメミモム", "n": "ナネニノヌ",
         "l": "ラレリロル", "r": "ラレリロル", "s": "サセシソス", "z": "ザゼジゾズ", "f": "ファフェフィフォフ", "v": "ヴァヴェヴィヴォヴ", "h": "ハヘヒホフ"}  # fmt: skip
_KANA_LONG = {"sh": "シャ シェ シ ショ シュ", "ch": "チャ チェ チ チョ チュ", "j": "ジャ ジェ ジ ジョ ジュ", "w": "ワ ウェ ウィ ウォ ウ", "y": "ヤ イェ イ ヨ ユ",
              "d": "ダ デ ディ ド ドゥ", "t": "タ テ ティ ト トゥ", "f": "ファ フェ フィ フォ フ", "v": "ヴァ ヴェ ヴィ ヴォ ヴ"}  # fmt: skip
_KANA_ALONE = {"b": "ブ", "p": "プ", "d": "ド", "t": "ト", "g": "グ", "k": "ク", "m": "ム", "n": "ン", "l": "ル", "r": "ル", "s": "ス", "z": "ズ", "sh": "シュ", "ch": "チ",
               "j": "ジ", "f": "フ", "v": "ヴ", "w": "ウ", "y": "イ", "h": "ー"}  # fmt: skip


def kana(name: str) -> str:
    words = []
    for word in bare(name).split():
        out = ""
        for c, v in _syllables(word):
            if not v:
                out += _KANA_ALONE[c]
            else:
                row = _KANA_LONG[c].split() if c in _KANA_LONG else list(_KANA[c])
                out += row["aeiou".index(v)]
        words.append(out)
    return "・".join(words)


_LEADS = {"g": 0, "k": 15, "n": 2, "d": 3, "t": 16, "r": 5, "l": 5, "m": 6, "b": 7, "v": 7, "p": 17, "f": 17, "s": 9, "sh": 9, "": 11, "w": 11, "y": 11,
          "j": 12, "z": 12, "ch": 14, "h": 18}  # fmt: skip
_VOWELS = {"a": 0, "e": 5, "i": 20, "o": 8, "u": 13, "": 18}
_TAILS = {"n": 4, "m": 16, "l": 8, "k": 1, "g": 1, "p": 17, "b": 17, "t": 19}


def hangul(name: str) -> str:
    words = []
    for word in bare(name).split():
        out: list[list[int]] = []
        for c, v in _syllables(word):
            if not v and out and c in _TAILS and out[-1][2] == 0 and out[-1][1] != 18:
                out[-1][2] = _TAILS[c]
            else:
                out.append([_LEADS.get(c, 11), _VOWELS[v], 0])
        words.append("".join(chr(0xAC00 + (a * 21 + b) * 28 + c) for a, b, c in out))
    return " ".join(words)
