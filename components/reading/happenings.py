"""What happened on a date: the kind of a dated event, and where.

What a stranger gets wrong: the date is the anchor, not the verb. "Said on Friday that six died" is a statement on
Friday; the deaths have no date there.
"""

from __future__ import annotations

import re
from collections import defaultdict

from components.reading.codes import EventKind, FigureKind
from components.reading.document import Document, Sentence
from components.reading.moments import Moment
from components.reading.placing import Places
from components.reading.proposals import Span
from components.reading.speakers import Speakers
from components.reading.wordlists import wordlists

_CLAUSE = re.compile(r"[;:]|,\s|\s(?:after|before|when|while|that|which|who|as|where|since)\s")
_FAR, _FADE = 160, 60.0


def happening(
    document: Document, moment: Moment, places: Places, speakers: Speakers | None = None
) -> tuple[EventKind, str, str | None, Span | None]:
    """The kind of event on a date, the rule that told it, and its place.

    Returns:
        The kind, the rule, the name of the place as the text puts it, and where that name stands.
    """
    sentence = document.sentence_at(moment.start)
    if sentence is None:
        return EventKind.OTHER, "no-sentence", None, None
    if (speakers or Speakers(document, (moment,))).dates_a_statement(moment):
        return EventKind.STATEMENT, "verb-of-saying", None, None
    kind, rule = _kind(sentence, moment)
    place, at, _, _ = places.of(moment.start, moment.end, FigureKind.OTHER)
    return kind, rule, place, at


def _kind(sentence: Sentence, moment: Moment) -> tuple[EventKind, str]:
    text = sentence.text.lower()
    first, behind = moment.start - sentence.start, moment.end - sentence.start
    low, high = max(0, first - _FAR), min(len(text), behind + _FAR)
    scores: dict[EventKind, float] = defaultdict(float)
    for stem, kind, weight in wordlists().events:
        at = text.find(stem, low, high)
        while at >= 0:
            if at == 0 or not text[at - 1].isalnum():
                gap = text[behind:at] if at >= behind else text[at + len(stem) : first]
                crossed = len(_CLAUSE.findall(gap))
                scores[kind] = max(scores[kind], weight / (1 + len(gap) / _FADE) / (1 + 0.7 * crossed))
            at = text.find(stem, at + 1, high)
    if not scores:
        return EventKind.OTHER, "no-word"
    return max(scores, key=lambda kind: scores[kind]), "words"
