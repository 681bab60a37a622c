"""Reads a text: which of its names mean places, and which places they mean.

What a stranger gets wrong: the whole document decides. The same sentence reads differently in a paper from Texas and in
one from France, so never cut a report into sentences before it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from components.places.beside import Beside
from components.places.containment import contain
from components.places.document import decide
from components.places.entities import Mention
from components.places.evidence import Evidence
from components.places.foreign import foreign_spots
from components.places.index import Index
from components.places.keys import key
from components.places.lexicon import lexicon
from components.places.persons import persons
from components.places.reading import Reading, Teller
from components.places.regions import Heads
from components.places.senses import Meanings
from components.places.spotting import Spot, spots
from components.places.tokens import Tokens, tokens

Span = tuple[int, int]
_LEAST_SCORE = 0.5
_GIVEN = 2.5


class Resolver:
    """A reader of place names on an index; safe to share between threads.

    Attributes:
        meanings: the gazetteer, weighed.
    """

    def __init__(self, index: Index) -> None:
        self.meanings = Meanings(index, lexicon())

    @property
    def index(self) -> Index:
        """The gazetteer it reads with."""
        return self.meanings.index

    def read(self, text: str, country: str = "") -> Reading:
        """The place names of a text.

        Args:
            text: a whole document; may be empty.
            country: ISO 3166-1 alpha-2 code of the state the text is about, where the caller knows it; it only leans.
        """
        words = tokens(text)
        found = self._decided(words, (), country)
        teller = Teller(words, self.meanings)
        sure = [spot for spot in found if spot.score >= _LEAST_SCORE]
        beside = Beside(words, self.meanings, [teller.mention(spot) for spot in sure if teller.is_place_name(spot)])
        actors = tuple(teller.mention(spot) for spot in sure if not teller.is_place_name(spot))
        return Reading(beside.mentions(), beside.tray(actors), actors)

    def resolve(self, text: str, spans: Sequence[Span]) -> list[tuple[float, float] | None]:
        """Coordinates, (lat, lon), for spans that are known to be place names; None for what cannot be told.

        A name that no gazetteer has gets the point of the nearest name that one has.
        """
        words = tokens(text)
        found = self._decided(words, spans, "")
        teller = Teller(words, self.meanings)
        firm = [teller.mention(spot) for spot in found if spot.score >= _LEAST_SCORE and teller.is_place_name(spot)]
        return [self._at(span, found, firm, teller) for span in spans]

    def _at(
        self, span: Span, found: Iterable[Spot], firm: Sequence[Mention], teller: Teller
    ) -> tuple[float, float] | None:
        inside = [spot for spot in found if spot.start < span[1] and span[0] < spot.end]
        if inside:
            spot = max(inside, key=lambda spot: min(spot.end, span[1]) - max(spot.start, span[0]))
            mention = teller.mention(spot)
            if mention.lat is not None and mention.lon is not None:
                return mention.lat, mention.lon
        near = min(firm, key=lambda mention: abs(mention.start - span[0]), default=None)
        return (near.lat, near.lon) if near is not None and near.lat is not None and near.lon is not None else None

    def _decided(self, words: Tokens, given: Sequence[Span], country: str) -> list[Spot]:
        found = spots(words, self.meanings)
        found = self._with_given(words, found, given)
        by_word = {place: spot for spot in found for place in range(spot.first, spot.last + 1)}
        evidence = Evidence(words, by_word, persons(words, by_word, self.meanings.lexicon), self.meanings.lexicon)
        for spot in found:
            evidence.weigh(spot)
        heads = Heads(words, found, self.meanings)
        heads.apply()
        contain(words, found)
        heads.mark()
        for spot in found:
            if "given" in spot.marks:
                spot.weight = max(spot.weight, _GIVEN)
        found = sorted([*found, *foreign_spots(words.text, self.meanings)], key=lambda spot: spot.start)
        index = self.index
        decide(found, len(index.countries), len(index.divisions), index.country_number(country))
        return found

    def _with_given(self, words: Tokens, found: list[Spot], given: Sequence[Span]) -> list[Spot]:
        if not given:
            return found
        at = {(spot.start, spot.end) for spot in found}
        added = [spot for span in given if span not in at and (spot := self._given_spot(words, span))]
        kept = [
            spot for spot in found if not any(spot.first <= other.last and other.first <= spot.last for other in added)
        ]
        both = sorted([*kept, *added], key=lambda spot: spot.start)
        for spot in both:
            if any(spot.start < end and start < spot.end for start, end in given):
                spot.marks.add("given")
        return both

    def _given_spot(self, words: Tokens, span: Span) -> Spot | None:
        places = [place for place, start in enumerate(words.starts) if span[0] <= start < span[1]]
        if not places:
            return None
        text = words.text[span[0] : span[1]]
        for name in dict.fromkeys(
            (key(text), key(text.removeprefix("the ").removeprefix("The ")), key(text.rstrip(".")))
        ):
            senses = self.meanings.of(name) or self.meanings.of(name, True)
            if senses is not None:
                return Spot(places[0], places[-1], span[0], span[1], name, senses)
        return None
