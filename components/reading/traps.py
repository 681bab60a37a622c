"""Numerals that count nothing: calibres, articles of law, ages, durations, times, dates, models, document codes.

What a stranger gets wrong: a trap is judged by the words round the number, never by its size. "155mm" and
"155 shells" hold the same number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from components.reading.codes import Bound
from components.reading.digits import MAX_DIGITS
from components.reading.lexicon import Noun, lexicon
from components.reading.moments import Moment
from components.reading.numbers import Numeral, Style
from components.reading.words import Phrase, Words

_BETWEEN_UNITS = frozenset(
    """more full consecutive straight long calendar working further additional successive whole solid short initial
    or so of to odd""".split()  # noqa: SIM905 - a list of words is read as one text
)
_PRONOUN_BEFORE = frozenset("the these those both all his her their its other our which".split())  # noqa: SIM905 - a list
_PRONOUN_AFTER = frozenset(
    """will are were was have had is also then would , . said both agreed met did could can may must who whose
    should""".split()  # noqa: SIM905 - a list of words is read as one text
)
_FEW, _MOST_BETWEEN, _OF_AGE, _OF_THEM = 12, 3, 18, 3
_SHARES = frozenset("person people head capita family household child inhabitant soldier".split())  # noqa: SIM905 - a list
_ACTS = frozenset({"launch", "damage", "lose", "attack", "deploy"})
_CODES = frozenset("call phone tel telephone fax hotline iban account queries information contact whatsapp".split())  # noqa: SIM905
_YOUNG = frozenset(
    """all both most mostly someone anyone everyone people person persons those children boys girls men women
    youths""".split()  # noqa: SIM905 - a list of words is read as one text
)


def untrapped(words: Words, numerals: Sequence[Numeral], moments: Sequence[Moment]) -> list[Numeral]:
    """The numerals of a sentence that may count something.

    Args:
        words: the sentence.
        numerals: all of its numerals, from left to right.
        moments: the time expressions of the report, from left to right.
    """
    kept: list[Numeral] = []
    earlier: tuple[Numeral, str] | None = None
    for numeral in numerals:
        kind = trap(words, numeral, moments) or _carried(words, numeral, earlier)
        if kind is None:
            kept.append(numeral)
        else:
            earlier = numeral, kind
    return kept


def _carried(words: Words, numeral: Numeral, earlier: tuple[Numeral, str] | None) -> str | None:
    """A number joined to a trap is one too: "aged 6 and 11", "Resolutions 1373 and 2170", "four in five"."""
    if earlier is None:
        return None
    before, kind = earlier
    between = words.lows[before.last : numeral.first]
    if kind == "ratio" and between[-1:] in (("in",), ("of",), ("every",)) and len(between) <= _MOST_BETWEEN:
        return kind
    if kind == "of every" and numeral.first - before.last < 12 and numeral.high <= before.high:
        return "ratio"
    is_joined = between in (("and",), ("or",), ("to",), (",",), ("-",), ("/",), ("(",), (",", "and"))
    is_carried = is_joined and kind in ("age", "legal reference", "document code")
    return kind if is_carried and not _counts(words, numeral) else None


def trap(words: Words, numeral: Numeral, moments: Sequence[Moment]) -> str | None:
    """What kind of trap a numeral is; None when it may count something.

    Args:
        words: its sentence.
        numeral: the numeral.
        moments: the time expressions of the report, from left to right.
    """
    if _in_moment(numeral, moments):
        return "date"
    if numeral.unit and numeral.unit != "percent":
        return None
    return (
        _before(words, numeral)
        or _after(words, numeral)
        or _pronoun(words, numeral)
        or _ratio(words, numeral)
        or _age(words, numeral)
        or _code(words, numeral)
    )


def _in_moment(numeral: Numeral, moments: Sequence[Moment]) -> bool:
    place = bisect_left(moments, numeral.end, key=lambda moment: moment.start) - 1
    return place >= 0 and moments[place].end > numeral.start


def _before(words: Words, numeral: Numeral) -> str | None:
    first = numeral.first
    before = words.low(first - 1)
    if words.touches(first):
        if before in (":", "/", "#") or (before == "." and words.tokens[first].is_number):
            return "time" if before == ":" else "document code"
        if before == "-" and words.touches(first - 1):
            return "ratio" if words.tokens[first - 2].is_number else "model"
        if before[-1:].isalpha() and before not in ("us", "usd", "eur"):
            return "model"
    if numeral.style is Style.VAGUE:
        return None
    weapon = lexicon().nouns.before(words, first)
    if weapon is not None and numeral.style is Style.DIGITS and numeral.high < 1000 and _is_model(words, weapon):
        return "model"
    listed = lexicon().traps_before.before(words, first)
    if listed is None and before == "." and words.low(first - 2) in ("no", "nos", "art"):
        listed = lexicon().traps_before.before(words, first - 1)
    if listed is None:
        return None
    if listed.entry in ("legal reference", "name", "document code"):
        return _named(words, numeral, listed.first, listed.entry)
    return listed.entry


def _named(words: Words, numeral: Numeral, place: int, kind: str) -> str | None:
    """A name with a number ("Article 2", "Camp 5"): written large, or with nothing to count behind the number."""
    if numeral.style is not Style.DIGITS or "," in words.text(numeral.first) or numeral.unit == "percent":
        return None
    is_large = words.text(place)[:1].isupper() and not words.sentence.text.isupper()
    if is_large and place > 0 and words.low(place) in ("no", "nos", "article", "resolution", "articles", "resolutions"):
        return kind
    return kind if (is_large or kind != "name") and not _counts(words, numeral) else None


def _is_model(words: Words, weapon: Phrase[Noun]) -> bool:
    """Whether a name of a weapon in the singular stands there: "Leopard 2"."""
    is_arms = weapon.entry.group in ("weapon", "munition", "aircraft", "arms")
    return is_arms and words.text(weapon.first)[:1].isupper() and not words.low(weapon.last - 1).endswith("s")


def _counts(words: Words, numeral: Numeral) -> bool:
    last = numeral.last
    return last < len(words) and any(
        lexicon().nouns.at(words, place) for place in range(last, min(last + 2, len(words)))
    )


def _after(words: Words, numeral: Numeral) -> str | None:
    last = numeral.last
    joined = words.touches(last)
    after = words.low(last)
    if joined and after in (":", "/") and words.touches(last + 1):
        return "time" if after == ":" else "ratio"
    if joined and after == "-":
        return _compound(words, last + 1)
    if (
        joined
        and after[:1].isalpha()
        and words.text(last)[:1].isupper()
        and (after not in ("km", "k") or words.touches(last + 1))
    ):
        return "model"
    if numeral.unit:
        return None
    place = last
    while place < last + 3 and words.low(place) in _BETWEEN_UNITS:
        place += 1
    if words.low(place) == "-":
        place += 1
    for at in (last, place):
        listed = lexicon().traps_after.at(words, at) if at < len(words) else None
        if listed is None:
            continue
        if listed.entry in ("calibre",) and not (joined or at == last):
            continue
        if listed.entry == "part":
            return _part(words, numeral, listed.last)
        if listed.entry == "ratio" and words.low(at) == "times" and _is_act(words, numeral):
            return None
        if listed.entry in ("ordinal", "ratio") and len(after) <= 2 and not joined:
            continue
        if (
            listed.entry == "time"
            and after in ("am", "local", "est", "hrs")
            and after == "local"
            and words.low(last + 1) != "time"
        ):
            continue
        return listed.entry
    return _person_time(words, numeral, place)


def _is_act(words: Words, numeral: Numeral) -> bool:
    """Whether "times" counts what was done: "fired 559 times"."""
    done = lexicon().verbs.before(words, numeral.first)
    return done is not None and done.entry in _ACTS


def _person_time(words: Words, numeral: Numeral, place: int) -> str | None:
    """Four months' detention, five years of war: a unit of time behind an adjective."""
    listed = lexicon().traps_after.at(words, place + 1) if place + 1 < len(words) else None
    is_plain = words.low(place).isalpha() and not lexicon().verbs.at(words, place) if place < len(words) else False
    if (
        listed is not None
        and listed.entry == "duration"
        and is_plain
        and words.low(place + 1) not in ("second", "seconds", "min")
    ):
        return None if lexicon().nouns.at(words, place) else "duration"
    return None


def _part(words: Words, numeral: Numeral, last: int) -> str | None:
    """Nouns that nobody charts, a few of them: two sides, three countries."""
    is_few = numeral.high <= 12 or (numeral.style is Style.VAGUE and numeral.strength == "small")
    if (lexicon().nouns.at(words, last) and words.low(last - 1) not in ("states",)) or (
        words.low(last) in ("was", "were", "are", "have", "had") and _harmed(words, numeral)
    ):
        return None
    return "determiner" if is_few or numeral.high <= 200 else None


def _compound(words: Words, place: int) -> str | None:
    """Behind a hyphen: 12-year-old, five-storey, 30-day, 155-mm, 15-member; a 5,000-strong force is a figure."""
    low = words.low(place)
    if place < len(words) and words.tokens[place].is_number and words.touches(place):
        return "ratio"
    if low in ("strong", "plus", "odd", "percent"):
        return None
    listed = lexicon().traps_after.at(words, place)
    if low in ("year", "month") and words.low(place + 2) == "old":
        return "age"
    if listed is not None:
        return listed.entry
    return "measure" if words.touches(place) and low[:1].isalpha() else None


def _pronoun(words: Words, numeral: Numeral) -> str | None:
    if numeral.style is not Style.SPELLED or numeral.high > 10:
        return None
    last, before, after = numeral.last, words.low(numeral.first - 1), words.low(numeral.last)
    if numeral.high == 1:
        if before in ("no", "any", "every", "this", "each", "the", "another", "which", "number", "day", "as"):
            return "pronoun"
        if before == "from":
            return "determiner"
        if after in ("another", "such", "by", "or", "day", "that", "thing", "side", "who", "'"):
            return "pronoun"
    if words.lows[last : last + 2] == ("in", "the") and words.low(last + 2) in ("morning", "afternoon", "evening"):
        return "time"
    if after == "in" and words.low(last + 1) == "a" and words.low(last + 2) == "row":
        return "ratio"
    if before in _PRONOUN_BEFORE and numeral.high <= 10:
        return "pronoun" if not after or after in _PRONOUN_AFTER or not _harmed(words, numeral) else None
    return None


def _harmed(words: Words, numeral: Numeral) -> bool:
    """Whether a word of harm stands close behind "the two soldiers"."""
    for place in range(numeral.last, min(numeral.last + 4, len(words))):
        found = lexicon().verbs.at(words, place)
        if found is not None and found.entry in ("kill", "wound", "casualty", "capture", "free"):
            return True
    return False


def _ratio(words: Words, numeral: Numeral) -> str | None:
    """Four in five, two out of every three, one household in nine, of every ten people."""
    last, place = numeral.last, numeral.last
    if _is_rate(words, numeral):
        return "ratio"
    if words.low(numeral.first - 1) == "every":
        return "of every" if words.low(numeral.first - 2) == "of" else "ratio"
    is_one = numeral.high <= 10 and words.low(last) == "in"
    if (numeral.style is not Style.SPELLED and not is_one) or numeral.high > _FEW:
        return None
    is_share = words.low(place + 3) in ("are", "is", "have", "has", "were", "was", "had", ".", ",", "")
    if words.low(place).isalpha() and words.low(place + 1) in ("in", "out") and (numeral.high == 1 or is_share):
        place += 1
    joint = 3 if words.low(place + 2) == "every" else 2 if words.low(place) == "out" else 1
    if (words.low(place) == "out" and words.low(place + 1) != "of") or words.low(place) not in ("in", "out"):
        return None
    role, among = lexicon().number_words.get(words.low(place + joint), ("", 0.0))
    if is_one and words.low(place + joint).isdecimal() and len(words.low(place + joint)) < 3:
        role, among = "unit", float(words.low(place + joint))
    before = lexicon().verbs.before(words, numeral.first)
    is_small = role in ("unit", "ten") and numeral.high < among and (place > last or not before)
    return "ratio" if is_small and (place > last or not _counts_after(words, place + joint)) else None


def _is_rate(words: Words, numeral: Numeral) -> bool:
    """Five litres per person; three to a bike; one midwife serves 5,400 women; as much as three states use."""
    last = numeral.last
    if words.low(last) == "to" and words.low(last + 1) in ("a", "an", "each") and numeral.high <= _FEW:
        return True
    for place in range(last, min(last + 3, len(words) - 1)):
        if words.low(place) == "per" and words.low(place + 1) in _SHARES:
            return True
    return words.low(numeral.first - 1) in ("serves", "serve", "serving") and any(
        low in ("one", "each", "every", "a") for low in words.lows[max(0, numeral.first - 4) : numeral.first]
    )


def _counts_after(words: Words, place: int) -> bool:
    found = lexicon().nouns.at(words, place + 1) if place + 1 < len(words) else None
    return found is not None and found.entry.group == "attack"


def _age(words: Words, numeral: Numeral) -> str | None:
    """Ivan Petrenko, 45, said; a teacher of 22; children under five; the upper age from 50 to 55."""
    first, before, after = numeral.first, words.low(numeral.first - 1), words.low(numeral.last)
    if numeral.low >= 110 or numeral.style is Style.VAGUE:
        return None
    is_aside = before in (",", "(") and after in (",", ")", "") and numeral.style is Style.DIGITS
    is_old = before == after == "," and 17 < numeral.high < 100 and words.low(first - 2).isalpha()
    if is_aside and (is_old or _is_name(words, first - 2)):
        return "age"
    is_counted = numeral.last < len(words) and _counts(words, numeral)
    noun = lexicon().nouns.at(words, first - 2) if first > 1 else None
    is_person = noun is not None and noun.entry.group in ("person", "troop")
    if before == "of" and words.low(first - 2) in ("father", "mother", "parent") and not is_counted:
        return "relation"
    if before == "of" and is_person and not is_counted and _is_one(words, first - 2):
        return "age"
    if before in ("under", "over") and (is_person or words.low(first - 2) in _YOUNG) and not is_counted:
        return "age"
    if words.lows[numeral.last + 1 : numeral.last + 2] == ("old",):
        return "age"
    if _is_told_age(words, numeral, before, after) and not is_counted:
        return "age"
    near = words.lows[max(0, first - 7) : first]
    return "age" if ("age" in near or "ages" in near) and not is_counted else None


def _is_told_age(words: Words, numeral: Numeral, before: str, after: str) -> bool:
    """The oldest 84; he was 17 when he was taken and is now 24; one of them 19; a man (52); none of them over 18."""
    first, is_end = numeral.first, after in ("", ".", ",", ";", ")", "and", "when", "then", '"')
    if not is_end or not 0 < numeral.high < 100 or numeral.bound is not Bound.NONE or numeral.unit:
        return False
    two, three = words.lows[max(0, first - 2) : first], words.lows[max(0, first - 3) : first]
    if before in ("oldest", "youngest", "eldest") or (before in ("below", "under") and numeral.high == _OF_AGE):
        return True
    is_told = after == "when" or "who" in three or two[:1] in (("oldest",), ("youngest",), ("eldest",))
    if before in ("was", "is", "now", "turned") and is_told:
        return True
    if before == "now" and two[:1] in (("is",), ("are",)):
        return True
    is_one = len(three) == _OF_THEM and three[1:] == ("of", "them") and three[0] == "one"
    return (
        is_one
        or (two[-1:] == ("both",) and numeral.style is Style.DIGITS)
        or (before == "(" and after == ")" and _is_one(words, first - 2) and numeral.style is Style.DIGITS)
    )


def _is_name(words: Words, place: int) -> bool:
    """Whether a name stands there, of which no other number in brackets says that the list counts something."""
    is_list = words.lows.count("(") > 1 and words.low(place + 1) == "("
    return words.text(place)[:1].isupper() and not is_list


def _is_one(words: Words, place: int) -> bool:
    """Whether "a" or "an" stands close before a noun."""
    return any(
        words.low(at) in ("a", "an", "one", "man", "woman", "boy", "girl")
        for at in range(place, max(-1, place - 4), -1)
    )


def _code(words: Words, numeral: Numeral) -> str | None:
    """Phone numbers, accounts, list markers, rows of digits too long to count anything."""
    token = words.tokens[numeral.first]
    if not token.is_number:
        return None
    digits = sum(map(str.isdecimal, token.text))
    if digits > MAX_DIGITS or (token.text[0] == "0" and digits > 1 and token.text[:2] not in ("0.", "0,")):
        return "document code"
    is_row = any(
        place not in (numeral.first,) and 0 <= place < len(words) and words.tokens[place].is_number
        for place in (numeral.first - 1, numeral.last)
    )
    if is_row and (words.low(numeral.first - 1) == "+" or any(low in _CODES for low in words.lows[:24])):
        return "document code"
    is_head = numeral.first == 0 and words.low(numeral.last) in (".", ")") and words.touches(numeral.last)
    return (
        "ordinal"
        if is_head and len(words) > 2
        else "document code"
        if words.low(numeral.first - 1) == "+" and (is_row or " " in token.text)
        else None
    )
