"""Noun phrases that may be a source: where one ends beside a verb, and what name it gives.

What a stranger gets wrong: the name is what stands behind the titles. "Pentagon spokesman Pat Ryder" is Pat Ryder, but
"a spokesman for the army" stays whole, since there is nothing shorter that would name him.
"""

from __future__ import annotations

from dataclasses import dataclass

from components.places.lexicon import lexicon
from components.reading.lines import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CLAUSE_WORDS,
    DETERMINERS,
    PREPOSITIONS,
    WEEKDAYS,
    Line,
    Word,
)
from components.reading.proposals import Span
from components.reading.wordlists import Role, small_words, wordlists

#: Most words of a name, and of a clause between commas inside one.
MOST_WORDS, _MOST_BETWEEN = 24, 40
PRONOUNS = frozenset({"he", "she", "it", "they"})
#: Heads that say less than what stands beside them ("another source, a health worker").
_UNNAMED = frozenset({"source", "man", "woman", "person", "one"})
_OWN_POINTERS = {"its": "it", "their": "they"}
_NOBODY = frozenset({"we", "i", "you", "one", "there", "this", "that", "these", "those", "none", "many", "most"})
#: Words that begin a clause inside a noun phrase ("residents reached by phone", "a map they published").
_REDUCED, _CUT = small_words("reduced"), small_words("cut")
_PARTICLES, _APPOSED, _ABBREVIATED = small_words("particle"), small_words("apposed"), small_words("abbreviated")


@dataclass(frozen=True, slots=True)
class Name:
    """A noun phrase that may be a source.

    Attributes:
        text: the name itself, as the text puts it, without titles.
        at: where the name stands.
        whole: where the whole phrase stands.
        titles: the words before the name, lower case and without articles.
        role: what its head is; None when no list has it.
        is_pronoun: whether it only points at another.
    """

    text: str
    at: Span
    whole: Span
    titles: tuple[str, ...]
    role: Role | None
    is_pronoun: bool = False

    @property
    def is_able(self) -> bool:
        """Whether it can speak: a pronoun, a role, or something with a name."""
        return self.is_pronoun or self.role is not None or any(part[:1].isupper() for part in self.text.split()[-1:])


def name_before(line: Line, verb: int) -> Name | None:
    """The noun phrase whose verb stands at a place; None when there is none ("was said", "and said")."""
    last = _subject_end(line, verb)
    if last is None:
        return None
    words = line.words
    if words[last].is_mark and words[last].text == ",":
        return _before_comma(line, last)
    return make_name(line, first_of(line, last), last + 1)


def _subject_end(line: Line, verb: int) -> int | None:
    """Number of the last word of the subject."""
    place = verb - 1
    if line.low(place) in ("who", "which") and place > 0:
        place -= 2 if line.words[place - 1].text == "," else 1
    while place >= 0 and verb - place < 12:
        low = line.low(place)
        if (
            place in line.timed
            or low in ADVERBS
            or low in WEEKDAYS
            or low in ("has", "have", "had", "on", "late", "earlier", "would")
            or (place + 1 in line.timed and low in PREPOSITIONS)
        ):
            place -= 1
        elif low == ")" and (opening := _opening_of(line, place)) is not None:
            place = opening - 1
        else:
            return None if low in ("and", "but", "or", "then") or line.words[place].text in "\":;.)'" else place
    return None


def _opening_of(line: Line, closing: int) -> int | None:
    """Number of the bracket that a closing one ends, as far as a name reaches."""
    near = range(closing - 1, max(-1, closing - 8), -1)
    return next((back for back in near if line.words[back].text == "("), None)


def _before_comma(line: Line, comma: int) -> Name | None:
    """The subject before ", which monitors the war," or ", Abu Bakr,"."""
    words = line.words
    opening = comma - 1
    while opening >= 0 and comma - opening <= _MOST_BETWEEN and words[opening].text not in ',";:':
        opening -= 1
    if opening < 1 or words[opening].text != ",":
        return None
    inner = opening + 1
    outer = make_name(line, first_of(line, opening - 1), opening)
    if words[inner].low in AUXILIARIES or (line.is_verb(inner) and not words[inner].low.endswith("ed")):
        return None
    is_list = "and" in {word.low for word in words[inner:comma]} and words[inner].is_name
    if is_list and outer is not None and outer.role is None:
        return None
    if outer is not None and outer.text.split()[-1].lower() in _UNNAMED and words[inner].low in ("a", "an"):
        return make_name(line, inner, comma) or outer
    if words[inner].is_name and words[inner].low not in _APPOSED and (outer is None or not _is_named(outer)):
        return make_name(line, inner, comma, outer)
    return outer


def _is_named(name: Name) -> bool:
    """Whether a phrase already names somebody, so that what stands beside it describes him."""
    return bool(name.titles) or (name.role is None and name.text.split()[-1][:1].isupper())


def first_of(line: Line, last: int) -> int:
    """Number of the first word of the noun phrase that ends with a word."""
    words, place, joint = line.words, last, None
    has_article = False
    while place >= 0 and last - place < MOST_WORDS:
        word = words[place]
        if word.text == ")":
            opening = _opening_of(line, place)
            if opening is None:
                break
            place = opening - 1
            continue
        if (word.is_mark and word.text not in ".&/") or (word.low in CLAUSE_WORDS and word.low not in PREPOSITIONS):
            break
        if word.text == "." and not _is_shortened(line, place):
            break
        if word.low in _REDUCED and (line.low(place - 1) == "we" or line.low(place - 1) in wordlists().roles):
            place -= 2
            continue
        if line.is_verb(place):
            return joint + 1 if joint is not None else place + 1
        if word.low in ("and", "or", "but"):
            if word.low == "but":
                break
            joint = place if joint is None else joint
            has_article = False
        elif word.low in PREPOSITIONS:
            has_article = False
        elif has_article and word.low not in DETERMINERS and not (word.is_name and words[place + 2].is_name):
            break
        elif word.low in ARTICLES:
            has_article = True
        place -= 1
    return place + 1


def _is_shortened(line: Line, dot: int) -> bool:
    """Whether a full stop belongs to the word before it ("Gen.", "J.")."""
    before = line.low(dot - 1)
    return before in _ABBREVIATED or len(before) == 1


def name_after(line: Line, first: int) -> Name | None:
    """The noun phrase that begins at a place ("said X", "according to X"); None when none does."""
    words, place = line.words, first
    while place < len(words) and place - first < MOST_WORDS and not _ends(line, place, first):
        place += 1
    while place > first and (words[place - 1].low in PREPOSITIONS | {"and", "or"} or words[place - 1].is_mark):
        place -= 1
    name = make_name(line, first, place)
    if name is None or name.role is None or name.role.kind != "person" or _is_named(name):
        return name
    return beside(line, place, name) or name


def beside(line: Line, comma: int, outer: Name) -> Name | None:
    """The name behind "the governor,"; None when none stands there.

    Args:
        line: the sentence.
        comma: number of the comma.
        outer: the phrase before it.
    """
    words, place = line.words, comma + 1
    if comma >= len(words) or words[comma].text != ",":
        return None
    while place < len(words) and place - comma <= 6 and (words[place].is_name or words[place].low in _PARTICLES):
        place += 1
    is_closed = place >= len(words) or words[place].is_mark
    return make_name(line, comma + 1, place, outer) if place > comma + 1 and is_closed else None


def _ends(line: Line, place: int, first: int) -> bool:
    word = line.words[place]
    if word.text == ".":
        return not (
            line.words[place - 1].is_name and len(line.words[place - 1].text) <= 4 and place + 1 < len(line.words)
        )
    if word.is_mark and word.text not in "&/":
        return True
    if place in line.timed or (place + 1 in line.timed and word.low in PREPOSITIONS):
        return True
    if (
        _is_saying(line, place)
        or word.low in CLAUSE_WORDS
        or line.is_verb(place)
        or word.low in ("saying", "adding", "citing")
    ):
        return True
    following = line.low(place + 1)
    if word.low in ("and", "or"):
        role = wordlists().roles
        after = line.words[place + 1] if place + 1 < len(line.words) else None
        return after is None or not (after.is_name or following in ARTICLES or following in role
                                     or line.low(place + 2) in role)  # fmt: skip
    if word.low in PREPOSITIONS:
        if word.low not in ("of", "for", "from", "at", "in", "with"):
            return True
        said_in = following in ("a", "an", "his", "her", "its", "their") or line.low(place + 1) in wordlists().media
        is_person = line.words[place - 1].is_name and word.low != "of"
        return place == first or said_in or (is_person and word.low != "for")
    return False


def _is_saying(line: Line, place: int) -> bool:
    """Whether a word can only be a verb of saying there ("figures from X show")."""
    low = line.low(place)
    lists = wordlists()
    if low not in lists.verbs or low in lists.roles or line.words[place].is_name:
        return False
    return line.low(place - 1) not in ARTICLES | PREPOSITIONS


def make_name(line: Line, first: int, behind: int, outer: Name | None = None) -> Name | None:
    """The name that a stretch of words gives.

    Args:
        line: the sentence.
        first: number of the first word.
        behind: number of the word behind the last.
        outer: the phrase that the name stands beside ("the group's leader, Abu Bakr").
    """
    words = line.words
    first = _trimmed(line, first, behind)
    opening = next((place for place in range(first, behind) if words[place].text == "("), behind)
    behind = opening if opening > first else behind
    behind = next((place for place in range(first + 1, behind) if words[place].low in _REDUCED | _CUT), behind)
    while behind > first and (words[behind - 1].is_mark or words[behind - 1].low in ADVERBS | {"has", "had", "have"}):
        behind -= 1
    if first >= behind:
        return None
    whole = Span(words[first].start if outer is None else outer.whole.start, words[behind - 1].end)
    if behind - first == 1 and words[first].low in PRONOUNS:
        return Name(words[first].text, whole, whole, (), None, is_pronoun=True)
    if behind - first == 1 and words[first].low in _NOBODY:
        return None
    start = _name_start(words, first, behind)
    if words[first].low in _OWN_POINTERS and start == first and roles_of(words, first, behind) is None:
        at = Span(words[first].start, words[first].end)
        return Name(_OWN_POINTERS[words[first].low], at, whole, (), None, is_pronoun=True)
    behind = _person_end(words, start, behind)
    titles = tuple(word.low for word in words[first:start] if word.low not in ARTICLES and not word.is_mark)
    if outer is not None:
        titles = (
            *outer.titles,
            *(part.lower() for part in outer.text.split() if part.lower() not in ARTICLES),
            *titles,
        )
    at = Span(words[start].start, words[behind - 1].end)
    role = outer.role if outer is not None and outer.role else _role(words, first, start, behind, titles)
    return Name(line.text(start, behind), at, whole, titles, role)


def roles_of(words: list[Word], first: int, behind: int) -> Role | None:
    """The role of the last word of a phrase."""
    return wordlists().roles.get(words[behind - 1].low) if behind > first else None


def _person_end(words: list[Word], start: int, behind: int) -> int:
    """Number of the word behind a person's own name in "Marisol Quiroga of the group Frontera Viva"."""
    for place in range(start + 2, min(start + 4, behind - 1)):
        if words[place].low in ("of", "from", "at") and words[start].low in lexicon().first_names:
            is_name = all(word.is_name for word in words[start:place])
            return place if is_name else behind
    return behind


def _trimmed(line: Line, first: int, behind: int) -> int:
    """Past "Meanwhile", "On Saturday", "In Kharkiv"."""
    words = line.words
    while first < behind:
        low = words[first].low
        if low in ADVERBS or first in line.timed or words[first].is_mark or low in ("and", "but", "or"):
            first += 1
        elif low in PREPOSITIONS and first + 1 < behind:
            first = _past_phrase(line, first + 1, behind)
        else:
            break
    return first


def _past_phrase(line: Line, first: int, behind: int) -> int:
    """Past the noun phrase of a preposition, as far as that can be told."""
    words = line.words
    if first in line.timed:
        while first < behind and first in line.timed:
            first += 1
        return first
    articles = [place for place in range(first + 1, behind) if words[place].low in ARTICLES]
    if articles:
        return articles[0]
    place = first
    while place < behind and (words[place].is_name or words[place].low in ("the", "and")):
        place += 1
    return place if place < behind else behind


def _name_start(words: list[Word], first: int, behind: int) -> int:
    """Number of the first word of the name behind the titles."""
    start = behind
    while start > first and _is_of_name(words, start - 1, behind):
        start -= 1
    while start < behind and words[start].low in _PARTICLES - {"al", "abu", "bin", "ibn"}:
        start += 1
    if start >= behind:
        return first
    roles = wordlists().roles
    titled = [
        place
        for place in range(start, behind - 1)
        if (role := roles.get(words[place].low))
        and role.is_title
        and words[place + 1].low not in ("of", "for", "to")
        and not ((after := roles.get(words[place + 1].low)) and after.kind in ("organisation", "document"))
    ]
    if titled:
        start = titled[-1] + 1
        while start < behind - 1 and words[start].is_mark:
            start += 1
        return start
    if start == first or (words[start - 1].low in roles and not _is_spoken_for(words, start, behind)):
        return start
    return first


def _is_of_name(words: list[Word], place: int, behind: int) -> bool:
    word = words[place]
    if word.is_mark:
        return word.text in "&/" or (word.text == "." and place > 0 and words[place - 1].is_name)
    return word.is_name or (word.low in _PARTICLES and 0 < place < behind - 1)


def _is_spoken_for(words: list[Word], start: int, behind: int) -> bool:
    """Whether the capitals behind a role are no name of their own ("officials Monday")."""
    role = wordlists().roles.get(words[start - 1].low)
    return role is not None and role.kind == "group" and behind - start == 0


def _role(words: list[Word], first: int, start: int, behind: int, titles: tuple[str, ...]) -> Role | None:
    roles = wordlists().roles
    if start > first or titles:
        found = [roles[title] for title in titles if title in roles]
        if found:
            return found[-1]
    head = behind - 1
    for place in range(start, behind):
        if words[place].low in PREPOSITIONS and place > start:
            head = place - 1
            break
    return roles.get(words[head].low) or roles.get(words[behind - 1].low)
