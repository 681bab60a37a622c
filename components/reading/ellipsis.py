"""Numerals without a noun of their own, or without a verb: what they take from what stands before them.

What a stranger gets wrong: nothing is taken silently. The rule names what was borrowed ("noun of the figure before"),
and the confidence is low, since "and 12 others" may well be others of something else.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from components.reading.codes import FigureKind
from components.reading.counted import ENDS, HARM, OUTCOMES, Counted
from components.reading.drafts import Draft
from components.reading.hedges import Hedge
from components.reading.kinds import AUX, Cue, Kind, cues, kind_by
from components.reading.labels import PERSON, label_before
from components.reading.lexicon import Noun, lexicon
from components.reading.numbers import CHANGES, Numeral, Style
from components.reading.words import Words

_PERSON_GROUPS = frozenset({"person", "troop", "dead", "wounded", "casualty", "captive", "displaced", "affected"})
_PART = frozenset("including includes included include among amongst whom comprising".split())  # noqa: SIM905 - a list
_LEVELS = frozenset(
    """at to of is was be were are exceed exceeds exceeded reach reached by stands stood from passed hit topped
    surpassed above over""".split()  # noqa: SIM905 - a list of words is read as one text
)
_TOTALS = frozenset("number numbers total figure count tally".split())  # noqa: SIM905 - a list
_RAISING = frozenset("bringing brought brings taking takes raising raised raises pushing".split())  # noqa: SIM905
_MORE = frozenset("more another additional further extra other fewer".split())  # noqa: SIM905 - a list of words
_STRONG = frozenset({"verb before", "verb behind", "verb inside", "passive verb"})
#: Groups that a bare number in the next sentence does not go on counting.
_LOCAL = frozenset({"area", "mass", "thing", "place"})
_IN_ALL = (("in", "all"), ("in", "total"), ("in", "number"))
_REACH = 14

Borrowed = tuple[Kind | None, Noun | None, str]


def borrowed(
    words: Words,
    numeral: Numeral,
    bounds: Hedge,
    found: Counted,
    starts: AbstractSet[int],
    kind: Kind | None,
    before: Draft | None,
) -> Borrowed:
    """Kind, noun and rule of a numeral without a noun of the lists."""
    earlier = before.noun if before is not None else None
    told = _inhabitants(words, bounds, found, starts) or _labelled(words, bounds, found, starts)
    told = told or _apposed(words, numeral, bounds, found)
    if told is not None and not found.head:
        return told
    if found.is_back and words.low(found.first) == "us" and (earlier is None or earlier.unit != "person"):
        return Kind(FigureKind.OTHER, "of us", 0.4), PERSON, "of us"
    if not found.head and words.low(bounds.first - 1) == "to" and _RAISING & set(words.lows[: bounds.first][-_REACH:]):
        raised = _to_the_left(words, numeral, bounds.first)
        if raised is not None and raised[0] is not None and raised[0].kind in HARM:
            return raised
    is_strong = kind is not None and kind.rule.partition(":")[0] in _STRONG
    if kind is not None and is_strong and kind.kind not in HARM and earlier is not None and earlier.unit == "person":
        return kind, PERSON, "verb of people"
    if found.is_back and earlier is not None and earlier.unit != "person" and kind is not None:
        kind = kind if words.low(found.first) != "which" and words.low(found.last) != "fell" else None
    if kind is not None and kind.kind in HARM:
        is_thing = before is not None and before.words is words and earlier is not None and earlier.unit != "person"
        if not is_thing or not _things(words, bounds.first, found, starts, earlier):
            return kind, earlier if earlier and earlier.unit == "person" else None, "verb of people"
    if found.head and not found.is_back:
        return kind if kind is not None and kind.kind in HARM else None, None, "no noun"
    if kind is not None and words.lows[numeral.last : numeral.last + 2] in _IN_ALL:
        return _to_the_left(words, numeral, bounds.first) or (kind, None, "no noun")
    if before is not None and earlier is not None:
        for cue in cues(words, bounds.first, found, starts):
            known = kind_by(cue, earlier) if cue.rule != "verb further back" or before.words is words else None
            if known is not None:
                return Kind(known.kind, known.rule, 0.8, known.verb), earlier, "noun of the figure before"
    if kind is not None:
        return kind, None, "no noun"
    to_the_left = _to_the_left(words, numeral, bounds.first)
    if to_the_left is not None:
        return to_the_left
    whole = _whole(words, bounds.first) if words.low(found.last) in AUX else None
    if whole is not None:
        return Kind(whole.kind, "part of the whole before", 0.6), whole, "whole before"
    if before is not None and earlier is not None and _may_follow(words, numeral, bounds, found, before):
        is_subject = words.low(found.last) in AUX and not found.is_back
        likened = _likened(words, found)
        is_same = words.low(bounds.first - 1) in _MORE or words.low(bounds.first - 1) in ("all", "the")
        is_same = is_same or words.lows[max(0, bounds.first - 2) : bounds.first] in (("of", "whom"), ("of", "them"))
        is_same = is_same or likened
        taken = FigureKind.OTHER if is_subject and not is_same and before.kind in HARM else before.kind
        return Kind(taken, "kind of the figure before", 0.4, before.verb), earlier, "noun of the figure before"
    return None, None, "no noun"


def _likened(words: Words, found: Counted) -> bool:
    """Whether a bare number is said to be of a sort of people: "Nine were women"."""
    place = found.last + 1
    known = lexicon().nouns.at(words, place) if words.low(found.last) in AUX and place < len(words) else None
    return known is not None and known.entry.group in _PERSON_GROUPS


def _apposed(words: Words, numeral: Numeral, bounds: Hedge, found: Counted) -> Borrowed | None:
    """The noun right before an aside that is only a number: "the raiders, about 30, stayed"."""
    opens, closes = words.low(bounds.first - 1), words.low(numeral.last)
    if found.head or (opens, closes) not in ((",", ","), ("(", ")"), ("-", "-")):
        return None
    noun = lexicon().nouns.before(words, bounds.first - 1)
    if noun is None or noun.entry.group not in ("person", "troop"):
        return None
    if any(token.is_number for token in words.tokens[max(0, noun.first - 4) : noun.first]):
        return None
    aside = Counted(numeral.last + 1, numeral.last + 1, noun.entry, "", "", "", is_back=False)
    for cue in cues(words, noun.first, aside, frozenset()):
        known = kind_by(cue, noun.entry)
        if known is not None:
            return known, noun.entry, "noun before the aside"
    return Kind(noun.entry.kind, "noun before the aside", 0.5), noun.entry, "noun before the aside"


def _inhabitants(words: Words, bounds: Hedge, found: Counted, starts: AbstractSet[int]) -> Borrowed | None:
    """People of "a town of 90,000"."""
    place = bounds.first - 1
    noun = lexicon().nouns.before(words, place) if words.low(place) == "of" and not found.head else None
    if noun is None or noun.entry.group != "place" or noun.entry.unit in ("region", "area"):
        return None
    for cue in cues(words, bounds.first, found, starts):
        known = kind_by(cue, PERSON)
        if known is not None:
            return known, PERSON, "inhabitants"
    return Kind(FigureKind.OTHER, "inhabitants", 0.7), PERSON, "inhabitants"


def _things(words: Words, first: int, found: Counted, starts: AbstractSet[int], noun: Noun | None) -> bool:
    """Whether the nearest verb goes with the thing counted before: "took 303 square kilometres; they captured 55"."""
    nearest = next(cues(words, first, found, starts), None)
    return nearest is not None and kind_by(nearest, noun) is not None


def _whole(words: Words, first: int) -> Noun | None:
    """The dead of "Of the identified dead, 17,492 were children"."""
    if words.low(0) not in ("of", "among") or words.low(first - 1) != ",":
        return None
    for place in range(1, min(first, _REACH)):
        known = lexicon().nouns.at(words, place)
        if known is not None and known.entry.group in OUTCOMES:
            return known.entry
    return None


def _to_the_left(words: Words, numeral: Numeral, first: int) -> Borrowed | None:
    """The noun before "stands at", "rose to", "put strength at": a level of something."""
    in_all = words.lows[numeral.last : numeral.last + 2] in _IN_ALL
    if not in_all and not _LEVELS & set(words.lows[max(0, first - 1) : numeral.first]):
        return None
    is_number = any(low in _TOTALS or low in CHANGES for low in words.lows[max(0, first - _REACH) : first])
    for place in range(first, max(-1, first - _REACH), -1):
        if words.low(place) in (";", ":", ".", "!", "?"):
            return None
        level = lexicon().nouns.before(words, place)
        if level is not None and (level.entry.group in _PERSON_GROUPS or is_number or in_all):
            return Kind(level.entry.kind, "noun further back", 0.5), level.entry, "noun further back"
    return None


def _labelled(words: Words, bounds: Hedge, found: Counted, starts: AbstractSet[int]) -> Borrowed | None:
    """The noun of a label: "Civilians, by its count: 267", "Schools: 214 destroyed"."""
    noun, verb = label_before(words, bounds.first - 1) if words.low(bounds.first - 1) == ":" else (None, "")
    if noun is None:
        return None
    own = Cue(verb, "verb inside") if verb else None
    for cue in (*(() if found.head else cues(words, bounds.first, found, starts)), *((own,) if own else ())):
        known = kind_by(cue, noun)
        if known is not None:
            return known, noun, "label"
    return Kind(noun.kind, "noun", 0.5), noun, "label"


def _may_follow(words: Words, numeral: Numeral, bounds: Hedge, found: Counted, before: Draft) -> bool:
    """Whether a bare numeral goes on counting what the one before it did."""
    away = words.sentence.index - before.words.sentence.index
    is_near = away <= 1 or (away == 2 and found.is_back)
    group = before.noun.group if before.noun is not None else ""
    if group == "distance" or (away and group in _LOCAL):
        return False
    is_more = (
        words.low(bounds.first - 1) in _MORE or words.low(found.first - 1) in _MORE or words.low(found.first) in _MORE
    )
    if found.is_back or is_more:
        return is_near
    if is_near and before.unit == "person" and before.kind in HARM and _likened(words, found):
        return True
    after = words.low(numeral.last)
    is_open = not after or after in ENDS or after in (",", ".", ")")
    if numeral.style is Style.SPELLED and numeral.high <= 10:
        is_gapped = (
            before.words is words and words.text(numeral.first - 1)[:1].isupper() and after in (".", ",", ";", "")
        )
        if is_gapped:
            return True
        is_listed = before.words is words and before.numeral.high != 1 and words.low(numeral.first - 1) == "and"
        return is_listed and after in ("in", "at", "near", "from", "on", "over", "outside", "around")
    return is_near and is_open


def inherited(
    words: Words, first: int, found: Counted, noun: Noun | None, before: Draft, *, is_list: bool
) -> Kind | None:
    """The kind of the figure before, for a part of it ("including 53 children") and in a list without a verb."""
    if noun is None or noun.group not in ("person", "troop") or before.unit != "person":
        return None
    if before.words is words and before.kind is not FigureKind.PERSONNEL:
        between = words.lows[max(before.numeral.last, first - 6) : first]
        is_part = any(low in _PART for low in between) or words.lows[found.last : found.last + 2] == ("among", "them")
        is_part = is_part or words.low(before.counted.last) == "among"
        if is_part or (is_list and noun.group in ("person", "troop") and before.rules.get("kind") != "noun"):
            return Kind(before.kind, "part of the figure before" if is_part else "list", 0.7, before.verb)
    if before.words is words and before.kind in HARM and _is_itemised(words, before, first):
        return Kind(before.kind, "items of the figure before", 0.7, before.verb)
    if noun.group in ("person", "troop") and before.kind in HARM and _is_bare(words):
        return Kind(before.kind, "list without a verb", 0.5, before.verb)
    return None


def _is_itemised(words: Words, before: Draft, first: int) -> bool:
    """Whether they stand behind a colon or in brackets: "60 dead: 41 rebels and 19 soldiers", "60 dead (41 rebels"."""
    between = words.lows[before.counted.last : first]
    is_behind = bool({":", "("} & set(words.lows[max(0, first - _REACH) : first]))
    return is_behind and 0 < len(between) <= 3 and all(low in (":", "(", ",", "and", "or") for low in between)


def _is_bare(words: Words) -> bool:
    """Whether a sentence lists without saying: a colon and no verb."""
    if ":" not in words.lows:
        return False
    colon = words.lows.index(":")
    digits = next((place for place, token in enumerate(words.tokens) if place > colon and token.is_number), colon)
    return not any(low in AUX or lexicon().verbs.at(words, place) for place, low in enumerate(words.lows[:digits]))
