"""What a backend claims is admitted only where the text bears it out: one gate for all of them.

What a stranger gets wrong: the gate does not judge whether a claim is true or well understood. It makes sure that the
quote is in the report, that the number is what our own parser reads there, that dates come from our own resolver, and
that who and where are words of the report. Whatever fails is refused with its reason, never mended.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from components.reading.backends import RawFigure
from components.reading.codes import FigureKind, Modality
from components.reading.document import Document, Sentence, flatten
from components.reading.moments import Moment
from components.reading.numbers import Numeral, numerals
from components.reading.proposals import Attribution, FigureProposal, Span
from components.reading.words import Words

_UNIT = re.compile(r"[A-Za-z][A-Za-z0-9_ ]{0,39}", re.ASCII)
#: Two numbers are one when they differ by less than this part of the larger.
_TOLERANCE = 0.005
#: A number that our own rules did not take for a figure may be a trap; a person looks at it first.
_UNSEEN_BY_RULES = 0.4
_CLAIMED = 0.7


@dataclass(frozen=True, slots=True)
class Refusal:
    """A claim of a backend that was not admitted.

    Attributes:
        quote: what it quoted, cut to 200 characters.
        reason: what the text does not bear out.
    """

    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rules know of a report, which claims are held against.

    Attributes:
        document: the report.
        words: the words of each of its sentences.
        moments: its time expressions, resolved.
        figures: what the rules propose themselves.
    """

    document: Document
    words: Sequence[Words]
    moments: Sequence[Moment]
    figures: Sequence[FigureProposal]


class _Refused(Exception):  # noqa: N818 - it ends one claim inside this module, and is no error of the program
    pass


def admit(
    claims: Sequence[RawFigure], ground: Ground, name: str
) -> tuple[tuple[FigureProposal, ...], tuple[Refusal, ...]]:
    """What passes, from left to right, and what does not, in the order in which it was claimed.

    Args:
        claims: what a backend says.
        ground: what the rules know.
        name: of the backend, for the rule of every field.
    """
    admitted: dict[Span, FigureProposal] = {}
    refusals: list[Refusal] = []
    for claim in claims:
        try:
            figure = _admitted(claim, ground, name)
        except _Refused as refused:
            refusals.append(Refusal(claim.quote[:200], str(refused)))
        else:
            admitted.setdefault(figure.at, figure)
    return tuple(sorted(admitted.values(), key=lambda figure: figure.at.start)), tuple(refusals)


def _admitted(claim: RawFigure, ground: Ground, name: str) -> FigureProposal:
    flat = ground.document.flat
    quote = _place(flat, claim.quote, "quote")
    number = _place(flat, claim.number, "number", quote)
    sentence, numeral = _numeral(ground, number)
    if not any(_is_close(value, claim.value) for value in (numeral.low, numeral.best, numeral.high)):
        raise _Refused("the number is not the one that stands there")
    if claim.kind not in set(FigureKind):
        raise _Refused("there is no such kind of figure")
    if not _UNIT.fullmatch(claim.unit):
        raise _Refused("there is no such unit")
    source_at = _place(flat, claim.source, "source") if claim.source else None
    place_at = _place(flat, claim.place, "place", quote, flat) if claim.place else None
    subject = claim.subject if claim.subject and flatten(claim.subject) in flat else ""
    if claim.subject and not subject:
        raise _Refused("the subject is not in the text")
    ref_date = _dated(claim, ground, quote)
    at = Span(numeral.start, numeral.end)
    base = next((figure for figure in ground.figures if figure.at.start < at.end and at.start < figure.at.end), None)
    rules = dict.fromkeys(("kind", "unit", "subject", "source", "place"), f"backend {name}")
    sure = dict.fromkeys(rules, _CLAIMED if base else _UNSEEN_BY_RULES)
    base = base or _bare(numeral, sentence, ground.document)
    said = (
        base.attribution if claim.source == base.attribution.source else Attribution(claim.source, source_at=source_at)
    )
    return replace(
        base,
        kind=FigureKind(claim.kind),
        unit=claim.unit,
        subject=subject or base.subject,
        attribution=said,
        place=claim.place,
        place_at=place_at,
        ref_date=ref_date or base.ref_date,
        rules={**base.rules, **rules},
        confidence={**base.confidence, **sure},
    )


def _place(flat: str, text: str, what: str, *within: Span | str) -> Span:
    """Where a text stands, first inside a span, then anywhere in the report when that is allowed too."""
    wanted = flatten(text)
    if not wanted.strip():
        raise _Refused(f"the {what} is empty")
    for where in within or (flat,):
        first, last = (where.start, where.end) if isinstance(where, Span) else (0, len(flat))
        start = flat.find(wanted, first, last)
        if start >= 0:
            return Span(start, start + len(wanted))
    raise _Refused(f"the {what} is not in the text" if not within else f"the {what} is not in the quote")


def _numeral(ground: Ground, at: Span) -> tuple[Sentence, Numeral]:
    sentence = ground.document.sentence_at(at.start)
    if sentence is not None:
        for numeral in numerals(ground.words[sentence.index]):
            if numeral.start < at.end and at.start < numeral.end:
                return sentence, numeral
    raise _Refused("no number stands there")


def _is_close(mine: float | None, theirs: float) -> bool:
    return mine is not None and math.isclose(mine, theirs, rel_tol=_TOLERANCE)


def _dated(claim: RawFigure, ground: Ground, quote: Span) -> str | None:
    """The day that our own resolver finds in the words; a day that it does not find is refused."""
    if not claim.when:
        if claim.date:
            raise _Refused("a date is given without the words for it")
        return None
    at = _place(ground.document.flat, claim.when, "time", quote, ground.document.flat)
    found = next((moment for moment in ground.moments if moment.start < at.end and at.start < moment.end), None)
    if found is None:
        raise _Refused("no time stands there")
    if claim.date and claim.date != found.date:
        raise _Refused("the date is not the one that those words mean")
    return found.date


def _bare(numeral: Numeral, sentence: Sentence, document: Document) -> FigureProposal:
    """A figure of which only the number is ours."""
    rules: Mapping[str, str] = {"value": numeral.rule}
    return FigureProposal(
        at=Span(numeral.start, numeral.end),
        text=document.text[numeral.start : numeral.end],
        sentence=sentence.span,
        low=numeral.low,
        best=numeral.best,
        high=numeral.high,
        bound=numeral.bound,
        hedge_text="",
        modality=Modality.ASSERTED,
        kind=FigureKind.OTHER,
        unit="",
        subject="",
        attribution=Attribution(),
        place=None,
        place_at=None,
        ref_date=None,
        rules=rules,
        confidence={"value": _UNSEEN_BY_RULES},
    )
