"""The figures of a report: numerals that count something, with bounds, kind, unit and subject.

What a stranger gets wrong: most numerals of a report are no figures. One is proposed when it has a noun of the lists,
a verb of harm, or is written in digits before a plain plural; a small spelled number ("two officials") needs a verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from components.reading.codes import FigureKind
from components.reading.counted import HARM, OUTCOMES, Counted, counted
from components.reading.discourse import by_discourse, topic_of
from components.reading.document import Shape
from components.reading.drafts import Draft
from components.reading.ellipsis import borrowed, inherited
from components.reading.hedges import Hedge, hedge
from components.reading.kinds import Cue, Kind, kind_by, kind_of
from components.reading.labels import PERSON, label, label_before
from components.reading.lexicon import Noun
from components.reading.moments import Moment
from components.reading.numbers import Numeral, Style, numerals
from components.reading.tables import Table, row_of
from components.reading.traps import untrapped
from components.reading.words import Words

#: A sentence is no longer than 2,000 characters; one with more numerals is no prose, and the rest of it is left out.
MOST_NUMERALS = 60
_FEW, _MOST_SPEAKERS = 10, 20
#: "Lost two soldiers" are two dead; "lost 1,200 men" counts the wounded too.
_LOSSES_FROM = 100
_SAYING = frozenset("said says told added confirmed reported claimed testified wrote".split())  # noqa: SIM905 - a list
_JOINTS = frozenset(", and or as well plus along with & / another a the".split())  # noqa: SIM905 - a list of words
#: Kinds of people: without any noun a figure of these counts persons.
_OF_PEOPLE = HARM | {FigureKind.AFFECTED, FigureKind.OTHER, FigureKind.PERSONNEL}
_FORCES = frozenset(
    """army force forces garrison brigade brigades militia troops battalion battalions regiment regiments division
    company platoon corps military units unit""".split()  # noqa: SIM905 - a list of words is read as one text
)
_BY_GROUP = {"dead": "kill", "wounded": "wound", "casualty": "casualty", "captive": "capture", "displaced": "displace"}
#: Who stands in a list under a line like "Those killed:".
_LISTED = frozenset({"person", "troop", "family", "household"})
_HEAVY = frozenset(
    """tanks guns rifles launchers howitzers motorbikes motorcycles pickups mortars weapons artillery armed drones
    kalashnikovs armoured armored fighters commander camouflage uniform fatigues""".split()  # noqa: SIM905 - a list
)
_AID = frozenset("aid food humanitarian relief convoy medicines parcels water rations assistance".split())  # noqa: SIM905 - a list of words
_ARMS = frozenset("explosives explosive ammunition weapons tnt gunpowder arms munitions".split())  # noqa: SIM905 - a list
_STRIKE = Noun("attack", "attack", FigureKind.ATTACKS)
_HALVES = frozenset("missile drone rocket artillery mortar air".split())  # noqa: SIM905 - a list of words
#: Groups of which a single one is worth telling when a verb governs it.
_ONE_OF = frozenset({"unit", "weapon", "aircraft", "ship", "munition", "attack", "truck"})


@dataclass
class Memory:
    """What the sentence or the ones just before it counted, for numerals without a noun.

    Attributes:
        last: the figure before.
        sentence: the sentence that it stands in.
        topic: what the report is about.
        intro: class of the verb of the line that opens the list; empty outside a list.
    """

    topic: FigureKind | None = field(default=None)
    last: Draft | None = field(default=None)
    sentence: int = -9
    intro: str = ""

    def open(self, words: Words) -> None:
        """Keeps what a line that ends in a colon says of the list under it: "Those killed:"."""
        if words.lows[-1:] == (":",) and not any(token.is_number for token in words.tokens):
            named, verb = label(words, 0, len(words) - 1)
            self.intro = _BY_GROUP.get(named.group, verb) if named is not None else verb
        elif words.sentence.shape is not Shape.ROW:
            self.intro = ""

    def keep(self, draft: Draft) -> None:
        """Keeps a figure for the ones behind it."""
        if draft.noun is not None and draft.noun.group != "measure":
            self.last, self.sentence = draft, draft.words.sentence.index

    def before(self, words: Words, reach: int) -> Draft | None:
        """The figure before, if it is no more than some sentences away."""
        return self.last if words.sentence.index - self.sentence <= reach else None


def figures(all_words: Sequence[Words], moments: Sequence[Moment]) -> tuple[Draft, ...]:
    """The figures of a report, from left to right.

    Args:
        all_words: the words of its sentences.
        moments: its time expressions.
    """
    memory, table, found = Memory(topic_of(all_words)), Table(), []
    for words in all_words:
        table.see(words)
        memory.open(words)
        for draft in _of_sentence(words, moments, memory, table):
            memory.keep(draft)
            found.append(draft)
    return tuple(found)


def _of_sentence(words: Words, moments: Sequence[Moment], memory: Memory, table: Table) -> Iterator[Draft]:
    kept = untrapped(words, numerals(words)[: 2 * MOST_NUMERALS], moments)[:MOST_NUMERALS]
    row = row_of(words, kept, table)
    if row is not None:
        yield from row
        return
    starts = frozenset(numeral.first for numeral in kept)
    for numeral in kept:
        draft = _draft(words, numeral, starts, memory)
        if draft is not None:
            memory.keep(draft)
            yield draft


def _draft(words: Words, numeral: Numeral, starts: frozenset[int], memory: Memory) -> Draft | None:
    found, bounds = counted(words, numeral, starts), hedge(words, numeral)
    if numeral.unit:
        kind = FigureKind.SHARE if numeral.unit == "percent" else FigureKind.MONEY
        return _measure(words, numeral, bounds, found, kind)
    before = memory.before(words, 2)
    is_list = before is not None and _is_list(words, before, bounds.first)
    kind_found = kind_of(words, bounds.first, found, starts, before.verb if before and is_list else "")
    noun, rule = found.noun, "own noun"
    if noun is None:
        kind_found, noun, rule = borrowed(words, numeral, bounds, found, starts, kind_found, before)
    if before is not None and kind_found is not None and kind_found.rule == "noun":
        kind_found = inherited(words, bounds.first, found, noun, before, is_list=is_list) or kind_found
    if noun is not None and kind_found is not None and kind_found.rule == "noun":
        kind_found = _of_label(words, bounds.first, noun) or kind_found
    if noun is not None and kind_found and kind_found.rule == "noun" and memory.intro and noun.group in _LISTED:
        kind_found = kind_by(Cue(memory.intro, "verb inside"), noun) or kind_found
    is_given = words.low(bounds.first - 1) in ("to", "for") and bool(_AID & set(words.lows))
    if kind_found and kind_found.rule == "noun" and noun is not None and noun.group == "person" and is_given:
        kind_found = Kind(FigureKind.AFFECTED, "given to people", 0.6)
    if noun is not None and kind_found is not None:
        kind_found = by_discourse(words, noun, kind_found, before, memory.topic) or kind_found
    if kind_found is None or (noun is None and kind_found.kind not in _OF_PEOPLE):
        return _unlisted(words, numeral, bounds, found)
    kind_found = _mass(words, found, kind_found)
    if noun is not None and noun.unit == "drone" and is_list and before and before.kind is FigureKind.EQUIPMENT_LOST:
        kind_found = Kind(FigureKind.EQUIPMENT_LOST, "drones in a list of losses", 0.7, kind_found.verb)
    if noun is not None and _is_shortened(words, numeral, found):
        kind_found, noun = Kind(FigureKind.ATTACKS, "noun shared with the next figure", 0.7), _STRIKE
    is_vehicle = noun is not None and noun.unit == "vehicle" and kind_found.kind is FigureKind.EQUIPMENT
    if is_vehicle and _AID & set(words.lows):
        kind_found = Kind(FigureKind.OTHER, "vehicles of aid", 0.6)
    if kind_found.kind is FigureKind.CASUALTIES and kind_found.verb == "lose" and numeral.high < _LOSSES_FROM:
        kind_found = Kind(FigureKind.KILLED, "a few men lost", 0.6, "lose")
    if kind_found.rule == "noun" and found.head in ("men", "women") and _is_army(words, bounds.first):
        kind_found = Kind(FigureKind.PERSONNEL, "men of a force", 0.7)
    if not _is_enough(words, numeral, found, kind_found, noun):
        return None
    unit = noun.unit if noun else "person"
    subject = found.text or (before.subject if before and noun else "") or ("people" if unit == "person" else "")
    return _finished(words, numeral, bounds, found, noun or PERSON, kind_found, unit, subject, rule)


def _is_list(words: Words, before: Draft, first: int) -> bool:
    """Whether only a comma or "and" stands between the figure before and this one."""
    between = words.lows[before.counted.last : first]
    return before.words is words and 0 < len(between) <= 4 and all(low in _JOINTS for low in between)


def _is_shortened(words: Words, numeral: Numeral, found: Counted) -> bool:
    """Whether a noun is only the first half of one: "4 missile and 84 air strikes"."""
    return numeral.high > 1 and found.head in _HALVES and words.low(found.last) in ("and", "or")


def _of_label(words: Words, first: int, noun: Noun) -> Kind | None:
    """The kind that a label gives a noun of its own: "Wounded: 8 policemen"."""
    if words.low(first - 1) != ":":
        return None
    named, verb = label_before(words, first - 1)
    if named is not None and named.group in OUTCOMES and noun.group in ("person", "troop"):
        return Kind(named.kind, "label", 0.8)
    return kind_by(Cue(verb, "verb inside"), noun) if verb else None


def _mass(words: Words, found: Counted, kind: Kind) -> Kind:
    """Kilograms and tonnes of explosives are equipment."""
    is_mass = found.noun is not None and found.noun.group == "mass"
    if is_mass and words.low(found.last) == "of" and words.low(found.last + 1) in _ARMS:
        return Kind(FigureKind.EQUIPMENT, "mass of arms", 0.9)
    return kind


def _is_army(words: Words, first: int) -> bool:
    near = words.lows[max(0, first - 8) : first + 12]
    return any(low in _FORCES for low in near[: min(first, 8)]) or any(low in _HEAVY for low in near)


def _is_enough(words: Words, numeral: Numeral, found: Counted, kind: Kind, noun: Noun | None) -> bool:
    """Whether it takes no more to make a numeral a figure."""
    is_harm = kind.kind in HARM
    group = noun.group if noun else "none"
    is_person = group in ("person", "troop", "household", "none")
    is_speaker = (
        is_person and numeral.high <= _MOST_SPEAKERS and found.noun is not None and words.low(found.last) in _SAYING
    )
    if is_person and numeral.best is not None and numeral.best != round(numeral.best):
        return False
    if numeral.strength == "small":
        return is_harm
    if numeral.strength == "number":
        return found.noun is not None and group in ("person", "troop", "displaced", "weapon")
    if numeral.style is Style.VAGUE:
        return is_harm or (noun is not None and group not in ("distance", "area", "thing", "mass"))
    if numeral.style is Style.SPELLED and numeral.high == 1:
        is_part = words.low(numeral.last) == "of"
        if found.head and found.noun is None and kind.rule.partition(":")[0] not in ("verb behind", "passive verb"):
            return False
        if words.lows[numeral.last : numeral.last + 2] in (("of", "the"), ("of", "those"), ("of", "these")):
            return False
        is_worth = (is_harm or (group in _ONE_OF and not is_part)) and kind.rule != "noun"
        return not is_speaker and (is_worth or group in OUTCOMES)
    is_few = numeral.style is Style.SPELLED and numeral.high <= _FEW
    if is_few and not is_harm and (is_speaker or group in ("person", "none", "household")):
        return kind.rule != "noun" and not is_speaker
    return not (is_speaker and kind.rule == "noun")


def _unlisted(words: Words, numeral: Numeral, bounds: Hedge, found: Counted) -> Draft | None:
    """A plain plural that no list knows."""
    is_plural = found.head.endswith("s") and len(found.head) > 3 and found.head.isalpha()
    is_few = numeral.style is Style.SPELLED and numeral.high <= 3
    if not is_plural or numeral.style is Style.VAGUE or numeral.strength or is_few:
        return None
    noun = Noun("thing", _singular(found.head), FigureKind.OTHER)
    kind = Kind(FigureKind.OTHER, "noun of no list", 0.4)
    return _finished(words, numeral, bounds, found, noun, kind, noun.unit, found.text, "noun of no list")


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


def _measure(words: Words, numeral: Numeral, bounds: Hedge, found: Counted, kind: FigureKind) -> Draft:
    noun = Noun("measure", numeral.unit, kind)
    known = Kind(kind, "sign or name of the unit", 0.98)
    return _finished(words, numeral, bounds, found, noun, known, numeral.unit, found.text, "sign or name of the unit")


def _finished(
    words: Words, numeral: Numeral, bounds: Hedge, found: Counted, noun: Noun, kind: Kind, unit: str, subject: str,
    rule: str,
) -> Draft:  # fmt: skip
    sure = 0.95 if rule in ("own noun", "sign or name of the unit") else 0.6
    is_doubtful = numeral.rule == "one point before three digits"
    return Draft(
        words, numeral, bounds, found, noun, kind.kind, unit, subject,
        rules={
            "value": numeral.rule, "bound": bounds.rule, "modality": bounds.modality.value, "kind": kind.rule,
            "unit": rule, "subject": rule,
        },
        confidence={
            "value": 0.5 if is_doubtful else 0.98, "bound": 0.9, "modality": 0.7, "kind": kind.confidence,
            "unit": sure, "subject": 0.8 * sure,
        },
        verb=kind.verb,
    )  # fmt: skip
