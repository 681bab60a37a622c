"""Who has spoken so far, and whom "he", "it", "the ministry" or a bare surname points back to.

What a stranger gets wrong: what cannot be resolved keeps the words of the text ("the official"), so that a reader sees
what was there; it is never given to the nearest name that happens to fit nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from components.reading.lines import ARTICLES
from components.reading.names import Name
from components.reading.proposals import Span
from components.reading.wordlists import small_words, wordlists

#: Speakers that are remembered, and how many sentences back a pronoun reaches.
MOST_KEPT, _REACH = 40, 8
_GENERAL, _POINTING = small_words("general"), small_words("pointing")


@dataclass(slots=True)
class Speaker:
    """Somebody who has spoken.

    Attributes:
        text: the name.
        at: where it stood.
        kind: person, group, organisation, outlet, document, or empty when not known.
        words: its words and titles, lower case.
        gender: "m", "f" or empty.
        sentence: number of the sentence where it spoke last.
        said: when it last spoke; None when not known.
        medium: in what; None when not said.
        has_spoken: whether it was a source yet, or only somebody whom "he" may mean.
    """

    text: str
    at: Span
    kind: str
    words: frozenset[str]
    gender: str
    sentence: int
    said: str | None = None
    medium: str | None = None
    has_spoken: bool = True


class Memory:
    """The speakers of one report, the last one last."""

    def __init__(self, actors: Sequence[Span] = ()) -> None:
        self._actors = actors
        self._actor_starts = [actor.start for actor in actors]
        self._kept: deque[Speaker] = deque(maxlen=MOST_KEPT)

    @property
    def last(self) -> Speaker | None:
        """Who spoke last."""
        return next((speaker for speaker in reversed(self._kept) if speaker.has_spoken), None)

    def note(self, name: Name, sentence: int) -> None:
        """Remembers somebody whom a later "he" or "it" may mean."""
        known = next((speaker for speaker in self._kept if speaker.text == name.text), None)
        if known is not None:
            self._kept.remove(known)
            self._kept.append(known)
            known.sentence = sentence
        else:
            noted = self._new(name, sentence)
            noted.has_spoken = False
            self._kept.append(noted)

    def speaker(self, name: Name, sentence: int) -> tuple[Speaker, float]:
        """Who a name means, and how sure that is; it is remembered as the last one who spoke."""
        found, sure = self._pronoun(name, sentence) if name.is_pronoun else self._pointed(name)
        if found is None:
            found = self._new(name, sentence)
            self._inherit(found, name)
        else:
            self._kept.remove(found)
            found.words |= set(name.titles)
            if not found.has_spoken:
                self._inherit(found, name)
        found.sentence, found.has_spoken = sentence, True
        self._kept.append(found)
        return found, sure

    def _pronoun(self, name: Name, sentence: int) -> tuple[Speaker | None, float]:
        low = name.text.lower()
        near = [speaker for speaker in reversed(self._kept) if sentence - speaker.sentence <= _REACH]
        if low in ("he", "she"):
            gender = "m" if low == "he" else "f"
            people = [speaker for speaker in near if speaker.kind in ("person", "") and speaker.gender in ("", gender)]
            if people:
                people[0].gender = gender
                return people[0], 0.85
            return None, 0.3
        kinds = ("group", "organisation") if low == "they" else ("organisation", "outlet", "document", "")
        fitting = [speaker for speaker in near if speaker.kind in kinds]
        return (fitting[0], 0.8) if fitting else (None, 0.3)

    def _pointed(self, name: Name) -> tuple[Speaker | None, float]:
        """A name that was told before: in full, by its surname, or by what it is."""
        words = name.text.lower().split()
        core = [word for word in words if word not in ARTICLES and word not in _POINTING]
        if not core:
            return None, 0.4
        if (
            len(core) == 1
            and words[0] in _POINTING
            and name.text.split()[-1].islower()
            and name.role is not None
            and name.role.kind == "document"
        ):
            return self.last, 0.7
        if words[0] in _POINTING:
            return self._described(core, name.role.kind if name.role is not None else "")
        for speaker in reversed(self._kept):
            told = speaker.text.lower().split()
            if told == words or (len(core) == 1 and speaker.kind in ("person", "") and told[-1] == core[0]):
                return speaker, 0.95
        return None, 0.9

    def _described(self, core: list[str], kind: str) -> tuple[Speaker | None, float]:
        """As in "The ministry", "the official", "the group"."""
        for speaker in reversed(self._kept):
            if set(core) <= speaker.words and (not kind or not speaker.kind or kind == speaker.kind):
                return speaker, 0.85
        if len(core) == 1 and core[0] in _GENERAL:
            for speaker in reversed(self._kept):
                if speaker.kind in ("organisation", "group", ""):
                    return speaker, 0.7
        return None, 0.85

    def _inherit(self, new: Speaker, name: Name) -> None:
        """A spokesman goes on from what his ministry said in the sentence before."""
        last = self.last
        if last is not None and 0 <= new.sentence - last.sentence <= 1 and name.titles:
            own = {word.removesuffix("'s") for word in last.text.lower().split() if word not in ARTICLES}
            if own & set(name.titles):
                new.said = last.said

    def _new(self, name: Name, sentence: int) -> Speaker:
        speaker = _new(name, sentence)
        place = bisect_right(self._actor_starts, name.at.start) - 1
        if not speaker.kind and place >= 0 and name.at.end <= self._actors[place].end:
            speaker.kind = "organisation"
        return speaker


def _new(name: Name, sentence: int) -> Speaker:
    roles = wordlists().roles
    words = frozenset(word.removesuffix("'s") for word in (*name.text.lower().split(), *name.titles))
    genders = {roles[word].gender for word in words if word in roles} - {""}
    kind = name.role.kind if name.role else ""
    plain = name.text.lower().removeprefix("the ")
    kind = wordlists().organisations.get(plain, "outlet" if "news agency" in plain else kind)
    kind = "organisation" if kind == "side" else kind
    if not kind and name.text.isupper():
        kind = "organisation"
    return Speaker(name.text, name.at, kind, words, genders.pop() if len(genders) == 1 else "", sentence)
