"""Positions that people take: who, about what, and what they do with it.

What a stranger gets wrong: a statement is proposed for what a speaker says in a sentence, not for every verb in it; and
"denied" or "refused" may stand behind the verb of saying ("said it would not send").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.reading.codes import Stance
from components.reading.cue import Cue, Reach
from components.reading.document import Document, Sentence
from components.reading.moments import Moment
from components.reading.proposals import Span, StatementProposal
from components.reading.speakers import Speakers
from components.reading.telling import Told

MOST_ABOUT = 240
_LEAST_ABOUT = 8
#: What is said overrides a plain "said"; the first that fits counts.
_WORDINGS = (
    (
        Stance.CONDITIONS,
        re.compile(r"\b(?:only if|on condition|provided that|unless|if (?:they|it|he|she|we|you)\b)", re.I),
    ),
    (Stance.REFUSES, re.compile(r"\b(?:would not|will not|won't|wouldn't|refuses? to|ruled? out|never)\b")),
    (Stance.DENIES, re.compile(r"\b(?:is false|are false|untrue|no truth|baseless|did not|had not|denie[sd])\b")),
    (Stance.DEMANDS, re.compile(r"\b(?:must|should|ought to|needs? to|called on|called for|urged?)\b")),
    (Stance.SUPPORTS, re.compile(r"\b(?:welcomes?|supports?|is able to|is ready to help|stands? with)\b")),
    (Stance.OPPOSES, re.compile(r"\b(?:condemns?|illegal|unacceptable|violation of|dangerous|escalation)\b")),
    (Stance.WARNS, re.compile(r"\b(?:risks? of|threaten\w*|consequences|will respond)\b")),
    (Stance.EXPECTS, re.compile(r"\b(?:will|would|is likely|are likely|expects?)\b")),
)


def statements(document: Document, moments: Sequence[Moment], speakers: Speakers) -> tuple[StatementProposal, ...]:
    """The positions that a report passes on, from left to right.

    Args:
        document: the report.
        moments: its time expressions.
        speakers: its sources.
    """
    found = [
        proposal
        for index in sorted(speakers.told)
        for told in speakers.told[index]
        if (proposal := _statement(document, document.sentences[index], told)) is not None
    ]
    return tuple(found)


def _statement(document: Document, sentence: Sentence, told: Told) -> StatementProposal | None:
    cue = told.cue
    if cue.verb is None or told.attribution.source is None or _is_asked(document, cue):
        return None
    about = _about(document, sentence, cue)
    if about is None:
        return None
    words = document.text[about.start : about.end]
    stance, rule = _stance(cue, document.flat[about.start : about.end])
    return StatementProposal(
        at=Span(cue.start, cue.end),
        text=document.text[cue.start : cue.end],
        sentence=sentence.span,
        attribution=told.attribution,
        about=words,
        stance=stance,
        rules={"attribution": cue.rule, "stance": rule},
        confidence={"attribution": round(told.sure, 2), "stance": 0.8 if rule == "verb" else 0.6},
    )


def _is_asked(document: Document, cue: Cue) -> bool:
    """Whether it is what somebody was asked: "asked if he supported"."""
    return document.flat[max(0, cue.start - 8) : cue.start].lower().endswith((" if ", "whether "))


def _about(document: Document, sentence: Sentence, cue: Cue) -> Span | None:
    """The words that are said: behind the verb, or before it where the speaker stands behind."""
    start, end = cue.end, min(sentence.end, cue.end + MOST_ABOUT)
    if cue.reach is Reach.AROUND and cue.start - sentence.start >= _LEAST_ABOUT:
        start, end = max(sentence.start, cue.start - MOST_ABOUT), cue.start
    flat = document.flat
    while start < end and (flat[start] in ' ,:"\n' or flat.startswith("that ", start)):
        start += 5 if flat.startswith("that ", start) else 1
    while end > start and flat[end - 1] in ' ,.;:"\n':
        end -= 1
    return Span(start, end) if end - start >= _LEAST_ABOUT else None


def _stance(cue: Cue, words: str) -> tuple[Stance, str]:
    verb = cue.verb
    if verb is not None and verb.lemma == "call" and words.startswith(("on ", "for ")):
        return Stance.DEMANDS, "verb"
    if verb is not None and verb.stance is not Stance.STATES:
        return verb.stance, "verb"
    for stance, wording in _WORDINGS:
        if wording.search(words):
            return stance, "wording"
    return Stance.STATES, "verb"
