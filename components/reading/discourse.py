"""What a report is about, for people that nothing beside them says anything of.

What a stranger gets wrong: this is the weakest evidence there is. It is asked only where neither a verb nor a label nor
a list speaks, and only of people: "15,700 were counted in the north" in a bulletin on the displaced.
"""

from __future__ import annotations

from collections.abc import Sequence

from components.reading.codes import FigureKind
from components.reading.document import Shape
from components.reading.drafts import Draft
from components.reading.kinds import Kind, verbs_of
from components.reading.lexicon import Noun, lexicon
from components.reading.words import Words

_PEOPLE = frozenset({"person", "household", "family"})
_HELD = frozenset({"person", "troop", "captive"})
#: Kinds that go on being told of in the same paragraph.
_GOES_ON = frozenset({FigureKind.DISPLACED, FigureKind.EXCHANGED, FigureKind.CAPTURED, FigureKind.AFFECTED})
#: What a prisoner who is exchanged is also said to be.
_ON_THEIR_WAY = frozenset({FigureKind.DISPLACED, FigureKind.FREED})
_LEAD_SENTENCES, _MOST_AWAY = 2, 2
#: Classes of verbs that make a topic, the first that is there; harm is told of in every report and makes none.
_TOPICS = (("exchange", FigureKind.EXCHANGED), ("displace", FigureKind.DISPLACED))


def topic_of(all_words: Sequence[Words]) -> FigureKind | None:
    """What a report is about by its headings and its first sentences; None for fighting, and where nothing is said."""
    lead = [words for words in all_words[:6] if words.sentence.shape is Shape.HEADING][:2]
    lead += [words for words in all_words[:6] if words.sentence.shape is Shape.PROSE][:_LEAD_SENTENCES]
    verbs = [verbs_of(words) for words in lead]
    groups = {
        found.entry.group
        for words in lead
        for place in range(len(words))
        if (found := lexicon().nouns.at(words, place)) is not None
    }
    for verb, kind in _TOPICS:
        if kind is FigureKind.EXCHANGED and not groups & {"captive", "freedom"}:
            continue  # fire is exchanged too
        told = sum(verb in each for each in verbs) + (kind is FigureKind.DISPLACED and "displaced" in groups)
        if told >= _LEAD_SENTENCES or (told and "kill" not in set().union(*verbs)):
            return kind
    return None


def _is_back(words: Words, kind: Kind) -> bool:
    """Whether people came home or got away."""
    return kind.verb == "return" or (kind.verb == "displace" and "escaped" in words.lows)


def by_discourse(words: Words, noun: Noun, kind: Kind, before: Draft | None, topic: FigureKind | None) -> Kind | None:
    """The kind that the paragraph or the report gives people, when only their noun speaks; None when it gives none."""
    if before is not None and before.kind is FigureKind.CAPTURED and _is_back(words, kind) and noun.group in _HELD:
        return Kind(FigureKind.FREED, "captives who come home", 0.7, kind.verb)
    is_captive = noun.group == "captive" and topic is FigureKind.EXCHANGED
    is_person = noun.group in _PEOPLE or noun.group in ("captive", "troop")
    is_told = kind.rule.startswith("verb before")
    if topic is FigureKind.EXCHANGED and is_person and kind.kind in _ON_THEIR_WAY and not is_told:
        return Kind(topic, "topic of the report", 0.6, kind.verb)
    if kind.rule != "noun" or not ((noun.group in _PEOPLE and kind.kind is FigureKind.OTHER) or is_captive):
        return None
    if before is not None and before.kind in _GOES_ON and before.unit in ("person", "household", "family"):
        near = words.sentence.index - before.words.sentence.index <= _MOST_AWAY
        if near and words.sentence.paragraph == before.words.sentence.paragraph:
            return Kind(before.kind, "kind of the paragraph", 0.45, before.verb)
    return Kind(topic, "topic of the report", 0.35) if topic is not None else None
