"""What a reader found in one text, and how a decided spot becomes a mention.

What a stranger gets wrong: the tray holds names that the text treats as places and no gazetteer has. They have the
coordinates of the place they lie beside, or none; they are never pins.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from components.model.codes import Scale
from components.places.entities import POINT_KINDS, SCALES, Entity, Kind, Mention, Rival, Sense
from components.places.senses import Meanings
from components.places.spotting import Spot
from components.places.tokens import Tokens

NEAR_KM = 25.0
_ACTOR = list(Kind).index(Kind.ACTOR)
_MOST_RIVALS = 5
_LEAST_RIVAL = 0.02
#: Below this share the rivals make a pin a guess.
_SURE = 0.65
#: A rival with this part of the chosen one's share is nearly as likely; one this near is the same place.
_NEARLY, _SAME_DEG = 0.5, 0.25
_PLACED = frozenset({"compass", "head", "containment"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The place names of a text.

    Attributes:
        mentions: what the gazetteer has, from left to right.
        tray: what it has not, each with "near X" at most.
        actors: organisations and peoples, which are no place names even if they stand for a state: NATO, Hamas.
    """

    mentions: tuple[Mention, ...]
    tray: tuple[Mention, ...] = ()
    actors: tuple[Mention, ...] = ()


class Teller:
    """Turns the decided spots of one text into mentions.

    Attributes:
        tokens: the words of the text.
        entity: gives an entity of the gazetteer by its number.
        lexicon: the closed lists.
    """

    def __init__(self, tokens: Tokens, meanings: Meanings) -> None:
        self.tokens, self.entity, self.lexicon = tokens, meanings.entity, meanings.lexicon

    def is_place_name(self, spot: Spot) -> bool:
        """Whether a spot names a place or a people of one, and not an organisation."""
        return spot.senses.kind[spot.chosen] != _ACTOR or spot.key in self.lexicon.roles["seat"]

    def mention(self, spot: Spot) -> Mention:
        """The mention of a spot."""
        entity = self.entity(int(spot.senses.ids[spot.chosen]))
        sense, reason = self._sense(spot, entity)
        scale, radius_km = _extent(sense, entity, spot)
        start = self._compass_start(spot) if sense is Sense.AREA and "compass" in spot.marks else spot.start
        reasons = list(dict.fromkeys([*spot.reasons, reason]))
        if scale is Scale.SETTLEMENT and spot.allowed is None and self._is_guess(spot, entity):
            scale = Scale.UNKNOWN
            reasons.append("ambiguous")
        return Mention(
            start,
            spot.end,
            self.tokens.text[start : spot.end],
            sense,
            entity,
            None if isnan(entity.lat) else entity.lat,
            None if isnan(entity.lon) else entity.lon,
            scale,
            radius_km,
            round(spot.score * (0.5 + 0.5 * spot.share), 3),
            self._rivals(spot),
            tuple(filter(None, reasons)),
        )

    def _is_guess(self, spot: Spot, entity: Entity) -> bool:
        """Whether another place, elsewhere, is nearly as likely."""
        if spot.share >= _SURE:
            return False
        others = [(share, place) for place, share in enumerate(spot.shares) if place != spot.chosen]
        for share, place in sorted(others, reverse=True)[:_MOST_RIVALS]:
            other = self.entity(int(spot.senses.ids[place]))
            is_elsewhere = abs(other.lat - entity.lat) > _SAME_DEG or abs(other.lon - entity.lon) > 2 * _SAME_DEG
            if is_elsewhere and other.kind in POINT_KINDS:
                return share > spot.share * _NEARLY
        return False

    def _rivals(self, spot: Spot) -> tuple[Rival, ...]:
        if spot.share > 1 - _LEAST_RIVAL:
            return ()
        others = [
            (share, place) for place, share in enumerate(spot.shares) if share >= _LEAST_RIVAL and place != spot.chosen
        ]
        others.sort(key=lambda other: (-other[0], other[1]))
        ids = spot.senses.ids
        return tuple(Rival(self.entity(int(ids[place])), round(share, 3)) for share, place in others[:_MOST_RIVALS])

    def _sense(self, spot: Spot, entity: Entity) -> tuple[Sense, str]:
        if spot.senses.is_demonym and spot.chosen == 0:
            return Sense.ACTOR, "demonym"
        if entity.kind is Kind.ACTOR:
            return Sense.ACTOR, "metonym"
        if entity.kind not in POINT_KINDS:
            return Sense.AREA, ""
        if self._speaks(spot, entity):
            return Sense.ACTOR, "capital-speaks"
        if "district" in spot.marks:
            return Sense.AREA, "district"
        if spot.marks & {"near", "facility"}:
            return Sense.NEAR, "near" if "near" in spot.marks else "facility-head"
        return Sense.PLACE, ""

    def _speaks(self, spot: Spot, entity: Entity) -> bool:
        """Whether a capital stands for its government."""
        if self.lexicon.capitals.get(spot.key) != entity.country or _PLACED & set(spot.reasons):
            return False
        after = spot.last + 1
        low, gap = self.tokens.low(after), self.tokens.gap(after)
        if not gap.isspace() and gap != "'" and gap != "’":
            return False
        if self.tokens.full_ends[spot.last] > spot.end:
            return low in self.lexicon.roles["ruled"]
        before = self.tokens.low(spot.first - 1)
        if before in self.lexicon.roles["place_preposition"] or before in ("at", "from", "to"):
            return False
        return low in self.lexicon.roles["saying"] or before in ("with", "against")

    def _compass_start(self, spot: Spot) -> int:
        """Where "eastern Russia" or "north-eastern Nigeria" begins."""
        first = spot.first - 1
        while (
            first > 0 and self.tokens.is_joined(first) and self.tokens.lows[first - 1] in self.lexicon.roles["compass"]
        ):
            first -= 1
        return self.tokens.starts[first]


def _extent(sense: Sense, entity: Entity, spot: Spot) -> tuple[Scale, float]:
    """Precision on the unified scale, and the circle in kilometres."""
    if sense is Sense.NEAR:
        return Scale.NEAR, NEAR_KM
    if sense is Sense.ACTOR:
        return Scale.UNKNOWN, 0.0
    if sense is Sense.AREA and entity.kind in POINT_KINDS:
        return Scale.ADM2, NEAR_KM
    if sense is Sense.AREA and "compass" in spot.marks:
        return Scale.FEATURE, entity.radius_km
    return SCALES[entity.kind], entity.radius_km
