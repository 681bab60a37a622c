"""What day, month or stretch of time an expression means.

What a stranger gets wrong: not all that looks like a time is one. "2000 soldiers" is no year, "may" no month, and an
expression that needs the day of publication stays open without it.
"""

from __future__ import annotations

import re

from components.reading import counted_dates, dates, written_dates
from components.reading.anchors import YEAR, Found, Resolved, Setting
from components.reading.codes import DatePrecision
from components.reading.lexicon import lexicon

_YEAR_BEFORE = frozenset(
    """in since from until till by during of before after early late mid between to and through for throughout around
    circa year the a an its their this january february march april may june july august september october november
    december spring summer autumn winter fall""".split()  # noqa: SIM905 - a list of words is read as one text
)
_MONTH_BEFORE = frozenset(
    """in since from until till by during of before after early late mid between to and through for this last next
    throughout every both previous through its the""".split()  # noqa: SIM905 - a list of words is read as one text
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)['\"]?[\s(-]{1,3}$")
_WORD_AFTER = re.compile(r"[\s-]{1,2}(?:[A-Z][\w-]+\s)?([^\W\d_]+)")
_RULES = counted_dates.RULES | written_dates.RULES
_RELATIVE = frozenset(counted_dates.RULES) | {"day_of_month"}
_MAYBE_RELATIVE = frozenset({"dates", "dated_weekday", "date", "nth", "part", "months", "month", "season", "months_of"})


def resolve(found: re.Match[str], sentence: str, setting: Setting) -> Resolved | None:
    """What an expression means; None when it is none after all (a number that looks like a year)."""
    rule = found.lastgroup or ""
    seen = Found(found.group().lower(), found, sentence, setting)
    if rule in ("year", "month") and not _is_time(rule, seen):
        return None
    is_relative = rule in _RELATIVE or (rule in _MAYBE_RELATIVE and not YEAR.search(seen.low))
    if is_relative and setting.published_on is None:
        return Resolved(None, _precision_of(rule, seen), f"{rule}: no day of publication", is_relative=True)
    days, precision = _RULES[rule](seen)
    return Resolved(dates.text(days) if days else None, precision, rule.replace("_", " "), is_relative)


def _precision_of(rule: str, seen: Found) -> DatePrecision:
    if rule in ("month", "ago") or (rule in ("deictic", "same") and "month" in seen.low):
        return DatePrecision.MONTH if rule != "ago" else DatePrecision.APPROX_DAY
    if rule in ("deictic", "same") and ("week" in seen.low or "year" in seen.low):
        return DatePrecision.WEEK if "week" in seen.low else DatePrecision.YEAR
    is_span = rule in ("dates", "months", "part", "rolling", "season", "weekdays")
    return DatePrecision.SPAN if is_span else DatePrecision.DAY


def _is_time(rule: str, seen: Found) -> bool:
    """Whether "2000" is a year and "May" a month."""
    start, end = seen.match.span()
    before = _WORD_BEFORE.search(seen.sentence[max(0, start - 20) : start])
    word = before.group(1).lower() if before else ""
    if rule == "month":
        is_bare = len(seen.low.split()) == 1 and not YEAR.search(seen.low)
        is_verb = seen.low in ("may", "march") and word not in _MONTH_BEFORE
        return not (is_bare and is_verb)
    if word in ("in", "since", "until", "by", "during", "early", "late", "mid"):
        return True
    after = _WORD_AFTER.match(seen.sentence, end, end + 40)
    noun = after.group(1).lower() if after else ""
    if noun in _counted():
        return False
    return word in _YEAR_BEFORE or not word or not noun


def _counted() -> frozenset[str]:
    return frozenset(word for word in lexicon().noun_words if word not in ("war", "offensive", "battle", "attack"))
