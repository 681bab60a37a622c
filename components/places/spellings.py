"""Other spellings of one name, each with how far it may be trusted.

What a stranger gets wrong: these are rules of transcription, not likeness. Names that merely look alike are never
tried: measured on event data, none of sixteen such matches was right.
"""

from __future__ import annotations

from collections.abc import Iterator

_ARTICLES = frozenset(
    "al el ad ar as ash at an az ath adh ud ul ed er es et ez en".split()  # noqa: SIM905 - a list of words
)
#: Forms in which the article is written before a letter.
_BEFORE = {
    "d": ("ad", "adh"), "r": ("ar",), "s": ("as", "ash"), "t": ("at", "ath"), "n": ("an",), "z": ("az",),
}  # fmt: skip
#: Words of place names that are transcribed in several ways.
_SAME_WORDS = (
    ("tall", "tell", "tal", "tel"),
    ("kafr", "kfar", "kafar", "kefar", "kufr"),
    ("dayr", "deir", "dair", "der"),
    ("jabal", "jebel", "djebel", "jabel"),
    ("bayt", "beit", "bait", "beyt"),
    ("ayn", "ain", "ein", "aayn"),
    ("umm", "um", "oum", "om"),
    ("khan", "xan"),
    ("abu", "abou", "bou"),
    ("wadi", "ouadi", "oued"),
    ("hajar", "hajr"),
    ("shaykh", "sheikh", "shaikh", "cheikh"),
    ("qalat", "kalat", "qalaat", "kalaat", "qala"),
    ("maarat", "maarrat", "maaret"),
    ("qasr", "kasr", "gasr"),
    ("khirbat", "khirbet", "kherbet"),
    ("burj", "borj", "bordj"),
    ("ras", "raas"),
    ("zawr", "zor", "zour"),
    ("hawr", "haur", "hor"),
    ("sayyid", "sayed", "sidi"),
    ("kala", "qala", "kalay", "qalay"),
    ("pul", "puli", "pol"),
    ("nuevo", "nueva"),
    ("novo", "nova", "nove"),
    ("petro", "petropavl"),
    ("dera", "dehra"),
)  # fmt: skip
_SAME = {word: group for group in _SAME_WORDS for word in group}
_ENDINGS = (
    ("iyah", "iya", "iyeh", "iyya", "iyyah"), ("ah", "a", "eh", "e"), ("iy", "y", "i"), ("oe", "oye"),
    ("skiy", "sky", "ski"),
)  # fmt: skip
_LETTERS = (
    ("ou", "u"), ("ee", "i"), ("ei", "ay"), ("ai", "ay"), ("aa", "a"), ("oo", "u"), ("q", "k"), ("dj", "j"), ("w", "v"),
)  # fmt: skip
_MOST = 60
_ARTICLE, _WORD, _ENDING, _LETTER = 0.97, 0.95, 0.92, 0.9


def spellings(name: str) -> Iterator[tuple[str, float]]:
    """The key itself, then other spellings of it, with their trust (0 to 1), each once.

    >>> dict(spellings("ad dumayr"))["al dumayr"], dict(spellings("tell aran"))["tall aran"]
    (0.97, 0.95)
    """
    seen = {name}
    yield name, 1.0
    for text, trust in _others(name):
        if text not in seen and len(text) > 2:
            seen.add(text)
            yield text, trust
            if len(seen) > _MOST:
                return


def _others(name: str) -> Iterator[tuple[str, float]]:
    if not name.isascii():
        return
    articles = list(_articles(name))
    yield from articles
    words = [(text, trust) for base in (name, *(text for text, _ in articles[:2])) for text, trust in _words(base)]
    yield from words
    for base, trust in [(name, 1.0), *articles[:3], *words[:4]]:
        for text in _endings(base):
            yield text, trust * _ENDING
        for text in _letters(base):
            yield text, trust * _LETTER


def _articles(name: str) -> Iterator[tuple[str, float]]:
    """The Arabic article left out, put in, and in its other forms."""
    words = name.split(" ")
    if words[0] in _ARTICLES and len(words) > 1:
        rest = " ".join(words[1:])
        yield from ((f"{article} {rest}", _ARTICLE) for article in _forms(words[1]) if article != words[0])
        yield rest, _ARTICLE * 0.98
    else:
        yield from ((f"{article} {name}", _ARTICLE * 0.99) for article in _forms(name))
    for place, word in enumerate(words[1:], 1):
        if word in _ARTICLES and place + 1 < len(words):
            before, after = " ".join(words[:place]), " ".join(words[place + 1 :])
            yield from ((f"{before} {form} {after}", _ARTICLE) for form in _forms(words[place + 1]) if form != word)
            yield f"{before} {after}", _ARTICLE * 0.95


def _forms(following: str) -> tuple[str, ...]:
    return ("al", *_BEFORE.get(following[:1], ()), "el")


def _words(name: str) -> Iterator[tuple[str, float]]:
    words = name.split(" ")
    for place, word in enumerate(words):
        for other in _SAME.get(word, ()):
            if other != word:
                yield " ".join([*words[:place], other, *words[place + 1 :]]), _WORD
    if len(words) == 2 and min(map(len, words)) > 2:
        yield "".join(words), _WORD


def _endings(name: str) -> Iterator[str]:
    for group in _ENDINGS:
        ending = next((end for end in group if name.endswith(end)), None)
        if ending and len(name) - len(ending) > 3:
            yield from (name[: -len(ending)] + other for other in group if other != ending)
            return
    if len(name) > 4:
        yield f"{name}ah"


def _letters(name: str) -> Iterator[str]:
    for first, second in _LETTERS:
        if first in name:
            yield name.replace(first, second)
        elif second in name and len(second) > 1:
            yield name.replace(second, first)
