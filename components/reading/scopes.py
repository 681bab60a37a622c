"""Which cue of a sentence speaks for a place in it.

What a stranger gets wrong: nearness does not decide. "Five died, the army said, and the rebels reported two dead" has
one number for each; "the ministry said five died, according to NTV" has one for both, the second passing on the first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from components.reading.cue import Reach
from components.reading.proposals import Attribution
from components.reading.telling import Told

_BREAK = re.compile(r";|,\s(?:while|but|and|whereas|although|though)\s|\s(?:while|whereas)\s")
_TURN = re.compile(r";|\b(?:while|but|whereas)\b")
_APPOSED = re.compile(
    r",\shome to\b|,\s(?:a|an)\s(?:sign|move|step|figure|number|toll|rise|fall|conflict|war|reminder|blow)\b"
)
#: What sets a statement in time, and is no part of it: "the army said, a week after a raid killed four".
_SET_IN_TIME = re.compile(
    r",?\s(?:just |only |barely )?(?:an?|\w+) (?:hours?|days?|weeks?|months?|years?) (?:after|before|since|following)\b"
)
#: A part of a whole, which alone a source beside it tells: "1,460 are held, half of them, according to X, minors".
_OF_THEM = re.compile(r"\bof (?:them|whom|these|which)\b")
_NEW_VERB = re.compile(r"\band (?:accused|blamed|vowed|called|urged|launched)\b")
#: Most words between two cues of which the first passes on the second.
_MOST_BETWEEN = 3
_LONG_CLAUSE, _MOST_IN_BRACKETS = 10, 120
#: Cues on either side of a place that are looked at.
_NEAR = 6

Answer = tuple[Attribution, str, float]


def reaching(told: Sequence[Told], flat: str, start: int) -> Answer | None:
    """Who says what stands at an offset, as far as its own sentence tells.

    Args:
        told: the cues of the sentence, from left to right.
        flat: the text of the whole report.
        start: the offset.

    Returns:
        The source, the rule and how sure that is; None when no cue speaks for the place.
    """
    place = bisect_right(told, start, key=lambda each: each.cue.start)
    near = told[max(0, place - _NEAR) : place + _NEAR]
    for each in near:
        if each.cue.rule == "in-brackets" and each.cue.back is not None and each.cue.back <= start < each.cue.start:
            return answer(each)
    usable = [each for each in near if each.cue.reach is not Reach.NONE and not _is_inside(each, start)]
    usable = [each for each in usable if _is_open(each, flat, start)]
    left = [each for each in usable if each.cue.verb_end <= start]
    left = left or [each for each in usable if each.cue.back is not None and each.cue.back <= start < each.cue.start]
    right = [each for each in usable if each.cue.start > start and each.cue.reach is Reach.AROUND]
    right = [each for each in right if not _is_cut_off(each, flat, start)]
    after = left[-1] if left and _still_speaks(left[-1], flat, start) else None
    if after is not None and right:
        return _between(after, right[0], flat, start)
    if after is not None:
        return answer(_outer(left, after, flat))
    return answer(right[0]) if right else None


def _is_open(told: Told, flat: str, start: int) -> bool:
    """Whether no bracket shuts a cue off from an offset: "88 dead (52 at first, the government said)"."""
    cue = told.cue
    opening = flat.rfind("(", max(0, cue.start - _MOST_IN_BRACKETS), cue.start)
    if opening < 0 or flat.find(")", opening, cue.start) >= 0:
        return True
    closing = flat.find(")", cue.end, cue.end + _MOST_IN_BRACKETS)
    return opening < start and (closing < 0 or start < closing)


def _is_cut_off(told: Told, flat: str, start: int) -> bool:
    """Whether a semicolon behind a long clause keeps a cue from what stands before it."""
    comma = flat.find(",", start, told.cue.start)
    if told.cue.rule == "according-to" and comma >= 0 and _OF_THEM.search(flat, comma, told.cue.start):
        return True
    mark = flat.find(";", start, told.cue.start)
    if told.cue.verb is None or mark < 0:
        return False
    clause = re.split(r"[.\n:;]", flat[max(0, mark - 200) : mark])[-1]
    return len(clause.split()) >= _LONG_CLAUSE


def answer(told: Told) -> Answer:
    """The source of a cue, its rule and how sure that is."""
    return told.attribution, told.cue.rule, round(told.sure, 2)


def _is_inside(told: Told, start: int) -> bool:
    """Whether an offset stands in the cue itself ("two soldiers said")."""
    return told.cue.start <= start < told.cue.verb_end


def _still_speaks(told: Told, flat: str, start: int) -> bool:
    """Whether a cue to the left still speaks at an offset."""
    between = flat[told.cue.end : start]
    if told.cue.reach is Reach.AROUND and _SET_IN_TIME.match(between):
        return False
    return not (_APPOSED.search(between) or (told.cue.is_object and _NEW_VERB.search(between)))


def _between(after: Told, beside: Told, flat: str, start: int) -> Answer:
    """A place with a cue on either side."""
    breaks = [found.start() for found in _BREAK.finditer(flat, after.cue.end, beside.cue.start)]
    if breaks:
        return answer(after if start < breaks[-1] else beside)
    if after.cue.reach is Reach.AROUND or after.attribution.source == beside.attribution.source:
        return answer(beside)
    return _joined(beside, after), f"{beside.cue.rule}+nested", round(beside.sure * 0.9, 2)


def _outer(left: Sequence[Told], inner: Told, flat: str) -> Told:
    """As in "NTV said the army reported five dead": the first source passes on the second."""
    if len(left) < 2 or inner.cue.name is None:
        return inner
    outer = left[-2]
    gap = flat[outer.cue.end : inner.cue.start]
    if inner.cue.name.is_pronoun and outer.cue.reach is Reach.AROUND and not _TURN.search(gap):
        return replace(outer, attribution=_joined(outer, inner))
    if outer.cue.reach is not Reach.AFTER or len(gap.split()) > _MOST_BETWEEN or _BREAK.search(gap):
        return inner
    return replace(outer, attribution=_joined(outer, inner))


def _joined(outer: Told, inner: Told) -> Attribution:
    """The outer source, with the inner one as the first to say it where they differ."""
    if outer.attribution.source == inner.attribution.source:
        return outer.attribution
    return replace(outer.attribution, original=inner.attribution.source)
