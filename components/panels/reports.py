"""The reports of a situation: the list, the form that brings another, the review of one, and the situations.

What a stranger gets wrong: which report is open stands in the address (`report=`, `item=`), so that a link leads to
the very sentence; what the browser asks for is answered through `Acts`, which checks everything again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from components.access import Act
from components.errors import ConflictMapError, ModelError, StaleRecordError
from components.intake.article import Draft
from components.model import Report
from components.panels.desk import Desk
from components.panels.intake import Doors, draw_intake
from components.panels.proposals import blank_choice, item_data, report_data, row_data
from components.panels.review import draw_list, draw_review
from components.records.acts import Acts, Person, new_about
from components.records.store import SituationRow

_OUTCOMES = "cm-review-outcomes"
#: Most reports in one list.
MOST_LISTED = 100
_MOST_SIMILAR = 3


@dataclass(frozen=True, slots=True)
class Room:
    """What the Reports page works with.

    Attributes:
        acts: what may be done.
        person: who does it.
        doors: how a report may come.
    """

    acts: Acts
    person: Person
    doors: Doors

    def may(self, act: Act) -> bool:
        """Whether the person may do something."""
        return self.acts.may(self.person, act)


def draw_reports(desk: Desk, room: Room) -> None:
    """Draws the list of reports with the form, or what to do where a reader may do nothing here."""
    situation_id = desk.situation.id
    left, right = st.columns([1.2, 1], gap="large") if room.may(Act.PROPOSE) else (None, st.container())
    if left is not None:
        allowed = {act: room.may(act) for act in (Act.PROPOSE, Act.UPLOAD, Act.FETCH)}
        with left:
            draw_intake(_guarded(room), situation_id, allowed, lambda report: _add(room, situation_id, report))
    with right:
        _list(desk, room)


def _guarded(room: Room) -> Doors:
    """The doors, each of which asks again whether the person may: what is hidden may still be asked for."""
    doors, acts, person = room.doors, room.acts, room.person

    def from_text(text: str) -> Draft:
        acts.require(person, Act.PROPOSE)
        return doors.from_text(text)

    def read_file(name: str, body: bytes) -> Draft:
        acts.require(person, Act.UPLOAD)
        return doors.read_file(name, body)

    def fetch(url: str) -> Draft:
        acts.require(person, Act.FETCH)
        if doors.fetch is None:
            raise ModelError("url", "", "Nothing is fetched here; paste the text instead.")
        return doors.fetch(url)

    return replace(doors, from_text=from_text, read_file=read_file, fetch=fetch if doors.fetch else None)


def _list(desk: Desk, room: Room) -> None:
    situation_id = desk.situation.id
    rows = room.acts.reviews.reports(situation_id)
    listed = rows[:MOST_LISTED]
    similar = room.acts.reviews.similar_reports(situation_id, [row.id for row in listed])
    draw_list(desk, "cm-report-list", reports=[row_data(row, similar.get(row.id, ())) for row in listed])
    if len(rows) > len(listed):
        told = f"The newest {len(listed):,} of {len(rows):,} reports."
        st.text(told)


def draw_one(desk: Desk, room: Room, report_id: str) -> None:
    """Draws the review of a report.

    Raises:
        NotFoundError: there is no such report in this situation.
    """
    situation_id = desk.situation.id
    row, report = room.acts.reviews.report(situation_id, report_id)
    items = room.acts.reviews.items(situation_id, report_id)
    data = {
        "report": {**report_data(row, report), "similar": _similar(room, situation_id, report_id)},
        "items": [item_data(item, report, desk.situation) for item in items],
        "blank": blank_choice(),
        "may": {"review": room.may(Act.REVIEW)},
        "outcomes": st.session_state.get(_OUTCOMES, []),
    }
    draw_review(desk, report.text, data, lambda acts: _answer(room, situation_id, report_id, acts))


def _similar(room: Room, situation_id: str, report_id: str) -> list[dict[str, Any]]:
    """Reports with much the same text, by title."""
    pairs = room.acts.reviews.similar_reports(situation_id, [report_id]).get(report_id, ())
    rows = [(room.acts.reviews.report(situation_id, other)[0], share) for other, share in pairs[:_MOST_SIMILAR]]
    return [{"id": row.id, "title": row.title, "share": share} for row, share in rows]


def draw_situations(desk: Desk, room: Room, rows: tuple[SituationRow, ...]) -> None:
    """Draws the links to other situations and the form of a new one."""
    with st.expander(f"Situations: {len(rows)}", key="cm-situations"):
        draw_list(desk, "cm-situation-list", situations=[_situation(row) for row in rows])
        if room.may(Act.WRITE):
            with st.form("cm-new-situation", border=False):
                columns = st.columns([1, 2, 1], vertical_alignment="bottom")
                situation_id = columns[0].text_input("Id of a new one", placeholder="red-sea-2025", max_chars=64)
                title = columns[1].text_input("Title", max_chars=120)
                if columns[2].form_submit_button("Start it empty"):
                    _start(desk, room, situation_id, title)


def _situation(row: SituationRow) -> dict[str, Any]:
    return {"id": row.id, "title": row.title, "records": row.records}


def _start(desk: Desk, room: Room, situation_id: str, title: str) -> None:
    try:
        room.acts.start(new_about(situation_id.strip(), title, desk.situation.about), room.person)
    except ConflictMapError as error:
        st.error("The situation was not started.")
        st.text(str(error))
        return
    st.query_params.from_dict({"situation": situation_id.strip()})
    st.rerun()


def _add(room: Room, situation_id: str, report: Report) -> None:
    done = room.acts.add(situation_id, report, room.person)
    situation = st.query_params.get("situation")
    st.query_params.from_dict({"report": done.row.id, **({"situation": situation} if situation else {})})
    if not done.is_new:
        st.toast("This very text was there already; nothing was changed.")


def _answer(room: Room, situation_id: str, report_id: str, acts: list[Mapping[str, Any]]) -> None:
    """Does what the browser asks for, in order; each answer carries the number of its act."""
    st.session_state[_OUTCOMES] = [
        {"n": act.get("n"), "item": act.get("item"), **_outcome(room, situation_id, report_id, act)} for act in acts
    ]


def _outcome(room: Room, situation_id: str, report_id: str, act: Mapping[str, Any]) -> dict[str, Any]:
    try:
        if act.get("act") == "describe":
            room.acts.describe(situation_id, report_id, act, room.person)
        else:
            room.acts.decide(situation_id, report_id, act, room.person)
    except StaleRecordError as error:
        return {"ok": False, "field": "version", "sentence": str(error), "conflict": _conflict(error, act)}
    except ModelError as error:
        return {"ok": False, "field": error.field, "sentence": str(error)}
    except ConflictMapError as error:
        return {"ok": False, "field": "act", "sentence": str(error)}
    return {"ok": True}


def _conflict(error: StaleRecordError, act: Mapping[str, Any]) -> dict[str, Any]:
    """Both texts, as one list of fields each: verdict and reason, and the fields of the choice."""
    mine = {**error.offered, **(act.get("choice") or {})}
    theirs = {**error.stored, **(error.stored.get("choice") or {})}
    for fields in (mine, theirs):
        for name in ("choice", "fields", "claim", "who"):
            fields.pop(name, None)
    return {"stored": theirs, "offered": {name: mine[name] for name in mine}, "version": error.expected_version}
