"""Whole stretches of a report that one source speaks: a bulletin printed in full, answers under a name.

What a stranger gets wrong: none of these sentences names a source. "The General Staff informs:" stands once, and all
that follows is the General Staff's until the stretch ends; a source inside it is one that the General Staff passes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from components.reading.cue import Reach
from components.reading.document import Sentence, Shape
from components.reading.proposals import Attribution, Span
from components.reading.telling import Told
from components.reading.wordlists import small_words, wordlists

_ANNOUNCED, _PLACE_HEADS = small_words("announced"), small_words("placehead")
_SEPARATOR = re.compile(r"[-*_=~#\u2013\u2014. ]{2,}$")
_WORD = re.compile(r"[a-z\u00e9]+")
#: A name before a colon at the head of a paragraph: "13482 Janet Ormerod (Harwick): To ask".
_LABEL = re.compile(
    r"(?:\d{1,6}[.)]?\s|Q\d*[:.]\s)?((?:[A-Z][\w.'-]{0,25}\s){0,5}[A-Z][\w.'-]{1,25})(?:,?\s\([^)\n]{1,60}\))?:\s"
)
_REPORTS = re.compile(r"\b(?:reports? (?:is )?(?:from|by)|[Cc]orrespondent,?|reporter,?) ([A-Z][\w-]+ [A-Z][\w-]+)")
_STAFF_LABELS = small_words("staff_label")
_MOST_ANNOUNCEMENT = 400


class Governed:
    """Which source a stretch of sentences has.

    Attributes:
        by_sentence: by number of a sentence, its source and the rule.
    """

    def __init__(self, sentences: Sequence[Sentence], told: Mapping[int, tuple[Told, ...]]) -> None:
        self.by_sentence: dict[int, tuple[Attribution, str]] = {}
        self._sentences, self._told = sentences, told
        self._labels = _labels(sentences)
        self._staff = _staff(sentences, {label.source for label in self._labels.values()})
        governor: tuple[Attribution, str] | None = None
        only_in: int | None = None
        last: Attribution | None = None
        for sentence in sentences:
            index = sentence.index
            label = self._labels.get(index)
            if label is not None:
                governor, only_in = (label, "under-a-name"), None
            elif _SEPARATOR.match(sentence.text) or (only_in is not None and sentence.paragraph > only_in):
                governor, only_in = None, None
            if governor is not None and governor[0].source not in self._staff:
                self.by_sentence[index] = governor
            last = next((each.attribution for each in reversed(told.get(index, ()))), last)
            announced = self._announced(sentence, last)
            if announced is not None:
                governor, only_in = announced

    def _announced(
        self, sentence: Sentence, last: Attribution | None
    ) -> tuple[tuple[Attribution, str], int | None] | None:
        """Whom a sentence lets speak after it, and up to which paragraph; None when nobody."""
        following = sentence.index + 1
        if following >= len(self._sentences) or self._sentences[following].line == sentence.line:
            return None
        if (
            self._sentences[following].shape is Shape.ROW
            and len(self._sentences[following].text) < _MOST_ANNOUNCEMENT // 3
        ):
            return None
        words = set(_WORD.findall(sentence.text[-_MOST_ANNOUNCEMENT:].lower()))
        is_open = sentence.text.endswith(":")
        told = self._told.get(sentence.index, ())
        issued = [each for each in told if each.cue.verb is not None and each.cue.verb.kind == "issue"]
        if issued and "following" in words:
            return (issued[-1].attribution, "announced"), None
        if not is_open:
            return None
        speaking = [each for each in told if each.cue.reach is not Reach.NONE or each in issued]
        is_inform = any(each.cue.verb is not None and each.cue.verb.lemma == "inform" for each in speaking)
        source = speaking[-1].attribution if speaking else last
        is_text = bool(words & _ANNOUNCED)
        if source is None or not (speaking or is_text):
            return None
        if is_inform or is_text:
            return (source, "announced"), None
        return (source, "announced"), self._sentences[following].paragraph


def _staff(sentences: Sequence[Sentence], labels: set[str | None]) -> set[str | None]:
    """Labels of those who read the report out: "PRESENTER", and whom it introduces ("our report is from Ann Lee")."""
    introduced = {found.group(1).lower() for each in sentences for found in _REPORTS.finditer(each.text)}
    return {
        label
        for label in labels
        if label is not None and (label.lower() in introduced or label.split()[-1].lower() in _STAFF_LABELS)
    }


def _is_person(name: str) -> bool:
    """Whether a name before a colon may be a speaker's: no place's, and if it is one word, an office's."""
    words = name.lower().split()
    if words[-1] in _PLACE_HEADS:
        return False
    role = wordlists().roles.get(words[0])
    return len(words) > 1 or words[0] in _STAFF_LABELS or (role is not None and role.is_title)


def _labels(sentences: Sequence[Sentence]) -> dict[int, Attribution]:
    """By number of a sentence, who speaks from there on; empty unless names before colons come again."""
    found: dict[int, tuple[str, Span]] = {}
    for sentence in sentences:
        is_first = sentence.index == 0 or sentences[sentence.index - 1].line != sentence.line
        match = _LABEL.match(sentence.text) if is_first and sentence.text[:1] != "-" else None
        if match is not None and _is_person(match.group(1)):
            start = sentence.start + match.start(1)
            found[sentence.index] = (match.group(1), Span(start, start + len(match.group(1))))
    often = Counter(name for name, _ in found.values())
    if not often or max(often.values()) < 2:
        return {}
    return {index: Attribution(name, source_at=at) for index, (name, at) in found.items()}
