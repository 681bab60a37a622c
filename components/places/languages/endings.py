"""Slavic endings: which nominatives an inflected Russian or Ukrainian word may come from.

What a stranger gets wrong: most of what these rules make does not exist. They propose, the gazetteer disposes; so a rule
may be generous where the proposals are no names of other places. Words are keys: й is и, ё is е, ї is і, no apostrophes.
"""

from __future__ import annotations

from functools import lru_cache

_MIN_STEM = 2
_VOWELS = frozenset("аеиоуыэюяіє")
#: A proposal: the nominative, and how far-fetched it is (0 is the word itself).
Proposal = tuple[str, int]

#: Ending -> endings of the nominative, "likely | less likely". A dot stands for no ending.
_RUSSIAN = {
    "": "ы и", "а": ". о", "у": ". а о", "ом": ". о ыи ии ои ое", "ем": ". ь и е ее ии", "е": ". а о ь и я",
    "ы": "а", "и": "а ь я", "ю": "ь и я е", "я": "ь и е", "ои": "а ая", "ою": "а ая", "ею": "я а", "еи": "а я и яя",
    "ью": "ь", "ов": "ы и а", "ев": "ы и", "ам": "ы и а", "ами": "ы и а", "ах": "ы и а", "ям": "и я", "ями": "и я",
    "ях": "и я", "ого": "ыи ии ои ое", "его": "ии ее", "ому": "ыи ии ои ое", "ему": "ии ее", "ым": "ыи ои ое ые .",
    "им": "ии ое ие", "ую": "ая", "юю": "яя", "ых": "ые", "их": "ие", "ыми": "ые", "ими": "ие", "ии": "ия",
    "ая": "ыи", "ое": "ыи",
}  # fmt: skip
_UKRAINIAN = {
    "": "и і", "а": ". о е", "у": ". а о", "ом": ". о", "ем": ". ь и е", "єм": "и", "ові": ". о", "еві": ". ь и",
    "єві": "и", "і": ". а о ь я е и", "и": "а ь", "ю": "ь и я е .", "я": "ь и е", "ою": "а", "ею": "я а", "єю": "я",
    "ів": "и і", "ам": "и і а", "ами": "и і а", "ах": "и і а", "ям": "і я", "ями": "і я", "ях": "і я",
    "ого": "ии е ів", "ому": "ии е ів", "ім": "ии е ів і", "им": "ии е ів і", "іи": "а я", "оі": "а", "их": "і",
    "ими": "і", "ьоі": "я", "ьою": "я", "ьому": "іи", "ього": "іи", "еи": "і а",
}  # fmt: skip
#: The locative softens the stem: Кременчуці is Кременчук, Празі Прага.
_SOFTENED = {"ц": "к", "з": "г", "с": "х"}
#: Stem vowels that turn into і before a closing consonant: Харкова, Харків; Ірпеня, Ірпінь.
_OPENED = frozenset("оеє")
_RU, _UK = "ru", "uk"


def _table(rules: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {ending: tuple(part.strip(".") for part in parts.split()) for ending, parts in rules.items()}


_RULES = {_RU: _table(_RUSSIAN), _UK: _table(_UKRAINIAN)}


@lru_cache(maxsize=32_768)
def nominatives(word: str, language: str = "") -> tuple[Proposal, ...]:
    """Nominatives that a word may be a form of, the word itself first.

    Args:
        word: a key of one word.
        language: "ru" or "uk"; empty when the text does not tell, then the rules of both count.

    >>> [name for name, _ in nominatives("сумах", "uk")]
    ['сумах', 'суми', 'сумі', 'сума', 'сумахи', 'сумахі']
    """
    found: dict[str, int] = {word: 0}
    for each in (language,) if language else (_RU, _UK):
        for name, cost in _by_rules(word, each):
            if cost < found.get(name, 9):
                found[name] = cost
    return tuple(sorted(found.items(), key=lambda item: item[1]))


def _by_rules(word: str, language: str) -> list[Proposal]:
    made: list[Proposal] = []
    rules = _RULES[language]
    for size in range(min(4, len(word) - _MIN_STEM), -1, -1):
        stem, ending = (word[:-size], word[-size:]) if size else (word, "")
        if ending or word[-1] not in _VOWELS:
            made += ((stem + nominative, 1 if ending else 2) for nominative in rules.get(ending, ()))
        if ending and ending in rules and ending[0] in _VOWELS and stem[-1] not in _VOWELS:
            made += ((changed, 2) for changed in _restored(stem, ending, language))
    made += ((name, 3) for name in _without_fleeting(word, language))
    return made


def _restored(stem: str, ending: str, language: str) -> list[str]:
    """Masculine nominatives whose stem changed: a vowel that fled, closed, or a consonant that softened."""
    made = [stem[:-1].removesuffix("ь") + vowel + stem[-1] for vowel in _fled(stem, language)]
    if language == _RU:
        return made
    if stem[-1] == "ц":
        made += [name + "ь" for name in made]
    made += _closed(stem)
    if ending == "і" and (hard := _SOFTENED.get(stem[-1])):
        made += [stem[:-1] + hard, stem[:-1] + hard + "а", *_closed(stem[:-1] + hard)]
    if ending == "ю" and stem[-1] == stem[-2]:
        made += [stem[:-1] + "ь", stem[:-1]]
    return made


def _fled(stem: str, language: str) -> str:
    """Vowels that may have fled from before the last consonant: Орла, Ельца, городка."""
    before, last = stem[-2], stem[-1]
    if before in _VOWELS or len(stem) <= _MIN_STEM:
        return ""
    return {"к": "о", "ц": "е", "л": "ео", "н": "е"}.get(last, "")


def _closed(stem: str) -> list[str]:
    """Stems with о or е before the last consonant, closed to і."""
    if len(stem) <= _MIN_STEM or stem[-2] not in _OPENED:
        return []
    closed = stem[:-2] + "і" + stem[-1]
    return [closed, closed + "ь"]


def _without_fleeting(word: str, language: str) -> list[str]:
    """Plurals whose genitive has a vowel that the nominative lacks: Лубен, Ромен."""
    if len(word) < 5 or word[-2] not in "ео" or word[-1] in _VOWELS or word[-3] in _VOWELS:
        return []
    stem = word[:-2] + word[-1]
    return [stem + "и", stem + ("ы" if language == _RU else "і")]


#: Endings of adjectives, longest first.
_ADJECTIVE = ("ими", "ыми", "ого", "ому", "ая", "ую", "ое", "ые", "ие", "ои", "ою", "ых", "их", "ым", "им", "ом", "ім", "ии", "ыи", "іи", "оі", "а", "у", "е", "і")  # fmt: skip
_RELATIVE = ("ск", "цк", "ськ", "цьк", "зьк")


@lru_cache(maxsize=8_192)
def relative_stem(word: str) -> str:
    """Stem of a relative adjective such as Курской or Харківській; empty for any other word.

    >>> relative_stem("курскои"), relative_stem("харківськіи"), relative_stem("большои")
    ('курск', 'харківськ', '')
    """
    for ending in _ADJECTIVE:
        if word.endswith(ending) and word[: -len(ending)].endswith(_RELATIVE):
            stem = word[: -len(ending)]
            return stem if len(stem) > 3 else ""
    return ""
