"""What a time expression is counted from, and what it comes to.

What a stranger gets wrong: two things count. The day of publication is for "last week", the last day that the text
itself resolved for "a week earlier"; without a day of publication neither is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from components.reading import dates
from components.reading.codes import DatePrecision
from components.reading.dates import Days
from components.reading.lexicon import lexicon
from components.reading.prospects import looks_forward

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Resolved(NamedTuple):
    """What a time expression means; `date` is None when it cannot be told."""

    date: str | None
    precision: DatePrecision
    rule: str
    is_relative: bool


@dataclass
class Setting:
    """What expressions are counted from.

    Attributes:
        published_on: the day of publication; None when not known.
        anchor: the last single day that the text resolved, and its sentence.
    """

    published_on: date | None
    anchor: tuple[date, int] | None = field(default=None)

    def remember(self, resolved: Resolved, sentence: int) -> None:
        """Keeps a single day as what later expressions are counted from."""
        if resolved.date and resolved.precision is DatePrecision.DAY and len(resolved.date) == 10:
            self.anchor = (date.fromisoformat(resolved.date), sentence)

    @property
    def nearest(self) -> date | None:
        """The last resolved day, else the day of publication."""
        return self.anchor[0] if self.anchor and self.published_on else self.published_on


class Found(NamedTuple):
    """An expression in its sentence, in lower case, and what it is counted from."""

    low: str
    match: re.Match[str]
    sentence: str
    setting: Setting

    @property
    def today(self) -> date:
        """The day of publication, which the caller has made sure of."""
        assert self.setting.published_on is not None  # noqa: S101 - tells mypy what `resolve` checked
        return self.setting.published_on

    @property
    def how_many(self) -> int | None:
        """How many units it tells; 1 when it tells none, None when only "a few" are said."""
        return _count(self.low)

    @property
    def is_future(self) -> bool:
        """Whether a word of the future governs it."""
        return looks_forward(self.sentence, self.match.start(), self.match.end())


#: What an expression comes to; None when it cannot be told.
Answer = tuple[Days | None, DatePrecision]


def one(found: date | None) -> Days | None:
    """A single day as an interval."""
    return Days(found, found) if found else None


def whole(low: str, today: date) -> Days:
    """The week, month or year, this, last or next."""
    shift = -1 if "last" in low or "past" in low else 1 if "next" in low else 0
    if "week" in low:
        return dates.week(today, shift)
    if "month" in low:
        at = dates.add_months(today.replace(day=1), shift)
        return dates.month(at.year, at.month)
    return dates.year(today.year + shift)


def _count(low: str) -> int | None:
    """How many units; None when only "a few" are said."""
    if re.search(r"\b(?:few|several|number|recent|many)\b", low):
        return None
    digits = re.search(r"\d{1,3}", low)
    if digits:
        return int(digits.group())
    if "couple" in low:
        return 2
    words = lexicon().number_words
    known = [words[word] for word in re.split(r"[\s-]+", low) if word in words]
    return int(sum(value for role, value in known if role in ("unit", "ten"))) or 1
