"""What the review part of the page needs to know of one report, as plain values for the browser.

What a stranger gets wrong: the text itself travels apart (it never changes, the rest does with every decision), and
the choice of an open item is a guess that is made anew each time, because the situation has grown meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from components.errors import ModelError
from components.model import Report, Scale, Situation
from components.records.alike import alike
from components.records.choice import Choice, choice_of
from components.records.guesses import guess
from components.records.review import Item, ReportRow, Verdict

#: Most claims that are pointed out as the same as one item.
_MOST_ALIKE = 6


def report_data(row: ReportRow, report: Report) -> dict[str, Any]:
    """The description of a report."""
    return {
        "id": row.id,
        "version": row.version,
        "title": report.title,
        "publisher": report.publisher,
        "published_on": report.published_on.isoformat() if report.published_on else "",
        "language": report.language,
        "url": report.url,
        "origin": report.origin,
        "chars": len(report.text),
    }


def item_data(item: Item, report: Report, situation: Situation) -> dict[str, Any]:
    """One item: the proposal as it was read, where it stands, and the choice that a person starts from.

    ``choice`` is what was decided, else the guess; ``alike`` names claims that may be the same (open items only).
    """
    fault, choice = "", None
    try:
        choice = choice_of(item.choice) if item.choice else guess(item, report, situation)
    except ModelError as error:
        fault = str(error)
    is_open = item.verdict is Verdict.OPEN
    return {
        "id": item.id,
        "kind": str(item.kind),
        "start": item.start,
        "end": item.end,
        "verdict": str(item.verdict),
        "version": item.version,
        "fields": dict(item.fields),
        "choice": choice.plain() if choice else None,
        "fault": fault,
        "alike": list(alike(choice, situation)[:_MOST_ALIKE]) if choice and is_open else [],
        "claim": item.claim,
        "address": claim_address(item.claim, situation) if item.claim else "",
        "who": item.who or "",
        "why": item.why,
        "at": item.at.date().isoformat() if item.at else "",
    }


def row_data(row: ReportRow, similar: Sequence[tuple[str, float]]) -> dict[str, Any]:
    """One line of the list of reports."""
    return {
        "id": row.id,
        "title": row.title,
        "publisher": row.publisher,
        "published_on": row.published_on,
        "added_on": row.added_at.date().isoformat(),
        "total": sum(row.counts.values()),
        "open": row.counts.get(Verdict.OPEN, 0),
        "similar": [list(pair) for pair in similar],
    }


def claim_address(claim_id: str, situation: Situation) -> str:
    """The query under which the situation page shows a claim: selected, the clock on its day, its figures unfolded."""
    claim = situation.claims.get(claim_id)
    if claim is None:
        return ""
    about = situation.about
    day = claim.said.earliest or claim.said.latest
    clock = about.opening.clock_on if day is None else min(max(day, about.span_from_on), about.span_to_on)
    parts = {"sel": claim.id, "t": clock.isoformat(), "open": claim.topic or ""}
    return "&".join(f"{name}={value}" for name, value in parts.items() if value)


def blank_choice() -> dict[str, Any]:
    """Every field of a choice with its default, so that the form knows what there is."""
    return {**Choice(kind="figure", title="-").plain(), "title": "", "scale": Scale.UNKNOWN.value}
