"""Lists and tables: a label, a number, perhaps its daily change in brackets.

What a stranger gets wrong: the heading says what the rows count. Under "combat losses" a row "tanks - 1,077" is
equipment lost, and "(+43)" behind it counts the same thing over a shorter time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from components.reading.codes import Bound, FigureKind
from components.reading.counted import Counted
from components.reading.document import Shape
from components.reading.drafts import Draft
from components.reading.hedges import Hedge, hedge
from components.reading.labels import PERSON, label
from components.reading.lexicon import Noun, lexicon
from components.reading.numbers import Numeral
from components.reading.words import Words

_LOSSES = frozenset("losses loss lost destroyed eliminated liquidated".split())  # noqa: SIM905 - a list of words
_APPROXIMATE = frozenset("approximate approximately estimated about estimates".split())  # noqa: SIM905 - a list
_SHARED = frozenset(
    {"kill", "wound", "casualty", "capture", "displace", "free", "exchange", "destroy", "damage", "affect"}
)
_MOST_WORDS_BEHIND, _MOST_VERB = 4, 2
_MARKS = frozenset("- : | = + ( ) ~ .".split())  # noqa: SIM905 - a list of signs
_ABOUT = frozenset("about approx approximately some around over more than at least nearly up to almost".split())  # noqa: SIM905


_BAR = "|"
_PEOPLE = frozenset({"kill", "wound", "casualty", "capture", "displace", "free", "exchange"})


@dataclass
class Table:
    """What the prose above the rows says of them.

    Attributes:
        verb: class of the verb that the rows share; empty when the heading names none.
        bound: bound that the heading gives all of them.
        columns: what the columns of a table with a head count, each with the class of its verb; empty without one.
    """

    verb: str = ""
    bound: Bound = Bound.NONE
    columns: tuple[tuple[Noun | None, str], ...] = ()

    def see(self, words: Words) -> None:
        """Takes what a line says of the rows below it."""
        if _BAR in words.lows and not any(token.is_number for token in words.tokens):
            self.columns = _columns(words) or self.columns
            return
        if _BAR not in words.lows:
            self.columns = ()
        if words.sentence.shape is Shape.ROW:
            return
        lows = frozenset(words.lows)
        self.verb = "lose" if lows & _LOSSES else (_last_verb(words) or self.verb) if words.lows[-1:] == (":",) else ""
        self.bound = Bound.APPROX if lows & _APPROXIMATE else Bound.NONE


def _columns(words: Words) -> tuple[tuple[Noun | None, str], ...]:
    """What each column of the head of a table counts; empty for a line of dashes."""
    found = tuple(label(words, first, last) for first, last in _cells(words))
    return found if any(low.isalpha() for low in words.lows) else ()


def _cells(words: Words) -> list[tuple[int, int]]:
    """Places of the first token of each cell and behind its last."""
    bars = [place for place, low in enumerate(words.lows) if low == _BAR]
    edges = [-1, *bars, len(words)]
    cells = [(before + 1, after) for before, after in pairwise(edges)]
    return cells[1 if bars and bars[0] == 0 else 0 : -1 if bars and bars[-1] == len(words) - 1 else None]


def _column_row(words: Words, kept: Sequence[Numeral], table: Table) -> tuple[Draft, ...] | None:
    """The figures of one row of a table with a head."""
    cells = _cells(words)
    if not table.columns or len(cells) < 2 or _BAR not in words.lows:
        return None
    drafts = []
    for numeral in kept:
        column = next((at for at, (first, last) in enumerate(cells) if first <= numeral.first < last), 0)
        noun, verb = table.columns[column] if 0 < column < len(table.columns) else (None, "")
        if noun is not None:
            drafts.append(_draft(words, numeral, table, noun, verb, cells[0], is_change=False))
    return tuple(drafts)


def _last_verb(words: Words) -> str:
    """The class of the last verb of a line that ends in a colon: "they died as follows:"."""
    found = (lexicon().verbs.at(words, place) for place in range(len(words)))
    return next((done.entry for done in reversed([done for done in found if done]) if done.entry in _SHARED), "")


def row_of(words: Words, kept: Sequence[Numeral], table: Table) -> tuple[Draft, ...] | None:
    """The figures of one row; None when the line is no row of a label and numbers."""
    by_column = _column_row(words, kept, table)
    if by_column is not None or words.sentence.shape is not Shape.ROW or not kept:
        return by_column
    label_end = _label_end(words, kept[0])
    behind = sum(low.isalpha() for low in words.lows[kept[0].last :])
    if label_end is None or behind > _MOST_WORDS_BEHIND:
        return None
    first = next((place for place in range(label_end) if words.low(place)[:1].isalpha()), label_end)
    noun, verb = label(words, first, label_end)
    is_verb_only = noun is PERSON and label_end - first > _MOST_VERB
    if table.verb in _PEOPLE and (noun is None or noun.unit != "person" or is_verb_only):
        noun, verb = PERSON, table.verb
    if noun is None:
        return None
    drafts = []
    for numeral in kept:
        is_change = words.low(numeral.first - 1) == "+" and words.low(numeral.first - 2) in ("(", "[")
        if numeral is not kept[0] and not is_change:
            return None
        drafts.append(_draft(words, numeral, table, noun, verb, (first, label_end), is_change=is_change))
    return tuple(drafts)


def _label_end(words: Words, numeral: Numeral) -> int | None:
    """Place behind the label; None when other words than a hedge stand between it and the number."""
    place, has_mark = numeral.first, False
    while place > 0 and (words.low(place - 1) in _MARKS or words.low(place - 1) in _ABOUT):
        has_mark = has_mark or words.low(place - 1) in _MARKS
        place -= 1
    return place if has_mark and place else None


def _draft(
    words: Words, numeral: Numeral, table: Table, noun: Noun, verb: str, at: tuple[int, int], *, is_change: bool
) -> Draft:
    first, last = at
    start, end = words.tokens[first].start, words.tokens[last - 1].end
    subject = words.sentence.text[start - words.sentence.start : end - words.sentence.start]
    behind = lexicon().verbs.at(words, numeral.last) if not verb and numeral.last < len(words) else None
    verb = behind.entry if behind is not None else verb  # "Militias: 587 killed"
    kind = lexicon().kinds.get((verb, noun.group)) if verb else None
    rule = f"row: {verb}"
    if kind is None and table.verb:
        kind, rule = _of_heading(table.verb, noun), "heading of the table"
    if kind is None:
        kind, rule = noun.kind, "noun of the row"
    counted = Counted(first, last, noun, subject, words.low(last - 1), verb, is_back=False)
    bounds = _bounded(hedge(words, numeral), table.bound)
    return Draft(
        words, numeral, bounds, counted, noun, kind, noun.unit, subject, is_change=is_change,
        rules={
            "value": numeral.rule, "bound": bounds.rule, "modality": bounds.modality.value, "kind": rule,
            "unit": "label of the row", "subject": "label of the row",
        },
        confidence={
            "value": 0.98, "bound": 0.85, "modality": 0.7, "kind": 0.9, "unit": 0.95, "subject": 0.9,
        },
    )  # fmt: skip


def _of_heading(verb: str, noun: Noun) -> FigureKind | None:
    """The kind of a row under a heading; of people "losses" are killed and wounded together."""
    if noun.group in ("person", "troop") and verb == "lose":
        return FigureKind.CASUALTIES
    if noun.group == "munition" and noun.unit == "drone":
        return FigureKind.EQUIPMENT_LOST
    if noun.group == "munition" and noun.unit == "missile":
        return FigureKind.INTERCEPTED
    if noun.group == "car":
        return FigureKind.EQUIPMENT_LOST
    return lexicon().kinds.get((verb, noun.group))


def _bounded(found: Hedge, bound: Bound) -> Hedge:
    if found.bound is not Bound.NONE or bound is Bound.NONE:
        return found
    return replace(found, bound=bound, rule="heading of the table")
