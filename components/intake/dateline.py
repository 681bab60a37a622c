"""The day of publication, when the text itself says it at its head or its foot.

What a stranger gets wrong: most dates in a report are days of events. Only a line that is a date, a dateline, a
heading that ends with a date, or a label ("Published:") counts; a date inside a sentence never does, and two
different days cancel each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from components.intake.calendar import Written, in_words, written_dates

HEAD_LINES = 8
FOOT_LINES = 4
_MOST_LINE = 200
_MOST_HEADING = 120
_WEEKDAYS = (
    "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday lundi mardi "
    "mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag lunes martes "
    "miércoles jueves viernes sábado domingo понедельник вторник среда четверг пятница суббота воскресенье понеділок "
    "вівторок середа четвер пʼятниця п'ятниця субота неділя"
)
#: What may stand around a label.
_AROUND = " \t*_#|(["
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = rf"(?:\(?(?:{'|'.join(_WEEKDAYS.split())})\)?[.,]?\s*(?:den |le )?)?"
_LABEL = re.compile(
    r"(?:first )?(?:published|posted|issued|released|publication date|date of (?:publication|issue)|date|publié|"
    r"paru|veröffentlicht|erschienen|publicado|опубликовано|дата публикации|дата|опубліковано|"
    r"نشر(?: في)?|发布时间|게시일|입력)"
    rf"\s*(?:on|at|le|am|el|:|：|-|–)*\s*{_WEEKDAY}$",
    re.IGNORECASE,
)
#: "Date:" in a record of something that happened, which also has its place.
_PLACE_FIELD = re.compile(r"\s*(?:place|location|where|lieu|ort|lugar|место|місце)\s*:", re.IGNORECASE)
#: A day that is not that of publication, with everything up to the next bar.
_OTHER_DAY = re.compile(
    r"[\s,(–—|;-]*\b(?:last |zuletzt )?(?:updated|modified|accessed|retrieved|revised|covering|period|corrected|"
    r"mis à jour|aktualisiert|обновлено|оновлено)\b[^|;]*",
    re.IGNORECASE,
)
_BARE_LEFT = re.compile(rf"[\s*_#(\[|–—-]*(?:by [^\d,.|]{{2,60}}[|,–—-]\s*)?{_WEEKDAY}$", re.IGNORECASE)
_BARE_RIGHT = re.compile(
    r"[\s,|–—-]*(?:(?:at |um |à )?\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|uhr)?\s*"
    r"(?:\(?[A-Z]{2,5}\)?(?:[+-]\d{1,2})?)?)?"
    r"[\s*_.)\]|]*$",
    re.IGNORECASE,
)
#: "GENEVA/KYIV, ", "New York (Agency), ": words that begin with a capital, no sentence.
_TOWN = re.compile(
    r"\s*(?!(?:In|On|At|Since|After|Before|From|Until|By)\b)[^\W\d_a-z][^\W\d_]*"
    rf"(?:[.'’/ -]{{1,2}}[^\W\d_a-z][^\W\d_]*){{0,4}}\.?\s?(?:\([^)]{{1,30}}\)\s*)?,\s*(?i:{_WEEKDAY})$"
)
_BREAK = re.compile(r"\s*(?:\([^)\d]{1,40}\)\s*)?(?:[-–—]{1,2}\s|\|\s|\([^)\d]{1,40}\)\s)")
_HEADING_LEFT = re.compile(rf".*[^\W\d_].*(?:[,|:–—(]|\s-)\s*(?:as of\s+|at\s+)?{_WEEKDAY}$", re.IGNORECASE)
#: Words of a heading that make its date that of the paper; "Kursk, 6 August 2024: how it began" has none.
_PAPER = re.compile(
    r"\b(?:report|update|assessment|snapshot|bulletin|brief(?:ing)?|sitrep|summary|digest|note|newsletter|overview|"
    r"dispatch|communiqu[ée]|statement|press release|as of|rapport|note d|résumé|lagebericht|bericht|mitteilung|"
    r"informe|boletín|comunicado|сводка|доклад|бюллетень|заявление|обзор|зведення|звіт|доповідь|заява|огляд)",
    re.IGNORECASE,
)
_HEADING_RIGHT = re.compile(r"[\s)\]*_]*(?::\s[^.!?]{0,60})?$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the head and the foot of a text say about its day.

    Attributes:
        day: the day of publication; None when it is not said, or in doubt.
        note: one sentence: where it was found, or why it was not taken; empty when there is nothing to say.
    """

    day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    written: Written
    rank: int
    where: str


def find_dateline(text: str) -> Dateline:
    r"""The day of publication that a text states, with where.

    >>> find_dateline("Situation report, 6 November 2024\n\nThe bridge fell on 1 November 2024.").note
    'The date was read in the first line: 6 November 2024.'
    """
    found = list(_found(text))
    if not found:
        return Dateline()
    best = min(each.rank for each in found)
    first = [each for each in found if each.rank == best]
    days = {each.written.day for each in first}
    if days == {None}:
        return Dateline(
            None, f"The date {first[0].written.text} in {first[0].where} may be read in more than one way; put it in."
        )
    if len(days - {None}) > 1 or None in days:
        several = " and ".join(dict.fromkeys(each.written.text for each in first))
        return Dateline(None, f"The text gives {several} as its date; put in the day of publication.")
    day = first[0].written.day
    return Dateline(day, f"The date was read in {first[0].where}: {in_words(day)}." if day else "")


def _found(text: str) -> Iterator[_Found]:
    lines = list(_lines(text))
    if any(_PLACE_FIELD.match(line) for _, line in lines):
        return
    for place, whole in lines:
        line = _OTHER_DAY.sub("", whole)
        for written in written_dates(line):
            rank = _rank(line, written, is_head=not place.startswith("the last"))
            if rank is not None and _is_its_weekday(line, written):
                yield _Found(written, rank, place)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The lines at the head and the foot that are not empty, each with what it is called."""
    head = [line for line in text[: HEAD_LINES * 1_000].splitlines() if line.strip()][:HEAD_LINES]
    for number, line in enumerate(head, 1):
        yield ("the first line" if number == 1 else f"line {number}"), line[:_MOST_LINE]
    foot = [line for line in text[-FOOT_LINES * 1_000 :].splitlines() if line.strip()][-FOOT_LINES:]
    for line in foot:
        if line not in head and len(line) <= _MOST_LINE:
            yield "the last lines", line


def _rank(line: str, written: Written, *, is_head: bool) -> int | None:
    """How surely a date is that of publication, 0 the surest; None when it is not."""
    left, right = line[: written.start], line[written.end :]
    label = _LABEL.search(left[-80:])
    if label and (_BARE_RIGHT.match(right) or not left[: label.start()].strip(_AROUND)):
        return 0
    if _BARE_LEFT.match(left) and _BARE_RIGHT.match(right):
        return 1
    if not is_head:
        return None
    is_head_of_a_place = bool(_TOWN.match(left))
    if (is_head_of_a_place or not left.strip()) and _BREAK.match(right):
        return 1
    if is_head_of_a_place and not right.strip():
        return 2
    is_heading = len(line) <= _MOST_HEADING and not line.rstrip().endswith((".", "!", "?")) and _PAPER.search(line)
    if is_heading and _HEADING_LEFT.match(left) and _HEADING_RIGHT.match(right):
        return 2
    return None


def _is_its_weekday(line: str, written: Written) -> bool:
    """Whether an English day of the week before the date, if there is one, is that of the date."""
    named = re.search(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s*$", line[: written.start].lower())
    return not named or written.day is None or _ENGLISH[written.day.weekday()] == named[1]
