"""Weighs the words round a name: what speaks for a place there, what against.

What a stranger gets wrong: the weights only add up. No single word decides, except where a name lies inside another
kind of name (a newspaper, a treaty, a person).
"""

from __future__ import annotations

from components.places.entities import Kind
from components.places.lexicon import Lexicon
from components.places.persons import Persons
from components.places.spotting import Spot
from components.places.tokens import Tokens

#: Weight that no name outweighs.
AGAINST = -9.0


class Evidence:
    """Weighs spots of one text.

    Attributes:
        tokens: its words.
        by_word: the spot that each word lies in.
        persons: who is named in it.
        lexicon: the closed lists.
    """

    def __init__(self, tokens: Tokens, by_word: dict[int, Spot], persons: Persons, lexicon: Lexicon) -> None:
        self.tokens, self.by_word, self.persons, self.lexicon = tokens, by_word, persons, lexicon

    def weigh(self, spot: Spot) -> None:
        """Adds what the words round a spot say to its weight and reasons."""
        self._person(spot)
        self._before(spot)
        self._after(spot)
        if self.tokens.opens[spot.first] and spot.first == spot.last and spot.key in self.lexicon.ordinary:
            self._add(spot, -1.0, "sentence-start")

    def _add(self, spot: Spot, weight: float, reason: str) -> None:
        spot.weight += weight
        spot.reasons.append(reason)

    def _person(self, spot: Spot) -> None:
        tokens = self.tokens
        if spot.senses.is_demonym:
            return
        if spot.first in self.persons.words:
            self._add(spot, AGAINST, "person")
            spot.marks.add("person")
        elif spot.first == spot.last and tokens.lows[spot.last] in self.persons.surnames:
            weight = -1.0 if spot.senses.strength >= 3.4 else -3.0
            self._add(spot, weight, "surname")
        elif spot.first == spot.last and tokens.lows[spot.last] in self.persons.given:
            self._add(spot, -2.9, "given-name")

    def _before(self, spot: Spot) -> None:
        tokens, before = self.tokens, spot.first - 1
        if before < 0:
            return
        low, gap = tokens.lows[before], tokens.gaps[spot.first]
        if not gap.strip() and gap:
            self._word_before(spot, before, low)
        elif gap.strip() == "." and len(tokens.words[before]) == 1 and tokens.caps[before]:
            self._add(spot, -4.0, "initial")

    def _word_before(self, spot: Spot, before: int, low: str) -> None:
        lexicon, tokens = self.lexicon, self.tokens
        if low == "the" and before:
            self._the(spot, before)
        elif low in lexicon.roles["compass"] and not tokens.caps[before]:
            self._add(spot, 1.8, "compass")
        elif low in lexicon.roles["place_preposition"]:
            self._add(spot, 1.7, "preposition")
        elif low in lexicon.roles["loose_preposition"]:
            self._add(spot, self._loose(spot, before, low), "preposition")
        elif low in lexicon.roles["settlement_before"] or low in lexicon.roles["area_before"]:
            self._add(spot, 0.6, "head")
        elif low in lexicon.roles["club_before"] and tokens.caps[before]:
            self._add(spot, -2.0 if spot.senses.strength >= 3.4 else -4.0, "organisation")
        elif tokens.caps[before] and not tokens.opens[spot.first]:
            self._capital_before(spot, before)

    def _the(self, spot: Spot, before: int) -> None:
        if spot.senses.top_kind in (Kind.SETTLEMENT,) and spot.senses.strength < 3:
            after = self.tokens.low(spot.last + 1)
            if after not in self.lexicon.roles["office_after"] and after not in self.lexicon.roles["facility_after"]:
                self._add(spot, -0.8, "article")

    def _loose(self, spot: Spot, before: int, low: str) -> float:
        head = self.tokens.low(before - 1)
        if low == "of" and (
            head in self.lexicon.roles["settlement_before"] or head in self.lexicon.roles["area_before"]
        ):
            return 2.4
        if low == "of" and self.tokens.is_cap(before - 1):
            return 0.4
        return {"from": 1.1, "at": 1.0, "to": 1.0, "of": 0.6, "for": 0.3, "on": 0.3}.get(low, 0.7)

    def _capital_before(self, spot: Spot, before: int) -> None:
        low, other = self.tokens.lows[before], self.by_word.get(before)
        if other is not None or low in self.lexicon.roles["office_after"] or low in self.lexicon.roles["title"]:
            return
        if self.tokens.opens[before] and low in self.lexicon.ordinary:
            return
        self._add(spot, -0.3 if spot.senses.strength >= 2.5 else -1.6, "inside-name")

    def _after(self, spot: Spot) -> None:
        tokens, after = self.tokens, spot.last + 1
        if after >= len(tokens):
            return
        gap, low = tokens.gaps[after], tokens.lows[after]
        if gap.startswith(","):
            self._age(spot, gap)
        if not gap.isspace() or "\n" in gap.strip(" "):
            return
        if tokens.ends[spot.last] < tokens.full_ends[spot.last] and spot.end == tokens.ends[spot.last]:
            return
        if tokens.caps[after]:
            self._capital_after(spot, after, low)
        elif low in self.lexicon.roles["area_after"] or low in self.lexicon.roles["district_after"]:
            self._add(spot, 1.6, "region-head")
        elif low in self.lexicon.roles["settlement_after"]:
            self._add(spot, 1.4, "settlement-head")
        elif low in self.lexicon.roles["facility_after"]:
            self._add(spot, 0.8, "facility-head")
        elif low in self.lexicon.roles["direction_after"]:
            self._add(spot, 1.4, "direction-head")

    def _age(self, spot: Spot, gap: str) -> None:
        number = gap[1:].strip(" ,")
        if number.isdigit() and len(number) == 2 and spot.senses.strength < 3:
            self._add(spot, -2.0, "age")

    def _capital_after(self, spot: Spot, after: int, low: str) -> None:
        lexicon, strength = self.lexicon, spot.senses.strength
        if spot.senses.is_demonym or after in self.by_word or after in self.persons.words:
            return
        if low in lexicon.roles["document_after"]:
            self._add(spot, -1.0 if strength >= 3.4 else -3.5, "document")
        elif low in lexicon.roles["press_after"]:
            self._add(spot, -1.5 if strength >= 3.4 else -3.0, "press")
        elif low in lexicon.roles["club_after"] or low in lexicon.roles["company_after"]:
            self._add(spot, -1.0 if strength >= 3.4 else -2.5, "organisation")
        elif low in lexicon.roles["school_after"]:
            self._add(spot, -0.3 if strength >= 2.5 else -1.2, "school")
        elif low in lexicon.roles["area_after"] or low in lexicon.roles["district_after"]:
            self._add(spot, 1.6, "region-head")
        elif low in lexicon.roles["settlement_after"]:
            self._add(spot, 1.2, "settlement-head")
        elif (
            low in lexicon.roles["facility_after"]
            or low in lexicon.roles["street_after"]
            or low in lexicon.roles["nature_after"]
        ):
            self._add(spot, 0.3, "facility-head")
        elif low in lexicon.roles["office_after"]:
            self._add(spot, 0.9, "office-head")
        else:
            self._unknown_after(spot, after, low)

    def _unknown_after(self, spot: Spot, after: int, low: str) -> None:
        lexicon, strength = self.lexicon, spot.senses.strength
        if spot.key in lexicon.first_names:
            self._add(spot, -2.5 if low not in lexicon.ordinary else -1.0, "given-name")
        elif strength < 3.4:
            self._add(spot, -0.6 if low in lexicon.ordinary or strength >= 2.5 else -1.8, "inside-name")
