"""Finds every span of a text that may be a place name: longest match over words, with the gazetteer as the list.

What a stranger gets wrong: a span found here is only a name that the gazetteer knows. Whether it means a place is
decided later, by what stands round it and by the rest of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from components.places.entities import POINT_KINDS, Form, Kind
from components.places.keys import key
from components.places.lexicon import slip_of
from components.places.senses import Meanings, Senses
from components.places.tokens import Tokens

MOST_WORDS = 7
_LONGEST_SLIP = 24
_MOST_FORGOTTEN = 50_000


@dataclass(slots=True, eq=False)
class Spot:
    """A span that may be a place name.

    Attributes:
        first: its first word.
        last: its last word.
        start: offset of its first character.
        end: offset behind its last character.
        key: the key it was found under.
        senses: what it may mean.
        weight: evidence for a place, from the words round it.
        kinds: the only kinds that the wording allows; empty for any.
        reasons: the rules that spoke.
        marks: what other rules noted ("near", "compass", "speaks", "person").
        allowed: places of the meanings that a container leaves ("Paris, Texas"); None for all.
        hints: places of meanings that a neighbour makes likelier.
        chosen: place of the meaning chosen.
        share: weight of the chosen meaning against the others, 0 to 1.
        shares: weight of every meaning; empty before the document was heard.
        score: how sure the reader is that it is a place, 0 to 1.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    senses: Senses
    weight: float = 0.0
    kinds: frozenset[Kind] = frozenset()
    reasons: list[str] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    allowed: list[int] | None = None
    hints: list[int] = field(default_factory=list)
    chosen: int = 0
    share: float = 1.0
    shares: list[float] = field(default_factory=list)
    score: float = 0.0

    def restrict(self, senses: Senses | None) -> bool:
        """Leaves only some meanings; says whether there were any."""
        if senses is None:
            return False
        self.senses = senses
        return True


def spots(tokens: Tokens, meanings: Meanings) -> list[Spot]:
    """All spans that may be names, from left to right, none overlapping."""
    found: list[Spot] = []
    free = 0
    for place in tokens.cap_places:
        if place < free or tokens.words[place] in meanings.nothing:
            continue
        spot = _code(tokens, place, found, meanings) or _longest(tokens, place, meanings)
        if spot:
            found.append(spot)
            free = spot.last + 1
        else:
            _forget(tokens, place, meanings)
    return found


def _forget(tokens: Tokens, place: int, meanings: Meanings) -> None:
    """Remembers a word that begins no name, however it is written round it, so that it is never looked up again."""
    word = tokens.words[place]
    is_plain = 4 <= len(word) <= _LONGEST_SLIP and word.isalpha() and not word.isupper()
    is_bare = tokens.ends[place] == tokens.full_ends[place] and meanings.longest(word) == 1
    if is_plain and is_bare and len(meanings.nothing) < _MOST_FORGOTTEN:
        meanings.nothing.add(word)


def _code(tokens: Tokens, place: int, found: list[Spot], meanings: Meanings) -> Spot | None:
    """An abbreviation behind a name and a comma or bracket: "Austin, TX", "London, Ky."."""
    if not found or found[-1].last != place - 1 or tokens.gaps[place].strip() not in (",", "(", ""):
        return None
    word, end = tokens.words[place], tokens.ends[place]
    if len(word) > 5 and "." not in word:
        return None
    stopped = tokens.gaps[place + 1].startswith(".") and not word.endswith(".")
    if not (stopped or word.isupper()) or (not tokens.gaps[place].strip() and not word.isupper()):
        return None
    forms = [(word + ".", end + 1)] if stopped else []
    if word.isupper() and not _is_shouted(tokens, place - 1) and tokens.lows[place] not in meanings.never:
        forms.append((word, end))
    for written, stop in forms:
        senses = meanings.of(key(written), True)
        if senses is not None and Form.CODE in senses.forms and (len(word) > 1):
            return Spot(place, place, tokens.starts[place], stop, key(written), senses, reasons=["code"])
    return None


def _reach(tokens: Tokens, first: int, words: int) -> int:
    """The last word that a name beginning here may have."""
    last, most = first, min(len(tokens), first + min(words, MOST_WORDS)) - 1
    while last < most and tokens.joined[last + 1]:
        last += 1
    return last


def _longest(tokens: Tokens, first: int, meanings: Meanings) -> Spot | None:
    word = tokens.words[first]
    if word[0] > "\u024f" and not "\u1e00" <= word[0] <= "\u1eff":
        return None
    for last, text_end in _ends(tokens, first, meanings):
        name = key(tokens.text[tokens.starts[first] : text_end])
        if name in meanings.never:
            return None
        senses = _meant(tokens, first, last, text_end, name, meanings)
        if senses is not None:
            return Spot(first, last, tokens.starts[first], text_end, name, senses)
    return _slip(tokens, first, meanings)


def _ends(tokens: Tokens, first: int, meanings: Meanings) -> Iterable[tuple[int, int]]:
    """Last word and end of every name that may begin at a word, longest first."""
    written = tokens.words[first]
    if len(written) < 4 and tokens.gap(first + 1) in (" ", ". ") and first + 1 < len(tokens):
        written = tokens.text[tokens.starts[first] : tokens.starts[first + 1] + 1]  # "St. L" begins like "saint"
    words = meanings.longest(written)
    if words == 1 and tokens.full_ends[first] == tokens.ends[first]:
        return ((first, tokens.ends[first]),)
    return _longer_ends(tokens, first, words, meanings.area_words)


def _longer_ends(tokens: Tokens, first: int, words: int, area_words: frozenset[str]) -> Iterator[tuple[int, int]]:
    for last in range(_reach(tokens, first, words), first - 1, -1):
        if not tokens.caps[last] and tokens.lows[last] not in area_words:
            continue
        # "St. John's" is a name, "Canada's" is Canada and not the town of Cañadas.
        is_longer = tokens.full_ends[last] != tokens.ends[last]
        if is_longer and last > first:
            yield last, tokens.full_ends[last]
        yield last, tokens.ends[last]
        if is_longer and last == first:
            yield last, tokens.full_ends[last]


def _meant(tokens: Tokens, first: int, last: int, end: int, name: str, meanings: Meanings) -> Senses | None:
    """The meanings that the way of writing allows."""
    written = tokens.text[tokens.starts[first] : end]
    if first == last and (written.isupper() or "." in written):
        return _capitals(tokens, first, written, name, meanings)
    if written in meanings.lexicon.free_codes:
        return meanings.of(name, True)
    if len(name) < 3:
        return None
    senses = meanings.of(name)
    if senses is None or tokens.caps[last]:
        return senses
    # "Gaza strip", "Kursk region": a common noun behind the name belongs to an area, never to a town.
    return senses if senses.top_kind not in POINT_KINDS and not senses.is_demonym else None


def _capitals(tokens: Tokens, place: int, written: str, name: str, meanings: Meanings) -> Senses | None:
    if written in meanings.lexicon.free_codes:
        is_date = written == "B.C." and tokens.gaps[place].strip()[-1:].isdigit()
        return None if is_date else meanings.of(name, True)
    if len(written) < 3 or "." in written:
        return None
    loud = tokens.opens[place] or any(
        0 <= beside < len(tokens) and len(tokens.words[beside]) > 2 and tokens.words[beside].isupper()
        for beside in (place - 1, place + 1)
    )
    return meanings.of(name) if len(written) > 4 or loud else None


def _is_shouted(tokens: Tokens, place: int) -> bool:
    """Whether a word of more than three letters is all capitals: a headline, where "CO." is a county."""
    return len(tokens.words[place]) > 3 and tokens.words[place].isupper() and "," not in tokens.gap(place + 1)


def _slip(tokens: Tokens, first: int, meanings: Meanings) -> Spot | None:
    """A state whose name is misspelt by one letter ("Ukrane")."""
    word, lexicon = tokens.lows[first], meanings.lexicon
    if (
        not 6 <= len(word) <= _LONGEST_SLIP
        or not word.isascii()
        or word in lexicon.ordinary
        or word in lexicon.first_names
    ):
        return None
    meant = slip_of(word, lexicon.states)
    if not meant or word in lexicon.last_names or meanings.index.find(word):
        return None
    senses = meanings.of(meant)
    kept = senses.only({Kind.COUNTRY}) if senses else None
    if kept is None or kept.is_demonym:
        return None
    return Spot(first, first, tokens.starts[first], tokens.ends[first], meant, kept, reasons=["slip"], weight=-0.5)
