"""What one figure is to another of the same sentence: a part of it, or on top of it.

What a stranger gets wrong: a link says how the text ties two numbers. It adds nothing up, and where the text does not
tie them there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from components.reading.codes import Bound, Tie
from components.reading.drafts import Draft
from components.reading.proposals import Link
from components.reading.words import Words

_REACH, _MOST_BETWEEN = 7, 4
_PART = frozenset("including includes included include comprising among amongst whom".split())  # noqa: SIM905 - a list
_MORE = frozenset("another additional further extra".split())  # noqa: SIM905 - a list of words


def links(drafts: Sequence[Draft]) -> tuple[Link | None, ...]:
    """For each figure, what it is to an earlier one; None when nothing."""
    found: list[Link | None] = []
    for place, draft in enumerate(drafts):
        found.append(_link(drafts[place - 1], draft, place - 1, found[-1]) if place else None)
    return tuple(found)


def _link(before: Draft, draft: Draft, place: int, earlier: Link | None) -> Link | None:
    """What a figure is to the one right before it, or to what that one is a part of."""
    if draft.is_change:
        return None
    words = draft.words
    is_here = before.words is words
    if is_here and _is_part(words, before, draft) and _fits(before, draft):
        return Link(Tie.PART_OF, place)
    if is_here and earlier is not None and earlier.tie is Tie.PART_OF and _is_listed(words, before, draft):
        return earlier
    is_near = is_here or words.sentence.index - before.words.sentence.index == 1
    if is_near and _is_more(words, draft) and before.unit == draft.unit:
        return Link(Tie.IN_ADDITION_TO, place)
    return None


def _is_listed(words: Words, before: Draft, draft: Draft) -> bool:
    """Whether two figures stand in one list: "including 53 children under eighteen and 36 women"."""
    between = words.lows[before.counted.last : draft.hedge.first]
    return len(between) <= _MOST_BETWEEN and between[-1:] in (("and",), (",",), ("or",)) and before.kind is draft.kind


def _is_part(words: Words, before: Draft, draft: Draft) -> bool:
    """Whether "including", "of whom", "among them" stands between two figures or behind the second one."""
    first = max(before.numeral.last, draft.hedge.first - _REACH)
    between = [words.low(place) for place in range(first, draft.hedge.first)]
    after = words.lows[draft.numeral.last : draft.numeral.last + 3]
    return bool(_PART & set(between)) or after[:2] in (("of", "them"), ("of", "whom"), ("of", "those"))


def _fits(before: Draft, draft: Draft) -> bool:
    whole = before.numeral.high if before.bound is not Bound.MIN else float("inf")
    return draft.numeral.low <= whole


def _is_more(words: Words, draft: Draft) -> bool:
    first, last = draft.hedge.first, draft.numeral.last
    return words.low(first - 1) in _MORE or words.low(draft.numeral.first - 1) in _MORE or words.low(last) == "more"
