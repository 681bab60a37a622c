"""Who says it: the source of a figure that stands at a place of the report, or the report itself.

What a stranger gets wrong: no source is an answer too. A sentence in the writer's own voice beside an attributed one
stays the writer's; only what plainly goes on ("another five were hurt") is given to who spoke before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from components.reading.cue import Cue, Reach
from components.reading.document import Document, Sentence, Shape
from components.reading.governing import Governed
from components.reading.moments import Moment
from components.reading.proposals import Attribution, Span
from components.reading.quotes import holding, quotations
from components.reading.scopes import Answer, reaching
from components.reading.telling import Told, tell

#: How a row without a dash or colon ends: "mines ....... 29", "tanks 1,077 (+3)".
_COUNTED = re.compile(r"\d[\d.,]*\s?%?(?:\s?\([^)\n]{1,20}\))?$")
#: A sentence that goes on with what the one before told, and the same inside a sentence of one paragraph.
_MARKED = re.compile(
    r"(?:Another|A further|Of (?:them|these|those|the)|Among (?:them|these|those|the)|In addition|All of them|"
    r"Most of them|\w+ of (?:them|these|those)|The (?:dead|wounded|injured|victims) (?:include|included|were)|"
    r"The others?)\b"
)
_ALSO = re.compile(
    r"^(?:They|He|She)\b|\b(?:were|was|had|have) also\b|\b[Aa]nother \d|"
    r"\balone (?:accounts? for|accounted for|has|had)\b|^The (?:remaining|rest|other)\b"
)
#: Signs of a speech told in the past, of the past before it, and of the present, which is the writer's.
_PAST = re.compile(r"\b\w*(?:ed|said|told|wrote)$")
_HAD, _NOW = re.compile(r"\bhad\b"), re.compile(r"\b(?:has|have|is|are)\b")
#: Titles of columns, and the heading of a table that breaks a total down.
_TITLES = re.compile(r"\S\s?\|\s?\S|\t")
_BREAKDOWN = re.compile(r"By [a-z]|Of (?:these|them|whom)\b|Broken down|Breakdown|Totals?\b")
_DESCRIBED = re.compile(r", (?:an?|the|who) [^.;,\n]{3,80}")
_OWN_VOICE = re.compile(
    r"\b(?:since \d{4}|since the (?:war|conflict|start|beginning|invasion|coup)|in \d{4}|years?|decades?|has seen|"
    r"(?:comes?|came) (?:a|as|after|amid|days|hours)|has (?:left|killed|displaced)|have been killed)\b"
)
#: Shortest quotation that carries a figure of its own, widest gap between one and its cue, sentences looked back.
_LEAST_QUOTE, _MOST_GAP, _BACK, _AHEAD = 12, 60, 5, 4
_MOST_ROWS = 200
OWN = Attribution()


def _is_speech(told: Told) -> bool:
    """Whether a person speaks, and not an office: only a person's speech goes on without a sign."""
    cue, source = told.cue, told.attribution.source or ""
    if cue.verb is None or cue.verb.kind not in ("say", "quote"):
        return False
    words = source.split()
    is_person = cue.name is not None and cue.name.role is not None and cue.name.role.kind == "person"
    is_he = cue.name is not None and cue.name.text.lower() in ("he", "she")
    return is_person or is_he or (2 <= len(words) <= 3 and all(word[:1].isupper() for word in words))


class Speakers:
    """The sources of one report.

    Attributes:
        document: the report.
    """

    def __init__(self, document: Document, moments: Sequence[Moment], actors: Sequence[Span] = ()) -> None:
        self.document = document
        self._telling = tell(document, moments, actors)
        self._governed = Governed(document.sentences, self._telling.told).by_sentence
        self._quotes = quotations(document)
        self._quote_starts = [quote.start for quote in self._quotes]

    @property
    def told(self) -> Mapping[int, tuple[Told, ...]]:
        """By number of a sentence, what makes a source in it, from left to right."""
        return self._telling.told

    def dates_a_statement(self, moment: Moment) -> bool:
        """Whether a time expression is the day on which something was said."""
        return moment.start in self._telling.dated

    @property
    def naming(self) -> list[tuple[int, int, int]]:
        """Where the report says who speaks, to behind the verb, and to behind whom, in what and where it was said."""
        cues = [told.cue for each in self.told.values() for told in each]
        return [(cue.start, cue.verb_end, self._behind(cue)) for cue in cues]

    def _behind(self, cue: Cue) -> int:
        """Behind the speaker, with what describes him: "says Ola Berg, a spokesman in Kelm"."""
        described = _DESCRIBED.match(self.document.flat, cue.end) if cue.reach is Reach.AROUND else None
        return cue.end if described is None else described.end()

    def of(self, start: int, end: int) -> Answer:
        """Who says what stands there.

        Args:
            start: offset of its first character.
            end: offset behind its last character.

        Returns:
            The source, the rule that found it, and how sure that is (0 to 1).
        """
        sentence = self.document.sentence_at(start)
        if sentence is None or end > sentence.end:
            return OWN, "own-voice", 0.5
        quote = holding(self._quotes, self._quote_starts, start)
        if quote is not None and quote.end - quote.start >= _LEAST_QUOTE:
            found = self._touching(quote, sentence) or self._going_on(quote, sentence)
            if found is not None:
                return found
        governor = self._governed.get(sentence.index)
        told = reaching(self.told.get(sentence.index, ()), self.document.flat, start)
        if told is not None and governor is not None and told[0].source not in (None, governor[0].source):
            return replace(governor[0], original=told[0].source), governor[1], 0.6
        if told is None and governor is not None:
            return governor[0], governor[1], 0.6
        return told or self._carried(sentence)

    def _touching(self, quote: Span, sentence: Sentence) -> Answer | None:
        """Whose words a quotation is: the cue that touches it."""
        flat = self.document.flat
        is_closed = flat[quote.end - 2 : quote.end - 1] == "."
        for index in range(max(0, sentence.index - 1), min(len(self._telling.lines), sentence.index + _AHEAD)):
            for told in self.told.get(index, ()):
                behind, before = flat[quote.end : told.cue.start], flat[told.cue.end : quote.start]
                is_near = behind.strip(' ,"') in ("", "as") and len(behind) < 8 and "\n" not in behind
                follows = told.cue.start >= quote.end and is_near and not is_closed
                leads = told.cue.end <= quote.start and len(before) < _MOST_GAP and not re.search(r"[.\n]", before)
                if follows or leads:
                    return told.attribution, "quote", round(told.sure, 2)
        return None

    def _going_on(self, quote: Span, sentence: Sentence) -> Answer | None:
        """Whose words a quotation is that no cue touches: who is asked, who spoke, or who was just seen."""
        flat, telling = self.document.flat, self._telling
        if telling.answering is not None and flat[max(0, quote.start - 1) : quote.start] in ("", "\n"):
            return telling.answering, "interview", 0.7
        if not any(mark in flat[quote.start : quote.end] for mark in ".!?"):
            return None
        for index in range(sentence.index, max(-1, sentence.index - _BACK), -1):
            before = [told for told in self.told.get(index, ()) if told.cue.end <= quote.start]
            if before:
                return before[-1].attribution, "quote-goes-on", round(0.7 * before[-1].sure, 2)
            if index in telling.seen and telling.lines[index].sentence.paragraph == sentence.paragraph:
                return telling.seen[index], "quote-of-person", 0.6
        return None if telling.answering is None else (telling.answering, "interview", 0.6)

    def _carried(self, sentence: Sentence) -> Answer:
        """What goes on from the sentence before, or from the head of a table."""
        if sentence.index and self._is_row(sentence.index):
            return self._of_table(sentence)
        label = self._label(sentence)
        if label is not None:
            return label.attribution, "label", 0.6
        if self.told.get(sentence.index) or _OWN_VOICE.search(sentence.text):
            return OWN, "own-voice", 0.8
        before = [told for told in self.told.get(sentence.index - 1, ()) if told.cue.reach is not Reach.NONE]
        is_same = self._telling.lines[sentence.index - 1].sentence.paragraph == sentence.paragraph
        if before and (_MARKED.match(sentence.text) or (is_same and _ALSO.search(sentence.text))):
            return before[-1].attribution, "goes-on", round(0.6 * before[-1].sure, 2)
        speech = self._speech(sentence)
        if speech is not None:
            return speech.attribution, "told-on", round(0.5 * speech.sure, 2)
        return OWN, "own-voice", 0.7

    def _speech(self, sentence: Sentence) -> Told | None:
        """The speech that a sentence goes on with: "The shop, he said, was shut. It had burned"."""
        lines = self._telling.lines
        for index in range(sentence.index - 1, max(-1, sentence.index - _BACK), -1):
            if lines[index].sentence.paragraph != sentence.paragraph:
                return None
            told = [each for each in self.told.get(index, ()) if each.cue.reach is not Reach.NONE]
            if told:
                after = [lines[between].sentence.text for between in range(index + 1, sentence.index + 1)]
                is_past = _is_speech(told[-1])
                is_past = (
                    is_past and _PAST.search(self.document.flat, told[-1].cue.start, told[-1].cue.verb_end) is not None
                )
                return told[-1] if is_past and _HAD.search(after[0]) and not any(map(_NOW.search, after)) else None
        return None

    def _label(self, sentence: Sentence) -> Told | None:
        """The name before a colon that opens what a sentence goes on with, in its paragraph."""
        for index in range(sentence.index - 1, max(-1, sentence.index - _BACK), -1):
            if self._telling.lines[index].sentence.paragraph != sentence.paragraph:
                return None
            told = self.told.get(index, ())
            if told:
                is_label = told[-1].cue.rule == "label" and self._telling.lines[index].sentence.shape is Shape.PROSE
                return told[-1] if is_label else None
        return None

    def _is_row(self, index: int) -> bool:
        """Whether a line belongs to a table: a row, or a short line under another without a blank one between."""
        here, above = self._telling.lines[index].sentence, self._telling.lines[index - 1].sentence
        if here.shape is Shape.ROW:
            return True
        return here.shape is Shape.HEADING and here.paragraph == above.paragraph and bool(_COUNTED.search(here.text))

    def _of_table(self, row: Sentence) -> Answer:
        """The source at the head of a table, behind its column titles, or at its foot."""
        lines = self._telling.lines
        index = row.index
        while index > 0 and self._is_row(index) and row.index - index < _MOST_ROWS and not self._caption(index):
            index -= 1
        is_titled = _TITLES.search(lines[index].sentence.text) is not None
        if index != row.index and is_titled and index and not self.told.get(index):
            index -= 1
        head = self.told.get(index, ()) if index != row.index else ()
        if not head and 0 < index < row.index and lines[index].sentence.text.endswith(":"):
            head = self.told.get(index - 1, ())
        if not head and index < row.index and _BREAKDOWN.match(lines[index].sentence.text):
            head = self._counting(index)
        head = head or self._foot(row)
        if head:
            return head[-1].attribution, "head-of-table", round(0.9 * head[-1].sure, 2)
        return OWN, "own-voice", 0.7

    def _caption(self, index: int) -> bool:
        """Whether a line says "Source: X"."""
        return any(each.cue.rule == "source-line" for each in self.told.get(index, ()))

    def _counting(self, index: int) -> tuple[Told, ...]:
        """Who counted what a table breaks down: the last who counted before it."""
        for before in range(index - 1, max(-1, index - _MOST_ROWS), -1):
            counting = [each for each in self.told.get(before, ()) if each.cue.rule in ("count-verb", "head-of-table")]
            if counting:
                return tuple(counting[-1:])
        return ()

    def _foot(self, row: Sentence) -> tuple[Told, ...]:
        """The line "Source: X" under a table."""
        index, lines = row.index, self._telling.lines
        while index < len(lines) - 1 and self._is_row(index) and index - row.index < _MOST_ROWS:
            index += 1
        return tuple(each for each in self.told.get(index, ()) if each.cue.rule == "source-line")
