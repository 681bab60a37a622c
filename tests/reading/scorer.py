"""How well a reader of reports does, measured against annotated reports.

What a stranger gets wrong: a figure marked optional is outside the measure altogether. Finding it earns nothing and
costs nothing, so "precision" here is precision over what somebody would chart.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol, Self

#: Two names are the same when they share at least this part of the shorter one's words: "Gaza" and "Gaza City".
SHARED_WORDS = 0.5
#: Values this close to each other, as a part of the larger one, are equal: 66.7 and 66.67 percent.
TOLERANCE = 0.005

#: Words that do not tell one speaker or place from another.
_SMALL_WORDS = frozenset(
    [
        *("a", "an", "the", "and", "of", "in", "on", "at", "by", "to", "for", "its", "his", "her", "their"),
        *("mr", "mrs", "ms", "dr", "rep", "sen", "gen", "lt", "col", "capt"),
        *("said", "says", "some", "one", "local", "regional", "senior", "unnamed"),
    ]
)
_SHORT_FORMS = {
    re.compile(r"\bunited nations\b|\bu\.n\."): "un",
    re.compile(r"\bunited states\b|\bu\.s\."): "us",
    re.compile(r"\bicrc\b"): "red cross",
    re.compile(r"\bsyrian observatory for human rights\b|\bsohr\b"): "observatory",
}


class Spanned(Protocol):
    """Anything that stands somewhere in a text, as Python string offsets."""

    @property
    def start(self) -> int:
        """Offset of the first character."""

    @property
    def end(self) -> int:
        """Offset after the last character."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that is a trap: a number which is no figure."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as the annotation has it, or as a reader proposes it.

    Attributes:
        source: who says it; empty for the writer's own voice.
        original: whom the source quotes; empty when it quotes nobody.
        place: as the text names it; empty when none belongs to the figure.
        core: False for what nobody would chart.
    """

    start: int
    end: int
    low: float | None
    best: float | None
    high: float | None
    hedge: str
    kind: str
    unit: str
    source: str = ""
    original: str = ""
    place: str = ""
    core: bool = True


@dataclass(frozen=True, slots=True)
class Moment:
    """One time expression and the days it means: YYYY[-MM[-DD]], or two of these with a slash between."""

    start: int
    end: int
    when: str
    precision: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in one report."""

    figures: tuple[Figure, ...]
    moments: tuple[Moment, ...] = ()
    traps: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over one report, or over many when added up; the shares are worked out from the counts.

    A figure is right when value, unit and kind are; a claim when its source is too, a placed claim when also its
    place is. Attribution, place and the like are judged on the figures that were found.
    """

    annotated: int = 0
    proposed: int = 0
    found: int = 0
    values: int = 0
    figures: int = 0
    claims: int = 0
    placed_claims: int = 0
    sources: int = 0
    unsourced: int = 0
    overattributed: int = 0
    with_place: int = 0
    places: int = 0
    days: int = 0
    exact_days: int = 0
    traps: int = 0
    trap_hits: int = 0

    def __add__(self, other: Score) -> Self:
        return type(self)(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def value_f1(self) -> float:
        """F1 of figures whose value, or bounds, are right."""
        return f1(self.values, self.proposed, self.annotated)

    @property
    def figure_f1(self) -> float:
        """F1 of figures whose value, unit and kind are right."""
        return f1(self.figures, self.proposed, self.annotated)

    @property
    def claim_f1(self) -> float:
        """F1 of figures whose value, unit, kind and source are right."""
        return f1(self.claims, self.proposed, self.annotated)

    @property
    def placed_claim_f1(self) -> float:
        """F1 of figures whose value, unit, kind, source and place are right."""
        return f1(self.placed_claims, self.proposed, self.annotated)

    @property
    def attribution(self) -> float:
        """Share of the figures found that have the right source, or rightly none."""
        return share(self.sources, self.found)

    @property
    def overattribution(self) -> float:
        """Share of the unsourced figures found that were given a source all the same."""
        return share(self.overattributed, self.unsourced)

    @property
    def place_link(self) -> float:
        """Share of the figures found and annotated with a place that have the right one."""
        return share(self.places, self.with_place)

    @property
    def day_exact(self) -> float:
        """Share of the day-precise time expressions found that have exactly the right day or days."""
        return share(self.exact_days, self.days)

    @property
    def trap_rate(self) -> float:
        """Share of the traps that were taken for figures."""
        return share(self.trap_hits, self.traps)

    def __str__(self) -> str:
        return (
            f"{self.annotated} figures, {self.proposed} proposed: "
            f"value {self.value_f1:.3f}, figure {self.figure_f1:.3f}, attribution {self.attribution:.3f}, "
            f"over-attribution {self.overattribution:.3f}, place link {self.place_link:.3f}, "
            f"day-exact {self.day_exact:.3f}, traps {self.trap_hits}/{self.traps}, "
            f"claim {self.claim_f1:.3f}, claim with place {self.placed_claim_f1:.3f}"
        )


def score(gold: Marks, proposal: Marks) -> Score:
    """Counts for one report.

    Args:
        gold: the annotation.
        proposal: what a reader makes of the same text; its traps and its `core` are not looked at.
    """
    pairs = paired(gold.figures, proposal.figures)
    core = [(g, p) for g, p in ((gold.figures[i], proposal.figures[j]) for i, j in pairs) if g.core]
    taken = {j for _, j in pairs}
    strays = [figure for j, figure in enumerate(proposal.figures) if j not in taken]
    right = [(g, p) for g, p in core if same_value(g, p) and g.unit == p.unit and g.kind == p.kind]
    claims = [(g, p) for g, p in right if same_source(g, p)]
    located = [(g, p) for g, p in core if g.place]
    unsourced = [p for g, p in core if not g.source]
    days = [
        (gold.moments[i].when, proposal.moments[j].when)
        for i, j in paired(gold.moments, proposal.moments)
        if gold.moments[i].precision == "day"
    ]
    return Score(
        annotated=sum(g.core for g in gold.figures),
        proposed=len(core) + len(strays),
        found=len(core),
        values=sum(same_value(g, p) for g, p in core),
        figures=len(right),
        claims=len(claims),
        placed_claims=sum(not g.place or same_name(g.place, p.place) for g, p in claims),
        sources=sum(same_source(g, p) for g, p in core),
        unsourced=len(unsourced),
        overattributed=sum(bool(p.source) for p in unsourced),
        with_place=len(located),
        places=sum(same_name(g.place, p.place) for g, p in located),
        days=len(days),
        exact_days=sum(same_days(a, b) for a, b in days),
        traps=len(gold.traps),
        trap_hits=sum(any(overlap(figure, trap) for trap in gold.traps) for figure in strays),
    )


def total(scores: Iterable[Score]) -> Score:
    """The counts of many reports together: every figure weighs the same, not every report."""
    return sum(scores, Score())


def paired(gold: Sequence[Spanned], proposals: Sequence[Spanned]) -> list[tuple[int, int]]:
    """Indices of what belongs together: best overlap first, each used once, no overlap no pair."""
    candidates = [
        (overlap(g, p) / max(g.end - g.start, p.end - p.start), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(proposals)
        if overlap(g, p)
    ]
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates, reverse=True):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return sorted(partner.items())


def overlap(a: Spanned, b: Spanned) -> int:
    """Number of characters both spans cover."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def same_value(gold: Figure, proposal: Figure) -> bool:
    """Whether the number is right: a range by its two ends, a vague word by being called vague, all else by `best`."""
    if gold.hedge == "vague":
        return proposal.hedge == "vague"
    if gold.hedge == "range":
        return near(gold.low, proposal.low) and near(gold.high, proposal.high)
    return near(gold.best, proposal.best)


def near(a: float | None, b: float | None) -> bool:
    """Whether two values are equal within `TOLERANCE`; nothing equals only nothing."""
    if a is None or b is None:
        return a is b
    return abs(a - b) <= TOLERANCE * max(abs(a), abs(b))


def same_source(gold: Figure, proposal: Figure) -> bool:
    """Whether the speaker is right; of a speaker who quotes another, either may stand in either field."""
    annotated = [name for name in (gold.source, gold.original) if name]
    proposed = [name for name in (proposal.source, proposal.original) if name]
    if not gold.source and not proposal.source:
        return True
    return any(same_name(a, b) for a in annotated for b in proposed)


def same_name(a: str, b: str) -> bool:
    """Whether two names mean the same by the words they share; two empty names do."""
    x, y = words(a), words(b)
    if not x or not y:
        return not x and not y
    return len(x & y) / min(len(x), len(y)) >= SHARED_WORDS


def words(name: str) -> frozenset[str]:
    """The words of a name that tell: lower case, no possessive, no plural s, no small words, short forms resolved."""
    text = name.lower().replace("’", "'")
    for spelled, short in _SHORT_FORMS.items():
        text = spelled.sub(short, text)
    told = set(re.findall(r"[\w-]+", re.sub(r"'s\b", "", text))) - _SMALL_WORDS
    return frozenset(word.rstrip("s") if len(word) > 3 else word for word in told)


def same_days(a: str, b: str) -> bool:
    """Whether two dates or spans of dates cover exactly the same days."""
    first, second = days_of(a), days_of(b)
    return first is not None and first == second


def days_of(when: str) -> tuple[date, date] | None:
    """First and last day of "2024", "2024-10", "2024-10-30" or a span "2024-10/2024-11"; None when it is none."""
    ends = when.split("/")
    try:
        return _edge(ends[0], last=False), _edge(ends[-1], last=True)
    except ValueError:
        return None


def _edge(when: str, *, last: bool) -> date:
    year, month, day = (*map(int, when.split("-")), 0, 0)[:3]
    month = month or (12 if last else 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))


def f1(right: int, proposed: int, annotated: int) -> float:
    """Harmonic mean of precision and recall; nothing proposed where nothing is annotated is nothing, not perfect."""
    return share(2 * right, proposed + annotated)


def share(part: int, whole: int) -> float:
    """The share, 0 of nothing."""
    return part / whole if whole else 0.0


def read_marks(path: Path) -> Marks:
    """The marks of one file in the form corpus/README.md describes; a prediction has the same form."""
    document = json.loads(path.read_text(encoding="utf-8"))
    return Marks(
        tuple(map(_figure, document.get("figures", ()))),
        tuple(Moment(e["start"], e["end"], e.get("date") or "", e["precision"]) for e in document.get("events", ())),
        tuple(Span(trap["start"], trap["end"]) for trap in document.get("traps", ())),
    )


def _figure(entry: Mapping[str, Any]) -> Figure:
    attribution = entry.get("attribution") or {}
    return Figure(
        start=entry["start"],
        end=entry["end"],
        low=entry["low"],
        best=entry["best"],
        high=entry["high"],
        hedge=entry["hedge"],
        kind=entry["kind"],
        unit=entry["unit"],
        source=attribution.get("source") or "",
        original=attribution.get("original") or "",
        place=entry.get("place") or "",
        core=entry.get("role", "core") == "core",
    )
