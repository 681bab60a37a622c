"""Claims that may be the same as a proposal: one speaker, one number, one time.

What a stranger gets wrong: this points out, it never merges. Two claims of one origin that look alike are offered as
the same claim; a claim of another origin with the same number is independent and stays out of the list.
"""

from __future__ import annotations

from components.model import Claim, ClaimKind, Figure, Situation, When
from components.records.choice import Choice, when_of


def alike(choice: Choice, situation: Situation) -> tuple[str, ...]:
    """Ids of figures with the same numbers and unit, of the same speaker or origin, at a time that can be the same.

    In the order of the situation. A figure without any number is compared by its printed words.
    """
    if choice.kind != ClaimKind.FIGURE:
        return ()
    known = situation.speakers.get(choice.speaker)
    mine = known.origin if known else choice.origin or None
    return tuple(
        claim.id
        for claim in situation.claims.values()
        if claim.figure
        and _is_same_number(choice, claim.figure)
        and _is_same_voice(choice, mine, claim, situation)
        and _can_be_then(when_of("said", choice.said), claim.said)
    )


def _is_same_number(choice: Choice, figure: Figure) -> bool:
    if choice.unit != figure.unit:
        return False
    mine, theirs = (choice.low, choice.best, choice.high), (figure.low, figure.best, figure.high)
    if not any(value is not None for value in (*mine, *theirs)):
        return choice.value_text.strip("“”").casefold() == figure.text.strip("“”").casefold()
    # "At least 5" and "5" of one speaker are one number told twice.
    return bool({value for value in mine if value is not None} & {value for value in theirs if value is not None})


def _is_same_voice(choice: Choice, origin: str | None, claim: Claim, situation: Situation) -> bool:
    speakers = [situation.speakers[key] for key in claim.speakers]
    if origin:
        return any(speaker.origin == origin for speaker in speakers)
    return any(speaker.name.casefold() == choice.speaker_name.casefold() for speaker in speakers)


def _can_be_then(mine: When, theirs: When) -> bool:
    """Whether two days on which something was said can be the same; a date that is not known can be any."""
    if not (mine.is_dated and theirs.is_dated):
        return True
    starts_late = mine.earliest and theirs.latest and mine.earliest > theirs.latest
    ends_early = mine.latest and theirs.earliest and mine.latest < theirs.earliest
    return not (starts_late or ends_early)
