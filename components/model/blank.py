"""A situation in which nothing is known yet.

What a stranger gets wrong: it is whole all the same. It has a window, a clock and sides, so that every page can draw it
before its first claim; all of them may be corrected later.
"""

from __future__ import annotations

from datetime import date, timedelta

from components.errors import ModelError
from components.model.identity import is_situation_id
from components.model.point import Box
from components.model.situation import DEFAULT_SIDES, About, Opening, Situation, assemble
from components.model.source import Side

#: The inhabited world.
WORLD = Box(south=-56.0, west=-170.0, north=75.0, east=179.0)
#: Days that the clock can go back and forward, and days in view at first.
DAYS_BEFORE, DAYS_AFTER, DAYS_IN_VIEW = 365, 30, 30


def blank_situation(
    situation_id: str,
    title: str,
    today: date,
    *,
    theatre: Box = WORLD,
    sides: tuple[Side, ...] = DEFAULT_SIDES,
    headline: str = "",
) -> Situation:
    """A valid situation without a record.

    Args:
        situation_id: 1 to 64 lower-case letters, digits and hyphens.
        title: name of the situation.
        today: the day that the clock opens on; it can go a year back and a month forward.
        theatre: the window that the map opens on.
        sides: in the order of the legend.
        headline: what stands over the page; the title when empty.

    Raises:
        ModelError: the id or the title cannot be, or the day is at an end of the calendar.
    """
    if not is_situation_id(situation_id):
        raise ModelError("id", situation_id, "An id is 1 to 64 lower-case letters, digits and hyphens; change it.")
    if not title.strip():
        raise ModelError("title", title, "A situation needs a title; give one.")
    try:
        first, last = today - timedelta(days=DAYS_BEFORE), today + timedelta(days=DAYS_AFTER)
    except OverflowError as error:
        raise ModelError(
            "day", today.isoformat(), "There is no year before or after it; choose another day."
        ) from error
    about = About(
        id=situation_id, title=title, headline=headline or title, description="", span_from_on=first, span_to_on=last,
        opening=Opening(today, today - timedelta(days=DAYS_IN_VIEW), today), theatre=theatre, focus_area=None,
        lead_topics=(), sides=sides, licences=(),
    )  # fmt: skip
    return assemble(about, ())
