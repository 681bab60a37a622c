"""The report read once from left to right: each cue of it with the source it names.

What a stranger gets wrong: this pass needs the order of the text. "He" means who spoke or acted before, so no sentence
can be read alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from components.reading.cue import Cue
from components.reading.cues import cues
from components.reading.document import Document, Shape
from components.reading.lines import Line
from components.reading.moments import Moment
from components.reading.names import Name, beside, make_name
from components.reading.pronouns import Memory, Speaker
from components.reading.proposals import Attribution, Span
from components.reading.wordlists import wordlists

#: How the lines of an interview begin that hold the questions.
_QUESTIONS = ("Q:", "Q.", "Q -", "Question:")
_MOST_SUBJECT, _MOST_OPENING = 24, 14
#: Most words of a heading that runs into its paragraph: "The agency. Its teams count".
_MOST_HEAD = 5
_SHORT_LINE = 80


@dataclass(frozen=True, slots=True)
class Told:
    """A cue with its source named.

    Attributes:
        cue: the cue.
        attribution: who says it.
        sure: 0 to 1.
    """

    cue: Cue
    attribution: Attribution
    sure: float


@dataclass(slots=True)
class Telling:
    """What one report tells of its sources.

    Attributes:
        lines: its sentences as words.
        told: by number of a sentence, its cues from left to right.
        seen: by number of a sentence, a person who does something in it without a word of saying.
        dated: offsets of the time expressions that are the day of a statement.
        answering: who is asked, when the report is an interview.
    """

    lines: list[Line]
    told: dict[int, tuple[Told, ...]] = field(default_factory=dict)
    seen: dict[int, Attribution] = field(default_factory=dict)
    dated: set[int] = field(default_factory=set)
    answering: Attribution | None = None


def tell(document: Document, moments: Sequence[Moment], actors: Sequence[Span]) -> Telling:
    """Names the source of every cue of a report.

    Args:
        document: the report.
        moments: its time expressions.
        actors: where it names states and organisations; no "he" means one of them.
    """
    telling = Telling(_lines(document, moments))
    is_interview = sum(each.text.startswith(_QUESTIONS) for each in document.sentences) > 1
    memory, clock = Memory(sorted(actors, key=lambda span: span.start)), 0
    for line in telling.lines:
        index = line.sentence.index
        clock += line.sentence.shape is not Shape.ROW
        bystander = _bystander(line)
        if bystander is not None:
            memory.note(bystander, clock)
        if bystander is not None and (bystander.role is None or bystander.role.kind == "person"):
            telling.seen[index] = Attribution(bystander.text, source_at=bystander.at)
            if is_interview and telling.answering is None:
                telling.answering = telling.seen[index]
        found = [cue for cue in cues(line) if cue.rule != "label" or not _is_listed(telling.lines, index)]
        if found:
            telling.dated.update(cue.moment.start for cue in found if cue.moment is not None)
            telling.told[index] = tuple(_named(found, memory, line, clock))
    return telling


def _is_listed(lines: Sequence[Line], index: int) -> bool:
    """Whether a short line stands right under another, so that its label is a row's."""
    here, above = lines[index].sentence, lines[index - 1].sentence
    is_under = index > 0 and here.paragraph == above.paragraph and here.line != above.line
    return is_under and here.shape is not Shape.ROW and len(here.text) < _SHORT_LINE


def _lines(document: Document, moments: Sequence[Moment]) -> list[Line]:
    ordered = sorted(moments, key=lambda moment: moment.start)
    starts = [moment.start for moment in ordered]
    return [
        Line(each, ordered[bisect_left(starts, each.start) : bisect_right(starts, each.end - 1)])
        for each in document.sentences
    ]


def _named(found: Sequence[Cue], memory: Memory, line: Line, clock: int) -> list[Told]:
    told: list[Told] = []
    for cue in found:
        if cue.name is None and told:
            told.append(Told(cue, told[-1].attribution, told[-1].sure))
            continue
        name = cue.name or _subject(line, cue)
        if name is not None and name.is_pronoun and not told:
            _note_subject(line, cue, name, memory, clock)
        if name is not None:
            speaker, sure = memory.speaker(name, clock)
            told.append(Told(cue, _attribution(cue, speaker), sure))
    return told


def _note_subject(line: Line, cue: Cue, pronoun: Name, memory: Memory, clock: int) -> None:
    """An office that opens the sentence is meant by its "it": "In Oslo the government was exact: 45 bases, it says"."""
    if pronoun.text.lower() not in ("it", "they"):
        return
    name = _subject(line, cue)
    is_office = name is not None and name.role is not None and name.role.kind in ("organisation", "group")
    if name is not None and is_office and name.text.split()[-1].islower():
        memory.note(name, clock)


def _attribution(cue: Cue, speaker: Speaker) -> Attribution:
    if cue.moment is not None and cue.moment.date is not None:
        speaker.said = cue.moment.date
    original = cue.original.text if cue.original is not None else None
    return Attribution(speaker.text, original, cue.to, cue.medium, speaker.said, speaker.at)


def _subject(line: Line, cue: Cue) -> Name | None:
    """The subject of the sentence, for "The army blamed the rebels and said"."""
    near = range(min(len(line.words), _MOST_SUBJECT))
    verb = next((place for place in near if _is_any_verb(line, place)), 0)
    if not verb or line.words[verb].start >= cue.start:
        return None
    name = make_name(line, 0, verb)
    return name if name is not None and name.is_able else None


def _is_any_verb(line: Line, place: int) -> bool:
    return line.is_verb(place) or line.low(place) in wordlists().verbs


def _bystander(line: Line) -> Name | None:
    """A person who does something: "A resident gave a figure", "Salamata Dicko, 41, runs"."""
    words = line.words
    if len(words) <= _MOST_HEAD and words[-1].text == ".":
        name = make_name(line, 0, len(words) - 1)
        return name if name is not None and name.is_able else None
    for place in range(1, min(len(words), _MOST_OPENING)):
        if words[place].text == "," and line.low(place + 1).isdigit() and line.low(place + 2) == ",":
            return make_name(line, 0, place)
        is_comma = words[place].text == ","
        if is_comma or _is_any_verb(line, place):
            name = make_name(line, 0, place)
            if name is None or name.role is None or name.role.kind not in ("person", "organisation"):
                return None
            return beside(line, place, name) if is_comma else name
        if words[place].is_mark and words[place].text not in ".'":
            return None
    return None
