"""Heads that turn a name into something else: "Kursk region", "the city of Kursk", "near Sudzha", "eastern Russia".

What a stranger gets wrong: a region is said once and meant throughout. Where a report says "Kursk region" and never
"the city of Kursk", every bare "Kursk" in it is the region too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.places.entities import Form, Hit, Kind
from components.places.keys import key
from components.places.lexicon import Lexicon
from components.places.senses import KINDS, Meanings, Senses
from components.places.spotting import Spot
from components.places.tokens import Tokens

_DIVISIONS = frozenset({Kind.ADM1, Kind.ADM2, Kind.REGION})
_TOWN = frozenset({Kind.SETTLEMENT})
#: Heads of a region that people then call by its bare name.
_LASTING = frozenset({"region", "oblast", "province", "governorate", "krai", "republic", "prefecture"})
_HEADS = ("oblast", "region", "province", "governorate", "state", "district")
_STEM = 4
_WINDOW = 64
_NEAR = re.compile(
    r"(?:\b(?:near|nearby|outside|around|beside|(?:close|next) to|outskirts of|vicinity of|approaches to|away from"
    r"|(?:north|south|east|west)(?:[ -]?(?:east|west))?(?:ern)? of|k(?:ilo)?m(?:et(?:re|er)s)?s? from|miles? from))"
    r"\s+(?:the\s+)?(?:(?:\w+\s+)?(?:city|town|village|settlement|port|hamlet|suburb)s?\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
#: Last words that such a phrase may have; asked first, since it is quicker.
_NEAR_LAST = frozenset(
    {"near", "nearby", "outside", "around", "beside", "to", "of", "from", "the", "city", "town", "village",
     "settlement",
     "port", "hamlet", "suburb", "cities", "towns", "villages", "settlements", "ports", "hamlets", "suburbs"}
)  # fmt: skip
_LIST = re.compile(r"\s*(?:,|;|and|or|&|,\s*and|,\s*or)\s*(?:the\s+)?", re.IGNORECASE)


class Heads:
    """Applies the heads in one text to its spots.

    Attributes:
        tokens: its words.
        spots: the names in it, from left to right.
        meanings: the gazetteer, weighed.
    """

    def __init__(self, tokens: Tokens, spots: Sequence[Spot], meanings: Meanings) -> None:
        self.tokens, self.spots, self.meanings = tokens, spots, meanings
        self.lexicon: Lexicon = meanings.lexicon
        self._after = self.lexicon.roles["area_after"] | self.lexicon.roles["district_after"]
        self._before = self.lexicon.roles["area_before"]
        self._regions: dict[str, Senses] = {}
        self._towns: set[str] = set()

    def apply(self) -> None:
        """Restricts and promotes meanings."""
        for spot in self.spots:
            if not spot.senses.is_demonym:
                self._read(spot)
        for spot in self.spots:
            self._promote(spot)

    def _read(self, spot: Spot) -> None:
        head = self._head_after(spot) or self._head_before(spot)
        if head in self.lexicon.roles["settlement_after"] or head in self.lexicon.roles["settlement_before"]:
            if spot.restrict(spot.senses.only(_TOWN)):
                self._towns.add(spot.key)
                spot.marks.add("town")
        elif head:
            self._as_region(spot, head)
        base, _, last = spot.key.rpartition(" ")
        if base and last == "county":
            self._any_county(spot, base)
        if base and last in _LASTING and spot.senses.top_kind in _DIVISIONS:
            self._regions[base] = spot.senses

    def _any_county(self, spot: Spot, base: str) -> None:
        """Adds the counties that are called so without the word: "Kent County Council" is in England."""
        index = self.meanings.index
        plain = [hit for hit in index.find(base) if KINDS[index.kind[hit.id]] is Kind.ADM2]
        if plain and spot.senses.top_kind is Kind.ADM2:
            spot.restrict(self.meanings.weigh(spot.key, [*index.find(spot.key), *plain]))

    def _head_after(self, spot: Spot) -> str:
        after = spot.last + 1
        low = self.tokens.low(after)
        if not self.tokens.is_joined(after) or spot.end != self.tokens.full_ends[spot.last]:
            return ""
        return low if low in self._after or low in self.lexicon.roles["settlement_after"] else ""

    def _head_before(self, spot: Spot) -> str:
        of = spot.first - 1
        if self.tokens.low(of) != "of" or not self.tokens.is_joined(spot.first) or not self.tokens.is_joined(of):
            return ""
        low = self.tokens.low(of - 1)
        if low in self.lexicon.roles["settlement_before"]:
            return low
        return low if low in self._before else ""

    def _as_region(self, spot: Spot, head: str) -> None:
        senses = self.region_of(spot, head)
        if senses is None:
            if head in self.lexicon.roles["district_after"]:
                spot.marks.add("district")
            return
        if head in _LASTING:
            self._regions[spot.key] = senses
        spot.senses = senses
        spot.marks.add("region")
        spot.reasons.append("region-promotion")

    def region_of(self, spot: Spot, head: str) -> Senses | None:
        """The division or region that a name and a head mean; None when the gazetteer has none."""
        kept = spot.senses.only(_DIVISIONS)
        if kept is not None:
            return kept
        if spot.senses.top_kind is Kind.COUNTRY:
            return None
        for word in dict.fromkeys((head, *_HEADS)):
            senses = self.meanings.of(f"{spot.key} {word}")
            kept = senses.only(_DIVISIONS) if senses is not None else None
            if kept is not None:
                return kept
        return self._seated(spot) if head not in self.lexicon.roles["district_after"] else None

    def _seated(self, spot: Spot) -> Senses | None:
        """The divisions whose names begin like the town that they are named for."""
        index, senses = self.meanings.index, spot.senses
        hits = []
        for place in range(min(len(senses), 8)):
            code = index.divisions[int(senses.admin1[place])].partition(".")[2]
            number = index.admin1_of(index.countries[int(senses.country[place])], code) if code else None
            if number is not None and key(index.entity(number).name)[:_STEM] == spot.key[:_STEM]:
                hits.append(Hit(number, Form.COMMON))
        return self.meanings.weigh(spot.key, hits) if hits else None

    def _promote(self, spot: Spot) -> None:
        """Reads a bare name as the region that the text speaks of."""
        if spot.key not in self._regions or spot.key in self._towns or "region" in spot.marks:
            return
        if spot.key in self.lexicon.capitals:
            return
        spot.senses = self._regions[spot.key]
        spot.marks.add("region")
        spot.reasons.append("region-promotion")

    def mark(self) -> None:
        """Marks what stands near, inside or in a list; after the pairs are known."""
        before: Spot | None = None
        for spot in self.spots:
            self._mark_one(spot, before)
            before = spot

    def _mark_one(self, spot: Spot, before: Spot | None) -> None:
        if self._stands_near(spot) or self._has_head(spot, "direction_after"):
            spot.marks.add("near")
        elif before is not None and before.marks & {"near", "listed"} and self._is_listed(before, spot):
            spot.marks.update(before.marks & {"near"})
        if before is not None and self._is_listed(before, spot) and before.weight > 0.5:
            self._hand_on(before, spot)
        if "compass" in spot.reasons:
            spot.marks.add("compass")
        if self._has_head(spot, "facility_after"):
            spot.marks.add("facility")

    def _stands_near(self, spot: Spot) -> bool:
        before = self.tokens.text[max(0, spot.start - _WINDOW) : spot.start]
        return self.tokens.low(spot.first - 1) in _NEAR_LAST and _NEAR.search(before) is not None

    def _has_head(self, spot: Spot, role: str) -> bool:
        """Whether the next word, in the same clause, has this role."""
        return self.tokens.low(spot.last + 1) in self.lexicon.roles[role] and self.tokens.is_joined(spot.last + 1)

    def _is_listed(self, before: Spot, spot: Spot) -> bool:
        gap = self.tokens.text[before.end : spot.start] if spot.start - before.end < 12 else "?"
        return "contains" not in spot.reasons and _LIST.fullmatch(gap) is not None

    def _hand_on(self, before: Spot, spot: Spot) -> None:
        """Gives the next name of a list a share of what spoke for the one before."""
        if KINDS[spot.senses.kind[0]] is not Kind.ACTOR and "person" not in spot.marks:
            spot.weight += min(1.3, 0.7 * before.weight)
            spot.reasons.append("list")
