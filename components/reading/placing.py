"""Where it is: the place that a figure is about, and the places that a report names.

What a stranger gets wrong: a name of a place is mostly none. "Russian", "the Pentagon" and "Seoul said" are actors and
never taken; and a place without a name of its own ("the front lines", "western Baghdad") stands as the text puts it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from components.model import Scale
from components.places.entities import Mention, Sense
from components.reading.codes import FigureKind
from components.reading.document import Document, Sentence, Shape
from components.reading.moments import Moment
from components.reading.proposals import PlaceProposal, Span
from components.reading.speakers import Speakers
from components.reading.spots import Spot, Spots

if TYPE_CHECKING:  # its gazetteer needs numpy; what is read here does not
    from components.places.reading import Reading

_MOVED = frozenset({FigureKind.DISPLACED, FigureKind.PERSONNEL, FigureKind.UNITS, FigureKind.AFFECTED})
_BREAKS = re.compile(
    r",\s(?:has|have|had|was|were|is|are|said|says)\s|:\s|\s(?:while|whereas)\s|,\s(?:and|but|while|where)\s|\.\s|"
    r",\s(?:most|many|some|half|several|\d+) of (?:them|these|those|whom)\b|,\s(?:among them|including|mostly|mainly)\b"
)
#: What may stand between a place and its number in a list: "Mecufi for 4,190", "Uganda (1,000)".
_BESIDE = re.compile(
    r"(?:'s)?\s?(?:\(|, home to|, with)?\s?(?:alone|district|accounts?|accounted|for|hosts?|saw|took|received|"
    r"counted|lost|recorded|registered|reported|with|over|about|some|at least|more than|another|\s){0,6}$"
)
#: A place that has a number of its own behind it: "in the Zaporizhzhia direction 12".
_OWN_NUMBER = re.compile(
    r" (?:\(|about |some |another )?\d+(?![\d:.]*\s(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December|a\.?m|p\.?m))"
)
_DIGIT = re.compile(r"\d")
_OF = re.compile(r"\s(?:per cent |percent )?of (?:the )?$")
#: A paragraph that goes on with the place of the one before.
_POINTING = re.compile(
    r"(?:The (?:bodies|victims|dead|wounded|blast|explosion|explosions|strike|strikes|attack|attackers|bomb|bombing|"
    r"raid|clashes|fighting|shelling)|They|Another|A further)\b|\b(?:there|(?:that|the|this) (?:same )?(?:town|city|"
    r"village|region|province|district|area|camp))\b"
)
_ADJOINING = 14
_BARE, _FIT, _BY_VERB = 0.6, 1.5, 2.0
_BARELY, _FAIR, _OPENING = 0.2, 1.4, 7
#: A sentence that leaves its section for the whole report.
_OVERALL = re.compile(r"(?:Overall|Nationwide|Countrywide|In all|In total|Altogether|Across the country|All told)\b")
_REACH, _STRONG, _WEAK, _FIRM, _NEAR = 8, 1.0, 0.3, 3.0, 8


_NATIONAL = frozenset({FigureKind.MONEY, FigureKind.SHARE})
_NATIONAL_DIGITS = 6


class Places:
    """The places of one report.

    Attributes:
        document: the report.
        found: what the place reader says of it.
    """

    def __init__(
        self, document: Document, found: Reading, moments: Sequence[Moment], speakers: Speakers | None = None
    ) -> None:
        self.document, self.found = document, found
        self._spots = Spots(document, found, speakers.naming if speakers is not None else ()).all()
        self._by_sentence: dict[int, list[Spot]] = {}
        for spot in self._spots:
            self._by_sentence.setdefault(spot.sentence, []).append(spot)
        self._focus = self._main()
        self._state = self._state_named()
        barely = [spot for spot in self._spots if spot.weight > 0]
        often = Counter(self._key(spot) for spot in barely)
        self._only = max(barely, key=lambda spot: (often[self._key(spot)], -spot.start), default=None)

    def of(self, start: int, end: int, kind: FigureKind) -> tuple[str | None, Span | None, str, float]:
        """The place of what stands there.

        Args:
            start: offset of its first character.
            end: offset behind its last character.
            kind: what is counted; people move to a place, buildings are in one.

        Returns:
            The name as the text puts it, where it stands, the rule that found it, and how sure that is (0 to 1).
        """
        sentence = self.document.sentence_at(start)
        if sentence is None:
            return None, None, "no-place", 0.5
        score, spot = self._best(sentence, start, end, kind)
        if spot is not None and score >= _STRONG:
            return self._told(spot, "clause" if score > 2 else "sentence", 0.85 if score > 2 else 0.65)
        state = self._state if self._is_national(start, end, kind) else None
        if state is not None and (spot is None or score < _WEAK):
            return self._told(state, "state of the report", 0.45)
        before = self._in_paragraph(sentence)
        if before is not None:
            return self._told(before, "paragraph", 0.55)
        if spot is not None and score >= _WEAK:
            return self._told(spot, "named", 0.45)
        before = self._before(sentence)
        if before is not None:
            return self._told(before, "paragraph-before", 0.4)
        section = None if _OVERALL.match(sentence.text) else self._section(sentence)
        before = section or self._focus or self._only
        return (None, None, "no-place", 0.5) if before is None else self._told(before, "focus", 0.35)

    def _is_national(self, start: int, end: int, kind: FigureKind) -> bool:
        """Whether a figure is of the size of a state: money, a share, a hundred thousand and more."""
        number = self.document.flat[start:end].lower()
        is_large = "illion" in number or sum(map(str.isdecimal, number)) >= _NATIONAL_DIGITS
        return kind in _NATIONAL or (is_large and kind in _MOVED)

    def _state_named(self) -> Spot | None:
        """The state that the report names most as a place, when it names it more than once."""
        states = [spot for spot in self._spots if spot.rank == 0 and not spot.is_line]
        often = Counter(self._key(spot) for spot in states)
        return max(
            (spot for spot in states if often[self._key(spot)] > 1),
            key=lambda spot: (often[self._key(spot)], -spot.start),
            default=None,
        )

    def _told(self, spot: Spot, rule: str, sure: float) -> tuple[str, Span, str, float]:
        return self.document.text[spot.start : spot.end], Span(spot.start, spot.end), rule, sure

    def _best(self, sentence: Sentence, start: int, end: int, kind: FigureKind) -> tuple[float, Spot | None]:
        spots = self._near(sentence.index, start)
        scored = [(self._score(spot, sentence, start, end, kind), spot) for spot in spots]
        return max(scored, key=lambda pair: pair[0], default=(0.0, None))

    def _near(self, index: int, start: int) -> list[Spot]:
        """The places of a sentence that stand nearest to an offset, and its first."""
        spots = self._by_sentence.get(index, [])
        if len(spots) <= 2 * _NEAR:
            return spots
        place = bisect_right(spots, start, key=lambda spot: spot.start)
        return [spots[0], *spots[max(1, place - _NEAR) : place + _NEAR]]

    def _score(self, spot: Spot, sentence: Sentence, start: int, end: int, kind: FigureKind) -> float:
        """How well a place of the same sentence takes a figure."""
        if spot.weight <= 0 or (spot.start < end and start < spot.end):
            return 0.0
        weight = spot.weight + (2.2 if spot.is_moving and kind in _MOVED else 0.0)
        weight += 2.4 if spot.is_origin and kind is FigureKind.DISPLACED else 0.0
        weight += 0.1 * spot.rank if spot.weight > _BARELY else 0.0
        is_after = spot.start >= end
        gap = self.document.flat[end : spot.start] if is_after else self.document.flat[spot.end : start]
        if is_after and len(gap) < 20 and _OF.match(gap):
            return weight + 2
        if not is_after and len(gap) < 30 and _BESIDE.match(gap):
            return max(weight, _BARE) + 2.2
        floor = 0.0 if ";" in gap and is_after else min(weight, 0.45)
        if spot.is_label and not is_after:
            return weight + 1.0 if "|" in sentence.text else min(weight, 2.6)
        if not is_after and gap.startswith(", where ") and ";" not in gap and self._is_next(spot, start):
            return weight + 2
        if is_after and len(gap) < _ADJOINING and spot.weight >= _BY_VERB:
            weight += 1
        if is_after and _OWN_NUMBER.match(self.document.flat, spot.end):
            return min(weight, 0.45)
        crossed = (
            len(_BREAKS.findall(gap)) + (is_after and ", where " in gap) + (3.0 if is_after else 0.5) * gap.count(";")
        )
        crossed += 0.6 * (_DIGIT.search(gap) is not None)
        if not is_after and (self._is_leading(spot, sentence) or self._is_origin(spot, sentence)):
            weight = max(weight, 2.0)
            return max(min(weight, 2.5) - 0.5 * max(0.0, min(crossed, 2) - 1), floor)
        return max(weight + 0.3 * is_after - min(len(gap), 250) * 0.007 - 1.2 * crossed, floor)

    def _is_next(self, spot: Spot, start: int) -> bool:
        """Whether no other place stands between one and an offset."""
        return not any(spot.end <= other.start < start for other in self._near(spot.sentence, start))

    def _is_leading(self, spot: Spot, sentence: Sentence) -> bool:
        """Whether a sentence begins with it: "In Kursk alone, ..."."""
        if spot.weight < 3 or spot.start - sentence.start > 40:
            return False
        return "," in self.document.flat[spot.end : spot.end + 12]

    def _is_origin(self, spot: Spot, sentence: Sentence) -> bool:
        """Whether a sentence begins "From Masterei, ..."."""
        return sentence.text.startswith("From ") and spot.start - sentence.start < 12

    def _in_paragraph(self, sentence: Sentence) -> Spot | None:
        """The place of the sentences before it in its paragraph; for a row, of the head of its table."""
        weak: Spot | None = None
        for index in range(sentence.index - 1, max(-1, sentence.index - 40), -1):
            other = self.document.sentences[index]
            if other.paragraph != sentence.paragraph or (other.shape is not Shape.ROW and sentence.index - index > 8):
                break
            if other.shape is Shape.ROW and other.line != sentence.line:
                continue
            strong = [spot for spot in self._by_sentence.get(index, ()) if spot.weight >= _FIT]
            if strong:
                return max(strong, key=lambda spot: (spot.weight >= _BY_VERB, -spot.start))
            fair = [spot for spot in self._by_sentence.get(index, ()) if spot.weight >= 1.4]
            weak = weak or (fair[0] if fair else None)
        return weak

    def _before(self, sentence: Sentence) -> Spot | None:
        """The place of the paragraph before, where this one plainly goes on with it."""
        first = sentence.index
        while (
            first > 0
            and self.document.sentences[first - 1].paragraph == sentence.paragraph
            and sentence.index - first < 8
        ):
            first -= 1
        opening = self.document.sentences[first].text
        if first == 0 or not (_POINTING.search(opening[:200]) or opening.startswith('"')):
            return None
        return self._in_paragraph_of(first - 1)

    def _in_paragraph_of(self, last: int) -> Spot | None:
        """The strongest place of the last sentence that has one, of the paragraph that a sentence ends."""
        paragraph = self.document.sentences[last].paragraph
        for index in range(last, max(-1, last - _REACH), -1):
            if self.document.sentences[index].paragraph != paragraph:
                return None
            spots = [spot for spot in self._by_sentence.get(index, ()) if spot.weight >= 0.6]
            if spots:
                return max(spots, key=lambda spot: (spot.weight, spot.rank))
        return None

    def _section(self, sentence: Sentence) -> Spot | None:
        """The place in the heading of the section."""
        for index in range(sentence.index - 1, max(0, sentence.index - 30), -1):
            if (
                self._is_heading(index)
                and ":" not in self.document.sentences[index].text
                and not _DIGIT.search(self.document.sentences[index].text)
            ):
                return next(iter(self._by_sentence.get(index, ())), None)
        return None

    def _main(self) -> Spot | None:
        """The place that the whole report is about: of its heading, its lead, else the one that it names most."""
        spots = [spot for spot in self._spots if not spot.is_line]
        head = [spot for spot in spots if spot.sentence < 2 and self._is_heading(spot.sentence)]
        head = [spot for spot in head if spot.sentence == head[0].sentence]
        firm = [spot for spot in head if spot.weight >= _FIRM]
        if firm:
            return max(firm, key=lambda spot: (spot.rank, -spot.start))
        opening = [each.index for each in self.document.sentences[:_OPENING] if each.shape is Shape.PROSE]
        opening = opening[:1] if head else opening
        if head and opening and any(self._is_section(index) for index in range(head[0].sentence + 1, opening[0])):
            opening = []
        lead_at = next((index for index in opening if self._is_placed(index)), -1)
        lead = [spot for spot in self._by_sentence.get(lead_at, ()) if spot.weight >= _FAIR]
        if head or lead:
            return max((*head, *lead), key=lambda spot: (spot.rank, spot in head, spot.weight, -spot.start))
        moving = [spot for spot in spots if spot.is_moving and spot.sentence in opening]
        if moving:
            return moving[0]
        often = Counter(self._key(spot) for spot in spots)
        named = [spot for spot in spots if spot.weight >= _FAIR and often[self._key(spot)] > 1]
        return max(named, key=lambda spot: (often[self._key(spot)], -spot.start), default=None)

    def _is_section(self, index: int) -> bool:
        """Whether a line is a heading that names a place."""
        return self._is_heading(index) and bool(self._by_sentence.get(index))

    def _is_placed(self, index: int) -> bool:
        """Whether a sentence says where something was."""
        return any(spot.weight >= _FAIR for spot in self._by_sentence.get(index, ()))

    def _is_heading(self, index: int) -> bool:
        return self.document.sentences[index].shape is Shape.HEADING

    def _key(self, spot: Spot) -> str:
        return self.document.flat[spot.start : spot.end].casefold()

    def proposals(self) -> tuple[PlaceProposal, ...]:
        """The places that the report names, from left to right of their first mention; never actors."""
        grouped: dict[object, list[Mention]] = {}
        named = [mention for mention in (*self.found.mentions, *self.found.tray) if mention.sense is not Sense.ACTOR]
        for mention in sorted(named, key=lambda mention: mention.start):
            key = mention.entity.id if mention.entity is not None else mention.text.casefold()
            grouped.setdefault((key, mention.sense is Sense.NEAR), []).append(mention)
        return tuple(_proposal(self.document, mentions) for mentions in grouped.values())


def _proposal(document: Document, mentions: list[Mention]) -> PlaceProposal:
    first = mentions[0]
    best = max(mentions, key=lambda mention: mention.score)
    entity = best.entity
    return PlaceProposal(
        name=document.text[first.start : first.end],
        lat=best.lat,
        lon=best.lon,
        scale=best.scale if best.lat is not None else Scale.UNKNOWN,
        radius_km=best.radius_km,
        country=entity.country if entity is not None else "",
        is_pin=best.is_pin,
        source=f"{entity.source}:{entity.source_id}" if entity is not None else "",
        mentions=tuple(Span(mention.start, mention.end) for mention in mentions),
        rivals=tuple(rival.entity.name for rival in best.rivals),
        confidence=best.score,
    )
