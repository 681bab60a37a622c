"""All that makes a source in one sentence, from left to right.

What a stranger gets wrong: the order counts. A cue that begins inside another is dropped, and "citing X" belongs to the
cue before it: there X said it first.
"""

from __future__ import annotations

from dataclasses import replace

from components.reading.counts import counted, in_brackets, labels, named, passively
from components.reading.cue import Cue, Reach
from components.reading.document import Shape
from components.reading.lines import ARTICLES, Line
from components.reading.saying import quoted, quoting, said
from components.reading.wordlists import Verb, small_words, wordlists

_COUNTS, _MADE, _PASSIVE = small_words("count"), small_words("made"), small_words("passive")
#: A sentence is no longer than 2,000 characters; one with more cues is no prose, and the rest of it is left out.
MOST_CUES = 40
#: Most characters between a cue and "citing" for what follows to be its matter.
_ADJOINING = 2
_BY_KINDS, _NEVER_BY = frozenset({"say", "claim", "count"}), frozenset({"claimed", "said", "told"})


def cues(line: Line) -> tuple[Cue, ...]:
    """Everything that makes a source in a sentence, from left to right."""
    found: list[Cue] = []
    for place, word in enumerate(line.words):
        if found and word.start < found[-1].end:
            continue
        if len(found) == MOST_CUES:
            break
        cue = _at(line, place)
        if cue is None:
            continue
        if cue.rule == "citing" and found and found[-1].name is not None:
            end = cue.end if cue.start - found[-1].end <= _ADJOINING else found[-1].end
            found[-1] = replace(found[-1], original=cue.name, end=end)
        else:
            found.append(cue)
    if found and found[0].name is not None and line.at(found[0].start) == 0:
        return tuple(found)
    return (*labels(line), *found) if not found or found[0].reach is not Reach.AROUND else tuple(found)


def _at(line: Line, place: int) -> Cue | None:
    low, after = line.low(place), line.low(place + 1)
    if low == "according" and after == "to":
        return named(line, place, place + 2, "according-to")
    if low in ("citing", "quoting"):
        return named(line, place, place + 1, "citing")
    if low == "quoted" and line.low(place - 1) in _PASSIVE:
        return quoted(line, place)
    if low in ("quoted", "quotes", "cited", "cites") and (cue := quoting(line, place)) is not None:
        return cue
    if low == "(":
        return in_brackets(line, place)
    if low in ("source", "sources") and after == ":":
        return named(line, place, place + 2, "source-line")
    if low == "per" and (after in ARTICLES or (place + 1 < len(line.words) and line.words[place + 1].is_name)):
        return named(line, place, place + 1, "according-to")
    verb = wordlists().verbs.get(low)
    if after == "by" and (low in _MADE or _is_made_by(verb, low)):
        return named(line, place, place + 2, "made-by")
    if verb is not None and not _is_name_part(line, place) and (cue := said(line, place, verb)) is not None:
        return cue
    if verb is not None and verb.kind in (*_BY_KINDS, "put") and line.low(place - 1) in _PASSIVE:
        return passively(line, place)
    return counted(line, place) if low in _COUNTS else None


def _is_made_by(verb: Verb | None, low: str) -> bool:
    return verb is not None and verb.kind in _BY_KINDS and low not in _NEVER_BY


def _is_name_part(line: Line, place: int) -> bool:
    """Whether a capital says that a form is part of a name ("United States")."""
    if place == 0 or line.sentence.shape is Shape.HEADING or line.words[place - 1].text == '"':
        return False
    return line.words[place].is_name
