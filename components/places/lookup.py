"""Looks up one name that stands alone: a cell of a table, a search box, a question on the command line.

What a stranger gets wrong: an entry with the right name is not yet the right place. When another one in the same
country is nearly as likely, or the words describe something else, the answer is a question: a wrong pin is worse than
none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from components.model.codes import POINT_SCALES, Scale
from components.places.bounds import Bounds, bounds
from components.places.entities import POINT_KINDS, SCALES, Entity, Form, Hit, Kind, Rival
from components.places.index import Index
from components.places.keys import key
from components.places.nearest import gap_km
from components.places.spellings import spellings
from components.places.wording import Wording, wording

MOST_CHARS = 200
#: From this score on an answer may be drawn.
PLACED_FROM = 0.8
NEAR_KM = 25.0
_MOST_RIVALS = 5
_FORMS = {Form.OFFICIAL: 1.0, Form.COMMON: 0.7, Form.RARE: 0.15}
#: Inhabitants that a kind without inhabitants weighs like.
_WEIGHTS = {
    Kind.COUNTRY: 1_000_000, Kind.ADM1: 50_000, Kind.ADM2: 5_000, Kind.REGION: 500_000, Kind.SEA: 5_000_000,
    Kind.WATER: 200_000, Kind.ISLAND: 100_000, Kind.MOUNTAIN: 50_000, Kind.FACILITY: 20_000, Kind.SETTLEMENT: 500,
}  # fmt: skip
#: Two entries this near each other are one place for a map.
_SAME_PLACE_KM = 12.0
_VILLAGE_UP_TO = 60_000
_RARE_NAME, _BIG_VILLAGE, _BESIDE, _OUTSIDE = 0.6, 0.7, 0.95, 0.5
_OTHER_SCRIPTS, _INFLECTED = "\u0370", 0.95
#: A name of two letters is a code or a slip.
_SHORT_NAME, _SHORT_CHARS = 0.7, 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gazetteer says of a name.

    Attributes:
        query: the name as asked.
        entity: the likeliest entry, None when there is none. Draw it only when `is_placed`.
        scale: how precisely the place is known; `UNKNOWN` when it is not placed.
        score: how sure the answer is, 0 to 1.
        rivals: the other entries that it could be, likeliest first, at most five.
        reasons: what decided, as short codes.
        radius_km: radius of the circle to draw; 0 for a settlement's centre.
    """

    query: str
    entity: Entity | None
    scale: Scale
    score: float
    rivals: tuple[Rival, ...] = ()
    reasons: tuple[str, ...] = ()
    radius_km: float = 0.0

    @property
    def is_placed(self) -> bool:
        """Whether it may be drawn, as a pin or as an area."""
        return self.entity is not None and self.score >= PLACED_FROM

    @property
    def is_pin(self) -> bool:
        """Whether it may be drawn as a point of its own."""
        return self.is_placed and self.scale in POINT_SCALES and self.scale is not Scale.NEAR


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One entry, its weight beside the others, how far its spelling is trusted, and whether all words are its name."""

    id: int
    weight: float
    trust: float
    reasons: tuple[str, ...]
    is_whole: bool = False


def look_up(index: Index, name: str, *, countries: Collection[str] = (), admin: str = "", language: str = "") -> Answer:
    """Looks up a name.

    Args:
        index: the gazetteer.
        name: as written: "Zamalka town", "al-Bab", "Ain al-Arab (Kobani)", "Paris, Texas", "Deir ez Zor airport".
        countries: ISO 3166-1 alpha-2 codes; only their places are considered. Empty for the whole world.
        admin: name or code ("41", "RU.41") of the first-order division that it lies in.
        language: code of the language the name is written in; reserved, every language is searched.
    """
    if not key(name) or len(name) > MOST_CHARS:
        return Answer(name, None, Scale.UNKNOWN, 0.0, reasons=("no-name",))
    words = wording(name)
    limits = bounds(index, countries, admin, words.within)
    found = _candidates(index, words, limits) or _inflected(index, name, words, limits)
    if not found:
        return Answer(name, None, Scale.UNKNOWN, 0.0, reasons=("no-entry",))
    return _answer(index, name, words, limits, found)


def ranked(index: Index, name: str, *, countries: Collection[str] = (), admin: str = "") -> list[tuple[Entity, float]]:
    """Every entry that a name may mean with its share of likelihood, likeliest first."""
    if not key(name) or len(name) > MOST_CHARS:
        return []
    words = wording(name)
    limits = bounds(index, countries, admin, words.within)
    found = _candidates(index, words, limits) or _inflected(index, name, words, limits)
    total = sum(candidate.weight for candidate in found)
    return [(index.entity(candidate.id), candidate.weight / total) for candidate in found]


def _candidates(index: Index, words: Wording, limits: Bounds) -> list[_Candidate]:
    """Entries under the first spelling that leads to any, heaviest first.

    A spelling that leads to the kind that the words ask for goes before one that does not.
    """
    tiers = [words.kinds, frozenset()] if words.kinds else [frozenset()]
    for kinds in tiers:
        for name in words.names:
            for text, trust in spellings(name):
                if found := list(_weighed(index, index.find(text), trust, kinds, words, limits)):
                    whole = [replace(one, is_whole=name == words.names[0]) for one in found]
                    return sorted(whole, key=lambda candidate: (-candidate.weight, candidate.id))
    return []


def _inflected(index: Index, name: str, words: Wording, limits: Bounds) -> list[_Candidate]:
    """Entries of a name in another script and in another case ("Курской области"), heaviest first."""
    if max(name) < _OTHER_SCRIPTS:
        return []
    from components.places.languages import candidates

    spans = [span for span in candidates(name, index) if any(hit.form is not Form.DEMONYM for hit in span.hits)]
    if not spans:
        return []
    longest = max(spans, key=lambda span: span.end - span.start)
    found = _weighed(index, longest.hits, _INFLECTED, longest.kinds, words, limits)
    return sorted(found, key=lambda candidate: (-candidate.weight, candidate.id))


def _weighed(
    index: Index, hits: Iterable[Hit], trust: float, kinds: Collection[Kind], words: Wording, limits: Bounds
) -> Iterator[_Candidate]:
    for hit in hits:
        entity = index.entity(hit.id)
        if entity.kind is Kind.ACTOR or (kinds and entity.kind not in kinds) or not limits.may_hold(entity):
            continue
        is_code = hit.form is Form.CODE and words.is_upper and entity.kind in (Kind.COUNTRY, Kind.ADM1)
        form = 0.5 if is_code else _FORMS.get(hit.form, 0.0)
        if form:
            weight = (entity.population + _WEIGHTS[entity.kind]) * form * limits.support(entity)
            reasons = ("rare-name",) if hit.form is Form.RARE else ()
            yield _Candidate(hit.id, weight, trust * (_RARE_NAME if reasons else 1.0), reasons)


def _answer(index: Index, name: str, words: Wording, limits: Bounds, found: list[_Candidate]) -> Answer:
    best, entity = found[0], index.entity(found[0].id)
    others = [(candidate, index.entity(candidate.id)) for candidate in found[1:]]
    against = sum(candidate.weight for candidate, other in others if not _is_same_place(entity, other))
    reasons = [*best.reasons, *limits.reasons]
    score = best.weight / (best.weight + against) * best.trust
    if against:
        reasons.append("rivals")
    for code, factor in _doubts(words, limits, entity, best):
        reasons.append(code)
        score *= factor
    rivals = tuple(Rival(other, round(candidate.weight / best.weight, 3)) for candidate, other in others[:_MOST_RIVALS])
    is_placed = score >= PLACED_FROM
    scale, radius_km = _drawn(words, entity, best) if is_placed else (Scale.UNKNOWN, 0.0)
    return Answer(name, entity, scale, round(score, 3), rivals, tuple(reasons), radius_km)


def _is_same_place(entity: Entity, other: Entity) -> bool:
    """Whether two entries are one place to a map: neighbours, or a division and the town in it that has its name."""
    if entity.kind in POINT_KINDS and other.kind in (Kind.ADM1, Kind.ADM2):
        return entity.country == other.country and gap_km(entity, other) <= max(other.radius_km, 2 * NEAR_KM)
    return gap_km(entity, other) <= _SAME_PLACE_KM and (entity.kind in POINT_KINDS) == (other.kind in POINT_KINDS)


def _doubts(words: Wording, limits: Bounds, entity: Entity, best: _Candidate) -> Iterator[tuple[str, float]]:
    if best.trust < 1 and not best.reasons:
        yield "other-spelling", 1.0
    if words.is_small and entity.population > _VILLAGE_UP_TO:
        yield "too-big-for-a-village", _BIG_VILLAGE
    if words.kinds and entity.kind not in words.kinds:
        yield ("beside-it", _BESIDE) if words.may_lie_beside else ("other-kind", _OUTSIDE)
    if limits.is_outside(entity):
        yield "outside-the-division", _OUTSIDE
    if _is_short(words.names[0]) and entity.kind is Kind.SETTLEMENT:
        yield "short-name", _SHORT_NAME


def _is_short(name: str) -> bool:
    """Whether a name has so few letters that it is a code or a slip; syllables and characters say more."""
    return len(name) <= _SHORT_CHARS and max(name) < "\u0700"


def _drawn(words: Wording, entity: Entity, best: _Candidate) -> tuple[Scale, float]:
    """The scale and radius at which a placed entry may be drawn."""
    is_beside = bool(words.kinds) and entity.kind not in words.kinds
    is_vague = words.is_vague and not best.is_whole
    if entity.kind in POINT_KINDS and (is_vague or is_beside):
        return Scale.NEAR, NEAR_KM
    return (Scale.FEATURE if is_vague else SCALES[entity.kind]), entity.radius_km
