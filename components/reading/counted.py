"""The noun that a numeral counts: "the 12 Azeri servicemen", "nine of Rakhine's 17 townships", "40 damaged houses".

What a stranger gets wrong: the head of a phrase is its last noun ("drone attacks" are attacks), but a word for what
befell people keeps its kind before another noun ("2,425 dead soldiers" are dead). A number of a model ("Su-30") is
part of the phrase, not a numeral that ends it.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from components.reading.codes import FigureKind
from components.reading.lexicon import Noun, lexicon
from components.reading.numbers import Numeral
from components.reading.words import Words

_MOST_WORDS = 9
#: Words that end a noun phrase.
ENDS = frozenset(
    """in on at by from to for with within near of into onto over under across around after before during since until
    between among amid against without through throughout along behind beyond inside outside about above below off
    upon via per than as like and or but nor so yet if because while when where which who whom that whose what how
    was were is are be been being am has have had do does did will would shall should can could may might must not
    no said says told added reported according including , ; : . ! ? ( ) " [ ] / = | the a an this these those his
    her its their our my your it he she they we you there here also then now still just only even ago alone
    excluding plus minus followed compared us them left went came took got made gave held stood fell lost saw put
    set led ran won met began became remain remained remains stayed stay live
    lived""".split()  # noqa: SIM905 - a list of words is read as one text
)
_LEAD = frozenset(
    """more fewer less other others additional further extra new of the these those its their his her our your such
    [ " ' or so thereabouts and""".split()  # noqa: SIM905 - a list of words is read as one text
)
_BACK = frozenset("them whom which these those us".split())  # noqa: SIM905 - a list of words
#: Nouns for what befell people, which keep their kind before another noun.
OUTCOMES = frozenset({"dead", "wounded", "casualty", "captive", "displaced"})
#: Words that are verbs as often as nouns.
_BOTH = frozenset(
    """hit attack strike raid release arrest hurt wounded injured displaced missing dead kidnapped fire shell mine
    target force back block house shelter rocket bomb""".split()  # noqa: SIM905 - a list of words is read as one text
)
#: Those who go "home", which is no house then.
_GOERS = frozenset({"person", "troop", "captive", "displaced", "dead", "wounded"})
#: Heads that a model makes more precise: "four Su-30 fighters".
_LOOSE = frozenset({"troop", "arms", "artillery"})

#: Kinds of harm: a small spelled number of people counts only when it is one of these.
HARM = frozenset(
    {
        FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.CASUALTIES, FigureKind.CAPTURED, FigureKind.EXCHANGED,
        FigureKind.FREED, FigureKind.DISPLACED,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """What a numeral counts.

    Attributes:
        first: place of the first token of the phrase.
        last: place behind its last token.
        noun: what the lists say of its head; None when they do not know it.
        text: the phrase; empty when there is none.
        head: the head in lower case; empty when there is none.
        verb: class of a participle inside the phrase ("40 damaged houses"); empty when there is none.
        is_back: whether it points back ("of whom").
    """

    first: int
    last: int
    noun: Noun | None
    text: str
    head: str
    verb: str
    is_back: bool


def counted(words: Words, numeral: Numeral, starts: AbstractSet[int]) -> Counted:
    """The noun phrase behind a numeral.

    Args:
        words: its sentence.
        numeral: the numeral.
        starts: places where a numeral of the sentence begins that may count something.
    """
    place = _led(words, numeral)
    before = words.low(place - 1)
    is_of = "of" in words.lows[numeral.last : place]
    if before == "of" and words.low(place) in _BACK:
        return Counted(place, place + 1, None, "", "", "", is_back=True)
    if is_of or words.low(place) == "out" or (place in starts and place > numeral.last):
        place = _whole(words, place, starts)
    return _phrase(words, place, starts)


def _led(words: Words, numeral: Numeral) -> int:
    """The place behind "more", "of the", "-strong" and the like."""
    place = numeral.last
    if words.low(place) == "-" and words.low(place + 1) in ("strong", "odd", "plus"):
        place += 2
    while place < numeral.last + 6 and words.low(place) in _LEAD:
        if words.low(place) in ("and", "or") and words.low(place + 1) not in ("so", "more", "thereabouts", "other"):
            break
        is_noun = words.low(place) in ("others", "other") and not _more_follows(words, place + 1)
        if is_noun or (words.low(place) == "of" and words.low(place + 1) in _BACK):
            break
        place += 1
    if words.low(place) == "of":
        place += 1
    return place


def _more_follows(words: Words, place: int) -> bool:
    low = words.low(place)
    return bool(low) and low not in ENDS and not lexicon().verbs.at(words, place)


def _whole(words: Words, place: int, starts: AbstractSet[int]) -> int:
    """Over the whole that a part is of: "nine of Rakhine's 17 townships", "three out of 200 or so facilities"."""
    for at in range(place, min(place + 5, len(words))):
        if at in starts:
            place = at + 1
            while words.low(place) in ("or", "so", "-", "thousand", "hundred", "million"):
                place += 1
            return place
        if words.low(at) in ENDS and words.low(at) not in ("of", "the"):
            break
    return place


def _phrase(words: Words, first: int, starts: AbstractSet[int]) -> Counted:
    lists, place = lexicon(), first
    noun: Noun | None = None
    model, end, verb = "", first, ""
    while place < min(len(words), first + _MOST_WORDS):
        if words.low(place) in lists.models and words.low(place + 1) == "-" and words.touches(place + 2):
            model, place = lists.models[words.low(place)], place + 3
            place += words.low(place) == "s" and words.touches(place)
            end = place
            continue
        written = _joined_model(words, place)
        if written:
            model, place = written, place + 2
            place += words.low(place) == "s" and words.touches(place)
            end = place
            continue
        found = lists.nouns.at(words, place) if place not in starts else None
        if noun is not None and noun.group in _GOERS and words.low(place) == "home":
            break
        if found is not None and not (noun and _is_verb_here(words, found.first, found.last)):
            noun, place, end = _head(noun, found.entry), found.last, found.last
            continue
        if (words.low(place) in ENDS and words.text(place) != "IS") or place in starts:
            break
        done = lists.verbs.at(words, place)
        if done is not None:
            if done.last - done.first > 1 or noun is not None or not _noun_near(words, done.last, starts):
                break
            verb = done.entry
        elif noun is None and words.low(place).endswith("ed") and not _noun_near(words, place + 1, starts):
            break
        place += 1
    if model and (noun is None or noun.group in _LOOSE):
        noun = _model(model)
    return _counted(words, first, place if noun is None else end, noun or _people(words, first, place), verb)


def _joined_model(words: Words, place: int) -> str:
    """The unit of a model without a hyphen, "M270" or "F16"; empty when there is none."""
    if not (words.touches(place + 1) and words.tokens[place + 1].is_number):
        return ""
    letters = words.low(place)
    return lexicon().models.get(letters + words.low(place + 1)) or lexicon().models.get(letters, "")


def _head(earlier: Noun | None, later: Noun) -> Noun:
    """The noun of a phrase, of two that stand in it: the later one, unless the earlier says what befell people."""
    keeps = earlier is not None and earlier.group in OUTCOMES and later.group in ("person", "troop", "captive")
    keeps = keeps or (earlier is not None and earlier.group in ("family", "household") and later.group in OUTCOMES)
    return earlier if earlier is not None and keeps else later


def _model(unit: str) -> Noun:
    group = "aircraft" if unit in ("aircraft", "helicopter") else "weapon"
    if unit in ("drone", "missile"):
        return Noun("munition", unit, FigureKind.MUNITIONS_USED)
    return Noun(group, unit, FigureKind.EQUIPMENT)


def _people(words: Words, first: int, last: int) -> Noun | None:
    """The people of a country that no list knows: a plural that is written large, "8 million Haitians"."""
    head, low = words.text(last - 1), words.low(last - 1)
    is_name = last > first and head[:1].isupper() and not words.sentence.text.isupper() and len(head) > 3
    return (
        Noun("person", "person", FigureKind.OTHER) if is_name and low.endswith(("ans", "ese", "is", "ians")) else None
    )


def _is_verb_here(words: Words, first: int, last: int) -> bool:
    """Whether a word of both lists is a verb behind the noun: "ten ships hit", "two brigades attack the town"."""
    done = lexicon().verbs.at(words, first)
    is_both = last - first == 1 and words.low(first) in _BOTH
    after = words.low(last)
    is_object = after in ("the", "a", "an", "by", "in", "at", "near", "and", "") or words.text(last)[:1].isupper()
    return is_both and (done is None or is_object)


def _noun_near(words: Words, place: int, starts: AbstractSet[int]) -> bool:
    for at in range(place, min(place + 3, len(words))):
        if at in starts or words.low(at) in ENDS:
            return False
        if lexicon().nouns.at(words, at) is not None:
            return True
    return False


def _counted(words: Words, first: int, end: int, noun: Noun | None, verb: str) -> Counted:
    if end <= first:
        return Counted(first, first, noun, "", "", verb, is_back=False)
    start, stop = words.tokens[first].start, words.tokens[end - 1].end
    text = words.sentence.text[start - words.sentence.start : stop - words.sentence.start]
    return Counted(first, end, noun, text, words.low(end - 1), verb, is_back=False)
