"""A time expression of a report, resolved or left open.

What a stranger gets wrong: `date` None is an answer. "On Tuesday" in a report without a day of publication stays open
until a person gives that day; it is never counted from today.
"""

from __future__ import annotations

from dataclasses import dataclass

from components.reading.codes import DatePrecision


@dataclass(frozen=True, slots=True)
class Moment:
    """One time expression.

    Attributes:
        start: offset of its first character.
        end: offset behind its last character.
        text: those characters of the flat text.
        date: YYYY[-MM[-DD]] or start/end of those; None when it cannot be resolved.
        precision: how precisely it is told.
        rule: the rule that resolved it.
        is_relative: whether it needs the day of publication.
    """

    start: int
    end: int
    text: str
    date: str | None
    precision: DatePrecision
    rule: str
    is_relative: bool
