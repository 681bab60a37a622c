"""What was done to what a numeral counts: the verb that governs it, and the kind that follows.

What a stranger gets wrong: the nearest verb is not always the one. "15 militants killed three soldiers" kills three,
and "the drones, 12 of them shot down" shoots down twelve: a verb that takes an object says nothing of its subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from components.reading.codes import FigureKind
from components.reading.counted import Counted
from components.reading.lexicon import Noun, lexicon
from components.reading.results import result_of
from components.reading.words import Words

_REACH_LEFT, _REACH_RIGHT, _REACH_BACK, _REACH_WEAK = 8, 30, 6, 16
_BE = frozenset("was were is are be been being got".split())  # noqa: SIM905 - a list
_HAVE = frozenset("have has had having".split())  # noqa: SIM905 - a list
AUX = _BE | _HAVE
_ADVERBS = frozenset(
    """also all either then later now still already since not reportedly allegedly subsequently both been being be
    seriously critically badly lightly severely slightly fatally each believed feared confirmed thought presumed said
    to left reported known completely partially partly totally heavily newly directly forcibly internally found ever
    so far " ' once again only just always first""".split()  # noqa: SIM905 - a list of words is read as one text
)
#: Between a verb and its number.
_SKIP = frozenset(
    """a an the of to at by than least about with that as in up another further additional total some around more over
    nearly almost roughly approximately estimated only just under fewer less no not many much high low minimum maximum
    other others another's down for on its their his her and/or close these those first last what it was were very
    is are has have been be said $ us$ € £ from between well upwards excess reached passed exceeded stood stands
    rose risen climbed rising reaching surpassing surpassed topping totalling totaling " ' our tens""".split()  # noqa: SIM905
)
_STOPS = frozenset(';:."!?')
#: Verbs whose subject it happens to.
_INTRANSITIVE = frozenset(
    """die died dies dying perished perish fled flee flees surrendered surrender returned returning return drowned
    need needs face faces lack crossed arrived escaped missing starved sought crashed collapsed landed sank fell gone
    hungry back reached reach out free home fallen went refuge shelter power lives homes life arms of without""".split()  # noqa: SIM905
)
_SAYING = frozenset(
    """said says told added announced reported confirmed claimed stated wrote posted warned saw heard described
    recalled denied insisted argued noted""".split()  # noqa: SIM905 - a list of words is read as one text
)
#: Nouns that say what happened ("30 injured"): a verb far away says nothing more.
_OUTCOMES = frozenset({"dead", "wounded", "casualty", "displaced"})
_PART = Noun("person", "person", FigureKind.OTHER)
#: Heads that are participles: they decide alone.
_BARE = frozenset("injured wounded displaced hurt uprooted homeless missing martyred maimed".split())  # noqa: SIM905
#: Verbs that the whole sentence shares with what it counts, for want of a nearer one.
_WIDE = {
    "captive": ("exchange", "free"),
    "weapon": ("lose", "destroy"),
    "truck": ("lose", "destroy"),
    "aircraft": ("lose", "destroy"),
    "ship": ("lose", "destroy"),
    "person": ("exchange",),
}
_CONFIDENCE = {
    "verb inside": 0.9,
    "verb around": 0.9,
    "verb before": 0.95,
    "verb behind": 0.95,
    "passive verb": 0.95,
    "verb of the list": 0.85,
    "verb further on": 0.75,
    "verb further back": 0.6,
    "verb of the sentence": 0.5,
}


_OF_PEOPLE = frozenset("kill wound capture free displace move return".split())  # noqa: SIM905 - a list of words
#: Verbs of more than one word whose subject it happens to: "had to leave", "went without food".
_BEFALLS = frozenset({"displace", "affect"})
_AWAY = frozenset("for on by their home since within".split())  # noqa: SIM905 - a list
_PREPOSITIONS = frozenset("in of to at from with under for on by without against into".split())  # noqa: SIM905


class Cue(NamedTuple):
    """A verb that may govern a numeral: its class, and the rule that found it."""

    verb: str
    rule: str


class Kind(NamedTuple):
    """What is counted, why, how sure that is, and the class of the verb that decided it."""

    kind: FigureKind
    rule: str
    confidence: float
    verb: str = ""


def kind_of(words: Words, first: int, found: Counted, starts: AbstractSet[int], shared: str = "") -> Kind | None:
    """The kind of a figure; None when neither verb nor noun says one.

    Args:
        words: its sentence.
        first: place of the first token of its hedge or, without one, of the numeral.
        found: what it counts.
        starts: places where a numeral of the sentence begins.
        shared: class of the verb of the figure before, when the two stand in one list; empty otherwise.
    """
    noun = found.noun
    is_whole = words.lows[found.first - 2 : found.first] == ("of", "the")
    if noun is not None and found.head in _BARE and noun.group in ("wounded", "displaced") and not is_whole:
        return Kind(noun.kind, "participle", 0.95)
    for cue in cues(words, first, found, starts, shared):
        kind = kind_by(cue, _PART if is_whole and noun and noun.group in _OUTCOMES else noun)
        if kind is not None:
            return kind
    return Kind(noun.kind, "noun", 0.9 if noun.group not in ("person", "troop", "property") else 0.6) if noun else None


def kind_by(cue: Cue, noun: Noun | None) -> Kind | None:
    """The kind that a verb gives a noun; None when the two say nothing together."""
    verb = cue.verb
    if verb == "reach" and (noun is None or cue.rule == "verb further back"):
        return None if cue.rule in ("verb before", "verb further back") else _kind("displace", noun, cue)
    if verb == "reach":
        verb = "affect" if cue.rule in ("verb before", "passive verb") else "displace"
    return _kind(verb, noun, cue)


def _kind(verb: str, noun: Noun | None, cue: Cue) -> Kind | None:
    kind = lexicon().kinds.get((verb, noun.group if noun else "none"))
    return Kind(kind, f"{cue.rule}: {verb}", _CONFIDENCE[cue.rule], cue.verb) if kind else None


def cues(words: Words, first: int, found: Counted, starts: AbstractSet[int], shared: str = "") -> Iterator[Cue]:
    """The verbs that may govern a numeral, likeliest first."""
    if found.verb:
        yield Cue(found.verb, "verb inside")
    result = result_of(words, first, found, starts)
    if result:
        yield Cue(result, "verb around")
    before = _before(words, first)
    if before:
        yield Cue(before, "verb before")
    behind = tuple(_behind(words, found, starts))
    yield from (cue for cue in behind if cue.rule in ("verb behind", "passive verb"))
    if shared:
        yield Cue(shared, "verb of the list")
    yield from (cue for cue in behind if cue.rule == "verb further on")
    is_subject = words.low(found.last) in AUX
    if not is_subject and not (found.noun and found.noun.group in _OUTCOMES):
        further = _further_back(words, first)
        if further:
            yield Cue(further, "verb further back")
    yield from _wide(words, found)


def _before(words: Words, first: int) -> str | None:
    """The verb right before a number, over hedges and small words: "killing at least 13"."""
    for place in range(first, max(0, first - _REACH_LEFT), -1):
        found = lexicon().verbs.before(words, place)
        if found is not None and not _is_passive(words, found.first, place):
            return found.entry
        if words.low(place - 1) not in _SKIP:
            return None
    return None


def _is_passive(words: Words, first: int, last: int) -> bool:
    """Whether a verb belongs to somebody before it: "was killed in", with the number in a phrase behind."""
    before = [words.low(place) for place in range(max(0, first - 3), first)]
    return any(low in _BE for low in before) and words.low(last) in ("in", "at", "by", "on", "with", "for", "from")


def _behind(words: Words, found: Counted, starts: AbstractSet[int]) -> Iterator[Cue]:
    """The verb behind a counted noun, over phrases, relative clauses and other counted nouns."""
    place, is_relative, is_far = found.last, False, False
    first, last = place, min(len(words), place + (_REACH_BACK if found.is_back else _REACH_RIGHT))
    while place < last:
        low = words.low(place)
        if (low in _STOPS and low != '"') or (low == ")" and "(" not in words.lows[first:place]):
            return
        if low == ",":
            jumped = _over_aside(words, place) if not found.is_back else None
            if jumped is None:
                return
            place, is_far = jumped, True
            continue
        if low in _SAYING and place - first < 3:
            return
        if low in ("who", "which", "that"):
            is_relative = True
        if low == "left" and _goes_away(words, place, found):
            yield Cue("displace", "verb behind")
            return
        is_far = is_far or (place in starts and place > first)
        if low in AUX:
            both = [cue for cue in (_after_aux(words, place, starts), _and_then(words, place)) if cue is not None]
            yield from (Cue(cue.verb, "verb further on") if is_far else cue for cue in both)
            if both:
                return
            if not is_relative:
                return
            is_relative, place = False, place + 2
            continue
        done = lexicon().verbs.at(words, place)
        if done is None:
            place += 1
            continue
        if _takes_object(words, done.last, starts):
            return
        if words.low(done.last) == "by" and done.entry in ("deploy", "supply"):
            place = done.last
            continue
        yield Cue(done.entry, "verb behind" if place - first < 2 else "verb further on")
        if place - first < 2:
            return
        place = done.last


def _is_away(words: Words, last: int) -> bool:
    """Whether "have left" is said of a place: never "have left the force"."""
    return words.low(last - 1) != "left" or words.text(last)[:1].isupper() or words.low(last) in _AWAY


def _goes_away(words: Words, place: int, found: Counted) -> bool:
    """Whether "left" says that people went: "900 families left Hillford", "left on buses", never "left 22 injured"."""
    is_people = found.noun is not None and found.noun.group in ("person", "household", "family")
    return is_people and (words.text(place + 1)[:1].isupper() or words.text(place + 1) in _AWAY)


def _takes_object(words: Words, last: int, starts: AbstractSet[int]) -> bool:
    """Whether a verb is active and has its object behind it."""
    if words.low(last - 1) in _INTRANSITIVE or words.low(last - 1) in _PREPOSITIONS:
        return False
    low = words.low(last)
    if low == "at":
        return words.low(last + 1) in ("least", "most")
    return last in starts or low in ("the", "a", "an", "their", "his", "its", "more", "about", "some", "up")


def _after_aux(words: Words, place: int, starts: AbstractSet[int]) -> Cue | None:
    """The class of the verb behind "were" or "had been"; behind a mere "had" only of one that befalls its subject."""
    is_passive = words.low(place) in _BE
    gone = lexicon().verbs.at(words, place)
    if gone is not None and gone.entry in _BEFALLS and gone.last - gone.first > 1 and _is_away(words, gone.last):
        return Cue(gone.entry, "verb behind")
    for at in range(place + 1, min(place + 8, len(words))):
        found = lexicon().verbs.at(words, at)
        if found is not None:
            is_done = is_passive or (
                (
                    words.low(found.last - 1) in _INTRANSITIVE
                    or (found.entry in _BEFALLS and found.last - found.first > 1)
                    or words.low(found.first) in ("burned", "burnt")
                )
                and not _takes_object(words, found.last, starts)
            )
            return Cue(found.entry, "passive verb" if is_passive else "verb behind") if is_done else None
        low = words.low(at)
        is_passive = is_passive or low in _BE
        if low not in _ADVERBS and low not in AUX and not low.endswith("ly"):
            return None
    return None


def _and_then(words: Words, place: int) -> Cue | None:
    """The second verb of "were taken off a bus and shot"."""
    for at in range(place + 2, min(place + 14, len(words) - 1)):
        if words.low(at) in _STOPS or words.low(at) == ",":
            return None
        if words.low(at) == "and":
            found = lexicon().verbs.at(words, at + 1)
            return Cue(found.entry, "verb further on") if found is not None else None
    return None


def _over_aside(words: Words, place: int) -> int | None:
    """Behind a comma: over ", most of them militants," and along a list; None when the clause ends there."""
    after = words.low(place + 1)
    if after in AUX:
        return place + 1
    done = lexicon().verbs.at(words, place + 1) if place + 1 < len(words) else None
    if done is not None and done.entry in _OF_PEOPLE:
        return place + 1
    if after in ("and", "or", "who", "which", "all", "both"):
        return place + 2
    for at in range(place + 1, min(place + 18, len(words))):
        if words.low(at) == ",":
            behind = words.low(at + 1)
            is_verb = at + 1 < len(words) and lexicon().verbs.at(words, at + 1) is not None
            return at + 1 if behind in AUX or is_verb or behind == "and" else None
        if words.low(at) in _STOPS:
            return None
        if words.low(at) == "and" and at - place < 8:
            return at + 1
    return None


def _further_back(words: Words, first: int) -> str | None:
    """A verb further left in the clause, for "killing their leader and 12 others" and tolls."""
    for place in range(first, max(0, first - _REACH_WEAK), -1):
        if words.low(place - 1) in _STOPS and words.low(place - 1) != '"':
            return None
        found = lexicon().verbs.before(words, place)
        if found is not None:
            return found.entry
    return None


def _wide(words: Words, found: Counted) -> Iterator[Cue]:
    """Verbs anywhere in the sentence, for what has no nearer one: captives of a swap, weapons among losses."""
    wanted = _WIDE.get(found.noun.group, ()) if found.noun else ()
    if not wanted:
        return
    present = verbs_of(words)
    for verb in wanted:
        if verb in present:
            yield Cue(verb, "verb of the sentence")


@lru_cache(maxsize=4)
def verbs_of(words: Words) -> frozenset[str]:
    """The classes of all verbs of a sentence; the last few sentences are kept, each numeral of one asks again."""
    found = (lexicon().verbs.at(words, place) for place in range(len(words)))
    return frozenset(done.entry for done in found if done is not None)
